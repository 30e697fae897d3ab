/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Portraits: from whatever file somebody drops to the circle beside a name. */

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>

#include "lnet-attachment.h"
#include "lnet-avatar.h"
#include "lnet-error.h"
#include "lnet-import-dialog.h"
#include "lnet-initials.h"
#include "lnet-picture-file.h"
#include "lnet-picture-header.h"
#include "lnet-profile-portrait.h"
#include "lnet-reader-private.h"
#include "members-fixture.h"

/* Pictures. */

#define RED 0xd01010ffu
#define BLUE 0x1010d0ffu

/* The left half red, the right half blue. */
static GdkPixbuf *
paint (int width,
       int height)
{
  GdkPixbuf *picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GdkPixbuf) left = gdk_pixbuf_new_subpixbuf (picture, 0, 0, MAX (width / 2, 1), height);

  gdk_pixbuf_fill (picture, BLUE);
  gdk_pixbuf_fill (left, RED);
  return picture;
}

static GByteArray *
save (GdkPixbuf  *picture,
      const char *type)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  gdk_pixbuf_save_to_buffer (picture, &data, &size, type, &error, NULL);
  g_assert_no_error (error);
  return g_byte_array_new_take ((guint8 *) data, size);
}

static GByteArray *
make (const char *type,
      int         width,
      int         height)
{
  g_autoptr (GdkPixbuf) picture = paint (width, height);

  return save (picture, type);
}

#define BYTES(literal) (const guint8 *) literal, sizeof literal - 1

/* A JPEG as a phone writes it: turned by a quarter, with where it was taken. */
static GByteArray *
make_phone_jpeg (void)
{
  static const char exif[] =
    "\377\341\0\070Exif\0\0MM\0\052\0\0\0\010\0\001\001\022\0\003\0\0\0\001\0\006\0\0\0\0\0\0GPS 42.83 N 108.73 W..";
  static const char comment[] = "\377\376\0\034behind the house in Lander";
  g_autoptr (GByteArray) plain = make ("jpeg", 400, 300);
  GByteArray *all = g_byte_array_new ();

  g_assert_cmpuint (sizeof exif - 1, ==, 2 + 0x38);
  g_byte_array_append (all, plain->data, 2);
  g_byte_array_append (all, BYTES (exif));
  g_byte_array_append (all, BYTES (comment));
  g_byte_array_append (all, plain->data + 2, plain->len - 2);
  return all;
}

/* Moving: a red picture of 2 × 2, then one that says it is far larger. */
static GByteArray *
make_gif (void)
{
  static const char gif[] =
    "GIF89a\002\0\002\0\200\0\0\320\020\020\020\020\320"
    "\041\371\004\0\012\0\0\0\054\0\0\0\0\002\0\002\0\0\002\003\004\0\005\0"
    "\054\0\0\0\0\377\177\377\177\0\002\003\004\0\005\0;";

  return g_byte_array_append (g_byte_array_new (), BYTES (gif));
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static LnetPortraitPicture *
read_file (GFile   *file,
           GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lnet_picture_file_read_async (file, NULL, on_read, &result);
  lnet_test_wait_for (result != NULL);
  return lnet_picture_file_read_finish (result, error);
}

static GFile *
put_file (const char *name,
          gconstpointer data,
          gsize         size)
{
  g_autofree char *path = lnet_test_dup_path (name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static LnetPortraitPicture *
read_bytes (GByteArray  *bytes,
            GError     **error)
{
  g_autoptr (GFile) file = put_file ("picture.jpg", bytes->data, bytes->len);

  return read_file (file, error);
}

static GdkPixbuf *
decode (LnetPortraitPicture *portrait)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (portrait->content);
  g_autoptr (GError) error = NULL;
  GdkPixbuf *picture = gdk_pixbuf_new_from_stream (stream, NULL, &error);

  g_assert_no_error (error);
  return picture;
}

static gboolean
is_red (GdkPixbuf *picture,
        int        x,
        int        y)
{
  const guint8 *pixel = gdk_pixbuf_read_pixels (picture) + y * gdk_pixbuf_get_rowstride (picture) +
                        x * gdk_pixbuf_get_n_channels (picture);

  return pixel[0] > 150 && pixel[2] < 80;
}

static GdkPixbuf *
read_and_decode (GByteArray *bytes,
                 guint       side)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetPortraitPicture) portrait = read_bytes (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (portrait->side, ==, side);
  g_assert_cmpstr (portrait->media_type, ==, "image/jpeg");
  return decode (portrait);
}

/* The middle of it as a square, never larger than it was nor than is kept. */
static void
test_square (void)
{
  g_autoptr (GByteArray) wide = make ("png", 2000, 1000);
  g_autoptr (GByteArray) small = make ("jpeg", 30, 40);
  g_autoptr (GByteArray) thin = make ("png", 1, 5000);
  g_autoptr (GByteArray) moving = make_gif ();
  g_autoptr (GdkPixbuf) one = read_and_decode (wide, 512);
  g_autoptr (GdkPixbuf) other = read_and_decode (small, 30);
  g_autoptr (GdkPixbuf) third = read_and_decode (thin, 1);
  g_autoptr (GdkPixbuf) first = read_and_decode (moving, 2);

  g_assert_cmpint (gdk_pixbuf_get_width (one), ==, 512);
  g_assert_cmpint (gdk_pixbuf_get_height (one), ==, 512);
  g_assert_true (is_red (one, 240, 256));
  g_assert_false (is_red (one, 272, 256));
  g_assert_true (is_red (first, 0, 0));
}

/* What one sees through is white, not black. */
static void
test_transparent (void)
{
  g_autoptr (GdkPixbuf) clear = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 64, 64);
  g_autoptr (GByteArray) png = NULL;
  g_autoptr (GdkPixbuf) made = NULL;

  gdk_pixbuf_fill (clear, 0x00000000);
  png = save (clear, "png");
  made = read_and_decode (png, 64);
  g_assert_cmpuint (gdk_pixbuf_read_pixels (made)[0], >, 250);
}

