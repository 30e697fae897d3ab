/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-duplicates.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-members.h"
#include "lnet-name.h"
#include "lnet-person-private.h"
#include "lnet-statements.h"

/*
 * Everybody is put under each thing they can be recognised by; whoever stands under one thing together is a pair, and
 * a pair gathers the reasons of all its things.
 */

/* So many may share a name before its pairs are too many to compare letter by letter. */
#define MOST_BY_NAME 2000
/* So many may share a phone (a center's front desk) or an e-mail before it says nothing of a person. */
#define MOST_BY_CONTACT 20

typedef struct
{
  LnetId id;
  char *name;      /* as shown */
  char *first;     /* folded */
  char *last;
  char *preferred;
  char *town;
} Person;

typedef struct
{
  GPtrArray *people;      /* Person */
  GHashTable *by_id;      /* LnetId of a Person → its number + 1 */
  GHashTable *things;     /* "e ana@…" → GArray of guint */
  GHashTable *pairs;      /* two numbers in one → LnetAlike */
} Finding;

static const LnetStatement members = {
  "duplicate members", "SELECT id, legal_first, legal_last, preferred_name, town FROM member WHERE deleted = 0 ORDER BY pk",
  "everybody is looked at, in a worker",
};
static const LnetStatement distinct_pairs = {
  "duplicates distinct",
  "SELECT n.member, a.preferred_name, a.legal_first, a.legal_last, n.other, b.preferred_name, b.legal_first, b.legal_last "
  "FROM not_duplicate AS n JOIN member AS a ON a.id = n.member AND a.deleted = 0 "
  "JOIN member AS b ON b.id = n.other AND b.deleted = 0 WHERE n.deleted = 0",
  "as many as somebody looked at, in a worker",
};
static const LnetStatement is_distinct = {
  "duplicates is distinct", "SELECT 1 FROM not_duplicate WHERE member = ?1 AND other = ?2 AND deleted = 0", NULL,
};
const LnetStatement *const lnet_duplicate_statements[] = { &members, &distinct_pairs, &is_distinct, NULL };

void
lnet_duplicate_free (LnetDuplicate *duplicate)
{
  if (duplicate == NULL)
    return;
  g_free (duplicate->first_name);
  g_free (duplicate->second_name);
  g_free (duplicate);
}

static void
free_person (gpointer data)
{
  Person *person = data;

  g_free (person->name);
  g_free (person->first);
  g_free (person->last);
  g_free (person->preferred);
  g_free (person->town);
  g_free (person);
}

static void
put_under (Finding    *finding,
           const char *kind,
           const char *thing,
           guint       person)
{
  g_autofree char *key = NULL;
  GArray *numbers;

  if (thing == NULL || *thing == '\0')
    return;
  key = g_strconcat (kind, " ", thing, NULL);
  numbers = g_hash_table_lookup (finding->things, key);
  if (numbers == NULL)
    {
      numbers = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (finding->things, g_steal_pointer (&key), numbers);
    }
  g_array_append_val (numbers, person);
}

static gboolean
read_members (Finding     *finding,
              LnetReader  *reader,
              GError     **error)
{
  LnetRows *rows = lnet_reader_query (reader, &members);

  while (lnet_rows_step (rows))
    {
      Person *person = g_new0 (Person, 1);
      guint number = finding->people->len;

      person->id = lnet_rows_id (rows, 0);
      person->first = lnet_name_fold (lnet_rows_text (rows, 1));
      person->last = lnet_name_fold (lnet_rows_text (rows, 2));
      person->preferred = lnet_name_fold (lnet_rows_text (rows, 3));
      person->town = lnet_name_fold (lnet_rows_text (rows, 4));
      person->name = lnet_name_display (lnet_rows_text (rows, 3), lnet_rows_text (rows, 1), lnet_rows_text (rows, 2));
      g_ptr_array_add (finding->people, person);
      g_hash_table_insert (finding->by_id, &person->id, GUINT_TO_POINTER (number + 1));
      put_under (finding, "last", person->last, number);
      put_under (finding, "first", person->first, number);
    }
  return lnet_rows_end (rows, error);
}

/* A registry ID, an e-mail address or a phone; names are compared letter by letter elsewhere. */
static void
put_key (const LnetId    *member,
         LnetImportField  field,
         const char      *value,
         const char      *second,
         gpointer         data)
{
  Finding *finding = data;
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (finding->by_id, member));
  g_autofree char *key = NULL;

  if (number == 0)
    return;
  if (field == LNET_IMPORT_REGISTRY_ID)
    key = g_utf8_casefold (value, -1);
  else if (field == LNET_IMPORT_EMAIL || field == LNET_IMPORT_PHONE)
    key = lnet_channel_key (field == LNET_IMPORT_EMAIL ? "email" : "phone", value);
  put_under (finding, field == LNET_IMPORT_REGISTRY_ID ? "registry" : field == LNET_IMPORT_EMAIL ? "email" : "phone",
             key, number - 1);
}

