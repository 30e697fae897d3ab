/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-vcard-reader.h"

#include <string.h>

gboolean
lnet_vcard_property_has_type (const LnetVcardProperty *property,
                              const char              *type)
{
  g_autofree char *word = g_strconcat (",", type, ",", NULL);

  return strstr (property->types, word) != NULL;
}

/* Unescapes one character. Returns: its last byte */
static const char *
append_unescaped (GString    *into,
                  const char *at)
{
  if (*at == '\\' && (at[1] == 'n' || at[1] == 'N'))
    g_string_append_c (into, '\n');
  else if (*at == '\\' && at[1] != '\0' && strchr ("\\,;:", at[1]) != NULL)
    g_string_append_c (into, at[1]);
  else
    {
      g_string_append_c (into, *at);
      return at;
    }
  return at + 1;
}

char **
lnet_vcard_split (const char *value,
                  char        separator)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  g_autoptr (GString) part = g_string_new (NULL);

  for (const char *c = value; *c != '\0'; c++)
    if (*c == separator)
      {
        g_ptr_array_add (parts, g_strdup (part->str));
        g_string_truncate (part, 0);
      }
    else
      c = append_unescaped (part, c);
  g_ptr_array_add (parts, g_strdup (part->str));
  return (char **) g_ptr_array_steal (parts, NULL);
}

char *
lnet_vcard_unescape (const char *value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *c = value; *c != '\0'; c++)
    c = append_unescaped (text, c);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
