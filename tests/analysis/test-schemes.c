/* test-schemes.c - every counted customer in exactly one segment, and what the segments amount to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-best-customers.h"
#include "clv-clusters.h"
#include "clv-journey.h"
#include "clv-rfm-table.h"
#include "clv-scheme.h"
#include "clv-segment-figures.h"
#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>
#include <string.h>

static ClvScheme *
make (const ClvFindings *findings,
      const char        *id)
{
  g_autoptr (GError) error = NULL;
  ClvScheme *scheme = clv_scheme_new (findings, id, NULL, &error);

  g_assert_no_error (error);
  return scheme;
}

static double
figure (const ClvSegmentFigures *figures,
        const ClvScheme         *scheme,
        const char              *name,
        ClvSegmentFigure         which)
{
  const guint segment = clv_scheme_find (scheme, name);

  g_assert_cmpuint (segment, !=, G_MAXUINT);
  return clv_segment_figures_get (figures, segment, which).value;
}

static const char *
segment_of (const ClvScheme   *scheme,
            const ClvFindings *findings,
            const char        *customer)
{
  return scheme->names[scheme->by_customer[clv_test_customer (findings, customer)]];
}

/* Orders of 240 customers in three years, with refunds, rows of nobody, two columns of rows and costs. */
static GPtrArray *
random_lines (guint32 seed,
              double  factor)
{
  static const char *const countries[] = { "DE", "FR", "", "IT" };
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  const ClvDay first = clv_day_from_iso ("2022-01-02");

  for (guint i = 0; i < 1500; i++)
    {
      const int customer = (int) (240 * g_rand_double (random) * g_rand_double (random));
      const double amount = g_rand_int_range (random, -500, 20000) / 100.0;
      char iso[16], money[G_ASCII_DTOSTR_BUF_SIZE], profit[G_ASCII_DTOSTR_BUF_SIZE];
      g_autofree char *name = customer % 41 == 40 ? g_strdup ("") : g_strdup_printf ("k%03d", customer);

      clv_day_to_iso (first + g_rand_int_range (random, 0, 1095), iso);
      g_ascii_formatd (money, sizeof money, "%.2f", amount * factor);
      g_ascii_formatd (profit, sizeof profit, "%.2f", rint (amount * (customer % 7 - 1) * 10) / 100 * factor);
      g_ptr_array_add (lines, g_strdup_printf ("o%u;%s;%s;%s;%s;%s;s%d\n", i, name, iso, money, profit, countries[customer % 4],
                                               g_rand_int_range (random, 0, 3)));
    }
  return lines;
}

static ClvFindings *
analyse_lines (GPtrArray  *lines,
               const char *settings)
{
  g_autoptr (GString) text = g_string_new ("Order;Customer;Date;Amount;Profit;Country;Shop\n");

  for (guint i = 0; i < lines->len; i++)
    g_string_append (text, lines->pdata[i]);
  return clv_test_analyse (text->str, "Date;Cost type;Cost;Customer\n2022-06-30;acquisition;5000;\n2023-06-30;acquisition;700;\n"
                                      "2023-02-28;service;90;Z\n2024-01-31;other;77;\n", settings);
}

static const char *const all_ids[] = { "tier", "rfm", "decile", "best", "journey", "priority", "clusters", "country", "shop", "country+shop" };

