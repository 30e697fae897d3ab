/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Organizations, teams and tags: a whole path of each by keyboard. */

#include "config.h"

#include "members-fixture.h"

#include "lnet-groups-view.h"
#include "lnet-reference.h"
#include "lnet-team.h"

static GtkWidget *
get_view (LnetWindow *window)
{
  return lnet_test_get (window, LNET_TYPE_GROUPS_VIEW, NULL);
}

static const char *
get_count (LnetWindow *window)
{
  GtkWidget *title = lnet_test_get (get_view (window), ADW_TYPE_WINDOW_TITLE, NULL);

  return adw_window_title_get_subtitle (ADW_WINDOW_TITLE (title));
}

static GtkWidget *
get_room (LnetWindow *window)
{
  return lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL);
}

static void
show_view (LnetWindow *window,
           const char *view)
{
  gtk_widget_activate_action (get_room (window), "members.pane", "s", view);
}

static void
write_into (LnetWindow *window,
            const char *row,
            const char *text)
{
  gtk_widget_grab_focus (lnet_test_get (get_dialog (window), ADW_TYPE_ENTRY_ROW, row));
  lnet_test_type (window, text);
}

static void
press_in_dialog (LnetWindow *window,
                 const char *label)
{
  lnet_test_activate (lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, label));
  lnet_test_wait_for (get_dialog (window) == NULL);
}

static void
add_organization (LnetWindow *window,
                  const char *name)
{
  lnet_test_press (window, "<Control>n");
  lnet_test_wait_for (get_dialog (window) != NULL);
  write_into (window, "Name", name);
  press_in_dialog (window, "_Add");
  lnet_test_get (get_view (window), GTK_TYPE_LABEL, name);
}

static GtkWidget *
get_page (LnetWindow *window)
{
  return lnet_test_get (window, g_type_from_name ("LnetGroupPage"), NULL);
}

/* An organization is added, changed, found, put into the Trash and brought back. */
static void
test_organization (void)
{
  LnetWindow *window = open_room (TRUE, 1400);
  GtkWidget *save;

  show_view (window, "organizations");
  lnet_test_get (get_view (window), ADW_TYPE_STATUS_PAGE, "No organizations yet");
  add_organization (window, "Little Sprouts");
  add_organization (window, "Prairie Kids");
  lnet_test_wait_for (lnet_test_says (get_count (window), "2 organizations"));
  gtk_widget_activate_action (get_view (window), "groups.edit", NULL);
  lnet_test_wait_for (get_dialog (window) != NULL);
  write_into (window, "Phone", "3075550101");
  write_into (window, "Quality level", "Level 2");
  write_into (window, "Level since", "2024");
  write_into (window, "Level until", "2023");
  save = lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_Save");
  lnet_test_wait_for (!gtk_widget_is_sensitive (save));
  g_assert_nonnull (lnet_test_get (get_dialog (window), ADW_TYPE_ACTION_ROW, "The end is before the start"));
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (get_dialog (window), ADW_TYPE_ENTRY_ROW, "Level until")), "");
  press_in_dialog (window, "_Save");
  lnet_test_get (get_page (window), GTK_TYPE_LABEL, "(307) 555-0101");
  lnet_test_get (get_page (window), ADW_TYPE_ACTION_ROW, "Level 2");

  lnet_test_press (window, "<Control>f");
  lnet_test_type (window, "sprout");
  lnet_test_wait_for (lnet_test_says (get_count (window), "1 of 2"));
  lnet_test_wait_for (lnet_test_says (lnet_test_get_announced (), "1 of 2"));
  lnet_test_press (window, "Return");
  lnet_test_get (get_page (window), GTK_TYPE_LABEL, "Little Sprouts");
  gtk_widget_grab_focus (lnet_test_get (get_view (window), GTK_TYPE_LIST_VIEW, NULL));
  lnet_test_press (window, "Delete");
  lnet_test_wait_for (get_dialog (window) != NULL);
  press_in_dialog (window, "Move to _Trash");
  lnet_test_wait_for (lnet_test_says (get_count (window), "0 of 1"));
  lnet_test_get (get_view (window), ADW_TYPE_STATUS_PAGE, "Nothing found");
  lnet_test_get (window, GTK_TYPE_LABEL, "Little Sprouts is in the Trash");
  lnet_test_press (window, "<Control>z");
  lnet_test_wait_for (lnet_test_says (get_count (window), "1 of 2"));
  lnet_test_close_window (window);
}

