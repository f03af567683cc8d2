/* test-btyd-fit.c - the buy-till-you-leave model that makes the recorded histories most likely
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-btyd-fit.h"

#include <math.h>
#include <stdlib.h>

#include "clv-test.h"

typedef struct
{
  GArray *x, *t_x, *T;
} Customers;

static void
customers_clear (Customers *self)
{
  g_array_unref (self->x);
  g_array_unref (self->t_x);
  g_array_unref (self->T);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Customers, customers_clear)

static void
customers_init (Customers *self)
{
  self->x = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->t_x = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->T = g_array_new (FALSE, FALSE, sizeof (gint32));
}

static void
customers_add (Customers *self,
               gint32     x,
               gint32     t_x,
               gint32     T)
{
  g_array_append_val (self->x, x);
  g_array_append_val (self->t_x, t_x);
  g_array_append_val (self->T, T);
}

static ClvStatus
cells_of (const Customers *customers,
          ClvBtydCells    *cells)
{
  return clv_btyd_cells_init (cells, customers->x->len, (gint32 *) customers->x->data, (gint32 *) customers->t_x->data,
                              (gint32 *) customers->T->data, 7);
}

/* Columns id, x, tx_days, T_days of the published reference; FALSE after skipping. */
static gboolean
read_cdnow (const char *name,
            Customers  *customers)
{
  g_autofree char *path = clv_test_data (name);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  customers_init (customers);
  if (path == NULL)
    return FALSE;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strstrip (text), "\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], "id,x,tx_days,T_days,"));
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", 5);

      customers_add (customers, atoi (cells[1]), atoi (cells[2]), atoi (cells[3]));
    }
  return TRUE;
}

typedef struct
{
  ClvBtydKind kind;
  double      value[4];
  double      error[4];
  double      log_likelihood;
} Reference;

/* An exact fit by another program, gradient below 1e-14: reference_mle.csv beside the data. */
static const Reference sample[] = {
  { CLV_BTYD_BGNBD,
    { 0.24259452243, 4.41360201901, 0.792922017226, 2.42590677683 },
    { 0.0125573780679, 0.378224059854, 0.185733821372, 0.705414259795 }, -9582.42920667 },
  { CLV_BTYD_MBGNBD,
    { 0.524843159106, 6.18308527958, 0.891359390732, 1.61400224017 },
    { 0.0832682065798, 0.695620642509, 0.154789927778, 0.53749479824 }, -9582.13571555 },
  { CLV_BTYD_PARETONBD,
    { 0.553277046853, 10.5776834633, 0.606239989128, 11.6687352889 },
    { 0.0476279259791, 0.842722533816, 0.187281342312, 6.21111359059 }, -9594.97617894 },
};
static const Reference full[] = {
  { CLV_BTYD_BGNBD,
    { 0.251623958852, 4.78894296186, 0.723433576757, 2.16108835894 },
    { 0.00420197389192, 0.131254906049, 0.0539292439338, 0.198589295753 }, -95368.4439332 },
  { CLV_BTYD_MBGNBD,
    { 0.637139733444, 7.31028954199, 0.807474117949, 1.22839399566 },
    { 0.0362074648565, 0.293263876792, 0.0376117645974, 0.111945509244 }, -95336.9583199 },
  { CLV_BTYD_PARETONBD,
    { 0.597419966345, 11.5856577816, 0.522185610789, 8.82775915037 },
    { 0.0173726412059, 0.296764693925, 0.0463411332732, 1.47422656443 }, -95415.1186175 },
};

/* P(alive) and purchases in 39 weeks of 57 customers, and DERT at 15 % a year for Pareto/NBD: 1e-6 with our own fit. */
static void
predicts_as_reference (const char       *name,
                       const ClvBtydFit *fit)
{
  g_autofree char *path = clv_test_data (name);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  const int column = 8 + 3 * (int) fit->model.kind;

  g_assert_nonnull (path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strstrip (text), "\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], "id,x,tx_days,T_days,"));
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
      ClvBtydHistory history = { atoi (cells[1]), atoi (cells[2]) / 7.0, atoi (cells[3]) / 7.0 };
      double alive = g_ascii_strtod (cells[column], NULL), expected = g_ascii_strtod (cells[column + 1], NULL);
      double dert = g_ascii_strtod (cells[17], NULL);

      clv_assert_near (clv_btyd_alive (&fit->model, &history), alive, 1e-6 * alive);
      clv_assert_near (clv_btyd_expected (&fit->model, &history, 39), expected, 1e-6 * expected);
      if (fit->model.kind == CLV_BTYD_PARETONBD)
        clv_assert_near (clv_btyd_discounted (&fit->model, &history, INFINITY, log (1.15) / 52), dert, 1e-6 * dert);
    }
}

