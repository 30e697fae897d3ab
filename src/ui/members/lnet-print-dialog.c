/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-print-dialog.h"

#include <glib/gi18n-lib.h>

#include "lnet-fit.h"
#include "lnet-member-sheet.h"
#include "lnet-scope-group.h"

struct _LnetPrintDialog
{
  AdwDialog parent_instance;

  LnetSession *session;
  GtkPageSetup *setup;
  GCancellable *loading;
  GPtrArray *people; /* LnetExportPerson; NULL: being read */
  LnetMemberSheet *sheet;
  guint page;

  GtkWidget *print_button;
  LnetScopeGroup *scope;
  AdwPreferencesGroup *what;
  AdwComboRow *kind;
  AdwSwitchRow *lines;
  GtkStack *stack;
  GtkLabel *failure;
  GtkAspectFrame *frame;
  GtkDrawingArea *area;
  GtkWidget *pager;
  GtkWidget *previous;
  GtkWidget *next;
  GtkLabel *page_label;
};

G_DEFINE_FINAL_TYPE (LnetPrintDialog, lnet_print_dialog, ADW_TYPE_DIALOG)

static LnetSheetKind
get_kind (LnetPrintDialog *self)
{
  return adw_combo_row_get_selected (self->kind) == 1 ? LNET_SHEET_BADGES : LNET_SHEET_LIST;
}

/* The preview */

static LnetMemberSheet *
create_sheet (LnetPrintDialog *self,
              GtkPageSetup    *setup)
{
  return lnet_member_sheet_new (get_kind (self), lnet_store_get_name (lnet_session_get_store (self->session)),
                                self->people, gtk_page_setup_get_paper_width (setup, GTK_UNIT_POINTS),
                                gtk_page_setup_get_paper_height (setup, GTK_UNIT_POINTS),
                                adw_switch_row_get_active (self->lines));
}

static void
draw (GtkDrawingArea *area,
      cairo_t        *cr,
      int             width,
      int             height,
      gpointer        user_data)
{
  LnetPrintDialog *self = user_data;
  double scale = width / gtk_page_setup_get_paper_width (self->setup, GTK_UNIT_POINTS);

  if (self->sheet == NULL)
    return;
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  lnet_member_sheet_draw (self->sheet, self->page, cr);
}

static void
show_page (LnetPrintDialog *self)
{
  guint n = lnet_member_sheet_get_n_pages (self->sheet);
  g_autofree char *words = NULL;

  self->page = MIN (self->page, n - 1);
  words = g_strdup_printf (_("Page %'u of %'u"), self->page + 1, n);
  gtk_label_set_label (self->page_label, words);
  gtk_widget_set_visible (self->pager, n > 1);
  gtk_widget_set_sensitive (self->previous, self->page > 0);
  gtk_widget_set_sensitive (self->next, self->page + 1 < n);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}

static void
show (LnetPrintDialog *self)
{
  gboolean ready = self->people != NULL && self->people->len > 0;

  g_clear_pointer (&self->sheet, lnet_member_sheet_free);
  gtk_widget_set_sensitive (self->print_button, ready);
  gtk_widget_set_visible (self->pager, FALSE);
  if (self->people == NULL)
    return;
  self->sheet = create_sheet (self, self->setup);
  gtk_stack_set_visible_child_name (self->stack, "page");
  show_page (self);
}

static void
on_previous (LnetPrintDialog *self)
{
  self->page--;
  show_page (self);
}

static void
on_next (LnetPrintDialog *self)
{
  self->page++;
  show_page (self);
}

static void
on_kind (LnetPrintDialog *self)
{
  gboolean badges = get_kind (self) == LNET_SHEET_BADGES;

  adw_preferences_group_set_description (
    self->what,
    badges ? _("Eight to a sheet, 3⅜ × 2⅓ inches (86 × 59 mm): on Letter paper where Avery 5395 badges are.")
           : _("Names, roles and organizations, and the phones and e-mail addresses of those who share them."));
  gtk_widget_set_visible (GTK_WIDGET (self->lines), badges);
  self->page = 0;
  show (self);
}

