/* clv-column-fill.c - puts cells into a column: looks each up in the dictionary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-column-dictionary-private.h"
#include "clv-huge-memory-private.h"

#ifdef __x86_64__
#include <emmintrin.h>
#endif

static inline guint64
load64 (const char *p)
{
  guint64 value;

  memcpy (&value, p, sizeof value);
  return value;
}

static inline guint32
load32 (const char *p)
{
  guint32 value;

  memcpy (&value, p, sizeof value);
  return value;
}

/* Multiplies to 128 bits and folds: each bit of the input reaches each bit of the result. */
static inline guint64
mix (guint64 a,
     guint64 b)
{
#ifdef __SIZEOF_INT128__
  __extension__ typedef unsigned __int128 Wide;
  Wide product = (Wide) a * b;

  return (guint64) product ^ (guint64) (product >> 64);
#else
  guint64 x = (a ^ (b >> 29)) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  x ^= x >> 32;
  x = (x + b) * G_GUINT64_CONSTANT (0xd6e8feb86659fd93);
  return x ^ (x >> 32);
#endif
}

/* Drawn anew for each process: a file made so that all its texts meet in one slot would take hours. Codes follow the order
 * of the cells, so that they are the same each time. */
static guint64 key_0, key_1;

void
clv_column_draw_keys (void)
{
  static gsize are_drawn;

  if (g_once_init_enter (&are_drawn))
    {
      key_0 = (guint64) g_random_int () << 32 | g_random_int ();
      key_1 = (guint64) g_random_int () << 32 | g_random_int ();
      g_once_init_leave (&are_drawn, 1);
    }
}

/* Texts of up to so many bytes are compared as two words. */
#define SHORT_BYTES 16

/* Up to 16 bytes as two words, filled up with zero. A text has no NUL, so that the words and the text are one another. */
static inline void
load_short (const char *text,
            gsize       length,
            guint64    *low,
            guint64    *high)
{
  if (length > 8)
    {
      *low = load64 (text);
      *high = load64 (text + length - 8) >> (8 * (16 - length));
    }
  else
    {
      *high = 0;
      if (length >= 4)
        *low = load32 (text) | (guint64) load32 (text + length - 4) << (8 * (length - 4));
      else if (length > 0)
        *low = (guchar) text[0] | (guint64) (guchar) text[length >> 1] << (8 * (length >> 1)) |
               (guint64) (guchar) text[length - 1] << (8 * (length - 1));
      else
        *low = 0;
    }
}

static inline guint64
hash_short (guint64 low,
            guint64 high)
{
  return mix (low ^ key_1, high ^ key_0);
}

/* Of more than 16 bytes. */
static inline guint64
hash_long (const char *text,
           gsize       length)
{
  const char *last = text + length - 16;
  guint64 state = key_0 ^ length;

  for (; text < last; text += 16)
    state = mix (load64 (text) ^ key_1, load64 (text + 8) ^ state);
  return mix (load64 (last) ^ key_1, load64 (last + 8) ^ state);
}

static inline guint32
fold (guint64 state)
{
  return (guint32) (state ^ (state >> 32));
}

static inline guint32
hash_text (const char *text,
           gsize       length)
{
  guint64 low, high;

  if (length > SHORT_BYTES)
    return fold (hash_long (text, length));
  load_short (text, length, &low, &high);
  return fold (hash_short (low, high));
}

static inline guint32
hash_number (guint64     bits,
             ClvCellKind kind)
{
  guint64 state = mix (bits ^ key_1, key_0 ^ kind);

  return (guint32) (state ^ (state >> 32));
}

void
clv_column_free_slots (ClvColumn *self)
{
  clv_huge_memory_free (self->slots, ((gsize) self->slot_mask + 1) * sizeof (Slot));
  self->slots = NULL;
}

