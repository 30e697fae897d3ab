/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-tags.h"

#include <glib/gi18n-lib.h>

#include "lnet-chip.h"
#include "lnet-suggest-row.h"
#include "lnet-tags.h"
#include "lnet-worker.h"

struct _LnetMemberTags
{
  AdwBin parent_instance;

  LnetSession *session;
  LnetId member;
  GStrv shown;             /* what the chips say */
  GPtrArray *known;        /* LnetTag: those in use; NULL until they are wanted */
  GCancellable *reading;   /* NULL: nothing is read */
  char *typed;             /* what is to be added once those in use are known; NULL: nothing */
  LnetId typed_for;

  AdwPreferencesGroup *group;
  GtkWidget *chips_row;
  AdwWrapBox *chips;
  LnetSuggestRow *add;
};

G_DEFINE_FINAL_TYPE (LnetMemberTags, lnet_member_tags, ADW_TYPE_BIN)

/* What is in use. */

/* In a worker thread, with a reader of its own. */
static void
read_in_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (data, &error);
  GPtrArray *tags = reader != NULL ? lnet_tags_load (reader, &error) : NULL;

  if (tags != NULL)
    g_task_return_pointer (task, tags, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* A member's own are not offered again. */
static void
offer_words (LnetMemberTags *self)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) offered = NULL;

  for (guint i = 0; self->known != NULL && i < self->known->len; i++)
    {
      const char *tag = ((LnetTag *) self->known->pdata[i])->tag;

      if (self->shown == NULL || !g_strv_contains ((const char *const *) self->shown, tag))
        g_strv_builder_add (words, tag);
    }
  offered = g_strv_builder_end (words);
  lnet_suggest_row_set_words (self->add, (const char *const *) offered);
}

/* Spelt as it is for others, if it is in use. */
static void
add_typed (LnetMemberTags *self)
{
  g_autofree char *typed = g_steal_pointer (&self->typed);
  g_autofree char *tag = lnet_tag_clean (typed, self->known);
  LnetTransaction *transaction;

  if (tag == NULL)
    return;
  transaction = lnet_transaction_new ("member-edit");
  lnet_tag_add (transaction, &self->typed_for, tag);
  lnet_session_commit (self->session, transaction, NULL);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tags = g_task_propagate_pointer (G_TASK (result), &error);
  LnetMemberTags *self = LNET_MEMBER_TAGS (source);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  self->known = g_steal_pointer (&tags);
  /* Nothing is offered then; any word can be written all the same. */
  if (self->known == NULL)
    g_debug ("Reading tags: %s", error->message);
  offer_words (self);
  if (self->typed != NULL)
    add_typed (self);
}

/* Read when somebody is about to write one. */
static void
read_known (LnetMemberTags *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->known != NULL || self->reading != NULL || self->session == NULL)
    return;
  self->reading = g_cancellable_new ();
  task = g_task_new (self, self->reading, on_read, NULL);
  g_task_set_source_tag (task, read_known);
  g_task_set_task_data (task, g_object_ref (lnet_session_get_store (self->session)), g_object_unref);
  lnet_worker_run (task, read_in_worker);
}

static void
on_changed (LnetStore      *store,
            LnetChanges    *changes,
            LnetMemberTags *self)
{
  if (!lnet_changes_has_table (changes, LNET_TABLE_MEMBER_TAG))
    return;
  g_clear_pointer (&self->known, g_ptr_array_unref);
  if ((gtk_widget_get_state_flags (GTK_WIDGET (self->add)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    read_known (self);
}

/* Adding and taking away. */

static void
take_tag (LnetMemberTags *self)
{
  g_free (self->typed);
  self->typed = lnet_suggest_row_dup_text (self->add);
  self->typed_for = self->member;
  lnet_suggest_row_set_text (self->add, "");
  if (self->known != NULL)
    add_typed (self);
  else
    read_known (self);
}

static void
focus_after (LnetMemberTags *self,
             const char     *tag)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  for (gsize i = 0; chip != NULL && !g_str_equal (self->shown[i], tag); i++)
    chip = gtk_widget_get_next_sibling (chip);
  if (chip != NULL && gtk_widget_get_next_sibling (chip) != NULL)
    gtk_widget_grab_focus (gtk_widget_get_next_sibling (chip));
  else if (chip != NULL && gtk_widget_get_prev_sibling (chip) != NULL)
    gtk_widget_grab_focus (gtk_widget_get_prev_sibling (chip));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->add));
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LnetMemberTags *self = LNET_MEMBER_TAGS (widget);
  const char *tag = g_variant_get_string (parameter, NULL);
  /* Translators: %s is a tag, a word of staff on a member */
  g_autofree char *toast = g_strdup_printf (_("Tag “%s” is taken off"), tag);
  LnetTransaction *transaction = lnet_transaction_new ("member-edit");

  lnet_tag_remove (transaction, &self->member, tag);
  focus_after (self, tag);
  lnet_session_commit (self->session, transaction, toast);
}

