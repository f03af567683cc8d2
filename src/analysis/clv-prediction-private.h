/* clv-prediction-private.h - histories of buying, fitted models, and what values customers, from inside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-analysis-private.h"

#include "clv-btyd-fit.h"
#include "clv-cashflow.h"
#include "clv-forecast.h"
#include "clv-sbg.h"
#include "clv-spend.h"

#include <stdbool.h>

G_BEGIN_DECLS

#define CLV_DAYS_PER_WEEK 7.0

/* Of those who buy once a year at most. */
#define CLV_DAYS_PER_PERIOD 365

/* Who had bought by the end of a day, and how. (array length = n) each, owned. */
typedef struct
{
  ClvDay   cut;              /* the last day that is known */
  guint32  n;                /* customers with a purchase day until then */
  guint32 *customer;         /* rows of the ledger, ascending */
  gint32  *x;                /* repeat purchase days */
  gint32  *t_x, *T;          /* days from the first purchase to the last one, and to the cut */
  double  *spend;            /* mean of the totals of the repeat purchase days; NaN for x = 0 */
  double   sum_of_log_gaps;  /* Σ ln of the weeks between purchases */
  double   mean_spend;       /* of all purchase days; NaN without one */
  double   kept;             /* share of what was ordered that was not given back by credit notes, 0 to 1 */
  float   *keeps;            /* (nullable) what each is expected to keep; NULL: all as `kept` */
  float   *pays;             /* (nullable) of what the spend model expects of a purchase, the share that is not free; NULL: all of it */
  ClvDay   first_day;        /* of all; CLV_DAY_NONE without customers */
} ClvBuyingHistory;

/* Wants clv_analysis_sort_rows(). Order data alone. FALSE: cancelled (@self is empty then). */
gboolean clv_buying_history_init  (ClvBuyingHistory  *self,
                                   const ClvAnalysis *analysis,
                                   ClvDay             cut);
void     clv_buying_history_clear (ClvBuyingHistory *self);
gboolean clv_buying_history_find  (const ClvBuyingHistory *self,
                                   guint32                 customer,
                                   guint32                *position);
static inline double
clv_buying_history_get_keeps (const ClvBuyingHistory *self,
                              guint32                 position)
{
  return self->keeps != NULL ? (double) self->keeps[position] : self->kept;
}
static inline double
clv_buying_history_get_pays (const ClvBuyingHistory *self,
                             guint32                 position)
{
  return self->pays != NULL ? (double) self->pays[position] : 1;
}
/* What is left of an amount that the spend model expects. */
static inline double
clv_buying_history_get_left (const ClvBuyingHistory *self,
                             guint32                 position)
{
  return clv_buying_history_get_keeps (self, position) * clv_buying_history_get_pays (self, position);
}

/* In the order in which they stand in ClvModels. */
enum
{
  CLV_BUYING_BGNBD,
  CLV_BUYING_MBGNBD,
  CLV_BUYING_MBGCNBD,
  CLV_BUYING_PARETONBD,
  CLV_BUYING_BGBB, /* where customers buy once a year at most: else it does not stand there */
  CLV_N_BUYING,
};

typedef struct _ClvOutlook ClvOutlook;

/* Who is there by one model, and curves of what they will buy: all horizons up to `reach` days. */
typedef struct
{
  gint         ref_count;
  guint        model;        /* CLV_BUYING_… */
  double       reach;
  ClvCashflow *cashflow;     /* of the cells of the fits */
} ClvFlow;

/* All models, fitted on what is known at the cut of the history. Immutable; shared between findings. */
typedef struct
{
  gint             ref_count;
  GMutex           lock;                    /* of flow and outlook */
  ClvFlow         *flow;                    /* (nullable) the last one */
  ClvOutlook      *outlook[2];              /* (nullable) the last ones: of the findings, and of whoever moves a slider */
  ClvBuyingHistory history;
  ClvBtydCells     cells;                   /* of the history, in weeks; cell_of goes by position in the history */
  gboolean         is_yearly;               /* customers buy once a year at most: … */
  ClvBtydCells     yearly;                  /* … then likewise, in years */
  gboolean         is_fitted[CLV_N_BUYING];
  ClvBtydFit       buying[CLV_N_BUYING];
  gboolean         has_spend;               /* fitted; else `spend` is made of the mean of all purchase days */
  ClvSpendFit      spend;                   /* gamma-gamma; shrunken mean where no mean is above 0 */
} ClvModelFits;

