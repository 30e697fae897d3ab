/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The steps of a schedule that write. */

#include "config.h"

#include "lnet-hash.h"
#include "merge-play-private.h"

/* One act of a desk, as far as it has come. */
typedef struct
{
  MergePlay *play;
  MergeDesk *desk;
  const MergeStep *step;
  LnetTransaction *act;
  guint slot;
  LnetId row;
  gboolean there; /* this desk has the row, be it in the Trash */
} Pen;

static const char *const words[] = { "Lander", "Cody", "Casper", "Riverton", NULL };
static const char *const languages[] = { "es", "fr", "arp" };

static const char *
choose_word (guint32 random)
{
  return words[random % G_N_ELEMENTS (words)];
}

/* Letters that nobody has written before. */
static char *
write_letters (MergePlay *play,
               guint      n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_unichar (text, 0x4e00 + play->letter++);
  return g_string_free (text, FALSE);
}

static gboolean
has_parent (Pen    *pen,
            LnetId *parent)
{
  int slot = merge_slots[pen->slot].parent;

  if (slot < 0)
    return TRUE;
  *parent = merge_slot_get_id (pen->play, (guint) slot);
  return merge_desk_has_row (pen->desk, merge_slots[slot].table, parent, NULL);
}

static void
write_add (Pen *pen)
{
  const MergeSlot *slot = &merge_slots[pen->slot];
  guint order = lnet_schema_get_order (slot->table);
  LnetId parent = lnet_id_null ();
  g_autofree char *text = write_letters (pen->play, 3 + pen->step->c % 6);

  /* Each row is made by one desk, which has an id of its own for it. */
  if (pen->there || pen->slot % pen->play->schedule->n_desks != pen->step->desk || !has_parent (pen, &parent) ||
      g_hash_table_contains (pen->play->erased, &pen->row))
    return;
  lnet_transaction_add_with_id (pen->act, slot->table, merge_slot_get_space (pen->play, pen->slot), &pen->row);
  if (!lnet_id_is_null (&parent))
    lnet_transaction_set_id (pen->act, (LnetField) (slot->table << 8 | 1), &pen->row, &parent);
  if (order != 0)
    lnet_transaction_set_text (pen->act, (LnetField) (slot->table << 8 | order), &pen->row, "m");
  if (slot->prose != LNET_FIELD_NONE)
    lnet_transaction_set_text (pen->act, slot->prose, &pen->row, text);
}

static void
set_state (Pen               *pen,
           LnetField          field,
           const char *const *states)
{
  guint n = 0;

  while (states[n] != NULL)
    n++;
  lnet_transaction_set_text (pen->act, field, &pen->row, states[pen->step->b % n]);
}

/* A role goes over to another member, now and then. */
static void
set_role (Pen *pen)
{
  guint member = pen->step->c / 8 % 2;
  LnetId id = merge_slot_get_id (pen->play, member);

  if (pen->step->c % 8 > 2)
    lnet_transaction_set_text (pen->act, LNET_ROLE_ROLE, &pen->row, choose_word (pen->step->b));
  else if (merge_desk_has_row (pen->desk, LNET_TABLE_MEMBER, &id, NULL))
    lnet_transaction_set_id (pen->act, LNET_ROLE_MEMBER, &pen->row, &id);
}

static void
write_set (Pen *pen)
{
  const char *word = choose_word (pen->step->b);

  switch ((guint) merge_slots[pen->slot].table)
    {
    case LNET_TABLE_MEMBER:
      if (pen->step->c % 4 == 0)
        lnet_transaction_set_integer (pen->act, LNET_MEMBER_SHARE_EMAIL, &pen->row, pen->step->b % 3);
      else
        lnet_transaction_set_text (pen->act, pen->step->c % 4 == 1 ? LNET_MEMBER_REGION : LNET_MEMBER_TOWN, &pen->row,
                                   word);
      break;
    case LNET_TABLE_ROLE:
      set_role (pen);
      break;
    case LNET_TABLE_ORGANIZATION:
      lnet_transaction_set_text (pen->act, LNET_ORGANIZATION_NAME, &pen->row, word);
      break;
    case LNET_TABLE_DOCUMENT:
      set_state (pen, LNET_DOCUMENT_PHASE, (const char *const[]) { "gathering", "drafting", "final", NULL });
      break;
    case LNET_TABLE_PASSAGE:
      lnet_transaction_set_text (pen->act, LNET_PASSAGE_KIND, &pen->row, word);
      break;
    case LNET_TABLE_PAIR:
      set_state (pen, LNET_PAIR_STATUS, (const char *const[]) { "active", "closed", NULL });
      break;
    case LNET_TABLE_ENROLMENT:
      set_state (pen, LNET_ENROLMENT_STATUS, (const char *const[]) { "active", "completed", "withdrawn", "?", NULL });
      break;
    case LNET_TABLE_MEMBER_STAFF:
      lnet_transaction_set_text (pen->act, LNET_MEMBER_STAFF_REGISTRY_ID, &pen->row, word);
      break;
    case LNET_TABLE_EVIDENCE:
      set_state (pen, LNET_EVIDENCE_DECISION, (const char *const[]) { "revise", "accepted", NULL });
      break;
    default:
      break;
    }
}

