/* test-comparison.c - two periods side by side, and values as they were
 *
 * Numbers by hand; the toy data from FEATURES.md, part C.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-comparison.h"
#include "clv-migration.h"
#include "clv-random-ledger.h"
#include "clv-snapshots.h"
#include "clv-test-analysis.h"
#include "clv-test-tables.h"
#include "clv-test.h"

#include <math.h>

static ClvComparison *
compare (ClvFindings *findings,
         const char  *pair)
{
  g_autoptr (ClvAccounts) accounts = clv_accounts_new (findings, NULL);
  ClvSpan spans[2];

  g_assert_true (clv_span_pair_parse (pair, 1, spans));
  return clv_comparison_new (accounts, &spans[0], &spans[1], 3);
}

static double
sum_causes (const double *by_cause)
{
  double sum = 0;

  for (guint cause = 0; cause < CLV_N_CAUSES; cause++)
    sum += by_cause[cause];
  return sum;
}

static double
sum_moves (const ClvMoveSum *by_move)
{
  double sum = 0;

  for (guint move = 0; move < CLV_N_MOVES; move++)
    sum += by_move[move].change;
  return sum;
}

/* 2023: A 180 - 30, B 50 - 30, C 200 - 30. 2024: A 120, C 220, D 0, E 180 - 100, F -25. */
static void
each_customer_moves_once (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "");
  g_autoptr (ClvComparison) comparison = compare (findings, "2023..2024");
  const ClvMoveSum *revenue = comparison->revenue_by_move, *profit = comparison->profit_by_move;
  g_autoptr (GArray) lost = clv_comparison_dup_customers (comparison, CLV_MOVE_LOST, FALSE);

  clv_assert_near (comparison->before.revenue, 430, 1e-9);
  clv_assert_near (comparison->after.revenue, 520, 1e-9);
  clv_assert_near (comparison->before.profit, 340, 1e-9);
  clv_assert_near (comparison->after.profit, 395, 1e-9);
  g_assert_cmpuint (revenue[CLV_MOVE_NEW].customers, ==, 3);
  clv_assert_near (revenue[CLV_MOVE_NEW].change, 180, 1e-9);
  clv_assert_near (revenue[CLV_MOVE_EXPANSION].change, 20, 1e-9);
  clv_assert_near (revenue[CLV_MOVE_CONTRACTION].change, -60, 1e-9);
  clv_assert_near (revenue[CLV_MOVE_LOST].change, -50, 1e-9);
  clv_assert_near (profit[CLV_MOVE_NEW].change, 80 - 25, 1e-9);
  clv_assert_near (profit[CLV_MOVE_EXPANSION].change, 50, 1e-9);
  clv_assert_near (profit[CLV_MOVE_CONTRACTION].change, -30, 1e-9);
  clv_assert_near (profit[CLV_MOVE_LOST].change, -20, 1e-9);
  g_assert_cmpuint (lost->len, ==, 1);
  g_assert_cmpuint (g_array_index (lost, guint32, 0), ==, clv_test_customer (findings, "B"));
  g_assert_cmpuint (comparison->n_winners, ==, 2);
  g_assert_cmpuint (comparison->winners[0].customer, ==, clv_test_customer (findings, "E"));
  g_assert_cmpuint (comparison->winners[1].customer, ==, clv_test_customer (findings, "C"));
  g_assert_cmpuint (comparison->n_losers, ==, 3);
  g_assert_cmpuint (comparison->losers[0].customer, ==, clv_test_customer (findings, "A"));
  g_assert_cmpuint (comparison->losers[1].customer, ==, clv_test_customer (findings, "F"));
  g_assert_cmpuint (comparison->losers[2].customer, ==, clv_test_customer (findings, "B"));
}

/* 3 customers × 4/3 orders × 107.50 become 4 × 6/4 × 86.67. By hand, the mean over the six orders of change:
 * customers: (f0 v0 / 3 + f1 v0 / 6 + f0 v1 / 6 + f1 v1 / 3) × (4 - 3). */
