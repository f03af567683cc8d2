/* clv-forecast.c - purchases and their value in a horizon, with intervals for customers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-forecast-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clv-btyd-private.h"
#include "clv-normal.h"

/* What is not known of the parameters is left out of a customer's chances while it adds less to their variance. */
#define WORTH_IT 0.01

/* Standard deviations between points of it, and of the farthest of them. */
#define MIN_SPACING 0.1
#define FARTHEST 3.0

/* A table of shares pays where several cells have bought as often, and need it not be long. */
#define MAX_TABLE_X 31
#define MAX_TABLE_TAIL 128
#define MIN_TABLE_CELLS 4

/**
 * clv_forecast_new:
 * @cells: customers; borrowed, must live as long
 * @fit: how they buy
 * @spend: (nullable): what a purchase is worth
 * @horizon: days, >= 0
 * @level: of the intervals, above 0 and below 1
 * @forecast: (out): free with clv_forecast_free()
 *
 * Returns: CLV_OK; CLV_DOMAIN; CLV_NO_MEMORY
 */
ClvStatus
clv_forecast_new (const ClvBtydCells *cells,
                  const ClvBtydFit   *fit,
                  const ClvSpendFit  *spend,
                  double              horizon,
                  double              level,
                  ClvForecast       **forecast)
{
  ClvForecast *self;

  if (!clv_btyd_is_valid (&fit->model) || !(horizon >= 0) || !isfinite (horizon) || !(level > 0) || !(level < 1))
    return CLV_DOMAIN;
  self = calloc (1, sizeof (ClvForecast));
  if (self == NULL)
    return CLV_NO_MEMORY;
  self->cell = calloc (cells->n_cells + 1, sizeof (ClvForecastCell));
  if (self->cell == NULL)
    {
      free (self);
      return CLV_NO_MEMORY;
    }
  self->cells = cells;
  self->model = fit->model;
  self->t = horizon / cells->days;
  self->level = level;
  if (spend != NULL)
    {
      self->has_spend = true;
      self->spend = *spend;
      self->crowd_spend = clv_spend_expected (spend, 0, 0);
    }
  clv_forecast_place_axes (self, fit);
  if (!self->is_straight)
    {
      self->bend = calloc (cells->n_cells + 1, sizeof (ClvForecastBend));
      if (self->bend == NULL)
        {
          clv_forecast_free (self);
          return CLV_NO_MEMORY;
        }
    }
  *forecast = self;
  return CLV_OK;
}

/**
 * clv_forecast_free:
 *
 * Frees the forecast; NULL is nothing.
 */
void
clv_forecast_free (ClvForecast *self)
{
  if (self == NULL)
    return;
  free (self->cell);
  free (self->bend);
  free (self);
}

void
clv_forecast_spend (const ClvSpendFit *spend,
                    int                x,
                    double             mean,
                    ClvForecastSpend  *known)
{
  memset (known, 0, sizeof *known);
  known->expected = clv_spend_expected (spend, x, mean);
  if (spend->kind == CLV_SPEND_GAMMA_GAMMA)
    {
      known->is_known = x > 0 && mean > 0 && isfinite (mean);
      known->unit = spend->gamma_gamma.gamma + (known->is_known ? x * mean : 0);
      known->shape = spend->gamma_gamma.q + (known->is_known ? spend->gamma_gamma.p * x : 0);
    }
  else
    {
      const ClvShrunkenMean *crowd = &spend->shrunken_mean;
      double weight;

      known->is_known = x > 0 && isfinite (mean);
      weight = known->is_known ? crowd->between / (crowd->between + crowd->within / x) : 0;
      known->uncertain = crowd->between * (1 - weight) + (1 - weight) * (1 - weight) * spend->covariance[0][0];
    }
}

void
clv_forecast_spend_response (const ClvForecast *self,
                             int                x,
                             double             mean,
                             double             response[3])
{
  ClvForecastSpend known;
  double by[3];

  clv_forecast_spend (&self->spend, x, mean, &known);
  if (self->spend.kind == CLV_SPEND_GAMMA_GAMMA)
    {
      const ClvGammaGamma *model = &self->spend.gamma_gamma;
      double below = fmax (known.shape - 1, 0.1);

      /* (gamma + x mean) p / (p x + q - 1), by ln p, ln q and ln gamma. */
      by[0] = known.expected * (1 - (known.shape - model->q) / below);
      by[1] = -known.expected * model->q / below;
      by[2] = known.expected * model->gamma / known.unit;
    }
  else
    {
      const ClvShrunkenMean *crowd = &self->spend.shrunken_mean;
      double weight = known.is_known ? crowd->between / (crowd->between + crowd->within / x) : 0;
      double off = known.is_known ? mean - crowd->mean : 0;

      by[0] = 1 - weight;
      by[1] = weight * (1 - weight) * off;
      by[2] = -by[1];
    }
  for (int k = 0; k < 3; k++)
    {
      response[k] = 0;
      for (int i = 0; i < 3; i++)
        response[k] += by[i] * self->spend_root[i][k];
    }
}

