/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"
#include "lnet-role-history.h"

G_BEGIN_DECLS

/** A role with the words of its organization. */
typedef struct
{
  LnetRoleSpan span;
  char *organization; /* its name, or NULL */
  char *setting;      /* key of LNET_REFERENCE_SETTING, or NULL */
  gboolean organization_gone; /* it lies in the Trash */
} LnetMemberRole;

typedef struct
{
  LnetId id;
  char *kind;  /* email, phone */
  char *label; /* mobile, work, home, or the person's own word; NULL */
  char *value;
  gboolean preferred;
} LnetMemberChannel;

typedef struct
{
  LnetId id;
  char *purpose; /* text-messages */
  gboolean given; /* opt-in; else opt-out */
  char *on_date;
  char *source;
  char *wording;
  gboolean corrected; /* a later entry stands in its place */
} LnetMemberConsent;

/** What only directors and facilitators see. All NULL on a desk that does not hold the staff space. */
typedef struct
{
  LnetId id; /* the row; null when there is none */
  char *registry_state;
  char *registry_id;
  char *registry_email;
  char *career_level;
  LnetId supervisor;
  char *note;
} LnetMemberStaff;

typedef struct
{
  LnetId id; /* of the place in the team */
  LnetId team;
  char *name;
  char *kind; /* implementation-team, small-group */
  char *starts;
  char *ends;
} LnetMemberTeam;

typedef struct
{
  LnetId id;
  LnetId cohort_id;
  char *program;
  char *cohort;
  char *status; /* active, completed, withdrawn */
  char *enrolled_on;
  char *ended_on;
} LnetMemberEnrolment;

/** What a director may know of a pair: with whom and how often, never what was said. */
typedef struct
{
  LnetId id;
  char *partners; /* "Ruth Chee", "Ruth Chee and Bo Lee" */
  char *status;   /* active, closed */
  char *starts;
  char *closed_on;
  char *last_on;  /* when they last met, or NULL */
  gint64 cadence_days;
  guint n_sessions;
} LnetMemberPair;

typedef struct
{
  LnetId id;
  char *body;
  char *said_on;
  char *channel;     /* key of LNET_REFERENCE_CHANNEL */
  char *attribution; /* how they want to be named with it */
  guint n_passages;  /* in how many passages of the vision it went */
  LnetId passage;    /* the first of them */
  char *section;     /* the title of its section */
} LnetMemberContribution;

typedef struct
{
  LnetId id;
  char *title;
  char *starts;
  char *status; /* present, late … */
} LnetMemberConvening;

/** A message that was handed over for sending to them. Staff only. */
typedef struct
{
  LnetId id;
  char *channel; /* text-message, email */
  char *text;    /* the subject, or else the message */
  char *sent_at;
} LnetMemberMessage;

/**
 * LnetMember:
 *
 * A member with everything this desk holds of them, as it is at one moment. Texts are NULL when nothing was written.
 */
typedef struct
{
  LnetId id;
  gboolean deleted; /* in the Trash */
  char *name;       /* as shown; never empty */
  char *legal_first;
  char *legal_last;
  char *preferred_name;
  char *pronouns;
  char *pronunciation;
  char *status;
  char *joined;
  char *region;
  char *town;
  char *rurality;
  char *language;
  gboolean interpretation;
  char *wisdom;
  char *wishes;
  char *attribution;
  gboolean share_email;
  gboolean share_phone;
  gboolean media_release;
  LnetId portrait; /* an attachment; null when there is none */
  LnetMemberStaff staff;
  GPtrArray *roles;         /* LnetMemberRole: those still held first, then the newest first */
  GPtrArray *channels;      /* LnetMemberChannel */
  GPtrArray *consents;      /* LnetMemberConsent, the newest first: the first of a purpose counts */
  GPtrArray *corrected;     /* LnetMemberConsent: those that were corrected, the newest first */
  GPtrArray *tags;          /* char *: staff's own words, in the order they came */
  GPtrArray *messages;      /* LnetMemberMessage, the newest first */
  GPtrArray *languages;     /* char *: besides the preferred one */
  GPtrArray *teams;         /* LnetMemberTeam */
  GPtrArray *enrolments;    /* LnetMemberEnrolment */
  GPtrArray *pairs;         /* LnetMemberPair, active ones first */
  GPtrArray *contributions; /* LnetMemberContribution, the newest first */
  GPtrArray *convenings;    /* LnetMemberConvening, the newest first */
} LnetMember;

/** Everything of a member, also of one in the Trash. Returns: (transfer full) (nullable): NULL when there is none */
LnetMember *lnet_member_load (LnetReader *reader, const LnetId *id, GError **error);
void lnet_member_free (LnetMember *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetMember, lnet_member_free)

/** The consent that counts for @purpose: the newest by date, or NULL when nothing was ever said. */
const LnetMemberConsent *lnet_member_get_consent (const LnetMember *self, const char *purpose);

/** What people see for a channel's label (mobile, work, home); a person's own word as it is.
 * Returns: (transfer none) */
const char *lnet_member_channel_label (const char *label);
/** What people see for urban, rural, frontier; "" for NULL. Returns: (transfer none) */
const char *lnet_member_rurality_label (const char *rurality);

typedef enum
{
  LNET_MEMBER_EVENT_JOINED,
  LNET_MEMBER_EVENT_ROLE_BEGAN,
  LNET_MEMBER_EVENT_ROLE_ENDED,
  LNET_MEMBER_EVENT_TEAM,
  LNET_MEMBER_EVENT_ENROLLED,
  LNET_MEMBER_EVENT_ENROLMENT_ENDED,
  LNET_MEMBER_EVENT_PAIRED,
  LNET_MEMBER_EVENT_PAIR_CLOSED,
  LNET_MEMBER_EVENT_CONVENING,
  LNET_MEMBER_EVENT_CONTRIBUTION,
  LNET_MEMBER_EVENT_CONSENT,
  LNET_MEMBER_EVENT_MESSAGE,
} LnetMemberEventKind;

typedef struct
{
  LnetMemberEventKind kind;
  char *date; /* as far as it is known */
  char *text; /* a sentence without its full stop */
  LnetId row; /* what it leads to: an enrolment, a pair, a team, a passage, a message round; else null */
} LnetMemberEvent;

/** What a member took part in, the newest first. Returns: (transfer full) (element-type LnetMemberEvent) */
GPtrArray *lnet_member_get_timeline (const LnetMember *self);

/** An organization, for lists and completions. */
typedef struct
{
  LnetId id;
  char *name;
  char *setting;
  char *town;
  char *region;
} LnetOrganization;

void lnet_organization_free (LnetOrganization *organization);

/** All organizations by name. Returns: (transfer full) (element-type LnetOrganization) */
GPtrArray *lnet_organizations_list (LnetReader *reader);

G_END_DECLS
