/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>

#include "lnet-member.h"
#include "lnet-members.h"
#include "lnet-store.h"

typedef struct
{
  char *folder;
  LnetStore *store;
  LnetReader *reader;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("lnet-members-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "test.lnet", NULL);
  fixture->store = lnet_store_create (path, "Test", &error);
  g_assert_no_error (error);
  fixture->reader = lnet_store_get_reader (fixture->store);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  lnet_store_close (fixture->store);
  g_clear_object (&fixture->store);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
commit (Fixture         *fixture,
        LnetTransaction *transaction)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetTransaction) owned = transaction;

  g_assert_true (lnet_store_commit (fixture->store, owned, NULL, &error));
  g_assert_no_error (error);
}

static LnetId
add_member (LnetTransaction *transaction,
            const char      *first,
            const char      *last)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &id, first);
  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_LAST, &id, last);
  return id;
}

static LnetId
add_organization (LnetTransaction *transaction,
                  const char      *name,
                  const char      *town)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_ORGANIZATION, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_ORGANIZATION_NAME, &id, name);
  lnet_transaction_set_text (transaction, LNET_ORGANIZATION_TOWN, &id, town);
  return id;
}

static LnetId
add_role (LnetTransaction *transaction,
          const LnetId    *member,
          const char      *role,
          const LnetId    *organization,
          const char      *starts,
          const char      *ends)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_ROLE, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_id (transaction, LNET_ROLE_MEMBER, &id, member);
  lnet_transaction_set_text (transaction, LNET_ROLE_ROLE, &id, role);
  if (organization != NULL)
    lnet_transaction_set_id (transaction, LNET_ROLE_ORGANIZATION, &id, organization);
  lnet_transaction_set_text (transaction, LNET_ROLE_STARTS, &id, starts);
  lnet_transaction_set_text (transaction, LNET_ROLE_ENDS, &id, ends);
  return id;
}

static LnetId
add_channel (LnetTransaction *transaction,
             const LnetId    *member,
             const char      *kind,
             const char      *value)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_CHANNEL, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_id (transaction, LNET_CHANNEL_MEMBER, &id, member);
  lnet_transaction_set_text (transaction, LNET_CHANNEL_KIND, &id, kind);
  lnet_transaction_set_text (transaction, LNET_CHANNEL_VALUE, &id, value);
  return id;
}

/* The names found by @typed, in order, with commas between; through the picker's search and through the list. */
static void
assert_found (Fixture    *fixture,
              const char *typed,
              const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = lnet_members_search (fixture->reader, typed, 100);
  g_autoptr (LnetMemberOrder) all = lnet_members_load_order (fixture->reader, 0, &error);
  g_autoptr (LnetMemberOrder) shown = lnet_members_filter_order (fixture->reader, all, typed, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      LnetMemberInfo *info = g_ptr_array_index (found, i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", info->name);
      g_assert_cmpint (lnet_member_order_get_pk (shown, i), ==, info->pk);
    }
  g_assert_cmpstr (names->str, ==, expected);
  g_assert_cmpuint (lnet_member_order_get_n (shown), ==, found->len);
}

static void
fill (Fixture *fixture)
{
  LnetTransaction *transaction = lnet_transaction_new ("member-add");
  LnetId sprouts = add_organization (transaction, "Little Sprouts", "Lander");
  LnetId jose = add_member (transaction, "José", "Muñoz");
  LnetId ana = add_member (transaction, "Annabelle", "Begay");
  LnetId neil = add_member (transaction, "Bo", "O’Neil");

  lnet_transaction_set_text (transaction, LNET_MEMBER_PREFERRED_NAME, &ana, "Annie");
  lnet_transaction_set_text (transaction, LNET_MEMBER_LANGUAGE, &ana, "nv");
  lnet_transaction_set_text (transaction, LNET_MEMBER_WISDOM, &ana, "Songs for tidying up; calm mornings");
  lnet_transaction_set_text (transaction, LNET_MEMBER_WISHES, &jose, "Talking with grandparents");
  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &neil, "Ten Sleep");
  lnet_transaction_set_text (transaction, LNET_MEMBER_STATUS, &neil, "paused");
  add_role (transaction, &jose, "cook", &sprouts, "2019-08-01", NULL);
  add_role (transaction, &jose, "bus-driver", &sprouts, "2010", "2015-06");
  add_role (transaction, &neil, "our own word", NULL, NULL, NULL);
  add_channel (transaction, &jose, "phone", "(307) 555-0142");
  add_channel (transaction, &ana, "email", "annie.begay@example.org");
  commit (fixture, transaction);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  fill (fixture);
  assert_found (fixture, "", "Annie Begay, José Muñoz, Bo O’Neil");
  assert_found (fixture, NULL, "Annie Begay, José Muñoz, Bo O’Neil");
  assert_found (fixture, "—", "Annie Begay, José Muñoz, Bo O’Neil");
  assert_found (fixture, "jose", "José Muñoz");
  assert_found (fixture, "JOSÉ m", "José Muñoz");
  assert_found (fixture, "munoz jo", "José Muñoz");
  assert_found (fixture, "annab", "Annie Begay");
  assert_found (fixture, "annie", "Annie Begay");
  assert_found (fixture, "oneil", "Bo O’Neil");
  assert_found (fixture, "o'neil", "Bo O’Neil");
  assert_found (fixture, "neil", "Bo O’Neil");
  assert_found (fixture, "b", "Annie Begay, Bo O’Neil");
  assert_found (fixture, "calm mor", "Annie Begay");
  assert_found (fixture, "abuel", "");
  assert_found (fixture, "grandp", "José Muñoz");
  assert_found (fixture, "ten sleep", "Bo O’Neil");
  assert_found (fixture, "our own", "Bo O’Neil");
  assert_found (fixture, "jose begay", "");
  assert_found (fixture, "\"jose\" NEAR xylo*", "");
}

