/* test-header-groups.c - what columns mean whose headers have two rows
 *
 * The rows above the data are such as people write them; names and meanings were decided by hand. The cells are made up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-mapping.h"

#include "clv-test-tables.h"

typedef struct
{
  const char *head;  /* rows above the data */
  const char *cells; /* which ones each row has: one letter a column */
  const char *names; /* in “|” */
  const char *roles; /* “none” where a name tells nothing of orders */
} Head;

static const Head heads[] = {
  { "Order;;Customer;Amount\nID;Date;Name;EUR\n", "odnm", "Order / ID|Order / Date|Customer / Name|Amount (EUR)",
    "order date customer amount" },
  { "Order;Order;Customer;Revenue\nNo.;Date;Number;net\n", "odcm", "Order / No.|Order / Date|Customer / Number|Revenue / net",
    "order date customer amount" },
  { "Order info;Order info;Customer info;Customer info;Payment\nNumber;Date;Number;Name;Amount\n", "odcnm",
    "Order info / Number|Order info / Date|Customer info / Number|Customer info / Name|Payment / Amount",
    "order date customer customer-name amount" },
  { "Bestellung;;Kunde;;Betrag\nNr.;Datum;Nr.;Name;EUR\n", "odcnm",
    "Bestellung / Nr.|Bestellung / Datum|Kunde / Nr.|Kunde / Name|Betrag (EUR)", "order date customer customer-name amount" },
  { "Commande;;Client;;Montant\nN°;Date;N°;Nom;EUR\n", "odcnm",
    "Commande / N°|Commande / Date|Client / N°|Client / Nom|Montant (EUR)", "order date customer customer-name amount" },
  { "Pedido;;Cliente;;Importe\nNúmero;Fecha;Código;Nombre;EUR\n", "odcnm",
    "Pedido / Número|Pedido / Fecha|Cliente / Código|Cliente / Nombre|Importe (EUR)", "order date customer customer-name amount" },
  { "订单;;客户;;金额\n编号;日期;编号;名称;元\n", "odcnm", "订单 / 编号|订单 / 日期|客户 / 编号|客户 / 名称|金额 (元)",
    "order date customer customer-name amount" },
  { "Auftragsdaten;;Kundendaten;;Betrag\nNr.;Datum;Nr.;Name;netto\n", "odcnm",
    "Auftragsdaten / Nr.|Auftragsdaten / Datum|Kundendaten / Nr.|Kundendaten / Name|Betrag / netto",
    "order date customer customer-name amount" },
  { "Pedidos;;Clientes;;Valor\nNúmero;Data;Código;Nome;R$\n", "odcnm",
    "Pedidos / Número|Pedidos / Data|Clientes / Código|Clientes / Nome|Valor (R$)", "order date customer customer-name amount" },
  { "Orders;;Customers;;;Amount\nNo.;Date;No.;First name;Last name;USD\n", "odcnnm",
    "Orders / No.|Orders / Date|Customers / No.|Customers / First name|Customers / Last name|Amount (USD)",
    "order date customer customer-name customer-name amount" },
  /* Another date, and the name of somebody else. */
  { "Order;;;Customer;Shipping;\nNo.;Date;Amount;No.;Date;City\n", "odmcdt",
    "Order / No.|Order / Date|Order / Amount|Customer / No.|Shipping / Date|City", "order date amount customer none none" },
  { "Order;;Customer;Visit;\nNo.;Amount;No.;Date;City\n", "omcdt", "Order / No.|Order / Amount|Customer / No.|Visit / Date|City",
    "order amount customer none none" },
  { "Order;;;Customer;;Supplier\nNo.;Date;Amount;No.;Name;Name\n", "odmcnn",
    "Order / No.|Order / Date|Order / Amount|Customer / No.|Customer / Name|Supplier / Name",
    "order date amount customer customer-name none" },
  /* The same twice, in one row. */
  { "Bestellnummer / Order number;Datum / Date;Kunde / Customer;Betrag / Amount\n", "odcm",
    "Bestellnummer / Order number|Datum / Date|Kunde / Customer|Betrag / Amount", "order date customer amount" },
};

