/* SPDX-License-Identifier: GPL-3.0-or-later */

/* As people do it: one begins to share, others show their cards, are let in, join, and go again. */

#include "config.h"

#include "keys-fixture.h"

static LnetReader *
get_reader (Shared *shared)
{
  return lnet_store_get_reader (shared->store);
}

static LnetId
add_member (Shared     *shared,
            const char *first)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  LnetId member = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &member, first);
  lnet_store_commit (shared->store, transaction, NULL, &shared->error);
  g_assert_no_error (shared->error);
  return member;
}

static GBytes *
welcome (Shared         *shared,
         const LnetCard *card)
{
  g_autoptr (LnetSpaceKeys) keys = NULL;
  g_autoptr (LnetOwnDesk) own = prepare (shared, &keys);
  GBytes *bytes = lnet_welcome_letter_write (get_reader (shared), lnet_store_get_name (shared->store), card, keys,
                                             &shared->error);

  g_assert_no_error (shared->error);
  return bytes;
}

static void
test_begin (Shared        *shared,
            gconstpointer  data)
{
  g_autoptr (LnetSpaceKeys) keys = NULL;
  g_autoptr (LnetOwnDesk) own = prepare (shared, &keys);
  g_autoptr (LnetRoster) roster = load_roster (shared);
  const LnetRosterDesk *desk = lnet_roster_find (roster, &own->id);
  LnetId nobody = lnet_id_null ();

  g_assert_cmpint (own->state, ==, LNET_OWN_DESK_TAKES_PART);
  g_assert_cmpuint (lnet_roster_list (roster)->len, ==, 1);
  g_assert_cmpstr (desk->name, ==, "Ana's laptop");
  g_assert_true (lnet_roster_is_director (roster, &own->id));
  g_assert_cmpmem (desk->box_key, LNET_PUBLIC_KEY_SIZE, own->key->box.public, LNET_PUBLIC_KEY_SIZE);
  g_assert_cmpuint (lnet_space_keys_list (keys)->len, ==, 2);
  g_assert_false (lnet_own_desk_begin (shared->store, "Again", &nobody, &shared->error));
  g_assert_error (shared->error, LNET_ERROR, LNET_ERROR_INVALID);
  g_clear_error (&shared->error);
}

/* The keys of spaces lie sealed, and are the same ones later. */
static void
test_keys_stay (Shared        *shared,
                gconstpointer  data)
{
  g_autoptr (LnetSpaceKeys) before = NULL;
  g_autoptr (LnetSpaceKeys) after = NULL;
  g_autoptr (LnetOwnDesk) own = prepare (shared, &before);
  g_autoptr (LnetOwnDesk) again = prepare (shared, &after);
  g_autofree char *content = NULL;
  gsize size;

  g_assert_cmpuint (lnet_space_keys_list (before)->len, ==, lnet_space_keys_list (after)->len);
  lnet_store_close (shared->store);
  g_assert_true (g_file_get_contents (shared->path, &content, &size, NULL));
  for (guint i = 0; i < lnet_space_keys_list (before)->len; i++)
    {
      const LnetSpaceKey *key = lnet_space_keys_list (before)->pdata[i];
      LnetId alias = lnet_space_key_get_alias (key);

      g_assert_true (lnet_space_keys_has (after, key));
      g_assert_true (lnet_space_keys_find_alias (after, &alias, key->epoch) != NULL);
      g_assert_null (lnet_space_keys_find_alias (after, &alias, key->epoch + 1));
      g_assert_null (memmem (content, size, key->key, sizeof key->key));
    }
  g_assert_null (memmem (content, size, own->key->seed, sizeof own->key->seed));
  g_assert_null (memmem (content, size, own->key->sign.secret, 32));
}

