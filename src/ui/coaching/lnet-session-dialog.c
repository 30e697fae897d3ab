/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-session-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-coaching-change.h"
#include "lnet-coaching-words.h"
#include "lnet-date-row.h"
#include "lnet-day.h"
#include "lnet-fit.h"
#include "lnet-note-entry.h"
#include "lnet-pair-avatars.h"
#include "lnet-reference.h"
#include "lnet-strategy-chips.h"

#define USUAL_MINUTES 45

struct _LnetSessionDialog
{
  AdwDialog parent_instance;

  LnetPairAvatars *avatars;
  GtkLabel *direction;
  GtkLabel *balance;
  AdwPreferencesGroup *strength_group;
  AdwPreferencesGroup *next_group;
  AdwPreferencesGroup *voices_group;
  AdwPreferencesGroup *strategies_group;
  AdwPreferencesGroup *met_group;
  LnetNoteEntry *strength;
  LnetNoteEntry *effect;
  LnetNoteEntry *wondering;
  LnetNoteEntry *next_step;
  LnetDateRow *next_on;
  LnetStrategyChips *strategies;
  LnetDateRow *on_date;
  AdwSpinRow *minutes;
  AdwComboRow *mode;
  AdwComboRow *kind;

  LnetSession *session;
  LnetPair *pair;
  GPtrArray *sessions;                /* keeps @before */
  const LnetCoachingSession *before;  /* NULL: a new one */
  LnetCoachingBalance *balances;
  LnetId coach;
  LnetId coached;
  LnetNoteEntry *voices[LNET_PAIR_MEMBERS_MOST]; /* NULL: who is not here to write */
  gboolean is_partner;
};

G_DEFINE_FINAL_TYPE (LnetSessionDialog, lnet_session_dialog, ADW_TYPE_DIALOG)

static void
show_direction (LnetSessionDialog *self)
{
  const LnetPartner *coach = lnet_pair_find_partner (self->pair, &self->coach);
  const LnetPartner *coached = lnet_pair_find_partner (self->pair, &self->coached);
  const char *names[] = { coach != NULL ? coach->name : "", coached != NULL ? coached->name : "", NULL };
  g_autofree char *line = NULL;
  g_autofree char *balance = NULL;
  g_autofree char *words = NULL;

  if (coach == NULL || coached == NULL)
    return;
  lnet_pair_avatars_set_names (self->avatars, names);
  /* Translators: direction of a coaching session. */
  line = g_strdup_printf (_("%s coached %s"), coach->short_name, coached->short_name);
  gtk_label_set_label (self->direction, line);
  balance = lnet_coaching_balance_describe (self->balances, &self->coach);
  /* Translators: "Ana so far: coached 3 · was coached 2". */
  words = g_strdup_printf (_("%s so far: %s"), coach->short_name, balance);
  gtk_label_set_label (self->balance, words);
}

/* A pair swaps; of a triad, the next of the six directions comes. */
static void
swap (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  LnetSessionDialog *self = LNET_SESSION_DIALOG (widget);
  guint n = self->pair->n_partners;
  guint at = 0;

  for (guint i = 0; i < n * n; i++)
    if (lnet_id_equal (&self->pair->partners[i / n].member, &self->coach)
        && lnet_id_equal (&self->pair->partners[i % n].member, &self->coached))
      at = i;
  do
    at = (at + 1) % (n * n);
  while (at / n == at % n);
  self->coach = self->pair->partners[at / n].member;
  self->coached = self->pair->partners[at % n].member;
  show_direction (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_label (self->direction),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static const char *
get_choice (AdwComboRow *row)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (row);

  return item != NULL ? g_object_get_data (G_OBJECT (item), "key") : NULL;
}

/* Offers @keys by their labels; what is not among them, as a network's own word, is offered too. */
static void
set_choices (AdwComboRow        *row,
             const char *const  *keys,
             const char *const  *labels,
             const char         *chosen)
{
  g_autoptr (GListStore) store = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  g_autoptr (GtkExpression) label = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  guint selected = 0;

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (GtkStringObject) item = gtk_string_object_new (labels[i]);

      g_object_set_data_full (G_OBJECT (item), "key", g_strdup (keys[i]), g_free);
      g_list_store_append (store, item);
      if (g_strcmp0 (keys[i], chosen) == 0)
        selected = i;
    }
  adw_combo_row_set_expression (row, label);
  adw_combo_row_set_model (row, G_LIST_MODEL (store));
  adw_combo_row_set_selected (row, selected);
}

