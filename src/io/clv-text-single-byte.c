/* clv-text-single-byte.c - how likely bytes are text of one byte a letter
 *
 * A few names are all there is sometimes, too little for statistics of a language. But letters stand in words: a sign
 * between two letters, a capital after a small letter or letters of two scripts side by side tell that the bytes were meant
 * otherwise; and the letters that are not ASCII are those of one language, or of a few neighbours.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-text-guess-private.h"

#include <math.h>
#include <string.h>

typedef enum
{
  WESTERN,
  CENTRAL,
  TURKISH,
  BALTIC,
  CYRILLIC,
  GREEK,
  HEBREW,
  ARABIC,
  THAI,
} Script;

static const struct
{
  const char *encoding;
  Script      script;
  double      rarity; /* among files of today */
} encodings[] = {
  { "WINDOWS-1252", WESTERN, 0.0 },  { "ISO-8859-15", WESTERN, 1.0 },   { "MACINTOSH", WESTERN, 4.0 },
  { "CP850", WESTERN, 4.0 },         { "CP437", WESTERN, 4.5 },         { "WINDOWS-1250", CENTRAL, 2.5 },
  { "ISO-8859-2", CENTRAL, 4.0 },    { "CP852", CENTRAL, 6.0 },         { "WINDOWS-1254", TURKISH, 3.0 },
  { "WINDOWS-1257", BALTIC, 3.5 },   { "WINDOWS-1251", CYRILLIC, 1.0 }, { "KOI8-R", CYRILLIC, 3.0 },
  { "ISO-8859-5", CYRILLIC, 5.0 },   { "CP866", CYRILLIC, 4.0 },        { "WINDOWS-1253", GREEK, 2.0 },
  { "ISO-8859-7", GREEK, 3.0 },      { "WINDOWS-1255", HEBREW, 2.0 },   { "WINDOWS-1256", ARABIC, 2.0 },
  { "CP874", THAI, 2.0 },
};

static const struct
{
  Script      script;
  const char *letters; /* small ones */
} languages[] = {
  { WESTERN, "äöüß" },
  { WESTERN, "éèêëàâçîïôûùüœæ" },
  { WESTERN, "ñáéíóúüç" },
  { WESTERN, "ãõçáéíóúâêôàü" },
  { WESTERN, "àèéìòù" },
  { WESTERN, "åäöøæéü" },
  { WESTERN, "ëïéüöè" },
  { WESTERN, "áðéíóúýþæö" },
  { WESTERN, "äöõüšž" },
  { CENTRAL, "ąćęłńóśźż" },
  { CENTRAL, "áčďéěíňóřšťúůýž" },
  { CENTRAL, "áäčďéíĺľňóôŕšťúýž" },
  { CENTRAL, "áéíóöőúüű" },
  { CENTRAL, "ăâîșțşţ" },
  { CENTRAL, "čćđšž" },
  { TURKISH, "çğıöşüâîi" },
  { BALTIC, "ąčęėįšųūž" },
  { BALTIC, "āčēģīķļņšūž" },
  { BALTIC, "äöõüšž" },
};

#define COST_OF_LANGUAGE 2.6
/* Lists of customers are of several countries. */
#define COST_OF_NEIGHBOUR 4.2
#define COST_OF_RARE_LETTER 7.0
#define COST_OF_BLANK 2.0
#define COST_IN_PLACE 3.0
#define COST_OF_SIGN 5.0
#define COST_OF_RARE_SIGN 9.0
#define COST_IN_WORD 11.0
#define COST_OF_CONTROL 16.0

static const char western_letters[] = "äöüßéèêëàâçîïôûùñáíóúãõåøæœìò";
static const char common_signs[] = "’‘“”„–—…€£§°«»·•™®©½¼¾²³ºª´¿¡×¥";

/* Of a hundred thousand Russian letters, after Sharov’s frequency list. */
static const guint16 russian[32] = { 8010, 1592, 4533, 1687, 2977, 8483, 940,  1641, 7367, 1208, 3486,
                                     4343, 3203, 6700, 10983, 2804, 4746, 5473, 6318, 2615, 267,  966,
                                     486,  1450, 718,  361,  37,   1898, 1735, 331,  639,  2001 };

typedef struct
{
  Script   script;
  gunichar letters[256];
  double   cost;
  double   language_costs[G_N_ELEMENTS (languages)];
} Reading;

static gboolean
has_letter (const char *set,
            gunichar    c)
{
  return c != 0 && g_utf8_strchr (set, -1, c) != NULL;
}

static void
decode_bytes (Reading    *self,
              const char *encoding)
{
  for (guint i = 0; i < 256; i++)
    {
      char byte = (char) i;
      gsize n = 0;
      g_autofree char *text = i < 0x80 ? NULL : g_convert (&byte, 1, "UTF-8", encoding, NULL, &n, NULL);

      self->letters[i] = i < 0x80 ? i : text != NULL && n > 0 ? g_utf8_get_char (text) : 0;
    }
}

static gboolean
is_of_script (Script   script,
              gunichar c)
{
  switch (script)
    {
    case CYRILLIC:
      return c >= 0x400 && c <= 0x4FF;
    case GREEK:
      return c >= 0x370 && c <= 0x3FF;
    case HEBREW:
      return c >= 0x590 && c <= 0x5FF;
    case ARABIC:
      return c >= 0x600 && c <= 0x6FF;
    case THAI:
      return c >= 0xE00 && c <= 0xE7F;
    case WESTERN:
    case CENTRAL:
    case TURKISH:
    case BALTIC:
    default:
      return c >= 0xC0 && c <= 0x24F;
    }
}

