/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-erasure.h"

#include <glib/gi18n-lib.h>

#include "lnet-erase-build.h"
#include "lnet-error.h"
#include "lnet-mentions.h"
#include "lnet-reader-private.h"
#include "lnet-row-title.h"
#include "lnet-trash.h"

void
lnet_mention_free (LnetMention *mention)
{
  g_free (mention->title);
  g_free (mention);
}

LnetErasure *
lnet_erasure_new_trash (void)
{
  LnetErasure *self = g_new0 (LnetErasure, 1);

  self->roots = g_array_new (FALSE, FALSE, sizeof (LnetErasureRoot));
  self->goes = g_ptr_array_new_with_free_func (g_free);
  self->stays = g_ptr_array_new_with_free_func (g_free);
  self->gone = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  self->mentions = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_mention_free);
  self->left = g_ptr_array_new_with_free_func (g_free);
  return self;
}

LnetErasure *
lnet_erasure_new_person (const LnetId *member)
{
  LnetErasure *self = lnet_erasure_new_trash ();

  self->person = TRUE;
  lnet_erasure_add (self, LNET_TABLE_MEMBER, member);
  return self;
}

void
lnet_erasure_add (LnetErasure  *self,
                  LnetTable     table,
                  const LnetId *row)
{
  LnetErasureRoot root = { table, *row };

  g_array_append_val (self->roots, root);
}

void
lnet_erasure_free (LnetErasure *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->roots);
  g_free (self->name);
  g_ptr_array_unref (self->goes);
  g_ptr_array_unref (self->stays);
  g_hash_table_unref (self->gone);
  g_ptr_array_unref (self->mentions);
  g_ptr_array_unref (self->left);
  g_free (self);
}

LnetErasureStage
lnet_erasure_get_stage (LnetErasure *self)
{
  return (LnetErasureStage) g_atomic_int_get (&self->stage);
}

void
lnet_erasure_set_stage (LnetErasure      *self,
                        LnetErasureStage  stage)
{
  g_atomic_int_set (&self->stage, stage);
}

/* --- looking --- */

/* The log's index does not go by authors: a walk over all of it. */
static gboolean
count_acts (LnetErasure  *self,
            LnetSqlite   *db,
            GError      **error)
{
  self->n_acts = 0;
  for (guint i = 0; i < self->roots->len; i++)
    {
      sqlite3_stmt *statement = lnet_sqlite_prepare (db, "SELECT count (DISTINCT grp) FROM batch WHERE author = ?1",
                                                     error);

      if (statement == NULL)
        return FALSE;
      lnet_sqlite_bind_id (statement, 1, &g_array_index (self->roots, LnetErasureRoot, i).row);
      if (lnet_sqlite_step (db, statement, error) < 0)
        return FALSE;
      self->n_acts += (guint) sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  return TRUE;
}

static gboolean
add_whole_trash (LnetErasure  *self,
                 LnetReader   *reader,
                 GError      **error)
{
  g_autoptr (GPtrArray) items = lnet_trash_list (reader, NULL, error);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const LnetTrashItem *item = items->pdata[i];

      lnet_erasure_add (self, item->table, &item->row);
    }
  return items != NULL;
}

