/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "lnet-store.h"

G_BEGIN_DECLS

enum
{
  LNET_CLI_DONE = 0,
  LNET_CLI_WRONG = 1,
  LNET_CLI_USAGE = 2,
};

typedef struct _LnetCli LnetCli;

/* Runs with what stands behind the command's name; answers the exit status. */
typedef int (*LnetCliFunc) (LnetCli *cli);

typedef struct
{
  const char *name;
  const char *arguments; /* "FILE PEOPLE.csv" */
  const char *summary;
  LnetCliFunc run;
} LnetCliCommand;

/* One running of a command. */
struct _LnetCli
{
  const LnetCliCommand *command;
  char **args; /* as given, with the command's name first; after lnet_cli_parse() only what is no option */
  guint n_args;
  gboolean json;
};

/* Takes the options out of cli->args and checks that @n_wanted arguments are left. FALSE when usage was wrong, which
 * has been said; the command then answers LNET_CLI_USAGE. */
gboolean lnet_cli_parse (LnetCli *cli, const GOptionEntry *options, guint n_wanted);

/* Says what is wrong with how it was called. Answers LNET_CLI_USAGE. */
int lnet_cli_usage (LnetCli *cli, const char *message);

/* Says what went wrong. Answers LNET_CLI_WRONG. */
int lnet_cli_fail (LnetCli *cli, const GError *error);

/* Prints the object that @builder holds. */
void lnet_cli_print_json (JsonBuilder *builder);

/* {"file","members"}, or a line for people. */
void lnet_cli_print_network (LnetCli *cli, LnetStore *store, const char *path);

void lnet_cli_add_integer (JsonBuilder *builder, const char *member, gint64 value);
void lnet_cli_add_text (JsonBuilder *builder, const char *member, const char *value);

/* The commands, a file each. */
int lnet_cli_new (LnetCli *cli);
int lnet_cli_sample (LnetCli *cli);
int lnet_cli_import (LnetCli *cli);
int lnet_cli_export (LnetCli *cli);
int lnet_cli_check (LnetCli *cli);
int lnet_cli_bundle (LnetCli *cli);
int lnet_cli_sync (LnetCli *cli);
int lnet_cli_duplicates (LnetCli *cli);
int lnet_cli_pair (LnetCli *cli);
int lnet_cli_erase (LnetCli *cli);
int lnet_cli_history (LnetCli *cli);
int lnet_cli_share (LnetCli *cli);
int lnet_cli_desks (LnetCli *cli);
int lnet_cli_desk (LnetCli *cli);
int lnet_cli_card (LnetCli *cli);
int lnet_cli_admit (LnetCli *cli);
int lnet_cli_join (LnetCli *cli);
int lnet_cli_edit_desk (LnetCli *cli);
int lnet_cli_remove_desk (LnetCli *cli);

G_END_DECLS