static void
test_join (Shared        *shared,
           gconstpointer  data)
{
  g_autoptr (LnetCard) card = let_in (shared, "Ben's desk", LNET_STANCE_FACILITATOR, NULL);
  g_autoptr (GBytes) bytes = welcome (shared, card);
  g_autofree char *path = g_build_filename (shared->folder, "joined.lnet", NULL);
  g_autoptr (GPtrArray) waiting = lnet_join_list ();
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (LnetRoster) roster = NULL;
  g_autoptr (LnetSpaceKeys) keys = NULL;
  g_autoptr (LnetDeskKey) key = NULL;
  g_autoptr (LnetWelcomeLetter) read = lnet_join_read (bytes, &key, &shared->error);
  LnetStore *joined;
  LnetId desk;

  g_assert_cmpuint (waiting->len, ==, 1);
  g_assert_cmpuint (read->vector->len, ==, 1);
  joined = lnet_join_finish (bytes, path, &shared->error);
  g_assert_no_error (shared->error);
  g_assert_cmpstr (lnet_store_get_name (joined), ==, "Prairie network");
  g_assert_true (lnet_id_equal (lnet_store_get_network (joined), lnet_store_get_network (shared->store)));
  g_assert_true (lnet_sharing_find_desk (lnet_store_get_reader (joined), &desk, &shared->error));
  g_assert_true (lnet_id_equal (&desk, &card->desk));
  keys = lnet_space_keys_load (lnet_store_get_reader (joined), key, &shared->error);
  g_assert_cmpuint (lnet_space_keys_list (keys)->len, ==, 2);
  roster = lnet_roster_load (lnet_store_get_reader (joined), &shared->error);
  g_assert_false (lnet_roster_is_empty (roster));
  g_assert_cmpuint (lnet_roster_list (roster)->len, ==, 1);
  g_assert_finalize_object (joined);
  left = lnet_join_list ();
  g_assert_cmpuint (left->len, ==, 0);
}

/* Of each welcome they are others, and of one the same. */
static void
test_welcome_words (Shared        *shared,
                    gconstpointer  data)
{
  g_autoptr (LnetCard) card = lnet_join_begin ("Ben's desk", &shared->error);
  g_autoptr (GBytes) first = welcome (shared, card);
  g_autoptr (GBytes) second = welcome (shared, card);
  g_autofree char *words = lnet_welcome_letter_get_words (first, "en");
  g_autofree char *again = lnet_welcome_letter_get_words (first, "en");
  g_autofree char *others = lnet_welcome_letter_get_words (second, "en");
  g_auto (GStrv) each = g_strsplit (words, " ", -1);

  g_assert_cmpstr (words, ==, again);
  g_assert_cmpstr (words, !=, others);
  g_assert_cmpuint (g_strv_length (each), ==, LNET_CARD_WORDS);
}

/* A welcome serves once; one for somebody else, cut off or altered serves nobody. */
static void
test_welcome_twice (Shared        *shared,
                    gconstpointer  data)
{
  g_autoptr (LnetCard) card = let_in (shared, "Ben's desk", LNET_STANCE_FACILITATOR, NULL);
  g_autoptr (GBytes) bytes = welcome (shared, card);
  g_autofree char *path = g_build_filename (shared->folder, "joined.lnet", NULL);
  g_autofree char *again = g_build_filename (shared->folder, "again.lnet", NULL);
  gsize size = g_bytes_get_size (bytes);
  LnetStore *joined;

  for (gsize i = 0; i < size; i += 7)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, i);
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
      g_autoptr (GBytes) altered = NULL;

      copy[i] ^= 4;
      altered = g_bytes_new (copy, size);
      g_assert_null (lnet_join_finish (cut, path, &shared->error));
      g_assert_nonnull (shared->error);
      g_clear_error (&shared->error);
      g_assert_null (lnet_join_finish (altered, path, &shared->error));
      g_clear_error (&shared->error);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  joined = lnet_join_finish (bytes, path, &shared->error);
  g_assert_no_error (shared->error);
  g_assert_finalize_object (joined);
  g_assert_null (lnet_join_finish (bytes, again, &shared->error));
  g_assert_error (shared->error, LNET_ERROR, LNET_ERROR_INVALID);
  g_clear_error (&shared->error);
  g_assert_false (g_file_test (again, G_FILE_TEST_EXISTS));
}

