/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>

#include "lnet-bytes.h"
#include "lnet-error.h"
#include "lnet-folder-desk.h"

/* A desk without a network file: its batches are notes of who, where and which. Spaces are numbered from 0, the
 * network's; a desk has the keys of those below n_spaces. */

#define PAPER_MOST_SPACES 4
#define PAPER_MOST_DIRECTORS 4

#define PAPER_TYPE_DESK (paper_desk_get_type ())
G_DECLARE_FINAL_TYPE (PaperDesk, paper_desk, PAPER, DESK, GObject)

struct _PaperDesk
{
  GObject parent_instance;

  LnetId id;
  guint n_spaces;
  GArray *vector;
  GPtrArray *batches; /* GBytes: what was taken in, in order */
  GPtrArray *waiting;
  GArray *heard;      /* LnetHeard */
  GArray *carried;
  guint64 erased;
  GHashTable *envelopes;
  guint n_damaged;    /* deliveries that would not open */
  guint8 wrong;       /* how far its tables are off */
  gboolean heals;     /* but its log says what is right */
  guint n_recomputed; /* how often they were worked out anew */
  gsize batch_bytes;  /* how large a batch counts */
  guint8 directors[PAPER_MOST_DIRECTORS]; /* numbers of desks that are, as this desk knows */
  gboolean knows_nobody; /* has no roster yet */
  guint64 n_sealed;
};

static const LnetId paper_network = { { 7 } };

static inline LnetId
paper_space (guint i)
{
  LnetSpace space = i == 0 ? lnet_space (LNET_SPACE_NETWORK) : lnet_space_pair (&(LnetId) { { (guint8) i } });
  guint8 kind = space.kind;

  return lnet_hash_derive_id ((LnetHashPiece[]) { { &paper_network, sizeof paper_network }, { &kind, 1 },
                                                  { &space.owner, sizeof space.owner } }, 3);
}

typedef struct
{
  LnetId space, desk;
  guint64 n;
  guint64 erased; /* the erasures it has followed */
} PaperBatch;

static inline void
paper_desk_get_ids (LnetFolderDesk *desk,
                    LnetId         *network,
                    LnetId         *id)
{
  *network = paper_network;
  *id = PAPER_DESK (desk)->id;
}

static inline GArray *
paper_desk_read_keys (LnetFolderDesk  *desk,
                      GError         **error)
{
  GArray *keys = g_array_new (FALSE, TRUE, sizeof (LnetFolderKey));

  for (guint i = 0; i < PAPER_DESK (desk)->n_spaces; i++)
    {
      LnetFolderKey key = { paper_space (i), i == 0, 1, { { (guint8) (i + 1) } }, { (guint8) (40 + i) } };

      g_array_append_val (keys, key);
    }
  return keys;
}

static inline GArray *
paper_desk_read_vector (LnetFolderDesk  *desk,
                        GError         **error)
{
  return lnet_vector_copy (PAPER_DESK (desk)->vector);
}

static inline GArray *
paper_desk_read_waiting (LnetFolderDesk  *desk,
                         gboolean         vouched,
                         GError         **error)
{
  PaperDesk *self = PAPER_DESK (desk);
  GArray *marks = lnet_vector_new ();

  for (guint i = 0; i < self->waiting->len; i++)
    {
      const PaperBatch *batch = g_bytes_get_data (self->waiting->pdata[i], NULL);
      LnetMark mark = { batch->space, batch->desk, batch->n };

      g_array_append_val (marks, mark);
    }
  return marks;
}

static gboolean
paper_desk_recompute (LnetFolderDesk  *desk,
                      GError         **error)
{
  PaperDesk *self = PAPER_DESK (desk);

  self->n_recomputed++;
  if (self->heals)
    self->wrong = 0;
  return TRUE;
}

static inline GHashTable *
paper_desk_read_digests (LnetFolderDesk  *desk,
                         GArray         **vector,
                         GError         **error)
{
  PaperDesk *self = PAPER_DESK (desk);
  GHashTable *digests = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, g_free);

  *vector = lnet_vector_copy (self->vector);
  for (guint i = 0; i < self->vector->len; i++)
    {
      const LnetMark *mark = &g_array_index (self->vector, LnetMark, i);
      LnetHash *digest = g_hash_table_lookup (digests, &mark->space);
      LnetHash hash;

      if (digest == NULL)
        {
          digest = g_new0 (LnetHash, 1);
          digest->bytes[0] = self->wrong;
          g_hash_table_insert (digests, lnet_id_copy (&mark->space), digest);
        }
      lnet_hash_pieces (&(LnetHashPiece) { mark, sizeof *mark }, 1, &hash);
      lnet_hash_add (digest, &hash);
    }
  return digests;
}

