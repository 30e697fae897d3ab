/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes from a desk that does not keep to the rules: it is refused, waits, or does nothing, and the rest goes on.
 * Who may write at all is the roster's to say; here nobody has one. */

#include "config.h"

#include "merge-ground.h"

/* --- first of all: the forger knows how to write --- */

static void
test_good_batch (Ground        *ground,
                 gconstpointer  data)
{
  LnetBatch *batch = begin (ground);
  LnetTakeReport report;
  g_autofree char *town = NULL;

  merge_forger_put (batch, set_op (LNET_MEMBER_TOWN, &ground->member, "Cody"));
  report = give (ground, batch);
  g_assert_cmpuint (report.n_batches, ==, 1);
  g_assert_cmpuint (report.n_refused + report.n_waiting, ==, 0);
  town = get_town (ground->ana);
  g_assert_cmpstr (town, ==, "Cody");
}

/* --- what it says it had seen --- */

static void
test_from_the_future (Ground        *ground,
                      gconstpointer  data)
{
  LnetBatch *batch = begin (ground);
  LnetTakeReport report;
  g_autofree char *town = NULL;

  g_array_index (batch->deps, LnetDependency, 0).n = 999999;
  merge_forger_put (batch, set_op (LNET_MEMBER_TOWN, &ground->member, "Cody"));
  report = give (ground, batch);
  g_assert_cmpuint (report.n_batches, ==, 0);
  g_assert_cmpuint (report.n_waiting, ==, 1);
  town = get_town (ground->ana);
  g_assert_cmpstr (town, ==, "Lander");
}

static void
test_in_a_circle (Ground        *ground,
                  gconstpointer  data)
{
  MergeForger other = merge_forger_new ("trudy", &ground->forger.space);
  LnetBatch *batch = begin (ground), *back = merge_forger_begin (&other);
  LnetTakeReport report;

  g_array_append_val (batch->deps, ((LnetDependency) { other.desk, 1 }));
  g_array_append_val (back->deps, ((LnetDependency) { ground->forger.desk, 1 }));
  give_body (ground, merge_forger_end (&other, back));
  report = give (ground, batch);
  g_assert_cmpuint (report.n_batches, ==, 0);
  g_assert_cmpuint (report.n_waiting, ==, 2);
}

static void
test_on_itself (Ground        *ground,
                gconstpointer  data)
{
  LnetBatch *batch = begin (ground);
  LnetTakeReport report;

  g_array_append_val (batch->deps, ((LnetDependency) { ground->forger.desk, 7 }));
  report = give (ground, batch);
  g_assert_cmpuint (report.n_batches, ==, 0);
}

/* The numbers are right, but not what was there under them. */
static void
test_other_chain (Ground        *ground,
                  gconstpointer  data)
{
  LnetBatch *batch = begin (ground);
  LnetTakeReport report;

  batch->deps_check[0] ^= 1;
  merge_forger_put (batch, set_op (LNET_MEMBER_TOWN, &ground->member, "Cody"));
  report = give (ground, batch);
  g_assert_cmpuint (report.n_batches, ==, 0);
  g_assert_cmpuint (report.n_waiting + report.n_refused, ==, 1);
}

static void
test_no_number (Ground        *ground,
                gconstpointer  data)
{
  static const guint64 numbers[] = { 0, G_MAXUINT64, (guint64) G_MAXINT64 + 1 };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      LnetBatch *batch = begin (ground);
      LnetTakeReport report;

      batch->n = numbers[i];
      report = give (ground, batch);
      g_assert_cmpuint (report.n_batches, ==, 0);
      g_assert_cmpuint (report.n_refused, ==, 1);
      ground->forger.n = 0;
    }
}

static void
test_far_number (Ground        *ground,
                 gconstpointer  data)
{
  LnetBatch *batch = begin (ground);
  LnetTakeReport report;

  batch->n = G_MAXINT64;
  report = give (ground, batch);
  g_assert_cmpuint (report.n_batches, ==, 0);
  g_assert_cmpuint (report.n_waiting, ==, 1);
}