/* Takes a letter apart and puts it together anew, with a byte changed that lies @from_end bytes before its end. */
static GBytes *
forge (GBytes            *bytes,
       const LnetDeskKey *own,
       gsize              from_end)
{
  const gsize head = 8 + LNET_ID_SIZE;
  g_autoptr (GBytes) open = lnet_desk_key_open (own, (const guint8 *) g_bytes_get_data (bytes, NULL) + head,
                                                g_bytes_get_size (bytes) - head);
  gsize size = g_bytes_get_size (open);
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (open, NULL), size);
  g_autoptr (GBytes) sealed = NULL;
  GByteArray *file = g_byte_array_new ();

  copy[size - from_end] ^= 1;
  sealed = lnet_desk_key_seal (own->box.public, copy, size);
  g_byte_array_append (file, g_bytes_get_data (bytes, NULL), head);
  g_byte_array_append (file, g_bytes_get_data (sealed, NULL), (guint) g_bytes_get_size (sealed));
  return g_byte_array_free_to_bytes (file);
}

/* Anybody who has seen the card can seal to it; but not sign as the desk that let it in. */
static void
test_forged (Shared        *shared,
             gconstpointer  data)
{
  g_autoptr (LnetCard) card = let_in (shared, "Ben's desk", LNET_STANCE_FACILITATOR, NULL);
  g_autoptr (GBytes) bytes = welcome (shared, card);
  g_autoptr (LnetDeskKey) key = NULL;
  g_autoptr (LnetWelcomeLetter) letter = lnet_join_read (bytes, &key, &shared->error);
  const gsize changed[] = { 1, LNET_SIGNATURE_SIZE + 1, LNET_SIGNATURE_SIZE + LNET_PUBLIC_KEY_SIZE + 1,
                            LNET_SIGNATURE_SIZE + LNET_PUBLIC_KEY_SIZE + 60 };

  g_assert_no_error (shared->error);
  g_assert_cmpstr (letter->by_name, ==, "Ana's laptop");
  g_assert_true (lnet_id_equal (&letter->by, &letter->founder));
  for (guint i = 0; i < G_N_ELEMENTS (changed); i++)
    {
      g_autoptr (GBytes) forged = forge (bytes, key, changed[i]);

      g_assert_null (lnet_welcome_letter_read (forged, key, &shared->error));
      g_assert_error (shared->error, LNET_ERROR, LNET_ERROR_INVALID);
      g_clear_error (&shared->error);
    }
}

/* One that answers a card with other keys, though it is of the same number. */
static void
test_other_card (Shared        *shared,
                 gconstpointer  data)
{
  g_autoptr (LnetCard) card = let_in (shared, "Ben's desk", LNET_STANCE_FACILITATOR, NULL);
  g_autoptr (LnetDeskKey) own = lnet_key_store_load (&card->desk, &shared->error);
  g_autoptr (LnetDeskKey) other = lnet_desk_key_new ();
  g_autoptr (GBytes) bytes = NULL;

  memcpy (card->sign_key, other->sign.public, sizeof card->sign_key);
  bytes = welcome (shared, card);
  g_assert_null (lnet_welcome_letter_read (bytes, own, &shared->error));
  g_assert_error (shared->error, LNET_ERROR, LNET_ERROR_INVALID);
  g_clear_error (&shared->error);
}

/* What a participant is given is what a participant may read. */
static void
test_participant (Shared        *shared,
                  gconstpointer  data)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-edit");
  LnetId ana = add_member (shared, "Ana"), ben = add_member (shared, "Ben");
  LnetId own_enrolment = lnet_transaction_add (transaction, LNET_TABLE_ENROLMENT, lnet_space (LNET_SPACE_NETWORK));
  LnetId other = lnet_transaction_add (transaction, LNET_TABLE_ENROLMENT, lnet_space (LNET_SPACE_NETWORK));
  LnetId own_row = lnet_transaction_add (transaction, LNET_TABLE_EVIDENCE, lnet_space_enrolment (&own_enrolment));
  LnetId other_row = lnet_transaction_add (transaction, LNET_TABLE_EVIDENCE, lnet_space_enrolment (&other));
  g_autoptr (LnetCard) card = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LnetDeskKey) key = NULL;
  g_autoptr (LnetWelcomeLetter) read = NULL;

  lnet_transaction_set_id (transaction, LNET_ENROLMENT_MEMBER, &own_enrolment, &ana);
  lnet_transaction_set_id (transaction, LNET_ENROLMENT_MEMBER, &other, &ben);
  lnet_transaction_set_text (transaction, LNET_EVIDENCE_TITLE, &own_row, "Mine");
  lnet_transaction_set_text (transaction, LNET_EVIDENCE_TITLE, &other_row, "Not mine");
  lnet_store_commit (shared->store, transaction, NULL, &shared->error);
  g_assert_no_error (shared->error);
  card = let_in (shared, "Ana's tablet", LNET_STANCE_PARTICIPANT, &ana);
  bytes = welcome (shared, card);
  read = lnet_join_read (bytes, &key, &shared->error);
  g_assert_no_error (shared->error);
  g_assert_cmpuint (read->keys->len, ==, 2);
  for (guint i = 0; i < read->keys->len; i++)
    {
      const LnetSpaceKey *given = read->keys->pdata[i];

      g_assert_true (given->space.kind == LNET_SPACE_NETWORK || lnet_id_equal (&given->space.owner, &own_enrolment));
    }
  /* Nor how much there is elsewhere. */
  g_assert_cmpuint (read->vector->len, ==, 2);
}

