/* clv-number-text.c - the numbers that a text may mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-number-text-private.h"

#include <math.h>
#include <string.h>

#include "clv-digits-private.h"

#define MAX_CORE 64

/* The part between the signs and the currency: digits, and marks each as one byte. */
typedef struct
{
  char     text[MAX_CORE];
  guint    length;
  int      exponent;
  gboolean has_exponent;
} Core;

static const char *const currency_symbols[] = {
  /* Longer ones first where one begins with another. */
  "US$", "AU$", "A$", "CA$", "C$", "R$", "HK$", "NZ$", "S$", "NT$", "MX$", "$", "€", "£", "¥", "￥", "₩", "₹", "₽", "₺", "₫",
  "฿", "₪", "₱", "₴", "₦", "₡", "﷼", "zł", "Kč", "kr.", "kr", "Kr.", "Kr", "Fr.", "Ft", "lei", "лв", "руб.", "руб", "円", "元", "원",
  "Rs.", "Rs", "Rp", "TL", "S/", "ر.س", "د.إ",
};

/* The ASCII letters that a symbol begins with. */
static const gboolean is_currency_start[128] = {
  ['$'] = TRUE, ['A'] = TRUE, ['C'] = TRUE, ['F'] = TRUE, ['H'] = TRUE, ['K'] = TRUE, ['M'] = TRUE, ['N'] = TRUE,
  ['R'] = TRUE, ['S'] = TRUE, ['T'] = TRUE, ['U'] = TRUE, ['k'] = TRUE, ['l'] = TRUE, ['z'] = TRUE,
};

/* What follows such a letter. */
static const gboolean is_currency_second[256] = {
  ['$'] = TRUE, ['/'] = TRUE, ['A'] = TRUE, ['K'] = TRUE, ['L'] = TRUE, ['S'] = TRUE, ['T'] = TRUE, ['U'] = TRUE,
  ['X'] = TRUE, ['Z'] = TRUE, ['e'] = TRUE, ['p'] = TRUE, ['r'] = TRUE, ['s'] = TRUE, ['t'] = TRUE,
  [0xC4] = TRUE, [0xC5] = TRUE,
};

static const char *const currency_codes[] = {
  "AED", "ARS", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR", "GBP",
  "HKD", "HRK", "HUF", "IDR", "ILS", "INR", "ISK", "JPY", "KRW", "MAD", "MXN", "MYR", "NGN", "NOK", "NZD",
  "PEN", "PHP", "PLN", "RMB", "RON", "RSD", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD",
  "VND", "ZAR",
};

/* Length of the blank at @p: space, no-break space, thin spaces, the space as wide as a digit. */
static gsize
blank_length (const char *p)
{
  if (*p == ' ' || *p == '\t')
    return 1;
  if ((guchar) *p < 0x80)
    return 0;
  if (strncmp (p, "\302\240", 2) == 0)
    return 2;
  if (strncmp (p, "\342\200\257", 3) == 0 || strncmp (p, "\342\200\211", 3) == 0 ||
      strncmp (p, "\342\200\207", 3) == 0)
    return 3;
  return 0;
}

static const char *
skip_blanks (const char *p)
{
  gsize n;

  while ((n = blank_length (p)) > 0)
    p += n;
  return p;
}

/* Hyphen, the real minus sign, or the dash that stands for it. */
static gsize
minus_length (const char *p)
{
  if (*p == '-')
    return 1;
  if (strncmp (p, "\342\210\222", 3) == 0 || strncmp (p, "\342\200\223", 3) == 0)
    return 3;
  return 0;
}

static gboolean
is_currency_code (const char *p)
{
  if (!g_ascii_isupper (p[0]) || !g_ascii_isupper (p[1]) || !g_ascii_isupper (p[2]) || g_ascii_isalpha (p[3]))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (currency_codes); i++)
    if (memcmp (p, currency_codes[i], 3) == 0)
      return TRUE;
  return FALSE;
}

