/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What two desks wrote at the same time. */

#include "config.h"

#include "walk.h"

#include "lnet-settle-dialog.h"
#include "lnet-split.h"
#include "lnet-unsettled-dot.h"
#include "two-desks.h"

char *
lnet_walk_dup_settle_path (void)
{
  TwoDesks desks = { 0 };
  LnetStore *store = lnet_test_new_store ();
  char *path = g_strdup (lnet_store_get_path (store));

  two_desks_set_up (&desks, store);
  two_desks_write_at_once (&desks);
  lnet_store_close (desks.ana);
  lnet_store_close (desks.ben);
  two_desks_tear_down (&desks);
  return path;
}

/* Opens the first one that fits. */
static void
open_item (LnetWindow       *window,
           LnetToSettleKind  kind,
           guint             table,
           guint             number)
{
  LnetSession *session = lnet_window_get_session (window);
  g_autoptr (GPtrArray) list = lnet_to_settle_list (lnet_session_get_reader (session), NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const LnetToSettle *item = list->pdata[i];

      if (item->kind != kind || item->table != table || (number != 0 && item->number != number))
        continue;
      adw_dialog_present (lnet_settle_dialog_new (session, item->table, &item->row, item->number),
                          GTK_WIDGET (window));
      return;
    }
}

static void
show_sidebar (LnetWindow *window,
              LnetRoom   *room)
{
  GtkWidget *split = lnet_test_find (window, ADW_TYPE_NAVIGATION_SPLIT_VIEW, NULL);

  if (split != NULL)
    lnet_split_show_content (ADW_NAVIGATION_SPLIT_VIEW (split), FALSE);
}

static void
show_list (LnetWindow *window,
           LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.to-settle", NULL);
  lnet_test_get (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)), GTK_TYPE_LIST_VIEW,
                 NULL);
}

static void
show_field (LnetWindow *window,
            LnetRoom   *room)
{
  open_item (window, LNET_TO_SETTLE_CELL, LNET_TABLE_MEMBER, LNET_FIELD_NUMBER (LNET_MEMBER_WISDOM));
}

static void
show_new (LnetWindow *window,
          LnetRoom   *room)
{
  AdwDialog *dialog;

  show_field (window, room);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  lnet_test_activate (lnet_test_get (dialog, ADW_TYPE_BUTTON_ROW, "_Write New…"));
}

static void
show_place (LnetWindow *window,
            LnetRoom   *room)
{
  open_item (window, LNET_TO_SETTLE_CELL, LNET_TABLE_PASSAGE, 0);
}

static void
show_removed (LnetWindow *window,
              LnetRoom   *room)
{
  open_item (window, LNET_TO_SETTLE_ROW, LNET_TABLE_ROLE, 0);
}

static void
show_text (LnetWindow *window,
           LnetRoom   *room)
{
  open_item (window, LNET_TO_SETTLE_TEXT, LNET_TABLE_PASSAGE, 0);
}

static void
show_passage (LnetWindow *window,
              LnetRoom   *room)
{
  g_autoptr (GPtrArray) list = lnet_to_settle_list (lnet_session_get_reader (lnet_window_get_session (window)), NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const LnetToSettle *item = list->pdata[i];
      g_autofree char *place = lnet_id_to_string (&item->row);

      if (item->kind != LNET_TO_SETTLE_TEXT)
        continue;
      lnet_window_show_room (window, "vision", place);
      lnet_test_get (window, ADW_TYPE_BANNER, NULL);
      return;
    }
}

static void
show_profile (LnetWindow *window,
              LnetRoom   *room)
{
  LnetReader *reader = lnet_session_get_reader (lnet_window_get_session (window));
  g_autoptr (GPtrArray) list = lnet_to_settle_list (reader, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const LnetToSettle *item = list->pdata[i];
      g_autofree char *place = lnet_id_to_string (&item->row);

      if (item->table != LNET_TABLE_MEMBER || item->kind != LNET_TO_SETTLE_CELL)
        continue;
      lnet_window_show_room (window, "members", place);
      lnet_test_get (window, LNET_TYPE_UNSETTLED_DOT, NULL);
      return;
    }
}

const LnetWalkState lnet_walk_settle[] = {
  { "sidebar", show_sidebar },
  { "list", show_list },
  { "field", show_field },
  { "write-new", show_new },
  { "place", show_place },
  { "removed", show_removed },
  { "text", show_text },
  { "profile", show_profile },
  { "passage", show_passage },
  { NULL }
};
