/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-pictures-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-attachment.h"

/* Why a picture was not taken. */
typedef enum
{
  NO_FUNC,
  TOO_LARGE,
  TOO_MANY,
  UNREADABLE,
  ELSEWHERE,
  N_PROBLEMS,
} Problem;

/* What was made of a picture. */
typedef struct
{
  GBytes *portrait; /* NULL: it is none */
  guint side;
} Made;

struct _LnetImportPictures
{
  LnetImportPictureFunc func;
  gpointer user_data;
  GHashTable *made; /* SHA-256 of a picture → Made */

  /* While rows are planned. */
  GCancellable *cancellable;
  const LnetVcardPicture *offered;
  gsize n_bytes;
  guint n_problems[N_PROBLEMS];
};

static void
made_free (gpointer data)
{
  Made *made = data;

  g_clear_pointer (&made->portrait, g_bytes_unref);
  g_free (made);
}

LnetImportPictures *
lnet_import_pictures_new (void)
{
  LnetImportPictures *self = g_new0 (LnetImportPictures, 1);

  self->made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, made_free);
  return self;
}

void
lnet_import_pictures_free (LnetImportPictures *self)
{
  g_hash_table_unref (self->made);
  g_clear_object (&self->cancellable);
  g_free (self);
}

void
lnet_import_pictures_set_func (LnetImportPictures    *self,
                               LnetImportPictureFunc  func,
                               gpointer               user_data)
{
  self->func = func;
  self->user_data = user_data;
}

void
lnet_import_pictures_begin (LnetImportPictures *self,
                            GCancellable       *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
  self->offered = NULL;
  self->n_bytes = 0;
  for (guint i = 0; i < N_PROBLEMS; i++)
    self->n_problems[i] = 0;
}

void
lnet_import_pictures_offer (LnetImportPictures     *self,
                            const LnetVcardPicture *picture)
{
  self->offered = picture;
}

/* NULL when it was stopped: nothing is known of the picture then. */
static const Made *
make (LnetImportPictures *self,
      GBytes             *picture)
{
  g_autofree char *key = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture);
  Made *made = g_hash_table_lookup (self->made, key);
  guint side = 0;
  g_autoptr (GBytes) portrait = NULL;

  if (made != NULL)
    return made;
  portrait = self->func (picture, &side, self->cancellable, self->user_data, NULL);
  if (portrait == NULL && g_cancellable_is_cancelled (self->cancellable))
    return NULL;
  made = g_new0 (Made, 1);
  made->portrait = g_steal_pointer (&portrait);
  made->side = side;
  g_hash_table_insert (self->made, g_steal_pointer (&key), made);
  return made;
}

static void
say_problem (LnetImportPictures *self,
             GString            *notes,
             Problem             problem)
{
  static const char *const sentences[N_PROBLEMS] = {
    [TOO_LARGE] = N_("The picture is too large and was left out."),
    [UNREADABLE] = N_("The picture could not be read and was left out."),
    [ELSEWHERE] = N_("The picture is somewhere else and was left out."),
  };

  self->n_problems[problem]++;
  if (sentences[problem] != NULL)
    lnet_import_say (notes, "%s", _(sentences[problem]));
}

/* What can be made a portrait, or NULL with what hinders it. */
static const Made *
take_offered (LnetImportPictures *self,
              Problem            *problem)
{
  const Made *made;

  *problem = N_PROBLEMS;
  if (self->offered->state == LNET_VCARD_PICTURE_TOO_LARGE)
    *problem = TOO_LARGE;
  else if (self->offered->state == LNET_VCARD_PICTURE_DAMAGED)
    *problem = UNREADABLE;
  else if (self->offered->state == LNET_VCARD_PICTURE_ELSEWHERE)
    *problem = ELSEWHERE;
  else if (self->func == NULL)
    *problem = NO_FUNC;
  else if (self->n_bytes >= LNET_IMPORT_MAX_PICTURE_BYTES)
    *problem = TOO_MANY;
  if (*problem != N_PROBLEMS)
    return NULL;
  made = make (self, self->offered->content);
  if (made == NULL || made->portrait != NULL)
    return made;
  *problem = UNREADABLE;
  return NULL;
}

void
lnet_import_apply_picture (LnetImportContext *context,
                           LnetPerson        *person,
                           LnetImportRecord  *record,
                           LnetImportOutcome *outcome)
{
  LnetImportPictures *self = context->settings->pictures;
  const Made *made;
  Problem problem;

  /* A portrait that is there was chosen by somebody. */
  if (self->offered == NULL || self->offered->state == LNET_VCARD_PICTURE_NONE || person->has_portrait)
    return;
  made = take_offered (self, &problem);
  if (made == NULL)
    {
      if (problem != N_PROBLEMS && context->pass == 0)
        say_problem (self, record->notes, problem);
      return;
    }
  lnet_attachment_set_portrait (context->transaction, &person->id, made->portrait, "image/jpeg", made->side,
                                made->side);
  self->n_bytes += g_bytes_get_size (made->portrait);
  person->has_portrait = TRUE;
  outcome->n_news++;
  outcome->n_changes++;
  if (person->known || person->first_line != 0)
    lnet_import_say (outcome->changes, "%s", _("Picture added."));
}

static void G_GNUC_PRINTF (3, 4)
add_remark (GPtrArray  *remarks,
            guint       n,
            const char *format,
            ...)
{
  va_list args;

  if (n == 0)
    return;
  va_start (args, format);
  g_ptr_array_add (remarks, g_strdup_vprintf (format, args));
  va_end (args);
}

void
lnet_import_pictures_end (LnetImportPictures *self,
                          GPtrArray          *remarks)
{
  const guint *n = self->n_problems;

  self->offered = NULL;
  g_clear_object (&self->cancellable);
  add_remark (remarks, n[NO_FUNC],
              ngettext ("The picture of %u card was left out: only the window takes pictures in.",
                        "The pictures of %u cards were left out: only the window takes pictures in.", n[NO_FUNC]),
              n[NO_FUNC]);
  add_remark (remarks, n[TOO_LARGE],
              ngettext ("The picture of %u card was too large and was left out.",
                        "The pictures of %u cards were too large and were left out.", n[TOO_LARGE]),
              n[TOO_LARGE]);
  add_remark (remarks, n[TOO_MANY],
              ngettext ("The picture of %u card was left out, as there were many before it. Import the file again to "
                        "take it too.",
                        "The pictures of %u cards were left out, as there were many before them. Import the file again "
                        "to take them too.", n[TOO_MANY]),
              n[TOO_MANY]);
  add_remark (remarks, n[UNREADABLE],
              ngettext ("The picture of %u card could not be read and was left out.",
                        "The pictures of %u cards could not be read and were left out.", n[UNREADABLE]),
              n[UNREADABLE]);
  add_remark (remarks, n[ELSEWHERE],
              ngettext ("The picture of %u card is not in the file but somewhere else, and was not fetched.",
                        "The pictures of %u cards are not in the file but somewhere else, and were not fetched.",
                        n[ELSEWHERE]),
              n[ELSEWHERE]);
}
