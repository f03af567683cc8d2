/* clv-assumption-number.c - numbers as people type them into assumptions, and as they are kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-assumption-number-private.h"

#include <math.h>
#include <string.h>

/* A decimal point or comma, a percent sign perhaps; nothing else. */
gboolean
clv_assumption_parse_number (const char *text,
                             double     *number,
                             gboolean   *is_percent)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));
  char *end = NULL;
  gsize length;

  *is_percent = FALSE;
  if (g_str_has_suffix (copy, "%"))
    {
      *is_percent = TRUE;
      copy[strlen (copy) - 1] = '\0';
      /* “70 %” is often written with a no-break space. */
      while (g_str_has_suffix (copy, "\u00a0") || g_str_has_suffix (copy, "\u202f"))
        *g_utf8_find_prev_char (copy, copy + strlen (copy)) = '\0';
      g_strchomp (copy);
    }
  if (g_str_has_prefix (copy, "\u2212"))
    {
      const gsize sign = strlen ("\u2212");

      memmove (copy + 1, copy + sign, strlen (copy + sign) + 1);
      copy[0] = '-';
    }
  if (strchr (copy, '.') == NULL)
    g_strdelimit (copy, ",", '.');

  /* No hexadecimal numbers, no “nan”, no “inf”. */
  length = strspn (copy, "+-0123456789.eE");
  if (length == 0 || copy[length] != '\0')
    return FALSE;
  *number = g_ascii_strtod (copy, &end);
  return end != copy && *end == '\0' && isfinite (*number);
}

/* (transfer full) The shortest text that is read as the same number. */
char *
clv_assumption_format_number (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (int digits = 6; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, number);
      if (g_ascii_strtod (buffer, NULL) == number)
        break;
    }
  return g_strdup (buffer);
}
