/* test-valuation.c - what models make of small order books, ordinary and odd ones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-private.h"

#include "clv-test-analysis.h"
#include "clv-test.h"

#include <math.h>
#include <string.h>

static void
add_order (GString    *orders,
           const char *customer,
           ClvDay      day,
           double      amount)
{
  char iso[16];

  clv_day_to_iso (day, iso);
  g_string_append_printf (orders, "%s;%s;%.2f\n", customer, iso, amount);
}

/* Customers who buy every @gap ± 2 days, 40 of each rhythm, come one after another, and some of them stop. */
static GString *
regular_shop (void)
{
  static const int gaps[] = { 30, 45, 60, 120, 365 };
  GString *orders = g_string_new ("Customer;Date;Amount\n");
  const ClvDay end = clv_day_from_iso ("2024-12-31");

  for (guint g = 0; g < G_N_ELEMENTS (gaps); g++)
    for (guint i = 0; i < 40; i++)
      {
        g_autofree char *id = g_strdup_printf ("%d-%u", gaps[g], i);
        const ClvDay stop = i % 4 == 0 ? end - 500 + (ClvDay) (37 * i % 200) : end;
        ClvDay day = end - 1200 + (ClvDay) (i * 11 % 400);

        for (guint k = 0; day <= stop; k++)
          {
            add_order (orders, id, day, 40 + (i + k) % 7 * 5);
            day += gaps[g] + (ClvDay) ((i + k) % 5) - 2;
          }
      }
  return orders;
}

/* FEATURES.md, F-21: “customer ordering every 30±2 days, silent 90 days → top of list; yearly buyer silent 90 days → not”. */
static void
a_broken_rhythm_tops_the_list (void)
{
  clv_test_speak_plainly ();

  g_autoptr (GString) orders = regular_shop ();
  const ClvDay end = clv_day_from_iso ("2024-12-31");
  g_autoptr (ClvFindings) findings = NULL;
  g_autofree char *sentence = NULL;
  const ClvAtRisk *at_risk;
  guint32 n;

  for (int k = 0; k < 24; k++)
    add_order (orders, "monthly", end - 90 - 30 * k + (k % 3 - 1) * 2 * (k > 0), 150);
  for (int k = 0; k < 3; k++)
    add_order (orders, "yearly", end - 90 - 365 * k, 150);
  findings = clv_test_analyse (orders->str, NULL, "as-of-date=2024-12-31 margin=0.4");
  at_risk = clv_findings_get_at_risk (findings, &n);
  g_assert_cmpuint (n, >, 1);
  g_assert_cmpuint (at_risk[0].customer, ==, clv_test_customer (findings, "monthly"));
  clv_assert_near (at_risk[0].days_since_last, 90, 0);
  clv_assert_near (at_risk[0].own_gap_days, 30, 0.2);
  clv_assert_near (at_risk[0].overdue, 3, 0.02);
  g_assert_cmpuint (at_risk[0].reasons, ==, CLV_RISK_OVERDUE);
  sentence = clv_findings_dup_risk_sentence (findings, &at_risk[0]);
  g_assert_cmpstr (sentence, ==, "Bought every 30 days, silent for 90.");
  for (guint32 i = 0; i < n; i++)
    {
      g_assert_cmpuint (at_risk[i].customer, !=, clv_test_customer (findings, "yearly"));
      g_assert_cmpfloat (at_risk[i].p_alive, <, 0.5);
      g_assert_true (i == 0 || at_risk[i].value_at_risk <= at_risk[i - 1].value_at_risk);
    }
  clv_assert_near (clv_test_metric (findings, "customers_at_risk"), n, 0);
}

static void
reasons_are_told (void)
{
  clv_test_speak_plainly ();

  g_autoptr (GString) orders = regular_shop ();
  const ClvDay end = clv_day_from_iso ("2024-12-31");
  static const int slowing[] = { 450, 440, 430, 420, 410, 370, 330, 290, 250 };
  g_autoptr (ClvFindings) findings = NULL;
  g_autofree char *sentence = NULL;
  const ClvAtRisk *at_risk, *found = NULL;
  guint32 n;

  for (guint k = 0; k < G_N_ELEMENTS (slowing); k++)
    add_order (orders, "slowing", end - slowing[k], 200 - 20.0 * k);
  add_order (orders, "slowing", end - 248, -20);
  findings = clv_test_analyse (orders->str, NULL, "as-of-date=2024-12-31 margin=0.4");
  at_risk = clv_findings_get_at_risk (findings, &n);
  for (guint32 i = 0; i < n; i++)
    if (at_risk[i].customer == clv_test_customer (findings, "slowing"))
      found = &at_risk[i];
  g_assert_nonnull (found);
  g_assert_cmpuint (found->reasons, ==,
                    CLV_RISK_OVERDUE | CLV_RISK_FALLING_FREQUENCY | CLV_RISK_FALLING_SIZE | CLV_RISK_REFUNDED);
  sentence = clv_findings_dup_risk_sentence (findings, found);
  g_assert_cmpstr (sentence, ==,
                   "Bought every 25 days, silent for 250. The time between orders has grown. "
                   "The last orders were smaller than those before. Something was given back after the last order.");
}

