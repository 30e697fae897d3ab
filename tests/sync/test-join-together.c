/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Desks that were let in, and what they write: whose counts, who reads what, and that all come to the same. */

#include "config.h"

#include "together-fixture.h"

static void
test_facilitator (Together      *together,
                  gconstpointer  data)
{
  g_autoptr (LnetDelivery) unsigned_one = NULL;

  join (together, BEN, LNET_STANCE_FACILITATOR, NULL);
  assert_same (together, ANA, BEN);
  add_member (together, BEN, "Tamsin");
  /* What nobody signed nobody wrote. */
  unsigned_one = collect (together, BEN, ANA);
  g_assert_cmpuint (take (together, ANA, unsigned_one).n_waiting, ==, 1);
  g_assert_false (knows (together, ANA, "Tamsin"));
  g_assert_cmpuint (pass (together, BEN, ANA).n_waiting, ==, 0);
  g_assert_true (knows (together, ANA, "Tamsin"));
  assert_same (together, ANA, BEN);
}

static void
test_signed_by_another (Together      *together,
                        gconstpointer  data)
{
  g_autoptr (LnetDelivery) delivery = NULL;
  g_autoptr (LnetDeskKey) other = lnet_desk_key_new ();

  join (together, BEN, LNET_STANCE_FACILITATOR, NULL);
  add_member (together, BEN, "Tamsin");
  delivery = collect (together, BEN, ANA);
  lnet_bundle_sign (get_reader (together, BEN), delivery, &together->people[BEN].desk, other->sign.secret,
                    &together->error);
  take (together, ANA, delivery);
  g_assert_false (knows (together, ANA, "Tamsin"));
}

/* Another batch before all others: the @i-th, with other words in it. */
static void
put_before (LnetDelivery *delivery,
            guint         i,
            const char   *words,
            const char   *others)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (delivery->batches->pdata[i], &size);
  guint8 *body = g_memdup2 (data, size);

  memcpy (memmem (body, size, words, strlen (words)), others, strlen (words));
  g_ptr_array_insert (delivery->batches, 0, g_bytes_new_take (body, size));
}

/* A signature is for the very batches it was made over: another one of the same number beside them is not. */
static void
test_beside_signed_ones (Together      *together,
                         gconstpointer  data)
{
  g_autoptr (LnetDelivery) delivery = NULL;

  join (together, BEN, LNET_STANCE_FACILITATOR, NULL);
  add_member (together, BEN, "Tamsin");
  add_member (together, BEN, "Wrenna");
  delivery = collect (together, BEN, ANA);
  lnet_bundle_sign (get_reader (together, BEN), delivery, &together->people[BEN].desk,
                    together->people[BEN].key->sign.secret, &together->error);
  g_assert_cmpuint (delivery->batches->len, ==, 2);
  put_before (delivery, 1, "Wrenna", "Faker ");
  put_before (delivery, 1, "Tamsin", "Forger");
  take (together, ANA, delivery);
  g_assert_true (knows (together, ANA, "Tamsin"));
  g_assert_true (knows (together, ANA, "Wrenna"));
  g_assert_false (knows (together, ANA, "Forger"));
  g_assert_false (knows (together, ANA, "Faker"));
}

/* --- what a participant's disk holds --- */

static void
assert_holds (const char *path,
              const char *words,
              gboolean    holds)
{
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  g_assert_cmpint (memmem (content, size, words, strlen (words)) != NULL, ==, holds);
}

static LnetId
put_enrolment (LnetTransaction *transaction,
               const LnetId    *member,
               const char      *reflection)
{
  LnetId enrolment = lnet_transaction_add (transaction, LNET_TABLE_ENROLMENT, lnet_space (LNET_SPACE_NETWORK));
  LnetId evidence = lnet_transaction_add (transaction, LNET_TABLE_EVIDENCE, lnet_space_enrolment (&enrolment));

  lnet_transaction_set_id (transaction, LNET_ENROLMENT_MEMBER, &enrolment, member);
  lnet_transaction_set_id (transaction, LNET_EVIDENCE_ENROLMENT, &evidence, &enrolment);
  lnet_transaction_set_text (transaction, LNET_EVIDENCE_BODY, &evidence, reflection);
  return enrolment;
}