static void
write_edit (Pen *pen)
{
  LnetField field = merge_slots[pen->slot].prose;
  g_autofree char *text = NULL;
  g_autofree char *letters = NULL;
  guint length, position, n_deleted = 0;

  if (field == LNET_FIELD_NONE)
    return;
  text = merge_desk_read_text (pen->desk, field, &pen->row);
  length = (guint) g_utf8_strlen (text, -1);
  position = pen->step->b % (length + 1);
  if (pen->step->c % 3 == 0)
    n_deleted = MIN (pen->step->c / 3 % 5, length - position);
  letters = write_letters (pen->play, pen->step->c / 16 % 4);
  lnet_transaction_edit (pen->act, field, &pen->row, position, n_deleted, letters);
}

static void
write_confirm (Pen *pen)
{
  if (merge_slots[pen->slot].prose != LNET_FIELD_NONE)
    lnet_transaction_confirm_text (pen->act, merge_slots[pen->slot].prose, &pen->row);
}

/* To a place before, between or behind, under the same parent or another of its kind. */
static void
write_move (Pen *pen)
{
  const MergeSlot *slot = &merge_slots[pen->slot];
  guint order = lnet_schema_get_order (slot->table);
  LnetId parent;
  g_autofree char *key = NULL;
  guint other;

  if (order == 0)
    return;
  other = (guint) slot->parent + (slot->table == LNET_TABLE_PASSAGE ? pen->step->b % 2 : 0);
  other = merge_slots[other].table == merge_slots[slot->parent].table ? other : (guint) slot->parent;
  parent = merge_slot_get_id (pen->play, other);
  key = g_strdup_printf ("%c", 'a' + pen->step->c % 5);
  if (merge_desk_has_row (pen->desk, merge_slots[other].table, &parent, NULL))
    lnet_transaction_move (pen->act, (LnetField) (slot->table << 8 | order), &pen->row, &parent, key);
}

static void
write_entry (Pen *pen)
{
  const LnetHashPiece pieces[] = { { &pen->play->schedule->seed, 4 }, { &pen->step->b, 4 }, { &pen->step->desk, 1 },
                                   { &pen->play->written->len, sizeof pen->play->written->len } };
  LnetId id = lnet_hash_derive_id (pieces, G_N_ELEMENTS (pieces));

  if (merge_slots[pen->slot].table != LNET_TABLE_MEMBER ||
      merge_desk_has_row (pen->desk, LNET_TABLE_CONSENT, &id, NULL))
    return;
  lnet_transaction_add_with_id (pen->act, LNET_TABLE_CONSENT, lnet_space (LNET_SPACE_NETWORK), &id);
  lnet_transaction_set_id (pen->act, LNET_CONSENT_MEMBER, &id, &pen->row);
  lnet_transaction_set_integer (pen->act, LNET_CONSENT_GIVEN, &id, pen->step->c % 2);
}

