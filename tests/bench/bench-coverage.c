/* bench-coverage.c - how often intervals hold what they say, on simulated customers, and what no fit may end in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "bench-coverage.h"

#include <glib.h>
#include <math.h>
#include <time.h>

#include "clv-forecast.h"
#include "clv-simulate.h"

#define N_PLACES 20

static const ClvGammaGamma amounts = { 6.25, 3.74, 15.44 };
static const double levels[] = { 0.5, 0.8, 0.95, 0.99 };
#define USUAL 1
/* Sets of less than MANY have fits that lean on priors: they are told apart. */
static const int sizes[] = { 20, 60, 150, 300, 1000, 3000 };
#define MANY 150

/* So slow that hardly any two purchases fall on one day: the models know of no days. */
static const struct
{
  const char *name;
  ClvBtyd     model;
} shops[] = {
  { "bgnbd", { CLV_BTYD_BGNBD, 1, { 0.6, 64, 0.7, 2.5 } } },
  { "mbgnbd", { CLV_BTYD_MBGNBD, 1, { 0.9, 56, 0.8, 2.4 } } },
  { "paretonbd", { CLV_BTYD_PARETONBD, 1, { 0.7, 72, 0.6, 96 } } },
  { "mbgcnbd2", { CLV_BTYD_MBGNBD, 2, { 0.9, 28, 0.8, 2.4 } } },
};

enum
{
  NUMBER,        /* of one customer */
  VALUE,         /* of one, of those who come back with more than 1 - level */
  VALUE_OF_TEN,
  NUMBER_OF_TEN,
  SUM_OF_NUMBERS,
  SUM_OF_VALUES,
  SHRUNKEN,      /* value of one by the shrunken mean; amounts are no normal ones, so that it holds roughly */
  SUM_SHRUNKEN,
  N_KINDS,
};

static const char *const kind_names[N_KINDS] = {
  "number", "value", "value_of_ten", "number_of_ten", "sum_of_numbers", "sum_of_values", "value_shrunken",
  "sum_of_values_shrunken",
};

typedef struct
{
  gsize n, in, above, below;
} Tally;

typedef struct
{
  Tally  tally[G_N_ELEMENTS (sizes)][G_N_ELEMENTS (shops)][N_KINDS][G_N_ELEMENTS (levels)];
  gsize  place[N_PLACES];     /* of all customers */
  gsize  place_alone[N_PLACES]; /* of one customer a set, which are independent */
  gsize   n_places;
  GArray *alone;              /* double; these places themselves */
} Figures;

static double
now (void)
{
  struct timespec spec;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &spec);
  return (double) spec.tv_sec + (double) spec.tv_nsec / 1e9;
}

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
             const char  *name,
             const char  *of,
             double       level,
             gboolean     is_of_sets)
{
  const double held = self->n > 0 ? (double) self->in / self->n : 0;

  if (self->n == 0)
    return;
  g_print ("%-24s %-10s %2.0f %% held %.4f above %.4f below %.4f of %zu", name, of, 100 * level, held,
           (double) self->above / self->n, (double) self->below / self->n, self->n);
  /* Customers of a set share its fit; sets are independent. */
  if (is_of_sets)
    g_print (", standard error %.4f", sqrt (held * (1 - held) / self->n));
  g_print ("\n");
}

typedef struct
{
  ClvSimulation people;
  ClvBtydCells  cells;
  ClvBtydFit    fit;
  ClvSpendFit   spend[2]; /* by kind */
  int           horizon;
  double       *none;     /* by customer: chance of no purchase */
} Set;

static ClvStatus
forecast_new (const Set    *set,
              ClvSpendKind  kind,
              double        level,
              ClvForecast **forecast)
{
  ClvStatus status = clv_forecast_new (&set->cells, &set->fit, &set->spend[kind], set->horizon, level, forecast);

  return status == CLV_OK ? clv_forecast_fill (*forecast, 0, set->cells.n_cells, NULL, NULL) : status;
}

static void
ask_customers (const Set         *set,
               const ClvForecast *forecast,
               double             level,
               ClvSpendKind       kind,
               Tally              tally[N_KINDS][G_N_ELEMENTS (levels)],
               int                at)
{
  for (gsize i = 0; i < set->people.n; i++)
    {
      ClvForecastCustomer customer;

      /* A microsecond a customer, where others take nanoseconds. */
      if (kind == CLV_SPEND_SHRUNKEN_MEAN && i % 10 != 0)
        continue;
      clv_forecast_customer (forecast, set->cells.cell_of[i], set->people.mean[i], &customer);
      if (set->none[i] < level)
        tally_add (&tally[kind == CLV_SPEND_GAMMA_GAMMA ? VALUE : SHRUNKEN][at], set->people.value_star[i],
                   customer.value_low, customer.value_high);
      if (kind == CLV_SPEND_GAMMA_GAMMA)
        tally_add (&tally[NUMBER][at], set->people.x_star[i], customer.purchases_low, customer.purchases_high);
    }
}

