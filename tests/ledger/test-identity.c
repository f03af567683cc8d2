/* test-identity.c - who is the same customer, by id, e-mail or parent account
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-ledger.h"

#include "clv-test-tables.h"

static ClvLedger *
build (GPtrArray     *tables,
       ClvCustomerKey key)
{
  g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);
  g_autoptr (GError) error = NULL;
  ClvLedger *ledger;

  clv_mapping_assume (mapping, &(ClvImportRules) { .customer_key = key });
  ledger = clv_ledger_build (mapping, NULL, &error);
  g_assert_no_error (error);
  return ledger;
}

static const char *
get_customer (ClvLedger *ledger,
              guint32    row)
{
  guint32 customer = clv_ledger_get_rows (ledger)->customer[row];

  return customer == CLV_NOBODY ? "" : clv_ledger_get_customer_id (ledger, customer);
}

/* A shop that gives a guest a new number with each order, and none in its till. */
static const char guests[] =
  "Order no;Order date;Customer no;Customer name;E-mail;Amount\n1;2024-01-05;17;Ada Lovelace;Ada@Example.com;10.50\n"
  "2;2024-01-19;23;ada lovelace; ada@example.com;4.25\n3;2024-02-02;41;Ben Bitdiddle;ben@example.com;8\n"
  "4;2024-02-03;;Ada Lovelace;ada@example.com;3\n5;2024-02-04;50;Cy Dent;;2\n6;2024-02-05;17;Ada Lovelace;;1\n";

static void
the_id_decides_unless_people_say_otherwise (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (guests);
  g_autoptr (ClvLedger) ledger = build (tables, CLV_CUSTOMER_KEY_ID);

  g_assert_cmpuint (clv_ledger_get_n_customers (ledger), ==, 4);
  g_assert_cmpstr (get_customer (ledger, 0), ==, "17");
  g_assert_cmpstr (get_customer (ledger, 1), ==, "23");
  g_assert_cmpstr (get_customer (ledger, 3), ==, "");
  g_assert_cmpuint (clv_test_count_problems (ledger, "missing-customer"), ==, 1);
  /* Told all the same, once an address. */
  g_assert_cmpuint (clv_test_count_problems (ledger, "guest-customers"), ==, 1);
  g_assert_cmpstr (clv_test_get_example (ledger, "guest-customers", 0), ==, "ada@example.com: 17, 23");
  g_assert_cmpuint (clv_test_count_problems (ledger, "email-of-several-names"), ==, 0);
}

static void
guests_are_one_customer_by_mail (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables (guests);
  g_autoptr (ClvLedger) ledger = build (tables, CLV_CUSTOMER_KEY_EMAIL);

  g_assert_cmpuint (clv_ledger_get_n_customers (ledger), ==, 3);
  g_assert_cmpstr (get_customer (ledger, 0), ==, "ada@example.com");
  g_assert_cmpstr (get_customer (ledger, 1), ==, "ada@example.com");
  g_assert_cmpstr (get_customer (ledger, 2), ==, "ben@example.com");
  /* The number was missing; the address was not. */
  g_assert_cmpstr (get_customer (ledger, 3), ==, "ada@example.com");
  g_assert_cmpuint (clv_test_count_problems (ledger, "missing-customer"), ==, 0);
  /* Without an address the number stays; with one in another row it is known. */
  g_assert_cmpstr (get_customer (ledger, 4), ==, "50");
  g_assert_cmpstr (get_customer (ledger, 5), ==, "ada@example.com");
  g_assert_cmpstr (clv_ledger_get_customer_name (ledger, clv_ledger_get_rows (ledger)->customer[0]), ==, "Ada Lovelace");
}

static void
one_address_of_two_people_is_told (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables ("Order no;Order date;Customer no;Customer name;E-mail;Amount\n1;2024-01-05;17;Ada Lovelace;office@example.com;10.50\n"
                     "2;2024-01-19;23;Ben Bitdiddle;office@example.com;4.25\n3;2024-01-20;24;Cy Dent;cy@example.com;4.25\n");
  g_autoptr (ClvLedger) ledger = build (tables, CLV_CUSTOMER_KEY_EMAIL);

  g_assert_cmpuint (clv_ledger_get_n_customers (ledger), ==, 2);
  g_assert_cmpuint (clv_test_count_problems (ledger, "email-of-several-names"), ==, 1);
  g_assert_cmpstr (clv_test_get_example (ledger, "email-of-several-names", 0), ==, "office@example.com: 17, 23");
}

