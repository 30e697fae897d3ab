/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A sample's teams, and its convenings with who was there. */

#include "config.h"

#include "lnet-sample-private.h"

static LnetSpace
network_space (void)
{
  return lnet_space (LNET_SPACE_NETWORK);
}

/* Whether somebody belongs to what @row is for: its regions, roles and language, when it names any. */
static gboolean
suits (JsonObject             *row,
       const LnetSamplePerson *person)
{
  const char *language = lnet_data_get_text (row, "language");

  return person->leaves == NULL && lnet_sample_array_allows (lnet_sample_get_array (row, "regions"), person->region) &&
         lnet_sample_array_allows (lnet_sample_get_array (row, "roles"), person->role) &&
         (language == NULL || lnet_sample_person_speaks (person, language));
}

/* --- teams --- */

static void
join_team (LnetSample       *self,
           LnetTransaction  *tx,
           const LnetId     *team,
           LnetSamplePerson *person,
           int               day)
{
  g_autofree char *starts = lnet_sample_date (self, MAX (day, person->joined));
  LnetId id = lnet_transaction_add (tx, LNET_TABLE_TEAM_MEMBER, network_space ());

  lnet_transaction_set_id (tx, LNET_TEAM_MEMBER_TEAM, &id, team);
  lnet_transaction_set_id (tx, LNET_TEAM_MEMBER_MEMBER, &id, &person->id);
  lnet_transaction_set_text (tx, LNET_TEAM_MEMBER_STARTS, &id, starts);
}

static void
add_team (LnetSample *self,
          JsonObject *row,
          guint       turn)
{
  int day = lnet_sample_get_keeper (self, 0)->joined + 40;
  LnetTransaction *tx = lnet_sample_act (self, "team-add", day, 14 * 60 + (int) turn, lnet_sample_get_keeper (self, turn));
  LnetTransaction *later = lnet_sample_act (self, "team-edit", -5, 14 * 60 + (int) turn,
                                            lnet_sample_get_keeper (self, turn));
  LnetId team = lnet_transaction_add (tx, LNET_TABLE_TEAM, network_space ());
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_auto (GStrv) people = lnet_data_get_texts (row, "people");
  guint size = (guint) lnet_data_get_integer (row, "size", 8);
  guint n = 0;

  lnet_transaction_set_text (tx, LNET_TEAM_NAME, &team, lnet_data_get_text (row, "name"));
  lnet_transaction_set_text (tx, LNET_TEAM_KIND, &team, lnet_data_get_text (row, "kind"));
  lnet_transaction_set_text (tx, LNET_TEAM_PURPOSE, &team, lnet_data_get_text (row, "purpose"));
  for (; people[n] != NULL; n++)
    join_team (self, tx, &team, lnet_sample_get_person (self, people[n]), day);

  for (guint i = 0; i < self->people->len; i++)
    {
      LnetSamplePerson *person = g_ptr_array_index (self->people, i);

      if (person->key == NULL && suits (row, person))
        g_ptr_array_add (others, person);
    }
  lnet_sample_shuffle (self, others);
  for (guint i = 0; i < others->len && n < size; i++, n++)
    {
      LnetSamplePerson *person = g_ptr_array_index (others, i);

      join_team (self, person->joined < day ? tx : later, &team, person, day);
    }
}

/* --- convenings --- */

static LnetSampleConvening *
add_convening (LnetSample *self,
               JsonObject *row,
               guint       turn)
{
  LnetSampleConvening *convening = g_new0 (LnetSampleConvening, 1);
  int planned;
  g_autofree char *starts = NULL;
  LnetTransaction *tx;
  const LnetId *id = &convening->id;

  convening->id = lnet_id_new ();
  convening->key = lnet_data_get_text (row, "id");
  convening->kind = lnet_data_get_text (row, "kind");
  convening->day = lnet_sample_on_weekday (self, lnet_data_get_integer (row, "on", 0),
                                           lnet_data_get_integer (row, "weekday", 0));
  g_ptr_array_add (self->convenings, convening);

  planned = MIN (convening->day - 18, -3);
  starts = lnet_sample_date_time (self, convening->day, lnet_data_get_text (row, "at"));
  tx = lnet_sample_act (self, "convening-add", planned, 10 * 60, lnet_sample_get_keeper (self, turn));
  lnet_transaction_add_with_id (tx, LNET_TABLE_CONVENING, network_space (), id);
  lnet_transaction_set_text (tx, LNET_CONVENING_TITLE, id, lnet_data_get_text (row, "title"));
  lnet_transaction_set_text (tx, LNET_CONVENING_KIND, id, convening->kind);
  lnet_transaction_set_text (tx, LNET_CONVENING_STARTS, id, starts);
  lnet_transaction_set_integer (tx, LNET_CONVENING_MINUTES, id, lnet_data_get_integer (row, "minutes", 60));
  lnet_transaction_set_text (tx, LNET_CONVENING_PLACE, id, lnet_data_get_text (row, "place"));
  lnet_transaction_set_text (tx, LNET_CONVENING_MODE, id, lnet_data_get_text (row, "mode"));
  lnet_transaction_set_text (tx, LNET_CONVENING_PURPOSE, id, lnet_data_get_text (row, "purpose"));
  lnet_transaction_set_text (tx, LNET_CONVENING_STATUS, id, "planned");
  lnet_transaction_set_id (tx, LNET_CONVENING_FACILITATOR, id,
                           &lnet_sample_get_person (self, lnet_data_get_text (row, "facilitator"))->id);
  return convening;
}