static LnetId
put_organization (LnetTransaction *transaction,
                  const char      *name)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_ORGANIZATION, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_ORGANIZATION_NAME, &id, name);
  return id;
}

static LnetId
find_member (LnetWindow *window,
             const char *typed)
{
  LnetReader *reader = lnet_session_get_reader (lnet_window_get_session (window));
  g_autoptr (GPtrArray) found = lnet_members_search (reader, typed, 1);

  g_assert_cmpuint (found->len, ==, 1);
  return ((LnetMemberInfo *) found->pdata[0])->id;
}

static void
put_role (LnetTransaction *transaction,
          const LnetId    *member,
          const LnetId    *organization)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_ROLE, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_id (transaction, LNET_ROLE_MEMBER, &id, member);
  lnet_transaction_set_text (transaction, LNET_ROLE_ROLE, &id, "cook");
  lnet_transaction_set_id (transaction, LNET_ROLE_ORGANIZATION, &id, organization);
}

static void
commit (LnetWindow      *window,
        LnetTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lnet_store_commit (lnet_session_get_store (lnet_window_get_session (window)), transaction, NULL,
                                    &error));
  g_assert_no_error (error);
}

/* From a profile to the place of a role and back to the person; two that are one are merged, and taken apart again. */
static void
test_doors_and_merge (void)
{
  LnetWindow *window = open_room (TRUE, 1400);
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("organization-add");
  LnetId keep = put_organization (transaction, "Little Sprouts"), goes = put_organization (transaction, "Litle Sprouts");
  LnetId ruth = find_member (window, "ruth"), bo = find_member (window, "bo");
  g_autofree char *place = lnet_id_to_string (&ruth);

  put_role (transaction, &ruth, &keep);
  put_role (transaction, &bo, &goes);
  commit (window, transaction);
  lnet_window_show_room (window, "members", place);
  lnet_test_wait_for (has_profile (window, "Ruth Chee"));
  lnet_test_activate (lnet_test_get (window, ADW_TYPE_ACTION_ROW,
                                     lnet_reference_get_label (LNET_REFERENCE_ROLE, "cook")));
  lnet_test_get (get_page (window), GTK_TYPE_LABEL, "Little Sprouts");
  g_assert_null (lnet_test_find (get_page (window), ADW_TYPE_ACTION_ROW, "Bo Álvarez"));
  lnet_test_press (window, "<Alt>Left");
  lnet_test_wait_for (has_profile (window, "Ruth Chee"));
  lnet_test_activate (lnet_test_get (window, ADW_TYPE_ACTION_ROW,
                                     lnet_reference_get_label (LNET_REFERENCE_ROLE, "cook")));
  lnet_test_get (get_page (window), GTK_TYPE_LABEL, "Little Sprouts");

  lnet_test_wait_for (lnet_test_says (get_count (window), "2 organizations"));
  gtk_widget_activate_action (get_view (window), "groups.merge", NULL);
  lnet_test_wait_for (get_dialog (window) != NULL);
  lnet_test_get (get_dialog (window), GTK_TYPE_LABEL, "Litle Sprouts");
  g_signal_emit_by_name (lnet_test_get (get_dialog (window), GTK_TYPE_LIST_VIEW, NULL), "activate", 0);
  lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_Merge");
  press_in_dialog (window, "_Merge");
  lnet_test_get (get_page (window), ADW_TYPE_ACTION_ROW, "Bo Álvarez");
  lnet_test_wait_for (lnet_test_says (get_count (window), "1 organization"));
  lnet_test_press (window, "<Control>z");
  lnet_test_wait_for (lnet_test_says (get_count (window), "2 organizations"));
  lnet_test_wait_for (lnet_test_find (get_page (window), ADW_TYPE_ACTION_ROW, "Bo Álvarez") == NULL);

  lnet_test_activate (lnet_test_get (get_page (window), ADW_TYPE_ACTION_ROW, "Ruth Chee"));
  lnet_test_wait_for (has_profile (window, "Ruth Chee"));
  lnet_test_close_window (window);
}

