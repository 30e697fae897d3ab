/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who in a pool cannot be partners, and what speaks for a pair. */

#include "config.h"

#include "lnet-pool-private.h"

#define BIT(rule) (1u << (rule))

static guint
get_unknowns (const LnetPool *self,
              const guint32  *members,
              guint           n_members)
{
  guint rules = 0;

  for (guint i = 0; i < n_members; i++)
    {
      if (lnet_pool_get_keys (self, members[i])->languages.n == 0)
        rules |= BIT (LNET_POOL_RULE_LANGUAGE_UNKNOWN);
      if (lnet_pool_get_keys (self, members[i])->slots.n == 0)
        rules |= BIT (LNET_POOL_RULE_SLOTS_UNKNOWN);
    }
  return rules;
}

static gboolean
supervises (const LnetPool *self,
            guint32         a,
            guint32         b)
{
  return lnet_pool_get_keys (self, b)->supervisor == a;
}

static gboolean
were_partners (const LnetPool *self,
               guint32         a,
               guint32         b)
{
  const LnetPoolTie *tie = lnet_pool_ties_find (&self->ties[LNET_POOL_SAYS_PAST], a, b);

  return tie != NULL && self->no_repeat > 0 && tie->rounds_ago <= self->no_repeat;
}

guint
lnet_pool_get_rules (const LnetPool *self,
                     guint32         a,
                     guint32         b)
{
  const LnetPoolKeys *of_a = lnet_pool_get_keys (self, a);
  const LnetPoolKeys *of_b = lnet_pool_get_keys (self, b);
  guint rules = get_unknowns (self, (guint32[]) { a, b }, 2);

  if (a == b)
    return BIT (LNET_POOL_RULE_SELF);
  if (supervises (self, a, b) || supervises (self, b, a))
    rules |= BIT (LNET_POOL_RULE_SUPERVISOR);
  if (lnet_pool_ties_find (&self->ties[LNET_POOL_SAYS_UNWANTED], a, b) != NULL)
    rules |= BIT (LNET_POOL_RULE_UNWANTED);
  if (were_partners (self, a, b))
    rules |= BIT (LNET_POOL_RULE_PARTNERS_BEFORE);
  if (of_a->languages.n > 0 && of_b->languages.n > 0 && !lnet_pool_set_meets (&of_a->languages, &of_b->languages))
    rules |= BIT (LNET_POOL_RULE_LANGUAGE);
  if (of_a->slots.n > 0 && of_b->slots.n > 0 && !lnet_pool_set_meets (&of_a->slots, &of_b->slots))
    rules |= BIT (LNET_POOL_RULE_SLOT);
  return rules;
}

gboolean
lnet_pool_allows (const LnetPool *self,
                  guint32         a,
                  guint32         b)
{
  const LnetPoolKeys *of_a = lnet_pool_get_keys (self, a);
  const LnetPoolKeys *of_b = lnet_pool_get_keys (self, b);

  return lnet_pool_set_meets (&of_a->slots, &of_b->slots) && lnet_pool_set_meets (&of_a->languages, &of_b->languages)
         && lnet_pool_get_rules (self, a, b) == 0;
}

LnetPoolRule
lnet_pool_rule_out (const LnetPool *self,
                    guint32         a,
                    guint32         b)
{
  guint rules = lnet_pool_get_rules (self, a, b);

  return rules == 0 ? LNET_POOL_RULE_NONE : (LnetPoolRule) g_bit_nth_lsf (rules, -1);
}

static gboolean
three_meet (const LnetPoolSet *a,
            const LnetPoolSet *b,
            const LnetPoolSet *c)
{
  for (guint32 i = 0; i < a->n; i++)
    {
      LnetPoolSet one = { G_GUINT64_CONSTANT (1) << MIN (a->ids[i], 63), &a->ids[i], 1 };

      if (lnet_pool_set_meets (&one, b) && lnet_pool_set_meets (&one, c))
        return TRUE;
    }
  return FALSE;
}

