/* clv-chart-scale.c - nice ticks, and numbers as people read them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-chart-scale-private.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <math.h>
#include <string.h>

#define MINUS "\u2212"
#define NO_BREAK_SPACE "\u00a0"
#define NARROW_NO_BREAK_SPACE "\u202f"

/* What rounding may add to a quotient that should be whole. */
#define SLACK 1e-9

/* The smallest nice step that is not below @rough. */
static double
nice_step (double   rough,
           gboolean whole)
{
  static const double factors[] = { 1, 2, 2.5, 5, 10 };
  const double power = pow (10, floor (log10 (rough)));

  for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
    {
      const double step = factors[i] * power;

      if (step >= rough * (1 - SLACK) && (!whole || step == floor (step)))
        return step;
    }
  return whole ? MAX (1, 10 * power) : 10 * power;
}

/**
 * clv_chart_scale_init:
 * @self: (out): the scale
 * @low: the smallest value to show
 * @high: the largest
 * @max_intervals: how many steps there is room for, >= 1
 * @flags: how to choose
 *
 * Chooses the ends and ticks of an axis. Values that are all the same get an
 * axis that reaches zero, no values at all one from 0 to 1.
 *
 * Checked by /chart/scale.
 */
void
clv_chart_scale_init (ClvChartScale      *self,
                      double              low,
                      double              high,
                      guint               max_intervals,
                      ClvChartScaleFlags  flags)
{
  const gboolean whole = (flags & CLV_SCALE_WHOLE) != 0;
  double step;

  if (!isfinite (low) || !isfinite (high) || high < low)
    low = high = 0;
  if (high - low <= (fabs (low) + fabs (high)) * 1e-12)
    {
      low = MIN (low, 0);
      high = MAX (high, 0);
      if (high == low)
        high = 1;
    }

  max_intervals = MAX (max_intervals, 1);
  if (flags & CLV_SCALE_NICE_ENDS)
    {
      const double data_low = low, data_high = high, air = (high - low) * 0.04;

      /* Ends may stand between ticks, hence the half step; widening may then ask for one more. */
      step = nice_step ((high - low) / (max_intervals + 0.5), whole);
      for (;;)
        {
          low = floor (data_low / step + SLACK) * step;
          high = ceil (data_high / step - SLACK) * step;
          /* An end that would leave more than half a step empty stays at the data, with a little air. */
          if (data_low - low > step / 2)
            low = data_low - air;
          if (high - data_high > step / 2)
            high = data_high + air;
          if (floor (high / step + SLACK) - ceil (low / step - SLACK) <= max_intervals)
            break;
          step = nice_step (step * 1.1, whole);
        }
    }
  else
    step = nice_step ((high - low) / max_intervals, whole);

  self->kind = CLV_SCALE_LINEAR;
  self->min = low;
  self->max = high;
  self->step = step;
  self->first = ceil (low / step - SLACK);
  self->n_ticks = (guint) MAX (floor (high / step + SLACK) - self->first + 1, 0);
}

/* Factors of a power of ten that are ticks of a short logarithmic axis. */
static const double log_factors[] = { 1, 2, 5 };

/* The largest 1, 2 or 5 times a power of ten that is not above @value; with @up the smallest that is not below. */
static double
log_end (double   value,
         gboolean up)
{
  double power = pow (10, floor (log10 (value) + SLACK)), end = power;

  for (guint i = 0; i < G_N_ELEMENTS (log_factors); i++)
    {
      if (up && log_factors[i] * power >= value * (1 - SLACK))
        return log_factors[i] * power;
      if (log_factors[i] * power <= value * (1 + SLACK))
        end = log_factors[i] * power;
    }
  return up ? 10 * power : end;
}

/**
 * clv_chart_scale_init_log:
 * @self: (out): the scale
 * @low: the smallest value to show, > 0
 * @high: the largest, >= @low
 * @max_intervals: how many steps there is room for, >= 1
 *
 * An axis on which each step is a factor: 1, 2, 5, 10 … when it is short, else 1, 10, 100 … or fewer.
 */
