/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>

#include "lnet-roster-private.h"

/* Writing on a roster without a network: each writer's log, and who has seen what. */

#define MOST_WRITERS 8

typedef struct
{
  LnetId founder;
  LnetId space;
  GPtrArray *events; /* LnetRosterEvent */
} Paper;

static inline LnetId
desk_id (guint8 number)
{
  LnetId id = { { 0 } };

  id.bytes[0] = number;
  return id;
}

static inline void
paper_set_up (Paper         *paper,
              gconstpointer  data)
{
  paper->founder = desk_id (1);
  memset (&paper->space, 9, sizeof paper->space);
  paper->events = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_roster_event_free);
}

static inline void
paper_tear_down (Paper         *paper,
                 gconstpointer  data)
{
  g_ptr_array_unref (paper->events);
}

/* The key of desk @number; a desk under a new number has the key of the old one. */
static inline char *
key_of (guint8 number,
        gboolean box)
{
  guint8 key[LNET_PUBLIC_KEY_SIZE];

  memset (key, box ? number + 100 : number, sizeof key);
  return lnet_public_key_to_string (key);
}

/* Batch @n of @desk; what it had seen follows as pairs "desk, n" that end with 0. */
static inline LnetRosterEvent *
put_event (Paper *paper,
           guint8 desk,
           guint64 n,
           ...)
{
  LnetId id = desk_id (desk);
  LnetRosterEvent *event = lnet_roster_event_new (&id, n);
  va_list seen;
  int of;

  va_start (seen, n);
  while ((of = va_arg (seen, int)) != 0)
    {
      LnetId of_id = desk_id ((guint8) of);

      lnet_roster_event_see (event, &of_id, (guint64) va_arg (seen, int));
    }
  va_end (seen);
  g_ptr_array_add (paper->events, event);
  return event;
}

static inline void
put_cell (LnetOp     *op,
          LnetField   field,
          const char *text)
{
  lnet_op_put_cell (op, LNET_FIELD_NUMBER (field), (LnetValue) { .type = LNET_VALUE_TEXT, .text = g_strdup (text) });
}

static inline void
admit_with_key (LnetRosterEvent *event,
                guint8           desk,
                guint8           key,
                LnetStance       stance)
{
  LnetId id = desk_id (desk);
  LnetOp *op = lnet_op_new (LNET_OP_ADD, LNET_TABLE_ROSTER_DESK, &id);
  g_autofree char *sign = key_of (key, FALSE);
  g_autofree char *box = key_of (key, TRUE);
  g_autofree char *name = g_strdup_printf ("Desk %u", desk);

  put_cell (op, LNET_ROSTER_DESK_NAME, name);
  put_cell (op, LNET_ROSTER_DESK_STANCE, lnet_stance_to_key (stance));
  put_cell (op, LNET_ROSTER_DESK_STATE, "admitted");
  put_cell (op, LNET_ROSTER_DESK_SIGN_KEY, sign);
  put_cell (op, LNET_ROSTER_DESK_BOX_KEY, box);
  g_ptr_array_add (event->ops, op);
}

static inline void
admit (LnetRosterEvent *event,
       guint8           desk,
       LnetStance       stance)
{
  admit_with_key (event, desk, desk, stance);
}

static inline void
set (LnetRosterEvent *event,
     guint8           desk,
     LnetField        field,
     const char      *text)
{
  LnetId id = desk_id (desk);
  LnetOp *op = lnet_op_new (LNET_OP_SET, LNET_TABLE_ROSTER_DESK, &id);

  op->number = LNET_FIELD_NUMBER (field);
  op->value = (LnetValue) { .type = LNET_VALUE_TEXT, .text = g_strdup (text) };
  g_ptr_array_add (event->ops, op);
}

static inline void
remove_desk (Paper           *paper,
             LnetRosterEvent *event,
             guint8           desk,
             guint64          accepted)
{
  g_autoptr (GHashTable) spaces = g_hash_table_new (lnet_id_hash, lnet_id_equal);
  g_autofree char *text = NULL;

  g_hash_table_insert (spaces, &paper->space, &accepted);
  text = lnet_roster_accepted_to_string (spaces, NULL);
  set (event, desk, LNET_ROSTER_DESK_ACCEPTED, text);
  set (event, desk, LNET_ROSTER_DESK_STATE, "removed");
}

static inline LnetRoster *
fold (Paper *paper)
{
  return lnet_roster_fold (&paper->founder, NULL, &paper->space, paper->events);
}

/* All there is to a roster, to compare two. */
static inline char *
describe (const LnetRoster *roster)
{
  GString *text = g_string_new (NULL);
  const GPtrArray *desks = lnet_roster_list (roster);

  for (guint i = 0; i < desks->len; i++)
    {
      const LnetRosterDesk *desk = desks->pdata[i];
      g_autofree char *accepted = desk->accepted != NULL ? lnet_roster_accepted_to_string (desk->accepted, NULL)
                                                           : NULL;

      g_string_append_printf (text, "%u '%s' %s %u %u %u %s\n", desk->id.bytes[0], desk->name,
                              lnet_stance_to_key (desk->stance), desk->state, desk->sign_key[0], desk->box_key[0],
                              accepted != NULL ? accepted : "-");
    }
  return g_string_free (text, FALSE);
}
