/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-batch.h"

#include <glib/gi18n-lib.h>

#include "lnet-day.h"
#include "lnet-error.h"
#include "lnet-role-history.h"
#include "lnet-statements.h"
#include "lnet-tags.h"
#include "lnet-team.h"
#include "lnet-worker.h"

struct _LnetMemberBatch
{
  GObject parent_instance;

  LnetMemberBatchKind kind;
  LnetMemberOrder *who;
  char *value;
  char *new_team;
  char *new_team_kind;
  char *town;
  char *region;
  char *rurality;
  char *today;

  LnetId team;
  LnetTransaction *transaction;
  LnetMemberBatchCounts counts;
  gint n_looked; /* atomic */
};

G_DEFINE_FINAL_TYPE (LnetMemberBatch, lnet_member_batch, G_TYPE_OBJECT)

static const LnetStatement member_statement = {
  "batch-member",
  "SELECT id, status, language, town, region, rurality FROM member WHERE pk = ?1 AND deleted = 0",
  NULL,
};
static const LnetStatement spoken_statement = {
  "batch-spoken",
  "SELECT 1 FROM member_language WHERE member = ?1 AND language = ?2 AND deleted = 0",
  NULL,
};
static const LnetStatement tag_statement = {
  "batch-tag",
  "SELECT 1 FROM member_tag WHERE member = ?1 AND tag = ?2 AND deleted = 0",
  NULL,
};
static const LnetStatement team_statement = {
  "batch-team",
  "SELECT id, starts, ends FROM team_member WHERE member = ?1 AND team = ?2 AND deleted = 0",
  NULL,
};

const LnetStatement *const lnet_member_batch_statements[] = {
  &member_statement, &spoken_statement, &tag_statement, &team_statement, NULL,
};

enum
{
  ID,
  STATUS,
  LANGUAGE,
  TOWN,
  REGION,
  RURALITY,
};

/* Whether something is there of @member. */
static gboolean
has (LnetReader           *reader,
     const LnetStatement  *statement,
     const LnetId         *member,
     const char           *value,
     gboolean             *found,
     GError              **error)
{
  LnetRows *rows = lnet_reader_query (reader, statement);

  lnet_rows_bind_id (rows, 1, member);
  lnet_rows_bind_text (rows, 2, value);
  *found = lnet_rows_step (rows);
  return lnet_rows_end (rows, error);
}

/* Each of these puts into the transaction what changes of one member, who is at @rows. */

static gboolean
plan_status (LnetMemberBatch  *self,
             LnetReader       *reader,
             LnetRows         *rows,
             const LnetId     *member,
             GError          **error)
{
  const char *status = lnet_rows_is_null (rows, STATUS) ? "active" : lnet_rows_text (rows, STATUS);

  if (!g_str_equal (status, self->value))
    lnet_transaction_set_text (self->transaction, LNET_MEMBER_STATUS, member, self->value);
  return TRUE;
}

/* Nobody forgets a language because another one is preferred. */
static gboolean
plan_language (LnetMemberBatch  *self,
               LnetReader       *reader,
               LnetRows         *rows,
               const LnetId     *member,
               GError          **error)
{
  const LnetSpace space = lnet_space (LNET_SPACE_NETWORK);
  const char *before = lnet_rows_text (rows, LANGUAGE);
  gboolean spoken;

  if (g_str_equal (before, self->value))
    return TRUE;
  if (!has (reader, &spoken_statement, member, self->value, &spoken, error))
    return FALSE;
  lnet_transaction_set_text (self->transaction, LNET_MEMBER_LANGUAGE, member, self->value);
  if (spoken)
    lnet_transaction_remove_text_from_set (self->transaction, LNET_MEMBER_LANGUAGE_LANGUAGE, member, self->value);
  if (*before != '\0')
    lnet_transaction_add_text_to_set (self->transaction, LNET_MEMBER_LANGUAGE_LANGUAGE, space, member, before);
  return TRUE;
}

