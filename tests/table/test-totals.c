/* test-totals.c - rows among the data that are none: totals, subtotals, repeated headers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-table-test.h"

typedef struct
{
  const char *name;
  const char *rows;
  guint32     n_rows, n_totals, n_headers;
} RowsCase;

static const RowsCase cases[] = {
  { "subtotals and a grand total",
    "Region|Customer|Date|Amount\nNorth|A|2024-01-01|10\nNorth|B|2024-01-02|20.5\nSubtotal|||30.5\nSouth|C|2024-01-03|5\n"
    "South|D|2024-01-04|7\nSubtotal|||12\nTotal|||42.5\n",
    4, 3, 0 },
  { "as Excel writes them",
    "Region|Customer|Date|Amount\nNorth|A|2024-01-01|10\nNorth|B|2024-01-02|20\nNorth Total|||30\nSouth|C|2024-01-03|5\n"
    "South Total|||5\nGrand Total|||35\n",
    3, 3, 0 },
  { "with a decimal comma",
    "Gebiet|Kunde|Datum|Betrag\nNord|A|01.02.2024|1.010,50\nNord|B|02.02.2024|20\nZwischensumme Nord|||1.030,50\nSüd|C|03.02.2024|5\n"
    "Süd|D|04.02.2024|1,25\nZwischensumme Süd|||6,25\nGesamtsumme|||1.036,75\n",
    4, 3, 0 },
  { "by month and by year",
    "Month|Customer|Amount\nJan|A|1\nJan|B|2\nJan total||3\nFeb|A|4\nFeb|C|8\nFeb total||12\n2023 total||15\nMar|A|16\nMar|B|32\n"
    "Mar total||48\nTotal||63\n",
    6, 5, 0 },
  { "in a column of numbers",
    "Order|Customer|Date|Amount\n1|A|2024-01-01|10\n2|B|2024-01-02|20\nTotal|||30\n3|C|2024-01-03|5\nTotal|||5\n", 3, 2, 0 },
  { "no gap, but every number is the sum",
    "Customer|January|February\nA|10|1.5\nB|20|2\nNorth total|30|3.5\nC|5|1\nD|6|1\nSouth total|11|2\n", 4, 2, 0 },
  { "a total of one row", "Colour|Size|Mean\nyellow|6.25|8.5\nGrand Total|6.25|8.5\n", 1, 1, 0 },
  { "a word without a sum, and no date",
    "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\nTotal||31\nC|2024-01-03|5\nD|2024-01-04|5\n", 4, 1, 0 },
  { "a customer called Total Wine",
    "Customer|Date|Amount\nA|2024-01-01|10\nTotal Wine|2024-01-02|10\nB|2024-01-03|20\nTotal Wine|2024-01-04|40\n", 4, 0, 0 },
  { "the same without a date, the sum by chance",
    "Customer|Date|Amount\nA|2024-01-01|10\nTotal Wine||10\nB|2024-01-03|20\nC|2024-01-04|40\n", 4, 0, 0 },
  { "the same at the end", "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\nTotal Wine||99\n", 3, 0, 0 },
  { "a customer called Total",
    "Customer|Date|Amount\nTotal|2024-01-01|10\nB|2024-01-02|20\nTotal|2024-01-03|7\nTotal|2024-01-04|8\n", 4, 0, 0 },
  { "a customer called Total without an e-mail address, as many",
    "Customer|Date|E-mail|Amount\nA|2024-01-01||10\nTotal|2024-01-02||20\nB|2024-01-03|b@b.org|7\nC|2024-01-04|c@c.org|8\n", 4, 0, 0 },
  { "a customer called Total, as much as all before",
    "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\nTotal|2024-01-03|30\nC|2024-01-04|7\n", 4, 0, 0 },
  { "a customer called Total in the last row, as much as all before",
    "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\nTotal|2024-01-03|30\n", 3, 0, 0 },
  { "the sum of all rows before, on the day of the report",
    "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\nA|2024-01-03|5\nTotal|2024-01-31|35\n", 3, 1, 0 },
  { "the same, with an order number of its own",
    "Order|Customer|Date|Amount\nO1|A|2024-01-01|10\nO2|B|2024-01-02|20\nO3|A|2024-01-03|5\nO4|Total|2024-01-31|35\n", 4, 0, 0 },
  { "the same, of a customer who bought before",
    "Customer|Date|Amount\nA|2024-01-01|10\nTotal|2024-01-02|20\nA|2024-01-03|5\nTotal|2024-01-31|35\n", 4, 0, 0 },
  { "all customers, on the day of the report",
    "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\nA|2024-01-03|5\nAll customers|2024-01-31|35\n", 3, 1, 0 },
  { "of each customer, with a day",
    "Customer|Date|Amount\nK1|2024-01-01|10\nTotal K1|2024-01-31|10\nK2|2024-01-01|5\nK2|2024-01-02|6\nTotal K2|2024-01-31|11\n", 3, 2, 0 },
  { "the mean of each column", "Customer|Orders|Revenue\nAnn|2|20\nBob|1|30\nCy|3|50\nAverage|2|33.33\n", 3, 1, 0 },
  { "a customer called Media, no mean", "Customer|Orders|Revenue\nAnn|2|20\nBob|1|30\nCy|3|50\nMedia|2|40\n", 4, 0, 0 },
  { "a total of each day, with the day",
    "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-01|20\nTotal|2024-01-01|30\nC|2024-01-02|7\n", 3, 1, 0 },
  { "a customer called Total Wine, in the last row, who comes to as much as both others",
    "Customer|Revenue|Orders\nAnna|100|2\nBert|50|1\nTotal Wine|150|3\n", 3, 0, 0 },
  { "a customer called Grand Hotel Total", "Customer|Orders|Revenue\nAnn|2|20\nBob|1|30\nGrand Hotel Total|3|50\n", 3, 0, 0 },
  { "as much as three others in both columns", "Customer|Orders|Revenue\nAnn|2|20\nBob|1|30\nCy|4|25\nNorth total|7|75\n", 3, 1, 0 },
  { "totals without a word, on the day of the report",
    "Order|Customer|Date|Amount\nA0|K0|2024-01-01|10\nA1|K1|2024-01-02|11\nA2|K2|2024-01-03|12\n||2024-01-31|33\nA3|K3|2024-02-04|13\n"
    "A4|K0|2024-02-05|14\nA5|K1|2024-02-06|15\n||2024-02-29|42\n|||75\n", 6, 3, 0 },
  { "totals without a word in a table of numbers",
    "Order|Customer|Date|Amount\n7|1|2024-01-01|10\n8|2|2024-01-02|11\n9|3|2024-01-03|12\n||2024-01-31|33\n10|3|2024-02-04|13\n"
    "11|2|2024-02-05|14\n12|1|2024-02-06|15\n||2024-02-29|42\n", 6, 2, 0 },
  { "the total of a list of customers, without a word", "Customer|Orders|Revenue\nAnn|2|20\nBob|1|30\nCy|3|50\n|6|100\n", 3, 1, 0 },
  { "sales without a customer, of which one is as much as those before",
    "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\nC|2024-01-02|5\n|2024-01-03|35\nD|2024-01-04|8\n|2024-01-05|9\n"
    "E|2024-01-06|1\nF|2024-01-06|1\n", 8, 0, 0 },
  { "a sale without a customer, as much as two before",
    "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\n|2024-01-03|30\nD|2024-01-04|8\nE|2024-01-06|1\n", 5, 0, 0 },
  { "a sale without a customer, as much as three before by chance",
    "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\nC|2024-01-02|30\n|2024-01-03|60\nD|2024-01-04|12\nA|2024-01-06|15\n"
    "A|2024-01-06|19\nD|2024-01-07|15\n", 8, 0, 0 },
  { "the same in pieces, and without an e-mail address",
    "Customer|E-mail|Date|Pieces|Amount\nA|a@a.org|2024-01-01|1|10\nB|b@b.org|2024-01-02|1|20\nC|c@c.org|2024-01-02|1|30\n"
    "||2024-01-03|3|60\nD|d@d.org|2024-01-04|1|12\nA|a@a.org|2024-01-06|1|15\n", 6, 0, 0 },
  { "the same in the last row",
    "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\nC|2024-01-02|30\n|2024-01-03|60\n", 4, 0, 0 },
  { "the same above a total that counts it",
    "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\nC|2024-01-02|30\n|2024-01-03|60\nD|2024-01-04|12\nA|2024-01-06|15\n"
    "||147\n", 6, 1, 0 },
  { "a total without a word or a day among the rows",
    "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\nC|2024-01-02|30\n||60\nD|2024-01-04|12\nA|2024-01-06|15\n"
    "D|2024-01-07|15\n", 6, 1, 0 },
  { "a total without a word in the last row, as much as ten",
    "Customer|Date|Amount\nA|2024-01-01|1\nB|2024-01-02|2\nC|2024-01-02|3\nA|2024-01-02|4\nB|2024-01-02|5\nC|2024-01-02|6\n"
    "A|2024-01-02|7\nB|2024-01-02|8\nC|2024-01-02|9\nD|2024-01-02|10\n|2024-01-31|55\n", 10, 1, 0 },
  { "a figure without a customer among others, as much as those before",
    "Customer|Revenue\nA|10\nB|20\nC|30\n|60\nD|12\nE|15\n", 6, 0, 0 },
  { "the same in the last row, where totals are", "Customer|Revenue\nA|10\nB|20\nC|30\n|60\n", 3, 1, 0 },
  { "an order without a customer, as much as all before",
    "Order|Customer|Date|Amount\n7|A|2024-01-01|10\n8|B|2024-01-02|20\n9|C|2024-01-03|5\n10||2024-01-03|35\n", 4, 0, 0 },
  { "products with a word for totals in them",
    "Customer|Product|Date|Amount\nA|Total cover|2024-01-01|10\nB|Summer hat|2024-01-02|20\nC|Gesamtschule|2024-01-03|7\n"
    "D|Sum|2024-01-03|37\nE|Total|2024-01-03|8\n",
    5, 0, 0 },
  { "the header on each page",
    "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\nCustomer|Date|Amount\nC|2024-01-03|5\nCustomer|Date|Amount\nD|2024-01-04|5\n",
    4, 0, 2 },
  { "the header on each page, totals between",
    "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\nTotal||30\nCustomer|Date|Amount\nC|2024-01-03|5\nD|2024-01-04|6\nTotal||11\n",
    4, 2, 1 },
  { "a header of two rows on each page",
    "|2023||2024|\nCustomer|Revenue|Cost|Revenue|Cost\nA|10|1|20|2\nB|11|1|21|2\n|2023||2024|\nCustomer|Revenue|Cost|Revenue|Cost\n"
    "C|12|1|22|2\nD|12|1|22|3\n",
    4, 0, 2 },
  { "a row that only resembles the header", "Customer|Date|Amount\nA|2024-01-01|10\nCustomer|2024-01-02|20\nB|2024-01-02|20\n", 3, 0, 0 },
};

static void
test_only_rows_that_are_no_data_are_taken_out (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
      g_autoptr (ClvTable) table = table_test_make (cases[i].rows, problems);
      const ClvProblem *totals = clv_problem_list_find (problems, "totals-row");
      const ClvProblem *headers = clv_problem_list_find (problems, "repeated-header");

      g_test_message ("%s", cases[i].name);
      g_assert_cmpuint (clv_table_get_n_rows (table), ==, cases[i].n_rows);
      g_assert_cmpuint (clv_table_get_n_totals (table), ==, cases[i].n_totals);
      g_assert_cmpuint (clv_table_get_n_repeated_headers (table), ==, cases[i].n_headers);
      g_assert_cmpuint (totals != NULL ? totals->count : 0, ==, cases[i].n_totals);
      g_assert_cmpuint (headers != NULL ? headers->count : 0, ==, cases[i].n_headers);
    }
}

/* Each row with where it stands, without what is below it. */
static void
append_rows (GString        *text,
             const ClvTable *table)
{
  for (guint32 row = 0; row < clv_table_get_n_rows (table); row++)
    {
      g_string_append_printf (text, "%u:", clv_table_get_source_row (table, row));
      for (guint c = 0; c < clv_table_get_n_columns (table); c++)
        {
          const ClvColumn *column = clv_table_get_column (table, c);
          g_autofree char *cell = clv_column_dup_text (column, clv_column_get_codes (column)[row]);

          g_string_append_printf (text, " %s=%s", clv_column_get_header (column), cell);
        }
      g_string_append_c (text, '\n');
    }
}

