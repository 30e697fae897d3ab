/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a participant's desk may write: refused at its own door, set aside by all others, and the same everywhere. */

#include "config.h"

#include "lnet-coaching-change.h"
#include "lnet-history.h"
#include "lnet-own-rights.h"
#include "lnet-sqlite.h"
#include "together-fixture.h"

/* A network of three: Ana's desk is the founder's, Ben's is Tamsin's, a participant's, Cam's a facilitator's. */
typedef struct
{
  Together together;
  LnetId tamsin;
  LnetId wrenna;
  LnetId pair;
  LnetId enrolment; /* Tamsin's */
  LnetId intake;    /* Wrenna's */
} Rights;

static LnetId
put_member (LnetTransaction *transaction,
            const char      *first)
{
  LnetId member = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &member, first);
  return member;
}

static LnetId
put_of_member (LnetTransaction *transaction,
               guint            table,
               LnetField        field,
               LnetSpace        space,
               const LnetId    *owner)
{
  LnetId row = lnet_transaction_add (transaction, table, space);

  lnet_transaction_set_id (transaction, field, &row, owner);
  return row;
}

static LnetId
put_pair (LnetTransaction *transaction,
          const LnetId    *member)
{
  LnetId pair = lnet_transaction_add (transaction, LNET_TABLE_PAIR, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_add_to_set (transaction, LNET_PAIR_MEMBER_MEMBER, lnet_space (LNET_SPACE_NETWORK), &pair, member);
  return pair;
}

static void
rights_set_up (Rights        *rights,
               gconstpointer  data)
{
  const LnetSpace network = lnet_space (LNET_SPACE_NETWORK);
  LnetTransaction *transaction = lnet_transaction_new ("member-add");

  together_set_up (&rights->together, data);
  rights->tamsin = put_member (transaction, "Tamsin");
  rights->wrenna = put_member (transaction, "Wrenna");
  rights->pair = put_pair (transaction, &rights->tamsin);
  rights->enrolment = put_of_member (transaction, LNET_TABLE_ENROLMENT, LNET_ENROLMENT_MEMBER, network,
                                     &rights->tamsin);
  rights->intake = put_of_member (transaction, LNET_TABLE_INTAKE, LNET_INTAKE_MEMBER, network, &rights->wrenna);
  commit (&rights->together, ANA, transaction);
}

static void
rights_tear_down (Rights        *rights,
                  gconstpointer  data)
{
  together_tear_down (&rights->together, data);
}

static void
all_join (Rights *rights)
{
  join (&rights->together, BEN, LNET_STANCE_PARTICIPANT, &rights->tamsin);
  join (&rights->together, CAM, LNET_STANCE_FACILITATOR, NULL);
  pass (&rights->together, ANA, BEN);
}

static void
run (Rights     *rights,
     guint       who,
     const char *sql)
{
  Together *together = &rights->together;
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (together->people[who].path, LNET_SQLITE_READ_WRITE, &together->error);

  g_assert_no_error (together->error);
  g_assert_true (lnet_sqlite_exec (db, sql, &together->error));
}

static gint64
ask (Rights     *rights,
     guint       who,
     const char *sql)
{
  Together *together = &rights->together;
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (together->people[who].path, LNET_SQLITE_READ_ONLY, &together->error);
  gint64 value;

  g_assert_no_error (together->error);
  g_assert_true (lnet_sqlite_get_integer (db, sql, -1, &value, &together->error));
  return value;
}

/* As a program writes that knows nothing of rights; then the file comes to one that does. */
static void
commit_regardless (Rights          *rights,
                   guint            who,
                   LnetTransaction *transaction)
{
  run (rights, who, "UPDATE meta SET key = 'was-founder' WHERE key = 'founder'");
  commit (&rights->together, who, transaction);
  run (rights, who, "UPDATE meta SET key = 'founder' WHERE key = 'was-founder'");
  lnet_store_recompute (rights->together.people[who].store, &rights->together.error);
  g_assert_no_error (rights->together.error);
}

static void
assert_all_same (Rights *rights)
{
  pass (&rights->together, BEN, CAM);
  pass (&rights->together, CAM, ANA);
  pass (&rights->together, BEN, ANA);
  pass (&rights->together, ANA, BEN);
  pass (&rights->together, ANA, CAM);
  assert_same (&rights->together, ANA, CAM);
}

/* --- at the own door --- */

static LnetTransaction *
new_wish (Rights       *rights,
          const LnetId *member,
          LnetField     field,
          const char   *text)
{
  LnetTransaction *transaction = lnet_transaction_new ("member-edit");

  lnet_transaction_set_text (transaction, field, member, text);
  return transaction;
}

static void
refuse (Rights          *rights,
        LnetTransaction *transaction)
{
  Together *together = &rights->together;
  gint64 before = ask (rights, BEN, "SELECT count (*) FROM batch");

  g_assert_false (lnet_store_commit (together->people[BEN].store, transaction, NULL, &together->error));
  g_assert_error (together->error, LNET_ERROR, LNET_ERROR_INVALID);
  g_assert_nonnull (strstr (together->error->message, "participant"));
  g_clear_error (&together->error);
  g_assert_cmpint (ask (rights, BEN, "SELECT count (*) FROM batch"), ==, before);
  lnet_transaction_unref (transaction);
}

static void
test_own_door (Rights        *rights,
               gconstpointer  data)
{
  const LnetSpace network = lnet_space (LNET_SPACE_NETWORK), own = lnet_space_enrolment (&rights->enrolment);
  Together *together = &rights->together;
  LnetTransaction *transaction = lnet_transaction_new ("member-edit");
  const LnetCoachingMeeting meeting = { .on_date = "2026-11-20", .minutes = 45, .mode = "video", .kind = "reflection" };
  const LnetCoachingWords words = { .strength = "She waited for the child." };
  LnetId evidence, intake;

  all_join (rights);
  lnet_transaction_set_text (transaction, LNET_MEMBER_WISHES, &rights->tamsin, "Songs at the table");
  intake = put_of_member (transaction, LNET_TABLE_INTAKE, LNET_INTAKE_MEMBER, network, &rights->tamsin);
  lnet_coaching_set_wanted (transaction, &intake, &rights->wrenna, TRUE);
  put_of_member (transaction, LNET_TABLE_CONTRIBUTION, LNET_CONTRIBUTION_MEMBER, network, &rights->tamsin);
  evidence = put_of_member (transaction, LNET_TABLE_EVIDENCE, LNET_EVIDENCE_ENROLMENT, own, &rights->enrolment);
  lnet_transaction_set_text (transaction, LNET_EVIDENCE_BODY, &evidence, "What I saw");
  put_of_member (transaction, LNET_TABLE_COACHING_GOAL, LNET_COACHING_GOAL_PAIR, lnet_space_pair (&rights->pair),
                 &rights->pair);
  lnet_coaching_log_session (transaction, &rights->pair, NULL, &meeting, &words);
  commit (together, BEN, transaction);
  /* What is one's own goes on being that. */
  commit (together, BEN, new_wish (rights, &evidence, LNET_EVIDENCE_TITLE, "Lunch"));
  transaction = lnet_transaction_new ("intake-edit");
  lnet_coaching_set_wanted (transaction, &intake, &rights->wrenna, FALSE);
  commit (together, BEN, transaction);
  g_assert_cmpint (ask (rights, BEN, "SELECT count (*) FROM intake_wanted WHERE deleted > 0"), ==, 1);

  refuse (rights, new_wish (rights, &rights->wrenna, LNET_MEMBER_WISHES, "Less paper"));
  refuse (rights, new_wish (rights, &rights->tamsin, LNET_MEMBER_STATUS, "left"));
  refuse (rights, new_wish (rights, &rights->intake, LNET_INTAKE_STRENGTHS, "Songs"));
  refuse (rights, new_wish (rights, &evidence, LNET_EVIDENCE_DECISION, "accepted"));
  transaction = lnet_transaction_new ("pair-add");
  put_pair (transaction, &rights->tamsin);
  refuse (rights, transaction);
  transaction = lnet_transaction_new ("program-add");
  lnet_transaction_add (transaction, LNET_TABLE_PROGRAM, network);
  refuse (rights, transaction);
  transaction = lnet_transaction_new ("roll-take");
  put_of_member (transaction, LNET_TABLE_ATTENDANCE, LNET_ATTENDANCE_ENROLMENT, own, &rights->enrolment);
  refuse (rights, transaction);
  transaction = lnet_transaction_new ("intake-add");
  put_of_member (transaction, LNET_TABLE_INTAKE, LNET_INTAKE_MEMBER, network, &rights->wrenna);
  refuse (rights, transaction);
  transaction = lnet_transaction_new ("intake-edit");
  lnet_coaching_set_wanted (transaction, &rights->intake, &rights->tamsin, TRUE);
  refuse (rights, transaction);
  transaction = lnet_transaction_new ("member-delete");
  lnet_transaction_delete (transaction, LNET_TABLE_MEMBER, &rights->tamsin);
  refuse (rights, transaction);
  /* One that is as it was is not written, and so nobody asks. */
  commit (together, BEN, new_wish (rights, &rights->wrenna, LNET_MEMBER_LEGAL_FIRST, "Wrenna"));
  /* What stays on the desk is nobody else's business. */
  transaction = lnet_transaction_new ("filter-save");
  lnet_transaction_add (transaction, LNET_TABLE_SAVED_FILTER, lnet_space (LNET_SPACE_PRIVATE));
  commit (together, BEN, transaction);
  assert_all_same (rights);
  g_assert_cmpint (ask (rights, ANA, "SELECT count (*) FROM set_aside"), ==, 0);
  /* A director sees that the two met, and not a word of what they said. */
  g_assert_cmpint (ask (rights, ANA, "SELECT count (*) FROM coaching_session"), ==, 1);
  g_assert_cmpint (ask (rights, ANA, "SELECT count (*) FROM coaching_note"), ==, 0);
  g_assert_cmpint (ask (rights, ANA, "SELECT count (*) FROM coaching_goal"), ==, 0);
  g_assert_cmpint (ask (rights, ANA, "SELECT count (*) FROM evidence"), ==, 1);
}

/* --- asked beforehand --- */

static LnetId
last_group (Rights *rights,
            guint   who)
{
  Together *together = &rights->together;
  g_autoptr (GPtrArray) entries = lnet_history_list (get_reader (together, who), 0, 1, &together->error);

  g_assert_no_error (together->error);
  return ((LnetHistoryEntry *) entries->pdata[0])->group;
}

static gboolean
may_set (LnetOwnRights *own,
         LnetField      field,
         const LnetId  *row)
{
  return lnet_own_rights_may_write (own, LNET_FIELD_TABLE (field), row, LNET_FIELD_NUMBER (field));
}

static void
test_asked (Rights        *rights,
            gconstpointer  data)
{
  Together *together = &rights->together;
  LnetTransaction *transaction = lnet_transaction_new ("contribution-add");
  g_autoptr (LnetOwnRights) anas = NULL;
  g_autoptr (LnetOwnRights) own = NULL;
  LnetId before, words;

  all_join (rights);
  before = last_group (rights, BEN);
  words = put_of_member (transaction, LNET_TABLE_CONTRIBUTION, LNET_CONTRIBUTION_MEMBER,
                         lnet_space (LNET_SPACE_NETWORK), &rights->tamsin);
  commit (together, BEN, transaction);
  own = lnet_own_rights_new (get_reader (together, BEN));
  anas = lnet_own_rights_new (get_reader (together, ANA));
  g_assert_true (lnet_own_rights_are_limited (own));
  g_assert_true (lnet_own_rights_may_use (own, LNET_TABLE_EVIDENCE));
  g_assert_false (lnet_own_rights_may_use (own, LNET_TABLE_PROGRAM));
  g_assert_true (may_set (own, LNET_MEMBER_WISHES, &rights->tamsin));
  g_assert_false (may_set (own, LNET_MEMBER_STATUS, &rights->tamsin));
  g_assert_false (may_set (own, LNET_MEMBER_WISHES, &rights->wrenna));
  g_assert_false (may_set (own, LNET_INTAKE_STRENGTHS, &rights->intake));
  g_assert_false (lnet_own_rights_may_write (own, LNET_TABLE_MEMBER, &rights->tamsin, 0));
  g_assert_true (lnet_own_rights_may_write (own, LNET_TABLE_CONTRIBUTION, &words, 0));
  g_assert_false (lnet_own_rights_may_write (own, LNET_TABLE_CONTRIBUTION, &rights->wrenna, 0));
  g_assert_false (lnet_own_rights_may_undo (own, &before));
  before = last_group (rights, BEN);
  g_assert_true (lnet_own_rights_may_undo (own, &before));
  /* What is in the Trash is whose it was. */
  transaction = lnet_transaction_new ("contribution-delete");
  lnet_transaction_delete (transaction, LNET_TABLE_CONTRIBUTION, &words);
  commit (together, BEN, transaction);
  g_assert_true (lnet_own_rights_may_write (own, LNET_TABLE_CONTRIBUTION, &words, 0));

  g_assert_false (lnet_own_rights_are_limited (anas));
  g_assert_true (may_set (anas, LNET_MEMBER_STATUS, &rights->wrenna));
}

/* --- taken in --- */

static void
write_what_may_not_be (Rights *rights)
{
  const LnetSpace network = lnet_space (LNET_SPACE_NETWORK), own = lnet_space_enrolment (&rights->enrolment);
  LnetTransaction *transaction = lnet_transaction_new ("member-edit");
  LnetId program, intake;

  lnet_transaction_set_text (transaction, LNET_MEMBER_WISHES, &rights->tamsin, "Songs at the table");
  lnet_transaction_set_text (transaction, LNET_MEMBER_STATUS, &rights->tamsin, "left");
  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &rights->wrenna, "Mallory");
  lnet_transaction_set_text (transaction, LNET_INTAKE_STRENGTHS, &rights->intake, "None");
  program = lnet_transaction_add (transaction, LNET_TABLE_PROGRAM, network);
  lnet_transaction_set_text (transaction, LNET_PROGRAM_TITLE, &program, "Easy certificate");
  put_pair (transaction, &rights->tamsin);
  intake = put_of_member (transaction, LNET_TABLE_INTAKE, LNET_INTAKE_MEMBER, network, &rights->tamsin);
  lnet_transaction_set_text (transaction, LNET_INTAKE_STRENGTHS, &intake, "Songs");
  lnet_coaching_set_wanted (transaction, &intake, &rights->wrenna, TRUE);
  lnet_coaching_set_wanted (transaction, &rights->intake, &rights->tamsin, TRUE);
  put_of_member (transaction, LNET_TABLE_ATTENDANCE, LNET_ATTENDANCE_ENROLMENT, own, &rights->enrolment);
  put_of_member (transaction, LNET_TABLE_EVIDENCE, LNET_EVIDENCE_ENROLMENT, own, &rights->enrolment);
  commit_regardless (rights, BEN, transaction);
  commit_regardless (rights, BEN, new_wish (rights, &intake, LNET_INTAKE_WISHES, "Rhymes"));
}