static void
causes_add_up_and_favour_none (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "");
  g_autoptr (ClvComparison) comparison = compare (findings, "2024..2023");
  const double f0 = 4.0 / 3, f1 = 1.5, v0 = 107.5, v1 = 520.0 / 6;

  clv_assert_near (comparison->revenue_by_cause[CLV_CAUSE_CUSTOMERS], f0 * v0 / 3 + f1 * v0 / 6 + f0 * v1 / 6 + f1 * v1 / 3, 1e-9);
  clv_assert_near (comparison->revenue_by_cause[CLV_CAUSE_FREQUENCY], (3 * v0 / 3 + 4 * v0 / 6 + 3 * v1 / 6 + 4 * v1 / 3) * (f1 - f0), 1e-9);
  clv_assert_near (comparison->revenue_by_cause[CLV_CAUSE_MARGIN], 0, 0);
  clv_assert_near (sum_causes (comparison->revenue_by_cause), 90, 1e-9);
  clv_assert_near (comparison->profit_by_cause[CLV_CAUSE_ACQUISITION], -10, 1e-9);
  clv_assert_near (comparison->profit_by_cause[CLV_CAUSE_SERVICE], -25, 1e-9);
  clv_assert_near (sum_causes (comparison->profit_by_cause), 55, 1e-9);
}

static void
who_comes_back_is_reactivated (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2021-01-02;10\n2;B;2022-01-02;30\n3;A;2023-01-02;20\n4;C;2023-12-31;5\n", NULL, "");
  g_autoptr (ClvComparison) comparison = compare (findings, "2022..2023");

  g_assert_cmpuint (comparison->revenue_by_move[CLV_MOVE_REACTIVATED].customers, ==, 1);
  clv_assert_near (comparison->revenue_by_move[CLV_MOVE_REACTIVATED].change, 20, 1e-12);
  g_assert_cmpuint (comparison->revenue_by_move[CLV_MOVE_NEW].customers, ==, 1);
  g_assert_cmpuint (comparison->revenue_by_move[CLV_MOVE_LOST].customers, ==, 1);
  g_assert_true (isnan (comparison->profit_by_cause[CLV_CAUSE_CUSTOMERS]));
  g_assert_null (comparison->move_by_profit);
}

/* A side without orders: its whole revenue is put down to customers. */
static void
an_empty_period_is_compared (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2021-01-02;10\n2;B;2023-01-02;30\n3;B;2023-05-02;20\n", "Date;Cost type;Cost\n2022-01-01;rent;4\n", "");
  g_autoptr (ClvComparison) comparison = compare (findings, "2022..2023");

  clv_assert_near (comparison->revenue_by_cause[CLV_CAUSE_CUSTOMERS], 50, 1e-12);
  clv_assert_near (sum_causes (comparison->revenue_by_cause), 50, 1e-12);
  clv_assert_near (sum_causes (comparison->profit_by_cause), 54, 1e-12);
  clv_assert_near (comparison->profit_by_cause[CLV_CAUSE_OTHER], 4, 1e-12);
}

static ClvFindings *
random_findings (guint32     seed,
                 int         factor,
                 gboolean    shuffled,
                 const char *settings)
{
  ClvRandomLedger ledger;
  g_autofree char *orders = NULL, *costs = NULL;

  clv_random_ledger_init (&ledger, seed, factor);
  if (shuffled)
    {
      clv_random_lines_shuffle (ledger.orders, seed);
      clv_random_lines_shuffle (ledger.costs, seed);
    }
  orders = clv_random_lines_dup_table (ledger.orders, clv_random_orders_header, 0, ledger.orders->len);
  costs = clv_random_lines_dup_table (ledger.costs, clv_random_costs_header, 0, ledger.costs->len);
  clv_random_ledger_clear (&ledger);
  return clv_test_analyse (orders, costs, settings);
}

static void
bridges_add_up_for_any_pair (void)
{
  static const char *const pairs[] = { "2022..2023", "2021..2022", "2022-Q1..2022-Q2", "2022-Q4..2023-Q4", "2022-03..2022-04", "2021-01..2023" };

  for (guint32 seed = 1; seed <= 6; seed++)
    {
      g_autoptr (ClvFindings) findings = random_findings (seed, 1, FALSE, "allocate-service=revenue");

      for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
        {
          g_autoptr (ClvComparison) c = compare (findings, pairs[i]);

          clv_assert_near (sum_causes (c->revenue_by_cause), c->after.revenue - c->before.revenue, 0.005);
          clv_assert_near (sum_causes (c->profit_by_cause), c->after.profit - c->before.profit, 0.005);
          clv_assert_near (sum_moves (c->revenue_by_move), c->after.revenue - c->before.revenue, 0.005);
          clv_assert_near (sum_moves (c->profit_by_move), c->after.profit - c->before.profit, 0.005);
        }
    }
}

