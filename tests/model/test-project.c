/* test-project.c - from files to results, back, and back again
 *
 * Under ThreadSanitizer: see test-job.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "clv-prediction.h"
#include "clv-project-fixture.h"
#include "clv-source.h"
#include "clv-test.h"

static void
test_flow (ClvProjectFixture *fixture,
           gconstpointer      data)
{
  ClvProject *project = fixture->project;

  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_EMPTY);
  g_assert_false (clv_project_is_busy (project));
  g_assert_cmpstr (clv_project_get_title (project), ==, "");

  clv_fixture_open_file (fixture, "orders.csv", CLV_FIXTURE_ORDERS);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_CONFIRM);
  g_assert_cmpstr (clv_project_get_title (project), ==, "orders.csv");
  g_assert_cmpint (clv_fixture_role_of (project, "Amount"), ==, CLV_ROLE_AMOUNT);
  g_assert_null (clv_project_get_findings (project));
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), REVENUE, 1e-9);

  /* Nobody looks at predictions while columns are being chosen. */
  g_assert_true (clv_findings_are_of_rows_only (clv_project_get_preview (project)));

  clv_project_confirm (project);
  g_assert_true (clv_project_is_confirming (project));
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  g_assert_false (clv_findings_are_of_rows_only (clv_project_get_findings (project)));
  g_assert_true (clv_project_get_findings (project) == clv_project_get_preview (project));

  clv_project_revise (project);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_CONFIRM);
  g_assert_nonnull (clv_project_get_findings (project));
  clv_project_confirm (project);
  /* Nothing has changed: nobody waits for it twice. */
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  clv_fixture_wait_until_idle (project);

  clv_project_close (project);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_EMPTY);
  g_assert_null (clv_project_get_findings (project));
  g_assert_null (clv_project_get_mapping (project));
  g_assert_cmpstr (clv_project_get_title (project), ==, "");
  g_assert_cmpstr (fixture->states->str, ==, "RCXCXE");
  g_assert_no_error (fixture->error);
  /* Once when they came and once when they went; confirming the same again is no news. */
  g_assert_cmpuint (fixture->n_findings, ==, 2);
}

/* What buying goes by does not change with what it is worth: the models are those of before, not new ones. */
static void
test_terms_fit_nothing (ClvProjectFixture *fixture,
                        gconstpointer      data)
{
  static const char *const terms[][2] = { { "margin", "0.3" }, { "discount-rate", "0.2" } };
  const ClvModels *models;

  clv_fixture_open_results (fixture);
  models = clv_findings_get_models (clv_project_get_findings (fixture->project));
  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      clv_fixture_set_assumption (fixture->project, terms[i][0], terms[i][1]);
      clv_fixture_wait_until_idle (fixture->project);
      g_assert_true (clv_findings_get_models (clv_project_get_findings (fixture->project)) == models);
    }
  clv_project_undo (fixture->project);
  clv_fixture_wait_until_idle (fixture->project);
  g_assert_true (clv_findings_get_models (clv_project_get_findings (fixture->project)) == models);
  /* Other rows are another matter. */
  clv_fixture_set_assumption (fixture->project, "duplicates", "drop");
  clv_fixture_wait_until_idle (fixture->project);
  g_assert_false (clv_findings_get_models (clv_project_get_findings (fixture->project)) == models);
}

static void
test_confirm_early (ClvProjectFixture *fixture,
                    gconstpointer      data)
{
  clv_fixture_write_file (fixture, "orders.csv", CLV_FIXTURE_ORDERS);
  clv_fixture_start_opening (fixture, "orders.csv");
  while (clv_project_get_state (fixture->project) != CLV_PROJECT_CONFIRM)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (clv_project_get_preview (fixture->project));
  clv_project_confirm (fixture->project);
  clv_fixture_wait_until_idle (fixture->project);
  g_assert_cmpint (clv_project_get_state (fixture->project), ==, CLV_PROJECT_RESULTS);
  clv_assert_near (clv_fixture_metric (clv_project_get_findings (fixture->project), CLV_M_REVENUE), REVENUE, 1e-9);
  g_assert_cmpuint (fixture->n_findings, ==, 1);
}

