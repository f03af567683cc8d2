/* clv-xlsx-summary.c - the first page: eight figures, the findings, two charts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-sheets.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "clv-format.h"
#include "clv-prediction-text.h"
#include "clv-report-private.h"

#define FIRST_COLUMN 1
#define N_COLUMNS 12
#define CARD_COLUMNS 3
#define CARDS_A_ROW 4
#define COLUMN_WIDTH 12
#define CHART_WIDTH 530
#define CHART_HEIGHT 250
#define CHART_ROWS 13
#define MAX_FINDINGS 6

typedef struct
{
  char        *label;
  char        *note;
  double       value;
  const char  *cell; /* (nullable) where the figure stands on another sheet */
  ClvXlsxStyle style;
} Card;

static void
card_clear (gpointer data)
{
  Card *card = data;

  g_free (card->label);
  g_free (card->note);
}

/* “691 in 2017 · ▲ 7.0 % vs 2016”. */
static char *
dup_period_note (ClvXlsxReport *report,
                 ClvMetricId    metric,
                 double         before,
                 double         last,
                 gboolean       is_share)
{
  const ClvPeriod *earlier, *later;
  g_autofree char *value = NULL, *period = NULL, *change = NULL;

  if (!clv_report_last_two_periods (report->findings, &earlier, &later) || !isfinite (last))
    return NULL;
  value = clv_format_metric (metric, last, report->currency);
  period = clv_format_period (later->start, clv_findings_get_period_kind (report->findings));
  change = clv_report_dup_change (report->findings, before, last, is_share);
  if (*change == '\0')
    /* Translators: a figure, a period */
    return g_strdup_printf (_("%s in %s"), value, period);
  /* Translators: a figure, a period, its change */
  return g_strdup_printf (_("%s in %s · %s"), value, period, change);
}

static void
add_card (ClvXlsxReport *report,
          GArray        *cards,
          ClvMetricId    id,
          ClvXlsxStyle   style,
          const char    *cell,
          char          *note) /* (transfer full) (nullable) */
{
  ClvMetric metric = clv_findings_get_metric (report->findings, id);
  Card card = { .value = metric.value, .cell = cell, .style = style, .label = g_strdup (clv_metric_get_title (id)) };

  if (!isfinite (metric.value))
    {
      g_free (note);
      note = g_strdup (clv_reason_get_text (metric.reason));
    }
  card.note = note != NULL ? note : g_strdup (clv_metric_get_formula (id));
  g_array_append_val (cards, card);
}

/* What a customer will bring, and all of them, with the interval of the sum. */
static gboolean
add_outlook_card (ClvXlsxReport *report,
                  GArray        *cards)
{
  const ClvValuation *valuation = clv_findings_get_valuation (report->findings);
  g_autofree char *ahead = NULL, *error = NULL, *total = NULL;
  Card card = { .cell = report->next_each, .style = CLV_XLSX_CURRENCY | CLV_XLSX_GREEN };
  ClvBand each;
  guint32 n;

  if (!clv_report_value_each (report->findings, &each, &n))
    return FALSE;
  ahead = clv_prediction_dup_span (valuation->horizon_days);
  error = clv_findings_dup_test_error (report->findings);
  total = clv_format_money (valuation->total, report->currency, 0);
  card.value = each.mean;
  card.label = g_strdup_printf (valuation->is_revenue
                                  /* Translators: “12 months” */
                                  ? _("Revenue per customer, next %s") : _("Value per customer, next %s"), ahead);
  if (error != NULL)
    /* Translators: “32 % too low in its test”, money; both are said of a prediction */
    card.note = g_strdup_printf (_("%s · %s in all"), error, total);
  else
    {
      g_autofree char *range = clv_prediction_dup_range (each.low, each.high, report->currency);
      g_autofree char *band = clv_report_dup_band (report->findings, range);

      /* Translators: “80 % sure: €110–143”, money */
      card.note = g_strdup_printf (_("%s · %s in all"), band, total);
    }
  g_array_append_val (cards, card);
  return TRUE;
}

