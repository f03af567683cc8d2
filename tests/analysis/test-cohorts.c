/* test-cohorts.c - customers by when or through what they came
 *
 * Definitions: METRICS.md, sections 2 and 4. Numbers by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-cohort-table.h"

#include <math.h>

#include "clv-test-analysis.h"
#include "clv-test.h"

static const ClvCohortFigure active = { CLV_COHORT_CUSTOMERS, CLV_COHORT_TOTAL, FALSE };
static const ClvCohortFigure retention = { CLV_COHORT_CUSTOMERS, CLV_COHORT_SHARE, FALSE };
static const ClvCohortFigure revenue = { CLV_COHORT_REVENUE, CLV_COHORT_TOTAL, FALSE };
static const ClvCohortFigure profit = { CLV_COHORT_PROFIT, CLV_COHORT_TOTAL, FALSE };
static const ClvCohortFigure profit_so_far = { CLV_COHORT_PROFIT, CLV_COHORT_PER_CUSTOMER, TRUE };
static const ClvCohortFigure revenue_share = { CLV_COHORT_REVENUE, CLV_COHORT_SHARE, FALSE };

static ClvCohortTable *
by_time (const ClvFindings *findings,
         ClvPeriodKind      unit)
{
  g_autoptr (ClvCohortSource) source = clv_cohort_source_new (findings, NULL);

  g_assert_nonnull (source);
  return clv_cohort_table_new_by_time (source, unit);
}

static ClvCohortTable *
by_group (const ClvFindings *findings,
          const char        *id,
          ClvPeriodKind      unit)
{
  g_autoptr (ClvCohortSource) source = clv_cohort_source_new (findings, NULL);

  g_assert_nonnull (source);
  for (guint i = 0; i < clv_cohort_source_get_n_groupings (source); i++)
    if (g_str_equal (clv_cohort_source_get_id (source, i), id))
      return clv_cohort_table_new_by_group (source, i, unit);
  g_error ("no grouping by %s", id);
}

static void
assert_cell (const ClvCohortTable *table,
             guint                 cohort,
             guint                 age,
             ClvCohortFigure       figure,
             double                expected,
             gboolean              expected_incomplete)
{
  gboolean incomplete;
  const double value = clv_cohort_table_get (table, cohort, age, figure, &incomplete);

  if (isnan (expected))
    g_assert_true (isnan (value));
  else
    clv_assert_near (value, expected, 1e-9);
  g_assert_cmpint (incomplete, ==, expected_incomplete);
}

/* FEATURES.md, part C: A, B and C came in 2023, D and E in 2024; F never bought. */
static void
toy_data_have_two_cohorts_of_years (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "as-of-date=2024-12-31");
  g_autoptr (ClvCohortTable) table = by_time (findings, CLV_PERIOD_YEAR);

  g_assert_cmpuint (table->n, ==, 2);
  g_assert_cmpstr (table->names[0], ==, "2023");
  g_assert_cmpuint (table->size[0], ==, 3);
  g_assert_cmpuint (table->size[1], ==, 2);
  g_assert_cmpuint (table->size[2], ==, 5);
  assert_cell (table, 0, 0, active, 3, FALSE);
  assert_cell (table, 0, 1, active, 2, FALSE);
  assert_cell (table, 0, 1, retention, 2.0 / 3, FALSE);
  assert_cell (table, 0, 0, revenue, 430, FALSE);
  assert_cell (table, 0, 1, revenue, 340, FALSE);
  assert_cell (table, 1, 0, revenue, 180, FALSE);
  assert_cell (table, 1, 1, revenue, NAN, FALSE);
  assert_cell (table, 0, 0, profit, 340, FALSE);
  assert_cell (table, 1, 0, profit, 80, FALSE);
  /* Three customers, also when one of them never came back: (340 + 340) / 3. */
  assert_cell (table, 0, 1, profit_so_far, 680.0 / 3, FALSE);
  assert_cell (table, 0, 1, revenue_share, 340.0 / 430, FALSE);
  clv_assert_near (clv_cohort_table_get_cac (table, 0), 30, 1e-12);
  clv_assert_near (clv_cohort_table_get_cac (table, 1), 50, 1e-12);
  g_assert_cmpuint (table->payback[0], ==, 1);
  g_assert_cmpuint (table->payback[1], ==, 1);
  /* With F, who cost 25, it is the whole of 735. */
  g_assert_cmpuint (table->customers_without, ==, 1);
  clv_assert_near (table->profit_without, -25, 1e-12);
  /* The mean over cohorts old enough: of all five in the first year, of the three of 2023 in the second. */
  assert_cell (table, 2, 0, (ClvCohortFigure) { CLV_COHORT_REVENUE, CLV_COHORT_PER_CUSTOMER, FALSE }, 610.0 / 5, FALSE);
  assert_cell (table, 2, 1, (ClvCohortFigure) { CLV_COHORT_REVENUE, CLV_COHORT_PER_CUSTOMER, FALSE }, 340.0 / 3, FALSE);
  assert_cell (table, 2, 1, retention, 2.0 / 3, FALSE);
}

