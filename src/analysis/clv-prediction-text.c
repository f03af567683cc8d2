/* clv-prediction-text.c - spans of time and intervals of predictions in a few words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-prediction-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-format.h"

#define DAYS_A_MONTH (365.25 / 12)
#define MONTHS_A_YEAR 12

/* Years of 365 days and months of 30 or 31 are whole ones to people. */
#define TOLERANCE_DAYS 3.5

/* “24 months” is said, “60 months” is not; and nobody counts months over decades. */
#define MIN_YEARS 3
#define YEARS_ONLY 20

/* From here on cents say nothing. */
#define CENTS_BELOW 1000.0

/* Whole months in @days; 0 when they are none. */
static guint
whole_months (double days)
{
  double months = round (days / DAYS_A_MONTH);

  return months > 0 && fabs (days - months * DAYS_A_MONTH) <= TOLERANCE_DAYS * MAX (1, months / MONTHS_A_YEAR) ? (guint) months : 0;
}

/* Whole years in @days; 0 where months or days say more. A year of 365 days is one, however many there are. */
static guint
whole_years (double days)
{
  const double years = round (days / (MONTHS_A_YEAR * DAYS_A_MONTH));
  const double off = fabs (days - years * MONTHS_A_YEAR * DAYS_A_MONTH);

  return years >= YEARS_ONLY || (years >= MIN_YEARS && off <= TOLERANCE_DAYS + years / 4) ? (guint) years : 0;
}

/**
 * clv_prediction_dup_span:
 * @days: a horizon, above 0
 *
 * Returns: (transfer full): months, years or days, whichever it is a whole number of
 */
char *
clv_prediction_dup_span (double days)
{
  const guint months = whole_months (days), years = whole_years (days);

  if (years > 0)
    return g_strdup_printf (ngettext ("%u year", "%u years", years), years);
  if (months == 0)
    {
      guint whole = (guint) CLAMP (round (days), 1, G_MAXINT);

      return g_strdup_printf (ngettext ("%u day", "%u days", whole), whole);
    }
  return g_strdup_printf (ngettext ("%u month", "%u months", months), months);
}

/**
 * clv_prediction_dup_ahead:
 * @days: a horizon, above 0
 *
 * Returns: (transfer full): what is ahead, as a title
 */
char *
clv_prediction_dup_ahead (double days)
{
  const guint months = whole_months (days), years = whole_years (days);

  if (years > 0)
    return g_strdup_printf (ngettext ("Next year", "Next %u years", years), years);
  if (months == 0)
    {
      guint whole = (guint) CLAMP (round (days), 1, G_MAXINT);

      return g_strdup_printf (ngettext ("Next day", "Next %u days", whole), whole);
    }
  return g_strdup_printf (ngettext ("Next month", "Next %u months", months), months);
}

/**
 * clv_prediction_dup_chance:
 * @chance: from 0 to 1; NaN is “–”
 *
 * Returns: (transfer full): whole per cents; “< 1 %” and “> 99 %” for what rounding would make sure
 */
char *
clv_prediction_dup_chance (double chance)
{
  g_autofree char *text = NULL;

  if (chance > 0 && chance < 0.005)
    {
      text = clv_format_percent (0.01, 0);
      /* Translators: less than; %s is a percentage */
      return g_strdup_printf (_("< %s"), text);
    }
  if (chance > 0.995 && chance < 1)
    {
      text = clv_format_percent (0.99, 0);
      /* Translators: more than; %s is a percentage */
      return g_strdup_printf (_("> %s"), text);
    }
  return clv_format_percent (chance, 0);
}

/**
 * clv_prediction_dup_range:
 * @low: lower end
 * @high: upper end
 * @currency: a sign; "" for none
 *
 * Returns: (transfer full): both ends, the sign once
 */
char *
clv_prediction_dup_range (double      low,
                          double      high,
                          const char *currency)
{
  int decimals = MAX (fabs (low), fabs (high)) >= CENTS_BELOW ? 0 : 2;
  g_autofree char *from = clv_format_money (low, currency, decimals);
  g_autofree char *to = NULL;

  if (isnan (low) || isnan (high))
    return g_strdup (_("no band"));
  /* The sign once: before the first, or behind the last, as the locale has it. Beside a minus it is needed twice. */
  if (low < 0)
    to = clv_format_money (high, currency, decimals);
  else if (g_str_has_prefix (from, currency))
    to = clv_format_money (high, "", decimals);
  else
    {
      to = clv_format_money (high, currency, decimals);
      g_free (from);
      from = clv_format_money (low, "", decimals);
    }
  /* Translators: lower and upper end of an interval */
  return g_strdup_printf (_("%s – %s"), from, to);
}
