/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-date-parse.h"

typedef struct
{
  const char *text;
  const char *date; /* NULL: no date */
} Case;

static void
check (const Case *cases,
       gsize       n,
       gboolean    day_first)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *date = lnet_date_parse (cases[i].text, day_first);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (date, ==, cases[i].date);
    }
}

static void
test_styles (void)
{
  static const Case cases[] = {
    { "2026-11-24", "2026-11-24" },       { "11/24/2026", "2026-11-24" },
    { "24.11.2026", "2026-11-24" },       { "24/11/2026", "2026-11-24" },
    { "4/5/2026", "2026-04-05" },         { "04.05.2026", "2026-05-04" },
    { "11-24-26", "2026-11-24" },         { "1/2/98", "1998-01-02" },
    { " 2026/11/24 ", "2026-11-24" },     { "2026-11-24T18:00", "2026-11-24" },
    { "2026-11-24 00:00:00", "2026-11-24" }, { "11/24/2026 12:00 AM", "2026-11-24" },
    { "20261124", "2026-11-24" },         { "24 Nov 2026", "2026-11-24" },
    { "November 24, 2026", "2026-11-24" }, { "Nov 24th, 2026", "2026-11-24" },
    { "24 de noviembre de 2026", "2026-11-24" }, { "1 ene 2027", "2027-01-01" },
    { "2026-11", "2026-11" },             { "11/2026", "2026-11" },
    { "2026", "2026" },                   { "November 2026", "2026-11" },
    { "46350", "2026-11-24" },            { "2/29/2028", "2028-02-29" },
  };

  check (cases, G_N_ELEMENTS (cases), FALSE);
}

static void
test_not_a_date (void)
{
  static const Case cases[] = {
    { NULL, NULL },         { "", NULL },          { "soon", NULL },        { "2/30/2026", NULL },
    { "13/13/2026", NULL }, { "0/1/2026", NULL },  { "2026-00-10", NULL },  { "1/1/123", NULL },
    { "12", NULL },         { "1/2/3/4", NULL },   { "999999999999", NULL }, { "2026-11-24 banana", NULL },
    { "32.1.2026", NULL },  { "3075550101", NULL }, { "9999-01-01", NULL },  { "nov nov 2026", NULL },
    { "2/29/2026", NULL },  { "Ana Begay", NULL }, { "٢٤/١١/٢٠٢٦", NULL },
  };

  check (cases, G_N_ELEMENTS (cases), FALSE);
}

static void
test_majority (void)
{
  static const Case cases[] = {
    { "4/5/2026", "2026-05-04" },   { "11/24/2026", "2026-11-24" }, { "24/11/2026", "2026-11-24" },
    { "2026-04-05", "2026-04-05" }, { "04.05.2026", "2026-05-04" },
  };
  LnetDateVotes votes = { 0 };

  g_assert_false (lnet_date_votes_is_day_first (&votes));
  lnet_date_votes_add (&votes, "24/11/2026");
  lnet_date_votes_add (&votes, "4/5/2026");
  lnet_date_votes_add (&votes, "2026-11-24");
  lnet_date_votes_add (&votes, "24.11.2026");
  lnet_date_votes_add (&votes, "nothing");
  g_assert_cmpuint (votes.n_day_first, ==, 1);
  g_assert_cmpuint (votes.n_either, ==, 1);
  g_assert_true (lnet_date_votes_is_day_first (&votes));
  check (cases, G_N_ELEMENTS (cases), TRUE);
  lnet_date_votes_add (&votes, "11/24/2026");
  g_assert_false (lnet_date_votes_is_day_first (&votes));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date-parse/styles", test_styles);
  g_test_add_func ("/date-parse/not-a-date", test_not_a_date);
  g_test_add_func ("/date-parse/majority", test_majority);
  return g_test_run ();
}
