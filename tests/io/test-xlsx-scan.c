/* test-xlsx-scan.c - sheets that are scanned, against the same sheets read by expat
 *
 * Whatever the rows of a workbook are spelled like, both ways give the same tables.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-io-test.h"
#include "clv-xml-private.h"

#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define N_ROUNDS 1500

static ClvSource *
read_way (const char *path,
          gboolean    is_scanned,
          GError    **error)
{
  ClvSource *source;

  clv_xml_set_scanning (is_scanned);
  source = clv_source_read (path, NULL, error);
  clv_xml_set_scanning (TRUE);
  return source;
}

static void
compare_columns (const ClvColumn *a,
                 const ClvColumn *b)
{
  gboolean a_mixed, b_mixed;

  g_assert_cmpstr (clv_column_get_header (a), ==, clv_column_get_header (b));
  g_assert_cmpstr (clv_column_get_format_currency (a, &a_mixed), ==, clv_column_get_format_currency (b, &b_mixed));
  g_assert_cmpint (a_mixed, ==, b_mixed);
  g_assert_cmpuint (clv_column_get_n_rows (a), ==, clv_column_get_n_rows (b));
  /* One cell has one code: as many codes and equal cells make equal columns. */
  g_assert_cmpuint (clv_column_get_n_distinct (a), ==, clv_column_get_n_distinct (b));
  for (guint32 row = 0; row < clv_column_get_n_rows (a); row++)
    {
      ClvCell x, y;

      clv_column_get_cell (a, clv_column_get_codes (a)[row], &x);
      clv_column_get_cell (b, clv_column_get_codes (b)[row], &y);
      g_assert_cmpint (x.kind, ==, y.kind);
      g_assert_cmpstr (x.text, ==, y.text);
      g_assert_true (x.number == y.number);
    }
}

static void
compare_tables (const ClvTable *a,
                const ClvTable *b)
{
  g_assert_cmpstr (clv_table_get_sheet (a), ==, clv_table_get_sheet (b));
  g_assert_cmpint (clv_table_is_hidden (a), ==, clv_table_is_hidden (b));
  g_assert_cmpuint (clv_table_get_header_row (a), ==, clv_table_get_header_row (b));
  g_assert_cmpuint (clv_table_get_n_rows (a), ==, clv_table_get_n_rows (b));
  g_assert_cmpuint (clv_table_get_n_columns (a), ==, clv_table_get_n_columns (b));
  g_assert_cmpuint (clv_table_get_n_notes (a), ==, clv_table_get_n_notes (b));
  for (guint i = 0; i < clv_table_get_n_notes (a); i++)
    {
      guint32 x, y;

      g_assert_cmpstr (clv_table_get_note (a, i, &x), ==, clv_table_get_note (b, i, &y));
      g_assert_cmpuint (x, ==, y);
    }
  for (guint32 row = 0; row < clv_table_get_n_rows (a); row++)
    g_assert_cmpuint (clv_table_get_source_row (a, row), ==, clv_table_get_source_row (b, row));
  for (guint c = 0; c < clv_table_get_n_columns (a); c++)
    compare_columns (clv_table_get_column (a, c), clv_table_get_column (b, c));
}

/* Whether the file was read both ways, or found without a cell. What expat refuses may be scanned: not every mistake in a tag matters. */
static gboolean
compare_ways (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) scanned = read_way (path, TRUE, NULL);
  g_autoptr (ClvSource) parsed = read_way (path, FALSE, &error);
  ClvProblemList *a, *b;

  if (g_error_matches (error, CLV_IO_ERROR, CLV_IO_ERROR_EMPTY))
    {
      g_assert_null (scanned);
      return TRUE;
    }
  if (parsed == NULL)
    return FALSE;
  g_assert_nonnull (scanned);
  g_assert_cmpuint (clv_source_get_n_tables (scanned), ==, clv_source_get_n_tables (parsed));
  for (guint i = 0; i < clv_source_get_n_tables (scanned); i++)
    compare_tables (clv_source_get_table (scanned, i), clv_source_get_table (parsed, i));
  a = clv_source_get_problems (scanned);
  b = clv_source_get_problems (parsed);
  g_assert_cmpuint (clv_problem_list_get_n (a), ==, clv_problem_list_get_n (b));
  for (guint i = 0; i < clv_problem_list_get_n (a); i++)
    {
      g_assert_cmpstr (clv_problem_list_get (a, i)->kind, ==, clv_problem_list_get (b, i)->kind);
      g_assert_cmpuint (clv_problem_list_get (a, i)->count, ==, clv_problem_list_get (b, i)->count);
    }
  return TRUE;
}

