/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-directory FILE: how long a letter typed into the search takes until the list it leads to is painted, and a
 * frame while the list is scrolled, and how long another order takes. The peer is what GTK offers for the same: the
 * same names in a GtkStringList under a GtkStringFilter, and a GtkStringSorter. */

#include "config.h"

#include <locale.h>

#include "harness.h"
#include "lnet-figures.h"
#include "lnet-member-selection.h"
#include "lnet-members.h"

#define N_ROUNDS 8
#define N_SCROLLS 60
#define N_SORTS 7
#define N_LOOKED_AT 10 /* rows, from the top */
#define PAUSE_MS 60    /* between two keys: a quick hand */

static const char *const words[] = { "maria", "begay", "lander", "cook", "jos", "singing", "member12" };

static guint n_painted;
static guint n_settled;
static guint n_searched;
static double frame_began;
static double frame_took; /* ms, of the last frame */

static void
on_before_paint (void)
{
  frame_began = lnet_figures_now ();
}

static void
on_after_paint (void)
{
  n_painted++;
  frame_took = (lnet_figures_now () - frame_began) * 1000;
}

static void
on_settled (void)
{
  n_settled++;
}

static void
on_searched (void)
{
  n_searched++;
}

static void
wait_for_frame (GtkWidget *widget)
{
  guint before = n_painted;

  gtk_widget_queue_draw (widget);
  while (n_painted == before)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_true (gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* So that a key is not held up by the frame before. */
static void
pause_a_moment (void)
{
  gboolean over = FALSE;

  g_timeout_add_once (PAUSE_MS, set_true, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
watch_frames (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);

  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), NULL);
}

static void
look_at_top (LnetMemberList *members,
             LnetId         *ids)
{
  for (guint i = 0; i < N_LOOKED_AT; i++)
    ids[i] = lnet_member_list_get_id (members, i);
}

/* A key counts as painted with the first frame that shows the rows it leads to in the end. @members: NULL where
 * filtering is done at once. */
static void
type_letter (GtkEditable    *search,
             const char     *typed,
             GtkWidget      *list,
             LnetMemberList *members,
             LnetFigures    *painted,
             LnetFigures    *done)
{
  LnetId shown[N_LOOKED_AT], wanted[N_LOOKED_AT];
  guint settled = n_settled;
  double began = lnet_figures_now (), first;

  gtk_editable_set_text (search, typed);
  wait_for_frame (list);
  first = (lnet_figures_now () - began) * 1000;
  if (members == NULL)
    {
      lnet_figures_add (painted, first);
      return;
    }
  look_at_top (members, shown);
  while (n_settled == settled)
    g_main_context_iteration (NULL, TRUE);
  wait_for_frame (list);
  lnet_figures_add (done, (lnet_figures_now () - began) * 1000);
  look_at_top (members, wanted);
  lnet_figures_add (painted, memcmp (shown, wanted, sizeof shown) == 0 ? first : (lnet_figures_now () - began) * 1000);
}

static void
type_words (GtkEditable    *search,
            GtkWidget      *list,
            LnetMemberList *members,
            LnetFigures    *painted,
            LnetFigures    *done)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
      {
        for (gsize n = 1; n <= strlen (words[i]); n++)
          {
            g_autofree char *typed = g_strndup (words[i], n);

            pause_a_moment ();
            type_letter (search, typed, list, members, painted, done);
          }
        gtk_editable_set_text (search, "");
        lnet_test_settle ();
      }
}

/* Steps: the work of a frame, one after another; jumps: until painted. */
static void
scroll (GtkWidget   *list,
        LnetFigures *steps,
        LnetFigures *jumps)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  double most = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  for (guint i = 0; i < N_SCROLLS; i++)
    {
      double began = lnet_figures_now (), set;

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 120);
      set = (lnet_figures_now () - began) * 1000;
      wait_for_frame (list);
      lnet_figures_add (steps, set + frame_took);
    }
  for (guint i = 0; i < N_SCROLLS; i++)
    {
      double began;

      pause_a_moment ();
      began = lnet_figures_now ();
      gtk_adjustment_set_value (adjustment, g_rand_double_range (random, 0, most));
      wait_for_frame (list);
      lnet_figures_add (jumps, (lnet_figures_now () - began) * 1000);
    }
}

/* From the choice in the menu until its first rows are painted. */
static void
change_order (LnetMemberList *members,
              GtkWidget      *list,
              LnetMemberSort  sort,
              LnetFigures    *orders)
{
  guint searched = n_searched;
  double began;

  pause_a_moment ();
  began = lnet_figures_now ();
  lnet_member_list_set_sort (members, sort);
  while (n_searched == searched)
    g_main_context_iteration (NULL, TRUE);
  wait_for_frame (list);
  lnet_figures_add (orders, (lnet_figures_now () - began) * 1000);
  lnet_test_settle ();
}

typedef struct
{
  LnetFigures *keys;
  LnetFigures *done;
  LnetFigures *steps;
  LnetFigures *jumps;
  LnetFigures *orders[LNET_MEMBER_SORT_LAST];
  LnetFigures *sorted_keys;
} Ours;

static void
measure_orders (LnetMemberList *members,
                GtkWidget      *list,
                GtkEditable    *search,
                Ours           *ours)
{
  for (guint round = 0; round < N_SORTS; round++)
    for (guint sort = LNET_MEMBER_SORT_LAST; sort-- > 0;)
      change_order (members, list, (LnetMemberSort) sort, ours->orders[sort]);
  change_order (members, list, LNET_MEMBER_SORT_PLACE, ours->orders[LNET_MEMBER_SORT_PLACE]);
  type_words (search, list, members, ours->sorted_keys, ours->done);
}

