/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-export-card-private.h"

#include "lnet-name.h"

static void
add_id (GString      *into,
        const LnetId *id)
{
  g_autofree char *hex = lnet_id_to_string (id);
  g_autofree char *uuid = g_strdup_printf ("urn:uuid:%.8s-%.4s-%.4s-%.4s-%s", hex, hex + 8, hex + 12, hex + 16,
                                           hex + 20);

  lnet_vcard_add (into, "UID", uuid);
}

static void
add_names (GString          *into,
           const LnetPerson *person)
{
  const char *first = person->values[LNET_IMPORT_FIRST];
  const char *last = person->values[LNET_IMPORT_LAST];
  const char *preferred = person->values[LNET_IMPORT_PREFERRED];
  const char *parts[5] = { last, first };
  g_autofree char *full = lnet_name_display (preferred, first, last);

  lnet_vcard_add (into, "FN", full);
  lnet_vcard_add_parts (into, "N", parts, G_N_ELEMENTS (parts));
  lnet_vcard_add (into, "NICKNAME", preferred);
}

static void
add_channel (GString                 *into,
             LnetVcardVersion         version,
             const LnetPersonChannel *channel)
{
  g_autoptr (GString) name = g_string_new (g_str_equal (channel->kind, "email") ? "EMAIL" : "TEL");

  if (g_strcmp0 (channel->label, "mobile") == 0)
    g_string_append (name, ";TYPE=cell");
  else if (g_strcmp0 (channel->label, "work") == 0 || g_strcmp0 (channel->label, "home") == 0)
    g_string_append_printf (name, ";TYPE=%s", channel->label);
  if (channel->preferred)
    g_string_append (name, version == LNET_VCARD_4_0 ? ";PREF=1" : ";TYPE=pref");
  lnet_vcard_add (into, name->str, channel->value);
}

static void
add_address (GString    *into,
             const char *name,
             const char *street,
             const char *town)
{
  const char *parts[7] = { NULL, NULL, street, town };

  if (street != NULL || town != NULL)
    lnet_vcard_add_parts (into, name, parts, G_N_ELEMENTS (parts));
}

/* A title and an organization for each, be they empty, so that the second title goes with the second organization. */
static void
add_roles (GString          *into,
           const LnetPerson *person,
           const char       *today)
{
  gboolean is_first = TRUE;

  for (guint i = 0; i < person->roles->len; i++)
    {
      const LnetPersonRole *role = person->roles->pdata[i];
      const char *title = role->role != NULL ? lnet_reference_get_label (LNET_REFERENCE_ROLE, role->role) : NULL;
      const char *organization = role->place != NULL ? role->place->name : NULL;

      if (role->ends != NULL && g_strcmp0 (role->ends, today) < 0)
        continue;
      lnet_vcard_add_parts (into, "TITLE", &title, 1);
      lnet_vcard_add_parts (into, "ORG", &organization, 1);
      if (role->place != NULL && is_first)
        add_address (into, "ADR;TYPE=work", role->place->values[LNET_PLACE_ADDRESS],
                     role->place->values[LNET_PLACE_TOWN]);
      is_first = FALSE;
    }
}

void
lnet_export_card (GString          *into,
                  LnetVcardVersion  version,
                  const LnetPerson *person,
                  const char       *today,
                  GBytes           *portrait,
                  const char       *media_type)
{
  lnet_vcard_begin (into, version);
  add_id (into, &person->id);
  add_names (into, person);
  lnet_vcard_add (into, version == LNET_VCARD_4_0 ? "PRONOUNS" : "X-PRONOUNS", person->values[LNET_IMPORT_PRONOUNS]);
  for (guint i = 0; i < person->channels->len; i++)
    add_channel (into, version, person->channels->pdata[i]);
  add_roles (into, person, today);
  add_address (into, "ADR;TYPE=home", NULL, person->values[LNET_IMPORT_TOWN]);
  if (portrait != NULL)
    lnet_vcard_add_data (into, version, "PHOTO", media_type, g_bytes_get_data (portrait, NULL),
                         g_bytes_get_size (portrait));
  lnet_vcard_end (into);
}
