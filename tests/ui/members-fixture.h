/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "harness.h"

#include "lnet-member-slot.h"
#include "lnet-members-room.h"

/* The Members view with three people in it, for the tests of what is there. */

static inline void
add_member (LnetTransaction *transaction,
            const char      *first,
            const char      *last,
            const char      *town)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &id, first);
  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_LAST, &id, last);
  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &id, town);
}

static inline void
fill (LnetStore *store)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  g_autoptr (GError) error = NULL;

  add_member (transaction, "José", "Muñoz", "Lander");
  add_member (transaction, "Ruth", "Chee", "Casper");
  add_member (transaction, "Bo", "Álvarez", "Lander");
  g_assert_true (lnet_store_commit (store, transaction, NULL, &error));
  g_assert_no_error (error);
}

static inline LnetWindow *
open_room (gboolean filled,
           int      width)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autofree char *path = g_strdup (lnet_store_get_path (store));
  LnetWindow *window;

  if (filled)
    fill (store);
  lnet_store_close (store);
  window = lnet_test_open_window (path, width, 800);
  lnet_window_show_room (window, "members", NULL);
  lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL);
  return window;
}

static inline const char *
get_subtitle (LnetWindow *window)
{
  GtkWidget *room = lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL);
  GtkWidget *title = lnet_test_get (room, ADW_TYPE_WINDOW_TITLE, NULL);

  return adw_window_title_get_subtitle (ADW_WINDOW_TITLE (title));
}

static inline GListModel *
get_rows (LnetWindow *window)
{
  GtkWidget *list = lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL);

  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
}

static inline gboolean
shows_name (LnetWindow *window,
            guint       position,
            const char *name)
{
  g_autoptr (LnetMemberSlot) slot = g_list_model_get_item (get_rows (window), position);

  return slot != NULL && g_strcmp0 (lnet_member_slot_get_info (slot)->name, name) == 0;
}

static inline gboolean
has_profile (LnetWindow *window,
             const char *name)
{
  GtkWidget *profile = lnet_test_find (window, g_type_from_name ("LnetMemberProfile"), NULL);

  return profile != NULL && lnet_test_find (profile, GTK_TYPE_LABEL, name) != NULL;
}

static inline GtkWidget *
get_dialog (LnetWindow *window)
{
  return GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
}

/* The only place in the file where the name is written without its accents is what searches look into. */
static inline void
damage_search (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize i = 0; i + strlen ("jose") < length; i++)
    if (memcmp (bytes + i, "jose", strlen ("jose")) == 0)
      {
        bytes[i + 3] = 'f';
        n++;
      }
  g_assert_cmpuint (n, >, 0);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}
