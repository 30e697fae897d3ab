/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who has news: keys in k/, and the newest head note of each desk in h/. */

#include "config.h"

#include "lnet-folder-sync-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-error.h"

#define MOST_KEY_BYTES (1024 * 1024)

/* --- keys --- */

static gboolean
take_envelope (LnetFolderSync         *self,
               const LnetFolderEntry  *entry,
               GError                **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) content = lnet_folder_read (self->folder, entry->path, MOST_KEY_BYTES, self->cancellable,
                                                 &failure);

  if (content != NULL)
    LNET_FOLDER_DESK_GET_IFACE (self->desk)->take_envelope (self->desk, entry->name, content, &failure);
  if (failure != NULL && !lnet_folder_sync_is_of_file (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (failure == NULL)
    lnet_folder_sync_note_opened (self, entry->path, entry->size);
  /* Who may send keys is on the roster, which may have to come first. */
  else if (g_error_matches (failure, LNET_ERROR, LNET_ERROR_INVALID) && !self->last_look)
    self->look_again = TRUE;
  else
    lnet_folder_sync_skip (self, entry->path, entry->size, failure);
  return TRUE;
}

/* A file of the same name as one that this desk has to give is as good, if it is whole. */
static gboolean
look_at_own (LnetFolderSync         *self,
             const LnetFolderEntry  *entry,
             GHashTable             *known,
             GError                **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) content = lnet_folder_read (self->folder, entry->path, MOST_KEY_BYTES, self->cancellable,
                                                 &failure);

  if (content != NULL)
    LNET_FOLDER_DESK_GET_IFACE (self->desk)->take_envelope (self->desk, entry->name, content, &failure);
  if (g_error_matches (failure, LNET_ERROR, LNET_ERROR_DAMAGED))
    return lnet_folder_remove (self->folder, entry->path, self->cancellable, error);
  if (failure != NULL && !lnet_folder_sync_is_of_file (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  lnet_folder_sync_note_opened (self, entry->path, entry->size);
  g_hash_table_remove (known, entry->name);
  return TRUE;
}

static gboolean
put_envelopes (LnetFolderSync  *self,
               GHashTable      *envelopes,
               GError         **error)
{
  GHashTableIter iter;
  gpointer name, content;

  g_hash_table_iter_init (&iter, envelopes);
  while (g_hash_table_iter_next (&iter, &name, &content))
    {
      g_autofree char *path = g_build_filename ("k", name, NULL);
      g_autoptr (GError) failure = NULL;

      /* One that was not in the listing is looked at the next time. */
      if (!lnet_folder_put (self->folder, path, content, self->cancellable, &failure) &&
          !g_error_matches (failure, LNET_ERROR, LNET_ERROR_DAMAGED))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
  return TRUE;
}

/* Takes in what keys others left, and puts there what this desk has to give. */
static gboolean
exchange_keys (LnetFolderSync  *self,
               GError         **error)
{
  GPtrArray *entries = lnet_folder_list (self->folder, "k", self->cancellable, error);
  g_autoptr (GHashTable) known = NULL;

  if (entries == NULL)
    return FALSE;
  g_clear_pointer (&self->key_files, g_ptr_array_unref);
  self->key_files = entries;
  known = LNET_FOLDER_DESK_GET_IFACE (self->desk)->read_envelopes (self->desk, error);
  if (known == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const LnetFolderEntry *entry = entries->pdata[i];

      if (lnet_folder_sync_was_opened (self, entry->path, entry->size))
        g_hash_table_remove (known, entry->name);
      else if (g_hash_table_contains (known, entry->name))
        {
          if (!look_at_own (self, entry, known, error))
            return FALSE;
        }
      else if (lnet_folder_sync_is_due (self, entry->path, entry->size) && !take_envelope (self, entry, error))
        return FALSE;
    }
  return put_envelopes (self, known, error);
}

static gboolean
read_keys (LnetFolderSync  *self,
           GError         **error)
{
  self->keys = LNET_FOLDER_DESK_GET_IFACE (self->desk)->read_keys (self->desk, error);
  if (self->keys == NULL)
    return FALSE;
  if (lnet_folder_keys_find_network (self->keys) != NULL)
    return TRUE;
  g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND,
                       _("This desk has no key of this network yet, so it can read nothing in the shared folder. Ask a "
                         "director to admit it."));
  return FALSE;
}

/* --- head notes --- */

/* Puts a note in place of an older one of the same desk. */
static void
keep_note (LnetFolderSync *self,
           LnetHeadNote   *note)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      LnetHeadNote *present = self->notes->pdata[i];

      if (!lnet_id_equal (&present->desk, &note->desk))
        continue;
      if (present->number > note->number)
        lnet_head_note_free (note);
      else
        {
          lnet_head_note_free (present);
          self->notes->pdata[i] = note;
        }
      return;
    }
  g_ptr_array_add (self->notes, note);
}

static LnetHeadNote *
find_note (LnetFolderSync *self,
           const LnetId   *desk)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      LnetHeadNote *note = self->notes->pdata[i];

      if (lnet_id_equal (&note->desk, desk))
        return note;
    }
  return NULL;
}

