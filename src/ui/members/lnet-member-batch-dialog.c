/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-batch-dialog.h"

#include <glib/gi18n-lib.h>

#include "lnet-form-dialog.h"
#include "lnet-group.h"
#include "lnet-member-batch-run.h"
#include "lnet-member-choices.h"
#include "lnet-member.h"
#include "lnet-name.h"
#include "lnet-reference.h"
#include "lnet-suggest-row.h"
#include "lnet-tags.h"
#include "lnet-team.h"
#include "lnet-worker.h"

static const char *const statuses[] = { "active", "paused", "left" };
static const char *const team_kinds[] = { "implementation-team", "small-group" };
static const char *const ruralities[] = { "urban", "rural", "frontier" };

/* What is asked, of whom, and what there is to choose from. */
typedef struct
{
  LnetSession *session;
  LnetMemberBatchKind kind;
  LnetMemberOrder *who;
  guint n_hidden;
  GPtrArray *choices; /* LnetGroupInfo, LnetTag or LnetMemberChoice; NULL where there is nothing to be read */

  LnetFormDialog *dialog;
  GtkWidget *parent;
  GtkWidget *row;
  GtkWidget *region;
  AdwComboRow *combo;
  const char *key; /* of those to be chosen by one click */
} Asking;

static void
asking_free (Asking *self)
{
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  lnet_member_order_unref (self->who);
  g_object_unref (self->session);
  g_object_unref (self->parent);
  g_free (self);
}

/* The buttons have to fit beside each other where the letters are large. */
static const struct
{
  const char *title;
  const char *save;
} words[LNET_MEMBER_BATCH_LAST] = {
  [LNET_MEMBER_BATCH_STATUS] = { N_("Status"), N_("_Set") },
  [LNET_MEMBER_BATCH_LANGUAGE] = { N_("Preferred Language"), N_("_Set") },
  [LNET_MEMBER_BATCH_ADD_LANGUAGE] = { N_("Also Speaks"), N_("_Add") },
  [LNET_MEMBER_BATCH_JOIN_TEAM] = { N_("Put into Team"), N_("_Put In") },
  [LNET_MEMBER_BATCH_LEAVE_TEAM] = { N_("Take Out of Team"), N_("_Take Out") },
  [LNET_MEMBER_BATCH_ADD_TAG] = { N_("Add Tag"), N_("_Add") },
  [LNET_MEMBER_BATCH_REMOVE_TAG] = { N_("Remove Tag"), N_("_Remove") },
  [LNET_MEMBER_BATCH_PLACE] = { N_("Place"), N_("_Set") },
};

/* What is done with it */

static const char *
get_choice (Asking *self,
            guint   nth)
{
  if (self->kind == LNET_MEMBER_BATCH_JOIN_TEAM || self->kind == LNET_MEMBER_BATCH_LEAVE_TEAM)
    return ((LnetGroupInfo *) g_ptr_array_index (self->choices, nth))->name;
  if (self->kind == LNET_MEMBER_BATCH_PLACE)
    return ((LnetMemberChoice *) g_ptr_array_index (self->choices, nth))->label;
  return ((LnetTag *) g_ptr_array_index (self->choices, nth))->tag;
}

static LnetGroupInfo *
find_team (Asking     *self,
           const char *name)
{
  for (guint i = 0; i < self->choices->len; i++)
    if (lnet_name_equal (get_choice (self, i), name))
      return g_ptr_array_index (self->choices, i);
  return NULL;
}

static char *
dup_value (Asking *self)
{
  g_autofree char *typed = LNET_IS_SUGGEST_ROW (self->row) ? lnet_suggest_row_dup_text (LNET_SUGGEST_ROW (self->row))
                                                           : NULL;
  LnetGroupInfo *team;
  const char *language;

  switch (self->kind)
    {
    case LNET_MEMBER_BATCH_STATUS:
      return g_strdup (self->key);
    case LNET_MEMBER_BATCH_LANGUAGE:
    case LNET_MEMBER_BATCH_ADD_LANGUAGE:
      language = lnet_reference_find (LNET_REFERENCE_LANGUAGE, typed);
      return g_strdup (language != NULL ? language : typed);
    case LNET_MEMBER_BATCH_JOIN_TEAM:
      team = find_team (self, typed);
      return team != NULL ? lnet_id_to_string (&team->id) : NULL;
    case LNET_MEMBER_BATCH_LEAVE_TEAM:
      team = g_ptr_array_index (self->choices, adw_combo_row_get_selected (self->combo));
      return lnet_id_to_string (&team->id);
    case LNET_MEMBER_BATCH_ADD_TAG:
      return lnet_tag_clean (typed, self->choices);
    case LNET_MEMBER_BATCH_REMOVE_TAG:
      return g_strdup (get_choice (self, adw_combo_row_get_selected (self->combo)));
    default:
      return NULL;
    }
}

