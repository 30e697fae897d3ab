/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-saved-filter.h"

#include <glib/gi18n-lib.h>

#include "lnet-member-choices.h"
#include "lnet-name.h"
#include "lnet-statements.h"
#include "lnet-transaction.h"

static const LnetStatement filters_statement = {
  "saved-filters",
  "SELECT id, name, typed, filter, sort FROM saved_filter WHERE deleted = 0",
  "somebody saves a few",
};

const LnetStatement *const lnet_saved_filter_statements[] = { &filters_statement, NULL };

void
lnet_saved_filter_free (LnetSavedFilter *self)
{
  g_free (self->name);
  g_free (self->typed);
  lnet_member_filter_free (self->filter);
  g_free (self);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return g_utf8_collate ((*(LnetSavedFilter *const *) a)->name, (*(LnetSavedFilter *const *) b)->name);
}

GPtrArray *
lnet_saved_filters_load (LnetReader  *reader,
                         GError     **error)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_saved_filter_free);
  LnetRows *rows = lnet_reader_query (reader, &filters_statement);

  while (lnet_rows_step (rows))
    {
      LnetSavedFilter *saved = g_new0 (LnetSavedFilter, 1);

      saved->id = lnet_rows_id (rows, 0);
      saved->name = g_strdup (lnet_rows_text (rows, 1));
      saved->typed = g_strdup (lnet_rows_text (rows, 2));
      saved->filter = lnet_member_filter_parse (lnet_rows_text (rows, 3));
      saved->sort = lnet_member_sort_from_key (lnet_rows_text (rows, 4));
      g_ptr_array_add (filters, saved);
    }
  if (!lnet_rows_end (rows, error))
    return NULL;
  g_ptr_array_sort (filters, compare);
  return g_steal_pointer (&filters);
}

const LnetSavedFilter *
lnet_saved_filters_find (GPtrArray  *filters,
                         const char *name)
{
  for (guint i = 0; i < filters->len; i++)
    if (lnet_name_equal (((LnetSavedFilter *) g_ptr_array_index (filters, i))->name, name))
      return g_ptr_array_index (filters, i);
  return NULL;
}

static void
append (GString    *words,
        const char *word)
{
  g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", word);
}

char *
lnet_saved_filter_describe (const LnetSavedFilter *self,
                            LnetReader            *reader)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < lnet_member_filter_get_n (self->filter); i++)
    {
      g_autofree char *label = lnet_member_condition_dup_label (reader, lnet_member_filter_get (self->filter, i));

      append (words, label);
    }
  if (*self->typed != '\0')
    {
      /* Translators: words that are searched for */
      g_autofree char *typed = g_strdup_printf (_("“%s”"), self->typed);

      append (words, typed);
    }
  if (self->sort != LNET_MEMBER_SORT_NAME)
    append (words, lnet_member_sort_get_words (self->sort));
  return g_string_free (words, FALSE);
}

static void
set (LnetTransaction        *transaction,
     const LnetId           *id,
     const char             *name,
     const char             *typed,
     const LnetMemberFilter *filter,
     LnetMemberSort          sort)
{
  g_autofree char *conditions = lnet_member_filter_print (filter);

  lnet_transaction_set_text (transaction, LNET_SAVED_FILTER_NAME, id, name);
  lnet_transaction_set_text (transaction, LNET_SAVED_FILTER_TYPED, id, typed);
  lnet_transaction_set_text (transaction, LNET_SAVED_FILTER_FILTER, id, conditions);
  lnet_transaction_set_text (transaction, LNET_SAVED_FILTER_SORT, id, lnet_member_sort_to_key (sort));
}

void
lnet_saved_filter_add (LnetTransaction        *transaction,
                       const char             *name,
                       const char             *typed,
                       const LnetMemberFilter *filter,
                       LnetMemberSort          sort)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_SAVED_FILTER, lnet_space (LNET_SPACE_PRIVATE));

  set (transaction, &id, name, typed, filter, sort);
}

LnetTransaction *
lnet_saved_filter_save (const LnetSavedFilter  *replaced,
                        const char             *name,
                        const char             *typed,
                        const LnetMemberFilter *filter,
                        LnetMemberSort          sort)
{
  LnetTransaction *transaction = lnet_transaction_new (replaced != NULL ? "filter-edit" : "filter-save");

  if (replaced != NULL)
    set (transaction, &replaced->id, name, typed, filter, sort);
  else
    lnet_saved_filter_add (transaction, name, typed, filter, sort);
  return transaction;
}

LnetTransaction *
lnet_saved_filter_rename (const LnetSavedFilter *self,
                          const char            *name)
{
  LnetTransaction *transaction = lnet_transaction_new ("filter-edit");

  lnet_transaction_set_text (transaction, LNET_SAVED_FILTER_NAME, &self->id, name);
  return transaction;
}

LnetTransaction *
lnet_saved_filter_delete (const LnetSavedFilter *self)
{
  LnetTransaction *transaction = lnet_transaction_new ("filter-delete");

  lnet_transaction_delete (transaction, LNET_TABLE_SAVED_FILTER, &self->id);
  return transaction;
}
