/* clv-assumptions.c - what people decide, as values and as KEY=VALUE
 *
 * One table names every key with its kind and range; setting, printing, comparing
 * and restoring all walk over it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-assumptions.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "clv-assumption-number-private.h"
#include "clv-kind-list-private.h"
#include "clv-number-list-private.h"
#include "clv-rates-private.h"
#include "clv-span.h"

G_DEFINE_QUARK (clv-analysis-error-quark, clv_analysis_error)

typedef enum
{
  KIND_DATE,
  KIND_CHOICE,   /* int member: position in the choices */
  KIND_CURRENCY,
  KIND_MONTH,
  KIND_SHARE,    /* double member, in percent or as a fraction */
  KIND_NUMBER,
  KIND_RATES,
  KIND_CUTS,     /* `max` ascending numbers from `min` on; of shares where the choices say so */
  KIND_WEIGHTS,  /* one for each of the choices */
  KIND_KINDS,    /* ClvRowMarkSet member: `max` is the ClvKindList that it may name */
  KIND_PAIR,     /* two spans of time */
} KeyKind;

typedef struct
{
  const char *key;
  const char *title;
  KeyKind     kind;
  gsize       offset;
  double      min, max;
  const char *choices; /* blank-separated, in the order of the member's values */
} KeyInfo;

#define CURRENCY_BYTES sizeof ((ClvAssumptions *) NULL)->currency

#define AT(member) offsetof (ClvAssumptions, member)

#define RULES "acquired orders revenue equal none"
#define HEALTH_PARTS "retention growth margin ltv-to-cac at-risk"

/* In the order people see them. The choices of “period” start at its first value: clv_assumptions_set()
 * keeps beside it whether it was given at all. */
