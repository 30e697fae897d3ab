/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-word-diff.h"

#include "lnet-prose.h"
#include "lnet-tokens.h"

#include <string.h>

/* How the shortest list is found: words become numbers; what stands at both ends, and what occurs in one text only, is
 * set aside; the rest is divided at a point that some shortest list goes through, again and again. Where the texts are
 * alike, the point comes from E. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), section 4b. That
 * search becomes slow where they are not; it is given up for the bit-parallel row of H. Hyyrö, "Bit-Parallel LCS-length
 * Computation Revisited" (2004), in the manner of D. Hirschberg (1975), which costs n × m ÷ 64 whatever they say. */

/* One of the two texts: all its words, and those of them that occur in the other as well. */
typedef struct
{
  const char *text;
  GArray *words;
  int *symbols;
  guint *indices; /* of symbols[i] in words */
  gboolean *kept; /* symbols[i] stays */
  int n;
} Side;

typedef struct
{
  Side a;
  Side b;
  int n_symbols;
  int *forward; /* furthest x of each diagonal, counted from the middle of the array */
  int *backward;
  int *first; /* bit-parallel: the first place of each symbol in the stretch of b, and the next one of each place */
  int *next;
  guint64 *row;
  guint64 *matches;
  int *scores;
} Comparison;

/* Numbers the words of @side that @shared knows. */
static void
number_words (Side       *side,
              GHashTable *shared)
{
  side->symbols = g_new (int, side->words->len + 1);
  side->indices = g_new (guint, side->words->len + 1);
  side->kept = g_new0 (gboolean, side->words->len + 1);
  side->n = 0;
  for (guint i = 0; i < side->words->len; i++)
    {
      gpointer symbol = g_hash_table_lookup (shared, &g_array_index (side->words, LnetToken, i));

      if (symbol == NULL)
        continue;
      side->indices[side->n] = i;
      side->symbols[side->n++] = GPOINTER_TO_INT (symbol) - 1;
    }
}

/* The words that both texts have, counted from one. */
static GHashTable *
find_shared_words (GArray *a,
                   GArray *b)
{
  g_autoptr (GHashTable) in_a = g_hash_table_new (lnet_token_hash, lnet_token_equal);
  GHashTable *shared = g_hash_table_new (lnet_token_hash, lnet_token_equal);

  for (guint i = 0; i < a->len; i++)
    g_hash_table_add (in_a, &g_array_index (a, LnetToken, i));
  for (guint i = 0; i < b->len; i++)
    {
      LnetToken *word = &g_array_index (b, LnetToken, i);

      if (g_hash_table_contains (in_a, word) && !g_hash_table_contains (shared, word))
        g_hash_table_insert (shared, word, GINT_TO_POINTER (g_hash_table_size (shared) + 1));
    }
  return shared;
}

static void
comparison_init (Comparison *self,
                 const char *before,
                 const char *after)
{
  g_autoptr (GHashTable) shared = NULL;

  memset (self, 0, sizeof *self);
  self->a.text = before;
  self->b.text = after;
  self->a.words = lnet_tokens_split (before);
  self->b.words = lnet_tokens_split (after);
  shared = find_shared_words (self->a.words, self->b.words);
  self->n_symbols = (int) g_hash_table_size (shared);
  number_words (&self->a, shared);
  number_words (&self->b, shared);
  self->forward = g_new (int, self->a.n + self->b.n + 3);
  self->backward = g_new (int, self->a.n + self->b.n + 3);
}

static void
side_clear (Side *side)
{
  g_array_unref (side->words);
  g_free (side->symbols);
  g_free (side->indices);
  g_free (side->kept);
}

static void
comparison_clear (Comparison *self)
{
  side_clear (&self->a);
  side_clear (&self->b);
  g_free (self->forward);
  g_free (self->backward);
  g_free (self->first);
  g_free (self->next);
  g_free (self->row);
  g_free (self->matches);
  g_free (self->scores);
}

/* A rectangle of the comparison: a[a_start, a_end) against b[b_start, b_end). */
typedef struct
{
  int a_start;
  int a_end;
  int b_start;
  int b_end;
} Area;

