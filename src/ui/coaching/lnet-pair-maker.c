/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-pair-maker.h"

#include <glib/gi18n-lib.h>

#include "lnet-coaching-change.h"
#include "lnet-coaching-words.h"
#include "lnet-day.h"
#include "lnet-intake-card.h"
#include "lnet-pair-avatars.h"

struct _LnetPairMaker
{
  AdwBin parent_instance;

  GtkStack *stack;
  LnetPairAvatars *avatars;
  GtkLabel *names;
  GtkWidget *remarks;
  GtkListBox *remark_list;
  GtkWidget *making;
  AdwSpinRow *cadence;
  GtkButton *make;
  GtkBox *cards;

  LnetSession *session;
  GPtrArray *chosen; /* LnetCoachingItem */
};

G_DEFINE_FINAL_TYPE (LnetPairMaker, lnet_pair_maker, ADW_TYPE_BIN)

enum
{
  MADE,
  EDIT,
  LEAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static LnetIntake *
get_intake (LnetPairMaker *self,
            guint          number)
{
  return lnet_coaching_item_get_intake (self->chosen->pdata[number]);
}

typedef struct
{
  LnetPairMaker *self;
  LnetId pair;
} Making;

static void
on_made (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autofree Making *making = data;
  g_autoptr (LnetPairMaker) self = making->self;
  g_autofree char *id = lnet_id_to_string (&making->pair);

  if (lnet_session_commit_finish (LNET_SESSION (source), result, NULL, NULL))
    g_signal_emit (self, signals[MADE], 0, id);
}

static void
make (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  LnetPairMaker *self = LNET_PAIR_MAKER (widget);
  guint n = MIN (self->chosen->len, LNET_PAIR_MEMBERS_MOST);
  LnetTransaction *transaction = lnet_transaction_new (n == 3 ? "coaching-triad-make" : "coaching-pair-make");
  Making *making = g_new0 (Making, 1);
  LnetId members[LNET_PAIR_MEMBERS_MOST];
  g_autofree char *today = lnet_day_today ();
  g_autofree char *toast = NULL;

  for (guint i = 0; i < n; i++)
    members[i] = get_intake (self, i)->member;
  making->self = g_object_ref (self);
  making->pair = lnet_coaching_make_pair (transaction, &get_intake (self, 0)->round, members, n, today,
                                          (int) adw_spin_row_get_value (self->cadence));
  /* Translators: %s is "Ana and Ben". */
  toast = g_strdup_printf (n == 3 ? _("%s are a triad now") : _("%s are a pair now"), gtk_label_get_label (self->names));
  lnet_session_commit_async (self->session, transaction, toast, NULL, on_made, making);
}

static void
edit (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  g_signal_emit (widget, signals[EDIT], 0, g_variant_get_string (parameter, NULL));
}

static LnetIntake *
find_intake (LnetPairMaker *self,
             GVariant      *parameter)
{
  LnetId id;

  if (!lnet_id_from_string (g_variant_get_string (parameter, NULL), &id))
    return NULL;
  for (guint i = 0; i < self->chosen->len; i++)
    if (lnet_id_equal (&get_intake (self, i)->id, &id))
      return get_intake (self, i);
  return NULL;
}

static void
open_profile (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  LnetPairMaker *self = LNET_PAIR_MAKER (widget);
  LnetIntake *intake = find_intake (self, parameter);
  g_autofree char *member = intake != NULL ? lnet_id_to_string (&intake->member) : NULL;

  if (member != NULL)
    lnet_session_go_to (self->session, "members", member);
}

static void
remove_from_pool (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  LnetPairMaker *self = LNET_PAIR_MAKER (widget);
  LnetIntake *intake = find_intake (self, parameter);
  LnetTransaction *transaction;
  g_autofree char *toast = NULL;

  if (intake == NULL)
    return;
  transaction = lnet_transaction_new ("coaching-pool-remove");
  lnet_transaction_delete (transaction, LNET_TABLE_INTAKE, &intake->id);
  toast = g_strdup_printf (_("%s is out of the pool"), intake->short_name);
  lnet_session_commit (self->session, transaction, toast);
}

static void
lnet_pair_maker_dispose (GObject *object)
{
  LnetPairMaker *self = LNET_PAIR_MAKER (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), LNET_TYPE_PAIR_MAKER);
  g_clear_object (&self->session);
  g_clear_pointer (&self->chosen, g_ptr_array_unref);

  G_OBJECT_CLASS (lnet_pair_maker_parent_class)->dispose (object);
}

static void
lnet_pair_maker_class_init (LnetPairMakerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const char *const names[] = { "made", "edit", "leave" };

  object_class->dispose = lnet_pair_maker_dispose;

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (LNET_TYPE_PAIR_AVATARS);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/LearningNetwork/lnet-pair-maker.ui");
  gtk_widget_class_bind_template_child (widget_class, LnetPairMaker, stack);
  gtk_widget_class_bind_template_child (widget_class, LnetPairMaker, avatars);
  gtk_widget_class_bind_template_child (widget_class, LnetPairMaker, names);
  gtk_widget_class_bind_template_child (widget_class, LnetPairMaker, remarks);
  gtk_widget_class_bind_template_child (widget_class, LnetPairMaker, remark_list);
  gtk_widget_class_bind_template_child (widget_class, LnetPairMaker, making);
  gtk_widget_class_bind_template_child (widget_class, LnetPairMaker, cadence);
  gtk_widget_class_bind_template_child (widget_class, LnetPairMaker, make);
  gtk_widget_class_bind_template_child (widget_class, LnetPairMaker, cards);
  gtk_widget_class_install_action (widget_class, "maker.make", NULL, make);
  gtk_widget_class_install_action (widget_class, "maker.edit", "s", edit);
  gtk_widget_class_install_action (widget_class, "maker.profile", "s", open_profile);
  gtk_widget_class_install_action (widget_class, "maker.remove", "s", remove_from_pool);
}

