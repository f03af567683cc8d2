/* clv-methods.c - customer lifetime value by formula, A to K
 *
 * Source of the variants: METRICS.md section 3; what goes into them: “Formula CLVs” there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-private.h"

#include "clv-formula.h"
#include "clv-payback.h"

#define N_METHODS 11
#define MONTHS_PER_YEAR 12.0
#define PAYBACK_TARGET_MONTHS 12.0

/* A number, or why there is none. */
typedef ClvMetric Input;

static Input
known (double value)
{
  return (Input) { value, NULL };
}

static Input
unknown (const char *reason)
{
  return (Input) { NAN, g_intern_string (reason) };
}

static Input
from_status (ClvStatus status,
             double    value)
{
  if (status == CLV_OK)
    return known (value);
  return unknown (status == CLV_DIVERGES ? CLV_REASON_DIVERGES : CLV_REASON_OUT_OF_RANGE);
}

typedef struct
{
  Input  aov, frequency, margin, retention, lifetime, cac;
  Input  m; /* margin a year */
  double i, g, horizon;
} Inputs;

/* The first of them that is missing; NULL when all are there. */
static const char *
missing (const Input *const *inputs,
         guint               n)
{
  for (guint i = 0; i < n; i++)
    if (inputs[i]->reason != NULL)
      return inputs[i]->reason;
  return NULL;
}

#define MISSING(...) \
  missing ((const Input *const[]) { __VA_ARGS__ }, G_N_ELEMENTS (((const Input *const[]) { __VA_ARGS__ })))

static Input
yearly_retention (const ClvAnalysis *self)
{
  static const double periods_per_year[CLV_N_PERIOD_KINDS] = {
    [CLV_PERIOD_MONTH] = 12, [CLV_PERIOD_QUARTER] = 4, [CLV_PERIOD_YEAR] = 1,
  };
  const Input observed = self->findings->metrics[CLV_M_RETENTION_RATE];

  if (!isnan (self->assumptions->retention_per_year))
    return known (self->assumptions->retention_per_year);
  if (self->customer_level)
    return isnan (self->level.retention_per_year) ? unknown (CLV_REASON_NO_RETENTION)
                                                  : known (self->level.retention_per_year);
  if (observed.reason != NULL)
    return unknown (CLV_REASON_NO_RETENTION);
  return known (pow (observed.value, periods_per_year[self->findings->period_kind]));
}

static Input
lifetime (const ClvAnalysis *self,
          Input              retention)
{
  double periods = NAN;
  ClvStatus status;

  if (!isnan (self->assumptions->lifetime_years))
    return known (self->assumptions->lifetime_years);
  if (self->customer_level && !isnan (self->level.lifetime_years))
    return known (self->level.lifetime_years);
  if (retention.reason != NULL)
    return retention;
  status = clv_formula_lifetime (retention.value, &periods);
  return status == CLV_DIVERGES ? unknown (CLV_REASON_UNBOUNDED_LIFETIME) : from_status (status, periods);
}

static void
fill_inputs (const ClvAnalysis *self,
             Inputs            *inputs)
{
  const ClvAssumptions *assumptions = self->assumptions;
  const ClvMetric *metrics = self->findings->metrics;
  const char *reason;

  inputs->aov = metrics[CLV_M_AOV];
  inputs->frequency = metrics[CLV_M_PURCHASE_FREQUENCY_PER_YEAR];
  if (!isnan (assumptions->margin))
    inputs->margin = known (assumptions->margin);
  else if (metrics[CLV_M_MARGIN].reason != NULL)
    inputs->margin = unknown (CLV_REASON_NO_MARGIN);
  else
    inputs->margin = metrics[CLV_M_MARGIN];
  inputs->retention = yearly_retention (self);
  inputs->lifetime = lifetime (self, inputs->retention);
  inputs->cac = metrics[CLV_M_CAC];
  inputs->i = assumptions->discount_per_year;
  inputs->g = assumptions->growth_per_year;
  inputs->horizon = assumptions->horizon_years;

  reason = MISSING (&inputs->aov, &inputs->frequency, &inputs->margin);
  inputs->m = reason != NULL ? unknown (reason)
                             : known (inputs->aov.value * inputs->frequency.value * inputs->margin.value);
}

static Input
simple (const Inputs *in)
{
  const char *reason = MISSING (&in->aov, &in->frequency, &in->margin, &in->lifetime);
  double value = NAN;
  ClvStatus status;

  if (reason != NULL)
    return unknown (reason);
  status = clv_formula_simple (in->aov.value, in->frequency.value, in->lifetime.value, in->margin.value, &value);
  return from_status (status, value);
}

