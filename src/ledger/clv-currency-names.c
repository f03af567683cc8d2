/* clv-currency-names.c - one name for each currency, however it is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-currency-names.h"

#include <math.h>
#include <string.h>

#include "clv-currency-list.h"
#include "clv-header-scale.h"
#include "clv-synonyms.h"

/* One name for “€”, “EUR” and “euro”. */
static const struct
{
  const char *written, *code;
} names[] = {
  { "€", "EUR" }, { "EURO", "EUR" }, { "EUROS", "EUR" }, { "$", "USD" }, { "US$", "USD" }, { "U$S", "USD" }, { "US", "USD" },
  { "DOLLAR", "USD" }, { "DOLLARS", "USD" }, { "US-DOLLAR", "USD" }, { "U.S. DOLLAR", "USD" }, { "U.S. DOLLARS", "USD" },
  { "AMERICAN DOLLAR", "USD" }, { "£", "GBP" }, { "POUND", "GBP" }, { "POUNDS", "GBP" }, { "STERLING", "GBP" },
  { "BRITISH POUND", "GBP" }, { "BRITISH POUNDS", "GBP" }, { "UK£", "GBP" }, { "¥", "JPY" }, { "￥", "JPY" }, { "円", "JPY" },
  { "JAPANESE YEN", "JPY" }, { "JP¥", "JPY" }, { "元", "CNY" }, { "RMB", "CNY" }, { "CN¥", "CNY" }, { "YUAN", "CNY" },
  { "RENMINBI", "CNY" }, { "CHINESE YUAN", "CNY" }, { "CNH", "CNY" }, { "₩", "KRW" }, { "원", "KRW" }, { "₹", "INR" },
  { "RUPEE", "INR" }, { "RUPEES", "INR" }, { "R$", "BRL" }, { "REAL", "BRL" }, { "REAIS", "BRL" }, { "A$", "AUD" }, { "AU$", "AUD" },
  { "C$", "CAD" }, { "CA$", "CAD" }, { "HK$", "HKD" }, { "NZ$", "NZD" }, { "S$", "SGD" }, { "SG$", "SGD" }, { "NT$", "TWD" },
  { "TW$", "TWD" }, { "MX$", "MXN" }, { "MEX$", "MXN" }, { "AR$", "ARS" }, { "CL$", "CLP" }, { "CLP$", "CLP" }, { "COL$", "COP" },
  { "CO$", "COP" }, { "RD$", "DOP" }, { "TT$", "TTD" }, { "J$", "JMD" }, { "BZ$", "BZD" }, { "EC$", "XCD" }, { "FJ$", "FJD" },
  { "N$", "NAD" }, { "BDS$", "BBD" }, { "₽", "RUB" }, { "РУБ", "RUB" }, { "РУБ.", "RUB" }, { "₺", "TRY" }, { "TL", "TRY" },
  { "₫", "VND" }, { "฿", "THB" }, { "₪", "ILS" }, { "SHEKEL", "ILS" }, { "₱", "PHP" }, { "₴", "UAH" }, { "₦", "NGN" },
  { "₸", "KZT" }, { "₾", "GEL" }, { "₵", "GHS" }, { "₲", "PYG" }, { "₡", "CRC" }, { "৳", "BDT" }, { "ZŁ", "PLN" },
  { "POLISH ZLOTY", "PLN" }, { "KČ", "CZK" }, { "FT", "HUF" }, { "HUNGARIAN FORINT", "HUF" }, { "LEI", "RON" }, { "ЛВ", "BGN" },
  { "FR.", "CHF" }, { "SFR", "CHF" }, { "SFR.", "CHF" }, { "FRANKEN", "CHF" }, { "SCHWEIZER FRANKEN", "CHF" }, { "RP", "IDR" },
  { "RM", "MYR" }, { "S/", "PEN" }, { "KR.", "KR" }, { "RS.", "RS" }, { "CZECH CROWN", "CZK" }, { "ICELANDIC KRONA", "ISK" },
  { "SWEDISH KRONOR", "SEK" }, { "NORWEGIAN KRONER", "NOK" }, { "DANISH KRONER", "DKK" }, { "SOUTH KOREAN WON", "KRW" },
  { "SOUTH AFRICAN RAND", "ZAR" }, { "ISRAELI SHEKEL", "ILS" }, { "INDIAN RUPEE", "INR" }, { "INDIAN RUPEES", "INR" },
};

