/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pool-index-private.h"
#include "lnet-pool-nest-private.h"
#include "lnet-pool-scan-private.h"

#include <string.h>

/* Words that two share are counted up to this many in each direction: four bits each. */
#define WORDS_MOST 15

/* Times in the lower 40 bits, languages in the upper ones. Where there are more of them, some share a bit. */
#define SLOT_BITS 40
#define SLOTS (((guint64) 1 << SLOT_BITS) - 1)

#define LEAN_MOST 4
#define N_LEANS (2 * LEAN_MOST + 1)

struct _LnetPoolScan
{
  const LnetPool *pool;
  guint32 n;         /* those who are to be paired; here they are spoken of by their place among these */
  guint32 *place;    /* in the pool */
  guint32 *at;       /* by place in the pool: here, or LNET_POOL_NOBODY */
  guint64 *bits;
  LnetPairingTraits *traits;
  LnetPoolLists bringers;    /* by stem */
  LnetPoolLists wishers;
  LnetPoolLists asked;       /* by member: those of whom one asked for the other */

  /* the run at hand */
  const LnetPoolGraph *graph;
  const gint64 *values;
  guint8 *is_row;        /* by member; NULL: each is, and is looked at with those behind them */
  LnetPoolNest *nest;    /* NULL: no blossoms */
  gint64 *inside;        /* by vertex: what the blossoms count that hold it and the row's; all 0 where there are none */
  gboolean is_inside;    /* whether any holds the row's */
  guint n_best;
  GArray *all;           /* LnetGraphEdge; NULL: each keeps the best */
  gint64 of_words[256];  /* by the words shared, four bits each way: what they bring */
  gint64 *alone[N_LEANS]; /* by the row's lean and member: what they bring to it whatever else, less their value */
  gint64 *limit;         /* by member: what is no more than this is not kept */
  LnetPoolFind *finds;   /* n_best for each member */
  guint8 *n_finds;
  LnetPoolLists known;           /* by member: with whom they have an edge */
  guint8 *shared;        /* by member: words shared with the row's, as of_words has them */
  guint32 *promising;    /* the row's */
};

/* --- what does not change --- */

static const LnetPoolKeys *
keys_of (const LnetPoolScan *self,
         guint32             member)
{
  return lnet_pool_get_keys (self->pool, self->place[member]);
}

/* Who has many words comes first: they are the best partners of many, who then have found good ones early. */
static int
compare_words (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;
  const LnetPoolKeys *of_x = lnet_pool_get_keys (data, x);
  const LnetPoolKeys *of_y = lnet_pool_get_keys (data, y);
  guint32 n_of_x = of_x->brings.n + of_x->wishes.n;
  guint32 n_of_y = of_y->brings.n + of_y->wishes.n;

  if (n_of_x != n_of_y)
    return n_of_x > n_of_y ? -1 : 1;
  return x < y ? -1 : 1;
}

static guint64
make_bits (const LnetPoolSet *set,
           guint              first,
           guint              n_bits)
{
  guint64 bits = 0;

  for (guint32 i = 0; i < set->n; i++)
    bits |= (guint64) 1 << (first + set->ids[i] % n_bits);
  return bits;
}

LnetPoolScan *
lnet_pool_scan_new (const LnetPoolGraph *graph)
{
  LnetPoolScan *self = g_new0 (LnetPoolScan, 1);
  guint32 n = lnet_pool_get_n (graph->pool);

  self->pool = graph->pool;
  self->place = g_new (guint32, MAX (n, 1));
  self->at = g_new (guint32, MAX (n, 1));
  self->bits = g_new (guint64, MAX (n, 1));
  self->traits = g_new (LnetPairingTraits, MAX (n, 1));
  for (guint32 i = 0; i < n; i++)
    {
      self->at[i] = LNET_POOL_NOBODY;
      if (!lnet_pool_graph_is_paired (graph, i))
        self->place[self->n++] = i;
    }
  g_sort_array (self->place, self->n, sizeof (guint32), compare_words, (gpointer) self->pool);
  for (guint32 i = 0; i < self->n; i++)
    {
      const LnetPoolKeys *keys = keys_of (self, i);

      self->at[self->place[i]] = i;
      self->bits[i] = make_bits (&keys->slots, 0, SLOT_BITS) | make_bits (&keys->languages, SLOT_BITS, 64 - SLOT_BITS);
      self->traits[i] = keys->traits;
    }
  lnet_pool_index_stems (self->pool, self->place, self->n, &self->bringers, &self->wishers);
  lnet_pool_index_asked (self->pool, self->at, self->n, &self->asked);
  return self;
}

