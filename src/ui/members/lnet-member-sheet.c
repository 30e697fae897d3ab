/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-member-sheet.h"

#include <glib/gi18n-lib.h>

#include "lnet-day.h"
#include "lnet-sheet-text.h"

#define INCH 72.0

/* A list */
#define MARGIN (0.75 * INCH)
#define HEADER 40.0
#define FOOTER 28.0
#define ROW 29.0
#define GAP 8.0
#define N_COLUMNS 4

/* Badges: 3⅜ × 2⅓ inches, ⅜ and ⅙ inch apart. */
#define BADGE_WIDTH (3.375 * INCH)
#define BADGE_HEIGHT (INCH * 7 / 3)
#define BADGE_GAP_X (0.375 * INCH)
#define BADGE_GAP_Y (INCH / 6)
#define BADGES_ACROSS 2
#define BADGES_DOWN 4
#define PADDING 12.0

struct _LnetMemberSheet
{
  LnetSheetKind kind;
  char *title;
  char *day;
  GPtrArray *people; /* LnetExportPerson */
  double width, height;
  gboolean lines;
};

static guint
get_n_on_a_page (const LnetMemberSheet *self)
{
  double room = self->height - 2 * MARGIN - HEADER - FOOTER;

  if (self->kind == LNET_SHEET_BADGES)
    return BADGES_ACROSS * BADGES_DOWN;
  return room > ROW ? (guint) (room / ROW) : 1;
}

guint
lnet_member_sheet_get_n_pages (const LnetMemberSheet *self)
{
  guint n = get_n_on_a_page (self);

  return MAX (1, (self->people->len + n - 1) / n);
}

static void
draw_rule (cairo_t *cr,
           double   x,
           double   y,
           double   width,
           double   grey)
{
  cairo_set_source_rgb (cr, grey, grey, grey);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_stroke (cr);
}

/* A list */

/* Ways to reach somebody have most room: shortened, they would be of no use. */
static LnetSheetBox
get_column (const LnetMemberSheet *self,
            guint                  column,
            double                 y,
            double                 height)
{
  static const double begins[N_COLUMNS + 1] = { 0, 0.25, 0.46, 0.69, 1 };
  double width = self->width - 2 * MARGIN;
  double x = MARGIN + begins[column] * width;
  double gap = column + 1 < N_COLUMNS ? GAP : 0;

  return (LnetSheetBox) { x, y, (begins[column + 1] - begins[column]) * width - gap, height };
}

static void
draw_list_header (const LnetMemberSheet *self,
                  cairo_t               *cr)
{
  const char *headings[N_COLUMNS] = { _("Name"), _("Role"), _("Organization"), _("Phone and e-mail") };
  const LnetSheetStyle title = { 13, 8, 1, PANGO_WEIGHT_BOLD, PANGO_ALIGN_LEFT, 0 };
  const LnetSheetStyle day = { 9, 7, 1, PANGO_WEIGHT_NORMAL, PANGO_ALIGN_RIGHT, 0.35 };
  const LnetSheetStyle heading = { 9, 7, 1, PANGO_WEIGHT_BOLD, PANGO_ALIGN_LEFT, 0.2 };
  double width = self->width - 2 * MARGIN;
  /* Translators: above a printed list; %s is the network's name */
  g_autofree char *words = g_strdup_printf (_("Members of %s"), self->title);

  lnet_sheet_text (cr, words, &(LnetSheetBox) { MARGIN, MARGIN, width * 0.68, 18 }, &title);
  lnet_sheet_text (cr, self->day, &(LnetSheetBox) { MARGIN + width * 0.7, MARGIN, width * 0.3, 18 }, &day);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      LnetSheetBox box = get_column (self, i, MARGIN + 22, 14);

      lnet_sheet_text (cr, headings[i], &box, &heading);
    }
  draw_rule (cr, MARGIN, MARGIN + HEADER - 2, width, 0.2);
}

