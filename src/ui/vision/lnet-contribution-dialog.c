/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-contribution-dialog.h"

#include "lnet-date-row.h"
#include "lnet-day.h"
#include "lnet-fit.h"
#include "lnet-member-picker.h"
#include "lnet-reference.h"
#include "lnet-vision-edit.h"

#include <glib/gi18n-lib.h>

struct _LnetContributionDialog
{
  AdwDialog parent_instance;

  LnetSession *session;
  LnetContribution *before; /* (nullable): the one to change */
  LnetId passage;
  LnetId member;
  char *role;   /* of the member, at that time */
  char *region;
  GPtrArray *convenings; /* (element-type LnetVisionChoice) */
  GCancellable *choosing;

  GtkWidget *save_button;
  GtkTextView *body_view;
  GtkWidget *link_group;
  AdwSwitchRow *link_row;
  AdwActionRow *member_row;
  GtkWidget *clear_member_button;
  AdwEntryRow *group_row;
  AdwComboRow *attribution_row;
  AdwComboRow *convening_row;
  AdwComboRow *channel_row;
  LnetDateRow *date_row;
  AdwComboRow *language_row;
  AdwEntryRow *translation_row;
  AdwEntryRow *translator_row;
  AdwWrapBox *themes_box;
  AdwEntryRow *theme_row;
};

G_DEFINE_FINAL_TYPE (LnetContributionDialog, lnet_contribution_dialog, ADW_TYPE_DIALOG)

static char *
dup_body (LnetContributionDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->body_view);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
on_body_changed (LnetContributionDialog *self)
{
  g_autofree char *body = dup_body (self);

  gtk_widget_set_sensitive (self->save_button, *body != '\0');
}

/* A row to choose a word of the field from; the first choice is none. */
static void
fill_keys (AdwComboRow       *row,
           LnetReferenceKind  kind,
           const char        *none,
           const char        *chosen)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  const char *const *keys = lnet_reference_get_keys (kind);
  guint selected = 0;

  gtk_string_list_append (labels, none);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      gtk_string_list_append (labels, lnet_reference_get_label (kind, keys[i]));
      if (g_strcmp0 (keys[i], chosen) == 0)
        selected = i + 1;
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (row, selected);
}

static const char *
get_key (AdwComboRow       *row,
         LnetReferenceKind  kind)
{
  guint selected = adw_combo_row_get_selected (row);

  return selected > 0 && selected != GTK_INVALID_LIST_POSITION ? lnet_reference_get_keys (kind)[selected - 1] : NULL;
}

static void
choose_key (AdwComboRow       *row,
            LnetReferenceKind  kind,
            const char        *key)
{
  const char *const *keys = lnet_reference_get_keys (kind);

  for (guint i = 0; keys[i] != NULL; i++)
    if (g_strcmp0 (keys[i], key) == 0)
      adw_combo_row_set_selected (row, i + 1);
}

static void
fill_convenings (LnetContributionDialog *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autofree char *today = lnet_day_today ();
  guint selected = 0;

  self->convenings = lnet_vision_list_convenings (lnet_session_get_reader (self->session), NULL);
  gtk_string_list_append (labels, _("None"));
  for (guint i = 0; self->convenings != NULL && i < self->convenings->len; i++)
    {
      const LnetVisionChoice *choice = self->convenings->pdata[i];
      g_autofree char *day = choice->detail != NULL ? lnet_day_describe (choice->detail, today) : NULL;
      g_autofree char *label = day != NULL ? g_strdup_printf ("%s · %s", choice->label, day) : g_strdup (choice->label);

      gtk_string_list_append (labels, label);
      if (self->before != NULL && lnet_id_equal (&choice->id, &self->before->convening))
        selected = i + 1;
    }
  adw_combo_row_set_model (self->convening_row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->convening_row, selected);
}

static LnetId
get_convening (LnetContributionDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->convening_row);

  if (self->convenings == NULL || selected == 0 || selected > self->convenings->len)
    return lnet_id_null ();
  return ((LnetVisionChoice *) self->convenings->pdata[selected - 1])->id;
}

static GtkWidget *
add_theme_button (LnetContributionDialog *self,
                  const char             *label,
                  const LnetId           *theme,
                  gboolean                active)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  lnet_fit_words (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), active);
  g_object_set_data_full (G_OBJECT (button), "theme", theme != NULL ? lnet_id_copy (theme) : NULL, g_free);
  g_object_set_data (G_OBJECT (button), "before", GINT_TO_POINTER (theme != NULL && active));
  adw_wrap_box_append (self->themes_box, button);
  gtk_widget_set_visible (GTK_WIDGET (self->themes_box), TRUE);
  return button;
}