static void
the_next_purchase_has_a_window (void)
{
  g_autoptr (GString) orders = regular_shop ();
  g_autoptr (ClvFindings) findings = clv_test_analyse (orders->str, NULL, "as-of-date=2024-12-31 margin=0.4");
  double low, high, low_of_rare, high_of_rare;

  g_assert_true (clv_findings_next_purchase (findings, clv_test_customer (findings, "30-1"), &low, &high));
  g_assert_true (clv_findings_next_purchase (findings, clv_test_customer (findings, "365-1"), &low_of_rare, &high_of_rare));
  g_assert_cmpfloat (low, >=, 0);
  g_assert_cmpfloat (low, <, high);
  g_assert_cmpfloat (high, <, 90);
  g_assert_cmpfloat (high, <, high_of_rare);
}

static void
a_value_is_explained (void)
{
  clv_test_speak_plainly ();

  g_autoptr (GString) orders = regular_shop ();
  g_autoptr (ClvFindings) findings = clv_test_analyse (orders->str, NULL, "as-of-date=2024-12-31 margin=0.4");
  g_auto (GStrv) steps = clv_findings_explain_value (findings, clv_test_customer (findings, "30-1"));

  g_assert_cmpuint (g_strv_length (steps), ==, 4);
  g_assert_true (g_str_has_prefix (steps[0], "Bought on "));
  g_assert_nonnull (strstr (steps[0], "every 30 days on average"));
  g_assert_true (g_str_has_prefix (steps[1], "In the coming 365 days "));
  g_assert_nonnull (strstr (steps[3], "With a margin of 40.0"));
}

/* Those of whom 80 in 100 never come again have a band that ends at the mean of the others: that is said. */
static void
who_probably_never_comes_is_told (void)
{
  clv_test_speak_plainly ();

  g_autoptr (GString) orders = regular_shop ();
  g_autoptr (ClvFindings) findings = clv_test_analyse (orders->str, NULL, "as-of-date=2024-12-31 model=mbgnbd");
  const ClvModels *models = clv_findings_get_models (findings);
  const double *parameter = models->models[models->chosen].parameter;
  const ClvBtyd model = { CLV_BTYD_MBGNBD, 1, { parameter[0], parameter[1], parameter[2], parameter[3] } };
  const ClvCustomers *customers = clv_findings_get_customers (findings);
  guint n_told = 0;

  for (guint32 c = 0; c < customers->n; c++)
    {
      const ClvBtydHistory history = { (int) customers->frequency[c], customers->recency[c] / 7.0, customers->age[c] / 7.0 };
      g_auto (GStrv) steps = clv_findings_explain_value (findings, c);
      const gboolean is_told = clv_test_has_sentence (steps, "Most likely nothing comes");
      double tail[2];

      g_assert_cmpint (clv_btyd_tail (&model, &history, 365 / 7.0, 2, tail), ==, CLV_OK);
      /* What is not known of the model moves the chance a little. */
      if (fabs (tail[1] - 0.2) > 0.02)
        g_assert_cmpint (is_told, ==, tail[1] < 0.2);
      n_told += is_told;
    }
  g_assert_cmpuint (n_told, >, 0);
  g_assert_cmpuint (n_told, <, customers->n);
}

