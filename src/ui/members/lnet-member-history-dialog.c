/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-history-dialog.h"

#include <glib/gi18n-lib.h>

#include "lnet-act.h"
#include "lnet-field-words.h"
#include "lnet-history.h"
#include "lnet-when.h"
#include "lnet-worker.h"

/* More acts about one member than this nobody reads through. */
#define MOST_ACTS 200

struct _LnetMemberHistoryDialog
{
  AdwDialog parent_instance;

  LnetSession *session;
  GCancellable *cancellable;
  LnetField field; /* LNET_FIELD_NONE: all of a member */
  LnetId row;
  GArray *rows;    /* LnetId: whose history it is */
  GPtrArray *shown; /* rows of the group */

  GtkStack *stack;
  AdwStatusPage *none;
  AdwPreferencesGroup *group;
};

G_DEFINE_FINAL_TYPE (LnetMemberHistoryDialog, lnet_member_history_dialog, ADW_TYPE_DIALOG)

/* What the worker is asked for. */
typedef struct
{
  LnetStore *store;
  GArray *rows; /* LnetId */
  LnetField field;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->store);
  g_array_unref (question->rows);
  g_free (question);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  gint64 one = (*(LnetHistoryEntry *const *) a)->seq;
  gint64 other = (*(LnetHistoryEntry *const *) b)->seq;

  return (one < other) - (one > other);
}

/* Each act once, though it touched several of the rows. */
static GPtrArray *
read_acts (LnetReader  *reader,
           GArray      *rows,
           GError     **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_history_entry_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (lnet_id_hash, lnet_id_equal);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GPtrArray) found =
        lnet_history_of_row (reader, &g_array_index (rows, LnetId, i), MOST_ACTS, error);

      if (found == NULL)
        return NULL;
      while (found->len > 0)
        {
          LnetHistoryEntry *entry = g_ptr_array_steal_index (found, found->len - 1);

          if (g_hash_table_contains (seen, &entry->group))
            {
              lnet_history_entry_free (entry);
              continue;
            }
          g_hash_table_add (seen, &entry->group);
          g_ptr_array_add (all, entry);
        }
    }
  g_ptr_array_sort (all, compare_entries);
  return g_steal_pointer (&all);
}

static void
read_in_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Question *question = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (question->store, &error);
  GPtrArray *found = NULL;

  if (reader != NULL && question->field != LNET_FIELD_NONE)
    found = lnet_history_of_field (reader, question->field, &g_array_index (question->rows, LnetId, 0), &error);
  else if (reader != NULL)
    found = read_acts (reader, question->rows, &error);
  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Rows. */

static char *
describe_who (gint64      wall,
              const char *author)
{
  g_autofree char *when = lnet_when_describe (wall);

  return author != NULL && *author != '\0' ? g_strdup_printf ("%s · %s", when, author) : g_steal_pointer (&when);
}

static AdwActionRow *
add_row (LnetMemberHistoryDialog *self,
         const char              *title,
         const char              *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->shown, row);
  return ADW_ACTION_ROW (row);
}

/* With these the network began. */
static gboolean
is_beginning (const LnetHistoryEntry *entry)
{
  return g_strcmp0 (entry->act, "network-create") == 0 || g_strcmp0 (entry->act, "sample") == 0;
}

/* Whoever takes back an act that changed much more than this member is told so. */
static char *
describe_act (const LnetHistoryEntry *entry)
{
  g_autofree char *who = describe_who (entry->wall, entry->author_name);
  g_autofree char *changes = NULL;

  if (entry->n_changes <= 1)
    return g_steal_pointer (&who);
  changes = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u change", "%'u changes", entry->n_changes),
                             entry->n_changes);
  return g_strdup_printf ("%s · %s", who, changes);
}

/* The list says that it is taken back; what it does not say is told. */
static void
on_undone (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetSession) session = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  guint n_kept = 0;

  if (!lnet_store_undo_finish (LNET_STORE (source), result, NULL, &n_kept, &error))
    lnet_session_fail (session, _("This could not be taken back"), error);
  else if (n_kept > 0)
    {
      message = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Taken back, but for %'u newer change that was kept",
                                              "Taken back, but for %'u newer changes that were kept", n_kept), n_kept);
      lnet_session_say (session, message);
    }
}