/* Signs that several currencies write. */
static const struct
{
  const char *sign, *codes;
} shared[] = {
  { "$", "USD|CAD|AUD|NZD|MXN|SGD|HKD|TWD|ARS|CLP|COP" }, { "£", "GBP|EGP|GIP" }, { "¥", "JPY|CNY" }, { "￥", "JPY|CNY" },
  { "元", "CNY|TWD|HKD" }, { "KR", "SEK|NOK|DKK|ISK" }, { "KR.", "SEK|NOK|DKK|ISK" }, { "R", "ZAR|BRL" },
  { "RS", "INR|PKR|LKR|NPR|MUR" }, { "RS.", "INR|PKR|LKR|NPR|MUR" }, { "DOLLAR", "USD|CAD|AUD|NZD|SGD|HKD" },
  { "DOLLARS", "USD|CAD|AUD|NZD|SGD|HKD" },
};

static gboolean
list_has (const char *list,
          const char *code)
{
  gsize length = strlen (code);

  for (const char *p = list; p != NULL; p = strchr (p, '|') != NULL ? strchr (p, '|') + 1 : NULL)
    if (strncmp (p, code, length) == 0 && (p[length] == '|' || p[length] == '\0'))
      return TRUE;
  return FALSE;
}

/**
 * clv_currency_is_code:
 *
 * Whether @text has the form of an ISO code, or is a sign of a currency.
 */
gboolean
clv_currency_is_code (const char *text)
{
  g_autofree char *upper = g_utf8_strup (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (upper, names[i].written) == 0)
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    if (strcmp (upper, shared[i].sign) == 0)
      return TRUE;
  if (clv_currency_list_find (upper) != NULL)
    return TRUE;
  return strlen (upper) == 3 && g_ascii_isalpha (upper[0]) && g_ascii_isalpha (upper[1]) && g_ascii_isalpha (upper[2]);
}

/**
 * clv_currency_dup_code:
 * @written: “€”, “euro”, “EUR”, “978”
 *
 * Returns: (transfer full): “EUR”; in capitals as it stands where no code is known
 */
char *
clv_currency_dup_code (const char *written)
{
  g_autofree char *upper = g_utf8_strup (written, -1);
  const char *code;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (upper, names[i].written) == 0)
      return g_strdup (names[i].code);
  code = clv_currency_list_find (upper);
  return code != NULL ? g_strdup (code) : g_steal_pointer (&upper);
}

/**
 * clv_currency_fits:
 * @written: as it stands beside an amount: “$”
 * @code: a currency: “CAD”
 *
 * Returns: whether amounts in @code may be written with @written
 */