static void
choose_member (LnetWindow *window,
               const char *name)
{
  GtkWidget *found;

  lnet_test_wait_for (get_dialog (window) != NULL);
  found = lnet_test_get (get_dialog (window), GTK_TYPE_INSCRIPTION, name);
  lnet_test_activate (gtk_widget_get_ancestor (found, GTK_TYPE_LIST_BOX_ROW));
  press_in_dialog (window, "Ch_oose 1");
}

static LnetTeamPlace *
load_only_place (LnetWindow *window)
{
  static const LnetStatement only_place = { "only-place", "SELECT id FROM team_member WHERE deleted = 0", NULL };
  LnetReader *reader = lnet_session_get_reader (lnet_window_get_session (window));
  LnetRows *rows = lnet_reader_query (reader, &only_place);
  LnetTeamPlace *place;
  LnetId row;

  g_assert_true (lnet_rows_step (rows));
  row = lnet_rows_id (rows, 0);
  g_assert_true (lnet_rows_end (rows, NULL));
  place = lnet_team_place_load (reader, &row, NULL);
  g_assert_nonnull (place);
  return place;
}

static gboolean
has_ended (LnetWindow *window)
{
  g_autoptr (LnetTeamPlace) place = load_only_place (window);

  return place->ends != NULL;
}

/* What the menu of the only place in the team does. */
static void
act_on_place (LnetWindow *window,
              const char *action)
{
  g_autoptr (LnetTeamPlace) place = load_only_place (window);
  g_autofree char *id = lnet_id_to_string (&place->id);

  gtk_widget_activate_action (get_page (window), action, "s", id);
}

/* A team is made, somebody comes and leaves, and an entry that was wrong is taken away and brought back. */
static void
test_team (void)
{
  LnetWindow *window = open_room (TRUE, 1400);

  show_view (window, "teams");
  lnet_test_get (get_view (window), ADW_TYPE_STATUS_PAGE, "No teams yet");
  add_organization (window, "Wind River");
  lnet_test_wait_for (lnet_test_says (get_count (window), "1 team"));
  lnet_test_get (get_page (window), GTK_TYPE_LABEL, "Nobody yet");
  lnet_test_activate (lnet_test_get (get_page (window), GTK_TYPE_BUTTON, "Add Members to the Team"));
  choose_member (window, "Ruth Chee");
  lnet_test_get (get_page (window), ADW_TYPE_ACTION_ROW, "Ruth Chee");
  g_assert_null (lnet_test_find (get_page (window), ADW_TYPE_PREFERENCES_GROUP, "Before"));

  act_on_place (window, "place.change");
  lnet_test_wait_for (get_dialog (window) != NULL);
  write_into (window, "Since", "2021");
  press_in_dialog (window, "_Save");
  lnet_test_get (get_page (window), GTK_TYPE_LABEL, "since 2021");
  act_on_place (window, "place.end");
  lnet_test_wait_for (has_ended (window));
  act_on_place (window, "place.change");
  lnet_test_wait_for (get_dialog (window) != NULL);
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (get_dialog (window), ADW_TYPE_ENTRY_ROW,
                                                      "Last day (empty while it goes on)")), "2023");
  press_in_dialog (window, "_Save");
  lnet_test_get (get_page (window), ADW_TYPE_PREFERENCES_GROUP, "Before");
  act_on_place (window, "place.remove");
  lnet_test_wait_for (lnet_test_find (get_page (window), ADW_TYPE_ACTION_ROW, "Ruth Chee") == NULL);
  lnet_test_press (window, "<Control>z");
  lnet_test_get (get_page (window), ADW_TYPE_PREFERENCES_GROUP, "Before");
  lnet_test_press (window, "<Control>z");
  lnet_test_wait_for (lnet_test_find (get_page (window), ADW_TYPE_PREFERENCES_GROUP, "Before") == NULL);

  /* The person’s own page tells of it, and leads back. */
  lnet_test_activate (lnet_test_get (get_page (window), ADW_TYPE_ACTION_ROW, "Ruth Chee"));
  lnet_test_wait_for (has_profile (window, "Ruth Chee"));
  lnet_test_activate (lnet_test_get (window, ADW_TYPE_ACTION_ROW, "Wind River"));
  lnet_test_wait_for (lnet_test_find (window, LNET_TYPE_GROUPS_VIEW, NULL) != NULL);
  gtk_widget_activate_action (get_view (window), "groups.delete", NULL);
  lnet_test_get (get_view (window), ADW_TYPE_STATUS_PAGE, "No teams yet");
  lnet_test_press (window, "<Control>z");
  lnet_test_wait_for (lnet_test_says (get_count (window), "1 team"));
  lnet_test_close_window (window);
}

