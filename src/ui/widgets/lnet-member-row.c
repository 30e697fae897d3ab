/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-row.h"

#include <glib/gi18n-lib.h>

#include "lnet-initials.h"
#include "lnet-reference.h"

/* Pixels between portrait, words and mark. */
#define SPACING 12

/* A list makes many of these: no widget more than is seen, no template, and no layout but this one. */
struct _LnetMemberRow
{
  GtkWidget parent_instance;

  GtkWidget *initials;
  GtkInscription *name;
  GtkInscription *caption;
  GtkWidget *status; /* NULL until somebody pauses or has left */
  LnetPortraits *portraits;
  GtkWidget *check;  /* NULL until many are selected */
  gboolean checked;
};

G_DEFINE_FINAL_TYPE (LnetMemberRow, lnet_member_row, GTK_TYPE_WIDGET)

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
  lnet_initials_set_name (LNET_INITIALS (self->initials), name);
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

static GtkWidget *
ensure_status (LnetMemberRow *self)
{
  if (self->status == NULL)
    {
      self->status = gtk_image_new ();
      gtk_widget_add_css_class (self->status, "dimmed");
      gtk_widget_set_parent (self->status, GTK_WIDGET (self));
    }
  return self->status;
}

/* Those who take part need no mark. */
static void
show_status (LnetMemberRow *self,
             const char    *status)
{
  gboolean paused = g_strcmp0 (status, "paused") == 0;
  gboolean marked = paused || g_strcmp0 (status, "left") == 0;

  if (!marked)
    {
      if (self->status != NULL)
        gtk_widget_set_visible (self->status, FALSE);
      return;
    }
  gtk_image_set_from_icon_name (GTK_IMAGE (ensure_status (self)),
                                paused ? "media-playback-pause-symbolic" : "application-exit-symbolic");
  gtk_widget_set_tooltip_text (self->status, lnet_reference_get_label (LNET_REFERENCE_MEMBER_STATUS, status));
  gtk_widget_set_visible (self->status, TRUE);
}

/* Width or height of one part; nothing for one that is not shown. */
static void
measure_part (GtkWidget      *part,
              GtkOrientation  orientation,
              int            *minimum,
              int            *natural)
{
  *minimum = *natural = 0;
  if (part != NULL && gtk_widget_should_layout (part))
    gtk_widget_measure (part, orientation, -1, minimum, natural, NULL, NULL);
}

static void
lnet_member_row_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  LnetMemberRow *self = LNET_MEMBER_ROW (widget);
  GtkWidget *parts[] = { self->initials, GTK_WIDGET (self->name), GTK_WIDGET (self->caption), self->status,
                         self->check };
  int minima[5], naturals[5];

  for (int i = 0; i < 5; i++)
    measure_part (parts[i], orientation, &minima[i], &naturals[i]);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int around = minima[0] + SPACING + (minima[3] > 0 ? SPACING + minima[3] : 0) +
                   (minima[4] > 0 ? SPACING + minima[4] : 0);

      *minimum = around + MAX (minima[1], minima[2]);
      *natural = around + MAX (naturals[1], naturals[2]);
    }
  else
    {
      *minimum = MAX (MAX (minima[0], MAX (minima[3], minima[4])), minima[1] + minima[2]);
      *natural = MAX (MAX (naturals[0], MAX (naturals[3], naturals[4])), naturals[1] + naturals[2]);
    }
}

/* Puts @part at @x from the beginning of the line, which is the right one in some languages. */
static void
place (LnetMemberRow *self,
       GtkWidget     *part,
       int            x,
       int            y,
       int            width,
       int            height)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if (mirrored)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x - width;
  gtk_widget_size_allocate (part, &(GtkAllocation) { x, y, width, height }, -1);
}

/* Puts a mark at the end of the line, before what is there already. */
static void
place_mark (LnetMemberRow *self,
            GtkWidget     *mark,
            int            height,
            int           *end)
{
  int width, natural;

  measure_part (mark, GTK_ORIENTATION_HORIZONTAL, &width, &natural);
  if (width == 0)
    return;
  place (self, mark, *end - width, 0, width, height);
  *end -= width + SPACING;
}

