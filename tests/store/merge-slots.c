/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-hash.h"
#include "lnet-table-sql.h"
#include "merge-play-private.h"

enum
{
  ANA, BEN, CLEO, ANAS_ROLE, BENS_ROLE, CENTER, VISION, FIRST_SECTION, SECOND_SECTION, PASSAGE_1, PASSAGE_2, PASSAGE_3,
  PAIR, ENROLMENT, ANAS_NOTE, EVIDENCE,
};

const MergeSlot merge_slots[MERGE_N_SLOTS] = {
  [ANA] = { LNET_TABLE_MEMBER, LNET_SPACE_NETWORK, -1, LNET_FIELD_NONE },
  [BEN] = { LNET_TABLE_MEMBER, LNET_SPACE_NETWORK, -1, LNET_FIELD_NONE },
  [CLEO] = { LNET_TABLE_MEMBER, LNET_SPACE_NETWORK, -1, LNET_FIELD_NONE },
  [ANAS_ROLE] = { LNET_TABLE_ROLE, LNET_SPACE_NETWORK, ANA, LNET_FIELD_NONE },
  [BENS_ROLE] = { LNET_TABLE_ROLE, LNET_SPACE_NETWORK, BEN, LNET_FIELD_NONE },
  [CENTER] = { LNET_TABLE_ORGANIZATION, LNET_SPACE_NETWORK, -1, LNET_FIELD_NONE },
  [VISION] = { LNET_TABLE_DOCUMENT, LNET_SPACE_NETWORK, -1, LNET_FIELD_NONE },
  [FIRST_SECTION] = { LNET_TABLE_SECTION, LNET_SPACE_NETWORK, VISION, LNET_SECTION_TITLE },
  [SECOND_SECTION] = { LNET_TABLE_SECTION, LNET_SPACE_NETWORK, VISION, LNET_SECTION_TITLE },
  [PASSAGE_1] = { LNET_TABLE_PASSAGE, LNET_SPACE_NETWORK, FIRST_SECTION, LNET_PASSAGE_BODY },
  [PASSAGE_2] = { LNET_TABLE_PASSAGE, LNET_SPACE_NETWORK, SECOND_SECTION, LNET_PASSAGE_BODY },
  [PASSAGE_3] = { LNET_TABLE_PASSAGE, LNET_SPACE_NETWORK, FIRST_SECTION, LNET_PASSAGE_BODY },
  [PAIR] = { LNET_TABLE_PAIR, LNET_SPACE_STAFF, -1, LNET_FIELD_NONE },
  [ENROLMENT] = { LNET_TABLE_ENROLMENT, LNET_SPACE_STAFF, -1, LNET_FIELD_NONE },
  [ANAS_NOTE] = { LNET_TABLE_MEMBER_STAFF, LNET_SPACE_STAFF, ANA, LNET_MEMBER_STAFF_NOTE },
  [EVIDENCE] = { LNET_TABLE_EVIDENCE, LNET_SPACE_ENROLMENT, ENROLMENT, LNET_EVIDENCE_BODY },
};

LnetId
merge_slot_get_id (const MergePlay *play,
                   guint            slot)
{
  const LnetHashPiece pieces[] = { { &play->schedule->seed, sizeof play->schedule->seed }, { &slot, sizeof slot } };

  return lnet_hash_derive_id (pieces, G_N_ELEMENTS (pieces));
}

LnetSpace
merge_slot_get_space (const MergePlay *play,
                      guint            slot)
{
  LnetId owner;

  if (merge_slots[slot].space != LNET_SPACE_ENROLMENT)
    return lnet_space (merge_slots[slot].space);
  owner = merge_slot_get_id (play, ENROLMENT);
  return lnet_space_enrolment (&owner);
}

static sqlite3_stmt *
find (MergeDesk    *desk,
      const char   *sql,
      const LnetId *row,
      gboolean     *found)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = lnet_sqlite_prepare (merge_desk_get_sqlite (desk), sql, &error);
  int step;

  g_assert_no_error (error);
  lnet_sqlite_bind_id (statement, 1, row);
  step = lnet_sqlite_step (merge_desk_get_sqlite (desk), statement, &error);
  g_assert_no_error (error);
  *found = step > 0;
  return statement;
}

gboolean
merge_desk_has_row (MergeDesk    *desk,
                    LnetTable     table,
                    const LnetId *row,
                    gboolean     *deleted)
{
  gboolean found;
  sqlite3_stmt *statement = find (desk, lnet_table_sql_find (table), row, &found);

  if (deleted != NULL)
    *deleted = found && sqlite3_column_int64 (statement, 1) != 0;
  sqlite3_reset (statement);
  return found;
}

char *
merge_desk_read_text (MergeDesk    *desk,
                      LnetField     field,
                      const LnetId *row)
{
  gboolean found;
  sqlite3_stmt *statement = find (desk, lnet_table_sql_get (LNET_FIELD_TABLE (field), LNET_FIELD_NUMBER (field)), row,
                                  &found);
  const char *text = found ? (const char *) sqlite3_column_text (statement, 0) : NULL;
  char *copy = g_strdup (text != NULL ? text : "");

  sqlite3_reset (statement);
  return copy;
}
