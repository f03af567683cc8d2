/* clv-column.c - one column of a table: codes into a dictionary of distinct cells
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-column-private.h"

#include <math.h>
#include <string.h>

#include "clv-column-dictionary-private.h"
#include "clv-day.h"

ClvColumn *
clv_column_new (void)
{
  ClvColumn *self = g_new0 (ClvColumn, 1);

  clv_cell_key_draw ();
  self->n_entries_allocated = N_SLOTS_AT_START / 2;
  self->entries = g_new (Entry, self->n_entries_allocated);
  self->entries[CLV_CODE_EMPTY] = (Entry) { 0, 0, CLV_CELL_EMPTY };
  self->n_entries = 1;
  self->slots = g_new0 (Slot, N_SLOTS_AT_START);
  self->slot_mask = N_SLOTS_AT_START - 1;
  return self;
}

void
clv_column_free (ClvColumn *self)
{
  if (self == NULL)
    return;
  g_free (self->header);
  g_free (self->currency);
  clv_code_memory_clear (&self->codes);
  g_free (self->entries);
  g_free (self->counts);
  g_free (self->arena);
  clv_column_free_slots (self);
  clv_code_memory_clear (&self->key_codes);
  g_free (self);
}

void
clv_column_take_header (ClvColumn *self,
                        char      *header)
{
  g_free (self->header);
  self->header = header;
}

/* Closes the gaps that cut rows have left in the dictionary. The texts stay where they are. */
static void
drop_unused_entries (ClvColumn *self)
{
  g_autofree guint32 *new_codes = g_new (guint32, self->n_entries);
  guint32 n = 1;

  new_codes[0] = 0;
  for (guint32 code = 1; code < self->n_entries; code++)
    {
      if (self->counts[code] == 0)
        continue;
      self->entries[n] = self->entries[code];
      self->counts[n] = self->counts[code];
      new_codes[code] = n++;
    }
  /* Pages without a cell are left unwritten. */
  for (guint32 row = 0; row < self->n_rows; row++)
    if (self->codes.codes[row] != CLV_CODE_EMPTY)
      self->codes.codes[row] = new_codes[self->codes.codes[row]];
  self->n_entries = n;
}

static void
count_rows (ClvColumn *self,
            guint32    n_rows)
{
  guint32 row = 0, n_filled = MIN (self->n_rows, n_rows);

  self->counts = g_new0 (guint32, self->n_entries);
  self->counts[CLV_CODE_EMPTY] = n_rows - n_filled;
  for (; self->codes.is_sparse && row + 4 <= n_filled; row += 4)
    {
      const guint32 *codes = self->codes.codes + row;

      if ((codes[0] | codes[1] | codes[2] | codes[3]) == 0)
        self->counts[CLV_CODE_EMPTY] += 4;
      else
        for (guint i = 0; i < 4; i++)
          self->counts[codes[i]]++;
    }
  for (; row < n_filled; row++)
    self->counts[self->codes.codes[row]]++;
}

void
clv_column_remove_rows (ClvColumn     *self,
                        const guint32 *rows,
                        guint          n)
{
  guint32 *codes = self->codes.codes;
  guint next = 0;
  guint32 to = 0;

  for (guint32 row = 0; row < self->n_rows; row++)
    {
      if (next < n && rows[next] == row)
        {
          next++;
          continue;
        }
      /* Pages without a cell are left unwritten. */
      if (codes[to] != codes[row])
        codes[to] = codes[row];
      to++;
    }
  for (guint32 row = to; row < self->n_rows; row++)
    if (codes[row] != CLV_CODE_EMPTY)
      codes[row] = CLV_CODE_EMPTY;
  self->n_rows = to;
}

void
clv_column_finish (ClvColumn *self,
                   guint32    n_rows)
{
  gboolean has_unused = FALSE;

  clv_column_free_slots (self);
  clv_code_memory_clear (&self->key_codes);
  count_rows (self, n_rows);
  if (n_rows > self->n_rows)
    clv_code_memory_note_gap (&self->codes, n_rows - self->n_rows);
  clv_code_memory_resize (&self->codes, MAX (n_rows, 1), MIN (self->n_rows, n_rows));
  self->n_rows = n_rows;
  for (guint32 code = 1; code < self->n_entries && !has_unused; code++)
    has_unused = self->counts[code] == 0;
  if (has_unused)
    drop_unused_entries (self);

  self->entries = g_renew (Entry, self->entries, self->n_entries);
  self->n_entries_allocated = self->n_entries;
  self->arena = g_realloc (self->arena, MAX (self->arena_used, 1));
  self->arena_allocated = MAX (self->arena_used, 1);
}

/**
 * clv_column_get_header:
 *
 * Returns: the column's name as its header says, unique in its table
 */
const char *
clv_column_get_header (const ClvColumn *self)
{
  return self->header;
}

