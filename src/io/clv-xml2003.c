/* clv-xml2003.c - workbooks as Excel 2003 writes them in XML
 *
 * Other programs write them to this day, mostly under the name .xls.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xml2003-private.h"

#include <expat.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-html-private.h"
#include "clv-problem.h"
#include "clv-xml-private.h"

#define MAX_DEPTH 64
#define MAX_TEXT_BYTES (1u << 20)
#define PIECE_BYTES (256u << 10)

/* More merged cells than that come from nobody who writes reports. */
#define MAX_COVERED (16u << 20)

typedef enum
{
  TYPE_STRING,
  TYPE_NUMBER,
  TYPE_DATE,
  TYPE_BOOLEAN,
  TYPE_ERROR,
} DataType;

typedef struct
{
  ClvSource       *source;
  XML_Parser       parser;
  GHashTable      *styles;   /* id to ClvCellFormat */
  GPtrArray       *currencies;
  char            *style;    /* the one whose format may come next */
  gboolean         is_1904;

  char            *sheet;    /* NULL outside of a sheet */
  ClvTableBuilder *builder;
  ClvCellRow       cells;
  guint            row;      /* of the open row, from 1 */
  guint            column;   /* of the open cell, or the next */
  guint            n_across;
  GArray          *covered;  /* guint32 by column: the last row that a cell above is merged down to */
  guint            n_covered;
  gboolean         is_full;  /* a preview has rows enough */

  ClvCellFormat    format;
  gboolean         has_formula;
  gboolean         has_data;
  DataType         type;
  GString         *text;
  gboolean         takes_text;
  gboolean         is_in_visible;
  guint            n_ignored; /* depth inside of notes and readings */

  guint            depth;
  gboolean         is_forbidden;
} XmlRun;

static guint
get_count (const char **attributes,
           const char  *name,
           guint        max)
{
  const char *text = clv_xml_get (attributes, name);

  return text != NULL ? (guint) MIN (g_ascii_strtoull (text, NULL, 10), max) : 0;
}

static void
end_sheet (XmlRun *run)
{
  if (run->builder == NULL)
    return;
  clv_cell_row_tell (&run->cells, run->builder);
  clv_source_end_table (run->source, run->builder);
  g_clear_pointer (&run->builder, clv_table_builder_free);
  g_clear_pointer (&run->sheet, g_free);
}

static void
start_sheet (XmlRun      *run,
             const char **attributes)
{
  const char *name = clv_xml_get (attributes, "Name");

  end_sheet (run);
  run->sheet = g_strdup (name != NULL ? name : "");
  run->builder = clv_source_begin_table (run->source, run->sheet, FALSE);
  clv_cell_row_clear (&run->cells);
  clv_cell_row_init (&run->cells, run->currencies);
  run->row = run->n_covered = 0;
  g_array_set_size (run->covered, 0);
}

static void
start_row (XmlRun      *run,
           const char **attributes)
{
  guint index = get_count (attributes, "Index", CLV_SHEET_MAX_ROWS);
  guint32 max_rows = run->source->options.max_rows;

  run->row = index > run->row ? index : MIN (run->row + 1, CLV_SHEET_MAX_ROWS);
  run->column = 0;
  run->is_full = max_rows > 0 && run->row > max_rows;
  run->source->is_provisional |= run->is_full;
}

/* LibreOffice leaves cells out that another one covers from above, without the Index that Excel writes then. */
static void
skip_covered (XmlRun *run)
{
  while (run->column < run->covered->len && g_array_index (run->covered, guint32, run->column) >= run->row)
    run->column++;
}

static void
cover (XmlRun *run,
       guint   n_down)
{
  guint end = MIN (run->column + run->n_across + 1, CLV_SHEET_MAX_COLUMNS);

  if (run->column >= end || run->n_covered > MAX_COVERED)
    return;
  run->n_covered += end - run->column;
  if (end > run->covered->len)
    g_array_set_size (run->covered, end);
  for (guint c = run->column; c < end; c++)
    g_array_index (run->covered, guint32, c) = run->row + n_down;
}

static void
start_cell (XmlRun      *run,
            const char **attributes)
{
  guint index = get_count (attributes, "Index", CLV_SHEET_MAX_COLUMNS);
  guint n_down = get_count (attributes, "MergeDown", CLV_SHEET_MAX_ROWS);
  const char *style = clv_xml_get (attributes, "StyleID");
  const ClvCellFormat *format;

  if (index > 0)
    run->column = index - 1;
  else
    skip_covered (run);
  run->n_across = get_count (attributes, "MergeAcross", CLV_SHEET_MAX_COLUMNS);
  if (run->n_across > 0 || n_down > 0)
    clv_table_builder_add_merge (run->builder, run->row, run->column, run->row + n_down, run->column + run->n_across);
  if (n_down > 0)
    cover (run, n_down);
  format = style != NULL ? g_hash_table_lookup (run->styles, style) : NULL;
  run->format = format != NULL ? *format : (ClvCellFormat) { .class = CLV_FORMAT_NUMBER };
  run->has_formula = clv_xml_get (attributes, "Formula") != NULL;
  run->has_data = FALSE;
}