static void
add_reason (Finding   *finding,
            guint      a,
            guint      b,
            LnetAlike  reason)
{
  gint64 pair = (gint64) MIN (a, b) << 32 | MAX (a, b);
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (finding->pairs, &pair));

  if (a != b)
    g_hash_table_insert (finding->pairs, g_memdup2 (&pair, sizeof pair), GUINT_TO_POINTER (known | reason));
}

/* What two names have in common, given that the last or the first names are equal. */
static LnetAlike
compare_names (const Person *a,
               const Person *b)
{
  gboolean same_last = strcmp (a->last, b->last) == 0;
  gboolean same_first = strcmp (a->first, b->first) == 0;

  if (same_first && same_last)
    return LNET_ALIKE_NAME;
  if (same_last && (lnet_alike_names_close (a->first, b->first) ||
                    (*a->preferred != '\0' && strcmp (a->preferred, b->first) == 0) ||
                    (*b->preferred != '\0' && strcmp (b->preferred, a->first) == 0)))
    return LNET_ALIKE_CLOSE_NAME;
  if (same_first && *a->first != '\0' && lnet_alike_names_close (a->last, b->last))
    return LNET_ALIKE_CLOSE_NAME;
  return 0;
}

static void
pair_by_name (Finding *finding,
              GArray  *numbers)
{
  if (numbers->len > MOST_BY_NAME)
    return;
  for (guint i = 0; i < numbers->len; i++)
    for (guint k = i + 1; k < numbers->len; k++)
      {
        guint a = g_array_index (numbers, guint, i), b = g_array_index (numbers, guint, k);
        const Person *first = finding->people->pdata[a], *second = finding->people->pdata[b];
        LnetAlike reason = compare_names (first, second);

        if (reason == 0)
          continue;
        add_reason (finding, a, b, reason);
        if (*first->town != '\0' && strcmp (first->town, second->town) == 0)
          add_reason (finding, a, b, LNET_ALIKE_TOWN);
      }
}

static void
pair_all (Finding   *finding,
          GArray    *numbers,
          LnetAlike  reason)
{
  if (numbers->len > MOST_BY_CONTACT)
    return;
  for (guint i = 0; i < numbers->len; i++)
    for (guint k = i + 1; k < numbers->len; k++)
      add_reason (finding, g_array_index (numbers, guint, i), g_array_index (numbers, guint, k), reason);
}

/* Whose whole name is equal, however many share the last name. */
static void
put_whole_names (Finding *finding)
{
  for (guint i = 0; i < finding->people->len; i++)
    {
      const Person *person = finding->people->pdata[i];
      g_autofree char *whole = g_strconcat (person->first, " ", person->last, NULL);

      if (*person->first != '\0' && *person->last != '\0')
        put_under (finding, "name", whole, i);
    }
}

static void
gather_pairs (Finding *finding)
{
  GHashTableIter iter;
  gpointer key, numbers;

  g_hash_table_iter_init (&iter, finding->things);
  while (g_hash_table_iter_next (&iter, &key, &numbers))
    {
      if (g_str_has_prefix (key, "last ") || g_str_has_prefix (key, "first "))
        pair_by_name (finding, numbers);
      else if (g_str_has_prefix (key, "name "))
        pair_all (finding, numbers, LNET_ALIKE_NAME);
      else if (g_str_has_prefix (key, "registry "))
        pair_all (finding, numbers, LNET_ALIKE_REGISTRY_ID);
      else
        pair_all (finding, numbers, g_str_has_prefix (key, "email ") ? LNET_ALIKE_EMAIL : LNET_ALIKE_PHONE);
    }
}

static int
compare_duplicates (gconstpointer a,
                    gconstpointer b)
{
  const LnetDuplicate *first = a, *second = b;
  int by_score = (int) lnet_alike_score (second->reasons) - (int) lnet_alike_score (first->reasons);

  if (by_score != 0)
    return by_score;
  by_score = g_utf8_collate (first->first_name, second->first_name);
  return by_score != 0 ? by_score : memcmp (&first->first, &second->first, sizeof first->first);
}

static GPtrArray *
collect (Finding *finding)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_duplicate_free);
  GHashTableIter iter;
  gpointer key, reasons;

  g_hash_table_iter_init (&iter, finding->pairs);
  while (g_hash_table_iter_next (&iter, &key, &reasons))
    {
      gint64 pair = *(gint64 *) key;
      const Person *first = finding->people->pdata[pair >> 32];
      const Person *second = finding->people->pdata[pair & G_MAXUINT32];
      LnetDuplicate *duplicate;

      if (lnet_alike_score (GPOINTER_TO_UINT (reasons)) < LNET_ALIKE_ENOUGH)
        continue;
      duplicate = g_new0 (LnetDuplicate, 1);
      duplicate->first = first->id;
      duplicate->second = second->id;
      duplicate->first_name = g_strdup (first->name);
      duplicate->second_name = g_strdup (second->name);
      duplicate->reasons = GPOINTER_TO_UINT (reasons);
      g_ptr_array_add (found, duplicate);
    }
  g_ptr_array_sort_values (found, compare_duplicates);
  return found;
}

