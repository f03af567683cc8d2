/* clv-model-fits.c - all models fitted on one history, side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-private.h"

#include <string.h>

typedef enum
{
  PART_PARETONBD, /* the slowest first */
  PART_MBGNBD,    /* with its regular form */
  PART_BGNBD,
  PART_SPEND,
  PART_BGBB,
  N_PARTS,
} Part;

typedef struct
{
  const ClvAnalysis *analysis;
  ClvModelFits      *fits;
  guint              which;
} Run;

static void
fit_one (Run        *run,
         guint       model,
         ClvBtydKind kind)
{
  ClvModelFits *fits = run->fits;

  if (run->which & 1u << model)
    fits->is_fitted[model] = clv_btyd_fit (kind, 1, clv_model_fits_get_cells (fits, model), 0, clv_work_is_cancelled_cb, (void *) run->analysis->work,
                                           &fits->buying[model]) == CLV_OK;
}

/* k = 1 is MBG/NBD itself: it is not fitted twice. The likelihood has one peak in k in practice. */
static void
fit_regular (Run *run)
{
  ClvModelFits *fits = run->fits;
  ClvBtydFit *best = &fits->buying[CLV_BUYING_MBGCNBD], next;
  const double log_gaps = fits->history.sum_of_log_gaps;
  gboolean is_better = TRUE;

  if (!(run->which & (1u << CLV_BUYING_MBGNBD | 1u << CLV_BUYING_MBGCNBD)))
    return;
  if (clv_btyd_fit (CLV_BTYD_MBGNBD, 1, &fits->cells, 0, clv_work_is_cancelled_cb, (void *) run->analysis->work, best) != CLV_OK)
    return;
  fits->buying[CLV_BUYING_MBGNBD] = *best;
  fits->is_fitted[CLV_BUYING_MBGNBD] = TRUE;
  if (!(run->which & 1u << CLV_BUYING_MBGCNBD))
    return;
  fits->is_fitted[CLV_BUYING_MBGCNBD] = TRUE;
  /* What shops usually see says nothing about rhythm: with a handful of repeat buyers k would be chance. */
  for (int k = 2; k <= CLV_BTYD_MAX_K && is_better && best->quality != CLV_FIT_TOO_LITTLE_DATA; k++)
    {
      is_better = clv_btyd_fit (CLV_BTYD_MBGNBD, k, &fits->cells, log_gaps, clv_work_is_cancelled_cb,
                                (void *) run->analysis->work, &next) == CLV_OK &&
                  next.log_likelihood > best->log_likelihood;
      if (is_better)
        *best = next;
    }
}

/* Where nobody has come back, what the first purchase cost is all there is; wide, as it is taken from others. */
static void
take_mean_of_crowd (ClvModelFits *fits)
{
  const double mean = isnan (fits->history.mean_spend) ? 0 : fits->history.mean_spend;

  fits->spend = (ClvSpendFit) {
    .kind = CLV_SPEND_SHRUNKEN_MEAN,
    .shrunken_mean = { mean, mean * mean / 4, mean * mean / 2 },
    .log_likelihood = NAN,
    .n_without = fits->history.n,
    .has_prior = true,
    .quality = CLV_FIT_TOO_LITTLE_DATA,
  };
}

static gboolean
fit_spend_as (Run          *run,
              ClvSpendKind  kind)
{
  const ClvBuyingHistory *history = &run->fits->history;

  return clv_spend_fit (kind, history->n, history->x, history->spend, clv_work_is_cancelled_cb, (void *) run->analysis->work,
                        &run->fits->spend) == CLV_OK;
}

static void
fit_spend (Run *run)
{
  ClvModelFits *fits = run->fits;

  /* Nobody has spent anything above 0: free goods, or a business of refunds. */
  fits->has_spend = fit_spend_as (run, CLV_SPEND_GAMMA_GAMMA) || fit_spend_as (run, CLV_SPEND_SHRUNKEN_MEAN);
  if (!fits->has_spend)
    take_mean_of_crowd (fits);
}

