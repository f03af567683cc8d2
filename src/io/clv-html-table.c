/* clv-html-table.c - one table of a web page, while its tags come
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-html-table-private.h"

#include <string.h>

#define MAX_SPAN 1000
#define MAX_ROW_SPAN 65534

ClvHtmlTable *
clv_html_table_new (ClvSource     *source,
                    ClvHtmlStyles *styles,
                    const char    *name)
{
  ClvHtmlTable *self = g_new0 (ClvHtmlTable, 1);

  self->source = source;
  self->styles = styles;
  self->builder = clv_source_begin_table (source, name, FALSE);
  self->problems = clv_problem_list_new ();
  clv_cell_row_init (&self->row, styles->currencies);
  self->covered = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->text = g_string_new (NULL);
  return self;
}

void
clv_html_table_free (ClvHtmlTable *self)
{
  clv_table_builder_free (self->builder);
  clv_problem_list_unref (self->problems);
  clv_cell_row_clear (&self->row);
  g_array_unref (self->covered);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/* 1 March 1900: from here on, Excel and LibreOffice count alike. */
#define FIRST_COMMON_SERIAL 61

/* Whether anything but blanks stands there. */
static gboolean
has_letters (const GString *text)
{
  const char *p = text->str;

  while (*p != '\0')
    {
      gunichar letter = g_utf8_get_char (p);

      if (!g_unichar_isspace (letter) && letter != 0xA0 && letter != 0x200B)
        return TRUE;
      p = g_utf8_next_char (p);
    }
  return FALSE;
}

static gboolean
is_error (const char *text)
{
  static const char *const errors[] = { "#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!" };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    if (strcmp (text, errors[i]) == 0)
      return TRUE;
  return g_str_has_prefix (text, "Err:");
}

void
clv_html_table_end_cell (ClvHtmlTable *self)
{
  if (!self->is_in_cell)
    return;
  self->is_in_cell = FALSE;
  if (self->kind == CLV_HTML_VALUE_TEXT_IS_NUMBER)
    self->kind = clv_cell_value_parse_number (self->text->str, &self->number) ? CLV_HTML_VALUE_NUMBER : CLV_HTML_VALUE_TEXT;
  if (self->kind == CLV_HTML_VALUE_OFFICE_NUMBER)
    {
      if (self->format.class == CLV_FORMAT_DATE && self->number >= 1 && self->number < FIRST_COMMON_SERIAL)
        self->number--;
      self->kind = is_error (self->text->str) ? CLV_HTML_VALUE_ERROR : CLV_HTML_VALUE_NUMBER;
    }
  if (self->kind == CLV_HTML_VALUE_NUMBER)
    clv_cell_row_set_value (&self->row, self->column, self->number, self->format, FALSE);
  else if (self->kind == CLV_HTML_VALUE_BOOLEAN)
    clv_cell_row_set_boolean (&self->row, self->column, self->number != 0.0);
  else if (has_letters (self->text))
    {
      if (self->kind == CLV_HTML_VALUE_ERROR)
        clv_cell_row_set_error (&self->row, self->column, self->text->str);
      else
        clv_cell_row_set_text (&self->row, self->column, self->text->str, self->text->len);
    }
  if (self->kind == CLV_HTML_VALUE_NUMBER || self->kind == CLV_HTML_VALUE_BOOLEAN || has_letters (self->text))
    {
      self->n_cells++;
      self->n_columns = MAX (self->n_columns, self->column + 1);
    }
  self->column = MIN (self->column + self->n_spanned, CLV_SHEET_MAX_COLUMNS);
}

static guint32 *
get_covered (ClvHtmlTable *self,
             guint      column)
{
  if (column >= self->covered->len)
    g_array_set_size (self->covered, column + 1);
  return &g_array_index (self->covered, guint32, column);
}

void
clv_html_table_end_row (ClvHtmlTable *self)
{
  clv_html_table_end_cell (self);
  if (!self->is_in_row)
    return;
  self->is_in_row = FALSE;
  clv_cell_row_end (&self->row, self->builder, self->n_rows);
}

void
clv_html_table_begin_row (ClvHtmlTable *self)
{
  clv_html_table_end_row (self);
  if (self->source->options.max_rows > 0 && self->n_rows >= self->source->options.max_rows)
    {
      self->is_full = self->source->is_provisional = TRUE;
      return;
    }
  self->n_rows++;
  self->is_in_row = TRUE;
  self->column = 0;
}

