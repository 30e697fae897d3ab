/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-attendance-policy.h"
#include "lnet-reader.h"

G_BEGIN_DECLS

/** A module as the network file has it. */
typedef struct
{
  LnetId id;
  char *position; /* order key */
  char *title;
  guint minutes;
  char *mode;
  gboolean required;
  char *category;
  char *commitment; /* keys with spaces between */
  char *standard;
} LnetModule;

/** Something besides attendance that a program asks for. */
typedef struct
{
  LnetId id;
  char *position;
  char *kind;
  char *title;
  guint needed; /* 0: optional */
} LnetRequirement;

/**
 * LnetProgram:
 *
 * A certificate program with its modules and requirements in order, as one reading found them. Counted references,
 * from any thread; nothing in it changes after it was read.
 */
typedef struct
{
  LnetId id;
  char *title;
  char *issuer;
  char *version;
  gboolean illustrative; /* made up to show how a program is written down */
  LnetAttendancePolicy policy;
  guint valid_years;     /* 0: for good */
  guint minutes;         /* contact minutes of the modules that are required */
  GPtrArray *modules;      /* LnetModule */
  GPtrArray *requirements; /* LnetRequirement */
} LnetProgram;

LnetProgram *lnet_program_ref (LnetProgram *self);
void lnet_program_unref (LnetProgram *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetProgram, lnet_program_unref)

/** NULL with %LNET_ERROR_NOT_FOUND when it is gone. Returns: (transfer full) */
LnetProgram *lnet_program_load (LnetReader *reader, const LnetId *id, GError **error);

/** All programs by title. Returns: (transfer full) (element-type LnetProgram) */
GPtrArray *lnet_program_load_all (LnetReader *reader, GError **error);

/** Where a module stands in it; G_MAXUINT when it is not there. */
guint lnet_program_find_module (const LnetProgram *self, const LnetId *module);
guint lnet_program_find_requirement (const LnetProgram *self, const LnetId *requirement);

/** The title with its version behind it where it has one: "Coaching · version 2". Returns: (transfer full) */
char *lnet_program_dup_name (const LnetProgram *self);

/** What @kind of requirement is called ("Reflection"); the key itself for a network's own. Returns: (transfer none) */
const char *lnet_requirement_kind_get_label (const char *kind);
/** Keys of the kinds there are. Returns: (transfer none) (array zero-terminated=1) */
const char *const *lnet_requirement_kind_get_keys (void);

G_END_DECLS
