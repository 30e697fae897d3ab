/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a sample's rounds are to be paired: what the director weighs, who asked for whom, and who is kept apart. Nothing
 * here is drawn by chance. */

#include "config.h"

#include "lnet-sample-pairing-private.h"

#include "lnet-coaching-change.h"

/* One in so many of a pool asks for somebody. */
#define ONE_IN 5

void
lnet_sample_set_pairing (LnetTransaction *transaction,
                         const LnetId    *round,
                         JsonObject      *row)
{
  JsonObject *weights = json_object_has_member (row, "weights") ? json_object_get_object_member (row, "weights") : NULL;
  LnetRoundPairing pairing = {
    .no_repeat = lnet_data_get_integer (row, "no-repeat", -1),
    .odd = json_object_get_boolean_member_with_default (row, "one-waits", FALSE) ? LNET_POOL_ODD_WAITS
                                                                                 : LNET_POOL_ODD_TRIAD,
  };

  for (guint i = 0; i < LNET_N_CRITERIA; i++)
    pairing.weights[i] = weights == NULL
                           ? -1
                           : lnet_data_get_integer (weights, lnet_criterion_get_key ((LnetCriterion) i), -1);
  lnet_coaching_set_pairing (transaction, round, &pairing);
}

static gboolean
may_ask_for (LnetSample             *self,
             const LnetSamplePerson *person,
             const LnetSamplePerson *other)
{
  return person != other && lnet_sample_person_speaks (other, person->language) &&
         lnet_sample_get_organization (self, person)->head != other &&
         lnet_sample_get_organization (self, other)->head != person;
}

void
lnet_sample_ask_for_partners (LnetSample *self,
                              GArray     *pool,
                              int         day)
{
  for (guint i = 1; i < pool->len; i += ONE_IN)
    {
      const LnetSampleIntake *intake = &g_array_index (pool, LnetSampleIntake, i);
      const LnetSamplePerson *other = g_array_index (pool, LnetSampleIntake, (i * 3 + 4) % pool->len).person;
      LnetTransaction *transaction;

      if (!may_ask_for (self, intake->person, other))
        continue;
      transaction = lnet_sample_act (self, "coaching-pool-edit", day, 11 * 60 + (int) i, intake->person);
      lnet_coaching_set_wanted (transaction, &intake->id, &other->id, TRUE);
    }
}

/* Two who work in one place and, as it is, would rather meet somebody new. */
void
lnet_sample_keep_apart (LnetSample *self,
                        GArray     *pool,
                        int         day)
{
  for (guint i = 0; i < pool->len; i++)
    for (guint k = i + 1; k < pool->len; k++)
      {
        const LnetSamplePerson *person = g_array_index (pool, LnetSampleIntake, i).person;
        const LnetSamplePerson *other = g_array_index (pool, LnetSampleIntake, k).person;

        if (person->organization != other->organization || g_strcmp0 (person->role, other->role) == 0 ||
            g_array_index (pool, LnetSampleIntake, i).pair == g_array_index (pool, LnetSampleIntake, k).pair)
          continue;
        lnet_coaching_set_unwanted (lnet_sample_act (self, "coaching-pool-edit", day, 12 * 60,
                                                     lnet_sample_get_keeper (self, 0)),
                                    &person->id, &other->id, TRUE);
        return;
      }
}
