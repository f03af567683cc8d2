/* test-forecast.c - purchases and their value in a horizon, with intervals
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-forecast.h"

#include <math.h>

#include "clv-random.h"
#include "clv-simulate.h"
#include "clv-test.h"

/* Published for CDNOW, but for the shape of MBG: what a shop looks like. */
static const ClvGammaGamma amounts = { 6.25, 3.74, 15.44 };

typedef struct
{
  ClvSimulation people;
  ClvBtydCells  cells;
  ClvBtydFit    fit;
  ClvSpendFit   spend;
  ClvForecast  *forecast;
} Shop;

static void
shop_clear (Shop *self)
{
  clv_forecast_free (self->forecast);
  clv_btyd_cells_clear (&self->cells);
  clv_simulation_clear (&self->people);
}

static void
shop_init (Shop          *self,
           ClvRandom     *random,
           const ClvBtyd *model,
           gsize          n,
           int            horizon)
{
  self->forecast = NULL;
  clv_simulation_init (&self->people, random, model, &amounts, n, 200, 400, horizon);
  g_assert_cmpint (clv_btyd_cells_init (&self->cells, n, self->people.x, self->people.t_x, self->people.T, 7), ==, CLV_OK);
  g_assert_cmpint (clv_btyd_fit (model->kind, 1, &self->cells, 0, NULL, NULL, &self->fit), ==, CLV_OK);
  g_assert_cmpint (clv_spend_fit (CLV_SPEND_GAMMA_GAMMA, n, self->people.x, self->people.mean, NULL, NULL, &self->spend), ==, CLV_OK);
  g_assert_cmpint (clv_forecast_new (&self->cells, &self->fit, &self->spend, horizon, 0.8, &self->forecast), ==, CLV_OK);
  g_assert_cmpint (clv_forecast_fill (self->forecast, 0, self->cells.n_cells, NULL, NULL), ==, CLV_OK);
}

static const ClvBtyd shops[] = {
  { CLV_BTYD_BGNBD, 1, { 0.6, 8, 0.7, 2.5 } },
  { CLV_BTYD_MBGNBD, 1, { 0.9, 7, 0.8, 2.4 } },
  { CLV_BTYD_PARETONBD, 1, { 0.7, 9, 0.6, 12 } },
};

/* Many sets simulated from the models, all fitted anew, as a user's would be: what happens lies within 80 % intervals 80 %
 * of the time for values and for sums, and never less than 79 % for numbers. Customers whose chance of nothing at all is
 * 80 % or more have an interval that holds more; for values they are left out. */
