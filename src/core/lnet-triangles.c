/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-triangles.h"

typedef struct
{
  gint64 shortfall;
  guint32 edge;
} Pair;

typedef struct
{
  guint32 to;
  guint32 edge;
  gint64 shortfall;
} Arc;

typedef struct
{
  const LnetPool *pool;
  const LnetGraph *graph;
  const guint8 *is_out;
  const LnetMatchingBound *bound;
  guint32 n;           /* members */
  GArray *pairs;       /* Pair, a heap: the tightest on top */
  guint32 *arc_start;  /* n + 1 */
  Arc *arcs;
  guint32 *arc_of;     /* scratch, by member: 1 + its arc from the one at hand, or 0 */
  GArray *found;       /* LnetTriangle, in order */
  guint n_most;
} Search;

/* --- the heap --- */

static gboolean
is_tighter (const Pair *a,
            const Pair *b)
{
  return a->shortfall != b->shortfall ? a->shortfall < b->shortfall : a->edge < b->edge;
}

static void
sift_down (GArray *heap,
           guint   at)
{
  Pair *pairs = (Pair *) heap->data;

  for (guint child = 2 * at + 1; child < heap->len; child = 2 * at + 1)
    {
      Pair kept = pairs[at];

      if (child + 1 < heap->len && is_tighter (&pairs[child + 1], &pairs[child]))
        child++;
      if (!is_tighter (&pairs[child], &kept))
        return;
      pairs[at] = pairs[child];
      pairs[child] = kept;
      at = child;
    }
}

static Pair
take_tightest (GArray *heap)
{
  Pair pair = g_array_index (heap, Pair, 0);

  g_array_index (heap, Pair, 0) = g_array_index (heap, Pair, heap->len - 1);
  g_array_set_size (heap, heap->len - 1);
  sift_down (heap, 0);
  return pair;
}

/* --- setting up --- */

gint64
lnet_triangles_get_shortfall (const LnetMatchingBound *bound,
                              const LnetGraphEdge     *pair)
{
  gint64 short_of = bound->dual->y[pair->u] + bound->dual->y[pair->v] - 2 * (pair->weight + bound->dual->bonus);

  return 3 * short_of + 2 * lnet_matching_dual_get_inside (bound->dual, pair->u, pair->v);
}

static void
collect_pairs (Search *self)
{
  self->pairs = g_array_sized_new (FALSE, FALSE, sizeof (Pair), self->graph->n_edges);
  for (guint32 e = 0; e < self->graph->n_edges; e++)
    {
      const LnetGraphEdge *of = &self->graph->edges[e];
      Pair pair = { .edge = e };

      if (self->is_out[of->u] || self->is_out[of->v])
        continue;
      pair.shortfall = lnet_triangles_get_shortfall (self->bound, of);
      g_array_append_val (self->pairs, pair);
    }
}

static void
arrange_arcs (Search *self)
{
  const LnetGraphEdge *edges = self->graph->edges;
  g_autofree guint32 *at = NULL;

  self->arc_start = g_new0 (guint32, self->n + 2);
  for (guint i = 0; i < self->pairs->len; i++)
    {
      guint32 edge = g_array_index (self->pairs, Pair, i).edge;

      self->arc_start[edges[edge].u + 1]++;
      self->arc_start[edges[edge].v + 1]++;
    }
  for (guint32 m = 0; m < self->n; m++)
    self->arc_start[m + 1] += self->arc_start[m];
  self->arcs = g_new (Arc, 2 * (gsize) self->pairs->len + 1);
  at = g_memdup2 (self->arc_start, (self->n + 1) * sizeof (guint32));
  for (guint i = 0; i < self->pairs->len; i++)
    {
      const Pair *pair = &g_array_index (self->pairs, Pair, i);
      const LnetGraphEdge *of = &edges[pair->edge];

      self->arcs[at[of->u]++] = (Arc) { of->v, pair->edge, pair->shortfall };
      self->arcs[at[of->v]++] = (Arc) { of->u, pair->edge, pair->shortfall };
    }
}

/* --- triangles --- */

