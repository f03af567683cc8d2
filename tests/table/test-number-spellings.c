/* test-number-spellings.c - every spelling of numbers, in columns that prove it, contradict it, or leave it open
 *
 * The values were typed by hand, from the conventions of those who write so; none was copied from this program.
 * What a column must say follows from them by one rule: a reading is chosen when all cells allow it and no other
 * allowed one gives other values.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "clv-reading.h"
#include "clv-spelling-test.h"
#include "clv-test.h"

#define NO NAN

typedef struct
{
  const char *text;
  double      with_point; /* NO: no number then */
  double      with_comma;
} NumberSpelling;

static const NumberSpelling numbers[] = {
  /* No mark, or one that everybody reads alike. */
  { "0", 0, 0 },
  { "12", 12, 12 },
  { "-12", -12, -12 },
  { "\342\210\22212", -12, -12 },
  { "\342\200\22312", -12, -12 },
  { "12-", -12, -12 },
  { "(12)", -12, -12 },
  { "+5", 5, 5 },
  { "12 %", 0.12, 0.12 },
  { "%12", 0.12, 0.12 },
  { "€ 12", 12, 12 },
  { "12 €", 12, 12 },
  { "€12", 12, 12 },
  { "12€", 12, 12 },
  { "12 kr", 12, 12 },
  { "kr 12", 12, 12 },
  { "US$12", 12, 12 },
  { "-$12", -12, -12 },
  { "$-12", -12, -12 },
  { "($12)", -12, -12 },
  { "EUR 12", 12, 12 },
  { "12 EUR", 12, 12 },
  { "1.5E3", 1500, NO },
  { "1E3", 1000, 1000 },
  { "1,5e3", NO, 1500 },
  { "$ -", 0, 0 },
  { "- €", 0, 0 },
  { "1 234", 1234, 1234 },
  { "1\302\240234", 1234, 1234 },
  { "1\342\200\257234", 1234, 1234 },
  { "1\342\200\211234", 1234, 1234 },
  { "1'234", 1234, 1234 },
  { "1’234", 1234, 1234 },
  { "1 234 567", 1234567, 1234567 },
  /* One mark, and other than three digits behind it. */
  { "12.5", 12.5, NO },
  { "12,5", NO, 12.5 },
  { "12.50", 12.5, NO },
  { "12,50", NO, 12.5 },
  { "(12.50)", -12.5, NO },
  { "(12,50)", NO, -12.5 },
  { "12.50-", -12.5, NO },
  { "12,50-", NO, -12.5 },
  { "12,5 %", NO, 0.125 },
  { "12.5%", 0.125, NO },
  { ".5", 0.5, NO },
  { ",5", NO, 0.5 },
  { "1.2345", 1.2345, NO },
  { "1,2345", NO, 1.2345 },
  { "1234.567", 1234.567, NO },
  { "1234,567", NO, 1234.567 },
  { "12.", 12, NO },
  { "12,-", NO, 12 },
  { "12,--", NO, 12 },
  { "CHF 12.–", 12, NO },
  { "12.-", 12, NO },
  { "12,— €", NO, 12 },
  { "1.234,- €", NO, 1234 },
  { "12,50 zł", NO, 12.5 },
  { "Rp12.500,00", NO, 12500 },
  /* A zero before the mark groups nothing. */
  { "0.435", 0.435, NO },
  { "0,435", NO, 0.435 },
  { "-0,435", NO, -0.435 },
  { "0.000", 0, NO },
  /* Three digits behind one mark: nobody knows. */
  { "1.000", 1, 1000 },
  { "1,000", 1000, 1 },
  { "12.500", 12.5, 12500 },
  { "12,500", 12500, 12.5 },
  { "-1.234", -1.234, -1234 },
  { "(1,234)", -1234, -1.234 },
  { "$90,000", 90000, 90 },
  { "1.234 €", 1.234, 1234 },
  { "999.999", 999.999, 999999 },
  { "1,234 %", 12.34, 0.01234 },
  /* The same mark twice groups; two marks say all. */
  { "1.234.567", NO, 1234567 },
  { "1,234,567", 1234567, NO },
  { "1.234,56", NO, 1234.56 },
  { "1,234.56", 1234.56, NO },
  { "1 234,56", NO, 1234.56 },
  { "1\302\240234,56", NO, 1234.56 },
  { "1\342\200\257234,56", NO, 1234.56 },
  { "1\342\200\211234,56", NO, 1234.56 },
  { "1 234.56", 1234.56, NO },
  { "1'234.56", 1234.56, NO },
  { "1’234.56", 1234.56, NO },
  { "1'234'567.5", 1234567.5, NO },
  { "R$ 1.234,56", NO, 1234.56 },
  { "₹1,23,456.78", 123456.78, NO },
  { "₹ 1,23,456", 123456, NO },
  { "1,00,000", 100000, NO },
  { "-1.234.567,89", NO, -1234567.89 },
  { "1.234.567,890", NO, 1234567.89 },
  /* Other scripts. */
  { "１２", 12, 12 },
  { "１２．５", 12.5, NO },
  { "１，２３４．５", 1234.5, NO },
  { "￥１，２３４，５６７", 1234567, NO },
  { "－１２", -12, -12 },
  { "（１２）", -12, -12 },
  { "１２％", 0.12, 0.12 },
  { "١٢", 12, 12 },
  { "١٢٫٥", 12.5, 12.5 },
  { "١٬٢٣٤٫٥", 1234.5, 1234.5 },
  { "١٬٢٣٤٬٥٦٧", 1234567, 1234567 },
  { "١٬٢٣٤", 1234, 1234 },
  { "١٢٫٥٠٠", 12.5, 12.5 },
  { "۱۲", 12, 12 },
  { "۱۲٫۵", 12.5, 12.5 },
  { "۱۲۳۴٫۵٪", 12.345, 12.345 },
  { "١٢٫٥ ر.س", 12.5, 12.5 },
  { "\342\200\217١٢", 12, 12 },
  { "१२.५", 12.5, NO },
  { "१,२३,४५६.७८", 123456.78, NO },
  { "১২.৫", 12.5, NO },
  { "১,২৩,৪৫৬", 123456, NO },
  { "๑๒.๕", 12.5, NO },
  { "๑,๒๓๔.๕๐ ฿", 1234.5, NO },
};