static void
start_data (XmlRun      *run,
            const char **attributes)
{
  static const struct
  {
    const char *name;
    DataType    type;
  } types[] = {
    { "Number", TYPE_NUMBER }, { "DateTime", TYPE_DATE }, { "Boolean", TYPE_BOOLEAN }, { "Error", TYPE_ERROR },
  };
  const char *type = clv_xml_get (attributes, "Type");

  run->type = TYPE_STRING;
  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (types); i++)
    if (strcmp (type, types[i].name) == 0)
      run->type = types[i].type;
  run->has_data = run->takes_text = TRUE;
  g_string_truncate (run->text, 0);
}

/* The day that a time of day is written with. */
static gboolean
is_time_of_day (const char *text)
{
  return g_str_has_prefix (text, "1899-12-3") && strchr (text, 'T') != NULL;
}

static void
set_value (XmlRun *run)
{
  const char *text = run->text->str;
  double value;

  if (run->type == TYPE_NUMBER && clv_cell_value_parse_number (text, &value))
    clv_cell_row_set_value (&run->cells, run->column, value, run->format, run->is_1904);
  else if (run->type == TYPE_DATE && clv_cell_value_parse_iso (text, &value))
    {
      if (is_time_of_day (text))
        clv_cell_row_set_number (&run->cells, run->column, value - (int) value + (value < (int) value ? 1.0 : 0.0));
      else
        clv_cell_row_set_date (&run->cells, run->column, value);
    }
  else if (run->type == TYPE_BOOLEAN)
    clv_cell_row_set_boolean (&run->cells, run->column, strcmp (text, "1") == 0 || g_ascii_strcasecmp (text, "true") == 0);
  else if (run->type == TYPE_ERROR)
    clv_cell_row_set_error (&run->cells, run->column, text);
  else
    clv_cell_row_set_text (&run->cells, run->column, text, run->text->len);
}

static void
end_cell (XmlRun *run)
{
  if (run->has_data && run->text->len > 0)
    set_value (run);
  else if (run->has_formula && (!run->has_data || run->type != TYPE_STRING) && run->row > 0)
    {
      g_autofree char *name = clv_source_name_cell (run->row - 1, run->column);

      clv_problem_list_add_marked (run->source->problems, "formula-without-value", "left-out", run->source->name, run->sheet,
                                   run->row, name);
    }
  run->column = MIN (run->column + run->n_across + 1, CLV_SHEET_MAX_COLUMNS);
}

/* Notes have texts of their own, and so has the reading of Asian names. */
static gboolean
is_ignored (const char *name)
{
  return strcmp (name, "Comment") == 0 || strcmp (name, "PhoneticText") == 0;
}

static void
start_outside (XmlRun      *run,
               const char  *name,
               const char **attributes)
{
  const char *text;

  if (strcmp (name, "Worksheet") == 0)
    start_sheet (run, attributes);
  else if (strcmp (name, "Style") == 0)
    {
      g_free (run->style);
      run->style = g_strdup (clv_xml_get (attributes, "ID"));
    }
  else if (strcmp (name, "NumberFormat") == 0 && run->style != NULL && (text = clv_xml_get (attributes, "Format")) != NULL)
    {
      ClvCellFormat format = clv_html_new_format (text, run->currencies);

      g_hash_table_insert (run->styles, g_strdup (run->style), g_memdup2 (&format, sizeof format));
    }
  else if (strcmp (name, "Date1904") == 0)
    run->is_1904 = TRUE;
}

static void XMLCALL
start_cb (void            *data,
          const XML_Char  *qualified,
          const XML_Char **attributes)
{
  XmlRun *run = data;
  const char *name = clv_xml_skip_prefix (qualified);

  if (++run->depth > MAX_DEPTH)
    XML_StopParser (run->parser, XML_FALSE);
  else if (run->n_ignored > 0 || is_ignored (name))
    run->n_ignored++;
  else if (run->sheet == NULL)
    start_outside (run, name, attributes);
  else if (strcmp (name, "Row") == 0)
    start_row (run, attributes);
  else if (strcmp (name, "Visible") == 0)
    {
      run->is_in_visible = TRUE;
      g_string_truncate (run->text, 0);
    }
  else if (run->row == 0 || run->is_full)
    return;
  else if (strcmp (name, "Cell") == 0)
    start_cell (run, attributes);
  else if (strcmp (name, "Data") == 0)
    start_data (run, attributes);
}

