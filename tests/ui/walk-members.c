/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "walk.h"

#include "lnet-field-editor.h"
#include "lnet-duplicates.h"
#include "lnet-import-dialog.h"
#include "lnet-member-profile.h"
#include "lnet-members.h"
#include "lnet-merge-dialog.h"
#include "lnet-profile-portrait.h"
#include "lnet-reference.h"

static void
open_first_found (LnetWindow *window,
                  const char *typed)
{
  LnetReader *reader = lnet_session_get_reader (lnet_window_get_session (window));
  g_autoptr (GPtrArray) found = lnet_members_search (reader, typed, 1);
  g_autofree char *place = NULL;

  if (found->len == 0)
    return;
  place = lnet_id_to_string (&((LnetMemberInfo *) g_ptr_array_index (found, 0))->id);
  lnet_window_show_room (window, "members", place);
}

/* What was searched for last is remembered: it goes first. */
static void
search_for (LnetWindow *window,
            LnetRoom   *room,
            const char *words)
{
  lnet_room_begin_search (room);
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (room, GTK_TYPE_SEARCH_ENTRY, NULL)), "");
  lnet_test_type (window, words);
}

static void
search (LnetWindow *window,
        LnetRoom   *room)
{
  search_for (window, room, "coach");
}

static void
search_in_vain (LnetWindow *window,
                LnetRoom   *room)
{
  search_for (window, room, "xyz");
}

static void
filter_kinds (LnetWindow *window,
              LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (room), "members.filter", NULL);
}

/* A word of the reference data, which is there in every language. */
static const char *
get_coach (void)
{
  return lnet_reference_get_label (LNET_REFERENCE_ROLE, "coach");
}

static void
filter_values (LnetWindow *window,
               LnetRoom   *room)
{
  AdwDialog *dialog;

  filter_kinds (window, room);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  lnet_test_activate (lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, "Role now"));
  lnet_test_activate (lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, get_coach ()));
}

static void
filtered (LnetWindow *window,
          LnetRoom   *room)
{
  GtkWidget *field = lnet_test_find (room, GTK_TYPE_SEARCH_ENTRY, NULL);

  if (field != NULL)
    gtk_editable_set_text (GTK_EDITABLE (field), "");
  gtk_widget_activate_action (GTK_WIDGET (room), "members.clear-filters", NULL);
  for (int i = 0; i < 2; i++)
    {
      AdwDialog *dialog;
      GtkWidget *value;

      filter_kinds (window, room);
      dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
      lnet_test_activate (lnet_test_get (dialog, ADW_TYPE_ACTION_ROW, i == 0 ? "Role now" : "Vision"));
      lnet_test_settle ();
      /* In a small network everybody may be in the vision. */
      value = lnet_test_find (dialog, ADW_TYPE_ACTION_ROW, i == 0 ? get_coach () : "Not yet in the vision");
      if (value != NULL)
        lnet_test_activate (value);
      adw_dialog_force_close (dialog);
    }
}

static void
save_filter (LnetWindow *window,
             LnetRoom   *room)
{
  AdwDialog *dialog;

  filter_kinds (window, room);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  lnet_test_activate (lnet_test_get (dialog, ADW_TYPE_BUTTON_ROW, "_Save These Filters…"));
}

static void
sorted (LnetWindow *window,
        LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (room), "members.clear-filters", NULL);
  gtk_widget_activate_action (GTK_WIDGET (room), "members.sort", "s", "seen");
}

static void
sorted_by_organization (LnetWindow *window,
                        LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (room), "members.sort", "s", "organization");
}

static void
profile (LnetWindow *window,
         LnetRoom   *room)
{
  GtkWidget *field = lnet_test_find (room, GTK_TYPE_SEARCH_ENTRY, NULL);

  if (field != NULL)
    gtk_editable_set_text (GTK_EDITABLE (field), "");
  gtk_widget_activate_action (GTK_WIDGET (room), "members.clear-filters", NULL);
  gtk_widget_activate_action (GTK_WIDGET (room), "members.sort", "s", "name");
  open_first_found (window, "facilitator");
}