static const KeyInfo infos[] = {
  { "margin", N_("Margin before acquisition cost"), KIND_SHARE, AT (margin), -1, 1, NULL },
  { "discount-rate", N_("Discount rate a year"), KIND_SHARE, AT (discount_per_year), 0, 1, NULL },
  { "retention", N_("Retention a year"), KIND_SHARE, AT (retention_per_year), 0, 1, NULL },
  { "growth", N_("Growth of the margin a year"), KIND_SHARE, AT (growth_per_year), -1, 1, NULL },
  { "lifetime-years", N_("Customer lifetime in years"), KIND_NUMBER, AT (lifetime_years), 0.01, 200, NULL },
  { "horizon-years", N_("Horizon of the formulas, in years"), KIND_NUMBER, AT (horizon_years), 0.01, 200, NULL },
  { "cac", N_("Cost to acquire a customer"), KIND_NUMBER, AT (cac), 0, 1e12, NULL },
  { "service-cost", N_("Service cost of a customer"), KIND_NUMBER, AT (service_cost), 0, 1e12, NULL },
  { "target-ratio", N_("Target of lifetime value to acquisition cost"), KIND_NUMBER, AT (target_ratio), 0.01, 1000, NULL },
  { "as-of-date", N_("As-of date"), KIND_DATE, AT (rules.as_of), 0, 0, NULL },
  { "period", N_("Period of retention"), KIND_CHOICE, AT (period), 0, 0, "month quarter year" },
  { "fiscal-year-start", N_("First month of the business year"), KIND_MONTH, AT (fiscal_year_start), 1, 12, NULL },
  { "inactive-days", N_("Days without an order until a customer counts as inactive"), KIND_NUMBER, AT (inactive_days), 1, 36525, NULL },
  { "prediction-days", N_("Horizon of the buying models, in days"), KIND_NUMBER, AT (prediction_days), 1, 36525, NULL },
  { "interval", N_("Width of the prediction interval"), KIND_SHARE, AT (interval), 0.01, 0.999, NULL },
  { "model", N_("Model of buying"), KIND_CHOICE, AT (model), 0, 0, "auto bgnbd mbgnbd mbgcnbd paretonbd sbg bgbb" },
  { "holdout-days", N_("Days at the end that prove the prediction"), KIND_NUMBER, AT (holdout_days), 0, 36525, NULL },
  { "rfm-scores", N_("Scores of recency, frequency and money"), KIND_CHOICE, AT (segments.rfm_scores), 0, 0, "quintiles nested even" },
  { "rfm-f", N_("What frequency counts"), KIND_CHOICE, AT (segments.rfm_f_orders), 0, 0, "days orders" },
  { "rfm-m", N_("What the score of money is about"), KIND_CHOICE, AT (segments.rfm_m_mean), 0, 0, "total mean" },
  { "rfm-r-cuts", N_("Days since the last purchase at which the score of recency falls"), KIND_CUTS, AT (segments.rfm_r_cuts), 0, 4, NULL },
  { "rfm-f-cuts", N_("Purchases from which the score of frequency rises"), KIND_CUTS, AT (segments.rfm_f_cuts), 1, 4, NULL },
  { "rfm-m-cuts", N_("Money from which the score of money rises"), KIND_CUTS, AT (segments.rfm_m_cuts), -1e12, 4, NULL },
  { "tier-cuts", N_("Shares of value that end the tiers A and B"), KIND_CUTS, AT (segments.tier_cuts), 0.01, 2, "share" },
  { "high-share", N_("Share of customers that counts as high"), KIND_SHARE, AT (segments.high_share), 0.001, 0.999, NULL },
  { "regular-days", N_("Purchase days of a regular customer"), KIND_NUMBER, AT (segments.regular_days), 2, 1000, NULL },
  { "slowing", N_("Silence of a slowing customer, in multiples of the own rhythm"), KIND_NUMBER, AT (segments.slowing), 0.1, 1000, NULL },
  { "lapsed", N_("Silence of a lapsed customer, in multiples of the own rhythm"), KIND_NUMBER, AT (segments.lapsed), 0.1, 1000, NULL },
  { "health-weights", N_("Weights of the health of segments"), KIND_WEIGHTS, AT (segments.health_weights), 0, 0, HEALTH_PARTS },
  { "clusters", N_("Number of groups that are alike"), KIND_NUMBER, AT (segments.clusters), 2, 12, NULL },
  { "allocate-acquisition", N_("Who bears acquisition cost that names no customer"), KIND_CHOICE, AT (allocate[CLV_COST_ACQUISITION]), 0, 0, RULES },
  { "allocate-retention", N_("Who bears retention cost that names no customer"), KIND_CHOICE, AT (allocate[CLV_COST_RETENTION]), 0, 0, RULES },
  { "allocate-service", N_("Who bears service cost that names no customer"), KIND_CHOICE, AT (allocate[CLV_COST_SERVICE]), 0, 0, RULES },
  { "allocate-goods", N_("Who bears cost of goods that names no customer"), KIND_CHOICE, AT (allocate[CLV_COST_GOODS]), 0, 0, RULES },
  { "allocate-other", N_("Who bears other cost that names no customer"), KIND_CHOICE, AT (allocate[CLV_COST_OTHER]), 0, 0, RULES },
  { "cac-lag", N_("Months from spending on a customer to the first order"), KIND_CHOICE, AT (cac_lag), 0, 0, "0 1 2 3" },
  { "compare", N_("Periods to compare"), KIND_PAIR, AT (compare), 0, 0, NULL },
  { "snapshots", N_("How often values are looked at as they were"), KIND_CHOICE, AT (snapshots), 0, 0, "none month quarter year" },
  { "order-key", N_("What makes an order"), KIND_CHOICE, AT (rules.order_key), 0, 0, "id customer-day" },
  { "returns", N_("Orders on a list of returns"), KIND_CHOICE, AT (rules.remove_returns), 0, 0, "ignore remove" },
  { "returned-goods", N_("Returns that nobody can be given"), KIND_CHOICE, AT (choices.subtract_returned_goods), 0, 0, "ignore subtract" },
  { "refund-column", N_("Column of refunds"), KIND_CHOICE, AT (rules.refund_column), 0, 0, "evidence subtract ignore" },
  { "contradicted-amounts", N_("Amounts that quantity and unit price contradict"), KIND_CHOICE, AT (rules.contradicted_amounts), 0, 0,
    "amount price drop" },
  { "amounts-before-discount", N_("Amounts before their discounts"), KIND_CHOICE, AT (rules.subtract_discounts), 0, 0, "keep subtract" },
  { "refunded-orders", N_("Orders whose status says refunded"), KIND_CHOICE, AT (rules.refunded_orders), 0, 0, "keep subtract negate" },
  { "tax", N_("Column of taxes"), KIND_CHOICE, AT (rules.tax), 0, 0, "keep subtract add" },
  { "shipping", N_("Column of shipping"), KIND_CHOICE, AT (rules.shipping), 0, 0, "keep subtract add" },
  { "order-totals", N_("Orders whose lines add up to another total"), KIND_CHOICE, AT (rules.order_totals), 0, 0, "lines total" },
  { "repeated-totals", N_("Totals of orders on each of their lines"), KIND_CHOICE, AT (choices.keep_repeated_totals), 0, 0, "share keep" },
  { "totals", N_("Rows of totals"), KIND_CHOICE, AT (choices.keep_totals), 0, 0, "drop keep" },
  { "duplicates", N_("Rows that repeat another row"), KIND_CHOICE, AT (rules.drop_duplicates), 0, 0, "keep drop" },
  { "repeated-orders", N_("Orders that stand more than once"), KIND_CHOICE, AT (rules.repeated_orders), 0, 0, "keep first last" },
  { "cancelled", N_("Cancelled and test orders"), KIND_CHOICE, AT (rules.drop_cancelled), 0, 0, "keep drop" },
  { "deals", N_("Deals of a sales pipeline"), KIND_CHOICE, AT (rules.keep_open_deals), 0, 0, "won all" },
  { "non-customer-lines", N_("Lines that are no product"), KIND_CHOICE, AT (rules.drop_non_customer_lines), 0, 0, "keep drop" },
  { "non-operational", N_("Interest, dividends and the like"), KIND_CHOICE, AT (rules.keep_non_operational), 0, 0, "drop keep" },
  { "gift-cards", N_("Sales of gift cards"), KIND_CHOICE, AT (rules.drop_gift_cards), 0, 0, "keep drop" },
  { "zero-amounts", N_("Rows with an amount of zero"), KIND_CHOICE, AT (rules.drop_zero_amounts), 0, 0, "keep drop" },
  { "missing-customers", N_("Rows without a customer"), KIND_CHOICE, AT (rules.drop_missing_customers), 0, 0, "keep drop" },
  { "future-dates", N_("Dates in the future"), KIND_CHOICE, AT (rules.drop_future_dates), 0, 0, "keep drop" },
  { "outsized-amounts", N_("Amounts a hundred times too large"), KIND_CHOICE, AT (rules.drop_outsized_amounts), 0, 0, "keep drop" },
  { "leave-out", N_("Problems whose rows are left out"), KIND_KINDS, AT (rules.leave_out), 0, CLV_KINDS_TO_LEAVE_OUT, NULL },
  { "count-as-zero", N_("Problems whose rows count as 0"), KIND_KINDS, AT (rules.count_as_zero), 0, CLV_KINDS_TO_COUNT_AS_0, NULL },
  { "channel-costs", N_("Costs by channel without a type"), KIND_CHOICE, AT (choices.channel_costs), 0, 0,
    "acquisition retention service other" },
  { "missing-costs", N_("Rows without a cost of goods"), KIND_CHOICE, AT (missing_costs), 0, 0, "assume zero" },
  { "currency", N_("Currency"), KIND_CURRENCY, AT (currency), 0, 0, NULL },
  { "rates", N_("What other currencies are worth"), KIND_RATES, AT (rules.rates), 0, 0, NULL },
  { "rate-direction", N_("Numbers in tables of exchange rates"), KIND_CHOICE, AT (rules.rate_direction), 0, 0,
    "evidence base-per-foreign foreign-per-base" },
  { "several-rates", N_("Several exchange rates for one day"), KIND_CHOICE, AT (rules.first_rates), 0, 0, "last first" },
  { "blank-currency", N_("Currency of rows that say none"), KIND_CURRENCY, AT (rules.blank_currency), 0, 0, NULL },
  { "currency-conflict", N_("Where a sign and the column of currencies disagree"), KIND_CHOICE, AT (rules.currency_conflict), 0, 0,
    "evidence sign column" },
  { "discount", N_("Numbers in a column of discounts"), KIND_CHOICE, AT (discount), 0, 0, "evidence percent money" },
  { "similar-ids", N_("Customers whose ids differ by their spelling only"), KIND_CHOICE, AT (choices.merge_similar_ids), 0, 0, "apart merge" },
  { "merged-ids", N_("Ids that another sheet spells otherwise"), KIND_CHOICE, AT (choices.keep_ids_apart), 0, 0, "merge apart" },
  { "repeated-customers", N_("Customers who stand in a list more than once"), KIND_CHOICE, AT (choices.last_customer_row), 0, 0, "first last" },
  { "customer-key", N_("What makes a customer"), KIND_CHOICE, AT (customer_key), 0, 0, "id email account" },
  { "decimal", N_("Decimal mark of the amounts"), KIND_CHOICE, AT (decimal), 0, 0, "evidence point comma" },
  { "date-order", N_("Order of day, month and year"), KIND_CHOICE, AT (date_order), 0, 0, "evidence ymd dmy mdy" },
  { "swapped-dates", N_("Dates whose day and month may be swapped"), KIND_CHOICE, AT (choices.swap_dates), 0, 0, "keep swap" },
};