static void
write_element (Pen      *pen,
               gboolean  in)
{
  const char *language = languages[pen->step->b % G_N_ELEMENTS (languages)];
  LnetId member = merge_slot_get_id (pen->play, pen->step->b % 3);
  LnetSpace space = lnet_space (LNET_SPACE_NETWORK), staff = lnet_space (LNET_SPACE_STAFF);

  if (merge_slots[pen->slot].table == LNET_TABLE_MEMBER && in)
    lnet_transaction_add_text_to_set (pen->act, LNET_MEMBER_LANGUAGE_LANGUAGE, space, &pen->row, language);
  else if (merge_slots[pen->slot].table == LNET_TABLE_MEMBER)
    lnet_transaction_remove_text_from_set (pen->act, LNET_MEMBER_LANGUAGE_LANGUAGE, &pen->row, language);
  else if (merge_slots[pen->slot].table == LNET_TABLE_PAIR && in)
    lnet_transaction_add_to_set (pen->act, LNET_PAIR_MEMBER_MEMBER, staff, &pen->row, &member);
  else if (merge_slots[pen->slot].table == LNET_TABLE_PAIR)
    lnet_transaction_remove_from_set (pen->act, LNET_PAIR_MEMBER_MEMBER, &pen->row, &member);
}

/* The value that stands there is written once more. */
static void
write_same (Pen *pen)
{
  LnetField field = merge_slots[pen->slot].table == LNET_TABLE_PAIR     ? LNET_PAIR_STATUS
                    : merge_slots[pen->slot].table == LNET_TABLE_MEMBER ? LNET_MEMBER_TOWN
                                                                        : LNET_FIELD_NONE;
  g_autofree char *text = field != LNET_FIELD_NONE ? merge_desk_read_text (pen->desk, field, &pen->row) : NULL;

  if (text != NULL)
    lnet_transaction_set_text (pen->act, field, &pen->row, text);
}

static void
put_redact (Pen       *pen,
            LnetTable  table,
            LnetSpace  space,
            guint      number)
{
  LnetOp *op = lnet_op_new (LNET_OP_REDACT, table, &pen->row);

  op->space = space;
  op->number = number;
  lnet_transaction_take_op (pen->act, op);
}

/* A row, and with a member what is of them alone. */
static void
write_erase (Pen *pen)
{
  LnetSpace network = lnet_space (LNET_SPACE_NETWORK);

  put_redact (pen, merge_slots[pen->slot].table, merge_slot_get_space (pen->play, pen->slot), 0);
  if (merge_slots[pen->slot].table == LNET_TABLE_MEMBER)
    {
      put_redact (pen, LNET_TABLE_ROLE, network, 1);
      put_redact (pen, LNET_TABLE_CONSENT, network, 1);
      put_redact (pen, LNET_TABLE_MEMBER_LANGUAGE, network, 1);
    }
  g_hash_table_add (pen->play->erased, lnet_id_copy (&pen->row));
}

