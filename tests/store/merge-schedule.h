/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/**
 * MergeSchedule:
 *
 * What some desks do, in turn: write, give and take, get things late, twice and in disorder, start anew, go back to a
 * copy. It follows from its seed. A step means the same whatever stands before it, as far as that can be, so that steps
 * can be left out to find the few that matter.
 */
typedef struct
{
  guint32 seed;
  guint n_desks;
  gint64 clocks[6]; /* what each desk's shows when it begins */
  gboolean erases;
  gboolean restores;
  GArray *steps; /* MergeStep */
} MergeSchedule;

typedef enum
{
  MERGE_STEP_ADD,
  MERGE_STEP_SET,
  MERGE_STEP_DELETE,
  MERGE_STEP_RESTORE,
  MERGE_STEP_EDIT,
  MERGE_STEP_CONFIRM,
  MERGE_STEP_MOVE,
  MERGE_STEP_ENTRY,
  MERGE_STEP_PUT_IN,   /* an element into a set */
  MERGE_STEP_TAKE_OUT,
  MERGE_STEP_SETTLE,
  MERGE_STEP_UNDO,
  MERGE_STEP_ERASE,
  MERGE_STEP_SEND,
  MERGE_STEP_ARRIVE,   /* something that was sent long ago */
  MERGE_STEP_MEET,     /* all get everything */
  MERGE_STEP_RESTART,
  MERGE_STEP_RECOMPUTE,
  MERGE_STEP_KEEP_COPY,
  MERGE_STEP_GO_BACK,  /* to the copy */
} MergeStepKind;

typedef struct
{
  guint8 kind;
  guint8 desk;
  guint8 other;
  gboolean more; /* the next write of this desk belongs to the same act */
  guint32 a, b, c;
} MergeStep;

MergeSchedule *merge_schedule_new (guint32 seed, guint most_steps);
MergeSchedule *merge_schedule_copy (const MergeSchedule *self);
void merge_schedule_free (MergeSchedule *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MergeSchedule, merge_schedule_free)

char *merge_schedule_print (const MergeSchedule *self);

/** So many schedules, whose seeds follow each other, have the same desks. */
#define MERGE_ROUNDS 25

/**
 * MergeFloor:
 *
 * Where schedules are played, one after the other, by the same desks: opening files anew takes longer than all else.
 * Each begins when all desks have everything, and is about rows of its own.
 */
typedef struct _MergeFloor MergeFloor;

/** @folder: an empty one; @network: a file that all desks begin with */
MergeFloor *merge_floor_new (const char *folder, const char *network);
void merge_floor_free (MergeFloor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MergeFloor, merge_floor_free)

/** Plays it and holds what comes out against the model. Returns: (nullable): what is wrong */
char *merge_schedule_play (const MergeSchedule *self, MergeFloor *floor);

/** To be called at the end: one who comes then must get the same. Returns: (nullable): what is wrong */
char *merge_floor_end (MergeFloor *self);
