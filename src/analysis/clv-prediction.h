/* clv-prediction.h - what comes next: models, their proof on the last months, values of customers
 *
 * Three steps, each a pure function of the one before:
 *   history  → models     fitting; the slow one, kept as long as no order changes
 *   models   → holdout    the race of all methods on the last part of the history
 *   models   → valuation  margin, discount rate, horizon and level applied: within a
 *                         frame for 100,000 customers, refits nothing
 * All three hang on the findings; a valuation can also be asked for alone, for sliders.
 *
 * A purchase here is a purchase day (METRICS.md). Times of models are weeks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-findings.h"

G_BEGIN_DECLS

typedef enum
{
  CLV_MODEL_FINE,
  CLV_MODEL_WEAK,            /* “weak”: predictions hold, single parameters do not */
  CLV_MODEL_TOO_LITTLE_DATA, /* “too-little-data”: leans on what shops usually see */
} ClvModelStatus;

#define CLV_MODEL_MAX_PARAMETERS 5

/* One fitted model. */
typedef struct
{
  const char    *id;             /* “bgnbd” “mbgnbd” “mbgcnbd” “paretonbd” “gammagamma” “sbg” “bgbb” */
  const char    *title;          /* translated, for people: “Buys at random until gone” */
  guint          n_parameters;
  const char    *name[CLV_MODEL_MAX_PARAMETERS]; /* letters of the paper; “k” too */
  double         parameter[CLV_MODEL_MAX_PARAMETERS];
  double         standard_error[CLV_MODEL_MAX_PARAMETERS]; /* NaN when not identified, and for k */
  double         log_likelihood;
  double         gradient, condition;
  guint32        n_used;         /* customers in the fit */
  guint32        n_left_out;     /* and not: no history yet (T = 0), or for spend no amount above 0 */
  gboolean       has_prior;
  ClvModelStatus status;
  char          *sentence;       /* translated: what the status means for a marketer */
} ClvModel;

typedef struct
{
  guint       n_models;
  ClvModel   *models;            /* the buying models first, bgbb the last of them where it applies; then gammagamma, then sbg */
  int         chosen;            /* buying model that values customers; -1: none, see reason */
  int         spend;             /* index of gammagamma, -1 when all spend the mean of the crowd */
  const char *reason;            /* interned, why nothing is predicted: “no-model”, “one-period”, … ; NULL */
} ClvModels;

/* One that ran: a model or a rule of thumb. Counts are purchases in the holdout, money is revenue (net). */
typedef struct
{
  const char *id;                /* id of a model, or “last-year” “cohort-average” “simple” */
  char       *title;             /* translated */
  gboolean    is_model;
  double      predicted, bias;   /* total; predicted / actual - 1, NaN when nothing was bought */
  double      mae, rmse;         /* per customer */
  double      rank_correlation;  /* Spearman, NaN when one side is constant */
  double      top20_hits;        /* share of the really best fifth that is in the predicted best fifth */
  double      coverage;          /* share of customers inside their interval; NaN without one */
  double      predicted_value, value_bias, value_mae, value_rank_correlation, value_top20_hits, value_coverage;
  double      total_low, total_high; /* interval of the total count; NaN without one */
  gboolean    total_inside;
  double     *cumulative, *cumulative_low, *cumulative_high; /* (array length = n_steps + 1); low, high NULL without interval */
  double      score;             /* what decides: lower is better; see clv-holdout.c */
} ClvContender;

typedef struct
{
  guint32 customers;
  double  predicted, actual;     /* mean purchases a customer */
  double  actual_low, actual_high; /* 80 % sampling interval of that mean, by the model */
} ClvCalibration;

typedef struct
{
  ClvDay        start, end;      /* first and last day of what was held out */
  ClvDay        first_day;       /* of what was learned from */
  guint32       n_customers;     /* known before the start */
  guint32       n_bought;        /* of them, bought something in the holdout */
  double        actual, actual_value;
  double        interval;        /* the nominal level of all intervals */
  guint         n_steps;         /* weeks, the last may be shorter */
  ClvDay       *step_end;        /* (array length = n_steps + 1), step_end[0] is the day before start */
  double       *actual_cumulative; /* (array length = n_steps + 1) */
  guint         n_contenders;
  ClvContender *contenders;      /* models in the order of ClvModels, then rules of thumb */
  int           winner;          /* of all */
  int           best_model;      /* of the models; the chosen one unless people chose another */
  ClvCalibration calibration[10];  /* of the chosen model, customers by predicted count, fewest first */
  double        lift[10];        /* share of the real purchases by tenths of predicted, most first */
  double        lift_value[10];
  guint32       inside, above, below; /* customers against their interval, chosen model */
  const char   *reason;          /* interned, why there is no holdout; NULL */
  char         *verdict;         /* translated: “On your last 12 months the model was 4 % too low in total; …” */
} ClvHoldout;

