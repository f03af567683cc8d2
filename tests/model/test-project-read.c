/* test-project-read.c - the first rows at once, and all of them later
 *
 * The fixture shows first rows without waiting whether all come soon. A file of 200,000
 * rows is read in the background while the test holds the main thread, so that
 * what happens meanwhile happens in a known order.
 *
 * Under ThreadSanitizer: see test-job.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "clv-project-fixture.h"
#include "clv-source.h"
#include "clv-test.h"

#define N_ROWS 200000u

static const ClvTableMapping *
get_table (ClvProject *project)
{
  return clv_mapping_get_table (clv_project_get_mapping (project), 0);
}

static const ClvReading *
reading_of (ClvProject *project,
            const char *header)
{
  const ClvTableMapping *table = get_table (project);

  return table->columns[clv_table_find_column (table->table, header)].reading;
}

static void
set_order (ClvProject  *project,
           const char  *header,
           ClvDateOrder order)
{
  clv_project_set_reading (project, 0, (guint) clv_table_find_column (get_table (project)->table, header), CLV_TYPE_DATE,
                           CLV_DECIMAL_UNDECIDED, order);
}

static void
open_big (ClvProjectFixture *fixture,
          guint              proof_row)
{
  clv_fixture_write_big_file (fixture, "big.csv", N_ROWS, proof_row);
  clv_fixture_start_opening (fixture, "big.csv");
  clv_fixture_wait_until_provisional (fixture->project);
}

static void
test_first_rows (ClvProjectFixture *fixture,
                 gconstpointer      data)
{
  ClvProject *project = fixture->project;

  open_big (fixture, 3);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_CONFIRM);
  g_assert_cmpstr (clv_project_get_title (project), ==, "big.csv");
  g_assert_cmpuint (clv_table_get_n_rows (get_table (project)->table), >=, 900);
  g_assert_cmpuint (clv_table_get_n_rows (get_table (project)->table), <, 5000);
  g_assert_cmpint (clv_fixture_role_of (project, "Amount"), ==, CLV_ROLE_AMOUNT);
  /* What follows from a part of the rows is not shown: totals, unknown customers, duplicates. */
  g_assert_null (clv_project_get_preview (project));
  g_assert_no_error (clv_project_get_preview_error (project));
  g_assert_true (clv_project_is_busy (project));

  clv_fixture_wait_until_idle (project);
  g_assert_false (clv_project_is_provisional (project));
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_CONFIRM);
  g_assert_cmpuint (clv_table_get_n_rows (get_table (project)->table), ==, N_ROWS);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), N_ROWS, 1e-6);
  g_assert_cmpstr (fixture->states->str, ==, "RC");
  g_assert_null (clv_project_get_news (project));
  g_assert_no_error (fixture->error);
  {
    g_autoptr (GPtrArray) inputs = clv_project_dup_inputs (project);

    g_assert_cmpuint (strlen (((ClvProjectInput *) inputs->pdata[0])->sha256), ==, 64);
  }
}

static void
test_small (ClvProjectFixture *fixture,
            gconstpointer      data)
{
  clv_fixture_open_file (fixture, "orders.csv", CLV_FIXTURE_ORDERS);
  g_assert_cmpuint (fixture->n_provisional, ==, 0);
  g_assert_cmpstr (fixture->states->str, ==, "RC");
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (fixture->project), CLV_M_REVENUE), REVENUE, 1e-9);
}

/* 5,000 rows are more than are shown first, and are read before anybody would have seen those. */
static void
test_no_flicker (ClvProjectFixture *fixture,
                 gconstpointer      data)
{
  g_assert_finalize_object (fixture->project);
  fixture->project = g_object_new (CLV_TYPE_PROJECT, "memory-path", fixture->memory, "preview-hold", 60000u, NULL);
  clv_fixture_write_big_file (fixture, "some.csv", 5000, 3);
  clv_fixture_start_opening (fixture, "some.csv");
  while (clv_project_is_busy (fixture->project))
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_false (clv_project_is_provisional (fixture->project));
    }
  g_assert_cmpuint (clv_table_get_n_rows (get_table (fixture->project)->table), ==, 5000);
}

static void
test_cancel_to_nothing (ClvProjectFixture *fixture,
                        gconstpointer      data)
{
  ClvProject *project = fixture->project;
  gint64 started;

  open_big (fixture, 3);
  clv_fixture_set_role (project, "Weight", CLV_ROLE_AMOUNT);
  started = g_get_monotonic_time ();
  clv_project_cancel (project);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_EMPTY);
  g_assert_false (clv_project_is_provisional (project));
  g_assert_null (clv_project_get_mapping (project));
  g_assert_cmpstr (clv_project_get_title (project), ==, "");
  g_assert_cmpint (g_get_monotonic_time () - started, <, G_USEC_PER_SEC / 10);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_EMPTY);
  g_assert_null (clv_fixture_get_label (project, "undo-label"));
  g_assert_no_error (fixture->error);
}

