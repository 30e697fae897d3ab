/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What a list of members can be narrowed by. */
typedef enum
{
  LNET_MEMBER_FILTER_ROLE,           /* held today: a key of LNET_REFERENCE_ROLE or a network's own word */
  LNET_MEMBER_FILTER_ROLE_EVER,      /* held today or before */
  LNET_MEMBER_FILTER_SETTING,        /* of the organization a role is held at today */
  LNET_MEMBER_FILTER_ORGANIZATION,   /* where a role is held today: its id as text */
  LNET_MEMBER_FILTER_TEAM,           /* somebody is in today: its id as text */
  LNET_MEMBER_FILTER_PLACE,          /* as the list shows it */
  LNET_MEMBER_FILTER_LANGUAGE,       /* preferred, or another one spoken */
  LNET_MEMBER_FILTER_STATUS,         /* a key of LNET_REFERENCE_MEMBER_STATUS */
  LNET_MEMBER_FILTER_JOINED,         /* the year: "2024" */
  LNET_MEMBER_FILTER_TAG,            /* a word of the staff's */
  LNET_MEMBER_FILTER_TEXTS,          /* "yes": said yes to text messages; "no": did not, or took it back */
  LNET_MEMBER_FILTER_INTERPRETATION, /* "yes": needs it; "no" */
  LNET_MEMBER_FILTER_VISION,         /* "yes": words of theirs are in the vision; "no": not yet */
  LNET_MEMBER_FILTER_LAST
} LnetMemberFilterKind;

typedef struct
{
  LnetMemberFilterKind kind;
  char *value; /* never empty */
} LnetMemberCondition;

/**
 * LnetMemberFilter:
 *
 * A list of conditions, in the order in which they were set. A member passes who meets, of each kind that is there, any
 * one condition: cooks or coaches, in Lander.
 */
typedef struct _LnetMemberFilter LnetMemberFilter;

/** Everybody passes. */
LnetMemberFilter *lnet_member_filter_new (void);
LnetMemberFilter *lnet_member_filter_copy (const LnetMemberFilter *self);
void lnet_member_filter_free (LnetMemberFilter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetMemberFilter, lnet_member_filter_free)

/** Whether a kind's value is yes or no. */
gboolean lnet_member_filter_kind_is_flag (LnetMemberFilterKind kind);

/** Whether a kind's value is the id of a row. */
gboolean lnet_member_filter_kind_is_row (LnetMemberFilterKind kind);

/** Adds a condition at the end. FALSE, and nothing changed, when it was there or @value is nothing for its kind. */
gboolean lnet_member_filter_add (LnetMemberFilter *self, LnetMemberFilterKind kind, const char *value);
/** FALSE when it was not there. */
gboolean lnet_member_filter_remove (LnetMemberFilter *self, LnetMemberFilterKind kind, const char *value);
gboolean lnet_member_filter_has (const LnetMemberFilter *self, LnetMemberFilterKind kind, const char *value);
void lnet_member_filter_clear (LnetMemberFilter *self);

guint lnet_member_filter_get_n (const LnetMemberFilter *self);
/** Returns: (transfer none) */
const LnetMemberCondition *lnet_member_filter_get (const LnetMemberFilter *self, guint nth);

/** As text to remember it by: "role=cook;place=Ten%20Sleep"; "" for everybody. Returns: (transfer full) */
char *lnet_member_filter_print (const LnetMemberFilter *self);

/** From such a text. What is not understood (a later version's kind) is passed over: more people are shown, never
 * fewer without a reason to be seen. Returns: (transfer full) */
LnetMemberFilter *lnet_member_filter_parse (const char *text);

G_END_DECLS
