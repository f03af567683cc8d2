/* test-xls.c - Excel workbooks before 2007
 *
 * What the records mean is taken from [MS-XLS] and, for Excel 2 to 5, from “OpenOffice.org's Documentation of the
 * Microsoft Excel File Format”. The corpus of real files is read in test-corpus.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xls-test.h"

static void
test_numbers_in_all_their_forms (void)
{
  g_autoptr (GByteArray) bytes = xls_begin_book ();
  g_autoptr (ClvSource) source = NULL;
  const ClvTable *table;

  xls_put_header (bytes, 4);
  xls_number (bytes, 1, 0, 0, 777.3200000000001);
  /* RK: 1234 as a whole number, 1234 / 100, 1.5 by its upper bits, and -3. */
  XLS_RECORD (bytes, 0x027E, (xls_cell (bytes, 1, 1, 0), xls_u32 (bytes, 1234u << 2 | 2)));
  XLS_RECORD (bytes, 0x027E, (xls_cell (bytes, 1, 2, 0), xls_u32 (bytes, 1234u << 2 | 3)));
  XLS_RECORD (bytes, 0x027E, (xls_cell (bytes, 1, 3, 0), xls_u32 (bytes, 0x3FF80000)));
  XLS_RECORD (bytes, 0x00BD,
              (xls_u16 (bytes, 2), xls_u16 (bytes, 0), xls_u16 (bytes, 0), xls_u32 (bytes, (guint32) -3 << 2 | 2),
               xls_u16 (bytes, 1), xls_u32 (bytes, 45000u << 2 | 2), xls_u16 (bytes, 0), xls_u32 (bytes, 1u << 2 | 3),
               xls_u16 (bytes, 2)));
  xls_number (bytes, 3, 0, 3, 0.25);
  xls_number (bytes, 3, 1, 3, 45000.25);
  xls_number (bytes, 3, 2, 2, 60);
  XLS_PUT (bytes, 0x000A, "");
  source = xls_read (bytes);
  table = clv_source_get_table (source, 0);

  g_assert_cmpstr (clv_source_get_format (source), ==, "xls");
  g_assert_cmpuint (strlen (clv_source_get_sha256 (source)), ==, 64);
  g_assert_cmpstr (clv_table_get_sheet (table), ==, "Orders");
  assert_size (table, 3, 4);
  clv_assert_near (io_test_number (table, 0, 0), 777.32, 0.0);
  clv_assert_near (io_test_number (table, 0, 1), 1234.0, 0.0);
  clv_assert_near (io_test_number (table, 0, 2), 12.34, 0.0);
  clv_assert_near (io_test_number (table, 0, 3), 1.5, 0.0);
  clv_assert_near (io_test_number (table, 1, 0), -3.0, 0.0);
  /* 45000 is 15 March 2023. */
  assert_cell (table, 1, 1, "2023-03-15");
  clv_assert_near (io_test_number (table, 1, 2), 0.01, 0.0);
  clv_assert_near (io_test_number (table, 2, 0), 0.25, 0.0);
  assert_cell (table, 2, 1, "2023-03-15 06:00:00");
  assert_cell (table, 2, 2, "1900-02-29");
}

