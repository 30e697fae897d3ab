/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-vision.h"

#include "lnet-statements.h"
#include "lnet-touch.h"

static const LnetStatement list_documents = {
  "vision-documents",
  "SELECT id, title, question, edition, phase FROM document WHERE deleted = 0 ORDER BY pk",
  "a network has a handful of documents",
};

static const LnetStatement list_sections = {
  "vision-sections",
  "SELECT id, position, title FROM section WHERE document = ?1 AND deleted = 0 ORDER BY position, id",
  NULL,
};

static const LnetStatement list_passages = {
  "vision-passages",
  "SELECT passage.id, passage.position, passage.kind, passage.body,"
  " (SELECT count (*) FROM passage_contribution AS trace"
  "  JOIN contribution ON contribution.id = trace.contribution AND contribution.deleted = 0"
  "  WHERE trace.passage = passage.id AND trace.deleted = 0),"
  " written.author, written.wall"
  " FROM passage LEFT JOIN batch AS written ON written.seq ="
  "  (SELECT max (batch.seq) FROM " LNET_TOUCH " CROSS JOIN batch ON batch.seq = touching.value"
  "   WHERE touch.row = passage.id AND batch.act NOT IN ('passage-move', 'passage-kind', 'section-move'))"
  " WHERE passage.section = ?1 AND passage.deleted = 0 ORDER BY passage.position, passage.id",
  NULL,
};

static const LnetStatement find_document = {
  "vision-document-of",
  "SELECT document FROM section WHERE id = ?1 AND deleted = 0"
  " UNION ALL"
  " SELECT section.document FROM passage JOIN section ON section.id = passage.section AND section.deleted = 0"
  " WHERE passage.id = ?1 AND passage.deleted = 0",
  NULL,
};

static const LnetStatement read_text = {
  "vision-text",
  "SELECT title FROM section WHERE id = ?1 AND deleted = 0"
  " UNION ALL SELECT body FROM passage WHERE id = ?1 AND deleted = 0",
  NULL,
};

static const LnetStatement list_passages_of_words = {
  "vision-passages-of-words",
  "SELECT trace.contribution, passage.id, section.document, section.title, passage.body"
  " FROM passage_contribution AS trace"
  " JOIN passage ON passage.id = trace.passage AND passage.deleted = 0"
  " JOIN section ON section.id = passage.section AND section.deleted = 0"
  " WHERE trace.contribution = ?1 AND trace.deleted = 0"
  " ORDER BY section.document, section.position, passage.position",
  NULL,
};

static const char *const kinds[] = {
  [LNET_VISION_SECTION] = "section",
  [LNET_VISION_TEXT] = "text",
  [LNET_VISION_HEADING] = "heading",
  [LNET_VISION_QUOTE] = "quote",
};

const char *
lnet_vision_kind_to_key (LnetVisionKind kind)
{
  return kinds[kind];
}

LnetVisionKind
lnet_vision_kind_from_key (const char *key)
{
  for (guint kind = LNET_VISION_TEXT; kind < G_N_ELEMENTS (kinds); kind++)
    if (g_strcmp0 (kinds[kind], key) == 0)
      return kind;
  return LNET_VISION_TEXT;
}

void
lnet_vision_document_free (LnetVisionDocument *self)
{
  g_free (self->title);
  g_free (self->question);
  g_free (self->edition);
  g_free (self->phase);
  g_free (self);
}

void
lnet_vision_block_free (LnetVisionBlock *self)
{
  g_free (self->position);
  g_free (self->text);
  g_free (self);
}

void
lnet_vision_trace_free (LnetVisionTrace *self)
{
  g_free (self->section_title);
  g_free (self->text);
  g_free (self);
}

GPtrArray *
lnet_vision_list_documents (LnetReader  *reader,
                            GError     **error)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_vision_document_free);
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &list_documents);

  while (lnet_rows_step (rows))
    {
      LnetVisionDocument *document = g_new0 (LnetVisionDocument, 1);

      document->id = lnet_rows_id (rows, 0);
      document->title = g_strdup (lnet_rows_text (rows, 1));
      document->question = g_strdup (lnet_rows_text (rows, 2));
      document->edition = lnet_rows_dup_text (rows, 3);
      document->phase = lnet_rows_dup_text (rows, 4);
      g_ptr_array_add (documents, document);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error) ? g_steal_pointer (&documents) : NULL;
}