static void
fill_themes (LnetContributionDialog *self)
{
  LnetReader *reader = lnet_session_get_reader (self->session);
  g_autoptr (GPtrArray) themes = lnet_vision_list_themes (reader, NULL);
  g_autoptr (GPtrArray) own = NULL;

  if (self->before != NULL)
    own = lnet_vision_list_themes_of_words (reader, &self->before->id, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->themes_box), FALSE);
  for (guint i = 0; themes != NULL && i < themes->len; i++)
    {
      const LnetVisionChoice *theme = themes->pdata[i];
      gboolean active = FALSE;

      for (guint j = 0; own != NULL && j < own->len; j++)
        active = active || lnet_id_equal (&theme->id, &((LnetVisionChoice *) own->pdata[j])->id);
      add_theme_button (self, theme->label, &theme->id, active);
    }
}

static void
on_add_theme (LnetContributionDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->theme_row))));

  if (*name == '\0')
    return;
  add_theme_button (self, name, NULL, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->theme_row), "");
}

static void
show_member (LnetContributionDialog *self,
             const char             *name)
{
  adw_action_row_set_subtitle (self->member_row, name != NULL ? name : _("Nobody chosen"));
  gtk_widget_set_visible (self->clear_member_button, name != NULL);
}

static void
take_member (LnetContributionDialog *self,
             const LnetId           *member)
{
  g_autofree char *today = lnet_day_today ();
  g_autoptr (LnetContributor) contributor =
    lnet_vision_read_contributor (lnet_session_get_reader (self->session), member, today, NULL);

  if (contributor == NULL)
    return;
  self->member = *member;
  g_set_str (&self->role, contributor->role);
  g_set_str (&self->region, contributor->region);
  show_member (self, contributor->name);
  if (contributor->attribution != NULL)
    choose_key (self->attribution_row, LNET_REFERENCE_ATTRIBUTION, contributor->attribution);
  if (adw_combo_row_get_selected (self->language_row) == 0)
    choose_key (self->language_row, LNET_REFERENCE_LANGUAGE, contributor->language);
}

static void
on_member_chosen (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (LnetContributionDialog) self = LNET_CONTRIBUTION_DIALOG (user_data);
  g_autoptr (GArray) members = lnet_member_picker_choose_finish (result, NULL);

  if (members != NULL && members->len > 0 && self->session != NULL)
    take_member (self, &g_array_index (members, LnetId, 0));
}

static void
on_choose_member (LnetContributionDialog *self)
{
  g_cancellable_cancel (self->choosing);
  g_clear_object (&self->choosing);
  self->choosing = g_cancellable_new ();
  lnet_member_picker_choose (GTK_WIDGET (self), self->session, _("Who Said It"),
                             LNET_MEMBER_PICKER_ONE, NULL, self->choosing, on_member_chosen, g_object_ref (self));
}

static void
on_clear_member (LnetContributionDialog *self)
{
  self->member = lnet_id_null ();
  g_clear_pointer (&self->role, g_free);
  g_clear_pointer (&self->region, g_free);
  show_member (self, NULL);
}

static void
on_cancel (LnetContributionDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static char *
dup_entry (AdwEntryRow *row)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static LnetContribution *
collect (LnetContributionDialog *self)
{
  LnetContribution *words = g_new0 (LnetContribution, 1);

  words->body = dup_body (self);
  words->member = self->member;
  words->group_name = dup_entry (self->group_row);
  words->attribution = g_strdup (get_key (self->attribution_row, LNET_REFERENCE_ATTRIBUTION));
  words->language = g_strdup (get_key (self->language_row, LNET_REFERENCE_LANGUAGE));
  words->translation = dup_entry (self->translation_row);
  words->translator = dup_entry (self->translator_row);
  words->convening = get_convening (self);
  words->channel = g_strdup (get_key (self->channel_row, LNET_REFERENCE_CHANNEL));
  words->said_on = g_strdup (lnet_date_row_get_date (self->date_row));
  words->role_then = g_strdup (self->role);
  words->region_then = g_strdup (self->region);
  return words;
}

static void
write_themes (LnetContributionDialog *self,
              LnetTransaction        *transaction,
              const LnetId           *contribution)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->themes_box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gboolean active = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child));
      gboolean before = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (child), "before"));
      const LnetId *known = g_object_get_data (G_OBJECT (child), "theme");
      LnetId theme;

      if (active == before)
        continue;
      theme = known != NULL ? *known
                            : lnet_vision_add_theme (transaction, gtk_button_get_label (GTK_BUTTON (child)));
      lnet_vision_set_theme (transaction, &theme, contribution, active);
    }
}

