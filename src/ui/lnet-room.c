/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-room.h"

#include "lnet-fit.h"

typedef struct
{
  LnetSession *session;
  gboolean narrow;
  gboolean folded;
} LnetRoomPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LnetRoom, lnet_room, ADW_TYPE_BIN)

enum
{
  PROP_SESSION = 1,
  PROP_NARROW,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_flag (LnetRoom   *self,
          gboolean   *flag,
          gboolean    value,
          GParamSpec *pspec)
{
  if (*flag == value)
    return;
  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
lnet_room_get_property (GObject    *object,
                        guint       property_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  LnetRoomPrivate *priv = lnet_room_get_instance_private (LNET_ROOM (object));

  switch (property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, priv->session);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, priv->narrow);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, priv->folded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_room_set_property (GObject      *object,
                        guint         property_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  LnetRoom *self = LNET_ROOM (object);
  LnetRoomPrivate *priv = lnet_room_get_instance_private (self);

  switch (property_id)
    {
    case PROP_SESSION:
      priv->session = g_value_dup_object (value);
      break;
    case PROP_NARROW:
      set_flag (self, &priv->narrow, g_value_get_boolean (value), pspec);
      break;
    case PROP_FOLDED:
      set_flag (self, &priv->folded, g_value_get_boolean (value), pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_room_constructed (GObject *object)
{
  G_OBJECT_CLASS (lnet_room_parent_class)->constructed (object);

  lnet_fit_words (GTK_WIDGET (object));
}

static void
lnet_room_finalize (GObject *object)
{
  LnetRoomPrivate *priv = lnet_room_get_instance_private (LNET_ROOM (object));

  g_clear_object (&priv->session);

  G_OBJECT_CLASS (lnet_room_parent_class)->finalize (object);
}

static void
lnet_room_class_init (LnetRoomClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lnet_room_get_property;
  object_class->set_property = lnet_room_set_property;
  object_class->constructed = lnet_room_constructed;
  object_class->finalize = lnet_room_finalize;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LNET_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lnet_room_init (LnetRoom *self)
{
}

LnetSession *
lnet_room_get_session (LnetRoom *self)
{
  LnetRoomPrivate *priv = lnet_room_get_instance_private (self);

  g_return_val_if_fail (LNET_IS_ROOM (self), NULL);

  return priv->session;
}

gboolean
lnet_room_get_narrow (LnetRoom *self)
{
  LnetRoomPrivate *priv = lnet_room_get_instance_private (self);

  g_return_val_if_fail (LNET_IS_ROOM (self), FALSE);

  return priv->narrow;
}

gboolean
lnet_room_get_folded (LnetRoom *self)
{
  LnetRoomPrivate *priv = lnet_room_get_instance_private (self);

  g_return_val_if_fail (LNET_IS_ROOM (self), FALSE);

  return priv->folded;
}

void
lnet_room_begin_search (LnetRoom *self)
{
  g_return_if_fail (LNET_IS_ROOM (self));

  if (LNET_ROOM_GET_CLASS (self)->begin_search != NULL)
    LNET_ROOM_GET_CLASS (self)->begin_search (self);
}

void
lnet_room_add_new (LnetRoom *self)
{
  g_return_if_fail (LNET_IS_ROOM (self));

  if (LNET_ROOM_GET_CLASS (self)->add_new != NULL)
    LNET_ROOM_GET_CLASS (self)->add_new (self);
}

void
lnet_room_print (LnetRoom *self)
{
  g_return_if_fail (LNET_IS_ROOM (self));

  if (LNET_ROOM_GET_CLASS (self)->print != NULL)
    LNET_ROOM_GET_CLASS (self)->print (self);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

char *
lnet_room_get_place (LnetRoom *self)
{
  g_return_val_if_fail (LNET_IS_ROOM (self), NULL);

  if (LNET_ROOM_GET_CLASS (self)->get_place == NULL)
    return NULL;
  return LNET_ROOM_GET_CLASS (self)->get_place (self);
}

void
lnet_room_go_to (LnetRoom   *self,
                 const char *place)
{
  g_return_if_fail (LNET_IS_ROOM (self));

  if (LNET_ROOM_GET_CLASS (self)->go_to != NULL)
    LNET_ROOM_GET_CLASS (self)->go_to (self, place);
}

void
lnet_room_flush (LnetRoom *self)
{
  g_return_if_fail (LNET_IS_ROOM (self));

  if (LNET_ROOM_GET_CLASS (self)->flush != NULL)
    LNET_ROOM_GET_CLASS (self)->flush (self);
}
