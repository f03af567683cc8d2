/* clv-column-fill.c - puts cells into a column: looks each up in the dictionary
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-column-dictionary-private.h"
#include "clv-huge-memory-private.h"

guint64 clv_cell_key_0, clv_cell_key_1;

void
clv_cell_key_draw (void)
{
  static gsize are_drawn;

  if (g_once_init_enter (&are_drawn))
    {
      clv_cell_key_0 = (guint64) g_random_int () << 32 | g_random_int ();
      clv_cell_key_1 = (guint64) g_random_int () << 32 | g_random_int ();
      g_once_init_leave (&are_drawn, 1);
    }
}

void
clv_column_free_slots (ClvColumn *self)
{
  clv_huge_memory_free (self->slots, ((gsize) self->slot_mask + 1) * sizeof (Slot));
  self->slots = NULL;
}

/* Where the key of a slot begins to be looked for. */
static inline guint32
get_home (const Slot *slot)
{
  if (slot->low >= CLV_KEY_ERROR && slot->high <= CLV_KEY_LONG_HIGH)
    return slot->high;
  return clv_cell_key_from_words (slot->low, slot->high).home;
}

/* Doubles the table where it stands. Each slot is taken out and put back, from one behind a gap on: before it there are only
 * such as are in their new places, and none of them ends up further behind its home than it was. So none is in the way of
 * what is still to come, or is met by it. */
static void
grow_slots (ClvColumn *self)
{
  gsize n_old = (gsize) self->slot_mask + 1;
  guint32 old_mask = self->slot_mask, new_mask = old_mask * 2 + 1;
  Slot *slots = clv_huge_memory_grow0 (self->slots, n_old * sizeof (Slot), 2 * n_old * sizeof (Slot));
  guint32 gap = 0;

  while (slots[gap].code != 0)
    gap++;
  for (gsize i = 1; i < n_old; i++)
    {
      guint32 from = (guint32) (gap + i) & old_mask;
      Slot slot = slots[from];
      guint32 at;

      if (slot.code == 0)
        continue;
      slots[from].code = 0;
      at = get_home (&slot) & new_mask;
      while (slots[at].code != 0)
        at = (at + 1) & new_mask;
      slots[at] = slot;
    }
  self->slots = slots;
  self->slot_mask = new_mask;
}

/* Where two keys want one slot, the processor guesses wrongly which of them is wanted; small tables have slots to spare. */
#define N_SPARE_SLOTS 32768u

static inline guint32
get_max_entries (const ClvColumn *self)
{
  guint32 n = self->slot_mask;

  return n < N_SPARE_SLOTS ? n >> 2 : (n >> 1) + (n >> 3);
}

/* @at is the free slot that the probe ended in. */
static guint32
add_entry (ClvColumn        *self,
           guint32           at,
           const ClvCellKey *key,
           const Entry      *entry)
{
  guint32 code = self->n_entries;
  guint64 place = clv_cell_key_is_long (key) ? entry->value : 0;

  if (code == self->n_entries_allocated)
    {
      self->n_entries_allocated *= 2;
      self->entries = g_renew (Entry, self->entries, self->n_entries_allocated);
    }
  self->entries[code] = *entry;
  self->n_entries++;
  self->slots[at] = (Slot) { key->low | place, key->high, code };
  if (self->n_entries > get_max_entries (self))
    grow_slots (self);
  return code;
}

/* is_text_at() reads so far behind a text. */
#define ARENA_PADDING 8u

static guint64
add_to_arena (ClvColumn  *self,
              const char *text,
              gsize       length)
{
  gsize offset = self->arena_used, n_needed = offset + length + 1 + ARENA_PADDING;

  if (self->arena_allocated < n_needed)
    {
      self->arena_allocated = MAX (MAX (self->arena_allocated * 2, n_needed), 256);
      self->arena = g_realloc (self->arena, self->arena_allocated);
    }
  memcpy (self->arena + offset, text, length);
  self->arena[offset + length] = '\0';
  self->arena_used += length + 1;
  return offset;
}

/* memcmp() for texts that are short as a rule: cells. @a may end earlier; it has a NUL there, which @b has not. */
static inline gboolean
equals (const char *a,
        const char *b,
        gsize       length)
{
  if (length >= 8)
    {
      for (; length > 16; length -= 8, a += 8, b += 8)
        if (clv_cell_key_load64 (a) != clv_cell_key_load64 (b))
          return FALSE;
      return clv_cell_key_load64 (a) == clv_cell_key_load64 (b) &&
             clv_cell_key_load64 (a + length - 8) == clv_cell_key_load64 (b + length - 8);
    }
  if (length >= 4)
    return clv_cell_key_load32 (a) == clv_cell_key_load32 (b) &&
           clv_cell_key_load32 (a + length - 4) == clv_cell_key_load32 (b + length - 4);
  for (gsize i = 0; i < length; i++)
    if (a[i] != b[i])
      return FALSE;
  return TRUE;
}

static inline gboolean
is_text_at (const ClvColumn *self,
            const Slot      *slot,
            const char      *text,
            gsize            length)
{
  const char *there = self->arena + (slot->low & CLV_KEY_PLACE);

  return equals (there, text, length) && there[length] == '\0';
}

guint32
clv_column_intern_text_key (ClvColumn        *self,
                            const ClvCellKey *key,
                            ClvCellKind       kind,
                            const char       *text,
                            gsize             length)
{
  guint32 at = key->home & self->slot_mask;

  for (; self->slots[at].code != 0; at = (at + 1) & self->slot_mask)
    {
      const Slot *slot = &self->slots[at];

      if (clv_slot_has_key (slot, key) && (!clv_cell_key_is_long (key) || is_text_at (self, slot, text, length)))
        return slot->code;
    }
  return add_entry (self, at, key, &(Entry) { add_to_arena (self, text, length), (guint32) length, kind });
}

guint32
clv_column_intern_number_key (ClvColumn        *self,
                              const ClvCellKey *key,
                              ClvCellKind       kind,
                              guint64           bits)
{
  const Slot *slot = clv_column_find_slot (self, key);

  if (slot->code != 0)
    return slot->code;
  return add_entry (self, (guint32) (slot - self->slots), key, &(Entry) { bits, 0, kind });
}

guint32
clv_column_intern_text (ClvColumn  *self,
                        ClvCellKind kind,
                        const char *text,
                        gsize       length)
{
  ClvCellKey key = clv_cell_key_from_text (kind, text, length);

  return clv_column_intern_text_key (self, &key, kind, text, length);
}

guint32
clv_column_intern_number (ClvColumn  *self,
                          ClvCellKind kind,
                          double      number)
{
  double plain = number == 0.0 ? 0.0 : number; /* -0 is 0 in a spreadsheet */
  guint64 bits;
  ClvCellKey key;

  memcpy (&bits, &plain, sizeof bits);
  key = clv_cell_key_from_number (kind, bits);
  return clv_column_intern_number_key (self, &key, kind, bits);
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