/* Dots in the part before the @ are not taken off: only one provider ignores them. */
static void
spellings_of_one_address_are_told (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables ("Order no;Order date;Email;Amount\n1;2024-01-05;Ada@Example.com;10.50\n2;2024-01-19;ada@example.com;4.25\n"
                     "3;2024-01-20;a.da@example.com;4.25\n");
  g_autoptr (ClvLedger) by_id = build (tables, CLV_CUSTOMER_KEY_ID);
  g_autoptr (ClvLedger) by_email = build (tables, CLV_CUSTOMER_KEY_EMAIL);

  g_assert_cmpuint (clv_ledger_get_n_customers (by_id), ==, 3);
  g_assert_cmpuint (clv_test_count_problems (by_id, "guest-customers"), ==, 1);
  g_assert_cmpuint (clv_ledger_get_n_customers (by_email), ==, 2);
}

static void
addresses_may_stand_in_the_list_of_customers (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order no;Order date;Customer no;Amount\n1;2024-01-05;17;10.50\n2;2024-01-19;23;4.25\n3;2024-01-20;24;1.25\n");
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "customers.csv", "", "Customer no;Name;E-mail;Country\n17;Ada;ada@example.com;DE\n23;Ada;ADA@example.com;DE\n24;Ben;;FR\n");
  clv_test_add_table (tables, "service costs.csv", "", "Date;Customer no;Cost type;Amount\n2024-01-31;23;service;2\n");
  ledger = build (tables, CLV_CUSTOMER_KEY_EMAIL);

  g_assert_cmpuint (clv_ledger_get_n_customers (ledger), ==, 2);
  g_assert_cmpstr (get_customer (ledger, 1), ==, "ada@example.com");
  g_assert_cmpstr (get_customer (ledger, 2), ==, "24");
  g_assert_cmpuint (clv_ledger_get_costs (ledger)[0].customer, ==, clv_ledger_get_rows (ledger)->customer[0]);
  g_assert_cmpstr (clv_ledger_get_customer_name (ledger, clv_ledger_get_rows (ledger)->customer[2]), ==, "Ben");
  g_assert_cmpuint (clv_test_count_problems (ledger, "unknown-customer"), ==, 0);
}

/* Acme GmbH and Acme SA belong to Acme Group, which belongs to Holding. */
static void
children_belong_to_the_account_at_the_top (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables ("Order no;Order date;Customer no;Amount\n1;2024-01-05;A1;10.50\n2;2024-01-19;A2;4.25\n3;2024-01-20;B1;1.25\n4;2024-01-21;G;2\n");
  g_autoptr (ClvLedger) by_id = NULL;
  g_autoptr (ClvLedger) by_account = NULL;

  clv_test_add_table (tables, "accounts.csv", "", "Customer no;Customer name;Parent account\nA1;Acme GmbH;G\nA2;Acme SA;G\nB1;Bolt;\nG;Acme Group;Holding\n");
  by_id = build (tables, CLV_CUSTOMER_KEY_ID);
  by_account = build (tables, CLV_CUSTOMER_KEY_ACCOUNT);

  g_assert_cmpuint (clv_ledger_get_n_customers (by_id), ==, 4);
  g_assert_cmpuint (clv_test_count_problems (by_id, "parent-accounts"), ==, 1);
  g_assert_cmpstr (clv_test_get_example (by_id, "parent-accounts", 0), ==, "G: 2 customers");
  g_assert_cmpuint (clv_ledger_get_n_customers (by_account), ==, 2);
  g_assert_cmpstr (get_customer (by_account, 0), ==, "Holding");
  g_assert_cmpstr (get_customer (by_account, 2), ==, "B1");
  g_assert_cmpstr (get_customer (by_account, 3), ==, "Holding");
}

