/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-message-uri.h"

#include <string.h>

#include "lnet-contact.h"

/* A command line takes 128 KiB; a mail program hands the link on once more, escaped again. */
#define MAX_WORDS 24000
#define MAX_ADDRESSES 8000
/* Large mail providers turn away what has more recipients when it comes from a mail program. */
#define MAX_MAIL_RECIPIENTS 100
/* Phones and their networks let about so many into one conversation. */
#define MAX_TEXT_RECIPIENTS 20

/* What a header's value may hold as it is: letters, digits, "-._~" and "@"; no "+", which some read as a space. */
static char *
escape (const char *text)
{
  return g_uri_escape_string (text, "@", FALSE);
}

/* Lines end with CR LF in a link (RFC 6068, 5). */
static char *
escape_lines (const char *text)
{
  g_autoptr (GString) lines = g_string_new (text);

  g_string_replace (lines, "\r\n", "\n", 0);
  g_string_replace (lines, "\r", "\n", 0);
  g_string_replace (lines, "\n", "\r\n", 0);
  return escape (lines->str);
}

/* A header is one line. */
static char *
escape_line (const char *text)
{
  g_autofree char *line = g_strdup (text);

  return escape (g_strstrip (g_strdelimit (line, "\r\n\t\f\v", ' ')));
}

static char *
escape_number (const char *number)
{
  g_autofree char *normal = lnet_phone_normalize (number);

  /* An extension gets no text messages. */
  return normal != NULL && strchr (normal, ';') == NULL ? g_strdup (normal) : NULL;
}

static char *
escape_address (const char *address)
{
  g_autofree char *tidy = lnet_email_tidy (address);

  return tidy != NULL ? escape (tidy) : NULL;
}

/* "a,b,c" of so many of @addresses as go together, from @position on. */
static char *
take_some (const char *const *addresses,
           guint             *position,
           char            *(*escape_one) (const char *),
           guint              most,
           guint             *n_taken)
{
  g_autoptr (GString) some = g_string_new (NULL);

  *n_taken = 0;
  for (; addresses[*position] != NULL && *n_taken < most && some->len < MAX_ADDRESSES; *position += 1)
    {
      g_autofree char *one = escape_one (addresses[*position]);

      if (one == NULL)
        continue;
      g_string_append_printf (some, "%s%s", *n_taken > 0 ? "," : "", one);
      *n_taken += 1;
    }
  return g_string_free_and_steal (g_steal_pointer (&some));
}

static guint
count_usable (const char *const *addresses,
              char            *(*escape_one) (const char *))
{
  guint n = 0;

  for (guint i = 0; addresses[i] != NULL; i++)
    {
      g_autofree char *one = escape_one (addresses[i]);

      n += one != NULL;
    }
  return n;
}

/* "subject=…&body=…", of what there is. */
static char *
make_words (const char *subject,
            const char *body)
{
  g_autofree char *line = escape_line (subject != NULL ? subject : "");
  g_autofree char *lines = escape_lines (body);

  return g_strconcat (*line != '\0' ? "subject=" : "", line, *line != '\0' && *lines != '\0' ? "&" : "",
                      *lines != '\0' ? "body=" : "", lines, NULL);
}

char **
lnet_message_uri_mail (const char *const *addresses,
                       const char        *subject,
                       const char        *body)
{
  g_autoptr (GStrvBuilder) uris = g_strv_builder_new ();
  g_autofree char *words = make_words (subject, body);
  const char *more = *words != '\0' ? "&" : "";
  gboolean is_hidden = count_usable (addresses, escape_address) > 1;
  guint position = 0;

  if (strlen (words) > MAX_WORDS)
    return NULL;
  while (addresses[position] != NULL)
    {
      guint n;
      g_autofree char *some = take_some (addresses, &position, escape_address, MAX_MAIL_RECIPIENTS, &n);

      if (n == 0)
        continue;
      g_strv_builder_take (uris, is_hidden ? g_strconcat ("mailto:?bcc=", some, more, words, NULL)
                                           : g_strconcat ("mailto:", some, *more != '\0' ? "?" : "", words, NULL));
    }
  return g_strv_builder_end (uris);
}

char **
lnet_message_uri_text (const char *const *numbers,
                       const char        *body)
{
  g_autoptr (GStrvBuilder) uris = g_strv_builder_new ();
  g_autofree char *words = make_words (NULL, body);
  guint position = 0;

  if (strlen (words) > MAX_WORDS)
    return NULL;
  while (numbers[position] != NULL)
    {
      guint n;
      g_autofree char *some = take_some (numbers, &position, escape_number, MAX_TEXT_RECIPIENTS, &n);

      if (n > 0)
        g_strv_builder_take (uris, g_strconcat ("sms:", some, *words != '\0' ? "?" : "", words, NULL));
    }
  return g_strv_builder_end (uris);
}
