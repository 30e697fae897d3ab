/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-progress-strip.h"

#include "lnet-credit.h"
#include "lnet-progress-cell.h"

#include <glib/gi18n-lib.h>

#define CELL_WIDTH 26
#define CELL_WIDTH_LEAST 11
#define CELL_WIDTH_MOST 96
#define CELL_HEIGHT 22
#define NUMBER_HEIGHT 18
#define GAP 3

struct _LnetProgressStrip
{
  GtkWidget parent_instance;

  LnetProgram *program;
  LnetModuleOutcome *outcomes;
  /* One of each mark that occurs, painted wherever it occurs. */
  GtkWidget *brushes[LNET_PROGRESS_LAST];
  gboolean numbers;
  gboolean marks;
};

G_DEFINE_FINAL_TYPE (LnetProgressStrip, lnet_progress_strip, GTK_TYPE_WIDGET)

enum
{
  PROP_NUMBERS = 1,
  PROP_MARKS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint
get_n (LnetProgressStrip *self)
{
  return self->program != NULL ? self->program->modules->len : 0;
}

/* How wide a cell and its gap are at the width there is. */
static float
get_step (LnetProgressStrip *self)
{
  guint n = get_n (self);

  if (n == 0)
    return CELL_WIDTH;
  return MIN ((gtk_widget_get_width (GTK_WIDGET (self)) + GAP) / (float) n, CELL_WIDTH_MOST + GAP);
}

static float
get_cell_x (LnetProgressStrip *self,
            guint              cell)
{
  float step = get_step (self);
  float x = cell * step;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    return gtk_widget_get_width (GTK_WIDGET (self)) - x - (step - GAP);
  return x;
}

static int
find_cell (LnetProgressStrip *self,
           double             x)
{
  for (guint i = 0; i < get_n (self); i++)
    {
      float left = get_cell_x (self, i);

      if (x >= left && x < left + get_step (self))
        return (int) i;
    }
  return -1;
}

char *
lnet_progress_describe_module (const LnetProgram       *program,
                               const LnetModuleOutcome *outcome,
                               guint                    module)
{
  LnetModule *shown = g_ptr_array_index (program->modules, module);
  g_autofree char *earned = NULL;
  g_autofree char *total = NULL;

  if (outcome == NULL)
    return g_strdup_printf ("%u · %s", module + 1, shown->title);
  if (outcome->state != LNET_MODULE_PARTLY && outcome->state != LNET_MODULE_UNDER_WAY)
    /* Translators: a module's number and title, and how it stands: "3 · Step two: Connect: Missed" */
    return g_strdup_printf (_("%u · %s: %s"), module + 1, shown->title, lnet_module_state_get_label (outcome->state));
  earned = lnet_credit_format_duration (outcome->earned);
  total = lnet_credit_format_duration (outcome->total);
  /* Translators: a module's number and title, how it stands, and the time: "9 · Leadership: Under way, 2 h of 5 h" */
  return g_strdup_printf (_("%u · %s: %s, %s of %s"), module + 1, shown->title,
                          lnet_module_state_get_label (outcome->state), earned, total);
}

static gboolean
on_query_tooltip (LnetProgressStrip *self,
                  int                x,
                  int                y,
                  gboolean           keyboard,
                  GtkTooltip        *tooltip)
{
  int cell = find_cell (self, x);
  g_autofree char *words = NULL;

  if (keyboard || cell < 0)
    return FALSE;
  words = lnet_progress_describe_module (self->program, self->outcomes != NULL ? &self->outcomes[cell] : NULL,
                                         (guint) cell);
  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

static void
update_accessible (LnetProgressStrip *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < get_n (self); i++)
    {
      g_autofree char *module = lnet_progress_describe_module (self->program,
                                                               self->outcomes != NULL ? &self->outcomes[i] : NULL, i);

      g_string_append_printf (words, "%s%s", i > 0 ? "; " : "", module);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Modules"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->str,
                                  -1);
}

static void
ensure_brush (LnetProgressStrip *self,
              LnetProgressMark   mark)
{
  if (self->brushes[mark] != NULL)
    return;
  self->brushes[mark] = lnet_progress_cell_new (mark);
  gtk_widget_set_parent (self->brushes[mark], GTK_WIDGET (self));
}

static void
snapshot_number (LnetProgressStrip *self,
                 GtkSnapshot       *snapshot,
                 guint              cell,
                 float              width)
{
  g_autofree char *text = g_strdup_printf ("%u", cell + 1);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  GdkRGBA color;
  int text_width;
  int text_height;

  gtk_widget_get_color (GTK_WIDGET (self), &color);
  color.alpha *= 0.7f;
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (get_cell_x (self, cell) + (width - text_width) / 2,
                                                          (NUMBER_HEIGHT - text_height) / 2.0f));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
lnet_progress_strip_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  LnetProgressStrip *self = LNET_PROGRESS_STRIP (widget);
  float width = get_step (self) - GAP;

