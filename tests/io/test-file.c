/* test-file.c - what files are, and what is said about those of no use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "clv-io-test.h"

typedef struct
{
  const char *name;
  const char *bytes;
  gsize       length;
  int         code;
  const char *word; /* of the message */
} OddFile;

#define FILE_OF(bytes) bytes, sizeof (bytes) - 1
#define WRONG_KIND CLV_IO_ERROR_WRONG_KIND
#define CONVERTIBLE CLV_IO_ERROR_CONVERTIBLE

static void
test_content_decides_not_the_name (void)
{
  static const OddFile files[] = {
    { "report.xlsx", FILE_OF ("%PDF-1.4\n%\344\n1 0 obj"), WRONG_KIND, "PDF" },
    { "photo.csv", FILE_OF ("\x89PNG\r\n\032\n\0\0\0\rIHDR"), WRONG_KIND, "picture" },
    { "photo.xlsx", FILE_OF ("\xFF\xD8\xFF\xE0\0\020JFIF"), WRONG_KIND, "picture" },
    { "page.xls", FILE_OF ("\r\n<html><body>Log in first</body></html>"), WRONG_KIND, "web page" },
    { "feed.xls", FILE_OF ("<?xml version=\"1.0\"?><orders><order/></orders>"), WRONG_KIND, "XML" },
    { "orders.csv.7z", FILE_OF ("7z\xBC\xAF\x27\x1C\0\4"), WRONG_KIND, "Unpack" },
    { "export.json", FILE_OF ("[\n  {\"order\": 1, \"amount\": 2}\n]"), WRONG_KIND, "JSON" },
    { "orders.gsheet", FILE_OF ("{\"url\": \"https://docs.google.com/open?id=1x\", \"doc_id\": \"1x\"}"), WRONG_KIND,
      "File ▸ Download" },
    { "orders.mdb", FILE_OF ("\0\1\0\0Standard Jet DB\0\1\0\0\0"), WRONG_KIND, "Access" },
    { "orders.accdb", FILE_OF ("\0\1\0\0Standard ACE DB\0\2\0\0\0"), WRONG_KIND, "Access" },
    { "orders.db", FILE_OF ("SQLite format 3\0\020\0\1\1"), WRONG_KIND, "database" },
    { "orders.parquet", FILE_OF ("PAR1\025\004\025\0"), WRONG_KIND, "Parquet" },
    { "orders.sav", FILE_OF ("$FL2@(#) SPSS DATA FILE MS Windows"), WRONG_KIND, "statistics" },
    { "orders.sas7bdat",
      FILE_OF ("\0\0\0\0\0\0\0\0\0\0\0\0\xC2\xEA\x81\x60\xB3\x14\x11\xCF\xBD\x92\x08\x00\x09\xC7\x31\x8C\x18\x1F\x10\x11"),
      WRONG_KIND, "statistics" },
    { "letter.xls", FILE_OF ("{\\rtf1\\ansi"), WRONG_KIND, "text document" },
    { ".~lock.orders.ods#", FILE_OF (",anna,desk,22.11.2026 10:00,file:///home/anna/.config/libreoffice/4;"), WRONG_KIND,
      "has the spreadsheet open" },
    /* The heads of these formats, from their specifications. */
    { "orders.wk1", FILE_OF ("\0\0\2\0\6\4\6\0\10\0\0\0\0\0\7\0"), CONVERTIBLE, "LibreOffice" },
    { "orders.wk4", FILE_OF ("\0\0\x1A\0\2\x10\4\0\0\0\0\0"), CONVERTIBLE, "Lotus" },
    { "orders.wks", FILE_OF ("\xFF\0\2\0\4\4\5\x54\2\0\0\0"), CONVERTIBLE, "Works" },
    { "orders.slk", FILE_OF ("ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K\"Order\"\r\nE\r\n"), CONVERTIBLE, "SYLK" },
    { "orders.dif", FILE_OF ("TABLE\r\n0,1\r\n\"EXCEL\"\r\nVECTORS\r\n0,2\r\n\"\"\r\n"), CONVERTIBLE, "DIF" },
    { "orders.fods",
      FILE_OF ("<?xml version=\"1.0\"?><office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\">"),
      CONVERTIBLE, "LibreOffice" },
    { "orders.dbf",
      FILE_OF ("\3\x7A\5\3\2\0\0\0\x41\0\x0B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
               "ORDER\0\0\0\0\0\0C\0\0\0\0\012\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\r   1"),
      CONVERTIBLE, "dBase" },
    { "zeros.xlsx", FILE_OF ("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), CLV_IO_ERROR_DAMAGED, "zeros" },
    { "noise.csv", FILE_OF ("\1\2\3\4\5\6\7\1\2\3\4\5\6\7\1\2\3\4\5\6\7a"), WRONG_KIND, "neither" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = io_test_fail (files[i].name, files[i].bytes, (gssize) files[i].length);

      g_assert_error (error, CLV_IO_ERROR, files[i].code);
      g_assert_nonnull (strstr (error->message, files[i].word));
    }
}

static void
test_texts_that_look_like_others_are_texts (void)
{
  static const char *texts[] = {
    "ID;Name;Amount\n1;Anna;2\n",                      /* Excel takes this for SYLK */
    "<5;between;>9\n1;2;3\n",
    "MM,amount\n1,2\n",
    "MIME-Version,Subject\n1,2\n",
    "From:,To:\nanna,ben\n",
    "BM,1\nBMW,2\n",
    "order,note\n1,\"<table><tr><td>5</td></tr></table>\"\n",
    "TABLE,0\n1,2\n",
    "[north],1\n[south],2\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ClvSource) source = io_test_read ("text.csv", texts[i], -1);

      g_assert_cmpstr (clv_source_get_format (source), ==, "csv");
    }
}

static void
test_lock_files_of_excel_say_so (void)
{
  char bytes[165];
  g_autoptr (GError) error = NULL;

  /* A length and the name, in bytes and in wide letters, in fields of 54 and 110 bytes. */
  memset (bytes, ' ', sizeof bytes);
  memcpy (bytes, "\4Anna", 5);
  memcpy (bytes + 55, "\4\0A\0n\0n\0a\0", 10);
  error = io_test_fail ("~$orders.xlsx", bytes, sizeof bytes);

  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND);
  g_assert_nonnull (strstr (error->message, "has the spreadsheet open"));
}

static void
test_a_workbook_may_be_called_csv (void)
{
  g_autofree char *sample = clv_test_file ("io/libreoffice.xlsx");
  g_autofree char *bytes = NULL;
  g_autoptr (ClvSource) source = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (sample, &bytes, &length, NULL));
  source = io_test_read ("orders.csv", bytes, (gssize) length);

  g_assert_cmpstr (clv_source_get_format (source), ==, "xlsx");
}

static void
test_missing_empty_and_folders_have_their_codes (void)
{
  g_autofree char *folder = clv_test_dir ();
  g_autofree char *nowhere = g_build_filename (folder, "nowhere.csv", NULL);
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) is_folder = NULL;
  g_autoptr (GError) empty = io_test_fail ("empty.csv", "", 0);
  g_autoptr (GError) blank = io_test_fail ("blank.csv", "\n\n ,, \n", -1);

  g_assert_null (clv_source_read (nowhere, NULL, &missing));
  g_assert_null (clv_source_read (folder, NULL, &is_folder));

  g_assert_error (missing, CLV_IO_ERROR, CLV_IO_ERROR_NOT_FOUND);
  g_assert_error (is_folder, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND);
  g_assert_error (empty, CLV_IO_ERROR, CLV_IO_ERROR_EMPTY);
  g_assert_error (blank, CLV_IO_ERROR, CLV_IO_ERROR_EMPTY);
  g_assert_nonnull (strstr (missing->message, "nowhere.csv"));
}

