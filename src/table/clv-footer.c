/* clv-footer.c - what stands below the data of a sheet
 *
 * In doubt a row is data: a note that is taken for data shows up as a row that
 * cannot be read, but data taken for a note would be missing from every figure.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-footer-private.h"

#include <math.h>
#include <string.h>

#include "clv-column-private.h"
#include "clv-date-text-private.h"
#include "clv-header-private.h"
#include "clv-number-text-private.h"
#include "clv-totals-private.h"

/* What a text most likely counts for, before the decimal mark of its column is known. */
static double
likely_value (const ClvNumberText *number)
{
  return isnan (number->with_point) ? number->with_comma : number->with_point;
}

/* The sum of the numbers above the last row. */
static double
sum_above (const ClvColumn *column,
           guint32          n_rows)
{
  guint32 n_distinct = clv_column_get_n_distinct (column);
  g_autofree double *values = g_new0 (double, n_distinct);
  const guint32 *codes = clv_column_get_codes (column);
  double sum = 0.0;

  for (guint32 code = 1; code < n_distinct; code++)
    {
      ClvCell cell;
      ClvNumberText number;

      clv_column_get_cell (column, code, &cell);
      if (cell.kind == CLV_CELL_NUMBER)
        values[code] = cell.number;
      else if (cell.kind == CLV_CELL_TEXT && clv_number_text_parse (cell.text, &number))
        values[code] = likely_value (&number);
    }
  /* The column may end before the last row. */
  for (guint32 row = 0; row < MIN (n_rows, clv_column_get_n_rows (column)); row++)
    sum += values[codes[row]];
  return sum;
}

static gboolean
equals_sum_above (const ClvFooter *footer,
                  const ClvColumn *column)
{
  ClvCell cell;
  ClvNumberText number;
  double value, sum;

  clv_column_get_cell (column, clv_column_peek (column, footer->n_rows - 1), &cell);
  value = cell.number;
  if (cell.kind == CLV_CELL_TEXT)
    {
      if (!clv_number_text_parse (cell.text, &number))
        return FALSE;
      value = likely_value (&number);
    }
  if (!isfinite (value) || value == 0.0)
    return FALSE;
  sum = sum_above (column, footer->n_rows - 1);
  return fabs (sum - value) <= 0.005 + 1e-9 * fabs (sum);
}

/**
 * clv_footer_has_own_date:
 * @columns: (element-type ClvColumn): of the table
 *
 * Whether @row has a date that the row above does not have: an order of a customer whose name is a word for totals, then.
 */
gboolean
clv_footer_has_own_date (const GPtrArray *columns,
                         guint32          row)
{
  for (guint c = 0; row > 0 && c < columns->len; c++)
    {
      const ClvColumn *column = columns->pdata[c];
      const guint32 code = clv_column_peek (column, row);
      ClvDateText date;
      ClvCell cell;

      if (code == CLV_CODE_EMPTY || code == clv_column_peek (column, row - 1))
        continue;
      clv_column_get_cell (column, code, &cell);
      if (cell.kind == CLV_CELL_DATE || (cell.kind == CLV_CELL_TEXT && clv_date_text_parse (cell.text, &date) && !date.is_compact))
        return TRUE;
    }
  return FALSE;
}

/* One sum may be chance. */
static gboolean
has_more_sums (const ClvFooter *footer)
{
  guint n = 0;

  for (guint c = 0; c < MIN (footer->columns->len, footer->n_judged); c++)
    n += footer->holds_values[c] && equals_sum_above (footer, footer->columns->pdata[c]);
  return n >= 2;
}

/* Words for the mean of a column, in lower case. */
static gboolean
is_word_for_mean (const char *text)
{
  static const char *const words[] = {
    "average", "averages", "avg", "mean", "average per customer", "durchschnitt", "mittelwert", "schnitt", "moyenne", "promedio", "media",
    "média", "gemiddelde", "gemiddeld", "średnia", "medelvärde", "genomsnitt", "gennemsnit", "keskiarvo", "průměr", "ortalama", "среднее",
    "平均", "平均值", "平均値", "평균", NULL
  };
  g_autofree char *lower = g_utf8_strdown (text, -1);
  gsize n = strlen (lower);

  if (n > 0 && lower[n - 1] == ':')
    lower[n - 1] = '\0';
  g_strstrip (lower);
  return g_strv_contains (words, lower);
}

