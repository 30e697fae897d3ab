/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Loaded before the program: ends it at the LNET_CRASH_AT-th call that writes, syncs, renames, removes or closes, as if
 * it had been killed there; of what is being written then, the first half is written. Says in the file LNET_CRASH_COUNT
 * how many calls there were when the program came to its end. */

#undef _FILE_OFFSET_BITS /* pwrite() and pwrite64() are two functions here */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static atomic_int n_calls;

/* Whether the program ends here. */
static int
is_last (void)
{
  const char *at = getenv ("LNET_CRASH_AT");

  return atomic_fetch_add (&n_calls, 1) + 1 == (at != NULL ? atoi (at) : 0);
}

static __attribute__ ((destructor)) void
tell (void)
{
  const char *path = getenv ("LNET_CRASH_COUNT");
  FILE *file = path != NULL ? fopen (path, "w") : NULL;

  if (file == NULL)
    return;
  fprintf (file, "%d\n", atomic_load (&n_calls));
  fclose (file);
}

#define REAL(name) __typeof__ (name) *real = (__typeof__ (name) *) dlsym (RTLD_NEXT, #name)

ssize_t
write (int fd, const void *data, size_t size)
{
  REAL (write);

  if (!is_last ())
    return real (fd, data, size);
  real (fd, data, size / 2);
  _exit (77);
}

ssize_t
pwrite64 (int fd, const void *data, size_t size, off64_t at)
{
  REAL (pwrite64);

  if (!is_last ())
    return real (fd, data, size, at);
  real (fd, data, size / 2, at);
  _exit (77);
}

ssize_t
pwrite (int fd, const void *data, size_t size, off_t at)
{
  return pwrite64 (fd, data, size, at);
}

int
fsync (int fd)
{
  REAL (fsync);

  if (is_last ())
    _exit (77);
  return real (fd);
}

int
fdatasync (int fd)
{
  REAL (fdatasync);

  if (is_last ())
    _exit (77);
  return real (fd);
}

int
rename (const char *from, const char *to)
{
  REAL (rename);

  if (is_last ())
    _exit (77);
  return real (from, to);
}

int
unlink (const char *path)
{
  REAL (unlink);

  if (is_last ())
    _exit (77);
  return real (path);
}

int
close (int fd)
{
  REAL (close);

  if (is_last ())
    _exit (77);
  return real (fd);
}
