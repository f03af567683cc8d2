/* clv-rule.h - a sentence about customers: “last-order > 90 days ago and profit > 200”
 *
 *   rule       any, any “or” any …
 *   any        all, all “and” all …
 *   all        “not” all, “(” rule “)”, condition
 *   condition  name comparison value
 *   name       a figure of clv-customer-figure.h, or a column by its id or its header, in quotes if it has blanks
 *   comparison = != < <= > >=, is, is not, is known, is unknown, in (a, b), not in (a, b), contains, not contains, between a and b;
 *              above, over, more than, below, under, less than, at least, at most; of dates before, after, since, until, on, within
 *   value      a number, with a point; shares also in percent. A date is 2024-12-31, or some days, weeks, months or years ago, which
 *              is then compared by how long ago. A word or several, in quotes where they hold a comma, “and” or “or”
 *
 * What is unknown meets no condition but “is unknown”. Of a column of order rows a customer has all the values of their rows: “=” is
 * met by any of them, “!=” when none is. Texts are compared without regard to case.
 *
 * A rule is made of its text, or of parts; it knows no data until it is matched. Reference-counted, immutable.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-customer-figure.h"

G_BEGIN_DECLS

#define CLV_RULE_ERROR (clv_rule_error_quark ())
GQuark clv_rule_error_quark (void);

typedef enum
{
  CLV_RULE_ERROR_SYNTAX, /* the message says where, and what was expected */
  CLV_RULE_ERROR_COLUMN, /* these data have no such column; the message lists those there are */
} ClvRuleError;

typedef enum
{
  CLV_RULE_CONDITION,
  CLV_RULE_ALL,
  CLV_RULE_ANY,
  CLV_RULE_NOT,
} ClvRuleKind;

typedef enum
{
  CLV_RULE_EQUAL,
  CLV_RULE_NOT_EQUAL,
  CLV_RULE_BELOW,
  CLV_RULE_AT_MOST,
  CLV_RULE_ABOVE,
  CLV_RULE_AT_LEAST,
  CLV_RULE_IN,
  CLV_RULE_NOT_IN,
  CLV_RULE_CONTAINS,
  CLV_RULE_NOT_CONTAINS,
  CLV_RULE_KNOWN,
  CLV_RULE_UNKNOWN,
  CLV_N_RULE_COMPARISONS,
} ClvRuleComparison;

typedef struct _ClvRule ClvRule;

/* @position: (out) (optional): characters before the fault. (transfer full) NULL with CLV_RULE_ERROR_SYNTAX. */
ClvRule            *clv_rule_parse           (const char         *text,
                                              guint              *position,
                                              GError            **error);
/* A condition from what an editor has: the value as it is typed behind the comparison (“90 days ago”, “DE, FR”), "" where none is. */
ClvRule            *clv_rule_new_condition   (const char         *name,
                                              ClvRuleComparison   comparison,
                                              const char         *value,
                                              GError            **error);
/* CLV_RULE_ALL, CLV_RULE_ANY of one or more, CLV_RULE_NOT of one. */
ClvRule            *clv_rule_new_of          (ClvRuleKind         kind,
                                              ClvRule *const     *children,
                                              guint               n_children);
ClvRule            *clv_rule_ref             (ClvRule *self);
void                clv_rule_unref           (ClvRule *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvRule, clv_rule_unref)

ClvRuleKind         clv_rule_get_kind        (const ClvRule *self);
guint               clv_rule_get_n_children  (const ClvRule *self);
ClvRule            *clv_rule_get_child       (const ClvRule *self,
                                              guint          index);
/* Of a condition: id of the figure, or the column as it was written. */
const char         *clv_rule_get_name        (const ClvRule *self);
gboolean            clv_rule_is_figure       (const ClvRule     *self,
                                              ClvCustomerFigure *figure);
ClvRuleComparison   clv_rule_get_comparison  (const ClvRule *self);
/* Of a condition, as clv_rule_new_condition() takes it. (transfer full) */
char               *clv_rule_dup_value       (const ClvRule *self);

/* What the comparison is called in a list to choose from, translated: “is above”. @of_dates: “is after”. */
const char         *clv_rule_comparison_get_title (ClvRuleComparison comparison,
                                                   gboolean          of_dates);
/* Which comparisons make sense; @figure: CLV_N_CUSTOMER_FIGURES for a column. */
gboolean            clv_rule_comparison_suits (ClvRuleComparison comparison,
                                               ClvCustomerFigure figure);

/* As clv_rule_parse() reads it; the same for everybody. (transfer full) */
char               *clv_rule_to_text         (const ClvRule     *self);
/* For people, in their language; @findings (nullable) gives the currency and the headers. (transfer full) */
char               *clv_rule_to_sentence     (const ClvRule     *self,
                                              const ClvFindings *findings);

/* FALSE with CLV_RULE_ERROR_COLUMN when these data lack a column. */
gboolean            clv_rule_check           (const ClvRule     *self,
                                              const ClvFindings *findings,
                                              GError           **error);
/* @matches: (array length=n): 1 for each customer of the ledger who counts and meets the rule. FALSE as clv_rule_check(). */
gboolean            clv_rule_match           (const ClvRule     *self,
                                              const ClvFindings *findings,
                                              guint8            *matches,
                                              GError           **error);

G_END_DECLS
