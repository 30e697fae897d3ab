/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding anything anywhere. Everything here runs in a worker, with a reader of its own. */

#include "config.h"

#include "lnet-find.h"

#include "lnet-error.h"
#include "lnet-group.h"
#include "lnet-members.h"
#include "lnet-name.h"
#include "lnet-statements.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Letters of a text that are shown before and after what was found. */
#define LETTERS_BEFORE 30
#define LETTERS_SHOWN 90

static const LnetStatement cohorts = {
  .name = "find-cohorts",
  .sql = "SELECT c.id, c.name, p.title FROM cohort c LEFT JOIN program p ON p.id = c.program"
         " WHERE c.deleted = 0 ORDER BY c.pk DESC",
  .may_scan = "in a worker; cohorts stay few",
};

static const LnetStatement passages = {
  .name = "find-passages",
  .sql = "SELECT p.id, p.body, s.title FROM passage p"
         " JOIN section s ON s.id = p.section AND s.deleted = 0"
         " JOIN document d ON d.id = s.document AND d.deleted = 0"
         " WHERE p.deleted = 0",
  .may_scan = "in a worker; looks into every text",
};

static const LnetStatement contributions = {
  .name = "find-contributions",
  .sql = "SELECT id, body, translation, said_on FROM contribution WHERE deleted = 0 ORDER BY pk DESC",
  .may_scan = "in a worker; looks into every text",
};

static const LnetStatement pairs_of_member = {
  .name = "find-pairs-of-member",
  .sql = "SELECT p.id FROM pair_member m JOIN pair p ON p.id = m.pair AND p.deleted = 0"
         " WHERE m.member = ?1 AND m.deleted = 0",
};

static const LnetStatement members_of_pair = {
  .name = "find-members-of-pair",
  .sql = "SELECT member FROM pair_member WHERE pair = ?1 AND deleted = 0",
};

const LnetStatement *const lnet_find_statements[] = {
  &cohorts, &passages, &contributions, &pairs_of_member, &members_of_pair, NULL,
};

void
lnet_found_free (LnetFound *self)
{
  g_free (self->title);
  g_free (self->caption);
  g_free (self);
}

static void
add (GPtrArray    *found,
     LnetFoundKind kind,
     const LnetId *row,
     char         *title,
     const char   *caption)
{
  LnetFound *self = g_new0 (LnetFound, 1);

  self->kind = kind;
  self->row = *row;
  self->title = title;
  self->caption = g_strdup (caption != NULL ? caption : "");
  g_ptr_array_add (found, self);
}

/* Whether every word of @words begins some word of @text. */
static gboolean
matches (char      **words,
         const char *text)
{
  g_autofree char *folded = lnet_name_fold (text);

  for (int i = 0; words[i] != NULL; i++)
    {
      const char *at = folded;
      gsize length = strlen (words[i]);

      while ((at = strstr (at, words[i])) != NULL && at != folded && at[-1] != ' ')
        at += length;
      if (at == NULL)
        return FALSE;
    }
  return TRUE;
}

/* The word that @text begins with, as a search sees it. */
static char *
dup_folded_word (const char *text)
{
  g_autofree char *word = g_strndup (text, strcspn (text, " "));

  return lnet_name_fold (word);
}

/* A few words of @text round the first that begins with @word. */
static char *
dup_excerpt (const char *text,
             const char *word)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\r\t", ' ');
  const char *start = line;
  glong n;

  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *folded = p == line || p[-1] == ' ' ? dup_folded_word (p) : NULL;

      if (folded != NULL && g_str_has_prefix (folded, word))
        {
          if (g_utf8_pointer_to_offset (line, p) > LETTERS_BEFORE)
            start = g_utf8_offset_to_pointer (p, -LETTERS_BEFORE);
          break;
        }
    }
  /* Begins with a whole word. */
  if (start != line && strchr (start, ' ') != NULL)
    start = strchr (start, ' ') + 1;
  n = g_utf8_strlen (start, -1);
  if (n <= LETTERS_SHOWN)
    return g_strconcat (start != line ? "…" : "", start, NULL);

  g_autofree char *shown = g_utf8_substring (start, 0, LETTERS_SHOWN);

  return g_strconcat (start != line ? "…" : "", shown, "…", NULL);
}

