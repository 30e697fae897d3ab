/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-evidence-dialog.h"

#include "lnet-certificate-edit.h"
#include "lnet-certificates.h"
#include "lnet-day.h"
#include "lnet-fit.h"

#include <glib/gi18n-lib.h>

/* A keystroke is in the file this long after it, at the latest. */
#define SAVE_AFTER_MS 1200

struct _LnetEvidenceDialog
{
  AdwDialog parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget *submit_button;
  AdwBanner *banner;
  GtkEditable *title_row;
  AdwComboRow *requirement_row;
  AdwComboRow *module_row;
  GtkWidget *text_view;
  GtkTextBuffer *buffer;
  GtkWidget *review;

  LnetCohortSource *source;
  LnetProgram *program;
  LnetId enrolment;
  LnetId evidence; /* null: not written yet */
  char *saved_body;
  guint save_timeout;
  gboolean submitted;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LnetEvidenceDialog, lnet_evidence_dialog, ADW_TYPE_DIALOG)

static LnetSession *
get_session (LnetEvidenceDialog *self)
{
  return lnet_cohort_source_get_session (self->source);
}

static char *
get_body (LnetEvidenceDialog *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

/* The first entry of both lists stands for none. */
static LnetRequirement *
get_requirement (LnetEvidenceDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->requirement_row);

  if (selected == 0 || selected > self->program->requirements->len)
    return NULL;
  return g_ptr_array_index (self->program->requirements, selected - 1);
}

static LnetModule *
get_module (LnetEvidenceDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->module_row);

  if (selected == 0 || selected > self->program->modules->len)
    return NULL;
  return g_ptr_array_index (self->program->modules, selected - 1);
}

static void
set_cells (LnetEvidenceDialog *self,
           LnetTransaction    *tx)
{
  LnetRequirement *requirement = get_requirement (self);
  LnetModule *module = get_module (self);

  lnet_transaction_set_text (tx, LNET_EVIDENCE_TITLE, &self->evidence, gtk_editable_get_text (self->title_row));
  lnet_transaction_set_text (tx, LNET_EVIDENCE_KIND, &self->evidence,
                             requirement != NULL ? requirement->kind : "reflection");
  if (requirement != NULL)
    lnet_transaction_set_id (tx, LNET_EVIDENCE_REQUIREMENT, &self->evidence, &requirement->id);
  else
    lnet_transaction_clear (tx, LNET_EVIDENCE_REQUIREMENT, &self->evidence);
  if (module != NULL)
    lnet_transaction_set_id (tx, LNET_EVIDENCE_MODULE, &self->evidence, &module->id);
  else
    lnet_transaction_clear (tx, LNET_EVIDENCE_MODULE, &self->evidence);
}

/* Puts what is in the dialog into @tx; makes the row when there is none yet and something to keep. */
static void
put (LnetEvidenceDialog *self,
     LnetTransaction    *tx)
{
  g_autofree char *body = get_body (self);

  if (lnet_id_is_null (&self->evidence))
    {
      LnetRequirement *requirement = get_requirement (self);

      if (body[0] == '\0' && gtk_editable_get_text (self->title_row)[0] == '\0')
        return;
      self->evidence = lnet_certificate_add_evidence (tx, &self->enrolment, NULL, NULL,
                                                      requirement != NULL ? requirement->kind : "reflection", NULL,
                                                      body);
    }
  else
    {
      lnet_transaction_replace_prose (tx, LNET_EVIDENCE_BODY, &self->evidence, self->saved_body, body);
    }
  set_cells (self, tx);
  g_set_str (&self->saved_body, body);
}

static void
save (LnetEvidenceDialog *self)
{
  g_autoptr (LnetTransaction) tx = NULL;

  g_clear_handle_id (&self->save_timeout, g_source_remove);
  tx = lnet_transaction_new (lnet_id_is_null (&self->evidence) ? "evidence-add" : "evidence-edit");
  put (self, tx);
  if (!lnet_transaction_is_empty (tx))
    lnet_session_commit (get_session (self), g_steal_pointer (&tx), NULL);
  adw_window_title_set_subtitle (self->window_title, lnet_id_is_null (&self->evidence) ? "" : _("Draft is saved"));
}

static void
on_save_timeout (gpointer user_data)
{
  LnetEvidenceDialog *self = LNET_EVIDENCE_DIALOG (user_data);

  self->save_timeout = 0;
  save (self);
}

static gboolean
may_edit (LnetEvidenceDialog *self)
{
  return !self->submitted && !lnet_session_get_read_only (get_session (self));
}

