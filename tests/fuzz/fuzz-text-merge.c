/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fuzz.h"
#include "lnet-prose.h"
#include "lnet-text-merge.h"

#include <string.h>

/* The input is a graph of edits, each of five bytes: which ones it came after, where it is, how much it takes, and what
 * it writes. Somebody can send any such graph. */

#define EDIT_SIZE 5
#define MOST_EDITS 1000

static const char *const texts[] = {
  "", "a", "bc", ". ", "é", "😀", "e\314\201", "\n", "A whole sentence. And another one! ", "…", "\342\200\217", "x)",
};

typedef struct
{
  guint parents[2];
  guint n_parents;
  guint position;
  guint n_deleted;
  const char *text;
  gboolean is_confirmation;
  guint8 key[LNET_TEXT_KEY_SIZE];
} Edit;

static Edit
read_edit (const guint8 *bytes,
           guint         index)
{
  Edit edit = { .position = bytes[2], .n_deleted = bytes[3] % 16, .text = texts[bytes[4] % G_N_ELEMENTS (texts)] };
  guint32 number = GUINT32_TO_BE (index);

  /* Most go on with what came right before. */
  if (index > 0 && bytes[0] != 0xff)
    edit.parents[edit.n_parents++] = bytes[0] < 0x80 ? index - 1 : index - 1 - MIN (index - 1, bytes[0] - 0x80u);
  if (index > 0 && bytes[1] >= 0xc0)
    edit.parents[edit.n_parents++] = index - 1 - MIN (index - 1, bytes[1] - 0xc0u);
  edit.is_confirmation = bytes[3] == 0xfe;
  if (bytes[3] == 0xff)
    edit.n_deleted = G_MAXUINT - bytes[2] % 3;
  if (bytes[2] == 0xff)
    edit.position = G_MAXUINT - bytes[3] % 3;
  edit.key[0] = bytes[1] % 4;
  memcpy (edit.key + LNET_TEXT_KEY_SIZE - sizeof number, &number, sizeof number);
  return edit;
}

/* @indices: of each edit its index in @merge */
static void
add (LnetTextMerge *merge,
     const Edit    *edit,
     guint          number,
     guint         *indices)
{
  guint parents[2];

  for (guint p = 0; p < edit->n_parents; p++)
    parents[p] = indices[edit->parents[p]];
  if (edit->is_confirmation)
    indices[number] = lnet_text_merge_add_confirmation (merge, edit->key, parents, edit->n_parents);
  else
    indices[number] = lnet_text_merge_add (merge, edit->key, parents, edit->n_parents, edit->position,
                                           edit->n_deleted, edit->text);
}

/* Adds the last edit as soon as all it came after are there, and so on. */
static void
add_backwards (LnetTextMerge *merge,
               const Edit    *edits,
               guint          number,
               guint         *indices)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_val (wanted, number);
  while (wanted->len > 0)
    {
      guint next = g_array_index (wanted, guint, wanted->len - 1);
      gboolean is_ready = TRUE;

      for (guint p = 0; p < edits[next].n_parents && indices[next] == G_MAXUINT; p++)
        if (indices[edits[next].parents[p]] == G_MAXUINT)
          {
            g_array_append_val (wanted, edits[next].parents[p]);
            is_ready = FALSE;
          }
      if (!is_ready)
        continue;
      if (indices[next] == G_MAXUINT)
        add (merge, &edits[next], next, indices);
      g_array_set_size (wanted, wanted->len - 1);
    }
}

/* The same edits in another order give the same text. */
static void
check_order (const Edit *edits,
             guint       n,
             const char *expected)
{
  g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
  g_autofree guint *indices = g_new (guint, n + 1);
  g_autofree char *text = NULL;

  memset (indices, 0xff, (n + 1) * sizeof *indices);
  for (guint i = n; i > 0; i--)
    if (indices[i - 1] == G_MAXUINT)
      add_backwards (merge, edits, i - 1, indices);
  text = lnet_text_merge_get_text (merge);
  g_assert_cmpstr (text, ==, expected);
}

