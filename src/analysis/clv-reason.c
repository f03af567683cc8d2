/* clv-reason.c - why a number is undefined, in words with the remedy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-reason-private.h"

#include "clv-metric.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *id;
  const char *text;
} reasons[] = {
  { CLV_REASON_CAC_AND_CHURN_ZERO,
    N_("Undefined: with acquisition cost 0 and retention 100 % the published formula divides by zero.") },
  { CLV_REASON_CAC_NOT_POSITIVE,
    N_("The acquisition cost is not above zero. Enter what it costs to win a customer.") },
  { CLV_REASON_DIVERGES,
    N_("With these assumptions no customer ever leaves, and the value never ends. "
       "Choose a horizon, or a retention below 100 %.") },
  { CLV_REASON_NOBODY_ACQUIRED,
    N_("There is acquisition cost, but no customer was acquired.") },
  { CLV_REASON_NOBODY_ACTIVE_BEFORE,
    N_("Nobody was active in the period before, so that nobody could stay.") },
  { CLV_REASON_NOT_RECOVERED,
    N_("The acquisition cost is never recovered: too many customers leave before they have earned it.") },
  { CLV_REASON_NO_ACQUISITION_COST,
    N_("No acquisition cost is known. Add a cost sheet, or enter what it costs to win a customer.") },
  { CLV_REASON_NO_COMPARISON,
    N_("There are not two segments large enough to be compared, or these are the customers of no segment.") },
  { CLV_REASON_NO_COSTS,
    N_("No costs are known, so that profit is not known either. Add costs or a profit column, or enter a margin.") },
  { CLV_REASON_NO_CUSTOMERS,
    N_("No row names a customer. Choose the customer column.") },
  { CLV_REASON_NO_DATES,
    N_("The data have no dates: one row a customer says nothing about when.") },
  { CLV_REASON_NO_FEES,
    N_("The table gives no monthly fee of anybody who has stayed, so that what they will still pay is not known. Add their fees.") },
  { CLV_REASON_NO_HOLDOUT,
    N_("The history is too short to hold its last part back and to try predictions on it: "
       "it takes three months in all, and four weeks to learn from.") },
  { CLV_REASON_NO_MARGIN,
    N_("No margin is known: formulas would give revenue, not value. Add costs, or enter a margin.") },
  { CLV_REASON_NO_MODEL,
    N_("No model of buying could be fitted to these data. Look for wrong dates.") },
  { CLV_REASON_NO_ORDERS,
    N_("There are no orders of customers to work this out from.") },
  { CLV_REASON_NO_RETENTION,
    N_("No retention is known: it takes two complete periods. Enter a retention rate.") },
  { CLV_REASON_NO_REVENUE,
    N_("No revenue is known for these customers. Give a column the role of revenue.") },
  { CLV_REASON_NO_REVENUE_BEFORE,
    N_("There was no revenue in the period before, so that nothing could grow.") },
  { CLV_REASON_NO_SUBSCRIPTION,
    N_("The data have no monthly fees: this is a figure of subscriptions.") },
  { CLV_REASON_ONE_PERIOD,
    N_("The orders cover less than four weeks, so that nobody can be seen to come back or to stay away. "
       "Open a longer part of the history.") },
  { CLV_REASON_OUT_OF_RANGE,
    N_("An input lies outside the range for which the formula is defined. Look at the assumptions.") },
  { CLV_REASON_SINGLE_PURCHASE_DAY,
    N_("No customer bought on more than one day.") },
  { CLV_REASON_TOO_FEW,
    N_("With fewer than 20 customers a segment is healthy or not by chance.") },
  { CLV_REASON_TOO_SHORT,
    N_("The data cover less than two complete periods, so that nobody can be seen to stay.") },
  { CLV_REASON_TOTAL_NOT_POSITIVE,
    N_("The total is not above zero, so that there are no shares of it.") },
  { CLV_REASON_UNBOUNDED_LIFETIME,
    N_("With a retention of 100 % the lifetime has no end. Enter a lifetime in years.") },
};

/**
 * clv_reason_get_text:
 * @reason: (nullable): an id such as “no-costs”
 *
 * Returns: a translated sentence that says what is missing and what to do; "" for NULL,
 *   the id itself when it is unknown
 */
const char *
clv_reason_get_text (const char *reason)
{
  if (reason == NULL)
    return "";
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strcmp (reasons[i].id, reason) == 0)
      return _(reasons[i].text);
  return reason;
}
