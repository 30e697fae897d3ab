/* SPDX-License-Identifier: GPL-3.0-or-later */

/* make-roster FILE N: a roster of N rows as a director has them, the same every time: two phone columns, dates in three
 * styles, quoted line breaks, every hundredth row a copy of the one before and every thousandth without a name. Says on
 * standard output what an import of it ought to find. */

#include "config.h"

#include <stdlib.h>

#include "lnet-csv-writer.h"

static const char *const firsts[] = {
  "Althea", "Brandi", "Carmen", "Denisha", "Efraín", "Felicia", "Guadalupe", "Hương", "Imelda", "José", "Keisha",
  "Loretta", "María Elena", "Neimat", "Otis", "Paulette", "Quentin", "Rosario", "Shirin", "Tomeka", "Úrsula", "Vernita",
  "Winona", "Xóchitl", "Yesenia", "Zedora",
};
static const char *const lasts[] = {
  "Abernathy", "Broadnax", "Cárdenas", "Dorsey", "Edelman", "Feazell", "García", "Hossain", "Ibarra", "Jorbal",
  "Kirksey", "Littleshield", "Muñoz", "Nguyễn", "O'Rourke", "Pettway", "Quintero", "Rainwater", "Spoonhunter", "Tubby",
  "Underwood", "Villalobos", "Wesaw", "Yellowbear", "Zavala",
};
static const char *const roles[] = { "Lead teacher", "Cook", "Bus driver", "Director", "Parent", "Coach", "Custodian" };
static const char *const towns[][2] = {
  { "Lander", "Fremont County" }, { "Casper", "Natrona County" },  { "Cody", "Park County" },
  { "Ethete", "Fremont County" }, { "Gillette", "Campbell County" }, { "Rawlins", "Carbon County" },
};
static const char *const headings[] = {
  "First Name", "Last Name", "Email", "Cell Phone", "Home Phone", "Role", "Program", "Town", "County", "Start Date", "Notes",
};

#define N_CELLS G_N_ELEMENTS (headings)
#define PICK(list, random) list[g_rand_int_range (random, 0, G_N_ELEMENTS (list))]

static char *
make_date (GRand *random,
           guint  i)
{
  int year = g_rand_int_range (random, 2005, 2026);
  int month = g_rand_int_range (random, 1, 13);
  int day = g_rand_int_range (random, 1, 29);

  switch (i % 3)
    {
    case 0:
      return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
    case 1:
      return g_strdup_printf ("%d/%d/%04d", month, day, year);
    default:
      return g_strdup_printf ("%d.%d.%04d", day, month, year);
    }
}

static void
fill_row (char  **cells,
          GRand  *random,
          guint   i)
{
  const char *const *town = towns[g_rand_int_range (random, 0, G_N_ELEMENTS (towns))];

  for (guint k = 0; k < N_CELLS; k++)
    g_clear_pointer (&cells[k], g_free);
  /* No two alike: whoever has the same name in the same program may be taken for one. */
  cells[0] = g_strdup_printf ("%s %c.", firsts[i % G_N_ELEMENTS (firsts)], 'A' + (char) (i / 16250 % 26));
  cells[1] = g_strdup_printf ("%s-%s", lasts[i / 26 % G_N_ELEMENTS (lasts)], lasts[i / 650 % G_N_ELEMENTS (lasts)]);
  cells[2] = g_strdup_printf ("member%u@example.org", i);
  cells[3] = i % 4 != 0 ? g_strdup_printf ("(307) %03u-%04u", 200 + i / 10000, i % 10000) : g_strdup ("");
  cells[4] = i % 5 == 0 ? g_strdup_printf ("307.%03u.%04u", 600 + i / 10000, i % 10000) : g_strdup ("");
  cells[5] = g_strdup (PICK (roles, random));
  cells[6] = g_strdup_printf ("Program %u", i % 900);
  cells[7] = g_strdup (town[0]);
  cells[8] = g_strdup (town[1]);
  cells[9] = make_date (random, i);
  cells[10] = i % 7 == 0 ? g_strdup ("Prefers mornings;\n\"after nap\" is fine too") : g_strdup ("");
  if (i % 1000 == 999)
    {
      g_set_str (&cells[0], "");
      g_set_str (&cells[1], "");
    }
}

int
main (int    argc,
      char **argv)
{
  guint n = argc == 3 ? (guint) atoi (argv[2]) : 0;
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (GError) error = NULL;
  g_autoptr (LnetCsvWriter) writer = NULL;
  g_autoptr (GFile) file = NULL;
  char *cells[N_CELLS] = { NULL };
  guint n_copies = 0, n_nameless = 0;

  if (n == 0)
    {
      g_printerr ("usage: make-roster FILE N\n");
      return 2;
    }
  file = g_file_new_for_commandline_arg (argv[1]);
  writer = lnet_csv_writer_open (file, FALSE, NULL, &error);
  if (writer != NULL)
    lnet_csv_writer_add_row (writer, headings, N_CELLS, NULL, &error);
  for (guint i = 0; i < n && error == NULL; i++)
    {
      gboolean copy = i % 100 == 50;

      if (copy)
        n_copies++;
      else
        fill_row (cells, random, i);
      n_nameless += !copy && i % 1000 == 999;
      lnet_csv_writer_add_row (writer, (const char *const *) cells, N_CELLS, NULL, &error);
    }
  for (guint k = 0; k < N_CELLS; k++)
    g_free (cells[k]);
  if (error == NULL && lnet_csv_writer_finish (writer, NULL, &error))
    {
      g_print ("{\"rows\": %u, \"new\": %u, \"rejected\": %u, \"duplicates\": %u}\n", n, n - n_copies - n_nameless,
               n_nameless, n_copies);
      return 0;
    }
  g_printerr ("%s\n", error->message);
  return 1;
}
