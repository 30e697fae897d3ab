/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What must hold at the end of a schedule, when all have everything. */

#include "config.h"

#include "merge-model.h"
#include "merge-play-private.h"

static char *
say (const char *what,
     guint       desk,
     char       *difference)
{
  char *sentence = difference != NULL ? g_strdup_printf ("desk %u: %s: %s", desk, what, difference) : NULL;

  g_free (difference);
  return sentence;
}

/* The letters of what is there; what was erased may be gone or still on its way at whoever wrote last. */
static char *
check_letters (MergePlay *play,
               MergeDesk *desk)
{
  for (guint i = 0; i < MERGE_N_SLOTS && !play->lost; i++)
    {
      LnetId row = merge_slot_get_id (play, i);
      g_autofree char *text = NULL;
      char *failure;

      if (merge_slots[i].prose == LNET_FIELD_NONE || !merge_desk_has_row (desk, merge_slots[i].table, &row, NULL))
        continue;
      text = merge_desk_read_text (desk, merge_slots[i].prose, &row);
      failure = merge_letters_check (play->letters[i], text);
      if (failure != NULL)
        return failure;
    }
  return NULL;
}

/* Each desk's word for what it had seen is true. */
static char *
check_vectors (MergePlay  *play,
               MergeModel *model)
{
  for (guint i = 0; i < play->written->len; i++)
    {
      const MergeWritten *batch = play->written->pdata[i];
      g_autofree char *told = merge_model_print_vector (model, &batch->space, &batch->desk, batch->n);

      if (g_strcmp0 (told, batch->vector) != 0)
        return g_strdup_printf ("a batch says that its desk had seen\n%s\n# but it was\n%s", told, batch->vector);
    }
  return NULL;
}

static char *
check_log (MergePlay *play,
           MergeDesk *desk)
{
  gint64 n_batches = merge_desk_count (desk, "SELECT count (*) FROM batch");
  gint64 n_waiting = merge_desk_count (desk, "SELECT count (*) FROM inbox");

  if (n_waiting > 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT " batches wait, though all are there", n_waiting);
  if (n_batches != play->n_begun + play->written->len)
    return g_strdup_printf ("%u batches were written, and %" G_GINT64_FORMAT " have come", play->written->len,
                            n_batches - play->n_begun);
  return NULL;
}

/* What a desk must say at the end. */
typedef struct
{
  MergeModel *model;
  GPtrArray *lines;
  char *digest; /* NULL: this time the texts alone are held against each other */
} Expected;

/* Who edited which text at once follows from the log, too. */
static char *
check_merged (MergePlay *play,
              MergeDesk *desk)
{
  g_autofree char *merged = merge_dump_merged (merge_desk_get_sqlite (play->desks->pdata[0]));
  g_autofree char *own = merge_dump_merged (merge_desk_get_sqlite (desk));

  if (g_str_equal (merged, own))
    return NULL;
  return g_strdup_printf ("texts edited at once are\n%s\n# and on desk 0\n%s", own, merged);
}

static char *
check_texts (MergePlay *play,
             MergeDesk *desk)
{
  for (guint i = 0; i < MERGE_N_SLOTS; i++)
    {
      LnetId row = merge_slot_get_id (play, i);
      g_autofree char *text = NULL;
      g_autofree char *own = NULL;

      if (merge_slots[i].prose == LNET_FIELD_NONE)
        continue;
      text = merge_desk_read_text (play->desks->pdata[0], merge_slots[i].prose, &row);
      own = merge_desk_read_text (desk, merge_slots[i].prose, &row);
      if (!g_str_equal (text, own))
        return g_strdup_printf ("“%s” is “%s” on desk 0", own, text);
    }
  return NULL;
}

static char *
check_desk (MergePlay      *play,
            MergeDesk      *desk,
            const Expected *expected)
{
  g_autoptr (GPtrArray) found = merge_dump_print (merge_desk_get_sqlite (desk), expected->model);
  g_autofree char *digest = expected->digest != NULL ? merge_desk_get_digest (desk) : NULL;
  char *failure = check_log (play, desk);

  if (failure == NULL)
    failure = merge_lines_compare (expected->lines, found);
  if (failure == NULL)
    failure = check_texts (play, desk);
  if (failure == NULL)
    failure = check_merged (play, desk);
  if (failure == NULL && g_strcmp0 (expected->digest, digest) != 0)
    failure = g_strdup ("its digest is another than that of desk 0");
  if (failure == NULL)
    failure = check_letters (play, desk);
  return failure;
}

static MergeModel *
build_model (MergePlay *play)
{
  MergeModel *model = merge_model_new ();

  for (guint i = 0; i < play->begun->len; i++)
    {
      const MergeBegun *begun = &g_array_index (play->begun, MergeBegun, i);

      merge_model_add_seen (model, &begun->space, &begun->desk, begun->n);
    }
  for (guint i = 0; i < play->written->len; i++)
    {
      gsize size;
      gconstpointer data = g_bytes_get_data (((MergeWritten *) play->written->pdata[i])->body, &size);

      merge_model_add (model, data, size);
    }
  return model;
}

/* All tables anew on one desk, as if nothing had been. */
static char *
check_recomputing (MergePlay      *play,
                   const Expected *expected)
{
  guint number = play->schedule->seed % play->desks->len;
  MergeDesk *desk = play->desks->pdata[number];
  char *failure = merge_desk_recompute (desk);

  return failure != NULL ? failure : say ("after recomputing", number, check_desk (play, desk, expected));
}

/* What takes the longer the more there was before is done now and then. */
char *
merge_play_check (MergePlay *play)
{
  g_autoptr (MergeModel) model = build_model (play);
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *digest = play->schedule->seed % 4 == 0 ? merge_desk_get_digest (play->desks->pdata[0]) : NULL;
  Expected expected = { .model = model, .digest = digest };
  char *failure = merge_model_fold (model);

  if (failure == NULL)
    failure = check_vectors (play, model);
  expected.lines = lines = merge_model_print (model);
  for (guint i = 0; i < play->desks->len && failure == NULL; i++)
    failure = say ("at the end", i, check_desk (play, play->desks->pdata[i], &expected));
  if (failure == NULL && play->schedule->seed % 5 == 0)
    failure = check_recomputing (play, &expected);
  return failure;
}
