/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-list-dialog.h"

#include "lnet-line-row.h"
#include "lnet-toast.h"
#include "lnet-worker.h"

#include <glib/gi18n-lib.h>

#define SPINNER_AFTER_MS 100

typedef struct
{
  AdwToastOverlay *toasts;
  AdwHeaderBar *header;
  GtkWidget *button; /* at the start of the header; or NULL */
  GtkWidget *search_place;
  GtkEditable *search;
  GtkStack *stack;
  GtkWidget *spinner;
  AdwStatusPage *status;
  GtkLabel *remark;
  GtkListView *list;

  LnetSession *session;
  GListStore *lines;
  GCancellable *loading;
  guint spinner_timeout;
  gboolean has_more;
} LnetListDialogPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (LnetListDialog, lnet_list_dialog, ADW_TYPE_DIALOG)

enum
{
  PROP_SESSION = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What a worker is asked for. */
typedef struct
{
  LnetListDialogClass *klass;
  LnetStore *store;
  char *typed;
  LnetLine *after;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->store);
  g_free (request->typed);
  g_clear_object (&request->after);
  g_free (request);
}

/* In a worker thread, with a reader of its own. */
static void
load (GTask        *task,
      gpointer      source,
      gpointer      task_data,
      GCancellable *cancellable)
{
  Request *request = task_data;
  GError *error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (request->store, &error);
  GPtrArray *lines = NULL;

  if (reader != NULL)
    {
      lnet_reader_set_cancellable (reader, cancellable);
      lines = request->klass->load (reader, request->typed, request->after, &error);
    }
  if (lines != NULL)
    g_task_return_pointer (task, lines, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
show_spinner (gpointer user_data)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (LNET_LIST_DIALOG (user_data));

  priv->spinner_timeout = 0;
  gtk_widget_set_visible (priv->spinner, TRUE);
}

static void
stop_loading (LnetListDialog *self)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);

  g_clear_handle_id (&priv->spinner_timeout, g_source_remove);
  if (priv->loading != NULL)
    g_cancellable_cancel (priv->loading);
  g_clear_object (&priv->loading);
}

static void
show_status (LnetListDialog *self,
             const char     *icon,
             const char     *title,
             const char     *description)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);

  adw_status_page_set_icon_name (priv->status, icon);
  adw_status_page_set_title (priv->status, title);
  adw_status_page_set_description (priv->status, description);
  gtk_stack_set_visible_child_name (priv->stack, "status");
}

static void
show_result (LnetListDialog *self)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);
  LnetListDialogClass *klass = LNET_LIST_DIALOG_GET_CLASS (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (priv->lines));

  if (priv->button != NULL)
    gtk_widget_set_sensitive (priv->button, n > 0);
  if (n > 0)
    {
      gtk_stack_set_visible_child_name (priv->stack, "list");
      return;
    }
  if (*gtk_editable_get_text (priv->search) != '\0')
    show_status (self, "edit-find-symbolic", _("Nothing found"), _("Try fewer or other words."));
  else
    show_status (self, klass->empty_icon, klass->get_empty_title (), klass->get_empty_description ());
}

static void
announce (LnetListDialog *self)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (priv->lines));
  g_autofree char *message = NULL;

  if (*gtk_editable_get_text (priv->search) == '\0')
    return;
  message = g_strdup_printf (ngettext ("%'u found", "%'u found", n), n);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  LnetListDialog *self = LNET_LIST_DIALOG (source);
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);
  Request *request = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || priv->session == NULL)
    return;
  stop_loading (self);
  if (lines == NULL)
    {
      show_status (self, "dialog-error-symbolic", _("This could not be read"), error->message);
      return;
    }
  priv->has_more = lines->len >= LNET_LIST_DIALOG_PAGE;
  if (request->after != NULL)
    g_list_store_splice (priv->lines, g_list_model_get_n_items (G_LIST_MODEL (priv->lines)), 0, lines->pdata,
                         lines->len);
  else
    g_list_store_splice (priv->lines, 0, g_list_model_get_n_items (G_LIST_MODEL (priv->lines)), lines->pdata,
                         lines->len);
  show_result (self);
  announce (self);
}

