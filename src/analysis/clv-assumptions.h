/* clv-assumptions.h - what people decide: margin, discount rate, horizon, rules
 *
 * A plain value: copied, compared, printed as KEY=VALUE. The keys are those of
 * `--set`, of the project file and of the JSON (METRICS.md, “Keys”).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-book.h"

G_BEGIN_DECLS

#define CLV_ANALYSIS_ERROR (clv_analysis_error_quark ())
GQuark clv_analysis_error_quark (void);

typedef enum
{
  CLV_MODEL_CHOICE_AUTO,            /* the one that did best on the last part of the history */
  CLV_MODEL_CHOICE_BGNBD,
  CLV_MODEL_CHOICE_MBGNBD,
  CLV_MODEL_CHOICE_MBGCNBD,
  CLV_MODEL_CHOICE_PARETONBD,
  CLV_MODEL_CHOICE_SBG,             /* of contracts; without them as AUTO */
  CLV_MODEL_CHOICE_BGBB,            /* once a year at most; where people buy more often as AUTO */
} ClvModelChoice;

/* Whether no model of buying was asked for by its name. */
static inline gboolean
clv_model_choice_is_open (ClvModelChoice choice)
{
  return choice == CLV_MODEL_CHOICE_AUTO || choice == CLV_MODEL_CHOICE_SBG;
}

typedef enum
{
  CLV_ANALYSIS_ERROR_KEY,   /* no such assumption */
  CLV_ANALYSIS_ERROR_VALUE, /* the value is outside its range; the message names the range */
  CLV_ANALYSIS_ERROR_CANCELLED,
  CLV_ANALYSIS_ERROR_NO_MEMORY,
} ClvAnalysisError;

/* What goods cost where a row leaves it out. */
typedef enum
{
  CLV_MISSING_COSTS_ASSUME, /* as the margin says: the entered one, else that of rows with a cost */
  CLV_MISSING_COSTS_ZERO,
} ClvMissingCosts;

/* How cost that names no customer is given to customers. */
typedef enum
{
  CLV_ALLOCATE_ACQUIRED, /* equally to those acquired in the period that it covers, and in its channel */
  CLV_ALLOCATE_ORDERS,   /* the same to each order of that period */
  CLV_ALLOCATE_REVENUE,  /* by what they brought in that period */
  CLV_ALLOCATE_EQUAL,    /* equally to those with an order or a credit note in that period */
  CLV_ALLOCATE_NONE,
} ClvAllocationRule;

/* How customers get their scores from 1 to 5, where no cuts are given. */
typedef enum
{
  CLV_RFM_QUINTILES, /* by mid-rank, each score for itself; equal customers have equal scores */
  CLV_RFM_NESTED,    /* M within F within R, as Hughes has it: even cells */
  CLV_RFM_EVEN,      /* groups of one size; splits equal customers by their id */
} ClvRfmScores;

typedef enum
{
  CLV_HEALTH_RETENTION,
  CLV_HEALTH_GROWTH,     /* of active customers */
  CLV_HEALTH_MARGIN,
  CLV_HEALTH_LTV_TO_CAC,
  CLV_HEALTH_AT_RISK,    /* fewer are better */
  CLV_N_HEALTH_PARTS,
} ClvHealthPart;

/* How customers are put into segments. Cuts ascend. */
typedef struct
{
  double rfm_r_cuts[4];  /* days: R is 5 up to the first, 1 above the last; first NaN: as rfm_scores says */
  double rfm_f_cuts[4];  /* purchase days or orders: F is 1 below the first, 5 from the last */
  double rfm_m_cuts[4];  /* money, likewise */
  int    rfm_scores;     /* ClvRfmScores */
  int    rfm_f_orders;   /* F counts orders, else purchase days */
  int    rfm_m_mean;     /* M is the mean of an order, else the total */
  double tier_cuts[2];   /* cumulative shares of the positive value: 0.8 and 0.95 */
  double high_share;     /* of customers that count as high: 0.2 */
  double regular_days;   /* purchase days from which a customer is a regular one: 4 */
  double slowing;        /* silence in multiples of the own rhythm: 1.5 */
  double lapsed;         /* likewise: 3 */
  double health_weights[CLV_N_HEALTH_PARTS];
  double clusters;       /* how many; NaN: as many as are told apart best */
} ClvSegmentTerms;

#define CLV_SEGMENT_TERMS_DEFAULT ((ClvSegmentTerms) {                                                              \
  .rfm_r_cuts = { NAN, NAN, NAN, NAN }, .rfm_f_cuts = { NAN, NAN, NAN, NAN }, .rfm_m_cuts = { NAN, NAN, NAN, NAN }, \
  .tier_cuts = { 0.8, 0.95 }, .high_share = 0.2, .regular_days = 4, .slowing = 1.5, .lapsed = 3,                    \
  .health_weights = { 1, 1, 1, 1, 1 }, .clusters = NAN,                                                             \
})