void
lnet_pool_scan_end (LnetPoolScan *self)
{
  g_clear_pointer (&self->is_row, g_free);
  lnet_pool_lists_clear (&self->known);
  g_clear_pointer (&self->nest, lnet_pool_nest_free);
  g_clear_pointer (&self->inside, g_free);
  for (guint i = 0; i < N_LEANS; i++)
    g_clear_pointer (&self->alone[i], g_free);
  g_clear_pointer (&self->limit, g_free);
  g_clear_pointer (&self->finds, g_free);
  g_clear_pointer (&self->n_finds, g_free);
  g_clear_pointer (&self->shared, g_free);
  g_clear_pointer (&self->promising, g_free);
}

void
lnet_pool_scan_free (LnetPoolScan *self)
{
  if (self == NULL)
    return;
  lnet_pool_scan_end (self);
  lnet_pool_lists_clear (&self->bringers);
  lnet_pool_lists_clear (&self->wishers);
  lnet_pool_lists_clear (&self->asked);
  g_free (self->place);
  g_free (self->at);
  g_free (self->bits);
  g_free (self->traits);
  g_free (self);
}

/* --- a run --- */

static gint64
make_gain (const LnetPoolScan *self,
           int                 score)
{
  return ((gint64) score * 2) << self->graph->shift;
}

static int
get_weight (const LnetPoolScan *self,
            LnetCriterion       criterion)
{
  return self->pool->weights[criterion];
}

static void
index_known (LnetPoolScan *self)
{
  const LnetGraph *graph = self->graph->graph;

  lnet_pool_lists_begin (&self->known, graph->n);
  for (guint32 i = 0; i < graph->n_edges; i++)
    lnet_pool_lists_count (&self->known, graph->edges[i].u);
  lnet_pool_lists_make_room (&self->known);
  for (guint32 i = 0; i < graph->n_edges; i++)
    lnet_pool_lists_put (&self->known, graph->edges[i].u, graph->edges[i].v);
}

static void
weigh_alone (LnetPoolScan *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->of_words); i++)
    self->of_words[i] = make_gain (self,
                                   get_weight (self, LNET_CRITERION_WISH) * lnet_pairing_score_wish (i & 15, i >> 4));
  for (guint32 i = 0; i < self->n; i++)
    {
      const LnetPairingTraits *traits = &self->traits[i];
      gint64 value = self->values == NULL ? 0 : self->values[self->place[i]];

      for (int lean = -LEAN_MOST; lean <= LEAN_MOST; lean++)
        {
          LnetPairingTraits row = { .lean = (gint8) lean };
          int score = get_weight (self, LNET_CRITERION_WAITED) * traits->waited
                      + get_weight (self, LNET_CRITERION_BALANCE) * lnet_pairing_score_balance (&row, traits);

          self->alone[lean + LEAN_MOST][i] = make_gain (self, score) - value;
        }
    }
}

static void
choose_rows (LnetPoolScan  *self,
             const guint8  *is_row)
{
  if (is_row == NULL)
    return;
  self->is_row = g_new (guint8, MAX (self->n, 1));
  for (guint32 i = 0; i < self->n; i++)
    self->is_row[i] = is_row[self->place[i]];
}