static void
set_modes (LnetSessionDialog *self,
           const char        *chosen)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  const char *const *all = lnet_reference_get_keys (LNET_REFERENCE_MODE);

  for (gsize i = 0; all[i] != NULL; i++)
    if (strcmp (all[i], "self-paced") != 0)
      g_ptr_array_add (keys, (gpointer) all[i]);
  if (chosen != NULL && !g_strv_contains (all, chosen))
    g_ptr_array_add (keys, (gpointer) chosen);
  for (guint i = 0; i < keys->len; i++)
    g_ptr_array_add (labels, (gpointer) lnet_coaching_mode_label (keys->pdata[i]));
  g_ptr_array_add (keys, NULL);
  g_ptr_array_add (labels, NULL);
  set_choices (self->mode, (const char *const *) keys->pdata, (const char *const *) labels->pdata, chosen);
}

static void
set_kinds (LnetSessionDialog *self,
           const char        *chosen)
{
  const char *const *keys = lnet_coaching_get_kinds ();
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (gsize i = 0; keys[i] != NULL; i++)
    g_ptr_array_add (labels, (gpointer) lnet_coaching_kind_label (keys[i]));
  g_ptr_array_add (labels, NULL);
  set_choices (self->kind, keys, (const char *const *) labels->pdata, chosen);
}

/* A partner who sits beside the one who works here writes on the same computer. */
static void
on_is_here (LnetSessionDialog *self,
            GtkWidget         *row)
{
  guint number = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "number"));
  const LnetPartner *partner = &self->pair->partners[number];
  const LnetCoachingVoice *voice = self->before != NULL
                                     ? lnet_coaching_session_find_voice (self->before, &partner->member)
                                     : NULL;
  g_autofree char *title = g_strdup_printf (_("%s writes"), partner->short_name);

  self->voices[number] = LNET_NOTE_ENTRY (lnet_note_entry_new (title, _("What was this meeting for you?"), FALSE));
  lnet_note_entry_set_text (self->voices[number], voice != NULL ? voice->body : NULL);
  adw_preferences_group_remove (self->voices_group, row);
  adw_preferences_group_add (self->voices_group, GTK_WIDGET (self->voices[number]));
  lnet_note_entry_begin (self->voices[number]);
}

static void
add_own_voice (LnetSessionDialog *self,
               guint              number)
{
  const LnetCoachingVoice *voice = self->before != NULL
                                     ? lnet_coaching_session_find_voice (self->before,
                                                                         &self->pair->partners[number].member)
                                     : NULL;
  /* Translators: %s is the name of the one who writes. */
  g_autofree char *title = g_strdup_printf (_("You, %s"), self->pair->partners[number].short_name);

  self->voices[number] = LNET_NOTE_ENTRY (lnet_note_entry_new (title, _("What was this meeting for you?"), FALSE));
  lnet_note_entry_set_text (self->voices[number], voice != NULL ? voice->body : NULL);
  adw_preferences_group_add (self->voices_group, GTK_WIDGET (self->voices[number]));
}

static void
add_other_voice (LnetSessionDialog *self,
                 guint              number)
{
  const LnetPartner *partner = &self->pair->partners[number];
  const LnetCoachingVoice *voice = self->before != NULL
                                     ? lnet_coaching_session_find_voice (self->before, &partner->member)
                                     : NULL;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Is Here"));
  g_autofree char *tooltip = g_strdup_printf (_("Hand the keyboard to %s"), partner->short_name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), partner->short_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               voice != NULL ? voice->body : _("Writes their own words when they work here"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data (G_OBJECT (row), "number", GUINT_TO_POINTER (number));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_is_here), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->voices_group, row);
}