static void
show_profile (LnetWindow *window,
              const char *typed)
{
  LnetId id = find_member (window, typed);
  g_autofree char *place = lnet_id_to_string (&id);

  lnet_window_show_room (window, "members", place);
}

static GtkWidget *
get_tags (LnetWindow *window)
{
  return lnet_test_get (window, g_type_from_name ("LnetMemberTags"), NULL);
}

static gboolean
has_tag (LnetWindow *window,
         const char *tag)
{
  return lnet_test_find (get_tags (window), GTK_TYPE_LABEL, tag) != NULL;
}

/* A tag is written, spelt as it was for somebody else, and taken off by Delete; a participant sees none. */
static void
test_tags (void)
{
  LnetWindow *window = open_room (TRUE, 1400);
  LnetSession *session = lnet_window_get_session (window);
  GtkWidget *chip;
  LnetId bo;

  show_profile (window, "ruth");
  lnet_test_wait_for (has_profile (window, "Ruth Chee"));
  gtk_widget_grab_focus (lnet_test_get (get_tags (window), ADW_TYPE_ENTRY_ROW, "Add a tag"));
  lnet_test_type (window, "  Brings   a van ");
  lnet_test_press (window, "Return");
  lnet_test_wait_for (has_tag (window, "Brings a van"));
  show_profile (window, "bo");
  lnet_test_wait_for (has_profile (window, "Bo Álvarez"));
  lnet_test_wait_for (!has_tag (window, "Brings a van"));
  gtk_widget_grab_focus (lnet_test_get (get_tags (window), ADW_TYPE_ENTRY_ROW, "Add a tag"));
  lnet_test_type (window, "BRINGS A VAN");
  lnet_test_press (window, "Return");
  lnet_test_wait_for (has_tag (window, "Brings a van"));

  chip = lnet_test_get (get_tags (window), GTK_TYPE_BUTTON, "Remove Tag: Brings a van");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       gtk_widget_get_tooltip_text (chip));
  gtk_widget_grab_focus (chip);
  lnet_test_press (window, "Delete");
  lnet_test_wait_for (!has_tag (window, "Brings a van"));
  g_assert_true (has_profile (window, "Bo Álvarez"));
  lnet_test_get (window, GTK_TYPE_LABEL, "Tag “Brings a van” is taken off");
  gtk_widget_grab_focus (lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL));
  lnet_test_press (window, "<Control>z");
  lnet_test_wait_for (has_tag (window, "Brings a van"));
  bo = find_member (window, "bo");
  lnet_session_set_working_as (session, &bo, LNET_STANCE_PARTICIPANT);
  lnet_test_wait_for (lnet_test_find (window, g_type_from_name ("LnetMemberTags"), NULL) == NULL);
  lnet_test_close_window (window);
}

/* Each view is reached by the menu in the header, also at a phone's width, and the keys act on what is shown. */
static void
test_narrow (void)
{
  LnetWindow *window = open_room (TRUE, 360);
  GtkWidget *split;

  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  show_view (window, "organizations");
  add_organization (window, "Little Sprouts");
  split = lnet_test_get (get_view (window), ADW_TYPE_NAVIGATION_SPLIT_VIEW, NULL);
  lnet_test_wait_for (adw_navigation_split_view_get_show_content (ADW_NAVIGATION_SPLIT_VIEW (split)));
  gtk_widget_activate_action (get_page (window), "navigation.pop", NULL);
  lnet_test_wait_for (!adw_navigation_split_view_get_show_content (ADW_NAVIGATION_SPLIT_VIEW (split)));
  show_view (window, "people");
  lnet_test_wait_for (lnet_test_find (window, LNET_TYPE_GROUPS_VIEW, NULL) == NULL);
  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  lnet_test_close_window (window);
}

int
main (int   argc,
      char *argv[])
{
  lnet_test_init (&argc, &argv);
  g_test_add_func ("/groups/organization", test_organization);
  g_test_add_func ("/groups/doors-and-merge", test_doors_and_merge);
  g_test_add_func ("/groups/team", test_team);
  g_test_add_func ("/groups/tags", test_tags);
  g_test_add_func ("/groups/narrow", test_narrow);
  return lnet_test_run ();
}
