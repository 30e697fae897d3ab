/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-tags.h"

#include "lnet-name.h"
#include "lnet-statements.h"

static const LnetStatement all_statement = {
  "tags",
  "SELECT t.tag, count (*) FROM member_tag AS t CROSS JOIN member AS m ON m.id = t.member AND m.deleted = 0 "
  "WHERE t.deleted = 0 GROUP BY t.tag",
  "counts over every tag of everybody: in a worker",
};
static const LnetStatement member_statement = {
  "tags-of-member",
  "SELECT tag FROM member_tag WHERE member = ?1 AND deleted = 0 ORDER BY pk",
  NULL,
};

const LnetStatement *const lnet_tag_statements[] = { &all_statement, &member_statement, NULL };

void
lnet_tag_free (LnetTag *self)
{
  g_free (self->tag);
  g_free (self);
}

static int
compare_tags (gconstpointer a,
              gconstpointer b)
{
  return g_utf8_collate ((*(LnetTag *const *) a)->tag, (*(LnetTag *const *) b)->tag);
}

GPtrArray *
lnet_tags_load (LnetReader  *reader,
                GError     **error)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_tag_free);
  LnetRows *rows = lnet_reader_query (reader, &all_statement);

  while (lnet_rows_step (rows))
    {
      LnetTag *tag = g_new0 (LnetTag, 1);

      tag->tag = g_strdup (lnet_rows_text (rows, 0));
      tag->n_members = (guint) lnet_rows_integer (rows, 1);
      g_ptr_array_add (tags, tag);
    }
  if (!lnet_rows_end (rows, error))
    return NULL;
  g_ptr_array_sort (tags, compare_tags);
  return g_steal_pointer (&tags);
}

GPtrArray *
lnet_tags_of_member (LnetReader    *reader,
                     const LnetId  *member,
                     GError       **error)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);
  LnetRows *rows = lnet_reader_query (reader, &member_statement);

  lnet_rows_bind_id (rows, 1, member);
  while (lnet_rows_step (rows))
    g_ptr_array_add (tags, g_strdup (lnet_rows_text (rows, 0)));
  return lnet_rows_end (rows, error) ? g_steal_pointer (&tags) : NULL;
}

/* White space and what no keyboard writes part words. */
static char *
put_in_order (const char *typed)
{
  GString *tag = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (typed, -1);
  gboolean parts = FALSE;

  for (const char *at = valid; *at != '\0' && g_utf8_strlen (tag->str, (gssize) tag->len) < LNET_TAG_LENGTH;
       at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isspace (letter) || g_unichar_iscntrl (letter))
        {
          parts = tag->len > 0;
          continue;
        }
      if (parts)
        g_string_append_c (tag, ' ');
      g_string_append_unichar (tag, letter);
      parts = FALSE;
    }
  return g_string_free (tag, FALSE);
}

char *
lnet_tag_clean (const char *typed,
                GPtrArray  *known)
{
  g_autofree char *tag = put_in_order (typed != NULL ? typed : "");

  if (*tag == '\0')
    return NULL;
  for (guint i = 0; known != NULL && i < known->len; i++)
    {
      const LnetTag *other = g_ptr_array_index (known, i);
      g_autofree char *folded = lnet_name_fold (other->tag);

      /* Signs alone ("+", "?") fold to nothing, and are not all the same. */
      if (*folded != '\0' ? lnet_name_equal (other->tag, tag) : g_str_equal (other->tag, tag))
        return g_strdup (other->tag);
    }
  return g_steal_pointer (&tag);
}

void
lnet_tag_add (LnetTransaction *transaction,
              const LnetId    *member,
              const char      *tag)
{
  lnet_transaction_add_text_to_set (transaction, LNET_MEMBER_TAG_TAG, lnet_space (LNET_SPACE_STAFF), member, tag);
}

void
lnet_tag_remove (LnetTransaction *transaction,
                 const LnetId    *member,
                 const char      *tag)
{
  lnet_transaction_remove_text_from_set (transaction, LNET_MEMBER_TAG_TAG, member, tag);
}
