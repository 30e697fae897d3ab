/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-sample-private.h"

G_BEGIN_DECLS

/** Somebody who joined a round's pool. */
typedef struct
{
  LnetId id; /* of the intake */
  LnetSamplePerson *person;
  guint pair; /* the number of the pair they come to be in; those without one have a number of their own */
} LnetSampleIntake;

/** What the data says of how a round is paired. */
void lnet_sample_set_pairing (LnetTransaction *transaction, const LnetId *round, JsonObject *row);

/** @pool: (element-type LnetSampleIntake) */
void lnet_sample_ask_for_partners (LnetSample *self, GArray *pool, int day);
void lnet_sample_keep_apart (LnetSample *self, GArray *pool, int day);

G_END_DECLS