static void
equals_reference (const char      *name,
                  const char      *predictions,
                  const Reference *reference,
                  guint            n)
{
  g_auto (Customers) customers;
  ClvBtydCells cells;

  if (!read_cdnow (name, &customers))
    return;
  g_assert_cmpint (cells_of (&customers, &cells), ==, CLV_OK);
  g_assert_cmpuint (cells.n_cells, <, cells.n_customers);
  for (guint i = 0; i < n; i++)
    {
      ClvBtydFit fit;

      g_test_message ("model %u", i);
      g_assert_cmpint (clv_btyd_fit (reference[i].kind, 1, &cells, 0, NULL, NULL, &fit), ==, CLV_OK);
      g_assert_cmpint (fit.quality, ==, CLV_FIT_FINE);
      g_assert_false (fit.has_prior);
      clv_assert_near (fit.log_likelihood, reference[i].log_likelihood, 1e-6);
      for (int p = 0; p < CLV_BTYD_N_PARAMETERS; p++)
        {
          double value = reference[i].value[p], error = reference[i].error[p];

          clv_assert_near (fit.model.parameter[p], value, 1e-6 * value);
          clv_assert_near (fit.model.parameter[p] * sqrt (fit.covariance[p][p]), error, 1e-4 * error);
        }
      predicts_as_reference (predictions, &fit);
    }
  clv_btyd_cells_clear (&cells);
}

static void
cdnow_sample (void)
{
  equals_reference ("models/cdnow_sample_cbs.csv", "models/reference_predictions_cdnow_sample.csv", sample,
                    G_N_ELEMENTS (sample));
}

static void
cdnow_full (void)
{
  equals_reference ("models/cdnow_full_cbs.csv", "models/reference_predictions_cdnow_full.csv", full,
                    G_N_ELEMENTS (full));
}

static double
draw (GRand *rand)
{
  return (g_rand_int (rand) + 0.5) / 4294967296.0;
}

static double
draw_gamma (GRand *rand,
            double shape)
{
  double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3, c = 1 / sqrt (9 * d);

  /* Marsaglia & Tsang (2000). */
  for (;;)
    {
      double z = sqrt (-2 * log (draw (rand))) * cos (2 * G_PI * draw (rand)), v = 1 + c * z;

      if (v <= 0)
        continue;
      v = v * v * v;
      if (log (draw (rand)) < 0.5 * z * z + d - d * v + d * log (v))
        return shape < 1 ? d * v * pow (draw (rand), 1 / shape) : d * v;
    }
}

/* Customers of the model in continuous time, looked at after @T days; several purchases a day count once. */
static void
simulate (GRand         *rand,
          const ClvBtyd *model,
          guint          n,
          gint32         T_min,
          gint32         T_max,
          Customers     *customers)
{
  customers_init (customers);
  for (guint i = 0; i < n; i++)
    {
      const double *p = model->parameter;
      double rate = draw_gamma (rand, p[CLV_BTYD_R]) / p[CLV_BTYD_ALPHA] / 7, t = 0, leaves = INFINITY, chance = 0;
      gint32 x = 0, last = 0, T = g_rand_int_range (rand, T_min, T_max + 1);
      gboolean is_there = TRUE;

      if (model->kind == CLV_BTYD_PARETONBD)
        leaves = -log (draw (rand)) / (draw_gamma (rand, p[CLV_BTYD_A]) / p[CLV_BTYD_B]) * 7;
      else
        {
          double a = draw_gamma (rand, p[CLV_BTYD_A]), b = draw_gamma (rand, p[CLV_BTYD_B]);

          chance = a / (a + b);
        }
      if (model->kind == CLV_BTYD_MBGNBD)
        is_there = draw (rand) > chance;
      while (is_there)
        {
          for (int k = 0; k < model->k; k++)
            t -= log (draw (rand)) / rate;
          if (t > T || t > leaves)
            break;
          if ((gint32) ceil (t) > last && (gint32) ceil (t) <= T)
            {
              last = (gint32) ceil (t);
              x++;
            }
          is_there = model->kind == CLV_BTYD_PARETONBD || draw (rand) > chance;
        }
      customers_add (customers, x, last, T);
    }
}

