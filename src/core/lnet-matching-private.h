/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-matching-heap.h"
#include "lnet-matching-list.h"
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
 * comes to 0, or to the floor (the path to it is turned over, and it stays alone).
 *
 * Among an odd number of vertices one is always left over. So when no other is, its value need not be 0, only no larger
 * than any other's: the floor. (All vertices together are one more blossom then, whose value is twice the floor, and
 * from all values the floor is taken away.) Else a search would have to lower all values until one is 0.
 *
 * Two trees grow towards each other, each by a Δ of its own: the one that was less work so far, as long as that brings
 * none of its even nodes too near an odd one of the other, and both at once when it would.
 *
 * Values are kept as they would be at Δ = 0 while a search runs, so that an event costs only what it touches. Inside a
 * blossom nothing is matched until it is taken apart: which vertex looks outward says it all. A search works from any
 * values that keep the rules, so a change only has to see to the rules around it.
 */

#define LNET_MATCHING_NONE G_MAXUINT32

/* The cost of an edge that is not there: its slack never comes near 0. */
#define LNET_MATCHING_UNUSABLE (-(G_GINT64_CONSTANT (1) << 60))

/* More than any Δ. */
#define LNET_MATCHING_FREELY (G_GINT64_CONSTANT (1) << 61)

/* The value of a vertex that is not there: none of its edges comes near being tight. */
#define LNET_MATCHING_ABSENT (G_GINT64_CONSTANT (1) << 60)

typedef enum
{
  LNET_MATCHING_FREE,   /* not in the tree */
  LNET_MATCHING_EVEN,   /* the root, and what is an even number of edges away */
  LNET_MATCHING_ODD,
  LNET_MATCHING_INSIDE, /* of a vertex: in a blossom that is not on an even place; its set knows more */
} LnetMatchingLabel;

/* An edge as seen from one of its ends. */
typedef struct
{
  guint32 to;
  guint32 edge;
  gint64 cost;
} LnetMatchingArc;

/* A vertex's arcs. Those that are looked at come first. */
typedef struct
{
  guint32 start;
  guint32 n;
  guint32 n_active;
  guint32 room;
} LnetMatchingSpan;

/* The edge from a tree to a vertex that is tight first. */
typedef struct
{
  gint64 key;     /* Δ at which it is, with the vertex's value as it is written; inside: without what its set adds */
  guint32 edge;
  guint32 search; /* the search that wrote it */
} LnetMatchingBest;

typedef struct
{
  gint64 value;        /* y; inside: without what its set adds */
  gint64 low;          /* no edge that is not looked at costs more than this and its other end's, and y is no less */
  LnetMatchingBest best[2]; /* from each tree */
  guint32 set;
  guint32 next;        /* the list of a node's vertices */
  guint32 next_seen;   /* the list of a set's vertices that edges from the tree lead to */
  guint8 label;
  guint8 tree : 1;      /* of an even one, or an odd one that is a node */
  guint8 absent : 1;
  guint8 rematched : 1; /* on the list of that name */
} LnetMatchingVertex;

/* The vertices of one node that is part of nothing. When nodes become one, the largest one's set takes in the others,
 * and gives them back when they part: so a vertex changes its set only when what it belongs to doubles or halves. */
typedef struct
{
  gint64 more;         /* to the values of those inside */
  guint32 owner;       /* the node */
  guint32 seen;        /* the first of the list */
  guint32 seen_search; /* the search it is of */
  guint8 label;        /* free or odd */
  guint8 tree;         /* of an odd one */
} LnetMatchingSet;

/* A tree while it grows. */
typedef struct
{
  gint64 delta;
  gint64 end;             /* Δ at which its root has its due, as far as is known: by … */
  guint32 end_edge;       /* … an edge to a node without a partner */
  guint32 end_vertex;     /* … at this vertex; without such an edge, an even one whose value comes to 0 */
  gint64 lead;            /* by how much its Δ may be more than the other's: edges from it to odd nodes there */
  gint64 alarm;           /* Δ at which more of its edges are to be looked at */
  LnetMatchingList queue; /* even vertices */
  guint32 n_looked_from;  /* how many of them were */
  guint32 n_steps;        /* how much work it was */
  LnetMatchingHeap heap;
} LnetMatchingTree;

