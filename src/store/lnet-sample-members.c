/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a sample's people into its roster, as those who keep it would have done. */

#include "config.h"

#include "lnet-sample-private.h"

#include "lnet-duplicates.h"
#include "lnet-name.h"
#include "lnet-tags.h"

static const char *const wordings[] = {
  "Yes, text me about gatherings and send me the network's questions. I can stop any time by answering STOP.",
  "Please text me. I have given this number for that, and I know that I can answer STOP.",
};
static const char *const wordings_es[] = {
  "Sí, mándenme mensajes de texto sobre los encuentros y las preguntas de la red. Puedo parar cuando quiera respondiendo ALTO.",
};
static const char *const sources[] = {
  "Sign-in sheet", "Online form", "Said so on the phone", "Paper card", "Answered YES to the invitation",
};

static LnetSpace
network_space (void)
{
  return lnet_space (LNET_SPACE_NETWORK);
}

static void
add_network (LnetSample *self,
             int         day)
{
  LnetTransaction *tx = lnet_sample_act (self, "network-edit", day, 8 * 60, lnet_sample_get_keeper (self, 0));
  const LnetId *id = &self->network_id;

  lnet_transaction_set_text (tx, LNET_NETWORK_KIND, id, lnet_data_get_text (self->data, "key"));
  lnet_transaction_set_integer (tx, LNET_NETWORK_FICTIONAL, id, 1);
  lnet_transaction_set_text (tx, LNET_NETWORK_DESCRIPTION, id, lnet_data_get_text (self->data, "description"));
  lnet_transaction_set_text (tx, LNET_NETWORK_TIME_ZONE, id, lnet_data_get_text (self->data, "time-zone"));
}

/* --- one member --- */

static void
write_member (LnetSample       *self,
              LnetTransaction  *tx,
              LnetSamplePerson *person)
{
  g_autofree char *joined = lnet_sample_date (self, person->joined);
  const LnetId *id = &person->id;

  lnet_transaction_add_with_id (tx, LNET_TABLE_MEMBER, network_space (), id);
  lnet_transaction_set_text (tx, LNET_MEMBER_LEGAL_FIRST, id, person->first);
  lnet_transaction_set_text (tx, LNET_MEMBER_LEGAL_LAST, id, person->last);
  lnet_transaction_set_text (tx, LNET_MEMBER_PREFERRED_NAME, id, person->preferred);
  lnet_transaction_set_text (tx, LNET_MEMBER_PRONOUNS, id, person->pronouns);
  lnet_transaction_set_text (tx, LNET_MEMBER_PRONUNCIATION, id, person->pronunciation);
  lnet_transaction_set_text (tx, LNET_MEMBER_STATUS, id, "active");
  lnet_transaction_set_text (tx, LNET_MEMBER_JOINED, id, joined);
  lnet_transaction_set_text (tx, LNET_MEMBER_REGION, id, person->region);
  lnet_transaction_set_text (tx, LNET_MEMBER_TOWN, id, person->town);
  lnet_transaction_set_text (tx, LNET_MEMBER_RURALITY, id, person->rurality);
  lnet_transaction_set_text (tx, LNET_MEMBER_LANGUAGE, id, person->language);
  lnet_transaction_set_integer (tx, LNET_MEMBER_INTERPRETATION, id, person->interpretation);
  lnet_transaction_set_text (tx, LNET_MEMBER_WISDOM, id, person->wisdom);
  lnet_transaction_set_text (tx, LNET_MEMBER_WISHES, id, person->wishes);
  lnet_transaction_set_text (tx, LNET_MEMBER_ATTRIBUTION, id, person->attribution);
  lnet_transaction_set_integer (tx, LNET_MEMBER_SHARE_EMAIL, id, lnet_sample_chance (self, 0.7));
  lnet_transaction_set_integer (tx, LNET_MEMBER_SHARE_PHONE, id, lnet_sample_chance (self, 0.45));
  lnet_transaction_set_integer (tx, LNET_MEMBER_MEDIA_RELEASE, id, lnet_sample_chance (self, 0.75));
  for (guint i = 0; i < person->languages->len; i++)
    lnet_transaction_add_text_to_set (tx, LNET_MEMBER_LANGUAGE_LANGUAGE, network_space (), id,
                                      g_ptr_array_index (person->languages, i));
}

/* People often know no more than the year, or the month. */
static char *
make_role_date (LnetSample *self,
                int         day)
{
  char *date = lnet_sample_date (self, day);
  int drawn = lnet_sample_between (self, 1, 10);

  if (drawn <= 3)
    date[4] = '\0';
  else if (drawn <= 7)
    date[7] = '\0';
  return date;
}

