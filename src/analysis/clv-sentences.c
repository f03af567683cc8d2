/* clv-sentences.c - findings in words, each made from the figures it tells
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-analysis-private.h"

#include "clv-format.h"

#include <string.h>

#define FEW_REPEAT_BUYERS 30u
#define MAX_SEGMENT_SENTENCES 3u

/* With more values, the largest of them says little. */
#define MAX_SEGMENTS_TOLD 50u

/* Takes @text. */
static void
say (ClvAnalysis *self,
     const char  *page,
     ClvSeverity  severity,
     char        *text)
{
  const ClvSentence sentence = { text, g_intern_static_string (page), severity };

  g_array_append_val (self->findings->sentences, sentence);
}

/* Whole percents, with decimals where those would hide too much: 99.97 % is not all, and 0.02 % not nothing. */
static char *
percent (double share)
{
  const double size = fabs (share);
  int decimals = size < 0.1 || (size > 0.9 && size < 1) ? 1 : 0;

  for (double scale = decimals == 0 ? 100 : 1000; decimals < 4; decimals++, scale *= 10)
    {
      const double shown = round (size * scale) / scale;

      if ((shown != 1 || size == 1) && (shown != 0 || size == 0))
        break;
    }
  return clv_format_percent (share, decimals);
}

static char *
money (const ClvAnalysis *self,
       double             value)
{
  return clv_format_metric (CLV_M_VALUE_PER_CUSTOMER, value, self->findings->currency);
}

static double
metric (const ClvAnalysis *self,
        ClvMetricId        id)
{
  return self->findings->metrics[id].value;
}

static void
say_basis (ClvAnalysis *self)
{
  if (!self->findings->has_profit)
    {
      say (self, "overview", CLV_SEVERITY_WARNING,
           g_strdup (_("Values are revenue, not profit: no costs were given. Add costs, or enter a margin.")));
      return;
    }
  if (self->goods_from_margin)
    {
      g_autofree char *margin = percent (self->assumptions->margin);

      /* Translators: %s is a share in percent */
      say (self, "overview", CLV_SEVERITY_INFO,
           g_strdup_printf (_("The cost of goods is estimated: the data have none, and you entered a margin of %s."), margin));
    }
  else if (metric (self, CLV_M_COST_GOODS) == 0)
    say (self, "overview", CLV_SEVERITY_WARNING,
         g_strdup (_("Profit is revenue less the costs given, and the cost of goods is not among them. Add it, or enter a margin.")));
  if (!isnan (self->assumptions->margin) && !self->goods_from_margin)
    {
      g_autofree char *margin = percent (self->assumptions->margin);

      /* Translators: %s is a share in percent */
      say (self, "overview", CLV_SEVERITY_INFO,
           g_strdup_printf (self->totals.estimated_cost_rows > 0
                              ? _("Profit is made of the costs in the data; the margin of %s that you entered is used in the formulas, and for rows without a cost of goods.")
                              : _("Profit is made of the costs in the data; the margin of %s that you entered is used in the formulas only."),
                            margin));
    }
  if (self->totals.unknown_cost_rows > 0)
    {
      g_autofree char *rows = clv_format_count (self->totals.unknown_cost_rows);

      say (self, "profitability", CLV_SEVERITY_WARNING,
           g_strdup_printf (ngettext ("%s row has no cost of goods and counts as if the goods cost nothing. Enter a margin to estimate it.",
                                      "%s rows have no cost of goods and count as if the goods cost nothing. Enter a margin to estimate it.",
                                      self->totals.unknown_cost_rows), rows));
    }
  if (self->totals.assumed_cost_rows > 0)
    {
      g_autofree char *rows = clv_format_count (self->totals.assumed_cost_rows);
      g_autofree char *margin = percent (self->assumed_margin);

      say (self, "profitability", CLV_SEVERITY_WARNING,
           /* Translators: a number of rows, a share in percent */
           g_strdup_printf (ngettext ("%s row has no cost of goods. It is assumed from the margin of the rows that have one, %s over all.",
                                      "%s rows have no cost of goods. It is assumed from the margin of the rows that have one, %s over all.",
                                      self->totals.assumed_cost_rows), rows, margin));
    }
}

