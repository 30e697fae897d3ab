/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A fuzz target: one parser, and what holds whatever it is given. Each is a program of its own with fuzz-driver.c; with
 * clang, -fsanitize=fuzzer and tests/fuzz/fuzz-driver.c left out, it is a target of libFuzzer.
 */

/** Gives the parser @size bytes; aborts when something is wrong. Returns: 0 */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/** Adds good inputs to @seeds (GBytes), from which bad ones are made. */
void fuzz_add_seeds (GPtrArray *seeds);

/* For targets that need them. */

/** A folder of this run; gone at its end. Also holds the account's data and state. */
const char *fuzz_get_folder (void);
/** Adds every file of @folder, which is under tests/. */
void fuzz_add_files (GPtrArray *seeds, const char *folder);
