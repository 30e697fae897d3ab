/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cohort-dialog.h"

#include "lnet-avatar.h"
#include "lnet-certificate-edit.h"
#include "lnet-certificate-words.h"
#include "lnet-credit.h"
#include "lnet-date-row.h"
#include "lnet-day.h"
#include "lnet-fit.h"
#include "lnet-member-picker.h"
#include "lnet-members.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

struct _LnetCohortDialog
{
  AdwDialog parent_instance;

  GtkButton *save_button;
  GtkEditable *name_row;
  AdwComboRow *program_row;
  GtkWidget *span_group;
  LnetDateRow *starts_row;
  LnetDateRow *ends_row;
  AdwPreferencesGroup *facilitators;
  AdwPreferencesGroup *plan_group;
  LnetDateRow *first_row;
  GtkEditable *time_row;
  AdwComboRow *spacing_row;
  AdwPreferencesGroup *sessions;

  LnetSession *session;
  LnetCohortSource *source; /* NULL: a new one */
  GPtrArray *programs;      /* LnetProgram */
  GArray *facilitator_ids;  /* LnetId */
  GPtrArray *facilitator_rows;
  GPtrArray *plans;         /* LnetSessionPlan */
  GPtrArray *plan_rows;
  GCancellable *cancellable;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LnetCohortDialog, lnet_cohort_dialog, ADW_TYPE_DIALOG)

/* Days between sessions, as the row offers them. */
static const guint spacings[] = { 1, 7, 14, 21, 28 };

char *
lnet_certificate_parse_time (const char *typed)
{
  g_autofree char *text = g_utf8_strdown (typed, -1);
  gboolean afternoon = strstr (text, "pm") != NULL || strstr (text, "p.m") != NULL;
  gboolean morning = strstr (text, "am") != NULL || strstr (text, "a.m") != NULL;
  guint hours = 0;
  guint minutes = 0;
  int n;

  n = sscanf (text, " %2u%*[:. h]%2u", &hours, &minutes);
  if (n == 1 && sscanf (text, " %4u", &hours) == 1 && hours > 99)
    {
      minutes = hours % 100;
      hours /= 100;
    }
  if (n < 1 || hours > 23 || minutes > 59 || ((afternoon || morning) && (hours == 0 || hours > 12)))
    return NULL;
  if (afternoon && hours < 12)
    hours += 12;
  else if (morning && hours == 12)
    hours = 0;
  return g_strdup_printf ("%02u:%02u", hours, minutes);
}

static LnetProgram *
get_program (LnetCohortDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->program_row);

  if (self->programs == NULL || selected >= self->programs->len)
    return NULL;
  return g_ptr_array_index (self->programs, selected);
}

static void
on_changed (LnetCohortDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
  g_autofree char *time = lnet_certificate_parse_time (gtk_editable_get_text (self->time_row));
  gboolean fits = name[0] != '\0' && (self->source != NULL || (time != NULL && get_program (self) != NULL));

  if (time == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->time_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->time_row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->time_row), GTK_ACCESSIBLE_STATE_INVALID,
                               time == NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cohort-dialog.save", fits);
}

static void
on_plan_day_changed (LnetDateRow     *row,
                     GParamSpec      *pspec,
                     LnetSessionPlan *plan)
{
  const char *date = lnet_date_row_get_date (row);
  g_autofree char *time = lnet_certificate_get_time (plan->starts);

  if (date == NULL)
    return;
  g_free (plan->starts);
  plan->starts = g_strdup_printf ("%sT%s", date, time);
}

static void
add_plan_row (LnetCohortDialog *self,
              LnetProgram      *program,
              LnetSessionPlan  *plan)
{
  LnetModule *module = g_ptr_array_index (program->modules, plan->module);
  GtkWidget *row = lnet_date_row_new ();
  g_autofree char *length = lnet_credit_format_duration (plan->minutes);
  g_autofree char *title = g_strdup_printf ("%u · %s · %s", plan->module + 1, module->title, length);
  g_autofree char *date = g_strndup (plan->starts, 10);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  lnet_date_row_set_date (LNET_DATE_ROW (row), date);
  g_signal_connect (row, "notify::date", G_CALLBACK (on_plan_day_changed), plan);
  adw_preferences_group_add (self->sessions, row);
  g_ptr_array_add (self->plan_rows, row);
}

