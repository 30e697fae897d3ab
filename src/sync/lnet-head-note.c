/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A note: "LNHEAD", a format, the alias of the network's key, a nonce; then sealed with that key: what the note says,
 * in which each space is a block sealed with the key of that space, and the desk's signature over all of it. */

#include "config.h"

#include "lnet-head-note.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "lnet-bytes.h"
#include "lnet-error.h"

#define MAGIC_SIZE 6
#define FORMAT 1
#define NONCE_SIZE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_SIZE crypto_aead_xchacha20poly1305_ietf_ABYTES
#define HEADER_SIZE (MAGIC_SIZE + 1 + LNET_ALIAS_SIZE)
#define WANTED_BYTES 4096
#define MOST_MARKS 4096
#define MOST_PIECES 4096
#define MOST_NUMBER (G_GUINT64_CONSTANT (1) << 53)

/* Keys that follow from a space's: for the note, and for what it says of the space; by kind. */
enum
{
  KEY_NOTE = 1,
  KEY_SPACE,
  KEYS_A_KIND = 2,
};

static const char magics[][MAGIC_SIZE + 1] = {
  [LNET_NOTE_HEAD] = "LNHEAD",
  [LNET_NOTE_SNAPSHOTS] = "LNSNAP",
};

static LnetNoteSpace *
note_space_new (const LnetId *space)
{
  LnetNoteSpace *self = g_new0 (LnetNoteSpace, 1);

  self->space = *space;
  self->carried = lnet_vector_new ();
  self->vector = lnet_vector_new ();
  self->wants = lnet_vector_new ();
  self->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_note_piece_free);
  return self;
}

static void
note_space_free (LnetNoteSpace *self)
{
  g_array_unref (self->carried);
  g_array_unref (self->vector);
  g_array_unref (self->wants);
  g_ptr_array_unref (self->pieces);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetNoteSpace, note_space_free)

LnetHeadNote *
lnet_head_note_new (const LnetId *desk)
{
  LnetHeadNote *note = g_new0 (LnetHeadNote, 1);

  note->desk = *desk;
  note->spaces = g_ptr_array_new_with_free_func ((GDestroyNotify) note_space_free);
  return note;
}

void
lnet_head_note_free (LnetHeadNote *note)
{
  g_ptr_array_unref (note->spaces);
  g_free (note);
}

LnetNoteSpace *
lnet_head_note_get_space (LnetHeadNote *note,
                          const LnetId *space,
                          gboolean      add)
{
  for (guint i = 0; i < note->spaces->len; i++)
    {
      LnetNoteSpace *present = note->spaces->pdata[i];

      if (lnet_id_equal (&present->space, space))
        return present;
    }
  if (!add)
    return NULL;
  g_ptr_array_add (note->spaces, note_space_new (space));
  return note->spaces->pdata[note->spaces->len - 1];
}

gboolean
lnet_head_note_is_same_vector (const GArray *a,
                               const GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const LnetMark *mark = &g_array_index (a, LnetMark, i);

      if (lnet_vector_get (b, &mark->space, &mark->desk) != mark->n)
        return FALSE;
    }
  return TRUE;
}

gboolean
lnet_head_note_is_same (LnetHeadNote *a,
                        LnetHeadNote *b)
{
  if (a->erased != b->erased || a->spaces->len != b->spaces->len)
    return FALSE;
  for (guint i = 0; i < a->spaces->len; i++)
    {
      const LnetNoteSpace *one = a->spaces->pdata[i];
      const LnetNoteSpace *other = lnet_head_note_get_space (b, &one->space, FALSE);

      if (other == NULL || one->own != other->own || !lnet_head_note_is_same_vector (one->carried, other->carried) ||
          !lnet_head_note_is_same_vector (one->vector, other->vector) ||
          !lnet_head_note_is_same_vector (one->wants, other->wants))
        return FALSE;
    }
  return TRUE;
}

/* --- keys --- */

