/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-merge-dialog.h"

#include <glib/gi18n-lib.h>

#include "lnet-duplicates.h"
#include "lnet-field-words.h"
#include "lnet-fit.h"
#include "lnet-member-merge.h"
#include "lnet-members.h"
#include "lnet-place-of-work.h"
#include "lnet-reference.h"
#include "lnet-row-title.h"

struct _LnetMergeDialog
{
  AdwDialog parent_instance;

  GtkWidget *merge;
  GtkStack *stack;
  AdwPreferencesGroup *stays;
  AdwActionRow *first_row;
  AdwActionRow *second_row;
  GtkCheckButton *first_check;
  AdwPreferencesGroup *conflicts;
  GtkWidget *distinct;
  AdwStatusPage *cannot;

  LnetSession *session;
  gboolean is_of_organizations; /* else of members */
  LnetId first;
  LnetId second;
  LnetMemberMerge *plan;
  GPtrArray *rows; /* in `conflicts`, which owns them */
};

G_DEFINE_FINAL_TYPE (LnetMergeDialog, lnet_merge_dialog, ADW_TYPE_DIALOG)

static void
on_chosen (AdwComboRow       *row,
           GParamSpec        *pspec,
           LnetMergeConflict *conflict)
{
  conflict->take_other = adw_combo_row_get_selected (row) == 1;
}

/* Two pictures are not told apart by words on what is in them. */
static char *
describe (LnetMergeDialog   *self,
          LnetMergeConflict *conflict,
          const char        *value,
          const char        *picture)
{
  if (conflict->field == LNET_MEMBER_PORTRAIT)
    return g_strdup (picture);
  return lnet_field_describe (lnet_session_get_reader (self->session), conflict->field, value);
}

/* One row a field: both values to choose from, the chosen one shown whole. */
static void
add_conflict (LnetMergeDialog   *self,
              LnetMergeConflict *conflict)
{
  g_autofree char *kept = describe (self, conflict, conflict->kept, _("The picture of who stays"));
  g_autofree char *other = describe (self, conflict, conflict->other, _("The picture of the other one"));
  g_autoptr (GtkStringList) both = gtk_string_list_new ((const char *const[]) { kept, other, NULL });
  GtkWidget *row = g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "use-subtitle", TRUE, "title",
                                 lnet_member_merge_get_label (conflict->field), "model", both, "selected",
                                 conflict->take_other ? 1 : 0, NULL);

  g_signal_connect (row, "notify::selected", G_CALLBACK (on_chosen), conflict);
  adw_preferences_group_add (self->conflicts, row);
  g_ptr_array_add (self->rows, row);
}

/* The rows speak of the plan's conflicts: they go first. */
static void
clear_plan (LnetMergeDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->conflicts, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->plan, lnet_member_merge_free);
}

static void
make_plan (LnetMergeDialog *self)
{
  gboolean first_stays = gtk_check_button_get_active (self->first_check);
  const LnetId *keep = first_stays ? &self->first : &self->second;
  const LnetId *goes = first_stays ? &self->second : &self->first;
  LnetReader *reader = lnet_session_get_reader (self->session);
  g_autoptr (GError) error = NULL;

  clear_plan (self);
  self->plan = self->is_of_organizations ? lnet_organization_merge_plan (reader, keep, goes, &error)
                                         : lnet_member_merge_plan (reader, keep, goes, &error);
  gtk_widget_set_sensitive (self->merge, self->plan != NULL);
  gtk_stack_set_visible_child_name (self->stack, self->plan != NULL ? "choose" : "cannot");
  if (self->plan == NULL)
    {
      g_autofree char *sentence = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->cannot, sentence);
      return;
    }
  for (guint i = 0; i < self->plan->conflicts->len; i++)
    add_conflict (self, self->plan->conflicts->pdata[i]);
  adw_preferences_group_set_description (self->conflicts, self->plan->conflicts->len > 0
                                                            ? _("Choose what is right.")
                                                            : _("Nothing they say differs."));
}

static void
on_stays_changed (LnetMergeDialog *self)
{
  make_plan (self);
}

