/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-certificates-overview.h"

#include "lnet-certificate-words.h"
#include "lnet-certificates.h"
#include "lnet-cohort-dialog.h"
#include "lnet-credit.h"
#include "lnet-program-dialog.h"
#include "lnet-worker.h"

#include <glib/gi18n-lib.h>

struct _LnetCertificatesOverview
{
  AdwNavigationPage parent_instance;

  GtkWidget *add_button;
  GtkStack *stack;
  AdwStatusPage *failed_page;
  GtkBox *programs;

  LnetSession *session;
  GCancellable *cancellable;
  gboolean loading;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (LnetCertificatesOverview, lnet_certificates_overview, ADW_TYPE_NAVIGATION_PAGE)

/* What a worker reads. */
typedef struct
{
  LnetStore *store;
  char *now;
  LnetId member; /* null: everything */
  GPtrArray *programs;
  GPtrArray *cohorts;
  GPtrArray *enrolments;
} Job;

/* The worker may be the last to let go of a job; of what belongs to the main thread it must hold nothing then. */
static void
job_finish (Job *job)
{
  g_clear_object (&job->store);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->store);
  g_free (job->now);
  g_clear_pointer (&job->programs, g_ptr_array_unref);
  g_clear_pointer (&job->cohorts, g_ptr_array_unref);
  g_clear_pointer (&job->enrolments, g_ptr_array_unref);
  g_free (job);
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (job->store, &error);

  if (reader != NULL)
    job->programs = lnet_program_load_all (reader, &error);
  if (job->programs != NULL)
    job->cohorts = lnet_certificates_load_cohorts (reader, job->now, &error);
  if (job->cohorts != NULL && !lnet_id_is_null (&job->member))
    job->enrolments = lnet_certificates_load_enrolments (reader, &job->member, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
set_target (GtkWidget    *row,
            const char   *kind,
            const LnetId *id)
{
  g_autofree char *text = lnet_id_to_string (id);
  g_autofree char *place = g_strconcat (kind, ":", text, NULL);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "certificates.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", place);
}

static char *
describe_cohort (const LnetCohortSummary *cohort)
{
  g_autofree char *span = lnet_certificate_describe_span (cohort->starts, cohort->ends);
  GString *words = g_string_new (span);

  g_string_append_printf (words, " · ");
  g_string_append_printf (words, ngettext ("%'u participant", "%'u participants", cohort->n_enrolled),
                          cohort->n_enrolled);
  if (cohort->facilitators[0] != '\0')
    g_string_append_printf (words, " · %s", cohort->facilitators);
  if (cohort->next_session != NULL && cohort->n_held > 0)
    {
      g_autofree char *when = lnet_certificate_describe_when (cohort->next_session);

      g_string_append_c (words, '\n');
      /* Translators: a day and a time: "Next session Tue 24 Nov, 18:00" */
      g_string_append_printf (words, _("Next session %s"), when);
    }
  return g_string_free_and_steal (words);
}

/* A figure with its mark: so many are in this state. */
static GtkWidget *
make_count (LnetForecastState state,
            guint             n)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  g_autofree char *text = g_strdup_printf ("%'u", n);
  g_autofree char *words = g_strdup_printf ("%s: %'u", lnet_forecast_get_group_label (state), n);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (lnet_forecast_get_icon_name (state)));
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_tooltip_text (box, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (lnet_forecast_get_style_class (state) != NULL)
    gtk_widget_add_css_class (box, lnet_forecast_get_style_class (state));
  return box;
}

static GtkWidget *
make_counts (const LnetCohortSummary *cohort)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (int need = 6; need >= 0; need--)
    for (guint i = 0; i < LNET_FORECAST_LAST; i++)
      if (lnet_forecast_get_need (i) == need && cohort->n_forecast[i] > 0)
        gtk_box_append (GTK_BOX (box), make_count (i, cohort->n_forecast[i]));
  return box;
}

/* How far the cohort is, as a bar with the words under it, and how everybody stands. */
static GtkWidget *
make_standing (const LnetCohortSummary *cohort)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *bar = gtk_progress_bar_new ();
  g_autofree char *words = g_strdup_printf (ngettext ("%'u of %'u session held", "%'u of %'u sessions held",
                                                      cohort->n_sessions),
                                            cohort->n_held, cohort->n_sessions);
  GtkWidget *label = gtk_label_new (words);

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar),
                                 cohort->n_sessions > 0 ? cohort->n_held / (double) cohort->n_sessions : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static GtkWidget *
make_texts (const char *title,
            const char *subtitle)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *first = gtk_label_new (title);
  GtkWidget *second = gtk_label_new (subtitle);

  gtk_label_set_xalign (GTK_LABEL (first), 0);
  gtk_label_set_wrap (GTK_LABEL (first), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (first), 44);
  gtk_label_set_xalign (GTK_LABEL (second), 0);
  gtk_label_set_wrap (GTK_LABEL (second), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (second), 64);
  gtk_widget_add_css_class (second, "caption");
  gtk_widget_add_css_class (second, "dimmed");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  return box;
}

