/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-proposal-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* From how many days on waiting is worth a sentence. */
#define LONG_WAIT_DAYS 14
/* From what score on a criterion is worth one. */
#define TELLING_SCORE 50
/* More who move than these are only counted. */
#define MOVED_MOST 4

static const char *const criterion_labels[LNET_N_CRITERIA] = {
  [LNET_CRITERION_WISH] = N_("Strengths and wishes"),
  [LNET_CRITERION_ROLE] = N_("Different roles"),
  [LNET_CRITERION_ORGANIZATION] = N_("Different places of work"),
  [LNET_CRITERION_REGION] = N_("Where they live"),
  [LNET_CRITERION_WANTS] = N_("Asked for each other"),
  [LNET_CRITERION_WAITED] = N_("Waiting"),
  [LNET_CRITERION_BALANCE] = N_("Turns at coaching"),
};

const char *
lnet_criterion_get_label (LnetCriterion criterion)
{
  return _(criterion_labels[criterion]);
}

static const char *
get_name (const LnetPool *pool,
          guint32         member)
{
  return lnet_pool_get_member (pool, member)->person.name;
}

static void
take_persons (const LnetProposedPair *self,
              const LnetPool         *pool,
              LnetPairingMember       persons[LNET_PAIR_MEMBERS_MOST])
{
  for (guint i = 0; i < self->n_members; i++)
    persons[i] = lnet_pool_get_member (pool, self->members[i])->person;
}

char *
lnet_proposed_pair_dup_names (const LnetProposedPair *self,
                              const LnetPool         *pool)
{
  LnetPairingMember persons[LNET_PAIR_MEMBERS_MOST];

  take_persons (self, pool, persons);
  return lnet_pairing_dup_names (persons, self->n_members);
}

/* --- why they fit --- */

static void
add_remarks (GStrvBuilder           *sentences,
             const LnetProposedPair *self,
             const LnetPool         *pool,
             LnetPairingLabelFunc    label)
{
  LnetPairingMember persons[LNET_PAIR_MEMBERS_MOST];
  g_autoptr (GPtrArray) remarks = NULL;

  take_persons (self, pool, persons);
  remarks = lnet_pairing_check (persons, self->n_members);
  for (guint i = 0; i < remarks->len; i++)
    g_strv_builder_take (sentences, lnet_pairing_remark_describe (remarks->pdata[i], persons, self->n_members, label));
}

static void
add_unwanted (GStrvBuilder           *sentences,
              const LnetProposedPair *self,
              const LnetPool         *pool)
{
  for (guint a = 0; a < self->n_members; a++)
    for (guint b = a + 1; b < self->n_members; b++)
      if (lnet_pool_get_rules (pool, self->members[a], self->members[b]) & (1u << LNET_POOL_RULE_UNWANTED))
        g_strv_builder_take (sentences, g_strdup_printf (_("%s and %s: one of them would rather not work with the "
                                                           "other."),
                                                         get_name (pool, self->members[a]),
                                                         get_name (pool, self->members[b])));
}

static gboolean
tells (const LnetProposedPair *self,
       const LnetPool         *pool,
       LnetCriterion           criterion)
{
  return lnet_pool_get_weight (pool, criterion) > 0 && self->by_criterion[criterion] >= TELLING_SCORE;
}

static gboolean
are_of_one_region (const LnetProposedPair *self,
                   const LnetPool         *pool)
{
  for (guint i = 1; i < self->n_members; i++)
    if (g_strcmp0 (lnet_pool_get_member (pool, self->members[0])->region,
                   lnet_pool_get_member (pool, self->members[i])->region)
        != 0)
      return FALSE;
  return TRUE;
}

static void
add_criteria (GStrvBuilder           *sentences,
              const LnetProposedPair *self,
              const LnetPool         *pool)
{
  if (tells (self, pool, LNET_CRITERION_ROLE))
    g_strv_builder_add (sentences, _("They have different roles."));
  if (tells (self, pool, LNET_CRITERION_REGION))
    g_strv_builder_add (sentences, are_of_one_region (self, pool)
                                     ? _("They are not far from each other.")
                                     : _("They are from different regions and can show each other what is not seen at "
                                         "home."));
  if (self->n_members == 2 && tells (self, pool, LNET_CRITERION_WANTS))
    g_strv_builder_add (sentences, self->by_criterion[LNET_CRITERION_WANTS] == LNET_CRITERION_MAX_SCORE
                                     ? _("They asked for each other.")
                                     : _("One of them asked for the other."));
}

/* Who coached and who was coached: a pair's two who can swap. */
static void
add_balance (GStrvBuilder           *sentences,
             const LnetProposedPair *self,
             const LnetPool         *pool)
{
  const LnetPoolMember *first = lnet_pool_get_member (pool, self->members[0]);
  const LnetPoolMember *second = lnet_pool_get_member (pool, self->members[1]);
  gboolean in_order = first->coached > first->was_coached;

  if (self->n_members == 2 && tells (self, pool, LNET_CRITERION_BALANCE))
    g_strv_builder_take (sentences, g_strdup_printf (_("%s has coached more often and %s was coached more often: now "
                                                       "they can swap."),
                                                     (in_order ? first : second)->person.name,
                                                     (in_order ? second : first)->person.name));
}