/* @which: bits 1 << CLV_BUYING_…, of those to fit. Progress goes from @from to @to. NULL: cancelled. */
ClvModelFits *clv_model_fits_new   (const ClvAnalysis *analysis,
                                    ClvDay             cut,
                                    guint              which,
                                    double             from,
                                    double             to);
/* Models that were fitted, without the histories, which are large. */
typedef struct
{
  ClvDay      cut;                       /* CLV_DAY_NONE: nothing is known */
  gboolean    is_fitted[CLV_N_BUYING];
  ClvBtydFit  buying[CLV_N_BUYING];
  gboolean    has_spend;
  ClvSpendFit spend;
} ClvKnownFits;
ClvModelFits *clv_model_fits_new_known (const ClvAnalysis  *analysis,
                                        const ClvKnownFits *known);
void          clv_model_fits_get_known (const ClvModelFits *self,
                                        ClvKnownFits       *known);
/* The histories that @model (CLV_BUYING_…) is about. */
static inline const ClvBtydCells *
clv_model_fits_get_cells (const ClvModelFits *self,
                          guint               model)
{
  return model == CLV_BUYING_BGBB ? &self->yearly : &self->cells;
}
/* FALSE: not yearly, or cancelled. */
gboolean      clv_yearly_init      (ClvBtydCells           *cells,
                                    const ClvAnalysis      *analysis,
                                    const ClvBuyingHistory *history);
ClvModelFits *clv_model_fits_ref   (ClvModelFits *self);
void          clv_model_fits_unref (ClvModelFits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvModelFits, clv_model_fits_unref)

/* What the customers of a history will do until a horizon, by one model: purchases with their chances, and by months.
 * Margin and discount are no part of it, so that they can change in no time. Immutable; shared between valuations. */
struct _ClvOutlook
{
  gint                ref_count;
  const ClvModelFits *fits;         /* borrowed: they keep the outlook, whoever holds one holds them too */
  guint         model;         /* CLV_BUYING_… */
  double        horizon_days, interval;
  ClvForecast  *forecast;      /* (nullable) none when means alone were asked for */
  ClvFlow      *flow;          /* owned */
  guint         n_steps;       /* months of the calendar; years in a far future */
  double       *end_days;      /* (array length = n_steps): end of each, from the cut on */
  double       *end_months;    /* (array length = n_steps + 1): months until then, from 0 on; the last may be no whole one */
};

/* (nullable): cancelled. That of last time is kept with @fits, and given again. */
ClvOutlook *clv_outlook_new      (ClvModelFits  *fits,
                                  guint          model,
                                  double         horizon_days,
                                  double         interval,
                                  const ClvWork *work);
ClvOutlook *clv_outlook_new_of_means (ClvModelFits  *fits,
                                      guint          model,
                                      double         horizon_days,
                                      const ClvWork *work);
void        clv_outlook_keep     (ClvModelFits  *fits,
                                  ClvOutlook    *self);
ClvOutlook *clv_outlook_ref      (ClvOutlook *self);
void        clv_outlook_unref    (ClvOutlook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvOutlook, clv_outlook_unref)
/* @end_months: (array length = n_steps + 1): from 0 on. @weight: (out) (array length = n_steps): what money of each step is
 * worth today. */
void        clv_steps_discount   (guint             n_steps,
                                  const double     *end_months,
                                  double            rate_per_year,
                                  double           *weight);
/* (nullable): cancelled. Filled in parallel; the model may be one of other fits. */
ClvFlow    *clv_flow_new         (const ClvBtydCells *cells,
                                  const ClvBtyd      *buying,
                                  guint               model,
                                  double              horizon_days,
                                  const ClvWork      *work);
void        clv_flow_unref       (ClvFlow       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvFlow, clv_flow_unref)
/* For callbacks of calc: @data is a (nullable) ClvWork. */
bool        clv_work_is_cancelled_cb (void *data);

