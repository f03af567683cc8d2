/* test-reading.c - what the cells of a column mean
 *
 * The expected values follow from the texts by the conventions of those who write them so; the
 * cases are those of public complaints (numbers in the comments are rows of EXPECTATIONS).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "clv-reading.h"
#include "clv-table-test.h"
#include "clv-test.h"

#define MAX_CELLS 8

typedef struct
{
  const char *name;
  const char *cells[MAX_CELLS]; /* up to the first NULL */
  const char *id;
  gboolean    ambiguous;
  double      values[MAX_CELLS]; /* NaN: not readable */
} NumberCase;

static const NumberCase number_cases[] = {
  { "a point proved", { "1.5", "1.000", "12" }, "decimal-point", FALSE, { 1.5, 1.0, 12.0 } },
  { "a comma proved", { "1,5", "1,000", "12" }, "decimal-comma", FALSE, { 1.5, 1.0, 12.0 } },
  /* 14: 0.900 must never become 900. */
  { "a leading zero proves", { "0.900", "1.250" }, "decimal-point", FALSE, { 0.9, 1.25 } },
  { "a leading zero proves a comma", { "0,435", "1,250" }, "decimal-comma", FALSE, { 0.435, 1.25 } },
  { "two marks", { "1.234,56", "1.000" }, "decimal-comma", FALSE, { 1234.56, 1000.0 } },
  { "two marks, English", { "1,234.56", "1,000" }, "decimal-point", FALSE, { 1234.56, 1000.0 } },
  { "the same mark twice", { "1.234.567", "1.000" }, "decimal-comma", FALSE, { 1234567.0, 1000.0 } },
  { "nothing proves", { "1.000", "2.500" }, "decimal-comma", TRUE, { 1000.0, 2500.0 } },
  { "nothing proves, comma", { "1,000", "2,500" }, "decimal-point", TRUE, { 1000.0, 2500.0 } },
  { "whole numbers", { "1", "20", "-3" }, "plain-numbers", FALSE, { 1.0, 20.0, -3.0 } },
  { "currencies", { "$90,000 ", "$1,200.50", "USD 3.10", "4.25 €" }, "decimal-point", FALSE,
    { 90000.0, 1200.5, 3.1, 4.25 } },
  { "negative in every way", { "(12.50)", "12.50-", "\342\210\22212.50", "-$12.50", "($12.50)", "$-12.50" },
    "decimal-point", FALSE, { -12.5, -12.5, -12.5, -12.5, -12.5, -12.5 } },
  { "blanks and apostrophes", { "1\302\240234,5", "1\342\200\257234,5", "1'234,5", "1 234,5", "1\342\200\231234,5" },
    "decimal-comma", FALSE, { 1234.5, 1234.5, 1234.5, 1234.5, 1234.5 } },
  { "India", { "1,00,000.00", "12,34,567.5" }, "decimal-point", FALSE, { 100000.0, 1234567.5 } },
  { "percent", { "45 %", "12.5%" }, "decimal-point", FALSE, { 0.45, 0.125 } },
  { "exponents", { "1.5E+3", "2.5e-1", "10.25" }, "decimal-point", FALSE, { 1500.0, 0.25, 10.25 } },
  { "missing words", { "1.5", "NULL", "n/a", "-", "2.5" }, "decimal-point", FALSE, { 1.5, NAN, NAN, NAN, 2.5 } },
  { "a contradiction", { "1.5", "2.5", "3,5" }, "decimal-point", TRUE, { 1.5, 2.5, NAN } },
  { "a few texts among numbers", { "1.5", "2.5", "3.5", "free" }, "decimal-point", FALSE, { 1.5, 2.5, 3.5, NAN } },
  { "many digits", { "0.12345678901234567", "1.5" }, "decimal-point", FALSE, { 0.12345678901234567, 1.5 } },
};

static void
test_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (number_cases); i++)
    {
      const NumberCase *c = &number_cases[i];
      guint n = table_test_count_cells (c->cells, MAX_CELLS);
      g_autoptr (ClvTable) table = table_test_make_column (c->cells, n);
      const ClvColumn *column = clv_table_get_column (table, 0);
      g_autoptr (ClvReading) reading = clv_reading_decide (column);
      g_autofree double *values = clv_reading_numbers (reading, column);

      g_test_message ("%s: %s", c->name, reading->evidence);
      g_assert_cmpint (reading->type, ==, CLV_TYPE_NUMBER);
      g_assert_cmpstr (clv_reading_to_id (reading), ==, c->id);
      g_assert_cmpint (reading->ambiguous, ==, c->ambiguous);
      for (guint row = 0; row < n; row++)
        {
          double value = values[clv_column_get_codes (column)[row]];

          if (isnan (c->values[row]))
            g_assert_true (isnan (value));
          else
            g_assert_cmpfloat (value, ==, c->values[row]);
        }
    }
}

