/* test-doubts.c - a prediction that missed its test, or that segments contradict, says so
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction.h"
#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>
#include <string.h>

#include "clv-format.h"

static void
add_order (GString    *orders,
           const char *kind,
           guint       customer,
           guint       day)
{
  char iso[16];

  clv_day_to_iso (clv_day_from_iso ("2023-01-01") + (ClvDay) day, iso);
  g_string_append_printf (orders, "%s%u;%s;%u\n", kind, customer, iso, 20 + customer % 7);
}

/* Sixty customers buy every @then days for a year and every @later days in the half that is held out. */
static ClvFindings *
analyse_shop (guint then,
              guint later)
{
  g_autoptr (GString) orders = g_string_new ("Customer;Date;Amount\n");

  for (guint c = 0; c < 60; c++)
    for (guint day = c % 30; day < 547; day += day < 365 ? then : later)
      add_order (orders, "C", c, day);
  return clv_test_analyse (orders->str, NULL, "holdout-days=182");
}

/* Of three times as many purchases as before, at least half were not foreseen: the error and its words are those of the race. */
static void
a_missed_test_is_told_of_those_at_risk (void)
{
  g_autoptr (ClvFindings) findings = NULL;
  g_auto (GStrv) doubts = NULL;
  g_autofree char *share = NULL;
  g_autofree char *words = NULL;
  g_autofree char *expected = NULL;
  const ClvHoldout *holdout;
  guint32 n;
  double error;

  clv_test_speak_plainly ();
  findings = analyse_shop (30, 10);
  holdout = clv_findings_get_holdout (findings);
  error = clv_findings_get_test_error (findings);
  g_assert_cmpfloat (error, <, -0.5);
  clv_assert_near (error, holdout->contenders[clv_findings_get_models (findings)->chosen].predicted / holdout->actual - 1, 1e-12);
  share = clv_format_percent (-error, 0);
  expected = g_strdup_printf ("%s too low in its test", share);
  words = clv_findings_dup_test_error (findings);
  g_assert_cmpstr (words, ==, expected);
  clv_findings_get_at_risk (findings, &n);
  g_assert_cmpuint (n, ==, 0);
  doubts = clv_findings_dup_risk_doubts (findings);
  g_assert_true (clv_test_has_sentence (doubts, "The model missed its test on your last months: it expected "));
  g_assert_true (clv_test_has_sentence (doubts, " fewer purchases than came."));
}

/* As steady as a clock: the total is foreseen. */
static void
a_test_that_was_stood_leaves_no_doubt (void)
{
  g_autoptr (ClvFindings) findings = NULL;
  g_autofree char *words = NULL;
  g_auto (GStrv) doubts = NULL;

  clv_test_speak_plainly ();
  findings = analyse_shop (30, 30);
  g_assert_nonnull (clv_findings_get_holdout (findings));
  g_assert_true (isnan (clv_findings_get_test_error (findings)));
  words = clv_findings_dup_test_error (findings);
  g_assert_null (words);
  doubts = clv_findings_dup_risk_doubts (findings);
  g_assert_false (clv_test_has_sentence (doubts, "missed its test"));
}

/* How many of a segment bought more than once, by the purchase days of each. */
static guint
count_returning (const ClvFindings *findings,
                 const char        *segment)
{
  const ClvSegmentScheme *scheme = clv_findings_find_scheme (findings, "rfm");
  const ClvCustomers *all = clv_findings_get_customers (findings);
  guint n = 0;

  for (guint32 c = 0; c < clv_ledger_get_n_customers (clv_findings_get_ledger (findings)); c++)
    n += scheme->by_customer[c] < scheme->n_segments && all->purchase_days[c] > 1 &&
         g_str_equal (scheme->segments[scheme->by_customer[c]].name, segment);
  return n;
}

/* Forty buy every 20 days, forty every 100 and the last time 90 days ago: the least recent of all, and still within their rhythm. */
static void
segments_that_say_otherwise_are_named (void)
{
  g_autoptr (GString) orders = g_string_new ("Customer;Date;Amount\n");
  g_autoptr (ClvFindings) findings = NULL;
  g_auto (GStrv) doubts = NULL;
  guint n_named = 0, n_leaving = 0;
  guint32 n;

  for (guint c = 0; c < 40; c++)
    {
      for (guint day = c % 20; day < 720; day += 20)
        add_order (orders, "F", c, day);
      for (guint day = 30 + c % 10; day <= 640; day += 100)
        add_order (orders, "S", c, day);
    }
  clv_test_speak_plainly ();
  findings = clv_test_analyse (orders->str, NULL, "as-of-date=2024-12-25");
  clv_findings_get_at_risk (findings, &n);
  g_assert_cmpuint (n, ==, 0);
  doubts = clv_findings_dup_risk_doubts (findings);
  g_assert_true (clv_test_has_sentence (doubts, "Of those who bought more than once, the RFM segments call "));
  for (guint i = 0; i < 4; i++)
    {
      static const char *const names[] = { "At risk", "Cannot lose them", "Hibernating", "Lost" };
      const guint members = count_returning (findings, names[i]);
      g_autofree char *words = g_strdup_printf ("%u “%s”", members, names[i]);

      g_assert_cmpint (clv_test_has_sentence (doubts, words), ==, members > 0);
      n_named += members > 0;
      n_leaving += members;
    }
  g_assert_cmpuint (n_named, >=, 1);
  {
    g_autofree char *stay = g_strdup_printf ("takes %u of them for customers still.", n_leaving);

    g_assert_true (clv_test_has_sentence (doubts, stay));
  }
}

/* A hundred bought once a year ago, ten come every month: of the hundred hardly one will ever come back. */
static void
who_hardly_comes_is_expected_in_words (void)
{
  g_autoptr (GString) orders = g_string_new ("Customer;Date;Amount\n");
  g_autoptr (ClvFindings) findings = NULL;
  g_auto (GStrv) once = NULL;
  g_auto (GStrv) often = NULL;
  guint32 customer;

  for (guint c = 0; c < 100; c++)
    add_order (orders, "O", c, c % 60);
  for (guint c = 0; c < 10; c++)
    for (guint day = c; day < 420; day += 30)
      add_order (orders, "M", c, day);
  clv_test_speak_plainly ();
  findings = clv_test_analyse (orders->str, NULL, "as-of-date=2024-02-25");
  customer = clv_test_customer (findings, "O1");
  g_assert_cmpfloat (clv_findings_get_valuation (findings)->clv_low[customer], ==, 0);
  clv_assert_near (clv_findings_get_valuation (findings)->clv_high[customer] / clv_findings_get_valuation (findings)->clv[customer], 1, 1e-9);
  once = clv_findings_explain_value (findings, customer);
  often = clv_findings_explain_value (findings, clv_test_customer (findings, "M1"));
  g_assert_true (clv_test_has_sentence (once, "Most likely nothing comes, and at times more than this"));
  g_assert_false (clv_test_has_sentence (often, "Most likely nothing comes"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/doubts/a-missed-test-is-told-of-those-at-risk", a_missed_test_is_told_of_those_at_risk);
  g_test_add_func ("/analysis/doubts/a-test-that-was-stood-leaves-no-doubt", a_test_that_was_stood_leaves_no_doubt);
  g_test_add_func ("/analysis/doubts/segments-that-say-otherwise-are-named", segments_that_say_otherwise_are_named);
  g_test_add_func ("/analysis/doubts/who-hardly-comes-is-expected-in-words", who_hardly_comes_is_expected_in_words);
  return g_test_run ();
}
