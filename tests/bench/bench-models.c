/* bench-models.c - the predictive models on simulated customers: how fast, how often right, how robust
 *
 * Usage:
 *   bench-models speed CUSTOMERS [FILE]  times of each step; writes the customers as CSV for other programs
 *   bench-models coverage SETS [SEED]    what 80 % intervals hold on sets that are simulated and fitted anew
 *   bench-models robust [CUSTOMERS]      200 sets of all kinds, from 20 customers to a million (or CUSTOMERS)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "clv-cashflow.h"
#include "clv-forecast.h"
#include "clv-simulate.h"

static const char *const names[] = { "bgnbd", "mbgnbd", "paretonbd" };
static const ClvGammaGamma amounts = { 6.25, 3.74, 15.44 };

/* Seconds of this process alone, so that other work on the machine does not count. */
static double
now (void)
{
  struct timespec spec;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &spec);
  return (double) spec.tv_sec + (double) spec.tv_nsec / 1e9;
}

static void
write_customers (const ClvSimulation *people,
                 const char          *path)
{
  g_autoptr (GString) text = g_string_new ("frequency,recency,T,monetary_value\n");
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < people->n; i++)
    g_string_append_printf (text, "%d,%.17g,%.17g,%.17g\n", people->x[i], people->t_x[i] / 7.0, people->T[i] / 7.0,
                            people->mean[i]);
  if (!g_file_set_contents (path, text->str, (gssize) text->len, &error))
    g_error ("%s", error->message);
}

static void
print_fit (ClvBtydKind       kind,
           const ClvBtydFit *fit,
           double            seconds)
{
  g_print ("fit_%s %.4f\n", names[kind], seconds);
  g_print ("parameters_%s %.10g %.10g %.10g %.10g %.9f\n", names[kind], fit->model.parameter[0], fit->model.parameter[1],
           fit->model.parameter[2], fit->model.parameter[3], fit->log_likelihood);
}

static int
speed (gsize       n,
       const char *path)
{
  static const ClvBtyd shop = { CLV_BTYD_BGNBD, 1, { 0.243, 4.414, 0.793, 2.426 } };
  double start, ends[12], sum = 0;
  g_autofree double *spend_each = g_new (double, n), *value = g_new (double, n);
  ClvForecastCustomer customer;
  ClvForecastSum purchases, worth;
  ClvForecast *forecast;
  ClvCashflow *cashflow;
  ClvSimulation people;
  ClvBtydCells cells;
  ClvSpendFit spend;
  ClvBtydFit fit;
  ClvRandom random;

  clv_random_init (&random, 7);
  clv_simulation_init (&people, &random, &shop, &amounts, n, 27 * 7, 39 * 7, 0);
  if (path != NULL)
    write_customers (&people, path);
  start = now ();
  if (clv_btyd_cells_init (&cells, n, people.x, people.t_x, people.T, 7) != CLV_OK)
    return 1;
  g_print ("customers %zu\ncells_count %zu\ncells %.4f\n", n, cells.n_cells, now () - start);
  start = now ();
  if (clv_spend_fit (CLV_SPEND_GAMMA_GAMMA, n, people.x, people.mean, &spend) != CLV_OK)
    return 1;
  g_print ("fit_gammagamma %.4f\nparameters_gammagamma %.10g %.10g %.10g 0 %.9f\n", now () - start, spend.gamma_gamma.p,
           spend.gamma_gamma.q, spend.gamma_gamma.gamma, spend.log_likelihood);
  for (int kind = CLV_BTYD_BGNBD; kind <= CLV_BTYD_PARETONBD; kind++)
    {
      start = now ();
      if (clv_btyd_fit ((ClvBtydKind) kind, 1, &cells, 0, NULL, NULL, &fit) != CLV_OK)
        return 1;
      print_fit ((ClvBtydKind) kind, &fit, now () - start);

      start = now ();
      for (gsize i = 0; i < cells.n_cells; i++)
        sum += clv_btyd_alive (&fit.model, &cells.cells[i].history) +
               clv_btyd_expected (&fit.model, &cells.cells[i].history, 52);
      g_print ("predict_%s %.4f\n", names[kind], now () - start);

      start = now ();
      if (clv_forecast_new (&cells, &fit, NULL, 364, 0.8, &forecast) != CLV_OK ||
          clv_forecast_fill (forecast, 0, cells.n_cells, NULL, NULL) != CLV_OK)
        return 1;
      g_print ("purchase_intervals_%s %.4f\n", names[kind], now () - start);
      clv_forecast_free (forecast);

      start = now ();
      if (clv_forecast_new (&cells, &fit, &spend, 364, 0.8, &forecast) != CLV_OK ||
          clv_forecast_fill (forecast, 0, cells.n_cells, NULL, NULL) != CLV_OK)
        return 1;
      for (gsize i = 0; i < n; i++)
        {
          clv_forecast_customer (forecast, cells.cell_of[i], people.mean[i], &customer);
          spend_each[i] = customer.spend;
          sum += customer.value_high;
        }
      g_print ("value_intervals_%s %.4f\n", names[kind], now () - start);

      start = now ();
      if (clv_forecast_sum (forecast, n, NULL, people.mean, NULL, 0.8, &purchases, &worth) != CLV_OK)
        return 1;
      g_print ("interval_of_the_sum_%s %.4f\n", names[kind], now () - start);
      g_print ("sum_%s %.0f %.0f %.0f %.0f %.0f %.0f\n", names[kind], purchases.expected, purchases.low, purchases.high,
               worth.expected, worth.low, worth.high);
      clv_forecast_free (forecast);

      for (int i = 0; i < 12; i++)
        ends[i] = 365.0 * (i + 1) / 12;
      start = now ();
      if (clv_cashflow_new (&cells, &fit.model, 12, ends, &cashflow) != CLV_OK ||
          clv_cashflow_fill (cashflow, 0, cells.n_cells, NULL, NULL) != CLV_OK)
        return 1;
      g_print ("twelve_months_%s %.4f\n", names[kind], now () - start);
      start = now ();
      if (clv_cashflow_value (cashflow, 12, 0.1, 0.4, spend_each, value) != CLV_OK)
        return 1;
      g_print ("another_rate_%s %.4f\n", names[kind], now () - start);
      clv_cashflow_free (cashflow);
    }
  g_print ("check %.6g\n", sum);
  clv_btyd_cells_clear (&cells);
  clv_simulation_clear (&people);
  return 0;
}

