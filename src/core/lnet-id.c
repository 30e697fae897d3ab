/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-id.h"

#include <string.h>
#include <sys/random.h>

/* Milliseconds and, below them, a count of 16 bits: it only rises, also within a millisecond and when the clock is set
 * back. */
static guint64
take_stamp (void)
{
  static GMutex mutex;
  static guint64 last;
  guint64 now = (guint64) (g_get_real_time () / 1000) << 16;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  last = MAX (now, last + 1);
  return last;
}

LnetId
lnet_id_new (void)
{
  LnetId id;
  guint64 stamp = GUINT64_TO_BE (take_stamp ());

  if (getrandom (id.bytes, sizeof id.bytes, 0) != sizeof id.bytes)
    g_error ("The system gives no random numbers");
  memcpy (id.bytes, &stamp, sizeof stamp);
  return id;
}

LnetId
lnet_id_null (void)
{
  return (LnetId) { { 0 } };
}

gboolean
lnet_id_is_null (const LnetId *id)
{
  static const LnetId null_id;

  return memcmp (id, &null_id, sizeof null_id) == 0;
}

gboolean
lnet_id_equal (gconstpointer a,
               gconstpointer b)
{
  return memcmp (a, b, LNET_ID_SIZE) == 0;
}

/* The first bytes are a time that many rows share; the last are random. */
guint
lnet_id_hash (gconstpointer id)
{
  guint hash;

  memcpy (&hash, ((const LnetId *) id)->bytes + LNET_ID_SIZE - sizeof hash, sizeof hash);
  return hash;
}

int
lnet_id_compare (gconstpointer a,
                 gconstpointer b)
{
  return memcmp (a, b, LNET_ID_SIZE);
}

LnetId *
lnet_id_copy (const LnetId *id)
{
  return g_memdup2 (id, sizeof *id);
}

char *
lnet_id_to_string (const LnetId *id)
{
  static const char digits[] = "0123456789abcdef";
  char *text = g_malloc (LNET_ID_STRING_LENGTH + 1);

  for (gsize i = 0; i < LNET_ID_SIZE; i++)
    {
      text[2 * i] = digits[id->bytes[i] >> 4];
      text[2 * i + 1] = digits[id->bytes[i] & 15];
    }
  text[LNET_ID_STRING_LENGTH] = '\0';
  return text;
}

gboolean
lnet_id_from_string (const char *text,
                     LnetId     *id)
{
  LnetId read;

  if (text == NULL || strlen (text) != LNET_ID_STRING_LENGTH)
    return FALSE;

  for (gsize i = 0; i < LNET_ID_SIZE; i++)
    {
      int high = g_ascii_xdigit_value (text[2 * i]);
      int low = g_ascii_xdigit_value (text[2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      read.bytes[i] = (guint8) (high << 4 | low);
    }
  *id = read;
  return TRUE;
}
