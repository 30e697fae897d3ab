/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * How each criterion of a pair is counted, 0 to 100. What a round makes of it are weights, 0 to 10, that it gives each
 * criterion; a pair's score is the sum of the products. What is not known scores 0: nobody is preferred for what they
 * did not say. All numbers are whole, so that every desk comes to the same.
 *
 * Which criteria there are follows peer coaching as it is practised (complementary strength and wish, another role,
 * another place, a new partner, who waited longest); the scales are our own.
 */

/** How two would meet. */
typedef enum
{
  LNET_PAIRING_MODE_EITHER, /* or not said */
  LNET_PAIRING_MODE_IN_PERSON,
  LNET_PAIRING_MODE_VIDEO,
} LnetPairingMode;

/** @mode: (nullable): a key; what is not known counts as either */
LnetPairingMode lnet_pairing_mode_from_key (const char *mode);
/** Whether one would like to meet in person only, the other by video only. */
gboolean lnet_pairing_modes_clash (LnetPairingMode a, LnetPairingMode b);

/**
 * LnetPairingTraits:
 *
 * What is asked of one of the two. Places, roles and organizations are numbers that the caller gives them, 0 for what
 * is not known.
 */
typedef struct
{
  guint32 role;         /* the main one */
  guint32 roles;        /* which set of roles they hold; the same number for the same set */
  guint32 organization;
  guint32 region;
  guint32 town;         /* towns of the same name in two regions are two */
  int travel_minutes;
  guint8 mode;          /* LnetPairingMode */
  gint8 lean;           /* lnet_pairing_get_lean() */
  gint8 waited;         /* lnet_pairing_score_waiting() */
} LnetPairingTraits;

/**
 * lnet_pairing_score_wish:
 * @n_a_brings: how many words that count a's strengths share with b's wishes
 * @n_b_brings: the other way round
 *
 * Each direction: one word 30, two 40, three and more 50. So two who each bring what the other wishes for come before
 * two of whom one brings very much.
 */
int lnet_pairing_score_wish (guint n_a_brings, guint n_b_brings);

/** Main roles differ: 100; the same main role, but not the same roles besides: 50. */
int lnet_pairing_score_role (const LnetPairingTraits *a, const LnetPairingTraits *b);

/** They work in different organizations: 100. */
int lnet_pairing_score_organization (const LnetPairingTraits *a, const LnetPairingTraits *b);

/**
 * lnet_pairing_score_region:
 *
 * Where they have to meet in person (one of them says so), near is good: the same town 100, the same region 70 if both
 * travel half an hour or more and 40 if not, another region 20 if both travel an hour or more. Where they meet by
 * video, far is good, as they see what they would not see at home: another region 100, the same one 60, the same town
 * 30. Where both ways are open, the better of the two. Where one says in person and the other by video, 0.
 */
int lnet_pairing_score_region (const LnetPairingTraits *a, const LnetPairingTraits *b);

/** Each who asked for the other: 50. */
int lnet_pairing_score_wants (gboolean a_wants, gboolean b_wants);

/** What one brings to the score for waiting: a point for every two days up to 50; 50 for who came back. */
int lnet_pairing_score_waiting (guint days, gboolean came_back);
/** The sum of both. */
int lnet_pairing_score_waited (const LnetPairingTraits *a, const LnetPairingTraits *b);

/** How much oftener somebody coached than was coached, -4 to 4. */
int lnet_pairing_get_lean (guint coached, guint was_coached);
/** Where one mostly coached and the other was coached: 25 for each session that both are out of balance, up to 100. */
int lnet_pairing_score_balance (const LnetPairingTraits *a, const LnetPairingTraits *b);

G_END_DECLS
