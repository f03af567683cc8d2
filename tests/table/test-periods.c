/* test-periods.c - dates that name only a month, a quarter or a year
 *
 * The forms are those of exports of advertising and accounting programs, and of Excel in the
 * languages that month names are known of; what they mean follows from them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-reading.h"
#include "clv-table-test.h"
#include "clv-test.h"

#define MAX_CELLS 8

typedef struct
{
  const char *name;
  const char *cells[MAX_CELLS]; /* up to the first NULL */
  const char *days[MAX_CELLS];
} PeriodCase;

/* A month, quarter or year stands for its first day. */
static const PeriodCase period_cases[] = {
  { "ISO months", { "2024-01", "2024-12", "2024/02", "2024/3" },
    { "2024-01-01", "2024-12-01", "2024-02-01", "2024-03-01" } },
  { "months before the year", { "01/2024", "5/2024", "11-2024" },
    { "2024-01-01", "2024-05-01", "2024-11-01" } },
  { "months with a dot look like numbers", { "1.2024", "2.2024", "12.2024" },
    { "2024-01-01", "2024-02-01", "2024-12-01" } },
  { "one month with a leading zero", { "01.2024" }, { "2024-01-01" } },
  { "English months", { "Jan 2024", "February 2024", "MAR-2024", "Sept. 2024", "2024 May", "June, 2024" },
    { "2024-01-01", "2024-02-01", "2024-03-01", "2024-09-01", "2024-05-01", "2024-06-01" } },
  { "months as Excel writes them", { "Jan-24", "Dez-99", "févr-24", "abr/24", "Jul '24" },
    { "2024-01-01", "1999-12-01", "2024-02-01", "2024-04-01", "2024-07-01" } },
  { "months of other languages", { "Januar 2024", "janv. 2024", "enero 2024", "março de 2024", "août 2024" },
    { "2024-01-01", "2024-01-01", "2024-01-01", "2024-03-01", "2024-08-01" } },
  { "blanks that do not break lines", { "Jan\302\2402024", "févr.\342\200\2572024" }, { "2024-01-01", "2024-02-01" } },
  { "months of East Asia", { "2024年1月", "2024년 1월", "2024年12月" },
    { "2024-01-01", "2024-01-01", "2024-12-01" } },
  { "quarters", { "Q1 2024", "2024 Q2", "2024-Q3", "Q4/2024", "2024Q1", "q2-2024", "3Q 2024" },
    { "2024-01-01", "2024-04-01", "2024-07-01", "2024-10-01", "2024-01-01", "2024-04-01", "2024-07-01" } },
  { "trimestres", { "T1 2024", "2024-T2", "T3/2024", "4T 2024", "2e trimestre 2024", "1. Quartal 2024" },
    { "2024-01-01", "2024-04-01", "2024-07-01", "2024-10-01", "2024-04-01", "2024-01-01" } },
  { "quarters of East Asia", { "2024年第1季度", "2024年第2四半期", "2024년 3분기" },
    { "2024-01-01", "2024-04-01", "2024-07-01" } },
  { "years that say so", { "2024年", "2023년" }, { "2024-01-01", "2023-01-01" } },
  { "days and months together", { "13/04/2024", "14/04/2024", "05/2024" },
    { "2024-04-13", "2024-04-14", "2024-05-01" } },
};

static void
test_periods_are_their_first_day (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (period_cases); i++)
    {
      const PeriodCase *c = &period_cases[i];
      guint n = table_test_count_cells (c->cells, MAX_CELLS);
      g_autoptr (ClvTable) table = table_test_make_column (c->cells, n);
      const ClvColumn *column = clv_table_get_column (table, 0);
      g_autoptr (ClvReading) reading = clv_reading_decide (column);
      g_autofree ClvDay *days = clv_reading_days (reading, column);

      g_test_message ("%s: %s", c->name, reading->evidence);
      g_assert_cmpint (reading->type, ==, CLV_TYPE_DATE);
      g_assert_false (reading->ambiguous);
      g_assert_cmpuint (reading->n_readable, ==, n);
      g_assert_false (reading->has_time);
      for (guint row = 0; row < n; row++)
        {
          char iso[16];

          clv_day_to_iso (days[clv_column_get_codes (column)[row]], iso);
          g_assert_cmpstr (iso, ==, c->days[row]);
        }
    }
}

