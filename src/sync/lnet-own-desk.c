/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-own-desk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-key-store.h"

void
lnet_own_desk_free (LnetOwnDesk *self)
{
  if (self == NULL)
    return;
  lnet_desk_key_free (self->key);
  g_free (self->name);
  g_free (self);
}

static gboolean
has_key (const LnetOwnDesk    *self,
         const LnetRosterDesk *desk)
{
  return desk != NULL && desk->has_keys &&
         memcmp (desk->sign_key, self->key->sign.public, LNET_PUBLIC_KEY_SIZE) == 0;
}

/* The desk on the roster that has this one's key: the one that takes part, if there are several. */
static const LnetRosterDesk *
find_by_key (const LnetOwnDesk *self,
             const LnetRoster  *roster)
{
  const LnetRosterDesk *found = NULL;

  for (guint i = 0; i < lnet_roster_list (roster)->len; i++)
    {
      const LnetRosterDesk *desk = lnet_roster_list (roster)->pdata[i];

      if (has_key (self, desk) && (found == NULL || desk->state == LNET_DESK_ADMITTED))
        found = desk;
    }
  return found;
}

/* Whether nothing of the roster has come yet but what a welcome told. */
static gboolean
is_only_told (const LnetRoster *roster)
{
  for (guint i = 1; i < lnet_roster_list (roster)->len; i++)
    if (((LnetRosterDesk *) lnet_roster_list (roster)->pdata[i])->state != LNET_DESK_FORMER)
      return FALSE;
  return TRUE;
}

/* A desk that has just joined is on nobody's roster here until that has come: it waits, and takes part. */
static LnetOwnDeskState
find_state (LnetOwnDesk      *self,
            const LnetRoster *roster)
{
  const LnetRosterDesk *own = lnet_roster_find (roster, &self->id);
  const LnetRosterDesk *same;

  if (self->key == NULL)
    return LNET_OWN_DESK_NO_KEY;
  same = has_key (self, own) ? own : find_by_key (self, roster);
  if (same == NULL)
    return own == NULL && is_only_told (roster) && !lnet_id_is_null (&self->id)
             ? LNET_OWN_DESK_TAKES_PART : LNET_OWN_DESK_NO_KEY;
  g_set_str (&self->name, same->name);
  if (same->state != LNET_DESK_ADMITTED)
    return LNET_OWN_DESK_REMOVED;
  return same == own ? LNET_OWN_DESK_TAKES_PART : LNET_OWN_DESK_NEW_NUMBER;
}