static void
test_remove (Shared        *shared,
             gconstpointer  data)
{
  g_autoptr (LnetCard) card = let_in (shared, "Ben's desk", LNET_STANCE_FACILITATOR, NULL);
  g_autoptr (LnetSpaceKeys) before = NULL;
  g_autoptr (LnetSpaceKeys) after = NULL;
  g_autoptr (LnetSpaceKeys) later = NULL;
  g_autoptr (LnetOwnDesk) own = prepare (shared, &before);
  g_autoptr (LnetOwnDesk) again = NULL;
  g_autoptr (LnetOwnDesk) once_more = NULL;
  g_autoptr (LnetRoster) roster = NULL;
  g_autoptr (GPtrArray) envelopes = NULL;
  LnetSpace network = lnet_space (LNET_SPACE_NETWORK);
  LnetId space = lnet_space_get_id (lnet_store_get_network (shared->store), &network);

  shared_commit (shared, lnet_sharing_remove (get_reader (shared), &card->desk, NULL, &shared->error));
  again = prepare (shared, &after);
  roster = load_roster (shared);
  g_assert_cmpint (lnet_roster_find (roster, &card->desk)->state, ==, LNET_DESK_REMOVED);
  g_assert_cmpuint (lnet_space_keys_list (after)->len, ==, 4);
  g_assert_cmpuint (lnet_space_keys_find_newest (after, &space)->epoch, >,
                    lnet_space_keys_find_newest (before, &space)->epoch);
  once_more = prepare (shared, &later);
  g_assert_cmpuint (lnet_space_keys_list (later)->len, ==, 4);

  /* None is on its way to who was removed. */
  envelopes = lnet_key_envelope_write_all (after, roster, &own->id, own->key);
  g_assert_cmpuint (envelopes->len, ==, 4);
  for (guint i = 0; i < envelopes->len; i++)
    {
      const LnetKeyEnvelope *envelope = envelopes->pdata[i];
      g_autoptr (LnetDeskKey) bens = lnet_key_store_load (&card->desk, NULL);
      LnetSpaceKey key;

      g_assert_false (lnet_key_envelope_open (envelope->bytes, lnet_store_get_network (shared->store), roster, bens,
                                              &key, &shared->error));
      g_assert_error (shared->error, LNET_ERROR, LNET_ERROR_NOT_FOUND);
      g_clear_error (&shared->error);
    }
}

