/* test-honesty.c - what is predicted of those who do not pay, give back, or cost more than they bring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction.h"
#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>
#include <string.h>

#define N_DAYS 5

static void
add_order (GString    *orders,
           const char *kind,
           guint       customer,
           ClvDay      day,
           double      amount,
           double      cost)
{
  char iso[16];

  clv_day_to_iso (day, iso);
  g_string_append_printf (orders, "%s%u;%s;%.2f", kind, customer, iso, amount);
  if (!isnan (cost))
    g_string_append_printf (orders, ";%.2f", cost);
  g_string_append_c (orders, '\n');
}

static ClvDay
day_of (guint customer,
        guint purchase)
{
  return clv_day_from_iso ("2023-01-01") + (ClvDay) (3 * (customer % 50) + 35 * purchase + customer % 7);
}

static double
clv_of (const ClvFindings *findings,
        const char        *customer)
{
  return clv_findings_get_valuation (findings)->clv[clv_test_customer (findings, customer)];
}

/* Sixty pay 40 to 59 on each of five days, forty nothing: all of the purchases or none, so that the crowd counts as little as
 * it may (a tenth of a purchase). What the forty are expected to pay: 0.1 · 0.6 / 5.1 of what payers do. */
static void
who_never_pays_is_not_expected_to (void)
{
  g_autoptr (GString) orders = g_string_new ("Customer;Date;Amount\n");
  g_autoptr (ClvFindings) findings = NULL;
  const ClvValuation *valuation;
  const ClvModels *models;
  double keeps, pays, of_payers = 0;

  for (guint c = 0; c < 60; c++)
    for (guint n = 0; n < N_DAYS; n++)
      add_order (orders, "P", c, day_of (c, n), 40 + (c + n) % 20, NAN);
  for (guint c = 0; c < 40; c++)
    for (guint n = 0; n < N_DAYS; n++)
      add_order (orders, "F", c, day_of (c, n), 0, NAN);
  clv_test_speak_plainly ();
  findings = clv_test_analyse (orders->str, NULL, "as-of-date=2023-12-31 margin=0.5");
  valuation = clv_findings_get_valuation (findings);
  models = clv_findings_get_models (findings);
  g_assert_nonnull (strstr (models->models[models->spend].sentence,
                            "40 customers spent nothing on repeat purchases and are expected to pay for few of the next ones."));
  g_assert_true (clv_findings_get_what_is_left (findings, clv_test_customer (findings, "F7"), &keeps, &pays));
  clv_assert_near (pays, 0.1 * 0.6 / 5.1, 1e-6);
  clv_assert_near (keeps, 1, 0);
  g_assert_true (clv_findings_get_what_is_left (findings, clv_test_customer (findings, "P7"), &keeps, &pays));
  clv_assert_near (pays, 1, 0);
  for (guint c = 0; c < 40; c++)
    {
      g_autofree char *payer = g_strdup_printf ("P%u", c);
      g_autofree char *free_rider = g_strdup_printf ("F%u", c);

      g_assert_cmpfloat (clv_of (findings, free_rider), <, 0.02 * clv_of (findings, payer));
      of_payers += clv_of (findings, payer);
    }
  g_assert_cmpfloat (valuation->total, >, of_payers);
  g_assert_cmpfloat (valuation->total_low, <=, valuation->total);
}

/* Nobody has ever paid: nothing is expected, neither below nor above. */
static void
nothing_has_no_band (void)
{
  g_autoptr (GString) orders = g_string_new ("Customer;Date;Amount\n");
  g_autoptr (ClvFindings) findings = NULL;
  const ClvValuation *valuation;

  for (guint c = 0; c < 100; c++)
    for (guint n = 0; n < N_DAYS; n++)
      add_order (orders, "F", c, day_of (c, n), 0, NAN);
  findings = clv_test_analyse (orders->str, NULL, "as-of-date=2023-07-31");
  valuation = clv_findings_get_valuation (findings);
  g_assert_cmpfloat (valuation->orders_total, >, 1);
  clv_assert_near (valuation->total, 0, 0);
  clv_assert_near (valuation->total_low, 0, 0);
  clv_assert_near (valuation->total_high, 0, 0);
}

