/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Playing a schedule: what goes from desk to desk. */

#include "config.h"

#include "lnet-check.h"
#include "merge-model.h"
#include "merge-play-private.h"

static void
packet_free (MergePacket *packet)
{
  lnet_delivery_free (packet->delivery);
  g_free (packet);
}

/* What was there before a schedule, which all desks have. */
static void
note_begun (MergePlay *play)
{
  MergeDesk *first = play->desks->pdata[0];
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    merge_desk_get_sqlite (first), "SELECT space.id, desk.id, n FROM vector JOIN space ON space.pk = space "
                                   "JOIN desk ON desk.pk = desk", NULL);

  while (lnet_sqlite_step (merge_desk_get_sqlite (first), statement, NULL) > 0)
    {
      MergeBegun begun = { lnet_sqlite_column_id (statement, 0), lnet_sqlite_column_id (statement, 1),
                           (guint64) sqlite3_column_int64 (statement, 2) };

      g_array_append_val (play->begun, begun);
    }
  play->n_begun = merge_desk_count (first, "SELECT count (*) FROM batch");
}

static MergePlay *
play_new (const MergeSchedule *schedule,
          GPtrArray           *desks)
{
  MergePlay *play = g_new0 (MergePlay, 1);

  play->schedule = schedule;
  play->desks = g_ptr_array_ref (desks);
  play->begun = g_array_new (FALSE, FALSE, sizeof (MergeBegun));
  play->written = g_ptr_array_new_with_free_func ((GDestroyNotify) merge_written_free);
  play->given = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  play->packets = g_ptr_array_new_with_free_func ((GDestroyNotify) packet_free);
  play->erased = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  play->groups = g_array_new (FALSE, FALSE, sizeof (LnetId));
  for (guint i = 0; i < MERGE_N_SLOTS; i++)
    play->letters[i] = merge_letters_new ();
  for (guint i = 0; i < desks->len; i++)
    {
      MergeDesk *desk = desks->pdata[i];

      desk->seq = desk->first = merge_desk_count (desk, "SELECT max (seq) FROM batch");
      merge_desk_forget_copy (desk);
    }
  note_begun (play);
  return play;
}

static void
play_free (MergePlay *play)
{
  for (guint i = 0; i < MERGE_N_SLOTS; i++)
    merge_letters_free (play->letters[i]);
  for (guint i = 0; i < G_N_ELEMENTS (play->pending); i++)
    g_clear_pointer (&play->pending[i], lnet_transaction_unref);
  g_ptr_array_unref (play->packets);
  g_ptr_array_unref (play->written);
  g_ptr_array_unref (play->desks);
  g_array_unref (play->begun);
  g_hash_table_unref (play->given);
  g_hash_table_unref (play->erased);
  g_array_unref (play->groups);
  g_free (play);
}

/* --- what goes out --- */

static gboolean
is_by (GBytes       *body,
       const LnetId *desk)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (body, &size);
  g_autoptr (LnetBatch) batch = lnet_batch_read (data, size, NULL, NULL);

  return lnet_id_equal (&batch->desk, desk);
}

/* Leaves some out, or only so many from the beginning. */
static void
thin_out (LnetDelivery    *delivery,
          const MergeStep *step,
          gboolean         gaps)
{
  g_autoptr (GRand) random = NULL;

  if (!gaps)
    {
      g_ptr_array_set_size (delivery->batches, (int) (step->b % (delivery->batches->len + 1)));
      return;
    }
  random = g_rand_new_with_seed (step->b);
  for (guint i = delivery->batches->len; i > 0; i--)
    if (g_rand_boolean (random))
      g_ptr_array_remove_index (delivery->batches, i - 1);
}

/* Only what the desk wrote that wrote last. */
static void
keep_one_desk (LnetDelivery *delivery)
{
  g_autoptr (LnetBatch) last = NULL;
  gconstpointer data;
  gsize size;

  if (delivery->batches->len == 0)
    return;
  data = g_bytes_get_data (delivery->batches->pdata[delivery->batches->len - 1], &size);
  last = lnet_batch_read (data, size, NULL, NULL);
  for (guint i = delivery->batches->len; i > 0; i--)
    if (!is_by (delivery->batches->pdata[i - 1], &last->desk))
      g_ptr_array_remove_index (delivery->batches, i - 1);
}

