/* test-html.c - web pages and XML of Excel 2003, which many programs save as .xls
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-day.h"
#include "clv-io-test.h"

#define EXCEL_2003 \
  "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n" \
  "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"" \
  " xmlns:x=\"urn:schemas-microsoft-com:office:excel\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\n"

static void
test_rows_and_entities (void)
{
  g_autoptr (ClvSource) source = io_test_read (
    "crm.xls",
    "\r\n<table border=1>\r\n<TR><TH>Order<TH>Customer<TH>Note\n"
    "<tr><td>A&#45;1</td><td>M&uuml;ller &amp; S&#xF6;hne&nbsp;</td><td>1 < 2, x&copy y &unknown; &#150;</td></tr>\n"
    "<tr><td>A-2<td>two\n   words<br>and a <b>third</b><td>\n</table>\n",
    -1);
  const ClvTable *table = clv_source_get_table (source, 0);

  g_assert_cmpstr (clv_source_get_format (source), ==, "html");
  g_assert_cmpuint (clv_source_get_n_tables (source), ==, 1);
  assert_size (table, 2, 3);
  assert_header (table, 1, "Customer");
  assert_cell (table, 0, 0, "A-1");
  assert_cell (table, 0, 1, "Müller & Söhne");
  assert_cell (table, 0, 2, "1 < 2, x© y &unknown; –");
  assert_cell (table, 1, 1, "two words and a third");
}

static void
test_spans_keep_columns_in_place (void)
{
  g_autoptr (ClvSource) source = io_test_read (
    "spans.xls",
    "<html><body><table><tr><td>Order<td>Day<td>Net<td>Tax</tr>"
    "<tr><td rowspan=3>A1<td>1<td colspan=\"2\">10</tr>"
    "<tr><td>2<td>20<td>2</tr>"
    "<tr><td rowspan='2'>3<td>30<td>3</tr>"
    "<tr><td>A2<td>40<td>4</tr></table>",
    -1);
  const ClvTable *table = clv_source_get_table (source, 0);

  assert_size (table, 4, 4);
  assert_cell (table, 0, 0, "A1");
  assert_cell (table, 0, 2, "10");
  assert_cell (table, 0, 3, "");
  assert_cell (table, 1, 0, "");
  assert_cell (table, 1, 1, "2");
  assert_cell (table, 1, 3, "2");
  assert_cell (table, 2, 1, "3");
  assert_cell (table, 3, 0, "A2");
  assert_cell (table, 3, 1, "");
  assert_cell (table, 3, 2, "40");
}

static void
test_values_beside_texts_count (void)
{
  /* As Excel 2002 writes a page; the days are those that it shows. */
  g_autoptr (ClvSource) source = io_test_read (
    "excel.xls",
    "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><style><!--table\n"
    "\t{mso-displayed-decimal-separator:\"\\.\";}\n"
    ".xl24\n\t{mso-style-parent:style0;\n\tmso-number-format:\"Short Date\";}\n"
    ".xl25, .xl26\n\t{mso-number-format:\"\\0022€\\0022\\#\\,\\#\\#0\\.00\";}\n"
    ".xl27\n\t{mso-number-format:\"dd\\\\-mmm\\\\-yyyy\";}\n--></style></head><body><table x:str>"
    "<tr><td>Order<td>Day<td>Amount<td>Paid</tr>"
    "<tr><td>A1<td class=xl24 x:num=\"45000\">15.3.23<td class=xl25 x:num=\"1234.5\">€1.234,50<td x:bool=\"TRUE\">WAHR</tr>"
    "<tr><td>A2<td class=xl27 x:num=\"45001\">16-Mrz-2023<td class=xl26 x:num>-5<td x:bool=\"FALSE\">FALSCH</tr>"
    "<tr><td>A3<td style='mso-number-format:\"yyyy\\-mm\\-dd\"' x:num=\"60.5\">?<td x:err=\"#N/A\">#NV<td></tr>"
    "</table>",
    -1);
  const ClvTable *table = clv_source_get_table (source, 0);

  assert_size (table, 3, 4);
  assert_cell (table, 0, 1, "2023-03-15");
  assert_cell (table, 1, 1, "2023-03-16");
  /* The day that only Excel knows. */
  assert_cell (table, 2, 1, "1900-02-29");
  clv_assert_near (io_test_number (table, 0, 2), 1234.5, 0.0);
  clv_assert_near (io_test_number (table, 1, 2), -5.0, 0.0);
  g_assert_cmpstr (clv_column_get_format_currency (clv_table_get_column (table, 2), NULL), ==, "€");
  g_assert_cmpint (io_test_kind (table, 2, 2), ==, CLV_CELL_ERROR);
  g_assert_cmpint (io_test_kind (table, 0, 3), ==, CLV_CELL_BOOLEAN);
}

