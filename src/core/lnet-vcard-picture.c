/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-vcard-picture-private.h"

#include <string.h>

/* Base64 has four letters for three bytes. */
#define MAX_LETTERS (LNET_VCARD_MAX_PICTURE / 3 * 4 + 4)

void
lnet_vcard_picture_clear (LnetVcardPicture *self)
{
  g_clear_pointer (&self->content, g_bytes_unref);
  self->state = LNET_VCARD_PICTURE_NONE;
}

static gboolean
is_letter (char c)
{
  return g_ascii_isalnum (c) || c == '+' || c == '/';
}

/* The letters of @value without what it was folded with; NULL when it is no base64 or was cut off. */
static GString *
read_letters (const char *value)
{
  g_autoptr (GString) letters = g_string_new (NULL);
  guint padding = 0;

  for (const char *c = value; *c != '\0'; c++)
    {
      if (g_ascii_isspace (*c))
        continue;
      padding += *c == '=';
      if (*c != '=' && (padding > 0 || !is_letter (*c)))
        return NULL;
      g_string_append_c (letters, *c);
    }
  return letters->len % 4 == 0 && padding <= 2 ? g_steal_pointer (&letters) : NULL;
}

static void
decode (LnetVcardPicture *self,
        const char       *value)
{
  g_autoptr (GString) letters = read_letters (value);
  gsize length = 0;
  guchar *data;

  if (letters == NULL)
    self->state = LNET_VCARD_PICTURE_DAMAGED;
  else if (letters->len > MAX_LETTERS)
    self->state = LNET_VCARD_PICTURE_TOO_LARGE;
  else if (letters->len > 0)
    {
      data = g_base64_decode (letters->str, &length);
      self->content = g_bytes_new_take (data, length);
      self->state = LNET_VCARD_PICTURE_HERE;
    }
}

/* "data:image/jpeg;base64,/9j/…", whose signs some programs escape. Returns: where the letters begin, or NULL */
static const char *
find_letters (const char *value)
{
  const char *comma = strchr (value, ',');
  g_autofree char *head = comma != NULL ? g_ascii_strdown (value, comma - value) : NULL;

  if (head != NULL && head[0] != '\0' && head[strlen (head) - 1] == '\\')
    head[strlen (head) - 1] = '\0';
  return head != NULL && g_str_has_suffix (head, ";base64") ? comma + 1 : NULL;
}

void
lnet_vcard_picture_read (LnetVcardPicture *self,
                         const char       *value,
                         gboolean          binary)
{
  gboolean is_data = g_ascii_strncasecmp (value, "data:", 5) == 0;
  const char *letters = is_data ? find_letters (value) : value;

  if (self->state == LNET_VCARD_PICTURE_HERE || value[strspn (value, " \t\n")] == '\0')
    return;
  lnet_vcard_picture_clear (self);
  if (is_data && letters == NULL)
    self->state = LNET_VCARD_PICTURE_DAMAGED;
  else if (is_data || binary)
    decode (self, letters);
  else
    self->state = LNET_VCARD_PICTURE_ELSEWHERE;
}
