/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What two desks wrote at the same time: found, looked at, settled, taken back. */

#include "config.h"

#include "harness.h"
#include "two-desks.h"

#include "lnet-help.h"
#include "lnet-line-row.h"
#include "lnet-member.h"
#include "lnet-settle-dialog.h"
#include "lnet-settle-form.h"
#include "lnet-to-settle-dialog.h"
#include "lnet-unsettled-dot.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  TwoDesks desks;
  LnetWindow *window; /* on Ana's desk */
  LnetSession *session;
  LnetReader *reader;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  LnetStore *store = lnet_test_new_store ();
  g_autofree char *path = g_strdup (lnet_store_get_path (store));

  two_desks_set_up (&fixture->desks, store);
  two_desks_write_at_once (&fixture->desks);
  lnet_store_close (fixture->desks.ana);
  g_clear_object (&fixture->desks.ana);
  fixture->window = lnet_test_open_window (path, 1100, 800);
  fixture->session = lnet_window_get_session (fixture->window);
  fixture->reader = lnet_session_get_reader (fixture->session);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  lnet_test_close_window (fixture->window);
  two_desks_tear_down (&fixture->desks);
}

static gboolean
is_open (Fixture      *fixture,
         LnetField     field,
         const LnetId *row)
{
  return lnet_to_settle_has (fixture->reader, LNET_FIELD_TABLE (field), row, LNET_FIELD_NUMBER (field));
}

/* What Cora's town is, and what it would be by the other one's word. */
static char *
dup_town (Fixture  *fixture,
          gboolean  shown)
{
  g_autoptr (LnetToSettle) item = lnet_to_settle_read (fixture->reader, LNET_TABLE_MEMBER, &fixture->desks.cora_id,
                                                       LNET_FIELD_NUMBER (LNET_MEMBER_TOWN), NULL);

  return g_strdup (((LnetToSettleValue *) item->values->pdata[shown ? 0 : 1])->value.text);
}

static gboolean
lives_in (Fixture    *fixture,
          const char *town)
{
  g_autoptr (LnetMember) cora = lnet_member_load (fixture->reader, &fixture->desks.cora_id, NULL);

  return g_strcmp0 (cora->town, town) == 0;
}

static guint
count_roles (Fixture *fixture)
{
  g_autoptr (LnetMember) cora = lnet_member_load (fixture->reader, &fixture->desks.cora_id, NULL);

  return cora->roles->len;
}

static AdwDialog *
get_dialog (Fixture *fixture)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
}

/* Waits until a dialog of that type is the one in front. */
static AdwDialog *
wait_for_dialog (Fixture *fixture,
                 GType    type)
{
  lnet_test_wait_for (get_dialog (fixture) != NULL && g_type_is_a (G_OBJECT_TYPE (get_dialog (fixture)), type));
  return get_dialog (fixture);
}

static void
press_button (Fixture    *fixture,
              gpointer    root,
              GType       type,
              const char *label)
{
  GtkWidget *button = lnet_test_get (root, type, label);

  gtk_widget_grab_focus (button);
  lnet_test_activate (button);
}

/* From the sidebar to the list, and to one line of it. */
static AdwDialog *
open_item (Fixture    *fixture,
           const char *title)
{
  AdwDialog *list;
  GtkWidget *row;

  press_button (fixture, fixture->window, GTK_TYPE_BUTTON, "Written on two desks at the same time");
  list = wait_for_dialog (fixture, LNET_TYPE_TO_SETTLE_DIALOG);
  row = gtk_widget_get_ancestor (lnet_test_get (list, GTK_TYPE_LABEL, title), LNET_TYPE_LINE_ROW);
  press_button (fixture, row, GTK_TYPE_BUTTON, NULL);
  return wait_for_dialog (fixture, LNET_TYPE_SETTLE_DIALOG);
}

static void
take_back (Fixture *fixture)
{
  press_button (fixture, wait_for_dialog (fixture, LNET_TYPE_TO_SETTLE_DIALOG), GTK_TYPE_BUTTON, "Undo");
}

