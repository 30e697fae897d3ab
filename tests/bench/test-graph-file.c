/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Graphs as text, good and bad, and what `matching` makes of them. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lnet-graph-file.h"

static void
assert_read (const char *text,
             const char *same)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetGraph) graph = lnet_graph_file_parse (text, strlen (text), &error);
  g_autoptr (GString) written = NULL;

  g_assert_no_error (error);
  written = lnet_graph_file_format (graph);
  g_assert_cmpstr (written->str, ==, same);
}

static void
test_good (void)
{
  assert_read ("0 0", "0 0\n");
  assert_read ("3 0\n", "3 0\n");
  assert_read ("2 1\n1 0 -5", "2 1\n1 0 -5\n");
  assert_read ("# a\n#\n3 2\n0 1 1\n# between\n2 1 0\n\n", "3 2\n0 1 1\n2 1 0\n");
  assert_read ("\r\n 3\t2 \r\n0 1 007\r\n 1 2 -0 \r\n", "3 2\n0 1 7\n1 2 0\n");
  assert_read ("2 1\n0 1 144115188075855872\n", "2 1\n0 1 144115188075855872\n");
  assert_read ("2 1\n0 1 -144115188075855872\n", "2 1\n0 1 -144115188075855872\n");
}

static const struct
{
  const char *text;
  const char *message;
} bad[] = {
  { "", "Line 1: The file ends before it says how large the graph is." },
  { "# only this\n\n", "Line 2: The file ends before it says how large the graph is." },
  { "3\n", "Line 1: Here should be how many vertices and how many edges there are." },
  { "3 2 1\n", "Line 1: Here should be how many vertices and how many edges there are." },
  { "-3 2\n", "Line 1: Here should be how many vertices and how many edges there are." },
  { "3 -2\n", "Line 1: Here should be how many vertices and how many edges there are." },
  { "three 2\n", "Line 1: Here should be how many vertices and how many edges there are." },
  { "\n50000001 0\n", "Line 2: A graph as large as this is not read." },
  { "3 4294967295\n", "Line 1: A graph as large as this is not read." },
  { "3 99999999999999999999\n", "Line 1: Here should be how many vertices and how many edges there are." },
  { "3 2\n0 1 1\n", "Line 2: The file ends after 1 of 2 edges." },
  { "3 4000000000\n0 1 1\n", "Line 2: The file ends after 1 of 4000000000 edges." },
  { "3 1\n0 1 1\n1 2 1\n", "Line 3: Line 1 speaks of 1 edges; this is one more." },
  { "3 1\n0 1\n", "Line 2: Here should be two vertices and a weight, whole numbers all." },
  { "3 1\n0 1 1 1\n", "Line 2: Here should be two vertices and a weight, whole numbers all." },
  { "3 1\n0 1 1.5\n", "Line 2: Here should be two vertices and a weight, whole numbers all." },
  { "3 1\n0 1 1e3\n", "Line 2: Here should be two vertices and a weight, whole numbers all." },
  { "3 1\n0 1 +1\n", "Line 2: Here should be two vertices and a weight, whole numbers all." },
  { "3 1\n0 1 -\n", "Line 2: Here should be two vertices and a weight, whole numbers all." },
  { "3 1\n0 1 --1\n", "Line 2: Here should be two vertices and a weight, whole numbers all." },
  { "3 1\n0 1-1\n", "Line 2: Here should be two vertices and a weight, whole numbers all." },
  { "3 1\n0 1 9223372036854775808\n", "Line 2: Here should be two vertices and a weight, whole numbers all." },
  { "3 1\n0 1 144115188075855873\n", "Line 2: The weight is too large." },
  { "3 1\n0 1 -144115188075855873\n", "Line 2: The weight is too large." },
  { "3 1\n0 3 1\n", "Line 2: There is no vertex 3." },
  { "3 1\n-1 2 1\n", "Line 2: There is no vertex -1." },
  { "3 1\n4294967296 2 1\n", "Line 2: There is no vertex 4294967296." },
  { "3 1\n2 2 1\n", "Line 2: An edge needs two different vertices." },
  { "3 3\n0 1 1\n1 2 1\n0 1 4\n", "Line 4: This edge is there already." },
  { "3 3\n0 1 1\n1 2 1\n# again\n2 1 1\n", "Line 5: This edge is there already." },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lnet_graph_file_parse (bad[i].text, strlen (bad[i].text), &error));
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, bad[i].message);
    }
}

