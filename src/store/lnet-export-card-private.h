/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-person-private.h"
#include "lnet-vcard-writer.h"

G_BEGIN_DECLS

/**
 * lnet_export_card:
 * @today: "2026-01-31"; roles that ended before are left out
 * @portrait: (nullable): only when it was asked for
 * @media_type: (nullable): of @portrait
 *
 * Appends @person as a vCard. A card goes from hand to hand, so nothing of the staff space (notes, what the registry
 * says) stands in it, nor what was said about text messages, only how to name and reach somebody and where they work.
 */
void lnet_export_card (GString *into, LnetVcardVersion version, const LnetPerson *person, const char *today,
                       GBytes *portrait, const char *media_type);

G_END_DECLS