static void
moments_of (size_t        n,
            const double *tail,
            ClvMoments   *moments)
{
  double y1 = 0, y2 = 0, y3 = 0;

  for (size_t m = 1; m < n; m++)
    {
      double k = (double) m;

      y1 += tail[m];
      y2 += (2 * k - 1) * tail[m];
      y3 += (3 * k * (k - 1) + 1) * tail[m];
    }
  moments->mean = y1;
  moments->variance = fmax (0, y2 - y1 * y1);
  moments->third = y3 - 3 * y1 * y2 + 2 * y1 * y1 * y1;
}

/* How far what is not known of the parameters moves the logarithm of what is expected, and how that compares with chance. */
static double
unknown_of (const ClvForecastCell *cell,
            double                *beside_chance)
{
  double unknown = 0;

  for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
    unknown += (double) cell->response[i] * cell->response[i];
  unknown = sqrt (unknown);
  *beside_chance = cell->variance > 0 ? unknown * cell->purchases / sqrt ((double) cell->variance) : 0;
  return unknown;
}

/* Chances along the direction in which the number that is expected changes most: others change little about it. The points
 * are so near to each other that chance fills what is between them (the trapezoidal rule, which for a normal curve is good to
 * more digits than anybody asks for). */
static size_t
mixed_tail (const ClvForecast    *self,
            uint32_t              at,
            size_t                max,
            double               *tail,
            double               *scratch)
{
  const ClvBtydHistory *history = &self->cells->cells[at].history;
  const ClvForecastCell *cell = &self->cell[at];
  double beside_chance, unknown = unknown_of (cell, &beside_chance), sum = 0;
  const double spacing = fmax (MIN_SPACING, fmin (1, 2 / beside_chance));
  const int n_side = (int) ceil (FARTHEST / spacing);
  size_t n = 1;

  for (int i = -n_side; i <= n_side; i++)
    sum += exp (-spacing * i * spacing * i / 2);
  tail[0] = 1;
  for (int i = -n_side; i <= n_side; i++)
    {
      double weight = exp (-spacing * i * spacing * i / 2) / sum, z[CLV_BTYD_N_PARAMETERS], alive;
      ClvBtyd model;
      size_t more;

      for (int k = 0; k < CLV_BTYD_N_PARAMETERS; k++)
        z[k] = spacing * i * cell->response[k] / unknown;
      clv_forecast_move (self, z, &model);
      more = clv_btyd_tail_until (&model, history, self->t, CLV_FORECAST_LEAST, max, scratch, &alive);
      for (; n < more; n++)
        tail[n] = 0;
      for (size_t m = 1; m < more; m++)
        tail[m] += weight * scratch[m];
    }
  return n;
}

static bool
is_worth_mixing (const ClvForecastCell *cell)
{
  double beside_chance;

  unknown_of (cell, &beside_chance);
  return beside_chance * beside_chance > WORTH_IT;
}

size_t
clv_forecast_tail (const ClvForecast *self,
                   uint32_t           cell,
                   size_t             max,
                   double            *tail,
                   double            *scratch)
{
  const ClvBtydHistory *history = &self->cells->cells[cell].history;
  double alive;

  if (is_worth_mixing (&self->cell[cell]))
    return mixed_tail (self, cell, max, tail, scratch);
  return clv_btyd_tail_until (&self->model, history, self->t, CLV_FORECAST_LEAST, max, tail, &alive);
}

/* The chances of one cell; most are short, and need no memory of their own. */
typedef struct
{
  double  few[2 * 256];
  double *many;
  double *tail;
  size_t  n;
} Chances;

