/* clv-kmeans.c - groups of points that are alike: k-means
 *
 * Greedy k-means++ seeding, Lloyd's rounds until nothing changes, then single points are moved as long as that lowers
 * the sum of squares (Hartigan), which leaves optima that Lloyd's rounds cannot.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-kmeans.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "clv-random.h"

/* Points at a time: their distances stay in the nearest cache. */
#define BLOCK 512u

#define MAX_ROUNDS 300u

/* A move must gain more than rounding can. */
#define GAIN 1e-10

typedef struct
{
  size_t               n, d, k;
  const double *const *x;
  double              *centre;   /* k · d */
  uint32_t            *cluster;
  double              *sum;      /* k · d */
  size_t              *size;     /* k */
  double              *distance; /* n: squared, to the own centre */
} Fit;

static bool
fit_init (Fit                 *fit,
          size_t               n,
          size_t               d,
          const double *const *x,
          size_t               k,
          double              *centre,
          uint32_t            *cluster)
{
  *fit = (Fit) { n, d, k, x, centre, cluster, NULL, NULL, NULL };
  fit->sum = malloc (k * d * sizeof *fit->sum);
  fit->size = malloc (k * sizeof *fit->size);
  fit->distance = malloc ((n + 1) * sizeof *fit->distance);
  return fit->sum != NULL && fit->size != NULL && fit->distance != NULL;
}

static void
fit_clear (Fit *fit)
{
  free (fit->sum);
  free (fit->size);
  free (fit->distance);
}

static double
squared_distance (const Fit    *fit,
                  size_t        i,
                  const double *centre)
{
  double sum = 0;

  for (size_t j = 0; j < fit->d; j++)
    sum += (fit->x[j][i] - centre[j]) * (fit->x[j][i] - centre[j]);
  return sum;
}

/* Squared distances of the points @from … @from + @m - 1 to a centre. */
static void
block_distances (const Fit    *fit,
                 size_t        from,
                 size_t        m,
                 const double *centre,
                 double       *distance)
{
  for (size_t i = 0; i < m; i++)
    distance[i] = 0;
  for (size_t j = 0; j < fit->d; j++)
    {
      const double *x = fit->x[j] + from;
      const double c = centre[j];

      for (size_t i = 0; i < m; i++)
        distance[i] += (x[i] - c) * (x[i] - c);
    }
}

/* Gives each point its nearest centre, the first of equal ones. Returns how many changed. */
static size_t
assign (Fit *fit)
{
  double distance[BLOCK], best[BLOCK];
  uint32_t nearest[BLOCK];
  size_t changed = 0;

  for (size_t from = 0; from < fit->n; from += BLOCK)
    {
      const size_t m = fit->n - from < BLOCK ? fit->n - from : BLOCK;

      block_distances (fit, from, m, fit->centre, best);
      memset (nearest, 0, sizeof nearest);
      for (uint32_t c = 1; c < fit->k; c++)
        {
          block_distances (fit, from, m, fit->centre + c * fit->d, distance);
          for (size_t i = 0; i < m; i++)
            {
              nearest[i] = distance[i] < best[i] ? c : nearest[i];
              best[i] = distance[i] < best[i] ? distance[i] : best[i];
            }
        }
      for (size_t i = 0; i < m; i++)
        {
          changed += fit->cluster[from + i] != nearest[i];
          fit->cluster[from + i] = nearest[i];
          fit->distance[from + i] = best[i];
        }
    }
  return changed;
}

static void
sum_up (Fit *fit)
{
  memset (fit->sum, 0, fit->k * fit->d * sizeof *fit->sum);
  memset (fit->size, 0, fit->k * sizeof *fit->size);
  for (size_t i = 0; i < fit->n; i++)
    fit->size[fit->cluster[i]]++;
  for (size_t j = 0; j < fit->d; j++)
    for (size_t i = 0; i < fit->n; i++)
      fit->sum[fit->cluster[i] * fit->d + j] += fit->x[j][i];
}

