/* clv-header.c - which of the first rows names the columns
 *
 * A header is told by the change of type below it: texts over numbers and dates.
 * Titles above it fill few cells, and sheets of nothing but text have the
 * header in the first row that is filled like the others.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-header-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clv-column-private.h"
#include "clv-date-text-private.h"
#include "clv-number-text-private.h"

/* A column is one of values when this share of its filled cells are. */
#define VALUE_SHARE 0.6

ClvLook
clv_look_of_cell (const ClvCell *cell)
{
  ClvNumberText number;
  ClvDateText date;

  switch (cell->kind)
    {
    case CLV_CELL_NUMBER:
    case CLV_CELL_DATE:
    case CLV_CELL_BOOLEAN:
      return CLV_LOOK_VALUE;
    case CLV_CELL_TEXT:
      if (clv_number_text_is_missing (cell->text))
        return CLV_LOOK_EMPTY;
      if (clv_number_text_parse (cell->text, &number) || clv_date_text_parse (cell->text, &date))
        return CLV_LOOK_VALUE;
      return CLV_LOOK_TEXT;
    case CLV_CELL_ERROR:
    case CLV_CELL_EMPTY:
    default:
      return CLV_LOOK_EMPTY;
    }
}

static const guint8 *
looks_of_row (const ClvHead *head,
              guint          row)
{
  return head->looks + (gsize) row * head->n_columns;
}

static const ClvCell *
cells_of_row (const ClvHead *head,
              guint          row)
{
  return head->cells + (gsize) row * head->n_columns;
}

static guint
count_filled (const ClvHead *head,
              guint          row)
{
  const ClvCell *cells = cells_of_row (head, row);
  guint n = 0;

  for (guint c = 0; c < head->n_columns; c++)
    n += cells[c].kind != CLV_CELL_EMPTY ? 1 : 0;
  return n;
}

