/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-contribution-card.h"

#include "lnet-day.h"
#include "lnet-drag.h"
#include "lnet-reference.h"
#include "lnet-vision.h"

#include <glib/gi18n-lib.h>

struct _LnetContributionCard
{
  GtkBox parent_instance;

  LnetSession *session;
  LnetId id;
  gboolean linked;
  char *spoken;

  GtkLabel *body_label;
  GtkLabel *translation_label;
  GtkLabel *who_label;
  GtkLabel *from_label;
  GtkLabel *went_label;
  GtkButton *link_button;
  GtkMenuButton *menu_button;
};

G_DEFINE_FINAL_TYPE (LnetContributionCard, lnet_contribution_card, GTK_TYPE_BOX)

static void
add_part (GString    *into,
          const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (into->len > 0)
    g_string_append (into, " · ");
  g_string_append (into, part);
}

/* "Lander · Text message · 12 Oct · Spanish" */
static char *
describe_source (const LnetContribution *words)
{
  GString *source = g_string_new (NULL);
  g_autofree char *today = lnet_day_today ();
  const char *when = words->said_on != NULL ? words->said_on : words->convening_starts;
  g_autofree char *day = when != NULL ? lnet_day_describe (when, today) : NULL;

  /* In a small county a place is nearly a name. */
  if (g_strcmp0 (words->attribution, "anonymous") != 0)
    add_part (source, words->region_then);
  if (words->convening_title != NULL)
    add_part (source, words->convening_title);
  else if (words->channel != NULL)
    add_part (source, lnet_reference_get_label (LNET_REFERENCE_CHANNEL, words->channel));
  add_part (source, day);
  if (words->language != NULL && words->translation != NULL)
    add_part (source, lnet_reference_get_label (LNET_REFERENCE_LANGUAGE, words->language));
  return g_string_free_and_steal (source);
}

static char *
describe_translation (const LnetContribution *words)
{
  if (words->translation == NULL)
    return g_strdup ("");
  if (words->translator == NULL)
    return g_strdup (words->translation);
  /* Translators: translated words, and who translated them */
  return g_strdup_printf (_("%s (translated by %s)"), words->translation, words->translator);
}

static char *
describe_way (const LnetContribution *words)
{
  if (words->n_passages == 0)
    return g_strdup (_("Not Yet in the Document"));
  return g_strdup_printf (ngettext ("In %u passage", "In %u passages", words->n_passages), words->n_passages);
}

static void
show_text (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
add_item (GMenu      *menu,
          const char *label,
          const char *action,
          const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

/* Where these words went, as a way there. */
static GMenuModel *
make_ways (LnetContributionCard *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GPtrArray) traces =
    lnet_vision_list_passages_of_words (lnet_session_get_reader (self->session), &self->id, NULL);

  for (guint i = 0; traces != NULL && i < traces->len; i++)
    {
      const LnetVisionTrace *trace = traces->pdata[i];
      g_autofree char *passage = lnet_id_to_string (&trace->passage);
      g_autofree char *label = g_strdup_printf (
        /* Translators: a menu item that goes to a section of the document */
        _("Go to “%s”"), *trace->section_title != '\0' ? trace->section_title : _("Section without a title"));

      add_item (menu, label, "vision.go-to", passage);
    }
  return G_MENU_MODEL (menu);
}

static void
create_menu (GtkMenuButton *button,
             gpointer       user_data)
{
  LnetContributionCard *self = LNET_CONTRIBUTION_CARD (user_data);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) acts = g_menu_new ();
  g_autoptr (GMenuModel) ways = make_ways (self);
  g_autofree char *id = lnet_id_to_string (&self->id);

  if (!self->linked)
    add_item (acts, _("Link to the Passage"), "vision.link", id);
  if (lnet_session_may_write_row (self->session, LNET_TABLE_CONTRIBUTION, &self->id, 0))
    {
      add_item (acts, _("Edit…"), "vision.edit-words", id);
      add_item (acts, _("Move to the Trash"), "vision.remove-words", id);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (acts));
  g_menu_append_section (menu, NULL, ways);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
show_link_button (LnetContributionCard *self)
{
  g_autofree char *id = lnet_id_to_string (&self->id);

  if (self->linked)
    gtk_button_set_icon_name (self->link_button, "list-remove-symbolic");
  else
    gtk_button_set_label (self->link_button, _("Link"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->link_button),
                               self->linked ? _("Take Off the Passage") : _("Link to the Passage"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->link_button), self->linked ? "vision.unlink" : "vision.link");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->link_button), "s", id);
}

