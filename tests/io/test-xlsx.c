/* test-xlsx.c - Office Open XML workbooks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <zip.h>

#include "clv-io-test.h"

#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PACKAGE_RELATIONS                                                                              \
  "<Relationships><Relationship Id='a' Type='" TYPE "officeDocument' Target='xl/workbook.xml'/></Relationships>"
#define BOOK_RELATIONS                                                                                  \
  "<Relationships><Relationship Id='rId1' Type='" TYPE "worksheet' Target='worksheets/s.xml'/>"         \
  "<Relationship Id='rId2' Type='" TYPE "sharedStrings' Target='/xl/strings.xml'/>"                     \
  "<Relationship Id='rId3' Type='" TYPE "styles' Target='styles.xml'/></Relationships>"
#define BOOK(properties) \
  "<workbook>" properties "<sheets><sheet name='S' sheetId='1' r:id='rId1' xmlns:r='r'/></sheets></workbook>"
#define STRINGS                                                                                          \
  "<sst uniqueCount='4294967295'><si><t>Name</t></si><si><r><t>Sum</t></r><r><t xml:space='preserve'> in </t></r>"   \
  "<r><t>€</t></r><rPh sb='0' eb='1'><t>ignored</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si></sst>"
/* Formats 0: general, 1: built-in date, 2: date by code, 3: no date although it has letters, 4: clock. */
#define STYLES                                                                                            \
  "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='[$-409]d\\-mmm;@'/>"                          \
  "<numFmt numFmtId='165' formatCode='0.0\"days\"[Red]'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>" \
  "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='20'/>"  \
  "</cellXfs></styleSheet>"

static char *
write_book (const char *book,
            const char *sheet)
{
  const IoTestPart parts[] = {
    { "_rels/.rels", PACKAGE_RELATIONS }, { "xl/workbook.xml", book },    { "xl/_rels/workbook.xml.rels", BOOK_RELATIONS },
    { "xl/strings.xml", STRINGS },        { "xl/styles.xml", STYLES },    { "xl/worksheets/s.xml", sheet },
  };

  return io_test_zip ("book.xlsx", parts, G_N_ELEMENTS (parts));
}

static ClvSource *
read_book (const char *book,
           const char *sheet)
{
  g_autofree char *path = write_book (book, sheet);
  g_autoptr (GError) error = NULL;
  ClvSource *source = clv_source_read (path, NULL, &error);

  g_assert_no_error (error);
  return source;
}

static void
test_cells_of_every_type (void)
{
  g_autoptr (ClvSource) source = read_book (
    BOOK (""),
    "<worksheet><dimension ref='A1:XFD1048576'/><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
    "<c r='C1' t='inlineStr'><is><r><t>In</t></r><r><t>line</t></r><rPh><t>no</t></rPh></is></c>"
    "<c r='D1' t='str'><f>X</f><v>Text</v></c><c r='E1' t='inlineStr'><is><t>Flag</t></is></c>"
    "<c r='F1' t='str'><v>Err</v></c><c r='G1' t='str'><v>Day</v></c></row>"
    "<row r='2'><c r='A2' t='s'><v>2</v></c><c r='B2'><v>777.3200000000001</v></c><c r='C2'><v>1E-3</v></c>"
    "<c r='D2' t='str'><f>X</f><v></v></c><c r='E2' t='b'><v>1</v></c><c r='F2' t='e'><v>#DIV/0!</v></c>"
    "<c r='G2' t='d'><v>2024-05-03T12:00:00</v></c></row></sheetData></worksheet>");
  ClvTable *table = clv_source_get_table (source, 0);

  assert_size (table, 1, 7);
  assert_header (table, 1, "Sum in €");
  assert_header (table, 2, "Inline");
  assert_cell (table, 0, 0, "a\rb_x0041_");
  assert_cell (table, 0, 1, "777.32");
  assert_cell (table, 0, 2, "0.001");
  g_assert_cmpint (io_test_kind (table, 0, 3), ==, CLV_CELL_EMPTY);
  assert_cell (table, 0, 4, "TRUE");
  g_assert_cmpint (io_test_kind (table, 0, 5), ==, CLV_CELL_ERROR);
  assert_cell (table, 0, 6, "2024-05-03 12:00:00");
  g_assert_cmpuint (io_test_count (source, "error-cell"), ==, 1);
  g_assert_cmpuint (io_test_count (source, "formula-without-value"), ==, 0);
}