static void
test_a_forbidden_file_says_so (void)
{
  g_autofree char *path = io_test_write ("secret.csv", "a,b\n1,2\n", -1);
  g_autoptr (GError) error = NULL;
  gboolean is_root = geteuid () == 0;
  ClvSource *source;

  /* Root may read everything, and has to be somebody else for a moment. */
  g_assert_cmpint (g_chmod (path, 0), ==, 0);
  if (is_root)
    g_assert_cmpint (seteuid (65534), ==, 0);
  source = clv_source_read (path, NULL, &error);
  if (is_root)
    g_assert_cmpint (seteuid (0), ==, 0);

  g_assert_null (source);
  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_NO_PERMISSION);
}

static gboolean
always (gpointer user_data)
{
  return TRUE;
}

static void
test_reading_can_be_cancelled (void)
{
  g_autofree char *csv = io_test_write ("cancel.csv", "a,b\n1,2\n", -1);
  g_autofree char *ods = clv_test_file ("io/libreoffice.ods");
  ClvWork work = { .is_cancelled = always };
  g_autoptr (GError) csv_error = NULL;
  g_autoptr (GError) ods_error = NULL;

  g_assert_null (clv_source_read (csv, &work, &csv_error));
  g_assert_null (clv_source_read (ods, &work, &ods_error));
  g_assert_error (csv_error, CLV_IO_ERROR, CLV_IO_ERROR_CANCELLED);
  g_assert_error (ods_error, CLV_IO_ERROR, CLV_IO_ERROR_CANCELLED);
}

