/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-slot.h"

struct _LnetMemberSlot
{
  GObject parent_instance;

  guint position;
  const char *letter;
  LnetMemberInfo *info;
};

G_DEFINE_FINAL_TYPE (LnetMemberSlot, lnet_member_slot, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
lnet_member_slot_finalize (GObject *object)
{
  lnet_member_info_free (LNET_MEMBER_SLOT (object)->info);
  G_OBJECT_CLASS (lnet_member_slot_parent_class)->finalize (object);
}

static void
lnet_member_slot_class_init (LnetMemberSlotClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_member_slot_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
lnet_member_slot_init (LnetMemberSlot *self)
{
}

LnetMemberSlot *
lnet_member_slot_new (guint           position,
                      const char     *letter,
                      LnetMemberInfo *info)
{
  LnetMemberSlot *self = g_object_new (LNET_TYPE_MEMBER_SLOT, NULL);

  self->position = position;
  self->letter = letter;
  self->info = info;
  return self;
}

guint
lnet_member_slot_get_position (LnetMemberSlot *self)
{
  return self->position;
}

const LnetMemberInfo *
lnet_member_slot_get_info (LnetMemberSlot *self)
{
  return self->info;
}

const char *
lnet_member_slot_get_letter (LnetMemberSlot *self)
{
  return self->letter;
}

void
lnet_member_slot_set (LnetMemberSlot *self,
                      const char     *letter,
                      LnetMemberInfo *info)
{
  lnet_member_info_free (self->info);
  self->info = info;
  self->letter = letter;
  g_signal_emit (self, signals[CHANGED], 0);
}