static void
test_nul (void)
{
  static const char text[] = "3 1\n0 1 1\0 2\n";
  g_autoptr (GError) error = NULL;

  g_assert_null (lnet_graph_file_parse (text, sizeof text - 1, &error));
  g_assert_nonnull (error);
}

/* All pairs, so that the table of edges grows many times; at the end, in place of the last one, one that is there. */
static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LnetGraph) graph = NULL;
  guint32 n = g_getenv ("LNET_TEST_LIGHT") != NULL ? 100 : 400, n_edges = n * (n - 1) / 2;
  gsize before_last = 0;

  g_string_append_printf (text, "%u %u\n", n, n_edges);
  for (guint32 u = 0; u < n; u++)
    for (guint32 v = u + 1; v < n; v++)
      {
        before_last = text->len;
        g_string_append_printf (text, "%u %u 1\n", v, u);
      }
  graph = lnet_graph_file_parse (text->str, text->len, NULL);
  g_assert_nonnull (graph);
  g_assert_cmpuint (graph->n_edges, ==, n_edges);
  g_assert_cmpuint (graph->edges[n_edges - 1].u, ==, n - 1);
  for (guint32 u = 0; u < n - 2; u += 37)
    {
      g_autoptr (GError) error = NULL;

      g_string_truncate (text, before_last);
      g_string_append_printf (text, "%u %u 5\n", u, u + 1);
      g_assert_null (lnet_graph_file_parse (text->str, text->len, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, "This edge is there already."));
    }
}

/* --- the program --- */

static int
run_program (const char *arguments,
             char      **said,
             char      **complaint)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "bench", "matching", NULL);
  g_autofree char *line = g_strdup_printf ("%s %s", program, arguments);
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (line, said, complaint, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
assert_runs (const char *text,
             const char *options,
             int         status,
             const char *says,
             const char *complains)
{
  g_autofree char *path = NULL, *said = NULL, *complaint = NULL, *arguments = NULL;
  int file = g_file_open_tmp ("graph-XXXXXX", &path, NULL);

  g_assert_cmpint (file, !=, -1);
  g_close (file, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  arguments = g_strdup_printf ("%s %s", path, options);
  g_assert_cmpint (run_program (arguments, &said, &complaint), ==, status);
  g_assert_nonnull (strstr (said, says));
  g_assert_cmpstr (complaint, ==, complains);
  g_unlink (path);
}

static void
test_program (void)
{
  static const char path[] = "# a path\n4 3\n0 1 5\n1 2 9\n2 3 5\n";

  assert_runs (path, "", 0, "weight 10\nsize 2\n", "");
  assert_runs (path, "", 0, "\nmemory ", "");
  assert_runs (path, "--certify", 0, "proven", "");
  assert_runs ("0 0\n", "--certify", 0, "weight 0\nsize 0\n", "");
  assert_runs ("2 1\n0 1\n", "", 1, "", "Line 2: Here should be two vertices and a weight, whole numbers all.\n");
  assert_runs (path, "--faster", 2, "", "usage: matching GRAPH [--certify]\n");
  assert_runs (path, "another", 2, "", "usage: matching GRAPH [--certify]\n");
}

static void
test_no_file (void)
{
  g_autofree char *said = NULL, *complaint = NULL, *other = NULL, *usage = NULL;

  g_assert_cmpint (run_program ("/nowhere/graph", &said, &complaint), ==, 1);
  g_assert_nonnull (strstr (complaint, "/nowhere/graph"));
  g_assert_cmpint (run_program ("", &other, &usage), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph-file/good", test_good);
  g_test_add_func ("/graph-file/bad", test_bad);
  g_test_add_func ("/graph-file/nul", test_nul);
  g_test_add_func ("/graph-file/many", test_many);
  g_test_add_func ("/graph-file/program", test_program);
  g_test_add_func ("/graph-file/no-file", test_no_file);
  return g_test_run ();
}
