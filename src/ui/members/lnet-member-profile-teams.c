/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The teams a member is and was in, and what they said of messages, as it was said over time. */

#include "config.h"

#include "lnet-member-profile-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-day.h"
#include "lnet-group-picker.h"
#include "lnet-members.h"
#include "lnet-role-history.h"
#include "lnet-span.h"
#include "lnet-team-places.h"
#include "lnet-team.h"
#include "lnet-unsettled-dot.h"

/* Teams. */

static GtkWidget *
create_team_row (LnetMemberProfile    *self,
                 const LnetMemberTeam *team)
{
  GtkWidget *row = adw_action_row_new ();
  const char *name = team->name != NULL ? team->name : _("Name not known");
  const char *kind = lnet_team_kind_label (team->kind);
  g_autofree char *span = lnet_span_describe (team->starts, team->ends, self->today);
  g_autofree char *subtitle = g_strconcat (kind, *span != '\0' ? " · " : "", span, NULL);
  /* Translators: %s is a team’s name */
  g_autofree char *label = g_strdup_printf (_("Change the Time in %s"), name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  lnet_unsettled_dot_add (lnet_unsettled_dot_new_for_row (self->session, LNET_TABLE_TEAM_MEMBER, &team->id),
                          ADW_ACTION_ROW (row));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             lnet_team_places_create_button (label, &team->id, team->ends == NULL));
  lnet_member_profile_lead_to (self, row, "members", lnet_group_dup_place (LNET_GROUP_TEAM, &team->team));
  return row;
}

/* Here is where the first one is added. */
static void
add_join_row (LnetMemberProfile *self)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("_Add to a Team…"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "profile.join-team");
  lnet_member_profile_add_row (self, self->teams, row);
}

void
lnet_member_profile_fill_teams (LnetMemberProfile *self)
{
  GPtrArray *teams = self->member->teams;
  GtkWidget *earlier = NULL;
  g_autofree char *count = NULL;
  guint n_earlier = 0;

  for (guint i = 0; i < teams->len; i++)
    {
      const LnetMemberTeam *team = g_ptr_array_index (teams, i);

      if (team->ends == NULL || lnet_role_span_holds (NULL, team->ends, self->today))
        {
          lnet_member_profile_add_row (self, self->teams, create_team_row (self, team));
          continue;
        }
      if (earlier == NULL)
        earlier = adw_expander_row_new ();
      adw_expander_row_add_row (ADW_EXPANDER_ROW (earlier), create_team_row (self, team));
      n_earlier++;
    }
  gtk_widget_set_visible (adw_preferences_group_get_header_suffix (self->teams), teams->len > 0);
  if (teams->len == 0)
    add_join_row (self);
  if (earlier == NULL)
    return;
  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u earlier team", "%u earlier teams", n_earlier), n_earlier);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (earlier), count);
  lnet_member_profile_add_row (self, self->teams, earlier);
}

static void
on_team_chosen (LnetMemberProfile *self,
                const LnetId      *team)
{
  g_autofree char *today = lnet_day_today ();
  g_autoptr (LnetTeam) loaded = lnet_team_load (lnet_session_get_reader (self->session), team, NULL);
  g_autofree char *toast = NULL;
  LnetTransaction *transaction;

  if (loaded == NULL)
    return;
  /* Translators: a member’s name, then a team’s */
  toast = g_strdup_printf (_("%s came to %s"), self->member->name, loaded->name);
  transaction = lnet_transaction_new ("team-edit");
  lnet_team_add_member (transaction, team, &self->member->id, today);
  lnet_session_commit (self->session, transaction, toast);
}

static void
join_team_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LnetMemberProfile *self = LNET_MEMBER_PROFILE (widget);
  GPtrArray *teams = self->member->teams;
  AdwDialog *picker = lnet_group_picker_new (self->session, LNET_GROUP_TEAM, _("Add to a Team"));
  /* Translators: %s is a member’s name */
  g_autofree char *already = g_strdup_printf (_("%s is in this team already"), self->member->name);

  for (guint i = 0; i < teams->len; i++)
    {
      const LnetMemberTeam *team = g_ptr_array_index (teams, i);

      if (team->ends == NULL || lnet_role_span_holds (NULL, team->ends, self->today))
        lnet_group_picker_leave_out (picker, &team->team, already);
    }
  g_signal_connect_object (picker, "chosen", G_CALLBACK (on_team_chosen), self, G_CONNECT_SWAPPED);
  adw_dialog_present (picker, widget);
}

void
lnet_member_profile_install_team_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "profile.join-team", NULL, join_team_action);
  lnet_team_places_install_actions (klass);
}

/* Consents. */

static char *
describe_consent (LnetMemberProfile       *self,
                  const LnetMemberConsent *consent,
                  gboolean                 with_answer)
{
  g_autofree char *date = lnet_span_describe_date (consent->on_date, self->today);
  const char *answer = consent->given ? _("Agreed to get them") : _("Wants none");
  const char *parts[] = { with_answer ? answer : "", date, consent->source != NULL ? consent->source : "",
                          consent->corrected ? _("was corrected") : "" };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  if (consent->wording != NULL)
    g_string_append_printf (text, "\n“%s”", consent->wording);
  return g_string_free (text, FALSE);
}

static int
compare_consents (gconstpointer a,
                  gconstpointer b)
{
  return g_strcmp0 ((*(LnetMemberConsent *const *) b)->on_date, (*(LnetMemberConsent *const *) a)->on_date);
}

/* Those that do not count any more, the newest first. */
static GPtrArray *
collect_earlier (const LnetMember        *member,
                 const LnetMemberConsent *now)
{
  GPtrArray *both[] = { member->consents, member->corrected };
  GPtrArray *earlier = g_ptr_array_new ();

  for (gsize k = 0; k < G_N_ELEMENTS (both); k++)
    for (guint i = 0; i < both[k]->len; i++)
      {
        const LnetMemberConsent *consent = g_ptr_array_index (both[k], i);

        if (consent != now && g_strcmp0 (consent->purpose, "text-messages") == 0)
          g_ptr_array_add (earlier, (gpointer) consent);
      }
  g_ptr_array_sort (earlier, compare_consents);
  return earlier;
}

void
lnet_member_profile_fill_consents (LnetMemberProfile *self)
{
  const LnetMemberConsent *now = lnet_member_get_consent (self->member, "text-messages");
  g_autoptr (GPtrArray) earlier = collect_earlier (self->member, now);
  g_autofree char *words = now != NULL ? describe_consent (self, now, TRUE) : NULL;
  g_autofree char *count = NULL;
  GtkWidget *before;

  if (now != NULL)
    lnet_member_profile_add_field (self, self->contact, _("Text messages"), words, LNET_CONSENT_GIVEN, &now->id);
  if (earlier->len == 0)
    return;
  before = adw_expander_row_new ();
  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u earlier answer about text messages",
                                        "%u earlier answers about text messages", earlier->len), earlier->len);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (before), count);
  for (guint i = 0; i < earlier->len; i++)
    {
      const LnetMemberConsent *consent = g_ptr_array_index (earlier, i);
      g_autofree char *said = describe_consent (self, consent, FALSE);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     consent->given ? _("Agreed to get them") : _("Wants none"));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), said);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (before), row);
    }
  lnet_member_profile_add_row (self, self->contact, before);
}
