/* clv-html-format.c - formats of numbers, as Excel and LibreOffice leave them in web pages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-html-private.h"

#define PROPERTY "mso-number-format:"

/* Formats that Excel writes by name, which look like anything if read as a code. */
static const struct
{
  const char    *name;
  ClvFormatClass class;
} named[] = {
  { "General Date", CLV_FORMAT_DATE }, { "Short Date", CLV_FORMAT_DATE },  { "Medium Date", CLV_FORMAT_DATE },
  { "Long Date", CLV_FORMAT_DATE },    { "Short Time", CLV_FORMAT_TIME },  { "Medium Time", CLV_FORMAT_TIME },
  { "Long Time", CLV_FORMAT_TIME },    { "Standard", CLV_FORMAT_NUMBER },  { "Fixed", CLV_FORMAT_NUMBER },
  { "Percent", CLV_FORMAT_NUMBER },    { "Currency", CLV_FORMAT_NUMBER },  { "Scientific", CLV_FORMAT_NUMBER },
  { "Yes/No", CLV_FORMAT_NUMBER },     { "True/False", CLV_FORMAT_NUMBER }, { "On/Off", CLV_FORMAT_NUMBER },
  { "Euro Currency", CLV_FORMAT_NUMBER },
};

/* “dd\/mm\/yyyy” and “\0022€\0022”: style sheets hide signs behind a backslash, or write their number. */
static void
unescape (const char *css,
          gsize       length,
          GString    *code)
{
  for (gsize i = 0; i < length; i++)
    {
      guint number = 0, n = 0;

      if (css[i] != '\\')
        {
          g_string_append_c (code, css[i]);
          continue;
        }
      while (n < 4 && i + 1 + n < length && g_ascii_isxdigit (css[i + 1 + n]))
        number = number * 16 + (guint) g_ascii_xdigit_value (css[i + 1 + n++]);
      if (n == 4)
        {
          if (number != 0 && g_unichar_validate (number))
            g_string_append_unichar (code, number);
          i += 4;
        }
      else if (i + 1 < length)
        g_string_append_c (code, css[++i]);
    }
}

ClvCellFormat
clv_html_new_format (const char *code,
                     GPtrArray  *currencies)
{
  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    if (g_ascii_strcasecmp (code, named[i].name) == 0)
      return (ClvCellFormat) { .class = named[i].class };
  return clv_cell_format_new (code, currencies);
}

gboolean
clv_html_find_format (const char    *css,
                      gsize          length,
                      GPtrArray     *currencies,
                      ClvCellFormat *format)
{
  g_autoptr (GString) code = NULL;
  const char *p = memmem (css, length, PROPERTY, strlen (PROPERTY)), *end = css + length, *start;
  char quote = '\0';

  if (p == NULL)
    return FALSE;
  p += strlen (PROPERTY);
  while (p < end && g_ascii_isspace (*p))
    p++;
  if (p < end && (*p == '"' || *p == '\''))
    quote = *p++;
  start = p;
  while (p < end && (quote != '\0' ? *p != quote : *p != ';' && *p != '}'))
    p += *p == '\\' && p + 1 < end ? 2 : 1;
  code = g_string_new (NULL);
  unescape (start, (gsize) (MIN (p, end) - start), code);
  *format = clv_html_new_format (code->str, currencies);
  return TRUE;
}

/* The classes that a rule is for: “.xl24, .xl25”. */
static void
note_selector (GHashTable          *classes,
               const char          *selector,
               gsize                length,
               const ClvCellFormat *format)
{
  for (gsize i = 0; i < length; i++)
    {
      gsize start = i + 1;

      if (selector[i] != '.')
        continue;
      while (i + 1 < length && (g_ascii_isalnum (selector[i + 1]) || selector[i + 1] == '_' || selector[i + 1] == '-'))
        i++;
      if (i + 1 > start)
        g_hash_table_insert (classes, g_strndup (selector + start, i + 1 - start), g_memdup2 (format, sizeof *format));
    }
}

void
clv_html_note_formats (GHashTable *classes,
                       const char *css,
                       gsize       length,
                       GPtrArray  *currencies)
{
  const char *p = css, *end = css + length;

  while (p < end)
    {
      const char *open = memchr (p, '{', (gsize) (end - p));
      const char *close = open != NULL ? memchr (open, '}', (gsize) (end - open)) : NULL;
      ClvCellFormat format;

      if (close == NULL)
        return;
      if (clv_html_find_format (open + 1, (gsize) (close - open - 1), currencies, &format))
        note_selector (classes, p, (gsize) (open - p), &format);
      p = close + 1;
    }
}
