/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-roster-private.h"

#include <string.h>

#include "lnet-reader-private.h"

static void
free_desk (gpointer data)
{
  LnetRosterDesk *desk = data;

  g_free (desk->name);
  g_free (desk->on_date);
  g_clear_pointer (&desk->accepted, g_hash_table_unref);
  g_clear_pointer (&desk->pins, g_hash_table_unref);
  g_clear_pointer (&desk->staff_until, g_hash_table_unref);
  g_hash_table_unref (desk->members);
  g_free (desk);
}

LnetRoster *
lnet_roster_new (void)
{
  LnetRoster *self = g_new0 (LnetRoster, 1);

  self->desks = g_ptr_array_new_with_free_func (free_desk);
  self->by_id = g_hash_table_new (lnet_id_hash, lnet_id_equal);
  self->owners = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  return self;
}

void
lnet_roster_free (LnetRoster *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->owners);
  g_ptr_array_unref (self->desks);
  g_free (self);
}

LnetRoster *
lnet_roster_load (LnetReader  *reader,
                  GError     **error)
{
  return lnet_roster_read (lnet_reader_get_sqlite (reader), error);
}

LnetRosterDesk *
lnet_roster_put (LnetRoster   *self,
                 const LnetId *id)
{
  LnetRosterDesk *desk = g_new0 (LnetRosterDesk, 1);

  desk->id = *id;
  desk->name = g_strdup ("");
  desk->members = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  desk->stance = LNET_STANCE_PARTICIPANT;
  desk->state = LNET_DESK_ADMITTED;
  g_ptr_array_add (self->desks, desk);
  g_hash_table_insert (self->by_id, &desk->id, desk);
  return desk;
}

gboolean
lnet_roster_is_empty (const LnetRoster *self)
{
  return self->is_empty;
}

const LnetRosterDesk *
lnet_roster_find (const LnetRoster *self,
                  const LnetId     *desk)
{
  return g_hash_table_lookup (self->by_id, desk);
}

const GPtrArray *
lnet_roster_list (const LnetRoster *self)
{
  return self->desks;
}

gboolean
lnet_roster_allows (const LnetRoster *self,
                    const LnetId     *id,
                    const LnetId     *space,
                    guint64           n)
{
  const LnetRosterDesk *desk = lnet_roster_find (self, id);
  const guint64 *last;

  if (self->is_empty)
    return TRUE;
  if (desk == NULL || desk->state == LNET_DESK_ADMITTED)
    return desk != NULL;
  last = desk->accepted != NULL ? g_hash_table_lookup (desk->accepted, space) : NULL;
  return last != NULL && n <= *last;
}

static gboolean
owns (const LnetRoster     *self,
      const LnetRosterDesk *desk,
      const LnetId         *owner)
{
  GHashTable *owned = g_hash_table_lookup (self->owners, &desk->member);

  return owned != NULL && g_hash_table_contains (owned, owner);
}

gboolean
lnet_roster_may_read (const LnetRoster *self,
                      const LnetId     *id,
                      const LnetSpace  *space)
{
  const LnetRosterDesk *desk = lnet_roster_find (self, id);

  if (space->kind == LNET_SPACE_PRIVATE)
    return FALSE;
  if (self->is_empty)
    return TRUE;
  if (desk == NULL || desk->state != LNET_DESK_ADMITTED)
    return FALSE;
  switch (space->kind)
    {
    case LNET_SPACE_NETWORK:
      return TRUE;
    case LNET_SPACE_STAFF:
      return desk->stance != LNET_STANCE_PARTICIPANT;
    case LNET_SPACE_ENROLMENT:
      return desk->stance != LNET_STANCE_PARTICIPANT || owns (self, desk, &space->owner);
    case LNET_SPACE_PAIR:
      return owns (self, desk, &space->owner);
    case LNET_SPACE_PRIVATE:
    default:
      return FALSE;
    }
}

gboolean
lnet_roster_is_director (const LnetRoster *self,
                         const LnetId     *id)
{
  const LnetRosterDesk *desk = lnet_roster_find (self, id);

  return desk != NULL && desk->state == LNET_DESK_ADMITTED && desk->stance == LNET_STANCE_DIRECTOR;
}

const LnetRosterDesk *
lnet_roster_recognize (const LnetRoster *self,
                       const LnetBatch  *batch)
{
  g_autoptr (GPtrArray) ops = lnet_roster_read_ops (batch);
  guint8 key[LNET_PUBLIC_KEY_SIZE];

  if (lnet_roster_find (self, &batch->desk) != NULL || !lnet_roster_says_renewed (&batch->desk, ops, key))
    return NULL;
  for (guint i = 0; i < self->desks->len; i++)
    {
      const LnetRosterDesk *desk = self->desks->pdata[i];

      if (desk->has_keys && desk->state == LNET_DESK_ADMITTED && memcmp (desk->sign_key, key, sizeof key) == 0)
        return desk;
    }
  return NULL;
}

