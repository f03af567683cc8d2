/* test-assumptions.c - KEY=VALUE
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-assumptions.h"
#include "clv-test.h"

#include <math.h>
#include <string.h>

static void
defaults_are_those_of_the_definition (void)
{
  /* METRICS.md, “Keys”. */
  ClvAssumptions assumptions;

  clv_assumptions_init_default (&assumptions);
  clv_assert_near (assumptions.discount_per_year, 0.10, 0);
  clv_assert_near (assumptions.growth_per_year, 0, 0);
  clv_assert_near (assumptions.horizon_years, 5, 0);
  clv_assert_near (assumptions.prediction_days, 365, 0);
  clv_assert_near (assumptions.interval, 0.8, 0);
  clv_assert_near (assumptions.target_ratio, 3, 0);
  g_assert_true (isnan (assumptions.margin));
  g_assert_true (isnan (assumptions.cac));
  g_assert_cmpint (assumptions.rules.as_of, ==, CLV_DAY_NONE);
  g_assert_cmpint (assumptions.rules.order_key, ==, CLV_ORDER_KEY_ID);
}

static void
percent_and_fraction_are_the_same (void)
{
  static const struct
  {
    const char *text;
    double      share;
  } cases[] = {
    { "70", 0.7 }, { "70 %", 0.7 }, { "70%", 0.7 }, { "70\u202f%", 0.7 }, { "0.7", 0.7 }, { "0,7", 0.7 },
    { "1", 1 }, { "100", 1 }, { "0", 0 }, { "0.7 %", 0.007 }, { "0.5%", 0.005 }, { " 12,5 % ", 0.125 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ClvAssumptions assumptions;
      g_autoptr (GError) error = NULL;

      clv_assumptions_init_default (&assumptions);
      clv_assumptions_set (&assumptions, "retention", cases[i].text, &error);
      g_assert_no_error (error);
      clv_assert_near (assumptions.retention_per_year, cases[i].share, 1e-15);
    }
}

static void
values_out_of_range_are_refused (void)
{
  static const struct
  {
    const char *key, *value;
  } cases[] = {
    { "retention", "101" }, { "retention", "-1" }, { "retention", "seventy" }, { "retention", "nan" }, { "retention", "inf" },
    { "margin", "1.4" }, { "margin", "1,99" }, { "growth", "-1.4" }, { "interval", "1.4" },
    { "retention", "0x1" }, { "discount-rate", "-5" }, { "margin", "150 %" }, { "horizon-years", "0" }, { "horizon-years", "5 %" },
    { "interval", "0" }, { "interval", "100" }, { "cac", "-1" }, { "as-of-date", "31.12.2024" }, { "as-of-date", "2024-02-30" },
    { "fiscal-year-start", "13" }, { "fiscal-year-start", "0" }, { "period", "week" }, { "duplicates", "perhaps" },
    { "currency", "Euro und Cent" }, { "target-ratio", "0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ClvAssumptions assumptions, before;
      g_autoptr (GError) error = NULL;

      clv_assumptions_init_default (&assumptions);
      before = assumptions;
      g_assert_false (clv_assumptions_set (&assumptions, cases[i].key, cases[i].value, &error));
      g_assert_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_VALUE);
      g_assert_nonnull (strstr (error->message, cases[i].value));
      g_assert_true (clv_assumptions_equal (&assumptions, &before));
    }
}

static void
the_message_names_the_range (void)
{
  ClvAssumptions assumptions;
  g_autoptr (GError) error = NULL;

  clv_assumptions_init_default (&assumptions);
  clv_assumptions_set (&assumptions, "retention", "170", &error);
  g_assert_cmpstr (error->message, ==, "Retention a year (retention): “170” is not a number between 0 % and 100 %.");
}

static void
an_unknown_key_is_refused (void)
{
  ClvAssumptions assumptions;
  g_autoptr (GError) error = NULL;

  clv_assumptions_init_default (&assumptions);
  g_assert_false (clv_assumptions_set (&assumptions, "retension", "0.7", &error));
  g_assert_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_KEY);
  g_assert_nonnull (strstr (error->message, "retention"));
}