static void
chances_init (Chances           *self,
              const ClvForecast *forecast,
              uint32_t           cell)
{
  self->many = NULL;
  self->tail = self->few;
  self->n = clv_forecast_tail (forecast, cell, 256, self->few, self->few + 256);
  if (self->n < 256)
    return;
  self->many = malloc (2 * CLV_FORECAST_MAX_TAIL * sizeof (double));
  if (self->many == NULL)
    return;
  self->tail = self->many;
  self->n = clv_forecast_tail (forecast, cell, CLV_FORECAST_MAX_TAIL, self->many, self->many + CLV_FORECAST_MAX_TAIL);
}

static void
chances_clear (Chances *self)
{
  free (self->many);
}

/* What one thread has while it fills cells. */
typedef struct
{
  double        *tail, *scratch;
  ClvValueTable *table[MAX_TABLE_X + 1];
  size_t         table_n[MAX_TABLE_X + 1];
  size_t         n_cells[MAX_TABLE_X + 1]; /* to be filled that have x */
} Filler;

static void
filler_clear (Filler *self)
{
  free (self->tail);
  free (self->scratch);
  for (int x = 0; x <= MAX_TABLE_X; x++)
    clv_value_table_free (self->table[x]);
}

/* Standard deviation of the logarithm of a typical customer's expected spend, through parameters alone. */
static double
spend_uncertainty (const ClvForecast *self,
                   int                x)
{
  double response[3], expected = clv_spend_expected (&self->spend, x, self->crowd_spend), sum = 0;

  clv_forecast_spend_response (self, x, self->crowd_spend, response);
  for (int k = 0; k < 3; k++)
    sum += response[k] * response[k];
  return expected > 0 ? fmin (sqrt (sum) / expected, 1) : 0;
}

/* The table for these purchases; NULL where one would not pay, or without memory. */
static const ClvValueTable *
table_for (const ClvForecast *self,
           Filler            *filler,
           int                x,
           size_t             n)
{
  if (x > MAX_TABLE_X || n > MAX_TABLE_TAIL || filler->n_cells[x] < MIN_TABLE_CELLS)
    return NULL;
  if (n > filler->table_n[x])
    {
      size_t room = n + n / 2 < MAX_TABLE_TAIL ? n + n / 2 : MAX_TABLE_TAIL;

      clv_value_table_free (filler->table[x]);
      filler->table[x] = clv_value_table_new (&self->spend.gamma_gamma, x, room);
      filler->table_n[x] = filler->table[x] != NULL ? room : 0;
    }
  return filler->table[x];
}

static void
fill_value (const ClvForecast *self,
            Filler            *filler,
            int                x,
            size_t             n,
            ClvForecastCell   *cell)
{
  const ClvGammaGamma *model = &self->spend.gamma_gamma;
  const ClvValueTable *table = table_for (self, filler, x, n);
  const double *tail = filler->tail;
  double low_share, high_share, spread = spend_uncertainty (self, x);

  if (n < 2)
    return;
  clv_interval_shares (0, 1 - tail[1], self->level, &low_share, &high_share);
  high_share = 1 - high_share;
  if (low_share > 0)
    cell->value_low = (float) (table != NULL ? clv_value_table_quantile (table, n, tail, spread, low_share)
                                             : clv_value_unit_quantile (model, x, n, tail, spread, low_share));
  cell->value_high = (float) (table != NULL ? clv_value_table_quantile (table, n, tail, spread, high_share)
                                            : clv_value_unit_quantile (model, x, n, tail, spread, high_share));
}

/* Where parameters are well known, what is expected moves in straight lines: one side tells of the other. */
static void
fill_response (ClvForecast          *self,
               const ClvBtydHistory *history,
               size_t                at)
{
  ClvForecastCell *cell = &self->cell[at];

  for (int i = 0; i < CLV_BTYD_N_PARAMETERS; i++)
    {
      double up = clv_btyd_expected (&self->point[2 * i], history, self->t), down;

      if (!(up > 0) || !(cell->purchases > 0))
        continue;
      if (self->is_straight)
        {
          cell->response[i] = (float) (log (up / cell->purchases) / CLV_FORECAST_FAR);
          continue;
        }
      down = clv_btyd_expected (&self->point[2 * i + 1], history, self->t);
      if (down > 0)
        {
          cell->response[i] = (float) (log (up / down) / (2 * CLV_FORECAST_FAR));
          self->bend[at][i] = (float) ((log (up / cell->purchases) + log (down / cell->purchases)) /
                                       (CLV_FORECAST_FAR * CLV_FORECAST_FAR));
        }
    }
}

