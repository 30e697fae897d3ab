/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pool-private.h"

#include <string.h>

static const struct
{
  const char *key;
  int weight;
} criteria[LNET_N_CRITERIA] = {
  [LNET_CRITERION_WISH] = { "wish", 5 },
  [LNET_CRITERION_ROLE] = { "role", 2 },
  [LNET_CRITERION_ORGANIZATION] = { "organization", 2 },
  [LNET_CRITERION_REGION] = { "region", 3 },
  [LNET_CRITERION_WANTS] = { "wants", 4 },
  [LNET_CRITERION_WAITED] = { "waited", 3 },
  [LNET_CRITERION_BALANCE] = { "balance", 2 },
};

const char *
lnet_criterion_get_key (LnetCriterion criterion)
{
  return criteria[criterion].key;
}

gboolean
lnet_criterion_from_key (const char    *key,
                         LnetCriterion *criterion)
{
  for (guint i = 0; i < LNET_N_CRITERIA; i++)
    if (strcmp (criteria[i].key, key) == 0)
      {
        *criterion = (LnetCriterion) i;
        return TRUE;
      }
  return FALSE;
}

int
lnet_criterion_get_default_weight (LnetCriterion criterion)
{
  return criteria[criterion].weight;
}

/* --- a pool and what it says --- */

LnetPool *
lnet_pool_new (const LnetId *round)
{
  LnetPool *self = g_new0 (LnetPool, 1);

  self->round = *round;
  self->no_repeat = LNET_POOL_DEFAULT_NO_REPEAT;
  for (guint i = 0; i < LNET_N_CRITERIA; i++)
    self->weights[i] = criteria[i].weight;
  self->members = g_array_new (FALSE, FALSE, sizeof (LnetPoolMember));
  self->places = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, NULL);
  self->strings = g_string_chunk_new (1 << 16);
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->keys = g_array_new (FALSE, TRUE, sizeof (LnetPoolKeys));
  self->said = g_array_new (FALSE, FALSE, sizeof (LnetPoolSaying));
  self->pairs = g_array_new (FALSE, FALSE, sizeof (LnetPoolPair));
  self->locks = g_array_new (FALSE, FALSE, sizeof (LnetPoolLock));
  for (guint i = 0; i < LNET_POOL_N_SAYINGS; i++)
    self->ties[i].ties = g_array_new (FALSE, FALSE, sizeof (LnetPoolTie));
  return self;
}

void
lnet_pool_free (LnetPool *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < LNET_POOL_N_SAYINGS; i++)
    {
      g_array_unref (self->ties[i].ties);
      g_free (self->ties[i].start);
    }
  g_array_unref (self->members);
  g_hash_table_unref (self->places);
  g_string_chunk_free (self->strings);
  g_ptr_array_unref (self->blocks);
  g_array_unref (self->keys);
  g_array_unref (self->said);
  g_array_unref (self->pairs);
  g_array_unref (self->locks);
  g_free (self->lock_of);
  g_free (self);
}

void
lnet_pool_set_weight (LnetPool     *self,
                      LnetCriterion criterion,
                      int           weight)
{
  self->weights[criterion] = CLAMP (weight, 0, LNET_CRITERION_MAX_WEIGHT);
}

int
lnet_pool_get_weight (const LnetPool *self,
                      LnetCriterion   criterion)
{
  return self->weights[criterion];
}

void
lnet_pool_set_no_repeat (LnetPool *self,
                         guint     rounds)
{
  self->no_repeat = rounds;
}

guint
lnet_pool_get_no_repeat (const LnetPool *self)
{
  return self->no_repeat;
}

void
lnet_pool_set_odd (LnetPool   *self,
                   LnetPoolOdd odd)
{
  self->odd = odd;
}

LnetPoolOdd
lnet_pool_get_odd (const LnetPool *self)
{
  return self->odd;
}

const LnetId *
lnet_pool_get_round (const LnetPool *self)
{
  return &self->round;
}

guint32
lnet_pool_get_n (const LnetPool *self)
{
  return self->members->len;
}

const LnetPoolMember *
lnet_pool_get_member (const LnetPool *self,
                      guint32         place)
{
  return &g_array_index (self->members, LnetPoolMember, place);
}

gboolean
lnet_pool_find (const LnetPool *self,
                const LnetId   *member,
                guint32        *place)
{
  guint stands = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, member));

  if (stands == 0)
    return FALSE;
  *place = stands - 1;
  return TRUE;
}

/* --- filling --- */

gpointer
lnet_pool_allocate (LnetPool *self,
                    gsize     size)
{
  gpointer block = g_malloc (MAX (size, 1));

  g_ptr_array_add (self->blocks, block);
  return block;
}

static const char *
keep (LnetPool   *self,
      const char *text)
{
  return text == NULL || text[0] == '\0' ? NULL : g_string_chunk_insert_const (self->strings, text);
}

