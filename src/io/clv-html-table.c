/* clv-html-table.c - the tables of web pages
 *
 * Pages use tables for more than data: to lay out what stands in them. Tables inside of
 * tables are built as well as their text in the cell outside, and in the end the outermost
 * that look like data are taken.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-html-private.h"

#define MAX_DEPTH 8
#define MAX_SPAN 1000
#define MAX_ROW_SPAN 65534
#define MAX_TEXT_BYTES (1u << 20)
#define MAX_TITLE_BYTES 200
#define MAX_TABLES 10000
#define N_TOKENS_TO_REPORT 4096

typedef enum
{
  VALUE_TEXT,
  VALUE_TEXT_IS_NUMBER,
  VALUE_NUMBER,
  VALUE_OFFICE_NUMBER, /* of LibreOffice, which gives errors a 0 and counts days from 30 December 1899 */
  VALUE_BOOLEAN,
  VALUE_ERROR,
} ValueKind;

typedef struct
{
  ClvTableBuilder *builder;
  ClvProblemList  *problems;
  ClvCellRow       row;
  GArray          *covered; /* guint32 by column: the last row that is covered from above */
  guint            index;   /* among the finished ones */

  guint32          n_rows;
  guint            n_columns;
  guint64          n_cells;

  gboolean         is_full; /* a preview has rows enough */
  gboolean         is_in_row;
  gboolean         is_in_cell;
  guint            column;  /* of the open cell, or the next */
  guint            n_spanned;
  ValueKind        kind;
  ClvCellFormat    format;
  double           number;
  GString         *text;
  gboolean         needs_blank;
} OpenTable;

typedef struct
{
  ClvTable       *table;
  ClvProblemList *problems;
  int             parent; /* -1 for those that stand in none */
  gboolean        is_data;
  guint64         n_cells;
} FinishedTable;

struct _ClvHtmlTables
{
  ClvSource     *source;
  const ClvWork *work;
  GHashTable    *formats;  /* name of a class to ClvCellFormat */
  GPtrArray     *currencies;
  GArray        *finished; /* FinishedTable */
  OpenTable     *open[MAX_DEPTH];
  guint          depth;
  guint          n_ignored; /* tables that stand too deep */
  GString       *heading;   /* the last one that no table has got */
  GHashTable    *names;     /* of the tables so far */
  gboolean       is_in_heading;
  gboolean       is_in_caption;
  char           hidden[16]; /* the element that is not shown, and how many of its name are open */
  guint          n_hidden;
  GString       *scratch;
  guint          n_tokens;
  gboolean       is_cancelled;
};

static void
open_table_free (OpenTable *self)
{
  clv_table_builder_free (self->builder);
  clv_problem_list_unref (self->problems);
  clv_cell_row_clear (&self->row);
  g_array_unref (self->covered);
  g_string_free (self->text, TRUE);
  g_free (self);
}

static void
finished_clear (gpointer data)
{
  FinishedTable *self = data;

  g_clear_pointer (&self->table, clv_table_unref);
  g_clear_pointer (&self->problems, clv_problem_list_unref);
}

ClvHtmlTables *
clv_html_tables_new (ClvSource     *source,
                     const ClvWork *work)
{
  ClvHtmlTables *self = g_new0 (ClvHtmlTables, 1);

  self->source = source;
  self->work = work;
  self->formats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->currencies = g_ptr_array_new_with_free_func (g_free);
  self->finished = g_array_new (FALSE, FALSE, sizeof (FinishedTable));
  g_array_set_clear_func (self->finished, finished_clear);
  self->heading = g_string_new (NULL);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->scratch = g_string_new (NULL);
  return self;
}

void
clv_html_tables_free (ClvHtmlTables *self)
{
  while (self->depth > 0)
    open_table_free (self->open[--self->depth]);
  g_hash_table_unref (self->formats);
  g_ptr_array_unref (self->currencies);
  g_array_unref (self->finished);
  g_string_free (self->heading, TRUE);
  g_hash_table_unref (self->names);
  g_string_free (self->scratch, TRUE);
  g_free (self);
}

/* --- cells --- */

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

