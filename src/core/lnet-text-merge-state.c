/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-text-merge-private.h"

#include <string.h>

/* The items stand in a splay tree (D. Sleator and R. Tarjan, 1985): whatever was touched last is at the top, so that
 * typing on costs a few steps however long the text is, and nothing that somebody sends can unbalance it for long. Each
 * item knows how much the version at hand shows of those below. */

/* Before the first letter, and after the last. */
#define NOWHERE G_MAXUINT

/* What an event adds at most: what it writes, a cut where that goes, and one at each end of what it takes. */
#define ITEMS_OF_EVENT 4

LnetTextState *
lnet_text_state_new (const LnetTextMerge *merge,
                     guint                from,
                     guint                to,
                     gsize                base_length)
{
  const LnetTextEvent *first = lnet_text_merge_event (merge, from);
  const LnetTextEvent *last = lnet_text_merge_event (merge, to - 1);
  LnetTextState *self = g_new0 (LnetTextState, 1);

  self->merge = merge;
  self->first_id = first->letters;
  self->base_id = last->letters + last->n_inserted;
  self->items = g_new (LnetTextItem, (gsize) (to - from) * ITEMS_OF_EVENT + 1);
  self->owners = g_new0 (guint, self->base_id - self->first_id + base_length + 1);
  self->n_items = 1;
  self->root = &self->items[0];
  *self->root = (LnetTextItem) {
    .id = self->base_id,
    .length = (guint) base_length,
    .event = NOWHERE,
    .origin_left = NOWHERE,
    .origin_right = NOWHERE,
    .is_written = TRUE,
    .sum_visible = (guint) base_length,
    .sum_written = 1,
  };
  return self;
}

void
lnet_text_state_free (LnetTextState *self)
{
  g_free (self->items);
  g_free (self->owners);
  g_free (self);
}

guint
lnet_text_state_length (const LnetTextState *self)
{
  return self->root->sum_visible;
}

/* --- the tree --- */

static guint
count_visible (const LnetTextItem *item)
{
  return item->is_written && item->n_taken == 0 ? item->length : 0;
}

static void
update (LnetTextItem *item)
{
  item->sum_visible = count_visible (item);
  item->sum_written = item->is_written ? 1 : 0;
  if (item->left != NULL)
    {
      item->sum_visible += item->left->sum_visible;
      item->sum_written += item->left->sum_written;
    }
  if (item->right != NULL)
    {
      item->sum_visible += item->right->sum_visible;
      item->sum_written += item->right->sum_written;
    }
}

static void
put_below (LnetTextItem  *parent,
           LnetTextItem **side,
           LnetTextItem  *child)
{
  *side = child;
  if (child != NULL)
    child->parent = parent;
}

/* Lets @item and its parent change places. */
static void
rotate (LnetTextItem *item)
{
  LnetTextItem *parent = item->parent, *above = parent->parent;

  if (parent->left == item)
    {
      put_below (parent, &parent->left, item->right);
      put_below (item, &item->right, parent);
    }
  else
    {
      put_below (parent, &parent->right, item->left);
      put_below (item, &item->left, parent);
    }
  item->parent = above;
  if (above != NULL && above->left == parent)
    above->left = item;
  else if (above != NULL)
    above->right = item;
  update (parent);
}

/* Brings @item to the top. */
static void
splay (LnetTextState *self,
       LnetTextItem  *item)
{
  while (item->parent != NULL)
    {
      LnetTextItem *parent = item->parent, *above = parent->parent;

      if (above != NULL)
        rotate ((above->left == parent) == (parent->left == item) ? parent : item);
      rotate (item);
    }
  update (item);
  self->root = item;
}

static LnetTextItem *
leftmost (LnetTextItem *item)
{
  while (item->left != NULL)
    item = item->left;
  return item;
}

LnetTextItem *
lnet_text_state_first (const LnetTextState *self)
{
  return leftmost (self->root);
}

LnetTextItem *
lnet_text_item_next (const LnetTextItem *item)
{
  if (item->right != NULL)
    return leftmost (item->right);
  while (item->parent != NULL && item->parent->right == item)
    item = item->parent;
  return item->parent;
}

