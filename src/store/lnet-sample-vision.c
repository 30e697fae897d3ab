/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A sample's contributions, themes and vision document, written over time by the people its data names. */

#include "config.h"

#include "lnet-sample-private.h"

#include "lnet-order-key.h"
#include "lnet-reference.h"
#include "lnet-vision-edit.h"
#include "lnet-word-diff.h"

static const char *
get_channel (const char *kind)
{
  return g_str_equal (kind, "text-round") ? "text-message" : kind;
}

/* --- contributions and themes --- */

static void
add_contribution (LnetSample *self,
                  JsonObject *row,
                  guint       place)
{
  const char *by = lnet_data_get_text (row, "by");
  LnetSamplePerson *person = by != NULL ? lnet_sample_get_person (self, by) : NULL;
  LnetSampleConvening *convening = lnet_sample_get_convening (self, lnet_data_get_text (row, "at"));
  int day = convening->day + (g_str_equal (convening->kind, "text-round") ? (int) place % 3 : 0);
  g_autofree char *said_on = lnet_sample_date (self, day);
  const char *language = lnet_data_get_text (row, "lang");
  LnetContribution words = {
    .body = (char *) lnet_data_get_text (row, "say"),
    .member = person != NULL ? person->id : lnet_id_null (),
    .group_name = (char *) lnet_data_get_text (row, "group"),
    .attribution = (char *) lnet_data_get_text (row, "as"),
    .language = (char *) (language != NULL ? language : "en"),
    .translation = (char *) lnet_data_get_text (row, "english"),
    .translator = (char *) lnet_data_get_text (row, "translator"),
    .convening = convening->id,
    .channel = (char *) lnet_data_get_text (row, "channel"),
    .said_on = said_on,
    .role_then = person != NULL ? (char *) person->role : NULL,
    .region_then = person != NULL ? (char *) person->region : NULL,
  };
  LnetTransaction *tx = lnet_sample_act (self, "contribution-add", day, 15 * 60 + (int) place,
                                         lnet_sample_get_keeper (self, place));
  LnetId id;

  if (words.attribution == NULL)
    words.attribution = (char *) (person != NULL ? person->attribution : "group");
  if (words.channel == NULL)
    words.channel = (char *) get_channel (convening->kind);
  id = lnet_vision_write_contribution (tx, NULL, &words);
  g_hash_table_insert (self->contributions, (char *) lnet_data_get_text (row, "id"), lnet_id_copy (&id));
  g_hash_table_insert (self->contribution_days, (char *) lnet_data_get_text (row, "id"), GINT_TO_POINTER (day));
}

static int
get_day_said (LnetSample *self,
              const char *contribution)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->contribution_days, contribution));
}

/* Somebody reads what came in and puts it with what it belongs to; the newest words nobody has come to yet. */
static void
add_themes (LnetSample *self)
{
  JsonArray *rows = json_object_get_array_member (self->data, "contributions");
  JsonObject *names = json_object_get_object_member (self->data, "themes");
  g_autoptr (GHashTable) themes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      g_auto (GStrv) keys = lnet_data_get_texts (row, "themes");
      const char *contribution = lnet_data_get_text (row, "id");
      int day = get_day_said (self, contribution) + 3;
      LnetTransaction *tx;

      if (day > -1 || keys[0] == NULL)
        continue;
      tx = lnet_sample_act (self, "theme-edit", day, 9 * 60 + (int) i, lnet_sample_get_keeper (self, i / 4));
      for (gsize j = 0; keys[j] != NULL; j++)
        {
          LnetId *theme = g_hash_table_lookup (themes, keys[j]);

          if (theme == NULL)
            {
              /* Themes are found at the beginning, so that they are there whichever words come first. */
              LnetTransaction *first = lnet_sample_act (self, "theme-edit", lnet_sample_get_keeper (self, 0)->joined + 1,
                                                        9 * 60, lnet_sample_get_keeper (self, 0));
              LnetId id = lnet_vision_add_theme (first, lnet_data_get_text (names, keys[j]));

              theme = lnet_id_copy (&id);
              g_hash_table_insert (themes, g_strdup (keys[j]), theme);
            }
          lnet_vision_set_theme (tx, theme, g_hash_table_lookup (self->contributions, contribution), TRUE);
        }
    }
}

