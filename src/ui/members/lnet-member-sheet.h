/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "lnet-export-people.h"

G_BEGIN_DECLS

/** What members are printed as. */
typedef enum
{
  LNET_SHEET_LIST,
  LNET_SHEET_BADGES, /* eight to a sheet: as Avery 5395 on Letter paper, the same in the middle of A4 */
} LnetSheetKind;

/**
 * LnetMemberSheet:
 *
 * Members on paper: a list with headings and page numbers, or name badges. It draws with cairo and Pango, for a
 * printer, a preview and a PDF alike. Nothing runs over what is beside it: a text that is too long is written smaller,
 * then in more lines, then shortened.
 */
typedef struct _LnetMemberSheet LnetMemberSheet;

/**
 * lnet_member_sheet_new:
 * @title: what stands above a list and on a badge: the network's name
 * @people: (element-type LnetExportPerson)
 * @width, @height: of the paper, in points
 * @lines: whether badges have lines to cut along
 */
LnetMemberSheet *lnet_member_sheet_new (LnetSheetKind kind, const char *title, GPtrArray *people, double width,
                                        double height, gboolean lines);
void lnet_member_sheet_free (LnetMemberSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetMemberSheet, lnet_member_sheet_free)

/** At least one. */
guint lnet_member_sheet_get_n_pages (const LnetMemberSheet *self);

/** Draws a page, counted from 0, whose corner is where @cr begins, a point being a unit. */
void lnet_member_sheet_draw (const LnetMemberSheet *self, guint page, cairo_t *cr);

G_END_DECLS
