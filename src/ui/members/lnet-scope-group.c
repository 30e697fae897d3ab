/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-scope-group.h"

#include <glib/gi18n-lib.h>

struct _LnetScopeGroup
{
  AdwPreferencesGroup parent_instance;

  LnetMemberScope *scope;
  GtkCheckButton *checks[LNET_SCOPE_N]; /* NULL: it cannot be chosen */
};

G_DEFINE_FINAL_TYPE (LnetScopeGroup, lnet_scope_group, ADW_TYPE_PREFERENCES_GROUP)

static guint changed_signal;

static const char *const titles[LNET_SCOPE_N] = {
  [LNET_SCOPE_EVERYBODY] = N_("Everybody"),
  [LNET_SCOPE_FOUND] = N_("Who is found in the list now"),
  [LNET_SCOPE_SELECTED] = N_("Who is selected in the list"),
};

static void
on_toggled (LnetScopeGroup *self,
            GtkCheckButton *check)
{
  if (gtk_check_button_get_active (check))
    g_signal_emit (self, changed_signal, 0);
}

static void
add_check (LnetScopeGroup *self,
           LnetScopeKind   kind,
           AdwActionRow   *row)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  if (self->checks[LNET_SCOPE_EVERYBODY] != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->checks[LNET_SCOPE_EVERYBODY]);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), kind == lnet_member_scope_get_narrowest (self->scope));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, _(titles[kind]),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, adw_action_row_get_subtitle (row), -1);
  adw_action_row_add_prefix (row, check);
  adw_action_row_set_activatable_widget (row, check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  self->checks[kind] = GTK_CHECK_BUTTON (check);
}

/* What cannot be chosen otherwise is only said. */
static void
add_choice (LnetScopeGroup *self,
            LnetScopeKind   kind)
{
  GtkWidget *row = adw_action_row_new ();
  guint n = self->scope->n[kind];
  g_autofree char *count =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u member", "%'u members", n), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(titles[kind]));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), count);
  if (lnet_member_scope_get_narrowest (self->scope) != LNET_SCOPE_EVERYBODY)
    add_check (self, kind, ADW_ACTION_ROW (row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static LnetScopeKind
get_kind (LnetScopeGroup *self)
{
  for (guint kind = LNET_SCOPE_EVERYBODY; kind < LNET_SCOPE_N; kind++)
    if (self->checks[kind] != NULL && gtk_check_button_get_active (self->checks[kind]))
      return (LnetScopeKind) kind;
  return LNET_SCOPE_EVERYBODY;
}

void
lnet_scope_group_set_scope (LnetScopeGroup  *self,
                            LnetMemberScope *scope)
{
  g_return_if_fail (LNET_IS_SCOPE_GROUP (self) && self->scope == NULL);

  self->scope = scope;
  for (guint kind = LNET_SCOPE_EVERYBODY; kind < LNET_SCOPE_N; kind++)
    if (kind == LNET_SCOPE_EVERYBODY || scope->n[kind] > 0)
      add_choice (self, (LnetScopeKind) kind);
}

guint
lnet_scope_group_get_n (LnetScopeGroup *self)
{
  return self->scope->n[get_kind (self)];
}

void
lnet_scope_group_apply (LnetScopeGroup *self,
                        LnetExport     *export)
{
  lnet_member_scope_apply (self->scope, get_kind (self), export);
}

static void
lnet_scope_group_finalize (GObject *object)
{
  g_clear_pointer (&LNET_SCOPE_GROUP (object)->scope, lnet_member_scope_free);
  G_OBJECT_CLASS (lnet_scope_group_parent_class)->finalize (object);
}

static void
lnet_scope_group_class_init (LnetScopeGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_scope_group_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
lnet_scope_group_init (LnetScopeGroup *self)
{
}
