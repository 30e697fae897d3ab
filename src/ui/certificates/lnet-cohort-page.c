/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-cohort-page-private.h"

#include "lnet-certificate-words.h"
#include "lnet-participant-row.h"

#include <glib/gi18n-lib.h>

/*
 *   LnetCohortSource → LnetParticipantModel (ordered, narrowed) → GtkNoSelection → GtkListView of LnetParticipantRow
 */

G_DEFINE_FINAL_TYPE (LnetCohortPage, lnet_cohort_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_COMPACT = 1,
  PROP_SORT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
on_setup (LnetCohortPage *self,
          GtkListItem    *item)
{
  GtkWidget *row = lnet_participant_row_new ();

  g_object_bind_property (self, "compact", row, "compact", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, row);
}

static void
on_bind (LnetCohortPage *self,
         GtkListItem    *item)
{
  LnetParticipantItem *participant = gtk_list_item_get_item (item);
  g_autofree char *spoken = lnet_participant_dup_spoken (lnet_participant_item_get_cohort (participant),
                                                         lnet_participant_item_get_participant (participant));

  lnet_participant_row_set_item (LNET_PARTICIPANT_ROW (gtk_list_item_get_child (item)), participant);
  gtk_list_item_set_accessible_label (item, spoken);
}

static void
on_unbind (LnetCohortPage *self,
           GtkListItem    *item)
{
  lnet_participant_row_set_item (LNET_PARTICIPANT_ROW (gtk_list_item_get_child (item)), NULL);
}

void
lnet_cohort_page_show (LnetCohortPage *self,
                       const char     *kind,
                       const LnetId   *id)
{
  g_autofree char *text = lnet_id_to_string (id);
  g_autofree char *place = g_strconcat (kind, ":", text, NULL);

  gtk_widget_activate_action (GTK_WIDGET (self), "certificates.show", "s", place);
}

static void
on_activated (LnetCohortPage *self,
              guint           position)
{
  g_autoptr (LnetParticipantItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  lnet_cohort_page_show (self, "participant", &lnet_participant_item_get_participant (item)->enrolment);
}

static void
on_session_activated (LnetCohortPage *self,
                      GtkListBoxRow  *row)
{
  lnet_cohort_page_open_session (self, row);
}

static void
update_participants_stack (LnetCohortPage *self)
{
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);
  const char *name = "list";

  if (cohort == NULL || cohort->participants->len == 0)
    name = "none";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    name = "nothing-found";
  gtk_stack_set_visible_child_name (self->participants_stack, name);
}

static void
announce_count (LnetCohortPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autofree char *words = g_strdup_printf (ngettext ("%'u participant", "%'u participants", n), n);

  gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_search_changed (LnetCohortPage *self)
{
  lnet_participant_model_set_search (self->model, gtk_editable_get_text (self->search_entry));
  update_participants_stack (self);
  announce_count (self);
}

/* Enter opens the first that was found. */
static void
on_search_activated (LnetCohortPage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    on_activated (self, 0);
}

static void
on_chip_toggled (GtkToggleButton *button,
                 LnetCohortPage  *self)
{
  guint state = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "state"));

  if (self->updating || !gtk_toggle_button_get_active (button))
    return;
  lnet_participant_model_set_state (self->model, state);
  update_participants_stack (self);
  announce_count (self);
}

static void
on_show_all (LnetCohortPage *self)
{
  gtk_editable_set_text (self->search_entry, "");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->chip_buttons[LNET_FORECAST_ANY]), TRUE);
}

static void
on_view_changed (LnetCohortPage *self)
{
  gboolean participants = g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "participants") == 0;

  gtk_widget_set_visible (self->chips_view, participants);
  gtk_widget_set_visible (self->search_button, participants);
}

static GtkWidget *
ensure_chip (LnetCohortPage *self,
             guint           state)
{
  GtkWidget *chip = self->chip_buttons[state];

  if (chip != NULL)
    return chip;
  chip = gtk_toggle_button_new ();
  gtk_widget_add_css_class (chip, "chip");
  if (state != LNET_FORECAST_ANY)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (chip),
                                 GTK_TOGGLE_BUTTON (ensure_chip (self, LNET_FORECAST_ANY)));
  g_object_set_data (G_OBJECT (chip), "state", GUINT_TO_POINTER (state));
  g_signal_connect_object (chip, "toggled", G_CALLBACK (on_chip_toggled), self, 0);
  gtk_box_append (self->chips, chip);
  self->chip_buttons[state] = chip;
  return chip;
}

static void
update_chip (LnetCohortPage *self,
             guint           state,
             const char     *label,
             guint           n)
{
  GtkWidget *chip = ensure_chip (self, state);
  /* Translators: a group of participants and how many are in it */
  g_autofree char *text = g_strdup_printf (_("%s  %'u"), label, n);

  gtk_button_set_label (GTK_BUTTON (chip), text);
  gtk_widget_set_visible (chip, n > 0 || gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)));
}

