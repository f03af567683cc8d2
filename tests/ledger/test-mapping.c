/* test-mapping.c - recognising tables and columns, changing and remembering it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-mapping.h"

#include "clv-test-tables.h"
#include "clv-test.h"

static const char plain_orders[] =
  "Order ID;Order Date;Customer ID;Customer Name;Country;Category;Sales;Profit\n"
  "A1;2024-01-05;C1;Ada;France;Tea;10.50;2\n"
  "A1;2024-01-05;C1;Ada;France;Cups;4.25;1\n"
  "A2;2024-02-13;C2;Ben;Spain;Tea;8.00;-1\n";

static void
assert_roles (const ClvMapping *mapping,
              guint             table,
              const char       *expected)
{
  const ClvTableMapping *one = clv_mapping_get_table (mapping, table);
  g_autoptr (GString) roles = g_string_new (NULL);

  for (guint i = 0; i < one->n_columns; i++)
    g_string_append_printf (roles, "%s%s", i > 0 ? " " : "", clv_role_to_id (one->columns[i].role));
  g_assert_cmpstr (roles->str, ==, expected);
}

static void
english_order_lines (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (plain_orders);
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);

  g_assert_cmpint (clv_mapping_get_table (mapping, 0)->kind, ==, CLV_KIND_LINES);
  assert_roles (mapping, 0, "order date customer customer-name country category amount profit");
  g_assert_null (clv_mapping_dup_obstacle (mapping));
}

/* One header row a language; the roles are what a speaker of it would say. */
static const struct
{
  const char *language, *headers, *roles;
} languages[] = {
  { "de", "Kundennummer;Bestellnummer;Bestelldatum;Umsatz;Menge;Artikel;Land", "customer order date amount quantity product country" },
  { "fr", "N° client;Numéro de commande;Date de commande;Montant;Quantité;Produit;Pays", "customer order date amount quantity product country" },
  { "es", "ID cliente;Número de pedido;Fecha de pedido;Importe;Cantidad;Producto;País", "customer order date amount quantity product country" },
  { "pt", "ID Cliente;Ordem de Compra;Data da Venda;Valor total;Qtd Vendida;Produto;País", "customer order date amount quantity product country" },
  { "zh", "客户编号;订单号;订单日期;金额;数量;产品;国家", "customer order date amount quantity product country" },
  { "ko", "고객번호;주문번호;주문일자;결제금액;수량;상품명;국가", "customer order date amount quantity product country" },
  { "ja", "顧客番号;注文番号;注文日;売上金額;数量;商品名;国", "customer order date amount quantity product country" },
  { "it", "Codice cliente;Numero ordine;Data ordine;Importo totale;Quantità;Codice articolo;Paese", "customer order date amount quantity product country" },
  { "nl", "Klantnummer;Bestelnummer;Besteldatum;Totaalbedrag;Aantal;Artikelcode;Land", "customer order date amount quantity product country" },
  { "pl", "Numer klienta;Numer zamówienia;Data zamówienia;Wartość netto;Ilość;Nazwa produktu;Kraj", "customer order date amount quantity product country" },
  { "sv", "Kundnummer;Ordernummer;Orderdatum;Belopp;Antal;Artikelnr;Land", "customer order date amount quantity product country" },
  { "tr", "Müşteri No;Sipariş No;Sipariş Tarihi;Toplam Tutar;Adet;Ürün Kodu;Ülke", "customer order date amount quantity product country" },
  { "ru", "Номер клиента;Номер заказа;Дата заказа;Сумма;Количество;Артикул;Страна", "customer order date amount quantity product country" },
  { "camel case", "CustomerID;InvoiceNo;InvoiceDate;TotalAmount;Quantity;StockCode;ShipCountry", "customer order date amount quantity product country" },
};

static void
headers_of_thirteen_languages (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *text = g_strdup_printf ("%s\nK001;7001;2024-03-01;12.50;1;Tea;France\nK002;7002;2024-03-02;20.75;2;Cup;Spain\n"
                                               "K001;7003;2024-04-02;9.99;1;Tea;France\n", languages[i].headers);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);

      g_test_message ("%s", languages[i].language);
      assert_roles (mapping, 0, languages[i].roles);
    }
}

