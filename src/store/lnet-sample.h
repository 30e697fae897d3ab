/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-store.h"

G_BEGIN_DECLS

/* Sample networks: five places with made-up people, so that a newcomer sees a network that is alive. Everything in them
 * is dated from today: what was held last week was held last week whenever the sample is made. Their people,
 * organizations and words are fictional (the network's row says so); towns and counties are real.
 */

/** What samples there are: "alabama", "arkansas", … Returns: (transfer none) (array zero-terminated=1) */
const char *const *lnet_sample_get_names (void);

/** Whether @which names a sample. */
gboolean lnet_sample_exists (const char *which);

/** "Wyoming", in the person's language. Returns: (transfer none) (nullable) */
const char *lnet_sample_get_title (const char *which);

/** One line on what the sample shows, in the person's language. Returns: (transfer none) (nullable) */
const char *lnet_sample_get_description (const char *which);

/**
 * lnet_sample_create:
 * @path: a file that does not exist yet
 * @which: one of lnet_sample_get_names()
 *
 * Makes a network file and fills it with a sample. When that fails there is no file. Blocks; for subcommands and tests.
 *
 * Returns: (transfer full): the open network; %NULL with %LNET_ERROR_NOT_FOUND for a sample that is not there, or
 *   with what lnet_store_create() says
 */
LnetStore *lnet_sample_create (const char *path, const char *which, GError **error);

/** As lnet_sample_create(), as if it were @now, and leaves the file closed. Any thread; for tests. */
gboolean lnet_sample_make_file (const char *path, const char *which, GDateTime *now, GCancellable *cancellable,
                                GError **error);

/** As lnet_sample_create(), without blocking: for the window. A cancelled sample leaves no file. */
void lnet_sample_create_async (const char *path, const char *which, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);

/** Returns: (transfer full) */
LnetStore *lnet_sample_create_finish (GAsyncResult *result, GError **error);

G_END_DECLS