static gboolean
plan_add_language (LnetMemberBatch  *self,
                   LnetReader       *reader,
                   LnetRows         *rows,
                   const LnetId     *member,
                   GError          **error)
{
  const LnetSpace space = lnet_space (LNET_SPACE_NETWORK);
  gboolean spoken;

  if (g_str_equal (lnet_rows_text (rows, LANGUAGE), self->value))
    return TRUE;
  if (!has (reader, &spoken_statement, member, self->value, &spoken, error))
    return FALSE;
  if (!spoken)
    lnet_transaction_add_text_to_set (self->transaction, LNET_MEMBER_LANGUAGE_LANGUAGE, space, member, self->value);
  return TRUE;
}

/* Whether a time in a team, which is at @places, goes on after today. */
static gboolean
goes_on (LnetMemberBatch *self,
         LnetRows        *places)
{
  const char *ends = lnet_rows_text (places, 2);

  return *ends == '\0' || (!g_str_equal (ends, self->today) && lnet_role_span_holds (NULL, ends, self->today));
}

/* Who was taken out today goes on as if that had not been. */
static gboolean
plan_join_team (LnetMemberBatch  *self,
                LnetReader       *reader,
                LnetRows         *rows,
                const LnetId     *member,
                GError          **error)
{
  LnetRows *places = lnet_reader_query (reader, &team_statement);
  gboolean is_in = FALSE;
  LnetId place = lnet_id_null ();

  lnet_rows_bind_id (places, 1, member);
  lnet_rows_bind_id (places, 2, &self->team);
  while (lnet_rows_step (places))
    {
      is_in = is_in || goes_on (self, places);
      if (g_str_equal (lnet_rows_text (places, 2), self->today))
        place = lnet_rows_id (places, 0);
    }
  if (!lnet_rows_end (places, error))
    return FALSE;
  if (is_in)
    return TRUE;
  if (!lnet_id_is_null (&place))
    {
      lnet_transaction_clear (self->transaction, LNET_TEAM_MEMBER_ENDS, &place);
      return TRUE;
    }
  place = lnet_transaction_add (self->transaction, LNET_TABLE_TEAM_MEMBER, lnet_space (LNET_SPACE_NETWORK));
  lnet_transaction_set_id (self->transaction, LNET_TEAM_MEMBER_TEAM, &place, &self->team);
  lnet_transaction_set_id (self->transaction, LNET_TEAM_MEMBER_MEMBER, &place, member);
  lnet_transaction_set_text (self->transaction, LNET_TEAM_MEMBER_STARTS, &place, self->today);
  return TRUE;
}

static gboolean
plan_leave_team (LnetMemberBatch  *self,
                 LnetReader       *reader,
                 LnetRows         *rows,
                 const LnetId     *member,
                 GError          **error)
{
  LnetRows *places = lnet_reader_query (reader, &team_statement);

  lnet_rows_bind_id (places, 1, member);
  lnet_rows_bind_id (places, 2, &self->team);
  while (lnet_rows_step (places))
    {
      LnetId place = lnet_rows_id (places, 0);

      if (!goes_on (self, places))
        continue;
      /* A time in the team that was only going to begin does not. */
      if (!lnet_rows_is_null (places, 1) && g_strcmp0 (lnet_rows_text (places, 1), self->today) > 0)
        lnet_transaction_delete (self->transaction, LNET_TABLE_TEAM_MEMBER, &place);
      else
        lnet_transaction_set_text (self->transaction, LNET_TEAM_MEMBER_ENDS, &place, self->today);
    }
  return lnet_rows_end (places, error);
}

static gboolean
plan_tag (LnetMemberBatch  *self,
          LnetReader       *reader,
          LnetRows         *rows,
          const LnetId     *member,
          GError          **error)
{
  gboolean tagged;

  if (!has (reader, &tag_statement, member, self->value, &tagged, error))
    return FALSE;
  if (self->kind == LNET_MEMBER_BATCH_ADD_TAG && !tagged)
    lnet_tag_add (self->transaction, member, self->value);
  else if (self->kind == LNET_MEMBER_BATCH_REMOVE_TAG && tagged)
    lnet_tag_remove (self->transaction, member, self->value);
  return TRUE;
}