static void
birth_dates_are_no_order_dates (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("CustomerKey;BirthDate;Gender\n11000;1966-04-08;M\n11001;1965-05-14;F\n11002;1970-01-02;M\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autofree char *obstacle = clv_mapping_dup_obstacle (mapping);

  g_assert_cmpint (clv_mapping_get_table (mapping, 0)->kind, ==, CLV_KIND_CUSTOMERS);
  assert_roles (mapping, 0, "customer none none");
  g_assert_nonnull (strstr (obstacle, "orders.csv"));
  g_assert_nonnull (strstr (obstacle, "customers without any orders"));
}

static void
customer_figures_are_a_kind_of_their_own (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables ("Customer;Revenue;Orders;Cost;Acquisition cost\nAda;1000;5;300;50\nBen;200;1;150;50\nCleo;640;4;100;20\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);

  g_assert_cmpint (clv_mapping_get_table (mapping, 0)->kind, ==, CLV_KIND_CUSTOMER_VALUES);
  assert_roles (mapping, 0, "customer revenue orders cost acquisition-cost");
  g_assert_null (clv_mapping_dup_obstacle (mapping));
}

static void
costs_are_no_orders (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Date;Type;Customer;Amount\n2023-06-30;acquisition;;90\n2024-06-30;service;F;25\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);

  g_assert_cmpint (clv_mapping_get_table (mapping, 0)->kind, ==, CLV_KIND_COSTS);
  assert_roles (mapping, 0, "date cost-type customer cost");
}

static void
missing_customer_is_said (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Date;Department;Quantity;Sales Amount\n2021-01-01;Toys;1;61.08\n2021-01-02;Toys;3;324.69\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autofree char *obstacle = clv_mapping_dup_obstacle (mapping);

  g_assert_nonnull (obstacle);
  g_assert_nonnull (strstr (obstacle, "who the customer is"));
}

static void
the_user_has_the_last_word (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (plain_orders);
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);

  clv_mapping_set_role (mapping, 0, 7, CLV_ROLE_AMOUNT);

  assert_roles (mapping, 0, "order date customer customer-name country category none amount");
}

static void
ids_with_dots_are_ids (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order ID;Order Date;Customer ID;Sales\n2024.1;2024-01-05;1.5;10.50\n2024.10;2024-01-05;2.5;4.25\n2024.2;2024-02-13;2.5;8.00\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);

  assert_roles (mapping, 0, "order date customer amount");
}

static void
a_currency_in_the_header_does_not_matter (void)
{
  static const char *const headers[] = { "Amount (EUR)", "Amount EUR", "Amount in EUR", "Total (USD)", "Total (R$)", "Umsatz (€)", "金额(元)" };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *text = g_strdup_printf ("customer;date;%s\nA;2024-01-05;10.50\nB;2024-01-06;2.25\n", headers[i]);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);

      g_test_message ("%s", headers[i]);
      assert_roles (mapping, 0, "customer date amount");
    }
}

static void
a_name_is_a_customer_when_nothing_better_is_there (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("order no;date;company;amount\n1;2024-01-05;Acme;10.50\n1;2024-01-05;Acme;3.50\n2;2024-01-06;Bolt;2.25\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);

  assert_roles (mapping, 0, "order date customer amount");
  g_assert_null (clv_mapping_dup_obstacle (mapping));
}

static void
a_file_of_headers_says_that_rows_are_missing (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Customer;Date;Amount\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autofree char *obstacle = clv_mapping_dup_obstacle (mapping);

  g_assert_nonnull (strstr (obstacle, "no rows below"));
}

static void
an_unknown_header_is_refused (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (plain_orders);
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autoptr (GError) error = NULL;

  g_assert_false (clv_mapping_set_by_header (mapping, CLV_ROLE_AMOUNT, "Umsatz", &error));

  g_assert_error (error, CLV_LEDGER_ERROR, CLV_LEDGER_ERROR_NO_COLUMN);
  g_assert_nonnull (strstr (error->message, "“Sales”"));
}

static void
several_revenue_columns_by_header (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Fresh;Milk\n12669;9656\n7057;9810\n100;50\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);

  g_assert_cmpint (clv_mapping_get_table (mapping, 0)->kind, ==, CLV_KIND_IGNORED);
  g_assert_true (clv_mapping_set_by_header (mapping, CLV_ROLE_REVENUE, "Fresh", NULL));
  g_assert_true (clv_mapping_set_by_header (mapping, CLV_ROLE_REVENUE, "Milk", NULL));

  g_assert_cmpint (clv_mapping_get_table (mapping, 0)->kind, ==, CLV_KIND_CUSTOMER_VALUES);
  assert_roles (mapping, 0, "revenue revenue");
}

