/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pairing-score.h"

#define WAITING_MOST 50
#define LEAN_MOST 4

LnetPairingMode
lnet_pairing_mode_from_key (const char *mode)
{
  if (g_strcmp0 (mode, "in-person") == 0)
    return LNET_PAIRING_MODE_IN_PERSON;
  if (g_strcmp0 (mode, "video") == 0)
    return LNET_PAIRING_MODE_VIDEO;
  return LNET_PAIRING_MODE_EITHER;
}

gboolean
lnet_pairing_modes_clash (LnetPairingMode a,
                          LnetPairingMode b)
{
  return a != b && a != LNET_PAIRING_MODE_EITHER && b != LNET_PAIRING_MODE_EITHER;
}

int
lnet_pairing_score_wish (guint n_a_brings,
                         guint n_b_brings)
{
  static const int of_words[] = { 0, 30, 40, 50 };

  return of_words[MIN (n_a_brings, 3)] + of_words[MIN (n_b_brings, 3)];
}

int
lnet_pairing_score_role (const LnetPairingTraits *a,
                         const LnetPairingTraits *b)
{
  if (a->role == 0 || b->role == 0)
    return 0;
  if (a->role != b->role)
    return 100;
  return a->roles != b->roles ? 50 : 0;
}

int
lnet_pairing_score_organization (const LnetPairingTraits *a,
                                 const LnetPairingTraits *b)
{
  return a->organization != 0 && b->organization != 0 && a->organization != b->organization ? 100 : 0;
}

static int
score_near (const LnetPairingTraits *a,
            const LnetPairingTraits *b)
{
  int travel = MIN (a->travel_minutes, b->travel_minutes);

  if (a->town != 0 && a->town == b->town)
    return 100;
  if (a->region == 0 || b->region == 0)
    return 0;
  if (a->region == b->region)
    return travel >= 30 ? 70 : 40;
  return travel >= 60 ? 20 : 0;
}

static int
score_far (const LnetPairingTraits *a,
           const LnetPairingTraits *b)
{
  if (a->town != 0 && a->town == b->town)
    return 30;
  if (a->region == 0 || b->region == 0)
    return 0;
  return a->region == b->region ? 60 : 100;
}

int
lnet_pairing_score_region (const LnetPairingTraits *a,
                           const LnetPairingTraits *b)
{
  LnetPairingMode mode = a->mode != LNET_PAIRING_MODE_EITHER ? a->mode : b->mode;

  if (lnet_pairing_modes_clash (a->mode, b->mode))
    return 0;
  switch (mode)
    {
    case LNET_PAIRING_MODE_IN_PERSON:
      return score_near (a, b);
    case LNET_PAIRING_MODE_VIDEO:
      return score_far (a, b);
    case LNET_PAIRING_MODE_EITHER:
    default:
      return MAX (score_near (a, b), score_far (a, b));
    }
}

int
lnet_pairing_score_wants (gboolean a_wants,
                          gboolean b_wants)
{
  return (a_wants ? 50 : 0) + (b_wants ? 50 : 0);
}

int
lnet_pairing_score_waiting (guint    days,
                            gboolean came_back)
{
  return came_back ? WAITING_MOST : (int) MIN (days / 2, WAITING_MOST);
}

int
lnet_pairing_score_waited (const LnetPairingTraits *a,
                           const LnetPairingTraits *b)
{
  return a->waited + b->waited;
}

int
lnet_pairing_get_lean (guint coached,
                       guint was_coached)
{
  if (coached >= was_coached)
    return (int) MIN (coached - was_coached, LEAN_MOST);
  return -(int) MIN (was_coached - coached, LEAN_MOST);
}

int
lnet_pairing_score_balance (const LnetPairingTraits *a,
                            const LnetPairingTraits *b)
{
  if ((a->lean > 0) == (b->lean > 0) || a->lean == 0 || b->lean == 0)
    return 0;
  return 25 * MIN (ABS (a->lean), ABS (b->lean));
}
