/* test-btyd.c - models of customers who buy until they leave, unseen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-btyd.h"

#include <math.h>
#include <time.h>
#include <stdlib.h>

#include "clv-test.h"

typedef struct
{
  ClvBtyd        model;
  ClvBtydHistory history;
  double         t;
  double         log_likelihood;
  double         alive;
  double         expected; /* -1: not computed */
} Row;

/* By the definitions (integrals over the rates and chances of leaving, 40 digits) in mpmath 1.3.0. The rows are where other
 * programs lose digits or fail: a = 1, s = 1, t_x = T, x = 0, s near 0, large beta, alpha far from beta, many purchases. */
static const Row rows[] = {
  { { CLV_BTYD_BGNBD, 1, { 0.25, 4.8, 0.72, 2.16 } }, { 2, 12.857142857142858, 38.714285714285715 },
    39.0, -8.7477045446743988, 0.36579274012045856, 0.61990600694793189 },
  { { CLV_BTYD_BGNBD, 1, { 0.25, 4.8, 1.0, 2.16 } }, { 0, 0.0, 38.5 },
    39.0, -0.54988417927364974, 1.0, 0.19433966807314129 },
  { { CLV_BTYD_BGNBD, 1, { 0.25, 4.8, 1.0, 2.16 } }, { 5, 20.0, 38.5 },
    52.0, -16.922506156711356, 0.24828212683624654, 1.1135306925911783 },
  { { CLV_BTYD_BGNBD, 1, { 0.25, 4.4, 0.3, 0.4 } }, { 0, 0.0, 30.0 },
    39.0, -0.51411300586378428, 1.0, 0.22938432634633087 },
  { { CLV_BTYD_BGNBD, 1, { 0.6, 0.01, 0.8, 2.4 } }, { 250, 102.0, 102.0 },
    520.0, -34.120695554822401, 0.99682791435368755, 545.61793009658745 },
  { { CLV_BTYD_BGNBD, 1, { 12.0, 300.0, 0.02, 60.0 } }, { 3, 1.0, 1.0 },
    2600.0, -9.4730120313992603, 0.99967752337955498, 127.76805253796953 },
  { { CLV_BTYD_MBGNBD, 1, { 0.64, 7.3, 0.81, 1.23 } }, { 0, 0.0, 38.857142857142854 },
    52.0, -0.54080529123627053, 0.3180954233991385, 0.18919434637842184 },
  { { CLV_BTYD_MBGNBD, 1, { 0.64, 7.3, 1.0, 1.23 } }, { 35, 30.0, 33.7 },
    39.0, -43.38643754208285, 0.55455722359134654, 13.363853646091496 },
  { { CLV_BTYD_MBGNBD, 1, { 0.52, 6.2, 30.0, 0.05 } }, { 1, 2.0, 100.0 },
    52.0, -9.33572792832087, 0.00071292870798329264, 0.00033250800551133321 },
  { { CLV_BTYD_MBGNBD, 1, { 0.5, 0.001, 0.9, 10000.0 } }, { 220, 103.42857142857143, 103.57142857142857 },
    52.0, -59.708778345021061, 0.9998806245307328, 110.15373014837296 },
  { { CLV_BTYD_MBGNBD, 2, { 0.58, 2.3, 1.13, 1.6 } }, { 3, 20.0, 39.0 },
    0.0, -17.109931806580109, 0.22128303052957225, -1.0 },
  { { CLV_BTYD_MBGNBD, 3, { 0.6, 2.0, 1.1, 1.6 } }, { 40, 38.0, 39.0 },
    0.0, 6.6536989720652926, 0.94111786244316777, -1.0 },
  { { CLV_BTYD_MBGNBD, 3, { 0.6, 2.0, 1.1, 1.6 } }, { 0, 0.0, 39.0 },
    0.0, -0.50846322124545313, 0.3225898615235764, -1.0 },
  { { CLV_BTYD_MBGNBD, 12, { 2.0, 1.0, 0.5, 3.0 } }, { 5, 20.0, 20.0 },
    0.0, 3.4623766745442222, 0.94117647058823529, -1.0 },
  { { CLV_BTYD_PARETONBD, 1, { 0.55, 10.6, 0.61, 11.7 } }, { 3, 20.0, 39.0 },
    52.0, -12.029406862319222, 0.52243995551120509, 1.5405505673961192 },
  { { CLV_BTYD_PARETONBD, 1, { 0.55, 10.6, 1.0, 11.7 } }, { 0, 0.0, 39.0 },
    52.0, -0.40543719261415973, 0.14813590728619241, 0.058787367046346072 },
  { { CLV_BTYD_PARETONBD, 1, { 0.5, 0.5, 0.6, 200.0 } }, { 26, 30.857142857142858, 31.0 },
    52.0, -32.801828174601457, 0.99960564413851397, 41.085512304435398 },
  { { CLV_BTYD_PARETONBD, 1, { 300.0, 300.0, 0.6, 0.5 } }, { 12, 20.0, 39.0 },
    52.0, -25.723893030130082, 3.6901238572528401e-7, 1.3393621157788803e-5 },
  { { CLV_BTYD_PARETONBD, 1, { 0.5, 200.0, 1.5, 0.5 } }, { 0, 0.0, 39.0 },
    52.0, -0.0021610711319612536, 0.0013056114547241766, 7.4005485844323058e-5 },
  { { CLV_BTYD_PARETONBD, 1, { 0.6, 9.0, 0.5, 9.0 } }, { 7, 10.0, 39.0 },
    52.0, -16.878188622193771, 0.0088257942090483858, 0.059479765193904914 },
  { { CLV_BTYD_PARETONBD, 1, { 0.55, 10.6, 1e-06, 11.7 } }, { 2, 5.0, 39.0 },
    52.0, -8.8162837174179, 0.9999932558802709, 2.6733680134895205 },
  { { CLV_BTYD_PARETONBD, 1, { 0.55, 10.6, 2000.0, 1000000.0 } }, { 1, 30.0, 60.0 },
    52.0, -5.927461234547511, 0.91365778736504238, 0.99066770367110479 },
  { { CLV_BTYD_PARETONBD, 1, { 0.4, 0.003, 50.0, 800.0 } }, { 221, 103.43, 103.57 },
    52.0, -64.182742588915992, 0.99101219026685258, 36.545999865015133 },
  { { CLV_BTYD_PARETONBD, 1, { 0.7, 8.0, 0.01, 0.001 } }, { 4, 0.14285714285714285, 300.0 },
    52.0, -9.7749229219270836, 1.5904167169182504e-6, 1.2609710437637201e-6 },
};