static void
write_role (LnetTransaction        *tx,
            const LnetSamplePerson *person,
            const char             *role,
            const LnetId           *organization,
            const char             *starts,
            const char             *ends)
{
  LnetId id = lnet_transaction_add (tx, LNET_TABLE_ROLE, network_space ());

  lnet_transaction_set_id (tx, LNET_ROLE_MEMBER, &id, &person->id);
  lnet_transaction_set_text (tx, LNET_ROLE_ROLE, &id, role);
  lnet_transaction_set_id (tx, LNET_ROLE_ORGANIZATION, &id, organization);
  lnet_transaction_set_text (tx, LNET_ROLE_STARTS, &id, starts);
  lnet_transaction_set_text (tx, LNET_ROLE_ENDS, &id, ends);
}

/* What somebody did before they did what they do now. */
static const char *
get_earlier_role (const char *role)
{
  static const char *const steps[][2] = {
    { "lead-teacher", "co-teacher" },   { "co-teacher", "teacher-aide" },   { "director", "lead-teacher" },
    { "coach", "lead-teacher" },        { "school-teacher", "teacher-aide" }, { "facilitator", "director" },
    { "education-manager", "coach" },   { "fcc-provider", "fcc-assistant" }, { "home-visitor", "co-teacher" },
    { "licensing-specialist", "director" }, { "ta-specialist", "lead-teacher" }, { "mentor-teacher", "lead-teacher" },
    { "family-engagement-specialist", "parent" }, { "cook", "parent" }, { "assistant-director", "lead-teacher" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i][0], role))
      return steps[i][1];
  return NULL;
}

static void
write_roles (LnetSample       *self,
             LnetTransaction  *tx,
             LnetSamplePerson *person)
{
  LnetSampleOrganization *organization = lnet_sample_get_organization (self, person);
  int since = person->joined - lnet_sample_between (self, 90, 2600);
  const char *earlier = get_earlier_role (person->role);
  g_autofree char *starts = make_role_date (self, since);

  write_role (tx, person, person->role, &organization->id, starts, NULL);
  if (person->also != NULL)
    {
      g_autofree char *also_starts = make_role_date (self, since - 400);

      write_role (tx, person, person->also, &organization->id, also_starts, NULL);
    }
  if (earlier != NULL && lnet_sample_chance (self, 0.22))
    {
      int left = since - lnet_sample_between (self, 400, 500);
      g_autofree char *first = lnet_sample_date (self, left - lnet_sample_between (self, 300, 1800));
      g_autofree char *last = lnet_sample_date (self, left);
      LnetSampleOrganization *before = lnet_sample_chance (self, 0.5) ? organization : NULL;

      write_role (tx, person, earlier, before != NULL ? &before->id : NULL, first, last);
    }
}

static void
write_channel (LnetTransaction        *tx,
               const LnetSamplePerson *person,
               const char             *kind,
               const char             *label,
               const char             *value,
               gboolean                preferred)
{
  LnetId id = lnet_transaction_add (tx, LNET_TABLE_CHANNEL, network_space ());

  lnet_transaction_set_id (tx, LNET_CHANNEL_MEMBER, &id, &person->id);
  lnet_transaction_set_text (tx, LNET_CHANNEL_KIND, &id, kind);
  lnet_transaction_set_text (tx, LNET_CHANNEL_LABEL, &id, label);
  lnet_transaction_set_text (tx, LNET_CHANNEL_VALUE, &id, value);
  lnet_transaction_set_integer (tx, LNET_CHANNEL_PREFERRED, &id, preferred);
}

static char *
make_email (LnetSample             *self,
            const LnetSamplePerson *person,
            gboolean                short_form)
{
  g_autofree char *first = lnet_name_fold (person->first);
  g_autofree char *last = lnet_name_fold (person->last);
  GString *email = g_string_new (short_form ? NULL : first);

  if (short_form)
    g_string_append_unichar (email, g_utf8_get_char (first));
  else
    g_string_append_c (email, '.');
  g_string_append (email, last);
  g_string_replace (email, " ", ".", 0);
  g_string_append (email, short_form ? "@example.com" : "@example.org");
  return g_string_free_and_steal (email);
}

/* Numbers that are kept free for such use: 555-0100 to 555-0199 in every area. */
static char *
make_phone (LnetSample *self,
            guint       n)
{
  JsonArray *areas = json_object_get_array_member (self->data, "area-codes");

  g_assert (n / 100 < json_array_get_length (areas));
  return g_strdup_printf ("(%s) 555-01%02u", json_array_get_string_element (areas, n / 100), n * 37 % 100);
}