gboolean
clv_currency_fits (const char *written,
                   const char *code)
{
  g_autofree char *own = clv_currency_dup_code (written);
  g_autofree char *upper = g_utf8_strup (written, -1);

  if (g_ascii_strcasecmp (own, code) == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    if (strcmp (shared[i].sign, upper) == 0)
      return list_has (shared[i].codes, code);
  return FALSE;
}

/**
 * clv_currency_can_be_chosen:
 *
 * Whether a rule may name the currency: a name with blanks, or one longer than a rule holds, is offered to nobody.
 */
gboolean
clv_currency_can_be_chosen (const char *currency)
{
  return strlen (currency) < CLV_CURRENCY_BYTES && strpbrk (currency, " =;,") == NULL;
}

/* Whether @written alone does not say which currency it is. */
static gboolean
is_shared (const char *written)
{
  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    if (g_ascii_strcasecmp (shared[i].sign, written) == 0)
      return TRUE;
  return FALSE;
}

/**
 * clv_currency_intern:
 * @currencies: (element-type utf8): those known so far; a new one is added
 * @said: (nullable): by index, a ClvCurrencySaid
 *
 * Returns: index into @currencies; CLV_NO_CURRENCY for blanks, and when there are too many
 */
guint8
clv_currency_intern (GPtrArray  *currencies,
                     guint8     *said,
                     const char *written)
{
  static const char *const nothing[] = { "-", "–", "—", ".", "?", "N/A", "#N/A", "NA", "N.A.", "NONE", "NULL", "NIL", NULL };
  g_autofree char *text = g_strstrip (g_strdup (written));
  g_autofree char *code = clv_currency_dup_code (text);
  guint at;

  if (*code == '\0' || g_strv_contains (nothing, code))
    return CLV_NO_CURRENCY;
  for (at = 0; at < currencies->len && strcmp (currencies->pdata[at], code) != 0; at++)
    ;
  if (at >= CLV_MAX_CURRENCIES)
    return CLV_NO_CURRENCY;
  if (at == currencies->len)
    g_ptr_array_add (currencies, g_steal_pointer (&code));
  if (said != NULL)
    said[at] |= is_shared (text) ? CLV_CURRENCY_SAID_BY_SIGN : CLV_CURRENCY_SAID_BY_CODE;
  return at;
}

/* (transfer full) (nullable): a sign in the header with the letters that belong to it: “CA$”, “R$”, “€” */
static char *
dup_sign (const char *header)
{
  for (const char *p = header; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const char *from = p;
      g_autofree char *text = NULL;
      g_autofree char *upper = NULL;

      if (g_unichar_type (c) != G_UNICODE_CURRENCY_SYMBOL && c != 0x5186)
        continue;
      while (from > header && g_ascii_isupper (from[-1]))
        from--;
      /* “TOTAL$” and “Total$” are words before a sign. */
      if (p - from > 3 || (from > header && g_ascii_isalpha (from[-1])))
        from = p;
      text = g_strndup (from, g_utf8_next_char (p) - from);
      upper = g_strndup (from, p - from);
      return clv_currency_list_has_word (upper) ? g_steal_pointer (&upper) : g_steal_pointer (&text);
    }
  return NULL;
}

/* (transfer full) (nullable): a code in the header: in capitals among other words, or in brackets */
static char *
dup_code_in (const char *header)
{
  const char *end;

  for (const char *p = header; *p != '\0'; p = end)
    {
      gsize length = 0;
      g_autofree char *word = NULL;

      while (g_ascii_isalpha (p[length]))
        length++;
      end = p + MAX (length, 1);
      if (length != 3 || (guchar) p[3] >= 0x80 || (p > header && (guchar) p[-1] >= 0x80 && g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (p)))))
        continue;
      word = g_strndup (p, 3);
      if ((g_ascii_isupper (p[0]) && g_ascii_isupper (p[1]) && g_ascii_isupper (p[2])
           && clv_currency_list_has_word (word))
          || (p > header && strchr ("([", p[-1]) != NULL && p[3] != '\0' && strchr (")]", p[3]) != NULL && clv_currency_list_has_word (word)))
        return g_ascii_strup (word, -1);
    }
  return NULL;
}

/**
 * clv_currency_dup_of_header:
 *
 * The currency in a header such as “Amount (EUR)”, “Umsatz in €” or “Total CA$”.
 *
 * Returns: (transfer full) (nullable): as it is written
 */
char *
clv_currency_dup_of_header (const char *header)
{
  g_autofree char *plain = clv_header_without_scale (header);
  g_autofree char *normalised = clv_synonyms_normalise (plain);
  g_autofree char *rest = NULL;
  char *word = dup_code_in (plain);

  if (word == NULL)
    word = dup_sign (plain);
  if (word == NULL)
    rest = clv_synonyms_without_currency (normalised, &word);
  return word;
}

/**
 * clv_currency_is_column:
 *
 * Whether all cells are codes, numbers or names of ISO 4217.
 */
gboolean
clv_currency_is_column (const ClvColumn *column)
{
  const guint32 n = clv_column_get_n_distinct (column);

  for (guint32 code = 1; code < n; code++)
    {
      g_autofree char *text = clv_column_dup_text (column, code);
      g_autofree char *upper = g_utf8_strup (g_strstrip (text), -1);

      if (code > 200 || clv_currency_list_find (upper) == NULL)
        return FALSE;
    }
  return n > 1;
}

