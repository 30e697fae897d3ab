/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-filter.h"

#include <string.h>

struct _LnetMemberFilter
{
  GPtrArray *conditions; /* LnetMemberCondition */
};

/* Remembered: these words never change. */
static const char *const kind_words[LNET_MEMBER_FILTER_LAST] = {
  [LNET_MEMBER_FILTER_ROLE] = "role",
  [LNET_MEMBER_FILTER_ROLE_EVER] = "role-ever",
  [LNET_MEMBER_FILTER_SETTING] = "setting",
  [LNET_MEMBER_FILTER_ORGANIZATION] = "organization",
  [LNET_MEMBER_FILTER_TEAM] = "team",
  [LNET_MEMBER_FILTER_PLACE] = "place",
  [LNET_MEMBER_FILTER_LANGUAGE] = "language",
  [LNET_MEMBER_FILTER_STATUS] = "status",
  [LNET_MEMBER_FILTER_JOINED] = "joined",
  [LNET_MEMBER_FILTER_TAG] = "tag",
  [LNET_MEMBER_FILTER_TEXTS] = "texts",
  [LNET_MEMBER_FILTER_INTERPRETATION] = "interpretation",
  [LNET_MEMBER_FILTER_VISION] = "vision",
};

static void
condition_free (LnetMemberCondition *condition)
{
  g_free (condition->value);
  g_free (condition);
}

LnetMemberFilter *
lnet_member_filter_new (void)
{
  LnetMemberFilter *self = g_new0 (LnetMemberFilter, 1);

  self->conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) condition_free);
  return self;
}

LnetMemberFilter *
lnet_member_filter_copy (const LnetMemberFilter *self)
{
  LnetMemberFilter *copy = lnet_member_filter_new ();

  for (guint i = 0; i < lnet_member_filter_get_n (self); i++)
    {
      const LnetMemberCondition *condition = lnet_member_filter_get (self, i);

      lnet_member_filter_add (copy, condition->kind, condition->value);
    }
  return copy;
}

void
lnet_member_filter_free (LnetMemberFilter *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->conditions);
  g_free (self);
}

gboolean
lnet_member_filter_kind_is_flag (LnetMemberFilterKind kind)
{
  return kind == LNET_MEMBER_FILTER_TEXTS || kind == LNET_MEMBER_FILTER_INTERPRETATION ||
         kind == LNET_MEMBER_FILTER_VISION;
}

gboolean
lnet_member_filter_kind_is_row (LnetMemberFilterKind kind)
{
  return kind == LNET_MEMBER_FILTER_ORGANIZATION || kind == LNET_MEMBER_FILTER_TEAM;
}

static gboolean
is_value (LnetMemberFilterKind  kind,
          const char           *value)
{
  if (lnet_member_filter_kind_is_flag (kind))
    return g_str_equal (value, "yes") || g_str_equal (value, "no");
  return *value != '\0';
}

static gboolean
find (const LnetMemberFilter *self,
      LnetMemberFilterKind    kind,
      const char             *value,
      guint                  *position)
{
  for (guint i = 0; i < self->conditions->len; i++)
    {
      const LnetMemberCondition *condition = lnet_member_filter_get (self, i);

      *position = i;
      if (condition->kind == kind && g_str_equal (condition->value, value))
        return TRUE;
    }
  return FALSE;
}

gboolean
lnet_member_filter_add (LnetMemberFilter     *self,
                        LnetMemberFilterKind  kind,
                        const char           *value)
{
  LnetMemberCondition *condition;

  g_return_val_if_fail (kind < LNET_MEMBER_FILTER_LAST, FALSE);

  if (!is_value (kind, value) || lnet_member_filter_has (self, kind, value))
    return FALSE;
  condition = g_new0 (LnetMemberCondition, 1);
  condition->kind = kind;
  condition->value = g_strdup (value);
  g_ptr_array_add (self->conditions, condition);
  return TRUE;
}

gboolean
lnet_member_filter_remove (LnetMemberFilter     *self,
                           LnetMemberFilterKind  kind,
                           const char           *value)
{
  guint position;

  if (!find (self, kind, value, &position))
    return FALSE;
  g_ptr_array_remove_index (self->conditions, position);
  return TRUE;
}

gboolean
lnet_member_filter_has (const LnetMemberFilter *self,
                        LnetMemberFilterKind    kind,
                        const char             *value)
{
  guint position;

  return find (self, kind, value, &position);
}

void
lnet_member_filter_clear (LnetMemberFilter *self)
{
  g_ptr_array_set_size (self->conditions, 0);
}

guint
lnet_member_filter_get_n (const LnetMemberFilter *self)
{
  return self->conditions->len;
}

const LnetMemberCondition *
lnet_member_filter_get (const LnetMemberFilter *self,
                        guint                   nth)
{
  g_return_val_if_fail (nth < self->conditions->len, NULL);

  return g_ptr_array_index (self->conditions, nth);
}

char *
lnet_member_filter_print (const LnetMemberFilter *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->conditions->len; i++)
    {
      const LnetMemberCondition *condition = lnet_member_filter_get (self, i);
      g_autofree char *value = g_uri_escape_string (condition->value, NULL, FALSE);

      g_string_append_printf (text, "%s%s=%s", i > 0 ? ";" : "", kind_words[condition->kind], value);
    }
  return g_string_free (text, FALSE);
}

static void
parse_condition (LnetMemberFilter *self,
                 const char       *text)
{
  const char *equals = strchr (text, '=');
  g_autofree char *word = NULL;
  g_autofree char *value = NULL;

  if (equals == NULL)
    return;
  word = g_strndup (text, (gsize) (equals - text));
  value = g_uri_unescape_string (equals + 1, NULL);
  if (value == NULL || !g_utf8_validate (value, -1, NULL))
    return;
  for (guint kind = 0; kind < LNET_MEMBER_FILTER_LAST; kind++)
    if (g_str_equal (word, kind_words[kind]))
      lnet_member_filter_add (self, (LnetMemberFilterKind) kind, value);
}

LnetMemberFilter *
lnet_member_filter_parse (const char *text)
{
  LnetMemberFilter *self = lnet_member_filter_new ();
  g_auto (GStrv) conditions = g_strsplit (text, ";", -1);

  for (guint i = 0; conditions[i] != NULL; i++)
    parse_condition (self, conditions[i]);
  return self;
}