#define DATES                                                                                                 \
  "<worksheet><sheetData><row><c t='inlineStr'><is><t>d</t></is></c><c t='inlineStr'><is><t>n</t></is></c></row>" \
  "<row><c s='1'><v>61</v></c><c s='3'><v>61</v></c></row><row><c s='2'><v>44562</v></c><c s='0'><v>1</v></c></row>" \
  "<row><c s='1'><v>1</v></c><c><v>1</v></c></row><row><c s='1'><v>60</v></c><c><v>1</v></c></row>"          \
  "<row><c s='4'><v>0.5</v></c><c><v>1</v></c></row></sheetData></worksheet>"

static void
test_dates_follow_the_format_of_the_cell (void)
{
  /* Day counts as Excel shows them: 61 is 1900-03-01, 44562 is 2022-01-01, 1 is 1900-01-01. */
  g_autoptr (ClvSource) source = read_book (BOOK (""), DATES);
  ClvTable *table = clv_source_get_table (source, 0);

  assert_cell (table, 0, 0, "1900-03-01");
  g_assert_cmpint (io_test_kind (table, 0, 0), ==, CLV_CELL_DATE);
  assert_cell (table, 0, 1, "61");
  assert_cell (table, 1, 0, "2022-01-01");
  assert_cell (table, 2, 0, "1900-01-01");
  assert_cell (table, 3, 0, "1900-02-29");
  g_assert_cmpint (io_test_kind (table, 3, 0), ==, CLV_CELL_TEXT);
  assert_cell (table, 4, 0, "0.5");
}

static void
test_workbooks_of_1904_count_from_there (void)
{
  /* Excel for Mac: 0 is 1904-01-01, so that 44562 is 1,462 days after 2022-01-01. */
  g_autoptr (ClvSource) source = read_book (BOOK ("<workbookPr date1904='1'/>"), DATES);
  ClvTable *table = clv_source_get_table (source, 0);

  assert_cell (table, 1, 0, "2026-01-02");
  assert_cell (table, 2, 0, "1904-01-02");
}

static void
test_prefixes_and_missing_references_do_not_matter (void)
{
  g_autoptr (ClvSource) source = read_book (
    "<x:workbook xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:sheets>"
    "<x:sheet name='S' sheetId='1' q:id='rId1' xmlns:q='r'/></x:sheets></x:workbook>",
    "<x:worksheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:sheetData>"
    "<x:row><x:c t='inlineStr'><x:is><x:t>a</x:t></x:is></x:c><x:c t='inlineStr'><x:is><x:t>b</x:t></x:is></x:c></x:row>"
    "<x:row><x:c/><x:c><x:v>2</x:v></x:c></x:row><x:row r='9'><x:c r='B9'><x:v>3</x:v></x:c></x:row>"
    "</x:sheetData></x:worksheet>");
  ClvTable *table = clv_source_get_table (source, 0);

  assert_size (table, 2, 2);
  assert_cell (table, 0, 1, "2");
  g_assert_cmpuint (clv_table_get_source_row (table, 0), ==, 2);
  g_assert_cmpuint (clv_table_get_source_row (table, 1), ==, 9);
}

static char *write_sheets (guint n);

#define STYLED_ROWS                                                                                                 \
  "<row><c t='inlineStr'><is><t>Sum</t></is></c><c t='inlineStr'><is><t>Price</t></is></c>"                        \
  "<c t='inlineStr'><is><t>Days</t></is></c></row>"                                                                 \
  "<row><c s='1'><v>12.5</v></c><c s='2'><v>10</v></c><c><v>1</v></c></row>"                                        \
  "<row><c s='1'><v>7</v></c><c s='1'><v>-1.125</v></c><c s='3'><v>2</v></c></row>"                                 \
  "<row><c><v>8</v></c><c s='2'><v>3</v></c><c s='3'><v>3</v></c></row>"

