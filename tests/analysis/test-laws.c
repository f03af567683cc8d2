/* test-laws.c - what must hold for any order book, over random ones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>
#include <string.h>

#define N_ROWS 600

/* Lines of a random order book: refunds, rows without a customer, several rows an order. */
static GPtrArray *
random_lines (guint32 seed,
              double  factor)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  const ClvDay first = clv_day_from_iso ("2022-01-01");

  for (guint i = 0; i < N_ROWS; i++)
    {
      const int order = g_rand_int_range (random, 0, N_ROWS / 2);
      const int customer = order % 67;
      const double amount = g_rand_int_range (random, -2000, 20000) / 100.0;
      const double profit = g_rand_int_range (random, -2000, 5000) / 100.0;
      char iso[16], amount_text[G_ASCII_DTOSTR_BUF_SIZE], profit_text[G_ASCII_DTOSTR_BUF_SIZE];

      clv_day_to_iso (first + order * 3, iso);
      g_ascii_formatd (amount_text, sizeof amount_text, "%.2f", amount * factor);
      g_ascii_formatd (profit_text, sizeof profit_text, "%.2f", profit * factor);
      g_ptr_array_add (lines, customer == 0
                                ? g_strdup_printf ("o%d;;%s;%s;%s;s%d\n", order, iso, amount_text, profit_text, order % 3)
                                : g_strdup_printf ("o%d;k%02d;%s;%s;%s;s%d\n", order, customer, iso, amount_text, profit_text,
                                                   order % 3));
    }
  return lines;
}

static ClvFindings *
analyse_lines (GPtrArray  *lines,
               const char *settings)
{
  g_autoptr (GString) text = g_string_new ("Order;Customer;Date;Amount;Profit;Shop\n");

  for (guint i = 0; i < lines->len; i++)
    g_string_append (text, lines->pdata[i]);
  return clv_test_analyse (text->str, NULL, settings);
}

static void
shuffle (GPtrArray *lines,
         guint32    seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint i = lines->len; i-- > 1;)
    {
      const guint j = (guint) g_rand_int_range (random, 0, (gint32) i + 1);
      gpointer kept = lines->pdata[i];

      lines->pdata[i] = lines->pdata[j];
      lines->pdata[j] = kept;
    }
}

static void
assert_same_metrics (const ClvFindings *a,
                     const ClvFindings *b,
                     double             factor)
{
  for (guint metric = 0; metric < CLV_N_METRICS; metric++)
    {
      const ClvMetric x = clv_findings_get_metric (a, metric), y = clv_findings_get_metric (b, metric);
      const double expected = clv_metric_get_unit (metric) == CLV_METRIC_MONEY ? x.value * factor : x.value;

      g_assert_true (x.reason == y.reason);
      if (!isnan (expected) && fabs (y.value - expected) > 1e-9 * MAX (1, fabs (expected)))
        g_error ("%s is %.17g, expected %.17g", clv_metric_to_id (metric), y.value, expected);
    }
}

static void
the_order_of_rows_does_not_matter (void)
{
  for (guint32 seed = 1; seed <= 5; seed++)
    {
      g_autoptr (GPtrArray) lines = random_lines (seed, 1);
      g_autoptr (ClvFindings) before = analyse_lines (lines, "");
      g_autoptr (ClvFindings) after = NULL;
      guint32 n, m;
      const guint32 *before_rank, *after_rank;

      shuffle (lines, seed);
      after = analyse_lines (lines, "");
      assert_same_metrics (before, after, 1);
      before_rank = clv_findings_get_by_rank (before, &n);
      after_rank = clv_findings_get_by_rank (after, &m);
      g_assert_cmpuint (n, ==, m);
      for (guint32 i = 0; i < n; i++)
        g_assert_cmpstr (clv_ledger_get_customer_id (clv_findings_get_ledger (before), before_rank[i]), ==,
                         clv_ledger_get_customer_id (clv_findings_get_ledger (after), after_rank[i]));
    }
}

