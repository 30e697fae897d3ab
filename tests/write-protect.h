/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Files that cannot be written, for tests. An administrator may write them all the same, and so works as nobody in
 * particular meanwhile. */

#define WRITE_PROTECT_NOBODY 65534

/* Gives @folder and every file in it these modes. Others can get there, also where the test has a folder to itself. */
static inline void
write_protect_set_modes (const char *folder,
                         int         folder_mode,
                         int         file_mode)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *parent = g_path_get_dirname (folder);
  const char *name;
  GStatBuf info;

  if (g_stat (parent, &info) == 0 && (info.st_mode & 0777) == 0700)
    g_chmod (parent, 0711);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_chmod (path, file_mode);
    }
  g_chmod (folder, folder_mode);
}

/* From now on no administrator. FALSE, and the test is skipped, where that is not to be had. */
static inline gboolean
write_protect_begin (void)
{
  if (geteuid () != 0 || seteuid (WRITE_PROTECT_NOBODY) == 0)
    return TRUE;
  g_test_skip ("the administrator may write anywhere, and cannot be anybody else here");
  return FALSE;
}

static inline void
write_protect_end (void)
{
  if (getuid () == 0)
    g_assert_cmpint (seteuid (0), ==, 0);
}
