/* test-project-periods.c - who is new and who comes back, from files to findings
 *
 * What people complain about elsewhere: EXPECTATIONS.md, rows 23 and 24. Expected values by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-project-fixture.h"
#include "clv-test.h"

#define HEADER "Customer ID,Order ID,Order Date,Amount,Channel\n"

/* A has two orders of one minute, by two channels: 9 is the first of them, “9” before “10”. */
static const char *const tied_orders[] = {
  "A,10,2024-01-05 10:00,20,Search\n",
  "A,9,2024-01-05 10:00,20,Mail\n",
  "B,11,2024-01-05 10:00,50,Search\n",
  "A,12,2024-02-13 09:30,30,Search\n",
  "B,13,2024-02-13 09:30,30,Mail\n",
  "C,14,2024-02-29 23:59,40,Mail\n",
};

static const char costs[] =
  "Date,Cost type,Cost,Channel\n"
  "2024-01-31,acquisition,60,Search\n"
  "2024-01-31,acquisition,10,Mail\n"
  "2024-02-29,acquisition,5,Search\n"
  "2024-02-29,acquisition,40,Mail\n";

static double
acquisition_cost_of (ClvFindings *findings,
                     const char  *id)
{
  ClvLedger *ledger = clv_findings_get_ledger (findings);
  const ClvCustomers *customers = clv_findings_get_customers (findings);

  for (guint32 i = 0; i < customers->n; i++)
    if (g_str_equal (clv_ledger_get_customer_id (ledger, i), id))
      return customers->cost_by_type[CLV_COST_ACQUISITION][i];
  g_assert_not_reached ();
}

static const ClvPeriod *
get_period (ClvFindings  *findings,
            ClvPeriodKind kind,
            ClvDay        start)
{
  guint n;
  const ClvPeriod *periods = clv_findings_get_periods (findings, kind, &n);

  for (guint i = 0; i < n; i++)
    if (periods[i].start == start)
      return &periods[i];
  g_assert_not_reached ();
}

static ClvFindings *
open_confirmed (ClvProjectFixture *fixture,
                const char        *orders,
                const char        *other)
{
  g_autoptr (GPtrArray) files = clv_fixture_files_of (fixture, "orders.csv", other);

  clv_fixture_write_file (fixture, "orders.csv", orders);
  clv_project_open (fixture->project, files);
  clv_fixture_wait_until_idle (fixture->project);
  /* The second time the mapping is remembered. */
  if (clv_project_get_state (fixture->project) == CLV_PROJECT_CONFIRM)
    clv_project_confirm (fixture->project);
  clv_fixture_wait_until_idle (fixture->project);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (clv_project_get_state (fixture->project), ==, CLV_PROJECT_RESULTS);
  return clv_project_get_findings (fixture->project);
}

/* Row 23. Each row first in turn, then backwards: January’s 10 for “Mail” won A, its 60 for “Search” won B. */
static void
test_equal_times (ClvProjectFixture *fixture,
                  gconstpointer      data)
{
  const guint n = G_N_ELEMENTS (tied_orders);

  clv_fixture_write_file (fixture, "costs.csv", costs);
  for (guint turn = 0; turn < 2 * n; turn++)
    {
      g_autoptr (GString) orders = g_string_new (HEADER);
      const ClvPeriod *january, *february;
      ClvFindings *findings;

      for (guint i = 0; i < n; i++)
        g_string_append (orders, tied_orders[turn < n ? (i + turn) % n : (2 * n - 1 - i + turn) % n]);
      findings = open_confirmed (fixture, orders->str, "costs.csv");
      january = get_period (findings, CLV_PERIOD_MONTH, clv_day_from_ymd (2024, 1, 1));
      february = get_period (findings, CLV_PERIOD_MONTH, clv_day_from_ymd (2024, 2, 1));

      g_test_message ("first %s", tied_orders[turn < n ? turn : (3 * n - 1 - turn) % n]);
      g_assert_cmpuint (january->customers, ==, 2);
      g_assert_cmpuint (january->new_customers, ==, 2);
      g_assert_cmpuint (february->customers, ==, 3);
      g_assert_cmpuint (february->new_customers, ==, 1);
      clv_assert_near (acquisition_cost_of (findings, "A"), 10, 1e-9);
      clv_assert_near (acquisition_cost_of (findings, "B"), 60, 1e-9);
      clv_assert_near (acquisition_cost_of (findings, "C"), 40, 1e-9);
    }
}

/* Row 24. To come back is to have bought before the period. “Late” buys in three months of 2024 and is new in that year,
 * however often; in two of the months it comes back. */
static void
test_long_periods (ClvProjectFixture *fixture,
                   gconstpointer      data)
{
  static const struct
  {
    guint   month;
    guint32 customers, new_customers;
  } months[] = { { 1, 1, 0 }, { 2, 1, 1 }, { 3, 1, 0 }, { 4, 1, 0 } };
  ClvFindings *findings = open_confirmed (fixture,
                                          HEADER
                                          "Early,1,2023-05-10,10,Mail\n"
                                          "Early,2,2024-01-12,10,Mail\n"
                                          "Late,3,2024-02-14,10,Mail\n"
                                          "Late,4,2024-03-16,10,Mail\n"
                                          "Late,5,2024-04-18,10,Mail\n",
                                          NULL);
  const ClvPeriod *year = get_period (findings, CLV_PERIOD_YEAR, clv_day_from_ymd (2024, 1, 1));
  const ClvPeriod *quarter = get_period (findings, CLV_PERIOD_QUARTER, clv_day_from_ymd (2024, 1, 1));
  const ClvCohorts *cohorts = clv_findings_get_cohorts (findings);

  g_assert_cmpuint (year->customers, ==, 2);
  g_assert_cmpuint (year->new_customers, ==, 1);
  g_assert_cmpuint (quarter->customers, ==, 2);
  g_assert_cmpuint (quarter->new_customers, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    {
      const ClvPeriod *month = get_period (findings, CLV_PERIOD_MONTH, clv_day_from_ymd (2024, (int) months[i].month, 1));

      g_assert_cmpuint (month->customers, ==, months[i].customers);
      g_assert_cmpuint (month->new_customers, ==, months[i].new_customers);
    }

  /* What the new one buys again stands by itself: of the one of February one a month later, and one two months later. */
  for (guint i = 0; i < cohorts->n; i++)
    if (cohorts->month[i] == clv_day_from_ymd (2024, 2, 1))
      {
        g_assert_cmpuint (cohorts->size[i], ==, 1);
        g_assert_cmpuint (cohorts->active[i * cohorts->n + 1], ==, 1);
        g_assert_cmpuint (cohorts->active[i * cohorts->n + 2], ==, 1);
        return;
      }
  g_assert_not_reached ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("who-is-new-does-not-depend-on-the-order-of-rows", test_equal_times);
  ADD ("who-comes-back-has-bought-before-the-period", test_long_periods);

  return g_test_run ();
}