/* A's parent is B, B's is C, C's is B again; D belongs to itself by its name. */
static void
parents_in_a_circle_are_one_and_told (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables ("Order no;Order date;Customer no;Amount\n1;2024-01-05;A1;10.50\n2;2024-01-19;C1;4.25\n3;2024-01-20;B1;1.25\n4;2024-01-21;D1;2\n");
  g_autoptr (ClvLedger) by_id = NULL;
  g_autoptr (ClvLedger) by_account = NULL;

  clv_test_add_table (tables, "accounts.csv", "", "Customer no;Customer name;Parent account\nA1;Ada;B1\nB1;Bolt;C1\nC1;Cup;B1\nD1;Dora;Dora\n");
  by_id = build (tables, CLV_CUSTOMER_KEY_ID);
  by_account = build (tables, CLV_CUSTOMER_KEY_ACCOUNT);

  g_assert_cmpuint (clv_test_count_problems (by_id, "parent-cycle"), ==, 1);
  g_assert_cmpstr (clv_test_get_example (by_id, "parent-cycle", 0), ==, "B1 → C1 → B1");
  g_assert_cmpuint (clv_ledger_get_n_customers (by_account), ==, 2);
  g_assert_cmpstr (get_customer (by_account, 0), ==, "B1");
  g_assert_cmpstr (get_customer (by_account, 1), ==, "B1");
  g_assert_cmpstr (get_customer (by_account, 2), ==, "B1");
  g_assert_cmpstr (get_customer (by_account, 3), ==, "D1");
}

/* Each of 30,000 customers belongs to the one after, and the last two to each other: one step for each, not half a billion. */
static void
long_chains_of_parents_are_walked_once (void)
{
  enum { N = 30000 };
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order no;Order date;Customer no;Amount\n1;2024-01-05;C00000;10.50\n2;2024-01-19;C15000;4.25\n3;2024-01-20;C29999;1.25\n");
  g_autoptr (GString) accounts = g_string_new ("Customer no;Parent account\n");
  g_autoptr (ClvLedger) ledger = NULL;

  for (guint i = 0; i < N; i++)
    g_string_append_printf (accounts, "C%05u;C%05u\n", i, i + 1 < N ? i + 1 : N - 2);
  clv_test_add_table (tables, "accounts.csv", "", accounts->str);
  g_test_timer_start ();
  ledger = build (tables, CLV_CUSTOMER_KEY_ACCOUNT);

  g_assert_cmpfloat (g_test_timer_elapsed (), <, 5);
  g_assert_cmpuint (clv_ledger_get_n_customers (ledger), ==, 1);
  g_assert_cmpstr (get_customer (ledger, 0), ==, "C29998");
  g_assert_cmpstr (get_customer (ledger, 2), ==, "C29998");
  g_assert_cmpuint (clv_test_count_problems (ledger, "parent-cycle"), ==, 1);
}

/* A CRM writes the name of the parent, and orders the number of the child. */
static void
a_parent_may_be_named (void)
{
  g_autoptr (GPtrArray) tables = clv_test_tables ("Order no;Order date;Customer no;Amount\n1;2024-01-05;1001;10.50\n2;2024-01-19;1002;4.25\n3;2024-01-20;1003;1.25\n");
  g_autoptr (ClvLedger) ledger = NULL;

  clv_test_add_table (tables, "accounts.csv", "", "Customer no;Account name;Parent account\n1001;Acme GmbH;Acme Group\n1002;Acme Group;\n1003;Bolt;Outsiders\n");
  ledger = build (tables, CLV_CUSTOMER_KEY_ACCOUNT);

  g_assert_cmpuint (clv_ledger_get_n_customers (ledger), ==, 2);
  g_assert_cmpstr (get_customer (ledger, 0), ==, "1002");
  g_assert_cmpstr (get_customer (ledger, 1), ==, "1002");
  g_assert_cmpstr (get_customer (ledger, 2), ==, "Outsiders");
}

/* A circle of parents is an error in the data and no reason to go round for ever. */
static void
a_circle_of_parents_ends (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables ("Order no;Order date;Customer no;Parent account;Amount\n1;2024-01-05;A;B;10.50\n2;2024-01-19;B;A;4.25\n3;2024-01-20;C;C;1.25\n");
  g_autoptr (ClvLedger) ledger = build (tables, CLV_CUSTOMER_KEY_ACCOUNT);

  g_assert_cmpuint (clv_ledger_get_n_customers (ledger), <=, 3);
  g_assert_cmpstr (get_customer (ledger, 2), ==, "C");
}

