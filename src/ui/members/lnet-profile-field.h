/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-field-editor.h"
#include "lnet-schema.h"
#include "lnet-transaction.h"

G_BEGIN_DECLS

/** A value that a profile shows: whose, where it stands, and what it says. */
typedef struct
{
  LnetId member;
  LnetId row; /* null: it is added by what is written */
  LnetField field;
  const char *kind; /* of a channel, interned: email, phone; else "" */
  char *title;
  char *value;
} LnetProfileField;

LnetProfileField *lnet_profile_field_new (LnetField field, const char *title, const char *value);
LnetProfileField *lnet_profile_field_copy (const LnetProfileField *self);
void lnet_profile_field_free (LnetProfileField *self);

/** Whether it is written where it stands; others are for the form. */
gboolean lnet_profile_field_is_in_place (LnetField field);
/** Whether it may hold several lines. */
gboolean lnet_profile_field_has_lines (LnetField field);
/** As people read it. @kind: of a channel, else "". Returns: (transfer none) */
const char *lnet_profile_field_get_title (LnetField field, const char *kind);

/** What is told while it is written; NULL for nothing. */
LnetFieldExplain lnet_profile_field_get_explain (const LnetProfileField *self);
GtkInputPurpose lnet_profile_field_get_purpose (const LnetProfileField *self);

/** What was written as it is kept. Returns: (transfer full) */
char *lnet_profile_field_tidy (const LnetProfileField *self, const char *text);

/** Puts @text in the place of what it says; "" removes it. Returns: the id of the row it is in */
LnetId lnet_profile_field_put (const LnetProfileField *self, LnetTransaction *transaction, const char *text);

G_END_DECLS
