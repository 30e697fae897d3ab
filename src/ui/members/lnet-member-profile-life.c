/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a member takes part in. */

#include "config.h"

#include "lnet-member-profile-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-cadence.h"
#include "lnet-certificate-words.h"
#include "lnet-cohort.h"
#include "lnet-group.h"
#include "lnet-message-round-dialog.h"
#include "lnet-progress-strip.h"
#include "lnet-reference.h"

/* So much of a life fits under the groups; the rest comes when it is asked for. */
#define TIMELINE_ROWS 8

static const char *
enrolment_status_label (const char *status)
{
  if (g_strcmp0 (status, "completed") == 0)
    return _("Completed");
  if (g_strcmp0 (status, "withdrawn") == 0)
    return _("Withdrew");
  return _("Under way");
}

static GtkWidget *
create_forecast (const LnetCohort      *cohort,
                 const LnetParticipant *participant)
{
  g_autofree char *words = lnet_participant_dup_forecast (cohort, participant);
  const char *style = lnet_forecast_get_style_class (participant->forecast.state);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (lnet_forecast_get_icon_name (participant->forecast.state));
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  if (style != NULL)
    gtk_widget_add_css_class (box, style);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

/* Under an enrolment that goes on: the modules' marks, and what is still possible. */
static void
add_progress (LnetMemberProfile         *self,
              const LnetMemberEnrolment *enrolment)
{
  g_autofree char *now = lnet_certificate_now ();
  g_autoptr (LnetCohort) cohort = lnet_cohort_load_own (lnet_session_get_reader (self->session),
                                                        &enrolment->cohort_id, &enrolment->id, now, NULL);
  guint which = cohort != NULL ? lnet_cohort_find_participant (cohort, &enrolment->id) : G_MAXUINT;
  const LnetParticipant *participant;
  GtkWidget *row, *box, *strip;

  if (which == G_MAXUINT)
    return;
  participant = g_ptr_array_index (cohort->participants, which);
  row = adw_preferences_row_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  strip = lnet_progress_strip_new ();
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_halign (strip, GTK_ALIGN_START);
  lnet_progress_strip_set_progress (LNET_PROGRESS_STRIP (strip), cohort->program, participant->outcomes);
  gtk_box_append (GTK_BOX (box), strip);
  gtk_box_append (GTK_BOX (box), create_forecast (cohort, participant));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  lnet_member_profile_add_row (self, self->learning, row);
}

static void
fill_learning (LnetMemberProfile *self)
{
  const LnetMember *member = self->member;

  for (guint i = 0; i < member->enrolments->len; i++)
    {
      const LnetMemberEnrolment *enrolment = g_ptr_array_index (member->enrolments, i);
      g_autofree char *subtitle = g_strdup_printf ("%s · %s", enrolment->cohort != NULL ? enrolment->cohort : "",
                                                   enrolment_status_label (enrolment->status));

      lnet_member_profile_add_link (self, self->learning, enrolment->program, subtitle,
                                    lnet_member_profile_sees_all (self) ? "certificates" : NULL, &enrolment->id);
      if (lnet_member_profile_sees_all (self) && g_strcmp0 (enrolment->status, "active") == 0)
        add_progress (self, enrolment);
    }
}

static char *
describe_pair (LnetMemberProfile    *self,
               const LnetMemberPair *pair)
{
  gboolean closed = g_strcmp0 (pair->status, "closed") == 0;
  LnetCadence cadence = lnet_cadence_get (pair->starts, pair->last_on, (int) pair->cadence_days, closed, self->today);
  g_autofree char *due = lnet_cadence_describe (&cadence);
  g_autofree char *met = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "met %u time", "met %u times",
                                                       pair->n_sessions), pair->n_sessions);
  g_autofree char *rhythm = lnet_cadence_describe_rhythm ((int) pair->cadence_days);

  if (closed)
    return g_strdup_printf ("%s · %s", due, met);
  return g_strdup_printf ("%s · %s%s%s", rhythm, due, pair->n_sessions > 0 ? " · " : "",
                          pair->n_sessions > 0 ? met : "");
}

