/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Texts merged from their edits, one letter an edit, as somebody typed them: a history of 260,000 edits that does not
 * fork, and two of 26,000 that do. The peer does the edits of the first to a GString, as plainly as can be, in the same
 * run. What each history takes is told besides. */

#include "config.h"

#include <locale.h>
#include <string.h>
#include <time.h>
#include <zstd.h>

#include "lnet-figures.h"
#include "lnet-op.h"
#include "lnet-text-merge.h"

#define N_ROUNDS 15
#define N_LINEAR 260000
#define N_FORKED 26000
#define BASE_EDITS 20000 /* of the text that the two begin with */

typedef struct
{
  guint position;
  guint n_deleted;
  char text[2];
  guint desk;
  guint parents[2];
  guint n_parents;
} Edit;

/* Somebody who types words, corrects, and goes to another place. */
typedef struct
{
  GRand *rand;
  guint length;
  guint cursor;
  guint left; /* letters until something else is done */
  gboolean is_correcting;
  const char *word; /* the rest of it */
} Writer;

static const char *const words[] = {
  "the ", "of ", "and ", "to ", "a ", "in ", "that ", "is ", "was ", "he ", "for ", "it ", "with ", "as ", "his ", "on ",
  "be ", "at ", "by ", "I ", "this ", "had ", "not ", "are ", "but ", "from ", "or ", "have ", "an ", "they ", "which ",
  "one. ", "you ", "were ", "all ", "her ", "she ", "there ", "would ", "their ", "we ", "him, ", "been ", "has ",
  "when ", "who ", "will ", "no ", "more ", "if ", "out ", "so ", "up ", "said ", "what ", "its ", "about ", "than ",
  "into ", "them. ", "can ", "only ", "other ", "time ", "new ", "some ", "could ", "these ", "two ", "may ", "first ",
  "then ", "do ", "children ", "any ", "like ", "my ", "now ", "over ", "such ", "our ", "man ", "me ", "even ",
  "most ", "made ", "after ", "also ", "well. ", "did ", "many ", "before ", "must ", "years ", "back ", "through ",
  "teacher ", "where ", "much ", "your ", "way ", "down ", "should ", "because ", "long ", "each ", "just ", "state ",
  "families ", "people ", "those ", "too ", "world ", "little ", "own ", "good ", "play. ", "work ", "day ", "learning ",
};

static void
choose (Writer *writer)
{
  int what = g_rand_int_range (writer->rand, 0, 100);

  writer->is_correcting = what < 35 && writer->cursor > 20;
  writer->left = (guint) g_rand_int_range (writer->rand, 1, writer->is_correcting ? 10 : 60);
  if (what >= 95)
    writer->cursor = (guint) g_rand_int_range (writer->rand, 0, (gint32) writer->length + 1);
  else if (what >= 60)
    {
      int to = (int) writer->cursor + g_rand_int_range (writer->rand, -400, 401);

      writer->cursor = (guint) CLAMP (to, 0, (int) writer->length);
    }
}

static Edit
write_letter (Writer *writer,
              guint   desk)
{
  Edit edit = { .desk = desk };

  while (writer->left == 0 || (writer->is_correcting && writer->cursor == 0))
    choose (writer);
  writer->left--;
  if (writer->is_correcting)
    {
      edit.position = --writer->cursor;
      edit.n_deleted = 1;
      writer->length--;
      return edit;
    }
  edit.position = writer->cursor++;
  if (writer->word == NULL || *writer->word == '\0')
    {
      double rank = g_rand_double (writer->rand);

      writer->word = words[(gsize) (rank * rank * G_N_ELEMENTS (words))]; /* the first ones more often */
    }
  edit.text[0] = *writer->word++;
  writer->length++;
  return edit;
}

static GArray *
make_linear (void)
{
  GArray *edits = g_array_new (FALSE, FALSE, sizeof (Edit));
  Writer writer = { .rand = g_rand_new_with_seed (1) };

  for (guint i = 0; i < N_LINEAR; i++)
    {
      Edit edit = write_letter (&writer, 0);

      edit.parents[0] = i - 1;
      edit.n_parents = i > 0 ? 1 : 0;
      g_array_append_val (edits, edit);
    }
  g_rand_free (writer.rand);
  return edits;
}

static void
add_edit (LnetTextMerge *merge,
          const Edit    *edit,
          guint          n)
{
  guint8 key[LNET_TEXT_KEY_SIZE] = { 0 };
  guint32 number = GUINT32_TO_BE (n);

  key[0] = (guint8) edit->desk;
  memcpy (key + LNET_TEXT_KEY_SIZE - sizeof number, &number, sizeof number);
  lnet_text_merge_add (merge, key, edit->parents, edit->n_parents, edit->position, edit->n_deleted, edit->text);
}

static guint
measure_text (const LnetTextMerge *merge)
{
  g_autofree char *text = lnet_text_merge_get_text (merge);

  return (guint) g_utf8_strlen (text, -1);
}

/* Two desks that write in turns, and take in what the other wrote after each @n_apart letters. They begin with a text
 * that the first wrote. */
