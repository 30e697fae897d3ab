/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LnetReference:
 *
 * The field's own words, from data/reference: data, never enums. A row keeps a word as its key ("cook"); people see
 * its label in their language. A key that is not known is a network's own word and is shown as it is.
 */
typedef enum
{
  LNET_REFERENCE_ROLE,
  LNET_REFERENCE_SETTING,
  LNET_REFERENCE_CHANNEL,       /* how a contribution came: text-message, full-network … */
  LNET_REFERENCE_COMMITMENT,
  LNET_REFERENCE_STANDARD,      /* all editions; see lnet_reference_get_detail() */
  LNET_REFERENCE_LANGUAGE,      /* BCP 47 tags */
  LNET_REFERENCE_STRATEGY,      /* coaching strategies */
  LNET_REFERENCE_BARRIER,
  LNET_REFERENCE_MODE,          /* in-person, video, phone, self-paced */
  LNET_REFERENCE_SLOT,          /* mon-morning … */
  LNET_REFERENCE_MEMBER_STATUS, /* active, paused, left */
  LNET_REFERENCE_CONVENING_KIND,
  LNET_REFERENCE_CONVENING_STATUS,
  LNET_REFERENCE_ATTRIBUTION,
  LNET_REFERENCE_SCALE,         /* agreement scales; their steps are details */
  LNET_REFERENCE_LAST
} LnetReferenceKind;

/** All keys of @kind in the order they are offered. Returns: (transfer none) (array zero-terminated=1) */
const char *const *lnet_reference_get_keys (LnetReferenceKind kind);

/**
 * lnet_reference_get_label:
 *
 * What people see for @key in their language; @key itself when it is a network's own word, "" for NULL. Several keys
 * with spaces between them, as strategies and slots are kept, read as their labels with commas between.
 * Returns: (transfer none)
 */
const char *lnet_reference_get_label (LnetReferenceKind kind, const char *key);

/**
 * lnet_reference_get_detail:
 * @detail: of standards "edition" (2022, renamed, 2011; the same in every language), "edition-label", "frame", "gist";
 *   of commitments "gist"; of scales "steps" (their values with spaces between) and each of these values
 *
 * A further property of @key, in the person's language. Returns: (nullable) (transfer none)
 */
const char *lnet_reference_get_detail (LnetReferenceKind kind, const char *key, const char *detail);

/** The key of what somebody typed or imported: a key, or a label in any of the languages, folded; NULL if none fits. */
const char *lnet_reference_find (LnetReferenceKind kind, const char *text);

/** All that @key is called, in every language, with spaces between; @key itself when it is a network's own word. Any
 * thread. Returns: (transfer full) */
char *lnet_reference_dup_names (LnetReferenceKind kind, const char *key);

G_END_DECLS
