/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-group.h"

#include <string.h>

#include "lnet-day.h"
#include "lnet-name.h"
#include "lnet-reference.h"
#include "lnet-role-history.h"
#include "lnet-statements.h"
#include "lnet-team.h"

/* By LnetGroupKind. */
static const LnetStatement lists[] = {
  {
    "groups-organizations",
    "SELECT id, name, setting, town, region FROM organization WHERE deleted = 0",
    "in a worker: a list shows them all",
  },
  {
    "groups-teams",
    "SELECT id, name, kind, purpose FROM team WHERE deleted = 0",
    "in a worker: a list shows them all",
  },
};
static const LnetStatement counts[] = {
  {
    "groups-people-of-organizations",
    "SELECT r.organization, r.member, r.ends FROM role AS r CROSS JOIN member AS m ON m.id = r.member AND m.deleted = 0 "
    "WHERE r.deleted = 0 AND r.organization IS NOT NULL ORDER BY r.organization, r.member",
    "in a worker: counts over everybody",
  },
  {
    "groups-people-of-teams",
    "SELECT t.team, t.member, t.ends FROM team_member AS t "
    "CROSS JOIN member AS m ON m.id = t.member AND m.deleted = 0 "
    "WHERE t.deleted = 0 AND t.team IS NOT NULL ORDER BY t.team, t.member",
    "in a worker: counts over everybody",
  },
};
static const LnetStatement people[] = {
  {
    "group-people-of-organization",
    "SELECT r.id, m.id, m.preferred_name, m.legal_first, m.legal_last, r.starts, r.ends, r.role, m.portrait "
    "FROM role AS r JOIN member AS m ON m.id = r.member AND m.deleted = 0 WHERE r.organization = ?1 AND r.deleted = 0",
    NULL,
  },
  {
    "group-people-of-team",
    "SELECT t.id, m.id, m.preferred_name, m.legal_first, m.legal_last, t.starts, t.ends, NULL, m.portrait "
    "FROM team_member AS t JOIN member AS m ON m.id = t.member AND m.deleted = 0 WHERE t.team = ?1 AND t.deleted = 0",
    NULL,
  },
};

const LnetStatement *const lnet_group_statements[] = {
  &lists[0], &lists[1], &counts[0], &counts[1], &people[0], &people[1], NULL,
};

static const char *const place_names[] = { "organization/", "team/" };

void
lnet_group_info_free (LnetGroupInfo *self)
{
  g_free (self->name);
  g_free (self->caption);
  g_free (self->folded);
  g_free (self->sort_key);
  g_free (self);
}

/* "Family child care home · Lander": what is there of it. */
static char *
join (const char *first,
      const char *second)
{
  gboolean has_both = *first != '\0' && *second != '\0';

  return g_strconcat (first, has_both ? " · " : "", second, NULL);
}

static LnetGroupInfo *
info_new (LnetGroupKind  kind,
          LnetRows      *rows)
{
  LnetGroupInfo *self = g_new0 (LnetGroupInfo, 1);
  const char *word = lnet_rows_text (rows, 2);
  GString *folded = g_string_new (NULL);

  self->id = lnet_rows_id (rows, 0);
  self->name = g_strdup (lnet_rows_text (rows, 1));
  self->sort_key = g_utf8_collate_key (self->name, -1);
  lnet_name_fold_into (folded, self->name);
  if (kind == LNET_GROUP_ORGANIZATION)
    {
      const char *town = lnet_rows_text (rows, 3);

      self->caption = join (lnet_reference_get_label (LNET_REFERENCE_SETTING, *word != '\0' ? word : NULL),
                            *town != '\0' ? town : lnet_rows_text (rows, 4));
      lnet_name_fold_into (folded, lnet_rows_text (rows, 4));
    }
  else
    {
      self->caption = g_strdup (lnet_team_kind_label (word));
      lnet_name_fold_into (folded, lnet_rows_text (rows, 3));
    }
  lnet_name_fold_into (folded, self->caption);
  self->folded = g_string_free (folded, FALSE);
  return self;
}

static int
compare_infos (gconstpointer a,
               gconstpointer b)
{
  const LnetGroupInfo *one = *(LnetGroupInfo *const *) a;
  const LnetGroupInfo *other = *(LnetGroupInfo *const *) b;
  int order = strcmp (one->sort_key, other->sort_key);

  return order != 0 ? order : memcmp (&one->id, &other->id, sizeof (LnetId));
}

/* Somebody with two roles at once is one person: the rows of one stand together. */
static gboolean
count_people (LnetReader     *reader,
              LnetGroupKind   kind,
              const char     *today,
              GHashTable     *infos,
              GError        **error)
{
  LnetRows *rows = lnet_reader_query (reader, &counts[kind]);
  LnetId group = lnet_id_null (), member = lnet_id_null ();

  while (lnet_rows_step (rows))
    {
      LnetId this_group = lnet_rows_id (rows, 0), this_member = lnet_rows_id (rows, 1);
      LnetGroupInfo *info = g_hash_table_lookup (infos, &this_group);

      if (info == NULL || (lnet_id_equal (&group, &this_group) && lnet_id_equal (&member, &this_member)) ||
          (!lnet_rows_is_null (rows, 2) && !lnet_role_span_holds (NULL, lnet_rows_text (rows, 2), today)))
        continue;
      info->n_now++;
      group = this_group;
      member = this_member;
    }
  return lnet_rows_end (rows, error);
}

