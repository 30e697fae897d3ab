/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-place-of-work.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-error.h"
#include "lnet-history.h"
#include "lnet-statements.h"

static const LnetStatement organization_statement = {
  "organization",
  "SELECT deleted, name, setting, address, town, region, postal_code, phone, email, website, quality_level, "
  "quality_since, quality_until FROM organization WHERE id = ?1",
  NULL,
};

const LnetStatement *const lnet_place_of_work_statements[] = { &organization_statement, NULL };

/* Its texts, in the order the statement reads them. */
static char **
get_text (LnetPlaceOfWork *self,
          guint            i)
{
  char **texts[] = { &self->name,  &self->setting, &self->address, &self->town,          &self->region,
                     &self->postal_code, &self->phone, &self->email, &self->website, &self->quality_level,
                     &self->quality_since, &self->quality_until };

  return i < G_N_ELEMENTS (texts) ? texts[i] : NULL;
}

void
lnet_place_of_work_free (LnetPlaceOfWork *self)
{
  for (guint i = 0; get_text (self, i) != NULL; i++)
    g_free (*get_text (self, i));
  g_free (self);
}

LnetPlaceOfWork *
lnet_place_of_work_load (LnetReader    *reader,
                         const LnetId  *id,
                         GError       **error)
{
  g_autoptr (LnetPlaceOfWork) self = NULL;
  LnetRows *rows = lnet_reader_query (reader, &organization_statement);

  lnet_rows_bind_id (rows, 1, id);
  if (lnet_rows_step (rows))
    {
      self = g_new0 (LnetPlaceOfWork, 1);
      self->id = *id;
      self->deleted = lnet_rows_integer (rows, 0) != 0;
      for (guint i = 0; get_text (self, i) != NULL; i++)
        *get_text (self, i) = lnet_rows_dup_text (rows, (int) i + 1);
      if (self->name == NULL)
        self->name = g_strdup ("");
    }
  if (!lnet_rows_end (rows, error))
    return NULL;
  if (self == NULL)
    g_set_error_literal (error, LNET_ERROR, LNET_ERROR_NOT_FOUND, _("This organization is not in this network."));
  return g_steal_pointer (&self);
}

const char *
lnet_place_of_work_get_label (LnetField field)
{
  switch ((guint) field)
    {
    case LNET_ORGANIZATION_NAME:
      return _("Name");
    case LNET_ORGANIZATION_SETTING:
      return _("Setting");
    case LNET_ORGANIZATION_ADDRESS:
      return _("Address");
    case LNET_ORGANIZATION_TOWN:
      return _("Town");
    case LNET_ORGANIZATION_REGION:
      return _("County or region");
    case LNET_ORGANIZATION_POSTAL_CODE:
      return _("Postal code");
    case LNET_ORGANIZATION_PHONE:
      return _("Phone");
    case LNET_ORGANIZATION_EMAIL:
      return _("E-mail");
    case LNET_ORGANIZATION_WEBSITE:
      return _("Website");
    case LNET_ORGANIZATION_QUALITY_LEVEL:
      /* Translators: what a state's quality rating says of an organization, as "Level 3" */
      return _("Quality level");
    case LNET_ORGANIZATION_QUALITY_SINCE:
      return _("Level since");
    case LNET_ORGANIZATION_QUALITY_UNTIL:
      return _("Level until");
    default:
      return "";
    }
}

/* Earlier levels. */

/* What stood in the three fields after one act. */
typedef struct
{
  LnetId group;
  gint64 wall;
  char *texts[3]; /* level, since, until; NULL: not moved by this act */
  gboolean is_undo;
} Moment;

static const LnetField level_fields[] = {
  LNET_ORGANIZATION_QUALITY_LEVEL,
  LNET_ORGANIZATION_QUALITY_SINCE,
  LNET_ORGANIZATION_QUALITY_UNTIL,
};

static void
moment_clear (gpointer data)
{
  Moment *moment = data;

  for (guint i = 0; i < G_N_ELEMENTS (moment->texts); i++)
    g_free (moment->texts[i]);
}

