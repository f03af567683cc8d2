/* clv-cashflow.c - expected purchases of any months: values that follow discount rate, margin and horizon at once
 *
 * What customers who are still there will buy depends, but for a chance of where they are
 * in their rhythm, on the number of their purchases and the share t / age of the time that
 * is asked for, where age = alpha + T. So each number of purchases has a curve, that of all
 * its customers. Sums over months at any discount are once more a smooth curve, over the
 * age: a cell costs one look at it, however many the months.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-cashflow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clv-btyd-private.h"

/* A curve is taken with so many points, or with three times as many; where its last coefficients are not below this share
 * of the first then, there is none. Regular buyers come in waves. */
#define N_POINTS 32
#define MAX_POINTS (3 * N_POINTS)
#define NEGLIGIBLE 1e-11
/* Terms below this share change nothing. */
#define LEAST 1e-14

/* A curve over the age pays for so many cells. */
#define MIN_CELLS 6

/* Nor does a curve pay where one point of it would take so many terms: the horizon may be a short one. */
#define MANY_TERMS 1e5

/* Months at once. */
#define BATCH 64

/* Those who have bought equally often. */
typedef struct
{
  int     x;
  size_t  n_cells;
  double  youngest, oldest;  /* ages */
  double  span;              /* ln (1 + longest horizon / youngest) */
  int     n;                 /* terms; 0: there is no curve */
  double *purchases;         /* by phase, then by term: purchases (1 + u) / u over ln (1 + u), from 0 to the span */
} Row;

struct _ClvCashflow
{
  const ClvBtydCells *cells; /* borrowed */
  ClvBtyd             model;
  double              longest; /* horizon, in the unit of the cells */
  double             *alive;   /* by cell */
  uint32_t           *row_of;  /* by number of purchases */
  int                 max_x;
  size_t              n_rows;
  Row                *rows;
};

static double
age_of (const ClvCashflow    *self,
        const ClvBtydHistory *history)
{
  const bool is_pareto = self->model.kind == CLV_BTYD_PARETONBD;

  return self->model.parameter[is_pareto ? CLV_BTYD_B : CLV_BTYD_ALPHA] + history->T;
}

/* Of once a period at most there are so few histories that none needs a curve. Pareto/NBD has one curve for all: who has bought more buys faster, but leaves no sooner. */
static int
row_key (const ClvCashflow    *self,
         const ClvBtydHistory *history)
{
  return self->model.kind == CLV_BTYD_PARETONBD ? 0 : history->x;
}

static Row *
row_of (const ClvCashflow    *self,
        const ClvBtydHistory *history)
{
  return &self->rows[self->row_of[row_key (self, history)]];
}

static bool
find_rows (ClvCashflow *self)
{
  const ClvBtydCells *cells = self->cells;

  for (size_t i = 0; i < cells->n_cells; i++)
    if (row_key (self, &cells->cells[i].history) > self->max_x)
      self->max_x = row_key (self, &cells->cells[i].history);
  self->row_of = calloc ((size_t) self->max_x + 1, sizeof (uint32_t));
  if (self->row_of == NULL)
    return false;
  for (size_t i = 0; i < cells->n_cells; i++)
    self->row_of[row_key (self, &cells->cells[i].history)] = 1;
  for (int x = 0; x <= self->max_x; x++)
    if (self->row_of[x] != 0)
      self->row_of[x] = (uint32_t) self->n_rows++;
  self->rows = calloc (self->n_rows + 1, sizeof (Row));
  if (self->rows == NULL)
    return false;
  for (size_t i = 0; i < cells->n_cells; i++)
    {
      const double age = age_of (self, &cells->cells[i].history);
      Row *row = row_of (self, &cells->cells[i].history);

      row->x = row_key (self, &cells->cells[i].history);
      row->youngest = row->n_cells == 0 ? age : fmin (row->youngest, age);
      row->oldest = fmax (row->oldest, age);
      row->n_cells++;
    }
  for (size_t i = 0; i < self->n_rows; i++)
    self->rows[i].span = log1p (self->longest / self->rows[i].youngest);
  return true;
}

