/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-rights-private.h"

#include <string.h>

#include "lnet-pack.h"
#include "lnet-touch.h"

/* --- what a participant's desk may write --- */

/** Which rows of a table. */
typedef enum
{
  WHOSE_ALL,     /* of its member's own pair or enrolment: all */
  WHOSE_SELF,    /* the one that is the member */
  WHOSE_MEMBERS, /* those that were added as the member's */
  WHOSE_INTAKES, /* those that were added to an intake of the member's */
} Whose;

#define FIELD(field) (1u << LNET_FIELD_NUMBER (field))

/** What is not listed here is for directors and facilitators. */
static const struct
{
  guint table;
  LnetSpaceKind space;
  Whose whose;
  LnetField owner; /* the field that says whose a row is */
  guint32 staff;   /* FIELD() of those that are for directors and facilitators all the same */
} rules[] = {
  /* their profile: but whether somebody takes part, and since when, they do not decide */
  { LNET_TABLE_MEMBER, LNET_SPACE_NETWORK, WHOSE_SELF, 0, FIELD (LNET_MEMBER_STATUS) | FIELD (LNET_MEMBER_JOINED) },
  { LNET_TABLE_ROLE, LNET_SPACE_NETWORK, WHOSE_MEMBERS, LNET_ROLE_MEMBER, 0 },
  { LNET_TABLE_CHANNEL, LNET_SPACE_NETWORK, WHOSE_MEMBERS, LNET_CHANNEL_MEMBER, 0 },
  { LNET_TABLE_CONSENT, LNET_SPACE_NETWORK, WHOSE_MEMBERS, LNET_CONSENT_MEMBER, 0 },
  { LNET_TABLE_MEMBER_LANGUAGE, LNET_SPACE_NETWORK, WHOSE_MEMBERS, LNET_MEMBER_LANGUAGE_MEMBER, 0 },
  { LNET_TABLE_ATTACHMENT, LNET_SPACE_NETWORK, WHOSE_MEMBERS, LNET_ATTACHMENT_OWNER, 0 },
  /* what they say when they come into a round, and what they say in a convening */
  { LNET_TABLE_INTAKE, LNET_SPACE_NETWORK, WHOSE_MEMBERS, LNET_INTAKE_MEMBER, 0 },
  { LNET_TABLE_INTAKE_WANTED, LNET_SPACE_NETWORK, WHOSE_INTAKES, LNET_INTAKE_WANTED_INTAKE, 0 },
  { LNET_TABLE_CONTRIBUTION, LNET_SPACE_NETWORK, WHOSE_MEMBERS, LNET_CONTRIBUTION_MEMBER, 0 },
  /* that their pair met, and what the two wrote; each one's own words are their own */
  { LNET_TABLE_COACHING_SESSION, LNET_SPACE_ENROLMENT, WHOSE_ALL, 0, 0 },
  { LNET_TABLE_COACHING_NOTE, LNET_SPACE_PAIR, WHOSE_ALL, 0, 0 },
  { LNET_TABLE_COACHING_VOICE, LNET_SPACE_PAIR, WHOSE_MEMBERS, LNET_COACHING_VOICE_MEMBER, 0 },
  { LNET_TABLE_COACHING_GOAL, LNET_SPACE_PAIR, WHOSE_ALL, 0, 0 },
  /* what they hand in for a certificate, but not what comes of it; attendance and waivers are not theirs */
  { LNET_TABLE_EVIDENCE, LNET_SPACE_ENROLMENT, WHOSE_ALL, 0,
    FIELD (LNET_EVIDENCE_DECISION) | FIELD (LNET_EVIDENCE_REVIEWER) | FIELD (LNET_EVIDENCE_DECISION_NOTE) },
};

/* --- */

static guint
hash_log (gconstpointer key)
{
  const LnetJudgedLog *log = key;

  return (guint) log->space * 31 + (guint) log->desk;
}

