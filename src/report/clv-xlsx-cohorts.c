/* clv-xlsx-cohorts.c - customers by when they came: who is still there, and what they brought so far
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-sheets.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-cohort-table.h"
#include "clv-report-cohorts.h"
#include "clv-report-private.h"

#define FIRST_COLUMN 1
/* More columns would not be read, and have no room on a page. */
#define MAX_AGES 40u
#define ROW_POINTS 15.0 /* of a usual row */
#define CHART_ROWS 18

/* A block of cells: a head, a row a cohort, and a row of all. */
typedef struct
{
  ClvXlsxReport        *report;
  ClvXlsxSheet         *sheet;
  const ClvCohortTable *table;
  guint                *cohort;   /* those with customers */
  guint                 n, n_ages;
  gboolean              has_cac;
  ClvCohortMeasure      money;    /* what is added up */
  guint                 sizes_row; /* of the first cohort of the first block: where sizes stand */
  guint                 counts_row, money_row; /* of the first cohort, likewise */
  guint                 first_age; /* column of age 0 */
} Block;

static char *
range_of (guint first_row,
          guint first_column,
          guint last_row,
          guint last_column)
{
  g_autofree char *first = clv_xlsx_dup_cell (first_row, first_column);
  g_autofree char *last = clv_xlsx_dup_cell (last_row, last_column);

  return g_strdup_printf ("%s:%s", first, last);
}

/* Cohorts whose period of @age is over: they are the first ones, since later ones are younger. */
static guint
count_over (const Block *block,
            guint        age)
{
  guint n = 0;

  while (n < block->n && block->table->over[(gsize) block->cohort[n] * block->table->n_ages + age] > 0)
    n++;
  return n;
}

static const char *
payback_title (ClvPeriodKind unit)
{
  switch (unit)
    {
    case CLV_PERIOD_MONTH:
      return _("Earned back in months");
    case CLV_PERIOD_QUARTER:
      return _("Earned back in quarters");
    case CLV_PERIOD_YEAR:
    default:
      return _("Earned back in years");
    }
}

