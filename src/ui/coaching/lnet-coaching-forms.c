/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-coaching-forms.h"

#include <glib/gi18n-lib.h>

#include "lnet-coaching-change.h"
#include "lnet-coaching-words.h"
#include "lnet-date-row.h"
#include "lnet-day.h"
#include "lnet-fit.h"
#include "lnet-form-dialog.h"
#include "lnet-note-entry.h"
#include "lnet-reference.h"
#include "lnet-week-grid.h"

/* What a form needs when it is saved. Rows belong to the dialog; unused ones are NULL. */
typedef struct
{
  LnetSession *session;
  LnetPair *pair;
  LnetIntake *intake;
  LnetId row; /* of a round or a goal that is changed; null: a new one */
  LnetId owner;
  GtkWidget *a;
  GtkWidget *b;
  GtkWidget *c;
  GtkWidget *d;
  GtkWidget *e;
} Form;

static void
form_free (gpointer  data,
           GClosure *closure)
{
  Form *form = data;

  g_object_unref (form->session);
  lnet_pair_unref (form->pair);
  lnet_intake_unref (form->intake);
  g_free (form);
}

static Form *
form_new (LnetFormDialog *dialog,
          LnetSession    *session,
          GCallback       on_saved)
{
  Form *form = g_new0 (Form, 1);

  form->session = g_object_ref (session);
  g_signal_connect_data (dialog, "saved", on_saved, form, form_free, 0);
  return form;
}

static GtkWidget *
add_note (LnetFormDialog *dialog,
          const char     *title,
          const char     *placeholder,
          const char     *text)
{
  GtkWidget *row = lnet_note_entry_new (title, placeholder, FALSE);

  lnet_note_entry_set_text (LNET_NOTE_ENTRY (row), text);
  lnet_form_dialog_add_row (dialog, row);
  return row;
}

static GtkWidget *
add_entry (LnetFormDialog *dialog,
           const char     *title,
           const char     *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  lnet_form_dialog_add_row (dialog, row);
  return row;
}

static GtkWidget *
add_date (LnetFormDialog *dialog,
          const char     *title,
          const char     *date,
          gboolean        optional)
{
  GtkWidget *row = lnet_date_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_object_set (row, "optional", optional, "date", date, NULL);
  lnet_form_dialog_add_row (dialog, row);
  return row;
}

static GtkWidget *
add_number (LnetFormDialog *dialog,
            const char     *title,
            const char     *subtitle,
            int             value,
            int             most,
            int             step)
{
  GtkWidget *row = adw_spin_row_new_with_range (0, most, step);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_spin_row_set_value (ADW_SPIN_ROW (row), value);
  lnet_form_dialog_add_row (dialog, row);
  return row;
}

static char *
dup_entry (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* A round */

static void
on_round_saved (LnetFormDialog *dialog,
                gpointer        data)
{
  Form *form = data;
  gboolean is_new = lnet_id_is_null (&form->row);
  LnetTransaction *transaction = lnet_transaction_new (is_new ? "coaching-round-add" : "coaching-round-edit");
  g_autofree char *name = dup_entry (form->a);
  const char *starts = lnet_date_row_get_date (LNET_DATE_ROW (form->b));
  const char *ends = lnet_date_row_get_date (LNET_DATE_ROW (form->c));

  if (is_new)
    lnet_coaching_add_round (transaction, name, starts, ends);
  else
    lnet_coaching_edit_round (transaction, &form->row, name, starts, ends);
  lnet_session_commit (form->session, transaction, is_new ? _("Round begun") : _("Round changed"));
}

void
lnet_coaching_present_round (GtkWidget               *parent,
                             LnetSession             *session,
                             const LnetCoachingRound *round)
{
  LnetFormDialog *dialog = lnet_form_dialog_new (round != NULL ? _("Change the Round") : _("New Round"),
                                                 round != NULL ? _("_Save") : _("_Begin"));
  Form *form = form_new (dialog, session, G_CALLBACK (on_round_saved));
  g_autofree char *today = lnet_day_today ();

  if (round != NULL)
    form->row = round->id;
  lnet_form_dialog_add_group (dialog, NULL, _("A round is one pool of members who want a partner, and the pairs made "
                                              "of it."));
  form->a = add_entry (dialog, _("Name"), round != NULL ? round->name : NULL);
  form->b = add_date (dialog, _("Begins"), round != NULL ? round->starts : today, FALSE);
  form->c = add_date (dialog, _("Ends"), round != NULL ? round->ends : NULL, TRUE);
  lnet_form_dialog_need (dialog, form->a);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

/* What somebody says for the pool */

static const char *const modes[] = { "either", "in-person", "video", NULL };

static void
on_intake_saved (LnetFormDialog *dialog,
                 gpointer        data)
{
  Form *form = data;
  LnetTransaction *transaction = lnet_transaction_new ("coaching-pool-edit");
  g_autofree char *strengths = lnet_note_entry_dup_text (LNET_NOTE_ENTRY (form->a));
  g_autofree char *wishes = lnet_note_entry_dup_text (LNET_NOTE_ENTRY (form->b));
  g_autofree char *slots = lnet_week_grid_dup_slots (LNET_WEEK_GRID (form->c));
  LnetIntakeWords words = { strengths, wishes, slots, modes[adw_combo_row_get_selected (ADW_COMBO_ROW (form->d))],
                            (int) adw_spin_row_get_value (ADW_SPIN_ROW (form->e)) };
  g_autofree char *toast = g_strdup_printf (_("Changed what %s says"), form->intake->short_name);

  lnet_coaching_edit_intake (transaction, &form->intake->id, &words);
  lnet_session_commit (form->session, transaction, toast);
}

static GtkWidget *
add_week (LnetFormDialog *dialog,
          const char     *slots)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *grid = lnet_week_grid_new (TRUE);

  lnet_week_grid_set_slots (LNET_WEEK_GRID (grid), slots);
  gtk_widget_set_margin_top (grid, 12);
  gtk_widget_set_margin_bottom (grid, 12);
  gtk_widget_set_margin_start (grid, 12);
  gtk_widget_set_margin_end (grid, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), grid);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  lnet_form_dialog_add_row (dialog, row);
  return grid;
}

