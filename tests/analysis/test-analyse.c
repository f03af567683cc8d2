/* test-analyse.c - the golden toy data, and what becomes of odd ledgers
 *
 * Expected values without another source: FEATURES.md, part C.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>
#include <string.h>

static ClvFindings *
analyse_toy (void)
{
  return clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "as-of-date=2024-12-31");
}

static void
toy_totals (void)
{
  g_autoptr (ClvFindings) findings = analyse_toy ();

  clv_assert_near (clv_test_metric (findings, "revenue"), 950, 1e-9);
  clv_assert_near (clv_test_metric (findings, "revenue_gross"), 980, 1e-9);
  clv_assert_near (clv_test_metric (findings, "refunds"), 30, 1e-9);
  clv_assert_near (clv_test_metric (findings, "cost"), 215, 1e-9);
  clv_assert_near (clv_test_metric (findings, "cost_acquisition"), 190, 1e-9);
  clv_assert_near (clv_test_metric (findings, "cost_service"), 25, 1e-9);
  clv_assert_near (clv_test_metric (findings, "cost_unallocated"), 0, 1e-9);
  clv_assert_near (clv_test_metric (findings, "profit"), 735, 1e-9);
  clv_assert_near (clv_test_metric (findings, "profit_of_customers"), 735, 1e-9);
  clv_assert_near (clv_test_metric (findings, "value_per_customer"), 122.5, 1e-9);
  clv_assert_near (clv_test_metric (findings, "customers"), 6, 0);
  clv_assert_near (clv_test_metric (findings, "customers_without_purchase"), 1, 0);
  clv_assert_near (clv_test_metric (findings, "orders"), 10, 0);
  clv_assert_near (clv_test_metric (findings, "credit_notes"), 1, 0);
  clv_assert_near (clv_test_metric (findings, "rows"), 11, 0);
  /* By hand: (950 - 25) / 950, acquisition left out. */
  clv_assert_near (clv_test_metric (findings, "margin"), 925.0 / 950, 1e-12);
  clv_assert_near (clv_test_metric (findings, "clv_realised"), 122.5, 1e-9);
}

static void
toy_years (void)
{
  g_autoptr (ClvFindings) findings = analyse_toy ();
  const ClvPeriod *y2023 = clv_test_period (findings, CLV_PERIOD_YEAR, "2023-01-01");
  const ClvPeriod *y2024 = clv_test_period (findings, CLV_PERIOD_YEAR, "2024-01-01");

  clv_assert_near (y2023->revenue, 430, 1e-9);
  clv_assert_near (y2024->revenue, 520, 1e-9);
  clv_assert_near (y2023->cost, 90, 1e-9);
  clv_assert_near (y2024->cost, 125, 1e-9);
  g_assert_cmpuint (y2023->customers, ==, 3);
  g_assert_cmpuint (y2024->customers, ==, 5);
  clv_assert_near (y2023->value_per_customer, 113.33, 0.005);
  clv_assert_near (y2024->value_per_customer, 79.00, 0.005);
  clv_assert_near (y2023->cac, 30, 1e-9);
  clv_assert_near (y2024->cac, 100, 1e-9);
  clv_assert_near (y2024->aov, 86.67, 0.005);
  g_assert_cmpuint (y2023->new_customers, ==, 3);
  g_assert_cmpuint (y2024->new_customers, ==, 1);
  g_assert_true (y2023->complete);
  g_assert_true (y2024->complete);
}

static void
toy_retention (void)
{
  g_autoptr (ClvFindings) findings = analyse_toy ();

  clv_assert_near (clv_test_metric (findings, "retention_rate"), 0.6667, 0.00005);
  clv_assert_near (clv_test_metric (findings, "churn_rate"), 0.3333, 0.00005);
  /* 1 / (1 - 2/3) */
  clv_assert_near (clv_test_metric (findings, "customer_lifetime_years_implied"), 3, 1e-12);
  g_assert_cmpint (clv_findings_get_period_kind (findings), ==, CLV_PERIOD_YEAR);
}

