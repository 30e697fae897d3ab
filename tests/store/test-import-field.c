/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-field.h"

static void
test_find (void)
{
  static const struct
  {
    const char *heading;
    LnetImportField field;
  } cases[] = {
    { "First Name", LNET_IMPORT_FIRST },
    { "FIRST_NAME", LNET_IMPORT_FIRST },
    { "Nombre(s)", LNET_IMPORT_FIRST },
    { "Apellido", LNET_IMPORT_LAST },
    { "Last Name *", LNET_IMPORT_LAST },
    { "Nombre", LNET_IMPORT_FULL_NAME },
    { "Name (Last, First)", LNET_IMPORT_FULL_NAME },
    { "E-mail", LNET_IMPORT_EMAIL },
    { "Email Address #2", LNET_IMPORT_EMAIL },
    { "Correo electrónico", LNET_IMPORT_EMAIL },
    { "Best e-mail to reach you", LNET_IMPORT_EMAIL },
    { "Phone 1", LNET_IMPORT_PHONE },
    { "Teléfono 2", LNET_IMPORT_PHONE },
    { "Cell", LNET_IMPORT_PHONE_MOBILE },
    { "Cell/Mobile", LNET_IMPORT_PHONE_MOBILE },
    { "Phone (work)", LNET_IMPORT_PHONE_WORK },
    { "County", LNET_IMPORT_REGION },
    { "Condado", LNET_IMPORT_REGION },
    { "County (residence)", LNET_IMPORT_REGION },
    { "Role(s)", LNET_IMPORT_ROLE },
    { "Puesto", LNET_IMPORT_ROLE },
    { "Program/Center", LNET_IMPORT_ORGANIZATION },
    { "Center/Program Name", LNET_IMPORT_ORGANIZATION },
    { "Start date (mm/dd/yyyy)", LNET_IMPORT_ROLE_STARTS },
    { "Registry ID", LNET_IMPORT_REGISTRY_ID },
    { "Phone kind 2", LNET_IMPORT_PHONE_KIND },
    { "Emergency contact phone", LNET_IMPORT_NONE },
    { "Supervisor e-mail", LNET_IMPORT_NONE },
    { "Ethnicity", LNET_IMPORT_NONE },
    { "Shoe size", LNET_IMPORT_NONE },
    { "", LNET_IMPORT_NONE },
    { "2026", LNET_IMPORT_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].heading);
      g_assert_cmpint (lnet_import_field_find (cases[i].heading), ==, cases[i].field);
    }
}

/* What export writes, import knows. */
static void
test_headings (void)
{
  for (LnetImportField i = LNET_IMPORT_FIRST; i < LNET_IMPORT_N_FIELDS; i++)
    {
      const char *heading = lnet_import_field_get_heading (i);

      if (heading != NULL)
        g_assert_cmpint (lnet_import_field_find (heading), ==, i);
    }
}

static void
test_propose (void)
{
  static const char *const split[] = { "Name", "Last name", "Phone", "Phone", "Town", "City" };
  static const char *const whole[] = { "Nombre", "Correo" };
  LnetImportField fields[6];

  lnet_import_field_propose (split, 6, fields);
  g_assert_cmpint (fields[0], ==, LNET_IMPORT_FIRST);
  g_assert_cmpint (fields[2], ==, LNET_IMPORT_PHONE);
  g_assert_cmpint (fields[3], ==, LNET_IMPORT_PHONE);
  g_assert_cmpint (fields[4], ==, LNET_IMPORT_TOWN);
  g_assert_cmpint (fields[5], ==, LNET_IMPORT_NONE);
  lnet_import_field_propose (whole, 2, fields);
  g_assert_cmpint (fields[0], ==, LNET_IMPORT_FULL_NAME);
}

/* Every field has a name of its own that finds it again. */
static void
test_names (void)
{
  for (guint i = 0; i < LNET_IMPORT_N_FIELDS; i++)
    {
      g_autofree char *name = lnet_import_field_dup_name (i);

      g_test_message ("%s", name);
      g_assert_cmpint (lnet_import_field_find_name (name), ==, i);
    }
  g_assert_cmpint (lnet_import_field_find_name ("Cell"), ==, LNET_IMPORT_PHONE_MOBILE);
  g_assert_cmpint (lnet_import_field_find_name ("wizard"), ==, LNET_IMPORT_N_FIELDS);
  g_assert_cmpint (lnet_import_field_find_name (""), ==, LNET_IMPORT_N_FIELDS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-field/find", test_find);
  g_test_add_func ("/import-field/headings", test_headings);
  g_test_add_func ("/import-field/propose", test_propose);
  g_test_add_func ("/import-field/names", test_names);
  return g_test_run ();
}