static void
test_cancel_to_results (ClvProjectFixture *fixture,
                        gconstpointer      data)
{
  ClvProject *project = fixture->project;
  ClvFindings *findings;

  clv_fixture_open_results (fixture);
  clv_fixture_set_assumption (project, "margin", "0.3");
  clv_fixture_wait_until_idle (project);
  findings = clv_project_get_findings (project);
  clv_fixture_write_big_file (fixture, "big.csv", N_ROWS, 3);
  {
    /* Other headers than those that are remembered. */
    g_autofree char *path = g_build_filename (fixture->dir, "big.csv", NULL);
    g_autofree char *text = NULL;

    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    memcpy (text, "Customer No", 11);
    clv_fixture_write_file (fixture, "big.csv", text);
  }
  clv_fixture_start_opening (fixture, "big.csv");
  clv_fixture_wait_until_provisional (project);
  clv_fixture_set_assumption (project, "margin", "0.7");
  clv_project_cancel (project);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  g_assert_true (clv_project_get_findings (project) == findings);
  g_assert_cmpstr (clv_project_get_title (project), ==, "orders.csv");
  clv_assert_near (clv_project_get_assumptions (project)->margin, 0.3, 1e-12);
  clv_fixture_wait_until_idle (project);
  g_assert_true (clv_project_get_findings (project) == findings);

  /* It can still be undone. */
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_true (isnan (clv_project_get_assumptions (project)->margin));
  g_assert_no_error (fixture->error);
}

static void
test_changes_stay (ClvProjectFixture *fixture,
                   gconstpointer      data)
{
  ClvProject *project = fixture->project;
  g_autofree char *undo = NULL;

  open_big (fixture, 3);
  clv_fixture_set_role (project, "Weight", CLV_ROLE_AMOUNT);
  clv_fixture_set_role (project, "Order ID", CLV_ROLE_NONE);
  clv_fixture_set_assumption (project, "margin", "0.5");
  clv_project_undo (project); /* the last change that still waits: the order id */
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (clv_fixture_role_of (project, "Weight"), ==, CLV_ROLE_AMOUNT);
  g_assert_cmpint (clv_fixture_role_of (project, "Order ID"), ==, CLV_ROLE_ORDER);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), 2.0 * N_ROWS, 1e-6);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_PROFIT), 1.0 * N_ROWS, 1e-6);

  /* They are steps, over all rows. */
  undo = clv_fixture_get_label (project, "undo-label");
  g_assert_cmpstr (undo, ==, "Undo new role of “Weight”");
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpuint (clv_table_get_n_rows (get_table (project)->table), ==, N_ROWS);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), N_ROWS, 1e-6);
  clv_project_redo (project);
  clv_fixture_wait_until_idle (project);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), 2.0 * N_ROWS, 1e-6);
  g_assert_no_error (fixture->error);
}

/* Taken back over the first rows, it does not come back with the last one; made again, it does. */
static void
test_undo_meanwhile (ClvProjectFixture *fixture,
                     gconstpointer      data)
{
  ClvProject *project = fixture->project;

  open_big (fixture, 3);
  clv_fixture_set_role (project, "Weight", CLV_ROLE_AMOUNT);
  while (clv_fixture_role_of (project, "Weight") != CLV_ROLE_AMOUNT)
    g_main_context_iteration (NULL, TRUE);
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpuint (clv_table_get_n_rows (get_table (project)->table), ==, N_ROWS);
  g_assert_cmpint (clv_fixture_role_of (project, "Weight"), !=, CLV_ROLE_AMOUNT);
  clv_project_redo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (clv_fixture_role_of (project, "Weight"), ==, CLV_ROLE_AMOUNT);
  g_assert_cmpuint (clv_table_get_n_rows (get_table (project)->table), ==, N_ROWS);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), 2.0 * N_ROWS, 1e-6);
}

/* Row 150,000 is the first whose day cannot be a month. */
static void
test_settled (ClvProjectFixture *fixture,
              gconstpointer      data)
{
  ClvProject *project = fixture->project;

  clv_test_speak_plainly ();
  open_big (fixture, 150000);
  g_assert_true (reading_of (project, "Order Date")->ambiguous);
  clv_fixture_wait_until_idle (project);
  g_assert_false (reading_of (project, "Order Date")->ambiguous);
  g_assert_cmpint (reading_of (project, "Order Date")->date_order, ==, CLV_DATE_ORDER_DMY);
  g_assert_cmpstr (clv_project_get_news (project), ==, "Date order of “Order Date” settled: day first, proved in row 150,000");
  clv_project_dismiss_news (project);
  g_assert_null (clv_project_get_news (project));
}