/* A vertex, n of them, or a blossom, behind them. What a search needs of most nodes comes first. */
typedef struct
{
  gint64 z;            /* of a blossom */
  guint32 base;        /* the vertex that looks outward */
  guint32 mate;        /* the vertex it is matched with, or none */
  guint32 mate_edge;
  guint32 set;         /* of a node that is part of nothing */
  guint32 first;       /* its vertices are a stretch of a list */
  guint32 last;
  guint8 label;
  guint8 tree;         /* the first or the second */
  guint8 root;         /* of it */
  guint32 mark;

  /* how an odd node was reached: from a vertex of an even node, at a vertex of its own */
  guint32 enter_from;
  guint32 enter_at;
  guint32 enter_edge;

  guint32 told;        /* its base when it was last said who goes with whom inside, or none; … */
  guint32 told_child;  /* … and which of its circuit holds that */
  guint32 parent;      /* the blossom it is part of, or none */
  guint32 size;        /* in vertices */

  /* its place in its parent's circuit */
  guint32 next;
  guint32 previous;
  guint32 link_from;   /* the edge to the next one */
  guint32 link_to;
  guint32 link_edge;

  guint32 child;       /* of a blossom: one of its circuit */
} LnetMatchingNode;

struct _LnetMatching
{
  LnetMatchingGoal goal;
  gint64 least;          /* weights that the bonus does for */
  gint64 most;
  gint64 spread;         /* of the weights it began with */
  gint64 margin;         /* by which values may fall before edges that are not looked at are */
  gint64 bonus;          /* added to each weight, so that more pairs always weigh more */
  guint32 n;
  guint32 n_edges;
  guint32 n_room;        /* for edges */
  LnetGraphEdge *edges;
  guint8 *unusable;      /* by edge */
  guint8 *active;        /* by edge */

  LnetMatchingArc *arcs;
  guint32 n_arcs;
  guint32 n_arc_room;
  LnetMatchingSpan *spans; /* by vertex */

  LnetMatchingVertex *vertices;
  LnetMatchingNode *nodes;  /* n + n / 2 */
  guint32 *free_blossoms;   /* numbers not in use */
  guint32 n_free_blossoms;
  LnetMatchingSet *sets;    /* n */
  guint32 *free_sets;
  guint32 n_free_sets;

  gboolean begun;           /* the values are there to go on from */
  gboolean chosen;          /* the edges to be looked at are those near being tight */
  LnetMatchingList alone;   /* vertices that may break the rule for those without a partner */
  guint32 n_single;         /* nodes without a partner */
  guint32 single;           /* the vertex that keeps the rule by the floor */
  gint64 floor;             /* no value is below it */
  guint32 n_present;
  gint64 *stretches;        /* by stretch of vertices: no value is below it */
  LnetMatchingList rematched; /* vertices whose nodes have another mate or base since it was solved */

  /* the search that runs */
  LnetMatchingTree trees[2];
  guint8 n_trees;
  gint64 meeting;           /* what their Δ sum up to when they meet, as far as is known: by … */
  guint32 meeting_edge;     /* … an edge between even vertices */
  guint32 mark;
  guint32 search;
  LnetMatchingList touched; /* nodes that were labelled */
  LnetMatchingList circuit; /* scratch: a path from an even node up */
  LnetMatchingList opposite;

  /* what blossoms add to edges inside, as long as they stay the same */
  gboolean ways_known;
  guint n_walks;            /* that were walked without knowing */
  guint32 *ways;            /* by node: the outermost on its way */
  gint64 *above;            /* the sum of its value and those of all that hold it */

  /* what came of it */
  guint32 *partner;         /* by vertex */
  guint32 *partner_edge;
  gint64 *partner_weight;   /* as it is in the sum */
  gint64 weight;
  guint32 size;