static GArray *
make_cards (ClvXlsxReport *report)
{
  static const ClvPeriod nothing;
  GArray *cards = g_array_new (FALSE, TRUE, sizeof (Card));
  const ClvPeriod *a = &nothing, *b = &nothing;
  gboolean two = clv_report_last_two_periods (report->findings, &a, &b);
  ClvMetricId mean = clv_report_mean_metric (report->findings);
  ClvXlsxStyle green = CLV_XLSX_GREEN;

  g_array_set_clear_func (cards, card_clear);
  add_card (report, cards, CLV_M_CUSTOMERS, CLV_XLSX_COUNT, NULL,
            dup_period_note (report, CLV_M_CUSTOMERS, a->customers, b->customers, FALSE));
  add_card (report, cards, CLV_M_REVENUE, CLV_XLSX_CURRENCY, report->revenue_total,
            dup_period_note (report, CLV_M_REVENUE, a->revenue, b->revenue, FALSE));
  if (report->has_profit)
    add_card (report, cards, CLV_M_PROFIT, CLV_XLSX_CURRENCY | green, report->profit_total,
              dup_period_note (report, CLV_M_PROFIT, a->profit, b->profit, FALSE));
  else
    add_card (report, cards, CLV_M_REFUNDS, CLV_XLSX_CURRENCY, NULL,
              dup_period_note (report, CLV_M_REFUNDS, a->refunds, b->refunds, FALSE));
  add_card (report, cards, mean, CLV_XLSX_CURRENCY | green, NULL,
            dup_period_note (report, mean, a->value_per_customer, b->value_per_customer, FALSE));
  add_card (report, cards, CLV_M_AOV, CLV_XLSX_CURRENCY, NULL,
            dup_period_note (report, CLV_M_AOV, a->aov, b->aov, FALSE));
  add_card (report, cards, CLV_M_PURCHASE_FREQUENCY, CLV_XLSX_NUMBER, NULL, NULL);
  add_card (report, cards, CLV_M_RETENTION_RATE, CLV_XLSX_PERCENT, NULL,
            two ? clv_report_dup_change (report->findings, a->retention_rate, b->retention_rate, TRUE) : NULL);
  if (add_outlook_card (report, cards))
    return cards;
  if (report->has_profit)
    add_card (report, cards, CLV_M_CLV_MARGIN_MULTIPLE, CLV_XLSX_CURRENCY | green, report->clv_margin_multiple, NULL);
  else
    add_card (report, cards, CLV_M_TOP_DECILE_REVENUE_SHARE, CLV_XLSX_PERCENT, NULL, NULL);
  return cards;
}

/* Three rows of merged cells for each card; a white border leaves the gap. */
static guint
write_cards (ClvXlsxReport *report,
             guint          row)
{
  ClvXlsxSheet *sheet = report->summary;
  g_autoptr (GArray) cards = make_cards (report);

  for (guint begin = 0; begin < cards->len; begin += CARDS_A_ROW)
    for (guint line = 0; line < 4; line++, row++)
      {
        static const double heights[] = { 18, 30, 17, 8 };

        clv_xlsx_set_height (sheet, row, heights[line]);
        for (guint i = begin; line < 3 && i < MIN (begin + CARDS_A_ROW, cards->len); i++)
          {
            const Card *card = &g_array_index (cards, Card, i);
            guint first = FIRST_COLUMN + (i - begin) * CARD_COLUMNS, last = first + CARD_COLUMNS - 1;
            ClvXlsxStyle look = line == 0 ? CLV_XLSX_CARD_TOP | (card->style & CLV_XLSX_GREEN)
                                : line == 1 ? CLV_XLSX_CARD_VALUE | (card->style & CLV_XLSX_FORMAT_MASK)
                                            : CLV_XLSX_CARD_NOTE;
            g_autofree char *formula = card->cell != NULL ? g_strconcat ("=", card->cell, NULL) : NULL;

            clv_xlsx_merged (sheet, row, first, last, line == 0 ? card->label : line == 2 ? card->note : "", look);
            if (line != 1)
              continue;
            if (formula != NULL && isfinite (card->value))
              clv_xlsx_formula (sheet, row, first, formula, card->value, look);
            else
              clv_xlsx_number (sheet, row, first, card->value, look);
          }
      }
  return row;
}

