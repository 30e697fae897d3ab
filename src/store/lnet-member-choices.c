/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-choices.h"

#include <glib/gi18n-lib.h>

#include "lnet-day.h"
#include "lnet-reference.h"
#include "lnet-role-history.h"
#include "lnet-row-title.h"
#include "lnet-schema.h"
#include "lnet-statements.h"

#define IN_A_WORKER "looks at everybody: in a worker where they are many"

/* Each gives rows' numbers of members and the value they have; with ?1 only those of that value. A third and fourth
 * column are the days from and to which it holds. Of values that stand for a row, the second column is its id. */

static const LnetStatement roles_statement = {
  "member-choices-roles",
  "SELECT m.pk, r.role, r.starts, r.ends FROM role AS r CROSS JOIN member AS m ON m.id = r.member "
  "WHERE r.deleted = 0 AND r.role = coalesce (?1, r.role)",
  IN_A_WORKER,
};
/* Begun is enough. */
static const LnetStatement roles_ever_statement = {
  "member-choices-roles-ever",
  "SELECT m.pk, r.role, r.starts, NULL FROM role AS r CROSS JOIN member AS m ON m.id = r.member "
  "WHERE r.deleted = 0 AND r.role = coalesce (?1, r.role)",
  IN_A_WORKER,
};
static const LnetStatement settings_statement = {
  "member-choices-settings",
  "SELECT m.pk, o.setting, r.starts, r.ends FROM organization AS o CROSS JOIN role AS r ON r.organization = o.id "
  "CROSS JOIN member AS m ON m.id = r.member "
  "WHERE o.deleted = 0 AND o.setting = coalesce (?1, o.setting) AND r.deleted = 0",
  IN_A_WORKER,
};
static const LnetStatement organizations_statement = {
  "member-choices-organizations",
  "SELECT m.pk, o.id, r.starts, r.ends FROM organization AS o CROSS JOIN role AS r ON r.organization = o.id "
  "CROSS JOIN member AS m ON m.id = r.member WHERE o.deleted = 0 AND o.id = coalesce (?1, o.id) AND r.deleted = 0",
  IN_A_WORKER,
};
static const LnetStatement teams_statement = {
  "member-choices-teams",
  "SELECT m.pk, t.id, b.starts, b.ends FROM team AS t CROSS JOIN team_member AS b ON b.team = t.id "
  "CROSS JOIN member AS m ON m.id = b.member WHERE t.deleted = 0 AND t.id = coalesce (?1, t.id) AND b.deleted = 0",
  IN_A_WORKER,
};
static const LnetStatement places_statement = {
  "member-choices-places",
  "SELECT pk, place FROM member_index WHERE place = coalesce (?1, place)",
  IN_A_WORKER,
};
static const LnetStatement languages_statement = {
  "member-choices-languages",
  "SELECT pk, language FROM member WHERE language = coalesce (?1, language) "
  "UNION ALL SELECT m.pk, l.language FROM member_language AS l CROSS JOIN member AS m ON m.id = l.member "
  "WHERE l.deleted = 0 AND l.language = coalesce (?1, l.language)",
  IN_A_WORKER,
};
static const LnetStatement statuses_statement = {
  "member-choices-statuses",
  "SELECT pk, status FROM member_index WHERE status = coalesce (?1, status)",
  IN_A_WORKER,
};
static const LnetStatement joined_statement = {
  "member-choices-joined",
  "SELECT pk, substr (joined, 1, 4) FROM member WHERE substr (joined, 1, 4) = coalesce (?1, substr (joined, 1, 4))",
  IN_A_WORKER,
};
static const LnetStatement tags_statement = {
  "member-choices-tags",
  "SELECT m.pk, t.tag FROM member_tag AS t CROSS JOIN member AS m ON m.id = t.member "
  "WHERE t.deleted = 0 AND t.tag = coalesce (?1, t.tag)",
  IN_A_WORKER,
};
/* The newest by date counts. */
static const LnetStatement texts_statement = {
  "member-choices-texts",
  "SELECT m.pk, 'yes' FROM consent AS c CROSS JOIN member AS m ON m.id = c.member "
  "WHERE c.purpose = 'text-messages' AND c.given = 1 AND c.deleted = 0 "
  "AND NOT EXISTS (SELECT 1 FROM consent AS d WHERE d.corrects = c.id AND d.deleted = 0) "
  "AND NOT EXISTS (SELECT 1 FROM consent AS n WHERE n.member = c.member AND n.purpose = c.purpose AND n.deleted = 0 "
  "  AND NOT EXISTS (SELECT 1 FROM consent AS d WHERE d.corrects = n.id AND d.deleted = 0) "
  "  AND (coalesce (n.on_date, ''), n.pk) > (coalesce (c.on_date, ''), c.pk))",
  IN_A_WORKER,
};
static const LnetStatement interpretation_statement = {
  "member-choices-interpretation",
  "SELECT pk, 'yes' FROM member WHERE interpretation = 1",
  IN_A_WORKER,
};
static const LnetStatement vision_statement = {
  "member-choices-vision",
  "SELECT m.pk, 'yes' FROM passage_contribution AS t "
  "CROSS JOIN passage AS p ON p.id = t.passage AND p.deleted = 0 "
  "CROSS JOIN contribution AS c ON c.id = t.contribution AND c.deleted = 0 "
  "CROSS JOIN member AS m ON m.id = c.member WHERE t.deleted = 0",
  IN_A_WORKER,
};

