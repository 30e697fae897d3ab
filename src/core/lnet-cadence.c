/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cadence.h"

#include <glib/gi18n-lib.h>

#include "lnet-day.h"

#define DUE_SOON_LEAST 2
#define DUE_SOON_MOST 7

int
lnet_cadence_get_window (int cadence_days)
{
  int window = CLAMP (cadence_days / 4, DUE_SOON_LEAST, DUE_SOON_MOST);

  return MIN (window, MAX (cadence_days - 1, 0));
}

static LnetCadenceState
state_of (int      days,
          int      cadence_days,
          gboolean first)
{
  if (days < 0)
    return LNET_CADENCE_OVERDUE;
  if (days <= lnet_cadence_get_window (cadence_days))
    return LNET_CADENCE_DUE_SOON;
  return first ? LNET_CADENCE_NOT_YET_MET : LNET_CADENCE_ON_TIME;
}

LnetCadence
lnet_cadence_get (const char *starts,
                  const char *last_met,
                  int         cadence_days,
                  gboolean    closed,
                  const char *today)
{
  LnetCadence cadence = { LNET_CADENCE_CLOSED, 0, FALSE, 0.0 };
  gint64 now = lnet_day_get_number (today);
  gint64 from = lnet_day_get_number (last_met);

  cadence.first = from == 0;
  if (closed)
    return cadence;
  if (from == 0)
    from = lnet_day_get_number (starts);
  if (from == 0 || now == 0 || cadence_days <= 0)
    {
      cadence.state = cadence.first && cadence_days > 0 ? LNET_CADENCE_NOT_YET_MET : LNET_CADENCE_NO_RHYTHM;
      return cadence;
    }

  cadence_days = MIN (cadence_days, LNET_CADENCE_MAX_DAYS);
  cadence.days = (int) (from + cadence_days - now);
  cadence.state = state_of (cadence.days, cadence_days, cadence.first);
  cadence.elapsed = CLAMP ((double) (now - from) / cadence_days, 0.0, 1.0);
  return cadence;
}

int
lnet_cadence_compare (const LnetCadence *a,
                      const LnetCadence *b)
{
  if (a->state != b->state)
    return a->state < b->state ? -1 : 1;
  return (a->days > b->days) - (a->days < b->days);
}

const char *
lnet_cadence_state_get_label (LnetCadenceState state)
{
  switch (state)
    {
    case LNET_CADENCE_OVERDUE:
      return _("Overdue");
    case LNET_CADENCE_DUE_SOON:
      return _("Due soon");
    case LNET_CADENCE_NOT_YET_MET:
      return _("Not yet met");
    case LNET_CADENCE_ON_TIME:
      return _("On time");
    case LNET_CADENCE_NO_RHYTHM:
      return _("No rhythm agreed");
    case LNET_CADENCE_CLOSED:
      return _("Closed");
    default:
      g_return_val_if_reached ("");
    }
}

static char *
describe_overdue (const LnetCadence *self)
{
  int days = -self->days;

  if (self->first)
    return g_strdup_printf (ngettext ("First meeting %d day overdue", "First meeting %d days overdue", days), days);
  return g_strdup_printf (ngettext ("%d day overdue", "%d days overdue", days), days);
}

static char *
describe_due (const LnetCadence *self)
{
  if (self->days == 0)
    return g_strdup (self->first ? _("First meeting due today") : _("Due today"));
  if (self->first)
    return g_strdup_printf (ngettext ("First meeting due in %d day", "First meeting due in %d days", self->days),
                            self->days);
  return g_strdup_printf (ngettext ("Due in %d day", "Due in %d days", self->days), self->days);
}

char *
lnet_cadence_describe (const LnetCadence *self)
{
  switch (self->state)
    {
    case LNET_CADENCE_OVERDUE:
      return describe_overdue (self);
    case LNET_CADENCE_DUE_SOON:
    case LNET_CADENCE_ON_TIME:
      return describe_due (self);
    case LNET_CADENCE_NOT_YET_MET:
      return self->days > 0 ? describe_due (self) : g_strdup (lnet_cadence_state_get_label (self->state));
    case LNET_CADENCE_NO_RHYTHM:
    case LNET_CADENCE_CLOSED:
    default:
      return g_strdup (lnet_cadence_state_get_label (self->state));
    }
}

char *
lnet_cadence_describe_rhythm (int cadence_days)
{
  if (cadence_days <= 0)
    return g_strdup (lnet_cadence_state_get_label (LNET_CADENCE_NO_RHYTHM));
  if (cadence_days % 7 == 0)
    return g_strdup_printf (ngettext ("Every week", "Every %d weeks", cadence_days / 7), cadence_days / 7);
  return g_strdup_printf (ngettext ("Every day", "Every %d days", cadence_days), cadence_days);
}