static void
begin_run (LnetPoolScan           *self,
           const LnetPoolGraph    *graph,
           const LnetPoolScanTask *task)
{
  const LnetMatchingDual *dual = task->dual;
  gsize n = MAX (self->n, 1);

  lnet_pool_scan_end (self);
  self->graph = graph;
  self->values = task->values;
  self->nest = dual == NULL ? NULL : lnet_pool_nest_new (dual);
  self->inside = g_new0 (gint64, MAX (dual == NULL ? 0 : dual->n, graph->graph->n) + 1);
  self->is_inside = FALSE;
  self->n_best = task->n_best;
  self->all = task->all;
  for (guint i = 0; i < N_LEANS; i++)
    self->alone[i] = g_new (gint64, n);
  self->limit = g_new (gint64, n);
  for (guint32 i = 0; i < self->n; i++)
    self->limit[i] = task->limits[self->place[i]];
  self->finds = g_new (LnetPoolFind, n * task->n_best);
  self->n_finds = g_new0 (guint8, n);
  self->shared = g_new0 (guint8, n);
  self->promising = g_new (guint32, n);
  choose_rows (self, task->is_row);
  weigh_alone (self);
  lnet_pool_lists_rewind (&self->bringers);
  lnet_pool_lists_rewind (&self->wishers);
  index_known (self);
}

/* The most that @member brings to a pair besides words and balance, less their value; nobody asked for anybody. */
static gint64
get_most (const LnetPoolScan *self,
          guint32             member)
{
  const LnetPairingTraits *traits = &self->traits[member];
  int score = get_weight (self, LNET_CRITERION_WAITED) * traits->waited;

  if (traits->role != 0)
    score += get_weight (self, LNET_CRITERION_ROLE) * LNET_CRITERION_MAX_SCORE;
  if (traits->organization != 0)
    score += get_weight (self, LNET_CRITERION_ORGANIZATION) * LNET_CRITERION_MAX_SCORE;
  if (traits->region != 0 || traits->town != 0)
    score += get_weight (self, LNET_CRITERION_REGION) * LNET_CRITERION_MAX_SCORE;
  return make_gain (self, score + 1) - (self->values == NULL ? 0 : self->values[self->place[member]]);
}

/* Counts one of @member's stems for those they are looked at with who have it in one of the lists. @step: one word in
 * that direction; @has_many: there may be more than can be counted */
static void
share_stem (LnetPoolScan  *self,
            LnetPoolLists *lists,
            guint32        stem,
            guint32        member,
            guint8         step,
            gboolean       has_many)
{
  const guint8 full = has_many ? (guint8) (WORDS_MOST * step) : 0;
  const guint32 *item = lists->items + lists->next[stem];
  const guint32 *const end = lists->items + lists->start[stem + 1];
  guint8 *const shared = self->shared;

  if (self->is_row == NULL)
    {
      while (item < end && *item <= member)
        item++;
      lists->next[stem] = (guint32) (item - lists->items);
    }
  if (full == 0)
    for (; item < end; item++)
      shared[*item] = (guint8) (shared[*item] + step);
  else
    for (; item < end; item++)
      shared[*item] = (guint8) (shared[*item] + ((shared[*item] & full) == full ? 0 : step));
}

static void
share_stems (LnetPoolScan *self,
             guint32       member)
{
  const LnetPoolKeys *keys = keys_of (self, member);

  memset (self->shared, 0, self->n);
  if (get_weight (self, LNET_CRITERION_WISH) == 0)
    return;
  for (guint32 i = 0; i < keys->brings.n; i++)
    share_stem (self, &self->wishers, keys->brings.ids[i], member, 1, keys->brings.n > WORDS_MOST);
  for (guint32 i = 0; i < keys->wishes.n; i++)
    share_stem (self, &self->bringers, keys->wishes.ids[i], member, 16, keys->wishes.n > WORDS_MOST);
}