static void
test_participant (Together      *together,
                  gconstpointer  data)
{
  LnetTransaction *transaction = lnet_transaction_new ("member-edit");
  LnetId staff = lnet_transaction_add (transaction, LNET_TABLE_MEMBER_STAFF, lnet_space (LNET_SPACE_STAFF));
  LnetId tamsin = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));
  LnetId other = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));
  LnetId pair = lnet_transaction_add (transaction, LNET_TABLE_PAIR, lnet_space (LNET_SPACE_NETWORK));
  LnetId entry = lnet_transaction_add (transaction, LNET_TABLE_COACHING_NOTE, lnet_space_pair (&pair));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &tamsin, "Tamsin");
  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &other, "Wrenna");
  lnet_transaction_set_id (transaction, LNET_MEMBER_STAFF_MEMBER, &staff, &tamsin);
  lnet_transaction_set_text (transaction, LNET_MEMBER_STAFF_NOTE, &staff, "only-for-staff");
  lnet_transaction_set_text (transaction, LNET_COACHING_NOTE_STRENGTH, &entry, "only-for-the-pair");
  put_enrolment (transaction, &tamsin, "of-tamsin-alone");
  put_enrolment (transaction, &other, "of-wrenna-alone");
  commit (together, ANA, transaction);

  join (together, BEN, LNET_STANCE_PARTICIPANT, &tamsin);
  pass (together, ANA, BEN);
  g_assert_true (knows (together, BEN, "Wrenna"));
  g_clear_object (&together->people[BEN].store);
  g_clear_object (&together->people[ANA].store);
  assert_holds (together->people[ANA].path, "only-for-staff", TRUE);
  assert_holds (together->people[ANA].path, "of-wrenna-alone", TRUE);
  assert_holds (together->people[ANA].path, "only-for-the-pair", TRUE);
  assert_holds (together->people[BEN].path, "of-tamsin-alone", TRUE);
  assert_holds (together->people[BEN].path, "only-for-staff", FALSE);
  assert_holds (together->people[BEN].path, "of-wrenna-alone", FALSE);
  assert_holds (together->people[BEN].path, "only-for-the-pair", FALSE);
}

/* --- before sharing began --- */

/* What was written here under another number, before the network was shared, has nobody's signature: the roster says
 * what it was. */
static void
test_former (Together      *together,
             gconstpointer  data)
{
  Person *ana = &together->people[ANA];
  g_autofree char *marks = g_build_filename (g_get_user_state_dir (), "learning-network", "desks", NULL);
  g_autoptr (LnetDelivery) forged = NULL;
  g_autoptr (LnetOwnDesk) own = NULL;
  LnetId nobody = lnet_id_null ();

  g_clear_object (&ana->store);
  g_clear_pointer (&ana->key, lnet_desk_key_free);
  g_free (ana->path);
  ana->path = g_build_filename (together->folder, "older.lnet", NULL);
  ana->store = lnet_store_create (ana->path, "Prairie network", &together->error);
  add_member (together, ANA, "Tamsin");
  g_clear_object (&ana->store);
  remove_folder (marks);
  ana->store = lnet_store_open (ana->path, &together->error);
  add_member (together, ANA, "Wrenna");
  lnet_own_desk_begin (ana->store, "Desk 0", &nobody, &together->error);
  g_assert_no_error (together->error);
  ana->key = lnet_key_store_load (lnet_store_get_network (ana->store), &together->error);
  g_assert_true (lnet_sharing_find_desk (get_reader (together, ANA), &ana->desk, &together->error));

  admit (together, BEN, LNET_STANCE_FACILITATOR, NULL);
  own = lnet_own_desk_load (get_reader (together, BEN), &together->error);
  g_assert_cmpint (own->state, ==, LNET_OWN_DESK_TAKES_PART);
  pass (together, ANA, BEN);
  g_assert_true (knows (together, BEN, "Tamsin"));
  g_assert_true (knows (together, BEN, "Wrenna"));
  assert_same (together, ANA, BEN);

  /* Cam gets something else in its place first. */
  admit (together, CAM, LNET_STANCE_FACILITATOR, NULL);
  forged = collect (together, ANA, CAM);
  lnet_bundle_sign (get_reader (together, ANA), forged, &ana->desk, ana->key->sign.secret, &together->error);
  for (guint i = 0; i < forged->batches->len; i++)
    {
      gsize size;
      gconstpointer body = g_bytes_get_data (forged->batches->pdata[i], &size);

      if (memmem (body, size, "Tamsin", 6) == NULL)
        continue;
      put_before (forged, i, "Tamsin", "Forger");
      g_ptr_array_remove_index (forged->batches, i + 1);
      break;
    }
  take (together, CAM, forged);
  g_assert_false (knows (together, CAM, "Forger"));
  pass (together, ANA, CAM);
  g_assert_true (knows (together, CAM, "Tamsin"));
  g_assert_false (knows (together, CAM, "Forger"));
}

/* --- taking out --- */

