/* clv-currency-list.c - the currencies of the world: codes, numbers and names of ISO 4217
 *
 * Source: the list one of the standard as iso-codes 4.15 has it, and codes that were withdrawn since 1999. Metals, bonds and
 * codes for tests are not there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-currency-list.h"

#include <string.h>

static const struct
{
  char        code[4];
  guint16     number;
  const char *name; /* in capitals; empty where several share it */
} currencies[] = {
  { "AED", 784, "UAE DIRHAM" }, { "AFN", 971, "AFGHANI" }, { "ALL", 8, "LEK" }, { "AMD", 51, "ARMENIAN DRAM" },
  { "ANG", 532, "NETHERLANDS ANTILLEAN GUILDER" }, { "AOA", 973, "KWANZA" }, { "ARS", 32, "ARGENTINE PESO" },
  { "ATS", 40, "SCHILLING" }, { "AUD", 36, "AUSTRALIAN DOLLAR" }, { "AWG", 533, "ARUBAN FLORIN" },
  { "AZN", 944, "AZERBAIJAN MANAT" }, { "BAM", 977, "CONVERTIBLE MARK" }, { "BBD", 52, "BARBADOS DOLLAR" },
  { "BDT", 50, "TAKA" }, { "BEF", 56, "BELGIAN FRANC" }, { "BGN", 975, "BULGARIAN LEV" }, { "BHD", 48, "BAHRAINI DINAR" },
  { "BIF", 108, "BURUNDI FRANC" }, { "BMD", 60, "BERMUDIAN DOLLAR" }, { "BND", 96, "BRUNEI DOLLAR" },
  { "BOB", 68, "BOLIVIANO" }, { "BOV", 984, "MVDOL" }, { "BRL", 986, "BRAZILIAN REAL" }, { "BSD", 44, "BAHAMIAN DOLLAR" },
  { "BTN", 64, "NGULTRUM" }, { "BWP", 72, "PULA" }, { "BYN", 933, "BELARUSIAN RUBLE" }, { "BYR", 974, "" },
  { "BZD", 84, "BELIZE DOLLAR" }, { "CAD", 124, "CANADIAN DOLLAR" }, { "CDF", 976, "CONGOLESE FRANC" },
  { "CHE", 947, "WIR EURO" }, { "CHF", 756, "SWISS FRANC" }, { "CHW", 948, "WIR FRANC" }, { "CLF", 990, "UNIDAD DE FOMENTO" },
  { "CLP", 152, "CHILEAN PESO" }, { "CNY", 156, "YUAN RENMINBI" }, { "COP", 170, "COLOMBIAN PESO" },
  { "COU", 970, "UNIDAD DE VALOR REAL" }, { "CRC", 188, "COSTA RICAN COLON" }, { "CUC", 931, "PESO CONVERTIBLE" },
  { "CUP", 192, "CUBAN PESO" }, { "CVE", 132, "CABO VERDE ESCUDO" }, { "CYP", 196, "CYPRUS POUND" },
  { "CZK", 203, "CZECH KORUNA" }, { "DEM", 276, "DEUTSCHE MARK" }, { "DJF", 262, "DJIBOUTI FRANC" },
  { "DKK", 208, "DANISH KRONE" }, { "DOP", 214, "DOMINICAN PESO" }, { "DZD", 12, "ALGERIAN DINAR" }, { "EEK", 233, "KROON" },
  { "EGP", 818, "EGYPTIAN POUND" }, { "ERN", 232, "NAKFA" }, { "ESP", 724, "SPANISH PESETA" },
  { "ETB", 230, "ETHIOPIAN BIRR" }, { "EUR", 978, "EURO" }, { "FIM", 246, "MARKKA" }, { "FJD", 242, "FIJI DOLLAR" },
  { "FKP", 238, "FALKLAND ISLANDS POUND" }, { "FRF", 250, "FRENCH FRANC" }, { "GBP", 826, "POUND STERLING" },
  { "GEL", 981, "LARI" }, { "GHS", 936, "GHANA CEDI" }, { "GIP", 292, "GIBRALTAR POUND" }, { "GMD", 270, "DALASI" },
  { "GNF", 324, "GUINEAN FRANC" }, { "GRD", 300, "DRACHMA" }, { "GTQ", 320, "QUETZAL" }, { "GYD", 328, "GUYANA DOLLAR" },
  { "HKD", 344, "HONG KONG DOLLAR" }, { "HNL", 340, "LEMPIRA" }, { "HRK", 191, "KUNA" }, { "HTG", 332, "GOURDE" },
  { "HUF", 348, "FORINT" }, { "IDR", 360, "RUPIAH" }, { "IEP", 372, "IRISH POUND" }, { "ILS", 376, "NEW ISRAELI SHEQEL" },
  { "INR", 356, "INDIAN RUPEE" }, { "IQD", 368, "IRAQI DINAR" }, { "IRR", 364, "IRANIAN RIAL" },
  { "ISK", 352, "ICELAND KRONA" }, { "ITL", 380, "ITALIAN LIRA" }, { "JMD", 388, "JAMAICAN DOLLAR" },
  { "JOD", 400, "JORDANIAN DINAR" }, { "JPY", 392, "YEN" }, { "KES", 404, "KENYAN SHILLING" }, { "KGS", 417, "SOM" },
  { "KHR", 116, "RIEL" }, { "KMF", 174, "COMORIAN FRANC" }, { "KPW", 408, "NORTH KOREAN WON" }, { "KRW", 410, "WON" },
  { "KWD", 414, "KUWAITI DINAR" }, { "KYD", 136, "CAYMAN ISLANDS DOLLAR" }, { "KZT", 398, "TENGE" }, { "LAK", 418, "LAO KIP" },
  { "LBP", 422, "LEBANESE POUND" }, { "LKR", 144, "SRI LANKA RUPEE" }, { "LRD", 430, "LIBERIAN DOLLAR" },
  { "LSL", 426, "LOTI" }, { "LTL", 440, "LITHUANIAN LITAS" }, { "LUF", 442, "LUXEMBOURG FRANC" },
  { "LVL", 428, "LATVIAN LATS" }, { "LYD", 434, "LIBYAN DINAR" }, { "MAD", 504, "MOROCCAN DIRHAM" },
  { "MDL", 498, "MOLDOVAN LEU" }, { "MGA", 969, "MALAGASY ARIARY" }, { "MKD", 807, "DENAR" }, { "MMK", 104, "KYAT" },
  { "MNT", 496, "TUGRIK" }, { "MOP", 446, "PATACA" }, { "MRO", 478, "" }, { "MRU", 929, "OUGUIYA" },
  { "MTL", 470, "MALTESE LIRA" }, { "MUR", 480, "MAURITIUS RUPEE" }, { "MVR", 462, "RUFIYAA" },
  { "MWK", 454, "MALAWI KWACHA" }, { "MXN", 484, "MEXICAN PESO" }, { "MXV", 979, "MEXICAN UNIDAD DE INVERSION" },
  { "MYR", 458, "MALAYSIAN RINGGIT" }, { "MZN", 943, "MOZAMBIQUE METICAL" }, { "NAD", 516, "NAMIBIA DOLLAR" },
  { "NGN", 566, "NAIRA" }, { "NIO", 558, "CORDOBA ORO" }, { "NLG", 528, "NETHERLANDS GUILDER" },
  { "NOK", 578, "NORWEGIAN KRONE" }, { "NPR", 524, "NEPALESE RUPEE" }, { "NZD", 554, "NEW ZEALAND DOLLAR" },
  { "OMR", 512, "RIAL OMANI" }, { "PAB", 590, "BALBOA" }, { "PEN", 604, "SOL" }, { "PGK", 598, "KINA" },
  { "PHP", 608, "PHILIPPINE PESO" }, { "PKR", 586, "PAKISTAN RUPEE" }, { "PLN", 985, "ZLOTY" },
  { "PTE", 620, "PORTUGUESE ESCUDO" }, { "PYG", 600, "GUARANI" }, { "QAR", 634, "QATARI RIAL" }, { "ROL", 642, "" },
  { "RON", 946, "ROMANIAN LEU" }, { "RSD", 941, "SERBIAN DINAR" }, { "RUB", 643, "RUSSIAN RUBLE" },
  { "RWF", 646, "RWANDA FRANC" }, { "SAR", 682, "SAUDI RIYAL" }, { "SBD", 90, "SOLOMON ISLANDS DOLLAR" },
  { "SCR", 690, "SEYCHELLES RUPEE" }, { "SDG", 938, "SUDANESE POUND" }, { "SEK", 752, "SWEDISH KRONA" },
  { "SGD", 702, "SINGAPORE DOLLAR" }, { "SHP", 654, "SAINT HELENA POUND" }, { "SIT", 705, "TOLAR" },
  { "SKK", 703, "SLOVAK KORUNA" }, { "SLE", 925, "" }, { "SLL", 694, "" }, { "SOS", 706, "SOMALI SHILLING" },
  { "SRD", 968, "SURINAM DOLLAR" }, { "SSP", 728, "SOUTH SUDANESE POUND" }, { "STN", 930, "DOBRA" },
  { "SVC", 222, "EL SALVADOR COLON" }, { "SYP", 760, "SYRIAN POUND" }, { "SZL", 748, "LILANGENI" }, { "THB", 764, "BAHT" },
  { "TJS", 972, "SOMONI" }, { "TMT", 934, "TURKMENISTAN NEW MANAT" }, { "TND", 788, "TUNISIAN DINAR" },
  { "TOP", 776, "PA'ANGA" }, { "TRL", 792, "" }, { "TRY", 949, "TURKISH LIRA" }, { "TTD", 780, "TRINIDAD AND TOBAGO DOLLAR" },
  { "TWD", 901, "NEW TAIWAN DOLLAR" }, { "TZS", 834, "TANZANIAN SHILLING" }, { "UAH", 980, "HRYVNIA" },
  { "UGX", 800, "UGANDA SHILLING" }, { "USD", 840, "US DOLLAR" }, { "USN", 997, "" },
  { "UYI", 940, "URUGUAY PESO EN UNIDADES INDEXADAS" }, { "UYU", 858, "PESO URUGUAYO" }, { "UYW", 927, "UNIDAD PREVISIONAL" },
  { "UZS", 860, "UZBEKISTAN SUM" }, { "VED", 926, "" }, { "VES", 928, "" }, { "VND", 704, "DONG" }, { "VUV", 548, "VATU" },
  { "WST", 882, "TALA" }, { "XAF", 950, "CFA FRANC BEAC" },
  { "XCD", 951, "EAST CARIBBEAN DOLLAR" }, { "XCG", 532, "CARIBBEAN GUILDER" }, { "XDR", 960, "SDR" },
  { "XOF", 952, "CFA FRANC BCEAO" }, { "XPF", 953, "CFP FRANC" },
  { "XSU", 994, "SUCRE" }, { "XUA", 965, "ADB UNIT OF ACCOUNT" }, { "YER", 886, "YEMENI RIAL" }, { "ZAR", 710, "RAND" },
  { "ZMW", 967, "ZAMBIAN KWACHA" }, { "ZWG", 924, "ZIMBABWE GOLD" }, { "ZWL", 932, "ZIMBABWE DOLLAR" },
};

