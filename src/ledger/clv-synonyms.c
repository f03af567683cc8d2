/* clv-synonyms.c - what spreadsheets call things, in the languages we know
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-synonyms.h"

#include <string.h>

#include "clv-currency-list.h"
#include "clv-synonyms-private.h"

/**
 * clv_synonyms_normalise:
 * @header: UTF-8
 *
 * Makes headers comparable: compatibility forms folded (full-width letters), lower case, accents of Latin
 * letters off, words split at marks, at case changes and between letters and closing digits kept, one blank between words.
 *
 * Returns: (transfer full)
 */
char *
clv_synonyms_normalise (const char *header)
{
  g_autofree char *decomposed = g_utf8_normalize (header, -1, G_NORMALIZE_NFKD);
  GString *result = g_string_new (NULL);
  gunichar previous = 0;

  for (const char *p = decomposed != NULL ? decomposed : header; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* Accents of Latin letters, points of Hebrew and Arabic; Korean and Japanese marks are composed again below. */
      if ((c >= 0x300 && c < 0x370) || (c >= 0x64b && c < 0x656)
          || (c >= 0x591 && c < 0x5c8 && g_unichar_ismark (c)))
        continue;
      if (!g_unichar_isalnum (c) && g_unichar_combining_class (c) == 0)
        c = ' ';
      if (c == ' ')
        {
          if (result->len > 0 && result->str[result->len - 1] != ' ')
            g_string_append_c (result, ' ');
        }
      else
        {
          gunichar next = *g_utf8_next_char (p) != '\0' ? g_utf8_get_char (g_utf8_next_char (p)) : 0;

          if (g_unichar_isupper (c) && result->len > 0 && result->str[result->len - 1] != ' '
              && (g_unichar_islower (previous)
                  || (g_unichar_isupper (previous) && g_unichar_islower (next))))
            g_string_append_c (result, ' ');
          /* The two small sigmas of Greek are one letter. */
          g_string_append_unichar (result, c == 0x3c2 ? 0x3c3 : g_unichar_tolower (c));
        }
      previous = c;
    }
  while (result->len > 0 && result->str[result->len - 1] == ' ')
    g_string_truncate (result, result->len - 1);

  {
    g_autofree char *plain = g_string_free (result, FALSE);
    char *composed = g_utf8_normalize (plain, -1, G_NORMALIZE_NFC);

    return composed != NULL ? composed : g_steal_pointer (&plain);
  }
}

static gboolean
list_has (const char *list,
          const char *word)
{
  gsize length = strlen (word);

  for (const char *p = list; p != NULL; p = strchr (p, '|') != NULL ? strchr (p, '|') + 1 : NULL)
    if (strncmp (p, word, length) == 0 && (p[length] == '|' || p[length] == '\0'))
      return TRUE;
  return FALSE;
}

/* Words too general to mean anything as a part of a longer header. */
static const char general[] =
  "name|nom|nombre|nome|total|sum|summe|value|wert|valor|day|time|week|month|period|monat|mes|mois|jour|type|art|tipo|count|"
  "items|data|paid|spend|ca|db|land|rep|source|mail|item|article|units|pieces|status|tax|number|medium|linea|origen|nation|"
  "company|empresa|firma|order|transaction|ventes|vendas|ventas|age|sales|count|date|datum|orders|churn|cancelled|returned|"
  "description|family|department|product|customer|client|invoice|refund|revenue|frequency|lifetime|tenure|segment|owner|"
  "num|ref|reference|gross|net|brutto|netto|fee|fees|frais|commission|spent|stage|staff|platform|delivery|concern|holding|parent|"
  "groupe|rate|kurs|cours|cambio|koers|kur|fx|soort|discounts|refunds|stan|kund|vara|naam|gider|reso|retour|ay|rok|anno|giorno|"
  "navn|nimi|jmeno|meno|nev|ονομα|nume|ime|nama|naziv|شماره|نام|שם|dato|paivamaara|pvm|datum|kelt|kelte|ημερομηνια|تاريخ|تاریخ|תאריך|"
  "ngay|tanggal|tgl|sum|salg|arvo|hodnota|ertek|αξια|valoare|vrijednost|vrednost|القيمة|nilai|gia tri|vare|tuote|zbozi|tovar|"
  "termek|ειδοσ|produs|товар|الصنف|פריט|barang|partner|stav|tila|allapot|stare|stanje|مصدر|antall|pocet|brutto|netto|varenr|kosten|"
  "lasku|szamla|faktura|factura|доставка|transport|dostava|משלוח|الشحن|doprava|levering|lieferung|tara|zemlja|krajina|maa";