static void
lnet_pair_maker_init (LnetPairMaker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_spin_row_set_value (self->cadence, LNET_CADENCE_DEFAULT_DAYS);
}

static void
add_remark (LnetPairMaker           *self,
            const LnetPairingRemark *remark,
            const LnetPairingMember *members)
{
  static const struct { const char *icon; const char *css_class; } looks[] = {
    [LNET_PAIRING_REFUSES] = { "process-stop-symbolic", "error" },
    [LNET_PAIRING_WARNS] = { "dialog-warning-symbolic", "warning" },
    [LNET_PAIRING_FITS] = { "object-select-symbolic", "success" },
  };
  static const char *const weights[] = {
    [LNET_PAIRING_REFUSES] = N_("Not possible"),
    [LNET_PAIRING_WARNS] = N_("To think about"),
    [LNET_PAIRING_FITS] = N_("Fits"),
  };
  g_autofree char *words = lnet_pairing_remark_describe (remark, members, self->chosen->len, lnet_coaching_label);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (looks[remark->weight].icon);

  gtk_widget_add_css_class (icon, looks[remark->weight].css_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, _(weights[remark->weight]), -1);
  gtk_widget_set_tooltip_text (icon, _(weights[remark->weight]));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_append (self->remark_list, row);
}

/* Shows the remarks; gives the times that suit all of them. */
static char *
check (LnetPairMaker *self)
{
  char *common = NULL;
  guint n = self->chosen->len;
  g_autofree LnetPairingMember *members = g_new0 (LnetPairingMember, n);
  g_autoptr (GPtrArray) past = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GPtrArray) remarks = NULL;

  for (guint i = 0; i < n; i++)
    {
      GArray *partners;

      members[i] = lnet_coaching_pairing_member (get_intake (self, i));
      partners = lnet_coaching_read_past_partners (lnet_session_get_reader (self->session), &members[i].member, NULL);
      if (partners == NULL)
        continue;
      g_ptr_array_add (past, partners);
      members[i].past_partners = (const LnetId *) partners->data;
      members[i].n_past_partners = partners->len;
    }
  remarks = lnet_pairing_check (members, n);
  gtk_list_box_remove_all (self->remark_list);
  for (guint i = 0; i < remarks->len; i++)
    {
      const LnetPairingRemark *remark = remarks->pdata[i];

      add_remark (self, remark, members);
      if (remark->kind == LNET_PAIRING_SLOT)
        common = g_strjoinv (" ", remark->keys);
    }
  lnet_session_enable_action (self->session, GTK_WIDGET (self), "maker.make", lnet_pairing_allows (remarks));
  return common != NULL ? common : g_strdup ("");
}

static void
on_leave (LnetPairMaker *self,
          const char    *intake)
{
  g_signal_emit (self, signals[LEAVE], 0, intake);
}

static void
show_cards (LnetPairMaker *self,
            const char    *common)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, child);
  for (guint i = 0; i < self->chosen->len; i++)
    {
      GtkWidget *card = lnet_intake_card_new (get_intake (self, i), common);

      g_signal_connect_object (card, "leave", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->cards, card);
    }
}

static void
show_names (LnetPairMaker *self)
{
  const char *names[LNET_PAIR_MEMBERS_MOST + 1] = { NULL };
  g_autofree char *line = NULL;
  guint n = MIN (self->chosen->len, LNET_PAIR_MEMBERS_MOST);

  for (guint i = 0; i < n; i++)
    names[i] = get_intake (self, i)->name;
  lnet_pair_avatars_set_names (self->avatars, names);
  if (n == 3)
    /* Translators: the names of three who would coach each other. */
    line = g_strdup_printf (_("%s, %s and %s"), names[0], names[1], names[2]);
  else if (n == 2)
    /* Translators: the names of two who would coach each other. */
    line = g_strdup_printf (_("%s and %s"), names[0], names[1]);
  else
    line = g_strdup (names[0]);
  gtk_label_set_label (self->names, line);
  gtk_button_set_label (self->make, n == 3 ? _("_Make a Triad") : _("_Make a Pair"));
}

void
lnet_pair_maker_set_chosen (LnetPairMaker *self,
                            LnetSession   *session,
                            GPtrArray     *chosen)
{
  static const char *const reading[] = { "maker.profile", NULL };
  gboolean several = chosen->len > 1;
  g_autofree char *common = NULL;

  g_return_if_fail (LNET_IS_PAIR_MAKER (self));

  if (g_set_object (&self->session, session))
    lnet_session_guard_actions (session, GTK_WIDGET (self), reading);
  g_clear_pointer (&self->chosen, g_ptr_array_unref);
  self->chosen = g_ptr_array_ref (chosen);
  gtk_stack_set_visible_child_name (self->stack, chosen->len > 0 ? "chosen" : "none");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "maker.make", FALSE);
  if (chosen->len == 0)
    return;

  show_names (self);
  gtk_widget_set_visible (self->remarks, several);
  gtk_widget_set_visible (self->making, several);
  gtk_widget_set_visible (GTK_WIDGET (self->make), several);
  if (several)
    common = check (self);
  show_cards (self, common);
}