static void
toy_acquisition (void)
{
  g_autoptr (ClvFindings) findings = analyse_toy ();

  /* METRICS.md, “Acquired”: 190 / 4. */
  clv_assert_near (clv_test_metric (findings, "cac"), 47.5, 1e-12);
}

static void
toy_customers (void)
{
  static const struct
  {
    const char *id;
    double      value;
    guint       rank;
    char        tier;
  } expected[] = {
    /* Tiers by hand: of 760 positive, C ends at 390 and A at 660 (A starts below 608), E at 740 (below 722), B at 760. */
    { "A", 270, 2, 'A' }, { "B", 20, 4, 'C' }, { "C", 390, 1, 'A' }, { "D", 0, 5, 'D' }, { "E", 80, 3, 'B' }, { "F", -25, 6, 'D' },
  };
  g_autoptr (ClvFindings) findings = analyse_toy ();
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  guint32 n;
  const guint32 *by_rank = clv_findings_get_by_rank (findings, &n);

  g_assert_cmpuint (n, ==, 6);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const guint32 customer = clv_test_customer (findings, expected[i].id);

      clv_assert_near (customers->profit[customer], expected[i].value, 1e-9);
      g_assert_cmpuint (customers->rank[customer], ==, expected[i].rank);
      g_assert_cmpint (customers->tier[customer], ==, expected[i].tier);
      g_assert_cmpuint (by_rank[expected[i].rank - 1], ==, customer);
    }
}

static void
toy_whale (void)
{
  static const double cumulative[] = { 0.5306, 0.8980, 1.0068, 1.0340, 1.0340, 1 };
  g_autoptr (ClvFindings) findings = analyse_toy ();
  const ClvConcentration *concentration = clv_findings_get_concentration (findings);
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  guint32 n;
  const guint32 *by_rank = clv_findings_get_by_rank (findings, &n);

  for (guint i = 0; i < 6; i++)
    {
      clv_assert_near (customers->cumulative_share[by_rank[i]], cumulative[i], 0.00005);
      clv_assert_near (concentration->curve_value[i + 1], cumulative[i], 0.00005);
    }
  g_assert_cmpuint (concentration->peak_customers, ==, 4);
  g_assert_true (concentration->has_negatives);
  g_assert_true (concentration->by_profit);
  clv_assert_near (clv_test_metric (findings, "whale_peak_share"), 1.0340, 0.00005);
  clv_assert_near (clv_test_metric (findings, "gini_revenue"), 0.5491, 0.00005);
  clv_assert_near (clv_test_metric (findings, "gini_profit"), 0.6678, 0.00005);
  clv_assert_near (clv_test_metric (findings, "unprofitable_customers"), 1, 0);
}

static void
without_costs_values_are_revenue (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, NULL, "");
  static const char *const undefined[] = { "profit", "cost", "cost_goods", "margin", "gini_profit", "whale_peak_share",
                                           "unprofitable_customers", "clv_realised", "profit_of_customers",
                                           "value_per_customer" };

  g_assert_false (clv_findings_has_profit (findings));
  for (guint i = 0; i < G_N_ELEMENTS (undefined); i++)
    {
      g_assert_true (isnan (clv_test_metric (findings, undefined[i])));
      g_assert_cmpstr (clv_test_reason (findings, undefined[i]), ==, "no-costs");
    }
  g_assert_cmpstr (clv_test_reason (findings, "clv_simple"), ==, "no-margin");
  /* 950 / 5: F stands only in the costs. */
  clv_assert_near (clv_test_metric (findings, "revenue_per_customer"), 190, 1e-9);
  clv_assert_near (clv_findings_get_customers (findings)->value[clv_test_customer (findings, "C")], 420, 1e-9);
  g_assert_nonnull (clv_problem_list_find (clv_findings_get_problems (findings), "no-costs"));
  g_assert_nonnull (strstr (clv_findings_get_sentence (findings, 0)->text, "revenue, not profit"));
}

static void
a_margin_makes_profit_of_revenue (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, NULL, "margin=40");

  clv_assert_near (clv_test_metric (findings, "cost_goods"), 950 * 0.6, 1e-9);
  clv_assert_near (clv_test_metric (findings, "profit"), 950 * 0.4, 1e-9);
  clv_assert_near (clv_test_metric (findings, "margin"), 0.4, 1e-12);
}