/* What models take for granted, checked on these data; each told in a sentence where it matters. */
typedef struct
{
  double spend_frequency_correlation; /* Spearman of x and mean spend over repeat buyers; NaN below 3 */
  double spend_trend_per_year;        /* change of what the same customer spends on a purchase, share a year */
  double spend_trend_t;               /* its t value */
  double pace_change;                 /* of the same customers in the last year against before, as a share; NaN unknown */
  double pace_change_z;
  double holdout_season;              /* share of a year's purchases that earlier years put into the holdout's months, over their share of days; NaN unknown */
  double horizon_season;              /* likewise for the horizon ahead */
  gboolean is_left_truncated;         /* many were customers before the data begin */
  guint32  n_acquired_before;         /* customers with an order whom a customer table knows from before the data begin */
  guint    n_sentences;
  char   **sentences;                 /* translated */
} ClvModelChecks;

/* What a customer is worth from now to the horizon. Before acquisition cost (it is sunk). */
typedef struct
{
  /* what it was made with */
  double   margin;               /* share of revenue; 1 with is_revenue */
  gboolean is_revenue;           /* neither costs nor margin: values are revenue */
  double   kept;             /* share of order amounts that credit notes do not take back, of all: values are net, spend is not */
  const double *own_margin;  /* (nullable) by customer, where costs are known by row and customers differ; else all have `margin` */
  double   discount_per_year, horizon_days, interval;

  gboolean is_contracts;         /* renewals of contracts: purchases are monthly payments, spend is the fee */

  guint32  n;                    /* all customers of the ledger; NaN where not counted or without an order */
  guint32  n_valued;             /* of them, with figures */
  const double *p_alive;         /* at the as-of day; 1 or 0 of contracts */
  const double *expected_orders; /* purchases in the horizon */
  const double *orders_low, *orders_high; /* widened to hold the mean, as those of the value */
  const double *spend;           /* expected spend on a purchase, shrunken, free ones counted as such */
  const double *clv, *clv_low, *clv_high;
  const double *value_at_risk;   /* what would be lost: value if still there, times the chance of being gone; NaN of contracts */
  double   total, total_low, total_high;           /* of all customers: the interval of the sum */
  double   orders_total, orders_total_low, orders_total_high;
  guint    n_sentences;
  char   **sentences;            /* translated: how far to trust it, for these data; none with other terms than those of the findings */
} ClvValuation;

typedef struct
{
  double mean, low, high;
} ClvBand;

/* Who is under contract, where the table does say so. What they bring stands in the valuation. */
typedef struct
{
  guint32  n_customers;          /* still there, with a known fee */
  guint32  n_unknown;            /* of whom the table does not say enough */
  char    *sentence;             /* translated */
} ClvContractValue;

/* How long people stayed under contract: shares that are there after 0 … n_months months. */
typedef struct
{
  guint    n_months;                /* arrays have one more */
  double  *observed, *low, *high;   /* with its interval */
  double   interval;                /* the level of that */
  double  *model;                   /* which values customers, learned from all */
  double  *test;                    /* (nullable) learned from the first months alone */
  guint    learned_months;          /* 0: too little for that */
} ClvSurvival;

/* Why somebody is at risk; bits. */
typedef enum
{
  CLV_RISK_OVERDUE           = 1 << 0, /* against the own rhythm */
  CLV_RISK_FALLING_SIZE      = 1 << 1, /* the last orders are smaller than those before */
  CLV_RISK_FALLING_FREQUENCY = 1 << 2, /* gaps grow */
  CLV_RISK_REFUNDED          = 1 << 3, /* something was given back since the last order */
  CLV_RISK_SINGLE_PRODUCT    = 1 << 4, /* never bought from another category */
} ClvRiskReason;

/* Of somebody who is less likely still a customer than this, “the next order, if any” says nothing. */
#define CLV_RISK_WORTH_WAITING 0.1

typedef struct
{
  guint32 customer;
  double  p_alive, value_at_risk, clv;
  double  days_since_last;
  double  own_gap_days;          /* mean of the own gaps */
  double  usual_gap_days;        /* drawn to that of all when there are few */
  double  overdue;               /* days_since_last / usual_gap_days */
  guint   reasons;               /* ClvRiskReason */
} ClvAtRisk;

