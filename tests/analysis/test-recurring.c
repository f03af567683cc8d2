/* test-recurring.c - what comes in every month by contract
 *
 * Numbers by hand; the first two from FEATURES.md, F-12.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-recurring.h"
#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>

static const ClvMrrPeriod *
period_of (const ClvFindings *findings,
           ClvPeriodKind      kind,
           const char        *start)
{
  const ClvRecurring *recurring = clv_findings_get_recurring (findings);
  const ClvDay day = clv_day_from_iso (start);

  g_assert_nonnull (recurring);
  for (guint p = 0; p < recurring->n_periods[kind]; p++)
    if (recurring->periods[kind][p].start == day)
      return &recurring->periods[kind][p];
  g_error ("there is no period from %s", start);
}

/* 10 subscribers at 20 a month; a yearly plan at 1,200; something sold once. */
static void
ten_at_twenty_and_a_yearly_plan (void)
{
  g_autoptr (GString) orders = g_string_new ("Invoice;Customer;Date;Amount;Billing cycle\n");
  g_autoptr (ClvFindings) findings = NULL;
  guint n = 0;

  for (int c = 0; c < 10; c++)
    for (int month = 1; month <= 12; month++)
      g_string_append_printf (orders, "%u;S%d;2024-%02d-05;20;monthly\n", ++n, c, month);
  g_string_append_printf (orders, "%u;Y;2024-06-15;1200;yearly\n", ++n);
  g_string_append_printf (orders, "%u;O;2024-12-31;99;one-time\n", ++n);
  findings = clv_test_analyse (orders->str, NULL, "");

  clv_assert_near (clv_test_metric (findings, "mrr"), 200 + 100, 1e-9);
  clv_assert_near (clv_test_metric (findings, "arr"), 2400 + 1200, 1e-9);
  clv_assert_near (period_of (findings, CLV_PERIOD_MONTH, "2024-05-01")->mrr, 200, 1e-9);
  clv_assert_near (period_of (findings, CLV_PERIOD_MONTH, "2024-06-01")->moves[CLV_MRR_NEW], 100, 1e-9);
  clv_assert_near (period_of (findings, CLV_PERIOD_YEAR, "2024-01-01")->recurring, 2400 + 1200, 1e-9);
  clv_assert_near (period_of (findings, CLV_PERIOD_YEAR, "2024-01-01")->revenue, 2400 + 1200 + 99, 1e-9);
  /* Of the last quarter: nobody left, nobody paid more. */
  clv_assert_near (clv_test_metric (findings, "nrr"), 1, 1e-12);
}

/* A: 20, then 30 from March. B: 50, then 40 from April. C: 10, leaves after February, is back in June. D: new in March at 5. */
static const char moving[] =
  "Invoice;Customer;Date;Amount;Plan\n"
  "1;A;2024-01-31;20;Basic monthly\n2;A;2024-02-29;20;Basic monthly\n3;A;2024-03-31;30;Basic monthly\n4;A;2024-04-30;30;Basic monthly\n"
  "5;A;2024-05-31;30;Basic monthly\n6;A;2024-06-30;30;Basic monthly\n"
  "7;B;2024-01-02;50;Pro monthly\n8;B;2024-02-02;50;Pro monthly\n9;B;2024-03-02;50;Pro monthly\n10;B;2024-04-02;40;Pro monthly\n"
  "11;B;2024-05-05;40;Pro monthly\n12;B;2024-06-02;40;Pro monthly\n"
  "13;C;2024-01-10;10;Basic monthly\n14;C;2024-02-10;10;Basic monthly\n15;C;2024-06-10;10;Basic monthly\n"
  "16;D;2024-03-15;5;Basic monthly\n17;D;2024-04-15;5;Basic monthly\n18;D;2024-05-15;5;Basic monthly\n19;D;2024-06-15;5;Basic monthly\n";

