/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LnetTextSegments:
 *
 * How a text message is counted and paid for (3GPP TS 23.038, once GSM 03.38, and TS 23.040). Letters of the GSM 7-bit
 * alphabet fit 160 into one message; a longer one goes out in segments of 153, as each carries a header that puts them
 * together again. Letters of its extension table ("€", "[") count two. A single letter that is in neither makes the
 * whole message go out as UCS-2: 70, or 67 in each of several; beyond the first plane ("😀") a letter counts two. No
 * letter that counts two is parted.
 */
typedef struct
{
  gboolean is_wide;    /* goes out as UCS-2 */
  guint n_letters;     /* as they are counted */
  guint n_segments;    /* 0 for no text */
  guint segment_size;  /* what each of so many holds: 160, 153, 70 or 67 */
  guint n_left;        /* what still fits into the last one */
} LnetTextSegments;

/** Counts @text. A line's end is one letter, however it is written. */
LnetTextSegments lnet_text_segments_count (const char *text);

/** The letters for which @text goes out as UCS-2, each once, in the order they come; "" when it does not.
 * Returns: (transfer full) */
char *lnet_text_segments_find_wide (const char *text);

/**
 * lnet_text_segments_narrow:
 *
 * Writes what word processors and phones put in by themselves (curly quotes, dashes, "…", hard spaces) with letters of
 * the GSM 7-bit alphabet, and puts together what was written as a letter and an accent. What only other words could
 * say stays: a Spanish "á" is no "a".
 * Returns: (transfer full)
 */
char *lnet_text_segments_narrow (const char *text);

G_END_DECLS
