/* clv-page.h - what the pages of the window have in common: they show findings when they are on screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-project.h"

G_BEGIN_DECLS

#define CLV_TYPE_PAGE (clv_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (ClvPage, clv_page, CLV, PAGE, AdwBin)

struct _ClvPageClass
{
  AdwBinClass parent_class;

  /* There is a project: connect to what else of it is shown. */
  void (*project_set)   (ClvPage     *self);
  /* These are the findings now; called while the page is on screen, or when it comes there. */
  void (*show_findings) (ClvPage     *self,
                         ClvFindings *findings);
  /* Nothing is shown, or other data are about to be: forget what was kept of these. */
  void (*release)       (ClvPage     *self);
};

ClvProject  *clv_page_get_project  (ClvPage *self);
/* What is shown now; NULL before there are results. */
ClvFindings *clv_page_get_findings (ClvPage *self);
/* Shows the newest findings even though the page is not on screen yet. */
void         clv_page_catch_up     (ClvPage *self);

G_END_DECLS
