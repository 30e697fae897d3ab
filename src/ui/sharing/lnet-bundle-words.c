/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-bundle-words.h"

#include <glib/gi18n-lib.h>

/* Fewer letters can be tried out by a computer, however long one try is made to take. */
#define SHORT_BELOW 8
#define GOOD_FROM 16

/* Whoever repeats "aaaa…" has a long passphrase of one letter. */
#define GOOD_DIFFERENT 8

/* What people know by name, and would ask about: in this order. */
static const LnetTable named[] = {
  LNET_TABLE_MEMBER, LNET_TABLE_ORGANIZATION,  LNET_TABLE_ENROLMENT,    LNET_TABLE_ATTENDANCE,
  LNET_TABLE_PAIR,   LNET_TABLE_COACHING_NOTE, LNET_TABLE_CONTRIBUTION, LNET_TABLE_PASSAGE,
  LNET_TABLE_MESSAGE_RECIPIENT,
};

static char *
dup_named (LnetTable table,
           gulong    n)
{
  switch (table)
    {
    case LNET_TABLE_MEMBER:
      return g_strdup_printf (ngettext ("%'lu member", "%'lu members", n), n);
    case LNET_TABLE_ORGANIZATION:
      return g_strdup_printf (ngettext ("%'lu organization", "%'lu organizations", n), n);
    case LNET_TABLE_ENROLMENT:
      return g_strdup_printf (ngettext ("%'lu enrolment", "%'lu enrolments", n), n);
    case LNET_TABLE_ATTENDANCE:
      return g_strdup_printf (ngettext ("%'lu roll entry", "%'lu roll entries", n), n);
    case LNET_TABLE_PAIR:
      return g_strdup_printf (ngettext ("%'lu coaching pair", "%'lu coaching pairs", n), n);
    case LNET_TABLE_COACHING_NOTE:
      return g_strdup_printf (ngettext ("%'lu coaching note", "%'lu coaching notes", n), n);
    case LNET_TABLE_CONTRIBUTION:
      return g_strdup_printf (ngettext ("%'lu contribution", "%'lu contributions", n), n);
    case LNET_TABLE_PASSAGE:
      return g_strdup_printf (ngettext ("%'lu passage of the vision", "%'lu passages of the vision", n), n);
    case LNET_TABLE_MESSAGE_RECIPIENT:
      return g_strdup_printf (ngettext ("%'lu message", "%'lu messages", n), n);
    default:
      g_return_val_if_reached (NULL);
    }
}

/* @n is for what there is 0 of. @words: (transfer full) */
static void
add (GString    *text,
     const char *between,
     guint64     n,
     char       *words)
{
  if (n > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? between : "", words);
  g_free (words);
}

/* As many as a format can say. */
static gulong
shown (guint64 n)
{
  return (gulong) MIN (n, G_MAXLONG);
}

char *
lnet_bundle_dup_contents (const LnetBundleSummary *summary)
{
  GString *text = g_string_new (NULL);
  /* Translators: between the things in a list, as in "14 members, 3 messages" */
  const char *comma = _(", ");
  gulong n = shown (summary->n_contents);

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    add (text, comma, summary->n_rows[named[i]], dup_named (named[i], shown (summary->n_rows[named[i]])));
  add (text, comma, n, g_strdup_printf (ngettext ("%'lu picture or file", "%'lu pictures and files", n), n));
  return g_string_free (text, text->len == 0);
}

char *
lnet_bundle_dup_changes (guint64 n)
{
  return g_strdup_printf (ngettext ("%'lu change", "%'lu changes", shown (n)), shown (n));
}

char *
lnet_bundle_dup_taken (const LnetTakeReport *report)
{
  gulong n = shown (report->n_batches);

  if (n == 0)
    return g_strdup (_("Nothing new was taken in"));
  return g_strdup_printf (ngettext ("%'lu change taken in", "%'lu changes taken in", n), n);
}

char *
lnet_bundle_dup_rest (const LnetTakeReport *report)
{
  GString *text = g_string_new (NULL);
  gulong waiting = shown (report->n_waiting), refused = shown (report->n_refused);
  gulong unknown = shown (report->n_unknown), to_settle = shown (report->n_to_settle);

  add (text, "\n", waiting,
       g_strdup_printf (ngettext ("%'lu change waits for what was written before it.",
                                  "%'lu changes wait for what was written before them.", waiting), waiting));
  add (text, "\n", refused,
       g_strdup_printf (ngettext ("%'lu change was damaged, or not written by its desk: it was left out.",
                                  "%'lu changes were damaged, or not written by their desks: they were left out.",
                                  refused), refused));
  add (text, "\n", unknown,
       g_strdup_printf (ngettext ("%'lu detail is kept for a newer version of this program.",
                                  "%'lu details are kept for a newer version of this program.", unknown), unknown));
  add (text, "\n", to_settle,
       g_strdup_printf (ngettext ("%'lu is to settle: it was written on two desks at the same time.",
                                  "%'lu are to settle: they were written on two desks at the same time.", to_settle),
                        to_settle));
  return g_string_free (text, text->len == 0);
}

LnetPassphraseStrength
lnet_passphrase_judge (const char *passphrase)
{
  g_autoptr (GHashTable) different = g_hash_table_new (NULL, NULL);
  glong length = g_utf8_strlen (passphrase, -1);

  for (const char *at = passphrase; *at != '\0'; at = g_utf8_next_char (at))
    g_hash_table_add (different, GUINT_TO_POINTER (g_utf8_get_char (at)));
  if (length == 0)
    return LNET_PASSPHRASE_EMPTY;
  if (length < SHORT_BELOW)
    return LNET_PASSPHRASE_SHORT;
  if (length < GOOD_FROM || g_hash_table_size (different) < GOOD_DIFFERENT)
    return LNET_PASSPHRASE_FAIR;
  return LNET_PASSPHRASE_GOOD;
}