const LnetFolderKey *
lnet_folder_keys_find_newest (const GArray *keys,
                              const LnetId *space)
{
  const LnetFolderKey *found = NULL;

  for (guint i = 0; i < keys->len; i++)
    {
      const LnetFolderKey *key = &g_array_index (keys, LnetFolderKey, i);

      if (lnet_id_equal (&key->space, space) && (found == NULL || key->epoch >= found->epoch))
        found = key;
    }
  return found;
}

const LnetFolderKey *
lnet_folder_keys_find_alias (const GArray    *keys,
                             const LnetAlias *alias)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const LnetFolderKey *key = &g_array_index (keys, LnetFolderKey, i);

      if (memcmp (&key->alias, alias, sizeof *alias) == 0)
        return key;
    }
  return NULL;
}

const LnetFolderKey *
lnet_folder_keys_find_network (const GArray *keys)
{
  for (guint i = 0; i < keys->len; i++)
    {
      const LnetFolderKey *key = &g_array_index (keys, LnetFolderKey, i);

      if (key->network)
        return lnet_folder_keys_find_newest (keys, &key->space);
    }
  return NULL;
}

/* Appends @plain to @bytes, sealed with a key that follows from @key. */
static void
put_sealed (GByteArray          *bytes,
            const LnetFolderKey *key,
            guint                what,
            const guint8         nonce[NONCE_SIZE],
            gconstpointer        head,
            gsize                head_size,
            const GByteArray    *plain)
{
  guint at = bytes->len;
  guint8 used[crypto_kdf_KEYBYTES];
  unsigned long long size;

  crypto_kdf_derive_from_key (used, sizeof used, what, "lnhead__", key->key);
  g_byte_array_set_size (bytes, at + plain->len + TAG_SIZE);
  crypto_aead_xchacha20poly1305_ietf_encrypt (bytes->data + at, &size, plain->data, plain->len, head, head_size, NULL,
                                              nonce, used);
  sodium_memzero (used, sizeof used);
}

/* What put_sealed() sealed, or NULL. */
static GBytes *
open_sealed (const guint8        *sealed,
             gsize                size,
             const LnetFolderKey *key,
             guint                what,
             const guint8         nonce[NONCE_SIZE],
             gconstpointer        head,
             gsize                head_size)
{
  guint8 used[crypto_kdf_KEYBYTES];
  g_autofree guint8 *plain = NULL;
  unsigned long long n_plain = 0;
  int status;

  if (sealed == NULL || size < TAG_SIZE)
    return NULL;
  plain = g_malloc (MAX (size - TAG_SIZE, 1));
  crypto_kdf_derive_from_key (used, sizeof used, what, "lnhead__", key->key);
  status = crypto_aead_xchacha20poly1305_ietf_decrypt (plain, &n_plain, NULL, sealed, size, head, head_size, nonce,
                                                       used);
  sodium_memzero (used, sizeof used);
  return status == 0 ? g_bytes_new_take (g_steal_pointer (&plain), (gsize) n_plain) : NULL;
}

/* A nonce of its own for each space of a note. */
static void
derive_nonce (const guint8     nonce[NONCE_SIZE],
              const LnetAlias *alias,
              guint8           derived[NONCE_SIZE])
{
  crypto_generichash (derived, NONCE_SIZE, alias->bytes, sizeof alias->bytes, nonce, NONCE_SIZE);
}

/* --- writing --- */

static void
put_marks (GByteArray   *bytes,
           const GArray *marks)
{
  lnet_bytes_put_number (bytes, marks->len);
  for (guint i = 0; i < marks->len; i++)
    {
      const LnetMark *mark = &g_array_index (marks, LnetMark, i);

      lnet_bytes_put_id (bytes, &mark->desk);
      lnet_bytes_put_number (bytes, mark->n);
    }
}

static void
put_pieces (GByteArray      *bytes,
            const GPtrArray *pieces)
{
  lnet_bytes_put_number (bytes, pieces->len);
  for (guint i = 0; i < pieces->len; i++)
    {
      const LnetNotePiece *piece = pieces->pdata[i];

      g_byte_array_append (bytes, piece->hash, sizeof piece->hash);
      lnet_bytes_put_number (bytes, piece->size);
      lnet_bytes_put_number (bytes, piece->full);
      put_marks (bytes, piece->vector);
    }
}

