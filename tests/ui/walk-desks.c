/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "walk.h"

#include <glib/gstdio.h>

#include "lnet-folder-group.h"
#include "lnet-join.h"
#include "lnet-members.h"
#include "lnet-own-desk.h"
#include "lnet-split.h"

static void
admit (LnetStore    *store,
       const char   *name,
       LnetStance    stance,
       const LnetId *member)
{
  g_autoptr (LnetCard) card = lnet_join_begin (name, NULL);
  LnetReader *reader = lnet_store_get_reader (store);
  g_autoptr (LnetTransaction) transaction = lnet_sharing_admit (reader, card, stance, member, NULL);

  lnet_store_commit (store, transaction, NULL, NULL);
  lnet_join_forget (&card->desk, NULL);
}

char *
lnet_walk_dup_shared_path (void)
{
  g_autoptr (LnetStore) store = lnet_test_new_sample ("alabama");
  char *path = g_strdup (lnet_store_get_path (store));
  g_autoptr (GPtrArray) members = lnet_members_search (lnet_store_get_reader (store), NULL, 3);
  const LnetId *ids[3];

  for (guint i = 0; i < 3; i++)
    ids[i] = &((const LnetMemberInfo *) members->pdata[i])->id;
  lnet_own_desk_begin (store, "Program office", ids[0], NULL);
  admit (store, "Laptop for convenings in the north of the state", LNET_STANCE_FACILITATOR, ids[1]);
  admit (store, "Home", LNET_STANCE_PARTICIPANT, ids[2]);
  lnet_store_close (store);
  return path;
}

static void
show_desks (LnetWindow *window,
            LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.sharing", NULL);
  lnet_test_get (window, ADW_TYPE_ACTION_ROW, "Program office");
}

/* A folder where nobody shares yet. */
static void
show_begin_in_folder (LnetWindow *window,
                      LnetRoom   *room)
{
  static guint n;
  g_autofree char *name = g_strdup_printf ("Shared with the network %u", n++);
  g_autofree char *path = lnet_test_dup_path (name);
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  g_mkdir (path, 0700);
  show_desks (window, room);
  lnet_folder_group_share (LNET_FOLDER_GROUP (lnet_test_get (window, LNET_TYPE_FOLDER_GROUP, NULL)), folder);
  lnet_test_get (window, GTK_TYPE_BUTTON, "_Begin Here");
}

static void
show_folder (LnetWindow *window,
             LnetRoom   *room)
{
  LnetSyncer *syncer = lnet_session_get_syncer (lnet_window_get_session (window));

  show_begin_in_folder (window, room);
  lnet_test_activate (lnet_test_get (window, GTK_TYPE_BUTTON, "_Begin Here"));
  lnet_test_wait_for (lnet_syncer_get_synced (syncer) != 0 && lnet_syncer_get_state (syncer) == LNET_SYNCER_IDLE);
}

/* The foot of the sidebar says how the exchange stands. */
static void
show_footer (LnetWindow *window,
             LnetRoom   *room)
{
  GtkWidget *split = lnet_test_find (window, ADW_TYPE_NAVIGATION_SPLIT_VIEW, NULL);

  lnet_split_show_content (ADW_NAVIGATION_SPLIT_VIEW (split), FALSE);
}

static void
show_edit (LnetWindow *window,
           LnetRoom   *room)
{
  show_desks (window, room);
  lnet_test_activate (lnet_test_get (window, ADW_TYPE_ACTION_ROW, "Home"));
  lnet_test_get (window, ADW_TYPE_BUTTON_ROW, "_Remove This Desk…");
}

static void
show_remove (LnetWindow *window,
             LnetRoom   *room)
{
  show_edit (window, room);
  lnet_test_activate (lnet_test_get (window, ADW_TYPE_BUTTON_ROW, "_Remove This Desk…"));
}

static void
show_admit (LnetWindow *window,
            LnetRoom   *room)
{
  show_desks (window, room);
  lnet_test_activate (lnet_test_get (window, GTK_TYPE_BUTTON, "_Add a Desk…"));
  lnet_test_get (window, ADW_TYPE_ENTRY_ROW, "Card");
}

/* The card of a desk whose words are to be compared. Returns: (transfer full) */
static LnetCard *
give_card (LnetWindow *window,
           LnetRoom   *room)
{
  LnetCard *card = lnet_join_begin ("Ben’s laptop", NULL);
  g_autofree char *text = lnet_card_to_text (card);

  show_admit (window, room);
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (window, ADW_TYPE_ENTRY_ROW, "Card")), text);
  lnet_test_activate (lnet_test_get (window, GTK_TYPE_BUTTON, "_Next"));
  return card;
}

static void
show_compare (LnetWindow *window,
              LnetRoom   *room)
{
  g_autoptr (LnetCard) card = give_card (window, room);

  lnet_join_forget (&card->desk, NULL);
}

/* What the director reads to whoever joins. */
static void
show_admitted (LnetWindow *window,
               LnetRoom   *room)
{
  g_autoptr (LnetCard) card = give_card (window, room);

  adw_switch_row_set_active (ADW_SWITCH_ROW (lnet_test_get (window, ADW_TYPE_SWITCH_ROW, NULL)), TRUE);
  lnet_test_activate (lnet_test_get (window, GTK_TYPE_BUTTON, "_Admit"));
  lnet_test_get (window, GTK_TYPE_BUTTON, "_Save the Welcome…");
  lnet_join_forget (&card->desk, NULL);
}

static void
show_paper_key (LnetWindow *window,
                LnetRoom   *room)
{
  show_desks (window, room);
  lnet_test_activate (lnet_test_get (window, ADW_TYPE_ACTION_ROW, "Paper key"));
}

static void
show_write (LnetWindow *window,
            LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.write-bundle", NULL);
  lnet_test_get (window, ADW_TYPE_SWITCH_ROW, "Home");
}

static void
show_join (LnetWindow *window,
           LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.join", NULL);
  lnet_test_get (window, GTK_TYPE_BUTTON, "_Make a Card");
}

static void
show_card (LnetWindow *window,
           LnetRoom   *room)
{
  g_autoptr (GPtrArray) cards = NULL;

  show_join (window, room);
  lnet_test_activate (lnet_test_get (window, GTK_TYPE_BUTTON, "_Make a Card"));
  lnet_test_get (window, GTK_TYPE_BUTTON, "_Copy the Card");
  cards = lnet_join_list ();
  for (guint i = 0; i < cards->len; i++)
    lnet_join_forget (&((const LnetCard *) cards->pdata[i])->desk, NULL);
}

const LnetWalkState lnet_walk_desks[] = {
  { "desks", show_desks },
  { "begin-in-folder", show_begin_in_folder },
  { "folder", show_folder },
  { "footer", show_footer },
  { "edit", show_edit },
  { "remove", show_remove },
  { "admit", show_admit },
  { "compare", show_compare },
  { "paper-key", show_paper_key },
  { "write", show_write },
  { "join", show_join },
  { "card", show_card },
  { "admitted", show_admitted },
  { NULL }
};
