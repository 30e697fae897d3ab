/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-reference.h"

#include <locale.h>
#include <string.h>

/* g_get_language_names() looks at the environment each time. */
static void
set_language (const char *locale)
{
  g_setenv ("LANGUAGE", locale, TRUE);
}

static gboolean
has_key (LnetReferenceKind kind,
         const char       *key)
{
  return g_strv_contains (lnet_reference_get_keys (kind), key);
}

static guint
count_edition (const char *edition)
{
  const char *const *keys = lnet_reference_get_keys (LNET_REFERENCE_STANDARD);
  guint n = 0;

  for (gsize i = 0; keys[i] != NULL; i++)
    n += g_strcmp0 (lnet_reference_get_detail (LNET_REFERENCE_STANDARD, keys[i], "edition"), edition) == 0;
  return n;
}

static void
assert_kebab_case (const char *key)
{
  g_assert_cmpstr (key, !=, "");
  for (const char *p = key; *p != '\0'; p++)
    g_assert_true (g_ascii_islower (*p) || g_ascii_isdigit (*p) || *p == '-');
}

static void
test_every_key_has_both_languages (void)
{
  for (int kind = 0; kind < LNET_REFERENCE_LAST; kind++)
    {
      const char *const *keys = lnet_reference_get_keys (kind);

      g_assert_nonnull (keys[0]);
      for (gsize i = 0; keys[i] != NULL; i++)
        {
          const char *english, *spanish;

          assert_kebab_case (keys[i]);
          set_language ("en_US");
          english = lnet_reference_get_label (kind, keys[i]);
          g_assert_true (strlen (english) > 1 && english != keys[i]);
          set_language ("es_MX");
          spanish = lnet_reference_get_label (kind, keys[i]);
          g_assert_true (strlen (spanish) > 1 && spanish != keys[i] && spanish != english);
          g_assert_cmpstr (lnet_reference_find (kind, keys[i]), ==, keys[i]);
          g_assert_nonnull (lnet_reference_find (kind, english));
          g_assert_nonnull (lnet_reference_find (kind, spanish));
        }
    }
  set_language ("en_US");
}

static void
test_other_languages_read_english (void)
{
  set_language ("est"); /* Estonian begins like Spanish and is not */
  g_assert_cmpstr (lnet_reference_get_label (LNET_REFERENCE_MEMBER_STATUS, "active"), ==, "Active");
  set_language ("fr_CA:es_US:en");
  g_assert_cmpstr (lnet_reference_get_label (LNET_REFERENCE_MEMBER_STATUS, "active"), ==, "Activo");
  set_language ("en_US");
}

static void
test_standards_have_editions (void)
{
  const char *key = "renamed-learning-practices";

  g_assert_cmpuint (count_edition ("2011"), ==, 7);
  g_assert_cmpuint (count_edition ("2022"), ==, 11);
  g_assert_cmpuint (count_edition ("renamed"), ==, 11);

  g_assert_cmpstr (lnet_reference_get_label (LNET_REFERENCE_STANDARD, key), ==, "Learning Practices");
  g_assert_cmpstr (lnet_reference_get_detail (LNET_REFERENCE_STANDARD, key, "was"), ==, "2022-equity-practices");
  g_assert_cmpstr (lnet_reference_get_detail (LNET_REFERENCE_STANDARD, key, "frame"), ==,
                   "Rigorous Content for Each Learner");
  g_assert_nonnull (lnet_reference_get_detail (LNET_REFERENCE_STANDARD, key, "gist"));
  g_assert_null (lnet_reference_get_detail (LNET_REFERENCE_STANDARD, "2011-data", "frame"));
  g_assert_null (lnet_reference_get_detail (LNET_REFERENCE_STANDARD, "none-such", "gist"));
  /* New work takes the names of 2022. */
  g_assert_cmpstr (lnet_reference_find (LNET_REFERENCE_STANDARD, "leadership"), ==, "2022-leadership");
}

