/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-merge.h"

#include <glib/gi18n-lib.h>

#include "lnet-duplicates.h"
#include "lnet-error.h"
#include "lnet-name.h"
#include "lnet-person-private.h"
#include "lnet-place-of-work.h"
#include "lnet-row-title.h"

/*
 * What follows is found by the schema registry, not by a list of tables: every column that holds ids is asked, through
 * its index, for rows that name the member who goes. A table that comes later follows too.
 */

typedef struct
{
  LnetMemberMerge *merge;
  LnetReader *reader;
  GError *failed;
} Merging;

/* One row that names the member who goes. */
typedef struct
{
  LnetId id;
  LnetSpace space;
} Follower;

static void
free_conflict (gpointer data)
{
  LnetMergeConflict *conflict = data;

  g_free (conflict->kept);
  g_free (conflict->other);
  g_free (conflict);
}

void
lnet_member_merge_free (LnetMemberMerge *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->conflicts);
  g_clear_pointer (&self->transaction, lnet_transaction_unref);
  g_free (self);
}

const char *
lnet_merge_conflict_get_chosen (const LnetMergeConflict *conflict)
{
  return conflict->take_other ? conflict->other : conflict->kept;
}

const char *
lnet_merge_conflict_get_left (const LnetMergeConflict *conflict)
{
  return conflict->take_other ? conflict->kept : conflict->other;
}

const char *
lnet_member_merge_get_label (LnetField field)
{
  if (LNET_FIELD_TABLE (field) == LNET_TABLE_ORGANIZATION)
    return lnet_place_of_work_get_label (field);
  for (guint i = 0; i < LNET_IMPORT_N_CELLS; i++)
    if (lnet_import_cells[i].field == field)
      return lnet_import_field_get_label (i);
  return field == LNET_MEMBER_PORTRAIT ? _("Portrait") : _("Supervisor");
}

/* Table and column names come from the registry, values are bound. */
static LnetRows *
query (Merging *merging,
       char    *sql)
{
  const LnetStatement statement = { "merge", g_intern_string (sql), NULL };

  g_free (sql);
  return lnet_reader_query (merging->reader, &statement);
}

/* The fields of one row, by number less one, "" for what is empty. NULL when it is not there or reading failed. */
static char **
read_row (Merging      *merging,
          LnetTable     table,
          const LnetId *id)
{
  const LnetTableInfo *info = lnet_schema_get_table (table);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  LnetRows *rows;

  for (guint i = 0; i < info->n_fields; i++)
    g_string_append_printf (sql, "%s\"%s\"", i > 0 ? ", " : "", info->fields[i].name);
  g_string_append_printf (sql, " FROM \"%s\" WHERE id = ?1 AND deleted = 0", info->name);
  rows = query (merging, g_strdup (sql->str));
  lnet_rows_bind_id (rows, 1, id);
  if (!lnet_rows_step (rows))
    {
      lnet_rows_end (rows, &merging->failed);
      return NULL;
    }
  for (guint i = 0; i < info->n_fields; i++)
    {
      LnetId value = info->fields[i].type == LNET_TYPE_ID ? lnet_rows_id (rows, (int) i) : *id;

      if (lnet_rows_is_null (rows, (int) i))
        g_ptr_array_add (texts, g_strdup (""));
      else
        g_ptr_array_add (texts, info->fields[i].type == LNET_TYPE_ID ? lnet_id_to_string (&value)
                                                                     : lnet_rows_dup_text (rows, (int) i));
    }
  g_ptr_array_add (texts, NULL);
  return lnet_rows_end (rows, &merging->failed) ? (char **) g_ptr_array_steal (texts, NULL) : NULL;
}

static GArray *
find_followers (Merging             *merging,
                const LnetTableInfo *table,
                const LnetFieldInfo *field)
{
  g_autoptr (GArray) followers = g_array_new (FALSE, FALSE, sizeof (Follower));
  LnetRows *rows = query (merging, g_strdup_printf (
    "SELECT t.id, space.kind, space.owner FROM \"%s\" AS t JOIN space ON space.pk = t.space "
    "WHERE t.\"%s\" = ?1 AND t.deleted = 0 ORDER BY t.pk", table->name, field->name));

  lnet_rows_bind_id (rows, 1, &merging->merge->goes);
  while (lnet_rows_step (rows))
    {
      LnetSpace space = { (LnetSpaceKind) lnet_rows_integer (rows, 1), lnet_rows_id (rows, 2) };
      Follower follower = { lnet_rows_id (rows, 0), space };

      g_array_append_val (followers, follower);
    }
  return lnet_rows_end (rows, &merging->failed) ? g_steal_pointer (&followers) : NULL;
}

