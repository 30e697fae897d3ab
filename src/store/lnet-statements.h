/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-reader.h"

G_BEGIN_DECLS

/* Each file of queries exports its statements as a NULL-terminated array; a test explains every one. */
extern const LnetStatement *const lnet_history_statements[];
extern const LnetStatement *const lnet_attachment_statements[];
extern const LnetStatement *const lnet_space_key_statements[];
extern const LnetStatement *const lnet_give_statements[];
extern const LnetStatement *const lnet_unknown_statements[];
extern const LnetStatement *const lnet_parted_statements[];
extern const LnetStatement *const lnet_carrier_statements[];
/* the network itself */
extern const LnetStatement *const lnet_network_statements[];
/* finding anything */
extern const LnetStatement *const lnet_find_statements[];
extern const LnetStatement *const lnet_row_title_statements[];
/* two desks */
extern const LnetStatement *const lnet_to_settle_statements[];
extern const LnetStatement *const lnet_waiting_statements[];
extern const LnetStatement *const lnet_sharing_statements[];
extern const LnetStatement *const lnet_own_rights_statements[];
extern const LnetStatement *const lnet_merged_text_statements[];
/* members */
extern const LnetStatement *const lnet_member_batch_statements[];
extern const LnetStatement *const lnet_member_choices_statements[];
extern const LnetStatement *const lnet_member_statements[];
extern const LnetStatement *const lnet_duplicate_statements[];
extern const LnetStatement *const lnet_member_life_statements[];
extern const LnetStatement *const lnet_member_list_statements[];
extern const LnetStatement *const lnet_tag_statements[];
extern const LnetStatement *const lnet_group_statements[];
extern const LnetStatement *const lnet_place_of_work_statements[];
extern const LnetStatement *const lnet_team_statements[];
extern const LnetStatement *const lnet_message_reach_statements[];
extern const LnetStatement *const lnet_message_round_statements[];
extern const LnetStatement *const lnet_member_sorting_statements[];
extern const LnetStatement *const lnet_saved_filter_statements[];
/* certificates */
extern const LnetStatement *const lnet_certificate_statements[];
/* coaching */
extern const LnetStatement *const lnet_coaching_statements[];
extern const LnetStatement *const lnet_coaching_session_statements[];
extern const LnetStatement *const lnet_pool_statements[];
/* vision */
extern const LnetStatement *const lnet_vision_statements[];
extern const LnetStatement *const lnet_contribution_statements[];
/* import and export */
extern const LnetStatement *const lnet_import_statements[];
extern const LnetStatement *const lnet_export_statements[];
extern const LnetStatement *const lnet_export_cell_statements[];

G_END_DECLS
