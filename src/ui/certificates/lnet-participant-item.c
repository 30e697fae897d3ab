/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-participant-item.h"

struct _LnetParticipantItem
{
  GObject parent_instance;

  LnetCohort *cohort;
  guint place;
};

G_DEFINE_FINAL_TYPE (LnetParticipantItem, lnet_participant_item, G_TYPE_OBJECT)

static guint changed_signal;

static void
lnet_participant_item_finalize (GObject *object)
{
  lnet_cohort_unref (LNET_PARTICIPANT_ITEM (object)->cohort);

  G_OBJECT_CLASS (lnet_participant_item_parent_class)->finalize (object);
}

static void
lnet_participant_item_class_init (LnetParticipantItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_participant_item_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
lnet_participant_item_init (LnetParticipantItem *self)
{
}

LnetParticipantItem *
lnet_participant_item_new (LnetCohort *cohort,
                           guint       place)
{
  LnetParticipantItem *self = g_object_new (LNET_TYPE_PARTICIPANT_ITEM, NULL);

  self->cohort = lnet_cohort_ref (cohort);
  self->place = place;
  return self;
}

LnetCohort *
lnet_participant_item_get_cohort (LnetParticipantItem *self)
{
  g_return_val_if_fail (LNET_IS_PARTICIPANT_ITEM (self), NULL);

  return self->cohort;
}

LnetParticipant *
lnet_participant_item_get_participant (LnetParticipantItem *self)
{
  g_return_val_if_fail (LNET_IS_PARTICIPANT_ITEM (self), NULL);

  return g_ptr_array_index (self->cohort->participants, self->place);
}

void
lnet_participant_item_update (LnetParticipantItem *self,
                              LnetCohort          *cohort,
                              guint                place)
{
  g_return_if_fail (LNET_IS_PARTICIPANT_ITEM (self));
  g_return_if_fail (place < cohort->participants->len);

  lnet_cohort_ref (cohort);
  lnet_cohort_unref (self->cohort);
  self->cohort = cohort;
  self->place = place;
  g_signal_emit (self, changed_signal, 0);
}