static void
add_waiting (GStrvBuilder           *sentences,
             const LnetProposedPair *self,
             const LnetPool         *pool)
{
  if (lnet_pool_get_weight (pool, LNET_CRITERION_WAITED) == 0)
    return;
  for (guint i = 0; i < self->n_members; i++)
    {
      const LnetPoolMember *member = lnet_pool_get_member (pool, self->members[i]);

      if (member->came_back)
        /* Translators: %s is a name; their pair of this round was closed */
        g_strv_builder_take (sentences, g_strdup_printf (_("%s comes first, after a pair that ended."),
                                                         member->person.name));
      else if (member->waited_days >= LONG_WAIT_DAYS)
        g_strv_builder_take (sentences, g_strdup_printf (ngettext ("%s has waited for %u day.", "%s has waited for %u days.",
                                                                   member->waited_days),
                                                         member->person.name, member->waited_days));
    }
}

char **
lnet_proposed_pair_describe (const LnetProposedPair *self,
                             const LnetPool         *pool,
                             LnetPairingLabelFunc    label)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();

  add_unwanted (sentences, self, pool);
  add_remarks (sentences, self, pool, label);
  add_criteria (sentences, self, pool);
  add_balance (sentences, self, pool);
  add_waiting (sentences, self, pool);
  return g_strv_builder_end (sentences);
}

/* --- points --- */

static char *
describe_points (gint64 points)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, points);

  /* Translators: %s is a number: how well people fit */
  return g_strdup_printf (ngettext ("%s point", "%s points", (gulong) points), number);
}

char *
lnet_proposed_pair_describe_score (const LnetProposedPair *self,
                                   const LnetPool         *pool)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *points = describe_points (self->score);
  const char *between = ": ";

  g_string_append (text, points);
  for (LnetCriterion c = 0; c < LNET_N_CRITERIA; c++)
    {
      int part = self->by_criterion[c] * lnet_pool_get_weight (pool, c);

      if (part == 0)
        continue;
      /* A triad counts half of its three pairs. */
      part = self->n_members == 3 ? part * 3 / 2 : part;
      g_string_append_printf (text, "%s%s %d", between, lnet_criterion_get_label (c), part);
      between = " · ";
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
lnet_proposer_describe_given_up (const LnetProposer     *self,
                                 const LnetPool         *pool,
                                 const LnetProposedPair *pair,
                                 guint32                 member)
{
  guint32 best = 0;
  int given_up = lnet_proposer_find_best_partner (self, member, &best)
                 - lnet_proposed_pair_get_share (pair, pool, member);
  g_autofree char *points = describe_points (given_up);

  if (given_up <= 0)
    return NULL;
  /* Translators: two names, and “40 points” */
  return g_strdup_printf (_("%s would fit best with %s, and gives up %s."), get_name (pool, member),
                          get_name (pool, best), points);
}

/* --- what else --- */

static char *
describe_cost (const LnetAlternative *self)
{
  g_autofree char *points = describe_points (ABS (self->cost));
  g_autofree char *fewer = NULL;

  if (self->fewer == 0)
    /* Translators: %s is “40 points” */
    return self->cost == 0 ? g_strdup (_("just as good in all")) : g_strdup_printf (_("%s less in all"), points);
  fewer = g_strdup_printf (ngettext ("%u person fewer with a partner", "%u people fewer with a partner", self->fewer),
                           self->fewer);
  if (self->cost == 0)
    return g_steal_pointer (&fewer);
  /* Translators: “2 people fewer with a partner”, and “40 points” */
  return g_strdup_printf (self->cost > 0 ? _("%s, and %s less in all") : _("%s, and %s more in all"), fewer, points);
}

static char *
describe_moved (const LnetAlternative *self,
                const LnetPool        *pool)
{
  g_autoptr (GStrvBuilder) moved = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  guint n_more = self->moved->len - MIN (self->moved->len, MOVED_MOST);

  for (guint i = 0; i < MIN (self->moved->len, MOVED_MOST); i++)
    {
      const LnetProposedPair *pair = &g_array_index (self->moved, LnetProposedPair, i);

      g_strv_builder_take (moved, lnet_proposed_pair_dup_names (pair, pool));
    }
  if (n_more > 0)
    g_strv_builder_take (moved, g_strdup_printf (ngettext ("%u pair more", "%u pairs more", n_more), n_more));
  for (guint i = 0; i < self->left_out->len; i++)
    /* Translators: %s is the name of somebody who would have no partner */
    g_strv_builder_take (moved, g_strdup_printf (_("%s without a partner"),
                                                 get_name (pool, g_array_index (self->left_out, guint32, i))));
  parts = g_strv_builder_end (moved);
  return g_strjoinv ("; ", parts);
}

char *
lnet_alternative_describe (const LnetAlternative *self,
                           const LnetPool        *pool)
{
  g_autofree char *names = lnet_proposed_pair_dup_names (&self->pair, pool);
  g_autofree char *cost = describe_cost (self);
  g_autofree char *moved = describe_moved (self, pool);

  if (moved[0] == '\0')
    /* Translators: a pair that could be made instead, and what it would cost: “40 points less in all” */
    return g_strdup_printf (_("%s: %s."), names, cost);
  /* Translators: the same, and who would be together then: “Ben and Eva; Cleo and Dee” */
  return g_strdup_printf (_("%s: %s. Then: %s."), names, cost, moved);
}