void
clv_chart_scale_init_log (ClvChartScale *self,
                          double         low,
                          double         high,
                          guint          max_intervals)
{
  const double first = log_end (low, FALSE), last = MAX (log_end (high, TRUE), first * 10);
  const int from = (int) floor (log10 (first) + SLACK), to = (int) ceil (log10 (last) - SLACK);
  const guint n_decades = (guint) (to - from), n_factors = n_decades * 3 <= max_intervals ? 3 : 1;
  const int every = (int) MAX ((n_decades + max_intervals - 1) / MAX (max_intervals, 1), 1);

  *self = (ClvChartScale){ .kind = CLV_SCALE_LOGARITHMIC, .min = first, .max = last, .step = first };
  for (int decade = from; decade <= to; decade += every)
    for (guint i = 0; i < n_factors; i++)
      {
        const double value = log_factors[i] * pow (10, decade);

        if (value >= first * (1 - SLACK) && value <= last * (1 + SLACK) && self->n_ticks < CLV_SCALE_MAX_TICKS)
          self->tick[self->n_ticks++] = value;
      }
}

/* GDate counts from 1 January of year 1. */
#define JULIAN_1970 719163

static gboolean
set_date (GDate  *date,
          double  day)
{
  if (!(day > -JULIAN_1970 && day < 2.9e6))
    return FALSE;
  g_date_set_julian (date, (guint32) (floor (day) + JULIAN_1970));
  return TRUE;
}

/**
 * clv_chart_scale_init_dates:
 * @self: (out): the scale
 * @low: the first day to show, days since 1970
 * @high: the last, >= @low
 * @max_intervals: how many steps there is room for, >= 1
 *
 * An axis of days whose ticks are first days of months, quarters, half years, years or more; weeks apart when it is short.
 */
void
clv_chart_scale_init_dates (ClvChartScale *self,
                            double         low,
                            double         high,
                            guint          max_intervals)
{
  static const guint months[] = { 1, 2, 3, 6, 12, 24, 60, 120, 240, 600 };
  GDate date;
  guint i = 0;

  g_date_clear (&date, 1);
  *self = (ClvChartScale){ .kind = CLV_SCALE_DATES, .min = low, .max = MAX (high, low + 1), .step = 1 };
  if (!set_date (&date, low))
    return;
  if (self->max - low < 45)
    {
      const double step = MAX (ceil ((self->max - low) / max_intervals), 1);

      for (double day = ceil (low); day <= self->max && self->n_ticks < CLV_SCALE_MAX_TICKS; day += step)
        self->tick[self->n_ticks++] = day;
      return;
    }
  while (i + 1 < G_N_ELEMENTS (months) && (self->max - low) / 30.44 / months[i] > max_intervals)
    i++;
  self->step = months[i];
  g_date_set_day (&date, 1);
  if (months[i] >= 12)
    g_date_set_month (&date, G_DATE_JANUARY);
  for (; self->n_ticks < CLV_SCALE_MAX_TICKS; g_date_add_months (&date, months[i] >= 12 ? 12 : 1))
    {
      const double day = (double) g_date_get_julian (&date) - JULIAN_1970;
      const guint month = g_date_get_year (&date) * 12u + g_date_get_month (&date) - 1;

      if (day > self->max)
        break;
      if (day >= low && month % months[i] == 0)
        self->tick[self->n_ticks++] = day;
    }
}

double
clv_chart_scale_share (const ClvChartScale *self,
                       double               value)
{
  if (self->kind == CLV_SCALE_LOGARITHMIC)
    return log (value / self->min) / log (self->max / self->min);
  return (value - self->min) / (self->max - self->min);
}

/* The value of tick @i; whole multiples of the step, so that 0.3 is not 0.30000000000000004. */
double
clv_chart_scale_tick (const ClvChartScale *self,
                      guint                i)
{
  if (self->kind != CLV_SCALE_LINEAR)
    return self->tick[i];
  return (self->first + i) * self->step;
}

static const char *
decimal_point (void)
{
  const char *text = nl_langinfo (RADIXCHAR);

  return text != NULL && *text != '\0' && g_utf8_validate (text, -1, NULL) ? text : ".";
}

static const char *
thousands_mark (void)
{
  const char *text = nl_langinfo (THOUSEP);

  if (text != NULL && *text != '\0' && g_utf8_validate (text, -1, NULL))
    return text;
  /* The C locale and some others have none; six digits in a row are hard to read. */
  return g_str_equal (decimal_point (), ".") ? "," : NARROW_NO_BREAK_SPACE;
}

