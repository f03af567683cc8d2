/* test-compressed.c - spreadsheets that are packed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <zip.h>
#include <zlib.h>

#include "clv-io-test.h"

static const char orders[] = "order,customer,amount\n1,Müller,10.50\n2,Zoë,20.00\n3,Ann,30.00\n";

/* As gzip does. (transfer full) */
static char *
pack (const char *bytes,
      gsize       length,
      gsize      *n_packed)
{
  z_stream zlib = { 0 };
  gsize allocated = length + 1024;
  char *packed = g_malloc (allocated);

  g_assert_cmpint (deflateInit2 (&zlib, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), ==, Z_OK);
  zlib.next_in = (Bytef *) (gpointer) bytes;
  zlib.avail_in = (uInt) length;
  zlib.next_out = (Bytef *) packed;
  zlib.avail_out = (uInt) allocated;
  g_assert_cmpint (deflate (&zlib, Z_FINISH), ==, Z_STREAM_END);
  *n_packed = zlib.total_out;
  deflateEnd (&zlib);
  return packed;
}

static void
assert_orders (ClvTable *table)
{
  assert_size (table, 3, 3);
  assert_header (table, 1, "customer");
  assert_cell (table, 0, 1, "Müller");
  assert_cell (table, 2, 2, "30.00");
}

static void
test_a_packed_text_is_read (void)
{
  gsize n;
  g_autofree char *packed = pack (orders, sizeof orders - 1, &n);
  /* The name says nothing of it. */
  g_autoptr (ClvSource) source = io_test_read ("orders.csv", packed, (gssize) n);
  g_autofree char *sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) packed, n);

  assert_orders (clv_source_get_table (source, 0));
  g_assert_cmpstr (clv_source_get_format (source), ==, "csv");
  g_assert_cmpstr (clv_source_get_sha256 (source), ==, sha256);
  g_assert_false (clv_source_is_provisional (source));
}

static void
test_parts_that_follow_each_other_are_one_text (void)
{
  gsize n, m;
  g_autofree char *first = pack (orders, 30, &n);
  g_autofree char *second = pack (orders + 30, sizeof orders - 1 - 30, &m);
  g_autofree char *both = g_malloc0 (n + m + 512);
  g_autofree char *sha256 = NULL;
  g_autoptr (ClvSource) source = NULL;

  memcpy (both, first, n);
  memcpy (both + n, second, m);
  /* And zeros behind them, as on a tape. */
  sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) both, n + m + 512);
  source = io_test_read ("orders.csv.gz", both, (gssize) (n + m + 512));
  assert_orders (clv_source_get_table (source, 0));
  g_assert_cmpstr (clv_source_get_sha256 (source), ==, sha256);
}

static void
test_a_packed_text_in_another_encoding_is_read (void)
{
  gsize n, length;
  g_autofree char *western = g_convert (orders, -1, "WINDOWS-1252", "UTF-8", NULL, &length, NULL);
  g_autofree char *packed = pack (western, length, &n);
  g_autoptr (ClvSource) source = io_test_read ("orders.gz", packed, (gssize) n);

  assert_orders (clv_source_get_table (source, 0));
  g_assert_cmpstr (clv_source_get_encoding (source), ==, "Windows-1252");
  g_assert_cmpuint (strlen (clv_source_get_sha256 (source)), ==, 64);
}

static void
test_damage_is_told (void)
{
  enum { N_ROWS = 20000 };
  g_autoptr (GString) text = g_string_new ("id,n\n");
  g_autofree char *packed = NULL;
  gsize n;

  for (guint i = 0; i < N_ROWS; i++)
    g_string_append_printf (text, "%u,%u\n", i, g_str_hash (text->str + text->len - 3));
  packed = pack (text->str, text->len, &n);
  for (gsize cut = 1; cut < 100; cut += 7)
    {
      g_autoptr (GError) error = io_test_fail ("cut.csv.gz", packed, (gssize) (n * cut / 100));

      g_assert_true (error->code == CLV_IO_ERROR_DAMAGED || error->code == CLV_IO_ERROR_EMPTY);
    }
  /* A number is changed: only the sum tells. */
  packed[n / 2] ^= 0x10;
  {
    g_autoptr (GError) error = io_test_fail ("flipped.csv.gz", packed, (gssize) n);

    g_assert_cmpint (error->code, ==, CLV_IO_ERROR_DAMAGED);
  }
}

static void
test_a_bomb_is_refused (void)
{
  const gsize n_zeros = 400u << 20;
  g_autofree char *spaces = g_malloc (n_zeros);
  g_autofree char *packed = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;

  memset (spaces, '\n', n_zeros);
  memcpy (spaces, orders, sizeof orders - 1);
  packed = pack (spaces, n_zeros, &n);
  path = io_test_write ("bomb.csv.gz", packed, (gssize) n);
  g_assert_null (clv_source_read (path, NULL, &error));
  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE);
}

