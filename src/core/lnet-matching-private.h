/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-matching.h"

G_BEGIN_DECLS

/* How it is done: the primal-dual method for general graphs (Edmonds), one alternating tree at a time.
 *
 * Each vertex v has a value y(v) ≥ 0, each blossom B (an odd circuit taken as one) a value z(B) ≥ 0. An edge's slack is
 * y(u) + y(v) + Σ z(B) - 2 w over the blossoms that hold both ends, and is never negative; matched edges have none, and
 * so have the edges of a blossom's circuit. When besides every vertex without a partner has y = 0, the matching is a
 * heaviest one. A search takes one vertex that breaks this last rule and grows a tree of alternating paths from it,
 * while Δ, by which the values on even places fall and those on odd places rise, grows from event to event: an edge to
 * a new vertex becomes tight (the tree grows, or the path to a vertex without a partner is turned over), an edge inside
 * the tree does (a blossom is made), a blossom on an odd place comes to 0 (it is taken apart), a value on an even place
 * comes to 0 (the path to it is turned over, and it stays alone).
 *
 * Values are kept as they would be at Δ = 0 while a search runs, so that an event costs only what it touches. Inside a
 * blossom nothing is matched until it is taken apart: which vertex looks outward says it all.
 */

#define LNET_MATCHING_NONE G_MAXUINT32

typedef enum
{
  LNET_MATCHING_FREE, /* not in the tree */
  LNET_MATCHING_EVEN, /* the root, and what is an even number of edges away */
  LNET_MATCHING_ODD,
} LnetMatchingLabel;

/* An edge as seen from one of its ends. */
typedef struct
{
  guint32 to;
  guint32 edge;
  gint64 weight; /* twice the edge's */
} LnetMatchingArc;

typedef struct
{
  gint64 key;   /* Δ at which it happens */
  guint32 what; /* below n: an edge to that vertex; below 2 n: that blossom; from 2 n: that edge, in the tree */
} LnetMatchingEvent;

/* What is known of a vertex or blossom. Vertices have the numbers 0 to n - 1, blossoms n to 2 n - 1. */
typedef struct
{
  gint64 dual;       /* y or z */
  guint32 base;      /* the vertex that looks outward */
  guint32 mate;      /* the vertex it is matched with, or none */
  guint32 mate_edge;
  guint32 parent;    /* the blossom it is part of, or none */
  guint32 set;       /* of a node that is part of nothing: see set_of */
  guint32 size;      /* in vertices */
  guint32 first;     /* its vertices are a stretch of the list in next_vertex */
  guint32 last;
  guint8 label;
  guint8 root;       /* of the tree */

  /* how an odd node was reached: from a vertex of an even node, at a vertex of its own */
  guint32 enter_from;
  guint32 enter_at;
  guint32 enter_edge;

  /* its place in its parent's circuit */
  guint32 next;
  guint32 previous;
  guint32 link_from; /* the edge to the next one */
  guint32 link_to;
  guint32 link_edge;

  guint32 child;     /* of a blossom: one of its circuit */
  guint32 mark;
} LnetMatchingNode;

struct _LnetMatching
{
  LnetMatchingGoal goal;
  gint64 bonus;          /* added to each weight, so that more pairs always weigh more */
  guint32 n;
  guint32 n_edges;
  guint32 n_room;        /* for edges */
  LnetGraphEdge *edges;
  guint8 *unusable;      /* by edge */
  guint8 *absent;        /* by vertex */
  gboolean changed;

  LnetMatchingArc *arcs; /* of the edges looked at, by vertex */
  guint32 *arc_start;    /* n + 1 */
  guint8 *looked_at;     /* by edge */
  guint32 n_looked_at;

  LnetMatchingNode *nodes;  /* 2 n */
  guint32 *free_blossoms;   /* numbers not in use */
  guint32 n_free_blossoms;
  guint32 *set_of;          /* by vertex: whose owner is the node that is part of nothing and holds it */
  guint32 *owner;           /* by set */
  guint32 *free_sets;
  guint32 n_free_sets;
  guint32 *next_vertex;

  /* the search that runs */
  gint64 delta;
  gint64 zero;              /* Δ at which the first even vertex comes to 0 … */
  guint32 zero_vertex;      /* … and which */
  gint64 found;             /* Δ at which a vertex without a partner is reached, as far as is known */
  guint32 mark;
  gint64 *best;             /* by vertex: Δ at which its best edge from the tree is tight; odd: its slack */
  guint32 *best_edge;
  guint32 *best_search;     /* the search that wrote it */
  guint32 search;
  GArray *queue;            /* even vertices whose edges are to be looked at */
  GArray *touched;          /* nodes that were labelled */
  GArray *heap;             /* LnetMatchingEvent */
  GArray *circuit;          /* scratch: a path from an even node up */
  GArray *opposite;

  LnetMatchingProgressFunc progress;
  gpointer progress_data;
  guint32 *partner;         /* by vertex, when solved */
  guint32 *partner_edge;
};

static inline guint32
lnet_matching_top (const LnetMatching *self,
                   guint32             vertex)
{
  return self->owner[self->set_of[vertex]];
}

/* --- lnet-matching.c: what a certificate needs --- */

/** How many vertices and blossoms there are. Blossoms that no vertex leads up to are not in use. */
guint32 lnet_matching_count_nodes (const LnetMatching *self);

/** y or z. */
gint64 lnet_matching_get_dual (const LnetMatching *self, guint32 node);

/** The blossom that holds @node directly, or none. */
guint32 lnet_matching_get_parent (const LnetMatching *self, guint32 node);

/** Twice the weight, the bonus in it. */
gint64 lnet_matching_get_cost (const LnetMatching *self, guint32 edge);

/** Whether it is there: usable, and both ends present. */
gboolean lnet_matching_is_usable (const LnetMatching *self, guint32 edge);

/* --- lnet-matching-blossom.c --- */

/** Makes a blossom of the tree paths from both ends of @edge, an edge between two even nodes, to where they meet. */
void lnet_matching_shrink (LnetMatching *self, guint32 edge);

/** Takes an odd blossom apart: the way through it stays in the tree, the rest leaves it. */
void lnet_matching_expand (LnetMatching *self, guint32 blossom);

/** Takes a free blossom apart, its value going to its vertices, which may cost it its mate. */
void lnet_matching_dissolve (LnetMatching *self, guint32 blossom);

/** Says of every vertex of every blossom who its partner is. */
void lnet_matching_unfold (LnetMatching *self);

/* --- lnet-matching-search.c --- */

/** Gives @root, without a partner, its due: a partner, or the value 0. */
void lnet_matching_search (LnetMatching *self, guint32 root);

/** Puts a free node on an even place of the tree. */
void lnet_matching_make_even (LnetMatching *self, guint32 node);

/** Puts a free node on an odd place of the tree, reached by @edge. */
void lnet_matching_make_odd (LnetMatching *self, guint32 node, guint32 from, guint32 at, guint32 edge);

/** Takes a node out of the tree: its values are what they are now. */
void lnet_matching_make_free (LnetMatching *self, guint32 node);

/** Has something happen at Δ = @key, unless the search will be over by then. */
void lnet_matching_expect (LnetMatching *self, gint64 key, guint32 what);

G_END_DECLS