/* |@value| with separators of the locale. printf follows the locale in its own
 * way (no grouping, another mark inside a library's uselocale), hence by hand. */
static void
append_number (GString *text,
               double   value,
               int      decimals)
{
  char digits[64], format[8];
  const char *point;
  gsize n_whole;

  if (fabs (value) >= 1e15)
    {
      g_ascii_formatd (digits, sizeof digits, "%.3g", fabs (value));
      g_string_append (text, digits);
      return;
    }
  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, 9));
  g_ascii_formatd (digits, sizeof digits, format, fabs (value));
  point = strchr (digits, '.');
  n_whole = point != NULL ? (gsize) (point - digits) : strlen (digits);
  for (gsize i = 0; i < n_whole; i++)
    {
      if (i > 0 && (n_whole - i) % 3 == 0)
        g_string_append (text, thousands_mark ());
      g_string_append_c (text, digits[i]);
    }
  if (point != NULL)
    {
      g_string_append (text, decimal_point ());
      g_string_append (text, point + 1);
    }
}

/* Decimals that @value needs, up to three. */
static int
needed_decimals (double value)
{
  for (int decimals = 0; decimals < 3; decimals++)
    {
      const double shifted = value * pow (10, decimals);

      if (fabs (shifted - round (shifted)) < 1e-6 * MAX (1, fabs (shifted)))
        return decimals;
    }
  return 3;
}

/* Rounds half away from zero before printf sees it, which would round 0.125 to 0.12. */
static double
rounded (double value,
         int    decimals)
{
  const double factor = pow (10, decimals);

  return fabs (value) < 1e14 ? round (value * factor) / factor : value;
}

