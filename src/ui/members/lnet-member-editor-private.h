/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-date-entry-row.h"
#include "lnet-member-editor.h"
#include "lnet-reference.h"
#include "lnet-suggest-row.h"
#include "lnet-text-row.h"

G_BEGIN_DECLS

struct _LnetMemberEditor
{
  AdwDialog parent_instance;

  LnetSession *session;
  LnetMember *member;       /* NULL: somebody new */
  GPtrArray *organizations; /* LnetOrganization */
  GStrv role_words;
  GStrv organization_words;
  GPtrArray *role_rows;     /* LnetRoleEditorRow */
  GPtrArray *channel_rows;  /* LnetChannelEditorRow */
  GPtrArray *language_rows; /* AdwActionRow, with the tag as data */
  LnetId supervisor;
  char *as_opened;          /* what the form said */
  gboolean is_saving;

  AdwWindowTitle *title;
  GtkWidget *save;
  AdwBanner *banner;
  AdwEntryRow *legal_first;
  AdwEntryRow *legal_last;
  AdwEntryRow *preferred_name;
  AdwEntryRow *pronouns;
  AdwEntryRow *pronunciation;
  AdwPreferencesGroup *roles;
  GtkWidget *add_role;
  AdwPreferencesGroup *channels;
  GtkWidget *add_phone;
  GtkWidget *add_email;
  AdwComboRow *consent;
  LnetDateEntryRow *consent_date;
  AdwEntryRow *consent_source;
  LnetTextRow *consent_wording;
  AdwEntryRow *town;
  AdwEntryRow *region;
  AdwComboRow *rurality;
  LnetSuggestRow *language;
  AdwPreferencesGroup *languages;
  LnetSuggestRow *add_language;
  AdwSwitchRow *interpretation;
  LnetTextRow *wisdom;
  LnetTextRow *wishes;
  AdwPreferencesGroup *taking_part;
  AdwComboRow *status;
  LnetDateEntryRow *joined;
  AdwSwitchRow *share_email;
  AdwSwitchRow *share_phone;
  AdwSwitchRow *media_release;
  AdwComboRow *attribution;
  AdwPreferencesGroup *staff;
  AdwEntryRow *registry_state;
  AdwEntryRow *registry_id;
  AdwEntryRow *registry_email;
  AdwEntryRow *career_level;
  AdwActionRow *supervisor_row;
  GtkWidget *clear_supervisor;
  LnetTextRow *note;
};

/** The entries of the combo rows, in their order; the first means that nothing was said. */
extern const char *const lnet_member_editor_ruralities[4];

/** Fills the form from the member. */
void lnet_member_editor_fill (LnetMemberEditor *self);
/** Everything the form says, to see whether something was written. Returns: (transfer full) */
char *lnet_member_editor_describe (LnetMemberEditor *self);
/** The change that makes the member what the form says. @id: (out): the member. Returns: (transfer full) */
LnetTransaction *lnet_member_editor_build (LnetMemberEditor *self, LnetId *id);
/** The keys of @kind, after the nothing that comes first. */
const char *lnet_member_editor_get_key (AdwComboRow *row, LnetReferenceKind kind);

void lnet_member_editor_add_role_row (LnetMemberEditor *self, const LnetMemberRole *role);
void lnet_member_editor_add_channel_row (LnetMemberEditor *self, const char *kind, const LnetMemberChannel *channel);
void lnet_member_editor_add_language_row (LnetMemberEditor *self, const char *tag);
void lnet_member_editor_show_supervisor (LnetMemberEditor *self);
void lnet_member_editor_update (LnetMemberEditor *self);

G_END_DECLS
