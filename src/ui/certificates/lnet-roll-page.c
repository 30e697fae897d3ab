/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-roll-page.h"

#include "lnet-certificate-words.h"
#include "lnet-participant-model.h"
#include "lnet-roll-row.h"

#include <glib/gi18n-lib.h>

/*
 *   LnetCohortSource → LnetParticipantModel (narrowed by what is typed) → GtkSingleSelection →
 *     GtkListView of LnetRollRow
 *                    ↘ LnetRollSheet (what is marked) ↗
 */

struct _LnetRollPage
{
  AdwNavigationPage parent_instance;

  AdwWindowTitle *window_title;
  GtkEditable *entry;
  GtkLabel *count;
  GtkLabel *keys;
  GtkStack *stack;
  GtkListView *list;

  LnetRollSheet *sheet;
  LnetParticipantModel *model;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (LnetRollPage, lnet_roll_page, ADW_TYPE_NAVIGATION_PAGE)

static LnetSession *
get_session (LnetRollPage *self)
{
  return lnet_cohort_source_get_session (lnet_roll_sheet_get_source (self->sheet));
}

static void
on_setup (LnetRollPage *self,
          GtkListItem  *item)
{
  GtkWidget *row = lnet_roll_row_new (self->sheet);

  gtk_widget_set_sensitive (row, lnet_session_may_write (get_session (self)));
  gtk_list_item_set_child (item, row);
}

static void
on_bind (LnetRollPage *self,
         GtkListItem  *item)
{
  LnetParticipantItem *participant = gtk_list_item_get_item (item);
  LnetParticipant *shown = lnet_participant_item_get_participant (participant);
  LnetAttendanceStatus status = lnet_roll_sheet_get_status (self->sheet, shown);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", shown->name, lnet_attendance_status_get_label (status));

  g_object_set_data (G_OBJECT (participant), "roll-row", gtk_list_item_get_child (item));
  lnet_roll_row_set_item (LNET_ROLL_ROW (gtk_list_item_get_child (item)), participant);
  gtk_list_item_set_accessible_label (item, spoken);
}

static void
on_unbind (LnetRollPage *self,
           GtkListItem  *item)
{
  g_object_set_data (G_OBJECT (gtk_list_item_get_item (item)), "roll-row", NULL);
  lnet_roll_row_set_item (LNET_ROLL_ROW (gtk_list_item_get_child (item)), NULL);
}

static guint
get_n (LnetRollPage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->model));
}

static LnetParticipant *
get_selected (LnetRollPage *self)
{
  LnetParticipantItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? lnet_participant_item_get_participant (item) : NULL;
}

static void
select_position (LnetRollPage *self,
                 guint         position,
                 gboolean      focus)
{
  if (position >= get_n (self))
    return;
  gtk_list_view_scroll_to (self->list, position,
                           GTK_LIST_SCROLL_SELECT | (focus ? GTK_LIST_SCROLL_FOCUS : GTK_LIST_SCROLL_NONE), NULL);
}

/* The next after @position of whom nothing is said, going round; else the one after it. */
static guint
find_next (LnetRollPage *self,
           guint         position)
{
  guint n = get_n (self);

  for (guint i = 1; i <= n; i++)
    {
      g_autoptr (LnetParticipantItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), (position + i) % n);

      if (lnet_roll_sheet_get_status (self->sheet, lnet_participant_item_get_participant (item))
          == LNET_ATTENDANCE_UNRECORDED)
        return (position + i) % n;
    }
  return MIN (position + 1, n - 1);
}

static void
announce_mark (LnetRollPage          *self,
               const LnetParticipant *participant,
               LnetAttendanceStatus   status)
{
  g_autofree char *words = g_strdup_printf ("%s: %s", participant->name, lnet_attendance_status_get_label (status));

  gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
mark_selected (LnetRollPage         *self,
               LnetAttendanceStatus  status)
{
  LnetParticipant *participant = get_selected (self);
  LnetAttendanceEntry entry;

  if (participant == NULL)
    return;
  entry = lnet_roll_sheet_get_entry (self->sheet, participant);
  lnet_roll_sheet_mark (self->sheet, participant, status, status == LNET_ATTENDANCE_PRESENT ? 0 : entry.missed);
  announce_mark (self, participant, status);
}

static void
go_next (LnetRollPage *self,
         gboolean      focus)
{
  if (get_n (self) > 0)
    select_position (self, find_next (self, gtk_single_selection_get_selected (self->selection)), focus);
}

/* Marks who was found, empties the field, and goes on from there. */
static void
on_entry_activated (LnetRollPage *self)
{
  LnetParticipantItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item == NULL)
    return;
  mark_selected (self, LNET_ATTENDANCE_PRESENT);
  gtk_editable_set_text (self->entry, "");
  lnet_participant_model_set_search (self->model, "");
  for (guint i = 0; i < get_n (self); i++)
    {
      g_autoptr (LnetParticipantItem) other = g_list_model_get_item (G_LIST_MODEL (self->model), i);

      if (other == item)
        gtk_single_selection_set_selected (self->selection, i);
    }
  go_next (self, FALSE);
}