static void
near_relative (double actual,
               double expected,
               double tolerance)
{
  clv_assert_near (actual, expected, tolerance * fmax (fabs (expected), 1e-300));
}

static void
likelihood_at_forty_digits (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ClvBtydCell cell = { rows[i].history, 1 };
      ClvBtydLikelihood likelihood;

      g_test_message ("row %u", i);
      g_assert_cmpint (clv_btyd_likelihood (&rows[i].model, 1, &cell, &likelihood), ==, CLV_OK);
      near_relative (likelihood.value, rows[i].log_likelihood, 1e-12);
    }
}

static void
predictions_at_forty_digits (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %u", i);
      near_relative (clv_btyd_alive (&rows[i].model, &rows[i].history), rows[i].alive, 1e-10);
      if (rows[i].expected >= 0)
        near_relative (clv_btyd_expected (&rows[i].model, &rows[i].history, rows[i].t), rows[i].expected, 1e-10);
    }
}

/* The derivatives against differences of the values, at points that are no maximum. */
static void
derivatives_are_those_of_the_value (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      ClvBtydCell cell = { rows[i].history, 3 };
      ClvBtydLikelihood here, up, down;

      clv_btyd_likelihood (&rows[i].model, 1, &cell, &here);
      for (int p = 0; p < CLV_BTYD_N_PARAMETERS; p++)
        {
          const double h = 1e-5;
          ClvBtyd model = rows[i].model;

          model.parameter[p] = rows[i].model.parameter[p] * exp (h);
          clv_btyd_likelihood (&model, 1, &cell, &up);
          model.parameter[p] = rows[i].model.parameter[p] * exp (-h);
          clv_btyd_likelihood (&model, 1, &cell, &down);
          g_test_message ("row %u, parameter %d", i, p);
          clv_assert_near ((up.value - down.value) / (2 * h), here.gradient[p], 1e-6 * fmax (1, fabs (here.gradient[p])));
          for (int q = 0; q < CLV_BTYD_N_PARAMETERS; q++)
            clv_assert_near ((up.gradient[q] - down.gradient[q]) / (2 * h), here.hessian[p][q],
                             1e-6 * fmax (1, fabs (here.hessian[p][q])));
        }
    }
}

