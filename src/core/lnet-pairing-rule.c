/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pairing-rule.h"

#include "lnet-coaching-balance.h"
#include "lnet-pairing-score.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More keys than these make no sentence. */
#define KEYS_MOST 3

void
lnet_pairing_remark_free (LnetPairingRemark *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->keys);
  g_free (self);
}

static void
remark (GPtrArray        *remarks,
        LnetPairingKind   kind,
        LnetPairingWeight weight,
        guint             a,
        guint             b,
        char            **keys)
{
  LnetPairingRemark *self = g_new0 (LnetPairingRemark, 1);

  *self = (LnetPairingRemark) { kind, weight, a, b, keys };
  g_ptr_array_add (remarks, self);
}

gsize
lnet_pairing_get_language_length (const char *tag)
{
  return strcspn (tag, "-_");
}

static gboolean
speaks (const LnetPairingMember *member,
        const char              *language)
{
  gsize length = lnet_pairing_get_language_length (language);

  for (gsize i = 0; member->languages != NULL && member->languages[i] != NULL; i++)
    if (lnet_pairing_get_language_length (member->languages[i]) == length
        && g_ascii_strncasecmp (member->languages[i], language, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_slot (const LnetPairingMember *member,
          const char              *slot)
{
  g_auto (GStrv) slots = g_strsplit (member->slots == NULL ? "" : member->slots, " ", -1);

  return g_strv_contains ((const char *const *) slots, slot);
}

typedef gboolean (*HasFunc) (const LnetPairingMember *member,
                             const char              *key);

static char **
keep_common (const LnetPairingMember *members,
             guint                    n_members,
             const char *const       *keys,
             HasFunc                  has)
{
  g_autoptr (GStrvBuilder) common = g_strv_builder_new ();

  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      gboolean all = keys[i][0] != '\0';

      for (guint m = 1; all && m < n_members; m++)
        all = has (&members[m], keys[i]);
      if (all)
        g_strv_builder_add (common, keys[i]);
    }
  return g_strv_builder_end (common);
}

static gboolean
is_empty (const char *text)
{
  return text == NULL || text[0] == '\0';
}

static void
check_number (GPtrArray               *remarks,
              const LnetPairingMember *members,
              guint                    n_members)
{
  if (n_members < LNET_PAIR_MEMBERS_LEAST)
    remark (remarks, LNET_PAIRING_TOO_FEW, LNET_PAIRING_REFUSES, 0, 0, NULL);
  if (n_members > LNET_PAIR_MEMBERS_MOST)
    remark (remarks, LNET_PAIRING_TOO_MANY, LNET_PAIRING_REFUSES, 0, 0, NULL);
}

gboolean
lnet_pairing_supervises (const LnetPairingMember *supervisor,
                         const LnetPairingMember *member)
{
  return !lnet_id_is_null (&member->supervisor) && lnet_id_equal (&supervisor->member, &member->supervisor);
}

static gboolean
were_partners (const LnetPairingMember *a,
               const LnetPairingMember *b)
{
  for (guint i = 0; i < a->n_past_partners; i++)
    if (lnet_id_equal (&a->past_partners[i], &b->member))
      return TRUE;
  return FALSE;
}

static void
check_wish (GPtrArray               *remarks,
            const LnetPairingMember *members,
            guint                    a,
            guint                    b)
{
  g_auto (GStrv) words = lnet_pairing_shared_words (members[a].strengths, members[b].wishes);

  if (words[0] != NULL)
    remark (remarks, LNET_PAIRING_WISH, LNET_PAIRING_FITS, a, b, g_steal_pointer (&words));
}

static void
check_two (GPtrArray               *remarks,
           const LnetPairingMember *members,
           guint                    a,
           guint                    b)
{
  if (lnet_id_equal (&members[a].member, &members[b].member))
    remark (remarks, LNET_PAIRING_TWICE, LNET_PAIRING_REFUSES, a, b, NULL);
  else if (lnet_pairing_supervises (&members[a], &members[b]))
    remark (remarks, LNET_PAIRING_SUPERVISOR, LNET_PAIRING_REFUSES, a, b, NULL);
  else if (lnet_pairing_supervises (&members[b], &members[a]))
    remark (remarks, LNET_PAIRING_SUPERVISOR, LNET_PAIRING_REFUSES, b, a, NULL);
  if (lnet_pairing_modes_clash (lnet_pairing_mode_from_key (members[a].mode),
                                lnet_pairing_mode_from_key (members[b].mode)))
    remark (remarks, LNET_PAIRING_MODE, LNET_PAIRING_WARNS, a, b, NULL);
  if (were_partners (&members[a], &members[b]) || were_partners (&members[b], &members[a]))
    remark (remarks, LNET_PAIRING_BEFORE, LNET_PAIRING_WARNS, a, b, NULL);
  check_wish (remarks, members, a, b);
  check_wish (remarks, members, b, a);
  if (!lnet_id_is_null (&members[a].organization) && !lnet_id_is_null (&members[b].organization)
      && !lnet_id_equal (&members[a].organization, &members[b].organization))
    remark (remarks, LNET_PAIRING_DIFFERENT_PLACES, LNET_PAIRING_FITS, a, b, NULL);
}

static void
check_language (GPtrArray               *remarks,
                const LnetPairingMember *members,
                guint                    n_members)
{
  g_auto (GStrv) common = keep_common (members, n_members, members[0].languages, speaks);

  if (common[0] != NULL)
    remark (remarks, LNET_PAIRING_LANGUAGE, LNET_PAIRING_FITS, 0, 0, g_steal_pointer (&common));
  else
    remark (remarks, LNET_PAIRING_NO_LANGUAGE, LNET_PAIRING_WARNS, 0, 0, NULL);
}

static void
check_slots (GPtrArray               *remarks,
             const LnetPairingMember *members,
             guint                    n_members)
{
  g_auto (GStrv) slots = g_strsplit (members[0].slots == NULL ? "" : members[0].slots, " ", -1);
  g_auto (GStrv) common = keep_common (members, n_members, (const char *const *) slots, has_slot);
  gboolean all_said = TRUE;

  for (guint i = 0; i < n_members; i++)
    if (is_empty (members[i].slots))
      {
        remark (remarks, LNET_PAIRING_SLOTS_UNKNOWN, LNET_PAIRING_WARNS, i, i, NULL);
        all_said = FALSE;
      }
  if (common[0] != NULL)
    remark (remarks, LNET_PAIRING_SLOT, LNET_PAIRING_FITS, 0, 0, g_steal_pointer (&common));
  else if (all_said)
    remark (remarks, LNET_PAIRING_NO_SLOT, LNET_PAIRING_WARNS, 0, 0, NULL);
}

static int
compare_weight (gconstpointer a,
                gconstpointer b)
{
  const LnetPairingRemark *x = *(const LnetPairingRemark *const *) a;
  const LnetPairingRemark *y = *(const LnetPairingRemark *const *) b;

  if (x->weight != y->weight)
    return x->weight < y->weight ? -1 : 1;
  return (x->kind > y->kind) - (x->kind < y->kind);
}

GPtrArray *
lnet_pairing_check (const LnetPairingMember *members,
                    guint                    n_members)
{
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) lnet_pairing_remark_free);

  check_number (remarks, members, n_members);
  for (guint a = 0; a < n_members; a++)
    for (guint b = a + 1; b < n_members; b++)
      check_two (remarks, members, a, b);
  if (n_members >= LNET_PAIR_MEMBERS_LEAST)
    {
      check_language (remarks, members, n_members);
      check_slots (remarks, members, n_members);
    }
  g_ptr_array_sort (remarks, compare_weight);
  return g_steal_pointer (&remarks);
}

