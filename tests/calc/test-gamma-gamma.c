/* test-gamma-gamma.c - how much a customer spends on a purchase
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-gamma-gamma.h"

#include <math.h>
#include <stdlib.h>

#include "clv-test.h"

typedef struct
{
  GArray *x;    /* int */
  GArray *mean; /* double */
} Buyers;

static void
buyers_clear (Buyers *self)
{
  g_array_unref (self->x);
  g_array_unref (self->mean);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Buyers, buyers_clear)

static gboolean
read_cdnow (const char *name,
            Buyers     *buyers)
{
  g_autofree char *path = clv_test_data (name);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  buyers->x = g_array_new (FALSE, FALSE, sizeof (int));
  buyers->mean = g_array_new (FALSE, FALSE, sizeof (double));
  if (path == NULL)
    return FALSE;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strstrip (text), "\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], "id,x,tx_days,T_days,mx,"));
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", 6);
      int x = atoi (cells[1]);
      double mean = g_ascii_strtod (cells[4], NULL);

      g_array_append_val (buyers->x, x);
      g_array_append_val (buyers->mean, mean);
    }
  return TRUE;
}

typedef struct
{
  double value[3], error[3], log_likelihood;
  gsize  n;
} Reference;

static void
equals_reference (const char      *name,
                  const Reference *reference)
{
  g_auto (Buyers) buyers = { NULL, NULL };
  ClvGammaGammaFit fit;
  const double *value = &fit.model.p;

  if (!read_cdnow (name, &buyers))
    return;
  g_assert_cmpint (clv_gamma_gamma_fit (buyers.x->len, (int *) buyers.x->data, (double *) buyers.mean->data, NULL, NULL, &fit), ==,
                   CLV_OK);
  g_assert_cmpuint (fit.n_used, ==, reference->n);
  clv_assert_near (fit.log_likelihood, reference->log_likelihood, 1e-6);
  for (int i = 0; i < 3; i++)
    {
      clv_assert_near (value[i], reference->value[i], 1e-6 * reference->value[i]);
      clv_assert_near (value[i] * sqrt (fit.covariance[i][i]), reference->error[i], 1e-4 * reference->error[i]);
    }
}

/* Exact fits of another program: reference_mle.csv beside the data. */
static void
cdnow_sample (void)
{
  static const Reference reference = { { 6.24957227132, 3.74422466713, 15.4435209626 },
                                       { 1.19005533596, 0.290133065276, 4.15942275197 }, -4055.9176948, 946 };

  equals_reference ("models/cdnow_sample_cbs.csv", &reference);
}

/* One of 9,451 repeat buyers has spent nothing: not part of the fit. */
static void
cdnow_full (void)
{
  static const Reference reference = { { 6.27535906791, 3.62445002283, 14.983687031 },
                                       { 0.399697562232, 0.0905534065421, 1.34403625248 }, -40763.4762614, 9450 };

  equals_reference ("models/cdnow_full_cbs.csv", &reference);
}

static void
derivatives_are_those_of_the_value (void)
{
  static const int x[] = { 1, 4, 2, 0, 30 };
  static const double mean[] = { 12.5, 80, 33.3, 0, 19.99 };
  double theta[3] = { 1.2, 0.9, 2.5 };
  double value, gradient[CLV_NEWTON_MAX], hessian[CLV_NEWTON_MAX][CLV_NEWTON_MAX];
  ClvGammaGamma here = { exp (theta[0]), exp (theta[1]), exp (theta[2]) };

  g_assert_cmpint (clv_gamma_gamma_likelihood (&here, 5, x, mean, &value, gradient, hessian), ==, CLV_OK);
  for (int p = 0; p < 3; p++)
    {
      const double h = 1e-5;
      double up, down, g_up[CLV_NEWTON_MAX], g_down[CLV_NEWTON_MAX], ignored[CLV_NEWTON_MAX][CLV_NEWTON_MAX];
      double at[3] = { theta[0], theta[1], theta[2] };
      ClvGammaGamma model;

      at[p] += h;
      model = (ClvGammaGamma) { exp (at[0]), exp (at[1]), exp (at[2]) };
      clv_gamma_gamma_likelihood (&model, 5, x, mean, &up, g_up, ignored);
      at[p] -= 2 * h;
      model = (ClvGammaGamma) { exp (at[0]), exp (at[1]), exp (at[2]) };
      clv_gamma_gamma_likelihood (&model, 5, x, mean, &down, g_down, ignored);
      clv_assert_near ((up - down) / (2 * h), gradient[p], 1e-7 * fmax (1, fabs (gradient[p])));
      for (int q = 0; q < 3; q++)
        clv_assert_near ((g_up[q] - g_down[q]) / (2 * h), hessian[p][q], 1e-7 * fmax (1, fabs (hessian[p][q])));
    }
}

