/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-matching FOLDER NAME=COMMAND…: graphs of every family, written to FOLDER and matched by each command in turn,
 * all of which print what `matching` prints. The first one is what the others are compared to; one whose name ends in *
 * takes part in what is small alone. All have to come to the same weight. Then how long it takes here to match again
 * what has changed in one place. */

#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "lnet-figures.h"
#include "lnet-graph-file.h"
#include "lnet-graph-make.h"
#include "lnet-matching.h"

typedef struct
{
  const char *name;
  LnetGraphFamily family;
  guint32 n;
  gint32 most;
  guint n_rounds;
} Case;

static const Case cases[] = {
  { "sparse 1,000, weights to 10⁶", LNET_GRAPH_SPARSE, 1000, 1000000, 9 },
  { "sparse 20,000, weights to 10⁶", LNET_GRAPH_SPARSE, 20000, 1000000, 7 },
  { "sparse 100,000, weights to 10⁶", LNET_GRAPH_SPARSE, 100000, 1000000, 3 },
  { "sparse 20,000, weights 1–10", LNET_GRAPH_SPARSE, 20000, 10, 7 },
  { "sparse 100,000, weights 1–10", LNET_GRAPH_SPARSE, 100000, 10, 3 },
  { "geometric 20,000, weights to 10⁶", LNET_GRAPH_GEOMETRIC, 20000, 1000000, 7 },
  { "geometric 20,000, weights 1–10", LNET_GRAPH_GEOMETRIC, 20000, 10, 7 },
  { "clustered 20,000, weights to 10⁶", LNET_GRAPH_CLUSTERED, 20000, 1000000, 7 },
  { "clustered 20,000, weights 1–10", LNET_GRAPH_CLUSTERED, 20000, 10, 7 },
  { "dense 500, weights to 10⁶", LNET_GRAPH_DENSE, 500, 1000000, 9 },
  { "dense 500, weights 1–10", LNET_GRAPH_DENSE, 500, 10, 9 },
  { "dense 2,000, weights to 10⁶", LNET_GRAPH_DENSE, 2000, 1000000, 3 },
  { "dense 2,000, weights 1–10", LNET_GRAPH_DENSE, 2000, 10, 3 },
};

/* The others are slower by hundreds of times. */
#define SMALL 2000

typedef struct
{
  char *name;
  const char *command;
  gboolean small_only;
  LnetFigures *seconds;
  LnetFigures *memory;
} Program;

/* --- one graph --- */

static void
run (Program    *program,
     const char *path,
     gint64     *weight)
{
  g_autofree char *line = g_strdup_printf ("%s %s", program->command, path), *said = NULL;
  g_autoptr (GError) error = NULL;
  const char *seconds, *memory, *said_weight;
  int status;

  if (!g_spawn_command_line_sync (line, &said, NULL, &status, &error) || !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", line, error->message);
  seconds = strstr (said, "seconds ");
  memory = strstr (said, "memory ");
  said_weight = strstr (said, "weight ");
  if (seconds == NULL || memory == NULL || said_weight == NULL)
    g_error ("%s says something else than was asked", line);
  lnet_figures_add (program->seconds, g_ascii_strtod (seconds + strlen ("seconds "), NULL) * 1000);
  lnet_figures_add (program->memory, g_ascii_strtod (memory + strlen ("memory "), NULL));
  *weight = g_ascii_strtoll (said_weight + strlen ("weight "), NULL, 10);
}

static void
run_all (GPtrArray  *programs,
         const Case *of,
         const char *path)
{
  gint64 weights[2];

  for (guint round = 0; round < of->n_rounds; round++)
    for (guint i = 0; i < programs->len; i++)
      {
        Program *program = programs->pdata[i];

        if (program->small_only && (of->n > SMALL || of->family == LNET_GRAPH_DENSE || round > 0))
          continue;
        run (program, path, &weights[i > 0]);
        if (i > 0 && weights[1] != weights[0])
          g_error ("%s: %s comes to another weight", of->name, program->name);
      }
}

static void
compare (GPtrArray  *programs,
         const Case *of,
         const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "graph", NULL);
  g_autoptr (LnetGraph) graph = lnet_graph_make (of->family, of->n, of->most, 1);
  g_autoptr (GString) text = lnet_graph_file_format (graph);
  const Program *first = programs->pdata[0];

  if (!g_file_set_contents (path, text->str, (gssize) text->len, NULL))
    g_error ("The graph could not be written");
  for (guint i = 0; i < programs->len; i++)
    {
      Program *program = programs->pdata[i];

      program->seconds = lnet_figures_new (program->name, "ms");
      program->memory = lnet_figures_new (program->name, "MiB");
    }
  run_all (programs, of, path);
  g_print ("%s (%u edges)\n", of->name, graph->n_edges);
  for (guint i = 0; i < programs->len; i++)
    {
      const Program *program = programs->pdata[i];

      if (program->seconds->values->len == 0)
        continue;
      lnet_figures_print (program->seconds, i > 0 ? first->seconds : NULL);
      if (lnet_figures_get (program->memory, 1) > 0)
        lnet_figures_print (program->memory, i > 0 ? first->memory : NULL);
    }
}

