/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-card-provider.h"

#include <glib/gstdio.h>

#define VCARD "text/vcard"

struct _LnetCardProvider
{
  GdkContentProvider parent_instance;

  LnetStore *store;
  LnetExport *export;
  char *name;
};

G_DEFINE_FINAL_TYPE (LnetCardProvider, lnet_card_provider, GDK_TYPE_CONTENT_PROVIDER)

/* A file is handed over in whatever way GTK knows to name one, so that one in a sandbox can be, too. */
static GdkContentFormats *
ref_formats (GdkContentProvider *provider)
{
  g_autoptr (GdkContentFormats) files =
    gdk_content_formats_union_serialize_mime_types (gdk_content_formats_new_for_gtype (GDK_TYPE_FILE_LIST));
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();
  gsize n;
  const char *const *types = gdk_content_formats_get_mime_types (files, &n);

  gdk_content_formats_builder_add_mime_type (builder, VCARD);
  for (gsize i = 0; i < n; i++)
    gdk_content_formats_builder_add_mime_type (builder, types[i]);
  return gdk_content_formats_builder_free_to_formats (builder);
}

/* What is being handed over. */
typedef struct
{
  GOutputStream *stream;
  char *mime_type;
  int io_priority;
  char *text;
  GFile *file;
} Handing;

static void
handing_free (gpointer data)
{
  Handing *handing = data;

  g_object_unref (handing->stream);
  g_free (handing->mime_type);
  g_free (handing->text);
  g_clear_object (&handing->file);
  g_free (handing);
}

static void
on_text_written (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_text_made (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Handing *handing = g_task_get_task_data (task);
  GError *error = NULL;

  handing->text = lnet_export_dup_cards_finish (LNET_EXPORT (source), result, &error);
  if (handing->text == NULL)
    g_task_return_error (task, error);
  else
    g_output_stream_write_all_async (handing->stream, handing->text, strlen (handing->text), handing->io_priority,
                                     g_task_get_cancellable (task), on_text_written, g_object_ref (task));
}

static void
on_file_named (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (gdk_content_serialize_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_file_made (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Handing *handing = g_task_get_task_data (task);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GSList) files = NULL;
  GError *error = NULL;

  if (!lnet_export_write_finish (LNET_EXPORT (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  files = g_slist_prepend (NULL, handing->file);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (files));
  gdk_content_serialize_async (handing->stream, handing->mime_type, &value, handing->io_priority,
                               g_task_get_cancellable (task), on_file_named, g_object_ref (task));
}

/* Returns: (transfer full) */
static GFile *
get_file (LnetCardProvider *self)
{
  g_autofree char *name = g_strconcat (self->name, lnet_export_format_get_suffix (LNET_EXPORT_VCARD_3), NULL);
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "learning-network", NULL);

  g_strdelimit (name, "/\\", '-');
  g_mkdir_with_parents (folder, 0700);
  return g_file_new_build_filename (folder, name, NULL);
}

static void
write_mime_type_async (GdkContentProvider  *provider,
                       const char          *mime_type,
                       GOutputStream       *stream,
                       int                  io_priority,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  LnetCardProvider *self = LNET_CARD_PROVIDER (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Handing *handing = g_new0 (Handing, 1);

  handing->stream = g_object_ref (stream);
  handing->mime_type = g_strdup (mime_type);
  handing->io_priority = io_priority;
  g_task_set_source_tag (task, write_mime_type_async);
  g_task_set_task_data (task, handing, handing_free);
  if (g_str_equal (mime_type, VCARD))
    {
      lnet_export_dup_cards_async (self->export, self->store, cancellable, on_text_made, g_object_ref (task));
      return;
    }
  handing->file = get_file (self);
  lnet_export_write_async (self->export, self->store, handing->file, cancellable, on_file_made, g_object_ref (task));
}

static gboolean
write_mime_type_finish (GdkContentProvider  *provider,
                        GAsyncResult        *result,
                        GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lnet_card_provider_finalize (GObject *object)
{
  LnetCardProvider *self = LNET_CARD_PROVIDER (object);

  g_object_unref (self->store);
  g_object_unref (self->export);
  g_free (self->name);
  G_OBJECT_CLASS (lnet_card_provider_parent_class)->finalize (object);
}

static void
lnet_card_provider_class_init (LnetCardProviderClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lnet_card_provider_finalize;
  provider_class->ref_formats = ref_formats;
  provider_class->write_mime_type_async = write_mime_type_async;
  provider_class->write_mime_type_finish = write_mime_type_finish;
}

static void
lnet_card_provider_init (LnetCardProvider *self)
{
}

GdkContentProvider *
lnet_card_provider_new (LnetStore  *store,
                        LnetExport *export,
                        const char *name)
{
  LnetCardProvider *self = g_object_new (LNET_TYPE_CARD_PROVIDER, NULL);

  self->store = g_object_ref (store);
  self->export = g_object_ref (export);
  self->name = g_strdup (name);
  return GDK_CONTENT_PROVIDER (self);
}
