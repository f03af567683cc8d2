/* test-table-builder.c - from rows of cells to a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib.h>
#include <unistd.h>

#include "clv-table-test.h"

static const char *
header (const ClvTable *table,
        guint           column)
{
  return clv_column_get_header (clv_table_get_column (table, column));
}

static void
test_first_row_of_texts_over_numbers_is_the_header (void)
{
  g_autoptr (ClvTable) table = table_test_make ("Customer|Amount\nA|1\nB|2\n", NULL);

  g_assert_cmpuint (clv_table_get_n_rows (table), ==, 2);
  g_assert_cmpuint (clv_table_get_n_columns (table), ==, 2);
  g_assert_cmpuint (clv_table_get_header_row (table), ==, 1);
  g_assert_cmpstr (header (table, 1), ==, "Amount");
  assert_cell (table, 1, 0, "B");
  g_assert_cmpuint (clv_table_get_source_row (table, 1), ==, 3);
}

static void
test_titles_above_the_header_are_notes (void)
{
  g_autoptr (ClvTable) table = table_test_make ("Sales report\nmade|by|hand\n\n"
                                                "Customer|Date|Amount\n"
                                                "A|2024-01-01|1\nB|2024-01-02|2\nC|2024-01-03|3\n",
                                                NULL);
  guint32 row;

  g_assert_cmpuint (clv_table_get_header_row (table), ==, 4);
  g_assert_cmpuint (clv_table_get_n_rows (table), ==, 3);
  g_assert_cmpuint (clv_table_get_n_notes (table), ==, 2);
  g_assert_cmpstr (clv_table_get_note (table, 1, &row), ==, "made · by · hand");
  g_assert_cmpuint (row, ==, 2);
}

static void
test_a_totals_row_is_set_aside_and_told (void)
{
  static const char *const tables[] = {
    "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\nTotal||30\n",
    "Kunde|Datum|Betrag\nA|01.02.2024|10,5\nB|02.02.2024|20,0\nGesamtsumme:||30,5\n",
    "顧客|日付|金額\nA|2024-01-01|10\nB|2024-01-02|20\n合計||30\n",
    /* Without a word: the sum alone. */
    "Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\n||30\n",
    /* As wide as the data: the word and the sums together. */
    "Customer|January|February\nA|10|1.5\nB|20|2\nTotal|30|3.5\n",
    "Kunde|Januar|Februar\nA|10|1,5\nB|20|2\nSumme|30|3,5\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
      g_autoptr (ClvTable) table = table_test_make (tables[i], problems);
      const ClvProblem *problem = clv_problem_list_find (problems, "totals-row");

      g_assert_cmpuint (clv_table_get_n_rows (table), ==, 2);
      g_assert_cmpuint (clv_table_get_n_notes (table), ==, 1);
      g_assert_nonnull (problem);
      g_assert_cmpuint (((ClvProblemExample *) problem->examples->pdata[0])->row, ==, 4);
    }
}

static void
test_a_customer_named_total_is_data (void)
{
  g_autoptr (ClvTable) table = table_test_make ("Customer|Date|Amount\nA|2024-01-01|10\nTotal Wine|2024-01-02|20\n",
                                                NULL);

  g_assert_cmpuint (clv_table_get_n_rows (table), ==, 2);
}

static void
test_notes_below_the_data_are_set_aside (void)
{
  g_autoptr (ClvTable) table = table_test_make ("Customer|Date|Amount\nA|2024-01-01|10\nB|2024-01-02|20\n"
                                                "C|2024-01-03|30\nD|2024-01-04|40\n\nSource: the shop\n",
                                                NULL);

  g_assert_cmpuint (clv_table_get_n_rows (table), ==, 4);
  g_assert_cmpuint (clv_table_get_n_notes (table), ==, 1);
  /* What was cut leaves no trace in the dictionary either. */
  g_assert_cmpuint (clv_column_get_n_distinct (clv_table_get_column (table, 0)), ==, 5);
}

