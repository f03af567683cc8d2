/* clv-progress-box.h - what is being worked on, how far it is, and the way out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-project.h"

G_BEGIN_DECLS

#define CLV_TYPE_PROGRESS_BOX (clv_progress_box_get_type ())
G_DECLARE_FINAL_TYPE (ClvProgressBox, clv_progress_box, CLV, PROGRESS_BOX, AdwBin)

G_END_DECLS