static void
on_edited (LnetEvidenceDialog *self)
{
  g_autofree char *body = get_body (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.submit", may_edit (self) && body[0] != '\0');
  if (self->filling || !may_edit (self))
    return;
  if (self->save_timeout == 0)
    self->save_timeout = g_timeout_add_once (SAVE_AFTER_MS, on_save_timeout, self);
}

void
lnet_evidence_dialog_flush (LnetEvidenceDialog *self)
{
  g_return_if_fail (LNET_IS_EVIDENCE_DIALOG (self));

  if (self->save_timeout != 0)
    save (self);
}

static void
submit (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  LnetEvidenceDialog *self = LNET_EVIDENCE_DIALOG (widget);
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("evidence-submit");
  g_autofree char *today = lnet_day_today ();

  g_clear_handle_id (&self->save_timeout, g_source_remove);
  put (self, tx);
  lnet_certificate_submit_evidence (tx, &self->evidence, today);
  lnet_session_commit (get_session (self), g_steal_pointer (&tx), _("Handed in"));
  self->submitted = TRUE;
  adw_dialog_close (ADW_DIALOG (self));
}

static void
decide (LnetEvidenceDialog *self,
        gboolean            accepted,
        const char         *note)
{
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("evidence-decide");

  lnet_certificate_decide_evidence (tx, &self->evidence, lnet_session_get_member (get_session (self)), accepted, note);
  lnet_session_commit (get_session (self), g_steal_pointer (&tx), accepted ? _("Accepted") : _("Asked for more"));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
accept_evidence (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  decide (LNET_EVIDENCE_DIALOG (widget), TRUE, NULL);
}

static void
on_asked (AdwAlertDialog     *dialog,
          const char         *response,
          LnetEvidenceDialog *self)
{
  GtkEditable *wish = g_object_get_data (G_OBJECT (dialog), "wish");

  if (g_strcmp0 (response, "ask") == 0)
    decide (self, FALSE, gtk_editable_get_text (wish));
}

/* What comes back comes with a word on what to add. */
static void
revise_evidence (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Ask for More"),
                                                                   _("It goes back to be worked on once more.")));
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *wish = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (wish), _("What would you like to read more of?"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), wish);
  adw_alert_dialog_set_extra_child (dialog, list);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "ask", _("_Ask"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "ask", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "ask");
  g_object_set_data (G_OBJECT (dialog), "wish", wish);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_asked), widget, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static GtkStringList *
list_requirements (const LnetProgram *program)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _("No requirement"));
  for (guint i = 0; i < program->requirements->len; i++)
    gtk_string_list_append (list, ((LnetRequirement *) g_ptr_array_index (program->requirements, i))->title);
  return list;
}

static GtkStringList *
list_modules (const LnetProgram *program)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _("No module"));
  for (guint i = 0; i < program->modules->len; i++)
    {
      LnetModule *module = g_ptr_array_index (program->modules, i);
      g_autofree char *text = g_strdup_printf ("%u · %s", i + 1, module->title);

      gtk_string_list_append (list, text);
    }
  return list;
}

static LnetEvidenceDialog *
dialog_new (LnetCohortSource *source,
            const LnetId     *enrolment)
{
  LnetEvidenceDialog *self = g_object_new (LNET_TYPE_EVIDENCE_DIALOG, NULL);
  LnetCohort *cohort = lnet_cohort_source_get_cohort (source);
  g_autoptr (GtkStringList) requirements = list_requirements (cohort->program);
  g_autoptr (GtkStringList) modules = list_modules (cohort->program);

  self->source = g_object_ref (source);
  self->program = lnet_program_ref (cohort->program);
  self->enrolment = *enrolment;
  self->filling = TRUE;
  adw_combo_row_set_model (self->requirement_row, G_LIST_MODEL (requirements));
  adw_combo_row_set_model (self->module_row, G_LIST_MODEL (modules));
  self->filling = FALSE;
  return self;
}

static void
fill (LnetEvidenceDialog *self,
      const LnetEvidence *evidence,
      const char         *body)
{
  gboolean revise = g_strcmp0 (evidence->decision, "revise") == 0;
  gboolean own = lnet_cohort_source_is_own (self->source);

  self->filling = TRUE;
  self->evidence = evidence->id;
  self->submitted = evidence->submitted_on != NULL && !revise;
  gtk_editable_set_text (self->title_row, evidence->title);
  adw_combo_row_set_selected (self->requirement_row,
                              evidence->requirement != G_MAXUINT ? evidence->requirement + 1 : 0);
  adw_combo_row_set_selected (self->module_row, evidence->module != G_MAXUINT ? evidence->module + 1 : 0);
  gtk_text_buffer_set_text (self->buffer, body, -1);
  g_set_str (&self->saved_body, body);
  gtk_widget_set_sensitive (GTK_WIDGET (self->requirement_row), may_edit (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->module_row), may_edit (self));
  gtk_editable_set_editable (self->title_row, may_edit (self));
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->text_view), may_edit (self));
  gtk_widget_set_visible (self->submit_button, !self->submitted);
  gtk_widget_set_visible (self->review, self->submitted && !own && evidence->decision == NULL &&
                                           lnet_session_may_write (get_session (self)));
  adw_banner_set_use_markup (self->banner, FALSE);
  if (revise && evidence->note != NULL)
    adw_banner_set_title (self->banner, evidence->note);
  else
    adw_banner_set_title (self->banner, revise ? _("This came back to be worked on once more.")
                                               : _("This is handed in and can be read only."));
  adw_banner_set_revealed (self->banner, revise || self->submitted);
  self->filling = FALSE;
  on_edited (self);
}