static void
on_save (LnetContributionDialog *self)
{
  g_autoptr (LnetContribution) after = collect (self);
  g_autoptr (LnetTransaction) transaction =
    lnet_transaction_new (self->before != NULL ? "contribution-edit" : "contribution-add");
  LnetId id;

  on_add_theme (self);
  id = lnet_vision_write_contribution (transaction, self->before, after);
  write_themes (self, transaction, &id);
  if (self->before == NULL && !lnet_id_is_null (&self->passage) && adw_switch_row_get_active (self->link_row))
    lnet_vision_link (transaction, &self->passage, &id);
  lnet_session_commit (self->session, g_steal_pointer (&transaction),
                       self->before != NULL ? _("The contribution is changed") : _("The contribution is added"));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
set_entry (AdwEntryRow *row,
           const char  *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
show_before (LnetContributionDialog *self)
{
  const LnetContribution *words = self->before;

  adw_dialog_set_title (ADW_DIALOG (self), _("Edit the Contribution"));
  gtk_button_set_label (GTK_BUTTON (self->save_button), _("Save"));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->body_view), words->body, -1);
  self->member = words->member;
  g_set_str (&self->role, words->role_then);
  g_set_str (&self->region, words->region_then);
  show_member (self, words->name);
  set_entry (self->group_row, words->group_name);
  set_entry (self->translation_row, words->translation);
  set_entry (self->translator_row, words->translator);
  lnet_date_row_set_date (self->date_row, words->said_on);
}

static void
fill (LnetContributionDialog *self)
{
  const LnetContribution *words = self->before;
  g_autofree char *today = lnet_day_today ();

  fill_keys (self->attribution_row, LNET_REFERENCE_ATTRIBUTION, _("Not asked yet"),
             words != NULL ? words->attribution : NULL);
  fill_keys (self->channel_row, LNET_REFERENCE_CHANNEL, _("Not known"), words != NULL ? words->channel : NULL);
  fill_keys (self->language_row, LNET_REFERENCE_LANGUAGE, _("Not known"), words != NULL ? words->language : NULL);
  fill_convenings (self);
  fill_themes (self);
  gtk_widget_set_visible (self->link_group, words == NULL && !lnet_id_is_null (&self->passage));
  if (words != NULL)
    show_before (self);
  else
    lnet_date_row_set_date (self->date_row, today);
}

static void
lnet_contribution_dialog_dispose (GObject *object)
{
  LnetContributionDialog *self = LNET_CONTRIBUTION_DIALOG (object);

  g_cancellable_cancel (self->choosing);
  g_clear_object (&self->choosing);
  gtk_widget_dispose_template (GTK_WIDGET (self), LNET_TYPE_CONTRIBUTION_DIALOG);
  g_clear_object (&self->session);
  g_clear_pointer (&self->before, lnet_contribution_free);
  g_clear_pointer (&self->convenings, g_ptr_array_unref);
  g_clear_pointer (&self->role, g_free);
  g_clear_pointer (&self->region, g_free);

  G_OBJECT_CLASS (lnet_contribution_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LnetContributionDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionDialog, body_view);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionDialog, link_group);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionDialog, link_row);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionDialog, member_row);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionDialog, clear_member_button);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionDialog, group_row);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionDialog, attribution_row);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionDialog, convening_row);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionDialog, channel_row);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionDialog, date_row);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionDialog, language_row);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionDialog, translation_row);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionDialog, translator_row);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionDialog, themes_box);
  gtk_widget_class_bind_template_child (widget_class, LnetContributionDialog, theme_row);
}

static void
lnet_contribution_dialog_class_init (LnetContributionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lnet_contribution_dialog_dispose;

  g_type_ensure (LNET_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/com/example/LearningNetwork/lnet-contribution-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_member);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_member);
  gtk_widget_class_bind_template_callback (widget_class, on_add_theme);
}

static void
lnet_contribution_dialog_init (LnetContributionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lnet_fit_dialog (ADW_DIALOG (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->body_view), "changed", G_CALLBACK (on_body_changed), self,
                           G_CONNECT_SWAPPED);
}

void
lnet_contribution_dialog_present (LnetSession  *session,
                                  const LnetId *contribution,
                                  const LnetId *passage,
                                  GtkWidget    *parent)
{
  LnetContributionDialog *self = g_object_new (LNET_TYPE_CONTRIBUTION_DIALOG, NULL);
  g_autoptr (GError) error = NULL;

  self->session = g_object_ref (session);
  self->passage = *passage;
  if (contribution != NULL)
    self->before = lnet_vision_read_contribution (lnet_session_get_reader (session), contribution, &error);
  if (error != NULL)
    lnet_session_fail (session, _("The contribution could not be read"), error);
  fill (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
}