static gboolean
equal_logs (gconstpointer a,
            gconstpointer b)
{
  const LnetJudgedLog *first = a, *second = b;

  return first->space == second->space && first->desk == second->desk;
}

LnetRights *
lnet_rights_new (LnetSqlite *db,
                 LnetApply  *apply)
{
  LnetRights *self = g_new0 (LnetRights, 1);

  self->db = db;
  self->apply = apply;
  self->owned = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->logs = g_hash_table_new_full (hash_log, equal_logs, g_free, NULL);
  self->added = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  return self;
}

void
lnet_rights_free (LnetRights *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->owned);
  g_hash_table_unref (self->logs);
  g_hash_table_unref (self->added);
  g_free (self);
}

void
lnet_rights_set_roster (LnetRights       *self,
                        const LnetRoster *roster)
{
  self->roster = roster;
  self->desk = NULL;
  lnet_rights_forget_owned (self);
}

void
lnet_rights_forget_owned (LnetRights *self)
{
  if (!self->keep_owned)
    g_hash_table_remove_all (self->owned);
}

/* --- by what a log is judged --- */

static gboolean
read_owned (LnetRights    *self,
            const LnetId  *member,
            GHashTable    *owned,
            GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    self->db, "SELECT pair FROM pair_member WHERE member = ?1 UNION ALL SELECT id FROM enrolment WHERE member = ?1", error);
  int step;

  if (statement == NULL || (self->apply != NULL && !lnet_apply_flush (self->apply, error)))
    return FALSE;
  lnet_sqlite_bind_id (statement, 1, member);
  while ((step = lnet_sqlite_step (self->db, statement, error)) > 0)
    {
      LnetId owner = lnet_sqlite_column_id (statement, 0);

      g_hash_table_add (owned, lnet_id_copy (&owner));
    }
  return step == 0;
}

GHashTable *
lnet_rights_get_owned (LnetRights            *self,
                       const LnetRosterDesk  *desk,
                       GError               **error)
{
  GHashTable *owned = g_hash_table_lookup (self->owned, &desk->id);
  GHashTableIter iter;
  gpointer member;

  if (owned != NULL)
    return owned;
  owned = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  g_hash_table_insert (self->owned, lnet_id_copy (&desk->id), owned);
  g_hash_table_iter_init (&iter, desk->members);
  while (g_hash_table_iter_next (&iter, &member, NULL))
    if (!read_owned (self, member, owned, error))
      {
        g_hash_table_remove (self->owned, &desk->id);
        return NULL;
      }
  return owned;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return lnet_id_compare (*(gconstpointer const *) a, *(gconstpointer const *) b);
}

static void
put_ids (GByteArray *bytes,
         GHashTable *ids)
{
  g_autoptr (GPtrArray) sorted = g_hash_table_get_keys_as_ptr_array (ids);

  g_ptr_array_sort (sorted, compare_ids);
  for (guint i = 0; i < sorted->len; i++)
    g_byte_array_append (bytes, sorted->pdata[i], sizeof (LnetId));
}

/* All that the right to write in a space depends on. */
static gboolean
describe_right (LnetRights            *self,
                const LnetRosterDesk  *desk,
                const LnetSpace       *space,
                LnetHash              *hash,
                GError               **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  GHashTable *owned;

  put_ids (bytes, desk->members);
  if (space->kind != LNET_SPACE_NETWORK)
    {
      owned = lnet_rights_get_owned (self, desk, error);
      if (owned == NULL)
        return FALSE;
      if (space->kind == LNET_SPACE_STAFF)
        put_ids (bytes, owned);
      else if (g_hash_table_contains (owned, &space->owner))
        g_byte_array_append (bytes, (const guint8 *) "own", 3);
    }
  lnet_hash_pieces (&(LnetHashPiece) { bytes->data, bytes->len }, 1, hash);
  return TRUE;
}

