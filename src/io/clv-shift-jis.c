/* clv-shift-jis.c - Japanese text as Windows stores it, told from western text
 *
 * Detectors that count letters want whole sentences, and take a short row of Japanese headers for
 * western text. So the form is looked at instead: every byte must fit, and the letters must be those
 * of Japanese. Western letters may make valid pairs with the letter that follows them (“Hélène”,
 * “Macy’s”), but those have an ASCII letter as their second byte; two thirds of the Japanese ones
 * have none.
 *
 * The layout of the code: JIS X 0208:1997, annex 1; Microsoft code page 932.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-shift-jis-private.h"

#include <string.h>

typedef enum
{
  PAIR_INVALID,
  PAIR_SIGN,   /* punctuation, Greek, frames, numbers in circles, full-width letters and digits */
  PAIR_LETTER, /* kana, kanji of the first level */
  PAIR_RARE,   /* kanji of the second level and of the makers */
} PairKind;

static PairKind
classify (guchar lead,
          guchar trail)
{
  if (trail < 0x40 || trail == 0x7F || trail > 0xFC)
    return PAIR_INVALID;
  switch (lead)
    {
    case 0x81:
      return PAIR_SIGN;
    case 0x82:
      /* Full-width letters and digits, hiragana. The former prove little: 0x82 is “é” under DOS. */
      if (trail < 0x4F || trail > 0xF1)
        return PAIR_INVALID;
      return trail >= 0x9F ? PAIR_LETTER : PAIR_SIGN;
    case 0x83:
      /* Katakana, Greek. */
      return trail <= 0x96 ? PAIR_LETTER : trail <= 0xD6 ? PAIR_SIGN : PAIR_INVALID;
    case 0x84:
      return trail <= 0xBE ? PAIR_SIGN : PAIR_INVALID;
    case 0x87:
      return trail <= 0x9C ? PAIR_SIGN : PAIR_INVALID;
    case 0x88:
      return trail >= 0x9F ? PAIR_LETTER : PAIR_INVALID;
    case 0xED:
    case 0xEE:
    case 0xFA:
    case 0xFB:
      return PAIR_RARE;
    case 0xFC:
      return trail <= 0x4B ? PAIR_RARE : PAIR_INVALID;
    default:
      if (lead >= 0x89 && lead <= 0x97)
        return PAIR_LETTER;
      /* The first level ends with 0x9872. */
      if (lead == 0x98)
        return trail <= 0x72 ? PAIR_LETTER : PAIR_RARE;
      if ((lead >= 0x99 && lead <= 0x9F) || (lead >= 0xE0 && lead <= 0xE9))
        return PAIR_RARE;
      return lead == 0xEA && trail <= 0xA4 ? PAIR_RARE : PAIR_INVALID;
    }
}

gboolean
clv_shift_jis_is_likely (const char *data,
                         gsize       length)
{
  const guchar *p = (const guchar *) data;
  /* Each pair counts once: a name on every row says no more than one. */
  g_autofree guint8 *seen = g_malloc0 (0x10000 / 8);
  guint n_pairs = 0, n_letters = 0, n_high = 0;

  for (gsize i = 0; i < length; i++)
    {
      guint code;
      PairKind kind;

      /* ASCII, and katakana of half width */
      if (p[i] < 0x80 || (p[i] >= 0xA1 && p[i] <= 0xDF))
        continue;
      kind = i + 1 < length ? classify (p[i], p[i + 1]) : PAIR_INVALID;
      if (kind == PAIR_INVALID)
        return FALSE;
      code = (guint) p[i] << 8 | p[i + 1];
      i++;
      if ((seen[code / 8] >> code % 8 & 1) != 0)
        continue;
      seen[code / 8] |= (guint8) (1u << code % 8);
      n_pairs++;
      n_letters += kind == PAIR_LETTER ? 1 : 0;
      n_high += (code & 0xFF) >= 0x80 ? 1 : 0;
    }
  return n_pairs >= 3 && n_letters * 3 >= n_pairs * 2 && n_high * 5 >= n_pairs * 2;
}