/* What else is found is shown all the same. */
static gboolean
find_damage (LnetReader  *reader,
             const char  *typed,
             GPtrArray   *found,
             GError     **error)
{
  g_autoptr (GError) failure = NULL;
  LnetId none = lnet_id_null ();

  if (lnet_members_check_search (reader, typed, &failure))
    return TRUE;
  if (!g_error_matches (failure, LNET_ERROR, LNET_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  add (found, LNET_FOUND_DAMAGE, &none, g_strdup (_("The search is damaged")), _("Nobody is lost, but no member is found."));
  return TRUE;
}

static gboolean
find_members (LnetReader  *reader,
              const char  *typed,
              guint        limit,
              GPtrArray   *found,
              GError     **error)
{
  g_autoptr (GPtrArray) members = lnet_members_search (reader, typed, limit);

  if (members->len == 0)
    return find_damage (reader, typed, found, error);
  for (guint i = 0; i < members->len; i++)
    {
      LnetMemberInfo *info = g_ptr_array_index (members, i);
      g_autofree char *caption = lnet_member_info_dup_caption (info);

      add (found, LNET_FOUND_MEMBER, &info->id, g_strdup (info->name), caption);
    }
  return TRUE;
}

/* Organizations, or teams. */
static gboolean
find_groups (LnetReader    *reader,
             LnetGroupKind  kind,
             char         **words,
             guint          limit,
             GPtrArray     *found,
             GError       **error)
{
  g_autoptr (GPtrArray) groups = lnet_groups_find (reader, kind, (const char *const *) words, limit, error);

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      const LnetGroupInfo *info = g_ptr_array_index (groups, i);

      add (found, kind == LNET_GROUP_TEAM ? LNET_FOUND_TEAM : LNET_FOUND_ORGANIZATION, &info->id,
           g_strdup (info->name), info->caption);
    }
  return groups != NULL;
}

static char *
dup_pair_names (LnetReader   *reader,
                const LnetId *pair,
                GError      **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  LnetRows *rows = lnet_reader_query (reader, &members_of_pair);

  lnet_rows_bind_id (rows, 1, pair);
  while (lnet_rows_step (rows))
    {
      LnetId member = lnet_rows_id (rows, 0);

      g_ptr_array_add (names, lnet_members_dup_name (reader, &member));
    }
  if (!lnet_rows_end (rows, error))
    return NULL;
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" · ", (char **) names->pdata);
}

/* The pairs of the members that were found. */
static gboolean
find_pairs (LnetReader *reader,
            guint       limit,
            GPtrArray  *found,
            GError    **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (LnetId));

  for (guint i = 0; i < found->len; i++)
    {
      LnetFound *member = g_ptr_array_index (found, i);
      LnetRows *rows = lnet_reader_query (reader, &pairs_of_member);

      lnet_rows_bind_id (rows, 1, &member->row);
      while (lnet_rows_step (rows))
        {
          LnetId pair = lnet_rows_id (rows, 0);

          if (g_hash_table_add (seen, lnet_id_copy (&pair)))
            g_array_append_val (pairs, pair);
        }
      if (!lnet_rows_end (rows, error))
        return FALSE;
    }
  for (guint i = 0; i < MIN (pairs->len, limit); i++)
    {
      LnetId *pair = &g_array_index (pairs, LnetId, i);
      char *names = dup_pair_names (reader, pair, error);

      if (names == NULL)
        return FALSE;
      add (found, LNET_FOUND_PAIR, pair, names, _("Coaching partners"));
    }
  return TRUE;
}

static gboolean
find_cohorts (LnetReader *reader,
              char      **words,
              guint       limit,
              GPtrArray  *found,
              GError    **error)
{
  LnetRows *rows = lnet_reader_query (reader, &cohorts);
  guint n = 0;

  while (n < limit && lnet_rows_step (rows))
    {
      g_autofree char *text = g_strconcat (lnet_rows_text (rows, 1), " ", lnet_rows_text (rows, 2), NULL);
      LnetId row = lnet_rows_id (rows, 0);

      if (!matches (words, text))
        continue;
      add (found, LNET_FOUND_COHORT, &row, g_strdup (lnet_rows_text (rows, 1)), lnet_rows_text (rows, 2));
      n++;
    }
  return lnet_rows_end (rows, error);
}

static gboolean
find_texts (LnetReader          *reader,
            const LnetStatement *statement,
            LnetFoundKind        kind,
            char               **words,
            guint                limit,
            GPtrArray           *found,
            GError             **error)
{
  LnetRows *rows = lnet_reader_query (reader, statement);
  guint n = 0;

  while (n < limit && lnet_rows_step (rows))
    {
      const char *body = lnet_rows_text (rows, 1);
      gboolean in_body = matches (words, body);
      LnetId row = lnet_rows_id (rows, 0);

      /* A contribution may be found by its translation. */
      if (!in_body && (kind != LNET_FOUND_CONTRIBUTION || !matches (words, lnet_rows_text (rows, 2))))
        continue;
      add (found, kind, &row, dup_excerpt (in_body ? body : lnet_rows_text (rows, 2), words[0]),
           kind == LNET_FOUND_PASSAGE ? lnet_rows_text (rows, 2) : lnet_rows_text (rows, 3));
      n++;
    }
  return lnet_rows_end (rows, error);
}

GPtrArray *
lnet_find (LnetReader  *reader,
           const char  *typed,
           guint        limit,
           GError     **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_found_free);
  g_autofree char *folded = lnet_name_fold (typed);
  g_auto (GStrv) words = NULL;

  if (*folded == '\0')
    return g_steal_pointer (&found);
  words = g_strsplit (folded, " ", -1);

  if (!find_members (reader, typed, limit, found, error) ||
      !find_pairs (reader, limit, found, error) ||
      !find_groups (reader, LNET_GROUP_ORGANIZATION, words, limit, found, error) ||
      !find_groups (reader, LNET_GROUP_TEAM, words, limit, found, error) ||
      !find_cohorts (reader, words, limit, found, error) ||
      !find_texts (reader, &passages, LNET_FOUND_PASSAGE, words, limit, found, error) ||
      !find_texts (reader, &contributions, LNET_FOUND_CONTRIBUTION, words, limit, found, error))
    return NULL;
  return g_steal_pointer (&found);
}
