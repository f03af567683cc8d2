/* test-headers.c - how headers are written: languages, databases, abbreviations
 *
 * The headers are such as people and programs write them; what a column means was decided by hand. The cells are made up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-mapping.h"

#include "clv-test-tables.h"

typedef struct
{
  const char *headers;
  const char *roles; /* “number” is a column that stays without a role though it could have one */
} Headers;

/* clang-format off */
static const Headers languages[] = {
  /* Charities */
  { "Donor ID;Gift ID;Gift Date;Gift Amount", "customer order date amount" },
  { "Donor;Date;Gift", "customer date amount" },
  { "Constituent ID;Donor Name;Donation Date;Donation Amount", "customer customer-name date amount" },
  { "Spendernummer;Spendendatum;Spendenbetrag", "customer date amount" },
  /* Danish */
  { "Kundenummer;Ordrenummer;Ordredato;Beløb;Antal;Vare;Land",
    "customer order date amount quantity product country" },
  { "Kunde;Ordre;Dato;Beløb", "customer order date amount" },
  { "Kunde-id;Fakturanr.;Fakturadato;Beløb i alt;Varenummer;Rabat;Moms;Fragt;Valuta;Status",
    "customer order date amount product discount tax shipping currency status" },
  { "Kundenavn;E-mail;Købsdato;Omsætning;Varegruppe;Stykpris",
    "customer-name customer date amount category unit-price" },
  /* Norwegian */
  { "Kundenr;Ordrenr;Ordredato;Beløp;Antall;Vare;Land", "customer order date amount quantity product country" },
  { "Kunde;Bestilling;Dato;Sum;Varekode;Enhetspris", "customer order date amount product unit-price" },
  { "Kundenummer;Fakturanummer;Fakturadato;Totalbeløp;MVA;Frakt;Rabatt;Valuta;Kundegruppe",
    "customer order date amount tax shipping discount currency segment" },
  /* Finnish */
  { "Asiakasnumero;Tilausnumero;Tilauspäivä;Summa;Määrä;Tuote;Maa",
    "customer order date amount quantity product country" },
  { "Asiakas;Tilaus;Päivämäärä;Yhteensä", "customer order date amount" },
  { "Asiakasnro;Laskunumero;Laskun päivä;Kokonaissumma;Tuotekoodi;Yksikköhinta;ALV;Toimituskulut;Valuutta;Tila",
    "customer order date amount product unit-price tax shipping currency status" },
  /* Czech */
  { "Číslo zákazníka;Číslo objednávky;Datum objednávky;Částka;Množství;Produkt;Země",
    "customer order date amount quantity product country" },
  { "Zákazník;Objednávka;Datum;Celkem", "customer order date amount" },
  { "Odběratel;Číslo faktury;Datum vystavení;Cena celkem;Počet kusů;Kód zboží;Sleva;DPH;Doprava;Měna;Stav",
    "customer order date amount quantity product discount tax shipping currency status" },
  /* Slovak */
  { "Zákazník;Číslo objednávky;Dátum objednávky;Suma;Množstvo;Produkt;Krajina",
    "customer order date amount quantity product country" },
  /* Hungarian */
  { "Vevőkód;Rendelésszám;Rendelés dátuma;Összeg;Mennyiség;Termék;Ország",
    "customer order date amount quantity product country" },
  { "Vevő;Rendelés;Dátum;Végösszeg", "customer order date amount" },
  { "Ügyfél azonosító;Számlaszám;Számla kelte;Bruttó összeg;Darab;Cikkszám;Egységár;Kedvezmény;ÁFA;Pénznem;Állapot",
    "customer order date amount quantity product unit-price discount tax currency status" },
  /* Greek */
  { "Κωδικός πελάτη;Αριθμός παραγγελίας;Ημερομηνία παραγγελίας;Ποσό;Ποσότητα;Προϊόν;Χώρα",
    "customer order date amount quantity product country" },
  { "Πελάτης;Παραγγελία;Ημερομηνία;Σύνολο", "customer order date amount" },
  { "Πελάτης;Αρ. τιμολογίου;Ημ/νία;Αξία;Τιμή μονάδας;Έκπτωση;ΦΠΑ;Μεταφορικά;Νόμισμα;Κατάσταση",
    "customer order date amount unit-price discount tax shipping currency status" },
  /* Romanian */
  { "Cod client;Număr comandă;Data comenzii;Valoare;Cantitate;Produs;Țară",
    "customer order date amount quantity product country" },
  { "Client;Comandă;Dată;Total", "customer order date amount" },
  { "Client;Nr. factură;Data facturii;Suma;Preț unitar;Reducere;TVA;Transport;Monedă;Stare",
    "customer order date amount unit-price discount tax shipping currency status" },
  /* Ukrainian */
  { "Номер клієнта;Номер замовлення;Дата замовлення;Сума;Кількість;Товар;Країна",
    "customer order date amount quantity product country" },
  { "Клієнт;Замовлення;Дата;Сума", "customer order date amount" },
  { "Покупець;Номер рахунку;Дата покупки;Вартість;Ціна;Знижка;ПДВ;Доставка;Валюта;Статус",
    "customer order date amount unit-price discount tax shipping currency status" },
  /* Turkish */
  { "Müşteri;Sipariş;Tarih;Tutar;Miktar;Ürün;Ülke", "customer order date amount quantity product country" },
  /* Bulgarian */
  { "Клиент;Номер на поръчка;Дата;Сума;Количество;Продукт;Държава",
    "customer order date amount quantity product country" },
  /* Croatian */
  { "Kupac;Broj narudžbe;Datum narudžbe;Iznos;Količina;Proizvod;Država",
    "customer order date amount quantity product country" },
  /* Slovene */
  { "Stranka;Številka naročila;Datum naročila;Znesek;Količina;Izdelek;Država",
    "customer order date amount quantity product country" },
  /* Arabic */
  { "رقم العميل;رقم الطلب;تاريخ الطلب;المبلغ;الكمية;المنتج;البلد",
    "customer order date amount quantity product country" },
  { "العميل;رقم الفاتورة;التاريخ;الإجمالي;سعر الوحدة;الخصم;الضريبة;الشحن;العملة;الحالة",
    "customer order date amount unit-price discount tax shipping currency status" },
  /* Persian */
  { "مشتری;شماره سفارش;تاریخ;مبلغ;تعداد;محصول;کشور", "customer order date amount quantity product country" },
  /* Hebrew */
  { "מספר לקוח;מספר הזמנה;תאריך הזמנה;סכום;כמות;מוצר;מדינה",
    "customer order date amount quantity product country" },
  { "לקוח;חשבונית;תאריך;סה\"כ;מחיר;הנחה;מע\"מ;משלוח;מטבע;סטטוס",
    "customer order date amount unit-price discount tax shipping currency status" },
  /* Japanese */
  { "顧客ID;受注番号;受注日;税込金額;数量;商品コード;国", "customer order date amount quantity product country" },
  { "お客様ID;注文No;購入日;購入金額;商品名;送料;割引額;消費税;ステータス",
    "customer order date amount product shipping discount tax status" },
  { "会員ID;オーダー番号;注文日時;お支払い金額;点数;メールアドレス", "customer order date amount quantity email" },
  /* Chinese */
  { "会员名;订单编号;订单创建时间;买家实际支付金额;宝贝总数量;商品标题", "customer order date amount quantity product" },
  { "客户编码;销售单号;销售日期;含税金额;数量;物料编码;国家", "customer order date amount quantity product country" },
  /* Chinese (traditional) */
  { "客戶編號;訂單號碼;訂單日期;總金額;數量;商品名稱;國家", "customer order date amount quantity product country" },
  { "會員編號;發票號碼;日期;銷售金額;單價;折扣;稅額;運費;幣別;狀態",
    "customer order date amount unit-price discount tax shipping currency status" },
  /* Korean */
  { "고객 번호;주문 번호;주문 일자;결제 금액;수량;상품명;국가", "customer order date amount quantity product country" },
  { "구매자명;상품주문번호;결제일;총 주문금액;판매가;할인금액;배송비;주문상태",
    "customer order date amount unit-price discount shipping status" },
  /* Vietnamese */
  { "Mã khách hàng;Mã đơn hàng;Ngày đặt hàng;Số tiền;Số lượng;Sản phẩm;Quốc gia",
    "customer order date amount quantity product country" },
  /* Thai */
  { "รหัสลูกค้า;เลขที่คำสั่งซื้อ;วันที่สั่งซื้อ;จำนวนเงิน;จำนวน;สินค้า;ประเทศ",
    "customer order date amount quantity product country" },
  /* Indonesian */
  { "ID Pelanggan;Nomor Pesanan;Tanggal Pesanan;Jumlah Bayar;Kuantitas;Produk;Negara",
    "customer order date amount quantity product country" },
};

