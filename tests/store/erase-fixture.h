/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>

#include "lnet-attachment.h"
#include "lnet-backup.h"
#include "lnet-erasure.h"
#include "lnet-member-merge.h"
#include "lnet-pack.h"
#include "lnet-sqlite.h"
#include "lnet-transaction-private.h"
#include "network-fixture.h"

/* Somebody who can be erased, and looking for what is left of them. */

/* In everything that a person says, so that a trace of it is found however it is written. It is long: three letters
 * would turn up by chance among the hashes, signatures and keys of one file in some hundreds. */
#define MARK "zqxvwj"

static inline LnetSpace
network_space (void)
{
  return lnet_space (LNET_SPACE_NETWORK);
}

static inline gint64
get_number (const char *path,
            const char *sql)
{
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (path, LNET_SQLITE_READ_ONLY, NULL);
  gint64 number;

  g_assert_nonnull (db);
  g_assert_true (lnet_sqlite_get_integer (db, sql, -1, &number, NULL));
  return number;
}

/* --- looking through files --- */

static inline gboolean
contains (const char *data,
          gsize       size,
          const char *mark)
{
  gsize length = strlen (mark);

  for (gsize i = 0; i + length <= size; i++)
    if (g_ascii_strncasecmp (data + i, mark, length) == 0)
      return TRUE;
  return FALSE;
}

static inline gboolean
has_bytes (const char *path,
           const char *mark)
{
  g_autofree char *data = NULL;
  gsize size;

  return g_file_get_contents (path, &data, &size, NULL) && contains (data, size, mark);
}

static inline guint
count_files_with (const char *folder,
                  const char *mark)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += count_files_with (path, mark);
      else if (has_bytes (path, mark))
        {
          g_test_message ("%s", path);
          n++;
        }
    }
  return n;
}

/* Long batches are packed: nothing in a file's bytes shows what they say. */
static inline gboolean
log_has (const char *path,
         const char *mark)
{
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (path, LNET_SQLITE_READ_ONLY, NULL);
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT body FROM batch UNION ALL SELECT inverse FROM batch", NULL);
  gboolean found = FALSE;

  while (lnet_sqlite_step (db, statement, NULL) > 0)
    {
      g_autoptr (GBytes) bytes = lnet_unpack (sqlite3_column_blob (statement, 0),
                                              (gsize) sqlite3_column_bytes (statement, 0));
      gsize size;
      const char *data = g_bytes_get_data (bytes, &size);

      found = found || contains (data, size, mark);
    }
  return found;
}

static inline void
assert_no_trace (Network    *network,
                 const char *mark)
{
  g_autofree char *data = g_build_filename (g_get_user_data_dir (), "learning-network", NULL);

  g_assert_cmpuint (count_files_with (network->folder, mark), ==, 0);
  g_assert_false (log_has (network->path, mark));
  g_assert_cmpuint (count_files_with (data, mark), ==, 0);
}

static inline LnetErasure *
erase (Network      *network,
       const LnetId *member)
{
  LnetErasure *erasure = lnet_erasure_new_person (member);

  lnet_store_erase (network->store, erasure, &network->error);
  g_assert_no_error (network->error);
  if (erasure->left->len > 0)
    g_error ("%s", (const char *) erasure->left->pdata[0]);
  return erasure;
}

static inline guint
get_n (GPtrArray *lines,
       LnetTable  table)
{
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    if (((const LnetErasureLine *) lines->pdata[i])->table == table)
      n += ((const LnetErasureLine *) lines->pdata[i])->n;
  return n;
}

/* --- somebody with something everywhere --- */

typedef struct
{
  LnetId person;
  LnetId partner;
  LnetId pair;
  LnetId session;
  LnetId passage;
  LnetId convening;
  LnetId tag; /* whose id could be guessed from the word */
} Life;

static inline LnetId
add_text_row (LnetTransaction *t,
              LnetTable        table,
              LnetSpace        space,
              LnetField        owner,
              const LnetId    *id,
              LnetField        field,
              const char      *text)
{
  LnetId row = lnet_transaction_add (t, table, space);

  lnet_transaction_set_id (t, owner, &row, id);
  if (text != NULL)
    lnet_transaction_set_text (t, field, &row, text);
  return row;
}

