/* clv-password-private.h - passwords of workbooks, as their ciphers take them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Excel tries it by itself: with it hides what is only to be opened “read-only”, or protected against changes. */
#define CLV_PASSWORD_OF_EXCEL "VelvetSweatshop"

typedef struct
{
  guint8 *bytes; /* UTF-16, little end first */
  gsize   length;
} ClvPassword;

/* FALSE if no program takes such a password: it is empty, far too long, or no UTF-8. */
gboolean clv_password_init  (ClvPassword *self,
                             const char  *text);
/* Leaves nothing of it in memory. */
void     clv_password_clear (ClvPassword *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ClvPassword, clv_password_clear)

G_END_DECLS