static void
fill_coaching (LnetMemberProfile *self)
{
  const LnetMember *member = self->member;

  if (!lnet_member_profile_sees_all (self))
    return;
  for (guint i = 0; i < member->pairs->len; i++)
    {
      const LnetMemberPair *pair = g_ptr_array_index (member->pairs, i);
      /* Translators: the name or names of coaching partners */
      g_autofree char *title = g_strdup_printf (_("With %s"), pair->partners);
      g_autofree char *subtitle = describe_pair (self, pair);

      lnet_member_profile_add_link (self, self->coaching, title, subtitle, "coaching", &pair->id);
    }
}

/* Words said without a name stay without one, except before the one who said them. */
static gboolean
may_show_words (LnetMemberProfile            *self,
                const LnetMemberContribution *contribution)
{
  return g_strcmp0 (contribution->attribution, "anonymous") != 0 ||
         lnet_id_equal (lnet_session_get_member (self->session), &self->member->id);
}

static char *
describe_way (LnetMemberProfile            *self,
              const LnetMemberContribution *contribution)
{
  g_autofree char *date = lnet_member_profile_describe_date (self, contribution->said_on);
  g_autofree char *where = NULL;

  if (contribution->n_passages == 0)
    where = g_strdup (_("Not Yet in the Document"));
  else if (contribution->n_passages > 1)
    where = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "In %u passage", "In %u passages", contribution->n_passages),
                             contribution->n_passages);
  else
    /* Translators: %s is the title of a section of the vision document */
    where = g_strdup_printf (_("In “%s”"), contribution->section != NULL ? contribution->section : "…");
  return *date != '\0' ? g_strdup_printf ("%s · %s", where, date) : g_steal_pointer (&where);
}

static void
fill_words (LnetMemberProfile *self)
{
  GPtrArray *contributions = self->member->contributions;

  for (guint i = 0; i < contributions->len; i++)
    {
      const LnetMemberContribution *contribution = g_ptr_array_index (contributions, i);
      g_autofree char *quoted = NULL;
      g_autofree char *way = NULL;

      if (contribution->body == NULL || !may_show_words (self, contribution))
        continue;
      quoted = g_strdup_printf (_("“%s”"), contribution->body);
      way = describe_way (self, contribution);
      lnet_member_profile_add_link (self, self->words, quoted, way, "vision", &contribution->passage);
    }
}

static const char *
get_event_icon (LnetMemberEventKind kind)
{
  switch (kind)
    {
    case LNET_MEMBER_EVENT_JOINED:
      return "list-add-symbolic";
    case LNET_MEMBER_EVENT_ROLE_BEGAN:
    case LNET_MEMBER_EVENT_ROLE_ENDED:
      return "avatar-default-symbolic";
    case LNET_MEMBER_EVENT_ENROLLED:
    case LNET_MEMBER_EVENT_ENROLMENT_ENDED:
      return "view-list-symbolic";
    case LNET_MEMBER_EVENT_PAIRED:
    case LNET_MEMBER_EVENT_PAIR_CLOSED:
    case LNET_MEMBER_EVENT_TEAM:
      return "system-users-symbolic";
    case LNET_MEMBER_EVENT_CONTRIBUTION:
      return "user-available-symbolic";
    case LNET_MEMBER_EVENT_CONSENT:
      return "mail-unread-symbolic";
    case LNET_MEMBER_EVENT_MESSAGE:
      return "chat-message-new-symbolic";
    case LNET_MEMBER_EVENT_CONVENING:
    default:
      return "x-office-calendar-symbolic";
    }
}