static GtkWidget *
add_mode (LnetFormDialog *dialog,
          const char     *mode)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();
  guint selected = 0;

  for (guint i = 0; modes[i] != NULL; i++)
    {
      gtk_string_list_append (labels, lnet_coaching_mode_label (modes[i]));
      if (g_strcmp0 (modes[i], mode) == 0)
        selected = i;
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("How to meet"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  lnet_form_dialog_add_row (dialog, row);
  return row;
}

void
lnet_coaching_present_intake (GtkWidget   *parent,
                              LnetSession *session,
                              LnetIntake  *intake)
{
  LnetFormDialog *dialog = lnet_form_dialog_new (intake->name, _("_Save"));
  Form *form = form_new (dialog, session, G_CALLBACK (on_intake_saved));

  form->intake = lnet_intake_ref (intake);
  lnet_form_dialog_add_group (dialog, _("Wisdom and wishes"), NULL);
  form->a = add_note (dialog, _("Wisdom to share"), _("What others come to me for"), intake->strengths);
  form->b = add_note (dialog, _("What to think about together"), _("What I would like to look at with a partner"),
                      intake->wishes);
  lnet_form_dialog_add_group (dialog, _("Times that suit"), NULL);
  form->c = add_week (dialog, intake->slots);
  lnet_form_dialog_add_group (dialog, _("Meeting"), NULL);
  form->d = add_mode (dialog, intake->mode);
  form->e = add_number (dialog, _("Travel"), _("At most so many minutes one way; 0 when not said"),
                        intake->travel_minutes, 240, 5);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

/* Agreement */

static void
on_agreement_saved (LnetFormDialog *dialog,
                    gpointer        data)
{
  Form *form = data;
  LnetTransaction *transaction = lnet_transaction_new ("coaching-pair-edit");
  g_autofree char *place = dup_entry (form->b);
  g_autofree char *agreement = lnet_note_entry_dup_text (LNET_NOTE_ENTRY (form->c));

  lnet_coaching_edit_agreement (transaction, &form->pair->id, (int) adw_spin_row_get_value (ADW_SPIN_ROW (form->a)),
                                place, agreement);
  lnet_session_commit (form->session, transaction, _("Agreement changed"));
}

void
lnet_coaching_present_agreement (GtkWidget   *parent,
                                 LnetSession *session,
                                 LnetPair    *pair)
{
  LnetFormDialog *dialog = lnet_form_dialog_new (_("Agreement"), _("_Save"));
  Form *form = form_new (dialog, session, G_CALLBACK (on_agreement_saved));

  form->pair = lnet_pair_ref (pair);
  form->a = add_number (dialog, _("Days between meetings"), _("At most; 0 when nothing is agreed"),
                        pair->cadence_days, LNET_CADENCE_MAX_DAYS, 1);
  form->b = add_entry (dialog, _("Where"), pair->place);
  form->c = add_note (dialog, _("What you agree on"), _("Who visits whom first, what stays between you, until when"),
                      pair->agreement);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

/* A goal */

static void
on_goal_saved (LnetFormDialog *dialog,
               gpointer        data)
{
  Form *form = data;
  gboolean is_new = lnet_id_is_null (&form->row);
  LnetTransaction *transaction = lnet_transaction_new (is_new ? "coaching-goal-add" : "coaching-goal-edit");
  g_autofree char *goal = lnet_note_entry_dup_text (LNET_NOTE_ENTRY (form->a));
  g_autofree char *know_when = lnet_note_entry_dup_text (LNET_NOTE_ENTRY (form->b));

  lnet_coaching_write_goal (transaction, &form->owner, is_new ? NULL : &form->row, goal, know_when,
                            lnet_date_row_get_date (LNET_DATE_ROW (form->c)));
  lnet_session_commit (form->session, transaction, is_new ? _("Goal added") : _("Goal changed"));
}

void
lnet_coaching_present_goal (GtkWidget              *parent,
                            LnetSession            *session,
                            const LnetId           *pair,
                            const LnetCoachingGoal *goal)
{
  LnetFormDialog *dialog = lnet_form_dialog_new (goal != NULL ? _("Change a Goal") : _("New Goal"), _("_Save"));
  Form *form = form_new (dialog, session, G_CALLBACK (on_goal_saved));

  form->owner = *pair;
  if (goal != NULL)
    form->row = goal->id;
  form->a = add_note (dialog, _("What you want to grow"), _("Children tell longer stories at lunch."),
                      goal != NULL ? goal->goal : NULL);
  form->b = add_note (dialog, _("We’ll know when…"), _("…three of them begin a story on their own."),
                      goal != NULL ? goal->know_when : NULL);
  form->c = add_date (dialog, _("Until"), goal != NULL ? goal->due : NULL, TRUE);
  lnet_form_dialog_need (dialog, form->a);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

/* Closing */

/* Partners who were paired without standing in the pool; they wait there from now on. */
static guint
find_without_intake (LnetSession *session,
                     LnetPair    *pair,
                     LnetId      *members)
{
  guint n = 0;

  for (guint i = 0; i < pair->n_partners; i++)
    if (!lnet_coaching_is_in_pool (lnet_session_get_reader (session), &pair->round, &pair->partners[i].member))
      members[n++] = pair->partners[i].member;
  return n;
}

static void
on_close_saved (LnetFormDialog *dialog,
                gpointer        data)
{
  Form *form = data;
  LnetTransaction *transaction = lnet_transaction_new ("coaching-pair-close");
  g_autofree char *reason = lnet_note_entry_dup_text (LNET_NOTE_ENTRY (form->a));
  g_autofree char *today = lnet_day_today ();
  g_autofree char *names = lnet_pair_dup_names (form->pair, TRUE);
  g_autofree char *toast = NULL;
  LnetId members[LNET_PAIR_MEMBERS_MOST];
  guint n = find_without_intake (form->session, form->pair, members);

  lnet_coaching_close_pair (transaction, form->pair, reason, today, members, n);
  /* Translators: %s is "Ana and Ben". */
  toast = g_strdup_printf (_("%s wait for a new partner"), names);
  lnet_session_commit (form->session, transaction, toast);
}

static void
on_suggestion (GtkWidget *note,
               GtkButton *button)
{
  lnet_note_entry_set_text (LNET_NOTE_ENTRY (note), gtk_button_get_label (button));
  lnet_note_entry_begin (LNET_NOTE_ENTRY (note));
}

static void
add_suggestion (GtkWidget  *box,
                const char *text,
                GtkWidget  *note)
{
  GtkWidget *button = gtk_button_new_with_label (text);

  lnet_fit_words (button);
  gtk_widget_add_css_class (button, "coaching-chip");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_suggestion), note, G_CONNECT_SWAPPED);
  adw_wrap_box_append (ADW_WRAP_BOX (box), button);
}

void
lnet_coaching_present_close (GtkWidget   *parent,
                             LnetSession *session,
                             LnetPair    *pair)
{
  LnetFormDialog *dialog = lnet_form_dialog_new (_("Close the Pair"), _("_Close Pair"));
  Form *form = form_new (dialog, session, G_CALLBACK (on_close_saved));
  const char *const *barriers = lnet_reference_get_keys (LNET_REFERENCE_BARRIER);
  GtkWidget *box = adw_wrap_box_new ();

  form->pair = lnet_pair_ref (pair);
  lnet_form_dialog_add_group (dialog, NULL, _("What they wrote stays. They come first in the pool when new pairs are "
                                              "made."));
  form->a = add_note (dialog, _("Why it ends"), _("One sentence is enough"), NULL);
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 6);
  add_suggestion (box, _("Their time together is complete"), form->a);
  for (gsize i = 0; barriers[i] != NULL; i++)
    add_suggestion (box, lnet_reference_get_label (LNET_REFERENCE_BARRIER, barriers[i]), form->a);
  lnet_form_dialog_add_group (dialog, NULL, NULL);
  lnet_form_dialog_add_row (dialog, box);
  lnet_form_dialog_need (dialog, form->a);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}
