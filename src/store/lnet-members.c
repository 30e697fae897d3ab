/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-members.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"
#include "lnet-member-order-private.h"
#include "lnet-member-source-private.h"
#include "lnet-member-words-private.h"
#include "lnet-name.h"
#include "lnet-reader-private.h"
#include "lnet-reference.h"
#include "lnet-statements.h"
#include "lnet-worker.h"

/* Among so many there are enough for the screen of whatever finds more than a fiftieth of them all. */
#define HEAD 2000

/* Of the member itself: one look-up by its number. */
#define PORTRAIT "(SELECT m.portrait FROM member AS m WHERE m.pk = i.pk)"

static const LnetStatement order_statement = {
  "members-order",
  "SELECT pk, letter FROM member_index ORDER BY sort_key, letter LIMIT ?1",
  "the whole list in order, from an index that holds all of it",
};
static const LnetStatement match_statement = {
  "members-match",
  "SELECT rowid FROM member_fts WHERE member_fts MATCH ?1",
  "a full-text index answers",
};
static const LnetStatement name_statement = {
  "members-name",
  "SELECT name FROM member_index WHERE pk = ?1",
  NULL,
};
static const LnetStatement probe_statement = {
  "members-probe",
  "SELECT 1 FROM member_fts WHERE member_fts MATCH ?1 AND rowid = ?2",
  "a full-text index answers",
};
static const LnetStatement row_statement = {
  "members-row",
  "SELECT pk, id, name, role, organization, place, status, " PORTRAIT " FROM member_index AS i WHERE pk = ?1",
  NULL,
};
static const LnetStatement first_statement = {
  "members-first",
  "SELECT pk, id, name, role, organization, place, status, " PORTRAIT " FROM member_index AS i "
  "ORDER BY sort_key, letter LIMIT ?1",
  "only the first few, in the order of an index",
};
static const LnetStatement search_statement = {
  "members-search",
  "SELECT pk, id, name, role, organization, place, status, " PORTRAIT " FROM member_index AS i "
  "WHERE pk IN (SELECT rowid FROM member_fts WHERE member_fts MATCH ?1) ORDER BY +sort_key LIMIT ?2",
  "a full-text index answers",
};
static const LnetStatement walk_statement = {
  "members-walk",
  "SELECT pk, id, name, role, organization, place, status, " PORTRAIT " FROM member_index AS i "
  "WHERE pk IN (SELECT rowid FROM member_fts WHERE member_fts MATCH ?1) ORDER BY sort_key LIMIT ?2",
  "so many fit that the first few in the order of an index are found at once",
};
static const LnetStatement find_statement = {
  "members-find",
  "SELECT i.pk, m.id, i.name, i.role, i.organization, i.place, i.status, m.portrait, "
  "m.preferred_name, m.legal_first, m.legal_last, m.status, coalesce (m.town, m.region) "
  "FROM member AS m LEFT JOIN member_index AS i ON i.pk = m.pk WHERE m.id = ?1",
  NULL,
};
static const LnetStatement find_pk_statement = {
  "members-find-pk",
  "SELECT pk FROM member WHERE id = ?1 AND deleted = 0",
  NULL,
};
static const LnetStatement id_statement = {
  "members-id",
  "SELECT id FROM member WHERE pk = ?1 AND deleted = 0",
  NULL,
};
static const LnetStatement count_statement = {
  "members-count",
  "SELECT coalesce ((SELECT value FROM member_index_state WHERE key = 'count'), (SELECT count (*) FROM member_index))",
  "a file of an older version that cannot be written to is counted",
};

const LnetStatement *const lnet_member_list_statements[] = {
  &order_statement,  &match_statement, &name_statement, &probe_statement,   &row_statement,   &first_statement,
  &search_statement, &walk_statement,  &find_statement, &find_pk_statement, &count_statement, &id_statement, NULL,
};

void
lnet_member_info_free (LnetMemberInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->name);
  g_free (info->role);
  g_free (info->organization);
  g_free (info->place);
  g_free (info->status);
  g_free (info);
}