/* Whether @a stands before @b, which is another. */
static gboolean
comes_before (LnetTextState *self,
              LnetTextItem  *a,
              LnetTextItem  *b)
{
  splay (self, a);
  splay (self, b);
  while (a->parent != b)
    a = a->parent;
  return b->left == a;
}

/* The item that shows the letter at @position of the version at hand, which has it. */
static LnetTextItem *
find_visible (LnetTextState *self,
              guint          position,
              guint         *offset)
{
  LnetTextItem *item = self->root;

  for (;;)
    {
      guint before = item->left != NULL ? item->left->sum_visible : 0;

      if (position < before)
        {
          item = item->left;
          continue;
        }
      position -= before;
      if (position < count_visible (item))
        break;
      position -= count_visible (item);
      item = item->right;
    }
  splay (self, item);
  *offset = position;
  return item;
}

/* The first item behind @left, or of all, that the version at hand has. */
static LnetTextItem *
find_written_after (LnetTextState *self,
                    LnetTextItem  *left)
{
  LnetTextItem *item = self->root;

  if (left != NULL)
    {
      splay (self, left);
      item = left->right;
    }
  if (item == NULL || item->sum_written == 0)
    return NULL;
  for (;;)
    {
      if (item->left != NULL && item->left->sum_written > 0)
        item = item->left;
      else if (item->is_written)
        break;
      else
        item = item->right;
    }
  splay (self, item);
  return item;
}

/* Puts @item behind @place, or first. */
static void
put_after (LnetTextState *self,
           LnetTextItem  *place,
           LnetTextItem  *item)
{
  if (place == NULL)
    {
      put_below (item, &item->right, self->root);
      update (item);
      self->root = item;
      return;
    }
  splay (self, place);
  put_below (item, &item->right, place->right);
  put_below (place, &place->right, item);
  update (item);
  update (place);
}

/* --- items --- */

static void
set_owner (LnetTextState *self,
           LnetTextItem  *item)
{
  guint *owners = self->owners + (item->id - self->first_id);
  guint index = lnet_text_state_index (self, item);

  for (guint i = 0; i < item->length; i++)
    owners[i] = index;
}

/* Cuts @item behind its first @n letters, if it has more. The shorter part becomes a new item, for its letters have to
 * learn that; so an item may be either part afterwards. */
static void
cut (LnetTextState *self,
     LnetTextItem  *item,
     guint          n)
{
  LnetTextItem *part;

  if (n == 0 || n >= item->length)
    return;
  splay (self, item);
  part = &self->items[self->n_items++];
  *part = *item;
  if (n <= item->length / 2)
    {
      part->length = n;
      item->id += n;
      item->length -= n;
      item->origin_left = item->id - 1;
      part->right = NULL;
      put_below (part, &part->left, item->left);
      put_below (item, &item->left, part);
    }
  else
    {
      item->length = n;
      part->id += n;
      part->length -= n;
      part->origin_left = part->id - 1;
      part->left = NULL;
      put_below (part, &part->right, item->right);
      put_below (item, &item->right, part);
    }
  set_owner (self, part);
  update (part);
  update (item);
}

/* --- writing --- */

static int
compare_events (const LnetTextMerge *merge,
                guint                a,
                guint                b)
{
  const LnetTextEvent *first = lnet_text_merge_event (merge, a);
  const LnetTextEvent *second = lnet_text_merge_event (merge, b);
  int order = memcmp (lnet_text_merge_key (merge, a), lnet_text_merge_key (merge, b), LNET_TEXT_KEY_SIZE);

  /* One desk never does two things at the same time. Where somebody claims that, what was written decides. */
  if (order == 0)
    order = (first->n_inserted > second->n_inserted) - (first->n_inserted < second->n_inserted);
  if (order == 0)
    order = memcmp (lnet_text_merge_letters (merge, first), lnet_text_merge_letters (merge, second),
                    first->n_inserted * sizeof (gunichar));
  return order;
}

/* Whether the letter @id stands among those that the search at hand came by. */
static gboolean
was_scanned (LnetTextState *self,
             guint          id)
{
  return id != NOWHERE && lnet_text_state_item_at (self, id)->scan == self->n_scans;
}

/* Whether @other, which was written at the same place as something before @right, was written before something that
 * stands before @right. */
static gboolean
ends_before (LnetTextState *self,
             LnetTextItem  *other,
             LnetTextItem  *right)
{
  if (other->origin_right == NOWHERE)
    return FALSE;
  return right == NULL || comes_before (self, lnet_text_state_item_at (self, other->origin_right), right);
}

