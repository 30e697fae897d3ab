/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-group-page.h"
#include "lnet-place-of-work.h"
#include "lnet-team.h"

G_BEGIN_DECLS

/** All that a page shows, as a worker read it. */
typedef struct
{
  LnetTeam *team;                /* of a team */
  LnetPlaceOfWork *organization; /* of an organization … */
  GPtrArray *levels;             /* … LnetQualityLevel */
  LnetGroupPeople *people;
} LnetGroupPageContent;

struct _LnetGroupPage
{
  AdwBin parent_instance;

  LnetSession *session;
  LnetGroupKind kind;
  LnetId id;
  LnetGroupPageContent *content; /* NULL before it is read */
  GCancellable *reading;         /* NULL: nothing is read */
  gboolean is_stale;             /* the network moved while it was read, or while nobody looked */
  guint n_shown;                 /* at most so many people in each group */
  char *today;

  GtkScrolledWindow *scroller;
  GtkBox *box;
};

/** Makes everything in the box from the content. */
void lnet_group_page_fill (LnetGroupPage *self);

G_END_DECLS
