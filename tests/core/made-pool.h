/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-pool.h"

/* Pools of people who are made up, for tests and for measuring: some languages, times, places, roles and words are much
 * more frequent than others, as they are where people work. */

#define MADE_WORDS 600

/* Of @n, the first ones much oftener than the last. */
static inline guint
made_pick (GRand *rand,
           guint  n)
{
  double x = g_rand_double (rand);

  return MIN ((guint) (n * x * x * x), n - 1);
}

/* A word that counts, the same for a number every time: two syllables and an ending that stays. */
static inline void
made_word (GString *text,
           guint    number)
{
  static const char consonants[] = "bcdfghjklmnprtvz";
  static const char vowels[] = "aeiou";

  for (guint i = 0; i < 3; i++)
    {
      g_string_append_c (text, consonants[number % 16]);
      g_string_append_c (text, vowels[number / 16 % 5]);
      number = number * 7 + 3 * i + 1;
    }
  g_string_append (text, "nt ");
}

static inline char *
made_text (GRand *rand,
           guint  most)
{
  GString *text = g_string_new (NULL);
  guint n = g_rand_int_range (rand, 0, (gint32) most);

  for (guint i = 0; i < n; i++)
    {
      g_string_append (text, "with the ");
      made_word (text, made_pick (rand, MADE_WORDS));
    }
  return g_string_free_and_steal (text);
}

static inline char *
made_slots (GRand *rand)
{
  static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat" };
  static const char *const parts[] = { "morning", "midday", "afternoon", "evening" };
  GString *text = g_string_new (NULL);
  guint n = g_rand_int_range (rand, 1, 6);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s-%s ", days[made_pick (rand, 6)], parts[g_rand_int_range (rand, 0, 4)]);
  return g_string_free_and_steal (text);
}

static inline LnetId
made_id (guint number)
{
  LnetId id = { { 1 } };

  for (guint i = 0; i < 4; i++)
    id.bytes[i + 4] = id.bytes[i + 12] = (guint8) (number >> (24 - 8 * i));
  return id;
}

static inline void
made_add_member (LnetPool *pool,
                 GRand    *rand,
                 guint     number,
                 guint     n,
                 guint     n_words)
{
  static const char *const languages[][3] = { { "en", NULL }, { "en", "es", NULL }, { "es", NULL }, { "arp", "en", NULL },
                                              { "vi", NULL } };
  static const char *const roles[] = { "teacher", "family-child-care", "parent", "director", "coach", "cook", "bus-driver",
                                       "advocate", "nurse", "librarian" };
  static const char *const modes[] = { "either", "video", "in-person" };
  g_autofree char *slots = made_slots (rand);
  g_autofree char *strengths = made_text (rand, n_words);
  g_autofree char *wishes = made_text (rand, n_words);
  g_autofree char *region = g_strdup_printf ("County %u", made_pick (rand, 60));
  g_autofree char *town = g_strdup_printf ("Town %u", made_pick (rand, 6));
  const char *of_member[] = { roles[made_pick (rand, 10)], roles[made_pick (rand, 10)], NULL };
  LnetPoolMember member = {
    .person = {
      .member = made_id (number),
      .supervisor = g_rand_int_range (rand, 0, 2) == 0 ? made_id (number % (n / 12 + 1)) : lnet_id_null (),
      .languages = languages[made_pick (rand, 5)],
      .slots = slots,
      .mode = modes[made_pick (rand, 3)],
      .strengths = strengths,
      .wishes = wishes,
      .organization = made_id (n + made_pick (rand, n / 8 + 2)),
    },
    .roles = of_member,
    .town = town,
    .region = region,
    .travel_minutes = 15 * g_rand_int_range (rand, 0, 6),
    .coached = (guint) g_rand_int_range (rand, 0, 4),
    .was_coached = (guint) g_rand_int_range (rand, 0, 4),
    .waited_days = (guint) g_rand_int_range (rand, 0, 150),
    .came_back = g_rand_int_range (rand, 0, 40) == 0,
  };

  if (g_rand_int_range (rand, 0, 3) > 0)
    of_member[1] = NULL;
  lnet_pool_add (pool, &member);
}

/* @n_words: fewer than these stand in a text. Not sealed. */
static inline LnetPool *
made_pool_new (GRand *rand,
               guint  n,
               guint  n_words)
{
  LnetId round = made_id (77);
  LnetPool *pool = lnet_pool_new (&round);

  for (guint i = 0; i < n; i++)
    made_add_member (pool, rand, i, n, n_words);
  for (guint i = 0; i < n / 4; i++)
    {
      LnetId a = made_id ((guint) g_rand_int_range (rand, 0, (gint32) n));
      LnetId b = made_id ((guint) g_rand_int_range (rand, 0, (gint32) n));
      LnetId c = made_id ((guint) g_rand_int_range (rand, 0, (gint32) n));

      lnet_pool_add_wanted (pool, &a, &b);
      lnet_pool_add_past (pool, &b, &c, (guint) g_rand_int_range (rand, 0, 4));
      if (i % 8 == 0)
        lnet_pool_add_unwanted (pool, &c, &a);
    }
  return pool;
}

/* With weights by chance but for every third @seed, which keeps those there are: with few points of score many sets are
 * equally good, and with many words few. @paired: some are partners already. Sealed. */
static inline LnetPool *
made_pool_varied (guint    seed,
                  guint    n,
                  guint    n_words,
                  gboolean paired)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  LnetPool *pool = made_pool_new (rand, n, n_words);

  for (guint c = 0; c < LNET_N_CRITERIA; c++)
    if (seed % 3 > 0)
      lnet_pool_set_weight (pool, (LnetCriterion) c, g_rand_int_range (rand, 0, seed % 3 == 1 ? 11 : 2));
  for (guint i = 0; paired && i < n / 20; i++)
    {
      LnetId pair[] = { made_id (3 * i), made_id (n - 1 - 2 * i) };

      lnet_pool_add_pair (pool, pair, 2);
    }
  lnet_pool_seal (pool);
  return pool;
}
