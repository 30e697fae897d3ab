/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a change takes in a bundle, sealed and padded, and how fast bundles are written and read: against plain zstd on
 * the same batches, and against libsodium's secretstream alone, in the same run. */

#include "config.h"

#include <locale.h>
#include <sodium.h>
#include <string.h>
#include <zstd.h>

#include "lnet-batch.h"
#include "lnet-bundle-reader.h"
#include "lnet-bundle-seal.h"
#include "lnet-bundle-writer.h"
#include "lnet-figures.h"

#define N_ROUNDS 5
#define N_SEALED (64 * 1024 * 1024)
#define FRAME (4 * 1024 * 1024)

static const char *const towns[] = { "Lander", "Casper", "Cody", "Riverton", "Laramie", "Cheyenne", "Thermopolis" };

/* --- what is written --- */

static void
put_op (LnetBatch *batch,
        LnetOp    *op)
{
  GByteArray *bytes = g_byte_array_new ();

  lnet_op_write (op, bytes);
  g_ptr_array_add (batch->ops, g_byte_array_free_to_bytes (bytes));
}

static LnetValue
make_text (char *text)
{
  return (LnetValue) { .type = LNET_VALUE_TEXT, .text = text };
}

/* A member who is new, or one of those there who changes town. */
static void
add_op (LnetBatch *batch,
        GArray    *rows,
        guint      i,
        guint      n_rows)
{
  LnetId row = i < n_rows ? lnet_id_new () : g_array_index (rows, LnetId, g_random_int_range (0, (gint32) n_rows));
  g_autoptr (LnetOp) op = lnet_op_new (i < n_rows ? LNET_OP_ADD : LNET_OP_SET, LNET_TABLE_MEMBER, &row);
  char *town = g_strdup (towns[g_random_int_range (0, G_N_ELEMENTS (towns))]);

  if (i < n_rows)
    {
      g_array_append_val (rows, row);
      lnet_op_put_cell (op, LNET_FIELD_NUMBER (LNET_MEMBER_LEGAL_FIRST), make_text (g_strdup ("Ana")));
      lnet_op_put_cell (op, LNET_FIELD_NUMBER (LNET_MEMBER_LEGAL_LAST), make_text (g_strdup_printf ("Begay%u", i)));
      lnet_op_put_cell (op, LNET_FIELD_NUMBER (LNET_MEMBER_TOWN), make_text (town));
    }
  else
    {
      op->number = LNET_FIELD_NUMBER (LNET_MEMBER_TOWN);
      op->value = make_text (town);
    }
  put_op (batch, op);
}

/* @n_ops in batches of @n_each, by ten desks; one in ten adds somebody. */
static LnetDelivery *
make_delivery (guint n_ops,
               guint n_each)
{
  LnetId network = lnet_id_new (), space = lnet_id_new (), desks[10], authors[10];
  LnetDelivery *delivery = lnet_delivery_new (&network);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (LnetId));
  LnetHash previous = { { 0 } };

  lnet_delivery_add_space (delivery, &(LnetSpace) { LNET_SPACE_NETWORK, lnet_id_null () });
  for (guint i = 0; i < G_N_ELEMENTS (desks); i++)
    {
      desks[i] = lnet_id_new ();
      authors[i] = lnet_id_new ();
    }
  for (guint i = 0, n = 0; i < n_ops; n++)
    {
      g_autoptr (LnetBatch) batch = lnet_batch_new ();
      LnetHash hash;

      batch->space = space;
      batch->desk = desks[n % G_N_ELEMENTS (desks)];
      batch->n = n / G_N_ELEMENTS (desks) + 1;
      batch->author = authors[n % G_N_ELEMENTS (desks)];
      batch->wall = 1795700000000 + (gint64) n * 61234;
      batch->group = lnet_id_new ();
      batch->seed = lnet_id_new ();
      batch->act = g_strdup ("member-edit");
      for (guint k = 0; k < n_each; k++, i++)
        add_op (batch, rows, i, n_ops / 10);
      g_ptr_array_add (delivery->batches, lnet_batch_write (batch, &previous, &hash));
      memcpy (batch->deps_check, hash.bytes, sizeof batch->deps_check);
    }
  return delivery;
}

static gsize
count_bytes (const LnetDelivery *delivery)
{
  gsize n = 0;

  for (guint i = 0; i < delivery->batches->len; i++)
    n += g_bytes_get_size (delivery->batches->pdata[i]);
  return n;
}

