/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-sharing-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-give.h"
#include "lnet-reader-private.h"
#include "lnet-roster-private.h"
#include "lnet-statements.h"

LnetCard *
lnet_card_new (void)
{
  return g_new0 (LnetCard, 1);
}

void
lnet_card_free (LnetCard *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self);
}

gboolean
lnet_sharing_find_desk (LnetReader  *reader,
                        LnetId      *id,
                        GError     **error)
{
  LnetDesk desk;

  if (!lnet_desk_find (lnet_reader_get_sqlite (reader), lnet_reader_get_network (reader), &desk, error))
    return FALSE;
  *id = desk.pk != 0 ? desk.id : lnet_id_null ();
  return TRUE;
}

static const LnetStatement find_own_stance = {
  "sharing-own-stance", "SELECT stance, member FROM roster_desk WHERE id = ?1 AND deleted = 0", NULL
};

const LnetStatement *const lnet_sharing_statements[] = { &find_own_stance, NULL };

gboolean
lnet_sharing_is_participants (LnetReader *reader,
                              LnetId     *member)
{
  g_autoptr (LnetRows) rows = NULL;
  LnetStance stance;
  LnetId desk;

  *member = lnet_id_null ();
  if (!lnet_sharing_find_desk (reader, &desk, NULL) || lnet_id_is_null (&desk))
    return FALSE;
  rows = lnet_reader_query (reader, &find_own_stance);
  lnet_rows_bind_id (rows, 1, &desk);
  if (!lnet_rows_step (rows) || !lnet_stance_from_key (lnet_rows_text (rows, 0), &stance) ||
      stance != LNET_STANCE_PARTICIPANT)
    return FALSE;
  *member = lnet_rows_id (rows, 1);
  return TRUE;
}

static void
set_today (LnetTransaction *transaction,
           const LnetId    *desk)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_ON_DATE, desk, today);
}

void
lnet_sharing_put_card (LnetTransaction *transaction,
                       const LnetCard  *card,
                       LnetStance       stance,
                       const LnetId    *member)
{
  g_autofree char *sign_key = lnet_public_key_to_string (card->sign_key);
  g_autofree char *box_key = lnet_public_key_to_string (card->box_key);

  lnet_transaction_add_with_id (transaction, LNET_TABLE_ROSTER_DESK, lnet_space (LNET_SPACE_NETWORK), &card->desk);
  lnet_transaction_set_id (transaction, LNET_ROSTER_DESK_MEMBER, &card->desk, member);
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_NAME, &card->desk, card->name);
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_STANCE, &card->desk, lnet_stance_to_key (stance));
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_STATE, &card->desk, "admitted");
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_SIGN_KEY, &card->desk, sign_key);
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_BOX_KEY, &card->desk, box_key);
  set_today (transaction, &card->desk);
}

LnetTransaction *
lnet_sharing_begin (const LnetCard *card,
                    const LnetId   *member)
{
  LnetTransaction *transaction = lnet_transaction_new ("sharing-start");
  LnetCard own = *card;

  own.desk = lnet_id_null ();
  lnet_sharing_put_card (transaction, &own, LNET_STANCE_DIRECTOR, member);
  return transaction;
}

LnetTransaction *
lnet_sharing_renew (const LnetCard *card)
{
  LnetTransaction *transaction = lnet_transaction_new ("desk-edit");
  LnetCard own = *card;
  LnetId nobody = lnet_id_null ();

  /* What it is and whose the roster knows. */
  own.desk = lnet_id_null ();
  lnet_sharing_put_card (transaction, &own, LNET_STANCE_PARTICIPANT, &nobody);
  return transaction;
}

/* --- what only a director may do --- */

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
check_right (LnetReader        *reader,
             const LnetRoster  *roster,
             GError           **error)
{
  LnetId own;

  if (lnet_roster_is_empty (roster))
    return refuse (error, _("This network is not shared yet. Begin sharing it first."));
  if (!lnet_sharing_find_desk (reader, &own, error))
    return FALSE;
  return lnet_roster_is_director (roster, &own) ||
         refuse (error, _("Only a director’s desk decides who takes part. Nothing was changed. Ask a director to do it."));
}

static LnetRoster *
load_with_right (LnetReader  *reader,
                 GError     **error)
{
  g_autoptr (LnetRoster) roster = lnet_roster_load (reader, error);

  return roster != NULL && check_right (reader, roster, error) ? g_steal_pointer (&roster) : NULL;
}

gboolean
lnet_sharing_decides (LnetReader  *reader,
                      GError     **error)
{
  g_autoptr (LnetRoster) roster = load_with_right (reader, error);

  return roster != NULL;
}

static gboolean
same_keys (const LnetRosterDesk *desk,
           const guint8         *sign_key)
{
  return desk->has_keys && memcmp (desk->sign_key, sign_key, LNET_PUBLIC_KEY_SIZE) == 0;
}

LnetTransaction *
lnet_sharing_admit (LnetReader      *reader,
                    const LnetCard  *card,
                    LnetStance       stance,
                    const LnetId    *member,
                    GError         **error)
{
  g_autoptr (LnetRoster) roster = load_with_right (reader, error);
  LnetTransaction *transaction;

  if (roster == NULL)
    return NULL;
  for (guint i = 0; i < lnet_roster_list (roster)->len; i++)
    {
      const LnetRosterDesk *desk = lnet_roster_list (roster)->pdata[i];

      if (!lnet_id_equal (&desk->id, &card->desk) && !same_keys (desk, card->sign_key))
        continue;
      refuse (error, desk->state == LNET_DESK_ADMITTED
                       ? _("This desk takes part already. Nothing was changed.")
                       : _("This card was used before. Nothing was changed. Have a new card made on that desk."));
      return NULL;
    }
  transaction = lnet_transaction_new ("desk-admit");
  lnet_sharing_put_card (transaction, card, stance, member);
  return transaction;
}

