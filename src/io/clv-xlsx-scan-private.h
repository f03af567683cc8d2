/* clv-xlsx-scan-private.h - XML as spreadsheet programs write it, byte by byte
 *
 * The bytes end in NULs (CLV_SCAN_PADDING of them), which no XML may hold: nothing
 * here steps over one. Whatever is spelled in an unusual way makes a function give
 * NULL, and so does what is cut at the end of the bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include "clv-cell-value-private.h"
#include "clv-xml-private.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

G_BEGIN_DECLS

/* Whether bytes start with a literal; reads as far as the literal is long. */
#define CLV_SCAN_IS(p, literal) (memcmp ((p), (literal), sizeof (literal) - 1) == 0)

static inline gboolean
clv_scan_is_blank (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static inline const char *
clv_scan_skip_blanks (const char *p)
{
  while (G_UNLIKELY (clv_scan_is_blank (*p)))
    p++;
  return p;
}

/* Digits from @p on, up to eight: how many, and what they say. */
static inline guint
clv_scan_digits (const char *p,
                 guint32    *value)
{
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  guint64 bytes, others;
  guint n;

  memcpy (&bytes, p, sizeof bytes);
  bytes ^= G_GUINT64_CONSTANT (0x3030303030303030);
  /* Only behind the first byte that is no digit can there be a carry. */
  others = (bytes | (bytes + G_GUINT64_CONSTANT (0x0606060606060606))) & G_GUINT64_CONSTANT (0xF0F0F0F0F0F0F0F0);
  n = others != 0 ? (guint) __builtin_ctzll (others) / 8 : 8;
  if (n == 0)
    return 0;
  /* The last digit comes to stand highest; then pairs, fours and all eight are put together. */
  bytes <<= 64 - 8 * n;
  bytes = (bytes * 10 + (bytes >> 8)) & G_GUINT64_CONSTANT (0x00FF00FF00FF00FF);
  bytes = (bytes * 100 + (bytes >> 16)) & G_GUINT64_CONSTANT (0x0000FFFF0000FFFF);
  *value = (guint32) ((bytes & 0xFFFF) * 10000 + (bytes >> 32));
  return n;
#else
  guint n;

  *value = 0;
  for (n = 0; n < 8 && g_ascii_isdigit (p[n]); n++)
    *value = *value * 10 + (guint32) (p[n] - '0');
  return n;
#endif
}

/* A whole number of up to eight digits, and behind @end that follows it. */
static inline const char *
clv_scan_whole (const char *p,
                char        end,
                guint32    *value)
{
  guint n = clv_scan_digits (p, value);

  return n > 0 && p[n] == end ? p + n + 1 : NULL;
}

/* Behind a number; most have no more than eight digits before their point and seven behind. */
static inline const char *
clv_scan_decimal (const char *p,
                  double     *number)
{
  static const double powers[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7 };
  guint32 whole, fraction;
  guint n = clv_scan_digits (p, &whole), n_fraction;

  if (n > 0 && p[n] == '<')
    {
      *number = whole;
      return p + n;
    }
  if (n > 0 && p[n] == '.')
    {
      n_fraction = clv_scan_digits (p + n + 1, &fraction);
      if (n_fraction > 0 && n_fraction < G_N_ELEMENTS (powers) && p[n + 1 + n_fraction] == '<')
        {
          *number = ((double) whole * powers[n_fraction] + fraction) / powers[n_fraction];
          return p + n + 1 + n_fraction;
        }
    }
  return clv_cell_value_scan_number (p, number);
}

/* A text up to the next tag. */
typedef struct
{
  const char *start;
  const char *end;
  gboolean    is_plain; /* stands for itself: no entity, no control character, no “_x000D_” */
  gboolean    is_ascii;
} ClvScanText;

static inline void
clv_scan_text (const char  *p,
               ClvScanText *text)
{
  text->start = p;
  text->is_plain = text->is_ascii = TRUE;
#ifdef __SSE2__
  for (;; p += 16)
    {
      const __m128i bytes = _mm_loadu_si128 ((const __m128i *) p);
      const __m128i control = _mm_cmpeq_epi8 (_mm_min_epu8 (bytes, _mm_set1_epi8 (0x1F)), bytes);
      const __m128i odd = _mm_or_si128 (_mm_or_si128 (_mm_cmpeq_epi8 (bytes, _mm_set1_epi8 ('&')), control),
                                        _mm_cmpeq_epi8 (bytes, _mm_set1_epi8 ('_')));
      const __m128i stop = _mm_or_si128 (_mm_cmpeq_epi8 (bytes, _mm_set1_epi8 ('<')),
                                         _mm_cmpeq_epi8 (bytes, _mm_setzero_si128 ()));
      guint stops = (guint) _mm_movemask_epi8 (stop);
      guint odds = (guint) _mm_movemask_epi8 (odd);
      guint highs = (guint) _mm_movemask_epi8 (bytes);
      guint n = stops != 0 ? (guint) __builtin_ctz (stops) : 16;
      guint mask = (1u << n) - 1;

      text->is_plain &= (odds & mask) == 0;
      text->is_ascii &= (highs & mask) == 0;
      if (n < 16)
        {
          text->end = p + n;
          return;
        }
    }
#else
  for (; *p != '<' && *p != '\0'; p++)
    {
      guchar c = (guchar) *p;

      text->is_plain &= c >= 0x20 && c != '&' && c != '_';
      text->is_ascii &= c < 0x80;
    }
  text->end = p;
#endif
}

/* Behind the tag that @p stands in, whatever its attributes are. */
const char *clv_scan_tag_end  (const char        *p,
                               gboolean          *is_empty);
/* Writes the letters that a text stands for; there are never more bytes. NULL when they are not all allowed. */
char       *clv_scan_decode   (const ClvScanText *text,
                               char              *output);
/* Whether a text that is not plain ASCII may stand in XML. */
gboolean    clv_scan_is_valid (const ClvScanText *text);
/* The texts between @p and @end_tag, without their formats and readings: where they stand, if it is one plain text, else
 * written to @space, which moves on. Behind @end_tag. */
const char *clv_scan_rich     (const char        *p,
                               const char        *end_tag,
                               char             **space,
                               const char       **text,
                               gsize             *length);

G_END_DECLS