/**
 * clv_cashflow_new:
 * @cells: customers; borrowed, must live as long
 * @model: how they buy
 * @longest: days of the longest horizon that will be asked for, above 0
 * @cashflow: (out): yet to be filled; free with clv_cashflow_free()
 *
 * Returns: CLV_OK; CLV_DOMAIN; CLV_NO_MEMORY
 */
ClvStatus
clv_cashflow_new (const ClvBtydCells *cells,
                  const ClvBtyd      *model,
                  double              longest,
                  ClvCashflow       **cashflow)
{
  ClvCashflow *self;

  if (!clv_btyd_is_valid (model) || !(longest > 0) || !isfinite (longest))
    return CLV_DOMAIN;
  self = calloc (1, sizeof (ClvCashflow));
  if (self == NULL)
    return CLV_NO_MEMORY;
  self->cells = cells;
  self->model = *model;
  self->longest = longest / cells->days;
  self->alive = calloc (cells->n_cells + 1, sizeof (double));
  if (self->alive == NULL || !find_rows (self))
    {
      clv_cashflow_free (self);
      return CLV_NO_MEMORY;
    }
  *cashflow = self;
  return CLV_OK;
}

/**
 * clv_cashflow_free:
 *
 * Frees the flow; NULL is nothing.
 */
void
clv_cashflow_free (ClvCashflow *self)
{
  if (self == NULL)
    return;
  for (size_t i = 0; self->rows != NULL && i < self->n_rows; i++)
    free (self->rows[i].purchases);
  free (self->rows);
  free (self->row_of);
  free (self->alive);
  free (self);
}

/* Chebyshev series */

static double
point_of (int i,
          int n)
{
  return cos (3.14159265358979323846 * (i + 0.5) / n);
}

/* Of what is at the @n points; returns how many of its terms can be seen, 0 when so many points are too few. */
static int
series_of (int           n,
           const double *value,
           double       *coefficient)
{
  int n_terms = n;

  for (int j = 0; j < n; j++)
    {
      double sum = 0;

      /* cos (π j (i + 1/2) / n), which comes round after 4 n half steps. */
      for (int i = 0; i < n; i++)
        sum += value[i] * cos (3.14159265358979323846 / (2 * n) * ((j * (2 * i + 1)) % (4 * n)));
      coefficient[j] = sum * (j > 0 ? 2 : 1) / n;
    }
  for (int j = n - 4; j < n; j++)
    if (!(fabs (coefficient[j]) <= NEGLIGIBLE * fabs (coefficient[0])))
      return 0;
  while (n_terms > 1 && fabs (coefficient[n_terms - 1]) < LEAST * fabs (coefficient[0]))
    n_terms--;
  return n_terms;
}

/* At @n_points places, each -1 … 1, side by side. */
static void
series_at (int           n,
           const double *coefficient,
           size_t        n_points,
           const double *at,
           double       *value)
{
  double next[BATCH], after[BATCH];

  for (size_t i = 0; i < n_points; i++)
    next[i] = after[i] = 0;
  for (int j = n - 1; j > 0; j--)
    for (size_t i = 0; i < n_points; i++)
      {
        double here = 2 * at[i] * next[i] - after[i] + coefficient[j];

        after[i] = next[i];
        next[i] = here;
      }
  for (size_t i = 0; i < n_points; i++)
    value[i] = at[i] * next[i] - after[i] + coefficient[0];
}

/* Purchases */

static ClvStatus
row_fill (ClvCashflow *self,
          Row         *row)
{
  const int k = self->model.k;
  double value[CLV_BTYD_MAX_K][MAX_POINTS], each[CLV_BTYD_MAX_K];

  if (self->model.kind == CLV_BTYD_PARETONBD || self->model.kind == CLV_BTYD_BGBB ||
      (self->model.parameter[CLV_BTYD_R] + k * row->x) * expm1 (row->span) > MANY_TERMS)
    return CLV_OK;
  row->purchases = calloc ((size_t) k * MAX_POINTS, sizeof (double));
  if (row->purchases == NULL)
    return CLV_NO_MEMORY;
  for (int n = N_POINTS; n <= MAX_POINTS && row->n == 0; n *= 3)
    {
      for (int i = 0; i < n; i++)
        {
          double u = expm1 (row->span * (1 + point_of (i, n)) / 2);

          clv_btyd_expected_phases (&self->model, row->x, u, each);
          for (int j = 0; j < k; j++)
            value[j][i] = each[j] * (1 + u) / u;
        }
      for (int j = 0; j < k && (j == 0 || row->n > 0); j++)
        {
          int n_terms = series_of (n, value[j], row->purchases + j * MAX_POINTS);

          row->n = n_terms > 0 ? (n_terms > row->n ? n_terms : row->n) : 0;
        }
    }
  return CLV_OK;
}