static void
on_saved (Asking *self)
{
  g_autofree char *value = dup_value (self);
  g_autoptr (LnetMemberBatch) batch = lnet_member_batch_new (self->kind, self->who, value);

  if (self->kind == LNET_MEMBER_BATCH_JOIN_TEAM && value == NULL)
    {
      g_autofree char *name = lnet_suggest_row_dup_text (LNET_SUGGEST_ROW (self->row));

      lnet_member_batch_set_new_team (batch, name, team_kinds[adw_combo_row_get_selected (self->combo)]);
    }
  else if (self->kind == LNET_MEMBER_BATCH_PLACE)
    {
      g_autofree char *town = lnet_suggest_row_dup_text (LNET_SUGGEST_ROW (self->row));
      g_autofree char *region = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->region))));
      guint selected = adw_combo_row_get_selected (self->combo);

      lnet_member_batch_set_place (batch, town, region, selected > 0 ? ruralities[selected - 1] : NULL);
    }
  lnet_member_batch_run_async (self->parent, self->session, batch, NULL, NULL);
}

/* The rows */

static void
enable (Asking   *self,
        gboolean  enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self->dialog), "form.save", enabled);
}

static void
on_key_chosen (GtkCheckButton *check,
               GParamSpec     *pspec,
               Asking         *self)
{
  if (gtk_check_button_get_active (check))
    self->key = g_object_get_data (G_OBJECT (check), "lnet-key");
  enable (self, self->key != NULL);
}

/* Nothing is chosen beforehand. */
static void
add_statuses (Asking *self)
{
  GtkCheckButton *group = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *check = gtk_check_button_new ();

      gtk_check_button_set_group (GTK_CHECK_BUTTON (check), group);
      group = GTK_CHECK_BUTTON (check);
      g_object_set_data (G_OBJECT (check), "lnet-key", (gpointer) statuses[i]);
      g_signal_connect (check, "notify::active", G_CALLBACK (on_key_chosen), self);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     lnet_reference_get_label (LNET_REFERENCE_MEMBER_STATUS, statuses[i]));
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
      lnet_form_dialog_add_row (self->dialog, row);
    }
  enable (self, FALSE);
}

/* A row that offers words and takes any other. */
static GtkWidget *
add_suggestions (Asking            *self,
                 const char        *title,
                 const char *const *offered)
{
  GtkWidget *row = lnet_suggest_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  lnet_suggest_row_set_words (LNET_SUGGEST_ROW (row), offered);
  lnet_form_dialog_add_row (self->dialog, row);
  return row;
}

static GStrv
list_choices (Asking *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->choices->len; i++)
    g_strv_builder_add (builder, get_choice (self, i));
  return g_strv_builder_end (builder);
}

static AdwComboRow *
add_combo (Asking            *self,
           const char        *title,
           const char *const *offered)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (offered);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  lnet_form_dialog_add_row (self->dialog, row);
  return ADW_COMBO_ROW (row);
}

static void
add_languages (Asking *self)
{
  const char *const *keys = lnet_reference_get_keys (LNET_REFERENCE_LANGUAGE);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) labels = NULL;

  for (guint i = 0; keys[i] != NULL; i++)
    g_strv_builder_add (builder, lnet_reference_get_label (LNET_REFERENCE_LANGUAGE, keys[i]));
  labels = g_strv_builder_end (builder);
  self->row = add_suggestions (self, _("Language"), (const char *const *) labels);
  lnet_form_dialog_need (self->dialog, self->row);
}

