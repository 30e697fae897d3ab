/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

/**
 * lnet_export_present:
 * @cards: as vCards; else as CSV, unless the name that is given ends in ".vcf"
 *
 * Asks where to, and writes all members there in a worker; the session says when it is done or failed.
 */
void lnet_export_present (GtkWidget *parent, LnetSession *session, gboolean cards);

G_END_DECLS