static const char *const *
keep_all (LnetPool          *self,
          const char *const *texts)
{
  guint n = texts == NULL ? 0 : g_strv_length ((char **) texts);
  const char **kept;

  if (n == 0)
    return NULL;
  kept = lnet_pool_allocate (self, (n + 1) * sizeof (char *));
  for (guint i = 0; i < n; i++)
    kept[i] = g_string_chunk_insert_const (self->strings, texts[i]);
  kept[n] = NULL;
  return kept;
}

void
lnet_pool_add (LnetPool             *self,
               const LnetPoolMember *member)
{
  LnetPoolMember kept = *member;

  g_return_if_fail (!self->sealed);
  if (g_hash_table_contains (self->places, &member->person.member))
    return;
  kept.person.name = g_string_chunk_insert (self->strings, member->person.name == NULL ? "" : member->person.name);
  kept.person.languages = keep_all (self, member->person.languages);
  kept.person.slots = keep (self, member->person.slots);
  kept.person.mode = keep (self, member->person.mode);
  kept.person.strengths = keep (self, member->person.strengths);
  kept.person.wishes = keep (self, member->person.wishes);
  kept.person.past_partners = NULL;
  kept.person.n_past_partners = 0;
  kept.past_rounds = NULL;
  kept.roles = keep_all (self, member->roles);
  kept.town = keep (self, member->town);
  kept.region = keep (self, member->region);
  g_array_append_val (self->members, kept);
  g_hash_table_insert (self->places, lnet_id_copy (&member->person.member), GUINT_TO_POINTER (self->members->len));
}

static void
say (LnetPool        *self,
     const LnetId    *member,
     const LnetId    *other,
     guint            rounds_ago,
     LnetPoolSaysKind kind)
{
  LnetPoolSaying saying = { *member, *other, rounds_ago, kind };

  g_return_if_fail (!self->sealed);
  g_array_append_val (self->said, saying);
}

void
lnet_pool_add_wanted (LnetPool     *self,
                      const LnetId *member,
                      const LnetId *other)
{
  say (self, member, other, 0, LNET_POOL_SAYS_WANTED);
}

void
lnet_pool_add_unwanted (LnetPool     *self,
                        const LnetId *member,
                        const LnetId *other)
{
  say (self, member, other, 0, LNET_POOL_SAYS_UNWANTED);
}

void
lnet_pool_add_past (LnetPool     *self,
                    const LnetId *member,
                    const LnetId *other,
                    guint         rounds_ago)
{
  say (self, member, other, rounds_ago, LNET_POOL_SAYS_PAST);
}

void
lnet_pool_add_pair (LnetPool     *self,
                    const LnetId *members,
                    guint         n_members)
{
  LnetPoolPair pair = { .n_members = MIN (n_members, LNET_PAIR_MEMBERS_MOST) };

  g_return_if_fail (!self->sealed);
  for (guint i = 0; i < pair.n_members; i++)
    pair.members[i] = members[i];
  g_array_append_val (self->pairs, pair);
}

/* --- sealing --- */

static int
compare_members (gconstpointer a,
                 gconstpointer b)
{
  return lnet_id_compare (&((const LnetPoolMember *) a)->person.member, &((const LnetPoolMember *) b)->person.member);
}

static void
order_members (LnetPool *self)
{
  g_array_sort (self->members, compare_members);
  for (guint i = 0; i < self->members->len; i++)
    g_hash_table_replace (self->places, lnet_id_copy (&lnet_pool_get_member (self, i)->person.member),
                          GUINT_TO_POINTER (i + 1));
}

/* The nearest round first. */
static int
compare_ties (gconstpointer a,
              gconstpointer b)
{
  const LnetPoolTie *x = a;
  const LnetPoolTie *y = b;

  if (x->member != y->member)
    return x->member < y->member ? -1 : 1;
  if (x->other != y->other)
    return x->other < y->other ? -1 : 1;
  return (x->rounds_ago > y->rounds_ago) - (x->rounds_ago < y->rounds_ago);
}

static void
order_ties (LnetPoolTies *self,
            guint32       n)
{
  guint kept = 0;
  LnetPoolTie *ties = (LnetPoolTie *) (gpointer) self->ties->data;

  g_array_sort (self->ties, compare_ties);
  for (guint i = 0; i < self->ties->len; i++)
    if (i == 0 || ties[i].member != ties[kept - 1].member || ties[i].other != ties[kept - 1].other)
      ties[kept++] = ties[i];
  g_array_set_size (self->ties, kept);

  self->start = g_new0 (guint32, (gsize) n + 1);
  for (guint i = 0; i < kept; i++)
    self->start[ties[i].member + 1]++;
  for (guint32 i = 0; i < n; i++)
    self->start[i + 1] += self->start[i];
}

