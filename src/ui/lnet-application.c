/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-application.h"

#include "lnet-recent.h"
#include "lnet-shortcuts.h"
#include "lnet-ui.h"
#include "lnet-window.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

struct _LnetApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (LnetApplication, lnet_application, ADW_TYPE_APPLICATION)

static LnetWindow *
get_window (LnetApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return window != NULL ? LNET_WINDOW (window) : lnet_window_new (ADW_APPLICATION (self));
}

/* The network that was open when the program was left. Returns: (transfer full) (nullable) */
static char *
dup_last_network (void)
{
  g_autoptr (GSettings) settings = g_settings_new (LNET_APP_ID);
  g_autofree char *path = g_settings_get_string (settings, "last-network");

  return *path != '\0' ? g_steal_pointer (&path) : NULL;
}

static void
lnet_application_activate (GApplication *application)
{
  LnetApplication *self = LNET_APPLICATION (application);
  gboolean first = gtk_application_get_active_window (GTK_APPLICATION (self)) == NULL;
  LnetWindow *window = get_window (self);
  g_autofree char *path = first ? dup_last_network () : NULL;

  if (path != NULL)
    lnet_window_open_network (window, path);
  else if (first)
    lnet_window_show_welcome (window);
  gtk_window_present (GTK_WINDOW (window));
}

static void
lnet_application_open (GApplication  *application,
                       GFile        **files,
                       int            n_files,
                       const char    *hint)
{
  LnetWindow *window = get_window (LNET_APPLICATION (application));

  /* One window: the first is opened, the others wait in its list of networks. */
  for (int i = n_files - 1; i > 0; i--)
    {
      g_autofree char *path = g_file_get_path (files[i]);
      g_autofree char *name = path != NULL ? lnet_recent_dup_name (path) : NULL;

      if (path != NULL)
        lnet_recent_add (path, name);
    }

  lnet_window_open_file (window, files[0]);
  gtk_window_present (GTK_WINDOW (window));
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

static void
lnet_application_class_init (LnetApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

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
