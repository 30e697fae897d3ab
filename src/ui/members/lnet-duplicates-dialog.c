/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-duplicates-dialog.h"

#include <glib/gi18n-lib.h>

#include "lnet-duplicates.h"
#include "lnet-merge-dialog.h"
#include "lnet-name.h"

struct _LnetDuplicatesDialog
{
  LnetListDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (LnetDuplicatesDialog, lnet_duplicates_dialog, LNET_TYPE_LIST_DIALOG)

static const char *
get_empty_title (void)
{
  return _("Nobody seems to be in twice");
}

static const char *
get_empty_description (void)
{
  return _("Members are compared by registry ID, e-mail, phone and name. José and Jose count as the same.");
}

static gboolean
is_meant (const LnetDuplicate *duplicate,
          const char          *folded)
{
  g_autofree char *names = g_strconcat (duplicate->first_name, " ", duplicate->second_name, NULL);
  g_autofree char *key = lnet_name_fold (names);

  return strstr (key, folded) != NULL;
}

static gboolean
is_distinct (const LnetDuplicate *duplicate)
{
  return duplicate->reasons == 0;
}

static LnetLine *
make_line (LnetDuplicate *duplicate)
{
  /* Translators: two members who may be one person */
  g_autofree char *title = g_strdup_printf (_("%s and %s"), duplicate->first_name, duplicate->second_name);
  g_autofree char *why = NULL;
  LnetLine *line;

  if (is_distinct (duplicate))
    return lnet_line_new (title, _("Noted as two people"), NULL, NULL, _("Take Back"), duplicate,
                          (GDestroyNotify) lnet_duplicate_free);
  why = lnet_alike_describe (duplicate->reasons);
  line = lnet_line_new (title, why, NULL, NULL, _("Compare…"), duplicate, (GDestroyNotify) lnet_duplicate_free);
  lnet_line_set_second (line, "list-remove-symbolic", _("Not the Same Person"));
  return line;
}

static void
add_meant (GPtrArray  *lines,
           GPtrArray  *pairs,
           const char *folded)
{
  g_ptr_array_set_free_func (pairs, NULL);
  for (guint i = 0; i < pairs->len; i++)
    if (is_meant (pairs->pdata[i], folded))
      g_ptr_array_add (lines, make_line (pairs->pdata[i]));
    else
      lnet_duplicate_free (pairs->pdata[i]);
}

static GPtrArray *
lnet_duplicates_dialog_load (LnetReader  *reader,
                             const char  *typed,
                             LnetLine    *after,
                             GError     **error)
{
  g_autoptr (GPtrArray) found = NULL, distinct = NULL;
  g_autofree char *folded = lnet_name_fold (typed);
  GPtrArray *lines;

  /* The whole of it comes at once: there is nothing after the last. */
  if (after != NULL)
    return g_ptr_array_new_with_free_func (g_object_unref);
  found = lnet_duplicates_find (reader, error);
  distinct = found != NULL ? lnet_duplicates_list_distinct (reader, error) : NULL;
  if (distinct == NULL)
    return NULL;
  lines = g_ptr_array_new_with_free_func (g_object_unref);
  add_meant (lines, found, folded);
  add_meant (lines, distinct, folded);
  return lines;
}

static void
on_distinct (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (LnetListDialog) dialog = user_data;

  if (lnet_session_commit_finish (LNET_SESSION (source), result, NULL, NULL))
    lnet_list_dialog_say (dialog, _("Noted as two people. Their line is at the end of this list."));
}

static void
on_taken_back (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (LnetListDialog) dialog = user_data;

  if (lnet_session_commit_finish (LNET_SESSION (source), result, NULL, NULL))
    lnet_list_dialog_say (dialog, _("Taken back"));
}

static void
set_distinct (LnetListDialog      *dialog,
              const LnetDuplicate *duplicate,
              gboolean             distinct)
{
  LnetTransaction *transaction = lnet_duplicates_set_distinct (&duplicate->first, &duplicate->second, distinct);

  lnet_session_commit_async (lnet_list_dialog_get_session (dialog), transaction, NULL, NULL,
                             distinct ? on_distinct : on_taken_back, g_object_ref (dialog));
}

static void
lnet_duplicates_dialog_second_acted (LnetListDialog *dialog,
                                     LnetLine       *line)
{
  set_distinct (dialog, lnet_line_get_data (line), TRUE);
}

static void
lnet_duplicates_dialog_acted (LnetListDialog *dialog,
                              LnetLine       *line)
{
  const LnetDuplicate *duplicate = lnet_line_get_data (line);

  if (is_distinct (duplicate))
    {
      set_distinct (dialog, duplicate, FALSE);
      return;
    }
  adw_dialog_present (lnet_merge_dialog_new (lnet_list_dialog_get_session (dialog), &duplicate->first,
                                             &duplicate->second), GTK_WIDGET (dialog));
}

static void
lnet_duplicates_dialog_class_init (LnetDuplicatesDialogClass *klass)
{
  LnetListDialogClass *list_class = LNET_LIST_DIALOG_CLASS (klass);

  list_class->empty_icon = "system-users-symbolic";
  list_class->get_empty_title = get_empty_title;
  list_class->get_empty_description = get_empty_description;
  list_class->load = lnet_duplicates_dialog_load;
  list_class->acted = lnet_duplicates_dialog_acted;
  list_class->second_acted = lnet_duplicates_dialog_second_acted;
}

static void
lnet_duplicates_dialog_init (LnetDuplicatesDialog *self)
{
  adw_dialog_set_title (ADW_DIALOG (self), _("Duplicates"));
  lnet_list_dialog_enable_search (LNET_LIST_DIALOG (self), _("Search the duplicates"));
}

AdwDialog *
lnet_duplicates_dialog_new (LnetSession *session)
{
  return g_object_new (LNET_TYPE_DUPLICATES_DIALOG, "session", session, NULL);
}
