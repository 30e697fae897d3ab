/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-coaching-words.h"

#include <glib/gi18n-lib.h>

#include "lnet-day.h"
#include "lnet-reference.h"

const char *
lnet_coaching_cadence_icon (LnetCadenceState state)
{
  switch (state)
    {
    case LNET_CADENCE_OVERDUE:
      return "task-past-due-symbolic";
    case LNET_CADENCE_DUE_SOON:
      return "appointment-soon-symbolic";
    case LNET_CADENCE_NOT_YET_MET:
      return "task-due-symbolic";
    case LNET_CADENCE_ON_TIME:
      return "object-select-symbolic";
    case LNET_CADENCE_NO_RHYTHM:
      return "action-unavailable-symbolic";
    case LNET_CADENCE_CLOSED:
    default:
      return "media-playback-stop-symbolic";
    }
}

const char *
lnet_coaching_cadence_class (LnetCadenceState state)
{
  switch (state)
    {
    case LNET_CADENCE_OVERDUE:
      return "error";
    case LNET_CADENCE_DUE_SOON:
      return "warning";
    case LNET_CADENCE_ON_TIME:
      return "success";
    case LNET_CADENCE_NOT_YET_MET:
    case LNET_CADENCE_NO_RHYTHM:
    case LNET_CADENCE_CLOSED:
    default:
      return "dimmed";
    }
}

const char *
lnet_coaching_label (LnetPairingKind kind,
                     const char     *key)
{
  if (kind == LNET_PAIRING_LANGUAGE)
    return lnet_reference_get_label (LNET_REFERENCE_LANGUAGE, key);
  if (kind == LNET_PAIRING_SLOT)
    return lnet_reference_get_label (LNET_REFERENCE_SLOT, key);
  return key;
}

const char *const *
lnet_coaching_get_kinds (void)
{
  static const char *const kinds[] = { "planning", "observation", "reflection", NULL };

  return kinds;
}

const char *
lnet_coaching_kind_label (const char *kind)
{
  if (g_strcmp0 (kind, "planning") == 0)
    return _("Planning together");
  if (g_strcmp0 (kind, "observation") == 0)
    return _("Focused observation");
  if (g_strcmp0 (kind, "reflection") == 0)
    return _("Reflection and feedback");
  return kind != NULL ? kind : "";
}

const char *
lnet_coaching_mode_label (const char *mode)
{
  if (g_strcmp0 (mode, "either") == 0)
    return _("In person or by video");
  return lnet_reference_get_label (LNET_REFERENCE_MODE, mode);
}

char *
lnet_coaching_dup_caption (const LnetIntake *intake)
{
  const char *const parts[] = { intake->role != NULL ? lnet_reference_get_label (LNET_REFERENCE_ROLE, intake->role)
                                                      : NULL,
                                intake->organization_name, intake->town };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] == NULL || parts[i][0] == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append (text, parts[i]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
lnet_coaching_dup_waiting (const LnetIntake *intake,
                           const char       *today)
{
  g_autofree char *day = lnet_day_describe (intake->came_back != NULL ? intake->came_back : intake->since, today);

  if (intake->came_back != NULL)
    /* Translators: a member whose pair was closed waits for a new partner; %s is a day. */
    return g_strdup_printf (_("Waiting again · %s"), day);
  if (intake->since != NULL)
    /* Translators: a member waits for a partner; %s is the day since when. */
    return g_strdup_printf (_("Waiting since %s"), day);
  return g_strdup (_("Waiting"));
}

LnetPairingMember
lnet_coaching_pairing_member (const LnetIntake *intake)
{
  return (LnetPairingMember) {
    .member = intake->member,
    .name = intake->short_name,
    .supervisor = intake->supervisor,
    .languages = (const char *const *) intake->languages,
    .slots = intake->slots,
    .mode = intake->mode,
    .strengths = intake->strengths,
    .wishes = intake->wishes,
    .organization = intake->organization,
  };
}

char **
lnet_coaching_split_keys (const char *keys)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = g_strsplit (keys != NULL ? keys : "", " ", -1);

  for (gsize i = 0; all[i] != NULL; i++)
    if (all[i][0] != '\0')
      g_strv_builder_add (builder, all[i]);
  return g_strv_builder_end (builder);
}
