/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-session.h"

G_BEGIN_DECLS

/** Asks where to, and writes all members to a CSV file in a worker; the session says when it is done or failed. */
void lnet_export_present (GtkWidget *parent, LnetSession *session);

G_END_DECLS
