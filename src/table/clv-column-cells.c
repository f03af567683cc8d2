/* clv-column-cells.c - fills a column with cells that come in a run
 *
 * As in clv-column-texts.c, look-ups overlap.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-column-dictionary-private.h"

#define N_BATCH 64u

typedef struct
{
  ClvCellKey          key;
  const ClvSheetCell *cell;
  const char         *text;
  guint32             length;
  guint64             bits; /* of a number */
} Pending;

static inline gboolean
has_text (const ClvSheetCell *cell)
{
  return cell->kind == CLV_CELL_TEXT || cell->kind == CLV_CELL_ERROR;
}

static inline guint64
get_bits (double number)
{
  double plain = number == 0.0 ? 0.0 : number; /* -0 is 0 in a spreadsheet */
  guint64 bits;

  memcpy (&bits, &plain, sizeof bits);
  return bits;
}

/* Room for the codes of all keys up to @key. */
static void
grow_keys (ClvColumn *self,
           guint32    key)
{
  gsize n = MAX ((gsize) key + 1, (gsize) self->key_codes.n_allocated * 2);

  /* Each column has its own part of the strings: most pages stay unwritten. */
  clv_code_memory_note_gap (&self->key_codes, G_MAXUINT32);
  clv_code_memory_resize (&self->key_codes, (guint32) MIN (n, G_MAXUINT32), self->key_codes.n_allocated);
}

static void
look_up (ClvColumn *self,
         Pending   *batch,
         guint      n,
         guint32    first_row)
{
  guint32 *codes = self->codes.codes;
  guint n_rest = 0;

  for (guint i = 0; i < n; i++)
    {
      const Slot *slot = clv_column_find_slot (self, &batch[i].key);

      codes[first_row + batch[i].cell->row] = slot->code;
      if (slot->code != 0 && !has_text (batch[i].cell))
        continue;
      clv_column_prefetch_text (self, slot, &batch[i].key);
      batch[n_rest++] = batch[i];
    }
  for (guint i = 0; i < n_rest; i++)
    {
      const Pending *next = &batch[i];
      const ClvSheetCell *cell = next->cell;
      guint32 code;

      if (has_text (cell))
        code = clv_column_intern_text_key (self, &next->key, cell->kind, next->text, next->length);
      else
        code = clv_column_intern_number_key (self, &next->key, cell->kind, next->bits);
      if (has_text (cell) && cell->key != 0)
        self->key_codes.codes[cell->key] = code;
      codes[first_row + cell->row] = code;
    }
}

void
clv_column_put_cells (ClvColumn            *self,
                      const ClvSheetCell   *cells,
                      guint                 n,
                      const ClvSharedTexts *shared,
                      guint32               first_row)
{
  guint32 n_rows = first_row + cells[n - 1].row + 1;
  Pending pending[N_BATCH];
  guint n_pending = 0;
  guint32 *codes;

  /* The first row tells of a gap above it; those between the rows of one block are small. */
  clv_column_put (self, first_row + cells[0].row, CLV_CODE_EMPTY);
  if (n_rows > self->codes.n_allocated)
    clv_column_reserve (self, n_rows);
  codes = self->codes.codes;

  for (guint i = 0; i < n; i++)
    {
      const ClvSheetCell *cell = &cells[i];
      Pending *next = &pending[n_pending];

      next->cell = cell;
      if (has_text (cell))
        {
          if (cell->key != 0)
            {
              guint32 code;

              if (G_UNLIKELY (cell->key >= self->key_codes.n_allocated))
                grow_keys (self, cell->key);
              code = self->key_codes.codes[cell->key];
              if (G_LIKELY (code != CLV_CODE_EMPTY))
                {
                  codes[first_row + cell->row] = code;
                  continue;
                }
            }
          next->text = clv_sheet_cell_get_text (cell, shared, &next->length);
          next->key = clv_cell_key_from_text (cell->kind, next->text, next->length);
        }
      else
        {
          next->bits = get_bits (cell->number);
          next->key = clv_cell_key_from_number (cell->kind, next->bits);
        }
      clv_column_prefetch_slot (self, &next->key);
      if (++n_pending == N_BATCH)
        {
          look_up (self, pending, n_pending, first_row);
          n_pending = 0;
        }
    }
  look_up (self, pending, n_pending, first_row);
  self->n_rows = MAX (self->n_rows, n_rows);
}
