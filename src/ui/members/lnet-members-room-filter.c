/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the list is narrowed by, and how that is taken back. */

#include "config.h"

#include "lnet-members-room-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-chip.h"
#include "lnet-member-choices.h"
#include "lnet-member-filter-dialog.h"

static GtkWidget *
create_chip (LnetMembersRoom           *self,
             const LnetMemberCondition *condition)
{
  LnetReader *reader = lnet_session_get_reader (lnet_room_get_session (LNET_ROOM (self)));
  g_autofree char *label = lnet_member_condition_dup_label (reader, condition);
  /* Translators: a filter's chip; pressing it takes it away. The first %s is what is looked at ("Place"), the second
   * what it has to be ("Lander") */
  g_autofree char *spoken = g_strdup_printf (_("Remove Filter: %s, %s"),
                                             lnet_member_filter_kind_get_title (condition->kind), label);
  g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new ("(us)", (guint32) condition->kind,
                                                                   condition->value));
  GtkWidget *chip;

  chip = lnet_chip_new (label, spoken, "members.remove-filter", target);
  /* Yes and no say what they are about themselves. */
  if (!lnet_member_filter_kind_is_flag (condition->kind))
    lnet_chip_set_kind (chip, lnet_member_filter_kind_get_title (condition->kind));
  return chip;
}

/* The chip that stands where one was taken away is next; after the last one, the search. */
static void
focus_chip (LnetMembersRoom *self,
            guint            position)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  for (guint i = 0; chip != NULL && i < position && gtk_widget_get_next_sibling (chip) != NULL; i++)
    chip = gtk_widget_get_next_sibling (chip);
  gtk_widget_grab_focus (chip != NULL ? chip : GTK_WIDGET (self->search));
}

void
lnet_members_room_show_chips (LnetMembersRoom *self)
{
  const LnetMemberFilter *filter = lnet_member_list_get_filter (self->members);
  guint n = lnet_member_filter_get_n (filter);
  GtkWidget *chip;

  while ((chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    adw_wrap_box_remove (self->chips, chip);
  for (guint i = 0; i < n; i++)
    adw_wrap_box_append (self->chips, create_chip (self, lnet_member_filter_get (filter, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->chips), n > 0);
}

void
lnet_members_room_explain_nobody (LnetMembersRoom *self)
{
  const char *typed = lnet_member_list_get_search (self->members);
  gboolean is_filtered = lnet_member_filter_get_n (lnet_member_list_get_filter (self->members)) > 0;
  g_autofree char *words = NULL;

  if (*typed == '\0')
    words = g_strdup (_("Nobody fits all these filters together."));
  else if (is_filtered)
    /* Translators: %s is what was typed into the search field */
    words = g_markup_printf_escaped (_("Of those who fit the filters, nobody’s name, role, organization, place, "
                                       "language, strength, wish, tag, e-mail or phone begins with “%s”."), typed);
  else
    /* Translators: %s is what was typed into the search field */
    words = g_markup_printf_escaped (_("Nobody’s name, role, organization, place, language, strength, wish, tag, "
                                       "e-mail or phone begins with “%s”."), typed);
  adw_status_page_set_description (self->none, words);
  gtk_widget_set_visible (self->clear_search, *typed != '\0');
  gtk_widget_set_visible (self->clear_filters, is_filtered);
}

void
lnet_members_room_clear_filters (LnetMembersRoom *self)
{
  g_autoptr (LnetMemberFilter) none = lnet_member_filter_new ();

  if (lnet_member_filter_get_n (lnet_member_list_get_filter (self->members)) > 0)
    lnet_member_list_set_filter (self->members, none);
}

static void
clear_filters_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);

  lnet_members_room_clear_filters (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
remove_filter_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);
  g_autoptr (LnetMemberFilter) filter = lnet_member_filter_copy (lnet_member_list_get_filter (self->members));
  const char *value;
  guint32 kind;

  g_variant_get (parameter, "(u&s)", &kind, &value);
  for (guint i = 0; i < lnet_member_filter_get_n (filter); i++)
    {
      const LnetMemberCondition *condition = lnet_member_filter_get (filter, i);

      if (condition->kind != kind || !g_str_equal (condition->value, value))
        continue;
      lnet_member_filter_remove (filter, condition->kind, value);
      lnet_member_list_set_filter (self->members, filter);
      focus_chip (self, i);
      return;
    }
}

static void
filter_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);

  adw_dialog_present (lnet_member_filter_dialog_new (lnet_room_get_session (LNET_ROOM (self)), self->members), widget);
}

void
lnet_members_room_install_filter_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "members.filter", NULL, filter_action);
  gtk_widget_class_install_action (klass, "members.clear-filters", NULL, clear_filters_action);
  gtk_widget_class_install_action (klass, "members.remove-filter", "(us)", remove_filter_action);
}