static GArray *
make_forked (guint n_apart)
{
  GArray *edits = make_linear ();
  g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
  Writer writers[2] = { { .rand = g_rand_new_with_seed (2) }, { .rand = g_rand_new_with_seed (3) } };

  g_array_set_size (edits, BASE_EDITS);
  for (guint i = 0; i < BASE_EDITS; i++)
    add_edit (merge, &g_array_index (edits, Edit, i), i);
  for (guint i = 0; i < N_FORKED; i++)
    {
      guint desk = i % 2, before = BASE_EDITS + i;
      Edit edit;

      if (i / 2 % n_apart == 0 && desk == 0)
        for (guint j = 0; j < 2; j++)
          {
            writers[j].length = measure_text (merge);
            writers[j].cursor = MIN (writers[j].cursor, writers[j].length);
          }
      edit = write_letter (&writers[desk], desk);
      edit.parents[0] = i < 2 ? BASE_EDITS - 1 : before - 2;
      edit.n_parents = 1;
      if (i / 2 % n_apart == 0 && i >= 2)
        {
          edit.parents[0] = before - 2 - desk;
          edit.parents[1] = before - 1 - desk;
          edit.n_parents = 2;
        }
      g_array_append_val (edits, edit);
      add_edit (merge, &edit, before);
    }
  g_rand_free (writers[0].rand);
  g_rand_free (writers[1].rand);
  return edits;
}

/* --- what is measured --- */

/* Seconds of the processor: nothing here waits. */
static double
now (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

static double
time_plain (const GArray *edits)
{
  double began = now ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < edits->len; i++)
    {
      const Edit *edit = &g_array_index (edits, Edit, i);

      if (edit->n_deleted > 0)
        g_string_erase (text, edit->position, edit->n_deleted);
      else
        g_string_insert (text, edit->position, edit->text);
    }
  return (now () - began) * 1000;
}

static void
time_merge (const GArray *edits,
            LnetFigures  *adding,
            LnetFigures  *merging)
{
  g_autoptr (LnetTextMerge) merge = lnet_text_merge_new ();
  g_autofree char *text = NULL;
  double began = now ();

  for (guint i = 0; i < edits->len; i++)
    add_edit (merge, &g_array_index (edits, Edit, i), i);
  lnet_figures_add (adding, (now () - began) * 1000);
  began = now ();
  text = lnet_text_merge_get_text (merge);
  lnet_figures_add (merging, (now () - began) * 1000);
}

static gboolean
goes_on (const Edit *edit,
         const Edit *last)
{
  if (edit->n_parents != 1 || edit->n_deleted != last->n_deleted)
    return FALSE;
  return edit->n_deleted > 0 ? edit->position + 1 == last->position : edit->position == last->position + 1;
}

static LnetOp *
make_op (const LnetId *row,
         const Edit   *edit)
{
  LnetOp *op = lnet_op_new (LNET_OP_EDIT, LNET_FIELD_TABLE (LNET_EVIDENCE_BODY), row);

  op->number = LNET_FIELD_NUMBER (LNET_EVIDENCE_BODY);
  op->position = edit->position;
  op->n_deleted = edit->n_deleted;
  op->text = g_strdup (edit->text);
  return op;
}

/* The ops of one desk's batches: a letter an edit, or as the editor writes them, with what was typed or taken in one go
 * as one edit. */
static void
write_ops (const GArray *edits,
           guint         desk,
           gboolean      in_one_go,
           GByteArray   *bytes)
{
  LnetId row = lnet_id_new ();
  g_autoptr (LnetOp) op = NULL;
  const Edit *last = NULL;

  for (guint i = 0; i < edits->len; i++)
    {
      const Edit *edit = &g_array_index (edits, Edit, i);

      if (edit->desk != desk)
        continue;
      if (in_one_go && op != NULL && goes_on (edit, last))
        {
          char *text = g_strconcat (op->text, edit->text, NULL);

          op->position = MIN (op->position, edit->position);
          op->n_deleted += edit->n_deleted;
          g_free (op->text);
          op->text = text;
        }
      else
        {
          if (op != NULL)
            lnet_op_write (op, bytes);
          lnet_op_free (op);
          op = make_op (&row, edit);
        }
      last = edit;
    }
  if (op != NULL)
    lnet_op_write (op, bytes);
}

static void
print_size (const char   *name,
            const GArray *edits,
            gboolean      in_one_go)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *packed = NULL;
  gsize most, size;

  for (guint desk = 0; desk < 2; desk++)
    write_ops (edits, desk, in_one_go, bytes);
  most = ZSTD_compressBound (bytes->len);
  packed = g_malloc (most);
  size = ZSTD_compress (packed, most, bytes->data, bytes->len, ZSTD_CLEVEL_DEFAULT);
  g_print ("%-44s %10.1f kB as ops, %.1f kB packed as in a bundle\n", name, bytes->len / 1000.0, (double) size / 1000.0);
}

static void
measure (const char   *name,
         const GArray *edits)
{
  g_autofree char *add_name = g_strdup_printf ("%s: added", name);
  g_autofree char *merge_name = g_strdup_printf ("%s: merged", name);
  LnetFigures *plain = lnet_figures_new ("the edits one after the other to a GString", "ms");
  LnetFigures *adding = lnet_figures_new (add_name, "ms");
  LnetFigures *merging = lnet_figures_new (merge_name, "ms");

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      if (edits->len == N_LINEAR)
        lnet_figures_add (plain, time_plain (edits));
      time_merge (edits, adding, merging);
    }
  if (edits->len == N_LINEAR)
    lnet_figures_print (plain, NULL);
  lnet_figures_print (adding, plain);
  lnet_figures_print (merging, plain);
  print_size ("  stored, a letter an edit", edits, FALSE);
  print_size ("  stored, as the editor writes", edits, TRUE);
}

int
main (void)
{
  g_autoptr (GArray) linear = make_linear ();
  g_autoptr (GArray) apart = make_forked (N_FORKED);
  g_autoptr (GArray) often = make_forked (30);

  setlocale (LC_ALL, "");
  measure ("260,000 edits that follow each other", linear);
  measure ("26,000 edits on two desks, apart", apart);
  measure ("26,000 edits on two desks, meeting often", often);
  return 0;
}
