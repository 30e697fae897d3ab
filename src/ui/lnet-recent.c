/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-recent.h"

#define MAX_RECENT 12

static LnetRecent *
recent_new (const char *path,
            const char *name)
{
  LnetRecent *self = g_new0 (LnetRecent, 1);

  self->path = g_strdup (path);
  self->name = g_strdup (name);
  return self;
}

void
lnet_recent_free (LnetRecent *self)
{
  g_free (self->path);
  g_free (self->name);
  g_free (self);
}

GPtrArray *
lnet_recent_list (void)
{
  g_autoptr (GSettings) settings = g_settings_new (LNET_APP_ID);
  g_autoptr (GVariant) value = g_settings_get_value (settings, "recent-networks");
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_recent_free);
  GVariantIter iter;
  const char *path, *name;

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "(&s&s)", &path, &name))
    g_ptr_array_add (list, recent_new (path, name));
  return list;
}

static void
take_out (GPtrArray  *list,
          const char *path)
{
  for (guint i = list->len; i > 0; i--)
    {
      LnetRecent *recent = g_ptr_array_index (list, i - 1);

      if (g_str_equal (recent->path, path))
        g_ptr_array_remove_index (list, i - 1);
    }
}

static void
keep (GPtrArray *list)
{
  g_autoptr (GSettings) settings = g_settings_new (LNET_APP_ID);
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(ss)"));

  for (guint i = 0; i < MIN (list->len, MAX_RECENT); i++)
    {
      LnetRecent *recent = g_ptr_array_index (list, i);

      g_variant_builder_add (&builder, "(ss)", recent->path, recent->name);
    }
  g_settings_set_value (settings, "recent-networks", g_variant_builder_end (&builder));
}

void
lnet_recent_add (const char *path,
                 const char *name)
{
  g_autoptr (GPtrArray) list = lnet_recent_list ();

  take_out (list, path);
  g_ptr_array_insert (list, 0, recent_new (path, name));
  keep (list);
}

void
lnet_recent_remove (const char *path)
{
  g_autoptr (GPtrArray) list = lnet_recent_list ();

  take_out (list, path);
  keep (list);
}

char *
lnet_recent_dup_name (const char *path)
{
  g_autoptr (GPtrArray) list = lnet_recent_list ();
  char *name;

  for (guint i = 0; i < list->len; i++)
    {
      LnetRecent *recent = g_ptr_array_index (list, i);

      if (g_str_equal (recent->path, path) && *recent->name != '\0')
        return g_strdup (recent->name);
    }

  name = g_path_get_basename (path);
  if (g_str_has_suffix (name, ".lnet"))
    name[strlen (name) - strlen (".lnet")] = '\0';
  return name;
}
