/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LNET_ERROR (lnet_error_quark ())

/**
 * LnetError:
 *
 * What can go wrong outside the program's own control. Every message is a translated sentence for people: what
 * happened, what was kept, what to do. Only the user interface and the subcommands show it. What stands after a line
 * break in a message is technical and goes behind "Details".
 */
typedef enum
{
  LNET_ERROR_FAILED,    /* anything that has no code of its own */
  LNET_ERROR_NEWER,     /* a file written by a later version of the program */
  LNET_ERROR_FOREIGN,   /* a file that is not a network */
  LNET_ERROR_DAMAGED,   /* a network file, or something read, that is damaged */
  LNET_ERROR_FULL,      /* no room left where the file is kept */
  LNET_ERROR_READ_ONLY, /* the file or its folder cannot be written */
  LNET_ERROR_BUSY,      /* another program holds the file */
  LNET_ERROR_INVALID,   /* input that cannot be taken */
  LNET_ERROR_NOT_FOUND, /* what was named is not there */
  LNET_ERROR_LOCKED,    /* sealed, and nothing at hand opens it */
} LnetError;

GQuark lnet_error_quark (void);

G_END_DECLS
