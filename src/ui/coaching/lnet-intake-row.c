/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-intake-row.h"

#include <glib/gi18n-lib.h>

#include "lnet-coaching-words.h"

struct _LnetIntakeRow
{
  AdwBin parent_instance;

  GtkImage *tick;
  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *caption;
  GtkLabel *strengths;
  GtkLabel *wishes;
  GtkLabel *waiting;

  LnetCoachingItem *item;
  gulong handler;
};

G_DEFINE_FINAL_TYPE (LnetIntakeRow, lnet_intake_row, ADW_TYPE_BIN)

static void
forget_item (LnetIntakeRow *self)
{
  if (self->item != NULL)
    g_clear_signal_handler (&self->handler, self->item);
  g_clear_object (&self->item);
}

static void
lnet_intake_row_dispose (GObject *object)
{
  forget_item (LNET_INTAKE_ROW (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_INTAKE_ROW);

  G_OBJECT_CLASS (lnet_intake_row_parent_class)->dispose (object);
}

static void
lnet_intake_row_class_init (LnetIntakeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_intake_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-intake-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetIntakeRow, tick);
  gtk_widget_class_bind_template_child (widget_class, LnetIntakeRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, LnetIntakeRow, name);
  gtk_widget_class_bind_template_child (widget_class, LnetIntakeRow, caption);
  gtk_widget_class_bind_template_child (widget_class, LnetIntakeRow, strengths);
  gtk_widget_class_bind_template_child (widget_class, LnetIntakeRow, wishes);
  gtk_widget_class_bind_template_child (widget_class, LnetIntakeRow, waiting);
}

static void
lnet_intake_row_init (LnetIntakeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lnet_intake_row_new (void)
{
  return g_object_new (LNET_TYPE_INTAKE_ROW, NULL);
}

static void
show_text (GtkLabel   *label,
           const char *before,
           const char *text)
{
  g_autofree char *line = NULL;

  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && text[0] != '\0');
  if (text == NULL)
    return;
  line = before != NULL ? g_strconcat (before, " ", text, NULL) : g_strdup (text);
  g_strdelimit (line, "\n", ' ');
  gtk_label_set_label (label, line);
}

static void
show_tick (LnetIntakeRow *self)
{
  gboolean chosen = lnet_coaching_item_get_chosen (self->item);

  gtk_image_set_from_icon_name (self->tick, chosen ? "checkbox-checked-symbolic" : "checkbox-symbolic");
  if (chosen)
    gtk_widget_add_css_class (GTK_WIDGET (self->tick), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->tick), "accent");
}

static char *
dup_standing (const LnetIntake *intake,
              const char       *today)
{
  if (!lnet_id_is_null (&intake->pair) && intake->partners != NULL)
    /* Translators: a member coaches with %s, one or two names. */
    return g_strdup_printf (_("With %s"), intake->partners);
  return lnet_coaching_dup_waiting (intake, today);
}

void
lnet_intake_row_set_item (LnetIntakeRow    *self,
                          LnetCoachingItem *item,
                          gboolean          can_choose,
                          const char       *today)
{
  LnetIntake *intake = item != NULL ? lnet_coaching_item_get_intake (item) : NULL;
  g_autofree char *caption = NULL;
  g_autofree char *standing = NULL;

  g_return_if_fail (LNET_IS_INTAKE_ROW (self));

  forget_item (self);
  if (item == NULL)
    return;

  self->item = g_object_ref (item);
  self->handler = g_signal_connect_swapped (item, "notify::chosen", G_CALLBACK (show_tick), self);
  caption = lnet_coaching_dup_caption (intake);
  standing = dup_standing (intake, today);
  gtk_widget_set_visible (GTK_WIDGET (self->tick), can_choose && lnet_id_is_null (&intake->pair));
  adw_avatar_set_text (self->avatar, intake->name);
  gtk_label_set_label (self->name, intake->name);
  show_text (self->caption, NULL, caption);
  /* Translators: before what somebody brings to a partner. */
  show_text (self->strengths, _("Brings:"), intake->strengths);
  /* Translators: before what somebody wants to think about with a partner. */
  show_text (self->wishes, _("Wishes:"), intake->wishes);
  show_text (self->waiting, NULL, standing);
  show_tick (self);
}

char *
lnet_intake_row_dup_spoken (LnetCoachingItem *item,
                            const char       *today)
{
  LnetIntake *intake = lnet_coaching_item_get_intake (item);
  g_autofree char *caption = lnet_coaching_dup_caption (intake);
  g_autofree char *standing = dup_standing (intake, today);

  if (lnet_coaching_item_get_chosen (item))
    /* Translators: spoken by a screen reader; name, role and place, since when they wait. */
    return g_strdup_printf (_("%s, chosen, %s, %s"), intake->name, caption, standing);
  return g_strdup_printf ("%s, %s, %s", intake->name, caption, standing);
}