/* “1.000” may be a thousand or one; “3.5” is three and a half whatever people assume for the file. */
static void
assumed_marks_settle_only_what_is_open (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("customer;date;amount;quantity\nA;03/04/2024;1.000;3.5\nB;05/06/2024;2.500;1.25\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  const ClvTableMapping *table = clv_mapping_get_table (mapping, 0);
  g_auto (GStrv) before = clv_mapping_dup_questions (mapping);
  g_auto (GStrv) after = NULL;
  ClvDay day;
  double amount;

  g_assert_cmpuint (g_strv_length (before), ==, 2);
  clv_mapping_assume (mapping, &(ClvImportRules) { CLV_DECIMAL_COMMA, CLV_DATE_ORDER_MDY, CLV_CUSTOMER_KEY_ID });
  after = clv_mapping_dup_questions (mapping);

  g_assert_cmpuint (g_strv_length (after), ==, 0);
  g_assert_true (clv_reading_day (table->columns[1].reading, &(ClvCell) { CLV_CELL_TEXT, 0, "03/04/2024" }, &day));
  g_assert_cmpint (day, ==, clv_day_from_ymd (2024, 3, 4));
  g_assert_true (clv_reading_number (table->columns[2].reading, &(ClvCell) { CLV_CELL_TEXT, 0, "1.000" }, &amount));
  g_assert_cmpfloat (amount, ==, 1000);
  g_assert_true (clv_reading_number (table->columns[3].reading, &(ClvCell) { CLV_CELL_TEXT, 0, "3.5" }, &amount));
  g_assert_cmpfloat (amount, ==, 3.5);
}

/* The amount is told, so that nothing depends on how prices and discounts are read. */
static void
only_what_matters_is_asked (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("customer;date;quantity;unit price;amount\nA;2024-01-05;1.000;2.500;12.50\nB;2024-01-06;2.000;3.500;13.50\n");
  g_autoptr (GPtrArray) without = clv_test_tables ("customer;date;quantity;unit price\nA;2024-01-05;1;2.500\nB;2024-01-06;2;3.500\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autoptr (ClvMapping) other = clv_mapping_recognise (without);
  g_auto (GStrv) none = clv_mapping_dup_questions (mapping);
  g_auto (GStrv) one = clv_mapping_dup_questions (other);

  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpuint (g_strv_length (one), ==, 1);
  g_assert_nonnull (strstr (one[0], "“unit price”"));
  g_assert_nonnull (strstr (one[0], "2.500"));
}

static void
what_a_column_means_holds_for_its_shape (void)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref);
  g_autoptr (ClvMapping) mapping = NULL;

  clv_test_add_table (tables, "2024.xlsx", "Jan", "Order no;Date;Kunde X;Betrag\n1;2024-01-05;C1;10.50\n2;2024-01-06;C2;1.50\n");
  clv_test_add_table (tables, "2024.xlsx", "Feb", "Betrag;Order no;Date;Kunde X\n4.50;3;2024-02-05;C1\n1.50;4;2024-02-06;C2\n");
  mapping = clv_mapping_recognise (tables);
  clv_mapping_set_role (mapping, 0, 2, CLV_ROLE_CUSTOMER);

  assert_roles (mapping, 0, "order date customer amount");
  assert_roles (mapping, 1, "amount order date customer");
}

