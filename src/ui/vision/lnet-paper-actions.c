/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with the passage the caret is in, by menu and by key. */

#include "config.h"

#include "lnet-paper-private.h"

#include <glib/gi18n-lib.h>

/* Where a passage has been moved to, for those who do not see it. */
static void
tell_place (LnetPaper *self)
{
  g_autofree char *section =
    lnet_manuscript_dup_section_title (self->manuscript, lnet_paper_get_caret_line (self));
  g_autofree char *message = NULL;

  /* Translators: a passage was moved; %s is the title of the section it is in now */
  message = g_strdup_printf (_("Moved, in “%s”"), *section != '\0' ? section : _("Section without a title"));
  lnet_paper_show_caret (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
move_up (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  LnetPaper *self = LNET_PAPER (widget);

  lnet_manuscript_move (self->manuscript, lnet_paper_get_caret_line (self), -1);
  tell_place (self);
}

static void
move_down (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  LnetPaper *self = LNET_PAPER (widget);

  lnet_manuscript_move (self->manuscript, lnet_paper_get_caret_line (self), 1);
  tell_place (self);
}

static void
set_kind (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  LnetPaper *self = LNET_PAPER (widget);
  static const LnetBlockKind kinds[] = {
    [LNET_VISION_SECTION] = LNET_BLOCK_TEXT,
    [LNET_VISION_TEXT] = LNET_BLOCK_TEXT,
    [LNET_VISION_HEADING] = LNET_BLOCK_HEADING,
    [LNET_VISION_QUOTE] = LNET_BLOCK_QUOTE,
  };
  LnetVisionKind kind = lnet_vision_kind_from_key (g_variant_get_string (parameter, NULL));

  lnet_manuscript_set_kind (self->manuscript, lnet_paper_get_caret_line (self), kinds[kind]);
}

static void
remove_block (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  LnetPaper *self = LNET_PAPER (widget);

  lnet_manuscript_remove (self->manuscript, lnet_paper_get_caret_line (self));
}

static void
add_section (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LnetPaper *self = LNET_PAPER (widget);

  lnet_manuscript_add_section (self->manuscript, lnet_paper_get_caret_line (self));
  lnet_paper_show_caret (self);
}

void
lnet_paper_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "paper.move-up", NULL, move_up);
  gtk_widget_class_install_action (widget_class, "paper.move-down", NULL, move_down);
  gtk_widget_class_install_action (widget_class, "paper.kind", "s", set_kind);
  gtk_widget_class_install_action (widget_class, "paper.remove", NULL, remove_block);
  gtk_widget_class_install_action (widget_class, "paper.add-section", NULL, add_section);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "paper.move-up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "paper.move-down", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK | GDK_ALT_MASK, "paper.kind", "s",
                                       "text");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, GDK_CONTROL_MASK | GDK_ALT_MASK, "paper.kind", "s",
                                       "heading");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, GDK_CONTROL_MASK | GDK_ALT_MASK, "paper.kind", "s",
                                       "quote");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "paper.add-section", NULL);
}

void
lnet_paper_update_actions (LnetPaper *self)
{
  guint line = lnet_paper_get_caret_line (self);
  const LnetBlock *block = lnet_manuscript_get_block (self->manuscript, line);
  gboolean editable = block != NULL && gtk_text_view_get_editable (GTK_TEXT_VIEW (self));
  gboolean movable = editable && block->kind >= LNET_BLOCK_SECTION;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.move-up",
                                 movable && lnet_manuscript_can_move (self->manuscript, line, -1));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.move-down",
                                 movable && lnet_manuscript_can_move (self->manuscript, line, 1));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.kind", editable && lnet_block_is_passage (block));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.remove", movable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.add-section", editable);
}
