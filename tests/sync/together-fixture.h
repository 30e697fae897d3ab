/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "keys-fixture.h"
#include "lnet-bundle-sign.h"
#include "lnet-check.h"
#include "lnet-give.h"
#include "lnet-members.h"
#include "lnet-take.h"

/* Desks of one network that were let in, and pass on what they wrote. */

#define MOST_PEOPLE 3

enum { ANA, BEN, CAM };

/* Somebody at a desk. All sit at one computer here, so each one's key is put where it belongs when it is their turn. */
typedef struct
{
  char *path;
  LnetStore *store;
  LnetDeskKey *key;
  LnetId desk;
} Person;

typedef struct
{
  char *folder;
  Person people[MOST_PEOPLE];
  GError *error;
} Together;

static inline LnetReader *
get_reader (Together *together,
            guint     who)
{
  return lnet_store_get_reader (together->people[who].store);
}

static inline void
sit_down (Together *together,
          guint     who)
{
  lnet_key_store_save (lnet_store_get_network (together->people[who].store), together->people[who].key,
                       &together->error);
  g_assert_no_error (together->error);
}

static inline void
together_set_up (Together      *together,
                 gconstpointer  data)
{
  Person *ana = &together->people[ANA];
  LnetId nobody = lnet_id_null ();

  together->folder = g_dir_make_tmp ("lnet-XXXXXX", &together->error);
  ana->path = g_build_filename (together->folder, "0.lnet", NULL);
  ana->store = lnet_store_create (ana->path, "Prairie network", &together->error);
  lnet_own_desk_begin (ana->store, "Desk 0", &nobody, &together->error);
  g_assert_no_error (together->error);
  ana->key = lnet_key_store_load (lnet_store_get_network (ana->store), &together->error);
  g_assert_true (lnet_sharing_find_desk (get_reader (together, ANA), &ana->desk, &together->error));
}

static inline void
together_tear_down (Together      *together,
                    gconstpointer  data)
{
  for (guint i = 0; i < MOST_PEOPLE; i++)
    {
      g_clear_object (&together->people[i].store);
      lnet_desk_key_free (together->people[i].key);
      g_free (together->people[i].path);
    }
  remove_folder (together->folder);
  g_free (together->folder);
}

static inline void
commit (Together        *together,
        guint            who,
        LnetTransaction *transaction)
{
  g_assert_no_error (together->error);
  g_assert_nonnull (transaction);
  lnet_store_commit (together->people[who].store, transaction, NULL, &together->error);
  g_assert_no_error (together->error);
  lnet_transaction_unref (transaction);
}

static inline void
add_member (Together   *together,
            guint       who,
            const char *first)
{
  LnetTransaction *transaction = lnet_transaction_new ("member-add");
  LnetId member = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &member, first);
  commit (together, who, transaction);
}

static inline gboolean
knows (Together   *together,
       guint       who,
       const char *first)
{
  g_autoptr (GPtrArray) found = lnet_members_search (get_reader (together, who), first, 2);

  return found->len == 1;
}

/* What @from has of the spaces that @to may read, and @to lacks. */
static inline LnetDelivery *
collect (Together *together,
         guint     from,
         guint     to)
{
  g_autoptr (LnetRoster) roster = lnet_roster_load (get_reader (together, from), &together->error);
  g_autoptr (GArray) known = lnet_space_list (get_reader (together, from), &together->error);
  g_autoptr (GHashTable) spaces = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  g_autoptr (GArray) have = lnet_give_read_vector (get_reader (together, to), &together->error);
  LnetDelivery *delivery;
  gboolean more;

  for (guint i = 0; i < known->len; i++)
    {
      const LnetKnownSpace *space = &g_array_index (known, LnetKnownSpace, i);

      if (lnet_roster_may_read (roster, &together->people[to].desk, &space->space) ||
          space->space.kind == LNET_SPACE_NETWORK)
        g_hash_table_add (spaces, lnet_id_copy (&space->id));
    }
  delivery = lnet_give_collect (get_reader (together, from), have, spaces, NULL, G_MAXSIZE, &more, &together->error);
  g_assert_no_error (together->error);
  return delivery;
}

static inline LnetTakeReport
take (Together     *together,
      guint         to,
      LnetDelivery *delivery)
{
  LnetTakeReport report;

  lnet_store_take (together->people[to].store, delivery, &report, &together->error);
  g_assert_no_error (together->error);
  return report;
}

static inline LnetTakeReport
pass (Together *together,
      guint     from,
      guint     to)
{
  g_autoptr (LnetDelivery) delivery = collect (together, from, to);

  lnet_bundle_sign (get_reader (together, from), delivery, &together->people[from].desk,
                    together->people[from].key->sign.secret, &together->error);
  g_assert_no_error (together->error);
  return take (together, to, delivery);
}

/* Ana lets somebody in, who makes a file. */
static inline void
admit (Together     *together,
       guint         who,
       LnetStance    stance,
       const LnetId *member)
{
  Person *person = &together->people[who];
  g_autofree char *name = g_strdup_printf ("Desk %u", who);
  g_autofree char *file = g_strdup_printf ("%u.lnet", who);
  g_autoptr (LnetCard) card = lnet_join_begin (name, &together->error);
  g_autoptr (LnetSpaceKeys) keys = NULL;
  g_autoptr (LnetOwnDesk) own = NULL;
  g_autoptr (GBytes) welcome = NULL;
  LnetId nobody = lnet_id_null ();

  sit_down (together, ANA);
  commit (together, ANA, lnet_sharing_admit (get_reader (together, ANA), card, stance,
                                             member != NULL ? member : &nobody, &together->error));
  own = lnet_own_desk_prepare (together->people[ANA].store, &keys, &together->error);
  g_assert_no_error (together->error);
  welcome = lnet_welcome_letter_write (get_reader (together, ANA), "Prairie network", card, keys, &together->error);
  person->path = g_build_filename (together->folder, file, NULL);
  person->store = lnet_join_finish (welcome, person->path, &together->error);
  g_assert_no_error (together->error);
  person->desk = card->desk;
  person->key = lnet_key_store_load (lnet_store_get_network (person->store), &together->error);
}

/* And takes in what there is. */
static inline void
join (Together     *together,
      guint         who,
      LnetStance    stance,
      const LnetId *member)
{
  admit (together, who, stance, member);
  g_assert_cmpuint (pass (together, ANA, who).n_batches, >, 0);
}

static inline char *
digest (Together *together,
        guint     who)
{
  g_autoptr (LnetCheck) check = lnet_check_run (together->people[who].path, NULL, &together->error);

  g_assert_no_error (together->error);
  for (guint i = 0; i < check->problems->len; i++)
    g_error ("%u: %s", who, (char *) check->problems->pdata[i]);
  return g_strdup (check->digest);
}

static inline void
assert_same (Together *together,
             guint     one,
             guint     other)
{
  g_autofree char *a = digest (together, one);
  g_autofree char *b = digest (together, other);

  g_assert_cmpstr (a, ==, b);
}

static inline void
assert_state (Together      *together,
              guint          who,
              guint          of,
              LnetDeskState  state)
{
  g_autoptr (LnetRoster) roster = lnet_roster_load (get_reader (together, who), &together->error);

  g_assert_cmpint (lnet_roster_find (roster, &together->people[of].desk)->state, ==, state);
}
