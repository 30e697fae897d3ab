/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Organizations and words for roles that would be added, each of which may be there already under another name. */

#include "config.h"

#include "lnet-import-dialog-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-import-item.h"
#include "lnet-import-rows.h"
#include "lnet-name.h"

/* The list */

static GtkWidget *
add_label (GtkWidget         *box,
           const char *const *css_classes)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_css_classes (label, (const char **) css_classes);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
make_box (GtkOrientation orientation)
{
  GtkWidget *box = gtk_box_new (orientation, 12);

  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  return box;
}

static void
setup_row (GtkSignalListItemFactory *factory,
           GtkListItem              *item)
{
  GtkWidget *row = make_box (GTK_ORIENTATION_HORIZONTAL);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  gtk_widget_set_hexpand (words, TRUE);
  add_label (words, (const char *const[]) { NULL });
  add_label (words, (const char *const[]) { "caption", "dimmed", NULL });
  add_label (words, (const char *const[]) { "caption", NULL });
  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), arrow);
  gtk_list_item_set_child (item, row);
}

static char *
describe_fate (LnetImport               *import,
               const LnetImportAddition *addition)
{
  const char *same = lnet_import_get_target_label (import, addition->field, addition->same);
  const char *like = lnet_import_get_target_label (import, addition->field, addition->like);

  if (same != NULL)
    return g_strdup_printf (_("Is the same as %s"), same);
  /* Translators: of a name in a file; %s is a name that is in the network */
  return like != NULL ? g_strdup_printf (_("Is added · perhaps the same as %s"), like) : g_strdup (_("Is added"));
}

static char *
describe_kind (const LnetImportAddition *addition)
{
  guint n = addition->n_rows;
  g_autofree char *rows = g_strdup_printf (ngettext ("%'u row", "%'u rows", n), n);

  return g_strdup_printf ("%s · %s", lnet_import_field_get_label (addition->field), rows);
}

static void
bind_row (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          LnetImportDialog         *self)
{
  guint position = lnet_import_item_get_position (gtk_list_item_get_item (item));
  const LnetImportAddition *addition = lnet_import_get_addition (self->import, position);
  g_autofree char *kind = describe_kind (addition);
  g_autofree char *fate = describe_fate (self->import, addition);
  g_autofree char *description = g_strdup_printf ("%s. %s", kind, fate);
  GtkWidget *words = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *label = gtk_widget_get_first_child (words);

  gtk_label_set_label (GTK_LABEL (label), addition->name);
  label = gtk_widget_get_next_sibling (label);
  gtk_label_set_label (GTK_LABEL (label), kind);
  label = gtk_widget_get_next_sibling (label);
  gtk_label_set_label (GTK_LABEL (label), fate);
  gtk_list_item_set_accessible_label (item, addition->name);
  gtk_list_item_set_accessible_description (item, description);
}

static gboolean
has_suggestion (const LnetImportAddition *addition)
{
  return addition->like != NULL && addition->same == NULL;
}

void
lnet_import_dialog_fill_additions (LnetImportDialog *self)
{
  LnetImportRows *rows = lnet_import_rows_new (self->import, LNET_TYPE_IMPORT_ITEM, lnet_import_item_new);
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (G_LIST_MODEL (rows));
  gboolean suggests = FALSE;

  for (guint i = 0; i < lnet_import_get_n_additions (self->import); i++)
    {
      lnet_import_rows_add (rows, i);
      suggests = suggests || has_suggestion (lnet_import_get_addition (self->import, i));
    }
  gtk_list_view_set_model (self->additions_view, GTK_SELECTION_MODEL (selection));
  gtk_widget_set_visible (self->suggestions_button, suggests);
}

static void
on_use_suggestions (LnetImportDialog *self)
{
  guint n = 0;
  g_autofree char *said = NULL;

  for (guint i = 0; i < lnet_import_get_n_additions (self->import); i++)
    if (has_suggestion (lnet_import_get_addition (self->import, i)))
      {
        lnet_import_set_same (self->import, i, lnet_import_get_addition (self->import, i)->like);
        n++;
      }
  said = g_strdup_printf (ngettext ("%'u suggestion used", "%'u suggestions used", n), n);
  lnet_import_dialog_fill_additions (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), said, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_grab_focus (GTK_WIDGET (self->additions_view));
}

static void
on_additions (LnetImportDialog *self)
{
  adw_navigation_view_push_by_tag (self->pages, "additions");
}

static void
on_additions_shown (LnetImportDialog *self)
{
  adw_dialog_set_default_widget (ADW_DIALOG (self), NULL);
  /* A plan that was made anew may have fewer. */
  if (self->addition < lnet_import_get_n_additions (self->import))
    gtk_list_view_scroll_to (self->additions_view, self->addition, GTK_LIST_SCROLL_FOCUS, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->additions_view));
}

/* What one may be the same as: first of all nothing, then what looks like it, then all by name. */

static gboolean
matches (gpointer object,
         gpointer user_data)
{
  LnetImportDialog *self = user_data;
  g_autofree char *wanted = lnet_name_fold (gtk_editable_get_text (self->same_search));
  g_autofree char *name = lnet_name_fold (gtk_string_object_get_string (object));

  return strstr (name, wanted) != NULL;
}