void
clv_column_set_format_currency (ClvColumn  *self,
                                const char *currency,
                                gboolean    is_mixed)
{
  g_free (self->currency);
  self->currency = g_strdup (currency);
  self->has_mixed_currencies = is_mixed;
}

/**
 * clv_column_get_format_currency:
 * @is_mixed: (out) (optional): whether some cells are shown in another currency
 *
 * Returns: the currency of the number format that most numbers of the column have, as sign or code; "" when they have none
 */
const char *
clv_column_get_format_currency (const ClvColumn *self,
                                gboolean        *is_mixed)
{
  if (is_mixed != NULL)
    *is_mixed = self->has_mixed_currencies;
  return self->currency != NULL ? self->currency : "";
}

/**
 * clv_column_get_n_rows:
 *
 * Returns: number of rows, the same in each column of a table
 */
guint32
clv_column_get_n_rows (const ClvColumn *self)
{
  return self->n_rows;
}

/**
 * clv_column_get_n_distinct:
 *
 * Returns: number of codes, the empty one counted even where no cell is empty
 */
guint32
clv_column_get_n_distinct (const ClvColumn *self)
{
  return self->n_entries;
}

/**
 * clv_column_get_codes:
 *
 * Returns: (array): for each row, the code of its cell
 */
const guint32 *
clv_column_get_codes (const ClvColumn *self)
{
  return self->codes.codes;
}

/**
 * clv_column_get_cell:
 * @code: 0 to clv_column_get_n_distinct() - 1
 * @cell: (out caller-allocates): the cell; its text belongs to the column
 */
void
clv_column_get_cell (const ClvColumn *self,
                     guint32          code,
                     ClvCell         *cell)
{
  const Entry *entry = &self->entries[code];

  cell->kind = entry->kind;
  cell->number = 0.0;
  cell->text = NULL;
  if (entry->kind == CLV_CELL_TEXT || entry->kind == CLV_CELL_ERROR)
    cell->text = self->arena + entry->value;
  else if (entry->kind != CLV_CELL_EMPTY)
    memcpy (&cell->number, &entry->value, sizeof cell->number);
}

/**
 * clv_column_get_kind:
 * @code: 0 to clv_column_get_n_distinct() - 1
 *
 * Returns: what kind of cell the code stands for
 */
ClvCellKind
clv_column_get_kind (const ClvColumn *self,
                     guint32          code)
{
  return self->entries[code].kind;
}

/**
 * clv_column_get_counts:
 *
 * Returns: (array): for each code, the number of rows that hold it
 */
const guint32 *
clv_column_get_counts (const ClvColumn *self)
{
  return self->counts;
}

static char *
dup_number_text (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.15g", number);
  if (g_ascii_strtod (buffer, NULL) != number)
    g_ascii_formatd (buffer, sizeof buffer, "%.17g", number);
  /* Ids are whole numbers, and never written with an exponent. */
  if (strchr (buffer, 'e') != NULL && fabs (number) < 1e21 && number == floor (number))
    g_ascii_formatd (buffer, sizeof buffer, "%.0f", number);
  return g_strdup (buffer);
}

static char *
dup_date_text (double days)
{
  char iso[16] = "";
  ClvDay day;
  int rest;

  if (!(fabs (days) < 4000000.0))
    return dup_number_text (days);
  day = clv_day_from_moment (days);
  clv_day_to_iso (day, iso);
  if (iso[0] == '\0')
    return dup_number_text (days);
  /* The last second is not rounded up to a time that the day does not have. */
  rest = CLAMP ((int) floor ((days - day) * 86400.0 + 0.5), 0, 86399);
  if (rest == 0)
    return g_strdup (iso);
  return g_strdup_printf ("%s %02d:%02d:%02d", iso, rest / 3600, rest / 60 % 60, rest % 60);
}

/**
 * clv_column_dup_text:
 * @code: 0 to clv_column_get_n_distinct() - 1
 *
 * The cell in plain words, the same in every locale: “12.5”, “2024-05-03 08:30:00”, “TRUE”.
 *
 * Returns: (transfer full): the text; "" for an empty cell
 */
char *
clv_column_dup_text (const ClvColumn *self,
                     guint32          code)
{
  ClvCell cell;

  clv_column_get_cell (self, code, &cell);
  switch (cell.kind)
    {
    case CLV_CELL_TEXT:
    case CLV_CELL_ERROR:
      return g_strdup (cell.text);
    case CLV_CELL_NUMBER:
      return dup_number_text (cell.number);
    case CLV_CELL_DATE:
      return dup_date_text (cell.number);
    case CLV_CELL_BOOLEAN:
      return g_strdup (cell.number != 0.0 ? "TRUE" : "FALSE");
    case CLV_CELL_EMPTY:
    default:
      return g_strdup ("");
    }
}
