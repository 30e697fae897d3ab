/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What whoever keeps a sample likes to look at. */

#include "config.h"

#include "lnet-sample-private.h"
#include "lnet-saved-filter.h"

static void
add_filter (LnetSample *self,
            JsonObject *row)
{
  const char *conditions = lnet_data_get_text (row, "filter");
  const char *typed = lnet_data_get_text (row, "typed");
  g_autoptr (LnetMemberFilter) filter = lnet_member_filter_parse (conditions != NULL ? conditions : "");
  LnetTransaction *tx = lnet_sample_act (self, "filter-save", (int) lnet_data_get_integer (row, "on", 0), 16 * 60 + 10,
                                         lnet_sample_get_keeper (self, 0));

  lnet_saved_filter_add (tx, lnet_data_get_text (row, "name"), typed != NULL ? typed : "", filter,
                         lnet_member_sort_from_key (lnet_data_get_text (row, "sort")));
}

void
lnet_sample_add_filters (LnetSample *self)
{
  JsonArray *filters = json_object_get_array_member (self->data, "filters");

  for (guint i = 0; i < json_array_get_length (filters); i++)
    add_filter (self, json_array_get_object_element (filters, i));
}