/* The words at one end and how it stands at the other; under each other where there is little room. */
static GtkWidget *
make_cohort_row (const LnetCohortSummary *cohort)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *parts = adw_wrap_box_new ();
  GtkWidget *standing = adw_wrap_box_new ();
  g_autofree char *subtitle = describe_cohort (cohort);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cohort->name);
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (parts), 12);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (parts), 9);
  adw_wrap_box_set_justify (ADW_WRAP_BOX (parts), ADW_JUSTIFY_SPREAD);
  adw_wrap_box_set_justify_last_line (ADW_WRAP_BOX (parts), TRUE);
  adw_wrap_box_append (ADW_WRAP_BOX (parts), make_texts (cohort->name, subtitle));
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (standing), 18);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (standing), 6);
  gtk_widget_set_valign (standing, GTK_ALIGN_CENTER);
  adw_wrap_box_append (ADW_WRAP_BOX (standing), make_counts (cohort));
  if (cohort->n_sessions > 0)
    adw_wrap_box_append (ADW_WRAP_BOX (standing), make_standing (cohort));
  adw_wrap_box_append (ADW_WRAP_BOX (parts), standing);
  gtk_widget_set_hexpand (parts, TRUE);
  gtk_widget_add_css_class (box, "cohort");
  gtk_box_append (GTK_BOX (box), parts);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  set_target (row, "cohort", &cohort->id);
  return row;
}

static char *
describe_program (const LnetProgram *program)
{
  g_autofree char *hours = lnet_credit_format_hours (program->minutes);
  g_autofree char *ceu = lnet_credit_format_ceu (program->minutes);
  /* Translators: contact hours, continuing education units, number of modules */
  g_autofree char *size = g_strdup_printf (ngettext ("%s contact hours · %s CEU · %'u module",
                                                     "%s contact hours · %s CEU · %'u modules", program->modules->len),
                                           hours, ceu, program->modules->len);

  if (program->illustrative)
    return g_strdup_printf (_("%s · made up to show how a program is written down"), size);
  return g_steal_pointer (&size);
}

/* What the cohorts go by. */
static GtkWidget *
make_program_row (const LnetProgram *program)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Modules, requirements and attendance rule"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  set_target (row, "program", &program->id);
  return row;
}

static GtkWidget *
make_new_cohort_row (const LnetProgram *program)
{
  GtkWidget *row = adw_button_row_new ();
  g_autofree char *id = lnet_id_to_string (&program->id);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("New Cohort…"));
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (row), "list-add-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "certificates.new-cohort-of");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", id);
  return row;
}

static void
add_program (LnetCertificatesOverview *self,
             const LnetProgram        *program,
             GPtrArray                *cohorts)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *name = lnet_program_dup_name (program);
  g_autofree char *title = g_markup_escape_text (name, -1);
  g_autofree char *description = describe_program (program);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  for (guint i = 0; i < cohorts->len; i++)
    {
      LnetCohortSummary *cohort = g_ptr_array_index (cohorts, i);

      if (lnet_id_equal (&cohort->program, &program->id))
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_cohort_row (cohort));
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_program_row (program));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_new_cohort_row (program));
  gtk_box_append (self->programs, group);
}

/* A participant sees their own enrolments and nothing of anybody else. */
static void
add_enrolments (LnetCertificatesOverview *self,
                GPtrArray                *enrolments)
{
  GtkWidget *group = adw_preferences_group_new ();

  for (guint i = 0; i < enrolments->len; i++)
    {
      LnetEnrolmentSummary *enrolment = g_ptr_array_index (enrolments, i);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), enrolment->program_title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), enrolment->cohort_name);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      set_target (row, "own", &enrolment->enrolment);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  gtk_box_append (self->programs, group);
}

static void
remove_all (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
show_job (LnetCertificatesOverview *self,
          Job                      *job)
{
  remove_all (self->programs);
  gtk_widget_set_visible (self->add_button, job->enrolments == NULL);
  if (job->enrolments != NULL)
    {
      add_enrolments (self, job->enrolments);
      gtk_stack_set_visible_child_name (self->stack, job->enrolments->len > 0 ? "programs" : "not-enrolled");
      return;
    }
  for (guint i = 0; i < job->programs->len; i++)
    add_program (self, g_ptr_array_index (job->programs, i), job->cohorts);
  gtk_stack_set_visible_child_name (self->stack, job->programs->len > 0 ? "programs" : "empty");
}

static void load (LnetCertificatesOverview *self);

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetCertificatesOverview) self = LNET_CERTIFICATES_OVERVIEW (user_data);
  g_autoptr (GError) error = NULL;
  gboolean read = g_task_propagate_boolean (G_TASK (result), &error);

  job_finish (g_task_get_task_data (G_TASK (result)));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->loading = FALSE;
  if (self->stale)
    {
      load (self);
      return;
    }
  if (read)
    {
      show_job (self, g_task_get_task_data (G_TASK (result)));
      return;
    }
  adw_status_page_set_description (self->failed_page, error->message);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
