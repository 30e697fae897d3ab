/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of a profile that hold a value, and writing a value in its place. */

#include "config.h"

#include "lnet-member-profile-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-profile-field.h"
#include "lnet-to-settle.h"
#include "lnet-unsettled-dot.h"

static LnetProfileField *
get_shown (gpointer row)
{
  return g_object_get_data (row, "lnet-shown");
}

static const char *
find_kind (LnetMemberProfile *self,
           LnetField          field,
           const LnetId      *row)
{
  for (guint i = 0; field == LNET_CHANNEL_VALUE && i < self->member->channels->len; i++)
    {
      const LnetMemberChannel *channel = g_ptr_array_index (self->member->channels, i);

      if (lnet_id_equal (&channel->id, row))
        return g_intern_string (channel->kind != NULL ? channel->kind : "");
    }
  return "";
}

GtkWidget *
lnet_member_profile_find_row (LnetMemberProfile *self,
                              LnetField          field,
                              const LnetId      *id)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const LnetProfileField *shown = get_shown (g_ptr_array_index (self->rows, i));

      if (shown != NULL && shown->field == field && lnet_id_equal (&shown->row, id))
        return g_ptr_array_index (self->rows, i);
    }
  return NULL;
}

/* Saving. */

static void begin_edit (LnetMemberProfile *self,
                        GtkWidget         *row,
                        const char        *text);

/* What is on its way into the network. */
typedef struct
{
  LnetMemberProfile *profile;
  LnetField field;
  LnetId row;
  char *text;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->profile);
  g_free (saving->text);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

/* By now the rows are made anew. What became empty has none any more. */
static void
settle_focus (LnetMemberProfile *self,
              const Saving      *saving)
{
  self->focus_row = lnet_id_null ();
  if (*saving->text == '\0' && gtk_widget_get_mapped (self->add))
    gtk_widget_grab_focus (self->add);
}

/* What could not be saved is there to be tried again. */
static void
on_committed (GObject      *session,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Saving) saving = user_data;
  LnetMemberProfile *self = saving->profile;
  GtkWidget *row;

  if (self->session == NULL)
    return;
  if (lnet_session_commit_finish (LNET_SESSION (session), result, NULL, NULL))
    {
      settle_focus (self, saving);
      return;
    }
  self->focus_row = lnet_id_null ();
  lnet_member_profile_refill (self);
  row = lnet_member_profile_find_row (self, saving->field, &saving->row);
  if (row != NULL)
    begin_edit (self, row, saving->text);
  else
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), saving->text);
}

static void
on_save (LnetFieldEditor   *editor,
         LnetMemberProfile *self)
{
  const LnetProfileField *shown = get_shown (editor);
  g_autofree char *written = lnet_field_editor_dup_text (editor);
  g_autofree char *text = lnet_profile_field_tidy (shown, written);
  LnetTransaction *transaction = lnet_transaction_new ("member-edit");
  Saving *saving = g_new0 (Saving, 1);
  /* Translators: %s is the name of a field, as "Pronouns" */
  g_autofree char *toast = g_strdup_printf (*text != '\0' ? _("Saved: %s") : _("Removed: %s"), shown->title);

  self->focus_field = shown->field;
  self->focus_row = lnet_profile_field_put (shown, transaction, text);
  saving->profile = g_object_ref (self);
  saving->field = shown->field;
  saving->row = shown->row;
  saving->text = g_steal_pointer (&text);
  lnet_session_commit_async (self->session, transaction, toast, NULL, on_committed, saving);
}

/* Writing. */

static void
on_done (LnetFieldEditor   *editor,
         LnetMemberProfile *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (editor), ADW_TYPE_ACTION_ROW);
  gboolean is_stale = self->is_stale;
  const LnetProfileField *shown = get_shown (editor);

  g_clear_weak_pointer (&self->editor);
  self->is_stale = FALSE;
  if (row != NULL)
    {
      g_autoptr (GtkWidget) inside = g_object_steal_data (G_OBJECT (row), "lnet-inside");

      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), inside);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_widget_set_focusable (row, TRUE);
      if (gtk_widget_get_mapped (row))
        gtk_widget_grab_focus (row);
    }
  /* A row for what was to be added goes again; if it was saved, it comes back with the member. */
  if (is_stale || *shown->value == '\0')
    lnet_member_profile_refill (self);
}

