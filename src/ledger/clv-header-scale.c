/* clv-header-scale.c - “(k€)”, “TEUR”, “in cents”: headers that say how much one of their numbers is
 *
 * Words for thousands, millions and hundredths count wherever they stand; letters
 * (k, T, m) only where they touch a currency: “Amount k” may be anything.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-header-scale.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Currencies that letters are written with; a list of all would take “mall” for millions of lek. */
#define SIGN "[€$£¥₹]"
#define MONEY "(?:" SIGN "|EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|JPY|INR|CNY|CAD|AUD|BRL|ZAR)"
#define AFTER_MONEY "(?:(?<=" SIGN ")|(?<=EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|JPY|INR|CNY|CAD|AUD|BRL|ZAR))"
#define BEGIN "(?<![\\p{L}\\p{N}])"
#define END "(?![\\p{L}\\p{N}])"
/* “per thousand” and “per cent” say something else. */
#define NOT_PER "(?<!per )(?<!pro )(?<!par )(?<!por )(?<!per_)(?<!je )"
/* What stands before a round number that is a unit: “in 1000 EUR”, “x1000”, “(1,000)”. */
#define IN "(?:" BEGIN "(?:in|en|em)\\s|[x×*]\\s?|(?<=\\())"

typedef struct
{
  const char *pattern; /* without regard to case unless it says (?-i) */
  double      scale;
} Scale;

static const Scale scales[] = {
  { IN "1[.,' ]?000[.,' ]?000" END, 1e6 },
  { IN "1[.,' ]?000s?" END, 1e3 },
  { "(?<![\\p{N}.,])['’‘]?000'?s?" END "(?![.,]\\p{N})", 1e3 },
  { BEGIN "k\\s?(?=" MONEY END ")", 1e3 },
  { BEGIN "t(?=(?:[€£]|EUR|CHF|USD|GBP)" END ")", 1e3 },
  { BEGIN "(?-i:T) (?=(?:[€£]|EUR|CHF|USD|GBP)" END ")", 1e3 },
  { AFTER_MONEY "\\s?k" END, 1e3 },
  { NOT_PER BEGIN "(?:in |en |em )?(?:thousands?|tausend|tsd\\.?|tys\\.?|milliers|miles de|migliaia|milhares|duizend(?:en|tallen)?|tusen(?:tal)?|"
    "тыс\\.?|тысяч)" END, 1e3 },
  { BEGIN "(?:en|em) (?:miles|mil)" END, 1e3 },
  { BEGIN "t(?=kr" END ")", 1e3 },
  { "百万(?=[元円])|백만(?=원)", 1e6 },
  { "[千仟](?=[元円])|천(?=원)", 1e3 },
  { "[万萬](?=[元円])|만(?=원)", 1e4 },
  { "[億亿](?=[元円])|억(?=원)", 1e8 },
  { BEGIN "(?:mm|mn|m)(?=" MONEY END ")", 1e6 },
  { AFTER_MONEY "(?:m|\\s?(?:mm|mn))" END, 1e6 },
  { AFTER_MONEY "\\sm(?=\\s*[)\\]])", 1e6 },
  { BEGIN "mn?(?=kr" END ")", 1e6 },
  { NOT_PER BEGIN "(?:in |en |em )?(?:millions?|millionen|mio\\.?|mln\\.?|millones|milioni|miljoen|miljoner|milhões|milhoes|milyon|млн\\.?)" END,
    1e6 },
  { NOT_PER BEGIN "(?:in )?(?:billions?|milliarden|mrd\\.?|milliards?|miliardi|miljarde?n?|mld\\.?|млрд\\.?)" END, 1e9 },
  { AFTER_MONEY "\\s?bn" END, 1e9 },
  { NOT_PER BEGIN "(?:in[ _]|en[ _]|em[ _])?(?:(?:euro|us)[ _-]?)?cents?" END "(?!\\s*%)", 0.01 },
  { "(?-i)(?<=\\p{Ll})(?:In)?Cents?(?!\\p{Ll})", 0.01 },
  { BEGIN "(?:in |en |em )?(?:céntimos|centimos|centavos|centimes|centesimi|rappen|pence|öre|øre|groszy|grosze|kuruş|копейки|копейках)" END, 0.01 },
  { BEGIN "(?:in )?minor[ _]units?" END, 0.01 },
  { "(?<=\\()分(?=\\))|单位:?\\s?分", 0.01 },
};