/* In the race too: what half of the customers get for nothing is no revenue that models expect. Else money would be expected
 * to be twice as much as came, compared with purchases. */
static void
free_goods_do_not_spoil_the_proof (void)
{
  g_autoptr (GString) orders = g_string_new ("Customer;Date;Amount\n");
  g_autoptr (ClvFindings) findings = NULL;
  const ClvHoldout *holdout;

  for (guint c = 0; c < 100; c++)
    for (guint n = 0; n < 10; n++)
      add_order (orders, c % 2 == 0 ? "P" : "F", c, day_of (c, n), c % 2 == 0 ? 40 + (c + n) % 20 : 0, NAN);
  findings = clv_test_analyse (orders->str, NULL, "");
  holdout = clv_findings_get_holdout (findings);
  g_assert_null (holdout->reason);
  for (guint i = 0; i < 4; i++)
    clv_assert_near ((1 + holdout->contenders[i].value_bias) / (1 + holdout->contenders[i].bias), 1, 0.06);
}

/* Half of the customers give back four of five orders, the others none. By hand with Kleinman's moments: correlation
 * (80 / 0.24 - 99) / (500 - 5 - 99) = 0.59175, weight of the crowd 0.68990 purchases; back (0.68990 · 0.4 + 4) / 5.68990. */
static void
what_comes_back_is_ones_own (void)
{
  g_autoptr (GString) orders = g_string_new ("Customer;Date;Amount\n");
  g_autoptr (ClvFindings) findings = NULL;
  g_auto (GStrv) steps = NULL;
  const double weight = 1 / ((80 / 0.24 - 99) / 396) - 1;
  double keeps, pays;

  for (guint c = 0; c < 100; c++)
    for (guint n = 0; n < N_DAYS; n++)
      {
        add_order (orders, "C", c, day_of (c, n), 50, NAN);
        if (c % 2 == 0 && n < 4)
          add_order (orders, "C", c, day_of (c, n) + 5, -50, NAN);
      }
  clv_test_speak_plainly ();
  findings = clv_test_analyse (orders->str, NULL, "as-of-date=2023-12-31 margin=0.5");
  clv_assert_near (clv_findings_get_valuation (findings)->kept, 0.6, 1e-12);
  g_assert_true (clv_findings_get_what_is_left (findings, clv_test_customer (findings, "C10"), &keeps, &pays));
  clv_assert_near (keeps, 1 - (weight * 0.4 + 4) / (weight + 5), 1e-6);
  g_assert_true (clv_findings_get_what_is_left (findings, clv_test_customer (findings, "C11"), &keeps, &pays));
  clv_assert_near (keeps, 1 - weight * 0.4 / (weight + 5), 1e-6);
  clv_assert_near (pays, 1, 0);
  g_assert_cmpfloat (clv_of (findings, "C10"), <, 0.3 * clv_of (findings, "C11"));
  steps = clv_findings_explain_value (findings, clv_test_customer (findings, "C10"));
  g_assert_cmpstr (steps[3], ==, "Of what this customer orders, 75\u202f% is expected to come back (40\u202f% with all customers): "
                                 "that is taken off.");
}

/* Four days of 100 each. Twenty customers leave 60 and 20 in turn, twenty -40 and 0. By hand with Bühlmann & Straub: s² =
 * 16 / 3, a = (1440 - 39 · 16 / 3) / (16000 - 400), k = s² / a = 67.53, and 400 / 467.53 of the way to one's own. */
static GString *
make_margins (void)
{
  GString *orders = g_string_new ("Customer;Date;Amount;Cost\n");

  for (guint c = 0; c < 40; c++)
    for (guint n = 0; n < 4; n++)
      add_order (orders, "C", c, day_of (c, n), 100, c % 2 == 0 ? 40 + 40 * (n % 2) : 140 - 40 * (n % 2));
  return orders;
}

