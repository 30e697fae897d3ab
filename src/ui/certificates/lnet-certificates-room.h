/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-room.h"

G_BEGIN_DECLS

#define LNET_TYPE_CERTIFICATES_ROOM (lnet_certificates_room_get_type ())
G_DECLARE_FINAL_TYPE (LnetCertificatesRoom, lnet_certificates_room, LNET, CERTIFICATES_ROOM, LnetRoom)

/**
 * LnetCertificatesRoom:
 *
 * Certificates: program → cohort → participants × modules → one participant. Its places are "cohort:ID",
 * "participant:ID" (an enrolment), "roll:ID" (a session), "program:ID"; an id alone is an enrolment's.
 *
 * Action `certificates.show (place)`, for its pages.
 */

G_END_DECLS