static void
compare_folder (const char *folder,
                guint      *n_compared)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        compare_folder (path, n_compared);
      else if (g_str_has_suffix (name, ".xlsx") || g_str_has_suffix (name, ".xlsm"))
        *n_compared += compare_ways (path) ? 1 : 0;
    }
}

static void
test_the_corpus_gives_the_same (void)
{
  g_autofree char *folder = clv_test_data ("spreadsheets");
  guint n = 0;

  if (folder == NULL)
    return;
  compare_folder (folder, &n);
  g_test_message ("%u workbooks", n);
  g_assert_cmpuint (n, >, 100);
}

static char *
write_book (const char *sheet,
            const char *strings)
{
  const IoTestPart parts[] = {
    { "_rels/.rels",
      "<Relationships><Relationship Id='a' Type='" TYPE "officeDocument' Target='xl/workbook.xml'/></Relationships>" },
    { "xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id='r1' Type='" TYPE "worksheet' Target='s.xml'/>"
      "<Relationship Id='r2' Type='" TYPE "sharedStrings' Target='t.xml'/>"
      "<Relationship Id='r3' Type='" TYPE "styles' Target='y.xml'/></Relationships>" },
    { "xl/workbook.xml", "<workbook><sheets><sheet name='S' r:id='r1' xmlns:r='r'/></sheets></workbook>" },
    { "xl/y.xml", "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='[$€-407] #,##0.00'/><numFmt numFmtId='165' "
                  "formatCode='&quot;US$&quot;#,##0.00'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/>"
                  "<xf numFmtId='20'/><xf numFmtId='164'/><xf numFmtId='165'/></cellXfs></styleSheet>" },
    { "xl/t.xml", strings },
    { "xl/s.xml", sheet },
  };

  return io_test_zip ("scanned.xlsx", parts, G_N_ELEMENTS (parts));
}

static const char *
pick (GRand             *random,
      const char *const *choices,
      guint              n)
{
  return choices[g_rand_int_range (random, 0, (gint32) n)];
}

#define PICK(random, choices) pick (random, choices, G_N_ELEMENTS (choices))

/* Spellings that all mean something, most of them usual. @oddity, 0 to 1, is how often one is not. */
static void
append_cell (GString *sheet,
             GRand   *random,
             double   oddity)
{
  static const char *const styles[] = { "", "", " s='1'", " s=\"2\"", " s='3'", " s='4'", " s='99'", " cm='1' s='0'" };
  static const char *const usual[] = {
    "><v>12.5</v>", "><v>12.50</v>", "><v>-0</v>", "><v>44562</v>", "><v>0.29999999999999999</v>", "/>", " t='s'><v>0</v>",
    " t='s'><v>1</v>", " t='s'><v>2</v>", " t='b'><v>1</v>", " t='e'><v>#N/A</v>",
    " t='str'><f>A1</f><v>text</v>", " t='inlineStr'><is><t>Inline</t></is>", " t='n'><v>1E-3</v>",
    " t='d'><v>2024-05-03T08:30:00</v>", "><f>SUM(A1:A2)</f><v>7</v>", "><f>A1</f>", "><v></v>", "><f t='shared' si='0'/>",
    " t='inlineStr'><is><t xml:space='preserve'> M\303\274ller </t></is>", " t='str'><v>a &amp; b</v>",
    " t='inlineStr'><is><r><t>Rich</t></r><r><rPr><b/></rPr><t> text</t></r><rPh sb='0'><t>no</t></rPh></is>",
    "><v>777.3200000000001</v>", "><v>123456789012345678</v>", "><v>1e15</v>", " t='str'><v>x_x0041_y</v>", "><v>60</v>",
    "><v>1234567.125</v>", " t='str'><v>  </v>", " t='str'><v>&#8364;&#x41;</v>", "><v> 5 </v>", "><v>abc</v>",
  };
  static const char *const odd[] = {
    " t='str'><v><![CDATA[<data>]]></v>", "><!-- comment --><v>3</v>", " t='str'><v>a<!-- b -->c</v>", "><v>1</v><extLst/>",
    " t='x'><v>unknown</v>", " t='s'><v> 1</v>", "  t = 's'><v>1</v>",
    " t='str'><v>line\r\nend</v>", " t='inlineStr'><is><t>one</t><t>two</t></is>",
  };
  gboolean is_odd = g_rand_double (random) < oddity;
  const char *content = is_odd ? PICK (random, odd) : PICK (random, usual);

  g_string_append_printf (sheet, "%s%s%s", PICK (random, styles), content, g_str_has_suffix (content, "/>")
                          && !g_str_has_suffix (content, "<extLst/>") && content[0] == '/' ? "" : "</c>");
}

