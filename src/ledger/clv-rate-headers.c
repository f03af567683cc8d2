/* clv-rate-headers.c - which way exchange rates go, as far as their header says so
 *
 * Only sentences that can be read in one way count: “USD per EUR”, “1 EUR = USD”, “EUR/USD”
 * as dealers write it, “USD to EUR”. Words that merely stand beside a currency (“Taux de
 * change EUR”, “Rate for EUR”) say nothing, and people are asked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-rate-headers.h"

#include <string.h>

#include "clv-currency-list.h"
#include "clv-currency-names.h"
#include "clv-synonyms.h"

typedef enum
{
  TOKEN_WORD,
  TOKEN_CODE,
  TOKEN_NUMBER, /* of units: 1, 10, 100 … */
  TOKEN_PER,
  TOKEN_TO,
  TOKEN_FROM,
  TOKEN_SLASH,
  TOKEN_EQUALS,
  TOKEN_UNIT,   /* “unit”, “foreign”, “currency” */
  TOKEN_BASE,
  TOKEN_END,
} TokenKind;

typedef struct
{
  TokenKind kind;
  char     *code;
  double    number;
} Token;

static void
clear_token (gpointer token)
{
  g_free (((Token *) token)->code);
}

/* The header in words of letters, digits and signs, “/” and “=” as words of their own. */
static char **
dup_words (const char *header)
{
  g_autofree char *folded = g_utf8_strdown (header, -1);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean was_digit = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const gboolean is_word = g_unichar_isalnum (c) || g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL;

      /* “1EUR”, “1€” */
      if (is_word && was_digit && !g_unichar_isdigit (c))
        g_string_append_c (text, ' ');
      was_digit = g_unichar_isdigit (c);
      if (c == '/' || c == '=')
        g_string_append_printf (text, " %c ", (char) c);
      else if (is_word)
        g_string_append_unichar (text, c);
      else
        g_string_append_c (text, ' ');
    }
  return g_strsplit (text->str, " ", -1);
}

static char *
dup_code_of_word (const GPtrArray *currencies,
                  const char      *word)
{
  g_autofree char *code = clv_currency_dup_code (word);

  if (clv_currency_list_has_word (code))
    return g_steal_pointer (&code);
  for (guint i = 0; i < currencies->len; i++)
    if (strcmp (currencies->pdata[i], code) == 0)
      return g_steal_pointer (&code);
  return NULL;
}

static double
units_of_word (const char *word)
{
  static const char *const powers[] = { "1", "10", "100", "1000", "10000", "100000", NULL };
  double units = 1;

  if (strcmp (word, "one") == 0 || strcmp (word, "ein") == 0 || strcmp (word, "einen") == 0)
    return 1;
  for (guint i = 0; powers[i] != NULL; i++, units *= 10)
    if (strcmp (word, powers[i]) == 0)
      return units;
  return 0;
}

static TokenKind
kind_of_word (const char *word)
{
  static const char *const per[] = { "per", "pro", "je", "par", "por", "при", "за", NULL };
  static const char *const to[] = { "to", "in", "into", "nach", "en", "vers", "a", NULL };
  static const char *const from[] = { "from", "von", "desde", NULL };
  static const char *const unit[] = { "foreign", "fremdwährung", "fremdwaehrung", "unit", "units", "einheit", "einheiten", "unité",
                                      "unidad", "currency", "währung", "devise", "moneda", "quote", NULL };
  static const char *const base[] = { "base", "home", "local", "basis", "hauswährung", "basiswährung", "reporting", "company", NULL };

  return strcmp (word, "/") == 0          ? TOKEN_SLASH
         : strcmp (word, "=") == 0        ? TOKEN_EQUALS
         : g_strv_contains (per, word)    ? TOKEN_PER
         : g_strv_contains (to, word)     ? TOKEN_TO
         : g_strv_contains (from, word)   ? TOKEN_FROM
         : g_strv_contains (unit, word)   ? TOKEN_UNIT
         : g_strv_contains (base, word)   ? TOKEN_BASE
                                          : TOKEN_WORD;
}

/* “EURUSD” is “EUR/USD”. */
static gboolean
add_pair (GArray     *tokens,
          const char *word)
{
  g_autofree char *first = strlen (word) == 6 ? g_ascii_strup (word, 3) : NULL;
  g_autofree char *second = first != NULL ? g_ascii_strup (word + 3, 3) : NULL;
  Token token = { TOKEN_CODE };
  Token slash = { TOKEN_SLASH };

  if (first == NULL || !clv_currency_is_large (first) || !clv_currency_is_large (second))
    return FALSE;
  token.code = g_steal_pointer (&first);
  g_array_append_val (tokens, token);
  g_array_append_val (tokens, slash);
  token.code = g_steal_pointer (&second);
  g_array_append_val (tokens, token);
  return TRUE;
}