#undef AT

/* All choices are stored as int, whatever the enum is called. */
G_STATIC_ASSERT (sizeof (ClvOrderKey) == sizeof (int));
G_STATIC_ASSERT (sizeof (ClvPeriodKind) == sizeof (int));
G_STATIC_ASSERT (sizeof (gboolean) == sizeof (int));
G_STATIC_ASSERT (sizeof (ClvExtra) == sizeof (int) && CLV_EXTRA_SUBTRACT == 1 && CLV_EXTRA_ADD == 2);
G_STATIC_ASSERT (sizeof (ClvRefundedOrders) == sizeof (int) && CLV_REFUNDED_SUBTRACT == 1 && CLV_REFUNDED_NEGATE == 2);
G_STATIC_ASSERT (sizeof (ClvRefundColumn) == sizeof (int) && CLV_REFUND_SUBTRACT == 1 && CLV_REFUND_IGNORE == 2);
G_STATIC_ASSERT (sizeof (ClvContradicted) == sizeof (int) && CLV_CONTRADICTED_PRICE == 1 && CLV_CONTRADICTED_DROP == 2);
G_STATIC_ASSERT (sizeof (ClvChannelCosts) == sizeof (int) && CLV_CHANNEL_COSTS_RETENTION == 1 && CLV_CHANNEL_COSTS_OTHER == 3);
G_STATIC_ASSERT (sizeof (ClvRepeated) == sizeof (int) && CLV_REPEATED_FIRST == 1 && CLV_REPEATED_LAST == 2);
G_STATIC_ASSERT (sizeof (ClvModelChoice) == sizeof (int) && CLV_MODEL_CHOICE_AUTO == 0 && CLV_MODEL_CHOICE_PARETONBD == 4 &&
                 CLV_MODEL_CHOICE_SBG == 5 && CLV_MODEL_CHOICE_BGBB == 6);