static void
fill_cell (ClvForecast *self,
           Filler      *filler,
           size_t       at)
{
  const ClvBtydHistory *history = &self->cells->cells[at].history;
  const bool has_value = self->has_spend && self->spend.kind == CLV_SPEND_GAMMA_GAMMA;
  ClvForecastCell *cell = &self->cell[at];
  ClvMoments moments;
  size_t n;

  memset (cell, 0, sizeof *cell);
  n = clv_btyd_tail_until (&self->model, history, self->t, CLV_FORECAST_LEAST, CLV_FORECAST_MAX_TAIL, filler->tail,
                           &cell->alive);
  moments_of (n, filler->tail, &moments);
  cell->purchases = clv_btyd_expected (&self->model, history, self->t);
  cell->variance = (float) moments.variance;
  cell->third = (float) moments.third;
  fill_response (self, history, at);
  if (has_value)
    {
      clv_value_unit_moments (&self->spend.gamma_gamma, history->x, table_for (self, filler, history->x, n), n, filler->tail,
                              &moments);
      cell->value_variance = (float) moments.variance;
      cell->value_third = (float) moments.third;
    }
  if (is_worth_mixing (cell))
    n = mixed_tail (self, (uint32_t) at, CLV_FORECAST_MAX_TAIL, filler->tail, filler->scratch);
  clv_count_interval (n, filler->tail, self->level, &cell->low, &cell->high);
  if (has_value)
    fill_value (self, filler, history->x, n, cell);
}

/**
 * clv_forecast_fill:
 * @from: first cell
 * @to: one more than the last
 * @is_cancelled: (nullable): asked every thousand cells
 * @data: for @is_cancelled
 *
 * Returns: CLV_OK; CLV_CANCELLED; CLV_NO_MEMORY
 */
ClvStatus
clv_forecast_fill (ClvForecast   *self,
                   size_t         from,
                   size_t         to,
                   ClvIsCancelled is_cancelled,
                   void          *data)
{
  Filler filler = { NULL };
  ClvStatus status = CLV_OK;

  filler.tail = malloc (CLV_FORECAST_MAX_TAIL * sizeof (double));
  filler.scratch = malloc (CLV_FORECAST_MAX_TAIL * sizeof (double));
  if (filler.tail == NULL || filler.scratch == NULL)
    status = CLV_NO_MEMORY;
  for (size_t at = from; at < to; at++)
    if (self->cells->cells[at].history.x <= MAX_TABLE_X)
      filler.n_cells[self->cells->cells[at].history.x]++;
  for (size_t at = from; status == CLV_OK && at < to; at++)
    if (at % 1024 == 0 && is_cancelled != NULL && is_cancelled (data))
      status = CLV_CANCELLED;
    else
      fill_cell (self, &filler, at);
  filler_clear (&filler);
  return status;
}

/* Total of m purchases is normal; no purchase is 0 for certain. Chances of less than @total, and of at most as much. */
static void
normal_share (const ClvForecast      *self,
              const ClvForecastSpend *known,
              size_t                  n,
              const double           *tail,
              double                  total,
              double                 *below,
              double                 *up_to)
{
  double none = 1 - (n > 1 ? tail[1] : 0), sum = 0;

  for (size_t m = 1, stride; m < n; m += stride)
    {
      double chance, k;

      /* As neighbouring numbers of many purchases come to nearly the same, ever more of them are taken together. */
      stride = 1 + m / 24;
      chance = tail[m] - (m + stride < n ? tail[m + stride] : 0);
      if (chance < CLV_FORECAST_LEAST)
        continue;
      k = (double) m + (double) (stride - 1) / 2;
      sum += chance * clv_normal_share ((total - k * known->expected) /
                                        sqrt (k * self->spend.shrunken_mean.within + k * k * known->uncertain));
    }
  *below = sum + (total > 0 ? none : 0);
  *up_to = sum + (total >= 0 ? none : 0);
}

static double
normal_quantile (const ClvForecast      *self,
                 const ClvForecastSpend *known,
                 size_t                  n,
                 const double           *tail,
                 double                  reach,
                 double                  share)
{
  double low = -reach, high = reach, below, up_to;

  normal_share (self, known, n, tail, 0, &below, &up_to);
  if (below <= share && share <= up_to)
    return 0;
  for (int i = 0; i < 50; i++)
    {
      double middle = (low + high) / 2;

      normal_share (self, known, n, tail, middle, &below, &up_to);
      if (up_to < share)
        low = middle;
      else
        high = middle;
    }
  return (low + high) / 2;
}

