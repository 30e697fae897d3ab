/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* What solving alone takes of this process. For C and C++. */

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct
{
  long before; /* memory held, in KiB */
  clock_t began;
} LnetMeasure;

/* What a line of /proc/self/status says, in KiB. */
static inline long
lnet_measure_read (const char *name)
{
  FILE *status = fopen ("/proc/self/status", "r");
  char line[256];
  long value = 0;

  while (status != NULL && fgets (line, sizeof line, status) != NULL)
    if (strncmp (line, name, strlen (name)) == 0)
      value = strtol (line + strlen (name), NULL, 10);
  if (status != NULL)
    fclose (status);
  return value;
}

/* What is freed goes back, and the peak begins anew, so that only what comes now counts. */
static inline void
lnet_measure_memory (LnetMeasure *self)
{
  FILE *refs = fopen ("/proc/self/clear_refs", "w");

  malloc_trim (0);
  if (refs != NULL)
    {
      fputs ("5", refs);
      fclose (refs);
    }
  self->before = lnet_measure_read ("VmRSS:");
}

static inline void
lnet_measure_time (LnetMeasure *self)
{
  self->began = clock ();
}

/* Processor time, and how much more memory was held at the most than when it began. */
static inline void
lnet_measure_print (const LnetMeasure *self)
{
  double seconds = (double) (clock () - self->began) / CLOCKS_PER_SEC;

  printf ("seconds %.6f\n", seconds);
  printf ("memory %.1f MiB\n", (double) (lnet_measure_read ("VmHWM:") - self->before) / 1024);
}
