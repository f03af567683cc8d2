/* test-project-password.c - files that a password protects
 *
 * The samples are those of tests/data/io/protected/README.md.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-project-fixture.h"
#include "clv-source.h"
#include "clv-test.h"

#define PASSWORD "Grüße 42"

static void
copy_sample (ClvProjectFixture *fixture,
             const char        *name)
{
  g_autofree char *relative = g_strconcat ("io/protected/", name, NULL);
  g_autofree char *path = clv_test_file (relative);
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_build_filename (fixture->dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_asks (ClvProjectFixture *fixture,
             const char        *name,
             gboolean           was_wrong)
{
  gboolean is_wrong = !was_wrong;

  clv_fixture_wait_until_idle (fixture->project);
  g_assert_cmpint (clv_project_get_remedy (fixture->project), ==, CLV_REMEDY_PASSWORD);
  g_assert_cmpstr (clv_project_get_locked_file (fixture->project, &is_wrong), ==, name);
  g_assert_cmpint (is_wrong, ==, was_wrong);
}

static void
test_unlocked (ClvProjectFixture *fixture,
               gconstpointer      data)
{
  ClvProject *project = fixture->project;

  copy_sample (fixture, "libreoffice.xlsx");
  clv_fixture_start_opening (fixture, "libreoffice.xlsx");
  assert_asks (fixture, "libreoffice.xlsx", FALSE);
  g_assert_error (fixture->error, CLV_IO_ERROR, CLV_IO_ERROR_PASSWORD);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_EMPTY);

  clv_project_unlock (project, "another");
  assert_asks (fixture, "libreoffice.xlsx", TRUE);
  g_assert_cmpuint (fixture->n_failed, ==, 2);
  g_assert_null (strstr (fixture->error->message, "another"));

  clv_project_unlock (project, PASSWORD);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpuint (fixture->n_failed, ==, 2);
  g_assert_cmpint (clv_project_get_remedy (project), ==, CLV_REMEDY_NONE);
  g_assert_null (clv_project_get_locked_file (project, NULL));
  g_assert_cmpstr (clv_project_get_title (project), ==, "libreoffice.xlsx");
  g_assert_cmpuint (clv_table_get_n_rows (clv_mapping_get_table (clv_project_get_mapping (project), 0)->table), ==, 4);
}

/* It is read again in another way, and that is undone, without another question. */
static void
test_kept_while_open (ClvProjectFixture *fixture,
                      gconstpointer      data)
{
  ClvProject *project = fixture->project;

  copy_sample (fixture, "agile-128-sha1.xlsx");
  clv_fixture_start_opening (fixture, "agile-128-sha1.xlsx");
  assert_asks (fixture, "agile-128-sha1.xlsx", FALSE);
  clv_project_unlock (project, PASSWORD);
  clv_fixture_wait_until_idle (project);
  clv_project_set_header_row (project, 0, 2);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpuint (clv_table_get_n_rows (clv_mapping_get_table (clv_project_get_mapping (project), 0)->table), ==, 3);
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpuint (clv_table_get_n_rows (clv_mapping_get_table (clv_project_get_mapping (project), 0)->table), ==, 4);
  g_assert_cmpuint (fixture->n_failed, ==, 1);

  clv_project_close (project);
  clv_fixture_start_opening (fixture, "agile-128-sha1.xlsx");
  assert_asks (fixture, "agile-128-sha1.xlsx", FALSE);
}

/* One after the other; what fails otherwise is told at the end. */
static void
test_several (ClvProjectFixture *fixture,
              gconstpointer      data)
{
  ClvProject *project = fixture->project;
  g_autoptr (GPtrArray) files = clv_fixture_files_of (fixture, "picture.xlsx", "libreoffice.xlsx");

  g_ptr_array_add (files, g_file_new_build_filename (fixture->dir, "libreoffice.xls", NULL));
  g_ptr_array_add (files, g_file_new_build_filename (fixture->dir, "orders.csv", NULL));
  copy_sample (fixture, "libreoffice.xlsx");
  copy_sample (fixture, "libreoffice.xls");
  clv_fixture_write_file (fixture, "picture.xlsx", "%PDF-1.7\nthis is no workbook\n");
  clv_fixture_write_file (fixture, "orders.csv", CLV_FIXTURE_ORDERS);
  clv_project_open (project, files);
  assert_asks (fixture, "libreoffice.xlsx", FALSE);
  g_assert_cmpuint (clv_project_get_n_failures (project), ==, 3);
  g_assert_cmpstr (clv_project_get_title (project), ==, "orders.csv");

  clv_project_unlock (project, PASSWORD);
  assert_asks (fixture, "libreoffice.xls", FALSE);
  g_assert_cmpuint (clv_project_get_n_failures (project), ==, 2);
  clv_project_unlock (project, PASSWORD);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (clv_project_get_remedy (project), ==, CLV_REMEDY_NONE);
  g_assert_cmpuint (clv_project_get_n_failures (project), ==, 1);
  g_assert_error (fixture->error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND);
  g_assert_nonnull (strstr (fixture->error->message, "picture.xlsx"));
  g_assert_cmpuint (clv_mapping_get_n_tables (clv_project_get_mapping (project)), ==, 3);
}

/* Nothing that is written to disk holds it. */
static void
test_not_stored (ClvProjectFixture *fixture,
                 gconstpointer      data)
{
  ClvProject *project = fixture->project;
  g_autofree char *memory = NULL;
  gsize length = 0;

  copy_sample (fixture, "libreoffice.xlsx");
  clv_fixture_start_opening (fixture, "libreoffice.xlsx");
  clv_fixture_wait_until_idle (project);
  clv_project_unlock (project, PASSWORD);
  clv_fixture_wait_until_idle (project);
  clv_project_confirm (project);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  g_assert_true (g_file_get_contents (fixture->memory, &memory, &length, NULL));
  g_assert_cmpuint (length, >, 0);
  g_assert_null (memmem (memory, length, PASSWORD, strlen (PASSWORD)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("password/is-asked-for-until-it-is-right", test_unlocked);
  ADD ("password/is-kept-while-the-file-is-open", test_kept_while_open);
  ADD ("password/of-several-files-are-asked-for-one-by-one", test_several);
  ADD ("password/is-not-stored", test_not_stored);
  return g_test_run ();
}