static void
assert_adds_up (const ClvFindings *findings,
                const char        *id)
{
  static const struct { ClvSegmentFigure figure; const char *metric; } sums[] = {
    { CLV_SF_HOME_CUSTOMERS, "customers" }, { CLV_SF_REVENUE, "revenue_of_customers" }, { CLV_SF_PROFIT, "profit_of_customers" },
  };
  /* A column of rows has those of nobody too, and what they cost. */
  static const char *const by_rows[] = { "customers", "revenue", NULL };
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  g_autoptr (ClvScheme) scheme = make (findings, id);
  g_autoptr (ClvSegmentFigures) figures = clv_segment_figures_new (findings, scheme);
  double cost = 0;

  g_assert_cmpuint (scheme->n_customers, ==, customers->n);
  for (guint32 c = 0; c < customers->n; c++)
    if (customers->counted[c])
      g_assert_cmpuint (scheme->by_customer[c], <, scheme->n);
    else
      g_assert_cmpuint (scheme->by_customer[c], ==, CLV_NOBODY);
  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      double sum = 0;

      for (guint s = 0; s < scheme->n; s++)
        sum += clv_segment_figures_get (figures, s, sums[i].figure).value;
      if (scheme->by_rows == NULL)
        clv_assert_near (sum, clv_test_metric (findings, sums[i].metric), 1e-7);
      else if (by_rows[i] != NULL)
        clv_assert_near (sum, clv_test_metric (findings, by_rows[i]), 1e-7);
    }
  for (guint s = 0; s < scheme->n; s++)
    {
      guint32 n;
      g_autofree guint32 *members = clv_scheme_dup_members (scheme, s, &n);

      g_assert_cmpuint (n, ==, (guint) clv_segment_figures_get (figures, s, CLV_SF_HOME_CUSTOMERS).value);
      cost += clv_segment_figures_get (figures, s, CLV_SF_COST).value;
    }
  /* What nobody bears: the unallocated, which hold the goods of rows without a customer. */
  if (scheme->by_rows == NULL)
    clv_assert_near (cost + clv_test_metric (findings, "cost_unallocated"), clv_test_metric (findings, "cost"), 1e-7);
}

static void
every_customer_is_in_one_segment_and_sums_are_totals (void)
{
  for (guint seed = 1; seed <= 4; seed++)
    {
      g_autoptr (GPtrArray) lines = random_lines (seed, 1);
      g_autoptr (ClvFindings) findings = analyse_lines (lines, seed % 2 ? "" : "rfm-scores=even tier-cuts=0.5,0.9");

      for (guint i = 0; i < G_N_ELEMENTS (all_ids); i++)
        assert_adds_up (findings, all_ids[i]);
    }
}

/* The same segments, of the same name, with the same figures; money times @factor. */
static void
assert_same (const ClvFindings *a,
             const ClvFindings *b,
             const char        *id,
             double             factor)
{
  g_autoptr (ClvScheme) x = make (a, id), y = make (b, id);
  g_autoptr (ClvSegmentFigures) of_x = clv_segment_figures_new (a, x), of_y = clv_segment_figures_new (b, y);
  const ClvLedger *ledger = clv_findings_get_ledger (a);

  g_assert_cmpuint (x->n, ==, y->n);
  for (guint s = 0; s < x->n; s++)
    {
      g_assert_cmpstr (x->names[s], ==, y->names[s]);
      for (guint f = 0; f < CLV_N_SEGMENT_FIGURES; f++)
        {
          const ClvMetric p = clv_segment_figures_get (of_x, s, f), q = clv_segment_figures_get (of_y, s, f);
          const double expected = clv_segment_figure_get_unit (f) == CLV_METRIC_MONEY ? p.value * factor : p.value;

          g_assert_true (p.reason == q.reason);
          if (p.reason == NULL)
            clv_assert_near (q.value, expected, 1e-6 * MAX (1, fabs (expected)));
        }
    }
  for (guint32 c = 0; c < x->n_customers; c++)
    {
      const guint32 other = clv_test_customer (b, clv_ledger_get_customer_id (ledger, c));

      g_assert_cmpuint (x->by_customer[c], ==, y->by_customer[other]);
    }
}

static void
the_order_of_rows_does_not_matter (void)
{
  g_autoptr (GPtrArray) lines = random_lines (7, 1);
  g_autoptr (ClvFindings) findings = analyse_lines (lines, "");
  g_autoptr (ClvFindings) shuffled = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (8);

  for (guint i = lines->len; i-- > 1;)
    {
      const guint j = (guint) g_rand_int_range (random, 0, (gint32) i + 1);
      gpointer kept = lines->pdata[i];

      lines->pdata[i] = lines->pdata[j];
      lines->pdata[j] = kept;
    }
  shuffled = analyse_lines (lines, "");
  for (guint i = 0; i < G_N_ELEMENTS (all_ids); i++)
    assert_same (findings, shuffled, all_ids[i], 1);
}

