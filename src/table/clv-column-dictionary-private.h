/* clv-column-dictionary-private.h - what a column is made of, for the files that know
 *
 * The dictionary is an open-addressing hash table of keys, see clv-cell-key-private.h. It lives until the table is
 * finished.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-cell-key-private.h"
#include "clv-code-memory-private.h"
#include "clv-column-private.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 value;  /* offset of the text, or the bits of the number */
  guint32 length; /* of the text, without its NUL */
  guint32 kind;
} Entry;

/* A key and its code; of a long text also its place. */
typedef struct
{
  guint64 low;
  guint32 high;
  guint32 code; /* 0: free */
} Slot;

struct _ClvColumn
{
  char    *header;
  char    *currency;            /* (nullable) of its number formats */
  gboolean has_mixed_currencies;

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
  ClvCodeMemory key_codes; /* of texts that came with a key, by that */
};

#define N_SLOTS_AT_START 64u

static inline gboolean
clv_slot_has_key (const Slot       *self,
                  const ClvCellKey *key)
{
  return self->high == key->high && ((self->low ^ key->low) & key->care) == 0;
}

/* The first slot with the key, which is that of the cell, if the key is not long, and nearly always, if it is; or a free one.
 * The slots that follow each other lie in the same line of the cache. */
static inline const Slot *
clv_column_find_slot (const ClvColumn  *self,
                      const ClvCellKey *key)
{
  guint32 at = key->home & self->slot_mask;

  while (self->slots[at].code != 0 && !clv_slot_has_key (&self->slots[at], key))
    at = (at + 1) & self->slot_mask;
  return &self->slots[at];
}

/* Look-ups overlap: while memory answers one, the others are asked for. */
static inline void
clv_column_prefetch_slot (const ClvColumn  *self,
                          const ClvCellKey *key)
{
  __builtin_prefetch (&self->slots[key->home & self->slot_mask]);
}

/* Of the slot that was found for a key. */
static inline void
clv_column_prefetch_text (const ClvColumn  *self,
                          const Slot       *slot,
                          const ClvCellKey *key)
{
  if (slot->code != 0 && clv_cell_key_is_long (key))
    __builtin_prefetch (self->arena + (slot->low & CLV_KEY_PLACE));
}

/* The code of a cell, which gets one when it is new. */
guint32 clv_column_intern_text_key   (ClvColumn        *self,
                                      const ClvCellKey *key,
                                      ClvCellKind       kind,
                                      const char       *text,
                                      gsize             length);
guint32 clv_column_intern_number_key (ClvColumn        *self,
                                      const ClvCellKey *key,
                                      ClvCellKind       kind,
                                      guint64           bits);
void    clv_column_free_slots        (ClvColumn        *self);
/* Makes room for @n_rows. */
void    clv_column_reserve           (ClvColumn        *self,
                                      guint32           n_rows);

G_END_DECLS