G_STATIC_ASSERT (sizeof (ClvRateDirection) == sizeof (int) && CLV_RATE_BASE_PER_FOREIGN == 1 && CLV_RATE_FOREIGN_PER_BASE == 2);
G_STATIC_ASSERT (sizeof (ClvCurrencyConflict) == sizeof (int) && CLV_CONFLICT_SIGN == 1 && CLV_CONFLICT_COLUMN == 2);
G_STATIC_ASSERT (CLV_CUSTOMER_KEY_ID == 0 && CLV_CUSTOMER_KEY_EMAIL == 1 && CLV_CUSTOMER_KEY_ACCOUNT == 2);
G_STATIC_ASSERT (CLV_DISCOUNT_OPEN == 0 && CLV_DISCOUNT_PERCENT == 1 && CLV_DISCOUNT_MONEY == 2);
G_STATIC_ASSERT (CLV_RFM_QUINTILES == 0 && CLV_RFM_NESTED == 1 && CLV_RFM_EVEN == 2);
G_STATIC_ASSERT (CLV_HEALTH_RETENTION == 0 && CLV_HEALTH_AT_RISK == 4); /* the order of HEALTH_PARTS */
G_STATIC_ASSERT (CLV_ALLOCATE_ACQUIRED == 0 && CLV_ALLOCATE_NONE == 4); /* the order of RULES */
G_STATIC_ASSERT (CLV_PERIOD_MONTH == 0 && CLV_PERIOD_YEAR == 2);
G_STATIC_ASSERT (CLV_MISSING_COSTS_ASSUME == 0 && CLV_MISSING_COSTS_ZERO == 1);
G_STATIC_ASSERT (CLV_DECIMAL_POINT == 1 && CLV_DECIMAL_COMMA == 2);
G_STATIC_ASSERT (CLV_DATE_ORDER_YMD == 1 && CLV_DATE_ORDER_DMY == 2 && CLV_DATE_ORDER_MDY == 3);

