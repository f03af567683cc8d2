/* clv-ledger-lines.c - rows that are no sale to a customer: postage and fees, gift cards, tests
 *
 * Told by the words of the row: its product and category, how it was paid, its order
 * number, the name and the e-mail address of its customer. Words in English, German,
 * French, Spanish, Portuguese, Chinese, Korean and Japanese.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-ledger-field.h"
#include "clv-synonyms.h"
#include "clv-words.h"

/* Codes as shops use them. */
static const char *const line_codes[] = {
  "POST", "DOT", "M", "m", "D", "S", "B", "C2", "C3", "CRUK", "PADS", "BANK CHARGES", "AMAZONFEE", "ADJUST", "ADJUST2",
  "SHIPPING", "FREIGHT", "POSTAGE", "VERSAND", "PORTO", "FEE", "MANUAL",
};

/* A text is no product when all of its words are of these two lists, and one of the first. */
static const char line_words[] =
  "|postage|shipping|freight|carriage|delivery|fee|fees|charge|charges|surcharge|commission|handling|interest|manual|adjustment|"
  "adjust|adjustments|correction|discount|rebate|rounding|tip|tips|donation|deposit|debt|samples|dividend|"
  "versand|versandkosten|porto|portokosten|fracht|frachtkosten|lieferung|liefergebuhr|gebuhr|gebuhren|mahngebuhr|bankgebuhr|zinsen|"
  "rabatt|skonto|pfand|trinkgeld|korrektur|rundung|spende|muster|forderungsausfall|"
  "livraison|frais|remise|interets|interet|ajustement|pourboire|arrondi|consigne|don|affranchissement|"
  "envio|gastos|flete|interes|intereses|descuento|comision|comisiones|ajuste|propina|redondeo|recargo|donacion|"
  "frete|taxa|taxas|tarifa|tarifas|juros|desconto|comissao|gorjeta|arredondamento|doacao|";
static const char line_fillers[] =
  "|bank|amazon|paypal|ebay|stripe|klarna|dotcom|cruk|bad|write|off|next|day|express|standard|priority|international|domestic|free|"
  "service|payment|late|for|of|and|the|by|to|de|del|la|le|les|des|du|do|da|no|pour|por|para|von|fur|und|zur|zum|a|e|et|y|port|kosten|"
  "pauschale|cost|costs|transaction|transactions|credit|card|processing|packing|packaging|verpackung|insurance|versicherung|uk|us|"
  "eu|dhl|ups|dpd|fedex|gls|hermes|post|entry|order|bancaire|bancaires|bancarios|bancaria|bancaria|bancario|tarjeta|gestion|dossier|"
  "manuel|manuelle|manueller|manuelles|entrega|entregas|embalagem|embalaje|emballage|reparto|";

/* Chinese, Korean, Japanese: the whole text, or the end of a short one. */
static const char *const line_endings[] = {
  "运费", "邮费", "快递费", "手续费", "服务费", "利息", "折扣", "优惠", "调整", "补差价", "押金", "包装费", "運費", "手續費",
  "배송비", "택배비", "수수료", "이자", "할인", "조정", "포장비",
  "送料", "配送料", "手数料", "値引", "値引き", "調整", "梱包料", "金利",
};

/* Parts of normalised texts. */
static const char gift_card_words[] =
  "gift card|giftcard|gift voucher|gift certificate|gift cheque|geschenkkarte|geschenkgutschein|gutscheinkarte|wertgutschein|"
  "carte cadeau|cheque cadeau|bon cadeau|cartes cadeaux|cheques cadeaux|tarjeta regalo|tarjeta de regalo|cheque regalo|bono regalo|"
  "cartao presente|cartao de presente|vale presente|vale compras|礼品卡|礼金卡|礼品券|购物卡|储值卡|禮品卡|禮券|"
  "기프트카드|기프트 카드|상품권|기프티콘|ギフトカード|ギフト券|商品券|ギフトカ";

