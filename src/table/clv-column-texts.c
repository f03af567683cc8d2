/* clv-column-texts.c - fills a column with texts that come in a run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-column-dictionary-private.h"

#define N_BATCH 64u
/* A table of so many slots lies next to the processor. */
#define N_NEAR_SLOTS 4096u

typedef struct
{
  ClvCellKey  key;
  const char *text;
  guint32     length;
  guint32     row;
} Pending;

static inline ClvCellKey
make_key (const char *text,
          gsize       length)
{
  guint64 low, high;

  if (G_UNLIKELY (length > CLV_KEY_PIECE_BYTES))
    return clv_cell_key_from_hash (CLV_CELL_TEXT, clv_cell_key_hash_text (text, length));
  clv_cell_key_load_padded (text, length, &low, &high);
  if (length <= CLV_KEY_TEXT_BYTES)
    return clv_cell_key_from_words (low, (guint32) high);
  return clv_cell_key_from_hash (CLV_CELL_TEXT, clv_cell_key_hash_words (low, high));
}

/* Collects the next cells, up to N_BATCH, that are not found at once: before any of them is looked for in memory that is far
 * away, all are asked for. */
static inline guint
look_near (const ClvColumn    *self,
           Pending            *batch,
           const char         *text,
           const ClvBlockCell *cells,
           guint               stride,
           guint32             n_rows,
           guint32            *codes,
           guint32            *next_row)
{
  gboolean is_near = self->slot_mask < N_NEAR_SLOTS;
  guint32 row = *next_row;
  guint n = 0;

  for (; row < n_rows && n < N_BATCH; row++)
    {
      ClvBlockCell cell = cells[(gsize) row * stride];
      ClvCellKey key = make_key (text + cell.offset, cell.length);

      if (cell.length == 0)
        continue;
      if (is_near && cell.length <= CLV_KEY_TEXT_BYTES)
        {
          const Slot *slot = clv_column_find_slot (self, &key);

          codes[row] = slot->code;
          if (G_LIKELY (slot->code != 0))
            continue;
        }
      clv_column_prefetch_slot (self, &key);
      batch[n++] = (Pending) { key, text + cell.offset, cell.length, row };
    }
  *next_row = row;
  return n;
}

/* The places of a cell in memory, its slot and of long ones their text, are asked for in two rounds. */
static inline void
look_up (ClvColumn *self,
         Pending   *batch,
         guint      n,
         guint32   *codes)
{
  guint n_rest = 0;

  for (guint i = 0; i < n; i++)
    {
      const Slot *slot = clv_column_find_slot (self, &batch[i].key);

      codes[batch[i].row] = slot->code;
      if (slot->code != 0 && !clv_cell_key_is_long (&batch[i].key))
        continue;
      clv_column_prefetch_text (self, slot, &batch[i].key);
      batch[n_rest++] = batch[i];
    }
  for (guint i = 0; i < n_rest; i++)
    codes[batch[i].row] = clv_column_intern_text_key (self, &batch[i].key, CLV_CELL_TEXT, batch[i].text, batch[i].length);
}

void
clv_column_take_texts (ClvColumn          *self,
                       guint32             first_row,
                       const char         *text,
                       const ClvBlockCell *cells,
                       guint               stride,
                       guint32             n)
{
  Pending batch[N_BATCH];
  guint32 row = 0;

  while (row < n && cells[(gsize) row * stride].length == 0)
    row++;
  if (row == n)
    return;
  /* Only what lies above the block is a gap. */
  clv_column_put (self, first_row + row, CLV_CODE_EMPTY);
  if (first_row + n > self->codes.n_allocated)
    clv_column_reserve (self, first_row + n);
  while (row < n)
    {
      guint n_batch = look_near (self, batch, text, cells, stride, n, self->codes.codes + first_row, &row);

      look_up (self, batch, n_batch, self->codes.codes + first_row);
    }
  while (cells[(gsize) (n - 1) * stride].length == 0)
    n--;
  self->n_rows = MAX (self->n_rows, first_row + n);
}