static ClvSource *
read_styled (const char *formats)
{
  g_autofree char *styles = g_strconcat ("<styleSheet><numFmts>", formats,
                                         "</numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='165'/>"
                                         "<xf numFmtId='166'/></cellXfs></styleSheet>", NULL);
  const IoTestPart parts[] = {
    { "_rels/.rels", PACKAGE_RELATIONS },
    { "xl/workbook.xml", BOOK ("") },
    { "xl/_rels/workbook.xml.rels", BOOK_RELATIONS },
    { "xl/styles.xml", styles },
    { "xl/worksheets/s.xml", "<worksheet><sheetData>" STYLED_ROWS "</sheetData></worksheet>" },
  };
  g_autofree char *path = io_test_zip ("styled.xlsx", parts, G_N_ELEMENTS (parts));
  g_autoptr (GError) error = NULL;
  ClvSource *source = clv_source_read (path, NULL, &error);

  g_assert_no_error (error);
  return source;
}

static void
test_number_formats_tell_the_currency (void)
{
  /* Formats as Excel writes them: euro of Germany, US dollar by its code in the accounting style, and days. */
  g_autoptr (ClvSource) source = read_styled (
    "<numFmt numFmtId='164' formatCode='#,##0.00\\ [$\342\202\254-407];[Red]\\-#,##0.00\\ [$\342\202\254-407]'/>"
    "<numFmt numFmtId='165' formatCode='_-[$USD]\\ * #,##0.00_-'/><numFmt numFmtId='166' formatCode='0 &quot;days&quot;'/>");
  ClvTable *table = clv_source_get_table (source, 0);
  gboolean is_mixed;

  g_assert_cmpstr (clv_column_get_format_currency (clv_table_get_column (table, 0), &is_mixed), ==, "\342\202\254");
  g_assert_false (is_mixed);
  g_assert_cmpint (io_test_kind (table, 0, 0), ==, CLV_CELL_NUMBER);
  g_assert_cmpstr (clv_column_get_format_currency (clv_table_get_column (table, 1), &is_mixed), ==, "USD");
  g_assert_true (is_mixed);
  /* What is in another currency is no number that could be added to the others. */
  assert_cell (table, 1, 1, "-\342\202\254 1.1250");
  g_assert_cmpint (io_test_kind (table, 1, 1), ==, CLV_CELL_TEXT);
  g_assert_cmpint (io_test_kind (table, 2, 1), ==, CLV_CELL_NUMBER);
  g_assert_cmpstr (clv_column_get_format_currency (clv_table_get_column (table, 2), NULL), ==, "");
}

/* An id is what people see: “00420” by its format, and never 1.23E+15. */
static void
test_ids_keep_their_digits (void)
{
  const IoTestPart parts[] = {
    { "_rels/.rels", PACKAGE_RELATIONS },
    { "xl/workbook.xml", BOOK ("") },
    { "xl/_rels/workbook.xml.rels", BOOK_RELATIONS },
    { "xl/styles.xml", "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='00000'/></numFmts><cellXfs>"
                       "<xf numFmtId='0'/><xf numFmtId='164'/></cellXfs></styleSheet>" },
    { "xl/worksheets/s.xml",
      "<worksheet><sheetData>"
      "<row r='1'><c r='A1' t='str'><v>Customer</v></c><c r='B1' t='str'><v>Card</v></c></row>"
      "<row r='2'><c r='A2' s='1'><v>420</v></c><c r='B2'><v>1234567890123460</v></c></row>"
      "<row r='3'><c r='A3' s='1'><v>98765</v></c><c r='B3'><v>4200000000000000</v></c></row>"
      "<row r='4'><c r='A4' s='1'><v>4.2E2</v></c><c r='B4' s='1'><v>-7</v></c></row>"
      "</sheetData></worksheet>" },
  };
  g_autofree char *path = io_test_zip ("ids.xlsx", parts, G_N_ELEMENTS (parts));
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = clv_source_read (path, NULL, &error);
  ClvTable *table;

  g_assert_no_error (error);
  table = clv_source_get_table (source, 0);
  assert_cell (table, 0, 0, "00420");
  assert_cell (table, 1, 0, "98765");
  assert_cell (table, 2, 0, "00420");
  assert_cell (table, 0, 1, "1234567890123460");
  assert_cell (table, 1, 1, "4200000000000000");
  assert_cell (table, 2, 1, "-7");
}

/* 40 % is kept as 0.4 in a format of percents (ECMA-376 part 1, 18.8.30: 9 is “0%”, 10 is “0.00%”), and means what “40%” does
 * where somebody typed it. A sign in quotes only stands there: 40 is 40. */
