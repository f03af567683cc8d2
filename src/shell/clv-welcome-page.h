/* clv-welcome-page.h - before anything is open: open, drop, sample data, recent files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The recent files that were read, not written. */
#define CLV_RECENT_GROUP "Clientele Data"

#define CLV_TYPE_WELCOME_PAGE (clv_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (ClvWelcomePage, clv_welcome_page, CLV, WELCOME_PAGE, AdwBin)

/* Files over the window: the drop zone shows that it takes them. */
void clv_welcome_page_set_dropping (ClvWelcomePage *self,
                                    gboolean        dropping);

G_END_DECLS