static void
assert_only_own (Rights *rights,
                 guint   who)
{
  g_assert_cmpint (ask (rights, who, "SELECT count (*) FROM program"), ==, 0);
  g_assert_cmpint (ask (rights, who, "SELECT count (*) FROM pair"), ==, 1);
  g_assert_cmpint (ask (rights, who, "SELECT count (*) FROM member WHERE legal_first = 'Wrenna'"), ==, 1);
  g_assert_cmpint (ask (rights, who, "SELECT count (*) FROM member WHERE status = 'left'"), ==, 0);
  g_assert_cmpint (ask (rights, who, "SELECT count (*) FROM intake WHERE strengths = 'None'"), ==, 0);
  g_assert_cmpint (ask (rights, who, "SELECT count (*) FROM attendance"), ==, 0);
  g_assert_cmpint (ask (rights, who, "SELECT count (*) FROM intake_wanted"), ==, 1);
  g_assert_cmpint (ask (rights, who, "SELECT count (*) FROM evidence"), ==, 1);
  g_assert_cmpint (ask (rights, who, "SELECT count (*) FROM intake WHERE wishes = 'Rhymes'"), ==, 1);
  g_assert_cmpint (ask (rights, who, "SELECT count (*) FROM member WHERE wishes = 'Songs at the table'"), ==, 1);
}