static void
test_a_last_row_with_gaps_stays (void)
{
  g_autoptr (ClvTable) table = table_test_make ("Customer|Date|Amount|City\nA|2024-01-01|10|X\nB|2024-01-02|20|Y\n"
                                                "C|2024-01-03||\n",
                                                NULL);

  g_assert_cmpuint (clv_table_get_n_rows (table), ==, 3);
  assert_cell (table, 2, 2, "");
}

static void
test_many_poor_rows_at_the_end_stay (void)
{
  g_autoptr (GString) rows = g_string_new ("Customer|Date|Amount|City\n");
  g_autoptr (ClvTable) table = NULL;

  for (guint i = 0; i < 50; i++)
    g_string_append_printf (rows, "C%u|2024-01-01|%u|X\n", i, i);
  for (guint i = 0; i < 30; i++)
    g_string_append_printf (rows, "C%u|||Y\n", i);
  table = table_test_make (rows->str, NULL);

  g_assert_cmpuint (clv_table_get_n_rows (table), ==, 80);
}

static void
test_without_a_header_columns_are_numbered (void)
{
  g_autoptr (ClvTable) table = table_test_make ("00004|19970101|29.33\n00004|19970118|29.73\n00021|19970101|63.34\n",
                                                NULL);

  g_assert_cmpuint (clv_table_get_header_row (table), ==, 0);
  g_assert_cmpuint (clv_table_get_n_rows (table), ==, 3);
  g_assert_cmpstr (header (table, 0), ==, "Column 1");
  g_assert_cmpstr (header (table, 2), ==, "Column 3");
}

static void
test_years_may_be_headers (void)
{
  g_autoptr (ClvTable) table = table_test_make ("Customer|2022|2023|2024\nA|10|20|30\nB|11|22|33\nC|1|2|3\n", NULL);

  g_assert_cmpuint (clv_table_get_header_row (table), ==, 1);
  g_assert_cmpstr (header (table, 3), ==, "2024");
}

static void
test_a_sheet_of_texts_has_its_header_first (void)
{
  g_autoptr (ClvTable) table = table_test_make ("Person|Region\nAnna|North\nBen|South\nCarl|East\n", NULL);

  g_assert_cmpuint (clv_table_get_n_rows (table), ==, 3);
  g_assert_cmpstr (header (table, 1), ==, "Region");
}

static void
test_headers_become_unique_and_clean (void)
{
  g_autoptr (ClvTable) table = table_test_make ("Total|total|Call  Failure|\302\240Net\nA|1|2|3|4\nB|1|2|3|4\n", NULL);

  g_assert_cmpstr (header (table, 0), ==, "Total");
  g_assert_cmpstr (header (table, 1), ==, "total (2)");
  g_assert_cmpstr (header (table, 2), ==, "Call Failure");
  g_assert_cmpstr (header (table, 3), ==, "Net");
  g_assert_cmpstr (header (table, 4), ==, "Column 5");
  g_assert_cmpint (clv_table_find_column (table, "CALL FAILURE"), ==, 2);
  g_assert_cmpint (clv_table_find_column (table, "nowhere"), ==, -1);
}

static void
test_thousands_of_equal_headers_become_unique (void)
{
  enum { N = 16384 };
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("wide.csv", NULL);
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (ClvTable) table = NULL;

  for (guint c = 0; c < N; c++)
    clv_table_builder_add_text (builder, c, "x", 1);
  clv_table_builder_end_row (builder, 1);
  for (guint c = 0; c < N; c++)
    clv_table_builder_add_number (builder, c, c);
  clv_table_builder_end_row (builder, 2);
  table = clv_table_builder_finish (builder, problems);

  for (guint c = 0; c < N; c++)
    g_assert_true (g_hash_table_add (seen, (gpointer) header (table, c)));
  g_assert_cmpstr (header (table, N - 1), ==, "x (16384)");
}

