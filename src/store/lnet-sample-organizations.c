/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The organizations of a sample, and the words staff find members by. What is drawn here follows from names alone, so
 * that the rest of a sample stays as it is. */

#include "config.h"

#include "lnet-sample-private.h"

#include <string.h>

#include "lnet-name.h"
#include "lnet-tags.h"

/* Tags are given within the last months, one act each. */
#define FIRST_TAG_DAY 96
#define DAYS_BETWEEN_TAGS 11

/* As a number from a name: the same every time. */
static guint
draw (const char *name,
      const char *what,
      guint       most)
{
  g_autofree char *both = g_strconcat (name, "/", what, NULL);

  return g_str_hash (both) % most;
}

/* Nobody's own home is in a directory. */
static gboolean
is_home (const LnetSampleOrganization *organization)
{
  return g_str_equal (organization->setting, "fcc-home") || g_str_equal (organization->setting, "group-home");
}

static char *
make_slug (const char *name)
{
  g_autofree char *folded = lnet_name_fold (name);
  g_auto (GStrv) words = g_strsplit (folded, " ", 4);

  if (g_strv_length (words) == 4)
    g_clear_pointer (&words[3], g_free);
  return g_strjoinv ("-", words);
}

static void
write_contact (LnetSample                   *self,
               LnetTransaction              *tx,
               const LnetSampleOrganization *organization)
{
  JsonObject *quality = json_object_get_object_member (self->data, "quality");
  JsonArray *streets = lnet_sample_get_array (self->common, "streets");
  const char *area = json_array_get_string_element (lnet_sample_get_array (self->data, "area-codes"), 0);
  const char *town = json_array_get_string_element (organization->town, 0);
  const char *prefix = json_object_get_string_member (quality, "postal-prefix");
  const char *name = organization->name;
  g_autofree char *slug = make_slug (name);
  g_autofree char *address = g_strdup_printf (
    "%u %s", 100 + draw (name, "number", 880),
    json_array_get_string_element (streets, draw (name, "street", json_array_get_length (streets))));
  g_autofree char *postal = g_strdup_printf ("%s%0*u", prefix, (int) (5 - strlen (prefix)),
                                             draw (town, "postal", strlen (prefix) == 2 ? 1000 : 100));
  g_autofree char *phone = g_strdup_printf ("(%s) 555-01%02u", area, draw (name, "phone", 100));
  g_autofree char *email = g_strdup_printf ("office@%s.example.org", slug);
  g_autofree char *website = g_strdup_printf ("https://%s.example.org", slug);

  lnet_transaction_set_text (tx, LNET_ORGANIZATION_POSTAL_CODE, &organization->id, postal);
  lnet_transaction_set_text (tx, LNET_ORGANIZATION_PHONE, &organization->id, phone);
  if (is_home (organization))
    return;
  lnet_transaction_set_text (tx, LNET_ORGANIZATION_ADDRESS, &organization->id, address);
  if (draw (name, "email", 5) > 0)
    lnet_transaction_set_text (tx, LNET_ORGANIZATION_EMAIL, &organization->id, email);
  if (draw (name, "website", 3) > 0)
    lnet_transaction_set_text (tx, LNET_ORGANIZATION_WEBSITE, &organization->id, website);
}

static void
write_level (LnetSample      *self,
             LnetTransaction *tx,
             const LnetId    *id,
             guint            level,
             int              since)
{
  JsonObject *quality = json_object_get_object_member (self->data, "quality");
  int days = (int) json_object_get_int_member (quality, "years") * 365;
  g_autofree char *from = lnet_sample_date (self, since);
  g_autofree char *to = lnet_sample_date (self, since + days - 1);

  lnet_transaction_set_text (tx, LNET_ORGANIZATION_QUALITY_LEVEL, id,
                             json_array_get_string_element (lnet_sample_get_array (quality, "levels"), level));
  lnet_transaction_set_text (tx, LNET_ORGANIZATION_QUALITY_SINCE, id, from);
  lnet_transaction_set_text (tx, LNET_ORGANIZATION_QUALITY_UNTIL, id, to);
}

/* What was given after the network began took the place of the level before. */
static void
write_quality (LnetSample                   *self,
               LnetTransaction              *tx,
               const LnetSampleOrganization *organization,
               int                           first)
{
  JsonObject *quality = json_object_get_object_member (self->data, "quality");
  guint n = json_array_get_length (lnet_sample_get_array (quality, "levels"));
  int days = (int) json_object_get_int_member (quality, "years") * 365;
  int since = -lnet_sample_between (self, 60, 1100);
  guint level = (guint) lnet_sample_between (self, 0, 3) * (n - 1) / 3;
  guint before = level > 0 && draw (organization->name, "rises", 3) > 0 ? level - 1 : level;
  int noted = since + 6 + (int) draw (organization->name, "noted", 20);
  LnetTransaction *later;

  if (noted <= first + 3)
    {
      write_level (self, tx, &organization->id, level, since);
      return;
    }
  write_level (self, tx, &organization->id, before, since - days);
  later = lnet_sample_act (self, "organization-edit", noted, 10 * 60 + 15, lnet_sample_get_keeper (self, 0));
  write_level (self, later, &organization->id, level, since);
}

void
lnet_sample_add_organizations (LnetSample *self,
                               int         day)
{
  LnetTransaction *tx = lnet_sample_act (self, "organization-add", day, 8 * 60 + 20, lnet_sample_get_keeper (self, 0));

  for (guint i = 0; i < self->organizations->len; i++)
    {
      LnetSampleOrganization *organization = g_ptr_array_index (self->organizations, i);
      const LnetId *id = &organization->id;

      lnet_transaction_add_with_id (tx, LNET_TABLE_ORGANIZATION, lnet_space (LNET_SPACE_NETWORK), id);
      lnet_transaction_set_text (tx, LNET_ORGANIZATION_NAME, id, organization->name);
      lnet_transaction_set_text (tx, LNET_ORGANIZATION_SETTING, id, organization->setting);
      lnet_transaction_set_text (tx, LNET_ORGANIZATION_TOWN, id,
                                 json_array_get_string_element (organization->town, 0));
      lnet_transaction_set_text (tx, LNET_ORGANIZATION_REGION, id,
                                 json_array_get_string_element (organization->town, 1));
      write_contact (self, tx, organization);
      if (organization->head != NULL && lnet_sample_chance (self, 0.5))
        write_quality (self, tx, organization, day);
    }
}

/* --- tags --- */

void
lnet_sample_add_tags (LnetSample *self)
{
  JsonArray *tags = lnet_sample_get_array (self->common, "tags");

  for (guint i = 0; i < json_array_get_length (tags); i++)
    {
      const char *tag = json_array_get_string_element (tags, i);
      int day = (int) (i * DAYS_BETWEEN_TAGS) - FIRST_TAG_DAY;
      LnetTransaction *tx = lnet_sample_act (self, "members-edit", day, 13 * 60 + 25, lnet_sample_get_keeper (self, i));

      for (guint k = 0; k < self->people->len; k++)
        {
          const LnetSamplePerson *person = g_ptr_array_index (self->people, k);
          g_autofree char *name = g_strdup_printf ("%s %s %u", person->first, person->last, k);

          if (person->joined < day && draw (name, tag, 24) == 0)
            lnet_tag_add (tx, &person->id, tag);
        }
    }
}