/* It stands as the camera was held, and says neither where nor when. */
static void
test_stripped (void)
{
  g_autoptr (GByteArray) bytes = make_phone_jpeg ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetPortraitPicture) portrait = read_bytes (bytes, &error);
  g_autoptr (GdkPixbuf) made = NULL;
  const char *words[] = { "Exif", "GPS", "house" };
  gsize size;
  const char *data;

  g_assert_no_error (error);
  g_assert_nonnull (memmem (bytes->data, bytes->len, "GPS", 3));
  data = g_bytes_get_data (portrait->content, &size);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_null (memmem (data, size, words[i], strlen (words[i])));
  /* Turned by a quarter, what was left is above. */
  made = decode (portrait);
  g_assert_true (is_red (made, 150, 100));
  g_assert_true (is_red (made, 250, 100));
  g_assert_false (is_red (made, 150, 200));
}

/* Files that are not what they seem: a sentence each. */

static gboolean
speaks_english (void)
{
  return g_str_equal (g_dgettext (GETTEXT_PACKAGE, "Copied"), "Copied");
}

static void
assert_refuses (const char    *name,
                gconstpointer  data,
                gsize          size,
                const char    *words)
{
  g_autoptr (GFile) file = put_file (name, data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetPortraitPicture) portrait = read_file (file, &error);

  if (portrait != NULL)
    g_error ("%s was taken", name);
  g_assert_error (error, LNET_ERROR, LNET_ERROR_INVALID);
  if (speaks_english () && strstr (error->message, words) == NULL)
    g_error ("%s: %s", name, error->message);
}

static void
refuse_cut (const char *name,
            GByteArray *whole,
            guint       length)
{
  assert_refuses (name, whole->data, length, "This picture is damaged or not complete.");
}

/* A PNG that says it is of that size, in as many bytes as one of a pixel takes. */
static GByteArray *
make_lying_png (guint32 width,
                guint32 height)
{
  GByteArray *png = make ("png", 1, 1);
  guint32 sides[] = { GUINT32_TO_BE (width), GUINT32_TO_BE (height) };

  memcpy (png->data + 16, sides, sizeof sides);
  return png;
}

static void
refuse_lying_png (const char *name,
                  guint32     width,
                  guint32     height,
                  const char *words)
{
  g_autoptr (GByteArray) png = make_lying_png (width, height);

  assert_refuses (name, png->data, png->len, words);
}

