/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-program-template.h"

#include "lnet-data-private.h"

#define FILE_NAME "reference/programs.json"

static JsonArray *
get_programs (JsonNode *root)
{
  return json_object_get_array_member (json_node_get_object (root), "programs");
}

char **
lnet_program_template_get_keys (void)
{
  g_autoptr (JsonNode) root = lnet_data_load (FILE_NAME);
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  JsonArray *programs = get_programs (root);

  for (guint i = 0; i < json_array_get_length (programs); i++)
    g_strv_builder_add (keys, lnet_data_get_text (json_array_get_object_element (programs, i), "key"));
  return g_strv_builder_end (keys);
}

static JsonObject *
find_program (JsonNode   *root,
              const char *key)
{
  JsonArray *programs = get_programs (root);

  for (guint i = 0; i < json_array_get_length (programs); i++)
    {
      JsonObject *program = json_array_get_object_element (programs, i);

      if (g_strcmp0 (lnet_data_get_text (program, "key"), key) == 0)
        return program;
    }
  return NULL;
}

static void
read_attendance (LnetProgramTemplate *self,
                 JsonObject          *attendance)
{
  self->attendance_policy = lnet_data_get_text (attendance, "policy");
  self->tolerance_minutes = lnet_data_get_integer (attendance, "tolerance-minutes", -1);
  self->missed_limit_minutes = lnet_data_get_integer (attendance, "missed-limit-minutes", -1);
  self->required_percent = lnet_data_get_integer (attendance, "required-percent", -1);
  self->make_up_limit = lnet_data_get_integer (attendance, "make-up-limit", -1);
}

static void
read_modules (LnetProgramTemplate *self,
              JsonArray           *modules)
{
  self->n_modules = json_array_get_length (modules);
  self->modules = g_new0 (LnetModuleTemplate, self->n_modules);
  for (guint i = 0; i < self->n_modules; i++)
    {
      JsonObject *module = json_array_get_object_element (modules, i);

      self->modules[i] = (LnetModuleTemplate) {
        .title = lnet_data_get_own_translated (module),
        .minutes = lnet_data_get_integer (module, "minutes", 0),
        .n_sessions = lnet_data_get_integer (module, "sessions", 1),
        .mode = lnet_data_get_text (module, "mode"),
        .commitment = lnet_data_get_text (module, "commitment"),
        .standard = lnet_data_get_text (module, "standard"),
        .category = lnet_data_get_text (module, "category"),
      };
    }
}

static void
read_requirements (LnetProgramTemplate *self,
                   JsonArray           *requirements)
{
  self->n_requirements = json_array_get_length (requirements);
  self->requirements = g_new0 (LnetRequirementTemplate, self->n_requirements);
  for (guint i = 0; i < self->n_requirements; i++)
    {
      JsonObject *requirement = json_array_get_object_element (requirements, i);

      self->requirements[i] = (LnetRequirementTemplate) {
        .kind = lnet_data_get_text (requirement, "kind"),
        .title = lnet_data_get_own_translated (requirement),
        .needed = lnet_data_get_integer (requirement, "needed", 1),
      };
    }
}

LnetProgramTemplate *
lnet_program_template_new (const char *key)
{
  g_autoptr (JsonNode) root = lnet_data_load (FILE_NAME);
  JsonObject *program = find_program (root, key);
  LnetProgramTemplate *self;

  if (program == NULL)
    return NULL;

  self = g_new0 (LnetProgramTemplate, 1);
  self->key = lnet_data_get_text (program, "key");
  self->title = lnet_data_get_translated (program, "title");
  self->version = lnet_data_get_text (program, "version");
  self->illustrative = json_object_get_boolean_member (program, "illustrative");
  self->months = lnet_data_get_integer (program, "months", 0);
  read_attendance (self, json_object_get_object_member (program, "attendance"));
  read_modules (self, json_object_get_array_member (program, "modules"));
  read_requirements (self, json_object_get_array_member (program, "requirements"));
  self->data = g_steal_pointer (&root);
  return self;
}

void
lnet_program_template_free (LnetProgramTemplate *self)
{
  if (self == NULL)
    return;
  g_free (self->modules);
  g_free (self->requirements);
  json_node_unref (self->data);
  g_free (self);
}

int
lnet_program_template_get_minutes (const LnetProgramTemplate *self)
{
  int minutes = 0;

  for (guint i = 0; i < self->n_modules; i++)
    minutes += self->modules[i].minutes;
  return minutes;
}