static void
test_remembered (ClvProjectFixture *fixture,
                 gconstpointer      data)
{
  clv_fixture_open_file (fixture, "orders.csv", CLV_FIXTURE_ORDERS);
  clv_fixture_set_role (fixture->project, "Weight", CLV_ROLE_AMOUNT);
  clv_project_confirm (fixture->project);
  clv_fixture_wait_until_idle (fixture->project);
  clv_fixture_set_assumption (fixture->project, "margin", "0.2");
  clv_fixture_wait_until_idle (fixture->project);
  g_assert_no_error (fixture->error);

  /* The next day, the same sheet with more rows. */
  g_assert_finalize_object (fixture->project);
  fixture->project = clv_fixture_new_project (fixture);
  g_string_truncate (fixture->states, 0);
  {
    g_autofree char *more = g_strconcat (CLV_FIXTURE_ORDERS, "C-9,o6,2024-06-30,1.00,2.5\n", NULL);

    clv_fixture_open_file (fixture, "orders-july.csv", more);
  }
  g_assert_cmpstr (fixture->states->str, ==, "RX");
  clv_assert_near (clv_fixture_metric (clv_project_get_findings (fixture->project), CLV_M_REVENUE), WEIGHT + 2.5, 1e-9);
  clv_assert_near (clv_fixture_metric (clv_project_get_findings (fixture->project), CLV_M_PROFIT), 0.2 * (WEIGHT + 2.5), 1e-9);

  /* Other headers were never confirmed. */
  clv_fixture_open_file (fixture, "other.csv", CLV_FIXTURE_OTHER);
  g_assert_cmpint (clv_project_get_state (fixture->project), ==, CLV_PROJECT_CONFIRM);
  g_assert_true (isnan (clv_project_get_assumptions (fixture->project)->margin));
}

static void
test_memory_fails (ClvProjectFixture *fixture,
                   gconstpointer      data)
{
  /* A directory where the file should be. */
  g_assert_cmpint (g_mkdir (fixture->memory, 0700), ==, 0);
  clv_fixture_open_file (fixture, "orders.csv", CLV_FIXTURE_ORDERS);
  clv_project_confirm (fixture->project);
  clv_fixture_wait_until_idle (fixture->project);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
  g_assert_nonnull (strstr (fixture->error->message, "memory.db"));
  /* The results are there all the same, and it is said once. */
  g_assert_cmpint (clv_project_get_state (fixture->project), ==, CLV_PROJECT_RESULTS);
  clv_fixture_set_assumption (fixture->project, "margin", "0.2");
  clv_fixture_wait_until_idle (fixture->project);
  g_assert_cmpuint (fixture->n_failed, ==, 1);
  g_rmdir (fixture->memory);
}

static void
test_failing_file (ClvProjectFixture *fixture,
                   gconstpointer      data)
{
  ClvProject *project = fixture->project;
  ClvFindings *findings;
  const ClvMapping *mapping;

  /* Nothing is open: then nothing is open afterwards. */
  clv_fixture_start_opening (fixture, "not-there.csv");
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_READING);
  clv_fixture_wait_until_idle (project);
  g_assert_error (fixture->error, CLV_IO_ERROR, CLV_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (fixture->error->message, "not-there.csv"));
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_EMPTY);
  g_clear_error (&fixture->error);

  clv_fixture_open_results (fixture);
  clv_fixture_set_assumption (project, "margin", "0.3");
  clv_fixture_wait_until_idle (project);
  findings = clv_project_get_findings (project);
  mapping = clv_project_get_mapping (project);
  clv_fixture_open_file (fixture, "picture.xlsx", "%PDF-1.7\nthis is no workbook\n");
  g_assert_error (fixture->error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  g_assert_true (clv_project_get_findings (project) == findings);
  g_assert_true (clv_project_get_mapping (project) == mapping);
  g_assert_cmpstr (clv_project_get_title (project), ==, "orders.csv");

  /* It can still be undone. */
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_true (isnan (clv_fixture_metric (clv_project_get_findings (project), CLV_M_PROFIT)));
}

