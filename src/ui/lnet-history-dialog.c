/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-history-dialog.h"

#include "lnet-act.h"
#include "lnet-history.h"
#include "lnet-when.h"

#include <glib/gi18n-lib.h>

struct _LnetHistoryDialog
{
  LnetListDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (LnetHistoryDialog, lnet_history_dialog, LNET_TYPE_LIST_DIALOG)

static const char *
get_empty_title (void)
{
  return _("Nothing has been done yet");
}

static const char *
get_empty_description (void)
{
  return _("Everything that is changed in the network is kept here: what, when and by whom.");
}

static char *
dup_title (LnetHistoryEntry *entry)
{
  g_autofree char *act = NULL;

  if (entry->undone_act != NULL)
    /* Translators: %s is what was done, as in "Added a member" */
    act = g_strdup_printf (_("Took back: %s"), lnet_act_get_label (entry->undone_act));
  else
    act = g_strdup (lnet_act_get_label (entry->act));
  if (entry->erased)
    /* Translators: what was done, to somebody or something that is erased, as in "Added a member · erased" */
    return g_strdup_printf (_("%s · erased"), act);
  if (entry->subject == NULL || *entry->subject == '\0')
    return g_steal_pointer (&act);
  /* Translators: what was done · to whom or what, as in "Added a member · Ana Begay" */
  return g_strdup_printf (_("%s · %s"), act, entry->subject);
}

static char *
dup_caption (LnetHistoryEntry *entry)
{
  g_autofree char *when = lnet_when_describe (entry->wall);
  g_autoptr (GString) caption = g_string_new (when);

  if (entry->author_name != NULL && *entry->author_name != '\0')
    g_string_append_printf (caption, " · %s", entry->author_name);
  if (entry->n_changes > 1)
    {
      g_string_append (caption, " · ");
      g_string_append_printf (caption, ngettext ("%'u change", "%'u changes", entry->n_changes), entry->n_changes);
    }
  return g_string_free_and_steal (g_steal_pointer (&caption));
}

/* With these the network began. */
static gboolean
is_beginning (LnetHistoryEntry *entry)
{
  return g_strcmp0 (entry->act, "network-create") == 0 || g_strcmp0 (entry->act, "sample") == 0;
}

static LnetLine *
make_line (LnetHistoryEntry *entry)
{
  g_autofree char *title = dup_title (entry);
  g_autofree char *caption = dup_caption (entry);
  gboolean may_undo = !entry->undone && !is_beginning (entry) && entry->may_undo;

  return lnet_line_new (title, caption, NULL, entry->undone ? _("Taken back") : NULL, may_undo ? _("Undo") : NULL, entry,
                        (GDestroyNotify) lnet_history_entry_free);
}

static GPtrArray *
lnet_history_dialog_load (LnetReader  *reader,
                          const char  *typed,
                          LnetLine    *after,
                          GError     **error)
{
  LnetHistoryEntry *last = after != NULL ? lnet_line_get_data (after) : NULL;
  g_autoptr (GPtrArray) entries = lnet_history_list (reader, last != NULL ? last->seq : 0, LNET_LIST_DIALOG_PAGE,
                                                     error);
  GPtrArray *lines;

  if (entries == NULL)
    return NULL;
  lines = g_ptr_array_new_full (entries->len, g_object_unref);
  g_ptr_array_set_free_func (entries, NULL);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (lines, make_line (g_ptr_array_index (entries, i)));
  return lines;
}

static void
on_undone (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetListDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  guint n_kept = 0;

  if (lnet_list_dialog_get_session (self) == NULL)
    return;
  if (!lnet_store_undo_finish (LNET_STORE (source), result, NULL, &n_kept, &error))
    lnet_session_fail (lnet_list_dialog_get_session (self), _("This could not be taken back"), error);
  else if (n_kept == 0)
    lnet_list_dialog_say (self, _("Taken back"));
  else
    {
      message = g_strdup_printf (ngettext ("Taken back, but for %'u newer change that was kept",
                                           "Taken back, but for %'u newer changes that were kept", n_kept), n_kept);
      lnet_list_dialog_say (self, message);
    }
}

static void
lnet_history_dialog_acted (LnetListDialog *dialog,
                           LnetLine       *line)
{
  LnetHistoryEntry *entry = lnet_line_get_data (line);

  lnet_store_undo_group_async (lnet_session_get_store (lnet_list_dialog_get_session (dialog)), &entry->group, NULL,
                               on_undone, g_object_ref (dialog));
}

static void
lnet_history_dialog_constructed (GObject *object)
{
  LnetListDialog *dialog = LNET_LIST_DIALOG (object);

  G_OBJECT_CLASS (lnet_history_dialog_parent_class)->constructed (object);

  if (lnet_session_is_participants (lnet_list_dialog_get_session (dialog)))
    lnet_list_dialog_set_remark (dialog, _("What is not yours, directors and facilitators take back."));
}

static void
lnet_history_dialog_class_init (LnetHistoryDialogClass *klass)
{
  LnetListDialogClass *list_class = LNET_LIST_DIALOG_CLASS (klass);

  list_class->empty_icon = "document-open-recent-symbolic";
  list_class->get_empty_title = get_empty_title;
  list_class->get_empty_description = get_empty_description;
  list_class->load = lnet_history_dialog_load;
  list_class->acted = lnet_history_dialog_acted;
  G_OBJECT_CLASS (klass)->constructed = lnet_history_dialog_constructed;
}

static void
lnet_history_dialog_init (LnetHistoryDialog *self)
{
  adw_dialog_set_title (ADW_DIALOG (self), _("History"));
}

AdwDialog *
lnet_history_dialog_new (LnetSession *session)
{
  return g_object_new (LNET_TYPE_HISTORY_DIALOG, "session", session, NULL);
}
