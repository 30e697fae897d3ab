/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-sample.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lnet-certificates.h"
#include "lnet-check.h"
#include "lnet-error.h"
#include "lnet-reference.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer which)
{
  fixture->folder = g_dir_make_tmp ("lnet-sample-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "sample.lnet", NULL);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer which)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean is_light; /* a run under valgrind or the sanitizers: what the samples hold was seen without them */
static char *masters; /* a folder with every sample made once, for the tests that only look */

static LnetStore *
create (Fixture    *fixture,
        const char *which)
{
  g_autofree char *master = g_build_filename (masters, which, NULL);
  g_autoptr (GFile) from = g_file_new_for_path (master);
  g_autoptr (GFile) to = g_file_new_for_path (fixture->path);
  g_autoptr (GError) error = NULL;
  LnetStore *store;

  if (!g_file_test (master, G_FILE_TEST_EXISTS))
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_local ();

      g_assert_true (lnet_sample_make_file (master, which, now, NULL, &error));
      g_assert_no_error (error);
    }
  g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  store = lnet_store_open (fixture->path, &error);
  g_assert_no_error (error);
  return store;
}

/* The first number a query gives. */
static gint64
ask (LnetStore  *store,
     const char *sql)
{
  g_autofree LnetStatement *statement = g_new0 (LnetStatement, 1);
  LnetRows *rows;
  gint64 answer;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (store, &error);

  g_assert_no_error (error);
  statement->name = sql;
  statement->sql = sql;
  rows = lnet_reader_query (reader, statement);
  g_assert_true (lnet_rows_step (rows));
  answer = lnet_rows_integer (rows, 0);
  lnet_rows_end (rows, &error);
  g_assert_no_error (error);
  return answer;
}

typedef struct
{
  const char *which;
  int least_members, most_members;
  int contributions, passages, pairs;
} Promise;

static const Promise promises[] = {
  { "wyoming", 370, 400, 45, 30, 18 },     { "arkansas", 150, 400, 30, 15, 18 }, { "alabama", 100, 400, 30, 15, 15 },
  { "mississippi", 180, 400, 30, 15, 16 }, { "new-york", 40, 80, 30, 15, 14 },
};

static void
test_has_what_it_promises (Fixture      *fixture,
                           gconstpointer which)
{
  g_autoptr (LnetStore) store = create (fixture, which);

  for (gsize i = 0; i < G_N_ELEMENTS (promises); i++)
    {
      const Promise *promise = &promises[i];

      if (!g_str_equal (promise->which, which))
        continue;
      g_assert_cmpint (ask (store, "SELECT count(*) FROM member"), >=, promise->least_members);
      g_assert_cmpint (ask (store, "SELECT count(*) FROM member"), <=, promise->most_members);
      g_assert_cmpint (ask (store, "SELECT count(*) FROM contribution"), >=, promise->contributions);
      g_assert_cmpint (ask (store, "SELECT count(*) FROM passage"), >=, promise->passages);
      g_assert_cmpint (ask (store, "SELECT count(*) FROM pair"), >=, promise->pairs);
    }
  g_assert_cmpint (ask (store, "SELECT fictional FROM network"), ==, 1);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM network WHERE name = '' OR description IS NULL OR kind IS NULL"), ==,
                   0);
  g_assert_cmpint (ask (store, "SELECT count(DISTINCT role) FROM role"), >=, g_str_equal (which, "new-york") ? 18 : 25);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM contribution WHERE language = 'es' AND translation IS NOT NULL"), >,
                   1);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM cohort"), >=, 3);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM convening WHERE status IN ('planned', 'invited')"), >=, 2);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM batch WHERE act = 'passage-edit'"), >=, 7);
}

/* A network's own words are its own, not every place had to waive something, and what a desk does for itself is not
 * part of a sample. */
static const LnetTable may_be_left_out[] = {
  LNET_TABLE_TERM, LNET_TABLE_WAIVER, LNET_TABLE_ATTACHMENT, LNET_TABLE_ROSTER_DESK,
};