static void
put_space (GByteArray          *bytes,
           LnetNoteKind         kind,
           const LnetNoteSpace *space,
           const LnetFolderKey *key,
           const guint8         nonce[NONCE_SIZE],
           gboolean             with_vector)
{
  static const LnetHash nothing;
  g_autoptr (GByteArray) plain = g_byte_array_new (), sealed = g_byte_array_new ();
  g_autoptr (GArray) empty = lnet_vector_new ();
  gboolean said = memcmp (&space->digest, &nothing, sizeof nothing) != 0;
  guint8 own_nonce[NONCE_SIZE];

  lnet_bytes_put_number (plain, space->own);
  put_marks (plain, space->carried);
  put_marks (plain, with_vector ? space->vector : empty);
  put_marks (plain, space->wants);
  lnet_bytes_put_block (plain, space->digest.bytes, said ? sizeof space->digest : 0);
  if (kind == LNET_NOTE_SNAPSHOTS)
    put_pieces (plain, space->pieces);
  derive_nonce (nonce, &key->alias, own_nonce);
  put_sealed (sealed, key, KEYS_A_KIND * kind + KEY_SPACE, own_nonce, NULL, 0, plain);
  g_byte_array_append (bytes, key->alias.bytes, sizeof key->alias.bytes);
  lnet_bytes_put_block (bytes, sealed->data, sealed->len);
}

/* What is signed: what a note of one kind says is nothing in one of another. */
static GBytes *
get_signed (LnetNoteKind  kind,
            gconstpointer said,
            gsize         size)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (kind != LNET_NOTE_HEAD)
    g_byte_array_append (bytes, (const guint8 *) magics[kind], MAGIC_SIZE);
  g_byte_array_append (bytes, said, (guint) size);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
put_signature (GByteArray      *plain,
               LnetNoteKind     kind,
               LnetFolderDesk  *desk,
               GError         **error)
{
  g_autoptr (GBytes) said = get_signed (kind, plain->data, plain->len);
  guint8 signature[LNET_SIGNATURE_SIZE];

  if (!LNET_FOLDER_DESK_GET_IFACE (desk)->sign (desk, said, signature, error))
    return FALSE;
  g_byte_array_append (plain, signature, sizeof signature);
  return TRUE;
}

static GByteArray *
write_note (LnetHeadNote    *note,
            LnetFolderDesk  *desk,
            const GArray    *keys,
            gboolean         with_vectors,
            GError         **error)
{
  const LnetFolderKey *network = lnet_folder_keys_find_network (keys);
  g_autoptr (GByteArray) bytes = g_byte_array_new (), plain = g_byte_array_new ();
  guint8 nonce[NONCE_SIZE];
  const guint8 format = FORMAT;

  if (sodium_init () < 0)
    g_error ("libsodium could not be set up");
  randombytes_buf (nonce, sizeof nonce);
  g_byte_array_append (bytes, (const guint8 *) magics[note->kind], MAGIC_SIZE);
  g_byte_array_append (bytes, &format, 1);
  g_byte_array_append (bytes, network->alias.bytes, sizeof network->alias.bytes);
  lnet_bytes_put_id (plain, &note->desk);
  lnet_bytes_put_number (plain, note->number);
  lnet_bytes_put_signed (plain, note->wall);
  lnet_bytes_put_number (plain, note->erased);
  lnet_bytes_put_number (plain, note->spaces->len);
  for (guint i = 0; i < note->spaces->len; i++)
    {
      const LnetNoteSpace *space = note->spaces->pdata[i];

      put_space (plain, note->kind, space, lnet_folder_keys_find_newest (keys, &space->space), nonce, with_vectors);
    }
  if (!put_signature (plain, note->kind, desk, error))
    return NULL;
  g_byte_array_append (bytes, nonce, sizeof nonce);
  put_sealed (bytes, network, KEYS_A_KIND * note->kind + KEY_NOTE, nonce, magics[note->kind], MAGIC_SIZE, plain);
  return g_steal_pointer (&bytes);
}