static void
level_free (gpointer data)
{
  LnetQualityLevel *level = data;

  g_free (level->level);
  g_free (level->since);
  g_free (level->until);
  g_free (level);
}

static Moment *
find_moment (GArray                 *moments,
             const LnetFieldVersion *version)
{
  Moment moment = { .group = version->group, .wall = version->wall };

  for (guint i = 0; i < moments->len; i++)
    if (lnet_id_equal (&g_array_index (moments, Moment, i).group, &version->group))
      return &g_array_index (moments, Moment, i);
  moment.is_undo = g_strcmp0 (version->act, "undo") == 0;
  g_array_append_val (moments, moment);
  return &g_array_index (moments, Moment, moments->len - 1);
}

static int
compare_moments (gconstpointer a,
                 gconstpointer b)
{
  const Moment *one = a, *other = b;

  if (one->wall != other->wall)
    return one->wall < other->wall ? -1 : 1;
  return memcmp (&one->group, &other->group, sizeof (LnetId));
}

static GArray *
load_moments (LnetReader    *reader,
              const LnetId  *organization,
              GError       **error)
{
  g_autoptr (GArray) moments = g_array_new (FALSE, FALSE, sizeof (Moment));

  g_array_set_clear_func (moments, moment_clear);
  for (guint i = 0; i < G_N_ELEMENTS (level_fields); i++)
    {
      g_autoptr (GPtrArray) versions = lnet_history_of_field (reader, level_fields[i], organization, error);

      if (versions == NULL)
        return NULL;
      for (guint k = 0; k < versions->len; k++)
        {
          const LnetFieldVersion *version = g_ptr_array_index (versions, k);

          g_set_str (&find_moment (moments, version)->texts[i], version->value != NULL ? version->value : "");
        }
    }
  g_array_sort (moments, compare_moments);
  return g_steal_pointer (&moments);
}

static gboolean
is_same (const LnetQualityLevel *level,
         const char *const      *texts)
{
  return g_str_equal (level->level, texts[0]) && g_str_equal (level->since, texts[1]) &&
         g_str_equal (level->until, texts[2]);
}

/* Another level, or the same one given again when its time was over. */
static gboolean
begins_anew (const char *const *before,
             const char *const *after)
{
  if (*before[0] == '\0')
    return FALSE;
  if (!g_str_equal (before[0], after[0]))
    return TRUE;
  return *before[2] != '\0' && strcmp (after[1], before[2]) >= 0;
}

static void
keep_level (GPtrArray         *levels,
            const char *const *texts,
            gint64             wall)
{
  LnetQualityLevel *level = g_new0 (LnetQualityLevel, 1);

  level->level = g_strdup (texts[0]);
  level->since = g_strdup (texts[1]);
  level->until = g_strdup (texts[2]);
  level->wall = wall;
  g_ptr_array_insert (levels, 0, level);
}

GPtrArray *
lnet_quality_levels_load (LnetReader    *reader,
                          const LnetId  *organization,
                          GError       **error)
{
  g_autoptr (GPtrArray) levels = g_ptr_array_new_with_free_func (level_free);
  g_autoptr (GArray) moments = load_moments (reader, organization, error);
  const char *before[] = { "", "", "" };

  if (moments == NULL)
    return NULL;
  for (guint i = 0; i < moments->len; i++)
    {
      const Moment *moment = &g_array_index (moments, Moment, i);
      const char *after[G_N_ELEMENTS (before)];

      for (guint k = 0; k < G_N_ELEMENTS (after); k++)
        after[k] = moment->texts[k] != NULL ? moment->texts[k] : before[k];
      /* Taken back: what it had before is what it has. */
      if (moment->is_undo && levels->len > 0 && is_same (levels->pdata[0], after))
        g_ptr_array_remove_index (levels, 0);
      else if (!moment->is_undo && begins_anew (before, after))
        keep_level (levels, before, moment->wall);
      memcpy (before, after, sizeof (before));
    }
  return g_steal_pointer (&levels);
}