static void
add_voices (LnetSessionDialog *self)
{
  const LnetId *member = lnet_session_get_member (self->session);

  for (guint i = 0; i < self->pair->n_partners; i++)
    if (lnet_id_equal (&self->pair->partners[i].member, member))
      add_own_voice (self, i);
  for (guint i = 0; i < self->pair->n_partners; i++)
    if (!lnet_id_equal (&self->pair->partners[i].member, member))
      add_other_voice (self, i);
}

static void
write_voices (LnetSessionDialog *self,
              LnetTransaction   *transaction,
              const LnetId      *session)
{
  for (guint i = 0; i < self->pair->n_partners; i++)
    {
      const LnetId *member = &self->pair->partners[i].member;
      g_autofree char *body = NULL;

      if (self->voices[i] == NULL)
        continue;
      body = lnet_note_entry_dup_text (self->voices[i]);
      lnet_coaching_write_voice (transaction, &self->pair->id, session, member,
                                 self->before != NULL ? lnet_coaching_session_find_voice (self->before, member) : NULL,
                                 body);
    }
}

static LnetCoachingMeeting
get_meeting (LnetSessionDialog *self)
{
  return (LnetCoachingMeeting) {
    .on_date = lnet_date_row_get_date (self->on_date),
    .minutes = (int) adw_spin_row_get_value (self->minutes),
    .mode = get_choice (self->mode),
    .kind = get_choice (self->kind),
    .coach = self->coach,
    .coached = self->coached,
  };
}

static void
save (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  LnetSessionDialog *self = LNET_SESSION_DIALOG (widget);
  g_autofree char *strength = lnet_note_entry_dup_text (self->strength);
  g_autofree char *effect = lnet_note_entry_dup_text (self->effect);
  g_autofree char *wondering = lnet_note_entry_dup_text (self->wondering);
  g_autofree char *next_step = lnet_note_entry_dup_text (self->next_step);
  g_autofree char *strategies = lnet_strategy_chips_dup_keys (self->strategies);
  LnetCoachingWords words = { strength, effect, wondering, next_step, lnet_date_row_get_date (self->next_on),
                              strategies };
  LnetCoachingMeeting meeting = get_meeting (self);
  LnetTransaction *transaction = lnet_transaction_new (self->before != NULL ? "coaching-session-edit"
                                                                            : "coaching-session-log");
  LnetId id = lnet_coaching_log_session (transaction, &self->pair->id, self->before, &meeting,
                                         self->is_partner ? &words : NULL);

  if (self->is_partner)
    write_voices (self, transaction, &id);
  lnet_session_commit (self->session, transaction, self->before != NULL ? _("Session changed") : _("Session logged"));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
lnet_session_dialog_dispose (GObject *object)
{
  LnetSessionDialog *self = LNET_SESSION_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_SESSION_DIALOG);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_session_dialog_parent_class)->dispose (object);
}

static void
lnet_session_dialog_finalize (GObject *object)
{
  LnetSessionDialog *self = LNET_SESSION_DIALOG (object);

  lnet_pair_unref (self->pair);
  g_ptr_array_unref (self->sessions);
  lnet_coaching_balance_free (self->balances);

  G_OBJECT_CLASS (lnet_session_dialog_parent_class)->finalize (object);
}