/* “order quantity” ends with the whole word “quantity”; languages of the Romance family put it first. */
static double
score_part (const char *header,
            gsize       header_length,
            const char *word,
            gsize       length)
{
  double share = (double) length / header_length;
  gboolean is_cjk = (guchar) word[0] >= 0xe3;
  double score = 0;

  if (length >= header_length || length < 3)
    return 0;
  if (is_cjk)
    score = memmem (header, header_length, word, length) != NULL ? 0.5 + 0.3 * share : 0;
  else if (header[header_length - length - 1] == ' ' && memcmp (header + header_length - length, word, length) == 0)
    score = 0.55 + 0.3 * share;
  else if (header[length] == ' ' && memcmp (header, word, length) == 0)
    score = 0.4 + 0.3 * share;
  if (score > 0)
    {
      g_autofree char *text = g_strndup (word, length);

      if (list_has (general, text))
        return 0;
    }
  return score;
}

/* “Amount (EUR)”, “Total in USD”: the currency says nothing about the role. */
static const char currency_words[] = "euro|euros|us|dollar|dollars|pound|pounds|yen|rmb|r|元|円|원|万元";

/**
 * clv_synonyms_without_currency:
 * @normalised: of clv_synonyms_normalise()
 * @currency: (out) (nullable) (transfer full): the word that was taken off, NULL when there was none
 *
 * Returns: (transfer full): @normalised without a currency at its end
 */
char *
clv_synonyms_without_currency (const char *normalised,
                               char      **currency)
{
  g_autofree char *text = g_strdup (normalised);
  char *blank = strrchr (text, ' ');

  if (currency != NULL)
    *currency = NULL;
  if (blank == NULL || (!list_has (currency_words, blank + 1) && !clv_currency_list_has_word (blank + 1)))
    return g_steal_pointer (&text);
  if (currency != NULL)
    *currency = g_strdup (blank + 1);
  *blank = '\0';
  if (g_str_has_suffix (text, " in") || g_str_has_suffix (text, " en") || g_str_has_suffix (text, " em"))
    text[strlen (text) - 3] = '\0';
  return g_steal_pointer (&text);
}

/* Which address or which time a column is about says nothing of its role. */
static const char *const qualifiers_before[] = { "billing ", "bill to ", "default address ", "invoice address ", "rechnungsadresse ",
  "invoice to ", "bill ", "billed to ", "sold to ", "sell to ", "payer ", "billing address 1 ", "facturation ", "facturacion ", NULL };
static const char *const qualifiers_after[] = { " billing", " utc", " gmt", " base", " rechnung", " c", " local", " local time", " value base", NULL };

/**
 * clv_synonyms_without_qualifier:
 * @normalised: of clv_synonyms_normalise()
 *
 * Returns: (transfer full): “country code billing” and “billing country code” are “country code”
 */
char *
clv_synonyms_without_qualifier (const char *normalised)
{
  for (guint i = 0; qualifiers_before[i] != NULL; i++)
    if (g_str_has_prefix (normalised, qualifiers_before[i]) && normalised[strlen (qualifiers_before[i])] != '\0')
      return g_strdup (normalised + strlen (qualifiers_before[i]));
  for (guint i = 0; qualifiers_after[i] != NULL; i++)
    if (g_str_has_suffix (normalised, qualifiers_after[i]))
      return g_strndup (normalised, strlen (normalised) - strlen (qualifiers_after[i]));
  return g_strdup (normalised);
}

/**
 * clv_synonyms_has_word:
 * @list: normalised headers, '|' between
 */
gboolean
clv_synonyms_has_word (const char *list,
                       const char *normalised)
{
  return list_has (list, normalised);
}

/* Whether they are the same but for the blanks of @word: “orderdate”, “주문 일자”. */
static gboolean
is_glued (const char *header,
          const char *word,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (word[i] != ' ' && *header++ != word[i])
      return FALSE;
  return *header == '\0';
}

