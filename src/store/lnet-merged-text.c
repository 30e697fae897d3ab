/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-merged-text.h"

#include "lnet-fold-private.h"
#include "lnet-reader-private.h"
#include "lnet-statements.h"
#include "lnet-to-settle.h"

static const LnetStatement find_author = {
  "merged-text-author", "SELECT author FROM batch WHERE seq = ?1", NULL
};

const LnetStatement *const lnet_merged_text_statements[] = {
  &find_author, NULL
};

static void
original_free (gpointer data)
{
  LnetTextOriginal *original = data;

  g_free (original->text);
  g_free (original->who);
  g_free (original);
}

void
lnet_merged_text_free (LnetMergedText *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_ptr_array_unref (self->originals);
  g_free (self);
}

/* The last event of each desk that met another one. */
static void
note_meeting (GArray                *last,
              const LnetFoldedProse *prose,
              guint                  event)
{
  const LnetWrite *writes = (const LnetWrite *) prose->events->data;

  for (guint i = 0; i < last->len; i++)
    {
      guint *other = &g_array_index (last, guint, i);

      if (writes[*other].batch->stamp.desk == writes[event].batch->stamp.desk)
        {
          *other = MAX (*other, event);
          return;
        }
    }
  g_array_append_val (last, event);
}

static LnetTextOriginal *
read_original (LnetReader            *reader,
               const LnetFoldedProse *prose,
               guint                  event)
{
  const LnetFoldBatch *batch = g_array_index (prose->events, LnetWrite, event).batch;
  LnetTextOriginal *original = g_new0 (LnetTextOriginal, 1);
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &find_author);
  LnetId author = lnet_id_null ();

  lnet_rows_bind_integer (rows, 1, batch->seq);
  if (lnet_rows_step (rows))
    author = lnet_rows_id (rows, 0);
  original->text = lnet_text_merge_get_version (prose->merge, &event, 1);
  original->who = lnet_to_settle_dup_who (reader, &author, &batch->desk);
  original->wall = batch->wall;
  return original;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const LnetTextOriginal *one = a, *other = b;

  return (one->wall > other->wall) - (one->wall < other->wall);
}

static LnetMergedText *
read_prose (LnetReader            *reader,
            const LnetFoldedProse *prose)
{
  LnetMergedText *self = g_new0 (LnetMergedText, 1);
  g_autoptr (GArray) meetings = lnet_text_merge_get_meetings (prose->merge);
  g_autoptr (GArray) last = g_array_new (FALSE, FALSE, sizeof (guint));

  self->text = lnet_text_merge_get_text (prose->merge);
  self->originals = g_ptr_array_new_with_free_func (original_free);
  for (guint i = 0; i < meetings->len; i++)
    {
      const LnetTextMeeting *meeting = &g_array_index (meetings, LnetTextMeeting, i);

      note_meeting (last, prose, meeting->a);
      note_meeting (last, prose, meeting->b);
    }
  for (guint i = 0; i < last->len; i++)
    g_ptr_array_add (self->originals, read_original (reader, prose, g_array_index (last, guint, i)));
  g_ptr_array_sort_values (self->originals, compare);
  return self;
}

LnetMergedText *
lnet_merged_text_read (LnetReader    *reader,
                       guint          table,
                       const LnetId  *row,
                       guint          number,
                       GError       **error)
{
  LnetSqlite *db = lnet_reader_get_sqlite (reader);
  g_autoptr (LnetApply) apply = lnet_apply_new (db);
  g_autoptr (LnetFold) fold = lnet_fold_new (db, apply);
  g_autoptr (LnetFoldedProse) prose = lnet_fold_read_prose (fold, table, row, number, error);

  return prose != NULL ? read_prose (reader, prose) : NULL;
}
