/* clv-segment-rules.h - segments that people define themselves: an ordered list of names and rules
 *
 * A customer belongs to the first whose rule is met; the rest to none. A plain list, owned by whoever makes it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-rule.h"
#include "clv-scheme.h"

G_BEGIN_DECLS

#define CLV_SEGMENT_RULES_MAX 64

typedef struct _ClvSegmentRules ClvSegmentRules;

ClvSegmentRules *clv_segment_rules_new       (void);
ClvSegmentRules *clv_segment_rules_copy      (const ClvSegmentRules *self);
void             clv_segment_rules_free      (ClvSegmentRules *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvSegmentRules, clv_segment_rules_free)

guint            clv_segment_rules_get_n     (const ClvSegmentRules *self);
const char      *clv_segment_rules_get_name  (const ClvSegmentRules *self,
                                              guint                  index);
ClvRule         *clv_segment_rules_get_rule  (const ClvSegmentRules *self,
                                              guint                  index);

/* Behind the last. FALSE with CLV_RULE_ERROR_SYNTAX for a name that is empty, taken or has a line end, and for one too many. */
gboolean         clv_segment_rules_add       (ClvSegmentRules *self,
                                              const char      *name,
                                              ClvRule         *rule,
                                              GError         **error);
/* “name: rule” */
gboolean         clv_segment_rules_add_text  (ClvSegmentRules *self,
                                              const char      *text,
                                              GError         **error);
/* Likewise, for one that stands in the list. */
gboolean         clv_segment_rules_set       (ClvSegmentRules *self,
                                              guint            index,
                                              const char      *name,
                                              ClvRule         *rule,
                                              GError         **error);
/* Order is priority. */
void             clv_segment_rules_move      (ClvSegmentRules *self,
                                              guint            from,
                                              guint            to);
void             clv_segment_rules_remove    (ClvSegmentRules *self,
                                              guint            index);

/* A line “name: rule” each, for the project file; restoring takes every line that can be read. (transfer full) */
char            *clv_segment_rules_serialise (const ClvSegmentRules *self);
ClvSegmentRules *clv_segment_rules_restore   (const char *serialised);

typedef struct
{
  guint    n;
  guint32 *meets;   /* (array length=n) customers who meet the rule, whatever stands before it */
  guint32 *gets;    /* (array length=n) customers in the segment: those whom no rule before took */
  guint32 *both;    /* (array length=n × n) customers who meet the one and the other */
  guint32  rest;    /* who meet none */
  guint32  customers;
} ClvSegmentRuleCounts;

/* The live counts of an editor. NULL with CLV_RULE_ERROR_COLUMN. (transfer full) */
ClvSegmentRuleCounts *clv_segment_rules_count       (const ClvSegmentRules *self,
                                                     const ClvFindings     *findings,
                                                     GError               **error);
void                  clv_segment_rule_counts_free  (ClvSegmentRuleCounts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvSegmentRuleCounts, clv_segment_rule_counts_free)

/* The scheme “own”; its details are the rules as sentences. @counts: (out) (optional) (transfer full). NULL with CLV_RULE_ERROR_COLUMN. */
ClvScheme            *clv_scheme_new_of_rules       (const ClvFindings      *findings,
                                                     const ClvSegmentRules  *rules,
                                                     ClvSegmentRuleCounts  **counts,
                                                     GError                **error);

G_END_DECLS
