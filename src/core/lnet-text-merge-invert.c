/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-prose.h"
#include "lnet-text-merge-private.h"

/* What is known of an item when some events are taken back. */
enum
{
  IS_UNWRITTEN = 1 << 0,     /* one of them wrote it */
  IS_TAKEN_ANYHOW = 1 << 1,  /* another took it */
};

typedef struct
{
  const LnetTextMerge *merge;
  LnetTextWalk *walk;
  const gunichar *base; /* the text the walk began with */
  guint8 *items;
  GArray *edits; /* of LnetProseEdit, as they come in the text */
} Inversion;

static void
mark_items (Inversion           *self,
            const LnetTextRange *letters,
            guint8               what)
{
  const LnetTextState *state = self->walk->state;

  for (guint id = letters->id, end = id + letters->length; id < end;)
    {
      const LnetTextItem *item = lnet_text_state_item_at (state, id);

      self->items[lnet_text_state_index (state, item)] |= what;
      id += item->length;
    }
}

static void
mark_event (Inversion *self,
            guint      event,
            gboolean   is_inverted)
{
  LnetTextRange written = lnet_text_walk_written (self->walk, event);
  guint n_taken;
  const LnetTextRange *taken = lnet_text_walk_taken (self->walk, event, &n_taken);

  if (is_inverted)
    mark_items (self, &written, IS_UNWRITTEN);
  else
    for (guint i = 0; i < n_taken; i++)
      mark_items (self, &taken[i], IS_TAKEN_ANYHOW);
}

static const gunichar *
get_letters (const Inversion    *self,
             const LnetTextItem *item)
{
  if (lnet_text_state_is_base (self->walk->state, item))
    return self->base + (item->id - self->walk->state->base_id);
  return &g_array_index (self->merge->letters, gunichar, item->id);
}

static void
add_edit (Inversion *self,
          guint      position,
          guint      n_deleted,
          GString   *text)
{
  LnetProseEdit edit = { position, n_deleted, NULL };

  if (n_deleted == 0 && text->len == 0)
    return;
  edit.inserted = g_strdup (text->str);
  g_array_append_val (self->edits, edit);
  g_string_truncate (text, 0);
}

/* Changes without a letter between them that stays are one edit. */
static void
collect_edits (Inversion *self)
{
  const LnetTextState *state = self->walk->state;
  g_autoptr (GString) text = g_string_new (NULL);
  guint position = 0, n_deleted = 0;

  for (LnetTextItem *item = lnet_text_state_first (state); item != NULL; item = lnet_text_item_next (item))
    {
      guint8 known = self->items[lnet_text_state_index (state, item)];

      if (item->is_gone)
        for (guint i = 0; known == 0 && i < item->length; i++)
          g_string_append_unichar (text, get_letters (self, item)[i]);
      else if ((known & IS_UNWRITTEN) != 0)
        n_deleted += item->length;
      else if (item->length > 0)
        {
          add_edit (self, position, n_deleted, text);
          position += n_deleted + item->length;
          n_deleted = 0;
        }
    }
  add_edit (self, position, n_deleted, text);
}

static void
reverse (GArray *edits)
{
  for (guint i = 0, j = edits->len; i + 1 < j; i++)
    {
      LnetProseEdit edit = g_array_index (edits, LnetProseEdit, i);

      j--;
      g_array_index (edits, LnetProseEdit, i) = g_array_index (edits, LnetProseEdit, j);
      g_array_index (edits, LnetProseEdit, j) = edit;
    }
}

static void
invert_from (const LnetTextMerge *self,
             const gboolean      *narrows,
             guint                from,
             const gboolean      *inverted,
             GArray              *edits)
{
  g_auto (LnetTextBuffer) base = { 0 };
  g_autoptr (LnetTextWalk) walk = NULL;
  g_autofree guint8 *items = NULL;
  g_autofree gunichar *letters = NULL;
  Inversion inversion = { .merge = self, .edits = edits };

  lnet_text_merge_replay (self, narrows, from, &base);
  walk = lnet_text_walk_new (self, from, self->events->len, base.n_letters);
  letters = lnet_text_buffer_to_letters (&base);
  items = g_new0 (guint8, walk->state->n_items);
  inversion.walk = walk;
  inversion.base = letters;
  inversion.items = items;
  for (guint event = from; event < self->events->len; event++)
    mark_event (&inversion, event, inverted[event]);
  collect_edits (&inversion);
  reverse (edits);
}

gboolean
lnet_text_merge_invert (const LnetTextMerge  *self,
                        const guint          *events,
                        guint                 n,
                        GArray              **edits)
{
  g_autofree gboolean *narrows = lnet_text_merge_find_narrows (self);
  g_autofree gboolean *inverted = g_new0 (gboolean, self->events->len + 1);
  guint first = self->events->len;

  *edits = g_array_new (FALSE, FALSE, sizeof (LnetProseEdit));
  g_array_set_clear_func (*edits, (GDestroyNotify) lnet_prose_edit_clear);
  for (guint i = 0; i < n; i++)
    if (events[i] < self->events->len)
      {
        inverted[events[i]] = TRUE;
        first = MIN (first, events[i]);
      }
  if (first < self->events->len)
    invert_from (self, narrows, lnet_text_merge_find_fork (narrows, first), inverted, *edits);
  return (*edits)->len > 0;
}
