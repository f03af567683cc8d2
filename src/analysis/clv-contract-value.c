/* clv-contract-value.c - what people under contract will still pay
 *
 * Each pays a monthly fee until they leave; how likely the next renewals are follows from
 * how many there were (shifted beta-geometric). Those who have left pay nothing more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-contract-value.h"

#include "clv-format.h"
#include "clv-normal.h"
#include "clv-prediction-text.h"

#define MONTHS_PER_YEAR 12
#define DAYS_PER_MONTH (CLV_DAYS_PER_YEAR / MONTHS_PER_YEAR)

/* Years of 365 days have twelve months each, as those of 366 do. */
#define LEAP_DAYS 0.001

/* The fitted model, and for each of the two things that are not known of it, √2 standard deviations either way: the four
 * with equal weights have the covariance of the fit. */
#define N_POINTS 5
#define REACH G_SQRT2

/* Longer relationships renew like this one. */
#define MAX_MONTHS 1200

/* Of somebody with so many renewals: payments, or what they are worth today for a fee of 1. */
typedef struct
{
  double mean[N_POINTS], variance, low, high;
  double most; /* when all renew */
} Moments;

typedef struct
{
  gboolean is_known;
  Moments  payments, value;
} Outlook;

struct _ClvContracts
{
  ClvSbg   model[N_POINTS];
  double   months, discount_per_year, side, margin;
  guint32  n;
  guint32  n_staying, n_unknown;
  guint32 *renewals; /* by customer */
  double  *fee;      /* 0 of those who have left; NaN: nothing can be said */
  gboolean *has_left;
  Outlook *outlooks; /* by renewals */
};

static void
place_points (const ClvSbgFit *fit,
              ClvContracts    *self)
{
  const double a = sqrt (fit->covariance[0][0]);
  const double b = a > 0 ? fit->covariance[0][1] / a : 0, c = sqrt (MAX (fit->covariance[1][1] - b * b, 0));
  const double off[N_POINTS][2] = { { 0, 0 }, { a, b }, { -a, -b }, { 0, c }, { 0, -c } };

  for (guint i = 0; i < N_POINTS; i++)
    self->model[i] = (ClvSbg) { fit->model.alpha * exp (REACH * off[i][0]), fit->model.beta * exp (REACH * off[i][1]) };
}

static double
months_of (double days)
{
  const double months = days / DAYS_PER_MONTH, whole = round (months);

  return fabs (months - whole) < LEAP_DAYS * whole ? whole : months;
}

/* Month by month: the chance of still paying, and what the money is worth today. */
static void
look_ahead (const ClvContracts *self,
            guint               n_renewals,
            double              discount_per_year,
            Moments            *moments)
{
  double stays[N_POINTS] = { 1, 1, 1, 1, 1 };
  double paid = 0, second = 0;

  *moments = (Moments) { .low = NAN, .high = NAN };
  for (guint i = 1; i - 1 < self->months; i++)
    {
      const double end = MIN (i, self->months);
      const double worth = (end - (i - 1)) * pow (1 + discount_per_year, -end / MONTHS_PER_YEAR);
      double left = 0;

      for (guint point = 0; point < N_POINTS; point++)
        {
          stays[point] *= clv_sbg_retention (&self->model[point], (int) (n_renewals + i));
          moments->mean[point] += stays[point] * worth;
          left += point > 0 ? (1 - stays[point]) / (N_POINTS - 1) : 0;
        }
      /* No more than i - 1 payments with this chance, the doubt of the model in it. */
      if (isnan (moments->low) && left >= self->side)
        moments->low = paid;
      if (isnan (moments->high) && left >= 1 - self->side)
        moments->high = paid;
      second += stays[0] * worth * (2 * paid + worth);
      paid += worth;
    }
  moments->most = paid;
  moments->variance = MAX (second - moments->mean[0] * moments->mean[0], 0);
  moments->low = MIN (isnan (moments->low) ? paid : moments->low, moments->mean[0]);
  moments->high = MAX (isnan (moments->high) ? paid : moments->high, moments->mean[0]);
}

/**
 * clv_contracts_new:
 * @values: with tenure, churned and monthly_fee
 * @fit: how long people stay
 * @terms: own margins are not looked at
 * @n_customers: of the ledger
 *
 * Source: Fader & Hardie (2007), J. of Interactive Marketing 21(1), 76-90, and (2010), Marketing Science 29(1), 85-93: expected
 * residual value by renewals so far, up to the horizon, discounted month by month. Checked by /analysis/contracts.
 *
 * Returns: (transfer full): what each of them will pay
 */
