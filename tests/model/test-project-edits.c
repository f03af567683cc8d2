/* test-project-edits.c - roles, readings and assumptions, changed and undone
 *
 * Under ThreadSanitizer: see test-job.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "clv-project-fixture.h"
#include "clv-test.h"

static void
test_role (ClvProjectFixture *fixture,
           gconstpointer      data)
{
  ClvProject *project = fixture->project;
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;

  clv_fixture_open_file (fixture, "orders.csv", CLV_FIXTURE_ORDERS);
  /* A drop-down that is filled in says what is so already. */
  clv_fixture_set_role (project, "Amount", CLV_ROLE_AMOUNT);
  clv_project_set_kind (project, 0, clv_mapping_get_table (clv_project_get_mapping (project), 0)->kind);
  g_assert_false (clv_project_is_busy (project));
  g_assert_null (clv_fixture_get_label (project, "undo-label"));

  clv_fixture_set_role (project, "Weight", CLV_ROLE_AMOUNT);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (clv_fixture_role_of (project, "Weight"), ==, CLV_ROLE_AMOUNT);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), WEIGHT, 1e-9);
  undo = clv_fixture_get_label (project, "undo-label");
  g_assert_cmpstr (undo, ==, "Undo new role of “Weight”");

  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (clv_fixture_role_of (project, "Amount"), ==, CLV_ROLE_AMOUNT);
  g_assert_cmpint (clv_fixture_role_of (project, "Weight"), !=, CLV_ROLE_AMOUNT);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), REVENUE, 1e-9);
  redo = clv_fixture_get_label (project, "redo-label");
  g_assert_cmpstr (redo, ==, "Redo new role of “Weight”");
  g_assert_null (clv_fixture_get_label (project, "undo-label"));

  clv_project_redo (project);
  clv_fixture_wait_until_idle (project);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), WEIGHT, 1e-9);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

static void
test_undo_at_once (ClvProjectFixture *fixture,
                   gconstpointer      data)
{
  ClvProject *project = fixture->project;

  clv_fixture_open_file (fixture, "orders.csv", CLV_FIXTURE_ORDERS);
  /* The first is with the worker, the second still waits: undo takes back the second, then the first. */
  clv_fixture_set_role (project, "Weight", CLV_ROLE_AMOUNT);
  clv_fixture_set_role (project, "Order ID", CLV_ROLE_NONE);
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (clv_fixture_role_of (project, "Weight"), ==, CLV_ROLE_AMOUNT);
  g_assert_cmpint (clv_fixture_role_of (project, "Order ID"), ==, CLV_ROLE_ORDER);

  clv_fixture_set_role (project, "Order ID", CLV_ROLE_NONE);
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (clv_fixture_role_of (project, "Order ID"), ==, CLV_ROLE_ORDER);
  g_assert_cmpint (clv_fixture_role_of (project, "Weight"), ==, CLV_ROLE_AMOUNT);
}

static void
test_undo_role_in_results (ClvProjectFixture *fixture,
                           gconstpointer      data)
{
  ClvProject *project = fixture->project;

  clv_fixture_open_file (fixture, "orders.csv", CLV_FIXTURE_ORDERS);
  clv_fixture_set_role (project, "Weight", CLV_ROLE_AMOUNT);
  clv_project_confirm (project);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  clv_assert_near (clv_fixture_metric (clv_project_get_findings (project), CLV_M_REVENUE), WEIGHT, 1e-9);

  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_CONFIRM);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), REVENUE, 1e-9);
  clv_project_confirm (project);
  clv_fixture_wait_until_idle (project);
  clv_assert_near (clv_fixture_metric (clv_project_get_findings (project), CLV_M_REVENUE), REVENUE, 1e-9);
}

static void
test_obstacle (ClvProjectFixture *fixture,
               gconstpointer      data)
{
  ClvProject *project = fixture->project;

  clv_fixture_open_file (fixture, "orders.csv", CLV_FIXTURE_ORDERS);
  clv_project_set_kind (project, 0, CLV_KIND_IGNORED);
  clv_fixture_wait_until_idle (project);
  g_assert_null (clv_project_get_preview (project));
  /* Choosing is no error; confirming is. The confirm page says what is missing all the same. */
  g_assert_no_error (fixture->error);
  g_assert_error (clv_project_get_preview_error (project), CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_NO_ORDERS);
  clv_project_confirm (project);
  clv_fixture_wait_until_idle (project);
  g_assert_error (fixture->error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_NO_ORDERS);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_CONFIRM);

  clv_project_undo (project);
  g_assert_no_error (clv_project_get_preview_error (project));
  clv_fixture_wait_until_idle (project);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), REVENUE, 1e-9);
}

