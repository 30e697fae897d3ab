/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-give.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-batch.h"
#include "lnet-digest.h"
#include "lnet-error.h"
#include "lnet-pack.h"
#include "lnet-reader-private.h"
#include "lnet-statements.h"

/* The kind 5 is LNET_SPACE_PRIVATE. */
static const LnetStatement vector_statement = {
  "give-vector",
  "SELECT space.id, desk.id, vector.n FROM vector JOIN space ON space.pk = vector.space "
  "JOIN desk ON desk.pk = vector.desk WHERE space.kind <> 5",
  "a row for each desk in each space, and all of them are wanted",
};

/* A way of a log that parted does not begin with 1. */
static const LnetStatement first_statement = {
  "give-first",
  "SELECT batch.seq FROM space JOIN desk JOIN batch ON batch.space = space.pk AND batch.desk = desk.pk "
  "WHERE space.id = ?1 AND desk.id = ?2 AND batch.n >= ?3 ORDER BY batch.n LIMIT 1",
  NULL,
};

static const LnetStatement batches_statement = {
  "give-batches",
  "SELECT space.id, desk.id, batch.n, space.kind, space.owner, batch.body FROM batch "
  "JOIN space ON space.pk = batch.space JOIN desk ON desk.pk = batch.desk "
  "WHERE batch.seq >= ?1 AND space.kind <> 5 ORDER BY batch.seq",
  NULL,
};

static const LnetStatement signatures_statement = {
  "give-signatures",
  "SELECT n, signature, desk FROM signature WHERE space = ?1 AND desk = coalesce ((SELECT origin.id FROM desk AS way "
  "JOIN branch ON branch.desk = way.pk JOIN desk AS origin ON origin.pk = branch.of_desk WHERE way.id = ?2), ?2) "
  "AND n BETWEEN ?3 AND ?4 ORDER BY n",
  NULL,
};

static const LnetStatement hash_statement = {
  "give-hash",
  "SELECT batch.hash FROM space JOIN desk JOIN batch ON batch.space = space.pk AND batch.desk = desk.pk "
  "WHERE space.id = ?1 AND desk.id = ?2 AND batch.n = ?3",
  NULL,
};

static const LnetStatement content_size_statement = {
  "give-content-size",
  "SELECT length (sealed) FROM attachment_data WHERE hash = ?1",
  NULL,
};

static const LnetStatement content_statement = {
  "give-content",
  "SELECT sealed FROM attachment_data WHERE hash = ?1",
  NULL,
};

const LnetStatement *const lnet_give_statements[] = {
  &vector_statement, &first_statement, &batches_statement, &signatures_statement, &hash_statement,
  &content_size_statement, &content_statement, NULL
};

GArray *
lnet_give_read_vector (LnetReader  *reader,
                       GError     **error)
{
  g_autoptr (GArray) vector = lnet_vector_new ();
  LnetRows *rows = lnet_reader_query (reader, &vector_statement);

  while (lnet_rows_step (rows))
    {
      LnetMark mark = { lnet_rows_id (rows, 0), lnet_rows_id (rows, 1), (guint64) lnet_rows_integer (rows, 2) };

      lnet_vector_raise (vector, &mark);
    }
  return lnet_rows_end (rows, error) ? g_steal_pointer (&vector) : NULL;
}

GHashTable *
lnet_give_read_digests (LnetReader  *reader,
                        GArray     **vector,
                        GError     **error)
{
  LnetSqlite *db = lnet_reader_get_sqlite (reader);
  g_autoptr (GHashTable) sums = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, g_free);
  g_autoptr (GArray) read = NULL;
  gboolean done;

  /* One look at the file, whoever writes meanwhile. */
  if (!lnet_sqlite_exec (db, "BEGIN", error))
    return NULL;
  read = lnet_give_read_vector (reader, error);
  done = read != NULL && lnet_digest_spaces (db, sums, error);
  lnet_sqlite_exec (db, "ROLLBACK", NULL);
  if (!done)
    return NULL;
  *vector = g_steal_pointer (&read);
  return g_steal_pointer (&sums);
}

/* What a call of lnet_give_collect() is about. */
typedef struct
{
  const GArray *have;
  const GArray *until; /* NULL: all there is */
  GHashTable *spaces;
  const LnetId *desk;
} Wish;