static void
test_percents_are_read_as_typed (void)
{
  const IoTestPart parts[] = {
    { "_rels/.rels", PACKAGE_RELATIONS },
    { "xl/workbook.xml", BOOK ("") },
    { "xl/_rels/workbook.xml.rels", BOOK_RELATIONS },
    { "xl/styles.xml", "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='0.0\\ %;[Red]\\-0.0\\ %'/>"
                       "<numFmt numFmtId='165' formatCode='0&quot; %&quot;'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='9'/>"
                       "<xf numFmtId='10'/><xf numFmtId='164'/><xf numFmtId='165'/></cellXfs></styleSheet>" },
    { "xl/worksheets/s.xml",
      "<worksheet><sheetData>"
      "<row r='1'><c r='A1' t='str'><v>Discount</v></c><c r='B1' t='str'><v>Profit</v></c></row>"
      "<row r='2'><c r='A2' s='1'><v>0.4</v></c><c r='B2' s='4'><v>40</v></c></row>"
      "<row r='3'><c r='A3' s='2'><v>8.1250000000000003E-2</v></c><c r='B3'><v>0.5</v></c></row>"
      "<row r='4'><c r='A4' s='3'><v>-0.05</v></c><c r='B4' s='1'><v>0</v></c></row>"
      "</sheetData></worksheet>" },
  };
  g_autofree char *path = io_test_zip ("percents.xlsx", parts, G_N_ELEMENTS (parts));
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = clv_source_read (path, NULL, &error);
  ClvTable *table;

  g_assert_no_error (error);
  table = clv_source_get_table (source, 0);
  assert_cell (table, 0, 0, "40%");
  assert_cell (table, 1, 0, "8.1250%");
  assert_cell (table, 2, 0, "-5%");
  assert_cell (table, 0, 1, "40");
  assert_cell (table, 1, 1, "0.5");
  assert_cell (table, 2, 1, "0%");
}

static void
test_numbers_written_in_two_ways_are_one (void)
{
  g_autoptr (ClvSource) source = read_book (
    BOOK (""), "<worksheet><sheetData><row><c t='str'><v>Sum</v></c></row><row><c><v>12.5</v></c></row>"
               "<row><c><v>12.50</v></c></row><row><c><v>1.25E1</v></c></row><row><c><v>0.1</v></c></row>"
               "<row><c><v>0.10000000000000001</v></c></row><row><c><v>9.9999999999999995E-8</v></c></row>"
               "<row><c><v>1E-07</v></c></row></sheetData></worksheet>");
  const ClvColumn *column = clv_table_get_column (clv_source_get_table (source, 0), 0);

  /* 12.5, 0.1, 1e-7 and the empty one. */
  g_assert_cmpuint (clv_column_get_n_distinct (column), ==, 4);
}

static void
test_merged_names_stand_over_all_their_columns (void)
{
  g_autoptr (ClvSource) source = read_book (
    BOOK (""), "<worksheet><sheetData><row r='1'><c r='A1' t='str'><v>Customer</v></c><c r='B1' t='str'><v>2023</v></c>"
               "<c r='D1' t='str'><v>2024</v></c></row><row r='2'><c r='B2' t='str'><v>Orders</v></c>"
               "<c r='C2' t='str'><v>Revenue</v></c><c r='D2' t='str'><v>Orders</v></c><c r='E2' t='str'><v>Revenue</v></c></row>"
               "<row r='3'><c r='A3' t='str'><v>Ann</v></c><c r='B3'><v>1</v></c><c r='C3'><v>10</v></c><c r='D3'><v>2</v></c>"
               "<c r='E3'><v>20</v></c></row><row r='4'><c r='A4' t='str'><v>Ben</v></c><c r='B4'><v>3</v></c><c r='C4'><v>30</v></c>"
               "<c r='D4'><v>4</v></c><c r='E4'><v>40</v></c></row></sheetData><mergeCells><mergeCell ref='A1:A2'/>"
               "<mergeCell ref='B1:C1'/><mergeCell ref='D1:E1'/></mergeCells></worksheet>");
  ClvTable *table = clv_source_get_table (source, 0);

  assert_size (table, 2, 5);
  g_assert_nonnull (strstr (clv_column_get_header (clv_table_get_column (table, 2)), "2023"));
  g_assert_nonnull (strstr (clv_column_get_header (clv_table_get_column (table, 2)), "Revenue"));
  g_assert_nonnull (strstr (clv_column_get_header (clv_table_get_column (table, 4)), "2024"));
}

