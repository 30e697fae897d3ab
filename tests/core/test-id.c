/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-id.h"

#define N_IDS 100000
#define N_THREADS 4

/* Whoever was made later stands later, however quickly they follow each other. */
static void
test_rising (void)
{
  LnetId last = lnet_id_new ();

  for (int i = 0; i < N_IDS; i++)
    {
      LnetId next = lnet_id_new ();

      g_assert_cmpint (lnet_id_compare (&last, &next), <, 0);
      last = next;
    }
}

static gpointer
make_many (gpointer data)
{
  LnetId *ids = data;

  for (int i = 0; i < N_IDS / N_THREADS; i++)
    ids[i] = lnet_id_new ();
  return NULL;
}

static void
test_threads (void)
{
  g_autofree LnetId *ids = g_new (LnetId, N_IDS);
  g_autoptr (GHashTable) seen = g_hash_table_new (lnet_id_hash, lnet_id_equal);
  GThread *threads[N_THREADS];

  for (int i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("ids", make_many, ids + i * (N_IDS / N_THREADS));
  for (int i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  for (int i = 0; i < N_IDS; i++)
    g_assert_true (g_hash_table_add (seen, &ids[i]));
}

static void
test_text (void)
{
  LnetId id = lnet_id_new (), read;
  g_autofree char *text = lnet_id_to_string (&id);

  g_assert_true (lnet_id_from_string (text, &read));
  g_assert_true (lnet_id_equal (&id, &read));
  text[3] = 'g';
  g_assert_false (lnet_id_from_string (text, &read));
  g_assert_false (lnet_id_from_string ("12", &read));
  g_assert_false (lnet_id_from_string (NULL, &read));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id/rising", test_rising);
  g_test_add_func ("/id/threads", test_threads);
  g_test_add_func ("/id/text", test_text);
  return g_test_run ();
}
