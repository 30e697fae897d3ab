/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the shell asks over the bus, and what it gets. */

#include "config.h"

#include "harness.h"

#define PATH "/com/example/LearningNetwork/SearchProvider"

typedef struct
{
  GDBusConnection *bus;
  char *network;
  GVariant *answer;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  g_autoptr (GSettings) settings = g_settings_new (LNET_APP_ID);
  g_autoptr (GError) error = NULL;
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &id, "José");
  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_LAST, &id, "Muñoz");
  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &id, "Lander");
  g_assert_true (lnet_store_commit (store, transaction, NULL, NULL));
  fixture->network = g_strdup (lnet_store_get_path (store));
  lnet_store_close (store);
  g_settings_set_string (settings, "last-network", fixture->network);

  fixture->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  /* The application puts its provider on the bus itself. */
  lnet_test_get_application ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->bus);
  g_free (fixture->network);
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  fixture->answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_assert_no_error (error);
}

/* @parameters: floating */
static GVariant *
call (Fixture    *fixture,
      const char *method,
      GVariant   *parameters)
{
  fixture->answer = NULL;
  g_dbus_connection_call (fixture->bus, g_dbus_connection_get_unique_name (fixture->bus), PATH,
                          "org.gnome.Shell.SearchProvider2", method, parameters, NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                          NULL, on_answer, fixture);
  lnet_test_wait_for (fixture->answer != NULL);
  return fixture->answer;
}

static char *
find (Fixture    *fixture,
      const char *term)
{
  const char *terms[] = { term, NULL };
  g_autoptr (GVariant) answer = call (fixture, "GetInitialResultSet", g_variant_new ("(^as)", terms));
  g_autoptr (GVariant) ids = g_variant_get_child_value (answer, 0);
  char *id = NULL;

  if (g_variant_n_children (ids) == 1)
    g_variant_get_child (ids, 0, "s", &id);
  return id;
}

/* Found without a window, accents do not count; described with name, role and place. */
static void
test_find (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *id = find (fixture, "munoz");
  g_autofree char *nobody = find (fixture, "zzz");
  const char *ids[] = { id, "nonsense", NULL };
  g_autoptr (GVariant) answer = NULL, metas = NULL, meta = NULL;
  const char *name, *description;

  g_assert_nonnull (id);
  g_assert_null (nobody);
  answer = call (fixture, "GetResultMetas", g_variant_new ("(^as)", ids));
  metas = g_variant_get_child_value (answer, 0);
  g_assert_cmpuint (g_variant_n_children (metas), ==, 1);
  meta = g_variant_get_child_value (metas, 0);
  g_assert_true (g_variant_lookup (meta, "name", "&s", &name));
  g_assert_cmpstr (name, ==, "José Muñoz");
  g_assert_true (g_variant_lookup (meta, "description", "&s", &description));
  g_assert_cmpstr (description, ==, "Lander");
}

/* Choosing somebody opens the window on the network, at the profile. */
static void
test_activate (Fixture       *fixture,
               gconstpointer  data)
{
  GtkApplication *application = GTK_APPLICATION (lnet_test_get_application ());
  g_autofree char *id = find (fixture, "munoz");
  const char *terms[] = { "munoz", NULL };
  g_autoptr (GVariant) answer = call (fixture, "ActivateResult", g_variant_new ("(s^asu)", id, terms, 0));
  LnetWindow *window = LNET_WINDOW (gtk_application_get_active_window (application));

  lnet_test_wait_for (lnet_window_get_session (window) != NULL);
  g_assert_cmpstr (lnet_window_get_room_name (window), ==, "members");
  lnet_test_get (window, GTK_TYPE_LABEL, "José Muñoz");
  lnet_test_close_window (window);
}

/* Showing more of them opens the list with the words that were typed, and the cursor behind them. */
static void
test_launch (Fixture       *fixture,
             gconstpointer  data)
{
  GtkApplication *application = GTK_APPLICATION (lnet_test_get_application ());
  const char *terms[] = { "munoz", "lander", NULL };
  g_autoptr (GVariant) answer = call (fixture, "LaunchSearch", g_variant_new ("(^asu)", terms, 0));
  LnetWindow *window = LNET_WINDOW (gtk_application_get_active_window (application));
  GtkWidget *field;

  lnet_test_wait_for (lnet_window_get_session (window) != NULL);
  g_assert_cmpstr (lnet_window_get_room_name (window), ==, "members");
  field = lnet_test_get (window, GTK_TYPE_SEARCH_ENTRY, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (field)), ==, "munoz lander");
  lnet_test_get (window, ADW_TYPE_WINDOW_TITLE, NULL);
  lnet_test_type (window, "z");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (field)), ==, "munoz landerz");
  lnet_test_get (window, ADW_TYPE_STATUS_PAGE, "Nobody found");
  lnet_test_close_window (window);
}

/* A network that is not there has nobody in it, and nothing fails. */
static void
test_away (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GSettings) settings = g_settings_new (LNET_APP_ID);
  g_autofree char *id = NULL;

  g_settings_set_string (settings, "last-network", "/nowhere/at-all.lnet");
  id = find (fixture, "munoz");
  g_assert_null (id);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  g_test_add ("/search-provider/find", Fixture, NULL, set_up, test_find, tear_down);
  g_test_add ("/search-provider/activate", Fixture, NULL, set_up, test_activate, tear_down);
  g_test_add ("/search-provider/launch", Fixture, NULL, set_up, test_launch, tear_down);
  g_test_add ("/search-provider/away", Fixture, NULL, set_up, test_away, tear_down);
  return lnet_test_run ();
}