typedef struct
{
  double margin;                /* share of revenue; 1 for revenue */
  const double *own_margin;     /* (nullable) by customer of the ledger, in place of it */
  double discount_per_year;
  double horizon_days;
  double interval;              /* level, 0 to 1 */
} ClvValuationTerms;

/* Values the customers of @fits by the buying model @model (CLV_BUYING_…) from the cut on. @n_customers: of the ledger;
 * columns are that long. (nullable): cancelled. Intervals hold behaviour, spend and the uncertainty of the parameters.
 * NULL @work is fine. */
ClvValuation *clv_model_fits_value (ClvModelFits            *fits,
                                    guint                    model,
                                    const ClvValuationTerms *terms,
                                    guint32                  n_customers,
                                    const ClvWork           *work);
/* As clv_valuation_sum(), of a valuation of any fits. */
void          clv_valuation_band   (const ClvValuation *valuation,
                                    guint32             n,
                                    const guint32      *customers,
                                    ClvBand            *value,
                                    ClvBand            *orders);

typedef struct _ClvBaseFlows ClvBaseFlows;
void clv_base_flows_free (ClvBaseFlows *self);

/* What hangs on findings, and is taken over by the next ones. Immutable once the analysis is done. */
struct _ClvModelSet
{
  gint            ref_count;
  ClvLedger      *ledger;
  ClvAssumptions  assumptions;  /* under which it was made */
  ClvModelFits   *fits;
  gboolean        has_contracts;
  ClvSbgFit       contracts;    /* how long they stay */
  ClvModels       models;       /* of the public interface; strings owned */
  ClvKnownFits    of_race;      /* fitted at its cut: another level or model needs no other */
  GMutex          lock;         /* of base_flows and of_start */
  ClvKnownFits    of_start;     /* of the chosen model, fitted at the start of the comparison with a year ago */
  ClvBaseFlows   *base_flows;   /* (nullable) of the last comparison with a year ago */
  ClvHoldout     *holdout;      /* (nullable) set by clv_analysis_run_race() */
};

ClvModelSet *clv_model_set_ref   (ClvModelSet *self);
void         clv_model_set_unref (ClvModelSet *self);

/* FALSE when there are no contracts. */
gboolean clv_model_of_contracts       (const ClvAnalysis *analysis,
                                       ClvModel          *model,
                                       ClvSbgFit         *fit);
/* Fits, or takes over; afterwards findings->model_set is there, or says in models.reason why not. FALSE: cancelled. */
gboolean clv_analysis_fit_models      (ClvAnalysis *self);
/* The race on the last part of the history and the checks: fills model_set->holdout and model_checks, and sets
 * models.chosen to the best model unless people chose one (assumptions->model). Called after clv_analysis_fit_models()
 * when there are models and nothing could be taken over. FALSE: cancelled. In clv-holdout.c. */
gboolean clv_analysis_run_race        (ClvAnalysis *self);
/* The checks alone, for another horizon. FALSE: cancelled. */
gboolean clv_analysis_check_models    (ClvAnalysis *self);
void     clv_holdout_free             (ClvHoldout *self);
/* In a g_atomic_rc_box. */
void     clv_model_checks_release     (ClvModelChecks *self);

/* What each customer's purchases leave when they have cost what they cost: findings->own_margin, NULL where customers differ
 * no more than chance does, or where costs are not known by row. Wants the observed margin. FALSE: cancelled. */
gboolean clv_analysis_fill_own_margins (ClvAnalysis *self);
void     clv_analysis_value_contracts  (ClvAnalysis *self);
void     clv_contract_value_free       (ClvContractValue *self);
/* (transfer full) (nullable) */
char    *clv_findings_dup_champions_sentence (const ClvFindings *self);
/* (transfer full) (array zero-terminated=1) */
char   **clv_findings_dup_value_sentences (const ClvFindings *self,
                                           guint             *n);
gboolean clv_analysis_value_customers (ClvAnalysis *self);
gboolean clv_analysis_find_at_risk    (ClvAnalysis *self);
gboolean clv_analysis_compare_base    (ClvAnalysis *self);

G_END_DECLS
