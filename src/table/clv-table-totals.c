/* clv-table-totals.c - rows that sum up others
 *
 * A word for totals begins such a row, and more must prove it: a cell that rows of data fill is empty, the numbers are
 * the sums of those above, or both where the word may be part of a name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-table-trim-private.h"

#include <math.h>
#include <string.h>

#include "clv-date-text-private.h"
#include "clv-footer-private.h"
#include "clv-header-private.h"
#include "clv-number-text-private.h"
#include "clv-totals-private.h"

/* Instead of the column where a row says that it is a total. */
#define NO_LABEL G_MAXUINT

/* A column that this share of the rows fill is one that rows of data fill. */
#define USUALLY_FILLED 0.95

/* One sum of two rows may be chance; of three it is not. */
#define N_ROWS_PROVING 3

/* A sale is not as much as so many others together. */
#define N_ROWS_SURE 10

/* A row of totals may sum up what is below any of so many before it, or all. */
#define N_BASES 64

int
clv_trimmed_row_compare (gconstpointer a,
                         gconstpointer b)
{
  const ClvTrimmedRow *x = a, *y = b;

  if (x->row != y->row)
    return x->row < y->row ? -1 : 1;
  return x->column < y->column ? -1 : x->column > y->column;
}

static guint32
peek (const ClvTableBuilder *self,
      guint                  column,
      guint32                row)
{
  return clv_column_peek (self->columns->pdata[column], row);
}

static gboolean
holds_values (const ClvTableBuilder *self,
              guint                  column)
{
  return column < self->n_judged && self->holds_values[column];
}

/* Rows whose first text is a word for totals. */
static GArray *
find_labels (const ClvTableBuilder *self)
{
  GArray *labels = g_array_new (FALSE, FALSE, sizeof (ClvTrimmedRow));

  for (guint c = 0; c < self->columns->len; c++)
    {
      const ClvColumn *column = self->columns->pdata[c];
      guint32 n_distinct = clv_column_get_n_distinct (column);
      gboolean is_of_values = holds_values (self, c);
      g_autofree guint8 *is_label = NULL;

      for (guint32 code = 1; code < n_distinct; code++)
        {
          ClvCell cell;

          clv_column_get_cell (column, code, &cell);
          if (cell.kind != CLV_CELL_TEXT || (is_of_values && (guchar) cell.text[0] < 'A') ||
              clv_totals_judge (cell.text, NULL) == CLV_TOTALS_NO)
            continue;
          if (is_label == NULL)
            is_label = g_new0 (guint8, n_distinct);
          is_label[code] = TRUE;
        }
      for (guint32 row = 0; is_label != NULL && row < self->n_rows; row++)
        {
          ClvTrimmedRow label = { row, c, CLV_TRIM_TOTALS };
          gboolean is_first = is_label[peek (self, c, row)];

          for (guint before = 0; before < c && is_first; before++)
            is_first = clv_column_get_kind (self->columns->pdata[before], peek (self, before, row)) != CLV_CELL_TEXT;
          if (is_first)
            g_array_append_val (labels, label);
        }
    }
  g_array_sort (labels, clv_trimmed_row_compare);
  return labels;
}

/* Whether the row has numbers or dates and nothing else. */
static gboolean
is_nameless (const ClvTableBuilder *self,
             guint32                row)
{
  for (guint c = 0; c < self->columns->len; c++)
    {
      ClvCell cell;

      clv_column_get_cell (self->columns->pdata[c], peek (self, c, row), &cell);
      if (clv_look_of_cell (&cell) == CLV_LOOK_TEXT)
        return FALSE;
    }
  return TRUE;
}

/* Rows without a name in a table whose rows have one: without a cell in the first column of texts, or in the first of all
 * where there are only values. Most tables have none, and one column tells it. Where there are many, they cannot each be
 * the sum of several. */
