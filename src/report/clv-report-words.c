/* clv-report-words.c - the phrases that every report repeats: basis, span, change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-report-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"

/* More columns than this cannot be labelled side by side. */
#define MAX_PERIODS_IN_CHART 24

/**
 * clv_report_chart_period_kind:
 * @findings: what the analysis found
 *
 * Returns: months, quarters or years, so that a chart stays readable
 */
ClvPeriodKind
clv_report_chart_period_kind (const ClvFindings *findings)
{
  for (guint kind = CLV_PERIOD_MONTH; kind < CLV_PERIOD_YEAR; kind++)
    {
      guint n;

      clv_findings_get_periods (findings, kind, &n);
      if (n <= MAX_PERIODS_IN_CHART)
        return kind;
    }
  return CLV_PERIOD_YEAR;
}

/**
 * clv_report_value_word:
 * @findings: what the analysis found
 *
 * Returns: what customers are ranked by
 */
const char *
clv_report_value_word (const ClvFindings *findings)
{
  return clv_findings_has_profit (findings) ? _("profit") : _("revenue");
}

/**
 * clv_report_mean_metric:
 * @findings: what the analysis found
 *
 * Returns: what a customer brings on average: profit, or without costs revenue, under the name of its own
 */
ClvMetricId
clv_report_mean_metric (const ClvFindings *findings)
{
  return clv_findings_has_profit (findings) ? CLV_M_VALUE_PER_CUSTOMER : CLV_M_REVENUE_PER_CUSTOMER;
}

/**
 * clv_report_mean_title:
 * @findings: what the analysis found
 *
 * Returns: the name of clv_report_mean_metric(), translated
 */
const char *
clv_report_mean_title (const ClvFindings *findings)
{
  return clv_metric_get_title (clv_report_mean_metric (findings));
}

/**
 * clv_report_dup_basis:
 * @findings: what the analysis found
 *
 * Returns: (transfer full): what a customer's value is based on
 */
char *
clv_report_dup_basis (const ClvFindings *findings)
{
  const ClvLedger *ledger = clv_findings_get_ledger (findings);

  if (!clv_findings_has_profit (findings))
    return g_strdup (_("revenue, because no costs are known"));
  if (clv_findings_is_goods_cost_estimated (findings))
    {
      g_autofree char *margin = clv_format_percent (clv_findings_get_assumptions (findings)->margin, 1);
      const double costs = clv_findings_get_metric (findings, CLV_M_COST).value;
      const double goods = clv_findings_get_metric (findings, CLV_M_COST_GOODS).value;

      /* Translators: %s is a percentage */
      return g_strdup_printf (fabs (costs - goods) >= 0.005 ? _("profit at the entered margin of %s, less the costs in the data")
                                                            : _("profit at the entered margin of %s"),
                              margin);
    }
  if (clv_ledger_profit_given (ledger))
    return g_strdup (_("profit as in the file"));
  return g_strdup (_("revenue less the costs in the data"));
}

/**
 * clv_report_dup_span:
 * @findings: what the analysis found
 *
 * Returns: (transfer full): first and last day of the orders; "" when there are none
 */
char *
clv_report_dup_span (const ClvFindings *findings)
{
  ClvMetric first = clv_findings_get_metric (findings, CLV_M_FIRST_DATE);
  ClvMetric last = clv_findings_get_metric (findings, CLV_M_LAST_DATE);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (isnan (first.value) || isnan (last.value))
    return g_strdup ("");
  from = clv_format_day ((ClvDay) first.value);
  to = clv_format_day ((ClvDay) last.value);
  /* Translators: two dates */
  return g_strdup_printf (_("%s – %s"), from, to);
}

/**
 * clv_report_last_two_periods:
 * @findings: what the analysis found
 * @before: (out): the one before the last complete period
 * @last: (out): the last complete period
 *
 * Returns: FALSE when there are no two complete periods side by side
 */
gboolean
clv_report_last_two_periods (const ClvFindings *findings,
                             const ClvPeriod  **before,
                             const ClvPeriod  **last)
{
  guint n;
  const ClvPeriod *periods = clv_findings_get_periods (findings, clv_findings_get_period_kind (findings), &n);

  for (guint i = n; i >= 2; i--)
    if (periods[i - 1].complete && periods[i - 2].complete)
      {
        *last = &periods[i - 1];
        *before = &periods[i - 2];
        return TRUE;
      }
  return FALSE;
}