static void
intervals_hold_what_they_say (void)
{
  const int n_sets = 300, n = 150, horizon = 250;
  gsize n_counts = 0, in_counts = 0, n_values = 0, in_values = 0, in_sum = 0, in_value_sum = 0, in_few = 0, place[10] = { 0 };
  ClvRandom random;

  clv_random_init (&random, 20261122);
  for (int set = 0; set < n_sets; set++)
    {
      ClvForecastSum purchases, value;
      double total = 0, total_value = 0, few_value = 0;
      guint32 few[10];
      Shop shop;

      shop_init (&shop, &random, &shops[set % 3], (gsize) n, horizon);
      for (int i = 0; i < n; i++)
        {
          ClvForecastCustomer customer;
          double below, up_to;
          guint32 cell = shop.cells.cell_of[i];
          int x = shop.people.x_star[i];
          double v = shop.people.value_star[i];

          clv_forecast_customer (shop.forecast, cell, shop.people.mean[i], &customer);
          n_counts++;
          in_counts += x >= customer.purchases_low && x <= customer.purchases_high;
          clv_forecast_place (shop.forecast, cell, 0, &below, &up_to);
          if (up_to < 0.8)
            {
              n_values++;
              in_values += v >= customer.value_low && v <= customer.value_high;
            }
          clv_forecast_place (shop.forecast, cell, x, &below, &up_to);
          place[(int) fmin (9, 10 * (below + (up_to - below) * clv_random_uniform (&random)))]++;
          total += x;
          total_value += v;
        }
      for (guint32 i = 0; i < 10; i++)
        {
          few[i] = 7 * i + 3;
          few_value += shop.people.value_star[few[i]];
        }
      g_assert_cmpint (clv_forecast_sum (shop.forecast, (gsize) n, NULL, shop.people.mean, NULL, 0.8, &purchases, &value), ==,
                       CLV_OK);
      in_sum += total >= purchases.low && total <= purchases.high;
      in_value_sum += total_value >= value.low && total_value <= value.high;
      g_assert_cmpint (clv_forecast_sum (shop.forecast, 10, few, shop.people.mean, NULL, 0.8, NULL, &value), ==, CLV_OK);
      in_few += few_value >= value.low && few_value <= value.high;
      shop_clear (&shop);
    }
  g_test_message ("numbers %.4f, values %.4f, sums %.4f, of values %.4f, of ten %.4f", (double) in_counts / n_counts,
                  (double) in_values / n_values, (double) in_sum / n_sets, (double) in_value_sum / n_sets,
                  (double) in_few / n_sets);
  for (int i = 0; i < 10; i++)
    g_test_message ("place %d: %.4f", i, (double) place[i] / n_counts);
  g_assert_cmpfloat ((double) in_counts / n_counts, >=, 0.79);
  clv_assert_near ((double) in_values / n_values, 0.8, 0.02);
  /* Of 300 sets, three standard errors are 7 %; the benchmark runs 2,000. */
  clv_assert_near ((double) in_sum / n_sets, 0.8, 0.07);
  clv_assert_near ((double) in_value_sum / n_sets, 0.8, 0.07);
  clv_assert_near ((double) in_few / n_sets, 0.8, 0.07);
  for (int i = 0; i < 10; i++)
    clv_assert_near ((double) place[i] / n_counts, 0.1, 0.01);
}

/* 200 shops of all kinds, from 20 customers on: nothing fails, and nothing is without a number. */
static void
no_shop_is_without_a_forecast (void)
{
  ClvRandom random;

  clv_random_init (&random, 77);
  for (int set = 0; set < 200; set++)
    {
      gsize n = 20 + (gsize) (400 * pow (clv_random_uniform (&random), 4));
      ClvGammaGamma spending = { exp (3 * clv_random_uniform (&random) - 1), exp (2 * clv_random_uniform (&random) - 0.3), 20 };
      ClvBtyd model = { (ClvBtydKind) (set % 3), 1, { 0 } };
      ClvSpendFit spend;
      Shop shop = { .forecast = NULL };

      for (int p = 0; p < CLV_BTYD_N_PARAMETERS; p++)
        model.parameter[p] = exp (3 * clv_random_uniform (&random) - 1.5 + (p == CLV_BTYD_ALPHA ? 2.5 : 0));
      clv_simulation_init (&shop.people, &random, &model, &spending, n, 1 + set % 30, 30 + 2 * set, 0);
      g_assert_cmpint (clv_btyd_cells_init (&shop.cells, n, shop.people.x, shop.people.t_x, shop.people.T, 7), ==, CLV_OK);
      for (int kind = CLV_BTYD_BGNBD; kind <= CLV_BTYD_PARETONBD; kind++)
        {
          gboolean has_spend = clv_spend_fit (set % 2 == 0 ? CLV_SPEND_GAMMA_GAMMA : CLV_SPEND_SHRUNKEN_MEAN, n, shop.people.x,
                                              shop.people.mean, NULL, NULL, &spend) == CLV_OK;
          ClvForecastSum purchases, value = { 0, 0, 0 };

          g_assert_true (has_spend || shop.cells.n_repeat_buyers == 0);
          g_assert_cmpint (clv_btyd_fit ((ClvBtydKind) kind, 1, &shop.cells, 0, NULL, NULL, &shop.fit), ==, CLV_OK);
          g_assert_cmpint (clv_forecast_new (&shop.cells, &shop.fit, has_spend ? &spend : NULL, 365, 0.8, &shop.forecast), ==,
                           CLV_OK);
          g_assert_cmpint (clv_forecast_fill (shop.forecast, 0, shop.cells.n_cells, NULL, NULL), ==, CLV_OK);
          for (gsize i = 0; i < n; i += 7)
            {
              ClvForecastCustomer customer;

              clv_forecast_customer (shop.forecast, shop.cells.cell_of[i], shop.people.mean[i], &customer);
              g_assert_true (customer.alive >= 0 && customer.alive <= 1);
              g_assert_true (isfinite (customer.purchases) && customer.purchases >= 0);
              g_assert_cmpint (customer.purchases_low, <=, customer.purchases_high);
              g_assert_true (isfinite (customer.value) && isfinite (customer.value_low) && isfinite (customer.value_high));
              g_assert_cmpfloat (customer.value_low, <=, customer.value_high);
            }
          g_assert_cmpint (clv_forecast_sum (shop.forecast, n, NULL, shop.people.mean, NULL, 0.8, &purchases,
                                             has_spend ? &value : NULL), ==, CLV_OK);
          g_assert_true (isfinite (purchases.low) && isfinite (purchases.high) && purchases.low <= purchases.high);
          g_assert_true (isfinite (value.low) && isfinite (value.high) && value.low <= value.high);
          clv_forecast_free (shop.forecast);
          shop.forecast = NULL;
        }
      shop_clear (&shop);
    }
}