static void
test_cancel_preview (ClvProjectFixture *fixture,
                     gconstpointer      data)
{
  ClvProject *project = fixture->project;

  clv_fixture_open_file (fixture, "orders.csv", CLV_FIXTURE_ORDERS);
  clv_fixture_set_role (project, "Weight", CLV_ROLE_AMOUNT);
  while (clv_project_get_preview (project) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (clv_project_get_preview_error (project));
  clv_project_cancel (project);
  clv_fixture_wait_until_idle (project);
  g_assert_null (clv_project_get_preview (project));
  g_assert_error (clv_project_get_preview_error (project), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_no_error (fixture->error);

  clv_project_confirm (project);
  clv_fixture_wait_until_idle (project);
  g_assert_no_error (clv_project_get_preview_error (project));
  clv_assert_near (clv_fixture_metric (clv_project_get_findings (project), CLV_M_REVENUE), WEIGHT, 1e-9);
}

static void
test_reading (ClvProjectFixture *fixture,
              gconstpointer      data)
{
  ClvProject *project = fixture->project;

  /* 3 April or 4 March: no cell proves it. */
  clv_fixture_open_file (fixture, "orders.csv",
             "Customer ID,Order ID,Order Date,Amount\n"
             "C-1,o1,03/04/2024,100\n"
             "C-2,o2,05/06/2024,50\n");
  clv_project_set_reading (project, 0, 2, CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED, CLV_DATE_ORDER_MDY);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpfloat (clv_fixture_metric (clv_project_get_preview (project), CLV_M_FIRST_DATE), ==, clv_day_from_ymd (2024, 3, 4));
  clv_project_set_reading (project, 0, 2, CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED, CLV_DATE_ORDER_DMY);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpfloat (clv_fixture_metric (clv_project_get_preview (project), CLV_M_FIRST_DATE), ==, clv_day_from_ymd (2024, 4, 3));
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpfloat (clv_fixture_metric (clv_project_get_preview (project), CLV_M_FIRST_DATE), ==, clv_day_from_ymd (2024, 3, 4));
  /* The command line's way to say the same. */
  clv_fixture_set_assumption (project, "date-order", "dmy");
  clv_fixture_wait_until_idle (project);
  g_assert_cmpfloat (clv_fixture_metric (clv_project_get_preview (project), CLV_M_FIRST_DATE), ==, clv_day_from_ymd (2024, 4, 3));
}

/* 20 + 30 + 10 where the 50 of order 1 count once, and 50 + 50 + 10 where each line counts: the rows are read anew. */
static void
test_choice_of_reading (ClvProjectFixture *fixture,
                        gconstpointer      data)
{
  ClvProject *project = fixture->project;
  g_autofree char *undo = NULL;

  clv_fixture_open_file (fixture, "orders.csv",
                         "Order ID,Customer,Date,Product,Quantity,Unit price,Order total\n"
                         "A1,K1,2024-01-01,P,2,10,50\n"
                         "A1,K1,2024-01-01,Q,1,30,50\n"
                         "A2,K2,2024-01-02,P,1,10,10\n");
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), 60, 1e-9);
  clv_fixture_set_assumption (project, "repeated-totals", "keep");
  clv_fixture_wait_until_idle (project);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), 110, 1e-9);
  undo = clv_fixture_get_label (project, "undo-label");
  g_assert_cmpstr (undo, ==, "Undo change of “Totals of orders on each of their lines”");
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), 60, 1e-9);
  clv_project_redo (project);
  clv_fixture_wait_until_idle (project);
  clv_assert_near (clv_fixture_metric (clv_project_get_preview (project), CLV_M_REVENUE), 110, 1e-9);
}