guint
lnet_pool_get_triad_rules (const LnetPool *self,
                           guint32         a,
                           guint32         b,
                           guint32         c)
{
  const LnetPoolKeys *of_a = lnet_pool_get_keys (self, a);
  const LnetPoolKeys *of_b = lnet_pool_get_keys (self, b);
  const LnetPoolKeys *of_c = lnet_pool_get_keys (self, c);
  guint rules = lnet_pool_get_rules (self, a, b) | lnet_pool_get_rules (self, a, c) | lnet_pool_get_rules (self, b, c);

  if ((rules & (BIT (LNET_POOL_RULE_LANGUAGE_UNKNOWN) | BIT (LNET_POOL_RULE_LANGUAGE))) == 0
      && !three_meet (&of_a->languages, &of_b->languages, &of_c->languages))
    rules |= BIT (LNET_POOL_RULE_LANGUAGE);
  if ((rules & (BIT (LNET_POOL_RULE_SLOTS_UNKNOWN) | BIT (LNET_POOL_RULE_SLOT))) == 0
      && !three_meet (&of_a->slots, &of_b->slots, &of_c->slots))
    rules |= BIT (LNET_POOL_RULE_SLOT);
  return rules;
}

const char *
lnet_pool_rule_get_key (LnetPoolRule rule)
{
  static const char *const keys[LNET_POOL_N_RULES] = {
    [LNET_POOL_RULE_NONE] = "none",
    [LNET_POOL_RULE_SELF] = "self",
    [LNET_POOL_RULE_SUPERVISOR] = "supervisor",
    [LNET_POOL_RULE_UNWANTED] = "unwanted",
    [LNET_POOL_RULE_PARTNERS_BEFORE] = "partners-before",
    [LNET_POOL_RULE_LANGUAGE_UNKNOWN] = "language-unknown",
    [LNET_POOL_RULE_LANGUAGE] = "language",
    [LNET_POOL_RULE_SLOTS_UNKNOWN] = "slots-unknown",
    [LNET_POOL_RULE_SLOT] = "slot",
  };

  return keys[rule];
}

/* --- what speaks for a pair --- */

static gboolean
wants (const LnetPool *self,
       guint32         a,
       guint32         b)
{
  return lnet_pool_ties_find (&self->ties[LNET_POOL_SAYS_WANTED], a, b) != NULL;
}

int
lnet_pool_score (const LnetPool *self,
                 guint32         a,
                 guint32         b,
                 int             by_criterion[LNET_N_CRITERIA])
{
  const LnetPoolKeys *of_a = lnet_pool_get_keys (self, a);
  const LnetPoolKeys *of_b = lnet_pool_get_keys (self, b);
  int scores[LNET_N_CRITERIA] = {
    [LNET_CRITERION_WISH] = lnet_pairing_score_wish (lnet_pool_set_count_common (&of_a->brings, &of_b->wishes),
                                                     lnet_pool_set_count_common (&of_b->brings, &of_a->wishes)),
    [LNET_CRITERION_ROLE] = lnet_pairing_score_role (&of_a->traits, &of_b->traits),
    [LNET_CRITERION_ORGANIZATION] = lnet_pairing_score_organization (&of_a->traits, &of_b->traits),
    [LNET_CRITERION_REGION] = lnet_pairing_score_region (&of_a->traits, &of_b->traits),
    [LNET_CRITERION_WANTS] = lnet_pairing_score_wants (wants (self, a, b), wants (self, b, a)),
    [LNET_CRITERION_WAITED] = lnet_pairing_score_waited (&of_a->traits, &of_b->traits),
    [LNET_CRITERION_BALANCE] = lnet_pairing_score_balance (&of_a->traits, &of_b->traits),
  };
  int score = 0;

  for (guint i = 0; i < LNET_N_CRITERIA; i++)
    score += self->weights[i] * scores[i];
  if (by_criterion != NULL)
    for (guint i = 0; i < LNET_N_CRITERIA; i++)
      by_criterion[i] = scores[i];
  return score;
}

int
lnet_pool_get_max_score (const LnetPool *self)
{
  int sum = 0;

  for (guint i = 0; i < LNET_N_CRITERIA; i++)
    sum += self->weights[i];
  return sum * LNET_CRITERION_MAX_SCORE;
}