/**
 * clv_cashflow_fill:
 * @part: below @n_parts
 * @n_parts: how many make up the whole
 * @is_cancelled: (nullable): asked every thousand cells
 * @data: for @is_cancelled
 *
 * The numbers do not depend on the number of parts.
 *
 * Returns: CLV_OK; CLV_CANCELLED; CLV_NO_MEMORY
 */
ClvStatus
clv_cashflow_fill (ClvCashflow   *self,
                   size_t         part,
                   size_t         n_parts,
                   ClvIsCancelled is_cancelled,
                   void          *data)
{
  const size_t n = self->cells->n_cells, from = n / n_parts * part + (part < n % n_parts ? part : n % n_parts);
  const size_t to = from + n / n_parts + (part < n % n_parts);
  ClvStatus status = CLV_OK;

  for (size_t i = part; i < self->n_rows && status == CLV_OK; i += n_parts)
    status = is_cancelled != NULL && is_cancelled (data) ? CLV_CANCELLED : row_fill (self, &self->rows[i]);
  for (size_t at = from; at < to && status == CLV_OK; at++)
    if (at % 1024 == 0 && is_cancelled != NULL && is_cancelled (data))
      status = CLV_CANCELLED;
    else
      self->alive[at] = clv_btyd_alive (&self->model, &self->cells->cells[at].history);
  return status;
}

/* Expected purchases until each of @n (at most BATCH) times, of those of a phase and an age. */
static void
row_until (const ClvCashflow *self,
           const Row         *row,
           int                phase,
           double             age,
           size_t             n,
           const double      *t,
           double            *until)
{
  double at[BATCH];

  if (self->model.kind == CLV_BTYD_PARETONBD)
    {
      /* A rate of 1: what the number of purchases makes of it comes later. */
      for (size_t i = 0; i < n; i++)
        until[i] = clv_btyd_expected_stay (self->model.parameter[CLV_BTYD_A], age, t[i]);
      return;
    }
  for (size_t i = 0; i < n; i++)
    at[i] = 2 * log1p (t[i] / age) / row->span - 1;
  series_at (row->n, row->purchases + phase * MAX_POINTS, n, at, until);
  for (size_t i = 0; i < n; i++)
    until[i] *= t[i] / (age + t[i]);
}

/* Of the phases, how much each counts; returns how many there are. */
static int
weigh_phases (const ClvCashflow    *self,
              const ClvBtydHistory *history,
              double               *phase)
{
  if (self->model.kind == CLV_BTYD_PARETONBD)
    {
      phase[0] = (self->model.parameter[CLV_BTYD_R] + history->x) / (self->model.parameter[CLV_BTYD_ALPHA] + history->T);
      return 1;
    }
  clv_btyd_phases (&self->model, history, phase);
  return self->model.k;
}

static bool
has_curve (const ClvCashflow *self,
           const Row         *row)
{
  return self->model.kind == CLV_BTYD_PARETONBD || row->n > 0;
}

/**
 * clv_cashflow_months:
 * @cell: which histories
 * @n_months: how many
 * @ends: (array length=n_months): days from the end of the data to the end of each month, rising, above 0, at most the
 *   longest horizon
 * @purchases: (out) (array length=n_months): expected in each of them, of one such customer who is still there: times
 *   clv_cashflow_get_alive() of any such customer
 */
