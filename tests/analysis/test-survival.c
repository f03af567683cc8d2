/* test-survival.c - how long people stay under contract, against published figures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction.h"
#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>

/* Fader & Hardie (2007), “regular” customers: who is left of 1,000 after 0 … 12 years; here a year is a month. */
static const guint survivors[] = { 1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173 };

#define N_MONTHS (G_N_ELEMENTS (survivors) - 1)

static ClvFindings *
analyse_cohort (guint n_months)
{
  g_autoptr (GString) table = g_string_new ("customerID;tenure;MonthlyCharges;Churn\n");
  guint id = 1;

  for (guint month = 1; month <= n_months; month++)
    for (guint i = survivors[month]; i < survivors[month - 1]; i++)
      g_string_append_printf (table, "C%u;%u;20;Yes\n", id++, month);
  for (guint i = 0; i < survivors[n_months]; i++)
    g_string_append_printf (table, "C%u;%u;20;No\n", id++, n_months);
  return clv_test_analyse (table->str, NULL, "");
}

/* In one cohort the shares are those of the survivors, and Greenwood's variance is binomial: of 0.631 it is 0.631 · 0.369 / 1000,
 * and that of log (-log) 0.369 / 0.631 / 1000 / log (0.631)²; with 1.2815516 either way 0.631 ^ exp (± 0.0672…). */
static void
what_was_seen_is_the_share_of_survivors (void)
{
  g_autoptr (ClvFindings) findings = analyse_cohort (N_MONTHS);
  g_autoptr (ClvSurvival) survival = clv_findings_dup_survival (findings);
  const double reach = 1.2815515655446004 * sqrt (0.369 / 0.631 / 1000) / -log (0.631);

  g_assert_nonnull (survival);
  g_assert_cmpuint (survival->n_months, ==, N_MONTHS);
  for (guint month = 0; month <= N_MONTHS; month++)
    {
      clv_assert_near (survival->observed[month], survivors[month] / 1000.0, 1e-12);
      g_assert_cmpfloat (survival->low[month], <=, survival->observed[month]);
      g_assert_cmpfloat (survival->high[month], >=, survival->observed[month]);
    }
  clv_assert_near (survival->low[1], pow (0.631, exp (reach)), 1e-9);
  clv_assert_near (survival->high[1], pow (0.631, exp (-reach)), 1e-9);
}

/* The paper learns from seven years, alpha 0.704 and beta 1.182, and predicts 16.7 % … of the twelfth: S(12) is the product of
 * (beta + t - 1) / (alpha + beta + t - 1). Here half of twelve is six, whose fit is hardly another. */
static void
the_later_half_is_foreseen_from_the_first (void)
{
  g_autoptr (ClvFindings) findings = analyse_cohort (N_MONTHS);
  g_autoptr (ClvSurvival) survival = clv_findings_dup_survival (findings);
  double published = 1;

  for (guint t = 1; t <= N_MONTHS; t++)
    published *= (1.182 + t - 1) / (0.704 + 1.182 + t - 1);
  g_assert_cmpuint (survival->learned_months, ==, 6);
  g_assert_nonnull (survival->test);
  clv_assert_near (survival->test[0], 1, 0);
  clv_assert_near (survival->test[N_MONTHS], published, 0.005);
  clv_assert_near (survival->model[N_MONTHS], 0.173, 0.005);
}

/* The model stands the test on these: nothing is to be said. Of a thousand who all stay for six months and then leave by sixties,
 * thirty before, it foresees too many. */
static void
a_missed_test_is_told (void)
{
  g_autoptr (ClvFindings) good = analyse_cohort (N_MONTHS);
  g_autoptr (GString) table = g_string_new ("customerID;tenure;MonthlyCharges;Churn\n");
  g_autoptr (ClvFindings) bad = NULL;
  g_autoptr (ClvSurvival) survival = NULL;
  guint id = 0;

  for (guint month = 1; month <= 12; month++)
    for (guint i = 0; i < (month <= 6 ? 6 : 60); i++)
      g_string_append_printf (table, "C%u;%u;20;Yes\n", id++, month);
  while (id < 1000)
    g_string_append_printf (table, "C%u;12;20;No\n", id++);
  bad = clv_test_analyse (table->str, NULL, "");
  survival = clv_findings_dup_survival (bad);
  g_assert_true (isnan (clv_findings_get_test_error (good)));
  clv_assert_near (survival->observed[12], 0.604, 1e-12);
  g_assert_cmpfloat (survival->test[12], >, 0.9);
  clv_assert_near (clv_findings_get_test_error (bad), survival->test[12] / 0.604 - 1, 1e-12);
}

/* Nobody has been there for long: the whole is too short to be halved. */
static void
a_short_life_has_no_test (void)
{
  g_autoptr (ClvFindings) findings = analyse_cohort (5);
  g_autoptr (ClvSurvival) survival = clv_findings_dup_survival (findings);

  g_assert_nonnull (survival);
  g_assert_cmpuint (survival->n_months, ==, 5);
  g_assert_cmpuint (survival->learned_months, ==, 0);
  g_assert_null (survival->test);
}

static void
orders_are_no_contracts (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (clv_test_toy_orders, NULL, "");

  g_assert_null (clv_findings_dup_survival (findings));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/survival/what-was-seen-is-the-share-of-survivors", what_was_seen_is_the_share_of_survivors);
  g_test_add_func ("/analysis/survival/the-later-half-is-foreseen-from-the-first", the_later_half_is_foreseen_from_the_first);
  g_test_add_func ("/analysis/survival/a-missed-test-is-told", a_missed_test_is_told);
  g_test_add_func ("/analysis/survival/a-short-life-has-no-test", a_short_life_has_no_test);
  g_test_add_func ("/analysis/survival/orders-are-no-contracts", orders_are_no_contracts);
  return g_test_run ();
}
