/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-order-key.h"

#include <string.h>

static void
assert_between (const char *before,
                const char *key,
                const char *after)
{
  if (before != NULL)
    g_assert_cmpstr (before, <, key);
  if (after != NULL)
    g_assert_cmpstr (key, <, after);
}

static void
test_first (void)
{
  g_autofree char *key = lnet_order_key_between (NULL, NULL);
  g_autofree char *before = lnet_order_key_between (NULL, key);
  g_autofree char *after = lnet_order_key_between (key, NULL);

  assert_between (before, key, after);
  g_assert_cmpuint (strlen (key), ==, 9);
}

/* Ten thousand rows, each right after the one before, between two fixed ones; the same backwards, and at the ends. */
static void
test_one_place (gconstpointer data)
{
  gboolean forwards = strchr (data, 'f') != NULL;
  gboolean bounded = strchr (data, 'b') != NULL;
  g_autofree char *first = bounded ? lnet_order_key_between (NULL, NULL) : NULL;
  g_autofree char *last = bounded ? lnet_order_key_between (first, NULL) : NULL;
  g_autofree char *low = g_strdup (first);
  g_autofree char *high = g_strdup (last);
  gsize longest = 0;

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *key = lnet_order_key_between (low, high);

      assert_between (low, key, high);
      longest = MAX (longest, strlen (key));
      if (forwards)
        g_set_str (&low, key);
      else
        g_set_str (&high, key);
    }
  g_assert_cmpuint (longest, <=, 21);
}

/* The worst that can be done: always between the two newest. No scheme does this in less than a bit a key. */
static void
test_ever_narrower (void)
{
  g_autofree char *low = lnet_order_key_between (NULL, NULL);
  g_autofree char *high = lnet_order_key_between (low, NULL);

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *key = lnet_order_key_between (low, high);

      assert_between (low, key, high);
      if (g_random_boolean ())
        g_set_str (&low, key);
      else
        g_set_str (&high, key);
    }
  g_assert_cmpuint (strlen (low), <, 2000);
}

static void
test_random_places (void)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  gsize longest = 0;

  for (guint i = 0; i < 5000; i++)
    {
      guint at = (guint) g_random_int_range (0, (int) keys->len + 1);
      const char *before = at > 0 ? keys->pdata[at - 1] : NULL;
      const char *after = at < keys->len ? keys->pdata[at] : NULL;
      char *key = lnet_order_key_between (before, after);

      assert_between (before, key, after);
      longest = MAX (longest, strlen (key));
      g_ptr_array_insert (keys, (int) at, key);
    }
  g_assert_cmpuint (longest, <=, 30);
}

/* Two desks put something into the same place; afterwards something goes between the two. */
static void
test_two_desks (void)
{
  g_autofree char *low = lnet_order_key_between (NULL, NULL);
  g_autofree char *high = lnet_order_key_between (low, NULL);

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *ana = lnet_order_key_between (low, high);
      g_autofree char *ben = lnet_order_key_between (low, high);
      g_autofree char *between = NULL;

      g_assert_cmpstr (ana, !=, ben);
      between = strcmp (ana, ben) < 0 ? lnet_order_key_between (ana, ben) : lnet_order_key_between (ben, ana);
      g_assert_true ((strcmp (ana, between) < 0) != (strcmp (ben, between) < 0));
    }
}

/* Keys that are equal or the wrong way round still give a place, right after the first. */
static void
test_wrong_way_round (void)
{
  g_autofree char *low = lnet_order_key_between (NULL, NULL);
  g_autofree char *high = lnet_order_key_between (low, NULL);
  g_autofree char *after_high = lnet_order_key_between (high, low);
  g_autofree char *after_low = lnet_order_key_between (low, low);

  assert_between (high, after_high, NULL);
  g_assert_true (g_str_has_prefix (after_high, high));
  assert_between (low, after_low, high);
}

static void
test_run (gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  g_autofree char *low = lnet_order_key_between (NULL, NULL);
  g_autofree char *high = lnet_order_key_between (low, NULL);
  g_auto (GStrv) keys = lnet_order_keys_between (low, high, n);
  const char *before = low;

  g_assert_cmpuint (g_strv_length (keys), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *between = lnet_order_key_between (i > 0 ? before : low, keys[i]);

      assert_between (before, keys[i], high);
      assert_between (before, between, keys[i]);
      before = keys[i];
    }
}

/* All of one desk's run stands on one side of all of the other's. */
static void
test_runs_never_mix (void)
{
  g_autofree char *low = lnet_order_key_between (NULL, NULL);
  g_autofree char *high = lnet_order_key_between (low, NULL);

  for (guint i = 0; i < 200; i++)
    {
      g_auto (GStrv) ana = lnet_order_keys_between (low, high, 20);
      g_auto (GStrv) ben = lnet_order_keys_between (low, high, 20);

      g_assert_true (strcmp (ana[19], ben[0]) < 0 || strcmp (ben[19], ana[0]) < 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/order-key/first", test_first);
  g_test_add_data_func ("/order-key/one-place/forwards", "f", test_one_place);
  g_test_add_data_func ("/order-key/one-place/backwards", "-", test_one_place);
  g_test_add_data_func ("/order-key/one-place/forwards-between", "fb", test_one_place);
  g_test_add_data_func ("/order-key/one-place/backwards-between", "b", test_one_place);
  g_test_add_func ("/order-key/ever-narrower", test_ever_narrower);
  g_test_add_func ("/order-key/random-places", test_random_places);
  g_test_add_func ("/order-key/two-desks", test_two_desks);
  g_test_add_func ("/order-key/wrong-way-round", test_wrong_way_round);
  g_test_add_data_func ("/order-key/run/one", GUINT_TO_POINTER (1), test_run);
  g_test_add_data_func ("/order-key/run/none", GUINT_TO_POINTER (0), test_run);
  g_test_add_data_func ("/order-key/run/twenty", GUINT_TO_POINTER (20), test_run);
  g_test_add_data_func ("/order-key/run/many", GUINT_TO_POINTER (150000), test_run);
  g_test_add_func ("/order-key/runs-never-mix", test_runs_never_mix);
  return g_test_run ();
}