static void
on_undo (GtkButton               *button,
         LnetMemberHistoryDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  lnet_store_undo_group_async (lnet_session_get_store (self->session),
                               g_object_get_data (G_OBJECT (button), "lnet-group"), NULL, on_undone,
                               g_object_ref (self->session));
}

static GtkWidget *
create_undo (LnetMemberHistoryDialog *self,
             const LnetHistoryEntry  *entry)
{
  GtkWidget *button = gtk_button_new_with_label (_("Undo"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "lnet-group", lnet_id_copy (&entry->group), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_undo), self, G_CONNECT_DEFAULT);
  return button;
}

static void
add_act (LnetMemberHistoryDialog *self,
         const LnetHistoryEntry  *entry)
{
  g_autofree char *who = describe_act (entry);
  g_autofree char *title = NULL;
  AdwActionRow *row;

  if (entry->undone_act != NULL)
    /* Translators: %s is what was done, as in "Added a member" */
    title = g_strdup_printf (_("Took back: %s"), lnet_act_get_label (entry->undone_act));
  else
    title = g_strdup (lnet_act_get_label (entry->act));
  row = add_row (self, title, who);
  if (entry->undone)
    {
      GtkWidget *mark = gtk_label_new (_("Taken back"));

      gtk_widget_add_css_class (mark, "dimmed");
      adw_action_row_add_suffix (row, mark);
    }
  else if (!is_beginning (entry) && entry->may_undo && !lnet_session_get_read_only (self->session))
    adw_action_row_add_suffix (row, create_undo (self, entry));
}

static void
on_put_back (GtkButton               *button,
             LnetMemberHistoryDialog *self)
{
  const char *value = g_object_get_data (G_OBJECT (button), "lnet-value");
  LnetTransaction *transaction = lnet_transaction_new ("member-edit");

  lnet_transaction_set_text (transaction, self->field, &self->row, value);
  lnet_session_commit (self->session, transaction, _("The earlier text is back"));
  adw_dialog_close (ADW_DIALOG (self));
}

static gboolean
may_put_back (LnetMemberHistoryDialog *self)
{
  const LnetFieldInfo *info = lnet_schema_get_field (self->field);
  const LnetTableInfo *table = lnet_schema_get_table (LNET_FIELD_TABLE (self->field));

  return lnet_session_may_write_row (self->session, LNET_FIELD_TABLE (self->field), &self->row,
                                     LNET_FIELD_NUMBER (self->field)) &&
         info != NULL && info->type == LNET_TYPE_TEXT && info->kind == LNET_FIELD_KIND_CELL && table != NULL &&
         table->kind == LNET_TABLE_KIND_ROWS;
}

static void
add_version (LnetMemberHistoryDialog *self,
             const LnetFieldVersion  *version,
             gboolean                 is_now)
{
  g_autofree char *title = lnet_field_describe (lnet_session_get_reader (self->session), self->field,
                                                          version->value);
  g_autofree char *who = describe_who (version->wall, version->author_name);
  AdwActionRow *row = add_row (self, title, who);
  GtkWidget *suffix;

  adw_action_row_set_title_lines (row, 0);
  if (is_now)
    {
      suffix = gtk_label_new (_("Now"));
      gtk_widget_add_css_class (suffix, "dimmed");
    }
  else if (may_put_back (self))
    {
      suffix = gtk_button_new_with_mnemonic (_("_Put Back"));
      gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
      g_object_set_data_full (G_OBJECT (suffix), "lnet-value", g_strdup (version->value), g_free);
      g_signal_connect_object (suffix, "clicked", G_CALLBACK (on_put_back), self, G_CONNECT_DEFAULT);
    }
  else
    return;
  adw_action_row_add_suffix (row, suffix);
}

