/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-manuscript.h"

G_BEGIN_DECLS

/* The line a section's first lines may not go above: title and question keep their place. */
#define LNET_MANUSCRIPT_HEAD 2

struct _LnetManuscript
{
  GtkTextBuffer parent_instance;

  LnetSession *session;
  LnetId document;
  GPtrArray *blocks; /* (element-type LnetBlock): one a line */
  GPtrArray *gone;   /* (element-type LnetBlock): stored, no longer on the page, not yet deleted in the file */
  GtkTextTag *tags[LNET_BLOCK_N_KINDS];

  gboolean quiet;     /* the buffer is changed by ourselves: lines are in order already */
  gboolean styling;   /* tags are ours alone: what is pasted brings none */
  gboolean rearranged; /* lines came, went or moved: to be saved at once */
  gboolean failed;
  gboolean stale;     /* the file has changed and was not looked at yet */
  const char *act;    /* what is being done, if it is more than writing */
  guint n_saving;
  guint save_timeout;
  gint64 first_unsaved; /* monotonic time; 0: nothing is unsaved */
  LnetId current;
  LnetManuscriptState state;
};

LnetBlock *lnet_manuscript_block (LnetManuscript *self, guint line);

/** "\n" (and whatever else would end a line in the buffer) as U+2028. Returns: (transfer full) */
char *lnet_manuscript_to_page (const char *text);
char *lnet_manuscript_from_page (const char *text);

/** Text of a line as it stands on the page. Returns: (transfer full) */
char *lnet_manuscript_dup_line (LnetManuscript *self, guint line);

/** Puts @blocks (taken) with @texts in the place of @n_old lines from @first on. */
void lnet_manuscript_replace_lines (LnetManuscript *self, guint first, guint n_old, GPtrArray *blocks,
                                    char *const *texts);

/** Gives lines the look of their kind. */
void lnet_manuscript_style_lines (LnetManuscript *self, guint first, guint n);

void lnet_manuscript_make_tags (LnetManuscript *self);

/** Notes that something is unsaved and when that has to end. */
void lnet_manuscript_schedule_save (LnetManuscript *self);
void lnet_manuscript_save (LnetManuscript *self);
void lnet_manuscript_update_state (LnetManuscript *self);

/** Takes in what the file has, when nothing of ours is under way. */
void lnet_manuscript_refresh (LnetManuscript *self);
/** After a failure: finds out what is still to be written. */
void lnet_manuscript_resync (LnetManuscript *self);

void lnet_manuscript_blocks_changed (LnetManuscript *self);

G_END_DECLS
