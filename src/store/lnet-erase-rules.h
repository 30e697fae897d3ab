/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-schema.h"

G_BEGIN_DECLS

/** What becomes of a row when a row that it names is gone for good. */
typedef enum
{
  LNET_ERASE_GOES,    /* it was of that row alone, and goes with it */
  LNET_ERASE_LETS_GO, /* it is of others too, and stays without the name */
} LnetEraseFate;

typedef struct
{
  LnetField field;
  LnetTable names;        /* what it names the rows of; %LNET_TABLE_NONE: of any table */
  LnetEraseFate erased;   /* when a person is erased */
  LnetEraseFate emptied;  /* when the Trash is emptied */
  const char *why;        /* why it stays, or the set that an element goes out of; marked for translation. NULL where
                           * there is nothing to explain */
} LnetEraseRule;

/** One for every field of the registry that holds ids; the last has field 0. */
extern const LnetEraseRule lnet_erase_rules[];

G_END_DECLS
