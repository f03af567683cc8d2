/* test-real-data.c - spreadsheets of real shops
 *
 * Rows and columns are those of the data folder’s README, other figures the facts of its oracle
 * (pandas and math.fsum), or were counted by the named command.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "clv-io-test.h"
#include "clv-reading.h"

typedef struct
{
  const char *file;
  guint       table;
  guint32     n_rows;
  guint       n_columns;
  guint32     header_row;
} Size;

static const Size sizes[] = {
  { "bank_marketing/bank-additional.csv", 0, 4119, 21, 1 },
  { "cdnow/CDNOW_master.txt", 0, 69659, 4, 1 },
  { "cdnow/CDNOW_sample.txt", 0, 6919, 5, 0 },
  { "chinook/customers.csv", 0, 59, 13, 1 },
  { "chinook/invoices.csv", 0, 412, 9, 1 },
  { "completejourney/demographics.csv", 0, 801, 8, 1 },
  { "completejourney/transactions_sample.csv", 0, 75000, 11, 1 },
  { "format_only/deaths.xlsx", 0, 10, 6, 5 },
  { "format_only/deaths.xlsx", 1, 10, 6, 5 },
  { "ibm_telco/Telco-Customer-Churn.csv", 0, 7043, 21, 1 },
  { "iranian_churn/Customer_Churn.csv", 0, 3150, 14, 1 },
  { "knocks_jp/customer.csv", 0, 21971, 11, 1 },
  { "knocks_jp/product.csv", 0, 10030, 6, 1 },
  { "meridian/national_media.xlsx", 0, 156, 23, 1 },
  { "northwind/customers.csv", 0, 91, 11, 1 },
  { "northwind/order-details.csv", 0, 2155, 5, 1 },
  { "northwind/orders.csv", 0, 830, 14, 1 },
  { "northwind/products.csv", 0, 77, 10, 1 },
  { "online_retail_II/online_retail_II.ods", 0, 14269, 8, 1 },
  { "online_retail_II/online_retail_II.ods", 1, 20497, 8, 1 },
  { "online_retail_II/online_retail_II.xlsx", 0, 14269, 8, 1 },
  { "online_retail_II/online_retail_II.xlsx", 1, 20497, 8, 1 },
  { "online_retail_cut/Online Retail 2010-12 to 2011-02 (cut).xlsx", 0, 105335, 8, 1 },
  { "packt_cleaning/AdventureWorks_Customers.csv", 0, 18148, 13, 1 },
  { "packt_cleaning/Retail Store Sales Data.csv", 0, 9994, 21, 1 },
  { "robyn/dt_simulated_weekly.csv", 0, 208, 12, 1 },
  { "store_data_india/Store data.xlsx", 0, 24, 5, 1 },
  { "store_data_india/Store data.xlsx", 1, 194, 5, 1 },
  { "superstore_eu/Sample - EU Superstore.xlsx", 0, 10000, 20, 1 },
  { "superstore_eu/Sample - EU Superstore.xlsx", 1, 284, 2, 1 },
  { "superstore_rfm/sample-orders.csv", 0, 5009, 4, 1 },
  { "vendas_br/Base Devoluções.xlsx", 0, 1809, 5, 1 },
  { "wholesale/Wholesale customers data.csv", 0, 440, 6, 1 },
};

/* NULL after the test was marked as skipped. */
static ClvSource *
read_data (const char *file)
{
  g_autofree char *path = clv_test_data (file);
  g_autoptr (GError) error = NULL;
  ClvSource *source;

  if (path == NULL)
    return NULL;
  source = clv_source_read (path, NULL, &error);
  g_assert_no_error (error);
  return source;
}

static const ClvColumn *
get_column (ClvSource  *source,
            guint       table,
            const char *header)
{
  const ClvTable *self = clv_source_get_table (source, table);
  int index = clv_table_find_column (self, header);

  g_assert_cmpint (index, >=, 0);
  return clv_table_get_column (self, (guint) index);
}

