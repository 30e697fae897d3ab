/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-strategy-chips.h"

#include "lnet-coaching-words.h"
#include "lnet-fit.h"
#include "lnet-reference.h"

struct _LnetStrategyChips
{
  AdwBin parent_instance;

  AdwWrapBox *box;
  GPtrArray *chips; /* toggles; the key is in their data */
};

G_DEFINE_FINAL_TYPE (LnetStrategyChips, lnet_strategy_chips, ADW_TYPE_BIN)

static GtkToggleButton *
append_chip (LnetStrategyChips *self,
             const char        *key)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label (lnet_reference_get_label (LNET_REFERENCE_STRATEGY, key));

  lnet_fit_words (chip);
  gtk_widget_add_css_class (chip, "coaching-chip");
  g_object_set_data_full (G_OBJECT (chip), "key", g_strdup (key), g_free);
  adw_wrap_box_append (self->box, chip);
  g_ptr_array_add (self->chips, chip);
  return GTK_TOGGLE_BUTTON (chip);
}

static const char *
key_of (gpointer chip)
{
  return g_object_get_data (chip, "key");
}

static void
lnet_strategy_chips_finalize (GObject *object)
{
  g_ptr_array_unref (LNET_STRATEGY_CHIPS (object)->chips);

  G_OBJECT_CLASS (lnet_strategy_chips_parent_class)->finalize (object);
}

static void
lnet_strategy_chips_class_init (LnetStrategyChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lnet_strategy_chips_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static AdwWrapBox *
new_box (void)
{
  GtkWidget *box = adw_wrap_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 6);
  return ADW_WRAP_BOX (box);
}

static void
lnet_strategy_chips_init (LnetStrategyChips *self)
{
  const char *const *keys = lnet_reference_get_keys (LNET_REFERENCE_STRATEGY);

  self->chips = g_ptr_array_new ();
  self->box = new_box ();
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  for (gsize i = 0; keys[i] != NULL; i++)
    append_chip (self, keys[i]);
}

char *
lnet_strategy_chips_dup_keys (LnetStrategyChips *self)
{
  GString *keys = g_string_new (NULL);

  for (guint i = 0; i < self->chips->len; i++)
    {
      if (!gtk_toggle_button_get_active (self->chips->pdata[i]))
        continue;
      if (keys->len > 0)
        g_string_append_c (keys, ' ');
      g_string_append (keys, key_of (self->chips->pdata[i]));
    }
  return g_string_free (keys, FALSE);
}

static GtkToggleButton *
find_chip (LnetStrategyChips *self,
           const char        *key)
{
  for (guint i = 0; i < self->chips->len; i++)
    if (g_str_equal (key_of (self->chips->pdata[i]), key))
      return self->chips->pdata[i];
  return append_chip (self, key);
}

void
lnet_strategy_chips_set_keys (LnetStrategyChips *self,
                              const char        *keys)
{
  g_auto (GStrv) active = lnet_coaching_split_keys (keys);

  g_return_if_fail (LNET_IS_STRATEGY_CHIPS (self));

  for (guint i = 0; i < self->chips->len; i++)
    gtk_toggle_button_set_active (self->chips->pdata[i], FALSE);
  for (gsize i = 0; active[i] != NULL; i++)
    gtk_toggle_button_set_active (find_chip (self, active[i]), TRUE);
}

GtkWidget *
lnet_strategy_chips_new_plain (const char *keys)
{
  AdwWrapBox *box = new_box ();
  g_auto (GStrv) all = lnet_coaching_split_keys (keys);

  for (gsize i = 0; all[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (lnet_reference_get_label (LNET_REFERENCE_STRATEGY, all[i]));

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, "coaching-chip");
      gtk_widget_add_css_class (label, "caption");
      adw_wrap_box_append (box, label);
    }
  return GTK_WIDGET (box);
}