static void
end_cell (OpenTable *table)
{
  if (!table->is_in_cell)
    return;
  table->is_in_cell = FALSE;
  if (table->kind == VALUE_TEXT_IS_NUMBER)
    table->kind = clv_cell_value_parse_number (table->text->str, &table->number) ? VALUE_NUMBER : VALUE_TEXT;
  if (table->kind == VALUE_OFFICE_NUMBER)
    {
      if (table->format.class == CLV_FORMAT_DATE && table->number >= 1 && table->number < FIRST_COMMON_SERIAL)
        table->number--;
      table->kind = is_error (table->text->str) ? VALUE_ERROR : VALUE_NUMBER;
    }
  if (table->kind == VALUE_NUMBER)
    clv_cell_row_set_value (&table->row, table->column, table->number, table->format, FALSE);
  else if (table->kind == VALUE_BOOLEAN)
    clv_cell_row_set_boolean (&table->row, table->column, table->number != 0.0);
  else if (has_letters (table->text))
    {
      if (table->kind == VALUE_ERROR)
        clv_cell_row_set_error (&table->row, table->column, table->text->str);
      else
        clv_cell_row_set_text (&table->row, table->column, table->text->str, table->text->len);
    }
  if (table->kind == VALUE_NUMBER || table->kind == VALUE_BOOLEAN || has_letters (table->text))
    {
      table->n_cells++;
      table->n_columns = MAX (table->n_columns, table->column + 1);
    }
  table->column += table->n_spanned;
}

static guint32 *
get_covered (OpenTable *table,
             guint      column)
{
  if (column >= table->covered->len)
    g_array_set_size (table->covered, column + 1);
  return &g_array_index (table->covered, guint32, column);
}

static void
end_row (OpenTable *table)
{
  end_cell (table);
  if (!table->is_in_row)
    return;
  table->is_in_row = FALSE;
  clv_cell_row_end (&table->row, table->builder, table->n_rows);
}

static void
begin_row (ClvHtmlTables *self,
           OpenTable     *table)
{
  end_row (table);
  if (self->source->options.max_rows > 0 && table->n_rows >= self->source->options.max_rows)
    {
      table->is_full = self->source->is_provisional = TRUE;
      return;
    }
  table->n_rows++;
  table->is_in_row = TRUE;
  table->column = 0;
}

static const char *
get (ClvHtmlTables *self,
     ClvHtmlReader *reader,
     const char    *attribute)
{
  g_string_truncate (self->scratch, 0);
  return clv_html_reader_get (reader, attribute, self->scratch) ? self->scratch->str : NULL;
}

static guint
get_span (ClvHtmlTables *self,
          ClvHtmlReader *reader,
          const char    *attribute,
          guint          max)
{
  const char *text = get (self, reader, attribute);
  guint64 n = text != NULL ? g_ascii_strtoull (text, NULL, 10) : 1;

  return (guint) CLAMP (n, 1, max);
}

static void
find_format (ClvHtmlTables *self,
             ClvHtmlReader *reader,
             OpenTable     *table)
{
  const char *text = get (self, reader, "style");
  const ClvCellFormat *format;

  if (text != NULL && clv_html_find_format (text, self->scratch->len, self->currencies, &table->format))
    return;
  text = get (self, reader, "class");
  format = text != NULL ? g_hash_table_lookup (self->formats, text) : NULL;
  if (format != NULL)
    {
      table->format = *format;
      return;
    }
  /* LibreOffice: two languages, and then the format. */
  text = get (self, reader, "sdnum");
  if (text != NULL && (text = strchr (text, ';')) != NULL && (text = strchr (text + 1, ';')) != NULL)
    table->format = clv_cell_format_new (text + 1, self->currencies);
}

/* The value itself, where the page has it beside the text that shows it. */
static void
find_value (ClvHtmlTables *self,
            ClvHtmlReader *reader,
            OpenTable     *table)
{
  const char *text;

  table->kind = VALUE_TEXT;
  table->format = (ClvCellFormat) { .class = CLV_FORMAT_NUMBER };
  /* Most cells have nothing of the kind. */
  if (reader->length == 0)
    return;
  text = get (self, reader, "sdval");
  if (text != NULL && clv_cell_value_parse_number (text, &table->number))
    {
      table->kind = VALUE_OFFICE_NUMBER;
      find_format (self, reader, table);
      return;
    }
  text = get (self, reader, "x:num");
  if (text != NULL && (*text == '\0' || clv_cell_value_parse_number (text, &table->number)))
    {
      /* Without a value of its own, the text is the value. */
      table->kind = *text == '\0' ? VALUE_TEXT_IS_NUMBER : VALUE_NUMBER;
      find_format (self, reader, table);
      return;
    }
  text = get (self, reader, "x:bool");
  if (text != NULL)
    {
      table->kind = VALUE_BOOLEAN;
      table->number = g_ascii_strcasecmp (text, "TRUE") == 0 ? 1.0 : 0.0;
    }
  else if (get (self, reader, "x:err") != NULL)
    table->kind = VALUE_ERROR;
}

