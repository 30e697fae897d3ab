/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-contact.h"

#include <string.h>

#define MAX_EMAIL 254 /* RFC 5321 4.5.3.1.3, less the angle brackets */

/* Without what surrounds it: blanks, "mailto:", a name and angle brackets, a last full stop or comma. */
static char *
bare_email (const char *text)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));
  const char *begin = strchr (copy, '<');
  char *end;

  begin = begin != NULL ? begin + 1 : copy;
  if (g_ascii_strncasecmp (begin, "mailto:", 7) == 0)
    begin += 7;
  begin += strspn (begin, " ");
  end = copy + strlen (copy);
  while (end > begin && strchr (">., ", end[-1]) != NULL)
    end--;
  return g_strndup (begin, (gsize) (end - begin));
}

static gboolean
is_email (const char *text)
{
  const char *at = strchr (text, '@');
  const char *dot;

  if (at == NULL || at == text || strchr (at + 1, '@') != NULL || strlen (text) > MAX_EMAIL)
    return FALSE;
  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isspace (*c) || g_ascii_iscntrl (*c) || strchr ("<>(),;:\"\\", *c) != NULL)
      return FALSE;
  dot = strrchr (at, '.');
  return dot != NULL && dot > at + 1 && dot[1] != '\0' && strstr (at, "..") == NULL;
}

char *
lnet_email_tidy (const char *text)
{
  g_autofree char *bare = NULL;

  if (text == NULL)
    return NULL;
  bare = bare_email (text);
  return is_email (bare) ? g_steal_pointer (&bare) : NULL;
}

char *
lnet_email_normalize (const char *text)
{
  g_autofree char *tidy = lnet_email_tidy (text);

  if (tidy == NULL)
    return NULL;
  return g_str_is_ascii (tidy) ? g_ascii_strdown (tidy, -1) : g_utf8_strdown (tidy, -1);
}

typedef struct
{
  char digits[17];
  guint n_digits;
  char extension[9];
  guint n_extension;
  gboolean plus;
} Phone;

/* Where an extension begins: "x12", "ext. 12", "#12". */
static const char *
find_extension (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (*c == '#' || *c == 'x' || *c == 'X' || g_ascii_strncasecmp (c, "ext", 3) == 0)
      return c;
  return text + strlen (text);
}

static gboolean
read_phone (const char *text,
            Phone      *phone)
{
  const char *extension;
  const char *c;

  memset (phone, 0, sizeof *phone);
  if (text == NULL || strlen (text) > 64)
    return FALSE;
  extension = find_extension (text);
  for (c = text; c < extension; c++)
    {
      if (g_ascii_isdigit (*c))
        {
          if (phone->n_digits == 15)
            return FALSE;
          phone->digits[phone->n_digits++] = *c;
        }
      else if (*c == '+' && phone->n_digits == 0)
        phone->plus = TRUE;
      else if (g_ascii_isalpha (*c) || *c == '@' || *c == '+')
        return FALSE;
    }
  for (; *c != '\0'; c++)
    if (g_ascii_isdigit (*c) && phone->n_extension < sizeof phone->extension - 1)
      phone->extension[phone->n_extension++] = *c;
  return phone->n_digits >= 7;
}

/* The ten digits of a number of the North American plan, or NULL. */
static const char *
american (const Phone *phone)
{
  if (phone->n_digits == 10 && !phone->plus)
    return phone->digits;
  return phone->n_digits == 11 && phone->digits[0] == '1' ? phone->digits + 1 : NULL;
}

char *
lnet_phone_normalize (const char *text)
{
  Phone phone;
  const char *ten;

  if (!read_phone (text, &phone))
    return NULL;
  ten = american (&phone);
  return g_strconcat (ten != NULL ? "+1" : (phone.plus ? "+" : ""), ten != NULL ? ten : phone.digits,
                      phone.n_extension > 0 ? ";ext=" : NULL, phone.extension, NULL);
}

char *
lnet_phone_tidy (const char *text)
{
  g_autofree char *copy = NULL;
  Phone phone;
  const char *ten;

  if (!read_phone (text, &phone))
    return NULL;
  ten = american (&phone);
  if (ten == NULL)
    {
      copy = g_strstrip (g_strdup (text));
      return g_steal_pointer (&copy);
    }
  return g_strdup_printf ("(%.3s) %.3s-%.4s%s%s", ten, ten + 3, ten + 6, phone.n_extension > 0 ? " ext. " : "",
                          phone.extension);
}