gboolean
lnet_rights_judge (LnetRights       *self,
                   const LnetId     *id,
                   const LnetId     *space_id,
                   const LnetSpace  *space,
                   LnetJudgement    *judgement,
                   GError          **error)
{
  const LnetRosterDesk *desk = lnet_roster_find (self->roster, id);
  const guint64 *until;

  *judgement = (LnetJudgement) { .free_until = G_MAXINT64 };
  if (space->kind == LNET_SPACE_PRIVATE || lnet_roster_is_empty (self->roster) ||
      (desk != NULL && (desk->stance != LNET_STANCE_PARTICIPANT || desk->state == LNET_DESK_FORMER)))
    return TRUE;
  judgement->free_until = 0;
  if (desk == NULL)
    return TRUE;
  until = desk->staff_until != NULL ? g_hash_table_lookup (desk->staff_until, space_id) : NULL;
  judgement->free_until = until != NULL ? (gint64) *until : 0;
  return describe_right (self, desk, space, &judgement->whose, error);
}

/* --- the batch at hand --- */

static gboolean
find_space (LnetRights  *self,
            gint64       pk,
            GError     **error)
{
  sqlite3_stmt *statement;
  int step;

  if (self->space_pk == pk)
    return TRUE;
  statement = lnet_sqlite_prepare (self->db, "SELECT kind, owner, id FROM space WHERE pk = ?1", error);
  if (statement == NULL)
    return FALSE;
  lnet_sqlite_bind_integer (statement, 1, pk);
  step = lnet_sqlite_step (self->db, statement, error);
  if (step > 0)
    {
      self->space = (LnetSpace) { (LnetSpaceKind) sqlite3_column_int (statement, 0),
                                  lnet_sqlite_column_id (statement, 1) };
      self->space_id = lnet_sqlite_column_id (statement, 2);
      self->space_pk = pk;
      sqlite3_reset (statement);
    }
  return step >= 0;
}

/* What the first batches of a log are judged by is kept, to be compared in the end. */
static void
remember (LnetRights          *self,
          const LnetJudgement *judgement)
{
  LnetJudgedLog log = { self->space_pk, self->desk_pk, self->n, *judgement };
  const LnetJudgedLog *known = g_hash_table_lookup (self->logs, &log);

  if (known == NULL)
    g_hash_table_add (self->logs, g_memdup2 (&log, sizeof log));
  else if (known->judgement.free_until != judgement->free_until ||
           memcmp (&known->judgement.whose, &judgement->whose, sizeof judgement->whose) != 0)
    self->mixed = TRUE;
}

gboolean
lnet_rights_begin (LnetRights    *self,
                   const LnetId  *id,
                   gint64         space,
                   gint64         desk,
                   gint64         n,
                   gint64         seq,
                   LnetClocks    *clocks,
                   gboolean      *restricted,
                   GError       **error)
{
  LnetJudgement judgement;

  self->desk = lnet_roster_find (self->roster, id);
  self->desk_pk = desk;
  self->n = n;
  self->seq = seq;
  self->clocks = clocks;
  g_hash_table_remove_all (self->added);
  *restricted = FALSE;
  if (!find_space (self, space, error) ||
      !lnet_rights_judge (self, id, &self->space_id, &self->space, &judgement, error))
    return FALSE;
  *restricted = judgement.free_until < n;
  remember (self, &judgement);
  return TRUE;
}

gboolean
lnet_rights_begin_own (LnetRights      *self,
                       const LnetDesk  *desk,
                       gint64           space,
                       gboolean        *restricted,
                       GError         **error)
{
  *restricted = FALSE;
  /* A file that came from a backup has a number that the roster has yet to hear of: others look at it then. */
  return lnet_roster_find (self->roster, &desk->id) == NULL ||
         lnet_rights_begin (self, &desk->id, space, desk->pk, G_MAXINT64, G_MAXINT64, NULL, restricted, error);
}

/* --- whose is a row --- */

