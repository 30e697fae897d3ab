/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cli-pair-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-proposal-words.h"

static void
print_summary (const LnetCliPair *self)
{
  guint n = self->proposal->n, n_left = n - self->proposal->n_placed;

  /* Translators: a round, and how many are in its pool */
  g_print (ngettext ("%s: %u person in the pool.\n", "%s: %u people in the pool.\n", n), self->round_name, n);
  if (n_left > 0)
    g_print (ngettext ("%u has no partner.\n", "%u have no partner.\n", n_left), n_left);
  else if (n > 0)
    g_print ("%s\n", _("Everybody has a partner."));
}

static void
print_best (const LnetCliPair      *self,
            const LnetProposedPair *pair)
{
  for (guint i = 0; i < pair->n_members; i++)
    {
      g_autofree char *given_up = lnet_proposer_describe_given_up (self->proposer, self->pool, pair, pair->members[i]);

      if (given_up != NULL)
        g_print ("    %s\n", given_up);
    }
}

static gboolean
print_alternatives (LnetCliPair    *self,
                    const guint32  *members,
                    guint           n_members,
                    GError        **error)
{
  g_autoptr (GPtrArray) found = lnet_cli_pair_find_alternatives (self, members, n_members, error);

  if (found == NULL)
    return FALSE;
  if (found->len > 0)
    g_print ("    %s\n", _("Instead:"));
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *words = lnet_alternative_describe (found->pdata[i], self->pool);

      g_print ("      %s\n", words);
    }
  return TRUE;
}

static gboolean
print_pair (LnetCliPair             *self,
            const LnetProposedPair  *pair,
            GError                 **error)
{
  g_autofree char *names = lnet_proposed_pair_dup_names (pair, self->pool);
  g_autofree char *score = lnet_proposed_pair_describe_score (pair, self->pool);
  g_auto (GStrv) sentences = lnet_proposed_pair_describe (pair, self->pool, lnet_cli_pair_label);

  g_print ("  %s\n", names);
  for (guint i = 0; sentences[i] != NULL; i++)
    g_print ("    %s\n", sentences[i]);
  g_print ("    %s\n", score);
  print_best (self, pair);
  return pair->locked || print_alternatives (self, pair->members, pair->n_members, error);
}

/* Pairs of one kind, below a heading. */
static gboolean
print_pairs (LnetCliPair  *self,
             const char   *heading,
             gboolean      locked,
             GError      **error)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < self->proposal->pairs->len; i++)
    {
      const LnetProposedPair *pair = &g_array_index (self->proposal->pairs, LnetProposedPair, i);

      if (pair->exists || pair->locked != locked)
        continue;
      if (!begun)
        g_print ("\n%s\n", heading);
      begun = TRUE;
      if (!print_pair (self, pair, error))
        return FALSE;
    }
  return TRUE;
}

static void
print_existing (const LnetCliPair *self)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < self->proposal->pairs->len; i++)
    {
      const LnetProposedPair *pair = &g_array_index (self->proposal->pairs, LnetProposedPair, i);
      g_autofree char *names = lnet_proposed_pair_dup_names (pair, self->pool);

      if (!pair->exists)
        continue;
      if (!begun)
        g_print ("\n%s\n", _("Partners already"));
      begun = TRUE;
      g_print ("  %s\n", names);
    }
}

static gboolean
print_left_out (LnetCliPair  *self,
                GError      **error)
{
  const GArray *left_out = self->proposal->left_out;

  if (left_out->len > 0)
    g_print ("\n%s\n", _("Without a partner"));
  for (guint i = 0; i < left_out->len; i++)
    {
      const LnetLeftOut *left = &g_array_index (left_out, LnetLeftOut, i);
      g_autofree char *words = lnet_left_out_describe (left, self->pool);

      g_print ("  %s\n", words);
      if (!print_alternatives (self, &left->member, 1, error))
        return FALSE;
    }
  return TRUE;
}

static void
print_help (const LnetCliPair *self)
{
  const GArray *help = self->proposal->help;

  if (help->len > 0)
    g_print ("\n%s\n", _("What would help"));
  for (guint i = 0; i < help->len; i++)
    {
      g_autofree char *words = lnet_pool_help_describe (&g_array_index (help, LnetPoolHelp, i),
                                                        self->proposal->left_out->len);

      g_print ("  %s\n", words);
    }
}

gboolean
lnet_cli_pair_print (LnetCliPair  *self,
                     GError      **error)
{
  print_summary (self);
  print_existing (self);
  if (!print_pairs (self, _("Kept together"), TRUE, error) || !print_pairs (self, _("Proposed"), FALSE, error)
      || !print_left_out (self, error))
    return FALSE;
  print_help (self);
  if (self->proposal->n > LNET_CLI_PAIR_ALTERNATIVES_PEOPLE && self->asked->len == 0)
    /* Translators: --alternatives and MEMBER are typed; say MEMBER as where options are described */
    g_print (_("\nWhat could be done instead is said in pools of up to %d people, and with --alternatives MEMBER.\n"),
             LNET_CLI_PAIR_ALTERNATIVES_PEOPLE);
  g_print ("\n%s\n", _("This is a proposal: nothing was written."));
  return TRUE;
}
