/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <string.h>

/*
 * The text that a graph of edits gives, found slowly and in another way than LnetTextMerge does: every letter is a node
 * of a tree that only grows (FugueMax, as M. Weidner and M. Kleppmann describe it in "The Art of the Fugue", 2023), and
 * which letters a version has is asked of each of them.
 */

typedef struct
{
  guint8 key[24];
  GArray *parents; /* of guint */
  gboolean *past;  /* of each event before it whether it came before it */
  guint position;
  guint n_deleted;
  char *text;
  gboolean fits;
  gboolean is_confirmation;
} RefEvent;

typedef struct _RefLetter RefLetter;
struct _RefLetter
{
  gunichar letter;
  guint event;
  const RefLetter *right_origin;
  GPtrArray *left; /* children before it, and behind it */
  GPtrArray *right;
  GArray *takers;  /* of guint: the events that took it */
};

typedef struct
{
  GPtrArray *events; /* of RefEvent */
  RefLetter *root;
} Reference;

static void
ref_event_free (RefEvent *event)
{
  g_array_unref (event->parents);
  g_free (event->past);
  g_free (event->text);
  g_free (event);
}

static void
ref_letter_free (RefLetter *letter)
{
  g_ptr_array_unref (letter->left);
  g_ptr_array_unref (letter->right);
  g_array_unref (letter->takers);
  g_free (letter);
}

static RefLetter *
ref_letter_new (gunichar         c,
                guint            event,
                const RefLetter *right_origin)
{
  RefLetter *letter = g_new0 (RefLetter, 1);

  letter->letter = c;
  letter->event = event;
  letter->right_origin = right_origin;
  letter->left = g_ptr_array_new_with_free_func ((GDestroyNotify) ref_letter_free);
  letter->right = g_ptr_array_new_with_free_func ((GDestroyNotify) ref_letter_free);
  letter->takers = g_array_new (FALSE, FALSE, sizeof (guint));
  return letter;
}

static Reference *
reference_new (void)
{
  Reference *self = g_new0 (Reference, 1);

  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) ref_event_free);
  self->root = ref_letter_new (0, G_MAXUINT, NULL);
  return self;
}

static void
reference_free (Reference *self)
{
  g_ptr_array_unref (self->events);
  ref_letter_free (self->root);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reference, reference_free)

static RefEvent *
reference_event (const Reference *self,
                 guint            event)
{
  return self->events->pdata[event];
}

static void
add_in_order (RefLetter *letter,
              GPtrArray *all)
{
  for (guint i = 0; i < letter->left->len; i++)
    add_in_order (letter->left->pdata[i], all);
  g_ptr_array_add (all, letter);
  for (guint i = 0; i < letter->right->len; i++)
    add_in_order (letter->right->pdata[i], all);
}

/* All letters in order, the root first. */
static GPtrArray *
reference_list (const Reference *self)
{
  GPtrArray *all = g_ptr_array_new ();

  add_in_order (self->root, all);
  return all;
}

static gboolean
is_written (const RefLetter *letter,
            const gboolean  *version)
{
  return letter->event == G_MAXUINT || version[letter->event];
}

static gboolean
is_shown (const RefLetter *letter,
          const gboolean  *version)
{
  if (letter->event == G_MAXUINT || !version[letter->event])
    return FALSE;
  for (guint i = 0; i < letter->takers->len; i++)
    if (version[g_array_index (letter->takers, guint, i)])
      return FALSE;
  return TRUE;
}

static char *
reference_version (const Reference *self,
                   const gboolean  *version)
{
  g_autoptr (GPtrArray) all = reference_list (self);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    if (is_shown (all->pdata[i], version))
      g_string_append_unichar (text, ((RefLetter *) all->pdata[i])->letter);
  return g_string_free_and_steal (text);
}

static char *
reference_text (const Reference *self)
{
  g_autofree gboolean *version = g_new (gboolean, self->events->len + 1);

  for (guint i = 0; i < self->events->len; i++)
    version[i] = TRUE;
  return reference_version (self, version);
}

/* The text without some events, as if they had not been; what others did stays. */
static char *
reference_text_without (const Reference *self,
                        const gboolean  *without)
{
  g_autofree gboolean *version = g_new (gboolean, self->events->len + 1);

  for (guint i = 0; i < self->events->len; i++)
    version[i] = !without[i];
  return reference_version (self, version);
}

static guint
place_of (GPtrArray       *all,
          const RefLetter *letter)
{
  guint place = all->len;

  if (letter != NULL)
    g_ptr_array_find (all, letter, &place);
  return place;
}

