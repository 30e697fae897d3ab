/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-role-history.h"

#include <stdio.h>
#include <string.h>

struct _LnetRoleHistory
{
  GPtrArray *spans;
  gboolean is_sorted;
};

static void
span_free (LnetRoleSpan *span)
{
  g_free (span->role);
  g_free (span->starts);
  g_free (span->ends);
  g_free (span);
}

/* A date known to the month begins like every day in it, so comparing as far as the shorter goes is enough. */
static int
compare_dates (const char *partial,
               const char *date)
{
  return strncmp (partial, date, MIN (strlen (partial), strlen (date)));
}

gboolean
lnet_role_span_holds (const char *starts,
                      const char *ends,
                      const char *date)
{
  if (starts != NULL && *starts != '\0' && compare_dates (starts, date) > 0)
    return FALSE;
  return ends == NULL || *ends == '\0' || compare_dates (ends, date) >= 0;
}

gboolean
lnet_role_span_is_possible (const char *starts,
                            const char *ends)
{
  return starts == NULL || ends == NULL || *starts == '\0' || *ends == '\0' || compare_dates (starts, ends) <= 0;
}

LnetRoleHistory *
lnet_role_history_new (void)
{
  LnetRoleHistory *self = g_new0 (LnetRoleHistory, 1);

  self->spans = g_ptr_array_new_with_free_func ((GDestroyNotify) span_free);
  return self;
}

void
lnet_role_history_free (LnetRoleHistory *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->spans);
  g_free (self);
}

void
lnet_role_history_clear (LnetRoleHistory *self)
{
  g_ptr_array_set_size (self->spans, 0);
  self->is_sorted = FALSE;
}

void
lnet_role_history_add (LnetRoleHistory *self,
                       const LnetId    *id,
                       const char      *role,
                       const LnetId    *organization,
                       const char      *starts,
                       const char      *ends)
{
  LnetRoleSpan *span = g_new0 (LnetRoleSpan, 1);

  span->id = id != NULL ? *id : lnet_id_null ();
  span->organization = organization != NULL ? *organization : lnet_id_null ();
  span->role = g_strdup (role);
  span->starts = g_strdup (starts != NULL && *starts != '\0' ? starts : NULL);
  span->ends = g_strdup (ends != NULL && *ends != '\0' ? ends : NULL);
  g_ptr_array_add (self->spans, span);
  self->is_sorted = FALSE;
}

/* The later date first; one that is not known comes last. */
static int
compare_later_first (const char *a,
                     const char *b)
{
  if (a == NULL || b == NULL)
    return (a == NULL) - (b == NULL);
  return strcmp (b, a);
}

int
lnet_role_span_compare (const LnetRoleSpan *a,
                        const LnetRoleSpan *b)
{
  int order = (a->ends != NULL) - (b->ends != NULL);

  if (order == 0)
    order = compare_later_first (a->starts, b->starts);
  if (order == 0)
    order = compare_later_first (a->ends, b->ends);
  return order != 0 ? order : lnet_id_compare (&a->id, &b->id);
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  return lnet_role_span_compare (*(LnetRoleSpan *const *) a, *(LnetRoleSpan *const *) b);
}

GPtrArray *
lnet_role_history_get_all (LnetRoleHistory *self)
{
  if (!self->is_sorted)
    g_ptr_array_sort (self->spans, compare_spans);
  self->is_sorted = TRUE;
  return self->spans;
}

static int
compare_by_start (gconstpointer a,
                  gconstpointer b)
{
  const LnetRoleSpan *one = *(LnetRoleSpan *const *) a;
  const LnetRoleSpan *other = *(LnetRoleSpan *const *) b;
  int order = compare_later_first (one->starts, other->starts);

  return order != 0 ? order : compare_spans (a, b);
}

GPtrArray *
lnet_role_history_at (LnetRoleHistory *self,
                      const char      *date)
{
  GPtrArray *held = g_ptr_array_new ();

  for (guint i = 0; i < self->spans->len; i++)
    {
      LnetRoleSpan *span = g_ptr_array_index (self->spans, i);

      if (lnet_role_span_holds (span->starts, span->ends, date))
        g_ptr_array_add (held, span);
    }
  g_ptr_array_sort (held, compare_by_start);
  return held;
}

const LnetRoleSpan *
lnet_role_history_main (LnetRoleHistory *self,
                        const char      *date)
{
  const LnetRoleSpan *best = NULL;

  for (guint i = 0; i < self->spans->len; i++)
    {
      const LnetRoleSpan *span = g_ptr_array_index (self->spans, i);

      if (lnet_role_span_holds (span->starts, span->ends, date) &&
          (best == NULL || compare_by_start (&span, &best) < 0))
        best = span;
    }
  return best;
}

/* Year, month and day as far as they are known; FALSE when @date is no date. */
static gboolean
read_date (const char *date,
           int        *year,
           int        *month,
           int        *day)
{
  *month = *day = 0;
  if (date == NULL || sscanf (date, "%4d-%2d-%2d", year, month, day) < 1)
    return FALSE;
  return *year > 0 && *month >= 0 && *month <= 12 && *day >= 0 && *day <= 31;
}

char *
lnet_partial_date_first (const char *date)
{
  int year, month, day;

  if (!read_date (date, &year, &month, &day))
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", year, MAX (month, 1), MAX (day, 1));
}

char *
lnet_partial_date_last (const char *date)
{
  int year, month, day;

  if (!read_date (date, &year, &month, &day))
    return NULL;
  if (month == 0)
    month = 12;
  if (day == 0)
    day = g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

static char *
day_after (const char *date)
{
  int year, month, day;
  GDate next;

  if (!read_date (date, &year, &month, &day) ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return NULL;
  g_date_set_dmy (&next, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  g_date_add_days (&next, 1);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&next), g_date_get_month (&next), g_date_get_day (&next));
}

/* Keeps the earlier of what is in @best and @candidate, if that is after @date. Takes @candidate. */
static void
keep_earlier (char       **best,
              char        *candidate,
              const char  *date)
{
  if (candidate != NULL && strcmp (candidate, date) > 0 && (*best == NULL || strcmp (candidate, *best) < 0))
    g_set_str (best, candidate);
  g_free (candidate);
}

char *
lnet_role_history_next_change (LnetRoleHistory *self,
                               const char      *date)
{
  char *best = NULL;

  for (guint i = 0; i < self->spans->len; i++)
    {
      const LnetRoleSpan *span = g_ptr_array_index (self->spans, i);
      g_autofree char *last = lnet_partial_date_last (span->ends);

      keep_earlier (&best, lnet_partial_date_first (span->starts), date);
      if (last != NULL)
        keep_earlier (&best, day_after (last), date);
    }
  return best;
}