  LnetMatchingProgressFunc progress;
  gpointer progress_data;
  gdouble done;
};

/* The node that holds a vertex and is part of nothing. */
static inline guint32
lnet_matching_top (const LnetMatching *self,
                   guint32             vertex)
{
  const LnetMatchingVertex *of = &self->vertices[vertex];
  gboolean is_node = of->label == LNET_MATCHING_FREE || of->label == LNET_MATCHING_ODD;

  return is_node ? vertex : self->sets[of->set].owner;
}

static inline gint64
lnet_matching_value (const LnetMatching *self,
                     guint32             vertex)
{
  const LnetMatchingVertex *of = &self->vertices[vertex];

  return of->label == LNET_MATCHING_INSIDE ? of->value + self->sets[of->set].more : of->value;
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

/** Says how far it is. FALSE when it is to stop. */
gboolean lnet_matching_go_on (LnetMatching *self, gdouble fraction, GCancellable *cancellable, GError **error);

/* --- lnet-matching-arcs.c --- */

/** Arranges all edges by vertex, and has each vertex's heaviest ones looked at. */
void lnet_matching_arrange_arcs (LnetMatching *self);

/** Writes what an edge costs now where it is looked at. */
void lnet_matching_renew_cost (LnetMatching *self, guint32 edge);

/** Arranges one edge more. */
void lnet_matching_add_arcs (LnetMatching *self, guint32 edge);

/** Has the edges looked at that are near being tight, and no others. */
void lnet_matching_choose_arcs (LnetMatching *self);

/** Has more of a vertex's edges looked at: its value may fall down to @low then. */
void lnet_matching_lower (LnetMatching *self, guint32 vertex, gint64 low);

/** Has an edge whose cost is another now looked at, if it is near being tight. */
void lnet_matching_look_at_changed (LnetMatching *self, guint32 edge);

/** Has an edge looked at. */
void lnet_matching_activate (LnetMatching *self, guint32 edge);

/* --- lnet-matching-fraction.c --- */

/** Finds values and a matching to begin with. */
gboolean lnet_matching_begin (LnetMatching *self, GCancellable *cancellable, GError **error);

/* --- lnet-matching-nest.c --- */

/** What the blossoms that hold both ends add to an edge's slack. */
gint64 lnet_matching_get_common (LnetMatching *self, guint32 u, guint32 v);

/** To be called when blossoms change. */
void lnet_matching_forget_ways (LnetMatching *self);

/* --- lnet-matching-least.c --- */

#define LNET_MATCHING_STRETCH 64

static inline guint32
lnet_matching_count_stretches (const LnetMatching *self)
{
  return self->n / LNET_MATCHING_STRETCH + 1;
}

/** A value is @value now, which may be less than before. */
static inline void
lnet_matching_note_value (LnetMatching *self,
                          guint32       vertex,
                          gint64        value)
{
  gint64 *least = &self->stretches[vertex / LNET_MATCHING_STRETCH];

  *least = MIN (*least, value);
}

/** The least value of a vertex that is present. */
gint64 lnet_matching_get_least (LnetMatching *self);

/* --- lnet-matching-blossom.c --- */

/** The largest of a blossom's circuit. */
guint32 lnet_matching_find_largest (const LnetMatching *self, guint32 blossom);

/** Makes a blossom of the tree paths from @u and @v, of two even nodes with @edge between them, to where they meet. */
void lnet_matching_shrink (LnetMatching *self, guint32 u, guint32 v, guint32 edge);

/** Takes an odd blossom apart: the way through it stays in the tree, the rest leaves it. */
void lnet_matching_expand (LnetMatching *self, guint32 blossom);

/** Says whom a node goes with, and by which of its vertices. */
void lnet_matching_match (LnetMatching *self, guint32 node, guint32 base, guint32 mate, guint32 edge);

/** Has whom its vertices go with told anew. */
void lnet_matching_note_rematched (LnetMatching *self, guint32 node);

/** Takes a node and its mate from each other. */
void lnet_matching_part_from_mate (LnetMatching *self, guint32 node);

/** Takes a vertex out of all blossoms and from its partner. */
void lnet_matching_loosen (LnetMatching *self, guint32 vertex);

/** Takes a free blossom without a value apart. */
void lnet_matching_part (LnetMatching *self, guint32 blossom);

/** Says of the vertices whose nodes were rematched who their partners are. */
void lnet_matching_unfold (LnetMatching *self);

/* --- lnet-matching-tree.c --- */

/** Puts a free node on an even place of a tree. */
void lnet_matching_make_even (LnetMatching *self, guint32 node, guint8 tree);

/** Puts a free node on an odd place of the tree that @from is in, reached by @edge. */
void lnet_matching_make_odd (LnetMatching *self, guint32 node, guint32 from, guint32 at, guint32 edge);

/** Takes a node out of its tree: its values are what they are now. */
void lnet_matching_make_free (LnetMatching *self, guint32 node);

/** An edge leads from a tree to a vertex that is a node, free or odd in the other tree. @key: see LnetMatchingBest */
void lnet_matching_look_at_single (LnetMatching *self, guint32 v, guint32 edge, gint64 key, guint8 tree);

/** An edge leads from a tree to a vertex inside a blossom that is not even. */
void lnet_matching_look_inside (LnetMatching *self, guint32 v, guint32 edge, gint64 key, guint8 tree);

/** Vertices from @first on were inside a blossom that was taken apart: those off the way may be reached. */
void lnet_matching_hand_out_seen (LnetMatching *self, guint32 first);

static inline guint32
lnet_matching_get_other_end (const LnetMatching *self,
                             guint32             edge,
                             guint32             vertex)
{
  const LnetGraphEdge *of = &self->edges[edge];

  return of->u == vertex ? of->v : of->u;
}

/* The Δ at which a tree is at an end, as far as is known. */
static inline gint64
lnet_matching_get_bound (const LnetMatching *self,
                         guint8              tree)
{
  return MIN (self->trees[tree].end, self->meeting - self->trees[!tree].delta);
}

/* Has something happen at Δ = @key, unless the search will be over by then. */
static inline void
lnet_matching_expect (LnetMatching *self,
                      gint64        key,
                      guint32       what,
                      guint8        tree)
{
  if (key < lnet_matching_get_bound (self, tree))
    lnet_matching_heap_push (&self->trees[tree].heap, key, what, 0);
}

static inline void
lnet_matching_end_at (LnetMatchingTree *tree,
                      gint64            key,
                      guint32           vertex,
                      guint32           edge)
{
  if (key >= tree->end)
    return;
  tree->end = key;
  tree->end_vertex = vertex;
  tree->end_edge = edge;
}

static inline void
lnet_matching_meet_at (LnetMatching *self,
                       gint64        sum,
                       guint32       edge)
{
  if (sum >= self->meeting)
    return;
  self->meeting = sum;
  self->meeting_edge = edge;
}

/* A tree has an edge to @vertex, which is odd in the other one, or inside what is. */
static inline void
lnet_matching_limit_lead (LnetMatching *self,
                          guint8        tree,
                          guint32       vertex,
                          gint64        more)
{
  const LnetMatchingBest *best = &self->vertices[vertex].best[tree];

  if (best->search == self->search)
    self->trees[tree].lead = MIN (self->trees[tree].lead, best->key + more);
}

/* --- lnet-matching-search.c --- */

/**
 * lnet_matching_search:
 * @other: none, or a second node without a partner
 * @limit: of Δ; when it is reached, all is left as it is then
 *
 * Gives @root, without a partner, its due: a partner, or the value 0. With @other a second tree grows towards the
 * first, by turns, so that what lies between them is found about half way, in steps; it may be @other that gets its
 * due.
 */
void lnet_matching_search (LnetMatching *self, guint32 root, guint32 other, gint64 limit);

/** A free node with a mate is reached by a tree's best edge to @vertex, which is part of it. */
void lnet_matching_reach (LnetMatching *self, guint32 vertex, guint32 node, guint8 tree);

G_END_DECLS
