/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "walk.h"

#include "lnet-manuscript.h"

/* The caret into the first passage that grew from somebody's words. */
static void
enter_passage (LnetRoom *room)
{
  GtkTextView *paper = GTK_TEXT_VIEW (lnet_test_get (room, GTK_TYPE_TEXT_VIEW, NULL));
  LnetManuscript *manuscript = LNET_MANUSCRIPT (gtk_text_view_get_buffer (paper));

  for (guint line = 0; line < lnet_manuscript_get_n_blocks (manuscript); line++)
    {
      const LnetBlock *block = lnet_manuscript_get_block (manuscript, line);

      if (!lnet_block_is_passage (block) || block->n_words == 0)
        continue;
      lnet_manuscript_go_to (manuscript, &block->id);
      gtk_widget_grab_focus (GTK_WIDGET (paper));
      return;
    }
}

static void
show_write (LnetWindow *window,
            LnetRoom   *room)
{
  enter_passage (room);
  gtk_widget_activate_action (GTK_WIDGET (room), "vision.mode", "s", "write");
}

static void
show_trace (LnetWindow *window,
            LnetRoom   *room)
{
  enter_passage (room);
  gtk_widget_activate_action (GTK_WIDGET (room), "vision.mode", "s", "trace");
}

static void
show_all_words (LnetWindow *window,
                LnetRoom   *room)
{
  enter_passage (room);
  lnet_room_begin_search (room);
}

static void
show_versions (LnetWindow *window,
               LnetRoom   *room)
{
  enter_passage (room);
  gtk_widget_activate_action (GTK_WIDGET (room), "vision.mode", "s", "history");
}

static void
show_contribution (LnetWindow *window,
                   LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (room), "vision.mode", "s", "write");
  enter_passage (room);
  gtk_widget_activate_action (GTK_WIDGET (room), "vision.add-words", NULL);
}

static void
show_start (LnetWindow *window,
            LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (room), "vision.new-document", NULL);
}

const LnetWalkState lnet_walk_vision[] = {
  { "write", show_write },
  { "trace", show_trace },
  { "all-words", show_all_words },
  { "versions", show_versions },
  { "contribution", show_contribution },
  { "start", show_start },
  { NULL }
};
