/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "lnet-data-private.h"
#include "lnet-transaction-private.h"

G_BEGIN_DECLS

/* How a sample network is made up: its places, organizations, chosen people and words are data (data/samples); the
 * rest of its people, and what they do day by day, follow from the data and a seed, so that a sample is the same
 * every time but for today's date. All of it is a list of transactions in order of time; nothing here opens a file.
 *
 * Days are counted from today: -7 is a week ago. Everything here runs on one thread, whichever it is.
 */

/** Somebody of a sample. Texts without owner come from the data and live as long as the sample. */
typedef struct
{
  LnetId id;
  const char *key; /* of the people named in the data; NULL: made up by the seed */
  const char *first;
  char *last;
  const char *preferred;
  const char *pronouns;
  const char *pronunciation;
  gboolean man;
  const char *role; /* the main role: a key of data/reference */
  const char *also; /* a second one, or NULL */
  guint organization;
  const char *language;
  GPtrArray *languages; /* const char *: further ones */
  gboolean interpretation;
  const char *town;
  const char *region;
  const char *rurality;
  const char *rooms; /* the kind of work: "teaching", "home", "kitchen" … */
  char *wisdom;
  char *wishes;
  const char *attribution;
  const char *leaves; /* NULL, or the status they come to have: paused, left */
  int joined;         /* day */
  gboolean texts;     /* has opted in */
  int opted_out;      /* day; 0: not */
  gboolean email;     /* has an address */
  gboolean taken;     /* by a pair of the present round */
} LnetSamplePerson;

typedef struct
{
  LnetId id;
  const char *name;
  const char *setting;
  JsonArray *town; /* ["Lander", "Fremont County", "rural", {…}] */
  GPtrArray *taken_roles; /* const char *: roles that a chosen person fills */
  LnetSamplePerson *head; /* who supervises here, or NULL */
} LnetSampleOrganization;

typedef struct
{
  LnetId id;
  const char *key;
  const char *kind;
  int day;
} LnetSampleConvening;

typedef struct
{
  GRand *random;
  GDateTime *now;
  GDateTime *midnight; /* of today, in this computer's time zone */
  LnetId network_id;

  JsonNode *roots[5];
  JsonObject *data; /* the network's own file */
  JsonObject *common; /* what samples share: names, streets, tags */
  JsonObject *names;
  JsonObject *words;
  JsonObject *coaching;
  JsonObject *learning;

  GPtrArray *acts;              /* Act */
  GPtrArray *people;            /* LnetSamplePerson */
  GHashTable *people_by_key;
  GPtrArray *keepers;           /* LnetSamplePerson: who keep the roster */
  GPtrArray *organizations;     /* LnetSampleOrganization */
  GHashTable *organization_places; /* name → place + 1 */
  GPtrArray *convenings;        /* LnetSampleConvening */
  GHashTable *contributions;    /* key → LnetId */
  GHashTable *contribution_days; /* key → day */
  GHashTable *used;             /* how often a text of the data has been used */
} LnetSample;

/** @network: the row of the network table; @now: when it is made. Returns: (transfer full) */
LnetSample *lnet_sample_new (const char *which, const LnetId *network, GDateTime *now);
void lnet_sample_free (LnetSample *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetSample, lnet_sample_free)

/** Everything there is to commit, in order of time. Returns: (transfer full) (element-type LnetTransaction) */
GPtrArray *lnet_sample_build (LnetSample *self);

/* The parts, in the order they are built; a later one may look at what an earlier one made up. */
void lnet_sample_invent_people (LnetSample *self);
void lnet_sample_add_members (LnetSample *self);
void lnet_sample_add_organizations (LnetSample *self, int day);
void lnet_sample_add_tags (LnetSample *self);
void lnet_sample_add_gatherings (LnetSample *self);
void lnet_sample_add_messages (LnetSample *self);
void lnet_sample_add_filters (LnetSample *self);
void lnet_sample_add_distinct (LnetSample *self);
void lnet_sample_add_certificates (LnetSample *self);
void lnet_sample_add_coaching (LnetSample *self);
void lnet_sample_add_vision (LnetSample *self);

/* Time. */

/**
 * lnet_sample_act:
 * @day: when it was done; what would lie ahead is done just now
 * @minute: of the day
 *
 * A new transaction in @author's name. Returns: (transfer none)
 */
LnetTransaction *lnet_sample_act (LnetSample *self, const char *act, int day, int minute,
                                  const LnetSamplePerson *author);
/** "2026-11-24". Returns: (transfer full) */
char *lnet_sample_date (LnetSample *self, int day);
/** "2026-11-24T18:00". @time: "18:00". Returns: (transfer full) */
char *lnet_sample_date_time (LnetSample *self, int day, const char *time);
/** The nearest day that is a @weekday (1 Monday … 7 Sunday; 0: any): before @day when it is past, else after it. */
int lnet_sample_on_weekday (LnetSample *self, int day, int weekday);

/* Chance, from the seed. */
gboolean lnet_sample_chance (LnetSample *self, double share);
/** From @low to @high, both included. */
int lnet_sample_between (LnetSample *self, int low, int high);
void lnet_sample_shuffle (LnetSample *self, GPtrArray *array);
/** One of an array's strings. */
const char *lnet_sample_pick (LnetSample *self, JsonArray *array);
/** The string of @array that has been used least so far; counts it as used. */
const char *lnet_sample_pick_fresh (LnetSample *self, JsonArray *array);
/** How often @key was counted so far; counts it once more. */
guint lnet_sample_count_use (LnetSample *self, gconstpointer key);
/** A member's name, drawn by its weight: {"latino": 20, "arapaho": 5}. */
const char *lnet_sample_draw (LnetSample *self, JsonObject *weights);

/* People. */

/** Somebody the data names; a mistake in the data ends the program. */
LnetSamplePerson *lnet_sample_get_person (LnetSample *self, const char *key);
/** One of those who keep the roster, in turn. */
LnetSamplePerson *lnet_sample_get_keeper (LnetSample *self, guint turn);
gboolean lnet_sample_person_speaks (const LnetSamplePerson *self, const char *language);
LnetSampleOrganization *lnet_sample_get_organization (LnetSample *self, const LnetSamplePerson *person);
LnetSampleConvening *lnet_sample_get_convening (LnetSample *self, const char *key);

/** @text with "{coach}" and the like replaced: pairs of name and value, NULL at the end. Returns: (transfer full) */
char *lnet_sample_fill_in (const char *text, ...) G_GNUC_NULL_TERMINATED;

/** What @member of @object holds as an array, or NULL. */
JsonArray *lnet_sample_get_array (JsonObject *object, const char *member);
/** Whether the strings of @array have @text among them; TRUE when @array is NULL. */
gboolean lnet_sample_array_allows (JsonArray *array, const char *text);

G_END_DECLS