static void
test_leaves_nothing_empty (Fixture      *fixture,
                           gconstpointer which)
{
  g_autoptr (LnetStore) store = create (fixture, which);

  for (guint table = 1; table < LNET_TABLE_LAST; table++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", lnet_schema_get_table (table)->name);
      gboolean may_be_empty = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (may_be_left_out); i++)
        may_be_empty = may_be_empty || table == may_be_left_out[i];
      if (!may_be_empty)
        g_assert_cmpint (ask (store, sql), >, 0);
    }
  g_assert_cmpint (ask (store, "SELECT count(*) FROM member WHERE legal_first IS NULL OR legal_last IS NULL OR town IS "
                               "NULL OR region IS NULL OR id NOT IN (SELECT member FROM role)"), ==, 0);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM member WHERE id NOT IN (SELECT member FROM channel)"), ==, 0);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM member WHERE wisdom IS NULL") * 4, <,
                   ask (store, "SELECT count(*) FROM member"));
  g_assert_cmpint (ask (store, "SELECT count(*) FROM passage WHERE coalesce (body, '') = ''"), ==, 0);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM contribution WHERE coalesce (body, '') = ''"), ==, 0);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM batch WHERE author IS NULL"), <=, 1);
  /* Organizations can be reached, but homes keep their address; quality has dates, and some had another level. */
  g_assert_cmpint (ask (store, "SELECT count(*) FROM organization WHERE phone IS NULL OR postal_code IS NULL "
                               "OR length (postal_code) <> 5"), ==, 0);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM organization WHERE (setting = 'fcc-home') = (address IS NOT NULL)"
                               " AND setting <> 'group-home'"), ==, 0);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM organization WHERE quality_level IS NOT NULL"), >, 0);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM organization WHERE quality_level IS NOT NULL "
                               "AND coalesce (quality_until, '') <= coalesce (quality_since, '')"), ==, 0);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM batch WHERE act = 'organization-edit'"), >,
                   g_str_equal (which, "new-york") ? -1 : 0);
}

/* Nobody was sent a text message without having said yes before. */
static void
test_messages_were_welcome (Fixture      *fixture,
                            gconstpointer which)
{
  g_autoptr (LnetStore) store = create (fixture, which);

  g_assert_cmpint (ask (store, "SELECT count(*) FROM message_round"), >=, 4);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM message_round AS r WHERE NOT EXISTS (SELECT 1 FROM "
                               "message_recipient AS m WHERE m.message_round = r.id)"), ==, 0);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM message_recipient AS m JOIN message_round AS r "
                               "ON r.id = m.message_round WHERE r.channel = 'text-message' AND 1 IS NOT "
                               "(SELECT given FROM consent AS c WHERE c.member = m.member AND c.on_date <= r.sent_at "
                               "ORDER BY c.on_date DESC, c.pk DESC LIMIT 1)"), ==, 0);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM message_recipient AS m JOIN message_round AS r "
                               "ON r.id = m.message_round WHERE NOT EXISTS (SELECT 1 FROM channel AS c "
                               "WHERE c.member = m.member AND c.kind = "
                               "CASE r.channel WHEN 'email' THEN 'email' ELSE 'phone' END)"), ==, 0);
}

static void
test_people_cannot_be_reached (Fixture      *fixture,
                               gconstpointer which)
{
  g_autoptr (LnetStore) store = create (fixture, which);

  g_assert_cmpint (ask (store, "SELECT count(*) FROM channel WHERE kind = 'email' AND value NOT LIKE '%@example.org' AND "
                               "value NOT LIKE '%@example.com'"), ==, 0);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM channel WHERE kind = 'phone' AND value NOT LIKE '(___) 555-01__'"), ==,
                   0);
  g_assert_cmpint (ask (store, "SELECT count(*) - count(DISTINCT value) FROM channel WHERE kind = 'phone'"), ==, 0);
  g_assert_cmpint (ask (store, "SELECT count(*) - count(DISTINCT legal_first || ' ' || legal_last) FROM member"), ==, 0);
}

/* Every word of a column is one that data/reference knows. */
static void
assert_words_known (LnetStore        *store,
                    LnetReferenceKind kind,
                    const char       *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (store, &error);
  const LnetStatement statement = { sql, sql, NULL };
  LnetRows *rows = lnet_reader_query (reader, &statement);
  guint n = 0;

  for (; lnet_rows_step (rows); n++)
    {
      g_auto (GStrv) keys = g_strsplit (lnet_rows_text (rows, 0), " ", -1);

      for (gsize i = 0; keys[i] != NULL; i++)
        if (!g_strv_contains (lnet_reference_get_keys (kind), keys[i]))
          g_error ("%s: “%s”", sql, keys[i]);
    }
  g_assert_cmpuint (n, >, 0);
  lnet_rows_end (rows, &error);
  g_assert_no_error (error);
}

