/* clv-model-box.h - the fitted models with their parameters, for those who want to check
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "clv-prediction.h"

G_BEGIN_DECLS

/* Puts all models into @box, in place of what is there. */
void clv_model_box_fill (GtkBox          *box,
                         const ClvModels *models);

G_END_DECLS