static void
begin_cell (ClvHtmlTables *self,
            ClvHtmlReader *reader,
            OpenTable     *table)
{
  guint n_rows;

  end_cell (table);
  if (!table->is_in_row)
    begin_row (self, table);
  if (table->is_full)
    return;
  while (table->column < CLV_CELL_ROW_MAX_COLUMNS && *get_covered (table, table->column) >= table->n_rows)
    table->column++;
  table->n_spanned = reader->length > 0 ? get_span (self, reader, "colspan", MAX_SPAN) : 1;
  n_rows = reader->length > 0 ? get_span (self, reader, "rowspan", MAX_ROW_SPAN) : 1;
  if (n_rows > 1)
    for (guint c = table->column; c < MIN (table->column + table->n_spanned, CLV_CELL_ROW_MAX_COLUMNS); c++)
      *get_covered (table, c) = table->n_rows + n_rows - 1;
  if (table->column < CLV_CELL_ROW_MAX_COLUMNS && (n_rows > 1 || table->n_spanned > 1))
    clv_table_builder_add_merge (table->builder, table->n_rows, table->column, table->n_rows + n_rows - 1,
                                 MIN (table->column + table->n_spanned, CLV_CELL_ROW_MAX_COLUMNS) - 1);
  find_value (self, reader, table);
  table->is_in_cell = TRUE;
  table->needs_blank = FALSE;
  g_string_truncate (table->text, 0);
}

/* --- tables --- */

/* A table is called as the heading before it, or by its number. (transfer full) */
static char *
name_table (ClvHtmlTables *self)
{
  char *name;

  if (self->heading->len > 0 && self->depth == 0 && !g_hash_table_contains (self->names, self->heading->str))
    name = g_strdup (self->heading->str);
  else if (self->finished->len == 0)
    name = g_strdup ("");
  else
    /* Translators: a table of a web page, by its number */
    name = g_strdup_printf (_("Table %u"), self->finished->len + 1);
  g_string_truncate (self->heading, 0);
  g_hash_table_add (self->names, g_strdup (name));
  return name;
}

static void
begin_table (ClvHtmlTables *self)
{
  g_autofree char *name = NULL;
  OpenTable *table;
  FinishedTable place = { .parent = self->depth > 0 ? (int) self->open[self->depth - 1]->index : -1 };

  if (self->depth == MAX_DEPTH || self->finished->len >= MAX_TABLES)
    {
      self->n_ignored++;
      return;
    }
  name = name_table (self);
  table = g_new0 (OpenTable, 1);
  table->index = self->finished->len;
  g_array_append_val (self->finished, place);
  table->builder = clv_source_begin_table (self->source, name, FALSE);
  table->problems = clv_problem_list_new ();
  clv_cell_row_init (&table->row, self->currencies);
  table->covered = g_array_new (FALSE, TRUE, sizeof (guint32));
  table->text = g_string_new (NULL);
  self->open[self->depth++] = table;
}

static void
end_table (ClvHtmlTables *self)
{
  OpenTable *table;
  FinishedTable *place;

  if (self->n_ignored > 0)
    {
      self->n_ignored--;
      return;
    }
  if (self->depth == 0)
    return;
  table = self->open[--self->depth];
  end_row (table);
  place = &g_array_index (self->finished, FinishedTable, table->index);
  clv_cell_row_tell (&table->row, table->builder);
  place->table = clv_table_builder_finish (table->builder, table->problems);
  place->problems = clv_problem_list_ref (table->problems);
  place->is_data = table->n_rows >= 2 && table->n_columns >= 2;
  place->n_cells = table->n_cells;
  open_table_free (table);
}

/* --- texts --- */