/* B to H: all from margin, retention and discount. */
static Input
discounted (const Inputs *in,
            char          method)
{
  const char *reason = MISSING (&in->m, &in->retention);
  const double m = in->m.value, r = in->retention.value;
  double value = NAN;
  ClvStatus status;

  if (reason != NULL)
    return unknown (reason);
  switch (method)
    {
    case 'B':
      status = clv_formula_margin_multiple (m, r, in->i, &value);
      break;
    case 'C':
      status = clv_formula_immediate (m, r, in->i, &value);
      break;
    case 'D':
      status = clv_formula_end_of_period (m, r, in->i, &value);
      break;
    case 'E':
      status = clv_formula_immediate_within (m, r, in->i, in->horizon, &value);
      break;
    case 'F':
      status = clv_formula_growing (m, r, in->i, in->g, &value);
      break;
    case 'G':
      status = clv_formula_margin_multiple_within (m, r, in->i, in->horizon, &value);
      break;
    case 'H':
      {
        /* Active or lost, and who is lost stays lost. */
        const double transition[4] = { r, 1 - r, 0, 1 };
        const double margin[2] = { m, 0 };
        double of_state[2] = { NAN, NAN };

        status = clv_formula_markov (2, transition, margin, in->i, (unsigned) MAX (floor (in->horizon) - 1, 0), of_state);
        value = of_state[0];
        break;
      }
    default:
      g_assert_not_reached ();
    }
  return from_status (status, value);
}

static Input
realised (const ClvAnalysis *self)
{
  const ClvMetric profit = self->findings->metrics[CLV_M_PROFIT_OF_CUSTOMERS];

  if (profit.reason != NULL)
    return unknown (profit.reason);
  return known (profit.value / self->totals.customers);
}

/* By the model: a mean of all customers who ever bought. In revenue it is no lifetime value. */
static Input
predicted (const ClvAnalysis *self)
{
  const char *reason = self->findings->model_set->models.reason;
  const ClvValuation *valuation = self->findings->valuation;

  if (valuation == NULL)
    return unknown (reason != NULL ? reason : CLV_REASON_NO_MODEL);
  if (valuation->is_revenue)
    return unknown (CLV_REASON_NO_MARGIN);
  return known (valuation->total / valuation->n_valued);
}

static Input
crm_article (const Inputs *in)
{
  const char *reason = MISSING (&in->aov, &in->frequency, &in->cac, &in->retention, &in->lifetime);
  double value = NAN;
  ClvStatus status;

  if (reason != NULL)
    return unknown (reason);
  status = clv_formula_crm_article (in->aov.value, in->frequency.value, in->cac.value, in->retention.value,
                                    in->lifetime.value, &value);
  return status == CLV_DIVERGES ? unknown (CLV_REASON_CAC_AND_CHURN_ZERO) : from_status (status, value);
}

static void
add_method (ClvMethods *methods,
            const char *id,
            const char *title,
            ClvMetricId metric,
            Input       value,
            const char *why)
{
  ClvMethod *method = &methods->methods[methods->n_methods++];

  g_assert (methods->n_methods <= N_METHODS);
  *method = (ClvMethod) { id, title, metric, value.value, value.reason, why };
}

/**
 * clv_analysis_fill_methods:
 *
 * Works out all variants from what was observed or entered. Wants the observed metrics.
 */
