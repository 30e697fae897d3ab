/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cli-desks-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-members.h"
#include "lnet-own-desk.h"

#define LEAST_DIGITS 4

/* --- in common --- */

gboolean
lnet_cli_read_stance (LnetCli    *cli,
                      const char *text,
                      LnetStance *stance)
{
  if (lnet_stance_from_key (text, stance))
    return TRUE;
  lnet_cli_usage (cli, _("Say what the desk is, with --stance director, facilitator or participant."));
  return FALSE;
}

gboolean
lnet_cli_find_member (LnetReader  *reader,
                      const char  *text,
                      LnetId      *member,
                      GError     **error)
{
  g_autoptr (GPtrArray) found = NULL;

  *member = lnet_id_null ();
  if (text == NULL)
    return TRUE;
  if (lnet_id_from_string (text, member))
    {
      g_autoptr (LnetMemberInfo) info = lnet_members_find (reader, member);

      if (info != NULL)
        return TRUE;
    }
  else
    found = lnet_members_search (reader, text, 2);
  if (found != NULL && found->len == 1)
    {
      *member = ((LnetMemberInfo *) found->pdata[0])->id;
      return TRUE;
    }
  g_set_error (error, LNET_ERROR, LNET_ERROR_NOT_FOUND,
               found != NULL && found->len > 1
                 ? _("There is more than one member “%s”. Nothing was changed. Name the one you mean by ID.")
                 : _("There is no member “%s”. Nothing was changed."), text);
  return FALSE;
}

static gboolean
names_desk (const LnetRosterDesk *desk,
            const char           *text)
{
  g_autofree char *id = lnet_id_to_string (&desk->id);

  return g_str_equal (desk->name, text) || (strlen (text) >= LEAST_DIGITS && g_str_has_prefix (id, text));
}

const LnetRosterDesk *
lnet_cli_find_desk (const LnetRoster  *roster,
                    const char        *text,
                    GError           **error)
{
  const LnetRosterDesk *found = NULL;
  guint n = 0;

  for (guint i = 0; i < lnet_roster_list (roster)->len; i++)
    {
      const LnetRosterDesk *desk = lnet_roster_list (roster)->pdata[i];

      if (desk->state == LNET_DESK_ADMITTED && names_desk (desk, text))
        {
          found = desk;
          n++;
        }
    }
  if (n == 1)
    return found;
  g_set_error (error, LNET_ERROR, LNET_ERROR_NOT_FOUND,
               n > 1 ? _("There is more than one desk “%s”. Nothing was changed. Name it by the digits that “desks” shows.")
                     : _("No desk “%s” takes part. Nothing was changed. “desks” lists them."), text);
  return NULL;
}

gboolean
lnet_cli_write_file (const char     *path,
                     gconstpointer   data,
                     gsize           size,
                     GError        **error)
{
  g_autoptr (GError) reason = NULL;

  if (g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &reason))
    return TRUE;
  g_set_error (error, LNET_ERROR, LNET_ERROR_READ_ONLY, _("“%s” cannot be written: %s"), path, reason->message);
  return FALSE;
}

GBytes *
lnet_cli_read_file (const char  *path,
                    GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &reason);
  g_autoptr (GBytes) bytes = stream != NULL ? g_input_stream_read_bytes (G_INPUT_STREAM (stream), LNET_CLI_MOST_BYTES,
                                                                         NULL, &reason) : NULL;

  if (bytes != NULL)
    return g_steal_pointer (&bytes);
  g_set_error (error, LNET_ERROR, LNET_ERROR_NOT_FOUND, _("“%s” cannot be read: %s"), path, reason->message);
  return NULL;
}

/* --- desks --- */

static const char *
get_state_key (const LnetRosterDesk *desk)
{
  return desk->state == LNET_DESK_ADMITTED ? "admitted" : desk->state == LNET_DESK_REMOVED ? "removed" : "former";
}