static double
score_words (const char  *normalised,
             const char  *words,
             const char **matched)
{
  gsize length = strlen (normalised);
  gboolean is_one_word = strchr (normalised, ' ') == NULL;
  guint place = 0;
  double best = 0;

  for (const char *p = words; p != NULL; place++)
    {
      const char *end = strchrnul (p, '|');
      gsize n = end - p;
      double score;

      if (n == length && memcmp (p, normalised, n) == 0)
        score = 1 - MIN (place, 60) * 0.001;
      else if (is_one_word && n > length && memchr (p, ' ', n) != NULL && is_glued (normalised, p, n))
        score = 0.97 - MIN (place, 60) * 0.001;
      else
        score = score_part (normalised, length, p, n);
      if (score > best)
        {
          best = score;
          *matched = p;
        }
      p = *end == '|' ? end + 1 : NULL;
    }
  return best;
}

/**
 * clv_synonyms_score:
 * @normalised: of clv_synonyms_normalise()
 * @matched: (out) (optional): set when the score is above 0; static text, ends at '|' or NUL
 *
 * Returns: 1 for an exact synonym (a little less for later ones of the list, and for words written together), 0.4 to
 *   0.85 when a part of the header is one, 0 otherwise
 */
double
clv_synonyms_score (const char  *normalised,
                    ClvRole      role,
                    const char **matched)
{
  const ClvSynonyms *lists[] = { clv_synonyms_words, clv_synonyms_more_words };
  const guint n_lists[] = { clv_synonyms_n_words, clv_synonyms_n_more_words };
  const char *word = NULL;
  double best = 0;

  for (guint k = 0; k < G_N_ELEMENTS (lists); k++)
    for (guint i = 0; i < n_lists[k]; i++)
      if (lists[k][i].role == role)
        {
          const char *here = NULL;
          double score = score_words (normalised, lists[k][i].words, &here);

          if (score > best)
            {
              best = score;
              word = here;
            }
        }
  if (best > 0 && matched != NULL)
    *matched = word;
  return best;
}

/**
 * clv_synonyms_without_abbreviations:
 * @normalised: of clv_synonyms_normalise()
 *
 * Returns: (transfer full) (nullable): “transaction amount” for “txn amt”; NULL when nothing is abbreviated
 */
char *
clv_synonyms_without_abbreviations (const char *normalised)
{
  static const struct
  {
    const char *word, *meaning;
  } abbreviations[] = {
    { "amt", "amount" }, { "amnt", "amount" }, { "nbr", "number" }, { "num", "number" }, { "nr", "number" }, { "no", "number" },
    { "dt", "date" }, { "txn", "transaction" }, { "trx", "transaction" }, { "trans", "transaction" }, { "tran", "transaction" },
    { "inv", "invoice" }, { "cust", "customer" }, { "cus", "customer" }, { "ord", "order" }, { "prod", "product" },
    { "acct", "account" }, { "val", "value" }, { "ttl", "total" }, { "tot", "total" }, { "rev", "revenue" }, { "uuid", "id" },
    { "guid", "id" }, { "uid", "id" }, { "ref", "id" }, { "vch", "voucher" }, { "qnty", "quantity" }, { "disc", "discount" },
    { "curr", "currency" }, { "ccy", "currency" }, { "ext", "extended" }, { "ship", "shipping" }, { "mbr", "member" },
    { "rg", "rechnungs" }, { "re", "rechnungs" }, { "kd", "kunden" }, { "best", "bestell" },
  };
  g_auto (GStrv) words = g_strsplit (normalised, " ", -1);
  gboolean found = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (abbreviations); k++)
      if (strcmp (words[i], abbreviations[k].word) == 0)
        {
          g_free (words[i]);
          words[i] = g_strdup (abbreviations[k].meaning);
          found = TRUE;
          break;
        }
  return found ? g_strjoinv (" ", words) : NULL;
}

/**
 * clv_synonyms_is_decoy:
 *
 * Whether the header looks like a role and is known to be none.
 */
gboolean
clv_synonyms_is_decoy (const char *normalised)
{
  return list_has (clv_synonyms_decoys, normalised) || list_has (clv_synonyms_more_decoys, normalised);
}

/**
 * clv_synonyms_is_contact:
 *
 * Whether the header is a part of an address or a way to reach somebody.
 */
gboolean
clv_synonyms_is_contact (const char *normalised)
{
  static const char *const parts[] = {
    "address", "adresse", "anschrift", "direccion", "endereco", "street", "strasse", "straße", "rue", "phone", "telefon",
    "fax", "mobile", "postal", "postcode", "zip", "plz", "cep", "ship name", "住所", "電話", "郵便", "地址", "电话", "邮编",
    "주소", "전화", "우편",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (normalised, parts[i]) != NULL)
      return TRUE;
  return FALSE;
}