/* Showing. */

static GtkWidget *
create_chip (const char *tag)
{
  /* Translators: pressing it takes a tag off a member */
  g_autofree char *spoken = g_strdup_printf (_("Remove Tag: %s"), tag);
  GtkWidget *chip = lnet_chip_new (tag, spoken, "tags.remove", g_variant_new_string (tag));

  g_object_set_data_full (G_OBJECT (chip), "lnet-tag", g_strdup (tag), g_free);
  return chip;
}

static GtkWidget *
find_chip (LnetMemberTags *self,
           const char     *tag)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  while (chip != NULL && !g_str_equal (g_object_get_data (G_OBJECT (chip), "lnet-tag"), tag))
    chip = gtk_widget_get_next_sibling (chip);
  return chip;
}

/* A chip that stays is the same one, with the focus it has. */
static void
show_chips (LnetMemberTags *self,
            GPtrArray      *tags)
{
  g_autoptr (GStrvBuilder) shown = g_strv_builder_new ();
  GtkWidget *before = NULL;

  for (guint i = 0; i < tags->len; i++)
    {
      const char *tag = tags->pdata[i];
      GtkWidget *chip = find_chip (self, tag);

      if (chip == NULL)
        {
          chip = create_chip (tag);
          adw_wrap_box_insert_child_after (self->chips, chip, before);
        }
      else
        adw_wrap_box_reorder_child_after (self->chips, chip, before);
      g_strv_builder_add (shown, tag);
      before = chip;
    }
  while ((before != NULL ? gtk_widget_get_next_sibling (before)
                         : gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    adw_wrap_box_remove (self->chips, before != NULL ? gtk_widget_get_next_sibling (before)
                                                     : gtk_widget_get_first_child (GTK_WIDGET (self->chips)));
  g_strfreev (self->shown);
  self->shown = g_strv_builder_end (shown);
  gtk_widget_set_visible (self->chips_row, tags->len > 0);
}

static void
lnet_member_tags_dispose (GObject *object)
{
  LnetMemberTags *self = LNET_MEMBER_TAGS (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lnet_member_tags_parent_class)->dispose (object);
}

static void
lnet_member_tags_finalize (GObject *object)
{
  LnetMemberTags *self = LNET_MEMBER_TAGS (object);

  g_strfreev (self->shown);
  g_free (self->typed);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  G_OBJECT_CLASS (lnet_member_tags_parent_class)->finalize (object);
}

static void
lnet_member_tags_class_init (LnetMemberTagsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lnet_member_tags_dispose;
  G_OBJECT_CLASS (klass)->finalize = lnet_member_tags_finalize;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "tags.remove", "s", remove_action);
}

static GtkWidget *
create_chips_row (LnetMemberTags *self)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *chips = adw_wrap_box_new ();

  self->chips = ADW_WRAP_BOX (chips);
  adw_wrap_box_set_child_spacing (self->chips, 6);
  adw_wrap_box_set_line_spacing (self->chips, 6);
  gtk_widget_set_margin_start (chips, 12);
  gtk_widget_set_margin_end (chips, 12);
  gtk_widget_set_margin_top (chips, 12);
  gtk_widget_set_margin_bottom (chips, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chips), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Tags"), -1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), chips);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static void
lnet_member_tags_init (LnetMemberTags *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *lock = gtk_image_new_from_icon_name ("changes-prevent-symbolic");

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->chips_row = create_chips_row (self);
  self->add = LNET_SUGGEST_ROW (lnet_suggest_row_new ());
  gtk_widget_add_css_class (lock, "dimmed");
  gtk_widget_set_tooltip_text (lock, _("Only directors and facilitators see this"));
  adw_preferences_group_set_title (self->group, _("Tags"));
  adw_preferences_group_set_header_suffix (self->group, lock);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->add), _("Add a tag"));
  adw_preferences_group_add (self->group, self->chips_row);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->add));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
  gtk_widget_add_controller (GTK_WIDGET (self->add), focus);
  g_signal_connect_object (focus, "enter", G_CALLBACK (read_known), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->add, "chosen", G_CALLBACK (take_tag), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->add, "entry-activated", G_CALLBACK (take_tag), self, G_CONNECT_SWAPPED);
}

void
lnet_member_tags_show (LnetMemberTags *self,
                       LnetSession    *session,
                       const LnetId   *member,
                       GPtrArray      *tags)
{
  g_return_if_fail (LNET_IS_MEMBER_TAGS (self));

  if (g_set_object (&self->session, session))
    g_signal_connect_object (lnet_session_get_store (session), "changed", G_CALLBACK (on_changed), self,
                             G_CONNECT_DEFAULT);
  if (!lnet_id_equal (&self->member, member))
    lnet_suggest_row_set_text (self->add, "");
  self->member = *member;
  lnet_session_enable_action (session, GTK_WIDGET (self), "tags.remove", TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->add), lnet_session_may_write (session));
  show_chips (self, tags);
  offer_words (self);
}