static void
test_rows_and_columns (void)
{
  g_autoptr (ClvSource) source = NULL;
  const char *last = "";

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      const Size *size = &sizes[i];
      const ClvTable *table;

      if (strcmp (size->file, last) != 0)
        {
          g_clear_pointer (&source, clv_source_unref);
          source = read_data (size->file);
          if (source == NULL)
            return;
          last = size->file;
        }
      g_test_message ("%s, table %u", size->file, size->table);
      table = clv_source_get_table (source, size->table);
      assert_size (table, size->n_rows, size->n_columns);
      g_assert_cmpuint (clv_table_get_header_row (table), ==, size->header_row);
    }
}

/* Rows whose number lies in a range. */
static guint32
count_numbers (const ClvColumn *column,
               double           from,
               double           to)
{
  g_autoptr (ClvReading) reading = clv_reading_decide (column);
  g_autofree double *numbers = clv_reading_numbers (reading, column);
  const guint32 *counts = clv_column_get_counts (column);
  guint32 n = 0;

  for (guint32 code = 0; code < clv_column_get_n_distinct (column); code++)
    if (numbers[code] >= from && numbers[code] <= to)
      n += counts[code];
  return n;
}

static double
sum_numbers (const ClvColumn *column)
{
  g_autoptr (ClvReading) reading = clv_reading_decide (column);
  g_autofree double *numbers = clv_reading_numbers (reading, column);
  const guint32 *counts = clv_column_get_counts (column);
  double sum = 0.0;

  for (guint32 code = 0; code < clv_column_get_n_distinct (column); code++)
    if (!isnan (numbers[code]))
      sum += numbers[code] * counts[code];
  return sum;
}

static guint32
count_empty (const ClvColumn *column)
{
  return clv_column_get_counts (column)[CLV_CODE_EMPTY];
}

static void
test_online_retail_facts (void)
{
  g_autoptr (ClvSource) source = read_data ("online_retail_cut/Online Retail 2010-12 to 2011-02 (cut).xlsx");
  g_autoptr (ClvReading) date = NULL;

  if (source == NULL)
    return;
  date = clv_reading_decide (get_column (source, 0, "InvoiceDate"));

  g_assert_cmpuint (count_empty (get_column (source, 0, "CustomerID")), ==, 36210);
  g_assert_cmpuint (count_empty (get_column (source, 0, "Description")), ==, 304);
  g_assert_cmpuint (count_numbers (get_column (source, 0, "Quantity"), -1e9, -1.0), ==, 2118);
  g_assert_cmpuint (count_numbers (get_column (source, 0, "UnitPrice"), 0.0, 0.0), ==, 540);
  g_assert_cmpstr (clv_reading_to_id (date), ==, "true-dates");
  g_assert_cmpfloat (date->min, ==, clv_day_from_ymd (2010, 12, 1));
  g_assert_cmpfloat (date->max, ==, clv_day_from_ymd (2011, 2, 28));
}

static void
test_ods_and_xlsx_hold_the_same_cells (void)
{
  g_autoptr (ClvSource) ods = read_data ("online_retail_II/online_retail_II.ods");
  g_autoptr (ClvSource) xlsx = read_data ("online_retail_II/online_retail_II.xlsx");
  guint32 n_empty = 0;

  if (ods == NULL || xlsx == NULL)
    return;
  for (guint t = 0; t < 2; t++)
    {
      const ClvTable *a = clv_source_get_table (ods, t);
      const ClvTable *b = clv_source_get_table (xlsx, t);

      g_assert_cmpstr (clv_table_get_sheet (a), ==, clv_table_get_sheet (b));
      n_empty += count_empty (get_column (xlsx, t, "Customer ID"));
      for (guint c = 0; c < clv_table_get_n_columns (a); c++)
        for (guint32 row = 0; row < clv_table_get_n_rows (a); row++)
          {
            g_autofree char *x = io_test_dup_text (a, row, c);
            g_autofree char *y = io_test_dup_text (b, row, c);

            g_assert_cmpstr (x, ==, y);
          }
    }
  g_assert_cmpuint (n_empty, ==, 601);
}