static void
set_from_text (LnetTransaction     *transaction,
               const LnetFieldInfo *field,
               const LnetId        *row,
               const char          *text)
{
  LnetId id;

  if (field->type == LNET_TYPE_INTEGER)
    lnet_transaction_set_integer (transaction, field->field, row, g_ascii_strtoll (text, NULL, 10));
  else if (field->type == LNET_TYPE_ID && lnet_id_from_string (text, &id))
    lnet_transaction_set_id (transaction, field->field, row, &id);
  else if (field->type == LNET_TYPE_TEXT)
    lnet_transaction_set_text (transaction, field->field, row, text);
}

/* José rather than Jose: the same when folded, and with accents. */
static gboolean
says_more (const char *kept,
           const char *other)
{
  return lnet_name_equal (kept, other) && g_str_is_ascii (kept) && !g_str_is_ascii (other);
}

/* Cells: what only the other one says is taken, what both say differently is to be decided. */
static void
merge_cells (Merging             *merging,
             const LnetTableInfo *table,
             const LnetId        *row,
             char               **kept,
             char               **other)
{
  LnetMemberMerge *merge = merging->merge;

  for (guint i = 0; i < table->n_fields; i++)
    {
      const LnetFieldInfo *field = &table->fields[i];

      if (*other[i] == '\0' || g_str_equal (kept[i], other[i]) || field->field == LNET_MEMBER_STAFF_MEMBER)
        continue;
      if (field->kind == LNET_FIELD_KIND_PROSE)
        {
          g_autofree char *both = *kept[i] != '\0' ? g_strconcat (kept[i], "\n\n", other[i], NULL) : g_strdup (other[i]);

          lnet_transaction_replace_prose (merge->transaction, field->field, row, kept[i], both);
          merge->n_filled++;
        }
      else if (*kept[i] == '\0')
        {
          set_from_text (merge->transaction, field, row, other[i]);
          merge->n_filled++;
        }
      else
        {
          LnetMergeConflict *conflict = g_new0 (LnetMergeConflict, 1);

          conflict->field = field->field;
          conflict->row = *row;
          conflict->kept = g_strdup (kept[i]);
          conflict->other = g_strdup (other[i]);
          conflict->take_other = says_more (kept[i], other[i]);
          g_ptr_array_add (merge->conflicts, conflict);
        }
    }
}

static gboolean
merge_rows (Merging    *merging,
            LnetTable   table,
            const char *missing)
{
  LnetMemberMerge *merge = merging->merge;
  g_auto (GStrv) kept = read_row (merging, table, &merge->keep);
  g_auto (GStrv) other = read_row (merging, table, &merge->goes);

  if (merging->failed != NULL)
    return FALSE;
  if (kept == NULL || other == NULL)
    {
      g_set_error_literal (&merging->failed, LNET_ERROR, LNET_ERROR_NOT_FOUND, missing);
      return FALSE;
    }
  merge_cells (merging, lnet_schema_get_table (table), &merge->keep, kept, other);
  return TRUE;
}

/* The row for directors and facilitators: there is one a member. */
static gboolean
find_staff_row (Merging      *merging,
                const LnetId *member,
                LnetId       *row)
{
  g_autoptr (LnetRows) rows = query (merging, g_strdup ("SELECT id FROM member_staff WHERE member = ?1 AND deleted = 0 "
                                                        "ORDER BY pk LIMIT 1"));

  lnet_rows_bind_id (rows, 1, member);
  *row = lnet_rows_step (rows) ? lnet_rows_id (rows, 0) : (LnetId) { { 0 } };
  return !lnet_id_is_null (row);
}

/* A supervisor of oneself is nobody's. */
static void
drop_own_supervisor (Merging      *merging,
                     const LnetId *row,
                     char        **texts)
{
  const guint i = LNET_FIELD_NUMBER (LNET_MEMBER_STAFF_SUPERVISOR) - 1;
  LnetId supervisor;

  if (!lnet_id_from_string (texts[i], &supervisor) || (!lnet_id_equal (&supervisor, &merging->merge->keep) &&
                                                       !lnet_id_equal (&supervisor, &merging->merge->goes)))
    return;
  texts[i][0] = '\0';
  lnet_transaction_clear (merging->merge->transaction, LNET_MEMBER_STAFF_SUPERVISOR, row);
}