gboolean
clv_number_text_is_currency (const char *text)
{
  return is_currency_code (text);
}

static gsize
currency_length (const char *p)
{
  gsize n;

  /* A column of names asks for each of them: most are spared the lists. */
  if ((guchar) *p < 0x80 && (!is_currency_start[(guchar) *p] || (*p != '$' && !is_currency_second[(guchar) p[1]])))
    return is_currency_code (p) ? 3 : 0;
  for (guint i = 0; i < G_N_ELEMENTS (currency_symbols); i++)
    {
      const char *symbol = currency_symbols[i];

      for (n = 0; symbol[n] != '\0' && symbol[n] == p[n];)
        n++;
      if (symbol[n] == '\0')
        return n;
    }
  return is_currency_code (p) ? 3 : 0;
}

static gboolean
take_currency (const char   **p,
               ClvNumberText *result)
{
  gsize n = currency_length (*p);

  if (n == 0 || result->currency[0] != '\0' || n >= sizeof result->currency)
    return FALSE;
  memcpy (result->currency, *p, n);
  result->currency[n] = '\0';
  *p += n;
  return TRUE;
}

static const char *
scan_exponent (const char *p,
               Core       *core)
{
  const char *start = p++;
  gboolean negative = FALSE;
  int value = 0;

  if (*p == '+' || *p == '-')
    negative = *p++ == '-';
  if (!g_ascii_isdigit (*p))
    return start;
  for (int i = 0; g_ascii_isdigit (*p) && i < 3; i++)
    value = value * 10 + (*p++ - '0');
  core->exponent = negative ? -value : value;
  core->has_exponent = TRUE;
  return p;
}

/* “12,-” and “12.–” are whole amounts: dashes in place of decimals, right after their mark. */
static const char *
skip_missing_decimals (const char *p,
                       const Core *core)
{
  char last = core->length > 0 ? core->text[core->length - 1] : '\0';
  gsize n;

  if (last != '.' && last != ',')
    return p;
  for (guint i = 0; i < 2; i++)
    {
      n = minus_length (p);
      if (n == 0 && strncmp (p, "\342\200\224", 3) == 0)
        n = 3;
      p += n;
    }
  return p;
}

static const char *
scan_core (const char *p,
           gboolean    has_arabic_marks,
           Core       *core)
{
  core->length = 0;
  core->exponent = 0;
  core->has_exponent = FALSE;
  while (core->length < MAX_CORE)
    {
      gsize n;

      if (g_ascii_isdigit (*p) || *p == '.' || *p == ',' ||
          (has_arabic_marks && (*p == CLV_MARK_DECIMAL || *p == CLV_MARK_GROUP)))
        core->text[core->length++] = *p++;
      else if ((n = blank_length (p)) > 0 && g_ascii_isdigit (p[n]) && core->length > 0)
        {
          core->text[core->length++] = ' ';
          p += n;
        }
      else if (*p == '\'' && g_ascii_isdigit (p[1]) && core->length > 0)
        {
          core->text[core->length++] = '\'';
          p++;
        }
      else if (strncmp (p, "\342\200\231", 3) == 0 && g_ascii_isdigit (p[3]) && core->length > 0)
        {
          core->text[core->length++] = '\'';
          p += 3;
        }
      else if ((*p == 'e' || *p == 'E') && core->length > 0)
        return scan_exponent (p, core);
      else
        break;
    }
  return skip_missing_decimals (p, core);
}