static void
test_ends_of_cells_are_trimmed_and_inner_blanks_kept (void)
{
  /* No-break space, two byte order marks, ideographic space. */
  g_autoptr (ClvTable) table = table_test_make ("\357\273\277\357\273\277Name|N\n \302\240Anna  Bo\343\200\200 |1\n"
                                                "\t|2\n",
                                                NULL);

  g_assert_cmpstr (header (table, 0), ==, "Name");
  assert_cell (table, 0, 0, "Anna  Bo");
  g_assert_cmpuint (clv_column_get_codes (clv_table_get_column (table, 0))[1], ==, CLV_CODE_EMPTY);
}

static void
test_missing_words_stay_texts (void)
{
  g_autoptr (ClvTable) table = table_test_make ("Region|N\nNULL|1\nNaN|2\nN/A|3\n", NULL);

  assert_cell (table, 0, 0, "NULL");
  assert_cell (table, 1, 0, "NaN");
  assert_cell (table, 2, 0, "N/A");
}

static void
test_rows_are_found_across_gaps (void)
{
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("gaps.xlsx", "Sheet");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (ClvTable) table = NULL;

  clv_table_builder_add_text (builder, 3, "Amount", 6);
  clv_table_builder_end_row (builder, 10);
  for (guint32 row = 11; row <= 3000; row++)
    {
      if (row % 7 != 0)
        clv_table_builder_add_number (builder, 3, row);
      clv_table_builder_end_row (builder, row);
    }
  table = clv_table_builder_finish (builder, problems);

  /* Columns A to C are mere distance. */
  g_assert_cmpuint (clv_table_get_n_columns (table), ==, 1);
  for (guint32 row = 0; row < clv_table_get_n_rows (table); row++)
    {
      const ClvColumn *column = clv_table_get_column (table, 0);
      ClvCell cell;

      clv_column_get_cell (column, clv_column_get_codes (column)[row], &cell);
      g_assert_cmpuint (clv_table_get_source_row (table, row), ==, (guint32) cell.number);
    }
}

static void
test_codes_and_counts_describe_every_row (void)
{
  enum { N = 20000 };
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("random.csv", NULL);
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ClvTable) table = NULL;
  const ClvColumn *column;
  const guint32 *counts;
  guint64 sum = 0;

  clv_table_builder_add_text (builder, 0, "id", 2);
  clv_table_builder_add_text (builder, 1, "n", 1);
  clv_table_builder_end_row (builder, 1);
  for (guint i = 0; i < N; i++)
    {
      /* Empty cells, and texts of 1 to 30 bytes. */
      gboolean is_empty = g_rand_int_range (random, 0, 4) == 0;
      int width = g_rand_int_range (random, 1, 30);
      char *text = is_empty ? g_strdup ("") : g_strdup_printf ("%0*d", width, g_rand_int_range (random, 0, 3000));

      g_ptr_array_add (expected, text);
      clv_table_builder_add_text (builder, 0, text, strlen (text));
      clv_table_builder_add_number (builder, 1, i);
      clv_table_builder_end_row (builder, i + 2);
    }
  table = clv_table_builder_finish (builder, problems);

  g_assert_cmpuint (clv_table_get_n_rows (table), ==, N);
  column = clv_table_get_column (table, 0);
  for (guint i = 0; i < N; i++)
    assert_cell (table, i, 0, expected->pdata[i]);
  counts = clv_column_get_counts (column);
  for (guint32 code = 0; code < clv_column_get_n_distinct (column); code++)
    {
      g_assert_true (code == 0 || counts[code] > 0);
      sum += counts[code];
    }
  g_assert_cmpuint (sum, ==, N);
}

