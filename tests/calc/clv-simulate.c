/* clv-simulate.c - customers of a model, simulated: their history until today, and what they do afterwards
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-simulate.h"

#include <math.h>

static void
simulate_one (ClvSimulation       *self,
              ClvRandom           *random,
              const ClvBtyd       *model,
              const ClvGammaGamma *amounts,
              gsize                i,
              int                  horizon)
{
  const double *p = model->parameter;
  /* A day. */
  double rate = clv_random_gamma (random, p[CLV_BTYD_R]) / p[CLV_BTYD_ALPHA] / 7;
  double scale = amounts->gamma / clv_random_gamma (random, amounts->q);
  /* The first purchase is at some hour of day 0. */
  double first = clv_random_uniform (random), t = 0, leaves = INFINITY, chance = 0, total = 0;
  int last = 0, T = self->T[i];
  gboolean is_there = TRUE;

  if (model->kind == CLV_BTYD_PARETONBD)
    leaves = -log (clv_random_uniform (random)) / (clv_random_gamma (random, p[CLV_BTYD_A]) / p[CLV_BTYD_B]) * 7;
  else
    {
      double a = clv_random_gamma (random, p[CLV_BTYD_A]), b = clv_random_gamma (random, p[CLV_BTYD_B]);

      chance = a / (a + b);
      is_there = model->kind == CLV_BTYD_BGNBD || clv_random_uniform (random) > chance;
    }
  while (is_there)
    {
      double amount;
      int day;

      t += clv_random_gamma (random, model->k) / rate;
      if (first + t >= T + 1 + horizon || t > leaves)
        break;
      /* Two purchases of a day are one. */
      day = (int) floor (first + t);
      amount = scale * clv_random_gamma (random, amounts->p);
      if (day > last)
        {
          if (day <= T)
            {
              self->log_gaps += log ((day - last) / 7.0);
              self->x[i]++;
              self->t_x[i] = day;
              total += amount;
            }
          else
            {
              self->x_star[i]++;
              self->value_star[i] += amount;
            }
          last = day;
        }
      is_there = model->kind == CLV_BTYD_PARETONBD || clv_random_uniform (random) > chance;
    }
  self->mean[i] = self->x[i] > 0 ? total / self->x[i] : 0;
}

void
clv_simulation_init (ClvSimulation       *self,
                     ClvRandom           *random,
                     const ClvBtyd       *model,
                     const ClvGammaGamma *amounts,
                     gsize                n,
                     int                  T_min,
                     int                  T_max,
                     int                  horizon)
{
  self->n = n;
  self->x = g_new0 (gint32, n);
  self->t_x = g_new0 (gint32, n);
  self->T = g_new0 (gint32, n);
  self->x_star = g_new0 (gint32, n);
  self->mean = g_new0 (double, n);
  self->value_star = g_new0 (double, n);
  self->log_gaps = 0;
  for (gsize i = 0; i < n; i++)
    {
      self->T[i] = T_min + (int) (clv_random_uniform (random) * (T_max - T_min + 1));
      simulate_one (self, random, model, amounts, i, horizon);
    }
}

void
clv_simulation_clear (ClvSimulation *self)
{
  g_free (self->x);
  g_free (self->t_x);
  g_free (self->T);
  g_free (self->x_star);
  g_free (self->mean);
  g_free (self->value_star);
}