void
clv_analysis_fill_methods (ClvAnalysis *self)
{
  ClvMethods *methods = &self->findings->methods;
  Inputs in;

  fill_inputs (self, &in);
  methods->aov = in.aov.value;
  methods->frequency_per_year = in.frequency.value;
  methods->margin = in.margin.value;
  methods->retention_per_year = in.retention.value;
  methods->discount_per_year = in.i;
  methods->growth_per_year = in.g;
  methods->lifetime_years = in.lifetime.value;
  methods->horizon_years = in.horizon;
  methods->cac = in.cac.value;
  methods->service_cost = self->assumptions->service_cost;
  methods->margin_entered = !isnan (self->assumptions->margin);
  methods->retention_entered = !isnan (self->assumptions->retention_per_year);
  methods->lifetime_entered = !isnan (self->assumptions->lifetime_years);
  methods->cac_entered = !isnan (self->assumptions->cac);
  methods->margin_is_revenue = !self->findings->has_profit;
  methods->methods = g_new0 (ClvMethod, N_METHODS);

  add_method (methods, "A", _("Simple"), CLV_M_CLV_SIMPLE, simple (&in),
              _("Order value × orders a year × lifetime × margin. Nothing is discounted, and the lifetime is taken as certain."));
  add_method (methods, "B", _("Margin multiple"), CLV_M_CLV_MARGIN_MULTIPLE, discounted (&in, 'B'),
              _("For a customer you already have: this year’s margin is not counted, later ones only if the customer stays, discounted."));
  add_method (methods, "C", _("First margin now"), CLV_M_CLV_IMMEDIATE, discounted (&in, 'C'),
              _("As B, and this year’s margin counts in full: for a customer you are about to win."));
  add_method (methods, "D", _("First margin after a year"), CLV_M_CLV_END_OF_PERIOD, discounted (&in, 'D'),
              _("As C, with each year’s margin coming at the end of the year, hence discounted once more."));
  add_method (methods, "E", _("Within the horizon"), CLV_M_CLV_FINITE, discounted (&in, 'E'),
              _("As C, but only the years up to the horizon count. It never grows without end."));
  add_method (methods, "F", _("Growing margin"), CLV_M_CLV_GROWING, discounted (&in, 'F'),
              _("As B, with a margin that grows every year. Without growth it equals B."));
  add_method (methods, "G", _("Retention curve"), CLV_N_METRICS, discounted (&in, 'G'),
              _("As B within the horizon, year by year. With one retention rate for all years it is B cut off at the horizon."));
  add_method (methods, "H", _("Markov chain"), CLV_N_METRICS, discounted (&in, 'H'),
              _("Customers move between the states “active” and “lost”. With these two states it equals E for whole years."));
  add_method (methods, "I", _("Buying till they leave"), CLV_M_CLV_PREDICTED_BEFORE_CAC, predicted (self),
              _("A model of each customer’s own rhythm of buying, instead of one rate for all."));
  add_method (methods, "J", _("Realised"), CLV_M_CLV_REALISED, realised (self),
              _("What customers have brought so far, after all costs given to them. It looks back; all others look ahead."));
  add_method (methods, "K", _("CRM article"), CLV_M_CLV_CRM_ARTICLE, crm_article (&in),
              _("As published: an index, not money. It adds a sum of money to a pure number, so that another currency unit "
                "gives another result; acquisition cost divides instead of being subtracted; and the article’s own "
                "example gives 29.82, not the 150 it prints."));
}

static void
set_input (ClvAnalysis *self,
           ClvMetricId  metric,
           Input        value)
{
  self->findings->metrics[metric] = value;
}

/* Service that the observed margin has paid already is not taken off twice. */
static double
service_to_deduct (const ClvAnalysis *self)
{
  const gboolean in_margin = isnan (self->assumptions->margin) &&
                             clv_sum_get (&self->totals.cost_by_type[CLV_COST_SERVICE]) != 0;

  return isnan (self->assumptions->service_cost) || in_margin ? 0 : self->assumptions->service_cost;
}

static Input
payback (const Inputs *in,
         double        m_monthly,
         double        survival)
{
  const char *reason = MISSING (&in->cac, &in->m, &in->retention);
  ClvPayback result;
  ClvStatus status;

  if (reason != NULL)
    return unknown (reason);
  status = clv_payback (in->cac.value, m_monthly, survival, &result);
  if (status != CLV_OK)
    return from_status (status, NAN);
  if (!result.recovered && in->cac.value > 0)
    return unknown (CLV_REASON_NOT_RECOVERED);
  return known (result.months);
}

static Input
allowable_cac (const ClvAnalysis *self,
               const Inputs      *in,
               Input              clv,
               double             m_monthly,
               double             survival)
{
  const char *reason = MISSING (&in->m, &in->retention);
  double by_ratio = NAN, by_payback = NAN;
  ClvStatus status;

  if (reason != NULL)
    return unknown (reason);
  status = clv_payback_margin_within (m_monthly, survival, PAYBACK_TARGET_MONTHS, &by_payback);
  if (status != CLV_OK)
    return from_status (status, NAN);
  by_payback = MAX (by_payback, 0);
  if (clv.reason != NULL)
    return known (by_payback);
  status = clv_formula_allowable_cac (clv.value, self->assumptions->target_ratio, &by_ratio);
  return from_status (status, MIN (by_ratio, by_payback));
}