static gboolean
equal_accepted (GHashTable *a,
                GHashTable *b)
{
  GHashTableIter iter;
  gpointer space, n;

  if (a == NULL || b == NULL || g_hash_table_size (a) != g_hash_table_size (b))
    return a == b;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &space, &n))
    {
      const guint64 *other = g_hash_table_lookup (b, space);

      if (other == NULL || *other != *(guint64 *) n)
        return FALSE;
    }
  return TRUE;
}

gboolean
lnet_roster_equal (const LnetRoster *self,
                   const LnetRoster *other)
{
  if (self->is_empty != other->is_empty || self->desks->len != other->desks->len)
    return FALSE;
  for (guint i = 0; i < self->desks->len; i++)
    {
      const LnetRosterDesk *a = self->desks->pdata[i], *b = other->desks->pdata[i];

      if (!lnet_id_equal (&a->id, &b->id) || !lnet_id_equal (&a->member, &b->member) ||
          a->stance != b->stance || a->state != b->state ||
          memcmp (a->sign_key, b->sign_key, sizeof a->sign_key) != 0 || !equal_accepted (a->accepted, b->accepted))
        return FALSE;
    }
  return TRUE;
}

/* --- what is accepted, as text --- */

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return lnet_id_compare (*(gconstpointer const *) a, *(gconstpointer const *) b);
}

char *
lnet_roster_accepted_to_string (GHashTable *accepted,
                                GHashTable *pins)
{
  g_autoptr (GPtrArray) spaces = g_hash_table_get_keys_as_ptr_array (accepted);
  GString *text = g_string_new (NULL);

  g_ptr_array_sort (spaces, compare_keys);
  for (guint i = 0; i < spaces->len; i++)
    {
      g_autofree char *space = lnet_id_to_string (spaces->pdata[i]);
      const guint64 *n = g_hash_table_lookup (accepted, spaces->pdata[i]);
      const LnetHash *pin = pins != NULL ? g_hash_table_lookup (pins, spaces->pdata[i]) : NULL;
      g_autofree char *hash = pin != NULL ? lnet_hash_to_string (pin) : NULL;

      g_string_append_printf (text, "%s%s:%" G_GUINT64_FORMAT "%s%s", i > 0 ? " " : "", space, *n,
                              hash != NULL ? ":" : "", hash != NULL ? hash : "");
    }
  return g_string_free (text, FALSE);
}

/* A hash is written as a public key is: 32 bytes. */
G_STATIC_ASSERT (LNET_HASH_SIZE == LNET_PUBLIC_KEY_SIZE);

GHashTable *
lnet_roster_accepted_from_string (const char  *text,
                                  GHashTable **pins)
{
  GHashTable *accepted = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, g_free);
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);

  if (pins != NULL)
    *pins = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, g_free);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], ":", 3);
      LnetHash pin;
      LnetId space;
      guint64 n;

      if (g_strv_length (parts) < 2 || !lnet_id_from_string (parts[0], &space) ||
          !g_ascii_string_to_unsigned (parts[1], 10, 0, G_MAXINT64, &n, NULL))
        continue;
      g_hash_table_replace (accepted, lnet_id_copy (&space), g_memdup2 (&n, sizeof n));
      if (pins != NULL && parts[2] != NULL && lnet_public_key_from_string (parts[2], pin.bytes))
        g_hash_table_replace (*pins, lnet_id_copy (&space), g_memdup2 (&pin, sizeof pin));
    }
  return accepted;
}

/* A line each: the desk, and what is accepted. */
char *
lnet_roster_describe_former (const LnetRoster *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->desks->len; i++)
    {
      const LnetRosterDesk *desk = self->desks->pdata[i];
      g_autofree char *id = lnet_id_to_string (&desk->id);
      g_autofree char *accepted = NULL;

      if (desk->state != LNET_DESK_FORMER || desk->accepted == NULL)
        continue;
      accepted = lnet_roster_accepted_to_string (desk->accepted, desk->pins);
      g_string_append_printf (text, "%s %s\n", id, accepted);
    }
  return g_string_free (text, FALSE);
}

void
lnet_roster_put_former (LnetRoster *self,
                        const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], " ", 2);
      LnetRosterDesk *desk;
      LnetId id;

      if (g_strv_length (parts) < 2 || !lnet_id_from_string (parts[0], &id) || lnet_roster_find (self, &id) != NULL)
        continue;
      desk = lnet_roster_put (self, &id);
      desk->state = LNET_DESK_FORMER;
      desk->accepted = lnet_roster_accepted_from_string (parts[1], &desk->pins);
    }
}
