/* bench-models.c - the predictive models on simulated customers: how fast, how often right, how robust
 *
 * Usage:
 *   bench-models speed CUSTOMERS [FILE]  times of each step; writes the customers as CSV for other programs
 *   bench-models coverage SETS [SEED]    what intervals of 50 to 99 % hold on sets that are simulated and fitted anew
 *   bench-models memory CUSTOMERS [DAYS] bytes of fits, predictions and intervals, of customers of up to so many days
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

#include "bench-coverage.h"
#include "bench-memory.h"
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
  double start, ends[60], worth_then[60], sum = 0;
  g_autofree double *spend_each = g_new (double, n), *value = g_new (double, n);
  g_autofree double *discounted = g_new (double, n), *plain = g_new (double, n);
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
  if (clv_spend_fit (CLV_SPEND_GAMMA_GAMMA, n, people.x, people.mean, NULL, NULL, &spend) != CLV_OK)
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

      start = now ();
      if (clv_cashflow_new (&cells, &fit.model, 5 * 366, &cashflow) != CLV_OK ||
          clv_cashflow_fill (cashflow, 0, 1, NULL, NULL) != CLV_OK)
        return 1;
      g_print ("flow_%s %.4f\n", names[kind], now () - start);
      for (int years = 1; years <= 5; years += 4)
        {
          for (int i = 0; i < 12 * years; i++)
            {
              ends[i] = 365.0 * (i + 1) / 12;
              worth_then[i] = pow (1.1, -ends[i] / 365.25);
            }
          start = now ();
          if (clv_cashflow_sum (cashflow, 12 * (gsize) years, ends, worth_then, NULL, NULL, discounted, plain) != CLV_OK)
            return 1;
          for (gsize i = 0; i < n; i++)
            value[i] = 0.4 * spend_each[i] * discounted[cells.cell_of[i]];
          g_print ("%s_%s %.4f\n", years == 1 ? "twelve_months" : "sixty_months", names[kind], now () - start);
        }
      clv_cashflow_free (cashflow);
    }
  g_print ("check %.6g\n", sum);
  clv_btyd_cells_clear (&cells);
  clv_simulation_clear (&people);
  return 0;
}

int
main (int    argc,
      char **argv)
{
  if (argc >= 3 && strcmp (argv[1], "speed") == 0)
    return speed (strtoul (argv[2], NULL, 10), argc > 3 ? argv[3] : NULL);
  if (argc >= 3 && strcmp (argv[1], "coverage") == 0)
    return bench_coverage (atoi (argv[2]), argc > 3 ? g_ascii_strtoull (argv[3], NULL, 10) : 4);
  if (argc >= 3 && strcmp (argv[1], "memory") == 0)
    return bench_memory (strtoul (argv[2], NULL, 10), argc > 3 ? strtoul (argv[3], NULL, 10) : 39 * 7);
  if (argc >= 2 && strcmp (argv[1], "robust") == 0)
    return bench_robust (argc > 2 ? strtoul (argv[2], NULL, 10) : 1000000);
  g_printerr ("Usage: bench-models speed CUSTOMERS [FILE] | coverage SETS [SEED] | memory CUSTOMERS [DAYS] | robust [CUSTOMERS]\n");
  return 2;
}
