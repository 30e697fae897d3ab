/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-group-forms.h"

#include <glib/gi18n-lib.h>

#include "lnet-contact.h"
#include "lnet-date-entry-row.h"
#include "lnet-form-dialog.h"
#include "lnet-note-entry.h"
#include "lnet-reference.h"
#include "lnet-role-history.h"
#include "lnet-suggest-row.h"

/* One thing a form asks for; its row belongs to the dialog. */
typedef struct
{
  LnetField field;
  GtkWidget *row;
} Answer;

typedef struct
{
  LnetSession *session;
  LnetFormDialog *dialog; /* whose closure owns this */
  LnetId id;              /* null: a new one */
  const char *act;
  char *toast;            /* NULL: none */
  GArray *answers;        /* Answer */
  GtkWidget *starts;
  GtkWidget *ends;
} Form;

static void
form_free (gpointer  data,
           GClosure *closure)
{
  Form *form = data;

  g_object_unref (form->session);
  g_array_unref (form->answers);
  g_free (form->toast);
  g_free (form);
}

static void
add_answer (Form       *form,
            LnetField   field,
            GtkWidget  *row,
            const char *title)
{
  Answer answer = { field, row };

  if (title != NULL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_array_append_val (form->answers, answer);
  lnet_form_dialog_add_row (form->dialog, row);
}

static GtkWidget *
add_entry (Form       *form,
           LnetField   field,
           const char *title,
           const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  add_answer (form, field, row, title);
  return row;
}

/* Words of the reference data, or a network's own. */
static void
add_words (Form              *form,
           LnetField          field,
           const char        *title,
           LnetReferenceKind  kind,
           const char *const *keys,
           const char        *key)
{
  GtkWidget *row = lnet_suggest_row_new ();
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) labels = NULL;

  for (gsize i = 0; keys[i] != NULL; i++)
    g_strv_builder_add (words, lnet_reference_get_label (kind, keys[i]));
  labels = g_strv_builder_end (words);
  lnet_suggest_row_set_words (LNET_SUGGEST_ROW (row), (const char *const *) labels);
  lnet_suggest_row_set_text (LNET_SUGGEST_ROW (row), lnet_reference_get_label (kind, key));
  g_object_set_data (G_OBJECT (row), "lnet-reference", GUINT_TO_POINTER ((guint) kind + 1));
  add_answer (form, field, row, title);
}

/* Dates. */

static void
check_dates (Form *form)
{
  LnetDateEntryRow *rows[] = { LNET_DATE_ENTRY_ROW (form->starts), LNET_DATE_ENTRY_ROW (form->ends) };
  g_autofree char *starts = lnet_date_entry_row_dup_date (rows[0]);
  g_autofree char *ends = lnet_date_entry_row_dup_date (rows[1]);

  if (!lnet_date_entry_row_get_valid (rows[0]) || !lnet_date_entry_row_get_valid (rows[1]))
    lnet_form_dialog_set_problem (form->dialog, _("One of the dates cannot be read"));
  else if (!lnet_role_span_is_possible (starts, ends))
    lnet_form_dialog_set_problem (form->dialog, _("The end is before the start"));
  else
    lnet_form_dialog_set_problem (form->dialog, NULL);
}

static GtkWidget *
add_date (Form       *form,
          LnetField   field,
          const char *title,
          const char *date)
{
  GtkWidget *row = lnet_date_entry_row_new ();

  lnet_date_entry_row_set_date (LNET_DATE_ENTRY_ROW (row), date);
  add_answer (form, field, row, title);
  return row;
}

static void
add_span (Form       *form,
          LnetField   starts_field,
          const char *starts_title,
          const char *starts,
          LnetField   ends_field,
          const char *ends_title,
          const char *ends)
{
  form->starts = add_date (form, starts_field, starts_title, starts);
  form->ends = add_date (form, ends_field, ends_title, ends);
  for (guint i = 0; i < 2; i++)
    g_signal_connect_data (i == 0 ? form->starts : form->ends, "changed", G_CALLBACK (check_dates), form, NULL,
                           G_CONNECT_SWAPPED);
}

/* Saving. */

