/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-plain.h"

LnetSqlite *
lnet_plain_new (const char *path)
{
  GError *error = NULL;
  LnetSqlite *plain;

  g_file_set_contents (path, "", 0, NULL);
  plain = lnet_sqlite_open (path, LNET_SQLITE_READ_WRITE, &error);
  if (plain == NULL ||
      !lnet_sqlite_exec (plain,
                         "CREATE TABLE member (pk INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, first TEXT, last TEXT, "
                         "town TEXT, sort TEXT) STRICT; CREATE INDEX member_sort ON member (sort);"
                         "CREATE VIRTUAL TABLE fts USING fts5 (words, content='', contentless_delete=1, "
                         "prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')", &error))
    g_error ("%s", error->message);
  return plain;
}

void
lnet_plain_add (LnetSqlite   *plain,
                const LnetId *id,
                const char   *last)
{
  sqlite3_stmt *row = lnet_sqlite_prepare (plain, "INSERT INTO member (id, first, last, town, sort) "
                                                  "VALUES (?1, 'Ana', ?2, 'Lander', ?2)", NULL);
  sqlite3_stmt *words;

  lnet_sqlite_bind_id (row, 1, id);
  lnet_sqlite_bind_text (row, 2, last);
  lnet_sqlite_run (plain, row, NULL);
  words = lnet_sqlite_prepare (plain, "INSERT INTO fts (rowid, words) "
                                      "VALUES (last_insert_rowid (), 'ana ' || ?1 || ' lander')", NULL);
  lnet_sqlite_bind_text (words, 1, last);
  lnet_sqlite_run (plain, words, NULL);
}
