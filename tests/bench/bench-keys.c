/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-keys PAINTED.so NAME=COMMAND… -- WHAT='KEY KEY…'…: starts each program in turn, types the keys with xdotool as
 * a person would, and tells for each WHAT how long it takes from a key until the last frame that it leads to is
 * painted, and how much memory the program holds before and after. The first program is what the others are compared
 * to. Keys of a WHAT called "-" are typed and not measured. */

#include <gio/gio.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lnet-figures.h"
#include "lnet-process.h"

/* A program is at rest when it has painted nothing and used next to no processor time for so long. */
#define REST_MS 1000
#define STARTED_MS 2000
#define LITTLE_SECONDS 0.02
#define MOST_SECONDS 180.0

typedef struct
{
  pid_t pid;
  int frames;       /* reading end */
  FILE *keyboard;   /* xdotool's commands */
  double last_frame;
} Program;

/* On the clock that frames are told by. */
static double
get_now (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

/* Takes in the frames that come until there is none for @rest_ms. Whether there was any. */
static gboolean
watch_frames (Program *program,
              int      rest_ms)
{
  gboolean any = FALSE;

  while (poll (&(struct pollfd) { program->frames, POLLIN, 0 }, 1, rest_ms) == 1)
    {
      if (read (program->frames, &program->last_frame, sizeof program->last_frame) != sizeof program->last_frame)
        g_error ("The program has ended.");
      any = TRUE;
    }
  return any;
}

/* Until nothing was painted and next to no processor time used for @rest_ms. Whether anything was painted. */
static gboolean
wait_until_at_rest (Program *program,
                    int      rest_ms)
{
  double began = get_now (), used;
  gboolean painted, any = FALSE;

  do
    {
      used = lnet_process_get_seconds (program->pid);
      painted = watch_frames (program, rest_ms);
      any = any || painted;
      used = lnet_process_get_seconds (program->pid) - used;
    }
  while ((painted || used > LITTLE_SECONDS) && get_now () - began < MOST_SECONDS);
  return any;
}

static void
start (Program    *program,
       const char *module,
       const char *command)
{
  g_auto (GStrv) words = NULL;
  int ends[2];

  if (!g_shell_parse_argv (command, NULL, &words, NULL) || pipe (ends) != 0)
    g_error ("This cannot be started: %s", command);
  program->pid = fork ();
  if (program->pid == 0)
    {
      g_autofree char *number = g_strdup_printf ("%d", ends[1]);

      setpgid (0, 0);
      g_setenv ("LD_PRELOAD", module, TRUE);
      g_setenv ("LNET_BENCH_FD", number, TRUE);
      g_setenv ("LNET_BENCH_FRAMES", "1", TRUE);
      execvp (words[0], words);
      _exit (127);
    }
  close (ends[1]);
  program->frames = ends[0];
}

/* There is no window manager on a screen of the bench's own: the window is given the keyboard by hand. */
static void
take_keyboard (Program *program)
{
  g_autofree char *focus = g_strdup_printf ("xdotool search --sync --onlyvisible --pid %d windowfocus >/dev/null 2>&1",
                                            program->pid);

  if (system (focus) != 0)
    g_error ("The window did not take the keyboard.");
  program->keyboard = popen ("xdotool -", "w");
}

/* What is measured of a program: starting, memory, and each kind of keys. */
static LnetFigures **
make_figures (const char *name,
              char      **kinds)
{
  guint n_kinds = g_strv_length (kinds);
  LnetFigures **figures = g_new0 (LnetFigures *, n_kinds + 3);

  figures[0] = lnet_figures_new (g_strconcat (name, ", from start until at rest", NULL), "ms");
  figures[1] = lnet_figures_new (g_strconcat (name, ", memory (PSS) then", NULL), "MiB");
  for (guint i = 0; i < n_kinds; i++)
    {
      g_auto (GStrv) parts = g_strsplit (kinds[i], "=", 2);

      figures[2 + i] = lnet_figures_new (g_strconcat (name, ", ", parts[0], NULL), "ms");
    }
  figures[2 + n_kinds] = lnet_figures_new (g_strconcat (name, ", memory (PSS) in the end", NULL), "MiB");
  return figures;
}

static void
type_keys (Program     *program,
           const char  *kind,
           LnetFigures *figures)
{
  g_auto (GStrv) keys = g_strsplit (strchr (kind, '=') + 1, " ", -1);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      double began = get_now ();

      fprintf (program->keyboard, "key --delay 0 %s\n", keys[i]);
      fflush (program->keyboard);
      if (wait_until_at_rest (program, REST_MS))
        lnet_figures_add (figures, (program->last_frame - began) * 1000);
    }
}

static LnetFigures **
measure (const char *module,
         const char *name,
         const char *command,
         char      **kinds)
{
  LnetFigures **figures = make_figures (name, kinds);
  Program program = { 0 };
  double began = get_now ();
  guint i;

  start (&program, module, command);
  wait_until_at_rest (&program, STARTED_MS);
  lnet_figures_add (figures[0], (program.last_frame - began) * 1000);
  lnet_figures_add (figures[1], lnet_process_get_memory (program.pid));
  take_keyboard (&program);
  for (i = 0; kinds[i] != NULL; i++)
    type_keys (&program, kinds[i], figures[2 + i]);
  lnet_figures_add (figures[2 + i], lnet_process_get_memory (program.pid));
  pclose (program.keyboard);
  kill (-program.pid, SIGTERM);
  waitpid (program.pid, NULL, 0);
  close (program.frames);
  return figures;
}

static void
print_figures (LnetFigures **figures,
               LnetFigures **peer,
               char        **kinds)
{
  for (guint i = 0; i < g_strv_length (kinds) + 3; i++)
    if (i < 2 || kinds[i - 2] == NULL || kinds[i - 2][0] != '-')
      lnet_figures_print (figures[i], peer != NULL ? peer[i] : NULL);
}

int
main (int    argc,
      char **argv)
{
  LnetFigures **peer = NULL;
  int end = 2;

  setlocale (LC_ALL, "");
  while (end < argc && !g_str_equal (argv[end], "--"))
    end++;
  if (end == 2 || end >= argc - 1)
    {
      g_printerr ("usage: bench-keys PAINTED.so NAME=COMMAND… -- WHAT='KEY KEY…'…\n");
      return 2;
    }
  for (int i = 2; i < end; i++)
    {
      g_auto (GStrv) parts = g_strsplit (argv[i], "=", 2);
      LnetFigures **figures = measure (argv[1], parts[0], parts[1], argv + end + 1);

      print_figures (figures, peer, argv + end + 1);
      if (peer == NULL)
        peer = figures;
    }
  return 0;
}
