/* test-format.c - numbers for people
 *
 * The tests run in the “C” locale, where numbers are written as in English.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-format.h"
#include "clv-test.h"

#include <locale.h>
#include <math.h>

static void
expect (char       *actual,
        const char *expected)
{
  g_assert_cmpstr (actual, ==, expected);
  g_free (actual);
}

static void
money_has_minus_before_the_currency (void)
{
  expect (clv_format_money (1234, "€", 0), "€1,234");
  expect (clv_format_money (-1234.5, "€", 2), "\u2212€1,234.50");
  g_assert_cmpstr (clv_format_currency_sign ("eur"), ==, "€");
  g_assert_cmpstr (clv_format_currency_sign ("CHF"), ==, "CHF");
  g_assert_cmpstr (clv_format_currency_sign (""), ==, "");
  expect (clv_format_money (12, "EUR", 2), "EUR\u00a012.00");
  expect (clv_format_money (12, "US$", 2), "US$12.00");
  expect (clv_format_money (12, "", 2), "12.00");
  expect (clv_format_money (12, NULL, 2), "12.00");
  expect (clv_format_money (NAN, "€", 2), "–");
}

static void
halves_go_away_from_zero (void)
{
  expect (clv_format_number (2.675, 2), "2.68");
  expect (clv_format_number (0.125, 2), "0.13");
  expect (clv_format_number (-0.125, 2), "\u22120.13");
  expect (clv_format_number (0.5, 0), "1");
  expect (clv_format_number (1.5, 0), "2");
  expect (clv_format_number (2.5, 0), "3");
}

static void
what_rounds_to_zero_has_no_sign (void)
{
  expect (clv_format_number (-0.001, 2), "0.00");
  expect (clv_format_money (-0.4, "€", 0), "€0");
}

static void
thousands_are_grouped (void)
{
  expect (clv_format_count (0), "0");
  expect (clv_format_count (999), "999");
  expect (clv_format_count (1000), "1,000");
  expect (clv_format_count (1234567), "1,234,567");
  expect (clv_format_number (1e15, 0), "1,000,000,000,000,000");
}

static void
shares_are_in_percent (void)
{
  expect (clv_format_percent (0.267, 1), "26.7\u202f%");
  expect (clv_format_percent (1.41, 0), "141\u202f%");
  expect (clv_format_percent (-0.05, 0), "\u22125\u202f%");
  expect (clv_format_percent (NAN, 0), "–");
}

static void
days_and_periods_have_names (void)
{
  const ClvDay day = clv_day_from_iso ("2024-04-03");

  expect (clv_format_day (day), "3 Apr 2024");
  expect (clv_format_day (CLV_DAY_NONE), "–");
  expect (clv_format_period (clv_day_from_iso ("2024-01-01"), CLV_PERIOD_YEAR), "2024");
  expect (clv_format_period (clv_day_from_iso ("2024-04-01"), CLV_PERIOD_YEAR), "2024/25");
  expect (clv_format_period (clv_day_from_iso ("1999-07-01"), CLV_PERIOD_YEAR), "1999/00");
  expect (clv_format_period (clv_day_from_iso ("2024-04-01"), CLV_PERIOD_QUARTER), "Q2 2024");
  expect (clv_format_period (clv_day_from_iso ("2024-02-01"), CLV_PERIOD_QUARTER), "Quarter from Feb 2024");
  expect (clv_format_period (clv_day_from_iso ("2024-05-01"), CLV_PERIOD_MONTH), "May 2024");
}

static void
metrics_follow_their_unit (void)
{
  expect (clv_format_metric (CLV_M_CUSTOMERS, 12345, "€"), "12,345");
  expect (clv_format_metric (CLV_M_AOV, 86.666, "€"), "€86.67");
  expect (clv_format_metric (CLV_M_REVENUE, 2938089.06, "€"), "€2,938,089");
  expect (clv_format_metric (CLV_M_REVENUE, 999.994, "€"), "€999.99");
  expect (clv_format_metric (CLV_M_REVENUE, 999.996, "€"), "€1,000");
  expect (clv_format_metric (CLV_M_RETENTION_RATE, 2 / 3.0, ""), "66.7\u202f%");
  expect (clv_format_metric (CLV_M_PAYBACK_MONTHS, 1, ""), "1 month");
  expect (clv_format_metric (CLV_M_PAYBACK_MONTHS, 6, ""), "6 months");
  expect (clv_format_metric (CLV_M_AS_OF_DATE, clv_day_from_iso ("2024-12-12"), ""), "12 Dec 2024");
  expect (clv_format_metric (CLV_M_CLV_CRM_ARTICLE, 29.82107, "€"), "29.82");
  expect (clv_format_metric (CLV_M_PROFIT, NAN, "€"), "–");
}

static void
a_locale_has_its_own_marks (void)
{
  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL || setlocale (LC_MONETARY, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("there is no German locale here");
      return;
    }
  expect (clv_format_number (1234567.5, 2), "1.234.567,50");
  expect (clv_format_money (-1234.5, "€", 2), "\u22121.234,50\u00a0€");
  setlocale (LC_ALL, "C.UTF-8");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/format/money-has-minus-before-the-currency", money_has_minus_before_the_currency);
  g_test_add_func ("/analysis/format/halves-go-away-from-zero", halves_go_away_from_zero);
  g_test_add_func ("/analysis/format/what-rounds-to-zero-has-no-sign", what_rounds_to_zero_has_no_sign);
  g_test_add_func ("/analysis/format/thousands-are-grouped", thousands_are_grouped);
  g_test_add_func ("/analysis/format/shares-are-in-percent", shares_are_in_percent);
  g_test_add_func ("/analysis/format/days-and-periods-have-names", days_and_periods_have_names);
  g_test_add_func ("/analysis/format/metrics-follow-their-unit", metrics_follow_their_unit);
  g_test_add_func ("/analysis/format/a-locale-has-its-own-marks", a_locale_has_its_own_marks);
  return g_test_run ();
}
