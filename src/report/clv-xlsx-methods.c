/* clv-xlsx-methods.c - the sheet of methods: lifetime value by every formula, live
 *
 * Each formula reads the named cells of the assumptions. Its cached value is the
 * one of the analysis, and where the two could differ, the plain number stands.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-sheets.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

enum
{
  COLUMN_ID = 1,
  COLUMN_TITLE,
  COLUMN_VALUE,
  COLUMN_DIFFERENCE,
  COLUMN_FORMULA,
  COLUMN_WHY,
};

#define MARGIN_NAME "calc_margin_per_year"

/* Empty as long as an input is, so that an unknown value is never shown as 0. */
#define NEEDS(count, inputs, formula) "=IF(COUNT(" inputs ")<" #count ",\"\"," formula ")"
#define M_R_I MARGIN_NAME ",in_retention,in_discount_rate"
#define ENDS(denominator, formula) "IF(" denominator "<=0,\"\"," formula ")"

typedef struct
{
  const char *id;
  const char *formula; /* for the cell; NULL when the method needs more than these inputs */
  const char *words;
} MethodFormula;

static const MethodFormula formulas[] = {
  { "A", NEEDS (4, "in_aov,in_frequency,in_lifetime_years,in_margin", "in_aov*in_frequency*in_lifetime_years*in_margin"),
    N_("order value × orders a year × lifetime × margin") },
  { "B", NEEDS (3, M_R_I, ENDS ("1+in_discount_rate-in_retention",
                                MARGIN_NAME "*in_retention/(1+in_discount_rate-in_retention)")),
    N_("m·r ÷ (1 + i − r)") },
  { "C", NEEDS (3, M_R_I, ENDS ("1+in_discount_rate-in_retention",
                                MARGIN_NAME "*(1+in_discount_rate)/(1+in_discount_rate-in_retention)")),
    N_("m·(1 + i) ÷ (1 + i − r)") },
  { "D", NEEDS (3, M_R_I, ENDS ("1+in_discount_rate-in_retention",
                                MARGIN_NAME "/(1+in_discount_rate-in_retention)")),
    N_("m ÷ (1 + i − r)") },
  { "E", NEEDS (4, M_R_I ",in_horizon_years",
                "IF(in_retention=1+in_discount_rate," MARGIN_NAME "*in_horizon_years," MARGIN_NAME
                "*(1-(in_retention/(1+in_discount_rate))^in_horizon_years)/(1-in_retention/(1+in_discount_rate)))"),
    N_("m·(1 − qᵀ) ÷ (1 − q), with q = r ÷ (1 + i) and T = horizon") },
  { "F", NEEDS (4, M_R_I ",in_growth",
                ENDS ("1+in_discount_rate-in_retention*(1+in_growth)",
                      MARGIN_NAME "*in_retention/(1+in_discount_rate-in_retention*(1+in_growth))")),
    N_("m·r ÷ (1 + i − r·(1 + g))") },
  { "G", NEEDS (4, M_R_I ",in_horizon_years",
                "IF(in_retention=1+in_discount_rate," MARGIN_NAME "*in_horizon_years," MARGIN_NAME
                "*in_retention/(1+in_discount_rate)*(1-(in_retention/(1+in_discount_rate))^in_horizon_years)"
                "/(1-in_retention/(1+in_discount_rate)))"),
    N_("Σ m·S(t) ÷ (1 + i)ᵗ, with S the product of the retentions so far") },
  { "H", NEEDS (4, M_R_I ",in_horizon_years",
                "IF(in_retention=1+in_discount_rate," MARGIN_NAME "*MAX(1,INT(in_horizon_years))," MARGIN_NAME
                "*(1-(in_retention/(1+in_discount_rate))^MAX(1,INT(in_horizon_years)))"
                "/(1-in_retention/(1+in_discount_rate)))"),
    N_("Σ (P ÷ (1 + i))ᵗ · margins, with P the moves between segments") },
  { "I", NULL, N_("a model of buying and staying, fitted to the orders") },
  { "J", NULL, N_("mean profit of a customer so far") },
  { "K", NEEDS (5, "in_aov,in_frequency,in_cac,in_retention,in_lifetime_years",
                ENDS ("in_cac+1-in_retention",
                      "in_aov*in_frequency/(in_cac+1-in_retention)*in_lifetime_years")),
    N_("order value × orders a year ÷ (acquisition cost + 1 − r) × lifetime, as published") },
};

