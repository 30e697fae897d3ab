/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib/gstdio.h>

#include "lying-folder.h"
#include "paper-desk.h"

#include "lnet-folder-sync.h"

/* Some desks of paper on one folder that lies. */

#ifndef N_DESKS
#define N_DESKS 3
#endif

/* The spool is on the disk before anything leaves; here nobody pulls the plug, and ten thousand times is slow. */
int fsync (int fd);

int
fsync (int fd)
{
  return 0;
}

typedef struct
{
  char *home;
  LyingFolder *folder;
  PaperDesk *desks[N_DESKS];
  LnetFolderSync *syncs[N_DESKS];
} Fixture;

static inline void
start_desk (Fixture *fixture,
            guint    i)
{
  g_autofree char *name = g_strdup_printf ("spool-%u", i);
  g_autofree char *spool = g_build_filename (fixture->home, name, NULL);

  g_clear_pointer (&fixture->syncs[i], lnet_folder_sync_free);
  fixture->syncs[i] = lnet_folder_sync_new (LNET_FOLDER (fixture->folder), LNET_FOLDER_DESK (fixture->desks[i]), spool);
}

static inline void
set_up_seed (Fixture *fixture,
             guint32  seed)
{
  fixture->home = g_dir_make_tmp ("lnet-folder-XXXXXX", NULL);
  fixture->folder = lying_folder_new (seed);
  for (guint i = 0; i < N_DESKS; i++)
    {
      fixture->desks[i] = paper_desk_new ((guint8) (i + 1), 2);
      start_desk (fixture, i);
    }
  g_hash_table_insert (fixture->desks[0]->envelopes, g_strdup ("1-0011223344556677.lnkey"),
                       g_bytes_new_static ("the key", 7));
}

static inline void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  set_up_seed (fixture, 1);
}

static inline void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      remove_tree (inside);
    }
  g_remove (path);
}

static inline void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < N_DESKS; i++)
    {
      lnet_folder_sync_free (fixture->syncs[i]);
      g_assert_finalize_object (fixture->desks[i]);
    }
  g_assert_finalize_object (fixture->folder);
  remove_tree (fixture->home);
  g_free (fixture->home);
}

static inline LnetFolderReport *
run (Fixture *fixture,
     guint    i)
{
  g_autoptr (LnetFolderReport) report = lnet_folder_report_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (lnet_folder_sync_run (fixture->syncs[i], report, NULL, &error));
  g_assert_no_error (error);
  if (fixture->desks[i]->wrong == 0)
    g_assert_cmpuint (report->differing->len, ==, 0);
  return g_steal_pointer (&report);
}

/* Whether it goes well or not. */
static inline gboolean
try (Fixture *fixture,
     guint    i)
{
  g_autoptr (LnetFolderReport) report = lnet_folder_report_new ();
  g_autoptr (GError) error = NULL;

  return lnet_folder_sync_run (fixture->syncs[i], report, NULL, &error);
}

static inline void
run_all (Fixture *fixture,
         guint    n_rounds)
{
  for (guint round = 0; round < n_rounds; round++)
    for (guint i = 0; i < N_DESKS; i++)
      lnet_folder_report_free (run (fixture, i));
}

static inline guint64
reach (PaperDesk *desk,
       guint      space,
       PaperDesk *author)
{
  const LnetId id = paper_space (space);

  return lnet_vector_get (desk->vector, &id, &author->id);
}

static inline void
assert_equal (Fixture *fixture)
{
  for (guint i = 1; i < N_DESKS; i++)
    for (guint space = 0; space < 2; space++)
      for (guint author = 0; author < N_DESKS; author++)
        g_assert_cmpuint (reach (fixture->desks[i], space, fixture->desks[author]), ==,
                          reach (fixture->desks[0], space, fixture->desks[author]));
  for (guint i = 0; i < N_DESKS; i++)
    {
      g_assert_cmpuint (fixture->desks[i]->waiting->len, ==, 0);
      g_assert_true (g_hash_table_contains (fixture->desks[i]->envelopes, "1-0011223344556677.lnkey"));
    }
}

static inline guint count_files (Fixture *fixture, const char *prefix);

/* Every picture that a batch speaks of lies in the folder. */
static inline void
assert_contents (Fixture *fixture)
{
  guint64 n = 0;

  for (guint i = 0; i < N_DESKS; i++)
    n += reach (fixture->desks[i], 1, fixture->desks[i]);
  g_assert_cmpuint (count_files (fixture, "a/"), >=, n);
}

static inline guint
count_files (Fixture    *fixture,
             const char *prefix)
{
  guint n = 0;

  for (guint i = 0; i < fixture->folder->files->len; i++)
    n += g_str_has_prefix (((LyingFile *) fixture->folder->files->pdata[i])->path, prefix);
  return n;
}
