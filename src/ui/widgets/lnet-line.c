/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-line.h"

struct _LnetLine
{
  GObject parent_instance;

  char *title;
  char *caption;
  char *icon_name;
  char *note;
  char *button;
  char *second_icon;
  char *second_label;
  gpointer data;
  GDestroyNotify destroy;
};

G_DEFINE_FINAL_TYPE (LnetLine, lnet_line, G_TYPE_OBJECT)

static void
lnet_line_finalize (GObject *object)
{
  LnetLine *self = LNET_LINE (object);

  g_free (self->title);
  g_free (self->caption);
  g_free (self->icon_name);
  g_free (self->note);
  g_free (self->button);
  g_free (self->second_icon);
  g_free (self->second_label);
  if (self->destroy != NULL)
    self->destroy (self->data);

  G_OBJECT_CLASS (lnet_line_parent_class)->finalize (object);
}

static void
lnet_line_class_init (LnetLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_line_finalize;
}

static void
lnet_line_init (LnetLine *self)
{
}

LnetLine *
lnet_line_new (const char     *title,
               const char     *caption,
               const char     *icon_name,
               const char     *note,
               const char     *button,
               gpointer        data,
               GDestroyNotify  destroy)
{
  LnetLine *self = g_object_new (LNET_TYPE_LINE, NULL);

  self->title = g_strdup (title);
  self->caption = g_strdup (caption);
  self->icon_name = g_strdup (icon_name);
  self->note = g_strdup (note);
  self->button = g_strdup (button);
  self->data = data;
  self->destroy = destroy;
  return self;
}

void
lnet_line_set_second (LnetLine   *self,
                      const char *icon_name,
                      const char *label)
{
  g_set_str (&self->second_icon, icon_name);
  g_set_str (&self->second_label, label);
}

const char *
lnet_line_get_second_icon (LnetLine *self)
{
  return self->second_icon;
}

const char *
lnet_line_get_second_label (LnetLine *self)
{
  return self->second_label;
}

const char *
lnet_line_get_title (LnetLine *self)
{
  return self->title;
}

const char *
lnet_line_get_caption (LnetLine *self)
{
  return self->caption;
}

const char *
lnet_line_get_icon_name (LnetLine *self)
{
  return self->icon_name;
}

const char *
lnet_line_get_note (LnetLine *self)
{
  return self->note;
}

const char *
lnet_line_get_button (LnetLine *self)
{
  return self->button;
}

gpointer
lnet_line_get_data (LnetLine *self)
{
  return self->data;
}