/* @text: what somebody wrote already; NULL: what is there. */
static void
begin_edit (LnetMemberProfile *self,
            GtkWidget         *row,
            const char        *text)
{
  const LnetProfileField *shown = get_shown (row);
  GtkWidget *editor;

  lnet_member_profile_end_edit (self);
  editor = lnet_field_editor_new (shown->title, shown->value, lnet_profile_field_has_lines (shown->field),
                                  lnet_profile_field_get_purpose (shown),
                                  lnet_profile_field_get_explain (shown));
  if (text != NULL)
    lnet_field_editor_set_text (LNET_FIELD_EDITOR (editor), text);
  g_object_set_data_full (G_OBJECT (editor), "lnet-shown", lnet_profile_field_copy (shown), (GDestroyNotify) lnet_profile_field_free);
  g_object_set_data_full (G_OBJECT (row), "lnet-inside", g_object_ref (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row))),
                          g_object_unref);
  g_signal_connect_object (editor, "save", G_CALLBACK (on_save), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (editor, "done", G_CALLBACK (on_done), self, G_CONNECT_DEFAULT);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), editor);
  g_set_weak_pointer (&self->editor, LNET_FIELD_EDITOR (editor));
  gtk_widget_grab_focus (editor);
}

void
lnet_member_profile_end_edit (LnetMemberProfile *self)
{
  if (self->editor != NULL)
    lnet_field_editor_finish (self->editor);
}

/* Where the keyboard is, it is again afterwards. Returns whether it is in a row. */
static gboolean
note_focus (LnetMemberProfile *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, ADW_TYPE_ACTION_ROW) : NULL;
  const LnetProfileField *shown;

  if (row == NULL || !gtk_widget_is_ancestor (row, GTK_WIDGET (self)))
    return FALSE;
  shown = get_shown (row);
  if (shown != NULL && !lnet_id_is_null (&shown->row) && lnet_id_is_null (&self->focus_row))
    {
      self->focus_field = shown->field;
      self->focus_row = shown->row;
    }
  return TRUE;
}

/* The same field of the next member, or else the first thing there is. */
static void
focus_likely (LnetMemberProfile *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const LnetProfileField *shown = get_shown (g_ptr_array_index (self->rows, i));

      if (shown != NULL && shown->field == self->focus_field)
        {
          gtk_widget_grab_focus (g_ptr_array_index (self->rows, i));
          return;
        }
    }
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

void
lnet_member_profile_refill (LnetMemberProfile *self)
{
  gboolean had_focus;
  GtkWidget *row;

  if (self->editor != NULL)
    {
      self->is_stale = TRUE;
      return;
    }
  had_focus = note_focus (self);
  lnet_member_profile_fill (self);
  row = lnet_member_profile_find_row (self, self->focus_field, &self->focus_row);
  if (row != NULL && gtk_widget_get_mapped (row))
    gtk_widget_grab_focus (row);
  else if (had_focus)
    focus_likely (self);
  if (row != NULL)
    self->focus_row = lnet_id_null ();
}

static void
on_row_activated (AdwActionRow      *row,
                  LnetMemberProfile *self)
{
  begin_edit (self, GTK_WIDGET (row), NULL);
}

static void
edit_field_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  LnetMemberProfile *self = LNET_MEMBER_PROFILE (widget);
  guint32 field;
  const char *text;
  GtkWidget *row;
  LnetId id;

  g_variant_get (parameter, "(u&s)", &field, &text);
  row = lnet_id_from_string (text, &id) ? lnet_member_profile_find_row (self, (LnetField) field, &id) : NULL;
  if (row != NULL && lnet_profile_field_is_in_place ((LnetField) field))
    begin_edit (self, row, NULL);
}

/* Rows. */

static void
create_field_menu (GtkMenuButton *button,
                   gpointer       user_data)
{
  const LnetProfileField *shown = get_shown (gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW));
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) edit = g_menu_item_new (_("_Edit"), NULL);
  g_autoptr (GMenuItem) history = g_menu_item_new (_("_History"), NULL);
  g_autoptr (GMenuItem) copy = g_menu_item_new (_("_Copy"), NULL);
  g_autofree char *row = lnet_id_to_string (&shown->row);

  g_menu_item_set_action_and_target (edit, "profile.edit-field", "(us)", (guint32) shown->field, row);
  g_menu_item_set_action_and_target (history, "members.field-history", "(sus)", row, (guint32) shown->field,
                                     shown->title);
  g_menu_item_set_action_and_target (copy, "profile.copy", "s", shown->value);
  if (lnet_profile_field_is_in_place (shown->field))
    g_menu_append_item (menu, edit);
  else
    g_menu_append (menu, _("_Edit…"), "members.edit");
  g_menu_append_item (menu, history);
  g_menu_append_item (menu, copy);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static GtkWidget *
create_field_button (const char *title)
{
  GtkWidget *button = gtk_menu_button_new ();
  /* Translators: %s is the name of a field, as "Pronouns" */
  g_autofree char *label = g_strdup_printf (_("More about “%s”"), title);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "field-menu");
  gtk_widget_set_tooltip_text (button, label);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_field_menu, NULL, NULL);
  return button;
}

