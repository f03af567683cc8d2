/* clv-report.h - findings as files: JSON, workbook, CSV, charts, one screen of text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-chart.h"
#include "clv-findings.h"
#include "clv-segment-rules.h"

G_BEGIN_DECLS

#define CLV_REPORT_ERROR (clv_report_error_quark ())
GQuark clv_report_error_quark (void);

typedef enum
{
  CLV_REPORT_ERROR_WRITE,     /* the message names file, what the system said, and the remedy */
  CLV_REPORT_ERROR_LIMIT,     /* more rows than a sheet can hold */
  CLV_REPORT_ERROR_CANCELLED,
  CLV_REPORT_ERROR_NO_CHART,  /* no chart of that name; the message lists the names */
} ClvReportError;

/* One input file's sheet, for the About sheet and the JSON; made by whoever read the files. */
typedef struct
{
  char *file;
  char *sha256;
  char *sheet;
  char *how;      /* “UTF-8, separated by “;”” */
  guint table;    /* index into the mapping */
} ClvReportInput;

typedef struct
{
  GPtrArray        *inputs;  /* ClvReportInput */
  const ClvMapping *mapping; /* borrowed */
  const char       *title;   /* dataset name for the title, “orders.xlsx” */
  const ClvSegmentRules *rules; /* (nullable) segments of people's own; borrowed */
} ClvReportOrigin;

ClvReportInput *clv_report_input_new  (const char *file,
                                       const char *sha256,
                                       const char *sheet,
                                       const char *how,
                                       guint       table);
void            clv_report_input_free (ClvReportInput *self);

/* The JSON of METRICS.md. @n_customers: 0 none, G_MAXUINT32 all, else the best n. (transfer full) UTF-8, ends in a newline. */
GString        *clv_report_to_json    (const ClvFindings     *findings,
                                       const ClvReportOrigin *origin,
                                       guint32                n_customers);
/* The workbook: written beside @path, checked, then renamed; nothing is left behind on failure. */
gboolean        clv_report_write_xlsx (const ClvFindings     *findings,
                                       const ClvReportOrigin *origin,
                                       const char            *path,
                                       const ClvWork         *work,
                                       GError               **error);
/* Pages to print: figures and findings, then the charts. */
gboolean        clv_report_write_pdf  (const ClvFindings     *findings,
                                       const ClvReportOrigin *origin,
                                       const char            *path,
                                       const ClvWork         *work,
                                       GError               **error);
/* Customers as CSV (UTF-8 with BOM, text guarded against formulas). */
gboolean        clv_report_write_csv  (const ClvFindings *findings,
                                       const char        *path,
                                       const ClvWork     *work,
                                       GError           **error);
/* The customers at risk as CSV, most at stake first: a list to work through, in the words of the page. */
gboolean        clv_report_write_at_risk_csv (const ClvFindings *findings,
                                              const char        *path,
                                              const ClvWork     *work,
                                              GError           **error);
/* Any text to a file, through a temporary one and rename. */
gboolean        clv_report_write_text (const char    *path,
                                       const GString *text,
                                       GError       **error);
/* One screen of the most important figures and findings, for a terminal. */
GString        *clv_report_to_text    (const ClvFindings     *findings,
                                       const ClvReportOrigin *origin);

/* Charts: "overview" (by active customer and period: profit as columns, revenue and cost as lines) "whale" "lorenz" "deciles"
 * "value-per-customer" "segments" (with @scheme). NULL with an error when there is no such chart or no data for it. */
const char *const *clv_report_chart_names (void);
ClvChart       *clv_report_chart          (const ClvFindings *findings,
                                           const char        *name,
                                           const char        *scheme, /* (nullable) "tier" */
                                           GError           **error);
/* A waterfall of one customer: revenue, goods, service, retention, acquisition, value; and its orders over time. */
ClvChart       *clv_report_customer_chart (const ClvFindings *findings,
                                           guint32            customer);
ClvChart       *clv_report_customer_timeline (const ClvFindings *findings,
                                              guint32            customer);

G_END_DECLS
