/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-coaching-balance.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  guint coached;
  guint was_coached;
} Count;

struct _LnetCoachingBalance
{
  GHashTable *counts; /* LnetId → Count */
  LnetId last_coach;
  LnetId last_coached;
};

LnetCoachingBalance *
lnet_coaching_balance_new (void)
{
  LnetCoachingBalance *self = g_new0 (LnetCoachingBalance, 1);

  self->counts = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, g_free);
  return self;
}

void
lnet_coaching_balance_free (LnetCoachingBalance *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->counts);
  g_free (self);
}

static Count *
count_of (LnetCoachingBalance *self,
          const LnetId        *member)
{
  Count *count = g_hash_table_lookup (self->counts, member);

  if (count == NULL)
    {
      count = g_new0 (Count, 1);
      g_hash_table_insert (self->counts, lnet_id_copy (member), count);
    }
  return count;
}

void
lnet_coaching_balance_add (LnetCoachingBalance *self,
                           const LnetId        *coach,
                           const LnetId        *coached)
{
  if (lnet_id_is_null (coach) || lnet_id_is_null (coached) || lnet_id_equal (coach, coached))
    return;
  count_of (self, coach)->coached++;
  count_of (self, coached)->was_coached++;
  self->last_coach = *coach;
  self->last_coached = *coached;
}

guint
lnet_coaching_balance_get_coached (LnetCoachingBalance *self,
                                   const LnetId        *member)
{
  const Count *count = g_hash_table_lookup (self->counts, member);

  return count == NULL ? 0 : count->coached;
}

guint
lnet_coaching_balance_get_was_coached (LnetCoachingBalance *self,
                                       const LnetId        *member)
{
  const Count *count = g_hash_table_lookup (self->counts, member);

  return count == NULL ? 0 : count->was_coached;
}

typedef guint (*CountFunc) (LnetCoachingBalance *self,
                            const LnetId        *member);

/* The member with the lowest count, @favourite among equals, never @besides. */
static LnetId
find_least (LnetCoachingBalance *self,
            const LnetId        *members,
            guint                n_members,
            CountFunc            count,
            const LnetId        *favourite,
            const LnetId        *besides)
{
  const LnetId *least = NULL;

  for (guint i = 0; i < n_members; i++)
    {
      if (besides != NULL && lnet_id_equal (&members[i], besides))
        continue;
      if (least == NULL || count (self, &members[i]) < count (self, least)
          || (count (self, &members[i]) == count (self, least) && lnet_id_equal (&members[i], favourite)))
        least = &members[i];
    }
  return least == NULL ? lnet_id_null () : *least;
}

void
lnet_coaching_balance_suggest (LnetCoachingBalance *self,
                               const LnetId        *members,
                               guint                n_members,
                               LnetId              *coach,
                               LnetId              *coached)
{
  *coach = find_least (self, members, n_members, lnet_coaching_balance_get_coached, &self->last_coached, NULL);
  *coached = find_least (self, members, n_members, lnet_coaching_balance_get_was_coached, &self->last_coach, coach);
}

char *
lnet_coaching_balance_describe_counts (guint coached,
                                       guint was_coached)
{
  /* Translators: how often somebody coached their partner, and how often the partner coached them. */
  return g_strdup_printf (_("coached %u · was coached %u"), coached, was_coached);
}

char *
lnet_coaching_balance_describe (LnetCoachingBalance *self,
                                const LnetId        *member)
{
  return lnet_coaching_balance_describe_counts (lnet_coaching_balance_get_coached (self, member),
                                                lnet_coaching_balance_get_was_coached (self, member));
}