static guint
list_length (const KeyInfo *info)
{
  return info->kind == KIND_WEIGHTS ? CLV_N_HEALTH_PARTS : (guint) info->max;
}

static double *
list_of (const ClvAssumptions *self,
         const KeyInfo        *info)
{
  return (double *) G_STRUCT_MEMBER_P (self, info->offset);
}

static double
get_number (const ClvAssumptions *self,
            const KeyInfo        *info)
{
  return *(const double *) G_STRUCT_MEMBER_P (self, info->offset);
}

static int
get_int (const ClvAssumptions *self,
         const KeyInfo        *info)
{
  return *(const int *) G_STRUCT_MEMBER_P (self, info->offset);
}

static ClvRowMarkSet *
kinds_of (const ClvAssumptions *self,
          const KeyInfo        *info)
{
  return (ClvRowMarkSet *) G_STRUCT_MEMBER_P (self, info->offset);
}

/* Underscores are taken as dashes. */
static const KeyInfo *
find_key (const char *key)
{
  g_autofree char *wanted = g_strdelimit (g_strdup (key), "_", '-');

  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    if (strcmp (infos[i].key, wanted) == 0)
      return &infos[i];
  return NULL;
}

/**
 * clv_assumptions_init_default:
 *
 * What holds until somebody decides otherwise: METRICS.md, “Keys”.
 */
void
clv_assumptions_init_default (ClvAssumptions *self)
{
  /* Padding too, so that two defaults are equal byte by byte. */
  memset (self, 0, sizeof *self);
  self->rules = CLV_RULES_DEFAULT;
  self->period = CLV_PERIOD_YEAR;
  self->fiscal_year_start = 1;
  self->margin = NAN;
  self->retention_per_year = NAN;
  self->discount_per_year = 0.10;
  self->lifetime_years = NAN;
  self->horizon_years = 5;
  self->prediction_days = 365;
  self->interval = 0.8;
  self->holdout_days = NAN;
  self->cac = NAN;
  self->service_cost = NAN;
  self->target_ratio = 3;
  self->inactive_days = NAN;
  self->allocate[CLV_COST_GOODS] = self->allocate[CLV_COST_OTHER] = CLV_ALLOCATE_NONE;
  self->allocate[CLV_COST_ACQUISITION] = CLV_ALLOCATE_ACQUIRED;
  self->allocate[CLV_COST_RETENTION] = self->allocate[CLV_COST_SERVICE] = CLV_ALLOCATE_ORDERS;
  self->segments = CLV_SEGMENT_TERMS_DEFAULT;
}

static char *
format_range_end (const KeyInfo *info,
                  double         number)
{
  g_autofree char *text = clv_assumption_format_number (info->kind == KIND_SHARE ? number * 100 : number);

  return info->kind == KIND_SHARE ? g_strconcat (text, " %", NULL) : g_steal_pointer (&text);
}

/* 1.4 may be meant as 1.4 % or as 140 %, which no share can be. */
static void
set_ambiguous (const KeyInfo *info,
               const char    *value,
               double         number,
               GError       **error)
{
  g_autofree char *percent = clv_assumption_format_number (number);
  g_autofree char *min = format_range_end (info, info->min);
  g_autofree char *max = format_range_end (info, info->max);

  /* Translators: an assumption such as “Margin”, its key, what was typed, a number, smallest and largest value */
  g_set_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_VALUE,
               _("%s (%s): “%s” is not clear. Write “%s %%” if that is meant; between %s and %s is possible."), _(info->title),
               info->key, value, percent, min, max);
}

