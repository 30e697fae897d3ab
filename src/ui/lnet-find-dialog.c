/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-find-dialog.h"

#include "lnet-find.h"
#include "lnet-group.h"

#include <glib/gi18n-lib.h>

/* Of each kind, so that every kind is seen. */
#define MOST 6

struct _LnetFindDialog
{
  LnetListDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (LnetFindDialog, lnet_find_dialog, LNET_TYPE_LIST_DIALOG)

/* By LnetFoundKind. */
static const struct
{
  const char *room;
  const char *label;
  const char *icon;
} kinds[] = {
  [LNET_FOUND_MEMBER] = { "members", N_("Member"), "avatar-default-symbolic" },
  [LNET_FOUND_ORGANIZATION] = { "members", N_("Organization"), "lnet-organization-symbolic" },
  [LNET_FOUND_TEAM] = { "members", N_("Team"), "system-users-symbolic" },
  [LNET_FOUND_COHORT] = { "certificates", N_("Cohort"), "lnet-certificates-symbolic" },
  [LNET_FOUND_PAIR] = { "coaching", N_("Pair"), "lnet-coaching-symbolic" },
  [LNET_FOUND_PASSAGE] = { "vision", N_("Passage"), "lnet-vision-symbolic" },
  [LNET_FOUND_CONTRIBUTION] = { "vision", N_("Contribution"), "chat-message-new-symbolic" },
  [LNET_FOUND_DAMAGE] = { NULL, NULL, "dialog-warning-symbolic" },
};

static const char *
get_empty_title (void)
{
  return _("Find anything");
}

static const char *
get_empty_description (void)
{
  return _("Members, organizations, teams, cohorts, coaching partners, passages of the vision and the words they grew from");
}

static GPtrArray *
lnet_find_dialog_load (LnetReader  *reader,
                       const char  *typed,
                       LnetLine    *after,
                       GError     **error)
{
  g_autoptr (GPtrArray) found = NULL;
  GPtrArray *lines;

  if (after != NULL)
    return g_ptr_array_new_with_free_func (g_object_unref);
  found = lnet_find (reader, typed, MOST, error);
  if (found == NULL)
    return NULL;

  lines = g_ptr_array_new_full (found->len, g_object_unref);
  g_ptr_array_set_free_func (found, NULL);
  for (guint i = 0; i < found->len; i++)
    {
      LnetFound *item = g_ptr_array_index (found, i);
      const char *label = kinds[item->kind].label;
      const char *button = item->kind == LNET_FOUND_DAMAGE ? _("Make It Anew") : NULL;

      g_ptr_array_add (lines, lnet_line_new (item->title, item->caption, kinds[item->kind].icon,
                                             label != NULL ? _(label) : NULL, button, item,
                                             (GDestroyNotify) lnet_found_free));
    }
  return lines;
}

static char *
dup_place (const LnetFound *found)
{
  if (found->kind == LNET_FOUND_ORGANIZATION)
    return lnet_group_dup_place (LNET_GROUP_ORGANIZATION, &found->row);
  if (found->kind == LNET_FOUND_TEAM)
    return lnet_group_dup_place (LNET_GROUP_TEAM, &found->row);
  return lnet_id_to_string (&found->row);
}

static void
on_mended (GObject      *store,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetSession) session = user_data;
  g_autoptr (GError) error = NULL;

  if (!lnet_store_mend_index_finish (LNET_STORE (store), result, &error))
    lnet_session_fail (session, _("The Search Cannot Be Made Anew"), error);
}

/* The one button there is. Once it is done the store has changed, and is searched again. */
static void
lnet_find_dialog_acted (LnetListDialog *dialog,
                        LnetLine       *line)
{
  LnetSession *session = lnet_list_dialog_get_session (dialog);

  lnet_list_dialog_say (dialog, _("Making the search anew…"));
  lnet_store_mend_index_async (lnet_session_get_store (session), on_mended, g_object_ref (session));
}

static void
lnet_find_dialog_activated (LnetListDialog *dialog,
                            LnetLine       *line)
{
  LnetFound *found = lnet_line_get_data (line);
  g_autoptr (LnetSession) session = g_object_ref (lnet_list_dialog_get_session (dialog));
  g_autofree char *place = dup_place (found);
  const char *room = kinds[found->kind].room;

  if (room == NULL)
    return;
  adw_dialog_force_close (ADW_DIALOG (dialog));
  lnet_session_go_to (session, room, place);
}

static void
lnet_find_dialog_class_init (LnetFindDialogClass *klass)
{
  LnetListDialogClass *list_class = LNET_LIST_DIALOG_CLASS (klass);

  list_class->empty_icon = "system-search-symbolic";
  list_class->get_empty_title = get_empty_title;
  list_class->get_empty_description = get_empty_description;
  list_class->load = lnet_find_dialog_load;
  list_class->acted = lnet_find_dialog_acted;
  list_class->activated = lnet_find_dialog_activated;
}

static void
lnet_find_dialog_init (LnetFindDialog *self)
{
  adw_dialog_set_title (ADW_DIALOG (self), _("Find"));
  lnet_list_dialog_enable_search (LNET_LIST_DIALOG (self), _("Find anything anywhere"));
}

AdwDialog *
lnet_find_dialog_new (LnetSession *session)
{
  return g_object_new (LNET_TYPE_FIND_DIALOG, "session", session, NULL);
}
