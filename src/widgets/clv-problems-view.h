/* clv-problems-view.h - what was odd in the data, with rows to look at and what to do about it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "clv-findings.h"

G_BEGIN_DECLS

#define CLV_TYPE_PROBLEMS_VIEW (clv_problems_view_get_type ())
G_DECLARE_FINAL_TYPE (ClvProblemsView, clv_problems_view, CLV, PROBLEMS_VIEW, AdwBin)

/* Signals “treatment-chosen” (key, value): an assumption as clv_assumptions_set() takes it; “entry-wanted” (key): its
 * value must be entered first. */
/* NULL @problems: still being worked out. */
void clv_problems_view_set          (ClvProblemsView      *self,
                                     const ClvProblemList *problems,
                                     const ClvAssumptions *assumptions);
/* Why they are not being worked out yet. */
void clv_problems_view_set_waiting  (ClvProblemsView *self,
                                     const char      *text);
/* Nothing can be worked out, and why; @currencies (nullable) can each be chosen to go on. */
void clv_problems_view_set_obstacle (ClvProblemsView   *self,
                                     const char        *reason,
                                     const char *const *currencies);
/* Beside the obstacle: a button for each of @choices, what can be done about problems of @kind. */
void clv_problems_view_add_choices (ClvProblemsView *self,
                                    const char      *kind,
                                    const char      *choices);

G_END_DECLS
