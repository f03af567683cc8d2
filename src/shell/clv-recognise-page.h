/* clv-recognise-page.h - what was recognised, how it is read, what is odd: to look at and to confirm
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-page.h"

G_BEGIN_DECLS

#define CLV_TYPE_RECOGNISE_PAGE (clv_recognise_page_get_type ())
G_DECLARE_FINAL_TYPE (ClvRecognisePage, clv_recognise_page, CLV, RECOGNISE_PAGE, ClvPage)

G_END_DECLS