static void
draw_list_footer (const LnetMemberSheet *self,
                  guint                  page,
                  cairo_t               *cr)
{
  const LnetSheetStyle note = { 7.5, 6, 2, PANGO_WEIGHT_NORMAL, PANGO_ALIGN_LEFT, 0.35 };
  const LnetSheetStyle number = { 9, 7, 1, PANGO_WEIGHT_NORMAL, PANGO_ALIGN_RIGHT, 0.2 };
  double width = self->width - 2 * MARGIN;
  double y = self->height - MARGIN - FOOTER + 8;
  /* Translators: at the foot of a printed page */
  g_autofree char *words = g_strdup_printf (_("Page %'u of %'u"), page + 1, lnet_member_sheet_get_n_pages (self));

  lnet_sheet_text (cr, _("Only phones and e-mail addresses that are shared stand here."),
                   &(LnetSheetBox) { MARGIN, y, width * 0.7, 20 }, &note);
  lnet_sheet_text (cr, words, &(LnetSheetBox) { MARGIN + width * 0.72, y, width * 0.28, 20 }, &number);
}

static char *
join (const char *first,
      const char *between,
      const char *second)
{
  if (first == NULL || second == NULL)
    return g_strdup (first != NULL ? first : second);
  return g_strconcat (first, between, second, NULL);
}

static void
draw_row (const LnetMemberSheet  *self,
          const LnetExportPerson *person,
          double                  y,
          cairo_t                *cr)
{
  const LnetSheetStyle name = { 10, 7, 2, PANGO_WEIGHT_SEMIBOLD, PANGO_ALIGN_LEFT, 0 };
  const LnetSheetStyle work = { 9, 6.5, 2, PANGO_WEIGHT_NORMAL, PANGO_ALIGN_LEFT, 0 };
  const LnetSheetStyle ways = { 9, 6.5, 3, PANGO_WEIGHT_NORMAL, PANGO_ALIGN_LEFT, 0 };
  g_autofree char *reach = join (person->phone, "\n", person->email);
  const char *cells[N_COLUMNS] = { person->name, person->role, person->organization, reach };
  const LnetSheetStyle *styles[N_COLUMNS] = { &name, &work, &work, &ways };

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      LnetSheetBox box = get_column (self, i, y + 1, ROW - 2);

      lnet_sheet_text (cr, cells[i], &box, styles[i]);
    }
  draw_rule (cr, MARGIN, y + ROW, self->width - 2 * MARGIN, 0.85);
}

static void
draw_list (const LnetMemberSheet *self,
           guint                  page,
           cairo_t               *cr)
{
  guint n = get_n_on_a_page (self);

  draw_list_header (self, cr);
  for (guint i = 0; i < n && page * n + i < self->people->len; i++)
    draw_row (self, self->people->pdata[page * n + i], MARGIN + HEADER + i * ROW, cr);
  draw_list_footer (self, page, cr);
}

/* Badges */

static LnetSheetBox
get_badge (const LnetMemberSheet *self,
           guint                  nth)
{
  double left = (self->width - BADGES_ACROSS * BADGE_WIDTH - (BADGES_ACROSS - 1) * BADGE_GAP_X) / 2;
  double top = (self->height - BADGES_DOWN * BADGE_HEIGHT - (BADGES_DOWN - 1) * BADGE_GAP_Y) / 2;

  return (LnetSheetBox) { left + (nth % BADGES_ACROSS) * (BADGE_WIDTH + BADGE_GAP_X),
                          top + (double) (nth / BADGES_ACROSS) * (BADGE_HEIGHT + BADGE_GAP_Y),
                          BADGE_WIDTH, BADGE_HEIGHT };
}

/* Takes @height off the lower end of @rest. */
static LnetSheetBox
take_foot (LnetSheetBox *rest,
           double        height)
{
  rest->height -= height;
  return (LnetSheetBox) { rest->x, rest->y + rest->height, rest->width, height };
}

