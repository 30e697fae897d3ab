/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "lnet-program.h"

G_BEGIN_DECLS

#define LNET_TYPE_PROGRESS_STRIP (lnet_progress_strip_get_type ())
G_DECLARE_FINAL_TYPE (LnetProgressStrip, lnet_progress_strip, LNET, PROGRESS_STRIP, GtkWidget)

/**
 * LnetProgressStrip:
 *
 * One mark a module (✓ done, ◐ under way, ! missed, – not yet), with the words in tooltips and for assistive
 * technology. Strips of one program that stand together have their marks under each other, and under a strip of
 * numbers.
 *
 * However many modules: a strip is a handful of widgets, so that hundreds scroll freely.
 *
 * Properties: numbers (gboolean: the modules' numbers are shown), marks (gboolean, default TRUE: the marks are shown).
 */
GtkWidget *lnet_progress_strip_new (void);

/**
 * lnet_progress_strip_set_progress:
 * @program: (nullable): whose modules they are; NULL empties the strip
 * @outcomes: (nullable): one for each of its modules; NULL for a strip of numbers only
 */
void lnet_progress_strip_set_progress (LnetProgressStrip *self, LnetProgram *program,
                                       const LnetModuleOutcome *outcomes);

/** What became of a module, in words: "3 · Step two: Connect: missed". Returns: (transfer full) */
char *lnet_progress_describe_module (const LnetProgram *program, const LnetModuleOutcome *outcome, guint module);

G_END_DECLS