static void
doubled_money_doubles_money (void)
{
  g_autoptr (GPtrArray) lines = random_lines (9, 1), doubled_lines = random_lines (9, 2);
  g_autoptr (GString) text = g_string_new ("Order;Customer;Date;Amount;Profit;Country;Shop\n");
  g_autoptr (GString) doubled_text = g_string_new (text->str);
  g_autoptr (ClvFindings) findings = NULL, doubled = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      g_string_append (text, lines->pdata[i]);
      g_string_append (doubled_text, doubled_lines->pdata[i]);
    }
  findings = clv_test_analyse (text->str, NULL, "cac=10");
  doubled = clv_test_analyse (doubled_text->str, NULL, "cac=20");
  for (guint i = 0; i < G_N_ELEMENTS (all_ids); i++)
    assert_same (findings, doubled, all_ids[i], 2);
}

/* FEATURES.md, part C, by hand. Pooled gaps 151 245 366 64 94: the rhythm of the crowd is 151 days. */
static void
stages_of_the_toy_data (void)
{
  static const struct { const char *customer, *stage; } expected[] = {
    { "A", "Slowing" },        /* rhythm (151 + 151 + 245) / 3 = 182, silent for 325 */
    { "B", "Lapsed" },         /* one purchase, silent for 667 */
    { "C", "Repeat" },         /* rhythm (151 + 366) / 2 = 259, silent for 41; 366 is less than 3 × 151 */
    { "D", "First purchase" }, /* silent for 244 */
    { "E", "Repeat" },         /* rhythm (151 + 64 + 94) / 3 = 103, silent for 19 */
    { "F", "Prospect" },       /* costs alone */
  };
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "as-of-date=2024-12-31");
  g_autoptr (ClvFindings) slow = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs,
                                                   "as-of-date=2024-12-31 slowing=1.8 lapsed=5 regular-days=3");
  g_autoptr (ClvScheme) scheme = make (findings, "journey"), of_slow = make (slow, "journey");
  ClvSecondPurchase second;

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (segment_of (scheme, findings, expected[i].customer), ==, expected[i].stage);
  clv_findings_second_purchase (findings, &second);
  g_assert_cmpuint (second.buyers, ==, 5);
  clv_assert_near (second.second_rate, 0.6, 1e-12);
  clv_assert_near (second.one_off_share, 0.4, 1e-12);
  clv_assert_near (second.second_days_median, 151, 1e-12);
  /* 325 / 182.3 = 1.78; 667 / 151 = 4.4. */
  g_assert_cmpstr (segment_of (of_slow, slow, "A"), ==, "Regular");
  g_assert_cmpstr (segment_of (of_slow, slow, "B"), ==, "First purchase");
}

/* Every 30 days, then nothing for 340, and back: the silence was more than three times the rhythm before. */
static void
who_came_back_is_reactivated (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Customer;Date;Amount\nA;2023-01-01;10\nA;2023-01-31;10\nA;2023-03-02;10\nA;2024-02-05;10\n"
                      "B;2023-01-01;10\nB;2023-01-31;10\nB;2023-03-02;10\n", NULL, "as-of-date=2024-02-15");
  g_autoptr (ClvScheme) scheme = make (findings, "journey");

  g_assert_cmpstr (segment_of (scheme, findings, "A"), ==, "Reactivated");
  g_assert_cmpstr (segment_of (scheme, findings, "B"), ==, "Lapsed");
}

