/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-program-page-private.h"

#include "lnet-certificate-edit.h"

#include <glib/gi18n-lib.h>

/* A number that is being turned is written when it rests. */
#define SAVE_AFTER_MS 600

G_DEFINE_FINAL_TYPE (LnetProgramPage, lnet_program_page, ADW_TYPE_NAVIGATION_PAGE)

static LnetAttendancePolicy
get_policy (LnetProgramPage *self)
{
  return (LnetAttendancePolicy) {
    .rule = MIN (adw_combo_row_get_selected (self->rule_row), LNET_ATTENDANCE_PERCENTAGE),
    .tolerance_minutes = (guint) adw_spin_row_get_value (self->tolerance_row),
    .missed_limit_minutes = (guint) adw_spin_row_get_value (self->limit_row),
    .required_percent = (guint) adw_spin_row_get_value (self->percent_row),
    .make_up_limit = adw_switch_row_get_active (self->any_make_ups_row)
                       ? LNET_MAKE_UP_UNLIMITED
                       : (guint) adw_spin_row_get_value (self->make_ups_row),
  };
}

static void
update_rule (LnetProgramPage *self)
{
  LnetAttendancePolicy policy = get_policy (self);
  g_autofree char *words = lnet_attendance_policy_describe (&policy);
  g_autofree char *example = lnet_attendance_policy_describe_example (&policy, self->program->minutes);

  gtk_widget_set_visible (GTK_WIDGET (self->percent_row), policy.rule == LNET_ATTENDANCE_PERCENTAGE);
  gtk_widget_set_visible (GTK_WIDGET (self->limit_row), policy.rule == LNET_ATTENDANCE_ALL_OR_NOTHING);
  gtk_widget_set_visible (GTK_WIDGET (self->make_ups_row), policy.make_up_limit != LNET_MAKE_UP_UNLIMITED);
  gtk_label_set_label (self->rule_words, words);
  gtk_label_set_label (self->rule_example, example);
}

static void
save_rule (gpointer user_data)
{
  LnetProgramPage *self = LNET_PROGRAM_PAGE (user_data);
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("program-edit");
  LnetAttendancePolicy policy = get_policy (self);

  self->save_timeout = 0;
  lnet_certificate_set_policy (tx, &self->id, &policy);
  lnet_session_commit (self->session, g_steal_pointer (&tx), NULL);
}

static void
on_rule_changed (LnetProgramPage *self)
{
  if (self->filling)
    return;
  update_rule (self);
  g_clear_handle_id (&self->save_timeout, g_source_remove);
  self->save_timeout = g_timeout_add_once (SAVE_AFTER_MS, save_rule, self);
}

static void
save_text (LnetProgramPage *self,
           LnetField        field,
           GtkEditable     *row)
{
  g_autoptr (LnetTransaction) tx = lnet_transaction_new ("program-edit");

  lnet_transaction_set_text (tx, field, &self->id, gtk_editable_get_text (row));
  lnet_session_commit (self->session, g_steal_pointer (&tx), NULL);
}

static void
on_title_applied (LnetProgramPage *self)
{
  save_text (self, LNET_PROGRAM_TITLE, self->title_row);
}

static void
on_issuer_applied (LnetProgramPage *self)
{
  save_text (self, LNET_PROGRAM_ISSUER, self->issuer_row);
}

static void
on_version_applied (LnetProgramPage *self)
{
  save_text (self, LNET_PROGRAM_VERSION, self->version_row);
}

/* A field that somebody is writing in is left alone. */
static void
set_text (GtkEditable *row,
          const char  *text)
{
  if (gtk_widget_get_focus_child (GTK_WIDGET (row)) == NULL || gtk_editable_get_text (row)[0] == '\0')
    gtk_editable_set_text (row, text);
}

static void
fill_rule (LnetProgramPage            *self,
           const LnetAttendancePolicy *policy)
{
  gboolean any = policy->make_up_limit == LNET_MAKE_UP_UNLIMITED;

  adw_combo_row_set_selected (self->rule_row, policy->rule);
  adw_spin_row_set_value (self->percent_row, policy->required_percent);
  adw_spin_row_set_value (self->limit_row, policy->missed_limit_minutes);
  adw_spin_row_set_value (self->tolerance_row, policy->tolerance_minutes);
  adw_switch_row_set_active (self->any_make_ups_row, any);
  if (!any)
    adw_spin_row_set_value (self->make_ups_row, policy->make_up_limit);
}