static const char *
get_event_room (LnetMemberEventKind kind)
{
  switch (kind)
    {
    case LNET_MEMBER_EVENT_ENROLLED:
    case LNET_MEMBER_EVENT_ENROLMENT_ENDED:
      return "certificates";
    case LNET_MEMBER_EVENT_PAIRED:
    case LNET_MEMBER_EVENT_PAIR_CLOSED:
      return "coaching";
    case LNET_MEMBER_EVENT_CONTRIBUTION:
      return "vision";
    case LNET_MEMBER_EVENT_JOINED:
    case LNET_MEMBER_EVENT_ROLE_BEGAN:
    case LNET_MEMBER_EVENT_ROLE_ENDED:
    case LNET_MEMBER_EVENT_TEAM:
    case LNET_MEMBER_EVENT_CONVENING:
    case LNET_MEMBER_EVENT_CONSENT:
    case LNET_MEMBER_EVENT_MESSAGE:
    default:
      return NULL;
    }
}

static void
on_message_activated (AdwActionRow      *row,
                      LnetMemberProfile *self)
{
  AdwDialog *dialog = lnet_message_round_dialog_new (self->session, g_object_get_data (G_OBJECT (row), "lnet-round"));

  if (dialog != NULL)
    adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* A message is in no room: it opens here. */
static void
lead_to_message (LnetMemberProfile *self,
                 AdwActionRow      *row,
                 const LnetId      *round)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "lnet-round", lnet_id_copy (round), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_message_activated), self, G_CONNECT_DEFAULT);
}

static void
add_event (LnetMemberProfile     *self,
           const LnetMemberEvent *event)
{
  g_autofree char *date = lnet_member_profile_describe_date (self, event->date);
  gboolean may_go = lnet_member_profile_sees_all (self) || event->kind == LNET_MEMBER_EVENT_CONTRIBUTION;
  AdwActionRow *row = lnet_member_profile_add_link (self, self->timeline, event->text, date,
                                                    may_go ? get_event_room (event->kind) : NULL, &event->row);
  GtkWidget *icon = gtk_image_new_from_icon_name (get_event_icon (event->kind));

  if (event->kind == LNET_MEMBER_EVENT_TEAM)
    lnet_member_profile_lead_to (self, GTK_WIDGET (row), "members",
                                 lnet_group_dup_place (LNET_GROUP_TEAM, &event->row));
  if (event->kind == LNET_MEMBER_EVENT_MESSAGE)
    adw_action_row_add_suffix (row, lnet_member_profile_create_lock ());
  gtk_widget_add_css_class (icon, "dimmed");
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (row, icon);
  if (event->kind == LNET_MEMBER_EVENT_MESSAGE && lnet_session_get_stance (self->session) != LNET_STANCE_PARTICIPANT)
    lead_to_message (self, row, &event->row);
}

static gboolean
is_private (LnetMemberProfile     *self,
            const LnetMemberEvent *event)
{
  if (event->kind == LNET_MEMBER_EVENT_MESSAGE)
    return lnet_session_get_stance (self->session) == LNET_STANCE_PARTICIPANT;
  if (lnet_member_profile_sees_all (self))
    return FALSE;
  return event->kind == LNET_MEMBER_EVENT_PAIRED || event->kind == LNET_MEMBER_EVENT_PAIR_CLOSED ||
         event->kind == LNET_MEMBER_EVENT_CONSENT;
}

static void
fill_timeline (LnetMemberProfile *self)
{
  g_autoptr (GPtrArray) events = lnet_member_get_timeline (self->member);
  g_autofree char *label = NULL;
  GtkWidget *more;
  guint shown = 0;

  for (guint i = 0; i < events->len; i++)
    {
      const LnetMemberEvent *event = g_ptr_array_index (events, i);

      if (is_private (self, event))
        continue;
      if (!self->shows_timeline && shown == TIMELINE_ROWS)
        break;
      add_event (self, event);
      shown++;
    }
  if (self->shows_timeline || events->len <= TIMELINE_ROWS)
    return;
  more = adw_button_row_new ();
  label = g_strdup_printf (_("_Show All %'u"), events->len);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), label);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (more), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (more), "profile.show-timeline");
  lnet_member_profile_add_row (self, self->timeline, more);
}

void
lnet_member_profile_fill_life (LnetMemberProfile *self)
{
  fill_learning (self);
  fill_coaching (self);
  fill_words (self);
  fill_timeline (self);
}