static void
test_the_evidence_names_the_period (void)
{
  static const struct
  {
    const char *cells[3];
    const char *evidence;
  } cases[] = {
    { { "2024-01", "2024-02", "2024-03" }, "3 cells name a month, such as “2024-01”" },
    { { "01.2024", "02.2024", "03.2024" }, "3 cells name a month, such as “01.2024”" },
    { { "Q1 2024", "Q2 2024", "Q3 2024" }, "3 cells name a quarter, such as “Q1 2024”" },
    { { "2022年", "2023年", "2024年" }, "3 cells name a year, such as “2022年”" },
    { { "Q1 2024", "2024-02", "2024-03" }, "3 cells name a month, a quarter or a year, such as “Q1 2024”" },
    { { "2024-01-13", "2024-01-14", "2024-03" },
      "2 cells have the year first or the month as a word, such as “2024-01-13”; 1 cell names a month: “2024-03”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClvTable) table = table_test_make_column (cases[i].cells, 3);
      g_autoptr (ClvReading) reading = clv_reading_decide (clv_table_get_column (table, 0));

      g_assert_cmpstr (reading->evidence, ==, cases[i].evidence);
    }
}

static void
test_what_is_no_period_stays_what_it_is (void)
{
  static const struct
  {
    const char   *cells[MAX_CELLS];
    ClvColumnType type;
  } cases[] = {
    { { "2024-0001", "2024-0002" }, CLV_TYPE_TEXT },
    { { "12/2024-7", "12/2024-8" }, CLV_TYPE_TEXT },
    { { "2024-1", "2024-2" }, CLV_TYPE_TEXT },
    { { "RE-2024-01", "RE-2024-02" }, CLV_TYPE_TEXT },
    { { "3000-01", "3000-02" }, CLV_TYPE_TEXT },
    { { "Q5 2024", "T0 2024", "Q12024" }, CLV_TYPE_TEXT },
    { { "May", "Jan 24", "Mark 2024", "Team 2024" }, CLV_TYPE_TEXT },
    /* Order numbers within the year: the 13th is no month. */
    { { "2024-11", "2024-12", "2024-13", "2024-14", "2024-15" }, CLV_TYPE_TEXT },
    /* Rates of exchange and prices. */
    { { "1.2024", "1.1987", "1.2010" }, CLV_TYPE_NUMBER },
    { { "1.2024", "2.2024", "2.5" }, CLV_TYPE_NUMBER },
    { { "3.1950 €", "4.1950 €" }, CLV_TYPE_NUMBER },
    { { "2022", "2023", "2024" }, CLV_TYPE_NUMBER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n = table_test_count_cells (cases[i].cells, MAX_CELLS);
      g_autoptr (ClvTable) table = table_test_make_column (cases[i].cells, n);
      g_autoptr (ClvReading) reading = clv_reading_decide (clv_table_get_column (table, 0));

      g_test_message ("%s: %s", cases[i].cells[0], reading->evidence);
      g_assert_cmpint (reading->type, ==, cases[i].type);
    }
}

static void
test_years_are_dates_when_somebody_says_so (void)
{
  static const char *const years[] = { "2022", "1900", "2100" };
  static const char *const others[] = { "2022", "2023", "2101" };
  static const char *const words[] = { "2022", "2023", "free" };
  ClvTable *tables[] = {
    table_test_make_column (years, 3), table_test_make_column (others, 3), table_test_make_column (words, 3), NULL,
  };
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("true.xlsx", "Sheet");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  static const guint32 n_readable[] = { 3, 0, 0, 2 };

  clv_table_builder_add_text (builder, 0, "Year", 4);
  clv_table_builder_add_text (builder, 1, "Cost", 4);
  clv_table_builder_end_row (builder, 1);
  for (guint i = 0; i < 2; i++)
    {
      clv_table_builder_add_number (builder, 0, 2023.0 + i);
      clv_table_builder_add_number (builder, 1, 5.5);
      clv_table_builder_end_row (builder, i + 2);
    }
  tables[3] = clv_table_builder_finish (builder, problems);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      const ClvColumn *column = clv_table_get_column (tables[i], 0);
      g_autoptr (ClvReading) reading = clv_reading_force (column, CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED,
                                                          CLV_DATE_ORDER_UNDECIDED);
      g_autoptr (ClvReading) decided = clv_reading_decide (column);

      g_test_message ("%u: %s", i, reading->evidence);
      g_assert_cmpint (decided->type, ==, CLV_TYPE_NUMBER);
      g_assert_cmpuint (reading->n_readable, ==, n_readable[i]);
      g_assert_false (reading->ambiguous);
      if (n_readable[i] == 0)
        continue;
      g_assert_cmpstr (clv_reading_to_id (reading), ==, "year-first");
      g_assert_nonnull (strstr (reading->evidence, "name a year, such as"));
    }
  {
    g_autoptr (ClvReading) reading = clv_reading_force (clv_table_get_column (tables[0], 0), CLV_TYPE_DATE,
                                                        CLV_DECIMAL_UNDECIDED, CLV_DATE_ORDER_UNDECIDED);

    g_assert_cmpfloat (reading->min, ==, clv_day_from_ymd (1900, 1, 1));
    g_assert_cmpfloat (reading->max, ==, clv_day_from_ymd (2100, 1, 1));
  }
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    clv_table_unref (tables[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/table/periods/" path, function)
  ADD ("periods-are-their-first-day", test_periods_are_their_first_day);
  ADD ("the-evidence-names-the-period", test_the_evidence_names_the_period);
  ADD ("what-is-no-period-stays-what-it-is", test_what_is_no_period_stays_what_it_is);
  ADD ("years-are-dates-when-somebody-says-so", test_years_are_dates_when_somebody_says_so);
#undef ADD
  return g_test_run ();
}