/* Σ qᵗ for t from 0 to T - 1. */
static double
geometric_sum (double q,
               double periods)
{
  return q == 1 ? periods : (1 - pow (q, periods)) / (1 - q);
}

/* What the formula of the cell gives, worked out here with the same steps. */
static double
compute (const ClvMethods *in,
         double            m,
         char              id)
{
  double r = in->retention_per_year, i = in->discount_per_year, g = in->growth_per_year;
  double open = 1 + i - r, q = r / (1 + i);

  switch (id)
    {
    case 'A':
      return in->aov * in->frequency_per_year * in->lifetime_years * in->margin;
    case 'B':
      return open <= 0 ? NAN : m * r / open;
    case 'C':
      return open <= 0 ? NAN : m * (1 + i) / open;
    case 'D':
      return open <= 0 ? NAN : m / open;
    case 'E':
      return m * geometric_sum (q, in->horizon_years);
    case 'F':
      return 1 + i - r * (1 + g) <= 0 ? NAN : m * r / (1 + i - r * (1 + g));
    case 'G':
      return m * q * geometric_sum (q, in->horizon_years);
    case 'H':
      return m * geometric_sum (q, MAX (1, floor (in->horizon_years)));
    case 'K':
      return in->cac + 1 - r <= 0 ? NAN : in->aov * in->frequency_per_year / (in->cac + 1 - r) * in->lifetime_years;
    default:
      return NAN;
    }
}

static const MethodFormula *
find_formula (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (formulas); i++)
    if (strcmp (formulas[i].id, id) == 0)
      return &formulas[i];
  return NULL;
}

static double
margin_per_year (const ClvMethods *methods)
{
  return methods->margin_is_revenue ? NAN : methods->aov * methods->frequency_per_year * methods->margin;
}

