/* test-ods.c - OpenDocument spreadsheets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-io-test.h"

#define TYPE_PART { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" }
#define CONTENT(styles, tables)                                                                          \
  "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x' xmlns:style='s' xmlns:calcext='c' " \
  "xmlns:draw='d'><office:automatic-styles>" styles "</office:automatic-styles><office:body><office:spreadsheet>" \
  tables "</office:spreadsheet></office:body></office:document-content>"
#define TEXT(text) "<table:table-cell office:value-type='string'><text:p>" text "</text:p></table:table-cell>"
#define NUMBER(number) "<table:table-cell office:value-type='float' office:value='" number "'><text:p>shown</text:p></table:table-cell>"
#define ROW(cells) "<table:table-row>" cells "</table:table-row>"

static ClvSource *
read_content (const char *content,
              GError    **error)
{
  const IoTestPart parts[] = { TYPE_PART, { "content.xml", content } };
  g_autofree char *path = io_test_zip ("book.ods", parts, G_N_ELEMENTS (parts));

  return clv_source_read (path, NULL, error);
}

static void
test_cells_of_every_type (void)
{
  g_autoptr (ClvSource) source = read_content (
    CONTENT ("",
             "<table:table table:name='S'>" ROW (TEXT ("a") TEXT ("b") TEXT ("c") TEXT ("d") TEXT ("e") TEXT ("f") TEXT ("g"))
             "<table:table-row>"
             "<table:table-cell office:value-type='currency' office:value='12.5'/>"
             "<table:table-cell office:value-type='percentage' office:value='0.45'/>"
             "<table:table-cell office:value-type='date' office:date-value='2024-05-03T12:00:00'/>"
             "<table:table-cell office:value-type='boolean' office:boolean-value='true'><text:p>WAHR</text:p></table:table-cell>"
             "<table:table-cell office:value-type='time' office:time-value='PT12H00M00S'/>"
             "<table:table-cell table:formula='x' office:value-type='string' office:string-value='' calcext:value-type='error'>"
             "<text:p>#DIV/0!</text:p></table:table-cell>"
             "<table:table-cell office:value-type='string'><office:annotation><text:p>a note</text:p></office:annotation>"
             "<text:p>two <text:span>wo</text:span>rds<text:s text:c='2'/>x<text:line-break/>y</text:p><text:p>z</text:p>"
             "<draw:frame><text:p>a drawing</text:p></draw:frame></table:table-cell>"
             "</table:table-row></table:table>"),
    NULL);
  ClvTable *table = clv_source_get_table (source, 0);

  g_assert_cmpstr (clv_source_get_format (source), ==, "ods");
  assert_size (table, 1, 7);
  assert_cell (table, 0, 0, "12.5");
  assert_cell (table, 0, 1, "45%");
  assert_cell (table, 0, 2, "2024-05-03 12:00:00");
  assert_cell (table, 0, 3, "TRUE");
  assert_cell (table, 0, 4, "0.5");
  assert_cell (table, 0, 5, "#DIV/0!");
  g_assert_cmpint (io_test_kind (table, 0, 5), ==, CLV_CELL_ERROR);
  assert_cell (table, 0, 6, "two words  x\ny\nz");
}

static void
test_repeats_count_but_empty_ones_cost_nothing (void)
{
  g_autoptr (ClvSource) source = read_content (
    CONTENT ("",
             "<table:table table:name='S'>" ROW ("<table:table-cell table:number-columns-repeated='2'/>" TEXT ("a") TEXT ("b"))
             "<table:table-row table:number-rows-repeated='4'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
             "<table:table-row table:number-rows-repeated='3'><table:table-cell table:number-columns-repeated='2'/>"
             "<table:table-cell table:number-columns-repeated='2' office:value-type='float' office:value='7'/></table:table-row>"
             "<table:table-row table:number-rows-repeated='1048568'><table:table-cell table:number-columns-repeated='16384'/>"
             "</table:table-row></table:table>"),
    NULL);
  ClvTable *table = clv_source_get_table (source, 0);

  assert_size (table, 3, 2);
  assert_cell (table, 2, 1, "7");
  g_assert_cmpuint (clv_table_get_source_row (table, 0), ==, 6);
  g_assert_cmpuint (clv_table_get_source_row (table, 2), ==, 8);
}

static void
test_a_million_repeated_rows_are_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_content (CONTENT ("",
                                        "<table:table table:name='S'><table:table-row table:number-rows-repeated='1048576'>"
                                        "<table:table-cell table:number-columns-repeated='16384' office:value-type='float' "
                                        "office:value='7'/></table:table-row></table:table>"),
                               &error));
  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE);
}

/* LibreOffice writes equal neighbours as one that repeats: zeros that were filled down make no attack. */
static void
test_a_large_block_of_equal_cells_is_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = read_content (
    CONTENT ("",
             "<table:table table:name='S'>" ROW (TEXT ("a") TEXT ("b"))
             "<table:table-row table:number-rows-repeated='260000'><table:table-cell table:number-columns-repeated='24' "
             "office:value-type='float' office:value='0'/></table:table-row></table:table>"),
    &error);

  g_assert_no_error (error);
  assert_size (clv_source_get_table (source, 0), 260000, 24);
  assert_cell (clv_source_get_table (source, 0), 259999, 23, "0");
}

static gboolean
count_until_cancelled (gpointer user_data)
{
  guint *n_asked = user_data;

  return ++*n_asked > 5;
}

