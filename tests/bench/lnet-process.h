/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sys/types.h>

/** Processor time that a running program has used, in seconds; 0 when it has ended. */
double lnet_process_get_seconds (pid_t pid);

/** The memory it holds as its own share (PSS), in MiB; 0 when it has ended. */
double lnet_process_get_memory (pid_t pid);