/* A cluster that lost all its points takes the one that lies worst. */
static void
fill_empty (Fit *fit)
{
  for (uint32_t c = 0; c < fit->k; c++)
    if (fit->size[c] == 0)
      {
        size_t worst = fit->n;

        for (size_t i = 0; i < fit->n; i++)
          if (fit->size[fit->cluster[i]] > 1 && (worst == fit->n || fit->distance[i] > fit->distance[worst]))
            worst = i;
        if (worst == fit->n)
          return;
        fit->cluster[worst] = c;
        fit->distance[worst] = 0;
        sum_up (fit);
      }
}

static void
move_centres (Fit *fit)
{
  sum_up (fit);
  fill_empty (fit);
  for (size_t c = 0; c < fit->k; c++)
    if (fit->size[c] > 0)
      for (size_t j = 0; j < fit->d; j++)
        fit->centre[c * fit->d + j] = fit->sum[c * fit->d + j] / (double) fit->size[c];
}

static double
within_of (const Fit *fit)
{
  double sum = 0;

  for (size_t i = 0; i < fit->n; i++)
    sum += squared_distance (fit, i, fit->centre + fit->cluster[i] * fit->d);
  return sum;
}

static void
lloyd (Fit     *fit,
       unsigned max_rounds,
       size_t   few)
{
  for (unsigned round = 0; round < max_rounds; round++)
    {
      const size_t changed = assign (fit);

      if (changed <= few && round > 0)
        break;
      move_centres (fit);
    }
}

/* Moves single points while that lowers the sum of squares. Returns whether any was moved. */
static bool
move_single_points (Fit *fit)
{
  bool any = false;

  for (size_t i = 0; i < fit->n; i++)
    {
      const uint32_t from = fit->cluster[i];
      const double n_from = (double) fit->size[from];
      double loss, best = INFINITY;
      uint32_t to = from;

      if (fit->size[from] < 2)
        continue;
      loss = n_from / (n_from - 1) * squared_distance (fit, i, fit->centre + from * fit->d);
      for (uint32_t c = 0; c < fit->k; c++)
        if (c != from)
          {
            const double n_to = (double) fit->size[c];
            const double gain = n_to / (n_to + 1) * squared_distance (fit, i, fit->centre + c * fit->d);

            if (gain < best)
              {
                best = gain;
                to = c;
              }
          }
      if (!(best < loss * (1 - GAIN)))
        continue;
      for (size_t j = 0; j < fit->d; j++)
        {
          double *of_from = &fit->centre[from * fit->d + j], *of_to = &fit->centre[to * fit->d + j];
          const double n_to = (double) fit->size[to];

          *of_from += (*of_from - fit->x[j][i]) / (n_from - 1);
          *of_to += (fit->x[j][i] - *of_to) / (n_to + 1);
        }
      fit->size[from]--;
      fit->size[to]++;
      fit->cluster[i] = to;
      any = true;
    }
  return any;
}

/* The first of the points whose cumulative weight reaches @wanted. */
static size_t
pick (const double *weight,
      size_t        n,
      double        wanted)
{
  size_t last = 0;
  double sum = 0;

  for (size_t i = 0; i < n; i++)
    if (weight[i] > 0)
      {
        last = i;
        sum += weight[i];
        if (sum >= wanted)
          break;
      }
  return last;
}

