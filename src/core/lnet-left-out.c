/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-proposal-private.h"

static const char *const matter_keys[] = { "none", "supervisor", "unwanted", "partners-before", "language", "time" };
static const char *const reason_keys[] = { "alone", "rules", "odd", "needed" };

static const guint rules_of[LNET_POOL_N_MATTERS] = {
  [LNET_POOL_MATTER_SUPERVISOR] = 1u << LNET_POOL_RULE_SUPERVISOR,
  [LNET_POOL_MATTER_UNWANTED] = 1u << LNET_POOL_RULE_UNWANTED,
  [LNET_POOL_MATTER_BEFORE] = 1u << LNET_POOL_RULE_PARTNERS_BEFORE,
  [LNET_POOL_MATTER_LANGUAGE] = 1u << LNET_POOL_RULE_LANGUAGE | 1u << LNET_POOL_RULE_LANGUAGE_UNKNOWN,
  [LNET_POOL_MATTER_TIME] = 1u << LNET_POOL_RULE_SLOT | 1u << LNET_POOL_RULE_SLOTS_UNKNOWN,
};

const char *
lnet_pool_matter_get_key (LnetPoolMatter matter)
{
  return matter_keys[matter];
}

const char *
lnet_left_out_reason_get_key (LnetLeftOutReason reason)
{
  return reason_keys[reason];
}

/* Those whom nothing but the rules keeps from being somebody's partner. */
static GArray *
list_free_members (const LnetPool *pool)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 m = 0; m < lnet_pool_get_n (pool); m++)
    if (lnet_pool_find_lock (pool, m) == NULL)
      g_array_append_val (members, m);
  return members;
}

static void
count_rules (LnetLeftOut *self,
             guint        rules)
{
  self->n_others++;
  self->n_allowed += rules == 0;
  for (guint matter = 1; matter < LNET_POOL_N_MATTERS; matter++)
    {
      self->n_kept[matter] += (rules & rules_of[matter]) != 0;
      self->n_only[matter] += rules != 0 && (rules & ~rules_of[matter]) == 0;
    }
}

/* What keeps most from them; the weightier one among equals. */
static LnetPoolMatter
find_matter (const LnetLeftOut *self)
{
  LnetPoolMatter most = LNET_POOL_MATTER_NONE;

  for (guint matter = 1; matter < LNET_POOL_N_MATTERS; matter++)
    if (self->n_kept[matter] > self->n_kept[most])
      most = matter;
  return most;
}

static gboolean
is_unsaid (const LnetPoolMember *member,
           LnetPoolMatter        matter)
{
  if (matter == LNET_POOL_MATTER_LANGUAGE)
    return member->person.languages == NULL || member->person.languages[0] == NULL;
  return matter == LNET_POOL_MATTER_TIME && (member->person.slots == NULL || member->person.slots[0] == '\0');
}

static LnetLeftOutReason
find_reason (const LnetLeftOut *self)
{
  if (self->n_others == 0)
    return LNET_LEFT_OUT_ALONE;
  return self->n_allowed == 0 ? LNET_LEFT_OUT_RULES : LNET_LEFT_OUT_NEEDED;
}

static void
explain (GArray         *left_out,
         const LnetPool *pool,
         const GArray   *members,
         guint32         member)
{
  LnetLeftOut left = { .member = member };

  for (guint i = 0; i < members->len; i++)
    {
      guint32 other = g_array_index (members, guint32, i);

      if (other != member)
        count_rules (&left, lnet_pool_get_rules (pool, member, other));
    }
  left.matter = find_matter (&left);
  left.unsaid = is_unsaid (lnet_pool_get_member (pool, member), left.matter);
  left.reason = find_reason (&left);
  g_array_append_val (left_out, left);
}

/* If one alone of those whom the rules allow somebody is left, it is because their number is odd. */
static void
find_odd_one (GArray *left_out)
{
  LnetLeftOut *odd = NULL;
  guint n = 0;

  for (guint i = 0; i < left_out->len; i++)
    if (g_array_index (left_out, LnetLeftOut, i).reason == LNET_LEFT_OUT_NEEDED)
      {
        odd = &g_array_index (left_out, LnetLeftOut, i);
        n++;
      }
  if (n == 1)
    odd->reason = LNET_LEFT_OUT_ODD;
}

static LnetPoolHelp
weigh_help (const GArray   *left_out,
            const LnetPool *pool,
            LnetPoolMatter  matter)
{
  LnetPoolHelp help = { .matter = matter };

  for (guint i = 0; i < left_out->len; i++)
    {
      const LnetLeftOut *left = &g_array_index (left_out, LnetLeftOut, i);
      gboolean from_all = left->n_others > 0 && left->n_kept[matter] == left->n_others;

      help.n_kept += from_all;
      help.n_unsaid += from_all && is_unsaid (lnet_pool_get_member (pool, left->member), matter);
      help.n_opened += left->n_allowed == 0 && left->n_only[matter] > 0;
    }
  return help;
}

static int
compare_help (gconstpointer a,
              gconstpointer b)
{
  const LnetPoolHelp *x = a, *y = b;

  if (x->n_opened != y->n_opened)
    return x->n_opened > y->n_opened ? -1 : 1;
  if (x->n_kept != y->n_kept)
    return x->n_kept > y->n_kept ? -1 : 1;
  return (x->matter > y->matter) - (x->matter < y->matter);
}

void
lnet_proposal_explain_left_out (LnetProposal   *self,
                                const LnetPool *pool)
{
  g_autoptr (GArray) members = list_free_members (pool);

  self->left_out = g_array_new (FALSE, FALSE, sizeof (LnetLeftOut));
  self->help = g_array_new (FALSE, FALSE, sizeof (LnetPoolHelp));
  for (guint32 m = 0; m < self->n; m++)
    if (self->pair_of[m] == G_MAXUINT32)
      explain (self->left_out, pool, members, m);
  find_odd_one (self->left_out);
  for (LnetPoolMatter matter = LNET_POOL_MATTER_SUPERVISOR; matter < LNET_POOL_N_MATTERS; matter++)
    {
      LnetPoolHelp help = weigh_help (self->left_out, pool, matter);

      if (help.n_opened > 0 || help.n_kept > 0)
        g_array_append_val (self->help, help);
    }
  g_array_sort (self->help, compare_help);
}