static void
test_search_words (Fixture       *fixture,
                   gconstpointer  data)
{
  fill (fixture);
  assert_found (fixture, "sprouts", "José Muñoz");
  assert_found (fixture, "lander", "José Muñoz");
  assert_found (fixture, "cook", "José Muñoz");
  assert_found (fixture, "cociner", "José Muñoz");
  assert_found (fixture, "driver", "");
  assert_found (fixture, "navajo", "Annie Begay");
  assert_found (fixture, "nv", "Annie Begay");
}

/* A place without a town, a dialect, a second language, a word of the staff's, the registry. */
static void
test_search_belongings (Fixture       *fixture,
                        gconstpointer  data)
{
  LnetTransaction *transaction = lnet_transaction_new ("member-add");
  LnetSpace network = lnet_space (LNET_SPACE_NETWORK);
  LnetSpace staff = lnet_space (LNET_SPACE_STAFF);
  LnetId river = add_organization (transaction, "Wind River", NULL);
  LnetId ana = add_member (transaction, "Ana", "Begay");
  LnetId bo = add_member (transaction, "Bo", "Chee");
  LnetId record = lnet_transaction_add (transaction, LNET_TABLE_MEMBER_STAFF, staff);

  lnet_transaction_set_text (transaction, LNET_ORGANIZATION_REGION, &river, "Fremont");
  add_role (transaction, &ana, "coach", &river, NULL, NULL);
  lnet_transaction_set_text (transaction, LNET_MEMBER_LANGUAGE, &ana, "es-MX");
  lnet_transaction_add_text_to_set (transaction, LNET_MEMBER_LANGUAGE_LANGUAGE, network, &bo, "es");
  lnet_transaction_add_text_to_set (transaction, LNET_MEMBER_TAG_TAG, staff, &bo, "Advisory board");
  lnet_transaction_set_text (transaction, LNET_MEMBER_REGION, &bo, "Hot Springs");
  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_MEMBER, &record, &bo);
  lnet_transaction_set_text (transaction, LNET_MEMBER_STAFF_REGISTRY_ID, &record, "WY-0099");
  commit (fixture, transaction);
  assert_found (fixture, "fremont", "Ana Begay");
  assert_found (fixture, "hot spr", "Bo Chee");
  assert_found (fixture, "spanish", "Ana Begay, Bo Chee");
  assert_found (fixture, "español", "Ana Begay, Bo Chee");
  assert_found (fixture, "es-mx", "Ana Begay");
  assert_found (fixture, "advisory", "Bo Chee");
  assert_found (fixture, "wy-0099", "Bo Chee");

  transaction = lnet_transaction_new ("member-edit");
  lnet_transaction_remove_text_from_set (transaction, LNET_MEMBER_TAG_TAG, &bo, "Advisory board");
  commit (fixture, transaction);
  assert_found (fixture, "advisory", "");
}