/**
 * clv_currency_split_pair:
 * @first: (array fixed-size=4)
 * @second: (array fixed-size=4)
 *
 * Whether @text is two codes: “EUR/USD”, “EURUSD”.
 */
gboolean
clv_currency_split_pair (const char *text,
                         char       *first,
                         char       *second)
{
  g_autofree char *upper = g_ascii_strup (text, -1);
  const char *from = g_strstrip (upper);
  const gsize length = strlen (from);

  if (length != 6 && (length != 7 || strchr ("/-:_ ", from[3]) == NULL))
    return FALSE;
  g_strlcpy (first, from, 4);
  g_strlcpy (second, from + length - 3, 4);
  return strcmp (first, second) != 0 && clv_currency_list_has_word (first) && clv_currency_list_has_word (second);
}

gboolean
clv_currency_is_column_of_pairs (const ClvColumn *column)
{
  const guint32 n = clv_column_get_n_distinct (column);

  for (guint32 code = 1; code < n; code++)
    {
      g_autofree char *text = clv_column_dup_text (column, code);
      char first[4], second[4];

      if (!clv_currency_split_pair (text, first, second))
        return FALSE;
    }
  return n > 1;
}

/* The currencies whose rates are worth a table. */
gboolean
clv_currency_is_large (const char *code)
{
  static const char *const large[] = { "EUR", "USD", "GBP", "JPY", "CHF", "CNY", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "INR",
                                       "BRL", "MXN", "CZK", "HUF", "KRW", "NZD", "ZAR", "TRY", "HKD", "SGD", NULL };

  return g_strv_contains (large, code);
}

static gboolean
is_large (const char *word)
{
  g_autofree char *code = clv_currency_dup_code (word);

  return clv_currency_is_large (code);
}

/**
 * clv_currency_is_header_of_rates:
 *
 * Whether a header names two currencies and how one is counted in the other, or one currency and a rate: “USD per EUR”,
 * “EUR/USD”, “1 EUR =”, “Rate to EUR”.
 */
gboolean
clv_currency_is_header_of_rates (const char *header)
{
  static const char *const per[] = { "per", "pro", "je", "par", "por", NULL };
  static const char *const rate[] = { "rate", "rates", "exchange", "fx", "kurs", "wechselkurs", "umrechnungskurs", "taux", "cambio",
                                      "koers", "wisselkoers", "kur", NULL };
  g_autofree char *folded = g_utf8_strdown (header, -1);
  g_auto (GStrv) words = NULL;
  guint n_codes = 0;
  gboolean has_per = FALSE, has_one = FALSE, has_units = FALSE, has_rate = FALSE;
  const gboolean has_slash = strchr (header, '/') != NULL, has_equals = strchr (header, '=') != NULL;

  words = g_strsplit_set (folded, " /=()[]_-.,:", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      n_codes += *words[i] != '\0' && !g_ascii_isdigit (*words[i]) && is_large (words[i]);
      has_per |= g_strv_contains (per, words[i]);
      has_rate |= g_strv_contains (rate, words[i]);
      has_one |= strcmp (words[i], "1") == 0;
      has_units |= strcmp (words[i], "unit") == 0 || strcmp (words[i], "units") == 0 || strcmp (words[i], "einheiten") == 0;
    }
  return (n_codes == 2 && (has_per || has_slash || has_equals))
         || (n_codes >= 1 && ((has_per && has_units) || (has_one && has_equals) || has_rate));
}

/* What one unit may be worth in dollars: rough bounds, drawn by hand and not taken from any table, wider than the ups and downs
 * since 1999 are remembered to be, and a quarter more to both sides when they are used. They prove no rate; they only tell which of two readings of a rate cannot be. */