static void
lnet_member_row_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  LnetMemberRow *self = LNET_MEMBER_ROW (widget);
  int portrait, name, caption, natural, end = width, y;

  measure_part (self->initials, GTK_ORIENTATION_HORIZONTAL, &portrait, &natural);
  measure_part (GTK_WIDGET (self->name), GTK_ORIENTATION_VERTICAL, &name, &natural);
  measure_part (GTK_WIDGET (self->caption), GTK_ORIENTATION_VERTICAL, &caption, &natural);

  place (self, self->initials, 0, 0, portrait, height);
  place_mark (self, self->check, height, &end);
  place_mark (self, self->status, height, &end);
  y = (height - name - caption) / 2;
  place (self, GTK_WIDGET (self->name), portrait + SPACING, y, end - portrait - SPACING, name);
  if (gtk_widget_should_layout (GTK_WIDGET (self->caption)))
    place (self, GTK_WIDGET (self->caption), portrait + SPACING, y + name, end - portrait - SPACING, caption);
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
  LnetMemberRow *self = LNET_MEMBER_ROW (object);

  g_clear_pointer (&self->initials, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->name, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->caption, gtk_widget_unparent);
  g_clear_pointer (&self->status, gtk_widget_unparent);
  g_clear_object (&self->portraits);
  g_clear_pointer (&self->check, gtk_widget_unparent);
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

  widget_class->measure = lnet_member_row_measure;
  widget_class->size_allocate = lnet_member_row_size_allocate;
}

static GtkInscription *
add_inscription (LnetMemberRow *self)
{
  GtkWidget *inscription = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (inscription), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (inscription), 8);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (inscription), 24);
  gtk_widget_set_parent (inscription, GTK_WIDGET (self));
  return GTK_INSCRIPTION (inscription);
}

static void
lnet_member_row_init (LnetMemberRow *self)
{
  self->initials = lnet_initials_new ();
  gtk_widget_set_parent (self->initials, GTK_WIDGET (self));
  self->name = add_inscription (self);
  self->caption = add_inscription (self);
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "dimmed");
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
lnet_member_row_new (void)
{
  return g_object_new (LNET_TYPE_MEMBER_ROW, NULL);
}

void
lnet_member_row_set_portraits (LnetMemberRow *self,
                               LnetPortraits *portraits)
{
  g_return_if_fail (LNET_IS_MEMBER_ROW (self));

  g_set_object (&self->portraits, portraits);
}

static void
show_portrait (LnetMemberRow        *self,
               const LnetMemberInfo *info)
{
  const LnetId none = lnet_id_null ();

  lnet_initials_set_portrait (LNET_INITIALS (self->initials), self->portraits,
                              info != NULL && self->portraits != NULL ? &info->portrait : &none);
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
  show_portrait (self, info);
  show_status (self, info != NULL ? info->status : NULL);
}

/* The row says that it is selected; the box would say it a second time. */
static GtkWidget *
create_check (void)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_add_css_class (check, "selection-mode");
  gtk_widget_set_can_focus (check, FALSE);
  gtk_widget_set_can_target (check, FALSE);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_state (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  return check;
}

void
lnet_member_row_set_checkable (LnetMemberRow *self,
                               gboolean       checkable)
{
  g_return_if_fail (LNET_IS_MEMBER_ROW (self));

  if (checkable && self->check == NULL)
    {
      self->check = create_check ();
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), self->checked);
      gtk_widget_set_parent (self->check, GTK_WIDGET (self));
    }
  else if (self->check != NULL)
    gtk_widget_set_visible (self->check, checkable);
}

void
lnet_member_row_set_checked (LnetMemberRow *self,
                             gboolean       checked)
{
  g_return_if_fail (LNET_IS_MEMBER_ROW (self));

  self->checked = checked;
  if (self->check != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), checked);
}

void
lnet_member_row_set_texts (LnetMemberRow *self,
                           const char    *name,
                           const char    *caption)
{
  g_return_if_fail (LNET_IS_MEMBER_ROW (self));

  set_name_text (self, name);
  set_caption_text (self, caption);
  show_portrait (self, NULL);
  show_status (self, NULL);
}

char *
lnet_member_info_dup_spoken (const LnetMemberInfo *info)
{
  g_autofree char *caption = lnet_member_info_dup_caption (info);
  gboolean active = info->status == NULL || g_str_equal (info->status, "active");
  const char *status;

  if (active && *caption != '\0')
    return g_strjoin (", ", info->name, caption, NULL);
  status = lnet_reference_get_label (LNET_REFERENCE_MEMBER_STATUS, info->status);
  if (*caption == '\0')
    return g_strjoin (", ", info->name, status, NULL);
  return g_strjoin (", ", info->name, caption, status, NULL);
}
