/* clv-column-fill.c - puts cells into a column: looks each up in the dictionary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-column-dictionary-private.h"

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
