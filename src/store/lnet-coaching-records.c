/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-coaching-private.h"

#include <glib/gi18n-lib.h>

static void
clear_partner (LnetPartner *partner)
{
  g_free (partner->name);
  g_free (partner->short_name);
  g_free (partner->brings);
  g_free (partner->wishes);
}

static void
clear_pair (gpointer data)
{
  LnetPair *self = data;

  for (guint i = 0; i < self->n_partners; i++)
    clear_partner (&self->partners[i]);
  g_free (self->starts);
  g_free (self->place);
  g_free (self->agreement);
  g_free (self->closed_on);
  g_free (self->close_reason);
  g_free (self->last_met);
}

LnetPair *
lnet_pair_ref (LnetPair *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lnet_pair_unref (LnetPair *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_pair);
}

static void
clear_intake (gpointer data)
{
  LnetIntake *self = data;

  g_free (self->name);
  g_free (self->short_name);
  g_free (self->role);
  g_free (self->organization_name);
  g_free (self->town);
  g_free (self->strengths);
  g_free (self->wishes);
  g_strfreev (self->languages);
  g_free (self->slots);
  g_free (self->mode);
  g_free (self->since);
  g_free (self->came_back);
  g_free (self->partners);
}

LnetIntake *
lnet_intake_ref (LnetIntake *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lnet_intake_unref (LnetIntake *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_intake);
}

void
lnet_coaching_round_free (LnetCoachingRound *self)
{
  g_free (self->name);
  g_free (self->starts);
  g_free (self->ends);
  g_free (self);
}

static void
clear_coaching (gpointer data)
{
  LnetCoaching *self = data;

  g_ptr_array_unref (self->rounds);
  g_ptr_array_unref (self->pairs);
  g_ptr_array_unref (self->pool);
}

LnetCoaching *
lnet_coaching_ref (LnetCoaching *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lnet_coaching_unref (LnetCoaching *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_coaching);
}

char *
lnet_pair_dup_names (const LnetPair *self,
                     gboolean        in_short)
{
  const char *names[LNET_PAIR_MEMBERS_MOST] = { "", "", "" };

  for (guint i = 0; i < self->n_partners; i++)
    names[i] = in_short ? self->partners[i].short_name : self->partners[i].name;
  if (self->n_partners == 3)
    /* Translators: the names of three who coach each other. */
    return g_strdup_printf (_("%s, %s and %s"), names[0], names[1], names[2]);
  if (self->n_partners == 2)
    /* Translators: the names of two who coach each other. */
    return g_strdup_printf (_("%s and %s"), names[0], names[1]);
  return g_strdup (names[0]);
}

char *
lnet_pair_dup_balance (const LnetPair *self)
{
  const LnetPartner *p = self->partners;
  guint n = 0;

  for (guint i = 0; i < self->n_partners; i++)
    n += p[i].coached;
  if (n == 0)
    return NULL;
  if (self->n_partners == 3)
    /* Translators: three names, each with how often they coached one of the other two. */
    return g_strdup_printf (_("%s coached %u · %s coached %u · %s coached %u"), p[0].short_name, p[0].coached,
                            p[1].short_name, p[1].coached, p[2].short_name, p[2].coached);
  /* Translators: of two who coach each other, how often one coached the other, and the other way round. */
  return g_strdup_printf (_("%s coached %u · was coached %u"), p[0].short_name, p[0].coached, p[0].was_coached);
}

const LnetPartner *
lnet_pair_find_partner (const LnetPair *self,
                        const LnetId   *member)
{
  for (guint i = 0; i < self->n_partners; i++)
    if (lnet_id_equal (&self->partners[i].member, member))
      return &self->partners[i];
  return NULL;
}