/* Headers of columns that say how an order was paid, normalised. */
static const char payment_words[] =
  "payment method|payment type|payment|paid with|paid by|payment gateway|gateway|tender|tender type|discount code|coupon|coupon code|"
  "promo code|promotion code|voucher code|zahlungsart|zahlungsmethode|zahlungsmittel|zahlung|bezahlt mit|gutscheincode|rabattcode|"
  "mode de paiement|moyen de paiement|paiement|code promo|code de reduction|metodo de pago|forma de pago|medio de pago|"
  "codigo de descuento|cupon|forma de pagamento|metodo de pagamento|meio de pagamento|cupom|codigo de desconto|"
  "支付方式|付款方式|优惠码|优惠券|결제수단|결제방법|결제방식|쿠폰|쿠폰코드|支払方法|支払い方法|決済方法|クーポン|クーポンコード";

/* Headers of texts beside a product code. */
static const char description_words[] =
  "description|product description|product name|item name|item description|lineitem name|line item|title|article|bezeichnung|"
  "artikelbezeichnung|produktname|beschreibung|designation|libelle|nom du produit|descripcion|nombre del producto|concepto|"
  "descricao|nome do produto|商品名称|产品名称|品名|商品名|상품명|제품명|품명|商品説明|摘要";

/* A name is that of a test when all of its words are of these two lists, and one of the first. */
static const char test_words[] = "|test|tests|testing|testkunde|testkundin|testuser|testbestellung|testorder|testaccount|";
static const char test_fillers[] =
  "|user|customer|account|order|client|kunde|kundin|nutzer|bestellung|konto|dummy|please|ignore|do|not|ship|a|b|c|one|two|1|2|3|"
  "buyer|shopper|person|name|de|cliente|pedido|prueba|teste|essai|demo|qa|company|firma|";
/* Of these languages the word alone may be a name. */
static const char *const test_names[] = {
  "cliente de prueba", "cliente prueba", "usuario de prueba", "pedido de prueba", "cliente teste", "cliente de teste",
  "usuario teste", "pedido teste", "client essai", "dummy", "dummy customer", "测试", "测试用户", "测试客户", "测试订单", "測試", "테스트",
  "테스트 고객", "테스트고객", "테스트주문", "테스트 주문", "テスト", "テスト顧客", "テスト注文", "テストユーザー", "テスト 太郎", "テスト太郎",
};

static gboolean
list_has (const char *list,
          const char *word,
          gsize       length)
{
  char key[40];

  if (length + 3 > sizeof key)
    return FALSE;
  key[0] = '|';
  memcpy (key + 1, word, length);
  key[length + 1] = '|';
  key[length + 2] = '\0';
  return strstr (list, key) != NULL;
}

