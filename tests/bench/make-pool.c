/* SPDX-License-Identifier: GPL-3.0-or-later */

/* make-pool FILE N: a network of N made-up members, all of whom wait in one round's pool, the same every time. */

#include "config.h"

#include <stdlib.h>

#include "../core/made-pool.h"
#include "lnet-coaching-change.h"
#include "lnet-store.h"

#define SEED 5
#define N_AT_ONCE 5000

/* Rows of the network have ids of their own. */
static LnetId
get_row (GHashTable   *rows,
         const LnetId *made)
{
  LnetId *row = g_hash_table_lookup (rows, made);

  if (row == NULL)
    {
      row = g_new (LnetId, 1);
      *row = lnet_id_new ();
      g_hash_table_insert (rows, lnet_id_copy (made), row);
    }
  return *row;
}

static void
put_role (LnetTransaction      *transaction,
          GHashTable           *organizations,
          const LnetId         *member,
          const LnetPoolMember *made,
          const char           *key)
{
  LnetId role = lnet_transaction_add (transaction, LNET_TABLE_ROLE, lnet_space (LNET_SPACE_NETWORK));
  LnetId organization = get_row (organizations, &made->person.organization);

  lnet_transaction_set_id (transaction, LNET_ROLE_MEMBER, &role, member);
  lnet_transaction_set_text (transaction, LNET_ROLE_ROLE, &role, key);
  lnet_transaction_set_text (transaction, LNET_ROLE_STARTS, &role, "2025-08-01");
  lnet_transaction_set_id (transaction, LNET_ROLE_ORGANIZATION, &role, &organization);
}

static void
put_member (LnetTransaction      *transaction,
            GHashTable           *organizations,
            const LnetId         *round,
            const LnetPoolMember *made)
{
  const LnetSpace space = lnet_space (LNET_SPACE_NETWORK);
  LnetId member = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, space);
  LnetIntakeWords words = {
    .strengths = made->person.strengths,
    .wishes = made->person.wishes,
    .slots = made->person.slots,
    .mode = made->person.mode,
    .travel_minutes = made->travel_minutes,
  };

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &member, "Ana");
  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_LAST, &member, "Begay");
  lnet_transaction_set_text (transaction, LNET_MEMBER_STATUS, &member, "active");
  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &member, made->town);
  lnet_transaction_set_text (transaction, LNET_MEMBER_REGION, &member, made->region);
  for (guint i = 0; made->person.languages[i] != NULL; i++)
    if (i == 0)
      lnet_transaction_set_text (transaction, LNET_MEMBER_LANGUAGE, &member, made->person.languages[i]);
    else
      lnet_transaction_add_text_to_set (transaction, LNET_MEMBER_LANGUAGE_LANGUAGE, space, &member,
                                        made->person.languages[i]);
  for (guint i = 0; made->roles[i] != NULL; i++)
    put_role (transaction, organizations, &member, made, made->roles[i]);
  lnet_coaching_add_to_pool (transaction, round, &member, &words, "2026-09-01");
}

static void
put_all (LnetStore *store,
         LnetPool  *pool,
         GError   **error)
{
  g_autoptr (GHashTable) organizations = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, g_free);
  g_autoptr (LnetTransaction) begin = lnet_transaction_new ("coaching-round-add");
  LnetId round = lnet_coaching_add_round (begin, "Everybody", "2026-09-01", NULL);
  gboolean done = lnet_store_commit (store, begin, NULL, error);

  for (guint32 i = 0; done && i < lnet_pool_get_n (pool);)
    {
      g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("members-import");

      for (guint k = 0; k < N_AT_ONCE && i < lnet_pool_get_n (pool); k++)
        put_member (transaction, organizations, &round, lnet_pool_get_member (pool, i++));
      done = lnet_store_commit (store, transaction, NULL, error);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetStore) store = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (LnetPool) pool = NULL;

  if (argc != 3)
    {
      g_printerr ("usage: make-pool FILE N\n");
      return 2;
    }
  pool = made_pool_new (rand, (guint) atoi (argv[2]), 9);
  lnet_pool_seal (pool);
  store = lnet_store_create (argv[1], "A very large pool", &error);
  if (store != NULL)
    put_all (store, pool, &error);
  if (error == NULL)
    return 0;
  g_printerr ("%s\n", error->message);
  return 1;
}
