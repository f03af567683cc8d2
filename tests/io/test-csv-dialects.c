/* test-csv-dialects.c - separators, line ends and quotation marks of all kinds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-io-test.h"

static ClvTable *
first_table (ClvSource *source)
{
  return clv_source_get_table (source, 0);
}

static void
test_odd_separators_are_found (void)
{
  static const char separators[] = "~^:#!&*|\\\x1F\x01";

  for (const char *separator = separators; *separator != '\0'; separator++)
    {
      g_autofree char *text = g_strdelimit (g_strdup ("name,city,amount\nAnn,Ulm,1.5\nBen,Rom,2.5\nCid,Bonn,7\n"), ",",
                                            *separator);
      g_autoptr (ClvSource) source = io_test_read ("odd.csv", text, -1);

      assert_size (first_table (source), 3, 3);
      assert_header (first_table (source), 1, "city");
      assert_cell (first_table (source), 2, 2, "7");
      g_assert_cmpint (clv_source_get_delimiter (source), ==, *separator);
    }
}

static void
test_one_column_is_not_split (void)
{
  static const char *const files[] = {
    "website\nhttp://example.org\nhttp://example.com\nhttp://example.net\n",
    "time\n12:30\n13:45\n14:00\n",
    "12:30\n13:45\n14:00\n",
    "remark\nA & B\nC & D\nE & F\n",
    "date\n2024/01/05\n2024/01/06\n",
    "e-mail\nann@example.org\nben@example.org\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (ClvSource) source = io_test_read ("one.csv", files[i], -1);

      g_assert_cmpuint (clv_table_get_n_columns (first_table (source)), ==, 1);
    }
}

static void
test_people_choose_the_separator (void)
{
  ClvReadOptions options = { .delimiter = ';' };
  g_autofree char *path = io_test_write ("forced.csv", "a,b;c\n1,2;3\n4,5;6\n", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = clv_source_read_with (path, &options, NULL, &error);

  g_assert_no_error (error);
  assert_size (first_table (source), 2, 2);
  assert_cell (first_table (source), 0, 0, "1,2");
  g_assert_cmpint (clv_source_get_delimiter (source), ==, ';');
}

static void
test_line_ends_may_be_mixed (void)
{
  static const char *const files[] = {
    "a,b\n1,x\r\n2,y\r3,z\n4,v\r5,w\r\n",
    "a,b\r1,x\r2,y\n3,z\r4,v\n5,w",
    "a,b\r\n1,x\r\n2,y\r\n3,z\r4,v\n5,w\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (ClvSource) source = io_test_read ("mixed.csv", files[i], -1);

      assert_size (first_table (source), 5, 2);
      for (guint row = 0; row < 5; row++)
        {
          g_autofree char *number = g_strdup_printf ("%u", row + 1);

          assert_cell (first_table (source), row, 0, number);
          g_assert_cmpuint (clv_table_get_source_row (first_table (source), row), ==, row + 2);
        }
      assert_cell (first_table (source), 4, 1, "w");
    }
}

static void
test_a_return_in_a_text_is_no_line_end (void)
{
  g_autoptr (ClvSource) source = io_test_read ("return.csv", "a,b,c\r\n1,\"x\ry\",2\r\n3,z,4\r\n5,v,6\r\n", -1);

  assert_size (first_table (source), 3, 3);
  assert_cell (first_table (source), 0, 1, "x\ry");
}

static void
test_single_marks_quote_where_it_is_clear (void)
{
  g_autoptr (ClvSource) quoted = io_test_read ("single.csv",
                                               "'name','city','n'\n'O''Hara, Ann','Ulm','1'\n'Ben','Rom\nSud','2'\n", -1);
  g_autoptr (ClvSource) apostrophes = io_test_read ("apostrophes.csv", "name,n\n'Ann,1\nBen's,2\n's Hertog,3\n", -1);

  assert_size (first_table (quoted), 2, 3);
  assert_header (first_table (quoted), 0, "name");
  assert_cell (first_table (quoted), 0, 0, "O'Hara, Ann");
  assert_cell (first_table (quoted), 1, 1, "Rom\nSud");
  assert_size (first_table (apostrophes), 3, 2);
  assert_cell (first_table (apostrophes), 0, 0, "'Ann");
  assert_cell (first_table (apostrophes), 2, 0, "'s Hertog");
}

static void
test_separators_at_the_end_make_no_column (void)
{
  g_autoptr (ClvSource) all = io_test_read ("trailing.csv", "a;b;\n1;2;\n3;4;\n5;6;\n", -1);
  g_autoptr (ClvSource) rows = io_test_read ("trailing.csv", "a;b\n1;2;\n3;4;\n5;6;\n", -1);

  assert_size (first_table (all), 3, 2);
  assert_size (first_table (rows), 3, 2);
  assert_cell (first_table (rows), 2, 1, "6");
  g_assert_cmpuint (io_test_count (all, "ragged-row"), ==, 0);
  g_assert_cmpuint (io_test_count (rows, "ragged-row"), ==, 0);
}

/* Excel’s “Unicode text”: UTF-16 with tabs, and quotation marks where a tab or a line end is inside. */
static void
test_unicode_text_of_excel_is_read (void)
{
  static const char text[] = "name\tcity\tn\r\n\"Zoë\nMüller\"\tKöln\t1\r\nAnn\t\"a\tb\"\t2\r\n";
  gsize n;
  g_autofree char *bytes = g_convert (text, -1, "UTF-16LE", "UTF-8", NULL, &n, NULL);
  g_autofree char *file = g_malloc (n + 2);
  g_autoptr (ClvSource) source = NULL;

  memcpy (file, "\377\376", 2);
  memcpy (file + 2, bytes, n);
  source = io_test_read ("unicode.txt", file, (gssize) n + 2);
  assert_size (first_table (source), 2, 3);
  assert_cell (first_table (source), 0, 0, "Zoë\nMüller");
  assert_cell (first_table (source), 1, 1, "a\tb");
  g_assert_cmpstr (clv_source_get_format (source), ==, "tsv");
}

