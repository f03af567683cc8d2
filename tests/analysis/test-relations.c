/* test-relations.c - loyalty, referrals, engagement, owners, the mix of goods, discounts
 *
 * The checks of FEATURES.md, F-16, F-17, F-18, F-26, F-33 and F-39; numbers by hand where nothing else is said.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-relations.h"

#include <math.h>

#include "clv-random-ledger.h"
#include "clv-test-analysis.h"
#include "clv-test.h"

/* January: 150 against 120 and 140, so 20 for one member. February: 100 and 130 against 90, so 25 for each of two. March has a
 * member alone. Matched: (20 + 2 × 25) / 3. Naive: (150 + 100 + 130 + 500) / 4 - (120 + 140 + 90) / 3. What comes in the
 * thirteenth month is nobody's. */
static void
members_are_compared_with_their_like (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount;Club member\n"
                      "1;M1;2024-01-05;100;yes\n2;M1;2024-06-05;50;yes\n3;O1;2024-01-06;100;no\n4;O1;2024-03-06;20;no\n"
                      "5;O2;2024-01-07;100;no\n6;O2;2024-12-31;40;no\n7;M2;2024-02-05;100;yes\n8;M3;2024-02-06;100;yes\n"
                      "9;M3;2025-01-31;30;yes\n10;O3;2024-02-08;90;no\n11;M4;2024-03-09;500;yes\n12;O1;2025-01-02;1000;no\n",
                      NULL, "as-of-date=2025-12-31");
  ClvLoyalty loyalty;

  /* O3 began with 90 instead of 100: the lowest tenth, and no match for M2 and M3. */
  g_assert_true (clv_relation_measure_loyalty (findings, NULL, &loyalty));
  g_assert_cmpstr (loyalty.column, ==, "Club member");
  g_assert_cmpuint (loyalty.n_strata, ==, 1);
  clv_assert_near (loyalty.matched.difference, 20, 1e-9);
  g_assert_cmpuint (loyalty.matched.members, ==, 1);
  g_assert_cmpuint (loyalty.matched.others, ==, 2);
  clv_assert_near (loyalty.naive.difference, 220 - 350.0 / 3, 1e-9);
  g_assert_cmpuint (loyalty.members.customers, ==, 4);
  clv_assert_near (loyalty.members.repeat_rate, 0.5, 1e-12);
  clv_loyalty_clear (&loyalty);
}

static void
strata_weigh_by_their_members (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount;Club member\n"
                      "1;M1;2024-01-05;100;yes\n2;M1;2024-06-05;50;yes\n3;O1;2024-01-06;100;no\n4;O1;2024-03-06;20;no\n"
                      "5;O2;2024-01-07;100;no\n6;O2;2024-12-31;40;no\n7;M2;2024-02-05;100;yes\n8;M3;2024-02-06;100;yes\n"
                      "9;M3;2025-01-31;30;yes\n10;O3;2024-02-08;100;no\n13;O3;2024-02-18;-10;no\n11;M4;2024-03-09;500;yes\n",
                      NULL, "as-of-date=2025-12-31");
  ClvLoyalty loyalty;

  g_assert_true (clv_relation_measure_loyalty (findings, NULL, &loyalty));
  g_assert_cmpuint (loyalty.n_strata, ==, 2);
  clv_assert_near (loyalty.matched.difference, 70.0 / 3, 1e-9);
  g_assert_cmpuint (loyalty.matched.members, ==, 3);
  g_assert_cmpfloat (loyalty.matched.low, <=, loyalty.matched.difference);
  g_assert_cmpfloat (loyalty.matched.high, >=, loyalty.matched.difference);
  clv_loyalty_clear (&loyalty);
}

/* Those who spend much join, and the programme does nothing. */
static void
selection_alone_is_no_uplift (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (16);
  g_autoptr (GString) orders = g_string_new ("Order;Customer;Date;Amount;Loyalty card\n");
  const ClvDay first = clv_day_from_iso ("2023-01-01");
  g_autoptr (ClvFindings) findings = NULL;
  ClvLoyalty loyalty;
  guint order = 0;

  for (guint customer = 0; customer < 900; customer++)
    {
      const gboolean is_big = g_rand_boolean (random);
      const gboolean joins = g_rand_double (random) < (is_big ? 0.7 : 0.2);
      const ClvDay came = first + g_rand_int_range (random, 0, 360);
      const int amount = is_big ? 200 : 20;
      char iso[16];

      for (guint k = 0; k < 4; k++)
        {
          clv_day_to_iso (came + 70 * (int) k, iso);
          g_string_append_printf (orders, "o%u;c%u;%s;%d;%s\n", order++, customer, iso,
                                  k == 0 ? amount : g_rand_int_range (random, amount / 2, 2 * amount), joins ? "gold" : "no");
        }
    }
  findings = clv_test_analyse (orders->str, NULL, "as-of-date=2024-12-31");
  g_assert_true (clv_relation_measure_loyalty (findings, NULL, &loyalty));
  /* About (0.7 / 0.9 - 0.3 / 1.1) of the 850 between a big and a small customer. */
  g_assert_cmpfloat (loyalty.naive.difference, >, 250);
  g_assert_cmpfloat (loyalty.naive.low, >, 150);
  g_assert_cmpfloat (fabs (loyalty.matched.difference), <, 25);
  g_assert_cmpfloat (loyalty.matched.low, <, 0);
  g_assert_cmpfloat (loyalty.matched.high, >, 0);
  clv_loyalty_clear (&loyalty);
}

