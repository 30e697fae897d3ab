/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "lnet-id.h"

G_BEGIN_DECLS

/** What can be dragged within the Vision view. */
typedef enum
{
  LNET_DRAG_BLOCK, /* a passage or section, to move it */
  LNET_DRAG_WORDS, /* a contribution, to link it to a passage */
} LnetDragKind;

typedef struct
{
  LnetDragKind kind;
  LnetId id;
} LnetDrag;

#define LNET_TYPE_DRAG (lnet_drag_get_type ())
GType lnet_drag_get_type (void);

LnetDrag *lnet_drag_copy (const LnetDrag *self);

G_END_DECLS
