/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-join.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-key-store.h"
#include "lnet-own-desk.h"

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "learning-network", "joining", NULL);
}

static char *
get_path (const LnetId *desk)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *id = lnet_id_to_string (desk);
  g_autofree char *name = g_strconcat (id, LNET_CARD_SUFFIX, NULL);

  return g_build_filename (folder, name, NULL);
}

static gboolean
fail (GError     **error,
      const char  *reason)
{
  g_set_error (error, LNET_ERROR, LNET_ERROR_READ_ONLY, "%s\n%s",
               _("The card could not be put away. Nothing was made. Look whether your home folder can be written to and has "
                 "room."), reason);
  return FALSE;
}

static gboolean
save_card (const LnetCard  *card,
           GError         **error)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *path = get_path (&card->desk);
  g_autofree char *text = lnet_card_to_text (card);
  g_autoptr (GError) failure = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (error, g_strerror (errno));
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                   &failure) || fail (error, failure->message);
}

LnetCard *
lnet_join_begin (const char  *name,
                 GError     **error)
{
  g_autoptr (LnetDeskKey) key = lnet_desk_key_new ();
  LnetId desk = lnet_id_new ();
  g_autoptr (LnetCard) card = lnet_own_desk_make_card (key, &desk, name);

  if (strlen (name) == 0 || strlen (name) > LNET_CARD_MOST_NAME)
    {
      g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                           _("A desk needs a short name, such as “Ana’s laptop”. Nothing was made."));
      return NULL;
    }
  if (!lnet_key_store_save (&desk, key, error) || !save_card (card, error))
    return NULL;
  return g_steal_pointer (&card);
}

GPtrArray *
lnet_join_list (void)
{
  GPtrArray *cards = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_card_free);
  g_autofree char *folder = get_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      LnetCard *card = g_file_get_contents (path, &text, NULL, NULL) ? lnet_card_from_text (text, NULL) : NULL;

      if (card != NULL)
        g_ptr_array_add (cards, card);
    }
  return cards;
}

gboolean
lnet_join_forget (const LnetId  *desk,
                  GError       **error)
{
  g_autofree char *path = get_path (desk);

  if (!lnet_key_store_remove (desk, error))
    return FALSE;
  return g_unlink (path) == 0 || errno == ENOENT || fail (error, g_strerror (errno));
}

LnetWelcomeLetter *
lnet_join_read (GBytes       *bytes,
                LnetDeskKey **key,
                GError      **error)
{
  g_autoptr (LnetDeskKey) waiting = NULL;
  g_autoptr (GError) failure = NULL;
  LnetWelcomeLetter *welcome;
  LnetId desk;

  if (!lnet_welcome_letter_peek (bytes, &desk, error))
    return NULL;
  waiting = lnet_key_store_load (&desk, &failure);
  if (waiting == NULL)
    {
      if (g_error_matches (failure, LNET_ERROR, LNET_ERROR_NOT_FOUND))
        g_set_error_literal (error, LNET_ERROR, LNET_ERROR_INVALID,
                             _("This welcome is for another desk, or it was used already. Nothing was made."));
      else
        g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  welcome = lnet_welcome_letter_read (bytes, waiting, error);
  if (welcome != NULL)
    *key = g_steal_pointer (&waiting);
  return welcome;
}

LnetStore *
lnet_join_finish (GBytes      *bytes,
                  const char  *path,
                  GError     **error)
{
  g_autoptr (LnetDeskKey) key = NULL;
  g_autoptr (LnetWelcomeLetter) welcome = lnet_join_read (bytes, &key, error);
  g_autoptr (LnetJoining) joining = welcome != NULL ? lnet_welcome_letter_to_joining (welcome, key) : NULL;
  g_autoptr (LnetStore) store = joining != NULL ? lnet_store_create_joined (path, joining, error) : NULL;

  if (store == NULL)
    return NULL;
  if (!lnet_key_store_save (&welcome->network, key, error))
    {
      lnet_store_close (store);
      g_unlink (path);
      return NULL;
    }
  lnet_join_forget (&welcome->desk, NULL);
  return g_steal_pointer (&store);
}
