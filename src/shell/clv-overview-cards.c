/* clv-overview-cards.c - which figures stand on the cards of the overview, and how they read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-overview-cards.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"
#include "clv-prediction-text.h"
#include "clv-report-outlook.h"

#define NONE CLV_N_METRICS

/* One card: the figure over all data, the same figure of a period, and what its formula takes. */
typedef struct
{
  ClvMetricId metric;
  double    (*of_period) (const ClvPeriod *period);
  ClvMetricId inputs[4];
  gboolean    profit;       /* drawn in the colour of profit */
  gboolean    more_is_good; /* else neither way is coloured */
} Card;

static double
period_customers (const ClvPeriod *period)
{
  return period->customers;
}

static double
period_revenue (const ClvPeriod *period)
{
  return period->revenue;
}

static double
period_profit (const ClvPeriod *period)
{
  return period->profit;
}

static double
period_value_per_customer (const ClvPeriod *period)
{
  return period->value_per_customer;
}

static double
period_aov (const ClvPeriod *period)
{
  return period->aov;
}

static double
period_orders_per_customer (const ClvPeriod *period)
{
  return period->customers > 0 ? (double) period->orders / period->customers : NAN;
}

static double
period_retention (const ClvPeriod *period)
{
  return period->retention_rate;
}

static double
period_cac (const ClvPeriod *period)
{
  return period->cac;
}

static const Card cards[CLV_N_OVERVIEW_CARDS] = {
  { CLV_M_CUSTOMERS, period_customers, { CLV_M_CUSTOMERS_WITHOUT_PURCHASE, NONE }, FALSE, TRUE },
  { CLV_M_REVENUE, period_revenue, { CLV_M_REVENUE_GROSS, CLV_M_REFUNDS, NONE }, FALSE, TRUE },
  { CLV_M_PROFIT, period_profit, { CLV_M_REVENUE, CLV_M_COST, CLV_M_MARGIN, NONE }, TRUE, TRUE },
  { CLV_M_VALUE_PER_CUSTOMER, period_value_per_customer, { CLV_M_REVENUE, CLV_M_COST, CLV_M_CUSTOMERS, NONE }, TRUE, TRUE },
  { CLV_M_AOV, period_aov, { CLV_M_REVENUE_OF_CUSTOMERS, CLV_M_ORDERS, NONE }, FALSE, TRUE },
  { CLV_M_PURCHASE_FREQUENCY_PER_YEAR, period_orders_per_customer, { CLV_M_ORDERS, CLV_M_CUSTOMERS, CLV_M_PURCHASE_FREQUENCY, NONE }, FALSE, TRUE },
  { CLV_M_RETENTION_RATE, period_retention, { CLV_M_CHURN_RATE, CLV_M_REPEAT_RATE, NONE }, FALSE, TRUE },
  { CLV_M_CLV_MARGIN_MULTIPLE, period_cac, { CLV_M_AOV, CLV_M_PURCHASE_FREQUENCY_PER_YEAR, CLV_M_MARGIN, CLV_M_RETENTION_RATE }, TRUE, FALSE },
};

/* In the place of the value of a customer when no costs are known. */
static const Card revenue_card =
  { CLV_M_REVENUE_PER_CUSTOMER, period_value_per_customer, { CLV_M_REVENUE_OF_CUSTOMERS, CLV_M_CUSTOMERS, NONE }, TRUE, TRUE };

static const Card *
card_at (guint              index,
         const ClvFindings *findings)
{
  if (cards[index].metric == CLV_M_VALUE_PER_CUSTOMER && !clv_findings_has_profit (findings))
    return &revenue_card;
  return &cards[index];
}

static char *
exact (const ClvFindings *findings,
       ClvMetricId        metric)
{
  ClvMetric value = clv_findings_get_metric (findings, metric);

  if (isnan (value.value))
    return g_strdup ("–");
  if (clv_metric_get_unit (metric) == CLV_METRIC_MONEY)
    return clv_format_money (value.value, clv_findings_get_currency (findings), 2);
  return clv_format_metric (metric, value.value, clv_findings_get_currency (findings));
}