static void
test_repeated_rows_can_be_cancelled (void)
{
  static const IoTestPart parts[] = {
    TYPE_PART,
    { "content.xml", CONTENT ("",
                              "<table:table table:name='S'><table:table-row table:number-rows-repeated='1048576'>"
                              "<table:table-cell table:number-columns-repeated='40' office:value-type='float' "
                              "office:value='0'/></table:table-row></table:table>") },
  };
  g_autofree char *path = io_test_zip ("book.ods", parts, G_N_ELEMENTS (parts));
  g_autoptr (GError) error = NULL;
  guint n_asked = 0;
  ClvWork work = { .is_cancelled = count_until_cancelled, .user_data = &n_asked };

  g_assert_null (clv_source_read (path, &work, &error));
  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_CANCELLED);
}

static void
test_hidden_sheets_are_marked (void)
{
  g_autoptr (ClvSource) source = read_content (
    CONTENT ("<style:style style:name='ta1'><style:table-properties table:display='true'/></style:style>"
             "<style:style style:name='ta2'><style:table-properties table:display='false'/></style:style>",
             "<table:table table:name='A' table:style-name='ta1'>" ROW (TEXT ("a")) ROW (NUMBER ("1")) "</table:table>"
             "<table:table table:name='B' table:style-name='ta2'>" ROW (TEXT ("b")) ROW (NUMBER ("2")) "</table:table>"
             "<table:table table:name='C'/>"),
    NULL);

  g_assert_cmpuint (clv_source_get_n_tables (source), ==, 2);
  g_assert_false (clv_table_is_hidden (clv_source_get_table (source, 0)));
  g_assert_true (clv_table_is_hidden (clv_source_get_table (source, 1)));
  g_assert_cmpstr (clv_table_get_sheet (clv_source_get_table (source, 1)), ==, "B");
}

/* A chart with its table, as a drawing over the sheet: neither ends the sheet, nor belongs to it. */
static void
test_a_table_in_a_drawing_is_passed_over (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = read_content (
    CONTENT ("",
             "<table:table table:name='S'><table:shapes><draw:frame><draw:object><table:table table:name='local-table'>"
             ROW (TEXT ("inner")) "</table:table></draw:object></draw:frame></table:shapes>" ROW (TEXT ("a") TEXT ("b"))
             ROW (NUMBER ("1") "<table:table-cell office:value-type='float' office:value='2'><text:p>2</text:p>"
                  "<draw:frame><table:table>" ROW (NUMBER ("9")) "</table:table></draw:frame></table:table-cell>")
             "<table:table-row><table:table-cell office:value-type='float' office:value='3'><table:table><table:table-row>"
             "<table:table-cell><draw:frame><text:p>x</text:p></draw:frame></table:table-cell></table:table-row></table:table>"
             "</table:table-cell>" NUMBER ("4") "</table:table-row></table:table>"
             "<table:table table:name='T'>" ROW (TEXT ("c")) ROW (NUMBER ("5")) "</table:table>"),
    &error);

  g_assert_no_error (error);
  g_assert_cmpuint (clv_source_get_n_tables (source), ==, 2);
  assert_size (clv_source_get_table (source, 0), 2, 2);
  assert_cell (clv_source_get_table (source, 0), 0, 1, "2");
  assert_cell (clv_source_get_table (source, 0), 1, 0, "3");
  assert_cell (clv_source_get_table (source, 0), 1, 1, "4");
  assert_cell (clv_source_get_table (source, 1), 0, 0, "5");
}

static void
test_libreoffice_sheet_equals_its_xlsx (void)
{
  /* Both saved by LibreOffice 7.4 from the same sheet. */
  g_autofree char *ods_path = clv_test_file ("io/libreoffice.ods");
  g_autofree char *xlsx_path = clv_test_file ("io/libreoffice.xlsx");
  g_autoptr (ClvSource) ods = clv_source_read (ods_path, NULL, NULL);
  g_autoptr (ClvSource) xlsx = clv_source_read (xlsx_path, NULL, NULL);
  ClvTable *a = clv_source_get_table (ods, 0);
  ClvTable *b = clv_source_get_table (xlsx, 0);

  assert_size (a, 3, 6);
  for (guint c = 0; c < 6; c++)
    for (guint32 row = 0; row < 3; row++)
      {
        g_autofree char *expected = io_test_dup_text (b, row, c);

        assert_cell (a, row, c, expected);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/io/ods/" path, function)
  ADD ("cells-of-every-type", test_cells_of_every_type);
  ADD ("repeats-count-but-empty-ones-cost-nothing", test_repeats_count_but_empty_ones_cost_nothing);
  ADD ("a-million-repeated-rows-are-refused", test_a_million_repeated_rows_are_refused);
  ADD ("a-large-block-of-equal-cells-is-read", test_a_large_block_of_equal_cells_is_read);
  ADD ("repeated-rows-can-be-cancelled", test_repeated_rows_can_be_cancelled);
  ADD ("hidden-sheets-are-marked", test_hidden_sheets_are_marked);
  ADD ("a-table-in-a-drawing-is-passed-over", test_a_table_in_a_drawing_is_passed_over);
  ADD ("libreoffice-sheet-equals-its-xlsx", test_libreoffice_sheet_equals_its_xlsx);
#undef ADD
  return g_test_run ();
}
