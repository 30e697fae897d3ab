/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-roll-row.h"

#include <glib/gi18n-lib.h>

struct _LnetRollRow
{
  GtkBox parent_instance;

  GtkWidget *icon;
  GtkWidget *name;
  GtkWidget *twofold;
  GtkSpinButton *minutes;
  GtkMenuButton *status;

  LnetRollSheet *sheet;
  LnetParticipantItem *item;
  const char *style_class;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (LnetRollRow, lnet_roll_row, GTK_TYPE_BOX)

/* What a person can say; that nothing is said comes last. */
static const LnetAttendanceStatus offered[] = {
  LNET_ATTENDANCE_PRESENT, LNET_ATTENDANCE_LATE, LNET_ATTENDANCE_LEFT_EARLY, LNET_ATTENDANCE_ABSENT,
  LNET_ATTENDANCE_APOLOGY, LNET_ATTENDANCE_EXCUSED, LNET_ATTENDANCE_MAKE_UP, LNET_ATTENDANCE_NOT_YET_ENROLLED,
};

static gboolean
has_minutes (LnetAttendanceStatus status)
{
  return status == LNET_ATTENDANCE_LATE || status == LNET_ATTENDANCE_LEFT_EARLY;
}

/* The list's own row is what a screen reader stands on. */
static void
tell_list_row (LnetRollRow           *self,
               const LnetParticipant *participant,
               LnetAttendanceStatus   status)
{
  GtkWidget *list_row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *spoken = g_strdup_printf ("%s: %s", participant->name, lnet_attendance_status_get_label (status));

  if (list_row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (list_row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
show (LnetRollRow *self)
{
  LnetParticipant *participant;
  LnetAttendanceEntry entry;
  LnetAttendanceStatus status;

  if (self->item == NULL)
    return;
  participant = lnet_participant_item_get_participant (self->item);
  entry = lnet_roll_sheet_get_entry (self->sheet, participant);
  status = lnet_roll_sheet_get_status (self->sheet, participant);

  self->showing = TRUE;
  gtk_label_set_label (GTK_LABEL (self->name), participant->name);
  gtk_widget_set_visible (self->twofold, entry.twofold);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), lnet_attendance_status_get_icon_name (status));
  if (self->style_class != NULL)
    gtk_widget_remove_css_class (self->icon, self->style_class);
  self->style_class = lnet_attendance_status_get_style_class (status);
  gtk_widget_add_css_class (self->icon, self->style_class);
  gtk_menu_button_set_label (self->status, lnet_attendance_status_get_label (status));
  gtk_widget_set_visible (GTK_WIDGET (self->minutes), has_minutes (status));
  /* What is being typed is not taken away. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->minutes)) == NULL)
    gtk_spin_button_set_value (self->minutes, entry.missed);
  self->showing = FALSE;
  tell_list_row (self, participant, status);
}

static void
on_minutes_changed (LnetRollRow *self)
{
  LnetParticipant *participant;
  LnetAttendanceEntry entry;

  if (self->showing || self->item == NULL)
    return;
  participant = lnet_participant_item_get_participant (self->item);
  entry = lnet_roll_sheet_get_entry (self->sheet, participant);
  if (has_minutes (entry.status))
    lnet_roll_sheet_mark (self->sheet, participant, entry.status,
                          (guint) gtk_spin_button_get_value_as_int (self->minutes));
}

static void
on_minutes_activated (LnetRollRow *self)
{
  gtk_spin_button_update (self->minutes);
  gtk_widget_activate_action (GTK_WIDGET (self), "roll.next", NULL);
}

static void
on_status_chosen (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  LnetRollRow *self = LNET_ROLL_ROW (widget);
  LnetParticipant *participant;
  LnetAttendanceEntry entry;

  if (self->item == NULL)
    return;
  participant = lnet_participant_item_get_participant (self->item);
  entry = lnet_roll_sheet_get_entry (self->sheet, participant);
  lnet_roll_sheet_mark (self->sheet, participant,
                        lnet_attendance_status_from_key (g_variant_get_string (parameter, NULL)), entry.missed);
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) clear = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (offered); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (lnet_attendance_status_get_label (offered[i]), NULL);

      g_menu_item_set_action_and_target (item, "row.mark", "s", lnet_attendance_status_to_key (offered[i]));
      g_menu_append_item (menu, item);
    }
  g_menu_append (clear, lnet_attendance_status_get_label (LNET_ATTENDANCE_UNRECORDED), "row.mark::");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (clear));
  return G_MENU_MODEL (menu);
}

static void
lnet_roll_row_dispose (GObject *object)
{
  LnetRollRow *self = LNET_ROLL_ROW (object);

  lnet_roll_row_set_item (self, NULL);
  g_clear_object (&self->sheet);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_ROLL_ROW);

  G_OBJECT_CLASS (lnet_roll_row_parent_class)->dispose (object);
}

static void
lnet_roll_row_class_init (LnetRollRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_roll_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-roll-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetRollRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LnetRollRow, name);
  gtk_widget_class_bind_template_child (widget_class, LnetRollRow, twofold);
  gtk_widget_class_bind_template_child (widget_class, LnetRollRow, minutes);
  gtk_widget_class_bind_template_child (widget_class, LnetRollRow, status);
  gtk_widget_class_bind_template_callback (widget_class, on_minutes_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_minutes_activated);
  gtk_widget_class_install_action (widget_class, "row.mark", "s", on_status_chosen);
}

static void
lnet_roll_row_init (LnetRollRow *self)
{
  g_autoptr (GMenuModel) menu = make_menu ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->status, menu);
}

GtkWidget *
lnet_roll_row_new (LnetRollSheet *sheet)
{
  LnetRollRow *self = g_object_new (LNET_TYPE_ROLL_ROW, NULL);

  self->sheet = g_object_ref (sheet);
  g_signal_connect_object (sheet, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
lnet_roll_row_set_item (LnetRollRow         *self,
                        LnetParticipantItem *item)
{
  g_return_if_fail (LNET_IS_ROLL_ROW (self));

  if (g_set_object (&self->item, item))
    show (self);
}

void
lnet_roll_row_edit_minutes (LnetRollRow *self)
{
  g_return_if_fail (LNET_IS_ROLL_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->minutes));
  gtk_editable_select_region (GTK_EDITABLE (self->minutes), 0, -1);
}
