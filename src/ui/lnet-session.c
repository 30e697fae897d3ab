/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-session.h"

#include <glib/gi18n-lib.h>

#include "lnet-own-rights.h"
#include "lnet-sharing.h"
#include "lnet-toast.h"

struct _LnetSession
{
  GObject parent_instance;

  LnetStore *store;
  LnetPortraits *portraits; /* NULL until somebody asks */
  LnetSyncer *syncer;       /* NULL until somebody asks */
  GSettings *settings; /* what this computer remembers of the network */
  LnetId member;
  LnetStance stance;
  gboolean is_participants;
  LnetOwnRights *rights; /* NULL until somebody asks, and since they may have changed */
};

G_DEFINE_FINAL_TYPE (LnetSession, lnet_session, G_TYPE_OBJECT)

enum
{
  PROP_STORE = 1,
  PROP_STANCE,
  N_PROPS
};

enum
{
  TOAST,
  FAILED,
  AUTHOR_CHANGED,
  GO_TO,
  SEARCH_FORGOTTEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Says @message, with an Undo button for @group unless that is the null id. */
static void
say (LnetSession  *self,
     const char   *message,
     const LnetId *group)
{
  g_autoptr (AdwToast) toast = lnet_toast_new (message);

  if (!lnet_id_is_null (group))
    {
      g_autofree char *name = lnet_id_to_string (group);

      adw_toast_set_button_label (toast, _("Undo"));
      adw_toast_set_action_name (toast, "win.undo-group");
      adw_toast_set_action_target (toast, "s", name);
    }
  g_signal_emit (self, signals[TOAST], 0, toast);
}

static void
on_committed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  LnetSession *self = g_task_get_source_object (task);
  const char *toast = g_task_get_task_data (task);
  LnetId group = lnet_id_null ();
  GError *error = NULL;

  if (lnet_store_commit_finish (LNET_STORE (source), result, &group, &error))
    {
      if (toast != NULL)
        say (self, toast, &group);
      g_task_return_pointer (task, lnet_id_copy (&group), g_free);
      return;
    }

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lnet_session_fail (self, _("This could not be saved"), error);
  g_task_return_error (task, error);
}

/* On a participant's desk it is the roster that says who works here. */
static void
read_working_as (LnetSession *self,
                 LnetId      *member,
                 LnetStance  *stance)
{
  g_autofree char *text = g_settings_get_string (self->settings, "member");
  LnetId own;

  if (!lnet_id_from_string (text, member))
    *member = lnet_id_null ();
  *stance = g_settings_get_enum (self->settings, "stance");
  self->is_participants = lnet_sharing_is_participants (lnet_store_get_reader (self->store), &own);
  if (self->is_participants)
    *stance = LNET_STANCE_PARTICIPANT;
  if (!lnet_id_is_null (&own))
    *member = own;
}

static void
take_working_as (LnetSession  *self,
                 const LnetId *member,
                 LnetStance    stance)
{
  if (!lnet_id_equal (member, &self->member))
    {
      self->member = *member;
      lnet_store_set_author (self->store, member);
      g_signal_emit (self, signals[AUTHOR_CHANGED], 0);
    }
  if (stance != self->stance)
    {
      self->stance = stance;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STANCE]);
    }
}

static void
on_store_changed (LnetSession *self,
                  LnetChanges *changes)
{
  LnetStance stance;
  LnetId member;

  if (lnet_changes_has_table (changes, LNET_TABLE_ROSTER_DESK) ||
      lnet_changes_has_table (changes, LNET_TABLE_PAIR_MEMBER) ||
      lnet_changes_has_table (changes, LNET_TABLE_ENROLMENT))
    g_clear_pointer (&self->rights, lnet_own_rights_free);
  if (!lnet_changes_has_table (changes, LNET_TABLE_ROSTER_DESK))
    return;
  read_working_as (self, &member, &stance);
  take_working_as (self, &member, stance);
}

static void
load_working_as (LnetSession *self)
{
  g_autofree char *network = lnet_id_to_string (lnet_store_get_network (self->store));
  g_autofree char *path = g_strdup_printf ("/com/example/LearningNetwork/networks/%s/", network);

  self->settings = g_settings_new_with_path (LNET_APP_ID ".Network", path);
  read_working_as (self, &self->member, &self->stance);
  lnet_store_set_author (self->store, &self->member);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
}

static void
lnet_session_constructed (GObject *object)
{
  LnetSession *self = LNET_SESSION (object);

  G_OBJECT_CLASS (lnet_session_parent_class)->constructed (object);

  load_working_as (self);
}

