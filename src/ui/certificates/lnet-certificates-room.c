/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-certificates-room.h"

#include "lnet-certificates-overview.h"
#include "lnet-certificates.h"
#include "lnet-cohort-page.h"
#include "lnet-evidence-dialog.h"
#include "lnet-fit.h"
#include "lnet-participant-page.h"
#include "lnet-program-page.h"
#include "lnet-roll-page.h"

struct _LnetCertificatesRoom
{
  LnetRoom parent_instance;

  AdwNavigationView *navigation;
};

G_DEFINE_FINAL_TYPE (LnetCertificatesRoom, lnet_certificates_room, LNET_TYPE_ROOM)

/* The page of the kind that is nearest to the one shown. */
static AdwNavigationPage *
find_page (LnetCertificatesRoom *self,
           GType                 type)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);

  while (page != NULL && !G_TYPE_CHECK_INSTANCE_TYPE (page, type))
    page = adw_navigation_view_get_previous_page (self->navigation, page);
  return page;
}

static LnetCohortSource *
get_source (LnetCertificatesRoom *self)
{
  AdwNavigationPage *page = find_page (self, LNET_TYPE_COHORT_PAGE);

  return page != NULL ? lnet_cohort_page_get_source (LNET_COHORT_PAGE (page)) : NULL;
}

static void
push (LnetCertificatesRoom *self,
      AdwNavigationPage    *page,
      const char           *place)
{
  g_object_set_data_full (G_OBJECT (page), "place", g_strdup (place), g_free);
  lnet_fit_words (GTK_WIDGET (page));
  adw_navigation_view_push (self->navigation, page);
}

/* Leaves whatever is open and shows the cohort; nothing to do when it is open. */
static LnetCohortSource *
show_cohort (LnetCertificatesRoom *self,
             const LnetId         *id)
{
  LnetCohortSource *source = get_source (self);
  g_autoptr (LnetCohortSource) fresh = NULL;
  g_autofree char *text = lnet_id_to_string (id);
  g_autofree char *place = g_strconcat ("cohort:", text, NULL);

  if (source != NULL && lnet_id_equal (lnet_cohort_source_get_id (source), id))
    return source;
  adw_navigation_view_pop_to_tag (self->navigation, "overview");
  fresh = lnet_cohort_source_new (lnet_room_get_session (LNET_ROOM (self)), id, NULL);
  push (self, lnet_cohort_page_new (fresh), place);
  return get_source (self);
}

static void
show_participant (LnetCertificatesRoom *self,
                  const LnetId         *enrolment,
                  const char           *place)
{
  LnetId cohort = lnet_certificates_find_cohort (lnet_session_get_reader (lnet_room_get_session (LNET_ROOM (self))),
                                                 enrolment);

  if (!lnet_id_is_null (&cohort))
    push (self, lnet_participant_page_new (show_cohort (self, &cohort), enrolment), place);
}

/* A participant's own: nobody else is in it, and no cohort is behind it. */
static void
show_own (LnetCertificatesRoom *self,
          const LnetId         *enrolment,
          const char           *place)
{
  LnetSession *session = lnet_room_get_session (LNET_ROOM (self));
  LnetId cohort = lnet_certificates_find_cohort (lnet_session_get_reader (session), enrolment);
  g_autoptr (LnetCohortSource) source = NULL;

  if (lnet_id_is_null (&cohort))
    return;
  adw_navigation_view_pop_to_tag (self->navigation, "overview");
  source = lnet_cohort_source_new (session, &cohort, enrolment);
  push (self, lnet_participant_page_new (source, enrolment), place);
}

static void
show_place (LnetCertificatesRoom *self,
            const char           *place)
{
  g_auto (GStrv) parts = g_strsplit (place, ":", 2);
  const char *kind = parts[0] != NULL && parts[1] != NULL ? parts[0] : "participant";
  const char *text = parts[0] != NULL && parts[1] != NULL ? parts[1] : place;
  gboolean own = lnet_session_get_stance (lnet_room_get_session (LNET_ROOM (self))) == LNET_STANCE_PARTICIPANT;
  LnetId id;

  if (!lnet_id_from_string (text, &id))
    return;
  if (own)
    {
      if (g_str_equal (kind, "own") || g_str_equal (kind, "participant"))
        show_own (self, &id, place);
      return;
    }
  if (g_str_equal (kind, "cohort"))
    show_cohort (self, &id);
  else if (g_str_equal (kind, "participant") || g_str_equal (kind, "own"))
    show_participant (self, &id, place);
  else if (g_str_equal (kind, "program"))
    push (self, lnet_program_page_new (lnet_room_get_session (LNET_ROOM (self)), &id), place);
  else if (g_str_equal (kind, "roll") && get_source (self) != NULL)
    push (self, lnet_roll_page_new (get_source (self), &id), place);
}