static void
headers_of_parent_accounts (void)
{
  static const char *const headers[] = {
    "Parent account", "Parent Company", "Parent Account ID", "Konzern", "Mutterfirma", "Muttergesellschaft", "Société mère",
    "Compte parent", "Empresa matriz", "Cuenta principal", "Conta principal", "Capogruppo", "Moederbedrijf", "母公司", "親会社", "모회사",
    "Company",
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *text = g_strdup_printf ("Customer ID;First name;Last name;%s\n1;Ada;Lovelace;Acme\n2;Ben;Bitdiddle;Acme\n3;Cy;Dent;Bolt\n", headers[i]);
      g_autoptr (GPtrArray) tables = clv_test_tables (text);
      g_autoptr (ClvMapping) mapping = clv_mapping_recognise (tables);

      g_test_message ("%s", headers[i]);
      g_assert_cmpint (clv_mapping_get_table (mapping, 0)->kind, ==, CLV_KIND_CUSTOMERS);
      g_assert_cmpint (clv_mapping_get_table (mapping, 0)->columns[3].role, ==, CLV_ROLE_ACCOUNT);
    }
}

/* Two sheets, two programs; nobody knows whether they mean the same. */
static void
similar_ids_are_told_and_stay_apart (void)
{
  g_autoptr (GPtrArray) tables =
    clv_test_tables ("order id;customer;date;amount\n1;00420;2024-01-01;10\n2;00421;2024-01-02;10\n3;c17;2024-01-02;10\n");
  g_autoptr (ClvLedger) ledger = NULL;
  const ClvProblem *problem;

  clv_test_add_table (tables, "feb.csv", "", "order id;customer;date;amount\n4;420;2024-02-01;10\n5;C 17;2024-02-02;10\n6;422;2024-02-02;10\n");
  ledger = clv_test_ledger (tables);
  problem = clv_problem_list_find (clv_ledger_get_problems (ledger), "customer-id-similar");
  g_assert_cmpuint (clv_ledger_get_n_customers (ledger), ==, 6);
  g_assert_nonnull (problem);
  g_assert_cmpuint (problem->count, ==, 2);
  g_assert_cmpstr (((const ClvProblemExample *) problem->examples->pdata[0])->text, ==, "“00420” and “420”");
  g_assert_cmpstr (((const ClvProblemExample *) problem->examples->pdata[1])->text, ==, "“c17” and “C 17”");
  g_assert_cmpuint (((const ClvProblemExample *) problem->examples->pdata[1])->row, ==, 3);
}

static void
many_guests_are_not_all_named (void)
{
  g_autoptr (GString) text = g_string_new ("order id;customer;date;amount;email\n");
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (ClvLedger) ledger = NULL;

  for (guint i = 1; i <= 9; i++)
    g_string_append_printf (text, "%u;G%u;2024-01-0%u;10;noreply@shop.org\n", i, i, i);
  tables = clv_test_tables (text->str);
  ledger = clv_test_ledger (tables);
  g_assert_cmpstr (clv_test_get_example (ledger, "guest-customers", 0), ==, "noreply@shop.org: G1, G2, G3, G4, G5 and 4 more");
}

