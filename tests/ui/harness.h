/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "lnet-application.h"
#include "lnet-window.h"
#include "words.h"

G_BEGIN_DECLS

/*
 * What tests of widgets and of the window stand on. A test waits for conditions, never for time; what does not come
 * about within LNET_TEST_PATIENCE seconds ends the test with the words of the condition.
 */

#define LNET_TEST_PATIENCE 20

/**
 * lnet_test_init:
 *
 * To be called first in main(). Sets up GTK, libadwaita and the bundle of ui/, with folders of the test's own, settings
 * in memory and no animations. Without a display the whole program counts as skipped.
 */
void lnet_test_init (int *argc, char ***argv);

/** Runs the tests, then removes what they left; to be main()'s last word. */
int lnet_test_run (void);

/** What lnet_test_init() does but for GLib's test framework: for programs that are no test. FALSE without a display. */
gboolean lnet_test_start (void);
void lnet_test_finish (void);

/** Runs the main loop until @expression is true. */
#define lnet_test_wait_for(expression) \
  G_STMT_START \
    { \
      gint64 lnet_deadline = g_get_monotonic_time () + LNET_TEST_PATIENCE * G_USEC_PER_SEC; \
      while (!(expression)) \
        lnet_test_iterate (lnet_deadline, #expression, __FILE__, __LINE__); \
    } \
  G_STMT_END

/** One turn of the main loop, at most until @deadline; then it fails. For lnet_test_wait_for(). */
void lnet_test_iterate (gint64 deadline, const char *expression, const char *file, int line);

/** Runs the main loop until nothing has happened in it for a moment: for pictures, never for what a test asserts. */
void lnet_test_settle (void);

/** A path in the test's own folder for a file called @name. Returns: (transfer full) */
char *lnet_test_dup_path (const char *name);

/** A new, empty network called "Test". Returns: (transfer full) */
LnetStore *lnet_test_new_store (void);

/** A sample network of the test's own ("wyoming"). Returns: (transfer full) */
LnetStore *lnet_test_new_sample (const char *which);

/** Application for windows of this test; the same at each call. Returns: (transfer none) */
LnetApplication *lnet_test_get_application (void);

/**
 * lnet_test_open_window:
 * @path: (nullable): network file to open; NULL for the welcome page
 *
 * Opens a window of that size, and waits until it is painted and the network is in it.
 * Returns: (transfer none): close it with lnet_test_close_window()
 */
LnetWindow *lnet_test_open_window (const char *path, int width, int height);

/** Closes it, and waits until nothing of it is left. */
void lnet_test_close_window (LnetWindow *window);

/** Puts @widget into a bare window of that width, so that it has a size and can be painted. (transfer none) */
GtkWindow *lnet_test_show_widget (GtkWidget *widget, int width, int height);

/**
 * lnet_test_find:
 * @type: a widget type, or G_TYPE_NONE
 * @label: (nullable): in English, whatever language it runs in: text it shows, or its tooltip, or its title as a row
 *
 * The first visible widget under @root that is of @type and says @label. Returns: (transfer none) (nullable)
 */
GtkWidget *lnet_test_find (gpointer root, GType type, const char *label);

/** As lnet_test_find(), and waits for it: dialogs show what is in them a frame later. */
GtkWidget *lnet_test_get (gpointer root, GType type, const char *label);

/**
 * lnet_test_press:
 * @accelerator: "<Control>z"
 *
 * Does what the key would: the application's keys first, then those of the focused widget and of what is around it.
 * Fails when nobody takes it.
 */
void lnet_test_press (gpointer window, const char *accelerator);

/** Writes @text where the cursor is. */
void lnet_test_type (gpointer window, const char *text);

/** Moves the focus on by Tab, or back. */
void lnet_test_tab (gpointer window, gboolean forward);

/** Clicks a button, activates a row: what it does by keyboard. */
void lnet_test_activate (GtkWidget *widget);

/** What was said last to people who listen, or NULL. Returns: (transfer none) (nullable) */
const char *lnet_test_get_announced (void);

/** Writes what @widget looks like now to a PNG file. */
void lnet_test_save_picture (GtkWidget *widget, const char *path);

G_END_DECLS