/**
 * clv_report_dup_change:
 * @findings: what the analysis found
 * @before: value in the earlier of clv_report_last_two_periods()
 * @last: value in the later one
 * @is_share: shares change by points, everything else in percent
 *
 * Returns: (transfer full): the change in words, with what it is compared with
 */
char *
clv_report_dup_change (const ClvFindings *findings,
                       double             before,
                       double             last,
                       gboolean           is_share)
{
  const ClvPeriod *earlier, *later;
  g_autofree char *name = NULL;
  g_autofree char *amount = NULL;
  double change;

  if (!clv_report_last_two_periods (findings, &earlier, &later) || !isfinite (before) || !isfinite (last))
    return g_strdup ("");
  /* A change in percent of nothing, or of a loss, would mislead. */
  if (!is_share && before <= 0)
    return g_strdup ("");
  name = clv_format_period (earlier->start, clv_findings_get_period_kind (findings));
  change = is_share ? (last - before) * 100 : (last - before) / before;
  if (fabs (change) < (is_share ? 0.05 : 0.0005))
    /* Translators: %s is a period */
    return g_strdup_printf (_("as in %s"), name);
  if (is_share)
    {
      g_autofree char *points = clv_format_number (fabs (change), 1);

      /* Translators: %s is a number; the difference of two percentages */
      amount = g_strdup_printf (_("%s points"), points);
    }
  else
    amount = clv_format_percent (fabs (change), 1);
  /* Translators: a triangle that points up or down, the change, the period it is compared with */
  return g_strdup_printf (_("%s %s vs %s"), change < 0 ? "▼" : "▲", amount, name);
}

/**
 * clv_report_knows_orders:
 * @findings: what the analysis found
 *
 * Returns: TRUE when numbers of orders mean something
 */
gboolean
clv_report_knows_orders (const ClvFindings *findings)
{
  return isfinite (clv_findings_get_metric (findings, CLV_M_ORDERS).value);
}

/**
 * clv_report_total_value:
 * @findings: what the analysis found
 *
 * Returns: what all customers are worth together, in the unit they are ranked by
 */
double
clv_report_total_value (const ClvFindings *findings)
{
  return clv_findings_get_metric (findings, clv_findings_has_profit (findings) ? CLV_M_PROFIT_OF_CUSTOMERS
                                                                                : CLV_M_REVENUE_OF_CUSTOMERS)
    .value;
}

/**
 * clv_report_share_of_best:
 * @findings: what the analysis found
 * @share: of the customers, 0 to 1
 * @k: (out): how many customers that is, rounded up
 *
 * Returns: share of the total value that the best @k have; NaN when the total is not above 0
 */
double
clv_report_share_of_best (const ClvFindings *findings,
                          double             share,
                          guint32           *k)
{
  guint32 n;
  const guint32 *by_rank = clv_findings_get_by_rank (findings, &n);

  *k = (guint32) ceil (share * n - 1e-9);
  if (*k == 0)
    return NAN;
  return clv_findings_get_customers (findings)->cumulative_share[by_rank[*k - 1]];
}

/**
 * clv_report_cost_title:
 *
 * What a kind of cost is called, in every chart and table.
 */
const char *
clv_report_cost_title (ClvCostType type)
{
  switch (type)
    {
    case CLV_COST_GOODS:
      return _("Goods");
    case CLV_COST_ACQUISITION:
      return _("Acquisition");
    case CLV_COST_RETENTION:
      return _("Retention");
    case CLV_COST_SERVICE:
      return _("Service");
    case CLV_COST_OTHER:
    case CLV_N_COST_TYPES:
    default:
      return _("Other");
    }
}

