/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The model that test-merge-schedules holds desks against, in cases plain enough to be seen through. */

#include "config.h"

#include <string.h>

#include "merge-model.h"

static const LnetId ana = { "ana's desk" }, ben = { "ben's desk" }, cleo = { "cleo's desk" };
static const LnetId row = { "a row" }, child = { "a child" };

/* What a desk had seen of another. */
typedef struct
{
  const LnetId *desk;
  guint64 n;
} Seen;

static void
put (MergeModel   *model,
     const LnetId *desk,
     guint64       n,
     gint64        wall,
     Seen          seen,
     LnetOp       *op)
{
  g_autoptr (LnetBatch) batch = lnet_batch_new ();
  g_autoptr (GBytes) body = NULL;
  GByteArray *bytes = g_byte_array_new ();
  const LnetHash none = { 0 };
  LnetHash hash;
  gsize size;
  gconstpointer data;

  batch->desk = *desk;
  batch->n = n;
  batch->wall = wall;
  batch->act = g_strdup ("member-edit");
  batch->seed = lnet_id_new ();
  if (seen.desk != NULL)
    g_array_append_val (batch->deps, ((LnetDependency) { *seen.desk, seen.n }));
  lnet_op_write (op, bytes);
  g_ptr_array_add (batch->ops, g_byte_array_free_to_bytes (bytes));
  body = lnet_batch_write (batch, &none, &hash);
  data = g_bytes_get_data (body, &size);
  merge_model_add (model, data, size);
  lnet_op_free (op);
}

static LnetOp *
add (guint table)
{
  return lnet_op_new (LNET_OP_ADD, table, &row);
}

static LnetOp *
add_child (void)
{
  LnetOp *op = lnet_op_new (LNET_OP_ADD, LNET_TABLE_ROLE, &child);

  lnet_op_put_cell (op, 1, (LnetValue) { .type = LNET_VALUE_ID, .id = row });
  return op;
}

static LnetOp *
set (LnetField   field,
     const char *text)
{
  LnetOp *op = lnet_op_new (LNET_OP_SET, LNET_FIELD_TABLE (field), &row);

  op->number = LNET_FIELD_NUMBER (field);
  op->value = (LnetValue) { .type = LNET_VALUE_TEXT, .text = g_strdup (text) };
  return op;
}

static LnetOp *
simply (LnetOpKind kind,
        guint      table)
{
  return lnet_op_new (kind, table, &row);
}

static LnetOp *
move (const LnetId *parent,
      const char   *key)
{
  LnetOp *op = lnet_op_new (LNET_OP_MOVE, LNET_TABLE_PASSAGE, &row);

  op->number = LNET_FIELD_NUMBER (LNET_PASSAGE_POSITION);
  op->value = (LnetValue) { .type = LNET_VALUE_ID, .id = *parent };
  op->text = g_strdup (key);
  return op;
}

/* How many lines there are of what is unsettled, and whether @words is somewhere. */
static void
assert_lines (MergeModel *model,
              guint       n_unsettled,
              const char *words)
{
  g_autofree char *lost = merge_model_fold (model);
  g_autoptr (GPtrArray) lines = merge_model_print (model);
  guint n = 0;
  gboolean found = FALSE;

  g_assert_null (lost);
  for (guint i = 0; i < lines->len; i++)
    {
      n += g_str_has_prefix (lines->pdata[i], "unsettled");
      found = found || strstr (lines->pdata[i], words) != NULL;
    }
  g_assert_true (found);
  g_assert_cmpuint (n, ==, n_unsettled);
}

#define NOTHING ((Seen) { NULL, 0 })
#define ADDED ((Seen) { &ana, 1 })

static void
test_later_clock_is_shown (void)
{
  g_autoptr (MergeModel) model = merge_model_new ();

  put (model, &ana, 1, 10, NOTHING, add (LNET_TABLE_MEMBER));
  put (model, &ben, 1, 30, ADDED, set (LNET_MEMBER_TOWN, "Cody"));
  put (model, &ana, 2, 20, NOTHING, set (LNET_MEMBER_TOWN, "Casper"));
  assert_lines (model, 2, "9=“Cody”");
}

