/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE

#include "config.h"

#include "harness.h"

#include "lnet-room.h"
#include "lnet-sample.h"
#include "lnet-ui.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#ifdef __SANITIZE_ADDRESS__
#include <dlfcn.h>
#include <sanitizer/lsan_interface.h>
#endif

/* How long nothing has to happen for things to count as settled. */
#define QUIET_MS 200

static char *folder;

/* What whoever runs this has stays as it is. GLib's own way also takes the system's folders away, and with them the
 * knowledge of what a picture is. */
static void
use_own_folders (void)
{
  static const char *const variables[] = { "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME" };

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      g_autofree char *path = g_build_filename (folder, variables[i], NULL);

      g_setenv (variables[i], path, TRUE);
    }
}

/* A screen without a compositor gets frames round its windows that no desk has, and that take from their width. */
static void
take_frames_away (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_string (provider, "window.solid-csd { margin: 0; padding: 0; border: none; box-shadow: none; }");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_USER);
}

/* As the program does it, with the translations of the build. FALSE when this machine does not know the locale. */
static gboolean
use_language (void)
{
  const char *translations = g_getenv ("LNET_LOCALEDIR");

  if (setlocale (LC_ALL, "") == NULL)
    return FALSE;
  bindtextdomain (GETTEXT_PACKAGE, translations != NULL ? translations : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  return TRUE;
}

gboolean
lnet_test_start (void)
{
  g_autoptr (GError) error = NULL;

  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("GTK_A11Y", "test", FALSE);
  folder = g_dir_make_tmp ("lnet-ui-XXXXXX", &error);
  g_assert_no_error (error);
  use_own_folders ();
  use_language ();
  if (!gtk_init_check ())
    return FALSE;
  adw_init ();
  lnet_ui_init ();
  take_frames_away ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  return TRUE;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
lnet_test_finish (void)
{
  remove_tree (folder);
  g_clear_pointer (&folder, g_free);
}

void
lnet_test_init (int    *argc,
                char ***argv)
{
  g_test_init (argc, argv, NULL);
  if (!use_language ())
    {
      g_print ("1..0 # SKIP the locale %s is not on this machine\n", g_getenv ("LC_ALL"));
      exit (0);
    }
  /* What claims to be the Spanish run is one. */
  if (g_strcmp0 (g_getenv ("LANGUAGE"), "es") == 0)
    g_assert_cmpstr (_("Members"), ==, "Integrantes");
  if (!lnet_test_start ())
    {
      g_print ("1..0 # SKIP there is no display\n");
      exit (0);
    }
}

int
lnet_test_run (void)
{
  int status = g_test_run ();

  lnet_test_finish ();
  return status;
}

/* Returns: (transfer full) (nullable): NULL while it has not been drawn */
static GskRenderNode *
draw (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  return gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
}

void
lnet_test_save_picture (GtkWidget  *widget,
                        const char *path)
{
  g_autoptr (GskRenderNode) node = draw (widget);
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));

  /* On a busy machine the first frame comes late. */
  for (int i = 0; node == NULL && i < LNET_TEST_PATIENCE; i++)
    {
      gtk_widget_queue_draw (widget);
      lnet_test_settle ();
      node = draw (widget);
    }
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (renderer, node,
                                         &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                              gtk_widget_get_height (widget)));
  if (!gdk_texture_save_to_png (texture, path))
    g_error ("%s cannot be written", path);
}

/* What the screen showed when a test, or a walk, gave up: beside the test program. */
static void
save_what_is_seen (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  const char *beside = g_getenv ("G_TEST_BUILDDIR");

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      g_autofree char *program = g_path_get_basename (g_get_prgname ());
      g_autofree char *name = g_strdup_printf ("failed-%s-%u.png", program, i);
      g_autofree char *path = g_build_filename (beside != NULL ? beside : g_get_tmp_dir (), name, NULL);

      if (gtk_widget_get_mapped (window))
        {
          lnet_test_save_picture (window, path);
          g_printerr ("# what was on the screen is in %s\n", path);
        }
    }
}

static void
do_nothing (gpointer user_data)
{
}

void
lnet_test_iterate (gint64      deadline,
                   const char *expression,
                   const char *file,
                   int         line)
{
  guint wake;

  if (g_get_monotonic_time () > deadline)
    {
      save_what_is_seen ();
      g_error ("%s:%d: waited in vain for: %s", file, line, expression);
    }
  /* So that the loop comes back when nothing happens in it. */
  wake = g_timeout_add_once (50, do_nothing, NULL);
  g_main_context_iteration (NULL, TRUE);
  if (g_main_context_find_source_by_id (NULL, wake) != NULL)
    g_source_remove (wake);
}

