/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-id.h"

G_BEGIN_DECLS

/**
 * LnetSpaceKind:
 *
 * Who may read a row. A space is what a log, and later a key, is about.
 */
typedef enum
{
  LNET_SPACE_NETWORK = 1,   /* all desks */
  LNET_SPACE_STAFF = 2,     /* directors and facilitators */
  LNET_SPACE_PAIR = 3,      /* one coaching pair */
  LNET_SPACE_ENROLMENT = 4, /* one participant, or those of one pair, and directors and facilitators */
  LNET_SPACE_PRIVATE = 5,   /* never leaves the desk */
} LnetSpaceKind;

/** A space: its kind, and the pair or enrolment it belongs to (the null id for the other kinds). */
typedef struct
{
  LnetSpaceKind kind;
  LnetId owner;
} LnetSpace;

/** The space's id: it follows from the network's and from what the space is, the same on every desk. */
LnetId lnet_space_get_id (const LnetId *network, const LnetSpace *space);

static inline LnetSpace
lnet_space (LnetSpaceKind kind)
{
  return (LnetSpace) { kind, { { 0 } } };
}

static inline LnetSpace
lnet_space_pair (const LnetId *pair)
{
  return (LnetSpace) { LNET_SPACE_PAIR, *pair };
}

static inline LnetSpace
lnet_space_enrolment (const LnetId *enrolment)
{
  return (LnetSpace) { LNET_SPACE_ENROLMENT, *enrolment };
}

/** That a pair met, without a word of what they said: who is in it reads that, and who looks after the network. */
static inline LnetSpace
lnet_space_meetings (const LnetId *pair)
{
  return (LnetSpace) { LNET_SPACE_ENROLMENT, *pair };
}

G_END_DECLS