/* In cents all is as in euros, but gamma. */
static void
money_has_no_unit (void)
{
  static int x[40];
  static double euros[40], cents[40];
  ClvGammaGammaFit one, other;

  for (int i = 0; i < 40; i++)
    {
      x[i] = 1 + i % 5;
      euros[i] = 15 * exp (1.3 * sin (2.1 * i) + 0.5 * cos (3.3 * i * i));
      cents[i] = 100 * euros[i];
    }
  g_assert_cmpint (clv_gamma_gamma_fit (40, x, euros, NULL, NULL, &one), ==, CLV_OK);
  g_assert_cmpint (clv_gamma_gamma_fit (40, x, cents, NULL, NULL, &other), ==, CLV_OK);
  clv_assert_near (other.model.p, one.model.p, 1e-6 * one.model.p);
  clv_assert_near (other.model.q, one.model.q, 1e-6 * one.model.q);
  clv_assert_near (other.model.gamma, 100 * one.model.gamma, 1e-4 * one.model.gamma);
}

/* Fader & Hardie (2013): (gamma + x mean) p / (p x + q - 1); at the published 6.25, 3.74, 15.44 a newcomer spends
 * 6.25 · 15.44 / 2.74 = 35.219 (by hand). */
static void
expected_spend (void)
{
  static const ClvGammaGamma published = { 6.25, 3.74, 15.44 };
  static const ClvGammaGamma heavy = { 2, 0.9, 10 };
  double spend;

  g_assert_cmpint (clv_gamma_gamma_expected (&published, 0, 0, &spend), ==, CLV_OK);
  clv_assert_near (spend, 35.21897810218978, 1e-12);
  /* Customer 1 of the sample: two repeats of 22.345: (15.44 + 44.69) 6.25 / 15.24. */
  g_assert_cmpint (clv_gamma_gamma_expected (&published, 2, 22.345, &spend), ==, CLV_OK);
  clv_assert_near (spend, 60.13 * 6.25 / 15.24, 1e-12);
  /* What was given back leaves the crowd's spend. */
  g_assert_cmpint (clv_gamma_gamma_expected (&published, 2, -5, &spend), ==, CLV_OK);
  clv_assert_near (spend, 35.21897810218978, 1e-12);
  /* lifetimes gives -900 for the first. */
  g_assert_cmpint (clv_gamma_gamma_expected (&heavy, 0, 0, &spend), ==, CLV_DIVERGES);
  g_assert_cmpint (clv_gamma_gamma_expected (&heavy, 1, 10, &spend), ==, CLV_OK);
}

/* The median of one amount is that of beta-prime (6.25, 3.74) · 15.44: 26.78209021583179 by mpmath (betainc = 1/2). */
static void
median_spend (void)
{
  static const ClvGammaGamma published = { 6.25, 3.74, 15.44 };
  static const ClvGammaGamma heavy = { 2, 0.9, 10 };
  /* Likewise, where Newton alone goes astray. */
  static const struct { ClvGammaGamma model; double median; } odd[] = {
    { { 2, 0.9, 10 }, 28.01827938325309 },
    { { 0.2, 0.3, 1 }, 0.314293662488173 },
    { { 40, 0.5, 3 }, 522.7624474663097 },
    { { 0.05, 5, 1000 }, 0.0001229319367922577 },
    { { 30, 25, 7 }, 8.41882395996024 },
    { { 0.6, 60, 2 }, 0.01058642121877896 },
  };

  clv_assert_near (clv_gamma_gamma_median (&published, 0, 0), 26.78209021583179, 1e-9);
  g_assert_true (isfinite (clv_gamma_gamma_median (&heavy, 0, 0)));
  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    clv_assert_near (clv_gamma_gamma_median (&odd[i].model, 0, 0), odd[i].median, 1e-10);
}