static void
test_formulas_have_their_results (void)
{
  g_autoptr (GByteArray) bytes = xls_begin_book ();
  g_autoptr (ClvSource) source = NULL;
  const ClvTable *table;

  xls_put_header (bytes, 5);
  XLS_RECORD (bytes, 0x0006,
              (xls_cell (bytes, 1, 0, 1), xls_f64 (bytes, 45000.0), xls_u32 (bytes, 0), xls_u32 (bytes, 0)));
  /* The text of this one stands behind the formula that it shares. */
  XLS_RECORD (bytes, 0x0006,
              (xls_cell (bytes, 1, 1, 0), xls_put_result (bytes, 0, 0), xls_u32 (bytes, 0), xls_u32 (bytes, 0)));
  XLS_PUT (bytes, 0x04BC, "\1\0\1\0\1\1\0\0\0\0");
  XLS_PUT (bytes, 0x0207, "\5\0\1P\0a\0r\0i\0\x61\x01");
  XLS_RECORD (bytes, 0x0006,
              (xls_cell (bytes, 1, 2, 0), xls_put_result (bytes, 1, 1), xls_u32 (bytes, 0), xls_u32 (bytes, 0)));
  XLS_RECORD (bytes, 0x0006,
              (xls_cell (bytes, 1, 3, 0), xls_put_result (bytes, 2, 0x2A), xls_u32 (bytes, 0), xls_u32 (bytes, 0)));
  XLS_RECORD (bytes, 0x0006,
              (xls_cell (bytes, 1, 4, 0), xls_put_result (bytes, 3, 0), xls_u32 (bytes, 0), xls_u32 (bytes, 0)));
  XLS_RECORD (bytes, 0x0205, (xls_cell (bytes, 2, 2, 0), xls_raw (bytes, "\0\0", 2)));
  XLS_RECORD (bytes, 0x0205, (xls_cell (bytes, 2, 3, 0), xls_raw (bytes, "\7\1", 2)));
  XLS_PUT (bytes, 0x000A, "");
  source = xls_read (bytes);
  table = clv_source_get_table (source, 0);

  assert_cell (table, 0, 0, "2023-03-15");
  assert_cell (table, 0, 1, "Pariš");
  g_assert_cmpint (io_test_kind (table, 0, 2), ==, CLV_CELL_BOOLEAN);
  assert_cell (table, 0, 3, "#N/A");
  g_assert_cmpint (io_test_kind (table, 0, 3), ==, CLV_CELL_ERROR);
  assert_cell (table, 0, 4, "");
  g_assert_cmpint (io_test_kind (table, 1, 2), ==, CLV_CELL_BOOLEAN);
  assert_cell (table, 1, 3, "#DIV/0!");
  /* An empty text is a result. */
  g_assert_cmpuint (io_test_count (source, "formula-without-value"), ==, 0);
}

static void
test_formulas_that_nobody_calculated_are_told (void)
{
  g_autoptr (GByteArray) bytes = xls_begin_book ();
  g_autoptr (ClvSource) source = NULL;

  xls_put_header (bytes, 2);
  for (guint row = 1; row < 4; row++)
    {
      xls_number (bytes, row, 0, 0, row);
      /* Python’s xlwt writes every formula so. */
      XLS_RECORD (bytes, 0x0006,
                  (xls_cell (bytes, row, 1, 0), xls_put_result (bytes, 3, 0), xls_u32 (bytes, 0), xls_u32 (bytes, 0)));
    }
  XLS_PUT (bytes, 0x000A, "");
  source = xls_read (bytes);

  g_assert_cmpuint (io_test_count (source, "formula-without-value"), ==, 3);
}

static void
test_shared_texts_go_on_in_other_records (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (ClvSource) source = NULL;
  const ClvTable *table;
  guint at;

  xls_bof (bytes, 0x0600, 0x0005);
  xls_put_formats (bytes);
  at = xls_sheet (bytes, "Texts", 0, 0, TRUE);
  /* “Name”; “Müller” cut behind “Mü”, and wide from there; with two runs of fonts cut in the middle; with a reading;
   * wide letters cut in the middle of a pair, and narrow from there. */
  XLS_PUT (bytes, 0x00FC, "\5\0\0\0\5\0\0\0" "\4\0\0Name" "\6\0\0M\xFC");
  XLS_PUT (bytes, 0x003C, "\1l\0l\0e\0r\0" "\5\0\x08\2\0Paris\0\0\1\0\2");
  XLS_PUT (bytes, 0x003C, "\0\3\0" "\2\0\5\6\0\0\0\x71\x67\xAC\x4E" "read");
  XLS_PUT (bytes, 0x003C, "er" "\4\0\1\x3D\xD8");
  XLS_PUT (bytes, 0x003C, "\1\x00\xDE");
  XLS_PUT (bytes, 0x003C, "\0!?");
  XLS_PUT (bytes, 0x000A, "");
  xls_sheet_begins (bytes, at);
  for (guint row = 0; row < 5; row++)
    XLS_RECORD (bytes, 0x00FD, (xls_cell (bytes, row, 0, 0), xls_u32 (bytes, row)));
  XLS_PUT (bytes, 0x000A, "");
  source = xls_read (bytes);
  table = clv_source_get_table (source, 0);

  assert_size (table, 4, 1);
  assert_header (table, 0, "Name");
  assert_cell (table, 0, 0, "Müller");
  assert_cell (table, 1, 0, "Paris");
  assert_cell (table, 2, 0, "東京");
  assert_cell (table, 3, 0, "😀!?");
}

