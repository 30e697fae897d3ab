/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lnet-member.h"
#include "lnet-name.h"

/*
 * What a row changes: compared with what is stored and with what earlier rows of the file said, and put into the
 * transaction. A blank changes nothing. What an earlier row said stands, so that the same file a second time finds
 * everything as it says. In the worker that plans.
 */

/* Whether changes are worth describing: of a member who was there before the row. */
static gboolean
was_there (const LnetPerson *person)
{
  return person->known || person->first_line != 0;
}

/* The first time a row of the file says @word of @person. */
static gboolean
tell_word (LnetPerson *person,
           const char *kind,
           const char *word)
{
  if (person->told_words == NULL)
    person->told_words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return g_hash_table_add (person->told_words, g_strconcat (kind, ":", word, NULL));
}

const char *
lnet_import_show (const LnetCellInfo *info,
                  const char         *value)
{
  if (info->kind == LNET_CELL_TERM)
    return lnet_reference_get_label (info->reference, value);
  if (info->kind == LNET_CELL_YES_NO)
    return g_str_equal (value, "1") ? _("yes") : _("no");
  return info->kind == LNET_CELL_CHOICE ? lnet_member_rurality_label (value) : value;
}

static void
describe_cell (LnetImportOutcome  *outcome,
               const LnetCellInfo *info,
               LnetImportField     field,
               const char         *before,
               const char         *after)
{
  const char *label = lnet_import_field_get_label (field);

  if (info->kind == LNET_CELL_LONG)
    lnet_import_say (outcome->changes, _("%s is written anew."), label);
  else if (before != NULL)
    /* Translators: a field ("Town"), what it was, and what it becomes */
    lnet_import_say (outcome->changes, _("%s: “%s” becomes “%s”."), label, lnet_import_show (info, before), lnet_import_show (info, after));
  else
    lnet_import_say (outcome->changes, _("%s: “%s”."), label, lnet_import_show (info, after));
}

/* Cells */

static const LnetId *
get_row (LnetImportContext *context,
         LnetPerson        *person,
         LnetField          field)
{
  if (LNET_FIELD_TABLE (field) != LNET_TABLE_MEMBER_STAFF)
    return &person->id;
  if (lnet_id_is_null (&person->staff))
    {
      person->staff = lnet_transaction_add (context->transaction, LNET_TABLE_MEMBER_STAFF,
                                            lnet_space (LNET_SPACE_STAFF));
      lnet_transaction_set_id (context->transaction, LNET_MEMBER_STAFF_MEMBER, &person->staff, &person->id);
    }
  return &person->staff;
}

static void
set_cell (LnetImportContext *context,
          LnetField          field,
          const LnetId      *row,
          const char        *before,
          const char        *after)
{
  const LnetFieldInfo *info = lnet_schema_get_field (field);

  if (info->kind == LNET_FIELD_KIND_PROSE)
    lnet_transaction_replace_prose (context->transaction, field, row, before != NULL ? before : "", after);
  else if (info->type == LNET_TYPE_INTEGER)
    lnet_transaction_set_integer (context->transaction, field, row, g_str_equal (after, "1"));
  else
    lnet_transaction_set_text (context->transaction, field, row, after);
}

static void
say_contradiction (LnetImportRecord   *record,
                   const LnetCellInfo *info,
                   LnetImportField     field,
                   guint               line,
                   const char         *kept,
                   const char         *value)
{
  if (line == LNET_IMPORT_KEPT)
    lnet_import_say_difference (record->notes, field, "", lnet_import_show (info, kept), lnet_import_show (info, value));
  else
    /* Translators: a field ("Town"), a line of the file, what it says there, and what this row says */
    lnet_import_say (record->notes, _("%s: line %u says “%s”, which counts; “%s” was left out."),
                     lnet_import_field_get_label (field), line, lnet_import_show (info, kept),
                     lnet_import_show (info, value));
}

/* "Ana" says less than "Ana María", and "A." less than both. */
gboolean
lnet_import_says_less (LnetImportField  field,
                       const char      *stored,
                       const char      *value)
{
  g_autofree char *long_form = NULL;
  g_autofree char *short_form = NULL;

  if (field != LNET_IMPORT_FIRST || stored == NULL)
    return FALSE;
  long_form = lnet_name_fold (stored);
  short_form = lnet_name_fold (value);
  return short_form[0] != '\0' && strlen (short_form) < strlen (long_form) && g_str_has_prefix (long_form, short_form);
}