/* The expectation is the sum of the chances of at least 1, 2, … purchases, which are found in another way. */
static void
chances_add_up_to_the_expectation (void)
{
  static double tail[4000];

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      double sum = 0;

      if (rows[i].t > 1000)
        continue;
      g_test_message ("row %u", i);
      g_assert_cmpint (clv_btyd_tail (&rows[i].model, &rows[i].history, 30, G_N_ELEMENTS (tail), tail), ==, CLV_OK);
      g_assert_cmpfloat (tail[0], ==, 1);
      for (guint m = 1; m < G_N_ELEMENTS (tail); m++)
        {
          g_assert_cmpfloat (tail[m], <=, tail[m - 1]);
          sum += tail[m];
        }
      near_relative (sum, clv_btyd_expected (&rows[i].model, &rows[i].history, 30), 1e-9);
    }
}

/* A hundred years of customers of CDNOW who may come back thousands of times: the chances add up, and 40 histories cost
 * half a second; with panels as short as the number of purchases once asked for it was many. */
static void
a_century_adds_up_at_once (void)
{
  static const ClvBtyd model = { CLV_BTYD_PARETONBD, 1, { 0.5974, 11.586, 0.5222, 8.828 } };
  static double tail[30000];
  const clock_t start = clock ();

  for (int x = 0; x < 40; x++)
    {
      const ClvBtydHistory history = { x, x > 0 ? 30 : 0, 39 };
      double sum = 0;

      g_assert_cmpint (clv_btyd_tail (&model, &history, 5218, G_N_ELEMENTS (tail), tail), ==, CLV_OK);
      for (guint m = 1; m < G_N_ELEMENTS (tail); m++)
        sum += tail[m];
      near_relative (sum, clv_btyd_expected (&model, &history, 5218), 1e-9);
    }
  g_test_message ("%.2f s", (double) (clock () - start) / CLOCKS_PER_SEC);
  if (g_test_perf ())
    g_assert_cmpfloat ((double) (clock () - start) / CLOCKS_PER_SEC, <, 1);
}

/* Without end, found by a recurrence; a horizon of 300 years at 15 % a year, found by quadrature, leaves nothing. */
static void
discounting_without_end_is_the_limit (void)
{
  double rate = log (1.15) / 52;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];

      g_test_message ("row %u", i);
      near_relative (clv_btyd_discounted (&row->model, &row->history, INFINITY, rate),
                     clv_btyd_discounted (&row->model, &row->history, 300 * 52, rate), 1e-8);
      near_relative (clv_btyd_discounted (&row->model, &row->history, 52, 0),
                     clv_btyd_expected (&row->model, &row->history, 52), 1e-15);
      g_assert_cmpfloat (clv_btyd_discounted (&row->model, &row->history, 52, rate), <=,
                         clv_btyd_expected (&row->model, &row->history, 52));
    }
}

