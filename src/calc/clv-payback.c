/* clv-payback.c - when a customer has earned back what it cost to win them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-payback.h"

#include <math.h>

/* Costs and margins are decimals: three months of 0.1 do pay 0.3. */
#define ROUNDING 1e-12

/* The first @months months' share of margin: Σ survival^j, j = 0 … months - 1. */
static double
annuity (double survival,
         double months)
{
  if (months == 0)
    return 0;
  if (survival == 1)
    return months;
  return -expm1 (months * log (survival)) / (1 - survival);
}

/**
 * clv_payback:
 * @cac: what winning the customer cost, >= 0
 * @margin_per_month: margin of a month from a customer who is there
 * @survival: share of customers still there a month later, 0 … 1
 * @payback: (out): months, or that it is never recovered
 *
 * Months until the expected margin, weighted with survival, reaches the cost:
 * the smallest t with Σ margin · survival^j >= cac, j = 0 … t - 1. Time O(1).
 *
 * Source: METRICS.md section 4. Checked by /calc/payback.
 *
 * Returns: CLV_OK, also when the cost is never recovered; CLV_DOMAIN
 */
ClvStatus
clv_payback (double      cac,
             double      margin_per_month,
             double      survival,
             ClvPayback *payback)
{
  ClvPayback result = { 0 };

  if (!isfinite (cac) || cac < 0 || !isfinite (margin_per_month) || !(survival >= 0 && survival <= 1))
    return CLV_DOMAIN;

  if (margin_per_month > 0)
    result.max_recoverable = survival == 1 ? INFINITY : margin_per_month / (1 - survival);

  if (cac == 0)
    result.recovered = true;
  else if (margin_per_month > 0)
    {
      const double needed = cac / margin_per_month * (1 - ROUNDING);
      double months;

      if (survival == 1)
        months = ceil (needed);
      else if (needed <= 1)
        months = 1;
      else if (needed * (1 - survival) >= 1 - 1e-9)
        months = INFINITY; /* the sum only ever comes near its limit */
      else
        months = ceil (log1p (-needed * (1 - survival)) / log (survival));

      /* The logarithm may miss a whole number by its last bit, either way. */
      if (isfinite (months))
        {
          if (months > 1 && annuity (survival, months - 1) >= needed)
            months--;
          else if (annuity (survival, months) < needed)
            months++;
        }
      result.recovered = isfinite (months);
      result.months = result.recovered ? months : 0;
    }
  *payback = result;
  return CLV_OK;
}

/**
 * clv_payback_simple:
 * @cac: what winning the customer cost, >= 0
 * @margin_per_month: margin of a month
 * @months: (out): cac / margin_per_month
 *
 * Payback when nobody ever leaves; not rounded.
 *
 * Source: METRICS.md section 4. Checked by /calc/payback/simple-divides.
 *
 * Returns: CLV_OK; CLV_DOMAIN; CLV_DIVERGES when the margin is not above 0
 */
ClvStatus
clv_payback_simple (double  cac,
                    double  margin_per_month,
                    double *months)
{
  if (!isfinite (cac) || cac < 0 || !isfinite (margin_per_month))
    return CLV_DOMAIN;
  if (margin_per_month <= 0)
    return CLV_DIVERGES;
  *months = cac / margin_per_month;
  return CLV_OK;
}

/**
 * clv_payback_margin_within:
 * @margin_per_month: margin of a month from a customer who is there
 * @survival: share of customers still there a month later, 0 … 1
 * @months: how many months count, >= 0
 * @margin: (out): expected margin of these months
 *
 * What may be spent on a customer if it has to come back within @months.
 *
 * Source: METRICS.md section 4, “Allowable CAC”. Checked by /calc/payback/margin-within-a-target.
 *
 * Returns: CLV_OK; CLV_DOMAIN
 */
ClvStatus
clv_payback_margin_within (double  margin_per_month,
                           double  survival,
                           double  months,
                           double *margin)
{
  if (!isfinite (margin_per_month) || !(survival >= 0 && survival <= 1) || !isfinite (months) || months < 0)
    return CLV_DOMAIN;
  *margin = margin_per_month * annuity (survival, months);
  return CLV_OK;
}
