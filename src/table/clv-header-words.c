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

/* “order” of “Order details:”, “kunden” of “Kundendaten”. */
static char *
dup_subject (const char *text)
{
  static const char *const fillers[] = {
    " details", " detail", " information", " info", " infos", " data", "daten", "angaben", "informationen", "infos", " données",
    " donnees", " datos", " dados", " dati", "gegevens", "情報", "信息", "정보",
  };
  g_autofree char *folded = g_utf8_casefold (text, -1);
  gsize n = strcspn (folded, "([:");

  while (n > 0 && strchr (" .", folded[n - 1]) != NULL)
    n--;
  folded[n] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (fillers); i++)
    if (g_str_has_suffix (folded, fillers[i]) && n > strlen (fillers[i]))
      {
        n -= strlen (fillers[i]);
        break;
      }
  while (n > 0 && strchr (" -", folded[n - 1]) != NULL)
    n--;
  return g_strndup (folded, n);
}

/* Groups are many: “Customers”, “Kunden”, “Clientes”. */
static gboolean
is_one_of_many (const char        *subject,
                const char *const *words,
                guint              n_words)
{
  static const char *const endings[] = { "", "s", "n", "e", "es", "en" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (subject, endings[i]))
      {
        g_autofree char *one = g_strndup (subject, strlen (subject) - strlen (endings[i]));

        if (is_one_of (one, words, n_words))
          return TRUE;
      }
  return FALSE;
}

ClvHeaderGroup
clv_header_find_group (const char *text)
{
  static const char *const customers[] = {
    "customer", "client", "buyer", "kunde", "käufer", "acheteur", "cliente", "comprador", "clienti", "acquirente", "klant", "klient",
    "kund", "zákazník", "клиент", "клиенты", "покупатель", "müşteri", "客户", "客戶", "顾客", "買家", "顧客", "得意先", "お客様", "고객", "구매자",
  };
  static const char *const others[] = {
    /* Orders and what they are made of. */
    "order", "purchase", "sale", "transaction", "invoice", "receipt", "booking", "contract", "subscription", "item", "line", "line item",
    "order item", "order line", "product", "article", "sku", "bestellung", "bestell", "auftrag", "auftrags", "aufträg", "kauf", "verkauf",
    "verkäuf", "umsätz", "rechnung", "rechnungs", "beleg", "buchung", "vertrag", "position", "produkt", "artikel", "ware", "commande",
    "achat", "vente", "facture", "produit", "ligne", "pedido", "compra", "venta", "venda", "factura", "fatura", "producto", "produto",
    "artículo", "ordine", "ordini", "acquisto", "vendita", "vendite", "fattura", "prodotto", "prodotti", "articolo", "bestelling",
    "verkoop", "factuur", "zamówienie", "zamówienia", "faktura", "objednávka", "zakázka", "beställning", "bestilling", "ordre",
    "заказ", "заказы", "продажа", "продажи", "товар", "товары", "счёт", "sipariş", "ürün", "订单", "訂單", "产品", "商品", "发票", "注文",
    "受注", "売上", "請求", "주문", "상품", "제품", "매출",
    /* Money. */
    "amount", "revenue", "value", "total", "price", "cost", "profit", "margin", "discount", "tax", "vat", "fee", "money", "payment", "refund",
    "currency", "turnover", "betrag", "beträg", "umsatz", "wert", "preis", "kosten", "gewinn", "rabatt", "steuer", "zahlung", "währung",
    "summe", "montant", "chiffre d'affaires", "prix", "coût", "remise", "paiement", "devise", "importe", "monto", "ingreso", "ingresos",
    "precio", "coste", "costo", "descuento", "pago", "moneda", "valor", "preço", "custo", "receita", "desconto", "pagamento", "moeda",
    "importo", "ricavo", "ricavi", "prezzo", "sconto", "valuta", "bedrag", "omzet", "prijs", "korting", "betaling", "kwota", "wartość",
    "cena", "částka", "belopp", "beløb", "beløp", "pris", "сумма", "выручка", "цена", "оплата", "tutar", "fiyat", "金额", "金額", "销售额",
    "价格", "付款", "价值", "価格", "支払", "合計", "금액", "가격", "결제",
    /* What else is known of an order. */
    "date", "time", "period", "status", "quantity", "shipping", "shipment", "delivery", "dispatch", "return", "supplier", "vendor", "address",
    "billing", "bill to", "ship to", "contact", "company", "person", "city", "country", "region", "e-mail", "email", "phone", "store",
    "shop", "branch", "channel", "campaign", "visit", "employee", "seller", "sales rep", "salesperson", "category", "project", "account",
    "datum", "zeit", "zeitraum", "menge", "versand", "lieferung", "liefer", "rücksendung", "lieferant", "adresse", "ort", "stadt", "land",
    "filiale", "kanal", "kampagne", "besuch", "mitarbeiter", "verkäufer", "kategorie", "projekt", "konto", "livraison", "fournisseur",
    "ville", "pays", "magasin", "vendeur", "quantité", "fecha", "envío", "entrega", "proveedor", "dirección", "ciudad", "país", "tienda",
    "cantidad", "vendedor", "data", "envio", "fornecedor", "endereço", "cidade", "loja", "quantidade", "spedizione", "consegna",
    "fornitore", "indirizzo", "città", "paese", "negozio", "quantità", "levering", "leverancier", "дата", "доставка", "поставщик",
    "количество", "日期", "日付", "数量", "发货", "配送", "供应商", "地址", "住所", "仕入先", "일자", "배송", "수량", "공급업체", "주소",
  };
  g_autofree char *subject = NULL;

  if (*text == '\0' || strlen (text) > 60)
    return CLV_HEADER_GROUP_NONE;
  subject = dup_subject (text);
  if (is_one_of_many (subject, customers, G_N_ELEMENTS (customers)))
    return CLV_HEADER_GROUP_CUSTOMER;
  return is_one_of_many (subject, others, G_N_ELEMENTS (others)) ? CLV_HEADER_GROUP_OTHER : CLV_HEADER_GROUP_NONE;
}