static void
test_one_of_several_fails (ClvProjectFixture *fixture,
                           gconstpointer      data)
{
  ClvProject *project = fixture->project;
  g_autoptr (GPtrArray) files = clv_fixture_files_of (fixture, "picture.xlsx", "orders.csv");

  clv_fixture_write_file (fixture, "orders.csv", CLV_FIXTURE_ORDERS);
  clv_fixture_write_file (fixture, "picture.xlsx", "%PDF-1.7\nthis is no workbook\n");
  clv_project_open (project, files);
  clv_fixture_wait_until_idle (project);
  g_assert_error (fixture->error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND);
  g_assert_nonnull (strstr (fixture->error->message, "picture.xlsx"));
  g_assert_cmpuint (fixture->n_failed, ==, 1);
  g_assert_true (clv_project_has_failed_file (project, files->pdata[0]));
  g_assert_false (clv_project_has_failed_file (project, files->pdata[1]));
  /* Nobody can do anything about a PDF. */
  g_assert_cmpint (clv_project_get_remedy (project), ==, CLV_REMEDY_NONE);
  clv_project_retry (project);
  g_assert_false (clv_project_is_busy (project));

  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_CONFIRM);
  g_assert_cmpstr (clv_project_get_title (project), ==, "orders.csv");
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), REVENUE, 1e-9);

  /* Beside what is open, too. */
  clv_fixture_write_file (fixture, "more.csv", "Customer ID,Order ID,Order Date,Amount\nC-1,p1,2024-02-13,1000.00\n");
  {
    g_autoptr (GPtrArray) more = clv_fixture_files_of (fixture, "more.csv", "picture.xlsx");

    clv_project_add (project, more);
    clv_fixture_wait_until_idle (project);
  }
  g_assert_cmpuint (fixture->n_failed, ==, 2);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), REVENUE + 1000, 1e-9);
}

static void
test_remote_file (ClvProjectFixture *fixture,
                  gconstpointer      data)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (files, g_file_new_for_uri ("https://example.org/orders.csv"));
  clv_project_open (fixture->project, files);
  g_assert_error (fixture->error, CLV_IO_ERROR, CLV_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (fixture->error->message, "https://example.org/orders.csv"));
  g_assert_cmpint (clv_project_get_state (fixture->project), ==, CLV_PROJECT_EMPTY);
  g_assert_false (clv_project_is_busy (fixture->project));
}

/* Big enough that the reader is still at it when it is cancelled. */
static void
write_big_file (ClvProjectFixture *fixture)
{
  g_autoptr (GString) text = g_string_new ("Customer ID,Order ID,Order Date,Amount,Weight\n");

  for (guint i = 0; i < 300000; i++)
    g_string_append_printf (text, "C-%u,o%u,2024-%02u-%02u,%u.%02u,1\n", i % 50000, i, i % 12 + 1, i % 28 + 1,
                            i % 1000, i % 100);
  clv_fixture_write_file (fixture, "big.csv", text->str);
}

static void
test_cancel_reading (ClvProjectFixture *fixture,
                     gconstpointer      data)
{
  ClvProject *project = fixture->project;
  ClvFindings *findings;

  clv_fixture_open_results (fixture);
  findings = clv_project_get_findings (project);
  write_big_file (fixture);
  clv_fixture_start_opening (fixture, "big.csv");
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_READING);
  /* Long enough to have begun, far too short for 300,000 rows. */
  g_usleep (20 * 1000);
  g_main_context_iteration (NULL, FALSE);
  g_assert_true (clv_project_is_busy (project));
  clv_project_cancel (project);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  g_assert_true (clv_project_get_findings (project) == findings);
  g_assert_cmpstr (clv_project_get_title (project), ==, "orders.csv");
  /* What the user asked for is no failure. */
  g_assert_no_error (fixture->error);
}

static void
test_newer_file_wins (ClvProjectFixture *fixture,
                      gconstpointer      data)
{
  write_big_file (fixture);
  clv_fixture_write_file (fixture, "other.csv", CLV_FIXTURE_OTHER);
  clv_fixture_start_opening (fixture, "big.csv");
  clv_fixture_start_opening (fixture, "other.csv");
  clv_fixture_wait_until_idle (fixture->project);
  g_assert_cmpstr (clv_project_get_title (fixture->project), ==, "other.csv");
  g_assert_cmpstr (fixture->states->str, ==, "RC");
  g_assert_no_error (fixture->error);
}

static void
test_cancel_calculating (ClvProjectFixture *fixture,
                         gconstpointer      data)
{
  ClvProject *project = fixture->project;
  ClvFindings *findings;

  clv_fixture_open_results (fixture);
  clv_fixture_set_assumption (project, "margin", "0.3");
  clv_fixture_wait_until_idle (project);
  findings = clv_project_get_findings (project);
  clv_fixture_set_assumption (project, "margin", "0.9");
  clv_project_cancel (project);
  clv_assert_near (clv_project_get_assumptions (project)->margin, 0.3, 1e-12);
  clv_fixture_wait_until_idle (project);
  g_assert_true (clv_project_get_findings (project) == findings);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  g_assert_no_error (fixture->error);
}