static void
note_progress (const char *step,
               double      fraction,
               gpointer    user_data)
{
  double *last = user_data;

  g_assert_nonnull (strstr (step, ".xlsx"));
  g_assert_cmpfloat (fraction, >=, *last);
  *last = fraction;
}

static void
test_progress_only_goes_forward (void)
{
  g_autofree char *path = clv_test_file ("io/openpyxl.xlsx");
  double last = 0.0;
  ClvWork work = { .progress = note_progress, .user_data = &last };
  g_autoptr (ClvSource) source = clv_source_read (path, &work, NULL);

  g_assert_nonnull (source);
  g_assert_cmpfloat (last, >, 0.9);
}

static void
test_fingerprint_is_sha256 (void)
{
  /* FIPS 180-2, appendix B.1 and B.2, and the same letters through GChecksum for other lengths. */
  g_autoptr (ClvSource) abc = io_test_read ("abc.csv", "abc", -1);
  g_autoptr (ClvSource) two_blocks =
    io_test_read ("two.csv", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", -1);

  g_assert_cmpstr (clv_source_get_sha256 (abc), ==,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpstr (clv_source_get_sha256 (two_blocks), ==,
                   "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  for (gsize length = 50; length < 200; length++)
    {
      g_autofree char *text = g_strnfill (length, 'x');
      g_autofree char *expected = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
      g_autoptr (ClvSource) source = io_test_read ("x.csv", text, -1);

      g_assert_cmpstr (clv_source_get_sha256 (source), ==, expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/io/file/" path, function)
  ADD ("content-decides-not-the-name", test_content_decides_not_the_name);
  ADD ("texts-that-look-like-others-are-texts", test_texts_that_look_like_others_are_texts);
  ADD ("lock-files-of-excel-say-so", test_lock_files_of_excel_say_so);
  ADD ("a-workbook-may-be-called-csv", test_a_workbook_may_be_called_csv);
  ADD ("missing-empty-and-folders-have-their-codes", test_missing_empty_and_folders_have_their_codes);
  ADD ("a-forbidden-file-says-so", test_a_forbidden_file_says_so);
  ADD ("reading-can-be-cancelled", test_reading_can_be_cancelled);
  ADD ("progress-only-goes-forward", test_progress_only_goes_forward);
  ADD ("fingerprint-is-sha256", test_fingerprint_is_sha256);
#undef ADD
  return g_test_run ();
}
