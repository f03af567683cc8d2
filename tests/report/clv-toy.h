/* clv-toy.h - six customers whose figures are worked out by hand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-report.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray      *tables;
  ClvMapping     *mapping;
  ClvFindings    *findings;
  ClvReportOrigin origin;
} ClvToy;

/* A 270, B 20, C 390, D 0, E 80, F -25: the golden toy data of the design pages, with its cost sheet. */
void clv_toy_init  (ClvToy *self);
/* The same orders without any costs; @extra_customers more with one order each. */
void clv_toy_init_without_costs (ClvToy *self,
                                 guint   extra_customers);
/* Twelve customers who buy 100 every month of 2023 and 2024. The first four stop at the end of 2023; their names begin as
 * formulas do, “=1+1 0” … “=1+1 3”. What three others buy costs 150, all else 50. */
void clv_toy_init_of_rhythms (ClvToy *self);
void clv_toy_clear (ClvToy *self);

G_END_DECLS
