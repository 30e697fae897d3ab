/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cli-pair-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-coaching.h"
#include "lnet-day.h"
#include "lnet-error.h"
#include "lnet-name.h"
#include "lnet-pool-read.h"
#include "lnet-reference.h"

typedef struct
{
  char *round;
  char *weights;
  char **locks;
  char **alternatives;
  char *odd;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->round);
  g_free (options->weights);
  g_strfreev (options->locks);
  g_strfreev (options->alternatives);
  g_free (options->odd);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
pair_clear (LnetCliPair *self)
{
  g_clear_pointer (&self->proposal, lnet_proposal_free);
  g_clear_pointer (&self->proposer, lnet_proposer_free);
  g_clear_pointer (&self->pool, lnet_pool_free);
  g_clear_pointer (&self->round_name, g_free);
  g_clear_pointer (&self->asked, g_array_unref);
}

typedef LnetCliPair PairHolder;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PairHolder, pair_clear)

const char *
lnet_cli_pair_label (LnetPairingKind kind,
                     const char     *key)
{
  if (kind == LNET_PAIRING_LANGUAGE)
    return lnet_reference_get_label (LNET_REFERENCE_LANGUAGE, key);
  return kind == LNET_PAIRING_SLOT ? lnet_reference_get_label (LNET_REFERENCE_SLOT, key) : key;
}

/* Without names it is about everybody, unless that would take too long. */
static gboolean
is_asked_about (const LnetCliPair *self,
                const guint32     *members,
                guint              n_members)
{
  for (guint i = 0; i < self->asked->len; i++)
    for (guint k = 0; k < n_members; k++)
      if (g_array_index (self->asked, guint32, i) == members[k])
        return TRUE;
  return self->asked->len == 0 && self->proposal->n <= LNET_CLI_PAIR_ALTERNATIVES_PEOPLE;
}

GPtrArray *
lnet_cli_pair_find_alternatives (LnetCliPair    *self,
                                 const guint32  *members,
                                 guint           n_members,
                                 GError        **error)
{
  if (!is_asked_about (self, members, n_members))
    return g_ptr_array_new ();
  return lnet_proposer_find_alternatives (self->proposer, self->proposal, members, n_members,
                                          LNET_CLI_PAIR_ALTERNATIVES, NULL, error);
}

static void
set_error (GError    **error,
           LnetError   code,
           char       *message)
{
  g_set_error_literal (error, LNET_ERROR, (gint) code, message);
  g_free (message);
}

/* --- what it is called with --- */

static char *
list_criteria (void)
{
  const char *keys[LNET_N_CRITERIA + 1] = { NULL };

  for (LnetCriterion c = 0; c < LNET_N_CRITERIA; c++)
    keys[c] = lnet_criterion_get_key (c);
  return g_strjoinv (", ", (char **) keys);
}

/* "wish=3". Returns: what is wrong with it */
static char *
set_weight (LnetPool   *pool,
            const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, "=", 2);
  LnetCriterion criterion;
  guint64 weight;

  if (parts[0] == NULL || !lnet_criterion_from_key (parts[0], &criterion))
    {
      g_autofree char *keys = list_criteria ();

      return g_strdup_printf (_("There is no criterion “%s”. The criteria are %s."), parts[0] == NULL ? "" : parts[0],
                              keys);
    }
  if (parts[1] == NULL
      || !g_ascii_string_to_unsigned (parts[1], 10, 0, LNET_CRITERION_MAX_WEIGHT, &weight, NULL))
    return g_strdup_printf (_("A weight is a number from 0 to %d: “%s=3”, not “%s”."), LNET_CRITERION_MAX_WEIGHT,
                            parts[0], word);
  lnet_pool_set_weight (pool, criterion, (int) weight);
  return NULL;
}

static char *
set_weights (LnetPool      *pool,
             const Options *options)
{
  g_auto (GStrv) words = g_strsplit (options->weights != NULL ? options->weights : "", ",", -1);
  char *problem = NULL;

  for (guint i = 0; problem == NULL && words[i] != NULL; i++)
    problem = set_weight (pool, g_strstrip (words[i]));
  return problem;
}

static char *
set_odd (LnetPool      *pool,
         const Options *options)
{
  if (options->odd == NULL)
    return NULL;
  if (!g_str_equal (options->odd, "triad") && !g_str_equal (options->odd, "wait"))
    return g_strdup_printf (_("--odd is triad or wait, not “%s”."), options->odd);
  lnet_pool_set_odd (pool, options->odd[0] == 'w' ? LNET_POOL_ODD_WAITS : LNET_POOL_ODD_TRIAD);
  return NULL;
}

/* --- which round --- */

