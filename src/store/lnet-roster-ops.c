/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What single changes say of the desks on a roster. */

#include "config.h"

#include "lnet-roster-private.h"

#include <string.h>

static const LnetValue *
get_cell (const LnetOp *op,
          LnetField     field)
{
  if (op->kind == LNET_OP_ADD)
    return lnet_op_get_cell (op, LNET_FIELD_NUMBER (field));
  return op->kind == LNET_OP_SET && op->number == LNET_FIELD_NUMBER (field) ? &op->value : NULL;
}

static const char *
get_text (const LnetOp *op,
          LnetField     field)
{
  const LnetValue *value = get_cell (op, field);

  return value != NULL && value->type == LNET_VALUE_TEXT ? value->text : NULL;
}

static LnetDeskState
read_state (const char *key)
{
  if (g_strcmp0 (key, "admitted") == 0)
    return LNET_DESK_ADMITTED;
  return g_strcmp0 (key, "former") == 0 ? LNET_DESK_FORMER : LNET_DESK_REMOVED;
}

static gboolean
is_unset (const guint8 *key)
{
  static const guint8 unset[LNET_PUBLIC_KEY_SIZE];

  return memcmp (key, unset, sizeof unset) == 0;
}

/* Keys are never replaced. */
static void
take_key (guint8     *key,
          const char *text)
{
  if (text != NULL && is_unset (key))
    lnet_public_key_from_string (text, key);
}

void
lnet_roster_desk_set_member (LnetRosterDesk *desk,
                             const LnetId   *member)
{
  desk->member = member != NULL ? *member : lnet_id_null ();
  if (!lnet_id_is_null (&desk->member))
    g_hash_table_add (desk->members, lnet_id_copy (&desk->member));
}

gboolean
lnet_roster_take_op (LnetRosterDesk *desk,
                     const LnetOp   *op)
{
  const LnetValue *member = get_cell (op, LNET_ROSTER_DESK_MEMBER);
  const char *stance = get_text (op, LNET_ROSTER_DESK_STANCE);
  const char *state = get_text (op, LNET_ROSTER_DESK_STATE);

  if (get_text (op, LNET_ROSTER_DESK_NAME) != NULL)
    g_set_str (&desk->name, get_text (op, LNET_ROSTER_DESK_NAME));
  if (member != NULL)
    lnet_roster_desk_set_member (desk, member->type == LNET_VALUE_ID ? &member->id : NULL);
  if (get_cell (op, LNET_ROSTER_DESK_ON_DATE) != NULL)
    g_set_str (&desk->on_date, get_text (op, LNET_ROSTER_DESK_ON_DATE));
  if (get_cell (op, LNET_ROSTER_DESK_ACCEPTED) != NULL)
    {
      g_clear_pointer (&desk->accepted, g_hash_table_unref);
      g_clear_pointer (&desk->pins, g_hash_table_unref);
      desk->accepted = lnet_roster_accepted_from_string (get_text (op, LNET_ROSTER_DESK_ACCEPTED), &desk->pins);
    }
  take_key (desk->sign_key, get_text (op, LNET_ROSTER_DESK_SIGN_KEY));
  take_key (desk->box_key, get_text (op, LNET_ROSTER_DESK_BOX_KEY));
  desk->has_keys = !is_unset (desk->sign_key) && !is_unset (desk->box_key);
  if (stance != NULL)
    lnet_stance_from_key (stance, &desk->stance);
  if (state != NULL)
    desk->state = read_state (state);
  return op->kind == LNET_OP_ADD || stance != NULL || state != NULL ||
         get_cell (op, LNET_ROSTER_DESK_ACCEPTED) != NULL;
}

gboolean
lnet_roster_takes_out (GPtrArray    *ops,
                       const LnetId *desk,
                       gboolean     *removed,
                       GHashTable  **accepted)
{
  gboolean out = FALSE;

  *removed = FALSE;
  *accepted = NULL;
  for (guint i = 0; i < ops->len; i++)
    {
      const LnetOp *op = ops->pdata[i];
      const char *stance = get_text (op, LNET_ROSTER_DESK_STANCE);
      const char *state = get_text (op, LNET_ROSTER_DESK_STATE);

      if (op->kind != LNET_OP_SET || !lnet_id_equal (&op->row, desk))
        continue;
      *removed |= state != NULL && read_state (state) != LNET_DESK_ADMITTED;
      out |= stance != NULL && !g_str_equal (stance, lnet_stance_to_key (LNET_STANCE_DIRECTOR));
      if (get_text (op, LNET_ROSTER_DESK_ACCEPTED) != NULL)
        {
          g_clear_pointer (accepted, g_hash_table_unref);
          *accepted = lnet_roster_accepted_from_string (get_text (op, LNET_ROSTER_DESK_ACCEPTED), NULL);
        }
    }
  return *removed || out;
}

gboolean
lnet_roster_says_renewed (const LnetId *desk,
                          GPtrArray    *ops,
                          guint8       *key)
{
  for (guint i = 0; i < ops->len; i++)
    {
      const LnetOp *op = ops->pdata[i];
      const char *text = op->kind == LNET_OP_ADD ? get_text (op, LNET_ROSTER_DESK_SIGN_KEY) : NULL;

      if (text != NULL && lnet_id_equal (&op->row, desk))
        return lnet_public_key_from_string (text, key);
    }
  return FALSE;
}

GPtrArray *
lnet_roster_read_ops (const LnetBatch *batch)
{
  GPtrArray *ops = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_op_free);

  for (guint i = 0; i < batch->ops->len; i++)
    {
      gboolean unknown;
      LnetOp *op = lnet_batch_read_op (batch, i, &unknown);

      if (op != NULL && op->table == LNET_TABLE_ROSTER_DESK)
        g_ptr_array_add (ops, op);
      else
        lnet_op_free (op);
    }
  return ops;
}
