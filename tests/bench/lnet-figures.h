/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/** Measurements of one thing, all in one unit. */
typedef struct
{
  const char *name;
  const char *unit;
  GArray *values; /* double */
} LnetFigures;

LnetFigures *lnet_figures_new (const char *name, const char *unit);
void lnet_figures_add (LnetFigures *self, double value);
/** The value that @share (0 to 1) of all do not exceed. */
double lnet_figures_get (const LnetFigures *self, double share);
/** Prints median, least, most and 95 %, and the medians' ratio to @peer, if given. */
void lnet_figures_print (const LnetFigures *self, const LnetFigures *peer);

/** Seconds, for differences. */
double lnet_figures_now (void);
