/* test-cashflow.c - expected purchases month by month
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-cashflow.h"

#include <math.h>
#include <stdlib.h>

#include "clv-spend.h"
#include "clv-test.h"

static const gint32 x[] = { 0, 3, 3, 12 }, t_x[] = { 0, 140, 140, 250 }, T[] = { 270, 272, 272, 255 };
static const ClvBtyd model = { CLV_BTYD_MBGNBD, 1, { 0.52, 6.18, 0.89, 1.61 } };

/* January to April of a leap year, from New Year's Eve on. */
static const double ends[] = { 31, 60, 91, 121 };

typedef struct
{
  ClvBtydCells cells;
  ClvCashflow *cashflow;
} Flow;

static void
flow_init (Flow *self)
{
  g_assert_cmpint (clv_btyd_cells_init (&self->cells, 4, x, t_x, T, 7), ==, CLV_OK);
  g_assert_cmpint (clv_cashflow_new (&self->cells, &model, 121, &self->cashflow), ==, CLV_OK);
  /* In two parts, as two threads would. */
  g_assert_cmpint (clv_cashflow_fill (self->cashflow, 1, 2, NULL, NULL), ==, CLV_OK);
  g_assert_cmpint (clv_cashflow_fill (self->cashflow, 0, 2, NULL, NULL), ==, CLV_OK);
}

static void
flow_clear (Flow *self)
{
  clv_cashflow_free (self->cashflow);
  clv_btyd_cells_clear (&self->cells);
}

/* What one of the cell is worth; all months count alike without a rate. */
static void
discount (ClvCashflow  *cashflow,
          gsize         n_months,
          const double *month_ends,
          double        rate,
          double       *discounted,
          double       *plain)
{
  double worth[24];

  for (gsize i = 0; i < n_months; i++)
    worth[i] = pow (1 + rate, -month_ends[i] / 365.25);
  g_assert_cmpint (clv_cashflow_sum (cashflow, n_months, month_ends, worth, NULL, NULL, discounted, plain), ==, CLV_OK);
}

static void
months_add_up_to_the_horizon (void)
{
  double discounted[4], plain[4];
  Flow flow;

  flow_init (&flow);
  /* Without discount: expected purchases until the last day (Fader & Hardie, note 022). */
  for (gsize n = 1; n <= G_N_ELEMENTS (ends); n++)
    {
      discount (flow.cashflow, n, ends, 0, discounted, plain);
      for (gsize cell = 0; cell < flow.cells.n_cells; cell++)
        {
          const double expected = clv_btyd_expected (&model, &flow.cells.cells[cell].history, ends[n - 1] / 7);

          clv_assert_near (plain[cell] * clv_cashflow_get_alive (flow.cashflow, (guint32) cell), expected, 1e-10 * expected);
          clv_assert_near (discounted[cell], plain[cell], 1e-12 * plain[cell]);
        }
    }
  flow_clear (&flow);
}

/* By hand: each month's purchases at (1 + rate)^-(days / 365.25). */
static void
months_are_discounted_from_their_ends (void)
{
  double purchases[4], plain[4], month[3];
  Flow flow;

  flow_init (&flow);
  discount (flow.cashflow, 3, ends, 0.15, purchases, plain);
  for (gsize cell = 0; cell < flow.cells.n_cells; cell++)
    {
      double by_hand;

      clv_cashflow_months (flow.cashflow, (guint32) cell, 3, ends, month);
      by_hand = month[0] * pow (1.15, -31 / 365.25) + month[1] * pow (1.15, -60 / 365.25) +
                month[2] * pow (1.15, -91 / 365.25);
      clv_assert_near (purchases[cell], by_hand, 1e-10 * by_hand);
    }
  flow_clear (&flow);
}

/* Many customers of all ages, so that curves over the age pay; the sums of each cell are those of the models themselves,
 * month by month, for horizons from a day to five years and for a rhythm with its phases. */