/* Of some candidates drawn by their squared distance, the one that lowers the sum most is the next centre. */
static ClvStatus
seed_centres (Fit       *fit,
              ClvRandom *random)
{
  const unsigned n_trials = 2 + (unsigned) log ((double) fit->k);
  double *trial = malloc ((fit->n + 1) * sizeof *trial);
  double *best = malloc ((fit->n + 1) * sizeof *best);
  ClvStatus status = trial == NULL || best == NULL ? CLV_NO_MEMORY : CLV_OK;
  const size_t first = (size_t) (clv_random_uniform (random) * (double) fit->n);

  for (size_t j = 0; j < fit->d; j++)
    fit->centre[j] = fit->x[j][first];
  if (status == CLV_OK)
    block_distances (fit, 0, fit->n, fit->centre, fit->distance);
  for (size_t c = 1; status == CLV_OK && c < fit->k; c++)
    {
      double total = 0, lowest = INFINITY;
      size_t chosen = 0;

      for (size_t i = 0; i < fit->n; i++)
        total += fit->distance[i];
      if (!(total > 0))
        {
          status = CLV_DOMAIN;
          break;
        }
      for (unsigned t = 0; t < n_trials; t++)
        {
          const size_t candidate = pick (fit->distance, fit->n, clv_random_uniform (random) * total);
          double point[CLV_KMEANS_MAX_MEASURES], left = 0;

          for (size_t j = 0; j < fit->d; j++)
            point[j] = fit->x[j][candidate];
          block_distances (fit, 0, fit->n, point, trial);
          for (size_t i = 0; i < fit->n; i++)
            {
              trial[i] = trial[i] < fit->distance[i] ? trial[i] : fit->distance[i];
              left += trial[i];
            }
          if (left < lowest)
            {
              double *swap = best;

              lowest = left;
              chosen = candidate;
              best = trial;
              trial = swap;
            }
        }
      memcpy (fit->distance, best, fit->n * sizeof *best);
      for (size_t j = 0; j < fit->d; j++)
        fit->centre[c * fit->d + j] = fit->x[j][chosen];
    }
  free (trial);
  free (best);
  return status;
}

static bool
is_fine (size_t               n,
         size_t               d,
         const double *const *x,
         size_t               k)
{
  if (n == 0 || d == 0 || d > CLV_KMEANS_MAX_MEASURES || k == 0 || k > CLV_KMEANS_MAX_CLUSTERS || k > n)
    return false;
  for (size_t j = 0; j < d; j++)
    for (size_t i = 0; i < n; i++)
      if (!isfinite (x[j][i]))
        return false;
  return true;
}

/**
 * clv_kmeans:
 * @n: number of points
 * @d: number of measures, up to CLV_KMEANS_MAX_MEASURES
 * @x: (array length=d): a column of n values each
 * @k: number of groups, up to CLV_KMEANS_MAX_CLUSTERS
 * @seed: any; the same gives the same
 * @n_starts: how often to begin anew
 * @centre: (out caller-allocates) (array length=k·d): means of the groups
 * @cluster: (out caller-allocates) (array length=n): group of each point
 * @within: (out) (optional): sum of squared distances of the points from their centres
 *
 * Splits points into groups with a small sum of squares: a local optimum that no move of a single point betters, the best of
 * @n_starts. Time O(n_starts · rounds · n · k · d).
 *
 * Source: Arthur & Vassilvitskii (2007) for the seeds, with greedy trials; Lloyd (1982); Hartigan (1975) for the moves.
 * Checked by /calc/kmeans/iris-as-published and /calc/kmeans/no-partition-is-better.
 *
 * Returns: CLV_OK; CLV_DOMAIN for a value that is not finite, or fewer than @k different points; CLV_NO_MEMORY
 */
ClvStatus
clv_kmeans (size_t               n,
            size_t               d,
            const double *const *x,
            size_t               k,
            uint64_t             seed,
            unsigned             n_starts,
            double              *centre,
            uint32_t            *cluster,
            double              *within)
{
  double lowest = INFINITY;
  double *of_start;
  uint32_t *groups;
  ClvRandom random;
  Fit fit;
  ClvStatus status = CLV_OK;

  if (!is_fine (n, d, x, k) || n_starts == 0)
    return CLV_DOMAIN;
  clv_random_init (&random, seed);
  of_start = malloc (k * d * sizeof *of_start);
  groups = calloc (n + 1, sizeof *groups);
  if (of_start == NULL || groups == NULL || !fit_init (&fit, n, d, x, k, of_start, groups))
    {
      if (of_start != NULL && groups != NULL)
        fit_clear (&fit);
      free (of_start);
      free (groups);
      return CLV_NO_MEMORY;
    }
  for (unsigned start = 0; start < n_starts && status == CLV_OK; start++)
    {
      double sum;

      status = seed_centres (&fit, &random);
      if (status != CLV_OK)
        break;
      for (unsigned round = 0; round < MAX_ROUNDS; round++)
        {
          lloyd (&fit, MAX_ROUNDS, 0);
          move_centres (&fit);
          if (!move_single_points (&fit))
            break;
          move_centres (&fit);
        }
      sum = within_of (&fit);
      if (sum < lowest)
        {
          lowest = sum;
          memcpy (centre, of_start, k * d * sizeof *centre);
          memcpy (cluster, groups, n * sizeof *cluster);
        }
    }
  fit_clear (&fit);
  free (of_start);
  free (groups);
  if (status == CLV_OK && within != NULL)
    *within = lowest;
  return status;
}

