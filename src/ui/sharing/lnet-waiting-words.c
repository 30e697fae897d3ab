/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-waiting-words.h"

#include <glib/gi18n-lib.h>

static char *
dup_changes (guint64     n,
             const char *name)
{
  gulong shown = (gulong) MIN (n, G_MAXLONG);

  if (*name == '\0')
    return g_strdup_printf (ngettext ("%'lu change from a desk that is not known here",
                                      "%'lu changes from a desk that is not known here", shown), shown);
  /* Translators: a number, then the name of a desk, as in "3 changes from Ana’s laptop" */
  return g_strdup_printf (ngettext ("%'lu change from %s", "%'lu changes from %s", shown), shown, name);
}

char *
lnet_waiting_dup_title (const LnetWaitingItem *item)
{
  return dup_changes (item->n, item->name);
}

static char *
dup_missing (const LnetWaitingItem *item)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < item->missing->len; i++)
    {
      const LnetWaitingMissing *missing = item->missing->pdata[i];
      g_autofree char *changes = dup_changes (missing->n, missing->name);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", changes);
    }
  return g_string_free (text, FALSE);
}

char *
lnet_waiting_dup_reason (const LnetWaitingItem *item)
{
  g_autofree char *missing = dup_missing (item);

  switch (item->why)
    {
    case LNET_WAITING_ROSTER:
      return g_strdup (_("That desk has not been admitted here yet"));
    case LNET_WAITING_REMOVED:
      return g_strdup (_("Set aside: written after that desk was removed"));
    case LNET_WAITING_RIGHT:
      return g_strdup (_("Set aside: a participant’s desk wrote what is for directors and facilitators. Made a "
                         "facilitator’s, what it wrote counts."));
    case LNET_WAITING_FORK:
      return g_strdup (_("Two computers write as one desk: a file was copied"));
    case LNET_WAITING_REFUSED:
      return g_strdup (_("Left out: damaged, or not written by that desk"));
    case LNET_WAITING_OTHERS:
    case LNET_WAITING_EARLIER:
    default:
      if (*missing == '\0')
        return g_strdup (_("They will be taken in with the next exchange"));
      /* Translators: %s is as in "2 changes from Ben’s laptop" */
      return g_strdup_printf (_("Waiting for %s"), missing);
    }
}