static void
shuffle (LnetDelivery    *delivery,
         const MergeStep *step)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (step->b);

  for (guint i = delivery->batches->len; i > 1; i--)
    {
      guint k = g_rand_int (random) % i;
      gpointer last = delivery->batches->pdata[i - 1];

      delivery->batches->pdata[i - 1] = delivery->batches->pdata[k];
      delivery->batches->pdata[k] = last;
    }
  for (guint i = g_rand_int (random) % 4; i > 0 && delivery->batches->len > 0; i--)
    g_ptr_array_add (delivery->batches,
                     g_bytes_ref (delivery->batches->pdata[g_rand_int (random) % delivery->batches->len]));
}

static LnetDelivery *
give (MergePlay *play,
      guint      from)
{
  MergeDesk *desk = play->desks->pdata[from];

  return merge_desk_give (desk, desk->first);
}

/* From now on it is in the world, whatever befalls the desk. */
static void
note_given (MergePlay          *play,
            const LnetDelivery *delivery)
{
  for (guint i = 0; i < delivery->batches->len; i++)
    g_hash_table_add (play->given, g_bytes_ref (delivery->batches->pdata[i]));
}

/* --- what comes in --- */

/* Held against itself: once more changes nothing. */
static char *
take_again (MergeDesk    *desk,
            LnetDelivery *delivery)
{
  g_autofree char *before = merge_desk_get_log_digest (desk);
  g_autofree char *tables = merge_desk_get_digest (desk);
  LnetTakeReport report = { 0 };
  char *failure = merge_desk_take (desk, delivery, &report);
  g_autofree char *after = merge_desk_get_log_digest (desk);
  g_autofree char *tables_after = merge_desk_get_digest (desk);

  if (failure != NULL)
    return failure;
  if (report.n_batches != 0)
    return g_strdup_printf ("the same delivery brings %" G_GUINT64_FORMAT " batches twice", report.n_batches);
  return g_str_equal (before, after) && g_str_equal (tables, tables_after)
           ? NULL : g_strdup ("taking in a delivery twice changes something");
}

char *
merge_play_deliver (MergePlay    *play,
                    guint         to,
                    LnetDelivery *delivery,
                    gboolean      twice)
{
  MergeDesk *desk = play->desks->pdata[to];
  LnetTakeReport report = { 0 };
  char *failure = merge_play_commit (play, to);

  if (failure == NULL)
    failure = merge_desk_take (desk, delivery, &report);
  desk->seq = merge_desk_count (desk, "SELECT max (seq) FROM batch");
  if (failure == NULL && report.n_refused > 0)
    failure = g_strdup_printf ("desk %u refused %" G_GUINT64_FORMAT " good batches", to, report.n_refused);
  if (failure == NULL && twice)
    failure = take_again (desk, delivery);
  return failure;
}

/* What of all it has a desk sends, and in which order. */
static LnetDelivery *
pack (MergePlay       *play,
      const MergeStep *step)
{
  LnetDelivery *delivery = give (play, step->desk);

  if (step->a % 8 == 0)
    thin_out (delivery, step, !play->schedule->restores);
  else if (step->a % 8 == 1)
    shuffle (delivery, step);
  else if (step->a % 8 == 2 && !play->schedule->restores)
    keep_one_desk (delivery);
  note_given (play, delivery);
  return delivery;
}

/* Some of it arrives much later, some now and once more then. */
static char *
send_now (MergePlay       *play,
          const MergeStep *step)
{
  LnetDelivery *delivery = pack (play, step);
  gboolean late = step->a % 8 == 3, again = step->c % 4 == 0;
  char *failure = NULL;

  if (!late)
    failure = merge_play_deliver (play, step->other, delivery, step->c % 16 < 2);
  if (late || again)
    {
      MergePacket *packet = g_new (MergePacket, 1);

      *packet = (MergePacket) { step->other, delivery };
      g_ptr_array_add (play->packets, packet);
    }
  else
    lnet_delivery_free (delivery);
  return failure;
}