static void
tables_without_orders_say_what_they_are (void)
{
  static const struct
  {
    const char *rows, *word;
  } lonely[] = {
    { "Month;Google spend;TV spend\n2024-01-01;100.5;900.25\n2024-02-01;80.5;0\n", "costs" },
    { "SKU;Name;Unit price\nT1;Tea;10.50\nC1;Cup;4.25\n", "products" },
    { "Date;Currency;Rate\n2024-01-01;USD;0.92\n2024-02-01;USD;0.93\n", "exchange rates" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lonely); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables (lonely[i].rows);
      g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
      g_autofree char *obstacle = clv_mapping_dup_obstacle (mapping);

      g_assert_nonnull (strstr (obstacle, "orders.csv"));
      g_assert_nonnull (strstr (obstacle, lonely[i].word));
    }
}

static void
restored_choices_equal_the_saved_ones (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (plain_orders);
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autoptr (ClvMapping) again = clv_mapping_recognise (tables);
  g_autofree char *signature = clv_mapping_dup_signature (mapping);
  g_autofree char *other = clv_mapping_dup_signature (again);
  g_autofree char *saved = NULL;

  clv_mapping_set_role (mapping, 0, 7, CLV_ROLE_NONE);
  saved = clv_mapping_serialise (mapping);
  g_assert_cmpstr (signature, ==, other);
  g_assert_true (clv_mapping_restore (again, saved));

  assert_roles (again, 0, "order date customer customer-name country category amount none");
  g_assert_false (clv_mapping_restore (again, "[table 0]\nkind=nonsense\n"));
  assert_roles (again, 0, "order date customer customer-name country category amount none");
}

static void
other_headers_have_another_signature (void)
{
  g_autoptr (GPtrArray) one = clv_test_tables ("Customer;Date;Amount\nA;2024-01-01;1.5\n");
  g_autoptr (GPtrArray) two = clv_test_tables ("Client;Date;Amount\nA;2024-01-01;1.5\n");
  g_autoptr (ClvMapping) first = clv_mapping_recognise (one);
  g_autoptr (ClvMapping) second = clv_mapping_recognise (two);
  g_autofree char *a = clv_mapping_dup_signature (first);
  g_autofree char *b = clv_mapping_dup_signature (second);

  g_assert_cmpstr (a, !=, b);
}

static void
every_role_has_an_id_and_a_title (void)
{
  for (guint role = 0; role < CLV_N_ROLES; role++)
    {
      ClvRole back = CLV_N_ROLES;

      g_assert_true (clv_role_from_id (clv_role_to_id (role), &back));
      g_assert_cmpint (back, ==, role);
      g_assert_cmpint (strlen (clv_role_get_title (role)), >, 0);
    }
}

/* Headers that hold the word of a role and mean something else, beside the right ones. */
static const struct
{
  const char *rows, *roles;
} traps[] = {
  { "Order no;Order date;Customer;Tax amount;Discount amount;Refund amount;Subtotal;Order total\n1;2024-01-05;A;1.90;0.10;0;10.00;11.80\n"
    "2;2024-01-06;B;3.80;0.10;2.00;20.00;23.70\n3;2024-01-07;A;1.90;0.20;0;10.00;11.70\n",
    "order date customer tax discount refund none amount" },
  { "Order no;Order date;Customer;Qty;Unit cost;Unit price;Line total\n1;2024-01-05;A;2;4.10;10.00;20.00\n1;2024-01-05;A;1;2.10;5.50;5.50\n"
    "2;2024-01-07;B;1;4.10;10.00;10.00\n",
    "order date customer quantity unit-cost unit-price amount" },
  { "Order no;Order date;Customer;Product;Line total;Order total\n1;2024-01-05;A;Tea;20.00;25.50\n1;2024-01-05;A;Cup;5.50;25.50\n"
    "2;2024-01-07;B;Tea;10.00;10.00\n",
    "order date customer product amount none" },
  { "Customer ID;Customer name;Customer since;City;Total spent;Number of orders;Last order date\n1;Ada;2021-01-05;Rome;99.50;3;2024-01-05\n"
    "2;Ben;2022-01-05;Bonn;19.50;1;2023-01-05\n",
    "customer customer-name first-date none revenue orders last-date" },
  { "Date;Type;Customer;Amount\n2024-01-05;Invoice;Acme;10.00\n2024-01-06;Credit memo;Acme;-2.50\n2024-01-07;Invoice;Bolt;7.00\n",
    "date status customer amount" },
};