/* Two of four buyers answered; the same list with names should have been complete. */
static void
a_list_of_some_households_is_a_sample (void)
{
  static const struct { const char *list; ClvSeverity severity; } cases[] = {
    { "customer;age;household size\nA;19-24;2\nB;25-34;3\n", CLV_SEVERITY_INFO },
    { "customer;name;city\nA;Ada;Rome\nB;Ben;Oslo\n", CLV_SEVERITY_WARNING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables =
        clv_test_tables ("order id;customer;date;amount\n1;A;2024-01-01;10\n2;B;2024-01-02;10\n3;C;2024-01-02;10\n4;D;2024-01-03;10\n");
      g_autoptr (ClvLedger) ledger = NULL;
      const ClvProblem *problem;

      clv_test_add_table (tables, "customers.csv", "", cases[i].list);
      ledger = clv_test_ledger (tables);
      problem = clv_problem_list_find (clv_ledger_get_problems (ledger), "unknown-customer");
      g_assert_nonnull (problem);
      g_assert_cmpuint (problem->count, ==, 2);
      g_assert_cmpint (clv_problem_get_severity (problem), ==, cases[i].severity);
    }
}

/* Rows of “guest” are nobody's. A customer number 0 is one, unless it orders more than three times as often as anybody. */
static void
words_for_nobody_are_no_customers (void)
{
  static const struct { const char *text; guint n_missing; } cases[] = {
    { "Order;Customer;Date;Amount\n1;guest;2024-01-01;1\n2;Guest;2024-01-02;2\n3;-;2024-01-13;4\n4;Ann;2024-01-14;8\n5;unbekannt;2024-01-14;8\n", 4 },
    { "Order;Customer;Date;Amount\n1;0;2024-01-01;1\n2;0;2024-01-02;2\n3;0;2024-01-13;4\n4;0;2024-01-14;8\n5;0;2024-01-14;16\n6;7;2024-01-14;32\n", 5 },
    { "Order;Customer;Date;Amount\n1;0;2024-01-01;1\n2;1;2024-01-02;2\n3;2;2024-01-13;4\n", 0 },
    { "Order;Customer;Date;Amount\n1;Guest House;2024-01-01;1\n2;A-1;2024-01-02;2\n3;Invite Ltd;2024-01-13;4\n", 0 },
    { "Order;Customer;Date;Amount\n1;guest;2024-01-01;1\n2;guest;2024-01-02;2\n", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tables = clv_test_tables (cases[i].text);
      g_autoptr (ClvLedger) ledger = clv_test_ledger (tables);
      const ClvLedgerRows *rows = clv_ledger_get_rows (ledger);
      guint n = 0;

      for (guint32 row = 0; row < rows->n; row++)
        n += rows->customer[row] == CLV_NOBODY;
      g_test_message ("case %u", i);
      g_assert_cmpuint (n, ==, cases[i].n_missing);
      g_assert_cmpuint (clv_test_count_problems (ledger, "missing-customer"), ==, cases[i].n_missing);
      g_assert_cmpuint (clv_test_count_problems (ledger, "customer-id-similar"), ==, 0);
      if (i == 0)
        g_assert_cmpstr (clv_test_get_example (ledger, "missing-customer", 0), ==, "guest");
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ledger/identity/the-id-decides-unless-people-say-otherwise", the_id_decides_unless_people_say_otherwise);
  g_test_add_func ("/ledger/identity/guests-are-one-customer-by-mail", guests_are_one_customer_by_mail);
  g_test_add_func ("/ledger/identity/one-address-of-two-people-is-told", one_address_of_two_people_is_told);
  g_test_add_func ("/ledger/identity/spellings-of-one-address-are-told", spellings_of_one_address_are_told);
  g_test_add_func ("/ledger/identity/addresses-may-stand-in-the-list-of-customers", addresses_may_stand_in_the_list_of_customers);
  g_test_add_func ("/ledger/identity/children-belong-to-the-account-at-the-top", children_belong_to_the_account_at_the_top);
  g_test_add_func ("/ledger/identity/a-parent-may-be-named", a_parent_may_be_named);
  g_test_add_func ("/ledger/identity/long-chains-of-parents-are-walked-once", long_chains_of_parents_are_walked_once);
  g_test_add_func ("/ledger/identity/parents-in-a-circle-are-one-and-told", parents_in_a_circle_are_one_and_told);
  g_test_add_func ("/ledger/identity/a-circle-of-parents-ends", a_circle_of_parents_ends);
  g_test_add_func ("/ledger/identity/headers-of-parent-accounts", headers_of_parent_accounts);
  g_test_add_func ("/ledger/identity/similar-ids-are-told-and-stay-apart", similar_ids_are_told_and_stay_apart);
  g_test_add_func ("/ledger/identity/many-guests-are-not-all-named", many_guests_are_not_all_named);
  g_test_add_func ("/ledger/identity/a-list-of-some-households-is-a-sample", a_list_of_some_households_is_a_sample);
  g_test_add_func ("/ledger/identity/words-for-nobody-are-no-customers", words_for_nobody_are_no_customers);
  return g_test_run ();
}