static void
doubled_money_doubles_values (void)
{
  for (guint32 seed = 1; seed <= 5; seed++)
    {
      g_autoptr (GPtrArray) once = random_lines (seed, 1);
      g_autoptr (GPtrArray) twice = random_lines (seed, 2);
      g_autoptr (ClvFindings) a = analyse_lines (once, "");
      g_autoptr (ClvFindings) b = analyse_lines (twice, "");

      assert_same_metrics (a, b, 2);
    }
}

static void
shares_sum_to_one (void)
{
  g_autoptr (GPtrArray) lines = random_lines (7, 1);
  g_autoptr (ClvFindings) findings = analyse_lines (lines, "");
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  const ClvConcentration *concentration = clv_findings_get_concentration (findings);
  double share = 0, revenue = 0, profit = 0;
  guint32 in_deciles = 0, n;
  const guint32 *by_rank = clv_findings_get_by_rank (findings, &n);

  for (guint32 c = 0; c < customers->n; c++)
    if (customers->counted[c])
      share += customers->share[c];
  for (guint i = 0; i < 10; i++)
    {
      in_deciles += concentration->deciles[i].customers;
      revenue += concentration->deciles[i].revenue;
      profit += concentration->deciles[i].profit;
    }
  clv_assert_near (share, 1, 1e-9);
  clv_assert_near (customers->cumulative_share[by_rank[n - 1]], 1, 1e-9);
  g_assert_cmpuint (in_deciles, ==, n);
  clv_assert_near (revenue, clv_test_metric (findings, "revenue_of_customers"), 1e-6);
  clv_assert_near (profit, clv_test_metric (findings, "profit_of_customers"), 1e-6);
  clv_assert_near (concentration->curve_value[concentration->n_curve - 1], 1, 1e-9);
  clv_assert_near (concentration->lorenz_revenue[concentration->n_curve - 1], 1, 1e-9);
}

static void
every_customer_is_in_one_tier_and_one_segment (void)
{
  g_autoptr (GPtrArray) lines = random_lines (11, 1);
  g_autoptr (ClvFindings) findings = analyse_lines (lines, "");
  const char *const schemes[] = { "tier", "rfm", "shop" };

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      const ClvSegmentScheme *scheme = clv_findings_find_scheme (findings, schemes[i]);
      const ClvCustomers *customers = clv_findings_get_customers (findings);

      g_assert_nonnull (scheme);
      for (guint32 c = 0; c < customers->n; c++)
        if (customers->counted[c])
          g_assert_cmpuint (scheme->by_customer[c], <, scheme->n_segments);
    }
}

/* METRICS.md, “Retention” and F-24: nothing later than the as-of date has an influence. */
static void
the_past_does_not_know_the_future (void)
{
  g_autoptr (GPtrArray) lines = random_lines (13, 1);
  g_autoptr (GPtrArray) past = g_ptr_array_new ();
  g_autoptr (ClvFindings) all = analyse_lines (lines, "as-of-date=2022-12-31");
  g_autoptr (ClvFindings) cut = NULL;

  for (guint i = 0; i < lines->len; i++)
    if (strstr (lines->pdata[i], ";2022-") != NULL)
      g_ptr_array_add (past, lines->pdata[i]);
  cut = analyse_lines (past, "as-of-date=2022-12-31");
  assert_same_metrics (cut, all, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/laws/the-order-of-rows-does-not-matter", the_order_of_rows_does_not_matter);
  g_test_add_func ("/analysis/laws/doubled-money-doubles-values", doubled_money_doubles_values);
  g_test_add_func ("/analysis/laws/shares-sum-to-one", shares_sum_to_one);
  g_test_add_func ("/analysis/laws/every-customer-is-in-one-tier-and-one-segment", every_customer_is_in_one_tier_and_one_segment);
  g_test_add_func ("/analysis/laws/the-past-does-not-know-the-future", the_past_does_not_know_the_future);
  return g_test_run ();
}