static void
draw_languages (const char   *languages,
                LnetSheetBox *rest,
                cairo_t      *cr)
{
  const LnetSheetStyle style = { 9, 6.5, 1, PANGO_WEIGHT_SEMIBOLD, PANGO_ALIGN_CENTER, 0.2 };
  LnetSheetBox box;

  if (languages == NULL)
    return;
  box = take_foot (rest, 14);
  lnet_sheet_text (cr, languages, &box, &style);
  take_foot (rest, 3);
  draw_rule (cr, rest->x + rest->width * 0.3, rest->y + rest->height, rest->width * 0.4, 0.6);
  take_foot (rest, 4);
}

/* From the foot up; the name to be called by takes all that is left. */
static void
draw_badge (const LnetMemberSheet  *self,
            const LnetExportPerson *person,
            const LnetSheetBox     *badge,
            cairo_t                *cr)
{
  const LnetSheetStyle network = { 8, 6, 1, PANGO_WEIGHT_NORMAL, PANGO_ALIGN_CENTER, 0.35 };
  const LnetSheetStyle call = { 44, 12, 2, PANGO_WEIGHT_BOLD, PANGO_ALIGN_CENTER, 0 };
  const LnetSheetStyle full = { 13, 8, 2, PANGO_WEIGHT_NORMAL, PANGO_ALIGN_CENTER, 0 };
  const LnetSheetStyle small = { 10, 7, 2, PANGO_WEIGHT_NORMAL, PANGO_ALIGN_CENTER, 0.2 };
  g_autofree char *work = join (person->role, " · ", person->organization);
  LnetSheetBox rest = { badge->x + PADDING, badge->y + PADDING, badge->width - 2 * PADDING,
                        badge->height - 2 * PADDING };
  LnetSheetBox box = { rest.x, rest.y, rest.width, 11 };

  lnet_sheet_text (cr, self->title, &box, &network);
  rest.y += 12;
  rest.height -= 12;
  draw_languages (person->languages, &rest, cr);
  if (work != NULL)
    {
      box = take_foot (&rest, 26);
      lnet_sheet_text (cr, work, &box, &small);
    }
  if (person->pronouns != NULL)
    {
      box = take_foot (&rest, 14);
      lnet_sheet_text (cr, person->pronouns, &box, &small);
    }
  if (!g_str_equal (person->call, person->name))
    {
      box = take_foot (&rest, 18);
      lnet_sheet_text (cr, person->name, &box, &full);
    }
  lnet_sheet_text (cr, person->call, &rest, &call);
}

static void
draw_badges (const LnetMemberSheet *self,
             guint                  page,
             cairo_t               *cr)
{
  guint n = get_n_on_a_page (self);

  for (guint i = 0; i < n && page * n + i < self->people->len; i++)
    {
      LnetSheetBox badge = get_badge (self, i);

      draw_badge (self, self->people->pdata[page * n + i], &badge, cr);
      if (!self->lines)
        continue;
      cairo_set_source_rgb (cr, 0.7, 0.7, 0.7);
      cairo_set_line_width (cr, 0.4);
      cairo_rectangle (cr, badge.x, badge.y, badge.width, badge.height);
      cairo_stroke (cr);
    }
}

void
lnet_member_sheet_draw (const LnetMemberSheet *self,
                        guint                  page,
                        cairo_t               *cr)
{
  g_return_if_fail (page < lnet_member_sheet_get_n_pages (self));

  if (self->kind == LNET_SHEET_LIST)
    draw_list (self, page, cr);
  else
    draw_badges (self, page, cr);
}

LnetMemberSheet *
lnet_member_sheet_new (LnetSheetKind  kind,
                       const char    *title,
                       GPtrArray     *people,
                       double         width,
                       double         height,
                       gboolean       lines)
{
  LnetMemberSheet *self = g_new0 (LnetMemberSheet, 1);
  g_autofree char *today = lnet_day_today ();

  self->kind = kind;
  self->title = g_strdup (title);
  self->day = lnet_day_describe_in_full (today);
  self->people = g_ptr_array_ref (people);
  self->width = width;
  self->height = height;
  self->lines = lines;
  return self;
}

void
lnet_member_sheet_free (LnetMemberSheet *self)
{
  g_free (self->title);
  g_free (self->day);
  g_ptr_array_unref (self->people);
  g_free (self);
}