/* One or two repeat buyers lean on the crowd of all shops; many amounts that are all the same have no spread,
 * and what a purchase costs is known. */
static void
few_and_equal_amounts_are_told (void)
{
  static int x[200];
  static double mean[200];
  ClvGammaGammaFit fit;
  double spend;

  for (int i = 0; i < 200; i++)
    {
      x[i] = 1 + i % 3;
      mean[i] = 49.9;
    }
  for (int n = 1; n < CLV_FIT_MIN_REPEAT_BUYERS; n += 19)
    {
      g_assert_cmpint (clv_gamma_gamma_fit (n, x, mean, NULL, NULL, &fit), ==, CLV_OK);
      g_assert_true (fit.has_prior);
      g_assert_cmpint (fit.quality, ==, CLV_FIT_TOO_LITTLE_DATA);
      g_assert_cmpint (clv_gamma_gamma_expected (&fit.model, 0, 0, &spend), ==, CLV_OK);
      g_assert_cmpfloat (spend, >, 25);
      g_assert_cmpfloat (spend, <, 100);
    }
  g_assert_cmpint (clv_gamma_gamma_fit (200, x, mean, NULL, NULL, &fit), ==, CLV_OK);
  /* Rounding of sums is no difference. */
  mean[7] = 49.900000000000006;
  g_assert_cmpint (clv_gamma_gamma_fit (200, x, mean, NULL, NULL, &fit), ==, CLV_OK);
  g_assert_true (fit.is_one_price);
  g_assert_cmpint (fit.quality, ==, CLV_FIT_FINE);
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat (fit.covariance[i][i], ==, 0);
  g_assert_true (isfinite (fit.log_likelihood));
  clv_gamma_gamma_expected (&fit.model, 0, 0, &spend);
  clv_assert_near (spend, 49.9, 1e-9);
  clv_gamma_gamma_expected (&fit.model, 12, 49.9, &spend);
  clv_assert_near (spend, 49.9, 1e-9);
  mean[7] = 60;
  g_assert_cmpint (clv_gamma_gamma_fit (200, x, mean, NULL, NULL, &fit), ==, CLV_OK);
  g_assert_false (fit.is_one_price);
}

static void
nobody_is_refused (void)
{
  static const int x[] = { 0, 0, 3 };
  static const double mean[] = { 10, 20, -1 };
  ClvGammaGammaFit fit;

  g_assert_cmpint (clv_gamma_gamma_fit (3, x, mean, NULL, NULL, &fit), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_gamma_gamma_fit (0, x, mean, NULL, NULL, &fit), ==, CLV_DOMAIN);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/gamma-gamma/cdnow-sample", cdnow_sample);
  g_test_add_func ("/calc/gamma-gamma/cdnow-full", cdnow_full);
  g_test_add_func ("/calc/gamma-gamma/derivatives-are-those-of-the-value", derivatives_are_those_of_the_value);
  g_test_add_func ("/calc/gamma-gamma/money-has-no-unit", money_has_no_unit);
  g_test_add_func ("/calc/gamma-gamma/expected-spend", expected_spend);
  g_test_add_func ("/calc/gamma-gamma/median-spend", median_spend);
  g_test_add_func ("/calc/gamma-gamma/few-and-equal-amounts-are-told", few_and_equal_amounts_are_told);
  g_test_add_func ("/calc/gamma-gamma/nobody-is-refused", nobody_is_refused);
  return g_test_run ();
}
