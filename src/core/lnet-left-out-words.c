/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-proposal-words.h"

#include <glib/gi18n-lib.h>

/* --- who has no partner --- */

static char *
describe_matter (const LnetLeftOut *self,
                 const char        *name)
{
  switch (self->matter)
    {
    case LNET_POOL_MATTER_TIME:
      return g_strdup_printf (self->unsaid ? _("%s has not said which times suit.")
                                           : _("%s has no time in common with anybody else who needs a partner."),
                              name);
    case LNET_POOL_MATTER_LANGUAGE:
      return g_strdup_printf (self->unsaid ? _("For %s no language is written down.")
                                           : _("%s has no language in common with anybody else who needs a partner."),
                              name);
    case LNET_POOL_MATTER_BEFORE:
      return g_strdup_printf (_("%s was the partner of everybody else who needs one, not long ago."), name);
    case LNET_POOL_MATTER_UNWANTED:
      return g_strdup_printf (_("%s would rather not work with those who need a partner, or they would rather not."), name);
    case LNET_POOL_MATTER_SUPERVISOR:
      return g_strdup_printf (_("%s supervises everybody else who needs a partner, or is supervised by them."), name);
    case LNET_POOL_MATTER_NONE:
    default:
      g_return_val_if_reached (NULL);
    }
}

