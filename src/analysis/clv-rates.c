/* clv-rates.c - exchange rates as text: “USD=0.92 GBP=1.17”
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-rates-private.h"

#include <math.h>
#include <string.h>

/* “USD=0.92”, also with a decimal comma. */
static gboolean
parse_rate (const char *text,
            ClvRate    *rate)
{
  const char *equals = strchr (text, '=');
  g_autofree char *number = NULL;
  char *end = NULL;

  if (equals == NULL || equals == text || (gsize) (equals - text) >= sizeof rate->currency)
    return FALSE;
  memset (rate, 0, sizeof *rate);
  memcpy (rate->currency, text, equals - text);
  number = g_strdup (equals + 1);
  if (strchr (number, '.') == NULL)
    g_strdelimit (number, ",", '.');
  if (*number == '\0' || strspn (number, "0123456789.eE+-") != strlen (number))
    return FALSE;
  rate->rate = g_ascii_strtod (number, &end);
  return *end == '\0' && isfinite (rate->rate) && rate->rate > 0;
}

/**
 * clv_rates_parse:
 * @text: “USD=0.92 GBP=1.17”, separated by blanks, semicolons, or commas with a blank
 * @rules: gets the rates; unchanged on failure
 *
 * A currency that stands twice has its last rate.
 *
 * Returns: TRUE when all of it was understood
 */
gboolean
clv_rates_parse (const char *text,
                 ClvRules   *rules)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ;\t\n", -1);
  ClvRate rates[CLV_MAX_RATES];
  guint n = 0;

  memset (rates, 0, sizeof rates);
  for (guint i = 0; words[i] != NULL; i++)
    {
      ClvRate rate;
      guint at;

      if (g_str_has_suffix (words[i], ","))
        words[i][strlen (words[i]) - 1] = '\0';
      if (words[i][0] == '\0')
        continue;
      if (!parse_rate (words[i], &rate))
        return FALSE;
      for (at = 0; at < n && g_ascii_strcasecmp (rates[at].currency, rate.currency) != 0; at++)
        ;
      if (at == CLV_MAX_RATES)
        return FALSE;
      rates[at] = rate;
      n = MAX (n, at + 1);
    }
  if (n == 0)
    return FALSE;
  memcpy (rules->rates, rates, sizeof rates);
  rules->n_rates = n;
  return TRUE;
}

/**
 * clv_rates_dup_text:
 *
 * Returns: (transfer full): the rates as clv_rates_parse() takes them
 */
char *
clv_rates_dup_text (const ClvRules *rules)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rules->n_rates; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      for (int digits = 6; digits <= 17; digits++)
        {
          char format[8];

          g_snprintf (format, sizeof format, "%%.%dg", digits);
          g_ascii_formatd (number, sizeof number, format, rules->rates[i].rate);
          if (g_ascii_strtod (number, NULL) == rules->rates[i].rate)
            break;
        }
      g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", rules->rates[i].currency, number);
    }
  return g_string_free (text, FALSE);
}