static const Headers forms[] = {
  { "OrderID;CustomerID;OrderDate;TotalDue", "order customer date amount" },
  { "Order ID;Customer ID;Order Date;Total Due", "order customer date amount" },
  { "order_id;customer_id;order_date;order_total_gross", "order customer date amount" },
  { "order_id;customer_id;order_date;order_total_net;order_total_gross", "order customer date amount number" },
  { "Order;Customer;Date;Gross order total", "order customer date amount" },
  { "Order;Customer;Date;Net order value", "order customer date amount" },
  { "Order;Customer;Date;Gross total", "order customer date amount" },
  { "Order;Customer;Date;Total gross", "order customer date amount" },
  { "Order;Customer;Date;Total price gross", "order customer date amount" },
  { "Order;Customer;Date;net_revenue_eur", "order customer date amount" },
  { "Order;Customer;Date;Revenue (net)", "order customer date amount" },
  { "Order;Customer;Date;order_amount_usd", "order customer date amount" },
  { "Order;Customer;Date;TotalAmountEUR", "order customer date amount" },
  { "Order;Customer;Date;Amount in EUR", "order customer date amount" },
  { "Order;Customer;Date;Total (€)", "order customer date amount" },
  { "Order;Customer;Date;Invoice Total (Net)", "order customer date amount" },
  { "Order;Customer;Date;Sum total", "order customer date amount" },
  { "Order;Customer;Date;Total charged", "order customer date amount" },
  { "Order;Customer;Date;Total charge", "order customer date amount" },
  { "Order;Customer;Date;Order price", "order customer date amount" },
  { "Order;Customer;Date;Basket value", "order customer date amount" },
  { "Order;Customer;Date;Cart total", "order customer date amount" },
  { "Order;Customer;Date;Ticket amount", "order customer date amount" },
  { "Order;Customer;Date;Amount charged", "order customer date amount" },
  { "Order;Customer;Date;Net total amount", "order customer date amount" },
  { "Order;Customer;Date;Order revenue", "order customer date amount" },
  { "Order;Customer;Date;Item revenue", "order customer date amount" },
  { "Order;Customer;Date;Purchase value", "order customer date amount" },
  { "Order;Customer;Date;Total purchase", "order customer date amount" },
  { "Order;Customer;Date;Total purchase amount", "order customer date amount" },
  { "Order;Customer;Date;Total revenue", "order customer date amount" },
  { "Order;Customer;Date;Total order value", "order customer date amount" },
  { "Order;Customer;Date;Total order amount", "order customer date amount" },
  { "Order;Customer;Date;Order grand total", "order customer date amount" },
  { "Order;Customer;Date;Sale total", "order customer date amount" },
  { "Order;Customer;Date;Sales total", "order customer date amount" },
  { "Order;Customer;Date;Total sale", "order customer date amount" },
  { "Order;Customer;Date;Transaction total", "order customer date amount" },
  { "Order;Customer;Date;Transaction value", "order customer date amount" },
  { "Order;Customer;Date;Payment amount", "order customer date amount" },
  { "Order;Customer;Date;Total payment", "order customer date amount" },
  { "Order;Customer;Date;Billed amount", "order customer date amount" },
  { "Order;Customer;Date;Invoiced amount", "order customer date amount" },
  { "Order;Customer;Date;Order subtotal", "order customer date amount" },
  { "Order;Customer;Date;Sub Total", "order customer date amount" },
  { "Order;Customer;Date;SubTotal", "order customer date amount" },
  { "Order;Customer;Date;Final amount", "order customer date amount" },
  { "Order;Customer;Date;Final price", "order customer date amount" },
  { "Order;Customer;Date;Order amt", "order customer date amount" },
  { "Order;Customer;Date;Sales amt", "order customer date amount" },
  { "Order;Customer;Date;Ext price", "order customer date amount" },
  { "Order;Customer;Date;Extended amount", "order customer date amount" },
  { "Order;Customer;Date;Net price", "order customer date amount" },
  { "Order;Customer;Date;Money spent", "order customer date amount" },
  { "Sales order no;Cust no;Order dt;Amt", "order customer date amount" },
  { "Order #;Customer #;Order date;Amount", "order customer date amount" },
  { "ordernum;custid;orderdate;amt", "order customer date amount" },
  { "OrderNum;CustNum;OrderDt;SaleAmt", "order customer date amount" },
  { "order_nbr;cust_nbr;txn_date;txn_amount", "order customer date amount" },
  { "txn_id;cust_id;txn_dt;amount", "order customer date amount" },
  { "trans_id;customer_ref;trans_date;tran_amount", "order customer date amount" },
  { "TransactionID;ClientCode;SaleDate;SaleValue", "order customer date amount" },
  { "order_uuid;customer_uuid;placed_on;total_price", "order customer date amount" },
  { "ID;Customer;Ordered on;Total", "order customer date amount" },
  { "OrderNo;CustomerNo;DateOrdered;OrderAmount", "order customer date amount" },
  { "SalesOrderID;CustomerID;OrderDate;SubTotal;TaxAmt;Freight;TotalDue",
    "order customer date number tax shipping amount" },
  { "SalesOrderNumber;CustomerKey;OrderDate;OrderQuantity;UnitPrice;SalesAmount;TaxAmt;Freight",
    "order customer date quantity unit-price amount tax shipping" },
  { "invoice_and_item_number;customer;date;sale_dollars", "order customer date amount" },
  { "Cust. No.;Doc. No.;Doc. Date;Net Amt", "customer order date amount" },
  { "Bill-to Customer No.;Document No.;Posting Date;Amount", "customer order date amount" },
  { "Buyer e-mail;Purchase no;Purchase time;Purchase total", "customer order date amount" },
  { "Member number;Receipt;Sold at;Net amount", "customer order date amount" },
  { "Loyalty card;Receipt no;Date;Amount", "customer order date amount" },
  { "loyalty_id;basket;shopping_date;spend", "customer order date amount" },
  { "card_number;ticket;date;total", "customer order date amount" },
  { "visitor_id;transaction_id;event_date;revenue", "customer order date amount" },
  { "user_pseudo_id;transaction_id;event_timestamp;purchase_revenue", "customer order date amount" },
  { "ga:clientId;ga:transactionId;ga:date;ga:transactionRevenue", "customer order date amount" },
  { "partner_id;name;date_order;amount_untaxed;amount_tax;amount_total",
    "customer order date amount tax number" },
  { "Order Reference;Customer;Order Date;Salesperson;Untaxed Amount;Total",
    "order customer date owner number amount" },
  { "increment_id;customer_email;created_at;grand_total;tax_amount;shipping_amount;discount_amount;order_currency_code;status",
    "order customer date amount tax shipping discount currency status" },
  { "order_number;customer.id;customer.email;created_at;total_price;subtotal_price;total_tax;total_discounts;financial_status",
    "order customer email date amount number tax discount status" },
  { "_id;user;createdAt;totalPrice", "order customer date amount" },
  { "Opportunity ID;Account ID;Close Date;Amount;Stage", "order customer date amount status" },
  { "Id;AccountId;CloseDate;Amount;StageName", "order customer date amount status" },
  { "Invoice__c;Account__c;Date__c;Amount__c", "order customer date amount" },
  { "Debtor;Voucher no;Voucher date;Debit", "customer order date amount" },
  { "Party Name;Vch No.;Date;Value", "customer order date amount" },
  { "Kd-Nr.;Rg-Nr.;Rg-Datum;Netto", "customer order date amount" },
  { "KdNr;ReNr;ReDatum;Betrag netto", "customer order date amount" },
  { "Kunden-Nr;Beleg-Nr;Beleg-Datum;Gesamt netto;Gesamt brutto", "customer order date amount number" },
  { "Kundennummer;Auftragsnr.;Bestelldatum;Gesamtsumme inkl. MwSt.", "customer order date amount" },
  { "Kunde;Bestell-Nr.;Datum;Bestellsumme", "customer order date amount" },
  { "Kunde;Bestellung;Datum;Umsatz in €", "customer order date amount" },
  { "Kunde;Bestellung;Datum;Umsatz (netto)", "customer order date amount" },
  { "Kunde;Bestellung;Datum;Auftragswert", "customer order date amount" },
  { "Code client;N° pièce;Date pièce;Total HT;Total TTC", "customer order date amount number" },
  { "Client;N° facture;Date;Montant net", "customer order date amount" },
  { "Client;Réf. commande;Date;Total commande", "customer order date amount" },
  { "Cliente;Nº factura;Fecha;Base imponible;IVA;Total factura", "customer order date amount tax number" },
  { "Cliente;Nº pedido;Fecha;Total pedido", "customer order date amount" },
  { "Cliente;Nº do pedido;Data do pedido;Total do pedido", "customer order date amount" },
  { "Client Name;Order Total;Order Placed", "customer amount date" },
  { "Customer Full Name;Order Value;Date Placed", "customer amount date" },
};