/* What the models say of all customers together. */
static void
fill_predicted (ClvAnalysis *self,
                Input        cac)
{
  const ClvFindings *findings = self->findings;
  const ClvValuation *valuation = findings->valuation;
  const Input before = predicted (self);
  const char *after = MISSING (&before, &cac);
  ClvSum at_risk = { 0 };
  double n;

  if (valuation == NULL)
    {
      static const ClvMetricId of_models[] = { CLV_M_CLV_PREDICTED_AFTER_CAC, CLV_M_CLV_PREDICTED_LOW,
                                               CLV_M_CLV_PREDICTED_HIGH,      CLV_M_CUSTOMER_EQUITY,
                                               CLV_M_EXPECTED_ORDERS,         CLV_M_CUSTOMERS_AT_RISK,
                                               CLV_M_VALUE_AT_RISK };

      for (guint i = 0; i < G_N_ELEMENTS (of_models); i++)
        clv_analysis_set_undefined (self, of_models[i], before.reason);
      return;
    }

  for (guint32 i = 0; i < findings->n_at_risk; i++)
    clv_sum_add (&at_risk, findings->at_risk[i].value_at_risk);
  n = valuation->n_valued;
  clv_analysis_set_metric (self, CLV_M_EXPECTED_ORDERS, valuation->orders_total);
  /* Who is under contract is there. */
  if (valuation->is_contracts)
    clv_analysis_set_undefined (self, CLV_M_CUSTOMERS_AT_RISK, CLV_REASON_NO_DATES);
  else
    clv_analysis_set_metric (self, CLV_M_CUSTOMERS_AT_RISK, findings->n_at_risk);
  set_input (self, CLV_M_CLV_PREDICTED_LOW, before.reason != NULL ? before : known (valuation->total_low / n));
  set_input (self, CLV_M_CLV_PREDICTED_HIGH, before.reason != NULL ? before : known (valuation->total_high / n));
  set_input (self, CLV_M_CUSTOMER_EQUITY, before.reason != NULL ? before : known (valuation->total));
  set_input (self, CLV_M_VALUE_AT_RISK, before.reason != NULL      ? before
                                        : valuation->is_contracts ? unknown (CLV_REASON_NO_DATES)
                                                                  : known (clv_sum_get (&at_risk)));
  set_input (self, CLV_M_CLV_PREDICTED_AFTER_CAC, after != NULL ? unknown (after) : known (before.value - cac.value));
}

/**
 * clv_analysis_fill_formula_metrics:
 *
 * The metrics that follow from the formulas and from the models. Wants the methods and the customers at risk.
 */
void
clv_analysis_fill_formula_metrics (ClvAnalysis *self)
{
  const ClvMethods *methods = &self->findings->methods;
  double survival = NAN, lifetime_years = NAN;
  const char *reason;
  Inputs in;
  Input clv, multiple;

  fill_inputs (self, &in);
  for (guint i = 0; i < methods->n_methods; i++)
    if (methods->methods[i].metric != CLV_N_METRICS)
      set_input (self, methods->methods[i].metric, (Input) { methods->methods[i].value, methods->methods[i].reason });
  fill_predicted (self, in.cac);

  if (in.retention.reason != NULL)
    set_input (self, CLV_M_CUSTOMER_LIFETIME_YEARS_IMPLIED, in.retention);
  else if (clv_formula_lifetime (in.retention.value, &lifetime_years) == CLV_OK)
    clv_analysis_set_metric (self, CLV_M_CUSTOMER_LIFETIME_YEARS_IMPLIED, lifetime_years);
  else
    clv_analysis_set_undefined (self, CLV_M_CUSTOMER_LIFETIME_YEARS_IMPLIED, CLV_REASON_UNBOUNDED_LIFETIME);

  multiple = self->findings->metrics[CLV_M_CLV_MARGIN_MULTIPLE];
  clv = self->findings->metrics[CLV_M_CLV_PREDICTED_BEFORE_CAC];
  if (clv.reason != NULL)
    clv = multiple;
  reason = MISSING (&clv, &in.cac);
  if (reason != NULL)
    {
      clv_analysis_set_undefined (self, CLV_M_LTV_TO_CAC, reason);
      clv_analysis_set_undefined (self, CLV_M_CUSTOMER_NET_WORTH, reason);
    }
  else
    {
      if (in.cac.value > 0)
        clv_analysis_set_metric (self, CLV_M_LTV_TO_CAC, clv.value / in.cac.value);
      else
        clv_analysis_set_undefined (self, CLV_M_LTV_TO_CAC, CLV_REASON_CAC_NOT_POSITIVE);
      clv_analysis_set_metric (self, CLV_M_CUSTOMER_NET_WORTH,
                               clv_formula_net_worth (clv.value, in.cac.value, service_to_deduct (self)));
    }

  if (in.retention.reason == NULL)
    clv_formula_retention_per_period (in.retention.value, MONTHS_PER_YEAR, &survival);
  set_input (self, CLV_M_PAYBACK_MONTHS, payback (&in, in.m.value / MONTHS_PER_YEAR, survival));
  set_input (self, CLV_M_ALLOWABLE_CAC, allowable_cac (self, &in, multiple, in.m.value / MONTHS_PER_YEAR, survival));
}