static void
clear_plan (LnetCohortDialog *self)
{
  for (guint i = 0; i < self->plan_rows->len; i++)
    adw_preferences_group_remove (self->sessions, g_ptr_array_index (self->plan_rows, i));
  g_ptr_array_set_size (self->plan_rows, 0);
  g_clear_pointer (&self->plans, g_ptr_array_unref);
}

/* Proposes the sessions anew. */
static void
on_plan_changed (LnetCohortDialog *self)
{
  LnetProgram *program = get_program (self);
  const char *first = lnet_date_row_get_date (self->first_row);
  guint spacing = MIN (adw_combo_row_get_selected (self->spacing_row), G_N_ELEMENTS (spacings) - 1);
  guint y, m, d;
  GDate day;

  if (self->filling || self->source != NULL)
    return;
  clear_plan (self);
  on_changed (self);
  if (program == NULL || first == NULL || sscanf (first, "%4u-%2u-%2u", &y, &m, &d) != 3 ||
      !g_date_valid_dmy ((GDateDay) d, (GDateMonth) m, (GDateYear) y))
    return;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) d, (GDateMonth) m, (GDateYear) y);
  self->plans = lnet_session_plan_propose (program, &day, "00:00", spacings[spacing]);
  for (guint i = 0; i < self->plans->len; i++)
    add_plan_row (self, program, g_ptr_array_index (self->plans, i));
}

static void update_facilitators (LnetCohortDialog *self);

static void
on_remove_facilitator (LnetCohortDialog *self,
                       GtkWidget        *button)
{
  guint place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "place"));

  g_array_remove_index (self->facilitator_ids, place);
  update_facilitators (self);
}

static void
add_facilitator_row (LnetCohortDialog *self,
                     guint             place)
{
  const LnetId *id = &g_array_index (self->facilitator_ids, LnetId, place);
  g_autofree char *name = lnet_members_dup_name (lnet_session_get_reader (self->session), id);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = adw_avatar_new (32, name, TRUE);
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_widget_set_tooltip_text (remove, _("Not a facilitator of this cohort"));
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  g_object_set_data (G_OBJECT (remove), "place", GUINT_TO_POINTER (place));
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_remove_facilitator), self, G_CONNECT_SWAPPED);
  lnet_avatar_show_member (ADW_AVATAR (avatar), self->session, id);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  adw_preferences_group_add (self->facilitators, row);
  g_ptr_array_add (self->facilitator_rows, row);
}

static void
update_facilitators (LnetCohortDialog *self)
{
  for (guint i = 0; i < self->facilitator_rows->len; i++)
    adw_preferences_group_remove (self->facilitators, g_ptr_array_index (self->facilitator_rows, i));
  g_ptr_array_set_size (self->facilitator_rows, 0);
  for (guint i = 0; i < self->facilitator_ids->len; i++)
    add_facilitator_row (self, i);
}

