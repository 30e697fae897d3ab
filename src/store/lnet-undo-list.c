/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-undo-list.h"

typedef struct
{
  LnetId group;
  char *act;
} Act;

struct _LnetUndoList
{
  GArray *undo;
  GArray *redo;
};

static void
clear_act (gpointer act)
{
  g_clear_pointer (&((Act *) act)->act, g_free);
}

static GArray *
acts_new (void)
{
  GArray *acts = g_array_new (FALSE, FALSE, sizeof (Act));

  g_array_set_clear_func (acts, clear_act);
  return acts;
}

LnetUndoList *
lnet_undo_list_new (void)
{
  LnetUndoList *self = g_new0 (LnetUndoList, 1);

  self->undo = acts_new ();
  self->redo = acts_new ();
  return self;
}

void
lnet_undo_list_free (LnetUndoList *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->undo);
  g_array_unref (self->redo);
  g_free (self);
}

/* Takes the act at @i out of @acts. */
static char *
steal_act (GArray *acts,
           guint   i)
{
  char *act = g_steal_pointer (&g_array_index (acts, Act, i).act);

  g_array_remove_index (acts, i);
  return act;
}

char *
lnet_undo_list_take (LnetUndoList *self,
                     LnetJobKind   kind,
                     LnetId       *group)
{
  GArray *acts = kind == LNET_JOB_REDO ? self->redo : self->undo;

  if (acts->len == 0)
    return NULL;
  *group = g_array_index (acts, Act, acts->len - 1).group;
  return steal_act (acts, acts->len - 1);
}

void
lnet_undo_list_put_back (LnetUndoList *self,
                         LnetJobKind   kind,
                         const LnetId *group,
                         const char   *act)
{
  Act entry = { *group, g_strdup (act) };

  if (act != NULL)
    g_array_append_val (kind == LNET_JOB_REDO ? self->redo : self->undo, entry);
}

void
lnet_undo_list_note (LnetUndoList *self,
                     LnetJobKind   kind,
                     const LnetId *group,
                     const char   *act)
{
  Act entry = { *group, NULL };

  if (lnet_id_is_null (group))
    return;
  entry.act = g_strdup (act);
  if (kind == LNET_JOB_UNDO)
    {
      g_array_append_val (self->redo, entry);
      return;
    }
  g_array_append_val (self->undo, entry);
  if (kind != LNET_JOB_REDO)
    g_array_set_size (self->redo, 0);
}

char *
lnet_undo_list_drop (LnetUndoList *self,
                     const LnetId *group)
{
  for (guint i = self->undo->len; i > 0; i--)
    if (lnet_id_equal (&g_array_index (self->undo, Act, i - 1).group, group))
      return steal_act (self->undo, i - 1);
  return NULL;
}

void
lnet_undo_list_clear (LnetUndoList *self)
{
  g_array_set_size (self->undo, 0);
  g_array_set_size (self->redo, 0);
}

const char *
lnet_undo_list_get_act (LnetUndoList *self,
                        LnetJobKind   kind)
{
  GArray *acts = kind == LNET_JOB_REDO ? self->redo : self->undo;

  return acts->len > 0 ? g_array_index (acts, Act, acts->len - 1).act : NULL;
}