static gboolean
has_part (const char *text,
          const char *parts)
{
  const gsize n = strlen (text);

  for (const char *p = parts; p != NULL; p = strchr (p, '|') != NULL ? strchr (p, '|') + 1 : NULL)
    if (memmem (text, n, p, strchrnul (p, '|') - p) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_one_of (const char *text,
           const char *list)
{
  g_autofree char *bars = g_strconcat ("|", list, "|", NULL);

  return list_has (bars, text, strlen (text));
}

/* Whether the text is made of words of the two lists, digits apart, and at least one of the first. */
static gboolean
is_made_of (const char *normalised,
            const char *words,
            const char *fillers)
{
  gboolean any = FALSE;

  for (const char *p = normalised; *p != '\0'; p += strcspn (p, " "), p += *p == ' ')
    {
      gsize length = strcspn (p, " ");

      if (list_has (words, p, length))
        any = TRUE;
      else if (!list_has (fillers, p, length) && strspn (p, "0123456789") < length)
        return FALSE;
    }
  return any;
}

static gboolean
is_no_product (const char *text,
               const char *normalised)
{
  for (guint i = 0; i < G_N_ELEMENTS (line_codes); i++)
    if (strcmp (text, line_codes[i]) == 0)
      return TRUE;
  if ((guchar) *normalised >= 0xe3 && g_utf8_strlen (normalised, -1) <= 8)
    for (guint i = 0; i < G_N_ELEMENTS (line_endings); i++)
      if (g_str_has_suffix (normalised, line_endings[i]))
        return TRUE;
  return is_made_of (normalised, line_words, line_fillers);
}

/* Most texts are decided by their first word, without folding them. */
static gboolean
may_be_special (const char *text)
{
  static const char *const gift[] = { "ift", "IFT", "utschein", "UTSCHEIN", "eschenk", "ESCHENK", "adeau", "ADEAU", "egalo", "EGALO",
                                      "resente", "RESENTE", "ale compras", "cheque", "ono ", "卡", "券", "카드", "상품권", "기프", "カ" };
  g_autofree char *lower = NULL;
  gsize length = 0;

  for (const char *p = text; *p != '\0' && length < 64; p++, length++)
    if ((guchar) *p >= 0x80)
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (gift); i++)
    if (strstr (text, gift[i]) != NULL)
      return TRUE;
  if (length >= 64)
    return FALSE;
  length = strcspn (text, " ,.-_/");
  lower = g_ascii_strdown (text, length);
  return length < 6 || list_has (line_words, lower, length) || list_has (line_fillers, lower, length);
}

enum
{
  NO_PRODUCT = 1,
  GIFT_CARD = 2,
};

/* What the texts of a column say, by code; NULL when nothing does. (transfer full) */
static guint8 *
judge_texts (const ClvColumn *column)
{
  const guint32 n = clv_column_get_n_distinct (column);
  g_autofree guint8 *by_code = g_malloc0 ((gsize) n + 1);
  gboolean any = FALSE;

  for (guint32 code = 1; code < n; code++)
    {
      g_autofree char *normalised = NULL;
      ClvCell cell;

      clv_column_get_cell (column, code, &cell);
      if (cell.text == NULL || !may_be_special (cell.text))
        continue;
      normalised = clv_synonyms_normalise (cell.text);
      if (has_part (normalised, gift_card_words))
        any |= by_code[code] = GIFT_CARD;
      else if (is_no_product (cell.text, normalised))
        any |= by_code[code] = NO_PRODUCT;
    }
  return any ? g_steal_pointer (&by_code) : NULL;
}

/* Asked now and then in long loops; what is left half done is thrown away. */
static inline gboolean
is_stopped (const ClvLedgerBuilder *self,
            guint32                 row)
{
  return (row & 0xffff) == 0 && clv_work_is_cancelled (self->work);
}

/* Tells a row once, by what was found first. */
static void
set_flag (ClvLedgerBuilder *self,
          const ClvFact    *fact,
          guint32           row,
          const ClvField   *field,
          ClvRowFlags       flag,
          const char       *kind)
{
  guint16 *flags = (guint16 *) CLV_ROWS (self, flags) + fact->first_row + row;

  if (*flags & flag)
    return;
  *flags |= flag;
  clv_fact_tell (self, fact, row, field, kind, "kept");
}

static gboolean
is_said_of_most (const ClvFact  *fact,
                 const ClvField *field,
                 const guint8   *by_code)
{
  guint32 n = 0;

  for (guint32 i = 0; i < fact->n_rows; i++)
    n += by_code[field->codes[i]] == NO_PRODUCT;
  return n > 2 && n > 0.5 * fact->n_rows;
}

/* Money that the shop moved between its own accounts, among the payments of its customers. It stays in the totals, and is
 * nobody's purchase or refund. “Transfer” may be how somebody paid: only what never comes in was moved. */
static void
flag_withdrawals (ClvLedgerBuilder *self,
                  const ClvFact    *fact,
                  const ClvField   *field,
                  const char       *header)
{
  static const char words[] = "withdraw|=payout|=payouts|auszahlung|abbuchung|=abhebung|=retrait|=retiro|=retirada|=saque|=prelievo|=opname|"
                              "wypłata|conversion|wahrungsumrechnung|提现|출금|出金";
  static const char transfers[] = "=transfer|=transfers|banktransfer|bankuberweisung|=uberweisung|umbuchung|=virement|=transferencia|"
                                  "=transferência|=bonifico|=trasferimento|=overboeking|=przelew|=overforing|転送|振替|转账|轉帳|이체";
  const ClvLedgerRows *rows = &self->ledger->rows;
  guint32 *customer = (guint32 *) CLV_ROWS (self, customer) + fact->first_row;
  const double *amount = rows->amount + fact->first_row;
  g_autofree gboolean *is_moved = NULL;
  g_autofree gboolean *comes_in = NULL;
  const guint32 n = clv_column_get_n_distinct (field->cells);

  if (!is_one_of (header, "type|typ|transaction type|tipo|type de transaction|tipo de transaccion|类型|유형|種別") || n > 100)
    return;
  is_moved = g_new0 (gboolean, n + 1);
  comes_in = g_new0 (gboolean, n + 1);
  for (guint32 i = 0; i < fact->n_rows; i++)
    comes_in[field->codes[i]] |= amount[i] > 0;
  for (guint32 code = 1; code < n; code++)
    {
      g_autofree char *text = clv_column_dup_text (field->cells, code);

      is_moved[code] = clv_words_has (text, words) || (!comes_in[code] && clv_words_has (text, transfers));
    }
  for (guint32 i = 0; i < fact->n_rows; i++)
    if (is_moved[field->codes[i]])
      {
        set_flag (self, fact, i, field, CLV_ROW_NON_CUSTOMER, "non-customer-line");
        customer[i] = CLV_NOBODY;
      }
}

/* Headers of columns that say yes or no of each row. */
static const char cancelled_marks[] =
  "cancelled|canceled|is cancelled|is canceled|was cancelled|order cancelled|order canceled|void|voided|is void|is voided|test|is test|test order|"
  "is test order|storno|storniert|ist storniert|annulliert|annule|annulee|est annule|commande annulee|anulado|anulada|cancelado|cancelada|"
  "annullato|annullata|geannuleerd|anulowane|anulowano|makulerad|avbruten|iptal|iptal edildi|отменен|отменён|已取消|是否取消|作废|취소|취소여부|"
  "キャンセル|取消";
static const char credit_marks[] =
  "credit note|is credit note|credit memo|is credit memo|chargeback|is chargeback|charged back|avoir|est un avoir|nota de credito|abono|"
  "nota di credito|creditnota|kreditnota|korekta|차지백|チャージバック";

/* Which texts say yes; NULL when some say neither yes nor no, or none says yes. (transfer full) */
static gboolean *
find_yes (const ClvColumn *column)
{
  const guint32 n = clv_column_get_n_distinct (column);
  g_autofree gboolean *is_yes = NULL;
  gboolean any = FALSE;

  if (n > 6)
    return NULL;
  is_yes = g_new0 (gboolean, n + 1);
  for (guint32 code = 1; code < n; code++)
    {
      g_autofree char *text = clv_column_dup_text (column, code);

      is_yes[code] = clv_words_is_yes (text);
      if (!is_yes[code] && !clv_words_is_no (text))
        return NULL;
      any |= is_yes[code];
    }
  return any ? g_steal_pointer (&is_yes) : NULL;
}

/* “Cancelled: yes”, “Credit note: x” beside orders. */
static void
flag_marks (ClvLedgerBuilder *self,
            const ClvFact    *fact,
            const ClvField   *field,
            const char       *header)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  guint16 *flags = (guint16 *) CLV_ROWS (self, flags) + fact->first_row;
  const gboolean is_cancelled = is_one_of (header, cancelled_marks);
  g_autofree gboolean *is_yes = NULL;

  if (field->column->role != CLV_ROLE_NONE || (!is_cancelled && !is_one_of (header, credit_marks)))
    return;
  is_yes = find_yes (field->cells);
  for (guint32 i = 0; is_yes != NULL && i < fact->n_rows; i++)
    {
      if (!is_yes[field->codes[i]])
        continue;
      if (is_cancelled)
        set_flag (self, fact, i, field, CLV_ROW_CANCELLED, "cancelled-or-test");
      else
        flags[i] |= rows->amount[fact->first_row + i] > 0 ? CLV_ROW_REFUNDED : CLV_ROW_CREDIT;
    }
}

