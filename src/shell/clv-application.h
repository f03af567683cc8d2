/* clv-application.h - the program: windows, shortcuts, files from the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CLV_TYPE_APPLICATION (clv_application_get_type ())
G_DECLARE_FINAL_TYPE (ClvApplication, clv_application, CLV, APPLICATION, AdwApplication)

ClvApplication *clv_application_new (GApplicationFlags flags);

G_END_DECLS
