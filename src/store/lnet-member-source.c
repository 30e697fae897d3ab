/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-source-private.h"

#include "lnet-member-words-private.h"
#include "lnet-role-history.h"

static const char select_member[] =
  "SELECT legal_first, legal_last, preferred_name, status, region, town, language, wisdom, wishes, id "
  "FROM member WHERE pk = ?1 AND deleted = 0";
static const char select_roles[] =
  "SELECT r.id, r.role, r.organization, r.starts, r.ends, o.name, o.town, o.region FROM role AS r "
  "LEFT JOIN organization AS o ON o.id = r.organization AND o.deleted = 0 WHERE r.member = ?1 AND r.deleted = 0";
/* One statement, for all of them cost little more than one. */
enum
{
  CHANNEL,
  STAFF,
  LANGUAGE,
  TAG,
};

static const char select_belongings[] =
  "SELECT 0, kind, value FROM channel WHERE member = ?1 AND deleted = 0 "
  "UNION ALL SELECT 1, registry_id, registry_email FROM member_staff WHERE member = ?1 AND deleted = 0 "
  "UNION ALL SELECT 2, language, NULL FROM member_language WHERE member = ?1 AND deleted = 0 "
  "UNION ALL SELECT 3, tag, NULL FROM member_tag WHERE member = ?1 AND deleted = 0";

typedef struct
{
  LnetId id;
  char *name;
  char *place;
} Employer;

struct _LnetMemberSource
{
  LnetSqlite *db;
  sqlite3_stmt *member;
  sqlite3_stmt *roles;
  sqlite3_stmt *belongings;
  LnetMemberWords *words;
  LnetRoleHistory *history;
  GArray *employers; /* of the member at hand */
  char *changes_on;
  char today[11];
};

static void
employer_clear (Employer *employer)
{
  g_free (employer->name);
  g_free (employer->place);
}

static void
set_today (LnetMemberSource *self,
           const char       *today)
{
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *date = NULL;

  if (today == NULL)
    {
      now = g_date_time_new_now_local ();
      today = date = g_date_time_format (now, "%Y-%m-%d");
    }
  g_strlcpy (self->today, today, sizeof self->today);
}

static gboolean
prepare (LnetMemberSource  *self,
         sqlite3_stmt     **statement,
         const char        *sql,
         GError           **error)
{
  *statement = lnet_sqlite_prepare (self->db, sql, error);
  return *statement != NULL;
}

void
lnet_member_source_free (LnetMemberSource *self)
{
  if (self->member != NULL)
    sqlite3_reset (self->member);
  lnet_member_words_free (self->words);
  lnet_role_history_free (self->history);
  g_array_unref (self->employers);
  g_free (self->changes_on);
  g_free (self);
}

LnetMemberSource *
lnet_member_source_new (LnetSqlite  *db,
                        const char  *today,
                        GError     **error)
{
  g_autoptr (LnetMemberSource) self = g_new0 (LnetMemberSource, 1);

  self->db = db;
  self->words = lnet_member_words_new ();
  self->history = lnet_role_history_new ();
  self->employers = g_array_new (FALSE, FALSE, sizeof (Employer));
  g_array_set_clear_func (self->employers, (GDestroyNotify) employer_clear);
  set_today (self, today);
  if (!prepare (self, &self->member, select_member, error) || !prepare (self, &self->roles, select_roles, error) ||
      !prepare (self, &self->belongings, select_belongings, error))
    return NULL;
  return g_steal_pointer (&self);
}