static ClvXlsxSheet *
sheet_of (ClvXlsxReport *report,
          const char    *page)
{
  if (g_str_equal (page, "customers"))
    return report->customers;
  if (g_str_equal (page, "profitability"))
    return report->whale;
  if (g_str_equal (page, "segments"))
    return report->segments;
  if (g_str_equal (page, "assumptions"))
    return report->methods;
  if (g_str_equal (page, "lifetime") && report->base != NULL)
    return report->base;
  if (g_str_equal (page, "at-risk") && report->at_risk != NULL)
    return report->at_risk;
  return report->value;
}

static guint
write_findings (ClvXlsxReport *report,
                guint          row)
{
  ClvXlsxSheet *sheet = report->summary;
  guint n = MIN (clv_findings_get_n_sentences (report->findings), MAX_FINDINGS);
  guint last = FIRST_COLUMN + N_COLUMNS - 1;

  clv_xlsx_set_height (sheet, row, 18);
  clv_xlsx_merged (sheet, row, FIRST_COLUMN, last - 2, _("Findings"), CLV_XLSX_HEADER);
  clv_xlsx_merged (sheet, row++, last - 1, last, _("See sheet"), CLV_XLSX_HEADER);
  for (guint i = 0; i < n; i++)
    {
      const ClvSentence *sentence = clv_findings_get_sentence (report->findings, i);
      const ClvXlsxSheet *target = sheet_of (report, sentence->page);

      clv_xlsx_set_height (sheet, row, 18);
      clv_xlsx_merged (sheet, row, FIRST_COLUMN, last - 2, sentence->text, CLV_XLSX_RULED);
      clv_xlsx_merged (sheet, row, last - 1, last, "", CLV_XLSX_RULED | CLV_XLSX_LINK);
      clv_xlsx_link (sheet, row++, last - 1, target, target->name, CLV_XLSX_RULED);
    }
  clv_xlsx_set_height (sheet, row, 10);
  return row + 1;
}

/* Revenue, cost and what is left, each by customer: the three lines can share one scale. */
static void
place_overview (ClvXlsxReport *report,
                guint          row)
{
  g_autofree char *description = clv_xlsx_dup_chart_description (report, "overview", NULL);
  lxw_chart *chart;

  if (report->n_periods == 0 || clv_xlsx_has_failed (report->book))
    return;
  chart = clv_xlsx_chart_new (report->book, report->n_periods > 1 ? LXW_CHART_LINE : LXW_CHART_COLUMN);
  chart_axis_set_num_format (chart->y_axis, "#,##0");
  chart_axis_set_min (chart->y_axis, 0);
  if (report->n_periods > 12)
    chart_axis_set_interval_unit (chart->x_axis, (report->n_periods + 7) / 8);
  clv_xlsx_chart_add (report->book, chart, report->n_periods > 1 ? LXW_CHART_LINE : LXW_CHART_COLUMN, _("Revenue"),
                      report->period_names, report->period_revenue_each, CLV_XLSX_BLUE, report->n_periods,
                      _("Revenue"));
  if (report->has_profit)
    {
      clv_xlsx_chart_add (report->book, chart, report->n_periods > 1 ? LXW_CHART_LINE : LXW_CHART_COLUMN, _("Cost"),
                          report->period_names, report->period_cost_each, 0x77767B, report->n_periods, _("Cost"));
      clv_xlsx_chart_add (report->book, chart, report->n_periods > 1 ? LXW_CHART_LINE : LXW_CHART_COLUMN, _("Profit"),
                          report->period_names, report->period_value, CLV_XLSX_TEAL, report->n_periods, _("Profit"));
    }
  clv_xlsx_chart_place (report->summary, chart, row, FIRST_COLUMN, CHART_WIDTH, CHART_HEIGHT, description);
}

