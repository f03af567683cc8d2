/* clv-ledger-union.c - several tables of one shape as one, for joining others with them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-ledger-private.h"
#include "clv-synonyms.h"
#include "clv-table-builder.h"

/* Where each column of @first stands in @other, -1 where it has none. (transfer full) */
static int *
match_columns (const ClvTableMapping *first,
               const ClvTableMapping *other)
{
  int *columns = g_new (int, MAX (first->n_columns, 1));

  for (guint i = 0; i < first->n_columns; i++)
    {
      ClvRole role = first->columns[i].role;
      g_autofree char *wanted = clv_synonyms_normalise (clv_column_get_header (clv_table_get_column (first->table, i)));

      columns[i] = role != CLV_ROLE_NONE && !clv_role_may_repeat (role) ? clv_table_mapping_find (other, role) : -1;
      for (guint j = 0; j < other->n_columns && columns[i] < 0; j++)
        {
          g_autofree char *header = clv_synonyms_normalise (clv_column_get_header (clv_table_get_column (other->table, j)));

          if (strcmp (header, wanted) == 0)
            columns[i] = j;
        }
    }
  return columns;
}

/* As it stands in its file. */
void
clv_table_mapping_copy_cell (ClvTableBuilder *builder,
                             guint            at,
                             const ClvColumn *column,
                             guint32          code)
{
  ClvCell cell;

  clv_column_get_cell (column, code, &cell);
  if (cell.kind == CLV_CELL_TEXT)
    clv_table_builder_add_text (builder, at, cell.text, strlen (cell.text));
  else if (cell.kind == CLV_CELL_ERROR)
    clv_table_builder_add_error (builder, at, cell.text, strlen (cell.text));
  else if (cell.kind == CLV_CELL_NUMBER)
    clv_table_builder_add_number (builder, at, cell.number);
  else if (cell.kind == CLV_CELL_DATE)
    clv_table_builder_add_date (builder, at, cell.number);
  else if (cell.kind == CLV_CELL_BOOLEAN)
    clv_table_builder_add_boolean (builder, at, cell.number != 0);
}

/* The value of a cell as its own table reads it, so that the marks of another table do not matter. */
static void
add_cell (ClvTableBuilder        *builder,
          guint                   at,
          const ClvColumnMapping *mapping,
          const ClvColumn        *column,
          guint32                 code)
{
  gboolean is_value = clv_role_get_type (mapping->role) == mapping->reading->type;
  double number;
  ClvCell cell;
  ClvDay day;

  clv_column_get_cell (column, code, &cell);
  if (is_value && mapping->reading->type == CLV_TYPE_NUMBER && clv_reading_number (mapping->reading, &cell, &number))
    clv_table_builder_add_number (builder, at, number);
  else if (is_value && mapping->reading->type == CLV_TYPE_DATE && clv_reading_day (mapping->reading, &cell, &day))
    clv_table_builder_add_date (builder, at, day);
  else
    clv_table_mapping_copy_cell (builder, at, column, code);
}

static ClvTableBuilder *
begin_like (const ClvTableMapping *mapping)
{
  ClvTableBuilder *builder =
    clv_table_builder_new (clv_table_get_file (mapping->table), clv_table_get_sheet (mapping->table));

  clv_table_builder_set_header_row (builder, 1);
  clv_table_builder_keep_rows (builder);
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      const char *header = clv_column_get_header (clv_table_get_column (mapping->table, i));

      clv_table_builder_add_text (builder, i, header, strlen (header));
    }
  clv_table_builder_end_row (builder, 1);
  return builder;
}

/**
 * clv_table_mapping_unite:
 * @members: (element-type ClvTableMapping): of one shape, two or more
 *
 * Returns: (transfer full) (nullable): the rows of all of them in their order, with the columns and roles of the first
 *   one; NULL when they cannot be put together
 */
ClvTableMapping *
clv_table_mapping_unite (const GPtrArray *members)
{
  const ClvTableMapping *first = members->pdata[0];
  g_autoptr (ClvTableBuilder) builder = begin_like (first);
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (ClvTable) table = NULL;
  ClvTableMapping *united;
  guint32 n_rows = 0;

  for (guint i = 0; i < members->len; i++)
    {
      const ClvTableMapping *member = members->pdata[i];
      g_autofree int *columns = match_columns (first, member);

      for (guint32 row = 0; row < clv_table_get_n_rows (member->table); row++)
        {
          for (guint j = 0; j < first->n_columns; j++)
            if (columns[j] >= 0)
              {
                const ClvColumn *column = clv_table_get_column (member->table, columns[j]);

                add_cell (builder, j, &member->columns[columns[j]], column, clv_column_get_codes (column)[row]);
              }
          clv_table_builder_end_row (builder, ++n_rows + 1);
        }
    }
  table = clv_table_builder_finish (builder, problems);
  if (table == NULL || clv_table_get_n_rows (table) != n_rows || clv_table_get_n_columns (table) != first->n_columns)
    return NULL;
  united = clv_table_mapping_new (table);
  united->kind = first->kind;
  for (guint i = 0; i < first->n_columns; i++)
    {
      united->columns[i].role = first->columns[i].role;
      clv_mapping_fit_reading (united, i);
    }
  return united;
}

/**
 * clv_table_mapping_keep_rows:
 *
 * Returns: (transfer full) (nullable): the rows that are not @left_out, under their numbers in the file, read as
 *   @mapping reads them; NULL when none is left
 */
ClvTableMapping *
clv_table_mapping_keep_rows (const ClvTableMapping *mapping,
                             const guint8          *left_out)
{
  g_autoptr (ClvTableBuilder) builder = begin_like (mapping);
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (ClvTable) table = NULL;
  ClvTableMapping *kept;
  guint32 n_rows = 0;

  for (guint32 row = 0; row < clv_table_get_n_rows (mapping->table); row++)
    {
      if (left_out[row])
        continue;
      for (guint i = 0; i < mapping->n_columns; i++)
        {
          const ClvColumn *column = clv_table_get_column (mapping->table, i);

          clv_table_mapping_copy_cell (builder, i, column, clv_column_get_codes (column)[row]);
        }
      clv_table_builder_end_row (builder, clv_table_get_source_row (mapping->table, row));
      n_rows++;
    }
  table = n_rows > 0 ? clv_table_builder_finish (builder, problems) : NULL;
  if (table == NULL || clv_table_get_n_rows (table) != n_rows || clv_table_get_n_columns (table) != mapping->n_columns)
    return NULL;
  kept = clv_table_mapping_new (table);
  kept->kind = mapping->kind;
  for (guint i = 0; i < mapping->n_columns; i++)
    {
      kept->columns[i].role = mapping->columns[i].role;
      clv_reading_free (kept->columns[i].reading);
      kept->columns[i].reading = clv_reading_copy (mapping->columns[i].reading);
    }
  return kept;
}