static void
assert_all_defined_or_reasoned (const ClvFindings *findings)
{
  for (guint metric = 0; metric < CLV_N_METRICS; metric++)
    {
      const ClvMetric found = clv_findings_get_metric (findings, metric);

      if (!isnan (found.value) == (found.reason != NULL) || isinf (found.value))
        g_error ("%s is %g, reason %s", clv_metric_to_id (metric), found.value, found.reason);
      if (found.reason != NULL)
        {
          g_assert_true (found.reason == g_intern_string (found.reason));
          g_assert_cmpstr (clv_reason_get_text (found.reason), !=, found.reason);
        }
    }
}

static void
every_metric_has_a_value_or_a_reason (void)
{
  const char *const settings[] = { "", "margin=0.4", "cac=50 retention=0.7", "as-of-date=2023-01-10" };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, NULL, settings[i]);

      assert_all_defined_or_reasoned (findings);
    }
}

static void
nobody_is_named (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount;Country\n1;;2024-01-05;50;DE\n2;;2024-02-05;80;FR\n3;A;2024-03-01;1;DE\n",
                      "Date;Cost type;Cost\n2024-01-31;acquisition;9\n2024-01-31;service;6\n", "as-of-date=2024-02-29");
  guint32 n;

  assert_all_defined_or_reasoned (findings);
  clv_assert_near (clv_test_metric (findings, "revenue"), 130, 1e-12);
  clv_assert_near (clv_test_metric (findings, "customers"), 0, 0);
  clv_assert_near (clv_test_metric (findings, "cost_unallocated"), 15, 1e-12);
  g_assert_cmpstr (clv_test_reason (findings, "value_per_customer"), ==, "no-customers");
  g_assert_cmpstr (clv_test_reason (findings, "gini_revenue"), ==, "no-customers");
  g_assert_cmpstr (clv_test_reason (findings, "aov"), ==, "no-customers");
  clv_findings_get_by_rank (findings, &n);
  g_assert_cmpuint (n, ==, 0);
  clv_assert_near (clv_test_segment (findings, "country", "FR")->revenue, 80, 1e-12);
}

static void
only_refunds (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-05;-50\n2;B;2024-02-05;-80\n", NULL, "margin=0.5 retention=0.7 cac=5");

  assert_all_defined_or_reasoned (findings);
  clv_assert_near (clv_test_metric (findings, "orders"), 0, 0);
  clv_assert_near (clv_test_metric (findings, "credit_notes"), 2, 0);
  clv_assert_near (clv_test_metric (findings, "customers_without_purchase"), 2, 0);
  g_assert_cmpstr (clv_test_reason (findings, "aov"), ==, "no-orders");
  g_assert_cmpstr (clv_test_reason (findings, "gini_revenue"), ==, "total-not-positive");
  g_assert_cmpint (clv_findings_get_customers (findings)->tier[clv_test_customer (findings, "A")], ==, 'D');
}

/* A mistyped year must neither fill the memory nor stop the rest. */
static void
a_date_far_away (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;1024-01-05;50\n2;B;2024-02-05;80\n3;A;9024-02-05;80\n", NULL, "");

  assert_all_defined_or_reasoned (findings);
  clv_assert_near (clv_test_metric (findings, "revenue"), 210, 1e-12);
  g_assert_cmpuint (clv_findings_get_cohorts (findings)->n, ==, 0);
}

/* FEATURES.md, F-06. */
static void
thirty_orders_of_ten_customers (void)
{
  g_autoptr (GString) orders = g_string_new ("Order;Customer;Date;Amount\n");
  g_autoptr (ClvFindings) findings = NULL;

  for (int i = 0; i < 30; i++)
    g_string_append_printf (orders, "%d;K%d;2024-%02d-01;10\n", i, i % 10, 1 + i / 10);
  findings = clv_test_analyse (orders->str, NULL, "");

  clv_assert_near (clv_test_metric (findings, "purchase_frequency"), 3, 1e-12);
}