/* The last order is of 12 December: the year is not over. */
static void
what_is_not_over_is_marked_and_in_no_mean (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "");
  g_autoptr (ClvCohortTable) table = by_time (findings, CLV_PERIOD_YEAR);

  assert_cell (table, 0, 0, revenue, 430, FALSE);
  assert_cell (table, 0, 1, revenue, 340, TRUE);
  assert_cell (table, 1, 0, revenue, 180, TRUE);
  assert_cell (table, 0, 1, retention, 2.0 / 3, TRUE);
  assert_cell (table, 2, 0, (ClvCohortFigure) { CLV_COHORT_REVENUE, CLV_COHORT_PER_CUSTOMER, FALSE }, 430.0 / 3, FALSE);
  assert_cell (table, 2, 1, retention, NAN, FALSE);
  g_assert_cmpuint (table->payback[0], ==, 1);
  g_assert_cmpuint (table->payback[1], ==, 0);
}

/* METRICS.md, section 4: it cost 50 and brings 10 a month: paid back after 5 months. B never pays back: 4 + 4 of 50. */
static void
payback_is_the_first_period_that_reaches_what_was_spent (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n"
                      "1;A;2024-01-05;10\n2;A;2024-02-05;10\n3;A;2024-03-05;10\n4;A;2024-04-05;10\n5;A;2024-05-05;10\n"
                      "6;A;2024-06-05;10\n7;B;2024-02-07;4\n8;B;2024-03-07;4\n",
                      "Date;Cost type;Cost;Customer\n2024-01-05;acquisition;50;A\n2024-02-07;acquisition;50;B\n",
                      "as-of-date=2024-06-30");
  g_autoptr (ClvCohortTable) months = by_time (findings, CLV_PERIOD_MONTH);
  g_autoptr (ClvCohortTable) quarters = by_time (findings, CLV_PERIOD_QUARTER);

  g_assert_cmpuint (months->payback[0], ==, 5);
  g_assert_cmpuint (months->payback[1], ==, 0);
  assert_cell (months, 0, 4, profit_so_far, 0, FALSE);
  assert_cell (months, 0, 3, profit_so_far, -10, FALSE);
  /* Two who cost 100, and bring 38 and 30. */
  g_assert_cmpstr (quarters->names[0], ==, "2024-Q1");
  assert_cell (quarters, 0, 1, profit_so_far, -16, FALSE);
  g_assert_cmpuint (quarters->payback[0], ==, 0);
}

/* Nothing was recorded of what customers cost, but somebody knows: 15 each. 10 in the first month, 20 in the second. */
static void
an_entered_cost_is_paid_back_too (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-05;20\n2;A;2024-02-05;40\n3;B;2024-01-06;20\n"
                      "4;B;2024-02-29;0\n",
                      NULL, "as-of-date=2024-02-29 cac=15 margin=0.5");
  g_autoptr (ClvCohortTable) table = by_time (findings, CLV_PERIOD_MONTH);

  g_assert_true (table->acquisition_entered);
  clv_assert_near (clv_cohort_table_get_cac (table, 0), 15, 1e-12);
  g_assert_cmpuint (table->payback[0], ==, 2);
  /* Profit is what it is elsewhere: the entered cost is no row of the data. */
  assert_cell (table, 0, 1, (ClvCohortFigure) { CLV_COHORT_PROFIT, CLV_COHORT_TOTAL, TRUE }, 40, FALSE);
}