/* A forecast in two parts, made twice, is the same to the bit; so are its sums, drawn or not. */
static void
comes_out_the_same_each_time (void)
{
  static const guint32 few[] = { 5, 17, 100 };
  ClvForecastCustomer one, other;
  ClvForecastSum a, b, c, d;
  ClvForecast *again;
  ClvRandom random;
  Shop shop;

  clv_random_init (&random, 5);
  shop_init (&shop, &random, &shops[1], 300, 365);
  g_assert_cmpint (clv_forecast_new (&shop.cells, &shop.fit, &shop.spend, 365, 0.8, &again), ==, CLV_OK);
  g_assert_cmpint (clv_forecast_fill (again, 100, shop.cells.n_cells, NULL, NULL), ==, CLV_OK);
  g_assert_cmpint (clv_forecast_fill (again, 0, 100, NULL, NULL), ==, CLV_OK);
  for (int i = 0; i < 300; i++)
    {
      clv_forecast_customer (shop.forecast, shop.cells.cell_of[i], shop.people.mean[i], &one);
      clv_forecast_customer (again, shop.cells.cell_of[i], shop.people.mean[i], &other);
      g_assert_cmpfloat (one.purchases, ==, other.purchases);
      g_assert_cmpint (one.purchases_high, ==, other.purchases_high);
      /* Where few cells of a part have as many purchases, no table is made: equal to what a table can. */
      clv_assert_near (one.value_high, other.value_high, 0.005 * other.value_high);
    }
  clv_forecast_sum (shop.forecast, 300, NULL, shop.people.mean, NULL, 0.8, &a, &b);
  clv_forecast_sum (again, 300, NULL, shop.people.mean, NULL, 0.8, &c, &d);
  g_assert_cmpfloat (a.high, ==, c.high);
  clv_forecast_sum (shop.forecast, 3, few, shop.people.mean, NULL, 0.8, &a, &b);
  clv_forecast_sum (again, 3, few, shop.people.mean, NULL, 0.8, &c, &d);
  g_assert_cmpfloat (a.high, ==, c.high);
  g_assert_cmpfloat (b.low, ==, d.low);
  g_assert_cmpfloat (b.high, ==, d.high);
  clv_forecast_free (again);
  shop_clear (&shop);
}

