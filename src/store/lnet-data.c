/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-data-private.h"

#include "lnet-data-resources.h"

#define PREFIX "/com/example/LearningNetwork/store/"

/* The store is a static library: a constructor of its own could be left out by the linker. */
static void
register_once (void)
{
  static gsize registered;

  if (g_once_init_enter (&registered))
    {
      lnet_data_register_resource ();
      g_once_init_leave (&registered, 1);
    }
}

JsonNode *
lnet_data_load (const char *name)
{
  g_autofree char *path = g_strconcat (PREFIX, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *text;

  register_once ();
  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes == NULL)
    g_error ("%s: %s", name, error->message);

  text = g_bytes_get_data (bytes, &size);
  if (!json_parser_load_from_data (parser, text, (gssize) size, &error))
    g_error ("%s: %s", name, error->message);
  return json_parser_steal_root (parser);
}

const char *
lnet_data_get_text (JsonObject *object,
                    const char *member)
{
  return json_object_get_string_member_with_default (object, member, NULL);
}

char **
lnet_data_get_texts (JsonObject *object,
                     const char *member)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (json_object_has_member (object, member))
    {
      JsonArray *array = json_object_get_array_member (object, member);

      for (guint i = 0; i < json_array_get_length (array); i++)
        g_strv_builder_add (builder, json_array_get_string_element (array, i));
    }
  return g_strv_builder_end (builder);
}

int
lnet_data_get_integer (JsonObject *object,
                       const char *member,
                       int         otherwise)
{
  return (int) json_object_get_int_member_with_default (object, member, otherwise);
}

const char *
lnet_data_get_own_translated (JsonObject *object)
{
  const char *text = lnet_data_get_text (object, lnet_data_get_language ());

  return text != NULL ? text : lnet_data_get_text (object, "en");
}

const char *
lnet_data_get_translated (JsonObject *object,
                          const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return lnet_data_get_own_translated (json_node_get_object (node));
  return json_node_get_string (node);
}

const char *
lnet_data_get_language (void)
{
  const char *const *names = g_get_language_names ();

  for (gsize i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], "es"))
        return "es";
      if (g_str_equal (names[i], "en"))
        return "en";
    }
  return "en";
}
