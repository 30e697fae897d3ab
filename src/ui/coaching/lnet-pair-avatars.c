/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pair-avatars.h"

#include "lnet-avatar.h"

struct _LnetPairAvatars
{
  GtkWidget parent_instance;

  int size;
};

G_DEFINE_FINAL_TYPE (LnetPairAvatars, lnet_pair_avatars, GTK_TYPE_WIDGET)

enum
{
  PROP_SIZE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* How far from the beginning of one the next one begins. */
static int
get_step (LnetPairAvatars *self)
{
  return self->size * 7 / 8;
}

static void
set_size (LnetPairAvatars *self,
          int              size)
{
  if (self->size == size)
    return;
  self->size = size;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    adw_avatar_set_size (ADW_AVATAR (child), size);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}

static void
lnet_pair_avatars_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  LnetPairAvatars *self = LNET_PAIR_AVATARS (widget);
  int n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gtk_widget_measure (child, orientation, -1, NULL, NULL, NULL, NULL);
      n++;
    }
  if (orientation == GTK_ORIENTATION_VERTICAL || n == 0)
    *minimum = *natural = self->size;
  else
    *minimum = *natural = self->size + (n - 1) * get_step (self);
  *minimum_baseline = *natural_baseline = -1;
}

static void
lnet_pair_avatars_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  LnetPairAvatars *self = LNET_PAIR_AVATARS (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = rtl ? width - self->size : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation place = { x, (height - self->size) / 2, self->size, self->size };

      gtk_widget_size_allocate (child, &place, -1);
      x += rtl ? -get_step (self) : get_step (self);
    }
}

static void
lnet_pair_avatars_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_SIZE:
      g_value_set_int (value, LNET_PAIR_AVATARS (object)->size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_pair_avatars_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_SIZE:
      set_size (LNET_PAIR_AVATARS (object), g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
remove_children (LnetPairAvatars *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
lnet_pair_avatars_dispose (GObject *object)
{
  remove_children (LNET_PAIR_AVATARS (object));

  G_OBJECT_CLASS (lnet_pair_avatars_parent_class)->dispose (object);
}

static void
lnet_pair_avatars_class_init (LnetPairAvatarsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_pair_avatars_dispose;
  object_class->get_property = lnet_pair_avatars_get_property;
  object_class->set_property = lnet_pair_avatars_set_property;
  widget_class->measure = lnet_pair_avatars_measure;
  widget_class->size_allocate = lnet_pair_avatars_size_allocate;

  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 16, 256, 32,
                                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "pairavatars");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lnet_pair_avatars_init (LnetPairAvatars *self)
{
  self->size = 32;
}

void
lnet_pair_avatars_set_names (LnetPairAvatars   *self,
                             const char *const *names)
{
  g_return_if_fail (LNET_IS_PAIR_AVATARS (self));

  remove_children (self);
  for (gsize i = 0; names[i] != NULL; i++)
    gtk_widget_set_parent (adw_avatar_new (self->size, names[i], TRUE), GTK_WIDGET (self));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
lnet_pair_avatars_set_pair (LnetPairAvatars *self,
                            LnetSession     *session,
                            const LnetPair  *pair)
{
  const char *names[LNET_PAIR_MEMBERS_MOST + 1] = { NULL };
  GtkWidget *avatar;
  guint nth = 0;

  for (guint i = 0; i < pair->n_partners; i++)
    names[i] = pair->partners[i].name;
  lnet_pair_avatars_set_names (self, names);
  for (avatar = gtk_widget_get_first_child (GTK_WIDGET (self)); avatar != NULL;
       avatar = gtk_widget_get_next_sibling (avatar))
    lnet_avatar_show_member (ADW_AVATAR (avatar), session, &pair->partners[nth++].member);
}
