/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-matching-dual.h"

LnetMatchingDual *
lnet_matching_dual_new (guint32 n,
                        guint32 n_blossoms)
{
  LnetMatchingDual *self = g_new0 (LnetMatchingDual, 1);

  self->n = n;
  self->n_blossoms = n_blossoms;
  self->matched = g_new (guint32, n);
  self->y = g_new0 (gint64, n);
  self->z = g_new0 (gint64, n_blossoms);
  self->parent = g_new (guint32, (gsize) n + n_blossoms);
  for (guint32 v = 0; v < n; v++)
    self->matched[v] = G_MAXUINT32;
  for (gsize node = 0; node < (gsize) n + n_blossoms; node++)
    self->parent[node] = G_MAXUINT32;
  return self;
}

void
lnet_matching_dual_free (LnetMatchingDual *self)
{
  g_free (self->usable);
  g_free (self->matched);
  g_free (self->y);
  g_free (self->z);
  g_free (self->parent);
  g_free (self);
}

gint64
lnet_matching_dual_get_inside (const LnetMatchingDual *self,
                               guint32                 u,
                               guint32                 v)
{
  gint64 inside = 0;

  for (u = self->parent[u], v = self->parent[v]; u != G_MAXUINT32 && v != G_MAXUINT32;)
    if (u == v)
      {
        inside += self->z[u - self->n];
        u = v = self->parent[u];
      }
    else if (u < v)
      u = self->parent[u];
    else
      v = self->parent[v];
  return inside;
}

/* --- turning blossoms inside out --- */

/* How many vertices are in each node, of those that are matched. Returns: how many there are */
static guint32
measure (const LnetMatchingDual *self,
         guint32                *sizes)
{
  guint32 n = 0;

  for (guint32 node = 0; node < self->n + self->n_blossoms; node++)
    {
      guint32 parent = self->parent[node];

      if (node < self->n)
        n += sizes[node] = self->matched[node] != G_MAXUINT32;
      if (parent != G_MAXUINT32)
        sizes[parent] += sizes[node];
    }
  return n;
}

/* Blossoms that hold more than half of all: each is part of the next. */
typedef struct
{
  GArray *blossoms;  /* guint32: nodes, from the innermost out */
  guint8 *is_link;   /* by node: whether it is one of these */
  guint32 *level;    /* by node: of how many of these it is part */
  gint64 *shift;     /* by level: what the value of a vertex rises by */
  gboolean is_alone; /* only one vertex is outside of the outermost: that is no blossom then */
} Chain;

static void
chain_clear (Chain *chain)
{
  g_clear_pointer (&chain->blossoms, g_array_unref);
  g_clear_pointer (&chain->is_link, g_free);
  g_clear_pointer (&chain->level, g_free);
  g_clear_pointer (&chain->shift, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Chain, chain_clear)

static guint32
get_link (const Chain *chain,
          guint        i)
{
  return g_array_index (chain->blossoms, guint32, i);
}

static void
find_levels (const LnetMatchingDual *self,
             Chain                  *chain)
{
  chain->is_link = g_new0 (guint8, (gsize) self->n + self->n_blossoms);
  for (guint i = 0; i < chain->blossoms->len; i++)
    chain->is_link[get_link (chain, i)] = TRUE;
  chain->level = g_new (guint32, (gsize) self->n + self->n_blossoms);
  for (guint32 node = self->n + self->n_blossoms; node-- > 0;)
    {
      guint32 parent = self->parent[node];

      chain->level[node] = parent == G_MAXUINT32 ? 0 : chain->level[parent] + chain->is_link[parent];
    }
}

static void
find_shifts (const LnetMatchingDual *self,
             Chain                  *chain)
{
  const guint n_links = chain->blossoms->len;

  chain->shift = g_new0 (gint64, n_links + 1);
  for (guint i = 0; i < n_links; i++)
    chain->shift[0] -= self->z[get_link (chain, i) - self->n] / 2;
  for (guint level = 1; level <= n_links; level++)
    chain->shift[level] = chain->shift[level - 1] + self->z[get_link (chain, n_links - level) - self->n];
}

static void
find_chain (const LnetMatchingDual *self,
            Chain                  *chain)
{
  g_autofree guint32 *sizes = g_new0 (guint32, (gsize) self->n + self->n_blossoms + 1);
  guint32 n = measure (self, sizes);

  chain->blossoms = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 node = self->n; node < self->n + self->n_blossoms; node++)
    if (sizes[node] > n / 2)
      {
        g_array_append_val (chain->blossoms, node);
        chain->is_alone = sizes[node] == n - 1;
      }
  find_levels (self, chain);
  find_shifts (self, chain);
}