static void
curves_are_the_models (void)
{
  static const ClvBtyd models[] = {
    { CLV_BTYD_BGNBD, 1, { 0.243, 4.414, 0.793, 2.426 } },
    { CLV_BTYD_MBGNBD, 1, { 0.525, 6.183, 0.891, 1.614 } },
    { CLV_BTYD_MBGNBD, 1, { 0.05, 0.02, 0.3, 4 } },
    { CLV_BTYD_MBGNBD, 2, { 0.525, 6.183, 0.891, 1.614 } },
    { CLV_BTYD_MBGNBD, 12, { 5.2, 3.1, 0.4, 3.6 } },
    { CLV_BTYD_PARETONBD, 1, { 0.553, 10.578, 0.606, 11.669 } },
    { CLV_BTYD_PARETONBD, 1, { 0.553, 10.578, 1, 11.669 } },
  };
  enum { N = 3000 };
  g_autofree gint32 *times = g_new (gint32, N), *last = g_new (gint32, N), *age = g_new (gint32, N);
  g_autofree double *discounted = g_new (double, N), *plain = g_new (double, N);
  double long_ends[61];
  ClvBtydCells cells;

  for (int i = 0; i < N; i++)
    {
      age[i] = i * 1451 % 1461;
      times[i] = MIN (i % 13 == 12 ? i % 170 : i % 13, age[i]);
      last[i] = times[i] == 0 ? 0 : MAX (times[i], age[i] - i * 31 % 400);
    }
  for (int i = 0; i < 61; i++)
    long_ends[i] = 1 + 30.4375 * i;
  g_assert_cmpint (clv_btyd_cells_init (&cells, N, times, last, age, 7), ==, CLV_OK);
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      ClvCashflow *cashflow;

      g_assert_cmpint (clv_cashflow_new (&cells, &models[i], 1830, &cashflow), ==, CLV_OK);
      g_assert_cmpint (clv_cashflow_fill (cashflow, 0, 1, NULL, NULL), ==, CLV_OK);
      for (gsize n = 1; n <= 61; n += 12)
        {
          double worth[61];

          for (gsize month = 0; month < n; month++)
            worth[month] = pow (1.1, -long_ends[month] / 365.25);
          g_assert_cmpint (clv_cashflow_sum (cashflow, n, long_ends, worth, NULL, NULL, discounted, plain), ==, CLV_OK);
          for (gsize cell = n % 7; cell < cells.n_cells; cell += 7)
            {
              const ClvBtydHistory *history = &cells.cells[cell].history;
              double sum = 0, before = 0;

              for (gsize month = 0; month < n; month++)
                {
                  double until = clv_btyd_expected_alive (&models[i], history, long_ends[month] / 7);

                  sum += worth[month] * (until - before);
                  before = until;
                }
              clv_assert_near (discounted[cell], sum, 1e-9 * sum + 1e-12);
              clv_assert_near (plain[cell], before, 1e-9 * before + 1e-12);
            }
        }
      clv_cashflow_free (cashflow);
    }
  clv_btyd_cells_clear (&cells);
}

/* Fifty purchases in a year and then twenty years of silence: that such a customer is there has a chance far below what
 * single precision holds, but who is there would still buy. The expected purchases of the horizon are by the closed form. */
static void
the_lost_keep_their_flow (void)
{
  static const gint32 times = 50, last = 350, age = 350 + 7300;
  const double horizon = 121;
  double discounted, there, month[4];
  ClvCashflow *cashflow;
  ClvBtydCells cells;

  g_assert_cmpint (clv_btyd_cells_init (&cells, 1, &times, &last, &age, 7), ==, CLV_OK);
  g_assert_cmpint (clv_cashflow_new (&cells, &model, 121, &cashflow), ==, CLV_OK);
  g_assert_cmpint (clv_cashflow_fill (cashflow, 0, 1, NULL, NULL), ==, CLV_OK);
  g_assert_cmpfloat (clv_cashflow_get_alive (cashflow, 0), >, 0);
  g_assert_cmpfloat (clv_cashflow_get_alive (cashflow, 0), <, 1e-45);
  discount (cashflow, G_N_ELEMENTS (ends), ends, 0, &discounted, &there);
  clv_assert_near (there, clv_btyd_expected_alive (&model, &cells.cells[0].history, horizon / 7), 1e-10 * there);
  g_assert_cmpfloat (there, >, 0.1);
  clv_cashflow_months (cashflow, 0, G_N_ELEMENTS (ends), ends, month);
  clv_assert_near (month[0] + month[1] + month[2] + month[3], there, 1e-12);
  clv_cashflow_free (cashflow);
  clv_btyd_cells_clear (&cells);
}