static gboolean
ask_sums (const Set         *set,
          const ClvForecast *forecast,
          ClvSpendKind       kind,
          Tally              tally[N_KINDS][G_N_ELEMENTS (levels)])
{
  double total = 0, total_value = 0, few_total = 0, few_value = 0;
  guint32 which[10];

  for (gsize i = 0; i < set->people.n; i++)
    {
      total += set->people.x_star[i];
      total_value += set->people.value_star[i];
    }
  for (guint32 i = 0; i < G_N_ELEMENTS (which); i++)
    {
      which[i] = (guint32) ((7 * i + 3) % set->people.n);
      few_total += set->people.x_star[which[i]];
      few_value += set->people.value_star[which[i]];
    }
  for (guint at = 0; at < G_N_ELEMENTS (levels); at++)
    {
      ClvForecastSum purchases, value;

      if (clv_forecast_sum (forecast, set->people.n, NULL, set->people.mean, NULL, levels[at], &purchases, &value) != CLV_OK)
        return FALSE;
      if (kind == CLV_SPEND_SHRUNKEN_MEAN)
        {
          tally_add (&tally[SUM_SHRUNKEN][at], total_value, value.low, value.high);
          continue;
        }
      tally_add (&tally[SUM_OF_NUMBERS][at], total, purchases.low, purchases.high);
      tally_add (&tally[SUM_OF_VALUES][at], total_value, value.low, value.high);
      if (at != USUAL)
        continue;
      if (clv_forecast_sum (forecast, G_N_ELEMENTS (which), which, set->people.mean, NULL, levels[at], &purchases, &value) !=
          CLV_OK)
        return FALSE;
      tally_add (&tally[NUMBER_OF_TEN][at], few_total, purchases.low, purchases.high);
      tally_add (&tally[VALUE_OF_TEN][at], few_value, value.low, value.high);
    }
  return TRUE;
}

static void
ask_none (const Set         *set,
          const ClvForecast *forecast)
{
  double below;

  for (gsize i = 0; i < set->people.n; i++)
    clv_forecast_place (forecast, set->cells.cell_of[i], 0, &below, &set->none[i]);
}

/* Where the observed numbers stand, with chance between the number below and the number itself: uniform where the chances
 * are right. Customers of a set share a fit and with it its error; one of each set is independent of all others. */
static void
ask_places (const Set         *set,
            const ClvForecast *forecast,
            ClvRandom         *random,
            Figures           *figures)
{
  const gsize alone = (gsize) (clv_random_uniform (random) * (double) set->people.n);

  for (gsize i = 0; i < set->people.n; i++)
    {
      double below, up_to, place;
      int at;

      clv_forecast_place (forecast, set->cells.cell_of[i], set->people.x_star[i], &below, &up_to);
      place = below + (up_to - below) * clv_random_uniform (random);
      at = (int) fmin (N_PLACES - 1, N_PLACES * place);
      figures->place[at]++;
      figures->n_places++;
      if (i == alone)
        {
          figures->place_alone[at]++;
          g_array_append_val (figures->alone, place);
        }
    }
}

