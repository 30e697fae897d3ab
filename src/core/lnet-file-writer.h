/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LnetFileWriter:
 *
 * Writes text to a stream or a file in pieces. Until lnet_file_writer_finish() has succeeded a file stays as it was;
 * freed before, the writer leaves nothing behind. For workers.
 */
typedef struct _LnetFileWriter LnetFileWriter;

LnetFileWriter *lnet_file_writer_new (GOutputStream *stream);

/** Writes to @file, in place of what may be there. Fails with a sentence for people. */
LnetFileWriter *lnet_file_writer_open (GFile *file, GCancellable *cancellable, GError **error);
void lnet_file_writer_free (LnetFileWriter *self);

/** What is to be written next: append to it, then lnet_file_writer_push(). Returns: (transfer none) */
GString *lnet_file_writer_get_text (LnetFileWriter *self);

/** Writes what was appended, once it is enough to be worth it. */
gboolean lnet_file_writer_push (LnetFileWriter *self, GCancellable *cancellable, GError **error);

/** Writes what is still held back and closes the stream. */
gboolean lnet_file_writer_finish (LnetFileWriter *self, GCancellable *cancellable, GError **error);

/** Says for people why @file cannot be written. */
void lnet_file_writer_set_error (GError **error, GFile *file, const GError *reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LnetFileWriter, lnet_file_writer_free)

G_END_DECLS