static void
grow_slots (ClvColumn *self)
{
  guint32 new_mask = self->slot_mask * 2 + 1;
  Slot *slots = clv_huge_memory_new0 (((gsize) new_mask + 1) * sizeof (Slot));

  for (gsize i = 0; i <= self->slot_mask; i++)
    {
      Slot slot = self->slots[i];
      guint32 at = slot.tag & new_mask;

      if (slot.code == 0)
        continue;
      while (slots[at].code != 0)
        at = (at + 1) & new_mask;
      slots[at] = slot;
    }
  clv_column_free_slots (self);
  self->slots = slots;
  self->slot_mask = new_mask;
}

/* @at is the free slot that the probe ended in. */
static guint32
add_entry (ClvColumn  *self,
           guint32     at,
           guint32     tag,
           ClvCellKind kind,
           guint64     value,
           guint32     length)
{
  guint32 code = self->n_entries;

  if (code == self->n_entries_allocated)
    {
      self->n_entries_allocated *= 2;
      self->entries = g_renew (Entry, self->entries, self->n_entries_allocated);
    }
  self->entries[code] = (Entry) { value, length, kind };
  self->n_entries++;
  self->slots[at] = (Slot) { tag, code };
  if (self->n_entries > (self->slot_mask >> 1) + (self->slot_mask >> 3))
    grow_slots (self);
  self->last_code = code;
  return code;
}

static guint64
add_to_arena (ClvColumn  *self,
              const char *text,
              gsize       length)
{
  gsize offset = self->arena_used;

  if (self->arena_allocated - offset < length + 1)
    {
      self->arena_allocated = MAX (MAX (self->arena_allocated * 2, offset + length + 1), 256);
      self->arena = g_realloc (self->arena, self->arena_allocated);
    }
  memcpy (self->arena + offset, text, length);
  self->arena[offset + length] = '\0';
  self->arena_used += length + 1;
  return offset;
}

/* memcmp() for texts that are short as a rule: cells. */
static inline gboolean
equals (const char *a,
        const char *b,
        gsize       length)
{
  if (length >= 8)
    {
      for (; length > 16; length -= 8, a += 8, b += 8)
        if (load64 (a) != load64 (b))
          return FALSE;
      return load64 (a) == load64 (b) && load64 (a + length - 8) == load64 (b + length - 8);
    }
  if (length >= 4)
    return load32 (a) == load32 (b) && load32 (a + length - 4) == load32 (b + length - 4);
  for (gsize i = 0; i < length; i++)
    if (a[i] != b[i])
      return FALSE;
  return TRUE;
}

static inline gboolean
is_text_entry (const ClvColumn *self,
               guint32          code,
               ClvCellKind      kind,
               const char      *text,
               gsize            length)
{
  const Entry *entry = &self->entries[code];

  return entry->length == length && entry->kind == kind && equals (self->arena + entry->value, text, length);
}

static guint32
look_up_text (ClvColumn  *self,
              ClvCellKind kind,
              guint32     tag,
              const char *text,
              gsize       length)
{
  guint32 at;

  for (at = tag & self->slot_mask; self->slots[at].code != 0; at = (at + 1) & self->slot_mask)
    {
      Slot slot = self->slots[at];

      if (slot.tag == tag && is_text_entry (self, slot.code, kind, text, length))
        return self->last_code = slot.code;
    }
  return add_entry (self, at, tag, kind, add_to_arena (self, text, length), (guint32) length);
}

guint32
clv_column_hash_text (const char *text,
                      gsize       length)
{
  return hash_text (text, length);
}

guint32
clv_column_hash_number (guint64     bits,
                        ClvCellKind kind)
{
  return hash_number (bits, kind);
}

guint32
clv_column_look_up_text (ClvColumn  *self,
                         ClvCellKind kind,
                         guint32     tag,
                         const char *text,
                         gsize       length)
{
  return look_up_text (self, kind, tag, text, length);
}

