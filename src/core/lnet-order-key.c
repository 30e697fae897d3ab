/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-order-key.h"

#include <string.h>

/* A key is a row of figures, each written in three letters: 62³ values, which is room for thousands of neighbours
 * before the next figure is needed. The last two figures of a single key are random. */
#define FIGURE_LETTERS 3
#define FIGURE_VALUES (62 * 62 * 62)
#define RANDOM_FIGURES 2

/* A neighbour is put this far away at most, at random: two desks at one place then mostly differ early. */
#define LONGEST_STEP 16

static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

static guint
letter_value (char letter)
{
  if (letter >= 'a')
    return MIN (letter - 'a' + 36, 61);
  if (letter >= 'A')
    return MIN (letter - 'A' + 10, 35);
  return CLAMP (letter, '0', '9') - '0';
}

/* The figures of a key go on for ever as zeros. */
static guint
get_figure (const char *key,
            gsize       length,
            gsize       index)
{
  guint value = 0;

  for (gsize i = index * FIGURE_LETTERS; i < (index + 1) * FIGURE_LETTERS; i++)
    value = value * 62 + (i < length ? letter_value (key[i]) : 0);
  return value;
}

static void
append_figure (GString *key,
               guint    value)
{
  g_string_append_c (key, letters[value / (62 * 62)]);
  g_string_append_c (key, letters[value / 62 % 62]);
  g_string_append_c (key, letters[value % 62]);
}

/* Never zero at the end, or nothing would fit before it. */
static char *
finish_key (GString *key)
{
  for (guint i = 0; i < RANDOM_FIGURES; i++)
    append_figure (key, (guint) g_random_int_range (1, FIGURE_VALUES));
  return g_string_free_and_steal (key);
}

static char *
key_right_after (const char *before)
{
  g_autoptr (GString) key = g_string_new (before);

  while (key->len % FIGURE_LETTERS != 0)
    g_string_append_c (key, letters[0]);
  append_figure (key, FIGURE_VALUES / 2);
  return finish_key (g_steal_pointer (&key));
}

/* Where rows are added one after the other at one place, the newer neighbour is the one with the longer key: the next
 * stands close to it, and most of the room stays for those that follow. Fresh room is divided in the middle. */
static guint
choose_figure (guint low,
               guint high,
               gsize before_length,
               gsize after_length)
{
  guint room = high - low - 1;
  guint step = 1 + (guint) g_random_int_range (0, MIN (room, LONGEST_STEP));

  if (before_length > after_length)
    return low + step;
  if (after_length > before_length)
    return high - step;
  return low + 1 + room / 2;
}

char *
lnet_order_key_between (const char *before,
                        const char *after)
{
  g_autoptr (GString) key = g_string_new (NULL);
  gsize before_length = before != NULL ? strlen (before) : 0;
  gsize after_length = after != NULL ? strlen (after) : 0;
  gboolean below_after = after == NULL;

  if (before != NULL && after != NULL && strcmp (before, after) >= 0)
    return key_right_after (before);

  for (gsize i = 0;; i++)
    {
      guint low = get_figure (before, before_length, i);
      guint high = below_after ? FIGURE_VALUES : get_figure (after, after_length, i);

      if (high > low + 1)
        {
          append_figure (key, choose_figure (low, high, before_length, after_length));
          break;
        }
      append_figure (key, low);
      below_after = below_after || high > low;
    }
  return finish_key (g_steal_pointer (&key));
}

char **
lnet_order_keys_between (const char *before,
                         const char *after,
                         guint       n)
{
  g_autofree char *start = lnet_order_key_between (before, after);
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  guint figures = n < FIGURE_VALUES / 2 ? 1 : 2;
  guint64 values = figures == 1 ? FIGURE_VALUES : (guint64) FIGURE_VALUES * FIGURE_VALUES;
  guint64 step = values / ((guint64) n + 1);

  for (guint i = 0; i < n; i++)
    {
      GString *key = g_string_new (start);
      guint64 value = step * (i + 1);

      if (figures == 2)
        append_figure (key, (guint) (value / FIGURE_VALUES));
      append_figure (key, (guint) (value % FIGURE_VALUES));
      if (value % FIGURE_VALUES == 0)
        append_figure (key, FIGURE_VALUES / 2);
      g_strv_builder_take (keys, g_string_free_and_steal (key));
    }
  return g_strv_builder_end (keys);
}
