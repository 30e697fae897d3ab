/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-row-item.h"

#include <glib/gi18n-lib.h>

struct _LnetImportRowItem
{
  GObject parent_instance;

  LnetImportFate fate;
  char *title;
  char *caption;
  char *detail;
};

G_DEFINE_FINAL_TYPE (LnetImportRowItem, lnet_import_row_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_CAPTION,
  PROP_DETAIL,
  PROP_HAS_DETAIL,
  PROP_FATE,
  PROP_ICON_NAME,
  PROP_CSS_CLASSES,
  PROP_DESCRIPTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* By LnetImportFate: never by colour alone. */
static const struct
{
  const char *icon_name;
  const char *css_class;
} looks[LNET_IMPORT_N_FATES] = {
  { "list-add-symbolic", "success" },         { "document-edit-symbolic", "accent" },
  { "object-select-symbolic", "dimmed" },     { "dialog-warning-symbolic", "warning" },
  { "edit-copy-symbolic", "dimmed" },
};

static char *
make_description (LnetImportRowItem *self)
{
  return g_strdup_printf ("%s. %s. %s", lnet_import_fate_get_row_label (self->fate), self->caption, self->detail);
}

static void
lnet_import_row_item_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  LnetImportRowItem *self = LNET_IMPORT_ROW_ITEM (object);
  const char *classes[] = { looks[self->fate].css_class, NULL };

  switch (property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_CAPTION:
      g_value_set_string (value, self->caption);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_HAS_DETAIL:
      g_value_set_boolean (value, self->detail[0] != '\0');
      break;
    case PROP_FATE:
      g_value_set_string (value, lnet_import_fate_get_row_label (self->fate));
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, looks[self->fate].icon_name);
      break;
    case PROP_CSS_CLASSES:
      g_value_set_boxed (value, classes);
      break;
    case PROP_DESCRIPTION:
      g_value_take_string (value, make_description (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_import_row_item_finalize (GObject *object)
{
  LnetImportRowItem *self = LNET_IMPORT_ROW_ITEM (object);

  g_free (self->title);
  g_free (self->caption);
  g_free (self->detail);

  G_OBJECT_CLASS (lnet_import_row_item_parent_class)->finalize (object);
}

static void
lnet_import_row_item_class_init (LnetImportRowItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = lnet_import_row_item_get_property;
  object_class->finalize = lnet_import_row_item_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_CAPTION] = g_param_spec_string ("caption", NULL, NULL, NULL, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_HAS_DETAIL] = g_param_spec_boolean ("has-detail", NULL, NULL, FALSE, flags);
  properties[PROP_FATE] = g_param_spec_string ("fate", NULL, NULL, NULL, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_CSS_CLASSES] = g_param_spec_boxed ("css-classes", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lnet_import_row_item_init (LnetImportRowItem *self)
{
}

LnetImportRowItem *
lnet_import_row_item_new (const LnetImportRow *row)
{
  LnetImportRowItem *self = g_object_new (LNET_TYPE_IMPORT_ROW_ITEM, NULL);
  const char *rule = lnet_import_rule_get_label (row->rule);
  g_autofree char *line = g_strdup_printf (_("Line %u"), row->line);

  self->fate = row->fate;
  self->title = g_strdup (row->name[0] != '\0' ? row->name : _("No name"));
  self->caption = rule[0] != '\0' ? g_strdup_printf ("%s · %s", line, rule) : g_steal_pointer (&line);
  self->detail = g_strdup (row->detail);
  return self;
}
