/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-preferences-dialog.h"

#include "lnet-network.h"
#include "lnet-place.h"

#include <glib/gi18n-lib.h>

struct _LnetPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  GtkWidget *network;
  AdwEntryRow *name_row;
  AdwEntryRow *description_row;
  AdwComboRow *time_zone_row;
  AdwActionRow *file_row;

  LnetSession *session;
  GStrv zones; /* as kept, in the order of the row's words */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LnetPreferencesDialog, lnet_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

/* The zones of the states. Another one that a network has is shown by its own name. */
static const struct
{
  const char *zone;
  const char *label;
} time_zones[] = {
  { "America/New_York", N_("Eastern Time") },
  { "America/Chicago", N_("Central Time") },
  { "America/Denver", N_("Mountain Time") },
  { "America/Phoenix", N_("Mountain Time, Arizona") },
  { "America/Los_Angeles", N_("Pacific Time") },
  { "America/Anchorage", N_("Alaska Time") },
  { "Pacific/Honolulu", N_("Hawaii Time") },
  { "America/Puerto_Rico", N_("Atlantic Time, Puerto Rico") },
};

static void
fill_time_zones (LnetPreferencesDialog *self,
                 const char            *current)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) zones = g_strv_builder_new ();
  guint selected = 0;
  guint n = 0;

  gtk_string_list_append (labels, _("This computer’s"));
  g_strv_builder_add (zones, "");
  for (gsize i = 0; i < G_N_ELEMENTS (time_zones); i++)
    {
      gtk_string_list_append (labels, _(time_zones[i].label));
      g_strv_builder_add (zones, time_zones[i].zone);
      n++;
      if (g_strcmp0 (current, time_zones[i].zone) == 0)
        selected = n;
    }
  if (current != NULL && *current != '\0' && selected == 0)
    {
      gtk_string_list_append (labels, current);
      g_strv_builder_add (zones, current);
      selected = n + 1;
    }
  g_clear_pointer (&self->zones, g_strfreev);
  self->zones = g_strv_builder_end (zones);
  adw_combo_row_set_model (self->time_zone_row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->time_zone_row, selected);
}

/* Text that is being written is left alone. */
static void
fill_entry (AdwEntryRow *row,
            const char  *text)
{
  if (gtk_widget_get_state_flags (GTK_WIDGET (row)) & GTK_STATE_FLAG_FOCUS_WITHIN)
    return;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
fill (LnetPreferencesDialog *self)
{
  g_autoptr (LnetNetwork) network = lnet_network_read (lnet_session_get_reader (self->session), NULL);

  if (network == NULL)
    return;
  self->filling = TRUE;
  fill_entry (self->name_row, network->name);
  fill_entry (self->description_row, network->description);
  fill_time_zones (self, network->time_zone);
  self->filling = FALSE;
}

static void
on_changed (LnetPreferencesDialog *self,
            LnetChanges           *changes)
{
  if (lnet_changes_has_table (changes, LNET_TABLE_NETWORK))
    fill (self);
}

static void
set_text (LnetPreferencesDialog *self,
          LnetField              field,
          const char            *text)
{
  const LnetId *network = lnet_store_get_network (lnet_session_get_store (self->session));
  LnetTransaction *transaction = lnet_transaction_new ("network-edit");

  lnet_transaction_set_text (transaction, field, network, text);
  lnet_session_commit (self->session, transaction, NULL);
}

static void
on_name_applied (LnetPreferencesDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));

  /* A network without a name could not be told from the others. */
  if (*name == '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->name_row),
                           lnet_store_get_name (lnet_session_get_store (self->session)));
  else
    set_text (self, LNET_NETWORK_NAME, name);
}

static void
on_description_applied (LnetPreferencesDialog *self)
{
  set_text (self, LNET_NETWORK_DESCRIPTION, gtk_editable_get_text (GTK_EDITABLE (self->description_row)));
}

static void
on_time_zone_chosen (LnetPreferencesDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->time_zone_row);

  if (!self->filling && self->zones != NULL && selected < g_strv_length (self->zones))
    set_text (self, LNET_NETWORK_TIME_ZONE, self->zones[selected]);
}

static void
on_show_folder (LnetPreferencesDialog *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (lnet_store_get_path (lnet_session_get_store (self->session)));
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                                            NULL, NULL);
}

/* A dialog that comes up from below goes through its fields before it settles on one: none stays selected. */
static void
on_left (GtkEventController *focus)
{
  gtk_editable_select_region (GTK_EDITABLE (gtk_event_controller_get_widget (focus)), 0, 0);
}

static void
lnet_preferences_dialog_dispose (GObject *object)
{
  LnetPreferencesDialog *self = LNET_PREFERENCES_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&self->session);
  g_clear_pointer (&self->zones, g_strfreev);

  G_OBJECT_CLASS (lnet_preferences_dialog_parent_class)->dispose (object);
}

static void
lnet_preferences_dialog_class_init (LnetPreferencesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_preferences_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/LearningNetwork/lnet-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetPreferencesDialog, network);
  gtk_widget_class_bind_template_child (widget_class, LnetPreferencesDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, LnetPreferencesDialog, description_row);
  gtk_widget_class_bind_template_child (widget_class, LnetPreferencesDialog, time_zone_row);
  gtk_widget_class_bind_template_child (widget_class, LnetPreferencesDialog, file_row);
  gtk_widget_class_bind_template_callback (widget_class, on_left);
  gtk_widget_class_bind_template_callback (widget_class, on_name_applied);
  gtk_widget_class_bind_template_callback (widget_class, on_description_applied);
  gtk_widget_class_bind_template_callback (widget_class, on_time_zone_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_show_folder);
}

static void
lnet_preferences_dialog_init (LnetPreferencesDialog *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->file_row), FALSE);
  self->filling = FALSE;
}

AdwDialog *
lnet_preferences_dialog_new (LnetSession *session)
{
  LnetPreferencesDialog *self = g_object_new (LNET_TYPE_PREFERENCES_DIALOG, NULL);
  LnetStore *store = lnet_session_get_store (session);
  g_autofree char *path = lnet_place_dup_display (lnet_store_get_path (store));

  self->session = g_object_ref (session);
  gtk_widget_set_sensitive (self->network, lnet_session_may_write (session));
  adw_action_row_set_subtitle (self->file_row, path);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  fill (self);
  return ADW_DIALOG (self);
}