/* 30,000 simulated customers give their parameters back within 3 standard errors. Days are rounded up and merged, which
 * moves fast buyers: rates are slow here. */
static void
recovers_what_was_simulated (void)
{
  static const ClvBtyd models[] = {
    { CLV_BTYD_BGNBD, 1, { 0.8, 20, 0.8, 2.5 } },     { CLV_BTYD_BGNBD, 1, { 1.5, 40, 0.5, 3 } },
    { CLV_BTYD_MBGNBD, 1, { 0.8, 20, 0.8, 2.5 } },    { CLV_BTYD_MBGNBD, 1, { 2.0, 60, 1.2, 2 } },
    { CLV_BTYD_PARETONBD, 1, { 0.8, 20, 0.8, 20 } },  { CLV_BTYD_PARETONBD, 1, { 1.5, 40, 0.6, 12 } },
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_auto (Customers) customers;
      ClvBtydCells cells;
      ClvBtydFit fit;

      simulate (rand, &models[i], 30000, 300, 700, &customers);
      g_assert_cmpint (cells_of (&customers, &cells), ==, CLV_OK);
      g_assert_cmpint (clv_btyd_fit (models[i].kind, 1, &cells, 0, NULL, NULL, &fit), ==, CLV_OK);
      g_assert_cmpint (fit.quality, ==, CLV_FIT_FINE);
      for (int p = 0; p < CLV_BTYD_N_PARAMETERS; p++)
        {
          double off = log (fit.model.parameter[p] / models[i].parameter[p]);

          g_test_message ("model %u, parameter %d: %g for %g", i, p, fit.model.parameter[p], models[i].parameter[p]);
          clv_assert_near (off, 0, 3 * sqrt (fit.covariance[p][p]) + 0.02);
        }
      clv_btyd_cells_clear (&cells);
    }
}

/* 200 shops of all kinds, from 20 customers on: each fit ends, is finite, and says when it is not to be trusted. */
static void
never_fails (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint n_fine = 0;

  for (guint i = 0; i < 200; i++)
    {
      g_auto (Customers) customers;
      ClvBtyd model = { (ClvBtydKind) (i % 3), 1, { 0 } };
      ClvBtydCells cells;

      for (int p = 0; p < CLV_BTYD_N_PARAMETERS; p++)
        model.parameter[p] = exp (3 * draw (rand) - 1.5 + (p == CLV_BTYD_ALPHA ? 2 : 0));
      simulate (rand, &model, 20 + (guint) (3000 * pow (draw (rand), 3)), 10, 400, &customers);
      g_assert_cmpint (cells_of (&customers, &cells), ==, CLV_OK);
      for (int kind = 0; kind <= CLV_BTYD_PARETONBD; kind++)
        {
          ClvBtydFit fit;

          g_assert_cmpint (clv_btyd_fit (kind, 1, &cells, 0, NULL, NULL, &fit), ==, CLV_OK);
          g_assert_true (isfinite (fit.log_likelihood));
          g_assert_true (clv_btyd_is_valid (&fit.model));
          g_assert_cmpfloat (fit.gradient, <, 1e-3);
          for (int p = 0; p < CLV_BTYD_N_PARAMETERS; p++)
            {
              g_assert_true (isfinite (fit.covariance[p][p]));
              g_assert_cmpfloat (fit.covariance[p][p], >, 0);
            }
          if (cells.n_repeat_buyers < 30)
            g_assert_cmpint (fit.quality, ==, CLV_FIT_TOO_LITTLE_DATA);
          n_fine += fit.quality == CLV_FIT_FINE;
        }
      clv_btyd_cells_clear (&cells);
    }
  g_assert_cmpuint (n_fine, >, 200);
}

/* lifetimes gives alpha = 95,973 here, and r = 0. */
static void
one_time_buyers_alone_are_too_little (void)
{
  g_auto (Customers) customers;
  ClvBtydCells cells;

  customers_init (&customers);
  for (int i = 0; i < 500; i++)
    customers_add (&customers, 0, 0, 30 + i % 300);
  g_assert_cmpint (cells_of (&customers, &cells), ==, CLV_OK);
  for (int kind = 0; kind <= CLV_BTYD_PARETONBD; kind++)
    {
      ClvBtydFit fit;

      g_assert_cmpint (clv_btyd_fit (kind, 1, &cells, 0, NULL, NULL, &fit), ==, CLV_OK);
      g_assert_cmpint (fit.quality, ==, CLV_FIT_TOO_LITTLE_DATA);
      g_assert_true (fit.has_prior);
      /* In a year, 500 of them may bring a few purchases more, not hundreds. */
      g_assert_cmpfloat (500 * clv_btyd_expected (&fit.model, &cells.cells[0].history, 52), <, 100);
    }
  clv_btyd_cells_clear (&cells);
}

