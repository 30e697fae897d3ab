/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-export.h"
#include "lnet-person-private.h"

G_BEGIN_DECLS

/*
 * What the ways out share: who, which columns, and what stands in a cell. In a worker, or in a subcommand.
 */

/* A column of the file: what, and which of several. */
typedef struct
{
  const LnetExportColumn *what;
  guint nth;
} LnetExportPlace;

typedef struct
{
  LnetReader *reader;
  LnetMemberOrder *order;
  GHashTable *places;
  GCancellable *cancellable;
  gboolean with_private;
  const char *const *words; /* the columns that were asked for; NULL for all */
  char *today;
  GArray *columns; /* LnetExportPlace */
  gint *n_done;    /* atomic; one for each member read */
  guint n_rows;
} LnetExporter;

typedef gboolean (*LnetExporterFunc) (LnetExporter *self, LnetPerson *person, gpointer data, GError **error);

/* Calls @each for everybody; what is private is taken out before, unless it is wanted. @each may change the person. */
gboolean lnet_exporter_walk (LnetExporter *self, LnetExporterFunc each, gpointer data, GError **error);

/* As lnet_exporter_walk(), for those who are to be written. */
gboolean lnet_export_walk (LnetExport *self, LnetReader *reader, GCancellable *cancellable, LnetExporterFunc each,
                           gpointer data, GError **error);

/* Finds out which columns there are. @with_history: a column for each role that somebody had; else for one only. */
gboolean lnet_exporter_lay_out (LnetExporter *self, gboolean with_history, GError **error);

gboolean lnet_exporter_has (LnetExporter *self, guint field);

/* What stands in a cell, as import takes it back. Returns: (transfer full) (nullable) */
char *lnet_exporter_dup_cell (LnetExporter *self, const LnetPerson *person, const LnetExportPlace *column,
                              GError **error);

/* "Role 2", in English or in the person's language. Returns: (transfer full) */
char *lnet_export_place_dup_heading (const LnetExportPlace *column, gboolean translated);

/* Whether a role that ends then is over. */
gboolean lnet_export_is_over (const char *ends, const char *today);

/* Calls @each with the teams of a member, those of today first. */
typedef void (*LnetExportTeamFunc) (const char *name, const char *starts, const char *ends, gpointer data);
gboolean lnet_export_walk_teams (LnetReader *reader, const LnetId *member, LnetExportTeamFunc each, gpointer data,
                                 GError **error);

gboolean lnet_export_write_table (LnetExporter *self, GFile *to, GError **error);
gboolean lnet_export_write_sheet (LnetExporter *self, GFile *to, GError **error);

G_END_DECLS
