/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-act.h"

#include <glib/gi18n-lib.h>

/* Keys stand in the log for ever: one may be added, none changed. The label says what was done, in the past. */
static const struct
{
  const char *act;
  const char *label;
} acts[] = {
  /* the network itself */
  { "network-create", N_("Made the network") },
  { "network-edit", N_("Changed the network") },
  { "undo", N_("Took back a change") },
  { "redo", N_("Did a change again") },
  { "restore", N_("Took something out of the Trash") },
  { "sample", N_("Filled in a sample network") },
  /* members */
  { "member-add", N_("Added a member") },
  { "member-edit", N_("Changed a member") },
  { "member-delete", N_("Moved a member to the Trash") },
  { "member-merge", N_("Merged two members into one") },
  { "members-edit", N_("Changed several members") },
  { "members-delete", N_("Moved several members to the Trash") },
  { "members-distinct", N_("Noted that two members are not the same person") },
  { "portrait-set", N_("Changed a portrait") },
  { "filter-save", N_("Saved a filter") },
  { "filter-edit", N_("Changed a saved filter") },
  { "filter-delete", N_("Deleted a saved filter") },
  { "message-send", N_("Handed over a message for sending") },
  { "message-delete", N_("Moved a message to the Trash") },
  { "member-erase", N_("Erased a member") },
  { "trash-empty", N_("Emptied the Trash") },
  /* sharing */
  { "settle", N_("Settled what was written on two desks at once") },
  { "text-read", N_("Read a text that two people wrote at once") },
  { "sharing-start", N_("Began sharing the network") },
  { "desk-admit", N_("Let a desk take part") },
  { "desk-edit", N_("Changed a desk") },
  { "desk-remove", N_("Took a desk out of sharing") },
  /* certificates */
  { "program-add", N_("Added a certificate program") },
  { "program-edit", N_("Changed a certificate program") },
  { "program-delete", N_("Moved a certificate program to the Trash") },
  { "module-add", N_("Added a module") },
  { "module-edit", N_("Changed a module") },
  { "module-move", N_("Moved a module") },
  { "module-delete", N_("Moved a module to the Trash") },
  { "requirement-add", N_("Added a requirement") },
  { "requirement-edit", N_("Changed a requirement") },
  { "requirement-delete", N_("Moved a requirement to the Trash") },
  { "cohort-add", N_("Began a cohort") },
  { "cohort-edit", N_("Changed a cohort") },
  { "cohort-delete", N_("Moved a cohort to the Trash") },
  { "session-add", N_("Planned a session") },
  { "session-edit", N_("Changed a session") },
  { "session-cancel", N_("Cancelled a session") },
  { "session-delete", N_("Moved a session to the Trash") },
  { "enrol", N_("Enrolled members") },
  { "enrolment-edit", N_("Changed an enrolment") },
  { "enrolment-withdraw", N_("Noted that a participant withdrew") },
  { "enrolment-resume", N_("Took a participant back in") },
  { "enrolment-delete", N_("Took a participant off a cohort") },
  { "attendance-take", N_("Took attendance") },
  { "attendance-correct", N_("Corrected attendance") },
  { "evidence-add", N_("Began a reflection or other evidence") },
  { "evidence-edit", N_("Wrote a reflection or other evidence") },
  { "evidence-submit", N_("Handed in a reflection or other evidence") },
  { "evidence-decide", N_("Answered a reflection or other evidence") },
  { "evidence-delete", N_("Moved a reflection or other evidence to the Trash") },
  { "waiver-add", N_("Waived a requirement") },
  { "waiver-delete", N_("Took a waiver back") },
  /* coaching */
  { "coaching-round-add", N_("Began a coaching round") },
  { "coaching-round-edit", N_("Changed a coaching round") },
  { "coaching-pool-add", N_("Added members to the pool") },
  { "coaching-pool-edit", N_("Changed what somebody said for the pool") },
  { "coaching-pool-remove", N_("Took a member out of the pool") },
  { "coaching-pair-make", N_("Made a pair") },
  { "coaching-triad-make", N_("Made a triad") },
  { "coaching-pair-edit", N_("Changed a pair’s agreement") },
  { "coaching-pair-close", N_("Closed a pair") },
  { "coaching-session-log", N_("Logged a coaching session") },
  { "coaching-session-edit", N_("Changed a coaching session") },
  { "coaching-session-delete", N_("Deleted a coaching session") },
  { "coaching-goal-add", N_("Added a coaching goal") },
  { "coaching-goal-edit", N_("Changed a coaching goal") },
  { "coaching-goal-meet", N_("Marked a coaching goal as met") },
  { "coaching-goal-delete", N_("Deleted a coaching goal") },
  /* vision */
  { "document-add", N_("Started a document") },
  { "document-edit", N_("Changed a document’s title or question") },
  { "document-delete", N_("Moved a document to the Trash") },
  { "section-add", N_("Added a section") },
  { "section-move", N_("Moved a section") },
  { "section-delete", N_("Moved a section to the Trash") },
  { "passage-add", N_("Added a passage") },
  { "passage-edit", N_("Wrote in the document") },
  { "passage-kind", N_("Changed what a passage is") },
  { "passage-move", N_("Moved a passage") },
  { "passage-delete", N_("Removed a passage") },
  { "passage-revert", N_("Brought an earlier version back") },
  { "contribution-add", N_("Added a contribution") },
  { "contribution-edit", N_("Changed a contribution") },
  { "contribution-delete", N_("Moved a contribution to the Trash") },
  { "contribution-link", N_("Linked words to a passage") },
  { "contribution-unlink", N_("Took words off a passage") },
  { "theme-edit", N_("Changed the themes of a contribution") },
  /* import */
  { "members-import", N_("Imported a roster") },
  /* gatherings */
  { "organization-add", N_("Added organizations") },
  { "organization-edit", N_("Changed an organization") },
  { "organization-delete", N_("Moved an organization to the Trash") },
  { "organization-merge", N_("Merged two organizations into one") },
  { "team-delete", N_("Moved a team to the Trash") },
  { "team-add", N_("Made a team") },
  { "team-edit", N_("Changed a team") },
  { "convening-add", N_("Planned a convening") },
  { "convening-edit", N_("Changed a convening") },
  { "roll-take", N_("Took the roll") },
  { "enrolment-complete", N_("Noted that a participant completed") },
};

const char *
lnet_act_get_label (const char *act)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_strcmp0 (acts[i].act, act) == 0)
      return g_dgettext (GETTEXT_PACKAGE, acts[i].label);
  return g_dgettext (GETTEXT_PACKAGE, N_("Made a change"));
}