/* Long texts are looked up by another key than short ones, numbers and errors by others still. */
static void
test_cells_that_look_alike_are_kept_apart (void)
{
  enum { MAX_LENGTH = 40 };
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("alike.xlsx", "Sheet");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (ClvTable) table = NULL;
  const guint32 *codes;
  guint n = 1;

  clv_table_builder_add_text (builder, 0, "cell", 4);
  clv_table_builder_end_row (builder, n++);
  for (guint round = 0; round < 2; round++)
    {
      for (guint length = 1; length <= MAX_LENGTH; length++)
        for (guint differs = 0; differs < length; differs++)
          {
            char text[MAX_LENGTH];

            memset (text, 'a', sizeof text);
            text[differs] = 'b';
            clv_table_builder_add_text (builder, 0, text, length);
            clv_table_builder_end_row (builder, n++);
            clv_table_builder_add_error (builder, 0, text, length);
            clv_table_builder_end_row (builder, n++);
          }
      clv_table_builder_add_number (builder, 0, 1.0);
      clv_table_builder_end_row (builder, n++);
      clv_table_builder_add_date (builder, 0, 1.0);
      clv_table_builder_end_row (builder, n++);
      clv_table_builder_add_boolean (builder, 0, TRUE);
      clv_table_builder_end_row (builder, n++);
    }
  table = clv_table_builder_finish (builder, problems);

  n = MAX_LENGTH * (MAX_LENGTH + 1) + 3;
  g_assert_cmpuint (clv_table_get_n_rows (table), ==, 2 * n);
  g_assert_cmpuint (clv_column_get_n_distinct (clv_table_get_column (table, 0)), ==, n + 1);
  codes = clv_column_get_codes (clv_table_get_column (table, 0));
  for (guint row = 0; row < n; row++)
    g_assert_true (codes[row] == row + 1 && codes[n + row] == row + 1);
}

/* While the dictionary doubles, again and again up to some megabytes, none of its cells may get lost or come twice. */
static void
test_dictionaries_grow_without_losing_a_cell (void)
{
  enum { N = 200000 };
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("many.xlsx", "Sheet");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (ClvTable) table = NULL;
  static const char *const headers[] = { "Short", "Long", "Number" };
  guint32 n_rows = 1;

  for (guint c = 0; c < G_N_ELEMENTS (headers); c++)
    clv_table_builder_add_text (builder, c, headers[c], strlen (headers[c]));
  clv_table_builder_end_row (builder, n_rows++);
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < N; i++)
      {
        char text[64];

        g_snprintf (text, sizeof text, "c%u", i);
        clv_table_builder_add_text (builder, 0, text, strlen (text));
        g_snprintf (text, sizeof text, "customer.%u@example.org", i);
        clv_table_builder_add_text (builder, 1, text, strlen (text));
        clv_table_builder_add_number (builder, 2, i / 8.0);
        clv_table_builder_end_row (builder, n_rows++);
      }
  table = clv_table_builder_finish (builder, problems);

  g_assert_cmpuint (clv_table_get_n_rows (table), ==, 2 * N);
  for (guint c = 0; c < G_N_ELEMENTS (headers); c++)
    {
      const guint32 *codes = clv_column_get_codes (clv_table_get_column (table, c));

      g_assert_cmpuint (clv_column_get_n_distinct (clv_table_get_column (table, c)), ==, N + 1);
      for (guint32 row = 0; row < 2 * N; row++)
        g_assert_true (codes[row] == row % N + 1);
    }
}