static void
test_reach_and_currency_are_told (void)
{
  static const char *const cells[] = { "€ 1,50", "€ 30,25", "", "N/A", "free", "€ 2,00" };
  g_autoptr (ClvTable) table = table_test_make_column (cells, G_N_ELEMENTS (cells));
  g_autoptr (ClvReading) reading = clv_reading_decide (clv_table_get_column (table, 0));

  g_assert_cmpuint (reading->n_filled, ==, 4);
  g_assert_cmpuint (reading->n_readable, ==, 3);
  g_assert_cmpfloat (reading->min, ==, 1.5);
  g_assert_cmpfloat (reading->max, ==, 30.25);
  g_assert_cmpstr (reading->currency, ==, "€");
  g_assert_nonnull (strstr (reading->evidence, "€ 1,50"));
}

static void
test_the_currency_of_a_cell_is_told (void)
{
  static const struct
  {
    const char *text;
    const char *currency; /* NULL: none */
  } cases[] = {
    { "€100", "€" },       { "100 EUR", "EUR" },   { "US$ 5", "US$" },      { "R$ 10", "R$" },
    { "-$12.50", "$" },    { "(£1,200)", "£" },    { "CHF 1'250.00", "CHF" }, { "12,50\302\240zł", "zł" },
    { "1,5 %", NULL },     { "100", NULL },        { "", NULL },            { "EUR", NULL },
    { "€ free", NULL },    { "EUROPA 5", NULL },   { "€ 5 $", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ClvCell cell = { .kind = CLV_CELL_TEXT, .text = cases[i].text };
      char currency[8] = "none";

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (clv_reading_currency (&cell, currency), ==, cases[i].currency != NULL);
      g_assert_cmpstr (currency, ==, cases[i].currency != NULL ? cases[i].currency : "");
    }
  {
    ClvCell number = { .kind = CLV_CELL_NUMBER, .number = 5.0 };
    ClvCell error = { .kind = CLV_CELL_ERROR, .text = "$5" };
    char currency[8] = "none";

    g_assert_false (clv_reading_currency (&number, currency));
    g_assert_false (clv_reading_currency (&error, currency));
    g_assert_cmpstr (currency, ==, "");
  }
}

typedef struct
{
  const char *name;
  const char *cells[MAX_CELLS];
  const char *id;
  gboolean    ambiguous;
  const char *days[MAX_CELLS]; /* "": not readable */
} DateCase;

static const DateCase date_cases[] = {
  { "a day above 12 proves", { "03/04/2024", "13/04/2024" }, "day-first", FALSE, { "2024-04-03", "2024-04-13" } },
  { "a day above 12 in second place", { "3/4/24", "4/13/24" }, "month-first", FALSE, { "2024-03-04", "2024-04-13" } },
  /* 16: half of the dates silently swapped. */
  { "nothing proves", { "03/04/2024", "03/04/2024" }, "day-first", TRUE, { "2024-04-03", "2024-04-03" } },
  { "equal day and month leave no choice", { "05/05/2024", "06/06/2024" }, "day-first", FALSE,
    { "2024-05-05", "2024-06-06" } },
  { "sorted rows hint at the month first", { "01/02/2024", "01/05/2024", "01/09/2024", "02/03/2024" }, "month-first",
    TRUE, { "2024-01-02", "2024-01-05", "2024-01-09", "2024-02-03" } },
  { "the majority against a contradiction", { "13/04/2024", "14/04/2024", "04/15/2024", "01/02/2024" }, "day-first",
    TRUE, { "2024-04-13", "2024-04-14", "", "2024-02-01" } },
  { "dots are day first", { "03.04.2024", "5.6.24" }, "day-first", FALSE, { "2024-04-03", "2024-06-05" } },
  { "dashes", { "13-04-2024", "01-05-25" }, "day-first", FALSE, { "2024-04-13", "2025-05-01" } },
  { "two-digit years turn at 69", { "13/04/68", "13/04/69" }, "day-first", FALSE, { "2068-04-13", "1969-04-13" } },
  { "ISO in many forms",
    { "2024-05-03", "2024-05-03 08:30:00.000", "2024-05-03T08:30:00Z", "2024/5/3", "20240503", "2024-05-03T08:30+02:00" },
    "year-first", FALSE, { "2024-05-03", "2024-05-03", "2024-05-03", "2024-05-03", "2024-05-03", "2024-05-03" } },
  { "eight digits", { "19970101", "19980630" }, "year-first", FALSE, { "1997-01-01", "1998-06-30" } },
  { "English months", { "3 May 2024", "May 3, 2024", "03-May-24", "3rd March 2024", "Fri, 3 May 2024", "Sep 1 2024" },
    "year-first", FALSE, { "2024-05-03", "2024-05-03", "2024-05-03", "2024-03-03", "2024-05-03", "2024-09-01" } },
  { "German months", { "3. Mai 2024", "3. März 2024", "12. Dez. 2024", "1. Januar 2024" }, "year-first", FALSE,
    { "2024-05-03", "2024-03-03", "2024-12-12", "2024-01-01" } },
  { "French months", { "3 mai 2024", "1er août 2024", "3 févr. 2024", "3 DÉCEMBRE 2024" }, "year-first", FALSE,
    { "2024-05-03", "2024-08-01", "2024-02-03", "2024-12-03" } },
  { "Spanish and Portuguese months", { "3 de mayo de 2024", "3 de março de 2024", "3 ene 2024", "3 out 2024" },
    "year-first", FALSE, { "2024-05-03", "2024-03-03", "2024-01-03", "2024-10-03" } },
  { "East Asia", { "2024年5月3日", "2024년 5월 3일", "2024年12月31日 下午3:20", "2024. 5. 3." }, "year-first", FALSE,
    { "2024-05-03", "2024-05-03", "2024-12-31", "2024-05-03" } },
  { "times of day", { "13/04/2024 3:20 PM", "13/04/2024 15:20", "13/04/2024 08:30:15.123", "13/4/2024 8 AM" },
    "day-first", FALSE, { "2024-04-13", "2024-04-13", "2024-04-13", "2024-04-13" } },
  { "impossible dates", { "13/04/2024", "31/04/2024", "29/02/2024", "29/02/2023" }, "day-first", FALSE,
    { "2024-04-13", "", "2024-02-29", "" } },
};

static void
test_dates (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (date_cases); i++)
    {
      const DateCase *c = &date_cases[i];
      guint n = table_test_count_cells (c->cells, MAX_CELLS);
      g_autoptr (ClvTable) table = table_test_make_column (c->cells, n);
      const ClvColumn *column = clv_table_get_column (table, 0);
      /* Half of the last case is no date at all, which makes a column of texts: say that it is one. */
      g_autoptr (ClvReading) reading = clv_reading_force (column, CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED,
                                                          CLV_DATE_ORDER_UNDECIDED);
      g_autofree ClvDay *days = clv_reading_days (reading, column);

      g_test_message ("%s: %s", c->name, reading->evidence);
      g_assert_cmpstr (clv_reading_to_id (reading), ==, c->id);
      g_assert_cmpint (reading->ambiguous, ==, c->ambiguous);
      for (guint row = 0; row < n; row++)
        {
          char iso[16];

          clv_day_to_iso (days[clv_column_get_codes (column)[row]], iso);
          g_assert_cmpstr (iso, ==, c->days[row]);
        }
    }
}