static gboolean
is_wanted (const Wish     *wish,
           const LnetMark *mark)
{
  return (wish->desk == NULL || lnet_id_equal (wish->desk, &mark->desk)) &&
         (wish->spaces == NULL || g_hash_table_contains (wish->spaces, &mark->space)) &&
         (wish->have == NULL || mark->n > lnet_vector_get (wish->have, &mark->space, &mark->desk)) &&
         (wish->until == NULL || mark->n <= lnet_vector_get (wish->until, &mark->space, &mark->desk));
}

/* Lowers @first to where in the order of application the other side's lack of one log begins. */
static gboolean
look_for_first (LnetReader      *reader,
                const LnetMark  *lacks,
                gint64          *first,
                GError         **error)
{
  LnetRows *rows = lnet_reader_query (reader, &first_statement);

  lnet_rows_bind_id (rows, 1, &lacks->space);
  lnet_rows_bind_id (rows, 2, &lacks->desk);
  lnet_rows_bind_integer (rows, 3, (gint64) lacks->n);
  if (lnet_rows_step (rows))
    *first = MIN (*first, lnet_rows_integer (rows, 0));
  return lnet_rows_end (rows, error);
}

/* The first batch that is wanted: G_MAXINT64 when none is. Everything before it need not be looked at. */
static gboolean
find_first (LnetReader  *reader,
            const Wish  *wish,
            gint64      *first,
            GError     **error)
{
  g_autoptr (GArray) vector = lnet_give_read_vector (reader, error);

  *first = G_MAXINT64;
  for (guint i = 0; vector != NULL && i < vector->len; i++)
    {
      LnetMark lacks = g_array_index (vector, LnetMark, i);

      if (wish->until != NULL)
        lacks.n = MIN (lacks.n, lnet_vector_get (wish->until, &lacks.space, &lacks.desk));
      if (!is_wanted (wish, &lacks))
        continue;
      lacks.n = wish->have != NULL ? lnet_vector_get (wish->have, &lacks.space, &lacks.desk) + 1 : 1;
      if (!look_for_first (reader, &lacks, first, error))
        return FALSE;
    }
  return vector != NULL;
}

/* Notes how far the log of the batch at @rows is given, and whose it is. */
static void
put_given (LnetDelivery   *delivery,
           LnetRows       *rows,
           const LnetMark *mark,
           GBytes         *body)
{
  LnetMark written = { .desk = mark->desk };
  LnetGiven given;

  for (guint i = delivery->given->len; i > 0; i--)
    {
      LnetGiven *present = &g_array_index (delivery->given, LnetGiven, i - 1);

      if (lnet_id_equal (&present->mark.desk, &mark->desk) && lnet_id_equal (&present->mark.space, &mark->space))
        {
          present->mark.n = MAX (present->mark.n, mark->n);
          return;
        }
    }
  lnet_batch_read_mark (body, &written);
  given = (LnetGiven) { *mark, written.desk };
  g_array_append_val (delivery->given, given);
  lnet_delivery_add_space (delivery, &(LnetSpace) { (LnetSpaceKind) lnet_rows_integer (rows, 3),
                                                    lnet_rows_id (rows, 4) });
}

/* Takes the batch that @rows is at; FALSE when it is too much. */
static gboolean
put_batch (LnetDelivery   *delivery,
           LnetRows       *rows,
           const LnetMark *mark,
           gsize          *left)
{
  gsize size;
  gconstpointer kept = lnet_rows_bytes (rows, 5, &size);
  g_autoptr (GBytes) body = lnet_unpack (kept, size);

  size = g_bytes_get_size (body);
  if (size > *left && delivery->batches->len > 0)
    return FALSE;
  *left -= MIN (size, *left);
  put_given (delivery, rows, mark, body);
  g_ptr_array_add (delivery->batches, g_steal_pointer (&body));
  return TRUE;
}