/* (transfer full): ends with a TOKEN_END */
static GArray *
read_tokens (const char      *header,
             const GPtrArray *currencies)
{
  GArray *tokens = g_array_new (FALSE, TRUE, sizeof (Token));
  g_auto (GStrv) words = dup_words (header);
  Token end = { TOKEN_END };

  g_array_set_clear_func (tokens, clear_token);
  for (guint i = 0; words[i] != NULL; i++)
    {
      Token token = { TOKEN_WORD };

      if (*words[i] == '\0' || add_pair (tokens, words[i]))
        continue;
      token.number = units_of_word (words[i]);
      token.kind = token.number > 0 ? TOKEN_NUMBER : kind_of_word (words[i]);
      if (token.kind == TOKEN_WORD)
        token.code = dup_code_of_word (currencies, words[i]);
      if (token.code != NULL)
        token.kind = TOKEN_CODE;
      g_array_append_val (tokens, token);
    }
  g_array_append_val (tokens, end);
  return tokens;
}

static TokenKind
kind_at (const GArray *tokens,
         int           at)
{
  return at >= 0 ? g_array_index (tokens, Token, at).kind : TOKEN_END;
}

static gboolean
has_between (const GArray *tokens,
             int           from,
             int           to,
             TokenKind     kind)
{
  for (int i = from + 1; i < to; i++)
    if (kind_at (tokens, i) == kind)
      return TRUE;
  return FALSE;
}

static gboolean
has_number (const GArray *tokens,
            int           code)
{
  return kind_at (tokens, code - 1) == TOKEN_NUMBER;
}

/* Whether @kind stands before the code, but for a number: “per EUR”, “per 100 EUR”. */
static gboolean
is_after (const GArray *tokens,
          int           code,
          TokenKind     kind)
{
  return kind_at (tokens, code - 1 - has_number (tokens, code)) == kind;
}

/* Of two currencies, the place of that of which one unit is so much of the other. -1 when the header does not say. */
static int
find_one_of_two (const GArray *tokens,
                 int           first,
                 int           second)
{
  const char *code = g_array_index (tokens, Token, first).code, *other = g_array_index (tokens, Token, second).code;

  if (is_after (tokens, second, TOKEN_PER))
    return second;
  if (is_after (tokens, first, TOKEN_PER))
    return first;
  if (has_between (tokens, first, second, TOKEN_EQUALS))
    return has_number (tokens, second) && !has_number (tokens, first) ? second : first;
  if (has_number (tokens, first) && !has_number (tokens, second)
      && (is_after (tokens, second, TOKEN_TO) || kind_at (tokens, second + 1) == TOKEN_EQUALS))
    return first;
  if (has_number (tokens, second) && !has_number (tokens, first) && is_after (tokens, first, TOKEN_TO))
    return second;
  if (second == first + 2 && kind_at (tokens, first + 1) == TOKEN_SLASH)
    return clv_currency_is_quoted_first (code, other) ? first : -1;
  if (second == first + 2 && kind_at (tokens, first + 1) == TOKEN_TO)
    return first;
  if (is_after (tokens, first, TOKEN_TO) && second == first + 2 && kind_at (tokens, first + 1) == TOKEN_FROM)
    return second;
  return -1;
}

typedef enum
{
  SAID_NOTHING,
  SAID_ONE,   /* one unit of it is so much of something */
  SAID_OTHER, /* so much of it is one unit of something */
} Said;

static Said
read_one_code (const GArray *tokens,
               int           at,
               double       *units)
{
  const TokenKind after = kind_at (tokens, at + 2);

  if (is_after (tokens, at, TOKEN_PER) || has_number (tokens, at) || is_after (tokens, at, TOKEN_FROM))
    return SAID_ONE;
  if (kind_at (tokens, at + 1) == TOKEN_PER
      && (after == TOKEN_END || after == TOKEN_UNIT || after == TOKEN_NUMBER))
    {
      if (after == TOKEN_NUMBER)
        *units = g_array_index (tokens, Token, at + 2).number;
      return SAID_OTHER;
    }
  if (is_after (tokens, at, TOKEN_TO) || is_after (tokens, at, TOKEN_EQUALS))
    return SAID_OTHER;
  return SAID_NOTHING;
}

