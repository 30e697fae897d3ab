/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any thread: nothing is kept between two calls. The _async forms use a worker. */

#include "config.h"

#include "lnet-key-store.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <sodium.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-worker.h"

#define MARK "learning-network-desk-key-1 "
#define CHECK_SIZE 8
#define TEXT_SIZE (2 * (LNET_DESK_SEED_SIZE + CHECK_SIZE))

static const SecretSchema schema = {
  "com.example.LearningNetwork.Desk", SECRET_SCHEMA_NONE,
  { { "owner", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

/* --- as text --- */

static char *
write_key (const LnetDeskKey *key)
{
  guint8 bytes[LNET_DESK_SEED_SIZE + CHECK_SIZE], hash[crypto_generichash_BYTES];
  char hex[TEXT_SIZE + 1];
  char *text;

  crypto_generichash (hash, sizeof hash, key->seed, sizeof key->seed, NULL, 0);
  memcpy (bytes, key->seed, LNET_DESK_SEED_SIZE);
  memcpy (bytes + LNET_DESK_SEED_SIZE, hash, CHECK_SIZE);
  sodium_bin2hex (hex, sizeof hex, bytes, sizeof bytes);
  text = g_strconcat (MARK, hex, NULL);
  sodium_memzero (bytes, sizeof bytes);
  sodium_memzero (hex, sizeof hex);
  return text;
}

static LnetDeskKey *
read_key (const char  *text,
          const char  *place,
          GError     **error)
{
  guint8 bytes[LNET_DESK_SEED_SIZE + CHECK_SIZE], hash[crypto_generichash_BYTES];
  const char *hex = g_str_has_prefix (text, MARK) ? text + strlen (MARK) : "";
  size_t size = 0;

  if (strlen (hex) >= TEXT_SIZE &&
      sodium_hex2bin (bytes, sizeof bytes, hex, TEXT_SIZE, NULL, &size, NULL) == 0 && size == sizeof bytes)
    {
      crypto_generichash (hash, sizeof hash, bytes, LNET_DESK_SEED_SIZE, NULL, 0);
      if (memcmp (hash, bytes + LNET_DESK_SEED_SIZE, CHECK_SIZE) == 0)
        return lnet_desk_key_new_from_seed (bytes);
    }
  g_set_error (error, LNET_ERROR, LNET_ERROR_DAMAGED, "%s\n%s",
               _("The key of this desk is damaged. It was left as it is. If there is a paper key, type its words; "
                 "else have this desk let in again."), place);
  return NULL;
}

static void
free_text (char *text)
{
  if (text != NULL)
    sodium_memzero (text, strlen (text));
  g_free (text);
}

/* --- in the keyring --- */

static gboolean
is_named (GDBusConnection *bus,
          const char      *method)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
    bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method, NULL,
    G_VARIANT_TYPE ("(as)"), G_DBUS_CALL_FLAGS_NONE, 2000, NULL, NULL);
  g_autofree const char **names = NULL;

  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, "(^a&s)", &names);
  return g_strv_contains (names, "org.freedesktop.secrets");
}

/* Whether somebody answers for secrets. Where there is no session bus, that is known at once: none is started. */
static gboolean
has_keyring (void)
{
  g_autofree char *socket = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);
  g_autoptr (GDBusConnection) bus = NULL;

  if (g_getenv ("DBUS_SESSION_BUS_ADDRESS") == NULL && !g_file_test (socket, G_FILE_TEST_EXISTS))
    return FALSE;
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  return bus != NULL && (is_named (bus, "ListNames") || is_named (bus, "ListActivatableNames"));
}

static gboolean
save_in_keyring (const char *owner,
                 const char *text)
{
  /* Translators: how a key is called in the list of a keyring */
  return has_keyring () &&
         secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, _("Desk of a learning network"), text, NULL, NULL,
                                     "owner", owner, NULL);
}

/* --- in a file --- */

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "learning-network", "keys", NULL);
}

static char *
get_path (const char *owner)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *name = g_strconcat (owner, ".key", NULL);

  return g_build_filename (folder, name, NULL);
}

static gboolean
fail_to_write (GError     **error,
               const char  *reason)
{
  g_set_error (error, LNET_ERROR, LNET_ERROR_READ_ONLY, "%s\n%s",
               _("The key of this desk could not be put away. Nothing was changed. "
                 "Look whether your home folder can be written to and has room."), reason);
  return FALSE;
}