typedef struct
{
  gsize n, in, above, below;
} Tally;

static void
tally_add (Tally *self,
           double actual,
           double low,
           double high)
{
  self->n++;
  self->in += actual >= low && actual <= high;
  self->above += actual > high;
  self->below += actual < low;
}

static void
tally_print (const Tally *self,
             const char  *name)
{
  g_print ("%s %.4f (above %.4f, below %.4f, of %zu)\n", name, (double) self->in / self->n, (double) self->above / self->n,
           (double) self->below / self->n, self->n);
}

static int
coverage (int     n_sets,
          guint64 seed)
{
  static const int sizes[] = { 150, 300, 1000, 3000 };
  static const ClvBtyd shops[] = {
    /* So slow that hardly any two purchases fall on one day: the models know of no days. */
    { CLV_BTYD_BGNBD, 1, { 0.6, 64, 0.7, 2.5 } },
    { CLV_BTYD_MBGNBD, 1, { 0.9, 56, 0.8, 2.4 } },
    { CLV_BTYD_PARETONBD, 1, { 0.7, 72, 0.6, 96 } },
  };
  Tally counts = { 0 }, values = { 0 }, few = { 0 }, sums[G_N_ELEMENTS (sizes)][2] = { 0 }, of_kind[3][2] = { 0 };
  gsize place[20] = { 0 };
  ClvRandom random;

  clv_random_init (&random, seed);
  for (int set = 0; set < n_sets; set++)
    {
      int size = set / 3 % (int) G_N_ELEMENTS (sizes), n = sizes[size], horizon = 960 + (int) (clv_random_bits (&random) % 2000);
      double total = 0, total_value = 0, few_value = 0;
      ClvForecastSum purchases, value;
      ClvForecast *forecast;
      ClvSimulation people;
      ClvBtydCells cells;
      ClvSpendFit spend;
      guint32 which[10];
      ClvBtydFit fit;

      clv_simulation_init (&people, &random, &shops[set % 3], &amounts, (gsize) n, 1600, 4000, horizon);
      if (clv_btyd_cells_init (&cells, (gsize) n, people.x, people.t_x, people.T, 7) != CLV_OK ||
          clv_btyd_fit (shops[set % 3].kind, 1, &cells, 0, NULL, NULL, &fit) != CLV_OK ||
          clv_spend_fit (CLV_SPEND_GAMMA_GAMMA, (gsize) n, people.x, people.mean, &spend) != CLV_OK ||
          clv_forecast_new (&cells, &fit, &spend, horizon, 0.8, &forecast) != CLV_OK ||
          clv_forecast_fill (forecast, 0, cells.n_cells, NULL, NULL) != CLV_OK)
        return 1;
      for (int i = 0; i < n; i++)
        {
          ClvForecastCustomer customer;
          double below, up_to;

          clv_forecast_customer (forecast, cells.cell_of[i], people.mean[i], &customer);
          tally_add (&counts, people.x_star[i], customer.purchases_low, customer.purchases_high);
          clv_forecast_place (forecast, cells.cell_of[i], 0, &below, &up_to);
          if (up_to < 0.8)
            tally_add (&values, people.value_star[i], customer.value_low, customer.value_high);
          clv_forecast_place (forecast, cells.cell_of[i], people.x_star[i], &below, &up_to);
          place[(int) fmin (19, 20 * (below + (up_to - below) * clv_random_uniform (&random)))]++;
          total += people.x_star[i];
          total_value += people.value_star[i];
        }
      if (clv_forecast_sum (forecast, (gsize) n, NULL, people.mean, NULL, 0.8, &purchases, &value) != CLV_OK)
        return 1;
      tally_add (&sums[size][0], total, purchases.low, purchases.high);
      tally_add (&sums[size][1], total_value, value.low, value.high);
      tally_add (&of_kind[set % 3][0], total, purchases.low, purchases.high);
      tally_add (&of_kind[set % 3][1], total_value, value.low, value.high);
      for (guint32 i = 0; i < 10; i++)
        {
          which[i] = 7 * i + 3;
          few_value += people.value_star[which[i]];
        }
      if (clv_forecast_sum (forecast, 10, which, people.mean, NULL, 0.8, NULL, &value) != CLV_OK)
        return 1;
      tally_add (&few, few_value, value.low, value.high);
      clv_forecast_free (forecast);
      clv_btyd_cells_clear (&cells);
      clv_simulation_clear (&people);
    }
  tally_print (&counts, "numbers");
  tally_print (&values, "values");
  tally_print (&few, "value_of_ten");
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_print ("%d customers: ", sizes[i]);
      tally_print (&sums[i][0], "sum_of_numbers");
      g_print ("%d customers: ", sizes[i]);
      tally_print (&sums[i][1], "sum_of_values");
    }
  for (int kind = 0; kind < 3; kind++)
    {
      g_print ("%s: ", names[kind]);
      tally_print (&of_kind[kind][0], "sum_of_numbers");
      g_print ("%s: ", names[kind]);
      tally_print (&of_kind[kind][1], "sum_of_values");
    }
  g_print ("places");
  for (int i = 0; i < 20; i++)
    g_print (" %.4f", (double) place[i] / counts.n);
  g_print ("\n");
  return 0;
}