static void
set_if_other (LnetMemberBatch *self,
              LnetRows        *rows,
              int              column,
              LnetField        field,
              const LnetId    *member,
              const char      *value)
{
  if (value != NULL && *value != '\0' && !g_str_equal (lnet_rows_text (rows, column), value))
    lnet_transaction_set_text (self->transaction, field, member, value);
}

static gboolean
plan_place (LnetMemberBatch  *self,
            LnetReader       *reader,
            LnetRows         *rows,
            const LnetId     *member,
            GError          **error)
{
  set_if_other (self, rows, TOWN, LNET_MEMBER_TOWN, member, self->town);
  set_if_other (self, rows, REGION, LNET_MEMBER_REGION, member, self->region);
  set_if_other (self, rows, RURALITY, LNET_MEMBER_RURALITY, member, self->rurality);
  return TRUE;
}

static gboolean
plan_delete (LnetMemberBatch  *self,
             LnetReader       *reader,
             LnetRows         *rows,
             const LnetId     *member,
             GError          **error)
{
  lnet_transaction_delete (self->transaction, LNET_TABLE_MEMBER, member);
  return TRUE;
}

typedef gboolean (*PlanFunc) (LnetMemberBatch *self, LnetReader *reader, LnetRows *rows, const LnetId *member,
                              GError **error);

static const PlanFunc plans[LNET_MEMBER_BATCH_LAST] = {
  [LNET_MEMBER_BATCH_STATUS] = plan_status,       [LNET_MEMBER_BATCH_LANGUAGE] = plan_language,
  [LNET_MEMBER_BATCH_ADD_LANGUAGE] = plan_add_language, [LNET_MEMBER_BATCH_JOIN_TEAM] = plan_join_team,
  [LNET_MEMBER_BATCH_LEAVE_TEAM] = plan_leave_team, [LNET_MEMBER_BATCH_ADD_TAG] = plan_tag,
  [LNET_MEMBER_BATCH_REMOVE_TAG] = plan_tag,      [LNET_MEMBER_BATCH_PLACE] = plan_place,
  [LNET_MEMBER_BATCH_DELETE] = plan_delete,
};

static gboolean
plan_member (LnetMemberBatch  *self,
             LnetReader       *reader,
             gint64            pk,
             GError          **error)
{
  LnetRows *rows = lnet_reader_query (reader, &member_statement);
  guint n_before = lnet_transaction_get_n_ops (self->transaction);
  LnetId member;

  lnet_rows_bind_integer (rows, 1, pk);
  if (!lnet_rows_step (rows))
    {
      self->counts.n_gone++;
      return lnet_rows_end (rows, error);
    }
  member = lnet_rows_id (rows, ID);
  if (!plans[self->kind] (self, reader, rows, &member, error))
    {
      lnet_rows_free (rows);
      return FALSE;
    }
  if (lnet_transaction_get_n_ops (self->transaction) > n_before)
    self->counts.n_changed++;
  else
    self->counts.n_same++;
  return lnet_rows_end (rows, error);
}

/* The team they go into: one that is there, or one that is made. */
static gboolean
find_team (LnetMemberBatch  *self,
           LnetReader       *reader,
           GError          **error)
{
  g_autoptr (LnetTeam) team = NULL;

  if (self->new_team != NULL)
    {
      self->team = lnet_transaction_add (self->transaction, LNET_TABLE_TEAM, lnet_space (LNET_SPACE_NETWORK));
      lnet_transaction_set_text (self->transaction, LNET_TEAM_NAME, &self->team, self->new_team);
      lnet_transaction_set_text (self->transaction, LNET_TEAM_KIND, &self->team, self->new_team_kind);
      return TRUE;
    }
  if (self->value == NULL || !lnet_id_from_string (self->value, &self->team))
    self->team = lnet_id_null ();
  team = lnet_team_load (reader, &self->team, error);
  if (team != NULL && team->deleted)
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND,
                         _("This team is in the Trash by now. Nothing was changed."));
  return team != NULL && !team->deleted;
}

