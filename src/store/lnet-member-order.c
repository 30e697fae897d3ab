/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-order-private.h"

#include <string.h>

#include "lnet-member-words-private.h"

/* A filter looks up row numbers in a bitmap; a file whose numbers are larger than this is searched another way. */
#define LARGEST_BITMAP (1 << 28)

typedef struct
{
  guint start;
  const char *letter; /* interned */
} Section;

struct _LnetMemberOrder
{
  gatomicrefcount ref_count;
  GArray *pks;      /* gint64 */
  GArray *sections; /* Section, by start */
  gint64 largest;   /* of the pks */
  GPtrArray *head;  /* what the first members are found by, or NULL */
};

LnetMemberOrder *
lnet_member_order_new (void)
{
  LnetMemberOrder *self = g_new0 (LnetMemberOrder, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->pks = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->sections = g_array_new (FALSE, FALSE, sizeof (Section));
  return self;
}

LnetMemberOrder *
lnet_member_order_ref (LnetMemberOrder *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lnet_member_order_unref (LnetMemberOrder *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->pks);
  g_array_unref (self->sections);
  g_clear_pointer (&self->head, g_ptr_array_unref);
  g_free (self);
}

void
lnet_member_order_append (LnetMemberOrder *self,
                          gint64           pk,
                          const char      *letter)
{
  guint n = self->sections->len;

  if (n == 0 || g_array_index (self->sections, Section, n - 1).letter != letter)
    {
      Section section = { self->pks->len, letter };

      g_array_append_val (self->sections, section);
    }
  g_array_append_val (self->pks, pk);
  self->largest = MAX (self->largest, pk);
}

/* Matches come in ascending order. */
static gboolean
is_match (GArray *matches,
          gint64  pk)
{
  guint low = 0;
  guint high = matches->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      gint64 at = g_array_index (matches, gint64, middle);

      if (at == pk)
        return TRUE;
      if (at < pk)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

static guint8 *
make_bitmap (GArray *matches,
             gint64  largest)
{
  guint8 *bits;

  if (largest >= LARGEST_BITMAP)
    return NULL;
  bits = g_malloc0 ((gsize) largest / 8 + 1);
  for (guint i = 0; i < matches->len; i++)
    {
      gint64 pk = g_array_index (matches, gint64, i);

      if (pk >= 0 && pk <= largest)
        bits[pk / 8] |= (guint8) (1 << (pk % 8));
    }
  return bits;
}

LnetMemberOrder *
lnet_member_order_keep (LnetMemberOrder *self,
                        GArray          *pks,
                        gboolean         those)
{
  LnetMemberOrder *kept = lnet_member_order_new ();
  g_autofree guint8 *bits = make_bitmap (pks, self->largest);

  for (guint s = 0; s < self->sections->len; s++)
    {
      const Section *section = &g_array_index (self->sections, Section, s);
      guint end = s + 1 < self->sections->len ? section[1].start : self->pks->len;

      for (guint i = section->start; i < end; i++)
        {
          gint64 pk = g_array_index (self->pks, gint64, i);
          gboolean is_one = bits != NULL ? (bits[pk / 8] >> (pk % 8)) & 1 : is_match (pks, pk);

          if (is_one == those)
            lnet_member_order_append (kept, pk, section->letter);
        }
    }
  return kept;
}

guint
lnet_member_order_get_n (LnetMemberOrder *self)
{
  return self->pks->len;
}

gint64
lnet_member_order_get_pk (LnetMemberOrder *self,
                          guint            position)
{
  g_return_val_if_fail (position < self->pks->len, 0);

  return g_array_index (self->pks, gint64, position);
}

const gint64 *
lnet_member_order_get_pks (LnetMemberOrder *self,
                           guint           *n)
{
  *n = self->pks->len;
  return (const gint64 *) self->pks->data;
}

/* The last section that begins at or before @position. */
static guint
find_section (LnetMemberOrder *self,
              guint            position)
{
  guint low = 0;
  guint high = self->sections->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->sections, Section, middle).start <= position)
        low = middle;
      else
        high = middle;
    }
  return low;
}