static void
place_ties (LnetPool *self)
{
  for (guint i = 0; i < self->said->len; i++)
    {
      const LnetPoolSaying *saying = &g_array_index (self->said, LnetPoolSaying, i);
      GArray *ties = self->ties[saying->kind].ties;
      LnetPoolTie tie = { .rounds_ago = saying->rounds_ago };

      if (!lnet_pool_find (self, &saying->member, &tie.member) || !lnet_pool_find (self, &saying->other, &tie.other)
          || tie.member == tie.other)
        continue;
      g_array_append_val (ties, tie);
      if (saying->kind == LNET_POOL_SAYS_WANTED)
        continue;
      tie = (LnetPoolTie) { tie.other, tie.member, tie.rounds_ago };
      g_array_append_val (ties, tie);
    }
  g_array_set_size (self->said, 0);
  for (guint i = 0; i < LNET_POOL_N_SAYINGS; i++)
    order_ties (&self->ties[i], self->members->len);
}

const LnetPoolTie *
lnet_pool_ties_find (const LnetPoolTies *self,
                     guint32             member,
                     guint32             other)
{
  guint32 low = self->start[member];
  guint32 high = self->start[member + 1];

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      const LnetPoolTie *tie = &g_array_index (self->ties, LnetPoolTie, middle);

      if (tie->other == other)
        return tie;
      if (tie->other < other)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

/* Gives the members their past partners, as lnet_pairing_check() takes them. */
static void
tell_past (LnetPool *self)
{
  const LnetPoolTies *past = &self->ties[LNET_POOL_SAYS_PAST];

  for (guint32 i = 0; i < self->members->len; i++)
    {
      LnetPoolMember *member = &g_array_index (self->members, LnetPoolMember, i);
      guint32 n = past->start[i + 1] - past->start[i];
      LnetId *partners;
      guint *rounds;

      if (n == 0)
        continue;
      partners = lnet_pool_allocate (self, n * sizeof (LnetId));
      rounds = lnet_pool_allocate (self, n * sizeof (guint));
      for (guint32 k = 0; k < n; k++)
        {
          const LnetPoolTie *tie = &g_array_index (past->ties, LnetPoolTie, past->start[i] + k);

          partners[k] = lnet_pool_get_member (self, tie->other)->person.member;
          rounds[k] = tie->rounds_ago;
        }
      member->person.past_partners = partners;
      member->person.n_past_partners = n;
      member->past_rounds = rounds;
    }
}

static void
place_pairs (LnetPool *self)
{
  self->lock_of = g_new0 (guint32, MAX (self->members->len, 1));
  for (guint i = 0; i < self->pairs->len; i++)
    {
      const LnetPoolPair *pair = &g_array_index (self->pairs, LnetPoolPair, i);
      LnetPoolLock lock = { .exists = TRUE };

      for (guint k = 0; k < pair->n_members; k++)
        {
          guint32 place;

          if (!lnet_pool_find (self, &pair->members[k], &place) || self->lock_of[place] != 0)
            continue;
          self->lock_of[place] = self->locks->len + 1;
          lock.members[lock.n_members++] = place;
        }
      if (lock.n_members > 0)
        g_array_append_val (self->locks, lock);
    }
  g_array_set_size (self->pairs, 0);
}

void
lnet_pool_seal (LnetPool *self)
{
  g_return_if_fail (!self->sealed);
  self->sealed = TRUE;
  order_members (self);
  place_ties (self);
  tell_past (self);
  place_pairs (self);
  lnet_pool_make_keys (self);
}

/* --- locks --- */

gboolean
lnet_pool_lock (LnetPool      *self,
                const guint32 *members,
                guint          n_members)
{
  LnetPoolLock lock = { .n_members = n_members };

  g_return_val_if_fail (self->sealed, FALSE);
  g_return_val_if_fail (n_members >= LNET_PAIR_MEMBERS_LEAST && n_members <= LNET_PAIR_MEMBERS_MOST, FALSE);
  for (guint i = 0; i < n_members; i++)
    {
      if (self->lock_of[members[i]] != 0)
        return FALSE;
      for (guint k = 0; k < i; k++)
        if (members[k] == members[i])
          return FALSE;
    }
  for (guint i = 0; i < n_members; i++)
    {
      lock.members[i] = members[i];
      self->lock_of[members[i]] = self->locks->len + 1;
    }
  g_array_append_val (self->locks, lock);
  return TRUE;
}

void
lnet_pool_unlock_all (LnetPool *self)
{
  guint kept = 0;

  for (; kept < self->locks->len; kept++)
    if (!g_array_index (self->locks, LnetPoolLock, kept).exists)
      break;
  for (guint i = kept; i < self->locks->len; i++)
    for (guint k = 0; k < g_array_index (self->locks, LnetPoolLock, i).n_members; k++)
      self->lock_of[g_array_index (self->locks, LnetPoolLock, i).members[k]] = 0;
  g_array_set_size (self->locks, kept);
}

const GArray *
lnet_pool_get_locks (const LnetPool *self)
{
  return self->locks;
}

const LnetPoolLock *
lnet_pool_find_lock (const LnetPool *self,
                     guint32         member)
{
  guint32 lock = self->lock_of[member];

  return lock == 0 ? NULL : &g_array_index (self->locks, LnetPoolLock, lock - 1);
}