static void
on_merge (LnetMergeDialog *self)
{
  LnetTable table = self->is_of_organizations ? LNET_TABLE_ORGANIZATION : LNET_TABLE_MEMBER;
  g_autofree char *name = lnet_row_title (lnet_session_get_reader (self->session), table, &self->plan->keep);
  g_autofree char *done = self->is_of_organizations
                            /* Translators: an organization’s name */
                            ? g_strdup_printf (_("%s is one organization now"), name)
                            /* Translators: a member’s name */
                            : g_strdup_printf (_("%s is one person now"), name);
  guint n = self->plan->conflicts->len;
  /* Translators: a sentence without its full stop, as “Ana Begay is one person now”, and a number */
  g_autofree char *toast = n > 0 ? g_strdup_printf (ngettext ("%s. %u value that was not chosen is in the Trash",
                                                              "%s. %u values that were not chosen are in the Trash", n),
                                                    done, n)
                                 : g_strdup (done);

  lnet_session_commit (self->session, lnet_member_merge_finish (self->plan), toast);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_distinct (LnetMergeDialog *self)
{
  g_autofree char *first = lnet_members_dup_name (lnet_session_get_reader (self->session), &self->first);
  g_autofree char *second = lnet_members_dup_name (lnet_session_get_reader (self->session), &self->second);
  /* Translators: two members’ names */
  g_autofree char *toast = g_strdup_printf (_("%s and %s are two people"), first, second);

  lnet_session_commit (self->session, lnet_duplicates_set_distinct (&self->first, &self->second, TRUE), toast);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
show_member (LnetMergeDialog *self,
             AdwActionRow    *row,
             const LnetId    *id)
{
  g_autoptr (LnetMemberInfo) member = lnet_members_find (lnet_session_get_reader (self->session), id);
  g_autofree char *caption = member != NULL ? lnet_member_info_dup_caption (member) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), member != NULL ? member->name : "");
  adw_action_row_set_subtitle (row, caption != NULL ? caption : "");
}

static void
lnet_merge_dialog_dispose (GObject *object)
{
  LnetMergeDialog *self = LNET_MERGE_DIALOG (object);

  if (self->rows != NULL && self->conflicts != NULL)
    clear_plan (self);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_MERGE_DIALOG);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_merge_dialog_parent_class)->dispose (object);
}

static void
lnet_merge_dialog_class_init (LnetMergeDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_merge_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-merge-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetMergeDialog, merge);
  gtk_widget_class_bind_template_child (widget_class, LnetMergeDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, LnetMergeDialog, stays);
  gtk_widget_class_bind_template_child (widget_class, LnetMergeDialog, first_row);
  gtk_widget_class_bind_template_child (widget_class, LnetMergeDialog, second_row);
  gtk_widget_class_bind_template_child (widget_class, LnetMergeDialog, first_check);
  gtk_widget_class_bind_template_child (widget_class, LnetMergeDialog, conflicts);
  gtk_widget_class_bind_template_child (widget_class, LnetMergeDialog, distinct);
  gtk_widget_class_bind_template_child (widget_class, LnetMergeDialog, cannot);
  gtk_widget_class_bind_template_callback (widget_class, on_distinct);
  gtk_widget_class_bind_template_callback (widget_class, on_merge);
  gtk_widget_class_bind_template_callback (widget_class, on_stays_changed);
}

static void
lnet_merge_dialog_init (LnetMergeDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_dialog (ADW_DIALOG (self));
}

static LnetMergeDialog *
merge_dialog_new (LnetSession  *session,
                  const LnetId *first,
                  const LnetId *second)
{
  LnetMergeDialog *self = g_object_new (LNET_TYPE_MERGE_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->first = *first;
  self->second = *second;
  return self;
}

AdwDialog *
lnet_merge_dialog_new (LnetSession  *session,
                       const LnetId *first,
                       const LnetId *second)
{
  LnetMergeDialog *self = merge_dialog_new (session, first, second);

  show_member (self, self->first_row, first);
  show_member (self, self->second_row, second);
  make_plan (self);
  return ADW_DIALOG (self);
}

static void
show_organization (LnetMergeDialog *self,
                   AdwActionRow    *row,
                   const LnetId    *id)
{
  g_autoptr (LnetPlaceOfWork) organization =
    lnet_place_of_work_load (lnet_session_get_reader (self->session), id, NULL);
  const char *setting = organization != NULL
                          ? lnet_reference_get_label (LNET_REFERENCE_SETTING, organization->setting) : "";
  const char *town = organization != NULL && organization->town != NULL ? organization->town : "";
  g_autofree char *caption = g_strconcat (setting, *setting != '\0' && *town != '\0' ? " · " : "", town, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), organization != NULL ? organization->name : "");
  adw_action_row_set_subtitle (row, caption);
}

AdwDialog *
lnet_merge_dialog_new_for_organizations (LnetSession  *session,
                                         const LnetId *first,
                                         const LnetId *second)
{
  LnetMergeDialog *self = merge_dialog_new (session, first, second);

  self->is_of_organizations = TRUE;
  /* Only members are proposed as duplicates. */
  gtk_widget_set_visible (self->distinct, FALSE);
  adw_dialog_set_title (ADW_DIALOG (self), _("One Organization?"));
  adw_preferences_group_set_title (self->stays, _("Which one stays"));
  adw_preferences_group_set_description (self->stays,
                                         _("The roles that people have or had at the other one follow. What is not "
                                           "chosen goes to the Trash, and Undo brings both back."));
  show_organization (self, self->first_row, first);
  show_organization (self, self->second_row, second);
  make_plan (self);
  return ADW_DIALOG (self);
}