static void
assert_sane (const ClvFindings *findings)
{
  const ClvValuation *valuation = clv_findings_get_valuation (findings);

  g_assert_nonnull (valuation);
  for (guint32 c = 0; c < valuation->n; c++)
    {
      if (isnan (valuation->p_alive[c]))
        {
          g_assert_true (isnan (valuation->clv[c]));
          continue;
        }
      g_assert_cmpfloat (valuation->p_alive[c], >=, 0);
      g_assert_cmpfloat (valuation->p_alive[c], <=, 1);
      g_assert_true (isfinite (valuation->expected_orders[c]) && valuation->expected_orders[c] >= 0);
      g_assert_true (isfinite (valuation->spend[c]) && isfinite (valuation->clv[c]) && isfinite (valuation->value_at_risk[c]));
      g_assert_true (isfinite (valuation->clv_low[c]) && isfinite (valuation->clv_high[c]));
      g_assert_cmpfloat (valuation->clv_low[c], <=, valuation->clv_high[c]);
      g_assert_cmpfloat (valuation->orders_low[c], <=, valuation->orders_high[c]);
    }
  g_assert_true (isfinite (valuation->total) && isfinite (valuation->total_low) && isfinite (valuation->total_high));
  g_assert_cmpfloat (valuation->total_low, <=, valuation->total_high);
}

static void
odd_books_are_predicted (void)
{
  static const struct
  {
    const char    *orders, *settings;
    ClvModelStatus status;
  } odd[] = {
    /* one customer */
    { "Customer;Date;Amount\nA;2024-01-05;50\nA;2024-03-05;60\nA;2024-05-09;70\n", "as-of-date=2024-12-31 margin=0.5",
      CLV_MODEL_TOO_LITTLE_DATA },
    /* all came once */
    { "Customer;Date;Amount\nA;2024-01-05;50\nB;2024-02-05;60\nC;2024-03-05;70\nD;2024-12-31;1\n", "margin=0.5",
      CLV_MODEL_TOO_LITTLE_DATA },
    /* nothing was ever paid */
    { "Customer;Date;Amount\nA;2024-01-05;0\nA;2024-03-05;0\nB;2024-02-05;0\nC;2024-05-05;0\n", "margin=0.5",
      CLV_MODEL_TOO_LITTLE_DATA },
    /* one of them paid nothing when coming back, another got more back */
    { "Customer;Date;Amount\nA;2024-01-05;50\nA;2024-03-05;0\nB;2024-02-05;10\nB;2024-05-05;30\nC;2024-05-05;20\n"
      "D;2024-01-01;80\nD;2024-02-01;20\nD;2024-02-01;-40\n", "margin=0.5", CLV_MODEL_TOO_LITTLE_DATA },
    /* a loss on every sale */
    { "Customer;Date;Amount\nA;2024-01-05;50\nA;2024-03-05;60\nB;2024-02-05;60\nC;2024-03-05;70\n", "margin=-0.2",
      CLV_MODEL_TOO_LITTLE_DATA },
    /* far ahead */
    { "Customer;Date;Amount\nA;2024-01-05;50\nA;2024-03-05;60\nB;2024-02-05;60\nC;2024-03-05;70\n",
      "margin=0.5 prediction-days=36525", CLV_MODEL_TOO_LITTLE_DATA },
    { "Customer;Date;Amount\nA;2024-01-05;50\nA;2024-03-05;60\nB;2024-02-05;60\nC;2024-03-05;70\n",
      "margin=0.5 prediction-days=1 interval=0.999", CLV_MODEL_TOO_LITTLE_DATA },
  };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (ClvFindings) findings = clv_test_analyse (odd[i].orders, NULL, odd[i].settings);
      const ClvModels *models = clv_findings_get_models (findings);

      g_assert_null (models->reason);
      g_assert_cmpint (models->chosen, >=, 0);
      g_assert_cmpint (models->models[models->chosen].status, ==, odd[i].status);
      g_assert_cmpstr (models->models[models->chosen].sentence, !=, "");
      assert_sane (findings);
      g_assert_false (isnan (clv_test_metric (findings, "clv_predicted_before_cac")));
    }
}

static void
a_loss_on_every_sale_is_a_negative_value (void)
{
  g_autoptr (GString) orders = regular_shop ();
  g_autoptr (ClvFindings) gain = clv_test_analyse (orders->str, NULL, "as-of-date=2024-12-31 margin=0.2");
  g_autoptr (ClvFindings) loss = clv_test_analyse (orders->str, NULL, "as-of-date=2024-12-31 margin=-0.2");
  const ClvValuation *a = clv_findings_get_valuation (gain), *b = clv_findings_get_valuation (loss);

  for (guint32 c = 0; c < a->n; c++)
    {
      clv_assert_near (b->clv[c], -a->clv[c], 1e-9);
      clv_assert_near (b->clv_low[c], -a->clv_high[c], 1e-9);
      clv_assert_near (b->clv_high[c], -a->clv_low[c], 1e-9);
    }
  clv_assert_near (b->total_low / -a->total_high, 1, 1e-3);
}

