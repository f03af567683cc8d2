/* clv-password-dialog.h - asks for the password of a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-project.h"

G_BEGIN_DECLS

void clv_password_dialog_ask (GtkWindow  *parent,
                              ClvProject *project,
                              const char *message);

G_END_DECLS