static void
set_true (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

void
lnet_test_settle (void)
{
  gboolean quiet = FALSE;
  gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  guint timeout = g_timeout_add_once (QUIET_MS, set_true, &quiet);

  while (!quiet && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, TRUE);
      if (!quiet && g_main_context_pending (NULL))
        {
          g_source_remove (timeout);
          timeout = g_timeout_add_once (QUIET_MS, set_true, &quiet);
        }
    }
  if (!quiet)
    g_source_remove (timeout);
}

char *
lnet_test_dup_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static char *
dup_new_path (const char *stem)
{
  static int n;
  g_autofree char *name = g_strdup_printf ("%s-%d.lnet", stem, ++n);

  return lnet_test_dup_path (name);
}

LnetStore *
lnet_test_new_store (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dup_new_path ("test");
  LnetStore *store = lnet_store_create (path, "Test", &error);

  g_assert_no_error (error);
  return store;
}

LnetStore *
lnet_test_new_sample (const char *which)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dup_new_path (which);
  LnetStore *store = lnet_sample_create (path, which, &error);

  g_assert_no_error (error);
  return store;
}

LnetApplication *
lnet_test_get_application (void)
{
  static LnetApplication *application;
  g_autoptr (GError) error = NULL;

  if (application == NULL)
    {
      application = lnet_application_new (G_APPLICATION_NON_UNIQUE);
      g_application_register (G_APPLICATION (application), NULL, &error);
      g_assert_no_error (error);
      g_application_set_default (G_APPLICATION (application));
    }
  return application;
}

static gboolean
is_painted (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0;
}

LnetWindow *
lnet_test_open_window (const char *path,
                       int         width,
                       int         height)
{
  LnetWindow *window = lnet_window_new (ADW_APPLICATION (lnet_test_get_application ()));

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  if (path != NULL)
    lnet_window_open_network (window, path);
  else
    lnet_window_show_welcome (window);
  gtk_window_present (GTK_WINDOW (window));
  lnet_test_wait_for (is_painted (GTK_WIDGET (window)));
  if (path != NULL)
    lnet_test_wait_for (lnet_window_get_session (window) != NULL);
  return window;
}

static void
forget (gpointer  data,
        GObject  *object)
{
  (*(guint *) data)--;
}

/* Counts @widget, and the menus and rooms in it, for as long as they are there. */
static void
count (GtkWidget *widget,
       guint     *left)
{
  if (GTK_IS_WINDOW (widget) || GTK_IS_POPOVER (widget) || LNET_IS_ROOM (widget))
    {
      (*left)++;
      g_object_weak_ref (G_OBJECT (widget), forget, left);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    count (child, left);
}

void
lnet_test_close_window (LnetWindow *window)
{
  guint left = 0;

  count (GTK_WIDGET (window), &left);
  gtk_window_close (GTK_WINDOW (window));
  lnet_test_wait_for (left == 0);
}

GtkWindow *
lnet_test_show_widget (GtkWidget *widget,
                       int        width,
                       int        height)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  gtk_window_set_default_size (window, width, height);
  adw_window_set_content (ADW_WINDOW (window), widget);
  gtk_window_present (window);
  lnet_test_wait_for (is_painted (widget));
  return window;
}

/* @label is what it says in English, whatever language it says it in. */
static gboolean
says (GtkWidget  *widget,
      const char *label)
{
  static const char *const names[] = { "label", "title", "text", "tooltip-text" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (widget), names[i]);
      g_autofree char *text = NULL;

      if (pspec == NULL || pspec->value_type != G_TYPE_STRING || !(pspec->flags & G_PARAM_READABLE))
        continue;
      g_object_get (widget, names[i], &text, NULL);
      if (lnet_test_says (text, label))
        return TRUE;
    }
  return FALSE;
}

