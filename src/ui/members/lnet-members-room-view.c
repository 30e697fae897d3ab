/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the list is looked at: what is searched for, the filter, the sort; and what fails of it. */

#include "config.h"

#include "lnet-members-room-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-error.h"

static LnetSession *
get_session (LnetMembersRoom *self)
{
  return lnet_room_get_session (LNET_ROOM (self));
}

LnetMemberList *
lnet_members_room_new_list (LnetMembersRoom *self)
{
  GSettings *settings = lnet_session_get_settings (get_session (self));
  g_autofree char *typed = g_settings_get_string (settings, "members-search");
  g_autofree char *conditions = g_settings_get_string (settings, "members-filter");
  g_autofree char *sort = g_settings_get_string (settings, "members-sort");
  g_autoptr (LnetMemberFilter) filter = lnet_member_filter_parse (conditions);

  return lnet_member_list_new_showing (lnet_session_get_store (get_session (self)), typed, filter,
                                       lnet_member_sort_from_key (sort));
}

void
lnet_members_room_remember (LnetMembersRoom *self)
{
  GSettings *settings = lnet_session_get_settings (get_session (self));
  g_autofree char *conditions = lnet_member_filter_print (lnet_member_list_get_filter (self->members));

  g_settings_set_string (settings, "members-search", lnet_member_list_get_search (self->members));
  g_settings_set_string (settings, "members-filter", conditions);
  g_settings_set_string (settings, "members-sort",
                         lnet_member_sort_to_key (lnet_member_list_get_sort (self->members)));
}

void
lnet_members_room_search_for (LnetMembersRoom *self,
                              const char      *typed)
{
  g_autoptr (LnetMemberFilter) none = lnet_member_filter_new ();

  lnet_member_list_show (self->members, typed, none, lnet_member_list_get_sort (self->members));
  lnet_room_begin_search (LNET_ROOM (self));
}

void
lnet_members_room_forget_search (LnetMembersRoom *self)
{
  g_autoptr (LnetMemberFilter) none = lnet_member_filter_new ();

  if (self->members != NULL)
    lnet_member_list_show (self->members, "", none, lnet_member_list_get_sort (self->members));
}

static void
show_sort (LnetMembersRoom *self)
{
  const char *title = lnet_member_sort_get_title (lnet_member_list_get_sort (self->members));
  /* Translators: a button for the order of the members; %s is what they are in order by now ("Name", "Last Seen") */
  g_autofree char *words = g_strdup_printf (_("Sort Members: %s"), title);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->sort_button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sort_button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_notify (G_OBJECT (self), "sort");
}

void
lnet_members_room_show_view (LnetMembersRoom *self)
{
  const char *typed = lnet_member_list_get_search (self->members);

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->search)), typed))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search), typed);
      gtk_editable_set_position (GTK_EDITABLE (self->search), -1);
    }
  lnet_members_room_show_chips (self);
  show_sort (self);
}

/* Pages in place of the list. */

void
lnet_members_room_ensure_pages (LnetMembersRoom *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (self->none != NULL)
    return;
  builder = gtk_builder_new_from_resource ("/com/example/LearningNetwork/lnet-members-pages.ui");
  self->none = ADW_STATUS_PAGE (gtk_builder_get_object (builder, "none"));
  self->clear_search = GTK_WIDGET (gtk_builder_get_object (builder, "clear_search"));
  self->clear_filters = GTK_WIDGET (gtk_builder_get_object (builder, "clear_filters"));
  self->failed = ADW_STATUS_PAGE (gtk_builder_get_object (builder, "failed"));
  self->mend_search = GTK_WIDGET (gtk_builder_get_object (builder, "mend_search"));
  self->try_again = GTK_WIDGET (gtk_builder_get_object (builder, "try_again"));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->none), "none");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->failed), "failed");
  gtk_stack_add_named (self->stack, GTK_WIDGET (gtk_builder_get_object (builder, "empty")), "empty");
}

void
lnet_members_room_explain_failure (LnetMembersRoom *self)
{
  const GError *error = lnet_member_list_get_error (self->members);
  gboolean is_search = *lnet_member_list_get_search (self->members) != '\0' &&
                       g_error_matches (error, LNET_ERROR, LNET_ERROR_DAMAGED);
  gboolean can_mend = is_search && !lnet_session_get_read_only (get_session (self));
  g_auto (GStrv) sentence = g_strsplit (error->message, "\n", 2);
  g_autofree char *words = g_markup_escape_text (sentence[0], -1);
  const char *title = is_search ? _("The search is damaged") : _("The members cannot be read");
  const char *description = words;

  if (self->is_mending)
    {
      title = _("Making the search anew…");
      description = _("Everybody is read once. You can go on in other views.");
    }
  else if (can_mend)
    description = _("Nobody is lost: only what searches look into cannot be read, and that can be made anew from the "
                    "members themselves.");
  else if (is_search)
    description = _("Nobody is lost: only what searches look into cannot be read. It can be made anew where this "
                    "network can be written.");
  adw_status_page_set_title (self->failed, title);
  adw_status_page_set_description (self->failed, description);
  gtk_widget_set_visible (self->mend_search, can_mend && !self->is_mending);
  gtk_widget_set_visible (self->try_again, !can_mend && !self->is_mending);
}

static void
on_mended (GObject      *store,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (LnetMembersRoom) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean mended = lnet_store_mend_index_finish (LNET_STORE (store), result, &error);

  self->is_mending = FALSE;
  if (self->members == NULL)
    return;
  if (!mended)
    lnet_session_fail (get_session (self), _("The Search Cannot Be Made Anew"), error);
  lnet_member_list_try_again (self->members);
}

static void
mend_search_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  LnetMembersRoom *self = LNET_MEMBERS_ROOM (widget);

  if (self->is_mending)
    return;
  self->is_mending = TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  lnet_members_room_explain_failure (self);
  lnet_store_mend_index_async (lnet_session_get_store (get_session (self)), on_mended, g_object_ref (self));
}

static void
try_again_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  lnet_member_list_try_again (LNET_MEMBERS_ROOM (widget)->members);
}

void
lnet_members_room_install_view_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_property_action (klass, "members.sort", "sort");
  gtk_widget_class_install_action (klass, "members.mend-search", NULL, mend_search_action);
  gtk_widget_class_install_action (klass, "members.try-again", NULL, try_again_action);
}
