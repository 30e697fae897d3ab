/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-program-template.h"

#include "lnet-reference.h"

static void
assert_known (LnetReferenceKind kind,
              const char       *keys)
{
  g_auto (GStrv) parts = g_strsplit (keys, " ", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    g_assert_true (g_strv_contains (lnet_reference_get_keys (kind), parts[i]));
}

static void
test_illustrative_program (void)
{
  g_autoptr (LnetProgramTemplate) program = lnet_program_template_new ("coaching-illustrative");

  g_assert_nonnull (program);
  g_assert_true (program->illustrative);
  g_assert_cmpuint (program->n_modules, ==, 10);
  g_assert_cmpint (lnet_program_template_get_minutes (program), ==, 1800); /* 30 contact hours, 3.0 CEU */
  g_assert_cmpstr (program->attendance_policy, ==, "percentage");
  g_assert_cmpint (program->required_percent, ==, 90);
  g_assert_cmpint (program->tolerance_minutes, ==, 15);
  g_assert_cmpint (program->make_up_limit, ==, 2);
  g_assert_cmpint (program->missed_limit_minutes, ==, -1);
  g_assert_cmpint (program->modules[8].n_sessions, ==, 2);
}

static void
test_uses_words_that_exist (void)
{
  g_auto (GStrv) keys = lnet_program_template_get_keys ();

  g_assert_nonnull (keys[0]);
  for (gsize i = 0; keys[i] != NULL; i++)
    {
      g_autoptr (LnetProgramTemplate) program = lnet_program_template_new (keys[i]);

      for (guint j = 0; j < program->n_modules; j++)
        {
          g_assert_nonnull (program->modules[j].title);
          g_assert_cmpint (program->modules[j].minutes, >, 0);
          assert_known (LNET_REFERENCE_MODE, program->modules[j].mode);
          assert_known (LNET_REFERENCE_COMMITMENT, program->modules[j].commitment);
          assert_known (LNET_REFERENCE_STANDARD, program->modules[j].standard);
        }
      for (guint j = 0; j < program->n_requirements; j++)
        g_assert_nonnull (program->requirements[j].title);
    }
}

static void
test_unknown (void)
{
  g_assert_null (lnet_program_template_new ("none-such"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/program-template/illustrative", test_illustrative_program);
  g_test_add_func ("/program-template/known-words", test_uses_words_that_exist);
  g_test_add_func ("/program-template/unknown", test_unknown);
  return g_test_run ();
}