/* By LnetMemberFilterKind. */
const LnetStatement *const lnet_member_choices_statements[] = {
  &roles_statement,  &roles_ever_statement, &settings_statement,       &organizations_statement, &teams_statement,
  &places_statement, &languages_statement,  &statuses_statement,       &joined_statement,        &tags_statement,
  &texts_statement,  &interpretation_statement, &vision_statement,     NULL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (lnet_member_choices_statements) == LNET_MEMBER_FILTER_LAST + 1);

void
lnet_member_choice_free (LnetMemberChoice *self)
{
  g_free (self->value);
  g_free (self->label);
  g_free (self);
}

/* --- words --- */

const char *
lnet_member_filter_kind_get_title (LnetMemberFilterKind kind)
{
  static const char *const titles[LNET_MEMBER_FILTER_LAST] = {
    /* Translators: what the list of members can be narrowed by: the role somebody holds today */
    [LNET_MEMBER_FILTER_ROLE] = N_("Role now"),
    /* Translators: what the list of members can be narrowed by: a role somebody holds or once held */
    [LNET_MEMBER_FILTER_ROLE_EVER] = N_("Role ever held"),
    /* Translators: the kind of place children are in: a center, a home, a tribal program … */
    [LNET_MEMBER_FILTER_SETTING] = N_("Setting"),
    [LNET_MEMBER_FILTER_ORGANIZATION] = N_("Organization"),
    [LNET_MEMBER_FILTER_TEAM] = N_("Team"),
    [LNET_MEMBER_FILTER_PLACE] = N_("Place"),
    [LNET_MEMBER_FILTER_LANGUAGE] = N_("Language"),
    [LNET_MEMBER_FILTER_STATUS] = N_("Status"),
    /* Translators: what the list of members can be narrowed by: the year somebody joined */
    [LNET_MEMBER_FILTER_JOINED] = N_("Year joined"),
    [LNET_MEMBER_FILTER_TAG] = N_("Tag"),
    [LNET_MEMBER_FILTER_TEXTS] = N_("Text messages"),
    [LNET_MEMBER_FILTER_INTERPRETATION] = N_("Interpretation"),
    /* Translators: whether somebody's words are in the vision document */
    [LNET_MEMBER_FILTER_VISION] = N_("Vision"),
  };

  g_return_val_if_fail (kind < LNET_MEMBER_FILTER_LAST, NULL);

  return _(titles[kind]);
}

static const char *
get_flag_label (LnetMemberFilterKind  kind,
                const char           *value)
{
  gboolean yes = g_str_equal (value, "yes");

  switch ((int) kind)
    {
    case LNET_MEMBER_FILTER_TEXTS:
      return yes ? _("Agreed to text messages") : _("Has not agreed to text messages");
    case LNET_MEMBER_FILTER_INTERPRETATION:
      return yes ? _("Interpretation needed") : _("No interpretation needed");
    default:
      return yes ? _("In the vision") : _("Not yet in the vision");
    }
}

