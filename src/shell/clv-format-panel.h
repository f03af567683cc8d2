/* clv-format-panel.h - how the file of a sheet is read: encoding, separator, header row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-project.h"

G_BEGIN_DECLS

#define CLV_TYPE_FORMAT_PANEL (clv_format_panel_get_type ())
G_DECLARE_FINAL_TYPE (ClvFormatPanel, clv_format_panel, CLV, FORMAT_PANEL, AdwBin)

/* Shows how @table of the mapping was read; changes go to @project, which must live longer or be NULL. */
void clv_format_panel_set (ClvFormatPanel *self,
                           ClvProject     *project,
                           guint           table);

G_END_DECLS