static inline gboolean
paper_desk_read_erased (LnetFolderDesk  *desk,
                        guint64         *erased,
                        GError         **error)
{
  *erased = PAPER_DESK (desk)->erased;
  return TRUE;
}

static inline GArray *
paper_desk_read_heard (LnetFolderDesk  *desk,
                       GError         **error)
{
  PaperDesk *self = PAPER_DESK (desk);
  GArray *heard = g_array_new (FALSE, TRUE, sizeof (LnetHeard));

  g_array_set_clear_func (heard, (GDestroyNotify) lnet_heard_clear);
  for (guint i = 0; i < self->heard->len; i++)
    {
      LnetHeard one = g_array_index (self->heard, LnetHeard, i);

      g_bytes_ref (one.note);
      g_array_append_val (heard, one);
    }
  return heard;
}

/* Batches behind each other, their number in front, the hash of all at the end. */
static inline GBytes *
paper_desk_seal (LnetFolderDesk       *desk,
                 const LnetFolderKey  *key,
                 const LnetId         *author,
                 guint64               from,
                 guint64              *to,
                 GError              **error)
{
  PaperDesk *self = PAPER_DESK (desk);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize left = LNET_FOLDER_SEGMENT_BYTES;
  guint64 last = 0;
  LnetHash hash;

  g_byte_array_append (bytes, key->key, sizeof key->key);
  for (guint64 n = from; n <= *to && (last == 0 || left >= self->batch_bytes); n++)
    {
      PaperBatch batch = { key->space, *author, n, self->erased };

      if (lnet_vector_get (self->vector, &key->space, author) < n)
        break;
      g_byte_array_append (bytes, (const guint8 *) &batch, sizeof batch);
      left -= MIN (left, self->batch_bytes);
      last = n;
    }
  if (last == 0)
    return NULL;
  *to = last;
  lnet_hash_pieces (&(LnetHashPiece) { bytes->data, bytes->len }, 1, &hash);
  g_byte_array_append (bytes, hash.bytes, sizeof hash.bytes);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static inline GBytes *
paper_desk_seal_all (LnetFolderDesk       *desk,
                     const LnetFolderKey  *key,
                     const GArray         *after,
                     const GArray         *until,
                     GArray              **reached,
                     GError              **error)
{
  PaperDesk *self = PAPER_DESK (desk);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize left = LNET_FOLDER_SEGMENT_BYTES;
  LnetHash hash;

  *reached = lnet_vector_copy (after);
  g_byte_array_append (bytes, key->key, sizeof key->key);
  for (guint i = 0; i < self->batches->len; i++)
    {
      PaperBatch batch = *(const PaperBatch *) g_bytes_get_data (self->batches->pdata[i], NULL);
      LnetMark mark = { batch.space, batch.desk, batch.n };

      if (!lnet_id_equal (&batch.space, &key->space) || batch.n <= lnet_vector_get (after, &batch.space, &batch.desk) ||
          batch.n > lnet_vector_get (until, &batch.space, &batch.desk))
        continue;
      if (left < self->batch_bytes && bytes->len > sizeof key->key)
        break;
      left -= MIN (left, self->batch_bytes);
      batch.erased = self->erased;
      g_byte_array_append (bytes, (const guint8 *) &batch, sizeof batch);
      lnet_vector_raise (*reached, &mark);
    }
  if (bytes->len == sizeof key->key)
    {
      g_clear_pointer (reached, g_array_unref);
      return NULL;
    }
  /* Never twice the same, as with a seal. */
  self->n_sealed++;
  g_byte_array_append (bytes, (const guint8 *) &self->n_sealed, sizeof self->n_sealed);
  lnet_hash_pieces (&(LnetHashPiece) { bytes->data, bytes->len }, 1, &hash);
  g_byte_array_append (bytes, hash.bytes, sizeof hash.bytes);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static inline gboolean
paper_desk_is_director (LnetFolderDesk *desk,
                        const LnetId   *who,
                        gboolean       *known)
{
  PaperDesk *self = PAPER_DESK (desk);

  *known = !self->knows_nobody;
  return *known && memchr (self->directors, who->bytes[0], sizeof self->directors) != NULL;
}

static inline LnetDelivery *
paper_desk_open (LnetFolderDesk       *desk,
                 const LnetFolderKey  *key,
                 GBytes               *bundle,
                 GError              **error)
{
  LnetDelivery *delivery;
  LnetHash hash;
  gsize size;
  const guint8 *data = g_bytes_get_data (bundle, &size);

  if (size >= sizeof hash + sizeof key->key)
    lnet_hash_pieces (&(LnetHashPiece) { data, size - sizeof hash }, 1, &hash);
  if (size < sizeof hash + sizeof key->key || memcmp (data + size - sizeof hash, &hash, sizeof hash) != 0 ||
      memcmp (data, key->key, sizeof key->key) != 0)
    {
      PAPER_DESK (desk)->n_damaged++;
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_DAMAGED, "cut short");
      return NULL;
    }
  delivery = lnet_delivery_new (&paper_network);
  for (gsize at = sizeof key->key; at + sizeof (PaperBatch) + sizeof hash <= size; at += sizeof (PaperBatch))
    g_ptr_array_add (delivery->batches, g_bytes_new (data + at, sizeof (PaperBatch)));
  return delivery;
}

static inline gboolean
paper_desk_apply (PaperDesk *self,
                  GBytes    *body)
{
  const PaperBatch *batch = g_bytes_get_data (body, NULL);
  LnetMark mark = { batch->space, batch->desk, batch->n };

  if (lnet_vector_get (self->vector, &mark.space, &mark.desk) + 1 != mark.n)
    return FALSE;
  lnet_vector_raise (self->vector, &mark);
  g_ptr_array_add (self->batches, g_bytes_ref (body));
  return TRUE;
}

static inline gboolean
paper_desk_holds (PaperDesk *self,
                  GBytes    *body)
{
  const PaperBatch *batch = g_bytes_get_data (body, NULL);

  if (lnet_vector_get (self->vector, &batch->space, &batch->desk) >= batch->n)
    return TRUE;
  for (guint i = 0; i < self->waiting->len; i++)
    {
      const PaperBatch *other = g_bytes_get_data (self->waiting->pdata[i], NULL);

      if (other->n == batch->n && lnet_id_equal (&other->space, &batch->space) &&
          lnet_id_equal (&other->desk, &batch->desk))
        return TRUE;
    }
  return FALSE;
}

static inline gboolean
paper_desk_take (LnetFolderDesk   *desk,
                 LnetDelivery     *delivery,
                 GCancellable     *cancellable,
                 LnetFolderTaken  *taken,
                 GError          **error)
{
  PaperDesk *self = PAPER_DESK (desk);

  for (guint i = 0; i < delivery->batches->len; i++)
    if (!paper_desk_holds (self, delivery->batches->pdata[i]))
      g_ptr_array_add (self->waiting, g_bytes_ref (delivery->batches->pdata[i]));
  for (guint i = 0; i < self->waiting->len;)
    if (paper_desk_apply (self, self->waiting->pdata[i]))
      {
        g_ptr_array_remove_index (self->waiting, i);
        taken->n_batches++;
        i = 0;
      }
    else
      i++;
  taken->n_waiting = self->waiting->len;
  return TRUE;
}

/* Who knows a desk can write its name: it will do here. */
static inline gboolean
paper_desk_sign (LnetFolderDesk  *desk,
                 GBytes          *data,
                 guint8           signature[LNET_SIGNATURE_SIZE],
                 GError         **error)
{
  LnetHash hash;

  lnet_hash_keyed (&PAPER_DESK (desk)->id, g_bytes_get_data (data, NULL), g_bytes_get_size (data), &hash);
  memset (signature, 0, LNET_SIGNATURE_SIZE);
  memcpy (signature, hash.bytes, sizeof hash.bytes);
  return TRUE;
}

static inline gboolean
paper_desk_check (LnetFolderDesk *desk,
                  const LnetId   *who,
                  GBytes         *data,
                  const guint8    signature[LNET_SIGNATURE_SIZE])
{
  LnetHash hash;

  lnet_hash_keyed (who, g_bytes_get_data (data, NULL), g_bytes_get_size (data), &hash);
  return memcmp (signature, hash.bytes, sizeof hash.bytes) == 0;
}

static inline GHashTable *
paper_desk_read_envelopes (LnetFolderDesk  *desk,
                           GError         **error)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  GHashTableIter iter;
  gpointer name, content;

  g_hash_table_iter_init (&iter, PAPER_DESK (desk)->envelopes);
  while (g_hash_table_iter_next (&iter, &name, &content))
    g_hash_table_insert (copy, g_strdup (name), g_bytes_ref (content));
  return copy;
}