/* Somebody drawn, for a portrait. */
static void
draw_somebody (const char *path)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 480);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0.62, 0.76, 0.72);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.20, 0.31, 0.42);
  cairo_arc (cr, 200, 470, 150, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.24, 0.15, 0.11);
  cairo_arc (cr, 200, 200, 108, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.80, 0.58, 0.44);
  cairo_arc (cr, 200, 225, 84, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_surface_write_to_png (surface, path);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
portrait (LnetWindow *window,
          LnetRoom   *room)
{
  GtkWidget *portrait = lnet_test_get (room, LNET_TYPE_PROFILE_PORTRAIT, NULL);
  GtkWidget *avatar = lnet_test_get (portrait, ADW_TYPE_AVATAR, NULL);
  g_autofree char *path = lnet_test_dup_path ("portrait.png");
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (adw_avatar_get_custom_image (ADW_AVATAR (avatar)) != NULL)
    return;
  draw_somebody (path);
  lnet_profile_portrait_take_file (LNET_PROFILE_PORTRAIT (portrait), file);
  lnet_test_wait_for (adw_avatar_get_custom_image (ADW_AVATAR (avatar)) != NULL);
}

static GtkMenuButton *
get_portrait_button (LnetRoom *room)
{
  GtkWidget *portrait = lnet_test_get (room, LNET_TYPE_PROFILE_PORTRAIT, NULL);

  return GTK_MENU_BUTTON (lnet_test_get (portrait, GTK_TYPE_MENU_BUTTON, NULL));
}

static void
portrait_menu (LnetWindow *window,
               LnetRoom   *room)
{
  gtk_menu_button_popup (get_portrait_button (room));
}

static void
add_to_profile (GtkWidget  *profile,
                LnetField   field,
                const char *kind)
{
  gtk_widget_activate_action (profile, "profile.add-field", "(us)", (guint32) field, kind);
}

static void
field (LnetWindow *window,
       LnetRoom   *room)
{
  GtkWidget *profile = lnet_test_get (room, LNET_TYPE_MEMBER_PROFILE, NULL);

  /* The menu of the state before would take the focus back. */
  gtk_menu_button_popdown (get_portrait_button (room));
  lnet_test_settle ();
  add_to_profile (profile, LNET_CHANNEL_VALUE, "email");
  lnet_test_type (window, "ana.example.org");
}

static void
field_lines (LnetWindow *window,
             LnetRoom   *room)
{
  GtkWidget *profile = lnet_test_get (room, LNET_TYPE_MEMBER_PROFILE, NULL);
  GtkWidget *editor = lnet_test_find (profile, LNET_TYPE_FIELD_EDITOR, NULL);

  if (editor != NULL)
    lnet_field_editor_set_text (LNET_FIELD_EDITOR (editor), "");
  add_to_profile (profile, LNET_MEMBER_STAFF_NOTE, "");
  lnet_test_type (window, "Came through her sister.\nCalls back in the evening.");
}

static void
edit (LnetWindow *window,
      LnetRoom   *room)
{
  GtkWidget *editor = lnet_test_find (room, LNET_TYPE_FIELD_EDITOR, NULL);

  if (editor != NULL)
    lnet_field_editor_set_text (LNET_FIELD_EDITOR (editor), "");
  gtk_widget_activate_action (GTK_WIDGET (room), "members.edit", NULL);
}

static void
history (LnetWindow *window,
         LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (room), "members.history", NULL);
}

static void
duplicates (LnetWindow *window,
            LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (room), "members.duplicates", NULL);
}

/* Any two side by side: nobody is in twice in the samples. */
static void
merge (LnetWindow *window,
       LnetRoom   *room)
{
  LnetSession *session = lnet_window_get_session (window);
  g_autoptr (GPtrArray) found = lnet_members_search (lnet_session_get_reader (session), "coach", 2);

  if (found->len == 2)
    adw_dialog_present (lnet_merge_dialog_new (session, &((LnetMemberInfo *) found->pdata[0])->id,
                                               &((LnetMemberInfo *) found->pdata[1])->id), GTK_WIDGET (room));
}

static LnetId
put_namesake (LnetTransaction *transaction)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &id, "Tamsin");
  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_LAST, &id, "Whitehorse");
  return id;
}

/* Three of one name, of whom two are noted as two people; once in a network. */
static void
have_namesakes (LnetSession *session)
{
  g_autoptr (GPtrArray) present = lnet_members_search (lnet_session_get_reader (session), "whitehorse", 3);
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  LnetId first, second;

  if (present->len == 3)
    return;
  first = put_namesake (transaction);
  second = put_namesake (transaction);
  put_namesake (transaction);
  lnet_duplicates_put_distinct (transaction, &first, &second, TRUE);
  lnet_store_commit (lnet_session_get_store (session), transaction, NULL, NULL);
}

static void
distinct (LnetWindow *window,
          LnetRoom   *room)
{
  have_namesakes (lnet_window_get_session (window));
  duplicates (window, room);
}

static void
erase (LnetWindow *window,
       LnetRoom   *room)
{
  open_first_found (window, "parent");
  lnet_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (room), "members.erase", NULL);
}