/* Those whose pair with @member may be worth keeping for one of the two. */
static guint32
find_promising (LnetPoolScan *self,
                guint32       member)
{
  const gint64 limit = self->limit[member];
  const gint64 most = get_most (self, member);
  const guint8 *const shared = self->shared;
  const gint64 *const of_words = self->of_words;
  const gint64 *const alone = self->alone[self->traits[member].lean + LEAN_MOST];
  const gint64 *const limits = self->limit;
  guint32 *const promising = self->promising;
  const guint32 end = self->n;
  guint32 n = 0;

  for (guint32 other = self->is_row == NULL ? member + 1 : 0; other < end; other++)
    {
      gint64 bound = most + of_words[shared[other]] + alone[other];

      promising[n] = other;
      n += bound > MIN (limit, limits[other]);
    }
  return n;
}

/* Whether the pair was, or will be, looked at from the other one; or is none. */
static gboolean
is_passed_over (const LnetPoolScan *self,
                guint32             member,
                guint32             other)
{
  return other <= member && (other == member || self->is_row == NULL || self->is_row[other]);
}

/* Of the promising, those who share a time and a language with @member, as far as bits say. */
static guint32
find_meeting (LnetPoolScan *self,
              guint32       member,
              guint32       n)
{
  const guint64 row = self->bits[member];
  const guint64 *const bits = self->bits;
  guint32 *const promising = self->promising;
  guint32 n_meeting = 0;

  for (guint32 i = 0; i < n; i++)
    {
      guint32 other = promising[i];

      promising[n_meeting] = other;
      n_meeting += ((row & bits[other] & SLOTS) != 0) & ((row & bits[other] & ~SLOTS) != 0);
    }
  return n_meeting;
}

static guint
find_least (const LnetPoolFind *finds,
            guint               n)
{
  guint least = 0;

  for (guint i = 1; i < n; i++)
    if (finds[i].gain < finds[least].gain)
      least = i;
  return least;
}

/* Keeps a pair among @member's best. */
static void
keep (LnetPoolScan *self,
      guint32       member,
      guint32       other,
      gint64        gain)
{
  LnetPoolFind *finds = self->finds + (gsize) member * self->n_best;

  if (gain <= self->limit[member])
    return;
  if (self->n_finds[member] < self->n_best)
    finds[self->n_finds[member]++] = (LnetPoolFind) { gain, other };
  else
    finds[find_least (finds, self->n_best)] = (LnetPoolFind) { gain, other };
  if (self->n_finds[member] == self->n_best)
    self->limit[member] = finds[find_least (finds, self->n_best)].gain;
}

static int
score_fast (const LnetPoolScan *self,
            guint32             member,
            guint32             other)
{
  const LnetPairingTraits *a = &self->traits[member];
  const LnetPairingTraits *b = &self->traits[other];
  guint shared = self->shared[other];

  return get_weight (self, LNET_CRITERION_WISH) * lnet_pairing_score_wish (shared & 15, shared >> 4)
         + get_weight (self, LNET_CRITERION_ROLE) * lnet_pairing_score_role (a, b)
         + get_weight (self, LNET_CRITERION_ORGANIZATION) * lnet_pairing_score_organization (a, b)
         + get_weight (self, LNET_CRITERION_REGION) * lnet_pairing_score_region (a, b)
         + get_weight (self, LNET_CRITERION_WAITED) * lnet_pairing_score_waited (a, b)
         + get_weight (self, LNET_CRITERION_BALANCE) * lnet_pairing_score_balance (a, b);
}

static void
look_at (LnetPoolScan *self,
         guint32       member,
         guint32       other,
         int           score)
{
  guint32 a = self->place[member];
  guint32 b = self->place[other];
  gint64 limit = MIN (self->limit[member], self->limit[other]);
  gint64 gain = make_gain (self, score) - self->inside[b];
  LnetGraphEdge edge;

  if (self->values != NULL)
    gain -= self->values[a] + self->values[b];
  if (gain + make_gain (self, 1) <= limit)
    return;
  gain += 2 * lnet_pool_graph_make_weight (self->graph, a, b, 0);
  if (gain <= limit || !lnet_pool_allows (self->pool, a, b)
      || lnet_pool_lists_have (&self->known, MIN (a, b), MAX (a, b)))
    return;
  if (self->all == NULL)
    {
      keep (self, member, other, gain);
      keep (self, other, member, gain);
      return;
    }
  edge = (LnetGraphEdge) { MIN (a, b), MAX (a, b), lnet_pool_graph_make_weight (self->graph, a, b, score) };
  g_array_append_val (self->all, edge);
}