void
clv_cashflow_months (const ClvCashflow *self,
                     uint32_t           cell,
                     size_t             n_months,
                     const double      *ends,
                     double            *purchases)
{
  const ClvBtydHistory *history = &self->cells->cells[cell].history;
  const Row *row = row_of (self, history);
  double phase[CLV_BTYD_MAX_K], before = 0;
  const int n_phases = weigh_phases (self, history, phase);

  for (size_t from = 0; from < n_months; from += BATCH)
    {
      const size_t n = n_months - from < BATCH ? n_months - from : BATCH;
      double t[BATCH], until[BATCH], sum[BATCH] = { 0 };

      for (size_t i = 0; i < n; i++)
        t[i] = ends[from + i] / self->cells->days;
      for (int j = 0; j < n_phases && has_curve (self, row); j++)
        {
          row_until (self, row, j, age_of (self, history), n, t, until);
          for (size_t i = 0; i < n; i++)
            sum[i] += phase[j] * until[i];
        }
      for (size_t i = 0; i < n && !has_curve (self, row); i++)
        sum[i] = clv_btyd_expected_alive (&self->model, history, t[i]);
      for (size_t i = 0; i < n; i++)
        {
          purchases[from + i] = sum[i] - before;
          before = sum[i];
        }
    }
}

/**
 * clv_cashflow_get_alive:
 * @cell: which histories
 *
 * Returns: the chance that one such customer is still there
 */
double
clv_cashflow_get_alive (const ClvCashflow *self,
                        uint32_t           cell)
{
  return self->alive[cell];
}

/* Sums over months */

/* Discounted purchases and all of them, times age + horizon, which leaves little to follow; over the logarithm of the age:
 * a pair a term. */
typedef struct
{
  int     n; /* terms; 0: there is no curve */
  double  middle, half;
  double *pair; /* by phase, then by term */
} AgeCurve;

typedef struct
{
  const ClvCashflow *flow;
  size_t             n_months;
  const double      *ends, *worth;
  double            *months; /* scratch */
} Sums;

/* What comes of one age and phase: a pair. */
static void
sums_of_age (const Sums *self,
             const Row  *row,
             int         phase,
             double      age,
             double      pair[2])
{
  double before = 0;

  pair[0] = 0;
  for (size_t from = 0; from < self->n_months; from += BATCH)
    {
      const size_t n = self->n_months - from < BATCH ? self->n_months - from : BATCH;
      double t[BATCH], until[BATCH];

      for (size_t i = 0; i < n; i++)
        t[i] = self->ends[from + i] / self->flow->cells->days;
      row_until (self->flow, row, phase, age, n, t, until);
      for (size_t i = 0; i < n; i++)
        {
          pair[0] += self->worth[from + i] * (until[i] - before);
          before = until[i];
        }
    }
  pair[1] = before;
}

static double
scale_of (const Sums *self,
          double      age)
{
  return age + (self->n_months > 0 ? self->ends[self->n_months - 1] / self->flow->cells->days : 0);
}

static ClvStatus
age_curve_init (AgeCurve   *self,
                const Sums *sums,
                const Row  *row)
{
  const int n_phases = sums->flow->model.kind == CLV_BTYD_PARETONBD ? 1 : sums->flow->model.k;
  double value[2][MAX_POINTS], coefficient[2][MAX_POINTS];

  memset (self, 0, sizeof *self);
  if (row->n_cells < MIN_CELLS || !has_curve (sums->flow, row))
    return CLV_OK;
  self->middle = (log (row->oldest) + log (row->youngest)) / 2;
  self->half = fmax ((log (row->oldest) - log (row->youngest)) / 2, 1e-6);
  self->pair = calloc ((size_t) n_phases * MAX_POINTS, 2 * sizeof (double));
  if (self->pair == NULL)
    return CLV_NO_MEMORY;
  for (int n = N_POINTS; n <= MAX_POINTS && self->n == 0; n *= 3)
    for (int j = 0; j < n_phases && (j == 0 || self->n > 0); j++)
      {
        int n_terms[2];

        for (int i = 0; i < n; i++)
          {
            /* No age is beyond those of the row: rounding. */
            double age = fmax (exp (self->middle + self->half * point_of (i, n)), row->youngest), pair[2];

            sums_of_age (sums, row, j, age, pair);
            value[0][i] = pair[0] * scale_of (sums, age);
            value[1][i] = pair[1] * scale_of (sums, age);
          }
        for (int of = 0; of < 2; of++)
          n_terms[of] = series_of (n, value[of], coefficient[of]);
        for (int i = 0; i < n; i++)
          for (int of = 0; of < 2; of++)
            self->pair[2 * (j * MAX_POINTS + i) + of] = coefficient[of][i];
        if (n_terms[0] == 0 || n_terms[1] == 0)
          self->n = 0;
        else
          for (int of = 0; of < 2; of++)
            self->n = n_terms[of] > self->n ? n_terms[of] : self->n;
      }
  return CLV_OK;
}