static AdwActionRow *
add_row (LnetMemberProfile   *self,
         AdwPreferencesGroup *group,
         LnetProfileField    *shown)
{
  GtkWidget *row = adw_action_row_new ();

  gtk_widget_add_css_class (row, "property");
  gtk_widget_add_css_class (row, "field");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), shown->value);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  lnet_unsettled_dot_add (lnet_unsettled_dot_new (self->session, shown->field, &shown->row), ADW_ACTION_ROW (row));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_field_button (shown->title));
  g_object_set_data_full (G_OBJECT (row), "lnet-shown", shown, (GDestroyNotify) lnet_profile_field_free);
  if (lnet_profile_field_is_in_place (shown->field) &&
      lnet_session_may_write_member (self->session, &self->member->id))
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated), self, G_CONNECT_DEFAULT);
    }
  lnet_member_profile_add_row (self, group, row);
  return ADW_ACTION_ROW (row);
}

AdwActionRow *
lnet_member_profile_add_field (LnetMemberProfile   *self,
                               AdwPreferencesGroup *group,
                               const char          *title,
                               const char          *value,
                               LnetField            field,
                               const LnetId        *row)
{
  LnetProfileField *shown;

  /* What is empty here may have been written elsewhere at the same time. */
  if ((value == NULL || *value == '\0') &&
      !lnet_to_settle_has (lnet_session_get_reader (self->session), LNET_FIELD_TABLE (field), row,
                           LNET_FIELD_NUMBER (field)))
    return NULL;
  shown = lnet_profile_field_new (field, title, value != NULL ? value : "");
  shown->member = self->member->id;
  shown->row = *row;
  shown->kind = find_kind (self, field, row);
  return add_row (self, group, shown);
}

/* Adding what is missing. */

static AdwPreferencesGroup *
get_group (LnetMemberProfile *self,
           LnetField          field)
{
  switch ((guint) field)
    {
    case LNET_MEMBER_PRONOUNS:
    case LNET_MEMBER_PRONUNCIATION:
      return self->names;
    case LNET_MEMBER_WISDOM:
    case LNET_MEMBER_WISHES:
      return self->wisdom;
    case LNET_MEMBER_STAFF_NOTE:
      return self->staff;
    default:
      return self->contact;
    }
}

static LnetId
get_row_id (LnetMemberProfile *self,
            LnetField          field)
{
  if (field == LNET_CHANNEL_VALUE)
    return lnet_id_null ();
  return LNET_FIELD_TABLE (field) == LNET_TABLE_MEMBER_STAFF ? self->member->staff.id : self->member->id;
}

static void
add_field_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LnetMemberProfile *self = LNET_MEMBER_PROFILE (widget);
  guint32 field;
  const char *kind;
  LnetProfileField *shown;

  g_variant_get (parameter, "(u&s)", &field, &kind);
  if (!lnet_profile_field_is_in_place ((LnetField) field) || self->member == NULL)
    return;
  lnet_member_profile_end_edit (self);
  shown = lnet_profile_field_new ((LnetField) field, lnet_profile_field_get_title ((LnetField) field, kind), "");
  shown->member = self->member->id;
  shown->row = get_row_id (self, shown->field);
  shown->kind = g_intern_string (kind);
  begin_edit (self, GTK_WIDGET (add_row (self, get_group (self, shown->field), shown)), NULL);
}

static void
append_addable (GMenu      *menu,
                LnetField   field,
                const char *kind)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (lnet_profile_field_get_title (field, kind), NULL);

  g_menu_item_set_action_and_target (item, "profile.add-field", "(us)", (guint32) field, kind);
  g_menu_append_item (menu, item);
}

/* Phone numbers and addresses there can be several of, the others only where there is none. */
static void
create_add_menu (GtkMenuButton *button,
                 gpointer       user_data)
{
  static const LnetField fields[] = {
    LNET_MEMBER_PRONOUNS, LNET_MEMBER_PRONUNCIATION, LNET_MEMBER_TOWN,       LNET_MEMBER_REGION,
    LNET_MEMBER_WISDOM,   LNET_MEMBER_WISHES,        LNET_MEMBER_STAFF_NOTE,
  };
  LnetMemberProfile *self = user_data;
  gboolean is_staff = lnet_session_get_stance (self->session) != LNET_STANCE_PARTICIPANT;
  g_autoptr (GMenu) menu = g_menu_new ();

  append_addable (menu, LNET_CHANNEL_VALUE, "phone");
  append_addable (menu, LNET_CHANNEL_VALUE, "email");
  for (gsize i = 0; self->member != NULL && i < G_N_ELEMENTS (fields); i++)
    {
      LnetId id = get_row_id (self, fields[i]);

      if (lnet_member_profile_find_row (self, fields[i], &id) == NULL &&
          (is_staff || fields[i] != LNET_MEMBER_STAFF_NOTE))
        append_addable (menu, fields[i], "");
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

void
lnet_member_profile_set_up_add (LnetMemberProfile *self)
{
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->add), create_add_menu, self, NULL);
}

void
lnet_member_profile_install_edit_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "profile.edit-field", "(us)", edit_field_action);
  gtk_widget_class_install_action (klass, "profile.add-field", "(us)", add_field_action);
}