static void
test_margin (ClvProjectFixture *fixture,
             gconstpointer      data)
{
  ClvProject *project = fixture->project;
  g_autofree char *undo = NULL;
  gboolean can_redo;

  clv_fixture_open_results (fixture);
  g_assert_true (isnan (clv_fixture_metric (clv_project_get_findings (project), CLV_M_PROFIT)));
  fixture->n_findings = 0;

  clv_fixture_set_assumption (project, "margin", "30 %");
  g_assert_true (clv_project_is_busy (project));
  clv_fixture_wait_until_idle (project);
  clv_assert_near (clv_fixture_metric (clv_project_get_findings (project), CLV_M_PROFIT), 0.3 * REVENUE, 1e-9);
  g_assert_cmpuint (fixture->n_findings, ==, 1);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);

  clv_fixture_set_assumption (project, "margin", "0.5");
  clv_fixture_wait_until_idle (project);
  clv_assert_near (clv_fixture_metric (clv_project_get_findings (project), CLV_M_PROFIT), 0.5 * REVENUE, 1e-9);
  undo = clv_fixture_get_label (project, "undo-label");
  g_assert_nonnull (strstr (undo, clv_assumptions_get_title ("margin")));
  g_assert_true (g_str_has_prefix (undo, "Undo change of “"));

  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  clv_assert_near (clv_fixture_metric (clv_project_get_findings (project), CLV_M_PROFIT), 0.3 * REVENUE, 1e-9);
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_true (isnan (clv_fixture_metric (clv_project_get_findings (project), CLV_M_PROFIT)));
  clv_project_redo (project);
  clv_project_redo (project);
  clv_fixture_wait_until_idle (project);
  clv_assert_near (clv_fixture_metric (clv_project_get_findings (project), CLV_M_PROFIT), 0.5 * REVENUE, 1e-9);

  /* A new change ends the branch that was undone. */
  clv_project_undo (project);
  clv_fixture_set_assumption (project, "discount-rate", "0.2");
  clv_fixture_wait_until_idle (project);
  g_object_get (project, "can-redo", &can_redo, NULL);
  g_assert_false (can_redo);
  clv_assert_near (clv_fixture_metric (clv_project_get_findings (project), CLV_M_PROFIT), 0.3 * REVENUE, 1e-9);
}

static void
test_slider (ClvProjectFixture *fixture,
             gconstpointer      data)
{
  ClvProject *project = fixture->project;

  clv_fixture_open_results (fixture);
  fixture->n_findings = 0;
  for (guint i = 1; i <= 40; i++)
    {
      g_autofree char *value = g_strdup_printf ("%u %%", i);

      clv_fixture_set_assumption (project, "margin", value);
    }
  clv_fixture_wait_until_idle (project);
  clv_assert_near (clv_fixture_metric (clv_project_get_findings (project), CLV_M_PROFIT), 0.4 * REVENUE, 1e-9);
  g_assert_cmpuint (fixture->n_findings, ==, 1);
  /* One drag, one step. */
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_true (isnan (clv_fixture_metric (clv_project_get_findings (project), CLV_M_PROFIT)));
}

static void
test_bad_value (ClvProjectFixture *fixture,
                gconstpointer      data)
{
  ClvProject *project = fixture->project;
  g_autoptr (GError) error = NULL;
  ClvFindings *findings;

  clv_fixture_open_results (fixture);
  findings = clv_project_get_findings (project);
  g_assert_false (clv_project_set_assumption (project, "margin", "a lot", &error));
  g_assert_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_VALUE);
  g_assert_false (clv_project_is_busy (project));
  g_assert_true (clv_project_get_findings (project) == findings);
  g_assert_null (clv_fixture_get_label (project, "undo-label"));
}

/* Order 2 is far away in time, and order 4 has no amount that could be read: 10 + 20 + 30 = 60. */
#define ODD_ORDERS "Customer,Order,Date,Amount\nA,1,2024-01-25,10.00\nB,2,1924-01-26,20.00\nC,3,2024-02-27,30.00\nD,4,2024-03-28,some\n"

/* What the button beside a problem does. */
static void
choose (ClvProject *project,
        const char *kind,
        const char *choice)
{
  const char *key, *value;

  g_assert_true (clv_assumptions_for_choice (kind, choice, &key, &value));
  clv_fixture_set_assumption (project, key, value);
  clv_fixture_wait_until_idle (project);
}

static void
assert_treated (ClvProject *project,
                const char *odd_date,
                const char *unreadable,
                double      orders,
                double      revenue)
{
  ClvFindings *findings = clv_project_get_findings (project);
  const ClvProblemList *problems = clv_findings_get_problems (findings);

  g_assert_cmpstr (clv_problem_list_find (problems, "odd-date")->treatment, ==, odd_date);
  g_assert_cmpstr (clv_problem_list_find (problems, "unreadable-amount")->treatment, ==, unreadable);
  clv_assert_near (clv_fixture_metric (findings, CLV_M_ORDERS), orders, 0);
  clv_assert_near (clv_fixture_metric (findings, CLV_M_REVENUE), revenue, 1e-9);
  g_assert_true (clv_assumptions_has_choice (clv_project_get_assumptions (project), "odd-date", odd_date));
}