static void
show_why (ClvMetricCard     *card,
          const Card        *info,
          ClvMetricId        metric,
          const ClvFindings *findings)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func (g_free);
  ClvMetric value = clv_findings_get_metric (findings, metric);
  g_autofree char *formula = NULL;

  g_ptr_array_add (inputs, g_strdup (clv_metric_get_title (metric)));
  g_ptr_array_add (inputs, exact (findings, metric));
  for (guint i = 0; i < G_N_ELEMENTS (info->inputs) && info->inputs[i] != NONE; i++)
    {
      g_ptr_array_add (inputs, g_strdup (clv_metric_get_title (info->inputs[i])));
      g_ptr_array_add (inputs, exact (findings, info->inputs[i]));
    }
  g_ptr_array_add (inputs, NULL);
  formula = isnan (value.value) && value.reason != NULL
              ? g_strdup_printf ("%s\n\n%s", clv_metric_get_formula (metric), clv_reason_get_text (value.reason))
              : g_strdup (clv_metric_get_formula (metric));
  clv_metric_card_set_why (card, formula, (const char *const *) inputs->pdata);
}

/* What stands below the figure over all data; (transfer full) markup. */
static char *
note_of_all (const Card        *info,
             const ClvFindings *findings)
{
  const char *currency = clv_findings_get_currency (findings);
  ClvMetric value = clv_findings_get_metric (findings, info->metric);
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  if (isnan (value.value))
    return g_markup_escape_text (value.reason != NULL ? clv_reason_get_text (value.reason) : "", -1);
  switch (info->metric)
    {
    case CLV_M_CUSTOMERS:
      {
        double none = clv_findings_get_metric (findings, CLV_M_CUSTOMERS_WITHOUT_PURCHASE).value;

        if (isnan (none))
          text = g_strdup (_("one row each in the file"));
        else if (none == 0)
          text = g_strdup (_("all with a purchase"));
        else
          {
            number = clv_format_count ((guint64) none);
            text = g_strdup_printf (ngettext ("%s of them without a purchase", "%s of them without a purchase",
                                              (gulong) none), number);
          }
        break;
      }

    case CLV_M_REVENUE:
      if (!(clv_findings_get_metric (findings, CLV_M_REFUNDS).value > 0))
        {
          text = clv_problem_list_find (clv_findings_get_problems (findings), "returns-without-order") != NULL
                   ? g_strdup (_("before returns, which name nobody"))
                   : g_strdup (_("no refunds in the data"));
          break;
        }
      number = clv_format_money (clv_findings_get_metric (findings, CLV_M_REFUNDS).value, currency, *currency != '\0' ? 0 : 2);
      /* Translators: %s is an amount of money */
      text = g_strdup_printf (_("after refunds of %s"), number);
      break;

    case CLV_M_PROFIT:
      number = clv_format_percent (clv_findings_get_metric (findings, CLV_M_MARGIN).value, 1);
      /* Translators: %s is a percentage */
      text = g_strdup_printf (_("margin %s"), number);
      break;

    case CLV_M_VALUE_PER_CUSTOMER:
      text = g_strdup (_("profit, all data"));
      break;

    case CLV_M_REVENUE_PER_CUSTOMER:
      text = g_strdup (_("no costs known"));
      break;

    case CLV_M_AOV:
      {
        double aov = clv_findings_get_metric (findings, CLV_M_AOV).value;
        double revenue = clv_findings_get_metric (findings, CLV_M_REVENUE_OF_CUSTOMERS).value;

        /* Orders that name a customer: these are what the average is taken over. */
        if (!(fabs (aov) > 0) || isnan (revenue))
          break;
        number = clv_format_count ((guint64) llround (revenue / aov));
      }
      /* Translators: %s is a number of orders */
      text = g_strdup_printf (_("over %s orders of customers"), number);
      break;

    case CLV_M_PURCHASE_FREQUENCY_PER_YEAR:
      number = clv_format_number (clv_findings_get_metric (findings, CLV_M_PURCHASE_FREQUENCY).value, 2);
      /* Translators: %s is a number such as 6.06 */
      text = g_strdup_printf (_("%s orders over all data"), number);
      break;

    case CLV_M_RETENTION_RATE:
      text = g_strdup (clv_findings_get_period_kind (findings) == CLV_PERIOD_YEAR      ? _("from one year to the next")
                       : clv_findings_get_period_kind (findings) == CLV_PERIOD_QUARTER ? _("from one quarter to the next")
                                                                                       : _("from one month to the next"));
      break;

    default:
      {
        const ClvMethods *methods = clv_findings_get_methods (findings);
        g_autofree char *discount = clv_format_percent (methods->discount_per_year, 0);

        /* Translators: %s is a percentage */
        text = g_strdup_printf (_("before acquisition cost, at %s a year"), discount);
      }
    }
  return g_markup_escape_text (text, -1);
}