static void
losses_are_expected_to_go_on (void)
{
  g_autoptr (GString) orders = make_margins ();
  g_autoptr (ClvFindings) findings = clv_test_analyse (orders->str, NULL, "as-of-date=2023-12-31");
  g_autoptr (ClvValuation) flat = NULL;
  const ClvValuation *valuation = clv_findings_get_valuation (findings);
  const guint32 good = clv_test_customer (findings, "C10"), bad = clv_test_customer (findings, "C11");
  const double credible = 16.0 / 3 / ((1440 - 39 * 16.0 / 3) / 15600), z = 400 / (400 + credible);
  double sum = 0;

  clv_assert_near (valuation->margin, 0.1, 1e-12);
  g_assert_nonnull (valuation->own_margin);
  clv_assert_near (valuation->own_margin[good], 0.1 + z * 0.3, 1e-9);
  clv_assert_near (valuation->own_margin[bad], 0.1 - z * 0.3, 1e-9);
  g_assert_cmpfloat (valuation->clv[bad], <, 0);
  for (guint32 c = 0; c < valuation->n; c++)
    sum += valuation->clv[c];
  clv_assert_near (valuation->total, sum, 1e-9 * fabs (sum));

  /* A margin that is entered is that of all. */
  flat = clv_findings_value (findings, 0.1, 0.1, 365, 0.8, NULL);
  g_assert_null (flat->own_margin);
  g_assert_cmpfloat (flat->clv[bad], >, 0);
  clv_assert_near (valuation->clv[good] / flat->clv[good], (0.1 + z * 0.3) / 0.1, 1e-9);
}

/* Thirds of the customers leave 40, 10 and -30 of 100, always: a margin that is known is the same a year before, and so the
 * base of then is what an analysis of that day says, with its band. */
static void
a_base_of_gains_and_losses_has_its_own_band (void)
{
  static const double cost[] = { 60, 90, 130 };
  g_autoptr (GString) orders = g_string_new ("Customer;Date;Amount;Cost\n");
  g_autoptr (ClvFindings) now = NULL;
  g_autoptr (ClvFindings) then = NULL;
  g_autofree char *settings = NULL;
  const ClvBaseChange *change;
  const ClvValuation *of_then;
  char iso[16];

  for (guint c = 0; c < 90; c++)
    for (guint day = 7 * c; day < (c % 4 == 0 ? 700 : 1095); day += 25 + 11 * (c % 5) + (c * 7 + day) % 9)
      add_order (orders, "C", c, clv_day_from_iso ("2021-01-01") + (ClvDay) day, 100, cost[c % 3]);
  now = clv_test_analyse (orders->str, NULL, "as-of-date=2023-12-31 model=bgnbd");
  change = clv_findings_get_base_change (now);
  g_assert_nonnull (change);
  clv_day_to_iso (change->from, iso);
  settings = g_strdup_printf ("as-of-date=%s model=bgnbd", iso);
  then = clv_test_analyse (orders->str, NULL, settings);
  of_then = clv_findings_get_valuation (then);
  clv_assert_near (of_then->own_margin[clv_test_customer (then, "C1")], 0.1, 1e-9);
  clv_assert_near (change->before / of_then->total, 1, 1e-6);
  clv_assert_near (change->before_low / of_then->total_low, 1, 1e-6);
  clv_assert_near (change->before_high / of_then->total_high, 1, 1e-6);
  g_assert_cmpfloat (change->before_high - change->before_low, >, 0);
}

static void
a_loss_that_is_not_carried_on_is_told (void)
{
  g_autoptr (GString) orders = make_margins ();
  g_autoptr (ClvFindings) findings = NULL;
  g_auto (GStrv) good = NULL;
  g_auto (GStrv) bad = NULL;

  clv_test_speak_plainly ();
  findings = clv_test_analyse (orders->str, NULL, "as-of-date=2023-07-15 margin=0.3");
  good = clv_findings_explain_value (findings, clv_test_customer (findings, "C10"));
  bad = clv_findings_explain_value (findings, clv_test_customer (findings, "C11"));
  g_assert_cmpuint (g_strv_length (good), ==, 4);
  g_assert_cmpuint (g_strv_length (bad), ==, 5);
  g_assert_nonnull (strstr (bad[4], "That is not carried on: the margin of all customers, 30.0\u202f%, is taken"));
}

