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

static LnetLine *
make_line (LnetDuplicate *duplicate)
{
  /* Translators: two members who may be one person */
  g_autofree char *title = g_strdup_printf (_("%s and %s"), duplicate->first_name, duplicate->second_name);
  g_autofree char *why = lnet_alike_describe (duplicate->reasons);

  return lnet_line_new (title, why, NULL, NULL, _("Compare…"), duplicate, (GDestroyNotify) lnet_duplicate_free);
}

static GPtrArray *
lnet_duplicates_dialog_load (LnetReader  *reader,
                             const char  *typed,
                             LnetLine    *after,
                             GError     **error)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *folded = lnet_name_fold (typed);
  GPtrArray *lines;

  /* The whole of it comes at once: there is nothing after the last. */
  if (after != NULL)
    return g_ptr_array_new_with_free_func (g_object_unref);
  found = lnet_duplicates_find (reader, error);
  if (found == NULL)
    return NULL;
  lines = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_set_free_func (found, NULL);
  for (guint i = 0; i < found->len; i++)
    if (is_meant (found->pdata[i], folded))
      g_ptr_array_add (lines, make_line (found->pdata[i]));
    else
      lnet_duplicate_free (found->pdata[i]);
  return lines;
}

static void
lnet_duplicates_dialog_acted (LnetListDialog *dialog,
                              LnetLine       *line)
{
  const LnetDuplicate *duplicate = lnet_line_get_data (line);

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