/* Up to what sum of shortfalls a triangle is still wanted. */
static gint64
get_limit (const Search *self)
{
  if (self->found->len < self->n_most)
    return G_MAXINT64;
  return g_array_index (self->found, LnetTriangle, self->found->len - 1).shortfall;
}

static int
compare_members (const LnetTriangle *a,
                 const LnetTriangle *b)
{
  for (guint i = 0; i < 3; i++)
    if (a->members[i] != b->members[i])
      return a->members[i] < b->members[i] ? -1 : 1;
  return 0;
}

static void
swap_into_order (guint32 *a,
                 guint32 *b)
{
  guint32 kept = *a;

  if (*a <= *b)
    return;
  *a = *b;
  *b = kept;
}

static void
keep (Search       *self,
      LnetTriangle *triangle)
{
  guint at = self->found->len;

  swap_into_order (&triangle->members[0], &triangle->members[1]);
  swap_into_order (&triangle->members[1], &triangle->members[2]);
  swap_into_order (&triangle->members[0], &triangle->members[1]);
  while (at > 0)
    {
      const LnetTriangle *before = &g_array_index (self->found, LnetTriangle, at - 1);

      if (before->shortfall < triangle->shortfall
          || (before->shortfall == triangle->shortfall && compare_members (before, triangle) < 0))
        break;
      at--;
    }
  g_array_insert_val (self->found, at, *triangle);
  if (self->found->len > self->n_most)
    g_array_set_size (self->found, self->n_most);
}

static void
look_at (Search     *self,
         const Pair *pair,
         const Arc  *to_third,
         const Arc  *from_third)
{
  const LnetGraphEdge *edges = self->graph->edges;
  const LnetGraphEdge *of = &edges[pair->edge];
  LnetTriangle triangle = { { of->u, of->v, to_third->to } };

  triangle.shortfall = pair->shortfall + to_third->shortfall + from_third->shortfall;
  if (triangle.shortfall > get_limit (self))
    return;
  triangle.weight = of->weight + edges[to_third->edge].weight + edges[from_third->edge].weight;
  if (lnet_pool_get_triad_rules (self->pool, of->u, of->v, to_third->to) == 0)
    keep (self, &triangle);
}

/* All triangles of which @pair is the tightest. */
static void
look_around (Search     *self,
             const Pair *pair)
{
  const LnetGraphEdge *of = &self->graph->edges[pair->edge];

  for (guint32 i = self->arc_start[of->u]; i < self->arc_start[of->u + 1]; i++)
    self->arc_of[self->arcs[i].to] = i + 1;
  for (guint32 i = self->arc_start[of->v]; i < self->arc_start[of->v + 1]; i++)
    {
      const Arc *arc = &self->arcs[i], *other;

      if (self->arc_of[arc->to] == 0)
        continue;
      other = &self->arcs[self->arc_of[arc->to] - 1];
      if (is_tighter (pair, &(Pair) { arc->shortfall, arc->edge })
          && is_tighter (pair, &(Pair) { other->shortfall, other->edge }))
        look_at (self, pair, arc, other);
    }
  for (guint32 i = self->arc_start[of->u]; i < self->arc_start[of->u + 1]; i++)
    self->arc_of[self->arcs[i].to] = 0;
}

GArray *
lnet_triangles_find (const LnetPool          *pool,
                     const LnetGraph         *graph,
                     const guint8            *is_out,
                     const LnetMatchingBound *bound,
                     guint                    n_most)
{
  Search self = { .pool = pool, .graph = graph, .is_out = is_out, .bound = bound, .n = graph->n, .n_most = n_most };

  self.found = g_array_new (FALSE, FALSE, sizeof (LnetTriangle));
  collect_pairs (&self);
  arrange_arcs (&self);
  self.arc_of = g_new0 (guint32, self.n + 1);
  for (guint at = self.pairs->len / 2; at > 0; at--)
    sift_down (self.pairs, at - 1);
  while (self.pairs->len > 0 && n_most > 0)
    {
      Pair pair = take_tightest (self.pairs);

      if (pair.shortfall > get_limit (&self) / 3)
        break;
      look_around (&self, &pair);
    }
  g_array_unref (self.pairs);
  g_free (self.arc_start);
  g_free (self.arcs);
  g_free (self.arc_of);
  return self.found;
}