static void
test_history_ends (ClvProjectFixture *fixture,
                   gconstpointer      data)
{
  ClvProject *project = fixture->project;

  clv_fixture_open_results (fixture);
  clv_fixture_set_assumption (project, "margin", "0.3");
  clv_fixture_wait_until_idle (project);
  clv_fixture_open_file (fixture, "other.csv", CLV_FIXTURE_OTHER);
  g_assert_null (clv_fixture_get_label (project, "undo-label"));
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (clv_fixture_role_of (project, "Client"), ==, CLV_ROLE_CUSTOMER);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), 30, 1e-9);
}

/* 23,570 customers and 69,659 transactions: Fader & Hardie (2001), “Forecasting Repeat Sales at CDNOW”. */
static void
test_cdnow (ClvProjectFixture *fixture,
            gconstpointer      data)
{
  g_autofree char *path = clv_test_data ("cdnow/CDNOW_master.txt");
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  const ClvFindings *preview;

  if (path == NULL)
    return;
  g_ptr_array_add (files, g_file_new_for_path (path));
  clv_project_open (fixture->project, files);
  clv_fixture_wait_until_idle (fixture->project);
  g_assert_no_error (fixture->error);
  preview = clv_project_get_preview (fixture->project);
  g_assert_cmpfloat (clv_fixture_metric (preview, CLV_M_CUSTOMERS), ==, 23570);
  g_assert_cmpfloat (clv_fixture_metric (preview, CLV_M_ROWS), ==, 69659);
}

static void
test_several (ClvProjectFixture *fixture,
              gconstpointer      data)
{
  ClvProject *project = fixture->project;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GPtrArray) inputs = NULL;
  const ClvProjectInput *input;

  clv_fixture_write_file (fixture, "january.csv", CLV_FIXTURE_ORDERS);
  clv_fixture_write_file (fixture, "february.csv",
              "Customer ID,Order ID,Order Date,Amount,Weight\n"
              "C-1,p1,2024-02-02,1000.00,1.5\n"
              "C-7,p2,2024-02-25,500.00,2.5\n");
  files = clv_fixture_files_of (fixture, "january.csv", "february.csv");
  clv_project_open (project, files);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpstr (clv_project_get_title (project), ==, "january.csv and 1 more file");
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), REVENUE + 1500, 1e-9);
  g_assert_cmpfloat (clv_fixture_metric (clv_project_get_preview (project), CLV_M_CUSTOMERS), ==, 5);

  inputs = clv_project_dup_inputs (project);
  g_assert_cmpuint (inputs->len, ==, 2);
  input = inputs->pdata[1];
  g_assert_cmpstr (input->file, ==, "february.csv");
  g_assert_cmpuint (input->table, ==, 1);
  g_assert_cmpuint (strlen (input->sha256), ==, 64);
}

static void
test_add (ClvProjectFixture *fixture,
          gconstpointer      data)
{
  ClvProject *project = fixture->project;
  g_autoptr (GPtrArray) files = NULL;

  clv_fixture_open_file (fixture, "orders.csv", CLV_FIXTURE_ORDERS);
  clv_fixture_set_role (project, "Weight", CLV_ROLE_AMOUNT);
  clv_fixture_wait_until_idle (project);
  clv_fixture_write_file (fixture, "more.csv",
              "Customer ID,Order ID,Order Date,Amount\n"
              "C-1,p1,2024-02-02,1000.00\n"
              "C-7,p2,2024-02-25,500.00\n");
  /* orders.csv once more, which must not count it twice. */
  files = clv_fixture_files_of (fixture, "more.csv", "orders.csv");
  clv_project_add (project, files);
  clv_fixture_wait_until_idle (project);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (clv_mapping_get_n_tables (clv_project_get_mapping (project)), ==, 2);
  g_assert_cmpint (clv_fixture_role_of (project, "Weight"), ==, CLV_ROLE_AMOUNT);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), WEIGHT + 1500, 1e-9);
}