static const char channels[] =
  "Order;Customer;Date;Amount;Channel\n"
  "1;A;2024-01-05;10;web\n2;A;2024-02-05;30;shop\n3;A;2024-03-05;5;shop\n"
  "4;B;2024-02-06;20;web\n5;B;2024-03-07;8;web\n"
  "6;C;2024-03-08;40;web\n"
  "7;D;2024-01-09;7;shop\n7;D;2024-01-09;9;web\n"
  "8;E;2024-02-10;3;\n";

/* A, B and C came through the web, D too: 9 of its first 16. In month 1 A, B and D are there, C has not come so far. */
static void
groups_are_those_of_the_first_order (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (channels, NULL, "as-of-date=2024-03-31");
  g_autoptr (ClvCohortTable) table = by_group (findings, "channel", CLV_PERIOD_MONTH);

  g_assert_cmpuint (table->n, ==, 2);
  g_assert_cmpstr (table->names[0], ==, "web");
  g_assert_cmpstr (table->names[1], ==, "(none)");
  g_assert_cmpuint (table->size[0], ==, 4);
  g_assert_cmpuint (table->size[1], ==, 1);
  assert_cell (table, 0, 0, revenue, 10 + 20 + 40 + 16, FALSE);
  assert_cell (table, 0, 1, revenue, 30 + 8, TRUE);
  assert_cell (table, 0, 1, retention, 2.0 / 3, FALSE);
  assert_cell (table, 0, 2, retention, 0.5, FALSE);
  assert_cell (table, 0, 1, (ClvCohortFigure) { CLV_COHORT_REVENUE, CLV_COHORT_PER_CUSTOMER, TRUE }, (40 + 28 + 16) / 3.0, FALSE);
  assert_cell (table, 0, 2, (ClvCohortFigure) { CLV_COHORT_REVENUE, CLV_COHORT_PER_CUSTOMER, TRUE }, (45 + 16) / 2.0, FALSE);
  assert_cell (table, 0, 1, revenue_share, 38.0 / 46, FALSE);
  assert_cell (table, 1, 2, retention, NAN, FALSE);
}

/* The business year begins in April: March 2024 is the fourth quarter of 2023. */
static void
business_years_begin_with_their_month (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-03-05;10\n2;B;2024-04-05;10\n", NULL,
                                                       "as-of-date=2024-06-30 fiscal-year-start=4");
  g_autoptr (ClvCohortTable) quarters = by_time (findings, CLV_PERIOD_QUARTER);

  g_assert_cmpuint (quarters->n, ==, 2);
  g_assert_cmpstr (quarters->names[0], ==, "2023-Q4");
  g_assert_cmpstr (quarters->names[1], ==, "2024-Q1");
  g_assert_cmpuint (quarters->size[0], ==, 1);
}

#define N_ROWS 900