static void
assert_same_comparison (const ClvComparison *a,
                        const ClvComparison *b,
                        const ClvFindings   *of_a,
                        const ClvFindings   *of_b,
                        double               factor)
{
  for (guint cause = 0; cause < CLV_N_CAUSES; cause++)
    {
      clv_assert_near (b->revenue_by_cause[cause], a->revenue_by_cause[cause] * factor, 1e-6);
      clv_assert_near (b->profit_by_cause[cause], a->profit_by_cause[cause] * factor, 1e-6);
    }
  for (guint move = 0; move < CLV_N_MOVES; move++)
    {
      g_assert_cmpuint (a->revenue_by_move[move].customers, ==, b->revenue_by_move[move].customers);
      clv_assert_near (b->profit_by_move[move].change, a->profit_by_move[move].change * factor, 1e-6);
    }
  g_assert_cmpuint (a->n_winners, ==, b->n_winners);
  for (guint i = 0; i < a->n_winners; i++)
    g_assert_cmpstr (clv_ledger_get_customer_id (clv_findings_get_ledger (of_a), a->winners[i].customer), ==,
                     clv_ledger_get_customer_id (clv_findings_get_ledger (of_b), b->winners[i].customer));
}

static void
neither_row_order_nor_unit_of_money_matters (void)
{
  for (guint32 seed = 11; seed <= 14; seed++)
    {
      g_autoptr (ClvFindings) plain = random_findings (seed, 1, FALSE, "allocate-retention=revenue allocate-other=equal");
      g_autoptr (ClvFindings) shuffled = random_findings (seed, 1, TRUE, "allocate-retention=revenue allocate-other=equal");
      g_autoptr (ClvFindings) tripled = random_findings (seed, 3, FALSE, "allocate-retention=revenue allocate-other=equal");
      g_autoptr (ClvComparison) a = compare (plain, "2022..2023"), b = compare (shuffled, "2022..2023"), c = compare (tripled, "2022..2023");

      assert_same_comparison (a, b, plain, shuffled, 1);
      assert_same_comparison (a, c, plain, tripled, 3);
    }
}

/* The orders in two files, each order in one of them. */
static ClvFindings *
split_findings (guint32     seed,
                const char *settings)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref);
  g_autoptr (GString) even = g_string_new (clv_random_orders_header), odd = g_string_new (clv_random_orders_header);
  g_autoptr (ClvMapping) mapping = NULL;
  g_autofree char *costs = NULL;
  ClvRandomLedger ledger;

  clv_random_ledger_init (&ledger, seed, 1);
  for (guint i = 0; i < ledger.orders->len; i++)
    {
      const char *line = ledger.orders->pdata[i];

      g_string_append (g_ascii_strtoll (line + 1, NULL, 10) % 2 == 0 ? even : odd, line);
    }
  costs = clv_random_lines_dup_table (ledger.costs, clv_random_costs_header, 0, ledger.costs->len);
  clv_random_ledger_clear (&ledger);
  clv_test_add_table (tables, "orders-1.csv", "", odd->str);
  clv_test_add_table (tables, "orders-2.csv", "", even->str);
  clv_test_add_table (tables, "costs.csv", "", costs);
  mapping = clv_mapping_recognise (tables);
  return clv_test_analyse_ledger (clv_ledger_build (mapping, NULL, NULL), settings);
}

static void
orders_may_stand_in_two_files (void)
{
  for (guint32 seed = 41; seed <= 43; seed++)
    {
      g_autoptr (ClvFindings) one = random_findings (seed, 1, FALSE, "allocate-service=revenue");
      g_autoptr (ClvFindings) two = split_findings (seed, "allocate-service=revenue");
      g_autoptr (ClvComparison) a = compare (one, "2022..2023"), b = compare (two, "2022..2023");

      assert_same_comparison (a, b, one, two, 1);
      clv_assert_near (a->after.profit, b->after.profit, 0.005);
      clv_assert_near (clv_test_metric (one, "cost_unallocated"), clv_test_metric (two, "cost_unallocated"), 0.005);
    }
}

