/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading the words a document grows from; declared in lnet-vision.h. */

#include "config.h"

#include "lnet-name.h"
#include "lnet-reference.h"
#include "lnet-statements.h"
#include "lnet-vision.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define IN_DOCUMENT                                                                     \
  "FROM passage_contribution AS trace"                                                  \
  " JOIN passage ON passage.id = trace.passage AND passage.deleted = 0"                 \
  " JOIN section ON section.id = passage.section AND section.deleted = 0"               \
  " WHERE trace.contribution = c.id AND trace.deleted = 0"

static const LnetStatement read_contribution = {
  "vision-contribution",
  "SELECT c.id, c.body, c.member, m.preferred_name, m.legal_first, m.legal_last, c.group_name, c.attribution,"
  " c.language, c.translation, c.translator, c.convening, v.title, v.starts, c.channel, c.said_on, c.role_then,"
  " c.region_then, m.id, (SELECT count (*) " IN_DOCUMENT ")"
  " FROM contribution AS c"
  " LEFT JOIN member AS m ON m.id = c.member AND m.deleted = 0"
  " LEFT JOIN convening AS v ON v.id = c.convening AND v.deleted = 0"
  " WHERE c.id = ?1 AND c.deleted = 0",
  NULL,
};

static const LnetStatement list_contributions = {
  "vision-contributions",
  "SELECT c.id, c.body, c.translation, c.group_name, m.preferred_name, m.legal_first, m.legal_last, c.attribution"
  " FROM contribution AS c"
  " LEFT JOIN member AS m ON m.id = c.member AND m.deleted = 0"
  " WHERE c.deleted = 0"
  " AND (?1 = 0 OR NOT EXISTS (SELECT 1 " IN_DOCUMENT "))"
  " AND (?2 IS NULL OR EXISTS (SELECT 1 FROM theme_contribution AS coded"
  "      WHERE coded.theme = ?2 AND coded.contribution = c.id AND coded.deleted = 0))"
  " ORDER BY c.said_on DESC, c.pk DESC",
  "runs in a worker",
};

static const LnetStatement list_words_of_passage = {
  "vision-words-of-passage",
  "SELECT c.id FROM passage_contribution AS trace"
  " JOIN contribution AS c ON c.id = trace.contribution AND c.deleted = 0"
  " WHERE trace.passage = ?1 AND trace.deleted = 0 ORDER BY c.said_on, c.pk",
  NULL,
};

static const LnetStatement list_words_of_member = {
  "vision-words-of-member",
  "SELECT id FROM contribution WHERE member = ?1 AND deleted = 0 ORDER BY said_on DESC, pk DESC",
  NULL,
};

static const LnetStatement list_themes = {
  "vision-themes",
  "SELECT id, name, NULL FROM theme WHERE deleted = 0 ORDER BY name COLLATE NOCASE",
  "a network has a few dozen themes",
};

static const LnetStatement list_themes_of_words = {
  "vision-themes-of-words",
  "SELECT theme.id, theme.name, NULL FROM theme_contribution AS coded"
  " JOIN theme ON theme.id = coded.theme AND theme.deleted = 0"
  " WHERE coded.contribution = ?1 AND coded.deleted = 0 ORDER BY theme.name COLLATE NOCASE",
  NULL,
};

static const LnetStatement list_convenings = {
  "vision-convenings",
  "SELECT id, title, starts FROM convening WHERE deleted = 0 ORDER BY starts DESC, pk DESC",
  "a network meets some dozen times a year",
};

static const LnetStatement read_contributor = {
  "vision-contributor",
  "SELECT preferred_name, legal_first, legal_last, attribution, language, region,"
  " (SELECT role FROM role WHERE role.member = member.id AND role.deleted = 0"
  "  AND (starts IS NULL OR starts <= ?2) AND (ends IS NULL OR ends >= ?2) ORDER BY starts, role.pk LIMIT 1)"
  " FROM member WHERE id = ?1 AND deleted = 0",
  NULL,
};

void
lnet_contribution_free (LnetContribution *self)
{
  g_free (self->body);
  g_free (self->name);
  g_free (self->short_name);
  g_free (self->group_name);
  g_free (self->attribution);
  g_free (self->language);
  g_free (self->translation);
  g_free (self->translator);
  g_free (self->convening_title);
  g_free (self->convening_starts);
  g_free (self->channel);
  g_free (self->said_on);
  g_free (self->role_then);
  g_free (self->region_then);
  g_free (self);
}