gboolean
lnet_erasure_look (LnetErasure   *self,
                   const char    *path,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (LnetReader) reader = lnet_reader_open (path, error);
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (GPtrArray) ops = NULL;

  if (reader == NULL)
    return FALSE;
  lnet_reader_set_cancellable (reader, cancellable);
  if (!self->person && self->roots->len == 0 && !add_whole_trash (self, reader, error))
    return FALSE;
  ops = lnet_erase_build (lnet_reader_get_sqlite (reader), self, TRUE, error);
  if (ops == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  copies = lnet_erase_list_copies (path, lnet_reader_get_network (reader));
  self->n_backups = copies->len;
  if (!self->person)
    return TRUE;
  g_clear_pointer (&self->name, g_free);
  self->name = lnet_row_title (reader, LNET_TABLE_MEMBER, &g_array_index (self->roots, LnetErasureRoot, 0).row);
  g_ptr_array_set_size (self->mentions, 0);
  return count_acts (self, lnet_reader_get_sqlite (reader), error) && lnet_mentions_find (reader, self, error);
}

static const LnetStatement by_email = {
  "erasure-by-email",
  "SELECT DISTINCT member FROM channel WHERE kind = 'email' AND lower (value) = lower (?1) AND member IS NOT NULL",
  "all e-mail addresses are looked at, for a subcommand"
};

gboolean
lnet_erasure_find_by_email (LnetReader  *reader,
                            const char  *email,
                            LnetId      *member,
                            GError     **error)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  LnetRows *rows = lnet_reader_query (reader, &by_email);
  guint n = 0;

  lnet_rows_bind_text (rows, 1, email);
  for (; lnet_rows_step (rows); n++)
    {
      g_autofree char *id = NULL;

      *member = lnet_rows_id (rows, 0);
      id = lnet_id_to_string (member);
      g_string_append_printf (ids, "%s%s", n > 0 ? ", " : "", id);
    }
  if (!lnet_rows_end (rows, error))
    return FALSE;
  if (n == 0)
    g_set_error (error, LNET_ERROR, LNET_ERROR_NOT_FOUND, _("Nobody here has the e-mail %s. Nothing was changed."), email);
  else if (n > 1)
    /* Translators: an e-mail address, and the IDs of members */
    g_set_error (error, LNET_ERROR, LNET_ERROR_INVALID,
                 _("Several members have the e-mail %s. Nothing was changed. Name one by ID: %s"), email, ids->str);
  return n == 1;
}

/* --- telling --- */

static void
put_lines (GString   *report,
           GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const LnetErasureLine *line = lines->pdata[i];

      g_string_append_printf (report, "  %s: %'u\n", lnet_row_get_kind (line->table), line->n);
      if (line->why != NULL)
        g_string_append_printf (report, "    %s\n", line->why);
    }
}

static void
put_mentions (GString     *report,
              LnetErasure *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->mentions->len; i++)
    {
      gpointer kind = GUINT_TO_POINTER (((const LnetMention *) self->mentions->pdata[i])->table);

      g_hash_table_insert (counts, kind, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, kind)) + 1));
    }
  g_string_append_printf (report, "\n%s\n", _("Texts of others and saved filters that may still say the name, and "
                                              "organizations where nobody else worked, for a person to decide on:"));
  for (guint i = 1; i < LNET_TABLE_LAST; i++)
    if (g_hash_table_contains (counts, GUINT_TO_POINTER (i)))
      g_string_append_printf (report, "  %s: %'u\n", lnet_row_get_kind (i),
                              GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (i))));
}

/* How far it reached. */
static void
put_end (GString     *report,
         LnetErasure *self)
{
  g_string_append_printf (report, "\n%s\n", _("Backups and copies on this computer that were rewritten too:"));
  g_string_append_printf (report, "  %'u\n", self->n_backups);
  g_string_append_printf (report, "\n%s\n", _("Not within this program’s reach: copies of the network elsewhere, what was "
                                              "exported, printed or sent, and other computers’ own backups."));
  if (self->left->len > 0)
    g_string_append_printf (report, "\n%s\n", _("Not done yet; it is tried again when the network is next opened:"));
  for (guint i = 0; i < self->left->len; i++)
    g_string_append_printf (report, "  %s\n", (const char *) self->left->pdata[i]);
}

char *
lnet_erasure_write_report (LnetErasure *self,
                           const char  *network)
{
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%x");

  if (network != NULL)
    {
      /* Translators: the network’s name and a day */
      g_string_append_printf (report, _("A person was erased from %s on %s.\n"), network, day);
      g_string_append_printf (report, "%s\n", _("This report names nobody, so that it can be kept."));
    }
  g_string_append_printf (report, "\n%s\n", network != NULL ? _("What was removed:") : _("What would be removed:"));
  put_lines (report, self->goes);
  if (self->stays->len > 0 || self->n_acts > 0)
    g_string_append_printf (report, "\n%s\n", _("What stays, and why:"));
  put_lines (report, self->stays);
  if (self->n_acts > 0)
    {
      g_string_append_printf (report, "  %s: %'u\n", _("Entries in the history"), self->n_acts);
      g_string_append_printf (report, "    %s\n", _("That something was done stays, so that the history holds together. "
                                                    "It no longer says who did it or what was written."));
    }
  if (self->mentions->len > 0)
    put_mentions (report, self);
  if (network != NULL)
    put_end (report, self);
  return g_string_free_and_steal (g_steal_pointer (&report));
}
