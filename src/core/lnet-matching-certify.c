/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The proof that no matching is better than the one found. It goes by the values alone and knows nothing of how they
 * came about; sums are taken in 128 bits, which no sum of 2^32 values of 64 bits leaves. Edges that lie within blossoms
 * are the only ones that are not done in constant time: O (n + m log n). */

#include "config.h"

#include "lnet-matching-dual.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"

#define NONE G_MAXUINT32

typedef __int128 Sum;

/* Which blossoms lie in which. Each vertex and blossom lies on one path of nodes that grow inward: of the parts of a
 * blossom the largest goes on with its path. So the way out from anywhere crosses few paths. */
typedef struct
{
  guint32 n_nodes;
  const guint32 *parent;
  guint32 *size;   /* in vertices */
  guint32 *inside; /* how many matched edges */
  guint32 *path;   /* the outermost node of its path */
  Sum *z;          /* of the node and of all that it is in */
} Nest;

static void
nest_free (Nest *self)
{
  g_free (self->size);
  g_free (self->inside);
  g_free (self->path);
  g_free (self->z);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Nest, nest_free)

static gboolean G_GNUC_PRINTF (2, 3)
refuse (GError    **error,
        const char *reason,
        ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, reason);
  text = g_strdup_vprintf (reason, arguments);
  va_end (arguments);
  g_set_error (error, LNET_ERROR, LNET_ERROR_FAILED, "%s\n%s",
               _("It could not be proven that these pairs are the best ones."), text);
  return FALSE;
}

static gboolean
is_usable (const LnetMatchingDual *self,
           guint32                 edge)
{
  return self->usable == NULL || self->usable[edge];
}

static Sum
get_weight (const LnetMatchingDual *self,
            guint32                 edge)
{
  return 2 * ((Sum) self->edges[edge].weight + self->bonus);
}

/* --- is it a matching? --- */

static gboolean
check_vertex (const LnetMatchingDual *self,
              guint32                 vertex,
              GError                **error)
{
  guint32 edge = self->matched[vertex];
  const LnetGraphEdge *of;

  if (self->y[vertex] < 0)
    return refuse (error, "The value of vertex %u is negative.", vertex);
  if (edge == NONE)
    return self->y[vertex] == 0 ||
           refuse (error, "Vertex %u is without a partner, yet it has a value.", vertex);
  if (edge >= self->n_edges || !is_usable (self, edge))
    return refuse (error, "Vertex %u is matched by an edge that there is not.", vertex);
  of = &self->edges[edge];
  if ((of->u == vertex) == (of->v == vertex) || self->matched[of->u] != edge || self->matched[of->v] != edge)
    return refuse (error, "Vertex %u and its partner do not agree.", vertex);
  return TRUE;
}

static gboolean
check_vertices (const LnetMatchingDual *self,
                GError                **error)
{
  for (guint32 vertex = 0; vertex < self->n; vertex++)
    if (!check_vertex (self, vertex, error))
      return FALSE;
  return TRUE;
}

/* --- blossoms --- */

static gboolean
check_parents (const LnetMatchingDual *self,
               GError                **error)
{
  guint32 n_nodes = self->n + self->n_blossoms;

  for (guint32 node = 0; node < n_nodes; node++)
    {
      guint32 parent = self->parent[node];

      if (parent != NONE && (parent < self->n || parent <= node || parent >= n_nodes))
        return refuse (error, "Node %u is part of something else than a later blossom.", node);
    }
  return TRUE;
}

static Nest *
nest_new (const LnetMatchingDual *dual)
{
  Nest *self = g_new0 (Nest, 1);
  g_autofree guint32 *largest = NULL;

  self->n_nodes = dual->n + dual->n_blossoms;
  self->parent = dual->parent;
  self->size = g_new0 (guint32, self->n_nodes);
  self->inside = g_new0 (guint32, self->n_nodes);
  self->path = g_new0 (guint32, self->n_nodes);
  self->z = g_new0 (Sum, self->n_nodes);
  largest = g_new0 (guint32, self->n_nodes);
  for (guint32 node = 0; node < self->n_nodes; node++)
    {
      guint32 parent = self->parent[node];

      self->size[node] += node < dual->n;
      if (parent == NONE)
        continue;
      if (self->size[parent] == 0 || self->size[node] > self->size[largest[parent]])
        largest[parent] = node;
      self->size[parent] += self->size[node];
    }
  for (guint32 node = self->n_nodes; node-- > 0;)
    {
      guint32 parent = self->parent[node];

      self->path[node] = parent != NONE && largest[parent] == node ? self->path[parent] : node;
      self->z[node] = (parent != NONE ? self->z[parent] : 0) + (node >= dual->n ? dual->z[node - dual->n] : 0);
    }
  return self;
}

/* The innermost blossom that holds both, or NONE. A node's number is lower than that of what it is in: so of two paths
 * the one whose way out has the lower number does not go through what holds both. */
static guint32
nest_find_common (const Nest *self,
                  guint32     one,
                  guint32     other)
{
  while (self->path[one] != self->path[other])
    {
      guint32 out = self->parent[self->path[one]], other_out = self->parent[self->path[other]];

      if (out == NONE && other_out == NONE)
        return NONE;
      if (out < other_out)
        one = out;
      else
        other = other_out;
    }
  return MAX (one, other);
}