/* The interval of a sum is narrower than the sum of intervals, and grows with the level. */
static void
sums_are_not_sums_of_bounds (void)
{
  double low = 0, high = 0, expected = 0, *factor = g_new (double, 2000);
  ClvForecastSum value, wide, half, nobody, numbers;
  ClvRandom random;
  Shop shop;

  clv_random_init (&random, 6);
  shop_init (&shop, &random, &shops[1], 2000, 365);
  for (int i = 0; i < 2000; i++)
    {
      ClvForecastCustomer customer;

      clv_forecast_customer (shop.forecast, shop.cells.cell_of[i], shop.people.mean[i], &customer);
      low += customer.value_low;
      high += customer.value_high;
      expected += customer.value;
      factor[i] = 0.5;
    }
  g_assert_cmpint (clv_forecast_sum (shop.forecast, 2000, NULL, shop.people.mean, NULL, 0.8, NULL, &value), ==, CLV_OK);
  clv_assert_near (value.expected, expected, 1e-9 * expected);
  g_assert_cmpfloat (value.high - value.low, <, (high - low) / 4);
  g_assert_true (value.low < expected && expected < value.high);
  g_assert_cmpint (clv_forecast_sum (shop.forecast, 2000, NULL, shop.people.mean, NULL, 0.95, NULL, &wide), ==, CLV_OK);
  g_assert_true (wide.low < value.low && wide.high > value.high);
  g_assert_cmpint (clv_forecast_sum (shop.forecast, 2000, NULL, shop.people.mean, factor, 0.8, NULL, &half), ==, CLV_OK);
  clv_assert_near (half.high, value.high / 2, 1e-9 * value.high);
  g_assert_cmpint (clv_forecast_sum (shop.forecast, 0, NULL, shop.people.mean, NULL, 0.8, &numbers, &nobody), ==, CLV_OK);
  g_assert_cmpfloat (nobody.expected, ==, 0);
  g_assert_cmpfloat (nobody.high, ==, 0);
  g_assert_cmpint (clv_forecast_sum (shop.forecast, 2000, NULL, NULL, NULL, 0.8, NULL, &value), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_forecast_sum (shop.forecast, 2000, NULL, shop.people.mean, NULL, 1, NULL, &value), ==, CLV_DOMAIN);
  g_free (factor);
  shop_clear (&shop);
}

/* A set of one customer, which is drawn, has the customer's own interval, which is not. */
static void
one_customer_is_a_sum_too (void)
{
  ClvRandom random;
  Shop shop;

  clv_random_init (&random, 9);
  shop_init (&shop, &random, &shops[2], 1500, 365);
  for (guint32 i = 0; i < 60; i++)
    {
      ClvForecastSum purchases, value;
      ClvForecastCustomer customer;
      double below, up_to;

      clv_forecast_customer (shop.forecast, shop.cells.cell_of[i], shop.people.mean[i], &customer);
      clv_forecast_place (shop.forecast, shop.cells.cell_of[i], 0, &below, &up_to);
      /* Near the change from one side to two, draws may fall on the other side of it; beyond it, sums keep what intervals of
       * a lower level have. */
      if (up_to > 0.06 && up_to < 0.22)
        continue;
      g_assert_cmpint (clv_forecast_sum (shop.forecast, 1, &i, shop.people.mean, NULL, 0.8, &purchases, &value), ==, CLV_OK);
      clv_assert_near (purchases.expected, customer.purchases, 1e-12);
      clv_assert_near (purchases.low, customer.purchases_low, 1);
      clv_assert_near (purchases.high, customer.purchases_high, 1 + 0.05 * customer.purchases_high);
      if (up_to < 0.7)
        clv_assert_near (value.high, customer.value_high, 0.1 * customer.value_high);
    }
  shop_clear (&shop);
}

/* One customer with amounts of a whole shop who has a chance of some per cent to be there: most likely nothing comes, and the
 * mean is that of the rare case. Sums hold it as single customers do, drawn or by moments. */
