/* test-project-questions.c - guesses are asked about, and never become facts
 *
 * Every date below is a day and a month in either order, and none proves which: 02/03 is 2 March or 3 February.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-project-fixture.h"
#include "clv-test.h"

#define UNPROVED \
  "Customer ID,Order ID,Order Date,Amount\n" \
  "C-1,o1,02/03/2024,100.00\n" \
  "C-2,o2,04/05/2024,50.00\n" \
  "C-3,o3,06/07/2024,25.50\n"

static const ClvReading *
date_reading (ClvProject *project)
{
  const ClvTableMapping *table = clv_mapping_get_table (clv_project_get_mapping (project), 0);

  return table->columns[clv_table_find_column (table->table, "Order Date")].reading;
}

static void
open_next_month (ClvProjectFixture *fixture)
{
  g_assert_finalize_object (fixture->project);
  fixture->project = clv_fixture_new_project (fixture);
  g_string_truncate (fixture->states, 0);
  clv_fixture_open_file (fixture, "next.csv", UNPROVED "C-4,o4,08/09/2024,1.00\n");
}

static void
test_guess (ClvProjectFixture *fixture,
            gconstpointer      data)
{
  clv_fixture_open_file (fixture, "orders.csv", UNPROVED);
  g_assert_cmpuint (clv_project_get_n_questions (fixture->project), ==, 1);
  clv_project_confirm (fixture->project);
  clv_fixture_wait_until_idle (fixture->project);
  g_assert_cmpint (clv_project_get_state (fixture->project), ==, CLV_PROJECT_RESULTS);

  open_next_month (fixture);
  g_assert_cmpstr (fixture->states->str, ==, "RC");
  g_assert_true (date_reading (fixture->project)->ambiguous);
  g_assert_cmpuint (clv_project_get_n_questions (fixture->project), ==, 1);
}

static void
test_answer (ClvProjectFixture *fixture,
             gconstpointer      data)
{
  ClvProject *project = fixture->project;

  clv_fixture_open_file (fixture, "orders.csv", UNPROVED);
  clv_project_set_reading (project, 0, 2, CLV_TYPE_DATE, CLV_DECIMAL_UNDECIDED, CLV_DATE_ORDER_MDY);
  clv_fixture_wait_until_idle (project);
  g_assert_cmpuint (clv_project_get_n_questions (project), ==, 0);
  clv_project_confirm (project);
  clv_fixture_wait_until_idle (project);
  g_assert_null (clv_project_get_news (project));

  open_next_month (fixture);
  g_assert_cmpstr (fixture->states->str, ==, "RX");
  g_assert_cmpint (date_reading (fixture->project)->date_order, ==, CLV_DATE_ORDER_MDY);
  /* It is told that nobody was asked. */
  g_assert_nonnull (clv_project_get_news (fixture->project));
  clv_project_dismiss_news (fixture->project);
  g_assert_null (clv_project_get_news (fixture->project));
}

static void
test_assumption (ClvProjectFixture *fixture,
                 gconstpointer      data)
{
  clv_fixture_open_file (fixture, "orders.csv", UNPROVED);
  clv_fixture_set_assumption (fixture->project, "date-order", "dmy");
  g_assert_cmpuint (clv_project_get_n_questions (fixture->project), ==, 0);
  clv_fixture_set_assumption (fixture->project, "date-order", "");
  g_assert_cmpuint (clv_project_get_n_questions (fixture->project), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-guess-is-asked-about-again-in-the-next-file", test_guess);
  ADD ("an-answer-is-remembered-and-its-use-told", test_answer);
  ADD ("an-assumption-about-the-file-answers", test_assumption);
  return g_test_run ();
}
