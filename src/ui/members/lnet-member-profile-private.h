/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-member-tags.h"
#include "lnet-profile-portrait.h"
#include "lnet-field-editor.h"
#include "lnet-member-profile.h"
#include "lnet-schema.h"

G_BEGIN_DECLS

struct _LnetMemberProfile
{
  AdwBin parent_instance;

  LnetSession *session;
  LnetMember *member;
  GPtrArray *rows;        /* those put into the groups */
  gboolean shows_timeline; /* all of it */
  char *today;

  LnetFieldEditor *editor; /* of the one field that is being written; NULL: none (weak) */
  gboolean is_stale;       /* the member moved while it was */
  LnetId focus_row;        /* where the keyboard is to be when the rows are made anew; null: nowhere */
  LnetField focus_field;

  GtkScrolledWindow *scroller;
  LnetProfilePortrait *portrait;
  GtkLabel *name;
  GtkLabel *under_name;
  GtkLabel *roles_now;
  GtkWidget *status;
  GtkLabel *status_label;
  GtkWidget *actions;
  GtkWidget *text;
  GtkWidget *email;
  GtkWidget *call;
  GtkWidget *add;
  AdwPreferencesGroup *contact;
  AdwPreferencesGroup *roles;
  AdwPreferencesGroup *teams;
  AdwPreferencesGroup *wisdom;
  AdwPreferencesGroup *languages;
  AdwPreferencesGroup *names;
  AdwPreferencesGroup *learning;
  AdwPreferencesGroup *coaching;
  AdwPreferencesGroup *words;
  AdwPreferencesGroup *sharing;
  LnetMemberTags *tags;
  AdwPreferencesGroup *staff;
  AdwPreferencesGroup *timeline;
};

/** Whether the one who works here may see what is kept from other participants. */
gboolean lnet_member_profile_sees_all (LnetMemberProfile *self);

/** Takes all rows out of all groups, and hides the groups. */
void lnet_member_profile_clear_rows (LnetMemberProfile *self);

/* Writing in place. */

void lnet_member_profile_install_edit_actions (GtkWidgetClass *klass);
/** Fills the menu of what can be added when it opens. */
void lnet_member_profile_set_up_add (LnetMemberProfile *self);
/** Saves what is being written, if anything. */
void lnet_member_profile_end_edit (LnetMemberProfile *self);
/** Fills every group anew and leaves the keyboard where it was; while a field is written, once that is done. */
void lnet_member_profile_refill (LnetMemberProfile *self);

/** Fills every group from the member. */
void lnet_member_profile_fill (LnetMemberProfile *self);
/** Adds what was written on two desks at once and no other row shows. After all other groups. */
void lnet_member_profile_fill_unsettled (LnetMemberProfile *self);
void lnet_member_profile_fill_life (LnetMemberProfile *self);
void lnet_member_profile_fill_teams (LnetMemberProfile *self);
void lnet_member_profile_fill_consents (LnetMemberProfile *self);

void lnet_member_profile_install_team_actions (GtkWidgetClass *klass);

/** Adds a row for a value with its menu (Edit, History, Copy); nothing when @value is empty. A field of one line or of
 * prose is written in its place, others in the form. Returns: (nullable) */
AdwActionRow *lnet_member_profile_add_field (LnetMemberProfile *self, AdwPreferencesGroup *group, const char *title,
                                             const char *value, LnetField field, const LnetId *row);
/** The row of a value, among those that are shown. Returns: (transfer none) (nullable): NULL: it is not shown */
GtkWidget *lnet_member_profile_find_row (LnetMemberProfile *self, LnetField field, const LnetId *id);
/** Adds a row that leads somewhere: room and place; NULL for nowhere. */
AdwActionRow *lnet_member_profile_add_link (LnetMemberProfile *self, AdwPreferencesGroup *group, const char *title,
                                            const char *subtitle, const char *room, const LnetId *place);
/** Lets @row lead to @place of @room. @place: (transfer full) */
void lnet_member_profile_lead_to (LnetMemberProfile *self, GtkWidget *row, const char *room, char *place);
/** The mark of what lies in the staff space. */
GtkWidget *lnet_member_profile_create_lock (void);
void lnet_member_profile_add_row (LnetMemberProfile *self, AdwPreferencesGroup *group, GtkWidget *row);

/** "3 Aug 2019", "August 2019", "2019", as far as it is known. Returns: (transfer full) */
char *lnet_member_profile_describe_date (LnetMemberProfile *self, const char *date);

G_END_DECLS