/* Taken back, all edits leave nothing; and each edit of the inversion fits. */
static void
check_inversion (const LnetTextMerge *merge,
                 guint                n,
                 const char          *text)
{
  g_autofree guint *all = g_new (guint, n + 1);
  g_autofree char *left = g_strdup (text);
  g_autoptr (GArray) edits = NULL;
  g_autoptr (GArray) some = NULL;

  for (guint i = 0; i < n; i++)
    all[i] = i;
  lnet_text_merge_invert (merge, all + n / 3, n / 3, &some);
  lnet_text_merge_invert (merge, all, n, &edits);
  for (guint i = 0; i < edits->len; i++)
    {
      const LnetProseEdit *edit = &g_array_index (edits, LnetProseEdit, i);
      char *after = lnet_prose_apply (left, edit);

      g_assert_cmpuint (edit->position + edit->n_deleted, <=, lnet_prose_length (left));
      g_free (left);
      left = after;
    }
  g_assert_cmpstr (left, ==, "");
}

static void
check_meetings (const LnetTextMerge *merge,
                const char          *text)
{
  g_autoptr (GArray) meetings = lnet_text_merge_get_meetings (merge);
  gboolean has_unconfirmed = lnet_text_merge_has_unconfirmed (merge);

  g_assert_true (has_unconfirmed || meetings->len == 0);
  for (guint i = 0; i < meetings->len; i++)
    {
      const LnetTextMeeting *meeting = &g_array_index (meetings, LnetTextMeeting, i);

      g_assert_cmpuint (meeting->a, <, meeting->b);
      g_assert_cmpuint (meeting->length, >, 0);
      g_assert_cmpuint (meeting->position + meeting->length, <=, lnet_prose_length (text));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  guint n = (guint) MIN (size / EDIT_SIZE, MOST_EDITS);
  g_autofree Edit *edits = g_new (Edit, n + 1);
  g_autofree guint *indices = g_new (guint, n + 1);
  g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
  g_autofree char *text = NULL;
  g_autofree char *version = NULL;
  guint middle = n / 2;

  for (guint i = 0; i < n; i++)
    {
      edits[i] = read_edit (data + (gsize) i * EDIT_SIZE, i);
      add (merge, &edits[i], i, indices);
    }
  text = lnet_text_merge_get_text (merge);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  version = lnet_text_merge_get_version (merge, &middle, 1);
  g_assert_true (g_utf8_validate (version, -1, NULL));
  check_order (edits, n, text);
  check_inversion (merge, n, text);
  check_meetings (merge, text);
  return 0;
}

void
fuzz_add_seeds (GPtrArray *seeds)
{
  /* Two that wrote at the same time, now and then met, and both at random. */
  for (guint32 seed = 0; seed < 8; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      guint8 *bytes = g_new (guint8, 60 * EDIT_SIZE);

      for (guint i = 0; i < 60; i++)
        {
          guint8 *edit = bytes + (gsize) i * EDIT_SIZE;

          edit[0] = (guint8) (seed < 4 ? 0x81 : g_rand_int_range (rand, 0, 0x88));
          edit[1] = (guint8) (g_rand_int_range (rand, 0, 8) == 0 ? 0xc0 : g_rand_int_range (rand, 0, 0xc2));
          edit[2] = (guint8) g_rand_int_range (rand, 0, (gint32) i / 2 + 1);
          edit[3] = (guint8) (g_rand_int_range (rand, 0, 3) == 0 ? g_rand_int_range (rand, 0, 4) : 0);
          edit[4] = (guint8) g_rand_int_range (rand, 0, 256);
        }
      g_ptr_array_add (seeds, g_bytes_new_take (bytes, 60 * EDIT_SIZE));
    }
}
