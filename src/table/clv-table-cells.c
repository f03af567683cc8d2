/* clv-table-cells.c - takes the cells of a table that is being built
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-table-block.h"
#include "clv-table-builder-private.h"

/* Length of the blank that starts at @p: white space, no-break and other Unicode blanks, and byte
 * order marks, which some programs leave at the start of a cell. */
gsize
clv_table_blank_at_start (const guchar *p,
                gsize         length)
{
  if (p[0] <= ' ')
    return 1;
  if (length >= 2 && p[0] == 0xC2 && p[1] == 0xA0)
    return 2;
  if (length >= 3 &&
      ((p[0] == 0xE2 && p[1] == 0x80 && ((p[2] >= 0x80 && p[2] <= 0x8B) || p[2] == 0xAF)) ||
       (p[0] == 0xE3 && p[1] == 0x80 && p[2] == 0x80) || (p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF)))
    return 3;
  return 0;
}

static gsize
blank_at_end (const guchar *p,
              gsize         length)
{
  if (p[length - 1] <= ' ')
    return 1;
  if (p[length - 1] < 0x80)
    return 0;
  if (length >= 2 && p[length - 2] == 0xC2)
    return clv_table_blank_at_start (p + length - 2, 2);
  return length >= 3 && p[length - 3] >= 0xE2 ? clv_table_blank_at_start (p + length - 3, 3) : 0;
}

static inline void
trim (const char **text,
      gsize       *length)
{
  gsize n;

  /* Plain letters and digits at both ends are the rule. */
  if (*length > 0 && (guchar) (*text)[0] - 0x21u < 0x5Fu && (guchar) (*text)[*length - 1] - 0x21u < 0x5Fu)
    return;
  while (*length > 0 && (n = clv_table_blank_at_start ((const guchar *) *text, *length)) > 0)
    {
      *text += n;
      *length -= n;
    }
  while (*length > 0 && (n = blank_at_end ((const guchar *) *text, *length)) > 0)
    *length -= n;
}

/**
 * clv_table_trim:
 * @text: (inout): a text
 * @length: (inout): its bytes
 *
 * Drops blanks of any kind at both ends, as the table does with each text it is given.
 */
void
clv_table_trim (const char **text,
                gsize       *length)
{
  trim (text, length);
}

static void
hold (ClvTableBuilder *self,
      guint            column,
      ClvCellKind      kind,
      double           number,
      const char      *text,
      gsize            length)
{
  ClvHeldCell cell = { self->n_held, column, kind, (guint32) length, number, self->held_text->len };

  if (text != NULL)
    {
      g_string_append_len (self->held_text, text, (gssize) length);
      g_string_append_c (self->held_text, '\0');
    }
  g_array_append_val (self->held_cells, cell);
  self->n_cells_in_row++;
}

ClvColumn *
clv_table_builder_ensure_column (ClvTableBuilder *self,
                                 guint            column)
{
  while (G_UNLIKELY (column >= self->columns->len))
    g_ptr_array_add (self->columns, clv_column_new ());
  return self->columns->pdata[column];
}

static inline void
put (ClvTableBuilder *self,
     ClvColumn       *column,
     guint32          code)
{
  clv_column_put (column, self->n_rows, code);
  self->n_cells_in_row++;
}

static void
add_text (ClvTableBuilder *self,
          guint            column,
          ClvCellKind      kind,
          const char      *text,
          gsize            length)
{
  ClvColumn *target;

  trim (&text, &length);
  if (length == 0)
    return;
  if (G_UNLIKELY (self->is_holding))
    {
      hold (self, column, kind, 0.0, text, length);
      return;
    }
  target = clv_table_builder_ensure_column (self, column);
  put (self, target, clv_column_intern_text (target, kind, text, length));
}

static void
add_number (ClvTableBuilder *self,
            guint            column,
            ClvCellKind      kind,
            double           number)
{
  ClvColumn *target;

  if (G_UNLIKELY (self->is_holding))
    {
      hold (self, column, kind, number, NULL, 0);
      return;
    }
  target = clv_table_builder_ensure_column (self, column);
  put (self, target, clv_column_intern_number (target, kind, number));
}

void
clv_table_builder_add_cell (ClvTableBuilder *self,
                            guint            column,
                            ClvCellKind      kind,
                            double           number,
                            const char      *text,
                            gsize            length)
{
  if (kind == CLV_CELL_TEXT || kind == CLV_CELL_ERROR)
    add_text (self, column, kind, text, length);
  else
    add_number (self, column, kind, number);
}

/**
 * clv_table_builder_add_text:
 * @column: position in the sheet, from 0
 * @text: valid UTF-8 without NUL inside; need not end in NUL
 * @length: bytes of @text
 *
 * Adds a cell of text to the row. Blanks at its ends are dropped; a cell of nothing else is empty.
 */
void
clv_table_builder_add_text (ClvTableBuilder *self,
                            guint            column,
                            const char      *text,
                            gsize            length)
{
  add_text (self, column, CLV_CELL_TEXT, text, length);
}

/**
 * clv_table_builder_add_number:
 * @column: position in the sheet, from 0
 * @number: its value
 */
void
clv_table_builder_add_number (ClvTableBuilder *self,
                              guint            column,
                              double           number)
{
  add_number (self, column, CLV_CELL_NUMBER, number);
}

/**
 * clv_table_builder_add_date:
 * @column: position in the sheet, from 0
 * @days: days since 1970-01-01, with the time of day as fraction
 */
void
clv_table_builder_add_date (ClvTableBuilder *self,
                            guint            column,
                            double           days)
{
  add_number (self, column, CLV_CELL_DATE, days);
}

/**
 * clv_table_builder_add_boolean:
 * @column: position in the sheet, from 0
 * @value: TRUE or FALSE
 */
void
clv_table_builder_add_boolean (ClvTableBuilder *self,
                               guint            column,
                               gboolean         value)
{
  add_number (self, column, CLV_CELL_BOOLEAN, value ? 1.0 : 0.0);
}

/**
 * clv_table_builder_add_error:
 * @column: position in the sheet, from 0
 * @text: the error as the spreadsheet program writes it, “#N/A”
 * @length: bytes of @text
 */
void
clv_table_builder_add_error (ClvTableBuilder *self,
                             guint            column,
                             const char      *text,
                             gsize            length)
{
  add_text (self, column, CLV_CELL_ERROR, text, length);
}

/**
 * clv_table_builder_set_currency:
 * @column: position in the sheet, from 0
 * @currency: the sign or code that its number formats show
 * @is_mixed: whether there are others, which then are texts with their amounts
 *
 * Tells in what currency the numbers of a column are shown.
 */
void
clv_table_builder_set_currency (ClvTableBuilder *self,
                                guint            column,
                                const char      *currency,
                                gboolean         is_mixed)
{
  clv_column_set_format_currency (clv_table_builder_ensure_column (self, column), currency, is_mixed);
}