/* It is done: of one who was there for that. */
static void
erased (LnetWindow *window,
        LnetRoom   *room)
{
  AdwDialog *dialog;

  have_namesakes (lnet_window_get_session (window));
  open_first_found (window, "whitehorse");
  lnet_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (room), "members.erase", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (dialog, ADW_TYPE_ENTRY_ROW, NULL)), "Tamsin Whitehorse");
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Erase"));
  lnet_test_get (dialog, GTK_TYPE_BUTTON, "_Save a Report…");
}

/* Somebody lies in the Trash. */
static void
trash (LnetWindow *window,
       LnetRoom   *room)
{
  open_first_found (window, "whitehorse");
  lnet_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (room), "members.delete", NULL);
  lnet_test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (window), "win.trash", NULL);
}

/* A roster as a director has it: a nameless row, somebody twice, two phones. */
static const char a_roster[] =
  "First Name,Last Name,E-mail,Phone 1,Cell,County,Role,Program/Center,Joined\n"
  "Delia,Marchetti,delia.m@example.org,307-555-0141,,Natrona,Lead teacher,Little Sprouts,1/15/2026\n"
  "Óscar,Benavides,oscar.b@example.org,(307) 555-0142,307 555 0143,Teton,Coach,Prairie Kids,2026-02-01\n"
  ",,office@example.org,307-555-0144,,Natrona,,Little Sprouts,\n"
  "Delia,Marchetti,DELIA.M@example.org,,,Natrona,,Little Sprouts,\n"
  "Tamsin,Whitehorse,,307-555-0145,,Fremont,Bus driver,,24.3.2026\n";

static void
import_columns (LnetWindow *window,
                LnetRoom   *room)
{
  g_autofree char *path = lnet_test_dup_path ("roster.csv");
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_file_set_contents (path, a_roster, -1, NULL);
  lnet_import_dialog_present (GTK_WIDGET (room), lnet_window_get_session (window), file);
  lnet_test_get (window, ADW_TYPE_COMBO_ROW, "County");
}

static void
import_preview (LnetWindow *window,
                LnetRoom   *room)
{
  AdwDialog *dialog;

  import_columns (window, room);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, g_dgettext (GETTEXT_PACKAGE, "_Preview")));
  lnet_test_get (dialog, GTK_TYPE_LIST_VIEW, NULL);
}

/* What the file says otherwise of whoever is there, and names that are nearly there. */
static void
show_import_page (LnetWindow *window,
                  LnetRoom   *room,
                  const char *tag)
{
  LnetSession *session = lnet_window_get_session (window);
  g_autoptr (GPtrArray) found = lnet_members_search (lnet_session_get_reader (session), "coach", 4);
  g_autofree char *path = lnet_test_dup_path ("news.csv");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GString) text = g_string_new ("Full name,Town,Role,Program\nJuniper Ashgrove,,Story keeper,Sprouts Ctr.\n");
  AdwNavigationView *pages;
  AdwDialog *dialog;

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, "%s,Thermopolis,,\n", ((LnetMemberInfo *) found->pdata[i])->name);
  g_file_set_contents (path, text->str, -1, NULL);
  lnet_import_dialog_present (GTK_WIDGET (room), session, file);
  lnet_test_get (window, ADW_TYPE_COMBO_ROW, "Program");
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  lnet_test_activate (lnet_test_get (dialog, GTK_TYPE_BUTTON, g_dgettext (GETTEXT_PACKAGE, "_Preview")));
  pages = ADW_NAVIGATION_VIEW (lnet_test_get (dialog, ADW_TYPE_NAVIGATION_VIEW, NULL));
  lnet_test_wait_for (g_strcmp0 (adw_navigation_page_get_tag (adw_navigation_view_get_visible_page (pages)),
                                 "preview") == 0);
  adw_navigation_view_push_by_tag (pages, tag);
}

static void
import_differences (LnetWindow *window,
                    LnetRoom   *room)
{
  show_import_page (window, room, "differences");
}

static void
import_names (LnetWindow *window,
              LnetRoom   *room)
{
  show_import_page (window, room, "additions");
}

static void
export_choices (LnetWindow *window,
                LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (room), "members.export", NULL);
}

static void
export_private (LnetWindow *window,
                LnetRoom   *room)
{
  AdwDialog *dialog;

  export_choices (window, room);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  adw_switch_row_set_active (ADW_SWITCH_ROW (lnet_test_get (dialog, ADW_TYPE_SWITCH_ROW, NULL)), TRUE);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (lnet_test_get (dialog, ADW_TYPE_EXPANDER_ROW, NULL)), TRUE);
}

