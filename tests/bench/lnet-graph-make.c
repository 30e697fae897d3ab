/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-graph-make.h"

#include <math.h>
#include <string.h>

#define GROUP 40
#define N_NEAREST 10

typedef struct
{
  GRand *rand;
  gint32 most;
  GHashTable *seen; /* which pairs there are, where they come in no order */
  GArray *edges;    /* LnetGraphEdge */
} Maker;

gboolean
lnet_graph_family_from_name (const char      *name,
                             LnetGraphFamily *family)
{
  static const char *const names[] = { "sparse", "dense", "geometric", "clustered" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      {
        *family = i;
        return TRUE;
      }
  return FALSE;
}

static void
add (Maker   *self,
     guint32  u,
     guint32  v,
     gint64   weight)
{
  LnetGraphEdge edge = { u, v, CLAMP (weight, 1, self->most) };

  g_array_append_val (self->edges, edge);
}

static gint64
draw (Maker *self)
{
  return g_rand_int_range (self->rand, 1, self->most + 1);
}

/* FALSE when the pair is there, or none. */
static gboolean
add_new (Maker   *self,
         guint32  u,
         guint32  v,
         gint64   weight)
{
  gint64 pair = (gint64) MIN (u, v) << 32 | MAX (u, v);

  if (u == v || g_hash_table_contains (self->seen, &pair))
    return FALSE;
  g_hash_table_add (self->seen, g_memdup2 (&pair, sizeof pair));
  add (self, u, v, weight);
  return TRUE;
}

static void
make_sparse (Maker   *self,
             guint32  n)
{
  guint64 n_edges = MIN ((guint64) n * 10, (guint64) n * (n - 1) / 2);

  while (self->edges->len < n_edges)
    add_new (self, (guint32) g_rand_int_range (self->rand, 0, (gint32) n),
             (guint32) g_rand_int_range (self->rand, 0, (gint32) n), draw (self));
}

static void
make_dense (Maker   *self,
            guint32  n)
{
  for (guint32 u = 0; u < n; u++)
    for (guint32 v = u + 1; v < n; v++)
      add (self, u, v, draw (self));
}

/* --- points --- */

typedef struct
{
  guint32 vertex;
  double distance;
} Near;

typedef struct
{
  double *x;
  double *y;
  guint32 *first; /* by cell, then the next ones by vertex: G_MAXUINT32 ends it */
  guint32 *next;
  int n_cells;    /* along one side */
  GArray *near;   /* Near */
} Points;

static int
get_cell (const Points *points,
          double        at)
{
  return MIN ((int) (at * points->n_cells), points->n_cells - 1);
}

static void
scatter (Maker   *self,
         Points  *points,
         guint32  n)
{
  points->n_cells = MAX (1, (int) sqrt (n / 4.0));
  points->x = g_new (double, n);
  points->y = g_new (double, n);
  points->next = g_new (guint32, n);
  points->first = g_new (guint32, points->n_cells * points->n_cells);
  points->near = g_array_new (FALSE, FALSE, sizeof (Near));
  memset (points->first, 0xff, sizeof (guint32) * points->n_cells * points->n_cells);
  for (guint32 v = 0; v < n; v++)
    {
      int cell;

      points->x[v] = g_rand_double (self->rand);
      points->y[v] = g_rand_double (self->rand);
      cell = get_cell (points, points->y[v]) * points->n_cells + get_cell (points, points->x[v]);
      points->next[v] = points->first[cell];
      points->first[cell] = v;
    }
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const Near *one = a, *other = b;

  if (one->distance != other->distance)
    return one->distance < other->distance ? -1 : 1;
  return (one->vertex > other->vertex) - (one->vertex < other->vertex);
}

/* All in cells that are up to @reach away. */
static void
collect_near (Points  *points,
              guint32  vertex,
              int      reach)
{
  int column = get_cell (points, points->x[vertex]), row = get_cell (points, points->y[vertex]);

  g_array_set_size (points->near, 0);
  for (int y = MAX (row - reach, 0); y <= MIN (row + reach, points->n_cells - 1); y++)
    for (int x = MAX (column - reach, 0); x <= MIN (column + reach, points->n_cells - 1); x++)
      for (guint32 v = points->first[y * points->n_cells + x]; v != G_MAXUINT32; v = points->next[v])
        if (v != vertex)
          {
            Near near = { v, hypot (points->x[v] - points->x[vertex], points->y[v] - points->y[vertex]) };

            g_array_append_val (points->near, near);
          }
  g_array_sort (points->near, compare);
}

/* Whatever is nearer than the cells looked at reach has been seen. */
static void
find_nearest (Points  *points,
              guint32  vertex,
              guint    n_wanted)
{
  for (int reach = 2; reach < 2 * points->n_cells + 2; reach *= 2)
    {
      collect_near (points, vertex, reach);
      if (points->near->len >= n_wanted &&
          g_array_index (points->near, Near, n_wanted - 1).distance <= (double) reach / points->n_cells)
        return;
    }
}

static void
make_geometric (Maker   *self,
                guint32  n)
{
  Points points;
  double far = 6 / sqrt (n);

  scatter (self, &points, n);
  for (guint32 v = 0; v < n; v++)
    {
      find_nearest (&points, v, N_NEAREST);
      for (guint i = 0; i < MIN (N_NEAREST, points.near->len); i++)
        {
          const Near *near = &g_array_index (points.near, Near, i);

          add_new (self, v, near->vertex, (gint64) (self->most * (1 - near->distance / far)));
        }
    }
  g_free (points.x);
  g_free (points.y);
  g_free (points.first);
  g_free (points.next);
  g_array_unref (points.near);
}

static void
make_clustered (Maker   *self,
                guint32  n)
{
  for (guint32 v = 0; v < n; v++)
    {
      for (guint32 u = v - v % GROUP; u < v; u++)
        if (g_rand_int_range (self->rand, 0, 5) < 2)
          add_new (self, u, v, draw (self));
      add_new (self, v, (guint32) g_rand_int_range (self->rand, 0, (gint32) n), draw (self) / 2);
    }
}

LnetGraph *
lnet_graph_make (LnetGraphFamily family,
                 guint32         n,
                 gint32          most,
                 guint32         seed)
{
  void (*const makers[]) (Maker *, guint32) = { make_sparse, make_dense, make_geometric, make_clustered };
  Maker maker = { .rand = g_rand_new_with_seed (seed), .most = most };
  LnetGraph *graph;

  maker.seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  maker.edges = g_array_new (FALSE, FALSE, sizeof (LnetGraphEdge));
  if (n > 1)
    makers[family] (&maker, n);
  graph = lnet_graph_new (n, 0);
  g_free (graph->edges);
  graph->n_edges = maker.edges->len;
  graph->edges = (LnetGraphEdge *) (gpointer) g_array_free (maker.edges, FALSE);
  g_hash_table_unref (maker.seen);
  g_rand_free (maker.rand);
  return graph;
}