static void
close_list (Fixture *fixture)
{
  AdwDialog *list = wait_for_dialog (fixture, LNET_TYPE_TO_SETTLE_DIALOG);
  gpointer left = list;

  /* GTK 4.18 never lets go of what loses the focus twice within one frame. */
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  g_object_add_weak_pointer (G_OBJECT (list), &left);
  adw_dialog_force_close (list);
  lnet_test_wait_for (left == NULL);
}

/* The sidebar counts, for those who hear it too, until nothing is left. */
static void
test_count (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *button = lnet_test_get (fixture->window, GTK_TYPE_BUTTON, "Written on two desks at the same time");
  g_autofree char *five = g_strdup_printf (ngettext ("%'u to settle", "%'u to settle", 5), 5);
  g_autofree char *four = g_strdup_printf (ngettext ("%'u to settle", "%'u to settle", 4), 4);
  LnetTransaction *transaction = lnet_transaction_new ("settle");

  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, five);
  lnet_test_get (button, GTK_TYPE_LABEL, "5");
  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &fixture->desks.cora_id, "Cody");
  lnet_session_commit (fixture->session, transaction, NULL);
  lnet_test_wait_for (lnet_test_find (button, GTK_TYPE_LABEL, "4") != NULL);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, four);

  transaction = lnet_transaction_new ("settle");
  lnet_transaction_set_text (transaction, LNET_MEMBER_WISDOM, &fixture->desks.cora_id, "Both");
  lnet_transaction_restore (transaction, LNET_TABLE_ROLE, &fixture->desks.role);
  lnet_transaction_move (transaction, LNET_PASSAGE_POSITION, &fixture->desks.passages[2], &fixture->desks.section,
                         fixture->desks.positions[2]);
  lnet_transaction_confirm_text (transaction, LNET_PASSAGE_BODY, &fixture->desks.passages[0]);
  lnet_session_commit (fixture->session, transaction, NULL);
  lnet_test_wait_for (!gtk_widget_get_visible (button));
}

/* The other value is taken, the line goes, and Undo brings both back. */
static void
test_use_other (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *other = dup_town (fixture, FALSE);
  g_autofree char *shown = dup_town (fixture, TRUE);
  AdwDialog *dialog = open_item (fixture, "Cora Chee · Town");
  g_autofree char *spoken = g_strdup_printf ("%s: %s", _("Use This"), other);
  GtkWidget *button = lnet_test_get (dialog, GTK_TYPE_BUTTON, "Use This");

  g_assert_cmpstr (lnet_help_get_page (dialog), ==, "sharing");
  lnet_test_get (dialog, GTK_TYPE_LABEL, shown);
  lnet_test_get (dialog, GTK_TYPE_LABEL, other);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, spoken);
  gtk_widget_grab_focus (button);
  lnet_test_press (fixture->window, "Return");
  lnet_test_wait_for (lives_in (fixture, other));
  g_assert_false (is_open (fixture, LNET_MEMBER_TOWN, &fixture->desks.cora_id));
  wait_for_dialog (fixture, LNET_TYPE_TO_SETTLE_DIALOG);
  lnet_test_wait_for (lnet_test_find (get_dialog (fixture), GTK_TYPE_LABEL, "Cora Chee · Town") == NULL);

  take_back (fixture);
  lnet_test_wait_for (lives_in (fixture, shown));
  close_list (fixture);
}

static void
test_keep (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *shown = dup_town (fixture, TRUE);
  AdwDialog *dialog = open_item (fixture, "Cora Chee · Town");

  press_button (fixture, dialog, GTK_TYPE_BUTTON, "Keep");
  lnet_test_wait_for (!is_open (fixture, LNET_MEMBER_TOWN, &fixture->desks.cora_id));
  g_assert_true (lives_in (fixture, shown));
  close_list (fixture);
}