/* Four cells that fit each role. */
static const struct
{
  const char *role, *cells[4];
} samples[] = {
  { "customer", { "K001", "K002", "K001", "K003" } },
  { "order", { "A1001", "A1002", "A1003", "A1004" } },
  { "date", { "2024-03-01", "2024-03-02", "2024-04-02", "2024-05-03" } },
  { "amount", { "12.50", "20.75", "9.99", "30.10" } },
  { "number", { "2.15", "3.25", "1.75", "8.5" } },
  { "quantity", { "1", "2", "1", "3" } },
  { "unit-price", { "12.50", "10.25", "9.99", "10.05" } },
  { "product", { "Tea", "Cup", "Tea", "Pot" } },
  { "country", { "France", "Spain", "France", "Italy" } },
  { "email", { "a@example.com", "b@example.com", "a@example.com", "c@example.com" } },
  { "customer-name", { "Ada", "Ben", "Ada", "Cy" } },
  { "status", { "paid", "refunded", "paid", "cancelled" } },
  { "currency", { "EUR", "EUR", "EUR", "EUR" } },
  { "tax", { "1.50", "2.75", "0.99", "3.10" } },
  { "shipping", { "4.90", "0", "4.90", "0" } },
  { "discount", { "0.50", "0", "1.25", "0" } },
  { "category", { "Drinks", "Ware", "Drinks", "Ware" } },
  { "segment", { "a", "b", "a", "b" } },
  { "owner", { "Kim", "Lee", "Kim", "Lee" } },
};
/* clang-format on */