static const char *
unit_of (ClvMetricId metric)
{
  switch (metric)
    {
    case CLV_M_CLV_MARGIN_MULTIPLE:
      return _("per customer");

    case CLV_M_AOV:
      return _("per order");

    case CLV_M_RETENTION_RATE:
      return _("came back");

    default:
      return NULL;
    }
}

/* “▲ 7 % vs 2016”; (transfer full) markup. */
static char *
change_note (double         now,
             double         before,
             gboolean       is_share,
             const char    *before_name,
             int           *direction)
{
  g_autofree char *name = g_markup_escape_text (before_name, -1);
  g_autofree char *size = NULL;
  double change = is_share ? now - before : (now - before) / fabs (before);
  const char *arrow;

  *direction = 0;
  if (isnan (change) || isinf (change))
    return g_strdup_printf ("<span alpha=\"60%%\">%s</span>", _("no earlier period to compare"));

  if (is_share)
    {
      g_autofree char *points = clv_format_number (fabs (change) * 100, 0);

      /* Translators: a difference of two percentages, in percentage points */
      size = g_strdup_printf (ngettext ("%s point", "%s points", (gulong) lround (fabs (change) * 100)), points);
    }
  else
    size = clv_format_percent (fabs (change), 0);
  *direction = change > 0 ? 1 : change < 0 ? -1 : 0;
  arrow = change > 0 ? "▲" : change < 0 ? "▼" : "=";
  /* Translators: arrow and size of a change, then the period it is compared with */
  return g_strdup_printf (_("%s <b>%s</b> vs %s"), arrow, size, name);
}

static void
show_period (ClvMetricCard     *card,
             const Card        *info,
             const ClvFindings *findings,
             ClvPeriodKind      kind,
             guint              index)
{
  guint n;
  const ClvPeriod *periods = clv_findings_get_periods (findings, kind, &n);
  const ClvPeriod *period = &periods[index];
  const ClvPeriod *before = index > 0 ? &periods[index - 1] : NULL;
  ClvMetricId metric = info->metric;
  double now = info->of_period (period);
  g_autofree char *value = NULL;
  g_autofree char *note = NULL;
  g_autofree char *before_name = before != NULL ? clv_format_period (before->start, kind) : g_strdup ("");
  const char *title, *unit;
  int direction;

  if (metric == CLV_M_CLV_MARGIN_MULTIPLE)
    metric = CLV_M_CAC; /* a lifetime is no matter of one period; what customers cost to win is */
  title = metric == CLV_M_CUSTOMERS ? _("Active customers")
          : metric == CLV_M_PURCHASE_FREQUENCY_PER_YEAR ? _("Orders per customer")
                                                        : clv_metric_get_title (metric);
  unit = metric == CLV_M_PURCHASE_FREQUENCY_PER_YEAR ? _("in the period")
         : metric == CLV_M_CAC                       ? _("per new customer")
         : info->of_period == period_value_per_customer ? _("active")
                                                        : unit_of (metric);
  value = isnan (now) ? g_strdup ("–") : clv_format_metric (metric, now, clv_findings_get_currency (findings));
  clv_metric_card_set_value (card, title, value, unit);

  note = change_note (now, before != NULL ? info->of_period (before) : NAN,
                      clv_metric_get_unit (metric) == CLV_METRIC_SHARE, before_name, &direction);
  if (!period->complete)
    {
      g_autofree char *open = g_strdup_printf ("%s · %s", note, _("not complete"));

      clv_metric_card_set_note (card, open, 0);
    }
  else
    clv_metric_card_set_note (card, note, info->more_is_good ? direction : 0);
  show_why (card, info, metric, findings);
}

