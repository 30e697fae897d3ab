/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-text-merge.h"

G_BEGIN_DECLS

/*
 * How the files share the work:
 *
 *   lnet-text-merge.c           keeps the events and their letters
 *   lnet-text-merge-buffer.c    the text itself, where history does not fork
 *   lnet-text-merge-state.c     where it does: every letter that anybody wrote, in order, and whether the version at
 *                               hand has it
 *   lnet-text-merge-walk.c      walks that state from version to version through all events of a fork
 *   lnet-text-merge-replay.c    divides history into stretches that fork and such that do not
 *   lnet-text-merge-strands.c   which events were made at the same time
 *   lnet-text-merge-sentences.c which sentences letters belong to
 *   lnet-text-merge-meetings.c  which events met, from these two
 *   lnet-text-merge-invert.c    what takes events back
 */

/* --- events --- */

typedef struct
{
  guint position;
  guint n_deleted;
  guint letters; /* where what it wrote begins in the letters of all */
  guint n_inserted;
  guint parents; /* where they begin in the parents of all */
  guint n_parents : 31;
  guint is_confirmation : 1;
} LnetTextEvent;

struct _LnetTextMerge
{
  GArray *events;  /* of LnetTextEvent */
  GArray *keys;    /* of the events, LNET_TEXT_KEY_SIZE bytes each */
  GArray *parents; /* of guint */
  GArray *letters; /* of gunichar. A letter's index is its id. */
  guint n_linear;  /* so many events, from the first on, follow each other, and all others the last of them */
};

static inline const LnetTextEvent *
lnet_text_merge_event (const LnetTextMerge *self,
                       guint                event)
{
  return &g_array_index (self->events, LnetTextEvent, event);
}

static inline const guint8 *
lnet_text_merge_key (const LnetTextMerge *self,
                     guint                event)
{
  return (const guint8 *) self->keys->data + (gsize) event * LNET_TEXT_KEY_SIZE;
}

static inline const guint *
lnet_text_merge_parents (const LnetTextMerge *self,
                         guint                event,
                         guint               *n_parents)
{
  const LnetTextEvent *of = lnet_text_merge_event (self, event);

  *n_parents = of->n_parents;
  return (const guint *) (gpointer) self->parents->data + of->parents;
}

/* The last of an event's parents, counted from one. */
static inline guint
lnet_text_merge_last_parent (const LnetTextMerge *self,
                             guint                event)
{
  guint n_parents, last = 0;
  const guint *parents = lnet_text_merge_parents (self, event, &n_parents);

  for (guint p = 0; p < n_parents; p++)
    last = MAX (last, parents[p] + 1);
  return last;
}

static inline const gunichar *
lnet_text_merge_letters (const LnetTextMerge *self,
                         const LnetTextEvent *event)
{
  return (const gunichar *) (gpointer) self->letters->data + event->letters;
}

/* --- buffer --- */

/* UTF-8 with a gap where the last change was. */
typedef struct
{
  char *bytes;
  gsize size;
  gsize gap_start;
  gsize gap_end;
  gsize gap_position; /* in letters */
  gsize n_letters;
} LnetTextBuffer;

void lnet_text_buffer_clear (LnetTextBuffer *buffer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LnetTextBuffer, lnet_text_buffer_clear)

/** @position + @n_deleted is not past the end. */
void lnet_text_buffer_replace (LnetTextBuffer *buffer, gsize position, gsize n_deleted, const gunichar *letters,
                               gsize n_letters);
char *lnet_text_buffer_to_utf8 (LnetTextBuffer *buffer);
gunichar *lnet_text_buffer_to_letters (LnetTextBuffer *buffer);

/* --- state --- */

/* Letters that stand together, were written by one event, and have the same fate. */
typedef struct _LnetTextItem LnetTextItem;
struct _LnetTextItem
{
  LnetTextItem *left; /* in the tree, which has the items in the order of the text */
  LnetTextItem *right;
  LnetTextItem *parent;
  guint sum_visible;  /* letters of this item and those below that the version at hand shows */
  guint sum_written;  /* items among them that it has, shown or not */