guint32
clv_column_look_up_number (ClvColumn  *self,
                           ClvCellKind kind,
                           guint32     tag,
                           guint64     bits)
{
  guint32 at;

  for (at = tag & self->slot_mask; self->slots[at].code != 0; at = (at + 1) & self->slot_mask)
    {
      Slot slot = self->slots[at];
      const Entry *entry = &self->entries[slot.code];

      if (slot.tag == tag && entry->value == bits && entry->kind == kind)
        return self->last_code = slot.code;
    }
  return add_entry (self, at, tag, kind, bits, 0);
}

guint32
clv_column_intern_text (ClvColumn  *self,
                        ClvCellKind kind,
                        const char *text,
                        gsize       length)
{
  /* Sheets are often sorted by one of their columns, and repeat it in the next row. */
  if (is_text_entry (self, self->last_code, kind, text, length))
    return self->last_code;
  return look_up_text (self, kind, hash_text (text, length), text, length);
}

guint32
clv_column_intern_number (ClvColumn  *self,
                          ClvCellKind kind,
                          double      number)
{
  double plain = number == 0.0 ? 0.0 : number; /* -0 is 0 in a spreadsheet */
  guint64 bits;
  const Entry *last = &self->entries[self->last_code];

  memcpy (&bits, &plain, sizeof bits);
  if (last->kind == kind && last->value == bits)
    return self->last_code;

  return clv_column_look_up_number (self, kind, hash_number (bits, kind), bits);
}

static void
allocate_rows (ClvColumn *self,
               guint32    n_rows)
{
  gsize wanted = MAX (MAX (n_rows, 64), (gsize) self->codes.n_allocated * 2);

  if (n_rows > self->n_rows)
    clv_code_memory_note_gap (&self->codes, n_rows - self->n_rows);
  clv_code_memory_resize (&self->codes, (guint32) MIN (wanted, G_MAXUINT32), self->n_rows);
}

void
clv_column_reserve (ClvColumn *self,
                    guint32    n_rows)
{
  gsize wanted = MAX (n_rows, (gsize) self->codes.n_allocated * 2);

  clv_code_memory_resize (&self->codes, (guint32) MIN (wanted, G_MAXUINT32), self->n_rows);
}

void
clv_column_put (ClvColumn *self,
                guint32    row,
                guint32    code)
{
  if (G_UNLIKELY (row >= self->codes.n_allocated))
    allocate_rows (self, row + 1);
  self->codes.codes[row] = code;
  if (row >= self->n_rows)
    self->n_rows = row + 1;
}

guint32
clv_column_peek (const ClvColumn *self,
                 guint32          row)
{
  return row < self->n_rows ? self->codes.codes[row] : CLV_CODE_EMPTY;
}

void
clv_column_lend_text (ClvColumn  *self,
                      guint32     row,
                      const char *text,
                      gsize       length)
{
  Lent *lent = &self->lent[self->n_lent++];

  lent->text = text;
  lent->length = (guint32) length;
  lent->row = row;
  lent->tag = hash_text (text, length);
  __builtin_prefetch (&self->slots[lent->tag & self->slot_mask]);
  if (self->n_lent == N_LENT)
    clv_column_settle (self);
}

/* The three places of a cell in memory (slot, entry, text) are asked for in three rounds. */
void
clv_column_settle (ClvColumn *self)
{
  for (guint i = 0; i < self->n_lent; i++)
    {
      Lent *lent = &self->lent[i];

      lent->code = self->slots[lent->tag & self->slot_mask].code;
      __builtin_prefetch (&self->entries[lent->code]);
    }
  for (guint i = 0; i < self->n_lent; i++)
    {
      const Entry *entry = &self->entries[self->lent[i].code];

      if (entry->kind == CLV_CELL_TEXT)
        __builtin_prefetch (self->arena + entry->value);
    }
  for (guint i = 0; i < self->n_lent; i++)
    {
      const Lent *lent = &self->lent[i];
      guint32 code = lent->code;

      if (!is_text_entry (self, code, CLV_CELL_TEXT, lent->text, lent->length))
        code = look_up_text (self, CLV_CELL_TEXT, lent->tag, lent->text, lent->length);
      clv_column_put (self, lent->row, code);
    }
  self->n_lent = 0;
}

