/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pool-nest-private.h"

/* A vertex, or a blossom: a stretch of the list. */
typedef struct
{
  guint32 begin;
  guint32 size;
  guint32 placed; /* how much of it is */
} Stretch;

struct _LnetPoolNest
{
  const LnetMatchingDual *dual;
  Stretch *stretches; /* vertices, then blossoms */
  guint32 *vertices;  /* the list */
  gint64 *steps;      /* by place in it: by how much the sum rises there; 0 but while a nest is opened */
};

/* Every blossom comes after what it is made of. */
static void
measure (LnetPoolNest *self)
{
  const guint32 n_nodes = self->dual->n + self->dual->n_blossoms;

  for (guint32 i = 0; i < n_nodes; i++)
    {
      guint32 parent = self->dual->parent[i];

      if (i < self->dual->n)
        self->stretches[i].size = 1;
      if (parent != G_MAXUINT32)
        self->stretches[parent].size += self->stretches[i].size;
    }
}

static void
place (LnetPoolNest *self)
{
  guint32 n_placed = 0;

  for (guint32 i = self->dual->n + self->dual->n_blossoms; i-- > 0;)
    {
      guint32 parent = self->dual->parent[i];
      guint32 *placed = parent == G_MAXUINT32 ? &n_placed : &self->stretches[parent].placed;

      self->stretches[i].begin = *placed + (parent == G_MAXUINT32 ? 0 : self->stretches[parent].begin);
      *placed += self->stretches[i].size;
      if (i < self->dual->n)
        self->vertices[self->stretches[i].begin] = i;
    }
}

LnetPoolNest *
lnet_pool_nest_new (const LnetMatchingDual *dual)
{
  LnetPoolNest *self = g_new0 (LnetPoolNest, 1);

  self->dual = dual;
  self->stretches = g_new0 (Stretch, (gsize) dual->n + dual->n_blossoms + 1);
  self->vertices = g_new (guint32, (gsize) dual->n + 1);
  self->steps = g_new0 (gint64, (gsize) dual->n + 1);
  measure (self);
  place (self);
  return self;
}

void
lnet_pool_nest_free (LnetPoolNest *self)
{
  if (self == NULL)
    return;
  g_free (self->stretches);
  g_free (self->vertices);
  g_free (self->steps);
  g_free (self);
}

/* The outermost blossom that holds @vertex, or the vertex itself. */
static const Stretch *
get_outermost (const LnetPoolNest *self,
               guint32             vertex)
{
  guint32 node = vertex;

  while (self->dual->parent[node] != G_MAXUINT32)
    node = self->dual->parent[node];
  return &self->stretches[node];
}

gboolean
lnet_pool_nest_open (LnetPoolNest *self,
                     guint32       vertex,
                     gint64       *inside)
{
  const Stretch *outermost = get_outermost (self, vertex);
  gint64 sum = 0;

  if (outermost == &self->stretches[vertex])
    return FALSE;
  for (guint32 node = self->dual->parent[vertex]; node != G_MAXUINT32; node = self->dual->parent[node])
    {
      const Stretch *stretch = &self->stretches[node];

      self->steps[stretch->begin] += self->dual->z[node - self->dual->n];
      self->steps[stretch->begin + stretch->size] -= self->dual->z[node - self->dual->n];
    }
  for (guint32 i = outermost->begin; i < outermost->begin + outermost->size; i++)
    {
      sum += self->steps[i];
      self->steps[i] = 0;
      inside[self->vertices[i]] = sum;
    }
  self->steps[outermost->begin + outermost->size] = 0;
  return TRUE;
}

void
lnet_pool_nest_close (LnetPoolNest *self,
                      guint32       vertex,
                      gint64       *inside)
{
  const Stretch *outermost = get_outermost (self, vertex);

  for (guint32 i = outermost->begin; i < outermost->begin + outermost->size; i++)
    inside[self->vertices[i]] = 0;
}
