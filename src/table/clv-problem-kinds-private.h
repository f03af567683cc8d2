/* clv-problem-kinds-private.h - the kinds of problems: how much each matters, what can be done, what to say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-problem.h"

G_BEGIN_DECLS

typedef struct
{
  const char *kind;      /* id */
  ClvSeverity severity;
  const char *choices;   /* blank-separated ids; "" when nothing can be chosen */
  const char *title;     /* not translated yet */
  const char *advice;    /* not translated yet: what happened, what to do */
} ClvProblemKind;

const ClvProblemKind *clv_problem_kind_find (const char *kind);

G_END_DECLS
