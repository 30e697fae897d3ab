/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-sorting.h"

#include <string.h>

#include "lnet-day.h"
#include "lnet-member-order-private.h"
#include "lnet-role-history.h"
#include "lnet-statements.h"

#define DAY 10 /* letters of a day */

#define IN_A_WORKER "looks at everybody, in a worker"
#define TOOK_PART "('present', 'late', 'left-early', 'make-up')"

/* Rows' numbers of members and what they have, in the order of the table: it is the order of names that everybody is
 * walked through in, and no table's rows lie by name. */
static const LnetStatement places_statement = {
  "member-sorting-places", "SELECT pk, place FROM member_index ORDER BY pk", IN_A_WORKER,
};
static const LnetStatement organizations_statement = {
  "member-sorting-organizations", "SELECT pk, organization FROM member_index ORDER BY pk", IN_A_WORKER,
};
static const LnetStatement joined_statement = {
  "member-sorting-joined", "SELECT pk, joined FROM member WHERE deleted = 0 ORDER BY pk", IN_A_WORKER,
};
/* These come as they come; the latest counts. */
static const LnetStatement members_statement = {
  "member-sorting-members", "SELECT pk, NULL FROM member_index ORDER BY pk", IN_A_WORKER,
};
static const LnetStatement rolls_statement = {
  "member-sorting-rolls",
  "SELECT m.pk, c.starts FROM convening AS c CROSS JOIN roll AS r ON r.convening = c.id "
  "CROSS JOIN member AS m ON m.id = r.member "
  "WHERE c.deleted = 0 AND coalesce (c.status, '') <> 'cancelled' AND r.deleted = 0 AND r.status IN " TOOK_PART
  " AND NOT EXISTS (SELECT 1 FROM roll AS n WHERE n.corrects = r.id AND n.deleted = 0)",
  IN_A_WORKER,
};
static const LnetStatement attendance_statement = {
  "member-sorting-attendance",
  "SELECT m.pk, s.starts FROM session AS s CROSS JOIN attendance AS a ON a.session = s.id "
  "CROSS JOIN enrolment AS e ON e.id = a.enrolment CROSS JOIN member AS m ON m.id = e.member "
  "WHERE s.deleted = 0 AND coalesce (s.status, '') <> 'cancelled' AND e.deleted = 0 AND a.deleted = 0 "
  "AND a.status IN " TOOK_PART
  " AND NOT EXISTS (SELECT 1 FROM attendance AS n WHERE n.corrects = a.id AND n.deleted = 0)",
  IN_A_WORKER,
};
static const LnetStatement coaching_statement = {
  "member-sorting-coaching",
  "SELECT m.pk, s.on_date FROM coaching_session AS s CROSS JOIN pair_member AS p ON p.pair = s.pair "
  "CROSS JOIN member AS m ON m.id = p.member WHERE s.deleted = 0 AND p.deleted = 0",
  IN_A_WORKER,
};
static const LnetStatement contributions_statement = {
  "member-sorting-contributions",
  "SELECT m.pk, c.said_on FROM contribution AS c CROSS JOIN member AS m ON m.id = c.member WHERE c.deleted = 0",
  IN_A_WORKER,
};

const LnetStatement *const lnet_member_sorting_statements[] = {
  &places_statement,     &organizations_statement, &joined_statement,        &members_statement, &rolls_statement,
  &attendance_statement, &coaching_statement,      &contributions_statement, NULL,
};

/* All who have one value. */
typedef struct
{
  char *value; /* NULL: nothing known */
  char *key;   /* values are in order by it */
  guint n;
} Group;

/* Who has what: pks ascend, and groups_of has as many. */
typedef struct
{
  LnetMemberSort sort;
  const char *today;
  GArray *pks;       /* gint64 */
  GArray *groups_of; /* guint: positions in groups */
  GPtrArray *groups; /* Group; the first is of those of whom nothing is known */
  GHashTable *by_value;
} Sorting;

static void
group_free (Group *group)
{
  g_free (group->value);
  g_free (group->key);
  g_free (group);
}

static void
sorting_free (Sorting *self)
{
  g_array_unref (self->pks);
  g_array_unref (self->groups_of);
  g_hash_table_unref (self->by_value);
  g_ptr_array_unref (self->groups);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sorting, sorting_free)

