/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* A network that Ana begins to share and Ben joins, and the files that go between them. */

#include "harness.h"

#include <glib/gstdio.h>

#include "lnet-attachment.h"
#include "lnet-desk-key.h"

typedef enum
{
  ANA,
  BEN,
  N_DESKS
} Desk;

typedef struct
{
  char *paths[N_DESKS]; /* of their files; Ben has none until he joins */
  LnetDeskKey *keys[N_DESKS];
  LnetId network;
  LnetId ruth; /* a member with a portrait */
  GFile *card;
  GFile *welcome;
  GFile *bundle;
  GFile *folder;
} Fixture;

static inline GFile *
new_file (const char *name)
{
  g_autofree char *path = lnet_test_dup_path (name);

  return g_file_new_for_path (path);
}

static inline GBytes *
paint (void)
{
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 32, 32);
  gchar *data;
  gsize size;

  gdk_pixbuf_fill (picture, 0x2030f0ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (picture, &data, &size, "png", NULL, NULL));
  return g_bytes_new_take (data, size);
}

static inline LnetId
add_member (LnetStore  *store,
            const char *first)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  g_autoptr (GBytes) picture = paint ();
  g_autoptr (GError) error = NULL;
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &id, first);
  lnet_attachment_set_portrait (transaction, &id, picture, "image/png", 32, 32);
  lnet_store_commit (store, transaction, NULL, &error);
  g_assert_no_error (error);
  return id;
}

static inline void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static guint n;
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autofree char *card = g_strdup_printf ("ben-%u.lncard", n);
  g_autofree char *welcome = g_strdup_printf ("ben-%u.lnwelcome", n);
  g_autofree char *bundle = g_strdup_printf ("for-ben-%u.lnbundle", n);
  g_autofree char *folder = g_strdup_printf ("shared-%u", n++);

  fixture->paths[ANA] = g_strdup (lnet_store_get_path (store));
  fixture->network = *lnet_store_get_network (store);
  fixture->card = new_file (card);
  fixture->welcome = new_file (welcome);
  fixture->bundle = new_file (bundle);
  fixture->folder = new_file (folder);
  g_mkdir (g_file_peek_path (fixture->folder), 0700);
  fixture->ruth = add_member (store, "Ruth");
  lnet_store_close (store);
}

static inline void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < N_DESKS; i++)
    {
      g_free (fixture->paths[i]);
      g_clear_pointer (&fixture->keys[i], lnet_desk_key_free);
    }
  g_clear_object (&fixture->card);
  g_clear_object (&fixture->welcome);
  g_clear_object (&fixture->bundle);
  g_clear_object (&fixture->folder);
}
