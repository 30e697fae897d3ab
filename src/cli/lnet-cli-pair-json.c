/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cli-pair-private.h"

#include "lnet-proposal-words.h"

static void
begin_array (JsonBuilder *builder,
             const char  *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
}

static void
add_boolean (JsonBuilder *builder,
             const char  *name,
             gboolean     value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/* The beginning of an object about somebody. */
static void
add_member (const LnetCliPair *self,
            JsonBuilder       *builder,
            guint32            member)
{
  const LnetPairingMember *person = &lnet_pool_get_member (self->pool, member)->person;
  g_autofree char *id = lnet_id_to_string (&person->member);

  lnet_cli_add_text (builder, "id", id);
  lnet_cli_add_text (builder, "name", person->name);
}

static void
add_members (const LnetCliPair *self,
             JsonBuilder       *builder,
             const char        *name,
             const guint32     *members,
             guint              n_members)
{
  begin_array (builder, name);
  for (guint i = 0; i < n_members; i++)
    {
      json_builder_begin_object (builder);
      add_member (self, builder, members[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_scores (JsonBuilder            *builder,
            const LnetProposedPair *pair)
{
  lnet_cli_add_integer (builder, "score", pair->score);
  json_builder_set_member_name (builder, "by_criterion");
  json_builder_begin_object (builder);
  for (LnetCriterion c = 0; c < LNET_N_CRITERIA; c++)
    lnet_cli_add_integer (builder, lnet_criterion_get_key (c), pair->by_criterion[c]);
  json_builder_end_object (builder);
}

static void
add_alternative (const LnetCliPair     *self,
                 JsonBuilder           *builder,
                 const LnetAlternative *alternative)
{
  json_builder_begin_object (builder);
  add_members (self, builder, "members", alternative->pair.members, alternative->pair.n_members);
  add_scores (builder, &alternative->pair);
  lnet_cli_add_integer (builder, "fewer", alternative->fewer);
  lnet_cli_add_integer (builder, "cost", alternative->cost);
  begin_array (builder, "moved");
  for (guint i = 0; i < alternative->moved->len; i++)
    {
      const LnetProposedPair *pair = &g_array_index (alternative->moved, LnetProposedPair, i);

      json_builder_begin_object (builder);
      add_members (self, builder, "members", pair->members, pair->n_members);
      add_scores (builder, pair);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  add_members (self, builder, "left_out", (const guint32 *) alternative->left_out->data, alternative->left_out->len);
  json_builder_end_object (builder);
}

static gboolean
add_alternatives (LnetCliPair    *self,
                  JsonBuilder    *builder,
                  const guint32  *members,
                  guint           n_members,
                  GError        **error)
{
  g_autoptr (GPtrArray) found = lnet_cli_pair_find_alternatives (self, members, n_members, error);

  if (found == NULL)
    return FALSE;
  begin_array (builder, "alternatives");
  for (guint i = 0; i < found->len; i++)
    add_alternative (self, builder, found->pdata[i]);
  json_builder_end_array (builder);
  return TRUE;
}

/* Somebody of a pair, and what they would have had. */
static void
add_partner (const LnetCliPair      *self,
             JsonBuilder            *builder,
             const LnetProposedPair *pair,
             guint32                 member)
{
  int share = lnet_proposed_pair_get_share (pair, self->pool, member);
  guint32 best = member;
  int best_score = lnet_proposer_find_best_partner (self->proposer, member, &best);

  json_builder_begin_object (builder);
  add_member (self, builder, member);
  lnet_cli_add_integer (builder, "share", share);
  lnet_cli_add_integer (builder, "gives_up", MAX (best_score - share, 0));
  if (best_score >= 0)
    {
      json_builder_set_member_name (builder, "best");
      json_builder_begin_object (builder);
      add_member (self, builder, best);
      lnet_cli_add_integer (builder, "score", best_score);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static gboolean
add_pair (LnetCliPair             *self,
          JsonBuilder             *builder,
          const LnetProposedPair  *pair,
          GError                 **error)
{
  g_auto (GStrv) reasons = lnet_proposed_pair_describe (pair, self->pool, lnet_cli_pair_label);
  gboolean done;

  json_builder_begin_object (builder);
  begin_array (builder, "members");
  for (guint i = 0; i < pair->n_members; i++)
    add_partner (self, builder, pair, pair->members[i]);
  json_builder_end_array (builder);
  add_boolean (builder, "locked", pair->locked);
  add_boolean (builder, "exists", pair->exists);
  add_scores (builder, pair);
  begin_array (builder, "reasons");
  for (guint i = 0; reasons[i] != NULL; i++)
    json_builder_add_string_value (builder, reasons[i]);
  json_builder_end_array (builder);
  done = add_alternatives (self, builder, pair->members, pair->n_members, error);
  json_builder_end_object (builder);
  return done;
}

static void
add_matters (JsonBuilder *builder,
             const char  *name,
             const guint *counts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  for (LnetPoolMatter matter = LNET_POOL_MATTER_SUPERVISOR; matter < LNET_POOL_N_MATTERS; matter++)
    if (counts[matter] > 0)
      lnet_cli_add_integer (builder, lnet_pool_matter_get_key (matter), counts[matter]);
  json_builder_end_object (builder);
}

static gboolean
add_left_out (LnetCliPair        *self,
              JsonBuilder        *builder,
              const LnetLeftOut  *left,
              GError            **error)
{
  g_autofree char *words = lnet_left_out_describe (left, self->pool);
  gboolean done;

  json_builder_begin_object (builder);
  add_member (self, builder, left->member);
  lnet_cli_add_text (builder, "reason", lnet_left_out_reason_get_key (left->reason));
  lnet_cli_add_text (builder, "matter", lnet_pool_matter_get_key (left->matter));
  add_boolean (builder, "unsaid", left->unsaid);
  lnet_cli_add_integer (builder, "others", left->n_others);
  lnet_cli_add_integer (builder, "allowed", left->n_allowed);
  add_matters (builder, "kept", left->n_kept);
  add_matters (builder, "only", left->n_only);
  lnet_cli_add_text (builder, "words", words);
  done = add_alternatives (self, builder, &left->member, 1, error);
  json_builder_end_object (builder);
  return done;
}

static void
add_help (const LnetCliPair  *self,
          JsonBuilder        *builder,
          const LnetPoolHelp *help)
{
  g_autofree char *words = lnet_pool_help_describe (help, self->proposal->left_out->len);

  json_builder_begin_object (builder);
  lnet_cli_add_text (builder, "matter", lnet_pool_matter_get_key (help->matter));
  lnet_cli_add_integer (builder, "kept", help->n_kept);
  lnet_cli_add_integer (builder, "unsaid", help->n_unsaid);
  lnet_cli_add_integer (builder, "opened", help->n_opened);
  lnet_cli_add_text (builder, "words", words);
  json_builder_end_object (builder);
}

static void
add_round (const LnetCliPair *self,
           JsonBuilder       *builder)
{
  g_autofree char *id = lnet_id_to_string (&self->round);

  json_builder_set_member_name (builder, "round");
  json_builder_begin_object (builder);
  lnet_cli_add_text (builder, "id", id);
  lnet_cli_add_text (builder, "name", self->round_name);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "weights");
  json_builder_begin_object (builder);
  for (LnetCriterion c = 0; c < LNET_N_CRITERIA; c++)
    lnet_cli_add_integer (builder, lnet_criterion_get_key (c), lnet_pool_get_weight (self->pool, c));
  json_builder_end_object (builder);
  lnet_cli_add_text (builder, "odd", lnet_pool_get_odd (self->pool) == LNET_POOL_ODD_WAITS ? "wait" : "triad");
  lnet_cli_add_integer (builder, "no_repeat", lnet_pool_get_no_repeat (self->pool));
  lnet_cli_add_integer (builder, "people", self->proposal->n);
  lnet_cli_add_integer (builder, "placed", self->proposal->n_placed);
  lnet_cli_add_integer (builder, "score", self->proposal->score);
}

static gboolean
add_lists (LnetCliPair  *self,
           JsonBuilder  *builder,
           GError      **error)
{
  const LnetProposal *proposal = self->proposal;
  gboolean done = TRUE;

  begin_array (builder, "pairs");
  for (guint i = 0; done && i < proposal->pairs->len; i++)
    done = add_pair (self, builder, &g_array_index (proposal->pairs, LnetProposedPair, i), error);
  json_builder_end_array (builder);
  begin_array (builder, "left_out");
  for (guint i = 0; done && i < proposal->left_out->len; i++)
    done = add_left_out (self, builder, &g_array_index (proposal->left_out, LnetLeftOut, i), error);
  json_builder_end_array (builder);
  begin_array (builder, "help");
  for (guint i = 0; i < proposal->help->len; i++)
    add_help (self, builder, &g_array_index (proposal->help, LnetPoolHelp, i));
  json_builder_end_array (builder);
  return done;
}

gboolean
lnet_cli_pair_print_json (LnetCliPair  *self,
                          GError      **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gboolean done;

  json_builder_begin_object (builder);
  add_round (self, builder);
  done = add_lists (self, builder, error);
  json_builder_end_object (builder);
  if (done)
    lnet_cli_print_json (builder);
  return done;
}