static void
say_profitability (ClvAnalysis *self)
{
  const ClvConcentration *concentration = &self->findings->concentration;
  const double unprofitable = metric (self, CLV_M_UNPROFITABLE_CUSTOMERS);
  const double total = metric (self, CLV_M_PROFIT_OF_CUSTOMERS);
  guint32 n_ranked = 0;

  if (isnan (unprofitable))
    return;
  for (guint i = 0; i < 10; i++)
    n_ranked += concentration->deciles[i].customers;

  if (isnan (concentration->peak_share))
    {
      g_autofree char *loss = money (self, total);

      /* Translators: %s is a sum of money, zero or negative */
      say (self, "profitability", CLV_SEVERITY_WARNING,
           g_strdup_printf (_("Customers together bring no profit: %s."), loss));
    }
  else if (unprofitable > 0)
    {
      g_autofree char *share = percent ((double) concentration->peak_customers / n_ranked);
      g_autofree char *peak = percent (concentration->peak_share);
      g_autofree char *losers = percent (unprofitable / n_ranked);

      /* Translators: three shares in percent: “18 % of customers make 141 % of the profit; 27 % lose money.” */
      say (self, "profitability", CLV_SEVERITY_INFO,
           g_strdup_printf (_("%s of customers make %s of the profit; %s lose money."), share, peak, losers));
    }
  else
    say (self, "profitability", CLV_SEVERITY_INFO, g_strdup (_("No customer loses money.")));
}

static void
say_concentration (ClvAnalysis *self)
{
  const double top = metric (self, CLV_M_TOP_DECILE_REVENUE_SHARE);
  const double pareto = metric (self, CLV_M_PARETO80_CUSTOMERS_SHARE);

  if (self->totals.customers < 10)
    return;
  if (!isnan (top))
    {
      g_autofree char *share = percent (top);

      /* Translators: %s is a share in percent */
      say (self, "profitability", CLV_SEVERITY_INFO,
           g_strdup_printf (_("The best tenth of customers brings %s of revenue."), share));
    }
  if (!isnan (pareto))
    {
      g_autofree char *share = percent (pareto);

      /* Translators: %s is a share in percent */
      say (self, "profitability", CLV_SEVERITY_INFO,
           g_strdup_printf (_("80\u202f%% of the customers’ revenue comes from %s of the customers."), share));
    }
}

static void
say_repeat (ClvAnalysis *self)
{
  const double rate = metric (self, CLV_M_REPEAT_RATE);
  g_autofree char *share = NULL;

  if (isnan (rate))
    return;
  share = percent (rate);
  /* Translators: %s is a share in percent */
  say (self, "customers", CLV_SEVERITY_INFO,
       g_strdup_printf (_("%s of the customers with an order have ordered more than once."), share));
  if (self->totals.repeat_buyers < FEW_REPEAT_BUYERS && self->totals.customers >= 10)
    {
      g_autofree char *count = clv_format_count (self->totals.repeat_buyers);

      say (self, "customers", CLV_SEVERITY_WARNING,
           g_strdup_printf (ngettext ("Only %s customer has ordered more than once: rates of repeat and retention are uncertain.",
                                      "Only %s customers have ordered more than once: rates of repeat and retention are uncertain.",
                                      self->totals.repeat_buyers), count));
    }
}

/* The last two complete periods of the kind that retention is about. */
static void
say_last_periods (ClvAnalysis *self)
{
  const ClvFindings *findings = self->findings;
  const ClvPeriodKind kind = findings->period_kind;
  const ClvPeriod *now = NULL, *before = NULL;
  g_autofree char *now_name = NULL;
  g_autofree char *before_name = NULL;

  for (guint p = findings->n_periods[kind]; p-- > 1 && now == NULL;)
    if (findings->periods[kind][p].complete && findings->periods[kind][p - 1].complete)
      {
        now = &findings->periods[kind][p];
        before = &findings->periods[kind][p - 1];
      }
  if (now == NULL)
    return;

  now_name = clv_format_period (now->start, kind);
  before_name = clv_format_period (before->start, kind);
  if (!isnan (now->value_per_customer) && !isnan (before->value_per_customer))
    {
      g_autofree char *now_value = money (self, now->value_per_customer);
      g_autofree char *before_value = money (self, before->value_per_customer);

      /* Translators: a sum of money, a period such as “2024”, the same of the period before */
      say (self, "overview", CLV_SEVERITY_INFO,
           g_strdup_printf (_("Value per active customer was %s in %s, after %s in %s."), now_value, now_name, before_value,
                            before_name));
    }
  if (!isnan (now->retention_rate))
    {
      g_autofree char *share = percent (now->retention_rate);

      /* Translators: a share in percent, and two periods such as “2023” and “2024” */
      say (self, "overview", CLV_SEVERITY_INFO,
           g_strdup_printf (_("%s of the customers active in %s were active again in %s."), share, before_name, now_name));
    }
}