/* Headers of columns that say which way the money of a row goes. */
static const char way_marks[] =
  "d c|dc|d c indicator|dr cr|cr dr|drcr|debit credit|credit debit|debit credit indicator|s h|sh|soll haben|soll haben kennzeichen|sign|vorzeichen|signe|signo|segno";

/* 1: debit, −1: credit, 2 and −2: plus and minus; 0: neither */
static int
find_way (const char *text)
{
  static const struct
  {
    const char *words;
    int         way;
  } ways[] = {
    { "d|dr|debit|s|soll", 1 }, { "c|cr|credit|h|haben", -1 }, { "+|plus|pos|positive", 2 }, { "-|−|–|minus|neg|negative", -2 },
  };
  g_autofree char *lower = g_utf8_strdown (text, -1);

  g_strstrip (lower);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (is_one_of (lower, ways[i].words))
      return ways[i].way;
  return 0;
}

/* Amounts without a sign beside “D” and “C”, or “+” and “-”: what goes back is told. Whoever exports an account sees debits
 * or credits as sales: these are more. */
static void
flag_ways (ClvLedgerBuilder *self,
           const ClvFact    *fact,
           const ClvField   *field,
           const char       *header)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  const guint32 *counts = clv_column_get_counts (field->cells);
  const guint32 n = clv_column_get_n_distinct (field->cells);
  const char *written = clv_column_get_header (field->cells);
  guint16 *flags = (guint16 *) CLV_ROWS (self, flags) + fact->first_row;
  g_autofree int *ways = NULL;
  guint32 n_forth = 0, n_back = 0;
  int back;

  if (field->column->role != CLV_ROLE_NONE || n > 6 || (!is_one_of (header, way_marks) && strcmp (written, "+/-") != 0))
    return;
  ways = g_new0 (int, n + 1);
  for (guint32 code = 1; code < n; code++)
    {
      g_autofree char *text = clv_column_dup_text (field->cells, code);

      ways[code] = find_way (text);
      if (ways[code] == 0)
        return;
      *(ways[code] > 0 ? &n_forth : &n_back) += counts[code];
    }
  if (n_forth == 0 || n_back == 0)
    return;
  back = n_back <= n_forth ? -1 : 1;
  for (guint32 i = 0; i < fact->n_rows; i++)
    {
      const int way = ways[field->codes[i]];

      if (way == -2 || way == back)
        flags[i] |= rows->amount[fact->first_row + i] > 0 ? CLV_ROW_REFUNDED : CLV_ROW_CREDIT;
    }
}