/* FEATURES.md, F-40. Of ten, two may be high; k1 by value, k2 by all three, k3 by volume; loyalty: k2 and k4. */
static void
flags_and_their_combinations (void)
{
  g_autoptr (GString) text = g_string_new ("Order;Customer;Date;Amount\n1;k1;2024-01-01;5000\n2;k2;2023-01-01;900\n"
                                           "3;k2;2023-06-01;900\n4;k2;2024-06-01;900\n5;k3;2024-01-01;10\n6;k3;2024-01-02;10\n"
                                           "7;k3;2024-01-03;10\n8;k3;2024-01-04;10\n9;k4;2023-01-01;10\n10;k4;2024-05-01;10\n");
  g_autoptr (ClvFindings) findings = NULL;
  g_autoptr (ClvScheme) scheme = NULL;
  ClvBestCounts counts;

  for (guint i = 5; i <= 10; i++)
    g_string_append_printf (text, "%u;k%u;2024-03-01;%u\n", i + 10, i, i * 10);
  findings = clv_test_analyse (text->str, NULL, "");
  scheme = clv_scheme_new_of_best (findings, &counts);

  g_assert_cmpstr (segment_of (scheme, findings, "k1"), ==, "High value only");
  g_assert_cmpstr (segment_of (scheme, findings, "k2"), ==, "High value, volume and loyalty");
  g_assert_cmpstr (segment_of (scheme, findings, "k3"), ==, "High volume only");
  g_assert_cmpstr (segment_of (scheme, findings, "k4"), ==, "High loyalty only");
  g_assert_cmpstr (segment_of (scheme, findings, "k5"), ==, "None of them");
  for (guint best = 0; best < CLV_N_BEST; best++)
    g_assert_cmpuint (counts.high[best], ==, 2);
  clv_assert_near (counts.least[CLV_BEST_VALUE], 2700, 1e-9);
  clv_assert_near (counts.least[CLV_BEST_VOLUME], 3, 0);
  clv_assert_near (counts.least[CLV_BEST_LOYALTY], 486, 0);
  g_assert_cmpuint (counts.exactly[0], ==, 6);
  g_assert_cmpuint (counts.exactly[7], ==, 1);
  g_assert_cmpuint (counts.exactly[1] + counts.exactly[2] + counts.exactly[4], ==, 3);
  g_assert_cmpuint (clv_best_flags (scheme->by_customer[clv_test_customer (findings, "k2")]), ==, 7);
}

/* Where all have one order, nobody stands out by it. */
static void
equal_customers_are_not_parted (void)
{
  g_autoptr (GString) text = g_string_new ("Order;Customer;Date;Amount\n");
  g_autoptr (ClvFindings) findings = NULL;
  g_autoptr (ClvScheme) scheme = NULL;
  ClvBestCounts counts;

  for (guint i = 1; i <= 10; i++)
    g_string_append_printf (text, "%u;k%u;2024-03-%02u;%u\n", i, i, i, i * 10);
  findings = clv_test_analyse (text->str, NULL, "");
  scheme = clv_scheme_new_of_best (findings, &counts);
  g_assert_cmpuint (counts.high[CLV_BEST_VALUE], ==, 2);
  g_assert_cmpuint (counts.high[CLV_BEST_VOLUME], ==, 0);
  g_assert_cmpuint (counts.high[CLV_BEST_LOYALTY], ==, 0);
  g_assert_true (isnan (counts.least[CLV_BEST_VOLUME]));
}

/* FEATURES.md, part C, by hand: A and C are tier A. A 300 - 30, C 420 - 30; in 2023 180 and 200, in 2024 120 and 220. From their first
 * orders 721 + 407 days: 720 / 1128 × 365.25 / 12 = 19.43 a month. */