static void
test_cells_are_told_in_plain_words (void)
{
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("kinds.xlsx", "Sheet");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (ClvTable) table = NULL;

  for (guint c = 0; c < 5; c++)
    clv_table_builder_add_text (builder, c, &"abcde"[c], 1);
  clv_table_builder_end_row (builder, 1);
  clv_table_builder_add_number (builder, 0, 0.1 + 0.2);
  clv_table_builder_add_date (builder, 1, 14944.35138888889);
  clv_table_builder_add_boolean (builder, 2, TRUE);
  clv_table_builder_add_error (builder, 3, "#N/A", 4);
  clv_table_builder_add_number (builder, 4, 123456789012345.0);
  clv_table_builder_end_row (builder, 2);
  table = clv_table_builder_finish (builder, problems);

  assert_cell (table, 0, 0, "0.30000000000000004");
  assert_cell (table, 0, 1, "2010-12-01 08:26:00");
  assert_cell (table, 0, 2, "TRUE");
  assert_cell (table, 0, 3, "#N/A");
  assert_cell (table, 0, 4, "123456789012345");
  g_assert_cmpuint (clv_problem_list_find (problems, "error-cell")->count, ==, 1);
}

/* Pages of memory that this process holds, as /proc/self/statm counts them. */
static gsize
get_resident_mb (void)
{
  g_autofree char *text = NULL;
  const char *resident;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  resident = strchr (text, ' ');
  return (gsize) (g_ascii_strtoull (resident, NULL, 10) * (guint64) sysconf (_SC_PAGESIZE) >> 20);
}

static void
test_cells_far_to_the_right_do_not_fill_the_columns_between (void)
{
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("stray.xlsx", "Sheet");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (ClvTable) table = NULL;
  gsize mb = get_resident_mb ();

  clv_table_builder_add_text (builder, 0, "Customer", 8);
  clv_table_builder_add_text (builder, 1, "Amount", 6);
  clv_table_builder_end_row (builder, 1);
  for (guint i = 0; i < 100000; i++)
    {
      clv_table_builder_add_text (builder, 0, "A", 1);
      clv_table_builder_add_number (builder, 1, i);
      if (i == 50000)
        clv_table_builder_add_text (builder, 16383, "stray", 5);
      clv_table_builder_end_row (builder, i + 2);
    }
  table = clv_table_builder_finish (builder, problems);

  g_assert_cmpuint (clv_table_get_n_columns (table), ==, 3);
  g_assert_cmpstr (header (table, 2), ==, "Column 16384");
  assert_cell (table, 50000, 2, "stray");
  assert_cell (table, 99999, 2, "");
  /* 16,384 columns of 100,000 codes would be 6,250 MB. */
  g_assert_cmpuint (get_resident_mb () - mb, <, 400);
}

static void
test_thousands_of_nearly_empty_columns_are_cheap (void)
{
  enum { N_COLUMNS = 16384, N_ROWS = 100000 };
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("wide.xlsx", "Sheet");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (ClvTable) table = NULL;
  gsize mb = get_resident_mb ();

  for (guint c = 0; c < N_COLUMNS; c++)
    clv_table_builder_add_text (builder, c, "x", 1);
  clv_table_builder_end_row (builder, 1);
  for (guint i = 0; i < N_ROWS; i++)
    {
      clv_table_builder_add_text (builder, 0, "A", 1);
      clv_table_builder_add_number (builder, 1, i);
      /* Of the other columns, every second has one cell. */
      for (guint c = 2; i == 70000 && c < N_COLUMNS; c += 2)
        clv_table_builder_add_number (builder, c, c);
      clv_table_builder_end_row (builder, i + 2);
    }
  table = clv_table_builder_finish (builder, problems);

  g_assert_cmpuint (clv_table_get_n_columns (table), ==, N_COLUMNS);
  g_assert_cmpuint (get_resident_mb () - mb, <, 500);
  for (guint c = 2; c < N_COLUMNS; c++)
    {
      const ClvColumn *column = clv_table_get_column (table, c);
      const guint32 *counts = clv_column_get_counts (column);
      guint32 code = clv_column_get_codes (column)[70000];

      g_assert_cmpuint (clv_column_get_n_rows (column), ==, N_ROWS);
      g_assert_cmpuint (clv_column_get_codes (column)[0] + clv_column_get_codes (column)[N_ROWS - 1], ==, 0);
      g_assert_cmpuint (clv_column_get_n_distinct (column), ==, c % 2 == 0 ? 2 : 1);
      g_assert_cmpuint (code, ==, c % 2 == 0 ? 1 : 0);
      g_assert_cmpuint (counts[0], ==, N_ROWS - code);
    }
}