static int
run_forward (const Comparison *self,
             const Area       *area,
             int               x,
             int               y)
{
  while (x < area->a_end && y < area->b_end && self->a.symbols[x] == self->b.symbols[y])
    {
      x++;
      y++;
    }
  return x;
}

static int
run_backward (const Comparison *self,
              const Area       *area,
              int               x,
              int               y)
{
  while (x > area->a_start && y > area->b_start && self->a.symbols[x - 1] == self->b.symbols[y - 1])
    {
      x--;
      y--;
    }
  return x;
}

/* The diagonals a search has reached. They grow by one on either side with each round, until the area's edge. */
typedef struct
{
  int *reach;
  int low;
  int high;
} Front;

static void
front_grow (Front *front,
            int    lowest,
            int    highest,
            int    unreached)
{
  if (front->low > lowest)
    front->reach[--front->low - 1] = unreached;
  else
    front->low++;
  if (front->high < highest)
    front->reach[++front->high + 1] = unreached;
  else
    front->high--;
}

static gboolean
front_has (const Front *front,
           int          diagonal)
{
  return front->low <= diagonal && diagonal <= front->high;
}

/* Myers' search from both ends. FALSE when it did not meet within @budget steps. */
static gboolean
find_meeting (Comparison *self,
              const Area *area,
              gint64      budget,
              int        *x_out,
              int        *y_out)
{
  int lowest = area->a_start - area->b_end;
  int highest = area->a_end - area->b_start;
  int start = area->a_start - area->b_start;
  int end = area->a_end - area->b_end;
  gboolean odd = ((start - end) & 1) != 0;
  Front forward = { self->forward + self->b.n + 1, start, start };
  Front backward = { self->backward + self->b.n + 1, end, end };

  forward.reach[start] = area->a_start;
  backward.reach[end] = area->a_end;
  while (budget > 0)
    {
      front_grow (&forward, lowest, highest, -1);
      for (int d = forward.high; d >= forward.low; d -= 2)
        {
          int x = MAX (forward.reach[d - 1] + 1, forward.reach[d + 1]);

          x = run_forward (self, area, x, x - d);
          forward.reach[d] = x;
          if (odd && front_has (&backward, d) && backward.reach[d] <= x)
            {
              *x_out = x;
              *y_out = x - d;
              return TRUE;
            }
        }

      front_grow (&backward, lowest, highest, G_MAXINT);
      for (int d = backward.high; d >= backward.low; d -= 2)
        {
          int x = MIN (backward.reach[d - 1], backward.reach[d + 1] - 1);

          x = run_backward (self, area, x, x - d);
          backward.reach[d] = x;
          if (!odd && front_has (&forward, d) && x <= forward.reach[d])
            {
              *x_out = x;
              *y_out = x - d;
              return TRUE;
            }
        }
      budget -= forward.high - forward.low + backward.high - backward.low;
    }
  return FALSE;
}

/* Threads the places of each symbol in the area's stretch of b, counted from its start (or its end, backwards). */
static void
thread_places (Comparison *self,
               const Area *area,
               gboolean    backwards)
{
  int n = area->b_end - area->b_start;

  for (int i = area->a_start; i < area->a_end; i++)
    self->first[self->a.symbols[i]] = -1;
  for (int i = area->b_start; i < area->b_end; i++)
    self->first[self->b.symbols[i]] = -1;
  for (int i = 0; i < n; i++)
    {
      int symbol = self->b.symbols[backwards ? area->b_end - 1 - i : area->b_start + i];

      self->next[i] = self->first[symbol];
      self->first[symbol] = i;
    }
}