static void
test_hostile (void)
{
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='9999999' height='9999999'><image href='/etc'/>";
  g_autoptr (GByteArray) jpeg = make ("jpeg", 64, 64);
  g_autoptr (GByteArray) png = make ("png", 64, 64);
  g_autoptr (GByteArray) gif = make_gif ();
  g_autofree char *huge = g_malloc0 (LNET_PICTURE_MOST_BYTES + 1);

  assert_refuses ("empty.jpg", "", 0, "This file is empty.");
  assert_refuses ("archive.jpg", BYTES ("PK\003\004\024\0\0\0\010\0 and so on"), "This file is not a picture");
  assert_refuses ("drawing.png", BYTES (svg), "This file is not a picture");
  assert_refuses ("page.gif", BYTES ("<!DOCTYPE html><script>alert (1)</script>"), "This file is not a picture");
  assert_refuses ("phone.jpg", BYTES ("\0\0\0\030ftypheic\0\0\0\0mif1heic"), "HEIC");
  memcpy (huge, jpeg->data, jpeg->len);
  assert_refuses ("large.jpg", huge, LNET_PICTURE_MOST_BYTES + 1, "This file is larger than 20 MB.");
  refuse_lying_png ("bomb.png", 30000, 30000, "30000 × 30000");
  refuse_lying_png ("endless.png", G_MAXUINT32, G_MAXUINT32, "4294967295 × 4294967295");
  refuse_lying_png ("long.png", 1000000, 1, "1000000 × 1");
  refuse_lying_png ("nothing.png", 0, 0, "This picture is damaged or not complete.");
  refuse_lying_png ("lies.png", 5000, 5000, "This picture is damaged or not complete.");
  refuse_cut ("header.jpg", jpeg, 20);
  refuse_cut ("no-frame.jpg", jpeg, 160);
  refuse_cut ("half.jpg", jpeg, jpeg->len - 200);
  refuse_cut ("no-data.png", png, 40);
  refuse_cut ("half.png", png, png->len - 30);
  refuse_cut ("half.gif", gif, 40);
  memset (png->data + 50, 0x5a, png->len - 60);
  refuse_cut ("garbage.png", png, png->len);
}

/* What is no file at all. */
static void
test_no_file (void)
{
  g_autofree char *path = lnet_test_dup_path ("folder");
  g_autofree char *nowhere = lnet_test_dup_path ("nowhere");
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GFile) device = g_file_new_for_path ("/dev/zero");
  g_autoptr (GFile) missing = g_file_new_for_path (nowhere);
  GFile *files[] = { folder, device, missing };

  g_mkdir (path, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_file (files[i], &error));
      g_assert_cmpint (error->domain, ==, LNET_ERROR);
    }
}

/* On the profile. */

static LnetProfilePortrait *
get_portrait (LnetWindow *window)
{
  return LNET_PROFILE_PORTRAIT (lnet_test_get (window, LNET_TYPE_PROFILE_PORTRAIT, NULL));
}

static gboolean
shows_portrait (LnetWindow *window)
{
  GtkWidget *avatar = lnet_test_get (get_portrait (window), ADW_TYPE_AVATAR, NULL);

  return adw_avatar_get_custom_image (ADW_AVATAR (avatar)) != NULL;
}

/* Of @name, in the list. */
static gboolean
row_shows_portrait (LnetWindow *window,
                    const char *name)
{
  GtkWidget *list = lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL);
  GtkWidget *words = lnet_test_find (list, GTK_TYPE_INSCRIPTION, name);
  GtkWidget *initials = words != NULL ? lnet_test_find (gtk_widget_get_parent (words), LNET_TYPE_INITIALS, NULL) : NULL;

  return initials != NULL && lnet_initials_get_texture (LNET_INITIALS (initials)) != NULL;
}

static LnetWindow *
open_profile (void)
{
  LnetWindow *window = open_room (TRUE, 1400);

  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  gtk_widget_grab_focus (lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL));
  lnet_test_press (window, "<Alt>Down");
  lnet_test_wait_for (has_profile (window, "Bo Álvarez"));
  return window;
}

static void
put_portrait (LnetWindow *window)
{
  g_autoptr (GByteArray) bytes = make_phone_jpeg ();
  g_autoptr (GFile) file = put_file ("bo.jpg", bytes->data, bytes->len);

  lnet_profile_portrait_take_file (get_portrait (window), file);
  lnet_test_wait_for (shows_portrait (window));
}

/* Dropped, seen on the profile and in the list, removed, and brought back. */
static void
test_profile (void)
{
  LnetWindow *window = open_profile ();
  GtkWidget *button = lnet_test_get (get_portrait (window), GTK_TYPE_MENU_BUTTON, NULL);
  g_autofree char *label = g_strdup_printf (g_dgettext (GETTEXT_PACKAGE, "Portrait of %s"), "Bo Álvarez");

  g_assert_false (shows_portrait (window));
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, label);
  put_portrait (window);
  lnet_test_get (window, GTK_TYPE_LABEL, "Bo Álvarez has a new portrait");
  lnet_test_wait_for (row_shows_portrait (window, "Bo Álvarez"));
  g_assert_false (row_shows_portrait (window, "Ruth Chee"));

  gtk_widget_activate_action (GTK_WIDGET (get_portrait (window)), "portrait.remove", NULL);
  lnet_test_wait_for (!shows_portrait (window) && !row_shows_portrait (window, "Bo Álvarez"));
  lnet_test_press (window, "<Control>z");
  lnet_test_wait_for (shows_portrait (window) && row_shows_portrait (window, "Bo Álvarez"));
  lnet_test_press (window, "<Control>z");
  lnet_test_wait_for (!shows_portrait (window));
  lnet_test_press (window, "<Control><Shift>z");
  lnet_test_wait_for (shows_portrait (window));

  lnet_test_press (window, "<Alt>Down");
  lnet_test_wait_for (has_profile (window, "Ruth Chee"));
  g_assert_false (shows_portrait (window));
  lnet_test_close_window (window);
}