static char *
make_sheet (GRand *random,
            guint  n_rows,
            double oddity)
{
  GString *sheet = g_string_new ("<?xml version='1.0' encoding='UTF-8'?>\n<worksheet><cols/><sheetData>");
  gboolean is_pretty = g_rand_int_range (random, 0, 4) == 0;
  guint row = 0;

  for (guint i = 0; i < n_rows; i++)
    {
      guint n = (guint) g_rand_int_range (random, 0, 12), column = 0;

      row += g_rand_int_range (random, 0, 10) == 0 ? 3 : 1;
      g_string_append_printf (sheet, "%s<row r='%u' spans=\"1:9\"%s", is_pretty ? "\n  " : "", row,
                              n == 0 ? "/>" : " x14ac:dyDescent='0.25'>");
      for (guint c = 0; c < n; c++)
        {
          column += g_rand_int_range (random, 0, 8) == 0 ? 2 : 0;
          g_string_append_printf (sheet, "%s<c", is_pretty ? "\n    " : "");
          if (g_rand_int_range (random, 0, 20) > 0)
            g_string_append_printf (sheet, " r=\"%c%u\"", 'A' + column, row);
          append_cell (sheet, random, oddity);
          column++;
        }
      g_string_append (sheet, n == 0 ? "" : "</row>");
    }
  g_string_append (sheet, "</sheetData><mergeCells count='1'><mergeCell ref='A1:B1'/></mergeCells></worksheet>");
  return g_string_free (sheet, FALSE);
}

#define STRINGS                                                                                                   \
  "<sst><si><t>Shared</t></si><si><t xml:space=\"preserve\"> Shared </t></si><si><r><t>Rich &lt;</t></r><r><t>2</t></r>" \
  "<rPh><t>x</t></rPh></si><si/><si><t/></si><si><t>a_x000D_b</t></si><si><t>  </t></si><si><t>M\303\274ller</t></si></sst>"

static void
test_usual_and_odd_spellings_give_the_same (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20240503);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autofree char *sheet = make_sheet (random, (guint) g_rand_int_range (random, 1, 40), i % 3 == 0 ? 0.01 : 0.0);
      g_autofree char *path = write_book (sheet, STRINGS);

      g_assert_true (compare_ways (path));
    }
}

/* Columns whose cells are spelled alike down the rows, but for what goes wrong in one of fifty. */
static char *
make_alike (GRand *random,
            guint  n_rows)
{
  static const char *const tags[] = {
    " t=\"s\"><v>", " s=\"1\"><v>", "><v>", " s=\"3\"><v>", " s='12' t='str'><v>", " t=\"inlineStr\"><is><t>", " s=\"2\"/>",
    " t=\"n\" cm='1' s=\"0\" customAttribute='that is too long for what is usual'><v>", " s=\"2\"><v>", " t=\"b\"><v>",
  };
  static const char *const texts[] = { "Name", " Name ", "M\303\274ller", "a &amp; b", "x_x0041_y", "", "abcdefghijklmnopqrstuvwxyz" };
  static const char *const indexes[] = { "0", "1", "2", " 1", "" };
  static const char *const numbers[] = { "1", "2", "12.5", "44562", "0.1", "-3", "123456789", "1e3", "60", "", " 4" };
  const char *usual[12];
  gboolean has_references = g_rand_int_range (random, 0, 4) > 0;
  GString *sheet = g_string_new ("<worksheet><sheetData>");

  for (guint c = 0; c < G_N_ELEMENTS (usual); c++)
    usual[c] = PICK (random, tags);
  for (guint i = 1; i <= n_rows; i++)
    {
      gboolean is_numbered = g_rand_int_range (random, 0, 50) > 0;

      g_string_append_printf (sheet, is_numbered ? "<row r=\"%u\">" : "<row>", i);
      for (guint c = 0; c < G_N_ELEMENTS (usual); c++)
        {
          gboolean is_odd = g_rand_int_range (random, 0, 50) == 0;
          const char *tag = is_odd && g_rand_boolean (random) ? PICK (random, tags) : usual[c];
          /* A cell that is not there; one that says another row, which does not count; one that does not say where it is. */
          guint wrong = is_odd ? (guint) g_rand_int_range (random, 0, 4) : 3;

          if (wrong == 0 && has_references)
            {
              c += (guint) g_rand_int_range (random, 0, 5);
              continue;
            }
          g_string_append (sheet, "<c");
          if (has_references && wrong != 2)
            g_string_append_printf (sheet, " r=\"%c%u\"", 'A' + c, wrong == 1 ? i + 90 : i);
          g_string_append (sheet, tag);
          if (g_str_has_suffix (tag, "/>"))
            continue;
          if (strstr (tag, "t=\"s\"") != NULL)
            g_string_append (sheet, PICK (random, indexes));
          else if (strstr (tag, "t='str'") != NULL || strstr (tag, "inline") != NULL)
            g_string_append (sheet, PICK (random, texts));
          else
            g_string_append (sheet, PICK (random, numbers));
          g_string_append (sheet, strstr (tag, "inline") != NULL ? "</t></is></c>" : "</v></c>");
        }
      g_string_append (sheet, "</row>");
    }
  g_string_append (sheet, "</sheetData></worksheet>");
  return g_string_free (sheet, FALSE);
}

