/* clv-words.c - yes, no, cancelled, refunded: what short texts in cells mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-words.h"

#include <string.h>

#include "clv-synonyms.h"

static gboolean
is_one_of (const char        *text,
           const char *const *words)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  g_strstrip (lower);
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (lower, words[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
clv_words_is_yes (const char *text)
{
  static const char *const yes[] = {
    "yes", "y", "true", "t", "1", "1.0", "x", "✓", "✔", "ja", "j", "wahr", "oui", "o", "vrai", "si", "sí", "s", "verdadero",
    "sim", "verdadeiro", "sì", "tak", "ano", "igen", "kyllä", "evet", "да", "так", "ναι", "نعم", "כן", "rimborsato", "terugbetaald", "geretourneerd",
    "zwrócono", "återbetald", "returnerad", "refunderet", "iade", "возвращено", "возврат", "是", "有", "はい", "有り", "あり", "○", "예", "네", "churned", "left", "refunded", "returned",
    "erstattet", "retour", "remboursé", "reembolsado", "devuelto", "devolvido", "已退款", "已退货", "환불", "반품", "返金", "返品", NULL
  };

  return is_one_of (text, yes);
}

gboolean
clv_words_is_no (const char *text)
{
  static const char *const no[] = {
    "no", "n", "false", "f", "-", "–", "—", "none", "null", "n/a", "na", "nan", "nein", "falsch", "non", "faux", "falso", "não", "nao",
    "nee", "nej", "nei", "nie", "ne", "nem", "ei", "hayır", "hayir", "нет", "ні", "όχι", "لا", "לא",
    "否", "无", "無", "いいえ", "なし", "×", "아니오", "아니요", "없음", "", NULL
  };
  const char *p = text;

  /* 0, 0.00, 0,00 */
  while (*p == '0' || *p == '.' || *p == ',' || *p == ' ')
    p++;
  return (*p == '\0' && p != text) || is_one_of (text, no);
}

static gboolean
word_fits (const char *word,
           const char *stem,
           gsize       length)
{
  if (*stem == '=')
    return strlen (word) == length - 1 && memcmp (word, stem + 1, length - 1) == 0;
  return strncmp (word, stem, length) == 0;
}

static gboolean
is_negation (const char *word)
{
  static const char *const words[] = { "not", "nicht", "non", "no", "nao", "never", "kein", "sin", "sans", NULL };

  return g_strv_contains (words, word);
}

gboolean
clv_words_has (const char *text,
               const char *stems)
{
  g_autofree char *normalised = clv_synonyms_normalise (text);
  g_auto (GStrv) words = g_strsplit (normalised, " ", -1);

  for (const char *stem = stems; stem != NULL; stem = strchr (stem, '|') != NULL ? strchr (stem, '|') + 1 : NULL)
    {
      gsize length = strchrnul (stem, '|') - stem;

      if ((guchar) *stem >= 0xe3)
        {
          if (memmem (normalised, strlen (normalised), stem, length) != NULL)
            return TRUE;
          continue;
        }
      for (guint i = 0; words[i] != NULL; i++)
        if (word_fits (words[i], stem, length) && !(i > 0 && is_negation (words[i - 1])))
          return TRUE;
    }
  return FALSE;
}

/* How somebody pays, who comes back, what was asked for in vain: nothing was given back. */
static gboolean
is_no_credit (const char *text)
{
  static const char *const parts[] = {
    " credit card", " creditcard", " credit limit", " credit sale", " on credit ", " creditor", " credit order", " credit terms", " credit account",
    " return customer", " returning", " return visit", " refund request", " refund rejected", " refund denied", " refund declined",
    " return request", " return rejected", " return denied", " return declined", " refundable", " returnable", " credits purchase", NULL
  };
  g_autofree char *normalised = clv_synonyms_normalise (text);
  g_autofree char *padded = g_strconcat (" ", normalised, " ", NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (padded, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}

gboolean
clv_words_is_credit (const char *text)
{
  static const char words[] =
    "refund|return|credit|=creditnote|chargeback|gutschrift|retour|erstattet|rembours|=avoir|reembols|devuelt|devolv|devoluc|estorn|"
    "rimbors|=reso|=resi|terugbetaal|geretourneerd|teruggestuurd|zwroc|zwrot|aterbetal|refunder|retur|tilbagebetal|palautet|palautus|hyvitet|"
    "hyvitys|vracen|visszaterit|=iade|возвращ|возврат|повернен|επιστρ|مسترد|מוחזר|הוחזר|"
    "退款|退货|환불|반품|返金|返品|赤伝";

  return clv_words_has (text, words) && !is_no_credit (text);
}