static gboolean
set_number (ClvAssumptions *self,
            const KeyInfo  *info,
            const char     *value,
            GError        **error)
{
  double number = NAN;
  gboolean is_percent = FALSE;
  gboolean is_number = clv_assumption_parse_number (value, &number, &is_percent);

  if (is_number && info->kind == KIND_SHARE && !is_percent && fabs (number) > 1 && fabs (number) < 2)
    {
      set_ambiguous (info, value, number, error);
      return FALSE;
    }

  /* 70 is 70 %; 0.7 and 1 are fractions. A percent sign decides. */
  if (is_number && info->kind == KIND_SHARE && (is_percent || fabs (number) > 1))
    number /= 100;
  else if (is_percent && info->kind != KIND_SHARE)
    is_number = FALSE;

  /* “99.9 %” is a hair more than 0.999 in binary fractions. */
  if (is_number && number > info->max && number < info->max + 1e-12)
    number = info->max;
  if (!is_number || number < info->min || number > info->max)
    {
      g_autofree char *min = format_range_end (info, info->min);
      g_autofree char *max = format_range_end (info, info->max);

      /* Translators: an assumption such as “Discount rate a year”, its key, what was typed, smallest and largest value */
      g_set_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_VALUE,
                   _("%s (%s): “%s” is not a number between %s and %s."), _(info->title), info->key, value, min, max);
      return FALSE;
    }
  *(double *) G_STRUCT_MEMBER_P (self, info->offset) = number;
  return TRUE;
}

static gboolean
set_choice (ClvAssumptions *self,
            const KeyInfo  *info,
            const char     *value,
            GError        **error)
{
  g_auto (GStrv) choices = g_strsplit (info->choices, " ", -1);
  g_autofree char *list = g_strjoinv (", ", choices);

  for (int i = 0; choices[i] != NULL; i++)
    if (g_ascii_strcasecmp (choices[i], value) == 0)
      {
        *(int *) G_STRUCT_MEMBER_P (self, info->offset) = i;
        if (info->offset == offsetof (ClvAssumptions, period))
          self->period_given = TRUE;
        return TRUE;
      }

  /* Translators: an assumption, its key, what was typed, and all that would be possible */
  g_set_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_VALUE,
               _("%s (%s): “%s” is none of these: %s."), _(info->title), info->key, value, list);
  return FALSE;
}

static gboolean
set_kinds (ClvAssumptions *self,
           const KeyInfo  *info,
           const char     *value,
           GError        **error)
{
  const ClvKindList list = (ClvKindList) info->max;
  g_autofree char *unknown = NULL;
  g_autofree char *choices = NULL;

  if (clv_kind_list_parse (list, value, kinds_of (self, info), &unknown))
    return TRUE;
  choices = clv_kind_list_dup_choices (list);
  /* Translators: an assumption, its key, what was typed, and all that would be possible */
  g_set_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_VALUE,
               _("%s (%s): “%s” is none of these: %s."), _(info->title), info->key, unknown, choices);
  return FALSE;
}

