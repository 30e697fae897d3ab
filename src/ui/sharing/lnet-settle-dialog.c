/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-settle-dialog.h"

#include <glib/gi18n-lib.h>

#include "lnet-fit.h"
#include "lnet-help.h"
#include "lnet-originals.h"
#include "lnet-settle-form.h"
#include "lnet-settle-words.h"

#define TEXT_HEIGHT 520

struct _LnetSettleDialog
{
  AdwDialog parent_instance;

  LnetSession *session;
  LnetToSettle *item;
  GPtrArray *rows; /* in the group of values */
  GCancellable *reading;
  gboolean is_settling;
  gboolean may_settle;

  GtkWidget *scroller;
  AdwWindowTitle *title;
  GtkLabel *words;
  GtkLabel *why_not;
  AdwPreferencesGroup *values;
  GtkWidget *text;
  GtkLabel *merged;
  GtkBox *both;
  AdwWrapBox *buttons;
};

G_DEFINE_FINAL_TYPE (LnetSettleDialog, lnet_settle_dialog, ADW_TYPE_DIALOG)

static guint settled_signal;

/* Settling. */

/* What is on its way into the network, and the words for it. */
typedef struct
{
  LnetSettleDialog *dialog;
  char *words;
} Settling;

static void
on_committed (GObject      *session,
              GAsyncResult *result,
              gpointer      user_data)
{
  Settling *settling = user_data;
  g_autoptr (LnetSettleDialog) self = settling->dialog;
  g_autofree char *words = settling->words;
  LnetId group;

  g_free (settling);
  self->is_settling = FALSE;
  if (!lnet_session_commit_finish (LNET_SESSION (session), result, &group, NULL))
    return;
  g_signal_emit (self, settled_signal, 0, words, &group);
  adw_dialog_close (ADW_DIALOG (self));
}

/* Takes @transaction. */
static void
settle (LnetSettleDialog *self,
        LnetTransaction  *transaction,
        const char       *words)
{
  Settling *settling;
  gboolean heard = g_signal_has_handler_pending (self, settled_signal, 0, FALSE);

  if (self->is_settling)
    {
      lnet_transaction_unref (transaction);
      return;
    }
  settling = g_new0 (Settling, 1);
  settling->dialog = g_object_ref (self);
  settling->words = g_strdup (words);
  self->is_settling = TRUE;
  lnet_session_commit_async (self->session, transaction, heard ? NULL : words, NULL, on_committed, settling);
}

static void
on_chosen (GtkButton        *button,
           LnetSettleDialog *self)
{
  LnetToSettleValue *value = g_object_get_data (G_OBJECT (button), "lnet-value");

  settle (self, lnet_settle_choose (self->item, value), value->shown ? _("Kept what is shown")
                                                                             : _("The one you chose is shown now"));
}

static void
on_keep_row (LnetSettleDialog *self)
{
  settle (self, lnet_settle_row (self->item, TRUE), _("Kept"));
}

static void
on_remove_row (LnetSettleDialog *self)
{
  settle (self, lnet_settle_row (self->item, FALSE), _("It is in the Trash"));
}

static void
on_read_it (LnetSettleDialog *self)
{
  settle (self, lnet_settle_confirm (self->item), _("Marked as read"));
}

static void
on_written (LnetFormDialog   *form,
            LnetSettleDialog *self)
{
  g_autofree char *value = lnet_settle_form_dup_value (form);

  settle (self, lnet_settle_write (self->item, value), _("What you wrote is shown now"));
}

static void
on_write_new (LnetSettleDialog *self)
{
  LnetToSettleValue *shown = self->item->values->pdata[0];
  g_autofree char *value = lnet_value_dup_text (&shown->value);
  LnetFormDialog *form = lnet_settle_form_new (lnet_settle_get_field (self->item), value);

  g_signal_connect_object (form, "saved", G_CALLBACK (on_written), self, G_CONNECT_DEFAULT);
  adw_dialog_present (ADW_DIALOG (form), GTK_WIDGET (self));
}

/* Showing. */

static void
add_button (LnetSettleDialog *self,
            const char       *label,
            gboolean          suggested,
            GCallback         clicked)
{
  GtkWidget *button;

  if (!self->may_settle)
    return;
  button = gtk_button_new_with_mnemonic (label);
  gtk_widget_add_css_class (button, "pill");
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->buttons, button);
  gtk_widget_set_visible (GTK_WIDGET (self->buttons), TRUE);
  if (suggested)
    adw_dialog_set_focus (ADW_DIALOG (self), button);
}

