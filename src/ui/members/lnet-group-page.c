/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-group-page-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-day.h"
#include "lnet-error.h"
#include "lnet-team-places.h"
#include "lnet-worker.h"

/* So many people fit under the rest; more come when they are asked for. */
#define PEOPLE_SHOWN 50

G_DEFINE_FINAL_TYPE (LnetGroupPage, lnet_group_page, ADW_TYPE_BIN)

enum
{
  GONE,
  NAMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
content_free (LnetGroupPageContent *content)
{
  g_clear_pointer (&content->team, lnet_team_free);
  g_clear_pointer (&content->organization, lnet_place_of_work_free);
  g_clear_pointer (&content->levels, g_ptr_array_unref);
  g_clear_pointer (&content->people, lnet_group_people_free);
  g_free (content);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetGroupPageContent, content_free)

typedef struct
{
  LnetStore *store;
  LnetGroupKind kind;
  LnetId id;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->store);
  g_free (question);
}

static gboolean
read_content (LnetReader            *reader,
              const Question        *question,
              LnetGroupPageContent  *content,
              GError               **error)
{
  if (question->kind == LNET_GROUP_TEAM)
    content->team = lnet_team_load (reader, &question->id, error);
  else
    content->organization = lnet_place_of_work_load (reader, &question->id, error);
  if (content->team == NULL && content->organization == NULL)
    return FALSE;
  if (content->organization != NULL)
    {
      content->levels = lnet_quality_levels_load (reader, &question->id, error);
      if (content->levels == NULL)
        return FALSE;
    }
  content->people = lnet_group_people_load (reader, question->kind, &question->id, NULL, error);
  return content->people != NULL;
}

/* In a worker thread, with a reader of its own. */
static void
read_in_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  const Question *question = data;
  GError *error = NULL;
  g_autoptr (LnetReader) reader = lnet_store_open_reader (question->store, &error);
  g_autoptr (LnetGroupPageContent) content = g_new0 (LnetGroupPageContent, 1);

  if (reader != NULL)
    lnet_reader_set_cancellable (reader, cancellable);
  if (reader != NULL && read_content (reader, question, content, &error))
    g_task_return_pointer (task, g_steal_pointer (&content), (GDestroyNotify) content_free);
  else
    g_task_return_error (task, error);
}

static void read_group (LnetGroupPage *self);

static void
show (LnetGroupPage        *self,
      LnetGroupPageContent *content)
{
  gboolean deleted = content->team != NULL ? content->team->deleted : content->organization->deleted;

  g_clear_pointer (&self->content, content_free);
  self->content = content;
  if (deleted)
    {
      g_signal_emit (self, signals[GONE], 0);
      return;
    }
  g_free (self->today);
  self->today = lnet_day_today ();
  lnet_group_page_fill (self);
  g_signal_emit (self, signals[NAMED], 0);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  LnetGroupPageContent *content = g_task_propagate_pointer (G_TASK (result), &error);
  LnetGroupPage *self = LNET_GROUP_PAGE (source);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (content != NULL)
    show (self, content);
  else if (g_error_matches (error, LNET_ERROR, LNET_ERROR_NOT_FOUND))
    g_signal_emit (self, signals[GONE], 0);
  else
    lnet_session_fail (self->session, _("This Page Cannot Be Read"), error);
  if (self->is_stale && self->reading == NULL)
    read_group (self);
}

static void
read_group (LnetGroupPage *self)
{
  Question *question;
  g_autoptr (GTask) task = NULL;

  self->is_stale = FALSE;
  if (lnet_id_is_null (&self->id))
    return;
  question = g_new0 (Question, 1);
  self->reading = g_cancellable_new ();
  task = g_task_new (self, self->reading, on_read, NULL);
  question->store = g_object_ref (lnet_session_get_store (self->session));
  question->kind = self->kind;
  question->id = self->id;
  g_task_set_source_tag (task, read_group);
  g_task_set_task_data (task, question, question_free);
  lnet_worker_run (task, read_in_worker);
}

static void
stop_reading (LnetGroupPage *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
on_map (LnetGroupPage *self)
{
  if (self->is_stale && self->reading == NULL)
    read_group (self);
}

static void
on_changed (LnetGroupPage *self)
{
  self->is_stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    on_map (self);
}

static void
show_more_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LnetGroupPage *self = LNET_GROUP_PAGE (widget);

  self->n_shown += PEOPLE_SHOWN;
  lnet_group_page_fill (self);
}

static void
lnet_group_page_dispose (GObject *object)
{
  LnetGroupPage *self = LNET_GROUP_PAGE (object);

  stop_reading (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lnet_group_page_parent_class)->dispose (object);
}

static void
lnet_group_page_finalize (GObject *object)
{
  LnetGroupPage *self = LNET_GROUP_PAGE (object);

  g_clear_pointer (&self->content, content_free);
  g_free (self->today);
  G_OBJECT_CLASS (lnet_group_page_parent_class)->finalize (object);
}

static void
lnet_group_page_class_init (LnetGroupPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_group_page_dispose;
  object_class->finalize = lnet_group_page_finalize;
  signals[GONE] = g_signal_new ("gone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                0);
  signals[NAMED] = g_signal_new ("named", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "group.show-more", NULL, show_more_action);
  lnet_team_places_install_actions (widget_class);
}

static void
lnet_group_page_init (LnetGroupPage *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->n_shown = PEOPLE_SHOWN;
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_margin_start (GTK_WIDGET (self->box), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (self->box), 18);
  gtk_widget_set_margin_top (GTK_WIDGET (self->box), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->box), 36);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->box));
  gtk_scrolled_window_set_child (self->scroller, clamp);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->scroller));
  g_signal_connect (self, "map", G_CALLBACK (on_map), NULL);
}

GtkWidget *
lnet_group_page_new (LnetSession   *session,
                     LnetGroupKind  kind)
{
  LnetGroupPage *self = g_object_new (LNET_TYPE_GROUP_PAGE, NULL);

  self->session = g_object_ref (session);
  self->kind = kind;
  lnet_team_places_guard_actions (GTK_WIDGET (self), session);
  g_signal_connect_object (lnet_session_get_store (session), "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
lnet_group_page_set_group (LnetGroupPage *self,
                           const LnetId  *id)
{
  g_return_if_fail (LNET_IS_GROUP_PAGE (self));

  if (lnet_id_equal (&self->id, id))
    return;
  self->id = *id;
  self->n_shown = PEOPLE_SHOWN;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  stop_reading (self);
  read_group (self);
}

const char *
lnet_group_page_get_name (LnetGroupPage *self)
{
  if (self->content == NULL)
    return "";
  return self->content->team != NULL ? self->content->team->name : self->content->organization->name;
}
