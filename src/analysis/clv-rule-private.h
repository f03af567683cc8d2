/* clv-rule-private.h - a rule from inside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-rule.h"

G_BEGIN_DECLS

/* Deeper and longer ones nobody writes. */
#define CLV_RULE_MAX_DEPTH 32
#define CLV_RULE_MAX_LENGTH 16384

typedef enum
{
  CLV_AGO_NONE,
  CLV_AGO_DAYS,
  CLV_AGO_WEEKS,
  CLV_AGO_MONTHS,
  CLV_AGO_YEARS,
} ClvAgo;

/* A value as it was written, and what it means. */
typedef struct
{
  char  *text;       /* of texts and words */
  double number;     /* a number, a ClvDay, or how many units ago; NaN for what is none */
  gboolean is_date;
  gboolean is_percent;
  ClvAgo ago;
} ClvRuleValue;

struct _ClvRule
{
  gint              ref_count;
  ClvRuleKind       kind;
  GPtrArray        *children;   /* ClvRule; NULL of conditions */
  ClvCustomerFigure figure;     /* CLV_N_CUSTOMER_FIGURES of a column */
  char             *name;
  ClvRuleComparison comparison;
  GArray           *values;     /* ClvRuleValue; NULL unless a condition */
};

ClvRule            *clv_rule_alloc             (ClvRuleKind kind);
/* “days” and the like, in the singular too. */
gboolean            clv_ago_from_word          (const char *word,
                                                ClvAgo     *ago);
const char         *clv_ago_to_word            (ClvAgo      ago);
/* The column of that id or header, whatever its case; NULL when there is none. */
const ClvAttribute *clv_rule_find_column       (const ClvFindings *findings,
                                                const char        *name);

G_END_DECLS
