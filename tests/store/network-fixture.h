/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib/gstdio.h>

#include "lnet-check.h"
#include "lnet-store.h"

/* A network file in a folder of its own, for the tests of the store. */
typedef struct
{
  char *folder;
  char *path;
  LnetStore *store;
  GError *error;
} Network;

static inline void
network_set_up (Network       *network,
                gconstpointer  data)
{
  network->folder = g_dir_make_tmp ("lnet-XXXXXX", &network->error);
  g_assert_no_error (network->error);
  network->path = g_build_filename (network->folder, "network.lnet", NULL);
  network->store = lnet_store_create (network->path, "Prairie network", &network->error);
  g_assert_no_error (network->error);
}

static inline void
network_close (Network *network)
{
  if (network->store != NULL)
    g_assert_finalize_object (g_steal_pointer (&network->store));
}

static inline void
network_open (Network *network)
{
  network->store = lnet_store_open (network->path, &network->error);
  g_assert_no_error (network->error);
}

static inline void
network_tear_down (Network       *network,
                   gconstpointer  data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  network_close (network);
  dir = g_dir_open (network->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (network->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (network->folder);
  g_free (network->folder);
  g_free (network->path);
}

static inline void
network_commit (Network         *network,
                LnetTransaction *transaction,
                LnetId          *group)
{
  lnet_store_commit (network->store, transaction, group, &network->error);
  g_assert_no_error (network->error);
}

static inline LnetId
put_member (LnetTransaction *transaction,
            const char      *first,
            const char      *town)
{
  LnetId member = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &member, first);
  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &member, town);
  return member;
}

static inline LnetId
network_add_member (Network    *network,
                    const char *first,
                    LnetId     *group)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  LnetId member = put_member (transaction, first, "Lander");

  network_commit (network, transaction, group);
  return member;
}

static inline void
network_set_town (Network      *network,
                  const LnetId *member,
                  const char   *town,
                  LnetId       *group)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");

  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, member, town);
  network_commit (network, transaction, group);
}

/* A sound file with so many members; returns its digest. */
static inline char *
assert_sound (const char *path,
              guint64     n_members)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetCheck) check = lnet_check_run (path, NULL, &error);

  g_assert_no_error (error);
  if (check->problems->len > 0)
    g_error ("%s: %s", path, (char *) check->problems->pdata[0]);
  if (n_members != G_MAXUINT64)
    g_assert_cmpuint (check->n_members, ==, n_members);
  return g_strdup (check->digest);
}

/* How often to do what is done often: a tenth under valgrind and the sanitizers. */
static inline guint
times (guint n)
{
  return g_getenv ("LNET_TEST_LIGHT") != NULL ? MAX (n / 10, 1) : n;
}
