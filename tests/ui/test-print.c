/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-sheet.h"
#include "lnet-print-dialog.h"
#include "lnet-sheet-text.h"
#include "members-fixture.h"

#define LETTER_WIDTH 612.0
#define LETTER_HEIGHT 792.0
#define A4_WIDTH 595.28
#define A4_HEIGHT 841.89

static void
add_person (GPtrArray  *people,
            const char *name,
            const char *call,
            const char *pronouns,
            const char *role,
            const char *organization,
            const char *languages)
{
  LnetExportPerson *person = g_new0 (LnetExportPerson, 1);

  person->name = g_strdup (name);
  person->call = g_strdup (call);
  person->pronouns = g_strdup (pronouns);
  person->role = g_strdup (role);
  person->organization = g_strdup (organization);
  person->languages = g_strdup (languages);
  person->email = g_strdup ("somebody.with.a.long.name@early-learning-network.example.org");
  person->phone = g_strdup ("(307) 555-0140");
  g_ptr_array_add (people, person);
}

/* Names of every length and script. */
static GPtrArray *
create_people (void)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_export_person_free);

  add_person (people, "José Muñoz", "José", "él", "Coach", "Little Sprouts", "Spanish · English");
  add_person (people, "Bo", "Bo", NULL, NULL, NULL, NULL);
  add_person (people, "María de los Ángeles Fernández-Villavicencio y Echeverría", "María de los Ángeles", "ella",
              "Family child care provider", "Centro de Aprendizaje Temprano Nuestra Señora de Guadalupe del Valle",
              "Spanish");
  add_person (people, "فاطمة الزهراء", "فاطمة", "she/her", "Lead teacher", "Prairie Kids", "Arabic · English · French");
  add_person (people, "Wolfeschlegelsteinhausenbergerdorff Zeus", "Wolfeschlegelsteinhausenbergerdorff", "they/them",
              "Head Start education manager", NULL, "German");
  add_person (people, "Nguyễn Thị Ánh Nguyệt", "Ánh Nguyệt", NULL, NULL, "Windy Hill", "Vietnamese");
  add_person (people, "Ana Begay", "Ana", "she/her", "Cook or nutrition staff", "Fort Washakie Head Start",
              "English · Navajo");
  add_person (people, "דוד לוי", "דוד", "he/him", "Parent or family member", NULL, "Hebrew · English");
  add_person (people, "Ninth Person", "Ninth", NULL, NULL, NULL, NULL);
  return people;
}

/* A page as a picture, white where nothing is drawn. */
static cairo_surface_t *
draw_page (const LnetMemberSheet *sheet,
           guint                  page,
           double                 width,
           double                 height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  lnet_member_sheet_draw (sheet, page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* How much is drawn in a part of a picture. */
static guint
count_ink (cairo_surface_t *surface,
           int              x,
           int              y,
           int              width,
           int              height)
{
  guint n = 0;

  for (int row = y; row < y + height; row++)
    {
      const guint32 *pixels = (const guint32 *) (gpointer) (cairo_image_surface_get_data (surface) +
                                                           row * cairo_image_surface_get_stride (surface));

      for (int column = x; column < x + width; column++)
        n += (pixels[column] & 0xffffff) != 0xffffff;
    }
  return n;
}

/* A text is as large as it can be, and never outside its box: not with a word that is wider, not with many. */
static void
test_text (void)
{
  static const char *const texts[] = {
    "Bo", "María de los Ángeles Fernández-Villavicencio", "Wolfeschlegelsteinhausenbergerdorff", "فاطمة الزهراء",
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen",
  };
  const LnetSheetStyle style = { 44, 12, 2, PANGO_WEIGHT_BOLD, PANGO_ALIGN_CENTER, 0 };
  const LnetSheetBox box = { 60, 60, 180, 50 };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 170);
      cairo_t *cr = cairo_create (surface);

      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      lnet_sheet_text (cr, texts[i], &box, &style);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      g_assert_cmpuint (count_ink (surface, 60, 60, 180, 50), >, 100);
      g_assert_cmpuint (count_ink (surface, 0, 0, 300, 170), ==, count_ink (surface, 60, 60, 180, 50));
      cairo_surface_destroy (surface);
    }
}