static void
lnet_session_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  LnetSession *self = LNET_SESSION (object);

  switch (property_id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_STANCE:
      g_value_set_int (value, self->stance);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_session_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  LnetSession *self = LNET_SESSION (object);

  switch (property_id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_session_finalize (GObject *object)
{
  LnetSession *self = LNET_SESSION (object);

  g_clear_pointer (&self->rights, lnet_own_rights_free);
  g_clear_object (&self->portraits);
  g_clear_object (&self->syncer);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (lnet_session_parent_class)->finalize (object);
}

static void
lnet_session_class_init (LnetSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = lnet_session_constructed;
  object_class->get_property = lnet_session_get_property;
  object_class->set_property = lnet_session_set_property;
  object_class->finalize = lnet_session_finalize;

  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, LNET_TYPE_STORE,
                                                G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STANCE] = g_param_spec_int ("stance", NULL, NULL,
                                              LNET_STANCE_DIRECTOR, LNET_STANCE_PARTICIPANT, LNET_STANCE_DIRECTOR,
                                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[TOAST] = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, ADW_TYPE_TOAST);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);
  signals[AUTHOR_CHANGED] = g_signal_new ("author-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[GO_TO] = g_signal_new ("go-to", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SEARCH_FORGOTTEN] = g_signal_new ("search-forgotten", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 0);
}

static void
lnet_session_init (LnetSession *self)
{
}

LnetSession *
lnet_session_new (LnetStore *store)
{
  g_return_val_if_fail (LNET_IS_STORE (store), NULL);

  return g_object_new (LNET_TYPE_SESSION, "store", store, NULL);
}

LnetStore *
lnet_session_get_store (LnetSession *self)
{
  g_return_val_if_fail (LNET_IS_SESSION (self), NULL);

  return self->store;
}

LnetReader *
lnet_session_get_reader (LnetSession *self)
{
  g_return_val_if_fail (LNET_IS_SESSION (self), NULL);

  return lnet_store_get_reader (self->store);
}

LnetPortraits *
lnet_session_get_portraits (LnetSession *self)
{
  g_return_val_if_fail (LNET_IS_SESSION (self), NULL);

  if (self->portraits == NULL)
    self->portraits = lnet_portraits_new (self->store, lnet_session_get_syncer (self));
  return self->portraits;
}

LnetSyncer *
lnet_session_get_syncer (LnetSession *self)
{
  g_return_val_if_fail (LNET_IS_SESSION (self), NULL);

  if (self->syncer == NULL)
    self->syncer = lnet_syncer_new (self->store);
  return self->syncer;
}

GSettings *
lnet_session_get_settings (LnetSession *self)
{
  g_return_val_if_fail (LNET_IS_SESSION (self), NULL);

  return self->settings;
}

const LnetId *
lnet_session_get_member (LnetSession *self)
{
  g_return_val_if_fail (LNET_IS_SESSION (self), NULL);

  return &self->member;
}

LnetStance
lnet_session_get_stance (LnetSession *self)
{
  g_return_val_if_fail (LNET_IS_SESSION (self), LNET_STANCE_DIRECTOR);

  return self->stance;
}

void
lnet_session_set_working_as (LnetSession  *self,
                             const LnetId *member,
                             LnetStance    stance)
{
  g_autofree char *name = NULL;
  LnetId chosen;

  g_return_if_fail (LNET_IS_SESSION (self));
  g_return_if_fail (member != NULL);

  if (!lnet_id_is_null (member))
    name = lnet_id_to_string (member);
  g_settings_set_string (self->settings, "member", name != NULL ? name : "");
  g_settings_set_enum (self->settings, "stance", stance);
  read_working_as (self, &chosen, &stance);
  take_working_as (self, &chosen, stance);
}

gboolean
lnet_session_is_participants (LnetSession *self)
{
  g_return_val_if_fail (LNET_IS_SESSION (self), FALSE);

  return self->is_participants;
}

gboolean
lnet_session_may_write (LnetSession *self)
{
  return !lnet_session_get_read_only (self) && !lnet_session_is_participants (self);
}

static LnetOwnRights *
get_rights (LnetSession *self)
{
  if (self->rights == NULL)
    self->rights = lnet_own_rights_new (lnet_store_get_reader (self->store));
  return self->rights;
}

gboolean
lnet_session_may_use (LnetSession *self,
                      LnetTable    table)
{
  return !lnet_session_get_read_only (self) && lnet_own_rights_may_use (get_rights (self), table);
}

gboolean
lnet_session_may_write_row (LnetSession  *self,
                            guint         table,
                            const LnetId *row,
                            guint         number)
{
  return lnet_session_may_write (self) || (!lnet_session_get_read_only (self) &&
                                           lnet_own_rights_may_write (get_rights (self), table, row, number));
}

gboolean
lnet_session_may_write_member (LnetSession  *self,
                               const LnetId *member)
{
  return lnet_session_may_write_row (self, LNET_TABLE_MEMBER, member, LNET_FIELD_NUMBER (LNET_MEMBER_PREFERRED_NAME));
}

const char *
lnet_session_get_why_not (LnetSession *self)
{
  return lnet_session_get_read_only (self) ? _("This network can only be read.")
                                           : _("Only directors and facilitators can change this. Ask one of them.");
}

/* What of a participant's desk's own is written by what people do there; all the rest is for others. */
static gboolean
may_act_as_participant (LnetSession *self,
                        const char  *action)
{
  static const struct
  {
    const char *action;
    LnetTable table;
  } acts[] = {
    { "members.edit", LNET_TABLE_MEMBER },
    { "profile.edit-field", LNET_TABLE_MEMBER },
    { "profile.add-field", LNET_TABLE_MEMBER },
    { "portrait.choose", LNET_TABLE_ATTACHMENT },
    { "portrait.paste", LNET_TABLE_ATTACHMENT },
    { "portrait.remove", LNET_TABLE_ATTACHMENT },
    { "pair.log", LNET_TABLE_COACHING_SESSION },
    { "pair.edit-session", LNET_TABLE_COACHING_SESSION },
    { "pair.delete-session", LNET_TABLE_COACHING_SESSION },
    { "pair.add-goal", LNET_TABLE_COACHING_GOAL },
    { "pair.edit-goal", LNET_TABLE_COACHING_GOAL },
    { "pair.meet-goal", LNET_TABLE_COACHING_GOAL },
    { "participant.write", LNET_TABLE_EVIDENCE },
    { "vision.add-words", LNET_TABLE_CONTRIBUTION },
    { "vision.edit-words", LNET_TABLE_CONTRIBUTION },
    { "vision.remove-words", LNET_TABLE_CONTRIBUTION },
  };

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (acts[i].action, action))
      return lnet_own_rights_may_use (get_rights (self), acts[i].table);
  return FALSE;
}

