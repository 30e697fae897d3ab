/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-participant-row.h"

#include "lnet-certificate-words.h"
#include "lnet-credit.h"
#include "lnet-progress-strip.h"

#include <glib/gi18n-lib.h>

#define NAME_WIDTH 170
#define FORECAST_WIDTH 230

struct _LnetParticipantRow
{
  GtkWidget parent_instance;

  GtkWidget *name;
  GtkWidget *strip;
  GtkWidget *hours;
  GtkWidget *ceu;
  GtkWidget *forecast;
  GtkWidget *forecast_icon;
  GtkWidget *forecast_label;

  LnetParticipantItem *item;
  gboolean compact;
  gboolean headings;
  const char *style_class;
};

G_DEFINE_FINAL_TYPE (LnetParticipantRow, lnet_participant_row, GTK_TYPE_WIDGET)

enum
{
  PROP_COMPACT = 1,
  PROP_ITEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
place (LnetParticipantRow *self,
       GtkWidget          *child,
       int                 column,
       int                 row,
       int                 width)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkGridLayoutChild *place = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout, child));

  gtk_grid_layout_child_set_column (place, column);
  gtk_grid_layout_child_set_row (place, row);
  gtk_grid_layout_child_set_column_span (place, width);
}

static void
arrange (LnetParticipantRow *self)
{
  gboolean compact = self->compact;

  place (self, self->name, 0, 0, 1);
  place (self, self->strip, compact ? 0 : 1, compact ? 1 : 0, compact ? 2 : 1);
  place (self, self->hours, compact ? 1 : 2, 0, 1);
  place (self, self->ceu, compact ? 1 : 3, compact ? 3 : 0, 1);
  place (self, self->forecast, compact ? 0 : 4, compact ? 2 : 0, compact ? 2 : 1);
  gtk_widget_set_visible (self->ceu, !compact);
  gtk_widget_set_visible (GTK_WIDGET (self), !(compact && self->headings));
  gtk_widget_set_size_request (self->name, compact ? -1 : NAME_WIDTH, -1);
  gtk_widget_set_size_request (self->forecast, compact ? -1 : FORECAST_WIDTH, -1);
  gtk_widget_set_halign (self->strip, compact ? GTK_ALIGN_FILL : GTK_ALIGN_START);
}

static void
set_forecast_style (LnetParticipantRow *self,
                    const char         *style_class)
{
  if (self->style_class != NULL)
    gtk_widget_remove_css_class (self->forecast, self->style_class);
  self->style_class = style_class;
  if (style_class != NULL)
    gtk_widget_add_css_class (self->forecast, style_class);
}

static char *
format_hours (LnetParticipantRow    *self,
              const LnetParticipant *participant)
{
  g_autofree char *hours = lnet_credit_format_hours (participant->outcome.contact);

  if (!self->compact)
    return g_steal_pointer (&hours);
  /* Translators: contact hours: "16.5 h" */
  return g_strdup_printf (_("%s h"), hours);
}

/* The list's own row is what a screen reader stands on. */
static void
tell_list_row (LnetParticipantRow    *self,
               const LnetCohort      *cohort,
               const LnetParticipant *participant)
{
  GtkWidget *list_row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *spoken = lnet_participant_dup_spoken (cohort, participant);

  if (list_row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (list_row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
show (LnetParticipantRow *self)
{
  LnetCohort *cohort = lnet_participant_item_get_cohort (self->item);
  LnetParticipant *participant = lnet_participant_item_get_participant (self->item);
  g_autofree char *hours = format_hours (self, participant);
  g_autofree char *ceu = lnet_credit_format_ceu (participant->forecast.credit);
  g_autofree char *forecast = lnet_participant_dup_forecast (cohort, participant);

  gtk_label_set_label (GTK_LABEL (self->name), participant->name);
  gtk_label_set_label (GTK_LABEL (self->hours), hours);
  gtk_label_set_label (GTK_LABEL (self->ceu), ceu);
  gtk_label_set_label (GTK_LABEL (self->forecast_label), forecast);
  gtk_widget_set_tooltip_text (self->forecast, forecast);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->forecast_icon),
                                lnet_forecast_get_icon_name (participant->forecast.state));
  set_forecast_style (self, lnet_forecast_get_style_class (participant->forecast.state));
  lnet_progress_strip_set_progress (LNET_PROGRESS_STRIP (self->strip), cohort->program, participant->outcomes);
  tell_list_row (self, cohort, participant);
}

static void
lnet_participant_row_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  LnetParticipantRow *self = LNET_PARTICIPANT_ROW (object);

  switch (property_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
set_compact (LnetParticipantRow *self,
             gboolean            compact)
{
  if (self->compact == compact)
    return;
  self->compact = compact;
  arrange (self);
  if (self->item != NULL)
    show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPACT]);
}

static void
lnet_participant_row_set_property (GObject      *object,
                                   guint         property_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  LnetParticipantRow *self = LNET_PARTICIPANT_ROW (object);

  switch (property_id)
    {
    case PROP_COMPACT:
      set_compact (self, g_value_get_boolean (value));
      break;
    case PROP_ITEM:
      lnet_participant_row_set_item (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_participant_row_dispose (GObject *object)
{
  LnetParticipantRow *self = LNET_PARTICIPANT_ROW (object);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_PARTICIPANT_ROW);

  G_OBJECT_CLASS (lnet_participant_row_parent_class)->dispose (object);
}

static void
lnet_participant_row_class_init (LnetParticipantRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lnet_participant_row_get_property;
  object_class->set_property = lnet_participant_row_set_property;
  object_class->dispose = lnet_participant_row_dispose;

  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                     | G_PARAM_STATIC_STRINGS);
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, LNET_TYPE_PARTICIPANT_ITEM,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LNET_TYPE_PROGRESS_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/LearningNetwork/lnet-participant-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantRow, name);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantRow, strip);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantRow, hours);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantRow, ceu);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantRow, forecast);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantRow, forecast_icon);
  gtk_widget_class_bind_template_child (widget_class, LnetParticipantRow, forecast_label);
  gtk_widget_class_set_css_name (widget_class, "participantrow");
}

static void
lnet_participant_row_init (LnetParticipantRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  arrange (self);
}

GtkWidget *
lnet_participant_row_new (void)
{
  return g_object_new (LNET_TYPE_PARTICIPANT_ROW, NULL);
}

void
lnet_participant_row_set_item (LnetParticipantRow  *self,
                               LnetParticipantItem *item)
{
  g_return_if_fail (LNET_IS_PARTICIPANT_ROW (self));

  if (self->item == item)
    return;
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    {
      g_signal_connect_object (item, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
      show (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

void
lnet_participant_row_set_headings (LnetParticipantRow *self,
                                   LnetProgram        *program)
{
  g_return_if_fail (LNET_IS_PARTICIPANT_ROW (self));

  self->headings = TRUE;
  gtk_label_set_label (GTK_LABEL (self->name), _("Participant"));
  gtk_label_set_label (GTK_LABEL (self->hours), _("Hours"));
  /* Translators: short for continuing education units */
  gtk_label_set_label (GTK_LABEL (self->ceu), _("CEU"));
  gtk_label_set_label (GTK_LABEL (self->forecast_label), _("What is still possible"));
  gtk_widget_set_visible (self->forecast_icon, FALSE);
  g_object_set (self->strip, "numbers", TRUE, "marks", FALSE, NULL);
  lnet_progress_strip_set_progress (LNET_PROGRESS_STRIP (self->strip), program, NULL);
  arrange (self);
}