static GtkWidget *
create_choice (LnetSettleDialog  *self,
               LnetToSettleValue *value,
               const char        *says)
{
  const char *label = value->shown ? _("Keep") : _("Use This");
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", label, says);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data (G_OBJECT (button), "lnet-value", value);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_chosen), self, G_CONNECT_DEFAULT);
  return button;
}

static GtkWidget *
create_label (const char *text,
              const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  if (style != NULL)
    gtk_widget_set_css_classes (label, (const char *[]) { "caption", style, NULL });
  return label;
}

/* Says what it is about, and says so to those who hear it. The button goes below where both do not fit. */
static GtkWidget *
create_row (const char *says,
            const char *who,
            GtkWidget  *button)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *wrap = adw_wrap_box_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (words), create_label (says, NULL));
  gtk_box_append (GTK_BOX (words), create_label (who, "dimmed"));
  gtk_widget_set_hexpand (words, TRUE);
  adw_wrap_box_append (ADW_WRAP_BOX (wrap), words);
  if (button != NULL)
    adw_wrap_box_append (ADW_WRAP_BOX (wrap), button);
  adw_wrap_box_set_align (ADW_WRAP_BOX (wrap), 1);
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (wrap), 12);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (wrap), 6);
  gtk_widget_add_css_class (wrap, "settle-value");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), wrap);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, says,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, who, -1);
  return row;
}

static void
add_value (LnetSettleDialog  *self,
           LnetToSettleValue *value)
{
  g_autofree char *says = lnet_settle_dup_value (lnet_session_get_reader (self->session), self->item, value);
  g_autofree char *who = lnet_settle_dup_who (value->who, value->wall);
  /* Translators: of a value: it is the one that everybody sees now · who wrote it and when */
  g_autofree char *shown = g_strdup_printf (_("Shown now · %s"), who);
  gboolean is_cell = self->item->kind == LNET_TO_SETTLE_CELL;
  GtkWidget *row = create_row (says, is_cell && value->shown ? shown : who,
                               is_cell && self->may_settle ? create_choice (self, value, says) : NULL);

  adw_preferences_group_add (self->values, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_write_new (LnetSettleDialog *self)
{
  GtkWidget *row = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("_Write New…"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_write_new), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->values, row);
  g_ptr_array_add (self->rows, row);
}

/* The rows speak of the item's values: they go with it. */
static void
show_values (LnetSettleDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->values, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->item->values->len; i++)
    add_value (self, self->item->values->pdata[i]);
  if (self->item->kind == LNET_TO_SETTLE_CELL && self->may_settle &&
      lnet_field_get_entry (lnet_settle_get_field (self->item)) != LNET_FIELD_ENTRY_NONE)
    add_write_new (self);
}

static void
show_merged (LnetSettleDialog     *self,
             const LnetMergedText *merged)
{
  g_autofree char *names = lnet_originals_dup_names (merged->originals);
  g_autofree char *words = NULL;

  gtk_label_set_label (self->merged, merged->text);
  lnet_originals_fill (self->both, merged->originals);
  if (*names == '\0')
    return;
  /* Translators: %s is the names of two people or more */
  words = g_strdup_printf (_("Merged from what %s wrote at the same time: everybody’s changes are in it. Please read "
                             "whether it says what you all mean."), names);
  gtk_label_set_label (self->words, words);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (LnetSettleDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetMergedText) merged = lnet_originals_read_finish (result, &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (merged != NULL)
    show_merged (self, merged);
  else
    gtk_label_set_label (self->words, error->message);
}

static void
read_merged (LnetSettleDialog *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  lnet_originals_read_async (lnet_session_get_store (self->session), self->item->table, &self->item->row,
                             self->item->number, self->reading, on_read, g_object_ref (self));
}

static void
show_item (LnetSettleDialog *self)
{
  gboolean is_text = self->item->kind == LNET_TO_SETTLE_TEXT;

  gtk_widget_set_visible (GTK_WIDGET (self->values), !is_text);
  gtk_widget_set_visible (self->text, is_text);
  if (is_text)
    read_merged (self);
  else
    show_values (self);
}

static void
set_up (LnetSettleDialog *self)
{
  g_autofree char *title = lnet_settle_dup_title (self->item);
  g_autofree char *subject = lnet_settle_dup_subject (self->item);

  self->may_settle = lnet_session_may_write_row (self->session, self->item->table, &self->item->row,
                                                 self->item->number);
  gtk_label_set_label (self->why_not, lnet_session_get_why_not (self->session));
  gtk_widget_set_visible (GTK_WIDGET (self->why_not), !self->may_settle);
  adw_dialog_set_title (ADW_DIALOG (self), title);
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subject);
  switch (self->item->kind)
    {
    case LNET_TO_SETTLE_ROW:
      gtk_label_set_label (self->words, _("This was removed on one desk while it was changed on another. It was kept."));
      add_button (self, _("_Keep"), TRUE, G_CALLBACK (on_keep_row));
      add_button (self, _("_Remove"), FALSE, G_CALLBACK (on_remove_row));
      break;
    case LNET_TO_SETTLE_TEXT:
      /* What was merged is read only then. */
      adw_dialog_set_content_height (ADW_DIALOG (self), TEXT_HEIGHT);
      gtk_widget_set_focusable (GTK_WIDGET (self->merged), FALSE);
      /* A long one is scrolled by keyboard. */
      gtk_widget_set_focusable (self->scroller, TRUE);
      add_button (self, _("I Have _Read It"), TRUE, G_CALLBACK (on_read_it));
      break;
    case LNET_TO_SETTLE_CELL:
    default:
      gtk_label_set_label (self->words, self->may_settle
                                        ? _("This was written on two desks at the same time, and both are kept. Choose "
                                            "what holds.")
                                        : _("This was written on two desks at the same time, and both are kept."));
    }
  show_item (self);
}