static void
figures_of_the_toy_data (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "as-of-date=2024-12-31");
  g_autoptr (ClvScheme) scheme = make (findings, "tier");
  g_autoptr (ClvSegmentFigures) figures = clv_segment_figures_new (findings, scheme);
  const guint d = clv_scheme_find (scheme, "D");

  clv_assert_near (figure (figures, scheme, "A", CLV_SF_CUSTOMERS), 2, 0);
  clv_assert_near (figure (figures, scheme, "A", CLV_SF_SHARE_OF_CUSTOMERS), 2.0 / 6, 1e-12);
  clv_assert_near (figure (figures, scheme, "A", CLV_SF_REVENUE), 720, 1e-9);
  clv_assert_near (figure (figures, scheme, "A", CLV_SF_COST), 60, 1e-9);
  clv_assert_near (figure (figures, scheme, "A", CLV_SF_VALUE_PER_CUSTOMER), 330, 1e-9);
  clv_assert_near (figure (figures, scheme, "A", CLV_SF_MARGIN), 660.0 / 720, 1e-12);
  clv_assert_near (figure (figures, scheme, "A", CLV_SF_SHARE_OF_PROFIT), 660.0 / 735, 1e-12);
  clv_assert_near (figure (figures, scheme, "A", CLV_SF_AOV), 144, 1e-9);
  clv_assert_near (figure (figures, scheme, "A", CLV_SF_REPEAT_RATE), 1, 0);
  clv_assert_near (figure (figures, scheme, "A", CLV_SF_RETENTION_RATE), 1, 0);
  clv_assert_near (figure (figures, scheme, "A", CLV_SF_REVENUE_GROWTH), -40.0 / 380, 1e-12);
  clv_assert_near (figure (figures, scheme, "A", CLV_SF_CUSTOMER_GROWTH), 0, 0);
  clv_assert_near (figure (figures, scheme, "A", CLV_SF_CAC), 30, 1e-9);
  clv_assert_near (figure (figures, scheme, "A", CLV_SF_PAYBACK_MONTHS), 2, 0);
  clv_assert_near (figure (figures, scheme, "A", CLV_SF_RANK_BY_PROFIT), 1, 0);
  /* D got everything back and was not acquired; F costs 25. */
  clv_assert_near (figure (figures, scheme, "D", CLV_SF_ACQUIRED), 0, 0);
  clv_assert_near (figure (figures, scheme, "D", CLV_SF_CUSTOMERS_LAST), 2, 0);
  g_assert_cmpstr (clv_segment_figures_get (figures, d, CLV_SF_CAC).reason, ==, "nobody-acquired");
  g_assert_cmpstr (clv_segment_figures_get (figures, d, CLV_SF_RETENTION_RATE).reason, ==, "nobody-active-before");
  g_assert_cmpstr (clv_segment_figures_get (figures, d, CLV_SF_MARGIN).reason, ==, "no-revenue");
  g_assert_cmpstr (clv_segment_figures_get (figures, d, CLV_SF_HEALTH).reason, ==, "too-few-customers");
  clv_assert_near (figure (figures, scheme, "D", CLV_SF_RANK_BY_PROFIT), 4, 0);
}

/* FEATURES.md, F-20. Big brings ten times the revenue, and lost four of five; Small kept all; Tiny lost all. Of Once nobody came a
 * second time: who is at risk there cannot be said, and so not how healthy it is. Few has less than 20 customers. */
static void
the_largest_is_not_the_healthiest (void)
{
  g_autoptr (GString) text = g_string_new ("Order;Customer;Date;Amount;Cost;Country\n");
  g_autoptr (ClvFindings) findings = NULL;
  g_autoptr (ClvScheme) scheme = NULL;
  g_autoptr (ClvSegmentFigures) figures = NULL;
  g_autofree char *sentence = NULL, *big_money = NULL, *big_profit = NULL;
  static const double on_retention[CLV_N_HEALTH_PARTS] = { 1, 0, 0, 0, 0 };
  guint order = 1;

  clv_test_speak_plainly ();
  for (guint i = 0; i < 25; i++)
    {
      g_string_append_printf (text, "%u;b%u;2023-01-%02u;1000;900;Big\n", order++, i, i % 28 + 1);
      if (i % 5 == 0)
        g_string_append_printf (text, "%u;b%u;2024-06-%02u;1000;900;Big\n", order++, i, i % 28 + 1);
      for (guint year = 2023; year <= 2024; year++)
        g_string_append_printf (text, "%u;s%u;%u-03-%02u;50;10;Small\n", order++, i, year, i % 28 + 1);
      for (guint month = 3; month <= 4; month++)
        g_string_append_printf (text, "%u;t%u;2023-%02u-%02u;1;0;Tiny\n", order++, i, month, i % 28 + 1);
      g_string_append_printf (text, "%u;o%u;2023-05-%02u;1;0;Once\n", order++, i, i % 28 + 1);
      if (i < 19)
        g_string_append_printf (text, "%u;f%u;2023-05-%02u;1;0;Few\n", order++, i, i % 28 + 1);
    }
  g_string_append (text, "999;f1;2024-12-31;1;0;Few\n");
  findings = clv_test_analyse (text->str, NULL, "");
  scheme = make (findings, "country");
  figures = clv_segment_figures_new (findings, scheme);

  clv_assert_near (figure (figures, scheme, "Big", CLV_SF_RETENTION_RATE), 0.2, 1e-12);
  clv_assert_near (figure (figures, scheme, "Small", CLV_SF_RETENTION_RATE), 1, 1e-12);
  clv_assert_near (figure (figures, scheme, "Big", CLV_SF_RANK_BY_REVENUE), 1, 0);
  clv_assert_near (figure (figures, scheme, "Small", CLV_SF_RANK_BY_REVENUE), 2, 0);
  clv_assert_near (figure (figures, scheme, "Small", CLV_SF_RANK_BY_HEALTH), 1, 0);
  g_assert_nonnull (clv_findings_get_valuation (findings));
  g_assert_cmpstr (clv_segment_figures_get (figures, clv_scheme_find (scheme, "Once"), CLV_SF_HEALTH).reason, ==, "single-purchase-day");
  g_assert_cmpstr (clv_segment_figures_get (figures, clv_scheme_find (scheme, "Few"), CLV_SF_HEALTH).reason, ==, "too-few-customers");
  /* Four segments of 20 or more: retention 1, 0.2, 0 and 0 stand at 7/8, 5/8 and 2/8. */
  clv_segment_figures_weigh (figures, on_retention);
  clv_assert_near (figure (figures, scheme, "Small", CLV_SF_HEALTH), 87.5, 1e-9);
  clv_assert_near (figure (figures, scheme, "Big", CLV_SF_HEALTH), 62.5, 1e-9);
  clv_assert_near (figure (figures, scheme, "Tiny", CLV_SF_HEALTH), 25, 1e-9);
  clv_assert_near (figure (figures, scheme, "Once", CLV_SF_RETENTION_RATE), 0, 0);
  clv_assert_near (clv_segment_figures_get_part (figures, clv_scheme_find (scheme, "Small"), CLV_HEALTH_MARGIN), 37.5, 1e-9);

  sentence = clv_segment_figures_dup_sentence (figures, findings, scheme);
  g_assert_nonnull (strstr (sentence, "Largest by revenue: Big ("));
  g_assert_nonnull (strstr (sentence, "Most profitable: Big ("));
  g_assert_nonnull (strstr (sentence, "Healthiest: Small (88 of 100)."));
}