  guint id;           /* of the first letter; the others follow */
  guint length;
  guint event;        /* that wrote them */
  guint origin_left;  /* the letter its author saw before the first, and the one after them, shown or not */
  guint origin_right;
  guint n_taken;      /* how many events of the version at hand took them */
  guint scan;         /* the last search that came by */
  gboolean is_written; /* in the version at hand */
  gboolean is_gone;    /* taken by any event */
};

/* Letters that follow each other, by id. */
typedef struct
{
  guint id;
  guint length;
} LnetTextRange;

typedef struct
{
  const LnetTextMerge *merge;
  LnetTextItem *items;
  guint n_items;
  guint *owners;   /* of each letter the item it is in, by id − first_id */
  guint first_id;
  guint base_id;   /* of the first letter of the text that the state began with */
  guint n_scans;
  LnetTextItem *root;
} LnetTextState;

/** A state for the events from @from up to but without @to, that begins with a text of @base_length letters. */
LnetTextState *lnet_text_state_new (const LnetTextMerge *merge, guint from, guint to, gsize base_length);
void lnet_text_state_free (LnetTextState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetTextState, lnet_text_state_free)

/** How many letters the version at hand has. */
guint lnet_text_state_length (const LnetTextState *self);
/** Does an event's edit in the version at hand; adds what it took to @taken (LnetTextRange). */
void lnet_text_state_apply (LnetTextState *self, guint event, GArray *taken);
/** Lets the version at hand have letters, or not. */
void lnet_text_state_set_written (LnetTextState *self, const LnetTextRange *letters, gboolean is_written);
/** Lets the version at hand have letters taken by one more event, or one less. */
void lnet_text_state_change_taken (LnetTextState *self, const LnetTextRange *letters, int by);

/** The item a letter is in. */
static inline LnetTextItem *
lnet_text_state_item_at (const LnetTextState *self,
                         guint                id)
{
  return &self->items[self->owners[id - self->first_id]];
}

static inline guint
lnet_text_state_index (const LnetTextState *self,
                       const LnetTextItem  *item)
{
  return (guint) (item - self->items);
}

static inline gboolean
lnet_text_state_is_base (const LnetTextState *self,
                         const LnetTextItem  *item)
{
  return item->id >= self->base_id;
}

/** The items in the order of the text. */
LnetTextItem *lnet_text_state_first (const LnetTextState *self);
LnetTextItem *lnet_text_item_next (const LnetTextItem *item);

/* --- walk --- */

/* What an event did. */
typedef struct
{
  gboolean fits;
  guint taken; /* where it begins in the walk's ranges */
  guint n_taken;
} LnetTextDeed;

typedef struct
{
  const LnetTextMerge *merge;
  guint from;
  guint to;
  LnetTextState *state;
  GArray *taken;       /* of LnetTextRange */
  LnetTextDeed *deeds; /* of each event, from the first on */
} LnetTextWalk;

/** Goes through the events from @from up to but without @to, which all came after those before and before those behind
 * them, beginning with a text of @base_length letters. */
LnetTextWalk *lnet_text_walk_new (const LnetTextMerge *merge, guint from, guint to, gsize base_length);
void lnet_text_walk_free (LnetTextWalk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetTextWalk, lnet_text_walk_free)

static inline LnetTextRange
lnet_text_walk_written (const LnetTextWalk *self,
                        guint               event)
{
  const LnetTextEvent *of = lnet_text_merge_event (self->merge, event);

  return (LnetTextRange) { of->letters, self->deeds[event - self->from].fits ? of->n_inserted : 0 };
}

static inline const LnetTextRange *
lnet_text_walk_taken (const LnetTextWalk *self,
                      guint               event,
                      guint              *n)
{
  const LnetTextDeed *deed = &self->deeds[event - self->from];

  *n = deed->n_taken;
  return (const LnetTextRange *) (gpointer) self->taken->data + deed->taken;
}

/* --- replay --- */

/** Of each event whether all others came before or after it. Returns: (transfer full) */
gboolean *lnet_text_merge_find_narrows (const LnetTextMerge *self);
/** The first event behind the last narrow before @event. */
guint lnet_text_merge_find_fork (const gboolean *narrows, guint event);
/** Does the events up to but without @to, which all later ones came after. */
void lnet_text_merge_replay (const LnetTextMerge *self, const gboolean *narrows, guint to, LnetTextBuffer *buffer);

G_END_DECLS
