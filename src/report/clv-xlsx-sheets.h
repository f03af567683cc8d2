/* clv-xlsx-sheets.h - the sheets of the report, one file each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-xlsx-table.h"

G_BEGIN_DECLS

/* Cells of one sheet that another one points to. */
typedef struct
{
  ClvXlsx               *book;
  const ClvFindings     *findings;
  const ClvReportOrigin *origin;
  const ClvWork         *work;
  const char            *currency;
  gboolean               has_profit;
  ClvXlsxSheet          *summary, *assumptions, *methods, *value, *segments, *customers, *whale, *quality, *about;
  ClvXlsxSheet          *base, *at_risk, *proof; /* NULL when nothing is predicted; nobody is at risk of contracts */
  ClvXlsxSheet          *cohorts; /* NULL where nobody knows when customers came */
  ClvXlsxSheet          *relations;

  /* value per customer: ranges of the table that is drawn */
  guint                  n_periods;
  char                  *period_names, *period_revenue, *period_cost, *period_value;
  char                  *period_revenue_each, *period_cost_each;
  char                  *revenue_total, *profit_total; /* cells; NULL when they do not equal the metric */

  /* whale: ranges of the curve */
  guint                  n_curve, peak;
  char                  *curve_customers, *curve_value, *curve_customers_after, *curve_value_after;

  /* customers: ranges of columns, NULL when they stand on several sheets */
  char                  *customer_tier, *customer_rfm, *customer_orders, *customer_revenue, *customer_cost,
                        *customer_profit;
  char                  *clv_margin_multiple; /* cell on the methods sheet */
  char                  *next_total, *next_each; /* cells on the sheet of the base; NULL when nothing is predicted */
} ClvXlsxReport;

void  clv_xlsx_write_summary             (ClvXlsxReport *report);
void  clv_xlsx_write_assumptions         (ClvXlsxReport *report);
void  clv_xlsx_write_methods             (ClvXlsxReport *report);
void  clv_xlsx_write_value_per_customer  (ClvXlsxReport *report);
void  clv_xlsx_write_segments            (ClvXlsxReport *report);
void  clv_xlsx_write_customers           (ClvXlsxReport *report);
void  clv_xlsx_write_whale               (ClvXlsxReport *report);
/* Nothing without dates. */
void  clv_xlsx_write_cohorts             (ClvXlsxReport *report);
void  clv_xlsx_write_relations           (ClvXlsxReport *report);
/* Nothing when nothing is predicted. */
void  clv_xlsx_write_base                (ClvXlsxReport *report);
void  clv_xlsx_write_at_risk             (ClvXlsxReport *report);
void  clv_xlsx_write_proof               (ClvXlsxReport *report);
void  clv_xlsx_write_data_quality        (ClvXlsxReport *report);
void  clv_xlsx_write_about               (ClvXlsxReport *report);

/* Title and second line of a sheet, in rows 0 and 1, with a way back to the summary. */
void  clv_xlsx_write_head                (ClvXlsxReport *report,
                                          ClvXlsxSheet  *sheet,
                                          const char    *title,
                                          const char    *subtitle);
/* A chart's title, and its second line, stand in cells above it: its own title cannot be set to the left. */
void  clv_xlsx_write_chart_title         (ClvXlsxReport *report,
                                          ClvXlsxSheet  *sheet,
                                          guint          row,
                                          guint          column,
                                          const char    *chart,
                                          const char    *scheme);
void  clv_xlsx_write_chart_subtitle      (ClvXlsxReport *report,
                                          ClvXlsxSheet  *sheet,
                                          guint          row,
                                          guint          column,
                                          const char    *chart,
                                          const char    *scheme);
/* The same in words, for screen readers. (transfer full) */
char *clv_xlsx_dup_chart_description     (ClvXlsxReport *report,
                                          const char    *chart,
                                          const char    *scheme);

G_END_DECLS