static void
test_values_of_libreoffice_count (void)
{
  g_autoptr (ClvSource) source = io_test_read (
    "lo.xls",
    "<!DOCTYPE html><html><body><table><tr><td>Order</td><td>Day</td><td>Amount</td></tr>"
    "<tr><td>A1</td><td sdval=\"42773\" sdnum=\"1033;0;MM/DD/YY\">02/07/17</td>"
    "<td sdval=\"79.2\" sdnum=\"1033;0;#,##0.00\">79.20</td></tr></table>",
    -1);
  const ClvTable *table = clv_source_get_table (source, 0);

  assert_cell (table, 0, 1, "2017-02-07");
  clv_assert_near (io_test_number (table, 0, 2), 79.2, 0.0);
}

static void
test_what_is_not_shown_is_no_text (void)
{
  g_autoptr (ClvSource) source = io_test_read (
    "hidden.xls",
    "<html><head><title>T</title><style>td { color: red }</style>"
    "<script>document.write(\"<table><tr><td>9</td></tr></table>\");</script></head><body>"
    "<!-- <table><tr><td>8</td></tr></table> -->"
    "<table><tr><td>a</td><td>b</td></tr><tr><td><span style=\"display: none\">20240131</span>31.01.2024</td>"
    "<td><!--[if x]>7<![endif]-->6</td></tr></table></body></html>",
    -1);
  const ClvTable *table = clv_source_get_table (source, 0);

  g_assert_cmpuint (clv_source_get_n_tables (source), ==, 1);
  assert_size (table, 1, 2);
  assert_cell (table, 0, 0, "31.01.2024");
  assert_cell (table, 0, 1, "6");
}

static void
test_only_tables_of_data_count (void)
{
  g_autoptr (ClvSource) layout = io_test_read (
    "layout.html",
    "<html><table><tr><td>menu</td></tr></table><table><tr><td>"
    "<table><tr><td>a<td>b</tr><tr><td>1<td>2</tr></table></td></tr></table>"
    "<h2>Returns</h2><table><tr><td>c<td>d</tr><tr><td>3<td>4<table><tr><td>in<td>x<tr><td>ner<td>y</table></tr></table>",
    -1);
  g_autoptr (ClvSource) single = io_test_read ("one.html", "<table><tr><td>id</td></tr><tr><td>7</td></tr></table>", -1);
  const ClvTable *table;

  g_assert_cmpuint (clv_source_get_n_tables (layout), ==, 2);
  table = clv_source_get_table (layout, 0);
  assert_header (table, 0, "a");
  assert_cell (table, 0, 1, "2");
  table = clv_source_get_table (layout, 1);
  g_assert_cmpstr (clv_table_get_sheet (table), ==, "Returns");
  assert_cell (table, 0, 1, "4 in x ner y");
  /* When there is nothing better, a column is a table too. */
  g_assert_cmpuint (clv_source_get_n_tables (single), ==, 1);
}