static void
set_default (ClvAssumptions *self,
             const KeyInfo  *info)
{
  ClvAssumptions defaults;

  clv_assumptions_init_default (&defaults);
  switch (info->kind)
    {
    case KIND_SHARE:
    case KIND_NUMBER:
      *(double *) G_STRUCT_MEMBER_P (self, info->offset) = get_number (&defaults, info);
      break;
    case KIND_CHOICE:
    case KIND_MONTH:
      *(int *) G_STRUCT_MEMBER_P (self, info->offset) = get_int (&defaults, info);
      if (info->offset == offsetof (ClvAssumptions, period))
        self->period_given = FALSE;
      break;
    case KIND_DATE:
      self->rules.as_of = defaults.rules.as_of;
      break;
    case KIND_CURRENCY:
    case KIND_PAIR:
      *(char *) G_STRUCT_MEMBER_P (self, info->offset) = '\0';
      break;
    case KIND_RATES:
      memset (self->rules.rates, 0, sizeof self->rules.rates);
      self->rules.n_rates = 0;
      break;
    case KIND_CUTS:
    case KIND_WEIGHTS:
      memcpy (list_of (self, info), list_of (&defaults, info), list_length (info) * sizeof (double));
      break;
    case KIND_KINDS:
      *kinds_of (self, info) = 0;
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * clv_assumptions_set:
 * @key: one of clv_assumptions_keys(); underscores are taken as dashes
 * @value: what people type: “70 %”, “70”, “0.7”, “2024-12-31”, “drop”, “odd-date,ragged-row”; "" goes back to the default
 *
 * Changes one assumption. On failure @self is untouched, and the message names what would be possible.
 * Errors: CLV_ANALYSIS_ERROR_KEY, CLV_ANALYSIS_ERROR_VALUE.
 *
 * Returns: TRUE if the value was taken
 */
gboolean
clv_assumptions_set (ClvAssumptions *self,
                     const char     *key,
                     const char     *value,
                     GError        **error)
{
  const KeyInfo *info = find_key (key);
  g_autofree char *text = g_strstrip (g_strdup (value));

  if (info == NULL)
    {
      g_auto (GStrv) keys = g_strdupv ((char **) clv_assumptions_keys ());
      g_autofree char *list = g_strjoinv (", ", keys);

      g_set_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_KEY,
                   _("There is no assumption “%s”. There are: %s."), key, list);
      return FALSE;
    }

  if (*text == '\0')
    {
      set_default (self, info);
      return TRUE;
    }

  switch (info->kind)
    {
    case KIND_SHARE:
    case KIND_NUMBER:
      return set_number (self, info, text, error);

    case KIND_CHOICE:
      return set_choice (self, info, text, error);

    case KIND_MONTH:
      {
        guint64 month;

        if (!g_ascii_string_to_unsigned (text, 10, 1, 12, &month, NULL))
          {
            g_set_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_VALUE,
                         _("%s (%s): “%s” is not a month between 1 and 12."), _(info->title), info->key, text);
            return FALSE;
          }
        self->fiscal_year_start = (int) month;
        return TRUE;
      }

    case KIND_DATE:
      {
        ClvDay day = clv_day_from_iso (text);

        if (day == CLV_DAY_NONE)
          {
            g_set_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_VALUE,
                         _("%s (%s): “%s” is not a date such as 2024-12-31."), _(info->title), info->key, text);
            return FALSE;
          }
        self->rules.as_of = day;
        return TRUE;
      }

    case KIND_CURRENCY:
      if (strlen (text) >= CURRENCY_BYTES || !g_utf8_validate (text, -1, NULL))
        {
          g_set_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_VALUE,
                       _("%s (%s): “%s” is neither an ISO code such as EUR nor a symbol."), _(info->title), info->key, text);
          return FALSE;
        }
      memset (G_STRUCT_MEMBER_P (self, info->offset), 0, CURRENCY_BYTES);
      g_strlcpy (G_STRUCT_MEMBER_P (self, info->offset), text, CURRENCY_BYTES);
      return TRUE;

    case KIND_PAIR:
      if (clv_span_pair_is_valid (text))
        {
          memset (self->compare, 0, sizeof self->compare);
          g_strlcpy (self->compare, text, sizeof self->compare);
          return TRUE;
        }
      /* Translators: an assumption, its key, what was typed */
      g_set_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_VALUE,
                   _("%s (%s): “%s” is not a pair such as 2023..2024, 2023-Q4..2024-Q4, 2024-01..2024-02 or 2023-12-31..2024-12-31."),
                   _(info->title), info->key, text);
      return FALSE;

    case KIND_RATES:
      if (clv_rates_parse (text, &self->rules))
        return TRUE;
      /* Translators: an assumption, its key, what was typed */
      g_set_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_VALUE,
                   _("%s (%s): “%s” is not a list such as “USD=0.92 GBP=1.17”."), _(info->title), info->key, text);
      return FALSE;

    case KIND_CUTS:
      if (clv_cuts_parse (text, list_length (info), info->min, info->choices != NULL, list_of (self, info)))
        return TRUE;
      /* Translators: an assumption, its key, what was typed, how many numbers */
      g_set_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_VALUE,
                   _("%s (%s): “%s” is not a list of %u ascending numbers, such as “%s”."), _(info->title), info->key, text,
                   list_length (info), info->choices != NULL ? "80% 95%" : "30 90 180 365");
      return FALSE;

    case KIND_KINDS:
      return set_kinds (self, info, text, error);

    case KIND_WEIGHTS:
      if (clv_weights_parse (text, info->choices, list_of (self, info)))
        return TRUE;
      /* Translators: an assumption, its key, what was typed, what can have a weight */
      g_set_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_VALUE,
                   _("%s (%s): “%s” is not a list of weights, such as “retention=2 growth=0”. There are: %s."), _(info->title),
                   info->key, text, info->choices);
      return FALSE;

    default:
      g_assert_not_reached ();
    }
}

