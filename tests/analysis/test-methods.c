/* test-methods.c - lifetime values by formula
 *
 * The input is that of the CRM article: order value 100, 3 orders a year. Expected values: METRICS.md section 3 and
 * its edge cases, FEATURES.md F-09 and F-10.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>
#include <string.h>

static const char article[] = "Customer;Average order value;Orders per year\nX;100;3\nY;100;3\n";

#define ARTICLE "margin=100% retention=70% lifetime-years=5 cac=50"

static void
check (const char *settings,
       const char *metric,
       double      expected,
       double      tolerance)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (article, NULL, settings);

  clv_assert_near (clv_test_metric (findings, metric), expected, tolerance);
}

static void
check_reason (const char *settings,
              const char *metric,
              const char *expected)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (article, NULL, settings);

  g_assert_cmpstr (clv_test_reason (findings, metric), ==, expected);
}

static void
the_article_gives_29_82 (void)
{
  check (ARTICLE, "clv_crm_article", 29.821073558648, 1e-11);
}

static void
standard_formulas (void)
{
  check (ARTICLE, "aov", 100, 0);
  check (ARTICLE, "purchase_frequency_per_year", 3, 0);
  check (ARTICLE, "clv_simple", 1500, 1e-9);
  check (ARTICLE, "clv_margin_multiple", 525, 1e-9);
  check (ARTICLE, "clv_immediate", 825, 1e-9);
  check (ARTICLE, "clv_end_of_period", 750, 1e-9);
  check (ARTICLE, "clv_finite", 738.90, 0.005);
  check (ARTICLE " growth=2%", "clv_growing", 544.04, 0.005);
  check ("margin=50% retention=70% cac=50", "clv_margin_multiple", 262.5, 1e-9);
  check ("margin=40% retention=70% cac=50", "clv_margin_multiple", 210, 1e-9);
}

static void
edge_cases (void)
{
  check ("margin=1 retention=0.7 discount-rate=0", "clv_margin_multiple", 700, 1e-9);
  check ("margin=1 retention=0.7 discount-rate=0", "clv_immediate", 1000, 1e-9);
  check ("margin=1 retention=1 discount-rate=0.1", "clv_margin_multiple", 3000, 1e-9);
  check_reason ("margin=1 retention=1 discount-rate=0", "clv_margin_multiple", "diverges");
  check ("margin=1 retention=1 discount-rate=0 horizon-years=5", "clv_finite", 1500, 1e-9);
  check_reason ("margin=1 retention=1 discount-rate=0 growth=0.2", "clv_growing", "diverges");
  check ("margin=1 retention=0", "clv_margin_multiple", 0, 1e-12);
  check ("margin=1 retention=0", "clv_immediate", 300, 1e-9);
  check_reason ("margin=1 retention=1", "clv_simple", "unbounded-lifetime");
  check_reason ("retention=0.7", "clv_simple", "no-margin");
  check_reason ("margin=0.4", "clv_simple", "no-retention");
  check_reason ("margin=0.4 retention=0.7", "ltv_to_cac", "no-acquisition-cost");
  check_reason ("margin=0.4 retention=0.7 cac=0", "ltv_to_cac", "cac-not-positive");
  check_reason ("margin=1 retention=1 cac=0 lifetime-years=5", "clv_crm_article", "cac-and-churn-zero");
}

static void
a_lifetime_is_implied_by_retention (void)
{
  /* A: 300 · 3.33 */
  check ("margin=1 retention=0.7", "clv_simple", 1000, 1e-9);
  check ("margin=1 retention=0.7", "customer_lifetime_years_implied", 10.0 / 3, 1e-12);
}

static void
net_worth_takes_off_cost_and_service (void)
{
  check (ARTICLE, "customer_net_worth", 475, 1e-9);
  check (ARTICLE " service-cost=25", "customer_net_worth", 450, 1e-9);
}

