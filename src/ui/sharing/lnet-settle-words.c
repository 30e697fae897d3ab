/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-settle-words.h"

#include <glib/gi18n-lib.h>

#include "lnet-field-words.h"
#include "lnet-row-title.h"
#include "lnet-when.h"

LnetField
lnet_settle_get_field (const LnetToSettle *item)
{
  return (LnetField) (item->number != 0 ? item->table << 8 | item->number : 0);
}

char *
lnet_settle_dup_title (const LnetToSettle *item)
{
  return g_strdup (*item->title != '\0' ? item->title : lnet_row_get_kind (item->table));
}

char *
lnet_settle_dup_subject (const LnetToSettle *item)
{
  const char *kind = lnet_row_get_kind (item->table);

  if (item->kind == LNET_TO_SETTLE_ROW)
    /* Translators: %s is a kind of thing, as "Member" or "Phone or e-mail" */
    return g_strdup_printf (_("%s · removed and changed"), kind);
  if (item->table == LNET_TABLE_MEMBER || item->table == LNET_TABLE_MEMBER_STAFF || item->table == LNET_TABLE_NETWORK ||
      g_str_equal (kind, lnet_field_get_label (lnet_settle_get_field (item))))
    return g_strdup (lnet_field_get_label (lnet_settle_get_field (item)));
  return g_strdup_printf ("%s · %s", kind, lnet_field_get_label (lnet_settle_get_field (item)));
}

/* Of two places under one heading only what stands before them tells which is which. */
static char *
dup_place (LnetReader              *reader,
           const LnetToSettle      *item,
           const LnetToSettleValue *value)
{
  g_autofree char *parent_id = lnet_value_dup_text (&value->value);
  g_autofree char *parent = lnet_field_describe (reader, lnet_settle_get_field (item), parent_id);
  g_autofree char *before = lnet_to_settle_dup_before (reader, item, value);

  if (*before == '\0')
    /* Translators: %s is a section, program or document by name */
    return g_strdup_printf (_("First in “%s”"), parent);
  /* Translators: of something that was moved: in a section, program or document, and what it comes after there */
  return g_strdup_printf (_("In “%s”, after “%s”"), parent, before);
}

char *
lnet_settle_dup_value (LnetReader              *reader,
                       const LnetToSettle      *item,
                       const LnetToSettleValue *value)
{
  g_autofree char *text = NULL;

  if (item->kind == LNET_TO_SETTLE_ROW)
    return g_strdup (_("Removed"));
  if (value->position != NULL)
    return dup_place (reader, item, value);
  text = lnet_value_dup_text (&value->value);
  return lnet_field_describe (reader, lnet_settle_get_field (item), text);
}

char *
lnet_settle_dup_who (const char *who,
                     gint64      wall)
{
  g_autofree char *when = lnet_when_describe (wall);

  return *who != '\0' ? g_strdup_printf ("%s · %s", who, when) : g_steal_pointer (&when);
}

LnetTransaction *
lnet_settle_choose (const LnetToSettle      *item,
                    const LnetToSettleValue *value)
{
  LnetTransaction *transaction = lnet_transaction_new ("settle");
  LnetField field = lnet_settle_get_field (item);

  if (value->position != NULL)
    {
      lnet_transaction_move (transaction, field, &item->row, &value->value.id, value->position);
      return transaction;
    }
  switch (value->value.type)
    {
    case LNET_VALUE_INTEGER:
      lnet_transaction_set_integer (transaction, field, &item->row, value->value.integer);
      break;
    case LNET_VALUE_TEXT:
      lnet_transaction_set_text (transaction, field, &item->row, value->value.text);
      break;
    case LNET_VALUE_ID:
      lnet_transaction_set_id (transaction, field, &item->row, &value->value.id);
      break;
    case LNET_VALUE_NULL:
    default:
      lnet_transaction_clear (transaction, field, &item->row);
    }
  return transaction;
}

LnetTransaction *
lnet_settle_write (const LnetToSettle *item,
                   const char         *text)
{
  LnetTransaction *transaction = lnet_transaction_new ("settle");
  LnetField field = lnet_settle_get_field (item);

  if (text == NULL || *text == '\0')
    lnet_transaction_clear (transaction, field, &item->row);
  else if (lnet_schema_get_field (field)->type == LNET_TYPE_INTEGER)
    lnet_transaction_set_integer (transaction, field, &item->row, g_ascii_strtoll (text, NULL, 10));
  else
    lnet_transaction_set_text (transaction, field, &item->row, text);
  return transaction;
}

LnetTransaction *
lnet_settle_row (const LnetToSettle *item,
                 gboolean            keep)
{
  LnetTransaction *transaction = lnet_transaction_new ("settle");

  if (keep)
    lnet_transaction_restore (transaction, item->table, &item->row);
  else
    lnet_transaction_delete (transaction, item->table, &item->row);
  return transaction;
}

LnetTransaction *
lnet_settle_confirm (const LnetToSettle *item)
{
  LnetTransaction *transaction = lnet_transaction_new ("text-read");

  lnet_transaction_confirm_text (transaction, lnet_settle_get_field (item), &item->row);
  return transaction;
}
