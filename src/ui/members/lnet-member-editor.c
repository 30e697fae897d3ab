/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-editor-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-channel-editor-row.h"
#include "lnet-fit.h"
#include "lnet-member-picker.h"
#include "lnet-members.h"
#include "lnet-name.h"
#include "lnet-role-editor-row.h"

G_DEFINE_FINAL_TYPE (LnetMemberEditor, lnet_member_editor, ADW_TYPE_DIALOG)

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Whether a role is at a place that is none of the organizations, and would be added. */
static gboolean
names_new_organization (LnetMemberEditor *self)
{
  for (guint i = 0; i < self->role_rows->len; i++)
    {
      g_autofree char *name = lnet_role_editor_row_dup_organization (g_ptr_array_index (self->role_rows, i));
      gboolean known = *name == '\0';

      for (guint k = 0; k < self->organizations->len && !known; k++)
        known = lnet_name_equal (((const LnetOrganization *) self->organizations->pdata[k])->name, name);
      if (!known)
        return TRUE;
    }
  return FALSE;
}

/* What stands in the way of saving, in words; NULL for nothing. */
static const char *
find_problem (LnetMemberEditor *self)
{
  if (!lnet_session_may_use (self->session, LNET_TABLE_ORGANIZATION) && names_new_organization (self))
    return _("Only directors and facilitators add organizations. Choose one that is there, or ask one of them to add it.");
  for (guint i = 0; i < self->role_rows->len; i++)
    if (!lnet_role_editor_row_is_valid (g_ptr_array_index (self->role_rows, i)))
      return _("Look at the dates of the roles: one is no date, or an end comes before its start.");
  if (!lnet_date_entry_row_get_valid (self->joined) || !lnet_date_entry_row_get_valid (self->consent_date))
    return _("One of the dates is no date. Write it as 24 Nov 2026, 2026-11 or 2026.");
  return NULL;
}

static gboolean
has_name (LnetMemberEditor *self)
{
  g_autofree char *name = lnet_name_display (gtk_editable_get_text (GTK_EDITABLE (self->preferred_name)),
                                             gtk_editable_get_text (GTK_EDITABLE (self->legal_first)),
                                             gtk_editable_get_text (GTK_EDITABLE (self->legal_last)));

  return *name != '\0';
}

void
lnet_member_editor_update (LnetMemberEditor *self)
{
  const char *problem;

  /* The template is being built. */
  if (self->session == NULL)
    return;
  problem = find_problem (self);
  adw_banner_set_title (self->banner, problem != NULL ? problem : "");
  adw_banner_set_revealed (self->banner, problem != NULL);
  gtk_widget_set_sensitive (self->save, has_name (self) && problem == NULL && !self->is_saving);
  gtk_widget_set_tooltip_text (self->save, has_name (self) ? NULL : _("Write a name first"));
}

/* Rows that come and go. */

static void
remove_row (GPtrArray           *rows,
            AdwPreferencesGroup *group,
            GtkWidget           *row)
{
  gtk_widget_child_focus (GTK_WIDGET (group), GTK_DIR_TAB_BACKWARD);
  adw_preferences_group_remove (group, row);
  g_ptr_array_remove (rows, row);
}

static void
on_role_removed (GtkWidget        *row,
                 LnetMemberEditor *self)
{
  remove_row (self->role_rows, self->roles, row);
  lnet_member_editor_update (self);
}

void
lnet_member_editor_add_role_row (LnetMemberEditor     *self,
                                 const LnetMemberRole *role)
{
  GtkWidget *row = lnet_role_editor_row_new (role, (const char *const *) self->role_words,
                                             (const char *const *) self->organization_words);

  g_ptr_array_add (self->role_rows, g_object_ref (row));
  adw_preferences_group_add (self->roles, row);
  g_signal_connect_object (row, "removed", G_CALLBACK (on_role_removed), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (row, "changed", G_CALLBACK (lnet_member_editor_update), self, G_CONNECT_SWAPPED);
}

static void
on_channel_removed (GtkWidget        *row,
                    LnetMemberEditor *self)
{
  remove_row (self->channel_rows, self->channels, row);
}

void
lnet_member_editor_add_channel_row (LnetMemberEditor        *self,
                                    const char              *kind,
                                    const LnetMemberChannel *channel)
{
  GtkWidget *row = lnet_channel_editor_row_new (kind, channel);

  g_ptr_array_add (self->channel_rows, g_object_ref (row));
  adw_preferences_group_add (self->channels, row);
  g_signal_connect_object (row, "removed", G_CALLBACK (on_channel_removed), self, G_CONNECT_DEFAULT);
}

static void
on_language_removed (GtkWidget        *button,
                     LnetMemberEditor *self)
{
  remove_row (self->language_rows, self->languages, gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW));
}