/* A clock at the end of time is not catching. */
static void
test_mad_clock (Ground        *ground,
                gconstpointer  data)
{
  static const gint64 walls[] = { G_MAXINT64, G_MININT64, -1 };

  for (guint i = 0; i < G_N_ELEMENTS (walls); i++)
    {
      LnetBatch *batch = begin (ground);

      batch->wall = walls[i];
      merge_forger_put (batch, set_op (LNET_MEMBER_REGION, &ground->member, "Fremont"));
      g_assert_cmpuint (give (ground, batch).n_batches, ==, 1);
    }
  set_town (ground->ana, &ground->member, "Cody");
  g_assert_cmpint (count (ground, "SELECT wall FROM batch ORDER BY seq DESC LIMIT 1"), ==, ground->ana->wall);
}

/* --- where it writes --- */

static void
test_into_another_space (Ground        *ground,
                         gconstpointer  data)
{
  LnetBatch *batch = begin (ground);

  merge_forger_put (batch, set_op (LNET_MEMBER_STAFF_REGISTRY_ID, &ground->note, "stolen"));
  merge_forger_put (batch, lnet_op_new (LNET_OP_DEL, LNET_TABLE_MEMBER_STAFF, &ground->note));
  merge_forger_put (batch, lnet_op_new (LNET_OP_REDACT, LNET_TABLE_MEMBER_STAFF, &ground->note));
  assert_nothing_done (ground, batch);
}

static void
test_row_that_is_there (Ground        *ground,
                        gconstpointer  data)
{
  LnetBatch *batch = begin (ground);
  LnetOp *op = lnet_op_new (LNET_OP_ADD, LNET_TABLE_MEMBER_STAFF, &ground->note);

  lnet_op_put_cell (op, 3, (LnetValue) { .type = LNET_VALUE_TEXT, .text = g_strdup ("stolen") });
  merge_forger_put (batch, op);
  merge_forger_put (batch, lnet_op_new (LNET_OP_ADD, LNET_TABLE_ORGANIZATION, &ground->note));
  give (ground, batch);
  g_assert_cmpint (count (ground, "SELECT count (*) FROM member_staff WHERE registry_id = '7' AND space <> "
                                  "(SELECT space FROM member)"), ==, 1);
  g_assert_cmpint (count (ground, "SELECT count (*) FROM member_staff WHERE registry_id = 'stolen'"), ==, 0);
}

static void
test_row_that_is_nowhere (Ground        *ground,
                          gconstpointer  data)
{
  LnetBatch *batch = begin (ground);
  LnetId nowhere = lnet_id_new ();

  merge_forger_put (batch, set_op (LNET_MEMBER_TOWN, &nowhere, "Cody"));
  merge_forger_put (batch, edit_op (&nowhere, 0, 0, "x"));
  merge_forger_put (batch, lnet_op_new (LNET_OP_DEL, LNET_TABLE_MEMBER, &nowhere));
  merge_forger_put (batch, lnet_op_new (LNET_OP_UNDEL, LNET_TABLE_MEMBER, &nowhere));
  assert_nothing_done (ground, batch);
}

static void
test_unnamed_space (Ground        *ground,
                    gconstpointer  data)
{
  LnetBatch *batch = begin (ground);
  LnetTakeReport report;

  batch->space = lnet_id_new ();
  merge_forger_put (batch, set_op (LNET_MEMBER_TOWN, &ground->member, "Cody"));
  report = give (ground, batch);
  g_assert_cmpuint (report.n_batches, ==, 0);
  g_assert_cmpuint (report.n_refused, ==, 1);
}

/* Nobody writes into what never leaves this desk. */
static void
test_private_space (Ground        *ground,
                    gconstpointer  data)
{
  LnetSpace private = lnet_space (LNET_SPACE_PRIVATE);
  g_autoptr (LnetTransaction) act = lnet_transaction_new ("filter-add");
  g_autoptr (LnetDelivery) delivery = lnet_delivery_new (lnet_writer_get_network (ground->ana->writer));
  LnetId filter = lnet_transaction_add (act, LNET_TABLE_SAVED_FILTER, private);
  LnetBatch *batch;
  LnetTakeReport report;

  lnet_transaction_set_text (act, LNET_SAVED_FILTER_NAME, &filter, "Mine");
  commit (ground->ana, act);
  ground->forger.space = lnet_log_space_id (lnet_writer_get_network (ground->ana->writer), &private);
  batch = merge_forger_begin (&ground->forger);
  merge_forger_put (batch, set_op (LNET_SAVED_FILTER_NAME, &filter, "Yours"));
  lnet_delivery_add_space (delivery, &private);
  g_ptr_array_add (delivery->batches, merge_forger_end (&ground->forger, batch));
  report = take (ground->ana, delivery);
  g_assert_cmpuint (report.n_batches, ==, 0);
  g_assert_cmpuint (report.n_refused, ==, 1);
  g_assert_cmpint (count (ground, "SELECT count (*) FROM saved_filter WHERE name = 'Mine'"), ==, 1);
  ground->has_private = TRUE;
}