static void
test_sheets_in_utf_16_are_read (void)
{
  g_autofree char *path = write_book (BOOK (""), "");
  static const char sheet[] = "<?xml version='1.0' encoding='UTF-16'?><worksheet><sheetData><row><c t='str'><v>M\303\274</v></c>"
                              "</row><row><c><v>5</v></c></row></sheetData></worksheet>";
  gsize n;
  g_autofree char *utf16 = g_convert (sheet, -1, "UTF-16", "UTF-8", NULL, &n, NULL);
  zip_t *zip = zip_open (path, 0, NULL);
  zip_source_t *bytes = zip_source_buffer (zip, utf16, n, 0);
  g_autoptr (ClvSource) source = NULL;

  g_assert_cmpint (zip_file_add (zip, "xl/worksheets/s.xml", bytes, ZIP_FL_OVERWRITE), >=, 0);
  g_assert_cmpint (zip_close (zip), ==, 0);
  source = clv_source_read (path, NULL, NULL);
  g_assert_nonnull (source);
  assert_header (clv_source_get_table (source, 0), 0, "M\303\274");
  assert_cell (clv_source_get_table (source, 0), 0, 0, "5");
}

/* A sheet of @n rows, each with a shared string of its own. */
static char *
write_long_book (guint n)
{
  g_autoptr (GString) sheet = g_string_new ("<worksheet><sheetData><row><c t='str'><v>Name</v></c><c t='str'><v>Sum</v></c></row>");
  g_autoptr (GString) strings = g_string_new ("<sst>");

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (sheet, "<row><c t='s'><v>%u</v></c><c><v>%u</v></c></row>", i, i);
      g_string_append_printf (strings, "<si><t>Customer %u</t></si>", i);
    }
  g_string_append (sheet, "</sheetData></worksheet>");
  /* What a preview does not need is not looked at. */
  g_string_append (strings, "</broken>");

  {
    const IoTestPart parts[] = {
      { "_rels/.rels", PACKAGE_RELATIONS },    { "xl/workbook.xml", BOOK ("") }, { "xl/_rels/workbook.xml.rels", BOOK_RELATIONS },
      { "xl/strings.xml", strings->str },      { "xl/styles.xml", STYLES },      { "xl/worksheets/s.xml", sheet->str },
    };

    return io_test_zip ("long.xlsx", parts, G_N_ELEMENTS (parts));
  }
}

static void
test_a_preview_reads_no_more_than_it_shows (void)
{
  g_autofree char *path = write_long_book (50000);
  ClvReadOptions options = { .max_rows = 100 };
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = clv_source_read_with (path, &options, NULL, &error);
  ClvTable *table;

  g_assert_no_error (error);
  table = clv_source_get_table (source, 0);
  g_assert_true (clv_source_is_provisional (source));
  g_assert_cmpstr (clv_source_get_sha256 (source), ==, "");
  assert_size (table, 99, 2);
  assert_cell (table, 98, 0, "Customer 98");
  /* The whole of it does not come to a good end. */
  g_assert_null (clv_source_read (path, NULL, NULL));
}

static void
test_a_preview_of_all_rows_is_not_provisional (void)
{
  g_autofree char *path = write_book (BOOK (""), "<worksheet><sheetData><row><c t='s'><v>0</v></c></row>"
                                                 "<row><c><v>1</v></c></row><row/></sheetData></worksheet>");
  ClvReadOptions options = { .max_rows = 2 };
  g_autoptr (ClvSource) source = clv_source_read_with (path, &options, NULL, NULL);

  options.max_rows = 3;
  {
    g_autoptr (ClvSource) whole = clv_source_read_with (path, &options, NULL, NULL);

    g_assert_false (clv_source_is_provisional (whole));
    assert_header (clv_source_get_table (whole, 0), 0, "Name");
    /* Nobody reads it again, and a report names its fingerprint. */
    g_assert_cmpuint (strlen (clv_source_get_sha256 (whole)), ==, 64);
  }
  /* One more row follows, were it empty. */
  g_assert_true (clv_source_is_provisional (source));
  g_assert_cmpstr (clv_source_get_sha256 (source), ==, "");
}