/* Neither of them: something third. */
static void
test_write_new (Fixture       *fixture,
                gconstpointer  data)
{
  AdwDialog *dialog = open_item (fixture, "Cora Chee · Town");
  GtkWidget *row;

  press_button (fixture, dialog, ADW_TYPE_BUTTON_ROW, "_Write New…");
  dialog = wait_for_dialog (fixture, g_type_from_name ("LnetFormDialog"));
  row = lnet_test_get (dialog, ADW_TYPE_ENTRY_ROW, "Town");
  gtk_editable_set_text (GTK_EDITABLE (row), "Ten Sleep");
  lnet_test_press (fixture->window, "<Control>Return");
  lnet_test_wait_for (lives_in (fixture, "Ten Sleep"));
  g_assert_false (is_open (fixture, LNET_MEMBER_TOWN, &fixture->desks.cora_id));
  close_list (fixture);
}

/* What was removed and changed is removed after all, and comes back. */
static void
test_remove (Fixture       *fixture,
             gconstpointer  data)
{
  AdwDialog *dialog = open_item (fixture, "Cora Chee · Role · removed and changed");

  press_button (fixture, dialog, GTK_TYPE_BUTTON, "_Remove");
  lnet_test_wait_for (!lnet_to_settle_has (fixture->reader, LNET_TABLE_ROLE, &fixture->desks.role, 0));
  g_assert_cmpuint (count_roles (fixture), ==, 0);
  take_back (fixture);
  lnet_test_wait_for (count_roles (fixture) == 1);
  close_list (fixture);
}

/* Of a label with marks in it, what is read. */
static GtkWidget *
find_text (GtkWidget  *root,
           const char *text)
{
  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Both originals stand beside each other, each with its own words set off; then it is read. */
static void
test_read (Fixture       *fixture,
           gconstpointer  data)
{
  AdwDialog *dialog;
  GtkWidget *anas;
  g_autofree char *only = g_strdup_printf (_("Only here: %s"), "aloud");

  press_button (fixture, fixture->window, GTK_TYPE_BUTTON, "Written on two desks at the same time");
  press_button (fixture, wait_for_dialog (fixture, LNET_TYPE_TO_SETTLE_DIALOG), GTK_TYPE_BUTTON, "Read…");
  dialog = wait_for_dialog (fixture, LNET_TYPE_SETTLE_DIALOG);
  lnet_test_get (dialog, GTK_TYPE_LABEL, "We read aloud to each and every child.");
  lnet_test_wait_for ((anas = find_text (GTK_WIDGET (dialog), "We read aloud to every child.")) != NULL);
  g_assert_nonnull (find_text (GTK_WIDGET (dialog), "We read to each and every child."));
  gtk_test_accessible_assert_property (anas, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, only);
  press_button (fixture, dialog, GTK_TYPE_BUTTON, "I Have _Read It");
  lnet_test_wait_for (!is_open (fixture, LNET_PASSAGE_BODY, &fixture->desks.passages[0]));
  close_list (fixture);
}

/* Beside the field where it is shown stands a dot, which leads to the same. */
static void
test_dot (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *place = lnet_id_to_string (&fixture->desks.cora_id);
  g_autofree char *other = dup_town (fixture, FALSE);
  GtkWidget *row;
  GtkWidget *button;
  AdwDialog *dialog;

  lnet_window_show_room (fixture->window, "members", place);
  row = lnet_test_get (fixture->window, ADW_TYPE_ACTION_ROW, "Town");
  button = lnet_test_get (lnet_test_get (row, LNET_TYPE_UNSETTLED_DOT, NULL), GTK_TYPE_BUTTON, NULL);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, _("Written on two desks at once"));
  gtk_widget_grab_focus (button);
  lnet_test_press (fixture->window, "Return");
  dialog = wait_for_dialog (fixture, LNET_TYPE_SETTLE_DIALOG);
  press_button (fixture, dialog, GTK_TYPE_BUTTON, "Use This");
  lnet_test_wait_for (get_dialog (fixture) == NULL && lives_in (fixture, other));
  lnet_test_wait_for ((row = lnet_test_find (fixture->window, ADW_TYPE_ACTION_ROW, "Town")) != NULL &&
                      lnet_test_find (row, LNET_TYPE_UNSETTLED_DOT, NULL) == NULL);
  /* The window says so, and takes it back. */
  lnet_test_get (fixture->window, GTK_TYPE_LABEL, "The one you chose is shown now");
}

