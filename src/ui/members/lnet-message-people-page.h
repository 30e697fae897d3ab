/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LNET_TYPE_MESSAGE_PEOPLE_PAGE (lnet_message_people_page_get_type ())
G_DECLARE_FINAL_TYPE (LnetMessagePeoplePage, lnet_message_people_page, LNET, MESSAGE_PEOPLE_PAGE, AdwNavigationPage)

/**
 * LnetMessagePeoplePage:
 *
 * A page of a dialog with who does not get a message, and why, and under a heading of their own who gets it.
 */

/**
 * lnet_message_people_page_set_lines:
 * @gets: (element-type LnetLine)
 * @others: (element-type LnetLine)
 */
void lnet_message_people_page_set_lines (LnetMessagePeoplePage *self, GPtrArray *gets, GPtrArray *others);

G_END_DECLS