gboolean
lnet_pairing_allows (GPtrArray *remarks)
{
  for (guint i = 0; i < remarks->len; i++)
    if (((const LnetPairingRemark *) remarks->pdata[i])->weight == LNET_PAIRING_REFUSES)
      return FALSE;
  return TRUE;
}

static char *
join_keys (const LnetPairingRemark *self,
           LnetPairingLabelFunc     label)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; self->keys != NULL && self->keys[i] != NULL && i < KEYS_MOST; i++)
    {
      if (i > 0)
        g_string_append (text, ", ");
      g_string_append (text, label == NULL || self->kind == LNET_PAIRING_WISH ? self->keys[i]
                                                                               : label (self->kind, self->keys[i]));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
lnet_pairing_dup_names (const LnetPairingMember *members,
                        guint                    n_members)
{
  if (n_members >= 3)
    /* Translators: the names of three who would coach each other. */
    return g_strdup_printf (_("%s, %s and %s"), members[0].name, members[1].name, members[2].name);
  if (n_members == 2)
    /* Translators: the names of two who would coach each other. */
    return g_strdup_printf (_("%s and %s"), members[0].name, members[1].name);
  return g_strdup (n_members == 1 ? members[0].name : "");
}

static char *
describe_all (const LnetPairingRemark *self,
              const char              *names,
              const char              *keys)
{
  switch (self->kind)
    {
    case LNET_PAIRING_TOO_FEW:
      return g_strdup (_("A pair is two people."));
    case LNET_PAIRING_TOO_MANY:
      return g_strdup (_("A pair is two people, a triad three. More are a group."));
    case LNET_PAIRING_NO_LANGUAGE:
      return g_strdup_printf (_("%s have no language in common. They would need an interpreter."), names);
    case LNET_PAIRING_NO_SLOT:
      return g_strdup_printf (_("No time of the week suits %s alike. They would have to find one."), names);
    case LNET_PAIRING_LANGUAGE:
      /* Translators: %s is one or more languages. */
      return g_strdup_printf (_("They can talk in %s."), keys);
    case LNET_PAIRING_SLOT:
      /* Translators: the first %s is names, the second one or more times of the week, "Monday morning". */
      return g_strdup_printf (_("A time that suits %s alike: %s."), names, keys);
    default:
      g_return_val_if_reached (NULL);
    }
}

static char *
describe_two (const LnetPairingRemark *self,
              const char              *a,
              const char              *b,
              const char              *keys)
{
  switch (self->kind)
    {
    case LNET_PAIRING_SUPERVISOR:
      return g_strdup_printf (_("%s supervises %s. Partners coach each other freely only when neither evaluates the "
                                "other."),
                              a, b);
    case LNET_PAIRING_TWICE:
      return g_strdup_printf (_("%s cannot be their own partner."), a);
    case LNET_PAIRING_SLOTS_UNKNOWN:
      return g_strdup_printf (_("%s has not said which times suit."), a);
    case LNET_PAIRING_MODE:
      return g_strdup_printf (_("%s and %s would like to meet in different ways: in person, and by video."), a, b);
    case LNET_PAIRING_BEFORE:
      return g_strdup_printf (_("%s and %s have been partners before."), a, b);
    case LNET_PAIRING_WISH:
      /* Translators: somebody's wisdom meets another's wish; the last %s is a word or a few out of that wish. */
      return g_strdup_printf (_("%s brings what %s wants to think about: %s."), a, b, keys);
    case LNET_PAIRING_DIFFERENT_PLACES:
      return g_strdup_printf (_("%s and %s work in different places and can visit each other."), a, b);
    default:
      g_return_val_if_reached (NULL);
    }
}

char *
lnet_pairing_remark_describe (const LnetPairingRemark *self,
                              const LnetPairingMember *members,
                              guint                    n_members,
                              LnetPairingLabelFunc     label)
{
  g_autofree char *keys = join_keys (self, label);
  g_autofree char *names = lnet_pairing_dup_names (members, n_members);

  switch (self->kind)
    {
    case LNET_PAIRING_SUPERVISOR:
    case LNET_PAIRING_TWICE:
    case LNET_PAIRING_SLOTS_UNKNOWN:
    case LNET_PAIRING_MODE:
    case LNET_PAIRING_BEFORE:
    case LNET_PAIRING_WISH:
    case LNET_PAIRING_DIFFERENT_PLACES:
      g_return_val_if_fail (self->a < n_members && self->b < n_members, NULL);
      return describe_two (self, members[self->a].name, members[self->b].name, keys);
    case LNET_PAIRING_TOO_FEW:
    case LNET_PAIRING_TOO_MANY:
    case LNET_PAIRING_NO_LANGUAGE:
    case LNET_PAIRING_NO_SLOT:
    case LNET_PAIRING_LANGUAGE:
    case LNET_PAIRING_SLOT:
    default:
      return describe_all (self, names, keys);
    }
}
