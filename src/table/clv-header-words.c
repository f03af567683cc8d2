/* clv-header-words.c - what single words in the rows of a header are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-header-words-private.h"

#include <string.h>

#include "clv-number-text-private.h"

static gboolean
is_one_of (const char        *folded,
           const char *const *words,
           guint              n_words)
{
  for (guint i = 0; i < n_words; i++)
    if (strcmp (folded, words[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
clv_header_is_in_brackets (const char *text)
{
  gsize n = strlen (text);

  return n > 2 && ((text[0] == '(' && text[n - 1] == ')') || (text[0] == '[' && text[n - 1] == ']'));
}

gboolean
clv_header_is_format (const char *text)
{
  static const char *const formats[] = {
    "text", "string", "number", "numeric", "integer", "int", "float", "decimal", "boolean", "date", "datetime", "timestamp", "id", "#",
  };
  g_autofree char *inner = clv_header_is_in_brackets (text) ? g_strndup (text + 1, strlen (text) - 2) : g_strdup (text);
  g_autofree char *folded = NULL;
  gsize n = strlen (inner);

  if (n > 24)
    return FALSE;
  folded = g_utf8_casefold (inner, -1);
  if (strspn (folded, "ymdhst-/.: aj") == n && (strstr (folded, "mm") != NULL || strstr (folded, "yy") != NULL))
    return TRUE;
  return is_one_of (folded, formats, G_N_ELEMENTS (formats));
}

gboolean
clv_header_is_money (const char *text)
{
  static const char *const symbols[] = {
    "€", "$", "£", "¥", "円", "元", "원", "₹", "k€", "t€", "teur", "keur", "tsd. €", "tsd. eur", "in eur", "in €", "in usd", "in $",
    "in gbp", "in £", "r$", "us$", "a$", "c$", "hk$", "nt$", "s$", "kr", "kr.", "zł", "kč", "ft", "lei", "лв", "лв.", "₽", "руб", "руб.", "₺",
    "tl", "₩", "฿", "₫", "₱", "₴", "₪", "₦", "rs", "rs.",
  };
  g_autofree char *folded = NULL;
  gsize n = strlen (text);

  if (n > 24)
    return FALSE;
  if (n == 3 && clv_number_text_is_currency (text))
    return TRUE;
  folded = g_utf8_casefold (text, -1);
  return is_one_of (folded, symbols, G_N_ELEMENTS (symbols));
}

gboolean
clv_header_is_unit (const char *text)
{
  static const char *const units[] = {
    "%", "‰", "'000", "000s", "in %", "pcs", "pcs.", "pc", "pieces", "units", "stk", "stk.", "stück", "st.", "st", "anzahl",
    "unités", "unidades", "un", "uds", "qty", "kg", "g", "t", "l", "m", "km", "m²", "h", "min", "s", "days", "tage", "jours", "días",
    "dias", "months", "monate", "years", "jahre", "個", "件", "个", "개", "건", "日", "天", "일",
  };
  g_autofree char *folded = NULL;
  gsize n = strlen (text);

  if (n <= 40 && clv_header_is_in_brackets (text))
    return TRUE;
  if (n > 24)
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  return is_one_of (folded, units, G_N_ELEMENTS (units)) || clv_header_is_money (text) || clv_header_is_format (text);
}

/* “ID” of what, the “name” of whom? */
gboolean
clv_header_needs_group (const char *text)
{
  static const char *const words[] = {
    "#", "id", "ids", "no", "nr", "num", "number", "code", "key", "name", "first name", "last name", "net", "gross",
    "nummer", "kennung", "schlüssel", "vorname", "nachname", "netto", "brutto",
    "n°", "nº", "№", "numéro", "numero", "réf", "référence", "nom", "prénom", "brut", "ht", "ttc",
    "número", "núm", "código", "codigo", "nombre", "apellido", "neto", "bruto",
    "nome", "cognome", "codice", "líquido", "liquido", "lordo",
    "numer", "nazwa", "kod", "číslo", "název", "naam", "namn", "navn", "ad", "adı",
    "номер", "код", "имя", "название",
    "编号", "編號", "名称", "名稱", "姓名", "番号", "コード", "名前", "氏名", "번호", "코드", "이름", "성명", "税込", "税抜",
  };
  g_autofree char *folded = NULL;
  gsize n = strlen (text);

  if (n == 0 || n > 24)
    return FALSE;
  if (clv_header_is_money (text))
    return TRUE;
  folded = g_utf8_casefold (text, -1);
  n = strlen (folded);
  if (n > 1 && (folded[n - 1] == '.' || folded[n - 1] == ':'))
    folded[n - 1] = '\0';
  return is_one_of (folded, words, G_N_ELEMENTS (words));
}
