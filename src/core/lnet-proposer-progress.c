/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-proposer-private.h"

/* How often something has to be matched is not known before. So each time goes this part of the way that is left. */
#define PART 4

void
lnet_proposer_set_progress (LnetProposer             *self,
                            LnetProposerProgressFunc  progress,
                            gpointer                  user_data)
{
  self->progress = progress;
  self->progress_data = user_data;
}

static void
report (LnetProposer *self,
        gdouble       fraction)
{
  if (self->progress != NULL)
    self->progress (fraction, self->progress_data);
}

static void
report_matching (gdouble  fraction,
                 gpointer data)
{
  LnetProposer *self = data;

  report (self, self->done + fraction * (1 - self->done) / PART);
}

void
lnet_proposer_begin_progress (LnetProposer *self)
{
  self->done = 0;
  report (self, 0);
}

void
lnet_proposer_end_progress (LnetProposer *self)
{
  self->done = 1;
  report (self, 1);
}

gboolean
lnet_proposer_run (LnetProposer  *self,
                   LnetMatching  *matching,
                   GCancellable  *cancellable,
                   GError       **error)
{
  gboolean done;

  if (self->progress != NULL)
    lnet_matching_set_progress (matching, report_matching, self);
  done = lnet_matching_solve (matching, cancellable, error);
  lnet_matching_set_progress (matching, NULL, NULL);
  self->done += (1 - self->done) / PART;
  report (self, self->done);
  return done;
}
