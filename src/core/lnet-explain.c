/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-explain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-contact.h"

static gboolean
has_space (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isspace (g_utf8_get_char (c)))
      return TRUE;
  return FALSE;
}

const char *
lnet_explain_email (const char *text)
{
  g_autofree char *tidy = lnet_email_tidy (text);
  g_autofree char *bare = g_strstrip (g_strdup (text != NULL ? text : ""));
  const char *at = strchr (bare, '@');

  if (tidy != NULL || *bare == '\0')
    return NULL;
  if (at == NULL)
    return _("An e-mail address has an @ in it. This is kept as you write it.");
  if (strchr (at + 1, '@') != NULL)
    return _("This has more than one @: perhaps they are two addresses. It is kept as you write it.");
  if (has_space (bare))
    return _("An e-mail address has no spaces. This is kept as you write it.");
  if (at == bare || strchr (at, '.') == NULL)
    return _("An e-mail address looks like ana@example.org. This is kept as you write it.");
  return _("This does not look like an e-mail address. It is kept as you write it.");
}

const char *
lnet_explain_phone (const char *text)
{
  g_autofree char *tidy = lnet_phone_tidy (text);
  g_autofree char *bare = g_strstrip (g_strdup (text != NULL ? text : ""));
  guint n_digits = 0;

  if (tidy != NULL || *bare == '\0')
    return NULL;
  for (const char *c = bare; *c != '\0'; c++)
    n_digits += g_ascii_isdigit (*c);
  if (strchr (bare, '@') != NULL)
    return _("This looks like an e-mail address, not like a telephone number. It is kept as you write it.");
  if (n_digits < 7)
    return _("A telephone number has seven digits or more. This is kept as you write it.");
  if (n_digits > 15)
    return _("No telephone number has more than fifteen digits: perhaps they are two. This is kept as you write it.");
  return _("This does not look like a telephone number. It is kept as you write it.");
}

const char *
lnet_explain_date (const char *date,
                   const char *today)
{
  if (date == NULL || *date == '\0' || strncmp (date, today, strlen (date)) <= 0)
    return NULL;
  return _("This day is still to come. It is kept as you write it.");
}