/* The models read purchase days by themselves, for any day: at the as-of day these are the columns of the customers. */
static void
histories_equal_the_columns_of_customers (void)
{
  g_autoptr (GString) orders = regular_shop ();
  g_autoptr (ClvFindings) findings = NULL;
  const ClvBuyingHistory *history;
  const ClvCustomers *customers;
  guint32 n = 0;

  /* Two orders on a day, a refund on the day and one later, a day without money, somebody who gave back alone. */
  g_string_append (orders, "odd;2024-03-01;50\nodd;2024-03-01;20\nodd;2024-04-01;30\nodd;2024-04-01;-10\nodd;2024-05-01;0\n"
                           "odd;2024-05-20;-15\nback;2024-06-01;-5\n");
  findings = clv_test_analyse (orders->str, NULL, "as-of-date=2024-12-31 margin=0.4");
  history = &findings->model_set->fits->history;
  customers = clv_findings_get_customers (findings);
  for (guint32 i = 0; i < history->n; i++)
    {
      const guint32 c = history->customer[i];

      g_assert_cmpuint ((guint32) history->x[i], ==, customers->frequency[c]);
      g_assert_cmpuint ((guint32) history->t_x[i], ==, customers->recency[c]);
      g_assert_cmpuint ((guint32) history->T[i], ==, customers->age[c]);
      g_assert_true (history->x[i] == 0 ? isnan (history->spend[i]) : history->spend[i] == customers->monetary[c]);
    }
  for (guint32 c = 0; c < customers->n; c++)
    n += customers->purchase_days[c] > 0;
  g_assert_cmpuint (history->n, ==, n);
  g_assert_true (isnan (clv_findings_get_valuation (findings)->expected_orders[clv_test_customer (findings, "back")]));
}

/* A tenth of all that is ordered comes back some days later: values are a tenth lower, what is ordered is not. */
static void
what_is_given_back_is_no_value (void)
{
  g_autoptr (GString) orders = regular_shop ();
  g_autoptr (ClvFindings) before = clv_test_analyse (orders->str, NULL, "as-of-date=2024-12-31 margin=0.4");
  g_autoptr (ClvFindings) after = NULL;
  const ClvCustomers *customers = clv_findings_get_customers (before);
  const ClvValuation *a = clv_findings_get_valuation (before), *b;

  for (guint32 c = 0; c < customers->n; c++)
    add_order (orders, clv_ledger_get_customer_id (clv_findings_get_ledger (before), c), customers->first_day[c] + 3,
               -customers->revenue[c] / 10);
  after = clv_test_analyse (orders->str, NULL, "as-of-date=2024-12-31 margin=0.4");
  b = clv_findings_get_valuation (after);
  clv_assert_near (a->kept, 1, 0);
  clv_assert_near (b->kept, 0.9, 1e-3);
  clv_assert_near (b->margin, 0.4, 0);
  for (guint32 c = 0; c < customers->n; c++)
    {
      clv_assert_near (b->clv[c], a->clv[c] * b->kept, 1e-6 * a->clv[c]);
      clv_assert_near (b->clv_high[c], a->clv_high[c] * b->kept, 1e-6 * a->clv_high[c]);
      clv_assert_near (b->spend[c], a->spend[c], 1e-9);
    }
}

static void
somebody_new_is_predicted_as_anybody_new (void)
{
  g_autoptr (GString) orders = regular_shop ();
  g_autoptr (ClvFindings) findings = NULL;
  const ClvValuation *valuation;
  guint32 first, second;

  add_order (orders, "new", clv_day_from_iso ("2024-12-31"), 500);
  add_order (orders, "also new", clv_day_from_iso ("2024-12-31"), 5);
  findings = clv_test_analyse (orders->str, NULL, "margin=0.5");
  valuation = clv_findings_get_valuation (findings);
  first = clv_test_customer (findings, "new");
  second = clv_test_customer (findings, "also new");
  g_assert_cmpfloat (valuation->expected_orders[first], >, 0.1);
  g_assert_true (valuation->clv[first] == valuation->clv[second]);
  g_assert_cmpuint (clv_findings_get_models (findings)->models[1].n_left_out, ==, 2);
}