static void
count_inside (const LnetMatchingDual *self,
              Nest                   *nest)
{
  for (guint32 vertex = 0; vertex < self->n; vertex++)
    {
      guint32 edge = self->matched[vertex], common;

      if (edge == NONE || self->edges[edge].u != vertex)
        continue;
      common = nest_find_common (nest, vertex, self->edges[edge].v);
      if (common != NONE)
        nest->inside[common]++;
    }
  for (guint32 node = 0; node < nest->n_nodes; node++)
    if (self->parent[node] != NONE)
      nest->inside[self->parent[node]] += nest->inside[node];
}

static gboolean
check_blossoms (const LnetMatchingDual *self,
                Nest                   *nest,
                GError                **error)
{
  count_inside (self, nest);
  for (guint32 blossom = 0; blossom < self->n_blossoms; blossom++)
    {
      guint32 size = nest->size[self->n + blossom];

      if (self->z[blossom] < 0)
        return refuse (error, "The value of blossom %u is negative.", blossom);
      if (size < 3 || size % 2 == 0)
        return refuse (error, "Blossom %u has %u vertices.", blossom, size);
      if (nest->inside[self->n + blossom] != size / 2)
        return refuse (error, "Blossom %u is not matched within.", blossom);
    }
  return TRUE;
}

/* --- edges --- */

static gboolean
check_edge (const LnetMatchingDual *self,
            const Nest             *nest,
            guint32                 edge,
            GError                **error)
{
  const LnetGraphEdge *of = &self->edges[edge];
  Sum slack = (Sum) self->y[of->u] + self->y[of->v] - get_weight (self, edge);
  guint32 common;

  if (slack >= 0)
    return TRUE;
  common = nest_find_common (nest, of->u, of->v);
  if (common != NONE)
    slack += nest->z[common];
  return slack >= 0 || refuse (error, "The values at edge %u do not come to its weight.", edge);
}

static gboolean
check_edges (const LnetMatchingDual *self,
             const Nest             *nest,
             GError                **error)
{
  for (guint32 edge = 0; edge < self->n_edges; edge++)
    if (is_usable (self, edge) && !check_edge (self, nest, edge, error))
      return FALSE;
  return TRUE;
}

/* --- sums --- */

static gboolean
check_sums (const LnetMatchingDual *self,
            const Nest             *nest,
            GError                **error)
{
  Sum values = 0, weights = 0;

  for (guint32 vertex = 0; vertex < self->n; vertex++)
    {
      guint32 edge = self->matched[vertex];

      values += self->y[vertex];
      if (edge != NONE && self->edges[edge].u == vertex)
        weights += get_weight (self, edge);
    }
  for (guint32 blossom = 0; blossom < self->n_blossoms; blossom++)
    values += (Sum) self->z[blossom] * (nest->size[self->n + blossom] / 2);
  return values == weights || refuse (error, "The values and the weights differ in their sums.");
}

/* Whether each vertex that has an edge at all has a partner, or all but one have. */
static gboolean
is_full (const LnetMatchingDual *self)
{
  g_autofree guint8 *has_edge = g_new0 (guint8, self->n);
  guint32 n_alone = 0;

  for (guint32 edge = 0; edge < self->n_edges; edge++)
    if (is_usable (self, edge))
      has_edge[self->edges[edge].u] = has_edge[self->edges[edge].v] = TRUE;
  for (guint32 vertex = 0; vertex < self->n; vertex++)
    n_alone += has_edge[vertex] && self->matched[vertex] == NONE;
  return n_alone <= 1;
}

/* One more pair weighs the least that an edge does, at least, and all others together lose no more by it than what they
 * weigh beyond that. */
static gboolean
check_bonus (const LnetMatchingDual *self,
             GError                **error)
{
  gint64 least = G_MAXINT64;
  Sum lost = 0;

  if (self->goal == LNET_MATCHING_HEAVIEST)
    return self->bonus == 0 || refuse (error, "Weights are not what they are.");
  if (is_full (self))
    return TRUE;
  for (guint32 edge = 0; edge < self->n_edges; edge++)
    if (is_usable (self, edge))
      least = MIN (least, self->edges[edge].weight);
  for (guint32 vertex = 0; vertex < self->n; vertex++)
    if (self->matched[vertex] != NONE && self->edges[self->matched[vertex]].u == vertex)
      lost += (Sum) self->edges[self->matched[vertex]].weight - least;
  return self->bonus + (Sum) least > lost || refuse (error, "More pairs do not always weigh more.");
}

gboolean
lnet_matching_dual_certify (const LnetMatchingDual *self,
                            GError                **error)
{
  g_autoptr (Nest) nest = NULL;

  if (!check_vertices (self, error) || !check_parents (self, error) || !check_bonus (self, error))
    return FALSE;
  nest = nest_new (self);
  return check_blossoms (self, nest, error) && check_edges (self, nest, error) && check_sums (self, nest, error);
}

/* --- of a matching --- */

gboolean
lnet_matching_certify (const LnetMatching *self,
                       GError            **error)
{
  g_autoptr (LnetMatchingDual) dual = lnet_matching_export (self);

  return lnet_matching_dual_certify (dual, error);
}

void
lnet_matching_assert_best (const LnetMatching *self)
{
  g_autoptr (GError) error = NULL;

  if (!lnet_matching_certify (self, &error))
    g_error ("%s", error->message);
}