  for (guint i = 0; i < get_n (self); i++)
    {
      LnetProgressMark mark;

      /* In little room every fifth number stands for all. */
      if (self->numbers && (width >= 16 || i == 0 || (i + 1) % 5 == 0))
        snapshot_number (self, snapshot, i, width);
      if (!self->marks || self->outcomes == NULL)
        continue;
      mark = lnet_progress_mark_from_state (self->outcomes[i].state);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (get_cell_x (self, i),
                                                              self->numbers ? NUMBER_HEIGHT : 0));
      gtk_widget_snapshot_child (widget, self->brushes[mark], snapshot);
      gtk_snapshot_restore (snapshot);
    }
}

static void
lnet_progress_strip_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  LnetProgressStrip *self = LNET_PROGRESS_STRIP (widget);
  int n = (int) get_n (self);

  /* The brushes have to be measured before they can be given their place. */
  for (guint i = 0; i < LNET_PROGRESS_LAST; i++)
    if (self->brushes[i] != NULL)
      gtk_widget_measure (self->brushes[i], orientation, -1, NULL, NULL, NULL, NULL);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = (self->marks ? CELL_HEIGHT : 0) + (self->numbers ? NUMBER_HEIGHT : 0);
      return;
    }
  *minimum = MAX (n * (CELL_WIDTH_LEAST + GAP) - GAP, 0);
  *natural = MAX (n * (CELL_WIDTH + GAP) - GAP, 0);
}

static void
lnet_progress_strip_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  LnetProgressStrip *self = LNET_PROGRESS_STRIP (widget);
  int cell_width = MAX ((int) (get_step (self) - GAP), 1);

  for (guint i = 0; i < LNET_PROGRESS_LAST; i++)
    if (self->brushes[i] != NULL)
      gtk_widget_size_allocate (self->brushes[i], &(GtkAllocation) { 0, 0, cell_width, CELL_HEIGHT }, -1);
}

static void
lnet_progress_strip_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  LnetProgressStrip *self = LNET_PROGRESS_STRIP (object);

  switch (property_id)
    {
    case PROP_NUMBERS:
      g_value_set_boolean (value, self->numbers);
      break;
    case PROP_MARKS:
      g_value_set_boolean (value, self->marks);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_progress_strip_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  LnetProgressStrip *self = LNET_PROGRESS_STRIP (object);
  gboolean *flag = property_id == PROP_NUMBERS ? &self->numbers : &self->marks;

  if (*flag == g_value_get_boolean (value))
    return;
  *flag = g_value_get_boolean (value);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (object, pspec);
}

static void
lnet_progress_strip_dispose (GObject *object)
{
  LnetProgressStrip *self = LNET_PROGRESS_STRIP (object);

  for (guint i = 0; i < LNET_PROGRESS_LAST; i++)
    g_clear_pointer (&self->brushes[i], gtk_widget_unparent);
  g_clear_pointer (&self->program, lnet_program_unref);
  g_clear_pointer (&self->outcomes, g_free);

  G_OBJECT_CLASS (lnet_progress_strip_parent_class)->dispose (object);
}

static void
lnet_progress_strip_class_init (LnetProgressStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lnet_progress_strip_get_property;
  object_class->set_property = lnet_progress_strip_set_property;
  object_class->dispose = lnet_progress_strip_dispose;

  widget_class->measure = lnet_progress_strip_measure;
  widget_class->size_allocate = lnet_progress_strip_size_allocate;
  widget_class->snapshot = lnet_progress_strip_snapshot;

  properties[PROP_NUMBERS] = g_param_spec_boolean ("numbers", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                     | G_PARAM_STATIC_STRINGS);
  properties[PROP_MARKS] = g_param_spec_boolean ("marks", NULL, NULL, TRUE,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                   | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "progressstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lnet_progress_strip_init (LnetProgressStrip *self)
{
  self->marks = TRUE;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (self, "query-tooltip", G_CALLBACK (on_query_tooltip), self);
}

GtkWidget *
lnet_progress_strip_new (void)
{
  return g_object_new (LNET_TYPE_PROGRESS_STRIP, NULL);
}

void
lnet_progress_strip_set_progress (LnetProgressStrip       *self,
                                  LnetProgram             *program,
                                  const LnetModuleOutcome *outcomes)
{
  guint before = get_n (self);

  g_return_if_fail (LNET_IS_PROGRESS_STRIP (self));

  g_clear_pointer (&self->outcomes, g_free);
  g_clear_pointer (&self->program, lnet_program_unref);
  if (program != NULL)
    self->program = lnet_program_ref (program);
  if (program != NULL && outcomes != NULL)
    self->outcomes = g_memdup2 (outcomes, sizeof *outcomes * program->modules->len);
  for (guint i = 0; self->outcomes != NULL && i < program->modules->len; i++)
    ensure_brush (self, lnet_progress_mark_from_state (self->outcomes[i].state));

  update_accessible (self);
  if (before != get_n (self))
    gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
