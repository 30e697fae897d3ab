/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-room.h"

G_BEGIN_DECLS

#define LNET_TYPE_VISION_ROOM (lnet_vision_room_get_type ())
G_DECLARE_FINAL_TYPE (LnetVisionRoom, lnet_vision_room, LNET, VISION_ROOM, LnetRoom)

/**
 * LnetVisionRoom:
 *
 * The co-created document as a page to write on, and beside it the words each passage grew from, or its history. A
 * place in it is the id of a document, section or passage as text.
 */

G_END_DECLS