/* A brought B, who is worth 100, and C, who is worth 50; winning one costs 50. */
static void
referrals_save_what_winning_costs (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount;Referred by\n1;A;2024-01-05;70;\n2;B;2024-02-05;100;A\n3;C;2024-03-05;50;A\n", NULL,
                      "cac=50");
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  ClvReferrals referrals;
  double sum = 0;

  g_assert_true (clv_relation_measure_referrals (findings, &referrals));
  g_assert_cmpuint (referrals.n, ==, 1);
  g_assert_cmpuint (referrals.referrers[0].customer, ==, clv_test_customer (findings, "A"));
  g_assert_cmpuint (referrals.referrers[0].referred, ==, 2);
  clv_assert_near (referrals.referrers[0].referred_value, 150, 1e-9);
  clv_assert_near (referrals.referrers[0].saved_cac, 100, 1e-9);
  clv_assert_near (referrals.saved_cac, 100, 1e-9);
  /* The base is worth what it is worth. */
  for (guint32 c = 0; c < customers->n; c++)
    sum += customers->value[c];
  clv_assert_near (sum, 220, 1e-9);
  clv_assert_near (customers->value[clv_test_customer (findings, "A")], 70, 1e-9);
  clv_referrals_clear (&referrals);
}

static void
who_was_referred_was_not_paid_for (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount;Referred by\n1;A;2024-01-05;70;\n2;B;2024-01-06;100;A\n3;C;2024-01-07;50;A\n",
                      "Date;Cost type;Cost\n2024-01-31;acquisition;120\n", "");
  ClvReferrals referrals;

  g_assert_true (clv_relation_measure_referrals (findings, &referrals));
  clv_assert_near (referrals.cac_all, 40, 1e-9);
  clv_assert_near (referrals.cac_without_referred, 120, 1e-9);
  clv_assert_near (referrals.saved_cac, 240, 1e-9);
  clv_referrals_clear (&referrals);
}

/* scipy.stats.spearmanr ([1, 2, 3, 4, 5], [5, 6, 7, 8, 7]), the example of its documentation: 0.82078268. */
static void
engagement_has_the_rank_correlation_of_scipy (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-05;5\n2;B;2024-01-06;6\n3;C;2024-01-07;7\n4;D;2024-01-08;8\n5;E;2024-01-09;7\n",
                      "Customer;Country;Site visits;Complaints\nA;DE;1;9\nB;DE;2;7\nC;FR;3;5\nD;FR;4;3\nE;FR;5;1\n", "");
  ClvEngagement engagement;

  g_assert_true (clv_relation_measure_engagement (findings, &engagement));
  g_assert_cmpuint (engagement.n_parts, ==, 2);
  g_assert_cmpuint (engagement.n, ==, 5);
  clv_assert_near (engagement.parts[0].rho, 0.8207826816681233, 1e-12);
  /* Few complaints are good: both columns rank the customers in the same way. */
  clv_assert_near (engagement.parts[1].rho, 0.8207826816681233, 1e-12);
  clv_assert_near (engagement.rho, 0.8207826816681233, 1e-12);
  clv_assert_near (engagement.score[clv_test_customer (findings, "A")], 10, 1e-9);
  clv_assert_near (engagement.score[clv_test_customer (findings, "E")], 90, 1e-9);
  g_assert_cmpfloat (engagement.low, <=, engagement.rho);
  g_assert_cmpfloat (engagement.high, <=, 1);
  /* Medians 50 and 7: D alone is above both, E above the first. */
  g_assert_cmpuint (engagement.customers[1][1], ==, 1);
  g_assert_cmpuint (engagement.customers[1][0], ==, 1);
  g_assert_cmpuint (engagement.customers[0][0], ==, 3);
  clv_assert_near (engagement.value[1][1], 8, 1e-9);
  clv_engagement_clear (&engagement);
}

static const ClvOwner *
find_owner (const ClvOwners *owners,
            const char      *name)
{
  for (guint i = 0; i < owners->n; i++)
    if (g_strcmp0 (owners->owners[i].name, name) == 0)
      return &owners->owners[i];
  g_error ("no owner %s", name != NULL ? name : "of the rest");
}

