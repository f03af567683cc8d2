/* clv-xlsx-assumptions.c - the sheet of inputs: every blue cell has a name, and all formulas follow it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-sheets.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"
#include "clv-report-private.h"

enum
{
  COLUMN_TITLE = 1,
  COLUMN_VALUE,
  COLUMN_UNIT,
  COLUMN_SOURCE,
  COLUMN_HELP,
};

typedef struct
{
  const char  *name;
  const char  *title;
  double       value;
  ClvXlsxStyle style;
  const char  *unit;
  const char  *source;
  const char  *help;
  double       minimum, maximum;
  const char  *formula; /* instead of a number */
} Input;

static const char *
reason_of (const ClvXlsxReport *report,
           ClvMetricId          metric)
{
  const char *reason = clv_findings_get_metric (report->findings, metric).reason;

  return reason != NULL ? clv_reason_get_text (reason) : _("The data do not tell. Enter it here.");
}

static const char *
source_of (const ClvXlsxReport *report,
           double               value,
           gboolean             entered,
           ClvMetricId          metric)
{
  if (entered)
    return _("entered");
  return isnan (value) ? reason_of (report, metric) : _("observed in the data");
}

static const char *
default_or_entered (double value,
                    double usual)
{
  return value == usual ? _("usual value") : _("entered");
}

static void
write_input (ClvXlsxReport *report,
             guint          row,
             const Input   *input)
{
  ClvXlsxSheet *sheet = report->assumptions;

  clv_xlsx_text (sheet, row, COLUMN_TITLE, input->title, CLV_XLSX_RULED | CLV_XLSX_WRAP);
  if (input->formula != NULL)
    clv_xlsx_formula (sheet, row, COLUMN_VALUE, input->formula, input->value, input->style | CLV_XLSX_INPUT);
  else
    clv_xlsx_number (sheet, row, COLUMN_VALUE, input->value, input->style | CLV_XLSX_INPUT);
  clv_xlsx_text (sheet, row, COLUMN_UNIT, input->unit, CLV_XLSX_RULED | CLV_XLSX_DIM);
  clv_xlsx_text (sheet, row, COLUMN_SOURCE, input->source, CLV_XLSX_RULED | CLV_XLSX_WRAP);
  clv_xlsx_text (sheet, row, COLUMN_HELP, input->help, CLV_XLSX_RULED | CLV_XLSX_DIM | CLV_XLSX_WRAP);
  clv_xlsx_define_name (report->book, input->name, sheet, row, COLUMN_VALUE);
  clv_xlsx_validate (sheet, row, COLUMN_VALUE, input->minimum, input->maximum, input->title, input->help);
}

