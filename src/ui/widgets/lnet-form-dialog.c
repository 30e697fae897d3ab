/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-form-dialog.h"

#include "lnet-fit.h"
#include "lnet-form-guard.h"

struct _LnetFormDialog
{
  AdwDialog parent_instance;

  GtkButton *save;
  AdwPreferencesPage *page;

  AdwPreferencesGroup *group; /* the newest */
  GPtrArray *needed;          /* rows, which the page owns */
  GtkWidget *problem;         /* says what has to be put right; NULL until there was something */
  gboolean has_problem;
  gboolean has_focus;
};

G_DEFINE_FINAL_TYPE (LnetFormDialog, lnet_form_dialog, ADW_TYPE_DIALOG)

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update (LnetFormDialog *self)
{
  gboolean complete = !self->has_problem;

  for (guint i = 0; i < self->needed->len; i++)
    {
      g_autofree char *text = NULL;

      g_object_get (self->needed->pdata[i], "text", &text, NULL);
      complete = complete && text != NULL && g_strstrip (text)[0] != '\0';
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save", complete);
}

static void
save (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  g_signal_emit (widget, signals[SAVED], 0);
  adw_dialog_force_close (ADW_DIALOG (widget));
}

static void
lnet_form_dialog_dispose (GObject *object)
{
  LnetFormDialog *self = LNET_FORM_DIALOG (object);

  g_ptr_array_set_size (self->needed, 0);
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_FORM_DIALOG);

  G_OBJECT_CLASS (lnet_form_dialog_parent_class)->dispose (object);
}

static void
lnet_form_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (LNET_FORM_DIALOG (object)->needed);

  G_OBJECT_CLASS (lnet_form_dialog_parent_class)->finalize (object);
}

static void
lnet_form_dialog_class_init (LnetFormDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_form_dialog_dispose;
  object_class->finalize = lnet_form_dialog_finalize;

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-form-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetFormDialog, save);
  gtk_widget_class_bind_template_child (widget_class, LnetFormDialog, page);
  gtk_widget_class_install_action (widget_class, "form.save", NULL, save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "form.save", NULL);
}

static void
lnet_form_dialog_init (LnetFormDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_dialog (ADW_DIALOG (self));
  self->needed = g_ptr_array_new ();
}

LnetFormDialog *
lnet_form_dialog_new (const char *title,
                      const char *save_label)
{
  LnetFormDialog *self = g_object_new (LNET_TYPE_FORM_DIALOG, "title", title, NULL);

  gtk_button_set_label (self->save, save_label);
  return self;
}

void
lnet_form_dialog_add_group (LnetFormDialog *self,
                            const char     *title,
                            const char     *description)
{
  g_return_if_fail (LNET_IS_FORM_DIALOG (self));

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  if (title != NULL)
    adw_preferences_group_set_title (self->group, title);
  adw_preferences_group_set_description (self->group, description);
  adw_preferences_page_add (self->page, self->group);
}

void
lnet_form_dialog_add_row (LnetFormDialog *self,
                          GtkWidget      *row)
{
  g_return_if_fail (LNET_IS_FORM_DIALOG (self));

  if (self->group == NULL)
    lnet_form_dialog_add_group (self, NULL, NULL);
  adw_preferences_group_add (self->group, row);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (row), "text") != NULL)
    lnet_form_guard_watch (ADW_DIALOG (self), row);
  if (!self->has_focus)
    adw_dialog_set_focus (ADW_DIALOG (self), row);
  self->has_focus = TRUE;
}

void
lnet_form_dialog_need (LnetFormDialog *self,
                       GtkWidget      *row)
{
  g_return_if_fail (LNET_IS_FORM_DIALOG (self));

  g_ptr_array_add (self->needed, row);
  g_signal_connect_object (row, "notify::text", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/* The last thing in the form, where the eye goes before the button. */
static void
ensure_problem (LnetFormDialog *self)
{
  GtkWidget *group;

  if (self->problem != NULL)
    return;
  group = adw_preferences_group_new ();
  self->problem = adw_action_row_new ();
  gtk_widget_add_css_class (self->problem, "error");
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->problem),
                             gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->problem);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
}

void
lnet_form_dialog_set_problem (LnetFormDialog *self,
                              const char     *problem)
{
  g_return_if_fail (LNET_IS_FORM_DIALOG (self));

  self->has_problem = problem != NULL;
  if (self->has_problem)
    {
      ensure_problem (self);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->problem), problem);
    }
  if (self->problem != NULL)
    gtk_widget_set_visible (self->problem, self->has_problem);
  update (self);
}
