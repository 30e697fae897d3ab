/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "lnet-id.h"

/**
 * MergeLetters:
 *
 * What must hold of a text that several people wrote at once, whatever way it is merged: each letter that somebody
 * wrote and nobody took out is there once, none is there that somebody took out, and two letters stand in the order in
 * which anybody ever saw them. For that no letter may be written twice: each that a schedule writes is a different one.
 */
typedef struct _MergeLetters MergeLetters;

MergeLetters *merge_letters_new (void);
void merge_letters_free (MergeLetters *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MergeLetters, merge_letters_free)

/** That somebody made @after of @before. Letters that come back (an undo) are watched no longer. */
void merge_letters_note (MergeLetters *self, const char *before, const char *after);

/** What is wrong with the merged text; NULL when nothing is. */
char *merge_letters_check (MergeLetters *self, const char *text);