/* Codes that are words as well: “Revenue (all)” is in no lek. */
static const char *const words[] = { "ALL", "TOP", "STD", "SIT", "ANG", "DEM", "FIM", "CHE", "BAM", "ERN", "SLL", "SOS", "CUP", "COU", NULL };

static gboolean
is_code (const char *upper)
{
  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (strcmp (currencies[i].code, upper) == 0)
      return TRUE;
  return FALSE;
}

/**
 * clv_currency_list_find:
 * @upper: in capitals: “NOK”, “578”, “NORWEGIAN KRONE”, “NORWEGIAN KRONES”
 *
 * Returns: (nullable): the code; a number counts in three digits, and without the first one where that is 0 for “36” alone
 */
const char *
clv_currency_list_find (const char *upper)
{
  const gsize length = strlen (upper);
  guint number = 0;

  if (length == 3 && strspn (upper, "0123456789") == 3)
    number = (guint) g_ascii_strtoull (upper, NULL, 10);
  else if (strcmp (upper, "36") == 0)
    number = 36; /* of Australia: spreadsheets take the zero away */
  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    {
      const gsize n = strlen (currencies[i].name);

      if ((number != 0 && currencies[i].number == number) || strcmp (currencies[i].code, upper) == 0
          || (n > 0 && strncmp (currencies[i].name, upper, n) == 0
              && (length == n || (length == n + 1 && upper[n] == 'S'))))
        return currencies[i].code;
    }
  return NULL;
}

/**
 * clv_currency_list_has_word:
 * @word: of a header, in any case: “hkd”
 *
 * Returns: whether it is a code, and no plain word
 */
gboolean
clv_currency_list_has_word (const char *word)
{
  g_autofree char *upper = g_ascii_strup (word, -1);

  return strlen (upper) == 3 && is_code (upper) && !g_strv_contains (words, upper);
}
