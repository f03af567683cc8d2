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
#include "clv-header-words-private.h"
#include "clv-number-text-private.h"
#include "clv-period-text-private.h"

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

/* Titles and notes fill fewer cells than the rows of the table: how many cells such a row has at least. */
static guint
find_table_width (const ClvHead *head,
                  guint          from)
{
  guint n_rows = head->n_rows - from, widest = 0, n_wide = 0, n_half = 0;

  for (guint row = from; row < head->n_rows; row++)
    widest = MAX (widest, count_filled (head, row));
  for (guint row = from; row < head->n_rows; row++)
    {
      guint n_filled = count_filled (head, row);

      n_wide += n_filled * 4 >= widest * 3 ? 1 : 0;
      n_half += n_filled * 2 >= widest ? 1 : 0;
    }
  if (n_wide >= 3 && n_wide * 8 >= n_rows)
    return (widest * 3 + 3) / 4;
  return n_half >= 3 && n_half * 8 >= n_rows ? (widest + 1) / 2 : 0;
}

guint
clv_head_judge_columns (const ClvHead *head,
                        int            header,
                        guint8        *holds_values)
{
  guint from = header >= 0 ? (guint) header + 1 : 0;
  guint min_width = find_table_width (head, from);
  g_autofree guint *filled = g_new0 (guint, head->n_rows + 1);
  g_autofree guint *rows = g_new0 (guint, head->n_rows + 1);
  guint n = 0, first;

  memset (holds_values, 0, head->n_columns);
  for (guint row = from; row < head->n_rows; row++)
    if (count_filled (head, row) >= min_width)
      rows[n++] = row;
  /* The first of them is the header most likely. */
  first = header < 0 && n > 1 ? 1 : 0;
  for (guint i = first; i < n; i++)
    filled[i - first] = count_filled (head, rows[i]);
  qsort (filled, n - first, sizeof (guint), compare_uint);

  for (guint c = 0; c < head->n_columns; c++)
    {
      guint n_values = 0, n_texts = 0;

      for (guint i = first; i < n; i++)
        {
          n_values += looks_of_row (head, rows[i])[c] == CLV_LOOK_VALUE ? 1 : 0;
          n_texts += looks_of_row (head, rows[i])[c] == CLV_LOOK_TEXT ? 1 : 0;
        }
      holds_values[c] = n_values > 0 && n_values >= VALUE_SHARE * (n_values + n_texts);
    }
  return n > first ? filled[(n - first) / 2] : 0;
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

/* “Printed on” and a date above the table have values too, but are not as wide. */
static gboolean
is_data_row (const ClvHead *head,
             guint          row,
             const guint8  *holds_values,
             guint          n_value_columns,
             guint          usual_width)
{
  guint n_values, n_texts;

  compare_with_columns (head, row, holds_values, &n_values, &n_texts);
  return n_values > n_texts && n_values * 3 >= n_value_columns && count_filled (head, row) * 4 >= usual_width * 3;
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

/* The number or day that a header of values tells; FALSE for a word. */
static gboolean
get_step (const ClvCell *cell,
          gboolean      *is_day,
          double        *value)
{
  ClvNumberText number;
  ClvPeriodText period;
  ClvDateText date;

  *is_day = cell->kind == CLV_CELL_DATE;
  *value = cell->number;
  if (cell->kind != CLV_CELL_TEXT)
    return TRUE;
  if (clv_number_text_parse (cell->text, &number) && number.is_plain_digits)
    {
      *value = number.with_point;
      return TRUE;
    }
  *is_day = TRUE;
  if (clv_period_text_parse (cell->text, &period))
    {
      *value = period.first;
      return TRUE;
    }
  if (!clv_date_text_parse (cell->text, &date))
    return FALSE;
  *value = date.fixed != CLV_DAY_NONE ? date.fixed : date.month_first != CLV_DAY_NONE ? date.month_first : date.day_first;
  return TRUE;
}

/* Whether values like those of @row stand in its columns further down: days of order, dispatch and payment rise in each
 * row, and name no columns. */
static gboolean
goes_on_as_steps (const ClvHead *head,
                  guint          row)
{
  const ClvCell *cells = cells_of_row (head, row);
  guint below = row + 1, n_steps = 0, n_alike = 0;

  while (below < head->n_rows && count_filled (head, below) * 2 < count_filled (head, row))
    below++;
  /* The last row is the only one of data, if there are names above it. */
  if (below >= head->n_rows)
    return row > 0 && count_filled (head, row - 1) >= count_filled (head, row);
  for (guint c = 0; c < head->n_columns; c++)
    {
      const ClvCell *next = &cells_of_row (head, below)[c];
      gboolean is_day, is_day_below;
      double value, value_below;

      if (cells[c].kind == CLV_CELL_EMPTY || !get_step (&cells[c], &is_day, &value))
        continue;
      n_steps++;
      n_alike += next->kind != CLV_CELL_EMPTY && get_step (next, &is_day_below, &value_below) && is_day && is_day_below ? 1 : 0;
    }
  return n_alike * 2 >= n_steps;
}

/* Years, months or days over columns: 2022, 2023, 2024. They are values, and names all the same. Numbers that count
 * up from 1 take more of them, because data may do so by chance. */
static gboolean
is_row_of_steps (const ClvHead *head,
                 guint          row)
{
  const ClvCell *cells = cells_of_row (head, row);
  guint n_steps = 0, n_texts = 0, n_days = 0;
  double last = 0.0, direction = 0.0;
  gboolean are_years = TRUE, are_counted = TRUE;

  for (guint c = 0; c < head->n_columns; c++)
    {
      double value, step;
      gboolean is_day;

      if (cells[c].kind == CLV_CELL_EMPTY)
        continue;
      if (!get_step (&cells[c], &is_day, &value))
        {
          n_texts++;
          continue;
        }
      step = value - last;
      if (n_steps > 0 && (step == 0.0 || (direction != 0.0 && step * direction < 0.0)))
        return FALSE;
      if (n_steps > 0)
        direction = step;
      are_years = are_years && !is_day && value >= 1900.0 && value <= 2100.0 && value == floor (value) &&
                  (n_steps == 0 || fabs (step) == 1.0);
      are_counted = are_counted && !is_day && value == n_steps + 1.0;
      n_days += is_day ? 1 : 0;
      last = value;
      n_steps++;
    }
  if (n_steps < 2 || n_texts == 0)
    return FALSE;
  return are_years || (are_counted && n_steps >= 5) || (n_days == n_steps && n_days >= 3 && !goes_on_as_steps (head, row));
}

static gboolean
is_units_row (const ClvHead *head,
              guint          row)
{
  const ClvCell *cells = cells_of_row (head, row);
  guint n = 0;

  for (guint c = 0; c < head->n_columns; c++)
    {
      if (cells[c].kind == CLV_CELL_EMPTY || (cells[c].text != NULL && strspn (cells[c].text, "-") == strlen (cells[c].text)))
        continue;
      if (cells[c].text == NULL || !clv_header_is_unit (cells[c].text))
        return FALSE;
      n++;
    }
  return n > 0;
}

/* The number that a cell counts its column with: 3 of “3”, “(3)”, “F003”, “C”; 0 for other cells. @prefix is what stands
 * before the digits. */
static guint
get_place (const ClvCell *cell,
           char         **prefix)
{
  const char *text = cell->text;
  gsize start, n_digits;

  *prefix = NULL;
  if (cell->kind == CLV_CELL_NUMBER)
    {
      *prefix = g_strdup ("");
      return cell->number >= 1.0 && cell->number <= 1e6 && cell->number == floor (cell->number) ? (guint) cell->number : 0;
    }
  if (cell->kind != CLV_CELL_TEXT || strlen (text) > 24)
    return 0;
  if (g_ascii_isupper (text[0]) && text[1] == '\0')
    {
      *prefix = g_strdup ("A");
      return (guint) (text[0] - 'A') + 1;
    }
  start = strcspn (text, "0123456789");
  n_digits = strspn (text + start, "0123456789");
  if (n_digits == 0 || n_digits > 6 || (text[start + n_digits] != '\0' && strcmp (text + start + n_digits, ")") != 0))
    return 0;
  *prefix = g_strndup (text, start);
  return (guint) strtoul (text + start, NULL, 10);
}

/* “1”, “2”, “3” or “A”, “B”, “C” or “F01”, “F02”, “F03” in all columns: places of a form, which name nothing. */
static gboolean
counts_columns (const ClvHead *head,
                guint          row)
{
  const ClvCell *cells = cells_of_row (head, row);
  g_autofree char *first = NULL;
  guint last = 0, n = 0;

  for (guint c = 0; c < head->n_columns; c++)
    {
      g_autofree char *prefix = NULL;
      guint place;

      if (cells[c].kind == CLV_CELL_EMPTY)
        continue;
      place = get_place (&cells[c], &prefix);
      if (place == 0 || (n > 0 && (place != last + 1 || strcmp (prefix, first) != 0)))
        return FALSE;
      if (n++ == 0)
        first = g_steal_pointer (&prefix);
      last = place;
    }
  return n >= 3 && last == n;
}

static gboolean
is_day (const ClvCell *cell)
{
  ClvDateText date;

  return cell->kind == CLV_CELL_DATE ||
         (cell->kind == CLV_CELL_TEXT && clv_date_text_parse (cell->text, &date) && !date.is_compact);
}

/* Such a row beside one of names, and above data of another kind: 1, 2, 3 below “a”, “b”, “c” may well be data. */
static gboolean
counts_named_columns (const ClvHead *head,
                      guint          row)
{
  if (!counts_columns (head, row))
    return FALSE;
  for (guint names = row > 0 ? row - 1 : 1; names < MIN (row + 2, head->n_rows); names += 2)
    {
      guint data = MAX (row, names) + 1, n = count_filled (head, row), n_names = 0, n_others = 0;

      if (data >= head->n_rows || counts_columns (head, names))
        continue;
      for (guint c = 0; c < head->n_columns; c++)
        {
          n_names += looks_of_row (head, names)[c] == CLV_LOOK_TEXT ? 1 : 0;
          n_others += looks_of_row (head, data)[c] == CLV_LOOK_TEXT || is_day (&cells_of_row (head, data)[c]) ? 1 : 0;
        }
      if (n_names == n && count_filled (head, names) == n && rate_uniqueness (head, names) == 1.0 && n_others * 2 >= n)
        return TRUE;
    }
  return FALSE;
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
  if (is_row_of_steps (head, row))
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
         (!is_data_row (head, first_data, holds_values, n_value_columns, usual_width) || is_row_of_steps (head, first_data) ||
          (first_data < 3 && counts_named_columns (head, first_data))))
    first_data++;
  for (guint row = 0; row < MIN (first_data, head->n_rows); row++)
    {
      double rate = rate_header (head, row, holds_values, n_value_columns, usual_width);
      guint n_values, n_texts;

      /* Units stand below names, and “id”, “date”, “text” below a title are names. */
      if (row > 0 && is_units_row (head, row) && count_filled (head, row - 1) >= count_filled (head, row))
        continue;
      if (counts_named_columns (head, row))
        continue;
      /* Of two rows alike, the one next to the data. */
      if (row + 1 == first_data)
        rate += 0.15;
      compare_with_columns (head, row, holds_values, &n_values, &n_texts);
      /* A row without a word over any column of values is no header; in doubt the upper one is. */
      if ((n_texts > 0 || is_row_of_steps (head, row)) && rate > best_rate + 0.1)
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
      guint n_filled = count_filled (head, row), n_values = 0;

      for (guint c = 0; c < head->n_columns; c++)
        n_values += looks_of_row (head, row)[c] == CLV_LOOK_VALUE ? 1 : 0;
      if (n_filled * 4 < usual_width * 3 || rate_uniqueness (head, row) < 1.0)
        continue;
      /* A row of values is data, and what stands below it no header. */
      if (n_values * 2 > n_filled)
        return -1;
      return recurs_below (head, row) ? -1 : (int) row;
    }
  return -1;
}

static guint
count_words (const char *text)
{
  guint n = 1;

  for (; *text != '\0'; text++)
    n += *text == ' ' && text[1] != ' ' && text[1] != '\0' ? 1 : 0;
  return n;
}

/* “The id of the order”, “Who bought”, “How much in euro” below short names, all different: what people wrote to explain
 * the columns. Each says more than the name above it. */
static gboolean
explains_row_above (const ClvHead *head,
                    guint          row)
{
  const ClvCell *above, *cells = cells_of_row (head, row);
  guint n_cells = 0, n_names = 0, n_words = 0, n_name_words = 0;

  if (row == 0 || head->source_rows[row - 1] + 1 != head->source_rows[row] || rate_uniqueness (head, row - 1) < 1.0)
    return FALSE;
  above = cells_of_row (head, row - 1);
  for (guint c = 0; c < head->n_columns; c++)
    {
      if (above[c].kind != CLV_CELL_EMPTY)
        {
          if (looks_of_row (head, row - 1)[c] != CLV_LOOK_TEXT)
            return FALSE;
          n_names++;
          n_name_words += count_words (above[c].text);
        }
      if (cells[c].kind == CLV_CELL_EMPTY)
        continue;
      if (looks_of_row (head, row)[c] != CLV_LOOK_TEXT || above[c].kind == CLV_CELL_EMPTY)
        return FALSE;
      n_cells++;
      n_words += count_words (cells[c].text);
    }
  return n_names >= 2 && n_cells * 3 >= n_names * 2 && n_words * 2 >= n_cells * 5 && n_words * n_names >= 2 * n_name_words * n_cells;
}

static gboolean
has_units_below (const ClvHead *head,
                 guint          header)
{
  return header + 1 < head->n_rows && is_units_row (head, header + 1);
}

/* Whether a cell of @row comes back below it in the same column, in a row that does not repeat all of it as pages do. */
static gboolean
has_cell_of_data (const ClvHead *head,
                  guint          row)
{
  const ClvCell *cells = cells_of_row (head, row);

  for (guint below = row + 1; below < head->n_rows; below++)
    {
      guint n_cells = 0, n_alike = 0;

      for (guint c = 0; c < head->n_columns; c++)
        {
          n_cells += cells[c].text != NULL ? 1 : 0;
          n_alike += cells[c].text != NULL && g_strcmp0 (cells[c].text, cells_of_row (head, below)[c].text) == 0 ? 1 : 0;
        }
      if (n_alike > 0 && n_alike < n_cells)
        return TRUE;
    }
  return FALSE;
}

/* “ID” and “Name” under “Customer” and the gap right of it, over columns of texts: words that need one above, of which one
 * stands under such a pair. “Anders” and “Hansen” under “Name” are data. */
static gboolean
parts_names_above (const ClvHead *head,
                   guint          row)
{
  const ClvCell *above = cells_of_row (head, row - 1), *cells = cells_of_row (head, row);
  guint n_pairs = 0;

  for (guint c = 0; c < head->n_columns; c++)
    {
      if (cells[c].kind == CLV_CELL_EMPTY)
        {
          if (above[c].kind == CLV_CELL_EMPTY)
            return FALSE;
          continue;
        }
      if (looks_of_row (head, row)[c] != CLV_LOOK_TEXT ||
          (!clv_header_needs_group (cells[c].text) && clv_header_find_group (cells[c].text) == CLV_HEADER_GROUP_NONE))
        return FALSE;
      if (above[c].kind != CLV_CELL_EMPTY && (c + 1 == head->n_columns || above[c + 1].kind != CLV_CELL_EMPTY))
        return FALSE;
      n_pairs += above[c].kind != CLV_CELL_EMPTY ? 1 : 0;
    }
  return n_pairs > 0 && above[0].kind != CLV_CELL_EMPTY && !has_cell_of_data (head, row);
}

/* A row of words right under the header, and nothing but data below: “Net” and “Gross” under “Amount”. It leaves the
 * columns of texts alone, or it could be data, unless it fills the gaps of the header. */
static gboolean
goes_on_below (const ClvHead *head,
               guint          header,
               const guint8  *holds_values)
{
  guint below = header + 1;
  guint n_values, n_texts;
  gboolean fills_gaps;

  if (below + 1 >= head->n_rows || head->source_rows[below] != head->source_rows[header] + 1)
    return FALSE;
  compare_with_columns (head, below, holds_values, &n_values, &n_texts);
  fills_gaps = parts_names_above (head, below);
  if ((n_texts == 0 && !fills_gaps) || n_values > 0 || is_row_of_steps (head, header))
    return FALSE;
  for (guint c = 0; c < head->n_columns && !fills_gaps; c++)
    if (cells_of_row (head, below)[c].kind != CLV_CELL_EMPTY &&
        (!holds_values[c] || cells_of_row (head, below)[c].kind != CLV_CELL_TEXT))
      return FALSE;
  below += has_units_below (head, below) ? 2 : 1;
  if (below >= head->n_rows)
    return FALSE;
  compare_with_columns (head, below, holds_values, &n_values, &n_texts);
  return n_values > n_texts;
}

void
clv_head_find_header (const ClvHead *head,
                      ClvHeadLayout *layout)
{
  g_autofree guint8 *holds_values = g_new0 (guint8, head->n_columns + 1);
  guint n_value_columns = 0;
  guint usual_width;

  layout->first = 0;
  layout->header = layout->units = layout->prose = -1;
  if (head->n_rows == 0)
    return;
  usual_width = clv_head_judge_columns (head, -1, holds_values);
  for (guint c = 0; c < head->n_columns; c++)
    n_value_columns += holds_values[c] ? 1 : 0;
  layout->header = n_value_columns == 0 ? find_among_texts (head, usual_width)
                                        : find_above_values (head, holds_values, n_value_columns, usual_width);
  if (layout->header < 0)
    return;
  if (n_value_columns > 0 && explains_row_above (head, (guint) layout->header))
    layout->prose = layout->header--;
  else if (n_value_columns > 0 && (guint) layout->header + 1 < head->n_rows && counts_named_columns (head, (guint) layout->header + 1))
    layout->prose = layout->header + 1;
  layout->first = layout->header;
  if (layout->prose >= 0)
    return;
  if (n_value_columns > 0 && has_units_below (head, (guint) layout->header))
    layout->units = layout->header + 1;
  else if (n_value_columns > 0 && goes_on_below (head, (guint) layout->header, holds_values))
    {
      layout->header++;
      if (has_units_below (head, (guint) layout->header))
        layout->units = layout->header + 1;
    }
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
