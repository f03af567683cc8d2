/* clv-cell-key-private.h - what a cell is looked up by in the dictionary of its column
 *
 * Texts of up to twelve bytes, and numbers, are their own key: where it stands in
 * the dictionary, the cell is found, and nothing else in memory is asked. Of longer
 * texts the key holds bits of the hash, and room for the place where the text is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include "clv-column.h"

#ifdef __x86_64__
#include <emmintrin.h>
#endif

G_BEGIN_DECLS

typedef struct
{
  guint64 low;
  guint64 care; /* the bits of low that make the key */
  guint32 high;
  guint32 home; /* the slot to begin at, of a table of 2^32 */
} ClvCellKey;

/* Texts of up to so many bytes are their own key. */
#define CLV_KEY_TEXT_BYTES 12u
/* Bytes that no UTF-8 holds tell the other keys: in the highest of low those of texts that are longer, or errors, ... */
#define CLV_KEY_LONG_TEXT (G_GUINT64_CONSTANT (0xFF) << 56)
#define CLV_KEY_ERROR (G_GUINT64_CONSTANT (0xFE) << 56)
/* ... where the others are hash, and place of the text among a TB of them; ... */
#define CLV_KEY_PLACE ((G_GUINT64_CONSTANT (1) << 40) - 1)
/* ... and in the highest of high, whose first bit those do not use, those of numbers, which low is. */
#define CLV_KEY_NUMBER 0xFFFFFF00u
#define CLV_KEY_LONG_HIGH 0x7FFFFFFFu

/* Bytes that are loaded as one piece at most. */
#define CLV_KEY_PIECE_BYTES 16u

/* Drawn anew for each process: a file made so that all its texts meet in one slot would take hours. Codes follow the order
 * of the cells, so that they are the same each time. */
extern guint64 clv_cell_key_0, clv_cell_key_1;
void clv_cell_key_draw (void);

static inline guint64
clv_cell_key_load64 (const char *p)
{
  guint64 value;

  memcpy (&value, p, sizeof value);
  return GUINT64_FROM_LE (value);
}

static inline guint32
clv_cell_key_load32 (const char *p)
{
  guint32 value;

  memcpy (&value, p, sizeof value);
  return GUINT32_FROM_LE (value);
}

/* Multiplies to 128 bits and folds: each bit of the input reaches each bit of the result. */
static inline guint64
clv_cell_key_mix (guint64 a,
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

static inline guint64
clv_cell_key_hash_words (guint64 low,
                         guint64 high)
{
  return clv_cell_key_mix (low ^ clv_cell_key_1, high ^ clv_cell_key_0);
}

static inline guint32
clv_cell_key_fold (guint64 hash)
{
  return (guint32) (hash ^ (hash >> 32));
}

/* Up to 16 bytes as two words, filled up with zero. A text has no NUL, so that the words and the text are one another. */
static inline void
clv_cell_key_load_piece (const char *text,
                         gsize       length,
                         guint64    *low,
                         guint64    *high)
{
  *high = 0;
  if (length > 8)
    {
      *low = clv_cell_key_load64 (text);
      *high = clv_cell_key_load64 (text + length - 8) >> (8 * (16 - length));
    }
  else if (length >= 4)
    *low = clv_cell_key_load32 (text) | (guint64) clv_cell_key_load32 (text + length - 4) << (8 * (length - 4));
  else if (length > 0)
    *low = (guchar) text[0] | (guint64) (guchar) text[length >> 1] << (8 * (length >> 1)) |
           (guint64) (guchar) text[length - 1] << (8 * (length - 1));
  else
    *low = 0;
}

/* The same with CLV_KEY_PIECE_BYTES bytes readable after the text. */
static inline void
clv_cell_key_load_padded (const char *text,
                          gsize       length,
                          guint64    *low,
                          guint64    *high)
{
#ifdef __x86_64__
  static const guint8 masks[2 * CLV_KEY_PIECE_BYTES] = { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                                         0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF };
  __m128i mask = _mm_loadu_si128 ((const __m128i *) (masks + CLV_KEY_PIECE_BYTES - length));
  __m128i bytes = _mm_and_si128 (_mm_loadu_si128 ((const __m128i *) text), mask);

  *low = (guint64) _mm_cvtsi128_si64 (bytes);
  *high = (guint64) _mm_cvtsi128_si64 (_mm_unpackhi_epi64 (bytes, bytes));
#else
  clv_cell_key_load_piece (text, length, low, high);
#endif
}

static inline guint64
clv_cell_key_hash_text (const char *text,
                        gsize       length)
{
  guint64 low, high;
  guint64 state = clv_cell_key_0 ^ length;

  if (length <= CLV_KEY_PIECE_BYTES)
    {
      clv_cell_key_load_piece (text, length, &low, &high);
      return clv_cell_key_hash_words (low, high);
    }
  for (; length > CLV_KEY_PIECE_BYTES; length -= CLV_KEY_PIECE_BYTES, text += CLV_KEY_PIECE_BYTES)
    state = clv_cell_key_mix (clv_cell_key_load64 (text) ^ clv_cell_key_1, clv_cell_key_load64 (text + 8) ^ state);
  text -= CLV_KEY_PIECE_BYTES - length;
  return clv_cell_key_mix (clv_cell_key_load64 (text) ^ clv_cell_key_1, clv_cell_key_load64 (text + 8) ^ state);
}

static inline ClvCellKey
clv_cell_key_from_words (guint64 low,
                         guint32 high)
{
  return (ClvCellKey) { low, G_MAXUINT64, high, clv_cell_key_fold (clv_cell_key_hash_words (low, high)) };
}

static inline ClvCellKey
clv_cell_key_from_hash (ClvCellKind kind,
                        guint64     hash)
{
  guint64 low = (kind == CLV_CELL_TEXT ? CLV_KEY_LONG_TEXT : CLV_KEY_ERROR) | hash >> 48 << 40;
  guint32 high = (guint32) hash & CLV_KEY_LONG_HIGH;

  return (ClvCellKey) { low, ~CLV_KEY_PLACE, high, high };
}

/* Of a text, or an error. */
static inline ClvCellKey
clv_cell_key_from_text (ClvCellKind kind,
                        const char *text,
                        gsize       length)
{
  guint64 low, high;

  if (length > CLV_KEY_TEXT_BYTES || kind != CLV_CELL_TEXT)
    return clv_cell_key_from_hash (kind, clv_cell_key_hash_text (text, length));
  clv_cell_key_load_piece (text, length, &low, &high);
  return clv_cell_key_from_words (low, (guint32) high);
}

/* Of any other cell. */
static inline ClvCellKey
clv_cell_key_from_number (ClvCellKind kind,
                          guint64     bits)
{
  return clv_cell_key_from_words (bits, CLV_KEY_NUMBER | kind);
}

/* Whether the text has to be compared, too. */
static inline gboolean
clv_cell_key_is_long (const ClvCellKey *self)
{
  return self->care != G_MAXUINT64;
}

G_END_DECLS