static void
test_sheets_are_told_from_charts (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (ClvSource) source = NULL;
  guint at[4];

  xls_bof (bytes, 0x0600, 0x0005);
  at[0] = xls_sheet (bytes, "Chart", 0, 2, TRUE);
  at[1] = xls_sheet (bytes, "Macro", 0, 1, TRUE);
  at[2] = xls_sheet (bytes, "Seen", 0, 0, TRUE);
  at[3] = xls_sheet (bytes, "Unseen", 2, 0, TRUE);
  XLS_PUT (bytes, 0x000A, "");
  for (guint i = 0; i < 4; i++)
    {
      xls_sheet_begins (bytes, at[i]);
      xls_number (bytes, 0, 0, 0, i);
      /* A chart in the sheet has values of its own. */
      xls_bof (bytes, 0x0600, 0x0020);
      xls_number (bytes, 0, 0, 0, 99.0);
      XLS_PUT (bytes, 0x000A, "");
      xls_number (bytes, 1, 0, 0, 10 + i);
      XLS_PUT (bytes, 0x000A, "");
    }
  source = xls_read (bytes);

  g_assert_cmpuint (clv_source_get_n_tables (source), ==, 2);
  g_assert_cmpstr (clv_table_get_sheet (clv_source_get_table (source, 0)), ==, "Seen");
  g_assert_false (clv_table_is_hidden (clv_source_get_table (source, 0)));
  g_assert_true (clv_table_is_hidden (clv_source_get_table (source, 1)));
  assert_size (clv_source_get_table (source, 0), 2, 1);
  assert_cell (clv_source_get_table (source, 0), 0, 0, "2");
  assert_cell (clv_source_get_table (source, 0), 1, 0, "12");
}

static void
test_days_may_count_from_1904 (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (ClvSource) source = NULL;
  guint at;

  xls_bof (bytes, 0x0600, 0x0005);
  XLS_PUT (bytes, 0x0022, "\1\0");
  xls_put_formats (bytes);
  at = xls_sheet (bytes, "Mac", 0, 0, TRUE);
  XLS_PUT (bytes, 0x000A, "");
  xls_sheet_begins (bytes, at);
  xls_put_header (bytes, 1);
  xls_number (bytes, 1, 0, 1, 43538.0);
  XLS_PUT (bytes, 0x000A, "");
  source = xls_read (bytes);

  /* 45000 - 1462. */
  assert_cell (clv_source_get_table (source, 0), 0, 0, "2023-03-15");
}

static void
test_formats_tell_the_currency (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (ClvSource) source = NULL;
  const ClvTable *table;
  gboolean is_mixed;
  guint at;

  xls_bof (bytes, 0x0600, 0x0005);
  XLS_PUT (bytes, 0x041E, "\xA4\0\x0E\0\0[$kr]\\ #,##0.00");
  XLS_PUT (bytes, 0x041E, "\xA5\0\x0C\0\0\"US$\"#,##0.0");
  /* The last one is “0%”, which is known by its number. */
  for (guint i = 0; i < 4; i++)
    XLS_RECORD (bytes, 0x00E0,
                (xls_u16 (bytes, 0), xls_u16 (bytes, i == 3 ? 9 : i > 0 ? 163 + i : 0), xls_f64 (bytes, 0), xls_f64 (bytes, 0)));
  at = xls_sheet (bytes, "Money", 0, 0, TRUE);
  XLS_PUT (bytes, 0x000A, "");
  xls_sheet_begins (bytes, at);
  xls_put_header (bytes, 2);
  for (guint row = 1; row < 5; row++)
    {
      xls_number (bytes, row, 0, 1, row);
      xls_number (bytes, row, 1, row < 4 ? 1 : 2, row);
    }
  xls_number (bytes, 5, 0, 3, 0.4);
  XLS_PUT (bytes, 0x000A, "");
  source = xls_read (bytes);
  table = clv_source_get_table (source, 0);

  g_assert_cmpstr (clv_column_get_format_currency (clv_table_get_column (table, 0), &is_mixed), ==, "kr");
  g_assert_false (is_mixed);
  g_assert_cmpstr (clv_column_get_format_currency (clv_table_get_column (table, 1), &is_mixed), ==, "kr");
  g_assert_true (is_mixed);
  clv_assert_near (io_test_number (table, 0, 1), 1.0, 0.0);
  assert_cell (table, 3, 1, "US$ 4");
  assert_cell (table, 4, 0, "40%");
}