/* Whoever hears of it early or late: what a desk wrote after it was taken out counts with nobody. */
static void
test_removed (Together      *together,
              gconstpointer  data)
{
  guint64 n_waiting;

  join (together, BEN, LNET_STANCE_FACILITATOR, NULL);
  join (together, CAM, LNET_STANCE_FACILITATOR, NULL);
  add_member (together, BEN, "Before");
  pass (together, BEN, ANA);
  sit_down (together, ANA);
  commit (together, ANA, lnet_sharing_remove (get_reader (together, ANA), &together->people[BEN].desk, NULL,
                                              &together->error));
  add_member (together, BEN, "Later");
  pass (together, BEN, CAM);
  g_assert_true (knows (together, CAM, "Later"));
  pass (together, BEN, ANA);
  g_assert_false (knows (together, ANA, "Later"));
  g_assert_true (knows (together, ANA, "Before"));
  pass (together, ANA, CAM);
  g_assert_false (knows (together, CAM, "Later"));
  g_assert_true (knows (together, CAM, "Before"));
  assert_same (together, ANA, CAM);
  /* What is set aside is so once, also when it comes once more. */
  n_waiting = pass (together, BEN, CAM).n_waiting;
  g_assert_cmpuint (n_waiting, ==, 1);
  g_assert_cmpuint (pass (together, BEN, CAM).n_waiting, ==, n_waiting);
}

/* Of two who take each other out, the one who was let in earlier stays, wherever it is heard in whatever order. */
static void
test_each_other (Together      *together,
                 gconstpointer  data)
{
  join (together, BEN, LNET_STANCE_DIRECTOR, NULL);
  join (together, CAM, LNET_STANCE_DIRECTOR, NULL);
  pass (together, ANA, BEN);
  add_member (together, BEN, "Of Ben");
  add_member (together, CAM, "Of Cam");
  commit (together, BEN, lnet_sharing_remove (get_reader (together, BEN), &together->people[CAM].desk, NULL,
                                              &together->error));
  commit (together, CAM, lnet_sharing_remove (get_reader (together, CAM), &together->people[BEN].desk, NULL,
                                              &together->error));
  assert_state (together, CAM, BEN, LNET_DESK_REMOVED);
  pass (together, CAM, ANA);
  assert_state (together, ANA, BEN, LNET_DESK_REMOVED);
  pass (together, BEN, ANA);
  pass (together, CAM, BEN);
  pass (together, BEN, CAM);
  for (guint who = ANA; who <= CAM; who++)
    {
      assert_state (together, who, BEN, LNET_DESK_ADMITTED);
      assert_state (together, who, CAM, LNET_DESK_REMOVED);
    }
  g_assert_true (knows (together, ANA, "Of Ben"));
  g_assert_false (knows (together, ANA, "Of Cam"));
  assert_same (together, ANA, BEN);
}

/* Who was taken out is not brought back by somebody who only says to be that desk. */
static void
test_forged_answer (Together      *together,
                    gconstpointer  data)
{
  g_autoptr (LnetDelivery) forged = NULL;

  join (together, BEN, LNET_STANCE_DIRECTOR, NULL);
  join (together, CAM, LNET_STANCE_DIRECTOR, NULL);
  pass (together, ANA, BEN);
  commit (together, BEN, lnet_sharing_remove (get_reader (together, BEN), &together->people[CAM].desk, NULL,
                                              &together->error));
  commit (together, CAM, lnet_sharing_remove (get_reader (together, CAM), &together->people[BEN].desk, NULL,
                                              &together->error));
  pass (together, CAM, ANA);
  assert_state (together, ANA, BEN, LNET_DESK_REMOVED);
  forged = collect (together, BEN, ANA);
  take (together, ANA, forged);
  assert_state (together, ANA, BEN, LNET_DESK_REMOVED);
  assert_state (together, ANA, CAM, LNET_DESK_ADMITTED);
}

/* Somebody who is no director writes on the roster all the same: it does nothing anywhere. */
static void
test_no_director (Together      *together,
                  gconstpointer  data)
{
  LnetTransaction *transaction = lnet_transaction_new ("desk-edit");
  g_autoptr (LnetRoster) roster = NULL;

  join (together, BEN, LNET_STANCE_FACILITATOR, NULL);
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_STANCE, &together->people[BEN].desk, "director");
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_STATE, &together->people[ANA].desk, "removed");
  commit (together, BEN, transaction);
  pass (together, BEN, ANA);
  assert_state (together, ANA, ANA, LNET_DESK_ADMITTED);
  assert_state (together, BEN, ANA, LNET_DESK_ADMITTED);
  roster = lnet_roster_load (get_reader (together, ANA), &together->error);
  g_assert_false (lnet_roster_is_director (roster, &together->people[BEN].desk));
  add_member (together, ANA, "Tamsin");
  pass (together, ANA, BEN);
  g_assert_true (knows (together, BEN, "Tamsin"));
}

int
main (int   argc,
      char *argv[])
{
  without_keyring ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, function) g_test_add ("/join-together/" path, Together, NULL, together_set_up, function, together_tear_down)
  ADD ("facilitator", test_facilitator);
  ADD ("signed-by-another", test_signed_by_another);
  ADD ("beside-signed-ones", test_beside_signed_ones);
  ADD ("participant", test_participant);
  ADD ("former", test_former);
  ADD ("removed", test_removed);
  ADD ("each-other", test_each_other);
  ADD ("forged-answer", test_forged_answer);
  ADD ("no-director", test_no_director);
#undef ADD
  return g_test_run ();
}