GBytes *
lnet_head_note_write (LnetHeadNote    *note,
                      LnetFolderDesk  *desk,
                      const GArray    *keys,
                      GError         **error)
{
  GByteArray *bytes = write_note (note, desk, keys, TRUE, error);

  if (bytes != NULL && bytes->len > WANTED_BYTES && note->kind == LNET_NOTE_HEAD)
    {
      g_byte_array_unref (bytes);
      bytes = write_note (note, desk, keys, FALSE, error);
    }
  return bytes != NULL ? g_byte_array_free_to_bytes (bytes) : NULL;
}

/* --- reading --- */

/* No log is longer. */
static guint64
get_number (LnetCursor *cursor)
{
  guint64 n = lnet_cursor_get_number (cursor);

  if (n > MOST_NUMBER)
    cursor->failed = TRUE;
  return n;
}

static void
get_marks (LnetCursor   *cursor,
           const LnetId *space,
           GArray       *marks)
{
  guint64 n = lnet_cursor_get_number (cursor);

  if (n > MOST_MARKS)
    cursor->failed = TRUE;
  for (guint64 i = 0; i < n && !cursor->failed; i++)
    {
      LnetMark mark = { *space, lnet_cursor_get_id (cursor), 0 };

      mark.n = get_number (cursor);
      lnet_vector_raise (marks, &mark);
    }
}

static void
get_pieces (LnetCursor   *cursor,
            const LnetId *space,
            GPtrArray    *pieces)
{
  guint64 n = lnet_cursor_get_number (cursor);

  if (n > MOST_PIECES)
    cursor->failed = TRUE;
  for (guint64 i = 0; i < n && !cursor->failed; i++)
    {
      const guint8 *hash = lnet_cursor_get_raw (cursor, LNET_NAME_HASH_SIZE);
      g_autoptr (LnetNotePiece) piece = g_new0 (LnetNotePiece, 1);

      piece->size = get_number (cursor);
      piece->full = get_number (cursor) == 1;
      piece->vector = lnet_vector_new ();
      get_marks (cursor, space, piece->vector);
      if (cursor->failed)
        return;
      memcpy (piece->hash, hash, sizeof piece->hash);
      g_ptr_array_add (pieces, g_steal_pointer (&piece));
    }
}

/* What it says of the space is said of where the last piece ends. */
static void
get_snapshot (LnetCursor    *cursor,
              LnetNoteSpace *space)
{
  get_pieces (cursor, &space->space, space->pieces);
  if (cursor->failed || space->pieces->len == 0)
    return;
  g_array_unref (space->vector);
  space->vector = lnet_vector_copy (((LnetNotePiece *) space->pieces->pdata[space->pieces->len - 1])->vector);
}

/* What a note says of a space that this desk may read. */
static LnetNoteSpace *
read_space (const guint8        *sealed,
            gsize                size,
            LnetNoteKind         kind,
            const LnetFolderKey *key,
            const guint8         nonce[NONCE_SIZE])
{
  g_autoptr (LnetNoteSpace) space = note_space_new (&key->space);
  guint8 own_nonce[NONCE_SIZE];
  g_autoptr (GBytes) plain = NULL;
  LnetCursor cursor = { 0 };
  const guint8 *digest;
  gsize digest_size;

  derive_nonce (nonce, &key->alias, own_nonce);
  plain = open_sealed (sealed, size, key, KEYS_A_KIND * kind + KEY_SPACE, own_nonce, NULL, 0);
  if (plain == NULL)
    return NULL;
  cursor.data = g_bytes_get_data (plain, &cursor.left);
  space->own = get_number (&cursor);
  get_marks (&cursor, &key->space, space->carried);
  get_marks (&cursor, &key->space, space->vector);
  get_marks (&cursor, &key->space, space->wants);
  digest = lnet_cursor_get_block (&cursor, &digest_size);
  if (!cursor.failed && digest_size == sizeof space->digest)
    memcpy (space->digest.bytes, digest, sizeof space->digest);
  if (kind == LNET_NOTE_SNAPSHOTS)
    get_snapshot (&cursor, space);
  return cursor.failed ? NULL : g_steal_pointer (&space);
}