/* Between @left and @right stands what others wrote there at the same time. Finds the item behind which @item goes: the
 * rule of FugueMax, in the form that J. Gentle gave it for lists ("YjsMod"). */
static LnetTextItem *
find_place (LnetTextState      *self,
            const LnetTextItem *item,
            LnetTextItem       *left,
            LnetTextItem       *right)
{
  LnetTextItem *place = left;
  LnetTextItem *other = left != NULL ? lnet_text_item_next (left) : lnet_text_state_first (self);
  gboolean undecided = FALSE;

  self->n_scans++;
  if (other != right)
    splay (self, other); /* so that a long way down to it is not gone each time */
  for (; other != right; other = lnet_text_item_next (other))
    {
      if (other->origin_left == item->origin_left)
        {
          if (other->origin_right == item->origin_right)
            {
              if (compare_events (self->merge, item->event, other->event) < 0)
                break;
              undecided = FALSE;
            }
          else
            undecided = ends_before (self, other, right);
        }
      else if (!was_scanned (self, other->origin_left))
        break;
      other->scan = self->n_scans;
      if (!undecided)
        place = other;
    }
  return place;
}

static void
write_letters (LnetTextState       *self,
               guint                event,
               const LnetTextEvent *of)
{
  LnetTextItem *left = NULL, *right, *item;
  guint offset, origin_left = NOWHERE;

  if (of->position > 0)
    {
      left = find_visible (self, of->position - 1, &offset);
      origin_left = left->id + offset;
      cut (self, left, offset + 1);
      left = lnet_text_state_item_at (self, origin_left);
    }
  right = find_written_after (self, left);
  item = &self->items[self->n_items++];
  *item = (LnetTextItem) {
    .id = of->letters,
    .length = of->n_inserted,
    .event = event,
    .origin_left = origin_left,
    .origin_right = right != NULL ? right->id : NOWHERE,
    .is_written = TRUE,
  };
  set_owner (self, item);
  put_after (self, find_place (self, item, left, right), item);
}

/* --- taking --- */

static void
add_range (GArray *ranges,
           guint   first,
           guint   id,
           guint   length)
{
  LnetTextRange *last = ranges->len > first ? &g_array_index (ranges, LnetTextRange, ranges->len - 1) : NULL;
  LnetTextRange range = { id, length };

  if (last != NULL && last->id + last->length == id)
    last->length += length;
  else
    g_array_append_val (ranges, range);
}

static void
take_letters (LnetTextState *self,
              guint          position,
              guint          n,
              GArray        *taken)
{
  guint first = taken->len;

  while (n > 0)
    {
      guint offset;
      LnetTextItem *item = find_visible (self, position, &offset);
      guint id = item->id + offset;

      cut (self, item, offset);
      cut (self, lnet_text_state_item_at (self, id), n);
      item = lnet_text_state_item_at (self, id);
      splay (self, item);
      item->n_taken = 1;
      item->is_gone = TRUE;
      update (item);
      add_range (taken, first, id, item->length);
      n -= item->length;
    }
}

void
lnet_text_state_apply (LnetTextState *self,
                       guint          event,
                       GArray        *taken)
{
  const LnetTextEvent *of = lnet_text_merge_event (self->merge, event);

  take_letters (self, of->position, of->n_deleted, taken);
  if (of->n_inserted > 0)
    write_letters (self, event, of);
}

/* --- other versions --- */

void
lnet_text_state_set_written (LnetTextState       *self,
                             const LnetTextRange *letters,
                             gboolean             is_written)
{
  for (guint id = letters->id, end = id + letters->length; id < end;)
    {
      LnetTextItem *item = lnet_text_state_item_at (self, id);

      splay (self, item);
      item->is_written = is_written;
      update (item);
      id += item->length;
    }
}

void
lnet_text_state_change_taken (LnetTextState       *self,
                              const LnetTextRange *letters,
                              int                  by)
{
  for (guint id = letters->id, end = id + letters->length; id < end;)
    {
      LnetTextItem *item = lnet_text_state_item_at (self, id);

      splay (self, item);
      item->n_taken += (guint) by;
      update (item);
      id += item->length;
    }
}
