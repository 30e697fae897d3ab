/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-alike-place.h"

#include <string.h>

#include "lnet-alike.h"
#include "lnet-name.h"

#define MOST 100 /* of a score */
#define LONG_ENOUGH 4 /* letters of a word that may be written a little otherwise */

static const char *const written_out[][2] = {
  { "ctr", "center" },      { "cntr", "center" },      { "centre", "center" }, { "cntre", "center" },
  { "sch", "school" },      { "elem", "elementary" },  { "acad", "academy" },  { "prog", "program" },
  { "dev", "development" }, { "devt", "development" }, { "univ", "university" }, { "comm", "community" },
  { "co", "county" },       { "mt", "mount" },         { "st", "saint" },      { "edu", "education" },
  { "ed", "education" },    { "ece", "early" },        { "ln", "learning" },
};

/* Says nothing of which. */
static const char *const small_words[] = { "the", "of", "and", "for", "at", "in", "inc", "llc", "ltd", "a", "de",
                                           "del", "la", "el", "los", "las", "y", NULL };

/* What many are called. */
static const char *const common[] = {
  "center", "school", "academy", "program", "early", "learning", "child", "children", "childrens", "childcare",
  "care", "childhood", "preschool", "daycare", "day", "head", "start", "family", "home", "elementary", "education",
  "development", "community", "county", "centro", "escuela", "guarderia", "programa", "ninos", NULL,
};

char **
lnet_alike_place_words (const char *name)
{
  g_autofree char *folded = lnet_name_fold (name);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_null_terminated (4, g_free, TRUE);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = words[i];

      if (word[0] == '\0' || g_strv_contains (small_words, word))
        continue;
      for (guint j = 0; j < G_N_ELEMENTS (written_out); j++)
        if (g_str_equal (written_out[j][0], word))
          word = written_out[j][1];
      g_ptr_array_add (kept, g_strdup (word));
    }
  return (char **) g_ptr_array_steal (kept, NULL);
}

static gboolean
has_digit (const char *word)
{
  return strpbrk (word, "0123456789") != NULL;
}

static gboolean
words_alike (const char *a,
             const char *b)
{
  if (g_str_equal (a, b))
    return TRUE;
  return strlen (a) >= LONG_ENOUGH && strlen (b) >= LONG_ENOUGH && !has_digit (a) && !has_digit (b) &&
         lnet_alike_names_close (a, b);
}

static const char *
find_alike (const char *const *words,
            const char        *word)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (words_alike (words[i], word))
      return words[i];
  return NULL;
}

/* "Head Start" and "Headstart". */
static gboolean
joined_equal (const char *const *a,
              const char *const *b)
{
  g_autofree char *joined_a = g_strjoinv ("", (char **) a);
  g_autofree char *joined_b = g_strjoinv ("", (char **) b);

  return joined_a[0] != '\0' && g_str_equal (joined_a, joined_b);
}

/* Whether every word of @few is in @many, and one of them is not what many are called. */
static gboolean
is_within (const char *const *few,
           const char *const *many)
{
  gboolean says_which = FALSE;

  for (guint i = 0; few[i] != NULL; i++)
    {
      if (find_alike (many, few[i]) == NULL)
        return FALSE;
      says_which = says_which || !g_strv_contains (common, few[i]);
    }
  for (guint i = 0; many[i] != NULL; i++)
    if (has_digit (many[i]) && !g_strv_contains (few, many[i]))
      return FALSE;
  return says_which;
}

guint
lnet_alike_place_score (const char *const *a,
                        const char *const *b)
{
  guint n_a = g_strv_length ((char **) a), n_b = g_strv_length ((char **) b);
  const char *const *few = n_a <= n_b ? a : b;
  const char *const *many = n_a <= n_b ? b : a;
  guint n_exact = 0;

  if (n_a == 0 || n_b == 0)
    return 0;
  if (is_within (few, many))
    {
      for (guint i = 0; few[i] != NULL; i++)
        n_exact += g_strv_contains (many, few[i]);
      return MAX (1, MOST * n_exact / MAX (n_a, n_b));
    }
  return joined_equal (a, b) ? MOST : 0;
}