static char *
arrive (MergePlay       *play,
        const MergeStep *step)
{
  const MergePacket *packet;

  if (play->packets->len == 0)
    return NULL;
  packet = play->packets->pdata[step->a % play->packets->len];
  return merge_play_deliver (play, packet->to, packet->delivery, step->b % 8 == 0);
}

static char *
meet (MergePlay *play)
{
  char *failure = NULL;

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < play->desks->len && failure == NULL; i++)
      {
        guint to = (i + 1) % play->desks->len;
        g_autoptr (LnetDelivery) delivery = NULL;

        failure = merge_play_commit (play, i);
        if (failure != NULL)
          break;
        delivery = give (play, i);
        note_given (play, delivery);
        failure = merge_play_deliver (play, to, delivery, FALSE);
      }
  return failure;
}

/* --- what befalls a desk --- */

static char *
recompute (MergeDesk *desk)
{
  g_autoptr (GPtrArray) before = merge_dump_print (merge_desk_get_sqlite (desk), NULL);
  g_autofree char *digest = merge_desk_get_digest (desk);
  char *failure = merge_desk_recompute (desk);
  g_autoptr (GPtrArray) after = merge_dump_print (merge_desk_get_sqlite (desk), NULL);
  g_autofree char *digest_after = merge_desk_get_digest (desk);
  char *difference = merge_lines_compare (before, after);

  if (failure == NULL && difference != NULL)
    failure = g_strdup_printf ("recomputing changes the tables: %s", difference);
  g_free (difference);
  if (failure == NULL && !g_str_equal (digest, digest_after))
    failure = g_strdup ("recomputing changes a text");
  return failure;
}

/* What it wrote since the copy and had given to nobody is lost, as it is to people. */
static void
go_back (MergePlay *play,
         MergeDesk *desk)
{
  gint64 seq = desk->seq;
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref,
                                                        NULL);
  g_autoptr (LnetDelivery) all = NULL;

  if (!merge_desk_bring_copy_back (desk) || desk->seq == seq)
    return;
  for (guint i = 0; i < play->desks->len; i++)
    {
      g_autoptr (LnetDelivery) has = merge_desk_give (play->desks->pdata[i], desk->first);

      for (guint k = 0; k < has->batches->len; k++)
        g_hash_table_add (kept, g_bytes_ref (has->batches->pdata[k]));
    }
  for (guint i = play->written->len; i > 0; i--)
    {
      MergeWritten *batch = play->written->pdata[i - 1];

      if (g_hash_table_contains (kept, batch->body) || g_hash_table_contains (play->given, batch->body))
        continue;
      play->lost = TRUE;
      g_ptr_array_remove_index (play->written, i - 1);
    }
}

static char *
befall (MergePlay       *play,
        const MergeStep *step)
{
  MergeDesk *desk = play->desks->pdata[step->desk];
  char *failure = merge_play_commit (play, step->desk);

  if (failure != NULL)
    return failure;
  switch (step->kind)
    {
    case MERGE_STEP_RESTART:
      merge_desk_restart (desk);
      return NULL;
    case MERGE_STEP_RECOMPUTE:
      return recompute (desk);
    case MERGE_STEP_KEEP_COPY:
      merge_desk_keep_copy (desk);
      return NULL;
    case MERGE_STEP_GO_BACK:
    default:
      go_back (play, desk);
      return NULL;
    }
}