static char *
read_file (const char *path,
           gsize      *length)
{
  char *bytes;

  g_assert_true (g_file_get_contents (path, &bytes, length, NULL));
  return bytes;
}

static ClvSource *
read_path (const char *path)
{
  g_autoptr (GError) error = NULL;
  ClvSource *source = clv_source_read (path, NULL, &error);

  g_assert_no_error (error);
  return source;
}

static void
test_a_text_in_an_archive_is_read (void)
{
  const IoTestPart parts[] = { { "export/orders.csv", orders }, { "__MACOSX/export/._orders.csv", "x" } };
  g_autofree char *path = io_test_zip ("export.zip", parts, G_N_ELEMENTS (parts));
  g_autoptr (ClvSource) source = read_path (path);
  gsize n;
  g_autofree char *bytes = read_file (path, &n);
  g_autofree char *sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, n);

  g_assert_cmpuint (clv_source_get_n_tables (source), ==, 1);
  assert_orders (clv_source_get_table (source, 0));
  g_assert_cmpstr (clv_table_get_sheet (clv_source_get_table (source, 0)), ==, "");
  g_assert_cmpstr (clv_source_get_sha256 (source), ==, sha256);
}

static void
test_several_texts_in_an_archive_are_tables_of_their_own (void)
{
  const IoTestPart parts[] = { { "b-orders.csv", orders },
                               { "a-customers.csv", "customer;city\nMüller;Ulm\nZoë;Rom\n" },
                               { "manual.pdf", "%PDF-1.4 what to do" },
                               { "empty.csv", "" } };
  g_autofree char *path = io_test_zip ("several.zip", parts, G_N_ELEMENTS (parts));
  g_autoptr (ClvSource) source = read_path (path);

  g_assert_cmpuint (clv_source_get_n_tables (source), ==, 2);
  g_assert_cmpstr (clv_table_get_sheet (clv_source_get_table (source, 0)), ==, "b-orders.csv");
  g_assert_cmpstr (clv_table_get_sheet (clv_source_get_table (source, 1)), ==, "a-customers.csv");
  assert_orders (clv_source_get_table (source, 0));
  assert_cell (clv_source_get_table (source, 1), 1, 1, "Rom");
}

/* The smallest workbook that has a cell. */
static char *
write_workbook (const char *name)
{
  const IoTestPart parts[] = {
    { "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                             "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/"
                             "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>" },
    { "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                     "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
                     "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>" },
    { "xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
                         "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
                         "<sheet name=\"May\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>" },
    { "xl/_rels/workbook.xml.rels",
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" "
      "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
      "Target=\"worksheets/sheet1.xml\"/></Relationships>" },
    { "xl/worksheets/sheet1.xml",
      "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
      "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>customer</t></is></c>"
      "<c r=\"B1\" t=\"inlineStr\"><is><t>amount</t></is></c></row>"
      "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Zoë</t></is></c><c r=\"B2\"><v>12.5</v></c></row>"
      "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>Ann</t></is></c><c r=\"B3\"><v>7</v></c></row>"
      "</sheetData></worksheet>" },
  };

  return io_test_zip (name, parts, G_N_ELEMENTS (parts));
}

static void
assert_workbook (ClvSource *source)
{
  ClvTable *table = clv_source_get_table (source, 0);

  g_assert_cmpstr (clv_source_get_format (source), ==, "xlsx");
  g_assert_cmpstr (clv_table_get_sheet (table), ==, "May");
  assert_size (table, 2, 2);
  assert_cell (table, 0, 0, "Zoë");
  assert_cell (table, 0, 1, "12.5");
}

/* A ZIP archive with a file that is on the disk. (transfer full) */
static char *
zip_file (const char *name,
          const char *part,
          const char *file)
{
  g_autofree char *folder = clv_test_dir ();
  char *path = g_build_filename (folder, name, NULL);
  zip_t *zip = zip_open (path, ZIP_CREATE, NULL);

  g_assert_nonnull (zip);
  g_assert_cmpint (zip_file_add (zip, part, zip_source_file (zip, file, 0, -1), 0), >=, 0);
  g_assert_cmpint (zip_close (zip), ==, 0);
  return path;
}

static void
test_a_packed_workbook_is_read (void)
{
  g_autofree char *workbook = write_workbook ("inner.xlsx");
  g_autofree char *archive = zip_file ("outer.zip", "May.xlsx", workbook);
  g_autoptr (ClvSource) zipped = read_path (archive);
  g_autoptr (ClvSource) gzipped = NULL;
  gsize length, n;
  g_autofree char *bytes = read_file (workbook, &length);
  g_autofree char *packed = pack (bytes, length, &n);
  g_autofree char *outer = NULL;
  g_autofree char *sha256 = NULL;

  assert_workbook (zipped);
  gzipped = io_test_read ("May.xlsx.gz", packed, (gssize) n);
  assert_workbook (gzipped);
  g_free (bytes);
  bytes = read_file (archive, &length);
  sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
  g_assert_cmpstr (clv_source_get_sha256 (zipped), ==, sha256);
}