static Sorting *
sorting_new (LnetMemberSort  sort,
             const char     *today)
{
  Sorting *self = g_new0 (Sorting, 1);

  self->sort = sort;
  self->today = today;
  self->pks = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->groups_of = g_array_new (FALSE, FALSE, sizeof (guint));
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  self->by_value = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_add (self->groups, g_new0 (Group, 1));
  return self;
}

static gboolean
is_known (LnetMemberSort  sort,
          const char     *value)
{
  g_autofree char *day = lnet_member_sort_is_by_day (sort) ? lnet_partial_date_first (value) : NULL;

  return lnet_member_sort_is_by_day (sort) ? day != NULL : *value != '\0';
}

static guint
ensure_group (Sorting    *self,
              const char *value)
{
  gpointer position;
  Group *group;

  if (g_hash_table_lookup_extended (self->by_value, value, NULL, &position))
    return GPOINTER_TO_UINT (position);
  if (!is_known (self->sort, value))
    return 0;
  group = g_new0 (Group, 1);
  group->value = g_strdup (value);
  group->key = lnet_member_sort_is_by_day (self->sort) ? g_strdup (value) : g_utf8_collate_key (value, -1);
  g_hash_table_insert (self->by_value, group->value, GUINT_TO_POINTER (self->groups->len));
  g_ptr_array_add (self->groups, group);
  return self->groups->len - 1;
}

static gboolean
read_everybody (Sorting              *self,
                LnetReader           *reader,
                const LnetStatement  *statement,
                GError              **error)
{
  LnetRows *rows = lnet_reader_query (reader, statement);

  while (lnet_rows_step (rows))
    {
      gint64 pk = lnet_rows_integer (rows, 0);
      guint group = ensure_group (self, lnet_rows_text (rows, 1));

      g_array_append_val (self->pks, pk);
      g_array_append_val (self->groups_of, group);
    }
  return lnet_rows_end (rows, error);
}

/* Where @pk stands. Numbers ascend and each is there once, so it cannot lie further from either end than the numbers
 * say: where none is missing, this is where it lies. */
static gboolean
find (const Sorting *self,
      gint64         pk,
      guint         *position)
{
  const gint64 *pks = (const gint64 *) self->pks->data;
  gint64 low, high, n = self->pks->len;

  if (n == 0 || pk < pks[0] || pk > pks[n - 1])
    return FALSE;
  low = MAX (0, n - 1 - (pks[n - 1] - pk));
  high = MIN (n - 1, pk - pks[0]);
  while (low < high)
    {
      gint64 middle = low + (high - low) / 2;

      if (pks[middle] < pk)
        low = middle + 1;
      else
        high = middle;
    }
  *position = (guint) low;
  return pks[low] == pk;
}

/* A day that is still to come is not counted: who is expected has not been seen. */
static gboolean
read_latest (Sorting              *self,
             LnetReader           *reader,
             const LnetStatement  *statement,
             GError              **error)
{
  LnetRows *rows = lnet_reader_query (reader, statement);
  char day[DAY + 1];
  guint position;

  while (lnet_rows_step (rows))
    {
      guint *group;
      const Group *latest;

      g_strlcpy (day, lnet_rows_text (rows, 1), sizeof day);
      if (strcmp (day, self->today) > 0 || !find (self, lnet_rows_integer (rows, 0), &position))
        continue;
      group = &g_array_index (self->groups_of, guint, position);
      latest = g_ptr_array_index (self->groups, *group);
      if (latest->value == NULL || strcmp (day, latest->value) > 0)
        *group = ensure_group (self, day);
    }
  return lnet_rows_end (rows, error);
}

static gboolean
read_seen (Sorting     *self,
           LnetReader  *reader,
           GError     **error)
{
  return read_everybody (self, reader, &members_statement, error) &&
         read_latest (self, reader, &rolls_statement, error) &&
         read_latest (self, reader, &attendance_statement, error) &&
         read_latest (self, reader, &coaching_statement, error) &&
         read_latest (self, reader, &contributions_statement, error);
}

static gboolean
read_values (Sorting     *self,
             LnetReader  *reader,
             GError     **error)
{
  switch ((int) self->sort)
    {
    case LNET_MEMBER_SORT_PLACE:
      return read_everybody (self, reader, &places_statement, error);
    case LNET_MEMBER_SORT_ORGANIZATION:
      return read_everybody (self, reader, &organizations_statement, error);
    case LNET_MEMBER_SORT_JOINED:
      return read_everybody (self, reader, &joined_statement, error);
    default:
      return read_seen (self, reader, error);
    }
}

