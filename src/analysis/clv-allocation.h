/* clv-allocation.h - who bears the costs that name no customer, and what nobody bears
 *
 * Rows of cost that belong together make a pool: those of a type (and, for acquisition, of
 * a channel) in a month. A pool covers a period and is shared by a rule over the customers
 * of that period. Each cost of the ledger that names no customer is in one pool, so that
 * what customers bear and what nobody bears is the whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-findings.h"

G_BEGIN_DECLS

typedef struct
{
  ClvCostType       type;
  ClvAllocationRule rule;
  guint32           channel;   /* code of the cost rows; CLV_NOBODY where it does not matter */
  ClvDay            day;       /* of its first row, all are of one month; CLV_DAY_NONE of undated rows */
  ClvDay            start, end; /* first and last day it covers; CLV_DAY_NONE when it is not shared */
  double            amount;
  double            units;     /* customers, orders or money that it is shared over; 0 when there are none */
  double            units_of_nobody; /* those without a customer */
} ClvCostPool;

const ClvCostPool *clv_findings_get_cost_pools      (const ClvFindings *self,
                                                     guint             *n);
/* What nobody bears of it. */
double             clv_cost_pool_get_unallocated    (const ClvCostPool *self);
const char        *clv_allocation_rule_to_id        (ClvAllocationRule  rule);
/* Translated: “equally over the customers acquired in its period”. */
const char        *clv_allocation_rule_get_text     (ClvAllocationRule  rule);
const char        *clv_cost_type_to_id              (ClvCostType        type);

G_END_DECLS