/* C10's four orders left 160 and winning them cost 500; C11's cost 80 more than they brought. */
static void
a_loss_by_the_goods_is_told_from_one_by_winning (void)
{
  g_autoptr (GString) orders = make_margins ();
  g_autoptr (GString) customers = g_string_new ("Customer;Acquisition cost\n");
  g_autoptr (ClvFindings) findings = NULL;
  g_auto (GStrv) good = NULL;

  for (guint c = 0; c < 40; c++)
    g_string_append_printf (customers, "C%u;%u\n", c, c == 10 ? 500 : 1);
  clv_test_speak_plainly ();
  findings = clv_test_analyse (orders->str, customers->str, "as-of-date=2023-07-15");
  g_assert_nonnull (clv_findings_get_valuation (findings)->own_margin);
  g_assert_cmpfloat (clv_findings_get_customers (findings)->profit[clv_test_customer (findings, "C10")], <, 0);
  good = clv_findings_explain_value (findings, clv_test_customer (findings, "C10"));
  g_assert_true (clv_test_has_sentence (good, "more than was earned, though not by the goods."));
  g_assert_false (clv_test_has_sentence (good, "So few orders"));
}

/* A margin that is the same for all, to the cent, is one's own for nobody. */
static void
equal_margins_are_those_of_all (void)
{
  g_autoptr (GString) orders = g_string_new ("Customer;Date;Amount;Cost\n");
  g_autoptr (ClvFindings) findings = NULL;

  for (guint c = 0; c < 40; c++)
    for (guint n = 0; n < 4; n++)
      add_order (orders, "C", c, day_of (c, n), 100 + c, 0.7 * (100 + c));
  findings = clv_test_analyse (orders->str, NULL, "as-of-date=2023-12-31");
  g_assert_null (clv_findings_get_valuation (findings)->own_margin);
}

/* Three rows of two customers. */
static void
a_handful_is_told_to_be_one (void)
{
  g_autoptr (ClvFindings) findings = NULL;
  const ClvValuation *valuation;

  clv_test_speak_plainly ();
  findings = clv_test_analyse ("Customer;Date;Amount\nA;2024-01-05;50\nB;2024-02-03;60\nA;2024-03-09;55\n", NULL, "");
  valuation = clv_findings_get_valuation (findings);
  g_assert_true (clv_test_has_sentence (valuation->sentences, "Only 1 customer has come back so far"));
  g_assert_true (clv_test_has_sentence (valuation->sentences, "This looks 12 months ahead, and the data show 65 days"));
  g_assert_cmpuint (valuation->n_sentences, ==, g_strv_length (valuation->sentences));
  g_assert_cmpfloat (valuation->total_low, <=, 0.2 * valuation->total);
  g_assert_cmpfloat (valuation->total_high, >=, 1.5 * valuation->total);
}

/* Sixty customers buy every 30 days for a year and every ten days in the half that is held out. */
static void
a_band_that_failed_is_told_beside_it (void)
{
  g_autoptr (GString) orders = g_string_new ("Customer;Date;Amount\n");
  g_autoptr (ClvFindings) findings = NULL;

  for (guint c = 0; c < 60; c++)
    for (guint day = c % 30; day < 547; day += day < 365 ? 30 : 10)
      add_order (orders, "C", c, clv_day_from_iso ("2023-01-01") + (ClvDay) day, 20 + c % 7, NAN);
  clv_test_speak_plainly ();
  findings = clv_test_analyse (orders->str, NULL, "holdout-days=182");
  g_assert_true (clv_test_has_sentence (clv_findings_get_valuation (findings)->sentences, "too low, and what really came lay outside its band"));
}

