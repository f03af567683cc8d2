/* clv-json-writer.c - writes JSON into a text, with commas and indentation in their places
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-json-writer.h"

#include <math.h>
#include <string.h>

/**
 * clv_json_init:
 * @text: (transfer none): what is appended to
 *
 * Starts a document.
 */
void
clv_json_init (ClvJson *self,
               GString *text)
{
  *self = (ClvJson) { .text = text };
}

static void
append_string (GString    *text,
               const char *value)
{
  const char *clean = value;
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (value, -1, NULL))
    clean = valid = g_utf8_make_valid (value, -1);
  g_string_append_c (text, '"');
  while (*clean != '\0')
    {
      gsize plain = 0;

      while ((guchar) clean[plain] >= 0x20 && clean[plain] != '"' && clean[plain] != '\\' && clean[plain] != 0x7f)
        plain++;
      g_string_append_len (text, clean, plain);
      clean += plain;
      if (*clean == '\0')
        break;
      if (*clean == '"' || *clean == '\\')
        g_string_append_printf (text, "\\%c", *clean);
      else if (*clean == '\n')
        g_string_append (text, "\\n");
      else if (*clean == '\t')
        g_string_append (text, "\\t");
      else
        g_string_append_printf (text, "\\u%04x", (guchar) *clean);
      clean++;
    }
  g_string_append_c (text, '"');
}

static void
begin_value (ClvJson    *self,
             const char *key)
{
  gboolean on_line = self->compact != 0 && self->depth >= self->compact;

  if (self->has_item)
    g_string_append (self->text, on_line ? ", " : ",");
  if (self->depth > 0 && !on_line)
    {
      static const char blanks[] = "                ";

      g_string_append_c (self->text, '\n');
      g_string_append_len (self->text, blanks, MIN (2 * self->depth, sizeof blanks - 1));
    }
  if (key != NULL)
    {
      append_string (self->text, key);
      g_string_append (self->text, ": ");
    }
  self->has_item = TRUE;
}

static void
begin_container (ClvJson    *self,
                 const char *key,
                 char        bracket,
                 gboolean    on_line)
{
  begin_value (self, key);
  g_string_append_c (self->text, bracket);
  self->depth++;
  self->has_item = FALSE;
  if (on_line && self->compact == 0)
    self->compact = self->depth;
}

static void
end_container (ClvJson *self,
               char     bracket)
{
  gboolean on_line = self->compact != 0 && self->depth >= self->compact;

  g_assert (self->depth > 0);
  if (self->compact == self->depth)
    self->compact = 0;
  self->depth--;
  if (self->has_item && !on_line)
    {
      g_string_append_c (self->text, '\n');
      for (guint i = 0; i < self->depth; i++)
        g_string_append (self->text, "  ");
    }
  g_string_append_c (self->text, bracket);
  self->has_item = TRUE;
}

/**
 * clv_json_begin_object:
 * @key: (nullable): its key in an object
 *
 * Opens an object with one member a line.
 */
void
clv_json_begin_object (ClvJson    *self,
                       const char *key)
{
  begin_container (self, key, '{', FALSE);
}

/**
 * clv_json_begin_line:
 * @key: (nullable): its key in an object
 *
 * Opens an object that stays on one line with all that is in it.
 */
void
clv_json_begin_line (ClvJson    *self,
                     const char *key)
{
  begin_container (self, key, '{', TRUE);
}

/**
 * clv_json_end_object:
 *
 * Closes the object that was opened last.
 */
void
clv_json_end_object (ClvJson *self)
{
  end_container (self, '}');
}

/**
 * clv_json_begin_array:
 * @key: (nullable): its key in an object
 *
 * Opens an array with one item a line.
 */
void
clv_json_begin_array (ClvJson    *self,
                      const char *key)
{
  begin_container (self, key, '[', FALSE);
}

/**
 * clv_json_begin_row:
 * @key: (nullable): its key in an object
 *
 * Opens an array that stays on one line.
 */
void
clv_json_begin_row (ClvJson    *self,
                    const char *key)
{
  begin_container (self, key, '[', TRUE);
}

/**
 * clv_json_end_array:
 *
 * Closes the array that was opened last.
 */
void
clv_json_end_array (ClvJson *self)
{
  end_container (self, ']');
}

/**
 * clv_json_text:
 * @key: (nullable): its key in an object
 * @value: (nullable): any bytes, made valid UTF-8; NULL is null
 */
void
clv_json_text (ClvJson    *self,
               const char *key,
               const char *value)
{
  begin_value (self, key);
  if (value == NULL)
    g_string_append (self->text, "null");
  else
    append_string (self->text, value);
}

/**
 * clv_json_number:
 * @key: (nullable): its key in an object
 * @value: any double
 *
 * Writes the shortest of 15, 16 and 17 digits that gives the same double again, in every locale
 * with a point. What is not finite is null: JSON has no word for it.
 */
void
clv_json_number (ClvJson    *self,
                 const char *key,
                 double      value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };

  if (isfinite (value) && value == floor (value) && fabs (value) < 1e15)
    {
      clv_json_integer (self, key, (gint64) value);
      return;
    }
  begin_value (self, key);
  if (!isfinite (value))
    {
      g_string_append (self->text, "null");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (buffer, sizeof buffer, formats[i], value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  g_string_append (self->text, buffer);
}

/**
 * clv_json_integer:
 * @key: (nullable): its key in an object
 * @value: a whole number
 */
void
clv_json_integer (ClvJson    *self,
                  const char *key,
                  gint64      value)
{
  char digits[24];
  char *end = digits + sizeof digits;
  char *start = end;
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;

  begin_value (self, key);
  do
    *--start = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (value < 0)
    *--start = '-';
  g_string_append_len (self->text, start, end - start);
}

/**
 * clv_json_boolean:
 * @key: (nullable): its key in an object
 * @value: TRUE or FALSE
 */
void
clv_json_boolean (ClvJson    *self,
                  const char *key,
                  gboolean    value)
{
  begin_value (self, key);
  g_string_append (self->text, value ? "true" : "false");
}

/**
 * clv_json_null:
 * @key: (nullable): its key in an object
 */
void
clv_json_null (ClvJson    *self,
               const char *key)
{
  begin_value (self, key);
  g_string_append (self->text, "null");
}