static void
on_search_changed (LnetRollPage *self)
{
  lnet_participant_model_set_search (self->model, gtk_editable_get_text (self->entry));
  gtk_stack_set_visible_child_name (self->stack, get_n (self) > 0 ? "list" : "nobody");
  if (gtk_editable_get_text (self->entry)[0] != '\0')
    gtk_single_selection_set_selected (self->selection, 0);
}

static void
on_stop_search (LnetRollPage *self)
{
  if (gtk_editable_get_text (self->entry)[0] != '\0')
    gtk_editable_set_text (self->entry, "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "navigation.pop", NULL);
}

static void
on_list_activated (LnetRollPage *self,
                   guint         position)
{
  mark_selected (self, LNET_ATTENDANCE_PRESENT);
  go_next (self, TRUE);
}

/* From the field into the list. */
static void
enter_list (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  LnetRollPage *self = LNET_ROLL_PAGE (widget);
  guint selected = gtk_single_selection_get_selected (self->selection);

  select_position (self, selected == GTK_INVALID_LIST_POSITION ? 0 : selected, TRUE);
}

/* One letter for each status; Translators translate the letters with the words. */
static const struct
{
  const char *letter;
  LnetAttendanceStatus status;
} letters[] = {
  /* Translators: one letter, the key for "Present" on the roll */
  { NC_("roll key", "p"), LNET_ATTENDANCE_PRESENT },
  /* Translators: one letter, the key for "Late" on the roll */
  { NC_("roll key", "l"), LNET_ATTENDANCE_LATE },
  /* Translators: one letter, the key for "Left early" on the roll */
  { NC_("roll key", "e"), LNET_ATTENDANCE_LEFT_EARLY },
  /* Translators: one letter, the key for "Absent" on the roll */
  { NC_("roll key", "a"), LNET_ATTENDANCE_ABSENT },
  /* Translators: one letter, the key for "Sent apologies" on the roll */
  { NC_("roll key", "s"), LNET_ATTENDANCE_APOLOGY },
  /* Translators: one letter, the key for "Excused" on the roll */
  { NC_("roll key", "x"), LNET_ATTENDANCE_EXCUSED },
  /* Translators: one letter, the key for "Made up" on the roll */
  { NC_("roll key", "m"), LNET_ATTENDANCE_MAKE_UP },
  /* Translators: one letter, the key for "Not yet enrolled" on the roll */
  { NC_("roll key", "n"), LNET_ATTENDANCE_NOT_YET_ENROLLED },
};

static const char *
get_letter (gsize i)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "roll key", letters[i].letter);
}

static void
mark_by_key (LnetRollPage         *self,
             LnetAttendanceStatus  status)
{
  LnetParticipantItem *item = gtk_single_selection_get_selected_item (self->selection);
  GtkWidget *row = item != NULL ? g_object_get_data (G_OBJECT (item), "roll-row") : NULL;

  mark_selected (self, status);
  if (row != NULL && (status == LNET_ATTENDANCE_LATE || status == LNET_ATTENDANCE_LEFT_EARLY))
    lnet_roll_row_edit_minutes (LNET_ROLL_ROW (row));
  else
    go_next (self, TRUE);
}

static void
on_mark (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  mark_by_key (LNET_ROLL_PAGE (widget), lnet_attendance_status_from_key (g_variant_get_string (parameter, NULL)));
}

static void
add_key (GtkWidget  *widget,
         guint       keyval,
         const char *action,
         GVariant   *argument)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keyval, 0), gtk_named_action_new (action));

  gtk_shortcut_set_arguments (shortcut, argument);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (widget, controller);
}

