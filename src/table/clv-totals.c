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

/* In lower case; longer ones first where one begins or ends with another. Capital letters are known without accents. */
static const char *const words[] = {
  /* English */
  "grand totals", "grand total", "sub-totals", "sub-total", "sub totals", "sub total", "subtotals", "subtotal", "overall total", "totals",
  /* German */
  "gesamtsumme", "gesamtergebnis", "zwischensumme", "teilergebnis", "teilsumme", "endsumme", "insgesamt", "gesamt", "summe", "ergebnis",
  /* French, Spanish, Italian, Portuguese */
  "total général", "total gÉnÉral", "total general", "total geral", "total generale", "totale generale", "totale complessivo", "sous-total", "sous total",
  "subtotale", "totale", "totales", "totais", "somme", "suma", "soma", "somma", "sommes",
  /* Dutch, Polish, Czech, Swedish, Turkish */
  "eindtotaal", "subtotaal", "totaal", "suma końcowa", "razem", "ogółem", "ogÓŁem", "celkem", "totalt", "summa", "genel toplam", "ara toplam", "toplam",
  "total", "sums",
  /* Of lists of customers */
  "all customers", "all clients", "alle kunden", "tous les clients", "todos los clientes", "todos os clientes", "tutti i clienti",
  "alle klanten", "wszyscy klienci", "alla kunder",
};

/* Of scripts that know no upper case, or that are written with it rarely. Blanks need not part them from a name. */
static const char *const other_words[] = {
  "Общий итог", "Промежуточный итог", "Итого", "ИТОГО", "итого", "Всего", "ВСЕГО", "всего", "Итог", "итог",
  "总计", "總計", "合计", "合計", "总额", "小计", "小計", "共计", "总和", "総合計", "総計", "총합계", "총계", "합계", "소계", "총합",
};

/* Too short to be looked for in a longer text. */
static const char *const lone_words[] = { "계", "計", "计", "sum", "Sum", "SUM" };

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

/* Where a word is looked for: its length, and whether blanks must part it from the rest. */
typedef struct
{
  const char *text;
  gsize       length;
  gboolean    is_parted;
  guint16     start, end; /* keys of its first and last four bytes */
} Word;

#define N_WORDS (G_N_ELEMENTS (words) + G_N_ELEMENTS (other_words))
#define N_KEYS 4096u

/* Which four bytes the words begin with, and which they end with: one look for nearly all texts. */
typedef struct
{
  Word   words[N_WORDS];
  guint8 has_start[N_KEYS];
  guint8 has_end[N_KEYS];
} Words;

/* Of four bytes, in capital letters or not. */
static inline guint
key_of (const char *bytes)
{
  guint32 key;

  memcpy (&key, bytes, sizeof key);
  return ((key | 0x20202020u) * 0x9E3779B1u) >> 20;
}

static const Words *
get_words (void)
{
  static gsize all = 0;

  if (g_once_init_enter (&all))
    {
      Words *new_words = g_new0 (Words, 1);

      for (guint i = 0; i < N_WORDS; i++)
        {
          gboolean is_latin = i < G_N_ELEMENTS (words);
          const char *text = is_latin ? words[i] : other_words[i - G_N_ELEMENTS (words)];
          gsize length = strlen (text);

          /* East Asia writes no blanks. */
          new_words->words[i] = (Word) { text, length, is_latin || (guchar) text[0] < 0xE0, (guint16) key_of (text),
                                         (guint16) key_of (text + length - 4) };
          new_words->has_start[new_words->words[i].start] = TRUE;
          new_words->has_end[new_words->words[i].end] = TRUE;
        }
      g_once_init_leave (&all, (gsize) new_words);
    }
  return (const Words *) all;
}

/* @text without @word at its start or end; NULL when it has it at neither. */
static char *
dup_without (const char *text,
             gsize       length,
             const Word *word)
{
  gsize n = word->length;

  if (length < n)
    return NULL;
  if (memcmp (text, word->text, n) == 0 && (length == n || !word->is_parted || !is_letter ((guchar) text[n])))
    return g_strdup (text + n);
  if (memcmp (text + length - n, word->text, n) == 0 && (!word->is_parted || !is_letter ((guchar) text[length - n - 1])))
    return g_strndup (text, length - n);
  return NULL;
}

ClvTotalsWord
clv_totals_judge (const char  *text,
                  char       **rest)
{
  const Words *all = get_words ();
  gsize length = strlen (text);
  g_autofree char *lower = NULL;
  guint start, end;

  if (rest != NULL)
    *rest = NULL;
  if (length > MAX_BYTES)
    return CLV_TOTALS_NO;
  while (length > 0 && (text[length - 1] == ':' || text[length - 1] == ' ' || text[length - 1] == '.'))
    length--;
  for (guint i = 0; i < G_N_ELEMENTS (lone_words) && length == 3; i++)
    if (memcmp (text, lone_words[i], 3) == 0)
      return CLV_TOTALS_PHRASE;
  if (length < 4)
    return CLV_TOTALS_NO;
  start = key_of (text);
  end = key_of (text + length - 4);
  if (!all->has_start[start] && !all->has_end[end])
    return CLV_TOTALS_NO;

  for (guint i = 0; i < N_WORDS; i++)
    {
      const Word *word = &all->words[i];

      if (word->start == start || word->end == end)
        {
          g_autofree char *without = NULL;

          if (lower == NULL)
            lower = g_ascii_strdown (text, (gssize) length);
          without = dup_without (lower, length, word);
          if (without != NULL)
            return judge_rest (without, rest);
        }
    }
  return CLV_TOTALS_NO;
}