/* Blanks and ends of lines are one blank, as browsers show them. */
static void
append_collapsed (GString    *target,
                  gboolean   *needs_blank,
                  const char *text,
                  gsize       length,
                  gsize       max_length)
{
  gsize i = 0;

  while (i < length && target->len < max_length)
    {
      gsize start = i;

      while (i < length && g_ascii_isspace (text[i]))
        i++;
      *needs_blank |= i > start;
      start = i;
      while (i < length && !g_ascii_isspace (text[i]))
        i++;
      if (i == start)
        continue;
      if (*needs_blank && target->len > 0)
        g_string_append_c (target, ' ');
      *needs_blank = FALSE;
      g_string_append_len (target, text + start, (gssize) (i - start));
    }
  /* A letter is not cut in two. */
  if (target->len > max_length)
    {
      const char *cut = g_utf8_find_prev_char (target->str, target->str + max_length + 1);

      g_string_truncate (target, cut != NULL ? (gsize) (cut - target->str) : 0);
    }
}

static void
add_text (ClvHtmlTables *self,
          const char    *text,
          gsize          length)
{
  gboolean needs_blank = FALSE;

  if (self->n_hidden > 0)
    return;
  if ((self->depth == 0 && !self->is_in_heading) || self->is_in_caption)
    return;
  g_string_truncate (self->scratch, 0);
  clv_html_append_text (self->scratch, text, length);
  if (self->is_in_heading)
    append_collapsed (self->heading, &needs_blank, self->scratch->str, self->scratch->len, MAX_TITLE_BYTES);
  /* What a table inside of a cell says, the cell says too. */
  for (guint i = 0; i < self->depth; i++)
    if (self->open[i]->is_in_cell && self->open[i]->kind != VALUE_NUMBER)
      append_collapsed (self->open[i]->text, &self->open[i]->needs_blank, self->scratch->str, self->scratch->len,
                        MAX_TEXT_BYTES);
}

/* Ends a word in the open cells: a line, or a cell inside of the cell. */
static void
add_blank (ClvHtmlTables *self)
{
  for (guint i = 0; i < self->depth; i++)
    self->open[i]->needs_blank = TRUE;
}

/* --- tags --- */

static gboolean
is_heading (const char *name)
{
  return name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0';
}