void
lnet_contributor_free (LnetContributor *self)
{
  g_free (self->name);
  g_free (self->attribution);
  g_free (self->language);
  g_free (self->region);
  g_free (self->role);
  g_free (self);
}

void
lnet_vision_choice_free (LnetVisionChoice *self)
{
  g_free (self->label);
  g_free (self->detail);
  g_free (self);
}

static LnetContribution *
contribution_from_row (LnetRows *rows)
{
  LnetContribution *self = g_new0 (LnetContribution, 1);

  self->id = lnet_rows_id (rows, 0);
  self->body = g_strdup (lnet_rows_text (rows, 1));
  self->member = lnet_rows_id (rows, 2);
  if (!lnet_rows_is_null (rows, 18))
    {
      self->name = lnet_name_display (lnet_rows_text (rows, 3), lnet_rows_text (rows, 4), lnet_rows_text (rows, 5));
      self->short_name = lnet_name_short (lnet_rows_text (rows, 3), lnet_rows_text (rows, 4), lnet_rows_text (rows, 5));
    }
  self->group_name = lnet_rows_dup_text (rows, 6);
  self->attribution = lnet_rows_dup_text (rows, 7);
  self->language = lnet_rows_dup_text (rows, 8);
  self->translation = lnet_rows_dup_text (rows, 9);
  self->translator = lnet_rows_dup_text (rows, 10);
  self->convening = lnet_rows_id (rows, 11);
  self->convening_title = lnet_rows_dup_text (rows, 12);
  self->convening_starts = lnet_rows_dup_text (rows, 13);
  self->channel = lnet_rows_dup_text (rows, 14);
  self->said_on = lnet_rows_dup_text (rows, 15);
  self->role_then = lnet_rows_dup_text (rows, 16);
  self->region_then = lnet_rows_dup_text (rows, 17);
  self->n_passages = (guint) lnet_rows_integer (rows, 19);
  return self;
}

LnetContribution *
lnet_vision_read_contribution (LnetReader    *reader,
                               const LnetId  *id,
                               GError       **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &read_contribution);
  g_autoptr (LnetContribution) contribution = NULL;

  lnet_rows_bind_id (rows, 1, id);
  if (lnet_rows_step (rows))
    contribution = contribution_from_row (rows);
  return lnet_rows_end (g_steal_pointer (&rows), error) ? g_steal_pointer (&contribution) : NULL;
}

static gboolean
is_known (const char *text)
{
  return text != NULL && *text != '\0';
}

char *
lnet_contribution_dup_attribution (const LnetContribution *self)
{
  const char *choice = self->attribution != NULL ? self->attribution : "full-name";
  const char *role = NULL;

  if (is_known (self->role_then))
    role = lnet_reference_get_label (LNET_REFERENCE_ROLE, self->role_then);
  if (is_known (self->group_name) && (g_str_equal (choice, "group") || !is_known (self->name)))
    return g_strdup (self->group_name);
  if (g_str_equal (choice, "full-name") && is_known (self->name))
    return g_strdup (self->name);
  if (g_str_equal (choice, "first-name-role") && is_known (self->short_name) && role != NULL)
    /* Translators: who said something: first name, then role, as in "Ana, Cook" */
    return g_strdup_printf (_("%s, %s"), self->short_name, role);
  if (g_str_equal (choice, "first-name-role") && is_known (self->short_name))
    return g_strdup (self->short_name);
  if (!g_str_equal (choice, "anonymous") && role != NULL)
    return g_strdup (role);
  return g_strdup (_("Somebody in the network"));
}

/* Whether every word of @needles (folded) begins a word in one of the row's texts. Names count only where they are
 * shown: a search must not tell who an anonymous voice is. */