static const char *
text (sqlite3_stmt *statement,
      int           column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

static const char *
either (const char *one,
        const char *other)
{
  return one != NULL && *one != '\0' ? one : other;
}

/* Roles that are over are history: they show on a profile, but do not find anybody any more. */
static void
take_role (LnetMemberSource *self,
           sqlite3_stmt     *row)
{
  LnetId id = lnet_sqlite_column_id (row, 0);
  LnetId organization = lnet_sqlite_column_id (row, 2);
  Employer employer = { organization, g_strdup (text (row, 5)), g_strdup (either (text (row, 6), text (row, 7))) };

  lnet_role_history_add (self->history, &id, text (row, 1), &organization, text (row, 3), text (row, 4));
  g_array_append_val (self->employers, employer);
  if (!lnet_role_span_holds (NULL, text (row, 4), self->today))
    return;
  lnet_member_words_add_key (self->words, LNET_REFERENCE_ROLE, text (row, 1));
  lnet_member_words_add (self->words, text (row, 5));
  lnet_member_words_add (self->words, text (row, 6));
  lnet_member_words_add (self->words, text (row, 7));
}

static gboolean
read_roles (LnetMemberSource  *self,
            const LnetId      *id,
            GError           **error)
{
  int got;

  lnet_role_history_clear (self->history);
  g_array_set_size (self->employers, 0);
  lnet_sqlite_bind_id (self->roles, 1, id);
  while ((got = lnet_sqlite_step (self->db, self->roles, error)) > 0)
    take_role (self, self->roles);
  return got == 0;
}

static void
take_belonging (LnetMemberSource *self,
                sqlite3_stmt     *row)
{
  switch (sqlite3_column_int (row, 0))
    {
    case CHANNEL:
      if (g_strcmp0 (text (row, 1), "phone") == 0)
        lnet_member_words_add_phone (self->words, text (row, 2));
      else
        lnet_member_words_add (self->words, text (row, 2));
      break;
    case STAFF:
      lnet_member_words_add (self->words, text (row, 1));
      lnet_member_words_add (self->words, text (row, 2));
      break;
    case LANGUAGE:
      lnet_member_words_add_key (self->words, LNET_REFERENCE_LANGUAGE, text (row, 1));
      break;
    case TAG:
    default:
      lnet_member_words_add (self->words, text (row, 1));
    }
}

static gboolean
read_belongings (LnetMemberSource  *self,
                 const LnetId      *id,
                 GError           **error)
{
  int got;

  lnet_sqlite_bind_id (self->belongings, 1, id);
  while ((got = lnet_sqlite_step (self->db, self->belongings, error)) > 0)
    take_belonging (self, self->belongings);
  return got == 0;
}

static const Employer *
find_employer (LnetMemberSource *self,
               const LnetId     *organization)
{
  for (guint i = 0; i < self->employers->len; i++)
    {
      const Employer *employer = &g_array_index (self->employers, Employer, i);

      if (lnet_id_equal (&employer->id, organization))
        return employer;
    }
  return NULL;
}

/* The member's own row stands at self->member. */
static void
add_own_words (LnetMemberSource *self)
{
  sqlite3_stmt *row = self->member;

  for (int column = 0; column < 3; column++)
    lnet_member_words_add_name (self->words, text (row, column));
  lnet_member_words_add (self->words, text (row, 4));
  lnet_member_words_add (self->words, text (row, 5));
  lnet_member_words_add_key (self->words, LNET_REFERENCE_LANGUAGE, text (row, 6));
  lnet_member_words_add (self->words, text (row, 7));
  lnet_member_words_add (self->words, text (row, 8));
}


static void
take_facts (LnetMemberSource *self,
            LnetMemberFacts  *facts)
{
  const LnetRoleSpan *role = lnet_role_history_main (self->history, self->today);
  const Employer *employer = role != NULL ? find_employer (self, &role->organization) : NULL;

  g_free (self->changes_on);
  self->changes_on = lnet_role_history_next_change (self->history, self->today);
  facts->first = text (self->member, 0);
  facts->last = text (self->member, 1);
  facts->preferred = text (self->member, 2);
  facts->status = text (self->member, 3);
  facts->role = role != NULL ? role->role : NULL;
  facts->organization = employer != NULL ? employer->name : NULL;
  facts->place = either (text (self->member, 5), text (self->member, 4));
  if (facts->place == NULL && employer != NULL)
    facts->place = employer->place;
  facts->changes_on = self->changes_on;
  facts->words = lnet_member_words_get (self->words);
}

int
lnet_member_source_read (LnetMemberSource  *self,
                         gint64             pk,
                         LnetMemberFacts   *facts,
                         GError           **error)
{
  int got;

  sqlite3_reset (self->member);
  lnet_sqlite_bind_integer (self->member, 1, pk);
  got = lnet_sqlite_step (self->db, self->member, error);
  if (got <= 0)
    return got;
  facts->pk = pk;
  facts->id = lnet_sqlite_column_id (self->member, 9);
  lnet_member_words_clear (self->words);
  add_own_words (self);
  if (!read_roles (self, &facts->id, error) || !read_belongings (self, &facts->id, error))
    return -1;
  take_facts (self, facts);
  return 1;
}
