/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-picker.h"

#include <glib/gi18n-lib.h>

#include "lnet-fit.h"
#include "lnet-member-row.h"

/* Whoever is not among the first so many is found sooner by typing another letter than by scrolling. */
#define SHOWN 50

struct _LnetMemberPicker
{
  AdwDialog parent_instance;

  LnetSession *session;
  LnetMemberPickerMode mode;
  GHashTable *left_out; /* LnetId */
  GHashTable *ticked;   /* LnetId */
  GArray *chosen;       /* LnetId, in the order they were ticked */
  GTask *task;

  GtkButton *choose;
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListBox *list;
  GtkLabel *more;
  AdwStatusPage *damaged;
  GtkWidget *mend;
};

G_DEFINE_FINAL_TYPE (LnetMemberPicker, lnet_member_picker, ADW_TYPE_DIALOG)

enum
{
  PROP_IS_ONE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const LnetId *
get_row_id (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "lnet-id");
}

/* Answers whoever asked, once. */
static void
finish (LnetMemberPicker *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (task == NULL)
    return;
  if (self->chosen->len > 0)
    g_task_return_pointer (task, g_steal_pointer (&self->chosen), (GDestroyNotify) g_array_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody was chosen");
  if (self->chosen == NULL)
    self->chosen = g_array_new (FALSE, FALSE, sizeof (LnetId));
}

static void
on_cancel (LnetMemberPicker *self)
{
  g_array_set_size (self->chosen, 0);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_choose (LnetMemberPicker *self)
{
  finish (self);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
choose_one (LnetMemberPicker *self,
            const LnetId     *id)
{
  g_array_set_size (self->chosen, 0);
  g_array_append_vals (self->chosen, id, 1);
  on_choose (self);
}

static void
update_choose (LnetMemberPicker *self)
{
  g_autofree char *label = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->choose), self->chosen->len > 0);
  if (self->chosen->len == 0)
    {
      gtk_button_set_label (self->choose, _("Ch_oose"));
      return;
    }
  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Ch_oose %'u", "Ch_oose %'u", self->chosen->len),
                           self->chosen->len);
  gtk_button_set_label (self->choose, label);
}

static void
set_ticked (LnetMemberPicker *self,
            const LnetId     *id,
            gboolean          ticked)
{
  if (ticked == g_hash_table_contains (self->ticked, id))
    return;
  if (ticked)
    {
      g_hash_table_add (self->ticked, lnet_id_copy (id));
      g_array_append_vals (self->chosen, id, 1);
    }
  else
    {
      for (guint i = 0; i < self->chosen->len; i++)
        if (lnet_id_equal (&g_array_index (self->chosen, LnetId, i), id))
          g_array_remove_index (self->chosen, i--);
      g_hash_table_remove (self->ticked, id);
    }
  update_choose (self);
}

static void
on_toggled (GtkCheckButton   *check,
            LnetMemberPicker *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (check), GTK_TYPE_LIST_BOX_ROW);

  if (row != NULL)
    set_ticked (self, get_row_id (GTK_LIST_BOX_ROW (row)), gtk_check_button_get_active (check));
}

static void
on_row_activated (LnetMemberPicker *self,
                  GtkListBoxRow    *row)
{
  GtkCheckButton *check = g_object_get_data (G_OBJECT (row), "lnet-check");

  if (self->mode == LNET_MEMBER_PICKER_ONE)
    choose_one (self, get_row_id (row));
  else
    gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
}

static GtkWidget *
create_row (LnetMemberPicker *self,
            LnetMemberInfo   *info)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *inside = lnet_member_row_new ();
  g_autofree char *spoken = lnet_member_info_dup_spoken (info);

  lnet_member_row_set_portraits (LNET_MEMBER_ROW (inside), lnet_session_get_portraits (self->session));
  lnet_member_row_set_info (LNET_MEMBER_ROW (inside), info);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_hexpand (inside, TRUE);
  g_object_set_data_full (G_OBJECT (row), "lnet-id", lnet_id_copy (&info->id), g_free);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (self->mode == LNET_MEMBER_PICKER_SEVERAL)
    {
      GtkWidget *check = gtk_check_button_new ();

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_hash_table_contains (self->ticked, &info->id));
      gtk_widget_set_can_focus (check, FALSE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, info->name, -1);
      g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_DEFAULT);
      g_object_set_data (G_OBJECT (row), "lnet-check", check);
      gtk_box_append (GTK_BOX (box), check);
    }
  gtk_box_append (GTK_BOX (box), inside);
  return row;
}

static void
show_nobody (LnetMemberPicker *self,
             const char       *typed)
{
  g_autoptr (GError) error = NULL;
  gboolean can_mend = !lnet_session_get_read_only (self->session);

  if (lnet_members_check_search (lnet_session_get_reader (self->session), typed, &error))
    {
      gtk_stack_set_visible_child_name (self->stack, "none");
      return;
    }
  adw_status_page_set_description (
    self->damaged, can_mend ? _("Nobody is lost: only what searches look into cannot be read, and that can be made anew "
                                "from the members themselves.")
                            : _("Nobody is lost: only what searches look into cannot be read. It can be made anew where "
                                "this network can be written."));
  gtk_widget_set_visible (self->mend, can_mend);
  gtk_stack_set_visible_child_name (self->stack, "damaged");
}

