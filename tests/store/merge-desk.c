/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "merge-desk.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "lnet-digest.h"
#include "lnet-error.h"
#include "lnet-pack.h"
#include "lnet-writer-private.h"
#include "merge-model.h"

void
merge_written_free (MergeWritten *written)
{
  g_bytes_unref (written->body);
  g_free (written->vector);
  g_free (written);
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize length;

  g_file_get_contents (from, &content, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (to, content, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static void
open_file (MergeDesk *self)
{
  g_autoptr (GError) error = NULL;

  self->writer = lnet_writer_open (self->path, &error);
  g_assert_no_error (error);
  /* A new desk's id would be another one each time, and with it who wins. */
  if (self->writer->desk.pk == 0)
    {
      guint name[] = { self->number, ++self->n_ids };

      self->writer->desk.id = lnet_hash_derive_id ((LnetHashPiece[]) { { name, sizeof name } }, 1);
    }
}

void
merge_desk_make_network (const char *path)
{
  g_autoptr (GError) error = NULL;

  lnet_writer_create_file (path, "Prairie network", &error);
  g_assert_no_error (error);
}

static void
remove_file (MergeDesk *self)
{
  static const char *const endings[] = { "", "-wal", "-shm", ".copy" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (self->path, endings[i], NULL);

      g_unlink (path);
    }
}

MergeDesk *
merge_desk_new (const char *folder,
                guint       number,
                const char *network,
                gint64      clock)
{
  MergeDesk *self = g_new0 (MergeDesk, 1);

  /* Several processes may be at it in one folder. */
  self->path = g_strdup_printf ("%s/desk-%d-%u.lnet", folder, (int) getpid (), number);
  self->number = number;
  self->clock = clock;
  copy_file (network, self->path);
  open_file (self);
  return self;
}

void
merge_desk_free (MergeDesk *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->writer, lnet_writer_close);
  remove_file (self);
  g_free (self->path);
  g_free (self);
}

LnetSqlite *
merge_desk_get_sqlite (MergeDesk *self)
{
  return lnet_writer_get_sqlite (self->writer);
}

void
merge_desk_restart (MergeDesk *self)
{
  g_clear_pointer (&self->writer, lnet_writer_close);
  open_file (self);
}

void
merge_desk_keep_copy (MergeDesk *self)
{
  g_autofree char *copy = g_strconcat (self->path, ".copy", NULL);

  g_clear_pointer (&self->writer, lnet_writer_close);
  copy_file (self->path, copy);
  open_file (self);
}

gboolean
merge_desk_bring_copy_back (MergeDesk *self)
{
  g_autofree char *copy = g_strconcat (self->path, ".copy", NULL);

  if (!g_file_test (copy, G_FILE_TEST_EXISTS))
    return FALSE;
  g_clear_pointer (&self->writer, lnet_writer_close);
  copy_file (copy, self->path);
  open_file (self);
  self->seq = merge_desk_count (self, "SELECT max (seq) FROM batch");
  return TRUE;
}

void
merge_desk_forget_copy (MergeDesk *self)
{
  g_autofree char *copy = g_strconcat (self->path, ".copy", NULL);

  g_unlink (copy);
}

static char *
take_message (GError *error)
{
  char *message = error != NULL ? g_strdup (error->message) : NULL;

  g_clear_error (&error);
  return message;
}

char *
merge_desk_commit (MergeDesk       *self,
                   LnetTransaction *transaction,
                   LnetId          *group)
{
  g_autoptr (LnetChanges) changes = lnet_changes_new ();
  const LnetId nobody = { 0 };
  LnetId done;
  GError *error = NULL;

  /* It never falls; 0 would be to say nothing of it. */
  self->wall = MAX (MAX (self->wall, self->clock), 1);
  lnet_transaction_set_wall (transaction, self->wall);
  lnet_writer_commit (self->writer, transaction, &nobody, NULL, changes, group != NULL ? group : &done, &error);
  return take_message (error);
}

char *
merge_desk_undo (MergeDesk    *self,
                 const LnetId *group,
                 LnetId       *undone)
{
  g_autoptr (LnetChanges) changes = lnet_changes_new ();
  const LnetId nobody = { 0 };
  guint n_kept;
  GError *error = NULL;

  *undone = nobody;
  lnet_writer_undo_group (self->writer, group, FALSE, &nobody, NULL, changes, undone, NULL, &n_kept, &error);
  if (g_error_matches (error, LNET_ERROR, LNET_ERROR_NOT_FOUND))
    g_clear_error (&error);
  return take_message (error);
}

char *
merge_desk_recompute (MergeDesk *self)
{
  g_autoptr (LnetChanges) changes = lnet_changes_new ();
  GError *error = NULL;

  lnet_writer_recompute (self->writer, changes, &error);
  return take_message (error);
}

static sqlite3_stmt *
prepare (MergeDesk  *self,
         const char *sql)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = lnet_sqlite_prepare (merge_desk_get_sqlite (self), sql, &error);

  g_assert_no_error (error);
  return statement;
}

static gboolean
step (MergeDesk    *self,
      sqlite3_stmt *statement)
{
  g_autoptr (GError) error = NULL;
  int result = lnet_sqlite_step (merge_desk_get_sqlite (self), statement, &error);

  g_assert_no_error (error);
  return result > 0;
}

gint64
merge_desk_count (MergeDesk  *self,
                  const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  lnet_sqlite_get_integer (merge_desk_get_sqlite (self), sql, 0, &value, &error);
  g_assert_no_error (error);
  return value;
}

void
merge_desk_read_new (MergeDesk *self,
                     GPtrArray *written)
{
  sqlite3_stmt *statement = prepare (
    self, "SELECT seq, space.id, desk.id, n, wall, body FROM batch JOIN space ON space.pk = space "
          "JOIN desk ON desk.pk = desk WHERE seq > ?1 ORDER BY seq");
  guint first = written->len;

  lnet_sqlite_bind_integer (statement, 1, self->seq);
  while (step (self, statement))
    {
      MergeWritten *batch = g_new0 (MergeWritten, 1);

      self->seq = sqlite3_column_int64 (statement, 0);
      batch->space = lnet_sqlite_column_id (statement, 1);
      batch->desk = lnet_sqlite_column_id (statement, 2);
      batch->n = (guint64) sqlite3_column_int64 (statement, 3);
      batch->wall = sqlite3_column_int64 (statement, 4);
      batch->body = lnet_unpack (sqlite3_column_blob (statement, 5), (gsize) sqlite3_column_bytes (statement, 5));
      g_ptr_array_add (written, batch);
    }
  for (guint i = first; i < written->len; i++)
    ((MergeWritten *) written->pdata[i])->vector =
      merge_dump_vector (merge_desk_get_sqlite (self), &((MergeWritten *) written->pdata[i])->space);
}

/* --- from desk to desk --- */

LnetDelivery *
merge_desk_give (MergeDesk *self,
                 gint64     seq)
{
  LnetDelivery *delivery = lnet_delivery_new (lnet_writer_get_network (self->writer));
  sqlite3_stmt *statement = prepare (self, "SELECT kind, owner FROM space WHERE kind <> 5");

  while (step (self, statement))
    {
      LnetSpace space = { (LnetSpaceKind) sqlite3_column_int (statement, 0), lnet_sqlite_column_id (statement, 1) };

      lnet_delivery_add_space (delivery, &space);
    }
  statement = prepare (self, "SELECT body FROM batch JOIN space ON space.pk = space WHERE kind <> 5 AND seq > ?1 "
                             "ORDER BY seq");
  lnet_sqlite_bind_integer (statement, 1, seq);
  while (step (self, statement))
    g_ptr_array_add (delivery->batches, lnet_unpack (sqlite3_column_blob (statement, 0),
                                                     (gsize) sqlite3_column_bytes (statement, 0)));
  return delivery;
}

char *
merge_desk_take (MergeDesk      *self,
                 LnetDelivery   *delivery,
                 LnetTakeReport *report)
{
  g_autoptr (LnetChanges) changes = lnet_changes_new ();
  GError *error = NULL;

  lnet_writer_take (self->writer, delivery, NULL, changes, report, &error);
  return take_message (error);
}

/* --- digests --- */

char *
merge_desk_get_digest (MergeDesk *self)
{
  LnetHash sum = { 0 };
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i < LNET_TABLE_LAST; i++)
    if (lnet_schema_get_table (i) != NULL)
      lnet_digest_table (merge_desk_get_sqlite (self), i, &sum, &error);
  g_assert_no_error (error);
  return lnet_hash_to_string (&sum);
}

/* What there is in a table that is not synced, whatever its columns. */
static void
add_content (MergeDesk  *self,
             const char *table,
             GChecksum  *checksum)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", table);
  sqlite3_stmt *statement = prepare (self, g_intern_string (sql));

  while (step (self, statement))
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      {
        int size = sqlite3_column_bytes (statement, i);

        g_checksum_update (checksum, (const guchar *) &size, sizeof size);
        if (size > 0)
          g_checksum_update (checksum, sqlite3_column_blob (statement, i), size);
      }
}

char *
merge_desk_get_log_digest (MergeDesk *self)
{
  static const char *const tables[] = { "batch", "vector", "touch", "seen", "inbox", "unsettled", "merged_text" };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    add_content (self, tables[i], checksum);
  return g_strdup (g_checksum_get_string (checksum));
}