/* Whether values stay what they have to be: whole, and not below 0. */
static gboolean
may_turn (const LnetMatchingDual *self,
          const Chain            *chain)
{
  for (guint i = 0; i < chain->blossoms->len; i++)
    if (self->z[get_link (chain, i) - self->n] % 2 != 0)
      return FALSE;
  for (guint32 v = 0; v < self->n; v++)
    if (self->matched[v] != G_MAXUINT32 && self->y[v] + chain->shift[chain->level[v]] < 0)
      return FALSE;
  return chain->blossoms->len > 0;
}

/* New numbers: blossoms that stay, in their order, and then those that were turned, from the outermost in, as each is
 * now part of the next. Returns: by node; for one of the chain, what has become of it; G_MAXUINT32: nothing */
static guint32 *
renumber (const LnetMatchingDual *self,
          const Chain            *chain)
{
  guint32 *numbers = g_new (guint32, (gsize) self->n + self->n_blossoms);
  guint32 next = self->n;

  for (guint32 node = 0; node < self->n + self->n_blossoms; node++)
    if (!chain->is_link[node])
      numbers[node] = node < self->n ? node : next++;
  for (guint link = chain->blossoms->len; link-- > 0;)
    numbers[get_link (chain, link)] = chain->is_alone && link + 1 == chain->blossoms->len ? G_MAXUINT32 : next++;
  return numbers;
}

/* Where a node is that is part of no other that stays: among those outside of some of the chain, or outside of none. */
static guint32
get_turned (const Chain   *chain,
            const guint32 *numbers,
            guint32        level)
{
  guint n_links = chain->blossoms->len;
  guint32 found = level < n_links ? numbers[get_link (chain, n_links - 1 - level)] : G_MAXUINT32;

  return found == G_MAXUINT32 && level + 1 < n_links ? numbers[get_link (chain, n_links - 2 - level)] : found;
}

static void
turn (LnetMatchingDual *self,
      const Chain      *chain)
{
  const guint32 n_nodes = self->n + self->n_blossoms;
  g_autofree guint32 *numbers = renumber (self, chain);
  g_autofree guint32 *parent = g_memdup2 (self->parent, n_nodes * sizeof (guint32));
  g_autofree gint64 *z = g_memdup2 (self->z, self->n_blossoms * sizeof (gint64));

  for (guint32 node = 0; node < n_nodes; node++)
    {
      guint32 number = numbers[node], level = chain->level[node];

      if (number == G_MAXUINT32 || (node < self->n && self->matched[node] == G_MAXUINT32))
        continue;
      if (chain->is_link[node])
        self->parent[number] = get_turned (chain, numbers, level + 1);
      else if (parent[node] == G_MAXUINT32 || chain->is_link[parent[node]])
        self->parent[number] = get_turned (chain, numbers, level);
      else
        self->parent[number] = numbers[parent[node]];
      if (node < self->n)
        self->y[node] += chain->shift[level];
      else
        self->z[number - self->n] = z[node - self->n];
    }
  self->n_blossoms -= chain->is_alone;
}

void
lnet_matching_dual_turn_out (LnetMatchingDual *self)
{
  g_auto (Chain) chain = { 0 };

  find_chain (self, &chain);
  if (may_turn (self, &chain))
    turn (self, &chain);
}