/* Whoever knows that they are sales gets them where they stood. What is left is what was there without them. */
static void
test_totals_can_be_put_back (void)
{
  static const char rows[] = "Name||Amount|Note\nA||10|x\nB||20|x\nTotal||30|\nName||Amount|Note\nC||5|x\nD||6|x\nTotal||11|\nGrand total||41|\n";
  g_autoptr (ClvTable) table = table_test_make (rows, NULL);
  g_autoptr (ClvTable) whole = clv_table_dup_with_totals (table, NULL);
  g_autoptr (ClvTable) plain = table_test_make ("Name|Amount\nA|10\nB|20\n", NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  append_rows (text, whole);
  g_assert_cmpstr (text->str, ==,
                   "2: Name=A Amount=10 Note=x\n3: Name=B Amount=20 Note=x\n4: Name=Total Amount=30 Note=\n6: Name=C Amount=5 Note=x\n"
                   "7: Name=D Amount=6 Note=x\n8: Name=Total Amount=11 Note=\n9: Name=Grand total Amount=41 Note=\n");
  g_assert_cmpuint (clv_table_get_n_totals (whole), ==, 0);
  g_assert_cmpuint (clv_table_get_n_repeated_headers (whole), ==, 1);
  g_assert_cmpuint (clv_table_get_header_row (whole), ==, 1);
  g_assert_null (clv_table_dup_with_totals (plain, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClvTable) cut = table_test_make (cases[i].rows, NULL);
      g_autoptr (ClvTable) full = clv_table_dup_with_totals (cut, NULL);

      g_test_message ("%s", cases[i].name);
      g_assert_true ((full != NULL) == (cases[i].n_totals > 0));
      if (full == NULL)
        continue;
      g_assert_cmpuint (clv_table_get_n_rows (full), ==, cases[i].n_rows + cases[i].n_totals);
      for (guint32 row = 1; row < clv_table_get_n_rows (full); row++)
        g_assert_cmpuint (clv_table_get_source_row (full, row), >, clv_table_get_source_row (full, row - 1));
    }
}

/* A sale without a customer may be as much as those before, and a total without a word may have a day: nobody knows. */
static void
test_what_may_be_a_total_is_told (void)
{
  static const struct
  {
    const char *rows;
    guint       n, row;
  } sums[] = {
    { "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\nC|2024-01-02|30\n|2024-01-03|60\nD|2024-01-04|12\nE|2024-01-05|1\n", 1, 5 },
    { "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\nC|2024-01-02|30\n|2024-01-03|60\nD|2024-01-04|12\n||132\n", 0, 0 },
    { "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\nC|2024-01-02|30\n|2024-01-03|59\nD|2024-01-04|12\nE|2024-01-05|1\n", 0, 0 },
    { "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\nC|2024-01-02|30\n||60\nD|2024-01-04|12\nE|2024-01-05|1\n", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
      g_autoptr (ClvTable) table = table_test_make (sums[i].rows, problems);
      const ClvProblem *problem = clv_problem_list_find (problems, "possible-total");

      g_assert_nonnull (table);
      g_assert_cmpuint (problem != NULL ? problem->count : 0, ==, sums[i].n);
      if (problem == NULL)
        continue;
      g_assert_cmpuint (((const ClvProblemExample *) problem->examples->pdata[0])->row, ==, sums[i].row);
      g_assert_cmpstr (problem->treatment, ==, "kept");
    }
}

/* Each in the middle of data, in a language of its own; what it sums up is right. */
static void
test_words_for_totals_in_many_languages (void)
{
  static const char *const words[] = {
    "Total",   "TOTAL:",  "Grand total", "Sub-total", "Subtotal", "Summe", "SUMME", "Gesamt", "Zwischensumme:", "Gesamtergebnis", "Insgesamt",
    "Somme",   "Sous-total", "Total général", "Suma", "Totales", "Soma", "Total geral", "Totale", "Totaal", "Razem", "Ogółem", "Celkem",
    "Summa",   "Итого",   "ИТОГО",       "Всего",     "Toplam",   "总计",  "合计",  "合計",   "小計",           "總計",           "总额",
    "총계",    "합계",    "소계",        "総計",      "計",       "계",    "Total 2024", "Total (EUR)", "Summe EUR", "2024年合計",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *rows = g_strdup_printf ("Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\n%s||30\nC|2024-01-03|5\n"
                                               "D|2024-01-04|6\n",
                                               words[i]);
      g_autoptr (ClvTable) table = table_test_make (rows, NULL);

      g_test_message ("%s", words[i]);
      g_assert_cmpuint (clv_table_get_n_totals (table), ==, 1);
      g_assert_cmpuint (clv_table_get_n_rows (table), ==, 4);
    }
}

static void
test_rows_below_are_still_found_in_the_file (void)
{
  static const guint32 expected[] = { 3, 4, 8, 10, 12 };
  g_autoptr (ClvTable) table = table_test_make ("\nCustomer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\nTotal||30\n\n"
                                                "Customer|Date|Amount\nC|2024-01-03|5\n\nD|2024-01-04|6\nTotal||11\nE|2024-01-05|1\n"
                                                "Total||1\n",
                                                NULL);
  guint32 row;

  g_assert_cmpuint (clv_table_get_n_rows (table), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (clv_table_get_source_row (table, i), ==, expected[i]);
  assert_cell (table, 2, 0, "C");
  assert_cell (table, 4, 2, "1");
  /* Nothing of the others is left in the dictionary: five customers, and the empty cell. */
  g_assert_cmpuint (clv_column_get_n_distinct (clv_table_get_column (table, 0)), ==, 6);
  g_assert_cmpuint (clv_table_get_n_notes (table), ==, 4);
  clv_table_get_note (table, 1, &row);
  g_assert_cmpuint (row, ==, 7);
}

/* The sums that may be meant are few, so that a sheet of nothing but subtotals ends. */
static void
test_thousands_of_subtotals_are_found (void)
{
  enum { N = 20000 };
  g_autoptr (GString) rows = g_string_new ("Region|Customer|Date|Amount\n");
  g_autoptr (ClvTable) table = NULL;

  for (guint i = 0; i < N; i++)
    g_string_append_printf (rows, "R%u|A|2024-01-01|%u\nR%u|B|2024-01-02|%u\nR%u total|||%u\n", i, i, i, i + 1, i, 2 * i + 1);
  table = table_test_make (rows->str, NULL);

  g_assert_cmpuint (clv_table_get_n_totals (table), ==, N);
  g_assert_cmpuint (clv_table_get_n_rows (table), ==, 2 * N);
  g_assert_cmpuint (clv_table_get_source_row (table, 2 * N - 1), ==, 3 * N);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/table/totals/" path, function)
  ADD ("only-rows-that-are-no-data-are-taken-out", test_only_rows_that_are_no_data_are_taken_out);
  ADD ("totals-can-be-put-back", test_totals_can_be_put_back);
  ADD ("what-may-be-a-total-is-told", test_what_may_be_a_total_is_told);
  ADD ("words-for-totals-in-many-languages", test_words_for_totals_in_many_languages);
  ADD ("rows-below-are-still-found-in-the-file", test_rows_below_are_still_found_in_the_file);
  ADD ("thousands-of-subtotals-are-found", test_thousands_of_subtotals_are_found);
#undef ADD
  return g_test_run ();
}