/* Reading */

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetPrintDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = lnet_export_load_people_finish (LNET_EXPORT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->loading == NULL)
    return;
  g_clear_object (&self->loading);
  if (people == NULL)
    {
      gtk_label_set_label (self->failure, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  self->people = g_steal_pointer (&people);
  self->page = 0;
  show (self);
}

static void
stop_loading (LnetPrintDialog *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
load (LnetPrintDialog *self)
{
  g_autoptr (LnetExport) export = lnet_export_new (LNET_EXPORT_CSV);

  stop_loading (self);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  show (self);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  self->loading = g_cancellable_new ();
  lnet_scope_group_apply (self->scope, export);
  lnet_export_load_people_async (export, lnet_session_get_store (self->session), self->loading, on_loaded,
                                 g_object_ref (self));
}

/* Printing. The operation keeps what it prints: the dialog may be gone by then. */

static void
on_begin_print (GtkPrintOperation *operation,
                GtkPrintContext   *context,
                LnetPrintDialog   *self)
{
  LnetMemberSheet *sheet = create_sheet (self, gtk_print_context_get_page_setup (context));

  g_object_set_data_full (G_OBJECT (operation), "lnet-sheet", sheet, (GDestroyNotify) lnet_member_sheet_free);
  gtk_print_operation_set_n_pages (operation, (int) lnet_member_sheet_get_n_pages (sheet));
}

static void
on_draw_page (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page)
{
  LnetMemberSheet *sheet = g_object_get_data (G_OBJECT (operation), "lnet-sheet");

  lnet_member_sheet_draw (sheet, (guint) page, gtk_print_context_get_cairo_context (context));
}

static void
on_done (GtkPrintOperation       *operation,
         GtkPrintOperationResult  result,
         LnetSession             *session)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  lnet_session_fail (session, _("Nothing was printed"), error);
}

GtkPrintOperation *
lnet_print_dialog_create_operation (LnetPrintDialog *self)
{
  GtkPrintOperation *operation;
  const char *network = lnet_store_get_name (lnet_session_get_store (self->session));
  g_autofree char *name = NULL;

  if (self->sheet == NULL)
    return NULL;
  operation = gtk_print_operation_new ();
  /* Translators: the file name that is proposed, without its ending; %s is the network's name */
  name = g_strdup_printf (_("%s members"), network);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_default_page_setup (operation, self->setup);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (on_begin_print), g_object_ref (self),
                         (GClosureNotify) (GCallback) g_object_unref, G_CONNECT_DEFAULT);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), NULL);
  g_signal_connect_data (operation, "done", G_CALLBACK (on_done), g_object_ref (self->session),
                         (GClosureNotify) (GCallback) g_object_unref, G_CONNECT_DEFAULT);
  return operation;
}

static void
on_print (LnetPrintDialog *self)
{
  g_autoptr (GtkPrintOperation) operation = lnet_print_dialog_create_operation (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  if (operation == NULL)
    return;
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, &error);
  if (error != NULL)
    lnet_session_fail (self->session, _("Nothing was printed"), error);
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
on_closed (LnetPrintDialog *self)
{
  stop_loading (self);
}

static void
set_up (LnetPrintDialog *self)
{
  const char *kinds[] = { _("Member list"), _("Name badges"), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (kinds);
  GtkPaperSize *paper = gtk_page_setup_get_paper_size (self->setup);
  double width = gtk_page_setup_get_paper_width (self->setup, GTK_UNIT_POINTS);
  double height = gtk_page_setup_get_paper_height (self->setup, GTK_UNIT_POINTS);

  adw_combo_row_set_model (self->kind, G_LIST_MODEL (list));
  gtk_aspect_frame_set_ratio (self->frame, (float) (width / height));
  gtk_drawing_area_set_draw_func (self->area, draw, self, NULL);
  /* Badges that are cut beforehand are sold for Letter paper. */
  adw_switch_row_set_active (self->lines, !g_str_equal (gtk_paper_size_get_name (paper), GTK_PAPER_NAME_LETTER));
}

static void
lnet_print_dialog_dispose (GObject *object)
{
  LnetPrintDialog *self = LNET_PRINT_DIALOG (object);

  stop_loading (self);
  g_clear_pointer (&self->sheet, lnet_member_sheet_free);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_object (&self->setup);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_PRINT_DIALOG);
  G_OBJECT_CLASS (lnet_print_dialog_parent_class)->dispose (object);
}

static void
lnet_print_dialog_class_init (LnetPrintDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_print_dialog_dispose;

  g_type_ensure (LNET_TYPE_SCOPE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-print-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, LnetPrintDialog, child)
  BIND (print_button);
  BIND (scope);
  BIND (what);
  BIND (kind);
  BIND (lines);
  BIND (stack);
  BIND (failure);
  BIND (frame);
  BIND (area);
  BIND (pager);
  BIND (previous);
  BIND (next);
  BIND (page_label);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_print);
  gtk_widget_class_bind_template_callback (widget_class, on_kind);
  gtk_widget_class_bind_template_callback (widget_class, on_previous);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, show);
}

static void
lnet_print_dialog_init (LnetPrintDialog *self)
{
  self->setup = gtk_page_setup_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up (self);
  lnet_fit_dialog (ADW_DIALOG (self));
}

LnetPrintDialog *
lnet_print_dialog_new (LnetSession     *session,
                       LnetMemberScope *scope)
{
  LnetPrintDialog *self = g_object_new (LNET_TYPE_PRINT_DIALOG, NULL);

  self->session = g_object_ref (session);
  lnet_scope_group_set_scope (self->scope, scope);
  on_kind (self);
  load (self);
  return self;
}
