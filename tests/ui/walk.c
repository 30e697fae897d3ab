/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Goes through every view of network files and writes a picture of each:
 *
 *   walk [--language es] [--high-contrast] [--large-text] [--room members] DIRECTORY FILE…
 *
 * Of the first file at three widths, in the light and the dark style, in high contrast, and at 360 pixels with the text
 * at 200 %; of the others once each. With no file, a sample network is made for it. What needs more than the width of
 * its window is named, and counts as failed.
 */

#include "config.h"

#include "walk.h"

#include <glib/gstdio.h>

static const struct
{
  int width;
  int height;
} sizes[] = { { 1400, 900 }, { 800, 760 }, { 360, 720 } };

static const struct
{
  const char *name;
  AdwColorScheme scheme;
} styles[] = { { "light", ADW_COLOR_SCHEME_FORCE_LIGHT }, { "dark", ADW_COLOR_SCHEME_FORCE_DARK } };

static const struct
{
  const char *room;
  const LnetWalkState *states;
} rooms[] = {
  /* members */
  { "members", lnet_walk_members },
  /* certificates */
  { "certificates", lnet_walk_certificates },
  /* coaching */
  { "coaching", lnet_walk_coaching },
  /* vision */
  { "vision", lnet_walk_vision },
  { NULL }
};

/* What Meson takes for a test that was skipped. */
#define NO_DISPLAY 77

static char *directory;
static gboolean high_contrast;
static gboolean large_text;
static char *only_room;
static guint n_pictures;
static guint n_too_wide;

/* Says what does not fit into the window: it is cut off in the picture. */
static void
tell_width (LnetWindow *window,
            const char *name)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  GtkWidget *content = dialog != NULL ? adw_dialog_get_child (dialog)
                                      : adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  int needed;

  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &needed, NULL, NULL, NULL);
  if (needed <= gtk_widget_get_width (GTK_WIDGET (window)))
    return;
  g_printerr ("%s needs %d pixels\n", name, needed);
  n_too_wide++;
}

static void
take_picture (LnetWindow *window,
              const char *what,
              const char *state,
              const char *style)
{
  g_autofree char *name = g_strdup_printf ("%s%s%s-%d-%s%s%s.png", what, state != NULL ? "." : "",
                                           state != NULL ? state : "", gtk_widget_get_width (GTK_WIDGET (window)),
                                           style, high_contrast ? "-high-contrast" : "", large_text ? "-large" : "");
  g_autofree char *path = g_build_filename (directory, name, NULL);

  lnet_test_settle ();
  tell_width (window, name);
  lnet_test_save_picture (GTK_WIDGET (window), path);
  n_pictures++;
}

static void
close_dialogs (LnetWindow *window)
{
  AdwDialog *dialog;

  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))) != NULL)
    {
      adw_dialog_force_close (dialog);
      lnet_test_settle ();
    }
}

static void
take_states (LnetWindow          *window,
             const char          *what,
             const LnetWalkState *states,
             const char          *style)
{
  for (const LnetWalkState *state = states; state->name != NULL; state++)
    {
      GtkWidget *room = lnet_window_get_room (window);

      state->prepare (window, room != NULL ? LNET_ROOM (room) : NULL);
      take_picture (window, what, state->name, style);
      close_dialogs (window);
      lnet_window_show_room (window, lnet_window_get_room_name (window), NULL);
    }
}

static const LnetWalkState *
find_states (const char *room)
{
  for (int i = 0; rooms[i].room != NULL; i++)
    if (g_str_equal (rooms[i].room, room))
      return rooms[i].states;
  return NULL;
}

/* One window, every room. */
static void
walk_window (const char *prefix,
             const char *path,
             int         size,
             int         style,
             gboolean    everything)
{
  g_auto (GStrv) names = lnet_window_dup_room_names ();
  LnetWindow *window;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), styles[style].scheme);
  window = lnet_test_open_window (path, sizes[size].width, sizes[size].height);
  lnet_test_wait_for (gtk_widget_get_width (GTK_WIDGET (window)) == sizes[size].width);

  for (int i = 0; names[i] != NULL; i++)
    {
      g_autofree char *what = g_strdup_printf ("%s%s", prefix, names[i]);
      const LnetWalkState *states = find_states (names[i]);

      if (only_room != NULL && !g_str_equal (only_room, names[i]))
        continue;
      lnet_window_show_room (window, names[i], NULL);
      take_picture (window, what, NULL, styles[style].name);
      if (everything && states != NULL)
        take_states (window, what, states, styles[style].name);
    }
  if (names[0] != NULL)
    lnet_window_show_room (window, names[0], NULL);
  if (everything && only_room == NULL)
    take_states (window, "window", lnet_walk_window, styles[style].name);
  if (everything && (only_room == NULL || g_str_equal (only_room, "sharing")))
    take_states (window, "sharing", lnet_walk_sharing, styles[style].name);
  lnet_test_close_window (window);
}

static void
walk_welcome (int size,
              int style)
{
  LnetWindow *window;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), styles[style].scheme);
  window = lnet_test_open_window (NULL, sizes[size].width, sizes[size].height);
  take_picture (window, "welcome", NULL, styles[style].name);
  lnet_test_close_window (window);
}