static void
who_never_bought_has_no_prediction (void)
{
  g_autoptr (ClvFindings) findings =
    clv_test_analyse (clv_test_toy_orders, clv_test_toy_costs, "as-of-date=2024-12-31");
  const ClvValuation *valuation = clv_findings_get_valuation (findings);

  g_assert_true (isnan (valuation->clv[clv_test_customer (findings, "F")]));
  assert_sane (findings);
  /* Toy data: 190 spent to acquire 4. */
  clv_assert_near (clv_test_metric (findings, "clv_predicted_after_cac"),
                   clv_test_metric (findings, "clv_predicted_before_cac") - 47.5, 1e-9);
  clv_assert_near (clv_test_metric (findings, "ltv_to_cac"), clv_test_metric (findings, "clv_predicted_before_cac") / 47.5,
                   1e-12);
}

static void
where_nothing_can_be_said_the_reason_stands (void)
{
  g_autoptr (ClvFindings) one_day =
    clv_test_analyse ("Customer;Date;Amount\nA;2024-01-05;50\nB;2024-01-05;60\n", NULL, "margin=0.5");
  g_autoptr (ClvFindings) nobody = clv_test_analyse ("Customer;Date;Amount\n;2024-01-05;50\nA;2024-06-05;60\n", NULL,
                                                     "margin=0.5 as-of-date=2024-05-01");
  g_autoptr (ClvFindings) no_margin = clv_test_analyse (clv_test_toy_orders, NULL, "");
  double low, high;
  guint32 n = 7;

  g_assert_cmpstr (clv_findings_get_models (one_day)->reason, ==, "one-period");
  g_assert_cmpstr (clv_test_reason (one_day, "clv_predicted_before_cac"), ==, "one-period");
  g_assert_cmpstr (clv_test_reason (one_day, "expected_orders"), ==, "one-period");
  g_assert_null (clv_findings_get_valuation (one_day));
  g_assert_null (clv_findings_value (one_day, 0.5, 0.1, 365, 0.8, NULL));
  g_assert_null (clv_findings_get_base_change (one_day));
  clv_findings_get_at_risk (one_day, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_false (clv_findings_next_purchase (one_day, 0, &low, &high));
  g_assert_cmpstr (clv_test_reason (nobody, "clv_predicted_before_cac"), ==, "no-customers");
  /* Revenue is no value: customers are told what they will spend, the figure of all stays undefined. */
  g_assert_cmpstr (clv_test_reason (no_margin, "clv_predicted_before_cac"), ==, "no-margin");
  g_assert_false (isnan (clv_test_metric (no_margin, "expected_orders")));
  g_assert_true (clv_findings_get_valuation (no_margin)->is_revenue);
  clv_assert_near (clv_findings_get_valuation (no_margin)->margin, 1, 0);
}

static void
count_fits_cb (const char *step,
               double      share,
               gpointer    user_data)
{
  *(int *) user_data += g_str_equal (step, "Fitting models");
}

/* A level says how wide intervals are, a horizon how far they reach; neither says anything about how customers buy. The step
 * is named at the start and at the end of each fit: of today, of the cut, of a year ago. */
static void
level_and_horizon_fit_nothing (void)
{
  clv_test_speak_plainly ();

  g_autoptr (GString) orders = regular_shop ();
  g_autoptr (ClvLedger) ledger = clv_test_read (orders->str, NULL);
  g_autoptr (ClvFindings) before = NULL;
  ClvAssumptions assumptions;
  int n_fits = 0;
  ClvWork work = { .progress = count_fits_cb, .user_data = &n_fits };

  clv_assumptions_init_default (&assumptions);
  before = clv_analyse (ledger, &assumptions, &work, NULL);
  g_assert_nonnull (clv_findings_get_base_change (before));
  g_assert_cmpint (n_fits, ==, 6);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (ClvFindings) again = NULL;
      g_autoptr (ClvFindings) anew = NULL;

      assumptions.interval = i >= 1 ? 0.5 : assumptions.interval;
      assumptions.prediction_days = i >= 2 ? 100 : 500;
      assumptions.discount_per_year = i >= 3 ? 0.2 : 0.1;
      anew = clv_analyse (ledger, &assumptions, NULL, NULL);
      n_fits = 0;
      again = clv_analyse_again (ledger, &assumptions, before, &work, NULL);
      g_assert_cmpint (n_fits, ==, 0);
      g_assert_cmpstr (clv_findings_get_holdout (again)->verdict, ==, clv_findings_get_holdout (anew)->verdict);
      g_assert_cmpint (clv_findings_get_holdout (again)->inside, ==, clv_findings_get_holdout (anew)->inside);
      g_assert_cmpfloat (clv_findings_get_base_change (again)->before, ==, clv_findings_get_base_change (anew)->before);
      g_assert_cmpfloat (clv_findings_get_valuation (again)->total_low, ==, clv_findings_get_valuation (anew)->total_low);
    }
}

