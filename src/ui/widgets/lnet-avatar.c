/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "lnet-avatar.h"

#include "lnet-members.h"

/* The portrait an avatar shows, or waits for, as data of it. */
static const char shown[] = "lnet-portrait";

static void
show (AdwAvatar  *avatar,
      GdkTexture *texture)
{
  adw_avatar_set_custom_image (avatar, GDK_PAINTABLE (texture));
}

static void
on_loaded (AdwAvatar     *avatar,
           const LnetId  *portrait,
           LnetPortraits *portraits)
{
  const LnetId *wanted = g_object_get_data (G_OBJECT (avatar), shown);

  if (wanted == NULL || !lnet_id_equal (wanted, portrait))
    return;
  show (avatar, lnet_portraits_get (portraits, portrait));
  g_signal_handlers_disconnect_by_func (portraits, on_loaded, avatar);
}

void
lnet_avatar_show_member (AdwAvatar    *avatar,
                         LnetSession  *session,
                         const LnetId *member)
{
  g_autoptr (LnetMemberInfo) info = NULL;
  LnetPortraits *portraits;
  GdkTexture *texture;

  g_return_if_fail (ADW_IS_AVATAR (avatar) && LNET_IS_SESSION (session) && member != NULL);

  portraits = lnet_session_get_portraits (session);
  g_signal_handlers_disconnect_by_func (portraits, on_loaded, avatar);
  info = lnet_members_find (lnet_session_get_reader (session), member);
  if (info == NULL || lnet_id_is_null (&info->portrait))
    {
      g_object_set_data (G_OBJECT (avatar), shown, NULL);
      show (avatar, NULL);
      return;
    }
  g_object_set_data_full (G_OBJECT (avatar), shown, lnet_id_copy (&info->portrait), g_free);
  texture = lnet_portraits_get (portraits, &info->portrait);
  show (avatar, texture);
  if (texture == NULL)
    g_signal_connect_object (portraits, "loaded", G_CALLBACK (on_loaded), avatar, G_CONNECT_SWAPPED);
}