static gboolean
one_set (ClvRandom *random,
         int        size,
         int        shop,
         Figures   *figures)
{
  const ClvBtyd *model = &shops[shop].model;
  const gsize n = (gsize) sizes[size];
  ClvForecast *forecast = NULL;
  gboolean ok = TRUE;
  Set set;

  set.none = g_new0 (double, n);
  set.horizon = 960 + (int) (clv_random_bits (random) % 2000);
  clv_simulation_init (&set.people, random, model, &amounts, n, 1600, 4000, set.horizon);
  if (clv_btyd_cells_init (&set.cells, n, set.people.x, set.people.t_x, set.people.T, 7) != CLV_OK ||
      clv_btyd_fit (model->kind, model->k, &set.cells, set.people.log_gaps, NULL, NULL, &set.fit) != CLV_OK)
    return FALSE;
  for (int kind = CLV_SPEND_GAMMA_GAMMA; ok && kind <= CLV_SPEND_SHRUNKEN_MEAN; kind++)
    {
      /* Nobody has come back. */
      if (clv_spend_fit ((ClvSpendKind) kind, n, set.people.x, set.people.mean, NULL, NULL, &set.spend[kind]) != CLV_OK)
        break;
      for (guint at = 0; ok && at < G_N_ELEMENTS (levels); at++)
        {
          /* Most time goes to single customers at several levels: of those there are enough in small sets. */
          if (at != USUAL && (n > 300 || kind == CLV_SPEND_SHRUNKEN_MEAN))
            continue;
          ok = forecast_new (&set, (ClvSpendKind) kind, levels[at], &forecast) == CLV_OK;
          if (ok && kind == CLV_SPEND_GAMMA_GAMMA)
            ask_none (&set, forecast);
          if (ok)
            ask_customers (&set, forecast, levels[at], (ClvSpendKind) kind, figures->tally[size][shop], (int) at);
          if (ok && at == USUAL)
            ok = ask_sums (&set, forecast, (ClvSpendKind) kind, figures->tally[size][shop]);
          if (ok && at == USUAL && kind == CLV_SPEND_GAMMA_GAMMA && n >= MANY)
            ask_places (&set, forecast, random, figures);
          clv_forecast_free (forecast);
          forecast = NULL;
        }
    }
  clv_btyd_cells_clear (&set.cells);
  clv_simulation_clear (&set.people);
  g_free (set.none);
  return ok;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static void
print_places (Figures *figures)
{
  const double *sorted = (const double *) figures->alone->data;
  double n = figures->alone->len, chi = 0, distance = 0, p = 0, z;

  g_print ("places of all %zu customers, in twentieths:", figures->n_places);
  for (int i = 0; i < N_PLACES; i++)
    g_print (" %.4f", (double) figures->place[i] / figures->n_places);
  g_array_sort (figures->alone, compare);
  for (int i = 0; i < N_PLACES; i++)
    chi += pow (figures->place_alone[i] - n / N_PLACES, 2) / (n / N_PLACES);
  for (guint i = 0; i < figures->alone->len; i++)
    distance = fmax (distance, fmax ((i + 1) / n - sorted[i], sorted[i] - i / n));
  /* Kolmogorov's limit, with Stephens' (1970) allowance for a finite number. */
  z = (sqrt (n) + 0.12 + 0.11 / sqrt (n)) * distance;
  for (int k = 1; k <= 100; k++)
    p += 2 * (k % 2 == 1 ? 1 : -1) * exp (-2 * k * k * z * z);
  g_print ("\nplaces of one customer a set: chi-square %.1f of %d degrees of freedom; distance %.4f of %.0f, chance %.3f\n",
           chi, N_PLACES - 1, distance, n, fmin (1, p));
}

static void
add_up (const Figures *figures,
        int            from_size,
        int            to_size,
        int            from_shop,
        int            to_shop,
        const char    *of)
{
  for (int kind = 0; kind < N_KINDS; kind++)
    for (guint at = 0; at < G_N_ELEMENTS (levels); at++)
      {
        Tally sum = { 0 };

        for (int size = from_size; size < to_size; size++)
          for (int shop = from_shop; shop < to_shop; shop++)
            {
              const Tally *tally = &figures->tally[size][shop][kind][at];

              sum.n += tally->n;
              sum.in += tally->in;
              sum.above += tally->above;
              sum.below += tally->below;
            }
        tally_print (&sum, kind_names[kind], of, levels[at], kind != NUMBER && kind != VALUE && kind != SHRUNKEN);
      }
}

int
bench_coverage (int     n_sets,
                guint64 seed)
{
  Figures *figures = g_new0 (Figures, 1);
  double start = now ();
  ClvRandom random;
  int first_of_many = 0;
  gboolean ok = TRUE;

  figures->alone = g_array_new (FALSE, FALSE, sizeof (double));
  while (sizes[first_of_many] < MANY)
    first_of_many++;
  clv_random_init (&random, seed);
  for (int set = 0; ok && set < n_sets; set++)
    {
      const int n_shops = G_N_ELEMENTS (shops), n_few = first_of_many, n_many = (int) G_N_ELEMENTS (sizes) - n_few;

      ok = one_set (&random, n_few + set / n_shops % n_many, set % n_shops, figures) &&
           (set / n_shops % 4 != 0 || one_set (&random, set / n_shops / 4 % n_few, set % n_shops, figures));
    }
  g_print ("%d sets of %d to %d customers, and a quarter as many smaller ones, seed %" G_GUINT64_FORMAT ", %.0f s of CPU\n", n_sets, MANY,
           sizes[G_N_ELEMENTS (sizes) - 1], seed, now () - start);
  add_up (figures, first_of_many, G_N_ELEMENTS (sizes), 0, G_N_ELEMENTS (shops), "many");
  for (int size = 0; size < (int) G_N_ELEMENTS (sizes); size++)
    {
      g_autofree char *of = g_strdup_printf ("%d", sizes[size]);

      add_up (figures, size, size + 1, 0, G_N_ELEMENTS (shops), of);
    }
  for (int shop = 0; shop < (int) G_N_ELEMENTS (shops); shop++)
    add_up (figures, first_of_many, G_N_ELEMENTS (sizes), shop, shop + 1, shops[shop].name);
  print_places (figures);
  g_array_unref (figures->alone);
  g_free (figures);
  return ok ? 0 : 1;
}

static gboolean
is_sound (const ClvForecastSum *sum)
{
  return isfinite (sum->expected) && isfinite (sum->low) && isfinite (sum->high) && sum->low <= sum->high;
}

/* Sets of any shape and size: every fit ends, and nothing is without a number. */
int
bench_robust (gsize most)
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
                                     NULL, NULL, &spend);
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