static void
test_letters_as_the_page_says (void)
{
  static const char latin[] = "<meta charset=\"iso-8859-1\"><table><tr><td>Name<td>x<tr><td>M\xFCller \x80<td>1</table>";
  static const char gbk[] =
    "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\"></head>"
    "<table><tr><td>\xBF\xCD\xBB\xA7<td>x<tr><td>\xCD\xF5<td>1</table>";
  /* It says Latin-1, but is UTF-8. */
  static const char lie[] = "<meta charset=\"iso-8859-1\"><table><tr><td>Name<td>x<tr><td>Müller<td>1</table>";
  g_autoptr (ClvSource) first = io_test_read ("latin.xls", latin, sizeof latin - 1);
  g_autoptr (ClvSource) second = io_test_read ("gbk.xls", gbk, sizeof gbk - 1);
  g_autoptr (ClvSource) third = io_test_read ("lie.xls", lie, sizeof lie - 1);
  g_autofree char *wide = NULL;
  g_autoptr (GString) marked = g_string_new_len ("\xFF\xFE", 2);
  g_autoptr (ClvSource) fourth = NULL;
  gsize length;

  wide = g_convert (lie, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  g_string_append_len (marked, wide, (gssize) length);
  fourth = io_test_read ("wide.xls", marked->str, (gssize) marked->len);

  assert_cell (clv_source_get_table (first, 0), 0, 0, "Müller €");
  assert_header (clv_source_get_table (second, 0), 0, "客户");
  assert_cell (clv_source_get_table (second, 0), 0, 0, "王");
  assert_cell (clv_source_get_table (third, 0), 0, 0, "Müller");
  assert_cell (clv_source_get_table (fourth, 0), 0, 0, "Müller");
}

static void
test_pages_in_mails (void)
{
  g_autoptr (ClvSource) source = io_test_read (
    "export.mht",
    "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n"
    "Content-Type: multipart/related;\r\n\tboundary=\"----=_Next\"\r\n\r\nA mail\r\n\r\n"
    "------=_Next\r\nContent-Location: file:///C:/book.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    "Content-Type: text/html; charset=\"windows-1252\"\r\n\r\n"
    "<html><table><tr><td class=3Dx>Order</td><td>Customer</td></tr><tr><td>A=\r\n1</td><td>M=FCller</td></tr></table>\r\n"
    "------=_Next\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
    "------=_Next\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    /* <table><tr><td>c<td>d<tr><td>3<td>4</table> */
    "PHRhYmxlPjx0cj48dGQ+Yzx0ZD5kPHRyPjx0ZD4z\r\nPHRkPjQ8L3RhYmxlPg==\r\n------=_Next--\r\n",
    -1);

  g_assert_cmpuint (clv_source_get_n_tables (source), ==, 2);
  assert_cell (clv_source_get_table (source, 0), 0, 0, "A1");
  assert_cell (clv_source_get_table (source, 0), 0, 1, "Müller");
  assert_cell (clv_source_get_table (source, 1), 0, 1, "4");
}

static void
test_pages_without_a_table_say_so (void)
{
  g_autoptr (GError) page = io_test_fail ("page.xls", "<html><body>Please <a href=x>log in</a>.</body></html>", -1);
  g_autoptr (GError) xml = io_test_fail ("feed.xml", "<?xml version=\"1.0\"?><rss><item>1</item></rss>", -1);

  g_assert_error (page, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND);
  g_assert_error (xml, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND);
}

static void
test_a_preview_reads_some_rows (void)
{
  g_autoptr (GString) page = g_string_new ("<table><tr><td>Order<td>Amount");
  g_autofree char *path = NULL;
  ClvReadOptions options = { .max_rows = 100 };
  g_autoptr (ClvSource) source = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (page, "<tr><td>A%u<td>ü%u</tr>\n", i, i);
  g_string_append (page, "</table>");
  path = io_test_write ("long.xls", page->str, (gssize) page->len);
  source = clv_source_read_with (path, &options, NULL, NULL);

  g_assert_nonnull (source);
  g_assert_true (clv_source_is_provisional (source));
  g_assert_cmpstr (clv_source_get_sha256 (source), ==, "");
  g_assert_cmpuint (io_test_count (source, "encoding-guessed"), ==, 0);
  g_assert_cmpuint (clv_table_get_n_rows (clv_source_get_table (source, 0)), ==, 99);
}

static void
test_excel_2003_xml (void)
{
  g_autoptr (ClvSource) source = io_test_read (
    "old2003.xls",
    EXCEL_2003
    " <Styles><Style ss:ID=\"Default\"/><Style ss:ID=\"s22\"><NumberFormat ss:Format=\"dd/mm/yyyy\"/></Style></Styles>\n"
    " <Worksheet ss:Name=\"Orders\"><Table>\n"
    "  <Row><Cell><Data ss:Type=\"String\">Order</Data></Cell><Cell><Data ss:Type=\"String\">Day</Data></Cell>"
    "<Cell><Data ss:Type=\"String\">Amount</Data></Cell><Cell><Data ss:Type=\"String\">Customer</Data></Cell></Row>\n"
    "  <Row ss:Index=\"3\"><Cell><Data ss:Type=\"String\">A1</Data></Cell>"
    "<Cell ss:StyleID=\"s22\"><Data ss:Type=\"DateTime\">2024-05-03T00:00:00.000</Data></Cell>"
    "<Cell ss:Formula=\"=1\"><Data ss:Type=\"Number\">12.5</Data></Cell>"
    "<Cell><ss:Data ss:Type=\"String\" xmlns=\"http://www.w3.org/TR/REC-html40\"><B>M&#252;</B>ller</ss:Data>"
    "<Comment><ss:Data>not this</ss:Data></Comment></Cell></Row>\n"
    "  <Row><Cell ss:Index=\"2\" ss:StyleID=\"s22\"><Data ss:Type=\"Number\">45000</Data></Cell>"
    "<Cell ss:Formula=\"=RC1\"/><Cell><Data ss:Type=\"Boolean\">1</Data></Cell></Row>\n"
    " </Table></Worksheet>\n"
    " <Worksheet ss:Name=\"Notes\"><Table><Row><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"Error\">#N/A</Data></Cell>"
    "<Cell><Data ss:Type=\"Number\">7</Data></Cell></Row></Table>"
    "<WorksheetOptions xmlns=\"urn:schemas-microsoft-com:office:excel\"><Visible>SheetHidden</Visible>"
    "</WorksheetOptions></Worksheet>\n</Workbook>\n",
    -1);
  const ClvTable *table = clv_source_get_table (source, 0);

  g_assert_cmpstr (clv_source_get_format (source), ==, "xls");
  g_assert_cmpuint (clv_source_get_n_tables (source), ==, 2);
  g_assert_cmpstr (clv_table_get_sheet (table), ==, "Orders");
  assert_size (table, 2, 4);
  g_assert_cmpuint (clv_table_get_source_row (table, 0), ==, 3);
  assert_cell (table, 0, 1, "2024-05-03");
  assert_cell (table, 0, 3, "Müller");
  assert_cell (table, 1, 1, "2023-03-15");
  assert_cell (table, 1, 2, "");
  g_assert_cmpint (io_test_kind (table, 1, 3), ==, CLV_CELL_BOOLEAN);
  g_assert_cmpuint (io_test_count (source, "formula-without-value"), ==, 1);
  table = clv_source_get_table (source, 1);
  g_assert_true (clv_table_is_hidden (table));
  assert_cell (table, 0, 1, "7");
}

#define TEXT_2003(text) "<Data ss:Type=\"String\">" text "</Data></Cell>"

/* As LibreOffice writes it: “North” covers two rows, and the cell beside it in the second is the first of its row. */
static void
test_excel_2003_xml_of_libreoffice_leaves_covered_cells_out (void)
{
  g_autoptr (ClvSource) source = io_test_read (
    "merged2003.xls",
    EXCEL_2003
    "<Worksheet ss:Name=\"Orders\"><Table>"
    "<Row><Cell>" TEXT_2003 ("Region") "<Cell>" TEXT_2003 ("City") "<Cell>" TEXT_2003 ("Amount") "</Row>"
    "<Row><Cell ss:MergeDown=\"1\">" TEXT_2003 ("North") "<Cell>" TEXT_2003 ("Oslo") "<Cell><Data ss:Type=\"Number\">1</Data></Cell></Row>"
    "<Row><Cell>" TEXT_2003 ("Bergen") "<Cell><Data ss:Type=\"Number\">2</Data></Cell></Row>"
    "<Row><Cell>" TEXT_2003 ("South") "<Cell ss:Index=\"3\"><Data ss:Type=\"Number\">3</Data></Cell></Row>"
    "</Table></Worksheet></Workbook>",
    -1);
  const ClvTable *table = clv_source_get_table (source, 0);

  assert_size (table, 3, 3);
  assert_cell (table, 0, 0, "North");
  assert_cell (table, 1, 1, "Bergen");
  assert_cell (table, 1, 2, "2");
  assert_cell (table, 2, 0, "South");
  assert_cell (table, 2, 2, "3");
}

static void
test_captions_name_tables (void)
{
  g_autoptr (ClvSource) source = io_test_read (
    "captions.html",
    "<table><caption>Orders\n of May</caption><tr><th>Customer<th>Amount<tr><td>A<td>1<tr><td>B<td>2</table>"
    "<table><caption></caption><tr><th>Product<th>Price<tr><td>P<td>3<tr><td>Q<td>4</table>",
    -1);

  g_assert_cmpuint (clv_source_get_n_tables (source), ==, 2);
  g_assert_cmpstr (clv_table_get_sheet (clv_source_get_table (source, 0)), ==, "Orders of May");
  g_assert_cmpstr (clv_table_get_sheet (clv_source_get_table (source, 1)), ==, "Table 2");
  assert_header (clv_source_get_table (source, 0), 0, "Customer");
}

static void
test_excel_2003_xml_takes_no_entities (void)
{
  g_autoptr (GError) doctype = io_test_fail (
    "bomb.xls",
    "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"aaaa\">]>"
    "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"x\"/></Workbook>",
    -1);
  g_autoptr (GError) cut = io_test_fail ("cut.xls", EXCEL_2003 "<Worksheet ss:Name=\"x\"><Table><Row><Cell><Data", -1);

  g_assert_error (doctype, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED);
  g_assert_error (cut, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED);
}

static void
test_columns_that_nobody_fills_cost_little (void)
{
  g_autoptr (GString) page = g_string_new ("<html>");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2000; i++)
    {
      g_string_append (page, "<table><tr>");
      for (guint k = 0; k < 16; k++)
        g_string_append (page, "<td colspan=1000>");
      g_string_append (page, "<td>x</table>");
    }
  error = io_test_fail ("wide.html", page->str, (gssize) page->len);

  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE);
}