static void
test_treatments (ClvProjectFixture *fixture,
                 gconstpointer      data)
{
  ClvProject *project = fixture->project;

  clv_fixture_open_file (fixture, "odd.csv", ODD_ORDERS);
  clv_project_confirm (project);
  clv_fixture_wait_until_idle (project);
  assert_treated (project, "kept", "left-out", 3, 60);

  choose (project, "odd-date", "left-out");
  assert_treated (project, "left-out", "left-out", 2, 40);
  choose (project, "unreadable-amount", "zero");
  assert_treated (project, "left-out", "zero", 3, 40);
  choose (project, "odd-date", "kept");
  assert_treated (project, "kept", "zero", 4, 60);

  for (guint round = 0; round < 2; round++)
    {
      clv_project_undo (project);
      clv_fixture_wait_until_idle (project);
      assert_treated (project, "left-out", "zero", 3, 40);
      clv_project_undo (project);
      clv_fixture_wait_until_idle (project);
      assert_treated (project, "left-out", "left-out", 2, 40);
      clv_project_undo (project);
      clv_fixture_wait_until_idle (project);
      assert_treated (project, "kept", "left-out", 3, 60);
      for (guint i = 0; i < 3; i++)
        {
          clv_project_redo (project);
          clv_fixture_wait_until_idle (project);
        }
      assert_treated (project, "kept", "zero", 4, 60);
    }
  g_assert_cmpuint (fixture->n_failed, ==, 0);
}

/* Clicked before anything was worked out: two problems are two steps, each named by its problem. */
static void
test_quick_treatments (ClvProjectFixture *fixture,
                       gconstpointer      data)
{
  ClvProject *project = fixture->project;
  g_autofree char *undo = NULL;
  g_autofree char *value = NULL;

  clv_fixture_open_file (fixture, "odd.csv", ODD_ORDERS);
  clv_project_confirm (project);
  clv_fixture_wait_until_idle (project);
  clv_fixture_set_assumption (project, "leave-out", "+odd-date");
  clv_fixture_set_assumption (project, "leave-out", "+ragged-row");
  clv_fixture_wait_until_idle (project);
  undo = clv_fixture_get_label (project, "undo-label");
  g_assert_cmpstr (undo, ==, "Undo change of “Rows with too many or too few fields”");
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  value = clv_assumptions_dup_value (clv_project_get_assumptions (project), "leave-out");
  g_assert_cmpstr (value, ==, "odd-date");
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  assert_treated (project, "kept", "left-out", 3, 60);
}

static void
test_failing_assumption (ClvProjectFixture *fixture,
                         gconstpointer      data)
{
  ClvProject *project = fixture->project;
  ClvFindings *findings;

  clv_fixture_open_results (fixture);
  clv_fixture_set_assumption (project, "margin", "0.3");
  clv_fixture_wait_until_idle (project);
  findings = clv_project_get_findings (project);

  /* Before the first order nothing is left to count. */
  clv_fixture_set_assumption (project, "as-of-date", "1999-12-31");
  clv_fixture_wait_until_idle (project);
  g_assert_error (fixture->error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_NO_ROWS);
  g_assert_true (clv_project_get_findings (project) == findings);
  g_assert_cmpint (clv_project_get_state (project), ==, CLV_PROJECT_RESULTS);
  g_assert_true (clv_assumptions_equal (clv_project_get_assumptions (project), clv_findings_get_assumptions (findings)));

  /* It is no step that could be undone; the one before is. */
  clv_project_undo (project);
  clv_fixture_wait_until_idle (project);
  g_assert_true (isnan (clv_fixture_metric (clv_project_get_findings (project), CLV_M_PROFIT)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-role-can-be-changed-undone-and-redone", test_role);
  ADD ("undo-takes-back-a-change-that-still-waits", test_undo_at_once);
  ADD ("undoing-a-role-leads-back-to-the-confirm-page", test_undo_role_in_results);
  ADD ("an-obstacle-is-an-error-only-when-confirmed", test_obstacle);
  ADD ("a-reading-can-be-changed-and-undone", test_reading);
  ADD ("a-choice-reads-the-rows-anew", test_choice_of_reading);
  ADD ("the-margin-can-be-changed-undone-and-redone", test_margin);
  ADD ("a-dragged-slider-is-one-result-and-one-step", test_slider);
  ADD ("a-bad-value-changes-nothing", test_bad_value);
  ADD ("what-is-done-about-a-problem-is-one-step", test_treatments);
  ADD ("two-problems-are-two-steps", test_quick_treatments);
  ADD ("an-assumption-that-fails-goes-back", test_failing_assumption);
  ADD ("a-cancelled-preview-says-so", test_cancel_preview);

  return g_test_run ();
}