static void
intervals_hold_their_means (void)
{
  static const double big = 50000;
  ClvRandom random;
  Shop shop;

  clv_random_init (&random, 12);
  shop_init (&shop, &random, &shops[1], 1500, 365);
  for (guint32 i = 0; i < 1500; i++)
    {
      double *mean = shop.people.mean, before = mean[i];
      ClvForecastSum purchases, value;
      ClvForecastCustomer customer;
      guint32 set[60];

      clv_forecast_customer (shop.forecast, shop.cells.cell_of[i], mean[i], &customer);
      if (shop.people.x[i] == 0 || customer.alive > 0.1)
        continue;
      mean[i] = big;
      clv_forecast_customer (shop.forecast, shop.cells.cell_of[i], mean[i], &customer);
      g_assert_true (customer.value_low <= customer.value && customer.value <= customer.value_high);
      for (guint32 k = 0; k < G_N_ELEMENTS (set); k++)
        set[k] = (i + k) % 1500;
      for (gsize n = 1; n <= G_N_ELEMENTS (set); n += G_N_ELEMENTS (set) - 1)
        {
          g_assert_cmpint (clv_forecast_sum (shop.forecast, n, set, mean, NULL, 0.8, &purchases, &value), ==, CLV_OK);
          g_assert_true (purchases.low <= purchases.expected && purchases.expected <= purchases.high);
          g_assert_true (value.low <= value.expected && value.expected <= value.high);
        }
      mean[i] = before;
    }
  shop_clear (&shop);
}

/* Rates are alike and next to certain, nobody leaves, and thousands of purchases leave no chance: what is not known is alpha
 * alone, with a standard deviation of ln of 0.2 · √2 (few customers are allowed for). It is known from a prior, as the
 * customers are of today. The ends are normal quantiles: of one customer, of four who are drawn, and of a hundred as a whole. */
static void
ends_are_those_of_the_level (void)
{
  static const struct { double level, z; } ends[] = { { 0.5, 0.674 }, { 0.68, 0.994 }, { 0.8, 1.282 }, { 0.9, 1.645 },
                                                      { 0.95, 1.960 }, { 0.99, 2.576 } };
  static const gint32 zeros[100] = { 0 };
  ClvBtydFit fit = { .model = { CLV_BTYD_MBGNBD, 1, { 1e4, 10, 1e-6, 1e4 } }, .has_prior = true };
  const double error = 0.2 * G_SQRT2;
  ClvForecast *forecast;
  ClvBtydCells cells;

  for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
    fit.covariance[i][i] = i == CLV_BTYD_ALPHA ? 0.04 : 1e-9;
  g_assert_cmpint (clv_btyd_cells_init (&cells, G_N_ELEMENTS (zeros), zeros, zeros, zeros, 1), ==, CLV_OK);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      ClvForecastCustomer one;
      ClvForecastSum four, all;

      g_assert_cmpint (clv_forecast_new (&cells, &fit, NULL, 2, ends[i].level, &forecast), ==, CLV_OK);
      g_assert_cmpint (clv_forecast_fill (forecast, 0, cells.n_cells, NULL, NULL), ==, CLV_OK);
      clv_forecast_customer (forecast, 0, 0, &one);
      g_assert_cmpint (clv_forecast_sum (forecast, 4, NULL, NULL, NULL, ends[i].level, &four, NULL), ==, CLV_OK);
      g_assert_cmpint (clv_forecast_sum (forecast, 100, NULL, NULL, NULL, ends[i].level, &all, NULL), ==, CLV_OK);
      g_test_message ("%g: %d-%d, %g-%g, %g-%g", ends[i].level, one.purchases_low, one.purchases_high, four.low, four.high,
                      all.low, all.high);
      clv_assert_near (log (one.purchases_high / one.purchases) / error, ends[i].z, 0.04);
      clv_assert_near (log (one.purchases_low / one.purchases) / error, -ends[i].z, 0.04);
      /* Draws have 192 different parameters: the outermost have no neighbours beyond. */
      clv_assert_near (log (four.high / four.expected) / error, ends[i].z, ends[i].level < 0.99 ? 0.06 : 0.2);
      clv_assert_near (log (four.low / four.expected) / error, -ends[i].z, ends[i].level < 0.99 ? 0.06 : 0.2);
      clv_assert_near (log (all.high / all.expected) / error, ends[i].z, 0.04);
      clv_assert_near (log (all.low / all.expected) / error, -ends[i].z, 0.04);
      clv_forecast_free (forecast);
    }
  clv_btyd_cells_clear (&cells);
}