static void
test_superstore_facts (void)
{
  g_autoptr (ClvSource) source = read_data ("superstore_eu/Sample - EU Superstore.xlsx");

  if (source == NULL)
    return;
  g_assert_cmpuint (count_numbers (get_column (source, 0, "Profit"), -1e9, -1e-9), ==, 2118);
  /* 4,593 orders, and the empty cell. */
  g_assert_cmpuint (clv_column_get_n_distinct (get_column (source, 0, "Order ID")), ==, 4594);
  g_assert_cmpuint (clv_column_get_n_distinct (get_column (source, 0, "Customer ID")), ==, 796);
}

static void
test_northwind_addresses_are_repaired (void)
{
  g_autoptr (ClvSource) orders = read_data ("northwind/orders.csv");
  g_autoptr (ClvSource) customers = read_data ("northwind/customers.csv");
  g_autoptr (ClvReading) shipped = NULL;

  if (orders == NULL || customers == NULL)
    return;
  shipped = clv_reading_decide (get_column (orders, 0, "shippedDate"));

  g_assert_cmpuint (io_test_count (orders, "shifted-row-repaired"), ==, 176);
  g_assert_cmpuint (io_test_count (customers, "shifted-row-repaired"), ==, 24);
  g_assert_cmpuint (io_test_count (orders, "ragged-row"), ==, 0);
  clv_assert_near (sum_numbers (get_column (orders, 0, "freight")), 64942.69, 0.005);
  /* 21 countries, and nothing else in that column: no row is shifted any more. */
  g_assert_cmpuint (clv_column_get_n_distinct (get_column (orders, 0, "shipCountry")), ==, 22);
  assert_cell (clv_source_get_table (orders, 0), 2, 9, "Rua do Paço, 67");
  g_assert_cmpuint (shipped->n_filled, ==, 830 - 21);
  g_assert_cmpuint (shipped->n_readable, ==, 830 - 21);
}

static void
test_cdnow_dates_and_zero_rows (void)
{
  g_autoptr (ClvSource) source = read_data ("cdnow/CDNOW_master.txt");
  g_autoptr (ClvReading) date = NULL;

  if (source == NULL)
    return;
  date = clv_reading_decide (get_column (source, 0, "date"));

  g_assert_cmpuint (count_numbers (get_column (source, 0, "dollar_value"), 0.0, 0.0), ==, 80);
  g_assert_cmpstr (clv_reading_to_id (date), ==, "year-first");
  g_assert_cmpfloat (date->min, ==, clv_day_from_ymd (1997, 1, 1));
  g_assert_cmpfloat (date->max, ==, clv_day_from_ymd (1998, 6, 30));
  g_assert_cmpuint (clv_column_get_n_distinct (get_column (source, 0, "customer_id")), ==, 23571);
}

static void
test_mac_roman_names (void)
{
  g_autoptr (ClvSource) source = read_data ("superstore_rfm/sample-orders.csv");
  static const char *const names[] = { "Anna Häberlin", "Barry Französisch", "Peter Bühler", "Resi Pölking" };

  if (source == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const ClvColumn *column = get_column (source, 0, "customer");
      gboolean found = FALSE;

      for (guint32 code = 1; code < clv_column_get_n_distinct (column) && !found; code++)
        {
          g_autofree char *text = clv_column_dup_text (column, code);

          found = strcmp (text, names[i]) == 0;
        }
      g_assert_true (found);
    }
  g_assert_cmpuint (io_test_count (source, "encoding-guessed"), ==, 1);
}