static void
test_other_network (Ground        *ground,
                    gconstpointer  data)
{
  LnetId other = lnet_id_new ();
  g_autoptr (LnetDelivery) delivery = lnet_delivery_new (&other);
  g_autoptr (LnetChanges) changes = lnet_changes_new ();
  g_autoptr (GError) error = NULL;
  LnetTakeReport report = { 0 };
  LnetBatch *batch = begin (ground);

  lnet_delivery_add_space (delivery, &ground->space);
  g_ptr_array_add (delivery->batches, merge_forger_end (&ground->forger, batch));
  g_assert_false (lnet_writer_take (ground->ana->writer, delivery, NULL, changes, &report, &error));
  g_assert_nonnull (error);
}

/* --- what it writes --- */

static void
test_edit_past_the_end (Ground        *ground,
                        gconstpointer  data)
{
  LnetBatch *batch = begin (ground);

  merge_forger_put (batch, edit_op (&ground->passage, 4000000000u, 4000000000u, "x"));
  merge_forger_put (batch, edit_op (&ground->passage, 3, 4000000000u, "x"));
  merge_forger_put (batch, edit_op (&ground->passage, 15, 0, "x"));
  assert_nothing_done (ground, batch);
}

static void
test_edit_past_the_end_at_once (Ground        *ground,
                                gconstpointer  data)
{
  LnetBatch *batch = begin (ground);
  g_autoptr (LnetTransaction) act = lnet_transaction_new ("passage-edit");

  merge_forger_put (batch, edit_op (&ground->passage, 10, 2000000000u, "x"));
  merge_forger_put (batch, edit_op (&ground->passage, 0, 0, "All "));
  lnet_transaction_edit (act, LNET_PASSAGE_BODY, &ground->passage, 13, 0, " outside");
  commit (ground->ana, act);
  give (ground, batch);
  g_assert_cmpint (count (ground, "SELECT body = 'All Children play outside.' FROM passage"), ==, 1);
}

/* Ops that are not for fields of that kind. */
static void
test_ops_out_of_place (Ground        *ground,
                       gconstpointer  data)
{
  LnetBatch *batch = begin (ground);
  LnetOp *move = lnet_op_new (LNET_OP_MOVE, LNET_TABLE_MEMBER, &ground->member);
  LnetOp *edit = lnet_op_new (LNET_OP_EDIT, LNET_TABLE_MEMBER, &ground->member);
  LnetOp *nowhere = lnet_op_new (LNET_OP_MOVE, LNET_TABLE_PASSAGE, &ground->passage);

  move->number = edit->number = 9;
  move->value = (LnetValue) { .type = LNET_VALUE_ID, .id = ground->note };
  move->text = g_strdup ("m");
  edit->text = g_strdup ("x");
  nowhere->number = 2;
  nowhere->text = g_strdup ("m");
  merge_forger_put (batch, move);
  merge_forger_put (batch, edit);
  merge_forger_put (batch, nowhere);
  merge_forger_put (batch, set_op (LNET_PASSAGE_BODY, &ground->passage, "all gone"));
  assert_nothing_done (ground, batch);
}

static void
test_wrong_type (Ground        *ground,
                 gconstpointer  data)
{
  LnetBatch *batch = begin (ground);
  LnetOp *op = lnet_op_new (LNET_OP_SET, LNET_TABLE_MEMBER, &ground->member);

  op->number = 9;
  op->value = (LnetValue) { .type = LNET_VALUE_INTEGER, .integer = 7 };
  merge_forger_put (batch, op);
  assert_nothing_done (ground, batch);
}