GtkWidget *
lnet_test_find (gpointer    root,
                GType       type,
                const char *label)
{
  GtkWidget *widget = GTK_WIDGET (root);

  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget))
    return NULL;
  if ((type == G_TYPE_NONE || g_type_is_a (G_OBJECT_TYPE (widget), type)) && (label == NULL || says (widget, label)))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = lnet_test_find (child, type, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
lnet_test_get (gpointer    root,
               GType       type,
               const char *label)
{
  gint64 deadline = g_get_monotonic_time () + LNET_TEST_PATIENCE * G_USEC_PER_SEC;
  g_autofree char *what = g_strdup_printf ("a %s that says “%s”", type != G_TYPE_NONE ? g_type_name (type) : "widget",
                                           label != NULL ? label : "");
  GtkWidget *found;

  while ((found = lnet_test_find (root, type, label)) == NULL)
    lnet_test_iterate (deadline, what, __FILE__, __LINE__);
  return found;
}

/* The part of a key that a shortcut controller of @widget would take. */
static gboolean
take_key (GtkWidget       *widget,
          guint            key,
          GdkModifierType  modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);
          g_autoptr (GtkShortcutTrigger) wanted = gtk_keyval_trigger_new (key, modifiers);

          if (trigger != NULL && gtk_shortcut_trigger_equal (trigger, wanted) &&
              gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                            gtk_shortcut_get_arguments (shortcut)))
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
take_accelerator (GtkWidget  *focus,
                  const char *accelerator)
{
  GtkApplication *application = GTK_APPLICATION (lnet_test_get_application ());
  g_auto (GStrv) actions = gtk_application_get_actions_for_accel (application, accelerator);

  for (int i = 0; actions[i] != NULL; i++)
    {
      g_autoptr (GVariant) target = NULL;
      g_autofree char *name = NULL;

      if (g_action_parse_detailed_name (actions[i], &name, &target, NULL) &&
          gtk_widget_activate_action_variant (focus, name, target))
        return TRUE;
    }
  return FALSE;
}

void
lnet_test_press (gpointer    window,
                 const char *accelerator)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  GdkModifierType modifiers;
  guint key;

  g_assert_true (gtk_accelerator_parse (accelerator, &key, &modifiers));
  if (focus == NULL)
    focus = GTK_WIDGET (window);
  if (take_accelerator (focus, accelerator))
    return;
  for (GtkWidget *widget = focus; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (take_key (widget, key, modifiers))
      return;
  g_error ("Nobody takes the key %s; the focus is in a %s", accelerator, G_OBJECT_TYPE_NAME (focus));
}

void
lnet_test_type (gpointer    window,
                const char *text)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  g_assert_nonnull (focus);
  if (GTK_IS_TEXT_VIEW (focus))
    gtk_text_buffer_insert_interactive_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)), text, -1,
                                                  gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)));
  else
    {
      int position;

      g_assert_true (GTK_IS_EDITABLE (focus));
      gtk_editable_delete_selection (GTK_EDITABLE (focus));
      position = gtk_editable_get_position (GTK_EDITABLE (focus));
      gtk_editable_insert_text (GTK_EDITABLE (focus), text, -1, &position);
      gtk_editable_set_position (GTK_EDITABLE (focus), position);
    }
}

void
lnet_test_tab (gpointer window,
               gboolean forward)
{
  gtk_widget_child_focus (GTK_WIDGET (window), forward ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
}

void
lnet_test_activate (GtkWidget *widget)
{
  g_assert_true (gtk_widget_is_sensitive (widget));
  /* A button waits a moment when it is activated, so that it is seen to be pressed. */
  if (GTK_IS_BUTTON (widget))
    g_signal_emit_by_name (widget, "clicked");
  else
    g_assert_true (gtk_widget_activate (widget));
}

static char *announced;

/* In place of GTK's own, which ends the program when accessibility is under test: what is said is kept instead. */
void
gtk_accessible_announce (GtkAccessible                     *self,
                         const char                        *message,
                         GtkAccessibleAnnouncementPriority  priority)
{
  g_set_str (&announced, message);
}

const char *
lnet_test_get_announced (void)
{
  return announced;
}

#ifdef __SANITIZE_ADDRESS__
/* GtkTextView frees an overlay, but not the list node it kept it in: that is not looked for. */
void
gtk_text_view_add_overlay (GtkTextView *text_view,
                           GtkWidget   *child,
                           int          xpos,
                           int          ypos)
{
  void (*add_overlay) (GtkTextView *, GtkWidget *, int, int) = dlsym (RTLD_NEXT, "gtk_text_view_add_overlay");

  __lsan_disable ();
  add_overlay (text_view, child, xpos, ypos);
  __lsan_enable ();
}
#endif