static void
write_block_head (const Block *block,
                  guint        row,
                  const char  *title,
                  const char  *note)
{
  ClvXlsxSheet *sheet = block->sheet;
  guint column = FIRST_COLUMN;

  clv_xlsx_set_height (sheet, row, 22);
  clv_xlsx_text (sheet, row, FIRST_COLUMN, title, CLV_XLSX_HEADING);
  sheet->widths[FIRST_COLUMN] = 12;
  clv_xlsx_text (sheet, row + 1, FIRST_COLUMN, note, CLV_XLSX_DIM);
  sheet->widths[FIRST_COLUMN] = 12;
  clv_xlsx_text (sheet, row + 2, column++, _("Cohort"), CLV_XLSX_HEADER);
  clv_xlsx_text (sheet, row + 2, column++, _("Customers"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
  if (block->has_cac)
    {
      clv_xlsx_text (sheet, row + 2, column++, _("Cost to win one"), CLV_XLSX_HEADER | CLV_XLSX_RIGHT | CLV_XLSX_WRAP);
      clv_xlsx_text (sheet, row + 2, column++, payback_title (block->table->unit), CLV_XLSX_HEADER | CLV_XLSX_RIGHT | CLV_XLSX_WRAP);
    }
  for (guint age = 0; age < block->n_ages; age++)
    clv_xlsx_number (sheet, row + 2, column++, age, CLV_XLSX_COUNT | CLV_XLSX_HEADER | CLV_XLSX_RIGHT);
}

/* Name, size, and what winning them cost; @cohort n is all. */
static void
write_row_head (const Block *block,
                guint        row,
                guint        cohort,
                ClvXlsxStyle look)
{
  ClvXlsxSheet *sheet = block->sheet;
  const ClvCohortTable *table = block->table;
  guint column = FIRST_COLUMN;

  clv_xlsx_text (sheet, row, column++, cohort < table->n ? table->names[cohort] : _("Mean of all"), CLV_XLSX_BOLD | look);
  clv_xlsx_number (sheet, row, column++, table->size[cohort], CLV_XLSX_COUNT | look);
  if (block->has_cac)
    {
      clv_xlsx_number (sheet, row, column++, clv_cohort_table_get_cac (table, cohort), CLV_XLSX_MONEY | look);
      clv_xlsx_number (sheet, row, column, table->payback[cohort] > 0 ? table->payback[cohort] : NAN, CLV_XLSX_COUNT | look);
    }
}

/* The figure of a cell; TRUE when its period is over. */
static gboolean
get_cell (const Block    *block,
          guint           i,
          guint           age,
          ClvCohortFigure figure,
          double         *value)
{
  gboolean incomplete;

  *value = clv_cohort_table_get (block->table, block->cohort[i], age, figure, &incomplete);
  return !incomplete;
}

/* Plain sums: what the other blocks are worked out from. */
static guint
write_sums (Block           *block,
            guint            row,
            const char      *title,
            const char      *note,
            ClvCohortMeasure measure)
{
  const ClvXlsxStyle format = measure >= CLV_COHORT_REVENUE ? CLV_XLSX_MONEY : CLV_XLSX_COUNT;

  write_block_head (block, row, title, note);
  row += 3;
  for (guint i = 0; i < block->n; i++)
    {
      write_row_head (block, row + i, block->cohort[i], CLV_XLSX_RULED);
      for (guint age = 0; age < block->n_ages; age++)
        {
          double value;
          const gboolean over = get_cell (block, i, age, (ClvCohortFigure) { measure, CLV_COHORT_TOTAL, FALSE }, &value);

          if (!isnan (value))
            clv_xlsx_number (block->sheet, row + i, block->first_age + age, value, format | CLV_XLSX_RULED | (over ? 0 : CLV_XLSX_DIM));
        }
    }
  return row;
}

/* Each cell from the sums of @sums_row, over the size of its cohort; the last row over all cohorts that are old enough. */
static guint
write_shares (Block           *block,
              guint            row,
              const char      *title,
              const char      *note,
              guint            sums_row,
              ClvCohortFigure  figure,
              ClvXlsxStyle     format)
{
  const guint size_column = FIRST_COLUMN + 1, end = row + 3 + block->n;

  write_block_head (block, row, title, note);
  row += 3;
  for (guint i = 0; i <= block->n; i++)
    {
      const ClvXlsxStyle look = i < block->n ? CLV_XLSX_RULED : CLV_XLSX_TOTAL;

      write_row_head (block, row + i, i < block->n ? block->cohort[i] : block->table->n, look);
      for (guint age = 0; age < block->n_ages; age++)
        {
          const guint column = block->first_age + age, from = figure.cumulative ? block->first_age : column;
          const guint first = i < block->n ? i : 0, last = i < block->n ? i : count_over (block, age) - 1;
          g_autofree char *sums = NULL, *sizes = NULL, *formula = NULL;
          double value;
          gboolean over = TRUE;

          if (i < block->n)
            over = get_cell (block, i, age, figure, &value);
          else
            value = clv_cohort_table_get (block->table, block->table->n, age, figure, NULL);
          if (isnan (value))
            continue;
          sums = range_of (sums_row + first, from, sums_row + last, column);
          sizes = range_of (block->sizes_row + first, size_column, block->sizes_row + last, size_column);
          formula = g_strdup_printf ("=SUM(%s)/SUM(%s)", sums, sizes);
          clv_xlsx_formula (block->sheet, row + i, column, formula, value, format | look | (over ? 0 : CLV_XLSX_DIM));
        }
    }
  {
    lxw_conditional_format scale = {
      .type = LXW_CONDITIONAL_3_COLOR_SCALE,
      .min_color = 0xFFFFFF,
      .mid_color = figure.measure >= CLV_COHORT_PROFIT ? 0xB7DCD5 : 0xBBD6F7,
      .max_color = figure.measure >= CLV_COHORT_PROFIT ? 0x57AD9C : 0x72A9ED,
    };
    /* The first column is always 100 %: it would leave no colour for the others. */
    const guint first = figure.cumulative || block->n_ages == 1 ? block->first_age : block->first_age + 1;

    clv_xlsx_check (block->report->book,
                    worksheet_conditional_format_range (block->sheet->sheet, row, (lxw_col_t) first, end,
                                                        (lxw_col_t) (block->first_age + block->n_ages - 1), &scale),
                    block->sheet->name);
  }
  clv_xlsx_mark_negatives (block->sheet, row, block->first_age, end, block->first_age + block->n_ages - 1);
  return row;
}

/* The mean over time, and what winning one cost, on a line of its own below the block. */
static void
place_chart (const Block *block,
             guint        chart_row,
             guint        value_row,
             const char  *title)
{
  const guint mean_row = value_row + block->n, last = block->first_age + block->n_ages - 1;
  g_autofree char *ages = clv_xlsx_dup_range (block->sheet, value_row - 1, block->first_age, value_row - 1, last);
  g_autofree char *mean = clv_xlsx_dup_range (block->sheet, mean_row, block->first_age, mean_row, last);
  const ClvCohortView view = { block->report->findings, block->table, NULL, { block->money, CLV_COHORT_PER_CUSTOMER, TRUE } };
  g_autofree char *sentence = clv_report_dup_cohort_sentence (&view);
  g_autofree char *words = g_strdup_printf ("%s. %s.", sentence, title);
  lxw_chart *chart;

  if (block->n_ages < 2 || clv_xlsx_has_failed (block->report->book))
    return;
  chart = clv_xlsx_chart_new (block->report->book, LXW_CHART_LINE);
  chart_axis_set_num_format (chart->y_axis, "#,##0");
  clv_xlsx_chart_add (block->report->book, chart, LXW_CHART_LINE, _("Mean of all"), ages, mean,
                      block->money >= CLV_COHORT_PROFIT ? CLV_XLSX_TEAL : CLV_XLSX_BLUE, block->n_ages, _("Mean of all"));
  if (block->has_cac)
    {
      g_autofree char *cac = clv_xlsx_dup_range (block->sheet, mean_row + 1, block->first_age, mean_row + 1, last);

      clv_xlsx_chart_add (block->report->book, chart, LXW_CHART_LINE, _("Cost to win one"), ages, cac, CLV_XLSX_GREY, block->n_ages,
                          _("Cost to win one"));
    }
  clv_xlsx_chart_place (block->sheet, chart, chart_row, FIRST_COLUMN, 860, 300, words);
}

static void
write_cac_line (const Block *block,
                guint        row)
{
  const double cac = clv_cohort_table_get_cac (block->table, block->table->n);
  g_autofree char *cell = clv_xlsx_dup_cell (row - 1, FIRST_COLUMN + 2);
  g_autofree char *formula = g_strdup_printf ("=%s", cell);

  clv_xlsx_text (block->sheet, row, FIRST_COLUMN, _("Cost to win one"), CLV_XLSX_DIM);
  block->sheet->widths[FIRST_COLUMN] = 12;
  for (guint age = 0; age < block->n_ages; age++)
    clv_xlsx_formula (block->sheet, row, block->first_age + age, formula, cac, CLV_XLSX_MONEY | CLV_XLSX_DIM);
}

static void
write_blocks (Block *block)
{
  const ClvCohortTable *table = block->table;
  const char *const money_title = block->money == CLV_COHORT_REVENUE  ? _("Revenue so far of each who came")
                                  : block->money == CLV_COHORT_PROFIT ? _("Profit so far of each who came")
                                                                      : _("Profit before acquisition so far of each who came");
  const char *const sum_title = block->money == CLV_COHORT_REVENUE  ? _("Revenue of the cohort")
                                : block->money == CLV_COHORT_PROFIT ? _("Profit of the cohort")
                                                                    : _("Profit of the cohort before acquisition");
  const char *ages = clv_report_cohort_ages_title (table->unit);
  g_autofree char *note = g_strdup_printf (_("%s; grey: the period is not over, and in no mean"), ages);
  const guint chart_row = 4, shares_row = chart_row + CHART_ROWS + 1, height = block->n + 6;
  guint value_row;

  /* Formulas point to blocks below: where these begin is known beforehand. */
  block->counts_row = shares_row + 2 * (height + 1) + 3;
  block->money_row = block->counts_row + height;
  block->sizes_row = block->counts_row;
  write_shares (block, shares_row, _("Active customers, in percent of all who came"), note, block->counts_row,
                (ClvCohortFigure) { CLV_COHORT_CUSTOMERS, CLV_COHORT_SHARE, FALSE }, CLV_XLSX_PERCENT);
  value_row = write_shares (block, shares_row + height + 1, money_title, note, block->money_row,
                            (ClvCohortFigure) { block->money, CLV_COHORT_PER_CUSTOMER, TRUE }, CLV_XLSX_MONEY);
  if (block->has_cac)
    write_cac_line (block, value_row + block->n + 1);
  clv_xlsx_keep_together (block->sheet, 0, ROW_POINTS * (block->counts_row - 3));
  clv_xlsx_keep_together (block->sheet, block->counts_row - 3, ROW_POINTS * 2 * height);
  write_sums (block, block->counts_row - 3, _("Active customers"), note, CLV_COHORT_CUSTOMERS);
  write_sums (block, block->money_row - 3, sum_title, note, block->money);
  place_chart (block, chart_row, value_row, money_title);
}

/**
 * clv_xlsx_write_cohorts:
 *
 * Who is still active, and what each customer has brought so far, by the period of the first order; live, from the sums below.
 * Nothing where customers came with their figures.
 */
void
clv_xlsx_write_cohorts (ClvXlsxReport *report)
{
  ClvXlsxSheet *sheet = report->cohorts;
  g_autoptr (ClvCohortSource) source = NULL;
  g_autoptr (ClvCohortTable) table = NULL;
  g_autofree guint *cohort = NULL;
  g_autofree char *basis = NULL, *sentence = NULL;
  Block block = { .report = report, .sheet = sheet };

  if (sheet == NULL)
    return;
  basis = clv_report_dup_basis (report->findings);
  clv_xlsx_write_head (report, sheet, _("Cohorts"), basis);
  source = clv_cohort_source_new (report->findings, report->work);
  if (source == NULL)
    return;
  table = clv_cohort_table_new_by_time (source, clv_cohort_source_get_unit (source));
  cohort = g_new (guint, (gsize) table->n + 1);
  block.table = table;
  block.cohort = cohort;
  for (guint c = 0; c < table->n; c++)
    if (table->size[c] > 0)
      cohort[block.n++] = c;
  block.has_cac = table->acquisition[table->n] > 0;
  block.money = !report->has_profit ? CLV_COHORT_REVENUE : block.has_cac ? CLV_COHORT_MARGIN : CLV_COHORT_PROFIT;
  block.n_ages = MIN (clv_cohort_table_count_ages (table), MAX_AGES);
  block.first_age = FIRST_COLUMN + (block.has_cac ? 4 : 2);
  sentence = clv_report_dup_cohort_sentence (&(ClvCohortView) { report->findings, table, NULL, { CLV_COHORT_CUSTOMERS, CLV_COHORT_SHARE, FALSE } });
  clv_xlsx_text (sheet, 3, FIRST_COLUMN, sentence, CLV_XLSX_HEADING);
  clv_xlsx_set_width (sheet, FIRST_COLUMN, 12);
  for (guint column = FIRST_COLUMN + 1; column < block.first_age; column++)
    clv_xlsx_set_width (sheet, column, 11);
  for (guint age = 0; age < block.n_ages; age++)
    clv_xlsx_set_width (sheet, block.first_age + age, 9);
  write_blocks (&block);
  worksheet_freeze_panes (sheet->sheet, 3, FIRST_COLUMN + 1);
  clv_xlsx_finish_sheet (sheet, _("Cohorts"), -1, FALSE);
}