/* @power: 0, 3, 6 or 9, the value is told in ones, thousands, … */
static char *
format (double      value,
        int         power,
        int         decimals,
        ClvUnit     unit,
        gboolean    with_unit,
        const char *currency)
{
  const double shown = rounded (unit == CLV_UNIT_PERCENT ? value * 100 : value / pow (10, power), decimals);
  g_autoptr (GString) text = g_string_new (shown < 0 ? MINUS : "");
  g_autoptr (GString) number = g_string_new (NULL);

  append_number (number, shown, decimals);
  if (unit == CLV_UNIT_PERCENT)
    {
      if (with_unit)
        /* Translators: a percentage; %s is the number, with a blank before the sign where that is usual */
        g_string_append_printf (text, C_("percentage", "%s%%"), number->str);
      else
        g_string_append (text, number->str);
      return g_string_free (g_steal_pointer (&text), FALSE);
    }

  if (unit == CLV_UNIT_MONEY && with_unit && currency != NULL && *currency != '\0')
    {
      const char *last = g_utf8_prev_char (currency + strlen (currency));

      g_string_append (text, currency);
      /* “€1” but “CHF 1”. */
      if (g_unichar_isalpha (g_utf8_get_char (last)))
        g_string_append (text, NO_BREAK_SPACE);
    }
  /* Translators: thousands, millions and thousand millions in a chart: “145k” */
  if (power == 3)
    g_string_append_printf (text, C_("thousands", "%sk"), number->str);
  else if (power == 6)
    g_string_append_printf (text, C_("millions", "%sM"), number->str);
  else if (power == 9)
    g_string_append_printf (text, C_("thousand millions", "%sbn"), number->str);
  else
    g_string_append (text, number->str);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* “3 Jan 2017” in the locale; @pattern of strftime. */
static char *
format_date (double      day,
             const char *pattern)
{
  char text[64];
  GDate date;

  g_date_clear (&date, 1);
  if (!set_date (&date, day) || g_date_strftime (text, sizeof text, pattern, &date) == 0)
    return g_strdup ("");
  return g_strdup (g_strstrip (text));
}

/* The year stands where it begins and under the first tick. */
static char *
format_date_tick (const ClvChartScale *scale,
                  double               day)
{
  const gboolean is_first = scale->n_ticks > 0 && day == scale->tick[0];
  GDate date;

  g_date_clear (&date, 1);
  if (!set_date (&date, day))
    return g_strdup ("");
  if (scale->max - scale->min < 45)
    /* Translators: a day without its year on an axis, for strftime: “3 Jan” */
    return format_date (day, C_("day of an axis", "%e %b"));
  if (scale->step >= 12)
    return format_date (day, "%Y");
  if (is_first || g_date_get_month (&date) == G_DATE_JANUARY)
    /* Translators: a month with its year on an axis, for strftime: “Jan 2017” */
    return format_date (day, C_("month of an axis", "%b %Y"));
  return format_date (day, "%b");
}

/**
 * clv_chart_format_tick:
 * @scale: the scale of the axis
 * @value: a value on it
 * @unit: what the values are
 * @with_unit: the top tick carries currency or percent sign, the others do not
 * @currency: (nullable): what stands before money
 *
 * Text of a tick, short and as exact as the steps are: “€400k”, “300k”, “0”.
 *
 * Returns: (transfer full): the text
 */
char *
clv_chart_format_tick (const ClvChartScale *scale,
                       double               value,
                       ClvUnit              unit,
                       gboolean             with_unit,
                       const char          *currency)
{
  const double largest = MAX (fabs (scale->min), fabs (scale->max));
  int power;

  if (scale->kind == CLV_SCALE_DATES)
    return format_date_tick (scale, value);
  if (scale->kind == CLV_SCALE_LOGARITHMIC)
    return clv_chart_format_compact (value, value, unit, with_unit ? currency : NULL);
  power = largest >= 1e9 ? 9 : largest >= 1e6 ? 6 : largest >= 1e4 ? 3 : 0;

  if (unit == CLV_UNIT_PERCENT)
    return format (value, 0, needed_decimals (scale->step * 100), unit, with_unit, currency);

  while (power > 0 && needed_decimals (scale->step / pow (10, power)) > 2)
    power -= 3;
  if (fabs (value) < scale->step / 2)
    return format (0, 0, 0, unit, with_unit, currency);
  return format (value, power, needed_decimals (scale->step / pow (10, power)), unit, with_unit, currency);
}

/**
 * clv_chart_format_value:
 * @value: a value
 * @unit: what it is
 * @currency: (nullable): what stands before money
 *
 * Text of one value where there is room: “−€1,234”, “€86.67”, “103.4%”.
 *
 * Returns: (transfer full): the text
 */
char *
clv_chart_format_value (double      value,
                        ClvUnit     unit,
                        const char *currency)
{
  const double size = fabs (value);

  if (unit == CLV_UNIT_DATE)
    /* Translators: a day, for strftime: “3 Jan 2017” */
    return format_date (value, C_("day", "%e %b %Y"));
  if (unit == CLV_UNIT_PERCENT)
    return format (value, 0, MIN (needed_decimals (rounded (value * 100, 1)), 1), unit, TRUE, currency);
  if (unit == CLV_UNIT_MONEY)
    return format (value, 0, size >= 100 || value == round (value) ? 0 : 2, unit, TRUE, currency);
  return format (value, 0, size >= 1000 ? 0 : needed_decimals (rounded (value, size >= 100 ? 1 : 2)), unit, TRUE,
                 currency);
}

/**
 * clv_chart_format_compact:
 * @value: a value
 * @largest: the largest value beside it, which decides how coarse the text may be
 * @unit: what it is
 * @currency: (nullable): what stands before money
 *
 * Text of one value where there is little room: “145k”, “−4k”, “1.2M”.
 *
 * Returns: (transfer full): the text
 */
char *
clv_chart_format_compact (double      value,
                          double      largest,
                          ClvUnit     unit,
                          const char *currency)
{
  const double size = fabs (value);

  largest = MAX (fabs (largest), size);
  if (unit == CLV_UNIT_PERCENT)
    return format (value, 0, largest >= 0.1 ? 0 : 1, unit, TRUE, currency);
  if (size >= 999.5e6)
    return format (value, 9, size >= 99.5e9 ? 0 : 1, unit, TRUE, currency);
  if (size >= 999.5e3)
    return format (value, 6, size >= 99.5e6 ? 0 : 1, unit, TRUE, currency);
  if (largest >= 1e4 && size >= (largest >= 1e5 ? 999.5 : 9999.5))
    return format (value, 3, size < 9950 && largest < 1e5 ? 1 : 0, unit, TRUE, currency);
  if (largest >= 100)
    return format (value, 0, 0, unit, TRUE, currency);
  return format (value, 0, MIN (needed_decimals (rounded (value, 2)), 2), unit, TRUE, currency);
}