static void
words_of_roles_are_no_roles_everywhere (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (traps); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables (traps[i].rows);
      g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);

      assert_roles (mapping, 0, traps[i].roles);
    }
}

static void
spending_stands_in_a_column_a_channel (void)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref);
  g_autoptr (ClvMapping) mapping = NULL;

  clv_test_add_table (tables, "weekly.csv", "", "DATE;revenue;tv_S;facebook_I;facebook_S;search_clicks_P\n2024-01-01;9000.5;100.5;20000;50.25;300\n"
                                               "2024-01-08;9100.5;0;21000;60.25;310\n");
  clv_test_add_table (tables, "plan.xlsx", "Marketing spend", "Month;Google Ads;TV;Total\n2024-01-01;100.5;900.25;1000.75\n2024-02-01;80.5;0;80.5\n");
  clv_test_add_table (tables, "plan.xlsx", "Website", "Month;Google;Facebook\n2024-01-01;1000;900\n2024-02-01;80;10\n");
  mapping = clv_mapping_recognise (tables);

  g_assert_cmpint (clv_mapping_get_table (mapping, 0)->kind, ==, CLV_KIND_COSTS);
  assert_roles (mapping, 0, "date none cost none cost none");
  g_assert_cmpint (clv_mapping_get_table (mapping, 1)->kind, ==, CLV_KIND_COSTS);
  assert_roles (mapping, 1, "date cost cost none");
  /* Visits, sales, money? Nobody says. */
  g_assert_cmpint (clv_mapping_get_table (mapping, 2)->kind, ==, CLV_KIND_IGNORED);
}

static void
contacts_and_rates_are_kinds (void)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref);
  g_autoptr (ClvMapping) mapping = NULL;

  clv_test_add_table (tables, "crm.xlsx", "Mailings", "Customer no;Date;Campaign\n1;2024-01-05;Spring\n2;2024-01-05;Spring\n1;2024-02-05;Tea\n");
  clv_test_add_table (tables, "crm.xlsx", "Rates", "Date;Currency;Rate\n2024-01-01;USD;0.92\n2024-02-01;USD;0.93\n2024-01-01;GBP;1.17\n");
  mapping = clv_mapping_recognise (tables);

  g_assert_cmpint (clv_mapping_get_table (mapping, 0)->kind, ==, CLV_KIND_CONTACTS);
  assert_roles (mapping, 0, "customer date channel");
  g_assert_cmpint (clv_mapping_get_table (mapping, 1)->kind, ==, CLV_KIND_RATES);
  assert_roles (mapping, 1, "date currency rate");
}

/* Of two totals the one without tax is the revenue, and people are told. */
static void
totals_with_and_without_tax_are_amounts (void)
{
  static const char *const headers[][2] = {
    { "Total incl. VAT", "Total excl. VAT" }, { "Summe (inkl. USt)", "Summe (ohne USt)" }, { "Betrag inkl. MwSt.", "Betrag exkl. MwSt." },
    { "Prix total TTC", "Prix total HT" }, { "Total con IVA", "Total sin IVA" }, { "Valor com IVA", "Valor sem IVA" },
    { "Importo IVA inclusa", "Importo IVA esclusa" }, { "Bedrag incl. btw", "Bedrag excl. btw" }, { "Kwota z VAT", "Kwota bez VAT" },
    { "Belopp inkl. moms", "Belopp exkl. moms" }, { "Tutar (KDV dahil)", "Tutar (KDV hariç)" }, { "Сумма с НДС", "Сумма без НДС" },
    { "含税金额", "不含税金额" }, { "金額(税込)", "金額(税抜)" }, { "금액(부가세포함)", "금액(부가세별도)" },
    { "Total incl. VAT (EUR)", "Total excl. VAT (EUR)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *both = g_strdup_printf ("Order ID;Customer ID;Date;%s;%s\nA1;K1;2023-01-01;120.00;100.00\nA2;K2;2023-01-02;60.00;50.00\n",
                                               headers[i][0], headers[i][1]);
      g_autofree char *one = g_strdup_printf ("Order ID;Customer ID;Date;%s\nA1;K1;2023-01-01;120.00\nA2;K2;2023-01-02;60.00\n", headers[i][0]);
      g_autoptr (GPtrArray) of_both = clv_test_tables (both);
      g_autoptr (GPtrArray) of_one = clv_test_tables (one);
      g_autoptr (ClvMapping) mapping = clv_mapping_recognise (of_both);
      g_autoptr (ClvMapping) alone = clv_mapping_recognise (of_one);

      g_test_message ("%s", headers[i][0]);
      g_assert_cmpint (clv_mapping_find_role (mapping, 0, CLV_ROLE_AMOUNT), ==, 4);
      g_assert_nonnull (g_strstr_len (clv_mapping_get_table (mapping, 0)->columns[4].evidence, -1, "without tax"));
      g_assert_cmpint (clv_mapping_find_role (alone, 0, CLV_ROLE_AMOUNT), ==, 3);
    }
}