/* 2023: X has a1 … a5 with 100 each, Y b1 … b5 with 10 each, Z has z with 7.
 * 2024: a1 goes to Y and brings 130; a2 stays away; b6 comes and brings 60; the others stay the same. */
static void
a_customer_who_moves_is_a_transfer (void)
{
  g_autoptr (GString) orders = g_string_new ("Order;Customer;Date;Amount;Account owner\n");
  g_autoptr (ClvFindings) findings = NULL;
  const ClvOwner *x, *y, *rest;
  ClvOwners owners;
  double transferred = 0;
  guint n = 0;

  for (guint i = 1; i <= 5; i++)
    {
      g_string_append_printf (orders, "%u;a%u;2023-01-02;100;X\n%u;b%u;2023-01-03;10;Y\n", n, i, n + 1, i);
      n += 2;
      if (i > 2)
        g_string_append_printf (orders, "%u;a%u;2024-01-12;100;X\n", n++, i);
      g_string_append_printf (orders, "%u;b%u;2024-01-13;10;Y\n", n++, i);
    }
  g_string_append (orders, "90;a1;2024-05-05;130;Y\n91;b6;2024-06-06;60;Y\n92;z;2023-03-03;7;Z\n93;z;2024-03-03;7;Z\n");
  findings = clv_test_analyse (orders->str, NULL, "as-of-date=2024-12-31 period=year");
  g_assert_true (clv_relation_measure_owners (findings, NULL, &owners));
  g_assert_cmpuint (owners.n, ==, 3);
  x = find_owner (&owners, "X");
  clv_assert_near (x->before, 500, 1e-9);
  clv_assert_near (x->last, 300, 1e-9);
  clv_assert_near (x->lost, -100, 1e-9);
  clv_assert_near (x->transferred, -100, 1e-9);
  clv_assert_near (x->changed, 0, 1e-9);
  clv_assert_near (x->retention, 0.8, 1e-9);
  y = find_owner (&owners, "Y");
  clv_assert_near (y->before, 50, 1e-9);
  clv_assert_near (y->last, 240, 1e-9);
  clv_assert_near (y->gained, 60, 1e-9);
  clv_assert_near (y->transferred, 100, 1e-9);
  clv_assert_near (y->changed, 30, 1e-9);
  /* One customer is no group. */
  rest = find_owner (&owners, NULL);
  clv_assert_near (rest->last, 7, 1e-9);
  for (guint i = 0; i < owners.n; i++)
    {
      const ClvOwner *owner = &owners.owners[i];

      transferred += owner->transferred;
      clv_assert_near (owner->before + owner->gained + owner->lost + owner->changed + owner->transferred, owner->last, 1e-9);
    }
  clv_assert_near (transferred, 0, 1e-9);
  clv_owners_clear (&owners);
}

/* A bears 12 of service over three rows, 4 a row. */
static void
the_mix_sums_to_the_whole (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount;Cost;Category\n1;A;2024-01-05;100;40;Tea\n1;A;2024-01-05;50;10;Cups\n2;A;2024-02-05;30;10;Tea\n"
                      "3;B;2024-02-06;20;15;Tea\n4;;2024-02-07;5;1;Cups\n",
                      "Date;Cost type;Cost;Customer\n2024-02-28;service;12;A\n2024-02-28;service;3;C\n", "");
  double value = 0, revenue = 0;
  ClvMix mix;

  g_assert_true (clv_relation_measure_mix (findings, "tier", &mix));
  for (guint i = 0; i < mix.n_categories; i++)
    for (guint j = 0; j < mix.n_segments; j++)
      {
        const double cell = mix.value[i * mix.n_segments + j];

        value += cell;
        revenue += mix.revenue[i * mix.n_segments + j];
        if (g_str_equal (mix.categories[i], "Tea") && g_str_equal (mix.segments[j], "A"))
          clv_assert_near (cell, 60 + 20 - 8, 1e-9);
        if (g_str_equal (mix.categories[i], "Cups") && g_str_equal (mix.segments[j], "A"))
          clv_assert_near (cell, 40 - 4, 1e-9);
        if (g_str_equal (mix.categories[i], "Cups") && j == mix.n_segments - 1)
          clv_assert_near (cell, 4, 1e-9);
      }
  clv_assert_near (revenue, clv_test_metric (findings, "revenue"), 1e-9);
  clv_assert_near (value, clv_test_metric (findings, "profit"), 1e-9);
  clv_mix_clear (&mix);
}