/* Orders, refunds, named and shared costs of four years; rows without a customer or channel among them. */
static ClvFindings *
random_findings (guint32  seed,
                 gboolean reversed)
{
  static const char *const types[] = { "acquisition", "retention", "service", "goods", "other" };
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) orders = g_string_new ("Order;Customer;Date;Amount;Cost;Channel\n");
  g_autoptr (GString) costs = g_string_new ("Date;Cost type;Cost;Customer\n");
  const ClvDay first = clv_day_from_iso ("2021-01-01");
  char iso[16];

  for (guint i = 0; i < N_ROWS; i++)
    {
      const int order = g_rand_int_range (random, 0, N_ROWS / 2), customer = order * 7 % 61;
      const int cents = g_rand_int_range (random, -2000, 20000), channel = g_rand_int_range (random, 0, 4);
      const int goods = g_rand_int_range (random, 0, 9000);

      clv_day_to_iso (first + order * 3, iso);
      g_ptr_array_add (lines, g_strdup_printf (customer == 0 ? "o%d;%.0d;%s;%s%d.%02d;%d.%02d;%s\n" : "o%d;%d;%s;%s%d.%02d;%d.%02d;%s\n",
                                               order, customer, iso, cents < 0 ? "-" : "", ABS (cents) / 100, ABS (cents) % 100,
                                               goods / 100, goods % 100, channel == 0 ? "" : channel == 1 ? "web" : channel == 2 ? "shop" : "fair"));
    }
  for (guint i = 0; i < lines->len; i++)
    g_string_append (orders, lines->pdata[reversed ? lines->len - 1 - i : i]);
  for (guint i = 0; i < 60; i++)
    {
      const int customer = g_rand_int_range (random, 0, 70);

      clv_day_to_iso (first + g_rand_int_range (random, -40, 1500), iso);
      if (customer > 0 && customer < 66)
        g_string_append_printf (costs, "%s;%s;%d;%d\n", iso, types[i % 5], g_rand_int_range (random, 1, 300), customer);
      else
        g_string_append_printf (costs, "%s;%s;%d;\n", iso, types[i % 3], g_rand_int_range (random, 1, 900));
    }
  return clv_test_analyse (orders->str, costs->str, "");
}

static double
sum_of (const ClvCohortTable *table,
        ClvCohortMeasure      measure)
{
  double sum = 0;

  for (guint cohort = 0; cohort < table->n; cohort++)
    for (guint age = 0; age < table->n_ages; age++)
      {
        const double value = clv_cohort_table_get (table, cohort, age, (ClvCohortFigure) { measure, CLV_COHORT_TOTAL, FALSE }, NULL);

        sum += isnan (value) ? 0 : value;
      }
  return sum;
}

static void
assert_is_whole (const ClvFindings    *findings,
                 const ClvCohortTable *table)
{
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  double orders = 0, size = 0;

  for (guint32 c = 0; c < customers->n; c++)
    orders += customers->orders[c];
  for (guint cohort = 0; cohort < table->n; cohort++)
    size += table->size[cohort];
  clv_assert_near (size, table->size[table->n], 0);
  clv_assert_near (size + table->customers_without, clv_test_metric (findings, "customers"), 0);
  clv_assert_near (sum_of (table, CLV_COHORT_ORDERS), orders, 0);
  clv_assert_near (sum_of (table, CLV_COHORT_REVENUE), clv_test_metric (findings, "revenue_of_customers"), 1e-6);
  clv_assert_near (sum_of (table, CLV_COHORT_PROFIT) + table->profit_without, clv_test_metric (findings, "profit_of_customers"), 1e-6);
}

static void
cohorts_of_every_kind_sum_to_the_whole (void)
{
  for (guint32 seed = 1; seed <= 4; seed++)
    {
      g_autoptr (ClvFindings) findings = random_findings (seed, FALSE);

      for (guint unit = 0; unit < CLV_N_PERIOD_KINDS; unit++)
        {
          g_autoptr (ClvCohortTable) time = by_time (findings, unit);
          g_autoptr (ClvCohortTable) channel = by_group (findings, "channel", unit);

          assert_is_whole (findings, time);
          assert_is_whole (findings, channel);
          g_assert_cmpuint (channel->n, ==, 4);
          /* The last row is of everybody, whatever they are grouped by. */
          for (guint age = 0; age < time->n_ages; age++)
            for (guint m = 0; m < CLV_N_COHORT_MEASURES; m++)
              {
                const ClvCohortFigure mean = { m, CLV_COHORT_PER_CUSTOMER, TRUE };
                const double a = clv_cohort_table_get (time, time->n, age, mean, NULL);
                const double b = clv_cohort_table_get (channel, channel->n, age, mean, NULL);

                g_assert_true (isnan (a) == isnan (b));
                if (!isnan (a))
                  clv_assert_near (a, b, 1e-9 * MAX (1, fabs (a)));
              }
        }
    }
}