static const char *
get_sample (const char *role,
            guint       row)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    if (strcmp (samples[i].role, role) == 0)
      return samples[i].cells[row];
  g_error ("No cells for “%s”", role);
}

static void
assert_headers (const Headers *one)
{
  g_auto (GStrv) headers = g_strsplit (one->headers, ";", -1);
  g_auto (GStrv) roles = g_strsplit (one->roles, " ", -1);
  g_autoptr (GString) text = g_string_new (one->headers);
  g_autoptr (GString) wrong = g_string_new (NULL);
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (ClvMapping) mapping = NULL;
  const ClvTableMapping *table;

  g_assert_cmpuint (g_strv_length (headers), ==, g_strv_length (roles));
  for (guint row = 0; row < G_N_ELEMENTS (samples[0].cells); row++)
    for (guint i = 0; roles[i] != NULL; i++)
      g_string_append_printf (text, "%s%s", i == 0 ? "\n" : ";", get_sample (roles[i], row));
  tables = clv_test_tables (text->str);
  mapping = clv_mapping_recognise (tables);
  table = clv_mapping_get_table (mapping, 0);

  g_assert_cmpuint (table->n_columns, ==, g_strv_length (roles));
  for (guint i = 0; i < table->n_columns; i++)
    {
      const char *expected = strcmp (roles[i], "number") == 0 ? "none" : roles[i];

      if (strcmp (clv_role_to_id (table->columns[i].role), expected) != 0)
        g_string_append_printf (wrong, "\n%s is %s and not %s", headers[i], clv_role_to_id (table->columns[i].role), expected);
    }
  g_assert_cmpstr (wrong->str, ==, "");
}

static void
headers_of_further_languages (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    assert_headers (&languages[i]);
}

static void
headers_of_databases_and_books (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    assert_headers (&forms[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/headers/further-languages-are-known", headers_of_further_languages);
  g_test_add_func ("/ledger/headers/databases-and-books-are-known", headers_of_databases_and_books);
  return g_test_run ();
}
