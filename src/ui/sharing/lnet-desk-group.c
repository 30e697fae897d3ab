/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-desk-group.h"

#include <glib/gi18n-lib.h>

#include "lnet-member-picker.h"
#include "lnet-members.h"
#include "lnet-sidebar.h"

struct _LnetDeskGroup
{
  AdwPreferencesGroup parent_instance;

  GtkEditable *name_row;
  AdwActionRow *member_row;
  AdwComboRow *stance_row;

  LnetSession *session;
  LnetId member;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (LnetDeskGroup, lnet_desk_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* In the order they are offered: who may read least first. */
static const struct
{
  LnetStance stance;
  const char *reads;
} stances[] = {
  { LNET_STANCE_PARTICIPANT, N_("Reads what everybody in the network may see, and of enrolments and pairs its own.") },
  { LNET_STANCE_FACILITATOR, N_("Reads also what is for staff, and all enrolments; of pairs its own.") },
  { LNET_STANCE_DIRECTOR, N_("Reads as a facilitator does, and decides which desks take part.") },
};

static void
on_changed (LnetDeskGroup *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_stance (LnetDeskGroup *self)
{
  guint selected = adw_combo_row_get_selected (self->stance_row);

  if (selected < G_N_ELEMENTS (stances))
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _(stances[selected].reads));
}

static void
on_picked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetDeskGroup) self = user_data;
  g_autoptr (GArray) picked = lnet_member_picker_choose_finish (result, NULL);

  if (picked != NULL && picked->len > 0 && !g_cancellable_is_cancelled (self->cancellable))
    {
      lnet_desk_group_set_member (self, &g_array_index (picked, LnetId, 0));
      on_changed (self);
    }
}

static void
on_choose (LnetDeskGroup *self)
{
  lnet_member_picker_choose (GTK_WIDGET (self), self->session, _("Whose Desk It Is"), LNET_MEMBER_PICKER_ONE, NULL,
                             self->cancellable, on_picked, g_object_ref (self));
}

static gboolean
lnet_desk_group_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (LNET_DESK_GROUP (widget)->name_row));
}

static void
lnet_desk_group_dispose (GObject *object)
{
  LnetDeskGroup *self = LNET_DESK_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_DESK_GROUP);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_desk_group_parent_class)->dispose (object);
}

static void
lnet_desk_group_finalize (GObject *object)
{
  g_object_unref (LNET_DESK_GROUP (object)->cancellable);

  G_OBJECT_CLASS (lnet_desk_group_parent_class)->finalize (object);
}

static void
lnet_desk_group_class_init (LnetDeskGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_desk_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = lnet_desk_group_finalize;
  widget_class->grab_focus = lnet_desk_group_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-desk-group.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetDeskGroup, name_row);
  gtk_widget_class_bind_template_child (widget_class, LnetDeskGroup, member_row);
  gtk_widget_class_bind_template_child (widget_class, LnetDeskGroup, stance_row);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_stance);
}

static void
lnet_desk_group_init (LnetDeskGroup *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < G_N_ELEMENTS (stances); i++)
    gtk_string_list_append (list, lnet_stance_get_label (stances[i].stance));
  adw_combo_row_set_model (self->stance_row, G_LIST_MODEL (list));
  on_stance (self);
}

void
lnet_desk_group_set_session (LnetDeskGroup *self,
                             LnetSession   *session)
{
  g_return_if_fail (LNET_IS_DESK_GROUP (self));

  g_set_object (&self->session, session);
  lnet_desk_group_set_member (self, NULL);
}

void
lnet_desk_group_set_name (LnetDeskGroup *self,
                          const char    *name)
{
  g_return_if_fail (LNET_IS_DESK_GROUP (self));

  gtk_editable_set_text (self->name_row, name);
}

char *
lnet_desk_group_dup_name (LnetDeskGroup *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
}

void
lnet_desk_group_set_member (LnetDeskGroup *self,
                            const LnetId  *member)
{
  g_autofree char *name = NULL;

  g_return_if_fail (LNET_IS_DESK_GROUP (self));

  self->member = member != NULL ? *member : lnet_id_null ();
  if (!lnet_id_is_null (&self->member))
    name = lnet_members_dup_name (lnet_session_get_reader (self->session), &self->member);
  adw_action_row_set_subtitle (self->member_row, name != NULL ? name : _("Nobody said"));
}

const LnetId *
lnet_desk_group_get_member (LnetDeskGroup *self)
{
  return &self->member;
}

void
lnet_desk_group_set_stance (LnetDeskGroup *self,
                            LnetStance     stance)
{
  g_return_if_fail (LNET_IS_DESK_GROUP (self));

  for (guint i = 0; i < G_N_ELEMENTS (stances); i++)
    if (stances[i].stance == stance)
      adw_combo_row_set_selected (self->stance_row, i);
}

LnetStance
lnet_desk_group_get_stance (LnetDeskGroup *self)
{
  return stances[MIN (adw_combo_row_get_selected (self->stance_row), G_N_ELEMENTS (stances) - 1)].stance;
}

void
lnet_desk_group_hide_stance (LnetDeskGroup *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->stance_row), FALSE);
}
