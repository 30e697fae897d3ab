/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-rows.h"

struct _LnetImportRows
{
  GObject parent_instance;

  LnetImport *import;
  GType item_type;
  LnetImportMakeItem make;
  GArray *positions; /* guint, in the plan */
};

static GType
lnet_import_rows_get_item_type (GListModel *model)
{
  return LNET_IMPORT_ROWS (model)->item_type;
}

static guint
lnet_import_rows_get_n_items (GListModel *model)
{
  return LNET_IMPORT_ROWS (model)->positions->len;
}

static gpointer
lnet_import_rows_get_item (GListModel *model,
                           guint       position)
{
  LnetImportRows *self = LNET_IMPORT_ROWS (model);

  if (position >= self->positions->len)
    return NULL;
  return self->make (self->import, g_array_index (self->positions, guint, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = lnet_import_rows_get_item_type;
  iface->get_n_items = lnet_import_rows_get_n_items;
  iface->get_item = lnet_import_rows_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (LnetImportRows, lnet_import_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
lnet_import_rows_finalize (GObject *object)
{
  LnetImportRows *self = LNET_IMPORT_ROWS (object);

  g_clear_object (&self->import);
  g_array_unref (self->positions);

  G_OBJECT_CLASS (lnet_import_rows_parent_class)->finalize (object);
}

static void
lnet_import_rows_class_init (LnetImportRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_import_rows_finalize;
}

static void
lnet_import_rows_init (LnetImportRows *self)
{
  self->positions = g_array_new (FALSE, FALSE, sizeof (guint));
}

LnetImportRows *
lnet_import_rows_new (LnetImport         *import,
                      GType               item_type,
                      LnetImportMakeItem  make)
{
  LnetImportRows *self = g_object_new (LNET_TYPE_IMPORT_ROWS, NULL);

  self->import = g_object_ref (import);
  self->item_type = item_type;
  self->make = make;
  return self;
}

void
lnet_import_rows_add (LnetImportRows *self,
                      guint           position)
{
  g_array_append_val (self->positions, position);
}

const GArray *
lnet_import_rows_get_positions (LnetImportRows *self)
{
  return self->positions;
}