static void
lnet_evidence_dialog_closed (AdwDialog *dialog)
{
  lnet_evidence_dialog_flush (LNET_EVIDENCE_DIALOG (dialog));
}

static void
lnet_evidence_dialog_dispose (GObject *object)
{
  LnetEvidenceDialog *self = LNET_EVIDENCE_DIALOG (object);

  g_clear_handle_id (&self->save_timeout, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_EVIDENCE_DIALOG);
  g_clear_pointer (&self->program, lnet_program_unref);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (lnet_evidence_dialog_parent_class)->dispose (object);
}

static void
lnet_evidence_dialog_finalize (GObject *object)
{
  g_free (LNET_EVIDENCE_DIALOG (object)->saved_body);

  G_OBJECT_CLASS (lnet_evidence_dialog_parent_class)->finalize (object);
}

static void
lnet_evidence_dialog_class_init (LnetEvidenceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_evidence_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lnet_evidence_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = lnet_evidence_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-evidence-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetEvidenceDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, LnetEvidenceDialog, submit_button);
  gtk_widget_class_bind_template_child (widget_class, LnetEvidenceDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, LnetEvidenceDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, LnetEvidenceDialog, requirement_row);
  gtk_widget_class_bind_template_child (widget_class, LnetEvidenceDialog, module_row);
  gtk_widget_class_bind_template_child (widget_class, LnetEvidenceDialog, text_view);
  gtk_widget_class_bind_template_child (widget_class, LnetEvidenceDialog, buffer);
  gtk_widget_class_bind_template_child (widget_class, LnetEvidenceDialog, review);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_install_action (widget_class, "evidence.submit", NULL, submit);
  gtk_widget_class_install_action (widget_class, "evidence.accept", NULL, accept_evidence);
  gtk_widget_class_install_action (widget_class, "evidence.revise", NULL, revise_evidence);
}

static void
lnet_evidence_dialog_init (LnetEvidenceDialog *self)
{
  self->saved_body = g_strdup ("");
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_dialog (ADW_DIALOG (self));
  self->filling = FALSE;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.submit", FALSE);
}

void
lnet_evidence_dialog_present_new (LnetCohortSource *source,
                                  const LnetId     *enrolment,
                                  const LnetId     *requirement,
                                  GtkWidget        *parent)
{
  LnetEvidenceDialog *self = dialog_new (source, enrolment);
  guint place = lnet_program_find_requirement (self->program, requirement);

  /* What is written without more thought is a reflection. */
  for (guint i = 0; i < self->program->requirements->len && place == G_MAXUINT; i++)
    if (g_str_equal (((LnetRequirement *) g_ptr_array_index (self->program->requirements, i))->kind, "reflection"))
      place = i;
  self->filling = TRUE;
  adw_combo_row_set_selected (self->requirement_row, place != G_MAXUINT ? place + 1 : 0);
  self->filling = FALSE;
  adw_dialog_present (ADW_DIALOG (self), parent);
  gtk_widget_grab_focus (GTK_WIDGET (self->title_row));
}

void
lnet_evidence_dialog_present (LnetCohortSource *source,
                              const LnetId     *enrolment,
                              const LnetId     *evidence,
                              GtkWidget        *parent)
{
  LnetSession *session = lnet_cohort_source_get_session (source);
  LnetCohort *cohort = lnet_cohort_source_get_cohort (source);
  guint place = lnet_cohort_find_participant (cohort, enrolment);
  LnetParticipant *participant = place != G_MAXUINT ? g_ptr_array_index (cohort->participants, place) : NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = lnet_certificates_load_evidence_body (lnet_session_get_reader (session), evidence, &error);

  if (error != NULL)
    {
      lnet_session_fail (session, _("This could not be read"), error);
      return;
    }
  for (guint i = 0; body != NULL && participant != NULL && i < participant->evidence->len; i++)
    {
      LnetEvidence *found = g_ptr_array_index (participant->evidence, i);
      LnetEvidenceDialog *self;

      if (!lnet_id_equal (&found->id, evidence))
        continue;
      self = dialog_new (source, enrolment);
      fill (self, found, body);
      adw_dialog_present (ADW_DIALOG (self), parent);
    }
}