/* From one as-of day to a later one; parts add up to the change. */
typedef struct
{
  ClvDay  from, to;
  double  before, before_low, before_high, after, after_low, after_high;
  double  new_customers;         /* value of those acquired in between */
  double  lost;                  /* of those whose P(alive) fell below one half */
  double  behaviour;             /* of the others, with the models of before */
  double  model;                 /* what the new fit changes */
} ClvBaseChange;

const ClvModels      *clv_findings_get_models      (const ClvFindings *self);
const ClvHoldout     *clv_findings_get_holdout     (const ClvFindings *self); /* (nullable) when there is no model */
const ClvModelChecks *clv_findings_get_model_checks (const ClvFindings *self);
const ClvValuation   *clv_findings_get_valuation   (const ClvFindings *self); /* (nullable) when there is no model */
/* By value at risk, most first: P(alive) below one half and at least two purchase days. */
const ClvAtRisk      *clv_findings_get_at_risk     (const ClvFindings *self,
                                                    guint32           *n);
/* (transfer full) Why, in words: “Bought every 30 days, silent for 90.” */
char                 *clv_findings_dup_risk_sentence (const ClvFindings *self,
                                                      const ClvAtRisk   *risk);
/* How far the model was off in total in its test on the last months, as a share and below 0 when too low; NaN where it stood the
 * test or there was none. */
double                clv_findings_get_test_error  (const ClvFindings *self);
/* (transfer full) (nullable) The same in words: “32 % too low in its test”. */
char                 *clv_findings_dup_test_error  (const ClvFindings *self);
/* (transfer full) (array zero-terminated=1) What speaks against the list of those at risk, or against its being empty: a test that
 * was missed, segments that say otherwise. */
char                **clv_findings_dup_risk_doubts (const ClvFindings *self);
/* (nullable) NULL where the data are no contracts. */
const ClvContractValue *clv_findings_get_contract_value (const ClvFindings *self);
/* (transfer full) (nullable) NULL where the data are no contracts. */
ClvSurvival          *clv_findings_dup_survival    (const ClvFindings *self);
void                  clv_survival_free            (ClvSurvival *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvSurvival, clv_survival_free)
/* (nullable) The change of the value of the base over the last year (shorter when the history is); NULL without a model, and
 * where the model has learned so much since that the two cannot be compared. */
const ClvBaseChange  *clv_findings_get_base_change (const ClvFindings *self);

/* (transfer full) (nullable) With another margin (NaN: that of the findings), discount rate, horizon in days or level; NULL also
 * when cancelled. @work: (nullable). */
ClvValuation         *clv_findings_value           (const ClvFindings *self,
                                                    double             margin,
                                                    double             discount_per_year,
                                                    double             horizon_days,
                                                    double             interval,
                                                    const ClvWork     *work);
/* The same without intervals (NaN), for terms that are being moved: some 10 ms for 100,000 customers. */
ClvValuation         *clv_findings_value_quickly   (const ClvFindings *self,
                                                    double             margin,
                                                    double             discount_per_year,
                                                    double             horizon_days,
                                                    const ClvWork     *work);
void                  clv_valuation_free           (ClvValuation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvValuation, clv_valuation_free)
/* Sum over a set of customers with the interval of the sum (not the sum of intervals). @orders: (out) (optional). */
void                  clv_valuation_sum            (const ClvFindings  *self,
                                                    const ClvValuation *valuation,
                                                    guint32             n,
                                                    const guint32      *customers,
                                                    ClvBand            *value,
                                                    ClvBand            *orders);

/* The next purchase, if still there: 80 % window in days from the as-of day on. FALSE when unknown. */
gboolean              clv_findings_next_purchase   (const ClvFindings *self,
                                                    guint32            customer,
                                                    double            *low,
                                                    double            *high);
/* The same as days of the calendar, from the day after the as-of day on. FALSE when unknown or centuries away. */
gboolean              clv_findings_next_order_days (const ClvFindings *self,
                                                    guint32            customer,
                                                    ClvDay            *from,
                                                    ClvDay            *to);

/* What is expected to be left of what a customer orders when the rest was given back, and the share of it that is paid:
 * 1 for most. FALSE when nothing is predicted. */
gboolean              clv_findings_get_what_is_left (const ClvFindings *self,
                                                     guint32            customer,
                                                     double            *keeps,
                                                     double            *pays);

/* “Why this number”: the steps from the crowd to this customer, in words. (transfer full) (array zero-terminated=1) */
char                **clv_findings_explain_value   (const ClvFindings *self,
                                                    guint32            customer);

G_END_DECLS
