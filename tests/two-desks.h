/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-give.h"
#include "lnet-order-key.h"
#include "lnet-take.h"
#include "lnet-vision-edit.h"

/* Two desks of one network that write without knowing of each other, and then meet: Ana's and Ben's. */
typedef struct
{
  LnetStore *ana; /* where Ana works */
  LnetStore *ben;
  LnetId ana_id;
  LnetId ben_id;
  LnetId cora_id; /* another member, with a role */
  LnetId role;
  LnetId section;
  LnetId passages[3];
  char *positions[3];
} TwoDesks;

static inline void
two_desks_commit (LnetStore       *store,
                  LnetTransaction *transaction)
{
  g_autoptr (LnetTransaction) owned = transaction;
  g_autoptr (GError) error = NULL;

  lnet_store_commit (store, owned, NULL, &error);
  g_assert_no_error (error);
}

static inline void
two_desks_set (LnetStore    *store,
               LnetField     field,
               const LnetId *row,
               const char   *text)
{
  LnetTransaction *transaction = lnet_transaction_new ("member-edit");

  lnet_transaction_set_text (transaction, field, row, text);
  two_desks_commit (store, transaction);
}

static inline void
two_desks_remove (LnetStore    *store,
                  LnetTable     table,
                  const LnetId *row)
{
  LnetTransaction *transaction = lnet_transaction_new ("member-delete");

  lnet_transaction_delete (transaction, table, row);
  two_desks_commit (store, transaction);
}

/* What is written from now on is later by the clock. */
static inline void
two_desks_let_time_pass (void)
{
  gint64 now = g_get_real_time () / 1000;

  while (g_get_real_time () / 1000 <= now)
    g_thread_yield ();
}

/* @to takes in what @from has. */
static inline void
two_desks_give (LnetStore      *from,
                LnetStore      *to,
                LnetTakeReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (from, &error);
  LnetTakeReport unread;
  gboolean more;
  g_autoptr (LnetDelivery) delivery = lnet_give_collect (reader, NULL, NULL, NULL, G_MAXSIZE, &more, &error);

  g_assert_no_error (error);
  lnet_store_take (to, delivery, report != NULL ? report : &unread, &error);
  g_assert_no_error (error);
}

static inline void
two_desks_meet (TwoDesks *desks)
{
  two_desks_give (desks->ana, desks->ben, NULL);
  two_desks_give (desks->ben, desks->ana, NULL);
}

static inline LnetId
two_desks_add_member (LnetTransaction *transaction,
                      const char      *first,
                      const char      *last)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &id, first);
  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_LAST, &id, last);
  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &id, "Casper");
  return id;
}

static inline void
two_desks_fill (TwoDesks *desks)
{
  static const char *const texts[] = {
    "We read to every child.", "The kitchen sees it first.", "Somebody is standing in the door.",
  };
  LnetTransaction *transaction = lnet_transaction_new ("member-add");
  LnetId document;
  g_autofree char *position = lnet_order_key_between (NULL, NULL);

  desks->ana_id = two_desks_add_member (transaction, "Ana", "Begay");
  desks->ben_id = two_desks_add_member (transaction, "Ben", "Ortiz");
  desks->cora_id = two_desks_add_member (transaction, "Cora", "Chee");
  desks->role = lnet_transaction_add (transaction, LNET_TABLE_ROLE, lnet_space (LNET_SPACE_NETWORK));
  lnet_transaction_set_id (transaction, LNET_ROLE_MEMBER, &desks->role, &desks->cora_id);
  lnet_transaction_set_text (transaction, LNET_ROLE_ROLE, &desks->role, "cook");
  document = lnet_vision_add_document (transaction, "Our vision", "What does quality look like here?");
  desks->section = lnet_vision_add_section (transaction, &document, position, "At the table");
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      desks->positions[i] = lnet_order_key_between (i > 0 ? desks->positions[i - 1] : NULL, NULL);
      desks->passages[i] = lnet_vision_add_passage (transaction, &desks->section, desks->positions[i],
                                                    LNET_VISION_TEXT, texts[i]);
    }
  two_desks_commit (desks->ana, transaction);
}

static inline LnetStore *
two_desks_open (const char   *path,
                const LnetId *author)
{
  g_autoptr (GError) error = NULL;
  LnetStore *store = lnet_store_open (path, &error);

  g_assert_no_error (error);
  lnet_store_set_author (store, author);
  return store;
}

/* Takes @store, of a new network; the second desk's file goes beside the first one. */
static inline void
two_desks_set_up (TwoDesks  *desks,
                  LnetStore *store)
{
  g_autofree char *path = g_strdup (lnet_store_get_path (store));
  g_autofree char *other = g_strconcat (path, ".ben.lnet", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (other);
  g_autoptr (GError) error = NULL;

  desks->ana = store;
  two_desks_fill (desks);
  lnet_store_close (desks->ana);
  g_clear_object (&desks->ana);
  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  desks->ana = two_desks_open (path, &desks->ana_id);
  desks->ben = two_desks_open (other, &desks->ben_id);
}

static inline void
two_desks_tear_down (TwoDesks *desks)
{
  g_clear_object (&desks->ana);
  g_clear_object (&desks->ben);
  for (gsize i = 0; i < G_N_ELEMENTS (desks->positions); i++)
    g_clear_pointer (&desks->positions[i], g_free);
}

static inline void
two_desks_edit (LnetStore    *store,
                const LnetId *passage,
                guint         position,
                guint         n_deleted,
                const char   *text)
{
  LnetTransaction *transaction = lnet_transaction_new ("passage-edit");

  lnet_transaction_edit (transaction, LNET_PASSAGE_BODY, passage, position, n_deleted, text);
  two_desks_commit (store, transaction);
}

static inline void
two_desks_move (LnetStore    *store,
                TwoDesks     *desks,
                const LnetId *passage,
                const char   *before,
                const char   *after)
{
  LnetTransaction *transaction = lnet_transaction_new ("passage-edit");
  g_autofree char *position = lnet_order_key_between (before, after);

  lnet_transaction_move (transaction, LNET_PASSAGE_POSITION, passage, &desks->section, position);
  two_desks_commit (store, transaction);
}

/* One of each: a field, a row, a place, a text. Ana's desk has both sides of it. */
static inline void
two_desks_write_at_once (TwoDesks *desks)
{
  two_desks_set (desks->ana, LNET_MEMBER_TOWN, &desks->cora_id, "Lander");
  two_desks_set (desks->ben, LNET_MEMBER_TOWN, &desks->cora_id, "Riverton");
  two_desks_set (desks->ana, LNET_MEMBER_WISDOM, &desks->cora_id, "Listening first");
  two_desks_set (desks->ben, LNET_MEMBER_WISDOM, &desks->cora_id, "What children notice when we stop talking");
  two_desks_set (desks->ana, LNET_ROLE_STARTS, &desks->role, "2019-08-03");
  two_desks_remove (desks->ben, LNET_TABLE_ROLE, &desks->role);
  two_desks_move (desks->ana, desks, &desks->passages[2], NULL, desks->positions[0]);
  two_desks_move (desks->ben, desks, &desks->passages[2], desks->positions[0], desks->positions[1]);
  two_desks_edit (desks->ana, &desks->passages[0], 8, 0, "aloud ");
  two_desks_edit (desks->ben, &desks->passages[0], 11, 0, "each and ");
  two_desks_give (desks->ben, desks->ana, NULL);
}