/* A cell met lately, at a place that follows from its hash. Most columns hold few different cells; those of the rest are
 * found in the dictionary, which lies further away. */
struct _ClvRecentCell
{
  guint64 low;    /* of a short text the text itself, of a long one its hash */
  guint64 high;   /* of a short text the text itself, of a long one where it is in the arena */
  guint32 length;
  guint32 code;
};

#define N_RECENT_BITS 12
/* They pay from so many cells of a block on. */
#define MIN_CELLS_FOR_RECENT 512
/* In a column where more than this share of the cells was not met lately, looking for them first is a waste. */
#define MAX_MISSED 0.3
#define MIN_ROWS_TO_JUDGE 16384

typedef struct
{
  guint64     low;
  guint64     high;
  guint64     state;
  const char *text;
  guint32     length;
  guint32     row;
  guint32     code; /* the likely one */
} Pending;

#define N_PENDING 64

typedef struct
{
  ClvColumn *column;
  guint32   *codes;
  guint      n;
  Pending    cells[N_PENDING];
} Pendings;

/* The code of the first cell with this tag, which is the wanted one nearly always; 0 when there is none. The slots that
 * follow each other lie in the same line of the cache. */
static inline guint32
find_tag (const ClvColumn *self,
          guint32          tag)
{
  guint32 at = tag & self->slot_mask;

  while (self->slots[at].code != 0 && self->slots[at].tag != tag)
    at = (at + 1) & self->slot_mask;
  return self->slots[at].code;
}

/* As clv_column_settle(). */
static void
resolve (Pendings *self)
{
  ClvColumn *column = self->column;

  for (guint i = 0; i < self->n; i++)
    {
      Pending *cell = &self->cells[i];

      cell->code = find_tag (column, fold (cell->state));
      __builtin_prefetch (&column->entries[cell->code]);
    }
  for (guint i = 0; i < self->n; i++)
    {
      const Entry *entry = &column->entries[self->cells[i].code];

      if (entry->kind == CLV_CELL_TEXT)
        __builtin_prefetch (column->arena + entry->value);
    }
  for (guint i = 0; i < self->n; i++)
    {
      const Pending *cell = &self->cells[i];
      guint32 code = cell->code;

      if (!is_text_entry (column, code, CLV_CELL_TEXT, cell->text, cell->length))
        {
          /* New ones of a sorted column come several times in a row. */
          code = column->last_code;
          if (!is_text_entry (column, code, CLV_CELL_TEXT, cell->text, cell->length))
            code = look_up_text (column, CLV_CELL_TEXT, fold (cell->state), cell->text, cell->length);
        }
      self->codes[cell->row] = code;
      if (column->recent != NULL)
        {
          gboolean is_short = cell->length <= SHORT_BYTES;

          column->recent[cell->state >> (64 - N_RECENT_BITS)] =
            (ClvRecentCell) { cell->low, is_short ? cell->high : column->entries[code].value, cell->length, code };
        }
    }
  self->n = 0;
}

/* As load_short(), with SHORT_BYTES bytes readable after the text. */
static inline void
load_padded (const char *text,
             gsize       length,
             guint64    *low,
             guint64    *high)
{
#ifdef __x86_64__
  static const guint8 masks[32] = { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF };
  __m128i mask = _mm_loadu_si128 ((const __m128i *) (masks + SHORT_BYTES - length));
  __m128i bytes = _mm_and_si128 (_mm_loadu_si128 ((const __m128i *) text), mask);

  *low = (guint64) _mm_cvtsi128_si64 (bytes);
  *high = (guint64) _mm_cvtsi128_si64 (_mm_unpackhi_epi64 (bytes, bytes));
#else
  load_short (text, length, low, high);
#endif
}