static void
flag_lines (ClvLedgerBuilder *self,
            const ClvFact    *fact)
{
  for (guint c = 0; c < fact->mapping->n_columns; c++)
    {
      const ClvRole role = fact->mapping->columns[c].role;
      g_autofree guint8 *by_code = NULL;
      g_autofree char *header = NULL;
      ClvField field;

      clv_field_open_column (fact->mapping, c, &field);
      header = clv_synonyms_normalise (clv_column_get_header (field.cells));
      flag_withdrawals (self, fact, &field, header);
      flag_marks (self, fact, &field, header);
      flag_ways (self, fact, &field, header);
      if (role != CLV_ROLE_PRODUCT && role != CLV_ROLE_CATEGORY && !(role == CLV_ROLE_NONE && is_one_of (header, description_words)))
        continue;
      by_code = judge_texts (field.cells);
      /* “Charge” on most rows of payments says nothing of them. */
      if (by_code != NULL && role == CLV_ROLE_NONE && is_said_of_most (fact, &field, by_code))
        continue;
      for (guint32 i = 0; by_code != NULL && i < fact->n_rows && !is_stopped (self, i); i++)
        if (by_code[field.codes[i]] == GIFT_CARD)
          set_flag (self, fact, i, &field, CLV_ROW_GIFT_CARD, "gift-card");
        else if (by_code[field.codes[i]] == NO_PRODUCT)
          set_flag (self, fact, i, &field, CLV_ROW_NON_CUSTOMER, "non-customer-line");
    }
}