static void
write_to_row (Pen *pen)
{
  switch (pen->step->kind)
    {
    case MERGE_STEP_SET:
      write_set (pen);
      break;
    case MERGE_STEP_DELETE:
      lnet_transaction_delete (pen->act, merge_slots[pen->slot].table, &pen->row);
      break;
    case MERGE_STEP_RESTORE:
      lnet_transaction_restore (pen->act, merge_slots[pen->slot].table, &pen->row);
      break;
    case MERGE_STEP_EDIT:
      write_edit (pen);
      break;
    case MERGE_STEP_CONFIRM:
      write_confirm (pen);
      break;
    case MERGE_STEP_MOVE:
      write_move (pen);
      break;
    case MERGE_STEP_ENTRY:
      write_entry (pen);
      break;
    case MERGE_STEP_PUT_IN:
    case MERGE_STEP_TAKE_OUT:
      write_element (pen, pen->step->kind == MERGE_STEP_PUT_IN);
      break;
    case MERGE_STEP_SETTLE:
      write_same (pen);
      break;
    case MERGE_STEP_ERASE:
      write_erase (pen);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* --- acts --- */

static void
read_prose (MergePlay  *play,
            MergeDesk  *desk,
            char      **texts)
{
  for (guint i = 0; i < MERGE_N_SLOTS; i++)
    {
      LnetId row = merge_slot_get_id (play, i);

      if (merge_slots[i].prose != LNET_FIELD_NONE)
        texts[i] = merge_desk_read_text (desk, merge_slots[i].prose, &row);
    }
}

/* What somebody erased, they have not taken out letter by letter. */
static void
note_prose (MergePlay  *play,
            MergeDesk  *desk,
            char      **before)
{
  char *after[MERGE_N_SLOTS] = { NULL };

  read_prose (play, desk, after);
  for (guint i = 0; i < MERGE_N_SLOTS; i++)
    {
      LnetId row = merge_slot_get_id (play, i);

      if (before[i] != NULL && !g_hash_table_contains (play->erased, &row))
        merge_letters_note (play->letters[i], before[i], after[i]);
      g_free (before[i]);
      g_free (after[i]);
    }
}

static void
note_written (MergePlay    *play,
              MergeDesk    *desk,
              const LnetId *group)
{
  guint first = play->written->len;

  merge_desk_read_new (desk, play->written);
  if (play->written->len == first)
    return;
  desk->wall = ((MergeWritten *) play->written->pdata[play->written->len - 1])->wall;
  if (!lnet_id_is_null (group))
    g_array_append_val (play->groups, *group);
}

char *
merge_play_commit (MergePlay *play,
                   guint      number)
{
  MergeDesk *desk = play->desks->pdata[number];
  g_autoptr (LnetTransaction) act = g_steal_pointer (&play->pending[number]);
  char *before[MERGE_N_SLOTS] = { NULL };
  LnetId group;
  char *failure;

  if (act == NULL)
    return NULL;
  read_prose (play, desk, before);
  failure = merge_desk_commit (desk, act, &group);
  note_prose (play, desk, before);
  if (failure == NULL)
    note_written (play, desk, &group);
  return failure;
}

static gboolean
goes_on (const MergeStep *step)
{
  return step->more && step->kind != MERGE_STEP_EDIT && step->kind != MERGE_STEP_ERASE;
}

/* One for which a step of its kind means something. */
static gboolean
is_slot_for (const MergeStep *step,
             guint            slot)
{
  LnetTable table = merge_slots[slot].table;

  switch (step->kind)
    {
    case MERGE_STEP_EDIT:
    case MERGE_STEP_CONFIRM:
      return merge_slots[slot].prose != LNET_FIELD_NONE;
    case MERGE_STEP_MOVE:
      return lnet_schema_get_order (table) != 0;
    case MERGE_STEP_ENTRY:
      return table == LNET_TABLE_MEMBER;
    case MERGE_STEP_PUT_IN:
    case MERGE_STEP_TAKE_OUT:
    case MERGE_STEP_SETTLE:
      return table == LNET_TABLE_MEMBER || table == LNET_TABLE_PAIR;
    case MERGE_STEP_ERASE:
      /* It is people whom one erases. */
      return table == LNET_TABLE_MEMBER || step->b % 4 == 0;
    default:
      return TRUE;
    }
}

static guint
choose_slot (const MergeStep *step)
{
  guint slot = step->a % MERGE_N_SLOTS;

  while (!is_slot_for (step, slot))
    slot = (slot + 1) % MERGE_N_SLOTS;
  return slot;
}

char *
merge_play_write (MergePlay       *play,
                  const MergeStep *step)
{
  Pen pen = { .play = play, .desk = play->desks->pdata[step->desk], .step = step, .slot = choose_slot (step) };
  gboolean alone = step->kind == MERGE_STEP_EDIT || step->kind == MERGE_STEP_ERASE;
  char *failure = alone ? merge_play_commit (play, step->desk) : NULL;

  if (failure != NULL)
    return failure;
  if (play->pending[step->desk] == NULL)
    play->pending[step->desk] = lnet_transaction_new ("member-edit");
  pen.act = play->pending[step->desk];
  pen.row = merge_slot_get_id (play, pen.slot);
  pen.there = merge_desk_has_row (pen.desk, merge_slots[pen.slot].table, &pen.row, NULL);
  if (step->kind == MERGE_STEP_ADD)
    write_add (&pen);
  else if (pen.there)
    write_to_row (&pen);
  return goes_on (step) ? NULL : merge_play_commit (play, step->desk);
}

/* Somebody takes an act back, their own or another's; what cannot be taken back any more stays. */
char *
merge_play_undo (MergePlay       *play,
                 const MergeStep *step)
{
  MergeDesk *desk = play->desks->pdata[step->desk];
  const LnetId *group;
  char *before[MERGE_N_SLOTS] = { NULL };
  LnetId undone;
  char *failure;

  if (play->groups->len == 0)
    return NULL;
  group = &g_array_index (play->groups, LnetId, step->a % play->groups->len);
  read_prose (play, desk, before);
  failure = merge_desk_undo (desk, group, &undone);
  note_prose (play, desk, before);
  if (failure == NULL)
    note_written (play, desk, &undone);
  return failure;
}