static void
test_rows_may_come_in_any_order (void)
{
  g_autoptr (GByteArray) bytes = xls_begin_book ();
  g_autoptr (ClvSource) source = NULL;
  const ClvTable *table;

  XLS_RECORD (bytes, 0x0006,
              (xls_cell (bytes, 2, 1, 0), xls_put_result (bytes, 0, 0), xls_u32 (bytes, 0), xls_u32 (bytes, 0)));
  XLS_PUT (bytes, 0x0207, "\2\0\0ok");
  xls_number (bytes, 2, 0, 0, 2.0);
  xls_number (bytes, 1, 0, 0, 1.0);
  xls_put_header (bytes, 2);
  /* Told twice, the later one counts. */
  xls_number (bytes, 1, 0, 0, 1.5);
  XLS_PUT (bytes, 0x000A, "");
  source = xls_read (bytes);
  table = clv_source_get_table (source, 0);

  assert_size (table, 2, 2);
  assert_header (table, 0, "Name A");
  assert_cell (table, 0, 0, "1.5");
  assert_cell (table, 1, 0, "2");
  assert_cell (table, 1, 1, "ok");
}

static void
test_excel_5_speaks_in_code_pages (void)
{
  static const struct
  {
    guint       codepage;
    const char *bytes;
    const char *text;
  } pages[] = {
    { 1252, "M\xFCller \x80", "Müller €" },
    { 932, "\x93\x8C\x8B\x9E", "東京" },
    { 936, "\xBF\xCD\xBB\xA7", "客户" },
    { 949, "\xC7\xD1\xB1\xB9", "한국" },
    { 1251, "\xCF\xF0\xE8\xE2\xE5\xF2", "Привет" },
    { 10000, "M\x9Fller", "Müller" },
    { 32769, "M\xFCller", "Müller" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (GByteArray) container = NULL;
      g_autoptr (ClvSource) source = NULL;
      gsize length = strlen (pages[i].bytes);
      const ClvTable *table;
      guint at;

      xls_bof (bytes, 0x0500, 0x0005);
      XLS_RECORD (bytes, 0x0042, xls_u16 (bytes, pages[i].codepage));
      /* A format of its own, with the number 164. */
      XLS_PUT (bytes, 0x041E, "\xA4\0\x08" "dd.mm.yy");
      XLS_RECORD (bytes, 0x00E0, (xls_u16 (bytes, 0), xls_u16 (bytes, 0), xls_f64 (bytes, 0), xls_u32 (bytes, 0)));
      XLS_RECORD (bytes, 0x00E0, (xls_u16 (bytes, 0), xls_u16 (bytes, 164), xls_f64 (bytes, 0), xls_u32 (bytes, 0)));
      at = xls_sheet (bytes, "Old", 0, 0, FALSE);
      XLS_PUT (bytes, 0x000A, "");
      xls_set_u32 (bytes, at, bytes->len);
      xls_bof (bytes, 0x0500, 0x0010);
      XLS_RECORD (bytes, 0x0204, (xls_cell (bytes, 0, 0, 0), xls_u16 (bytes, 4), xls_raw (bytes, "Name", 4)));
      XLS_RECORD (bytes, 0x0204, (xls_cell (bytes, 0, 1, 0), xls_u16 (bytes, 3), xls_raw (bytes, "Day", 3)));
      /* A text with fonts: two runs of two bytes follow it. */
      XLS_RECORD (bytes, 0x00D6,
                  (xls_cell (bytes, 1, 0, 0), xls_u16 (bytes, (guint) length), xls_raw (bytes, pages[i].bytes, length),
                   xls_raw (bytes, "\2\0\1\1\2", 5)));
      xls_number (bytes, 1, 1, 1, 45000.0);
      XLS_PUT (bytes, 0x000A, "");
      container = xls_container ("Book", bytes, 9);
      source = io_test_read ("excel5.xls", (const char *) container->data, (gssize) container->len);
      table = clv_source_get_table (source, 0);

      g_assert_cmpstr (clv_table_get_sheet (table), ==, "Old");
      assert_cell (table, 0, 0, pages[i].text);
      assert_cell (table, 0, 1, "2023-03-15");
    }
}

static void
test_excel_2_to_4_have_no_container (void)
{
  g_autoptr (GByteArray) two = g_byte_array_new ();
  g_autoptr (GByteArray) four = g_byte_array_new ();
  g_autoptr (ClvSource) source = NULL;
  g_autoptr (ClvSource) source_4 = NULL;
  const ClvTable *table;

  /* Excel 2: three bytes of attributes a cell, the number of its format in the second. */
  XLS_PUT (two, 0x0009, "\2\0\x10\0");
  XLS_PUT (two, 0x001E, "\7General");
  XLS_PUT (two, 0x001E, "\x08" "dd/mm/yy");
  XLS_PUT (two, 0x0004, "\0\0\0\0\0\0\0\4Name");
  XLS_PUT (two, 0x0004, "\0\0\1\0\0\0\0\3Day");
  XLS_PUT (two, 0x0004, "\1\0\0\0\0\0\0\6M\xFCller");
  XLS_PUT (two, 0x0002, "\1\0\1\0\0\1\0\xC8\xAF");
  XLS_PUT (two, 0x0006, "\2\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\0\0");
  XLS_PUT (two, 0x0007, "\5Paris");
  XLS_RECORD (two, 0x0003, (xls_raw (two, "\2\0\1\0\0\0\0", 7), xls_f64 (two, 2.5)));
  XLS_PUT (two, 0x000A, "");
  source = io_test_read ("excel2.xls", (const char *) two->data, (gssize) two->len);
  table = clv_source_get_table (source, 0);

  assert_size (table, 2, 2);
  assert_cell (table, 0, 0, "Müller");
  /* 0xAFC8 is 45000. */
  assert_cell (table, 0, 1, "2023-03-15");
  assert_cell (table, 1, 0, "Paris");
  assert_cell (table, 1, 1, "2.5");

  XLS_PUT (four, 0x0409, "\0\0\x10\0\0\0");
  XLS_PUT (four, 0x041E, "\0\0\7General");
  XLS_PUT (four, 0x041E, "\0\0\x08" "dd/mm/yy");
  XLS_PUT (four, 0x0443, "\0\0\0\0\0\0\0\0\0\0\0\0");
  XLS_PUT (four, 0x0443, "\0\1\0\0\0\0\0\0\0\0\0\0");
  XLS_PUT (four, 0x0204, "\0\0\0\0\0\0\3\0Day");
  xls_number (four, 1, 0, 1, 45000.0);
  XLS_PUT (four, 0x000A, "");
  source_4 = io_test_read ("excel4.xls", (const char *) four->data, (gssize) four->len);

  assert_cell (clv_source_get_table (source_4, 0), 0, 0, "2023-03-15");
}

static void
test_people_may_say_where_the_header_is (void)
{
  g_autoptr (GByteArray) bytes = xls_begin_book ();
  g_autoptr (GByteArray) container = NULL;
  g_autoptr (GHashTable) rows = g_hash_table_new (g_str_hash, g_str_equal);
  ClvReadOptions options = { .header_rows = rows };
  g_autofree char *path = NULL;
  g_autoptr (ClvSource) source = NULL;

  xls_put_header (bytes, 2);
  xls_label (bytes, 1, 0, "Real");
  xls_label (bytes, 1, 1, "Header");
  xls_number (bytes, 2, 0, 0, 1.0);
  xls_number (bytes, 2, 1, 0, 2.0);
  XLS_PUT (bytes, 0x000A, "");
  container = xls_container ("Workbook", bytes, 9);
  path = io_test_write ("header.xls", (const char *) container->data, (gssize) container->len);
  g_hash_table_insert (rows, (gpointer) "Orders", GUINT_TO_POINTER (2));
  source = clv_source_read_with (path, &options, NULL, NULL);

  assert_header (clv_source_get_table (source, 0), 0, "Real");
  assert_size (clv_source_get_table (source, 0), 1, 2);
}

static void
test_another_password_is_asked_for (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GByteArray) container = NULL;
  g_autoptr (GError) error = NULL;
  char zeros[48] = { 0 };

  xls_bof (bytes, 0x0600, 0x0005);
  XLS_RECORD (bytes, 0x002F, (xls_raw (bytes, "\1\0\1\0\1\0", 6), xls_raw (bytes, zeros, sizeof zeros)));
  xls_raw (bytes, "\xFF\xFE\x20\0", 4);
  container = xls_container ("Workbook", bytes, 9);
  error = io_test_fail ("secret.xls", (const char *) container->data, (gssize) container->len);

  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_PASSWORD);
  g_assert_nonnull (strstr (error->message, "password"));
}

