/* test-header-scale.c - headers that say thousands, millions or cents
 *
 * The cells are made up; what each sum must be is their sum by hand, times what the header says.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-header-scale.h"
#include "clv-test-sums.h"

static void
headers_say_what_their_numbers_are (void)
{
  static const struct { const char *header; double scale; const char *rest; } cases[] = {
    { "Amount (k€)", 1e3, "Amount (€)" }, { "Umsatz in T€", 1e3, "Umsatz in €" }, { "Umsatz TEUR", 1e3, "Umsatz EUR" },
    { "Revenue (thousands)", 1e3, "Revenue ()" }, { "Amount in 1000 EUR", 1e3, "Amount  EUR" }, { "Sales ($'000)", 1e3, "Sales ($)" },
    { "Umsatz Tsd. €", 1e3, "Umsatz  €" }, { "Umsatz (T EUR)", 1e3, "Umsatz (EUR)" }, { "Wartość (tys. zł)", 1e3, "Wartość ( zł)" },
    { "Omsättning tkr", 1e3, "Omsättning kr" }, { "売上(千円)", 1e3, "売上(円)" }, { "金额（万元）", 1e4, "金额(元)" },
    { "Umsatz Mio €", 1e6, "Umsatz  €" }, { "Revenue $m", 1e6, "Revenue $" }, { "Revenue (USD m)", 1e6, "Revenue (USD)" },
    { "Umsatz (Mrd. EUR)", 1e9, "Umsatz ( EUR)" }, { "Amount (cents)", 0.01, "Amount ()" }, { "Betrag in Cent", 0.01, "Betrag " },
    { "amount_in_cents", 0.01, "amount_" }, { "totalCents", 0.01, "total" }, { "Price (pence)", 0.01, "Price ()" },
    { "金额（分）", 0.01, "金额()" },
    /* What says nothing of money, or may say something else. */
    { "Amount k", 1, NULL }, { "Amount m", 1, NULL }, { "Price EUR/m", 1, NULL }, { "Price EUR m", 1, NULL }, { "Discount per cent", 1, NULL },
    { "Percent", 1, NULL }, { "Cost center", 1, NULL }, { "Cost per thousand", 1, NULL }, { "Mall sales", 1, NULL }, { "Amount 10.000", 1, NULL },
    { "Total EUR", 1, NULL }, { "Sales 2000", 1, NULL }, { "Preis T-Shirt", 1, NULL }, { "Miles", 1, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rest = clv_header_without_scale (cases[i].header);

      g_test_message ("%s", cases[i].header);
      g_assert_cmpfloat (clv_header_find_scale (cases[i].header), ==, cases[i].scale);
      if (cases[i].rest == NULL)
        g_assert_cmpstr (rest, ==, cases[i].header);
      else
        {
          g_autofree char *wanted = g_strstrip (g_strdup (cases[i].rest));

          g_assert_cmpstr (rest, ==, wanted);
        }
    }
}

static void
assert_sum (const char *text,
            double      sum,
            const char *currency)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (text);
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);

  clv_assert_near (clv_test_add_amounts (ledger), sum, 1e-9);
  g_assert_cmpstr (clv_ledger_get_currency (ledger), ==, currency);
}

static void
amounts_are_read_in_whole_units (void)
{
  assert_sum ("Order;Customer;Date;Umsatz in T€\n1;A;2024-01-01;10\n2;B;2024-01-02;20.5\n", 30500, "EUR");
  assert_sum ("Order;Customer;Date;amount_cents\n1;A;2024-01-01;1010\n2;B;2024-01-02;2005\n", 30.15, "");
  assert_sum ("Order;Customer;Date;Quantity;Unit price (cents)\n1;A;2024-01-01;3;250\n2;B;2024-01-02;1;99\n", 8.49, "");
  assert_sum ("Order;Customer;Date;Amount k\n1;A;2024-01-01;10\n2;B;2024-01-02;20\n", 30, "");
}

/* Each row in one of two currencies, in thousands and in units. */
static void
columns_of_several_currencies_have_their_own_scale (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order;Customer;Date;Amount (kEUR);Amount (USD)\n1;A;2024-01-01;10;\n2;B;2024-01-02;;20\n3;B;2024-01-13;5;\n");
  g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
  const ClvRules euros = rules_in ("EUR"), dollars = rules_in ("USD");

  clv_assert_near (used_under (ledger, &euros), 15000, 1e-9);
  clv_assert_near (used_under (ledger, &dollars), 20, 1e-9);
}

static void
costs_and_customers_are_read_in_whole_units (void)
{
  g_autoptr (GPtrArray) orders = clv_test_tables ("Order;Customer;Date;Amount\n1;A;2024-01-01;10000\n2;B;2024-01-02;20000\n");
  g_autoptr (GPtrArray) customers = clv_test_tables ("Customer;Revenue (thousands);Orders\nA;1.5;3\nB;2;4\n");
  g_autoptr (ClvLedger) with_costs = NULL;
  g_autoptr (ClvLedger) of_customers = NULL;

  clv_test_add_table (orders, "costs.csv", "", "Date;Cost type;Cost (k€)\n2024-01-01;Advertising;2\n2024-01-02;Advertising;0.5\n");
  with_costs = clv_test_ledger (orders);
  g_assert_cmpuint (clv_ledger_get_n_costs (with_costs), ==, 2);
  clv_assert_near (clv_ledger_get_costs (with_costs)[0].amount, 2000, 1e-9);
  clv_assert_near (clv_ledger_get_costs (with_costs)[1].amount, 500, 1e-9);

  of_customers = clv_test_ledger (customers);
  clv_assert_near (clv_ledger_get_values (of_customers)->revenue[0], 1500, 1e-9);
  clv_assert_near (clv_ledger_get_values (of_customers)->revenue[1], 2000, 1e-9);
  clv_assert_near (clv_ledger_get_values (of_customers)->orders[0], 3, 1e-9);
}

static void
the_evidence_says_so (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order;Customer;Date;Amount (k€)\n1;A;2024-01-01;10\n2;B;2024-01-02;20\n");
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);

  g_assert_true (g_str_has_suffix (clv_mapping_get_table (mapping, 0)->columns[3].evidence, "the header says thousands"));
  clv_mapping_set_role (mapping, 0, 3, CLV_ROLE_AMOUNT);
  g_assert_cmpstr (clv_mapping_get_table (mapping, 0)->columns[3].evidence, ==, "chosen by you; the header says thousands");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  clv_test_speak_plainly ();
  g_test_add_func ("/ledger/header-scale/headers-say-what-their-numbers-are", headers_say_what_their_numbers_are);
  g_test_add_func ("/ledger/header-scale/amounts-are-read-in-whole-units", amounts_are_read_in_whole_units);
  g_test_add_func ("/ledger/header-scale/columns-of-several-currencies-have-their-own-scale", columns_of_several_currencies_have_their_own_scale);
  g_test_add_func ("/ledger/header-scale/costs-and-customers-are-read-in-whole-units", costs_and_customers_are_read_in_whole_units);
  g_test_add_func ("/ledger/header-scale/the-evidence-says-so", the_evidence_says_so);
  return g_test_run ();
}