/* One row of Hyyrö's table: @row's zeros tell where the longest common sequence grows. */
static void
add_row (Comparison *self,
         int         symbol,
         int         n_blocks)
{
  guint64 carry = 0;

  if (self->first[symbol] < 0)
    return;
  for (int i = self->first[symbol]; i >= 0; i = self->next[i])
    self->matches[i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
  for (int i = 0; i < n_blocks; i++)
    {
      guint64 row = self->row[i];
      guint64 hit = row & self->matches[i];
      guint64 sum = row + hit;
      guint64 over = sum < row;

      sum += carry;
      carry = over | (sum < carry);
      self->row[i] = sum | (row - hit);
    }
  for (int i = self->first[symbol]; i >= 0; i = self->next[i])
    self->matches[i / 64] = 0;
}

static void
fill_row (Comparison *self,
          const Area *area,
          gboolean    backwards)
{
  int n_blocks = (area->b_end - area->b_start + 63) / 64;

  thread_places (self, area, backwards);
  memset (self->row, 0xff, n_blocks * sizeof *self->row);
  for (int i = area->a_start; i < area->a_end; i++)
    add_row (self, self->a.symbols[backwards ? area->a_end - 1 - (i - area->a_start) : i], n_blocks);
}

static void
ensure_rows (Comparison *self)
{
  int n_blocks = self->b.n / 64 + 1;

  if (self->row != NULL)
    return;
  self->first = g_new (int, self->n_symbols);
  self->next = g_new (int, self->b.n);
  self->row = g_new (guint64, n_blocks);
  self->matches = g_new0 (guint64, n_blocks);
  self->scores = g_new (int, self->b.n + 1);
}

static int
row_grows_at (const Comparison *self,
              int               place)
{
  return (self->row[place / 64] >> (place % 64) & 1) == 0;
}

/* Cuts a in the middle, and b where the two halves together have the longest common sequence. */
static void
find_cut (Comparison *self,
          const Area *area,
          int        *x_out,
          int        *y_out)
{
  int middle = area->a_start + (area->a_end - area->a_start) / 2;
  int n = area->b_end - area->b_start;
  Area head = { area->a_start, middle, area->b_start, area->b_end };
  Area tail = { middle, area->a_end, area->b_start, area->b_end };
  int score = 0;
  int best;

  ensure_rows (self);
  fill_row (self, &head, FALSE);
  for (int i = 0; i <= n; i++)
    {
      self->scores[i] = score;
      score += i < n ? row_grows_at (self, i) : 0;
    }

  fill_row (self, &tail, TRUE);
  score = 0;
  best = n;
  for (int i = 0; i <= n; i++)
    {
      self->scores[n - i] += score;
      if (self->scores[n - i] > self->scores[best])
        best = n - i;
      score += i < n ? row_grows_at (self, i) : 0;
    }
  *x_out = middle;
  *y_out = area->b_start + best;
}

static void
compare_area (Comparison *self,
              Area        area)
{
  int x;
  int y;
  gint64 n;
  gint64 m;

  while (area.a_start < area.a_end && area.b_start < area.b_end &&
         self->a.symbols[area.a_start] == self->b.symbols[area.b_start])
    {
      self->a.kept[area.a_start++] = TRUE;
      self->b.kept[area.b_start++] = TRUE;
    }
  while (area.a_start < area.a_end && area.b_start < area.b_end &&
         self->a.symbols[area.a_end - 1] == self->b.symbols[area.b_end - 1])
    {
      self->a.kept[--area.a_end] = TRUE;
      self->b.kept[--area.b_end] = TRUE;
    }
  n = area.a_end - area.a_start;
  m = area.b_end - area.b_start;
  if (n == 0 || m == 0)
    return;

  /* Up to here Myers costs less than the rows would; a single word of a cannot be cut. */
  if (!find_meeting (self, &area, n == 1 ? G_MAXINT64 : 256 + 4 * (n + m) + n * m / 256, &x, &y))
    find_cut (self, &area, &x, &y);
  compare_area (self, (Area) { area.a_start, x, area.b_start, y });
  compare_area (self, (Area) { x, area.a_end, y, area.b_end });
}

static void
add_run (GArray           *runs,
         LnetWordDiffKind  kind,
         gsize             offset,
         gsize             length)
{
  LnetWordDiffRun run = { kind, offset, length };
  LnetWordDiffRun *last = runs->len > 0 ? &g_array_index (runs, LnetWordDiffRun, runs->len - 1) : NULL;

  if (length == 0)
    return;
  if (last != NULL && last->kind == kind)
    last->length += length;
  else
    g_array_append_val (runs, run);
}

static gsize
common_space_start (const char *a,
                    gsize       a_length,
                    const char *b,
                    gsize       b_length)
{
  gsize n = 0;

  while (n < a_length && n < b_length && g_utf8_get_char (a + n) == g_utf8_get_char (b + n) &&
         g_unichar_isspace (g_utf8_get_char (a + n)))
    n = g_utf8_next_char (a + n) - a;
  return n;
}

static gsize
common_space_end (const char *a,
                  gsize       a_length,
                  const char *b,
                  gsize       b_length)
{
  gsize n = 0;

  while (n < a_length && n < b_length)
    {
      const char *p = g_utf8_prev_char (a + a_length - n);
      const char *q = g_utf8_prev_char (b + b_length - n);

      if (g_utf8_get_char (p) != g_utf8_get_char (q) || !g_unichar_isspace (g_utf8_get_char (p)))
        break;
      n = a + a_length - p;
    }
  return n;
}

/* What stands between two words that stay: white space, and the words that went and came. */
static void
add_gap (const Comparison *self,
         GArray           *runs,
         gsize             a_start,
         gsize             a_end,
         gsize             b_start,
         gsize             b_end)
{
  const char *a = self->a.text;
  const char *b = self->b.text;
  gsize start = common_space_start (a + a_start, a_end - a_start, b + b_start, b_end - b_start);
  gsize end;

  add_run (runs, LNET_WORD_DIFF_EQUAL, b_start, start);
  a_start += start;
  b_start += start;
  end = common_space_end (a + a_start, a_end - a_start, b + b_start, b_end - b_start);
  add_run (runs, LNET_WORD_DIFF_DELETED, a_start, a_end - end - a_start);
  add_run (runs, LNET_WORD_DIFF_INSERTED, b_start, b_end - end - b_start);
  add_run (runs, LNET_WORD_DIFF_EQUAL, b_end - end, end);
}

static GArray *
collect_runs (const Comparison *self)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (LnetWordDiffRun));
  gsize a_offset = 0;
  gsize b_offset = 0;
  int j = 0;

  for (int i = 0; i < self->a.n; i++)
    {
      const LnetToken *word;
      const LnetToken *other;

      if (!self->a.kept[i])
        continue;
      while (!self->b.kept[j])
        j++;
      word = &g_array_index (self->a.words, LnetToken, self->a.indices[i]);
      other = &g_array_index (self->b.words, LnetToken, self->b.indices[j++]);
      add_gap (self, runs, a_offset, word->text - self->a.text, b_offset, other->text - self->b.text);
      add_run (runs, LNET_WORD_DIFF_EQUAL, other->text - self->b.text, other->length);
      a_offset = word->text + word->length - self->a.text;
      b_offset = other->text + other->length - self->b.text;
    }
  add_gap (self, runs, a_offset, strlen (self->a.text), b_offset, strlen (self->b.text));
  return runs;
}

GArray *
lnet_word_diff (const char *before,
                const char *after)
{
  Comparison comparison;
  GArray *runs;

  comparison_init (&comparison, before, after);
  compare_area (&comparison, (Area) { 0, comparison.a.n, 0, comparison.b.n });
  runs = collect_runs (&comparison);
  comparison_clear (&comparison);
  return runs;
}

void
lnet_word_diff_count (const char *before,
                      const char *after,
                      guint      *n_deleted,
                      guint      *n_inserted)
{
  g_autoptr (GArray) runs = lnet_word_diff (before, after);
  guint counts[3] = { 0 };

  for (guint i = 0; i < runs->len; i++)
    {
      const LnetWordDiffRun *run = &g_array_index (runs, LnetWordDiffRun, i);
      const char *text = run->kind == LNET_WORD_DIFF_DELETED ? before : after;
      g_autofree char *words = g_strndup (text + run->offset, run->length);

      counts[run->kind] += lnet_prose_count_words (words);
    }
  if (n_deleted != NULL)
    *n_deleted = counts[LNET_WORD_DIFF_DELETED];
  if (n_inserted != NULL)
    *n_inserted = counts[LNET_WORD_DIFF_INSERTED];
}