/* A team of a new name is made, and has to be of some kind. */
static void
on_team_typed (Asking *self)
{
  g_autofree char *name = lnet_suggest_row_dup_text (LNET_SUGGEST_ROW (self->row));

  gtk_widget_set_visible (GTK_WIDGET (self->combo), *name != '\0' && find_team (self, name) == NULL);
}

static void
add_teams (Asking *self)
{
  const char *kinds[] = { lnet_team_kind_label (team_kinds[0]), lnet_team_kind_label (team_kinds[1]), NULL };
  g_auto (GStrv) names = list_choices (self);

  self->row = add_suggestions (self, _("Team"), (const char *const *) names);
  self->combo = add_combo (self, _("Kind of the new team"), kinds);
  gtk_widget_set_visible (GTK_WIDGET (self->combo), FALSE);
  g_signal_connect_swapped (self->row, "notify::text", G_CALLBACK (on_team_typed), self);
  lnet_form_dialog_need (self->dialog, self->row);
}

/* What lies in the staff space is marked so. */
static GtkWidget *
create_lock (void)
{
  GtkWidget *lock = gtk_image_new_from_icon_name ("changes-prevent-symbolic");

  gtk_widget_add_css_class (lock, "dimmed");
  gtk_widget_set_tooltip_text (lock, _("Only directors and facilitators see this"));
  return lock;
}

static void
add_tags (Asking *self)
{
  g_auto (GStrv) tags = list_choices (self);

  self->row = add_suggestions (self, _("Tag"), (const char *const *) tags);
  adw_entry_row_add_prefix (ADW_ENTRY_ROW (self->row), create_lock ());
  adw_entry_row_set_max_length (ADW_ENTRY_ROW (self->row), LNET_TAG_LENGTH);
  lnet_form_dialog_need (self->dialog, self->row);
}

/* One of those that are there. */
static void
add_existing (Asking *self)
{
  gboolean is_tag = self->kind == LNET_MEMBER_BATCH_REMOVE_TAG;
  g_auto (GStrv) names = list_choices (self);

  self->combo = add_combo (self, is_tag ? _("Tag") : _("Team"), (const char *const *) names);
  if (is_tag)
    adw_action_row_add_prefix (ADW_ACTION_ROW (self->combo), create_lock ());
  enable (self, self->choices->len > 0);
}

static void
on_place_changed (Asking *self)
{
  g_autofree char *town = lnet_suggest_row_dup_text (LNET_SUGGEST_ROW (self->row));
  g_autofree char *region = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->region))));

  enable (self, *town != '\0' || *region != '\0' || adw_combo_row_get_selected (self->combo) > 0);
}

static void
add_place (Asking *self)
{
  const char *kinds[] = { _("As it is"), lnet_member_rurality_label (ruralities[0]),
                          lnet_member_rurality_label (ruralities[1]), lnet_member_rurality_label (ruralities[2]),
                          NULL };
  g_auto (GStrv) towns = list_choices (self);

  self->row = add_suggestions (self, _("Town"), (const char *const *) towns);
  self->region = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->region), _("County or region"));
  lnet_form_dialog_add_row (self->dialog, self->region);
  self->combo = add_combo (self, _("Kind of place"), kinds);
  g_signal_connect_swapped (self->row, "notify::text", G_CALLBACK (on_place_changed), self);
  g_signal_connect_swapped (self->region, "notify::text", G_CALLBACK (on_place_changed), self);
  g_signal_connect_swapped (self->combo, "notify::selected", G_CALLBACK (on_place_changed), self);
  on_place_changed (self);
}

/* The words above the rows */

static const char *
get_hint (Asking *self)
{
  switch (self->kind)
    {
    case LNET_MEMBER_BATCH_LANGUAGE:
      return _("The language each of them preferred before stays among those they speak.");
    case LNET_MEMBER_BATCH_JOIN_TEAM:
      return _("They are in it from today on. A name that no team has yet makes a new team.");
    case LNET_MEMBER_BATCH_LEAVE_TEAM:
      return self->choices->len > 0 ? _("Today is their last day in it.") : _("There is no team yet.");
    case LNET_MEMBER_BATCH_ADD_TAG:
      return _("A word of your own to find them by.");
    case LNET_MEMBER_BATCH_REMOVE_TAG:
      return self->choices->len > 0 ? NULL : _("Nobody has a tag yet.");
    case LNET_MEMBER_BATCH_PLACE:
      return _("What you leave empty stays as it is with each of them.");
    default:
      return NULL;
    }
}