static void
assert_refused (const char *path,
                int         code)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (clv_source_read (path, NULL, &error));
  g_assert_error (error, CLV_IO_ERROR, code);
  g_assert_nonnull (strstr (error->message, name));
}

static void
test_archives_inside_archives_are_refused (void)
{
  const IoTestPart parts[] = { { "orders.csv", orders } };
  g_autofree char *inner = io_test_zip ("inner.zip", parts, 1);
  g_autofree char *outer = zip_file ("nested.zip", "inner.zip", inner);
  gsize length, n, m;
  g_autofree char *bytes = read_file (inner, &length);
  g_autofree char *packed = pack (bytes, length, &n);
  g_autofree char *twice = pack (packed, n, &m);
  g_autofree char *zip_in_gzip = io_test_write ("inner.zip.gz", packed, (gssize) n);
  g_autofree char *gzip_in_gzip = io_test_write ("inner.gz.gz", twice, (gssize) m);

  assert_refused (outer, CLV_IO_ERROR_WRONG_KIND);
  assert_refused (zip_in_gzip, CLV_IO_ERROR_WRONG_KIND);
  assert_refused (gzip_in_gzip, CLV_IO_ERROR_WRONG_KIND);
}

static void
test_what_is_no_spreadsheet_is_told (void)
{
  const IoTestPart pdf[] = { { "manual.pdf", "%PDF-1.4 what to do" } };
  const IoTestPart nothing[] = { { "folder/", "" } };
  g_autofree char *with_pdf = io_test_zip ("manual.zip", pdf, 1);
  g_autofree char *without = io_test_zip ("nothing.zip", nothing, 1);

  assert_refused (with_pdf, CLV_IO_ERROR_WRONG_KIND);
  assert_refused (without, CLV_IO_ERROR_WRONG_KIND);
}

/* Who packs orders beside them in another format shall know that these were not read. */
static void
test_files_left_in_the_archive_are_told (void)
{
  const IoTestPart parts[] = {
    { "orders.csv", "Order,Customer,Amount\n1,Ann,10.50\n2,Ben,20.00\n" },
    { "more.json", "[{\"order\": 3}]" },
  };
  g_autofree char *path = io_test_zip ("both.zip", parts, G_N_ELEMENTS (parts));
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = clv_source_read (path, NULL, &error);
  const ClvProblem *problem;

  g_assert_no_error (error);
  g_assert_cmpuint (clv_source_get_n_tables (source), ==, 1);
  problem = clv_problem_list_find (clv_source_get_problems (source), "skipped-file");
  g_assert_nonnull (problem);
  g_assert_cmpuint (problem->count, ==, 1);
  g_assert_cmpstr (((ClvProblemExample *) problem->examples->pdata[0])->text, ==, "more.json");
}

static void
test_a_look_at_a_packed_text_is_provisional (void)
{
  enum { N_ROWS = 300000 };
  g_autoptr (GString) text = g_string_new ("id,n\n");
  g_autofree char *packed = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = NULL;
  ClvReadOptions options = { .max_rows = 200 };
  gsize n;

  for (guint i = 0; i < N_ROWS; i++)
    g_string_append_printf (text, "%u,%u\n", i, i * 7);
  packed = pack (text->str, text->len, &n);
  path = io_test_write ("long.csv.gz", packed, (gssize) n);
  source = clv_source_read_with (path, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (clv_source_is_provisional (source));
  g_assert_cmpstr (clv_source_get_sha256 (source), ==, "");
  g_assert_cmpuint (clv_table_get_n_rows (clv_source_get_table (source, 0)), >=, 190);
  g_assert_cmpuint (clv_table_get_n_rows (clv_source_get_table (source, 0)), <=, 200);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/io/compressed/" path, function)
  ADD ("a-packed-text-is-read", test_a_packed_text_is_read);
  ADD ("files-left-in-the-archive-are-told", test_files_left_in_the_archive_are_told);
  ADD ("parts-that-follow-each-other-are-one-text", test_parts_that_follow_each_other_are_one_text);
  ADD ("a-packed-text-in-another-encoding-is-read", test_a_packed_text_in_another_encoding_is_read);
  ADD ("damage-is-told", test_damage_is_told);
  ADD ("a-bomb-is-refused", test_a_bomb_is_refused);
  ADD ("a-text-in-an-archive-is-read", test_a_text_in_an_archive_is_read);
  ADD ("several-texts-in-an-archive-are-tables-of-their-own", test_several_texts_in_an_archive_are_tables_of_their_own);
  ADD ("a-packed-workbook-is-read", test_a_packed_workbook_is_read);
  ADD ("archives-inside-archives-are-refused", test_archives_inside_archives_are_refused);
  ADD ("what-is-no-spreadsheet-is-told", test_what_is_no_spreadsheet_is_told);
  ADD ("a-look-at-a-packed-text-is-provisional", test_a_look_at_a_packed_text_is_provisional);
#undef ADD
  return g_test_run ();
}