static gboolean
is_sound (const ClvForecastSum *sum)
{
  return isfinite (sum->expected) && isfinite (sum->low) && isfinite (sum->high) && sum->low <= sum->high;
}

/* Sets of any shape and size: every fit ends, and nothing is without a number. */
static int
robust (gsize most)
{
  gsize n_fits = 0, quality[3] = { 0 }, n_bad = 0;
  ClvRandom random;

  clv_random_init (&random, 200);
  for (int set = 0; set < 200; set++)
    {
      /* From 20 up, evenly by the logarithm; the last ones are the largest. */
      double share = set < 197 ? pow (clv_random_uniform (&random), 2) : 1;
      gsize n = (gsize) (20 * pow ((double) most / 20, share));
      ClvBtyd model = { (ClvBtydKind) (set % 3), set % 3 == CLV_BTYD_MBGNBD && set % 2 == 0 ? 1 + set / 2 % 3 : 1, { 0 } };
      ClvGammaGamma spending = { exp (4 * clv_random_uniform (&random) - 1), exp (2 * clv_random_uniform (&random) - 0.3), 20 };
      ClvSimulation people;
      ClvBtydCells cells;
      ClvSpendFit spend;
      double start = now ();

      for (int p = 0; p < CLV_BTYD_N_PARAMETERS; p++)
        model.parameter[p] = exp (3.4 * clv_random_uniform (&random) - 1.7 + (p == CLV_BTYD_ALPHA ? 2 : 0));
      clv_simulation_init (&people, &random, &model, &spending, n, 1 + set % 30, 30 + set * 5, 0);
      if (clv_btyd_cells_init (&cells, n, people.x, people.t_x, people.T, 7) != CLV_OK)
        return 1;
      for (int kind = CLV_BTYD_BGNBD; kind <= CLV_BTYD_PARETONBD + 1; kind++)
        {
          gboolean by_k = kind > CLV_BTYD_PARETONBD, ok;
          ClvForecastSum purchases = { 0, 0, 0 }, value = { 0, 0, 0 };
          ClvForecast *forecast = NULL;
          ClvStatus status, has_spend;
          ClvBtydFit fit;

          if (by_k && n > 100000)
            continue;
          n_fits++;
          status = by_k ? clv_btyd_fit_k (&cells, people.log_gaps, NULL, NULL, &fit)
                        : clv_btyd_fit ((ClvBtydKind) kind, 1, &cells, 0, NULL, NULL, &fit);
          has_spend = clv_spend_fit (kind % 2 == 0 ? CLV_SPEND_GAMMA_GAMMA : CLV_SPEND_SHRUNKEN_MEAN, n, people.x, people.mean,
                                     &spend);
          ok = status == CLV_OK && isfinite (fit.log_likelihood) && clv_btyd_is_valid (&fit.model) && fit.gradient < 1e-2 &&
               (has_spend == CLV_OK || cells.n_repeat_buyers == 0);
          if (ok)
            {
              for (int p = 0; p < CLV_BTYD_N_PARAMETERS; p++)
                ok = ok && isfinite (fit.covariance[p][p]) && fit.covariance[p][p] > 0;
              ok = ok && clv_forecast_new (&cells, &fit, has_spend == CLV_OK ? &spend : NULL, 365, 0.8, &forecast) == CLV_OK &&
                   clv_forecast_fill (forecast, 0, cells.n_cells, NULL, NULL) == CLV_OK &&
                   clv_forecast_sum (forecast, n, NULL, people.mean, NULL, 0.8, &purchases,
                                     has_spend == CLV_OK ? &value : NULL) == CLV_OK &&
                   is_sound (&purchases) && is_sound (&value);
              for (gsize i = 0; ok && i < MIN (n, 2000); i++)
                {
                  ClvForecastCustomer customer;

                  clv_forecast_customer (forecast, cells.cell_of[i], people.mean[i], &customer);
                  ok = isfinite (customer.purchases) && customer.alive >= 0 && customer.alive <= 1 &&
                       customer.purchases_low <= customer.purchases_high && isfinite (customer.value) &&
                       isfinite (customer.value_low) && isfinite (customer.value_high) &&
                       customer.value_low <= customer.value_high;
                }
              clv_forecast_free (forecast);
              quality[fit.quality]++;
            }
          if (!ok)
            {
              n_bad++;
              g_print ("bad: set %d, %zu customers, %.0f of them came back, model %d: status %d, gradient %g, condition %g, "
                       "%g %g %g %g; spend %d; sums %g %g %g, %g %g %g\n",
                       set, n, cells.n_repeat_buyers, kind, status, fit.gradient, fit.condition, fit.model.parameter[0],
                       fit.model.parameter[1], fit.model.parameter[2], fit.model.parameter[3], has_spend, purchases.expected,
                       purchases.low, purchases.high, value.expected, value.low, value.high);
            }
        }
      if (now () - start > 1)
        g_print ("slow: set %d, %zu customers, %zu cells, %.0f purchases: %.1f s\n", set, n, cells.n_cells, cells.n_repeats,
                 now () - start);
      clv_btyd_cells_clear (&cells);
      clv_simulation_clear (&people);
    }
  g_print ("fits %zu\nfine %zu\nweak %zu\ntoo_little_data %zu\nbad %zu\n", n_fits, quality[CLV_FIT_FINE],
           quality[CLV_FIT_WEAK], quality[CLV_FIT_TOO_LITTLE_DATA], n_bad);
  return n_bad > 0;
}

int
main (int    argc,
      char **argv)
{
  if (argc >= 3 && strcmp (argv[1], "speed") == 0)
    return speed (strtoul (argv[2], NULL, 10), argc > 3 ? argv[3] : NULL);
  if (argc >= 3 && strcmp (argv[1], "coverage") == 0)
    return coverage (atoi (argv[2]), argc > 3 ? g_ascii_strtoull (argv[3], NULL, 10) : 4);
  if (argc >= 2 && strcmp (argv[1], "robust") == 0)
    return robust (argc > 2 ? strtoul (argv[2], NULL, 10) : 1000000);
  g_printerr ("Usage: bench-models speed CUSTOMERS [FILE] | coverage SETS [SEED] | robust [CUSTOMERS]\n");
  return 2;
}
