/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"

G_BEGIN_DECLS

/* The co-created document, and the words it grew from. Everything here reads; lnet-vision-edit.h writes. What is in the
 * Trash, and what hangs on it, is not shown by any of these. */

/** A document: its row's cells. */
typedef struct
{
  LnetId id;
  char *title;    /* "" when it has none */
  char *question; /* the question it answers; "" */
  char *edition;
  char *phase;
} LnetVisionDocument;

void lnet_vision_document_free (LnetVisionDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetVisionDocument, lnet_vision_document_free)

/** All documents, the oldest first. Returns: (element-type LnetVisionDocument), or NULL with @error set */
GPtrArray *lnet_vision_list_documents (LnetReader *reader, GError **error);

/** What a block of a document is, in the order of its outline. */
typedef enum
{
  LNET_VISION_SECTION, /* the title a section begins with */
  LNET_VISION_TEXT,
  LNET_VISION_HEADING,
  LNET_VISION_QUOTE,
} LnetVisionKind;

/** The key a passage's kind has in the file ("text"); a kind of a later version reads as text. */
const char *lnet_vision_kind_to_key (LnetVisionKind kind);
LnetVisionKind lnet_vision_kind_from_key (const char *key);

/** A section's title or a passage, as it stands in the file. */
typedef struct
{
  LnetId id;
  LnetId section; /* the section it is in; of a section, its own id */
  LnetVisionKind kind;
  char *position; /* among sections, or among the passages of its section */
  char *text;
  guint n_words;  /* contributions it grew from */
  LnetId author;  /* who wrote it last; the null id: nobody said */
  gint64 written; /* when, in milliseconds since 1970; 0: not known */
} LnetVisionBlock;

void lnet_vision_block_free (LnetVisionBlock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetVisionBlock, lnet_vision_block_free)

/**
 * lnet_vision_read_document:
 *
 * The document from top to bottom: each section, then its passages.
 *
 * Returns: (transfer full) (element-type LnetVisionBlock), or NULL with @error set
 */
GPtrArray *lnet_vision_read_document (LnetReader *reader, const LnetId *document, GError **error);

/** The document a section or passage belongs to; the null id when it is nowhere. */
LnetId lnet_vision_find_document (LnetReader *reader, const LnetId *section_or_passage);

/** What a section's title or a passage reads now. Returns: (transfer full) (nullable): NULL when it is not there */
char *lnet_vision_dup_text (LnetReader *reader, const LnetId *section_or_passage);

/** Words as they were said, by whom and where. Texts are NULL where nothing is known. */
typedef struct
{
  LnetId id;
  char *body;
  LnetId member;
  char *name;       /* of the member, as shown; NULL when there is none or they are in the Trash */
  char *short_name; /* as one calls them */
  char *group_name;
  char *attribution;
  char *language;
  char *translation;
  char *translator;
  LnetId convening;
  char *convening_title;
  char *convening_starts;
  char *channel;
  char *said_on;
  char *role_then;
  char *region_then;
  guint n_passages; /* passages that grew from it */
} LnetContribution;

void lnet_contribution_free (LnetContribution *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetContribution, lnet_contribution_free)

/** Returns: (transfer full) (nullable): NULL when it is not there, or with @error set */
LnetContribution *lnet_vision_read_contribution (LnetReader *reader, const LnetId *id, GError **error);

/**
 * lnet_contribution_dup_attribution:
 *
 * Whose words these are, as the person chose: "Ana Begay", "Ana, Cook", "Cook", "Somebody in the network", or the
 * group's name. Where the choice cannot be kept (no role is known) less is told, never more; without a choice, the
 * full name.
 *
 * Returns: (transfer full)
 */
char *lnet_contribution_dup_attribution (const LnetContribution *self);

/** Which contributions a list is to hold. All zeros: every one. */
typedef struct
{
  gboolean untraced; /* only those no passage grew from yet */
  LnetId theme;      /* only those of this theme; the null id: all */
  const char *text;  /* only those in whose words, translation or names all of these words occur; or NULL */
} LnetContributionFilter;

/**
 * lnet_vision_list_contributions:
 *
 * The newest first. Goes through all contributions: for a worker's reader.
 *
 * Returns: (transfer full) (element-type LnetId), or NULL with @error set
 */
GArray *lnet_vision_list_contributions (LnetReader *reader, const LnetContributionFilter *filter, GError **error);

/** The contributions a passage grew from, in the order they were said. Returns: (element-type LnetId), or NULL */
GArray *lnet_vision_list_words_of_passage (LnetReader *reader, const LnetId *passage, GError **error);

/** A place some words went to. */
typedef struct
{
  LnetId contribution;
  LnetId passage;
  LnetId document;
  char *section_title;
  char *text;
} LnetVisionTrace;

void lnet_vision_trace_free (LnetVisionTrace *self);

/** Where a contribution went: the passages that grew from it. Returns: (element-type LnetVisionTrace), or NULL */
GPtrArray *lnet_vision_list_passages_of_words (LnetReader *reader, const LnetId *contribution, GError **error);

/** What a member said, the newest first. Returns: (element-type LnetId), or NULL */
GArray *lnet_vision_list_words_of_member (LnetReader *reader, const LnetId *member, GError **error);

/** A row to choose by: a theme, a convening. */
typedef struct
{
  LnetId id;
  char *label;
  char *detail; /* a convening's beginning ("2026-11-24T18:00"); NULL for others */
} LnetVisionChoice;

void lnet_vision_choice_free (LnetVisionChoice *self);

/** Themes by name. Returns: (transfer full) (element-type LnetVisionChoice), or NULL with @error set */
GPtrArray *lnet_vision_list_themes (LnetReader *reader, GError **error);
/** The themes of a contribution. Returns: (transfer full) (element-type LnetVisionChoice), or NULL with @error set */
GPtrArray *lnet_vision_list_themes_of_words (LnetReader *reader, const LnetId *contribution, GError **error);
/** Convenings, the latest first. Returns: (transfer full) (element-type LnetVisionChoice), or NULL with @error set */
GPtrArray *lnet_vision_list_convenings (LnetReader *reader, GError **error);

/** A member as a contributor: what they chose, and their role and region today. */
typedef struct
{
  char *name;
  char *attribution; /* NULL: not chosen */
  char *language;
  char *region;
  char *role; /* the role they hold on @today; NULL */
} LnetContributor;

void lnet_contributor_free (LnetContributor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetContributor, lnet_contributor_free)

/**
 * lnet_vision_read_contributor:
 * @today: "2026-11-24"
 *
 * Returns: (transfer full) (nullable): NULL when there is no such member, or with @error set
 */
LnetContributor *lnet_vision_read_contributor (LnetReader *reader, const LnetId *member, const char *today,
                                               GError **error);

G_END_DECLS