static const char *
get_state_words (const LnetRosterDesk *desk)
{
  if (desk->state == LNET_DESK_REMOVED)
    /* Translators: of a desk */
    return _("taken out");
  if (desk->state == LNET_DESK_FORMER)
    /* Translators: of a desk */
    return _("wrote before sharing began");
  switch (desk->stance)
    {
    case LNET_STANCE_DIRECTOR:
      return _("Director");
    case LNET_STANCE_FACILITATOR:
      return _("Facilitator");
    case LNET_STANCE_PARTICIPANT:
    default:
      return _("Participant");
    }
}

static void
print_desk (LnetReader           *reader,
            const LnetRosterDesk *desk,
            gboolean              own)
{
  g_autofree char *id = lnet_id_to_string (&desk->id);
  g_autofree char *member = lnet_id_is_null (&desk->member) ? g_strdup ("—")
                                                            : lnet_members_dup_name (reader, &desk->member);

  g_print ("%s  %s  %s  %s  %s%s\n", id, desk->name[0] != '\0' ? desk->name : "—", get_state_words (desk), member,
           desk->on_date != NULL ? desk->on_date : "",
           /* Translators: stands behind the desk one sits at */
           own ? _(" (this desk)") : "");
}

static void
add_desk (JsonBuilder          *builder,
          const LnetRosterDesk *desk,
          gboolean              own)
{
  g_autofree char *id = lnet_id_to_string (&desk->id);
  g_autofree char *member = lnet_id_is_null (&desk->member) ? g_strdup ("") : lnet_id_to_string (&desk->member);

  json_builder_begin_object (builder);
  lnet_cli_add_text (builder, "desk", id);
  lnet_cli_add_text (builder, "name", desk->name);
  lnet_cli_add_text (builder, "stance", lnet_stance_to_key (desk->stance));
  lnet_cli_add_text (builder, "state", get_state_key (desk));
  lnet_cli_add_text (builder, "member", member);
  lnet_cli_add_text (builder, "on", desk->on_date != NULL ? desk->on_date : "");
  json_builder_set_member_name (builder, "own");
  json_builder_add_boolean_value (builder, own);
  json_builder_end_object (builder);
}

static void
list_desks (LnetCli          *cli,
            LnetReader       *reader,
            const LnetRoster *roster,
            const LnetId     *own)
{
  g_autoptr (JsonBuilder) builder = cli->json ? json_builder_new () : NULL;

  if (builder != NULL)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "desks");
      json_builder_begin_array (builder);
    }
  else if (lnet_roster_is_empty (roster))
    g_print ("%s\n", _("This network is not shared. “share --begin” begins to."));
  for (guint i = 0; i < lnet_roster_list (roster)->len; i++)
    {
      const LnetRosterDesk *desk = lnet_roster_list (roster)->pdata[i];

      if (builder != NULL)
        add_desk (builder, desk, lnet_id_equal (&desk->id, own));
      else
        print_desk (reader, desk, lnet_id_equal (&desk->id, own));
    }
  if (builder == NULL)
    return;
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  lnet_cli_print_json (builder);
}