static void
test_rubbish_does_no_harm (void)
{
  static const char *pieces[] = { "<table", "<td", ">", "<tr>", "</table>", "<td rowspan=9999 colspan=999>", "\"", "='",
                                  "&#x", "&amp", "<!--", "-->", "<style>", ".a{mso-number-format:\"d", "</style>", "x",
                                  "<table><tr><td>", "\xFF", "\xC3\xBC", " ", "</td>", "<h1>", "<caption>", "x:num=",
                                  "<span style=display:none>", "</span>", "<script>", "<!", "</", "<?" };
  g_autoptr (GRand) random = g_rand_new_with_seed (20240503);

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GString) page = g_string_new ("<html><table>");
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (ClvSource) source = NULL;
      guint n = (guint) g_rand_int_range (random, 1, 200);

      for (guint k = 0; k < n; k++)
        g_string_append (page, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      path = io_test_write ("rubbish.html", page->str, (gssize) page->len);
      source = clv_source_read (path, NULL, &error);
      g_assert_true ((source != NULL) != (error != NULL));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/io/html/" path, function)
  ADD ("rows-and-entities", test_rows_and_entities);
  ADD ("spans-keep-columns-in-place", test_spans_keep_columns_in_place);
  ADD ("values-beside-texts-count", test_values_beside_texts_count);
  ADD ("values-of-libreoffice-count", test_values_of_libreoffice_count);
  ADD ("what-is-not-shown-is-no-text", test_what_is_not_shown_is_no_text);
  ADD ("only-tables-of-data-count", test_only_tables_of_data_count);
  ADD ("letters-as-the-page-says", test_letters_as_the_page_says);
  ADD ("pages-in-mails", test_pages_in_mails);
  ADD ("pages-without-a-table-say-so", test_pages_without_a_table_say_so);
  ADD ("a-preview-reads-some-rows", test_a_preview_reads_some_rows);
  ADD ("excel-2003-xml", test_excel_2003_xml);
  ADD ("excel-2003-xml-of-libreoffice-leaves-covered-cells-out", test_excel_2003_xml_of_libreoffice_leaves_covered_cells_out);
  ADD ("captions-name-tables", test_captions_name_tables);
  ADD ("excel-2003-xml-takes-no-entities", test_excel_2003_xml_takes_no_entities);
  ADD ("columns-that-nobody-fills-cost-little", test_columns_that_nobody_fills_cost_little);
  ADD ("rubbish-does-no-harm", test_rubbish_does_no_harm);
#undef ADD
  return g_test_run ();
}