static gboolean
is_over_cb (gpointer user_data)
{
  int *n_left = user_data;

  return --*n_left < 0;
}

/* Whoever moves a slider on stops what was asked for before, wherever it is; what comes next is the same as ever. */
static void
a_question_can_be_taken_back (void)
{
  g_autoptr (GString) orders = regular_shop ();
  g_autoptr (ClvFindings) findings = clv_test_analyse (orders->str, NULL, "as-of-date=2024-12-31 margin=0.4");
  g_autoptr (ClvValuation) expected = NULL;
  g_autoptr (ClvValuation) asked = NULL;
  int n_left, n_asked = 0;
  ClvWork work = { .is_cancelled = is_over_cb, .user_data = &n_left };

  for (int n = 0; asked == NULL; n++)
    {
      n_left = n_asked = n;
      asked = clv_findings_value (findings, 0.3, 0.2, 500, 0.7, &work);
      g_assert_cmpint (n, <, 1000);
    }
  g_assert_cmpint (n_asked, >, 4);
  expected = clv_findings_value (findings, 0.3, 0.2, 500, 0.7, NULL);
  g_assert_true (asked->total == expected->total && asked->total_high == expected->total_high);
  n_left = 0;
  g_assert_null (clv_findings_value_quickly (findings, 0.3, 0.2, 600, &work));
}

/* Fits, race, valuation and comparison end wherever they are told to, and leave nothing behind (the sanitizers look). */
static void
an_analysis_ends_where_it_is_told_to (void)
{
  g_autoptr (GString) orders = regular_shop ();
  g_autoptr (ClvLedger) ledger = clv_test_read (orders->str, NULL);
  g_autoptr (ClvFindings) findings = NULL;
  ClvAssumptions assumptions;
  int n_left, n = 0;
  ClvWork work = { .is_cancelled = is_over_cb, .user_data = &n_left };

  clv_assumptions_init_default (&assumptions);
  while (findings == NULL)
    {
      n_left = n;
      findings = clv_analyse (ledger, &assumptions, &work, NULL);
      n += 30 + n;
      g_assert_cmpint (n, <, 100000);
    }
  g_assert_cmpint (n, >, 90);
  g_assert_nonnull (clv_findings_get_base_change (findings));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/valuation/a-broken-rhythm-tops-the-list", a_broken_rhythm_tops_the_list);
  g_test_add_func ("/analysis/valuation/reasons-are-told", reasons_are_told);
  g_test_add_func ("/analysis/valuation/the-next-purchase-has-a-window", the_next_purchase_has_a_window);
  g_test_add_func ("/analysis/valuation/who-probably-never-comes-is-told", who_probably_never_comes_is_told);
  g_test_add_func ("/analysis/valuation/a-value-is-explained", a_value_is_explained);
  g_test_add_func ("/analysis/valuation/odd-books-are-predicted", odd_books_are_predicted);
  g_test_add_func ("/analysis/valuation/a-loss-on-every-sale-is-a-negative-value", a_loss_on_every_sale_is_a_negative_value);
  g_test_add_func ("/analysis/valuation/histories-equal-the-columns-of-customers", histories_equal_the_columns_of_customers);
  g_test_add_func ("/analysis/valuation/what-is-given-back-is-no-value", what_is_given_back_is_no_value);
  g_test_add_func ("/analysis/valuation/somebody-new-is-predicted-as-anybody-new", somebody_new_is_predicted_as_anybody_new);
  g_test_add_func ("/analysis/valuation/who-never-bought-has-no-prediction", who_never_bought_has_no_prediction);
  g_test_add_func ("/analysis/valuation/where-nothing-can-be-said-the-reason-stands", where_nothing_can_be_said_the_reason_stands);
  g_test_add_func ("/analysis/valuation/level-and-horizon-fit-nothing", level_and_horizon_fit_nothing);
  g_test_add_func ("/analysis/valuation/a-question-can-be-taken-back", a_question_can_be_taken_back);
  g_test_add_func ("/analysis/valuation/an-analysis-ends-where-it-is-told-to", an_analysis_ends_where_it_is_told_to);
  return g_test_run ();
}
