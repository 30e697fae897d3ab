/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "merge-desk.h"
#include "merge-letters.h"
#include "merge-schedule.h"

/* The rows that schedules are about: few, so that desks get into each other's way. */
typedef struct
{
  LnetTable table;
  LnetSpaceKind space;
  int parent; /* the slot it belongs to; -1: to none */
  LnetField prose; /* LNET_FIELD_NONE: it has none */
} MergeSlot;

#define MERGE_N_SLOTS 16
extern const MergeSlot merge_slots[MERGE_N_SLOTS];

/* A delivery on its way. */
typedef struct
{
  guint to;
  LnetDelivery *delivery;
} MergePacket;

/* How far a desk's log had come when a schedule began. */
typedef struct
{
  LnetId space;
  LnetId desk;
  guint64 n;
} MergeBegun;

/* A schedule being played. */
typedef struct
{
  const MergeSchedule *schedule;
  GPtrArray *desks;   /* MergeDesk; the floor's */
  GArray *begun;      /* MergeBegun */
  gint64 n_begun;     /* batches that were there */
  LnetTransaction *pending[6]; /* an act that goes on */
  GPtrArray *written; /* MergeWritten: all that was ever written, as it was */
  GHashTable *given;  /* bodies that have left their desk */
  GPtrArray *packets; /* MergePacket */
  MergeLetters *letters[MERGE_N_SLOTS];
  GHashTable *erased; /* LnetId: nobody adds those anew */
  GArray *groups;     /* LnetId: acts */
  gunichar letter;    /* the last that was written */
  gboolean lost;      /* what a desk wrote and had not given when it went back */
} MergePlay;

LnetId merge_slot_get_id (const MergePlay *play, guint slot);
LnetSpace merge_slot_get_space (const MergePlay *play, guint slot);

/** Whether a desk has the row; whether it lies in the Trash there. */
gboolean merge_desk_has_row (MergeDesk *desk, LnetTable table, const LnetId *row, gboolean *deleted);
/** A cell as text; "" where there is nothing. */
char *merge_desk_read_text (MergeDesk *desk, LnetField field, const LnetId *row);

/* All return what is wrong, or NULL. */
char *merge_play_write (MergePlay *play, const MergeStep *step);
/** Ends the act that goes on at a desk. */
char *merge_play_commit (MergePlay *play, guint desk);
char *merge_play_undo (MergePlay *play, const MergeStep *step);
char *merge_play_check (MergePlay *play);
char *merge_play_deliver (MergePlay *play, guint to, LnetDelivery *delivery, gboolean twice);