/* What is not known comes last. */
static int
compare_groups (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const Group *one = g_ptr_array_index ((GPtrArray *) data, *(const guint *) a);
  const Group *other = g_ptr_array_index ((GPtrArray *) data, *(const guint *) b);

  if (one->key == NULL || other->key == NULL)
    return (one->key == NULL) - (other->key == NULL);
  return strcmp (one->key, other->key);
}

/* The groups as they follow each other; of days, the latest first. */
static GArray *
put_groups_in_order (Sorting *self)
{
  GArray *order = g_array_sized_new (FALSE, FALSE, sizeof (guint), self->groups->len);
  guint n = self->groups->len;

  for (guint i = 0; i < n; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_groups, self->groups);
  for (guint i = 0; lnet_member_sort_is_by_day (self->sort) && i < (n - 1) / 2; i++)
    {
      guint *early = &g_array_index (order, guint, i);
      guint *late = &g_array_index (order, guint, n - 2 - i);
      guint kept = *early;

      *early = *late;
      *late = kept;
    }
  return order;
}

/* Which group each of @by_name belongs to, in their order, with the groups' sizes. */
static guint *
deal_out (Sorting         *self,
          LnetMemberOrder *by_name)
{
  guint n = lnet_member_order_get_n (by_name);
  guint *groups = g_new0 (guint, n);

  for (guint i = 0; i < n; i++)
    {
      guint position;

      if (find (self, lnet_member_order_get_pk (by_name, i), &position))
        groups[i] = g_array_index (self->groups_of, guint, position);
      ((Group *) g_ptr_array_index (self->groups, groups[i]))->n++;
    }
  return groups;
}

/* Each goes to the next place of its group, so that names stay in order inside. */
static gint64 *
gather (Sorting         *self,
        LnetMemberOrder *by_name,
        const guint     *groups,
        GArray          *order)
{
  guint n = lnet_member_order_get_n (by_name);
  gint64 *pks = g_new (gint64, n);
  g_autofree guint *next = g_new (guint, self->groups->len);

  for (guint i = 0, start = 0; i < order->len; i++)
    {
      guint group = g_array_index (order, guint, i);

      next[group] = start;
      start += ((Group *) g_ptr_array_index (self->groups, group))->n;
    }
  for (guint i = 0; i < n; i++)
    pks[next[groups[i]]++] = lnet_member_order_get_pk (by_name, i);
  return pks;
}

LnetMemberOrder *
lnet_members_sort (LnetReader       *reader,
                   LnetMemberOrder  *by_name,
                   LnetMemberSort    sort,
                   const char       *today,
                   GError          **error)
{
  g_autofree char *day = today != NULL ? g_strdup (today) : lnet_day_today ();
  g_autoptr (Sorting) self = sorting_new (sort, day);
  g_autoptr (LnetMemberOrder) sorted = lnet_member_order_new ();
  g_autoptr (GArray) order = NULL;
  g_autofree guint *groups = NULL;
  g_autofree gint64 *pks = NULL;

  if (sort == LNET_MEMBER_SORT_NAME)
    return lnet_member_order_ref (by_name);
  if (!read_values (self, reader, error))
    return NULL;
  groups = deal_out (self, by_name);
  order = put_groups_in_order (self);
  pks = gather (self, by_name, groups, order);
  for (guint i = 0, at = 0; i < order->len; i++)
    {
      const Group *group = g_ptr_array_index (self->groups, g_array_index (order, guint, i));
      g_autofree char *section = lnet_member_sort_dup_section (sort, group->value, day);
      const char *kept = g_intern_string (section);

      for (guint end = at + group->n; at < end; at++)
        lnet_member_order_append (sorted, pks[at], kept);
    }
  return g_steal_pointer (&sorted);
}

gboolean
lnet_members_sort_follows (LnetMemberSort sort,
                           LnetTable      table)
{
  static const LnetTable seen[] = {
    LNET_TABLE_CONVENING, LNET_TABLE_ROLL, LNET_TABLE_SESSION, LNET_TABLE_ATTENDANCE, LNET_TABLE_ENROLMENT,
    LNET_TABLE_COACHING_SESSION, LNET_TABLE_PAIR_MEMBER, LNET_TABLE_CONTRIBUTION,
  };

  for (gsize i = 0; sort == LNET_MEMBER_SORT_SEEN && i < G_N_ELEMENTS (seen); i++)
    if (seen[i] == table)
      return TRUE;
  return FALSE;
}
