/* clv-xlsx-usual-private.h - the tags of cells as the last rows had them
 *
 * Below each other stand cells whose tags are the same but for the number of the
 * row: <c r="F2" s="1"><v>, <c r="F3" s="1"><v>. Who has read the first knows what
 * the others say as soon as their bytes have been compared, which takes a tenth of
 * the work. What is spelled otherwise is read as ever, and is usual from there on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include "clv-xlsx-scan-private.h"

G_BEGIN_DECLS

/* Before the number of the row, and behind it up to the value. */
#define CLV_USUAL_BEFORE_BYTES 16u
#define CLV_USUAL_BEHIND_BYTES 48u
/* Cells further to the right are read as ever. */
#define CLV_N_USUAL 256u
/* So many cells in a row may not be there. */
#define CLV_USUAL_GAP 3u

typedef enum
{
  CLV_USUAL_NOTHING, /* nothing is known yet, or of no use */
  CLV_USUAL_EMPTY,   /* the tag is all there is */
  CLV_USUAL_SHARED,
  CLV_USUAL_NUMBER,
  CLV_USUAL_STRING,  /* <v>…</v> */
  CLV_USUAL_INLINE,  /* <is><t>…</t></is> */
} ClvUsualKind;

typedef struct _ClvXlsxUsual
{
  char         before[CLV_USUAL_BEFORE_BYTES];
  char         behind[CLV_USUAL_BEHIND_BYTES];
  guint8       n_before;
  guint8       n_behind;
  gboolean     has_row;
  ClvUsualKind kind;
  guint        style;
  gboolean     is_plain; /* its numbers are what they are, without a format that makes something else of them */
} ClvXlsxUsual;

/* The digits of the open row. */
typedef struct
{
  guint64 bytes;
  guint64 mask;
  guint   n;     /* 0: the row is not numbered */
} ClvUsualRow;

/* Whether @length bytes are equal. Of either, bytes up to the next multiple of 16 are there. */
static inline gboolean
clv_usual_is (const char *p,
              const char *bytes,
              guint       length)
{
#ifdef __SSE2__
  for (;; p += 16, bytes += 16, length -= 16)
    {
      const __m128i is_equal = _mm_cmpeq_epi8 (_mm_loadu_si128 ((const __m128i *) p),
                                               _mm_loadu_si128 ((const __m128i *) bytes));
      guint differs = (guint) _mm_movemask_epi8 (is_equal) ^ 0xFFFFu;

      if (length <= 16)
        return (differs & ((1u << length) - 1)) == 0;
      if (differs != 0)
        return FALSE;
    }
#else
  return memcmp (p, bytes, length) == 0;
#endif
}

static inline void
clv_usual_set_row (ClvUsualRow *self,
                   const char  *digits,
                   guint        n)
{
  self->n = n;
  self->mask = n == 8 ? G_MAXUINT64 : GUINT64_TO_LE ((G_GUINT64_CONSTANT (1) << (8 * n)) - 1);
  memcpy (&self->bytes, digits, sizeof self->bytes);
}

/* Behind the tag, up to the value; NULL when it is another tag. */
static inline const char *
clv_usual_skip_tag (const ClvXlsxUsual *self,
                    const ClvUsualRow  *row,
                    const char         *p)
{
  if (G_UNLIKELY (self->kind == CLV_USUAL_NOTHING) || !clv_usual_is (p, self->before, self->n_before))
    return NULL;
  p += self->n_before;
  if (self->has_row)
    {
      guint64 bytes;

      memcpy (&bytes, p, sizeof bytes);
      if (G_UNLIKELY (row->n == 0 || ((bytes ^ row->bytes) & row->mask) != 0))
        return NULL;
      p += row->n;
    }
  return clv_usual_is (p, self->behind, self->n_behind) ? p + self->n_behind : NULL;
}

/* Behind the tag of the next cell, which is @expected or, where that is not there, one of those behind it. */
static inline const char *
clv_usual_find (const ClvXlsxUsual *all, /* CLV_N_USUAL + CLV_USUAL_GAP */
                guint               expected,
                const ClvUsualRow  *row,
                const char         *p,
                guint              *column)
{
  const char *value;

  if (G_UNLIKELY (expected >= CLV_N_USUAL))
    return NULL;
  *column = expected;
  value = clv_usual_skip_tag (&all[expected], row, p);
  if (G_LIKELY (value != NULL))
    return value;
  for (*column = expected + 1; *column <= expected + CLV_USUAL_GAP; (*column)++)
    /* A cell that does not say where it is stands next. */
    if (all[*column].has_row && (value = clv_usual_skip_tag (&all[*column], row, p)) != NULL)
      return value;
  return NULL;
}

/* Takes down a tag from “<c” on and what follows up to @value, which says @kind. */
static inline void
clv_usual_learn (ClvXlsxUsual      *self,
                 const ClvUsualRow *row,
                 const char        *tag,
                 const char        *value,
                 ClvUsualKind       kind,
                 gboolean           has_reference)
{
  const char *before = tag + 2, *behind;

  self->kind = CLV_USUAL_NOTHING;
  self->has_row = has_reference;
  if (has_reference)
    {
      /* The first attribute, as with all programs that are known; its value has been read before. */
      if (!CLV_SCAN_IS (tag, "<c r=") || row->n == 0)
        return;
      for (before = tag + 6; g_ascii_isalpha (*before);)
        before++;
    }
  behind = before + (has_reference ? row->n : 0);
  if (behind > value || before - tag > (gssize) sizeof self->before || value - behind > (gssize) sizeof self->behind)
    return;
  self->n_before = (guint8) (before - tag);
  self->n_behind = (guint8) (value - behind);
  memcpy (self->before, tag, self->n_before);
  memcpy (self->behind, behind, self->n_behind);
  self->kind = kind;
  /* The number of another row, or one with more digits, is not the usual one. */
  if (clv_usual_skip_tag (self, row, tag) != value)
    self->kind = CLV_USUAL_NOTHING;
}

G_END_DECLS
