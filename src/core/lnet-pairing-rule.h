/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-id.h"
#include "lnet-words.h"

G_BEGIN_DECLS

/**
 * LnetPairingMember:
 *
 * What is known of somebody who may become a partner. Nothing is owned: it points into what the caller keeps.
 */
typedef struct
{
  LnetId member;
  const char *name;
  LnetId supervisor;            /* null: nobody, or not known on this desk */
  const char *const *languages; /* (nullable): BCP 47 tags, the preferred one first */
  const char *slots;            /* (nullable): keys with spaces between: "mon-morning tue-evening" */
  const char *mode;             /* (nullable): in-person, video, either */
  const char *strengths;        /* (nullable): in their own words */
  const char *wishes;           /* (nullable): in their own words */
  LnetId organization;          /* null: not known */
  const LnetId *past_partners;  /* (nullable) (array length=n_past_partners) */
  guint n_past_partners;
} LnetPairingMember;

/** What a remark does to a pair: it cannot be made, it should be thought about, or it fits. */
typedef enum
{
  LNET_PAIRING_REFUSES,
  LNET_PAIRING_WARNS,
  LNET_PAIRING_FITS,
} LnetPairingWeight;

typedef enum
{
  LNET_PAIRING_SUPERVISOR,       /* one supervises the other: coaching stays supportive, never evaluative */
  LNET_PAIRING_TOO_FEW,          /* one alone */
  LNET_PAIRING_TOO_MANY,         /* more than three */
  LNET_PAIRING_TWICE,            /* the same member twice */
  LNET_PAIRING_NO_LANGUAGE,      /* none that all of them speak */
  LNET_PAIRING_NO_SLOT,          /* no time that suits all of them */
  LNET_PAIRING_SLOTS_UNKNOWN,    /* somebody has not said when */
  LNET_PAIRING_MODE,             /* one only in person, another only by video */
  LNET_PAIRING_BEFORE,           /* partners before */
  LNET_PAIRING_WISH,             /* a's wisdom meets b's wish */
  LNET_PAIRING_LANGUAGE,         /* a language all of them speak */
  LNET_PAIRING_SLOT,             /* times that suit all of them */
  LNET_PAIRING_DIFFERENT_PLACES, /* they see different rooms */
} LnetPairingKind;

/**
 * LnetPairingRemark:
 * @a: whom it is about, an index into the members
 * @b: the other one; equal to @a when it is about one, or about all of them
 * @keys: (nullable): languages, slots or words
 */
typedef struct
{
  LnetPairingKind kind;
  LnetPairingWeight weight;
  guint a;
  guint b;
  char **keys;
} LnetPairingRemark;

void lnet_pairing_remark_free (LnetPairingRemark *self);

/**
 * lnet_pairing_check:
 *
 * Looks at a pair or a triad made by hand. Hard rules first: no supervisor with the one they supervise (refused),
 * a common language, a common slot (said plainly beforehand; the people who make a pair may know better). Then what may
 * matter, then why they fit. For a triad a language or slot is common when all three have it.
 *
 * Returns: (transfer full) (element-type LnetPairingRemark): most weighty first
 */
GPtrArray *lnet_pairing_check (const LnetPairingMember *members, guint n_members);

/** Whether no remark refuses. */
gboolean lnet_pairing_allows (GPtrArray *remarks);

/** "Ana Begay and Ben Ortiz". Returns: (transfer full) */
char *lnet_pairing_dup_names (const LnetPairingMember *members, guint n_members);

/** Gives what people read for a key: a language's name, a slot. */
typedef const char *(*LnetPairingLabelFunc) (LnetPairingKind kind, const char *key);

/** A remark as a sentence: "Ana and Ben share no language." Returns: (transfer full) */
char *lnet_pairing_remark_describe (const LnetPairingRemark *self, const LnetPairingMember *members, guint n_members,
                                    LnetPairingLabelFunc label);

/** Whether @supervisor is who supervises @member. */
gboolean lnet_pairing_supervises (const LnetPairingMember *supervisor, const LnetPairingMember *member);

/** How much of a language's tag says which language it is, in bytes: "es-US" and "es" are one language here. */
gsize lnet_pairing_get_language_length (const char *tag);

/** A word that counts. @stem and @word are there until the function returns. */
typedef void (*LnetPairingWordFunc) (const char *stem, const LnetWord *word, gpointer user_data);

/**
 * lnet_pairing_foreach_word:
 * @text: (nullable): a strength or a wish
 *
 * The words of @text that count, with their stems: folded and without endings, so that "story" meets "stories"; words
 * of four letters or more, and none of those everybody uses ("children", "aula").
 */
void lnet_pairing_foreach_word (const char *text, LnetPairingWordFunc function, gpointer user_data);

/**
 * lnet_pairing_shared_words:
 *
 * The words of @wishes that count and that @strengths speaks of too. As they stand in @wishes, each stem once.
 * Returns: (transfer full)
 */
char **lnet_pairing_shared_words (const char *strengths, const char *wishes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetPairingRemark, lnet_pairing_remark_free)

G_END_DECLS