static void
movements_add_up (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (moving, NULL, "as-of-date=2024-06-30");
  const ClvMrrPeriod *march = period_of (findings, CLV_PERIOD_MONTH, "2024-03-01");
  const ClvMrrPeriod *june = period_of (findings, CLV_PERIOD_MONTH, "2024-06-01");
  const ClvMrrPeriod *quarter = period_of (findings, CLV_PERIOD_QUARTER, "2024-04-01");

  clv_assert_near (march->mrr_start, 80, 1e-9);
  clv_assert_near (march->moves[CLV_MRR_EXPANSION], 10, 1e-9);
  clv_assert_near (march->moves[CLV_MRR_NEW], 5, 1e-9);
  clv_assert_near (march->moves[CLV_MRR_CHURNED], -10, 1e-9);
  clv_assert_near (march->mrr, 85, 1e-9);
  clv_assert_near (march->nrr, 80.0 / 80, 1e-12);
  clv_assert_near (march->grr, 70.0 / 80, 1e-12);
  clv_assert_near (june->moves[CLV_MRR_REACTIVATED], 10, 1e-9);
  g_assert_cmpuint (june->movers[CLV_MRR_REACTIVATED], ==, 1);
  clv_assert_near (quarter->mrr_start, 85, 1e-9);
  clv_assert_near (quarter->moves[CLV_MRR_CONTRACTION], -10, 1e-9);
  clv_assert_near (quarter->mrr, 85, 1e-9);
  g_assert_cmpuint (quarter->customers, ==, 4);
  for (guint kind = 0; kind < CLV_N_PERIOD_KINDS; kind++)
    for (guint p = 0; p < clv_findings_get_recurring (findings)->n_periods[kind]; p++)
      {
        const ClvMrrPeriod *period = &clv_findings_get_recurring (findings)->periods[kind][p];
        double sum = period->mrr_start;

        for (guint move = 0; move < CLV_N_MRR_MOVES; move++)
          sum += period->moves[move];
        clv_assert_near (sum, period->mrr, 1e-9);
        g_assert_true (isnan (period->grr) || period->grr <= 1);
      }
  /* Of the last complete quarter: 75 of 85 stayed, nothing was added to them. */
  clv_assert_near (clv_test_metric (findings, "nrr"), 75.0 / 85, 1e-12);
  clv_assert_near (clv_test_metric (findings, "grr"), 75.0 / 85, 1e-12);
}

/* Two contracts of one customer stay two, also when both are paid on one day. */
static void
contracts_side_by_side_are_counted_each (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Invoice;Customer;Date;Amount;Billing\n1;A;2024-01-05;20;monthly\n2;A;2024-01-05;20;monthly\n3;A;2024-02-03;20;monthly\n"
                      "4;A;2024-02-03;20;monthly\n5;A;2024-03-06;20;monthly\n6;A;2024-03-06;20;monthly\n7;B;2024-03-31;30;quarterly\n", NULL, "");

  for (guint month = 0; month < 2; month++)
    clv_assert_near (clv_findings_get_recurring (findings)->periods[CLV_PERIOD_MONTH][month].mrr, 40, 1e-9);
  clv_assert_near (clv_test_metric (findings, "mrr"), 50, 1e-9);
}

/* Where a column calls revenue a subscription, its rhythm says for how long. */
static void
the_rhythm_of_renewals_is_their_term (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Invoice;Customer;Date;Amount;Revenue type\n1;A;2022-01-05;1200;subscription\n2;A;2023-01-05;1200;renewal\n"
                      "3;A;2024-01-05;1500;renewal\n4;B;2023-05-01;600;subscription\n5;B;2024-05-01;600;renewal\n6;C;2024-06-01;77;one-time\n",
                      NULL, "as-of-date=2024-06-30");

  clv_assert_near (clv_findings_get_recurring (findings)->months, 12, 0);
  clv_assert_near (clv_test_metric (findings, "mrr"), 125 + 50, 1e-9);
  clv_assert_near (period_of (findings, CLV_PERIOD_YEAR, "2023-01-01")->moves[CLV_MRR_NEW], 50, 1e-9);
}