static char *
list_rounds (GPtrArray *rounds)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < rounds->len; i++)
    g_strv_builder_add (names, ((LnetCoachingRound *) rounds->pdata[i])->name);
  all = g_strv_builder_end (names);
  return g_strjoinv (", ", all);
}

static gboolean
is_round (const LnetCoachingRound *round,
          const char              *word)
{
  LnetId id;

  return lnet_id_from_string (word, &id) ? lnet_id_equal (&id, &round->id)
                                         : round->name != NULL && lnet_name_equal (round->name, word);
}

static gboolean
find_round (LnetCliPair  *self,
            GPtrArray    *rounds,
            const char   *word,
            GError      **error)
{
  const LnetCoachingRound *found = NULL;
  g_autofree char *names = NULL;

  for (guint i = 0; i < rounds->len; i++)
    {
      const LnetCoachingRound *round = rounds->pdata[i];

      if (word != NULL && !is_round (round, word))
        continue;
      if (found != NULL && word != NULL)
        {
          set_error (error, LNET_ERROR_INVALID,
                     g_strdup_printf (_("More than one round is called “%s”. Name it by its ID."), word));
          return FALSE;
        }
      found = found != NULL ? found : round;
    }
  if (found != NULL)
    {
      self->round = found->id;
      self->round_name = g_strdup (found->name != NULL ? found->name : "");
      return TRUE;
    }
  names = list_rounds (rounds);
  set_error (error, LNET_ERROR_NOT_FOUND,
             rounds->len == 0 ? g_strdup (_("This network has no coaching round yet."))
                              : g_strdup_printf (_("There is no round “%s”. There are: %s."), word, names));
  return FALSE;
}

/* --- who stays together --- */

static gboolean
is_called (const char *name,
           const char *folded)
{
  g_autofree char *in_pool = lnet_name_fold (name);
  g_autofree char *padded = g_strconcat (" ", in_pool, NULL);
  g_autofree char *word = g_strconcat (" ", folded, NULL);

  return strstr (padded, word) != NULL;
}

/* One of the pool by their ID, their name, or the beginning of a part of it that nobody else has. */
static gboolean
find_member (const LnetCliPair  *self,
             const char         *word,
             guint32            *member,
             GError            **error)
{
  g_autofree char *folded = lnet_name_fold (word);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  g_autofree char *list = NULL;
  guint n_exact = 0, n_found = 0;
  guint32 exact = 0;
  LnetId id;

  if (lnet_id_from_string (word, &id) && lnet_pool_find (self->pool, &id, member))
    return TRUE;
  for (guint32 m = 0; folded[0] != '\0' && m < lnet_pool_get_n (self->pool); m++)
    {
      const char *name = lnet_pool_get_member (self->pool, m)->person.name;

      if (!is_called (name, folded))
        continue;
      if (lnet_name_equal (name, word) && n_exact++ == 0)
        exact = m;
      if (n_found++ == 0)
        *member = m;
      g_strv_builder_add (names, name);
    }
  if (n_exact == 1)
    *member = exact;
  if (n_exact == 1 || n_found == 1)
    return TRUE;
  all = g_strv_builder_end (names);
  list = g_strjoinv (", ", all);
  set_error (error, LNET_ERROR_NOT_FOUND,
             n_found == 0 ? g_strdup_printf (_("Nobody in the pool is called “%s”."), word)
                          : g_strdup_printf (_("“%s” may be any of these: %s. Write more of the name, or the ID."), word,
                                             list));
  return FALSE;
}

/* A supervisor with whom they supervise is refused, and so is what is no pair; all else those who lock it may know
 * better, and the pair says of it. */
static gboolean
check_lock (const LnetCliPair  *self,
            const guint32      *members,
            guint               n_members,
            GError            **error)
{
  LnetPairingMember persons[LNET_PAIR_MEMBERS_MOST];
  g_autoptr (GPtrArray) remarks = NULL;

  for (guint i = 0; i < n_members; i++)
    {
      persons[i] = lnet_pool_get_member (self->pool, members[i])->person;
      if (lnet_pool_find_lock (self->pool, members[i]) == NULL)
        continue;
      set_error (error, LNET_ERROR_INVALID,
                 g_strdup_printf (lnet_pool_find_lock (self->pool, members[i])->exists
                                    ? _("%s has a partner in this round already.")
                                    : _("%s is in two locks. They can be in one."),
                                  persons[i].name));
      return FALSE;
    }
  remarks = lnet_pairing_check (persons, n_members);
  if (lnet_pairing_allows (remarks))
    return TRUE;
  set_error (error, LNET_ERROR_INVALID, lnet_pairing_remark_describe (remarks->pdata[0], persons, n_members, NULL));
  return FALSE;
}

