/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-group-picker.h"

#include <glib/gi18n-lib.h>

#include "lnet-name.h"

typedef struct
{
  LnetListDialog parent_instance;

  GHashTable *left_out; /* LnetId → what to say */
} LnetGroupPicker;

typedef LnetListDialogClass LnetGroupPickerClass;

/* A list dialog reads by its class alone: there is one of organizations and one of teams. */
typedef LnetGroupPicker LnetOrganizationPicker;
typedef LnetGroupPickerClass LnetOrganizationPickerClass;
typedef LnetGroupPicker LnetTeamPicker;
typedef LnetGroupPickerClass LnetTeamPickerClass;

static GType lnet_organization_picker_get_type (void);
static GType lnet_team_picker_get_type (void);

G_DEFINE_TYPE (LnetOrganizationPicker, lnet_organization_picker, LNET_TYPE_LIST_DIALOG)
G_DEFINE_TYPE (LnetTeamPicker, lnet_team_picker, LNET_TYPE_LIST_DIALOG)

static LnetLine *
line_new (LnetGroupKind        kind,
          const LnetGroupInfo *info)
{
  g_autofree char *people = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u person", "%'u people", info->n_now),
                                             info->n_now);

  return lnet_line_new (*info->name != '\0' ? info->name : _("Name not known"), info->caption,
                        kind == LNET_GROUP_TEAM ? "system-users-symbolic" : "lnet-organization-symbolic", people, NULL,
                        lnet_id_copy (&info->id), g_free);
}

/* In a worker thread. */
static GPtrArray *
load (LnetGroupKind   kind,
      LnetReader     *reader,
      const char     *typed,
      LnetLine       *after,
      GError        **error)
{
  g_autoptr (GPtrArray) all = lnet_groups_load (reader, kind, NULL, error);
  g_autofree char *folded = lnet_name_fold (typed);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  gboolean is_after = after == NULL;
  GPtrArray *lines;

  if (all == NULL)
    return NULL;
  lines = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < all->len && lines->len < LNET_LIST_DIALOG_PAGE; i++)
    {
      const LnetGroupInfo *info = g_ptr_array_index (all, i);

      if (is_after && lnet_group_info_matches (info, (const char *const *) words))
        g_ptr_array_add (lines, line_new (kind, info));
      else if (!is_after)
        is_after = lnet_id_equal (&info->id, lnet_line_get_data (after));
    }
  return lines;
}

static GPtrArray *
load_organizations (LnetReader  *reader,
                    const char  *typed,
                    LnetLine    *after,
                    GError     **error)
{
  return load (LNET_GROUP_ORGANIZATION, reader, typed, after, error);
}

static GPtrArray *
load_teams (LnetReader  *reader,
            const char  *typed,
            LnetLine    *after,
            GError     **error)
{
  return load (LNET_GROUP_TEAM, reader, typed, after, error);
}

static const char *
get_no_organizations (void)
{
  return _("No organizations yet");
}

static const char *
get_no_teams (void)
{
  return _("No teams yet");
}

static const char *
get_where_organizations_come (void)
{
  return _("Organizations come with the roles of members, or are added in the list of organizations.");
}

static const char *
get_where_teams_come (void)
{
  return _("Add one in the list of teams first.");
}

static void
activated (LnetListDialog *dialog,
           LnetLine       *line)
{
  LnetGroupPicker *self = (LnetGroupPicker *) dialog;
  const LnetId *id = lnet_line_get_data (line);
  const char *sentence = g_hash_table_lookup (self->left_out, id);
  LnetId chosen = *id;

  if (sentence != NULL)
    {
      lnet_list_dialog_say (dialog, sentence);
      return;
    }
  g_object_ref (dialog);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  g_signal_emit_by_name (dialog, "chosen", &chosen);
  g_object_unref (dialog);
}

static void
finalize (GObject *object)
{
  g_hash_table_unref (((LnetGroupPicker *) object)->left_out);
  G_OBJECT_CLASS (g_type_class_peek (LNET_TYPE_LIST_DIALOG))->finalize (object);
}

static void
set_up_class (LnetListDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
  klass->empty_icon = "edit-find-symbolic";
  klass->activated = activated;
  g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_POINTER);
}

static void
lnet_organization_picker_class_init (LnetOrganizationPickerClass *klass)
{
  set_up_class (klass);
  klass->load = load_organizations;
  klass->get_empty_title = get_no_organizations;
  klass->get_empty_description = get_where_organizations_come;
}

static void
lnet_team_picker_class_init (LnetTeamPickerClass *klass)
{
  set_up_class (klass);
  klass->load = load_teams;
  klass->get_empty_title = get_no_teams;
  klass->get_empty_description = get_where_teams_come;
}

static void
set_up (LnetGroupPicker *self)
{
  self->left_out = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, g_free);
}

static void
lnet_organization_picker_init (LnetOrganizationPicker *self)
{
  set_up (self);
  lnet_list_dialog_enable_search (LNET_LIST_DIALOG (self), _("Search organizations"));
}

static void
lnet_team_picker_init (LnetTeamPicker *self)
{
  set_up (self);
  lnet_list_dialog_enable_search (LNET_LIST_DIALOG (self), _("Search teams"));
}

AdwDialog *
lnet_group_picker_new (LnetSession   *session,
                       LnetGroupKind  kind,
                       const char    *title)
{
  GType type = kind == LNET_GROUP_TEAM ? lnet_team_picker_get_type () : lnet_organization_picker_get_type ();

  return g_object_new (type, "session", session, "title", title, NULL);
}

void
lnet_group_picker_leave_out (AdwDialog    *picker,
                             const LnetId *id,
                             const char   *sentence)
{
  g_hash_table_replace (((LnetGroupPicker *) picker)->left_out, lnet_id_copy (id), g_strdup (sentence));
}
