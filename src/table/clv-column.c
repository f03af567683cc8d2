/* clv-column.c - one column of a table: codes into a dictionary of distinct cells
 *
 * The dictionary is an open-addressing hash table that keeps 32 bits of the hash
 * beside the code, so that a probe touches the texts only when it is nearly
 * certain to have found the cell. It lives until the table is finished.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-column-private.h"

#include <math.h>
#include <string.h>

#include "clv-code-memory-private.h"
#include "clv-day.h"

typedef struct
{
  guint64 value;  /* offset of the text, or the bits of the number */
  guint32 length; /* of the text, without its NUL */
  guint32 kind;
} Entry;

typedef struct
{
  guint32 tag;
  guint32 code; /* 0: free */
} Slot;

/* A cell that waits to be looked up. */
typedef struct
{
  const char *text;
  guint32     length;
  guint32     row;
  guint32     tag;
  guint32     code; /* the likely one */
} Lent;

/* So many look-ups overlap: while memory answers one, the others are asked for. */
#define N_LENT 32

struct _ClvColumn
{
  char    *header;

  ClvCodeMemory codes;
  guint32       n_rows;

  Entry   *entries;
  guint32  n_entries;
  guint32  n_entries_allocated;
  guint32 *counts;

  /* Texts, each ending in NUL. */
  char    *arena;
  gsize    arena_used;
  gsize    arena_allocated;

  /* Only while the column is filled. */
  Slot    *slots;
  guint32  slot_mask;
  guint32  last_code;
  guint    n_lent;
  Lent     lent[N_LENT];
};

#define N_SLOTS_AT_START 64u

ClvColumn *
clv_column_new (void)
{
  ClvColumn *self = g_new0 (ClvColumn, 1);

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
  clv_code_memory_clear (&self->codes);
  g_free (self->entries);
  g_free (self->counts);
  g_free (self->arena);
  g_free (self->slots);
  g_free (self);
}

void
clv_column_take_header (ClvColumn *self,
                        char      *header)
{
  g_free (self->header);
  self->header = header;
}

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

#define KEY_0 G_GUINT64_CONSTANT (0xa0761d6478bd642f)
#define KEY_1 G_GUINT64_CONSTANT (0xe7037ed1a0b428db)

static inline guint32
hash_text (const char *text,
           gsize       length)
{
  guint64 a, b, state = KEY_0 ^ length;

  while (G_UNLIKELY (length > 16))
    {
      state = mix (load64 (text) ^ KEY_1, load64 (text + 8) ^ state);
      text += 16;
      length -= 16;
    }
  if (length >= 8)
    {
      a = load64 (text);
      b = load64 (text + length - 8);
    }
  else if (length >= 4)
    {
      a = load32 (text);
      b = load32 (text + length - 4);
    }
  else
    {
      a = length > 0 ? ((guint64) (guchar) text[0] << 16) | ((guint64) (guchar) text[length >> 1] << 8) |
                         (guchar) text[length - 1]
                     : 0;
      b = 0;
    }
  state = mix (a ^ KEY_1, b ^ state);
  return (guint32) (state ^ (state >> 32));
}

static inline guint32
hash_number (guint64     bits,
             ClvCellKind kind)
{
  guint64 state = mix (bits ^ KEY_1, KEY_0 ^ kind);

  return (guint32) (state ^ (state >> 32));
}

static void
grow_slots (ClvColumn *self)
{
  guint32 new_mask = self->slot_mask * 2 + 1;
  Slot *slots = g_new0 (Slot, (gsize) new_mask + 1);

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
  g_free (self->slots);
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
  guint32 tag, at;
  const Entry *last = &self->entries[self->last_code];

  memcpy (&bits, &plain, sizeof bits);
  if (last->kind == kind && last->value == bits)
    return self->last_code;

  tag = hash_number (bits, kind);
  for (at = tag & self->slot_mask; self->slots[at].code != 0; at = (at + 1) & self->slot_mask)
    {
      Slot slot = self->slots[at];
      const Entry *entry = &self->entries[slot.code];

      if (slot.tag == tag && entry->value == bits && entry->kind == kind)
        return self->last_code = slot.code;
    }
  return add_entry (self, at, tag, kind, bits, 0);
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
clv_column_finish (ClvColumn *self,
                   guint32    n_rows)
{
  gboolean has_unused = FALSE;

  clv_column_settle (self);
  g_clear_pointer (&self->slots, g_free);
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
  /* Ids of up to 15 digits are whole numbers, and never written with an exponent. */
  if (strchr (buffer, 'e') != NULL && fabs (number) < 1e15 && number == floor (number))
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