/* --- a change --- */

#define N_CHANGES 100

static double
solve (LnetMatching *matching)
{
  clock_t began = clock ();

  if (!lnet_matching_solve (matching, NULL, NULL))
    g_error ("Not solved");
  return 1000.0 * (double) (clock () - began) / CLOCKS_PER_SEC;
}

static void
print_share (const LnetFigures *figures,
             double             whole)
{
  lnet_figures_print (figures, NULL);
  g_print ("%44s %10.3f %% of a solve from nothing, at most %.3f %%\n", "", 100 * lnet_figures_get (figures, 0.5) / whole,
           100 * lnet_figures_get (figures, 1) / whole);
}

/* A weight, an edge and a vertex at a time; what is taken away comes back, which is a change, too. */
static void
change (LnetMatching    *matching,
        const LnetGraph *graph,
        gint32           most,
        double           whole)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  LnetFigures *weight = lnet_figures_new ("an edge weighs something else", "ms");
  LnetFigures *edge = lnet_figures_new ("an edge of a pair goes, or comes back", "ms");
  LnetFigures *vertex = lnet_figures_new ("a vertex goes, or comes back", "ms");

  for (guint i = 0; i < N_CHANGES; i++)
    {
      guint32 e = (guint32) g_rand_int_range (rand, 0, (gint32) graph->n_edges);
      guint32 v = (guint32) g_rand_int_range (rand, 0, (gint32) graph->n);

      lnet_matching_set_weight (matching, e, g_rand_int_range (rand, 1, most + 1));
      lnet_figures_add (weight, solve (matching));
      while (lnet_matching_get_partner (matching, graph->edges[e].u) != graph->edges[e].v)
        e = (e + 1) % graph->n_edges;
      for (gboolean back = FALSE; back <= TRUE; back++)
        {
          lnet_matching_set_usable (matching, e, back);
          lnet_figures_add (edge, solve (matching));
          lnet_matching_set_present (matching, v, back);
          lnet_figures_add (vertex, solve (matching));
        }
    }
  print_share (weight, whole);
  print_share (edge, whole);
  print_share (vertex, whole);
}

static void
match_again (const char      *name,
             LnetGraphFamily  family,
             gint32           most)
{
  g_autoptr (LnetGraph) graph = lnet_graph_make (family, 20000, most, 1);
  g_autoptr (LnetMatching) matching = NULL;
  LnetFigures *whole = lnet_figures_new ("a solve from nothing", "ms");

  g_print ("%s, matched again after one change\n", name);
  for (guint i = 0; i < 7; i++)
    {
      g_clear_pointer (&matching, lnet_matching_free);
      matching = lnet_matching_new (graph, LNET_MATCHING_HEAVIEST);
      lnet_figures_add (whole, solve (matching));
    }
  lnet_figures_print (whole, NULL);
  change (matching, graph, most, lnet_figures_get (whole, 0.5));
}

/* --- all of it --- */

static Program *
read_program (const char *text)
{
  const char *is = strchr (text, '=');
  Program *program = g_new0 (Program, 1);

  if (is == NULL)
    g_error ("%s: a name and = are missing", text);
  program->name = g_strndup (text, (gsize) (is - text));
  program->command = is + 1;
  program->small_only = g_str_has_suffix (program->name, "*");
  return program;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) programs = g_ptr_array_new ();

  setlocale (LC_ALL, "");
  if (argc < 3)
    {
      g_printerr ("usage: bench-matching FOLDER NAME=COMMAND…\n");
      return 2;
    }
  for (int i = 2; i < argc; i++)
    g_ptr_array_add (programs, read_program (argv[i]));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    compare (programs, &cases[i], argv[1]);
  match_again ("sparse 20,000, weights to 10⁶", LNET_GRAPH_SPARSE, 1000000);
  match_again ("sparse 20,000, weights 1–10", LNET_GRAPH_SPARSE, 10);
  match_again ("geometric 20,000, weights to 10⁶", LNET_GRAPH_GEOMETRIC, 1000000);
  match_again ("clustered 20,000, weights to 10⁶", LNET_GRAPH_CLUSTERED, 1000000);
  return 0;
}