static void
write_roll (LnetTransaction        *tx,
            const LnetId           *convening,
            const LnetSamplePerson *person,
            const char             *status)
{
  LnetId id = lnet_transaction_add (tx, LNET_TABLE_ROLL, network_space ());

  lnet_transaction_set_id (tx, LNET_ROLL_CONVENING, &id, convening);
  lnet_transaction_set_id (tx, LNET_ROLL_MEMBER, &id, &person->id);
  lnet_transaction_set_text (tx, LNET_ROLL_STATUS, &id, status);
}

static GHashTable *
find_speakers (LnetSample *self,
               const char *convening)
{
  GHashTable *speakers = g_hash_table_new (NULL, NULL);
  JsonArray *rows = json_object_get_array_member (self->data, "contributions");

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      const char *by = lnet_data_get_text (row, "by");

      if (by != NULL && g_strcmp0 (lnet_data_get_text (row, "at"), convening) == 0)
        g_hash_table_add (speakers, lnet_sample_get_person (self, by));
    }
  return speakers;
}

/* A text round has no roll: whoever answers was there. */
static void
take_roll (LnetSample          *self,
           JsonObject          *row,
           LnetSampleConvening *convening)
{
  LnetSamplePerson *facilitator = lnet_sample_get_person (self, lnet_data_get_text (row, "facilitator"));
  LnetTransaction *tx = lnet_sample_act (self, "roll-take", convening->day, 20 * 60, facilitator);
  g_autoptr (GHashTable) speakers = find_speakers (self, convening->key);
  double share = json_object_get_double_member_with_default (row, "share", 0);
  gboolean filtered = json_object_has_member (row, "regions") || json_object_has_member (row, "roles") ||
                      json_object_has_member (row, "language");

  for (guint i = 0; i < self->people->len; i++)
    {
      LnetSamplePerson *person = g_ptr_array_index (self->people, i);
      gboolean comes = filtered ? suits (row, person) && lnet_sample_chance (self, 0.5)
                                : lnet_sample_chance (self, share);

      if (g_hash_table_contains (speakers, person) || person == facilitator)
        write_roll (tx, &convening->id, person, "present");
      else if (comes && person->joined < convening->day)
        {
          int drawn = lnet_sample_between (self, 1, 100);

          write_roll (tx, &convening->id, person,
                      drawn <= 88   ? "present"
                      : drawn <= 93 ? "late"
                      : drawn <= 96 ? "left-early"
                      : drawn <= 98 ? "apology"
                                    : "excused");
        }
    }
}

static void
set_status (LnetSample                *self,
            const LnetSampleConvening *convening,
            const char                *status,
            int                        day)
{
  LnetTransaction *tx = lnet_sample_act (self, "convening-edit", day, 21 * 60, lnet_sample_get_keeper (self, 0));

  lnet_transaction_set_text (tx, LNET_CONVENING_STATUS, &convening->id, status);
}

void
lnet_sample_add_gatherings (LnetSample *self)
{
  JsonArray *teams = json_object_get_array_member (self->data, "teams");
  JsonArray *convenings = json_object_get_array_member (self->data, "convenings");

  for (guint i = 0; i < json_array_get_length (teams); i++)
    add_team (self, json_array_get_object_element (teams, i), i);
  for (guint i = 0; i < json_array_get_length (convenings); i++)
    {
      JsonObject *row = json_array_get_object_element (convenings, i);
      LnetSampleConvening *convening = add_convening (self, row, i);
      const char *status = lnet_data_get_text (row, "status");

      if (convening->day < 0)
        {
          if (!g_str_equal (convening->kind, "text-round"))
            take_roll (self, row, convening);
          set_status (self, convening, "held", convening->day);
          if (!g_str_equal (status, "held"))
            set_status (self, convening, status, MIN (convening->day + 12, -1));
        }
      else if (!g_str_equal (status, "planned"))
        set_status (self, convening, status, -2);
    }
}
