/* SPDX-License-Identifier: GPL-3.0-or-later */

/* make-members FILE N: a network of N made-up members, the same every time. */

#include "config.h"

#include <stdlib.h>

#include "lnet-store.h"

static const char *const firsts[] = {
  "Ana", "Ben", "Carla", "Dao", "Elena", "Farid", "Grace", "Hoang", "Ines", "José", "Kiona", "Lucía", "Mei", "Nadia",
  "Omar", "Priya", "Quinn", "Rosa", "Sam", "Tala", "Uma", "Víctor", "Willa", "Ximena", "Yusuf", "Zoë",
};
static const char *const lasts[] = {
  "Abdi", "Begay", "Castillo", "Dang", "Ellis", "Flores", "Gutiérrez", "Hill", "Iron", "Jackson", "Kim", "Lee",
  "Muñoz", "Nguyen", "Ortiz", "Peña", "Quiroz", "Robinson", "Sánchez", "Tran", "Underwood", "Vega", "White", "Xiong",
  "Young", "Zamora",
};
static const char *const towns[] = { "Lander", "Riverton", "Casper", "Cody", "Jackson", "Gillette", "Laramie", "Rawlins" };
static const char *const roles[] = { "lead-teacher", "cook", "bus-driver", "director", "parent", "coach" };

#define PICK(list, random) list[g_rand_int_range (random, 0, G_N_ELEMENTS (list))]

static void
put_member (LnetTransaction *transaction,
            GRand           *random,
            guint            i)
{
  LnetSpace space = lnet_space (LNET_SPACE_NETWORK);
  LnetId member = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, space);
  LnetId role = lnet_transaction_add (transaction, LNET_TABLE_ROLE, space);
  LnetId channel = lnet_transaction_add (transaction, LNET_TABLE_CHANNEL, space);
  const char *first = PICK (firsts, random);
  g_autofree char *last = g_strdup_printf ("%s-%s", PICK (lasts, random), PICK (lasts, random));
  g_autofree char *address = g_strdup_printf ("member%u@example.org", i);

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &member, first);
  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_LAST, &member, last);
  lnet_transaction_set_text (transaction, LNET_MEMBER_STATUS, &member, "active");
  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &member, PICK (towns, random));
  lnet_transaction_set_text (transaction, LNET_MEMBER_WISDOM, &member, "Singing with two-year-olds");
  lnet_transaction_set_id (transaction, LNET_ROLE_MEMBER, &role, &member);
  lnet_transaction_set_text (transaction, LNET_ROLE_ROLE, &role, PICK (roles, random));
  lnet_transaction_set_id (transaction, LNET_CHANNEL_MEMBER, &channel, &member);
  lnet_transaction_set_text (transaction, LNET_CHANNEL_KIND, &channel, "email");
  lnet_transaction_set_text (transaction, LNET_CHANNEL_VALUE, &channel, address);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetStore) store = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint n = argc == 3 ? (guint) atoi (argv[2]) : 0;

  if (n == 0)
    {
      g_printerr ("usage: make-members FILE N\n");
      return 2;
    }
  store = lnet_store_create (argv[1], "A very large network", &error);
  for (guint i = 0; i < n && error == NULL;)
    {
      g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("import");

      for (guint k = 0; k < 50000 && i < n; k++)
        put_member (transaction, random, i++);
      lnet_store_commit (store, transaction, NULL, &error);
    }
  if (error == NULL)
    return 0;
  g_printerr ("%s\n", error->message);
  return 1;
}