ClvContracts *
clv_contracts_new (const ClvCustomerValues *values,
                   const ClvSbgFit         *fit,
                   const ClvValuationTerms *terms,
                   guint32                  n_customers)
{
  ClvContracts *self = g_new0 (ClvContracts, 1);

  self->months = months_of (terms->horizon_days);
  self->discount_per_year = terms->discount_per_year;
  self->side = (1 - terms->interval) / 2;
  self->margin = terms->margin;
  self->n = n_customers;
  self->renewals = g_new0 (guint32, (gsize) n_customers + 1);
  self->fee = g_new0 (double, (gsize) n_customers + 1);
  self->has_left = g_new0 (gboolean, (gsize) n_customers + 1);
  self->outlooks = g_new0 (Outlook, MAX_MONTHS + 1);
  place_points (fit, self);
  for (guint32 c = 0; c < n_customers; c++)
    {
      Outlook *outlook;

      self->has_left[c] = values->churned[c] > 0;
      if (self->has_left[c])
        continue;
      self->fee[c] = values->monthly_fee[c];
      if (isnan (values->tenure[c]) || values->tenure[c] < 0 || isnan (values->churned[c]))
        self->fee[c] = NAN;
      if (isnan (self->fee[c]))
        {
          self->n_unknown++;
          continue;
        }
      self->n_staying++;
      self->renewals[c] = (guint32) MIN (floor (values->tenure[c]), MAX_MONTHS);
      outlook = &self->outlooks[self->renewals[c]];
      if (outlook->is_known)
        continue;
      outlook->is_known = TRUE;
      look_ahead (self, self->renewals[c], 0, &outlook->payments);
      look_ahead (self, self->renewals[c], self->discount_per_year, &outlook->value);
    }
  return self;
}

/**
 * clv_contracts_free:
 *
 * Frees them; NULL is nothing.
 */
void
clv_contracts_free (ClvContracts *self)
{
  if (self == NULL)
    return;
  g_free (self->renewals);
  g_free (self->fee);
  g_free (self->has_left);
  g_free (self->outlooks);
  g_free (self);
}

guint32
clv_contracts_get_n_staying (const ClvContracts *self,
                             guint32            *n_unknown)
{
  *n_unknown = self->n_unknown;
  return self->n_staying;
}

/* The chance of the next renewal after @renewals. */
double
clv_contracts_get_chance (const ClvContracts *self,
                          guint32             renewals)
{
  return clv_sbg_retention (&self->model[0], (int) renewals + 1);
}

/* Whether @customer is still there: then with @renewals so far, the chance of the next one, and @fee. */
gboolean
clv_contracts_get_next (const ClvContracts *self,
                        guint32             customer,
                        guint32            *renewals,
                        double             *chance,
                        double             *fee)
{
  if (self->has_left[customer] || isnan (self->fee[customer]))
    return FALSE;
  *renewals = self->renewals[customer];
  *chance = clv_contracts_get_chance (self, *renewals);
  *fee = self->fee[customer];
  return TRUE;
}

static ClvBand
band_of (const Moments *moments,
         double         unit)
{
  const double low = unit * moments->low, high = unit * moments->high;

  return (ClvBand) { unit * moments->mean[0], MIN (low, high), MAX (low, high) };
}

/**
 * clv_contracts_get_customer:
 * @payments: (out): how many, up to the horizon; 0 of somebody who has left, NaN where nothing can be said
 * @value: (out): what they leave, discounted
 */
void
clv_contracts_get_customer (const ClvContracts *self,
                            guint32             customer,
                            ClvBand            *payments,
                            ClvBand            *value)
{
  const Outlook *outlook = &self->outlooks[self->renewals[customer]];

  *payments = *value = (ClvBand) { 0, 0, 0 };
  if (isnan (self->fee[customer]))
    *payments = *value = (ClvBand) { NAN, NAN, NAN };
  else if (!self->has_left[customer])
    {
      *payments = band_of (&outlook->payments, 1);
      *value = band_of (&outlook->value, self->fee[customer] * self->margin);
    }
}

/* What adds up: means, variances, and what the two uncertain things of the model change. */
typedef struct
{
  ClvSum mean, variance, by[2], most;
} Adder;

static void
add_moments (Adder         *adder,
             const Moments *moments,
             double         unit)
{
  clv_sum_add (&adder->mean, unit * moments->mean[0]);
  clv_sum_add (&adder->variance, unit * unit * moments->variance);
  clv_sum_add (&adder->most, unit * moments->most);
  for (guint k = 0; k < 2; k++)
    clv_sum_add (&adder->by[k], unit * (moments->mean[1 + 2 * k] - moments->mean[2 + 2 * k]) / (2 * REACH));
}

/* Nobody pays more often than every month, nobody less than nothing. */
static ClvBand
get_sum (const Adder *adder,
         double       z)
{
  const double mean = clv_sum_get (&adder->mean), most = clv_sum_get (&adder->most);
  const double by[2] = { clv_sum_get (&adder->by[0]), clv_sum_get (&adder->by[1]) };
  const double spread = z * sqrt (clv_sum_get (&adder->variance) + by[0] * by[0] + by[1] * by[1]);

  return (ClvBand) { mean, MAX (mean - spread, MIN (most, 0)), MIN (mean + spread, MAX (most, 0)) };
}

