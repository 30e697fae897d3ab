/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-certificates.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"

static const struct
{
  const char *key;
  const char *label;
} kinds[] = {
  { "reflection", N_("Reflection") },
  { "coaching-cycle", N_("Coaching cycle") },
  { "observation", N_("Observation") },
  { "artifact", N_("Artifact") },
  { "self-assessment", N_("Self-assessment") },
  { "sign-off", N_("Sign-off") },
  { "video", N_("Video") },
};

static void
module_free (gpointer data)
{
  LnetModule *self = data;

  g_free (self->position);
  g_free (self->title);
  g_free (self->mode);
  g_free (self->category);
  g_free (self->commitment);
  g_free (self->standard);
  g_free (self);
}

static void
requirement_free (gpointer data)
{
  LnetRequirement *self = data;

  g_free (self->position);
  g_free (self->kind);
  g_free (self->title);
  g_free (self);
}

static void
program_clear (gpointer data)
{
  LnetProgram *self = data;

  g_free (self->title);
  g_free (self->issuer);
  g_free (self->version);
  g_clear_pointer (&self->modules, g_ptr_array_unref);
  g_clear_pointer (&self->requirements, g_ptr_array_unref);
}

LnetProgram *
lnet_program_ref (LnetProgram *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lnet_program_unref (LnetProgram *self)
{
  g_atomic_rc_box_release_full (self, program_clear);
}

static guint
get_count (LnetRows *rows,
           int       column,
           guint     otherwise)
{
  if (lnet_rows_is_null (rows, column))
    return otherwise;
  return (guint) CLAMP (lnet_rows_integer (rows, column), 0, G_MAXINT);
}

/* Columns as in program_columns of lnet-certificates.c. */
static LnetProgram *
read_program (LnetRows *rows)
{
  LnetProgram *self = g_atomic_rc_box_new0 (LnetProgram);

  self->id = lnet_rows_id (rows, 0);
  self->title = g_strdup (lnet_rows_text (rows, 1));
  self->issuer = g_strdup (lnet_rows_text (rows, 2));
  self->version = g_strdup (lnet_rows_text (rows, 3));
  self->illustrative = lnet_rows_integer (rows, 4) != 0;
  self->policy.rule = lnet_attendance_rule_from_key (lnet_rows_text (rows, 5));
  self->policy.tolerance_minutes = get_count (rows, 6, 0);
  self->policy.missed_limit_minutes = get_count (rows, 7, 0);
  self->policy.required_percent = get_count (rows, 8, 0);
  self->policy.make_up_limit = get_count (rows, 9, LNET_MAKE_UP_UNLIMITED);
  self->valid_years = get_count (rows, 10, 0);
  self->modules = g_ptr_array_new_with_free_func (module_free);
  self->requirements = g_ptr_array_new_with_free_func (requirement_free);
  return self;
}

static LnetModule *
read_module (LnetRows *rows)
{
  LnetModule *self = g_new0 (LnetModule, 1);

  self->id = lnet_rows_id (rows, 0);
  self->position = g_strdup (lnet_rows_text (rows, 1));
  self->title = g_strdup (lnet_rows_text (rows, 2));
  self->minutes = get_count (rows, 3, 0);
  self->mode = lnet_rows_dup_text (rows, 4);
  self->required = get_count (rows, 5, 1) != 0;
  self->category = lnet_rows_dup_text (rows, 6);
  self->commitment = lnet_rows_dup_text (rows, 7);
  self->standard = lnet_rows_dup_text (rows, 8);
  return self;
}

static gboolean
load_modules (LnetProgram  *self,
              LnetReader   *reader,
              GError      **error)
{
  LnetRows *rows = lnet_reader_query (reader, &lnet_statement_modules);

  lnet_rows_bind_id (rows, 1, &self->id);
  while (lnet_rows_step (rows))
    {
      LnetModule *module = read_module (rows);

      if (module->required)
        self->minutes += module->minutes;
      g_ptr_array_add (self->modules, module);
    }
  return lnet_rows_end (rows, error);
}

static gboolean
load_requirements (LnetProgram  *self,
                   LnetReader   *reader,
                   GError      **error)
{
  LnetRows *rows = lnet_reader_query (reader, &lnet_statement_requirements);

  lnet_rows_bind_id (rows, 1, &self->id);
  while (lnet_rows_step (rows))
    {
      LnetRequirement *requirement = g_new0 (LnetRequirement, 1);

      requirement->id = lnet_rows_id (rows, 0);
      requirement->position = g_strdup (lnet_rows_text (rows, 1));
      requirement->kind = g_strdup (lnet_rows_text (rows, 2));
      requirement->title = g_strdup (lnet_rows_text (rows, 3));
      requirement->needed = get_count (rows, 4, 0);
      g_ptr_array_add (self->requirements, requirement);
    }
  return lnet_rows_end (rows, error);
}

LnetProgram *
lnet_program_load (LnetReader    *reader,
                   const LnetId  *id,
                   GError       **error)
{
  g_autoptr (LnetProgram) self = NULL;
  LnetRows *rows = lnet_reader_query (reader, &lnet_statement_program);

  lnet_rows_bind_id (rows, 1, id);
  if (lnet_rows_step (rows))
    self = read_program (rows);
  if (!lnet_rows_end (rows, error))
    return NULL;
  if (self == NULL)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND, _("This program is not there any more."));
      return NULL;
    }
  if (!load_modules (self, reader, error) || !load_requirements (self, reader, error))
    return NULL;
  return g_steal_pointer (&self);
}

GPtrArray *
lnet_program_load_all (LnetReader  *reader,
                       GError     **error)
{
  g_autoptr (GPtrArray) programs = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_program_unref);
  LnetRows *rows = lnet_reader_query (reader, &lnet_statement_programs);

  while (lnet_rows_step (rows))
    g_ptr_array_add (programs, read_program (rows));
  if (!lnet_rows_end (rows, error))
    return NULL;

  for (guint i = 0; i < programs->len; i++)
    {
      LnetProgram *program = g_ptr_array_index (programs, i);

      if (!load_modules (program, reader, error) || !load_requirements (program, reader, error))
        return NULL;
    }
  return g_steal_pointer (&programs);
}

guint
lnet_program_find_module (const LnetProgram *self,
                          const LnetId      *module)
{
  for (guint i = 0; i < self->modules->len; i++)
    if (lnet_id_equal (&((LnetModule *) g_ptr_array_index (self->modules, i))->id, module))
      return i;
  return G_MAXUINT;
}

guint
lnet_program_find_requirement (const LnetProgram *self,
                               const LnetId      *requirement)
{
  for (guint i = 0; i < self->requirements->len; i++)
    if (lnet_id_equal (&((LnetRequirement *) g_ptr_array_index (self->requirements, i))->id, requirement))
      return i;
  return G_MAXUINT;
}

char *
lnet_program_dup_name (const LnetProgram *self)
{
  if (self->version[0] == '\0')
    return g_strdup (self->title);
  /* Translators: a program's title and its version */
  return g_strdup_printf (_("%s · version %s"), self->title, self->version);
}

const char *
lnet_requirement_kind_get_label (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].key, kind) == 0)
      return g_dgettext (GETTEXT_PACKAGE, kinds[i].label);
  return kind != NULL ? kind : "";
}

const char *const *
lnet_requirement_kind_get_keys (void)
{
  static const char *keys[G_N_ELEMENTS (kinds) + 1];

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    keys[i] = kinds[i].key;
  return keys;
}