static char *
dup_row (LnetReader           *reader,
         LnetMemberFilterKind  kind,
         const char           *value)
{
  gboolean is_team = kind == LNET_MEMBER_FILTER_TEAM;
  LnetId id;
  g_autofree char *name = NULL;

  if (lnet_id_from_string (value, &id))
    name = lnet_row_title (reader, is_team ? LNET_TABLE_TEAM : LNET_TABLE_ORGANIZATION, &id);
  if (name != NULL && *name != '\0')
    return g_steal_pointer (&name);
  if (is_team)
    /* Translators: in place of the name of a team that has none, or that this computer knows nothing of */
    return g_strdup (_("A team without a name"));
  /* Translators: in place of the name of an organization that has none, or that this computer knows nothing of */
  return g_strdup (_("An organization without a name"));
}

static char *
dup_label (LnetReader           *reader,
           LnetMemberFilterKind  kind,
           const char           *value)
{
  if (lnet_member_filter_kind_is_flag (kind))
    return g_strdup (get_flag_label (kind, value));
  switch ((int) kind)
    {
    case LNET_MEMBER_FILTER_ROLE:
    case LNET_MEMBER_FILTER_ROLE_EVER:
      return g_strdup (lnet_reference_get_label (LNET_REFERENCE_ROLE, value));
    case LNET_MEMBER_FILTER_SETTING:
      return g_strdup (lnet_reference_get_label (LNET_REFERENCE_SETTING, value));
    case LNET_MEMBER_FILTER_ORGANIZATION:
    case LNET_MEMBER_FILTER_TEAM:
      return dup_row (reader, kind, value);
    case LNET_MEMBER_FILTER_LANGUAGE:
      return g_strdup (lnet_reference_get_label (LNET_REFERENCE_LANGUAGE, value));
    case LNET_MEMBER_FILTER_STATUS:
      return g_strdup (lnet_reference_get_label (LNET_REFERENCE_MEMBER_STATUS, value));
    default:
      return g_strdup (value);
    }
}

char *
lnet_member_condition_dup_label (LnetReader                *reader,
                                 const LnetMemberCondition *condition)
{
  return dup_label (reader, condition->kind, condition->value);
}

/* --- who passes --- */

/* FALSE for what no row can have. */
static gboolean
bind_value (LnetRows             *rows,
            LnetMemberFilterKind  kind,
            const char           *value)
{
  LnetId id;

  if (!lnet_member_filter_kind_is_row (kind))
    lnet_rows_bind_text (rows, 1, value);
  else if (!lnet_id_from_string (value, &id))
    return FALSE;
  else
    lnet_rows_bind_id (rows, 1, &id);
  return TRUE;
}

static gboolean
holds (LnetRows   *rows,
       const char *today)
{
  g_autofree char *starts = NULL;
  g_autofree char *ends = NULL;

  if (lnet_rows_get_n_columns (rows) < 4)
    return TRUE;
  starts = lnet_rows_dup_text (rows, 2);
  ends = lnet_rows_dup_text (rows, 3);
  return lnet_role_span_holds (starts, ends, today);
}

/* Appends the numbers of those who have @value; of a kind that is yes or no, of those who have yes. */
static gboolean
collect (LnetReader           *reader,
         LnetMemberFilterKind  kind,
         const char           *value,
         const char           *today,
         GArray               *pks,
         GError              **error)
{
  LnetRows *rows = lnet_reader_query (reader, lnet_member_choices_statements[kind]);

  if (lnet_member_filter_kind_is_flag (kind) || bind_value (rows, kind, value))
    while (lnet_rows_step (rows))
      if (holds (rows, today))
        {
          gint64 pk = lnet_rows_integer (rows, 0);

          g_array_append_val (pks, pk);
        }
  return lnet_rows_end (rows, error);
}