/* Whether the cell was met lately; its code is in @recent. */
static inline gboolean
is_recent (const ClvColumn     *self,
           const ClvRecentCell *recent,
           const Pending       *cell)
{
  if (recent->low != cell->low || recent->length != cell->length)
    return FALSE;
  if (cell->length <= SHORT_BYTES)
    return recent->high == cell->high;
  return equals (self->arena + recent->high, cell->text, cell->length);
}

static inline const ClvRecentCell *
get_recent (const ClvColumn *self,
            const Pending   *cell)
{
  return &self->recent[cell->state >> (64 - N_RECENT_BITS)];
}

/* Hashes the next cells, up to N_PENDING, before any of them is looked for: a look that is guessed wrongly by the processor
 * then waits for nothing. */
static inline guint
hash_batch (const ClvColumn    *self,
            Pending            *batch,
            const char         *text,
            const ClvBlockCell *cells,
            guint               stride,
            guint32             n_rows,
            guint32            *row)
{
  guint n = 0;

  for (; *row < n_rows && n < N_PENDING; (*row)++)
    {
      ClvBlockCell cell = cells[(gsize) *row * stride];
      Pending *pending = &batch[n];

      pending->text = text + cell.offset;
      pending->length = cell.length;
      pending->row = *row;
      if (G_LIKELY (cell.length <= SHORT_BYTES))
        {
          load_padded (pending->text, cell.length, &pending->low, &pending->high);
          pending->state = hash_short (pending->low, pending->high);
        }
      else
        pending->low = pending->state = hash_long (pending->text, cell.length);
      if (self->recent != NULL)
        __builtin_prefetch (get_recent (self, pending));
      n += cell.length > 0 ? 1 : 0;
    }
  return n;
}

void
clv_column_take_texts (ClvColumn          *self,
                       guint32             first_row,
                       const char         *text,
                       const ClvBlockCell *cells,
                       guint               stride,
                       guint32             n)
{
  Pendings pendings = { .column = self };
  Pending batch[N_PENDING];
  guint32 row = 0, end = 0, n_missed = 0;

  while (row < n && cells[(gsize) row * stride].length == 0)
    row++;
  if (row == n)
    return;
  /* Only what lies above the block is a gap. */
  clv_column_put (self, first_row + row, CLV_CODE_EMPTY);
  if (first_row + n > self->codes.n_allocated)
    clv_column_reserve (self, first_row + n);
  if (self->recent == NULL && !self->has_many_cells && n >= MIN_CELLS_FOR_RECENT)
    self->recent = g_new0 (ClvRecentCell, 1u << N_RECENT_BITS);
  pendings.codes = self->codes.codes + first_row;

  while (row < n)
    {
      guint n_batch = hash_batch (self, batch, text, cells, stride, n, &row);

      end = n_batch > 0 ? batch[n_batch - 1].row + 1 : end;
      for (guint i = 0; i < n_batch; i++)
        {
          const ClvRecentCell *recent = self->recent != NULL ? get_recent (self, &batch[i]) : NULL;

          if (recent != NULL && is_recent (self, recent, &batch[i]))
            {
              pendings.codes[batch[i].row] = recent->code;
              continue;
            }
          n_missed++;
          __builtin_prefetch (&self->slots[fold (batch[i].state) & self->slot_mask]);
          pendings.cells[pendings.n++] = batch[i];
          if (pendings.n == N_PENDING)
            resolve (&pendings);
        }
    }
  resolve (&pendings);
  self->n_rows = MAX (self->n_rows, first_row + end);
  /* At the start all cells are new. */
  if (self->recent != NULL && first_row >= MIN_ROWS_TO_JUDGE && n_missed > n * MAX_MISSED)
    {
      self->has_many_cells = TRUE;
      g_clear_pointer (&self->recent, g_free);
    }
}