/* “€125.00, $50.00”: there is no sum over currencies. @which: what of each account. (transfer full) */
static char *
dup_each (const ClvCurrencyAccount *accounts,
          guint                     n,
          double                    (*which) (const ClvCurrencyAccount *account))
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      const double amount = which (&accounts[i]);
      g_autofree char *money = NULL;

      if (fabs (amount) < 0.005 && (text->len > 0 || i + 1 < n))
        continue;
      money = clv_format_money (fabs (amount) < 0.005 ? 0 : amount, clv_format_currency_sign (accounts[i].currency), 2);
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", money);
    }
  return g_string_free (text, FALSE);
}

static double
read_of (const ClvCurrencyAccount *account)
{
  return account->amount_read;
}

static double
used_of (const ClvCurrencyAccount *account)
{
  return account->amount_used;
}

static double
taken_off (const ClvCurrencyAccount *account)
{
  double sum = 0;

  for (guint reason = CLV_LEFT_OUT_REFUNDS; reason < CLV_N_LEFT_OUT; reason++)
    sum += account->left_out[reason].amount;
  return sum;
}

static double
left_of (const ClvCurrencyAccount *account)
{
  return account->amount_read - account->amount_used - taken_off (account);
}

static char *
dup_account_by_currency (const ClvBook            *book,
                         const ClvCurrencyAccount *accounts,
                         guint                     n)
{
  g_autofree char *read = dup_each (accounts, n, read_of);
  g_autofree char *used = dup_each (accounts, n, used_of);
  g_autofree char *left = dup_each (accounts, n, left_of);
  g_autofree char *taken = dup_each (accounts, n, taken_off);
  g_autofree char *converted = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean any = FALSE;

  for (guint i = 0; i < n; i++)
    any |= fabs (taken_off (&accounts[i])) >= 0.005;
  if (any)
    /* Translators: four lists of amounts in different currencies */
    g_string_append_printf (text, _("Each currency for itself: file total %s = used %s + left out %s + taken off as refunds, "
                                    "discounts, tax or shipping %s."), read, used, left, taken);
  else
    /* Translators: three lists of amounts in different currencies */
    g_string_append_printf (text, _("Each currency for itself: file total %s = used %s + left out %s."), read, used, left);
  if (clv_book_is_converted (book))
    {
      converted = clv_format_money (clv_book_get_reconciliation (book)->amount_used,
                                    clv_format_currency_sign (clv_book_get_currency (book)), 2);
      /* Translators: an amount of money; follows another sentence */
      g_string_append_printf (text, _(" What is used comes to %s when it is converted."), converted);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * clv_report_dup_account:
 *
 * The proof that nothing is lost, in one sentence: what was taken off the amounts of used rows (refunds, tax, currencies)
 * is told apart from the amounts of rows that are not used.
 *
 * Returns: (transfer full)
 */
char *
clv_report_dup_account (const ClvFindings *findings)
{
  const ClvReconciliation *account = clv_book_get_reconciliation (clv_findings_get_book (findings));
  const char *currency = clv_findings_get_currency (findings);
  g_autofree char *read = clv_format_money (account->amount_read, currency, 2);
  g_autofree char *used = clv_format_money (account->amount_used, currency, 2);
  g_autofree char *left = NULL;
  g_autofree char *taken = NULL;
  double sum_taken_off = 0, left_out;
  guint n_accounts;
  const ClvCurrencyAccount *accounts = clv_book_get_accounts (clv_findings_get_book (findings), &n_accounts);

  if (n_accounts > 0)
    return dup_account_by_currency (clv_findings_get_book (findings), accounts, n_accounts);
  for (guint reason = CLV_LEFT_OUT_REFUNDS; reason < CLV_N_LEFT_OUT; reason++)
    sum_taken_off += account->left_out[reason].amount;
  left_out = account->amount_read - account->amount_used - sum_taken_off;
  /* What is left of a sum of fractions is no “−0.00”. */
  left = clv_format_money (fabs (left_out) < 0.005 ? 0 : left_out, currency, 2);
  if (fabs (sum_taken_off) < 0.005)
    /* Translators: three amounts of money */
    return g_strdup_printf (_("File total %s = used %s + left out %s."), read, used, left);
  taken = clv_format_money (sum_taken_off, currency, 2);
  /* Translators: four amounts of money */
  return g_strdup_printf (_("File total %s = used %s + left out %s + taken off as refunds, discounts, tax, shipping or by converting %s."), read,
                          used, left, taken);
}