/* What is beside it in one and the same act counts, and so does what comes after. */
static void
test_taken_in (Rights        *rights,
               gconstpointer  data)
{
  LnetTakeReport report;

  all_join (rights);
  write_what_may_not_be (rights);
  report = pass (&rights->together, BEN, ANA);
  g_assert_cmpuint (report.n_waiting, ==, 0);
  g_assert_cmpuint (report.n_set_aside, ==, 2);
  assert_only_own (rights, ANA);
  assert_all_same (rights);
  assert_only_own (rights, CAM);
  /* The desk that wrote it comes to the same. */
  assert_only_own (rights, BEN);
}

/* Cam gets what Ben wrote about the enrolment before it is known whose that is. */
static void
test_before_it_is_known (Rights        *rights,
                         gconstpointer  data)
{
  Together *together = &rights->together;
  LnetTransaction *transaction;
  LnetId enrolment;

  all_join (rights);
  transaction = lnet_transaction_new ("enrol");
  enrolment = put_of_member (transaction, LNET_TABLE_ENROLMENT, LNET_ENROLMENT_MEMBER, lnet_space (LNET_SPACE_NETWORK),
                             &rights->tamsin);
  commit (together, ANA, transaction);
  pass (together, ANA, BEN);
  transaction = lnet_transaction_new ("evidence-add");
  put_of_member (transaction, LNET_TABLE_EVIDENCE, LNET_EVIDENCE_ENROLMENT, lnet_space_enrolment (&enrolment),
                 &enrolment);
  commit (together, BEN, transaction);
  /* Of what Ben has, only what he wrote. */
  for (guint who = ANA; who <= CAM; who += CAM - ANA)
    {
      g_autoptr (GArray) have = lnet_give_read_vector (get_reader (together, who), &together->error);
      g_autoptr (LnetDelivery) delivery = NULL;
      gboolean more;

      delivery = lnet_give_collect (get_reader (together, BEN), have, NULL, &together->people[BEN].desk, G_MAXSIZE,
                                    &more, &together->error);
      lnet_bundle_sign (get_reader (together, BEN), delivery, &together->people[BEN].desk,
                        together->people[BEN].key->sign.secret, &together->error);
      take (together, who, delivery);
    }
  g_assert_cmpint (ask (rights, ANA, "SELECT count (*) FROM evidence"), ==, 1);
  g_assert_cmpint (ask (rights, CAM, "SELECT count (*) FROM evidence"), ==, 0);
  pass (together, ANA, CAM);
  g_assert_cmpint (ask (rights, CAM, "SELECT count (*) FROM evidence"), ==, 1);
  assert_same (together, ANA, CAM);
  g_assert_cmpint (ask (rights, CAM, "SELECT count (*) FROM set_aside"), ==, 0);
}

