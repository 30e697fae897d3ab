/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-rows.h"

#include "lnet-import-row-item.h"

struct _LnetImportRows
{
  GObject parent_instance;

  LnetImport *import;
  GArray *positions; /* guint, in the plan */
};

static GType
lnet_import_rows_get_item_type (GListModel *model)
{
  return LNET_TYPE_IMPORT_ROW_ITEM;
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
  guint row;

  if (position >= self->positions->len)
    return NULL;
  row = g_array_index (self->positions, guint, position);
  return lnet_import_row_item_new (lnet_import_get_row (self->import, row));
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
lnet_import_rows_new (LnetImport     *import,
                      LnetImportFate  fate)
{
  LnetImportRows *self = g_object_new (LNET_TYPE_IMPORT_ROWS, NULL);

  self->import = g_object_ref (import);
  for (guint i = 0; i < lnet_import_get_n_rows (import); i++)
    if (fate == LNET_IMPORT_N_FATES || lnet_import_get_row (import, i)->fate == fate)
      g_array_append_val (self->positions, i);
  return self;
}