/* “free” and “ask us” in half of the rows are what cannot be read; the other half counts. */
static void
half_readable_amounts_are_amounts (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order ID;Customer ID;Date;Amount\nA1;K1;2023-01-10;free\nA2;K2;2023-01-11;1.50\n"
                                                  "A3;K1;2023-01-12;ask us\nA4;K3;2023-01-13;2.50\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  const ClvTableMapping *table = clv_mapping_get_table (mapping, 0);

  assert_roles (mapping, 0, "order customer date amount");
  g_assert_cmpint (table->columns[3].reading->type, ==, CLV_TYPE_NUMBER);
  g_assert_cmpuint (table->columns[3].reading->n_readable, ==, 2);
}

/* Less than half is too little to guess, and enough where somebody says so. */
static void
a_readable_quarter_is_amounts_for_the_user (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order ID;Customer ID;Date;Amount\nA1;K1;2023-01-10;free\nA2;K2;2023-01-11;1.50\n"
                                                  "A3;K1;2023-01-12;ask us\nA4;K3;2023-01-13;later\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  const ClvTableMapping *table = clv_mapping_get_table (mapping, 0);

  assert_roles (mapping, 0, "order customer date none");
  clv_mapping_set_role (mapping, 0, 3, CLV_ROLE_AMOUNT);
  g_assert_cmpint (table->columns[3].reading->type, ==, CLV_TYPE_NUMBER);
  g_assert_cmpuint (table->columns[3].reading->n_readable, ==, 1);
  g_assert_null (clv_mapping_dup_obstacle (mapping));
}

/* A file with tabs and one with semicolons come from two programs: “1,234.50” in one says nothing of “1.234” in the other. */
static void
another_program_proves_no_decimal_mark (void)
{
  static const char clear[] = "Order ID;Customer ID;Date;Amount\nB1;K2;2023-01-01;1,234.50\n";
  static const char open[] = "Order ID;Customer ID;Date;Amount\nC1;K3;2023-01-01;1.234\nC2;K3;2023-01-01;5\n";

  clv_test_speak_plainly ();
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) clv_table_unref);
      g_autoptr (ClvMapping) mapping = NULL;
      const ClvReading *reading;

      clv_test_add_table (tables, "us.csv", "", clear);
      clv_test_add_table (tables, "open.csv", "", open);
      clv_table_set_separator (tables->pdata[0], '\t');
      clv_table_set_separator (tables->pdata[1], i == 0 ? ';' : '\t');
      mapping = clv_mapping_recognise (tables);
      reading = clv_mapping_get_table (mapping, 1)->columns[3].reading;

      g_assert_cmpint (reading->ambiguous, ==, i == 0);
      g_assert_cmpint (g_str_has_prefix (reading->evidence, "As in “us.csv”"), ==, i == 1);
    }
}

