/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-row.h"
#include "members-fixture.h"

static GtkDragSource *
get_drag_source (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DRAG_SOURCE (controller))
        return GTK_DRAG_SOURCE (controller);
    }
  g_assert_not_reached ();
}

/* What would be dragged from the middle of @at. */
static GdkContentProvider *
prepare (GtkWidget *widget,
         GtkWidget *at)
{
  graphene_point_t middle =
    GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (at) / 2, (float) gtk_widget_get_height (at) / 2);
  graphene_point_t point;
  GdkContentProvider *provider = NULL;

  g_assert_true (gtk_widget_compute_point (at, widget, &middle, &point));
  g_signal_emit_by_name (get_drag_source (widget), "prepare", (double) point.x, (double) point.y, &provider);
  g_assert_nonnull (provider);
  return provider;
}

static void
on_handed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError *error = NULL;

  gdk_content_provider_write_mime_type_finish (GDK_CONTENT_PROVIDER (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static char *
hand_over (GdkContentProvider *provider,
           const char         *mime_type)
{
  g_autoptr (GdkContentFormats) formats = gdk_content_provider_ref_formats (provider);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  gboolean done = FALSE;

  g_assert_true (gdk_content_formats_contain_mime_type (formats, mime_type));
  gdk_content_provider_write_mime_type_async (provider, mime_type, stream, G_PRIORITY_DEFAULT, NULL, on_handed, &done);
  lnet_test_wait_for (done);
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static guint
count_cards (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "BEGIN:VCARD", -1);

  return g_strv_length (parts) - 1;
}

/* A row is dragged as a vCard and as a file with one; one of those selected takes the others along. */
static void
test_rows (void)
{
  LnetWindow *window = open_room (TRUE, 1400);
  GtkWidget *room = lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL);
  GtkWidget *list = lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL);
  g_autoptr (GdkContentProvider) one = NULL;
  g_autoptr (GdkContentProvider) all = NULL;
  g_autofree char *text = NULL;
  g_autofree char *uris = NULL;
  g_autofree char *many = NULL;
  g_autofree char *written = NULL;
  g_auto (GStrv) list_of_uris = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *name = NULL;

  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  one = prepare (list, lnet_test_get (list, LNET_TYPE_MEMBER_ROW, NULL));
  text = hand_over (one, "text/vcard");
  g_assert_cmpuint (count_cards (text), ==, 1);
  g_assert_nonnull (strstr (text, "FN:Bo Álvarez\r\n"));
  uris = hand_over (one, "text/uri-list");
  list_of_uris = g_uri_list_extract_uris (uris);
  g_assert_cmpuint (g_strv_length (list_of_uris), ==, 1);
  file = g_file_new_for_uri (list_of_uris[0]);
  name = g_file_get_basename (file);
  g_assert_cmpstr (name, ==, "Bo Álvarez.vcf");
  g_assert_true (g_file_load_contents (file, NULL, &written, NULL, NULL, NULL));
  g_assert_cmpstr (written, ==, text);

  gtk_widget_activate_action (room, "members.select-all", NULL);
  all = prepare (list, lnet_test_get (list, LNET_TYPE_MEMBER_ROW, NULL));
  many = hand_over (all, "text/vcard");
  g_assert_cmpuint (count_cards (many), ==, 3);
  g_file_delete (file, NULL, NULL);
  lnet_test_close_window (window);
}

static void
on_text (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

/* The profile is dragged by its portrait; its menu copies the same, so that no mouse is needed. */
static void
test_profile (void)
{
  LnetWindow *window = open_room (TRUE, 1400);
  GtkWidget *room = lnet_test_get (window, LNET_TYPE_MEMBERS_ROOM, NULL);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (room);
  g_autoptr (GdkContentProvider) one = NULL;
  g_autofree char *dragged = NULL;
  g_autofree char *copied = NULL;
  GtkWidget *portrait;

  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  lnet_test_press (window, "<Control>f");
  lnet_test_press (window, "<Alt>Down");
  lnet_test_wait_for (has_profile (window, "Bo Álvarez"));
  portrait = lnet_test_get (window, g_type_from_name ("LnetProfilePortrait"), NULL);
  one = prepare (portrait, portrait);
  dragged = hand_over (one, "text/vcard");
  g_assert_true (gtk_widget_activate_action (room, "members.copy-card", NULL));
  lnet_test_wait_for (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/vcard"));
  gdk_clipboard_read_text_async (clipboard, NULL, on_text, &copied);
  lnet_test_wait_for (copied != NULL);
  g_assert_cmpstr (copied, ==, dragged);
  g_assert_cmpuint (count_cards (copied), ==, 1);
  lnet_test_close_window (window);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);

  g_test_add_func ("/ui/cards/rows", test_rows);
  g_test_add_func ("/ui/cards/profile", test_profile);
  return lnet_test_run ();
}