void
lnet_member_editor_add_language_row (LnetMemberEditor *self,
                                     const char       *tag)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), lnet_reference_get_label (LNET_REFERENCE_LANGUAGE, tag));
  g_object_set_data_full (G_OBJECT (row), "lnet-tag", g_strdup (tag), g_free);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _("Remove This Language"));
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_language_removed), self, G_CONNECT_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  g_ptr_array_add (self->language_rows, g_object_ref (row));
  adw_preferences_group_add (self->languages, row);
}

static void
on_add_role (LnetMemberEditor *self)
{
  lnet_member_editor_add_role_row (self, NULL);
  gtk_widget_child_focus (g_ptr_array_index (self->role_rows, self->role_rows->len - 1), GTK_DIR_TAB_FORWARD);
}

static void
add_channel (LnetMemberEditor *self,
             const char       *kind)
{
  lnet_member_editor_add_channel_row (self, kind, NULL);
  gtk_widget_grab_focus (g_ptr_array_index (self->channel_rows, self->channel_rows->len - 1));
}

static void
on_add_phone (LnetMemberEditor *self)
{
  add_channel (self, "phone");
}

static void
on_add_email (LnetMemberEditor *self)
{
  add_channel (self, "email");
}

static void
take_language (LnetMemberEditor *self)
{
  g_autofree char *typed = lnet_suggest_row_dup_text (self->add_language);
  const char *tag = lnet_reference_find (LNET_REFERENCE_LANGUAGE, typed);

  lnet_suggest_row_set_text (self->add_language, "");
  if (*typed == '\0')
    return;
  for (guint i = 0; i < self->language_rows->len; i++)
    if (g_strcmp0 (g_object_get_data (g_ptr_array_index (self->language_rows, i), "lnet-tag"),
                   tag != NULL ? tag : typed) == 0)
      return;
  lnet_member_editor_add_language_row (self, tag != NULL ? tag : typed);
}

static void
on_language_chosen (LnetMemberEditor *self)
{
  take_language (self);
}

static void
on_language_activated (LnetMemberEditor *self)
{
  take_language (self);
}

/* A consent without a day cannot be shown to anybody later: today is where one begins. */
static void
on_consent (LnetMemberEditor *self)
{
  gboolean asked = adw_combo_row_get_selected (self->consent) > 0;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  gtk_widget_set_visible (GTK_WIDGET (self->consent_date), asked);
  gtk_widget_set_visible (GTK_WIDGET (self->consent_source), asked);
  gtk_widget_set_visible (GTK_WIDGET (self->consent_wording), asked);
  if (asked && *gtk_editable_get_text (GTK_EDITABLE (self->consent_date)) == '\0')
    lnet_date_entry_row_set_date (self->consent_date, today);
}

/* The supervisor. */

void
lnet_member_editor_show_supervisor (LnetMemberEditor *self)
{
  g_autofree char *name = lnet_id_is_null (&self->supervisor)
                            ? NULL
                            : lnet_members_dup_name (lnet_session_get_reader (self->session), &self->supervisor);

  adw_action_row_set_subtitle (self->supervisor_row, name != NULL ? name : _("Nobody known"));
  gtk_widget_set_visible (self->clear_supervisor, name != NULL);
}

static void
on_supervisor_chosen (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (LnetMemberEditor) self = user_data;
  g_autoptr (GArray) chosen = lnet_member_picker_choose_finish (result, NULL);

  if (chosen == NULL || self->supervisor_row == NULL)
    return;
  self->supervisor = g_array_index (chosen, LnetId, 0);
  lnet_member_editor_show_supervisor (self);
}

static void
on_choose_supervisor (LnetMemberEditor *self)
{
  g_autoptr (GArray) left_out = g_array_new (FALSE, FALSE, sizeof (LnetId));

  if (self->member != NULL)
    g_array_append_val (left_out, self->member->id);
  lnet_member_picker_choose (GTK_WIDGET (self), self->session, _("Supervised By"),
                             LNET_MEMBER_PICKER_ONE, left_out, NULL, on_supervisor_chosen, g_object_ref (self));
}

static void
on_clear_supervisor (LnetMemberEditor *self)
{
  self->supervisor = lnet_id_null ();
  lnet_member_editor_show_supervisor (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->supervisor_row));
}

/* Closing and saving. */