static char **
read_staff (Merging      *merging,
            const LnetId *member,
            LnetId       *row)
{
  char **texts = find_staff_row (merging, member, row) ? read_row (merging, LNET_TABLE_MEMBER_STAFF, row) : NULL;

  if (texts != NULL)
    drop_own_supervisor (merging, row, texts);
  return texts;
}

/* Where only one of them has such a row, it is the one that stays or follows. */
static void
merge_staff (Merging *merging)
{
  LnetMemberMerge *merge = merging->merge;
  LnetId kept_row, other_row;
  g_auto (GStrv) kept = read_staff (merging, &merge->keep, &kept_row);
  g_auto (GStrv) other = read_staff (merging, &merge->goes, &other_row);

  if (kept == NULL || other == NULL)
    return;
  merge_cells (merging, lnet_schema_get_table (LNET_TABLE_MEMBER_STAFF), &kept_row, kept, other);
  lnet_transaction_delete (merge->transaction, LNET_TABLE_MEMBER_STAFF, &other_row);
}

/* What the one who stays has just so already, by the field that would change: ?1 the row that would follow, ?2 who
 * stays. */
static const struct
{
  LnetField field;
  const char *sql;
} doubles[] = {
  { LNET_CHANNEL_MEMBER,
    "SELECT 1 FROM channel AS a JOIN channel AS b ON b.kind = a.kind AND lower (b.value) = lower (a.value) "
    "WHERE a.id = ?1 AND b.member = ?2 AND b.deleted = 0" },
  { LNET_ROLE_MEMBER,
    "SELECT 1 FROM role AS a JOIN role AS b ON b.role = a.role AND b.organization IS a.organization "
    "AND b.starts IS a.starts AND b.ends IS a.ends WHERE a.id = ?1 AND b.member = ?2 AND b.deleted = 0" },
  { LNET_ROLE_ORGANIZATION,
    "SELECT 1 FROM role AS a JOIN role AS b ON b.member = a.member AND b.role IS a.role "
    "AND b.starts IS a.starts AND b.ends IS a.ends WHERE a.id = ?1 AND b.organization = ?2 AND b.deleted = 0" },
  { LNET_TEAM_MEMBER_MEMBER,
    "SELECT 1 FROM team_member AS a JOIN team_member AS b ON b.team = a.team AND b.starts IS a.starts "
    "AND b.ends IS a.ends WHERE a.id = ?1 AND b.member = ?2 AND b.deleted = 0" },
  { LNET_INTAKE_MEMBER,
    "SELECT 1 FROM intake AS a JOIN intake AS b ON b.round = a.round WHERE a.id = ?1 AND b.member = ?2 AND b.deleted = 0" },
};

/* It stays with the one who goes, and comes back with that one. */
static gboolean
stays_behind (Merging             *merging,
              const LnetFieldInfo *field,
              const Follower      *follower)
{
  for (gsize i = 0; i < G_N_ELEMENTS (doubles); i++)
    if (doubles[i].field == field->field)
      {
        g_autoptr (LnetRows) rows = query (merging, g_strdup (doubles[i].sql));

        lnet_rows_bind_id (rows, 1, &follower->id);
        lnet_rows_bind_id (rows, 2, &merging->merge->keep);
        return lnet_rows_step (rows);
      }
  return FALSE;
}

/* An element of a set follows as an element of its own; its row's id comes from what it holds. */
static gboolean
follow_in_set (Merging             *merging,
               const LnetTableInfo *table,
               const LnetFieldInfo *field,
               const Follower      *follower)
{
  LnetMemberMerge *merge = merging->merge;
  const LnetFieldInfo *second = &table->fields[1];
  g_auto (GStrv) texts = read_row (merging, table->table, &follower->id);
  LnetId owner, element;

  if (texts == NULL)
    return merging->failed == NULL;
  lnet_transaction_delete (merge->transaction, table->table, &follower->id);
  lnet_id_from_string (texts[0], &owner);
  if (table->table == LNET_TABLE_NOT_DUPLICATE && lnet_id_from_string (texts[1], &element))
    {
      lnet_duplicates_put_distinct (merge->transaction, &merge->keep, field == second ? &owner : &element, TRUE);
      return TRUE;
    }
  if (field == &table->fields[0])
    owner = merge->keep;
  if (second->type == LNET_TYPE_TEXT)
    lnet_transaction_add_text_to_set (merge->transaction, second->field, follower->space, &owner, texts[1]);
  else
    {
      lnet_id_from_string (texts[1], &element);
      lnet_transaction_add_to_set (merge->transaction, second->field, follower->space, &owner,
                                   field == second ? &merge->keep : &element);
    }
  return TRUE;
}

