/* SPDX-License-Identifier: GPL-3.0-or-later */

/* make-graph sparse|dense|geometric|clustered N [MOST [SEED]]: writes such a graph as `matching` reads it, with weights
 * from 1 to MOST, 1000000 where it says nothing. */

#include "config.h"

#include <stdio.h>

#include "lnet-graph-file.h"
#include "lnet-graph-make.h"

static gboolean
read_number (const char *text,
             guint64     least,
             guint64     most,
             guint64    *value)
{
  return g_ascii_string_to_unsigned (text, 10, least, most, value, NULL);
}

int
main (int   argc,
      char *argv[])
{
  LnetGraphFamily family;
  guint64 n, most = 1000000, seed = 1;
  g_autoptr (LnetGraph) graph = NULL;
  g_autoptr (GString) text = NULL;

  if (argc < 3 || argc > 5 || !lnet_graph_family_from_name (argv[1], &family) ||
      !read_number (argv[2], 0, 10000000, &n) || (argc > 3 && !read_number (argv[3], 1, 1000000000, &most)) ||
      (argc > 4 && !read_number (argv[4], 0, G_MAXUINT32, &seed)))
    {
      g_printerr ("usage: make-graph sparse|dense|geometric|clustered N [MOST [SEED]]\n");
      return 2;
    }
  graph = lnet_graph_make (family, (guint32) n, (gint32) most, (guint32) seed);
  text = lnet_graph_file_format (graph);
  fwrite (text->str, 1, text->len, stdout);
  return 0;
}