static void
on_discard_answered (LnetMemberEditor *self,
                     const char       *response)
{
  if (g_str_equal (response, "discard"))
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
on_close_attempt (LnetMemberEditor *self)
{
  g_autofree char *now = lnet_member_editor_describe (self);
  AdwDialog *question;

  if (g_strcmp0 (now, self->as_opened) == 0)
    {
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }
  question = adw_alert_dialog_new (_("Discard What You Wrote?"),
                                   _("What you wrote in this form is not saved yet."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "keep", _("_Keep Writing"), "discard", _("_Discard"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (question), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (question), "keep");
  g_signal_connect_object (question, "response", G_CALLBACK (on_discard_answered), self, G_CONNECT_SWAPPED);
  adw_dialog_present (question, GTK_WIDGET (self));
}

typedef struct
{
  LnetMemberEditor *editor;
  LnetId id;
} Saving;

static void
on_committed (GObject      *session,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree Saving *saving = user_data;
  g_autoptr (LnetMemberEditor) self = saving->editor;

  self->is_saving = FALSE;
  if (!lnet_session_commit_finish (LNET_SESSION (session), result, NULL, NULL))
    {
      lnet_member_editor_update (self);
      return;
    }
  g_signal_emit (self, signals[SAVED], 0, &saving->id);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
on_save (LnetMemberEditor *self)
{
  Saving *saving;
  LnetTransaction *transaction;

  take_language (self);
  saving = g_new0 (Saving, 1);
  saving->editor = g_object_ref (self);
  transaction = lnet_member_editor_build (self, &saving->id);
  self->is_saving = TRUE;
  lnet_member_editor_update (self);
  lnet_session_commit_async (self->session, transaction, NULL, NULL, on_committed, saving);
}

static void
lnet_member_editor_dispose (GObject *object)
{
  LnetMemberEditor *self = LNET_MEMBER_EDITOR (object);

  g_clear_pointer (&self->role_rows, g_ptr_array_unref);
  g_clear_pointer (&self->channel_rows, g_ptr_array_unref);
  g_clear_pointer (&self->language_rows, g_ptr_array_unref);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_MEMBER_EDITOR);
  G_OBJECT_CLASS (lnet_member_editor_parent_class)->dispose (object);
}

static void
lnet_member_editor_finalize (GObject *object)
{
  LnetMemberEditor *self = LNET_MEMBER_EDITOR (object);

  lnet_member_free (self->member);
  g_clear_pointer (&self->organizations, g_ptr_array_unref);
  g_strfreev (self->role_words);
  g_strfreev (self->organization_words);
  g_free (self->as_opened);
  G_OBJECT_CLASS (lnet_member_editor_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define bind(name) gtk_widget_class_bind_template_child (widget_class, LnetMemberEditor, name)
  bind (title);
  bind (save);
  bind (banner);
  bind (legal_first);
  bind (legal_last);
  bind (preferred_name);
  bind (pronouns);
  bind (pronunciation);
  bind (roles);
  bind (add_role);
  bind (channels);
  bind (add_phone);
  bind (add_email);
  bind (consent);
  bind (consent_date);
  bind (consent_source);
  bind (consent_wording);
  bind (town);
  bind (region);
  bind (rurality);
  bind (language);
  bind (languages);
  bind (add_language);
  bind (interpretation);
  bind (wisdom);
  bind (wishes);
  bind (taking_part);
  bind (status);
  bind (joined);
  bind (share_email);
  bind (share_phone);
  bind (media_release);
  bind (attribution);
  bind (staff);
  bind (registry_state);
  bind (registry_id);
  bind (registry_email);
  bind (career_level);
  bind (supervisor_row);
  bind (clear_supervisor);
  bind (note);
#undef bind
}

static void
lnet_member_editor_class_init (LnetMemberEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_member_editor_dispose;
  object_class->finalize = lnet_member_editor_finalize;

  g_type_ensure (LNET_TYPE_SUGGEST_ROW);
  g_type_ensure (LNET_TYPE_TEXT_ROW);
  g_type_ensure (LNET_TYPE_DATE_ENTRY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-member-editor.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, lnet_member_editor_update);
  gtk_widget_class_bind_template_callback (widget_class, on_close_attempt);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_add_role);
  gtk_widget_class_bind_template_callback (widget_class, on_add_phone);
  gtk_widget_class_bind_template_callback (widget_class, on_add_email);
  gtk_widget_class_bind_template_callback (widget_class, on_consent);
  gtk_widget_class_bind_template_callback (widget_class, on_language_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_language_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_supervisor);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_supervisor);

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
lnet_member_editor_init (LnetMemberEditor *self)
{
  self->role_rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->channel_rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->language_rows = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_dialog (ADW_DIALOG (self));
}

LnetMemberEditor *
lnet_member_editor_new (LnetSession *session,
                        LnetMember  *member)
{
  LnetMemberEditor *self = g_object_new (LNET_TYPE_MEMBER_EDITOR, NULL);

  self->session = g_object_ref (session);
  self->member = member;
  lnet_member_editor_fill (self);
  self->as_opened = lnet_member_editor_describe (self);
  lnet_member_editor_update (self);
  return self;
}