static void
begin_loading (LnetListDialog *self,
               LnetLine       *after)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);
  Request *request = g_new0 (Request, 1);
  g_autoptr (GTask) task = NULL;

  stop_loading (self);
  priv->loading = g_cancellable_new ();
  request->klass = LNET_LIST_DIALOG_GET_CLASS (self);
  request->store = g_object_ref (lnet_session_get_store (priv->session));
  request->typed = g_strdup (gtk_editable_get_text (priv->search));
  g_set_object (&request->after, after);
  priv->spinner_timeout = g_timeout_add_once (SPINNER_AFTER_MS, show_spinner, self);

  task = g_task_new (self, priv->loading, on_loaded, NULL);
  g_task_set_source_tag (task, begin_loading);
  g_task_set_task_data (task, request, request_free);
  lnet_worker_run (task, load);
}

static void
on_edge_reached (LnetListDialog  *self,
                 GtkPositionType  edge)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (priv->lines));
  g_autoptr (LnetLine) last = NULL;

  if (edge != GTK_POS_BOTTOM || !priv->has_more || priv->loading != NULL || n == 0)
    return;
  last = g_list_model_get_item (G_LIST_MODEL (priv->lines), n - 1);
  begin_loading (self, last);
}

static void
on_search_changed (LnetListDialog *self)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);

  if (priv->session != NULL)
    lnet_list_dialog_reload (self);
}

static void
on_stop_search (LnetListDialog *self)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);

  if (*gtk_editable_get_text (priv->search) != '\0')
    gtk_editable_set_text (priv->search, "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
activate_line (LnetListDialog *self,
               guint           position)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);
  g_autoptr (LnetLine) line = g_list_model_get_item (G_LIST_MODEL (priv->lines), position);

  if (line != NULL && LNET_LIST_DIALOG_GET_CLASS (self)->activated != NULL)
    LNET_LIST_DIALOG_GET_CLASS (self)->activated (self, line);
}

/* Enter in the search field takes the first line, but not one of an older search. */
static void
on_search_activated (LnetListDialog *self)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);

  if (priv->loading == NULL)
    activate_line (self, 0);
}

static void
on_activated (LnetListDialog *self,
              guint           position)
{
  activate_line (self, position);
}

static void
on_acted (LnetListDialog *self,
          LnetLine       *line)
{
  LNET_LIST_DIALOG_GET_CLASS (self)->acted (self, line);
}

static void
on_second_acted (LnetListDialog *self,
                 LnetLine       *line)
{
  LNET_LIST_DIALOG_GET_CLASS (self)->second_acted (self, line);
}

static void
lnet_list_dialog_constructed (GObject *object)
{
  LnetListDialog *self = LNET_LIST_DIALOG (object);
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);
  LnetListDialogClass *klass = LNET_LIST_DIALOG_GET_CLASS (self);
  gboolean acts = klass->acted != NULL && !lnet_session_get_read_only (priv->session);
  g_autoptr (GtkListItemFactory) factory = NULL;
  g_autoptr (GtkSelectionModel) selection = NULL;

  G_OBJECT_CLASS (lnet_list_dialog_parent_class)->constructed (object);

  factory = lnet_line_factory_new (acts ? G_CALLBACK (on_acted) : NULL, self);
  if (acts && klass->second_acted != NULL)
    lnet_line_factory_hear_second (factory, G_CALLBACK (on_second_acted), self);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (priv->lines))));
  gtk_list_view_set_single_click_activate (priv->list, klass->activated != NULL);
  gtk_list_view_set_factory (priv->list, factory);
  gtk_list_view_set_model (priv->list, selection);
  g_signal_connect_object (lnet_session_get_store (priv->session), "changed", G_CALLBACK (lnet_list_dialog_reload),
                           self, G_CONNECT_SWAPPED);
  begin_loading (self, NULL);
}

static void
lnet_list_dialog_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (LNET_LIST_DIALOG (object));

  switch (property_id)
    {
    case PROP_SESSION:
      priv->session = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_list_dialog_dispose (GObject *object)
{
  LnetListDialog *self = LNET_LIST_DIALOG (object);
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);

  stop_loading (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_LIST_DIALOG);
  g_clear_object (&priv->lines);
  g_clear_object (&priv->session);

  G_OBJECT_CLASS (lnet_list_dialog_parent_class)->dispose (object);
}

