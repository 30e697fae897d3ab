/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-row.h"

#include <glib/gi18n-lib.h>

#include "lnet-reference.h"

struct _LnetMemberRow
{
  AdwBin parent_instance;

  AdwAvatar *avatar;
  GtkInscription *name;
  GtkInscription *caption;
  GtkImage *status;
};

G_DEFINE_FINAL_TYPE (LnetMemberRow, lnet_member_row, ADW_TYPE_BIN)

enum
{
  PROP_NAME = 1,
  PROP_CAPTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_name_text (LnetMemberRow *self,
               const char    *name)
{
  if (g_strcmp0 (gtk_inscription_get_text (self->name), name) == 0)
    return;
  gtk_inscription_set_text (self->name, name);
  adw_avatar_set_text (self->avatar, name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

static void
set_caption_text (LnetMemberRow *self,
                  const char    *caption)
{
  if (g_strcmp0 (gtk_inscription_get_text (self->caption), caption) == 0)
    return;
  gtk_inscription_set_text (self->caption, caption);
  gtk_widget_set_visible (GTK_WIDGET (self->caption), caption != NULL && *caption != '\0');
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAPTION]);
}

/* Those who take part need no mark. */
static void
show_status (LnetMemberRow *self,
             const char    *status)
{
  gboolean paused = g_strcmp0 (status, "paused") == 0;
  gboolean marked = paused || g_strcmp0 (status, "left") == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->status), marked);
  if (!marked)
    return;
  gtk_image_set_from_icon_name (self->status, paused ? "media-playback-pause-symbolic" : "application-exit-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status),
                               lnet_reference_get_label (LNET_REFERENCE_MEMBER_STATUS, status));
}

static void
lnet_member_row_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LnetMemberRow *self = LNET_MEMBER_ROW (object);

  switch (property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, gtk_inscription_get_text (self->name));
      break;
    case PROP_CAPTION:
      g_value_set_string (value, gtk_inscription_get_text (self->caption));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_member_row_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LnetMemberRow *self = LNET_MEMBER_ROW (object);

  switch (property_id)
    {
    case PROP_NAME:
      set_name_text (self, g_value_get_string (value));
      break;
    case PROP_CAPTION:
      set_caption_text (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_member_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_MEMBER_ROW);
  G_OBJECT_CLASS (lnet_member_row_parent_class)->dispose (object);
}

static void
lnet_member_row_class_init (LnetMemberRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lnet_member_row_get_property;
  object_class->set_property = lnet_member_row_set_property;
  object_class->dispose = lnet_member_row_dispose;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAPTION] = g_param_spec_string ("caption", NULL, NULL, NULL,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-member-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetMemberRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberRow, name);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberRow, caption);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberRow, status);
}

static void
lnet_member_row_init (LnetMemberRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lnet_member_row_new (void)
{
  return g_object_new (LNET_TYPE_MEMBER_ROW, NULL);
}

void
lnet_member_row_set_info (LnetMemberRow        *self,
                          const LnetMemberInfo *info)
{
  g_autofree char *caption = NULL;

  g_return_if_fail (LNET_IS_MEMBER_ROW (self));

  caption = info != NULL ? lnet_member_info_dup_caption (info) : NULL;
  set_name_text (self, info != NULL ? info->name : "");
  set_caption_text (self, caption);
  show_status (self, info != NULL ? info->status : NULL);
}

void
lnet_member_row_set_texts (LnetMemberRow *self,
                           const char    *name,
                           const char    *caption)
{
  g_return_if_fail (LNET_IS_MEMBER_ROW (self));

  set_name_text (self, name);
  set_caption_text (self, caption);
  show_status (self, NULL);
}

char *
lnet_member_info_dup_spoken (const LnetMemberInfo *info)
{
  g_autofree char *caption = lnet_member_info_dup_caption (info);
  gboolean marked = info->status != NULL && g_strcmp0 (info->status, "active") != 0;
  const char *status;

  status = lnet_reference_get_label (LNET_REFERENCE_MEMBER_STATUS, info->status);
  if (*caption == '\0')
    return g_strjoin (", ", info->name, status, NULL);
  return g_strjoin (", ", info->name, caption, marked ? status : NULL, NULL);
}
