/* test-segments.c - segments add up, and say who is in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>
#include <string.h>

static const char orders[] =
  "Order;Customer;Date;Amount;Profit;Country;Region\n"
  "1;A;2024-01-02;100;10;DE;North\n"
  "1;A;2024-01-02;50;5;DE;South\n"
  "2;B;2024-01-15;200;-20;FR;North\n"
  "3;C;2024-03-20;300;90;DE;South\n"
  "4;A;2024-03-25;60;6;DE;North\n"
  "5;;2024-03-26;40;4;FR;North\n"
  "6;D;2024-03-27;20;2;;South\n";

static void
a_customer_of_one_value_does_not_overlap (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (orders, NULL, "");
  const ClvSegmentScheme *scheme = clv_findings_find_scheme (findings, "country");
  const ClvSegment *de = clv_test_segment (findings, "country", "DE");
  const ClvSegment *fr = clv_test_segment (findings, "country", "FR");
  const ClvSegment *none = clv_test_segment (findings, "country", "(none)");

  g_assert_false (scheme->overlapping);
  g_assert_cmpuint (scheme->n_segments, ==, 3);
  g_assert_cmpstr (scheme->title, ==, "Country");
  g_assert_cmpuint (de->customers, ==, 2);
  g_assert_cmpuint (de->orders, ==, 3);
  clv_assert_near (de->revenue, 510, 1e-9);
  clv_assert_near (de->profit, 111, 1e-9);
  clv_assert_near (de->aov, 170, 1e-9);
  clv_assert_near (de->repeat_rate, 0.5, 1e-12);
  clv_assert_near (de->value_per_customer, 55.5, 1e-9);
  /* Order 5 counts for the country, and is in nobody's order value. */
  g_assert_cmpuint (fr->orders, ==, 2);
  clv_assert_near (fr->revenue, 240, 1e-9);
  clv_assert_near (fr->aov, 200, 1e-9);
  g_assert_cmpuint (none->customers, ==, 1);
  /* Best profit first, “(none)” last although it has more than FR. */
  g_assert_cmpstr (scheme->segments[0].name, ==, "DE");
  g_assert_cmpstr (scheme->segments[2].name, ==, "(none)");
  g_assert_cmpuint (scheme->by_customer[clv_test_customer (findings, "A")], ==, 0);
  g_assert_cmpuint (scheme->by_customer[clv_test_customer (findings, "D")], ==, 2);
}

static void
a_customer_may_stand_in_several (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (orders, NULL, "");
  const ClvSegmentScheme *scheme = clv_findings_find_scheme (findings, "region");
  const ClvSegment *north = clv_test_segment (findings, "region", "North");
  const ClvSegment *south = clv_test_segment (findings, "region", "South");

  g_assert_true (scheme->overlapping);
  g_assert_cmpuint (north->customers, ==, 2);
  g_assert_cmpuint (south->customers, ==, 3);
  /* Order 1 has a row in each. */
  g_assert_cmpuint (north->orders, ==, 4);
  g_assert_cmpuint (south->orders, ==, 3);
  clv_assert_near (north->revenue, 400, 1e-9);
  clv_assert_near (south->revenue, 370, 1e-9);
  /* A has most revenue in the north. */
  g_assert_cmpstr (scheme->segments[scheme->by_customer[clv_test_customer (findings, "A")]].name, ==, "North");
}

/* A and B have 100 in each region: home is the first by name, whichever row came first. */
static void
of_equal_homes_the_first_by_name_counts (void)
{
  static const char *const books[] = {
    "Order;Customer;Date;Amount;Region\n1;A;2024-01-02;100;South\n2;A;2024-01-03;100;North\n3;B;2024-01-04;100;South\n"
    "4;B;2024-01-05;100;North\n",
    "Order;Customer;Date;Amount;Region\n4;B;2024-01-05;100;North\n3;B;2024-01-04;100;South\n2;A;2024-01-03;100;North\n"
    "1;A;2024-01-02;100;South\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (books); i++)
    {
      g_autoptr (ClvFindings) findings = clv_test_analyse (books[i], NULL, "");
      const ClvSegmentScheme *scheme = clv_findings_find_scheme (findings, "region");

      g_assert_cmpstr (scheme->segments[0].name, ==, "North");
      g_assert_cmpuint (scheme->by_customer[clv_test_customer (findings, "A")], ==, 0);
      g_assert_cmpuint (scheme->by_customer[clv_test_customer (findings, "B")], ==, 0);
    }
}

/* FEATURES.md, F-19: sums over segments are totals. */
static void
segments_add_up (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse (orders, "Date;Cost type;Cost;Customer\n2024-01-31;acquisition;33;\n2024-02-29;service;7;Z\n2024-03-01;service;9;A\n",
                      "");
  const double total_revenue = clv_test_metric (findings, "revenue");
  const double of_nobody = clv_test_metric (findings, "revenue_without_customer");
  const double profit = clv_test_metric (findings, "profit_of_customers");

  g_assert_cmpuint (clv_findings_get_n_schemes (findings), >=, 4);
  for (guint i = 0; i < clv_findings_get_n_schemes (findings); i++)
    {
      const ClvSegmentScheme *scheme = clv_findings_get_scheme (findings, i);
      const gboolean by_customer = strcmp (scheme->id, "tier") == 0 || strcmp (scheme->id, "rfm") == 0;
      double revenue = 0, profits = 0, customers = 0, shares = 0, profit_shares = 0;

      for (guint s = 0; s < scheme->n_segments; s++)
        {
          revenue += scheme->segments[s].revenue;
          profits += scheme->segments[s].profit;
          customers += scheme->segments[s].customers;
          shares += scheme->segments[s].share_of_revenue;
          profit_shares += scheme->segments[s].share_of_profit;
        }
      clv_assert_near (revenue, by_customer ? total_revenue - of_nobody : total_revenue, 1e-9);
      /* The row of nobody made a profit of 4. */
      clv_assert_near (profits, by_customer ? profit : profit + 4, 1e-9);
      clv_assert_near (shares, 1, 1e-12);
      clv_assert_near (profit_shares, 1, 1e-12);
      if (!scheme->overlapping)
        clv_assert_near (customers, clv_test_metric (findings, "customers"), 0);
    }
}

static void
tiers_are_a_to_d (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "");
  const ClvSegmentScheme *scheme = clv_findings_get_scheme (findings, 0);

  g_assert_cmpstr (scheme->id, ==, "tier");
  g_assert_cmpuint (scheme->n_segments, ==, 4);
  g_assert_cmpuint (clv_test_segment (findings, "tier", "A")->customers, ==, 2);
  g_assert_cmpuint (clv_test_segment (findings, "tier", "D")->customers, ==, 2);
  clv_assert_near (clv_test_segment (findings, "tier", "A")->profit, 660, 1e-9);
  clv_assert_near (clv_test_segment (findings, "tier", "D")->profit, -25, 1e-9);
}

