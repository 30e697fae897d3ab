/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "lnet-attendance-policy.h"

G_BEGIN_DECLS

#define LNET_TYPE_PROGRESS_CELL (lnet_progress_cell_get_type ())
G_DECLARE_FINAL_TYPE (LnetProgressCell, lnet_progress_cell, LNET, PROGRESS_CELL, GtkWidget)

/** What a module's state looks like: several states share a mark, and the words tell them apart. */
typedef enum
{
  LNET_PROGRESS_NOT_YET,   /* – */
  LNET_PROGRESS_UNDER_WAY, /* ◐ */
  LNET_PROGRESS_DONE,      /* ✓ */
  LNET_PROGRESS_MISSED,    /* ! */
  LNET_PROGRESS_OUTSIDE,   /* ·: excused, waived, not yet enrolled, cancelled */
  LNET_PROGRESS_LAST
} LnetProgressMark;

LnetProgressMark lnet_progress_mark_from_state (LnetModuleState state);

/**
 * LnetProgressCell:
 *
 * The mark of one module: a small field by fill and glyph. It says nothing to assistive technology; whoever uses it
 * puts the words beside it.
 */
GtkWidget *lnet_progress_cell_new (LnetProgressMark mark);
void lnet_progress_cell_set_mark (LnetProgressCell *self, LnetProgressMark mark);

G_END_DECLS
