/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-text-merge-private.h"

#include <string.h>

#define SMALLEST_SIZE 64
#define LONGEST_LETTER 4

void
lnet_text_buffer_clear (LnetTextBuffer *buffer)
{
  g_free (buffer->bytes);
  *buffer = (LnetTextBuffer) { 0 };
}

static gsize
count_bytes (const LnetTextBuffer *buffer)
{
  return buffer->size - (buffer->gap_end - buffer->gap_start);
}

/* Where the byte @at has gone @n letters on. Where every letter is one byte, nothing has to be looked at. */
static gsize
skip (const LnetTextBuffer *buffer,
      gsize                 at,
      gsize                 n)
{
  if (count_bytes (buffer) == buffer->n_letters)
    return at + n;
  for (; n > 0; n--)
    at += (gsize) g_utf8_skip[(guchar) buffer->bytes[at]];
  return at;
}

static gsize
skip_back (const LnetTextBuffer *buffer,
           gsize                 at,
           gsize                 n)
{
  if (count_bytes (buffer) == buffer->n_letters)
    return at - n;
  while (n > 0)
    if (((guchar) buffer->bytes[--at] & 0xc0) != 0x80)
      n--;
  return at;
}

static void
move_gap (LnetTextBuffer *buffer,
          gsize           position)
{
  gsize gap = buffer->gap_end - buffer->gap_start, to;

  if (position == buffer->gap_position)
    return;
  if (position < buffer->gap_position)
    {
      to = skip_back (buffer, buffer->gap_start, buffer->gap_position - position);
      memmove (buffer->bytes + to + gap, buffer->bytes + to, buffer->gap_start - to);
    }
  else
    {
      to = skip (buffer, buffer->gap_end, position - buffer->gap_position) - gap;
      memmove (buffer->bytes + buffer->gap_start, buffer->bytes + buffer->gap_end, to - buffer->gap_start);
    }
  buffer->gap_position = position;
  buffer->gap_start = to;
  buffer->gap_end = to + gap;
}

static void
widen_gap (LnetTextBuffer *buffer,
           gsize           least)
{
  gsize tail = buffer->size - buffer->gap_end;
  gsize size = MAX (SMALLEST_SIZE, buffer->size * 2);

  size = MAX (size, count_bytes (buffer) + least);
  buffer->bytes = g_realloc (buffer->bytes, size);
  memmove (buffer->bytes + size - tail, buffer->bytes + buffer->gap_end, tail);
  buffer->gap_end = size - tail;
  buffer->size = size;
}

static void
take (LnetTextBuffer *buffer,
      gsize           position,
      gsize           n)
{
  /* What stands right before the gap goes without moving it: that is how words are corrected. */
  if (position + n == buffer->gap_position)
    {
      buffer->gap_start = skip_back (buffer, buffer->gap_start, n);
      buffer->gap_position = position;
    }
  else
    {
      move_gap (buffer, position);
      buffer->gap_end = skip (buffer, buffer->gap_end, n);
    }
  buffer->n_letters -= n;
}

static void
write (LnetTextBuffer *buffer,
       const gunichar *letters,
       gsize           n)
{
  char *at;

  if (n * LONGEST_LETTER > buffer->gap_end - buffer->gap_start)
    widen_gap (buffer, n * LONGEST_LETTER);
  at = buffer->bytes + buffer->gap_start;
  for (gsize i = 0; i < n; i++)
    if (letters[i] < 0x80)
      *at++ = (char) letters[i];
    else
      at += g_unichar_to_utf8 (letters[i], at);
  buffer->gap_start = (gsize) (at - buffer->bytes);
  buffer->gap_position += n;
  buffer->n_letters += n;
}

void
lnet_text_buffer_replace (LnetTextBuffer *buffer,
                          gsize           position,
                          gsize           n_deleted,
                          const gunichar *letters,
                          gsize           n_letters)
{
  if (n_deleted > 0)
    take (buffer, position, n_deleted);
  if (n_letters == 0)
    return;
  move_gap (buffer, position);
  write (buffer, letters, n_letters);
}

char *
lnet_text_buffer_to_utf8 (LnetTextBuffer *buffer)
{
  move_gap (buffer, buffer->n_letters);
  return g_strndup (buffer->bytes != NULL ? buffer->bytes : "", buffer->gap_start);
}

gunichar *
lnet_text_buffer_to_letters (LnetTextBuffer *buffer)
{
  g_autofree char *text = lnet_text_buffer_to_utf8 (buffer);

  return g_utf8_to_ucs4_fast (text, -1, NULL);
}