static void
test_who_knew_is_right_whatever_the_clock (void)
{
  g_autoptr (MergeModel) model = merge_model_new ();

  put (model, &ana, 1, 1000, NOTHING, add (LNET_TABLE_MEMBER));
  put (model, &ana, 2, 1000, NOTHING, set (LNET_MEMBER_TOWN, "Casper"));
  put (model, &ben, 1, 0, (Seen) { &ana, 2 }, set (LNET_MEMBER_TOWN, "Cody"));
  assert_lines (model, 0, "9=“Cody”");
}

static void
test_equal_values_are_settled (void)
{
  g_autoptr (MergeModel) model = merge_model_new ();

  put (model, &ana, 1, 1, NOTHING, add (LNET_TABLE_MEMBER));
  put (model, &ana, 2, 2, NOTHING, set (LNET_MEMBER_TOWN, "Cody"));
  put (model, &ben, 1, 3, ADDED, set (LNET_MEMBER_TOWN, "Cody"));
  assert_lines (model, 0, "9=“Cody”");
}

static void
test_writing_over_both_settles (void)
{
  g_autoptr (MergeModel) model = merge_model_new ();

  put (model, &ana, 1, 1, NOTHING, add (LNET_TABLE_MEMBER));
  put (model, &ana, 2, 2, NOTHING, set (LNET_MEMBER_TOWN, "Casper"));
  put (model, &ben, 1, 3, ADDED, set (LNET_MEMBER_TOWN, "Cody"));
  put (model, &ben, 2, 4, (Seen) { &ana, 2 }, set (LNET_MEMBER_TOWN, "Lander"));
  assert_lines (model, 0, "9=“Lander”");
}

static void
test_later_state_is_shown (void)
{
  g_autoptr (MergeModel) model = merge_model_new ();

  put (model, &ana, 1, 1, NOTHING, add (LNET_TABLE_PAIR));
  put (model, &ana, 2, 2, NOTHING, set (LNET_PAIR_STATUS, "closed"));
  put (model, &ben, 1, 99, ADDED, set (LNET_PAIR_STATUS, "active"));
  assert_lines (model, 2, "2=“closed”");
}

static void
test_change_keeps_a_removed_row (void)
{
  g_autoptr (MergeModel) model = merge_model_new ();

  put (model, &ana, 1, 1, NOTHING, add (LNET_TABLE_MEMBER));
  put (model, &ana, 2, 2, NOTHING, simply (LNET_OP_DEL, LNET_TABLE_MEMBER));
  put (model, &ben, 1, 3, ADDED, set (LNET_MEMBER_TOWN, "Cody"));
  assert_lines (model, 1, " there 9=“Cody”");
}

static void
test_knowing_removal_stands (void)
{
  g_autoptr (MergeModel) model = merge_model_new ();

  put (model, &ana, 1, 1, NOTHING, add (LNET_TABLE_MEMBER));
  put (model, &ben, 1, 3, ADDED, set (LNET_MEMBER_TOWN, "Cody"));
  put (model, &ana, 2, 2, (Seen) { &ben, 1 }, simply (LNET_OP_DEL, LNET_TABLE_MEMBER));
  assert_lines (model, 0, " deleted 9=“Cody”");
}

/* What one knew of who removed the row does not keep it against another who removed it too. */
static void
test_two_removals (void)
{
  g_autoptr (MergeModel) model = merge_model_new ();

  put (model, &ana, 1, 1, NOTHING, add (LNET_TABLE_MEMBER));
  put (model, &ana, 2, 2, NOTHING, set (LNET_MEMBER_TOWN, "Cody"));
  put (model, &ana, 3, 3, NOTHING, simply (LNET_OP_DEL, LNET_TABLE_MEMBER));
  put (model, &ben, 1, 4, ADDED, simply (LNET_OP_DEL, LNET_TABLE_MEMBER));
  assert_lines (model, 0, " deleted");
}

