/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-search-provider.h"

#include "lnet-members-room.h"
#include "lnet-members.h"
#include "lnet-window.h"
#include "lnet-worker.h"

/* More the shell does not show. */
#define MOST 20

struct _LnetSearchProvider
{
  GObject parent_instance;

  GApplication *application; /* not owned: it owns this */
  GDBusConnection *connection;
  guint registration;
};

G_DEFINE_FINAL_TYPE (LnetSearchProvider, lnet_search_provider, G_TYPE_OBJECT)

static const char interface_xml[] =
  "<node><interface name='org.gnome.Shell.SearchProvider2'>"
  "<method name='GetInitialResultSet'><arg type='as' direction='in'/><arg type='as' direction='out'/></method>"
  "<method name='GetSubsearchResultSet'><arg type='as' direction='in'/><arg type='as' direction='in'/>"
  "<arg type='as' direction='out'/></method>"
  "<method name='GetResultMetas'><arg type='as' direction='in'/><arg type='aa{sv}' direction='out'/></method>"
  "<method name='ActivateResult'><arg type='s' direction='in'/><arg type='as' direction='in'/>"
  "<arg type='u' direction='in'/></method>"
  "<method name='LaunchSearch'><arg type='as' direction='in'/><arg type='u' direction='in'/></method>"
  "</interface></node>";

/* What the shell asks, and all that the worker needs for the answer. */
typedef struct
{
  char *path;      /* of the network file */
  char *typed;     /* look for members; NULL: describe those of ids */
  char **ids;
  GDBusMethodInvocation *invocation;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->path);
  g_free (question->typed);
  g_strfreev (question->ids);
  g_free (question);
}

static LnetWindow *
find_window (LnetSearchProvider *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self->application));

  return LNET_IS_WINDOW (window) ? LNET_WINDOW (window) : NULL;
}

/* The network that is open, else the one that was open last; "" where there is none. */
static char *
dup_network (LnetSearchProvider *self)
{
  LnetWindow *window = find_window (self);
  LnetSession *session = window != NULL ? lnet_window_get_session (window) : NULL;
  g_autoptr (GSettings) settings = NULL;

  if (session != NULL)
    return g_strdup (lnet_store_get_path (lnet_session_get_store (session)));
  settings = g_settings_new (LNET_APP_ID);
  return g_settings_get_string (settings, "last-network");
}

static GVariant *
search (LnetReader *reader,
        const char *typed)
{
  g_autoptr (GPtrArray) found = lnet_members_search (reader, typed, MOST);
  g_auto (GVariantBuilder) ids = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("as"));

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      g_autofree char *id = lnet_id_to_string (&((LnetMemberInfo *) found->pdata[i])->id);

      g_variant_builder_add (&ids, "s", id);
    }
  return g_variant_new ("(as)", &ids);
}

static void
describe (GVariantBuilder *metas,
          const char      *id,
          LnetMemberInfo  *member)
{
  g_autofree char *caption = lnet_member_info_dup_caption (member);
  g_autoptr (GIcon) icon = g_themed_icon_new ("avatar-default-symbolic");
  g_autoptr (GVariant) drawn = g_icon_serialize (icon);

  g_variant_builder_open (metas, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (metas, "{sv}", "id", g_variant_new_string (id));
  g_variant_builder_add (metas, "{sv}", "name", g_variant_new_string (member->name));
  g_variant_builder_add (metas, "{sv}", "description", g_variant_new_string (caption));
  g_variant_builder_add (metas, "{sv}", "icon", drawn);
  g_variant_builder_close (metas);
}

static GVariant *
describe_all (LnetReader *reader,
              char      **ids)
{
  g_auto (GVariantBuilder) metas = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      LnetId id;
      g_autoptr (LnetMemberInfo) member = lnet_id_from_string (ids[i], &id) ? lnet_members_find (reader, &id) : NULL;

      if (member != NULL)
        describe (&metas, ids[i], member);
    }
  return g_variant_new ("(aa{sv})", &metas);
}

/* In a worker thread. A network that is away or cannot be read has nobody in it for the shell. */
static void
answer_in_worker (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Question *question = task_data;
  g_autoptr (LnetReader) reader = *question->path != '\0' ? lnet_reader_open (question->path, NULL) : NULL;
  GVariant *answer;

  if (reader != NULL)
    answer = question->typed != NULL ? search (reader, question->typed) : describe_all (reader, question->ids);
  else
    answer = g_variant_new_parsed (question->typed != NULL ? "(@as [],)" : "(@aa{sv} [],)");
  g_task_return_pointer (task, g_variant_ref_sink (answer), (GDestroyNotify) g_variant_unref);
}

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  LnetSearchProvider *self = LNET_SEARCH_PROVIDER (source);
  Question *question = g_task_get_task_data (G_TASK (result));
  g_autoptr (GVariant) answer = g_task_propagate_pointer (G_TASK (result), NULL);

  g_dbus_method_invocation_return_value (question->invocation, answer);
  g_application_release (self->application);
}