/* What the file says otherwise waits for nobody: somebody has chosen before. */
static gboolean
may_write (LnetImportContext *context,
           LnetPerson        *person,
           LnetImportRecord  *record,
           LnetImportField    field,
           const char        *value)
{
  const LnetCellInfo *info = &lnet_import_cells[field];

  return !lnet_import_cell_conflicts (person, field, value) ||
         lnet_import_takes (context, record, field, "", lnet_import_show (info, person->values[field]),
                            lnet_import_show (info, value));
}

static void
apply_cell (LnetImportContext *context,
            LnetPerson        *person,
            LnetImportRecord  *record,
            LnetImportField    field,
            LnetImportOutcome *outcome)
{
  const LnetCellInfo *info = &lnet_import_cells[field];
  const char *value = record->said->values[field];
  const char *stored = person->values[field];

  gboolean writes;

  if (person->told[field] != 0)
    {
      if (stored != NULL && !lnet_import_cell_equal (info, stored, value) &&
          !lnet_import_says_less (field, stored, value))
        say_contradiction (record, info, field, person->told[field], stored, value);
      return;
    }
  writes = may_write (context, person, record, field, value);
  person->told[field] = writes ? record->line : LNET_IMPORT_KEPT;
  outcome->n_news++;
  if (!writes || !lnet_import_cell_differs (info, stored, value))
    return;
  if (lnet_import_says_less (field, stored, value))
    {
      lnet_import_say (record->notes, _("%s stays “%s”; “%s” says less."), lnet_import_field_get_label (field), stored,
                       value);
      return;
    }
  outcome->n_changes++;
  if (was_there (person))
    describe_cell (outcome, info, field, stored, value);
  set_cell (context, info->field, get_row (context, person, info->field), stored, value);
  g_set_str (&person->values[field], value);
}

/* A note is added to, never replaced. */
static void
apply_note (LnetImportContext *context,
            LnetPerson        *person,
            LnetImportRecord  *record,
            LnetImportOutcome *outcome)
{
  const char *value = record->said->values[LNET_IMPORT_NOTE];
  const char *stored = person->values[LNET_IMPORT_NOTE];
  g_autofree char *tidy = lnet_import_tidy_long (stored);
  g_autofree char *longer = NULL;

  outcome->n_news += tell_word (person, "note", value);
  if (tidy != NULL && strstr (tidy, value) != NULL)
    return;
  longer = tidy != NULL ? g_strconcat (stored, "\n", value, NULL) : g_strdup (value);
  outcome->n_changes++;
  if (was_there (person))
    lnet_import_say (outcome->changes, "%s", _("Adds to the note."));
  set_cell (context, LNET_MEMBER_STAFF_NOTE, get_row (context, person, LNET_MEMBER_STAFF_NOTE), stored, longer);
  g_free (person->values[LNET_IMPORT_NOTE]);
  person->values[LNET_IMPORT_NOTE] = g_steal_pointer (&longer);
}

/* Whether a name that was split by guess says nothing that is not known: each of its words is in the stored name. */
gboolean
lnet_import_full_name_is_known (const LnetPerson *person,
                                const char       *full_name)
{
  g_autoptr (GString) known = g_string_new (NULL);
  g_autofree char *folded = lnet_name_fold (full_name);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_auto (GStrv) known_words = NULL;

  for (guint i = LNET_IMPORT_FIRST; i <= LNET_IMPORT_PREFERRED; i++)
    if (person->values[i] != NULL)
      lnet_name_fold_into (known, person->values[i]);
  known_words = g_strsplit (known->str, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) known_words, words[i]))
      return FALSE;
  return TRUE;
}

static void
apply_cells (LnetImportContext *context,
             LnetPerson        *person,
             LnetImportRecord  *record,
             LnetImportOutcome *outcome)
{
  gboolean skip_names = record->full_name != NULL && lnet_import_full_name_is_known (person, record->full_name);

  if (skip_names && person->told[LNET_IMPORT_FIRST] == 0 && person->told[LNET_IMPORT_LAST] == 0)
    outcome->n_news += tell_word (person, "name", "");
  for (guint i = LNET_IMPORT_FIRST; i < LNET_IMPORT_N_CELLS; i++)
    {
      if (record->said->values[i] == NULL || (skip_names && i <= LNET_IMPORT_LAST))
        continue;
      if (i == LNET_IMPORT_NOTE)
        apply_note (context, person, record, outcome);
      else
        apply_cell (context, person, record, i, outcome);
    }
}

/* Channels */

static LnetPersonChannel *
find_channel (LnetPerson              *person,
              const LnetPersonChannel *said)
{
  for (guint i = 0; i < person->channels->len; i++)
    {
      LnetPersonChannel *channel = person->channels->pdata[i];

      if (g_str_equal (channel->kind, said->kind) && g_str_equal (channel->key, said->key))
        return channel;
    }
  return NULL;
}