static gboolean
read_sections (LnetReader    *reader,
               const LnetId  *document,
               GPtrArray     *sections,
               GError       **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &list_sections);

  lnet_rows_bind_id (rows, 1, document);
  while (lnet_rows_step (rows))
    {
      LnetVisionBlock *block = g_new0 (LnetVisionBlock, 1);

      block->id = lnet_rows_id (rows, 0);
      block->section = block->id;
      block->kind = LNET_VISION_SECTION;
      block->position = g_strdup (lnet_rows_text (rows, 1));
      block->text = g_strdup (lnet_rows_text (rows, 2));
      g_ptr_array_add (sections, block);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

static gboolean
read_passages (LnetReader    *reader,
               const LnetId  *section,
               GPtrArray     *blocks,
               GError       **error)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &list_passages);

  lnet_rows_bind_id (rows, 1, section);
  while (lnet_rows_step (rows))
    {
      LnetVisionBlock *block = g_new0 (LnetVisionBlock, 1);

      block->id = lnet_rows_id (rows, 0);
      block->section = *section;
      block->position = g_strdup (lnet_rows_text (rows, 1));
      block->kind = lnet_vision_kind_from_key (lnet_rows_text (rows, 2));
      block->text = g_strdup (lnet_rows_text (rows, 3));
      block->n_words = (guint) lnet_rows_integer (rows, 4);
      block->author = lnet_rows_id (rows, 5);
      block->written = lnet_rows_integer (rows, 6);
      g_ptr_array_add (blocks, block);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error);
}

GPtrArray *
lnet_vision_read_document (LnetReader    *reader,
                           const LnetId  *document,
                           GError       **error)
{
  g_autoptr (GPtrArray) sections = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_vision_block_free);
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_vision_block_free);

  if (!read_sections (reader, document, sections, error))
    return NULL;
  while (sections->len > 0)
    {
      LnetVisionBlock *section = g_ptr_array_steal_index (sections, 0);

      g_ptr_array_add (blocks, section);
      if (!read_passages (reader, &section->id, blocks, error))
        return NULL;
    }
  return g_steal_pointer (&blocks);
}

LnetId
lnet_vision_find_document (LnetReader   *reader,
                           const LnetId *section_or_passage)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &find_document);

  lnet_rows_bind_id (rows, 1, section_or_passage);
  return lnet_rows_step (rows) ? lnet_rows_id (rows, 0) : lnet_id_null ();
}

char *
lnet_vision_dup_text (LnetReader   *reader,
                      const LnetId *section_or_passage)
{
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &read_text);

  lnet_rows_bind_id (rows, 1, section_or_passage);
  return lnet_rows_step (rows) ? g_strdup (lnet_rows_text (rows, 0)) : NULL;
}

GPtrArray *
lnet_vision_list_passages_of_words (LnetReader    *reader,
                                    const LnetId  *contribution,
                                    GError       **error)
{
  g_autoptr (GPtrArray) traces = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_vision_trace_free);
  g_autoptr (LnetRows) rows = lnet_reader_query (reader, &list_passages_of_words);

  lnet_rows_bind_id (rows, 1, contribution);
  while (lnet_rows_step (rows))
    {
      LnetVisionTrace *trace = g_new0 (LnetVisionTrace, 1);

      trace->contribution = lnet_rows_id (rows, 0);
      trace->passage = lnet_rows_id (rows, 1);
      trace->document = lnet_rows_id (rows, 2);
      trace->section_title = g_strdup (lnet_rows_text (rows, 3));
      trace->text = g_strdup (lnet_rows_text (rows, 4));
      g_ptr_array_add (traces, trace);
    }
  return lnet_rows_end (g_steal_pointer (&rows), error) ? g_steal_pointer (&traces) : NULL;
}

const LnetStatement *const lnet_vision_statements[] = {
  &list_documents, &list_sections, &list_passages, &find_document, &read_text, &list_passages_of_words, NULL,
};