static void
scan_row (LnetPoolScan *self,
          guint32       member)
{
  const gboolean has_asked = self->asked.start[member] < self->asked.start[member + 1];
  guint32 n;

  self->is_inside = self->nest != NULL && lnet_pool_nest_open (self->nest, self->place[member], self->inside);
  for (guint32 i = self->asked.start[member]; i < self->asked.start[member + 1]; i++)
    {
      guint32 other = self->asked.items[i];

      if (is_passed_over (self, member, other))
        continue;
      look_at (self, member, other, lnet_pool_score (self->pool, self->place[member], self->place[other], NULL));
    }
  share_stems (self, member);
  n = find_meeting (self, member, find_promising (self, member));
  for (guint32 i = 0; i < n; i++)
    {
      guint32 other = self->promising[i];

      if (!is_passed_over (self, member, other) && (!has_asked || !lnet_pool_lists_have (&self->asked, member, other)))
        look_at (self, member, other, score_fast (self, member, other));
    }
  if (self->is_inside)
    lnet_pool_nest_close (self->nest, self->place[member], self->inside);
}

/* --- what was found --- */

static int
compare_finds (gconstpointer a,
               gconstpointer b)
{
  const LnetPoolFind *x = a;
  const LnetPoolFind *y = b;

  return (x->other > y->other) - (x->other < y->other);
}

/* From here on members are spoken of by their places in the pool. */
static void
arrange_finds (LnetPoolScan *self)
{
  for (guint32 i = 0; i < self->n; i++)
    {
      LnetPoolFind *finds = self->finds + (gsize) i * self->n_best;

      for (guint k = 0; k < self->n_finds[i]; k++)
        finds[k].other = self->place[finds[k].other];
      if (self->n_finds[i] > 1)
        qsort (finds, self->n_finds[i], sizeof *finds, compare_finds);
    }
}

gboolean
lnet_pool_scan_run (LnetPoolScan            *self,
                    const LnetPoolGraph     *graph,
                    const LnetPoolScanTask  *task,
                    GCancellable            *cancellable,
                    GError                 **error)
{
  gboolean done = TRUE;

  begin_run (self, graph, task);
  for (guint32 i = 0; i < self->n && done && (task->all == NULL || task->all->len < task->n_most); i++)
    if (self->is_row == NULL || self->is_row[i])
      {
        scan_row (self, i);
        done = !g_cancellable_set_error_if_cancelled (cancellable, error);
      }
  if (done)
    arrange_finds (self);
  else
    lnet_pool_scan_end (self);
  return done;
}

gboolean
lnet_pool_scan_has (const LnetPoolScan *self,
                    guint32             vertex)
{
  return self->at[vertex] != LNET_POOL_NOBODY;
}

const LnetPoolFind *
lnet_pool_scan_get_finds (const LnetPoolScan *self,
                          guint32             vertex,
                          guint              *n_finds)
{
  guint32 at = self->at[vertex];

  *n_finds = at == LNET_POOL_NOBODY ? 0 : self->n_finds[at];
  return *n_finds == 0 ? NULL : self->finds + (gsize) at * self->n_best;
}

gboolean
lnet_pool_scan_has_found (const LnetPoolScan *self,
                          guint32             vertex,
                          guint32             other)
{
  guint n_finds;
  const LnetPoolFind *finds = lnet_pool_scan_get_finds (self, vertex, &n_finds);

  for (guint i = 0; i < n_finds; i++)
    if (finds[i].other == other)
      return TRUE;
  return FALSE;
}

gint64
lnet_pool_scan_get_limit (const LnetPoolScan *self,
                          guint32             vertex)
{
  return self->limit[self->at[vertex]];
}