/* Gift cards as means of payment: told, so that people look whether their sale counts too. */
static void
tell_redemptions (ClvLedgerBuilder *self,
                  const ClvFact    *fact)
{
  for (guint c = 0; c < fact->mapping->n_columns; c++)
    {
      const ClvColumn *column = clv_table_get_column (fact->mapping->table, c);
      g_autofree char *header = clv_synonyms_normalise (clv_column_get_header (column));
      g_autofree guint8 *by_code = NULL;
      ClvField field;

      if (!is_one_of (header, payment_words))
        continue;
      by_code = judge_texts (column);
      clv_field_open_column (fact->mapping, c, &field);
      for (guint32 i = 0; by_code != NULL && i < fact->n_rows && !is_stopped (self, i); i++)
        if (by_code[field.codes[i]] == GIFT_CARD)
          clv_fact_tell (self, fact, i, &field, "gift-card-redeemed", "kept");
    }
}

static gboolean
is_test_email (const char *text)
{
  static const char *const domains[] = { "example.com", "example.org", "example.net", "test.com", "test.de" };
  static const char *const endings[] = { ".test", ".example", ".invalid" };
  g_autofree char *lower = g_utf8_strdown (text, -1);
  char *at = strchr (lower, '@');
  gsize length;

  if (at == NULL)
    return FALSE;
  g_strchomp (at);
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    if (strcmp (at + 1, domains[i]) == 0)
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (at, endings[i]))
      return TRUE;
  /* test@, test1@, test.user@, test+shop@; not tester@ and not testa@ */
  length = strcspn (lower, "@.+-_0123456789");
  if (length == 4 && strncmp (lower, "test", 4) == 0)
    {
      const char *rest = lower + 4 + strspn (lower + 4, ".+-_0123456789");

      return *rest == '@' || lower[4] == '+' || list_has (test_fillers, rest, strcspn (rest, "@.+-_0123456789"));
    }
  return FALSE;
}

/* Most ids hold none of these letters. */
static gboolean
may_be_test (const char *text)
{
  for (const char *p = strpbrk (text, "tTpPdDeE@\xe6\xed\xe3"); p != NULL; p = strpbrk (p + 1, "tTpPdDeE@\xe6\xed\xe3"))
    switch (*p)
      {
      case '@':
        return TRUE;
      case 't':
      case 'T':
        if (g_ascii_strncasecmp (p, "test", 4) == 0)
          return TRUE;
        break;
      case 'p':
      case 'P':
        if (g_ascii_strncasecmp (p, "prueba", 6) == 0)
          return TRUE;
        break;
      case 'd':
      case 'D':
        if (g_ascii_strncasecmp (p, "dummy", 5) == 0)
          return TRUE;
        break;
      case 'e':
      case 'E':
        if (g_ascii_strncasecmp (p, "essai", 5) == 0)
          return TRUE;
        break;
      default:
        if (g_str_has_prefix (p, "测试") || g_str_has_prefix (p, "測試") || g_str_has_prefix (p, "테스트") || g_str_has_prefix (p, "テスト"))
          return TRUE;
      }
  return FALSE;
}