/* METRICS.md: an order is acquired on with what is left after its own refunds. */
static void
a_refunded_first_order_does_not_acquire (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n"
                      "1;A;2024-01-05;50\n"
                      "1;A;2024-01-05;-50\n"
                      "2;A;2024-02-05;80\n"
                      "3;B;2024-01-07;20\n"
                      "4;B;2024-03-07;-20\n",
                      NULL, "cac=5");

  g_assert_cmpuint (clv_test_period (findings, CLV_PERIOD_MONTH, "2024-01-01")->new_customers, ==, 0);
  g_assert_cmpuint (clv_test_period (findings, CLV_PERIOD_MONTH, "2024-02-01")->new_customers, ==, 1);
  /* Order 1 counts as an order although it nets to nothing; 4 is a credit note. */
  clv_assert_near (clv_test_metric (findings, "orders"), 3, 0);
  clv_assert_near (clv_test_metric (findings, "credit_notes"), 1, 0);
}

/* F-05: a refund lowers the money and not the number of orders. */
static void
a_refund_lowers_the_order_value (void)
{
  g_autoptr (ClvFindings) plain =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-01;80\n2;A;2024-01-02;120\n3;B;2024-01-03;100\n", NULL, "");
  g_autoptr (ClvFindings) refunded =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-01;80\n2;A;2024-01-02;120\n3;B;2024-01-03;100\n2;A;2024-01-09;-50\n",
                      NULL, "");

  clv_assert_near (clv_test_metric (plain, "aov"), 100, 1e-12);
  clv_assert_near (clv_test_metric (refunded, "aov"), 83.33, 0.005);
}

static void
customers_of_one_day_have_no_gaps (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-01;80\n2;A;2024-01-01;120\n3;B;2024-01-03;100\n", NULL, "");
  const ClvCustomers *customers = clv_findings_get_customers (findings);

  g_assert_cmpstr (clv_test_reason (findings, "inter_purchase_days_mean"), ==, "single-purchase-day");
  g_assert_cmpuint (customers->purchase_days[clv_test_customer (findings, "A")], ==, 1);
  g_assert_cmpuint (customers->orders[clv_test_customer (findings, "A")], ==, 2);
  clv_assert_near (clv_test_metric (findings, "repeat_rate"), 0.5, 1e-12);
}

static void
gaps_are_pooled_over_customers (void)
{
  g_autoptr (ClvFindings) findings = analyse_toy ();

  /* By hand, of orders: A 151 and 245 days, C 366, E 64 and 94; D's refund is no purchase. */
  clv_assert_near (clv_test_metric (findings, "inter_purchase_days_mean"), (151 + 245 + 366 + 64 + 94) / 5.0, 1e-9);
  clv_assert_near (clv_test_metric (findings, "inter_purchase_days_median"), 151, 1e-9);
  /* Days from first order to 2024-12-31: 721, 667, 407, 244, 177; ten orders. */
  clv_assert_near (clv_test_metric (findings, "purchase_frequency_per_year"), 10.0 / (721 + 667 + 407 + 244 + 177) * 365.25, 1e-9);
  clv_assert_near (clv_test_metric (findings, "purchase_frequency"), 2, 1e-12);
  clv_assert_near (clv_test_metric (findings, "repeat_rate"), 3.0 / 5, 1e-12);
  clv_assert_near (clv_test_metric (findings, "orders_per_customer_median"), 2, 1e-12);
}

static void
rows_without_a_customer_count_in_totals_only (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount;Profit\n1;A;2024-01-01;80;8\n2;;2024-01-02;20;5\n3;B;2024-01-03;100;-10\n", NULL, "");

  clv_assert_near (clv_test_metric (findings, "revenue"), 200, 1e-12);
  clv_assert_near (clv_test_metric (findings, "revenue_of_customers"), 180, 1e-12);
  clv_assert_near (clv_test_metric (findings, "revenue_without_customer"), 20, 1e-12);
  clv_assert_near (clv_test_metric (findings, "orders"), 3, 0);
  clv_assert_near (clv_test_metric (findings, "customers"), 2, 0);
  clv_assert_near (clv_test_metric (findings, "aov"), 90, 1e-12);
  clv_assert_near (clv_test_metric (findings, "profit"), 3, 1e-12);
  clv_assert_near (clv_test_metric (findings, "profit_of_customers"), -2, 1e-12);
  g_assert_cmpstr (clv_test_reason (findings, "whale_peak_share"), ==, "total-not-positive");
}