/* Who adds a row once more as their own does not get it. */
static void
test_anothers_row (Rights        *rights,
                   gconstpointer  data)
{
  LnetTransaction *transaction = lnet_transaction_new ("intake-edit");

  all_join (rights);
  lnet_transaction_set_id (transaction, LNET_INTAKE_MEMBER, &rights->intake, &rights->tamsin);
  lnet_transaction_set_text (transaction, LNET_INTAKE_STRENGTHS, &rights->intake, "None");
  commit_regardless (rights, BEN, transaction);
  transaction = lnet_transaction_new ("intake-edit");
  lnet_transaction_delete (transaction, LNET_TABLE_INTAKE, &rights->intake);
  commit_regardless (rights, BEN, transaction);
  assert_all_same (rights);
  g_assert_cmpint (ask (rights, ANA, "SELECT count (*) FROM set_aside"), ==, 3);
  g_assert_cmpint (ask (rights, CAM, "SELECT count (*) FROM intake WHERE deleted = 0 AND strengths IS NULL"), ==, 1);
}

/* --- a desk becomes another's --- */

static void
set_stance (Rights     *rights,
            LnetStance  stance)
{
  Together *together = &rights->together;

  sit_down (together, ANA);
  commit (together, ANA, lnet_sharing_edit (get_reader (together, ANA), &together->people[BEN].desk, "Desk 1", stance,
                                            &rights->tamsin, &together->error));
}