static void
show_series (ClvMetricCard     *card,
             const Card        *info,
             const ClvFindings *findings)
{
  guint n = 0, first;
  const ClvPeriod *periods = NULL;
  g_autofree double *values = NULL;

  /* The finest kind that still is a line and not noise. */
  for (int kind = CLV_PERIOD_YEAR; kind >= CLV_PERIOD_MONTH && n < 8; kind--)
    periods = clv_findings_get_periods (findings, kind, &n);
  first = n > 24 ? n - 24 : 0;
  values = g_new (double, MAX (1, n));
  for (guint i = first; i < n; i++)
    values[i - first] = periods[i].complete || i + 1 < n ? info->of_period (&periods[i]) : NAN;
  clv_metric_card_set_series (card, values, n - first, info->profit);
}

static void
add_input (GPtrArray  *inputs,
           const char *title,
           char       *value) /* (transfer full) */
{
  g_ptr_array_add (inputs, g_strdup (title));
  g_ptr_array_add (inputs, value);
}

/* A band that the test went past makes nobody sure: then that stands there, and the band with the inputs. (transfer full) markup. */
static char *
dup_outlook_note (const ClvFindings *findings,
                  const ClvBand     *each,
                  const char        *total,
                  const char        *error)
{
  g_autofree char *range = NULL;
  g_autofree char *band = NULL;

  if (error != NULL)
    /* Translators: “32 % too low in its test”, money */
    return g_markup_printf_escaped (_("%s · all: %s"), error, total);
  range = clv_prediction_dup_range (each->low, each->high, clv_findings_get_currency (findings));
  band = clv_report_dup_band (findings, range);
  /* Translators: “80 % sure: €110–143”, money */
  return g_markup_printf_escaped (_("%s · all: %s"), band, total);
}

/* What a customer will bring, and all of them, with the interval of the sum. FALSE when nothing is predicted. */
static gboolean
show_outlook (ClvMetricCard     *card,
              const ClvFindings *findings)
{
  const ClvValuation *valuation = clv_findings_get_valuation (findings);
  const char *currency = clv_findings_get_currency (findings);
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *span = NULL, *title = NULL, *value = NULL, *level = NULL, *total = NULL, *note = NULL, *error = NULL;
  ClvBand each;
  guint32 n;

  if (!clv_report_value_each (findings, &each, &n))
    return FALSE;
  span = clv_prediction_dup_span (valuation->horizon_days);
  /* Translators: “12 months” */
  title = g_strdup_printf (valuation->is_revenue ? _("Revenue, next %s") : _("Value, next %s"), span);
  value = clv_format_money (each.mean, currency, fabs (each.mean) < 10000 ? 2 : 0);
  level = clv_format_percent (valuation->interval, 0);
  total = clv_format_money (valuation->total, currency, fabs (valuation->total) < 1000 ? 2 : 0);
  error = clv_findings_dup_test_error (findings);
  note = dup_outlook_note (findings, &each, total, error);
  clv_metric_card_set_series (card, NULL, 0, TRUE);
  clv_metric_card_set_value (card, title, value, _("per customer"));
  clv_metric_card_set_note (card, note, error != NULL ? -1 : 0);

  add_input (inputs, _("Value of all customers"), g_strdup (total));
  add_input (inputs, level, clv_prediction_dup_range (valuation->total_low, valuation->total_high, currency));
  add_input (inputs, _("Purchases"), clv_format_number (valuation->orders_total, valuation->orders_total < 10 ? 1 : 0));
  add_input (inputs, _("Customers"), clv_format_count (n));
  if (!valuation->is_revenue)
    add_input (inputs, _("Margin"), clv_format_percent (valuation->margin, 1));
  add_input (inputs, _("Discount rate a year"), clv_format_percent (valuation->discount_per_year, 1));
  g_ptr_array_add (inputs, NULL);
  clv_metric_card_set_why (card,
                           error != NULL
                             ? _("Expected purchases × value of a purchase × margin of each customer, discounted to the as-of date and "
                                 "added up; before acquisition cost, which is spent. The test on your last months, under “Lifetime "
                                 "Value”, went past its band: allow for as much again.")
                             : _("Expected purchases × value of a purchase × margin of each customer, discounted to the as-of date and "
                                 "added up; before acquisition cost, which is spent. Proved on your last months under “Lifetime Value”."),
                           (const char *const *) inputs->pdata);
  return TRUE;
}