/* Some by hand, and a search that hides a few of them. */
static void
select_some (LnetWindow *window,
             LnetRoom   *room)
{
  GtkSelectionModel *model;
  GtkListView *list;

  search_for (window, room, "");
  list = GTK_LIST_VIEW (lnet_test_get (room, GTK_TYPE_LIST_VIEW, NULL));
  model = gtk_list_view_get_model (list);
  gtk_widget_activate_action (GTK_WIDGET (room), "members.select", NULL);
  gtk_selection_model_unselect_all (model);
  for (guint i = 0; i < 12 && i < g_list_model_get_n_items (G_LIST_MODEL (model)); i += i % 3 + 1)
    gtk_selection_model_select_item (model, i, FALSE);
  gtk_list_view_scroll_to (list, 0, GTK_LIST_SCROLL_NONE, NULL);
}

static void
select_hidden (LnetWindow *window,
               LnetRoom   *room)
{
  select_some (window, room);
  gtk_editable_set_text (GTK_EDITABLE (lnet_test_get (room, GTK_TYPE_SEARCH_ENTRY, NULL)), "coach");
}

static void
change_selected (LnetWindow *window,
                 LnetRoom   *room,
                 const char *kind)
{
  select_some (window, room);
  gtk_widget_activate_action (GTK_WIDGET (room), "members.change-selected", "s", kind);
  lnet_test_wait_for (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) != NULL);
}

#define CHANGE(name, kind) \
  static void \
  name (LnetWindow *window, \
        LnetRoom   *room) \
  { \
    change_selected (window, room, kind); \
  }
CHANGE (change_status, "status")
CHANGE (change_language, "language")
CHANGE (join_team, "join-team")
CHANGE (leave_team, "leave-team")
CHANGE (add_tag, "add-tag")
CHANGE (remove_tag, "remove-tag")
CHANGE (change_place, "place")
#undef CHANGE

static void
leave_selection (LnetWindow *window,
                 LnetRoom   *room)
{
  gtk_widget_activate_action (GTK_WIDGET (room), "members.leave-selection", NULL);
}

static void
print_list (LnetWindow *window,
            LnetRoom   *room)
{
  AdwDialog *dialog;
  GtkWidget *button;

  gtk_widget_activate_action (GTK_WIDGET (room), "members.print", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  button = lnet_test_get (dialog, GTK_TYPE_BUTTON, g_dgettext (GETTEXT_PACKAGE, "_Print…"));
  lnet_test_wait_for (gtk_widget_get_sensitive (button));
}

static void
print_badges (LnetWindow *window,
              LnetRoom   *room)
{
  AdwDialog *dialog;

  print_list (window, room);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  adw_combo_row_set_selected (ADW_COMBO_ROW (lnet_test_get (dialog, ADW_TYPE_COMBO_ROW, NULL)), 1);
}

const LnetWalkState lnet_walk_members[] = {
  { "search", search },
  { "nobody-found", search_in_vain },
  { "filter-kinds", filter_kinds },
  { "filter-values", filter_values },
  { "filtered", filtered },
  { "save-filter", save_filter },
  { "sorted", sorted },
  { "sorted-by-organization", sorted_by_organization },
  { "profile", profile },
  { "portrait", portrait },
  { "portrait-menu", portrait_menu },
  { "field", field },
  { "field-lines", field_lines },
  { "edit", edit },
  { "history", history },
  { "duplicates", duplicates },
  { "merge", merge },
  { "erase", erase },
  { "erased", erased },
  { "distinct", distinct },
  { "trash", trash },
  { "message-text", lnet_walk_message_text },
  { "message-mail", lnet_walk_message_mail },
  { "message-people", lnet_walk_message_people },
  { "messages", lnet_walk_messages },
  { "message-sent", lnet_walk_message_sent },
  { "organizations", lnet_walk_organizations },
  { "organization", lnet_walk_organization },
  { "organization-edit", lnet_walk_organization_edit },
  { "organization-delete", lnet_walk_organization_delete },
  { "organization-choose", lnet_walk_organization_choose },
  { "organization-merge", lnet_walk_organization_merge },
  { "team", lnet_walk_team },
  { "team-edit", lnet_walk_team_edit },
  { "profile-end", lnet_walk_profile_end },
  { "import-columns", import_columns },
  { "import-preview", import_preview },
  { "import-differences", import_differences },
  { "import-names", import_names },
  { "export", export_choices },
  { "export-private", export_private },
  { "select", select_some },
  { "select-status", change_status },
  { "select-language", change_language },
  { "select-join-team", join_team },
  { "select-leave-team", leave_team },
  { "select-add-tag", add_tag },
  { "select-remove-tag", remove_tag },
  { "select-place", change_place },
  { "select-hidden", select_hidden },
  { "select-left", leave_selection },
  { "print-list", print_list },
  { "print-badges", print_badges },
  { NULL }
};
