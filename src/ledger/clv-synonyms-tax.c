/* clv-synonyms-tax.c - headers of amounts with and without tax
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-synonyms.h"

#include <string.h>

/* Normalised words at the end or the beginning of a header: English, German, French, Spanish, Portuguese, Italian, Dutch,
 * Polish, Swedish, Turkish, Russian, and further ones, Chinese, Korean, Japanese. “MwSt” is normalised to two words. */
static const char *const excluded[] = {
  "excluding vat", "excluding tax", "excluding taxes", "excluding gst", "excluding sales tax", "exclusive of vat", "exclusive of tax",
  "excl vat", "excl tax", "excl taxes", "excl gst", "excl sales tax", "exc vat", "exc tax", "exc gst", "ex vat", "ex tax", "ex gst",
  "without vat", "without tax", "before tax", "before vat", "net of tax", "net of vat", "vat excluded", "vat excl", "tax excluded", "tax excl",
  "exkl mwst", "exkl mw st", "exkl ust", "exkl u st", "excl mwst", "excl mw st", "exkl mehrwertsteuer", "exkl umsatzsteuer", "exkl steuer", "exkl steuern", "ohne mwst", "ohne mw st", "ohne ust", "ohne u st",
  "ohne mehrwertsteuer", "ohne umsatzsteuer", "ohne steuer", "ohne steuern", "zzgl mwst", "zzgl mw st", "zzgl ust", "zzgl u st", "vor steuern", "exkl",
  "hors taxes", "hors taxe", "hors tva", "sans tva", "ht", "sin iva", "sin impuestos", "antes de impuestos", "iva excluido", "iva no incluido",
  "sem iva", "sem impostos", "sem imposto", "iva excluido", "iva esclusa", "iva escl", "senza iva", "al netto iva", "al netto dell iva", "esclusa iva", "excl btw",
  "exclusief btw", "zonder btw", "ex btw", "bez vat", "bez podatku", "netto", "exkl moms", "exklusive moms", "utan moms", "ex moms",
  "kdv haric", "kdvsiz", "vergisiz", "без ндс", "без налога", "без налогов", "不含税", "未税", "税前", "稅前", "未稅", "税抜き", "税抜", "税別", "外税",
  "untaxed", "bez dph", "bez pdv", "bez ddv", "fara tva", "uten mva", "eks moms", "eks mva", "ekskl moms", "ekskl mva", "veroton",
  "arveroton", "nelkul", "χωρισ φπα", "προ φπα", "без пдв", "без ддс", "لا يشمل الضريبة", "بدون ضريبة", "לפני מע מ", "ללא מע מ",
  "부가세제외", "부가세 제외", "부가세별도", "부가세 별도", "세전", NULL
};
static const char *const included[] = {
  "including vat", "including tax", "including taxes", "including gst", "including sales tax", "inclusive of vat", "inclusive of tax",
  "incl vat", "incl tax", "incl taxes", "incl gst", "incl sales tax", "inc vat", "inc tax", "inc gst", "with vat", "with tax", "after tax",
  "vat included", "vat incl", "tax included", "tax incl", "inkl mwst", "inkl mw st", "inkl ust", "inkl u st", "incl mwst", "incl mw st", "inkl mehrwertsteuer", "inkl umsatzsteuer",
  "inkl steuer", "inkl steuern", "einschl mwst", "einschl mw st", "mit mwst", "mit mw st", "mit ust", "mit u st", "mit steuern", "toutes taxes comprises", "taxes comprises", "tva comprise",
  "tva incluse", "avec tva", "ttc", "con iva", "iva incluido", "iva incl", "con impuestos", "impuestos incluidos", "com iva",
  "iva incluso", "com impostos", "iva inclusa", "iva compresa", "ivato", "ivata", "incl btw", "inclusief btw", "met btw", "z vat",
  "z podatkiem", "brutto", "inkl moms", "inklusive moms", "med moms", "kdv dahil", "kdvli", "vergi dahil", "с ндс", "включая ндс", "в т ч ндс",
  "s dph", "s pdv", "z ddv", "cu tva", "inkl mva", "med mva", "verollinen", "με φπα", "з пдв", "с ддс", "شامل الضريبة", "כולל מע מ",
  "с налогом", "含税", "含稅", "税后", "税込み", "税込", "内税", "부가세포함", "부가세 포함", "세후", NULL
};

/* Script without blanks between words. */
static gboolean
is_cjk (const char *word)
{
  return (guchar) *word >= 0xe3;
}

/* What is left of @text without @word at its end or its beginning. (transfer full) (nullable) */
static char *
take_off (const char *text,
          const char *word)
{
  gsize length = strlen (text), n = strlen (word);
  g_autofree char *rest = NULL;

  if (length <= n)
    return NULL;
  if (g_str_has_suffix (text, word) && (is_cjk (word) || text[length - n - 1] == ' '))
    rest = g_strndup (text, length - n);
  else if (g_str_has_prefix (text, word) && (is_cjk (word) || text[n] == ' '))
    rest = g_strdup (text + n);
  if (rest == NULL || *g_strstrip (rest) == '\0')
    return NULL;
  return g_steal_pointer (&rest);
}

/**
 * clv_synonyms_without_tax:
 * @normalised: of clv_synonyms_normalise()
 * @tax: (out): what is said
 *
 * Returns: (transfer full) (nullable): the header without its words about taxes; NULL when it has none, or nothing else
 */
char *
clv_synonyms_without_tax (const char  *normalised,
                          ClvTaxWords *tax)
{
  char *rest;

  *tax = CLV_TAX_UNKNOWN;
  for (guint i = 0; excluded[i] != NULL; i++)
    if ((rest = take_off (normalised, excluded[i])) != NULL)
      {
        *tax = CLV_TAX_EXCLUDED;
        return rest;
      }
  for (guint i = 0; included[i] != NULL; i++)
    if ((rest = take_off (normalised, included[i])) != NULL)
      {
        *tax = CLV_TAX_INCLUDED;
        return rest;
      }
  if ((rest = take_off (normalised, "net")) != NULL)
    *tax = CLV_TAX_NET;
  else if ((rest = take_off (normalised, "gross")) != NULL)
    *tax = CLV_TAX_GROSS;
  if (rest != NULL)
    return rest;
  return NULL;
}