static void
write_header (ClvXlsxReport *report,
              guint          row)
{
  ClvXlsxSheet *sheet = report->methods;

  clv_xlsx_set_height (sheet, row, 34);
  clv_xlsx_text (sheet, row, COLUMN_ID, "", CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row, COLUMN_TITLE, _("Method"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row, COLUMN_VALUE, _("Value of a customer"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  clv_xlsx_text (sheet, row, COLUMN_DIFFERENCE, _("Difference from B"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  clv_xlsx_text (sheet, row, COLUMN_FORMULA, _("Formula"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row, COLUMN_WHY, _("What it assumes, and why it differs"), CLV_XLSX_HEADER);
}

static guint
write_margin (ClvXlsxReport *report,
              guint          row)
{
  ClvXlsxSheet *sheet = report->methods;
  const ClvMethods *methods = clv_findings_get_methods (report->findings);
  ClvXlsxStyle style = CLV_XLSX_RULED;

  clv_xlsx_text (sheet, row, COLUMN_ID, "m", style | CLV_XLSX_BOLD | CLV_XLSX_CENTER);
  clv_xlsx_text (sheet, row, COLUMN_TITLE, _("Margin of a customer and year"), style | CLV_XLSX_WRAP);
  clv_xlsx_formula_if_true (sheet, row, COLUMN_VALUE,
                            NEEDS (3, "in_aov,in_frequency,in_margin", "in_aov*in_frequency*in_margin"),
                            margin_per_year (methods), margin_per_year (methods), style | CLV_XLSX_CURRENCY | CLV_XLSX_BOLD);
  clv_xlsx_blank (sheet, row, COLUMN_DIFFERENCE, style);
  clv_xlsx_text (sheet, row, COLUMN_FORMULA, _("order value × orders a year × margin"),
                 style | CLV_XLSX_DIM | CLV_XLSX_WRAP);
  clv_xlsx_text (sheet, row, COLUMN_WHY,
                 isnan (margin_per_year (methods))
                   ? clv_reason_get_text (clv_findings_get_metric (report->findings, CLV_M_CLV_SIMPLE).reason)
                   : _("What B to F are built on. r is the retention, i the discount rate, g the growth, all a year."),
                 style | CLV_XLSX_WRAP);
  clv_xlsx_define_name (report->book, MARGIN_NAME, sheet, row, COLUMN_VALUE);
  return row + 1;
}

static void
write_method (ClvXlsxReport   *report,
              guint            row,
              const ClvMethod *method,
              guint            base_row,
              double           base)
{
  ClvXlsxSheet *sheet = report->methods;
  const ClvMethods *methods = clv_findings_get_methods (report->findings);
  const MethodFormula *formula = find_formula (method->id);
  gboolean is_index = strcmp (method->id, "K") == 0;
  ClvXlsxStyle style = CLV_XLSX_RULED;
  ClvXlsxStyle number = style | CLV_XLSX_BOLD | (is_index ? CLV_XLSX_NUMBER : CLV_XLSX_CURRENCY);
  gboolean is_known = isfinite (method->value);
  g_autofree char *why = NULL;

  clv_xlsx_text (sheet, row, COLUMN_ID, method->id, style | CLV_XLSX_BOLD | CLV_XLSX_CENTER);
  clv_xlsx_text (sheet, row, COLUMN_TITLE, method->title, style | CLV_XLSX_WRAP);
  if (formula != NULL && formula->formula != NULL)
    clv_xlsx_formula_if_true (sheet, row, COLUMN_VALUE, formula->formula,
                              compute (methods, margin_per_year (methods), method->id[0]), method->value, number);
  else
    clv_xlsx_number (sheet, row, COLUMN_VALUE, method->value, number);
  if (is_index || strcmp (method->id, "B") == 0)
    clv_xlsx_blank (sheet, row, COLUMN_DIFFERENCE, style);
  else
    {
      g_autofree char *own = clv_xlsx_dup_cell (row, COLUMN_VALUE);
      g_autofree char *other = clv_xlsx_dup_cell (base_row, COLUMN_VALUE);
      g_autofree char *difference = g_strdup_printf ("=IF(COUNT(%s,%s)<2,\"\",%s-%s)", own, other, own, other);

      clv_xlsx_formula (sheet, row, COLUMN_DIFFERENCE, difference, method->value - base, style | CLV_XLSX_CURRENCY);
    }
  clv_xlsx_text (sheet, row, COLUMN_FORMULA, formula != NULL ? _(formula->words) : "",
                 style | CLV_XLSX_DIM | CLV_XLSX_WRAP);
  why = is_index ? g_strdup_printf ("%s %s%s%s", _("Index, not money — the published formula mixes units."), method->why,
                                    is_known ? "" : " ", is_known ? "" : clv_reason_get_text (method->reason))
                 : g_strdup_printf ("%s%s%s", method->why, is_known ? "" : " ",
                                    is_known ? "" : clv_reason_get_text (method->reason));
  clv_xlsx_text (sheet, row, COLUMN_WHY, why, style | CLV_XLSX_WRAP);
}

/* Acquisition cost enters only here: every value above is before it. */
static guint
write_consequences (ClvXlsxReport *report,
                    guint          row,
                    const char    *base_cell,
                    double         base)
{
  ClvXlsxSheet *sheet = report->methods;
  const ClvMethods *methods = clv_findings_get_methods (report->findings);
  double service = isnan (methods->service_cost) ? 0 : methods->service_cost;
  g_autofree char *worth = g_strdup_printf ("=IF(COUNT(%s,in_cac)<2,\"\",%s-in_cac-N(in_service_cost))", base_cell, base_cell);
  g_autofree char *ratio = g_strdup_printf ("=IF(COUNT(%s,in_cac)<2,\"\",IF(in_cac<=0,\"\",%s/in_cac))", base_cell, base_cell);
  const struct
  {
    ClvMetricId  metric;
    const char  *formula;
    double       computed;
    ClvXlsxStyle style;
  } lines[] = {
    { CLV_M_CUSTOMER_NET_WORTH, worth, base - methods->cac - service, CLV_XLSX_CURRENCY },
    { CLV_M_LTV_TO_CAC, ratio, methods->cac > 0 ? base / methods->cac : NAN, CLV_XLSX_NUMBER },
    { CLV_M_ALLOWABLE_CAC, NULL, NAN, CLV_XLSX_CURRENCY },
    { CLV_M_PAYBACK_MONTHS, NULL, NAN, CLV_XLSX_NUMBER },
  };

  clv_xlsx_set_height (sheet, row, 22);
  clv_xlsx_text (sheet, row++, COLUMN_ID, _("What it means for winning customers"), CLV_XLSX_HEADING);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      ClvMetric metric = clv_findings_get_metric (report->findings, lines[i].metric);
      ClvXlsxStyle style = CLV_XLSX_RULED;

      clv_xlsx_blank (sheet, row, COLUMN_ID, style);
      clv_xlsx_text (sheet, row, COLUMN_TITLE, clv_metric_get_title (lines[i].metric), style | CLV_XLSX_WRAP);
      if (lines[i].formula != NULL)
        clv_xlsx_formula_if_true (sheet, row, COLUMN_VALUE, lines[i].formula, lines[i].computed, metric.value,
                                  style | CLV_XLSX_BOLD | lines[i].style);
      else
        clv_xlsx_number (sheet, row, COLUMN_VALUE, metric.value, style | CLV_XLSX_BOLD | lines[i].style);
      clv_xlsx_blank (sheet, row, COLUMN_DIFFERENCE, style);
      clv_xlsx_text (sheet, row, COLUMN_FORMULA, clv_metric_get_formula (lines[i].metric),
                     style | CLV_XLSX_DIM | CLV_XLSX_WRAP);
      clv_xlsx_text (sheet, row, COLUMN_WHY, isfinite (metric.value) ? "" : clv_reason_get_text (metric.reason),
                     style | CLV_XLSX_WRAP);
      row++;
    }
  return row;
}

/* Method K with the numbers of the article that published it: 300 ÷ 50.3 × 5 = 29.8211, where it prints 150. */
static void
write_article (ClvXlsxReport *report,
               guint          row)
{
  ClvXlsxSheet *sheet = report->methods;
  const struct
  {
    const char  *title;
    double       value;
    ClvXlsxStyle style;
  } inputs[] = {
    { N_("Order value"), 100, CLV_XLSX_NUMBER },      { N_("Orders a year"), 3, CLV_XLSX_NUMBER },
    { N_("Acquisition cost"), 50, CLV_XLSX_NUMBER },  { N_("Retention a year"), 0.7, CLV_XLSX_PERCENT },
    { N_("Lifetime in years"), 5, CLV_XLSX_NUMBER },
  };
  g_autofree char *formula = NULL;
  char *cells[G_N_ELEMENTS (inputs)];

  clv_xlsx_set_height (sheet, row, 22);
  clv_xlsx_text (sheet, row++, COLUMN_ID, _("Method K with the numbers of the article itself"), CLV_XLSX_HEADING);
  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      clv_xlsx_text (sheet, row, COLUMN_TITLE, _(inputs[i].title), CLV_XLSX_RULED);
      clv_xlsx_number (sheet, row, COLUMN_VALUE, inputs[i].value, inputs[i].style | CLV_XLSX_INPUT);
      cells[i] = clv_xlsx_dup_cell (row++, COLUMN_VALUE);
    }
  formula = g_strdup_printf ("=IF(%s+1-%s<=0,\"\",%s*%s/(%s+1-%s)*%s)", cells[2], cells[3], cells[0], cells[1],
                             cells[2], cells[3], cells[4]);
  clv_xlsx_text (sheet, row, COLUMN_TITLE, _("The published formula gives"), CLV_XLSX_TOTAL);
  clv_xlsx_formula (sheet, row, COLUMN_VALUE, formula, 100.0 * 3.0 / (50.0 + 1.0 - 0.7) * 5.0,
                    CLV_XLSX_TOTAL | CLV_XLSX_NUMBER4);
  clv_xlsx_text (sheet, row, COLUMN_DIFFERENCE, _("index"), CLV_XLSX_DIM | CLV_XLSX_CENTER);
  clv_xlsx_text (sheet, row, COLUMN_FORMULA, _("Index, not money — the published formula mixes units"), CLV_XLSX_WRAP | CLV_XLSX_BOLD);
  clv_xlsx_text (sheet, row, COLUMN_WHY,
                 _("The article prints $150, because it multiplies by the lifetime twice; its own numbers give 29.82. "
                   "It adds money to a pure number below the line, so that the same customer counted in cents gives "
                   "another result, and it divides by the acquisition cost instead of taking it off, so that no "
                   "customer can ever lose money. For the same numbers method D gives 750 before and 700 after the "
                   "acquisition cost, at a discount rate of 10 % and a margin of 100 %."),
                 CLV_XLSX_WRAP);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    g_free (cells[i]);
}

/**
 * clv_xlsx_write_methods:
 *
 * All methods side by side, each with its value, how far it is from method B, its formula and its reasons.
 */
void
clv_xlsx_write_methods (ClvXlsxReport *report)
{
  ClvXlsxSheet *sheet = report->methods;
  const ClvMethods *methods = clv_findings_get_methods (report->findings);
  guint row = 4, first_row, base_row = 0;
  double base = NAN;
  g_autofree char *base_cell = NULL;

  clv_xlsx_set_width (sheet, COLUMN_ID, 5);
  clv_xlsx_set_width (sheet, COLUMN_TITLE, 36);
  clv_xlsx_set_width (sheet, COLUMN_VALUE, 17);
  clv_xlsx_set_width (sheet, COLUMN_DIFFERENCE, 15);
  clv_xlsx_set_width (sheet, COLUMN_FORMULA, 42);
  clv_xlsx_set_width (sheet, COLUMN_WHY, 74);
  clv_xlsx_write_head (report, sheet, _("Methods"),
                       _("One customer, many lifetime values: all formulas read the sheet of assumptions. "
                         "Values are before the cost of winning the customer, unless they say otherwise."));
  write_header (report, row++);
  worksheet_freeze_panes (sheet->sheet, row, COLUMN_VALUE);
  row = write_margin (report, row);
  first_row = row;
  for (guint i = 0; i < methods->n_methods; i++)
    if (strcmp (methods->methods[i].id, "B") == 0)
      {
        base_row = first_row + i;
        base = methods->methods[i].value;
      }
  for (guint i = 0; i < methods->n_methods; i++)
    write_method (report, row++, &methods->methods[i], base_row, base);
  base_cell = clv_xlsx_dup_cell (base_row, COLUMN_VALUE);
  report->clv_margin_multiple = clv_xlsx_dup_range (sheet, base_row, COLUMN_VALUE, base_row, COLUMN_VALUE);
  clv_xlsx_mark_negatives (sheet, first_row, COLUMN_VALUE, row - 1, COLUMN_DIFFERENCE);
  row = write_consequences (report, row + 1, base_cell, base);
  write_article (report, row + 1);
  clv_xlsx_finish_sheet (sheet, _("Methods"), 4, TRUE);
}
