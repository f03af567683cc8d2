/* test-convert.c - files that LibreOffice converts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/stat.h>

#include "clv-convert.h"
#include "clv-io-test.h"

/* A program that stands for LibreOffice: a shell script of this content, first in the path. */
static void
stand_in (const char *script)
{
  g_autofree char *folder = clv_test_dir ();
  g_autofree char *program = g_build_filename (folder, "soffice", NULL);
  g_autofree char *path = g_strconcat (folder, ":", g_getenv ("PATH"), NULL);

  g_assert_true (g_file_set_contents (program, script, -1, NULL));
  g_assert_cmpint (g_chmod (program, 0700), ==, 0);
  g_setenv ("PATH", path, TRUE);
}

static void
test_only_some_errors_can_be_helped (void)
{
  g_autofree char *before = g_strdup (g_getenv ("PATH"));
  g_autoptr (GError) lotus = io_test_fail ("orders.wk1", "\0\0\2\0\6\4\6\0", 8);
  g_autoptr (GError) pdf = io_test_fail ("orders.pdf", "%PDF-1.4", -1);

  stand_in ("#!/bin/sh\nexit 0\n");

  g_assert_true (clv_convert_is_available ());
  g_assert_true (clv_convert_is_possible (lotus));
  g_assert_false (clv_convert_is_possible (pdf));
  g_assert_false (clv_convert_is_possible (NULL));
  g_setenv ("PATH", before, TRUE);
}

static void
test_it_works_on_a_copy_in_a_folder_of_its_own (void)
{
  g_autofree char *before = g_strdup (g_getenv ("PATH"));
  g_autofree char *sample = clv_test_file ("io/libreoffice.xlsx");
  g_autofree char *quoted = g_shell_quote (sample);
  g_autofree char *script = NULL;
  g_autofree char *path = io_test_write ("orders.wk1", "\0\0\2\0\6\4\6\0", 8);
  g_autofree char *output = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = NULL;
  struct stat info;
  char *converted;

  /* The last two arguments are the folder for the result, and the file. */
  script = g_strconcat ("#!/bin/sh\nfor a; do before=$out; out=$last; last=$a; done\n"
                        "test -e \"$last\" && grep -q DisableMacrosExecution ../*/profile/user/*.xcu && "
                        "cp ", quoted, " \"$out/orders.xlsx\"\n", NULL);
  stand_in (script);
  converted = clv_convert_with_libreoffice (path, NULL, &error);
  g_setenv ("PATH", before, TRUE);

  g_assert_no_error (error);
  output = g_path_get_dirname (converted);
  folder = g_path_get_dirname (output);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
  source = clv_source_read (converted, NULL, &error);
  g_assert_no_error (error);
  clv_convert_discard (converted);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_without_a_result_there_is_an_error (void)
{
  g_autofree char *before = g_strdup (g_getenv ("PATH"));
  g_autofree char *path = io_test_write ("broken.numbers", "PK", 2);
  g_autoptr (GError) error = NULL;

  stand_in ("#!/bin/sh\nexit 0\n");
  g_assert_null (clv_convert_with_libreoffice (path, NULL, &error));
  g_setenv ("PATH", before, TRUE);

  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "broken.numbers"));
}

static gboolean
is_late (gpointer user_data)
{
  const char *mark = user_data;

  /* The child has told which processes there are. */
  return g_file_test (mark, G_FILE_TEST_EXISTS);
}

static void
test_cancelling_ends_all_that_was_started (void)
{
  g_autofree char *before = g_strdup (g_getenv ("PATH"));
  g_autofree char *folder = clv_test_dir ();
  g_autofree char *mark = g_build_filename (folder, "started", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nsleep 1000 &\necho $! > '%s.new'\nmv '%s.new' '%s'\nwait\n", mark,
                                             mark, mark);
  g_autofree char *path = io_test_write ("slow.wk1", "\0\0\2\0\6\4\6\0", 8);
  g_autofree char *text = NULL;
  ClvWork work = { .is_cancelled = is_late, .user_data = mark };
  g_autoptr (GError) error = NULL;
  gint64 begin;
  GPid sleeper;

  stand_in (script);
  begin = g_get_monotonic_time ();
  g_assert_null (clv_convert_with_libreoffice (path, &work, &error));
  g_setenv ("PATH", before, TRUE);

  g_assert_error (error, CLV_IO_ERROR, CLV_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 10 * G_USEC_PER_SEC);
  g_assert_true (g_file_get_contents (mark, &text, NULL, NULL));
  sleeper = (GPid) g_ascii_strtoll (text, NULL, 10);
  /* It was ended; whoever takes it over may need a moment to notice. */
  for (guint i = 0; i < 100 && kill (sleeper, 0) == 0; i++)
    {
      g_autofree char *stat_path = g_strdup_printf ("/proc/%d/stat", (int) sleeper);
      g_autofree char *stat_text = NULL;

      if (g_file_get_contents (stat_path, &stat_text, NULL, NULL) && strstr (stat_text, ") Z ") != NULL)
        return;
      g_usleep (20000);
    }
  g_assert_cmpint (kill (sleeper, 0), !=, 0);
}

/* With the LibreOffice that is installed, if one is. */
static void
test_a_binary_workbook_becomes_readable (void)
{
  g_autofree char *path = clv_test_data ("spreadsheets/calamine/date.xlsb");
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ClvSource) source = NULL;
  const ClvTable *table;
  char *converted;

  if (path == NULL)
    return;
  if (!clv_convert_is_available ())
    {
      g_test_skip ("LibreOffice is not installed");
      return;
    }
  g_assert_null (clv_source_read (path, NULL, &refusal));
  g_assert_true (clv_convert_is_possible (refusal));
  converted = clv_convert_with_libreoffice (path, NULL, &error);
  g_assert_no_error (error);
  source = clv_source_read (converted, NULL, &error);
  clv_convert_discard (converted);

  g_assert_no_error (error);
  table = clv_source_get_table (source, 0);
  /* calamine’s own test of the file: 2021-01-01 stands in its first cell. */
  assert_cell (table, 0, 0, "2021-01-01");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/io/convert/" path, function)
  ADD ("only-some-errors-can-be-helped", test_only_some_errors_can_be_helped);
  ADD ("it-works-on-a-copy-in-a-folder-of-its-own", test_it_works_on_a_copy_in_a_folder_of_its_own);
  ADD ("without-a-result-there-is-an-error", test_without_a_result_there_is_an_error);
  ADD ("cancelling-ends-all-that-was-started", test_cancelling_ends_all_that_was_started);
  ADD ("a-binary-workbook-becomes-readable", test_a_binary_workbook_becomes_readable);
#undef ADD
  return g_test_run ();
}
