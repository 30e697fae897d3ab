/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-syncer-words.h"

#include <glib/gi18n-lib.h>

#include "lnet-when.h"

static const struct
{
  const char *icon;
  const char *words;
} states[] = {
  [LNET_SYNCER_IDLE] = { "object-select-symbolic", N_("Up to date") },
  [LNET_SYNCER_LOOKING] = { "folder-symbolic", N_("Looking for news…") },
  [LNET_SYNCER_TAKING] = { "folder-download-symbolic", N_("Taking in…") },
  [LNET_SYNCER_SENDING] = { "document-send-symbolic", N_("Sending…") },
  [LNET_SYNCER_OFFLINE] = { "network-offline-symbolic", N_("The folder cannot be reached now") },
  [LNET_SYNCER_PAUSED] = { "media-playback-pause-symbolic", N_("Paused") },
  [LNET_SYNCER_STOPPED] = { "dialog-warning-symbolic", N_("Something is not as it should be") },
};

const char *
lnet_syncer_get_icon (LnetSyncer *syncer)
{
  return states[lnet_syncer_get_state (syncer)].icon;
}

char *
lnet_syncer_dup_words (LnetSyncer *syncer)
{
  LnetSyncerState state = lnet_syncer_get_state (syncer);
  double progress = lnet_syncer_get_progress (syncer);

  if ((state == LNET_SYNCER_TAKING || state == LNET_SYNCER_SENDING) && progress > 0)
    /* Translators: "Sending…" and how much of it is done, in percent */
    return g_strdup_printf (_("%s %d %%"), _(states[state].words), (int) (100 * progress));
  return g_strdup (_(states[state].words));
}

char *
lnet_syncer_dup_rest (LnetSyncer *syncer)
{
  gint64 synced = lnet_syncer_get_synced (syncer);
  const char *message = lnet_syncer_get_message (syncer);
  g_autofree char *when = NULL;

  if (message != NULL)
    return g_strdup (message);
  if (synced == 0)
    return NULL;
  when = lnet_when_describe (synced);
  /* Translators: %s is as in "Today 14:02" */
  return g_strdup_printf (_("Last exchanged: %s"), when);
}

/* "Ana's laptop, Ben's desk" */
static char *
name_desks (const GArray     *desks,
            const LnetRoster *roster)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < desks->len; i++)
    {
      const LnetRosterDesk *desk = roster != NULL ? lnet_roster_find (roster, &g_array_index (desks, LnetId, i)) : NULL;

      if (i > 0)
        g_string_append (names, ", ");
      g_string_append (names, desk != NULL && desk->name[0] != '\0' ? desk->name : _("a desk that is not known here"));
    }
  return g_string_free_and_steal (names);
}

/* The other one looks at itself when it exchanges next: mostly that is all it takes. */
char *
lnet_syncer_dup_differing (const LnetFolderReport  *report,
                           gint64                   recomputed,
                           const LnetRoster        *roster,
                           char                   **title)
{
  g_autofree char *names = NULL;
  g_autofree char *when = NULL;

  if (report != NULL && report->differing->len > 0)
    {
      names = name_desks (report->differing, roster);
      *title = g_strdup (_("Another desk shows something else"));
      /* Translators: %s is the name of a desk, or of several: "Ana's laptop, Ben's desk" */
      return g_strdup_printf (_("With the same changes as here: %s. This desk has worked out anew what it shows; the other "
                                "one does so when it exchanges next, and mostly that is all it takes. Nothing was "
                                "overwritten. If this still stands here tomorrow, bring Learning Network to its newest "
                                "version on both, and compare what they show before you rely on it."), names);
    }
  if (recomputed == 0)
    return NULL;
  when = lnet_when_describe (recomputed);
  *title = g_strdup (_("Put right by itself"));
  /* Translators: %s is as in "Today 14:02" */
  return g_strdup_printf (_("%s: this desk showed something else than another one with the same changes. It worked out "
                            "anew what it shows, and is right now. There is nothing to do."), when);
}
