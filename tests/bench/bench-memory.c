/* bench-memory.c - what the models hold in memory, and how much of it at once
 *
 * The program is linked so that malloc() and its kin of calc come by here (--wrap);
 * what GLib allocates does not, which is the customers themselves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "bench-memory.h"

#include <malloc.h>
#include <stdlib.h>

#include "clv-cashflow.h"
#include "clv-forecast.h"
#include "clv-simulate.h"

/* Of a customer: there, purchases, value, and both with their ends; what they spend, and what is at risk. */
#define N_COLUMNS 9

static gsize held, most, greatest; /* most: since the last line that was printed */

void *__real_malloc (gsize size);
void *__real_calloc (gsize n, gsize size);
void *__real_realloc (void *memory, gsize size);
void  __real_free (void *memory);
void *__wrap_malloc (gsize size);
void *__wrap_calloc (gsize n, gsize size);
void *__wrap_realloc (void *memory, gsize size);
void  __wrap_free (void *memory);

static void *
count (void *memory)
{
  held += malloc_usable_size (memory);
  most = MAX (most, held);
  greatest = MAX (greatest, held);
  return memory;
}

void *
__wrap_malloc (gsize size)
{
  return count (__real_malloc (size));
}

void *
__wrap_calloc (gsize n,
               gsize size)
{
  return count (__real_calloc (n, size));
}

/* Old and new are there together where it moves. */
void *
__wrap_realloc (void  *memory,
                gsize  size)
{
  const gsize before = malloc_usable_size (memory);
  void *result = __real_realloc (memory, size);

  if (result != NULL || size == 0)
    {
      count (result);
      held -= before;
    }
  return result;
}

void
__wrap_free (void *memory)
{
  held -= malloc_usable_size (memory);
  __real_free (memory);
}

/* Bytes a customer: held now, and at most since the last line. */
static void
tell (const char *what,
      gsize       n)
{
  g_print ("%s %.2f %.2f\n", what, (double) held / (double) n, (double) most / (double) n);
  most = held;
}

static gboolean
predict (const ClvSimulation *people,
         const ClvBtydCells  *cells,
         const ClvBtydFit    *fit,
         const ClvSpendFit   *spend)
{
  const double ends[] = { 91.25, 182.5, 273.75, 365 }, worth[] = { 0.98, 0.95, 0.93, 0.91 };
  double *columns = malloc (N_COLUMNS * people->n * sizeof (double));
  double *discounted = malloc (cells->n_cells * sizeof (double));
  double *plain = malloc (cells->n_cells * sizeof (double));
  ClvForecastSum purchases, value;
  ClvForecast *forecast = NULL;
  ClvCashflow *cashflow = NULL;
  gboolean ok;

  ok = columns != NULL && discounted != NULL && plain != NULL &&
       clv_forecast_new (cells, fit, spend, 365, 0.8, &forecast) == CLV_OK &&
       clv_forecast_fill (forecast, 0, cells->n_cells, NULL, NULL) == CLV_OK;
  tell ("purchase_and_value_intervals", people->n);
  ok = ok && clv_cashflow_new (cells, &fit->model, 365, &cashflow) == CLV_OK &&
       clv_cashflow_fill (cashflow, 0, 1, NULL, NULL) == CLV_OK &&
       clv_cashflow_sum (cashflow, G_N_ELEMENTS (ends), ends, worth, NULL, NULL, discounted, plain) == CLV_OK;
  tell ("discounted_by_month", people->n);
  for (gsize i = 0; ok && i < people->n; i++)
    {
      ClvForecastCustomer customer;
      double *column = columns + N_COLUMNS * i;

      clv_forecast_customer (forecast, cells->cell_of[i], people->mean[i], &customer);
      column[0] = customer.alive;
      column[1] = customer.purchases;
      column[2] = customer.purchases_low;
      column[3] = customer.purchases_high;
      column[4] = customer.spend;
      column[5] = customer.value;
      column[6] = customer.value_low;
      column[7] = customer.value_high;
      column[8] = (1 - customer.alive) * customer.value;
    }
  ok = ok && clv_forecast_sum (forecast, people->n, NULL, people->mean, NULL, 0.8, &purchases, &value) == CLV_OK;
  tell ("interval_of_the_sum", people->n);
  free (columns);
  free (discounted);
  free (plain);
  clv_cashflow_free (cashflow);
  clv_forecast_free (forecast);
  return ok;
}

int
bench_memory (gsize n,
              gsize oldest)
{
  static const ClvBtyd shop = { CLV_BTYD_BGNBD, 1, { 0.243, 4.414, 0.793, 2.426 } };
  static const ClvGammaGamma amounts = { 6.25, 3.74, 15.44 };
  ClvSimulation people;
  ClvBtydCells cells;
  ClvSpendFit spend;
  ClvRandom random;
  gboolean ok = TRUE;

  clv_random_init (&random, 7);
  clv_simulation_init (&people, &random, &shop, &amounts, n, 27 * 7, (int) oldest, 0);
  held = most = greatest = 0;
  if (clv_btyd_cells_init (&cells, n, people.x, people.t_x, people.T, 7) != CLV_OK ||
      clv_spend_fit (CLV_SPEND_GAMMA_GAMMA, n, people.x, people.mean, NULL, NULL, &spend) != CLV_OK)
    return 1;
  g_print ("customers %zu\nhistories %zu\n", n, cells.n_cells);
  tell ("histories_and_spend", n);
  for (int kind = CLV_BTYD_BGNBD; ok && kind <= CLV_BTYD_PARETONBD; kind++)
    {
      ClvBtydFit fit;

      ok = clv_btyd_fit ((ClvBtydKind) kind, 1, &cells, 0, NULL, NULL, &fit) == CLV_OK;
      tell ("fit", n);
      ok = ok && predict (&people, &cells, &fit, &spend);
    }
  clv_btyd_cells_clear (&cells);
  clv_simulation_clear (&people);
  g_print ("at_most %.2f\nleft %zu\n", (double) greatest / (double) n, held);
  return ok ? 0 : 1;
}
