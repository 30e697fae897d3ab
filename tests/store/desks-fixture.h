/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib/gstdio.h>

#include "lnet-check.h"
#include "lnet-give.h"
#include "lnet-sqlite.h"
#include "lnet-take.h"

#define MOST_DESKS 3

/* Up to three desks of one network: each has a copy of the file, made before they wrote apart. */
typedef struct
{
  char *folder;
  char *paths[MOST_DESKS];
  LnetStore *desks[MOST_DESKS];
  LnetId member;
  LnetId passage;
} Desks;

#define ANA 0
#define BEN 1
#define CY 2

static inline void
commit (LnetStore       *store,
        LnetTransaction *transaction)
{
  GError *error = NULL;

  lnet_store_commit (store, transaction, NULL, &error);
  g_assert_no_error (error);
}

static inline void
put_rows (Desks *desks)
{
  g_autoptr (LnetTransaction) transaction = lnet_transaction_new ("member-add");
  LnetSpace space = lnet_space (LNET_SPACE_NETWORK);
  LnetId document = lnet_transaction_add (transaction, LNET_TABLE_DOCUMENT, space);
  LnetId section = lnet_transaction_add (transaction, LNET_TABLE_SECTION, space);

  desks->member = lnet_transaction_add (transaction, LNET_TABLE_MEMBER, space);
  lnet_transaction_set_text (transaction, LNET_MEMBER_LEGAL_FIRST, &desks->member, "Tamsin");
  lnet_transaction_set_text (transaction, LNET_MEMBER_TOWN, &desks->member, "Lander");
  lnet_transaction_set_id (transaction, LNET_SECTION_DOCUMENT, &section, &document);
  desks->passage = lnet_transaction_add (transaction, LNET_TABLE_PASSAGE, space);
  lnet_transaction_set_id (transaction, LNET_PASSAGE_SECTION, &desks->passage, &section);
  lnet_transaction_set_text (transaction, LNET_PASSAGE_BODY, &desks->passage, "Every child is known. We listen.");
  commit (desks->desks[ANA], transaction);
}

static inline void
copy_file (const char *from,
           const char *to)
{
  GError *error = NULL;
  g_autoptr (GFile) source = g_file_new_for_path (from), target = g_file_new_for_path (to);

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static inline void
open_desk (Desks *desks,
           guint  i)
{
  GError *error = NULL;

  desks->desks[i] = lnet_store_open (desks->paths[i], &error);
  g_assert_no_error (error);
}

static inline void
close_desk (Desks *desks,
            guint  i)
{
  if (desks->desks[i] != NULL)
    g_assert_finalize_object (g_steal_pointer (&desks->desks[i]));
}

static inline void
desks_set_up (Desks         *desks,
        gconstpointer  data)
{
  GError *error = NULL;

  desks->folder = g_dir_make_tmp ("lnet-XXXXXX", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < MOST_DESKS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.lnet", i);

      desks->paths[i] = g_build_filename (desks->folder, name, NULL);
    }
  desks->desks[ANA] = lnet_store_create (desks->paths[ANA], "Prairie network", &error);
  g_assert_no_error (error);
  put_rows (desks);
  close_desk (desks, ANA);
  for (guint i = 1; i < MOST_DESKS; i++)
    copy_file (desks->paths[ANA], desks->paths[i]);
  for (guint i = 0; i < MOST_DESKS; i++)
    open_desk (desks, i);
}

static inline void
desks_tear_down (Desks         *desks,
           gconstpointer  data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  for (guint i = 0; i < MOST_DESKS; i++)
    {
      close_desk (desks, i);
      g_free (desks->paths[i]);
    }
  dir = g_dir_open (desks->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (desks->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (desks->folder);
  g_free (desks->folder);
}

/* @to gets all that it lacks of what @from has. */
static inline LnetTakeReport
pass (Desks *desks,
      guint  from,
      guint  to)
{
  GError *error = NULL;
  gboolean more;
  g_autoptr (GArray) have = lnet_give_read_vector (lnet_store_get_reader (desks->desks[to]), &error);
  g_autoptr (LnetDelivery) delivery = NULL;
  LnetTakeReport report;

  g_assert_no_error (error);
  delivery = lnet_give_collect (lnet_store_get_reader (desks->desks[from]), have, NULL, NULL, G_MAXSIZE, &more, &error);
  g_assert_no_error (error);
  lnet_store_take (desks->desks[to], delivery, &report, &error);
  g_assert_no_error (error);
  return report;
}

static inline char *
ask (Desks      *desks,
     guint       i,
     const char *sql)
{
  GError *error = NULL;
  g_autoptr (LnetSqlite) db = lnet_sqlite_open (desks->paths[i], LNET_SQLITE_READ_ONLY, &error);
  sqlite3_stmt *statement = lnet_sqlite_prepare (db, sql, &error);
  char *answer = NULL;

  g_assert_no_error (error);
  if (lnet_sqlite_step (db, statement, &error) > 0)
    answer = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return answer;
}

static inline void
assert_says (Desks      *desks,
             guint       i,
             const char *sql,
             const char *expected)
{
  g_autofree char *answer = ask (desks, i, sql);

  g_assert_cmpstr (answer, ==, expected);
}

/* What the tables say is what the log gives; on desks that have the same batches it is the same. */
static inline char *
digest (Desks *desks,
        guint  i)
{
  GError *error = NULL;
  g_autoptr (LnetCheck) check = lnet_check_run (desks->paths[i], NULL, &error);

  g_assert_no_error (error);
  for (guint k = 0; k < check->problems->len; k++)
    g_error ("%s: %s", desks->paths[i], (const char *) check->problems->pdata[k]);
  return g_strdup (check->digest);
}

static inline void
assert_same (Desks *desks,
             guint  n)
{
  g_autofree char *first = digest (desks, 0);

  for (guint i = 1; i < n; i++)
    {
      g_autofree char *other = digest (desks, i);

      g_assert_cmpstr (first, ==, other);
    }
}

static inline void
exchange (Desks *desks)
{
  pass (desks, ANA, BEN);
  pass (desks, BEN, ANA);
  assert_same (desks, 2);
}