static void
write_consent (LnetSample       *self,
               LnetTransaction  *tx,
               LnetSamplePerson *person,
               gboolean          given,
               int               day)
{
  g_autofree char *date = lnet_sample_date (self, day);
  LnetId id = lnet_transaction_add (tx, LNET_TABLE_CONSENT, network_space ());
  gboolean spanish = g_str_equal (person->language, "es");

  lnet_transaction_set_id (tx, LNET_CONSENT_MEMBER, &id, &person->id);
  lnet_transaction_set_text (tx, LNET_CONSENT_PURPOSE, &id, "text-messages");
  lnet_transaction_set_integer (tx, LNET_CONSENT_GIVEN, &id, given);
  lnet_transaction_set_text (tx, LNET_CONSENT_ON_DATE, &id, date);
  lnet_transaction_set_text (tx, LNET_CONSENT_SOURCE, &id,
                             !given ? "Text message"
                                    : sources[lnet_sample_between (self, 0, G_N_ELEMENTS (sources) - 1)]);
  lnet_transaction_set_text (tx, LNET_CONSENT_WORDING, &id,
                             !given    ? (spanish ? "ALTO" : "STOP")
                             : spanish ? wordings_es[0]
                                       : wordings[lnet_sample_between (self, 0, G_N_ELEMENTS (wordings) - 1)]);
}

static void
write_channels (LnetSample       *self,
                LnetTransaction  *tx,
                LnetSamplePerson *person,
                guint            *n_phones)
{
  gboolean mobile = person->texts || lnet_sample_chance (self, 0.5);

  if (lnet_sample_chance (self, 0.93) || !mobile)
    {
      g_autofree char *email = make_email (self, person, lnet_sample_chance (self, 0.15));

      person->email = TRUE;
      write_channel (tx, person, "email", lnet_sample_chance (self, 0.4) ? "work" : "home", email, !person->texts);
    }
  if (mobile)
    {
      g_autofree char *phone = make_phone (self, (*n_phones)++);

      write_channel (tx, person, "phone", "mobile", phone, person->texts);
    }
  if (person->texts)
    write_consent (self, tx, person, TRUE, person->joined);
}

static gboolean
is_employed (const LnetSamplePerson *person)
{
  static const char *const outside[] = { "parent", "grandparent", "funder", "policy-maker", "community-partner", NULL };

  return !g_strv_contains (outside, person->role);
}

