/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-unsettled-dot.h"

#include <glib/gi18n-lib.h>

#include "lnet-settle-dialog.h"
#include "lnet-to-settle.h"

struct _LnetUnsettledDot
{
  AdwBin parent_instance;

  LnetSession *session;
  guint table;
  LnetId row;
  guint number;
};

G_DEFINE_FINAL_TYPE (LnetUnsettledDot, lnet_unsettled_dot, ADW_TYPE_BIN)

static void
on_clicked (LnetUnsettledDot *self)
{
  AdwDialog *dialog = lnet_settle_dialog_new (self->session, self->table, &self->row, self->number);

  if (dialog != NULL)
    adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
lnet_unsettled_dot_dispose (GObject *object)
{
  g_clear_object (&LNET_UNSETTLED_DOT (object)->session);

  G_OBJECT_CLASS (lnet_unsettled_dot_parent_class)->dispose (object);
}

static void
lnet_unsettled_dot_class_init (LnetUnsettledDotClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lnet_unsettled_dot_dispose;
}

static void
lnet_unsettled_dot_init (LnetUnsettledDot *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("lnet-two-values-symbolic");

  gtk_widget_set_tooltip_text (button, _("Written on two desks at once"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Written on two desks at once"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "warning");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), button);
}

static GtkWidget *
dot_new (LnetSession  *session,
         guint         table,
         const LnetId *row,
         guint         number)
{
  LnetUnsettledDot *self = g_object_new (LNET_TYPE_UNSETTLED_DOT, NULL);

  self->session = g_object_ref (session);
  self->table = table;
  self->row = *row;
  self->number = number;
  return GTK_WIDGET (self);
}

GtkWidget *
lnet_unsettled_dot_new (LnetSession  *session,
                        LnetField     field,
                        const LnetId *row)
{
  LnetTable table = LNET_FIELD_TABLE (field);
  guint number = LNET_FIELD_NUMBER (field);

  if (!lnet_to_settle_has (lnet_session_get_reader (session), table, row, number))
    return NULL;
  return dot_new (session, table, row, number);
}

GtkWidget *
lnet_unsettled_dot_new_for_row (LnetSession  *session,
                                LnetTable     table,
                                const LnetId *row)
{
  guint number;

  if (!lnet_to_settle_find (lnet_session_get_reader (session), table, row, &number))
    return NULL;
  return dot_new (session, table, row, number);
}

void
lnet_unsettled_dot_add (GtkWidget    *dot,
                        AdwActionRow *shown)
{
  if (dot != NULL)
    adw_action_row_add_suffix (shown, dot);
}