static GRegex *
get_regex (guint index)
{
  static GRegex *regexes[G_N_ELEMENTS (scales)];

  if (g_once_init_enter (&regexes[index]))
    {
      g_autoptr (GError) error = NULL;
      GRegex *regex = g_regex_new (scales[index].pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, &error);

      g_assert_no_error (error);
      g_once_init_leave (&regexes[index], regex);
    }
  return regexes[index];
}

/* Full-width brackets and letters as the others. Ligatures stay: “㎡” is no m. (transfer full) */
static char *
dup_plain (const char *header)
{
  char *plain = g_utf8_normalize (header, -1, G_NORMALIZE_NFKC);

  return plain != NULL ? plain : g_utf8_make_valid (header, -1);
}

/* Which of the scales @plain names, -1 if none. */
static int
find (const char *plain)
{
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (g_regex_match (get_regex (i), plain, 0, NULL))
      return i;
  return -1;
}

/**
 * clv_header_find_scale:
 *
 * Returns: 1000 for “Amount (k€)”, 0.01 for “amount_cents”; 1 where the header says nothing
 */
double
clv_header_find_scale (const char *header)
{
  g_autofree char *plain = dup_plain (header);
  const int index = find (plain);

  return index >= 0 ? scales[index].scale : 1;
}

/**
 * clv_header_without_scale:
 *
 * “Umsatz in €” of “Umsatz in T€”, so that its words are those of other headers.
 *
 * Returns: (transfer full)
 */
char *
clv_header_without_scale (const char *header)
{
  g_autofree char *plain = dup_plain (header);
  const int index = find (plain);
  char *rest;

  if (index < 0)
    return g_strdup (header);
  rest = g_regex_replace_literal (get_regex (index), plain, -1, 0, "", 0, NULL);
  return rest != NULL ? g_strstrip (rest) : g_strdup (header);
}

double
clv_table_mapping_get_scale (const ClvTableMapping *mapping,
                             guint                  column)
{
  if (!clv_role_is_money (mapping->columns[column].role))
    return 1;
  return clv_header_find_scale (clv_column_get_header (clv_table_get_column (mapping->table, column)));
}

/**
 * clv_table_mapping_read_numbers:
 *
 * The numbers of a column by code, as clv_reading_numbers() gives them, in whole units of the currency where its header
 * says thousands or cents.
 *
 * Returns: (transfer full)
 */
double *
clv_table_mapping_read_numbers (const ClvTableMapping *mapping,
                                guint                  column)
{
  const ClvColumn *cells = clv_table_get_column (mapping->table, column);
  const double scale = clv_table_mapping_get_scale (mapping, column);
  double *numbers = clv_reading_numbers (mapping->columns[column].reading, cells);

  /* Cents are divided: 1010 × 0.01 is not 10.1. */
  for (guint32 code = 0; scale != 1 && code < clv_column_get_n_distinct (cells); code++)
    numbers[code] = scale < 1 ? numbers[code] / round (1 / scale) : numbers[code] * scale;
  return numbers;
}

/* Why this column, with what its header says of its numbers. (transfer full) (nullable) */
static char *
dup_evidence (const char *evidence,
              double      scale)
{
  /* Translators: in all of these, %s says why this column was chosen */
  if (scale < 1)
    return g_strdup_printf (_("%s; the header says cents: 100 are 1"), evidence);
  if (scale == 1e3)
    return g_strdup_printf (_("%s; the header says thousands"), evidence);
  if (scale == 1e4)
    return g_strdup_printf (_("%s; the header says tens of thousands"), evidence);
  if (scale == 1e6)
    return g_strdup_printf (_("%s; the header says millions"), evidence);
  if (scale == 1e8)
    return g_strdup_printf (_("%s; the header says hundreds of millions"), evidence);
  return scale == 1e9 ? g_strdup_printf (_("%s; the header says thousands of millions"), evidence) : NULL;
}

void
clv_table_mapping_tell_scale (ClvTableMapping *mapping,
                              guint            column)
{
  ClvColumnMapping *target = &mapping->columns[column];
  char *told = dup_evidence (target->evidence, clv_table_mapping_get_scale (mapping, column));

  if (told == NULL)
    return;
  g_free (target->evidence);
  target->evidence = told;
}