/* 57 customers of the CDNOW sample: twelve months of 4.345 weeks at 1 % a month, columns *_clv12m_1pct. */
static void
equals_the_reference (void)
{
  static const ClvBtyd models[] = {
    { CLV_BTYD_BGNBD, 1, { 0.24259452243, 4.41360201901, 0.792922017226, 2.42590677683 } },
    { CLV_BTYD_MBGNBD, 1, { 0.524843159106, 6.18308527958, 0.891359390732, 1.61400224017 } },
    { CLV_BTYD_PARETONBD, 1, { 0.553277046853, 10.5776834633, 0.606239989128, 11.6687352889 } },
  };
  static const ClvSpendFit fit = { .kind = CLV_SPEND_GAMMA_GAMMA,
                                   .gamma_gamma = { 6.24957227132, 3.74422466713, 15.4435209626 } };
  static const int column[] = { 10, 13, 16 };
  g_autofree char *path = clv_test_data ("models/reference_predictions_cdnow_sample.csv");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  double month[12], rate = pow (1.01, 365.25 / (4.345 * 7)) - 1;

  if (path == NULL)
    return;
  for (int i = 0; i < 12; i++)
    month[i] = 4.345 * 7 * (i + 1);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strstrip (text), "\n", -1);
  for (guint row = 1; lines[row] != NULL; row++)
    {
      g_auto (GStrv) field = g_strsplit (lines[row], ",", -1);
      gint32 times = atoi (field[1]), last = atoi (field[2]), age = atoi (field[3]);
      double each = clv_spend_expected (&fit, times, g_ascii_strtod (field[4], NULL)), value, plain;
      ClvBtydCells cells;

      g_assert_cmpint (clv_btyd_cells_init (&cells, 1, &times, &last, &age, 7), ==, CLV_OK);
      for (guint i = 0; i < G_N_ELEMENTS (models); i++)
        {
          double expected = g_ascii_strtod (field[column[i]], NULL);
          ClvCashflow *cashflow;

          g_assert_cmpint (clv_cashflow_new (&cells, &models[i], month[11], &cashflow), ==, CLV_OK);
          g_assert_cmpint (clv_cashflow_fill (cashflow, 0, 1, NULL, NULL), ==, CLV_OK);
          discount (cashflow, 12, month, rate, &value, &plain);
          clv_assert_near (each * clv_cashflow_get_alive (cashflow, 0) * value, expected, 1e-6 * expected);
          clv_cashflow_free (cashflow);
        }
      clv_btyd_cells_clear (&cells);
    }
}

static void
months_that_cannot_be_are_refused (void)
{
  static const double falling[] = { 30, 20 }, none[] = { 0, 30 }, beyond[] = { 30, 122 }, worth[] = { 1, 1 };
  double discounted[4], plain[4];
  Flow flow;
  ClvCashflow *cashflow = NULL;

  flow_init (&flow);
  g_assert_cmpint (clv_cashflow_sum (flow.cashflow, 2, falling, worth, NULL, NULL, discounted, plain), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_cashflow_sum (flow.cashflow, 2, none, worth, NULL, NULL, discounted, plain), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_cashflow_sum (flow.cashflow, 2, beyond, worth, NULL, NULL, discounted, plain), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_cashflow_new (&flow.cells, &model, 0, &cashflow), ==, CLV_DOMAIN);
  g_assert_null (cashflow);
  flow_clear (&flow);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/cashflow/months-add-up-to-the-horizon", months_add_up_to_the_horizon);
  g_test_add_func ("/calc/cashflow/months-are-discounted-from-their-ends", months_are_discounted_from_their_ends);
  g_test_add_func ("/calc/cashflow/the-lost-keep-their-flow", the_lost_keep_their_flow);
  g_test_add_func ("/calc/cashflow/curves-are-the-models", curves_are_the_models);
  g_test_add_func ("/calc/cashflow/equals-the-reference", equals_the_reference);
  g_test_add_func ("/calc/cashflow/months-that-cannot-be-are-refused", months_that_cannot_be_are_refused);
  return g_test_run ();
}