/* Means are rounded as they are shown. */
static gboolean
is_mean (double value,
         double mean)
{
  return fabs (value - mean) <= (value == floor (value) ? 0.5 : 10 * value == floor (10 * value) ? 0.05 : 0.005) + 1e-9 * fabs (mean);
}

/* Every number of the last row is the mean of those above. */
static gboolean
equals_means_above (const ClvFooter *footer)
{
  const guint32 n = footer->n_rows - 1;
  guint n_means = 0;

  for (guint c = 0; c < MIN (footer->columns->len, footer->n_judged); c++)
    {
      const ClvColumn *column = footer->columns->pdata[c];
      ClvNumberText number;
      ClvCell cell;
      double value;

      clv_column_get_cell (column, clv_column_peek (column, n), &cell);
      if (!footer->holds_values[c] || cell.kind == CLV_CELL_EMPTY)
        continue;
      value = cell.number;
      if (cell.kind == CLV_CELL_TEXT)
        {
          if (!clv_number_text_parse (cell.text, &number))
            return FALSE;
          value = likely_value (&number);
        }
      else if (cell.kind != CLV_CELL_NUMBER)
        return FALSE;
      if (!is_mean (value, sum_above (column, n) / n))
        return FALSE;
      n_means++;
    }
  return n >= 2 && n_means > 0;
}

ClvFooterKind
clv_footer_judge_last_row (const ClvFooter *footer)
{
  guint n_filled = 0, n_values = 0, n_value_columns = 0;
  const ClvColumn *value_column = NULL;
  const char *first_text = NULL;

  for (guint c = 0; c < footer->columns->len; c++)
    {
      const ClvColumn *column = footer->columns->pdata[c];
      gboolean holds_values = c < footer->n_judged && footer->holds_values[c];
      ClvCell cell;
      ClvLook look;

      n_value_columns += holds_values ? 1 : 0;
      clv_column_get_cell (column, clv_column_peek (column, footer->n_rows - 1), &cell);
      if (cell.kind == CLV_CELL_EMPTY)
        continue;
      look = clv_look_of_cell (&cell);
      n_filled++;
      if (cell.kind == CLV_CELL_TEXT && first_text == NULL)
        first_text = cell.text;
      if (holds_values && look == CLV_LOOK_VALUE)
        {
          n_values++;
          value_column = column;
        }
    }

  if (n_values > 0 && first_text != NULL)
    {
      ClvTotalsWord word = clv_totals_judge (first_text, NULL);

      if (word == CLV_TOTALS_PHRASE && (n_filled < footer->usual_width || footer->columns->len <= 2))
        return CLV_FOOTER_TOTALS;
      if ((word == CLV_TOTALS_PHRASE || (word == CLV_TOTALS_OF && n_filled < footer->usual_width && footer->n_rows > 2)) &&
          equals_sum_above (footer, value_column)
          && (n_filled < footer->usual_width || !clv_footer_has_own_date (footer->columns, footer->n_rows - 1) || has_more_sums (footer)))
        return CLV_FOOTER_TOTALS;
    }
  if (n_values > 0 && n_values + 1 == n_filled && first_text != NULL && is_word_for_mean (first_text) && equals_means_above (footer))
    return CLV_FOOTER_TOTALS;
  if (n_values > 0 && n_values == n_filled && n_filled * 2 <= footer->usual_width &&
      equals_sum_above (footer, value_column))
    return CLV_FOOTER_TOTALS;

  if (n_values == 0 && n_value_columns >= 2 && n_filled * 2 <= footer->usual_width)
    return CLV_FOOTER_NOTE;
  if (n_filled == 1 && n_values == 0 && footer->usual_width >= 3)
    return CLV_FOOTER_NOTE;
  return CLV_FOOTER_DATA;
}