static void
test_search_contact (Fixture       *fixture,
                     gconstpointer  data)
{
  fill (fixture);
  assert_found (fixture, "3075550142", "José Muñoz");
  assert_found (fixture, "307-555-0142", "José Muñoz");
  assert_found (fixture, "+1 307 555 0142", "José Muñoz");
  assert_found (fixture, "555-0142", "José Muñoz");
  assert_found (fixture, "0142", "José Muñoz");
  assert_found (fixture, "(307) 555", "José Muñoz");
  assert_found (fixture, "307-555", "José Muñoz");
  assert_found (fixture, "307.555.01", "José Muñoz");
  assert_found (fixture, "+1 307 555", "José Muñoz");
  assert_found (fixture, "+1 (307)", "José Muñoz");
  assert_found (fixture, "307-556", "");
  assert_found (fixture, "@example.org", "Annie Begay");
  assert_found (fixture, "begay@ex", "Annie Begay");
  assert_found (fixture, "annie.begay@example.org", "Annie Begay");
  assert_found (fixture, "annie.b", "Annie Begay");
}

static void
test_info (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (LnetMemberInfo) again = NULL;
  g_autofree char *caption = NULL;
  LnetMemberInfo *info;

  fill (fixture);
  found = lnet_members_search (fixture->reader, "jose", 10);
  info = g_ptr_array_index (found, 0);
  g_assert_cmpstr (info->role, ==, "cook");
  g_assert_cmpstr (info->organization, ==, "Little Sprouts");
  g_assert_cmpstr (info->place, ==, "Lander");
  caption = lnet_member_info_dup_caption (info);
  g_assert_true (g_str_has_suffix (caption, " · Little Sprouts · Lander"));
  again = lnet_members_find (fixture->reader, &info->id);
  g_assert_cmpint (again->pk, ==, info->pk);
  g_assert_cmpint (lnet_members_find_pk (fixture->reader, &info->id), ==, info->pk);
  g_assert_cmpuint (lnet_members_count (fixture->reader), ==, 3);
}

static void
test_follows (Fixture       *fixture,
              gconstpointer  data)
{
  LnetTransaction *transaction = lnet_transaction_new ("member-add");
  LnetId sprouts = add_organization (transaction, "Little Sprouts", "Lander");
  LnetId ana = add_member (transaction, "Ana", "Begay");
  LnetId role = add_role (transaction, &ana, "coach", &sprouts, NULL, NULL);
  LnetId phone = add_channel (transaction, &ana, "phone", "307 555 0101");

  commit (fixture, transaction);
  assert_found (fixture, "sprouts", "Ana Begay");

  transaction = lnet_transaction_new ("member-edit");
  lnet_transaction_set_text (transaction, LNET_ORGANIZATION_NAME, &sprouts, "Big Oaks");
  commit (fixture, transaction);
  assert_found (fixture, "sprouts", "");
  assert_found (fixture, "oaks", "Ana Begay");

  transaction = lnet_transaction_new ("member-edit");
  lnet_transaction_delete (transaction, LNET_TABLE_CHANNEL, &phone);
  lnet_transaction_delete (transaction, LNET_TABLE_ROLE, &role);
  commit (fixture, transaction);
  assert_found (fixture, "oaks", "");
  assert_found (fixture, "0101", "");
  assert_found (fixture, "begay", "Ana Begay");

  transaction = lnet_transaction_new ("member-delete");
  lnet_transaction_delete (transaction, LNET_TABLE_MEMBER, &ana);
  commit (fixture, transaction);
  assert_found (fixture, "begay", "");
  assert_found (fixture, "", "");
  g_assert_cmpint (lnet_members_find_pk (fixture->reader, &ana), ==, 0);

  transaction = lnet_transaction_new ("member-edit");
  lnet_transaction_restore (transaction, LNET_TABLE_MEMBER, &ana);
  commit (fixture, transaction);
  assert_found (fixture, "begay", "Ana Begay");
}

static void
test_name_in_trash (Fixture       *fixture,
                    gconstpointer  data)
{
  LnetTransaction *transaction = lnet_transaction_new ("member-add");
  LnetId ana = add_member (transaction, "Ana", "Begay");
  LnetId nobody = lnet_id_new ();
  g_autofree char *name = NULL;
  g_autofree char *unknown = NULL;

  commit (fixture, transaction);
  transaction = lnet_transaction_new ("member-delete");
  lnet_transaction_delete (transaction, LNET_TABLE_MEMBER, &ana);
  commit (fixture, transaction);
  name = lnet_members_dup_name (fixture->reader, &ana);
  unknown = lnet_members_dup_name (fixture->reader, &nobody);
  g_assert_cmpstr (name, ==, "Ana Begay");
  g_assert_cmpstr (unknown, ==, "Somebody");
}

