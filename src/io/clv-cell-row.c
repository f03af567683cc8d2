/* clv-cell-row.c - the cells of one row, in whatever order a file tells them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-cell-row-private.h"

#include <string.h>

#include "clv-cell-currency-private.h"

/* Serials that no time of day has: a date in a format that shows only the clock. */
#define MIN_DATE_SERIAL 10000.0

typedef struct
{
  guint32        mark;
  ClvCellKind    kind;
  double         number;
  const GString *base;   /* where the text stands */
  gsize          offset;
  gsize          length;
} RowCell;

ClvCellFormat
clv_cell_format_new (const char *code,
                     GPtrArray  *currencies)
{
  ClvCellFormat format = { .class = clv_cell_value_classify_format (code) };
  char currency[8];

  clv_cell_value_format_currency (code, currency);
  if (format.class != CLV_FORMAT_NUMBER || currency[0] == '\0')
    return format;
  for (guint i = 0; i < currencies->len && format.currency == 0; i++)
    if (strcmp (currencies->pdata[i], currency) == 0)
      format.currency = i + 1;
  if (format.currency == 0)
    {
      g_ptr_array_add (currencies, g_strdup (currency));
      format.currency = currencies->len;
    }
  return format;
}

void
clv_cell_row_init (ClvCellRow *self,
                   GPtrArray  *currencies)
{
  self->currencies = currencies;
  self->money = g_array_new (FALSE, TRUE, sizeof (ClvCellCurrency));
  self->cells = g_array_new (FALSE, TRUE, sizeof (RowCell));
  self->text = g_string_new (NULL);
  self->mark = 1;
  self->n_columns = 0;
}

void
clv_cell_row_clear (ClvCellRow *self)
{
  g_array_unref (self->money);
  g_array_unref (self->cells);
  g_string_free (self->text, TRUE);
}

static RowCell *
set (ClvCellRow *self,
     guint       column,
     ClvCellKind kind)
{
  RowCell *cell;

  if (column >= CLV_SHEET_MAX_COLUMNS)
    return NULL;
  if (column >= self->cells->len)
    g_array_set_size (self->cells, column + 1);
  self->n_columns = MAX (self->n_columns, column + 1);
  cell = &g_array_index (self->cells, RowCell, column);
  cell->mark = self->mark;
  cell->kind = kind;
  return cell;
}

static void
set_text (ClvCellRow *self,
          guint       column,
          ClvCellKind kind,
          const char *text,
          gsize       length)
{
  RowCell *cell = set (self, column, kind);

  if (cell == NULL)
    return;
  cell->base = self->text;
  cell->offset = self->text->len;
  cell->length = length;
  g_string_append_len (self->text, text, (gssize) length);
}

void
clv_cell_row_set_text (ClvCellRow *self,
                       guint       column,
                       const char *text,
                       gsize       length)
{
  set_text (self, column, CLV_CELL_TEXT, text, length);
}

void
clv_cell_row_lend_text (ClvCellRow    *self,
                        guint          column,
                        const GString *base,
                        gsize          offset,
                        gsize          length)
{
  RowCell *cell = set (self, column, CLV_CELL_TEXT);

  if (cell == NULL)
    return;
  cell->base = base;
  cell->offset = offset;
  cell->length = length;
}

void
clv_cell_row_set_error (ClvCellRow *self,
                        guint       column,
                        const char *text)
{
  set_text (self, column, CLV_CELL_ERROR, text, strlen (text));
}

static void
set_number (ClvCellRow *self,
            guint       column,
            ClvCellKind kind,
            double      number)
{
  RowCell *cell = set (self, column, kind);

  if (cell != NULL)
    cell->number = number;
}

void
clv_cell_row_set_number (ClvCellRow *self,
                         guint       column,
                         double      number)
{
  set_number (self, column, CLV_CELL_NUMBER, number);
}

void
clv_cell_row_set_value (ClvCellRow   *self,
                        guint         column,
                        double        number,
                        ClvCellFormat format,
                        gboolean      is_1904)
{
  char shown[CLV_SHOWN_BYTES];
  gsize n_shown = clv_cell_value_show (number, format.class, shown);
  double days;

  if (n_shown > 0)
    {
      clv_cell_row_set_text (self, column, shown, n_shown);
      return;
    }
  if (format.class == CLV_FORMAT_DATE || (format.class == CLV_FORMAT_TIME && number >= MIN_DATE_SERIAL))
    switch (clv_cell_value_from_serial (number, is_1904, &days))
      {
      case CLV_SERIAL_DATE:
        clv_cell_row_set_date (self, column, days);
        return;
      case CLV_SERIAL_29_FEB_1900:
        clv_cell_row_set_text (self, column, "1900-02-29", 10);
        return;
      case CLV_SERIAL_NUMBER:
      default:
        break;
      }
  if (self->currencies->len > 0 && column < CLV_SHEET_MAX_COLUMNS &&
      !clv_cell_currency_count (self->money, column, format.currency))
    {
      char text[CLV_CURRENCY_TEXT_BYTES];
      gsize length = clv_cell_currency_write (number, self->currencies->pdata[format.currency - 1], text);

      clv_cell_row_set_text (self, column, text, length);
      return;
    }
  clv_cell_row_set_number (self, column, number);
}

void
clv_cell_row_set_date (ClvCellRow *self,
                       guint       column,
                       double      days)
{
  set_number (self, column, CLV_CELL_DATE, days);
}

void
clv_cell_row_set_boolean (ClvCellRow *self,
                          guint       column,
                          gboolean    value)
{
  set_number (self, column, CLV_CELL_BOOLEAN, value ? 1.0 : 0.0);
}

gboolean
clv_cell_row_is_empty (const ClvCellRow *self)
{
  return self->n_columns == 0;
}

void
clv_cell_row_end (ClvCellRow      *self,
                  ClvTableBuilder *builder,
                  guint32          source_row)
{
  for (guint column = 0; column < self->n_columns; column++)
    {
      const RowCell *cell = &g_array_index (self->cells, RowCell, column);

      if (cell->mark != self->mark)
        continue;
      switch (cell->kind)
        {
        case CLV_CELL_NUMBER:
          clv_table_builder_add_number (builder, column, cell->number);
          break;
        case CLV_CELL_DATE:
          clv_table_builder_add_date (builder, column, cell->number);
          break;
        case CLV_CELL_BOOLEAN:
          clv_table_builder_add_boolean (builder, column, cell->number != 0.0);
          break;
        case CLV_CELL_ERROR:
          clv_table_builder_add_error (builder, column, cell->base->str + cell->offset, cell->length);
          break;
        case CLV_CELL_TEXT:
        default:
          clv_table_builder_add_text (builder, column, cell->base->str + cell->offset, cell->length);
          break;
        }
    }
  clv_table_builder_end_row (builder, source_row);
  self->mark++;
  self->n_columns = 0;
  g_string_truncate (self->text, 0);
}

void
clv_cell_row_tell (ClvCellRow      *self,
                   ClvTableBuilder *builder)
{
  clv_cell_currency_tell (self->money, self->currencies, builder);
}
