/* clv-totals.c - words that rows of totals begin with
 *
 * Every text of a sheet is asked for, so that most must be turned away by a few bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-totals-private.h"

#include <string.h>

#include "clv-number-text-private.h"

/* In lower case; longer ones first where one begins or ends with another. */
static const char *const words[] = {
  /* English */
  "grand totals", "grand total", "sub-totals", "sub-total", "sub totals", "sub total", "subtotals", "subtotal", "overall total", "totals",
  /* German */
  "gesamtsumme", "gesamtergebnis", "zwischensumme", "teilergebnis", "teilsumme", "endsumme", "insgesamt", "gesamt", "summe", "ergebnis",
  /* French, Spanish, Italian, Portuguese */
  "total général", "total general", "total geral", "total generale", "totale generale", "totale complessivo", "sous-total", "sous total",
  "subtotale", "totale", "totales", "totais", "somme", "suma", "soma", "somma", "sommes",
  /* Dutch, Polish, Czech, Swedish, Turkish */
  "eindtotaal", "subtotaal", "totaal", "suma końcowa", "razem", "ogółem", "celkem", "totalt", "summa", "genel toplam", "ara toplam", "toplam",
  "total", "sums", "sum",
};

/* Of scripts that know no upper case, or that are written with it rarely. Blanks need not part them from a name. */
static const char *const other_words[] = {
  "Общий итог", "Промежуточный итог", "Итого", "ИТОГО", "итого", "Всего", "ВСЕГО", "всего", "Итог", "итог",
  "总计", "總計", "合计", "合計", "总额", "小计", "小計", "共计", "总和", "総合計", "総計", "총합계", "총계", "합계", "소계", "총합",
};

/* Too short to be looked for in a longer text. */
static const char *const lone_words[] = { "계", "計", "计" };

#define MAX_BYTES 64

static gboolean
is_letter (guchar c)
{
  return g_ascii_isalpha (c) || c >= 0x80;
}

/* Digits, marks, brackets, a currency: they name nobody. */
static gboolean
names_nothing (const char *rest)
{
  gsize n = strlen (rest);

  if (n > 2 && (rest[0] == '(' || rest[0] == '[') && (rest[n - 1] == ')' || rest[n - 1] == ']'))
    return TRUE;
  if (n == 3 && is_letter ((guchar) rest[0]))
    {
      g_autofree char *upper = g_ascii_strup (rest, -1);

      return clv_number_text_is_currency (upper);
    }
  for (const char *p = rest; *p != '\0'; p = g_utf8_next_char (p))
    if (g_ascii_isalpha (*p) || ((guchar) *p >= 0x80 && !g_str_has_prefix (p, "€") && !g_str_has_prefix (p, "年")
                                 && !g_str_has_prefix (p, "月")))
      return FALSE;
  return TRUE;
}

static ClvTotalsWord
judge_rest (char  *rest,
            char **result)
{
  g_strdelimit (rest, ":-", ' ');
  g_strstrip (rest);
  if (names_nothing (rest))
    return CLV_TOTALS_PHRASE;
  if (result != NULL)
    *result = g_strdup (rest);
  return CLV_TOTALS_OF;
}

/* @text without @word at its start or end; NULL when it has it at neither. */
static char *
dup_without (const char *text,
             gsize       length,
             const char *word,
             gboolean    is_parted)
{
  gsize n = strlen (word);

  if (length < n)
    return NULL;
  if (strncmp (text, word, n) == 0 && (length == n || !is_parted || !is_letter ((guchar) text[n])))
    return g_strdup (text + n);
  if (strcmp (text + length - n, word) == 0 && (!is_parted || !is_letter ((guchar) text[length - n - 1])))
    return g_strndup (text, length - n);
  return NULL;
}

/* The first and the last three letters of the words above. */
static gboolean
may_be_totals (const char *text,
               gsize       length)
{
  static const char starts[] = " gra sub ove tot ges zwi tei end ins sum erg sou som ein raz cel gen ara top og\303 ";
  static const char ends[] = " als tal mme nis amt ral ale ivo les ais mes uma oma mma aal owa zem kem alt lam sum ums ";
  char key[6] = " ";

  for (guint i = 0; i < 3; i++)
    key[i + 1] = g_ascii_tolower (text[i]);
  key[4] = '\0';
  if (strstr (starts, key) != NULL)
    return TRUE;
  for (guint i = 0; i < 3; i++)
    key[i] = g_ascii_tolower (text[length - 3 + i]);
  key[3] = ' ';
  key[4] = '\0';
  return strstr (ends, key) != NULL;
}

static ClvTotalsWord
judge_latin (const char *text,
             gsize       length,
             char      **rest)
{
  g_autofree char *lower = NULL;

  if (length < 3 || !may_be_totals (text, length))
    return CLV_TOTALS_NO;
  lower = g_utf8_strdown (text, -1);
  length = strlen (lower);
  while (length > 0 && (lower[length - 1] == ':' || lower[length - 1] == ' ' || lower[length - 1] == '.'))
    lower[--length] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *without = dup_without (lower, length, words[i], TRUE);

      if (without != NULL)
        return judge_rest (without, rest);
    }
  return CLV_TOTALS_NO;
}

ClvTotalsWord
clv_totals_judge (const char *text,
                  char      **rest)
{
  gsize length = strlen (text);

  if (rest != NULL)
    *rest = NULL;
  if (length < 3 || length > MAX_BYTES || (g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[length - 1])))
    return CLV_TOTALS_NO;
  if ((guchar) text[0] >= 0x80 || (guchar) text[length - 1] >= 0x80)
    {
      for (guint i = 0; i < G_N_ELEMENTS (lone_words); i++)
        if (strcmp (text, lone_words[i]) == 0)
          return CLV_TOTALS_PHRASE;
      for (guint i = 0; i < G_N_ELEMENTS (other_words); i++)
        {
          g_autofree char *without = dup_without (text, length, other_words[i], (guchar) other_words[i][0] < 0xE0);

          if (without != NULL)
            return judge_rest (without, rest);
        }
    }
  return judge_latin (text, length, rest);
}
