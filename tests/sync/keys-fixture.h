/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib/gstdio.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-join.h"
#include "lnet-key-envelope.h"
#include "lnet-key-store.h"
#include "lnet-own-desk.h"

/* Where nobody answers for secrets: keys lie in files of the test's own home. */
static inline void
without_keyring (void)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
}

/* A network on this desk, shared. */
typedef struct
{
  char *folder;
  char *path;
  LnetStore *store;
  GError *error;
} Shared;

static inline void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static inline void
shared_set_up (Shared        *shared,
               gconstpointer  data)
{
  LnetId nobody = lnet_id_null ();

  shared->folder = g_dir_make_tmp ("lnet-XXXXXX", &shared->error);
  shared->path = g_build_filename (shared->folder, "network.lnet", NULL);
  shared->store = lnet_store_create (shared->path, "Prairie network", &shared->error);
  g_assert_no_error (shared->error);
  lnet_own_desk_begin (shared->store, "Ana's laptop", &nobody, &shared->error);
  g_assert_no_error (shared->error);
}

static inline void
shared_tear_down (Shared        *shared,
                  gconstpointer  data)
{
  if (shared->store != NULL)
    g_assert_finalize_object (shared->store);
  remove_folder (shared->folder);
  g_free (shared->folder);
  g_free (shared->path);
}

static inline void
shared_commit (Shared          *shared,
               LnetTransaction *transaction)
{
  g_assert_no_error (shared->error);
  g_assert_nonnull (transaction);
  lnet_store_commit (shared->store, transaction, NULL, &shared->error);
  g_assert_no_error (shared->error);
  lnet_transaction_unref (transaction);
}

static inline LnetOwnDesk *
prepare (Shared         *shared,
         LnetSpaceKeys **keys)
{
  LnetOwnDesk *own = lnet_own_desk_prepare (shared->store, keys, &shared->error);

  g_assert_no_error (shared->error);
  return own;
}

/* Lets a desk in whose card was made here too. */
static inline LnetCard *
let_in (Shared       *shared,
        const char   *name,
        LnetStance    stance,
        const LnetId *member)
{
  LnetCard *card = lnet_join_begin (name, &shared->error);
  LnetId nobody = lnet_id_null ();

  g_assert_no_error (shared->error);
  shared_commit (shared, lnet_sharing_admit (lnet_store_get_reader (shared->store), card, stance,
                                             member != NULL ? member : &nobody, &shared->error));
  return card;
}

static inline LnetRoster *
load_roster (Shared *shared)
{
  LnetRoster *roster = lnet_roster_load (lnet_store_get_reader (shared->store), &shared->error);

  g_assert_no_error (shared->error);
  return roster;
}