/* What was written as a facilitator's counts as far as it was known where the desk became a participant's. */
static void
test_lowered (Rights        *rights,
              gconstpointer  data)
{
  Together *together = &rights->together;

  join (together, BEN, LNET_STANCE_FACILITATOR, &rights->tamsin);
  join (together, CAM, LNET_STANCE_FACILITATOR, NULL);
  pass (together, ANA, BEN);
  add_member (together, BEN, "Before");
  pass (together, BEN, ANA);
  set_stance (rights, LNET_STANCE_PARTICIPANT);
  add_member (together, BEN, "Meanwhile");
  /* Cam hears of it before he hears of the change, Ana after. */
  pass (together, BEN, CAM);
  g_assert_true (knows (together, CAM, "Meanwhile"));
  pass (together, BEN, ANA);
  g_assert_false (knows (together, ANA, "Meanwhile"));
  g_assert_true (knows (together, ANA, "Before"));
  assert_all_same (rights);
  g_assert_true (knows (together, CAM, "Before"));
  g_assert_false (knows (together, CAM, "Meanwhile"));
  g_assert_false (knows (together, BEN, "Meanwhile"));
  assert_same (together, ANA, BEN);
  /* Nothing of it is lost: it counts again when the desk is made a facilitator's. */
  set_stance (rights, LNET_STANCE_FACILITATOR);
  g_assert_true (knows (together, ANA, "Meanwhile"));
  assert_all_same (rights);
  g_assert_true (knows (together, CAM, "Meanwhile"));
  g_assert_true (knows (together, BEN, "Meanwhile"));
  /* And from then on also when it is a participant's again. */
  set_stance (rights, LNET_STANCE_PARTICIPANT);
  g_assert_true (knows (together, ANA, "Meanwhile"));
  pass (together, ANA, BEN);
  g_assert_true (knows (together, BEN, "Meanwhile"));
  refuse (rights, new_wish (rights, &rights->wrenna, LNET_MEMBER_WISHES, "Less paper"));
  assert_all_same (rights);
}