static void
assert_sections (Fixture    *fixture,
                 const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetMemberOrder) order = lnet_members_load_order (fixture->reader, 0, &error);
  g_autoptr (GString) letters = g_string_new (NULL);

  for (guint i = 0; i < lnet_member_order_get_n_sections (order); i++)
    {
      guint start, section_start, section_end;
      const char *letter = lnet_member_order_get_nth_section (order, i, &start);

      lnet_member_order_get_section (order, start, &section_start, &section_end);
      g_assert_cmpuint (section_start, ==, start);
      g_assert_cmpstr (lnet_member_order_get_letter (order, section_end - 1), ==, letter);
      g_string_append_printf (letters, "%s%s%u", i > 0 ? " " : "", letter, section_end - section_start);
    }
  g_assert_cmpstr (letters->str, ==, expected);
}

static void
add_for_sections (Fixture *fixture)
{
  static const char *const names[] = { "Nuz", "Álvarez", "ñandú", "Ana", "Oca", "de la Cruz", "Abel", "2nd", "Dean" };
  LnetTransaction *transaction = lnet_transaction_new ("member-add");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    add_member (transaction, "Bo", names[i]);
  commit (fixture, transaction);
}

static void
test_sections (Fixture       *fixture,
               gconstpointer  data)
{
  add_for_sections (fixture);
  assert_found (fixture, "", "Bo 2nd, Bo Abel, Bo Álvarez, Bo Ana, Bo de la Cruz, Bo Dean, Bo ñandú, Bo Nuz, Bo Oca");
  assert_sections (fixture, "#1 A3 D2 N2 O1");
}

static void
test_sections_spanish (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *path = g_strdup (lnet_store_get_path (fixture->store));
  g_autoptr (GError) error = NULL;

  add_for_sections (fixture);
  lnet_store_close (fixture->store);
  g_clear_object (&fixture->store);
  if (setlocale (LC_COLLATE, "es_US.UTF-8") == NULL)
    g_test_skip ("Spanish is not installed");
  fixture->store = lnet_store_open (path, &error);
  g_assert_no_error (error);
  fixture->reader = lnet_store_get_reader (fixture->store);
  if (!g_test_failed () && g_str_has_prefix (setlocale (LC_COLLATE, NULL), "es"))
    {
      assert_found (fixture, "", "Bo 2nd, Bo Abel, Bo Álvarez, Bo Ana, Bo de la Cruz, Bo Dean, Bo Nuz, Bo ñandú, Bo Oca");
      assert_sections (fixture, "#1 A3 D2 N1 Ñ1 O1");
    }
  setlocale (LC_COLLATE, "en_US.UTF-8");
}

