/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What blossoms within blossoms, sometimes thousands deep, add to the slack of edges inside. */

#include "config.h"

#include "lnet-matching-private.h"

/* How often a way up is walked, before ways are learned. */
#define MAX_WALKS 16

static gint64
walk (LnetMatching *self,
      guint32       u,
      guint32       v)
{
  gint64 common = 0;
  guint32 over;

  self->mark++;
  for (over = self->nodes[u].parent; over != LNET_MATCHING_NONE; over = self->nodes[over].parent)
    self->nodes[over].mark = self->mark;
  for (over = self->nodes[v].parent; over != LNET_MATCHING_NONE; over = self->nodes[over].parent)
    if (self->nodes[over].mark == self->mark)
      common += self->nodes[over].z;
  return common;
}

/* Each blossom goes on the way of its parent if it is the largest there, or begins one: so there are few ways between
 * a vertex and the outermost blossom. */
static void
learn_blossom (LnetMatching *self,
               guint32       outermost)
{
  LnetMatchingList *todo = &self->circuit;

  self->ways[outermost] = outermost;
  self->above[outermost] = self->nodes[outermost].z;
  todo->n = 0;
  lnet_matching_list_push (todo, outermost);
  while (todo->n > 0)
    {
      guint32 blossom = lnet_matching_list_pop (todo);
      guint32 largest = lnet_matching_find_largest (self, blossom), child = largest;

      do
        {
          self->ways[child] = child == largest ? self->ways[blossom] : child;
          self->above[child] = self->above[blossom] + self->nodes[child].z;
          if (child >= self->n)
            lnet_matching_list_push (todo, child);
          child = self->nodes[child].next;
        }
      while (child != largest);
    }
}

static void
learn (LnetMatching *self)
{
  if (self->ways == NULL)
    {
      self->ways = g_new (guint32, self->n + self->n / 2);
      self->above = g_new (gint64, self->n + self->n / 2);
    }
  for (guint32 v = 0; v < self->n; v++)
    {
      guint32 top = lnet_matching_top (self, v);

      if (top != v && self->nodes[top].first == v)
        learn_blossom (self, top);
    }
  self->ways_known = TRUE;
}

/* The innermost blossom that holds both: the way whose beginning is in the smaller blossom does not go through it. */
static guint32
find_common (const LnetMatching *self,
             guint32             one,
             guint32             other)
{
  while (self->ways[one] != self->ways[other])
    {
      guint32 out = self->nodes[self->ways[one]].parent, other_out = self->nodes[self->ways[other]].parent;

      if (other_out == LNET_MATCHING_NONE ||
          (out != LNET_MATCHING_NONE && self->nodes[out].size < self->nodes[other_out].size))
        one = out;
      else
        other = other_out;
    }
  return self->nodes[one].size > self->nodes[other].size ? one : other;
}

gint64
lnet_matching_get_common (LnetMatching *self,
                          guint32       u,
                          guint32       v)
{
  if (lnet_matching_top (self, u) != lnet_matching_top (self, v))
    return 0;
  if (!self->ways_known && self->n_walks++ < MAX_WALKS)
    return walk (self, u, v);
  if (!self->ways_known)
    learn (self);
  return self->above[find_common (self, u, v)];
}

void
lnet_matching_forget_ways (LnetMatching *self)
{
  self->ways_known = FALSE;
  self->n_walks = 0;
}