static void
test_lines_may_be_quoted_as_a_whole (void)
{
  g_autoptr (ClvSource) source = io_test_read ("wrapped.csv",
                                               "\"id,name,amount\"\r\n\"1,\"\"Doe, Jane\"\",1.50\"\r\n\"2,Ann,2.50\"\r\n"
                                               "\"3,Bob,3.50\"\r\n\"4,\"\"say \"\"\"\"hi\"\"\"\"\"\",4.50\"",
                                               -1);
  /* Names are no lines, though they have a comma. */
  g_autoptr (ClvSource) names = io_test_read ("names.csv", "\"Name\"\n\"Doe, Jane\"\n\"Roe, Ann, Dr\"\n\"Poe, Bob, Dr\"\n", -1);

  assert_size (first_table (source), 4, 3);
  assert_header (first_table (source), 2, "amount");
  assert_cell (first_table (source), 0, 1, "Doe, Jane");
  assert_cell (first_table (source), 0, 2, "1.50");
  assert_cell (first_table (source), 2, 1, "Bob");
  assert_cell (first_table (source), 3, 1, "say \"hi\"");
  assert_size (first_table (names), 3, 1);
  assert_cell (first_table (names), 0, 0, "Doe, Jane");
}

static void
test_lines_above_tell_nothing_of_separators (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (ClvSource) source = NULL;

  for (guint i = 1; i <= 49; i++)
    g_string_append_printf (text, "Note %u\n", i);
  g_string_append (text, "id,customer,amount\n1,A,1.50\n2,B,2.50\n3,C,3.50\n");
  source = io_test_read ("notes.csv", text->str, -1);
  assert_size (first_table (source), 3, 3);
  assert_header (first_table (source), 1, "customer");
  assert_cell (first_table (source), 2, 2, "3.50");
  g_assert_cmpuint (clv_table_get_n_notes (first_table (source)), ==, 49);
}

/* --- any table, in any dialect --- */

#define N_TABLES 300

static char *
make_text (gboolean is_western)
{
  static const char *const pieces[] = { "a", "B", "Müller", "ß", "é", "0", "7", "12.5", ",", ";", "\t", "|", "\"", "\"\"", "\n",
                                        "\r\n", "'", "x y", "#", "~", "O'Hara", "“", "–", "東京", "Ж", "€" };
  GString *text = g_string_new (NULL);
  gint n = g_test_rand_int_range (0, 6);

  for (gint i = 0; i < n; i++)
    g_string_append (text, pieces[g_test_rand_int_range (0, is_western ? 21 : G_N_ELEMENTS (pieces))]);
  /* The table drops blanks at both ends. */
  g_strstrip (text->str);
  /* Before numbers it only says that they are texts. */
  if (text->str[0] == '\'')
    text->str[0] = 'c';
  return g_string_free (text, FALSE);
}

