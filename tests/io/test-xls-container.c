/* test-xls-container.c - the container of Excel workbooks before 2007: its sizes, its other users, and damage
 *
 * What its tables mean is taken from [MS-CFB].
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xls-test.h"

/* So many rows that the container needs tables of tables, and the cells several records of texts. */
static GByteArray *
make_large_book (guint n_rows)
{
  GByteArray *bytes = xls_begin_book ();

  xls_put_header (bytes, 3);
  for (guint row = 1; row < n_rows; row++)
    {
      g_autofree char *text = g_strdup_printf ("A fairly long text to fill the file with, of row %u and no other", row);

      xls_label (bytes, row, 0, text);
      xls_number (bytes, row, 1, 1, 40000.0 + row % 5000);
      xls_number (bytes, row, 2, 0, row * 1.25);
    }
  XLS_PUT (bytes, 0x000A, "");
  return bytes;
}

static void
test_containers_of_any_size (void)
{
  g_autoptr (GByteArray) large = make_large_book (65536);
  g_autoptr (GByteArray) small = xls_begin_book ();
  guint shifts[] = { 9, 12 };

  xls_put_header (small, 2);
  xls_number (small, 1, 0, 0, 7.0);
  XLS_PUT (small, 0x000A, "");
  g_assert_cmpuint (small->len, <, 4096);
  /* 109 tables of 128 sectors hold 7 MB. */
  g_assert_cmpuint (large->len, >, 109 * 128 * 512);
  for (guint i = 0; i < G_N_ELEMENTS (shifts); i++)
    {
      g_autoptr (GByteArray) first = xls_container ("Workbook", small, shifts[i]);
      g_autoptr (GByteArray) second = xls_container ("WORKBOOK", large, shifts[i]);
      g_autoptr (ClvSource) small_source = io_test_read ("small.xls", (const char *) first->data, (gssize) first->len);
      g_autoptr (ClvSource) large_source = io_test_read ("large.xls", (const char *) second->data, (gssize) second->len);
      const ClvTable *table = clv_source_get_table (large_source, 0);

      assert_cell (clv_source_get_table (small_source, 0), 0, 0, "7");
      assert_size (table, 65535, 3);
      assert_cell (table, 65534, 2, "81918.75");
    }
}

static void
test_a_preview_comes_at_once (void)
{
  g_autoptr (GByteArray) large = make_large_book (65536);
  g_autoptr (GByteArray) container = xls_container ("Workbook", large, 9);
  g_autofree char *path = io_test_write ("preview.xls", (const char *) container->data, (gssize) container->len);
  ClvReadOptions options = { .max_rows = 200 };
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (ClvSource) source = clv_source_read_with (path, &options, NULL, NULL);

  g_assert_nonnull (source);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, G_USEC_PER_SEC / 10);
  g_assert_true (clv_source_is_provisional (source));
  g_assert_cmpstr (clv_source_get_sha256 (source), ==, "");
  assert_size (clv_source_get_table (source, 0), 199, 3);
}

static gboolean
is_cancelled (gpointer user_data)
{
  guint *n_asked = user_data;

  return ++*n_asked > 20;
}

static void
test_reading_can_be_cancelled (void)
{
  g_autoptr (GByteArray) large = make_large_book (65536);
  g_autoptr (GByteArray) container = xls_container ("Workbook", large, 9);
  g_autofree char *path = io_test_write ("cancel.xls", (const char *) container->data, (gssize) container->len);
  guint n_asked = 0;
  ClvWork work = { .is_cancelled = is_cancelled, .user_data = &n_asked };
  g_autoptr (GError) error = NULL;

  g_assert_null (clv_source_read (path, &work, &error));
  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_CANCELLED);
}

static void
test_other_compound_files_are_named (void)
{
  static const struct
  {
    const char *stream;
    const char *word;
  } files[] = {
    { "WordDocument", "text document" },        { "PowerPoint Document", "presentation" },
    { "EncryptedPackage", "password" },         { "__properties_version1.0", "mail" },
    { "Something", "older program" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GByteArray) bytes = xls_begin_book ();
      g_autoptr (GByteArray) container = xls_container (files[i].stream, bytes, 9);
      g_autoptr (GError) error = io_test_fail ("other.xls", (const char *) container->data, (gssize) container->len);

      g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND);
      g_assert_nonnull (strstr (error->message, files[i].word));
    }
}

static void
test_a_text_that_is_not_there_is_damage (void)
{
  g_autoptr (GByteArray) bytes = xls_begin_book ();
  g_autoptr (GByteArray) container = NULL;
  g_autoptr (GError) error = NULL;

  xls_put_header (bytes, 1);
  XLS_RECORD (bytes, 0x00FD, (xls_cell (bytes, 1, 0, 0), xls_u32 (bytes, 5)));
  XLS_PUT (bytes, 0x000A, "");
  container = xls_container ("Workbook", bytes, 9);
  error = io_test_fail ("dangling.xls", (const char *) container->data, (gssize) container->len);

  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "Orders"));
}