/* Eight badges a sheet, each within its place, as much in the middle of A4 as where Letter paper is cut. */
static void
test_badges (void)
{
  static const struct { double width, height; int left, top; } papers[] = {
    { LETTER_WIDTH, LETTER_HEIGHT, 49, 42 }, { A4_WIDTH, A4_HEIGHT, 41, 66 },
  };
  g_autoptr (GPtrArray) people = create_people ();

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autoptr (LnetMemberSheet) sheet = lnet_member_sheet_new (LNET_SHEET_BADGES, "Wyoming", people,
                                                                 papers[i].width, papers[i].height, FALSE);
      cairo_surface_t *first = draw_page (sheet, 0, papers[i].width, papers[i].height);
      cairo_surface_t *second = draw_page (sheet, 1, papers[i].width, papers[i].height);
      guint inside = 0;

      g_assert_cmpuint (lnet_member_sheet_get_n_pages (sheet), ==, 2);
      for (int nth = 0; nth < 8; nth++)
        {
          guint ink = count_ink (first, papers[i].left + nth % 2 * 270, papers[i].top + nth / 2 * 180, 244, 169);

          g_assert_cmpuint (ink, >, 0);
          inside += ink;
        }
      g_assert_cmpuint (inside, ==, count_ink (first, 0, 0, (int) papers[i].width, (int) papers[i].height));
      g_assert_cmpuint (count_ink (second, 0, papers[i].top + 172, (int) papers[i].width, 500), ==, 0);
      cairo_surface_destroy (first);
      cairo_surface_destroy (second);
    }
}

/* A list goes on on the next page, with nothing in its margins; an empty one is a page that says whose it is. */
static void
test_list (void)
{
  g_autoptr (GPtrArray) people = create_people ();
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (LnetMemberSheet) sheet = NULL;
  g_autoptr (LnetMemberSheet) empty =
    lnet_member_sheet_new (LNET_SHEET_LIST, "Wyoming", nobody, LETTER_WIDTH, LETTER_HEIGHT, FALSE);

  while (people->len < 60)
    add_person (people, "Ana Begay", "Ana", NULL, "Coach", "Little Sprouts", NULL);
  sheet = lnet_member_sheet_new (LNET_SHEET_LIST, "Wyoming", people, LETTER_WIDTH, LETTER_HEIGHT, FALSE);
  g_assert_cmpuint (lnet_member_sheet_get_n_pages (empty), ==, 1);
  g_assert_cmpuint (lnet_member_sheet_get_n_pages (sheet), ==, 3);
  for (guint page = 0; page < 3; page++)
    {
      cairo_surface_t *surface = draw_page (sheet, page, LETTER_WIDTH, LETTER_HEIGHT);

      g_assert_cmpuint (count_ink (surface, 0, 0, 612, 792), >, 1000);
      g_assert_cmpuint (count_ink (surface, 53, 53, 506, 686), ==, count_ink (surface, 0, 0, 612, 792));
      cairo_surface_destroy (surface);
    }
}

static gboolean
is_ready (LnetWindow *window)
{
  GtkWidget *button = lnet_test_find (get_dialog (window), GTK_TYPE_BUTTON, "_Print…");

  return button != NULL && gtk_widget_get_sensitive (button);
}

/* By keyboard from anywhere in the view; what is printed is what was chosen, on as many pages as the preview says. */
static void
test_dialog (void)
{
  LnetWindow *window = open_room (TRUE, 800);
  g_autofree char *path = lnet_test_dup_path ("members.pdf");
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autofree char *pdf = NULL;
  GtkWidget *dialog;
  gsize length;

  lnet_test_wait_for (lnet_test_says (get_subtitle (window), "3 members"));
  lnet_test_press (window, "<Control>p");
  lnet_test_wait_for (get_dialog (window) != NULL);
  dialog = get_dialog (window);
  lnet_test_wait_for (is_ready (window));
  g_assert_nonnull (lnet_test_find (dialog, GTK_TYPE_DRAWING_AREA, NULL));
  gtk_test_accessible_assert_role (lnet_test_get (dialog, GTK_TYPE_DRAWING_AREA, NULL), GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_null (lnet_test_find (dialog, ADW_TYPE_SWITCH_ROW, "Lines to cut along"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (lnet_test_get (dialog, ADW_TYPE_COMBO_ROW, NULL)), 1);
  lnet_test_get (dialog, ADW_TYPE_SWITCH_ROW, "Lines to cut along");
  operation = lnet_print_dialog_create_operation (LNET_PRINT_DIALOG (dialog));
  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_set_allow_async (operation, FALSE);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, NULL), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_true (g_file_get_contents (path, &pdf, &length, NULL));
  g_assert_true (length > 1000 && g_str_has_prefix (pdf, "%PDF"));
  adw_dialog_close (ADW_DIALOG (dialog));
  lnet_test_wait_for (get_dialog (window) == NULL);
  lnet_test_close_window (window);
}

int
main (int    argc,
      char **argv)
{
  lnet_test_init (&argc, &argv);

  g_test_add_func ("/ui/print/text", test_text);
  g_test_add_func ("/ui/print/badges", test_badges);
  g_test_add_func ("/ui/print/list", test_list);
  g_test_add_func ("/ui/print/dialog", test_dialog);
  return lnet_test_run ();
}