static void
place_whale (ClvXlsxReport *report,
             guint          row)
{
  g_autofree char *description = clv_xlsx_dup_chart_description (report, "whale", NULL);
  gboolean in_shares = clv_report_total_value (report->findings) > 0;
  lxw_chart *chart;

  if (report->n_curve < 2 || clv_xlsx_has_failed (report->book))
    return;
  chart = clv_xlsx_chart_new (report->book, LXW_CHART_SCATTER_STRAIGHT);
  clv_xlsx_chart_add (report->book, chart, LXW_CHART_SCATTER_STRAIGHT, _("up to the peak"), report->curve_customers,
                      report->curve_value, report->has_profit ? CLV_XLSX_TEAL : CLV_XLSX_BLUE, 0, NULL);
  if (report->peak + 1 < report->n_curve)
    clv_xlsx_chart_add (report->book, chart, LXW_CHART_SCATTER_STRAIGHT, _("after the peak"),
                        report->curve_customers_after, report->curve_value_after, CLV_XLSX_ORANGE, 0, NULL);
  chart_axis_set_num_format (chart->x_axis, "0%");
  chart_axis_set_num_format (chart->y_axis, in_shares ? "0%" : "#,##0");
  chart_axis_set_min (chart->x_axis, 0);
  chart_axis_set_max (chart->x_axis, 1);
  clv_xlsx_chart_place (report->summary, chart, row, FIRST_COLUMN + N_COLUMNS / 2, CHART_WIDTH, CHART_HEIGHT,
                        description);
}

/* The unit alone: span and basis stand at the head of the page. */
static char *
dup_unit (const ClvChart *chart)
{
  const char *end = chart != NULL ? strstr (chart->subtitle, " · ") : NULL;

  return chart == NULL ? g_strdup ("") : end != NULL ? g_strndup (chart->subtitle, end - chart->subtitle)
                                                     : g_strdup (chart->subtitle);
}

static guint
write_charts (ClvXlsxReport *report,
              guint          row)
{
  ClvXlsxSheet *sheet = report->summary;
  guint right = FIRST_COLUMN + N_COLUMNS / 2;
  g_autoptr (ClvChart) overview = clv_report_chart (report->findings, "overview", NULL, NULL);
  g_autoptr (ClvChart) whale = clv_report_chart (report->findings, "whale", NULL, NULL);
  g_autofree char *overview_unit = dup_unit (overview);
  g_autofree char *whale_unit = dup_unit (whale);

  clv_xlsx_set_height (sheet, row, 20);
  /* Merged over their half, or the left words would run under the right ones. */
  clv_xlsx_merged (sheet, row, FIRST_COLUMN, right - 1, overview != NULL ? overview->title : "", CLV_XLSX_BOLD | CLV_XLSX_WRAP);
  clv_xlsx_merged (sheet, row, right, FIRST_COLUMN + N_COLUMNS - 1, whale != NULL ? whale->title : "", CLV_XLSX_BOLD | CLV_XLSX_WRAP);
  row++;
  clv_xlsx_merged (sheet, row, FIRST_COLUMN, right - 1, overview_unit, CLV_XLSX_DIM);
  clv_xlsx_merged (sheet, row, right, FIRST_COLUMN + N_COLUMNS - 1, whale_unit, CLV_XLSX_DIM);
  row++;
  place_overview (report, row);
  place_whale (report, row);
  return row + CHART_ROWS;
}

static guint
write_contents (ClvXlsxReport *report,
                guint          row)
{
  const struct
  {
    const ClvXlsxSheet *sheet;
    const char         *what;
  } contents[] = {
    { report->assumptions, _("inputs you may change") },
    { report->methods, _("lifetime value by every formula") },
    { report->value, _("by year, quarter and month") },
    { report->segments, _("groups side by side") },
    { report->customers, _("everyone, best first") },
    { report->whale, _("who makes the profit") },
    { report->cohorts, _("who comes back, and what they bring") },
    { report->relations, _("what goes with value") },
    { report->quality, _("what was read and left out") },
    { report->about, _("files, columns, settings") },
    { report->base, _("what comes next, and what changed it") },
    { report->at_risk, _("who has probably left") },
    { report->proof, _("did predictions come true") },
  };
  ClvXlsxSheet *sheet = report->summary;
  guint present[G_N_ELEMENTS (contents)], n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    if (contents[i].sheet != NULL)
      present[n++] = i;
  clv_xlsx_set_height (sheet, row, 18);
  clv_xlsx_merged (sheet, row++, FIRST_COLUMN, FIRST_COLUMN + N_COLUMNS - 1, _("In this workbook"), CLV_XLSX_HEADER);
  for (guint begin = 0; begin < n; begin += CARDS_A_ROW)
    {
      for (guint i = begin; i < MIN (begin + CARDS_A_ROW, n); i++)
        {
          guint first = FIRST_COLUMN + (i - begin) * CARD_COLUMNS;

          clv_xlsx_merged (sheet, row, first, first + CARD_COLUMNS - 1, "", CLV_XLSX_LINK | CLV_XLSX_BOLD);
          clv_xlsx_link (sheet, row, first, contents[present[i]].sheet, contents[present[i]].sheet->name, CLV_XLSX_BOLD);
        }
      row++;
      for (guint i = begin; i < MIN (begin + CARDS_A_ROW, n); i++)
        {
          guint first = FIRST_COLUMN + (i - begin) * CARD_COLUMNS;

          clv_xlsx_merged (sheet, row, first, first + CARD_COLUMNS - 1, contents[present[i]].what, CLV_XLSX_DIM);
        }
      row++;
    }
  return row;
}

