/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-to-settle-dialog.h"

#include <glib/gi18n-lib.h>

#include "lnet-help.h"
#include "lnet-own-rights.h"
#include "lnet-waiting-words.h"
#include "lnet-settle-dialog.h"
#include "lnet-settle-words.h"

struct _LnetToSettleDialog
{
  LnetListDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (LnetToSettleDialog, lnet_to_settle_dialog, LNET_TYPE_LIST_DIALOG)

static const char *
get_empty_title (void)
{
  return _("Nothing to settle");
}

static const char *
get_empty_description (void)
{
  return _("When two desks write the same thing at the same time, both are kept, and you choose here what holds.");
}

/* What each one wrote. */
static char *
dup_caption (LnetReader         *reader,
             const LnetToSettle *item)
{
  g_autoptr (GString) caption = g_string_new (NULL);

  if (item->kind == LNET_TO_SETTLE_TEXT)
    return g_strdup (_("Several people wrote here at once – please read"));
  for (guint i = 0; i < item->values->len; i++)
    {
      LnetToSettleValue *value = item->values->pdata[i];
      g_autofree char *says = lnet_settle_dup_value (reader, item, value);

      if (i > 0)
        g_string_append (caption, " / ");
      if (*value->who != '\0')
        /* Translators: what was written (who wrote it), as in "Lander (Ana Begay)" */
        g_string_append_printf (caption, _("%s (%s)"), says, value->who);
      else
        g_string_append (caption, says);
    }
  return g_string_free_and_steal (g_steal_pointer (&caption));
}

/* What a participant's desk may not settle it may read. */
static const char *
get_act (const LnetToSettle *item,
         LnetOwnRights      *rights)
{
  if (item->kind == LNET_TO_SETTLE_TEXT || !lnet_own_rights_may_write (rights, item->table, &item->row, item->number))
    return _("Read…");
  return _("Settle…");
}

/* Takes @item. */
static LnetLine *
create_line (LnetReader    *reader,
             LnetToSettle  *item,
             LnetOwnRights *rights)
{
  g_autofree char *about = lnet_settle_dup_title (item);
  g_autofree char *subject = lnet_settle_dup_subject (item);
  /* Translators: whom or what · which field of theirs, as in "Ana Begay · Town" */
  g_autofree char *title = g_strdup_printf (_("%s · %s"), about, subject);
  g_autofree char *caption = dup_caption (reader, item);

  return lnet_line_new (title, caption, "lnet-two-values-symbolic", NULL, get_act (item, rights), item,
                        (GDestroyNotify) lnet_to_settle_free);
}

/* What came and waits stands after what is to settle. */
static gboolean
append_waiting (LnetReader  *reader,
                GPtrArray   *lines,
                GError     **error)
{
  g_autoptr (GPtrArray) items = lnet_waiting_list (reader, error);

  if (items == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *title = lnet_waiting_dup_title (items->pdata[i]);
      g_autofree char *reason = lnet_waiting_dup_reason (items->pdata[i]);

      g_ptr_array_add (lines, lnet_line_new (title, reason, "content-loading-symbolic", NULL, NULL, NULL, NULL));
    }
  return TRUE;
}

static GPtrArray *
lnet_to_settle_dialog_load (LnetReader  *reader,
                            const char  *typed,
                            LnetLine    *after,
                            GError     **error)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (LnetOwnRights) rights = NULL;

  /* The whole of it comes at once: there is nothing after the last. */
  if (after != NULL)
    return g_ptr_array_new_with_free_func (g_object_unref);
  items = lnet_to_settle_list (reader, error);
  if (items == NULL)
    return NULL;
  rights = lnet_own_rights_new (reader);
  lines = g_ptr_array_new_full (items->len, g_object_unref);
  g_ptr_array_set_free_func (items, NULL);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (lines, create_line (reader, items->pdata[i], rights));
  return append_waiting (reader, lines, error) ? g_steal_pointer (&lines) : NULL;
}

static void
on_settled (LnetSettleDialog *settled,
            const char       *words,
            const LnetId     *group,
            LnetListDialog   *dialog)
{
  lnet_list_dialog_offer_undo (dialog, words, group);
}

static void
lnet_to_settle_dialog_activated (LnetListDialog *dialog,
                                 LnetLine       *line)
{
  const LnetToSettle *item = lnet_line_get_data (line);
  AdwDialog *settled;

  if (item == NULL)
    return;
  settled = lnet_settle_dialog_new (lnet_list_dialog_get_session (dialog), item->table, &item->row, item->number);
  if (settled == NULL)
    return;
  g_signal_connect_object (settled, "settled", G_CALLBACK (on_settled), dialog, G_CONNECT_DEFAULT);
  adw_dialog_present (settled, GTK_WIDGET (dialog));
}

static void
lnet_to_settle_dialog_class_init (LnetToSettleDialogClass *klass)
{
  LnetListDialogClass *list_class = LNET_LIST_DIALOG_CLASS (klass);

  list_class->empty_icon = "object-select-symbolic";
  list_class->get_empty_title = get_empty_title;
  list_class->get_empty_description = get_empty_description;
  list_class->load = lnet_to_settle_dialog_load;
  list_class->acted = lnet_to_settle_dialog_activated;
  list_class->activated = lnet_to_settle_dialog_activated;
}

static void
lnet_to_settle_dialog_init (LnetToSettleDialog *self)
{
  adw_dialog_set_title (ADW_DIALOG (self), _("To Settle"));
  lnet_help_set_page (ADW_DIALOG (self), "sharing");
}

AdwDialog *
lnet_to_settle_dialog_new (LnetSession *session)
{
  return g_object_new (LNET_TYPE_TO_SETTLE_DIALOG, "session", session, NULL);
}