static gboolean
is_said (const ClvFindings *findings,
         const char        *text)
{
  for (guint i = 0; i < clv_findings_get_n_sentences (findings); i++)
    if (strcmp (clv_findings_get_sentence (findings, i)->text, text) == 0)
      return TRUE;
  return FALSE;
}

static void
sentences_tell_the_toy (void)
{
  clv_test_speak_plainly ();

  g_autoptr (ClvFindings) findings = analyse_toy ();

  /* 4 of 6, 103.40 %, 1 of 6; F-01 b: no goods cost among the costs; years 113.33 and 79.00; 3 of 5 repeat. */
  g_assert_true (is_said (findings, "67\u202f% of customers make 103\u202f% of the profit; 17\u202f% lose money."));
  g_assert_true (is_said (findings, "The Gini of profit contains 1 negative value, and can pass 1 for that reason."));
  g_assert_true (is_said (findings, "Profit is revenue less the costs given, and the cost of goods is not among them. "
                                    "Add it, or enter a margin."));
  g_assert_true (is_said (findings, "Value per active customer was 79.00 in 2024, after 113.33 in 2023."));
  g_assert_true (is_said (findings, "67\u202f% of the customers active in 2023 were active again in 2024."));
  g_assert_true (is_said (findings, "60\u202f% of the customers with an order have ordered more than once."));
}

static void
ties_share_the_lowest_rank (void)
{
  /* 0.1 + 0.2 is not 0.3 in binary, but it is in money. */
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;B;2024-01-01;0.3\n2;A;2024-01-02;0.1\n3;A;2024-01-03;0.2\n"
                      "4;C;2024-01-03;9\n5;D;2024-01-03;0.2\n", NULL, "");
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  guint32 n;
  const guint32 *by_rank = clv_findings_get_by_rank (findings, &n);

  g_assert_cmpuint (customers->rank[clv_test_customer (findings, "C")], ==, 1);
  g_assert_cmpuint (customers->rank[clv_test_customer (findings, "A")], ==, 2);
  g_assert_cmpuint (customers->rank[clv_test_customer (findings, "B")], ==, 2);
  g_assert_cmpuint (customers->rank[clv_test_customer (findings, "D")], ==, 4);
  g_assert_cmpuint (by_rank[1], ==, clv_test_customer (findings, "A"));
  g_assert_cmpuint (by_rank[2], ==, clv_test_customer (findings, "B"));
}

static void
rows_of_a_customer_come_in_date_order (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-03-01;1\n2;B;2024-01-02;1\n3;A;2024-01-03;1\n4;A;2024-02-03;1\n", NULL, "");
  g_autoptr (GArray) rows = clv_findings_dup_customer_rows (findings, clv_test_customer (findings, "A"));

  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpuint (g_array_index (rows, guint32, 0), ==, 2);
  g_assert_cmpuint (g_array_index (rows, guint32, 1), ==, 3);
  g_assert_cmpuint (g_array_index (rows, guint32, 2), ==, 0);
}

static void
rfm_facts_of_a_customer (void)
{
  g_autoptr (ClvFindings) findings = analyse_toy ();
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  const guint32 a = clv_test_customer (findings, "A"), d = clv_test_customer (findings, "D");

  /* By hand: 2023-01-10 to 2024-02-10 are 396 days, to 2024-12-31 721. */
  g_assert_cmpuint (customers->frequency[a], ==, 2);
  g_assert_cmpuint (customers->recency[a], ==, 396);
  g_assert_cmpuint (customers->age[a], ==, 721);
  clv_assert_near (customers->monetary[a], 100, 1e-12);
  /* D bought and got everything back: a purchase day, but no score. */
  g_assert_cmpuint (customers->purchase_days[d], ==, 1);
  g_assert_cmpuint (customers->r[d], ==, 0);
  g_assert_cmpuint (customers->rfm_segment[d], ==, 255);
  g_assert_true (isnan (customers->monetary[d]));
}