LnetOwnDesk *
lnet_own_desk_load (LnetReader  *reader,
                    GError     **error)
{
  g_autoptr (LnetOwnDesk) self = g_new0 (LnetOwnDesk, 1);
  g_autoptr (LnetRoster) roster = lnet_roster_load (reader, error);
  g_autoptr (GError) failure = NULL;

  if (roster == NULL || !lnet_sharing_find_desk (reader, &self->id, error))
    return NULL;
  if (lnet_roster_is_empty (roster))
    return g_steal_pointer (&self);
  self->key = lnet_key_store_load (lnet_reader_get_network (reader), &failure);
  if (self->key == NULL && !g_error_matches (failure, LNET_ERROR, LNET_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  self->state = find_state (self, roster);
  return g_steal_pointer (&self);
}

LnetCard *
lnet_own_desk_make_card (const LnetDeskKey *key,
                         const LnetId      *desk,
                         const char        *name)
{
  LnetCard *card = lnet_card_new ();

  card->desk = *desk;
  card->name = g_strdup (name);
  memcpy (card->sign_key, key->sign.public, sizeof card->sign_key);
  memcpy (card->box_key, key->box.public, sizeof card->box_key);
  return card;
}

static const char *
explain (LnetOwnDeskState state)
{
  switch (state)
    {
    case LNET_OWN_DESK_NOT_SHARED:
      return _("This network is not shared yet. Begin sharing it first.");
    case LNET_OWN_DESK_REMOVED:
      return _("This desk was taken out of sharing. What is in its file stays here. A director can let it in again, with "
               "a new card.");
    case LNET_OWN_DESK_NO_KEY:
      return _("The key of this desk is not on this computer. If there is a paper key, type its words; else have this "
               "desk let in again, with a new card.");
    case LNET_OWN_DESK_NEW_NUMBER:
    case LNET_OWN_DESK_TAKES_PART:
    default:
      return NULL;
    }
}

gboolean
lnet_own_desk_check (const LnetOwnDesk  *self,
                     GError            **error)
{
  const char *reason = explain (self->state);

  if (reason == NULL)
    return TRUE;
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID, reason);
  return FALSE;
}

/* --- in one go --- */

static LnetSpaceKeys *
complete_keys (LnetStore          *store,
               const LnetOwnDesk  *self,
               GError            **error)
{
  LnetReader *reader = lnet_store_get_reader (store);
  g_autoptr (LnetRoster) roster = lnet_roster_load (reader, error);
  g_autoptr (LnetSpaceKeys) keys = roster != NULL ? lnet_space_keys_load (reader, self->key, error) : NULL;
  g_autoptr (GPtrArray) made = NULL;

  if (keys == NULL)
    return NULL;
  made = lnet_space_keys_make_missing (keys, reader, roster, &self->id, self->key, error);
  if (made == NULL || (made->len > 0 && !lnet_store_put_space_keys (store, made, error)))
    return NULL;
  return g_steal_pointer (&keys);
}

gboolean
lnet_own_desk_begin (LnetStore     *store,
                     const char    *name,
                     const LnetId  *member,
                     GError       **error)
{
  g_autoptr (LnetRoster) roster = lnet_roster_load (lnet_store_get_reader (store), error);
  g_autoptr (LnetDeskKey) key = NULL;
  g_autoptr (LnetCard) card = NULL;
  g_autoptr (LnetTransaction) transaction = NULL;
  g_autoptr (LnetOwnDesk) own = NULL;
  g_autoptr (LnetSpaceKeys) keys = NULL;

  if (roster == NULL)
    return FALSE;
  if (!lnet_roster_is_empty (roster))
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                           _("This network is shared already. Nothing was changed."));
      return FALSE;
    }
  /* The key first: a roster whose founder has no key would be of no use. */
  key = lnet_desk_key_new ();
  if (!lnet_key_store_save (lnet_store_get_network (store), key, error))
    return FALSE;
  card = lnet_own_desk_make_card (key, &(LnetId) { 0 }, name);
  transaction = lnet_sharing_begin (card, member);
  if (!lnet_store_commit (store, transaction, NULL, error))
    return FALSE;
  own = lnet_own_desk_prepare (store, &keys, error);
  return own != NULL;
}

static gboolean
renew (LnetStore    *store,
       LnetOwnDesk  *self,
       GError      **error)
{
  g_autoptr (LnetCard) card = lnet_own_desk_make_card (self->key, &(LnetId) { 0 }, self->name);
  g_autoptr (LnetTransaction) transaction = lnet_sharing_renew (card);

  if (!lnet_store_commit (store, transaction, NULL, error) ||
      !lnet_sharing_find_desk (lnet_store_get_reader (store), &self->id, error))
    return FALSE;
  self->state = LNET_OWN_DESK_TAKES_PART;
  return TRUE;
}

LnetOwnDesk *
lnet_own_desk_prepare (LnetStore      *store,
                       LnetSpaceKeys **keys,
                       GError        **error)
{
  g_autoptr (LnetOwnDesk) self = lnet_own_desk_load (lnet_store_get_reader (store), error);
  g_autoptr (LnetSpaceKeys) complete = NULL;

  if (self == NULL || !lnet_own_desk_check (self, error))
    return NULL;
  if (self->state == LNET_OWN_DESK_NEW_NUMBER && !renew (store, self, error))
    return NULL;
  complete = complete_keys (store, self, error);
  if (complete == NULL)
    return NULL;
  if (keys != NULL)
    *keys = g_steal_pointer (&complete);
  return g_steal_pointer (&self);
}