static const LnetRosterDesk *
find_admitted (const LnetRoster  *roster,
               const LnetId      *id,
               GError           **error)
{
  const LnetRosterDesk *desk = lnet_roster_find (roster, id);

  if (desk != NULL && desk->state == LNET_DESK_ADMITTED)
    return desk;
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND,
                       _("This desk does not take part. Nothing was changed."));
  return NULL;
}

/* Somebody has to be left who can let desks in and out. */
static gboolean
check_others (const LnetRoster      *roster,
              const LnetRosterDesk  *going,
              GError               **error)
{
  if (going->stance != LNET_STANCE_DIRECTOR)
    return TRUE;
  for (guint i = 0; i < lnet_roster_list (roster)->len; i++)
    {
      const LnetRosterDesk *desk = lnet_roster_list (roster)->pdata[i];

      if (lnet_roster_is_director (roster, &desk->id) && desk != going && !same_keys (desk, going->sign_key))
        return TRUE;
    }
  return refuse (error, _("This is the only director’s desk: without it nobody could let desks in. Nothing was changed. "
                          "Make another desk a director’s first."));
}

static char *
describe_accepted (const GArray *vector,
                   const LnetId *desk)
{
  g_autoptr (GHashTable) accepted = lnet_roster_accepted_from_string (NULL, NULL);

  for (guint i = 0; i < vector->len; i++)
    {
      const LnetMark *mark = &g_array_index (vector, LnetMark, i);

      if (lnet_id_equal (&mark->desk, desk))
        g_hash_table_insert (accepted, lnet_id_copy (&mark->space), g_memdup2 (&mark->n, sizeof mark->n));
    }
  return lnet_roster_accepted_to_string (accepted, NULL);
}

/* Of a desk that becomes a participant's, all that is here counts as the director's or facilitator's that it was. The
 * word makes it another text than that of a removal. */
static void
put_stance (LnetTransaction      *transaction,
            const LnetRosterDesk *desk,
            LnetStance            stance,
            const LnetId         *member,
            const GArray         *vector)
{
  g_autofree char *accepted = describe_accepted (vector, &desk->id);
  g_autofree char *text = g_strconcat ("staff ", accepted, NULL);

  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_STANCE, &desk->id, lnet_stance_to_key (stance));
  lnet_transaction_set_id (transaction, LNET_ROSTER_DESK_MEMBER, &desk->id, member);
  if (stance == LNET_STANCE_PARTICIPANT && desk->stance != LNET_STANCE_PARTICIPANT)
    lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_ACCEPTED, &desk->id, text);
}

static void
put_removal (LnetTransaction *transaction,
             const LnetId    *desk,
             const GArray    *vector)
{
  g_autofree char *accepted = describe_accepted (vector, desk);

  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_STATE, desk, "removed");
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_ACCEPTED, desk, accepted);
  set_today (transaction, desk);
}

LnetTransaction *
lnet_sharing_remove (LnetReader    *reader,
                     const LnetId  *id,
                     const GArray  *accepted,
                     GError       **error)
{
  g_autoptr (LnetRoster) roster = load_with_right (reader, error);
  g_autoptr (GArray) here = NULL;
  const LnetRosterDesk *desk = roster != NULL ? find_admitted (roster, id, error) : NULL;
  LnetTransaction *transaction;

  if (desk == NULL || !check_others (roster, desk, error))
    return NULL;
  here = accepted == NULL ? lnet_give_read_vector (reader, error) : lnet_vector_copy (accepted);
  if (here == NULL)
    return NULL;
  transaction = lnet_transaction_new ("desk-remove");
  for (guint i = 0; i < lnet_roster_list (roster)->len; i++)
    {
      const LnetRosterDesk *other = lnet_roster_list (roster)->pdata[i];

      if (other == desk || (other->state == LNET_DESK_ADMITTED && same_keys (other, desk->sign_key)))
        put_removal (transaction, &other->id, here);
    }
  return transaction;
}

LnetTransaction *
lnet_sharing_edit (LnetReader    *reader,
                   const LnetId  *id,
                   const char    *name,
                   LnetStance     stance,
                   const LnetId  *member,
                   GError       **error)
{
  g_autoptr (LnetRoster) roster = load_with_right (reader, error);
  const LnetRosterDesk *desk = roster != NULL ? find_admitted (roster, id, error) : NULL;
  g_autoptr (GArray) here = NULL;
  LnetTransaction *transaction;

  if (desk == NULL || (stance != LNET_STANCE_DIRECTOR && !check_others (roster, desk, error)))
    return NULL;
  here = lnet_give_read_vector (reader, error);
  if (here == NULL)
    return NULL;
  transaction = lnet_transaction_new ("desk-edit");
  lnet_transaction_set_text (transaction, LNET_ROSTER_DESK_NAME, id, name);
  for (guint i = 0; i < lnet_roster_list (roster)->len; i++)
    {
      const LnetRosterDesk *other = lnet_roster_list (roster)->pdata[i];

      if (other == desk || (other->state == LNET_DESK_ADMITTED && same_keys (other, desk->sign_key)))
        put_stance (transaction, other, stance, member, here);
    }
  return transaction;
}
