/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-saved-filters-group.h"

#include <glib/gi18n-lib.h>

#include "lnet-saved-filter.h"
#include "lnet-toast.h"

struct _LnetSavedFiltersGroup
{
  AdwPreferencesGroup parent_instance;

  LnetSession *session;
  LnetMemberList *members;
  GPtrArray *filters; /* LnetSavedFilter */
  GPtrArray *rows;    /* of them */
  GtkWidget *save;
};

G_DEFINE_FINAL_TYPE (LnetSavedFiltersGroup, lnet_saved_filters_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHOSEN,
  DELETED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const LnetSavedFilter *
find (LnetSavedFiltersGroup *self,
      const LnetId          *id)
{
  for (guint i = 0; i < self->filters->len; i++)
    {
      const LnetSavedFilter *saved = g_ptr_array_index (self->filters, i);

      if (lnet_id_equal (&saved->id, id))
        return saved;
    }
  return NULL;
}

static const LnetSavedFilter *
find_for (LnetSavedFiltersGroup *self,
          GtkWidget             *widget)
{
  const LnetId *id = g_object_get_data (G_OBJECT (widget), "lnet-id");

  return id != NULL ? find (self, id) : NULL;
}

/* A name for one. */

typedef struct
{
  LnetSavedFiltersGroup *group;
  LnetId renamed; /* null: how the list is looked at now is saved */
  GtkEditable *name;
} Naming;

static void
naming_free (gpointer  data,
             GClosure *closure)
{
  g_object_unref (((Naming *) data)->group);
  g_free (data);
}

/* Another one that has this name already. */
static const LnetSavedFilter *
find_same (Naming     *naming,
           const char *name)
{
  const LnetSavedFilter *same = lnet_saved_filters_find (naming->group->filters, name);

  return same != NULL && !lnet_id_equal (&same->id, &naming->renamed) ? same : NULL;
}

static char *
dup_name (Naming *naming)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (naming->name)));
}

static void
on_name_changed (AdwAlertDialog *dialog,
                 GParamSpec     *pspec,
                 GtkEditable    *entry)
{
  Naming *naming = g_object_get_data (G_OBJECT (dialog), "lnet-naming");
  g_autofree char *name = dup_name (naming);
  gboolean is_taken = *name != '\0' && find_same (naming, name) != NULL;
  gboolean is_new = lnet_id_is_null (&naming->renamed);

  adw_alert_dialog_set_body (dialog, !is_taken ? ""
                                     : is_new  ? _("There is one of this name. It is replaced.")
                                               : _("There is another one of this name. Choose a different name."));
  adw_alert_dialog_set_response_enabled (dialog, "name", *name != '\0' && (is_new || !is_taken));
}

static void
on_named (AdwAlertDialog *dialog,
          const char     *response,
          Naming         *naming)
{
  LnetSavedFiltersGroup *self = naming->group;
  g_autofree char *name = dup_name (naming);
  const LnetSavedFilter *renamed = find (self, &naming->renamed);

  if (!g_str_equal (response, "name") || self->session == NULL)
    return;
  if (renamed != NULL)
    lnet_session_commit (self->session, lnet_saved_filter_rename (renamed, name), NULL);
  else if (lnet_id_is_null (&naming->renamed))
    lnet_session_commit (self->session,
                         lnet_saved_filter_save (find_same (naming, name), name,
                                                 lnet_member_list_get_search (self->members),
                                                 lnet_member_list_get_filter (self->members),
                                                 lnet_member_list_get_sort (self->members)), NULL);
}

static GtkWidget *
create_entry (void)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _("Name"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  return entry;
}

static void
ask_for_name (LnetSavedFiltersGroup *self,
              const char            *heading,
              const char            *answer,
              const char            *name,
              const LnetId          *renamed)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, NULL));
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *entry = create_entry ();
  Naming *naming = g_new0 (Naming, 1);

  naming->group = g_object_ref (self);
  naming->renamed = *renamed;
  naming->name = GTK_EDITABLE (entry);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  adw_alert_dialog_set_extra_child (dialog, list);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "name", answer, NULL);
  adw_alert_dialog_set_response_appearance (dialog, "name", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "name");
  g_object_set_data (G_OBJECT (dialog), "lnet-naming", naming);
  g_signal_connect_object (entry, "notify::text", G_CALLBACK (on_name_changed), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_named), naming, naming_free, G_CONNECT_DEFAULT);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  on_name_changed (dialog, NULL, GTK_EDITABLE (entry));
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
  gtk_widget_grab_focus (entry);
}

/* What it does could well be what it is called. */
static void
on_save (LnetSavedFiltersGroup *self)
{
  g_autoptr (LnetMemberFilter) filter = lnet_member_filter_copy (lnet_member_list_get_filter (self->members));
  LnetSavedFilter now = { .typed = (char *) lnet_member_list_get_search (self->members), .filter = filter,
                          .sort = lnet_member_list_get_sort (self->members) };
  g_autofree char *words = lnet_saved_filter_describe (&now, lnet_session_get_reader (self->session));
  LnetId none = lnet_id_null ();

  ask_for_name (self, _("New Filter"), _("_Save"), words, &none);
}

static void
on_rename (LnetSavedFiltersGroup *self,
           GtkWidget             *button)
{
  const LnetSavedFilter *saved = find_for (self, button);

  if (saved != NULL)
    ask_for_name (self, _("Rename Filter"), _("_Rename"), saved->name, &saved->id);
}

/* Choosing and deleting. */