static void
without_a_choice_the_last_two_complete_periods_are_compared (void)
{
  g_autoptr (ClvFindings) plain = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "as-of-date=2024-12-31");
  g_autoptr (ClvFindings) chosen = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "compare=2023-Q1..2023-Q2");
  ClvSpan spans[2];

  g_assert_true (clv_findings_get_compared (plain, spans));
  g_assert_cmpint (spans[0].start, ==, clv_day_from_iso ("2023-01-01"));
  g_assert_cmpint (spans[1].end, ==, clv_day_from_iso ("2024-12-31"));
  g_assert_true (clv_findings_get_compared (chosen, spans));
  g_assert_cmpint (spans[1].end, ==, clv_day_from_iso ("2023-06-30"));
}

/* FEATURES.md, F-24: as of 2023 with the data of 2024 is what the data of 2023 alone give. */
static void
the_past_is_as_it_was (void)
{
  for (guint32 seed = 21; seed <= 23; seed++)
    {
      g_autoptr (ClvFindings) now = random_findings (seed, 1, FALSE, "");
      g_autoptr (ClvFindings) then = random_findings (seed, 1, FALSE, "as-of-date=2022-12-31");
      g_autoptr (ClvSnapshots) snapshots = clv_snapshots_new (now, CLV_PERIOD_YEAR, FALSE, NULL, NULL);
      const ClvSnapshot *snapshot = &snapshots->snapshots[1];
      const ClvCustomers *customers = clv_findings_get_customers (then);

      g_assert_cmpuint (snapshots->n, ==, 3);
      g_assert_cmpint (snapshot->as_of, ==, clv_day_from_iso ("2022-12-31"));
      for (guint32 c = 0; c < customers->n; c++)
        {
          g_assert_cmpuint (snapshot->tier[c], ==, customers->tier[c]);
          g_assert_cmpuint (snapshot->rfm_segment[c], ==, customers->rfm_segment[c]);
          if (customers->counted[c])
            clv_assert_near (snapshot->value[c], customers->value[c], 1e-9);
          else
            g_assert_true (isnan (snapshot->value[c]));
        }
      clv_assert_near (snapshot->metrics[CLV_M_PROFIT].value, clv_test_metric (then, "profit"), 1e-9);
      clv_assert_near (snapshot->metrics[CLV_M_VALUE_PER_CUSTOMER].value, clv_test_metric (then, "value_per_customer"), 1e-9);
      g_assert_true (isnan (snapshot->clv_mean));
    }
}

static void
predictions_come_on_demand (void)
{
  const ClvDay days[] = { clv_day_from_iso ("2020-01-01"), clv_day_from_iso ("2023-06-30") };
  g_autoptr (ClvFindings) now = random_findings (31, 1, FALSE, "");
  g_autoptr (ClvFindings) then = random_findings (31, 1, FALSE, "as-of-date=2023-06-30");
  g_autoptr (ClvSnapshots) snapshots = clv_snapshots_new_of_days (now, 2, days, TRUE, NULL, NULL);

  /* Nothing was there in 2020. */
  g_assert_cmpuint (snapshots->n, ==, 1);
  g_assert_true (snapshots->snapshots[0].is_predicted);
  clv_assert_near (snapshots->snapshots[0].metrics[CLV_M_CUSTOMER_EQUITY].value, clv_test_metric (then, "customer_equity"), 1e-9);
  clv_assert_near (snapshots->snapshots[0].metrics[CLV_M_CLV_PREDICTED_BEFORE_CAC].value,
                   clv_test_metric (then, "clv_predicted_before_cac"), 1e-9);
}

static gboolean
always (gpointer user_data)
{
  return TRUE;
}

static void
snapshots_can_be_cancelled (void)
{
  const ClvWork work = { .is_cancelled = always };
  g_autoptr (ClvFindings) findings = random_findings (31, 1, FALSE, "");
  g_autoptr (GError) error = NULL;

  g_assert_null (clv_snapshots_new (findings, CLV_PERIOD_MONTH, FALSE, &work, &error));
  g_assert_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_CANCELLED);
}

static const char tier_orders[] =
  "Order;Customer;Date;Amount\n1;A;2022-01-02;1000\n2;B;2022-01-02;100\n3;B;2023-01-02;5000\n4;C;2023-12-31;5\n";