static void
test_dates_are_recognised_without_being_told (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (date_cases) - 1; i++)
    {
      guint n = table_test_count_cells (date_cases[i].cells, MAX_CELLS);
      g_autoptr (ClvTable) table = table_test_make_column (date_cases[i].cells, n);
      g_autoptr (ClvReading) reading = clv_reading_decide (clv_table_get_column (table, 0));

      g_assert_cmpint (reading->type, ==, CLV_TYPE_DATE);
    }
}

/* Two exports pasted together: neither order is safe, so people must be asked and shown why. */
static void
test_dates_of_both_orders_are_told (void)
{
  static const char *const cells[] = { "03/04/2024", "25/04/2024", "04/25/2024", "05/27/2024" };
  g_autoptr (ClvTable) table = table_test_make_column (cells, G_N_ELEMENTS (cells));
  const ClvColumn *column = clv_table_get_column (table, 0);
  g_autoptr (ClvReading) reading = clv_reading_decide (column);
  g_autoptr (ClvReading) chosen = clv_reading_force (column, CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED, CLV_DATE_ORDER_DMY);
  const char *day, *month;

  g_assert_cmpstr (clv_reading_to_id (reading), ==, "month-first");
  g_assert_true (reading->ambiguous);
  g_assert_cmpuint (reading->n_readable, ==, 3);
  g_test_message ("%s", reading->evidence);
  day = strstr (reading->evidence, "1 (“25/04/2024”)");
  month = strstr (reading->evidence, "2 (“04/25/2024”)");
  g_assert_nonnull (day);
  g_assert_nonnull (month);
  g_assert_true (day < month);

  g_assert_cmpstr (clv_reading_to_id (chosen), ==, "day-first");
  g_assert_false (chosen->ambiguous);
}