/**
 * clv_overview_cards_show:
 * @index: of the card, below CLV_N_OVERVIEW_CARDS
 * @kind: of the periods to choose from
 * @period: one of them, -1 for all data
 *
 * Shows a figure with its unit, its change and its formula.
 */
void
clv_overview_cards_show (ClvMetricCard     *card,
                         guint              index,
                         const ClvFindings *findings,
                         ClvPeriodKind      kind,
                         int                period)
{
  const Card *info = card_at (index, findings);

  if (info->metric == CLV_M_CLV_MARGIN_MULTIPLE)
    {
      guint n;
      const ClvPeriod *periods = clv_findings_get_periods (findings, kind, &n);

      /* What comes next is no matter of a period in the past; the cost of winning customers is. */
      if ((period < 0 || isnan (period_cac (&periods[period]))) && show_outlook (card, findings))
        return;
      clv_metric_card_set_series (card, NULL, 0, TRUE);
    }
  else
    show_series (card, info, findings);

  if (period >= 0)
    {
      show_period (card, info, findings, kind, period);
      return;
    }

  {
    double now = clv_findings_get_metric (findings, info->metric).value;
    g_autofree char *value = isnan (now) ? g_strdup ("–")
                                         : clv_format_metric (info->metric, now, clv_findings_get_currency (findings));
    g_autofree char *note = note_of_all (info, findings);

    clv_metric_card_set_value (card, clv_metric_get_title (info->metric), value, isnan (now) ? NULL : unit_of (info->metric));
    clv_metric_card_set_note (card, note, 0);
    show_why (card, info, info->metric, findings);
  }
}

/**
 * clv_overview_cards_headline:
 *
 * Returns: (transfer full): what a customer brought, against the period before if there is a complete one
 */
char *
clv_overview_cards_headline (const ClvFindings *findings)
{
  ClvPeriodKind kind = clv_findings_get_period_kind (findings);
  const char *currency = clv_findings_get_currency (findings);
  gboolean profit = clv_findings_has_profit (findings);
  ClvMetric all = clv_findings_get_metric (findings, profit ? CLV_M_VALUE_PER_CUSTOMER : CLV_M_REVENUE_PER_CUSTOMER);
  const ClvPeriod *last = NULL, *before = NULL;
  guint n;
  const ClvPeriod *periods = clv_findings_get_periods (findings, kind, &n);
  g_autofree char *value = NULL;

  for (guint i = 0; i < n; i++)
    if (periods[i].complete && !isnan (periods[i].value_per_customer))
      {
        before = last;
        last = &periods[i];
      }

  if (last != NULL && before != NULL && before->value_per_customer > 0 && last->value_per_customer > 0)
    {
      double change = last->value_per_customer / before->value_per_customer - 1;
      g_autofree char *size = clv_format_percent (fabs (change), 0);
      g_autofree char *then = clv_format_period (before->start, kind);
      g_autofree char *now = clv_format_period (last->start, kind);

      value = clv_format_metric (CLV_M_VALUE_PER_CUSTOMER, last->value_per_customer, currency);
      if (fabs (change) < 0.005)
        return g_strdup_printf (profit
                                  /* Translators: money, period, earlier period */
                                  ? _("Each active customer earned you %s in %s – as much as in %s")
                                  : _("Each active customer bought for %s in %s – as much as in %s"),
                                value, now, then);
      if (change >= 0)
        return g_strdup_printf (profit
                                  /* Translators: money, period, percentage, earlier period */
                                  ? _("Each active customer earned you %s in %s – %s more than in %s")
                                  : _("Each active customer bought for %s in %s – %s more than in %s"),
                                value, now, size, then);
      return g_strdup_printf (profit
                                /* Translators: money, period, percentage, earlier period */
                                ? _("Each active customer earned you %s in %s – %s less than in %s")
                                : _("Each active customer bought for %s in %s – %s less than in %s"),
                              value, now, size, then);
    }

  if (isnan (all.value))
    return g_strdup (_("What your customers are worth"));
  value = clv_format_metric (CLV_M_VALUE_PER_CUSTOMER, all.value, currency);
  /* Translators: %s is an amount of money */
  return g_strdup_printf (profit ? _("Each customer earned you %s so far") : _("Each customer bought for %s so far"), value);
}