/* TRUE if something was said. */
static gboolean
say_scheme (ClvAnalysis            *self,
            const ClvSegmentScheme *scheme)
{
  const ClvSegment *by_revenue = NULL, *by_profit = NULL;
  double unnamed = 0;
  guint n_named = 0;

  for (guint s = 0; s < scheme->n_segments; s++)
    {
      const ClvSegment *segment = &scheme->segments[s];

      if (strcmp (segment->name, _("(none)")) == 0)
        {
          unnamed = segment->revenue;
          continue;
        }
      n_named++;
      if (by_revenue == NULL || segment->revenue > by_revenue->revenue)
        by_revenue = segment;
      if (by_profit == NULL || segment->profit > by_profit->profit)
        by_profit = segment;
    }
  /* Where most rows say nothing, or others take more away than they bring, a share says nothing either. */
  if (n_named < 2 || by_revenue->revenue <= 0 || unnamed > by_revenue->revenue || by_revenue->share_of_revenue > 1)
    return FALSE;

  if (self->findings->has_profit && by_profit != by_revenue)
    /* Translators: the title of a column, and two of its values */
    say (self, "segments", CLV_SEVERITY_INFO,
         g_strdup_printf (_("%s: “%s” brings the most revenue, but “%s” the most profit."), scheme->title,
                          by_revenue->name, by_profit->name));
  else if (!isnan (by_revenue->share_of_revenue))
    {
      g_autofree char *share = percent (by_revenue->share_of_revenue);

      /* Translators: the title of a column, one of its values, a share in percent */
      say (self, "segments", CLV_SEVERITY_INFO,
           g_strdup_printf (self->findings->has_profit
                              ? _("%s: “%s” brings both the most revenue, %s of all, and the most profit.")
                              : _("%s: “%s” brings the most revenue, %s of all."),
                            scheme->title, by_revenue->name, share));
    }
  return TRUE;
}

/* Columns with a role in business (segment, category, country, channel) before the others. */
static void
say_segments (ClvAnalysis *self)
{
  guint said = 0;

  for (int with_role = 1; with_role >= 0; with_role--)
    for (guint i = 0; i < self->findings->schemes->len && said < MAX_SEGMENT_SENTENCES; i++)
      {
        const ClvSegmentScheme *scheme = self->findings->schemes->pdata[i];
        const ClvAttribute *attribute = clv_ledger_find_attribute (self->ledger, scheme->id);

        if (attribute != NULL && (attribute->role != CLV_ROLE_NONE) == with_role &&
            scheme->n_segments <= MAX_SEGMENTS_TOLD)
          said += say_scheme (self, scheme);
      }
}

static void
say_left_over (ClvAnalysis *self)
{
  const double unallocated = metric (self, CLV_M_COST_UNALLOCATED);
  const double without = metric (self, CLV_M_REVENUE_WITHOUT_CUSTOMER);
  const double revenue = metric (self, CLV_M_REVENUE);

  if (fabs (without) >= 0.005)
    {
      g_autofree char *sum = money (self, without);
      g_autofree char *share = percent (without / revenue);

      if (revenue > 0 && without > 0)
        /* Translators: a sum of money, and its share of revenue in percent */
        say (self, "customers", CLV_SEVERITY_WARNING,
             g_strdup_printf (_("%s of revenue (%s) names no customer: it counts in totals, but in nobody’s value."), sum, share));
      else
        /* Translators: a sum of money */
        say (self, "customers", CLV_SEVERITY_WARNING,
             g_strdup_printf (_("%s of revenue names no customer: it counts in totals, but in nobody’s value."), sum));
    }
  if (fabs (unallocated) >= 0.005)
    {
      g_autofree char *sum = money (self, unallocated);

      /* Translators: a sum of money */
      say (self, "profitability", CLV_SEVERITY_INFO,
           g_strdup_printf (_("Costs of %s belong to no customer: they count in the profit of the whole only."), sum));
    }
}

static void
say_unit_economics (ClvAnalysis *self)
{
  const double ratio = metric (self, CLV_M_LTV_TO_CAC);
  const ClvMetric payback = self->findings->metrics[CLV_M_PAYBACK_MONTHS];
  const ClvMetric cac = self->findings->metrics[CLV_M_CAC];

  if (cac.reason != NULL && strcmp (cac.reason, CLV_REASON_NOBODY_ACQUIRED) == 0)
    {
      g_autofree char *sum = money (self, clv_sum_get (&self->totals.cost_by_type[CLV_COST_ACQUISITION]));

      /* Translators: a sum of money */
      say (self, "overview", CLV_SEVERITY_WARNING,
           g_strdup_printf (_("Acquisition cost %s, but no customer was acquired."), sum));
    }
  if (!isnan (ratio))
    {
      g_autofree char *times = clv_format_number (ratio, 2);
      g_autofree char *target = clv_format_number (self->assumptions->target_ratio, 1);

      /* What is predicted stops at its horizon, a formula does not. */
      say (self, "overview", ratio < 1 ? CLV_SEVERITY_WARNING : CLV_SEVERITY_INFO,
           self->findings->valuation != NULL
               /* Translators: two numbers */
               ? g_strdup_printf (_("What a customer is expected to bring next is %s times the cost to acquire one; "
                                    "your target is %s."), times, target)
               : g_strdup_printf (_("By formula a customer is worth %s times the cost to acquire one; your target is %s."),
                                  times, target));
    }
  if (payback.reason != NULL && strcmp (payback.reason, CLV_REASON_NOT_RECOVERED) == 0)
    say (self, "overview", CLV_SEVERITY_WARNING,
         g_strdup (_("At the present margin and retention the acquisition cost is never recovered.")));
}