static gboolean
lock (LnetCliPair  *self,
      const char   *text,
      GError      **error)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  guint32 members[LNET_PAIR_MEMBERS_MOST];
  guint n_members = g_strv_length (words);

  for (guint i = 0; i < n_members; i++)
    if (!find_member (self, g_strstrip (words[i]), &members[i], error))
      return FALSE;
  return check_lock (self, members, n_members, error) && lnet_pool_lock (self->pool, members, n_members);
}

static char *
check_locks (const Options *options)
{
  for (guint i = 0; options->locks != NULL && options->locks[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (options->locks[i], ",", -1);
      guint n = g_strv_length (words);

      if (n < LNET_PAIR_MEMBERS_LEAST || n > LNET_PAIR_MEMBERS_MOST)
        return g_strdup_printf (_("--lock takes two or three members with commas between: “Ana Begay,Ben Ortiz”, not “%s”."),
                                options->locks[i]);
    }
  return NULL;
}

/* --- proposing --- */

static gboolean
read_pool (LnetCliPair    *self,
           LnetReader     *reader,
           const Options  *options,
           GError        **error)
{
  g_autofree char *today = lnet_day_today ();
  g_autoptr (LnetCoaching) coaching = lnet_coaching_read (reader, NULL, today, error);

  if (coaching == NULL || !find_round (self, coaching->rounds, options->round, error))
    return FALSE;
  self->pool = lnet_pool_read (reader, &self->round, today, error);
  return self->pool != NULL;
}

static gboolean
find_asked (LnetCliPair    *self,
            const Options  *options,
            GError        **error)
{
  self->asked = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; options->alternatives != NULL && options->alternatives[i] != NULL; i++)
    {
      guint32 member;

      if (!find_member (self, options->alternatives[i], &member, error))
        return FALSE;
      g_array_append_val (self->asked, member);
    }
  return TRUE;
}

static gboolean
propose (LnetCliPair    *self,
         const Options  *options,
         GError        **error)
{
  if (!find_asked (self, options, error))
    return FALSE;
  for (guint i = 0; options->locks != NULL && options->locks[i] != NULL; i++)
    if (!lock (self, options->locks[i], error))
      return FALSE;
  self->proposer = lnet_proposer_new (self->pool, NULL, error);
  if (self->proposer == NULL)
    return FALSE;
  self->proposal = lnet_proposer_solve (self->proposer, NULL, error);
  return self->proposal != NULL && lnet_proposer_find_best_partners (self->proposer, NULL, error);
}

static int
pair (LnetCli       *cli,
      LnetReader    *reader,
      const Options *options)
{
  g_auto (PairHolder) self = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = check_locks (options);

  if (problem == NULL && !read_pool (&self, reader, options, &error))
    return lnet_cli_fail (cli, error);
  if (problem == NULL)
    problem = set_weights (self.pool, options);
  if (problem == NULL)
    problem = set_odd (self.pool, options);
  if (problem != NULL)
    return lnet_cli_usage (cli, problem);
  if (!propose (&self, options, &error)
      || !(cli->json ? lnet_cli_pair_print_json (&self, &error) : lnet_cli_pair_print (&self, &error)))
    return lnet_cli_fail (cli, error);
  return LNET_CLI_DONE;
}

int
lnet_cli_pair (LnetCli *cli)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "round", 'r', 0, G_OPTION_ARG_STRING, &options.round, N_("Which round, by its name or ID; else the newest"),
      N_("ROUND") },
    { "weights", 'w', 0, G_OPTION_ARG_STRING, &options.weights,
      N_("What counts how much, 0 to 10, such as wish=5,role=0; else as the round says"), N_("KEY=N,…") },
    { "lock", 'l', 0, G_OPTION_ARG_STRING_ARRAY, &options.locks,
      N_("Keep two or three together; may be given again"), N_("A,B") },
    { "alternatives", 'a', 0, G_OPTION_ARG_STRING_ARRAY, &options.alternatives,
      N_("Say what could be done instead only with this member, in a pool of any size; may be given again"),
      N_("MEMBER") },
    { "odd", 0, 0, G_OPTION_ARG_STRING, &options.odd,
      N_("What becomes of an odd one out: three work together, or one waits; else as the round says"), "triad|wait" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (LnetStore) store = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!lnet_cli_parse (cli, entries, 1))
    return LNET_CLI_USAGE;
  store = lnet_store_open (cli->args[1], &error);
  if (store == NULL)
    return lnet_cli_fail (cli, error);
  status = pair (cli, lnet_store_get_reader (store), &options);
  lnet_store_close (store);
  return status;
}
