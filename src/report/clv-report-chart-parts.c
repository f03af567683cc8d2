/* clv-report-chart-parts.c - titles, axes and notes that all charts are made with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report-charts-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"

char *
clv_report_chart_money (const ClvFindings *findings,
                        double             value)
{
  return clv_format_money (value, clv_findings_get_currency (findings), fabs (value) < 1000 ? 2 : 0);
}

void
clv_report_chart_finish (ClvChart          *chart,
                         const ClvFindings *findings,
                         const char        *what)
{
  chart->currency = (g_free (chart->currency), g_strdup (clv_findings_get_currency (findings)));
  g_free (chart->description);
  /* Translators: title of a chart, its subtitle, what is drawn */
  chart->description = g_strdup_printf (_("%s. %s. %s"), chart->title, chart->subtitle, what);
}

void
clv_report_chart_set_note (ClvChart   *chart,
                           const char *note)
{
  g_free (chart->note);
  chart->note = g_strdup (note);
}

void
clv_report_chart_name_axis (ClvChartAxis *axis,
                            const char   *title,
                            ClvUnit       unit)
{
  g_free (axis->title);
  axis->title = g_strdup (title);
  axis->unit = unit;
}

char *
clv_report_dup_chart_subtitle (const ClvFindings *findings,
                               const char        *unit)
{
  g_autofree char *span = clv_report_dup_span (findings);
  g_autofree char *basis = clv_report_dup_basis (findings);

  if (*span == '\0')
    return g_strdup_printf ("%s · %s", unit, basis);
  return g_strdup_printf ("%s · %s · %s", unit, span, basis);
}