static gboolean
save_in_file (const char  *owner,
              const char  *text,
              GError     **error)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *path = get_path (owner);
  g_autoptr (GError) failure = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0 || g_chmod (folder, 0700) != 0)
    return fail_to_write (error, g_strerror (errno));
  if (!g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 &failure))
    return fail_to_write (error, failure->message);
  return g_chmod (path, 0600) == 0 || fail_to_write (error, g_strerror (errno));
}

static gboolean
remove_file (const char  *owner,
             GError     **error)
{
  g_autofree char *path = get_path (owner);

  return g_unlink (path) == 0 || errno == ENOENT || fail_to_write (error, g_strerror (errno));
}

static LnetDeskKey *
load_from_file (const char  *owner,
                GError     **error)
{
  g_autofree char *path = get_path (owner);
  g_autoptr (GError) failure = NULL;
  LnetDeskKey *key;
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, &failure))
    {
      gboolean missing = g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT);

      g_set_error (error, LNET_ERROR, missing ? LNET_ERROR_NOT_FOUND : LNET_ERROR_FAILED, "%s\n%s",
                   missing ? _("The key of this desk is not on this computer. If there is a paper key, type its words; "
                               "else have this desk let in again.")
                           : _("The key of this desk could not be read. It was left as it is."), failure->message);
      return NULL;
    }
  key = read_key (text, path, error);
  free_text (text);
  return key;
}

/* --- either --- */

gboolean
lnet_key_store_save (const LnetId       *owner,
                     const LnetDeskKey  *key,
                     GError            **error)
{
  g_autofree char *name = lnet_id_to_string (owner);
  char *text = write_key (key);
  gboolean done;

  /* An earlier key in a file must not stay beside the one in the keyring. */
  if (save_in_keyring (name, text))
    done = remove_file (name, error);
  else
    done = save_in_file (name, text, error);
  free_text (text);
  return done;
}

LnetDeskKey *
lnet_key_store_load (const LnetId  *owner,
                     GError       **error)
{
  g_autofree char *name = lnet_id_to_string (owner);
  g_autofree char *path = get_path (name);
  LnetDeskKey *key;
  char *text;

  if (g_file_test (path, G_FILE_TEST_EXISTS) || !has_keyring ())
    return load_from_file (name, error);
  text = secret_password_lookup_sync (&schema, NULL, NULL, "owner", name, NULL);
  if (text == NULL)
    return load_from_file (name, error);
  key = read_key (text, _("It lies in the keyring."), error);
  secret_password_free (text);
  return key;
}

gboolean
lnet_key_store_remove (const LnetId  *owner,
                       GError       **error)
{
  g_autofree char *name = lnet_id_to_string (owner);

  if (has_keyring ())
    secret_password_clear_sync (&schema, NULL, NULL, "owner", name, NULL);
  return remove_file (name, error);
}

/* --- in a worker --- */

typedef struct
{
  LnetId owner;
  LnetDeskKey *key;
} Errand;

static void
free_errand (gpointer data)
{
  Errand *errand = data;

  lnet_desk_key_free (errand->key);
  g_free (errand);
}

static void
run_errand (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Errand *errand = data;
  GError *error = NULL;

  if (errand->key != NULL)
    {
      if (lnet_key_store_save (&errand->owner, errand->key, &error))
        g_task_return_boolean (task, TRUE);
      else
        g_task_return_error (task, error);
      return;
    }
  errand->key = lnet_key_store_load (&errand->owner, &error);
  if (errand->key != NULL)
    g_task_return_pointer (task, g_steal_pointer (&errand->key), (GDestroyNotify) lnet_desk_key_free);
  else
    g_task_return_error (task, error);
}

static void
send (const LnetId        *owner,
      LnetDeskKey         *key,
      gpointer             source_tag,
      GCancellable        *cancellable,
      GAsyncReadyCallback  callback,
      gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Errand *errand = g_new0 (Errand, 1);

  g_task_set_source_tag (task, source_tag);
  errand->owner = *owner;
  errand->key = key;
  g_task_set_task_data (task, errand, free_errand);
  lnet_worker_run (task, run_errand);
}

void
lnet_key_store_load_async (const LnetId        *owner,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  send (owner, NULL, lnet_key_store_load_async, cancellable, callback, user_data);
}

LnetDeskKey *
lnet_key_store_load_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
lnet_key_store_save_async (const LnetId        *owner,
                           const LnetDeskKey   *key,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  send (owner, lnet_desk_key_new_from_seed (key->seed), lnet_key_store_save_async, cancellable, callback, user_data);
}

gboolean
lnet_key_store_save_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