/* Of single customers, of sets that are drawn and of those that are not: a higher level has never a nearer end. */
static void
ends_move_outwards_with_the_level (void)
{
  ClvSpendFit spend[2];
  ClvRandom random;
  Shop shop;

  clv_random_init (&random, 14);
  shop_init (&shop, &random, &shops[2], 120, 365);
  spend[CLV_SPEND_GAMMA_GAMMA] = shop.spend;
  g_assert_cmpint (clv_spend_fit (CLV_SPEND_SHRUNKEN_MEAN, 120, shop.people.x, shop.people.mean,
                                  NULL, NULL, &spend[CLV_SPEND_SHRUNKEN_MEAN]), ==, CLV_OK);
  for (int kind = CLV_SPEND_GAMMA_GAMMA; kind <= CLV_SPEND_SHRUNKEN_MEAN; kind++)
    {
      ClvForecastCustomer customer_before[120];
      ClvForecastSum before[7], value_before[7];

      for (int step = 0; step < 14; step++)
        {
          double level = 0.3 + 0.0525 * step;
          ClvForecast *forecast;

          g_assert_cmpint (clv_forecast_new (&shop.cells, &shop.fit, &spend[kind], 365, level, &forecast), ==, CLV_OK);
          g_assert_cmpint (clv_forecast_fill (forecast, 0, shop.cells.n_cells, NULL, NULL), ==, CLV_OK);
          for (int i = 0; i < 120; i++)
            {
              ClvForecastCustomer customer;

              clv_forecast_customer (forecast, shop.cells.cell_of[i], shop.people.mean[i], &customer);
              if (step > 0)
                {
                  const ClvForecastCustomer *last = &customer_before[i];

                  g_assert_cmpint (customer.purchases_low, <=, last->purchases_low);
                  g_assert_cmpint (customer.purchases_high, >=, last->purchases_high);
                  /* Values are looked up in tables, good to some 1e-3. */
                  g_assert_cmpfloat (customer.value_low, <=, last->value_low + 0.002 * fabs (last->value_low) + 1e-6);
                  g_assert_cmpfloat (customer.value_high, >=, last->value_high - 0.002 * fabs (last->value_high) - 1e-6);
                }
              customer_before[i] = customer;
            }
          for (int i = 0; i < 7; i++)
            {
              static const gsize sizes[] = { 1, 1, 3, 18, 36, 60, 120 };
              ClvForecastSum sum, value;
              guint32 set[120];

              for (guint32 k = 0; k < sizes[i]; k++)
                set[k] = ((guint32) i * 11 + k) % 120;
              g_assert_cmpint (clv_forecast_sum (forecast, sizes[i], set, shop.people.mean, NULL, level, &sum, &value), ==,
                               CLV_OK);
              if (step > 0)
                {
                  g_assert_true (sum.low <= before[i].low && sum.high >= before[i].high);
                  g_assert_true (value.low <= value_before[i].low && value.high >= value_before[i].high);
                }
              before[i] = sum;
              value_before[i] = value;
            }
          clv_forecast_free (forecast);
        }
    }
  shop_clear (&shop);
}

/* Small shops, whose fits lean on priors, of all kinds of buying and both of spend: sums hold what is expected, purchases that
 * come and cost something are worth something, and all of it in another currency is the same, times the rate. */