/* Any avatar shows who has a portrait, and initials for who has none. */
static void
test_avatar (void)
{
  LnetWindow *window = open_profile ();
  LnetSession *session = lnet_window_get_session (window);
  g_autoptr (GPtrArray) found = lnet_members_search (lnet_session_get_reader (session), "Bo", 1);
  g_autoptr (GPtrArray) other = lnet_members_search (lnet_session_get_reader (session), "Ruth", 1);
  GtkWidget *avatar = g_object_ref_sink (adw_avatar_new (32, "Bo Álvarez", TRUE));

  put_portrait (window);
  lnet_avatar_show_member (ADW_AVATAR (avatar), session, &((LnetMemberInfo *) found->pdata[0])->id);
  lnet_test_wait_for (adw_avatar_get_custom_image (ADW_AVATAR (avatar)) != NULL);
  lnet_avatar_show_member (ADW_AVATAR (avatar), session, &((LnetMemberInfo *) other->pdata[0])->id);
  g_assert_null (adw_avatar_get_custom_image (ADW_AVATAR (avatar)));
  g_assert_finalize_object (avatar);
  lnet_test_close_window (window);
}

#define CARD_BEGINS "BEGIN:VCARD\nFN:Bo Álvarez\nPHOTO;ENCODING=b:"

/* In a vCard: seen once it is taken in, and it does not say where it was taken. */
static void
test_imported (void)
{
  LnetWindow *window = open_profile ();
  LnetReader *reader = lnet_session_get_reader (lnet_window_get_session (window));
  g_autoptr (GPtrArray) found = lnet_members_search (reader, "Bo", 1);
  g_autoptr (GByteArray) bytes = make_phone_jpeg ();
  g_autofree char *letters = g_base64_encode (bytes->data, bytes->len);
  g_autofree char *card = g_strconcat (CARD_BEGINS, letters, "\nEND:VCARD\n", NULL);
  g_autoptr (GFile) file = put_file ("bo.vcf", card, strlen (card));
  g_autofree char *media_type = NULL;
  g_autoptr (GBytes) content = NULL;

  lnet_import_dialog_present (GTK_WIDGET (window), lnet_window_get_session (window), file);
  lnet_test_wait_for (lnet_test_find (get_dialog (window), GTK_TYPE_BUTTON, "_Preview") != NULL);
  lnet_test_activate (lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_Preview"));
  lnet_test_wait_for (lnet_test_find (get_dialog (window), GTK_TYPE_LABEL, "Picture added.") != NULL);
  lnet_test_activate (lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_Import"));
  lnet_test_wait_for (shows_portrait (window));
  content = lnet_attachment_load_portrait (reader, &((LnetMemberInfo *) found->pdata[0])->id, FALSE, &media_type, NULL);
  g_assert_null (memmem (g_bytes_get_data (content, NULL), g_bytes_get_size (content), "GPS", 3));
  g_assert_null (memmem (g_bytes_get_data (content, NULL), g_bytes_get_size (content), "Exif", 4));
  lnet_test_activate (lnet_test_get (get_dialog (window), GTK_TYPE_BUTTON, "_Undo the Import"));
  lnet_test_wait_for (!shows_portrait (window));
  adw_dialog_force_close (ADW_DIALOG (get_dialog (window)));
  lnet_test_close_window (window);
}

/* By keyboard: the menu on the portrait, and what is on the clipboard. */
static void
test_keyboard (void)
{
  LnetWindow *window = open_profile ();
  GtkWidget *button = lnet_test_get (get_portrait (window), GTK_TYPE_MENU_BUTTON, NULL);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));
  g_autoptr (GdkPixbuf) picture = paint (80, 60);
  g_autoptr (GBytes) pixels = gdk_pixbuf_read_pixel_bytes (picture);
  g_autoptr (GdkTexture) texture =
    gdk_memory_texture_new (80, 60, GDK_MEMORY_R8G8B8, pixels, (gsize) gdk_pixbuf_get_rowstride (picture));

  lnet_test_activate (button);
  lnet_test_wait_for (gtk_menu_button_get_active (GTK_MENU_BUTTON (button)));
  lnet_test_get (button, G_TYPE_NONE, "_Choose Portrait…");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  lnet_test_wait_for (!gtk_menu_button_get_active (GTK_MENU_BUTTON (button)));

  gdk_clipboard_set_text (clipboard, "words");
  gtk_widget_grab_focus (button);
  lnet_test_press (window, "<Control>v");
  lnet_test_get (window, GTK_TYPE_LABEL, "There is no picture on the clipboard");
  gdk_clipboard_set_texture (clipboard, texture);
  lnet_test_press (window, "<Control>v");
  lnet_test_wait_for (shows_portrait (window));
  lnet_test_close_window (window);
}

