/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the members of a pool say, in numbers: each word, place and role has one within the pool, from 1. */

#include "config.h"

#include "lnet-pool-private.h"

#include <string.h>

typedef struct
{
  LnetPool *pool;
  GHashTable *languages; /* text → number; the texts are the pool's */
  GHashTable *slots;
  GHashTable *stems;
  GHashTable *roles;
  GHashTable *role_sets;
  GHashTable *regions;
  GHashTable *towns;
  GHashTable *organizations; /* LnetId → number */
  GArray *ids;               /* scratch: those of a set */
} Numbers;

static guint32
number (Numbers    *self,
        GHashTable *numbers,
        const char *text)
{
  guint32 known = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, text));

  if (known != 0)
    return known;
  known = g_hash_table_size (numbers) + 1;
  g_hash_table_insert (numbers, g_string_chunk_insert_const (self->pool->strings, text), GUINT_TO_POINTER (known));
  return known;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  guint32 x = *(const guint32 *) a;
  guint32 y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/* Of the scratch numbers, which it takes. */
static LnetPoolSet
make_set (Numbers *self)
{
  guint32 *ids = (guint32 *) (gpointer) self->ids->data;
  LnetPoolSet set = { 0 };
  guint32 *kept;

  if (self->ids->len == 0)
    return set;
  g_array_sort (self->ids, compare_ids);
  kept = lnet_pool_allocate (self->pool, self->ids->len * sizeof (guint32));
  for (guint i = 0; i < self->ids->len; i++)
    if (set.n == 0 || kept[set.n - 1] != ids[i])
      {
        kept[set.n++] = ids[i];
        set.bits |= G_GUINT64_CONSTANT (1) << MIN (ids[i], 63);
      }
  set.ids = kept;
  g_array_set_size (self->ids, 0);
  return set;
}

static void
take (Numbers    *self,
      GHashTable *numbers,
      const char *text)
{
  guint32 id = number (self, numbers, text);

  g_array_append_val (self->ids, id);
}

static LnetPoolSet
get_languages (Numbers           *self,
               const char *const *tags)
{
  for (gsize i = 0; tags != NULL && tags[i] != NULL; i++)
    {
      gsize length = lnet_pairing_get_language_length (tags[i]);
      g_autofree char *language = g_ascii_strdown (tags[i], (gssize) length);

      if (length > 0)
        take (self, self->languages, language);
    }
  return make_set (self);
}

static LnetPoolSet
get_slots (Numbers    *self,
           const char *slots)
{
  g_auto (GStrv) keys = g_strsplit (slots == NULL ? "" : slots, " ", -1);

  for (gsize i = 0; keys[i] != NULL; i++)
    if (keys[i][0] != '\0')
      take (self, self->slots, keys[i]);
  return make_set (self);
}

static void
take_stem (const char     *stem,
           const LnetWord *word,
           gpointer        user_data)
{
  Numbers *self = user_data;

  take (self, self->stems, stem);
}

static LnetPoolSet
get_stems (Numbers    *self,
           const char *text)
{
  lnet_pairing_foreach_word (text, take_stem, self);
  return make_set (self);
}

static void
set_roles (Numbers           *self,
           LnetPairingTraits *traits,
           const char *const *roles)
{
  g_autoptr (GString) name = g_string_new (NULL);
  LnetPoolSet set;

  if (roles == NULL || roles[0] == NULL)
    return;
  traits->role = number (self, self->roles, roles[0]);
  for (gsize i = 0; roles[i] != NULL; i++)
    take (self, self->roles, roles[i]);
  set = make_set (self);
  for (guint32 i = 0; i < set.n; i++)
    g_string_append_printf (name, "%u ", set.ids[i]);
  traits->roles = number (self, self->role_sets, name->str);
}

static void
set_place (Numbers              *self,
           LnetPairingTraits    *traits,
           const LnetPoolMember *member)
{
  if (member->region != NULL)
    traits->region = number (self, self->regions, member->region);
  if (member->town != NULL)
    {
      g_autofree char *town = g_strconcat (member->town, "\n", member->region, NULL);

      traits->town = number (self, self->towns, town);
    }
}

static guint32
number_organization (Numbers      *self,
                     const LnetId *organization)
{
  guint32 known = GPOINTER_TO_UINT (g_hash_table_lookup (self->organizations, organization));

  if (known != 0 || lnet_id_is_null (organization))
    return known;
  known = g_hash_table_size (self->organizations) + 1;
  g_hash_table_insert (self->organizations, lnet_id_copy (organization), GUINT_TO_POINTER (known));
  return known;
}

static void
make_keys (Numbers              *self,
           const LnetPoolMember *member,
           LnetPoolKeys         *keys)
{
  keys->languages = get_languages (self, member->person.languages);
  keys->slots = get_slots (self, member->person.slots);
  keys->brings = get_stems (self, member->person.strengths);
  keys->wishes = get_stems (self, member->person.wishes);
  set_roles (self, &keys->traits, member->roles);
  set_place (self, &keys->traits, member);
  keys->traits.organization = number_organization (self, &member->person.organization);
  keys->traits.travel_minutes = member->travel_minutes;
  keys->traits.mode = (guint8) lnet_pairing_mode_from_key (member->person.mode);
  keys->traits.lean = (gint8) lnet_pairing_get_lean (member->coached, member->was_coached);
  keys->traits.waited = (gint8) lnet_pairing_score_waiting (member->waited_days, member->came_back);
  keys->supervisor = LNET_POOL_NOBODY;
  lnet_pool_find (self->pool, &member->person.supervisor, &keys->supervisor);
}

void
lnet_pool_make_keys (LnetPool *self)
{
  g_autoptr (GHashTable) languages = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) slots = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) stems = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) roles = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) role_sets = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) regions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) towns = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) organizations = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  Numbers numbers = { self, languages, slots, stems, roles, role_sets, regions, towns, organizations, ids };

  g_array_set_size (self->keys, self->members->len);
  for (guint32 i = 0; i < self->members->len; i++)
    make_keys (&numbers, lnet_pool_get_member (self, i), &g_array_index (self->keys, LnetPoolKeys, i));
}

guint
lnet_pool_set_count_common (const LnetPoolSet *a,
                            const LnetPoolSet *b)
{
  guint n = 0;

  for (guint32 i = 0, k = 0; i < a->n && k < b->n;)
    if (a->ids[i] == b->ids[k])
      {
        n++;
        i++;
        k++;
      }
    else if (a->ids[i] < b->ids[k])
      i++;
    else
      k++;
  return n;
}