static void
test_profile (Fixture       *fixture,
              gconstpointer  data)
{
  LnetTransaction *transaction = lnet_transaction_new ("member-add");
  LnetId ana = add_member (transaction, "Ana", "Begay");
  LnetId sprouts = add_organization (transaction, "Little Sprouts", "Lander");
  LnetId consent = lnet_transaction_add (transaction, LNET_TABLE_CONSENT, lnet_space (LNET_SPACE_NETWORK));
  g_autoptr (LnetMember) member = NULL;
  g_autoptr (GPtrArray) timeline = NULL;
  g_autoptr (GError) error = NULL;

  lnet_transaction_set_text (transaction, LNET_MEMBER_JOINED, &ana, "2024-01-15");
  add_role (transaction, &ana, "coach", &sprouts, "2023-08", NULL);
  add_role (transaction, &ana, "cook", &sprouts, "2019", "2022-06-30");
  add_channel (transaction, &ana, "email", "ana@example.org");
  lnet_transaction_add_text_to_set (transaction, LNET_MEMBER_LANGUAGE_LANGUAGE, lnet_space (LNET_SPACE_NETWORK), &ana,
                                    "es");
  lnet_transaction_set_id (transaction, LNET_CONSENT_MEMBER, &consent, &ana);
  lnet_transaction_set_text (transaction, LNET_CONSENT_PURPOSE, &consent, "text-messages");
  lnet_transaction_set_integer (transaction, LNET_CONSENT_GIVEN, &consent, 1);
  lnet_transaction_set_text (transaction, LNET_CONSENT_ON_DATE, &consent, "2024-02-01");
  commit (fixture, transaction);

  member = lnet_member_load (fixture->reader, &ana, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (member->name, ==, "Ana Begay");
  g_assert_cmpuint (member->roles->len, ==, 2);
  g_assert_cmpstr (((LnetMemberRole *) g_ptr_array_index (member->roles, 0))->span.role, ==, "coach");
  g_assert_cmpstr (((LnetMemberRole *) g_ptr_array_index (member->roles, 0))->organization, ==, "Little Sprouts");
  g_assert_cmpuint (member->channels->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (member->languages, 0), ==, "es");
  g_assert_true (lnet_member_get_consent (member, "text-messages")->given);
  timeline = lnet_member_get_timeline (member);
  g_assert_cmpuint (timeline->len, ==, 5);
  g_assert_cmpstr (((LnetMemberEvent *) g_ptr_array_index (timeline, 0))->date, ==, "2024-02-01");
  g_assert_cmpstr (((LnetMemberEvent *) g_ptr_array_index (timeline, 4))->date, ==, "2019");
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  LnetId nobody = lnet_id_new ();

  g_assert_null (lnet_member_load (fixture->reader, &nobody, &error));
  g_assert_nonnull (error);
  g_assert_null (lnet_members_find (fixture->reader, &nobody));
}

#define N_MANY 100000

static void
add_many (Fixture *fixture)
{
  static const char *const lasts[] = { "Begay", "Muñoz", "García", "Smith", "O'Neil", "Chee", "Nguyen", "de la Cruz" };
  LnetTransaction *transaction = lnet_transaction_new ("member-add");

  for (guint i = 0; i < N_MANY; i++)
    {
      g_autofree char *first = g_strdup_printf ("Ana%u", i);

      add_member (transaction, first, lasts[i % G_N_ELEMENTS (lasts)]);
    }
  commit (fixture, transaction);
}

/* What a search shows at once is what it shows in the end; @typed finds many, or not. */
static void
assert_begins_alike (Fixture         *fixture,
                     LnetMemberOrder *all,
                     const char      *typed,
                     gboolean         many)
{
  g_autoptr (LnetMemberOrder) first = lnet_member_order_find_first (all, typed, 40, 240);
  g_autoptr (LnetMemberOrder) found = lnet_members_filter_order (fixture->reader, all, typed, NULL);

  g_assert_cmpint (first != NULL, ==, many);
  if (!many)
    return;
  g_assert_cmpuint (lnet_member_order_get_n (first), ==, 240);
  g_assert_true (lnet_member_order_is_alike (first, found, 40));
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetMemberOrder) all = NULL;
  g_autoptr (LnetMemberOrder) found = NULL;

  add_many (fixture);
  all = lnet_members_load_order (fixture->reader, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lnet_member_order_get_n (all), ==, N_MANY);
  g_assert_cmpuint (lnet_member_order_get_n_sections (all), ==, 8);
  found = lnet_members_filter_order (fixture->reader, all, "munoz", &error);
  g_assert_cmpuint (lnet_member_order_get_n (found), ==, N_MANY / 8);
  g_assert_cmpstr (lnet_member_order_get_letter (found, 0), ==, "M");
  g_clear_pointer (&found, lnet_member_order_unref);
  found = lnet_members_filter_order (fixture->reader, all, "ana99999", &error);
  g_assert_cmpuint (lnet_member_order_get_n (found), ==, 1);
  assert_found (fixture, "ana4242 gar", "Ana4242 García, Ana42426 García");

  g_assert_null (lnet_member_order_find_first (all, "a", 40, 240));
  g_assert_true (lnet_members_load_head (fixture->reader, all, &error));
  g_assert_true (lnet_member_order_is_alike (all, all, N_MANY));
  g_assert_false (lnet_member_order_is_alike (all, found, 1));
  assert_begins_alike (fixture, all, "a", TRUE);
  assert_begins_alike (fixture, all, "Ana1 BEG", TRUE);
  assert_begins_alike (fixture, all, "na", FALSE);
  assert_begins_alike (fixture, all, "ana4242", FALSE);
  assert_begins_alike (fixture, all, "smith", FALSE);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "en_US.UTF-8");
  g_test_init (&argc, &argv, NULL);
#define add(name, function) g_test_add ("/members/" name, Fixture, NULL, set_up, function, tear_down)
  add ("search", test_search);
  add ("search-words", test_search_words);
  add ("search-belongings", test_search_belongings);
  add ("search-contact", test_search_contact);
  add ("info", test_info);
  add ("follows", test_follows);
  add ("name-in-trash", test_name_in_trash);
  add ("sections", test_sections);
  add ("sections-spanish", test_sections_spanish);
  add ("profile", test_profile);
  add ("missing", test_missing);
  add ("many", test_many);
  return g_test_run ();
}