static void
lnet_list_dialog_class_init (LnetListDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = lnet_list_dialog_constructed;
  object_class->set_property = lnet_list_dialog_set_property;
  object_class->dispose = lnet_list_dialog_dispose;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, LNET_TYPE_SESSION,
                                                  G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-list-dialog.ui");
  gtk_widget_class_bind_template_child_private (widget_class, LnetListDialog, toasts);
  gtk_widget_class_bind_template_child_private (widget_class, LnetListDialog, header);
  gtk_widget_class_bind_template_child_private (widget_class, LnetListDialog, search_place);
  gtk_widget_class_bind_template_child_private (widget_class, LnetListDialog, search);
  gtk_widget_class_bind_template_child_private (widget_class, LnetListDialog, stack);
  gtk_widget_class_bind_template_child_private (widget_class, LnetListDialog, spinner);
  gtk_widget_class_bind_template_child_private (widget_class, LnetListDialog, status);
  gtk_widget_class_bind_template_child_private (widget_class, LnetListDialog, remark);
  gtk_widget_class_bind_template_child_private (widget_class, LnetListDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_edge_reached);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
lnet_list_dialog_init (LnetListDialog *self)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);

  priv->lines = g_list_store_new (LNET_TYPE_LINE);
  gtk_widget_init_template (GTK_WIDGET (self));
}

LnetSession *
lnet_list_dialog_get_session (LnetListDialog *self)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);

  g_return_val_if_fail (LNET_IS_LIST_DIALOG (self), NULL);

  return priv->session;
}

void
lnet_list_dialog_enable_search (LnetListDialog *self,
                                const char     *label)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);

  g_return_if_fail (LNET_IS_LIST_DIALOG (self));

  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (priv->search), label);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (priv->search), GTK_WIDGET (priv->list));
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->search), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_visible (priv->search_place, TRUE);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (priv->search));
}

void
lnet_list_dialog_add_button (LnetListDialog *self,
                             GtkWidget      *button)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);

  g_return_if_fail (LNET_IS_LIST_DIALOG (self));

  priv->button = button;
  gtk_widget_set_sensitive (button, FALSE);
  adw_header_bar_pack_start (priv->header, button);
}

void
lnet_list_dialog_set_remark (LnetListDialog *self,
                             const char     *remark)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);

  g_return_if_fail (LNET_IS_LIST_DIALOG (self));

  gtk_label_set_label (priv->remark, remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->remark), remark != NULL);
}

void
lnet_list_dialog_reload (LnetListDialog *self)
{
  g_return_if_fail (LNET_IS_LIST_DIALOG (self));

  begin_loading (self, NULL);
}

static void
on_undone (GObject      *store,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetSession) session = user_data;
  g_autoptr (GError) error = NULL;

  if (!lnet_store_undo_finish (LNET_STORE (store), result, NULL, NULL, &error))
    lnet_session_fail (session, _("This could not be taken back"), error);
}

static void
on_undo (AdwToast       *toast,
         LnetListDialog *self)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);
  const LnetId *group = g_object_get_data (G_OBJECT (toast), "lnet-group");

  if (priv->session != NULL)
    lnet_store_undo_group_async (lnet_session_get_store (priv->session), group, NULL, on_undone,
                                 g_object_ref (priv->session));
}

void
lnet_list_dialog_say (LnetListDialog *self,
                      const char     *message)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);

  g_return_if_fail (LNET_IS_LIST_DIALOG (self));

  adw_toast_overlay_add_toast (priv->toasts, lnet_toast_new (message));
}

void
lnet_list_dialog_offer_undo (LnetListDialog *self,
                             const char     *message,
                             const LnetId   *group)
{
  LnetListDialogPrivate *priv = lnet_list_dialog_get_instance_private (self);
  AdwToast *toast = lnet_toast_new (message);

  g_return_if_fail (LNET_IS_LIST_DIALOG (self));

  adw_toast_set_button_label (toast, _("Undo"));
  g_object_set_data_full (G_OBJECT (toast), "lnet-group", lnet_id_copy (group), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo), self, G_CONNECT_DEFAULT);
  adw_toast_overlay_add_toast (priv->toasts, toast);
}