static void
test_words_are_known (Fixture      *fixture,
                      gconstpointer which)
{
  static const struct
  {
    LnetReferenceKind kind;
    const char *sql;
  } columns[] = {
    { LNET_REFERENCE_ROLE, "SELECT DISTINCT role FROM role" },
    { LNET_REFERENCE_ROLE, "SELECT DISTINCT role_then FROM contribution WHERE role_then IS NOT NULL" },
    { LNET_REFERENCE_SETTING, "SELECT DISTINCT setting FROM organization" },
    { LNET_REFERENCE_CHANNEL, "SELECT DISTINCT channel FROM contribution" },
    { LNET_REFERENCE_COMMITMENT, "SELECT DISTINCT commitment FROM module" },
    { LNET_REFERENCE_STANDARD, "SELECT DISTINCT standard FROM module" },
    { LNET_REFERENCE_LANGUAGE, "SELECT DISTINCT language FROM member UNION SELECT language FROM member_language "
                               "UNION SELECT language FROM contribution" },
    { LNET_REFERENCE_STRATEGY, "SELECT DISTINCT strategies FROM coaching_note WHERE strategies IS NOT NULL" },
    { LNET_REFERENCE_MODE, "SELECT DISTINCT mode FROM session UNION SELECT mode FROM coaching_session UNION SELECT mode "
                           "FROM convening UNION SELECT mode FROM module" },
    { LNET_REFERENCE_SLOT, "SELECT DISTINCT slots FROM intake" },
    { LNET_REFERENCE_MEMBER_STATUS, "SELECT DISTINCT status FROM member" },
    { LNET_REFERENCE_CONVENING_KIND, "SELECT DISTINCT kind FROM convening" },
    { LNET_REFERENCE_CONVENING_STATUS, "SELECT DISTINCT status FROM convening" },
    { LNET_REFERENCE_ATTRIBUTION, "SELECT DISTINCT attribution FROM member UNION SELECT attribution FROM contribution" },
  };
  g_autoptr (LnetStore) store = create (fixture, which);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    assert_words_known (store, columns[i].kind, columns[i].sql);
}

static void
test_forecasts_differ (Fixture      *fixture,
                       gconstpointer which)
{
  g_autoptr (LnetStore) store = create (fixture, which);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cohorts = lnet_certificates_load_cohorts (lnet_store_get_reader (store), time, &error);
  guint n[LNET_FORECAST_LAST] = { 0 };

  g_assert_no_error (error);
  for (guint i = 0; i < cohorts->len; i++)
    {
      const LnetCohortSummary *cohort = g_ptr_array_index (cohorts, i);

      g_test_message ("%s: %u enrolled, %u of %u sessions held", cohort->name, cohort->n_enrolled, cohort->n_held,
                      cohort->n_sessions);
      g_assert_cmpuint (cohort->n_enrolled, >=, 5);
      for (guint j = 0; j < LNET_FORECAST_LAST; j++)
        {
          n[j] += cohort->n_forecast[j];
          g_test_message ("  forecast %u: %u", j, cohort->n_forecast[j]);
        }
    }
  g_assert_cmpuint (n[LNET_FORECAST_COMPLETE], >, 0);
  g_assert_cmpuint (n[LNET_FORECAST_ON_TRACK], >, 0);
  g_assert_cmpuint (n[LNET_FORECAST_WITHDRAWN], >, 0);
  /* Where missed time reduces the hours and no more, nothing becomes impossible by it. */
  if (!g_str_equal (which, "new-york"))
    {
      g_assert_cmpuint (n[LNET_FORECAST_NOT_POSSIBLE], >, 0);
      g_assert_cmpuint (n[LNET_FORECAST_ATTEND] + n[LNET_FORECAST_MAKE_UP], >, 0);
    }
}

static void
test_pairs_stand_differently (Fixture      *fixture,
                              gconstpointer which)
{
  g_autoptr (LnetStore) store = create (fixture, which);

  g_assert_cmpint (ask (store, "SELECT count(*) FROM pair WHERE status = 'closed' AND close_reason IS NOT NULL"), >, 0);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM pair WHERE status = 'active'"), >, 4);
  g_assert_cmpint (ask (store, "SELECT max (n) FROM (SELECT count(*) AS n FROM pair_member GROUP BY pair)"), ==, 3);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM pair WHERE status = 'active' AND id NOT IN (SELECT pair FROM "
                               "coaching_session)"), >, 0);
  /* One is overdue today, one is not. */
  g_assert_cmpint (ask (store, "SELECT count(*) FROM pair WHERE status = 'active' AND julianday ('now', 'localtime') - "
                               "(SELECT julianday (max (on_date)) FROM coaching_session AS s WHERE s.pair = pair.id) > "
                               "cadence_days + 1"), >, 0);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM pair WHERE status = 'active' AND julianday ('now', 'localtime') - "
                               "(SELECT julianday (max (on_date)) FROM coaching_session AS s WHERE s.pair = pair.id) < "
                               "cadence_days - 3"), >, 0);
  /* Nobody is coached by who signs their evaluation. */
  g_assert_cmpint (ask (store, "SELECT count(*) FROM pair_member AS a JOIN pair_member AS b ON a.pair = b.pair JOIN "
                               "member_staff AS s ON s.member = a.member AND s.supervisor = b.member"), ==, 0);
}