static void
underscores_are_dashes (void)
{
  ClvAssumptions assumptions;

  clv_assumptions_init_default (&assumptions);
  g_assert_true (clv_assumptions_set (&assumptions, "discount_rate", "8 %", NULL));
  clv_assert_near (assumptions.discount_per_year, 0.08, 1e-15);
}

/* One value for each key, none the default. */
static const struct
{
  const char *key, *value;
} each[] = {
  { "margin", "0.425" }, { "discount-rate", "0.08" }, { "retention", "0.7" }, { "growth", "-0.02" }, { "lifetime-years", "4.5" },
  { "horizon-years", "3" }, { "cac", "47.5" }, { "service-cost", "12" }, { "target-ratio", "2.5" }, { "as-of-date", "2024-12-31" },
  { "period", "quarter" }, { "fiscal-year-start", "4" }, { "inactive-days", "90" }, { "prediction-days", "730" },
  { "interval", "0.95" }, { "model", "paretonbd" }, { "holdout-days", "180" }, { "order-key", "customer-day" }, { "returns", "remove" }, { "duplicates", "drop" },
  { "cancelled", "drop" }, { "deals", "all" }, { "non-customer-lines", "drop" }, { "currency", "EUR" }, { "decimal", "comma" }, { "date-order", "mdy" },
  { "refund-column", "ignore" }, { "contradicted-amounts", "price" }, { "order-totals", "total" }, { "repeated-totals", "keep" }, { "similar-ids", "merge" },
  { "merged-ids", "apart" }, { "several-rates", "first" }, { "channel-costs", "service" }, { "swapped-dates", "swap" }, { "returned-goods", "subtract" },
  { "repeated-customers", "last" }, { "leave-out", "odd-date" }, { "count-as-zero", "missing-amount" }, { "amounts-before-discount", "subtract" }, { "refunded-orders", "negate" }, { "totals", "keep" }, { "tax", "subtract" }, { "shipping", "add" },
  { "repeated-orders", "last" }, { "gift-cards", "drop" }, { "zero-amounts", "drop" }, { "missing-customers", "drop" },
  { "future-dates", "drop" }, { "outsized-amounts", "drop" }, { "missing-costs", "zero" }, { "discount", "percent" }, { "rates", "USD=0.92 GBP=1.17" },
  { "rate-direction", "foreign-per-base" }, { "blank-currency", "drop" }, { "currency-conflict", "column" }, { "customer-key", "email" },
  { "rfm-scores", "even" }, { "rfm-f", "orders" }, { "rfm-m", "mean" }, { "rfm-r-cuts", "30 90 180 365" }, { "rfm-f-cuts", "2 3 4 6" },
  { "rfm-m-cuts", "50 100.5 200 500" }, { "tier-cuts", "0.7 0.9" }, { "high-share", "0.1" }, { "regular-days", "6" }, { "slowing", "2" },
  { "lapsed", "4" }, { "health-weights", "retention=2 growth=0 margin=1 ltv-to-cac=1 at-risk=0.5" }, { "clusters", "4" },
  { "allocate-acquisition", "none" }, { "allocate-retention", "equal" }, { "allocate-service", "revenue" }, { "allocate-goods", "orders" },
  { "allocate-other", "acquired" }, { "cac-lag", "2" }, { "compare", "2023..2024" }, { "snapshots", "quarter" }, { "non-operational", "keep" },
};

static void
every_key_can_be_set_and_taken_back (void)
{
  ClvAssumptions assumptions, defaults;
  guint n_keys = 0;

  clv_assumptions_init_default (&assumptions);
  clv_assumptions_init_default (&defaults);
  for (guint i = 0; i < G_N_ELEMENTS (each); i++)
    {
      g_autofree char *value = NULL;

      g_assert_true (clv_assumptions_set (&assumptions, each[i].key, each[i].value, NULL));
      value = clv_assumptions_dup_value (&assumptions, each[i].key);
      g_assert_cmpstr (value, ==, each[i].value);
      g_assert_false (clv_assumptions_equal (&assumptions, &defaults));
      g_assert_cmpstr (clv_assumptions_get_title (each[i].key), !=, each[i].key);
      g_assert_true (clv_assumptions_set (&assumptions, each[i].key, "", NULL));
      g_assert_true (clv_assumptions_equal (&assumptions, &defaults));
    }
  while (clv_assumptions_keys ()[n_keys] != NULL)
    n_keys++;
  g_assert_cmpuint (n_keys, ==, G_N_ELEMENTS (each));
}