const char *
lnet_member_order_get_letter (LnetMemberOrder *self,
                              guint            position)
{
  g_return_val_if_fail (position < self->pks->len, "");

  return g_array_index (self->sections, Section, find_section (self, position)).letter;
}

void
lnet_member_order_get_section (LnetMemberOrder *self,
                               guint            position,
                               guint           *start,
                               guint           *end)
{
  guint nth;

  if (position >= self->pks->len)
    {
      *start = self->pks->len;
      *end = G_MAXUINT;
      return;
    }
  nth = find_section (self, position);
  *start = g_array_index (self->sections, Section, nth).start;
  *end = nth + 1 < self->sections->len ? g_array_index (self->sections, Section, nth + 1).start : self->pks->len;
}

guint
lnet_member_order_get_n_sections (LnetMemberOrder *self)
{
  return self->sections->len;
}

const char *
lnet_member_order_get_nth_section (LnetMemberOrder *self,
                                   guint            nth,
                                   guint           *start)
{
  const Section *section;

  g_return_val_if_fail (nth < self->sections->len, NULL);

  section = &g_array_index (self->sections, Section, nth);
  *start = section->start;
  return section->letter;
}

guint
lnet_member_order_find (LnetMemberOrder *self,
                        gint64           pk)
{
  const gint64 *pks = (const gint64 *) self->pks->data;

  for (guint i = 0; i < self->pks->len; i++)
    if (pks[i] == pk)
      return i;
  return G_MAXUINT;
}

gboolean
lnet_member_order_is_alike (LnetMemberOrder *self,
                            LnetMemberOrder *other,
                            guint            n)
{
  guint n_sections;

  if (n == 0)
    return TRUE;
  if (n > self->pks->len || n > other->pks->len || memcmp (self->pks->data, other->pks->data, n * sizeof (gint64)) != 0)
    return FALSE;
  n_sections = find_section (self, n - 1) + 1;
  if (n_sections != find_section (other, n - 1) + 1)
    return FALSE;
  for (guint i = 0; i < n_sections; i++)
    {
      const Section *a = &g_array_index (self->sections, Section, i);
      const Section *b = &g_array_index (other->sections, Section, i);

      if (a->start != b->start || a->letter != b->letter)
        return FALSE;
    }
  return TRUE;
}

void
lnet_member_order_take_head (LnetMemberOrder *self,
                             GPtrArray       *head)
{
  self->head = head;
}

/* Whether every one of @words begins some word; those of @found_by are parted, and begun, by a space. */
static gboolean
fits (const char *found_by,
      char      **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (found_by, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

LnetMemberOrder *
lnet_member_order_find_first (LnetMemberOrder *self,
                              const char      *typed,
                              guint            n,
                              guint            n_filled)
{
  g_autoptr (LnetMemberOrder) first = lnet_member_order_new ();
  g_auto (GStrv) words = lnet_member_words_split (typed);
  guint i;

  if (self->head == NULL)
    return NULL;
  for (guint k = 0; words[k] != NULL; k++)
    {
      char *word = words[k];

      words[k] = g_strconcat (" ", word, NULL);
      g_free (word);
    }
  for (i = 0; i < self->head->len && first->pks->len < n_filled; i++)
    if (fits (g_ptr_array_index (self->head, i), words))
      lnet_member_order_append (first, lnet_member_order_get_pk (self, i), lnet_member_order_get_letter (self, i));
  if (first->pks->len < n && self->head->len < self->pks->len)
    return NULL;
  for (; i < self->pks->len && first->pks->len < n_filled; i++)
    lnet_member_order_append (first, lnet_member_order_get_pk (self, i), lnet_member_order_get_letter (self, i));
  return g_steal_pointer (&first);
}