static gint64
ask_for_day (LnetStore  *store,
             const char *sql,
             const char *day)
{
  g_auto (GStrv) parts = g_strsplit (sql, "TODAY", -1);
  g_autofree char *quoted = g_strdup_printf ("'%s'", day);
  g_autofree char *filled = g_strjoinv (quoted, parts);

  return ask (store, filled);
}

/* Nothing is dated after it could have been written, and what is to come lies ahead. */
static void
assert_lies_in_time (LnetStore *store,
                     GDateTime *now)
{
  static const char *const wrong[] = {
    "SELECT count(*) FROM convening WHERE status IN ('planned', 'invited') AND starts < TODAY",
    "SELECT count(*) FROM session WHERE status = 'held' AND starts >= TODAY",
    "SELECT count(*) FROM session WHERE status = 'planned' AND starts < TODAY",
    "SELECT count(*) FROM coaching_session WHERE on_date > TODAY",
    "SELECT count(*) FROM evidence WHERE submitted_on > TODAY",
    "SELECT count(*) FROM contribution WHERE said_on > TODAY",
    "SELECT count(*) FROM member WHERE joined > TODAY",
    "SELECT count(*) FROM consent WHERE on_date > TODAY",
    "SELECT count(*) FROM role WHERE ends < starts",
    "SELECT count(*) FROM pair WHERE closed_on < starts",
    "SELECT count(*) FROM roll AS r JOIN convening AS c ON c.id = r.convening JOIN member AS m ON m.id = r.member "
    "WHERE m.joined > substr (c.starts, 1, 10)",
    "SELECT count(*) FROM coaching_session AS s JOIN pair AS p ON p.id = s.pair WHERE s.on_date < p.starts OR "
    "s.on_date > p.closed_on",
  };
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    if (ask_for_day (store, wrong[i], day) != 0)
      g_error ("On %s: %s", day, wrong[i]);
  g_assert_cmpint (ask (store, "SELECT max (wall) FROM batch WHERE act <> 'network-create'"), <=,
                   g_date_time_to_unix (now) * 1000);
}

/* Whatever day of the week it is made on, at the turn of a year, on a leap day, or when the clocks change. */
static void
test_lies_in_time (Fixture      *fixture,
                   gconstpointer which)
{
  static const int days[][3] = {
    { 2026, 11, 23 }, { 2026, 11, 24 }, { 2026, 11, 25 }, { 2026, 11, 26 }, { 2026, 11, 27 }, { 2026, 11, 28 },
    { 2026, 11, 29 }, { 2027, 1, 1 },   { 2028, 2, 29 },  { 2027, 3, 14 },
  };

  /* The smallest on all of them, the others on those that are hardest. */
  for (gsize i = g_str_equal (which, "new-york") && !is_light ? 0 : 8; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GDateTime) now = g_date_time_new_local (days[i][0], days[i][1], days[i][2], 0, 20, 0);
      g_autofree char *path = g_strdup_printf ("%s-%" G_GSIZE_FORMAT, fixture->path, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (LnetStore) store = NULL;

      g_assert_true (lnet_sample_make_file (path, which, now, NULL, &error));
      g_assert_no_error (error);
      store = lnet_store_open (path, &error);
      g_assert_no_error (error);
      assert_lies_in_time (store, now);
    }
}

static char *
describe (LnetStore *store)
{
  static const LnetStatement statement = {
    "sample-people",
    "SELECT group_concat (legal_first || legal_last || coalesce (wisdom, '') || town || coalesce (wishes, ''), '|' "
    "ORDER BY legal_last, legal_first) FROM member", NULL
  };
  LnetRows *rows = lnet_reader_query (lnet_store_get_reader (store), &statement);
  char *text;

  g_assert_true (lnet_rows_step (rows));
  text = lnet_rows_dup_text (rows, 0);
  lnet_rows_end (rows, NULL);
  return text;
}