static void
on_chosen (LnetSavedFiltersGroup *self,
           GtkWidget             *row)
{
  const LnetSavedFilter *saved = find_for (self, row);

  if (saved == NULL)
    return;
  lnet_member_list_show (self->members, saved->typed, saved->filter, saved->sort);
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* Taking back, from where the window's own Undo is not to be had. */

typedef struct
{
  LnetSession *session;
  LnetId group;
} Undoing;

static void
undoing_free (gpointer  data,
              GClosure *closure)
{
  g_object_unref (((Undoing *) data)->session);
  g_free (data);
}

static void
on_undone (GObject      *store,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetSession) session = user_data;
  g_autoptr (GError) error = NULL;

  if (!lnet_store_undo_finish (LNET_STORE (store), result, NULL, NULL, &error))
    lnet_session_fail (session, _("This could not be taken back"), error);
}

static void
on_undo (AdwToast *toast,
         Undoing  *undoing)
{
  lnet_store_undo_group_async (lnet_session_get_store (undoing->session), &undoing->group, NULL, on_undone,
                               g_object_ref (undoing->session));
}

static void
on_deleted (GObject      *session,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (LnetSavedFiltersGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AdwToast) toast = NULL;
  Undoing *undoing;
  LnetId group;

  if (!lnet_session_commit_finish (LNET_SESSION (session), result, &group, &error) || self->session == NULL)
    return;
  undoing = g_new0 (Undoing, 1);
  undoing->session = g_object_ref (self->session);
  undoing->group = group;
  toast = lnet_toast_new (_("The filter is deleted"));
  adw_toast_set_button_label (toast, _("Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_undo), undoing, undoing_free, G_CONNECT_DEFAULT);
  g_signal_emit (self, signals[DELETED], 0, toast);
}

static void
on_delete (LnetSavedFiltersGroup *self,
           GtkWidget             *button)
{
  const LnetSavedFilter *saved = find_for (self, button);

  if (saved != NULL)
    lnet_session_commit_async (self->session, lnet_saved_filter_delete (saved), NULL, NULL, on_deleted,
                               g_object_ref (self));
}

/* The rows. */

static void
add_button (LnetSavedFiltersGroup *self,
            GtkWidget             *row,
            const LnetId          *id,
            const char            *icon,
            const char            *tooltip,
            GCallback              callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "lnet-id", lnet_id_copy (id), g_free);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
create_row (LnetSavedFiltersGroup *self,
            const LnetSavedFilter *saved)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = lnet_saved_filter_describe (saved, lnet_session_get_reader (self->session));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), saved->name);
  /* What is called by what it does need not say it twice. */
  if (!g_str_equal (words, saved->name))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "lnet-id", lnet_id_copy (&saved->id), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  if (!lnet_session_get_read_only (self->session))
    {
      add_button (self, row, &saved->id, "document-edit-symbolic", _("Rename Filter"), G_CALLBACK (on_rename));
      add_button (self, row, &saved->id, "user-trash-symbolic", _("Delete Filter"), G_CALLBACK (on_delete));
    }
  return row;
}

static void
update_save (LnetSavedFiltersGroup *self)
{
  gboolean can_save = lnet_member_list_is_narrowed (self->members) ||
                      lnet_member_list_get_sort (self->members) != LNET_MEMBER_SORT_NAME;

  gtk_widget_set_visible (self->save, can_save && !lnet_session_get_read_only (self->session));
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0 || gtk_widget_get_visible (self->save));
}

/* The row that has the focus goes; the one in its place has it then. */
static void
show_filters (LnetSavedFiltersGroup *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *filters = lnet_saved_filters_load (lnet_session_get_reader (self->session), &error);
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));

  if (filters == NULL)
    {
      lnet_session_fail (self->session, _("The Filters Cannot Be Read"), error);
      return;
    }
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->save);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_unref (self->filters);
  self->filters = filters;
  for (guint i = 0; i < filters->len; i++)
    {
      GtkWidget *row = create_row (self, g_ptr_array_index (filters, i));

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->save);
  update_save (self);
  if (focus != NULL)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
on_store_changed (LnetSavedFiltersGroup *self,
                  LnetChanges           *changes)
{
  if (lnet_changes_has_table (changes, LNET_TABLE_SAVED_FILTER))
    show_filters (self);
}

static void
lnet_saved_filters_group_dispose (GObject *object)
{
  LnetSavedFiltersGroup *self = LNET_SAVED_FILTERS_GROUP (object);

  g_clear_object (&self->save);
  g_clear_object (&self->members);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lnet_saved_filters_group_parent_class)->dispose (object);
}

static void
lnet_saved_filters_group_finalize (GObject *object)
{
  LnetSavedFiltersGroup *self = LNET_SAVED_FILTERS_GROUP (object);

  g_ptr_array_unref (self->filters);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (lnet_saved_filters_group_parent_class)->finalize (object);
}

static void
lnet_saved_filters_group_class_init (LnetSavedFiltersGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lnet_saved_filters_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = lnet_saved_filters_group_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[DELETED] = g_signal_new ("deleted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, ADW_TYPE_TOAST);
}

static void
lnet_saved_filters_group_init (LnetSavedFiltersGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Saved filters"));
  self->filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_saved_filter_free);
  self->rows = g_ptr_array_new ();
  self->save = g_object_ref_sink (adw_button_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->save), _("_Save These Filters…"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->save), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->save);
  g_signal_connect_object (self->save, "activated", G_CALLBACK (on_save), self, G_CONNECT_SWAPPED);
}

void
lnet_saved_filters_group_set_list (LnetSavedFiltersGroup *self,
                                   LnetSession           *session,
                                   LnetMemberList        *members)
{
  g_return_if_fail (LNET_IS_SAVED_FILTERS_GROUP (self));

  self->session = g_object_ref (session);
  self->members = g_object_ref (members);
  g_signal_connect_object (members, "filtered", G_CALLBACK (update_save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lnet_session_get_store (session), "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
  show_filters (self);
}