/* Words of staff, to find somebody by; some have several. */
static void
write_tags (LnetTransaction        *tx,
            const LnetSamplePerson *person,
            guint                   place)
{
  static const struct { guint every; const char *tag; } tags[] = {
    { 11, "Could host" }, { 17, "Tells a story well" }, { 23, "Needs a ride" }, { 31, "Ask to facilitate" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    if (place % tags[i].every == tags[i].every / 2)
      lnet_tag_add (tx, &person->id, tags[i].tag);
}

/* What only directors and facilitators see. */
static void
write_staff (LnetSample       *self,
             LnetTransaction  *tx,
             LnetSamplePerson *person,
             guint             place)
{
  LnetSampleOrganization *organization = lnet_sample_get_organization (self, person);
  const char *state = lnet_data_get_text (self->data, "state");
  g_autofree char *registry = g_strdup_printf ("%s-%06u", state, 104207 + place * 173 % 8999 * 7);
  g_autofree char *email = make_email (self, person, FALSE);
  g_autofree char *level = g_strdup_printf ("Level %d", lnet_sample_between (self, 1, 6));
  LnetId id = lnet_transaction_add (tx, LNET_TABLE_MEMBER_STAFF, lnet_space (LNET_SPACE_STAFF));

  lnet_transaction_set_id (tx, LNET_MEMBER_STAFF_MEMBER, &id, &person->id);
  if (lnet_sample_chance (self, 0.85))
    {
      lnet_transaction_set_text (tx, LNET_MEMBER_STAFF_REGISTRY_STATE, &id, state);
      lnet_transaction_set_text (tx, LNET_MEMBER_STAFF_REGISTRY_ID, &id, registry);
      lnet_transaction_set_text (tx, LNET_MEMBER_STAFF_REGISTRY_EMAIL, &id, email);
      lnet_transaction_set_text (tx, LNET_MEMBER_STAFF_CAREER_LEVEL, &id, level);
    }
  if (organization->head != NULL && organization->head != person)
    lnet_transaction_set_id (tx, LNET_MEMBER_STAFF_SUPERVISOR, &id, &organization->head->id);
  if (person->interpretation)
    lnet_transaction_set_text (tx, LNET_MEMBER_STAFF_NOTE, &id,
                               "Ask beforehand who interprets; likes to read the agenda the day before.");
  write_tags (tx, person, place);
}

/* --- what changes later --- */

static void
change_status (LnetSample       *self,
               LnetSamplePerson *person,
               guint             turn)
{
  int day = lnet_sample_between (self, MAX (person->joined + 20, -200), -6);
  LnetTransaction *tx = lnet_sample_act (self, "member-edit", day, 16 * 60 + 10, lnet_sample_get_keeper (self, turn));

  lnet_transaction_set_text (tx, LNET_MEMBER_STATUS, &person->id, person->leaves);
}

static void
opt_out (LnetSample       *self,
         LnetSamplePerson *person,
         guint             turn)
{
  int day = lnet_sample_between (self, MAX (person->joined + 10, -150), -3);
  LnetTransaction *tx = lnet_sample_act (self, "member-edit", day, 9 * 60 + 5, lnet_sample_get_keeper (self, turn));

  write_consent (self, tx, person, FALSE, day);
  person->opted_out = day;
}

static void
change_wish (LnetSample       *self,
             LnetSamplePerson *person)
{
  JsonObject *pools = json_object_get_object_member (self->words, "wishes");
  const char *pool = g_str_equal (person->language, "es") ? "es" : person->rooms;
  int day = lnet_sample_between (self, MAX (person->joined + 15, -120), -2);
  LnetTransaction *tx = lnet_sample_act (self, "member-edit", day, 19 * 60 + 40, person);

  lnet_transaction_set_text (tx, LNET_MEMBER_WISHES, &person->id,
                             lnet_sample_pick_fresh (self, json_object_get_array_member (pools, pool)));
}

static void
add_changes (LnetSample *self)
{
  guint n_wishes = 0;

  for (guint i = 0; i < self->people->len; i++)
    {
      LnetSamplePerson *person = g_ptr_array_index (self->people, i);

      if (person->leaves != NULL)
        change_status (self, person, i);
      else if (person->key == NULL && person->texts && lnet_sample_chance (self, 0.05))
        opt_out (self, person, i);
      else if (person->key == NULL && person->wishes != NULL && n_wishes < 8 && lnet_sample_chance (self, 0.06))
        {
          change_wish (self, person);
          n_wishes++;
        }
    }
}

static LnetTransaction *
get_day_of_joining (LnetSample *self,
                    GHashTable *days,
                    int         day)
{
  LnetTransaction *tx = g_hash_table_lookup (days, GINT_TO_POINTER (day));

  if (tx == NULL)
    {
      guint turn = g_hash_table_size (days);

      tx = lnet_sample_act (self, turn == 0 ? "members-import" : "member-add", day, 9 * 60 + (int) turn,
                            lnet_sample_get_keeper (self, turn));
      g_hash_table_insert (days, GINT_TO_POINTER (day), tx);
    }
  return tx;
}

void
lnet_sample_add_members (LnetSample *self)
{
  g_autoptr (GHashTable) days = g_hash_table_new (NULL, NULL);
  int first = lnet_sample_get_keeper (self, 0)->joined;
  guint n_phones = 0;

  add_network (self, first);
  lnet_sample_add_organizations (self, first);
  for (guint i = 0; i < self->people->len; i++)
    {
      LnetSamplePerson *person = g_ptr_array_index (self->people, i);
      LnetTransaction *tx = get_day_of_joining (self, days, person->joined);

      write_member (self, tx, person);
      write_roles (self, tx, person);
      write_channels (self, tx, person, &n_phones);
      if (is_employed (person))
        write_staff (self, tx, person, i);
    }
  add_changes (self);
  lnet_sample_add_tags (self);
}

/* Two whom a list of duplicates could take for one: of one last name, or at least of one first name. */
static gboolean
look_alike (const LnetSamplePerson *a,
            const LnetSamplePerson *b,
            gboolean                by_last)
{
  return by_last ? g_str_equal (a->last, b->last) : g_str_equal (a->first, b->first);
}

static gboolean
note_distinct (LnetSample *self,
               gboolean    by_last)
{
  for (guint i = 0; i < self->people->len; i++)
    for (guint k = i + 1; k < self->people->len; k++)
      {
        const LnetSamplePerson *a = self->people->pdata[i], *b = self->people->pdata[k];

        if (MAX (a->joined, b->joined) > -30 || !look_alike (a, b, by_last))
          continue;
        lnet_duplicates_put_distinct (lnet_sample_act (self, "members-distinct", -21, 15 * 60 + 40,
                                                       lnet_sample_get_keeper (self, 0)), &a->id, &b->id, TRUE);
        return TRUE;
      }
  return FALSE;
}

/* Whoever keeps a sample has looked for duplicates once. */
void
lnet_sample_add_distinct (LnetSample *self)
{
  if (!note_distinct (self, TRUE))
    note_distinct (self, FALSE);
}