static void
on_show (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  show_place (LNET_CERTIFICATES_ROOM (widget), g_variant_get_string (parameter, NULL));
}

/* Whoever becomes a participant leaves the pages that show others. */
static void
on_stance_changed (LnetCertificatesRoom *self)
{
  adw_navigation_view_pop_to_tag (self->navigation, "overview");
}

static void
lnet_certificates_room_begin_search (LnetRoom *room)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (LNET_CERTIFICATES_ROOM (room)->navigation);

  if (LNET_IS_COHORT_PAGE (page))
    lnet_cohort_page_begin_search (LNET_COHORT_PAGE (page));
  else if (LNET_IS_ROLL_PAGE (page))
    lnet_roll_page_begin_search (LNET_ROLL_PAGE (page));
}

/* In a cohort, a new participant; in the overview, a new cohort. */
static void
lnet_certificates_room_add_new (LnetRoom *room)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (LNET_CERTIFICATES_ROOM (room)->navigation);

  if (lnet_session_get_stance (lnet_room_get_session (room)) == LNET_STANCE_PARTICIPANT)
    return;
  if (LNET_IS_COHORT_PAGE (page))
    lnet_cohort_page_enrol (LNET_COHORT_PAGE (page));
  else if (LNET_IS_CERTIFICATES_OVERVIEW (page))
    lnet_certificates_overview_new_cohort (LNET_CERTIFICATES_OVERVIEW (page));
}

static char *
lnet_certificates_room_get_place (LnetRoom *room)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (LNET_CERTIFICATES_ROOM (room)->navigation);

  return g_strdup (g_object_get_data (G_OBJECT (page), "place"));
}

static void
lnet_certificates_room_go_to (LnetRoom   *room,
                              const char *place)
{
  LnetCertificatesRoom *self = LNET_CERTIFICATES_ROOM (room);
  g_autofree char *now = lnet_certificates_room_get_place (room);

  if (g_strcmp0 (now, place) == 0)
    return;
  if (place == NULL || place[0] == '\0')
    adw_navigation_view_pop_to_tag (self->navigation, "overview");
  else
    show_place (self, place);
}

static void
lnet_certificates_room_flush (LnetRoom *room)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (room));
  AdwDialog *dialog = NULL;

  if (ADW_IS_APPLICATION_WINDOW (root))
    dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (root));
  if (LNET_IS_EVIDENCE_DIALOG (dialog))
    lnet_evidence_dialog_flush (LNET_EVIDENCE_DIALOG (dialog));
}

static void
lnet_certificates_room_constructed (GObject *object)
{
  LnetCertificatesRoom *self = LNET_CERTIFICATES_ROOM (object);
  LnetSession *session = lnet_room_get_session (LNET_ROOM (self));

  G_OBJECT_CLASS (lnet_certificates_room_parent_class)->constructed (object);

  adw_navigation_view_add (self->navigation, lnet_certificates_overview_new (session));
  g_signal_connect_object (session, "notify::stance", G_CALLBACK (on_stance_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "author-changed", G_CALLBACK (on_stance_changed), self, G_CONNECT_SWAPPED);
}

static void
lnet_certificates_room_dispose (GObject *object)
{
  /* The bin would let go a second time of a child that the template has let go of. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_CERTIFICATES_ROOM);

  G_OBJECT_CLASS (lnet_certificates_room_parent_class)->dispose (object);
}

static void
lnet_certificates_room_class_init (LnetCertificatesRoomClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LnetRoomClass *room_class = LNET_ROOM_CLASS (klass);

  object_class->constructed = lnet_certificates_room_constructed;
  object_class->dispose = lnet_certificates_room_dispose;

  room_class->begin_search = lnet_certificates_room_begin_search;
  room_class->add_new = lnet_certificates_room_add_new;
  room_class->get_place = lnet_certificates_room_get_place;
  room_class->go_to = lnet_certificates_room_go_to;
  room_class->flush = lnet_certificates_room_flush;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/LearningNetwork/lnet-certificates-room.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetCertificatesRoom, navigation);
  gtk_widget_class_install_action (widget_class, "certificates.show", "s", on_show);
}

static void
lnet_certificates_room_init (LnetCertificatesRoom *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