static void
show_words (LnetContributionCard   *self,
            const LnetContribution *words)
{
  g_autofree char *who = lnet_contribution_dup_attribution (words);
  g_autofree char *from = describe_source (words);
  g_autofree char *translation = describe_translation (words);
  g_autofree char *way = describe_way (words);

  gtk_label_set_label (self->body_label, words->body);
  show_text (self->translation_label, translation);
  gtk_label_set_label (self->who_label, who);
  show_text (self->from_label, from);
  show_text (self->went_label, self->linked ? "" : way);
  show_link_button (self);
  g_free (self->spoken);
  self->spoken = g_strdup_printf ("%s. %s. %s. %s", words->body, who, from, way);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->spoken, -1);
}

static void
reload (LnetContributionCard *self)
{
  g_autoptr (LnetContribution) words = NULL;

  if (!lnet_id_is_null (&self->id))
    words = lnet_vision_read_contribution (lnet_session_get_reader (self->session), &self->id, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
  if (words != NULL)
    show_words (self, words);
}

static void
on_store_changed (LnetContributionCard *self,
                  LnetChanges          *changes)
{
  if (lnet_id_is_null (&self->id))
    return;
  if (lnet_changes_has_row (changes, &self->id) || lnet_changes_has_table (changes, LNET_TABLE_PASSAGE_CONTRIBUTION) ||
      lnet_changes_has_table (changes, LNET_TABLE_MEMBER))
    reload (self);
}

static GdkContentProvider *
on_drag_prepare (LnetContributionCard *self)
{
  LnetDrag drag = { LNET_DRAG_WORDS, self->id };

  return gdk_content_provider_new_typed (LNET_TYPE_DRAG, &drag);
}

static void
on_drag_begin (LnetContributionCard *self,
               GdkDrag              *drag)
{
  GtkWidget *label = gtk_label_new (gtk_label_get_label (self->body_label));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, "drag-words");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
}

static void
lnet_contribution_card_dispose (GObject *object)
{
  LnetContributionCard *self = LNET_CONTRIBUTION_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_CONTRIBUTION_CARD);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_contribution_card_parent_class)->dispose (object);
}

static void
lnet_contribution_card_finalize (GObject *object)
{
  g_free (LNET_CONTRIBUTION_CARD (object)->spoken);

  G_OBJECT_CLASS (lnet_contribution_card_parent_class)->finalize (object);
}

static void
lnet_contribution_card_class_init (LnetContributionCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_contribution_card_dispose;
  object_class->finalize = lnet_contribution_card_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-contribution-card.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetContributionCard, body_label);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionCard, translation_label);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionCard, who_label);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionCard, from_label);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionCard, went_label);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionCard, link_button);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionCard, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_prepare);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_begin);
}

static void
lnet_contribution_card_init (LnetContributionCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu, self, NULL);
}

GtkWidget *
lnet_contribution_card_new (LnetSession *session)
{
  LnetContributionCard *self = g_object_new (LNET_TYPE_CONTRIBUTION_CARD, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (lnet_session_get_store (session), "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
lnet_contribution_card_set_id (LnetContributionCard *self,
                               const LnetId         *id,
                               gboolean              linked)
{
  g_return_if_fail (LNET_IS_CONTRIBUTION_CARD (self));

  self->id = id != NULL ? *id : lnet_id_null ();
  self->linked = linked;
  reload (self);
}

const char *
lnet_contribution_card_get_spoken (LnetContributionCard *self)
{
  g_return_val_if_fail (LNET_IS_CONTRIBUTION_CARD (self), NULL);

  return self->spoken != NULL ? self->spoken : "";
}