static void
test_add_remembered (ClvProjectFixture *fixture,
                     gconstpointer      data)
{
  ClvProject *project = fixture->project;
  g_autoptr (GPtrArray) files = clv_fixture_files_of (fixture, "orders.csv", "more.csv");
  g_autoptr (GPtrArray) more = clv_fixture_files_of (fixture, "more.csv", NULL);

  clv_fixture_write_file (fixture, "orders.csv", CLV_FIXTURE_ORDERS);
  clv_fixture_write_file (fixture, "more.csv", "Customer ID,Order ID,Order Date,Amount\nC-1,p1,2024-02-02,1000.00\n");
  clv_project_open (project, files);
  clv_fixture_wait_until_idle (project);
  clv_fixture_set_role (project, "Weight", CLV_ROLE_AMOUNT);
  clv_fixture_set_assumption (project, "margin", "0.2");
  clv_project_confirm (project);
  clv_fixture_wait_until_idle (project);
  clv_assert_near (clv_fixture_metric (clv_project_get_findings (project), CLV_M_REVENUE), WEIGHT + 1000, 1e-9);

  /* What is chosen now is newer than what is remembered for these two together. */
  clv_fixture_open_file (fixture, "orders.csv", CLV_FIXTURE_ORDERS);
  clv_fixture_set_role (project, "Weight", CLV_ROLE_QUANTITY);
  clv_fixture_set_assumption (project, "margin", "0.4");
  clv_fixture_wait_until_idle (project);
  clv_project_add (project, more);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (clv_fixture_role_of (project, "Weight"), ==, CLV_ROLE_QUANTITY);
  g_assert_cmpint (clv_fixture_role_of (project, "Amount"), ==, CLV_ROLE_AMOUNT);
  clv_assert_near (clv_project_get_assumptions (project)->margin, 0.4, 1e-12);
  clv_assert_near (clv_fixture_metric (clv_project_get_findings (project), CLV_M_REVENUE), REVENUE + 1000, 1e-9);

  /* Nothing was chosen: then it is as it was. */
  clv_fixture_open_file (fixture, "orders.csv", CLV_FIXTURE_ORDERS);
  clv_project_add (project, more);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (clv_fixture_role_of (project, "Weight"), ==, CLV_ROLE_AMOUNT);
  clv_assert_near (clv_project_get_assumptions (project)->margin, 0.2, 1e-12);
}

static gboolean
revenue_worker (ClvFindings   *findings,
                const ClvWork *work,
                gpointer       data,
                GError       **error)
{
  double *revenue = data;

  *revenue = clv_findings_get_metric (findings, CLV_M_PROFIT).value;
  return TRUE;
}

static gboolean
patient_worker (ClvFindings   *findings,
                const ClvWork *work,
                gpointer       data,
                GError       **error)
{
  while (!clv_work_is_cancelled (work))
    {
      clv_work_progress (work, "Writing", 0.5);
      g_usleep (1000);
    }
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INTR, "stopped");
  return FALSE;
}

static gboolean
failing_worker (ClvFindings   *findings,
                const ClvWork *work,
                gpointer       data,
                GError       **error)
{
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "The disk is full.");
  return FALSE;
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static gboolean
wait_and_finish (ClvProject    *project,
                 GAsyncResult **result,
                 GError       **error)
{
  g_autoptr (GAsyncResult) kept = NULL;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  kept = g_steal_pointer (result);
  return clv_project_run_finish (project, kept, error);
}

