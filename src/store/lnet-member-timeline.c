/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member.h"

#include <glib/gi18n-lib.h>

#include "lnet-reference.h"

/* How many letters of a message are told. */
#define MESSAGE_LENGTH 80

static void
event_free (LnetMemberEvent *event)
{
  g_free (event->date);
  g_free (event->text);
  g_free (event);
}

/* Takes @text. What has no date has no place on a line of time. */
static void
add_event (GPtrArray           *events,
           LnetMemberEventKind  kind,
           const char          *date,
           char                *text,
           const LnetId        *row)
{
  LnetMemberEvent *event;

  if (date == NULL || *date == '\0')
    {
      g_free (text);
      return;
    }
  event = g_new0 (LnetMemberEvent, 1);
  event->kind = kind;
  event->date = g_strndup (date, 10);
  event->text = text;
  event->row = row != NULL ? *row : lnet_id_null ();
  g_ptr_array_add (events, event);
}

static const char *
or_something (const char *text)
{
  return text != NULL ? text : "…";
}

/* The first words of a text, on one line. */
static char *
shorten (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (or_something (text)), "\n\r\t", ' ');
  g_autofree char *first = NULL;

  if (g_utf8_strlen (line, -1) <= MESSAGE_LENGTH)
    return g_steal_pointer (&line);
  first = g_utf8_substring (line, 0, MESSAGE_LENGTH);
  return g_strconcat (first, "…", NULL);
}

static void
add_roles (GPtrArray        *events,
           const LnetMember *self)
{
  for (guint i = 0; i < self->roles->len; i++)
    {
      const LnetMemberRole *role = g_ptr_array_index (self->roles, i);
      const char *label = or_something (lnet_reference_get_label (LNET_REFERENCE_ROLE, role->span.role));
      gboolean has_place = role->organization != NULL;

      add_event (events, LNET_MEMBER_EVENT_ROLE_BEGAN, role->span.starts,
                 /* Translators: a role, then the organization it is held at */
                 has_place ? g_strdup_printf (_("New role: %s at %s"), label, role->organization)
                           : g_strdup_printf (_("New role: %s"), label), NULL);
      add_event (events, LNET_MEMBER_EVENT_ROLE_ENDED, role->span.ends,
                 /* Translators: a role, then the organization it was held at */
                 has_place ? g_strdup_printf (_("Last day in the role: %s at %s"), label, role->organization)
                           : g_strdup_printf (_("Last day in the role: %s"), label), NULL);
    }
}

static void
add_learning (GPtrArray        *events,
              const LnetMember *self)
{
  for (guint i = 0; i < self->teams->len; i++)
    {
      const LnetMemberTeam *team = g_ptr_array_index (self->teams, i);

      add_event (events, LNET_MEMBER_EVENT_TEAM, team->starts,
                 g_strdup_printf (_("Came to %s"), or_something (team->name)), &team->team);
      add_event (events, LNET_MEMBER_EVENT_TEAM, team->ends,
                 g_strdup_printf (_("Left %s"), or_something (team->name)), &team->team);
    }
  for (guint i = 0; i < self->enrolments->len; i++)
    {
      const LnetMemberEnrolment *enrolment = g_ptr_array_index (self->enrolments, i);
      gboolean completed = g_strcmp0 (enrolment->status, "completed") == 0;
      const char *program = or_something (enrolment->program);

      add_event (events, LNET_MEMBER_EVENT_ENROLLED, enrolment->enrolled_on,
                 /* Translators: a certificate program, then the cohort */
                 g_strdup_printf (_("Enrolled in %s, %s"), program, or_something (enrolment->cohort)), &enrolment->id);
      add_event (events, LNET_MEMBER_EVENT_ENROLMENT_ENDED, enrolment->ended_on,
                 completed ? g_strdup_printf (_("Completed %s"), program)
                           : g_strdup_printf (_("Withdrew from %s"), program), &enrolment->id);
    }
}

static void
add_coaching (GPtrArray        *events,
              const LnetMember *self)
{
  for (guint i = 0; i < self->pairs->len; i++)
    {
      const LnetMemberPair *pair = g_ptr_array_index (self->pairs, i);

      add_event (events, LNET_MEMBER_EVENT_PAIRED, pair->starts,
                 g_strdup_printf (_("Began to coach and be coached with %s"), pair->partners), &pair->id);
      add_event (events, LNET_MEMBER_EVENT_PAIR_CLOSED, pair->closed_on,
                 g_strdup_printf (_("Closed the partnership with %s"), pair->partners), &pair->id);
    }
}

static void
add_voice (GPtrArray        *events,
           const LnetMember *self)
{
  for (guint i = 0; i < self->convenings->len; i++)
    {
      const LnetMemberConvening *convening = g_ptr_array_index (self->convenings, i);

      if (g_strcmp0 (convening->status, "present") == 0 || g_strcmp0 (convening->status, "late") == 0 ||
          g_strcmp0 (convening->status, "left-early") == 0)
        add_event (events, LNET_MEMBER_EVENT_CONVENING, convening->starts,
                   g_strdup_printf (_("Took part in “%s”"), or_something (convening->title)), &convening->id);
    }
  for (guint i = 0; i < self->contributions->len; i++)
    {
      const LnetMemberContribution *contribution = g_ptr_array_index (self->contributions, i);

      if (g_strcmp0 (contribution->attribution, "anonymous") != 0)
        add_event (events, LNET_MEMBER_EVENT_CONTRIBUTION, contribution->said_on,
                   /* Translators: what somebody said, in quotation marks */
                   g_strdup_printf (_("Said “%s”"), or_something (contribution->body)), &contribution->passage);
    }
}

/* What was said of messages, and what was sent. */
static void
add_messages (GPtrArray        *events,
              const LnetMember *self)
{
  for (guint i = 0; i < self->consents->len; i++)
    {
      const LnetMemberConsent *consent = g_ptr_array_index (self->consents, i);

      add_event (events, LNET_MEMBER_EVENT_CONSENT, consent->on_date,
                 g_strdup (consent->given ? _("Agreed to get text messages") : _("Asked for no more text messages")),
                 NULL);
    }
  for (guint i = 0; i < self->messages->len; i++)
    {
      const LnetMemberMessage *message = g_ptr_array_index (self->messages, i);
      g_autofree char *text = shorten (message->text);

      add_event (events, LNET_MEMBER_EVENT_MESSAGE, message->sent_at,
                 g_strcmp0 (message->channel, "email") == 0
                   /* Translators: the subject of an e-mail, or how it begins */
                   ? g_strdup_printf (_("Was sent an e-mail: “%s”"), text)
                   /* Translators: how a text message begins */
                   : g_strdup_printf (_("Was sent a text message: “%s”"), text), &message->id);
    }
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const LnetMemberEvent *one = *(LnetMemberEvent *const *) a;
  const LnetMemberEvent *other = *(LnetMemberEvent *const *) b;
  int order = g_strcmp0 (other->date, one->date);

  return order != 0 ? order : (int) other->kind - (int) one->kind;
}

GPtrArray *
lnet_member_get_timeline (const LnetMember *self)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) event_free);

  add_event (events, LNET_MEMBER_EVENT_JOINED, self->joined, g_strdup (_("Joined the network")), NULL);
  add_roles (events, self);
  add_learning (events, self);
  add_coaching (events, self);
  add_voice (events, self);
  add_messages (events, self);
  g_ptr_array_sort (events, compare_events);
  return events;
}