static LnetPersonChannel *
add_channel (LnetImportContext       *context,
             LnetPerson              *person,
             const LnetPersonChannel *said,
             LnetImportOutcome       *outcome)
{
  LnetId id = lnet_transaction_add (context->transaction, LNET_TABLE_CHANNEL, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_id (context->transaction, LNET_CHANNEL_MEMBER, &id, &person->id);
  lnet_transaction_set_text (context->transaction, LNET_CHANNEL_KIND, &id, said->kind);
  lnet_transaction_set_text (context->transaction, LNET_CHANNEL_VALUE, &id, said->value);
  if (said->label != NULL)
    lnet_transaction_set_text (context->transaction, LNET_CHANNEL_LABEL, &id, said->label);
  outcome->n_changes++;
  if (was_there (person))
    /* Translators: an e-mail address or a phone number */
    lnet_import_say (outcome->changes, _("Adds %s."), said->value);
  return lnet_person_add_channel (person, &id, said->kind, said->label, said->value, said->key, FALSE);
}

/* Whether the row is to say what kind of number or address @channel is. */
static gboolean
may_label (LnetImportContext       *context,
           const LnetPerson        *person,
           LnetImportRecord        *record,
           const LnetPersonChannel *channel,
           const char              *label)
{
  LnetImportField field = g_str_equal (channel->kind, "email") ? LNET_IMPORT_EMAIL_KIND : LNET_IMPORT_PHONE_KIND;

  if (label == NULL || channel->told != 0 || g_strcmp0 (label, channel->label) == 0)
    return FALSE;
  return !person->known || channel->label == NULL || channel->label[0] == '\0' ||
         lnet_import_takes (context, record, field, channel->value, lnet_member_channel_label (channel->label),
                            lnet_member_channel_label (label));
}

static void
apply_channel (LnetImportContext       *context,
               LnetPerson              *person,
               LnetImportRecord        *record,
               const LnetPersonChannel *said,
               LnetImportOutcome       *outcome)
{
  LnetPersonChannel *channel = find_channel (person, said);

  if (channel == NULL)
    {
      channel = add_channel (context, person, said, outcome);
    }
  else if (may_label (context, person, record, channel, said->label))
    {
      lnet_transaction_set_text (context->transaction, LNET_CHANNEL_LABEL, &channel->id, said->label);
      g_set_str (&channel->label, said->label);
      outcome->n_changes++;
      if (was_there (person))
        lnet_import_say (outcome->changes, _("Says what kind of number %s is."), channel->value);
    }
  if (channel->told == 0)
    {
      channel->told = record->line;
      outcome->n_news++;
    }
}

static LnetPersonChannel *
find_preferred (LnetPerson *person)
{
  for (guint i = 0; i < person->channels->len; i++)
    if (((LnetPersonChannel *) person->channels->pdata[i])->preferred)
      return person->channels->pdata[i];
  return NULL;
}

static void
apply_preferred (LnetImportContext *context,
                 LnetPerson        *person,
                 LnetImportRecord  *record,
                 LnetImportOutcome *outcome)
{
  LnetPersonChannel *before = find_preferred (person);
  LnetPersonChannel *preferred = NULL;

  if (record->preferred_contact == NULL || !tell_word (person, "preferred", ""))
    return;
  outcome->n_news++;
  for (guint i = 0; i < person->channels->len && preferred == NULL; i++)
    {
      LnetPersonChannel *channel = person->channels->pdata[i];
      g_autofree char *key = lnet_channel_key (channel->kind, record->preferred_contact);

      if (g_str_equal (channel->key, key))
        preferred = channel;
    }
  if (preferred == NULL || preferred->preferred)
    return;
  if (before != NULL && person->known &&
      !lnet_import_takes (context, record, LNET_IMPORT_PREFERRED_CONTACT, "", before->value, preferred->value))
    return;
  for (guint i = 0; i < person->channels->len; i++)
    {
      LnetPersonChannel *channel = person->channels->pdata[i];

      if (channel->preferred != (channel == preferred))
        lnet_transaction_set_integer (context->transaction, LNET_CHANNEL_PREFERRED, &channel->id, channel == preferred);
      channel->preferred = channel == preferred;
    }
  outcome->n_changes++;
  if (was_there (person))
    lnet_import_say (outcome->changes, _("Prefers %s."), preferred->value);
}

/* Languages */

static void
apply_languages (LnetImportContext *context,
                 LnetPerson        *person,
                 LnetImportRecord  *record,
                 LnetImportOutcome *outcome)
{
  for (guint i = 0; i < record->said->languages->len; i++)
    {
      const char *language = record->said->languages->pdata[i];

      outcome->n_news += tell_word (person, "language", language);
      if (g_ptr_array_find_with_equal_func (person->languages, language, g_str_equal, NULL))
        continue;
      lnet_transaction_add_text_to_set (context->transaction, LNET_MEMBER_LANGUAGE_LANGUAGE,
                                        lnet_space (LNET_SPACE_NETWORK), &person->id, language);
      g_ptr_array_add (person->languages, g_strdup (language));
      outcome->n_changes++;
      if (was_there (person))
        lnet_import_say (outcome->changes, _("Speaks %s."), lnet_reference_get_label (LNET_REFERENCE_LANGUAGE, language));
    }
}

/* Consent. The newest by date counts, so an old roster never takes back a later opt-out. */

static gboolean
is_recorded (const LnetPersonConsent *consent,
             const LnetImportRecord  *record)
{
  return consent->given == g_str_equal (record->text_opt_in, "1") &&
         (record->text_date == NULL || g_strcmp0 (record->text_date, consent->on_date) == 0) &&
         (record->text_source == NULL || consent->source == NULL ||
          lnet_name_equal (record->text_source, consent->source));
}

/* A "yes" without a date cannot outweigh an opt-out that has one. */
static gboolean
is_outweighed (const LnetPerson       *person,
               const LnetImportRecord *record)
{
  const LnetPersonConsent *newest = NULL;

  if (record->text_date != NULL || g_str_equal (record->text_opt_in, "0"))
    return FALSE;
  for (guint i = 0; i < person->consents->len; i++)
    {
      const LnetPersonConsent *consent = person->consents->pdata[i];

      if (newest == NULL || g_strcmp0 (consent->on_date, newest->on_date) >= 0)
        newest = consent;
    }
  return newest != NULL && !newest->given;
}

static void
add_consent (LnetImportContext *context,
             LnetPerson        *person,
             LnetImportRecord  *record,
             LnetImportOutcome *outcome)
{
  LnetTransaction *transaction = context->transaction;
  gboolean given = g_str_equal (record->text_opt_in, "1");
  const char *date = record->text_date != NULL ? record->text_date : context->today;
  const char *source = record->text_source != NULL ? record->text_source : context->source;
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_CONSENT, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_id (transaction, LNET_CONSENT_MEMBER, &id, &person->id);
  lnet_transaction_set_text (transaction, LNET_CONSENT_PURPOSE, &id, "text-messages");
  lnet_transaction_set_integer (transaction, LNET_CONSENT_GIVEN, &id, given);
  lnet_transaction_set_text (transaction, LNET_CONSENT_ON_DATE, &id, date);
  lnet_transaction_set_text (transaction, LNET_CONSENT_SOURCE, &id, source);
  if (record->text_wording != NULL)
    lnet_transaction_set_text (transaction, LNET_CONSENT_WORDING, &id, record->text_wording);
  lnet_person_add_consent (person, given, date, source, record->text_wording);
  outcome->n_changes++;
  if (was_there (person))
    lnet_import_say (outcome->changes, "%s", given ? _("Agrees to text messages.") : _("Wants no text messages."));
}

static void
apply_consent (LnetImportContext *context,
               LnetPerson        *person,
               LnetImportRecord  *record,
               LnetImportOutcome *outcome)
{
  g_autofree char *word = NULL;

  if (record->text_opt_in == NULL)
    return;
  word = g_strconcat (record->text_opt_in, record->text_date, NULL);
  outcome->n_news += tell_word (person, "consent", word);
  for (guint i = 0; i < person->consents->len; i++)
    if (is_recorded (person->consents->pdata[i], record))
      return;
  if (is_outweighed (person, record))
    lnet_import_say (record->notes, "%s", _("Has opted out of text messages; a “yes” without a date does not change "
                                            "that."));
  else
    add_consent (context, person, record, outcome);
}

void
lnet_import_apply (LnetImportContext *context,
                   LnetPerson        *person,
                   LnetImportRecord  *record,
                   LnetImportOutcome *outcome)
{
  apply_cells (context, person, record, outcome);
  for (guint i = 0; i < record->said->channels->len; i++)
    apply_channel (context, person, record, record->said->channels->pdata[i], outcome);
  apply_preferred (context, person, record, outcome);
  apply_languages (context, person, record, outcome);
  apply_consent (context, person, record, outcome);
  lnet_import_apply_picture (context, person, record, outcome);
  lnet_import_apply_roles (context, person, record, outcome);
}