load (LnetCertificatesOverview *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (self->loading)
    {
      self->stale = TRUE;
      return;
    }
  self->loading = TRUE;
  self->stale = FALSE;
  job = g_new0 (Job, 1);
  job->store = g_object_ref (lnet_session_get_store (self->session));
  job->now = lnet_certificate_now ();
  if (lnet_session_get_stance (self->session) == LNET_STANCE_PARTICIPANT)
    job->member = *lnet_session_get_member (self->session);
  task = g_task_new (NULL, self->cancellable, on_loaded, g_object_ref (self));
  g_task_set_source_tag (task, load);
  g_task_set_task_data (task, job, job_free);
  lnet_worker_run (task, load_in_thread);
}

static void
on_try_again (LnetCertificatesOverview *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  load (self);
}

static void
on_changed (LnetCertificatesOverview *self,
            LnetChanges              *changes)
{
  static const LnetTable tables[] = {
    LNET_TABLE_PROGRAM, LNET_TABLE_MODULE, LNET_TABLE_REQUIREMENT, LNET_TABLE_COHORT, LNET_TABLE_COHORT_FACILITATOR,
    LNET_TABLE_SESSION, LNET_TABLE_ENROLMENT, LNET_TABLE_ATTENDANCE, LNET_TABLE_EVIDENCE, LNET_TABLE_WAIVER,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (lnet_changes_has_table (changes, tables[i]))
      {
        load (self);
        return;
      }
}

static void
begin_cohort (LnetCertificatesOverview *self,
              const LnetId             *program)
{
  lnet_cohort_dialog_present_new (self->session, program, GTK_WIDGET (self));
}

static void
new_cohort (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  begin_cohort (LNET_CERTIFICATES_OVERVIEW (widget), NULL);
}

static void
new_cohort_of (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  LnetId program;

  if (lnet_id_from_string (g_variant_get_string (parameter, NULL), &program))
    begin_cohort (LNET_CERTIFICATES_OVERVIEW (widget), &program);
}

static void
new_program (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  lnet_program_dialog_present (LNET_CERTIFICATES_OVERVIEW (widget)->session, widget);
}

static void
lnet_certificates_overview_dispose (GObject *object)
{
  LnetCertificatesOverview *self = LNET_CERTIFICATES_OVERVIEW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_CERTIFICATES_OVERVIEW);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_certificates_overview_parent_class)->dispose (object);
}

static void
lnet_certificates_overview_finalize (GObject *object)
{
  g_clear_object (&LNET_CERTIFICATES_OVERVIEW (object)->cancellable);

  G_OBJECT_CLASS (lnet_certificates_overview_parent_class)->finalize (object);
}

static void
lnet_certificates_overview_class_init (LnetCertificatesOverviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_certificates_overview_dispose;
  object_class->finalize = lnet_certificates_overview_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/LearningNetwork/lnet-certificates-overview.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetCertificatesOverview, add_button);
  gtk_widget_class_bind_template_child (widget_class, LnetCertificatesOverview, stack);
  gtk_widget_class_bind_template_child (widget_class, LnetCertificatesOverview, failed_page);
  gtk_widget_class_bind_template_child (widget_class, LnetCertificatesOverview, programs);
  gtk_widget_class_bind_template_callback (widget_class, on_try_again);
  gtk_widget_class_install_action (widget_class, "certificates.new-cohort", NULL, new_cohort);
  gtk_widget_class_install_action (widget_class, "certificates.new-cohort-of", "s", new_cohort_of);
  gtk_widget_class_install_action (widget_class, "certificates.new-program", NULL, new_program);
}

static void
lnet_certificates_overview_init (LnetCertificatesOverview *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
lnet_certificates_overview_new (LnetSession *session)
{
  LnetCertificatesOverview *self = g_object_new (LNET_TYPE_CERTIFICATES_OVERVIEW, "tag", "overview", NULL);

  self->session = g_object_ref (session);
  lnet_session_guard_actions (session, GTK_WIDGET (self), NULL);
  g_signal_connect_object (lnet_session_get_store (session), "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::stance", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "author-changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
  return ADW_NAVIGATION_PAGE (self);
}

void
lnet_certificates_overview_new_cohort (LnetCertificatesOverview *self)
{
  g_return_if_fail (LNET_IS_CERTIFICATES_OVERVIEW (self));

  begin_cohort (self, NULL);
}