static void
test_task (ClvProjectFixture *fixture,
           gconstpointer      data)
{
  ClvProject *project = fixture->project;
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  double *profit = g_new0 (double, 1);

  clv_project_run_async (project, "Exporting", failing_worker, NULL, NULL, result_cb, &result);
  g_assert_false (wait_and_finish (project, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);

  /* What was asked for before comes first: the export has the new margin in it. */
  clv_fixture_open_results (fixture);
  clv_fixture_set_assumption (project, "margin", "0.3");
  clv_project_run_async (project, "Exporting", revenue_worker, profit, NULL, result_cb, &result);
  g_assert_true (wait_and_finish (project, &result, &error));
  g_assert_no_error (error);
  clv_assert_near (*profit, 0.3 * REVENUE, 1e-9);
  g_free (profit);

  clv_project_run_async (project, "Exporting", failing_worker, NULL, NULL, result_cb, &result);
  g_assert_false (wait_and_finish (project, &result, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  clv_fixture_wait_until_idle (project);
}

static void
test_task_of_a_file (ClvProjectFixture *fixture,
                     gconstpointer      data)
{
  ClvProject *project = fixture->project;
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  double *profit = g_new0 (double, 1);

  /* Another file comes first, and is not what the export is about. */
  clv_fixture_open_results (fixture);
  clv_fixture_set_assumption (project, "margin", "0.3");
  clv_fixture_wait_until_idle (project);
  clv_fixture_write_file (fixture, "other.csv", CLV_FIXTURE_OTHER);
  clv_fixture_start_opening (fixture, "other.csv");
  clv_project_run_async (project, "Exporting", revenue_worker, profit, NULL, result_cb, &result);
  g_assert_true (wait_and_finish (project, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (clv_project_get_title (project), ==, "other.csv");
  clv_assert_near (*profit, 0.3 * REVENUE, 1e-9);
  g_free (profit);
  clv_fixture_wait_until_idle (project);
}

static void
test_cancel_task (ClvProjectFixture *fixture,
                  gconstpointer      data)
{
  ClvProject *project = fixture->project;
  GAsyncResult *result = NULL;
  GAsyncResult *waiting = NULL;
  g_autoptr (GError) error = NULL;
  double fraction = 0, seconds_left = 0;
  g_autofree char *step = NULL;

  clv_fixture_open_results (fixture);
  clv_project_run_async (project, "Exporting", patient_worker, g_new0 (int, 1), g_free, result_cb, &result);
  clv_project_run_async (project, "Exporting", patient_worker, g_new0 (int, 1), g_free, result_cb, &waiting);
  while (fraction == 0)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (project, "fraction", &fraction, NULL);
    }
  clv_assert_near (fraction, 0.5, 1e-6);
  step = clv_fixture_get_label (project, "step");
  g_assert_cmpstr (step, ==, "Writing");
  /* Half is done after a second or so: about as much is left. Before, nobody knows. */
  g_object_get (project, "seconds-left", &seconds_left, NULL);
  g_assert_cmpfloat (seconds_left, ==, -1);
  while (seconds_left < 0)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (project, "seconds-left", &seconds_left, NULL);
    }
  g_assert_cmpfloat (seconds_left, >=, 0.9);
  clv_project_cancel (project);
  g_assert_false (wait_and_finish (project, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (wait_and_finish (project, &waiting, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  clv_fixture_wait_until_idle (project);
  g_assert_nonnull (clv_project_get_findings (project));
  g_object_get (project, "fraction", &fraction, "seconds-left", &seconds_left, NULL);
  g_assert_cmpfloat (fraction, ==, 0);
  g_assert_cmpfloat (seconds_left, ==, -1);
}

static void
test_dies_while_busy (ClvProjectFixture *fixture,
                      gconstpointer      data)
{
  write_big_file (fixture);
  clv_fixture_start_opening (fixture, "big.csv");
  clv_fixture_kill_project (fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("goes-from-empty-over-confirm-to-results-and-back", test_flow);
  ADD ("another-margin-fits-no-model", test_terms_fit_nothing);
  ADD ("confirming-before-the-preview-waits-for-it", test_confirm_early);
  ADD ("a-remembered-mapping-goes-straight-to-results", test_remembered);
  ADD ("a-memory-that-fails-keeps-the-results", test_memory_fails);
  ADD ("a-file-that-fails-keeps-what-was-open", test_failing_file);
  ADD ("one-bad-file-does-not-keep-the-others-away", test_one_of_several_fails);
  ADD ("a-remote-file-is-refused", test_remote_file);
  ADD ("cancelled-reading-keeps-what-was-open", test_cancel_reading);
  ADD ("a-newer-file-wins", test_newer_file_wins);
  ADD ("cancelled-calculating-takes-the-assumption-back", test_cancel_calculating);
  ADD ("the-history-ends-with-its-file", test_history_ends);
  ADD ("several-files-are-one-project", test_several);
  ADD ("added-files-stand-beside-those-that-are-open", test_add);
  ADD ("a-task-gets-the-newest-findings", test_task);
  ADD ("added-files-leave-what-was-chosen-before-they-came", test_add_remembered);
  ADD ("a-task-is-about-the-file-of-the-call", test_task_of_a_file);
  ADD ("a-task-can-be-cancelled", test_cancel_task);
  ADD ("may-die-while-busy", test_dies_while_busy);
  ADD ("cdnow-has-the-customers-that-were-published", test_cdnow);

  return g_test_run ();
}
