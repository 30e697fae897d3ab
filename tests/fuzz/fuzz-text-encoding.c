/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fuzz.h"
#include "lnet-text-encoding.h"

#include <string.h>

/* What is read is UTF-8, and the same however the bytes are cut. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (LnetTextDecoder) decoder = NULL;
  g_autoptr (GString) pieces = g_string_new (NULL);
  LnetTextEncoding encoding;
  g_autofree char *text = lnet_text_encoding_convert (data, size, &encoding, NULL);
  gsize cut = size > 0 ? data[size - 1] % size : 0;

  if (text == NULL)
    return 0;
  g_assert_true (g_utf8_validate (text, -1, NULL));
  decoder = lnet_text_decoder_new (encoding);
  g_assert_true (lnet_text_decoder_push (decoder, data, cut, FALSE, pieces, NULL));
  g_assert_true (lnet_text_decoder_push (decoder, data + cut, size - cut, TRUE, pieces, NULL));
  g_assert_cmpstr (pieces->str, ==, text);
  return 0;
}

void
fuzz_add_seeds (GPtrArray *seeds)
{
  static const char mixed[] = "Jos\303\251 Mar\355a \342\200\234Pepe\342\200\235 \200 \360\237\230\200";

  fuzz_add_files (seeds, "data/rosters");
  g_ptr_array_add (seeds, g_bytes_new_static (mixed, sizeof mixed - 1));
}
