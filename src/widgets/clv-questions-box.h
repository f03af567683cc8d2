/* clv-questions-box.h - readings that no cell proves, asked with an example
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-mapping.h"

G_BEGIN_DECLS

#define CLV_TYPE_QUESTIONS_BOX (clv_questions_box_get_type ())
G_DECLARE_FINAL_TYPE (ClvQuestionsBox, clv_questions_box, CLV, QUESTIONS_BOX, AdwBin)

/* Signal “reading-chosen” (guint table, guint column, int type, int decimal, int order). */
/* One question a column that matters and can be read in two ways; hidden when there is none. NULL: nothing is open.
 * Returns: how many are asked */
guint clv_questions_box_set (ClvQuestionsBox  *self,
                             const ClvMapping *mapping,
                             gboolean          provisional);

G_END_DECLS