static void
test_scales_have_steps (void)
{
  const char *const *keys = lnet_reference_get_keys (LNET_REFERENCE_SCALE);

  g_assert_cmpstr (lnet_reference_get_detail (LNET_REFERENCE_SCALE, "gradients-8", "steps"), ==, "1 2 3 4 5 6 7 8");
  g_assert_cmpstr (lnet_reference_get_detail (LNET_REFERENCE_SCALE, "fist-to-five", "steps"), ==, "0 1 2 3 4 5");
  for (gsize i = 0; keys[i] != NULL; i++)
    {
      const char *steps = lnet_reference_get_detail (LNET_REFERENCE_SCALE, keys[i], "steps");
      g_auto (GStrv) values = g_strsplit (steps, " ", -1);

      for (gsize j = 0; values[j] != NULL; j++)
        g_assert_nonnull (lnet_reference_get_detail (LNET_REFERENCE_SCALE, keys[i], values[j]));
    }
}

static void
test_finds_what_people_type (void)
{
  static const struct
  {
    LnetReferenceKind kind;
    const char *text;
    const char *key;
  } cases[] = {
    { LNET_REFERENCE_ROLE, "Cook", "cook" },
    { LNET_REFERENCE_ROLE, "  BUS   driver ", "bus-driver" },
    { LNET_REFERENCE_ROLE, "Co-/assistant teacher", "co-teacher" },
    { LNET_REFERENCE_ROLE, "MAMA", "parent" },
    { LNET_REFERENCE_ROLE, "Directora", "director" },
    { LNET_REFERENCE_SETTING, "Early Head Start", "head-start" },
    { LNET_REFERENCE_LANGUAGE, "español", "es" },
    { LNET_REFERENCE_LANGUAGE, "Espanol", "es" },
    { LNET_REFERENCE_LANGUAGE, "ASL", "ase" },
    { LNET_REFERENCE_SLOT, "Saturday morning", "sat-morning" },
    { LNET_REFERENCE_SLOT, "MIERCOLES por la noche", "wed-evening" },
    { LNET_REFERENCE_ROLE, "lighthouse keeper", NULL },
    { LNET_REFERENCE_ROLE, "", NULL },
    { LNET_REFERENCE_ROLE, "\xff", NULL },
    { LNET_REFERENCE_ROLE, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (lnet_reference_find (cases[i].kind, cases[i].text), ==, cases[i].key);
}

static void
test_own_words_are_shown_as_they_are (void)
{
  g_assert_cmpstr (lnet_reference_get_label (LNET_REFERENCE_ROLE, "Story keeper"), ==, "Story keeper");
  g_assert_cmpstr (lnet_reference_get_label (LNET_REFERENCE_ROLE, NULL), ==, "");
  g_assert_cmpstr (lnet_reference_get_label (LNET_REFERENCE_STRATEGY, "observing modeling"), ==,
                   "Observing, Modeling");
  g_assert_cmpstr (lnet_reference_get_label (LNET_REFERENCE_STRATEGY, "observing clouds"), ==, "observing clouds");
}

static void
test_has_what_the_field_names (void)
{
  g_assert_cmpuint (g_strv_length ((char **) lnet_reference_get_keys (LNET_REFERENCE_ROLE)), >=, 34);
  g_assert_cmpuint (g_strv_length ((char **) lnet_reference_get_keys (LNET_REFERENCE_COMMITMENT)), ==, 5);
  g_assert_cmpuint (g_strv_length ((char **) lnet_reference_get_keys (LNET_REFERENCE_SLOT)), ==, 24);
  g_assert_true (has_key (LNET_REFERENCE_ROLE, "grandparent"));
  g_assert_true (has_key (LNET_REFERENCE_CHANNEL, "text-message"));
  g_assert_true (has_key (LNET_REFERENCE_ATTRIBUTION, "first-name-role"));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  set_language ("en_US");

  g_test_add_func ("/reference/both-languages", test_every_key_has_both_languages);
  g_test_add_func ("/reference/other-languages", test_other_languages_read_english);
  g_test_add_func ("/reference/standards", test_standards_have_editions);
  g_test_add_func ("/reference/scales", test_scales_have_steps);
  g_test_add_func ("/reference/find", test_finds_what_people_type);
  g_test_add_func ("/reference/own-words", test_own_words_are_shown_as_they_are);
  g_test_add_func ("/reference/complete", test_has_what_the_field_names);
  return g_test_run ();
}
