/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** A module as a program template has it. Words for people are in their language; the rest is as in the schema. */
typedef struct
{
  const char *title;
  int minutes;            /* contact minutes of the whole module */
  int n_sessions;         /* how many sessions these are commonly held in */
  const char *mode;
  const char *commitment; /* keys with spaces between */
  const char *standard;
  const char *category;
} LnetModuleTemplate;

typedef struct
{
  const char *kind;
  const char *title;
  int needed; /* 0: optional */
} LnetRequirementTemplate;

/**
 * LnetProgramTemplate:
 *
 * A certificate program to start from, out of data/reference/programs.json. What it holds is freed with it.
 * An attendance limit that the program does not use is -1.
 */
typedef struct
{
  const char *key;
  const char *title;
  const char *version;
  gboolean illustrative; /* made up to show how a program is written down: nobody's syllabus; say so */
  int months;            /* how long it commonly takes */
  const char *attendance_policy;
  int tolerance_minutes;
  int missed_limit_minutes;
  int required_percent;
  int make_up_limit;
  LnetModuleTemplate *modules;
  guint n_modules;
  LnetRequirementTemplate *requirements;
  guint n_requirements;
  gpointer data; /* private */
} LnetProgramTemplate;

/** Returns: (transfer full) (array zero-terminated=1): the templates there are */
char **lnet_program_template_get_keys (void);

/** Returns: (transfer full) (nullable): %NULL when there is no such template */
LnetProgramTemplate *lnet_program_template_new (const char *key);

void lnet_program_template_free (LnetProgramTemplate *self);

/** Contact minutes of all its modules. */
int lnet_program_template_get_minutes (const LnetProgramTemplate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetProgramTemplate, lnet_program_template_free)

G_END_DECLS
