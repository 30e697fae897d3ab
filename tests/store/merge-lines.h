/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-op.h"

/* What is in the tables as lines of text, so that two may be held against each other and the difference read. */

typedef struct
{
  guint table;
  LnetId row;
  guint number;
  LnetId desk;
  guint64 n;
  guint op;
  gboolean shown;
  const guint8 *value;
  gsize size;
} MergeUnsettled;

GPtrArray *merge_lines_new (void);
void merge_lines_sort (GPtrArray *lines);
char *merge_lines_join (GPtrArray *lines);

GString *merge_lines_begin_row (guint table, const LnetId *row, const LnetId *space, gboolean deleted);
void merge_lines_put_cell (GString *line, guint number, const LnetValue *value);
void merge_lines_add_unsettled (GPtrArray *lines, const MergeUnsettled *unsettled);
void merge_lines_add_mark (GPtrArray *lines, const LnetId *desk, guint64 n);
char *merge_lines_describe (const char *what, guint table, const LnetId *row, guint number);