gboolean
lnet_member_batch_plan (LnetMemberBatch  *self,
                        LnetReader       *reader,
                        GCancellable     *cancellable,
                        GError          **error)
{
  guint n = lnet_member_order_get_n (self->who);
  gboolean is_team = self->kind == LNET_MEMBER_BATCH_JOIN_TEAM || self->kind == LNET_MEMBER_BATCH_LEAVE_TEAM;

  g_return_val_if_fail (LNET_IS_MEMBER_BATCH (self) && self->transaction == NULL, FALSE);

  self->transaction = lnet_transaction_new (self->kind == LNET_MEMBER_BATCH_DELETE ? "members-delete" : "members-edit");
  if (is_team && !find_team (self, reader, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !plan_member (self, reader, lnet_member_order_get_pk (self->who, i), error))
        return FALSE;
      g_atomic_int_set (&self->n_looked, (gint) i + 1);
    }
  /* Not even a team without anybody in it. */
  if (self->counts.n_changed == 0)
    {
      lnet_transaction_unref (self->transaction);
      self->transaction = lnet_transaction_new ("members-edit");
    }
  return TRUE;
}

static void
plan_in_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (data, &error);

  if (reader != NULL && lnet_member_batch_plan (source, reader, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
lnet_member_batch_plan_async (LnetMemberBatch     *self,
                              LnetStore           *store,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, lnet_member_batch_plan_async);
  g_task_set_task_data (task, g_object_ref (store), g_object_unref);
  lnet_worker_run (task, plan_in_worker);
}

gboolean
lnet_member_batch_plan_finish (LnetMemberBatch  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lnet_member_batch_finalize (GObject *object)
{
  LnetMemberBatch *self = LNET_MEMBER_BATCH (object);

  lnet_member_order_unref (self->who);
  g_free (self->value);
  g_free (self->new_team);
  g_free (self->new_team_kind);
  g_free (self->town);
  g_free (self->region);
  g_free (self->rurality);
  g_free (self->today);
  g_clear_pointer (&self->transaction, lnet_transaction_unref);
  G_OBJECT_CLASS (lnet_member_batch_parent_class)->finalize (object);
}

static void
lnet_member_batch_class_init (LnetMemberBatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_member_batch_finalize;
}

static void
lnet_member_batch_init (LnetMemberBatch *self)
{
  self->today = lnet_day_today ();
}

LnetMemberBatch *
lnet_member_batch_new (LnetMemberBatchKind  kind,
                       LnetMemberOrder     *who,
                       const char          *value)
{
  LnetMemberBatch *self = g_object_new (LNET_TYPE_MEMBER_BATCH, NULL);

  self->kind = kind;
  self->who = lnet_member_order_ref (who);
  self->value = g_strdup (value);
  return self;
}

LnetMemberBatchKind
lnet_member_batch_get_kind (LnetMemberBatch *self)
{
  return self->kind;
}

guint
lnet_member_batch_get_n (LnetMemberBatch *self)
{
  return lnet_member_order_get_n (self->who);
}

void
lnet_member_batch_set_new_team (LnetMemberBatch *self,
                                const char      *name,
                                const char      *kind)
{
  g_set_str (&self->new_team, name);
  g_set_str (&self->new_team_kind, kind);
}

void
lnet_member_batch_set_place (LnetMemberBatch *self,
                             const char      *town,
                             const char      *region,
                             const char      *rurality)
{
  g_set_str (&self->town, town);
  g_set_str (&self->region, region);
  g_set_str (&self->rurality, rurality);
}

void
lnet_member_batch_set_today (LnetMemberBatch *self,
                             const char      *today)
{
  g_set_str (&self->today, today);
}

double
lnet_member_batch_get_progress (LnetMemberBatch *self)
{
  guint n = lnet_member_order_get_n (self->who);

  return n > 0 ? (double) g_atomic_int_get (&self->n_looked) / n : 1;
}

const LnetMemberBatchCounts *
lnet_member_batch_get_counts (LnetMemberBatch *self)
{
  return &self->counts;
}

LnetTransaction *
lnet_member_batch_steal_transaction (LnetMemberBatch *self)
{
  return g_steal_pointer (&self->transaction);
}