static void
without_a_net_purchase_there_is_no_score (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "");

  /* D got everything back, F never bought. */
  g_assert_cmpuint (clv_test_segment (findings, "rfm", "No net purchase")->customers, ==, 2);
}

static void
one_value_is_no_scheme (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount;Country\n1;A;2024-01-02;100;DE\n2;B;2024-01-02;100;DE\n", NULL, "");

  g_assert_null (clv_findings_find_scheme (findings, "country"));
}

static void
the_best_by_revenue_need_not_be_the_best_by_profit (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount;Profit;Country\n1;A;2024-01-02;500;5;DE\n2;B;2024-01-02;100;50;FR\n", NULL, "");
  gboolean told = FALSE;

  for (guint i = 0; i < clv_findings_get_n_sentences (findings); i++)
    told = told || strcmp (clv_findings_get_sentence (findings, i)->text,
                           "Country: “DE” brings the most revenue, but “FR” the most profit.") == 0;
  g_assert_true (told);
}

static gboolean
says_who_brings_most (const char *orders)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (orders, NULL, "");
  gboolean told = FALSE;

  for (guint i = 0; i < clv_findings_get_n_sentences (findings); i++)
    told = told || strstr (clv_findings_get_sentence (findings, i)->text, "brings the most revenue") != NULL;
  return told;
}

/* 600 of 700 have no country: nobody knows who brings most. Where DE had brought 600, all the others together would be -30. */
static void
a_share_is_told_where_it_says_something (void)
{
  g_assert_true (says_who_brings_most ("Order;Customer;Date;Amount;Country\n1;A;2024-01-02;60;DE\n2;B;2024-01-02;40;FR\n"
                                       "3;C;2024-01-02;30;\n"));
  g_assert_false (says_who_brings_most ("Order;Customer;Date;Amount;Country\n1;A;2024-01-02;60;DE\n2;B;2024-01-02;40;FR\n"
                                        "3;C;2024-01-02;600;\n"));
  g_assert_false (says_who_brings_most ("Order;Customer;Date;Amount;Country\n1;A;2024-01-02;600;DE\n2;B;2024-01-02;40;FR\n"
                                        "3;B;2024-01-03;-70;FR\n"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/segments/a-customer-of-one-value-does-not-overlap", a_customer_of_one_value_does_not_overlap);
  g_test_add_func ("/analysis/segments/a-customer-may-stand-in-several", a_customer_may_stand_in_several);
  g_test_add_func ("/analysis/segments/of-equal-homes-the-first-by-name-counts", of_equal_homes_the_first_by_name_counts);
  g_test_add_func ("/analysis/segments/segments-add-up", segments_add_up);
  g_test_add_func ("/analysis/segments/tiers-are-a-to-d", tiers_are_a_to_d);
  g_test_add_func ("/analysis/segments/without-a-net-purchase-there-is-no-score", without_a_net_purchase_there_is_no_score);
  g_test_add_func ("/analysis/segments/one-value-is-no-scheme", one_value_is_no_scheme);
  g_test_add_func ("/analysis/segments/the-best-by-revenue-need-not-be-the-best-by-profit",
                   the_best_by_revenue_need_not_be_the_best_by_profit);
  g_test_add_func ("/analysis/segments/a-share-is-told-where-it-says-something", a_share_is_told_where_it_says_something);
  return g_test_run ();
}
