/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What a list of members can be put in order by; those who are alike in it stand by name. */
typedef enum
{
  LNET_MEMBER_SORT_NAME,
  LNET_MEMBER_SORT_PLACE,
  LNET_MEMBER_SORT_ORGANIZATION, /* of the main role held today */
  LNET_MEMBER_SORT_JOINED,       /* the newest first */
  LNET_MEMBER_SORT_SEEN,         /* the last time somebody took part, the latest first */
  LNET_MEMBER_SORT_LAST
} LnetMemberSort;

/** The word it is remembered by: "place". */
const char *lnet_member_sort_to_key (LnetMemberSort sort);
/** By name for a word that is not understood: a later version's. */
LnetMemberSort lnet_member_sort_from_key (const char *key);

/** "Last Seen", for a menu. */
const char *lnet_member_sort_get_title (LnetMemberSort sort);

/** "by last seen", inside a sentence. */
const char *lnet_member_sort_get_words (LnetMemberSort sort);

/** Whether what it goes by are days, the latest of which come first. */
gboolean lnet_member_sort_is_by_day (LnetMemberSort sort);

/**
 * lnet_member_sort_dup_section:
 * @sort: not by name, whose sections are letters: see lnet_name_letter()
 * @value: (nullable): what somebody has of it: a place, an organization, a day that may be known to the month or year
 * @today: "2026-11-24"
 *
 * What a list writes above all who have @value: "Lander", "October 2026", "Not seen yet". Returns: (transfer full)
 */
char *lnet_member_sort_dup_section (LnetMemberSort sort, const char *value, const char *today);

G_END_DECLS