/* What was heard before stays known: that a note is not there now says nothing. */
static gboolean
recall_notes (LnetFolderSync  *self,
              GError         **error)
{
  g_autoptr (GArray) heard = LNET_FOLDER_DESK_GET_IFACE (self->desk)->read_heard (self->desk, error);

  for (guint i = 0; heard != NULL && i < heard->len; i++)
    {
      const LnetHeard *last = &g_array_index (heard, LnetHeard, i);
      LnetHeadNote *note = lnet_head_note_read (last->note, LNET_NOTE_HEAD, self->desk, self->keys, NULL);

      if (note != NULL)
        keep_note (self, note);
    }
  return heard != NULL;
}

/* Whether a file may hold a newer note than the last one of its desk. */
static gboolean
is_news (LnetFolderSync        *self,
         const LnetFolderEntry *entry,
         const LnetNoteName    *name)
{
  const LnetHeadNote *last = find_note (self, &name->desk);

  return (last == NULL || last->number < name->n) && lnet_folder_sync_is_due (self, entry->path, entry->size);
}

static gboolean
hear (LnetFolderSync  *self,
      LnetHeadNote    *note,
      GBytes          *content,
      GError         **error)
{
  LnetHeard heard = { note->desk, g_get_real_time () / 1000, note->wall, content };
  const LnetHeadNote *last = find_note (self, &note->desk);

  if (last != NULL && last->number >= note->number)
    {
      lnet_head_note_free (note);
      return TRUE;
    }
  keep_note (self, note);
  return LNET_FOLDER_DESK_GET_IFACE (self->desk)->save_heard (self->desk, &heard, error);
}

static gboolean
read_note (LnetFolderSync         *self,
           const LnetFolderEntry  *entry,
           GError                **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) content = lnet_folder_read (self->folder, entry->path, LNET_HEAD_NOTE_MOST_BYTES,
                                                 self->cancellable, &failure);
  LnetHeadNote *note = content != NULL ? lnet_head_note_read (content, LNET_NOTE_HEAD, self->desk, self->keys, &failure)
                                       : NULL;

  if (note != NULL)
    {
      lnet_folder_sync_note_opened (self, entry->path, entry->size);
      return hear (self, note, content, error);
    }
  if (!lnet_folder_sync_is_of_file (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  lnet_folder_sync_skip (self, entry->path, entry->size, failure);
  return TRUE;
}

int
lnet_folder_sync_compare_notes (gconstpointer a,
                                gconstpointer b)
{
  const LnetFolderEntry *first = *(LnetFolderEntry *const *) a, *second = *(LnetFolderEntry *const *) b;
  LnetNoteName one = { 0 }, other = { 0 };

  lnet_note_name_read (first->name, &one);
  lnet_note_name_read (second->name, &other);
  if (one.n != other.n)
    return one.n < other.n ? 1 : -1;
  return other.proper - one.proper;
}

static gboolean
read_notes (LnetFolderSync  *self,
            GError         **error)
{
  self->note_files = lnet_folder_list (self->folder, "h", self->cancellable, error);
  if (self->note_files == NULL || !recall_notes (self, error))
    return FALSE;
  g_ptr_array_sort (self->note_files, lnet_folder_sync_compare_notes);
  for (guint i = 0; i < self->note_files->len; i++)
    {
      const LnetFolderEntry *entry = self->note_files->pdata[i];
      LnetNoteName name;

      if (lnet_note_name_read (entry->name, &name) && is_news (self, entry, &name) && !read_note (self, entry, error))
        return FALSE;
    }
  self->own = find_note (self, &self->id);
  return TRUE;
}

/* "<epoch>-" of the name of an envelope. */
static char *
get_epoch (const char *name)
{
  const char *dash = strchr (name, '-');

  return dash != NULL ? g_strndup (name, (gsize) (dash - name) + 1) : NULL;
}

/* An envelope holds one key for all desks that may have it: once there is one for more of them, the older may go. Here
 * alone a desk removes what another may have written; it does so only when it has taken in all there is, and so knows
 * every desk. */
gboolean
lnet_folder_sync_tidy_keys (LnetFolderSync  *self,
                            GError         **error)
{
  g_autoptr (GHashTable) known = NULL;
  g_autoptr (GHashTable) epochs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name;

  if (self->report->missing->len > 0)
    return TRUE;
  known = LNET_FOLDER_DESK_GET_IFACE (self->desk)->read_envelopes (self->desk, error);
  if (known == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_hash_table_add (epochs, get_epoch (name));
  for (guint i = 0; i < self->key_files->len; i++)
    {
      const LnetFolderEntry *entry = self->key_files->pdata[i];
      g_autofree char *epoch = get_epoch (entry->name);

      if (epoch != NULL && g_hash_table_contains (epochs, epoch) && !g_hash_table_contains (known, entry->name) &&
          lnet_folder_sync_was_opened (self, entry->path, entry->size) &&
          !lnet_folder_remove (self->folder, entry->path, self->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
lnet_folder_sync_look (LnetFolderSync  *self,
                       GError         **error)
{
  g_clear_pointer (&self->keys, g_array_unref);
  g_clear_pointer (&self->note_files, g_ptr_array_unref);
  g_ptr_array_set_size (self->notes, 0);
  g_hash_table_remove_all (self->listings);
  self->own = NULL;
  return exchange_keys (self, error) && read_keys (self, error) && read_notes (self, error);
}