static void XMLCALL
end_cb (void           *data,
        const XML_Char *qualified)
{
  XmlRun *run = data;
  const char *name = clv_xml_skip_prefix (qualified);

  run->depth--;
  if (run->n_ignored > 0)
    {
      run->n_ignored--;
      return;
    }
  if (run->sheet == NULL)
    return;
  if (strcmp (name, "Worksheet") == 0)
    end_sheet (run);
  else if (strcmp (name, "Visible") == 0)
    {
      run->is_in_visible = FALSE;
      clv_table_builder_set_hidden (run->builder, strstr (run->text->str, "Hidden") != NULL);
    }
  else if (strcmp (name, "Data") == 0)
    run->takes_text = FALSE;
  else if (run->row == 0 || run->is_full)
    return;
  else if (strcmp (name, "Cell") == 0)
    end_cell (run);
  else if (strcmp (name, "Row") == 0)
    clv_cell_row_end (&run->cells, run->builder, run->row);
}

static void XMLCALL
text_cb (void           *data,
         const XML_Char *text,
         int             length)
{
  XmlRun *run = data;

  if (run->n_ignored == 0 && (run->takes_text || run->is_in_visible) && run->text->len < MAX_TEXT_BYTES)
    g_string_append_len (run->text, text, length);
}

/* Workbooks have no document type; one that has is an attack with entities. */
static void XMLCALL
doctype_cb (void           *data,
            const XML_Char *name,
            const XML_Char *system_id,
            const XML_Char *public_id,
            int             has_internal_subset)
{
  XmlRun *run = data;

  run->is_forbidden = TRUE;
  XML_StopParser (run->parser, XML_FALSE);
}

static void
set_damaged (XmlRun  *run,
             GError **error)
{
  if (run->is_forbidden)
    clv_xml_set_forbidden (run->source->name, error);
  else
    g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED,
                 /* Translators: a file name, and a line of it */
                 _("“%s” is damaged at line %lu. Export it again from the program it comes from, "
                   "or open it in Excel or LibreOffice, save it as .xlsx and open that."),
                 run->source->name, (unsigned long) XML_GetCurrentLineNumber (run->parser));
}

static gboolean
parse (XmlRun        *run,
       const char    *text,
       gsize          length,
       gboolean       is_cut,
       const ClvWork *work,
       GError       **error)
{
  for (gsize at = 0; at < length;)
    {
      gsize n = MIN (length - at, PIECE_BYTES);
      g_autofree char *step = NULL;

      if (clv_work_is_cancelled (work))
        {
          clv_source_set_cancelled (run->source, error);
          return FALSE;
        }
      if (XML_Parse (run->parser, text + at, (int) n, at + n == length && !is_cut) != XML_STATUS_OK)
        {
          set_damaged (run, error);
          return FALSE;
        }
      at += n;
      /* Translators: %s is a file name */
      step = g_strdup_printf (_("Reading “%s”"), run->source->name);
      clv_work_progress (work, step, (double) at / (double) length);
    }
  /* The sheet of a preview may be cut. */
  end_sheet (run);
  return TRUE;
}

gboolean
clv_xml2003_read (ClvSource     *source,
                  ClvFile       *file,
                  const ClvWork *work,
                  GError       **error)
{
  XmlRun run = { .source = source };
  g_autofree char *bytes = NULL;
  g_autofree char *owned = NULL;
  const char *text;
  gsize length, n_decoded;
  gboolean ok;

  source->format = "xls";
  bytes = clv_html_read_bytes (source, file, &length, work, error);
  if (bytes == NULL)
    return FALSE;
  text = clv_html_decode (source, bytes, length, NULL, &n_decoded, &owned, error);
  if (text == NULL)
    return FALSE;
  /* Blanks may stand before the declaration, where XML allows none. */
  for (; n_decoded > 0 && g_ascii_isspace (*text); text++)
    n_decoded--;

  run.styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  run.currencies = g_ptr_array_new_with_free_func (g_free);
  run.text = g_string_new (NULL);
  run.covered = g_array_new (FALSE, TRUE, sizeof (guint32));
  clv_cell_row_init (&run.cells, run.currencies);
  run.parser = XML_ParserCreate ("UTF-8");
  XML_SetUserData (run.parser, &run);
  XML_SetElementHandler (run.parser, start_cb, end_cb);
  XML_SetCharacterDataHandler (run.parser, text_cb);
  XML_SetStartDoctypeDeclHandler (run.parser, doctype_cb);
  ok = parse (&run, text, n_decoded, length < file->size, work, error);
  XML_ParserFree (run.parser);
  g_clear_pointer (&run.builder, clv_table_builder_free);
  g_hash_table_unref (run.styles);
  g_array_unref (run.covered);
  clv_cell_row_clear (&run.cells);
  g_ptr_array_unref (run.currencies);
  g_string_free (run.text, TRUE);
  g_free (run.sheet);
  g_free (run.style);
  if (ok && source->tables->len == 0)
    {
      clv_source_set_no_cells (source, error);
      return FALSE;
    }
  return ok && clv_source_take_sha256 (source, file, work, error);
}