/* @typed and @ids: (transfer full) */
static void
ask (LnetSearchProvider    *self,
     GDBusMethodInvocation *invocation,
     char                  *typed,
     char                 **ids)
{
  Question *question = g_new0 (Question, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_answered, NULL);

  question->path = dup_network (self);
  question->typed = typed;
  question->ids = ids;
  question->invocation = invocation;
  g_application_hold (self->application);
  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, question, question_free);
  lnet_worker_run (task, answer_in_worker);
}

/* Once the network is open: the profile of whoever was chosen, or the list with what was searched for. */
static void
show_when_open (LnetWindow *window,
                GParamSpec *pspec,
                gpointer    user_data)
{
  if (lnet_window_get_session (window) == NULL)
    return;
  g_signal_handlers_disconnect_by_func (window, show_when_open, user_data);
  lnet_window_show_room (window, "members", user_data);
}

static void
open_at (LnetSearchProvider *self,
         const char         *place)
{
  g_autofree char *path = dup_network (self);
  LnetWindow *window = find_window (self);

  if (window == NULL)
    window = lnet_window_new (ADW_APPLICATION (self->application));
  gtk_window_present (GTK_WINDOW (window));
  if (lnet_window_get_session (window) != NULL)
    lnet_window_show_room (window, "members", place);
  else if (*path == '\0')
    lnet_window_show_welcome (window);
  else
    {
      g_signal_connect_data (window, "notify::session", G_CALLBACK (show_when_open), g_strdup (place),
                             (GClosureNotify) (void (*) (void)) g_free, G_CONNECT_DEFAULT);
      lnet_window_open_network (window, path);
    }
}

static char *
dup_terms (GVariant *parameters,
           gsize     child)
{
  g_autoptr (GVariant) terms = g_variant_get_child_value (parameters, child);
  g_autofree const char **words = g_variant_get_strv (terms, NULL);

  return g_strjoinv (" ", (char **) words);
}

static void
on_called (GDBusConnection       *connection,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  LnetSearchProvider *self = user_data;

  if (g_str_equal (method, "GetInitialResultSet"))
    ask (self, invocation, dup_terms (parameters, 0), NULL);
  else if (g_str_equal (method, "GetSubsearchResultSet"))
    ask (self, invocation, dup_terms (parameters, 1), NULL);
  else if (g_str_equal (method, "GetResultMetas"))
    {
      g_autoptr (GVariant) ids = g_variant_get_child_value (parameters, 0);

      ask (self, invocation, NULL, g_variant_dup_strv (ids, NULL));
    }
  else
    {
      g_autofree char *typed = NULL;
      g_autofree char *place = NULL;

      if (g_str_equal (method, "ActivateResult"))
        g_variant_get_child (parameters, 0, "s", &place);
      else
        {
          typed = dup_terms (parameters, 0);
          place = g_strconcat (LNET_MEMBERS_ROOM_FOUND, typed, NULL);
        }
      open_at (self, place);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
}

gboolean
lnet_search_provider_export (LnetSearchProvider  *self,
                             GDBusConnection     *connection,
                             const char          *path,
                             GError             **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_called };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface_xml, NULL);

  g_return_val_if_fail (LNET_IS_SEARCH_PROVIDER (self), FALSE);

  self->registration =
    g_dbus_connection_register_object (connection, path, node->interfaces[0], &vtable, self, NULL, error);
  if (self->registration != 0)
    g_set_object (&self->connection, connection);
  return self->registration != 0;
}

void
lnet_search_provider_unexport (LnetSearchProvider *self)
{
  g_return_if_fail (LNET_IS_SEARCH_PROVIDER (self));

  if (self->registration != 0)
    g_dbus_connection_unregister_object (self->connection, self->registration);
  self->registration = 0;
  g_clear_object (&self->connection);
}

static void
lnet_search_provider_dispose (GObject *object)
{
  lnet_search_provider_unexport (LNET_SEARCH_PROVIDER (object));
  G_OBJECT_CLASS (lnet_search_provider_parent_class)->dispose (object);
}

static void
lnet_search_provider_class_init (LnetSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lnet_search_provider_dispose;
}

static void
lnet_search_provider_init (LnetSearchProvider *self)
{
}

LnetSearchProvider *
lnet_search_provider_new (GApplication *application)
{
  LnetSearchProvider *self = g_object_new (LNET_TYPE_SEARCH_PROVIDER, NULL);

  self->application = application;
  return self;
}