static void
shops_have_no_subscriptions (void)
{
  static const char *const books[] = {
    "Order;Customer;Date;Amount;Newsletter\n1;A;2024-01-05;20;monthly\n2;A;2024-02-05;20;monthly\n3;B;2024-03-05;20;weekly\n",
    "Order;Customer;Date;Amount;Payment terms\n1;A;2024-01-05;20;monthly\n2;A;2024-02-05;20;quarterly\n3;B;2024-03-05;20;monthly\n",
    "Order;Customer;Date;Amount;Plan\n1;A;2024-01-05;20;Basic\n2;A;2024-02-05;20;Pro\n3;B;2024-03-05;20;Basic\n",
    "Order;Customer;Date;Amount;Category\n1;A;2024-01-05;20;Subscription box\n2;A;2024-02-05;20;Books\n3;B;2024-03-05;20;Books\n",
    "Order;Customer;Date;Amount;Revenue type\n1;A;2024-01-05;20;one-time\n2;A;2024-02-05;20;service\n3;B;2024-03-05;20;one-time\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (books); i++)
    {
      g_autoptr (ClvFindings) findings = clv_test_analyse (books[i], NULL, "");

      g_assert_null (clv_findings_get_recurring (findings));
      g_assert_cmpstr (clv_test_reason (findings, "mrr"), ==, "no-subscription");
      g_assert_cmpstr (clv_test_reason (findings, "nrr"), ==, "no-subscription");
    }
}

/* A is active, B left, C has paused. */
static void
who_paused_pays_nothing (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Customer;Monthly fee;Status\nA;20;active\nB;30;cancelled\nC;50;paused\nD;50;active\n", NULL, "");

  clv_assert_near (clv_test_metric (findings, "mrr"), 70, 1e-9);
  clv_assert_near (clv_test_metric (findings, "arr"), 840, 1e-9);
  g_assert_cmpuint (clv_findings_get_recurring (findings)->customers, ==, 2);
  g_assert_cmpstr (clv_test_reason (findings, "nrr"), ==, "no-dates");
}

/* A pays 20 from January, B 30 from March to September, C 50 from June; D paused, nobody knows when. */
static void
contracts_begin_and_end (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse ("Customer;Plan;Start date;End date;Monthly fee;Status\nA;Basic;2023-01-02;;20;active\nB;Basic;2023-03-01;2023-09-30;30;cancelled\n"
                      "C;Pro;2023-06-01;;50;active\nD;Pro;2023-02-01;;50;paused\n", NULL, "");
  const ClvMrrPeriod *third = period_of (findings, CLV_PERIOD_QUARTER, "2023-07-01");

  clv_assert_near (clv_test_metric (findings, "mrr"), 70, 1e-9);
  clv_assert_near (period_of (findings, CLV_PERIOD_MONTH, "2023-03-01")->moves[CLV_MRR_NEW], 30, 1e-9);
  clv_assert_near (period_of (findings, CLV_PERIOD_MONTH, "2023-08-01")->mrr, 100, 1e-9);
  clv_assert_near (third->mrr_start, 100, 1e-9);
  clv_assert_near (third->moves[CLV_MRR_CHURNED], -30, 1e-9);
  clv_assert_near (third->mrr, 70, 1e-9);
  clv_assert_near (clv_test_metric (findings, "nrr"), 0.7, 1e-12);
  clv_assert_near (clv_test_metric (findings, "grr"), 0.7, 1e-12);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/recurring/ten-at-twenty-and-a-yearly-plan", ten_at_twenty_and_a_yearly_plan);
  g_test_add_func ("/analysis/recurring/movements-add-up", movements_add_up);
  g_test_add_func ("/analysis/recurring/contracts-side-by-side-are-counted-each", contracts_side_by_side_are_counted_each);
  g_test_add_func ("/analysis/recurring/the-rhythm-of-renewals-is-their-term", the_rhythm_of_renewals_is_their_term);
  g_test_add_func ("/analysis/recurring/shops-have-no-subscriptions", shops_have_no_subscriptions);
  g_test_add_func ("/analysis/recurring/who-paused-pays-nothing", who_paused_pays_nothing);
  g_test_add_func ("/analysis/recurring/contracts-begin-and-end", contracts_begin_and_end);
  return g_test_run ();
}