static const char *
get_cell (char  kind,
          guint row)
{
  static const char *const cells[][6] = {
    { "A100", "2023-01-10", "K00", "Ann Lee", "1.50", "Rome" }, { "A101", "2023-01-11", "K01", "Bob May", "2.50", "Oslo" },
    { "A102", "2023-01-12", "K02", "Cid Roe", "3.50", "Rome" }, { "A103", "2023-01-13", "K00", "Ann Lee", "4.50", "Rome" },
  };

  return cells[row][strchr ("odcnmt", kind) - "odcnmt"];
}

static void
test_names_of_two_rows_mean_something_together (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (heads); k++)
    {
      g_autoptr (GString) text = g_string_new (heads[k].head);
      g_autoptr (GString) names = g_string_new (NULL);
      g_autoptr (GString) roles = g_string_new (NULL);
      g_autoptr (GPtrArray) tables = NULL;
      g_autoptr (ClvMapping) mapping = NULL;
      const ClvTableMapping *table;

      for (guint row = 0; row < 4; row++)
        for (guint c = 0; heads[k].cells[c] != '\0'; c++)
          g_string_append_printf (text, "%s%s", get_cell (heads[k].cells[c], row), heads[k].cells[c + 1] != '\0' ? ";" : "\n");
      tables = clv_test_tables (text->str);
      mapping = clv_mapping_recognise (tables);
      table = clv_mapping_get_table (mapping, 0);
      for (guint c = 0; c < table->n_columns; c++)
        {
          const char *blank = c > 0 ? " " : "", *bar = c > 0 ? "|" : "";

          g_string_append_printf (names, "%s%s", bar, clv_column_get_header (clv_table_get_column (table->table, c)));
          g_string_append_printf (roles, "%s%s", blank, clv_role_to_id (table->columns[c].role));
        }
      g_assert_cmpstr (names->str, ==, heads[k].names);
      g_assert_cmpstr (roles->str, ==, heads[k].roles);
    }
}

/* Lines say the number of their order again; figures of customers say how many orders each has. */
static void
test_numbers_of_orders_are_counts_where_there_are_fewer_than_customers (void)
{
  static const char *const lines =
    "Orders;;Customers;;Product;Amount\nNumber;Date;Number;Name;Name;EUR\n1001;2024-01-03;K1;Ann;pen;10\n1001;2024-01-03;K1;Ann;ink;12\n"
    "1002;2024-01-03;K1;Ann;pen;10\n1003;2024-02-11;K1;Ann;pen;10\n1004;2024-02-12;K2;Bob;pen;10\n";
  static const char *const figures = "Customer;;Orders;Revenue\nID;Name;Number;EUR\nK1;Ann;3;42\nK2;Bob;1;10\nK3;Cid;1;20\n";
  g_autoptr (GPtrArray) tables_of_lines = clv_test_tables (lines);
  g_autoptr (GPtrArray) tables_of_figures = clv_test_tables (figures);
  g_autoptr (ClvMapping) of_lines = clv_mapping_recognise (tables_of_lines);
  g_autoptr (ClvMapping) of_figures = clv_mapping_recognise (tables_of_figures);

  g_assert_cmpstr (clv_role_to_id (clv_mapping_get_table (of_lines, 0)->columns[0].role), ==, "order");
  g_assert_cmpstr (clv_role_to_id (clv_mapping_get_table (of_figures, 0)->columns[2].role), ==, "orders");
}

/* A year is no part of what a column means: which of the two is the revenue, nobody knows. */
static void
test_figures_of_several_years_are_not_one (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables (";2023;;2024;\nCustomer;Revenue;Orders;Revenue;Orders\nA;10;1;20;2\nB;11;1;21;2\nC;12;1;22;2\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  const ClvTableMapping *table = clv_mapping_get_table (mapping, 0);

  for (guint c = 1; c < table->n_columns; c++)
    g_assert_cmpstr (clv_role_to_id (table->columns[c].role), ==, "none");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/header-groups/names-of-two-rows-mean-something-together", test_names_of_two_rows_mean_something_together);
  g_test_add_func ("/ledger/header-groups/numbers-of-orders-are-counts-where-there-are-fewer-than-customers",
                   test_numbers_of_orders_are_counts_where_there_are_fewer_than_customers);
  g_test_add_func ("/ledger/header-groups/figures-of-several-years-are-not-one", test_figures_of_several_years_are_not_one);
  return g_test_run ();
}