/* Countries DE (A, C), FR (B), none (D); home regions by revenue: A and B North, C and D South. */
static void
a_pair_of_columns_crosses_them (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount;Country;Region\n1;A;2024-01-02;100;DE;North\n1;A;2024-01-02;50;DE;South\n"
                      "2;B;2024-01-15;200;FR;North\n3;C;2024-03-20;300;DE;South\n6;D;2024-03-27;20;;South\n", NULL, "");
  g_autoptr (ClvScheme) scheme = make (findings, "country+region");
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (scheme->title, ==, "Country × Region");
  g_assert_cmpuint (scheme->n, ==, 4);
  /* Most revenue first. */
  g_assert_cmpstr (scheme->names[0], ==, "DE · South");
  g_assert_cmpstr (scheme->names[1], ==, "FR · North");
  g_assert_cmpstr (segment_of (scheme, findings, "A"), ==, "DE · North");
  g_assert_cmpstr (segment_of (scheme, findings, "D"), ==, "(none) · South");
  g_assert_null (clv_scheme_new (findings, "country+moon", NULL, &error));
  g_assert_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_KEY);
  g_assert_nonnull (strstr (error->message, "journey"));
}

/* A bought in both regions: money goes by row, and A stays in the North, where most of it is. */
static void
money_of_a_column_of_rows_goes_by_row (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount;Profit;Region\n1;A;2024-01-02;100;40;North\n1;A;2024-01-02;50;-10;South\n"
                      "2;B;2024-01-15;200;20;South\n3;;2024-01-16;7;1;North\n", NULL, "");
  g_autoptr (ClvScheme) scheme = make (findings, "region");
  g_autoptr (ClvSegmentFigures) figures = clv_segment_figures_new (findings, scheme);

  clv_assert_near (figure (figures, scheme, "North", CLV_SF_REVENUE), 107, 1e-9);
  clv_assert_near (figure (figures, scheme, "South", CLV_SF_REVENUE), 250, 1e-9);
  clv_assert_near (figure (figures, scheme, "South", CLV_SF_MARGIN), 10.0 / 250, 1e-12);
  clv_assert_near (figure (figures, scheme, "South", CLV_SF_CUSTOMERS), 2, 0);
  clv_assert_near (figure (figures, scheme, "South", CLV_SF_HOME_CUSTOMERS), 1, 0);
  clv_assert_near (figure (figures, scheme, "North", CLV_SF_RANK_BY_PROFIT), 1, 0);
  clv_assert_near (figure (figures, scheme, "South", CLV_SF_RANK_BY_REVENUE), 1, 0);
}

