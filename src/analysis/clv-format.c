/* clv-format.c - numbers, money and dates for people, in their locale
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-format.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <limits.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#define MINUS "\u2212"
#define DASH "–"
#define NARROW_SPACE "\u202f"
#define NO_BREAK_SPACE "\u00a0"

/* Above, a double has no digits left that a nudge could be smaller than. */
#define LARGEST_ROUNDED 1e13

typedef struct
{
  const char *decimal_point;
  const char *thousands_sep;
  const char *grouping;
  gboolean    symbol_first;
  gboolean    symbol_apart;
} NumberStyle;

/* The “C” locale groups nothing, which nobody can read: there we write as in English. */
static NumberStyle
get_style (void)
{
  const struct lconv *conventions = localeconv ();
  NumberStyle style = { ".", ",", "\3", TRUE, FALSE };

  if (g_utf8_validate (conventions->decimal_point, -1, NULL) && *conventions->decimal_point != '\0')
    style.decimal_point = conventions->decimal_point;
  if (g_utf8_validate (conventions->thousands_sep, -1, NULL) && *conventions->thousands_sep != '\0')
    {
      style.thousands_sep = conventions->thousands_sep;
      style.grouping = conventions->grouping;
    }
  else if (strcmp (style.decimal_point, ".") != 0)
    style.thousands_sep = NARROW_SPACE;
  if (conventions->p_cs_precedes != CHAR_MAX)
    {
      style.symbol_first = conventions->p_cs_precedes != 0;
      style.symbol_apart = conventions->p_sep_by_space != 0;
    }
  return style;
}

/* Groups from the right: each byte of @grouping is a size, the last one repeats, CHAR_MAX ends it. */
static void
append_grouped (GString           *text,
                const char        *digits,
                const NumberStyle *style)
{
  const gsize n = strlen (digits);
  const char *group = style->grouping;
  g_autofree gboolean *mark = g_new0 (gboolean, n + 1);
  gsize left = n;

  while (*group > 0 && *group != CHAR_MAX && left > (gsize) *group)
    {
      left -= (gsize) *group;
      mark[left] = TRUE;
      if (group[1] != '\0')
        group++;
    }
  for (gsize i = 0; i < n; i++)
    {
      if (mark[i])
        g_string_append (text, style->thousands_sep);
      g_string_append_c (text, digits[i]);
    }
}

/* Half away from zero, judged in decimals: 2.675 is 2.68, although its double lies below. */
static double
round_to (double value,
          int    decimals)
{
  const double scale = pow (10, decimals);
  const double scaled = value * scale * (1 + 2 * DBL_EPSILON);

  return fabs (scaled) < LARGEST_ROUNDED ? round (scaled) / scale : value;
}

/* Without its sign; @is_negative is FALSE for what rounds to zero. */
static void
append_magnitude (GString           *text,
                  double             value,
                  int                decimals,
                  const NumberStyle *style,
                  gboolean          *is_negative)
{
  const double rounded = round_to (value, decimals);
  char format[8];
  char buffer[400];
  char *point;

  *is_negative = rounded < 0;
  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, 9));
  g_ascii_formatd (buffer, sizeof buffer, format, fabs (rounded));
  point = strchr (buffer, '.');
  if (point != NULL)
    *point = '\0';
  append_grouped (text, buffer, style);
  if (point != NULL)
    {
      g_string_append (text, style->decimal_point);
      g_string_append (text, point + 1);
    }
}

/**
 * clv_format_currency_sign:
 * @currency: an ISO code, a sign or ""
 *
 * Returns: (transfer none): the sign of the commonest currencies, else @currency
 */