/* Over a merged passage it stands from whom, until somebody has read it. */
static void
test_passage (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *place = lnet_id_to_string (&fixture->desks.passages[0]);
  AdwBanner *banner;

  lnet_window_show_room (fixture->window, "vision", place);
  banner = ADW_BANNER (lnet_test_get (fixture->window, ADW_TYPE_BANNER, NULL));
  lnet_test_wait_for (adw_banner_get_revealed (banner) && strstr (adw_banner_get_title (banner), "Ana Begay") != NULL &&
                      strstr (adw_banner_get_title (banner), "Ben Ortiz") != NULL);
  press_button (fixture, banner, GTK_TYPE_BUTTON, NULL);
  press_button (fixture, wait_for_dialog (fixture, LNET_TYPE_SETTLE_DIALOG), GTK_TYPE_BUTTON, "I Have _Read It");
  lnet_test_wait_for (get_dialog (fixture) == NULL &&
                      strstr (adw_banner_get_title (banner), "Ana Begay") == NULL);
  /* One that was moved on both is left. */
  g_assert_true (adw_banner_get_revealed (banner));
}

/* Somebody else has settled it meanwhile: there is nothing to choose any more. */
static void
test_elsewhere (Fixture       *fixture,
                gconstpointer  data)
{
  AdwDialog *dialog = open_item (fixture, "Cora Chee · Town");
  LnetStore *store = lnet_session_get_store (fixture->session);
  two_desks_give (store, fixture->desks.ben, NULL);
  two_desks_set (fixture->desks.ben, LNET_MEMBER_TOWN, &fixture->desks.cora_id, "Laramie");
  two_desks_give (fixture->desks.ben, store, NULL);
  lnet_test_wait_for (get_dialog (fixture) != dialog);
  g_assert_true (lives_in (fixture, "Laramie"));
  close_list (fixture);
}

/* What came before its time stands under what is to settle, with what it waits for. */
static void
test_waiting (Fixture       *fixture,
              gconstpointer  data)
{
  LnetStore *ben = fixture->desks.ben;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (ben, &error);
  g_autoptr (GArray) had = NULL;
  g_autoptr (LnetDelivery) delivery = NULL;
  g_autofree char *title = g_strdup_printf (ngettext ("%'lu change from a desk that is not known here",
                                                      "%'lu changes from a desk that is not known here", 1UL), 1UL);
  g_autofree char *reason = g_strdup_printf (_("Waiting for %s"), title);
  LnetTakeReport report;
  gboolean more;
  AdwDialog *list;

  two_desks_set (ben, LNET_MEMBER_TOWN, &fixture->desks.ana_id, "Cody");
  had = lnet_give_read_vector (reader, &error);
  two_desks_set (ben, LNET_MEMBER_TOWN, &fixture->desks.ana_id, "Laramie");
  delivery = lnet_give_collect (reader, had, NULL, NULL, G_MAXSIZE, &more, &error);
  g_assert_no_error (error);
  lnet_store_take (lnet_session_get_store (fixture->session), delivery, &report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report.n_waiting, ==, 1);

  press_button (fixture, fixture->window, GTK_TYPE_BUTTON, "Written on two desks at the same time");
  list = wait_for_dialog (fixture, LNET_TYPE_TO_SETTLE_DIALOG);
  lnet_test_get (list, GTK_TYPE_LABEL, title);
  lnet_test_get (list, GTK_TYPE_LABEL, reason);
  close_list (fixture);
}

