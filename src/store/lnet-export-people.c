/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-export-people.h"

#include "lnet-export-private.h"
#include "lnet-name.h"
#include "lnet-worker.h"

void
lnet_export_person_free (LnetExportPerson *self)
{
  g_free (self->name);
  g_free (self->call);
  g_free (self->pronouns);
  g_free (self->role);
  g_free (self->organization);
  g_free (self->place);
  g_free (self->phone);
  g_free (self->email);
  g_free (self->languages);
  g_free (self);
}

/* The preferred one, or else the first. */
static char *
dup_channel (const LnetPerson *person,
             const char       *kind)
{
  const LnetPersonChannel *found = NULL;

  for (guint i = 0; i < person->channels->len; i++)
    {
      const LnetPersonChannel *channel = person->channels->pdata[i];

      if (g_str_equal (channel->kind, kind) && (found == NULL || (channel->preferred && !found->preferred)))
        found = channel;
    }
  return found != NULL ? g_strdup (found->value) : NULL;
}

static void
add_language (GString    *text,
              const char *language)
{
  if (language != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "",
                            lnet_reference_get_label (LNET_REFERENCE_LANGUAGE, language));
}

static char *
dup_languages (const LnetPerson *person)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_language (text, person->values[LNET_IMPORT_LANGUAGE]);
  for (guint i = 0; i < person->languages->len; i++)
    if (g_strcmp0 (person->languages->pdata[i], person->values[LNET_IMPORT_LANGUAGE]) != 0)
      add_language (text, person->languages->pdata[i]);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static const LnetPersonRole *
get_role (const LnetPerson *person,
          const char       *today)
{
  for (guint i = 0; i < person->roles->len; i++)
    {
      const LnetPersonRole *role = person->roles->pdata[i];

      if (!lnet_export_is_over (role->ends, today) && (role->starts == NULL || g_strcmp0 (role->starts, today) <= 0))
        return role;
    }
  return NULL;
}

static gboolean
add_person (LnetExporter  *self,
            LnetPerson    *person,
            gpointer       data,
            GError       **error)
{
  LnetExportPerson *added = g_new0 (LnetExportPerson, 1);
  const LnetPersonRole *role = get_role (person, self->today);
  const char *town = person->values[LNET_IMPORT_TOWN];
  char *const *values = person->values;

  added->name = lnet_person_dup_name (person);
  added->call = lnet_name_short (values[LNET_IMPORT_PREFERRED], values[LNET_IMPORT_FIRST], values[LNET_IMPORT_LAST]);
  added->pronouns = g_strdup (values[LNET_IMPORT_PRONOUNS]);
  added->role = role != NULL && role->role != NULL
                  ? g_strdup (lnet_reference_get_label (LNET_REFERENCE_ROLE, role->role)) : NULL;
  added->organization = role != NULL && role->place != NULL ? g_strdup (role->place->name) : NULL;
  added->place = g_strdup (town != NULL ? town : values[LNET_IMPORT_REGION]);
  added->phone = dup_channel (person, "phone");
  added->email = dup_channel (person, "email");
  added->languages = dup_languages (person);
  g_ptr_array_add (data, added);
  self->n_rows++;
  return TRUE;
}

GPtrArray *
lnet_export_load_people (LnetExport    *self,
                         LnetReader    *reader,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_export_person_free);

  return lnet_export_walk (self, reader, cancellable, add_person, people, error) ? g_steal_pointer (&people) : NULL;
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (data, &error);
  GPtrArray *people = reader != NULL ? lnet_export_load_people (source, reader, cancellable, &error) : NULL;

  if (people != NULL)
    g_task_return_pointer (task, people, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
lnet_export_load_people_async (LnetExport          *self,
                               LnetStore           *store,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, lnet_export_load_people_async);
  g_task_set_task_data (task, g_object_ref (store), g_object_unref);
  lnet_worker_run (task, load_in_thread);
}

GPtrArray *
lnet_export_load_people_finish (LnetExport    *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