static void
test_answer_stays (ClvProjectFixture *fixture,
                   gconstpointer      data)
{
  ClvProject *project = fixture->project;

  open_big (fixture, 150000);
  set_order (project, "Order Date", CLV_DATE_ORDER_MDY);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpuint (clv_table_get_n_rows (get_table (project)->table), ==, N_ROWS);
  g_assert_cmpint (reading_of (project, "Order Date")->date_order, ==, CLV_DATE_ORDER_MDY);
  /* What the user said did not change by itself. */
  g_assert_null (clv_project_get_news (project));
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (reading_of (project, "Order Date")->date_order, ==, CLV_DATE_ORDER_DMY);
}

static void
test_confirmed_early (ClvProjectFixture *fixture,
                      gconstpointer      data)
{
  ClvProject *project = fixture->project;

  open_big (fixture, 3);
  clv_project_confirm (project);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_CONFIRM);
  g_assert_true (clv_project_is_confirming (project));
  clv_fixture_wait_until_idle (project);
  g_assert_false (clv_project_is_confirming (project));
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  clv_assert_near (clv_fixture_metric (clv_project_get_findings (project), CLV_M_REVENUE), N_ROWS, 1e-6);
  g_assert_cmpstr (fixture->states->str, ==, "RCX");

  /* The next time it is remembered, and nobody has to look at first rows. */
  g_string_truncate (fixture->states, 0);
  fixture->n_provisional = 0;
  clv_fixture_start_opening (fixture, "big.csv");
  clv_fixture_wait_until_idle (project);
  g_assert_cmpstr (fixture->states->str, ==, "RX");
  g_assert_cmpuint (fixture->n_provisional, ==, 0);
  clv_assert_near (clv_fixture_metric (clv_project_get_findings (project), CLV_M_REVENUE), N_ROWS, 1e-6);
  g_assert_no_error (fixture->error);
}

static void
test_add_waits (ClvProjectFixture *fixture,
                gconstpointer      data)
{
  ClvProject *project = fixture->project;
  g_autoptr (GPtrArray) more = clv_fixture_files_of (fixture, "more.csv", NULL);

  clv_fixture_write_file (fixture, "more.csv", "Customer ID,Order ID,Order Date,Amount\nC-1,p1,13/02/2024,1000.00\n");
  open_big (fixture, 3);
  clv_fixture_set_role (project, "Weight", CLV_ROLE_AMOUNT);
  clv_project_add (project, more);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_CONFIRM);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpuint (clv_mapping_get_n_tables (clv_project_get_mapping (project)), ==, 2);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), 2.0 * N_ROWS + 1000, 1e-6);
  g_assert_no_error (fixture->error);
}

static void
test_other_file (ClvProjectFixture *fixture,
                 gconstpointer      data)
{
  ClvProject *project = fixture->project;

  clv_fixture_write_file (fixture, "other.csv", CLV_FIXTURE_OTHER);
  open_big (fixture, 3);
  clv_fixture_start_opening (fixture, "other.csv");
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_READING);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpstr (clv_project_get_title (project), ==, "other.csv");
  g_assert_false (clv_project_is_provisional (project));
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), 30, 1e-9);
}

static void
test_close (ClvProjectFixture *fixture,
            gconstpointer      data)
{
  open_big (fixture, 3);
  clv_project_close (fixture->project);
  g_assert_cmpint (clv_project_get_state (fixture->project), ==, CLV_PROJECT_EMPTY);
  clv_fixture_wait_until_idle (fixture->project);
  g_assert_null (clv_project_get_mapping (fixture->project));
  g_assert_cmpint (clv_project_get_state (fixture->project), ==, CLV_PROJECT_EMPTY);
}

static void
test_dies (ClvProjectFixture *fixture,
           gconstpointer      data)
{
  open_big (fixture, 3);
  clv_fixture_set_role (fixture->project, "Weight", CLV_ROLE_AMOUNT);
  clv_fixture_kill_project (fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("first-rows-come-before-all-rows", test_first_rows);
  ADD ("a-small-file-is-never-provisional", test_small);
  ADD ("what-is-read-soon-does-not-flicker", test_no_flicker);
  ADD ("cancelled-among-first-rows-nothing-is-open", test_cancel_to_nothing);
  ADD ("cancelled-among-first-rows-the-results-come-back", test_cancel_to_results);
  ADD ("changes-over-first-rows-stay-over-all", test_changes_stay);
  ADD ("what-is-undone-over-first-rows-stays-undone", test_undo_meanwhile);
  ADD ("what-all-rows-settle-is-told-in-one-line", test_settled);
  ADD ("an-answer-stays-whatever-comes-later", test_answer_stays);
  ADD ("confirmed-among-first-rows-results-come-with-the-last", test_confirmed_early);
  ADD ("added-files-wait-for-the-last-row", test_add_waits);
  ADD ("another-file-takes-the-place-of-first-rows", test_other_file);
  ADD ("closed-among-first-rows-nothing-is-open", test_close);
  ADD ("may-die-among-first-rows", test_dies);

  return g_test_run ();
}
