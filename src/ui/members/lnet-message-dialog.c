/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-message-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-day.h"
#include "lnet-fit.h"
#include "lnet-line.h"
#include "lnet-reference.h"

G_DEFINE_FINAL_TYPE (LnetMessageDialog, lnet_message_dialog, ADW_TYPE_DIALOG)

LnetMessageChannel
lnet_message_dialog_get_channel (LnetMessageDialog *self)
{
  return lnet_message_channel_from_key (adw_toggle_group_get_active_name (self->channels));
}

char *
lnet_message_dialog_dup_subject (LnetMessageDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->subject_row))));
}

/* Everything that was written, to see whether it is something else than at first. */
static char *
describe_words (LnetMessageDialog *self)
{
  g_autofree char *subject = lnet_message_dialog_dup_subject (self);
  g_autofree char *body = lnet_text_row_dup_text (self->body_row);

  return g_strconcat (subject, "\n", body, NULL);
}

/* --- who --- */

/* NULL: all of them. */
static const char *
get_language (LnetMessageDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->language_row);

  if (self->languages == NULL || selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return NULL;
  return self->languages[selected - 1];
}

static void
choose (LnetMessageDialog *self)
{
  lnet_message_reach_choose (self->reach, lnet_message_dialog_get_channel (self), get_language (self));
  lnet_message_dialog_review (self);
  lnet_message_dialog_show_recipients (self);
  lnet_message_dialog_show_count (self);
  lnet_message_dialog_fill_copy_menu (self);
  lnet_message_dialog_update_actions (self);
}

static char *
describe_language (LnetMessageDialog *self,
                   const char        *language)
{
  guint n = lnet_message_reach_count_language (self->reach, lnet_message_dialog_get_channel (self), language);

  if (*language == '\0')
    /* Translators: how many members' language is not known; a choice beside languages */
    return g_strdup_printf (_("Language not known (%'u)"), n);
  /* Translators: a language, and how many members prefer it */
  return g_strdup_printf (_("%s (%'u)"), lnet_reference_get_label (LNET_REFERENCE_LANGUAGE, language), n);
}

/* The language that was chosen stays, where there still is one who prefers it. */
static void
fill_languages (LnetMessageDialog *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  const char *language = get_language (self);
  g_autofree char *chosen = g_strdup (language);
  guint selected = 0;

  self->is_filling = TRUE;
  g_strfreev (self->languages);
  self->languages = lnet_message_reach_dup_languages (self->reach, lnet_message_dialog_get_channel (self));
  /* Translators: a message is written for everybody, whatever language they prefer */
  gtk_string_list_append (words, _("Everybody"));
  for (guint i = 0; self->languages[i] != NULL; i++)
    {
      g_autofree char *label = describe_language (self, self->languages[i]);

      gtk_string_list_append (words, label);
      if (g_strcmp0 (self->languages[i], chosen) == 0)
        selected = i + 1;
    }
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->language_row, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->language_row), g_strv_length (self->languages) > 1);
  self->is_filling = FALSE;
}

static void
on_language_changed (LnetMessageDialog *self)
{
  if (self->reach != NULL && !self->is_filling)
    choose (self);
}

static void
on_channel_changed (LnetMessageDialog *self)
{
  gboolean is_email = lnet_message_dialog_get_channel (self) == LNET_MESSAGE_EMAIL;

  if (self->reach == NULL || self->is_filling)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->subject_row), is_email);
  fill_languages (self);
  choose (self);
}

static void
on_words_changed (LnetMessageDialog *self)
{
  if (self->reach == NULL)
    return;
  lnet_message_dialog_review (self);
  lnet_message_dialog_show_count (self);
  lnet_message_dialog_update_actions (self);
}

static void
show_people_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  LnetMessageDialog *self = LNET_MESSAGE_DIALOG (widget);
  g_autoptr (GPtrArray) gets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *today = lnet_day_today ();

  for (guint i = 0; i < self->reach->members->len; i++)
    {
      const LnetReachMember *member = g_ptr_array_index (self->reach->members, i);
      g_autofree char *words = lnet_message_reach_describe (self->reach, i, today);

      g_ptr_array_add (member->reason <= LNET_REACH_SHARES ? gets : others,
                       lnet_line_new (member->name, words, NULL, NULL, NULL, NULL, NULL));
    }
  lnet_message_people_page_set_lines (self->people, gets, others);
  adw_navigation_view_push (self->pages, ADW_NAVIGATION_PAGE (self->people));
}

/* --- reading --- */