static void
write_footer (ClvXlsxReport *report,
              guint          row)
{
  const ClvReconciliation *account = clv_book_get_reconciliation (clv_findings_get_book (report->findings));
  g_autofree char *live = g_strdup (_("Formulas are live: change a blue cell on the sheet of assumptions, and the methods follow."));
  g_autofree char *proof = account->rows_read > 0 ? clv_report_dup_account (report->findings) : g_strdup ("");
  g_autofree char *text = g_strstrip (g_strdup_printf ("%s %s", live, proof));

  clv_xlsx_merged (report->summary, row, FIRST_COLUMN, FIRST_COLUMN + N_COLUMNS - 1, text, CLV_XLSX_DIM);
}

static char *
dup_subtitle (ClvXlsxReport *report)
{
  g_autofree char *span = clv_report_dup_span (report->findings);
  g_autofree char *basis = clv_report_dup_basis (report->findings);
  ClvMetric as_of = clv_findings_get_metric (report->findings, CLV_M_AS_OF_DATE);
  GString *text = g_string_new (report->origin->title);

  if (*span != '\0')
    g_string_append_printf (text, " · %s", span);
  if (isfinite (as_of.value))
    {
      g_autofree char *day = clv_format_day ((ClvDay) as_of.value);

      g_string_append (text, " · ");
      /* Translators: %s is a date */
      g_string_append_printf (text, _("as of %s"), day);
    }
  g_string_append (text, " · ");
  /* Translators: %s is such as “profit as in the file” */
  g_string_append_printf (text, _("basis: %s"), basis);
  if (*report->currency != '\0')
    g_string_append_printf (text, " · %s", report->currency);
  return g_string_free (text, FALSE);
}

/**
 * clv_xlsx_write_summary:
 *
 * One page A4 landscape: what matters, and links to where it comes from.
 */
void
clv_xlsx_write_summary (ClvXlsxReport *report)
{
  ClvXlsxSheet *sheet = report->summary;
  g_autofree char *subtitle = dup_subtitle (report);
  guint row = 0;

  clv_xlsx_set_width (sheet, 0, 2);
  for (guint i = 0; i < N_COLUMNS; i++)
    clv_xlsx_set_width (sheet, FIRST_COLUMN + i, COLUMN_WIDTH);
  clv_xlsx_set_height (sheet, row, 8);
  row++;
  clv_xlsx_set_height (sheet, row, 32);
  clv_xlsx_text (sheet, row++, FIRST_COLUMN, _("What your customers are worth"), CLV_XLSX_TITLE | CLV_XLSX_ACCENT);
  clv_xlsx_set_height (sheet, row, 18);
  clv_xlsx_text (sheet, row++, FIRST_COLUMN, subtitle, CLV_XLSX_DIM | CLV_XLSX_ACCENT);
  clv_xlsx_set_height (sheet, row, 10);
  row++;
  row = write_cards (report, row);
  row = write_findings (report, row);
  row = write_charts (report, row);
  row = write_contents (report, row);
  write_footer (report, row + 1);
  clv_xlsx_finish_sheet (sheet, _("What your customers are worth"), -1, TRUE);
}