static char *
dup_answer (const Answer *answer)
{
  gpointer reference = g_object_get_data (G_OBJECT (answer->row), "lnet-reference");
  g_autofree char *text = NULL;
  const char *key;
  char *tidy = NULL;

  if (LNET_IS_DATE_ENTRY_ROW (answer->row))
    return lnet_date_entry_row_dup_date (LNET_DATE_ENTRY_ROW (answer->row));
  if (LNET_IS_NOTE_ENTRY (answer->row))
    return lnet_note_entry_dup_text (LNET_NOTE_ENTRY (answer->row));
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (answer->row))));
  if (reference != NULL && (key = lnet_reference_find (GPOINTER_TO_UINT (reference) - 1, text)) != NULL)
    return g_strdup (key);
  /* What is no number or address is kept as it was written. */
  if (answer->field == LNET_ORGANIZATION_PHONE)
    tidy = lnet_phone_tidy (text);
  else if (answer->field == LNET_ORGANIZATION_EMAIL)
    tidy = lnet_email_tidy (text);
  return tidy != NULL ? tidy : g_steal_pointer (&text);
}

typedef struct
{
  LnetSession *session;
  LnetGroupKind kind;
  LnetId id;
} Added;

static void
on_added (GObject      *session,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Added *added = user_data;
  g_autofree char *place = lnet_group_dup_place (added->kind, &added->id);

  if (lnet_session_commit_finish (LNET_SESSION (session), result, NULL, NULL))
    lnet_session_go_to (LNET_SESSION (session), "members", place);
}

static void
on_saved (LnetFormDialog *dialog,
          gpointer        user_data)
{
  Form *form = user_data;
  LnetTable table = LNET_FIELD_TABLE (g_array_index (form->answers, Answer, 0).field);
  gboolean is_new = lnet_id_is_null (&form->id);
  LnetTransaction *transaction = lnet_transaction_new (form->act);
  Added *added;

  if (is_new)
    form->id = lnet_transaction_add (transaction, table, lnet_space (LNET_SPACE_NETWORK));
  for (guint i = 0; i < form->answers->len; i++)
    {
      const Answer *answer = &g_array_index (form->answers, Answer, i);
      g_autofree char *text = dup_answer (answer);

      lnet_transaction_set_text (transaction, answer->field, &form->id, text);
    }
  if (!is_new)
    {
      lnet_session_commit (form->session, transaction, form->toast);
      return;
    }
  added = g_new0 (Added, 1);
  added->kind = table == LNET_TABLE_TEAM ? LNET_GROUP_TEAM : LNET_GROUP_ORGANIZATION;
  added->id = form->id;
  lnet_session_commit_async (form->session, transaction, NULL, NULL, on_added, added);
}

static Form *
form_new (LnetSession  *session,
          const char   *title,
          const char   *save_label,
          const char   *act,
          const LnetId *id)
{
  Form *form = g_new0 (Form, 1);

  form->dialog = lnet_form_dialog_new (title, save_label);
  form->session = g_object_ref (session);
  form->act = act;
  form->id = id != NULL ? *id : lnet_id_null ();
  form->answers = g_array_new (FALSE, FALSE, sizeof (Answer));
  g_signal_connect_data (form->dialog, "saved", G_CALLBACK (on_saved), form, form_free, 0);
  return form;
}

/* Says beneath what is no number or address; it can be saved all the same. */
static void
on_contact_changed (GtkEditable *row,
                    gpointer     is_phone)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (row)));
  g_autofree char *normal = is_phone != NULL ? lnet_phone_normalize (text) : lnet_email_normalize (text);
  gboolean is_odd = *text != '\0' && normal == NULL;
  const char *words = is_phone != NULL ? _("This does not look like a phone number")
                                       : _("This does not look like an e-mail address");

  if (is_odd)
    gtk_widget_add_css_class (GTK_WIDGET (row), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "warning");
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), is_odd ? words : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, is_odd ? words : "", -1);
}

static void
add_contact (Form       *form,
             LnetField   field,
             const char *text)
{
  gboolean is_phone = field == LNET_ORGANIZATION_PHONE;
  GtkWidget *row = add_entry (form, field, lnet_place_of_work_get_label (field), text);

  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), FALSE);
  gtk_text_set_input_purpose (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (row))),
                              is_phone ? GTK_INPUT_PURPOSE_PHONE : GTK_INPUT_PURPOSE_EMAIL);
  g_signal_connect (row, "changed", G_CALLBACK (on_contact_changed), GINT_TO_POINTER (is_phone));
  on_contact_changed (GTK_EDITABLE (row), GINT_TO_POINTER (is_phone));
}