static gboolean
is_left_to_data (const ClvAssumptions *self,
                 const KeyInfo        *info)
{
  switch (info->kind)
    {
    case KIND_SHARE:
    case KIND_NUMBER:
      return isnan (get_number (self, info));
    case KIND_DATE:
      return self->rules.as_of == CLV_DAY_NONE;
    case KIND_CURRENCY:
    case KIND_PAIR:
      return *(const char *) G_STRUCT_MEMBER_P (self, info->offset) == '\0';
    case KIND_RATES:
      return self->rules.n_rates == 0;
    case KIND_CUTS:
      return isnan (*list_of (self, info));
    case KIND_WEIGHTS:
    case KIND_KINDS:
      return FALSE;
    case KIND_CHOICE:
      if (info->offset == offsetof (ClvAssumptions, period))
        return !self->period_given;
      /* “evidence” and “auto” are nobody's decision. */
      return (g_str_has_prefix (info->choices, "evidence") || g_str_has_prefix (info->choices, "auto")) &&
             get_int (self, info) == 0;
    case KIND_MONTH:
      return FALSE;
    default:
      g_assert_not_reached ();
    }
}

/**
 * clv_assumptions_dup_value:
 * @key: one of clv_assumptions_keys()
 *
 * Returns: (transfer full) (nullable): the value as clv_assumptions_set() takes it, shares as fractions;
 *   NULL when it is left to the data, or when there is no such key
 */
char *
clv_assumptions_dup_value (const ClvAssumptions *self,
                           const char           *key)
{
  const KeyInfo *info = find_key (key);

  if (info == NULL || is_left_to_data (self, info))
    return NULL;

  switch (info->kind)
    {
    case KIND_SHARE:
    case KIND_NUMBER:
      return clv_assumption_format_number (get_number (self, info));

    case KIND_MONTH:
      return g_strdup_printf ("%d", self->fiscal_year_start);

    case KIND_CHOICE:
      {
        g_auto (GStrv) choices = g_strsplit (info->choices, " ", -1);
        int value = get_int (self, info);

        return value >= 0 && value < (int) g_strv_length (choices) ? g_strdup (choices[value]) : NULL;
      }

    case KIND_DATE:
      {
        char iso[16];

        clv_day_to_iso (self->rules.as_of, iso);
        return g_strdup (iso);
      }

    case KIND_CURRENCY:
    case KIND_PAIR:
      return g_strdup (G_STRUCT_MEMBER_P (self, info->offset));

    case KIND_RATES:
      return clv_rates_dup_text (&self->rules);

    case KIND_CUTS:
      return clv_cuts_dup_text (list_of (self, info), list_length (info));

    case KIND_KINDS:
      return clv_kind_list_dup_text (*kinds_of (self, info));

    case KIND_WEIGHTS:
      return clv_weights_dup_text (list_of (self, info), info->choices);

    default:
      g_assert_not_reached ();
    }
}

/**
 * clv_assumptions_keys:
 *
 * Returns: (transfer none): a NULL-terminated list of all keys in the order people see them
 */
const char *const *
clv_assumptions_keys (void)
{
  static const char *keys[G_N_ELEMENTS (infos) + 1];
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
        keys[i] = infos[i].key;
      g_once_init_leave (&once, 1);
    }
  return keys;
}

/**
 * clv_assumptions_get_title:
 * @key: one of clv_assumptions_keys()
 *
 * Returns: its name for people, translated; the key itself when there is none
 */
const char *
clv_assumptions_get_title (const char *key)
{
  const KeyInfo *info = find_key (key);

  return info != NULL ? _(info->title) : key;
}

static gboolean
is_equal_at (const ClvAssumptions *a,
             const ClvAssumptions *b,
             const char           *key)
{
  g_autofree char *a_value = clv_assumptions_dup_value (a, key);
  g_autofree char *b_value = clv_assumptions_dup_value (b, key);

  return g_strcmp0 (a_value, b_value) == 0;
}

/**
 * clv_assumptions_equal:
 *
 * Returns: TRUE if every key has the same value in both
 */
gboolean
clv_assumptions_equal (const ClvAssumptions *a,
                       const ClvAssumptions *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (infos); i++)
    if (!is_equal_at (a, b, infos[i].key))
      return FALSE;
  return TRUE;
}