static void
fit_part (guint    part,
          gpointer data)
{
  Run *run = data;

  switch ((Part) part)
    {
    case PART_PARETONBD:
      fit_one (run, CLV_BUYING_PARETONBD, CLV_BTYD_PARETONBD);
      break;
    case PART_MBGNBD:
      fit_regular (run);
      break;
    case PART_BGNBD:
      fit_one (run, CLV_BUYING_BGNBD, CLV_BTYD_BGNBD);
      break;
    case PART_SPEND:
      fit_spend (run);
      break;
    case PART_BGBB:
      if (run->fits->is_yearly)
        fit_one (run, CLV_BUYING_BGBB, CLV_BTYD_BGBB);
      break;
    case N_PARTS:
    default:
      g_assert_not_reached ();
    }
}

/* (nullable): cancelled. */
static ClvModelFits *
new_unfitted (const ClvAnalysis *analysis,
              ClvDay             cut)
{
  g_autoptr (ClvModelFits) fits = g_new0 (ClvModelFits, 1);

  fits->ref_count = 1;
  g_mutex_init (&fits->lock);
  if (!clv_buying_history_init (&fits->history, analysis, cut))
    return NULL;
  if (clv_btyd_cells_init (&fits->cells, fits->history.n, fits->history.x, fits->history.t_x, fits->history.T,
                           CLV_DAYS_PER_WEEK) != CLV_OK)
    return NULL;
  fits->is_yearly = clv_yearly_init (&fits->yearly, analysis, &fits->history);
  if (clv_work_is_cancelled (analysis->work))
    return NULL;
  return g_steal_pointer (&fits);
}

/**
 * clv_model_fits_new:
 * @cut: the last day that is known
 * @which: bits 1 << CLV_BUYING_…; the spend model is always fitted
 * @from: progress at the start
 * @to: progress at the end
 *
 * Fits models on what had happened until @cut. Customers whose first purchase is on @cut itself say nothing about
 * coming back: they are no weight in a fit, and are predicted like anybody new.
 *
 * Returns: (transfer full) (nullable): NULL when cancelled, or when dates lie thousands of years apart
 */
ClvModelFits *
clv_model_fits_new (const ClvAnalysis *analysis,
                    ClvDay             cut,
                    guint              which,
                    double             from,
                    double             to)
{
  g_autoptr (ClvModelFits) fits = NULL;
  Run run = { .analysis = analysis, .which = which };

  clv_work_progress (analysis->work, _("Fitting models"), from);
  run.fits = fits = new_unfitted (analysis, cut);
  if (fits == NULL)
    return NULL;
  clv_work_run (analysis->work, fit_part, N_PARTS, &run);
  if (clv_work_is_cancelled (analysis->work))
    return NULL;
  clv_work_progress (analysis->work, _("Fitting models"), to);
  return g_steal_pointer (&fits);
}

/**
 * clv_model_fits_new_known:
 * @known: what clv_model_fits_new() found for its cut, from the same rows
 *
 * Returns: (transfer full) (nullable): histories with what was fitted to them before; NULL when cancelled
 */
ClvModelFits *
clv_model_fits_new_known (const ClvAnalysis  *analysis,
                          const ClvKnownFits *known)
{
  ClvModelFits *fits = new_unfitted (analysis, known->cut);

  if (fits == NULL)
    return NULL;
  memcpy (fits->is_fitted, known->is_fitted, sizeof fits->is_fitted);
  memcpy (fits->buying, known->buying, sizeof fits->buying);
  fits->has_spend = known->has_spend;
  fits->spend = known->spend;
  return fits;
}

/**
 * clv_model_fits_get_known:
 * @known: (out): for clv_model_fits_new_known()
 */
void
clv_model_fits_get_known (const ClvModelFits *self,
                          ClvKnownFits       *known)
{
  *known = (ClvKnownFits) { .cut = self->history.cut, .has_spend = self->has_spend, .spend = self->spend };
  memcpy (known->is_fitted, self->is_fitted, sizeof known->is_fitted);
  memcpy (known->buying, self->buying, sizeof known->buying);
}

ClvModelFits *
clv_model_fits_ref (ClvModelFits *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
clv_model_fits_unref (ClvModelFits *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->outlook); i++)
    g_clear_pointer (&self->outlook[i], clv_outlook_unref);
  g_clear_pointer (&self->flow, clv_flow_unref);
  g_mutex_clear (&self->lock);
  clv_btyd_cells_clear (&self->cells);
  clv_btyd_cells_clear (&self->yearly);
  clv_buying_history_clear (&self->history);
  g_free (self);
}