static void
on_facilitators_chosen (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (LnetCohortDialog) self = LNET_COHORT_DIALOG (user_data);
  g_autoptr (GArray) chosen = lnet_member_picker_choose_finish (result, NULL);

  if (chosen == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  g_array_append_vals (self->facilitator_ids, chosen->data, chosen->len);
  update_facilitators (self);
}

static void
on_add_facilitators (LnetCohortDialog *self)
{
  lnet_member_picker_choose (GTK_WIDGET (self), self->session, _("Add Facilitators"),
                             LNET_MEMBER_PICKER_SEVERAL, self->facilitator_ids, self->cancellable,
                             on_facilitators_chosen, g_object_ref (self));
}

static void
on_cancel (LnetCohortDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
set_facilitators (LnetCohortDialog *self,
                  LnetTransaction  *tx,
                  const LnetId     *cohort,
                  GPtrArray        *before)
{
  for (guint i = 0; i < self->facilitator_ids->len; i++)
    lnet_transaction_add_to_set (tx, LNET_COHORT_FACILITATOR_MEMBER, lnet_space (LNET_SPACE_NETWORK), cohort,
                                 &g_array_index (self->facilitator_ids, LnetId, i));
  for (guint i = 0; before != NULL && i < before->len; i++)
    {
      const LnetId *id = g_ptr_array_index (before, i);
      gboolean kept = FALSE;

      for (guint j = 0; j < self->facilitator_ids->len; j++)
        kept = kept || lnet_id_equal (id, &g_array_index (self->facilitator_ids, LnetId, j));
      if (!kept)
        lnet_transaction_remove_from_set (tx, LNET_COHORT_FACILITATOR_MEMBER, cohort, id);
    }
}

static int
compare_plans (gconstpointer a,
               gconstpointer b)
{
  return strcmp ((*(LnetSessionPlan *const *) a)->starts, (*(LnetSessionPlan *const *) b)->starts);
}

static void
begin_cohort (LnetCohortDialog *self,
              const char       *name)
{
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("cohort-add");
  g_autofree char *time = lnet_certificate_parse_time (gtk_editable_get_text (self->time_row));
  g_autofree char *starts = NULL;
  g_autofree char *ends = NULL;
  /* Translators: a cohort's name */
  g_autofree char *toast = g_strdup_printf (_("%s begins"), name);
  LnetProgram *program = get_program (self);
  LnetId cohort;

  if (self->plans != NULL && self->plans->len > 0)
    {
      g_ptr_array_sort (self->plans, compare_plans);
      starts = g_strndup (((LnetSessionPlan *) g_ptr_array_index (self->plans, 0))->starts, 10);
      ends = g_strndup (((LnetSessionPlan *) g_ptr_array_index (self->plans, self->plans->len - 1))->starts, 10);
    }
  cohort = lnet_certificate_add_cohort (tx, &program->id, name, starts, ends);
  set_facilitators (self, tx, &cohort, NULL);
  for (guint i = 0; self->plans != NULL && i < self->plans->len; i++)
    {
      LnetSessionPlan *plan = g_ptr_array_index (self->plans, i);
      LnetModule *module = g_ptr_array_index (program->modules, plan->module);
      g_autofree char *when = g_strdup_printf ("%.10sT%s", plan->starts, time);

      lnet_certificate_add_session (tx, &cohort, &module->id, when, plan->minutes, plan->mode, NULL);
    }
  lnet_session_commit (self->session, g_steal_pointer (&tx), toast);
}

static void
edit_cohort (LnetCohortDialog *self,
             const char       *name)
{
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("cohort-edit");

  lnet_transaction_set_text (tx, LNET_COHORT_NAME, &cohort->id, name);
  lnet_transaction_set_text (tx, LNET_COHORT_STARTS, &cohort->id, lnet_date_row_get_date (self->starts_row));
  lnet_transaction_set_text (tx, LNET_COHORT_ENDS, &cohort->id, lnet_date_row_get_date (self->ends_row));
  set_facilitators (self, tx, &cohort->id, cohort->facilitator_ids);
  lnet_session_commit (self->session, g_steal_pointer (&tx), NULL);
}

static void
save (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  LnetCohortDialog *self = LNET_COHORT_DIALOG (widget);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));

  if (self->source != NULL)
    edit_cohort (self, name);
  else
    begin_cohort (self, name);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
lnet_cohort_dialog_dispose (GObject *object)
{
  LnetCohortDialog *self = LNET_COHORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->plan_rows, g_ptr_array_unref);
  g_clear_pointer (&self->facilitator_rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_COHORT_DIALOG);
  g_clear_pointer (&self->plans, g_ptr_array_unref);
  g_clear_pointer (&self->programs, g_ptr_array_unref);
  g_clear_pointer (&self->facilitator_ids, g_array_unref);
  g_clear_object (&self->source);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_cohort_dialog_parent_class)->dispose (object);
}