/* Gaps made of three exponential ones each: k = 3 is found. */
static void
finds_regular_buyers (void)
{
  static const ClvBtyd regular = { CLV_BTYD_MBGNBD, 3, { 1.2, 8, 0.8, 3 } };
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_auto (Customers) customers;
  double log_gaps = 0;
  ClvBtydCells cells;
  ClvBtydFit fit;

  customers_init (&customers);
  for (int i = 0; i < 4000; i++)
    {
      double rate = draw_gamma (rand, 1.2) / 8 / 7, a = draw_gamma (rand, 0.8), b = draw_gamma (rand, 3), t = 0;
      double chance = a / (a + b);
      gint32 x = 0, last = 0, T = g_rand_int_range (rand, 500, 800);

      while (draw (rand) > chance)
        {
          for (int k = 0; k < 3; k++)
            t -= log (draw (rand)) / rate;
          if (ceil (t) > T)
            break;
          if ((gint32) ceil (t) == last)
            continue;
          log_gaps += log (((gint32) ceil (t) - last) / 7.0);
          last = (gint32) ceil (t);
          x++;
        }
      customers_add (&customers, x, last, T);
    }
  g_assert_cmpint (cells_of (&customers, &cells), ==, CLV_OK);
  g_assert_cmpint (clv_btyd_fit_k (&cells, log_gaps, NULL, NULL, &fit), ==, CLV_OK);
  g_assert_cmpint (fit.model.k, ==, regular.k);
  for (int p = 0; p < CLV_BTYD_N_PARAMETERS; p++)
    clv_assert_near (log (fit.model.parameter[p] / regular.parameter[p]), 0, 4 * sqrt (fit.covariance[p][p]) + 0.05);
  clv_btyd_cells_clear (&cells);
}

static bool
stop_cb (void *data)
{
  int *n_left = data;

  return (*n_left)-- <= 0;
}

static void
can_be_cancelled (void)
{
  g_auto (Customers) customers;
  ClvBtydCells cells;
  ClvBtydFit fit;

  customers_init (&customers);
  for (int i = 0; i < 300; i++)
    customers_add (&customers, i % 3, i % 3 * 20, 100 + i % 50);
  g_assert_cmpint (cells_of (&customers, &cells), ==, CLV_OK);
  for (int n = 0; n < 4; n++)
    {
      int n_left = n;

      g_assert_cmpint (clv_btyd_fit (CLV_BTYD_BGNBD, 1, &cells, 0, stop_cb, &n_left, &fit), ==, CLV_CANCELLED);
    }
  clv_btyd_cells_clear (&cells);
}

static bool
count_cb (void *data)
{
  (*(guint64 *) data)++;
  return false;
}

/* 60,000 customers who buy for ever, each at a rate of their own: leaving cannot be seen, and its rate runs to nothing.
 * As many different histories. */
static void
faithful_crowd (Customers *customers)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  customers_init (customers);
  for (int i = 0; i < 60000; i++)
    {
      double rate = draw_gamma (rand, 0.9) / 250;
      gint32 x = 0, last = 0, T = g_rand_int_range (rand, 200, 1400);

      for (double t = -log (draw (rand)) / rate; ceil (t) <= T; t -= log (draw (rand)) / rate)
        {
          x += (gint32) ceil (t) > last;
          last = (gint32) ceil (t);
        }
      customers_add (customers, x, last, T);
    }
}

/* A question whether to go on is asked every 8,192 cells: so the questions tell how often all have been evaluated. From afar
 * it takes some twenty times to see that nobody leaves, and as often again with the prior. */