static void
a_chosen_reading_is_told_as_chosen (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order ID;Customer ID;Date;Amount\nC1;K3;2023-01-01;1.234\nC2;K3;2023-01-01;5\n");
  g_autoptr (ClvMapping) mapping = NULL;
  const ClvTableMapping *table;

  clv_test_speak_plainly ();
  mapping = clv_mapping_recognise (tables);
  table = clv_mapping_get_table (mapping, 0);
  g_assert_true (table->columns[3].reading->ambiguous);
  clv_mapping_set_reading (mapping, 0, 3, CLV_TYPE_NUMBER, CLV_DECIMAL_COMMA, CLV_DATE_ORDER_UNDECIDED);
  g_assert_false (table->columns[3].reading->ambiguous);
  g_assert_true (g_str_has_prefix (table->columns[3].reading->evidence, "As it was chosen"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/mapping/english-order-lines", english_order_lines);
  g_test_add_func ("/ledger/mapping/headers-of-thirteen-languages", headers_of_thirteen_languages);
  g_test_add_func ("/ledger/mapping/birth-dates-are-no-order-dates", birth_dates_are_no_order_dates);
  g_test_add_func ("/ledger/mapping/customer-figures-are-a-kind-of-their-own", customer_figures_are_a_kind_of_their_own);
  g_test_add_func ("/ledger/mapping/costs-are-no-orders", costs_are_no_orders);
  g_test_add_func ("/ledger/mapping/missing-customer-is-said", missing_customer_is_said);
  g_test_add_func ("/ledger/mapping/the-user-has-the-last-word", the_user_has_the_last_word);
  g_test_add_func ("/ledger/mapping/ids-with-dots-are-ids", ids_with_dots_are_ids);
  g_test_add_func ("/ledger/mapping/a-currency-in-the-header-does-not-matter", a_currency_in_the_header_does_not_matter);
  g_test_add_func ("/ledger/mapping/a-name-is-a-customer-when-nothing-better-is-there", a_name_is_a_customer_when_nothing_better_is_there);
  g_test_add_func ("/ledger/mapping/a-file-of-headers-says-that-rows-are-missing", a_file_of_headers_says_that_rows_are_missing);
  g_test_add_func ("/ledger/mapping/an-unknown-header-is-refused", an_unknown_header_is_refused);
  g_test_add_func ("/ledger/mapping/several-revenue-columns-by-header", several_revenue_columns_by_header);
  g_test_add_func ("/ledger/mapping/assumed-marks-settle-only-what-is-open", assumed_marks_settle_only_what_is_open);
  g_test_add_func ("/ledger/mapping/only-what-matters-is-asked", only_what_matters_is_asked);
  g_test_add_func ("/ledger/mapping/what-a-column-means-holds-for-its-shape", what_a_column_means_holds_for_its_shape);
  g_test_add_func ("/ledger/mapping/tables-without-orders-say-what-they-are", tables_without_orders_say_what_they_are);
  g_test_add_func ("/ledger/mapping/restored-choices-equal-the-saved-ones", restored_choices_equal_the_saved_ones);
  g_test_add_func ("/ledger/mapping/other-headers-have-another-signature", other_headers_have_another_signature);
  g_test_add_func ("/ledger/mapping/every-role-has-an-id-and-a-title", every_role_has_an_id_and_a_title);
  g_test_add_func ("/ledger/mapping/words-of-roles-are-no-roles-everywhere", words_of_roles_are_no_roles_everywhere);
  g_test_add_func ("/ledger/mapping/spending-stands-in-a-column-a-channel", spending_stands_in_a_column_a_channel);
  g_test_add_func ("/ledger/mapping/contacts-and-rates-are-kinds", contacts_and_rates_are_kinds);
  g_test_add_func ("/ledger/mapping/totals-with-and-without-tax-are-amounts", totals_with_and_without_tax_are_amounts);
  g_test_add_func ("/ledger/mapping/half-readable-amounts-are-amounts", half_readable_amounts_are_amounts);
  g_test_add_func ("/ledger/mapping/a-readable-quarter-is-amounts-for-the-user", a_readable_quarter_is_amounts_for_the_user);
  g_test_add_func ("/ledger/mapping/another-program-proves-no-decimal-mark", another_program_proves_no_decimal_mark);
  g_test_add_func ("/ledger/mapping/a-chosen-reading-is-told-as-chosen", a_chosen_reading_is_told_as_chosen);
  return g_test_run ();
}
