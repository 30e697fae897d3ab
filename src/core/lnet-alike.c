/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-alike.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Shorter names are too often alike by chance: Ana and Ada, Lee and Leo. */
#define LONG_ENOUGH 4
#define BEGINNING 3

static const struct
{
  LnetAlike reason;
  guint weight;
  const char *words;
} reasons_known[] = {
  { LNET_ALIKE_REGISTRY_ID, 8, N_("same registry ID") },
  { LNET_ALIKE_EMAIL, 4, N_("same e-mail") },
  { LNET_ALIKE_PHONE, 2, N_("same phone") },
  { LNET_ALIKE_NAME, 3, N_("same name") },
  { LNET_ALIKE_CLOSE_NAME, 2, N_("names nearly alike") },
  /* A town says something only beside a name: see lnet_alike_score(). */
  { LNET_ALIKE_TOWN, 1, N_("same town") },
};

guint
lnet_alike_score (LnetAlike reasons)
{
  guint score = 0;

  if ((reasons & (LNET_ALIKE_NAME | LNET_ALIKE_CLOSE_NAME)) == 0)
    reasons &= ~LNET_ALIKE_TOWN;
  for (gsize i = 0; i < G_N_ELEMENTS (reasons_known); i++)
    if ((reasons & reasons_known[i].reason) != 0)
      score += reasons_known[i].weight;
  return score;
}

char *
lnet_alike_describe (LnetAlike reasons)
{
  GString *words = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (reasons_known); i++)
    if ((reasons & reasons_known[i].reason) != 0)
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "",
                              g_dgettext (GETTEXT_PACKAGE, reasons_known[i].words));
  return g_string_free (words, FALSE);
}

/* After the first letter that differs, the rest must be equal with one letter passed over on either side or both, or
 * with two swapped. */
static gboolean
is_one_letter_off (const char *a,
                   const char *b)
{
  const char *next_a, *next_b;

  while (*a != '\0' && *b != '\0' && g_utf8_get_char (a) == g_utf8_get_char (b))
    {
      a = g_utf8_next_char (a);
      b = g_utf8_next_char (b);
    }
  next_a = *a != '\0' ? g_utf8_next_char (a) : a;
  next_b = *b != '\0' ? g_utf8_next_char (b) : b;
  if (strcmp (next_a, next_b) == 0 || strcmp (next_a, b) == 0 || strcmp (a, next_b) == 0)
    return TRUE;
  return *next_a != '\0' && *next_b != '\0' && g_utf8_get_char (a) == g_utf8_get_char (next_b) &&
         g_utf8_get_char (next_a) == g_utf8_get_char (b) &&
         strcmp (g_utf8_next_char (next_a), g_utf8_next_char (next_b)) == 0;
}

gboolean
lnet_alike_names_close (const char *a,
                        const char *b)
{
  glong n_a = g_utf8_strlen (a, -1), n_b = g_utf8_strlen (b, -1);

  if (MIN (n_a, n_b) >= BEGINNING && (g_str_has_prefix (a, b) || g_str_has_prefix (b, a)))
    return TRUE;
  return MIN (n_a, n_b) >= LONG_ENOUGH && ABS (n_a - n_b) <= 1 && is_one_letter_off (a, b);
}