static void
test_what_is_no_date_stays_what_it_is (void)
{
  /* 8 digits that are no day; phones; versions; fractions of an address. */
  static const char *const numbers[] = { "19970101", "19971345" };
  static const char *const texts[] = { "030-0074321", "(5) 555-4729", "1.2.3.4", "A-1", "12/34 Main St", "May" };
  g_autoptr (ClvTable) table = table_test_make_column (numbers, G_N_ELEMENTS (numbers));
  g_autoptr (ClvTable) text_table = table_test_make_column (texts, G_N_ELEMENTS (texts));
  g_autoptr (ClvReading) reading = clv_reading_decide (clv_table_get_column (table, 0));
  g_autoptr (ClvReading) text_reading = clv_reading_decide (clv_table_get_column (text_table, 0));

  g_assert_cmpint (reading->type, ==, CLV_TYPE_NUMBER);
  g_assert_cmpint (text_reading->type, ==, CLV_TYPE_TEXT);
  g_assert_cmpuint (text_reading->n_readable, ==, G_N_ELEMENTS (texts));
}

static void
test_ids_stay_text (void)
{
  /* 21: leading zeros and twenty digits. */
  static const char *const zeros[] = { "00420", "12345", "99999" };
  static const char *const long_ids[] = { "12345678901234567890", "12345678901234567891" };
  static const char *const padded_amounts[] = { "05", "12.50" };
  g_autoptr (ClvTable) a = table_test_make_column (zeros, G_N_ELEMENTS (zeros));
  g_autoptr (ClvTable) b = table_test_make_column (long_ids, G_N_ELEMENTS (long_ids));
  g_autoptr (ClvTable) c = table_test_make_column (padded_amounts, G_N_ELEMENTS (padded_amounts));
  g_autoptr (ClvReading) zero_reading = clv_reading_decide (clv_table_get_column (a, 0));
  g_autoptr (ClvReading) long_reading = clv_reading_decide (clv_table_get_column (b, 0));
  g_autoptr (ClvReading) amount_reading = clv_reading_decide (clv_table_get_column (c, 0));

  g_assert_true (zero_reading->identifier);
  g_assert_cmpint (zero_reading->type, ==, CLV_TYPE_TEXT);
  g_assert_true (long_reading->identifier);
  g_assert_cmpuint (clv_column_get_n_distinct (clv_table_get_column (b, 0)), ==, 3);
  g_assert_false (amount_reading->identifier);
  g_assert_cmpint (amount_reading->type, ==, CLV_TYPE_NUMBER);
}

/* A workbook holds 0.125 in a format of percents, which has no comma to choose. */
static void
test_percents_keep_their_point (void)
{
  static const char *const cells[] = { "12.5%", "5%", "0%" };
  g_autoptr (ClvTable) table = table_test_make_column (cells, 3);
  const ClvColumn *column = clv_table_get_column (table, 0);
  g_autoptr (ClvReading) reading = clv_reading_force (column, CLV_TYPE_NUMBER, CLV_DECIMAL_COMMA, CLV_DATE_ORDER_UNDECIDED);

  g_assert_cmpuint (reading->n_readable, ==, 3);
  clv_assert_near (reading->max, 0.125, 1e-12);
}

