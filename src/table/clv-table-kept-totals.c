/* clv-table-kept-totals.c - the rows of totals that a table was read without, kept beside it
 *
 * What looks like a total may be a sale. Whoever says so gets the table with these rows
 * where they stood, without the file being read again. A table without totals keeps
 * nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-table-private.h"

#include <string.h>

#include "clv-column-private.h"

struct _ClvTableTotals
{
  GPtrArray *columns;     /* (nullable elements) ClvColumn, beside those of the table; NULL without a cell */
  GArray    *source_rows; /* guint32, ascending */
};

static guint32
copy_cell (ClvColumn       *to,
           const ClvColumn *from,
           guint32          code)
{
  ClvCell cell;

  clv_column_get_cell (from, code, &cell);
  if (cell.kind == CLV_CELL_EMPTY)
    return CLV_CODE_EMPTY;
  if (cell.text != NULL)
    return clv_column_intern_text (to, cell.kind, cell.text, strlen (cell.text));
  return clv_column_intern_number (to, cell.kind, cell.number);
}

void
clv_table_totals_free (ClvTableTotals *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->columns);
  g_array_unref (self->source_rows);
  g_free (self);
}

/**
 * clv_table_keep_total:
 * @columns: (element-type ClvColumn): of the table, all its rows in them
 * @row: that is about to be taken out; further down than those before
 */
void
clv_table_keep_total (ClvTable        *self,
                      const GPtrArray *columns,
                      guint32          row,
                      guint32          source_row)
{
  guint32 at;

  if (self->totals == NULL)
    {
      self->totals = g_new0 (ClvTableTotals, 1);
      self->totals->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_column_free);
      self->totals->source_rows = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_ptr_array_set_size (self->totals->columns, (gint) columns->len);
    }
  at = self->totals->source_rows->len;
  g_array_append_val (self->totals->source_rows, source_row);
  for (guint c = 0; c < columns->len; c++)
    {
      const guint32 code = clv_column_peek (columns->pdata[c], row);

      if (code == CLV_CODE_EMPTY)
        continue;
      if (self->totals->columns->pdata[c] == NULL)
        self->totals->columns->pdata[c] = clv_column_new ();
      clv_column_put (self->totals->columns->pdata[c], at, copy_cell (self->totals->columns->pdata[c], columns->pdata[c], code));
    }
}

/**
 * clv_table_move_totals:
 * @from: a column of the table, that is the @to-th one now
 * @to: at most @from, and more than of those before
 *
 * For a table that loses empty columns.
 */
void
clv_table_move_totals (ClvTable *self,
                       guint     from,
                       guint     to)
{
  GPtrArray *columns;
  gpointer column;

  if (self->totals == NULL || from == to)
    return;
  columns = self->totals->columns;
  column = columns->pdata[from];
  columns->pdata[from] = NULL;
  clv_column_free (columns->pdata[to]);
  columns->pdata[to] = column;
}

/* Row by row of the whole table, where it comes from: the row + 1 of the totals, or 0 of the others. (transfer full) */
static guint32 *
merge_rows (const ClvTable *self,
            ClvTable       *whole)
{
  const GArray *totals = self->totals->source_rows;
  guint32 *from = g_new0 (guint32, whole->n_rows);
  guint32 row = 0, total = 0, next = 0;

  for (guint32 at = 0; at < whole->n_rows; at++)
    {
      const guint32 source_row = row < self->n_rows ? clv_table_get_source_row (self, row) : G_MAXUINT32;
      ClvRowRun run = { at, source_row };

      if (total < totals->len && g_array_index (totals, guint32, total) <= source_row)
        {
          run.source_row = g_array_index (totals, guint32, total);
          from[at] = ++total;
        }
      else
        row++;
      if (at == 0 || run.source_row != next)
        g_array_append_val (whole->runs, run);
      next = run.source_row + 1;
    }
  return from;
}

static ClvColumn *
merge_column (const ClvTable *self,
              guint           index,
              const guint32  *from,
              guint32         n_rows)
{
  const ClvColumn *column = self->columns->pdata[index];
  const ClvColumn *totals = self->totals->columns->pdata[index];
  const guint32 n_distinct = clv_column_get_n_distinct (column), *codes = clv_column_get_codes (column);
  g_autofree guint32 *new_codes = g_new (guint32, n_distinct);
  ClvColumn *whole = clv_column_new ();
  gboolean is_mixed;
  const char *currency = clv_column_get_format_currency (column, &is_mixed);
  guint32 row = 0;

  clv_column_take_header (whole, g_strdup (clv_column_get_header (column)));
  clv_column_set_format_currency (whole, currency, is_mixed);
  /* All of its cells first, so that they have the codes that they had. */
  for (guint32 code = 0; code < n_distinct; code++)
    new_codes[code] = copy_cell (whole, column, code);
  for (guint32 at = 0; at < n_rows; at++)
    {
      guint32 code = CLV_CODE_EMPTY;

      if (from[at] == 0)
        code = new_codes[codes[row++]];
      else if (totals != NULL)
        code = copy_cell (whole, totals, clv_column_peek (totals, from[at] - 1));
      if (code != CLV_CODE_EMPTY)
        clv_column_put (whole, at, code);
    }
  clv_column_finish (whole, n_rows);
  return whole;
}

/**
 * clv_table_dup_with_totals:
 *
 * Time O(cells).
 *
 * Returns: (transfer full) (nullable): the same with its rows of totals where they stand in the file; NULL when there are
 *   none, or the work was cancelled
 */
ClvTable *
clv_table_dup_with_totals (const ClvTable *self,
                           const ClvWork  *work)
{
  g_autoptr (ClvTable) whole = NULL;
  g_autofree guint32 *from = NULL;

  if (self->totals == NULL)
    return NULL;
  whole = clv_table_new (self->file, self->sheet);
  whole->hidden = self->hidden;
  whole->separator = self->separator;
  whole->header_row = self->header_row;
  whole->n_repeated_headers = self->n_repeated_headers;
  whole->n_rows = self->n_rows + self->totals->source_rows->len;
  if (self->marks != NULL)
    whole->marks = g_array_ref (self->marks);
  from = merge_rows (self, whole);
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (clv_work_is_cancelled (work))
        return NULL;
      g_ptr_array_add (whole->columns, merge_column (self, i, from, whole->n_rows));
    }
  return g_steal_pointer (&whole);
}
