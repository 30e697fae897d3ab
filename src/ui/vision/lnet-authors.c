/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-authors.h"

#include "lnet-name.h"
#include "lnet-vision.h"

#include <glib/gi18n-lib.h>

struct _LnetAuthors
{
  GObject parent_instance;

  LnetSession *session;
  GHashTable *authors; /* LnetId → Author */
};

G_DEFINE_FINAL_TYPE (LnetAuthors, lnet_authors, G_TYPE_OBJECT)

typedef struct
{
  char *name;
  char *initials;
  AdwAccentColor color;
} Author;

static void
author_free (Author *author)
{
  g_free (author->name);
  g_free (author->initials);
  g_free (author);
}

static Author *
find_author (LnetAuthors  *self,
             const LnetId *id)
{
  Author *author = g_hash_table_lookup (self->authors, id);
  g_autoptr (LnetContributor) row = NULL;

  if (author != NULL)
    return author;
  author = g_new0 (Author, 1);
  if (!lnet_id_is_null (id))
    row = lnet_vision_read_contributor (lnet_session_get_reader (self->session), id, "", NULL);
  if (row != NULL)
    {
      author->name = g_strdup (row->name);
      author->initials = lnet_name_initials (row->name);
    }
  else
    {
      author->name = g_strdup (_("Somebody in the network"));
      author->initials = g_strdup ("");
    }
  /* In the order they are met on the page, from the top. */
  author->color = lnet_id_is_null (id) ? ADW_ACCENT_COLOR_SLATE : g_hash_table_size (self->authors) % 9;
  g_hash_table_insert (self->authors, lnet_id_copy (id), author);
  return author;
}

static void
lnet_authors_finalize (GObject *object)
{
  LnetAuthors *self = LNET_AUTHORS (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->authors, g_hash_table_unref);

  G_OBJECT_CLASS (lnet_authors_parent_class)->finalize (object);
}

static void
lnet_authors_class_init (LnetAuthorsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_authors_finalize;
}

static void
lnet_authors_init (LnetAuthors *self)
{
  self->authors = g_hash_table_new_full (lnet_id_hash, lnet_id_equal, g_free, (GDestroyNotify) author_free);
}

LnetAuthors *
lnet_authors_new (LnetSession *session)
{
  LnetAuthors *self = g_object_new (LNET_TYPE_AUTHORS, NULL);

  self->session = g_object_ref (session);
  return self;
}

void
lnet_authors_forget (LnetAuthors *self)
{
  g_return_if_fail (LNET_IS_AUTHORS (self));

  g_hash_table_remove_all (self->authors);
}

const char *
lnet_authors_get_name (LnetAuthors  *self,
                       const LnetId *author)
{
  g_return_val_if_fail (LNET_IS_AUTHORS (self), NULL);

  return find_author (self, author)->name;
}

const char *
lnet_authors_get_initials (LnetAuthors  *self,
                           const LnetId *author)
{
  g_return_val_if_fail (LNET_IS_AUTHORS (self), NULL);

  return find_author (self, author)->initials;
}

void
lnet_authors_get_color (LnetAuthors  *self,
                        const LnetId *author,
                        GdkRGBA      *color)
{
  g_return_if_fail (LNET_IS_AUTHORS (self));

  adw_accent_color_to_standalone_rgba (find_author (self, author)->color,
                                       adw_style_manager_get_dark (adw_style_manager_get_default ()), color);
}