static void
load (LnetProgramPage *self)
{
  g_autoptr (LnetProgram) program = lnet_program_load (lnet_session_get_reader (self->session), &self->id, NULL);

  gtk_stack_set_visible_child_name (self->stack, program != NULL ? "program" : "gone");
  if (program == NULL)
    return;
  g_clear_pointer (&self->program, lnet_program_unref);
  self->program = g_steal_pointer (&program);

  self->filling = TRUE;
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), self->program->title);
  adw_window_title_set_title (self->window_title, self->program->title);
  adw_banner_set_revealed (self->illustrative, self->program->illustrative);
  set_text (self->title_row, self->program->title);
  set_text (self->issuer_row, self->program->issuer);
  set_text (self->version_row, self->program->version);
  if (self->save_timeout == 0)
    fill_rule (self, &self->program->policy);
  self->filling = FALSE;
  update_rule (self);
  lnet_program_page_update_rows (self);
}

static void
on_changed (LnetProgramPage *self,
            LnetChanges     *changes)
{
  if (lnet_changes_has_table (changes, LNET_TABLE_PROGRAM) || lnet_changes_has_table (changes, LNET_TABLE_MODULE) ||
      lnet_changes_has_table (changes, LNET_TABLE_REQUIREMENT))
    load (self);
}

static void
lnet_program_page_dispose (GObject *object)
{
  LnetProgramPage *self = LNET_PROGRAM_PAGE (object);

  if (self->save_timeout != 0)
    {
      g_clear_handle_id (&self->save_timeout, g_source_remove);
      save_rule (self);
    }
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_PROGRAM_PAGE);
  g_clear_pointer (&self->program, lnet_program_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (lnet_program_page_parent_class)->dispose (object);
}

/* The first field has the focus then, and selects its text: the next letter would take the place of all of it. */
static void
on_shown (LnetProgramPage *self)
{
  gtk_editable_select_region (self->title_row, 0, 0);
}

static void
lnet_program_page_class_init (LnetProgramPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_program_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-program-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetProgramPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, LnetProgramPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LnetProgramPage, illustrative);
  gtk_widget_class_bind_template_child (widget_class, LnetProgramPage, heading);
  gtk_widget_class_bind_template_child (widget_class, LnetProgramPage, rule);
  gtk_widget_class_bind_template_child (widget_class, LnetProgramPage, title_row);
  gtk_widget_class_bind_template_child (widget_class, LnetProgramPage, issuer_row);
  gtk_widget_class_bind_template_child (widget_class, LnetProgramPage, version_row);
  gtk_widget_class_bind_template_child (widget_class, LnetProgramPage, modules);
  gtk_widget_class_bind_template_child (widget_class, LnetProgramPage, requirements);
  gtk_widget_class_bind_template_child (widget_class, LnetProgramPage, rule_row);
  gtk_widget_class_bind_template_child (widget_class, LnetProgramPage, percent_row);
  gtk_widget_class_bind_template_child (widget_class, LnetProgramPage, limit_row);
  gtk_widget_class_bind_template_child (widget_class, LnetProgramPage, tolerance_row);
  gtk_widget_class_bind_template_child (widget_class, LnetProgramPage, any_make_ups_row);
  gtk_widget_class_bind_template_child (widget_class, LnetProgramPage, make_ups_row);
  gtk_widget_class_bind_template_child (widget_class, LnetProgramPage, rule_words);
  gtk_widget_class_bind_template_child (widget_class, LnetProgramPage, rule_example);
  gtk_widget_class_bind_template_callback (widget_class, on_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_rule_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_title_applied);
  gtk_widget_class_bind_template_callback (widget_class, on_issuer_applied);
  gtk_widget_class_bind_template_callback (widget_class, on_version_applied);
  lnet_program_page_install_actions (widget_class);
}

static void
lnet_program_page_init (LnetProgramPage *self)
{
  self->rows = g_ptr_array_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
}

AdwNavigationPage *
lnet_program_page_new (LnetSession  *session,
                       const LnetId *program)
{
  LnetProgramPage *self = g_object_new (LNET_TYPE_PROGRAM_PAGE, NULL);

  self->session = g_object_ref (session);
  self->id = *program;
  lnet_session_guard_actions (session, GTK_WIDGET (self), NULL);
  gtk_widget_set_sensitive (self->heading, lnet_session_may_write (session));
  gtk_widget_set_sensitive (self->rule, lnet_session_may_write (session));
  g_signal_connect_object (lnet_session_get_store (session), "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  load (self);
  return ADW_NAVIGATION_PAGE (self);
}