/* --- the document --- */

/* Word by word, as somebody who goes through a passage changes it. */
static void
edit_passage (LnetTransaction *tx,
              const LnetId    *passage,
              const char      *before,
              const char      *after)
{
  g_autoptr (GArray) runs = lnet_word_diff (before, after);
  guint position = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      const LnetWordDiffRun *run = &g_array_index (runs, LnetWordDiffRun, i);
      const char *text = run->kind == LNET_WORD_DIFF_DELETED ? before : after;
      guint length = (guint) g_utf8_strlen (text + run->offset, (gssize) run->length);

      if (run->kind == LNET_WORD_DIFF_DELETED)
        lnet_transaction_edit (tx, LNET_PASSAGE_BODY, passage, position, length, "");
      else
        {
          g_autofree char *inserted = g_strndup (text + run->offset, run->length);

          if (run->kind == LNET_WORD_DIFF_INSERTED)
            lnet_transaction_edit (tx, LNET_PASSAGE_BODY, passage, position, 0, inserted);
          position += length;
        }
    }
}

static LnetVisionKind
read_kind (const char *kind)
{
  if (g_strcmp0 (kind, "heading") == 0)
    return LNET_VISION_HEADING;
  return g_strcmp0 (kind, "quote") == 0 ? LNET_VISION_QUOTE : LNET_VISION_TEXT;
}

/* The time between two drafts, so that a trace is drawn once both its ends are there. */
typedef struct
{
  LnetTransaction *first;
  int first_day;
  LnetTransaction *last;
  int last_day;
} Drafting;

/* A passage is said to grow from words when it is written, or when it is gone over after they came in; words that came
 * in answer to it are linked by whoever reads them. */
static void
link_words (LnetSample     *self,
            JsonObject     *row,
            const LnetId   *passage,
            const Drafting *drafting)
{
  g_auto (GStrv) from = lnet_data_get_texts (row, "from");

  for (gsize i = 0; from[i] != NULL; i++)
    {
      const LnetId *contribution = g_hash_table_lookup (self->contributions, from[i]);
      int said = get_day_said (self, from[i]);
      LnetTransaction *tx;

      if (contribution == NULL)
        g_error ("No such contribution in the sample: %s", from[i]);
      if (said < drafting->first_day)
        tx = drafting->first;
      else if (said < drafting->last_day)
        tx = drafting->last;
      else
        tx = lnet_sample_act (self, "contribution-link", said + 2, 16 * 60 + 20, lnet_sample_get_keeper (self, i));
      lnet_vision_link (tx, passage, contribution);
    }
}

static void
add_passage (LnetSample   *self,
             JsonObject   *row,
             const LnetId *section,
             const char   *position,
             guint         minute)
{
  JsonArray *drafts = json_object_get_array_member (row, "drafts");
  const char *before = NULL;
  Drafting drafting = { 0 };
  LnetId passage = { { 0 } };

  for (guint i = 0; i < json_array_get_length (drafts); i++)
    {
      JsonArray *draft = json_array_get_array_element (drafts, i);
      LnetSamplePerson *author = lnet_sample_get_person (self, json_array_get_string_element (draft, 0));
      int day = (int) json_array_get_int_element (draft, 1);
      const char *text = json_array_get_string_element (draft, 2);
      LnetTransaction *tx = lnet_sample_act (self, i == 0 ? "passage-add" : "passage-edit", day, (int) minute, author);

      if (i == 0)
        {
          drafting.first = tx;
          drafting.first_day = day;
          passage = lnet_vision_add_passage (tx, section, position, read_kind (lnet_data_get_text (row, "kind")), text);
        }
      else
        edit_passage (tx, &passage, before, text);
      before = text;
      drafting.last = tx;
      drafting.last_day = day;
    }
  link_words (self, row, &passage, &drafting);
}