static void
test_a_preview_shows_the_first_of_many_sheets (void)
{
  g_autofree char *path = write_sheets (200);
  ClvReadOptions options = { .max_rows = 100 };
  g_autoptr (ClvSource) source = clv_source_read_with (path, &options, NULL, NULL);

  g_assert_cmpuint (clv_source_get_n_tables (source), ==, 50);
  g_assert_true (clv_source_is_provisional (source));
}

static void
test_openpyxl_leaves_formulas_without_value (void)
{
  /* Saved by openpyxl 3.0.9, with a merged title, a hidden, an empty and a chart sheet. */
  g_autofree char *path = clv_test_file ("io/openpyxl.xlsx");
  g_autoptr (ClvSource) source = clv_source_read (path, NULL, NULL);
  ClvTable *table = clv_source_get_table (source, 0);
  const ClvProblem *problem = clv_problem_list_find (clv_source_get_problems (source), "formula-without-value");

  g_assert_cmpuint (clv_source_get_n_tables (source), ==, 2);
  g_assert_cmpstr (clv_table_get_sheet (table), ==, "Orders");
  g_assert_false (clv_table_is_hidden (table));
  g_assert_true (clv_table_is_hidden (clv_source_get_table (source, 1)));
  g_assert_cmpuint (clv_table_get_header_row (table), ==, 3);
  assert_size (table, 4, 6);
  assert_cell (table, 0, 0, "0001");
  assert_cell (table, 0, 1, "Anna Häberlin");
  assert_cell (table, 0, 2, "2024-02-29");
  assert_cell (table, 1, 2, "2024-03-01 08:30:00");
  /* openpyxl knows nothing of 1900-02-29 and counts like Excel. */
  assert_cell (table, 2, 2, "1900-01-31");
  assert_cell (table, 3, 2, "1900-03-01");
  assert_cell (table, 3, 3, "0.3");
  assert_cell (table, 1, 4, "FALSE");
  g_assert_cmpuint (problem->count, ==, 4);
  g_assert_cmpstr (((ClvProblemExample *) problem->examples->pdata[0])->text, ==, "F4");
}

static void
test_libreoffice_workbook (void)
{
  /* Saved by LibreOffice 7.4. */
  g_autofree char *path = clv_test_file ("io/libreoffice.xlsx");
  g_autoptr (ClvSource) source = clv_source_read (path, NULL, NULL);
  ClvTable *table = clv_source_get_table (source, 0);

  assert_size (table, 3, 6);
  assert_cell (table, 0, 0, "0001");
  assert_cell (table, 0, 5, "two\nlines");
  assert_cell (table, 1, 1, "Ben, Jr.");
  assert_cell (table, 1, 2, "2024-03-01 08:30:00");
  assert_cell (table, 1, 3, "777.32");
  assert_cell (table, 1, 4, "12.5%");
  g_assert_cmpuint (clv_table_get_source_row (table, 2), ==, 5);
}

static GError *
fail_book (const char *sheet)
{
  g_autofree char *path = write_book (BOOK (""), sheet);
  GError *error = NULL;

  g_assert_null (clv_source_read (path, NULL, &error));
  g_assert_nonnull (strstr (error->message, "book.xlsx"));
  return error;
}

static void
test_document_types_are_refused (void)
{
  g_autoptr (GError) error = fail_book ("<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>"
                                        "<worksheet><sheetData><row><c t='str'><v>&b;</v></c></row></sheetData></worksheet>");

  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "forbidden"));
}

static void
test_damage_is_told_with_its_part (void)
{
  g_autoptr (GError) cut = fail_book ("<worksheet><sheetData><row><c><v>1</v>");
  g_autoptr (GString) deep = g_string_new ("<worksheet>");
  g_autoptr (GError) deep_error = NULL;
  g_autoptr (GError) no_zip = io_test_fail ("cut.xlsx", "PK\003\004\024\0\0\0", 8);

  for (guint i = 0; i < 10000; i++)
    g_string_append (deep, "<a>");
  deep_error = fail_book (deep->str);

  g_assert_error (cut, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED);
  g_assert_nonnull (strstr (cut->message, "xl/worksheets/s.xml"));
  g_assert_error (deep_error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED);
  g_assert_error (no_zip, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED);
}

