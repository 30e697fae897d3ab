/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Organizations and teams: who belongs to them and did, what they had before, two that are one, one that goes. */

#include "config.h"

#include "network-fixture.h"

#include "lnet-error.h"
#include "lnet-group.h"
#include "lnet-member-merge.h"
#include "lnet-member.h"
#include "lnet-place-of-work.h"
#include "lnet-team.h"

#define TODAY "2026-11-26"

static LnetReader *
get_reader (Network *network)
{
  return lnet_store_get_reader (network->store);
}

static LnetId
put_organization (LnetTransaction *transaction,
                  const char      *name,
                  const char      *town)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_ORGANIZATION, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_ORGANIZATION_NAME, &id, name);
  lnet_transaction_set_text (transaction, LNET_ORGANIZATION_SETTING, &id, "head-start");
  lnet_transaction_set_text (transaction, LNET_ORGANIZATION_TOWN, &id, town);
  return id;
}

static LnetId
put_role (LnetTransaction *transaction,
          const LnetId    *member,
          const LnetId    *organization,
          const char      *starts,
          const char      *ends)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_ROLE, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_id (transaction, LNET_ROLE_MEMBER, &id, member);
  lnet_transaction_set_text (transaction, LNET_ROLE_ROLE, &id, "cook");
  lnet_transaction_set_id (transaction, LNET_ROLE_ORGANIZATION, &id, organization);
  lnet_transaction_set_text (transaction, LNET_ROLE_STARTS, &id, starts);
  lnet_transaction_set_text (transaction, LNET_ROLE_ENDS, &id, ends);
  return id;
}

/* Two organizations of one name, and who works there. */
typedef struct
{
  LnetId keep;
  LnetId goes;
  LnetId ana;
  LnetId bo;
} Places;

static void
put_places (Network *network,
            Places  *places)
{
  g_autoptr (LnetTransaction) t = lnet_transaction_new ("organization-add");

  places->keep = put_organization (t, "Óscar’s Sprouts", "Lander");
  places->goes = put_organization (t, "Oscars Sprouts", "Riverton");
  lnet_transaction_set_text (t, LNET_ORGANIZATION_PHONE, &places->goes, "(307) 555-0101");
  places->ana = put_member (t, "Ana", "Lander");
  places->bo = put_member (t, "Bo", "Lander");
  put_role (t, &places->ana, &places->keep, "2019", NULL);
  put_role (t, &places->ana, &places->keep, "2021", NULL);
  put_role (t, &places->bo, &places->keep, "2015", "2019-06");
  put_role (t, &places->ana, &places->goes, "2019", NULL);
  put_role (t, &places->bo, &places->goes, "2020", NULL);
  network_commit (network, t, NULL);
}

static const LnetGroupInfo *
find_info (GPtrArray    *groups,
           const LnetId *id)
{
  for (guint i = 0; i < groups->len; i++)
    if (lnet_id_equal (&((LnetGroupInfo *) groups->pdata[i])->id, id))
      return groups->pdata[i];
  g_assert_not_reached ();
}