char *
lnet_member_info_dup_caption (const LnetMemberInfo *info)
{
  const char *parts[] = { lnet_reference_get_label (LNET_REFERENCE_ROLE, info->role), info->organization, info->place };
  GString *caption = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (caption, "%s%s", caption->len > 0 ? " · " : "", parts[i]);
  return g_string_free (caption, FALSE);
}

static char *
name_or_words (char *name)
{
  if (name != NULL && *name != '\0')
    return name;
  g_free (name);
  /* Translators: shown in place of a member's name when none was written down */
  return g_strdup (_("Name not known"));
}

static LnetMemberInfo *
read_info (LnetRows *rows)
{
  LnetMemberInfo *info = g_new0 (LnetMemberInfo, 1);

  info->pk = lnet_rows_integer (rows, 0);
  info->id = lnet_rows_id (rows, 1);
  info->name = name_or_words (lnet_rows_dup_text (rows, 2));
  info->role = lnet_rows_dup_text (rows, 3);
  info->organization = lnet_rows_dup_text (rows, 4);
  info->place = lnet_rows_dup_text (rows, 5);
  info->status = lnet_rows_dup_text (rows, 6);
  info->portrait = lnet_rows_id (rows, 7);
  return info;
}

/* A read of a row or two that fails is told by the next longer read; here it finds nobody. */
static void
end_quietly (LnetRows *rows)
{
  g_autoptr (GError) error = NULL;

  if (!lnet_rows_end (rows, &error))
    g_debug ("Reading members: %s", error->message);
}

/* A member in the Trash is not in the index, but has a name. */
static LnetMemberInfo *
read_found (LnetRows *rows)
{
  LnetMemberInfo *info = read_info (rows);

  if (!lnet_rows_is_null (rows, 0))
    return info;
  g_free (info->name);
  info->name = name_or_words (lnet_name_display (lnet_rows_text (rows, 8), lnet_rows_text (rows, 9),
                                                 lnet_rows_text (rows, 10)));
  info->status = lnet_rows_dup_text (rows, 11);
  info->place = lnet_rows_dup_text (rows, 12);
  return info;
}

LnetMemberInfo *
lnet_members_find (LnetReader   *reader,
                   const LnetId *id)
{
  LnetRows *rows;
  LnetMemberInfo *info = NULL;

  if (lnet_id_is_null (id))
    return NULL;
  rows = lnet_reader_query (reader, &find_statement);
  lnet_rows_bind_id (rows, 1, id);
  if (lnet_rows_step (rows))
    info = read_found (rows);
  end_quietly (rows);
  return info;
}

char *
lnet_members_dup_name (LnetReader   *reader,
                       const LnetId *id)
{
  g_autoptr (LnetMemberInfo) info = lnet_members_find (reader, id);

  /* Translators: in place of the name of a member this computer knows nothing of */
  return info != NULL ? g_steal_pointer (&info->name) : g_strdup (_("Somebody"));
}

gint64
lnet_members_find_pk (LnetReader   *reader,
                      const LnetId *id)
{
  LnetRows *rows = lnet_reader_query (reader, &find_pk_statement);
  gint64 pk = 0;

  lnet_rows_bind_id (rows, 1, id);
  if (lnet_rows_step (rows))
    pk = lnet_rows_integer (rows, 0);
  end_quietly (rows);
  return pk;
}

guint
lnet_members_count (LnetReader *reader)
{
  LnetRows *rows = lnet_reader_query (reader, &count_statement);
  guint count = 0;

  if (lnet_rows_step (rows))
    count = (guint) lnet_rows_integer (rows, 0);
  end_quietly (rows);
  return count;
}

static GPtrArray *
read_all (LnetRows *rows)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_member_info_free);

  while (lnet_rows_step (rows))
    g_ptr_array_add (found, read_info (rows));
  end_quietly (rows);
  return found;
}

/* One or two letters fit a great many: walking the order until enough are found is quicker than sorting them all. */
static const LnetStatement *
choose_search (const char *query)
{
  return g_utf8_strlen (query, -1) <= (glong) strlen ("\"an\"*") ? &walk_statement : &search_statement;
}