/* --- not the same person --- */

void
lnet_duplicates_put_distinct (LnetTransaction *transaction,
                              const LnetId    *a,
                              const LnetId    *b,
                              gboolean         distinct)
{
  gboolean in_order = memcmp (a, b, sizeof *a) < 0;
  const LnetId *first = in_order ? a : b, *second = in_order ? b : a;

  g_return_if_fail (!lnet_id_equal (a, b));
  if (distinct)
    lnet_transaction_add_to_set (transaction, LNET_NOT_DUPLICATE_OTHER, lnet_space (LNET_SPACE_STAFF), first, second);
  else
    lnet_transaction_remove_from_set (transaction, LNET_NOT_DUPLICATE_OTHER, first, second);
}

LnetTransaction *
lnet_duplicates_set_distinct (const LnetId *a,
                              const LnetId *b,
                              gboolean      distinct)
{
  LnetTransaction *transaction = lnet_transaction_new ("members-distinct");

  lnet_duplicates_put_distinct (transaction, a, b, distinct);
  return transaction;
}

gboolean
lnet_duplicates_is_distinct (LnetReader   *reader,
                             const LnetId *a,
                             const LnetId *b)
{
  gboolean in_order = memcmp (a, b, sizeof *a) < 0;
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &is_distinct);

  lnet_rows_bind_id (rows, 1, in_order ? a : b);
  lnet_rows_bind_id (rows, 2, in_order ? b : a);
  return lnet_rows_step (rows);
}

gboolean
lnet_duplicates_are_here (LnetReader    *reader,
                          const LnetId  *a,
                          const LnetId  *b,
                          GError       **error)
{
  g_autoptr (LnetMemberInfo) first = lnet_members_find (reader, a);
  g_autoptr (LnetMemberInfo) second = lnet_members_find (reader, b);

  if (first != NULL && second != NULL)
    return TRUE;
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND,
                       _("One of the two members is not in this network. Nothing was changed."));
  return FALSE;
}

static int
compare_names_of_pairs (gconstpointer a,
                        gconstpointer b)
{
  const LnetDuplicate *first = a, *second = b;
  int order = g_utf8_collate (first->first_name, second->first_name);

  return order != 0 ? order : g_utf8_collate (first->second_name, second->second_name);
}

static char *
dup_name (LnetRows *rows,
          int       column)
{
  return lnet_name_display (lnet_rows_text (rows, column), lnet_rows_text (rows, column + 1),
                            lnet_rows_text (rows, column + 2));
}

GPtrArray *
lnet_duplicates_list_distinct (LnetReader  *reader,
                               GError     **error)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_duplicate_free);
  LnetRows *rows = lnet_reader_query (reader, &distinct_pairs);

  while (lnet_rows_step (rows))
    {
      LnetDuplicate *pair = g_new0 (LnetDuplicate, 1);

      pair->first = lnet_rows_id (rows, 0);
      pair->first_name = dup_name (rows, 1);
      pair->second = lnet_rows_id (rows, 4);
      pair->second_name = dup_name (rows, 5);
      g_ptr_array_add (pairs, pair);
    }
  if (!lnet_rows_end (rows, error))
    return NULL;
  g_ptr_array_sort_values (pairs, compare_names_of_pairs);
  return g_steal_pointer (&pairs);
}

/* Whoever is noted as two people is no pair. */
static gboolean
drop_distinct (Finding     *finding,
               LnetReader  *reader,
               GError     **error)
{
  g_autoptr (GPtrArray) distinct = lnet_duplicates_list_distinct (reader, error);

  for (guint i = 0; distinct != NULL && i < distinct->len; i++)
    {
      const LnetDuplicate *pair = distinct->pdata[i];
      guint a = GPOINTER_TO_UINT (g_hash_table_lookup (finding->by_id, &pair->first));
      guint b = GPOINTER_TO_UINT (g_hash_table_lookup (finding->by_id, &pair->second));
      gint64 key = (gint64) (MIN (a, b) - 1) << 32 | (MAX (a, b) - 1);

      if (a != 0 && b != 0)
        g_hash_table_remove (finding->pairs, &key);
    }
  return distinct != NULL;
}

/* --- everybody --- */

GPtrArray *
lnet_duplicates_find (LnetReader  *reader,
                      GError     **error)
{
  Finding finding = {
    .people = g_ptr_array_new_with_free_func (free_person),
    .by_id = g_hash_table_new (lnet_id_hash, lnet_id_equal),
    .things = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref),
    .pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
  };
  GPtrArray *found = NULL;

  if (read_members (&finding, reader, error) && lnet_persons_walk_keys (reader, put_key, &finding, error))
    {
      put_whole_names (&finding);
      gather_pairs (&finding);
      if (drop_distinct (&finding, reader, error))
        found = collect (&finding);
    }
  g_hash_table_unref (finding.pairs);
  g_hash_table_unref (finding.things);
  g_hash_table_unref (finding.by_id);
  g_ptr_array_unref (finding.people);
  return found;
}