/* The last column is of rows without a customer; costs that nobody bears are in no cell. */
static void
random_books_sum_to_the_whole (void)
{
  for (guint32 seed = 1; seed <= 4; seed++)
    {
      ClvRandomLedger book;
      g_autofree char *orders = NULL, *costs = NULL;
      g_autoptr (ClvFindings) findings = NULL;
      ClvMix mix;
      double value = 0, revenue = 0;

      clv_random_ledger_init (&book, seed, 1);
      orders = clv_random_lines_dup_table (book.orders, clv_random_orders_header, 0, book.orders->len);
      costs = clv_random_lines_dup_table (book.costs, clv_random_costs_header, 0, book.costs->len);
      findings = clv_test_analyse (orders, costs, "");
      g_assert_true (clv_relation_measure_mix (findings, "tier", &mix));
      for (guint i = 0; i < mix.n_categories * mix.n_segments; i++)
        {
          const gboolean is_of_customers = i % mix.n_segments < mix.n_segments - 1;

          value += is_of_customers ? mix.value[i] : 0;
          revenue += is_of_customers ? 0 : mix.revenue[i];
        }
      clv_assert_near (revenue, clv_test_metric (findings, "revenue_without_customer"), 1e-6);
      clv_assert_near (value, clv_test_metric (findings, "profit_of_customers"), 1e-6);
      clv_mix_clear (&mix);
      clv_random_ledger_clear (&book);
    }
}

/* Orders 1 and 3 have a discount; A came by one, B and C at full price. */
static void
discounts_are_told_by_order_and_by_first_order (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount;Cost;Discount\n1;A;2024-01-05;100;90;0.1\n1;A;2024-01-05;20;18;0\n2;B;2024-01-06;50;20;0\n"
                      "3;B;2024-02-06;30;25;0.2\n4;C;2024-02-07;40;20;\n",
                      NULL, "");
  ClvDiscounts discounts;

  g_assert_true (clv_relation_measure_discounts (findings, &discounts));
  g_assert_cmpuint (discounts.orders, ==, 4);
  g_assert_cmpuint (discounts.discounted_orders, ==, 2);
  clv_assert_near (discounts.revenue, 240, 1e-9);
  clv_assert_near (discounts.discounted_revenue, 150, 1e-9);
  clv_assert_near (discounts.discounted_value, 10 + 2 + 5, 1e-9);
  clv_assert_near (discounts.value, 67, 1e-9);
  g_assert_cmpuint (discounts.discount_acquired.customers, ==, 1);
  clv_assert_near (discounts.discount_acquired.value_per_customer, 12, 1e-9);
  g_assert_cmpuint (discounts.full_price.customers, ==, 2);
  clv_assert_near (discounts.full_price.repeat_rate, 0.5, 1e-12);
  clv_assert_near (discounts.full_price.value_per_customer, 55 / 2.0, 1e-9);
}

static void
what_nobody_says_is_not_measured (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "");
  ClvLoyalty loyalty;
  ClvReferrals referrals;
  ClvEngagement engagement;
  ClvOwners owners;
  ClvMix mix;
  ClvDiscounts discounts;

  g_assert_false (clv_relation_measure_loyalty (findings, NULL, &loyalty));
  g_assert_false (clv_relation_measure_referrals (findings, &referrals));
  g_assert_false (clv_relation_measure_engagement (findings, &engagement));
  g_assert_false (clv_relation_measure_owners (findings, NULL, &owners));
  g_assert_false (clv_relation_measure_mix (findings, "tier", &mix));
  g_assert_false (clv_relation_measure_discounts (findings, &discounts));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/relations/members-are-compared-with-their-like", members_are_compared_with_their_like);
  g_test_add_func ("/analysis/relations/strata-weigh-by-their-members", strata_weigh_by_their_members);
  g_test_add_func ("/analysis/relations/selection-alone-is-no-uplift", selection_alone_is_no_uplift);
  g_test_add_func ("/analysis/relations/referrals-save-what-winning-costs", referrals_save_what_winning_costs);
  g_test_add_func ("/analysis/relations/who-was-referred-was-not-paid-for", who_was_referred_was_not_paid_for);
  g_test_add_func ("/analysis/relations/engagement-has-the-rank-correlation-of-scipy", engagement_has_the_rank_correlation_of_scipy);
  g_test_add_func ("/analysis/relations/a-customer-who-moves-is-a-transfer", a_customer_who_moves_is_a_transfer);
  g_test_add_func ("/analysis/relations/the-mix-sums-to-the-whole", the_mix_sums_to_the_whole);
  g_test_add_func ("/analysis/relations/random-books-sum-to-the-whole", random_books_sum_to_the_whole);
  g_test_add_func ("/analysis/relations/discounts-are-told-by-order-and-by-first-order", discounts_are_told_by_order_and_by_first_order);
  g_test_add_func ("/analysis/relations/what-nobody-says-is-not-measured", what_nobody_says_is_not_measured);
  return g_test_run ();
}