/* Who is no facilitator any more reads no more of the staff's; who comes back and goes again has not kept a key. */
static void
test_lowered (Shared        *shared,
              gconstpointer  data)
{
  g_autoptr (LnetCard) card = let_in (shared, "Ben's desk", LNET_STANCE_FACILITATOR, NULL);
  const LnetSpace spaces[] = { lnet_space (LNET_SPACE_NETWORK), lnet_space (LNET_SPACE_STAFF) };
  const guint64 expected[][2] = { { 1, 1 }, { 1, 2 }, { 2, 2 }, { 2, 2 }, { 3, 2 } };
  LnetId nobody = lnet_id_null ();

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (LnetSpaceKeys) keys = NULL;
      g_autoptr (LnetOwnDesk) own = NULL;

      if (i == 1)
        shared_commit (shared, lnet_sharing_edit (get_reader (shared), &card->desk, "Ben's desk",
                                                  LNET_STANCE_PARTICIPANT, &nobody, &shared->error));
      else if (i == 2 || i == 4)
        shared_commit (shared, lnet_sharing_remove (get_reader (shared), &card->desk, NULL, &shared->error));
      else if (i == 3)
        {
          LnetTransaction *transaction = lnet_transaction_new ("desk-edit");

          lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_STATE, &card->desk, "admitted");
          shared_commit (shared, transaction);
        }
      own = prepare (shared, &keys);
      for (guint k = 0; k < G_N_ELEMENTS (spaces); k++)
        {
          LnetId space = lnet_space_get_id (lnet_store_get_network (shared->store), &spaces[k]);

          g_assert_cmpuint (lnet_space_keys_find_newest (keys, &space)->epoch >> 32, ==, expected[i][k]);
        }
    }
}

static void
test_envelopes (Shared        *shared,
                gconstpointer  data)
{
  g_autoptr (LnetCard) card = let_in (shared, "Ben's desk", LNET_STANCE_PARTICIPANT, NULL);
  g_autoptr (LnetSpaceKeys) keys = NULL;
  g_autoptr (LnetOwnDesk) own = prepare (shared, &keys);
  g_autoptr (LnetRoster) roster = load_roster (shared);
  g_autoptr (LnetDeskKey) bens = lnet_key_store_load (&card->desk, NULL);
  g_autoptr (GPtrArray) envelopes = lnet_key_envelope_write_all (keys, roster, &own->id, own->key);
  g_autoptr (GPtrArray) again = lnet_key_envelope_write_all (keys, roster, &own->id, own->key);
  g_autoptr (GPtrArray) forged = lnet_key_envelope_write_all (keys, roster, &card->desk, own->key);
  g_autoptr (GPtrArray) of_staff = lnet_key_envelope_write_all (keys, roster, &card->desk, bens);
  guint n_open = 0;

  for (guint i = 0; i < envelopes->len; i++)
    {
      const LnetKeyEnvelope *envelope = envelopes->pdata[i], *other = of_staff->pdata[i];
      LnetSpaceKey key;

      g_assert_cmpstr (envelope->name, ==, ((LnetKeyEnvelope *) again->pdata[i])->name);
      if (lnet_key_envelope_open (envelope->bytes, lnet_store_get_network (shared->store), roster, bens, &key, NULL))
        {
          g_assert_true (lnet_space_keys_has (keys, &key));
          g_assert_cmpint (key.space.kind, ==, LNET_SPACE_NETWORK);
          n_open++;
        }
      /* Not from who has another key, and of the staff's space not from a participant. */
      g_assert_false (lnet_key_envelope_open (((LnetKeyEnvelope *) forged->pdata[i])->bytes,
                                              lnet_store_get_network (shared->store), roster, own->key, &key, NULL));
      g_assert_cmpint (lnet_key_envelope_open (other->bytes, lnet_store_get_network (shared->store), roster, own->key,
                                               &key, NULL), ==,
                       ((LnetSpaceKey *) lnet_space_keys_list (keys)->pdata[i])->space.kind == LNET_SPACE_NETWORK);
    }
  g_assert_cmpuint (n_open, ==, 1);
}

static void
test_damaged_envelope (Shared        *shared,
                       gconstpointer  data)
{
  g_autoptr (LnetSpaceKeys) keys = NULL;
  g_autoptr (LnetOwnDesk) own = prepare (shared, &keys);
  g_autoptr (LnetRoster) roster = load_roster (shared);
  g_autoptr (GPtrArray) envelopes = lnet_key_envelope_write_all (keys, roster, &own->id, own->key);
  GBytes *whole = ((LnetKeyEnvelope *) envelopes->pdata[0])->bytes;
  gsize size = g_bytes_get_size (whole);
  LnetSpaceKey key;

  for (gsize i = 0; i < size; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (whole, NULL), size);
      g_autoptr (GBytes) altered = NULL;
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, i);

      copy[i] ^= 1;
      altered = g_bytes_new (copy, size);
      g_assert_false (lnet_key_envelope_open (altered, lnet_store_get_network (shared->store), roster, own->key, &key,
                                              NULL));
      g_assert_false (lnet_key_envelope_open (cut, lnet_store_get_network (shared->store), roster, own->key, &key,
                                              NULL));
    }
}