static inline gboolean
paper_desk_take_envelope (LnetFolderDesk  *desk,
                          const char      *name,
                          GBytes          *content,
                          GError         **error)
{
  if (g_bytes_get_size (content) != strlen ("the key"))
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_DAMAGED, "cut short");
      return FALSE;
    }
  g_hash_table_insert (PAPER_DESK (desk)->envelopes, g_strdup (name), g_bytes_ref (content));
  return TRUE;
}

static inline gboolean
paper_desk_save_heard (LnetFolderDesk         *desk,
                       const LnetHeard  *heard,
                       GError                **error)
{
  PaperDesk *self = PAPER_DESK (desk);
  LnetHeard copy = *heard;

  for (guint i = 0; i < self->heard->len; i++)
    if (lnet_id_equal (&g_array_index (self->heard, LnetHeard, i).desk, &heard->desk))
      g_array_remove_index (self->heard, i--);
  g_bytes_ref (copy.note);
  g_array_append_val (self->heard, copy);
  return TRUE;
}

static inline gboolean
paper_desk_save_carried (LnetFolderDesk  *desk,
                         const GArray    *carried,
                         GError         **error)
{
  g_array_unref (PAPER_DESK (desk)->carried);
  PAPER_DESK (desk)->carried = lnet_vector_copy (carried);
  return TRUE;
}

