/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-trash-dialog.h"

#include "lnet-erase-dialog.h"
#include "lnet-own-rights.h"
#include "lnet-row-title.h"
#include "lnet-trash.h"
#include "lnet-when.h"

#include <glib/gi18n-lib.h>

struct _LnetTrashDialog
{
  LnetListDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (LnetTrashDialog, lnet_trash_dialog, LNET_TYPE_LIST_DIALOG)

static const char *
get_empty_title (void)
{
  return _("The Trash is empty");
}

static const char *
get_empty_description (void)
{
  return _("What you delete stays here until you want it back.");
}

static char *
dup_caption (LnetTrashItem *item)
{
  const char *kind = lnet_row_get_kind (item->table);
  g_autofree char *when = lnet_when_describe (item->wall);

  if (item->author_name != NULL && *item->author_name != '\0')
    /* Translators: kind of thing · when it was deleted · by whom, as in "Member · Today 14:02 · Ruth Lopez" */
    return g_strdup_printf (_("%s · %s · %s"), kind, when, item->author_name);
  /* Translators: kind of thing · when it was deleted, as in "Member · Today 14:02" */
  return g_strdup_printf (_("%s · %s"), kind, when);
}

/* Takes @item. What is not this desk's to put back is only shown. */
static LnetLine *
create_line (LnetTrashItem *item,
             LnetOwnRights *rights)
{
  g_autofree char *caption = dup_caption (item);
  const char *title = item->title != NULL && *item->title != '\0' ? item->title : lnet_row_get_kind (item->table);
  gboolean may_restore = lnet_own_rights_may_write (rights, item->table, &item->row, 0);
  LnetLine *line = lnet_line_new (title, caption, NULL, NULL, may_restore ? _("Restore") : NULL, item,
                                  (GDestroyNotify) lnet_trash_item_free);

  if (!lnet_own_rights_are_limited (rights))
    lnet_line_set_second (line, "edit-delete-symbolic",
                          item->table == LNET_TABLE_MEMBER ? _("Erase…") : _("Delete for Good…"));
  return line;
}

static GPtrArray *
lnet_trash_dialog_load (LnetReader  *reader,
                        const char  *typed,
                        LnetLine    *after,
                        GError     **error)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (LnetOwnRights) rights = NULL;
  GPtrArray *lines;

  /* The whole of it comes at once: there is nothing after the last. */
  if (after != NULL)
    return g_ptr_array_new_with_free_func (g_object_unref);
  items = lnet_trash_list (reader, *typed != '\0' ? typed : NULL, error);
  if (items == NULL)
    return NULL;

  rights = lnet_own_rights_new (reader);
  lines = g_ptr_array_new_full (items->len, g_object_unref);
  g_ptr_array_set_free_func (items, NULL);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (lines, create_line (items->pdata[i], rights));
  return lines;
}

static void
on_restored (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (LnetListDialog) self = user_data;

  if (lnet_session_commit_finish (LNET_SESSION (source), result, NULL, NULL))
    lnet_list_dialog_say (self, _("It is back in its place"));
}

static void
lnet_trash_dialog_acted (LnetListDialog *dialog,
                         LnetLine       *line)
{
  LnetTrashItem *item = lnet_line_get_data (line);
  LnetTransaction *transaction = lnet_transaction_new ("restore");

  lnet_transaction_restore (transaction, item->table, &item->row);
  lnet_session_commit_async (lnet_list_dialog_get_session (dialog), transaction, NULL, NULL, on_restored,
                             g_object_ref (dialog));
}

static void
present_erasure (LnetListDialog *dialog,
                 LnetErasure    *erasure)
{
  adw_dialog_present (lnet_erase_dialog_new (lnet_list_dialog_get_session (dialog), erasure), GTK_WIDGET (dialog));
}

/* A member is a person, who has a right to be forgotten. */
static void
lnet_trash_dialog_second_acted (LnetListDialog *dialog,
                                LnetLine       *line)
{
  const LnetTrashItem *item = lnet_line_get_data (line);
  LnetErasure *erasure;

  if (item->table == LNET_TABLE_MEMBER)
    erasure = lnet_erasure_new_person (&item->row);
  else
    {
      erasure = lnet_erasure_new_trash ();
      lnet_erasure_add (erasure, item->table, &item->row);
    }
  present_erasure (dialog, erasure);
}

static void
on_empty (LnetListDialog *dialog)
{
  present_erasure (dialog, lnet_erasure_new_trash ());
}

static void
lnet_trash_dialog_constructed (GObject *object)
{
  LnetListDialog *dialog = LNET_LIST_DIALOG (object);
  LnetSession *session = lnet_list_dialog_get_session (dialog);
  GtkWidget *empty;

  G_OBJECT_CLASS (lnet_trash_dialog_parent_class)->constructed (object);

  if (lnet_session_is_participants (session))
    lnet_list_dialog_set_remark (dialog, _("What is not yours, directors and facilitators put back."));
  if (!lnet_session_may_write (session))
    return;
  empty = gtk_button_new_with_mnemonic (_("_Empty…"));
  g_signal_connect_object (empty, "clicked", G_CALLBACK (on_empty), dialog, G_CONNECT_SWAPPED);
  lnet_list_dialog_add_button (dialog, empty);
}

static void
lnet_trash_dialog_class_init (LnetTrashDialogClass *klass)
{
  LnetListDialogClass *list_class = LNET_LIST_DIALOG_CLASS (klass);

  list_class->empty_icon = "user-trash-symbolic";
  list_class->get_empty_title = get_empty_title;
  list_class->get_empty_description = get_empty_description;
  list_class->load = lnet_trash_dialog_load;
  list_class->acted = lnet_trash_dialog_acted;
  list_class->second_acted = lnet_trash_dialog_second_acted;
  G_OBJECT_CLASS (klass)->constructed = lnet_trash_dialog_constructed;
}

static void
lnet_trash_dialog_init (LnetTrashDialog *self)
{
  adw_dialog_set_title (ADW_DIALOG (self), _("Trash"));
  lnet_list_dialog_enable_search (LNET_LIST_DIALOG (self), _("Search the Trash"));
}

AdwDialog *
lnet_trash_dialog_new (LnetSession *session)
{
  return g_object_new (LNET_TYPE_TRASH_DIALOG, "session", session, NULL);
}