/* A file that is no picture changes nothing and is told. */
static void
test_refused (void)
{
  LnetWindow *window = open_profile ();
  g_autoptr (GFile) file = put_file ("archive.jpg", BYTES ("PK\003\004 and so on"));

  lnet_profile_portrait_take_file (get_portrait (window), file);
  lnet_test_wait_for (get_dialog (window) != NULL);
  g_assert_true (ADW_IS_ALERT_DIALOG (get_dialog (window)));
  g_assert_false (shows_portrait (window));
  adw_dialog_force_close (ADW_DIALOG (get_dialog (window)));
  lnet_test_close_window (window);
}

/* A portrait whose content is gone or altered: initials, and a sentence under them. */
static void
test_altered (void)
{
  LnetWindow *window = open_profile ();
  g_autofree char *path = NULL;
  g_autoptr (LnetSqlite) db = NULL;
  g_autoptr (GError) error = NULL;

  put_portrait (window);
  path = g_strdup (lnet_store_get_path (lnet_session_get_store (lnet_window_get_session (window))));
  lnet_test_close_window (window);

  db = lnet_sqlite_open (path, LNET_SQLITE_READ_WRITE, &error);
  g_assert_no_error (error);
  lnet_sqlite_exec (db, "UPDATE attachment_data SET sealed = x'00'", &error);
  g_assert_no_error (error);
  g_clear_pointer (&db, lnet_sqlite_close);

  window = lnet_test_open_window (path, 1400, 800);
  lnet_window_show_room (window, "members", NULL);
  lnet_test_wait_for (has_profile (window, "Bo Álvarez"));
  lnet_test_get (window, GTK_TYPE_LABEL,
                 "This picture was altered or is damaged, so it is not shown. Choose it anew.");
  g_assert_false (shows_portrait (window));
  lnet_test_close_window (window);
}

static void
on_loaded (LnetPortraits *portraits,
           const LnetId  *portrait,
           guint         *n_loaded)
{
  ++*n_loaded;
}

static void
ask_for (LnetPortraits *portraits,
         guint          n)
{
  for (guint i = 0; i < n; i++)
    {
      LnetId id = lnet_id_new ();

      g_assert_null (lnet_portraits_get (portraits, &id));
    }
}

/* Those scrolled by do not all stay in memory, and of thousands only the last are loaded at all. */
static void
test_bounded (void)
{
  g_autoptr (LnetStore) store = lnet_test_new_store ();
  g_autoptr (LnetPortraits) portraits = lnet_portraits_new (store, NULL);
  guint n_loaded = 0;

  g_signal_connect (portraits, "loaded", G_CALLBACK (on_loaded), &n_loaded);
  for (guint round = 1; round <= 5; round++)
    {
      ask_for (portraits, 200);
      lnet_test_wait_for (n_loaded == round * 200);
    }
  g_assert_cmpuint (lnet_portraits_get_n_kept (portraits), <, 500);
  ask_for (portraits, 3000);
  g_assert_cmpuint (lnet_portraits_get_n_waiting (portraits), <, 500);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);
  g_test_add_func ("/portrait/square", test_square);
  g_test_add_func ("/portrait/transparent", test_transparent);
  g_test_add_func ("/portrait/stripped", test_stripped);
  g_test_add_func ("/portrait/hostile", test_hostile);
  g_test_add_func ("/portrait/no-file", test_no_file);
  g_test_add_func ("/portrait/profile", test_profile);
  g_test_add_func ("/portrait/avatar", test_avatar);
  g_test_add_func ("/portrait/imported", test_imported);
  g_test_add_func ("/portrait/keyboard", test_keyboard);
  g_test_add_func ("/portrait/refused", test_refused);
  g_test_add_func ("/portrait/altered", test_altered);
  g_test_add_func ("/portrait/bounded", test_bounded);
  return lnet_test_run ();
}
