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
static const double spend[] = { 35, 20, 60, 41 };
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
  g_assert_cmpint (clv_cashflow_new (&self->cells, &model, G_N_ELEMENTS (ends), ends, &self->cashflow), ==, CLV_OK);
  /* In two parts, as two threads would. */
  g_assert_cmpint (clv_cashflow_fill (self->cashflow, 0, 1, NULL, NULL), ==, CLV_OK);
  g_assert_cmpint (clv_cashflow_fill (self->cashflow, 1, self->cells.n_cells, NULL, NULL), ==, CLV_OK);
}

static void
flow_clear (Flow *self)
{
  clv_cashflow_free (self->cashflow);
  clv_btyd_cells_clear (&self->cells);
}

static void
months_add_up_to_the_horizon (void)
{
  double value[4];
  Flow flow;

  flow_init (&flow);
  /* Without discount: margin · spend · expected purchases until the last day (Fader & Hardie, note 022). */
  for (gsize n = 1; n <= G_N_ELEMENTS (ends); n++)
    {
      g_assert_cmpint (clv_cashflow_value (flow.cashflow, n, 0, 0.4, spend, value), ==, CLV_OK);
      for (int i = 0; i < 4; i++)
        {
          const ClvBtydHistory *history = &flow.cells.cells[flow.cells.cell_of[i]].history;

          clv_assert_near (value[i], 0.4 * spend[i] * clv_btyd_expected (&model, history, ends[n - 1] / 7), 1e-6 * value[i]);
        }
    }
  flow_clear (&flow);
}

/* By hand: each month's purchases at (1 + rate)^-(days / 365.25). */
static void
months_are_discounted_from_their_ends (void)
{
  double purchases[4];
  Flow flow;

  flow_init (&flow);
  clv_cashflow_discount (flow.cashflow, 3, 0.15, purchases);
  for (gsize cell = 0; cell < flow.cells.n_cells; cell++)
    {
      const float *month = clv_cashflow_peek (flow.cashflow, (guint32) cell);
      double alive = clv_cashflow_get_alive (flow.cashflow, (guint32) cell);
      double by_hand = month[0] * pow (1.15, -31 / 365.25) + month[1] * pow (1.15, -60 / 365.25) +
                       month[2] * pow (1.15, -91 / 365.25);

      by_hand *= alive;
      clv_assert_near (purchases[cell], by_hand, 1e-12 * by_hand);
    }
  flow_clear (&flow);
}

/* Fifty purchases in a year and then twenty years of silence: that such a customer is there has a chance far below what
 * single precision holds, but who is there would still buy. The expected purchases of the horizon are by the closed form. */
static void
the_lost_keep_their_flow (void)
{
  static const gint32 times = 50, last = 350, age = 350 + 7300;
  const double horizon = 121;
  double purchases, there = 0;
  ClvCashflow *cashflow;
  ClvBtydCells cells;

  g_assert_cmpint (clv_btyd_cells_init (&cells, 1, &times, &last, &age, 7), ==, CLV_OK);
  g_assert_cmpint (clv_cashflow_new (&cells, &model, G_N_ELEMENTS (ends), ends, &cashflow), ==, CLV_OK);
  g_assert_cmpint (clv_cashflow_fill (cashflow, 0, 1, NULL, NULL), ==, CLV_OK);
  g_assert_cmpfloat (clv_cashflow_get_alive (cashflow, 0), >, 0);
  g_assert_cmpfloat (clv_cashflow_get_alive (cashflow, 0), <, 1e-45);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    there += clv_cashflow_peek (cashflow, 0)[i];
  clv_assert_near (there, clv_btyd_expected_alive (&model, &cells.cells[0].history, horizon / 7), 1e-6 * there);
  g_assert_cmpfloat (there, >, 0.1);
  clv_cashflow_discount (cashflow, G_N_ELEMENTS (ends), 0, &purchases);
  g_assert_cmpfloat (purchases, >, 0);
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
      double each = clv_spend_expected (&fit, times, g_ascii_strtod (field[4], NULL)), value;
      ClvBtydCells cells;

      g_assert_cmpint (clv_btyd_cells_init (&cells, 1, &times, &last, &age, 7), ==, CLV_OK);
      for (guint i = 0; i < G_N_ELEMENTS (models); i++)
        {
          double expected = g_ascii_strtod (field[column[i]], NULL);
          ClvCashflow *cashflow;

          g_assert_cmpint (clv_cashflow_new (&cells, &models[i], 12, month, &cashflow), ==, CLV_OK);
          g_assert_cmpint (clv_cashflow_fill (cashflow, 0, 1, NULL, NULL), ==, CLV_OK);
          g_assert_cmpint (clv_cashflow_value (cashflow, 12, rate, 1, &each, &value), ==, CLV_OK);
          clv_assert_near (value, expected, 1e-6 * expected);
          clv_cashflow_free (cashflow);
        }
      clv_btyd_cells_clear (&cells);
    }
}

static void
months_that_cannot_be_are_refused (void)
{
  static const double falling[] = { 30, 20 }, none[] = { 0, 30 };
  ClvCashflow *cashflow = NULL;
  ClvBtydCells cells;

  g_assert_cmpint (clv_btyd_cells_init (&cells, 4, x, t_x, T, 7), ==, CLV_OK);
  g_assert_cmpint (clv_cashflow_new (&cells, &model, 2, falling, &cashflow), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_cashflow_new (&cells, &model, 2, none, &cashflow), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_cashflow_new (&cells, &model, 0, ends, &cashflow), ==, CLV_DOMAIN);
  g_assert_null (cashflow);
  clv_btyd_cells_clear (&cells);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/cashflow/months-add-up-to-the-horizon", months_add_up_to_the_horizon);
  g_test_add_func ("/calc/cashflow/months-are-discounted-from-their-ends", months_are_discounted_from_their_ends);
  g_test_add_func ("/calc/cashflow/the-lost-keep-their-flow", the_lost_keep_their_flow);
  g_test_add_func ("/calc/cashflow/equals-the-reference", equals_the_reference);
  g_test_add_func ("/calc/cashflow/months-that-cannot-be-are-refused", months_that_cannot_be_are_refused);
  return g_test_run ();
}