/* Nobody had said whose desk it is. */
static void
test_whose_is_said_later (Rights        *rights,
                          gconstpointer  data)
{
  Together *together = &rights->together;

  join (together, BEN, LNET_STANCE_PARTICIPANT, NULL);
  join (together, CAM, LNET_STANCE_FACILITATOR, NULL);
  pass (together, ANA, BEN);
  commit_regardless (rights, BEN, new_wish (rights, &rights->tamsin, LNET_MEMBER_WISHES, "Songs"));
  pass (together, BEN, ANA);
  g_assert_cmpint (ask (rights, ANA, "SELECT count (*) FROM member WHERE wishes = 'Songs'"), ==, 0);
  set_stance (rights, LNET_STANCE_PARTICIPANT);
  g_assert_cmpint (ask (rights, ANA, "SELECT count (*) FROM member WHERE wishes = 'Songs'"), ==, 1);
  assert_all_same (rights);
}

/* --- whatever comes first --- */

#define N_SCHEDULES 3
#define N_STEPS 24

static LnetId
choose_row (Rights     *rights,
            guint       who,
            const char *table)
{
  Together *together = &rights->together;
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s ORDER BY pk", table);
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (together->people[who].path, LNET_SQLITE_READ_ONLY, &together->error);
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, sql, &together->error);
  LnetId row = lnet_id_null ();
  int skip = g_test_rand_int_range (0, 4);

  while (skip-- >= 0 && lnet_sqlite_step (db, statement, &together->error) > 0)
    row = lnet_sqlite_column_id (statement, 0);
  sqlite3_reset (statement);
  return row;
}

