/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-run RUNS 'NAME|PREPARATION|COMMAND'…: runs shell commands in turn, RUNS times over, and tells how long each
 * took; its preparation is not counted. The first one is what the others are compared to. */

#include <glib.h>
#include <locale.h>
#include <stdlib.h>

#include "lnet-figures.h"

static void
run (const char *command)
{
  if (*command != '\0' && system (command) != 0)
    g_error ("This did not work: %s", command);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) figures = g_ptr_array_new ();

  setlocale (LC_ALL, "");
  if (argc < 3)
    {
      g_printerr ("usage: bench-run RUNS 'NAME|PREPARATION|COMMAND'…\n");
      return 2;
    }
  for (int i = 2; i < argc; i++)
    g_ptr_array_add (figures, lnet_figures_new (g_strsplit (argv[i], "|", 3)[0], "ms"));
  for (int round = 0; round < atoi (argv[1]); round++)
    for (int i = 2; i < argc; i++)
      {
        g_auto (GStrv) parts = g_strsplit (argv[i], "|", 3);
        double began;

        run (parts[1]);
        began = lnet_figures_now ();
        run (parts[2]);
        lnet_figures_add (figures->pdata[i - 2], (lnet_figures_now () - began) * 1000);
      }
  for (guint i = 0; i < figures->len; i++)
    lnet_figures_print (figures->pdata[i], i > 0 ? figures->pdata[0] : NULL);
  return 0;
}
