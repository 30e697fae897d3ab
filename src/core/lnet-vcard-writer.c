/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-vcard-writer.h"

#include <string.h>

#define LINE_LENGTH 75 /* bytes, without the line break */

void
lnet_vcard_begin (GString          *into,
                  LnetVcardVersion  version)
{
  g_string_append_printf (into, "BEGIN:VCARD\r\nVERSION:%s\r\n", version == LNET_VCARD_4_0 ? "4.0" : "3.0");
}

void
lnet_vcard_end (GString *into)
{
  g_string_append (into, "END:VCARD\r\n");
}

static void
append_escaped (GString    *into,
                const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (*c == '\n')
      g_string_append (into, "\\n");
    else if (strchr ("\\,;", *c) != NULL)
      g_string_append_printf (into, "\\%c", *c);
    else if ((guchar) *c >= ' ' || *c == '\t')
      g_string_append_c (into, *c);
}

/* Cuts where a character begins. */
static void
append_folded (GString    *into,
               const char *line)
{
  gsize left = strlen (line), room = LINE_LENGTH;

  while (left > room)
    {
      gsize n = room;

      while (n > 1 && ((guchar) line[n] & 0xc0) == 0x80)
        n--;
      g_string_append_len (into, line, (gssize) n);
      g_string_append (into, "\r\n ");
      line += n;
      left -= n;
      room = LINE_LENGTH - 1;
    }
  g_string_append (into, line);
  g_string_append (into, "\r\n");
}

void
lnet_vcard_add (GString    *into,
                const char *name,
                const char *text)
{
  if (text != NULL && text[0] != '\0')
    lnet_vcard_add_parts (into, name, &text, 1);
}

void
lnet_vcard_add_parts (GString           *into,
                      const char        *name,
                      const char *const *parts,
                      guint              n_parts)
{
  g_autoptr (GString) line = g_string_new (name);

  for (guint i = 0; i < n_parts; i++)
    {
      g_string_append_c (line, i > 0 ? ';' : ':');
      append_escaped (line, parts[i] != NULL ? parts[i] : "");
    }
  append_folded (into, line->str);
}

void
lnet_vcard_add_data (GString          *into,
                     LnetVcardVersion  version,
                     const char       *name,
                     const char       *media_type,
                     gconstpointer     data,
                     gsize             size)
{
  g_autofree char *encoded = g_base64_encode (data, size);
  g_autofree char *type = g_ascii_strup (g_str_has_prefix (media_type, "image/") ? media_type + strlen ("image/")
                                                                                 : media_type, -1);
  g_autofree char *line = version == LNET_VCARD_4_0
                            ? g_strdup_printf ("%s:data:%s;base64,%s", name, media_type, encoded)
                            : g_strdup_printf ("%s;ENCODING=b;TYPE=%s:%s", name, type, encoded);

  append_folded (into, line);
}