static void
test_rows_like_those_above_give_the_same (void)
{
  /* With an empty text among them, all texts are looked at. */
  static const char *const strings[] = { STRINGS, "<sst><si><t>a</t></si><si><t>b</t></si><si><t>a</t></si></sst>" };
  g_autoptr (GRand) random = g_rand_new_with_seed (20240506);

  for (guint i = 0; i < N_ROUNDS / 3; i++)
    {
      g_autofree char *sheet = make_alike (random, (guint) g_rand_int_range (random, 2, 120));
      g_autofree char *path = write_book (sheet, strings[i % 2]);

      g_assert_true (compare_ways (path));
    }
}

/* Rows lie across the ends of windows, and columns get their first cell late. */
static void
test_sheets_of_many_windows_give_the_same (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20240504);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *sheet = make_sheet (random, 20000, i == 2 ? 0.00002 : 0.0);
      g_autofree char *path = write_book (sheet, STRINGS);

      g_assert_cmpuint (strlen (sheet), >, 2u << 20);
      g_assert_true (compare_ways (path));
    }
}

static void
test_a_row_longer_than_a_window_gives_the_same (void)
{
  g_autoptr (GString) sheet = g_string_new ("<worksheet><sheetData><row><c t='str'><v>a</v></c></row><row>");
  g_autofree char *path = NULL;

  for (guint i = 0; i < 100; i++)
    {
      g_string_append (sheet, "<c t='str'><v>");
      for (guint k = 0; k < 3000; k++)
        g_string_append (sheet, "ten bytes,");
      g_string_append (sheet, "</v></c>");
    }
  g_string_append (sheet, "</row></sheetData></worksheet>");
  path = write_book (sheet->str, STRINGS);
  g_assert_true (compare_ways (path));
}

static void
test_mutations_give_the_same (void)
{
  static const char *const pieces[] = {
    "<c>", "</c>", "<row>", "</row>", " r='B9'", " s='999'", " t='s'", "<v>-1</v>", "<f>x</f>", "&#0;", "&lt;", "&x;",
    "_x0000_", "<is><t>", "</t></is>", "<![CDATA[", "]]>", "</sheetData>", "<sheetData>", "\303", "\1", "<!--", "-->", "'", ">",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (20240505);
  guint n_read = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autofree char *sheet = make_sheet (random, 6, 0.0);
      g_autoptr (GString) text = g_string_new (sheet);
      g_autofree char *path = NULL;

      for (int k = g_rand_int_range (random, 1, 3); k > 0; k--)
        {
          gssize at = g_rand_int_range (random, 60, (gint32) text->len - 1);
          gssize n_cut = g_rand_int_range (random, 1, 12);

          switch (g_rand_int_range (random, 0, 3))
            {
            case 0:
              g_string_insert (text, at, PICK (random, pieces));
              break;
            case 1:
              text->str[at] = (char) g_rand_int_range (random, 32, 127);
              break;
            default:
              g_string_erase (text, at, MIN ((gssize) text->len - at, n_cut));
              break;
            }
        }
      path = write_book (text->str, STRINGS);
      n_read += compare_ways (path) ? 1 : 0;
    }
  g_test_message ("%u of %u were read", n_read, N_ROUNDS);
  g_assert_cmpuint (n_read, >, N_ROUNDS / 10);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/io/xlsx-scan/" path, function)
  ADD ("the-corpus-gives-the-same", test_the_corpus_gives_the_same);
  ADD ("usual-and-odd-spellings-give-the-same", test_usual_and_odd_spellings_give_the_same);
  ADD ("sheets-of-many-windows-give-the-same", test_sheets_of_many_windows_give_the_same);
  ADD ("a-row-longer-than-a-window-gives-the-same", test_a_row_longer_than_a_window_gives_the_same);
  ADD ("mutations-give-the-same", test_mutations_give_the_same);
  ADD ("rows-like-those-above-give-the-same", test_rows_like_those_above_give_the_same);
#undef ADD
  return g_test_run ();
}
