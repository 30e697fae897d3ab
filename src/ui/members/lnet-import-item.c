/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-item.h"

struct _LnetImportItem
{
  GObject parent_instance;

  guint position;
};

G_DEFINE_FINAL_TYPE (LnetImportItem, lnet_import_item, G_TYPE_OBJECT)

static void
lnet_import_item_class_init (LnetImportItemClass *klass)
{
}

static void
lnet_import_item_init (LnetImportItem *self)
{
}

gpointer
lnet_import_item_new (LnetImport *import,
                      guint       position)
{
  LnetImportItem *self = g_object_new (LNET_TYPE_IMPORT_ITEM, NULL);

  self->position = position;
  return self;
}

guint
lnet_import_item_get_position (LnetImportItem *self)
{
  return self->position;
}