static GArray *
find_nameless (const ClvTableBuilder *self)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (ClvTrimmedRow));
  const ClvColumn *column;
  const guint32 *codes;
  guint32 n_filled = 0;
  guint first = 0;

  while (first < self->columns->len &&
         (holds_values (self, first) || clv_column_get_n_distinct (self->columns->pdata[first]) <= 1))
    first++;
  if (self->columns->len < 2)
    return rows;
  column = self->columns->pdata[first < self->columns->len ? first : 0];
  codes = clv_column_get_codes (column);
  for (guint32 row = 0; row < MIN (self->n_rows, clv_column_get_n_rows (column)); row++)
    n_filled += codes[row] != CLV_CODE_EMPTY ? 1 : 0;
  if (n_filled == self->n_rows || (guint64) (self->n_rows - n_filled - 1) * (N_ROWS_PROVING + 1) > self->n_rows)
    return rows;
  for (guint32 row = 0; row < self->n_rows; row++)
    {
      ClvTrimmedRow nameless = { row, NO_LABEL, CLV_TRIM_TOTALS };

      if (clv_column_peek (column, row) == CLV_CODE_EMPTY && is_nameless (self, row))
        g_array_append_val (rows, nameless);
    }
  return rows;
}

/* A column of values while the rows are added up, under either decimal mark. */
typedef struct
{
  guint   column;
  double *values[2]; /* by code; 0 where there is none */
  double  sums[2];
} Summed;

typedef struct
{
  const ClvTableBuilder *self;
  Summed                *columns;
  guint                  n_columns;
  guint8                *usually_filled;
  /* Sums where a row of totals was found before, n_columns pairs each; the first is where the table begins. */
  double                *bases;
  guint32                base_rows[N_BASES];
  guint                  n_bases;
  guint32                n_added;
  /* Rows that are the sum of others, and may be sales all the same. */
  GArray                *doubtful;
} Totals;

static void
fill_values (Summed          *summed,
             const ClvColumn *column)
{
  guint32 n = clv_column_get_n_distinct (column);

  for (guint mark = 0; mark < 2; mark++)
    summed->values[mark] = g_new0 (double, n);
  for (guint32 code = 1; code < n; code++)
    {
      ClvNumberText number;
      ClvCell cell;

      clv_column_get_cell (column, code, &cell);
      if (cell.kind == CLV_CELL_NUMBER && isfinite (cell.number))
        summed->values[0][code] = summed->values[1][code] = cell.number;
      else if (cell.kind == CLV_CELL_TEXT && clv_number_text_parse (cell.text, &number))
        {
          summed->values[0][code] = isnan (number.with_point) ? 0.0 : number.with_point;
          summed->values[1][code] = isnan (number.with_comma) ? 0.0 : number.with_comma;
        }
    }
}

static void
totals_init (Totals                *totals,
             const ClvTableBuilder *self,
             guint32                n_labels)
{
  guint n = self->columns->len;

  memset (totals, 0, sizeof *totals);
  totals->self = self;
  totals->columns = g_new0 (Summed, n + 1);
  totals->usually_filled = g_new0 (guint8, n + 1);
  for (guint c = 0; c < n; c++)
    {
      guint32 n_filled = 0;

      for (guint32 row = 0; row < self->n_rows; row++)
        n_filled += peek (self, c, row) != CLV_CODE_EMPTY ? 1 : 0;
      totals->usually_filled[c] = n_filled > 0 && n_filled >= USUALLY_FILLED * (self->n_rows - n_labels);
      if (!holds_values (self, c))
        continue;
      totals->columns[totals->n_columns].column = c;
      fill_values (&totals->columns[totals->n_columns++], self->columns->pdata[c]);
    }
  totals->bases = g_new0 (double, (gsize) N_BASES * (totals->n_columns + 1) * 2);
  totals->n_bases = 1;
}

static void
totals_clear (Totals *totals)
{
  for (guint i = 0; i < totals->n_columns; i++)
    for (guint mark = 0; mark < 2; mark++)
      g_free (totals->columns[i].values[mark]);
  g_free (totals->columns);
  g_free (totals->usually_filled);
  g_free (totals->bases);
}