static void
say_assumptions (ClvAnalysis *self)
{
  const ClvMethods *methods = &self->findings->methods;
  const double implied = metric (self, CLV_M_CUSTOMER_LIFETIME_YEARS_IMPLIED);

  if (methods->lifetime_entered && !isnan (implied) && methods->lifetime_years >= 1 &&
      fabs (methods->lifetime_years - implied) > 0.05 * implied)
    {
      g_autofree char *years = clv_format_number (methods->lifetime_years, 2);
      g_autofree char *retention = percent (methods->retention_per_year);
      g_autofree char *implied_years = clv_format_number (implied, 2);
      g_autofree char *implied_retention = percent (1 - 1 / methods->lifetime_years);

      /* Translators: years, retention in percent, the years this implies, the retention those years imply */
      say (self, "assumptions", CLV_SEVERITY_WARNING,
           g_strdup_printf (_("A lifetime of %1$s years and a retention of %2$s don’t agree: %2$s implies %3$s years; "
                              "%1$s years imply %4$s."),
                            years, retention, implied_years, implied_retention));
    }
  if (methods->retention_per_year == 1)
    say (self, "assumptions", CLV_SEVERITY_WARNING,
         g_strdup (_("With a retention of 100\u202f% no customer ever leaves in this assumption.")));
  if (methods->margin < 0)
    say (self, "assumptions", CLV_SEVERITY_WARNING,
         g_strdup (_("The margin is negative: every year a customer stays makes the value worse, not better.")));
  if (!isnan (self->assumptions->service_cost) && !methods->margin_entered &&
      clv_sum_get (&self->totals.cost_by_type[CLV_COST_SERVICE]) != 0)
    say (self, "assumptions", CLV_SEVERITY_INFO,
         g_strdup (_("The service cost you entered is not taken off the net worth: the margin has already paid the service costs of the data.")));
}

static void
say_level (ClvAnalysis *self)
{
  const ClvCustomerLevel *level = &self->level;

  if (!self->customer_level)
    return;
  if (level->revenue_estimated)
    say (self, "overview", CLV_SEVERITY_INFO,
         g_strdup (_("Where revenue is missing it is estimated: order value × orders a year × years of the relationship, customer by customer.")));
  if (level->n_unknown_value > 0 && level->has_revenue)
    {
      g_autofree char *count = clv_format_count (level->n_unknown_value);

      say (self, "customers", CLV_SEVERITY_WARNING,
           g_strdup_printf (ngettext ("The revenue of %s customer is not known.", "The revenue of %s customers is not known.",
                                      level->n_unknown_value), count));
    }
  if (!isnan (level->aov) && self->findings->metrics[CLV_M_AOV].value == level->aov)
    say (self, "assumptions", CLV_SEVERITY_INFO, g_strdup (level->aov_basis));
  if (self->findings->methods.retention_entered)
    return;
  if (level->retention_from_hazard)
    say (self, "assumptions", CLV_SEVERITY_INFO,
         g_strdup (_("Retention a year follows from how many customers left in all the months that customers have stayed.")));
  if (level->retention_from_churn_share)
    say (self, "assumptions", CLV_SEVERITY_WARNING,
         g_strdup (_("The share of customers who left is taken as that of one year, because the data do not say of which time it is.")));
}

static void
say_gini (ClvAnalysis *self)
{
  const double unprofitable = metric (self, CLV_M_UNPROFITABLE_CUSTOMERS);

  if (isnan (metric (self, CLV_M_GINI_PROFIT)) || !self->findings->concentration.has_negatives || !(unprofitable > 0))
    return;
  {
    g_autofree char *count = clv_format_count ((guint64) unprofitable);

    say (self, "profitability", CLV_SEVERITY_INFO,
         g_strdup_printf (ngettext ("The Gini of profit contains %s negative value, and can pass 1 for that reason.",
                                    "The Gini of profit contains %s negative values, and can pass 1 for that reason.",
                                    (gulong) unprofitable), count));
  }
}

/**
 * clv_analysis_fill_sentences:
 *
 * Says in words what the figures show, the most important first. Wants everything else to be there.
 */
void
clv_analysis_fill_sentences (ClvAnalysis *self)
{
  say_basis (self);
  say_profitability (self);
  say_concentration (self);
  say_last_periods (self);
  say_unit_economics (self);
  say_segments (self);
  say_repeat (self);
  say_left_over (self);
  say_assumptions (self);
  say_level (self);
  say_gini (self);
}
