/* clv-questions-dialog.h - asks what no cell proves, before there are results
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-project.h"

G_BEGIN_DECLS

void clv_questions_dialog_ask (GtkWindow  *parent,
                               ClvProject *project);

G_END_DECLS
