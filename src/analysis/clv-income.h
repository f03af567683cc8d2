/* clv-income.h - what money came in for: kinds of income, and why customers paid
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-findings.h"

G_BEGIN_DECLS

/* total = of_customers + other_operational + non_operational. */
typedef struct
{
  double  total;
  double  of_customers;
  double  other_operational;  /* rows without a customer */
  double  non_operational;    /* interest, dividends and the like: not among the revenue */
  guint32 n_non_operational;  /* rows */
  double  service;            /* of the revenue: service invoices; NaN where no column says so */
  double  cost_to_serve;      /* service cost; NaN without costs */
  double  cost_to_serve_share; /* of revenue; NaN without costs or revenue */
} ClvIncome;

typedef enum
{
  CLV_REVENUE_FIRST,      /* the first order */
  CLV_REVENUE_REPEAT,
  CLV_REVENUE_UPSELL,     /* a category bought before, for more than ever before */
  CLV_REVENUE_CROSS_SELL, /* a category that is new to the customer */
  CLV_N_REVENUE_PARTS,
} ClvRevenuePart;

/* Revenue of customers by why they paid. What was given back is taken off the part it belonged to. */
typedef struct
{
  char    *column;                      /* title of the column of categories, or of products */
  double   total[CLV_N_REVENUE_PARTS];
  guint32  orders[CLV_N_REVENUE_PARTS]; /* with something of it: an order may be in several */
  double  *by_customer[CLV_N_REVENUE_PARTS]; /* (array length = customers of the ledger) */
} ClvRevenueParts;

void             clv_findings_get_income      (const ClvFindings *self,
                                               ClvIncome         *income);
/* (nullable) NULL without a column of categories or products. Time O(rows). */
ClvRevenueParts *clv_revenue_parts_new        (const ClvFindings *findings);
void             clv_revenue_parts_free       (ClvRevenueParts   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvRevenueParts, clv_revenue_parts_free)
const char      *clv_revenue_part_to_id       (ClvRevenuePart     part);
const char      *clv_revenue_part_get_title   (ClvRevenuePart     part); /* translated */

G_END_DECLS
