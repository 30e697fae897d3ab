/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-working-as-dialog.h"

#include "lnet-avatar.h"
#include "lnet-member-picker.h"
#include "lnet-members.h"

#include <glib/gi18n-lib.h>

struct _LnetWorkingAsDialog
{
  AdwDialog parent_instance;

  AdwPreferencesPage *page;
  GtkWidget *stances;
  AdwActionRow *member_row;
  AdwAvatar *avatar;
  GtkWidget *clear_button;
  GtkCheckButton *director;
  GtkCheckButton *facilitator;
  GtkCheckButton *participant;

  LnetSession *session;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (LnetWorkingAsDialog, lnet_working_as_dialog, ADW_TYPE_DIALOG)

static void
show_member (LnetWorkingAsDialog *self)
{
  const LnetId *member = lnet_session_get_member (self->session);
  LnetReader *reader = lnet_session_get_reader (self->session);
  g_autoptr (LnetMemberInfo) info = lnet_id_is_null (member) ? NULL : lnet_members_find (reader, member);
  g_autofree char *caption = info != NULL ? lnet_member_info_dup_caption (info) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->member_row),
                                 info != NULL ? info->name : _("Choose a member…"));
  adw_action_row_set_subtitle (self->member_row, caption != NULL ? caption : "");
  adw_avatar_set_text (self->avatar, info != NULL ? info->name : "?");
  adw_avatar_set_show_initials (self->avatar, info != NULL);
  lnet_avatar_show_member (self->avatar, self->session, member);
  gtk_widget_set_visible (self->clear_button, info != NULL);
}

static LnetStance
get_chosen_stance (LnetWorkingAsDialog *self)
{
  if (gtk_check_button_get_active (self->participant))
    return LNET_STANCE_PARTICIPANT;
  if (gtk_check_button_get_active (self->facilitator))
    return LNET_STANCE_FACILITATOR;
  return LNET_STANCE_DIRECTOR;
}

static void
set_member (LnetWorkingAsDialog *self,
            const LnetId        *member)
{
  lnet_session_set_working_as (self->session, member, get_chosen_stance (self));
  show_member (self);
}

static void
on_chosen (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetWorkingAsDialog) self = user_data;
  g_autoptr (GArray) chosen = lnet_member_picker_choose_finish (result, NULL);

  if (chosen != NULL && chosen->len > 0 && !g_cancellable_is_cancelled (self->cancellable))
    set_member (self, &g_array_index (chosen, LnetId, 0));
}

static void
on_choose (LnetWorkingAsDialog *self)
{
  lnet_member_picker_choose (GTK_WIDGET (self), self->session, _("Who works here?"),
                             LNET_MEMBER_PICKER_ONE, NULL, self->cancellable, on_chosen, g_object_ref (self));
}

static void
on_clear (LnetWorkingAsDialog *self)
{
  LnetId nobody = lnet_id_null ();

  set_member (self, &nobody);
}

static void
on_stance_toggled (LnetWorkingAsDialog *self,
                   GtkCheckButton      *button)
{
  if (self->session != NULL && gtk_check_button_get_active (button))
    lnet_session_set_working_as (self->session, lnet_session_get_member (self->session), get_chosen_stance (self));
}

static void
show_stance (LnetWorkingAsDialog *self)
{
  GtkCheckButton *const buttons[] = { self->director, self->facilitator, self->participant };

  gtk_check_button_set_active (buttons[lnet_session_get_stance (self->session)], TRUE);
}

/* Whose a participant's desk is, whoever let it in has said. */
static void
show_participants (LnetWorkingAsDialog *self)
{
  gtk_widget_set_sensitive (self->stances, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->member_row), FALSE);
  adw_preferences_page_set_description (self->page, _("This desk takes part in the network as a participant’s: it writes "
                                                      "what is its member’s own. A director decides that."));
}

static void
lnet_working_as_dialog_dispose (GObject *object)
{
  LnetWorkingAsDialog *self = LNET_WORKING_AS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_WORKING_AS_DIALOG);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_working_as_dialog_parent_class)->dispose (object);
}

static void
lnet_working_as_dialog_finalize (GObject *object)
{
  LnetWorkingAsDialog *self = LNET_WORKING_AS_DIALOG (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (lnet_working_as_dialog_parent_class)->finalize (object);
}

static void
lnet_working_as_dialog_class_init (LnetWorkingAsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_working_as_dialog_dispose;
  object_class->finalize = lnet_working_as_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/LearningNetwork/lnet-working-as-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetWorkingAsDialog, page);
  gtk_widget_class_bind_template_child (widget_class, LnetWorkingAsDialog, stances);
  gtk_widget_class_bind_template_child (widget_class, LnetWorkingAsDialog, member_row);
  gtk_widget_class_bind_template_child (widget_class, LnetWorkingAsDialog, avatar);
  gtk_widget_class_bind_template_child (widget_class, LnetWorkingAsDialog, clear_button);
  gtk_widget_class_bind_template_child (widget_class, LnetWorkingAsDialog, director);
  gtk_widget_class_bind_template_child (widget_class, LnetWorkingAsDialog, facilitator);
  gtk_widget_class_bind_template_child (widget_class, LnetWorkingAsDialog, participant);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
  gtk_widget_class_bind_template_callback (widget_class, on_stance_toggled);
}

static void
lnet_working_as_dialog_init (LnetWorkingAsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->member_row), FALSE);
}

AdwDialog *
lnet_working_as_dialog_new (LnetSession *session)
{
  LnetWorkingAsDialog *self = g_object_new (LNET_TYPE_WORKING_AS_DIALOG, NULL);

  self->session = g_object_ref (session);
  show_stance (self);
  show_member (self);
  if (lnet_session_is_participants (session))
    show_participants (self);
  return ADW_DIALOG (self);
}