/* “Foreign per base”, “base per foreign”, “per 100 units”. */
static ClvRateDirection
read_without_codes (const GArray *tokens,
                    double       *units)
{
  for (int per = 0; kind_at (tokens, per) != TOKEN_END; per++)
    {
      const int end = (int) tokens->len - 1;

      if (kind_at (tokens, per) != TOKEN_PER)
        continue;
      if (kind_at (tokens, per + 1) == TOKEN_NUMBER && g_array_index (tokens, Token, per + 1).number > 1)
        {
          *units = g_array_index (tokens, Token, per + 1).number;
          return CLV_RATE_BASE_PER_FOREIGN;
        }
      if (has_between (tokens, -1, per, TOKEN_BASE) != has_between (tokens, per, end, TOKEN_BASE))
        return has_between (tokens, -1, per, TOKEN_BASE) ? CLV_RATE_BASE_PER_FOREIGN : CLV_RATE_FOREIGN_PER_BASE;
    }
  return CLV_RATE_UNKNOWN;
}

static void
settle (ClvRateHeader *self,
        const char    *base,
        ClvRateDirection direction)
{
  self->base = g_strdup (base);
  self->direction = direction;
}

/**
 * clv_rate_header_read:
 * @currencies: (element-type utf8): those that the data know
 * @of_rows: (nullable): the currency of all rows that are not the base, when there is one only
 *
 * Reads what the header of a column of rates says of them.
 */
void
clv_rate_header_read (ClvRateHeader   *self,
                      const char      *header,
                      const GPtrArray *currencies,
                      const char      *of_rows)
{
  g_autoptr (GArray) tokens = read_tokens (header, currencies);
  int first = -1, second = -1;
  double units = 0;

  *self = (ClvRateHeader) { .direction = CLV_RATE_UNKNOWN, .units = 1 };
  for (guint i = 0; i < tokens->len; i++)
    if (kind_at (tokens, i) == TOKEN_CODE)
      {
        if (first < 0)
          first = i;
        else if (second < 0 && strcmp (g_array_index (tokens, Token, first).code, g_array_index (tokens, Token, i).code) != 0)
          second = i;
      }
  if (second >= 0)
    {
      const int one = find_one_of_two (tokens, first, second);
      const char *code = one >= 0 ? g_array_index (tokens, Token, one).code : NULL;
      const char *other = one >= 0 ? g_array_index (tokens, Token, one == first ? second : first).code : NULL;

      if (one < 0)
        return;
      if (of_rows != NULL && strcmp (of_rows, code) == 0)
        settle (self, other, CLV_RATE_BASE_PER_FOREIGN);
      else if (of_rows == NULL || strcmp (of_rows, other) == 0)
        settle (self, code, CLV_RATE_FOREIGN_PER_BASE);
      if (has_number (tokens, one))
        units = g_array_index (tokens, Token, one - 1).number;
    }
  else if (first >= 0)
    {
      const Said said = read_one_code (tokens, first, &units);
      const char *code = g_array_index (tokens, Token, first).code;
      /* “Rate from USD” over dollars: what they are counted in is not named. */
      const gboolean is_foreign = of_rows != NULL && strcmp (of_rows, code) == 0;

      if (said == SAID_NOTHING)
        return;
      settle (self, is_foreign ? NULL : code,
              (said == SAID_ONE) == is_foreign ? CLV_RATE_BASE_PER_FOREIGN : CLV_RATE_FOREIGN_PER_BASE);
      if (has_number (tokens, first))
        units = g_array_index (tokens, Token, first - 1).number;
    }
  else
    self->direction = read_without_codes (tokens, &units);
  if (units > 0)
    self->units = units;
}

void
clv_rate_header_clear (ClvRateHeader *self)
{
  g_clear_pointer (&self->base, g_free);
}

/* By its header alone. */
ClvRateSide
clv_rate_header_get_side (const char *header)
{
  static const struct { ClvRateSide side; const char *words; } sides[] = {
    { CLV_RATE_SIDE_FROM, "from|from currency|source|source currency|currency from|von|von wahrung|quellwahrung|de|desde|foreign currency" },
    { CLV_RATE_SIDE_TO, "to|to currency|target|target currency|currency to|nach|nach wahrung|zielwahrung|a|hacia|vers" },
    { CLV_RATE_SIDE_QUOTE, "quote|quote currency|quoted currency|counter currency|term currency" },
    { CLV_RATE_SIDE_BASE, "base|base currency|home currency|reporting currency|company currency|basiswahrung|hauswahrung|leitwahrung|"
                 "devise de base|moneda base|against" },
  };
  g_autofree char *normalised = clv_synonyms_normalise (header);

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    for (const char *p = sides[i].words; p != NULL; p = strchr (p, '|') != NULL ? strchr (p, '|') + 1 : NULL)
      {
        gsize length = strcspn (p, "|");

        if (strlen (normalised) == length && strncmp (normalised, p, length) == 0)
          return sides[i].side;
      }
  return CLV_RATE_SIDE_NONE;
}