/* As whose a batch adds a row, as the field @owner says; the null ID where it says nothing. */
static void
add_owners (const LnetBatch *batch,
            const LnetOp    *about,
            guint            owner,
            GArray          *owners)
{
  for (guint i = 0; i < batch->ops->len; i++)
    {
      gboolean unknown;
      g_autoptr (LnetOp) op = lnet_batch_read_op (batch, i, &unknown);
      const LnetValue *value;
      LnetId id = lnet_id_null ();

      if (op == NULL || op->cells == NULL || op->table != about->table || !lnet_id_equal (&op->row, &about->row))
        continue;
      value = lnet_op_get_cell (op, owner);
      if (value != NULL && value->type == LNET_VALUE_ID)
        id = value->id;
      g_array_append_val (owners, id);
    }
}

/* As whose the row was added before, by all that the desk had seen. Returns: (element-type LnetId) */
static GArray *
read_owners (LnetRights    *self,
             const LnetOp  *about,
             guint          owner,
             GError       **error)
{
  sqlite3_stmt *statement = lnet_sqlite_prepare (
    self->db, "SELECT batch.desk, batch.n, batch.body FROM " LNET_TOUCH " CROSS JOIN batch ON batch.seq = touching.value "
              "WHERE touch.row = ?1 AND batch.seq < ?2 AND batch.space = ?3 ORDER BY batch.seq", error);
  g_autoptr (GArray) owners = g_array_new (FALSE, FALSE, sizeof (LnetId));
  int step;

  if (statement == NULL)
    return NULL;
  lnet_sqlite_bind_id (statement, 1, &about->row);
  lnet_sqlite_bind_integer (statement, 2, self->seq);
  lnet_sqlite_bind_integer (statement, 3, self->space_pk);
  while ((step = lnet_sqlite_step (self->db, statement, error)) > 0)
    {
      g_autoptr (LnetBatch) batch = NULL;

      if (self->clocks != NULL && !lnet_clocks_had_seen (self->clocks, sqlite3_column_int64 (statement, 0),
                                                         sqlite3_column_int64 (statement, 1)))
        continue;
      batch = lnet_unpack_batch (sqlite3_column_blob (statement, 2),
                                 (gsize) sqlite3_column_bytes (statement, 2), NULL, NULL);
      if (batch != NULL)
        add_owners (batch, about, owner, owners);
    }
  return step == 0 ? g_steal_pointer (&owners) : NULL;
}

/* Whether the row was added as one's own, by all that the desk had seen. Whoever adds it once more, as theirs, and
 * pretends not to have seen that, takes nothing from what is there: both stand beside each other to be settled. */
static gboolean
was_added_as_own (LnetRights    *self,
                  const LnetOp  *about,
                  guint          owner,
                  GHashTable    *own,
                  gboolean      *is_own,
                  GError       **error)
{
  g_autoptr (GArray) owners = read_owners (self, about, owner, error);

  if (owners == NULL)
    return FALSE;
  *is_own = owners->len > 0 || about->cells != NULL;
  for (guint i = 0; i < owners->len; i++)
    *is_own = *is_own && g_hash_table_contains (own, &g_array_index (owners, LnetId, i));
  return TRUE;
}

/* What an op puts into the field that says whose the row is has to be one's own too. */
static gboolean
gives_to_another (const LnetOp *op,
                  guint         owner,
                  GHashTable   *own)
{
  const LnetValue *value = op->cells != NULL ? lnet_op_get_cell (op, owner)
                           : op->kind == LNET_OP_SET && op->number == owner ? &op->value : NULL;

  if (value == NULL)
    return op->cells != NULL;
  return value->type != LNET_VALUE_ID || !g_hash_table_contains (own, &value->id);
}

static gboolean
is_own_row (LnetRights    *self,
            const LnetOp  *op,
            LnetField      field,
            GHashTable    *own,
            gboolean      *is_own,
            GError       **error)
{
  guint owner = LNET_FIELD_NUMBER (field);

  *is_own = !gives_to_another (op, owner, own);
  if (!*is_own || g_hash_table_contains (self->added, &op->row))
    return TRUE;
  if (!was_added_as_own (self, op, owner, own, is_own, error))
    return FALSE;
  if (*is_own && op->cells != NULL)
    g_hash_table_add (self->added, lnet_id_copy (&op->row));
  return TRUE;
}