static void
show_status (LnetMessageDialog *self,
             const char        *title,
             const char        *description,
             gboolean           has_reasons)
{
  g_autofree char *escaped = g_markup_escape_text (description, -1);

  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, escaped);
  gtk_widget_set_visible (self->why, has_reasons);
  gtk_widget_set_visible (self->bottom, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

/* Only what is possible can be chosen. */
static void
fill_channels (LnetMessageDialog *self)
{
  LnetMessageChannel channel = lnet_message_dialog_get_channel (self);
  gboolean can[LNET_MESSAGE_N_CHANNELS];

  for (guint i = 0; i < LNET_MESSAGE_N_CHANNELS; i++)
    {
      can[i] = lnet_message_reach_count (self->reach, i) > 0;
      adw_toggle_set_enabled (adw_toggle_group_get_toggle_by_name (self->channels, lnet_message_channel_to_key (i)),
                              can[i]);
    }
  if (!can[channel])
    channel = channel == LNET_MESSAGE_TEXT ? LNET_MESSAGE_EMAIL : LNET_MESSAGE_TEXT;
  self->is_filling = TRUE;
  adw_toggle_group_set_active_name (self->channels, lnet_message_channel_to_key (channel));
  self->is_filling = FALSE;
}

static void
show_reach (LnetMessageDialog *self)
{
  if (self->reach->members->len == 0)
    {
      show_status (self, _("Nobody to write to"), _("No member is shown under this search and these filters."), FALSE);
      return;
    }
  if (lnet_message_reach_count (self->reach, LNET_MESSAGE_TEXT) == 0 &&
      lnet_message_reach_count (self->reach, LNET_MESSAGE_EMAIL) == 0)
    {
      show_status (self, _("Nobody can be reached"),
                   _("None of these members has an e-mail address, or has said yes to text messages."), TRUE);
      return;
    }
  fill_channels (self);
  gtk_stack_set_visible_child_name (self->stack, "form");
  gtk_widget_set_visible (self->bottom, TRUE);
  on_channel_changed (self);
}

static void
on_reach_loaded (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (LnetMessageDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  LnetMessageReach *reach = lnet_message_reach_load_finish (LNET_STORE (source), result, &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      lnet_message_reach_free (reach);
      return;
    }
  gtk_widget_set_visible (self->spinner, FALSE);
  if (reach == NULL)
    {
      show_status (self, _("This could not be read"), error->message, FALSE);
      return;
    }
  lnet_message_reach_free (self->reach);
  self->reach = reach;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "message.show-people", TRUE);
  show_reach (self);
}

/* Again whenever the network changes: somebody may just have said no. */
static void
read_reach (LnetMessageDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  lnet_message_reach_load_async (lnet_session_get_store (self->session), self->filter, self->typed, self->ids,
                                 self->order, self->cancellable, on_reach_loaded, g_object_ref (self));
}

/* --- the widget --- */

static void
on_close_attempt (LnetMessageDialog *self)
{
  g_autofree char *now = describe_words (self);

  if (self->handed_over == NULL && g_strcmp0 (now, self->begun_with) == 0)
    adw_dialog_force_close (ADW_DIALOG (self));
  else
    lnet_message_dialog_close_attempt (self);
}

static void
on_hide_failure (LnetMessageDialog *self)
{
  adw_banner_set_revealed (self->failure, FALSE);
}

static void
lnet_message_dialog_dispose (GObject *object)
{
  LnetMessageDialog *self = LNET_MESSAGE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->announcing, g_source_remove);
  g_clear_handle_id (&self->progress_timeout, g_source_remove);
  g_clear_object (&self->people);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_MESSAGE_DIALOG);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_message_dialog_parent_class)->dispose (object);
}

static void
lnet_message_dialog_finalize (GObject *object)
{
  LnetMessageDialog *self = LNET_MESSAGE_DIALOG (object);

  g_object_unref (self->cancellable);
  g_clear_object (&self->stop_saving);
  g_clear_pointer (&self->transaction, lnet_transaction_unref);
  lnet_member_filter_free (self->filter);
  lnet_message_reach_free (self->reach);
  g_clear_pointer (&self->ids, g_array_unref);
  lnet_member_order_unref (self->order);
  g_strfreev (self->languages);
  g_strfreev (self->links);
  g_free (self->begun_with);
  g_free (self->handed);
  g_free (self->typed);

  G_OBJECT_CLASS (lnet_message_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, status);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, why);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, channels);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, to_row);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, language_row);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, from_row);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, subject_row);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, body_row);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, wide_row);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, narrow);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, count);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, note);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, bottom);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, copy);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, hand_over);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, mark);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, saving);
  gtk_widget_class_bind_template_child (widget_class, LnetMessageDialog, progress);
}

