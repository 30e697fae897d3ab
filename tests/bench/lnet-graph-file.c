/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-graph-file.h"

#include <string.h>

#include "lnet-error.h"

typedef struct
{
  const char *at;
  const char *end;
  guint64 line;       /* that was read last */
  LnetGraph *graph;
  guint64 n_promised;
  guint64 promised_on;
  guint64 *seen;      /* a table of edges, each as its lower vertex and its higher one; 0: a place that is free */
  gsize n_places;     /* a power of 2 */
} Reader;

static gboolean G_GNUC_PRINTF (3, 4)
refuse (const Reader *self,
        GError      **error,
        const char   *reason,
        ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, reason);
  text = g_strdup_vprintf (reason, arguments);
  va_end (arguments);
  g_set_error (error, LNET_ERROR, LNET_ERROR_INVALID, "Line %" G_GUINT64_FORMAT ": %s", self->line, text);
  return FALSE;
}

/* --- numbers --- */

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

static gboolean
read_number (const char **at,
             const char  *end,
             gint64      *value)
{
  gboolean negative = *at < end && **at == '-';
  guint64 sum = 0;
  const char *p = *at + negative;

  if (p == end || !g_ascii_isdigit (*p))
    return FALSE;
  for (; p < end && g_ascii_isdigit (*p); p++)
    {
      sum = 10 * sum + (guint64) (*p - '0');
      if (sum > G_MAXINT64)
        return FALSE;
    }
  *value = negative ? -(gint64) sum : (gint64) sum;
  *at = p;
  return TRUE;
}

/* Whether just these numbers, with blanks between them, make up the line. */
static gboolean
read_numbers (const char *at,
              const char *end,
              gint64     *values,
              guint       n_values)
{
  for (guint i = 0; i < n_values; i++)
    {
      const char *began = at;

      while (at < end && is_blank (*at))
        at++;
      if ((i > 0 && at == began) || !read_number (&at, end, &values[i]))
        return FALSE;
    }
  while (at < end && is_blank (*at))
    at++;
  return at == end;
}

/* --- which edges there are --- */

static gsize
find_place (const guint64 *places,
            gsize          n_places,
            guint64        edge)
{
  gsize at = (edge * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 20;

  while (places[at & (n_places - 1)] != 0 && places[at & (n_places - 1)] != edge)
    at++;
  return at & (n_places - 1);
}

static void
make_room (Reader *self)
{
  gsize n_places = MAX (1024, 2 * self->n_places);
  guint64 *places = g_new0 (guint64, n_places);

  for (gsize i = 0; i < self->n_places; i++)
    if (self->seen[i] != 0)
      places[find_place (places, n_places, self->seen[i])] = self->seen[i];
  g_free (self->seen);
  self->seen = places;
  self->n_places = n_places;
  self->graph->edges = g_renew (LnetGraphEdge, self->graph->edges, n_places / 2);
}

/* FALSE when it is there already. No edge is 0: its second vertex is the higher one. */
static gboolean
take_down (Reader *self,
           guint64 u,
           guint64 v)
{
  guint64 edge = MIN (u, v) << 32 | MAX (u, v);
  gsize place;

  if (2 * (gsize) self->graph->n_edges >= self->n_places)
    make_room (self);
  place = find_place (self->seen, self->n_places, edge);
  if (self->seen[place] != 0)
    return FALSE;
  self->seen[place] = edge;
  return TRUE;
}

/* --- lines --- */

static gboolean
read_size (Reader     *self,
           const char *at,
           const char *end,
           GError    **error)
{
  gint64 size[2];

  if (!read_numbers (at, end, size, 2) || size[0] < 0 || size[1] < 0)
    return refuse (self, error, "Here should be how many vertices and how many edges there are.");
  if (size[0] > LNET_GRAPH_FILE_MAX_VERTICES || size[1] >= G_MAXUINT32)
    return refuse (self, error, "A graph as large as this is not read.");
  self->graph = lnet_graph_new ((guint32) size[0], 0);
  self->n_promised = (guint64) size[1];
  self->promised_on = self->line;
  return TRUE;
}

static gboolean
read_edge (Reader     *self,
           const char *at,
           const char *end,
           GError    **error)
{
  LnetGraph *graph = self->graph;
  gint64 edge[3];

  if (!read_numbers (at, end, edge, 3))
    return refuse (self, error, "Here should be two vertices and a weight, whole numbers all.");
  if (graph->n_edges == self->n_promised)
    return refuse (self, error, "Line %" G_GUINT64_FORMAT " speaks of %" G_GUINT64_FORMAT " edges; this is one more.",
                   self->promised_on, self->n_promised);
  for (guint i = 0; i < 2; i++)
    if (edge[i] < 0 || edge[i] >= graph->n)
      return refuse (self, error, "There is no vertex %" G_GINT64_FORMAT ".", edge[i]);
  if (edge[0] == edge[1])
    return refuse (self, error, "An edge needs two different vertices.");
  if (edge[2] > LNET_GRAPH_FILE_MAX_WEIGHT || edge[2] < -LNET_GRAPH_FILE_MAX_WEIGHT)
    return refuse (self, error, "The weight is too large.");
  if (!take_down (self, (guint64) edge[0], (guint64) edge[1]))
    return refuse (self, error, "This edge is there already.");
  lnet_graph_add (graph, (guint32) edge[0], (guint32) edge[1], edge[2]);
  return TRUE;
}

static gboolean
read_lines (Reader  *self,
            GError **error)
{
  while (self->at < self->end)
    {
      const char *at = self->at, *end = memchr (at, '\n', (gsize) (self->end - at));

      self->at = end != NULL ? end + 1 : self->end;
      end = end != NULL ? end : self->end;
      self->line++;
      while (at < end && is_blank (*at))
        at++;
      if (at == end || *at == '#')
        continue;
      if (self->graph == NULL ? !read_size (self, at, end, error) : !read_edge (self, at, end, error))
        return FALSE;
    }
  self->line = MAX (self->line, 1);
  if (self->graph == NULL)
    return refuse (self, error, "The file ends before it says how large the graph is.");
  if (self->graph->n_edges < self->n_promised)
    return refuse (self, error, "The file ends after %u of %" G_GUINT64_FORMAT " edges.", self->graph->n_edges,
                   self->n_promised);
  return TRUE;
}

LnetGraph *
lnet_graph_file_parse (const char *text,
                       gsize       length,
                       GError    **error)
{
  Reader self = { .at = text, .end = text + length };

  if (!read_lines (&self, error))
    g_clear_pointer (&self.graph, lnet_graph_free);
  g_free (self.seen);
  return self.graph;
}

LnetGraph *
lnet_graph_file_load (const char *path,
                      GError    **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  const char *text;

  if (file == NULL)
    return NULL;
  text = g_mapped_file_get_contents (file);
  return lnet_graph_file_parse (text != NULL ? text : "", g_mapped_file_get_length (file), error);
}

GString *
lnet_graph_file_format (const LnetGraph *graph)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%u %u\n", graph->n, graph->n_edges);
  for (guint32 e = 0; e < graph->n_edges; e++)
    g_string_append_printf (text, "%u %u %" G_GINT64_FORMAT "\n", graph->edges[e].u, graph->edges[e].v,
                            graph->edges[e].weight);
  return text;
}