static gboolean
is_block (const char *name)
{
  static const char *blocks[] = { "br", "p", "div", "li", "ul", "ol", "tr", "td", "th", "table", "hr", "dd", "dt" };

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    if (strcmp (name, blocks[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Texts that no browser shows, such as keys for sorting. */
static gboolean
is_hidden (ClvHtmlTables *self,
           ClvHtmlReader *reader)
{
  const char *style = reader->length > 0 ? get (self, reader, "style") : NULL;

  if (style == NULL || (strcmp (reader->name, "span") != 0 && strcmp (reader->name, "div") != 0 &&
                        strcmp (reader->name, "font") != 0 && strcmp (reader->name, "p") != 0))
    return FALSE;
  style = strstr (style, "display");
  if (style == NULL)
    return FALSE;
  for (style += strlen ("display"); *style == ':' || g_ascii_isspace (*style);)
    style++;
  return g_str_has_prefix (style, "none");
}

static void
read_start (ClvHtmlTables *self,
            ClvHtmlReader *reader)
{
  const char *name = reader->name;
  OpenTable *table = self->depth > 0 && self->n_ignored == 0 ? self->open[self->depth - 1] : NULL;

  if (self->n_hidden > 0)
    {
      self->n_hidden += strcmp (name, self->hidden) == 0 ? 1 : 0;
      return;
    }
  if (is_block (name))
    add_blank (self);
  if (strcmp (name, "table") == 0)
    begin_table (self);
  else if (table != NULL && (strcmp (name, "td") == 0 || strcmp (name, "th") == 0))
    begin_cell (self, reader, table);
  else if (table != NULL && strcmp (name, "tr") == 0)
    begin_row (self, table);
  else if (table != NULL && strcmp (name, "caption") == 0)
    self->is_in_caption = TRUE;
  else if (is_heading (name) && self->depth == 0)
    {
      self->is_in_heading = TRUE;
      g_string_truncate (self->heading, 0);
    }
  else if (is_hidden (self, reader))
    {
      g_strlcpy (self->hidden, name, sizeof self->hidden);
      self->n_hidden = 1;
    }
}

static void
read_end (ClvHtmlTables *self,
          const char    *name)
{
  OpenTable *table = self->depth > 0 && self->n_ignored == 0 ? self->open[self->depth - 1] : NULL;

  /* A table ends whatever was hidden in it. */
  if (self->n_hidden > 0)
    {
      self->n_hidden -= strcmp (name, self->hidden) == 0 ? 1 : 0;
      if (strcmp (name, "td") != 0 && strcmp (name, "tr") != 0 && strcmp (name, "table") != 0)
        return;
      self->n_hidden = 0;
    }
  if (is_block (name))
    add_blank (self);
  if (strcmp (name, "table") == 0)
    {
      self->is_in_caption = FALSE;
      end_table (self);
    }
  else if (table != NULL && (strcmp (name, "td") == 0 || strcmp (name, "th") == 0))
    end_cell (table);
  else if (table != NULL && (strcmp (name, "tr") == 0 || strcmp (name, "thead") == 0 || strcmp (name, "tbody") == 0 ||
                             strcmp (name, "tfoot") == 0))
    end_row (table);
  else if (strcmp (name, "caption") == 0)
    self->is_in_caption = FALSE;
  else if (is_heading (name))
    self->is_in_heading = FALSE;
}

static gboolean
go_on (ClvHtmlTables *self,
       double         fraction)
{
  g_autofree char *step = NULL;

  if (self->n_tokens++ % N_TOKENS_TO_REPORT != 0 || self->work == NULL)
    return TRUE;
  self->is_cancelled = clv_work_is_cancelled (self->work);
  /* Translators: %s is a file name */
  step = g_strdup_printf (_("Reading “%s”"), self->source->name);
  clv_work_progress (self->work, step, fraction);
  return !self->is_cancelled;
}

gboolean
clv_html_tables_read (ClvHtmlTables *self,
                      const char    *text,
                      gsize          length,
                      double         from,
                      double         to,
                      GError       **error)
{
  ClvHtmlReader reader;
  ClvHtmlToken token;

  clv_html_reader_init (&reader, text, length);
  g_hash_table_remove_all (self->formats);
  while (clv_html_reader_next (&reader, &token))
    {
      if (!go_on (self, from + (to - from) * (double) (reader.p - text) / (double) length))
        {
          clv_source_set_cancelled (self->source, error);
          return FALSE;
        }
      switch (token)
        {
        case CLV_HTML_TEXT:
          add_text (self, reader.text, reader.length);
          break;
        case CLV_HTML_START:
          read_start (self, &reader);
          break;
        case CLV_HTML_END:
          read_end (self, reader.name);
          break;
        case CLV_HTML_STYLE:
        default:
          clv_html_note_formats (self->formats, reader.text, reader.length, self->currencies);
          break;
        }
    }
  self->n_ignored = self->n_hidden = 0;
  self->is_in_heading = self->is_in_caption = FALSE;
  while (self->depth > 0)
    end_table (self);
  return TRUE;
}

/* Whether @place stands inside of a table that was taken. */
static gboolean
is_inside_of_taken (const ClvHtmlTables *self,
                    const FinishedTable *place)
{
  while (place->parent >= 0)
    {
      place = &g_array_index (self->finished, FinishedTable, place->parent);
      if (place->is_data && place->table != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
take (ClvHtmlTables *self,
      FinishedTable *place)
{
  g_ptr_array_add (self->source->tables, g_steal_pointer (&place->table));
  clv_problem_list_merge (self->source->problems, place->problems);
}

gboolean
clv_html_tables_finish (ClvHtmlTables *self,
                        GError       **error)
{
  FinishedTable *largest = NULL;
  g_autoptr (GPtrArray) taken = g_ptr_array_new ();

  for (guint i = 0; i < self->finished->len; i++)
    {
      FinishedTable *place = &g_array_index (self->finished, FinishedTable, i);

      if (place->table == NULL)
        continue;
      if (place->is_data && !is_inside_of_taken (self, place))
        g_ptr_array_add (taken, place);
      if (largest == NULL || place->n_cells > largest->n_cells)
        largest = place;
    }
  if (taken->len == 0 && largest != NULL)
    g_ptr_array_add (taken, largest);
  for (guint i = 0; i < taken->len; i++)
    take (self, taken->pdata[i]);
  if (taken->len > 0)
    return TRUE;
  clv_file_set_useless (self->source->name, CLV_USELESS_XML, error);
  return FALSE;
}
