/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bundle-desk.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "lnet-bundle-sign.h"
#include "lnet-error.h"

struct _LnetBundleDesk
{
  LnetOwnDesk *own;
  LnetRoster *roster;
  LnetSpaceKeys *space_keys; /* NULL: without a key of its own, nothing can be read of them */
  LnetBundleKey box_public;
  LnetBundleKey box_secret;
  LnetReader *reader; /* that an order is written from */
};

G_STATIC_ASSERT (LNET_BUNDLE_KEY_SIZE == LNET_PUBLIC_KEY_SIZE);
G_STATIC_ASSERT (LNET_BUNDLE_KEY_SIZE == LNET_SPACE_KEY_SIZE);

LnetBundleDesk *
lnet_bundle_desk_load (LnetReader  *reader,
                       GError     **error)
{
  g_autoptr (LnetBundleDesk) self = g_new0 (LnetBundleDesk, 1);

  self->own = lnet_own_desk_load (reader, error);
  self->roster = self->own != NULL ? lnet_roster_load (reader, error) : NULL;
  if (self->roster == NULL)
    return NULL;
  if (self->own->key == NULL)
    return g_steal_pointer (&self);
  self->space_keys = lnet_space_keys_load (reader, self->own->key, error);
  if (self->space_keys == NULL)
    return NULL;
  memcpy (self->box_public.bytes, self->own->key->box.public, sizeof self->box_public.bytes);
  memcpy (self->box_secret.bytes, self->own->key->box.secret, sizeof self->box_secret.bytes);
  return g_steal_pointer (&self);
}

void
lnet_bundle_desk_free (LnetBundleDesk *self)
{
  if (self == NULL)
    return;
  sodium_memzero (&self->box_secret, sizeof self->box_secret);
  g_clear_pointer (&self->own, lnet_own_desk_free);
  g_clear_pointer (&self->roster, lnet_roster_free);
  g_clear_pointer (&self->space_keys, lnet_space_keys_free);
  g_clear_object (&self->reader);
  g_free (self);
}

const LnetOwnDesk *
lnet_bundle_desk_get_own (const LnetBundleDesk *self)
{
  return self->own;
}

/* --- for whom --- */

GPtrArray *
lnet_bundle_desk_list_others (const LnetBundleDesk *self)
{
  const GPtrArray *all = lnet_roster_list (self->roster);
  GPtrArray *others = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      const LnetRosterDesk *desk = all->pdata[i];

      if (desk->state == LNET_DESK_ADMITTED && desk->has_keys && !lnet_id_equal (&desk->id, &self->own->id))
        g_ptr_array_add (others, (gpointer) desk);
    }
  return others;
}

static gboolean
is_called (const LnetRosterDesk *desk,
           const char           *name)
{
  g_autofree char *number = lnet_id_to_string (&desk->id);
  g_autofree char *a = g_utf8_casefold (desk->name, -1);
  g_autofree char *b = g_utf8_casefold (name, -1);

  return g_str_equal (number, name) || g_str_equal (a, b);
}

const LnetRosterDesk *
lnet_bundle_desk_find (const LnetBundleDesk  *self,
                       const char            *name,
                       GError               **error)
{
  g_autoptr (GPtrArray) others = lnet_bundle_desk_list_others (self);
  const LnetRosterDesk *found = NULL;

  for (guint i = 0; i < others->len; i++)
    if (is_called (others->pdata[i], name))
      {
        if (found != NULL)
          {
            g_set_error (error, LNET_ERROR, LNET_ERROR_INVALID,
                         _("More than one desk is called “%s”. Name it by its number."), name);
            return NULL;
          }
        found = others->pdata[i];
      }
  if (found == NULL)
    g_set_error (error, LNET_ERROR, LNET_ERROR_NOT_FOUND, _("No other desk “%s” takes part in sharing."), name);
  return found;
}

LnetBundleLock *
lnet_bundle_desk_new_lock (const GPtrArray  *desks,
                           GError          **error)
{
  g_autofree LnetBundleKey *keys = g_new (LnetBundleKey, desks->len + 1);

  for (guint i = 0; i < desks->len; i++)
    memcpy (keys[i].bytes, ((const LnetRosterDesk *) desks->pdata[i])->box_key, sizeof keys[i].bytes);
  return lnet_bundle_lock_new_desks (keys, desks->len, error);
}

static gboolean
all_may_read (const LnetBundleDesk *self,
              const GPtrArray      *desks,
              const LnetSpace      *space)
{
  for (guint i = 0; i < desks->len; i++)
    if (!lnet_roster_may_read (self->roster, &((const LnetRosterDesk *) desks->pdata[i])->id, space))
      return FALSE;
  return space->kind != LNET_SPACE_PRIVATE;
}

GHashTable *
lnet_bundle_desk_list_spaces (const LnetBundleDesk  *self,
                              LnetReader            *reader,
                              const GPtrArray       *desks,
                              GError               **error)
{
  g_autoptr (GArray) known = lnet_space_list (reader, error);
  GHashTable *spaces;

  if (known == NULL)
    return NULL;
  spaces = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  for (guint i = 0; i < known->len; i++)
    {
      const LnetKnownSpace *space = &g_array_index (known, LnetKnownSpace, i);

      if (all_may_read (self, desks, &space->space))
        g_hash_table_add (spaces, lnet_id_copy (&space->id));
    }
  return spaces;
}

/* --- writing and opening --- */

/* Under this desk's number, and under those that it had. */
static gboolean
sign (LnetDelivery  *delivery,
      gpointer       user_data,
      GError       **error)
{
  LnetBundleDesk *self = user_data;
  const GPtrArray *all = lnet_roster_list (self->roster);
  const LnetSignKey *key = &self->own->key->sign;

  for (guint i = 0; i < all->len; i++)
    {
      const LnetRosterDesk *desk = all->pdata[i];

      if (!lnet_id_equal (&desk->id, &self->own->id) && memcmp (desk->sign_key, key->public, sizeof key->public) == 0 &&
          !lnet_bundle_sign (self->reader, delivery, &desk->id, key->secret, error))
        return FALSE;
    }
  return lnet_bundle_sign (self->reader, delivery, &self->own->id, key->secret, error);
}

gboolean
lnet_bundle_desk_fill_order (LnetBundleDesk   *self,
                             LnetReader       *reader,
                             LnetBundleOrder  *order,
                             GError          **error)
{
  order->sender = self->own->id;
  order->sender_name = self->own->name;
  if (self->own->state == LNET_OWN_DESK_NOT_SHARED)
    return TRUE;
  if (!lnet_own_desk_check (self->own, error))
    return FALSE;
  g_set_object (&self->reader, reader);
  order->sign = sign;
  order->sign_data = self;
  return TRUE;
}

static gboolean
find_key (const LnetId  *alias,
          guint64        epoch,
          LnetBundleKey *key,
          gpointer       user_data)
{
  LnetBundleDesk *self = user_data;
  const LnetSpaceKey *found = lnet_space_keys_find_alias (self->space_keys, alias, epoch);

  if (found != NULL)
    memcpy (key->bytes, found->key, sizeof key->bytes);
  return found != NULL;
}

void
lnet_bundle_desk_fill_keys (LnetBundleDesk *self,
                            LnetBundleKeys *keys)
{
  if (self->own->key == NULL)
    return;
  keys->box_public = &self->box_public;
  keys->box_secret = &self->box_secret;
  keys->find_key = find_key;
  keys->user_data = self;
}