static void
test_a_choice_of_the_user_goes_first (void)
{
  static const char *const dates[] = { "03/04/2024", "05/06/2024" };
  static const char *const amounts[] = { "1.000", "2.500" };
  g_autoptr (ClvTable) date_table = table_test_make_column (dates, 2);
  g_autoptr (ClvTable) amount_table = table_test_make_column (amounts, 2);
  g_autoptr (ClvReading) date = clv_reading_force (clv_table_get_column (date_table, 0), CLV_TYPE_DATE,
                                                   CLV_DECIMAL_UNDECIDED, CLV_DATE_ORDER_MDY);
  g_autoptr (ClvReading) amount = clv_reading_force (clv_table_get_column (amount_table, 0), CLV_TYPE_NUMBER,
                                                     CLV_DECIMAL_POINT, CLV_DATE_ORDER_UNDECIDED);
  g_autoptr (ClvReading) text = clv_reading_force (clv_table_get_column (amount_table, 0), CLV_TYPE_TEXT,
                                                   CLV_DECIMAL_UNDECIDED, CLV_DATE_ORDER_UNDECIDED);
  g_autoptr (ClvReading) copy = clv_reading_copy (date);

  g_assert_cmpstr (clv_reading_to_id (date), ==, "month-first");
  g_assert_false (date->ambiguous);
  g_assert_cmpfloat (date->min, ==, clv_day_from_ymd (2024, 3, 4));
  g_assert_cmpfloat (amount->max, ==, 2.5);
  g_assert_false (amount->ambiguous);
  g_assert_cmpstr (clv_reading_to_id (text), ==, "text");
  g_assert_cmpstr (copy->evidence, ==, date->evidence);
}

static void
test_true_cells_need_no_decision (void)
{
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("true.xlsx", "Sheet");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (ClvTable) table = NULL;
  g_autoptr (ClvReading) date = NULL;
  g_autoptr (ClvReading) number = NULL;
  g_autoptr (ClvReading) flag = NULL;

  clv_table_builder_add_text (builder, 0, "d", 1);
  clv_table_builder_add_text (builder, 1, "n", 1);
  clv_table_builder_add_text (builder, 2, "f", 1);
  clv_table_builder_end_row (builder, 1);
  for (guint i = 0; i < 3; i++)
    {
      clv_table_builder_add_date (builder, 0, 19000.0 + i);
      clv_table_builder_add_number (builder, 1, i + 0.125);
      clv_table_builder_add_boolean (builder, 2, i == 1);
      clv_table_builder_end_row (builder, i + 2);
    }
  table = clv_table_builder_finish (builder, problems);
  date = clv_reading_decide (clv_table_get_column (table, 0));
  number = clv_reading_decide (clv_table_get_column (table, 1));
  flag = clv_reading_decide (clv_table_get_column (table, 2));

  g_assert_cmpstr (clv_reading_to_id (date), ==, "true-dates");
  g_assert_cmpfloat (date->max, ==, 19002.0);
  g_assert_cmpstr (clv_reading_to_id (number), ==, "plain-numbers");
  g_assert_cmpfloat (number->min, ==, 0.125);
  g_assert_cmpstr (clv_reading_to_id (flag), ==, "text");
}

/* Excel keeps 15 digits of a serial, 1e-10 days: nearer to midnight than that is midnight. A second before it
 * is not. 45296 of Excel is 2024-01-05, 19727 here; 0.7 s are 8.1e-6 days. */
static void
test_the_last_second_belongs_to_its_day (void)
{
  static const struct
  {
    double      days;
    const char *day;
    const char *text;
  } cases[] = {
    { 19727.99999652777, "2024-01-05", "2024-01-05 23:59:59" },
    { 19727.99999999, "2024-01-05", "2024-01-05 23:59:59" },
    { 19727.9999999999, "2024-01-06", "2024-01-06" },
    { 19728.0, "2024-01-06", "2024-01-06" },
    { 19728.0000000001, "2024-01-06", "2024-01-06" },
    { 19728.5, "2024-01-06", "2024-01-06 12:00:00" },
    { -0.00000347223, "1969-12-31", "1969-12-31 23:59:59" },
  };
  ClvReading reading = { .type = CLV_TYPE_DATE };
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("true.xlsx", "Sheet");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (ClvTable) table = NULL;

  clv_table_builder_add_text (builder, 0, "d", 1);
  clv_table_builder_end_row (builder, 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      clv_table_builder_add_date (builder, 0, cases[i].days);
      clv_table_builder_end_row (builder, i + 2);
    }
  table = clv_table_builder_finish (builder, problems);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ClvColumn *column = clv_table_get_column (table, 0);
      ClvCell cell;
      ClvDay day;
      char iso[16];

      clv_column_get_cell (column, clv_column_get_codes (column)[i], &cell);
      g_assert_true (clv_reading_day (&reading, &cell, &day));
      clv_day_to_iso (day, iso);
      g_test_message ("%.15g", cases[i].days);
      g_assert_cmpstr (iso, ==, cases[i].day);
      assert_cell (table, i, 0, cases[i].text);
    }
}

