/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pair-row.h"

#include <glib/gi18n-lib.h>

#include "lnet-cadence-bar.h"
#include "lnet-pair-avatars.h"

struct _LnetPairRow
{
  AdwBin parent_instance;

  LnetPairAvatars *avatars;
  GtkLabel *names;
  GtkBox *partners;
  GtkLabel *balance;
  LnetCadenceBar *cadence;

  GtkLabel *brings[LNET_PAIR_MEMBERS_MOST];
};

G_DEFINE_FINAL_TYPE (LnetPairRow, lnet_pair_row, ADW_TYPE_BIN)

static GtkLabel *
append_line (LnetPairRow *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (self->partners, label);
  return GTK_LABEL (label);
}

static void
show_partner (LnetPairRow       *self,
              guint              number,
              const LnetPartner *partner)
{
  gboolean brings = partner != NULL && partner->brings != NULL;
  g_autofree char *line = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->brings[number]), brings);
  if (!brings)
    return;
  /* Translators: what a partner brings to the other, as in "Ana: songs in two languages". */
  line = g_strdup_printf (_("%s: %s"), partner->short_name, partner->brings);
  g_strdelimit (line, "\n", ' ');
  gtk_label_set_label (self->brings[number], line);
}

static void
show_balance (LnetPairRow    *self,
              const LnetPair *pair)
{
  g_autofree char *balance = lnet_pair_dup_balance (pair);

  gtk_widget_set_visible (GTK_WIDGET (self->balance), balance != NULL);
  gtk_label_set_label (self->balance, balance != NULL ? balance : "");
}

static void
lnet_pair_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_PAIR_ROW);

  G_OBJECT_CLASS (lnet_pair_row_parent_class)->dispose (object);
}

static void
lnet_pair_row_class_init (LnetPairRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_pair_row_dispose;

  g_type_ensure (LNET_TYPE_PAIR_AVATARS);
  g_type_ensure (LNET_TYPE_CADENCE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-pair-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetPairRow, avatars);
  gtk_widget_class_bind_template_child (widget_class, LnetPairRow, names);
  gtk_widget_class_bind_template_child (widget_class, LnetPairRow, partners);
  gtk_widget_class_bind_template_child (widget_class, LnetPairRow, balance);
  gtk_widget_class_bind_template_child (widget_class, LnetPairRow, cadence);
}

static void
lnet_pair_row_init (LnetPairRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < LNET_PAIR_MEMBERS_MOST; i++)
    self->brings[i] = append_line (self);
}

GtkWidget *
lnet_pair_row_new (void)
{
  return g_object_new (LNET_TYPE_PAIR_ROW, NULL);
}

void
lnet_pair_row_set_pair (LnetPairRow    *self,
                        LnetSession    *session,
                        const LnetPair *pair)
{
  g_autofree char *names = lnet_pair_dup_names (pair, FALSE);

  g_return_if_fail (LNET_IS_PAIR_ROW (self));

  gtk_label_set_label (self->names, names);
  lnet_pair_avatars_set_pair (self->avatars, session, pair);
  lnet_cadence_bar_set_cadence (self->cadence, &pair->cadence);
  for (guint i = 0; i < LNET_PAIR_MEMBERS_MOST; i++)
    show_partner (self, i, i < pair->n_partners ? &pair->partners[i] : NULL);
  show_balance (self, pair);
}

char *
lnet_pair_row_dup_spoken (const LnetPair *pair)
{
  g_autofree char *names = lnet_pair_dup_names (pair, FALSE);
  g_autofree char *cadence = lnet_cadence_describe (&pair->cadence);

  return g_strdup_printf ("%s, %s", names, cadence);
}