static void
lnet_session_dialog_class_init (LnetSessionDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_session_dialog_dispose;
  object_class->finalize = lnet_session_dialog_finalize;

  g_type_ensure (LNET_TYPE_DATE_ROW);
  g_type_ensure (LNET_TYPE_NOTE_ENTRY);
  g_type_ensure (LNET_TYPE_PAIR_AVATARS);
  g_type_ensure (LNET_TYPE_STRATEGY_CHIPS);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-session-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetSessionDialog, avatars);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionDialog, direction);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionDialog, balance);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionDialog, strength_group);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionDialog, next_group);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionDialog, voices_group);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionDialog, strategies_group);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionDialog, met_group);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionDialog, strength);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionDialog, effect);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionDialog, wondering);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionDialog, next_step);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionDialog, next_on);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionDialog, strategies);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionDialog, on_date);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionDialog, minutes);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionDialog, mode);
  gtk_widget_class_bind_template_child (widget_class, LnetSessionDialog, kind);

  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "dialog.swap", NULL, swap);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "dialog.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "dialog.save", NULL);
}

static void
lnet_session_dialog_init (LnetSessionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_dialog (ADW_DIALOG (self));
  self->balances = lnet_coaching_balance_new ();
}

/* The session that is being changed does not count towards whose turn it is. */
static void
begin_direction (LnetSessionDialog *self)
{
  LnetId members[LNET_PAIR_MEMBERS_MOST];

  for (guint i = 0; i < self->pair->n_partners; i++)
    members[i] = self->pair->partners[i].member;
  for (guint i = self->sessions->len; i > 0; i--)
    {
      const LnetCoachingSession *session = self->sessions->pdata[i - 1];

      if (session != self->before)
        lnet_coaching_balance_add (self->balances, &session->coach, &session->coached);
    }
  lnet_coaching_balance_suggest (self->balances, members, self->pair->n_partners, &self->coach, &self->coached);
  if (self->before != NULL && lnet_pair_find_partner (self->pair, &self->before->coach) != NULL
      && lnet_pair_find_partner (self->pair, &self->before->coached) != NULL)
    {
      self->coach = self->before->coach;
      self->coached = self->before->coached;
    }
  show_direction (self);
}

static void
show_before (LnetSessionDialog *self)
{
  const LnetCoachingSession *before = self->before;
  g_autofree char *today = lnet_day_today ();

  lnet_date_row_set_date (self->on_date, before != NULL ? before->on_date : today);
  adw_spin_row_set_value (self->minutes, before != NULL ? before->minutes : USUAL_MINUTES);
  set_modes (self, before != NULL ? before->mode : NULL);
  set_kinds (self, before != NULL ? before->kind : NULL);
  if (before == NULL)
    return;
  lnet_note_entry_set_text (self->strength, before->strength);
  lnet_note_entry_set_text (self->effect, before->effect);
  lnet_note_entry_set_text (self->wondering, before->wondering);
  lnet_note_entry_set_text (self->next_step, before->next_step);
  lnet_date_row_set_date (self->next_on, before->next_on);
  lnet_strategy_chips_set_keys (self->strategies, before->strategies);
}

AdwDialog *
lnet_session_dialog_new (LnetSession               *session,
                         LnetPair                  *pair,
                         GPtrArray                 *sessions,
                         const LnetCoachingSession *before)
{
  LnetSessionDialog *self = g_object_new (LNET_TYPE_SESSION_DIALOG, NULL);
  GtkWidget *const written[] = { GTK_WIDGET (self->strength_group), GTK_WIDGET (self->next_group),
                                 GTK_WIDGET (self->voices_group), GTK_WIDGET (self->strategies_group) };

  self->session = g_object_ref (session);
  self->pair = lnet_pair_ref (pair);
  self->sessions = g_ptr_array_ref (sessions);
  self->before = before;
  self->is_partner = lnet_pair_find_partner (pair, lnet_session_get_member (session)) != NULL;

  begin_direction (self);
  show_before (self);
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    gtk_widget_set_visible (written[i], self->is_partner);
  if (self->is_partner)
    {
      add_voices (self);
      adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->strength));
    }
  else
    adw_preferences_group_set_description (self->met_group, _("You log that they met. What they say to each other is "
                                                              "theirs to write."));
  if (before != NULL)
    adw_dialog_set_title (ADW_DIALOG (self), _("Change a Session"));
  return ADW_DIALOG (self);
}
