/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-intake-card.h"

#include <glib/gi18n-lib.h>

#include "lnet-coaching-words.h"
#include "lnet-reference.h"
#include "lnet-week-grid.h"

struct _LnetIntakeCard
{
  AdwBin parent_instance;

  AdwAvatar *avatar;
  GtkLabel *name;
  GtkLabel *caption;
  GtkMenuButton *menu;
  GtkWidget *leave;
  GtkBox *words;

  char *intake;
};

G_DEFINE_FINAL_TYPE (LnetIntakeCard, lnet_intake_card, ADW_TYPE_BIN)

enum
{
  LEAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_leave (LnetIntakeCard *self)
{
  g_signal_emit (self, signals[LEAVE], 0, self->intake);
}

static void
lnet_intake_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_INTAKE_CARD);

  G_OBJECT_CLASS (lnet_intake_card_parent_class)->dispose (object);
}

static void
lnet_intake_card_finalize (GObject *object)
{
  g_free (LNET_INTAKE_CARD (object)->intake);

  G_OBJECT_CLASS (lnet_intake_card_parent_class)->finalize (object);
}

static void
lnet_intake_card_class_init (LnetIntakeCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_intake_card_dispose;
  object_class->finalize = lnet_intake_card_finalize;

  signals[LEAVE] = g_signal_new ("leave", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-intake-card.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetIntakeCard, avatar);
  gtk_widget_class_bind_template_child (widget_class, LnetIntakeCard, name);
  gtk_widget_class_bind_template_child (widget_class, LnetIntakeCard, caption);
  gtk_widget_class_bind_template_child (widget_class, LnetIntakeCard, menu);
  gtk_widget_class_bind_template_child (widget_class, LnetIntakeCard, leave);
  gtk_widget_class_bind_template_child (widget_class, LnetIntakeCard, words);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
}

static void
lnet_intake_card_init (LnetIntakeCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkBox *
append_block (LnetIntakeCard *self,
              const char     *heading)
{
  GtkWidget *block = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (heading);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_box_append (GTK_BOX (block), label);
  gtk_box_append (self->words, block);
  return GTK_BOX (block);
}

static void
append_text (LnetIntakeCard *self,
             const char     *heading,
             const char     *text)
{
  GtkWidget *label;

  if (text == NULL || text[0] == '\0')
    return;
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (append_block (self, heading), label);
}

static char *
dup_languages (const LnetIntake *intake)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; intake->languages[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (text, ", ");
      g_string_append (text, lnet_reference_get_label (LNET_REFERENCE_LANGUAGE, intake->languages[i]));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_meeting (const LnetIntake *intake)
{
  const char *mode = intake->mode != NULL ? lnet_coaching_mode_label (intake->mode) : NULL;

  if (intake->travel_minutes > 0 && mode != NULL)
    /* Translators: how somebody likes to meet, and how far they would go. */
    return g_strdup_printf (ngettext ("%s, up to %d minute away", "%s, up to %d minutes away", intake->travel_minutes),
                            mode, intake->travel_minutes);
  if (intake->travel_minutes > 0)
    return g_strdup_printf (ngettext ("Up to %d minute away", "Up to %d minutes away", intake->travel_minutes),
                            intake->travel_minutes);
  return g_strdup (mode);
}

static void
append_week (LnetIntakeCard   *self,
             const LnetIntake *intake,
             const char       *common)
{
  GtkWidget *grid;

  if (intake->slots == NULL)
    return;
  grid = lnet_week_grid_new (FALSE);
  lnet_week_grid_set_slots (LNET_WEEK_GRID (grid), intake->slots);
  lnet_week_grid_set_common (LNET_WEEK_GRID (grid), common);
  gtk_box_append (append_block (self, _("Times that suit")), grid);
}

static void
set_menu (LnetIntakeCard *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *edit = g_strdup_printf ("maker.edit::%s", self->intake);
  g_autofree char *profile = g_strdup_printf ("maker.profile::%s", self->intake);
  g_autofree char *remove = g_strdup_printf ("maker.remove::%s", self->intake);

  g_menu_append (menu, _("_Change What They Say…"), edit);
  g_menu_append (menu, _("Open _Profile"), profile);
  g_menu_append (menu, _("Take _Out of the Pool"), remove);
  gtk_menu_button_set_menu_model (self->menu, G_MENU_MODEL (menu));
}

GtkWidget *
lnet_intake_card_new (const LnetIntake *intake,
                      const char       *common)
{
  LnetIntakeCard *self = g_object_new (LNET_TYPE_INTAKE_CARD, NULL);
  g_autofree char *caption = lnet_coaching_dup_caption (intake);
  g_autofree char *languages = dup_languages (intake);
  g_autofree char *meeting = dup_meeting (intake);

  self->intake = lnet_id_to_string (&intake->id);
  adw_avatar_set_text (self->avatar, intake->name);
  gtk_label_set_label (self->name, intake->name);
  gtk_label_set_label (self->caption, caption);
  gtk_widget_set_visible (GTK_WIDGET (self->caption), caption[0] != '\0');
  gtk_widget_set_visible (self->leave, common != NULL);
  set_menu (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, intake->name, -1);
  append_text (self, _("Wisdom to share"), intake->strengths);
  append_text (self, _("Wants to think about together"), intake->wishes);
  append_text (self, _("Languages"), languages);
  append_text (self, _("How to meet"), meeting);
  append_week (self, intake, common);
  return GTK_WIDGET (self);
}