/* FEATURES.md, F-30: by what they are worth if kept, and those at risk of each class apart. */
static void
priority_is_worth_and_risk (void)
{
  g_autoptr (GPtrArray) lines = random_lines (3, 1);
  g_autoptr (ClvFindings) findings = analyse_lines (lines, "");
  const ClvValuation *valuation = clv_findings_get_valuation (findings);
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  g_autoptr (ClvScheme) scheme = make (findings, "priority");
  double least[4] = { INFINITY, INFINITY, INFINITY, INFINITY }, most[4] = { -INFINITY, -INFINITY, -INFINITY, -INFINITY };
  double sum[4] = { 0 }, total = 0;

  g_assert_nonnull (valuation);
  for (guint32 c = 0; c < customers->n; c++)
    {
      const guint segment = scheme->by_customer[c], class = segment / 2;
      const double worth = valuation->clv[c] + valuation->value_at_risk[c];

      if (!customers->counted[c] || segment == scheme->rest)
        continue;
      if (segment < 6)
        g_assert_cmpint (segment % 2 == 0, ==, valuation->p_alive[c] < 0.5 && customers->purchase_days[c] >= 2);
      least[class] = MIN (least[class], worth);
      most[class] = MAX (most[class], worth);
      sum[class] += MAX (worth, 0);
      total += MAX (worth, 0);
    }
  g_assert_cmpfloat (least[0], >, most[1]);
  g_assert_cmpfloat (least[1], >, most[2]);
  g_assert_cmpfloat (most[3], <=, 1e-6);
  /* A makes 80 % and less than one customer more. */
  g_assert_cmpfloat (sum[0], >=, 0.8 * total);
  g_assert_cmpfloat (sum[0] - least[0], <, 0.8 * total);
}

/* With 30 90 180 365 days and 2 3 4 6 purchases: as METRICS.md section 6 gives the fixed cuts. */
static void
scores_follow_given_cuts (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Customer;Date;Amount\nA;2024-01-01;10\nA;2024-01-02;10\nA;2024-01-03;10\nA;2024-01-04;10\nA;2024-01-05;10\n"
                      "A;2024-12-01;150\nB;2024-10-02;40\nC;2023-12-31;99\n",
                      NULL, "as-of-date=2024-12-31 rfm-r-cuts=30;90;180;365 rfm-f-cuts=2;3;4;6 rfm-m-cuts=50;100;200;500");
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  ClvRfmTable table;
  static const struct { const char *id; guint r, f, m; } expected[] = { { "A", 5, 5, 4 }, { "B", 4, 1, 1 }, { "C", 1, 1, 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const guint32 c = clv_test_customer (findings, expected[i].id);

      g_assert_cmpuint (customers->r[c], ==, expected[i].r);
      g_assert_cmpuint (customers->f[c], ==, expected[i].f);
      g_assert_cmpuint (customers->m[c], ==, expected[i].m);
    }
  clv_findings_rfm_table (findings, &table);
  g_assert_cmpuint (table.score[CLV_RFM_R][4].customers, ==, 1);
  clv_assert_near (table.score[CLV_RFM_R][3].least, 90, 0);
  clv_assert_near (table.score[CLV_RFM_R][0].most, 366, 0);
  g_assert_cmpuint (table.score[CLV_RFM_F][0].customers, ==, 2);
  clv_assert_near (table.score[CLV_RFM_M][3].least, 200, 1e-9);
  g_assert_true (isnan (table.score[CLV_RFM_M][4].least));
  g_assert_cmpuint (table.customers[4][4], ==, 1);
  clv_assert_near (table.value[3][0], 40, 1e-9);
}

