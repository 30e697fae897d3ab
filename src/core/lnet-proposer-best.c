/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-proposer-private.h"

gboolean
lnet_proposer_find_best_partners (LnetProposer  *self,
                                  GCancellable  *cancellable,
                                  GError       **error)
{
  if (self->best_partners == NULL)
    self->best_partners = lnet_pool_graph_find_best (self->candidates, cancellable, error);
  return self->best_partners != NULL;
}

static gboolean
stays_with_others (const LnetProposer *self,
                   guint32             member,
                   guint32             other)
{
  const LnetPoolLock *lock = lnet_pool_find_lock (self->pool, other);

  return lock != NULL && lock != lnet_pool_find_lock (self->pool, member);
}

/* Whether what is known of all tells who is best for @member: who is in a pair of this round already, by themselves or
 * as somebody's partner, is not among those. */
static gboolean
knows_best (const LnetProposer *self,
            guint32             member)
{
  const LnetPoolLock *lock = lnet_pool_find_lock (self->pool, member);

  if (self->best_partners == NULL || (lock != NULL && lock->exists))
    return FALSE;
  return self->best_partners[member] == G_MAXUINT32 || !stays_with_others (self, member, self->best_partners[member]);
}

static guint32
look_for_best (const LnetProposer *self,
               guint32             member)
{
  guint32 best = G_MAXUINT32;
  gint64 most = G_MININT64;

  for (guint32 other = 0; other < self->n; other++)
    {
      gint64 weight;

      if (stays_with_others (self, member, other) || !lnet_pool_allows (self->pool, member, other))
        continue;
      weight = lnet_pool_graph_weigh (self->candidates, member, other);
      if (weight <= most)
        continue;
      most = weight;
      best = other;
    }
  return best;
}

int
lnet_proposer_find_best_partner (const LnetProposer *self,
                                 guint32             member,
                                 guint32            *partner)
{
  guint32 best = knows_best (self, member) ? self->best_partners[member] : look_for_best (self, member);

  if (best == G_MAXUINT32)
    return -1;
  *partner = best;
  return lnet_pool_score (self->pool, member, best, NULL);
}