static void
test_list (Network       *network,
           gconstpointer  data)
{
  static const char *const oscar[] = { "oscars", "land", NULL }, *const none[] = { "prouts", NULL };
  g_autoptr (GPtrArray) groups = NULL;
  Places places;

  put_places (network, &places);
  groups = lnet_groups_load (get_reader (network), LNET_GROUP_ORGANIZATION, TODAY, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (groups->len, ==, 2);
  g_assert_cmpuint (find_info (groups, &places.keep)->n_now, ==, 1);
  g_assert_cmpuint (find_info (groups, &places.goes)->n_now, ==, 2);
  g_assert_cmpstr (find_info (groups, &places.keep)->caption, ==, "Head Start or Early Head Start · Lander");
  g_assert_true (lnet_group_info_matches (find_info (groups, &places.keep), oscar));
  g_assert_false (lnet_group_info_matches (find_info (groups, &places.goes), oscar));
  g_assert_false (lnet_group_info_matches (find_info (groups, &places.keep), none));
}

static void
test_people (Network       *network,
             gconstpointer  data)
{
  g_autoptr (LnetGroupPeople) people = NULL;
  const LnetGroupPerson *last;
  Places places;

  put_places (network, &places);
  people = lnet_group_people_load (get_reader (network), LNET_GROUP_ORGANIZATION, &places.keep, TODAY, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (people->people->len, ==, 3);
  g_assert_cmpuint (people->n_now, ==, 1);
  g_assert_cmpstr (((LnetGroupPerson *) people->people->pdata[0])->starts, ==, "2021");
  last = people->people->pdata[2];
  g_assert_false (last->is_now);
  g_assert_cmpstr (last->name, ==, "Bo");
  g_assert_cmpstr (last->ends, ==, "2019-06");
}

static void
test_place (void)
{
  LnetId id = lnet_id_new (), other;
  LnetGroupKind kind = LNET_GROUP_ORGANIZATION;
  g_autofree char *place = lnet_group_dup_place (LNET_GROUP_TEAM, &id);

  g_assert_true (lnet_group_parse_place (place, &kind, &other));
  g_assert_cmpint (kind, ==, LNET_GROUP_TEAM);
  g_assert_true (lnet_id_equal (&id, &other));
  g_assert_false (lnet_group_parse_place ("team/", &kind, &other));
  g_assert_false (lnet_group_parse_place ("organization/zz", &kind, &other));
  g_assert_false (lnet_group_parse_place ("", &kind, &other));
}

static guint
count_people (Network      *network,
              const LnetId *organization)
{
  g_autoptr (LnetGroupPeople) people =
    lnet_group_people_load (get_reader (network), LNET_GROUP_ORGANIZATION, organization, TODAY, &network->error);

  g_assert_no_error (network->error);
  return people->people->len;
}

/* The roles follow, one that both have is told once, and one undo brings it all back. */
static void
test_merge (Network       *network,
            gconstpointer  data)
{
  g_autoptr (LnetMemberMerge) merge = NULL;
  g_autoptr (LnetTransaction) transaction = NULL;
  g_autoptr (LnetPlaceOfWork) kept = NULL, gone = NULL;
  g_autofree char *before = NULL, *after = NULL;
  LnetId group;
  Places places;

  put_places (network, &places);
  before = assert_sound (network->path, 2);
  merge = lnet_organization_merge_plan (get_reader (network), &places.keep, &places.goes, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (merge->conflicts->len, ==, 2);
  g_assert_cmpstr (lnet_member_merge_get_label (((LnetMergeConflict *) merge->conflicts->pdata[1])->field), ==, "Town");
  ((LnetMergeConflict *) merge->conflicts->pdata[1])->take_other = TRUE;
  transaction = lnet_member_merge_finish (merge);
  network_commit (network, transaction, &group);
  g_assert_cmpuint (count_people (network, &places.keep), ==, 4);
  g_assert_cmpuint (count_people (network, &places.goes), ==, 0);
  kept = lnet_place_of_work_load (get_reader (network), &places.keep, &network->error);
  g_assert_cmpstr (kept->town, ==, "Riverton");
  g_assert_cmpstr (kept->phone, ==, "(307) 555-0101");
  gone = lnet_place_of_work_load (get_reader (network), &places.goes, &network->error);
  g_assert_true (gone->deleted);

  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  g_assert_cmpuint (count_people (network, &places.keep), ==, 3);
  g_assert_cmpuint (count_people (network, &places.goes), ==, 2);
  after = assert_sound (network->path, 2);
  g_assert_nonnull (after);
}

static void
test_cannot_merge (Network       *network,
                   gconstpointer  data)
{
  LnetId nobody = lnet_id_new ();
  Places places;

  put_places (network, &places);
  g_assert_null (lnet_organization_merge_plan (get_reader (network), &places.keep, &places.keep, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_INVALID);
  g_clear_error (&network->error);
  g_assert_null (lnet_organization_merge_plan (get_reader (network), &places.keep, &nobody, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&network->error);
  g_assert_null (lnet_organization_merge_plan (get_reader (network), &places.keep, &places.ana, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&network->error);
}

/* An organization in the Trash leaves the lists; the roles stay with their people, and say where they were. */
static void
test_delete (Network       *network,
             gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("organization-delete");
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (LnetMember) bo = NULL;
  const LnetMemberRole *role;
  Places places;

  put_places (network, &places);
  lnet_transaction_delete (transaction, LNET_TABLE_ORGANIZATION, &places.keep);
  network_commit (network, transaction, NULL);
  groups = lnet_groups_load (get_reader (network), LNET_GROUP_ORGANIZATION, TODAY, &network->error);
  g_assert_cmpuint (groups->len, ==, 1);
  bo = lnet_member_load (get_reader (network), &places.bo, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpuint (bo->roles->len, ==, 2);
  role = bo->roles->pdata[1];
  g_assert_cmpstr (role->organization, ==, "Óscar’s Sprouts");
  g_assert_true (role->organization_gone);
  g_assert_false (((LnetMemberRole *) bo->roles->pdata[0])->organization_gone);
}

static void
rate (Network      *network,
      const LnetId *organization,
      const char   *level,
      const char   *since,
      const char   *until,
      LnetId       *group)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("organization-edit");

  lnet_transaction_set_text (transaction, LNET_ORGANIZATION_QUALITY_LEVEL, organization, level);
  lnet_transaction_set_text (transaction, LNET_ORGANIZATION_QUALITY_SINCE, organization, since);
  lnet_transaction_set_text (transaction, LNET_ORGANIZATION_QUALITY_UNTIL, organization, until);
  network_commit (network, transaction, group);
}

static char *
describe_levels (Network      *network,
                 const LnetId *organization)
{
  g_autoptr (GPtrArray) levels = lnet_quality_levels_load (get_reader (network), organization, &network->error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (network->error);
  for (guint i = 0; i < levels->len; i++)
    {
      const LnetQualityLevel *level = levels->pdata[i];

      g_string_append_printf (text, "%s %s %s;", level->level, level->since, level->until);
    }
  return g_string_free (text, FALSE);
}

static void
assert_levels (Network      *network,
               const LnetId *organization,
               const char   *expected)
{
  g_autofree char *text = describe_levels (network, organization);

  g_assert_cmpstr (text, ==, expected);
}

/* A new level and a renewal leave the earlier one behind; a correction and what was taken back do not. */
static void
test_levels (Network       *network,
             gconstpointer  data)
{
  LnetId group;
  Places places;

  put_places (network, &places);
  assert_levels (network, &places.keep, "");
  rate (network, &places.keep, "Level 2", "2019-03-01", "2022-02-28", NULL);
  rate (network, &places.keep, "Level 2", "2019-03-02", "2022-02-28", NULL);
  assert_levels (network, &places.keep, "");
  rate (network, &places.keep, "Level 2", "2022-03-01", "2025-02-28", NULL);
  assert_levels (network, &places.keep, "Level 2 2019-03-02 2022-02-28;");
  rate (network, &places.keep, "Level 5", "2025-03-01", NULL, &group);
  assert_levels (network, &places.keep, "Level 2 2022-03-01 2025-02-28;Level 2 2019-03-02 2022-02-28;");
  g_assert_true (lnet_store_undo_group (network->store, &group, NULL, &network->error));
  assert_levels (network, &places.keep, "Level 2 2019-03-02 2022-02-28;");
  rate (network, &places.keep, "Level 3", "2025-03-01", NULL, NULL);
  assert_levels (network, &places.keep, "Level 2 2022-03-01 2025-02-28;Level 2 2019-03-02 2022-02-28;");
}

static void
test_team (Network       *network,
           gconstpointer  data)
{
  g_autoptr (LnetTransaction) t = lnet_transaction_new ("team-add");
  LnetId team = lnet_transaction_add (t, LNET_TABLE_TEAM, lnet_space (LNET_SPACE_NETWORK)), nobody = lnet_id_new ();
  LnetId ana = put_member (t, "Ana", "Lander"), place;
  g_autoptr (LnetTeam) loaded = NULL;
  g_autoptr (LnetGroupPeople) people = NULL;
  g_autoptr (GPtrArray) teams = NULL;

  lnet_transaction_set_text (t, LNET_TEAM_NAME, &team, "Wind River");
  lnet_transaction_set_text (t, LNET_TEAM_KIND, &team, "small-group");
  lnet_transaction_set_text (t, LNET_TEAM_PURPOSE, &team, "Carries words back");
  for (guint i = 0; i < 2; i++)
    {
      place = lnet_transaction_add (t, LNET_TABLE_TEAM_MEMBER, lnet_space (LNET_SPACE_NETWORK));
      lnet_transaction_set_id (t, LNET_TEAM_MEMBER_TEAM, &place, &team);
      lnet_transaction_set_id (t, LNET_TEAM_MEMBER_MEMBER, &place, &ana);
      lnet_transaction_set_text (t, LNET_TEAM_MEMBER_STARTS, &place, i == 0 ? "2020" : "2025");
      lnet_transaction_set_text (t, LNET_TEAM_MEMBER_ENDS, &place, i == 0 ? "2021" : NULL);
    }
  network_commit (network, t, NULL);
  loaded = lnet_team_load (get_reader (network), &team, &network->error);
  g_assert_no_error (network->error);
  g_assert_cmpstr (loaded->purpose, ==, "Carries words back");
  people = lnet_group_people_load (get_reader (network), LNET_GROUP_TEAM, &team, TODAY, &network->error);
  g_assert_cmpuint (people->people->len, ==, 2);
  g_assert_cmpuint (people->n_now, ==, 1);
  teams = lnet_groups_load (get_reader (network), LNET_GROUP_TEAM, TODAY, &network->error);
  g_assert_cmpuint (teams->len, ==, 1);
  g_assert_cmpuint (((LnetGroupInfo *) teams->pdata[0])->n_now, ==, 1);
  g_assert_null (lnet_team_load (get_reader (network), &nobody, &network->error));
  g_assert_error (network->error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
  g_clear_error (&network->error);
}

static LnetId
put_consent (LnetTransaction *transaction,
             const LnetId    *member,
             gboolean         given,
             const char      *on_date,
             const LnetId    *corrects)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_CONSENT, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_id (transaction, LNET_CONSENT_MEMBER, &id, member);
  lnet_transaction_set_text (transaction, LNET_CONSENT_PURPOSE, &id, "text-messages");
  lnet_transaction_set_integer (transaction, LNET_CONSENT_GIVEN, &id, given);
  lnet_transaction_set_text (transaction, LNET_CONSENT_ON_DATE, &id, on_date);
  if (corrects != NULL)
    lnet_transaction_set_id (transaction, LNET_CONSENT_CORRECTS, &id, corrects);
  return id;
}

static const LnetMemberEvent *
find_event (GPtrArray           *events,
            LnetMemberEventKind  kind)
{
  for (guint i = 0; i < events->len; i++)
    if (((LnetMemberEvent *) events->pdata[i])->kind == kind)
      return events->pdata[i];
  return NULL;
}

/* An answer that was corrected is kept, and does not count; the timeline leads to the team. */
static void
test_profile (Network       *network,
              gconstpointer  data)
{
  g_autoptr (LnetTransaction) t = lnet_transaction_new ("member-add");
  LnetId ana = put_member (t, "Ana", "Lander"), wrong = put_consent (t, &ana, FALSE, "2026-05-01", NULL);
  LnetId team = lnet_transaction_add (t, LNET_TABLE_TEAM, lnet_space (LNET_SPACE_NETWORK));
  g_autoptr (LnetMember) member = NULL;
  g_autoptr (GPtrArray) events = NULL;

  put_consent (t, &ana, TRUE, "2026-05-02", &wrong);
  put_consent (t, &ana, FALSE, "2024-01-01", NULL);
  lnet_transaction_set_text (t, LNET_TEAM_NAME, &team, "Wind River");
  lnet_team_add_member (t, &team, &ana, "2025-03-01");
  network_commit (network, t, NULL);
  member = lnet_member_load (get_reader (network), &ana, &network->error);
  g_assert_no_error (network->error);
  g_assert_true (lnet_member_get_consent (member, "text-messages")->given);
  g_assert_cmpuint (member->consents->len, ==, 2);
  g_assert_cmpuint (member->corrected->len, ==, 1);
  g_assert_true (lnet_id_equal (&((LnetMemberConsent *) member->corrected->pdata[0])->id, &wrong));
  events = lnet_member_get_timeline (member);
  g_assert_true (lnet_id_equal (&find_event (events, LNET_MEMBER_EVENT_TEAM)->row, &team));
  g_assert_null (find_event (events, LNET_MEMBER_EVENT_MESSAGE));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Network, NULL, network_set_up, func, network_tear_down)
  ADD ("/groups/list", test_list);
  ADD ("/groups/people", test_people);
  ADD ("/groups/merge", test_merge);
  ADD ("/groups/cannot-merge", test_cannot_merge);
  ADD ("/groups/delete", test_delete);
  ADD ("/groups/levels", test_levels);
  ADD ("/groups/team", test_team);
  ADD ("/groups/profile", test_profile);
#undef ADD
  g_test_add_func ("/groups/place", test_place);
  return g_test_run ();
}
