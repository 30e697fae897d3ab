/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the dialog says of the message: to whom, how long, what it costs. */

#include "config.h"

#include "lnet-message-dialog-private.h"

#include <glib/gi18n-lib.h>

#include "lnet-message-uri.h"
#include "lnet-text-segments.h"

/* So long nobody types before the count is spoken. */
#define QUIET_MS 1200

static char *
describe_to (LnetMessageDialog *self)
{
  const LnetMessageReach *reach = self->reach;

  if (reach->members->len == 1)
    /* Translators: a message goes to this member; %s is a name */
    return g_strdup_printf (_("To %s"), ((LnetReachMember *) reach->members->pdata[0])->name);
  /* Translators: how many members get a message, of so many that were chosen */
  return g_strdup_printf (ngettext ("To %'u of %'u member", "To %'u of %'u members", reach->members->len),
                          reach->n_reached, reach->members->len);
}

static char *
describe_left_out (LnetMessageDialog *self)
{
  guint n = self->reach->members->len - self->reach->n_reached;

  if (self->reach->members->len == 1)
    return lnet_message_reach_describe (self->reach, 0, "");
  if (n == 0)
    return g_strdup (_("All of them get it"));
  return g_strdup_printf (ngettext ("%'u does not get it: see why", "%'u do not get it: see why", n), n);
}

/* What is to be known before it is handed over. */
static char *
describe_way (LnetMessageDialog *self)
{
  gboolean is_email = self->reach->channel == LNET_MESSAGE_EMAIL;
  g_auto (GStrv) addresses = lnet_message_reach_dup_addresses (self->reach);
  g_auto (GStrv) links = is_email ? lnet_message_uri_mail ((const char *const *) addresses, NULL, "")
                                  : lnet_message_uri_text ((const char *const *) addresses, "");
  guint n = g_strv_length (links);
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->reach->n_addresses <= 1)
    return g_strdup ("");
  g_string_append (text, is_email ? _("Nobody sees the addresses of the others.")
                                  : _("Most phones make one conversation of it, in which everybody sees everybody’s "
                                      "number."));
  if (n > 1)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, is_email
                                      /* Translators: %u is two or more: so many drafts are opened there */
                                      ? ngettext ("It goes out in %u letter.", "It goes out in %u letters.", n)
                                      /* Translators: %u is two or more: so many drafts are opened */
                                      : ngettext ("It goes out in %u part.", "It goes out in %u parts.", n), n);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

void
lnet_message_dialog_show_recipients (LnetMessageDialog *self)
{
  g_autofree char *to = describe_to (self);
  g_autofree char *left_out = describe_left_out (self);
  g_autofree char *way = describe_way (self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->to_row), to);
  adw_action_row_set_subtitle (self->to_row, left_out);
  gtk_label_set_label (self->note, way);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *way != '\0');
}

/* --- counting --- */

/* "2 segments of 153 letters, 43 letters left · 41 numbers: 82 segments" */
static char *
describe_count (LnetMessageDialog      *self,
                const LnetTextSegments *count)
{
  guint n = self->reach->n_addresses;
  guint total = n * count->n_segments;
  g_autofree char *each = NULL;
  g_autofree char *left = NULL;
  g_autofree char *numbers = NULL;
  g_autofree char *all = NULL;

  left = g_strdup_printf (ngettext ("%'u letter left", "%'u letters left", count->n_left), count->n_left);
  if (count->n_segments == 0)
    return g_steal_pointer (&left);
  /* Translators: a text message is sent, and paid for, in segments of so many letters */
  each = g_strdup_printf (ngettext ("%'u segment of %u letters", "%'u segments of %u letters", count->n_segments),
                          count->n_segments, count->segment_size);
  if (n <= 1)
    /* Translators: the first %s as "2 segments of 153 letters", the second as "43 letters left" */
    return g_strdup_printf (_("%s, %s"), each, left);
  numbers = g_strdup_printf (ngettext ("%'u number", "%'u numbers", n), n);
  all = g_strdup_printf (ngettext ("%'u segment", "%'u segments", total), total);
  /* Translators: "2 segments of 153 letters", "43 letters left", "41 numbers", "82 segments" (all together) */
  return g_strdup_printf (_("%s, %s · %s: %s"), each, left, numbers, all);
}

/* Which letters make it long, and whether they can be spared. */
static void
show_wide (LnetMessageDialog      *self,
           const char             *body,
           const LnetTextSegments *count)
{
  g_autofree char *letters = lnet_text_segments_find_wide (body);
  g_autofree char *narrow = lnet_text_segments_narrow (body);
  LnetTextSegments spared = lnet_text_segments_count (narrow);
  g_autoptr (GString) parted = g_string_new (NULL);
  g_autofree char *title = NULL;
  guint n = 0;

  gtk_widget_set_visible (GTK_WIDGET (self->wide_row), count->is_wide);
  gtk_widget_set_visible (self->narrow, !spared.is_wide);
  if (!count->is_wide)
    return;
  for (const char *letter = letters; *letter != '\0' && n < 8; letter = g_utf8_next_char (letter), n++)
    {
      g_string_append_len (parted, letter, g_utf8_next_char (letter) - letter);
      g_string_append_c (parted, ' ');
    }
  g_string_truncate (parted, parted->len - 1);
  /* Translators: %s are letters that make a text message longer */
  title = g_strdup_printf (_("Only 70 letters fit because of: %s"), parted->str);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->wide_row), title);
  adw_action_row_set_subtitle (self->wide_row,
                               spared.is_wide ? _("Without them it would be 160. They stay: they belong to the words.")
                                              : _("Plain quotes and dashes instead would make it 160."));
}

static void
say_count (gpointer user_data)
{
  LnetMessageDialog *self = user_data;

  self->announcing = 0;
  gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_label (self->count),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

/* Spoken when another segment begins or goes, and only once nobody types any more. */
static void
announce_soon (LnetMessageDialog      *self,
               const LnetTextSegments *count)
{
  if (count->n_segments == self->n_announced)
    return;
  self->n_announced = count->n_segments;
  g_clear_handle_id (&self->announcing, g_source_remove);
  self->announcing = g_timeout_add_once (QUIET_MS, say_count, self);
}

void
lnet_message_dialog_show_count (LnetMessageDialog *self)
{
  gboolean is_text = self->reach->channel == LNET_MESSAGE_TEXT;
  g_autofree char *body = lnet_text_row_dup_text (self->body_row);
  LnetTextSegments count = lnet_text_segments_count (body);
  g_autofree char *words = describe_count (self, &count);

  gtk_widget_set_visible (GTK_WIDGET (self->count), is_text);
  gtk_label_set_label (self->count, words);
  if (!is_text)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->wide_row), FALSE);
      return;
    }
  show_wide (self, body, &count);
  announce_soon (self, &count);
}