const char *
clv_html_styles_get (ClvHtmlStyles *self,
                     ClvHtmlReader *reader,
                     const char    *attribute)
{
  g_string_truncate (self->scratch, 0);
  return clv_html_reader_get (reader, attribute, self->scratch) ? self->scratch->str : NULL;
}

static guint
get_span (ClvHtmlTable  *self,
          ClvHtmlReader *reader,
          const char    *attribute,
          guint          max)
{
  const char *text = clv_html_styles_get (self->styles, reader, attribute);
  guint64 n = text != NULL ? g_ascii_strtoull (text, NULL, 10) : 1;

  return (guint) CLAMP (n, 1, max);
}

static void
find_format (ClvHtmlTable  *self,
             ClvHtmlReader *reader)
{
  const char *text = clv_html_styles_get (self->styles, reader, "style");
  const ClvCellFormat *format;

  if (text != NULL && clv_html_find_format (text, self->styles->scratch->len, self->styles->currencies, &self->format))
    return;
  text = clv_html_styles_get (self->styles, reader, "class");
  format = text != NULL ? g_hash_table_lookup (self->styles->formats, text) : NULL;
  if (format != NULL)
    {
      self->format = *format;
      return;
    }
  /* LibreOffice: two languages, and then the format. */
  text = clv_html_styles_get (self->styles, reader, "sdnum");
  if (text != NULL && (text = strchr (text, ';')) != NULL && (text = strchr (text + 1, ';')) != NULL)
    self->format = clv_cell_format_new (text + 1, self->styles->currencies);
}

/* The value itself, where the page has it beside the text that shows it. */
static void
find_value (ClvHtmlTable  *self,
            ClvHtmlReader *reader)
{
  const char *text;

  self->kind = CLV_HTML_VALUE_TEXT;
  self->format = (ClvCellFormat) { .class = CLV_FORMAT_NUMBER };
  /* Most cells have nothing of the kind. */
  if (reader->length == 0)
    return;
  text = clv_html_styles_get (self->styles, reader, "sdval");
  if (text != NULL && clv_cell_value_parse_number (text, &self->number))
    {
      self->kind = CLV_HTML_VALUE_OFFICE_NUMBER;
      find_format (self, reader);
      return;
    }
  text = clv_html_styles_get (self->styles, reader, "x:num");
  if (text != NULL && (*text == '\0' || clv_cell_value_parse_number (text, &self->number)))
    {
      /* Without a value of its own, the text is the value. */
      self->kind = *text == '\0' ? CLV_HTML_VALUE_TEXT_IS_NUMBER : CLV_HTML_VALUE_NUMBER;
      find_format (self, reader);
      return;
    }
  text = clv_html_styles_get (self->styles, reader, "x:bool");
  if (text != NULL)
    {
      self->kind = CLV_HTML_VALUE_BOOLEAN;
      self->number = g_ascii_strcasecmp (text, "TRUE") == 0 ? 1.0 : 0.0;
    }
  else if (clv_html_styles_get (self->styles, reader, "x:err") != NULL)
    self->kind = CLV_HTML_VALUE_ERROR;
}

void
clv_html_table_begin_cell (ClvHtmlTable  *self,
                           ClvHtmlReader *reader)
{
  guint n_rows;

  clv_html_table_end_cell (self);
  if (!self->is_in_row)
    clv_html_table_begin_row (self);
  if (self->is_full)
    return;
  while (self->column < CLV_SHEET_MAX_COLUMNS && *get_covered (self, self->column) >= self->n_rows)
    self->column++;
  self->n_spanned = reader->length > 0 ? get_span (self, reader, "colspan", MAX_SPAN) : 1;
  n_rows = reader->length > 0 ? get_span (self, reader, "rowspan", MAX_ROW_SPAN) : 1;
  if (n_rows > 1)
    for (guint c = self->column; c < MIN (self->column + self->n_spanned, CLV_SHEET_MAX_COLUMNS); c++)
      *get_covered (self, c) = self->n_rows + n_rows - 1;
  if (self->column < CLV_SHEET_MAX_COLUMNS && (n_rows > 1 || self->n_spanned > 1))
    clv_table_builder_add_merge (self->builder, self->n_rows, self->column, self->n_rows + n_rows - 1,
                                 MIN (self->column + self->n_spanned, CLV_SHEET_MAX_COLUMNS) - 1);
  find_value (self, reader);
  self->is_in_cell = TRUE;
  self->needs_blank = FALSE;
  g_string_truncate (self->text, 0);
}
