/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-filter-dialog.h"

#include <glib/gi18n-lib.h>

#include "lnet-member-choices.h"
#include "lnet-name.h"
#include "lnet-saved-filters-group.h"
#include "lnet-worker.h"

/* Rows at once; whoever looks for something further types a few letters. */
#define SHOWN 100
/* Fewer are seen at a glance. */
#define SEARCHED_FROM 9

struct _LnetMemberFilterDialog
{
  AdwDialog parent_instance;

  LnetSession *session;
  LnetMemberList *members;
  LnetMemberFilterKind kind;
  GPtrArray *choices; /* LnetMemberChoice; NULL until a kind is opened */
  GCancellable *reading;
  AdwActionRow *rows[LNET_MEMBER_FILTER_LAST];

  AdwToastOverlay *toasts;
  LnetSavedFiltersGroup *saved;
  AdwNavigationView *view;
  AdwNavigationPage *values_page;
  GtkListBox *kinds;
  GtkListBox *values;
  GtkSearchEntry *search;
  GtkLabel *more;
};

G_DEFINE_FINAL_TYPE (LnetMemberFilterDialog, lnet_member_filter_dialog, ADW_TYPE_DIALOG)

/* What to look at. */

static char *
describe_conditions (LnetMemberFilterDialog *self,
                     LnetMemberFilterKind    kind)
{
  const LnetMemberFilter *filter = lnet_member_list_get_filter (self->members);
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < lnet_member_filter_get_n (filter); i++)
    {
      const LnetMemberCondition *condition = lnet_member_filter_get (filter, i);
      g_autofree char *label = NULL;

      if (condition->kind != kind)
        continue;
      label = lnet_member_condition_dup_label (lnet_session_get_reader (self->session), condition);
      g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", label);
    }
  return g_string_free (words, FALSE);
}

static void
show_conditions (LnetMemberFilterDialog *self)
{
  for (guint kind = 0; kind < LNET_MEMBER_FILTER_LAST; kind++)
    {
      g_autofree char *words = describe_conditions (self, (LnetMemberFilterKind) kind);

      adw_action_row_set_subtitle (self->rows[kind], words);
    }
}

static void
add_kinds (LnetMemberFilterDialog *self)
{
  for (guint kind = 0; kind < LNET_MEMBER_FILTER_LAST; kind++)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     lnet_member_filter_kind_get_title ((LnetMemberFilterKind) kind));
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_list_box_append (self->kinds, row);
      self->rows[kind] = ADW_ACTION_ROW (row);
    }
}

/* The values there are. */

static void
on_toggled (GtkCheckButton         *check,
            LnetMemberFilterDialog *self)
{
  const char *value = g_object_get_data (G_OBJECT (check), "lnet-value");
  g_autoptr (LnetMemberFilter) filter = lnet_member_filter_copy (lnet_member_list_get_filter (self->members));

  if (gtk_check_button_get_active (check) ? lnet_member_filter_add (filter, self->kind, value)
                                          : lnet_member_filter_remove (filter, self->kind, value))
    lnet_member_list_set_filter (self->members, filter);
}

static GtkWidget *
create_value (LnetMemberFilterDialog *self,
              const LnetMemberChoice *choice)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *number = g_strdup_printf ("%'u", choice->count);
  g_autofree char *spoken =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u member", "%'u members", choice->count), choice->count);
  GtkWidget *count = gtk_label_new (number);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               lnet_member_filter_has (lnet_member_list_get_filter (self->members), choice->kind,
                                                       choice->value));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (check), "lnet-value", g_strdup (choice->value), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, choice->label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_DEFAULT);
  gtk_widget_add_css_class (count, "dimmed");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_set_tooltip_text (count, spoken);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), choice->label);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), count);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  return row;
}

static void
fill_values (LnetMemberFilterDialog *self)
{
  g_autofree char *typed = lnet_name_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  guint n_fit = 0;

  gtk_list_box_remove_all (self->values);
  for (guint i = 0; self->choices != NULL && i < self->choices->len; i++)
    {
      const LnetMemberChoice *choice = g_ptr_array_index (self->choices, i);
      g_autofree char *folded = lnet_name_fold (choice->label);

      if (strstr (folded, typed) == NULL)
        continue;
      if (++n_fit <= SHOWN)
        gtk_list_box_append (self->values, create_value (self, choice));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->values), n_fit > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n_fit == 0 || n_fit > SHOWN);
  if (n_fit > SHOWN)
    gtk_label_set_label (self->more, _("There are more. Type a few letters to find one."));
  else if (*typed != '\0')
    gtk_label_set_label (self->more, _("Nothing here is called that. Try fewer letters."));
  else
    gtk_label_set_label (self->more, _("Nobody’s is known yet. Profiles are where it is written down."));
}