static void
a_crowd_is_asked_a_dozen_times (void)
{
  g_auto (Customers) customers;
  ClvBtydCells cells;

  faithful_crowd (&customers);
  g_assert_cmpint (cells_of (&customers, &cells), ==, CLV_OK);
  g_assert_cmpuint (cells.n_cells, >, 5 * 8192);
  for (int kind = 0; kind <= CLV_BTYD_PARETONBD; kind++)
    {
      guint64 n_questions = 0;
      ClvBtydFit fit;

      g_assert_cmpint (clv_btyd_fit (kind, 1, &cells, 0, count_cb, &n_questions, &fit), ==, CLV_OK);
      g_test_message ("%d: %" G_GUINT64_FORMAT " of %zu cells, prior %d", kind, n_questions, cells.n_cells, fit.has_prior);
      /* Some eighty questions are those of the few thousand that show the way. */
      g_assert_cmpuint (n_questions, <, 80 + 15 * (cells.n_cells / 8192 + 1));
      g_assert_cmpfloat (fit.gradient, <, 1e-6);
    }
  clv_btyd_cells_clear (&cells);
}

/* Half of those who are asked first have come back, whatever their share; weights make up for it. */
static void
thinned_cells_stand_for_all (void)
{
  g_auto (Customers) customers;
  ClvBtydCells cells, thin;
  double n = 0, n_repeat = 0;

  customers_init (&customers);
  for (int i = 0; i < 40000; i++)
    customers_add (&customers, i % 20 == 0 ? 1 + i % 7 : 0, i % 20 == 0 ? 30 + i % 50 : 0, 100 + i % 400);
  g_assert_cmpint (cells_of (&customers, &cells), ==, CLV_OK);
  g_assert_cmpint (clv_btyd_cells_thin (&thin, &cells, 1000), ==, CLV_OK);
  g_assert_cmpuint (thin.n_cells, <=, 1001);
  g_assert_cmpuint (thin.n_cells, >, 500);
  for (size_t i = 0; i < thin.n_cells; i++)
    {
      n += thin.cells[i].weight;
      n_repeat += thin.cells[i].history.x > 0 ? thin.cells[i].weight : 0;
    }
  clv_assert_near (n_repeat, 2000, 4);
  clv_assert_near (n, 40000, 80);
  clv_btyd_cells_clear (&thin);
  clv_btyd_cells_clear (&cells);
}

static void
cells_count_equal_customers_once (void)
{
  static const gint32 x[] = { 0, 2, 0, 2, 1 }, t_x[] = { 0, 14, 0, 14, 7 }, T[] = { 28, 28, 28, 28, 28 };
  static const gint32 wrong_x[] = { 1 }, wrong_t_x[] = { 9 }, wrong_T[] = { 8 };
  ClvBtydCells cells;

  g_assert_cmpint (clv_btyd_cells_init (&cells, 5, x, t_x, T, 7), ==, CLV_OK);
  g_assert_cmpuint (cells.n_cells, ==, 3);
  g_assert_cmpfloat (cells.n_repeats, ==, 5);
  g_assert_cmpfloat (cells.n_repeat_buyers, ==, 3);
  g_assert_cmpuint (cells.cell_of[0], ==, cells.cell_of[2]);
  g_assert_cmpuint (cells.cell_of[1], ==, cells.cell_of[3]);
  g_assert_cmpfloat (cells.cells[cells.cell_of[1]].weight, ==, 2);
  g_assert_cmpfloat (cells.cells[cells.cell_of[1]].history.t_x, ==, 2);
  g_assert_cmpfloat (cells.cells[cells.cell_of[4]].history.T, ==, 4);
  clv_btyd_cells_clear (&cells);
  g_assert_cmpint (clv_btyd_cells_init (&cells, 1, wrong_x, wrong_t_x, wrong_T, 7), ==, CLV_DOMAIN);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/btyd-fit/cdnow-sample", cdnow_sample);
  g_test_add_func ("/calc/btyd-fit/cdnow-full", cdnow_full);
  g_test_add_func ("/calc/btyd-fit/recovers-what-was-simulated", recovers_what_was_simulated);
  g_test_add_func ("/calc/btyd-fit/never-fails", never_fails);
  g_test_add_func ("/calc/btyd-fit/one-time-buyers-alone-are-too-little", one_time_buyers_alone_are_too_little);
  g_test_add_func ("/calc/btyd-fit/finds-regular-buyers", finds_regular_buyers);
  g_test_add_func ("/calc/btyd-fit/can-be-cancelled", can_be_cancelled);
  g_test_add_func ("/calc/btyd-fit/a-crowd-is-asked-a-dozen-times", a_crowd_is_asked_a_dozen_times);
  g_test_add_func ("/calc/btyd-fit/thinned-cells-stand-for-all", thinned_cells_stand_for_all);
  g_test_add_func ("/calc/btyd-fit/cells-count-equal-customers-once", cells_count_equal_customers_once);
  return g_test_run ();
}