static char *
describe_kept (LnetPoolMatter matter,
               guint          n)
{
  switch (matter)
    {
    case LNET_POOL_MATTER_SUPERVISOR:
      /* Translators: %u is a number of people who cannot be somebody's partner; several of these stand in a row */
      return g_strdup_printf (_("one supervises the other with %u"), n);
    case LNET_POOL_MATTER_UNWANTED:
      return g_strdup_printf (_("one would rather not with %u"), n);
    case LNET_POOL_MATTER_BEFORE:
      return g_strdup_printf (_("partners not long ago with %u"), n);
    case LNET_POOL_MATTER_LANGUAGE:
      return g_strdup_printf (_("no language in common with %u"), n);
    case LNET_POOL_MATTER_TIME:
      return g_strdup_printf (_("no time in common with %u"), n);
    case LNET_POOL_MATTER_NONE:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* When no one thing keeps everybody from them. */
static char *
describe_matters (const LnetLeftOut *self,
                  const char        *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  g_autofree char *all = NULL;

  for (LnetPoolMatter matter = LNET_POOL_MATTER_SUPERVISOR; matter < LNET_POOL_N_MATTERS; matter++)
    if (self->n_kept[matter] > 0)
      g_strv_builder_take (builder, describe_kept (matter, self->n_kept[matter]));
  parts = g_strv_builder_end (builder);
  all = g_strjoinv (", ", parts);
  /* Translators: a name, a number of people, and why none of them can be a partner: “no time in common with 9” */
  return g_strdup_printf (ngettext ("%s cannot work with the %u other who needs a partner: %s.",
                                    "%s can work with none of the %u others who need a partner: %s.",
                                    self->n_others),
                          name, self->n_others, all);
}

char *
lnet_left_out_describe (const LnetLeftOut *self,
                        const LnetPool    *pool)
{
  const char *name = lnet_pool_get_member (pool, self->member)->person.name;

  switch (self->reason)
    {
    case LNET_LEFT_OUT_ALONE:
      return g_strdup_printf (_("%s waits, as everybody else stays with the partners they have."), name);
    case LNET_LEFT_OUT_RULES:
      return self->n_kept[self->matter] == self->n_others ? describe_matter (self, name)
                                                          : describe_matters (self, name);
    case LNET_LEFT_OUT_ODD:
      return g_strdup_printf (lnet_pool_get_odd (pool) == LNET_POOL_ODD_WAITS
                                ? _("%s waits, as the number is odd.")
                                : _("%s waits: the number is odd, and no three can work together without taking others’ "
                                    "partners."),
                              name);
    case LNET_LEFT_OUT_NEEDED:
      return g_strdup_printf (ngettext ("%s could work with %u other, whom somebody else needs more or fits better.",
                                        "%s could work with %u others, whom somebody else needs more or fits better.",
                                        self->n_allowed),
                              name, self->n_allowed);
    default:
      g_return_val_if_reached (NULL);
    }
}

/* --- what would help --- */

/* How many have nobody because of it. */
static char *
describe_none (LnetPoolMatter matter,
               guint          n,
               guint          of)
{
  switch (matter)
    {
    case LNET_POOL_MATTER_TIME:
      return g_strdup_printf (ngettext ("%u of %u has no time in common with anybody who needs a partner.",
                                        "%u of %u have no time in common with anybody who needs a partner.", n),
                              n, of);
    case LNET_POOL_MATTER_LANGUAGE:
      return g_strdup_printf (ngettext ("%u of %u has no language in common with anybody who needs a partner.",
                                        "%u of %u have no language in common with anybody who needs a partner.", n),
                              n, of);
    case LNET_POOL_MATTER_BEFORE:
      return g_strdup_printf (ngettext ("%u of %u was the partner of everybody who needs one, not long ago.",
                                        "%u of %u were partners of everybody who needs one, not long ago.", n),
                              n, of);
    case LNET_POOL_MATTER_UNWANTED:
      return g_strdup_printf (ngettext ("%u of %u would rather not work with those who need a partner, or they would "
                                        "rather not.",
                                        "%u of %u would rather not work with those who need a partner, or they would "
                                        "rather not.", n),
                              n, of);
    case LNET_POOL_MATTER_SUPERVISOR:
      return g_strdup_printf (ngettext ("%u of %u supervises everybody who needs a partner, or is supervised by them.",
                                        "%u of %u supervise everybody who needs a partner, or are supervised by them.",
                                        n),
                              n, of);
    case LNET_POOL_MATTER_NONE:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* To how many it would open somebody. */
static char *
describe_opened (LnetPoolMatter matter,
                 guint          n,
                 guint          of)
{
  switch (matter)
    {
    case LNET_POOL_MATTER_TIME:
      return g_strdup_printf (ngettext ("%u of %u could have a partner if more times suited.",
                                        "%u of %u could have partners if more times suited.", n),
                              n, of);
    case LNET_POOL_MATTER_LANGUAGE:
      return g_strdup_printf (ngettext ("%u of %u could have a partner with one more language.",
                                        "%u of %u could have partners with one more language.", n),
                              n, of);
    case LNET_POOL_MATTER_BEFORE:
      return g_strdup_printf (ngettext ("%u of %u could have a partner of an earlier round.",
                                        "%u of %u could have partners of an earlier round.", n),
                              n, of);
    case LNET_POOL_MATTER_UNWANTED:
      return g_strdup_printf (ngettext ("%u of %u could have a partner where one of the two would rather not.",
                                        "%u of %u could have partners where one of the two would rather not.", n),
                              n, of);
    case LNET_POOL_MATTER_SUPERVISOR:
      return g_strdup_printf (ngettext ("%u of %u could only work with somebody who supervises them, or whom they "
                                        "supervise.",
                                        "%u of %u could only work with those who supervise them, or whom they "
                                        "supervise.", n),
                              n, of);
    case LNET_POOL_MATTER_NONE:
    default:
      g_return_val_if_reached (NULL);
    }
}

static char *
describe_unsaid (LnetPoolMatter matter,
                 guint          n)
{
  if (matter == LNET_POOL_MATTER_TIME)
    return g_strdup_printf (ngettext ("%u of them has not said which times suit.",
                                      "%u of them have not said which times suit.", n),
                            n);
  return g_strdup_printf (ngettext ("For %u of them no language is written down.",
                                    "For %u of them no language is written down.", n),
                          n);
}

static const char *
get_advice (LnetPoolMatter matter)
{
  static const char *const advice[LNET_POOL_N_MATTERS] = {
    [LNET_POOL_MATTER_SUPERVISOR] = N_("Bring in people from other places."),
    [LNET_POOL_MATTER_UNWANTED] = N_("Talk with them."),
    [LNET_POOL_MATTER_BEFORE] = N_("Let partners come together again sooner."),
    [LNET_POOL_MATTER_LANGUAGE] = N_("Ask which others they speak, or bring in somebody who speaks theirs."),
    [LNET_POOL_MATTER_TIME] = N_("Ask for more times."),
  };

  return _(advice[matter]);
}

char *
lnet_pool_help_describe (const LnetPoolHelp *self,
                         guint               n_left_out)
{
  g_autofree char *words = self->n_kept > 0 ? describe_none (self->matter, self->n_kept, n_left_out)
                                            : describe_opened (self->matter, self->n_opened, n_left_out);
  g_autofree char *unsaid = self->n_unsaid > 0 ? describe_unsaid (self->matter, self->n_unsaid) : NULL;

  if (unsaid != NULL)
    return g_strdup_printf ("%s %s %s", words, unsaid, get_advice (self->matter));
  return g_strdup_printf ("%s %s", words, get_advice (self->matter));
}