/* --- who may --- */

static void
assert_refused (Shared          *shared,
                LnetTransaction *transaction)
{
  g_assert_null (transaction);
  g_assert_nonnull (shared->error);
  g_clear_error (&shared->error);
}

static void
test_refused (Shared        *shared,
              gconstpointer  data)
{
  g_autoptr (LnetCard) card = let_in (shared, "Ben's desk", LNET_STANCE_DIRECTOR, NULL);
  g_autoptr (LnetCard) other = lnet_join_begin ("Cam's desk", &shared->error);
  g_autoptr (LnetOwnDesk) own = prepare (shared, NULL);
  LnetId nobody = lnet_id_null ();

  /* Let in twice; one not known; then Ben makes Ana a facilitator, and she may do nothing of it any more. */
  assert_refused (shared, lnet_sharing_admit (get_reader (shared), card, LNET_STANCE_DIRECTOR, &nobody,
                                              &shared->error));
  assert_refused (shared, lnet_sharing_remove (get_reader (shared), &other->desk, NULL, &shared->error));
  shared_commit (shared, lnet_sharing_edit (get_reader (shared), &own->id, "Ana's desk", LNET_STANCE_FACILITATOR,
                                            &nobody, &shared->error));
  assert_refused (shared, lnet_sharing_admit (get_reader (shared), other, LNET_STANCE_DIRECTOR, &nobody,
                                              &shared->error));
  assert_refused (shared, lnet_sharing_remove (get_reader (shared), &card->desk, NULL, &shared->error));
}

static void
test_last_director_stays (Shared        *shared,
                          gconstpointer  data)
{
  g_autoptr (LnetCard) card = let_in (shared, "Ben's desk", LNET_STANCE_FACILITATOR, NULL);
  g_autoptr (LnetOwnDesk) own = prepare (shared, NULL);
  LnetId nobody = lnet_id_null ();

  assert_refused (shared, lnet_sharing_remove (get_reader (shared), &own->id, NULL, &shared->error));
  assert_refused (shared, lnet_sharing_edit (get_reader (shared), &own->id, "x", LNET_STANCE_PARTICIPANT, &nobody,
                                             &shared->error));
}

/* Undo takes nobody out: that is a removal, which says what of theirs counts. */
static void
test_undo (Shared        *shared,
           gconstpointer  data)
{
  g_autoptr (LnetCard) card = lnet_join_begin ("Ben's desk", &shared->error);
  g_autoptr (LnetTransaction) transaction = lnet_sharing_admit (get_reader (shared), card, LNET_STANCE_DIRECTOR,
                                                                &(LnetId) { 0 }, &shared->error);
  g_autoptr (LnetRoster) roster = NULL;
  LnetId group;
  guint n_kept;

  lnet_store_commit (shared->store, transaction, &group, &shared->error);
  g_assert_no_error (shared->error);
  g_assert_true (lnet_store_undo_group (shared->store, &group, &n_kept, &shared->error));
  g_assert_cmpuint (n_kept, ==, 1);
  roster = load_roster (shared);
  g_assert_true (lnet_roster_is_director (roster, &card->desk));
}

/* --- under a new number --- */

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &content, &size, NULL));
  g_assert_true (g_file_set_contents (to, content, (gssize) size, NULL));
}