static void
totals_add_row (Totals *totals,
                guint32 row)
{
  for (guint i = 0; i < totals->n_columns; i++)
    {
      Summed *summed = &totals->columns[i];
      guint32 code = peek (totals->self, summed->column, row);

      summed->sums[0] += summed->values[0][code];
      summed->sums[1] += summed->values[1][code];
    }
  totals->n_added++;
}

static double *
base_at (const Totals *totals,
         guint         base,
         guint         column)
{
  return totals->bases + ((gsize) base * totals->n_columns + column) * 2;
}

/* What is summed up from here on does not count what was summed up before. The first base stays. */
static void
totals_add_base (Totals *totals)
{
  guint base = totals->n_bases;

  if (base == N_BASES)
    {
      memmove (base_at (totals, 1, 0), base_at (totals, 2, 0), sizeof (double) * (N_BASES - 2) * totals->n_columns * 2);
      memmove (totals->base_rows + 1, totals->base_rows + 2, sizeof (guint32) * (N_BASES - 2));
      base--;
    }
  for (guint i = 0; i < totals->n_columns; i++)
    memcpy (base_at (totals, base, i), totals->columns[i].sums, sizeof totals->columns[i].sums);
  totals->base_rows[base] = totals->n_added;
  totals->n_bases = base + 1;
}

/* How many columns of @row equal the sum since a base, out of those with a number; and over how many rows it goes. */
static guint
count_proofs (const Totals *totals,
              guint32       row,
              guint        *n_numbers,
              guint32      *n_rows)
{
  guint best = 0;

  *n_rows = 0;
  for (guint base = 0; base < totals->n_bases; base++)
    {
      guint n_proofs = 0;

      *n_numbers = 0;
      for (guint i = 0; i < totals->n_columns; i++)
        {
          const Summed *summed = &totals->columns[i];
          guint32 code = peek (totals->self, summed->column, row);
          gboolean is_proved = FALSE;

          for (guint mark = 0; mark < 2; mark++)
            {
              double sum = summed->sums[mark] - base_at (totals, base, i)[mark], value = summed->values[mark][code];

              is_proved |= value != 0.0 && fabs (sum - value) <= 0.005 + 1e-9 * fabs (sum);
            }
          *n_numbers += summed->values[0][code] != 0.0 || summed->values[1][code] != 0.0 ? 1 : 0;
          n_proofs += is_proved ? 1 : 0;
        }
      if (n_proofs > best)
        {
          best = n_proofs;
          *n_rows = totals->n_added - totals->base_rows[base];
        }
    }
  return best;
}

static guint
count_gaps (const Totals *totals,
            guint32       row)
{
  guint n = 0;

  for (guint c = 0; c < totals->self->columns->len; c++)
    n += totals->usually_filled[c] && peek (totals->self, c, row) == CLV_CODE_EMPTY ? 1 : 0;
  return n;
}

