/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-joining.h"

LnetJoining *
lnet_joining_new (void)
{
  LnetJoining *self = g_atomic_rc_box_new0 (LnetJoining);

  self->former = g_strdup ("");
  self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_sealed_key_free);
  return self;
}

LnetJoining *
lnet_joining_ref (LnetJoining *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_joining (gpointer data)
{
  LnetJoining *self = data;

  g_free (self->name);
  g_free (self->former);
  g_ptr_array_unref (self->keys);
}

void
lnet_joining_unref (LnetJoining *self)
{
  g_atomic_rc_box_release_full (self, clear_joining);
}
