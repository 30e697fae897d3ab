/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-session-card.h"

#include <glib/gi18n-lib.h>

#include "lnet-coaching-words.h"
#include "lnet-day.h"
#include "lnet-strategy-chips.h"
#include "lnet-unsettled-dot.h"

struct _LnetSessionCard
{
  AdwBin parent_instance;

  GtkLabel *direction;
  GtkLabel *day;
  GtkLabel *facts;
  GtkBox *words;
  GtkMenuButton *menu;
};

G_DEFINE_FINAL_TYPE (LnetSessionCard, lnet_session_card, ADW_TYPE_BIN)

static void
lnet_session_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_SESSION_CARD);

  G_OBJECT_CLASS (lnet_session_card_parent_class)->dispose (object);
}

static void
lnet_session_card_class_init (LnetSessionCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_session_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-session-card.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetSessionCard, direction);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionCard, day);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionCard, facts);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionCard, words);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionCard, menu);
}

static void
lnet_session_card_init (LnetSessionCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkBox *
append_block (GtkBox     *words,
              const char *css_class)
{
  GtkWidget *block = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  if (css_class != NULL)
    gtk_widget_add_css_class (block, css_class);
  gtk_box_append (words, block);
  return GTK_BOX (block);
}

/* A heading and what was written under it; nothing when nothing was. */
static void
append_text (GtkBox     *words,
             const char *heading,
             const char *text,
             const char *css_class)
{
  GtkBox *block;
  GtkWidget *body;

  if (text == NULL || text[0] == '\0')
    return;
  block = append_block (words, css_class);
  gtk_box_append (block, new_label (heading, "caption-heading"));
  body = new_label (text, NULL);
  gtk_label_set_selectable (GTK_LABEL (body), TRUE);
  gtk_box_append (block, body);
}

static void
append_voice (GtkBox         *words,
              const LnetPair *pair,
              const LnetId   *member,
              const char     *text)
{
  const LnetPartner *partner = lnet_pair_find_partner (pair, member);
  const char *name = partner != NULL ? partner->name : _("Somebody");
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *avatar = adw_avatar_new (24, name, TRUE);
  GtkWidget *said = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *body = new_label (text, NULL);

  gtk_widget_set_valign (avatar, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), avatar);
  gtk_box_append (GTK_BOX (said), new_label (partner != NULL ? partner->short_name : name, "caption-heading"));
  gtk_label_set_selectable (GTK_LABEL (body), TRUE);
  gtk_box_append (GTK_BOX (said), body);
  gtk_widget_set_hexpand (said, TRUE);
  gtk_box_append (GTK_BOX (line), said);
  gtk_widget_add_css_class (line, "coaching-voice");
  gtk_box_append (words, line);
}

/* What was written on two desks at once. */
static void
append_dot (GtkBox       *words,
            LnetSession  *here,
            LnetTable     table,
            const LnetId *row)
{
  GtkWidget *dot = lnet_unsettled_dot_new_for_row (here, table, row);

  if (dot == NULL)
    return;
  gtk_widget_set_halign (dot, GTK_ALIGN_START);
  gtk_box_append (words, dot);
}

static void
show_words (LnetSessionCard           *self,
            LnetSession               *here,
            const LnetPair            *pair,
            const LnetCoachingSession *session,
            const char                *today)
{
  g_autofree char *next = session->next_on != NULL ? lnet_day_describe (session->next_on, today) : NULL;
  /* Translators: what they will do until their next meeting; %s is a day. */
  g_autofree char *next_heading = next != NULL ? g_strdup_printf (_("Next step · %s"), next)
                                               : g_strdup (_("Next step"));

  append_text (self->words, _("Strength seen"), session->strength, "coaching-strength");
  append_text (self->words, _("What it did for the child"), session->effect, NULL);
  append_text (self->words, _("Wondering together"), session->wondering, NULL);
  append_text (self->words, next_heading, session->next_step, NULL);
  append_text (self->words, _("Also written, on another computer"), session->also, NULL);
  append_dot (self->words, here, LNET_TABLE_COACHING_NOTE, &session->note);
  if (session->strategies != NULL)
    gtk_box_append (self->words, lnet_strategy_chips_new_plain (session->strategies));
  for (guint i = 0; i < session->voices->len; i++)
    {
      const LnetCoachingVoice *voice = session->voices->pdata[i];

      append_voice (self->words, pair, &voice->member, voice->body);
      append_dot (self->words, here, LNET_TABLE_COACHING_VOICE, &voice->id);
    }
  append_dot (self->words, here, LNET_TABLE_COACHING_SESSION, &session->id);
  if (gtk_widget_get_first_child (GTK_WIDGET (self->words)) == NULL)
    gtk_box_append (self->words, new_label (_("Nothing written yet"), "dimmed"));
}

static char *
dup_direction (const LnetPair            *pair,
               const LnetCoachingSession *session)
{
  const LnetPartner *coach = lnet_pair_find_partner (pair, &session->coach);
  const LnetPartner *coached = lnet_pair_find_partner (pair, &session->coached);

  if (coach == NULL || coached == NULL)
    return g_strdup (_("They met"));
  /* Translators: direction of a coaching session. */
  return g_strdup_printf (_("%s coached %s"), coach->short_name, coached->short_name);
}

static char *
dup_facts (const LnetCoachingSession *session)
{
  g_autofree char *minutes = session->minutes > 0 ? lnet_day_describe_minutes (session->minutes) : NULL;
  const char *const parts[] = { lnet_coaching_kind_label (session->kind),
                                session->mode != NULL ? lnet_coaching_mode_label (session->mode) : NULL, minutes };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] == NULL || parts[i][0] == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append (text, parts[i]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
set_menu (LnetSessionCard *self,
          const LnetId    *session)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *id = lnet_id_to_string (session);
  g_autofree char *edit = g_strdup_printf ("pair.edit-session::%s", id);
  g_autofree char *delete = g_strdup_printf ("pair.delete-session::%s", id);

  g_menu_append (menu, _("_Edit…"), edit);
  g_menu_append (menu, _("_Delete"), delete);
  gtk_menu_button_set_menu_model (self->menu, G_MENU_MODEL (menu));
}

GtkWidget *
lnet_session_card_new (LnetSession               *here,
                       const LnetPair            *pair,
                       const LnetCoachingSession *session,
                       gboolean                   is_partner,
                       const char                *today)
{
  LnetSessionCard *self = g_object_new (LNET_TYPE_SESSION_CARD, NULL);
  g_autofree char *direction = dup_direction (pair, session);
  g_autofree char *day = lnet_day_describe (session->on_date, today);
  g_autofree char *in_full = lnet_day_describe_in_full (session->on_date);
  g_autofree char *facts = dup_facts (session);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", day, direction);

  gtk_label_set_label (self->direction, direction);
  gtk_label_set_label (self->day, day);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->day), in_full);
  gtk_label_set_label (self->facts, facts);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), facts[0] != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->words), is_partner);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (is_partner)
    show_words (self, here, pair, session, today);
  set_menu (self, &session->id);
  return GTK_WIDGET (self);
}
