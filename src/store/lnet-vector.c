/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-vector.h"

GArray *
lnet_vector_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (LnetMark));
}

GArray *
lnet_vector_copy (const GArray *vector)
{
  GArray *copy = lnet_vector_new ();

  if (vector->len > 0)
    g_array_append_vals (copy, vector->data, vector->len);
  return copy;
}

static int
compare (const LnetMark *mark,
         const LnetId   *space,
         const LnetId   *desk)
{
  int order = lnet_id_compare (&mark->space, space);

  return order != 0 ? order : lnet_id_compare (&mark->desk, desk);
}

/* Where the log stands in the vector, or would. */
static guint
find_place (const GArray *vector,
            const LnetId *space,
            const LnetId *desk)
{
  guint from = 0;
  guint to = vector->len;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (compare (&g_array_index (vector, LnetMark, middle), space, desk) < 0)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

static LnetMark *
look_up (const GArray *vector,
         const LnetId *space,
         const LnetId *desk)
{
  guint place = find_place (vector, space, desk);
  LnetMark *mark = place < vector->len ? &g_array_index (vector, LnetMark, place) : NULL;

  return mark != NULL && compare (mark, space, desk) == 0 ? mark : NULL;
}

guint64
lnet_vector_get (const GArray *vector,
                 const LnetId *space,
                 const LnetId *desk)
{
  const LnetMark *mark = look_up (vector, space, desk);

  return mark != NULL ? mark->n : 0;
}

GArray *
lnet_vector_pick (const GArray *vector,
                  const LnetId *space)
{
  GArray *picked = lnet_vector_new ();

  for (guint i = find_place (vector, space, &(LnetId) { 0 }); i < vector->len; i++)
    {
      const LnetMark *mark = &g_array_index (vector, LnetMark, i);

      if (!lnet_id_equal (&mark->space, space))
        break;
      g_array_append_val (picked, *mark);
    }
  return picked;
}

guint64
lnet_vector_count (const GArray *vector,
                   const GArray *before)
{
  guint64 n = 0;

  for (guint i = 0; i < vector->len; i++)
    {
      const LnetMark *mark = &g_array_index (vector, LnetMark, i);

      n += mark->n - MIN (mark->n, lnet_vector_get (before, &mark->space, &mark->desk));
    }
  return n;
}

static LnetMark *
ensure (GArray         *vector,
        const LnetMark *mark)
{
  LnetMark *present = look_up (vector, &mark->space, &mark->desk);

  if (present == NULL)
    {
      g_array_insert_vals (vector, find_place (vector, &mark->space, &mark->desk), mark, 1);
      present = look_up (vector, &mark->space, &mark->desk);
    }
  return present;
}

void
lnet_vector_raise (GArray         *vector,
                   const LnetMark *mark)
{
  LnetMark *present = ensure (vector, mark);

  present->n = MAX (present->n, mark->n);
}

void
lnet_vector_lower (GArray         *vector,
                   const LnetMark *mark)
{
  LnetMark *present = ensure (vector, mark);

  present->n = MIN (present->n, mark->n);
}
