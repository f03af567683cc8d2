/* clv-accuracy.c - how good a prediction for each of many was, once the truth is known
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-accuracy.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "clv-rank.h"
#include "clv-sum.h"

/* Mid-ranks from the largest on, less their mean, so that they sum to 0. @order is that of clv_rank_descending(). */
static void
fill_midranks (size_t          n,
               const double   *value,
               const uint32_t *order,
               double         *midrank)
{
  for (size_t first = 0, next; first < n; first = next)
    {
      for (next = first + 1; next < n && value[order[next]] == value[order[first]]; next++)
        ;
      for (size_t k = first; k < next; k++)
        midrank[order[k]] = ((double) first + (double) next - (double) n) / 2;
    }
}

/* Where equal values stand on both sides of the border of the @n_top largest, each of them counts in part. */
static void
find_border (size_t          n,
             const double   *value,
             const uint32_t *order,
             size_t          n_top,
             double         *from,
             double         *part)
{
  size_t first = n_top, next = n_top;

  *from = INFINITY;
  *part = 0;
  if (n_top == 0)
    return;
  *from = value[order[n_top - 1]];
  while (first > 0 && value[order[first - 1]] == *from)
    first--;
  while (next < n && value[order[next]] == *from)
    next++;
  *part = (double) (n_top - first) / (double) (next - first);
}

static size_t
n_of_share (size_t n,
            double share)
{
  /* A fifth of 10 is 2, whatever 0.2 is in binary fractions. */
  const double top = ceil (share * (double) n - 1e-9);

  return top < 1 ? 1 : top > (double) n ? n : (size_t) top;
}

static inline double
weight_of (double value,
           double from,
           double part)
{
  return value > from ? 1 : value == from ? part : 0;
}

/**
 * clv_truth_init:
 * @n: number of customers
 * @value: (array length=n): what each really did; kept, not copied
 * @top_share: how many count as the best, such as 0.2. Whoever has nothing (0 or less) is never among them
 *
 * One sort. Release with clv_truth_clear().
 *
 * Returns: CLV_OK; CLV_DOMAIN for a NaN, a @top_share outside (0, 1] or @n of 0; CLV_NO_MEMORY
 */
ClvStatus
clv_truth_init (ClvTruth     *self,
                size_t        n,
                const double *value,
                double        top_share)
{
  uint32_t *order;
  ClvSum total = { 0 }, spread = { 0 };
  size_t n_some = 0;
  ClvStatus status;

  *self = (ClvTruth) { .n = n, .value = value };
  if (n == 0 || !(top_share > 0 && top_share <= 1))
    return CLV_DOMAIN;
  order = malloc (n * sizeof *order);
  self->midrank = malloc (n * sizeof *self->midrank);
  status = order == NULL || self->midrank == NULL ? CLV_NO_MEMORY : clv_rank_descending (n, value, NULL, order, NULL);
  if (status == CLV_OK)
    {
      fill_midranks (n, value, order, self->midrank);
      for (size_t i = 0; i < n; i++)
        {
          clv_sum_add (&total, value[i]);
          clv_sum_add (&spread, self->midrank[i] * self->midrank[i]);
          n_some += value[i] > 0;
        }
      self->total = clv_sum_get (&total);
      self->spread = clv_sum_get (&spread);
      self->n_top = n_of_share (n, top_share);
      if (self->n_top > n_some)
        self->n_top = n_some;
      find_border (n, value, order, self->n_top, &self->top_from, &self->top_part);
    }
  else
    clv_truth_clear (self);
  free (order);
  return status;
}

/**
 * clv_truth_clear:
 *
 * Frees what clv_truth_init() allocated.
 */
void
clv_truth_clear (ClvTruth *self)
{
  free (self->midrank);
  self->midrank = NULL;
}

/**
 * clv_accuracy_measure:
 * @predicted: (array length=n of @truth): what was expected of each
 * @top_share: how many count as the predicted best, such as 0.2
 *
 * Compares a prediction with the truth. Where equal values stand at the border of the best, each counts for the share of
 * them that has room: the result depends on no order of the rows, and a prediction without any difference hits by chance,
 * a @top_share of the best.
 *
 * Source: Spearman's correlation is that of mid-ranks. Checked by /calc/accuracy.
 *
 * Returns: CLV_OK; CLV_DOMAIN for a NaN; CLV_NO_MEMORY
 */
ClvStatus
clv_accuracy_measure (const ClvTruth *truth,
                      const double   *predicted,
                      double          top_share,
                      ClvAccuracy    *accuracy)
{
  const size_t n = truth->n;
  uint32_t *order = malloc (n * sizeof *order);
  double *midrank = malloc (n * sizeof *midrank);
  ClvSum total = { 0 }, absolute = { 0 }, square = { 0 }, spread = { 0 }, together = { 0 }, hits = { 0 };
  double from, part, both;
  ClvStatus status;

  status = order == NULL || midrank == NULL ? CLV_NO_MEMORY : clv_rank_descending (n, predicted, NULL, order, NULL);
  if (status == CLV_OK)
    {
      fill_midranks (n, predicted, order, midrank);
      find_border (n, predicted, order, n_of_share (n, top_share), &from, &part);
      for (size_t i = 0; i < n; i++)
        {
          const double error = predicted[i] - truth->value[i];
          const double top = weight_of (truth->value[i], truth->top_from, truth->top_part);

          clv_sum_add (&total, predicted[i]);
          clv_sum_add (&absolute, fabs (error));
          clv_sum_add (&square, error * error);
          clv_sum_add (&spread, midrank[i] * midrank[i]);
          clv_sum_add (&together, midrank[i] * truth->midrank[i]);
          if (top > 0)
            clv_sum_add (&hits, top * weight_of (predicted[i], from, part));
        }
      both = sqrt (clv_sum_get (&spread)) * sqrt (truth->spread);
      *accuracy = (ClvAccuracy) {
        .predicted = clv_sum_get (&total),
        .bias = truth->total > 0 ? clv_sum_get (&total) / truth->total - 1 : NAN,
        .mae = clv_sum_get (&absolute) / (double) n,
        .rmse = sqrt (clv_sum_get (&square) / (double) n),
        .rank_correlation = both > 0 ? clv_sum_get (&together) / both : NAN,
        .top_hits = truth->n_top > 0 ? clv_sum_get (&hits) / (double) truth->n_top : NAN,
      };
    }
  free (order);
  free (midrank);
  return status;
}