/* What is in no sample: states of a network of its own. */
static void
walk_own (const char          *what,
          char              *(*dup_path) (void),
          const LnetWalkState *states,
          int                  size,
          int                  style)
{
  g_autofree char *path = NULL;
  LnetWindow *window;

  if (only_room != NULL && !g_str_equal (only_room, what))
    return;
  path = dup_path ();
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), styles[style].scheme);
  window = lnet_test_open_window (path, sizes[size].width, sizes[size].height);
  lnet_test_wait_for (gtk_widget_get_width (GTK_WIDGET (window)) == sizes[size].width);
  take_states (window, what, states, styles[style].name);
  lnet_test_close_window (window);
}

static void
walk_own_networks (int size,
                    int style)
{
  walk_own ("settle", lnet_walk_dup_settle_path, lnet_walk_settle, size, style);
  walk_own ("desks", lnet_walk_dup_shared_path, lnet_walk_desks, size, style);
}

static void
walk_everything (const char *path)
{
  for (gsize size = 0; size < G_N_ELEMENTS (sizes); size++)
    for (gsize style = 0; style < G_N_ELEMENTS (styles); style++)
      {
        if (only_room == NULL)
          walk_welcome (size, style);
        walk_window ("", path, size, style, TRUE);
        walk_own_networks (size, style);
      }
}

/* At a phone's width, with the text at 200 %. */
static void
walk_in_large_text (const char *path)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  large_text = TRUE;
  if (only_room == NULL)
    walk_welcome (G_N_ELEMENTS (sizes) - 1, 0);
  walk_window ("", path, G_N_ELEMENTS (sizes) - 1, 0, TRUE);
  walk_own_networks (G_N_ELEMENTS (sizes) - 1, 0);
  large_text = FALSE;
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

/* libadwaita asks for high contrast once, when it starts: another process takes those pictures. */
static int
walk_in_high_contrast (const char *program,
                       const char *path)
{
  g_autoptr (GError) error = NULL;
  const char *arguments[] = { program, "--high-contrast", directory, path, NULL };
  int status;

  if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    {
      g_printerr ("The pictures in high contrast: %s\n", error->message);
      return 1;
    }
  return 0;
}

static char *
dup_prefix (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');

  if (dot != NULL)
    *dot = '\0';
  return g_strdup_printf ("%s-", name);
}

/* Before anything is translated or drawn. */
static void
prepare (const char *language)
{
  if (language != NULL)
    g_setenv ("LANGUAGE", language, TRUE);
  if (high_contrast)
    g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
  g_mkdir_with_parents (directory, 0755);
}

/* Returns: (transfer full): path of a sample network that is removed when the walk is over */
static char *
make_sample (void)
{
  g_autoptr (LnetStore) store = lnet_test_new_sample ("wyoming");
  char *path = g_strdup (lnet_store_get_path (store));

  lnet_store_close (store);
  return path;
}

static void
walk_others (char **files)
{
  for (int i = 0; files[i] != NULL; i++)
    {
      g_autofree char *prefix = dup_prefix (files[i]);

      walk_window (prefix, files[i], 0, 0, FALSE);
    }
}

/* Returns: 0 when all of it was seen, and everything fits */
static int
walk (const char *program,
      char      **files,
      gboolean    only_large_text)
{
  g_autofree char *path = files[0] != NULL ? g_strdup (files[0]) : make_sample ();
  int status = 0;

  if (high_contrast)
    {
      walk_window ("", path, 0, 0, FALSE);
      walk_window ("", path, 2, 1, FALSE);
    }
  else if (only_large_text)
    {
      walk_in_large_text (path);
    }
  else
    {
      walk_everything (path);
      walk_in_large_text (path);
      if (files[0] != NULL)
        walk_others (files + 1);
      if (only_room == NULL)
        status = walk_in_high_contrast (program, path);
    }
  g_printerr ("%u pictures are in %s\n", n_pictures, directory);
  return n_too_wide == 0 ? status : 1;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *language = NULL;
  g_auto (GStrv) files = NULL;
  g_autoptr (GError) error = NULL;
  gboolean only_large_text = FALSE;
  int status;
  const GOptionEntry options[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, "Language of the pictures", "es" },
    { "high-contrast", 0, 0, G_OPTION_ARG_NONE, &high_contrast, "Only high contrast", NULL },
    { "large-text", 0, 0, G_OPTION_ARG_NONE, &only_large_text, "Only with the text at 200 %", NULL },
    { "room", 0, 0, G_OPTION_ARG_STRING, &only_room, "Only this view", "members" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, "DIRECTORY FILE…" },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || files == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "walk --help says how it is used.");
      return 2;
    }
  directory = g_strdup (files[0]);
  prepare (language);
  if (!lnet_test_start ())
    {
      g_printerr ("There is no display.\n");
      return NO_DISPLAY;
    }

  status = walk (argv[0], files + 1, only_large_text);
  lnet_test_finish ();
  return status;
}