static double
cost_of_letter (Script   script,
                gunichar small)
{
  switch (script)
    {
    case CYRILLIC:
      if (small >= 0x430 && small <= 0x44F)
        return -log (russian[small - 0x430] / 100000.0);
      return has_letter ("ёіїє", small) ? 4.5 : 8.0;
    case GREEK:
      return has_letter ("αοιετσνηυρπκλμςάέήίόύώ", small) ? 3.0 : 4.5;
    case HEBREW:
    case ARABIC:
      return 3.3;
    case THAI:
      return 3.6;
    case WESTERN:
    case CENTRAL:
    case TURKISH:
    case BALTIC:
    default:
      return 0.0; /* depends on the language */
    }
}

static gboolean
is_latin (Script script)
{
  return script <= BALTIC;
}

static void
add_letter (Reading  *self,
            gunichar  c,
            gunichar  before,
            gunichar  after)
{
  gunichar small = g_unichar_tolower (c);
  gboolean is_capital = small != c;

  if (is_latin (self->script))
    {
      double neighbour = has_letter (western_letters, small) ? COST_OF_NEIGHBOUR : COST_OF_RARE_LETTER;

      for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
        self->language_costs[i] += has_letter (languages[i].letters, small) ? COST_OF_LANGUAGE
                                   : self->script == WESTERN              ? neighbour + 2.0
                                                                          : COST_OF_RARE_LETTER + 2.0;
      if (before >= 0x80)
        self->cost += 1.5;
      /* Nobody writes MüLLER, except where capitals were made by a machine. */
      if (!is_capital && g_unichar_isupper (before) && g_unichar_isupper (after))
        self->cost += 3.0;
      if (c == 0xDF && !g_unichar_isalpha (before))
        self->cost += 5.0;
    }
  else
    {
      self->cost += cost_of_letter (self->script, small);
      if ((before < 0x80 && g_unichar_isalpha (before)) || (after < 0x80 && g_unichar_isalpha (after)))
        self->cost += 8.0;
    }
  if (is_capital)
    self->cost += g_unichar_islower (before) ? 5.0 : 1.0;
  else if (g_unichar_isupper (after) && !g_unichar_isupper (before))
    self->cost += 5.0;
  if (g_unichar_isdigit (before) || g_unichar_isdigit (after))
    self->cost += 4.0;
}

static gboolean
is_blank (gunichar c)
{
  return c == 0 || c == ' ';
}

static gboolean
is_in_place (gunichar c,
             gunichar before,
             gunichar after)
{
  switch (c)
    {
    case 0x20AC: /* signs of money stand beside numbers */
    case 0xA3:
      return g_unichar_isdigit (before) || g_unichar_isdigit (after) || (is_blank (before) && is_blank (after));
    case 0x201C: /* opening marks, and those that close elsewhere */
    case 0x201E:
    case 0xAB:
      return (is_blank (before) && g_unichar_isalpha (after)) || (g_unichar_isalpha (before) && is_blank (after));
    case 0x201D: /* closing marks */
    case 0xBB:
    case 0x2026:
      return !is_blank (before) && is_blank (after);
    case 0x2013: /* dashes */
    case 0x2014:
      return before == ' ' && after == ' ';
    default:
      return FALSE;
    }
}

static void
add_sign (Reading  *self,
          gunichar  c,
          gunichar  before,
          gunichar  after)
{
  gboolean is_in_word = g_unichar_isalpha (before) && g_unichar_isalpha (after);

  if (c < 0xA0)
    self->cost += COST_OF_CONTROL;
  /* Web pages leave blanks behind that look like all others, anywhere. */
  else if (c == 0xA0 || c == 0xAD)
    self->cost += COST_OF_BLANK;
  else if (c == 0x2019 && is_in_word)
    self->cost += COST_IN_PLACE;
  else if (c == 0xB7 && before == 'l')
    self->cost += COST_OF_SIGN;
  else if (is_in_word)
    self->cost += COST_IN_WORD;
  else if (!has_letter (common_signs, c))
    self->cost += COST_OF_RARE_SIGN;
  else
    self->cost += is_in_place (c, before, after) ? COST_IN_PLACE : COST_OF_SIGN;
}

static void
add_field (Reading            *self,
           const ClvTextField *field)
{
  for (gsize i = 0; i < field->length; i++)
    {
      gunichar c = self->letters[field->bytes[i]];
      gunichar before = i > 0 ? self->letters[field->bytes[i - 1]] : 0;
      gunichar after = i + 1 < field->length ? self->letters[field->bytes[i + 1]] : 0;

      if (field->bytes[i] < 0x80)
        continue;
      if (c != 0 && is_of_script (self->script, c) && (g_unichar_isalpha (c) || self->script == THAI))
        add_letter (self, c, before, after);
      else
        add_sign (self, c, before, after);
    }
}

guint
clv_text_n_single_byte (void)
{
  return G_N_ELEMENTS (encodings);
}

const char *
clv_text_cost_single_byte (guint               index,
                           const ClvTextField *fields,
                           guint               n_fields,
                           double             *cost)
{
  Reading self = { .script = encodings[index].script };
  double best = is_latin (self.script) ? HUGE_VAL : 0.0;

  decode_bytes (&self, encodings[index].encoding);
  for (guint i = 0; i < n_fields; i++)
    add_field (&self, &fields[i]);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (languages[i].script == self.script)
      best = MIN (best, self.language_costs[i]);
  *cost = self.cost + best + encodings[index].rarity;
  return encodings[index].encoding;
}
