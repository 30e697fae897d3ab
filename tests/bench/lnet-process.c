/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lnet-process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

double
lnet_process_get_seconds (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;
  unsigned long user = 0, system = 0;
  const char *rest;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (rest = strrchr (text, ')')) == NULL)
    return 0;
  sscanf (rest + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
  return (double) (user + system) / sysconf (_SC_CLK_TCK);
}

double
lnet_process_get_memory (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps_rollup", pid);
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (line = strstr (text, "\nPss:")) == NULL)
    return 0;
  return strtod (line + strlen ("\nPss:"), NULL) / 1024;
}
