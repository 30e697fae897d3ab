/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-role-editor-row.h"

#include <glib/gi18n-lib.h>

#include "lnet-date-entry-row.h"
#include "lnet-reference.h"
#include "lnet-suggest-row.h"

struct _LnetRoleEditorRow
{
  AdwExpanderRow parent_instance;

  LnetId id;

  LnetSuggestRow *role;
  LnetSuggestRow *organization;
  LnetDateEntryRow *starts;
  LnetDateEntryRow *ends;
  GtkWidget *problem;
};

G_DEFINE_FINAL_TYPE (LnetRoleEditorRow, lnet_role_editor_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
describe (LnetRoleEditorRow *self)
{
  const char *starts = gtk_editable_get_text (GTK_EDITABLE (self->starts));
  const char *ends = gtk_editable_get_text (GTK_EDITABLE (self->ends));
  const char *organization = gtk_editable_get_text (GTK_EDITABLE (self->organization));
  GString *text = g_string_new (organization);

  if (*starts != '\0' || *ends != '\0')
    g_string_append_printf (text, "%s%s – %s", text->len > 0 ? " · " : "", starts, ends);
  return g_string_free (text, FALSE);
}

static gboolean
is_in_order (LnetRoleEditorRow *self)
{
  g_autofree char *starts = lnet_date_entry_row_dup_date (self->starts);
  g_autofree char *ends = lnet_date_entry_row_dup_date (self->ends);

  return lnet_role_span_is_possible (starts, ends);
}

static void
update (LnetRoleEditorRow *self)
{
  g_autofree char *subtitle = describe (self);
  const char *role = gtk_editable_get_text (GTK_EDITABLE (self->role));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), *role != '\0' ? role : _("New role"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  gtk_widget_set_visible (self->problem, !is_in_order (self));
}

static void
on_changed (LnetRoleEditorRow *self)
{
  /* The template is being built. */
  if (self->problem == NULL)
    return;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_remove (LnetRoleEditorRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
lnet_role_editor_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_ROLE_EDITOR_ROW);
  G_OBJECT_CLASS (lnet_role_editor_row_parent_class)->dispose (object);
}

static void
lnet_role_editor_row_class_init (LnetRoleEditorRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lnet_role_editor_row_dispose;

  g_type_ensure (LNET_TYPE_SUGGEST_ROW);
  g_type_ensure (LNET_TYPE_DATE_ENTRY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-role-editor-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetRoleEditorRow, role);
  gtk_widget_class_bind_template_child (widget_class, LnetRoleEditorRow, organization);
  gtk_widget_class_bind_template_child (widget_class, LnetRoleEditorRow, starts);
  gtk_widget_class_bind_template_child (widget_class, LnetRoleEditorRow, ends);
  gtk_widget_class_bind_template_child (widget_class, LnetRoleEditorRow, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
lnet_role_editor_row_init (LnetRoleEditorRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lnet_role_editor_row_new (const LnetMemberRole *role,
                          const char *const    *roles,
                          const char *const    *organizations)
{
  LnetRoleEditorRow *self = g_object_new (LNET_TYPE_ROLE_EDITOR_ROW, NULL);

  lnet_suggest_row_set_words (self->role, roles);
  lnet_suggest_row_set_words (self->organization, organizations);
  if (role != NULL)
    {
      self->id = role->span.id;
      lnet_suggest_row_set_text (self->role, lnet_reference_get_label (LNET_REFERENCE_ROLE, role->span.role));
      lnet_suggest_row_set_text (self->organization, role->organization);
      lnet_date_entry_row_set_date (self->starts, role->span.starts);
      lnet_date_entry_row_set_date (self->ends, role->span.ends);
    }
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), role == NULL);
  update (self);
  return GTK_WIDGET (self);
}

const LnetId *
lnet_role_editor_row_get_id (LnetRoleEditorRow *self)
{
  return &self->id;
}

char *
lnet_role_editor_row_dup_role (LnetRoleEditorRow *self)
{
  g_autofree char *typed = lnet_suggest_row_dup_text (self->role);
  const char *key = lnet_reference_find (LNET_REFERENCE_ROLE, typed);

  return key != NULL ? g_strdup (key) : g_steal_pointer (&typed);
}

char *
lnet_role_editor_row_dup_organization (LnetRoleEditorRow *self)
{
  return lnet_suggest_row_dup_text (self->organization);
}

char *
lnet_role_editor_row_dup_starts (LnetRoleEditorRow *self)
{
  return lnet_date_entry_row_dup_date (self->starts);
}

char *
lnet_role_editor_row_dup_ends (LnetRoleEditorRow *self)
{
  return lnet_date_entry_row_dup_date (self->ends);
}

gboolean
lnet_role_editor_row_is_empty (LnetRoleEditorRow *self)
{
  GtkEditable *editables[] = { GTK_EDITABLE (self->role), GTK_EDITABLE (self->organization),
                               GTK_EDITABLE (self->starts), GTK_EDITABLE (self->ends) };

  for (gsize i = 0; i < G_N_ELEMENTS (editables); i++)
    if (*gtk_editable_get_text (editables[i]) != '\0')
      return FALSE;
  return TRUE;
}

gboolean
lnet_role_editor_row_is_valid (LnetRoleEditorRow *self)
{
  return lnet_date_entry_row_get_valid (self->starts) && lnet_date_entry_row_get_valid (self->ends) &&
         is_in_order (self);
}
