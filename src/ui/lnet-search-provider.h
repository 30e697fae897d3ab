/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LNET_TYPE_SEARCH_PROVIDER (lnet_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (LnetSearchProvider, lnet_search_provider, LNET, SEARCH_PROVIDER, GObject)

/**
 * LnetSearchProvider:
 *
 * Members in the search of the shell, by name, role and place, opening at the profile: the bus interface
 * org.gnome.Shell.SearchProvider2. It looks into the network that is open, else into the one that was open last; it
 * reads in a worker and opens no window until somebody is chosen. The application is kept alive while it answers.
 */
LnetSearchProvider *lnet_search_provider_new (GApplication *application);

/** Puts it on @connection at @path. */
gboolean lnet_search_provider_export (LnetSearchProvider *self, GDBusConnection *connection, const char *path,
                                      GError **error);
void lnet_search_provider_unexport (LnetSearchProvider *self);

G_END_DECLS