static void
test_is_the_same_every_time (Fixture      *fixture,
                             gconstpointer which)
{
  g_autofree char *other_path = g_strconcat (fixture->path, "2", NULL);
  g_autoptr (LnetStore) store = create (fixture, which);
  g_autoptr (LnetStore) other = lnet_sample_create (other_path, which, NULL);
  g_autofree char *one = describe (store);
  g_autofree char *two = describe (other);

  g_assert_cmpstr (one, ==, two);
}

static void
test_is_sound (Fixture      *fixture,
               gconstpointer which)
{
  g_autoptr (LnetStore) store = create (fixture, which);
  g_autoptr (LnetCheck) check = NULL;
  g_autoptr (GError) error = NULL;

  lnet_store_close (store);
  check = lnet_check_run (fixture->path, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < check->problems->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (check->problems, i));
  g_assert_cmpuint (check->problems->len, ==, 0);
}

static void
take_result (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_does_not_block (Fixture      *fixture,
                     gconstpointer which)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetStore) store = NULL;

  lnet_sample_create_async (fixture->path, which, NULL, take_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  store = lnet_sample_create_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (store, "SELECT count(*) FROM member"), >, 40);
  g_assert_false (lnet_store_get_can_undo (store));
}

static void
test_can_be_stopped (Fixture      *fixture,
                     gconstpointer which)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  lnet_sample_create_async (fixture->path, which, cancellable, take_result, &result);
  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (lnet_sample_create_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_refuses (Fixture      *fixture,
              gconstpointer which)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lnet_sample_create (fixture->path, "atlantis", &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  /* A file that is there is left as it is. */
  g_file_set_contents (fixture->path, "letters", -1, &error);
  g_assert_no_error (error);
  g_assert_null (lnet_sample_create (fixture->path, which, &error));
  g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
  {
    g_autofree char *kept = NULL;

    g_assert_true (g_file_get_contents (fixture->path, &kept, NULL, NULL));
    g_assert_cmpstr (kept, ==, "letters");
  }
}

static void
test_names (void)
{
  const char *const *names = lnet_sample_get_names ();

  g_assert_cmpuint (g_strv_length ((char **) names), ==, 5);
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_assert_true (lnet_sample_exists (names[i]));
      g_assert_nonnull (lnet_sample_get_title (names[i]));
      g_assert_nonnull (lnet_sample_get_description (names[i]));
    }
  g_assert_false (lnet_sample_exists ("atlantis"));
  g_assert_false (lnet_sample_exists (NULL));
  g_assert_null (lnet_sample_get_title ("atlantis"));
}

static const struct
{
  const char *name;
  void (*test) (Fixture *, gconstpointer);
} tests[] = {
  { "promises", test_has_what_it_promises },
  { "nothing-empty", test_leaves_nothing_empty },
  { "unreachable", test_people_cannot_be_reached },
  { "messages", test_messages_were_welcome },
  { "known-words", test_words_are_known },
  { "forecasts", test_forecasts_differ },
  { "pairs", test_pairs_stand_differently },
  { "time", test_lies_in_time },
  { "same", test_is_the_same_every_time },
  { "sound", test_is_sound },
};

int
main (int    argc,
      char **argv)
{
  static const char *const smallest[] = { "new-york", NULL };
  const char *const *names;
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  is_light = g_getenv ("LNET_TEST_LIGHT") != NULL;
  names = is_light ? smallest : lnet_sample_get_names ();
  masters = g_dir_make_tmp ("lnet-samples-XXXXXX", NULL);

  for (gsize i = 0; names[i] != NULL; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (tests); j++)
      {
        g_autofree char *path = g_strdup_printf ("/sample/%s/%s", names[i], tests[j].name);

        g_test_add (path, Fixture, names[i], set_up, tests[j].test, tear_down);
      }
  if (is_light)
    g_test_add ("/sample/wyoming/sound", Fixture, "wyoming", set_up, test_is_sound, tear_down);
  g_test_add_func ("/sample/names", test_names);
  g_test_add ("/sample/async", Fixture, "new-york", set_up, test_does_not_block, tear_down);
  g_test_add ("/sample/cancelled", Fixture, "wyoming", set_up, test_can_be_stopped, tear_down);
  g_test_add ("/sample/refuses", Fixture, "alabama", set_up, test_refuses, tear_down);
  result = g_test_run (); /* removes the folder, too */
  g_free (masters);
  return result;
}
