/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-application.h"

#include "lnet-recent.h"
#include "lnet-search-provider.h"
#include "lnet-shortcuts.h"
#include "lnet-ui.h"
#include "lnet-window.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

struct _LnetApplication
{
  AdwApplication parent_instance;

  GFile *file;        /* to open in the first window, or NULL */
  GPtrArray *brought; /* GFile: of sharing, to be taken there */
  guint beginning;    /* until that is there */
  LnetSearchProvider *search_provider;
};

G_DEFINE_FINAL_TYPE (LnetApplication, lnet_application, ADW_TYPE_APPLICATION)

/* The network that was open when the program was left. Returns: (transfer full) (nullable) */
static char *
dup_last_network (void)
{
  g_autoptr (GSettings) settings = g_settings_new (LNET_APP_ID);
  g_autofree char *path = g_settings_get_string (settings, "last-network");

  return *path != '\0' ? g_steal_pointer (&path) : NULL;
}

/* The window asks before anything is taken in; it may have to wait for its network first. */
static void
take_files (LnetApplication *self,
              GtkWidget       *window)
{
  g_autoptr (GPtrArray) brought = g_steal_pointer (&self->brought);

  self->brought = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < brought->len; i++)
    {
      g_autofree char *uri = g_file_get_uri (brought->pdata[i]);

      gtk_widget_activate_action (window, "win.take-file", "s", uri);
    }
}

/* The first window, with what it was started for in it. */
static gboolean
begin (gpointer user_data)
{
  LnetApplication *self = LNET_APPLICATION (user_data);
  LnetWindow *window = lnet_window_new (ADW_APPLICATION (self));
  g_autofree char *path = self->file == NULL ? dup_last_network () : NULL;

  self->beginning = 0;
  if (self->file != NULL)
    lnet_window_open_file (window, self->file);
  else if (path != NULL)
    lnet_window_open_network (window, path);
  else
    lnet_window_show_welcome (window);
  gtk_window_present (GTK_WINDOW (window));
  take_files (self, GTK_WIDGET (window));
  g_clear_object (&self->file);
  g_application_release (G_APPLICATION (self));
  return G_SOURCE_REMOVE;
}

/* Shows the window; the first one when GTK has said that there are icons now, which it does once, to everybody. A
 * window that was there already would read all its icons and be painted a second time. */
static void
show (LnetApplication *self,
      GFile           *file)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window != NULL)
    {
      if (file != NULL)
        lnet_window_open_file (LNET_WINDOW (window), file);
      gtk_window_present (window);
      take_files (self, GTK_WIDGET (window));
      return;
    }
  if (file != NULL)
    g_set_object (&self->file, file);
  if (self->beginning != 0)
    return;
  g_application_hold (G_APPLICATION (self));
  self->beginning = g_idle_add_full (GTK_PRIORITY_RESIZE, begin, self, NULL);
}

static void
lnet_application_activate (GApplication *application)
{
  show (LNET_APPLICATION (application), NULL);
}

static void
remember (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = path != NULL ? lnet_recent_dup_name (path) : NULL;

  if (path != NULL)
    lnet_recent_add (path, name);
}

static void
lnet_application_open (GApplication  *application,
                       GFile        **files,
                       int            n_files,
                       const char    *hint)
{
  LnetApplication *self = LNET_APPLICATION (application);
  GFile *first = NULL;

  /* One window: the first is opened, the others wait in its list of networks. What sharing brings comes into what is
   * open then. */
  for (int i = n_files - 1; i >= 0; i--)
    if (lnet_window_takes (files[i]))
      g_ptr_array_insert (self->brought, 0, g_object_ref (files[i]));
    else
      {
        if (first != NULL)
          remember (first);
        first = files[i];
      }
  show (self, first);
}

static int
lnet_application_handle_local_options (GApplication *application,
                                       GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("%s %s\n", _("Learning Network"), LNET_VERSION);
      return 0;
    }
  return G_APPLICATION_CLASS (lnet_application_parent_class)->handle_local_options (application, options);
}

static void
quit (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (user_data));

  /* Each writes first what is still being typed. */
  for (GList *l = windows; l != NULL;)
    {
      GtkWindow *window = l->data;

      l = l->next;
      gtk_window_close (window);
    }
}

/* The desk is being left, or somebody stops the program: as if the window were closed. */
static gboolean
on_terminate (gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "quit", NULL);
  return G_SOURCE_CONTINUE;
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit },
};

static void
lnet_application_startup (GApplication *application)
{
  /* Before the parent looks for style.css in it. */
  lnet_ui_init ();
  g_set_application_name (_("Learning Network"));

  G_APPLICATION_CLASS (lnet_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (LNET_APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  lnet_shortcuts_install (GTK_APPLICATION (application));
  g_unix_signal_add (SIGTERM, on_terminate, application);
  g_unix_signal_add (SIGINT, on_terminate, application);
}

/* Where the shell looks, as com.example.LearningNetwork.search-provider.ini says. */
static gboolean
lnet_application_dbus_register (GApplication     *application,
                                GDBusConnection  *connection,
                                const char       *path,
                                GError          **error)
{
  LnetApplication *self = LNET_APPLICATION (application);
  g_autofree char *place = g_strconcat (path, "/SearchProvider", NULL);

  return G_APPLICATION_CLASS (lnet_application_parent_class)->dbus_register (application, connection, path, error) &&
         lnet_search_provider_export (self->search_provider, connection, place, error);
}

static void
lnet_application_dbus_unregister (GApplication    *application,
                                  GDBusConnection *connection,
                                  const char      *path)
{
  LnetApplication *self = LNET_APPLICATION (application);

  if (self->search_provider != NULL)
    lnet_search_provider_unexport (self->search_provider);
  G_APPLICATION_CLASS (lnet_application_parent_class)->dbus_unregister (application, connection, path);
}

static void
lnet_application_dispose (GObject *object)
{
  LnetApplication *self = LNET_APPLICATION (object);

  g_clear_handle_id (&self->beginning, g_source_remove);
  g_clear_object (&self->file);
  g_clear_pointer (&self->brought, g_ptr_array_unref);
  g_clear_object (&self->search_provider);
  G_OBJECT_CLASS (lnet_application_parent_class)->dispose (object);
}

static void
lnet_application_class_init (LnetApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_application_dispose;
  application_class->dbus_register = lnet_application_dbus_register;
  application_class->dbus_unregister = lnet_application_dbus_unregister;
  application_class->activate = lnet_application_activate;
  application_class->open = lnet_application_open;
  application_class->handle_local_options = lnet_application_handle_local_options;
  application_class->startup = lnet_application_startup;
}

static void
lnet_application_init (LnetApplication *self)
{
  static const GOptionEntry options[] = {
    { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_("Say which version this is"), NULL },
    { NULL }
  };

  self->brought = g_ptr_array_new_with_free_func (g_object_unref);
  self->search_provider = lnet_search_provider_new (G_APPLICATION (self));
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

LnetApplication *
lnet_application_new (GApplicationFlags flags)
{
  return g_object_new (LNET_TYPE_APPLICATION,
                       "application-id", LNET_APP_ID,
                       "flags", flags | G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/com/example/LearningNetwork",
                       NULL);
}