static void
measure_ours (const char *path,
              Ours       *ours)
{
  LnetWindow *window = lnet_test_open_window (path, 1200, 800);
  GtkWidget *list = lnet_test_get (window, GTK_TYPE_LIST_VIEW, NULL);
  GtkWidget *search = lnet_test_get (window, GTK_TYPE_SEARCH_ENTRY, NULL);
  LnetMemberSelection *selection = LNET_MEMBER_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  LnetMemberList *model = lnet_member_selection_get_list (selection);

  watch_frames (GTK_WIDGET (window));
  g_signal_connect (model, "settled", G_CALLBACK (on_settled), NULL);
  g_signal_connect (model, "searched", G_CALLBACK (on_searched), NULL);
  lnet_test_wait_for (lnet_member_list_is_full (model));
  type_words (GTK_EDITABLE (search), list, model, ours->keys, ours->done);
  lnet_member_list_fill (model);
  lnet_test_settle ();
  scroll (list, ours->steps, ours->jumps);
  measure_orders (model, list, GTK_EDITABLE (search), ours);
  lnet_test_close_window (window);
}

/* --- the peer --- */

static void
set_up_label (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_label (GtkSignalListItemFactory *factory,
            GtkListItem              *item)
{
  GtkStringObject *name = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (name));
}

static GtkStringList *
read_names (const char *path)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  g_autoptr (LnetReader) reader = lnet_reader_open (path, NULL);
  g_autoptr (LnetMemberOrder) order = lnet_members_load_order (reader, G_MAXUINT, NULL);

  for (guint i = 0; i < lnet_member_order_get_n (order); i++)
    {
      gint64 pk = lnet_member_order_get_pk (order, i);
      g_autoptr (GPtrArray) infos = lnet_members_read (reader, &pk, 1);

      gtk_string_list_append (names, ((LnetMemberInfo *) infos->pdata[0])->name);
    }
  return names;
}

/* The same names the other way round, and back. */
static void
turn_round (GtkStringSorter    *sorter,
            GtkSortListModel   *sorted,
            GtkWidget          *list,
            LnetFigures        *orders)
{
  for (guint round = 0; round < N_SORTS; round++)
    {
      double began;

      pause_a_moment ();
      began = lnet_figures_now ();
      gtk_sort_list_model_set_sorter (sorted, round % 2 == 0 ? GTK_SORTER (sorter) : NULL);
      wait_for_frame (list);
      if (round % 2 == 0)
        lnet_figures_add (orders, (lnet_figures_now () - began) * 1000);
    }
}

static void
measure_peer (const char  *path,
              LnetFigures *keys,
              LnetFigures *orders)
{
  GtkStringSorter *sorter = gtk_string_sorter_new (gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  GtkStringFilter *filter = gtk_string_filter_new (gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  GtkFilterListModel *found = gtk_filter_list_model_new (G_LIST_MODEL (read_names (path)),
                                                         g_object_ref (GTK_FILTER (filter)));
  GtkSortListModel *sorted = gtk_sort_list_model_new (G_LIST_MODEL (found), NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (sorted))), factory);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *search = gtk_text_new ();
  GtkWindow *window;

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_label), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_label), NULL);
  g_object_bind_property (search, "text", filter, "search", G_BINDING_DEFAULT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), search);
  gtk_box_append (GTK_BOX (box), scrolled);
  window = lnet_test_show_widget (box, 600, 800);
  lnet_test_settle ();
  watch_frames (GTK_WIDGET (window));
  type_words (GTK_EDITABLE (search), list, NULL, keys, NULL);
  turn_round (sorter, sorted, list, orders);
  gtk_window_destroy (window);
  g_object_unref (sorter);
  g_object_unref (filter);
}

static void
print (const Ours        *ours,
       const LnetFigures *keys,
       const LnetFigures *orders)
{
  lnet_figures_print (keys, NULL);
  lnet_figures_print (ours->keys, keys);
  lnet_figures_print (ours->sorted_keys, keys);
  lnet_figures_print (ours->done, NULL);
  lnet_figures_print (ours->steps, NULL);
  lnet_figures_print (ours->jumps, NULL);
  lnet_figures_print (orders, NULL);
  for (guint sort = 0; sort < LNET_MEMBER_SORT_LAST; sort++)
    lnet_figures_print (ours->orders[sort], orders);
}

int
main (int    argc,
      char **argv)
{
  LnetFigures *keys = lnet_figures_new ("GtkStringFilter", "ms");
  LnetFigures *orders = lnet_figures_new ("GtkStringSorter", "ms");
  Ours ours = {
    .keys = lnet_figures_new ("a letter typed, until painted", "ms"),
    .sorted_keys = lnet_figures_new ("a letter typed, by place, until painted", "ms"),
    .done = lnet_figures_new ("a letter typed, until all is counted", "ms"),
    .steps = lnet_figures_new ("the work of a frame while scrolling", "ms"),
    .jumps = lnet_figures_new ("a jump to anywhere, until painted", "ms"),
  };

  if (argc != 2 || !lnet_test_start ())
    {
      g_printerr ("usage: bench-directory FILE (with a display)\n");
      return 2;
    }
  setlocale (LC_ALL, "");
  for (guint sort = 0; sort < LNET_MEMBER_SORT_LAST; sort++)
    {
      g_autofree char *name = g_strdup_printf ("by %s, until painted", lnet_member_sort_to_key ((LnetMemberSort) sort));

      ours.orders[sort] = lnet_figures_new (g_intern_string (name), "ms");
    }
  measure_peer (argv[1], keys, orders);
  measure_ours (argv[1], &ours);
  print (&ours, keys, orders);
  lnet_test_finish ();
  return 0;
}
