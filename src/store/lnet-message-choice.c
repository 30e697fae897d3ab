/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who of those that were loaded gets a message, and the words for why not. */

#include "config.h"

#include "lnet-message-reach.h"

#include <glib/gi18n-lib.h>

#include "lnet-day.h"
#include "lnet-reference.h"

static LnetReachMember *
get_member (const LnetMessageReach *self,
            guint                   position)
{
  return g_ptr_array_index (self->members, position);
}

static const char *
get_language (const LnetReachMember *member)
{
  return member->language != NULL ? member->language : "";
}

void
lnet_message_reach_choose (LnetMessageReach   *self,
                           LnetMessageChannel  channel,
                           const char         *language)
{
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);

  self->channel = channel;
  self->n_reached = self->n_addresses = 0;
  for (guint i = 0; i < self->members->len; i++)
    {
      LnetReachMember *member = get_member (self, i);
      gpointer other;

      member->reason = member->can[channel];
      if (member->reason != LNET_REACH_YES)
        continue;
      if (language != NULL && !g_str_equal (get_language (member), language))
        {
          member->reason = LNET_REACH_OTHER_LANGUAGE;
          continue;
        }
      self->n_reached++;
      if (g_hash_table_lookup_extended (first, member->keys[channel], NULL, &other))
        {
          member->reason = LNET_REACH_SHARES;
          member->shares_with = GPOINTER_TO_UINT (other);
          continue;
        }
      self->n_addresses++;
      g_hash_table_insert (first, member->keys[channel], GUINT_TO_POINTER (i));
    }
}

guint
lnet_message_reach_count (const LnetMessageReach *self,
                          LnetMessageChannel      channel)
{
  guint n = 0;

  for (guint i = 0; i < self->members->len; i++)
    n += get_member (self, i)->can[channel] == LNET_REACH_YES;
  return n;
}

guint
lnet_message_reach_count_language (const LnetMessageReach *self,
                                   LnetMessageChannel      channel,
                                   const char             *language)
{
  guint n = 0;

  for (guint i = 0; i < self->members->len; i++)
    n += get_member (self, i)->can[channel] == LNET_REACH_YES &&
         g_str_equal (get_language (get_member (self, i)), language);
  return n;
}

/* The most frequent first, then by tag; not known at the end. */
static int
compare_languages (gconstpointer a,
                   gconstpointer b,
                   gpointer      data)
{
  const char *one = *(const char *const *) a;
  const char *other = *(const char *const *) b;
  guint n_one = GPOINTER_TO_UINT (g_hash_table_lookup (data, one));
  guint n_other = GPOINTER_TO_UINT (g_hash_table_lookup (data, other));

  if ((*one == '\0') != (*other == '\0'))
    return *one == '\0' ? 1 : -1;
  return n_one != n_other ? (n_one < n_other) - (n_one > n_other) : g_strcmp0 (one, other);
}

char **
lnet_message_reach_dup_languages (const LnetMessageReach *self,
                                  LnetMessageChannel      channel)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) languages = g_ptr_array_new ();

  for (guint i = 0; i < self->members->len; i++)
    {
      const LnetReachMember *member = get_member (self, i);
      const char *language = get_language (member);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, language));

      if (member->can[channel] != LNET_REACH_YES)
        continue;
      if (n == 0)
        g_ptr_array_add (languages, (gpointer) language);
      g_hash_table_insert (counts, (gpointer) language, GUINT_TO_POINTER (n + 1));
    }
  g_ptr_array_sort_with_data (languages, compare_languages, counts);
  for (guint i = 0; i < languages->len; i++)
    languages->pdata[i] = g_strdup (languages->pdata[i]);
  g_ptr_array_add (languages, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&languages), FALSE);
}

char **
lnet_message_reach_dup_addresses (const LnetMessageReach *self)
{
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();

  for (guint i = 0; i < self->members->len; i++)
    if (get_member (self, i)->reason == LNET_REACH_YES)
      g_strv_builder_add (addresses, get_member (self, i)->addresses[self->channel]);
  return g_strv_builder_end (addresses);
}

static char *
describe_no (const LnetReachMember *member,
             const char            *today)
{
  g_autofree char *day = lnet_day_describe (member->took_back_on, today);

  if (*day == '\0')
    return g_strdup (_("Wants no text messages"));
  /* Translators: somebody said on that day not to send text messages any more; %s as "Tue 3 Mar" or "Yesterday" */
  return g_strdup_printf (_("Wants no text messages · %s"), day);
}

static char *
describe_language (const LnetReachMember *member)
{
  if (member->language == NULL)
    return g_strdup (_("Language not known"));
  /* Translators: %s is a language */
  return g_strdup_printf (_("Prefers another language: %s"),
                          lnet_reference_get_label (LNET_REFERENCE_LANGUAGE, member->language));
}

char *
lnet_message_reach_describe (const LnetMessageReach *self,
                             guint                   position,
                             const char             *today)
{
  const LnetReachMember *member = get_member (self, position);
  gboolean is_email = self->channel == LNET_MESSAGE_EMAIL;

  switch (member->reason)
    {
    case LNET_REACH_SHARES:
      return g_strdup_printf (is_email
                                /* Translators: %s is another member's name */
                                ? _("Shares an address with %s: it is sent once")
                                /* Translators: %s is another member's name */
                                : _("Shares a number with %s: it is sent once"),
                              get_member (self, member->shares_with)->name);
    case LNET_REACH_LEFT:
      return g_strdup (_("Left the network"));
    case LNET_REACH_OTHER_LANGUAGE:
      return describe_language (member);
    case LNET_REACH_NO_CONSENT:
      return g_strdup (_("Has not said yes to text messages"));
    case LNET_REACH_TOOK_BACK:
      return describe_no (member, today);
    case LNET_REACH_REFUSED:
      /* Translators: %s is another member's name */
      return g_strdup_printf (_("Shares a number with %s, who wants no text messages"), member->refused_by);
    case LNET_REACH_NO_ADDRESS:
      return g_strdup (is_email ? _("No e-mail address") : _("No number for text messages"));
    case LNET_REACH_INVALID:
      return g_strdup_printf (is_email
                                /* Translators: %s is what was written down */
                                ? _("“%s” is no e-mail address")
                                /* Translators: %s is what was written down */
                                : _("“%s” is no number for text messages"),
                              member->addresses[self->channel]);
    case LNET_REACH_YES:
    default:
      return g_strdup (member->addresses[self->channel]);
    }
}