static void
test_a_text_that_is_not_there_is_damage (void)
{
  const IoTestPart parts[] = {
    { "_rels/.rels", PACKAGE_RELATIONS },
    { "xl/workbook.xml", BOOK ("") },
    { "xl/_rels/workbook.xml.rels", BOOK_RELATIONS },
    { "xl/sharedStrings.xml", "<sst><si><t>Customer</t></si></sst>" },
    { "xl/worksheets/s.xml", "<worksheet><sheetData><row><c t='s'><v>0</v></c></row>"
                             "<row><c t='s'><v>7</v></c></row></sheetData></worksheet>" },
  };
  g_autofree char *path = io_test_zip ("shared.xlsx", parts, G_N_ELEMENTS (parts));
  g_autoptr (GError) error = NULL;

  g_assert_null (clv_source_read (path, NULL, &error));
  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED);
}

/* A workbook whose workbook.xml is gone is no archive of other things. */
static void
test_a_missing_workbook_is_damage (void)
{
  const IoTestPart parts[] = {
    { "[Content_Types].xml", "<Types/>" },
    { "_rels/.rels", PACKAGE_RELATIONS },
    { "xl/worksheets/s.xml", "<worksheet><sheetData/></worksheet>" },
  };
  g_autofree char *path = io_test_zip ("gone.xlsx", parts, G_N_ELEMENTS (parts));
  g_autoptr (GError) error = NULL;

  g_assert_null (clv_source_read (path, NULL, &error));
  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "xl/workbook.xml"));
}

static void
test_a_bomb_is_not_opened (void)
{
  g_autoptr (GString) blanks = g_string_sized_new (300u << 20);
  g_autoptr (GError) error = NULL;

  g_string_append (blanks, "<worksheet><sheetData>");
  g_string_set_size (blanks, 300u << 20);
  memset (blanks->str + 22, ' ', blanks->len - 22);
  error = fail_book (blanks->str);

  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE);
}

/* A workbook of @n sheets, each of its own relation. */
static char *
write_sheets (guint n)
{
  g_autoptr (GString) relations = g_string_new ("<Relationships>");
  g_autoptr (GString) book = g_string_new ("<workbook><sheets>");

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (relations, "<Relationship Id='r%u' Type='" TYPE "worksheet' Target='worksheets/%u.xml'/>", i,
                              i % 2);
      g_string_append_printf (book, "<sheet name='S%u' r:id='r%u' xmlns:r='r'/>", i, i);
    }
  g_string_append (relations, "</Relationships>");
  g_string_append (book, "</sheets></workbook>");

  {
    const IoTestPart parts[] = {
      { "_rels/.rels", PACKAGE_RELATIONS },
      { "xl/workbook.xml", book->str },
      { "xl/_rels/workbook.xml.rels", relations->str },
      { "xl/worksheets/0.xml", "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>" },
      { "xl/worksheets/1.xml", "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>" },
    };

    return io_test_zip ("book.xlsx", parts, G_N_ELEMENTS (parts));
  }
}

static void
test_each_of_many_sheets_is_found (void)
{
  g_autofree char *path = write_sheets (2000);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = clv_source_read (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (clv_source_get_n_tables (source), ==, 2000);
  g_assert_cmpstr (clv_table_get_sheet (clv_source_get_table (source, 1997)), ==, "S1997");
  assert_cell (clv_source_get_table (source, 1996), 0, 0, "1");
  assert_cell (clv_source_get_table (source, 1997), 0, 0, "2");
}

static void
test_tens_of_thousands_of_sheets_are_refused (void)
{
  g_autofree char *path = write_sheets (10001);
  g_autoptr (GError) error = NULL;

  g_assert_null (clv_source_read (path, NULL, &error));
  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "sheets"));
}

typedef struct
{
  guint n_asked;
  guint n_more; /* steps that began after the answer was yes */
} Patience;

static gboolean
is_cancelled_cb (gpointer user_data)
{
  Patience *patience = user_data;

  return ++patience->n_asked > 10;
}

static void
progress_cb (const char *step,
             double      fraction,
             gpointer    user_data)
{
  Patience *patience = user_data;

  patience->n_more += patience->n_asked > 10 ? 1 : 0;
}

