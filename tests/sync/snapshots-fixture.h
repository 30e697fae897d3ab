/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Many desks of paper, of which the first is a director's, and the last is new. */

#define N_DESKS 22

#include "folder-fixture.h"

#define NEW (N_DESKS - 1)
#define N_WRITING 20

/* Who is a director, as all desks know. */
static inline void
appoint (Fixture *fixture,
         guint    which,
         guint    place)
{
  for (guint i = 0; i < N_DESKS; i++)
    fixture->desks[i]->directors[place] = (guint8) (which + 1);
}

static inline void
set_up_director (Fixture       *fixture,
                 gconstpointer  data)
{
  set_up (fixture, data);
  appoint (fixture, 0, 0);
}

/* Each of @n desks writes a batch and exchanges, so many times. */
static inline void
work (Fixture *fixture,
      guint    n,
      guint    n_rounds)
{
  for (guint round = 0; round < n_rounds; round++)
    for (guint i = 0; i < n; i++)
      {
        paper_desk_write (fixture->desks[i], round % 2);
        lnet_folder_report_free (run (fixture, i));
      }
}

static inline void
assert_has_all (Fixture   *fixture,
                PaperDesk *desk)
{
  for (guint space = 0; space < 2; space++)
    for (guint i = 0; i < N_WRITING; i++)
      g_assert_cmpuint (reach (desk, space, fixture->desks[i]), ==,
                        reach (fixture->desks[i], space, fixture->desks[i]));
  g_assert_cmpuint (desk->waiting->len, ==, 0);
}

/* A desk that has nothing yet, and its first exchange; how many files it read of those that hold batches. */
static inline guint
join_and_count (Fixture *fixture)
{
  g_autoptr (LnetFolderReport) report = NULL;
  guint n_notes = count_files (fixture, "h/"), n_read;

  g_object_unref (fixture->desks[NEW]);
  fixture->desks[NEW] = paper_desk_new (NEW + 1, 2);
  memcpy (fixture->desks[NEW]->directors, fixture->desks[0]->directors, PAPER_MOST_DIRECTORS);
  start_desk (fixture, NEW);
  fixture->folder->n_read = 0;
  report = run (fixture, NEW);
  n_read = fixture->folder->n_read;
  g_assert_cmpuint (report->missing->len, ==, 0);
  assert_has_all (fixture, fixture->desks[NEW]);
  /* One note of each desk, the key, and of its own note nothing. */
  g_assert_cmpuint (n_read, >=, n_notes / 2);
  return n_read - n_notes / 2;
}

static inline void
drop_files (Fixture    *fixture,
            const char *prefix)
{
  for (guint i = fixture->folder->files->len; i-- > 0;)
    if (g_str_has_prefix (((LyingFile *) fixture->folder->files->pdata[i])->path, prefix))
      g_ptr_array_remove_index (fixture->folder->files, i);
}

static inline GPtrArray *
list_files (Fixture    *fixture,
            const char *prefix,
            const char *suffix)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < fixture->folder->files->len; i++)
    {
      LyingFile *file = fixture->folder->files->pdata[i];

      if (g_str_has_prefix (file->path, prefix) && g_str_has_suffix (file->path, suffix))
        g_ptr_array_add (found, file);
    }
  return found;
}

static inline guint
count_pieces (Fixture *fixture)
{
  g_autoptr (GPtrArray) pieces = list_files (fixture, "s/", ".lnbundle");

  return pieces->len;
}