static gboolean
put_batches (LnetReader    *reader,
             const Wish    *wish,
             LnetDelivery  *delivery,
             gsize          most_bytes,
             gboolean      *more,
             GError       **error)
{
  LnetRows *rows;
  gint64 first;

  if (!find_first (reader, wish, &first, error))
    return FALSE;
  rows = lnet_reader_query (reader, &batches_statement);
  lnet_rows_bind_integer (rows, 1, first);
  while (!*more && lnet_rows_step (rows))
    {
      LnetMark mark = { lnet_rows_id (rows, 0), lnet_rows_id (rows, 1), (guint64) lnet_rows_integer (rows, 2) };

      if (is_wanted (wish, &mark) && !put_batch (delivery, rows, &mark, &most_bytes))
        *more = TRUE;
    }
  return lnet_rows_end (rows, error);
}

/* One covers all before it. Some are kept between, so that what is handed on in pieces is covered sooner. */
#define BATCHES_A_SIGNATURE 64

/* @first: where those of the same log begin. */
static void
put_signature (LnetDelivery        *delivery,
               guint                first,
               const LnetSignature *signature)
{
  guint n = delivery->signatures->len;
  guint64 last = n > first ? g_array_index (delivery->signatures, LnetSignature, n - 1).n : 0;
  guint64 before = n > first + 1 ? g_array_index (delivery->signatures, LnetSignature, n - 2).n : 0;

  /* Where a log went two ways, there are two of one number, and each is needed. */
  if (last != 0 && last != signature->n && signature->n - before < BATCHES_A_SIGNATURE)
    g_array_set_size (delivery->signatures, n - 1);
  g_array_append_val (delivery->signatures, *signature);
}

/* Those over what is given of one log: from what the other side has on, to where the giving ends. */
static gboolean
put_signatures (LnetReader      *reader,
                const Wish      *wish,
                LnetDelivery    *delivery,
                const LnetMark  *given,
                GError         **error)
{
  guint64 had = wish->have != NULL ? lnet_vector_get (wish->have, &given->space, &given->desk) : 0;
  LnetRows *rows = lnet_reader_query (reader, &signatures_statement);
  guint first = delivery->signatures->len;

  lnet_rows_bind_id (rows, 1, &given->space);
  lnet_rows_bind_id (rows, 2, &given->desk);
  lnet_rows_bind_integer (rows, 3, (gint64) had + 1);
  lnet_rows_bind_integer (rows, 4, (gint64) given->n);
  while (lnet_rows_step (rows))
    {
      LnetSignature signature = { given->space, lnet_rows_id (rows, 2), (guint64) lnet_rows_integer (rows, 0), { 0 } };
      gsize size;
      gconstpointer bytes = lnet_rows_bytes (rows, 1, &size);

      if (size != sizeof signature.bytes)
        continue;
      memcpy (signature.bytes, bytes, size);
      put_signature (delivery, first, &signature);
    }
  return lnet_rows_end (rows, error);
}

static LnetDelivery *
collect (LnetReader  *reader,
         const Wish  *wish,
         gsize        most_bytes,
         gboolean    *more,
         GError     **error)
{
  g_autoptr (LnetDelivery) delivery = lnet_delivery_new (lnet_reader_get_network (reader));

  *more = FALSE;
  if (!put_batches (reader, wish, delivery, most_bytes, more, error))
    return NULL;
  for (guint i = 0; i < delivery->given->len; i++)
    if (!put_signatures (reader, wish, delivery, &g_array_index (delivery->given, LnetGiven, i).mark, error))
      return NULL;
  return g_steal_pointer (&delivery);
}

LnetDelivery *
lnet_give_collect (LnetReader    *reader,
                   const GArray  *have,
                   GHashTable    *spaces,
                   const LnetId  *desk,
                   gsize          most_bytes,
                   gboolean      *more,
                   GError       **error)
{
  return collect (reader, &(Wish) { have, NULL, spaces, desk }, most_bytes, more, error);
}

LnetDelivery *
lnet_give_collect_space (LnetReader    *reader,
                         const LnetId  *space,
                         const GArray  *after,
                         const GArray  *until,
                         gsize          most_bytes,
                         gboolean      *more,
                         GError       **error)
{
  g_autoptr (GHashTable) spaces = g_hash_table_new (lnet_id_hash, lnet_id_equal);

  g_hash_table_add (spaces, (gpointer) space);
  return collect (reader, &(Wish) { after, until, spaces, NULL }, most_bytes, more, error);
}