/* Those behind a letter: what was written before something that stands further back comes first. */
static int
compare_siblings (const Reference *self,
                  GPtrArray       *all,
                  const RefLetter *a,
                  const RefLetter *b,
                  gboolean         are_behind)
{
  guint a_place = place_of (all, a->right_origin), b_place = place_of (all, b->right_origin);

  if (are_behind && a_place != b_place)
    return a_place > b_place ? -1 : 1;
  return memcmp (reference_event (self, a->event)->key, reference_event (self, b->event)->key, 24);
}

static void
add_child (const Reference *self,
           GPtrArray       *all,
           GPtrArray       *children,
           RefLetter       *letter,
           gboolean         are_behind)
{
  guint i = 0;

  while (i < children->len && compare_siblings (self, all, children->pdata[i], letter, are_behind) < 0)
    i++;
  g_ptr_array_insert (children, (int) i, letter);
}

static gboolean
has_written (GPtrArray      *letters,
             const gboolean *version)
{
  for (guint i = 0; i < letters->len; i++)
    if (is_written (letters->pdata[i], version))
      return TRUE;
  return FALSE;
}

static RefLetter *
write_letter (Reference      *self,
              RefLetter      *origin,
              gunichar        c,
              guint           event,
              const gboolean *version)
{
  g_autoptr (GPtrArray) all = reference_list (self);
  guint next = place_of (all, origin) + 1;
  RefLetter *right, *letter;

  while (next < all->len && !is_written (all->pdata[next], version))
    next++;
  right = next < all->len ? all->pdata[next] : NULL;
  letter = ref_letter_new (c, event, right);
  if (has_written (origin->right, version))
    add_child (self, all, right->left, letter, FALSE);
  else
    add_child (self, all, origin->right, letter, TRUE);
  return letter;
}

static gboolean *
find_past (const Reference *self,
           const guint     *parents,
           guint            n_parents)
{
  gboolean *past = g_new0 (gboolean, self->events->len + 1);

  for (guint p = 0; p < n_parents; p++)
    {
      past[parents[p]] = TRUE;
      for (guint i = 0; i < parents[p]; i++)
        past[i] = past[i] || reference_event (self, parents[p])->past[i];
    }
  return past;
}

static void
do_event (Reference *self,
          guint      index)
{
  RefEvent *event = reference_event (self, index);
  g_autoptr (GPtrArray) all = reference_list (self);
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  RefLetter *origin = self->root;

  for (guint i = 0; i < all->len; i++)
    if (is_shown (all->pdata[i], event->past))
      g_ptr_array_add (shown, all->pdata[i]);
  event->fits = (guint64) event->position + event->n_deleted <= shown->len;
  if (!event->fits)
    return;
  for (guint i = 0; i < event->n_deleted; i++)
    g_array_append_val (((RefLetter *) shown->pdata[event->position + i])->takers, index);
  if (event->position > 0)
    origin = shown->pdata[event->position - 1];
  event->past[index] = TRUE; /* what it wrote so far */
  for (const char *p = event->text; *p != '\0'; p = g_utf8_next_char (p))
    origin = write_letter (self, origin, g_utf8_get_char (p), index, event->past);
}

static guint
reference_add (Reference    *self,
               const guint8  key[24],
               const guint  *parents,
               guint         n_parents,
               guint         position,
               guint         n_deleted,
               const char   *text)
{
  RefEvent *event = g_new0 (RefEvent, 1);

  memcpy (event->key, key, 24);
  event->parents = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_vals (event->parents, parents, n_parents);
  event->past = find_past (self, parents, n_parents);
  event->position = position;
  event->n_deleted = n_deleted;
  event->text = g_strdup (text);
  g_ptr_array_add (self->events, event);
  do_event (self, self->events->len - 1);
  return self->events->len - 1;
}

/* Whether two edits, @a before @b in the list, were made at the same time and no confirmation covers both. */
static gboolean
reference_meets (const Reference *self,
                 guint            a,
                 guint            b)
{
  const RefEvent *first = reference_event (self, a), *second = reference_event (self, b);

  if (second->past[a] || (first->n_deleted == 0 && first->text[0] == '\0') ||
      (second->n_deleted == 0 && second->text[0] == '\0'))
    return FALSE;
  for (guint i = b + 1; i < self->events->len; i++)
    {
      const RefEvent *later = reference_event (self, i);

      if (later->is_confirmation && later->past[a] && later->past[b])
        return FALSE;
    }
  return TRUE;
}