static int
get_first_day (JsonArray *sections)
{
  int first = 0;

  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      JsonArray *passages = json_object_get_array_member (json_array_get_object_element (sections, i), "passages");

      for (guint j = 0; j < json_array_get_length (passages); j++)
        {
          JsonArray *drafts = json_object_get_array_member (json_array_get_object_element (passages, j), "drafts");

          first = MIN (first, (int) json_array_get_int_element (json_array_get_array_element (drafts, 0), 1));
        }
    }
  return first;
}

static LnetId
add_document (LnetSample *self,
              JsonObject *row,
              int         day)
{
  LnetTransaction *tx = lnet_sample_act (self, "document-add", day, 9 * 60, lnet_sample_get_keeper (self, 0));
  LnetId id = lnet_transaction_add (tx, LNET_TABLE_DOCUMENT, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (tx, LNET_DOCUMENT_TITLE, &id, lnet_data_get_text (row, "title"));
  lnet_transaction_set_text (tx, LNET_DOCUMENT_QUESTION, &id, lnet_data_get_text (row, "question"));
  lnet_transaction_set_text (tx, LNET_DOCUMENT_PHASE, &id, "gathering");
  tx = lnet_sample_act (self, "document-edit", MIN (day + 45, -2), 9 * 60, lnet_sample_get_keeper (self, 0));
  lnet_transaction_set_text (tx, LNET_DOCUMENT_EDITION, &id, lnet_data_get_text (row, "edition"));
  lnet_transaction_set_text (tx, LNET_DOCUMENT_PHASE, &id, lnet_data_get_text (row, "phase"));
  if (json_object_has_member (row, "adopted-on"))
    {
      g_autofree char *adopted = lnet_sample_date (self, lnet_data_get_integer (row, "adopted-on", -30));

      tx = lnet_sample_act (self, "document-edit", lnet_data_get_integer (row, "adopted-on", -30), 17 * 60,
                            lnet_sample_get_keeper (self, 0));
      lnet_transaction_set_text (tx, LNET_DOCUMENT_ADOPTED_ON, &id, adopted);
    }
  if (json_object_has_member (row, "review-due"))
    {
      g_autofree char *due = lnet_sample_date (self, lnet_data_get_integer (row, "review-due", 365));

      lnet_transaction_set_text (tx, LNET_DOCUMENT_REVIEW_DUE, &id, due);
    }
  return id;
}

void
lnet_sample_add_vision (LnetSample *self)
{
  JsonArray *contributions = json_object_get_array_member (self->data, "contributions");
  JsonObject *row = json_object_get_object_member (self->data, "document");
  JsonArray *sections = json_object_get_array_member (row, "sections");
  guint n = json_array_get_length (sections);
  g_auto (GStrv) section_keys = lnet_order_keys_between (NULL, NULL, n);
  int first = get_first_day (sections) - 1;
  LnetId document;
  guint minute = 9 * 60 + 30;

  for (guint i = 0; i < json_array_get_length (contributions); i++)
    add_contribution (self, json_array_get_object_element (contributions, i), i);
  add_themes (self);

  document = add_document (self, row, first);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *section = json_array_get_object_element (sections, i);
      JsonArray *passages = json_object_get_array_member (section, "passages");
      guint n_passages = json_array_get_length (passages);
      g_auto (GStrv) keys = lnet_order_keys_between (NULL, NULL, n_passages);
      LnetTransaction *tx = lnet_sample_act (self, "section-add", first, 9 * 60 + 1 + (int) i,
                                             lnet_sample_get_keeper (self, 0));
      LnetId id = lnet_vision_add_section (tx, &document, section_keys[i], lnet_data_get_text (section, "title"));

      for (guint j = 0; j < n_passages; j++)
        add_passage (self, json_array_get_object_element (passages, j), &id, keys[j], minute += 7);
    }
}
