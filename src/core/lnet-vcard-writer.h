/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Writes vCards: lines that end in CR LF, folded at 75 bytes and never within a character.
 */

typedef enum
{
  LNET_VCARD_3_0, /* what every contacts program reads */
  LNET_VCARD_4_0,
} LnetVcardVersion;

void lnet_vcard_begin (GString *into, LnetVcardVersion version);
void lnet_vcard_end (GString *into);

/**
 * lnet_vcard_add:
 * @name: with its parameters: "TEL;TYPE=cell"
 * @text: (nullable): escaped here; nothing is written for NULL and ""
 */
void lnet_vcard_add (GString *into, const char *name, const char *text);

/** What is no text, such as PHOTO: in the card itself, as base64. @media_type: "image/jpeg" */
void lnet_vcard_add_data (GString *into, LnetVcardVersion version, const char *name, const char *media_type,
                          gconstpointer data, gsize size);

/** What is made of parts, such as N; each is escaped, and NULL is an empty one. */
void lnet_vcard_add_parts (GString *into, const char *name, const char *const *parts, guint n_parts);

G_END_DECLS