static gboolean
always (gpointer user_data)
{
  guint *calls = user_data;

  return ++*calls > 0;
}

/* Once cancelled, it stays so. */
static gboolean
after_some_calls (gpointer user_data)
{
  guint *left = user_data;

  return *left == 0 || (*left)-- == 0;
}

static void
a_cancelled_analysis_gives_nothing (void)
{
  g_autoptr (ClvLedger) ledger = clv_test_read (clv_test_toy_orders, clv_test_toy_costs);
  ClvAssumptions assumptions;
  guint calls = 0;
  const ClvWork at_once = { always, NULL, NULL, &calls };

  clv_assumptions_init_default (&assumptions);
  /* Each of the first questions, then one of some. */
  for (guint after = 0; after < 100000; after += 1 + after / 16)
    {
      guint left = after;
      const ClvWork later = { after_some_calls, NULL, NULL, &left };
      g_autoptr (GError) error = NULL;
      g_autoptr (ClvFindings) findings = clv_analyse (ledger, &assumptions, after == 0 ? &at_once : &later, &error);

      if (findings != NULL)
        {
          /* It was asked often enough to be stopped in between. */
          g_assert_cmpuint (after, >, 4);
          return;
        }
      g_assert_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_CANCELLED);
    }
  g_assert_not_reached ();
}

static double last_fraction;

static void
check_progress (const char *step,
                double      fraction,
                gpointer    user_data)
{
  guint *calls = user_data;

  g_assert_cmpstr (step, !=, "");
  g_assert_cmpfloat (fraction, >=, last_fraction);
  g_assert_cmpfloat (fraction, <=, 1);
  last_fraction = fraction;
  ++*calls;
}

static void
progress_only_goes_forward (void)
{
  g_autoptr (ClvLedger) ledger = clv_test_read (clv_test_toy_orders, clv_test_toy_costs);
  guint calls = 0;
  const ClvWork work = { NULL, check_progress, NULL, &calls };
  g_autoptr (ClvFindings) findings = NULL;
  ClvAssumptions assumptions;

  last_fraction = 0;
  clv_assumptions_init_default (&assumptions);
  findings = clv_analyse (ledger, &assumptions, &work, NULL);
  g_assert_nonnull (findings);
  g_assert_cmpuint (calls, >=, 4);
  clv_assert_near (last_fraction, 1, 0);
}

static void
an_as_of_date_leaves_out_what_came_later (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "as-of-date=2023-12-31");
  const ClvProblem *problem = clv_problem_list_find (clv_findings_get_problems (findings), "after-as-of");

  clv_assert_near (clv_test_metric (findings, "revenue"), 430, 1e-9);
  clv_assert_near (clv_test_metric (findings, "cost"), 90, 1e-9);
  clv_assert_near (clv_test_metric (findings, "customers"), 3, 0);
  g_assert_nonnull (problem);
  /* By count: seven orders and two costs of 2024. */
  g_assert_cmpuint (problem->count, ==, 9);
  g_assert_cmpstr (problem->treatment, ==, "left-out");
}

static void
without_an_as_of_date_later_costs_count (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-01;80\n2;B;2024-01-02;120\n",
                      "Date;Cost type;Cost;Customer\n2024-05-31;service;7;A\n", "");

  clv_assert_near (clv_test_metric (findings, "cost_service"), 7, 1e-12);
  clv_assert_near (clv_findings_get_customers (findings)->profit[clv_test_customer (findings, "A")], 73, 1e-12);
  clv_assert_near (clv_test_period (findings, CLV_PERIOD_MONTH, "2024-05-01")->cost, 7, 1e-12);
  g_assert_cmpuint (clv_test_period (findings, CLV_PERIOD_MONTH, "2024-05-01")->customers, ==, 1);
}

