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
  { "sample", N_("Filled in a sample network") },
  /* members */
  { "member-add", N_("Added a member") },
  { "member-edit", N_("Changed a member") },
  { "member-delete", N_("Moved a member to the Trash") },
  /* certificates */
  /* coaching */
  /* vision */
  /* import */
};

const char *
lnet_act_get_label (const char *act)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_strcmp0 (acts[i].act, act) == 0)
      return g_dgettext (GETTEXT_PACKAGE, acts[i].label);
  return g_dgettext (GETTEXT_PACKAGE, N_("Made a change"));
}