static void
test_date_orders_are_proved (void)
{
  static const struct
  {
    const char *file;
    const char *header;
    const char *id;
  } columns[] = {
    { "packt_cleaning/Retail Store Sales Data.csv", "Order Date", "day-first" },
    { "packt_cleaning/AdventureWorks_Sales_2017.csv", "OrderDate", "month-first" },
    { "packt_cleaning/AdventureWorks_Sales_2019.csv", "OrderDate", "month-first" },
    { "superstore_rfm/sample-orders.csv", "order_date", "month-first" },
    { "robyn/dt_simulated_weekly.csv", "DATE", "year-first" },
    { "chinook/invoices.csv", "InvoiceDate", "year-first" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (ClvSource) source = read_data (columns[i].file);
      g_autoptr (ClvReading) reading = NULL;

      if (source == NULL)
        return;
      reading = clv_reading_decide (get_column (source, 0, columns[i].header));
      g_test_message ("%s: %s", columns[i].file, reading->evidence);
      g_assert_cmpstr (clv_reading_to_id (reading), ==, columns[i].id);
      g_assert_false (reading->ambiguous);
      g_assert_cmpuint (reading->n_readable, ==, reading->n_filled);
    }
}

static void
test_incomes_with_currency_and_blank (void)
{
  g_autoptr (ClvSource) source = read_data ("packt_cleaning/AdventureWorks_Customers.csv");
  g_autoptr (ClvReading) reading = NULL;

  if (source == NULL)
    return;
  reading = clv_reading_decide (get_column (source, 0, "AnnualIncome"));

  /* awk: incomes are whole thousands from $10,000 to $170,000: no cell proves what the comma is. */
  g_assert_cmpint (reading->type, ==, CLV_TYPE_NUMBER);
  g_assert_true (reading->ambiguous);
  g_assert_cmpstr (reading->currency, ==, "$");
  g_assert_cmpfloat (reading->min, ==, 10000.0);
  g_assert_cmpfloat (reading->max, ==, 170000.0);
}

static void
test_ids_and_marks_of_japan (void)
{
  g_autoptr (ClvSource) source = read_data ("knocks_jp/product.csv");
  g_autoptr (ClvReading) reading = NULL;

  if (source == NULL)
    return;
  assert_header (clv_source_get_table (source, 0), 0, "product_cd");
  assert_cell (clv_source_get_table (source, 0), 0, 1, "04");
  reading = clv_reading_decide (get_column (source, 0, "category_medium_cd"));
  g_assert_true (reading->identifier);
}

static void
test_blank_charges_are_empty (void)
{
  g_autoptr (ClvSource) source = read_data ("ibm_telco/Telco-Customer-Churn.csv");

  if (source == NULL)
    return;
  g_assert_cmpuint (count_empty (get_column (source, 0, "TotalCharges")), ==, 11);
}

static void
test_double_blanks_in_headers_become_one (void)
{
  g_autoptr (ClvSource) source = read_data ("iranian_churn/Customer_Churn.csv");

  if (source == NULL)
    return;
  g_assert_cmpint (clv_table_find_column (clv_source_get_table (source, 0), "Call Failure"), >=, 0);
  g_assert_cmpint (clv_table_find_column (clv_source_get_table (source, 0), "Subscription Length"), >=, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add_func ("/io/real-data/" path, function)
  ADD ("rows-and-columns", test_rows_and_columns);
  ADD ("online-retail-facts", test_online_retail_facts);
  ADD ("ods-and-xlsx-hold-the-same-cells", test_ods_and_xlsx_hold_the_same_cells);
  ADD ("superstore-facts", test_superstore_facts);
  ADD ("northwind-addresses-are-repaired", test_northwind_addresses_are_repaired);
  ADD ("cdnow-dates-and-zero-rows", test_cdnow_dates_and_zero_rows);
  ADD ("mac-roman-names", test_mac_roman_names);
  ADD ("date-orders-are-proved", test_date_orders_are_proved);
  ADD ("incomes-with-currency-and-blank", test_incomes_with_currency_and_blank);
  ADD ("ids-and-marks-of-japan", test_ids_and_marks_of_japan);
  ADD ("blank-charges-are-empty", test_blank_charges_are_empty);
  ADD ("double-blanks-in-headers-become-one", test_double_blanks_in_headers_become_one);
#undef ADD
  return g_test_run ();
}