/* NaN means “from the data”, or “none” where the data cannot say. */
typedef struct
{
  ClvRules      rules;              /* which rows count, and with what amounts */
  gboolean      period_given;
  ClvPeriodKind period;             /* unit of retention; from the data when not given */
  int           fiscal_year_start;  /* month 1 to 12 */
  char          currency[8];        /* "" from the data */
  double        margin;             /* share of revenue that is profit before acquisition; NaN from the data */
  double        retention_per_year; /* share; NaN observed */
  double        discount_per_year;  /* 0.10 */
  double        growth_per_year;    /* of the margin per customer, 0 */
  double        lifetime_years;     /* NaN: 1 / (1 - retention) */
  double        horizon_years;      /* 5 */
  double        prediction_days;    /* 365 */
  double        interval;           /* 0.8 */
  ClvModelChoice model;             /* which model of buying values customers */
  double        holdout_days;       /* held out to prove the models on; NaN or 0 from the data */
  double        cac;                /* NaN observed */
  double        service_cost;       /* a customer over the relationship; NaN none */
  double        target_ratio;       /* LTV:CAC, 3 */
  double        inactive_days;      /* NaN from the data */
  int           decimal;            /* ClvDecimalMark wanted for amounts, 0 by evidence; applied by whoever maps */
  int           date_order;         /* ClvDateOrder wanted, 0 by evidence */
  int           customer_key;       /* ClvCustomerKey */
  int           missing_costs;      /* ClvMissingCosts */
  int           discount;           /* ClvDiscount wanted, 0 by evidence */
  ClvImportChoices choices;         /* about findings that change what is read */
  ClvSegmentTerms segments;
  int           allocate[5];        /* ClvAllocationRule by ClvCostType */
  int           cac_lag;            /* months from spending to the first order, 0 to 3 */
  char          compare[48];        /* a pair of clv-span.h; "" the last two complete periods */
  int           snapshots;          /* 0 none; ClvPeriodKind + 1 */
} ClvAssumptions;

void     clv_assumptions_init_default (ClvAssumptions *self);
/* `--set KEY=VALUE`. Percent (“70 %”, “70%”) or fraction. An empty value goes back to the default. */
gboolean clv_assumptions_set          (ClvAssumptions *self,
                                       const char     *key,
                                       const char     *value,
                                       GError        **error);
/* (transfer full) The value as clv_assumptions_set() takes it; NULL when it is left to the data. */
char    *clv_assumptions_dup_value    (const ClvAssumptions *self,
                                       const char           *key);
/* (nullable) What the choice @value of @key means: “Leave out”. Translated, static; NULL for what is no choice. */
const char *clv_assumptions_get_words (const char *key,
                                       const char *value);
/* (transfer full) (nullable) The value in words, percent or a month; NULL when it is left to the data. */
char    *clv_assumptions_dup_words    (const ClvAssumptions *self,
                                       const char           *key);
/* NULL-terminated list of keys in the order people see them. */
const char *const *clv_assumptions_keys (void);
const char *clv_assumptions_get_title (const char *key); /* translated: “Discount rate a year” */
/* Which assumption does @choice about problems of @kind (clv-problem.h): “exact-duplicate”, “left-out” gives “duplicates”,
 * “drop”. @value is NULL when people must enter it (rates). FALSE when no assumption decides about @kind. */
gboolean clv_assumptions_for_choice   (const char  *kind,
                                       const char  *choice,
                                       const char **key,
                                       const char **value);
/* (transfer full) (nullable) The same as people write it: “duplicates=drop”, “rates=” where the value is theirs to say. */
char    *clv_assumptions_dup_setting  (const char *kind,
                                       const char *choice);
/* Whether @choice is what the assumptions do about problems of @kind now. */
gboolean clv_assumptions_has_choice   (const ClvAssumptions *self,
                                       const char           *kind,
                                       const char           *choice);
/* What a change of @key is about: the one kind of problem that a list got or lost, else @key itself. */
const char *clv_assumptions_get_change (const ClvAssumptions  *before,
                                        const ClvAssumptions  *after,
                                        const char            *key,
                                        const char           **title);
gboolean clv_assumptions_equal        (const ClvAssumptions *a,
                                       const ClvAssumptions *b);
/* All keys that differ from the default, as lines KEY=VALUE; for the project file. */
char    *clv_assumptions_serialise    (const ClvAssumptions *self);
void     clv_assumptions_restore      (ClvAssumptions *self,
                                       const char     *serialised);

G_END_DECLS