/* What is no number at all. */
static const char *const no_numbers[] = {
  "1.2k",  "1.2.3",  "1,2,3",    "12abc",     "abc12", "1..2", "1.234,56.7", "12 34",      "1 2345", "$",     "€ free", "1/2",
  "12:30", "(12",    "12)",      "--12",      "1e",    "٫",    "1234,567,890", "0.123.456", "1'23",   "1.23,456.7", "½",  "1e999",
};

static const char *const companies[N_COMPANIES][4] = {
  [ALONE] = { NULL },
  [WITH_POINT] = { "7.25", "0.5" },
  [WITH_COMMA] = { "7,25", "0,5" },
  [WITH_BOTH] = { "7.25", "7,25" },
  [WITH_BLANKS] = { "", "N/A", "-" },
  [WITH_JUNK] = { "free" },
};

static gboolean
is_near (double a,
         double b)
{
  return fabs (a - b) <= 1e-12 * fabs (b);
}

static void
test_numbers_in_all_companies (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    for (guint company = 0; company < N_COMPANIES; company++)
      {
        const NumberSpelling *spelling = &numbers[i];
        g_autoptr (ClvTable) table = spelling_test_make_column (spelling->text, company, companies);
        const ClvColumn *column = clv_table_get_column (table, 0);
        g_autoptr (ClvReading) reading = clv_reading_decide (column);
        g_autofree double *values = clv_reading_numbers (reading, column);
        double value = values[clv_column_get_codes (column)[0]];
        gboolean needs_point = isnan (spelling->with_comma), needs_comma = isnan (spelling->with_point);
        gboolean is_equal = spelling->with_point == spelling->with_comma;
        gboolean has_point = needs_point || company == WITH_POINT || company == WITH_BOTH;
        gboolean has_comma = needs_comma || company == WITH_COMMA || company == WITH_BOTH;

        g_test_message ("“%s” in company %u: %s", spelling->text, company, reading->evidence);
        g_assert_cmpint (reading->type, ==, CLV_TYPE_NUMBER);
        if ((has_point && has_comma) || (!has_point && !has_comma && !is_equal))
          {
            g_assert_true (reading->ambiguous);
            g_assert_nonnull (strstr (reading->evidence, "“"));
          }
        else
          {
            g_assert_false (reading->ambiguous);
            g_assert_true (is_near (value, has_comma ? spelling->with_comma : spelling->with_point));
          }

        /* People may settle it either way. */
        for (guint mark = CLV_DECIMAL_POINT; mark <= CLV_DECIMAL_COMMA; mark++)
          {
            g_autoptr (ClvReading) forced = clv_reading_force (column, CLV_TYPE_NUMBER, mark, CLV_DATE_ORDER_UNDECIDED);
            g_autofree double *forced_values = clv_reading_numbers (forced, column);
            double expected = mark == CLV_DECIMAL_POINT ? spelling->with_point : spelling->with_comma;

            if (is_equal && company != WITH_BOTH && company != WITH_POINT && company != WITH_COMMA)
              continue;
            /* A column of percents with a point has no other mark. */
            if (strchr (spelling->text, '%') != NULL && needs_point && company != WITH_BOTH && company != WITH_POINT && company != WITH_COMMA)
              continue;
            g_assert_false (forced->ambiguous);
            if (isnan (expected))
              g_assert_true (isnan (forced_values[clv_column_get_codes (column)[0]]));
            else
              g_assert_true (is_near (forced_values[clv_column_get_codes (column)[0]], expected));
          }
      }
}