static void
add_keys (LnetRollPage *self)
{
  GtkWidget *list = GTK_WIDGET (self->list);

  add_key (GTK_WIDGET (self->entry), GDK_KEY_Down, "roll.enter-list", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    add_key (list, gdk_unicode_to_keyval (g_unichar_tolower (g_utf8_get_char (get_letter (i)))), "roll.mark",
             g_variant_new_string (lnet_attendance_status_to_key (letters[i].status)));
  add_key (list, GDK_KEY_Delete, "roll.mark", g_variant_new_string (""));
  add_key (list, GDK_KEY_BackSpace, "roll.mark", g_variant_new_string (""));
}

static void
fill_keys (LnetRollPage *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words, "%s\n%s\n\n%s\n", _("In the field: Enter marks who was found present,"),
                          _("Down goes into the list."), _("In the list:"));
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      g_autofree char *letter = g_utf8_strup (get_letter (i), -1);

      g_string_append_printf (words, "%s  %s\n", letter, lnet_attendance_status_get_label (letters[i].status));
    }
  g_string_append (words, _("Delete  Nothing recorded"));
  gtk_label_set_label (self->keys, words->str);
}

static void
update_count (LnetRollPage *self)
{
  guint marked;
  guint expected;
  g_autofree char *words = NULL;

  lnet_roll_sheet_count (self->sheet, &marked, &expected);
  /* Translators: how many of how many participants are on the roll */
  words = g_strdup_printf (_("%u of %u recorded"), marked, expected);
  gtk_label_set_label (self->count, words);
  lnet_session_enable_action (get_session (self), GTK_WIDGET (self), "roll.mark-rest", marked < expected);
}

static void
on_loaded (LnetRollPage *self)
{
  LnetCohort *cohort = lnet_cohort_source_get_cohort (lnet_roll_sheet_get_source (self->sheet));
  guint session = lnet_roll_sheet_get_session (self->sheet);
  g_autofree char *title = NULL;
  g_autofree char *caption = NULL;

  if (session == G_MAXUINT)
    return;
  title = lnet_cohort_dup_session_title (cohort, session);
  caption = lnet_session_dup_caption (g_ptr_array_index (cohort->sessions, session));
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, caption);
  lnet_participant_model_set_cohort (self->model, cohort);
  update_count (self);
}

static void
mark_rest (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  lnet_roll_sheet_mark_rest_present (LNET_ROLL_PAGE (widget)->sheet);
}

static void
on_next (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  go_next (LNET_ROLL_PAGE (widget), TRUE);
}

static void
on_shown (LnetRollPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
lnet_roll_page_dispose (GObject *object)
{
  LnetRollPage *self = LNET_ROLL_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_ROLL_PAGE);
  g_clear_object (&self->sheet);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (lnet_roll_page_parent_class)->dispose (object);
}

static void
lnet_roll_page_class_init (LnetRollPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_roll_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-roll-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetRollPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, LnetRollPage, entry);
  gtk_widget_class_bind_template_child (widget_class, LnetRollPage, count);
  gtk_widget_class_bind_template_child (widget_class, LnetRollPage, keys);
  gtk_widget_class_bind_template_child (widget_class, LnetRollPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LnetRollPage, list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activated);
  gtk_widget_class_install_action (widget_class, "roll.mark-rest", NULL, mark_rest);
  gtk_widget_class_install_action (widget_class, "roll.mark", "s", on_mark);
  gtk_widget_class_install_action (widget_class, "roll.enter-list", NULL, enter_list);
  gtk_widget_class_install_action (widget_class, "roll.next", NULL, on_next);
}

static void
lnet_roll_page_init (LnetRollPage *self)
{
  self->model = lnet_participant_model_new ();
  lnet_participant_model_set_only_active (self->model, TRUE);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  gtk_widget_init_template (GTK_WIDGET (self));
  add_keys (self);
  fill_keys (self);
  g_signal_connect (self, "shown", G_CALLBACK (on_shown), NULL);
}

AdwNavigationPage *
lnet_roll_page_new (LnetCohortSource *source,
                    const LnetId     *session)
{
  static const char *const reading[] = { "roll.next", NULL };
  LnetRollPage *self = g_object_new (LNET_TYPE_ROLL_PAGE, NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->sheet = lnet_roll_sheet_new (source, session);
  lnet_session_guard_actions (get_session (self), GTK_WIDGET (self), reading);
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), lnet_session_may_write (get_session (self)));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (source, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheet, "changed", G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
  if (lnet_cohort_source_get_cohort (source) != NULL)
    on_loaded (self);
  return ADW_NAVIGATION_PAGE (self);
}

void
lnet_roll_page_begin_search (LnetRollPage *self)
{
  g_return_if_fail (LNET_IS_ROLL_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