static char *
play_step (MergePlay       *play,
           const MergeStep *step)
{
  MergeDesk *desk = play->desks->pdata[step->desk];

  desk->clock += step->c % 5000;
  if (step->b % 16 == 0)
    desk->clock += step->c % 2 == 0 ? 3600 * 1000 : -3600 * 1000;
  switch (step->kind)
    {
    case MERGE_STEP_UNDO:
      {
        char *failure = merge_play_commit (play, step->desk);

        return failure != NULL ? failure : merge_play_undo (play, step);
      }
    case MERGE_STEP_SEND:
      {
        char *failure = merge_play_commit (play, step->desk);

        return failure != NULL ? failure : send_now (play, step);
      }
    case MERGE_STEP_ARRIVE:
      return arrive (play, step);
    case MERGE_STEP_MEET:
      return meet (play);
    case MERGE_STEP_RESTART:
    case MERGE_STEP_RECOMPUTE:
    case MERGE_STEP_KEEP_COPY:
    case MERGE_STEP_GO_BACK:
      return befall (play, step);
    default:
      return merge_play_write (play, step);
    }
}

/* --- the floor --- */

struct _MergeFloor
{
  char *folder;
  char *network;
  GPtrArray *desks; /* MergeDesk; none before the first schedule */
};

MergeFloor *
merge_floor_new (const char *folder,
                 const char *network)
{
  MergeFloor *self = g_new0 (MergeFloor, 1);

  self->folder = g_strdup (folder);
  self->network = g_strdup (network);
  self->desks = g_ptr_array_new_with_free_func ((GDestroyNotify) merge_desk_free);
  return self;
}

void
merge_floor_free (MergeFloor *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->desks);
  g_free (self->folder);
  g_free (self->network);
  g_free (self);
}

static char *
play_out (MergePlay *play)
{
  char *failure = NULL;

  for (guint i = 0; i < play->schedule->steps->len && failure == NULL; i++)
    failure = play_step (play, &g_array_index (play->schedule->steps, MergeStep, i));
  for (guint i = 0; i < play->packets->len && failure == NULL; i++)
    {
      const MergePacket *packet = play->packets->pdata[i];

      failure = merge_play_deliver (play, packet->to, packet->delivery, FALSE);
    }
  if (failure == NULL)
    failure = meet (play);
  return failure != NULL ? failure : merge_play_check (play);
}

char *
merge_schedule_play (const MergeSchedule *self,
                     MergeFloor          *floor)
{
  MergePlay *play;
  char *failure;

  for (guint i = floor->desks->len; i < self->n_desks; i++)
    g_ptr_array_add (floor->desks, merge_desk_new (floor->folder, i, floor->network, self->clocks[i]));
  g_assert_cmpuint (floor->desks->len, ==, self->n_desks);
  play = play_new (self, floor->desks);
  failure = play_out (play);
  play_free (play);
  return failure;
}

/* What the program itself has to say of the file. */
static char *
find_unsound (MergeDesk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetCheck) check = lnet_check_run (desk->path, NULL, &error);

  g_assert_no_error (error);
  return check->problems->len > 0 ? g_strdup (check->problems->pdata[0]) : NULL;
}

/* In two parts, of which the later one comes first. */
char *
merge_floor_end (MergeFloor *self)
{
  MergeDesk *last = self->desks->pdata[self->desks->len - 1];
  g_autoptr (MergeDesk) desk = merge_desk_new (self->folder, 99, self->network, 0);
  g_autoptr (LnetDelivery) delivery = merge_desk_give (last, 0);
  g_autoptr (LnetDelivery) part = merge_desk_give (last, 0);
  g_autoptr (GPtrArray) expected = merge_dump_print (merge_desk_get_sqlite (last), NULL);
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *digest = merge_desk_get_digest (last);
  g_autofree char *own = NULL;
  LnetTakeReport report = { 0 };
  char *failure;

  g_ptr_array_remove_range (part->batches, 0, delivery->batches->len / 3);
  failure = merge_desk_take (desk, part, &report);
  if (failure == NULL)
    failure = merge_desk_take (desk, delivery, &report);
  found = merge_dump_print (merge_desk_get_sqlite (desk), NULL);
  own = merge_desk_get_digest (desk);
  if (failure == NULL)
    failure = merge_lines_compare (expected, found);
  if (failure == NULL && !g_str_equal (digest, own))
    failure = g_strdup ("one who came at the end has another text");
  return failure != NULL ? failure : find_unsound (last);
}