/* Values that follow no unit: amounts of either sign, and those whose past purchases do not count. */
static void
value_interval_of_one (const ClvForecast      *self,
                       uint32_t                cell,
                       const ClvForecastSpend *known,
                       double                 *low,
                       double                 *high)
{
  double below = 0, up_to, out_below, out_above;
  const double *tail;
  Chances chances;
  size_t n;

  chances_init (&chances, self, cell);
  tail = chances.tail;
  n = chances.n;
  if (self->spend.kind == CLV_SPEND_GAMMA_GAMMA)
    {
      const ClvGammaGamma *model = &self->spend.gamma_gamma;

      clv_interval_shares (0, n > 1 ? 1 - tail[1] : 1, self->level, &out_below, &out_above);
      *low = out_below > 0 ? model->gamma * clv_value_unit_quantile (model, 0, n, tail, 0, out_below) : 0;
      *high = model->gamma * clv_value_unit_quantile (model, 0, n, tail, 0, 1 - out_above);
    }
  else
    {
      double most = (double) n, reach = most * fabs (known->expected) +
                                        10 * sqrt (most * self->spend.shrunken_mean.within + most * most * known->uncertain);

      normal_share (self, known, n, tail, 0, &below, &up_to);
      clv_interval_shares (below, up_to, self->level, &out_below, &out_above);
      /* What is nearly left out altogether is. */
      *low = below - out_below < CLV_FORECAST_LEAST && out_below < up_to
               ? 0 : normal_quantile (self, known, n, tail, reach, out_below);
      *high = 1 - up_to - out_above < CLV_FORECAST_LEAST && out_above < 1 - below
                ? 0 : normal_quantile (self, known, n, tail, reach, 1 - out_above);
    }
  chances_clear (&chances);
}

/**
 * clv_forecast_customer:
 * @cell: of the customer
 * @mean: amount of the purchases so far; does not matter without one
 * @customer: (out): what is expected, with intervals
 *
 * Some nanoseconds with gamma-gamma, microseconds where amounts can be negative.
 */
void
clv_forecast_customer (const ClvForecast   *self,
                       uint32_t             cell,
                       double               mean,
                       ClvForecastCustomer *customer)
{
  const ClvForecastCell *of = &self->cell[cell];
  const int x = self->cells->cells[cell].history.x;
  ClvForecastSpend known;

  memset (customer, 0, sizeof *customer);
  customer->alive = of->alive;
  customer->purchases = of->purchases;
  customer->purchases_low = of->low;
  customer->purchases_high = of->high;
  if (!self->has_spend)
    return;
  if (x == 0 && self->spend.kind == CLV_SPEND_GAMMA_GAMMA)
    {
      customer->spend = self->crowd_spend;
      customer->value_low = self->spend.gamma_gamma.gamma * of->value_low;
      customer->value_high = self->spend.gamma_gamma.gamma * of->value_high;
    }
  else
    {
      clv_forecast_spend (&self->spend, x, mean, &known);
      customer->spend = known.expected;
      if (self->spend.kind == CLV_SPEND_GAMMA_GAMMA && known.is_known)
        {
          customer->value_low = known.unit * of->value_low;
          customer->value_high = known.unit * of->value_high;
        }
      else
        value_interval_of_one (self, cell, &known, &customer->value_low, &customer->value_high);
    }
  customer->value = customer->spend * of->purchases;
  /* Where nothing comes with more than the level's chance, both ends are 0; the interval holds its mean all the same. */
  customer->value_low = fmin (customer->value_low, customer->value);
  customer->value_high = fmax (customer->value_high, customer->value);
}

/**
 * clv_forecast_place:
 * @cell: of the customer
 * @n_purchases: what really came
 * @below: (out): chance of fewer
 * @up_to: (out): chance of at most as many
 */
void
clv_forecast_place (const ClvForecast *self,
                    uint32_t           cell,
                    int                n_purchases,
                    double            *below,
                    double            *up_to)
{
  size_t m = (size_t) n_purchases;
  Chances chances;

  chances_init (&chances, self, cell);
  *below = m < chances.n ? 1 - chances.tail[m] : 1;
  *up_to = m + 1 < chances.n ? 1 - chances.tail[m + 1] : 1;
  chances_clear (&chances);
}