int
lnet_cli_desks (LnetCli *cli)
{
  const GOptionEntry options[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (LnetReader) reader = NULL;
  g_autoptr (LnetRoster) roster = NULL;
  g_autoptr (GError) error = NULL;
  LnetId own;

  if (!lnet_cli_parse (cli, options, 1))
    return LNET_CLI_USAGE;
  reader = lnet_reader_open (cli->args[1], &error);
  roster = reader != NULL ? lnet_roster_load (reader, &error) : NULL;
  if (roster == NULL || !lnet_sharing_find_desk (reader, &own, &error))
    return lnet_cli_fail (cli, error);
  list_desks (cli, reader, roster, &own);
  return LNET_CLI_DONE;
}

/* --- remove-desk, edit-desk --- */

static void
print_done (LnetCli      *cli,
            const LnetId *desk,
            const char   *message)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *id = lnet_id_to_string (desk);

  if (!cli->json)
    {
      g_print ("%s\n", message);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  lnet_cli_add_text (builder, "desk", id);
  json_builder_end_object (builder);
  lnet_cli_print_json (builder);
}

/* A command on one desk of the roster: @change builds what it does. */
static gboolean
change_desk (LnetCli          *cli,
             LnetTransaction *(*change) (LnetReader *, const LnetRosterDesk *, gpointer, GError **),
             gpointer          data,
             LnetId           *id,
             GError          **error)
{
  g_autoptr (LnetStore) store = lnet_store_open (cli->args[1], error);
  g_autoptr (LnetOwnDesk) own = store != NULL ? lnet_own_desk_prepare (store, NULL, error) : NULL;
  g_autoptr (LnetRoster) roster = own != NULL ? lnet_roster_load (lnet_store_get_reader (store), error) : NULL;
  const LnetRosterDesk *desk = roster != NULL ? lnet_cli_find_desk (roster, cli->args[2], error) : NULL;
  g_autoptr (LnetTransaction) transaction = NULL;
  g_autoptr (LnetOwnDesk) after = NULL;

  if (desk == NULL)
    return FALSE;
  *id = desk->id;
  transaction = change (lnet_store_get_reader (store), desk, data, error);
  if (transaction == NULL || !lnet_store_commit (store, transaction, NULL, error))
    return FALSE;
  /* Spaces get new keys where somebody went. */
  after = lnet_own_desk_prepare (store, NULL, error);
  return after != NULL;
}

static LnetTransaction *
remove_one (LnetReader            *reader,
            const LnetRosterDesk  *desk,
            gpointer               data,
            GError               **error)
{
  return lnet_sharing_remove (reader, &desk->id, NULL, error);
}

int
lnet_cli_remove_desk (LnetCli *cli)
{
  const GOptionEntry options[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (GError) error = NULL;
  LnetId desk;

  if (!lnet_cli_parse (cli, options, 2))
    return LNET_CLI_USAGE;
  if (!change_desk (cli, remove_one, NULL, &desk, &error))
    return lnet_cli_fail (cli, error);
  print_done (cli, &desk, _("The desk was taken out. What it wrote until now stays; what it writes from now on is set "
                            "aside. What it holds already it can still read."));
  return LNET_CLI_DONE;
}

typedef struct
{
  char *name;
  char *stance;
  char *member;
  LnetStance read_stance;
} Edit;

static LnetTransaction *
edit_one (LnetReader            *reader,
          const LnetRosterDesk  *desk,
          gpointer               data,
          GError               **error)
{
  const Edit *edit = data;
  LnetId member = desk->member;

  if (edit->member != NULL && !lnet_cli_find_member (reader, edit->member, &member, error))
    return NULL;
  return lnet_sharing_edit (reader, &desk->id, edit->name != NULL ? edit->name : desk->name,
                            edit->stance != NULL ? edit->read_stance : desk->stance, &member, error);
}

static void
edit_clear (Edit *edit)
{
  g_free (edit->name);
  g_free (edit->stance);
  g_free (edit->member);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Edit, edit_clear)

int
lnet_cli_edit_desk (LnetCli *cli)
{
  g_auto (Edit) edit = { 0 };
  const GOptionEntry options[] = {
    { "name", 'n', 0, G_OPTION_ARG_STRING, &edit.name, N_("What the desk is called"), N_("NAME") },
    { "stance", 's', 0, G_OPTION_ARG_STRING, &edit.stance, N_("director, facilitator or participant"), N_("STANCE") },
    { "member", 'm', 0, G_OPTION_ARG_STRING, &edit.member, N_("Whose desk it is, by ID or name"), N_("MEMBER") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  LnetId desk;

  if (!lnet_cli_parse (cli, options, 2) ||
      (edit.stance != NULL && !lnet_cli_read_stance (cli, edit.stance, &edit.read_stance)))
    return LNET_CLI_USAGE;
  if (!change_desk (cli, edit_one, &edit, &desk, &error))
    return lnet_cli_fail (cli, error);
  print_done (cli, &desk, _("The desk was changed."));
  return LNET_CLI_DONE;
}