static void
test_gaps_in_long_columns_are_empty (void)
{
  enum { N_ROWS = 30000 };
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new ("gaps.xlsx", "Sheet");
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (ClvTable) table = NULL;
  guint n_filled = 0;

  for (guint i = 0; i < N_ROWS; i++)
    {
      clv_table_builder_add_number (builder, 0, i);
      if (i % 5000 < 7 && i < 26000)
        clv_table_builder_add_number (builder, 1, i % 3);
      clv_table_builder_end_row (builder, i + 1);
    }
  table = clv_table_builder_finish (builder, problems);

  g_assert_cmpuint (clv_table_get_n_rows (table), ==, N_ROWS);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *expected = i % 5000 < 7 && i < 26000 ? g_strdup_printf ("%u", i % 3) : g_strdup ("");

      n_filled += *expected != '\0' ? 1 : 0;
      assert_cell (table, i, 1, expected);
    }
  g_assert_cmpuint (clv_column_get_counts (clv_table_get_column (table, 1))[0], ==, N_ROWS - n_filled);
}

static void
test_no_cell_gives_no_table (void)
{
  g_assert_null (table_test_make ("\n|\n", NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/table/table-builder/" path, function)
  ADD ("first-row-of-texts-over-numbers-is-the-header", test_first_row_of_texts_over_numbers_is_the_header);
  ADD ("titles-above-the-header-are-notes", test_titles_above_the_header_are_notes);
  ADD ("a-totals-row-is-set-aside-and-told", test_a_totals_row_is_set_aside_and_told);
  ADD ("a-customer-named-total-is-data", test_a_customer_named_total_is_data);
  ADD ("notes-below-the-data-are-set-aside", test_notes_below_the_data_are_set_aside);
  ADD ("a-last-row-with-gaps-stays", test_a_last_row_with_gaps_stays);
  ADD ("many-poor-rows-at-the-end-stay", test_many_poor_rows_at_the_end_stay);
  ADD ("without-a-header-columns-are-numbered", test_without_a_header_columns_are_numbered);
  ADD ("years-may-be-headers", test_years_may_be_headers);
  ADD ("a-sheet-of-texts-has-its-header-first", test_a_sheet_of_texts_has_its_header_first);
  ADD ("headers-become-unique-and-clean", test_headers_become_unique_and_clean);
  ADD ("thousands-of-equal-headers-become-unique", test_thousands_of_equal_headers_become_unique);
  ADD ("ends-of-cells-are-trimmed-and-inner-blanks-kept", test_ends_of_cells_are_trimmed_and_inner_blanks_kept);
  ADD ("missing-words-stay-texts", test_missing_words_stay_texts);
  ADD ("rows-are-found-across-gaps", test_rows_are_found_across_gaps);
  ADD ("codes-and-counts-describe-every-row", test_codes_and_counts_describe_every_row);
  ADD ("cells-that-look-alike-are-kept-apart", test_cells_that_look_alike_are_kept_apart);
  ADD ("cells-are-told-in-plain-words", test_cells_are_told_in_plain_words);
  ADD ("dictionaries-grow-without-losing-a-cell", test_dictionaries_grow_without_losing_a_cell);
  ADD ("cells-far-to-the-right-do-not-fill-the-columns-between", test_cells_far_to_the_right_do_not_fill_the_columns_between);
  ADD ("thousands-of-nearly-empty-columns-are-cheap", test_thousands_of_nearly_empty_columns_are_cheap);
  ADD ("gaps-in-long-columns-are-empty", test_gaps_in_long_columns_are_empty);
  ADD ("no-cell-gives-no-table", test_no_cell_gives_no_table);
#undef ADD
  return g_test_run ();
}