/* The triangles that have always been told, made in another way. */
static void
months_equal_the_triangles_of_the_findings (void)
{
  for (guint32 seed = 1; seed <= 4; seed++)
    {
      g_autoptr (ClvFindings) findings = random_findings (seed, FALSE);
      g_autoptr (ClvCohortTable) table = by_time (findings, CLV_PERIOD_MONTH);
      const ClvCohorts *cohorts = clv_findings_get_cohorts (findings);

      g_assert_cmpuint (table->n, ==, cohorts->n);
      for (guint c = 0; c < cohorts->n; c++)
        {
          g_assert_cmpuint (table->size[c], ==, cohorts->size[c]);
          for (guint age = 0; c + age < cohorts->n && cohorts->size[c] > 0; age++)
            {
              const gsize at = (gsize) c * cohorts->n + age;

              clv_assert_near (clv_cohort_table_get (table, c, age, active, NULL), cohorts->active[at], 0);
              clv_assert_near (clv_cohort_table_get (table, c, age, revenue, NULL), cohorts->revenue[at], 1e-6);
              clv_assert_near (clv_cohort_table_get (table, c, age, profit, NULL), cohorts->profit[at], 1e-6);
            }
        }
    }
}

static void
the_order_of_rows_groups_nobody (void)
{
  for (guint32 seed = 1; seed <= 4; seed++)
    {
      g_autoptr (ClvFindings) before = random_findings (seed, FALSE);
      g_autoptr (ClvFindings) after = random_findings (seed, TRUE);
      g_autoptr (ClvCohortTable) a = by_group (before, "channel", CLV_PERIOD_QUARTER);
      g_autoptr (ClvCohortTable) b = by_group (after, "channel", CLV_PERIOD_QUARTER);

      g_assert_cmpuint (a->n, ==, b->n);
      for (guint cohort = 0; cohort < a->n; cohort++)
        {
          g_assert_cmpstr (a->names[cohort], ==, b->names[cohort]);
          g_assert_cmpuint (a->size[cohort], ==, b->size[cohort]);
          g_assert_cmpuint (a->payback[cohort], ==, b->payback[cohort]);
        }
    }
}

static void
figures_of_customers_have_no_cohorts (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse ("Customer;Revenue;Orders\nA;100;2\nB;50;1\nC;70;3\n", NULL, "");

  g_assert_null (clv_cohort_source_new (findings, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  clv_test_speak_plainly ();

  g_test_add_func ("/analysis/cohorts/toy-data-have-two-cohorts-of-years", toy_data_have_two_cohorts_of_years);
  g_test_add_func ("/analysis/cohorts/what-is-not-over-is-marked-and-in-no-mean", what_is_not_over_is_marked_and_in_no_mean);
  g_test_add_func ("/analysis/cohorts/payback-is-the-first-period-that-reaches-what-was-spent",
                   payback_is_the_first_period_that_reaches_what_was_spent);
  g_test_add_func ("/analysis/cohorts/an-entered-cost-is-paid-back-too", an_entered_cost_is_paid_back_too);
  g_test_add_func ("/analysis/cohorts/groups-are-those-of-the-first-order", groups_are_those_of_the_first_order);
  g_test_add_func ("/analysis/cohorts/business-years-begin-with-their-month", business_years_begin_with_their_month);
  g_test_add_func ("/analysis/cohorts/cohorts-of-every-kind-sum-to-the-whole", cohorts_of_every_kind_sum_to_the_whole);
  g_test_add_func ("/analysis/cohorts/months-equal-the-triangles-of-the-findings", months_equal_the_triangles_of_the_findings);
  g_test_add_func ("/analysis/cohorts/the-order-of-rows-groups-nobody", the_order_of_rows_groups_nobody);
  g_test_add_func ("/analysis/cohorts/figures-of-customers-have-no-cohorts", figures_of_customers_have_no_cohorts);
  return g_test_run ();
}