/* Best by what was bought, and silent for twenty of their own gaps. */
static void
champions_who_are_gone_are_told (void)
{
  g_autoptr (GString) orders = g_string_new ("Customer;Date;Amount\n");
  g_autoptr (ClvFindings) findings = NULL;

  for (guint c = 0; c < 200; c++)
    for (guint n = 0; n < 2; n++)
      add_order (orders, "C", c, clv_day_from_iso ("2023-01-01") + (ClvDay) (c + 100 * n), 20, NAN);
  for (guint c = 0; c < 10; c++)
    for (guint n = 0; n < 40; n++)
      add_order (orders, "B", c, clv_day_from_iso ("2023-06-01") + (ClvDay) (2 * n), 100, NAN);
  clv_test_speak_plainly ();
  findings = clv_test_analyse (orders->str, NULL, "as-of-date=2023-11-01");
  g_assert_true (clv_test_has_sentence (clv_findings_get_valuation (findings)->sentences,
                                        "10 customers of the segments “Champions” and “Loyal” are more likely gone than not"));
}

/* The customer table knows C0 to C19 from years before the first order. */
static void
who_was_won_before_the_data_is_told (void)
{
  g_autoptr (GString) orders = g_string_new ("Customer;Date;Amount\n");
  g_autoptr (GString) customers = g_string_new ("Customer;Name;First order\n");
  g_autoptr (ClvFindings) findings = NULL;
  const ClvModelChecks *checks;

  for (guint c = 0; c < 60; c++)
    {
      char iso[16];

      for (guint n = 0; n < N_DAYS; n++)
        add_order (orders, "C", c, day_of (c, n), 50, NAN);
      clv_day_to_iso (c < 20 ? clv_day_from_iso ("2015-03-01") + (ClvDay) c : day_of (c, 0), iso);
      g_string_append_printf (customers, "C%u;Name %u;%s\n", c, c, iso);
    }
  clv_test_speak_plainly ();
  findings = clv_test_analyse (orders->str, customers->str, "");
  checks = clv_findings_get_model_checks (findings);
  g_assert_cmpuint (checks->n_acquired_before, ==, 20);
  g_assert_true (checks->is_left_truncated);
  g_assert_true (clv_test_has_sentence (checks->sentences, "20 of 60 customers were won before the data begin"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/honesty/who-never-pays-is-not-expected-to", who_never_pays_is_not_expected_to);
  g_test_add_func ("/analysis/honesty/nothing-has-no-band", nothing_has_no_band);
  g_test_add_func ("/analysis/honesty/free-goods-do-not-spoil-the-proof", free_goods_do_not_spoil_the_proof);
  g_test_add_func ("/analysis/honesty/what-comes-back-is-ones-own", what_comes_back_is_ones_own);
  g_test_add_func ("/analysis/honesty/losses-are-expected-to-go-on", losses_are_expected_to_go_on);
  g_test_add_func ("/analysis/honesty/a-base-of-gains-and-losses-has-its-own-band", a_base_of_gains_and_losses_has_its_own_band);
  g_test_add_func ("/analysis/honesty/a-loss-that-is-not-carried-on-is-told", a_loss_that_is_not_carried_on_is_told);
  g_test_add_func ("/analysis/honesty/a-loss-by-the-goods-is-told-from-one-by-winning", a_loss_by_the_goods_is_told_from_one_by_winning);
  g_test_add_func ("/analysis/honesty/equal-margins-are-those-of-all", equal_margins_are_those_of_all);
  g_test_add_func ("/analysis/honesty/a-handful-is-told-to-be-one", a_handful_is_told_to_be_one);
  g_test_add_func ("/analysis/honesty/a-band-that-failed-is-told-beside-it", a_band_that_failed_is_told_beside_it);
  g_test_add_func ("/analysis/honesty/champions-who-are-gone-are-told", champions_who_are_gone_are_told);
  g_test_add_func ("/analysis/honesty/who-was-won-before-the-data-is-told", who_was_won_before_the_data_is_told);
  return g_test_run ();
}