/* Each kind of field is written by what fits it, and what stood there before comes out as it went in. */
static void
test_forms (void)
{
  static const struct
  {
    LnetField field;
    LnetFieldEntry entry;
    const char *value;
  } fields[] = {
    { LNET_MEMBER_TOWN, LNET_FIELD_ENTRY_LINE, "Ten Sleep" },
    { LNET_MEMBER_WISDOM, LNET_FIELD_ENTRY_LINES, "Listening\nfirst" },
    { LNET_MEMBER_JOINED, LNET_FIELD_ENTRY_DATE, "2019-08-03" },
    { LNET_ROLE_STARTS, LNET_FIELD_ENTRY_DATE, "2019" },
    { LNET_MODULE_MINUTES, LNET_FIELD_ENTRY_NUMBER, "90" },
    { LNET_MEMBER_STATUS, LNET_FIELD_ENTRY_CHOICE, "paused" },
    { LNET_MEMBER_INTERPRETATION, LNET_FIELD_ENTRY_CHOICE, "0" },
    { LNET_ORGANIZATION_SETTING, LNET_FIELD_ENTRY_CHOICE, "a word of our own" },
    { LNET_PROGRAM_ATTENDANCE_POLICY, LNET_FIELD_ENTRY_CHOICE, "percentage" },
    { LNET_MEMBER_TOWN, LNET_FIELD_ENTRY_LINE, NULL },
    { LNET_MEMBER_JOINED, LNET_FIELD_ENTRY_DATE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      LnetFormDialog *form = g_object_ref_sink (lnet_settle_form_new (fields[i].field, fields[i].value));
      g_autofree char *value = lnet_settle_form_dup_value (form);

      g_assert_cmpint (lnet_field_get_entry (fields[i].field), ==, fields[i].entry);
      g_assert_cmpstr (value, ==, fields[i].value);
      g_assert_finalize_object (form);
    }
  g_assert_cmpint (lnet_field_get_entry (LNET_MEMBER_PORTRAIT), ==, LNET_FIELD_ENTRY_NONE);
  g_assert_cmpint (lnet_field_get_entry (LNET_PASSAGE_POSITION), ==, LNET_FIELD_ENTRY_NONE);
}

/* What the store keeps is not what people read. */
static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *cora = lnet_id_to_string (&fixture->desks.cora_id);
  const struct
  {
    LnetField field;
    const char *value;
    const char *says;
  } fields[] = {
    { LNET_MEMBER_STAFF_SUPERVISOR, cora, "Cora Chee" },
    { LNET_MEMBER_INTERPRETATION, "0", C_("state", "No") },
    { LNET_SESSION_STATUS, "cancelled", C_("state", "Cancelled") },
    { LNET_MEMBER_TOWN, "", _("Empty") },
    { LNET_ORGANIZATION_SETTING, "a word of our own", "a word of our own" },
    { LNET_MEMBER_PORTRAIT, cora, _("A picture") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *says = lnet_field_describe (fixture->reader, fields[i].field, fields[i].value);

      g_assert_cmpstr (says, ==, fields[i].says);
    }
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  g_test_add ("/settle/count", Fixture, NULL, set_up, test_count, tear_down);
  g_test_add ("/settle/use-other", Fixture, NULL, set_up, test_use_other, tear_down);
  g_test_add ("/settle/keep", Fixture, NULL, set_up, test_keep, tear_down);
  g_test_add ("/settle/write-new", Fixture, NULL, set_up, test_write_new, tear_down);
  g_test_add ("/settle/remove", Fixture, NULL, set_up, test_remove, tear_down);
  g_test_add ("/settle/read", Fixture, NULL, set_up, test_read, tear_down);
  g_test_add ("/settle/dot", Fixture, NULL, set_up, test_dot, tear_down);
  g_test_add ("/settle/passage", Fixture, NULL, set_up, test_passage, tear_down);
  g_test_add ("/settle/elsewhere", Fixture, NULL, set_up, test_elsewhere, tear_down);
  g_test_add ("/settle/waiting", Fixture, NULL, set_up, test_waiting, tear_down);
  g_test_add_func ("/settle/forms", test_forms);
  g_test_add ("/settle/words", Fixture, NULL, set_up, test_words, tear_down);
  return lnet_test_run ();
}