/* An entry is never changed: it is said again of the one who stays. One that another corrects is of no more account. */
static gboolean
follow_as_entry (Merging             *merging,
                 const LnetTableInfo *table,
                 const LnetFieldInfo *field,
                 const Follower      *follower)
{
  LnetTransaction *transaction = merging->merge->transaction;
  g_auto (GStrv) texts = read_row (merging, table->table, &follower->id);
  g_autoptr (LnetRows) newer = query (merging, g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE corrects = ?1 AND deleted = 0",
                                                                table->name));
  LnetId entry;

  lnet_rows_bind_id (newer, 1, &follower->id);
  if (texts == NULL || lnet_rows_step (newer))
    return merging->failed == NULL;
  entry = lnet_transaction_add (transaction, table->table, follower->space);
  for (guint i = 0; i < table->n_fields; i++)
    if (&table->fields[i] == field)
      lnet_transaction_set_id (transaction, field->field, &entry, &merging->merge->keep);
    else if (*texts[i] != '\0' && !g_str_equal (table->fields[i].name, "corrects"))
      set_from_text (transaction, &table->fields[i], &entry, texts[i]);
  return TRUE;
}

static gboolean
follow (Merging             *merging,
        const LnetTableInfo *table,
        const LnetFieldInfo *field,
        const Follower      *follower)
{
  LnetMemberMerge *merge = merging->merge;
  LnetId staff;

  if (stays_behind (merging, field, follower))
    {
      /* A role hangs on its member, who stays: it would be told twice. */
      if (field->field == LNET_ROLE_ORGANIZATION)
        lnet_transaction_delete (merge->transaction, table->table, &follower->id);
      return TRUE;
    }
  if (field->field == LNET_MEMBER_STAFF_MEMBER && find_staff_row (merging, &merge->keep, &staff))
    return TRUE;
  merge->n_followed++;
  if (table->kind == LNET_TABLE_KIND_SET)
    return follow_in_set (merging, table, field, follower);
  if (table->kind == LNET_TABLE_KIND_ENTRIES)
    return follow_as_entry (merging, table, field, follower);
  lnet_transaction_set_id (merge->transaction, field->field, &follower->id, &merge->keep);
  return TRUE;
}

static gboolean
follow_all (Merging *merging)
{
  for (guint t = 1; t < LNET_TABLE_LAST; t++)
    {
      const LnetTableInfo *table = lnet_schema_get_table (t);

      for (guint i = 0; table != NULL && i < table->n_fields; i++)
        {
          g_autoptr (GArray) followers = NULL;

          if (table->fields[i].type != LNET_TYPE_ID)
            continue;
          followers = find_followers (merging, table, &table->fields[i]);
          if (followers == NULL)
            return FALSE;
          for (guint k = 0; k < followers->len; k++)
            if (!follow (merging, table, &table->fields[i], &g_array_index (followers, Follower, k)))
              return FALSE;
        }
    }
  return TRUE;
}

/* Something that both take part in: ?1 and ?2 are the two. */
static gboolean
find_shared (Merging    *merging,
             const char *sql,
             LnetId     *shared)
{
  g_autoptr (LnetRows) rows = query (merging, g_strdup (sql));

  lnet_rows_bind_id (rows, 1, &merging->merge->keep);
  lnet_rows_bind_id (rows, 2, &merging->merge->goes);
  if (!lnet_rows_step (rows))
    return FALSE;
  *shared = lnet_rows_id (rows, 0);
  return TRUE;
}

static const char shared_pair[] =
  "SELECT pair.id FROM pair_member AS a JOIN pair_member AS b ON b.pair = a.pair AND b.member = ?2 AND b.deleted = 0 "
  "JOIN pair ON pair.id = a.pair AND pair.deleted = 0 WHERE a.member = ?1 AND a.deleted = 0";
static const char shared_cohort[] =
  "SELECT a.cohort FROM enrolment AS a JOIN enrolment AS b ON b.cohort = a.cohort AND b.member = ?2 AND b.deleted = 0 "
  "WHERE a.member = ?1 AND a.deleted = 0";

