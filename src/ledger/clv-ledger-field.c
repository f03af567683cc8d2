/* clv-ledger-field.c - a column of an order table, or of the orders or products table that completes it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-ledger-field.h"

#include <math.h>
#include <string.h>

#include "clv-header-scale.h"
#include "clv-words.h"

void
clv_field_open_column (const ClvTableMapping *mapping,
                       guint                  column,
                       ClvField              *field)
{
  field->mapping = mapping;
  field->column = &mapping->columns[column];
  field->cells = clv_table_get_column (mapping->table, column);
  field->codes = clv_column_get_codes (field->cells);
  field->rows = NULL;
}

gboolean
clv_field_open (const ClvTableMapping *mapping,
                const guint32         *rows,
                ClvRole                role,
                ClvField              *field)
{
  int column = mapping != NULL ? clv_table_mapping_find (mapping, role) : -1;

  if (column < 0)
    return FALSE;
  clv_field_open_column (mapping, column, field);
  field->rows = rows;
  return TRUE;
}

/* Each row speaks for itself; the first one of its order does for those that leave the cell out. */
static void
fill_from_first (const ClvFact *fact,
                 ClvField      *field)
{
  guint32 *rows;

  if (clv_column_get_counts (field->cells)[CLV_CODE_EMPTY] == 0)
    return;
  rows = g_new (guint32, (gsize) fact->n_rows + 1);
  for (guint32 i = 0; i < fact->n_rows; i++)
    rows[i] = field->codes[i] != CLV_CODE_EMPTY ? i : fact->header_row[i];
  g_ptr_array_add (fact->filled_rows, rows);
  field->rows = rows;
}

/* As the total is: the same on all lines of an order. Else a line that leaves it out has none of it. */
static gboolean
is_said_of_orders (const ClvFact  *fact,
                   const ClvField *field)
{
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (field->codes[i] != field->codes[fact->header_row[i]])
      return FALSE;
  return TRUE;
}

gboolean
clv_field_open_anywhere (const ClvFact *fact,
                         ClvRole        role,
                         ClvField      *field)
{
  if (fact->header == fact->mapping)
    {
      if (!clv_field_open (fact->mapping, NULL, role, field))
        return clv_field_open (fact->more, fact->more_row, role, field);
      if (!fact->is_repeated || (role != CLV_ROLE_REFUND && role != CLV_ROLE_TAX && role != CLV_ROLE_SHIPPING))
        fill_from_first (fact, field);
      else if (is_said_of_orders (fact, field))
        field->rows = fact->header_row;
      return TRUE;
    }
  return clv_field_open (fact->mapping, NULL, role, field) || clv_field_open (fact->header, fact->header_row, role, field)
         || clv_field_open (fact->more, fact->more_row, role, field);
}

double *
clv_field_numbers (const ClvField *self)
{
  return clv_table_mapping_read_numbers (self->mapping, self->column - self->mapping->columns);
}

static gboolean
says_percent (const char *header)
{
  return strchr (header, '%') != NULL
         || clv_words_has (header, "percent|=pct|prozent|pourcent|porcent|porcient|percentu|procent|procenta|процент|yuzde");
}

/* What the header makes of a bare number: under “Profit %”, 40 is a share of 0.4, and so is 0.4 where all are below 1.
 * 0: nothing. */
static double
get_unit_of_header (const ClvField *self,
                    double          least,
                    double          most)
{
  const ClvReading *reading = self->column->reading;
  const char *header = clv_column_get_header (self->cells);

  if (says_percent (header) && reading->max <= 100)
    return most < 1 ? 1 : 0.01;
  /* Nobody earns cents with each order. */
  return clv_words_has (header, "margin|marge|margen|margem") && least > 0 && most < 1 ? 1 : 0;
}

guint8 *
clv_field_read_shares (const ClvField *self,
                       double         *numbers)
{
  const guint32 n = clv_column_get_n_distinct (self->cells);
  const guint32 *counts = clv_column_get_counts (self->cells);
  g_autofree guint8 *is_share = g_malloc0 ((gsize) n + 1);
  guint32 n_percent = 0, n_bare = 0;
  double least = INFINITY, most = 0, unit;

  for (guint32 code = 1; code < n; code++)
    {
      ClvCell cell;

      if (!isfinite (numbers[code]) || numbers[code] == 0)
        continue;
      clv_column_get_cell (self->cells, code, &cell);
      is_share[code] = cell.text != NULL && strchr (cell.text, '%') != NULL;
      n_percent += is_share[code] ? counts[code] : 0;
      if (is_share[code])
        continue;
      n_bare += counts[code];
      least = MIN (least, fabs (numbers[code]));
      most = MAX (most, fabs (numbers[code]));
    }
  unit = get_unit_of_header (self, least, most);
  /* Beside so many that say “%”, the others have forgotten it. */
  if (n_bare > 0 && unit == 0 && n_percent >= 9 * (gsize) n_bare)
    unit = most > 1 ? 0.01 : 1;
  if (n_percent == 0 && (n_bare == 0 || unit == 0))
    return NULL;
  for (guint32 code = 1; unit > 0 && code < n; code++)
    if (!is_share[code] && isfinite (numbers[code]))
      {
        numbers[code] *= unit;
        is_share[code] = TRUE;
      }
  return g_steal_pointer (&is_share);
}

void
clv_fact_tell (ClvLedgerBuilder *self,
               const ClvFact    *fact,
               guint32           row,
               const ClvField   *field,
               const char       *kind,
               const char       *treatment)
{
  g_autofree char *text = NULL;

  clv_ledger_mark (self, kind, fact->first_row + row);
  if (clv_problem_list_is_full (self->ledger->problems, kind, treatment))
    {
      clv_problem_list_count (self->ledger->problems, kind, treatment, 1);
      return;
    }
  if (field != NULL)
    text = clv_column_dup_text (field->cells, clv_field_code (field, row));
  clv_problem_list_add (self->ledger->problems, kind, treatment, clv_table_get_file (fact->mapping->table),
                        clv_table_get_sheet (fact->mapping->table), clv_table_get_source_row (fact->mapping->table, row),
                        text);
}

void
clv_ledger_tell (ClvLedgerBuilder *self,
                 guint32           row,
                 const char       *kind,
                 const char       *treatment,
                 const char       *text)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  const ClvLedgerPart *part = &g_array_index (self->ledger->parts, ClvLedgerPart, rows->part[row]);

  clv_ledger_mark (self, kind, row);
  clv_problem_list_add (self->ledger->problems, kind, treatment, part->file, part->sheet, rows->source_row[row], text);
}