static GtkStringList *
list_targets (LnetImportDialog         *self,
              const LnetImportAddition *addition)
{
  GPtrArray *targets = lnet_import_get_targets (self->import, addition->field);
  GtkStringList *list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _("None of these: add it"));
  for (guint i = 0; i < targets->len; i++)
    {
      const LnetImportTarget *target = targets->pdata[i];

      if (g_strcmp0 (target->key, addition->like) == 0)
        /* Translators: %s is a name that is much like another one */
        gtk_string_list_take (list, g_strdup_printf (_("%s (suggested)"), target->label));
      else
        gtk_string_list_append (list, target->label);
    }
  return list;
}

/* Where the target that looks like it stands in the list, or the one that was chosen; 0 for none. */
static guint
find_target (LnetImportDialog         *self,
             const LnetImportAddition *addition)
{
  GPtrArray *targets = lnet_import_get_targets (self->import, addition->field);
  const char *key = addition->same != NULL ? addition->same : addition->like;

  for (guint i = 0; key != NULL && i < targets->len; i++)
    if (g_str_equal (((LnetImportTarget *) targets->pdata[i])->key, key))
      return i + 1;
  return 0;
}

static void
on_addition_activated (LnetImportDialog *self,
                       guint             position)
{
  const LnetImportAddition *addition = lnet_import_get_addition (self->import, position);
  g_autofree char *title = g_strdup_printf (_("“%s” Is the Same As"), addition->name);
  GtkFilterListModel *model;
  g_autoptr (GtkSingleSelection) selection = NULL;

  self->addition = position;
  gtk_editable_set_text (self->same_search, "");
  model = gtk_filter_list_model_new (G_LIST_MODEL (list_targets (self, addition)), g_object_ref (self->same_filter));
  selection = gtk_single_selection_new (G_LIST_MODEL (model));
  gtk_list_view_set_model (self->same_view, GTK_SELECTION_MODEL (selection));
  gtk_single_selection_set_selected (selection, find_target (self, addition));
  adw_navigation_page_set_title (self->same_page, title);
  adw_navigation_view_push_by_tag (self->pages, "same");
}

static void
on_same_shown (LnetImportDialog *self)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->same_view));

  if (gtk_single_selection_get_selected (selection) != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (self->same_view, gtk_single_selection_get_selected (selection), GTK_LIST_SCROLL_NONE,
                             NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->same_search));
}

static void
on_same_search (LnetImportDialog *self)
{
  gtk_filter_changed (self->same_filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/* The row's place among all, whatever the search leaves out. */
static guint
find_in_all (GtkFilterListModel *model,
             guint               position)
{
  g_autoptr (GObject) chosen = g_list_model_get_item (G_LIST_MODEL (model), position);
  GListModel *all = gtk_filter_list_model_get_model (model);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (all, i);

      if (item == chosen)
        return i;
    }
  return 0;
}

static void
on_same_activated (LnetImportDialog *self,
                   guint             position)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->same_view));
  guint nth = find_in_all (GTK_FILTER_LIST_MODEL (gtk_single_selection_get_model (selection)), position);
  const LnetImportAddition *addition = lnet_import_get_addition (self->import, self->addition);
  GPtrArray *targets = lnet_import_get_targets (self->import, addition->field);

  lnet_import_set_same (self->import, self->addition,
                        nth > 0 ? ((LnetImportTarget *) targets->pdata[nth - 1])->key : NULL);
  lnet_import_dialog_fill_additions (self);
  adw_navigation_view_pop (self->pages);
}

static void
on_same_enter (LnetImportDialog *self)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->same_view));
  guint position = gtk_single_selection_get_selected (selection);

  if (position != GTK_INVALID_LIST_POSITION)
    on_same_activated (self, position);
}

static void
setup_target (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  GtkWidget *box = make_box (GTK_ORIENTATION_VERTICAL);

  add_label (box, (const char *const[]) { NULL });
  gtk_list_item_set_child (item, box);
}

static void
bind_target (GtkSignalListItemFactory *factory,
             GtkListItem              *item)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (gtk_list_item_get_child (item))), text);
  gtk_list_item_set_accessible_label (item, text);
}

/* Setting up */

void
lnet_import_dialog_set_up_additions (LnetImportDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) targets = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row), self, G_CONNECT_DEFAULT);
  gtk_list_view_set_factory (self->additions_view, factory);
  g_signal_connect (targets, "setup", G_CALLBACK (setup_target), NULL);
  g_signal_connect (targets, "bind", G_CALLBACK (bind_target), NULL);
  gtk_list_view_set_factory (self->same_view, targets);
  self->same_filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->same_search), GTK_WIDGET (self->same_view));
}

void
lnet_import_dialog_bind_additions (GtkWidgetClass *widget_class)
{
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, LnetImportDialog, child)
  BIND (suggestions_button);
  BIND (additions_view);
  BIND (same_page);
  BIND (same_search);
  BIND (same_view);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_additions);
  gtk_widget_class_bind_template_callback (widget_class, on_additions_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_use_suggestions);
  gtk_widget_class_bind_template_callback (widget_class, on_addition_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_same_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_same_search);
  gtk_widget_class_bind_template_callback (widget_class, on_same_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_same_enter);
}