/* Each op cut off at every place, and with each byte set to the worst. */
static void
test_damaged_ops (Ground        *ground,
                  gconstpointer  data)
{
  g_autoptr (LnetOp) op = edit_op (&ground->passage, 3, 2, "wxyz");
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  LnetBatch *batch = begin (ground);

  lnet_op_write (op, bytes);
  for (guint i = 1; i < bytes->len; i++)
    merge_forger_put_raw (batch, bytes->data, i);
  assert_nothing_done (ground, batch);
  batch = begin (ground);
  for (guint i = 0; i < bytes->len; i++)
    {
      guint8 was = bytes->data[i];

      bytes->data[i] = 0xff;
      merge_forger_put_raw (batch, bytes->data, bytes->len);
      bytes->data[i] = was;
    }
  give (ground, batch);
}

/* A batch that says it has more than there is. */
static void
test_oversized_counts (Ground        *ground,
                       gconstpointer  data)
{
  LnetBatch *batch = begin (ground);
  g_autoptr (GBytes) body = merge_forger_end (&ground->forger, batch);
  gsize size;
  const guint8 *data_ = g_bytes_get_data (body, &size);

  for (gsize at = 0; at + 9 < size; at++)
    {
      guint8 *copy = g_memdup2 (data_, size);

      memset (copy + at, 0xff, 8);
      give_body (ground, g_bytes_new_take (copy, size));
    }
  g_assert_cmpint (count (ground, "SELECT count (*) FROM member"), ==, 1);
}

/* --- of a later version --- */

static void
test_later_version (Ground        *ground,
                    gconstpointer  data)
{
  static const guint8 kind[] = "\x0e\x02" "0123456789abcdef" "\x09\x02\x04" "Cody";
  static const guint8 table[] = "\x02\x64" "0123456789abcdef" "\x09\x02\x04" "Cody";
  static const guint8 column[] = "\x02\x02" "0123456789abcdef" "\x78\x02\x04" "Cody";
  LnetBatch *batch = begin (ground);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (LnetDelivery) onward = NULL;
  LnetTakeReport report;
  gboolean carried = FALSE;

  merge_forger_put_raw (batch, kind, sizeof kind - 1);
  merge_forger_put_raw (batch, table, sizeof table - 1);
  merge_forger_put_raw (batch, column, sizeof column - 1);
  merge_forger_put (batch, set_op (LNET_MEMBER_REGION, &ground->member, "Fremont"));
  body = merge_forger_end (&ground->forger, batch);
  report = give_body (ground, g_bytes_ref (body));
  g_assert_cmpuint (report.n_batches, ==, 1);
  g_assert_cmpuint (report.n_unknown, ==, 3);
  g_assert_cmpint (count (ground, "SELECT region = 'Fremont' FROM member"), ==, 1);
  onward = merge_desk_give (ground->ana, 0);
  for (guint i = 0; i < onward->batches->len; i++)
    carried = carried || g_bytes_equal (onward->batches->pdata[i], body);
  g_assert_true (carried);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) g_test_add ("/merge-hostile/" path, Ground, NULL, set_up, function, tear_down)
  ADD ("good-batch", test_good_batch);
  ADD ("from-the-future", test_from_the_future);
  ADD ("in-a-circle", test_in_a_circle);
  ADD ("on-itself", test_on_itself);
  ADD ("other-chain", test_other_chain);
  ADD ("no-number", test_no_number);
  ADD ("far-number", test_far_number);
  ADD ("mad-clock", test_mad_clock);
  ADD ("into-another-space", test_into_another_space);
  ADD ("row-that-is-there", test_row_that_is_there);
  ADD ("row-that-is-nowhere", test_row_that_is_nowhere);
  ADD ("unnamed-space", test_unnamed_space);
  ADD ("private-space", test_private_space);
  ADD ("other-network", test_other_network);
  ADD ("edit-past-the-end", test_edit_past_the_end);
  ADD ("edit-past-the-end-at-once", test_edit_past_the_end_at_once);
  ADD ("ops-out-of-place", test_ops_out_of_place);
  ADD ("wrong-type", test_wrong_type);
  ADD ("damaged-ops", test_damaged_ops);
  ADD ("oversized-counts", test_oversized_counts);
  ADD ("later-version", test_later_version);
#undef ADD

  return g_test_run ();
}