static void
test_other_texts_are_no_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (no_numbers); i++)
    {
      const char *const cells[] = { no_numbers[i], "1", "2", "3" };
      g_autoptr (ClvTable) table = table_test_make_column (cells, 4);
      const ClvColumn *column = clv_table_get_column (table, 0);
      g_autoptr (ClvReading) reading = clv_reading_force (column, CLV_TYPE_NUMBER, CLV_DECIMAL_UNDECIDED, CLV_DATE_ORDER_UNDECIDED);

      g_test_message ("“%s”", no_numbers[i]);
      g_assert_cmpuint (reading->n_filled, ==, 4);
      g_assert_cmpuint (reading->n_readable, ==, 3);
      g_assert_false (reading->ambiguous);
    }
}

/* What the user is asked with: the example, and what it would be. */
static void
test_a_question_names_both_values (void)
{
  static const char *const amounts[] = { "1.000", "12.500" };
  static const char *const days[] = { "03/04/2024", "05/06/2024" };
  g_autoptr (ClvTable) a = table_test_make_column (amounts, 2);
  g_autoptr (ClvTable) b = table_test_make_column (days, 2);
  g_autoptr (ClvReading) amount = NULL;
  g_autoptr (ClvReading) day = NULL;

  clv_test_speak_plainly ();
  amount = clv_reading_decide (clv_table_get_column (a, 0));
  day = clv_reading_decide (clv_table_get_column (b, 0));

  g_assert_true (g_str_has_prefix (amount->evidence, "“1.000” may be 1 or 1000"));
  g_assert_true (g_str_has_prefix (day->evidence, "“03/04/2024” may be 3 April 2024 or 4 March 2024"));
}

/* True cells of a workbook leave nothing open; one text among them may. */
static void
test_true_numbers_need_no_question (void)
{
  for (guint with_text = 0; with_text < 2; with_text++)
    {
      g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("true.xlsx", "Sheet");
      g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
      g_autoptr (ClvTable) table = NULL;
      g_autoptr (ClvReading) reading = NULL;

      clv_table_builder_add_text (builder, 0, "x", 1);
      clv_table_builder_end_row (builder, 1);
      for (guint i = 0; i < 5; i++)
        {
          clv_table_builder_add_number (builder, 0, 1000.0 + i / 8.0);
          clv_table_builder_end_row (builder, i + 2);
        }
      if (with_text)
        {
          clv_table_builder_add_text (builder, 0, "1.234", 5);
          clv_table_builder_end_row (builder, 7);
        }
      table = clv_table_builder_finish (builder, problems);
      reading = clv_reading_decide (clv_table_get_column (table, 0));
      g_assert_cmpint (reading->ambiguous, ==, with_text == 1);
      g_assert_cmpfloat (reading->max, >=, 1000.5);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/table/spellings/" path, function)
  ADD ("numbers-in-all-companies", test_numbers_in_all_companies);
  ADD ("other-texts-are-no-numbers", test_other_texts_are_no_numbers);
  ADD ("a-question-names-both-values", test_a_question_names_both_values);
  ADD ("true-numbers-need-no-question", test_true_numbers_need_no_question);
#undef ADD
  return g_test_run ();
}
