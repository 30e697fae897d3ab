/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-welcome.h"

#include "lnet-place.h"
#include "lnet-recent.h"
#include "lnet-sample.h"

#define MAX_SHOWN 5

struct _LnetWelcome
{
  AdwBin parent_instance;

  AdwPreferencesGroup *recent;
  AdwPreferencesGroup *samples;

  GPtrArray *recent_rows; /* in `recent`, which owns them */
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (LnetWelcome, lnet_welcome, ADW_TYPE_BIN)

static GtkWidget *
make_row (const char *title,
          const char *subtitle,
          const char *action,
          const char *target)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  return row;
}

static void
fill_recent (LnetWelcome *self)
{
  g_autoptr (GPtrArray) list = lnet_recent_list ();

  for (guint i = 0; i < self->recent_rows->len; i++)
    adw_preferences_group_remove (self->recent, g_ptr_array_index (self->recent_rows, i));
  g_ptr_array_set_size (self->recent_rows, 0);

  for (guint i = 0; i < MIN (list->len, MAX_SHOWN); i++)
    {
      LnetRecent *recent = g_ptr_array_index (list, i);
      g_autofree char *place = lnet_place_dup_display (recent->path);
      GtkWidget *row = make_row (recent->name, place, "win.open-recent", recent->path);

      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
      adw_preferences_group_add (self->recent, row);
      g_ptr_array_add (self->recent_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->recent), list->len > 0);
}

static void
fill_samples (LnetWelcome *self)
{
  const char *const *names = lnet_sample_get_names ();

  for (guint i = 0; names[i] != NULL; i++)
    adw_preferences_group_add (self->samples, make_row (lnet_sample_get_title (names[i]),
                                                        lnet_sample_get_description (names[i]),
                                                        "win.sample", names[i]));
}

static void
lnet_welcome_dispose (GObject *object)
{
  LnetWelcome *self = LNET_WELCOME (object);

  g_clear_pointer (&self->recent_rows, g_ptr_array_unref);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_WELCOME);

  G_OBJECT_CLASS (lnet_welcome_parent_class)->dispose (object);
}

static void
lnet_welcome_class_init (LnetWelcomeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_welcome_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetWelcome, recent);
  gtk_widget_class_bind_template_child (widget_class, LnetWelcome, samples);
}

static void
lnet_welcome_init (LnetWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->recent_rows = g_ptr_array_new ();
  self->settings = g_settings_new (LNET_APP_ID);
  g_signal_connect_object (self->settings, "changed::recent-networks", G_CALLBACK (fill_recent), self,
                           G_CONNECT_SWAPPED);
  fill_recent (self);
  fill_samples (self);
}

GtkWidget *
lnet_welcome_new (void)
{
  return g_object_new (LNET_TYPE_WELCOME, NULL);
}