/* End of 2022: A has 91 % of 1,100, the rest is B's. End of 2023: B 5,100 of 6,105 is 84 %, with A it is 99.9 %, C is last. */
static void
tiers_move_between_dates (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (tier_orders, NULL, "");
  g_autoptr (ClvFindings) before = clv_findings_as_of (findings, clv_day_from_iso ("2022-12-31"), FALSE, NULL, NULL);
  g_autoptr (ClvFindings) after = clv_findings_as_of (findings, clv_day_from_iso ("2023-12-31"), FALSE, NULL, NULL);
  g_autoptr (ClvMigration) migration = clv_migration_new (before, after, "tier");
  g_autoptr (ClvComparison) comparison = clv_comparison_new_of_dates (before, after, 5);
  const guint32 a = clv_test_customer (findings, "A"), b = clv_test_customer (findings, "B"), c = clv_test_customer (findings, "C");
  g_autoptr (GArray) new_ones = NULL;
  guint32 sum = 0;

  g_assert_cmpstr (migration->names[migration->from_of[a]], ==, "A");
  g_assert_cmpstr (migration->names[migration->to_of[a]], ==, "B");
  g_assert_cmpstr (migration->names[migration->from_of[b]], ==, "B");
  g_assert_cmpstr (migration->names[migration->to_of[b]], ==, "A");
  g_assert_cmpuint (migration->from_of[c], ==, migration->n - 1);
  for (guint i = 0; i < migration->n * migration->n; i++)
    sum += migration->customers[i];
  g_assert_cmpuint (sum, ==, 3);
  new_ones = clv_migration_dup_customers (migration, migration->n - 1, migration->to_of[c]);
  g_assert_cmpuint (new_ones->len, ==, 1);
  g_assert_cmpuint (g_array_index (new_ones, guint32, 0), ==, c);
  clv_assert_near (migration->value_from[migration->from_of[b] * migration->n + migration->to_of[b]], 100, 1e-12);
  clv_assert_near (migration->value_to[migration->from_of[b] * migration->n + migration->to_of[b]], 5100, 1e-12);
  g_assert_null (clv_migration_new (before, after, "weather"));

  clv_assert_near (comparison->before.revenue, 1100, 1e-9);
  clv_assert_near (comparison->after.revenue, 6105, 1e-9);
  clv_assert_near (comparison->revenue_by_move[CLV_MOVE_EXPANSION].change, 5000, 1e-9);
  clv_assert_near (comparison->revenue_by_move[CLV_MOVE_NEW].change, 5, 1e-9);
  clv_assert_near (sum_causes (comparison->revenue_by_cause), 5005, 1e-9);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  clv_test_speak_plainly ();

  g_test_add_func ("/analysis/comparison/each-customer-moves-once", each_customer_moves_once);
  g_test_add_func ("/analysis/comparison/causes-add-up-and-favour-none", causes_add_up_and_favour_none);
  g_test_add_func ("/analysis/comparison/who-comes-back-is-reactivated", who_comes_back_is_reactivated);
  g_test_add_func ("/analysis/comparison/an-empty-period-is-compared", an_empty_period_is_compared);
  g_test_add_func ("/analysis/comparison/bridges-add-up-for-any-pair", bridges_add_up_for_any_pair);
  g_test_add_func ("/analysis/comparison/neither-row-order-nor-unit-of-money-matters", neither_row_order_nor_unit_of_money_matters);
  g_test_add_func ("/analysis/comparison/orders-may-stand-in-two-files", orders_may_stand_in_two_files);
  g_test_add_func ("/analysis/comparison/without-a-choice-the-last-two-complete-periods-are-compared",
                   without_a_choice_the_last_two_complete_periods_are_compared);
  g_test_add_func ("/analysis/snapshots/the-past-is-as-it-was", the_past_is_as_it_was);
  g_test_add_func ("/analysis/snapshots/predictions-come-on-demand", predictions_come_on_demand);
  g_test_add_func ("/analysis/snapshots/they-can-be-cancelled", snapshots_can_be_cancelled);
  g_test_add_func ("/analysis/migration/tiers-move-between-dates", tiers_move_between_dates);
  return g_test_run ();
}