/**
 * clv_contracts_sum:
 * @n: number of customers
 * @customers: (array length=n): rows of the ledger, each once
 * @payments: (out): of all of them together
 * @value: (out): likewise
 *
 * The interval is that of the sum: what customers do by chance cancels out, what is not known of the model does not.
 */
void
clv_contracts_sum (const ClvContracts *self,
                   guint32             n,
                   const guint32      *customers,
                   ClvBand            *payments,
                   ClvBand            *value)
{
  const double z = clv_normal_quantile (1 - self->side);
  Adder of_payments = { 0 }, of_value = { 0 };
  guint32 n_staying = 0, last = 0;

  for (guint32 i = 0; i < n; i++)
    {
      const guint32 c = customers[i];

      if (self->has_left[c] || isnan (self->fee[c]))
        continue;
      add_moments (&of_payments, &self->outlooks[self->renewals[c]].payments, 1);
      add_moments (&of_value, &self->outlooks[self->renewals[c]].value, self->fee[c] * self->margin);
      last = c;
      n_staying++;
    }
  /* Of a single one the whole distribution is known. */
  if (n_staying == 1)
    {
      clv_contracts_get_customer (self, last, payments, value);
      return;
    }
  *payments = get_sum (&of_payments, z);
  *value = get_sum (&of_value, z);
}

static char *
dup_sentence (const ClvFindings  *self,
              const ClvValuation *valuation,
              guint32             n_staying)
{
  const char *currency = self->currency;
  g_autofree char *count = clv_format_count (n_staying);
  g_autofree char *span = clv_prediction_dup_span (valuation->horizon_days);
  g_autofree char *total = clv_format_metric (CLV_M_AOV, valuation->total, currency);
  g_autofree char *low = clv_format_metric (CLV_M_AOV, valuation->total_low, currency);
  g_autofree char *high = clv_format_metric (CLV_M_AOV, valuation->total_high, currency);
  g_autofree char *level = clv_format_percent (valuation->interval, 0);

  if (valuation->is_revenue)
    /* Translators: number of customers, “12 months”, an amount of money, a percentage such as 80 %, two amounts */
    return g_strdup_printf (ngettext ("%1$s customer under contract is expected to pay fees worth %3$s today in the next %2$s, "
                                      "with %4$s certainty between %5$s and %6$s.",
                                      "%1$s customers under contract are expected to pay fees worth %3$s today in the next %2$s, "
                                      "with %4$s certainty between %5$s and %6$s.", n_staying),
                            count, span, total, level, low, high);
  /* Translators: number of customers, “12 months”, an amount of money, a percentage such as 80 %, two amounts */
  return g_strdup_printf (ngettext ("%1$s customer under contract is expected to bring %3$s in the next %2$s, at today’s margin, with "
                                    "%4$s certainty between %5$s and %6$s.",
                                    "%1$s customers under contract are expected to bring %3$s in the next %2$s, at today’s margin, "
                                    "with %4$s certainty between %5$s and %6$s.", n_staying),
                          count, span, total, level, low, high);
}

/**
 * clv_analysis_value_contracts:
 *
 * Says who is under contract, and what they are expected to bring. Wants the valuation, of contracts.
 */
void
clv_analysis_value_contracts (ClvAnalysis *self)
{
  ClvFindings *findings = self->findings;
  ClvValuation *valuation = findings->valuation;
  ClvContractValue *result = findings->contract_value = g_new0 (ClvContractValue, 1);
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();

  result->n_customers = clv_contracts_get_n_staying (clv_valuation_get_contracts (valuation), &result->n_unknown);
  result->sentence = dup_sentence (findings, valuation, result->n_customers);
  g_strv_builder_add (sentences, result->sentence);
  if (result->n_unknown > 0)
    {
      g_autofree char *count = clv_format_count (result->n_unknown);
      /* Translators: a number of customers */
      g_autofree char *text = g_strdup_printf (
        ngettext ("Of %s customer the table does not say the fee, how long they have stayed, or whether they left: they are not in the sum.",
                  "Of %s customers the table does not say the fee, how long they have stayed, or whether they left: they are not in the sum.",
                  result->n_unknown), count);

      g_strv_builder_add (sentences, text);
    }
  valuation->sentences = g_strv_builder_end (sentences);
  valuation->n_sentences = g_strv_length (valuation->sentences);
}

/**
 * clv_contract_value_free:
 *
 * Frees it; NULL is nothing.
 */
void
clv_contract_value_free (ClvContractValue *self)
{
  if (self == NULL)
    return;
  g_free (self->sentence);
  g_free (self);
}