const char *
clv_format_currency_sign (const char *currency)
{
  static const struct
  {
    const char *code, *sign;
  } signs[] = {
    { "EUR", "€" }, { "USD", "$" }, { "GBP", "£" }, { "JPY", "¥" }, { "CNY", "CN¥" }, { "RMB", "CN¥" }, { "KRW", "₩" },
    { "INR", "₹" }, { "BRL", "R$" }, { "ILS", "₪" }, { "UAH", "₴" }, { "VND", "₫" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_ascii_strcasecmp (currency, signs[i].code) == 0)
      return signs[i].sign;
  return currency;
}

/**
 * clv_format_number:
 * @value: any number; NaN is “–”
 * @decimals: digits after the decimal mark
 *
 * Returns: (transfer full): “1,234.50” in the locale's way
 */
char *
clv_format_number (double value,
                   int    decimals)
{
  return clv_format_money (value, "", decimals);
}

/**
 * clv_format_money:
 * @value: in whole units of the currency; NaN is “–”
 * @currency: (nullable): a symbol, an ISO code or ""
 * @decimals: 0 or 2
 *
 * Returns: (transfer full): “−€1,234”, “EUR 1,234.50”, “1.234 €”, as the locale wants it
 */
char *
clv_format_money (double      value,
                  const char *currency,
                  int         decimals)
{
  const NumberStyle style = get_style ();
  g_autoptr (GString) number = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_negative;
  gboolean has_currency = currency != NULL && *currency != '\0';
  gboolean is_code;

  if (isnan (value))
    return g_strdup (DASH);
  if (isinf (value))
    return g_strdup (value > 0 ? "∞" : MINUS "∞");

  append_magnitude (number, value, decimals, &style, &is_negative);
  is_code = has_currency && g_ascii_isalpha (currency[strlen (currency) - 1]);

  if (is_negative)
    g_string_append (text, MINUS);
  if (has_currency && style.symbol_first)
    {
      g_string_append (text, currency);
      if (is_code || style.symbol_apart)
        g_string_append (text, NO_BREAK_SPACE);
    }
  g_string_append (text, number->str);
  if (has_currency && !style.symbol_first)
    {
      g_string_append (text, NO_BREAK_SPACE);
      g_string_append (text, currency);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * clv_format_percent:
 * @share: 0.267 is 26.7 %; NaN is “–”
 * @decimals: digits after the decimal mark
 *
 * Returns: (transfer full): the share in percent
 */
char *
clv_format_percent (double share,
                    int    decimals)
{
  g_autofree char *number = NULL;

  if (isnan (share))
    return g_strdup (DASH);
  number = clv_format_number (share * 100, decimals);
  /* Translators: a number in percent; the blank is a narrow no-break one */
  return g_strdup_printf (_("%s\u202f%%"), number);
}

/**
 * clv_format_count:
 *
 * Returns: (transfer full): “1,234”
 */
char *
clv_format_count (guint64 count)
{
  const NumberStyle style = get_style ();
  g_autoptr (GString) text = g_string_new (NULL);
  char digits[32];

  g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, count);
  append_grouped (text, digits, &style);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
format_date (ClvDay      day,
             const char *format)
{
  int year, month, day_of_month;
  g_autoptr (GDateTime) date = NULL;

  clv_day_to_ymd (day, &year, &month, &day_of_month);
  date = g_date_time_new_utc (year, month, day_of_month, 0, 0, 0);
  return date != NULL ? g_date_time_format (date, format) : g_strdup (DASH);
}

/**
 * clv_format_day:
 * @day: a day; CLV_DAY_NONE is “–”
 *
 * Returns: (transfer full): “3 Apr 2024” in the locale's way
 */
char *
clv_format_day (ClvDay day)
{
  if (day == CLV_DAY_NONE)
    return g_strdup (DASH);
  /* Translators: a short date for g_date_time_format(): day, short month, year */
  return format_date (day, _("%-e %b %Y"));
}

/**
 * clv_format_period:
 * @start: its first day
 * @kind: month, quarter or year
 *
 * A business year that does not begin in January is “2024/25”; a quarter that no
 * calendar knows is named by its first month.
 *
 * Returns: (transfer full): “2024”, “Q2 2024”, “May 2024”
 */
char *
clv_format_period (ClvDay        start,
                   ClvPeriodKind kind)
{
  int year, month;

  if (start == CLV_DAY_NONE)
    return g_strdup (DASH);
  clv_day_to_ymd (start, &year, &month, NULL);

  if (kind == CLV_PERIOD_YEAR)
    return month == 1 ? g_strdup_printf ("%d", year) : g_strdup_printf ("%d/%02d", year, (year + 1) % 100);
  if (kind == CLV_PERIOD_QUARTER && month % 3 == 1)
    /* Translators: a quarter of a year: “Q2 2024” */
    return g_strdup_printf (_("Q%d %d"), (month + 2) / 3, year);
  if (kind == CLV_PERIOD_QUARTER)
    {
      g_autofree char *first_month = format_date (start, _("%b %Y"));

      /* Translators: a business quarter named by its first month: “Quarter from Feb 2024” */
      return g_strdup_printf (_("Quarter from %s"), first_month);
    }
  /* Translators: a month for g_date_time_format(): short month, year */
  return format_date (start, _("%b %Y"));
}

/**
 * clv_format_metric:
 * @metric: says the unit
 * @value: NaN is “–”
 * @currency: (nullable): for money
 *
 * Returns: (transfer full): the value as on a card: money without cents from 1,000 on
 */
char *
clv_format_metric (ClvMetricId metric,
                   double      value,
                   const char *currency)
{
  g_autofree char *number = NULL;

  if (isnan (value))
    return g_strdup (DASH);

  switch (clv_metric_get_unit (metric))
    {
    case CLV_METRIC_COUNT:
      return clv_format_number (value, 0);
    case CLV_METRIC_MONEY:
      return clv_format_money (value, currency, fabs (value) >= 999.995 ? 0 : 2);
    case CLV_METRIC_SHARE:
      return clv_format_percent (value, 1);
    case CLV_METRIC_DATE:
      return clv_format_day ((ClvDay) value);
    case CLV_METRIC_DAYS:
      number = clv_format_number (value, 1);
      /* Translators: a number of days, such as “34.2 days” */
      return g_strdup_printf (_("%s days"), number);
    case CLV_METRIC_YEARS:
      number = clv_format_number (value, 2);
      /* Translators: a number of years, such as “3.33 years” */
      return g_strdup_printf (_("%s years"), number);
    case CLV_METRIC_MONTHS:
      number = clv_format_number (value, 0);
      /* Translators: a number of months */
      return g_strdup_printf (ngettext ("%s month", "%s months", (gulong) MAX (value, 0)), number);
    case CLV_METRIC_NUMBER:
    case CLV_METRIC_INDEX:
    default:
      return clv_format_number (value, 2);
    }
}