/* --- writing and reading it --- */

static GBytes *
write_bundle (const LnetDelivery *delivery)
{
  static const LnetBundleKey key = { { 'k' } };
  g_autoptr (LnetBundleLock) lock = lnet_bundle_lock_new_epoch (&delivery->network, 1, &key);
  g_autoptr (LnetBundleManifest) manifest = lnet_bundle_manifest_new (&delivery->network);
  g_autoptr (LnetBundleWriter) writer = lnet_bundle_writer_new (lock, NULL, manifest);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  GError *error = NULL;

  lnet_bundle_writer_add (writer, delivery, &error);
  for (guint i = 1; error == NULL && i <= lnet_bundle_writer_get_n_parts (writer); i++)
    lnet_bundle_writer_write_part (writer, i, stream, NULL, NULL, NULL, &error);
  if (error != NULL)
    g_error ("%s", error->message);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static gboolean
find_key (const LnetId  *alias,
          guint64        epoch,
          LnetBundleKey *key,
          gpointer       user_data)
{
  *key = (LnetBundleKey) { { 'k' } };
  return TRUE;
}

static guint
read_bundle (GBytes *bundle)
{
  const LnetBundleKeys keys = { .find_key = find_key };
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bundle);
  g_autoptr (LnetBundleReader) reader = lnet_bundle_reader_new (stream);
  guint n = 0;
  GError *error = NULL;

  while (lnet_bundle_reader_next (reader, NULL, &error) != NULL)
    {
      g_autoptr (LnetBundlePart) part = lnet_bundle_reader_open (reader, &keys, NULL, &error);

      if (part == NULL)
        break;
      n += part->delivery->batches->len;
    }
  if (error != NULL)
    g_error ("%s", error->message);
  return n;
}

/* The peer: the same batches, compressed in pieces of the same size at the same level. Returns: bytes */
static gsize
compress_plainly (const LnetDelivery *delivery)
{
  g_autoptr (GByteArray) all = g_byte_array_sized_new ((guint) count_bytes (delivery));
  g_autofree guint8 *room = g_malloc (ZSTD_compressBound (FRAME));
  gsize n = 0;

  for (guint i = 0; i < delivery->batches->len; i++)
    g_byte_array_append (all, g_bytes_get_data (delivery->batches->pdata[i], NULL),
                         (guint) g_bytes_get_size (delivery->batches->pdata[i]));
  for (gsize at = 0; at < all->len; at += FRAME)
    n += ZSTD_compress (room, ZSTD_compressBound (FRAME), all->data + at, MIN (all->len - at, FRAME), 6);
  return n;
}

static double
rate (gsize  bytes,
      double began)
{
  return (double) bytes / 1e6 / (lnet_figures_now () - began);
}

static void
measure (guint n_ops,
         guint n_each)
{
  g_autoptr (LnetDelivery) delivery = make_delivery (n_ops, n_each);
  LnetFigures *zstd = lnet_figures_new ("zstd alone", "MB/s");
  LnetFigures *writing = lnet_figures_new ("a bundle written", "MB/s");
  LnetFigures *reading = lnet_figures_new ("a bundle read", "MB/s");
  gsize n_bytes = count_bytes (delivery), n_plain = 0, n_sealed = 0;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (GBytes) bundle = NULL;
      double began = lnet_figures_now ();

      n_plain = compress_plainly (delivery);
      lnet_figures_add (zstd, rate (n_bytes, began));
      began = lnet_figures_now ();
      bundle = write_bundle (delivery);
      lnet_figures_add (writing, rate (n_bytes, began));
      n_sealed = g_bytes_get_size (bundle);
      began = lnet_figures_now ();
      if (read_bundle (bundle) != delivery->batches->len)
        g_error ("Not everything came back");
      lnet_figures_add (reading, rate (n_bytes, began));
    }
  g_print ("\n%u changes, %u in a batch: %.1f bytes each; with zstd alone %.1f; in a bundle, sealed and padded, %.1f\n",
           n_ops, n_each, (double) n_bytes / n_ops, (double) n_plain / n_ops, (double) n_sealed / n_ops);
  lnet_figures_print (zstd, NULL);
  lnet_figures_print (writing, zstd);
  lnet_figures_print (reading, zstd);
}

/* --- the seal --- */