static int
compare_uint (gconstpointer a,
              gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

guint
clv_head_judge_columns (const ClvHead *head,
                        int            header,
                        guint8        *holds_values)
{
  guint first = header >= 0 ? (guint) header + 1 : 0;
  guint n_below = head->n_rows > first ? head->n_rows - first : 0;
  /* Titles at the top and notes at the end of a short sheet say nothing about its columns. */
  guint from = header >= 0 ? first : MAX (1, head->n_rows / 3);
  guint to = head->n_rows - n_below / 5;
  g_autofree guint *filled = g_new0 (guint, head->n_rows + 1);
  guint n = 0;

  memset (holds_values, 0, head->n_columns);
  if (from >= to)
    from = 0;
  for (guint row = from; row < to; row++)
    filled[n++] = count_filled (head, row);
  qsort (filled, n, sizeof (guint), compare_uint);

  for (guint c = 0; c < head->n_columns; c++)
    {
      guint n_values = 0, n_texts = 0;

      for (guint row = from; row < to; row++)
        {
          n_values += looks_of_row (head, row)[c] == CLV_LOOK_VALUE ? 1 : 0;
          n_texts += looks_of_row (head, row)[c] == CLV_LOOK_TEXT ? 1 : 0;
        }
      holds_values[c] = n_values > 0 && n_values >= VALUE_SHARE * (n_values + n_texts);
    }
  return n > 0 ? filled[n / 2] : 0;
}

/* Values of a row where values belong, and texts where values belong. */
static void
compare_with_columns (const ClvHead *head,
                      guint          row,
                      const guint8  *holds_values,
                      guint         *n_values,
                      guint         *n_texts)
{
  const guint8 *looks = looks_of_row (head, row);

  *n_values = *n_texts = 0;
  for (guint c = 0; c < head->n_columns; c++)
    {
      if (!holds_values[c])
        continue;
      *n_values += looks[c] == CLV_LOOK_VALUE ? 1 : 0;
      *n_texts += looks[c] == CLV_LOOK_TEXT ? 1 : 0;
    }
}

static gboolean
is_data_row (const ClvHead *head,
             guint          row,
             const guint8  *holds_values,
             guint          n_value_columns)
{
  guint n_values, n_texts;

  compare_with_columns (head, row, holds_values, &n_values, &n_texts);
  return n_values > n_texts && n_values * 3 >= n_value_columns;
}

/* Share of the filled cells whose text stands only once in the row. */
static double
rate_uniqueness (const ClvHead *head,
                 guint          row)
{
  const ClvCell *cells = cells_of_row (head, row);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_filled = 0;

  for (guint c = 0; c < head->n_columns; c++)
    {
      if (cells[c].text == NULL)
        continue;
      n_filled++;
      g_hash_table_add (seen, (gpointer) cells[c].text);
    }
  return n_filled > 0 ? (double) g_hash_table_size (seen) / n_filled : 0.0;
}

/* Years over columns: 2022, 2023, 2024. They are numbers, and names all the same. */
static gboolean
is_row_of_years (const ClvHead *head,
                 guint          row)
{
  const ClvCell *cells = cells_of_row (head, row);
  guint n_years = 0, n_texts = 0;
  double last = 0.0;

  for (guint c = 0; c < head->n_columns; c++)
    {
      ClvNumberText number;
      double year = cells[c].number;

      if (cells[c].kind == CLV_CELL_EMPTY)
        continue;
      if (cells[c].kind == CLV_CELL_TEXT)
        {
          if (!clv_number_text_parse (cells[c].text, &number))
            {
              n_texts++;
              continue;
            }
          year = number.with_point;
        }
      if (!(year >= 1900.0 && year <= 2100.0) || year != floor (year) || (n_years > 0 && fabs (year - last) != 1.0))
        return FALSE;
      last = year;
      n_years++;
    }
  return n_years >= 2 && n_texts >= 1;
}

static double
rate_header (const ClvHead *head,
             guint          row,
             const guint8  *holds_values,
             guint          n_value_columns,
             guint          usual_width)
{
  guint n_filled = count_filled (head, row);
  guint n_values, n_texts;
  double fill = MIN (1.0, (double) n_filled / MAX (usual_width, 1));

  compare_with_columns (head, row, holds_values, &n_values, &n_texts);
  if (is_row_of_years (head, row))
    {
      n_texts += n_values;
      n_values = 0;
    }
  return 2.0 * ((double) n_texts - (double) n_values) / n_value_columns + 2.0 * fill + rate_uniqueness (head, row);
}

static int
find_above_values (const ClvHead *head,
                   const guint8  *holds_values,
                   guint          n_value_columns,
                   guint          usual_width)
{
  guint first_data = 0;
  int best = -1;
  double best_rate = 0.0;

  while (first_data < head->n_rows &&
         (!is_data_row (head, first_data, holds_values, n_value_columns) || is_row_of_years (head, first_data)))
    first_data++;
  for (guint row = 0; row < MIN (first_data, head->n_rows); row++)
    {
      double rate = rate_header (head, row, holds_values, n_value_columns, usual_width);
      guint n_values, n_texts;

      /* Of two rows alike, the one next to the data. */
      if (row + 1 == first_data)
        rate += 0.15;
      compare_with_columns (head, row, holds_values, &n_values, &n_texts);
      /* A row without a word over any column of values is no header; in doubt the upper one is. */
      if ((n_texts > 0 || is_row_of_years (head, row)) && rate > best_rate + 0.1)
        {
          best = (int) row;
          best_rate = rate;
        }
    }
  return best;
}

/* Nothing but text: does the first full row come back further down, cell by cell, as data do? */
static gboolean
recurs_below (const ClvHead *head,
              guint          row)
{
  const ClvCell *cells = cells_of_row (head, row);
  guint n_filled = 0, n_recurring = 0;

  for (guint c = 0; c < head->n_columns; c++)
    {
      gboolean found = FALSE;

      if (cells[c].text == NULL)
        continue;
      n_filled++;
      for (guint below = row + 1; below < head->n_rows && !found; below++)
        found = g_strcmp0 (cells[c].text, cells_of_row (head, below)[c].text) == 0;
      n_recurring += found ? 1 : 0;
    }
  return n_filled >= 2 && n_recurring * 2 > n_filled;
}

static int
find_among_texts (const ClvHead *head,
                  guint          usual_width)
{
  for (guint row = 0; row < head->n_rows; row++)
    {
      guint n_filled = count_filled (head, row);

      if (n_filled * 4 < usual_width * 3 || rate_uniqueness (head, row) < 1.0)
        continue;
      return recurs_below (head, row) ? -1 : (int) row;
    }
  return -1;
}

int
clv_head_find_header (const ClvHead *head)
{
  g_autofree guint8 *holds_values = g_new0 (guint8, head->n_columns + 1);
  guint n_value_columns = 0;
  guint usual_width;

  if (head->n_rows == 0)
    return -1;
  usual_width = clv_head_judge_columns (head, -1, holds_values);
  for (guint c = 0; c < head->n_columns; c++)
    n_value_columns += holds_values[c] ? 1 : 0;
  if (n_value_columns == 0)
    return find_among_texts (head, usual_width);
  return find_above_values (head, holds_values, n_value_columns, usual_width);
}

void
clv_head_name_columns (GPtrArray    *columns,
                       char *const  *headers,
                       guint         n_headers)
{
  /* For each folded name, the last number that was put behind it. */
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint c = 0; c < columns->len; c++)
    {
      const char *given = c < n_headers ? headers[c] : NULL;
      /* Translators: the name of a column that has none; %u is its position on the sheet */
      char *plain = given != NULL && *given != '\0' ? g_strdup (given) : g_strdup_printf (_("Column %u"), c + 1);
      char *name = g_strdup (plain);
      char *folded = g_utf8_casefold (plain, -1);
      g_autofree char *folded_plain = g_strdup (folded);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (taken, folded_plain));

      while (g_hash_table_contains (taken, folded))
        {
          n = MAX (n, 1) + 1;
          g_free (name);
          g_free (folded);
          name = g_strdup_printf ("%s (%u)", plain, n);
          folded = g_utf8_casefold (name, -1);
        }
      g_hash_table_insert (taken, g_strdup (folded_plain), GUINT_TO_POINTER (MAX (n, 1)));
      if (!g_hash_table_contains (taken, folded))
        g_hash_table_insert (taken, g_steal_pointer (&folded), GUINT_TO_POINTER (1));
      g_free (folded);
      g_free (plain);
      clv_column_take_header (columns->pdata[c], name);
    }
}
