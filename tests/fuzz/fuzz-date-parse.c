/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fuzz.h"
#include "lnet-date-parse.h"

#include <string.h>

/* A date that was understood says itself what it is. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  LnetDateVotes votes = { 0 };

  lnet_date_votes_add (&votes, text);
  for (guint day_first = 0; day_first < 2; day_first++)
    {
      g_autofree char *date = lnet_date_parse (text, (gboolean) day_first);
      g_autofree char *again = date != NULL ? lnet_date_parse (date, (gboolean) day_first) : NULL;

      g_assert_cmpstr (again, ==, date);
    }
  return 0;
}

void
fuzz_add_seeds (GPtrArray *seeds)
{
  static const char *const dates[] = {
    "2026-11-24", "11/24/2026", "24.11.2026", "24/11/26", "24 Nov 2026", "November 24th, 2026", "46350", "20261124",
    "24 de noviembre de 2026", "2026-11-24T18:00:00Z", "1/2/2026 12:00 AM", "2026", "11/2026", "nov 2026",
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    g_ptr_array_add (seeds, g_bytes_new_static (dates[i], strlen (dates[i])));
}