/* Somebody may have settled it meanwhile, or written a third. */
static void
on_store_changed (LnetSettleDialog *self,
                  LnetChanges      *changes)
{
  LnetToSettle *item;

  if (self->is_settling || !lnet_changes_has_row (changes, &self->item->row))
    return;
  item = lnet_to_settle_read (lnet_session_get_reader (self->session), self->item->table, &self->item->row,
                              self->item->number, NULL);
  if (item == NULL || item->kind != self->item->kind)
    {
      lnet_to_settle_free (item);
      /* Once. */
      self->is_settling = TRUE;
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }
  lnet_to_settle_free (g_steal_pointer (&self->item));
  self->item = item;
  show_item (self);
}

static void
lnet_settle_dialog_dispose (GObject *object)
{
  LnetSettleDialog *self = LNET_SETTLE_DIALOG (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_SETTLE_DIALOG);

  G_OBJECT_CLASS (lnet_settle_dialog_parent_class)->dispose (object);
}

static void
lnet_settle_dialog_finalize (GObject *object)
{
  LnetSettleDialog *self = LNET_SETTLE_DIALOG (object);

  g_clear_object (&self->reading);
  g_ptr_array_unref (self->rows);
  lnet_to_settle_free (self->item);

  G_OBJECT_CLASS (lnet_settle_dialog_parent_class)->finalize (object);
}

static void
lnet_settle_dialog_class_init (LnetSettleDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_settle_dialog_dispose;
  object_class->finalize = lnet_settle_dialog_finalize;

  settled_signal = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-settle-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetSettleDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, LnetSettleDialog, title);
  gtk_widget_class_bind_template_child (widget_class, LnetSettleDialog, words);
  gtk_widget_class_bind_template_child (widget_class, LnetSettleDialog, why_not);
  gtk_widget_class_bind_template_child (widget_class, LnetSettleDialog, values);
  gtk_widget_class_bind_template_child (widget_class, LnetSettleDialog, text);
  gtk_widget_class_bind_template_child (widget_class, LnetSettleDialog, merged);
  gtk_widget_class_bind_template_child (widget_class, LnetSettleDialog, both);
  gtk_widget_class_bind_template_child (widget_class, LnetSettleDialog, buttons);
}

static void
lnet_settle_dialog_init (LnetSettleDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_dialog (ADW_DIALOG (self));
  lnet_help_set_page (ADW_DIALOG (self), "sharing");
}

AdwDialog *
lnet_settle_dialog_new (LnetSession  *session,
                        guint         table,
                        const LnetId *row,
                        guint         number)
{
  LnetToSettle *item = lnet_to_settle_read (lnet_session_get_reader (session), table, row, number, NULL);
  LnetSettleDialog *self;

  if (item == NULL)
    return NULL;
  self = g_object_new (LNET_TYPE_SETTLE_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->item = item;
  g_signal_connect_object (lnet_session_get_store (session), "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
  set_up (self);
  return ADW_DIALOG (self);
}
