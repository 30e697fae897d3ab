/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib/gstdio.h>

#include "lnet-check.h"
#include "lnet-log.h"
#include "merge-forge.h"

/* Two desks with a few rows, and a third that nobody's program made. */
typedef struct
{
  char *folder;
  char *network;
  MergeDesk *ana;
  MergeDesk *ben;
  LnetSpace space;
  MergeForger forger;
  LnetId member;
  LnetId passage;
  LnetId note; /* in the staff's space */
  gboolean has_private; /* Ana has something of her own, so the two files differ */
  gboolean forked;      /* they cannot agree until one of them is opened anew */
} Ground;

static inline void
commit (MergeDesk       *desk,
        LnetTransaction *act)
{
  g_autofree char *failure = merge_desk_commit (desk, act, NULL);

  g_assert_null (failure);
}

static inline LnetTakeReport
take (MergeDesk    *desk,
      LnetDelivery *delivery)
{
  LnetTakeReport report = { 0 };
  g_autofree char *failure = merge_desk_take (desk, delivery, &report);

  g_assert_null (failure);
  return report;
}

static inline void
add_rows (Ground *ground)
{
  g_autoptr (LnetTransaction) act = lnet_transaction_new ("member-add");
  LnetId passage, note;

  ground->member = lnet_transaction_add (act, LNET_TABLE_MEMBER, ground->space);
  lnet_transaction_set_text (act, LNET_MEMBER_TOWN, &ground->member, "Lander");
  passage = lnet_transaction_add (act, LNET_TABLE_PASSAGE, ground->space);
  lnet_transaction_set_text (act, LNET_PASSAGE_BODY, &passage, "Children play.");
  note = lnet_transaction_add (act, LNET_TABLE_MEMBER_STAFF, lnet_space (LNET_SPACE_STAFF));
  lnet_transaction_set_text (act, LNET_MEMBER_STAFF_REGISTRY_ID, &note, "7");
  ground->passage = passage;
  ground->note = note;
  commit (ground->ana, act);
}

static inline void
set_up (Ground        *ground,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetDelivery) delivery = NULL;
  LnetId space;

  ground->folder = g_dir_make_tmp ("lnet-hostile-XXXXXX", &error);
  g_assert_no_error (error);
  ground->network = g_build_filename (ground->folder, "network.lnet", NULL);
  merge_desk_make_network (ground->network);
  ground->ana = merge_desk_new (ground->folder, 0, ground->network, 0);
  ground->ben = merge_desk_new (ground->folder, 1, ground->network, 0);
  ground->space = lnet_space (LNET_SPACE_NETWORK);
  space = lnet_log_space_id (lnet_writer_get_network (ground->ana->writer), &ground->space);
  ground->forger = merge_forger_new ("mallory", &space);
  add_rows (ground);
  delivery = merge_desk_give (ground->ana, 0);
  take (ground->ben, delivery);
}

static inline void
set_town (MergeDesk    *desk,
          const LnetId *member,
          const char   *town)
{
  g_autoptr (LnetTransaction) act = lnet_transaction_new ("member-edit");

  lnet_transaction_set_text (act, LNET_MEMBER_TOWN, member, town);
  commit (desk, act);
}

static inline char *
get_town (MergeDesk *desk)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = lnet_sqlite_prepare (merge_desk_get_sqlite (desk), "SELECT town FROM member", &error);
  char *town;

  g_assert_cmpint (lnet_sqlite_step (merge_desk_get_sqlite (desk), statement, &error), ==, 1);
  town = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return town;
}

/* Whatever came, the two go on with each other, and their files are sound. */
static inline void
assert_unharmed (Ground *ground)
{
  g_autoptr (LnetDelivery) delivery = NULL;
  g_autofree char *town = NULL, *digest = NULL, *other = NULL, *again = NULL, *failure = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetCheck) check = NULL;

  set_town (ground->ana, &ground->member, "Riverton");
  delivery = merge_desk_give (ground->ana, 0);
  take (ground->ben, delivery);
  town = get_town (ground->ben);
  g_assert_cmpstr (town, ==, "Riverton");
  digest = merge_desk_get_digest (ground->ana);
  other = merge_desk_get_digest (ground->ben);
  if (!ground->has_private)
    g_assert_cmpstr (digest, ==, other);
  failure = merge_desk_recompute (ground->ana);
  g_assert_null (failure);
  again = merge_desk_get_digest (ground->ana);
  g_assert_cmpstr (digest, ==, again);
  check = lnet_check_run (ground->ana->path, NULL, &error);
  g_assert_no_error (error);
  if (check->problems->len > 0)
    g_error ("%s", (char *) check->problems->pdata[0]);
}

static inline void
tear_down (Ground        *ground,
           gconstpointer  data)
{
  if (!ground->forked)
    assert_unharmed (ground);
  merge_desk_free (ground->ana);
  merge_desk_free (ground->ben);
  g_unlink (ground->network);
  g_rmdir (ground->folder);
  g_free (ground->network);
  g_free (ground->folder);
}

static inline LnetTakeReport
give_body (Ground *ground,
           GBytes *body)
{
  g_autoptr (LnetDelivery) delivery = lnet_delivery_new (lnet_writer_get_network (ground->ana->writer));

  lnet_delivery_add_space (delivery, &ground->space);
  g_ptr_array_add (delivery->batches, body);
  return take (ground->ana, delivery);
}

/* Hands one batch over. */
static inline LnetTakeReport
give (Ground    *ground,
      LnetBatch *batch)
{
  return give_body (ground, merge_forger_end (&ground->forger, batch));
}

static inline LnetBatch *
begin (Ground *ground)
{
  LnetBatch *batch = merge_forger_begin (&ground->forger);

  merge_forger_depend (&ground->forger, batch, ground->ana);
  return batch;
}

static inline LnetOp *
set_op (LnetField     field,
        const LnetId *row,
        const char   *text)
{
  LnetOp *op = lnet_op_new (LNET_OP_SET, LNET_FIELD_TABLE (field), row);

  op->number = LNET_FIELD_NUMBER (field);
  op->value = (LnetValue) { .type = LNET_VALUE_TEXT, .text = g_strdup (text) };
  return op;
}

static inline LnetOp *
edit_op (const LnetId *row,
         guint         position,
         guint         n_deleted,
         const char   *text)
{
  LnetOp *op = lnet_op_new (LNET_OP_EDIT, LNET_TABLE_PASSAGE, row);

  op->number = LNET_FIELD_NUMBER (LNET_PASSAGE_BODY);
  op->position = position;
  op->n_deleted = n_deleted;
  op->text = g_strdup (text);
  return op;
}

static inline gint64
count (Ground     *ground,
       const char *sql)
{
  return merge_desk_count (ground->ana, sql);
}

/* What does nothing to the tables is in the log all the same, and leaves them as they were. */
static inline void
assert_nothing_done (Ground    *ground,
                     LnetBatch *batch)
{
  g_autofree char *before = merge_desk_get_digest (ground->ana);
  g_autofree char *after = NULL;

  give (ground, batch);
  after = merge_desk_get_digest (ground->ana);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (count (ground, "SELECT count (*) FROM unsettled"), ==, 0);
}