/* RFC 4180, with another separator perhaps. */
static void
append_field (GString    *file,
              const char *text,
              char        separator,
              gboolean    quotes_all)
{
  if (!quotes_all && strpbrk (text, "\"\r\n\t,;|'~") == NULL && strchr (text, separator) == NULL)
    {
      g_string_append (file, text);
      return;
    }
  g_string_append_c (file, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (file, '"');
      g_string_append_c (file, *p);
    }
  g_string_append_c (file, '"');
}


static void
write_and_read (void)
{
  static const char separators[] = { ',', ';', '\t', '|' };
  static const char *const ends[] = { "\n", "\r\n" };
  static const char *const encodings[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "WINDOWS-1252", "GB18030" };
  guint n_columns = (guint) g_test_rand_int_range (2, 9), n_rows = (guint) g_test_rand_int_range (20, 120);
  char separator = separators[g_test_rand_int_range (0, G_N_ELEMENTS (separators))];
  const char *end = ends[g_test_rand_int_range (0, G_N_ELEMENTS (ends))];
  const char *encoding = encodings[g_test_rand_int_range (0, G_N_ELEMENTS (encodings))];
  gboolean quotes_all = g_test_rand_bit (), is_western = strcmp (encoding, "WINDOWS-1252") == 0;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) file = g_string_new (NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = NULL;
  ClvReadOptions options = { .encoding = encoding, .delimiter = separator };
  ClvTable *table;
  gsize n;

  for (guint column = 0; column < n_columns; column++)
    g_string_append_printf (file, "%sColumn %c", column > 0 ? (char[]) { separator, '\0' } : "", 'A' + (int) column);
  g_string_append (file, end);
  for (guint row = 0; row < n_rows; row++)
    {
      for (guint column = 0; column < n_columns; column++)
        {
          /* The first column has numbers, so that each row has a cell and nobody takes a row for a header. */
          char *text = column == 0 ? g_strdup_printf ("%u", row + 1) : make_text (is_western);

          g_ptr_array_add (cells, text);
          if (column > 0)
            g_string_append_c (file, separator);
          append_field (file, text, separator, quotes_all);
        }
      if (row + 1 < n_rows || g_test_rand_bit ())
        g_string_append (file, end);
    }
  bytes = g_convert (file->str, (gssize) file->len, encoding, "UTF-8", NULL, &n, &error);
  g_assert_no_error (error);
  path = io_test_write ("random.csv", bytes, (gssize) n);
  source = clv_source_read_with (path, &options, NULL, &error);
  g_assert_no_error (error);

  table = clv_source_get_table (source, 0);
  g_assert_cmpuint (clv_table_get_n_rows (table), ==, n_rows);
  g_assert_cmpuint (clv_table_get_n_columns (table), ==, n_columns);
  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        const char *expected = cells->pdata[row * n_columns + column];

        assert_cell (table, row, column, expected);
      }
  g_assert_cmpuint (clv_problem_list_get_n (clv_source_get_problems (source)), ==, 0);
}

static void
test_any_table_reads_back_equal (void)
{
  for (guint i = 0; i < N_TABLES; i++)
    write_and_read ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/io/csv-dialects/" path, function)
  ADD ("odd-separators-are-found", test_odd_separators_are_found);
  ADD ("one-column-is-not-split", test_one_column_is_not_split);
  ADD ("people-choose-the-separator", test_people_choose_the_separator);
  ADD ("line-ends-may-be-mixed", test_line_ends_may_be_mixed);
  ADD ("a-return-in-a-text-is-no-line-end", test_a_return_in_a_text_is_no_line_end);
  ADD ("single-marks-quote-where-it-is-clear", test_single_marks_quote_where_it_is_clear);
  ADD ("separators-at-the-end-make-no-column", test_separators_at_the_end_make_no_column);
  ADD ("unicode-text-of-excel-is-read", test_unicode_text_of_excel_is_read);
  ADD ("lines-may-be-quoted-as-a-whole", test_lines_may_be_quoted_as_a_whole);
  ADD ("lines-above-tell-nothing-of-separators", test_lines_above_tell_nothing_of_separators);
  ADD ("any-table-reads-back-equal", test_any_table_reads_back_equal);
#undef ADD
  return g_test_run ();
}