static gboolean
read_spaces (LnetCursor   *cursor,
             LnetHeadNote *note,
             const GArray *keys,
             const guint8  nonce[NONCE_SIZE])
{
  guint64 n = lnet_cursor_get_number (cursor);

  for (guint64 i = 0; i < n && !cursor->failed; i++)
    {
      const guint8 *alias = lnet_cursor_get_raw (cursor, LNET_ALIAS_SIZE);
      gsize size;
      const guint8 *sealed = lnet_cursor_get_block (cursor, &size);
      const LnetFolderKey *key = cursor->failed ? NULL : lnet_folder_keys_find_alias (keys, (const LnetAlias *) alias);
      LnetNoteSpace *space = key != NULL ? read_space (sealed, size, note->kind, key, nonce) : NULL;

      if (key != NULL && space == NULL)
        return FALSE;
      if (space != NULL)
        g_ptr_array_add (note->spaces, space);
    }
  return !cursor->failed;
}

static LnetHeadNote *
read_note (GBytes         *plain,
           LnetNoteKind    kind,
           LnetFolderDesk *desk,
           const GArray   *keys,
           const guint8    nonce[NONCE_SIZE])
{
  g_autoptr (LnetHeadNote) note = lnet_head_note_new (&(LnetId) { 0 });
  g_autoptr (GBytes) said = NULL;
  LnetCursor cursor = { 0 };
  gsize size;
  const guint8 *data = g_bytes_get_data (plain, &size);

  if (size < LNET_SIGNATURE_SIZE)
    return NULL;
  note->kind = kind;
  said = get_signed (kind, data, size - LNET_SIGNATURE_SIZE);
  cursor.data = data;
  cursor.left = size - LNET_SIGNATURE_SIZE;
  note->desk = lnet_cursor_get_id (&cursor);
  note->number = get_number (&cursor);
  note->wall = lnet_cursor_get_signed (&cursor);
  note->erased = lnet_cursor_get_number (&cursor);
  if (!read_spaces (&cursor, note, keys, nonce) ||
      !LNET_FOLDER_DESK_GET_IFACE (desk)->check (desk, &note->desk, said, data + size - LNET_SIGNATURE_SIZE))
    return NULL;
  return g_steal_pointer (&note);
}

static LnetHeadNote *
fail (LnetError    code,
      const char  *message,
      GError     **error)
{
  g_set_error_literal (error, LNET_ERROR, code, message);
  return NULL;
}

LnetHeadNote *
lnet_head_note_read (GBytes          *content,
                     LnetNoteKind     kind,
                     LnetFolderDesk  *desk,
                     const GArray    *keys,
                     GError         **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (content, &size);
  const LnetFolderKey *key;
  g_autoptr (GBytes) plain = NULL;
  LnetHeadNote *note;

  if (size < HEADER_SIZE + NONCE_SIZE || memcmp (data, magics[kind], MAGIC_SIZE) != 0)
    return fail (LNET_ERROR_DAMAGED, _("This is not a head note."), error);
  if (data[MAGIC_SIZE] != FORMAT)
    return fail (LNET_ERROR_NEWER, _("This head note was written by a newer version of Learning Network."), error);
  key = lnet_folder_keys_find_alias (keys, (const LnetAlias *) (data + MAGIC_SIZE + 1));
  if (key == NULL || !key->network)
    return fail (LNET_ERROR_FOREIGN, _("This head note is sealed with a key that is not known here."), error);
  plain = open_sealed (data + HEADER_SIZE + NONCE_SIZE, size - HEADER_SIZE - NONCE_SIZE, key,
                       KEYS_A_KIND * kind + KEY_NOTE, data + HEADER_SIZE, magics[kind], MAGIC_SIZE);
  note = plain != NULL ? read_note (plain, kind, desk, keys, data + HEADER_SIZE) : NULL;
  if (note == NULL)
    return fail (LNET_ERROR_DAMAGED, _("This head note is damaged, or was not written by a desk of this network."),
                 error);
  return note;
}
