/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-import-plan-private.h"

G_BEGIN_DECLS

/* The import itself, between the files that look at a roster, plan it and keep what a person chose. */

typedef struct
{
  char *heading;
  char *samples;
} LnetImportColumn;

struct _LnetImport
{
  GObject parent_instance;

  GFile *file;
  GPtrArray *columns; /* LnetImportColumn */
  GArray *fields;     /* LnetImportField, one a column */
  GArray *proposed;   /* the same, as the headings alone say */
  gboolean remembered; /* fields are those of an earlier file with these headings */
  gboolean uses_memory;
  guint heading_row; /* how many rows stand before the headings */
  guint heading_line;
  LnetTextEncoding encoding;
  char delimiter;

  LnetImportSettings settings;
  LnetImportPlan *plan;
  gboolean outdated; /* something was decided since */
  int progress; /* per mille; atomic */
};

void lnet_import_column_free (gpointer column);

G_END_DECLS