static const struct
{
  const char *code;
  double      low, high;
} worths[] = {
  { "USD", 1, 1 }, { "EUR", 0.82, 1.61 }, { "GBP", 1.03, 2.12 }, { "CHF", 0.53, 1.40 }, { "JPY", 0.006, 0.0135 },
  { "CNY", 0.115, 0.167 }, { "KRW", 0.0006, 0.0012 }, { "INR", 0.0105, 0.026 }, { "SEK", 0.085, 0.18 }, { "NOK", 0.085, 0.205 },
  { "DKK", 0.11, 0.217 }, { "PLN", 0.19, 0.50 }, { "CZK", 0.023, 0.07 }, { "HUF", 0.0022, 0.007 }, { "BRL", 0.155, 0.86 },
  { "MXN", 0.038, 0.125 }, { "ZAR", 0.05, 0.18 }, { "HKD", 0.125, 0.131 }, { "TWD", 0.028, 0.037 }, { "THB", 0.022, 0.036 },
  { "IDR", 0.00005, 0.00016 }, { "ILS", 0.19, 0.33 }, { "PHP", 0.016, 0.026 }, { "MYR", 0.2, 0.34 }, { "AED", 0.272, 0.273 },
  { "SAR", 0.265, 0.268 }, { "VND", 0.00003, 0.00008 }, { "BGN", 0.42, 0.83 }, { "CAD", 0.61, 1.11 }, { "AUD", 0.47, 1.12 },
  { "NZD", 0.38, 0.9 }, { "SGD", 0.53, 0.85 },
};

static gboolean
find_worth (const char *code,
            double     *low,
            double     *high)
{
  for (guint i = 0; i < G_N_ELEMENTS (worths); i++)
    if (strcmp (worths[i].code, code) == 0)
      {
        *low = worths[i].low;
        *high = worths[i].high;
        return TRUE;
      }
  return FALSE;
}

/**
 * clv_currency_find_limits:
 * @least: (inout): below, one unit of @currency never was in @base; unchanged when nothing is known
 * @most: (inout): above, it never was
 */
void
clv_currency_find_limits (const char *currency,
                          const char *base,
                          double     *least,
                          double     *most)
{
  const gboolean is_pound = strcmp (currency, "GBP") == 0 && (strcmp (base, "EUR") == 0 || strcmp (base, "USD") == 0);
  const gboolean in_pounds = strcmp (base, "GBP") == 0 && (strcmp (currency, "EUR") == 0 || strcmp (currency, "USD") == 0);
  double low, high, base_low, base_high;

  /* The pound was never worth less than a euro or a dollar: 1.02 € at the end of 2008, 1.03 $ in September 2022. */
  if (strcmp (currency, base) == 0)
    return;
  if (find_worth (currency, &low, &high) && find_worth (base, &base_low, &base_high))
    {
      *least = low / base_high / 1.25;
      *most = high / base_low * 1.25;
    }
  if (is_pound)
    *least = MAX (*least, 1);
  if (in_pounds)
    *most = MIN (*most, 1);
}

/**
 * clv_currency_find_odd_limits:
 * @least: (inout): below, a rate is odd; unchanged when nothing is known
 * @most: (inout): above, it is
 */
void
clv_currency_find_odd_limits (const char *currency,
                              const char *base,
                              double     *least,
                              double     *most)
{
  double low, high, base_low, base_high;

  if (strcmp (currency, base) == 0 || !find_worth (currency, &low, &high) || !find_worth (base, &base_low, &base_high))
    return;
  *least = low / base_high / 5;
  *most = high / base_low * 5;
}

/**
 * clv_currency_is_quoted_first:
 *
 * Whether dealers write @first/@second, as in “EUR/USD 1.09” for what one euro is worth in dollars, and not the other way
 * round.
 */
gboolean
clv_currency_is_quoted_first (const char *first,
                              const char *second)
{
  static const char *const order[] = { "EUR", "GBP", "AUD", "NZD", "USD", "CAD", "CHF", "JPY" };
  guint a, b;

  for (a = 0; a < G_N_ELEMENTS (order) && strcmp (order[a], first) != 0; a++)
    ;
  for (b = 0; b < G_N_ELEMENTS (order) && strcmp (order[b], second) != 0; b++)
    ;
  return a < b;
}
