/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was written in the document on two desks at once: said above the page until somebody has read or settled it. */

#include "config.h"

#include "lnet-vision-room-private.h"

#include "lnet-originals.h"
#include "lnet-settle-dialog.h"

#include <glib/gi18n-lib.h>

static gboolean
is_prose (LnetField field)
{
  return lnet_schema_get_field (field)->kind == LNET_FIELD_KIND_PROSE;
}

/* The block with the caret, or else the first one. */
static const LnetBlock *
find_block (LnetVisionRoom *self,
            guint          *n)
{
  const LnetBlock *found = NULL;
  const LnetBlock *current = lnet_manuscript_get_current (self->manuscript);

  *n = 0;
  for (guint line = 0; line < lnet_manuscript_get_n_blocks (self->manuscript); line++)
    {
      const LnetBlock *block = lnet_manuscript_get_block (self->manuscript, line);

      if (block->to_settle == LNET_FIELD_NONE)
        continue;
      *n += 1;
      if (found == NULL || block == current)
        found = block;
    }
  return found;
}

static void
on_read (GObject      *store,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (LnetVisionRoom) self = user_data;
  g_autoptr (LnetMergedText) merged = lnet_originals_read_finish (result, NULL);
  g_autofree char *names = NULL;
  g_autofree char *title = NULL;

  if (merged == NULL || self->to_settle == NULL)
    return;
  names = lnet_originals_dup_names (merged->originals);
  if (*names == '\0')
    return;
  /* Translators: %s is the names of two people or more */
  title = g_strdup_printf (_("Merged from what %s wrote – please read"), names);
  adw_banner_set_title (self->to_settle, title);
}

static void
say_who (LnetVisionRoom  *self,
         const LnetBlock *block)
{
  self->merged = g_cancellable_new ();
  lnet_originals_read_async (lnet_session_get_store (lnet_room_get_session (LNET_ROOM (self))),
                             LNET_FIELD_TABLE (block->to_settle), &block->id, LNET_FIELD_NUMBER (block->to_settle),
                             self->merged, on_read, g_object_ref (self));
}

void
lnet_vision_room_update_to_settle (LnetVisionRoom *self)
{
  guint n;
  const LnetBlock *block = find_block (self, &n);
  g_autofree char *title = NULL;

  g_cancellable_cancel (self->merged);
  g_clear_object (&self->merged);
  adw_banner_set_revealed (self->to_settle, n > 0);
  if (n == 0)
    return;
  if (block != lnet_manuscript_get_current (self->manuscript))
    title = g_strdup_printf (ngettext ("%'u passage was written on two desks at once",
                                       "%'u passages were written on two desks at once", n), n);
  else if (is_prose (block->to_settle))
    title = g_strdup (_("Several people wrote here at once – please read"));
  else
    title = g_strdup (_("Written on two desks at once"));
  adw_banner_set_use_markup (self->to_settle, FALSE);
  adw_banner_set_title (self->to_settle, title);
  adw_banner_set_button_label (self->to_settle, is_prose (block->to_settle) ? _("_Read…") : _("_Settle…"));
  if (block == lnet_manuscript_get_current (self->manuscript) && is_prose (block->to_settle))
    say_who (self, block);
}

void
lnet_vision_room_settle (LnetVisionRoom *self)
{
  guint n;
  const LnetBlock *block;
  LnetField field;
  AdwDialog *dialog;
  LnetId id;

  lnet_manuscript_flush (self->manuscript);
  block = find_block (self, &n);
  if (block == NULL)
    return;
  id = block->id;
  field = block->to_settle;
  if (lnet_manuscript_go_to (self->manuscript, &id))
    lnet_paper_show_caret (self->paper);
  dialog = lnet_settle_dialog_new (lnet_room_get_session (LNET_ROOM (self)), LNET_FIELD_TABLE (field), &id,
                                   LNET_FIELD_NUMBER (field));
  if (dialog != NULL)
    adw_dialog_present (dialog, GTK_WIDGET (self));
}
