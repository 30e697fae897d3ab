/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "lnet-figures.h"

LnetFigures *
lnet_figures_new (const char *name,
                  const char *unit)
{
  LnetFigures *self = g_new0 (LnetFigures, 1);

  self->name = name;
  self->unit = unit;
  self->values = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

void
lnet_figures_add (LnetFigures *self,
                  double       value)
{
  g_array_append_val (self->values, value);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

double
lnet_figures_get (const LnetFigures *self,
                  double             share)
{
  guint i;

  if (self->values->len == 0)
    return 0;
  g_array_sort (self->values, compare);
  i = (guint) (share * (self->values->len - 1) + 0.5);
  return g_array_index (self->values, double, i);
}

void
lnet_figures_print (const LnetFigures *self,
                    const LnetFigures *peer)
{
  g_print ("%-44s %10.2f %s  (%.2f – %.2f, 95 %%: %.2f, n = %u)", self->name, lnet_figures_get (self, 0.5), self->unit,
           lnet_figures_get (self, 0), lnet_figures_get (self, 1), lnet_figures_get (self, 0.95), self->values->len);
  if (peer != NULL && lnet_figures_get (peer, 0.5) > 0)
    g_print ("  %.2f × %s", lnet_figures_get (self, 0.5) / lnet_figures_get (peer, 0.5), peer->name);
  g_print ("\n");
}

double
lnet_figures_now (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}