static inline void
age_curve_add (const AgeCurve *self,
               int             phase,
               double          weight,
               double          at,
               double          sums[2])
{
  const double *pair = self->pair + (size_t) phase * 2 * MAX_POINTS;
  double next[2] = { 0, 0 }, after[2] = { 0, 0 };

  for (int j = self->n - 1; j > 0; j--)
    for (int of = 0; of < 2; of++)
      {
        double here = 2 * at * next[of] - after[of] + pair[2 * j + of];

        after[of] = next[of];
        next[of] = here;
      }
  for (int of = 0; of < 2; of++)
    sums[of] += weight * (at * next[of] - after[of] + pair[of]);
}

static void
sums_of_cell (const Sums     *self,
              const AgeCurve *curves,
              size_t          cell,
              double          sums[2])
{
  const ClvCashflow *flow = self->flow;
  const ClvBtydHistory *history = &flow->cells->cells[cell].history;
  const AgeCurve *curve = &curves[flow->row_of[row_key (flow, history)]];

  sums[0] = sums[1] = 0;
  if (curve->n > 0)
    {
      const double age = age_of (flow, history), at = (log (age) - curve->middle) / curve->half;
      double phase[CLV_BTYD_MAX_K];
      const int n_phases = weigh_phases (flow, history, phase);

      for (int j = 0; j < n_phases; j++)
        age_curve_add (curve, j, phase[j], at, sums);
      sums[0] /= scale_of (self, age);
      sums[1] /= scale_of (self, age);
      return;
    }
  clv_cashflow_months (flow, (uint32_t) cell, self->n_months, self->ends, self->months);
  for (size_t i = 0; i < self->n_months; i++)
    {
      sums[0] += self->worth[i] * self->months[i];
      sums[1] += self->months[i];
    }
}

/**
 * clv_cashflow_sum:
 * @n_months: how many
 * @ends: (array length=n_months): days from the end of the data to the end of each month, rising, above 0, at most the
 *   longest horizon
 * @worth: (array length=n_months): what counts of a purchase in each of them
 * @is_cancelled: (nullable): asked every some thousand cells
 * @data: for @is_cancelled
 * @discounted: (out) (array length=n_cells): expected purchases of one of the cell who is still there, each times its
 *   worth
 * @plain: (out) (array length=n_cells): and as they are
 *
 * Returns: CLV_OK; CLV_CANCELLED; CLV_DOMAIN for months that cannot be; CLV_NO_MEMORY
 */
ClvStatus
clv_cashflow_sum (const ClvCashflow *self,
                  size_t             n_months,
                  const double      *ends,
                  const double      *worth,
                  ClvIsCancelled     is_cancelled,
                  void              *data,
                  double            *discounted,
                  double            *plain)
{
  const Sums sums = { self, n_months, ends, worth, malloc ((n_months + 1) * sizeof (double)) };
  AgeCurve *curves = calloc (self->n_rows + 1, sizeof (AgeCurve));
  ClvStatus status = sums.months != NULL && curves != NULL ? CLV_OK : CLV_NO_MEMORY;

  for (size_t i = 0; i < n_months && status == CLV_OK; i++)
    if (!(ends[i] > (i > 0 ? ends[i - 1] : 0)) || !(ends[i] <= self->longest * self->cells->days * (1 + 1e-12)))
      status = CLV_DOMAIN;
  for (size_t i = 0; i < self->n_rows && status == CLV_OK; i++)
    status = is_cancelled != NULL && is_cancelled (data) ? CLV_CANCELLED : age_curve_init (&curves[i], &sums, &self->rows[i]);
  for (size_t cell = 0; cell < self->cells->n_cells && status == CLV_OK; cell++)
    {
      double pair[2];

      if (cell % 4096 == 0 && is_cancelled != NULL && is_cancelled (data))
        status = CLV_CANCELLED;
      sums_of_cell (&sums, curves, cell, pair);
      discounted[cell] = pair[0];
      plain[cell] = pair[1];
    }
  for (size_t i = 0; curves != NULL && i < self->n_rows; i++)
    free (curves[i].pair);
  free (curves);
  free (sums.months);
  return status;
}