GPtrArray *
lnet_members_search (LnetReader *reader,
                     const char *typed,
                     guint       limit)
{
  g_autofree char *query = lnet_member_words_to_query (typed);
  LnetRows *rows;

  if (query == NULL)
    {
      rows = lnet_reader_query (reader, &first_statement);
      lnet_rows_bind_integer (rows, 1, limit);
      return read_all (rows);
    }
  rows = lnet_reader_query (reader, choose_search (query));
  lnet_rows_bind_text (rows, 1, query);
  lnet_rows_bind_integer (rows, 2, limit);
  return read_all (rows);
}

GPtrArray *
lnet_members_read (LnetReader   *reader,
                   const gint64 *pks,
                   guint         n_pks)
{
  GPtrArray *page = g_ptr_array_new_full (n_pks, (GDestroyNotify) lnet_member_info_free);

  for (guint i = 0; i < n_pks; i++)
    {
      LnetRows *rows = lnet_reader_query (reader, &row_statement);

      lnet_rows_bind_integer (rows, 1, pks[i]);
      g_ptr_array_add (page, lnet_rows_step (rows) ? read_info (rows) : NULL);
      end_quietly (rows);
    }
  return page;
}

LnetMemberOrder *
lnet_members_load_order (LnetReader  *reader,
                         guint        limit,
                         GError     **error)
{
  g_autoptr (LnetMemberOrder) self = lnet_member_order_new ();
  LnetRows *rows = lnet_reader_query (reader, &order_statement);
  const char *letter = NULL;

  lnet_rows_bind_integer (rows, 1, limit > 0 ? (gint64) limit : -1);
  while (lnet_rows_step (rows))
    {
      const char *read = lnet_rows_text (rows, 1);

      if (g_strcmp0 (letter, read) != 0)
        letter = g_intern_string (read);
      lnet_member_order_append (self, lnet_rows_integer (rows, 0), letter);
    }
  return lnet_rows_end (rows, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
lnet_members_load_head (LnetReader       *reader,
                        LnetMemberOrder  *order,
                        GError          **error)
{
  guint n = MIN (HEAD, lnet_member_order_get_n (order));
  g_autoptr (GPtrArray) head = g_ptr_array_new_full (n, g_free);
  g_autoptr (LnetMemberSource) source = lnet_member_source_new (lnet_reader_get_sqlite (reader), NULL, error);

  if (source == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      LnetMemberFacts facts = { .words = "" };

      if (lnet_member_source_read (source, lnet_member_order_get_pk (order, i), &facts, error) < 0)
        return FALSE;
      g_ptr_array_add (head, g_strconcat (" ", facts.words, NULL));
    }
  lnet_member_order_take_head (order, g_steal_pointer (&head));
  return TRUE;
}

static gboolean
load_matches (LnetReader  *reader,
              const char  *query,
              GArray      *matches,
              GError     **error)
{
  LnetRows *rows = lnet_reader_query (reader, &match_statement);

  lnet_rows_bind_text (rows, 1, query);
  while (lnet_rows_step (rows))
    {
      gint64 pk = lnet_rows_integer (rows, 0);

      g_array_append_val (matches, pk);
    }
  return lnet_rows_end (rows, error);
}

/* Whether the full-text index knows of a member who is in the list. */
static gboolean
is_indexed (LnetReader  *reader,
            gint64       pk,
            gboolean    *indexed,
            GError     **error)
{
  LnetRows *rows = lnet_reader_query (reader, &name_statement);
  g_autofree char *name = NULL;
  g_autofree char *query = NULL;

  lnet_rows_bind_integer (rows, 1, pk);
  name = lnet_name_fold (lnet_rows_step (rows) ? lnet_rows_text (rows, 0) : NULL);
  *indexed = TRUE;
  if (!lnet_rows_end (rows, error))
    return FALSE;
  if (*name == '\0')
    return TRUE;
  query = g_strdup_printf ("\"%.*s\"", (int) strcspn (name, " "), name);
  rows = lnet_reader_query (reader, &probe_statement);
  lnet_rows_bind_text (rows, 1, query);
  lnet_rows_bind_integer (rows, 2, pk);
  *indexed = lnet_rows_step (rows);
  return lnet_rows_end (rows, error);
}

static void
set_search_damaged (GError **error)
{
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_DAMAGED,
                       _("What searches look into is damaged. It can be made anew from the members."));
}

/* A damaged full-text index may find nobody instead of failing. Where nobody is found, somebody who has to be is looked
 * for: the first, the last, and one between. */
static gboolean
check_matches (LnetReader       *reader,
               LnetMemberOrder  *all,
               GError          **error)
{
  guint n = lnet_member_order_get_n (all);

  for (guint i = 0; n > 0 && i < 3; i++)
    {
      gboolean indexed;

      if (!is_indexed (reader, lnet_member_order_get_pk (all, (guint) ((guint64) (n - 1) * i / 2)), &indexed, error))
        return FALSE;
      if (!indexed)
        {
          set_search_damaged (error);
          return FALSE;
        }
    }
  return TRUE;
}

/* The first few have to be found by their names. */
static gboolean
check_first (LnetReader  *reader,
             GError     **error)
{
  g_autoptr (GPtrArray) first = lnet_members_search (reader, NULL, 3);

  for (guint i = 0; i < first->len; i++)
    {
      gboolean indexed;

      if (!is_indexed (reader, ((const LnetMemberInfo *) first->pdata[i])->pk, &indexed, error))
        return FALSE;
      if (!indexed)
        {
          set_search_damaged (error);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
lnet_members_check_search (LnetReader *reader,
                           const char *typed,
                           GError    **error)
{
  g_autofree char *query = lnet_member_words_to_query (typed);
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *failure = NULL;

  if (query == NULL || (load_matches (reader, query, matches, &failure) && check_first (reader, &failure)))
    return TRUE;
  if (!g_error_matches (failure, LNET_ERROR, LNET_ERROR_DAMAGED))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  g_error_free (failure);
  set_search_damaged (error);
  return FALSE;
}

LnetMemberOrder *
lnet_members_filter_order (LnetReader       *reader,
                           LnetMemberOrder  *all,
                           const char       *typed,
                           GError          **error)
{
  g_autofree char *query = lnet_member_words_to_query (typed);
  g_autoptr (GArray) matches = NULL;

  if (query == NULL)
    return lnet_member_order_ref (all);
  matches = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!load_matches (reader, query, matches, error) || (matches->len == 0 && !check_matches (reader, all, error)))
    return NULL;
  return lnet_member_order_keep (all, matches, TRUE);
}

/* In a worker. */

typedef struct
{
  LnetMemberOrder *all;
  char *typed;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  lnet_member_order_unref (search->all);
  g_free (search->typed);
  g_free (search);
}

static void
search_in_worker (GTask        *task,
                  gpointer      store,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Search *search = data;
  GError *error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (store, &error);
  LnetMemberOrder *found = NULL;

  if (reader != NULL)
    {
      lnet_reader_set_cancellable (reader, cancellable);
      found = lnet_members_filter_order (reader, search->all, search->typed, &error);
    }
  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) lnet_member_order_unref);
  else
    g_task_return_error (task, error);
}

void
lnet_members_filter_order_async (LnetStore           *store,
                                 LnetMemberOrder     *all,
                                 const char          *typed,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->all = lnet_member_order_ref (all);
  search->typed = g_strdup (typed);
  g_task_set_source_tag (task, lnet_members_filter_order_async);
  g_task_set_task_data (task, search, search_free);
  lnet_worker_run (task, search_in_worker);
}

LnetMemberOrder *
lnet_members_filter_order_finish (LnetStore     *store,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

GArray *
lnet_members_read_ids (LnetReader       *reader,
                       LnetMemberOrder  *order,
                       GCancellable     *cancellable,
                       GError          **error)
{
  guint n = lnet_member_order_get_n (order);
  g_autoptr (GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (LnetId), n);

  for (guint i = 0; i < n; i++)
    {
      LnetRows *rows = lnet_reader_query (reader, &id_statement);

      lnet_rows_bind_integer (rows, 1, lnet_member_order_get_pk (order, i));
      if (lnet_rows_step (rows))
        {
          LnetId id = lnet_rows_id (rows, 0);

          g_array_append_val (ids, id);
        }
      if (!lnet_rows_end (rows, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  return g_steal_pointer (&ids);
}
