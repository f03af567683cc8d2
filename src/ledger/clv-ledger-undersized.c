/* clv-ledger-undersized.c - amounts a thousand times too small
 *
 * “4.243” among “2829.20” may be 4,243 whose separator of thousands was read as a decimal
 * mark. Nothing in the cell says so: but money has two decimals there, these have three, and
 * among the others they would be usual when multiplied.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "clv-ledger-field.h"

#define MIN_USUAL 20

/* Three digits behind a separator have at most three before it. */
#define LARGEST 1000

static gboolean
has_decimals (double x,
              double unit)
{
  return fabs (x * unit - rint (x * unit)) > 1e-6;
}

/* Three decimals and no more, the last not 0. */
static gboolean
may_be_undersized (double x)
{
  return x > 0 && x < LARGEST && has_decimals (x, 100) && !has_decimals (x, 1000);
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* What the amounts above 0 with at most two decimals lie between, but for a twentieth at each end. FALSE when they are too
 * few, or others have more decimals so often that three are nothing odd. */
static gboolean
find_usual (const double *numbers,
            guint32       n,
            double       *low,
            double       *median,
            double       *high)
{
  g_autofree double *usual = NULL;
  guint32 n_usual = 0, n_odd = 0;

  for (guint32 code = 0; code < n; code++)
    n_odd += may_be_undersized (numbers[code]);
  if (n_odd == 0)
    return FALSE;
  usual = g_new (double, (gsize) n + 1);
  n_odd = 0;
  for (guint32 code = 0; code < n; code++)
    if (numbers[code] > 0)
      {
        if (has_decimals (numbers[code], 100))
          n_odd++;
        else
          usual[n_usual++] = numbers[code];
      }
  if (n_usual < MIN_USUAL || n_odd > n_usual / 3)
    return FALSE;
  qsort (usual, n_usual, sizeof *usual, compare_doubles);
  *low = usual[n_usual / 20];
  *median = usual[n_usual / 2];
  *high = usual[n_usual - 1];
  return TRUE;
}

static void
tell_in_table (ClvLedgerBuilder *self,
               const ClvFact    *fact)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  g_autofree double *numbers = NULL;
  g_autofree guint8 *is_odd = NULL;
  guint32 n;
  ClvField field;
  double low, median, high;

  if (!clv_field_open (fact->mapping, NULL, CLV_ROLE_AMOUNT, &field))
    return;
  numbers = clv_field_numbers (&field);
  n = clv_column_get_n_distinct (field.cells);
  if (!find_usual (numbers, n, &low, &median, &high))
    return;
  is_odd = g_malloc0 ((gsize) n + 1);
  for (guint32 code = 0; code < n; code++)
    is_odd[code] = may_be_undersized (numbers[code]) && numbers[code] < low && numbers[code] < median / 20
                   && numbers[code] * 1000 >= low / 2 && numbers[code] * 1000 <= 1.2 * high;
  for (guint32 row = 0; row < fact->n_rows; row++)
    {
      const guint32 code = clv_field_code (&field, row);

      if (code < n && is_odd[code] && !(rows->flags[fact->first_row + row] & CLV_ROW_UNREADABLE))
        clv_fact_tell (self, fact, row, &field, "undersized-amount", "kept");
    }
}

/**
 * clv_ledger_tell_undersized:
 *
 * Tells amounts that may be a thousand times too small. They stay as they are read.
 */
void
clv_ledger_tell_undersized (ClvLedgerBuilder *self)
{
  for (guint i = 0; i < self->facts->len; i++)
    tell_in_table (self, &g_array_index (self->facts, ClvFact, i));
}