/* Reading them. */

typedef struct
{
  LnetStore *store;
  LnetMemberFilterKind kind;
  LnetMemberFilter *filter;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->store);
  lnet_member_filter_free (reading->filter);
  g_free (reading);
}

static void
read_in_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (reading->store, &error);
  GPtrArray *choices =
    reader != NULL ? lnet_members_load_choices (reader, reading->kind, reading->filter, NULL, &error) : NULL;

  if (choices != NULL)
    g_task_return_pointer (task, choices, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices = g_task_propagate_pointer (G_TASK (result), &error);
  LnetMemberFilterDialog *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = LNET_MEMBER_FILTER_DIALOG (source);
  g_clear_object (&self->reading);
  if (choices == NULL)
    {
      lnet_session_fail (self->session, _("The Filters Cannot Be Read"), error);
      return;
    }
  self->kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (result), "lnet-kind"));
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = g_steal_pointer (&choices);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_set_visible (GTK_WIDGET (self->search), self->choices->len >= SEARCHED_FROM);
  fill_values (self);
  adw_navigation_page_set_title (self->values_page, lnet_member_filter_kind_get_title (self->kind));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->values), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lnet_member_filter_kind_get_title (self->kind), -1);
  if (adw_navigation_view_get_visible_page (self->view) != self->values_page)
    adw_navigation_view_push (self->view, self->values_page);
}

static void
on_kind_activated (LnetMemberFilterDialog *self,
                   GtkListBoxRow          *row)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading = g_new0 (Reading, 1);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  reading->store = g_object_ref (lnet_session_get_store (self->session));
  reading->kind = (LnetMemberFilterKind) gtk_list_box_row_get_index (row);
  reading->filter = lnet_member_filter_copy (lnet_member_list_get_filter (self->members));
  task = g_task_new (self, self->reading, on_read, NULL);
  g_task_set_source_tag (task, on_kind_activated);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_object_set_data (G_OBJECT (task), "lnet-kind", GUINT_TO_POINTER (reading->kind));
  lnet_worker_run (task, read_in_worker);
}

static void
on_stop_search (LnetMemberFilterDialog *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    adw_navigation_view_pop (self->view);
}

static void
on_saved_chosen (LnetMemberFilterDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* Where the window's own messages would not be seen. */
static void
on_saved_deleted (LnetMemberFilterDialog *self,
                  AdwToast               *toast)
{
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (toast));
}

static void
lnet_member_filter_dialog_dispose (GObject *object)
{
  LnetMemberFilterDialog *self = LNET_MEMBER_FILTER_DIALOG (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_MEMBER_FILTER_DIALOG);
  g_clear_object (&self->members);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lnet_member_filter_dialog_parent_class)->dispose (object);
}

static void
lnet_member_filter_dialog_class_init (LnetMemberFilterDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_member_filter_dialog_dispose;

  g_type_ensure (LNET_TYPE_SAVED_FILTERS_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/LearningNetwork/lnet-member-filter-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetMemberFilterDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberFilterDialog, saved);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberFilterDialog, view);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberFilterDialog, values_page);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberFilterDialog, kinds);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberFilterDialog, values);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberFilterDialog, search);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberFilterDialog, more);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_saved_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_saved_deleted);
  gtk_widget_class_bind_template_callback (widget_class, fill_values);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
}

static void
lnet_member_filter_dialog_init (LnetMemberFilterDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_kinds (self);
}

AdwDialog *
lnet_member_filter_dialog_new (LnetSession    *session,
                               LnetMemberList *members)
{
  LnetMemberFilterDialog *self = g_object_new (LNET_TYPE_MEMBER_FILTER_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->members = g_object_ref (members);
  g_signal_connect_object (members, "filtered", G_CALLBACK (show_conditions), self, G_CONNECT_SWAPPED);
  lnet_saved_filters_group_set_list (self->saved, session, members);
  show_conditions (self);
  return ADW_DIALOG (self);
}