static void
test_reading_many_sheets_can_be_cancelled (void)
{
  g_autofree char *path = write_sheets (2000);
  g_autoptr (GError) error = NULL;
  Patience patience = { 0, 0 };
  ClvWork work = { .is_cancelled = is_cancelled_cb, .progress = progress_cb, .user_data = &patience };

  g_assert_null (clv_source_read (path, &work, &error));
  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_CANCELLED);
  g_assert_cmpuint (patience.n_asked, ==, 11);
  g_assert_cmpuint (patience.n_more, ==, 0);
}

static void
test_other_archives_are_named (void)
{
  static const IoTestPart document[] = {
    { "_rels/.rels",
      "<Relationships><Relationship Id='a' Type='" TYPE "officeDocument' Target='word/document.xml'/></Relationships>" },
    { "word/document.xml", "<document/>" },
  };
  static const IoTestPart binary[] = {
    { "_rels/.rels",
      "<Relationships><Relationship Id='a' Type='" TYPE "officeDocument' Target='xl/workbook.bin'/></Relationships>" },
    { "xl/workbook.bin", "x" },
  };
  g_autofree char *document_path = io_test_zip ("letter.docx", document, G_N_ELEMENTS (document));
  g_autofree char *binary_path = io_test_zip ("orders.xlsb", binary, G_N_ELEMENTS (binary));
  g_autoptr (GError) document_error = NULL;
  g_autoptr (GError) binary_error = NULL;

  g_assert_null (clv_source_read (document_path, NULL, &document_error));
  g_assert_null (clv_source_read (binary_path, NULL, &binary_error));
  g_assert_error (document_error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND);
  g_assert_error (binary_error, CLV_IO_ERROR, CLV_IO_ERROR_CONVERTIBLE);
  g_assert_nonnull (strstr (binary_error->message, "binary"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/io/xlsx/" path, function)
  ADD ("cells-of-every-type", test_cells_of_every_type);
  ADD ("dates-follow-the-format-of-the-cell", test_dates_follow_the_format_of_the_cell);
  ADD ("workbooks-of-1904-count-from-there", test_workbooks_of_1904_count_from_there);
  ADD ("prefixes-and-missing-references-do-not-matter", test_prefixes_and_missing_references_do_not_matter);
  ADD ("number-formats-tell-the-currency", test_number_formats_tell_the_currency);
  ADD ("ids-keep-their-digits", test_ids_keep_their_digits);
  ADD ("percents-are-read-as-typed", test_percents_are_read_as_typed);
  ADD ("numbers-written-in-two-ways-are-one", test_numbers_written_in_two_ways_are_one);
  ADD ("merged-names-stand-over-all-their-columns", test_merged_names_stand_over_all_their_columns);
  ADD ("sheets-in-utf-16-are-read", test_sheets_in_utf_16_are_read);
  ADD ("a-preview-reads-no-more-than-it-shows", test_a_preview_reads_no_more_than_it_shows);
  ADD ("a-preview-of-all-rows-is-not-provisional", test_a_preview_of_all_rows_is_not_provisional);
  ADD ("a-preview-shows-the-first-of-many-sheets", test_a_preview_shows_the_first_of_many_sheets);
  ADD ("openpyxl-leaves-formulas-without-value", test_openpyxl_leaves_formulas_without_value);
  ADD ("libreoffice-workbook", test_libreoffice_workbook);
  ADD ("document-types-are-refused", test_document_types_are_refused);
  ADD ("damage-is-told-with-its-part", test_damage_is_told_with_its_part);
  ADD ("a-text-that-is-not-there-is-damage", test_a_text_that_is_not_there_is_damage);
  ADD ("a-missing-workbook-is-damage", test_a_missing_workbook_is_damage);
  ADD ("a-bomb-is-not-opened", test_a_bomb_is_not_opened);
  ADD ("each-of-many-sheets-is-found", test_each_of_many_sheets_is_found);
  ADD ("tens-of-thousands-of-sheets-are-refused", test_tens_of_thousands_of_sheets_are_refused);
  ADD ("reading-many-sheets-can-be-cancelled", test_reading_many_sheets_can_be_cancelled);
  ADD ("other-archives-are-named", test_other_archives_are_named);
#undef ADD
  return g_test_run ();
}