/* Those of @intakes that were added as the member's. */
static GHashTable *
choose_own_intakes (LnetRights    *self,
                    const GArray  *intakes,
                    GError       **error)
{
  g_autoptr (GHashTable) own = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);

  for (guint i = 0; i < intakes->len; i++)
    {
      LnetOp intake = { .table = LNET_TABLE_INTAKE, .row = g_array_index (intakes, LnetId, i) };
      gboolean is_own = g_hash_table_contains (self->added, &intake.row);

      if (!is_own && !was_added_as_own (self, &intake, LNET_FIELD_NUMBER (LNET_INTAKE_MEMBER), self->desk->members,
                                        &is_own, error))
        return NULL;
      if (is_own)
        g_hash_table_add (own, lnet_id_copy (&intake.row));
    }
  return g_steal_pointer (&own);
}

/* A row that belongs to an intake is whose the intake is. */
static gboolean
is_of_own_intake (LnetRights    *self,
                  const LnetOp  *op,
                  LnetField      field,
                  gboolean      *is_own,
                  GError       **error)
{
  const LnetValue *value = op->cells != NULL ? lnet_op_get_cell (op, LNET_FIELD_NUMBER (field)) : NULL;
  g_autoptr (GArray) intakes = read_owners (self, op, LNET_FIELD_NUMBER (field), error);
  g_autoptr (GHashTable) own = NULL;

  if (intakes == NULL)
    return FALSE;
  if (value != NULL && value->type == LNET_VALUE_ID)
    g_array_append_val (intakes, value->id);
  own = choose_own_intakes (self, intakes, error);
  return own != NULL && is_own_row (self, op, field, own, is_own, error);
}

/* --- may it --- */

static gboolean
touches (const LnetOp *op,
         guint32       fields)
{
  if (op->cells == NULL)
    return (op->kind == LNET_OP_SET || op->kind == LNET_OP_EDIT || op->kind == LNET_OP_MOVE) &&
           (fields & 1u << op->number) != 0;
  for (guint i = 0; i < op->cells->len; i++)
    if ((fields & 1u << g_array_index (op->cells, LnetCell, i).number) != 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_ones_own (LnetRights    *self,
             const LnetOp  *op,
             Whose          whose,
             LnetField      owner,
             gboolean      *own,
             GError       **error)
{
  switch (whose)
    {
    case WHOSE_SELF:
      *own = g_hash_table_contains (self->desk->members, &op->row) &&
             (op->kind == LNET_OP_SET || op->kind == LNET_OP_EDIT);
      return TRUE;
    case WHOSE_MEMBERS:
      return is_own_row (self, op, owner, self->desk->members, own, error);
    case WHOSE_INTAKES:
      return is_of_own_intake (self, op, owner, own, error);
    case WHOSE_ALL:
    default:
      *own = TRUE;
      return TRUE;
    }
}

gboolean
lnet_rights_may (LnetRights    *self,
                 const LnetOp  *op,
                 gboolean      *may,
                 GError       **error)
{
  GHashTable *owned;

  *may = op->table == LNET_TABLE_ROSTER_DESK && op->kind != LNET_OP_REDACT;
  if (*may || self->desk == NULL || op->kind == LNET_OP_REDACT)
    return TRUE;
  if (self->space.kind == LNET_SPACE_PAIR || self->space.kind == LNET_SPACE_ENROLMENT)
    {
      owned = lnet_rights_get_owned (self, self->desk, error);
      if (owned == NULL || !g_hash_table_contains (owned, &self->space.owner))
        return owned != NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (rules[i].table == op->table && rules[i].space == self->space.kind)
      return touches (op, rules[i].staff) || is_ones_own (self, op, rules[i].whose, rules[i].owner, may, error);
  return TRUE;
}

gboolean
lnet_rights_may_use (guint table)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (rules[i].table == table)
      return TRUE;
  return FALSE;
}