static char *
describe (Asking *self)
{
  guint n = lnet_member_order_get_n (self->who);
  const char *hint = get_hint (self);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "For %'u selected member.",
                                             "For %'u selected members.", n), n);
  if (self->n_hidden > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "The list does not show %'u of them.",
                                                 "The list does not show %'u of them.", self->n_hidden),
                              self->n_hidden);
    }
  if (hint != NULL)
    g_string_append_printf (text, " %s", hint);
  return g_string_free (text, FALSE);
}

static void
present (Asking *self)
{
  g_autofree char *text = NULL;

  self->dialog = lnet_form_dialog_new (g_dgettext (GETTEXT_PACKAGE, words[self->kind].title),
                                       g_dgettext (GETTEXT_PACKAGE, words[self->kind].save));
  g_object_set_data_full (G_OBJECT (self->dialog), "lnet-asking", self, (GDestroyNotify) asking_free);
  text = describe (self);
  lnet_form_dialog_add_group (self->dialog, NULL, text);
  switch (self->kind)
    {
    case LNET_MEMBER_BATCH_STATUS:
      add_statuses (self);
      break;
    case LNET_MEMBER_BATCH_LANGUAGE:
    case LNET_MEMBER_BATCH_ADD_LANGUAGE:
      add_languages (self);
      break;
    case LNET_MEMBER_BATCH_JOIN_TEAM:
      add_teams (self);
      break;
    case LNET_MEMBER_BATCH_ADD_TAG:
      add_tags (self);
      break;
    case LNET_MEMBER_BATCH_PLACE:
      add_place (self);
      break;
    default:
      add_existing (self);
    }
  g_signal_connect_swapped (self->dialog, "saved", G_CALLBACK (on_saved), self);
  adw_dialog_present (ADW_DIALOG (self->dialog), self->parent);
}

/* What there is to choose from is read in a worker: it may count over everybody. */

static GPtrArray *
load_choices (Asking      *self,
              LnetReader  *reader,
              GError     **error)
{
  g_autoptr (LnetMemberFilter) everybody = lnet_member_filter_new ();

  if (self->kind == LNET_MEMBER_BATCH_PLACE)
    return lnet_members_load_choices (reader, LNET_MEMBER_FILTER_PLACE, everybody, NULL, error);
  if (self->kind == LNET_MEMBER_BATCH_ADD_TAG || self->kind == LNET_MEMBER_BATCH_REMOVE_TAG)
    return lnet_tags_load (reader, error);
  return lnet_groups_load (reader, LNET_GROUP_TEAM, NULL, error);
}

static void
load_in_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Asking *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (lnet_session_get_store (self->session), &error);

  self->choices = reader != NULL ? load_choices (self, reader, &error) : NULL;
  if (self->choices != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Asking *self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error) && gtk_widget_get_root (self->parent) != NULL)
    {
      present (self);
      return;
    }
  if (error != NULL)
    lnet_session_fail (self->session, _("This could not be done"), error);
  asking_free (self);
}

void
lnet_member_batch_dialog_present (GtkWidget           *parent,
                                  LnetSession         *session,
                                  LnetMemberBatchKind  kind,
                                  LnetMemberOrder     *who,
                                  guint                n_hidden)
{
  Asking *self = g_new0 (Asking, 1);
  g_autoptr (GTask) task = NULL;

  self->session = g_object_ref (session);
  self->parent = g_object_ref (parent);
  self->kind = kind;
  self->who = lnet_member_order_ref (who);
  self->n_hidden = n_hidden;
  if (kind <= LNET_MEMBER_BATCH_ADD_LANGUAGE)
    {
      present (self);
      return;
    }
  task = g_task_new (parent, NULL, on_loaded, self);
  g_task_set_source_tag (task, lnet_member_batch_dialog_present);
  g_task_set_task_data (task, self, NULL);
  lnet_worker_run (task, load_in_worker);
}