static int
compare_pks (gconstpointer a,
             gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

static LnetMemberOrder *
keep_flag (LnetReader              *reader,
           LnetMemberOrder         *order,
           const LnetMemberFilter  *filter,
           LnetMemberFilterKind     kind,
           GError                 **error)
{
  g_autoptr (GArray) pks = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean yes = lnet_member_filter_has (filter, kind, "yes");

  if (yes == lnet_member_filter_has (filter, kind, "no"))
    return lnet_member_order_ref (order);
  if (!collect (reader, kind, "yes", NULL, pks, error))
    return NULL;
  g_array_sort (pks, compare_pks);
  return lnet_member_order_keep (order, pks, yes);
}

static LnetMemberOrder *
keep_kind (LnetReader              *reader,
           LnetMemberOrder         *order,
           const LnetMemberFilter  *filter,
           LnetMemberFilterKind     kind,
           const char              *today,
           GError                 **error)
{
  g_autoptr (GArray) pks = NULL;
  guint n = 0;

  if (lnet_member_filter_kind_is_flag (kind))
    return keep_flag (reader, order, filter, kind, error);
  pks = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < lnet_member_filter_get_n (filter); i++)
    {
      const LnetMemberCondition *condition = lnet_member_filter_get (filter, i);

      if (condition->kind != kind)
        continue;
      n++;
      if (!collect (reader, kind, condition->value, today, pks, error))
        return NULL;
    }
  if (n == 0)
    return lnet_member_order_ref (order);
  g_array_sort (pks, compare_pks);
  return lnet_member_order_keep (order, pks, TRUE);
}

/* All kinds but @except. */
static LnetMemberOrder *
keep_others (LnetReader              *reader,
             LnetMemberOrder         *all,
             const LnetMemberFilter  *filter,
             LnetMemberFilterKind     except,
             const char              *today,
             GError                 **error)
{
  g_autoptr (LnetMemberOrder) kept = lnet_member_order_ref (all);

  for (guint kind = 0; kind < LNET_MEMBER_FILTER_LAST; kind++)
    {
      g_autoptr (LnetMemberOrder) before = g_steal_pointer (&kept);

      kept = kind == except ? lnet_member_order_ref (before)
                            : keep_kind (reader, before, filter, (LnetMemberFilterKind) kind, today, error);
      if (kept == NULL)
        return NULL;
    }
  return g_steal_pointer (&kept);
}

LnetMemberOrder *
lnet_members_keep (LnetReader              *reader,
                   LnetMemberOrder         *all,
                   const LnetMemberFilter  *filter,
                   const char              *today,
                   GError                 **error)
{
  g_autofree char *day = today != NULL ? g_strdup (today) : lnet_day_today ();

  return keep_others (reader, all, filter, LNET_MEMBER_FILTER_LAST, day, error);
}

/* --- choices --- */

/* Somebody who has a value. */
typedef struct
{
  guint choice;
  gint64 pk;
} Holder;

static int
compare_holders (gconstpointer a,
                 gconstpointer b)
{
  const Holder *one = a;
  const Holder *other = b;

  return one->choice != other->choice ? (one->choice > other->choice) - (one->choice < other->choice)
                                      : compare_pks (&one->pk, &other->pk);
}

static guint
ensure_choice (GPtrArray            *choices,
               GHashTable           *positions,
               LnetMemberFilterKind  kind,
               const char           *value)
{
  LnetMemberChoice *choice;
  gpointer position;

  if (g_hash_table_lookup_extended (positions, value, NULL, &position))
    return GPOINTER_TO_UINT (position);
  choice = g_new0 (LnetMemberChoice, 1);
  choice->kind = kind;
  choice->value = g_strdup (value);
  g_hash_table_insert (positions, choice->value, GUINT_TO_POINTER (choices->len));
  g_ptr_array_add (choices, choice);
  return choices->len - 1;
}

static gboolean
read_holders (LnetReader            *reader,
              LnetMemberFilterKind   kind,
              const char            *today,
              GPtrArray             *choices,
              GHashTable            *positions,
              GArray                *holders,
              GError               **error)
{
  LnetRows *rows = lnet_reader_query (reader, lnet_member_choices_statements[kind]);

  while (lnet_rows_step (rows))
    {
      g_autofree char *value = NULL;
      LnetId id;

      if (lnet_member_filter_kind_is_row (kind))
        {
          id = lnet_rows_id (rows, 1);
          value = lnet_id_to_string (&id);
        }
      else
        value = lnet_rows_dup_text (rows, 1);
      if (*value != '\0' && holds (rows, today))
        {
          Holder holder = { ensure_choice (choices, positions, kind, value), lnet_rows_integer (rows, 0) };

          g_array_append_val (holders, holder);
        }
    }
  return lnet_rows_end (rows, error);
}

