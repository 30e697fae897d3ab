/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-start PAINTED.so RUNS NAME=COMMAND…: starts each command in turn, RUNS times over, and tells the time from
 * exec to the first painted frame, the processor time until it is quiet, and the memory it then holds as its own share
 * (PSS). The first one is what the others are compared to. */

#include <gio/gio.h>
#include <glib-unix.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lnet-figures.h"
#include "lnet-process.h"

/* A program is quiet when it has used no processor time for so long. */
#define QUIET_SECONDS 0.4
#define MOST_SECONDS 20.0

typedef struct
{
  char *name;
  char **command;
  LnetFigures *painted;
  LnetFigures *processor;
  LnetFigures *memory;
  gboolean failed; /* it painted nothing; it is not started again */
} Program;

static Program *
program_new (const char *argument)
{
  Program *program = g_new0 (Program, 1);
  g_auto (GStrv) parts = g_strsplit (argument, "=", 2);

  program->name = g_strdup (parts[0]);
  g_shell_parse_argv (parts[1], NULL, &program->command, NULL);
  program->painted = lnet_figures_new (g_strconcat (program->name, ", painted", NULL), "ms");
  program->processor = lnet_figures_new (g_strconcat (program->name, ", processor until quiet", NULL), "ms");
  program->memory = lnet_figures_new (g_strconcat (program->name, ", memory (PSS)", NULL), "MiB");
  return program;
}

static void
wait_until_quiet (pid_t pid)
{
  double began = lnet_figures_now (), since = began, used = 0;

  while (lnet_figures_now () - since < QUIET_SECONDS && lnet_figures_now () - began < MOST_SECONDS)
    {
      double now_used = lnet_process_get_seconds (pid);

      if (now_used > used)
        since = lnet_figures_now ();
      used = now_used;
      g_usleep (20000);
    }
}

static pid_t
start (Program    *program,
       const char *module,
       int         descriptor)
{
  pid_t pid = fork ();

  if (pid == 0)
    {
      g_autofree char *number = g_strdup_printf ("%d", descriptor);

      setpgid (0, 0);
      g_setenv ("LD_PRELOAD", module, TRUE);
      g_setenv ("LNET_BENCH_FD", number, TRUE);
      execvp (program->command[0], program->command);
      _exit (127);
    }
  return pid;
}

static void
measure (Program    *program,
         const char *module)
{
  int ends[2];
  double began;
  pid_t pid;
  char byte;

  if (pipe (ends) != 0)
    g_error ("pipe");
  began = lnet_figures_now ();
  pid = start (program, module, ends[1]);
  close (ends[1]);
  if (poll (&(struct pollfd) { ends[0], POLLIN, 0 }, 1, (int) (MOST_SECONDS * 1000)) == 1 &&
      read (ends[0], &byte, 1) == 1)
    {
      lnet_figures_add (program->painted, (lnet_figures_now () - began) * 1000);
      wait_until_quiet (pid);
      lnet_figures_add (program->processor, lnet_process_get_seconds (pid) * 1000);
      lnet_figures_add (program->memory, lnet_process_get_memory (pid));
    }
  else
    program->failed = TRUE;
  close (ends[0]);
  kill (-pid, SIGTERM);
  waitpid (pid, NULL, 0);
}

int
main (int    argc,
      char **argv)
{
  guint n_programs = argc > 3 ? (guint) argc - 3 : 0;
  g_autofree Program **programs = g_new0 (Program *, n_programs + 1);

  setlocale (LC_ALL, "");
  if (n_programs == 0)
    {
      g_printerr ("usage: bench-start PAINTED.so RUNS NAME=COMMAND…\n");
      return 2;
    }
  for (guint i = 0; i < n_programs; i++)
    programs[i] = program_new (argv[3 + i]);
  for (int run = 0; run < atoi (argv[2]); run++)
    for (guint i = 0; i < n_programs; i++)
      if (!programs[i]->failed)
        measure (programs[i], argv[1]);
  for (guint i = 0; i < n_programs; i++)
    {
      if (programs[i]->failed)
        {
          g_print ("%s painted nothing\n", programs[i]->name);
          continue;
        }
      lnet_figures_print (programs[i]->painted, i > 0 ? programs[0]->painted : NULL);
      lnet_figures_print (programs[i]->processor, i > 0 ? programs[0]->processor : NULL);
      lnet_figures_print (programs[i]->memory, i > 0 ? programs[0]->memory : NULL);
    }
  return 0;
}