static void
unit_economics (void)
{
  check (ARTICLE, "ltv_to_cac", 10.5, 1e-9);
  /* METRICS.md section 4: 10 a month and nobody leaving takes 5 months for 50. */
  check ("margin=40% retention=1 cac=50", "payback_months", 5, 0);
  /* 120 a year, monthly survival 0.97: 6 months; 0.97^12 = 0.693842… a year. */
  check ("margin=40% retention=0.69384242 cac=50", "payback_months", 6, 0);
  /* 4 a month, survival 0.9: at most 40.00; 0.9^12 = 0.28243… */
  check_reason ("margin=16% retention=0.28242954 cac=50", "payback_months", "not-recovered");
  /* The lower of 525 / 3 = 175 and twelve months' margin: 25 · (1 - 0.7) / (1 - 0.7^(1/12)) = 256.08. */
  check (ARTICLE, "allowable_cac", 175, 1e-9);
  check (ARTICLE " target-ratio=1", "allowable_cac", 25 * 0.3 / (1 - pow (0.7, 1.0 / 12)), 1e-9);
}

static void
all_methods_are_there (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse (article, NULL, ARTICLE);
  const ClvMethods *methods = clv_findings_get_methods (findings);

  g_assert_cmpuint (methods->n_methods, ==, 11);
  for (guint i = 0; i < methods->n_methods; i++)
    {
      g_assert_cmpint (methods->methods[i].id[0], ==, 'A' + (int) i);
      g_assert_cmpint (isnan (methods->methods[i].value), ==, methods->methods[i].reason != NULL);
      g_assert_cmpstr (methods->methods[i].why, !=, "");
    }
  /* G: METRICS.md section 3, E: B within 5 years. H over now and four more years: C within 5. */
  clv_assert_near (methods->methods[6].value, 470.21, 0.005);
  clv_assert_near (methods->methods[7].value, 738.90, 0.005);
  g_assert_cmpstr (methods->methods[8].reason, ==, "no-dates");
  g_assert_true (methods->margin_entered && methods->retention_entered && methods->lifetime_entered && methods->cac_entered);
}

/* FEATURES.md, F-07. */
static void
a_contradiction_is_told (void)
{
  clv_test_speak_plainly ();

  g_autoptr (ClvFindings) findings = clv_test_analyse (article, NULL, ARTICLE);
  const char *expected = "A lifetime of 5.00 years and a retention of 70\u202f% don’t agree: "
                         "70\u202f% implies 3.33 years; 5.00 years imply 80\u202f%.";
  gboolean told = FALSE;

  for (guint i = 0; i < clv_findings_get_n_sentences (findings); i++)
    told = told || strcmp (clv_findings_get_sentence (findings, i)->text, expected) == 0;
  g_assert_true (told);
}

static void
service_is_not_taken_off_twice (void)
{
  const char *costs = "Date;Cost type;Cost;Customer\n2024-01-31;service;25;F\n2023-01-31;acquisition;190;\n";
  g_autoptr (ClvFindings) observed =
    clv_test_analyse (clv_test_toy_orders, costs, "as-of-date=2024-12-31 service-cost=10");
  const double clv = clv_test_metric (observed, "clv_predicted_before_cac");

  clv_assert_near (clv_test_metric (observed, "customer_net_worth"), clv - 47.5, 1e-9);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/methods/the-article-gives-29-82", the_article_gives_29_82);
  g_test_add_func ("/analysis/methods/standard-formulas", standard_formulas);
  g_test_add_func ("/analysis/methods/edge-cases", edge_cases);
  g_test_add_func ("/analysis/methods/a-lifetime-is-implied-by-retention", a_lifetime_is_implied_by_retention);
  g_test_add_func ("/analysis/methods/net-worth-takes-off-cost-and-service", net_worth_takes_off_cost_and_service);
  g_test_add_func ("/analysis/methods/unit-economics", unit_economics);
  g_test_add_func ("/analysis/methods/all-methods-are-there", all_methods_are_there);
  g_test_add_func ("/analysis/methods/a-contradiction-is-told", a_contradiction_is_told);
  g_test_add_func ("/analysis/methods/service-is-not-taken-off-twice", service_is_not_taken_off_twice);
  return g_test_run ();
}