static void
lnet_message_dialog_class_init (LnetMessageDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_message_dialog_dispose;
  object_class->finalize = lnet_message_dialog_finalize;

  g_type_ensure (LNET_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-message-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_close_attempt);
  gtk_widget_class_bind_template_callback (widget_class, on_hide_failure);
  gtk_widget_class_bind_template_callback (widget_class, on_channel_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_language_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_words_changed);
  gtk_widget_class_install_action (widget_class, "message.show-people", NULL, show_people_action);
  lnet_message_dialog_install_actions (widget_class);
}

static void
lnet_message_dialog_init (LnetMessageDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->people = g_object_ref_sink (g_object_new (LNET_TYPE_MESSAGE_PEOPLE_PAGE, NULL));
  gtk_widget_init_template (GTK_WIDGET (self));
  self->begun_with = describe_words (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "message.show-people", FALSE);
  adw_dialog_set_focus (ADW_DIALOG (self), lnet_text_row_get_view (self->body_row));
  lnet_fit_dialog (ADW_DIALOG (self));
}

/* Who writes is who works here. */
static void
show_sender (LnetMessageDialog *self)
{
  const LnetId *member = lnet_session_get_member (self->session);
  g_autofree char *name = NULL;

  if (!lnet_id_is_null (member))
    name = lnet_members_dup_name (lnet_session_get_reader (self->session), member);
  adw_action_row_set_subtitle (self->from_row, name != NULL ? name : _("Nobody said yet who works here"));
}

static AdwDialog *
create (LnetSession            *session,
        const LnetMemberFilter *filter,
        const char             *typed,
        GArray                 *ids,
        LnetMemberOrder        *order,
        LnetMessageChannel      preferred)
{
  LnetMessageDialog *self = g_object_new (LNET_TYPE_MESSAGE_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->filter = filter != NULL ? lnet_member_filter_copy (filter) : NULL;
  self->typed = g_strdup (typed);
  self->ids = ids != NULL ? g_array_copy (ids) : NULL;
  self->order = order != NULL ? lnet_member_order_ref (order) : NULL;
  adw_toggle_group_set_active_name (self->channels, lnet_message_channel_to_key (preferred));
  gtk_widget_set_visible (GTK_WIDGET (self->subject_row), preferred == LNET_MESSAGE_EMAIL);
  show_sender (self);
  lnet_message_dialog_fill_copy_menu (self);
  lnet_message_dialog_update_actions (self);
  g_signal_connect_object (lnet_session_get_store (session), "changed", G_CALLBACK (read_reach), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "author-changed", G_CALLBACK (show_sender), self, G_CONNECT_SWAPPED);
  read_reach (self);
  return ADW_DIALOG (self);
}

AdwDialog *
lnet_message_dialog_new_for_search (LnetSession            *session,
                                    const LnetMemberFilter *filter,
                                    const char             *typed)
{
  g_return_val_if_fail (LNET_IS_SESSION (session), NULL);

  return create (session, filter, typed, NULL, NULL, LNET_MESSAGE_TEXT);
}

AdwDialog *
lnet_message_dialog_new_for_order (LnetSession     *session,
                                   LnetMemberOrder *order)
{
  g_return_val_if_fail (LNET_IS_SESSION (session), NULL);
  g_return_val_if_fail (order != NULL, NULL);

  return create (session, NULL, NULL, NULL, order, LNET_MESSAGE_TEXT);
}

AdwDialog *
lnet_message_dialog_new_for_members (LnetSession        *session,
                                     GArray             *ids,
                                     LnetMessageChannel  channel)
{
  g_return_val_if_fail (LNET_IS_SESSION (session), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  return create (session, NULL, NULL, ids, NULL, channel);
}

void
lnet_message_dialog_set_words (LnetMessageDialog *self,
                               const char        *subject,
                               const char        *body)
{
  g_return_if_fail (LNET_IS_MESSAGE_DIALOG (self));

  gtk_editable_set_text (GTK_EDITABLE (self->subject_row), subject != NULL ? subject : "");
  lnet_text_row_set_text (self->body_row, body);
  g_free (self->begun_with);
  self->begun_with = describe_words (self);
}

gboolean
lnet_message_dialog_is_possible (LnetSession *session)
{
  return lnet_session_get_stance (session) != LNET_STANCE_PARTICIPANT && !lnet_session_get_read_only (session);
}
