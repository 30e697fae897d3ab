/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-name-guess.h"

#include <string.h>

#include "lnet-name.h"

static const char *const titles[] = { "mr", "mrs", "ms", "mx", "miss", "dr", "dra", "sr", "sra", "srta", "prof", NULL };
static const char *const suffixes[] = { "jr", "sr", "ii", "iii", "iv", "phd", "edd", "md", "med", "rn", NULL };
static const char *const particles[] = { "de", "del", "de la", "la", "las", "los", "da", "do", "dos", "di", "van", "von",
                                         "der", "den", "ter", "el", "al", "bin", "ben", "st", "san", "santa", "mc", "mac",
                                         NULL };

/* Each line is one name in its usual forms. */
static const char *const nicknames[] = {
  "elizabeth liz lizzie beth betsy betty eliza libby lisa",
  "robert bob bobby rob robbie bert",
  "william bill billy will liam",
  "margaret maggie peggy meg marge margie greta",
  "katherine catherine kathryn kate katie kathy cathy kay kat kitty",
  "richard rick dick rich ricky",
  "james jim jimmy jamie",
  "john jack johnny jon jonathan",
  "patricia pat patty tricia trish",
  "rebecca becky becca",
  "susan sue susie suzanne",
  "deborah deb debbie debra",
  "christine christina chris chrissy tina cristina",
  "jennifer jen jenny",
  "michael mike mick miguel",
  "barbara barb babs",
  "victoria vicky vicki tori",
  "theodore ted teddy theo",
  "edward ed eddie ted eduardo",
  "francisco paco pancho frank francis",
  "jose pepe joe",
  "dolores lola",
  "guadalupe lupe lupita",
  "maria mary mari maricela",
  "consuelo chelo",
  "enrique quique henry",
  "rosario charo",
  "mercedes meche",
  "ignacio nacho",
  "jesus chuy",
  "alexandra alejandra alex sandra sandy",
  "alexander alejandro alex",
  "daniel dan danny",
  "david dave",
  "thomas tom tommy tomas",
  "anthony tony antonio",
  "samantha samuel sam",
  "nancy nan",
  "charles charlie chuck carlos",
  "dorothy dot dottie",
  "virginia ginny gina",
  "cynthia cindy",
  "pamela pam",
  "stephanie steph",
  "steven stephen steve esteban",
  "joseph joe joey",
  "isabel isabella bella chabela elisabeth",
};

/* Splitting */

static gboolean
is_one_of (const char        *word,
           const char *const *list)
{
  g_autofree char *folded = lnet_name_fold (word);

  return g_strv_contains (list, folded);
}

static char *
join (GPtrArray *words,
      guint      from,
      guint      to)
{
  GString *text = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    g_string_append_printf (text, "%s%s", i > from ? " " : "", (char *) words->pdata[i]);
  return g_string_free (text, FALSE);
}

static GPtrArray *
split_words (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, " \t\r\n", -1);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  return words;
}

static GPtrArray *
words_without_titles (const char *text)
{
  GPtrArray *words = split_words (text);

  while (words->len > 1 && is_one_of (words->pdata[0], titles))
    g_ptr_array_remove_index (words, 0);
  return words;
}

/* "Begay, Ana"; but "Tom Lee, Jr." is no last name first. */
static gboolean
split_at_comma (const char *full,
                char      **first,
                char      **last)
{
  const char *comma = strchr (full, ',');
  g_autofree char *head = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  if (comma == NULL || is_one_of (comma + 1, suffixes))
    return FALSE;
  head = g_strndup (full, (gsize) (comma - full));
  before = split_words (head);
  after = words_without_titles (comma + 1);
  *first = join (after, 0, after->len);
  *last = join (before, 0, before->len);
  return TRUE;
}