static gboolean
may_act (LnetSession *self,
         const char  *action)
{
  return lnet_session_may_write (self) ||
         (!lnet_session_get_read_only (self) && may_act_as_participant (self, action));
}

void
lnet_session_commit (LnetSession     *self,
                     LnetTransaction *transaction,
                     const char      *toast)
{
  lnet_session_commit_async (self, transaction, toast, NULL, NULL, NULL);
}

void
lnet_session_commit_async (LnetSession         *self,
                           LnetTransaction     *transaction,
                           const char          *toast,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (LnetTransaction) owned = transaction;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LNET_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, lnet_session_commit_async);
  g_task_set_task_data (task, g_strdup (toast), g_free);
  /* What is written is written: the store alone says whether it stopped in time. */
  g_task_set_check_cancellable (task, FALSE);
  lnet_store_commit_async (self->store, owned, cancellable, on_committed, g_steal_pointer (&task));
}

gboolean
lnet_session_commit_finish (LnetSession   *self,
                            GAsyncResult  *result,
                            LnetId        *group,
                            GError       **error)
{
  g_autofree LnetId *made = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  made = g_task_propagate_pointer (G_TASK (result), error);
  if (made == NULL)
    return FALSE;
  if (group != NULL)
    *group = *made;
  return TRUE;
}

gboolean
lnet_session_get_read_only (LnetSession *self)
{
  g_return_val_if_fail (LNET_IS_SESSION (self), TRUE);

  return lnet_store_get_read_only (self->store);
}

void
lnet_session_guard_actions (LnetSession       *self,
                            GtkWidget         *widget,
                            const char *const *reading)
{
  const GVariantType *parameter;
  const char *name, *property;
  GtkWidgetClass *klass;
  GType owner;

  g_return_if_fail (LNET_IS_SESSION (self) && GTK_IS_WIDGET (widget));

  if (lnet_session_may_write (self))
    return;
  klass = GTK_WIDGET_GET_CLASS (widget);
  for (guint i = 0; gtk_widget_class_query_action (klass, i, &owner, &name, &parameter, &property); i++)
    if (owner == G_OBJECT_TYPE (widget) && property == NULL && (reading == NULL || !g_strv_contains (reading, name)) &&
        !may_act (self, name))
      gtk_widget_action_set_enabled (widget, name, FALSE);
}

void
lnet_session_enable_action (LnetSession *self,
                            GtkWidget   *widget,
                            const char  *action,
                            gboolean     enabled)
{
  g_return_if_fail (LNET_IS_SESSION (self) && GTK_IS_WIDGET (widget));

  gtk_widget_action_set_enabled (widget, action, enabled && may_act (self, action));
}

void
lnet_session_say (LnetSession *self,
                  const char  *message)
{
  LnetId nothing = lnet_id_null ();

  g_return_if_fail (LNET_IS_SESSION (self));

  say (self, message, &nothing);
}

void
lnet_session_fail (LnetSession  *self,
                   const char   *heading,
                   const GError *error)
{
  g_return_if_fail (LNET_IS_SESSION (self));

  g_signal_emit (self, signals[FAILED], 0, heading, error);
}

void
lnet_session_go_to (LnetSession *self,
                    const char  *room,
                    const char  *place)
{
  g_return_if_fail (LNET_IS_SESSION (self));

  g_signal_emit (self, signals[GO_TO], 0, room, place);
}

void
lnet_session_forget_search (LnetSession *self)
{
  g_return_if_fail (LNET_IS_SESSION (self));

  g_settings_reset (self->settings, "members-search");
  g_settings_reset (self->settings, "members-filter");
  g_signal_emit (self, signals[SEARCH_FORGOTTEN], 0);
}