static void
test_putting_back_settles (void)
{
  g_autoptr (MergeModel) model = merge_model_new ();

  put (model, &ana, 1, 1, NOTHING, add (LNET_TABLE_MEMBER));
  put (model, &ana, 2, 2, NOTHING, simply (LNET_OP_DEL, LNET_TABLE_MEMBER));
  put (model, &ben, 1, 3, ADDED, set (LNET_MEMBER_TOWN, "Cody"));
  put (model, &ben, 2, 4, (Seen) { &ana, 2 }, simply (LNET_OP_UNDEL, LNET_TABLE_MEMBER));
  assert_lines (model, 0, " there");
}

static void
test_child_keeps_a_removed_row (void)
{
  g_autoptr (MergeModel) model = merge_model_new ();

  put (model, &ana, 1, 1, NOTHING, add (LNET_TABLE_MEMBER));
  put (model, &ana, 2, 2, NOTHING, simply (LNET_OP_DEL, LNET_TABLE_MEMBER));
  put (model, &ben, 1, 3, ADDED, add_child ());
  assert_lines (model, 1, " there");
}

static void
test_elements_are_not_listed (void)
{
  g_autoptr (MergeModel) model = merge_model_new ();

  put (model, &ana, 1, 1, NOTHING, add (LNET_TABLE_MEMBER_TAG));
  put (model, &ana, 2, 2, NOTHING, simply (LNET_OP_DEL, LNET_TABLE_MEMBER_TAG));
  put (model, &ben, 1, 3, NOTHING, add (LNET_TABLE_MEMBER_TAG));
  assert_lines (model, 0, " there");
}

static void
test_moves_are_whole (void)
{
  g_autoptr (MergeModel) model = merge_model_new ();

  put (model, &ana, 1, 1, NOTHING, add (LNET_TABLE_PASSAGE));
  put (model, &ana, 2, 2, NOTHING, move (&ben, "a"));
  put (model, &cleo, 1, 3, ADDED, move (&ana, "z"));
  assert_lines (model, 2, "2=“z”");
}

static void
test_erased_stays_erased (void)
{
  g_autoptr (MergeModel) model = merge_model_new ();
  g_autoptr (GPtrArray) lines = NULL;

  put (model, &ana, 1, 1, NOTHING, add (LNET_TABLE_MEMBER));
  put (model, &ana, 2, 2, NOTHING, simply (LNET_OP_REDACT, LNET_TABLE_MEMBER));
  put (model, &ben, 1, 3, ADDED, set (LNET_MEMBER_TOWN, "Cody"));
  g_assert_null (merge_model_fold (model));
  lines = merge_model_print (model);
  g_assert_cmpuint (lines->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/merge-model/later-clock-is-shown", test_later_clock_is_shown);
  g_test_add_func ("/merge-model/who-knew-is-right-whatever-the-clock", test_who_knew_is_right_whatever_the_clock);
  g_test_add_func ("/merge-model/equal-values-are-settled", test_equal_values_are_settled);
  g_test_add_func ("/merge-model/writing-over-both-settles", test_writing_over_both_settles);
  g_test_add_func ("/merge-model/later-state-is-shown", test_later_state_is_shown);
  g_test_add_func ("/merge-model/change-keeps-a-removed-row", test_change_keeps_a_removed_row);
  g_test_add_func ("/merge-model/knowing-removal-stands", test_knowing_removal_stands);
  g_test_add_func ("/merge-model/two-removals", test_two_removals);
  g_test_add_func ("/merge-model/putting-back-settles", test_putting_back_settles);
  g_test_add_func ("/merge-model/child-keeps-a-removed-row", test_child_keeps_a_removed_row);
  g_test_add_func ("/merge-model/elements-are-not-listed", test_elements_are_not_listed);
  g_test_add_func ("/merge-model/moves-are-whole", test_moves_are_whole);
  g_test_add_func ("/merge-model/erased-stays-erased", test_erased_stays_erased);
  return g_test_run ();
}