static void
fill (LnetMemberPicker *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search));
  guint n_left_out = g_hash_table_size (self->left_out);
  g_autoptr (GPtrArray) found = lnet_members_search (lnet_session_get_reader (self->session), typed,
                                                     SHOWN + n_left_out + 1);
  guint shown = 0;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < found->len && shown < SHOWN; i++)
    {
      LnetMemberInfo *info = g_ptr_array_index (found, i);

      if (g_hash_table_contains (self->left_out, &info->id))
        continue;
      gtk_list_box_append (self->list, create_row (self, info));
      shown++;
    }
  gtk_label_set_label (self->more, shown == SHOWN ? _("There are more. Type a few letters to find somebody.") : "");
  gtk_widget_set_visible (GTK_WIDGET (self->more), shown == SHOWN);
  if (shown > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    show_nobody (self, typed);
}

static void
on_mended (GObject      *store,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetMemberPicker) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean mended = lnet_store_mend_index_finish (LNET_STORE (store), result, &error);

  if (self->session == NULL)
    return;
  gtk_widget_set_sensitive (self->mend, TRUE);
  if (!mended)
    lnet_session_fail (self->session, _("The Search Cannot Be Made Anew"), error);
  fill (self);
}

static void
on_mend (LnetMemberPicker *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_widget_set_sensitive (self->mend, FALSE);
  lnet_store_mend_index_async (lnet_session_get_store (self->session), on_mended, g_object_ref (self));
}

static void
announce_found (LnetMemberPicker *self)
{
  g_autofree char *message = NULL;
  guint n = 0;

  while (gtk_list_box_get_row_at_index (self->list, (int) n) != NULL)
    n++;
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "damaged"))
    message = g_strdup (adw_status_page_get_title (self->damaged));
  else
    message = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u member found", "%'u members found", n), n);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_search_changed (LnetMemberPicker *self)
{
  if (self->session == NULL)
    return;
  fill (self);
  announce_found (self);
}

/* Enter in the search field means the first one found. */
static void
on_search_activate (LnetMemberPicker *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  if (first != NULL && *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    on_row_activated (self, first);
}

static void
on_closed (LnetMemberPicker *self)
{
  g_array_set_size (self->chosen, 0);
  finish (self);
}

static void
lnet_member_picker_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  LnetMemberPicker *self = LNET_MEMBER_PICKER (object);

  switch (property_id)
    {
    case PROP_IS_ONE:
      g_value_set_boolean (value, self->mode == LNET_MEMBER_PICKER_ONE);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_member_picker_dispose (GObject *object)
{
  LnetMemberPicker *self = LNET_MEMBER_PICKER (object);

  finish (self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_MEMBER_PICKER);
  G_OBJECT_CLASS (lnet_member_picker_parent_class)->dispose (object);
}

static void
lnet_member_picker_finalize (GObject *object)
{
  LnetMemberPicker *self = LNET_MEMBER_PICKER (object);

  g_hash_table_unref (self->left_out);
  g_hash_table_unref (self->ticked);
  g_array_unref (self->chosen);
  G_OBJECT_CLASS (lnet_member_picker_parent_class)->finalize (object);
}

static void
lnet_member_picker_class_init (LnetMemberPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lnet_member_picker_get_property;
  object_class->dispose = lnet_member_picker_dispose;
  object_class->finalize = lnet_member_picker_finalize;

  properties[PROP_IS_ONE] = g_param_spec_boolean ("is-one", NULL, NULL, TRUE,
                                                  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-member-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetMemberPicker, choose);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberPicker, search);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberPicker, stack);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberPicker, list);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberPicker, more);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberPicker, damaged);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberPicker, mend);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_mend);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
lnet_member_picker_init (LnetMemberPicker *self)
{
  self->left_out = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  self->ticked = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  self->chosen = g_array_new (FALSE, FALSE, sizeof (LnetId));
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_dialog (ADW_DIALOG (self));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
  g_signal_connect (self, "closed", G_CALLBACK (on_closed), NULL);
}

void
lnet_member_picker_choose (GtkWidget            *parent,
                           LnetSession          *session,
                           const char           *title,
                           LnetMemberPickerMode  mode,
                           GArray               *left_out,
                           GCancellable         *cancellable,
                           GAsyncReadyCallback   callback,
                           gpointer              user_data)
{
  LnetMemberPicker *self = g_object_new (LNET_TYPE_MEMBER_PICKER, "title", title, NULL);

  self->task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, lnet_member_picker_choose);
  self->session = g_object_ref (session);
  self->mode = mode;
  for (guint i = 0; left_out != NULL && i < left_out->len; i++)
    g_hash_table_add (self->left_out, lnet_id_copy (&g_array_index (left_out, LnetId, i)));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_ONE]);
  fill (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
}

GArray *
lnet_member_picker_choose_finish (GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