void
lnet_give_note (GArray             *vector,
                const LnetDelivery *delivery)
{
  for (guint i = 0; i < delivery->given->len; i++)
    lnet_vector_raise (vector, &g_array_index (delivery->given, LnetGiven, i).mark);
}

gboolean
lnet_give_read_hash (LnetReader      *reader,
                     const LnetMark  *mark,
                     LnetHash        *hash,
                     GError         **error)
{
  LnetRows *rows = lnet_reader_query (reader, &hash_statement);
  gsize size = 0;

  lnet_rows_bind_id (rows, 1, &mark->space);
  lnet_rows_bind_id (rows, 2, &mark->desk);
  lnet_rows_bind_integer (rows, 3, (gint64) mark->n);
  if (lnet_rows_step (rows))
    {
      gconstpointer bytes = lnet_rows_bytes (rows, 0, &size);

      if (size == sizeof *hash)
        memcpy (hash, bytes, size);
    }
  if (!lnet_rows_end (rows, error))
    return FALSE;
  if (size == sizeof *hash)
    return TRUE;
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND, _("That change is not in this network."));
  return FALSE;
}

/* --- contents of attachments --- */

/* The hash of the content that an op tells of, or NULL. */
static const char *
get_told_hash (const LnetOp *op)
{
  const guint number = LNET_FIELD_NUMBER (LNET_ATTACHMENT_HASH);
  const LnetValue *value = NULL;

  if (op->table != LNET_TABLE_ATTACHMENT)
    return NULL;
  if (op->kind == LNET_OP_ADD)
    value = lnet_op_get_cell (op, number);
  else if (op->kind == LNET_OP_SET && op->number == number)
    value = &op->value;
  if (value == NULL || value->type != LNET_VALUE_TEXT || strlen (value->text) != 2 * LNET_HASH_SIZE)
    return NULL;
  return value->text;
}

static gboolean
put_content (LnetReader  *reader,
             const char  *hash,
             GArray      *contents,
             GError     **error)
{
  LnetRows *rows = lnet_reader_query (reader, &content_size_statement);

  lnet_rows_bind_text (rows, 1, hash);
  if (lnet_rows_step (rows))
    {
      LnetContent content = { .size = (guint64) lnet_rows_integer (rows, 0) };

      g_strlcpy (content.hash, hash, sizeof content.hash);
      g_array_append_val (contents, content);
    }
  return lnet_rows_end (rows, error);
}

static gboolean
put_contents (LnetReader  *reader,
              GBytes      *body,
              GHashTable  *told,
              GArray      *contents,
              GError     **error)
{
  g_autoptr (LnetBatch) batch = lnet_batch_read (g_bytes_get_data (body, NULL), g_bytes_get_size (body), NULL, NULL);

  for (guint i = 0; batch != NULL && i < batch->ops->len; i++)
    {
      gboolean unknown;
      g_autoptr (LnetOp) op = lnet_batch_read_op (batch, i, &unknown);
      const char *hash = op != NULL ? get_told_hash (op) : NULL;

      if (hash != NULL && g_hash_table_add (told, g_strdup (hash)) && !put_content (reader, hash, contents, error))
        return FALSE;
    }
  return TRUE;
}

GArray *
lnet_give_find_contents (LnetReader          *reader,
                         const LnetDelivery  *delivery,
                         GError             **error)
{
  g_autoptr (GArray) contents = g_array_new (FALSE, FALSE, sizeof (LnetContent));
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < delivery->batches->len; i++)
    if (!put_contents (reader, delivery->batches->pdata[i], told, contents, error))
      return NULL;
  return g_steal_pointer (&contents);
}

GBytes *
lnet_give_load_content (LnetReader  *reader,
                        const char  *hash,
                        GError     **error)
{
  LnetRows *rows = lnet_reader_query (reader, &content_statement);
  g_autoptr (GBytes) content = NULL;

  lnet_rows_bind_text (rows, 1, hash);
  if (lnet_rows_step (rows))
    {
      gsize size;
      gconstpointer sealed = lnet_rows_bytes (rows, 0, &size);

      content = g_bytes_new (sealed, size);
    }
  return lnet_rows_end (rows, error) ? g_steal_pointer (&content) : NULL;
}