/* Three kinds of customers far apart. */
static void
clusters_find_kinds_of_customers (void)
{
  g_autoptr (GString) text = g_string_new ("Order;Customer;Date;Amount\n");
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  g_autoptr (ClvFindings) findings = NULL, again = NULL;
  g_autoptr (ClvScheme) scheme = NULL, five = NULL;
  g_autoptr (GError) error = NULL;
  ClvClusterProof proof;
  ClvClusterTerms terms;
  guint order = 1;

  clv_test_speak_plainly ();
  for (guint i = 0; i < 300; i++)
    {
      const ClvDay last = clv_day_from_iso (i % 3 == 0 ? "2024-12-20" : i % 3 == 1 ? "2024-06-01" : "2022-02-01");
      const guint n = i % 3 == 0 ? 30 : i % 3 == 1 ? 6 : 1;

      for (guint k = 0; k < n; k++)
        {
          char iso[16];

          clv_day_to_iso (last - (ClvDay) k * 10 - g_rand_int_range (random, 0, 5), iso);
          g_string_append_printf (text, "%u;k%u;%s;%d\n", order++, i, iso, (i % 3 == 0 ? 200 : 20) + g_rand_int_range (random, 0, 10));
        }
    }
  findings = clv_test_analyse (text->str, NULL, "");
  scheme = clv_scheme_new_of_clusters (findings, NULL, NULL, &proof, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (proof.k, ==, 3);
  g_assert_true (proof.is_chosen);
  g_assert_cmpfloat (proof.silhouette[3], >, 0.8);
  g_assert_cmpfloat (proof.silhouette[3], >, proof.silhouette[2]);
  g_assert_cmpuint (scheme->n, ==, 3);
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *id = g_strdup_printf ("k%u", i);

      /* Most valuable first. */
      g_assert_cmpuint (scheme->by_customer[clv_test_customer (findings, id)], ==, i % 3);
    }
  g_assert_nonnull (strstr (scheme->sentence, "3 groups were chosen"));
  g_assert_nonnull (strstr (scheme->details[0], "Days with a purchase"));

  clv_cluster_terms_init (&terms, findings);
  terms.k = 5;
  five = clv_scheme_new_of_clusters (findings, &terms, NULL, &proof, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (five->n, ==, 5);
  g_assert_false (proof.is_chosen);
}

static void
customers_who_are_all_alike_make_no_groups (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Order;Customer;Date;Amount\n1;A;2024-01-02;10\n2;B;2024-01-02;10\n3;C;2024-01-02;10\n", NULL, "");
  g_autoptr (GError) error = NULL;

  g_assert_null (clv_scheme_new (findings, "clusters", NULL, &error));
  g_assert_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_VALUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/schemes/every-customer-is-in-one-segment-and-sums-are-totals",
                   every_customer_is_in_one_segment_and_sums_are_totals);
  g_test_add_func ("/analysis/schemes/the-order-of-rows-does-not-matter", the_order_of_rows_does_not_matter);
  g_test_add_func ("/analysis/schemes/doubled-money-doubles-money", doubled_money_doubles_money);
  g_test_add_func ("/analysis/schemes/stages-of-the-toy-data", stages_of_the_toy_data);
  g_test_add_func ("/analysis/schemes/who-came-back-is-reactivated", who_came_back_is_reactivated);
  g_test_add_func ("/analysis/schemes/flags-and-their-combinations", flags_and_their_combinations);
  g_test_add_func ("/analysis/schemes/equal-customers-are-not-parted", equal_customers_are_not_parted);
  g_test_add_func ("/analysis/schemes/figures-of-the-toy-data", figures_of_the_toy_data);
  g_test_add_func ("/analysis/schemes/the-largest-is-not-the-healthiest", the_largest_is_not_the_healthiest);
  g_test_add_func ("/analysis/schemes/a-pair-of-columns-crosses-them", a_pair_of_columns_crosses_them);
  g_test_add_func ("/analysis/schemes/money-of-a-column-of-rows-goes-by-row", money_of_a_column_of_rows_goes_by_row);
  g_test_add_func ("/analysis/schemes/priority-is-worth-and-risk", priority_is_worth_and_risk);
  g_test_add_func ("/analysis/schemes/scores-follow-given-cuts", scores_follow_given_cuts);
  g_test_add_func ("/analysis/schemes/clusters-find-kinds-of-customers", clusters_find_kinds_of_customers);
  g_test_add_func ("/analysis/schemes/customers-who-are-all-alike-make-no-groups", customers_who_are_all_alike_make_no_groups);
  return g_test_run ();
}