static GBytes *
make_header (void)
{
  static const LnetBundleHeader header = { .part = 1, .n_parts = 1, .slot = { .kind = LNET_BUNDLE_SLOT_EPOCH } };

  return lnet_bundle_header_write (&header);
}

static void
seal_plainly (const guint8 *data,
              guint8       *sealed,
              GBytes       *header,
              LnetFigures  *figures)
{
  const gsize piece = LNET_BUNDLE_CHUNK_SIZE - crypto_secretstream_xchacha20poly1305_ABYTES;
  crypto_secretstream_xchacha20poly1305_state state;
  guint8 key[crypto_secretstream_xchacha20poly1305_KEYBYTES] = { 'k' };
  guint8 beginning[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
  double began = lnet_figures_now ();

  crypto_secretstream_xchacha20poly1305_init_push (&state, beginning, key);
  for (gsize at = 0; at + piece <= N_SEALED; at += piece)
    crypto_secretstream_xchacha20poly1305_push (&state, sealed, NULL, data + at, piece,
                                                g_bytes_get_data (header, NULL), g_bytes_get_size (header), 0);
  lnet_figures_add (figures, rate (N_SEALED, began));
}

static gsize
seal_ours (const guint8 *data,
           guint8       *sealed,
           gsize         room,
           GBytes       *header,
           LnetFigures  *figures)
{
  static const LnetBundleKey key = { { 'k' } };
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new (sealed, room, NULL, NULL);
  double began = lnet_figures_now ();
  g_autoptr (LnetBundleSealer) sealer = lnet_bundle_sealer_new (stream, header, &key, NULL, NULL);

  if (!lnet_bundle_sealer_push (sealer, data, N_SEALED, NULL) || !lnet_bundle_sealer_finish (sealer, NULL))
    g_error ("It could not be sealed");
  lnet_figures_add (figures, rate (N_SEALED, began));
  return g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
open_ours (const guint8 *sealed,
           gsize         size,
           GBytes       *header,
           LnetFigures  *figures)
{
  static const LnetBundleKey key = { { 'k' } };
  gsize beginning = g_bytes_get_size (header), n, all = 0;
  g_autoptr (GBytes) body = g_bytes_new_static (sealed + beginning, size - beginning);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (body);
  double began = lnet_figures_now ();
  g_autoptr (LnetBundleOpener) opener = lnet_bundle_opener_new (stream, header, &key, NULL, NULL);

  while (lnet_bundle_opener_next (opener, &n, NULL) != NULL)
    all += n;
  if (all < N_SEALED)
    g_error ("It could not be opened");
  lnet_figures_add (figures, rate (N_SEALED, began));
}

static void
measure_seal (void)
{
  const gsize room = N_SEALED + N_SEALED / 8;
  g_autofree guint8 *data = g_malloc0 (N_SEALED);
  g_autofree guint8 *sealed = g_malloc0 (room);
  g_autoptr (GBytes) header = make_header ();
  LnetFigures *plain = lnet_figures_new ("secretstream alone", "MB/s");
  LnetFigures *sealing = lnet_figures_new ("sealing", "MB/s");
  LnetFigures *opening = lnet_figures_new ("opening", "MB/s");

  for (guint round = 0; round < 3 * N_ROUNDS; round++)
    {
      gsize size;

      seal_plainly (data, sealed, header, plain);
      size = seal_ours (data, sealed, room, header, sealing);
      open_ours (sealed, size, header, opening);
    }
  g_print ("\nThe seal\n");
  lnet_figures_print (plain, NULL);
  lnet_figures_print (sealing, plain);
  lnet_figures_print (opening, plain);
}

static void
measure_passphrase (void)
{
  LnetFigures *unlocking = lnet_figures_new ("a passphrase tried", "s");

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      double began = lnet_figures_now ();
      g_autoptr (LnetBundleLock) lock = lnet_bundle_lock_new_passphrase ("correct horse", NULL, NULL);

      lnet_figures_add (unlocking, lnet_figures_now () - began);
    }
  g_print ("\n");
  lnet_figures_print (unlocking, NULL);
}

int
main (void)
{
  setlocale (LC_ALL, "");
  if (sodium_init () < 0)
    return 1;
  measure (100000, 500);
  measure (1000000, 500);
  measure (100000, 20);
  measure (100000, 1);
  measure_seal ();
  measure_passphrase ();
  return 0;
}
