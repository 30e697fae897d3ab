/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fuzz.h"
#include "lnet-error.h"
#include "lnet-import.h"

static LnetStore *store;

/* An empty network; planning writes nothing to it. */
static void
make_store (void)
{
  g_autofree char *path = g_build_filename (fuzz_get_folder (), "network.lnet", NULL);
  g_autoptr (GError) error = NULL;

  store = lnet_store_create (path, "Prairie network", &error);
  g_assert_no_error (error);
}

/* Every row has one fate, or the file is refused with a sentence. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *path = g_build_filename (fuzz_get_folder (), "roster.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (LnetImport) import = lnet_import_new (file);
  g_autoptr (LnetReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  const LnetImportCounts *counts;
  guint sum = 0;

  if (store == NULL)
    make_store ();
  reader = lnet_store_open_reader (store, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, (const char *) data, (gssize) size, NULL));
  if (!lnet_import_plan (import, reader, NULL, &error))
    {
      g_assert_cmpint (error->domain, ==, LNET_ERROR);
      return 0;
    }
  counts = lnet_import_get_counts (import);
  for (guint i = 0; i < LNET_IMPORT_N_FATES; i++)
    sum += counts->n[i];
  g_assert_cmpuint (sum, ==, counts->n_rows);
  for (guint i = 0; i < lnet_import_get_n_rows (import); i++)
    g_assert_true (g_utf8_validate (lnet_import_get_row (import, i)->detail, -1, NULL));
  return 0;
}

void
fuzz_add_seeds (GPtrArray *seeds)
{
  fuzz_add_files (seeds, "data/rosters");
}