static inline void
put_directory (LnetTransaction *t,
               Life            *life)
{
  LnetSpace staff = lnet_space (LNET_SPACE_STAFF);
  g_autoptr (GBytes) picture = g_bytes_new_static ("zqxvwj picture", 14);
  LnetId row;

  life->partner = put_member (t, "Ben", "Cody");
  life->person = put_member (t, "Zqxvwjana", "Zqxvwjville");
  lnet_transaction_set_text (t, LNET_MEMBER_LEGAL_LAST, &life->person, "Zqxvwjbegay");
  lnet_transaction_set_text (t, LNET_MEMBER_WISDOM, &life->person, "Listening the zqxvwj way");
  row = add_text_row (t, LNET_TABLE_MEMBER_STAFF, staff, LNET_MEMBER_STAFF_MEMBER, &life->person,
                      LNET_MEMBER_STAFF_REGISTRY_ID, "ZQXVWJ-7");
  lnet_transaction_edit (t, LNET_MEMBER_STAFF_NOTE, &row, 0, 0, "A zqxvwj note");
  add_text_row (t, LNET_TABLE_ROLE, network_space (), LNET_ROLE_MEMBER, &life->person, LNET_ROLE_ROLE, "zqxvwj-role");
  add_text_row (t, LNET_TABLE_CHANNEL, network_space (), LNET_CHANNEL_MEMBER, &life->person, LNET_CHANNEL_VALUE,
                "zqxvwj@example.org");
  add_text_row (t, LNET_TABLE_CONSENT, network_space (), LNET_CONSENT_MEMBER, &life->person, LNET_CONSENT_WORDING,
                "Yes to zqxvwj");
  lnet_transaction_add_text_to_set (t, LNET_MEMBER_LANGUAGE_LANGUAGE, network_space (), &life->person, "x-zqxvwj");
  life->tag = lnet_transaction_add_text_to_set (t, LNET_MEMBER_TAG_TAG, staff, &life->person, "zqxvwj tag");
  row = add_text_row (t, LNET_TABLE_MEMBER_STAFF, staff, LNET_MEMBER_STAFF_MEMBER, &life->partner,
                      LNET_MEMBER_STAFF_REGISTRY_ID, "WY-8");
  lnet_transaction_set_id (t, LNET_MEMBER_STAFF_SUPERVISOR, &row, &life->person);
  lnet_attachment_set_portrait (t, &life->person, picture, "image/png", 1, 1);
}

static inline void
put_learning (LnetTransaction *t,
              Life            *life)
{
  LnetId cohort = lnet_transaction_add (t, LNET_TABLE_COHORT, network_space ());
  g_autoptr (GBytes) picture = g_bytes_new_static ("zqxvwj page", 11);
  LnetId enrolment, evidence, row;

  lnet_transaction_set_text (t, LNET_COHORT_NAME, &cohort, "River");
  enrolment = add_text_row (t, LNET_TABLE_ENROLMENT, network_space (), LNET_ENROLMENT_MEMBER, &life->person,
                            LNET_ENROLMENT_STATUS, "zqxvwj-active");
  lnet_transaction_set_id (t, LNET_ENROLMENT_COHORT, &enrolment, &cohort);
  evidence = lnet_transaction_add (t, LNET_TABLE_EVIDENCE, lnet_space_enrolment (&enrolment));
  lnet_transaction_set_id (t, LNET_EVIDENCE_ENROLMENT, &evidence, &enrolment);
  lnet_transaction_edit (t, LNET_EVIDENCE_BODY, &evidence, 0, 0, "What zqxvwj learned");
  lnet_attachment_add (t, network_space (), &evidence, picture, "image/png", 1, 1);
  row = lnet_transaction_add (t, LNET_TABLE_ATTENDANCE, lnet_space_enrolment (&enrolment));
  lnet_transaction_set_id (t, LNET_ATTENDANCE_ENROLMENT, &row, &enrolment);
  lnet_transaction_set_text (t, LNET_ATTENDANCE_STATUS, &row, "zqxvwj-present");
}