/* Percent or fraction, any of the usual separators; what is no ascending list is refused, and changes nothing. */
static void
lists_are_read_or_refused (void)
{
  static const char *const wrong[] = { "30 90 180", "30 90 180 365 400", "90 30 180 365", "30 30 90 180", "a b c d", "-1 2 3 4" };
  ClvAssumptions assumptions;

  clv_assumptions_init_default (&assumptions);
  g_assert_true (clv_assumptions_set (&assumptions, "tier-cuts", "70 %, 90 %", NULL));
  clv_assert_near (assumptions.segments.tier_cuts[0], 0.7, 1e-15);
  clv_assert_near (assumptions.segments.tier_cuts[1], 0.9, 1e-15);
  g_assert_true (clv_assumptions_set (&assumptions, "rfm-r-cuts", "30,5; 90; 180; 365", NULL));
  clv_assert_near (assumptions.segments.rfm_r_cuts[0], 30.5, 1e-15);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (clv_assumptions_set (&assumptions, "rfm-r-cuts", wrong[i], &error));
      g_assert_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_VALUE);
    }
  clv_assert_near (assumptions.segments.rfm_r_cuts[3], 365, 1e-15);
  g_assert_true (clv_assumptions_set (&assumptions, "health-weights", "retention=3", NULL));
  clv_assert_near (assumptions.segments.health_weights[CLV_HEALTH_RETENTION], 3, 1e-15);
  clv_assert_near (assumptions.segments.health_weights[CLV_HEALTH_MARGIN], 1, 1e-15);
  g_assert_false (clv_assumptions_set (&assumptions, "health-weights", "luck=1", NULL));
  g_assert_false (clv_assumptions_set (&assumptions, "health-weights", "retention=0 growth=0 margin=0 ltv-to-cac=0 at-risk=0", NULL));
}

static void
a_project_file_gives_them_back (void)
{
  ClvAssumptions assumptions, restored;
  g_autofree char *text = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *newer = NULL;

  clv_assumptions_init_default (&assumptions);
  nothing = clv_assumptions_serialise (&assumptions);
  g_assert_cmpstr (nothing, ==, "");
  for (guint i = 0; i < G_N_ELEMENTS (each); i++)
    clv_assumptions_set (&assumptions, each[i].key, each[i].value, NULL);

  text = clv_assumptions_serialise (&assumptions);
  newer = g_strconcat ("telepathy=yes\n", text, NULL);
  clv_assumptions_restore (&restored, newer);

  g_assert_true (clv_assumptions_equal (&assumptions, &restored));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/assumptions/defaults-are-those-of-the-definition", defaults_are_those_of_the_definition);
  g_test_add_func ("/analysis/assumptions/percent-and-fraction-are-the-same", percent_and_fraction_are_the_same);
  g_test_add_func ("/analysis/assumptions/values-out-of-range-are-refused", values_out_of_range_are_refused);
  g_test_add_func ("/analysis/assumptions/the-message-names-the-range", the_message_names_the_range);
  g_test_add_func ("/analysis/assumptions/an-unknown-key-is-refused", an_unknown_key_is_refused);
  g_test_add_func ("/analysis/assumptions/underscores-are-dashes", underscores_are_dashes);
  g_test_add_func ("/analysis/assumptions/every-key-can-be-set-and-taken-back", every_key_can_be_set_and_taken_back);
  g_test_add_func ("/analysis/assumptions/lists-are-read-or-refused", lists_are_read_or_refused);
  g_test_add_func ("/analysis/assumptions/a-project-file-gives-them-back", a_project_file_gives_them_back);
  return g_test_run ();
}
