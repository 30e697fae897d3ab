/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-vision-edit.h"

#include "lnet-order-key.h"

#include <glib/gi18n-lib.h>

/* How such a document is built, after the ones networks have written. */
static const char *const skeleton[] = {
  N_("Welcome"),
  N_("How you are matters"),
  N_("Think about your role"),
  N_("How this work began"),
  N_("What quality looks like here"),
  N_("Thanks"),
};

LnetId
lnet_vision_add_section (LnetTransaction *transaction,
                         const LnetId    *document,
                         const char      *position,
                         const char      *title)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_SECTION, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_move (transaction, LNET_SECTION_POSITION, &id, document, position);
  if (*title != '\0')
    lnet_transaction_edit (transaction, LNET_SECTION_TITLE, &id, 0, 0, title);
  return id;
}

LnetId
lnet_vision_add_passage (LnetTransaction *transaction,
                         const LnetId    *section,
                         const char      *position,
                         LnetVisionKind   kind,
                         const char      *text)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_PASSAGE, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_move (transaction, LNET_PASSAGE_POSITION, &id, section, position);
  lnet_transaction_set_text (transaction, LNET_PASSAGE_KIND, &id, lnet_vision_kind_to_key (kind));
  if (*text != '\0')
    lnet_transaction_edit (transaction, LNET_PASSAGE_BODY, &id, 0, 0, text);
  return id;
}

LnetId
lnet_vision_add_document (LnetTransaction *transaction,
                          const char      *title,
                          const char      *question)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_DOCUMENT, lnet_space (LNET_SPACE_NETWORK));
  g_auto (GStrv) positions = lnet_order_keys_between (NULL, NULL, G_N_ELEMENTS (skeleton));
  g_autofree char *first = lnet_order_key_between (NULL, NULL);

  lnet_transaction_set_text (transaction, LNET_DOCUMENT_TITLE, &id, title);
  lnet_transaction_set_text (transaction, LNET_DOCUMENT_QUESTION, &id, question);
  lnet_transaction_set_text (transaction, LNET_DOCUMENT_PHASE, &id, "gathering");
  for (gsize i = 0; i < G_N_ELEMENTS (skeleton); i++)
    {
      LnetId section = lnet_vision_add_section (transaction, &id, positions[i], _(skeleton[i]));

      lnet_vision_add_passage (transaction, &section, first, LNET_VISION_TEXT, "");
    }
  return id;
}

static void
write_body (LnetTransaction *transaction,
            const LnetId    *id,
            const char      *before,
            const char      *after)
{
  lnet_transaction_replace_prose (transaction, LNET_CONTRIBUTION_BODY, id, before != NULL ? before : "",
                                  after != NULL ? after : "");
}

LnetId
lnet_vision_write_contribution (LnetTransaction        *transaction,
                                const LnetContribution *before,
                                const LnetContribution *after)
{
  LnetId id = before != NULL ? before->id
                             : lnet_transaction_add (transaction, LNET_TABLE_CONTRIBUTION,
                                                     lnet_space (LNET_SPACE_NETWORK));
  const struct
  {
    LnetField field;
    const char *value;
  } texts[] = {
    { LNET_CONTRIBUTION_GROUP_NAME, after->group_name }, { LNET_CONTRIBUTION_ATTRIBUTION, after->attribution },
    { LNET_CONTRIBUTION_LANGUAGE, after->language },     { LNET_CONTRIBUTION_TRANSLATION, after->translation },
    { LNET_CONTRIBUTION_TRANSLATOR, after->translator }, { LNET_CONTRIBUTION_CHANNEL, after->channel },
    { LNET_CONTRIBUTION_SAID_ON, after->said_on },       { LNET_CONTRIBUTION_ROLE_THEN, after->role_then },
    { LNET_CONTRIBUTION_REGION_THEN, after->region_then },
  };

  write_body (transaction, &id, before != NULL ? before->body : "", after->body);
  lnet_transaction_set_id (transaction, LNET_CONTRIBUTION_MEMBER, &id, &after->member);
  lnet_transaction_set_id (transaction, LNET_CONTRIBUTION_CONVENING, &id, &after->convening);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    lnet_transaction_set_text (transaction, texts[i].field, &id, texts[i].value);
  return id;
}

void
lnet_vision_link (LnetTransaction *transaction,
                  const LnetId    *passage,
                  const LnetId    *contribution)
{
  lnet_transaction_add_to_set (transaction, LNET_PASSAGE_CONTRIBUTION_CONTRIBUTION, lnet_space (LNET_SPACE_NETWORK),
                               passage, contribution);
}

void
lnet_vision_unlink (LnetTransaction *transaction,
                    const LnetId    *passage,
                    const LnetId    *contribution)
{
  lnet_transaction_remove_from_set (transaction, LNET_PASSAGE_CONTRIBUTION_CONTRIBUTION, passage, contribution);
}

LnetId
lnet_vision_add_theme (LnetTransaction *transaction,
                       const char      *name)
{
  LnetId id = lnet_transaction_add (transaction, LNET_TABLE_THEME, lnet_space (LNET_SPACE_NETWORK));

  lnet_transaction_set_text (transaction, LNET_THEME_NAME, &id, name);
  return id;
}

void
lnet_vision_set_theme (LnetTransaction *transaction,
                       const LnetId    *theme,
                       const LnetId    *contribution,
                       gboolean         belongs)
{
  if (belongs)
    lnet_transaction_add_to_set (transaction, LNET_THEME_CONTRIBUTION_CONTRIBUTION, lnet_space (LNET_SPACE_NETWORK),
                                 theme, contribution);
  else
    lnet_transaction_remove_from_set (transaction, LNET_THEME_CONTRIBUTION_CONTRIBUTION, theme, contribution);
}