static void
update_chips (LnetCohortPage *self,
              LnetCohort     *cohort)
{
  guint n[LNET_FORECAST_LAST] = { 0 };

  self->updating = TRUE;
  for (guint i = 0; i < cohort->participants->len; i++)
    n[((LnetParticipant *) g_ptr_array_index (cohort->participants, i))->forecast.state]++;
  update_chip (self, LNET_FORECAST_ANY, _("All"), cohort->participants->len);
  /* The most urgent first, as in the list's order by need. */
  for (int need = 6; need >= -1; need--)
    for (guint i = 0; i < LNET_FORECAST_LAST; i++)
      if (lnet_forecast_get_need (i) == need)
        update_chip (self, i, lnet_forecast_get_group_label (i), n[i]);
  self->updating = FALSE;
}

static void
on_loaded (LnetCohortPage *self)
{
  LnetCohort *cohort = lnet_cohort_source_get_cohort (self->source);
  g_autofree char *span = lnet_certificate_describe_span (cohort->starts, cohort->ends);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", cohort->program->title, span);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), cohort->name);
  adw_window_title_set_title (self->window_title, cohort->name);
  adw_window_title_set_subtitle (self->window_title, subtitle);
  lnet_participant_row_set_headings (LNET_PARTICIPANT_ROW (self->headings), cohort->program);
  lnet_participant_model_set_cohort (self->model, cohort);
  update_chips (self, cohort);
  lnet_cohort_page_update_sessions (self);
  update_participants_stack (self);
  lnet_session_enable_action (lnet_cohort_source_get_session (self->source), GTK_WIDGET (self), "cohort.take-roll",
                              lnet_cohort_find_roll_session (cohort) != G_MAXUINT && cohort->participants->len > 0);
  gtk_stack_set_visible_child_name (self->stack, "cohort");
}

static void
on_failed (LnetCohortPage *self,
           const GError   *error)
{
  adw_status_page_set_description (self->failed_page, error->message);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
lnet_cohort_page_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  LnetCohortPage *self = LNET_COHORT_PAGE (object);

  switch (property_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    case PROP_SORT:
      g_value_set_string (value, self->sort);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
lnet_cohort_page_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  LnetCohortPage *self = LNET_COHORT_PAGE (object);

  switch (property_id)
    {
    case PROP_COMPACT:
      if (self->compact == g_value_get_boolean (value))
        return;
      self->compact = g_value_get_boolean (value);
      break;
    case PROP_SORT:
      if (!g_set_str (&self->sort, g_value_get_string (value)))
        return;
      lnet_participant_model_set_sort (self->model, g_str_equal (self->sort, "need") ? LNET_PARTICIPANT_SORT_NEED
                                                                                     : LNET_PARTICIPANT_SORT_NAME);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      return;
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
lnet_cohort_page_dispose (GObject *object)
{
  LnetCohortPage *self = LNET_COHORT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_COHORT_PAGE);
  g_clear_object (&self->source);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (lnet_cohort_page_parent_class)->dispose (object);
}

static void
lnet_cohort_page_finalize (GObject *object)
{
  LnetCohortPage *self = LNET_COHORT_PAGE (object);

  g_clear_object (&self->cancellable);
  g_free (self->sort);

  G_OBJECT_CLASS (lnet_cohort_page_parent_class)->finalize (object);
}

static void
lnet_cohort_page_class_init (LnetCohortPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lnet_cohort_page_get_property;
  object_class->set_property = lnet_cohort_page_set_property;
  object_class->dispose = lnet_cohort_page_dispose;
  object_class->finalize = lnet_cohort_page_finalize;

  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, TRUE,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                     | G_PARAM_STATIC_STRINGS);
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "name",
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LNET_TYPE_PARTICIPANT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-cohort-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetCohortPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortPage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortPage, chips_view);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortPage, chips);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortPage, views);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortPage, participants_stack);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortPage, headings);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortPage, list);
  gtk_widget_class_bind_template_child (widget_class, LnetCohortPage, sessions);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_session_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_view_changed);

  gtk_widget_class_install_property_action (widget_class, "cohort.sort", "sort");
  lnet_cohort_page_install_actions (widget_class);
}

static void
lnet_cohort_page_init (LnetCohortPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->cancellable = g_cancellable_new ();
  self->sort = g_strdup ("name");
  self->compact = TRUE;
  self->model = lnet_participant_model_new ();
  self->selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->model))));
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->list, self->selection);
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
}

AdwNavigationPage *
lnet_cohort_page_new (LnetCohortSource *source)
{
  static const char *const reading[] = { "cohort.program", NULL };
  LnetCohortPage *self = g_object_new (LNET_TYPE_COHORT_PAGE, NULL);

  self->source = g_object_ref (source);
  lnet_session_guard_actions (lnet_cohort_source_get_session (source), GTK_WIDGET (self), reading);
  g_signal_connect_object (source, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  if (lnet_cohort_source_get_cohort (source) != NULL)
    on_loaded (self);
  return ADW_NAVIGATION_PAGE (self);
}

LnetCohortSource *
lnet_cohort_page_get_source (LnetCohortPage *self)
{
  g_return_val_if_fail (LNET_IS_COHORT_PAGE (self), NULL);

  return self->source;
}

void
lnet_cohort_page_begin_search (LnetCohortPage *self)
{
  g_return_if_fail (LNET_IS_COHORT_PAGE (self));

  adw_view_stack_set_visible_child_name (self->views, "participants");
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
