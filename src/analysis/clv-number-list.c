/* clv-number-list.c - several numbers in one assumption: “30 90 180 365”, “retention=2 growth=0”
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-number-list-private.h"

#include <math.h>
#include <string.h>

static gboolean
parse_number (const char *text,
              gboolean    is_share,
              double     *number)
{
  g_autofree char *copy = g_strdup (text);
  gboolean is_percent = FALSE;
  char *end;

  if (is_share && g_str_has_suffix (copy, "%"))
    {
      copy[strlen (copy) - 1] = '\0';
      is_percent = TRUE;
    }
  if (strchr (copy, '.') == NULL)
    g_strdelimit (copy, ",", '.');
  if (*copy == '\0' || strspn (copy, "0123456789.eE+-") != strlen (copy))
    return FALSE;
  *number = g_ascii_strtod (copy, &end);
  if (*end != '\0' || !isfinite (*number))
    return FALSE;
  /* 80 is 80 %; 0.8 is a fraction. */
  if (is_share && (is_percent || fabs (*number) > 1))
    *number /= 100;
  return TRUE;
}

/* Blanks, semicolons, and commas with a blank part numbers; a comma alone may be a decimal mark where no point is. “80 %” is
 * one word. */
static GStrv
split_words (const char *text)
{
  g_autoptr (GString) plain = g_string_new (text);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  g_string_replace (plain, "\u00a0", " ", 0);
  g_string_replace (plain, "\u202f", " ", 0);
  g_string_replace (plain, " %", "%", 0);
  if (strchr (text, '.') != NULL)
    g_string_replace (plain, ",", " ", 0);
  words = g_strsplit_set (plain->str, " ;\t\n", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_str_has_suffix (words[i], ","))
        words[i][strlen (words[i]) - 1] = '\0';
      if (*words[i] != '\0')
        g_strv_builder_add (builder, words[i]);
    }
  return g_strv_builder_end (builder);
}

gboolean
clv_cuts_parse (const char *text,
                guint       n,
                double      min,
                gboolean    is_share,
                double     *cuts)
{
  g_auto (GStrv) words = split_words (text);
  double found[CLV_MAX_LIST];

  if (n > CLV_MAX_LIST || g_strv_length (words) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!parse_number (words[i], is_share, &found[i]) || found[i] < min || (i > 0 && found[i] <= found[i - 1]) ||
        (is_share && found[i] > 1))
      return FALSE;
  memcpy (cuts, found, n * sizeof *cuts);
  return TRUE;
}

gboolean
clv_weights_parse (const char *text,
                   const char *names,
                   double     *weights)
{
  g_auto (GStrv) words = split_words (text);
  g_auto (GStrv) known = g_strsplit (names, " ", -1);
  double found[CLV_MAX_LIST];
  const guint n = g_strv_length (known);
  double sum = 0;

  if (n > CLV_MAX_LIST)
    return FALSE;
  for (guint i = 0; i < n; i++)
    found[i] = 1;
  for (guint w = 0; words[w] != NULL; w++)
    {
      char *equals = strchr (words[w], '=');
      guint i = 0;

      if (equals == NULL)
        return FALSE;
      *equals = '\0';
      while (i < n && g_ascii_strcasecmp (known[i], words[w]) != 0)
        i++;
      if (i == n || !parse_number (equals + 1, FALSE, &found[i]) || found[i] < 0 || found[i] > 1e6)
        return FALSE;
    }
  for (guint i = 0; i < n; i++)
    sum += found[i];
  if (sum <= 0)
    return FALSE;
  memcpy (weights, found, n * sizeof *weights);
  return TRUE;
}

static void
append_number (GString *text,
               double   number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE], format[8];

  for (int digits = 15; digits <= 17; digits++)
    {
      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, number);
      if (g_ascii_strtod (buffer, NULL) == number)
        break;
    }
  g_string_append (text, buffer);
}

char *
clv_cuts_dup_text (const double *cuts,
                   guint         n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      append_number (text, cuts[i]);
    }
  return g_string_free (text, FALSE);
}

char *
clv_weights_dup_text (const double *weights,
                      const char   *names)
{
  g_auto (GStrv) known = g_strsplit (names, " ", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; known[i] != NULL; i++)
    {
      g_string_append_printf (text, "%s%s=", i > 0 ? " " : "", known[i]);
      append_number (text, weights[i]);
    }
  return g_string_free (text, FALSE);
}
