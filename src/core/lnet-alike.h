/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * When two entries of a directory may be the same person, and how sure that is. Our own rule: what only one person has
 * (a registry ID) weighs most, what a household shares (a phone) little, and a name that is merely close never
 * suffices. Pure; any thread.
 */

/** What two members have in common. */
typedef enum
{
  LNET_ALIKE_REGISTRY_ID = 1 << 0,
  LNET_ALIKE_EMAIL = 1 << 1,
  LNET_ALIKE_PHONE = 1 << 2,
  LNET_ALIKE_NAME = 1 << 3,       /* equal after folding: José Muñoz, Jose Munoz */
  LNET_ALIKE_CLOSE_NAME = 1 << 4, /* Jon and Jonathan Reed; Catherine and Katherine Reed */
  LNET_ALIKE_TOWN = 1 << 5,
} LnetAlike;

/** How much together these weigh. From %LNET_ALIKE_ENOUGH on, somebody should look. */
guint lnet_alike_score (LnetAlike reasons);

#define LNET_ALIKE_ENOUGH 3

/**
 * lnet_alike_names_close:
 *
 * Whether two parts of names, folded by lnet_name_fold(), are written nearly alike: one letter more, fewer, other or
 * swapped in a name of four letters or more, or one the beginning of the other, three letters at least.
 */
gboolean lnet_alike_names_close (const char *a, const char *b);

/** The reasons in words: "same registry ID, same e-mail". Returns: (transfer full): "" for none */
char *lnet_alike_describe (LnetAlike reasons);

G_END_DECLS