/* A file that is brought back from a backup is the same desk under a new number. */
static void
test_restored (Shared        *shared,
               gconstpointer  data)
{
  g_autofree char *backup = g_build_filename (shared->folder, "backup.lnet", NULL);
  g_autoptr (LnetOwnDesk) before = prepare (shared, NULL);
  g_autoptr (LnetOwnDesk) restored = NULL;
  g_autoptr (LnetOwnDesk) after = NULL;
  g_autoptr (LnetRoster) roster = NULL;

  lnet_store_close (shared->store);
  copy_file (shared->path, backup);
  g_assert_finalize_object (g_steal_pointer (&shared->store));
  shared->store = lnet_store_open (shared->path, &shared->error);
  add_member (shared, "Lost");
  g_assert_finalize_object (g_steal_pointer (&shared->store));
  copy_file (backup, shared->path);
  shared->store = lnet_store_open (shared->path, &shared->error);
  g_assert_no_error (shared->error);

  restored = lnet_own_desk_load (get_reader (shared), &shared->error);
  g_assert_cmpint (restored->state, ==, LNET_OWN_DESK_NEW_NUMBER);
  after = prepare (shared, NULL);
  g_assert_cmpint (after->state, ==, LNET_OWN_DESK_TAKES_PART);
  g_assert_false (lnet_id_equal (&after->id, &before->id));
  roster = load_roster (shared);
  g_assert_true (lnet_roster_is_director (roster, &after->id));
  g_assert_cmpstr (lnet_roster_find (roster, &after->id)->name, ==, "Ana's laptop");
}

static void
test_key_lost (Shared        *shared,
               gconstpointer  data)
{
  g_autoptr (LnetOwnDesk) own = NULL;

  g_assert_true (lnet_key_store_remove (lnet_store_get_network (shared->store), &shared->error));
  own = lnet_own_desk_load (get_reader (shared), &shared->error);
  g_assert_cmpint (own->state, ==, LNET_OWN_DESK_NO_KEY);
  g_assert_null (lnet_own_desk_prepare (shared->store, NULL, &shared->error));
  g_assert_error (shared->error, LNET_ERROR, LNET_ERROR_INVALID);
  g_clear_error (&shared->error);
}

/* What others wrote in this file before it was shared counts, and what they write after does not. */
static void
test_former (Shared        *shared,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (shared->folder, "other.lnet", NULL);
  g_autofree char *mark = g_build_filename (g_get_user_state_dir (), "learning-network", "desks", NULL);
  g_autoptr (LnetRoster) roster = NULL;
  const LnetRosterDesk *former;
  LnetSpace network = lnet_space (LNET_SPACE_NETWORK);
  LnetId nobody = lnet_id_null (), space;

  g_assert_finalize_object (g_steal_pointer (&shared->store));
  shared->store = lnet_store_create (path, "Older", &shared->error);
  g_assert_finalize_object (g_steal_pointer (&shared->store));
  remove_folder (mark);
  shared->store = lnet_store_open (path, &shared->error);
  lnet_own_desk_begin (shared->store, "Ana's laptop", &nobody, &shared->error);
  g_assert_no_error (shared->error);
  roster = load_roster (shared);
  g_assert_cmpuint (lnet_roster_list (roster)->len, ==, 2);
  former = lnet_roster_list (roster)->pdata[1];
  space = lnet_space_get_id (lnet_store_get_network (shared->store), &network);
  g_assert_cmpint (former->state, ==, LNET_DESK_FORMER);
  g_assert_true (lnet_roster_allows (roster, &former->id, &space, 1));
  g_assert_false (lnet_roster_allows (roster, &former->id, &space, 2));
  g_assert_false (lnet_roster_may_read (roster, &former->id, &network));
}

int
main (int   argc,
      char *argv[])
{
  without_keyring ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, function) g_test_add ("/join/" path, Shared, NULL, shared_set_up, function, shared_tear_down)
  ADD ("begin", test_begin);
  ADD ("keys-stay", test_keys_stay);
  ADD ("join", test_join);
  ADD ("welcome-twice", test_welcome_twice);
  ADD ("welcome-words", test_welcome_words);
  ADD ("forged", test_forged);
  ADD ("other-card", test_other_card);
  ADD ("participant", test_participant);
  ADD ("remove", test_remove);
  ADD ("lowered", test_lowered);
  ADD ("envelopes", test_envelopes);
  ADD ("damaged-envelope", test_damaged_envelope);
  ADD ("refused", test_refused);
  ADD ("last-director-stays", test_last_director_stays);
  ADD ("undo", test_undo);
  ADD ("restored", test_restored);
  ADD ("key-lost", test_key_lost);
  ADD ("former", test_former);
#undef ADD
  return g_test_run ();
}
