/* clv-xlsx-text.c - text that Excel takes as it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-text.h"

#include <string.h>

#define MAX_CELL_CHARACTERS 32767
#define MAX_SHEET_NAME 31

/* Excel reads “_xHHHH_” as the character of that number: the underscore itself must be escaped. */
static gboolean
is_escape (const char *p)
{
  return p[0] == '_' && p[1] == 'x' && g_ascii_isxdigit (p[2]) && g_ascii_isxdigit (p[3]) && g_ascii_isxdigit (p[4])
         && g_ascii_isxdigit (p[5]) && p[6] == '_';
}

static gboolean
is_forbidden (gunichar c)
{
  return (c < 0x20 && c != '\t' && c != '\n') || c == 0xFFFE || c == 0xFFFF;
}

/* Excel counts UTF-16 units: a character beyond the first plane is two. */
static guint
units (gunichar c)
{
  return c > 0xFFFF ? 2 : 1;
}

/**
 * clv_xlsx_dup_text:
 * @text: any bytes
 *
 * Returns: (transfer full): the text as a cell can hold it; an ellipsis ends one that was cut
 */
char *
clv_xlsx_dup_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *clean = g_string_sized_new (strlen (valid) + 8);
  guint n = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r')
        continue;
      /* The escape is seven characters long for the library, one for Excel: leave room for it. */
      if (n + 8 > MAX_CELL_CHARACTERS)
        {
          g_string_append (clean, "…");
          break;
        }
      if (is_escape (p))
        {
          g_string_append (clean, "_x005F_");
          n += 7;
        }
      else
        {
          g_string_append_unichar (clean, is_forbidden (c) ? 0xFFFD : c);
          n += units (c);
        }
    }
  return g_string_free (clean, FALSE);
}

/**
 * clv_xlsx_dup_sheet_name:
 * @name: what the sheet should be called
 *
 * Returns: (transfer full): the nearest name that Excel allows
 */
char *
clv_xlsx_dup_sheet_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autoptr (GString) clean = g_string_new (NULL);
  guint n = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      n += units (c);
      if (n > MAX_SHEET_NAME)
        break;
      if (is_forbidden (c) || (c < 0x80 && strchr ("[]:*?/\\", (int) c) != NULL) || c == '\t' || c == '\n')
        c = '-';
      if (c == '\'' && (clean->len == 0 || p[1] == '\0' || n == MAX_SHEET_NAME))
        continue;
      g_string_append_unichar (clean, c);
    }
  g_strstrip (clean->str);
  return g_strdup (*clean->str != '\0' ? clean->str : "Sheet");
}

/**
 * clv_xlsx_dup_header_text:
 * @text: a title
 *
 * Returns: (transfer full): the same for the head of a printed page, where “&” begins a code
 */
char *
clv_xlsx_dup_header_text (const char *text)
{
  g_autofree char *clean = clv_xlsx_dup_text (text);
  g_autofree char *cut = g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), 80));
  g_auto (GStrv) parts = g_strsplit (cut, "&", -1);

  return g_strjoinv ("&&", parts);
}

/**
 * clv_xlsx_text_width:
 * @text: valid UTF-8
 *
 * Returns: how many columns of the normal digit it takes; the longest line of several
 */
guint
clv_xlsx_text_width (const char *text)
{
  guint width = 0, longest = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n')
        width = 0;
      else if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
      longest = MAX (longest, width);
    }
  return longest;
}

/**
 * clv_xlsx_longest_word:
 * @text: valid UTF-8
 *
 * Returns: width of the longest part between blanks: a header that wraps needs no more
 */
guint
clv_xlsx_longest_word (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint longest = 0;

  for (guint i = 0; words[i] != NULL; i++)
    longest = MAX (longest, clv_xlsx_text_width (words[i]));
  return longest;
}
