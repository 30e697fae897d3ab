/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-coaching-item.h"

#include <string.h>

#include "lnet-name.h"

struct _LnetCoachingItem
{
  GObject parent_instance;

  LnetPair *pair;
  LnetIntake *intake;
  char *look;   /* everything a row shows, to tell whether it has to be shown anew */
  char *folded; /* what a search finds it by */
  gboolean chosen;
};

G_DEFINE_FINAL_TYPE (LnetCoachingItem, lnet_coaching_item, G_TYPE_OBJECT)

enum
{
  PROP_CHOSEN = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
lnet_coaching_item_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_CHOSEN:
      g_value_set_boolean (value, LNET_COACHING_ITEM (object)->chosen);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_coaching_item_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_CHOSEN:
      lnet_coaching_item_set_chosen (LNET_COACHING_ITEM (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_coaching_item_finalize (GObject *object)
{
  LnetCoachingItem *self = LNET_COACHING_ITEM (object);

  lnet_pair_unref (self->pair);
  lnet_intake_unref (self->intake);
  g_free (self->look);
  g_free (self->folded);

  G_OBJECT_CLASS (lnet_coaching_item_parent_class)->finalize (object);
}

static void
lnet_coaching_item_class_init (LnetCoachingItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lnet_coaching_item_get_property;
  object_class->set_property = lnet_coaching_item_set_property;
  object_class->finalize = lnet_coaching_item_finalize;

  properties[PROP_CHOSEN] = g_param_spec_boolean ("chosen", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lnet_coaching_item_init (LnetCoachingItem *self)
{
}

static void
append (GString    *look,
        const char *text)
{
  g_string_append (look, text != NULL ? text : "");
  g_string_append_c (look, '\n');
}

LnetCoachingItem *
lnet_coaching_item_new_pair (LnetPair *pair)
{
  LnetCoachingItem *self = g_object_new (LNET_TYPE_COACHING_ITEM, NULL);
  g_autofree char *cadence = lnet_cadence_describe (&pair->cadence);
  GString *look = g_string_new (NULL);
  GString *names = g_string_new (NULL);

  self->pair = lnet_pair_ref (pair);
  append (look, cadence);
  for (guint i = 0; i < pair->n_partners; i++)
    {
      const LnetPartner *partner = &pair->partners[i];

      append (look, partner->name);
      append (look, partner->brings);
      g_string_append_printf (look, "%u %u\n", partner->coached, partner->was_coached);
      lnet_name_fold_into (names, partner->name);
    }
  self->look = g_string_free (look, FALSE);
  self->folded = g_string_free (names, FALSE);
  return self;
}

LnetCoachingItem *
lnet_coaching_item_new_intake (LnetIntake *intake)
{
  LnetCoachingItem *self = g_object_new (LNET_TYPE_COACHING_ITEM, NULL);
  const char *const texts[] = { intake->name, intake->role, intake->organization_name, intake->town,
                                intake->strengths, intake->wishes, intake->slots, intake->mode,
                                intake->since, intake->came_back, intake->partners };
  GString *look = g_string_new (NULL);
  GString *names = g_string_new (NULL);

  self->intake = lnet_intake_ref (intake);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    append (look, texts[i]);
  g_string_append_c (look, lnet_id_is_null (&intake->pair) ? '0' : '1');
  lnet_name_fold_into (names, intake->name);
  lnet_name_fold_into (names, intake->strengths);
  lnet_name_fold_into (names, intake->wishes);
  self->look = g_string_free (look, FALSE);
  self->folded = g_string_free (names, FALSE);
  return self;
}

LnetPair *
lnet_coaching_item_get_pair (LnetCoachingItem *self)
{
  return self->pair;
}

LnetIntake *
lnet_coaching_item_get_intake (LnetCoachingItem *self)
{
  return self->intake;
}

const LnetId *
lnet_coaching_item_get_id (LnetCoachingItem *self)
{
  return self->pair != NULL ? &self->pair->id : &self->intake->id;
}

guint
lnet_coaching_item_get_section (LnetCoachingItem *self)
{
  if (self->pair != NULL)
    return self->pair->cadence.state;
  return lnet_id_is_null (&self->intake->pair) ? 0 : 1;
}

gboolean
lnet_coaching_item_get_chosen (LnetCoachingItem *self)
{
  return self->chosen;
}

void
lnet_coaching_item_set_chosen (LnetCoachingItem *self,
                               gboolean          chosen)
{
  if (self->chosen == !!chosen)
    return;
  self->chosen = !!chosen;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}

gboolean
lnet_coaching_item_looks_like (LnetCoachingItem *self,
                               LnetCoachingItem *other)
{
  return lnet_id_equal (lnet_coaching_item_get_id (self), lnet_coaching_item_get_id (other))
         && strcmp (self->look, other->look) == 0;
}

void
lnet_coaching_item_update (LnetCoachingItem *self,
                           LnetCoachingItem *newer)
{
  LnetPair *pair = newer->pair != NULL ? lnet_pair_ref (newer->pair) : NULL;
  LnetIntake *intake = newer->intake != NULL ? lnet_intake_ref (newer->intake) : NULL;

  lnet_pair_unref (self->pair);
  lnet_intake_unref (self->intake);
  self->pair = pair;
  self->intake = intake;
}

gboolean
lnet_coaching_item_matches (LnetCoachingItem *self,
                            const char       *folded)
{
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    if (strstr (self->folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}