static void
test_texts_shared_by_too_many_cells_are_refused (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GByteArray) container = NULL;
  g_autofree char *letters = g_strnfill (8000, 'x');
  g_autoptr (GError) error = NULL;
  gint64 begin;
  guint at;

  xls_bof (bytes, 0x0600, 0x0005);
  at = xls_sheet (bytes, "Bomb", 0, 0, TRUE);
  /* One text of 32,000 letters over four records. */
  XLS_RECORD (bytes, 0x00FC, (xls_u32 (bytes, 1), xls_u32 (bytes, 1), xls_u16 (bytes, 32000), xls_raw (bytes, "", 1),
                              xls_raw (bytes, letters, 8000)));
  for (guint i = 0; i < 3; i++)
    XLS_RECORD (bytes, 0x003C, (xls_raw (bytes, "", 1), xls_raw (bytes, letters, 8000)));
  XLS_PUT (bytes, 0x000A, "");
  xls_sheet_begins (bytes, at);
  for (guint i = 0; i < 256 * 200; i++)
    XLS_RECORD (bytes, 0x00FD, (xls_cell (bytes, i / 256, i % 256, 0), xls_u32 (bytes, 0)));
  XLS_PUT (bytes, 0x000A, "");
  container = xls_container ("Workbook", bytes, 9);
  begin = g_get_monotonic_time ();
  error = io_test_fail ("bomb.xls", (const char *) container->data, (gssize) container->len);

  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 10 * G_USEC_PER_SEC);
}

/* A book with something of everything, for damage. */
static GByteArray *
make_mixed_container (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint at;

  xls_bof (bytes, 0x0600, 0x0005);
  xls_put_formats (bytes);
  at = xls_sheet (bytes, "Mixed", 0, 0, TRUE);
  XLS_PUT (bytes, 0x00FC, "\2\0\0\0\2\0\0\0" "\4\0\0Name" "\6\0\0M\xFC");
  XLS_PUT (bytes, 0x003C, "\1l\0l\0e\0r\0");
  XLS_PUT (bytes, 0x000A, "");
  xls_sheet_begins (bytes, at);
  for (guint row = 0; row < 40; row++)
    {
      XLS_RECORD (bytes, 0x00FD, (xls_cell (bytes, row, 0, 0), xls_u32 (bytes, row > 0 ? 1 : 0)));
      xls_number (bytes, row, 1, 1, 45000.0 + row);
      XLS_RECORD (bytes, 0x0006,
                  (xls_cell (bytes, row, 2, 0), xls_put_result (bytes, 0, 0), xls_u32 (bytes, 0), xls_u32 (bytes, 0)));
      XLS_PUT (bytes, 0x0207, "\2\0\0ok");
    }
  XLS_PUT (bytes, 0x00E5, "\1\0\0\0\1\0\0\0\1\0");
  XLS_PUT (bytes, 0x000A, "");
  return xls_container ("Workbook", bytes, 9);
}

static void
read_damaged (const GByteArray *bytes,
              gsize             length)
{
  g_autofree char *path = io_test_write ("damaged.xls", (const char *) bytes->data, (gssize) length);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = NULL;
  gint64 begin = g_get_monotonic_time ();

  source = clv_source_read (path, NULL, &error);
  g_assert_true ((source != NULL) != (error != NULL));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 10 * G_USEC_PER_SEC);
}

static void
test_every_truncation_is_told (void)
{
  g_autoptr (GByteArray) bytes = make_mixed_container ();

  /* The table of sectors stands last here: without it no cell can be found. Less than eight bytes could be anything. */
  for (gsize length = 8; length + 512 < bytes->len; length++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *path = io_test_write ("cut.xls", (const char *) bytes->data, (gssize) length);

      g_assert_null (clv_source_read (path, NULL, &error));
      g_assert_nonnull (error);
    }
  for (gsize length = bytes->len - 512; length < bytes->len; length++)
    read_damaged (bytes, length);
}

static void
test_flipped_bytes_do_no_harm (void)
{
  g_autoptr (GByteArray) bytes = make_mixed_container ();
  g_autoptr (GRand) random = g_rand_new_with_seed (1997);

  for (guint i = 0; i < 2000; i++)
    {
      guint n = (guint) g_rand_int_range (random, 1, 4);
      g_autoptr (GByteArray) copy = g_byte_array_new ();

      g_byte_array_append (copy, bytes->data, bytes->len);
      for (guint k = 0; k < n; k++)
        copy->data[g_rand_int_range (random, 8, (gint32) copy->len)] = (guint8) g_rand_int_range (random, 0, 256);
      read_damaged (copy, copy->len);
    }
}

static void
test_chains_that_never_end_do_no_harm (void)
{
  g_autoptr (GByteArray) bytes = make_mixed_container ();
  gsize fat = bytes->len - 512, directory = 512;

  /* Every sector is followed by every other, one after the other; and the directory by itself. */
  for (guint sector = 0; sector < 12; sector++)
    for (guint next = 0; next < 12; next++)
      {
        g_autoptr (GByteArray) copy = g_byte_array_new ();

        g_byte_array_append (copy, bytes->data, bytes->len);
        xls_set_u32 (copy, fat + 4 * sector, next);
        xls_set_u32 (copy, directory + 128 + 68, next % 3);
        xls_set_u32 (copy, directory + 128 + 72, sector % 3);
        xls_set_u32 (copy, directory + 128 + 120, 0x7FFFFFFF);
        read_damaged (copy, copy->len);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/io/xls/" path, function)
  ADD ("containers-of-any-size", test_containers_of_any_size);
  ADD ("a-preview-comes-at-once", test_a_preview_comes_at_once);
  ADD ("reading-can-be-cancelled", test_reading_can_be_cancelled);
  ADD ("other-compound-files-are-named", test_other_compound_files_are_named);
  ADD ("a-text-that-is-not-there-is-damage", test_a_text_that_is_not_there_is_damage);
  ADD ("texts-shared-by-too-many-cells-are-refused", test_texts_shared_by_too_many_cells_are_refused);
  ADD ("every-truncation-is-told", test_every_truncation_is_told);
  ADD ("flipped-bytes-do-no-harm", test_flipped_bytes_do_no_harm);
  ADD ("chains-that-never-end-do-no-harm", test_chains_that_never_end_do_no_harm);
#undef ADD
  return g_test_run ();
}