/* Whoever coaches somebody is somebody else; and two enrolments in one cohort are for a facilitator to settle. */
static gboolean
may_be_one (Merging *merging)
{
  const LnetMemberMerge *merge = merging->merge;
  g_autofree char *keep = lnet_row_title (merging->reader, LNET_TABLE_MEMBER, &merge->keep);
  g_autofree char *goes = lnet_row_title (merging->reader, LNET_TABLE_MEMBER, &merge->goes);
  LnetId shared;

  if (lnet_id_equal (&merge->keep, &merge->goes))
    g_set_error (&merging->failed, LNET_ERROR, LNET_ERROR_INVALID,
                 /* Translators: a member’s name */
                 _("%s is one person already. Nothing was changed. Name two members."), keep);
  else if (lnet_duplicates_is_distinct (merging->reader, &merge->keep, &merge->goes))
    g_set_error (&merging->failed, LNET_ERROR, LNET_ERROR_INVALID,
                 /* Translators: two members’ names */
                 _("%s and %s are noted as two people. Nothing was changed. If they are one after all, take that note "
                   "back first."), keep, goes);
  else if (find_shared (merging, shared_pair, &shared))
    g_set_error (&merging->failed, LNET_ERROR, LNET_ERROR_INVALID,
                 /* Translators: two members’ names */
                 _("%s and %s coach each other, so they are two people. Nothing was changed. If they are one after "
                   "all, remove their pair first."), keep, goes);
  else if (find_shared (merging, shared_cohort, &shared))
    {
      g_autofree char *cohort = lnet_row_title (merging->reader, LNET_TABLE_COHORT, &shared);

      g_set_error (&merging->failed, LNET_ERROR, LNET_ERROR_INVALID,
                   /* Translators: two members’ names and a cohort’s */
                   _("%s and %s are both enrolled in %s. Nothing was changed. Take the one with less attendance off "
                     "that cohort, then merge them."), keep, goes, cohort);
    }
  return merging->failed == NULL;
}

static LnetMemberMerge *
merge_new (const char   *act,
           LnetTable     table,
           const LnetId *keep,
           const LnetId *goes)
{
  LnetMemberMerge *merge = g_new0 (LnetMemberMerge, 1);

  merge->keep = *keep;
  merge->goes = *goes;
  merge->conflicts = g_ptr_array_new_with_free_func (free_conflict);
  merge->transaction = lnet_transaction_new (act);
  /* First, so that the history names the act after what goes. */
  lnet_transaction_delete (merge->transaction, table, goes);
  return merge;
}

LnetMemberMerge *
lnet_member_merge_plan (LnetReader    *reader,
                        const LnetId  *keep,
                        const LnetId  *goes,
                        GError       **error)
{
  g_autoptr (LnetMemberMerge) merge = merge_new ("member-merge", LNET_TABLE_MEMBER, keep, goes);
  Merging merging = { merge, reader, NULL };

  if (may_be_one (&merging) &&
      merge_rows (&merging, LNET_TABLE_MEMBER, _("One of the two members is not in this network. Nothing was changed.")) &&
      follow_all (&merging))
    merge_staff (&merging);
  if (merging.failed == NULL)
    return g_steal_pointer (&merge);
  g_propagate_error (error, merging.failed);
  return NULL;
}

LnetMemberMerge *
lnet_organization_merge_plan (LnetReader    *reader,
                              const LnetId  *keep,
                              const LnetId  *goes,
                              GError       **error)
{
  g_autoptr (LnetMemberMerge) merge = merge_new ("organization-merge", LNET_TABLE_ORGANIZATION, keep, goes);
  Merging merging = { merge, reader, NULL };

  if (lnet_id_equal (keep, goes))
    g_set_error_literal (&merging.failed, LNET_ERROR, LNET_ERROR_INVALID,
                         _("That is one organization already. Nothing was changed. Choose another one."));
  else if (merge_rows (&merging, LNET_TABLE_ORGANIZATION,
                       _("One of the two organizations is not in this network. Nothing was changed.")))
    follow_all (&merging);
  if (merging.failed == NULL)
    return g_steal_pointer (&merge);
  g_propagate_error (error, merging.failed);
  return NULL;
}

LnetTransaction *
lnet_member_merge_finish (LnetMemberMerge *self)
{
  for (guint i = 0; i < self->conflicts->len; i++)
    {
      const LnetMergeConflict *conflict = self->conflicts->pdata[i];
      const LnetFieldInfo *field = lnet_schema_get_field (conflict->field);

      if (conflict->take_other)
        set_from_text (self->transaction, field, &conflict->row, conflict->other);
    }
  return g_steal_pointer (&self->transaction);
}
