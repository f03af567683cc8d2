/* clv-ledger-rounded.c - ids that a spreadsheet program took for numbers, and rounded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "clv-ledger-private.h"

/* What a double, and a spreadsheet program, keeps of a number. */
#define KEPT_DIGITS 15

/* “1.23456789012346E+15”, “1,23E+15” */
static gboolean
is_scientific (const char *text)
{
  const char *p = text;
  gsize n_fraction = 0;

  if (!g_ascii_isdigit (*p++) || (*p != '.' && *p != ','))
    return FALSE;
  for (p++; g_ascii_isdigit (*p); p++)
    n_fraction++;
  if (n_fraction == 0 || (*p != 'E' && *p != 'e') || p[1] != '+' || !g_ascii_isdigit (p[2]))
    return FALSE;
  /* All digits of 1.5E+01 are there. */
  return strspn (p + 2, "0123456789") == strlen (p + 2) && g_ascii_strtoull (p + 2, NULL, 10) > n_fraction;
}

/* Number of its digits when it has nothing else and more than are kept, else 0. */
static gsize
count_long_digits (const char *text)
{
  const gsize n = strlen (text);

  return n > KEPT_DIGITS && strspn (text, "0123456789") == n ? n : 0;
}

/* By code: which ids were rounded; NULL when none was. (transfer full) */
static guint8 *
find_rounded (const ClvColumn *column)
{
  const guint32 n = clv_column_get_n_distinct (column);
  g_autofree guint8 *rounded = g_malloc0 ((gsize) n + 1);
  guint32 n_long = 0, n_zeros = 0;
  gboolean any = FALSE;

  for (guint32 code = 1; code < n; code++)
    {
      ClvCell cell;
      gsize n_digits;

      clv_column_get_cell (column, code, &cell);
      if (cell.kind == CLV_CELL_NUMBER)
        any |= rounded[code] = fabs (cell.number) >= 1e15;
      else if (cell.text != NULL && is_scientific (cell.text))
        any |= rounded[code] = TRUE;
      else if (cell.text != NULL && (n_digits = count_long_digits (cell.text)) > 0)
        {
          n_long++;
          n_zeros += strspn (cell.text + KEPT_DIGITS, "0") == n_digits - KEPT_DIGITS;
        }
    }
  /* One long id in ten ends with a zero. */
  if (n_long >= 3 && n_zeros == n_long)
    for (guint32 code = 1; code < n; code++)
      {
        ClvCell cell;

        clv_column_get_cell (column, code, &cell);
        if (cell.text != NULL && count_long_digits (cell.text) > 0)
          any |= rounded[code] = TRUE;
      }
  return any ? g_steal_pointer (&rounded) : NULL;
}

enum
{
  ROUNDED = 1,
  TOLD,
};

/* Each id once, at its first row; all rows are marked. */
static void
tell_column (ClvLedgerBuilder *self,
             guint             index,
             const ClvTable   *table,
             const ClvColumn  *column)
{
  const guint32 *codes = clv_column_get_codes (column);
  g_autofree guint8 *rounded = find_rounded (column);
  g_autoptr (GArray) source_rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 row = 0; rounded != NULL && row < clv_table_get_n_rows (table); row++)
    if (rounded[codes[row]])
      {
        const guint32 source_row = clv_table_get_source_row (table, row);
        g_autofree char *text = NULL;

        g_array_append_val (source_rows, source_row);
        if (rounded[codes[row]] == TOLD)
          continue;
        rounded[codes[row]] = TOLD;
        text = clv_column_dup_text (column, codes[row]);
        clv_problem_list_add (self->ledger->problems, "rounded-id", "kept", clv_table_get_file (table), clv_table_get_sheet (table),
                              source_row, text);
      }
  if (source_rows->len > 0)
    clv_ledger_mark_source_rows (self, "rounded-id", index, source_rows);
}

/**
 * clv_ledger_tell_rounded:
 *
 * Tells ids of customers, orders and products that are no longer what they were.
 */
void
clv_ledger_tell_rounded (ClvLedgerBuilder *self)
{
  static const ClvRole roles[] = { CLV_ROLE_CUSTOMER, CLV_ROLE_ORDER, CLV_ROLE_PRODUCT };

  for (guint t = 0; t < clv_mapping_get_n_tables (self->mapping); t++)
    {
      const ClvTableMapping *mapping = clv_mapping_get_table (self->mapping, t);

      for (guint i = 0; mapping->kind != CLV_KIND_IGNORED && i < G_N_ELEMENTS (roles); i++)
        {
          int column = clv_table_mapping_find (mapping, roles[i]);

          if (column >= 0)
            tell_column (self, t, mapping->table, clv_table_get_column (mapping->table, column));
        }
    }
}