static void
sums_of_small_shops_are_sound (void)
{
  static const double levels[] = { 0.5, 0.8, 0.95, 0.99 }, rate = 1000;
  static const ClvBtyd models[] = { { CLV_BTYD_BGNBD, 1, { 0.6, 8, 0.7, 2.5 } }, { CLV_BTYD_MBGNBD, 2, { 0.9, 3.5, 0.8, 2.4 } },
                                    { CLV_BTYD_PARETONBD, 1, { 0.7, 9, 0.6, 12 } } };
  ClvRandom random;

  clv_random_init (&random, 31);
  for (int set = 0; set < 12; set++)
    {
      const ClvBtyd *model = &models[set % 3];
      const gsize n = 20 + (gsize) set * 11;
      g_autofree double *elsewhere = g_new (double, n);
      Shop shop = { .forecast = NULL };
      guint32 few[5] = { 1, 4, 9, 14, 19 };

      clv_simulation_init (&shop.people, &random, model, &amounts, n, 200, 400, 0);
      g_assert_cmpint (clv_btyd_cells_init (&shop.cells, n, shop.people.x, shop.people.t_x, shop.people.T, 7), ==, CLV_OK);
      g_assert_cmpint (clv_btyd_fit (model->kind, model->k, &shop.cells, shop.people.log_gaps, NULL, NULL, &shop.fit), ==,
                       CLV_OK);
      for (gsize i = 0; i < n; i++)
        elsewhere[i] = rate * shop.people.mean[i];
      for (int kind = CLV_SPEND_GAMMA_GAMMA; kind <= CLV_SPEND_SHRUNKEN_MEAN; kind++)
        {
          ClvForecast *other;
          ClvSpendFit spend;

          g_assert_cmpint (clv_spend_fit ((ClvSpendKind) kind, n, shop.people.x, shop.people.mean, NULL, NULL, &shop.spend), ==, CLV_OK);
          /* The same model in the other currency: a prior of what shops usually see has no currency of its own. */
          spend = shop.spend;
          spend.gamma_gamma.gamma *= rate;
          spend.shrunken_mean.mean *= rate;
          spend.shrunken_mean.between *= rate * rate;
          spend.shrunken_mean.within *= rate * rate;
          clv_spend_settle (&spend);
          for (int i = 0; kind == CLV_SPEND_SHRUNKEN_MEAN && i < 3; i++)
            {
              spend.covariance[0][i] *= rate;
              spend.covariance[i][0] *= rate;
            }
          g_assert_cmpint (clv_forecast_new (&shop.cells, &shop.fit, &shop.spend, 365, 0.8, &shop.forecast), ==, CLV_OK);
          g_assert_cmpint (clv_forecast_new (&shop.cells, &shop.fit, &spend, 365, 0.8, &other), ==, CLV_OK);
          g_assert_cmpint (clv_forecast_fill (shop.forecast, 0, shop.cells.n_cells, NULL, NULL), ==, CLV_OK);
          g_assert_cmpint (clv_forecast_fill (other, 0, shop.cells.n_cells, NULL, NULL), ==, CLV_OK);
          for (guint at = 0; at < G_N_ELEMENTS (levels); at++)
            for (int all = 0; all < 2; all++)
              {
                const gsize m = all ? n : G_N_ELEMENTS (few);
                const guint32 *which = all ? NULL : few;
                ClvForecastSum orders, value, there;

                g_assert_cmpint (clv_forecast_sum (shop.forecast, m, which, shop.people.mean, NULL, levels[at], &orders,
                                                   &value), ==, CLV_OK);
                g_assert_cmpint (clv_forecast_sum (other, m, which, elsewhere, NULL, levels[at], NULL, &there), ==, CLV_OK);
                g_assert_true (orders.low <= orders.expected && orders.expected <= orders.high);
                g_assert_true (value.low <= value.expected && value.expected <= value.high);
                g_assert_true (orders.low == floor (orders.low) || orders.low == orders.expected);
                if (kind == CLV_SPEND_GAMMA_GAMMA && orders.low > 0)
                  g_assert_cmpfloat (value.low, >, 0);
                clv_assert_near (there.expected, rate * value.expected, 1e-9 * fabs (there.expected));
                clv_assert_near (there.low, rate * value.low, 1e-6 * fabs (there.high));
                clv_assert_near (there.high, rate * value.high, 1e-6 * fabs (there.high));
              }
          clv_forecast_free (other);
          clv_forecast_free (shop.forecast);
          shop.forecast = NULL;
        }
      shop_clear (&shop);
    }
}

