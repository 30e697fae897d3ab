/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-participant-page-private.h"

#include "lnet-avatar.h"
#include "lnet-certificate-words.h"
#include "lnet-credit.h"
#include "lnet-progress-strip.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (LnetParticipantPage, lnet_participant_page, ADW_TYPE_NAVIGATION_PAGE)

LnetParticipant *
lnet_participant_page_get_participant (LnetParticipantPage *self)
{
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);
  guint place = cohort != NULL ? lnet_cohort_find_participant (cohort, &self->enrolment) : G_MAXUINT;

  return place != G_MAXUINT ? g_ptr_array_index (cohort->participants, place) : NULL;
}

static void
update_forecast (LnetParticipantPage   *self,
                 LnetCohort            *cohort,
                 const LnetParticipant *participant)
{
  g_autofree char *forecast = lnet_participant_dup_forecast (cohort, participant);

  if (self->forecast_style != NULL)
    gtk_widget_remove_css_class (self->forecast, self->forecast_style);
  self->forecast_style = lnet_forecast_get_style_class (participant->forecast.state);
  if (self->forecast_style != NULL)
    gtk_widget_add_css_class (self->forecast, self->forecast_style);
  gtk_image_set_from_icon_name (self->forecast_icon, lnet_forecast_get_icon_name (participant->forecast.state));
  gtk_label_set_label (self->forecast_label, forecast);
}

static void
update_figures (LnetParticipantPage   *self,
                LnetCohort            *cohort,
                const LnetParticipant *participant)
{
  g_autofree char *hours = lnet_credit_format_hours (participant->outcome.contact);
  g_autofree char *total = lnet_credit_format_hours (participant->forecast.total);
  /* Translators: contact hours: "of 30.0 hours" stands under what is reached */
  g_autofree char *caption = g_strdup_printf (_("of %s hours"), total);
  g_autofree char *ceu = lnet_credit_format_ceu (participant->forecast.credit);
  /* Translators: a percentage; %% stands for the percent sign */
  g_autofree char *percent = g_strdup_printf (_("%u %%"), lnet_attendance_get_percent (participant->outcome.earned,
                                                                                      participant->outcome.total));
  g_autofree char *handed_in = NULL;
  g_autofree char *evidence_caption = NULL;
  guint needed = 0;
  guint had = 0;

  for (guint i = 0; i < cohort->program->requirements->len; i++)
    {
      LnetRequirement *requirement = g_ptr_array_index (cohort->program->requirements, i);
      guint wanted = participant->waived[i] ? 0 : requirement->needed;

      needed += wanted;
      had += MIN (participant->handed_in[i], wanted);
    }
  handed_in = g_strdup_printf ("%u", had);
  /* Translators: stands under how many pieces of evidence were handed in: "of 21 handed in" */
  evidence_caption = g_strdup_printf (_("of %u handed in"), needed);
  gtk_label_set_label (self->hours, hours);
  gtk_label_set_label (self->hours_caption, caption);
  gtk_label_set_label (self->ceu, ceu);
  gtk_label_set_label (self->percent, percent);
  gtk_label_set_label (self->evidence_count, handed_in);
  gtk_label_set_label (self->evidence_caption, evidence_caption);
}

static void
on_loaded (LnetParticipantPage *self)
{
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);
  LnetParticipant *participant = lnet_participant_page_get_participant (self);
  g_autofree char *subtitle = NULL;

  lnet_participant_page_update_actions (self);
  if (participant == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "gone");
      return;
    }
  subtitle = g_strdup_printf ("%s · %s", cohort->name, cohort->program->title);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), participant->name);
  adw_window_title_set_title (self->window_title, participant->name);
  adw_window_title_set_subtitle (self->window_title, cohort->name);
  adw_avatar_set_text (self->avatar, participant->name);
  lnet_avatar_show_member (self->avatar, lnet_cohort_source_get_session (self->source), &participant->member);
  gtk_label_set_label (self->name, participant->name);
  gtk_label_set_label (self->subtitle, subtitle);
  lnet_progress_strip_set_progress (LNET_PROGRESS_STRIP (self->strip), cohort->program, participant->outcomes);
  update_forecast (self, cohort, participant);
  update_figures (self, cohort, participant);
  lnet_participant_page_update_groups (self);
  gtk_stack_set_visible_child_name (self->stack, "participant");
}

static void
on_failed (LnetParticipantPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "gone");
}

static void
lnet_participant_page_dispose (GObject *object)
{
  LnetParticipantPage *self = LNET_PARTICIPANT_PAGE (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_PARTICIPANT_PAGE);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (lnet_participant_page_parent_class)->dispose (object);
}

static void
lnet_participant_page_class_init (LnetParticipantPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_participant_page_dispose;

  g_type_ensure (LNET_TYPE_PROGRESS_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/LearningNetwork/lnet-participant-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, name);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, forecast);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, forecast_icon);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, forecast_label);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, strip);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, hours);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, hours_caption);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, ceu);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, percent);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, evidence_count);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, evidence_caption);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, missing);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, sessions);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, evidence);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantPage, waivers);
  lnet_participant_page_install_actions (widget_class);
}

static void
lnet_participant_page_init (LnetParticipantPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
lnet_participant_page_new (LnetCohortSource *source,
                           const LnetId     *enrolment)
{
  static const char *const reading[] = { "participant.open-evidence", "participant.profile", NULL };
  LnetParticipantPage *self = g_object_new (LNET_TYPE_PARTICIPANT_PAGE, NULL);

  self->source = g_object_ref (source);
  lnet_session_guard_actions (lnet_cohort_source_get_session (source), GTK_WIDGET (self), reading);
  self->enrolment = *enrolment;
  g_signal_connect_object (source, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  if (lnet_cohort_source_get_cohort (source) != NULL)
    on_loaded (self);
  return ADW_NAVIGATION_PAGE (self);
}