static void
test_the_superstore_equals_its_younger_self (void)
{
  g_autofree char *old_path = clv_test_data ("superstore_eu/Sample - EU Superstore.xls");
  g_autofree char *new_path = clv_test_data ("superstore_eu/Sample - EU Superstore.xlsx");
  g_autoptr (ClvSource) old = NULL;
  g_autoptr (ClvSource) new = NULL;

  if (old_path == NULL || new_path == NULL)
    return;
  old = clv_source_read (old_path, NULL, NULL);
  new = clv_source_read (new_path, NULL, NULL);

  g_assert_cmpuint (clv_source_get_n_tables (old), ==, clv_source_get_n_tables (new));
  for (guint i = 0; i < clv_source_get_n_tables (old); i++)
    {
      const ClvTable *a = clv_source_get_table (old, i), *b = clv_source_get_table (new, i);

      g_assert_cmpstr (clv_table_get_sheet (a), ==, clv_table_get_sheet (b));
      assert_size (a, clv_table_get_n_rows (b), clv_table_get_n_columns (b));
      for (guint c = 0; c < clv_table_get_n_columns (a); c++)
        for (guint32 row = 0; row < clv_table_get_n_rows (a); row++)
          {
            g_assert_cmpint (io_test_kind (a, row, c), ==, io_test_kind (b, row, c));
            /* The last digits differ in the files themselves: -8.190000000000005 and -8.19000000000001. */
            if (io_test_kind (a, row, c) == CLV_CELL_NUMBER)
              clv_assert_near (io_test_number (a, row, c), io_test_number (b, row, c), 1e-12);
            else
              {
                g_autofree char *expected = io_test_dup_text (b, row, c);

                assert_cell (a, row, c, expected);
              }
          }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/io/xls/" path, function)
  ADD ("numbers-in-all-their-forms", test_numbers_in_all_their_forms);
  ADD ("formulas-have-their-results", test_formulas_have_their_results);
  ADD ("formulas-that-nobody-calculated-are-told", test_formulas_that_nobody_calculated_are_told);
  ADD ("shared-texts-go-on-in-other-records", test_shared_texts_go_on_in_other_records);
  ADD ("sheets-are-told-from-charts", test_sheets_are_told_from_charts);
  ADD ("days-may-count-from-1904", test_days_may_count_from_1904);
  ADD ("formats-tell-the-currency", test_formats_tell_the_currency);
  ADD ("rows-may-come-in-any-order", test_rows_may_come_in_any_order);
  ADD ("excel-5-speaks-in-code-pages", test_excel_5_speaks_in_code_pages);
  ADD ("excel-2-to-4-have-no-container", test_excel_2_to_4_have_no_container);
  ADD ("people-may-say-where-the-header-is", test_people_may_say_where_the_header_is);
  ADD ("another-password-is-asked-for", test_another_password_is_asked_for);
  ADD ("the-superstore-equals-its-younger-self", test_the_superstore_equals_its_younger_self);
#undef ADD
  return g_test_run ();
}