static double
scale (guint64 mantissa,
       int     exponent)
{
  static const double powers[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                   1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

  return exponent < 0 ? (double) mantissa / powers[-exponent] : (double) mantissa * powers[exponent];
}

/* The value of the core when @decimal is the decimal mark; NaN when its marks do not fit.
 * Groups have three digits, or two before the last one (India), all with the same mark. */
static double
evaluate (const Core *core,
          char        decimal)
{
  char digits[MAX_CORE + 16];
  guint n_digits = 0, n_fraction = 0, group = 0, n_groups = 0;
  guint64 mantissa = 0;
  double value;
  char separator = '\0';
  gboolean in_fraction = FALSE;

  for (guint i = 0; i < core->length; i++)
    {
      char c = core->text[i];

      if (g_ascii_isdigit (c))
        {
          digits[n_digits++] = c;
          mantissa = mantissa * 10 + (guint64) (c - '0');
          if (in_fraction)
            n_fraction++;
          else
            group++;
          continue;
        }
      if (in_fraction)
        return NAN;
      if (c == decimal || c == CLV_MARK_DECIMAL)
        {
          if (n_groups > 0 && group != 3)
            return NAN;
          in_fraction = TRUE;
          continue;
        }
      /* A group ends here: the first has one to three digits and does not begin with a zero. */
      if (separator != '\0' && c != separator)
        return NAN;
      if (n_groups == 0 ? group < 1 || group > 3 || digits[0] == '0' : group != 3 && group != 2)
        return NAN;
      separator = c;
      n_groups++;
      group = 0;
    }
  if (n_digits == 0 || (n_groups > 0 && !in_fraction && group != 3))
    return NAN;

  if (n_digits <= 15 && ABS (core->exponent - (int) n_fraction) <= 22)
    return scale (mantissa, core->exponent - (int) n_fraction);
  g_snprintf (digits + n_digits, 16, "e%d", core->exponent - (int) n_fraction);
  value = g_ascii_strtod (digits, NULL);
  /* 1e999 is no amount of anything. */
  return isfinite (value) ? value : NAN;
}

/* Digits with at most one mark, and a minus at most: nearly all numbers of nearly all files. */
static gboolean
parse_plain (const char    *text,
             ClvNumberText *result)
{
  const char *p = text;
  const char *first, *mark = NULL;
  gboolean negative = *p == '-';
  guint64 mantissa = 0;
  guint n_digits, n_fraction;
  double value, grouped;

  if (negative)
    p++;
  first = p;
  for (; g_ascii_isdigit (*p) || ((*p == '.' || *p == ',') && mark == NULL); p++)
    {
      if (!g_ascii_isdigit (*p))
        mark = p;
      else
        mantissa = mantissa * 10 + (guint64) (*p - '0');
      if (p - first > 15)
        return FALSE;
    }
  n_digits = (guint) (p - first) - (mark != NULL ? 1 : 0);
  if (*p != '\0' || n_digits == 0 || n_digits > 15)
    return FALSE;

  n_fraction = mark != NULL ? (guint) (p - mark) - 1 : 0;
  value = scale (mantissa, -(int) n_fraction);
  value = negative ? -value : value;
  grouped = value;
  if (mark != NULL)
    {
      gboolean is_group = n_fraction == 3 && mark > first && mark - first <= 3 && *first != '0';

      grouped = !is_group ? NAN : negative ? -(double) mantissa : (double) mantissa;
    }
  result->with_point = mark != NULL && *mark == ',' ? grouped : value;
  result->with_comma = mark != NULL && *mark == '.' ? grouped : value;
  result->is_plain_digits = mark == NULL && !negative;
  result->has_leading_zero = result->is_plain_digits && *first == '0' && n_digits > 1;
  result->n_digits = n_digits;
  return TRUE;
}

/* The accountant’s zero: “$ -”, “- €”. A dash without a currency says that there is nothing. */
static gboolean
parse_dash (const char    *p,
            ClvNumberText *result)
{
  gboolean has_dash = FALSE;

  for (;;)
    {
      p = skip_blanks (p);
      if (!has_dash && minus_length (p) > 0)
        {
          p += minus_length (p);
          has_dash = TRUE;
        }
      else if (!take_currency (&p, result))
        break;
    }
  return *p == '\0' && has_dash && result->currency[0] != '\0';
}

/* Signs, brackets and currencies before the digits, and after them. */
typedef struct
{
  gboolean is_negative, has_sign, in_parentheses, is_percent;
} Marks;

static const char *
scan_before (const char    *p,
             Marks         *marks,
             ClvNumberText *result)
{
  gsize n;

  for (;;)
    {
      p = skip_blanks (p);
      if (!marks->has_sign && (n = minus_length (p)) > 0)
        {
          marks->has_sign = marks->is_negative = TRUE;
          p += n;
        }
      else if (!marks->has_sign && *p == '+')
        {
          marks->has_sign = TRUE;
          p++;
        }
      else if (*p == '(' && !marks->in_parentheses)
        {
          marks->in_parentheses = TRUE;
          p++;
        }
      else if (*p == '%' && !marks->is_percent)
        {
          marks->is_percent = TRUE;
          p++;
        }
      else if (!take_currency (&p, result))
        return p;
    }
}

/* NULL when a bracket is left open. */
static const char *
scan_after (const char    *p,
            Marks         *marks,
            ClvNumberText *result)
{
  gsize n;

  for (;;)
    {
      p = skip_blanks (p);
      if (*p == '%' && !marks->is_percent)
        {
          marks->is_percent = TRUE;
          p++;
        }
      else if (*p == ')' && marks->in_parentheses && !marks->is_negative)
        {
          marks->is_negative = TRUE;
          p++;
        }
      else if (!marks->has_sign && !marks->in_parentheses && (n = minus_length (p)) > 0)
        {
          marks->has_sign = marks->is_negative = TRUE;
          p += n;
        }
      else if (!take_currency (&p, result))
        break;
    }
  return marks->in_parentheses && !marks->is_negative ? NULL : p;
}

gboolean
clv_number_text_parse (const char    *text,
                       ClvNumberText *result)
{
  char buffer[CLV_MAX_DIGITS_TEXT];
  const char *plain, *p;
  Marks marks = { 0 };
  double factor;
  Core core;

  memset (result, 0, sizeof *result);
  if (parse_plain (text, result))
    return TRUE;

  plain = clv_digits_to_ascii (text, buffer);
  p = scan_before (plain, &marks, result);
  if (!g_ascii_isdigit (*p) && *p != '.' && *p != ',' && *p != CLV_MARK_DECIMAL)
    {
      if (result->currency[0] == '\0' || !marks.has_sign)
        return FALSE;
      result->currency[0] = '\0';
      return parse_dash (plain, result);
    }
  p = scan_core (p, plain != text, &core);
  p = scan_after (p, &marks, result);
  if (p == NULL || *p != '\0')
    return FALSE;

  result->with_point = evaluate (&core, '.');
  result->with_comma = evaluate (&core, ',');
  if (isnan (result->with_point) && isnan (result->with_comma))
    return FALSE;

  factor = marks.is_negative ? -1.0 : 1.0;
  result->is_percent = marks.is_percent;
  result->with_point = marks.is_percent ? factor * result->with_point / 100.0 : factor * result->with_point;
  result->with_comma = marks.is_percent ? factor * result->with_comma / 100.0 : factor * result->with_comma;

  for (guint i = 0; i < core.length; i++)
    result->n_digits += g_ascii_isdigit (core.text[i]) ? 1 : 0;
  result->is_plain_digits = result->n_digits == strlen (plain);
  result->has_leading_zero = result->is_plain_digits && plain[0] == '0' && result->n_digits > 1;
  return TRUE;
}

gboolean
clv_number_text_is_missing (const char *text)
{
  static const char *const words[] = { "null", "nan", "n/a", "na", "#n/a", "-", "--", "\342\200\223", "\342\200\224" };

  if (text[0] != 'n' && text[0] != 'N' && text[0] != '#' && text[0] != '-' && text[0] != '\342')
    return FALSE;
  if (strlen (text) > 4)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;
  return FALSE;
}