static gboolean
row_matches (LnetRows    *rows,
             GString     *scratch,
             char *const *needles)
{
  gboolean named = lnet_rows_is_null (rows, 7) || g_str_equal (lnet_rows_text (rows, 7), "full-name");

  g_string_assign (scratch, " ");
  for (int column = 1; column <= (named ? 6 : 3); column++)
    lnet_name_fold_into (scratch, lnet_rows_text (rows, column));
  for (gsize i = 0; needles[i] != NULL; i++)
    if (strstr (scratch->str, needles[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* Each word of @text with a space before it, as row_matches() looks for them. */
static char **
make_needles (const char *text)
{
  g_autofree char *folded = lnet_name_fold (text != NULL ? text : "");
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (GStrvBuilder) needles = g_strv_builder_new ();

  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_take (needles, g_strconcat (" ", words[i], NULL));
  return g_strv_builder_end (needles);
}

GArray *
lnet_vision_list_contributions (LnetReader                    *reader,
                                const LnetContributionFilter  *filter,
                                GError                       **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LnetId));
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &list_contributions);
  g_auto (GStrv) needles = make_needles (filter->text);
  g_autoptr (GString) scratch = g_string_new (NULL);

  lnet_rows_bind_integer (rows, 1, filter->untraced);
  if (!lnet_id_is_null (&filter->theme))
    lnet_rows_bind_id (rows, 2, &filter->theme);
  while (lnet_rows_step (rows))
    {
      LnetId id = lnet_rows_id (rows, 0);

      if (needles[0] == NULL || row_matches (rows, scratch, needles))
        g_array_append_val (ids, id);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error) ? g_steal_pointer (&ids) : NULL;
}

static GArray *
list_ids (LnetReader           *reader,
          const LnetStatement  *statement,
          const LnetId         *owner,
          GError              **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LnetId));
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, statement);

  lnet_rows_bind_id (rows, 1, owner);
  while (lnet_rows_step (rows))
    {
      LnetId id = lnet_rows_id (rows, 0);

      g_array_append_val (ids, id);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error) ? g_steal_pointer (&ids) : NULL;
}

GArray *
lnet_vision_list_words_of_passage (LnetReader    *reader,
                                   const LnetId  *passage,
                                   GError       **error)
{
  return list_ids (reader, &list_words_of_passage, passage, error);
}

GArray *
lnet_vision_list_words_of_member (LnetReader    *reader,
                                  const LnetId  *member,
                                  GError       **error)
{
  return list_ids (reader, &list_words_of_member, member, error);
}

static GPtrArray *
list_choices (LnetReader           *reader,
              const LnetStatement  *statement,
              const LnetId         *owner,
              GError              **error)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_vision_choice_free);
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, statement);

  if (owner != NULL)
    lnet_rows_bind_id (rows, 1, owner);
  while (lnet_rows_step (rows))
    {
      LnetVisionChoice *choice = g_new0 (LnetVisionChoice, 1);

      choice->id = lnet_rows_id (rows, 0);
      choice->label = g_strdup (lnet_rows_text (rows, 1));
      choice->detail = lnet_rows_dup_text (rows, 2);
      g_ptr_array_add (choices, choice);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error) ? g_steal_pointer (&choices) : NULL;
}

GPtrArray *
lnet_vision_list_themes (LnetReader  *reader,
                         GError     **error)
{
  return list_choices (reader, &list_themes, NULL, error);
}

GPtrArray *
lnet_vision_list_themes_of_words (LnetReader    *reader,
                                  const LnetId  *contribution,
                                  GError       **error)
{
  return list_choices (reader, &list_themes_of_words, contribution, error);
}

GPtrArray *
lnet_vision_list_convenings (LnetReader  *reader,
                             GError     **error)
{
  return list_choices (reader, &list_convenings, NULL, error);
}

LnetContributor *
lnet_vision_read_contributor (LnetReader    *reader,
                              const LnetId  *member,
                              const char    *today,
                              GError       **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &read_contributor);
  g_autoptr (LnetContributor) contributor = NULL;

  lnet_rows_bind_id (rows, 1, member);
  lnet_rows_bind_text (rows, 2, today);
  if (lnet_rows_step (rows))
    {
      contributor = g_new0 (LnetContributor, 1);
      contributor->name = lnet_name_display (lnet_rows_text (rows, 0), lnet_rows_text (rows, 1),
                                             lnet_rows_text (rows, 2));
      contributor->attribution = lnet_rows_dup_text (rows, 3);
      contributor->language = lnet_rows_dup_text (rows, 4);
      contributor->region = lnet_rows_dup_text (rows, 5);
      contributor->role = lnet_rows_dup_text (rows, 6);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error) ? g_steal_pointer (&contributor) : NULL;
}

const LnetStatement *const lnet_contribution_statements[] = {
  &read_contribution,    &list_contributions, &list_words_of_passage, &list_words_of_member, &list_themes,
  &list_themes_of_words, &list_convenings,    &read_contributor,      NULL,
};