/**
 * clv_kmeans_settle:
 * @max_rounds: when to stop
 * @tolerance: share of the points, 0 … 1: fewer changes end it
 * @centre: (inout) (array length=k·d): where to begin; the means of the groups
 * @cluster: (out caller-allocates) (array length=n): group of each point, the nearest centre
 *
 * Lloyd's rounds alone, for many points whose centres are known well from some of them. Time O(rounds · n · k · d).
 *
 * Returns: as clv_kmeans()
 */
ClvStatus
clv_kmeans_settle (size_t               n,
                   size_t               d,
                   const double *const *x,
                   size_t               k,
                   unsigned             max_rounds,
                   double               tolerance,
                   double              *centre,
                   uint32_t            *cluster,
                   double              *within)
{
  Fit fit;

  if (!is_fine (n, d, x, k))
    return CLV_DOMAIN;
  if (!fit_init (&fit, n, d, x, k, centre, cluster))
    {
      fit_clear (&fit);
      return CLV_NO_MEMORY;
    }
  memset (cluster, 0xff, n * sizeof *cluster);
  lloyd (&fit, max_rounds, (size_t) (tolerance * (double) n));
  assign (&fit);
  if (within != NULL)
    *within = within_of (&fit);
  fit_clear (&fit);
  return CLV_OK;
}

/**
 * clv_kmeans_silhouette:
 * @cluster: (array length=n): group of each point, 0 … k - 1
 * @silhouette: (out): mean over the points of (b - a) / max (a, b), where a is the mean distance to the others of the
 *   own group and b that to the nearest other group; 0 for a point alone in its group
 *
 * How well groups are apart: 1 is well, 0 is not at all.
 *
 * Source: Rousseeuw (1987). Checked by /calc/kmeans/silhouette-of-iris.
 *
 * Returns: CLV_OK; CLV_DOMAIN with fewer than two groups that have points; CLV_NO_MEMORY
 */
ClvStatus
clv_kmeans_silhouette (size_t               n,
                       size_t               d,
                       const double *const *x,
                       size_t               k,
                       const uint32_t      *cluster,
                       double              *silhouette)
{
  double *to_cluster;
  size_t size[CLV_KMEANS_MAX_CLUSTERS] = { 0 };
  size_t n_groups = 0;
  double sum = 0;

  if (!is_fine (n, d, x, k))
    return CLV_DOMAIN;
  for (size_t i = 0; i < n; i++)
    {
      if (cluster[i] >= k)
        return CLV_DOMAIN;
      n_groups += size[cluster[i]]++ == 0;
    }
  if (n_groups < 2)
    return CLV_DOMAIN;
  to_cluster = calloc (n * k, sizeof *to_cluster);
  if (to_cluster == NULL)
    return CLV_NO_MEMORY;
  for (size_t i = 0; i < n; i++)
    for (size_t other = 0; other < i; other++)
      {
        double squared = 0, distance;

        for (size_t j = 0; j < d; j++)
          squared += (x[j][i] - x[j][other]) * (x[j][i] - x[j][other]);
        distance = sqrt (squared);
        to_cluster[i * k + cluster[other]] += distance;
        to_cluster[other * k + cluster[i]] += distance;
      }
  for (size_t i = 0; i < n; i++)
    {
      const uint32_t own = cluster[i];
      double a, b = INFINITY;

      if (size[own] < 2)
        continue;
      a = to_cluster[i * k + own] / (double) (size[own] - 1);
      for (size_t c = 0; c < k; c++)
        if (c != own && size[c] > 0)
          b = fmin (b, to_cluster[i * k + c] / (double) size[c]);
      if (fmax (a, b) > 0)
        sum += (b - a) / fmax (a, b);
    }
  free (to_cluster);
  *silhouette = sum / (double) n;
  return CLV_OK;
}