static void
test_serials_in_a_column_of_dates_are_dates (void)
{
  /* 44562 is 2022-01-01 in Excel. */
  static const char *const cells[] = { "2022-01-02", "2022-01-03", "44562" };
  g_autoptr (ClvTable) table = table_test_make_column (cells, G_N_ELEMENTS (cells));
  g_autoptr (ClvReading) reading = clv_reading_decide (clv_table_get_column (table, 0));

  g_assert_cmpint (reading->type, ==, CLV_TYPE_DATE);
  g_assert_cmpfloat (reading->min, ==, clv_day_from_ymd (2022, 1, 1));
}

static void
test_an_empty_column_is_empty (void)
{
  static const char *const cells[] = { "", "NULL", "n/a" };
  g_autoptr (ClvTable) table = table_test_make_column (cells, G_N_ELEMENTS (cells));
  g_autoptr (ClvReading) reading = clv_reading_decide (clv_table_get_column (table, 0));

  g_assert_cmpint (reading->type, ==, CLV_TYPE_EMPTY);
  g_assert_cmpstr (clv_reading_to_id (reading), ==, "empty");
  g_assert_cmpuint (reading->n_filled, ==, 0);
  g_assert_true (isnan (reading->min));
}

/* In January to March 2023 a program that expected the month first was given 3/1, 4/2, 13/3 and 25/3. */
static ClvTable *
make_swapped (const double *dates,
              guint         n_dates,
              const char   *text)
{
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("test.xlsx", "");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();

  clv_table_builder_add_text (builder, 0, "Date", 4);
  clv_table_builder_end_row (builder, 1);
  for (guint i = 0; i < n_dates; i++)
    {
      clv_table_builder_add_date (builder, 0, dates[i]);
      clv_table_builder_end_row (builder, i + 2);
    }
  clv_table_builder_add_text (builder, 0, text, strlen (text));
  clv_table_builder_end_row (builder, n_dates + 2);
  return clv_table_builder_finish (builder, problems);
}

static void
test_dates_swapped_by_a_program_are_suspected (void)
{
  const double early[] = { clv_day_from_ymd (2023, 3, 1), clv_day_from_ymd (2023, 4, 2) };
  const double late[] = { clv_day_from_ymd (2023, 3, 1), clv_day_from_ymd (2023, 4, 13) };
  g_autoptr (ClvTable) a = make_swapped (early, 2, "13/03/2023");
  g_autoptr (ClvTable) b = make_swapped (late, 2, "13/03/2023");
  g_autoptr (ClvTable) c = make_swapped (early, 2, "05/03/2023");
  g_autoptr (ClvReading) swapped = clv_reading_decide (clv_table_get_column (a, 0));
  g_autoptr (ClvReading) late_day = clv_reading_decide (clv_table_get_column (b, 0));
  g_autoptr (ClvReading) early_text = clv_reading_decide (clv_table_get_column (c, 0));

  g_assert_true (swapped->may_be_swapped);
  g_assert_false (late_day->may_be_swapped);
  g_assert_false (early_text->may_be_swapped);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/table/reading/" path, function)
  ADD ("numbers", test_numbers);
  ADD ("reach-and-currency-are-told", test_reach_and_currency_are_told);
  ADD ("the-currency-of-a-cell-is-told", test_the_currency_of_a_cell_is_told);
  ADD ("dates", test_dates);
  ADD ("dates-are-recognised-without-being-told", test_dates_are_recognised_without_being_told);
  ADD ("dates-of-both-orders-are-told", test_dates_of_both_orders_are_told);
  ADD ("what-is-no-date-stays-what-it-is", test_what_is_no_date_stays_what_it_is);
  ADD ("ids-stay-text", test_ids_stay_text);
  ADD ("a-choice-of-the-user-goes-first", test_a_choice_of_the_user_goes_first);
  ADD ("percents-keep-their-point", test_percents_keep_their_point);
  ADD ("true-cells-need-no-decision", test_true_cells_need_no_decision);
  ADD ("the-last-second-belongs-to-its-day", test_the_last_second_belongs_to_its_day);
  ADD ("serials-in-a-column-of-dates-are-dates", test_serials_in_a_column_of_dates_are_dates);
  ADD ("an-empty-column-is-empty", test_an_empty_column_is_empty);
  ADD ("dates-swapped-by-a-program-are-suspected", test_dates_swapped_by_a_program_are_suspected);
#undef ADD
  return g_test_run ();
}