void
lnet_group_present_organization (GtkWidget             *parent,
                                 LnetSession           *session,
                                 const LnetPlaceOfWork *organization)
{
  static const LnetPlaceOfWork empty;
  const LnetPlaceOfWork *now = organization != NULL ? organization : &empty;
  Form *form = form_new (session, organization != NULL ? _("Edit Organization") : _("Add Organization"),
                         organization != NULL ? _("_Save") : _("_Add"),
                         organization != NULL ? "organization-edit" : "organization-add",
                         organization != NULL ? &organization->id : NULL);

#define LABEL(field) lnet_place_of_work_get_label (field)
  lnet_form_dialog_need (form->dialog, add_entry (form, LNET_ORGANIZATION_NAME, LABEL (LNET_ORGANIZATION_NAME),
                                                  now->name));
  add_words (form, LNET_ORGANIZATION_SETTING, LABEL (LNET_ORGANIZATION_SETTING), LNET_REFERENCE_SETTING,
             lnet_reference_get_keys (LNET_REFERENCE_SETTING), now->setting);
  lnet_form_dialog_add_group (form->dialog, _("Contact"), NULL);
  add_entry (form, LNET_ORGANIZATION_ADDRESS, LABEL (LNET_ORGANIZATION_ADDRESS), now->address);
  add_entry (form, LNET_ORGANIZATION_TOWN, LABEL (LNET_ORGANIZATION_TOWN), now->town);
  add_entry (form, LNET_ORGANIZATION_POSTAL_CODE, LABEL (LNET_ORGANIZATION_POSTAL_CODE), now->postal_code);
  add_entry (form, LNET_ORGANIZATION_REGION, LABEL (LNET_ORGANIZATION_REGION), now->region);
  add_contact (form, LNET_ORGANIZATION_PHONE, now->phone);
  add_contact (form, LNET_ORGANIZATION_EMAIL, now->email);
  add_entry (form, LNET_ORGANIZATION_WEBSITE, LABEL (LNET_ORGANIZATION_WEBSITE), now->website);
  lnet_form_dialog_add_group (form->dialog, _("Quality"),
                              _("What stood here before stays in the organization’s history."));
  add_entry (form, LNET_ORGANIZATION_QUALITY_LEVEL, LABEL (LNET_ORGANIZATION_QUALITY_LEVEL), now->quality_level);
  add_span (form, LNET_ORGANIZATION_QUALITY_SINCE, LABEL (LNET_ORGANIZATION_QUALITY_SINCE), now->quality_since,
            LNET_ORGANIZATION_QUALITY_UNTIL, LABEL (LNET_ORGANIZATION_QUALITY_UNTIL), now->quality_until);
#undef LABEL
  check_dates (form);
  adw_dialog_present (ADW_DIALOG (form->dialog), parent);
}

void
lnet_group_present_team (GtkWidget      *parent,
                         LnetSession    *session,
                         const LnetTeam *team)
{
  static const char *const kinds[] = { "implementation-team", "small-group", NULL };
  Form *form = form_new (session, team != NULL ? _("Edit Team") : _("Add Team"), team != NULL ? _("_Save") : _("_Add"),
                         team != NULL ? "team-edit" : "team-add", team != NULL ? &team->id : NULL);
  GtkWidget *purpose = lnet_note_entry_new (_("Purpose"), _("What it is for"), FALSE);

  lnet_form_dialog_need (form->dialog, add_entry (form, LNET_TEAM_NAME, _("Name"), team != NULL ? team->name : NULL));
  add_words (form, LNET_TEAM_KIND, _("Kind"), LNET_REFERENCE_CONVENING_KIND, kinds, team != NULL ? team->kind : NULL);
  lnet_note_entry_set_text (LNET_NOTE_ENTRY (purpose), team != NULL ? team->purpose : NULL);
  add_answer (form, LNET_TEAM_PURPOSE, purpose, NULL);
  adw_dialog_present (ADW_DIALOG (form->dialog), parent);
}

void
lnet_group_present_place (GtkWidget           *parent,
                          LnetSession         *session,
                          const LnetTeamPlace *place)
{
  Form *form = form_new (session, _("Time in the Team"), _("_Save"), "team-edit", &place->id);
  /* Translators: a member’s name, then a team’s */
  g_autofree char *who = g_markup_printf_escaped (_("%s in %s"), place->member_name, place->team_name);

  lnet_form_dialog_add_group (form->dialog, NULL, who);
  add_span (form, LNET_TEAM_MEMBER_STARTS, _("Since"), place->starts, LNET_TEAM_MEMBER_ENDS,
            _("Last day (empty while it goes on)"), place->ends);
  check_dates (form);
  adw_dialog_present (ADW_DIALOG (form->dialog), parent);
}
