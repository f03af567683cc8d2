/* fuzz-cells.c - what texts of cells mean: numbers, dates, periods, format codes, and whole columns of them
 *
 * The input is cells, one a line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "clv-cell-value-private.h"
#include "clv-date-text-private.h"
#include "clv-fuzz.h"
#include "clv-number-text-private.h"
#include "clv-period-text-private.h"
#include "clv-reading.h"
#include "clv-table-builder.h"

static void
check_cell (const char *text)
{
  ClvNumberText number;
  ClvDateText date;
  ClvPeriodText period;
  double value;
  gboolean is_valid = g_utf8_validate (text, -1, NULL);

  if (clv_cell_value_parse_number (text, &value))
    {
      double days;

      g_assert_true (isfinite (value));
      clv_cell_value_from_serial (value, FALSE, &days);
      clv_cell_value_from_serial (value, TRUE, &days);
      clv_date_text_from_compact (value);
      clv_period_text_from_year (value);
    }
  if (clv_cell_value_parse_iso (text, &value))
    g_assert_true (isfinite (value));
  if (clv_cell_value_parse_duration (text, &value))
    g_assert_true (isfinite (value));
  clv_cell_value_classify_format (text);
  /* Cells of a table are valid. */
  if (!is_valid)
    return;
  if (clv_number_text_parse (text, &number))
    {
      g_assert_true (!isnan (number.with_point) || !isnan (number.with_comma));
      g_assert_false (isinf (number.with_point) || isinf (number.with_comma));
      g_assert_true (g_utf8_validate (number.currency, -1, NULL));
    }
  clv_number_text_is_missing (text);
  if (clv_date_text_parse (text, &date))
    g_assert_true (date.fixed != CLV_DAY_NONE || date.day_first != CLV_DAY_NONE || date.month_first != CLV_DAY_NONE ||
                   date.year_first != CLV_DAY_NONE);
  if (clv_period_text_parse (text, &period))
    g_assert_cmpint (period.month, >=, 1);
}

static void
check_column (const ClvColumn *column)
{
  g_autoptr (ClvReading) reading = clv_reading_decide (column);

  g_assert_nonnull (clv_reading_to_id (reading));
  for (int type = CLV_TYPE_TEXT; type <= CLV_TYPE_DATE; type++)
    for (int choice = 0; choice < 4; choice++)
      {
        g_autoptr (ClvReading) forced = clv_reading_force (column, type, choice % 3, choice);
        g_autofree double *numbers = clv_reading_numbers (forced, column);
        g_autofree ClvDay *days = clv_reading_days (forced, column);
        guint32 n_readable = 0;

        for (guint32 code = 1; code < clv_column_get_n_distinct (column); code++)
          if (forced->type == CLV_TYPE_NUMBER ? !isnan (numbers[code]) : days[code] != CLV_DAY_NONE)
            n_readable += clv_column_get_counts (column)[code];
        if (forced->type == CLV_TYPE_NUMBER || forced->type == CLV_TYPE_DATE)
          g_assert_cmpuint (forced->n_readable, ==, n_readable);
      }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 200);
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("fuzz", "");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (ClvTable) table = NULL;

  clv_table_builder_add_text (builder, 0, "Value", 5);
  clv_table_builder_end_row (builder, 1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *valid = g_utf8_make_valid (lines[i], -1);

      check_cell (lines[i]);
      clv_table_builder_add_text (builder, 0, valid, strlen (valid));
      clv_table_builder_end_row (builder, i + 2);
    }
  table = clv_table_builder_finish (builder, problems);
  if (table != NULL)
    for (guint c = 0; c < clv_table_get_n_columns (table); c++)
      check_column (clv_table_get_column (table, c));
  return 0;
}