static guint
write_inputs (ClvXlsxReport *report,
              guint          row)
{
  const ClvMethods *methods = clv_findings_get_methods (report->findings);
  const ClvAssumptions *given = clv_findings_get_assumptions (report->findings);
  const char *money = *report->currency != '\0' ? report->currency : _("money");
  /* Left to the data, the lifetime follows from the retention: the cell does so too. */
  double implied = methods->retention_per_year < 1 ? 1 / (1 - methods->retention_per_year) : NAN;
  gboolean lifetime_follows = !methods->lifetime_entered && isfinite (implied)
                              && fabs (implied - methods->lifetime_years) <= 1e-9 * implied;
  const Input inputs[] = {
    { "in_aov", _("Average order value"), methods->aov, CLV_XLSX_MONEY, money,
      source_of (report, methods->aov, FALSE, CLV_M_AOV), _("Revenue of an order."), -1e12, 1e12, NULL },
    { "in_frequency", _("Orders per customer and year"), methods->frequency_per_year, CLV_XLSX_NUMBER4,
      _("orders a year"), source_of (report, methods->frequency_per_year, FALSE, CLV_M_PURCHASE_FREQUENCY_PER_YEAR),
      _("From 0."), 0, 1e6, NULL },
    { "in_margin", _("Margin"), methods->margin, CLV_XLSX_PERCENT, _("of revenue"),
      source_of (report, methods->margin, methods->margin_entered, CLV_M_MARGIN),
      _("What is left of revenue before the cost of winning customers. At most 100 %; below 0 when sales lose money."),
      -100, 1, NULL },
    { "in_retention", _("Retention"), methods->retention_per_year, CLV_XLSX_PERCENT, _("a year"),
      source_of (report, methods->retention_per_year, methods->retention_entered, CLV_M_RETENTION_RATE),
      _("Share of the customers of a year who buy again in the next one: 0 % to 100 %."), 0, 1, NULL },
    { "in_discount_rate", _("Discount rate"), methods->discount_per_year, CLV_XLSX_PERCENT, _("a year"),
      default_or_entered (methods->discount_per_year, 0.10),
      _("What money in a year is worth less than money now: 0 % to 100 %."), 0, 1, NULL },
    { "in_growth", _("Growth of the margin per customer"), methods->growth_per_year, CLV_XLSX_PERCENT, _("a year"),
      default_or_entered (methods->growth_per_year, 0), _("−100 % to 100 %."), -1, 1, NULL },
    { "in_lifetime_years", _("Customer lifetime"), methods->lifetime_years, CLV_XLSX_NUMBER, _("years"),
      lifetime_follows ? _("follows from the retention: 1 ÷ (1 − retention)")
                       : source_of (report, methods->lifetime_years, methods->lifetime_entered,
                                    CLV_M_CUSTOMER_LIFETIME_YEARS_IMPLIED),
      _("How long a customer stays. Type a number over the formula to set it: 0 to 100."), 0, 100,
      lifetime_follows ? "=IF(AND(ISNUMBER(in_retention),in_retention<1),1/(1-in_retention),\"\")" : NULL },
    { "in_horizon_years", _("Horizon of the formulas"), methods->horizon_years, CLV_XLSX_NUMBER, _("years"),
      default_or_entered (methods->horizon_years, 5), _("How far the formula of method E looks ahead: 0 to 100. The models of buying look ahead by the days below."), 0, 100, NULL },
    { "in_cac", _("Acquisition cost of a customer"), methods->cac, CLV_XLSX_MONEY, money,
      source_of (report, methods->cac, methods->cac_entered, CLV_M_CAC), _("From 0."), 0, 1e12, NULL },
    { "in_service_cost", _("Service cost of a customer"), methods->service_cost, CLV_XLSX_MONEY, money,
      isnan (methods->service_cost) ? _("none") : _("entered"),
      _("Over the whole relationship, when the margin does not hold it already. From 0."), 0, 1e12, NULL },
    { "in_target_ratio", _("Target for value to acquisition cost"), given->target_ratio, CLV_XLSX_NUMBER, _("times"),
      default_or_entered (given->target_ratio, 3), _("A rule of thumb says 3; choose your own. Above 0."), 0.01, 1000,
      NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    write_input (report, row++, &inputs[i]);
  return row;
}

/* Rules cannot be changed here: other orders would count, which only the application can see to. */
static void
write_rules (ClvXlsxReport *report,
             guint          row)
{
  ClvXlsxSheet *sheet = report->assumptions;
  const ClvAssumptions *given = clv_findings_get_assumptions (report->findings);
  const char *const *keys = clv_assumptions_keys ();
  char as_of[16];

  clv_xlsx_set_height (sheet, row, 22);
  clv_xlsx_text (sheet, row++, COLUMN_TITLE, _("All settings of this report"), CLV_XLSX_HEADING);
  clv_xlsx_text (sheet, row++, COLUMN_TITLE,
                 _("These were fixed when the report was made. To change them, make the report again."), CLV_XLSX_DIM);
  clv_xlsx_text (sheet, row, COLUMN_TITLE, _("Setting"), CLV_XLSX_HEADER);
  clv_xlsx_merged (sheet, row, COLUMN_VALUE, COLUMN_UNIT, _("Value"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row, COLUMN_SOURCE, _("Name on the command line"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row++, COLUMN_HELP, "", CLV_XLSX_HEADER);
  clv_day_to_iso (clv_book_get_as_of (clv_findings_get_book (report->findings)), as_of);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *value = clv_assumptions_dup_words (given, keys[i]);
      gboolean is_as_of = g_str_equal (keys[i], "as-of-date")
                          && clv_book_get_as_of (clv_findings_get_book (report->findings)) != CLV_DAY_NONE;

      clv_xlsx_text (sheet, row, COLUMN_TITLE, clv_assumptions_get_title (keys[i]), CLV_XLSX_RULED | CLV_XLSX_WRAP);
      clv_xlsx_merged (sheet, row, COLUMN_VALUE, COLUMN_UNIT, is_as_of ? as_of : value != NULL ? value : _("from the data"),
                       CLV_XLSX_RULED);
      clv_xlsx_text (sheet, row, COLUMN_SOURCE, keys[i], CLV_XLSX_RULED | CLV_XLSX_DIM);
      clv_xlsx_blank (sheet, row++, COLUMN_HELP, CLV_XLSX_RULED);
    }
}

/**
 * clv_xlsx_write_assumptions:
 *
 * The inputs of the formulas, each in a named cell with the range it may have, and where its value comes from.
 */
void
clv_xlsx_write_assumptions (ClvXlsxReport *report)
{
  ClvXlsxSheet *sheet = report->assumptions;
  guint row = 4;

  clv_xlsx_set_width (sheet, COLUMN_TITLE, 38);
  clv_xlsx_set_width (sheet, COLUMN_VALUE, 16);
  clv_xlsx_set_width (sheet, COLUMN_UNIT, 15);
  clv_xlsx_set_width (sheet, COLUMN_SOURCE, 42);
  clv_xlsx_set_width (sheet, COLUMN_HELP, 58);
  clv_xlsx_write_head (report, sheet, _("Assumptions"),
                       _("Change a blue cell, and every formula on the sheet of methods follows. Empty cells are "
                         "unknown: enter them if you know better."));
  clv_xlsx_set_height (sheet, row, 20);
  clv_xlsx_text (sheet, row, COLUMN_TITLE, _("Input"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row, COLUMN_VALUE, _("Value"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  clv_xlsx_text (sheet, row, COLUMN_UNIT, _("Unit"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row, COLUMN_SOURCE, _("Where it comes from"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row++, COLUMN_HELP, _("What it is"), CLV_XLSX_HEADER);
  worksheet_freeze_panes (sheet->sheet, row, COLUMN_VALUE);
  row = write_inputs (report, row);
  write_rules (report, row + 1);
  clv_xlsx_finish_sheet (sheet, _("Assumptions"), 4, FALSE);
}
