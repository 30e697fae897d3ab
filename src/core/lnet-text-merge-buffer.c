/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-text-merge-private.h"

#include <string.h>

#define SMALLEST_SIZE 64

void
lnet_text_buffer_clear (LnetTextBuffer *buffer)
{
  g_clear_pointer (&buffer->letters, g_free);
  buffer->size = buffer->gap_start = buffer->gap_end = 0;
}

static void
move_gap (LnetTextBuffer *buffer,
          gsize           to)
{
  gsize gap = buffer->gap_end - buffer->gap_start;

  if (to < buffer->gap_start)
    memmove (buffer->letters + to + gap, buffer->letters + to, (buffer->gap_start - to) * sizeof (gunichar));
  else if (to > buffer->gap_start)
    memmove (buffer->letters + buffer->gap_start, buffer->letters + buffer->gap_end,
             (to - buffer->gap_start) * sizeof (gunichar));
  buffer->gap_start = to;
  buffer->gap_end = to + gap;
}

static void
widen_gap (LnetTextBuffer *buffer,
           gsize           least)
{
  gsize tail = buffer->size - buffer->gap_end;
  gsize size = MAX (SMALLEST_SIZE, buffer->size * 2);

  size = MAX (size, lnet_text_buffer_length (buffer) + least);
  buffer->letters = g_renew (gunichar, buffer->letters, size);
  memmove (buffer->letters + size - tail, buffer->letters + buffer->gap_end, tail * sizeof (gunichar));
  buffer->gap_end = size - tail;
  buffer->size = size;
}

void
lnet_text_buffer_replace (LnetTextBuffer *buffer,
                          gsize           position,
                          gsize           n_deleted,
                          const gunichar *letters,
                          gsize           n_letters)
{
  /* What stands right before the gap goes without moving it: that is how words are corrected. */
  if (position + n_deleted == buffer->gap_start)
    buffer->gap_start = position;
  else
    {
      if (position != buffer->gap_start)
        move_gap (buffer, position);
      buffer->gap_end += n_deleted;
    }
  if (n_letters == 0)
    return;
  if (n_letters > buffer->gap_end - buffer->gap_start)
    widen_gap (buffer, n_letters);
  memcpy (buffer->letters + buffer->gap_start, letters, n_letters * sizeof (gunichar));
  buffer->gap_start += n_letters;
}

const gunichar *
lnet_text_buffer_join (LnetTextBuffer *buffer)
{
  move_gap (buffer, lnet_text_buffer_length (buffer));
  return buffer->letters;
}

char *
lnet_text_buffer_to_utf8 (LnetTextBuffer *buffer)
{
  gsize length = lnet_text_buffer_length (buffer);
  const gunichar *letters = lnet_text_buffer_join (buffer);
  g_autoptr (GString) text = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    g_string_append_unichar (text, letters[i]);
  return g_string_free_and_steal (g_steal_pointer (&text));
}