/* Each batch of the second space speaks of a picture, which whoever has the batch has too. */
static inline GPtrArray *
paper_desk_list_contents (LnetFolderDesk       *desk,
                          const LnetFolderKey  *key,
                          const LnetId         *author,
                          guint64               from,
                          guint64               to,
                          GError              **error)
{
  GPtrArray *hashes = g_ptr_array_new_with_free_func (g_free);

  for (guint64 n = from; n <= to && !key->network; n++)
    g_ptr_array_add (hashes, g_strdup_printf ("%02x%062" G_GINT64_MODIFIER "x", author->bytes[0], n));
  return hashes;
}

static inline GBytes *
paper_desk_load_content (LnetFolderDesk  *desk,
                         const char      *hash,
                         GError         **error)
{
  return g_bytes_new (hash, strlen (hash));
}

static inline void
paper_desk_init_desk (LnetFolderDeskInterface *iface)
{
  iface->get_ids = paper_desk_get_ids;
  iface->read_keys = paper_desk_read_keys;
  iface->read_vector = paper_desk_read_vector;
  iface->read_waiting = paper_desk_read_waiting;
  iface->read_digests = paper_desk_read_digests;
  iface->recompute = paper_desk_recompute;
  iface->read_erased = paper_desk_read_erased;
  iface->read_heard = paper_desk_read_heard;
  iface->seal = paper_desk_seal;
  iface->seal_all = paper_desk_seal_all;
  iface->open = paper_desk_open;
  iface->take = paper_desk_take;
  iface->list_contents = paper_desk_list_contents;
  iface->load_content = paper_desk_load_content;
  iface->sign = paper_desk_sign;
  iface->check = paper_desk_check;
  iface->is_director = paper_desk_is_director;
  iface->read_envelopes = paper_desk_read_envelopes;
  iface->take_envelope = paper_desk_take_envelope;
  iface->save_heard = paper_desk_save_heard;
  iface->save_carried = paper_desk_save_carried;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PaperDesk, paper_desk, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LNET_TYPE_FOLDER_DESK, paper_desk_init_desk))

static inline void
paper_desk_finalize (GObject *object)
{
  PaperDesk *self = PAPER_DESK (object);

  g_array_unref (self->vector);
  g_array_unref (self->heard);
  g_array_unref (self->carried);
  g_ptr_array_unref (self->batches);
  g_ptr_array_unref (self->waiting);
  g_hash_table_unref (self->envelopes);
  G_OBJECT_CLASS (paper_desk_parent_class)->finalize (object);
}

static inline void
paper_desk_class_init (PaperDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = paper_desk_finalize;
}

static inline void
paper_desk_init (PaperDesk *self)
{
  self->vector = lnet_vector_new ();
  self->carried = lnet_vector_new ();
  self->heard = g_array_new (FALSE, TRUE, sizeof (LnetHeard));
  g_array_set_clear_func (self->heard, (GDestroyNotify) lnet_heard_clear);
  self->batches = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->envelopes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->batch_bytes = 1000;
}

static inline PaperDesk *
paper_desk_new (guint8 number,
                guint  n_spaces)
{
  PaperDesk *self = g_object_new (PAPER_TYPE_DESK, NULL);

  self->id = (LnetId) { { number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 } };
  self->n_spaces = n_spaces;
  return self;
}

/* Writes a batch of its own. */
static inline void
paper_desk_write (PaperDesk *self,
                  guint      space)
{
  PaperBatch batch = { paper_space (space), self->id, 0, 0 };
  g_autoptr (GBytes) body = NULL;

  batch.n = lnet_vector_get (self->vector, &batch.space, &batch.desk) + 1;
  body = g_bytes_new (&batch, sizeof batch);
  g_assert_true (paper_desk_apply (self, body));
}