/* What is not known widens: the same people, with a hundredth of the certainty. */
static void
less_certainty_is_wider (void)
{
  ClvForecastSum sure, unsure;
  ClvForecast *forecast;
  ClvBtydFit fit;
  ClvRandom random;
  Shop shop;

  clv_random_init (&random, 10);
  shop_init (&shop, &random, &shops[0], 1500, 365);
  fit = shop.fit;
  for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
    for (int j = 0; j < CLV_BTYD_N_PARAMETERS; j++)
      fit.covariance[i][j] *= 16;
  g_assert_cmpint (clv_forecast_new (&shop.cells, &fit, &shop.spend, 365, 0.8, &forecast), ==, CLV_OK);
  g_assert_cmpint (clv_forecast_fill (forecast, 0, shop.cells.n_cells, NULL, NULL), ==, CLV_OK);
  clv_forecast_sum (shop.forecast, 1500, NULL, NULL, NULL, 0.8, &sure, NULL);
  clv_forecast_sum (forecast, 1500, NULL, NULL, NULL, 0.8, &unsure, NULL);
  clv_assert_near (unsure.expected, sure.expected, 1e-9 * sure.expected);
  g_assert_cmpfloat (unsure.high - unsure.low, >, 1.5 * (sure.high - sure.low));
  clv_forecast_free (forecast);
  shop_clear (&shop);
}

static bool
stop_cb (void *data)
{
  return data != NULL;
}

static void
can_be_cancelled (void)
{
  ClvForecast *forecast;
  ClvRandom random;
  Shop shop;

  clv_random_init (&random, 12);
  shop_init (&shop, &random, &shops[0], 100, 365);
  g_assert_cmpint (clv_forecast_fill (shop.forecast, 0, shop.cells.n_cells, stop_cb, &shop), ==, CLV_CANCELLED);
  g_assert_cmpint (clv_forecast_fill (shop.forecast, 0, shop.cells.n_cells, stop_cb, NULL), ==, CLV_OK);
  g_assert_cmpint (clv_forecast_new (&shop.cells, &shop.fit, NULL, -1, 0.8, &forecast), ==, CLV_DOMAIN);
  g_assert_cmpint (clv_forecast_new (&shop.cells, &shop.fit, NULL, 30, 1, &forecast), ==, CLV_DOMAIN);
  shop_clear (&shop);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calc/forecast/intervals-hold-what-they-say", intervals_hold_what_they_say);
  g_test_add_func ("/calc/forecast/no-shop-is-without-a-forecast", no_shop_is_without_a_forecast);
  g_test_add_func ("/calc/forecast/comes-out-the-same-each-time", comes_out_the_same_each_time);
  g_test_add_func ("/calc/forecast/sums-are-not-sums-of-bounds", sums_are_not_sums_of_bounds);
  g_test_add_func ("/calc/forecast/one-customer-is-a-sum-too", one_customer_is_a_sum_too);
  g_test_add_func ("/calc/forecast/intervals-hold-their-means", intervals_hold_their_means);
  g_test_add_func ("/calc/forecast/ends-are-those-of-the-level", ends_are_those_of_the_level);
  g_test_add_func ("/calc/forecast/ends-move-outwards-with-the-level", ends_move_outwards_with_the_level);
  g_test_add_func ("/calc/forecast/sums-of-small-shops-are-sound", sums_of_small_shops_are_sound);
  g_test_add_func ("/calc/forecast/less-certainty-is-wider", less_certainty_is_wider);
  g_test_add_func ("/calc/forecast/can-be-cancelled", can_be_cancelled);
  return g_test_run ();
}