static void
write_something (Rights *rights,
                 guint   who)
{
  static const LnetField fields[] = { LNET_MEMBER_WISHES, LNET_MEMBER_STATUS, LNET_MEMBER_TOWN };
  LnetId member = choose_row (rights, who, "member"), intake = choose_row (rights, who, "intake");
  LnetTransaction *transaction = lnet_transaction_new ("member-edit");
  g_autofree char *text = g_strdup_printf ("%d", g_test_rand_int_range (0, 1000));

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      put_of_member (transaction, LNET_TABLE_INTAKE, LNET_INTAKE_MEMBER, lnet_space (LNET_SPACE_NETWORK), &member);
      break;
    case 1:
      if (g_test_rand_bit ())
        lnet_transaction_set_id (transaction, LNET_INTAKE_MEMBER, &intake, &member);
      lnet_transaction_set_text (transaction, LNET_INTAKE_WISHES, &intake, text);
      break;
    case 2:
      lnet_transaction_delete (transaction, LNET_TABLE_INTAKE, &intake);
      break;
    default:
      lnet_transaction_set_text (transaction, fields[g_test_rand_int_range (0, 3)], &member, text);
      lnet_transaction_set_text (transaction, fields[g_test_rand_int_range (0, 3)], &member, text);
    }
  commit_regardless (rights, who, transaction);
}

static void
step (Rights *rights)
{
  static const LnetStance stances[] = { LNET_STANCE_PARTICIPANT, LNET_STANCE_FACILITATOR, LNET_STANCE_DIRECTOR };
  guint from = (guint) g_test_rand_int_range (0, 3), to = (guint) g_test_rand_int_range (0, 3);

  if (g_test_rand_int_range (0, 8) == 0)
    set_stance (rights, stances[g_test_rand_int_range (0, 3)]);
  else if (g_test_rand_bit ())
    write_something (rights, from);
  else if (from != to)
    pass (&rights->together, from, to);
}

/* In whatever order it is written, heard and decided: in the end all say the same, and each says what its log gives. */
static void
test_schedules (Rights        *rights,
                gconstpointer  data)
{
  all_join (rights);
  for (guint i = 0; i < N_STEPS; i++)
    step (rights);
  assert_all_same (rights);
  assert_same (&rights->together, ANA, BEN);
}

int
main (int    argc,
      char **argv)
{
  without_keyring ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, function) g_test_add (path, Rights, NULL, rights_set_up, function, rights_tear_down)
  ADD ("/rights/own-door", test_own_door);
  ADD ("/rights/asked", test_asked);
  ADD ("/rights/taken-in", test_taken_in);
  ADD ("/rights/before-it-is-known", test_before_it_is_known);
  ADD ("/rights/anothers-row", test_anothers_row);
  ADD ("/rights/lowered", test_lowered);
  ADD ("/rights/whose-is-said-later", test_whose_is_said_later);
  for (guint i = 0; i < N_SCHEDULES; i++)
    {
      g_autofree char *path = g_strdup_printf ("/rights/schedule/%u", i);

      ADD (path, test_schedules);
    }
#undef ADD
  return g_test_run ();
}