static inline void
put_network (LnetTransaction *t,
             Life            *life)
{
  LnetId contribution, message, roll;

  life->convening = lnet_transaction_add (t, LNET_TABLE_CONVENING, network_space ());
  lnet_transaction_set_text (t, LNET_CONVENING_TITLE, &life->convening, "Fall gathering");
  lnet_transaction_set_id (t, LNET_CONVENING_FACILITATOR, &life->convening, &life->person);
  roll = add_text_row (t, LNET_TABLE_ROLL, network_space (), LNET_ROLL_MEMBER, &life->person, LNET_ROLL_STATUS,
                       "present");
  lnet_transaction_set_id (t, LNET_ROLL_CONVENING, &roll, &life->convening);
  contribution = add_text_row (t, LNET_TABLE_CONTRIBUTION, network_space (), LNET_CONTRIBUTION_MEMBER, &life->person,
                               LNET_CONTRIBUTION_ROLE_THEN, "zqxvwj cook");
  lnet_transaction_edit (t, LNET_CONTRIBUTION_BODY, &contribution, 0, 0, "As zqxvwj said");
  life->passage = lnet_transaction_add (t, LNET_TABLE_PASSAGE, network_space ());
  lnet_transaction_edit (t, LNET_PASSAGE_BODY, &life->passage, 0, 0, "Every voice counts.");
  lnet_transaction_add_to_set (t, LNET_PASSAGE_CONTRIBUTION_CONTRIBUTION, network_space (), &life->passage,
                               &contribution);
  message = add_text_row (t, LNET_TABLE_MESSAGE_ROUND, lnet_space (LNET_SPACE_STAFF), LNET_MESSAGE_ROUND_SENDER,
                          &life->partner, LNET_MESSAGE_ROUND_BODY, "See you on Tuesday");
  lnet_transaction_add_to_set (t, LNET_MESSAGE_RECIPIENT_MEMBER, lnet_space (LNET_SPACE_STAFF), &message,
                               &life->person);
  lnet_transaction_add_to_set (t, LNET_NOT_DUPLICATE_OTHER, lnet_space (LNET_SPACE_STAFF), &life->partner,
                               &life->person);
  lnet_transaction_add_to_set (t, LNET_UNWANTED_OTHER, lnet_space (LNET_SPACE_STAFF), &life->partner, &life->person);
}

static inline void
put_pair (LnetTransaction *t,
          Life            *life)
{
  LnetId row;

  life->pair = lnet_transaction_add (t, LNET_TABLE_PAIR, network_space ());
  lnet_transaction_set_text (t, LNET_PAIR_STATUS, &life->pair, "active");
  lnet_transaction_add_to_set (t, LNET_PAIR_MEMBER_MEMBER, network_space (), &life->pair, &life->person);
  lnet_transaction_add_to_set (t, LNET_PAIR_MEMBER_MEMBER, network_space (), &life->pair, &life->partner);
  life->session = lnet_transaction_add (t, LNET_TABLE_COACHING_SESSION, lnet_space_meetings (&life->pair));
  lnet_transaction_set_id (t, LNET_COACHING_SESSION_PAIR, &life->session, &life->pair);
  lnet_transaction_set_id (t, LNET_COACHING_SESSION_COACH, &life->session, &life->person);
  lnet_transaction_set_id (t, LNET_COACHING_SESSION_COACHED, &life->session, &life->partner);
  row = lnet_transaction_add (t, LNET_TABLE_COACHING_VOICE, lnet_space_pair (&life->pair));
  lnet_transaction_set_id (t, LNET_COACHING_VOICE_SESSION, &row, &life->session);
  lnet_transaction_set_id (t, LNET_COACHING_VOICE_MEMBER, &row, &life->person);
  lnet_transaction_edit (t, LNET_COACHING_VOICE_BODY, &row, 0, 0, "My zqxvwj voice");
}

/* A note on the pair's session, written by one of them. */
static inline void
write_note (Network      *network,
            const Life   *life,
            const LnetId *author,
            const char   *words)
{
  g_autoptr (LnetTransaction) t = lnet_transaction_new ("coaching-session-log");
  LnetId note = lnet_transaction_add (t, LNET_TABLE_COACHING_NOTE, lnet_space_pair (&life->pair));

  lnet_transaction_set_author (t, author);
  lnet_transaction_set_id (t, LNET_COACHING_NOTE_SESSION, &note, &life->session);
  lnet_transaction_edit (t, LNET_COACHING_NOTE_STRENGTH, &note, 0, 0, words);
  network_commit (network, t, NULL);
}

static inline void
live (Network *network,
      Life    *life)
{
  g_autoptr (LnetTransaction) t = lnet_transaction_new ("members-import");

  put_directory (t, life);
  put_learning (t, life);
  put_network (t, life);
  put_pair (t, life);
  network_commit (network, t, NULL);
  write_note (network, life, &life->person, "What zqxvwj wrote");
  write_note (network, life, &life->partner, "What Ben wrote");
  network_set_town (network, &life->person, "Zqxvwjtown", NULL);
  network_set_town (network, &life->partner, "Lander", NULL);
}

static inline void
merge (Network      *network,
       const LnetId *keep,
       const LnetId *goes,
       gboolean      take_other,
       LnetId       *group)
{
  g_autoptr (LnetMemberMerge) plan = lnet_member_merge_plan (lnet_store_get_reader (network->store), keep, goes,
                                                             &network->error);
  g_autoptr (LnetTransaction) t = NULL;

  g_assert_no_error (network->error);
  for (guint i = 0; i < plan->conflicts->len; i++)
    ((LnetMergeConflict *) plan->conflicts->pdata[i])->take_other = take_other;
  t = lnet_member_merge_finish (plan);
  network_commit (network, t, group);
}