static gboolean
is_test_name (const char *text)
{
  g_autofree char *normalised = NULL;

  if (!may_be_test (text))
    return FALSE;
  if (strchr (text, '@') != NULL)
    return is_test_email (text);
  normalised = clv_synonyms_normalise (text);
  for (guint i = 0; i < G_N_ELEMENTS (test_names); i++)
    if (strcmp (normalised, test_names[i]) == 0)
      return TRUE;
  return is_made_of (normalised, test_words, test_fillers);
}

/* “TEST-17”, “test order 3”; not “contest” and not “T-EST”. */
static gboolean
is_test_order (const char *text)
{
  return may_be_test (text) && clv_words_has (text, "=test|=tests|testorder|testbestell|测试|測試|테스트|テスト");
}

static void
flag_test_texts (ClvLedgerBuilder *self,
                 const ClvFact    *fact,
                 const ClvField   *field)
{
  const guint32 n = clv_column_get_n_distinct (field->cells);
  g_autofree guint8 *by_code = g_malloc0 ((gsize) n + 1);
  gboolean any = FALSE;

  for (guint32 code = 1; code < n; code++)
    {
      ClvCell cell;

      clv_column_get_cell (field->cells, code, &cell);
      if (cell.text != NULL && is_test_name (cell.text))
        any = by_code[code] = TRUE;
    }
  for (guint32 i = 0; any && i < fact->n_rows && !is_stopped (self, i); i++)
    if (by_code[clv_field_code (field, i)])
      set_flag (self, fact, i, field, CLV_ROW_CANCELLED, "cancelled-or-test");
}

static void
flag_tests (ClvLedgerBuilder *self,
            const ClvFact    *fact)
{
  static const ClvRole roles[] = { CLV_ROLE_CUSTOMER_NAME, CLV_ROLE_EMAIL, CLV_ROLE_CUSTOMER };
  ClvField field;

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (clv_field_open_anywhere (fact, roles[i], &field))
      flag_test_texts (self, fact, &field);
}

static void
flag_test_orders (ClvLedgerBuilder *self)
{
  const ClvLedgerRows *rows = &self->ledger->rows;
  const guint32 n = clv_pool_get_n (self->ledger->orders);
  guint16 *flags = CLV_ROWS (self, flags);
  g_autofree guint8 *is_test = NULL;
  guint32 n_tests = 0;

  for (guint32 i = 0; i < n; i++)
    if (is_test_order (clv_pool_get (self->ledger->orders, i)))
      {
        if (is_test == NULL)
          is_test = g_malloc0 (n);
        is_test[i] = TRUE;
        n_tests++;
      }
  /* A shop whose numbers all begin so does not mean it. */
  if (n_tests == 0 || n_tests * 2 > n)
    return;
  for (guint32 i = 0; i < rows->n && !is_stopped (self, i); i++)
    if (rows->order[i] != CLV_NOBODY && is_test[rows->order[i]] && !(flags[i] & CLV_ROW_CANCELLED))
      {
        flags[i] |= CLV_ROW_CANCELLED;
        clv_ledger_tell (self, i, "cancelled-or-test", "kept", clv_pool_get (self->ledger->orders, rows->order[i]));
      }
}

/**
 * clv_ledger_flag_lines:
 *
 * Flags lines that are no goods, sales of gift cards and test orders; tells purchases paid with a gift card.
 */
void
clv_ledger_flag_lines (ClvLedgerBuilder *self)
{
  for (guint i = 0; i < self->facts->len && !clv_work_is_cancelled (self->work); i++)
    {
      const ClvFact *fact = &g_array_index (self->facts, ClvFact, i);

      flag_lines (self, fact);
      tell_redemptions (self, fact);
      flag_tests (self, fact);
    }
  flag_test_orders (self);
}