static void
lnet_cohort_dialog_finalize (GObject *object)
{
  g_clear_object (&LNET_COHORT_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (lnet_cohort_dialog_parent_class)->finalize (object);
}

static void
lnet_cohort_dialog_class_init (LnetCohortDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_cohort_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lnet_cohort_dialog_finalize;

  g_type_ensure (LNET_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-cohort-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetCohortDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortDialog, program_row);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortDialog, span_group);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortDialog, starts_row);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortDialog, ends_row);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortDialog, facilitators);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortDialog, plan_group);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortDialog, first_row);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortDialog, time_row);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortDialog, spacing_row);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortDialog, sessions);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_plan_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_add_facilitators);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_install_action (widget_class, "cohort-dialog.save", NULL, save);
}

static void
lnet_cohort_dialog_init (LnetCohortDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->facilitator_ids = g_array_new (FALSE, FALSE, sizeof (LnetId));
  self->facilitator_rows = g_ptr_array_new ();
  self->plan_rows = g_ptr_array_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_dialog (ADW_DIALOG (self));
  g_signal_connect_object (self->first_row, "notify::date", G_CALLBACK (on_plan_changed), self, G_CONNECT_SWAPPED);
  self->filling = FALSE;
}

/* The programs are a handful, and an index has them. */
static void
fill_programs (LnetCohortDialog *self,
               const LnetId     *program)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GError) error = NULL;
  guint selected = 0;

  self->programs = lnet_program_load_all (lnet_session_get_reader (self->session), &error);
  if (self->programs == NULL)
    {
      lnet_session_fail (self->session, _("The programs could not be read"), error);
      return;
    }
  for (guint i = 0; i < self->programs->len; i++)
    {
      LnetProgram *other = g_ptr_array_index (self->programs, i);
      g_autofree char *name = lnet_program_dup_name (other);

      gtk_string_list_append (names, name);
      if (program != NULL && lnet_id_equal (&other->id, program))
        selected = i;
    }
  adw_combo_row_set_model (self->program_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->program_row, selected);
}

void
lnet_cohort_dialog_present_new (LnetSession  *session,
                                const LnetId *program,
                                GtkWidget    *parent)
{
  LnetCohortDialog *self = g_object_new (LNET_TYPE_COHORT_DIALOG, NULL);
  g_autofree char *today = lnet_day_today ();
  g_autofree char *first = lnet_day_add (today, 14);

  self->session = g_object_ref (session);
  self->filling = TRUE;
  fill_programs (self, program);
  lnet_date_row_set_date (self->first_row, first);
  self->filling = FALSE;
  on_plan_changed (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

void
lnet_cohort_dialog_present_edit (LnetCohortSource *source,
                                 GtkWidget        *parent)
{
  LnetCohortDialog *self = g_object_new (LNET_TYPE_COHORT_DIALOG, NULL);
  LnetCohort *cohort = lnet_cohort_source_get_cohort (source);

  self->session = g_object_ref (lnet_cohort_source_get_session (source));
  self->source = g_object_ref (source);
  adw_dialog_set_title (ADW_DIALOG (self), _("Edit Cohort"));
  gtk_button_set_label (self->save_button, _("_Save"));
  gtk_editable_set_text (self->name_row, cohort->name);
  lnet_date_row_set_date (self->starts_row, cohort->starts);
  lnet_date_row_set_date (self->ends_row, cohort->ends);
  for (guint i = 0; i < cohort->facilitator_ids->len; i++)
    g_array_append_vals (self->facilitator_ids, g_ptr_array_index (cohort->facilitator_ids, i), 1);
  update_facilitators (self);
  gtk_widget_set_visible (GTK_WIDGET (self->program_row), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->plan_group), FALSE);
  gtk_widget_set_visible (self->span_group, TRUE);
  on_changed (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
}