static void
dropping_duplicates_reconciles (void)
{
  static const char orders[] = "Order;Customer;Date;Amount\n1;A;2024-01-01;80\n1;A;2024-01-01;80\n2;B;2024-01-02;120\n";
  g_autoptr (ClvFindings) kept = clv_test_analyse (orders, NULL, "");
  g_autoptr (ClvFindings) dropped = clv_test_analyse (orders, NULL, "duplicates=drop");
  const ClvReconciliation *reconciliation = clv_book_get_reconciliation (clv_findings_get_book (dropped));

  clv_assert_near (clv_test_metric (kept, "revenue"), 280, 1e-12);
  clv_assert_near (clv_test_metric (dropped, "revenue"), 200, 1e-12);
  clv_assert_near (reconciliation->amount_read,
                   reconciliation->amount_used + reconciliation->left_out[CLV_LEFT_OUT_DUPLICATE].amount, 1e-12);
  g_assert_cmpstr (clv_problem_list_find (clv_findings_get_problems (kept), "exact-duplicate")->treatment, ==, "kept");
  g_assert_cmpstr (clv_problem_list_find (clv_findings_get_problems (dropped), "exact-duplicate")->treatment, ==, "left-out");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/analyse/toy-totals", toy_totals);
  g_test_add_func ("/analysis/analyse/toy-years", toy_years);
  g_test_add_func ("/analysis/analyse/toy-retention", toy_retention);
  g_test_add_func ("/analysis/analyse/toy-acquisition", toy_acquisition);
  g_test_add_func ("/analysis/analyse/toy-customers", toy_customers);
  g_test_add_func ("/analysis/analyse/toy-whale", toy_whale);
  g_test_add_func ("/analysis/analyse/without-costs-values-are-revenue", without_costs_values_are_revenue);
  g_test_add_func ("/analysis/analyse/a-margin-makes-profit-of-revenue", a_margin_makes_profit_of_revenue);
  g_test_add_func ("/analysis/analyse/every-metric-has-a-value-or-a-reason", every_metric_has_a_value_or_a_reason);
  g_test_add_func ("/analysis/analyse/nobody-is-named", nobody_is_named);
  g_test_add_func ("/analysis/analyse/only-refunds", only_refunds);
  g_test_add_func ("/analysis/analyse/a-date-far-away", a_date_far_away);
  g_test_add_func ("/analysis/analyse/thirty-orders-of-ten-customers", thirty_orders_of_ten_customers);
  g_test_add_func ("/analysis/analyse/a-refunded-first-order-does-not-acquire", a_refunded_first_order_does_not_acquire);
  g_test_add_func ("/analysis/analyse/a-refund-lowers-the-order-value", a_refund_lowers_the_order_value);
  g_test_add_func ("/analysis/analyse/customers-of-one-day-have-no-gaps", customers_of_one_day_have_no_gaps);
  g_test_add_func ("/analysis/analyse/gaps-are-pooled-over-customers", gaps_are_pooled_over_customers);
  g_test_add_func ("/analysis/analyse/rows-without-a-customer-count-in-totals-only", rows_without_a_customer_count_in_totals_only);
  g_test_add_func ("/analysis/analyse/sentences-tell-the-toy", sentences_tell_the_toy);
  g_test_add_func ("/analysis/analyse/ties-share-the-lowest-rank", ties_share_the_lowest_rank);
  g_test_add_func ("/analysis/analyse/rows-of-a-customer-come-in-date-order", rows_of_a_customer_come_in_date_order);
  g_test_add_func ("/analysis/analyse/rfm-facts-of-a-customer", rfm_facts_of_a_customer);
  g_test_add_func ("/analysis/analyse/a-cancelled-analysis-gives-nothing", a_cancelled_analysis_gives_nothing);
  g_test_add_func ("/analysis/analyse/progress-only-goes-forward", progress_only_goes_forward);
  g_test_add_func ("/analysis/analyse/an-as-of-date-leaves-out-what-came-later", an_as_of_date_leaves_out_what_came_later);
  g_test_add_func ("/analysis/analyse/without-an-as-of-date-later-costs-count", without_an_as_of_date_later_costs_count);
  g_test_add_func ("/analysis/analyse/dropping-duplicates-reconciles", dropping_duplicates_reconciles);
  return g_test_run ();
}