void
lnet_name_split (const char *full,
                 char      **first,
                 char      **last)
{
  g_autoptr (GPtrArray) words = NULL;
  guint begin;

  if (split_at_comma (full, first, last))
    return;
  words = words_without_titles (full);
  begin = words->len;
  if (begin > 1)
    begin--;
  while (begin > 1 && is_one_of (words->pdata[begin], suffixes))
    begin--;
  while (begin > 1 && is_one_of (words->pdata[begin - 1], particles))
    begin--;
  if (words->len == 1)
    begin = 1;
  *first = join (words, 0, begin);
  *last = join (words, begin, words->len);
}

/* Comparing */

/* How many letters have to be changed, left out or put in, at most @limit + 1. */
static guint
distance (const char *a,
          const char *b,
          guint       limit)
{
  guint n = (guint) strlen (a), m = (guint) strlen (b);
  guint row[64];

  if (n >= G_N_ELEMENTS (row) || m >= G_N_ELEMENTS (row) || MAX (n, m) - MIN (n, m) > limit)
    return limit + 1;
  for (guint j = 0; j <= m; j++)
    row[j] = j;
  for (guint i = 1; i <= n; i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (guint j = 1; j <= m; j++)
        {
          guint above = row[j];

          row[j] = MIN (MIN (row[j], row[j - 1]) + 1, diagonal + (a[i - 1] != b[j - 1]));
          diagonal = above;
        }
    }
  return row[m];
}

/* One letter, but not the last: Maria and Mario are two. */
static gboolean
is_slip (const char *a,
         const char *b)
{
  gsize length_a = strlen (a), length_b = strlen (b);

  return MIN (length_a, length_b) >= 4 && a[length_a - 1] == b[length_b - 1] && distance (a, b, 1) <= 1;
}

static gboolean
line_has (const char *line,
          const char *word)
{
  gsize length = strlen (word);

  for (const char *at = strstr (line, word); at != NULL; at = strstr (at + 1, word))
    if ((at == line || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
      return TRUE;
  return FALSE;
}

static gboolean
are_nicknames (const char *a,
               const char *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicknames); i++)
    if (line_has (nicknames[i], a) && line_has (nicknames[i], b))
      return TRUE;
  return FALSE;
}

static gboolean
words_may_be_same (const char *a,
                   const char *b)
{
  gsize short_length = MIN (strlen (a), strlen (b));

  if (short_length == 0)
    return FALSE;
  return strncmp (a, b, short_length) == 0 || is_slip (a, b) || are_nicknames (a, b);
}

gboolean
lnet_name_first_may_be_same (const char *a,
                             const char *b)
{
  g_autofree char *folded_a = lnet_name_fold (a);
  g_autofree char *folded_b = lnet_name_fold (b);
  g_auto (GStrv) words_a = g_strsplit (folded_a, " ", -1);
  g_auto (GStrv) words_b = g_strsplit (folded_b, " ", -1);

  if (folded_a[0] == '\0' || folded_b[0] == '\0' || strcmp (folded_a, folded_b) == 0)
    return TRUE;
  return words_may_be_same (words_a[0], words_b[0]);
}

gboolean
lnet_name_last_may_be_same (const char *a,
                            const char *b)
{
  g_autofree char *folded_a = lnet_name_fold (a);
  g_autofree char *folded_b = lnet_name_fold (b);
  g_auto (GStrv) words_a = g_strsplit (folded_a, " ", -1);
  g_auto (GStrv) words_b = g_strsplit (folded_b, " ", -1);

  if (folded_a[0] == '\0' || folded_b[0] == '\0')
    return TRUE;
  for (guint i = 0; words_a[i] != NULL; i++)
    for (guint j = 0; words_b[j] != NULL; j++)
      if (!g_strv_contains (particles, words_a[i]) && !g_strv_contains (suffixes, words_a[i]) &&
          (strcmp (words_a[i], words_b[j]) == 0 || is_slip (words_a[i], words_b[j])))
        return TRUE;
  return is_slip (folded_a, folded_b);
}