/* Whoever has a value twice (two roles at one place) counts once; who is not @among those, not at all. */
static void
count (GPtrArray       *choices,
       GArray          *holders,
       LnetMemberOrder *among)
{
  g_autoptr (GHashTable) pks = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n = lnet_member_order_get_n (among);
  g_autofree gint64 *keys = g_new (gint64, n);

  for (guint i = 0; i < n; i++)
    {
      keys[i] = lnet_member_order_get_pk (among, i);
      g_hash_table_add (pks, &keys[i]);
    }
  g_array_sort (holders, compare_holders);
  for (guint i = 0; i < holders->len; i++)
    {
      const Holder *holder = &g_array_index (holders, Holder, i);
      LnetMemberChoice *choice = g_ptr_array_index (choices, holder->choice);

      if ((i == 0 || compare_holders (holder, holder - 1) != 0) && g_hash_table_contains (pks, &holder->pk))
        choice->count++;
    }
}

/* The newest year first. */
static int
compare_choices (gconstpointer a,
                 gconstpointer b)
{
  const LnetMemberChoice *one = *(LnetMemberChoice *const *) a;
  const LnetMemberChoice *other = *(LnetMemberChoice *const *) b;
  int order = g_utf8_collate (one->label, other->label);

  return one->kind == LNET_MEMBER_FILTER_JOINED ? -order : order;
}

/* Yes and no: no are all others. */
static void
complete_flag (GPtrArray            *choices,
               GHashTable           *positions,
               LnetMemberFilterKind  kind,
               guint                 n)
{
  guint yes = ensure_choice (choices, positions, kind, "yes");
  guint no = ensure_choice (choices, positions, kind, "no");
  const LnetMemberChoice *those = g_ptr_array_index (choices, yes);

  ((LnetMemberChoice *) g_ptr_array_index (choices, no))->count = n - those->count;
}

static void
add_conditions (GPtrArray              *choices,
                GHashTable             *positions,
                LnetMemberFilterKind    kind,
                const LnetMemberFilter *filter)
{
  for (guint i = 0; i < lnet_member_filter_get_n (filter); i++)
    if (lnet_member_filter_get (filter, i)->kind == kind)
      ensure_choice (choices, positions, kind, lnet_member_filter_get (filter, i)->value);
}

/* What nobody would be shown for is left out, unless the filter names it. */
static void
finish_choices (LnetReader             *reader,
                GPtrArray              *choices,
                const LnetMemberFilter *filter)
{
  for (guint i = choices->len; i-- > 0;)
    {
      LnetMemberChoice *choice = g_ptr_array_index (choices, i);

      if (choice->count == 0 && !lnet_member_filter_has (filter, choice->kind, choice->value))
        g_ptr_array_remove_index_fast (choices, i);
      else
        choice->label = dup_label (reader, choice->kind, choice->value);
    }
  g_ptr_array_sort (choices, compare_choices);
}

GPtrArray *
lnet_members_load_choices (LnetReader              *reader,
                           LnetMemberFilterKind     kind,
                           const LnetMemberFilter  *filter,
                           const char              *today,
                           GError                 **error)
{
  g_autofree char *day = today != NULL ? g_strdup (today) : lnet_day_today ();
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_member_choice_free);
  g_autoptr (GHashTable) positions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) holders = g_array_new (FALSE, FALSE, sizeof (Holder));
  g_autoptr (LnetMemberOrder) all = lnet_members_load_order (reader, 0, error);
  g_autoptr (LnetMemberOrder) among = all != NULL ? keep_others (reader, all, filter, kind, day, error) : NULL;

  if (among == NULL || !read_holders (reader, kind, day, choices, positions, holders, error))
    return NULL;
  count (choices, holders, among);
  add_conditions (choices, positions, kind, filter);
  if (lnet_member_filter_kind_is_flag (kind))
    complete_flag (choices, positions, kind, lnet_member_order_get_n (among));
  finish_choices (reader, choices, filter);
  return g_steal_pointer (&choices);
}
