/* clv-sidebar.h - the list of pages, and what the figures are about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-project.h"

G_BEGIN_DECLS

#define CLV_TYPE_SIDEBAR (clv_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (ClvSidebar, clv_sidebar, CLV, SIDEBAR, AdwBin)

/* Properties “project” and “page”, the id of the page that is on screen. */
typedef struct
{
  const char *id;
  const char *title; /* to be translated */
  const char *icon_name;
} ClvPageInfo;

/* (array length=n) in the order of the list. */
const ClvPageInfo *clv_sidebar_get_pages  (guint      *n);
const ClvPageInfo *clv_sidebar_find_page  (const char *id);

G_END_DECLS
