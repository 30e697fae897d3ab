/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "lnet-text-encoding.h"

G_BEGIN_DECLS

/* Limits, checked before anything is made of what they limit. */
#define LNET_VCARD_MAX_BYTES (256 * 1024 * 1024) /* of a file */
#define LNET_VCARD_MAX_LINE (16 * 1024 * 1024)   /* bytes of UTF-8, unfolded: a portrait is one line */
#define LNET_VCARD_MAX_VALUE (1024 * 1024)       /* bytes of what is kept of a line */
#define LNET_VCARD_MAX_PICTURE (8 * 1024 * 1024) /* bytes of a portrait, decoded; a larger one is passed over */
#define LNET_VCARD_MAX_CARDS 1000000
#define LNET_VCARD_MAX_PROPERTIES 2000 /* of one card */
#define LNET_VCARD_MAX_DEPTH 4         /* of cards within cards */

/** What one line of a card says. */
typedef struct
{
  char *name;  /* in capitals, without its group: "TEL", "X-SKYPE" */
  char *types; /* in small letters with a comma before, between and after: ",cell,voice,"; "," without any */
  char *value; /* decoded, but as it was escaped: see lnet_vcard_split() */
  gboolean preferred;
} LnetVcardProperty;

/** Whether there is a portrait in a card. */
typedef enum
{
  LNET_VCARD_PICTURE_NONE,
  LNET_VCARD_PICTURE_HERE,
  LNET_VCARD_PICTURE_TOO_LARGE,
  LNET_VCARD_PICTURE_DAMAGED,   /* what stands there is no base64 */
  LNET_VCARD_PICTURE_ELSEWHERE, /* only where it is to be had is said; nothing is ever fetched */
} LnetVcardPictureState;

/** A portrait as it stands in a card: nobody has looked yet whether it is one. */
typedef struct
{
  LnetVcardPictureState state;
  GBytes *content; /* of %LNET_VCARD_PICTURE_HERE */
} LnetVcardPicture;

/** A card; it belongs to the reader and is good until the next one is read. */
typedef struct
{
  guint line;               /* of the file, from 1, where it begins */
  GPtrArray *properties;    /* LnetVcardProperty, in the order of the card */
  LnetVcardPicture picture; /* the first that can be had; otherwise why there is none */
} LnetVcard;

/**
 * LnetVcardReader:
 *
 * Reads vCards one by one: 3.0 (RFC 2426) and 4.0 (RFC 6350), and what 2.1 does otherwise (quoted-printable, types
 * without a name). Lines broken without the blank that should follow are put together again. Portraits in the card
 * itself are decoded. Cards within cards, and what else is binary (sounds, keys), are passed over. Used on one thread;
 * it does file work and is for workers.
 */
typedef struct _LnetVcardReader LnetVcardReader;

/** Fails with a sentence for people: not there, a folder, too large, not text, no card in it. */
LnetVcardReader *lnet_vcard_reader_open (GFile *file, GCancellable *cancellable, GError **error);

/** Reads from memory. @data is copied. */
LnetVcardReader *lnet_vcard_reader_new_for_data (const void *data, gsize length, GError **error);
void lnet_vcard_reader_free (LnetVcardReader *self);

/** The next card; NULL at the end, and with @error when a card is damaged: then nothing after it can be trusted. */
const LnetVcard *lnet_vcard_reader_next (LnetVcardReader *self, GError **error);

/** Goes back to the first card. */
void lnet_vcard_reader_rewind (LnetVcardReader *self);

LnetTextEncoding lnet_vcard_reader_get_encoding (LnetVcardReader *self);

/** How far it is, 0 to 1. */
double lnet_vcard_reader_get_progress (LnetVcardReader *self);

/** Whether a file that begins with @data holds vCards. */
gboolean lnet_vcard_is_one (const char *data, gsize length);

/** Whether @property says that it is of @type, given in small letters. */
gboolean lnet_vcard_property_has_type (const LnetVcardProperty *property, const char *type);

/** The parts of @value between @separators that are not escaped, each unescaped. Returns: (transfer full) */
char **lnet_vcard_split (const char *value, char separator);

/** @value unescaped as a whole. Returns: (transfer full) */
char *lnet_vcard_unescape (const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetVcardReader, lnet_vcard_reader_free)

G_END_DECLS