/* BTYD 2.4.3 gives -297.11, -139.6, 71.2, 39.750 and 40.609 here; mpmath, 30 digits, gives these. */
static void
customers_that_another_program_gets_wrong (void)
{
  static const ClvBtyd cdnow = { CLV_BTYD_BGNBD, 1, { 0.251623958852, 4.78894296186, 0.723433576757, 2.16108835894 } };
  static const struct { ClvBtydHistory history; double expected; } known[] = {
    { { 35, 223 / 7.0, 236 / 7.0 }, 24.6425501383 }, { { 49, 209 / 7.0, 239 / 7.0 }, 6.89125576 },
    { { 70, 218 / 7.0, 223 / 7.0 }, 54.4454288 },    { { 49, 199 / 7.0, 204 / 7.0 }, 40.6022858 },
    { { 46, 194 / 7.0, 194 / 7.0 }, 40.4442938 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    near_relative (clv_btyd_expected (&cdnow, &known[i].history, 39), known[i].expected, 2e-9);
}

/* Predictions at the published parameters, all 57 customers of the reference table. */
static void
predictions_at_published_parameters (void)
{
  static const ClvBtyd bg = { CLV_BTYD_BGNBD, 1, { 0.243, 4.414, 0.793, 2.426 } };
  static const ClvBtyd pareto = { CLV_BTYD_PARETONBD, 1, { 0.553, 10.578, 0.606, 11.669 } };
  g_autofree char *path = clv_test_data ("models/reference_predictions_cdnow_sample.csv");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (path == NULL)
    return;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strstrip (text), "\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], "id,x,tx_days,T_days,"));
  for (guint i = 1; lines[i] != NULL; i++, n++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
      ClvBtydHistory history = { atoi (cells[1]), atoi (cells[2]) / 7.0, atoi (cells[3]) / 7.0 };

      near_relative (clv_btyd_alive (&bg, &history), g_ascii_strtod (cells[19], NULL), 1e-9);
      near_relative (clv_btyd_expected (&bg, &history, 39), g_ascii_strtod (cells[20], NULL), 1e-9);
      near_relative (clv_btyd_alive (&pareto, &history), g_ascii_strtod (cells[21], NULL), 1e-9);
      near_relative (clv_btyd_expected (&pareto, &history, 39), g_ascii_strtod (cells[22], NULL), 1e-9);
      near_relative (clv_btyd_discounted (&pareto, &history, INFINITY, 0.0027), g_ascii_strtod (cells[24], NULL), 1e-9);
    }
  g_assert_cmpuint (n, ==, 57);
}

/* Fader, Hardie & Lee (2005), “Implementing the BG/NBD Model for Customer Base Analysis in Excel”: customer 1 of the
 * CDNOW sample, three digits. */
static void
customer_of_the_publication (void)
{
  static const ClvBtyd published = { CLV_BTYD_BGNBD, 1, { 0.243, 4.414, 0.793, 2.426 } };
  static const ClvBtydHistory history = { 2, 30.43, 38.86 };

  clv_assert_near (clv_btyd_expected (&published, &history, 39), 1.226, 0.0005);
}

/* A new customer is one with no purchase and no age, but BG lets nobody leave before the first repeat. */
static void
new_customers_are_those_without_a_history (void)
{
  ClvBtydHistory none = { 0, 0, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    near_relative (clv_btyd_expected_new (&rows[i].model, 30), clv_btyd_expected (&rows[i].model, &none, 30), 1e-10);
}

/* BG and MBG by hand: rates of those who are there are gamma (r + x, alpha + T), so that no purchase comes until t with the
 * chance ((alpha + T) / (alpha + T + t))^(r + x). Pareto/NBD: without leaving (s near 0) likewise. */
static void
next_purchase (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const ClvBtyd *model = &rows[i].model;
      const ClvBtydHistory *history = &rows[i].history;
      double rho = model->parameter[CLV_BTYD_R] + history->x, rate = model->parameter[CLV_BTYD_ALPHA] + history->T;
      double median = clv_btyd_next_purchase (model, history, 0.5);

      g_test_message ("row %u", i);
      if (model->k == 1 && (model->kind != CLV_BTYD_PARETONBD || model->parameter[CLV_BTYD_A] < 1e-5))
        near_relative (median, rate * (pow (0.5, -1 / rho) - 1),
                       model->kind == CLV_BTYD_PARETONBD ? 1e-4 : 1e-9);
      g_assert_cmpfloat (clv_btyd_next_purchase (model, history, 0.1), <, median);
      g_assert_cmpfloat (clv_btyd_next_purchase (model, history, 0.9), >, median);
    }
}

static void
refuses_what_cannot_be (void)
{
  static const ClvBtydHistory wrong[] = { { 1, 0, 5 }, { 0, 2, 5 }, { 1, 6, 5 }, { -1, 0, 5 }, { 1, NAN, 5 }, { 1, 1, INFINITY } };
  ClvBtydLikelihood likelihood;
  ClvBtyd model = rows[0].model;
  ClvBtydCell cell = { rows[0].history, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      ClvBtydCell bad = { wrong[i], 1 };

      g_assert_cmpint (clv_btyd_likelihood (&model, 1, &bad, &likelihood), ==, CLV_DOMAIN);
    }
  model.parameter[2] = 0;
  g_assert_cmpint (clv_btyd_likelihood (&model, 1, &cell, &likelihood), ==, CLV_DOMAIN);
  model.parameter[2] = NAN;
  g_assert_cmpint (clv_btyd_likelihood (&model, 1, &cell, &likelihood), ==, CLV_DOMAIN);
  model = rows[0].model;
  model.k = 2;
  g_assert_cmpint (clv_btyd_likelihood (&model, 1, &cell, &likelihood), ==, CLV_DOMAIN);
}

/* Chances of at least 1, 2, … purchases add up to what is expected, which has a closed form; also where the nodes have powers of
 * thousands: half a million purchases, or hardly anybody who stays for a day. */
static void
pareto_chances_add_up (void)
{
  static const struct { ClvBtyd model; ClvBtydHistory history; double t; } cases[] = {
    { { CLV_BTYD_PARETONBD, 1, { 0.55, 10.58, 0.61, 11.67 } }, { 3, 20, 30 }, 52 },
    { { CLV_BTYD_PARETONBD, 1, { 0.55, 10.58, 0.61, 11.67 } }, { 0, 0, 30 }, 1e-3 },
    { { CLV_BTYD_PARETONBD, 1, { 0.55, 1e-4, 0.61, 5e4 } }, { 2, 20, 30 }, 52 },
    { { CLV_BTYD_PARETONBD, 1, { 0.55, 5e4, 0.61, 1e-4 } }, { 2, 20, 30 }, 52 },
    { { CLV_BTYD_PARETONBD, 1, { 0.55, 10.58, 0.61, 11.67 } }, { 500000, 30, 30 }, 0.02 },
    { { CLV_BTYD_PARETONBD, 1, { 0.55, 10.58, 0.61, 11.67 } }, { 2000, 50, 52 }, 52 },
    { { CLV_BTYD_PARETONBD, 1, { 20, 1, 4e6, 4e4 } }, { 4, 29, 30 }, 52 },
    { { CLV_BTYD_PARETONBD, 1, { 0.55, 10.58, 4e4, 1 } }, { 4, 30, 30 }, 52 },
  };
  static double tail[4000];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const double expected = clv_btyd_expected (&cases[i].model, &cases[i].history, cases[i].t);
      double sum = 0;

      g_assert_cmpint (clv_btyd_tail (&cases[i].model, &cases[i].history, cases[i].t, G_N_ELEMENTS (tail), tail), ==, CLV_OK);
      for (guint m = 1; m < G_N_ELEMENTS (tail); m++)
        {
          g_assert_cmpfloat (tail[m], <=, tail[m - 1]);
          sum += tail[m];
        }
      clv_assert_near (sum, expected, 1e-10 * expected + 1e-20);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/btyd/likelihood-at-forty-digits", likelihood_at_forty_digits);
  g_test_add_func ("/calc/btyd/predictions-at-forty-digits", predictions_at_forty_digits);
  g_test_add_func ("/calc/btyd/derivatives-are-those-of-the-value", derivatives_are_those_of_the_value);
  g_test_add_func ("/calc/btyd/chances-add-up-to-the-expectation", chances_add_up_to_the_expectation);
  g_test_add_func ("/calc/btyd/a-century-adds-up-at-once", a_century_adds_up_at_once);
  g_test_add_func ("/calc/btyd/discounting-without-end-is-the-limit", discounting_without_end_is_the_limit);
  g_test_add_func ("/calc/btyd/customers-that-another-program-gets-wrong", customers_that_another_program_gets_wrong);
  g_test_add_func ("/calc/btyd/predictions-at-published-parameters", predictions_at_published_parameters);
  g_test_add_func ("/calc/btyd/customer-of-the-publication", customer_of_the_publication);
  g_test_add_func ("/calc/btyd/new-customers-are-those-without-a-history", new_customers_are_those_without_a_history);
  g_test_add_func ("/calc/btyd/next-purchase", next_purchase);
  g_test_add_func ("/calc/btyd/refuses-what-cannot-be", refuses_what_cannot_be);
  g_test_add_func ("/calc/btyd/pareto-chances-add-up", pareto_chances_add_up);
  return g_test_run ();
}