gboolean
lnet_group_info_matches (const LnetGroupInfo *self,
                         const char *const   *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    {
      const char *at = self->folded;

      if (*words[i] == '\0')
        continue;
      while ((at = strstr (at, words[i])) != NULL && at != self->folded && at[-1] != ' ')
        at++;
      if (at == NULL)
        return FALSE;
    }
  return TRUE;
}

/* Those that @words find; all of them for NULL. */
static GPtrArray *
load_infos (LnetReader         *reader,
            LnetGroupKind       kind,
            const char *const  *words,
            GError            **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_group_info_free);
  LnetRows *rows = lnet_reader_query (reader, &lists[kind]);

  while (lnet_rows_step (rows))
    {
      g_autoptr (LnetGroupInfo) info = info_new (kind, rows);

      if (words == NULL || lnet_group_info_matches (info, words))
        g_ptr_array_add (groups, g_steal_pointer (&info));
    }
  if (!lnet_rows_end (rows, error))
    return NULL;
  g_ptr_array_sort (groups, compare_infos);
  return g_steal_pointer (&groups);
}

GPtrArray *
lnet_groups_load (LnetReader     *reader,
                  LnetGroupKind   kind,
                  const char     *today,
                  GError        **error)
{
  g_autoptr (GPtrArray) groups = load_infos (reader, kind, NULL, error);
  g_autoptr (GHashTable) infos = g_hash_table_new (lnet_id_hash, lnet_id_equal);
  g_autofree char *day = today != NULL ? g_strdup (today) : lnet_day_today ();

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      LnetGroupInfo *info = g_ptr_array_index (groups, i);

      g_hash_table_insert (infos, &info->id, info);
    }
  if (groups == NULL || !count_people (reader, kind, day, infos, error))
    return NULL;
  return g_steal_pointer (&groups);
}

GPtrArray *
lnet_groups_find (LnetReader         *reader,
                  LnetGroupKind       kind,
                  const char *const  *words,
                  guint               limit,
                  GError            **error)
{
  GPtrArray *groups = load_infos (reader, kind, words, error);

  if (groups != NULL)
    g_ptr_array_set_size (groups, (int) MIN (groups->len, limit));
  return groups;
}

static void
person_free (LnetGroupPerson *person)
{
  g_free (person->name);
  g_free (person->role);
  g_free (person->starts);
  g_free (person->ends);
  g_free (person);
}

void
lnet_group_people_free (LnetGroupPeople *self)
{
  g_ptr_array_unref (self->people);
  g_free (self);
}

static LnetGroupPerson *
person_new (LnetRows   *rows,
            const char *today)
{
  LnetGroupPerson *person = g_new0 (LnetGroupPerson, 1);

  person->row = lnet_rows_id (rows, 0);
  person->member = lnet_rows_id (rows, 1);
  person->name = lnet_name_display (lnet_rows_text (rows, 2), lnet_rows_text (rows, 3), lnet_rows_text (rows, 4));
  person->starts = lnet_rows_dup_text (rows, 5);
  person->ends = lnet_rows_dup_text (rows, 6);
  person->role = lnet_rows_dup_text (rows, 7);
  person->portrait = lnet_rows_id (rows, 8);
  person->is_now = person->ends == NULL || lnet_role_span_holds (NULL, person->ends, today);
  return person;
}

static int
compare_people (gconstpointer a,
                gconstpointer b)
{
  const LnetGroupPerson *one = *(LnetGroupPerson *const *) a;
  const LnetGroupPerson *other = *(LnetGroupPerson *const *) b;
  int order = other->is_now - one->is_now;

  if (order == 0 && !one->is_now)
    order = g_strcmp0 (other->ends, one->ends);
  if (order == 0)
    order = g_utf8_collate (one->name, other->name);
  if (order == 0)
    order = g_strcmp0 (other->starts, one->starts);
  return order != 0 ? order : memcmp (&one->row, &other->row, sizeof (LnetId));
}

static guint
count_now (GPtrArray *all)
{
  g_autoptr (GHashTable) now = g_hash_table_new (lnet_id_hash, lnet_id_equal);

  for (guint i = 0; i < all->len; i++)
    {
      LnetGroupPerson *person = g_ptr_array_index (all, i);

      if (person->is_now)
        g_hash_table_add (now, &person->member);
    }
  return g_hash_table_size (now);
}

LnetGroupPeople *
lnet_group_people_load (LnetReader     *reader,
                        LnetGroupKind   kind,
                        const LnetId   *group,
                        const char     *today,
                        GError        **error)
{
  g_autoptr (LnetGroupPeople) self = g_new0 (LnetGroupPeople, 1);
  g_autofree char *day = today != NULL ? g_strdup (today) : lnet_day_today ();
  LnetRows *rows = lnet_reader_query (reader, &people[kind]);

  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) person_free);
  lnet_rows_bind_id (rows, 1, group);
  while (lnet_rows_step (rows))
    g_ptr_array_add (self->people, person_new (rows, day));
  if (!lnet_rows_end (rows, error))
    return NULL;
  g_ptr_array_sort (self->people, compare_people);
  self->n_now = count_now (self->people);
  return g_steal_pointer (&self);
}

char *
lnet_group_dup_place (LnetGroupKind  kind,
                      const LnetId  *id)
{
  g_autofree char *text = lnet_id_to_string (id);

  return g_strconcat (place_names[kind], text, NULL);
}

gboolean
lnet_group_parse_place (const char    *place,
                        LnetGroupKind *kind,
                        LnetId        *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (place_names); i++)
    if (g_str_has_prefix (place, place_names[i]))
      {
        *kind = (LnetGroupKind) i;
        return lnet_id_from_string (place + strlen (place_names[i]), id);
      }
  return FALSE;
}