/* Whether the row above has a cell that says @name. */
static gboolean
stands_above (const Totals *totals,
              guint32       row,
              const char   *name)
{
  for (guint c = 0; row > 0 && c < totals->self->columns->len; c++)
    {
      g_autofree char *text = clv_column_dup_text (totals->self->columns->pdata[c], peek (totals->self, c, row - 1));
      g_autofree char *lower = g_utf8_strdown (text, -1);

      if (strcmp (lower, name) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether the cells of the row beside the label and the numbers are dates only: an order has more to say. */
static gboolean
has_only_dates (const Totals        *totals,
                const ClvTrimmedRow *label)
{
  for (guint c = 0; c < totals->self->columns->len; c++)
    {
      ClvDateText date;
      ClvCell cell;

      if (c == label->column || holds_values (totals->self, c))
        continue;
      clv_column_get_cell (totals->self->columns->pdata[c], peek (totals->self, c, label->row), &cell);
      if (cell.kind != CLV_CELL_EMPTY && cell.kind != CLV_CELL_DATE
          && !(cell.kind == CLV_CELL_TEXT && clv_date_text_parse (cell.text, &date)))
        return FALSE;
    }
  return TRUE;
}

/* Whether no other row has the label. */
static gboolean
is_lone (const Totals        *totals,
         const ClvTrimmedRow *label)
{
  const guint32 code = peek (totals->self, label->column, label->row);

  for (guint32 row = 0; row < totals->self->n_rows; row++)
    if (row != label->row && peek (totals->self, label->column, row) == code)
      return FALSE;
  return TRUE;
}

/* Below all other rows, and as much as all of them: the date is the day of the report. */
static gboolean
ends_table (const Totals        *totals,
            const ClvTrimmedRow *label,
            guint32              n_rows)
{
  return label->row + 1 == totals->self->n_rows && n_rows >= 3 && n_rows == totals->n_added && is_lone (totals, label)
         && has_only_dates (totals, label);
}

static gboolean
is_totals_row (const Totals        *totals,
               const ClvTrimmedRow *label,
               guint                n_names)
{
  g_autofree char *text = clv_column_dup_text (totals->self->columns->pdata[label->column],
                                               peek (totals->self, label->column, label->row));
  g_autofree char *name = NULL;
  ClvTotalsWord word = clv_totals_judge (text, &name);
  gboolean is_poor = count_gaps (totals, label->row) > 0;
  guint32 n_rows;
  guint n_numbers = 0, n_proofs = count_proofs (totals, label->row, &n_numbers, &n_rows);

  if (n_numbers == 0)
    return FALSE;
  if (word == CLV_TOTALS_PHRASE)
    return is_poor || (n_proofs > 0 && n_proofs == n_numbers && ends_table (totals, label, n_rows)) ||
           (n_proofs > 0 && n_rows >= 2 && !clv_footer_has_own_date (totals->self->columns, label->row)) ||
           (n_proofs >= 2 && n_proofs == n_numbers);
  if (is_poor)
    return n_proofs > 0 && (n_rows >= 2 || stands_above (totals, label->row, name));
  /* “Total Miller” below the last row of Miller. */
  if (n_proofs > 0 && n_proofs == n_numbers && stands_above (totals, label->row, name) && has_only_dates (totals, label))
    return TRUE;
  /* “North total” where there is a “South total” too. “Total Wine” beside two others may come to as much as both. */
  return n_proofs >= 2 && n_proofs == n_numbers && n_rows >= (n_names > 1 ? 2 : N_ROWS_PROVING);
}

static gboolean
has_date (const ClvTableBuilder *self,
          guint32                row)
{
  for (guint c = 0; c < self->columns->len; c++)
    {
      ClvDateText date;
      ClvCell cell;

      clv_column_get_cell (self->columns->pdata[c], peek (self, c, row), &cell);
      if (cell.kind == CLV_CELL_DATE || (cell.kind == CLV_CELL_TEXT && clv_date_text_parse (cell.text, &date) && !date.is_compact))
        return TRUE;
    }
  return FALSE;
}

/* Every number is the sum of several above. That proves a row beside others like it. A lone one has more to show: it lacks
 * more than a customer, or has two sums, or ends the table; and with a day it may be a sale without a customer all the same,
 * as much as a few before by chance. Better a total that is told as a row without a customer than a sale that is lost. */
static gboolean
is_nameless_total (const Totals        *totals,
                   const ClvTrimmedRow *nameless,
                   gboolean             is_lone)
{
  guint32 row = nameless->row, n_rows;
  guint n_numbers = 0, n_proofs = count_proofs (totals, row, &n_numbers, &n_rows);

  if (n_proofs == 0 || n_proofs < n_numbers || n_rows < N_ROWS_PROVING)
    return FALSE;
  if (!is_lone)
    return TRUE;
  if ((n_rows >= N_ROWS_SURE || !has_date (totals->self, row)) &&
      (n_proofs >= 2 || count_gaps (totals, row) >= 2 || (row + 1 == totals->self->n_rows && n_rows == totals->n_added)))
    return TRUE;
  g_array_append_val (totals->doubtful, row);
  return FALSE;
}

/* How many rows are the total of something that has a name. */
static guint
count_names (const ClvTableBuilder *self,
             const GArray          *candidates)
{
  guint n = 0;

  for (guint i = 0; i < candidates->len; i++)
    {
      const ClvTrimmedRow *label = &g_array_index (candidates, ClvTrimmedRow, i);
      g_autofree char *text = NULL;

      if (label->column == NO_LABEL)
        continue;
      text = clv_column_dup_text (self->columns->pdata[label->column], peek (self, label->column, label->row));

      n += clv_totals_judge (text, NULL) == CLV_TOTALS_OF ? 1 : 0;
    }
  return n;
}

static guint
count_nameless (const GArray *candidates)
{
  guint n = 0;

  for (guint i = 0; i < candidates->len; i++)
    n += g_array_index (candidates, ClvTrimmedRow, i).column == NO_LABEL ? 1 : 0;
  return n;
}

/* Adds to @trimmed which of the @candidates are totals. Where one of the rows without a name is no sum, the others may be
 * sales without a customer as well, and a sum by chance: FALSE, and none is added. */
static gboolean
prove_totals (const ClvTableBuilder *self,
              const GArray          *candidates,
              GArray                *trimmed,
              GArray                *doubtful)
{
  guint n_names = count_names (self, candidates), n_headers = trimmed->len, next = 0, header = 0;
  gboolean is_lone = count_nameless (candidates) == 1;
  gboolean are_totals = TRUE;
  Totals totals;

  totals_init (&totals, self, candidates->len);
  totals.doubtful = doubtful;
  for (guint32 row = 0; row < self->n_rows && next < candidates->len && are_totals; row++)
    {
      const ClvTrimmedRow *candidate = &g_array_index (candidates, ClvTrimmedRow, next);
      gboolean is_total;

      while (header < n_headers && g_array_index (trimmed, ClvTrimmedRow, header).row < row)
        header++;
      if (candidate->row != row)
        {
          if (header == n_headers || g_array_index (trimmed, ClvTrimmedRow, header).row != row)
            totals_add_row (&totals, row);
          continue;
        }
      next++;
      if (candidate->column == NO_LABEL)
        is_total = are_totals = is_nameless_total (&totals, candidate, is_lone);
      else
        is_total = is_totals_row (&totals, candidate, n_names);
      if (is_total)
        {
          g_array_append_vals (trimmed, candidate, 1);
          totals_add_base (&totals);
        }
      else
        totals_add_row (&totals, row);
    }
  totals_clear (&totals);
  if (!are_totals)
    g_array_set_size (trimmed, n_headers);
  return are_totals;
}

/* With the @labels, and if the two together are proved. */
static gboolean
prove_nameless (const ClvTableBuilder *self,
                const GArray          *nameless,
                const GArray          *labels,
                GArray                *trimmed,
                GArray                *doubtful)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (ClvTrimmedRow));

  if (nameless->len == 0)
    return FALSE;
  g_array_append_vals (candidates, nameless->data, nameless->len);
  g_array_append_vals (candidates, labels->data, labels->len);
  g_array_sort (candidates, clv_trimmed_row_compare);
  return prove_totals (self, candidates, trimmed, doubtful);
}

void
clv_table_find_totals (const ClvTableBuilder *self,
                       GArray                *trimmed,
                       GArray                *doubtful)
{
  g_autoptr (GArray) labels = find_labels (self);
  g_autoptr (GArray) nameless = find_nameless (self);
  guint n_kept = 0;

  if (prove_nameless (self, nameless, labels, trimmed, doubtful))
    return;
  /* Those with a day are sales then, and the others may be totals still. */
  for (guint i = 0; i < nameless->len; i++)
    {
      const ClvTrimmedRow row = g_array_index (nameless, ClvTrimmedRow, i);

      if (!has_date (self, row.row))
        g_array_index (nameless, ClvTrimmedRow, n_kept++) = row;
    }
  if (n_kept < nameless->len)
    {
      g_array_set_size (nameless, n_kept);
      if (prove_nameless (self, nameless, labels, trimmed, doubtful))
        return;
    }
  if (labels->len > 0)
    prove_totals (self, labels, trimmed, doubtful);
}
