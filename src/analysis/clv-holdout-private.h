/* clv-holdout-private.h - the race of models and rules of thumb on the last part of the history
 *
 * Nobody who runs in it sees anything of what was held out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-accuracy.h"
#include "clv-prediction-private.h"
#include "clv-purchases-private.h"

G_BEGIN_DECLS

/* The best that are to be found: METRICS.md, “top-20 % hits”. */
#define CLV_TOP_SHARE 0.2

/* Of curves. */
#define CLV_STEP_DAYS 7

enum
{
  /* First the models, in the order of CLV_BUYING_…. */
  CLV_CONTENDER_LAST_YEAR = CLV_N_BUYING,
  CLV_CONTENDER_COHORT_AVERAGE,
  CLV_CONTENDER_SIMPLE,
  CLV_N_CONTENDERS,
};

/* Who was known by the evening of the cut, what was known of them, and what they did after it. */
typedef struct
{
  const ClvPurchases *purchases;
  ClvModelFits *fits;              /* owned: made of the time until the cut */
  ClvDay    first_day, cut, end;   /* learned from first_day … cut, held out cut + 1 … end */
  guint32   n;                     /* of the history in fits */
  const guint32 *customer;         /* borrowed from there, as are the following */
  const gint32  *x, *t_x, *T;
  double   *actual;                /* (array length = n): purchases after the cut */
  double   *actual_value;          /* (array length = n): net revenue after it */
  ClvTruth  truth, truth_value;
  guint     n_steps;               /* weeks, the last may be shorter */
} ClvRace;

/* Takes the fits. */
gboolean clv_race_init      (ClvRace            *self,
                             const ClvPurchases *purchases,
                             ClvModelFits       *fits,
                             ClvDay              first_day,
                             ClvDay              end,
                             const ClvWork      *work);
void     clv_race_clear     (ClvRace            *self);
/* Days from the cut to the end of step @step, 0 … n_steps. */
static inline gint32
clv_race_step_days (const ClvRace *self,
                    guint          step)
{
  return MIN ((gint32) step * CLV_STEP_DAYS, self->end - self->cut);
}

/* What one of them says, and how it did. */
typedef struct
{
  gboolean       ran;
  double        *count, *value;    /* (array length = n of the race); freed after measuring */
  float         *loss;             /* (array length = n): its part of the score */
  ClvContender   contender;        /* handed on to the findings */
  ClvCalibration calibration[10];
  double         lift[10], lift_value[10];
  guint32        inside, above, below;
} ClvRun;

void     clv_run_clear      (ClvRun             *self);
/* The model or the rule @which; @interval is the level. FALSE: cancelled. */
void     clv_race_run_model (const ClvRace      *race,
                             guint               which,
                             double              interval,
                             const ClvWork      *work,
                             ClvRun             *run);
void     clv_race_run_rule  (const ClvRace      *race,
                             guint               which,
                             const ClvWork      *work,
                             ClvRun             *run);
/* Fills what @run->count and ->value allow. FALSE: no numbers, or cancelled. */
gboolean clv_race_measure   (const ClvRace      *race,
                             const ClvWork      *work,
                             ClvRun             *run);

/* Last day to learn from: @holdout_days before @end, or whole months when that is NaN or 0. CLV_DAY_NONE: too short. */
ClvDay   clv_holdout_find_cut (ClvDay            first_day,
                               ClvDay            end,
                               double            holdout_days);
/* Takes over what @runs (array length = CLV_N_CONTENDERS) found; @wanted: the model people chose, or -1. */
void     clv_holdout_decide (ClvHoldout         *holdout,
                             const ClvRace      *race,
                             ClvRun             *runs,
                             int                 wanted);
/* @chosen: the model that values customers. (transfer full) */
char    *clv_holdout_dup_verdict (const ClvHoldout *holdout,
                                  int               chosen);

/* Checks of what models take for granted. FALSE: cancelled. */
gboolean clv_model_checks_fill (ClvModelChecks     *checks,
                                const ClvAnalysis  *analysis,
                                const ClvPurchases *purchases,
                                const ClvHoldout   *holdout);

G_END_DECLS
