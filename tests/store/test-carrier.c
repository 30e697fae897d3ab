/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "lnet-carrier.h"
#include "network-fixture.h"

#define URI "davs://cloud.example.org/network"

static GPtrArray *
list (Network*network)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *carriers = lnet_carrier_list (lnet_store_get_reader (network->store), &error);

  g_assert_no_error (error);
  return carriers;
}

static void
take_down (Network         *network,
           LnetCarrierNote *note)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lnet_store_note_carrier (network->store, note, &error));
  g_assert_no_error (error);
}

/* What is not said stays as it was. */
static void
test_carrier (Network      *network,
              gconstpointer  data)
{
  LnetCarrierNote *begin = lnet_carrier_note_new (URI), *pause = lnet_carrier_note_new (URI);
  LnetCarrierNote *later = lnet_carrier_note_new (URI), *forget = lnet_carrier_note_new (URI);
  g_autoptr (GPtrArray) carriers = list (network);
  const LnetCarrier *carrier;

  g_assert_cmpuint (carriers->len, ==, 0);
  begin->mark = g_bytes_new_static ("mark", 4);
  begin->synced = 1700;
  take_down (network, begin);
  pause->pause = TRUE;
  take_down (network, pause);
  g_clear_pointer (&carriers, g_ptr_array_unref);
  carriers = list (network);
  g_assert_cmpuint (carriers->len, ==, 1);
  carrier = carriers->pdata[0];
  g_assert_cmpstr (carrier->uri, ==, URI);
  g_assert_cmpuint (g_bytes_get_size (carrier->mark), ==, 4);
  g_assert_true (carrier->paused);
  g_assert_cmpint (carrier->synced, ==, 1700);

  later->resume = TRUE;
  later->synced = 1600;
  take_down (network, later);
  g_clear_pointer (&carriers, g_ptr_array_unref);
  carriers = list (network);
  carrier = carriers->pdata[0];
  g_assert_false (carrier->paused);
  g_assert_cmpint (carrier->synced, ==, 1700);

  forget->forget = TRUE;
  take_down (network, forget);
  g_clear_pointer (&carriers, g_ptr_array_unref);
  carriers = list (network);
  g_assert_cmpuint (carriers->len, ==, 0);
}

static void
test_carried (Network      *network,
              gconstpointer  data)
{
  LnetMark mark = { lnet_id_new (), lnet_id_new (), 5 };
  g_autoptr (GError) error = NULL;

  for (guint64 n = 5; n > 3; n--)
    {
      LnetCarrierNote *put = lnet_carrier_note_new (URI);
      g_autoptr (GArray) carried = NULL;
      const LnetId nobody = lnet_id_null ();

      mark.n = n;
      put->carried = lnet_vector_new ();
      lnet_vector_raise (put->carried, &mark);
      take_down (network, put);
      carried = lnet_carrier_read_carried (lnet_store_get_reader (network->store), URI, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (lnet_vector_get (carried, &mark.space, &nobody), ==, n);
    }
}

static void
test_heard (Network      *network,
            gconstpointer  data)
{
  LnetHeard heard = { lnet_id_new (), 20, 10, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) all = NULL;

  for (guint i = 0; i < 2; i++)
    {
      LnetCarrierNote *hear = lnet_carrier_note_new (URI);

      heard.heard++;
      heard.note = g_bytes_new_static ("note", 4 - i);
      g_array_append_val (hear->heard, heard);
      take_down (network, hear);
    }
  all = lnet_heard_list (lnet_store_get_reader (network->store), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpint (g_array_index (all, LnetHeard, 0).heard, ==, 22);
  g_assert_cmpuint (g_bytes_get_size (g_array_index (all, LnetHeard, 0).note), ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add ("/carrier/" path, Network, NULL, network_set_up, func, network_tear_down)
  ADD ("carrier", test_carrier);
  ADD ("carried", test_carried);
  ADD ("heard", test_heard);
  return g_test_run ();
}
