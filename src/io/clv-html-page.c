/* clv-html-page.c - the tables of web pages
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

#include "clv-html-table-private.h"

#define MAX_DEPTH 8
#define MAX_TEXT_BYTES (1u << 20)
#define MAX_TITLE_BYTES 200
#define MAX_TABLES 10000
#define N_TOKENS_TO_REPORT 4096
/* Cells may span columns that nobody fills; in many tables that is an attack. */
#define N_FREE_COLUMNS 65536
#define MIN_BYTES_PER_COLUMN 4

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
  ClvHtmlStyles  styles;
  GArray        *finished; /* FinishedTable */
  ClvHtmlTable  *open[MAX_DEPTH];
  guint          depth;
  guint          n_ignored; /* tables that stand too deep */
  GString       *heading;   /* the last one that no table has got */
  GString       *caption;   /* of the open table */
  GHashTable    *names;     /* of the tables so far */
  gboolean       is_in_heading;
  gboolean       is_in_caption;
  char           hidden[16]; /* the element that is not shown, and how many of its name are open */
  guint          n_hidden;
  guint64        n_columns; /* of all finished tables */
  guint          n_tokens;
  gboolean       is_cancelled;
};

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
  self->styles.formats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->styles.currencies = g_ptr_array_new_with_free_func (g_free);
  self->finished = g_array_new (FALSE, FALSE, sizeof (FinishedTable));
  g_array_set_clear_func (self->finished, finished_clear);
  self->heading = g_string_new (NULL);
  self->caption = g_string_new (NULL);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->styles.scratch = g_string_new (NULL);
  return self;
}

void
clv_html_tables_free (ClvHtmlTables *self)
{
  while (self->depth > 0)
    clv_html_table_free (self->open[--self->depth]);
  g_hash_table_unref (self->styles.formats);
  g_ptr_array_unref (self->styles.currencies);
  g_array_unref (self->finished);
  g_string_free (self->heading, TRUE);
  g_string_free (self->caption, TRUE);
  g_hash_table_unref (self->names);
  g_string_free (self->styles.scratch, TRUE);
  g_free (self);
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
name_by_caption (ClvHtmlTables *self,
                 ClvHtmlTable  *table)
{
  if (self->caption->len == 0 || g_hash_table_contains (self->names, self->caption->str))
    return;
  clv_table_builder_set_sheet (table->builder, self->caption->str);
  g_hash_table_add (self->names, g_strdup (self->caption->str));
}

static void
begin_table (ClvHtmlTables *self)
{
  g_autofree char *name = NULL;
  ClvHtmlTable *table;
  FinishedTable place = { .parent = self->depth > 0 ? (int) self->open[self->depth - 1]->index : -1 };

  if (self->depth == MAX_DEPTH || self->finished->len >= MAX_TABLES)
    {
      self->n_ignored++;
      return;
    }
  name = name_table (self);
  table = clv_html_table_new (self->source, &self->styles, name);
  table->index = self->finished->len;
  g_array_append_val (self->finished, place);
  self->open[self->depth++] = table;
}

static void
end_table (ClvHtmlTables *self)
{
  ClvHtmlTable *table;
  FinishedTable *place;

  if (self->n_ignored > 0)
    {
      self->n_ignored--;
      return;
    }
  if (self->depth == 0)
    return;
  table = self->open[--self->depth];
  clv_html_table_end_row (table);
  place = &g_array_index (self->finished, FinishedTable, table->index);
  clv_cell_row_tell (&table->row, table->builder);
  place->table = clv_table_builder_finish (table->builder, table->problems);
  place->problems = clv_problem_list_ref (table->problems);
  place->is_data = table->n_rows >= 2 && table->n_columns >= 2;
  place->n_cells = table->n_cells;
  self->n_columns += table->n_columns;
  clv_html_table_free (table);
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
  if (self->depth == 0 && !self->is_in_heading && !self->is_in_caption)
    return;
  g_string_truncate (self->styles.scratch, 0);
  clv_html_append_text (self->styles.scratch, text, length);
  if (self->is_in_caption)
    {
      append_collapsed (self->caption, &needs_blank, self->styles.scratch->str, self->styles.scratch->len, MAX_TITLE_BYTES);
      return;
    }
  if (self->is_in_heading)
    append_collapsed (self->heading, &needs_blank, self->styles.scratch->str, self->styles.scratch->len, MAX_TITLE_BYTES);
  /* What a table inside of a cell says, the cell says too. */
  for (guint i = 0; i < self->depth; i++)
    if (self->open[i]->is_in_cell && self->open[i]->kind != CLV_HTML_VALUE_NUMBER)
      append_collapsed (self->open[i]->text, &self->open[i]->needs_blank, self->styles.scratch->str, self->styles.scratch->len,
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
  const char *style = reader->length > 0 ? clv_html_styles_get (&self->styles, reader, "style") : NULL;

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
  ClvHtmlTable *table = self->depth > 0 && self->n_ignored == 0 ? self->open[self->depth - 1] : NULL;

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
    clv_html_table_begin_cell (table, reader);
  else if (table != NULL && strcmp (name, "tr") == 0)
    clv_html_table_begin_row (table);
  else if (table != NULL && strcmp (name, "caption") == 0)
    {
      self->is_in_caption = TRUE;
      g_string_truncate (self->caption, 0);
    }
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
  ClvHtmlTable *table = self->depth > 0 && self->n_ignored == 0 ? self->open[self->depth - 1] : NULL;

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
    clv_html_table_end_cell (table);
  else if (table != NULL && (strcmp (name, "tr") == 0 || strcmp (name, "thead") == 0 || strcmp (name, "tbody") == 0 ||
                             strcmp (name, "tfoot") == 0))
    clv_html_table_end_row (table);
  else if (strcmp (name, "caption") == 0)
    {
      if (self->is_in_caption && table != NULL)
        name_by_caption (self, table);
      self->is_in_caption = FALSE;
    }
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
  g_hash_table_remove_all (self->styles.formats);
  while (clv_html_reader_next (&reader, &token))
    {
      if (!go_on (self, from + (to - from) * (double) (reader.p - text) / (double) length))
        {
          clv_source_set_cancelled (self->source, error);
          return FALSE;
        }
      if (self->n_columns > N_FREE_COLUMNS + length / MIN_BYTES_PER_COLUMN)
        {
          clv_file_set_bomb (self->source->name, error);
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
          clv_html_note_formats (self->styles.formats, reader.text, reader.length, self->styles.currencies);
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
