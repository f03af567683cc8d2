/* test-report-file.c - a file appears whole or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "clv-report-file.h"
#include "clv-report.h"
#include "clv-test.h"

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_text_appears_under_its_name_alone (void)
{
  g_autofree char *folder = clv_test_dir ();
  g_autofree char *path = g_build_filename (folder, "a.json", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GString) text = g_string_new ("hello");
  g_autoptr (GError) error = NULL;

  g_assert_true (clv_report_write_text (path, text, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "hello");
  g_assert_cmpuint (count_files (folder), ==, 1);
}

static void
test_abandoned_file_leaves_nothing (void)
{
  g_autofree char *folder = clv_test_dir ();
  g_autofree char *path = g_build_filename (folder, "a.json", NULL);
  g_autoptr (GError) error = NULL;
  ClvReportFile file;

  g_assert_true (clv_report_file_begin (&file, path, &error));
  g_assert_true (clv_report_file_write (&file, "x", 1, &error));
  g_assert_cmpuint (count_files (folder), ==, 1);
  clv_report_file_abandon (&file);
  g_assert_cmpuint (count_files (folder), ==, 0);
}

static void
test_link_stays_a_link (void)
{
  g_autofree char *folder = clv_test_dir ();
  g_autofree char *path = g_build_filename (folder, "real.json", NULL);
  g_autofree char *link = g_build_filename (folder, "link.json", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GString) text = g_string_new ("new");

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_cmpint (symlink (path, link), ==, 0);
  g_assert_true (clv_report_write_text (link, text, NULL));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "new");
}

static void
test_folder_that_is_not_there_is_named_with_a_remedy (void)
{
  g_autofree char *folder = clv_test_dir ();
  g_autofree char *path = g_build_filename (folder, "no", "such", "a.json", NULL);
  g_autoptr (GString) text = g_string_new ("x");
  g_autoptr (GError) error = NULL;

  g_assert_false (clv_report_write_text (path, text, &error));
  g_assert_error (error, CLV_REPORT_ERROR, CLV_REPORT_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, "Create the folder"));
}

/* A limit on the size of files fails like a full disk, once its signal is ignored. */
static void
test_full_disk_keeps_the_older_file (void)
{
  g_autofree char *folder = clv_test_dir ();
  g_autofree char *path = g_build_filename (folder, "a.json", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GString) text = g_string_sized_new (100000);
  g_autoptr (GError) error = NULL;
  struct rlimit before, small;
  gboolean written;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "0123456789");
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 50000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  written = clv_report_write_text (path, text, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_false (written);
  g_assert_error (error, CLV_REPORT_ERROR, CLV_REPORT_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "Free some space"));
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "old");
  g_assert_cmpuint (count_files (folder), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/report-file/text-appears-under-its-name-alone", test_text_appears_under_its_name_alone);
  g_test_add_func ("/report/report-file/abandoned-file-leaves-nothing", test_abandoned_file_leaves_nothing);
  g_test_add_func ("/report/report-file/link-stays-a-link", test_link_stays_a_link);
  g_test_add_func ("/report/report-file/folder-that-is-not-there-is-named-with-a-remedy",
                   test_folder_that_is_not_there_is_named_with_a_remedy);
  g_test_add_func ("/report/report-file/full-disk-keeps-the-older-file", test_full_disk_keeps_the_older_file);
  return g_test_run ();
}