static void
show (LnetMemberHistoryDialog *self,
      GPtrArray               *found)
{
  for (guint i = 0; i < self->shown->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->shown, i));
  g_ptr_array_set_size (self->shown, 0);
  if (self->field == LNET_FIELD_NONE)
    for (guint i = 0; i < found->len; i++)
      add_act (self, g_ptr_array_index (found, i));
  else
    for (guint i = found->len; i > 0; i--)
      add_version (self, g_ptr_array_index (found, i - 1), i == found->len);
  gtk_stack_set_visible_child_name (self->stack, found->len > 0 ? "list" : "none");
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = g_task_propagate_pointer (G_TASK (result), &error);
  LnetMemberHistoryDialog *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = LNET_MEMBER_HISTORY_DIALOG (source);
  if (found != NULL)
    {
      show (self, found);
      return;
    }
  adw_status_page_set_title (self->none, _("The history cannot be read"));
  adw_status_page_set_description (self->none, error->message);
  gtk_stack_set_visible_child_name (self->stack, "none");
}

static void
ask (LnetMemberHistoryDialog *self)
{
  Question *question = g_new0 (Question, 1);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_read, NULL);

  question->store = g_object_ref (lnet_session_get_store (self->session));
  question->rows = g_array_ref (self->rows);
  question->field = self->field;
  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  lnet_worker_run (task, read_in_worker);
}

/* Takes @rows. What is done or taken back while it is open shows in it. */
static void
begin (LnetMemberHistoryDialog *self,
       LnetSession             *session,
       GArray                  *rows)
{
  self->session = g_object_ref (session);
  self->rows = rows;
  g_signal_connect_object (lnet_session_get_store (session), "changed", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  ask (self);
}

static void
on_closed (LnetMemberHistoryDialog *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
lnet_member_history_dialog_dispose (GObject *object)
{
  LnetMemberHistoryDialog *self = LNET_MEMBER_HISTORY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_MEMBER_HISTORY_DIALOG);
  G_OBJECT_CLASS (lnet_member_history_dialog_parent_class)->dispose (object);
}

static void
lnet_member_history_dialog_finalize (GObject *object)
{
  LnetMemberHistoryDialog *self = LNET_MEMBER_HISTORY_DIALOG (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->shown);
  g_clear_pointer (&self->rows, g_array_unref);
  G_OBJECT_CLASS (lnet_member_history_dialog_parent_class)->finalize (object);
}

static void
lnet_member_history_dialog_class_init (LnetMemberHistoryDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_member_history_dialog_dispose;
  object_class->finalize = lnet_member_history_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/LearningNetwork/lnet-member-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetMemberHistoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberHistoryDialog, none);
  gtk_widget_class_bind_template_child (widget_class, LnetMemberHistoryDialog, group);
}

static void
lnet_member_history_dialog_init (LnetMemberHistoryDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->shown = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "closed", G_CALLBACK (on_closed), NULL);
}

static void
append_row (GArray       *rows,
            const LnetId *id)
{
  if (!lnet_id_is_null (id))
    g_array_append_vals (rows, id, 1);
}

AdwDialog *
lnet_member_history_dialog_new_for_rows (LnetSession *session,
                                         const char  *name,
                                         GArray      *rows)
{
  /* Translators: %s is a member's name, or an organization's */
  g_autofree char *title = g_strdup_printf (_("History of %s"), name);
  LnetMemberHistoryDialog *self = g_object_new (LNET_TYPE_MEMBER_HISTORY_DIALOG, "title", title, NULL);

  begin (self, session, rows);
  return ADW_DIALOG (self);
}

AdwDialog *
lnet_member_history_dialog_new (LnetSession      *session,
                                const LnetMember *member)
{
  gboolean staff = lnet_session_get_stance (session) != LNET_STANCE_PARTICIPANT;
  GArray *rows = lnet_history_rows_of_member (lnet_session_get_reader (session), &member->id, staff, NULL);

  if (rows == NULL)
    {
      rows = g_array_new (FALSE, FALSE, sizeof (LnetId));
      append_row (rows, &member->id);
    }
  return lnet_member_history_dialog_new_for_rows (session, member->name, rows);
}

AdwDialog *
lnet_member_history_dialog_new_for_field (LnetSession  *session,
                                          const char   *title,
                                          LnetField     field,
                                          const LnetId *row)
{
  LnetMemberHistoryDialog *self = g_object_new (LNET_TYPE_MEMBER_HISTORY_DIALOG, "title", title, NULL);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (LnetId));

  self->field = field;
  self->row = *row;
  append_row (rows, row);
  begin (self, session, rows);
  return ADW_DIALOG (self);
}
