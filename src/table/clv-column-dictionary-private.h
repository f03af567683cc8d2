/* clv-column-dictionary-private.h - what a column is made of, for the two files that know
 *
 * The dictionary is an open-addressing hash table that keeps 32 bits of the hash
 * beside the code, so that a probe touches the texts only when it is nearly
 * certain to have found the cell. It lives until the table is finished.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-code-memory-private.h"
#include "clv-column-private.h"

G_BEGIN_DECLS

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

typedef struct _ClvRecentCell ClvRecentCell;

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
  guint32  last_code;
  guint    n_lent;
  Lent     lent[N_LENT];
  ClvCodeMemory key_codes; /* of texts that came with a key, by that */
  ClvRecentCell *recent; /* (nullable) */
  gboolean       has_many_cells; /* too many for recent */
};

#define N_SLOTS_AT_START 64u

/* For look-ups that overlap: the hash of a cell, whose place can then be asked for, and the code of a cell with its hash. */
guint32 clv_column_hash_text      (const char  *text,
                                   gsize        length);
guint32 clv_column_hash_number    (guint64      bits,
                                   ClvCellKind  kind);
guint32 clv_column_look_up_text   (ClvColumn   *self,
                                   ClvCellKind  kind,
                                   guint32      tag,
                                   const char  *text,
                                   gsize        length);
void    clv_column_free_slots     (ClvColumn   *self);
/* Makes room for @n_rows. */
void    clv_column_reserve        (ClvColumn   *self,
                                   guint32      n_rows);
guint32 clv_column_look_up_number (ClvColumn   *self,
                                   ClvCellKind  kind,
                                   guint32      tag,
                                   guint64      bits);

/* Before the first cell is looked up. */
void clv_column_draw_keys (void);

G_END_DECLS
