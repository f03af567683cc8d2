/* clientele-make-sample.c - writes the sample workbook: clientele-make-sample FILE.xlsx
 *
 * The program never calls setlocale(), so that libxlsxwriter prints numbers in
 * the C locale; every return code is checked, because the library leaves a cell
 * out when it does not like it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-sample-shop.h"

#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

typedef struct
{
  const char *title;
  double      width;
} Column;

typedef struct
{
  lxw_format *header;
  lxw_format *date;
  lxw_format *month;
  lxw_format *money;
  lxw_format *share;
} Formats;

static void
check (lxw_error   error,
       const char *what)
{
  if (error == LXW_NO_ERROR)
    return;
  g_printerr ("clientele-make-sample: %s: %s\n", what, lxw_strerror (error));
  exit (1);
}

static lxw_datetime
civil (int day)
{
  lxw_datetime date = { 0 };

  clv_sample_day_to_civil (day, &date.year, &date.month, &date.day);
  return date;
}

static void
write_text (lxw_worksheet *sheet,
            lxw_row_t      row,
            lxw_col_t      column,
            const char    *text)
{
  /* An empty cell is missing, not a text without letters. */
  if (*text != '\0')
    check (worksheet_write_string (sheet, row, column, text, NULL), "cell");
}

static void
write_number (lxw_worksheet *sheet,
              lxw_row_t      row,
              lxw_col_t      column,
              double         number,
              lxw_format    *format)
{
  check (worksheet_write_number (sheet, row, column, number, format), "cell");
}

static lxw_worksheet *
add_sheet (lxw_workbook  *workbook,
           const char    *name,
           const Column  *columns,
           lxw_col_t      n_columns,
           lxw_row_t      n_rows,
           const Formats *formats)
{
  lxw_worksheet *sheet = workbook_add_worksheet (workbook, name);

  if (sheet == NULL)
    check (LXW_ERROR_MEMORY_MALLOC_FAILED, name);
  for (lxw_col_t i = 0; i < n_columns; i++)
    {
      check (worksheet_set_column (sheet, i, i, columns[i].width, NULL), name);
      check (worksheet_write_string (sheet, 0, i, columns[i].title, formats->header), name);
    }
  worksheet_freeze_panes (sheet, 1, 0);
  check (worksheet_autofilter (sheet, 0, 0, n_rows, n_columns - 1), name);
  return sheet;
}

static void
write_orders (lxw_workbook  *workbook,
              ClvSampleShop *shop,
              const Formats *formats)
{
  static const Column columns[] = {
    { "Order no.", 11 }, { "Order date", 11 }, { "Customer no.", 12 }, { "Customer name", 26 },
    { "Country", 12 }, { "Channel", 12 }, { "Category", 11 }, { "Product", 30 }, { "Quantity", 9 },
    { "Unit price", 10 }, { "Discount", 9 }, { "Amount", 10 }, { "Cost of goods", 13 }, { "Currency", 9 },
  };
  lxw_worksheet *sheet = add_sheet (workbook, "Orders", columns, G_N_ELEMENTS (columns),
                                    shop->lines->len, formats);

  for (guint i = 0; i < shop->lines->len; i++)
    {
      const ClvSampleLine *line = &g_array_index (shop->lines, ClvSampleLine, i);
      const ClvSampleCustomer *customer = &g_array_index (shop->customers, ClvSampleCustomer, line->customer);
      lxw_datetime date = civil (line->day);
      lxw_row_t row = i + 1;

      write_text (sheet, row, 0, line->order);
      if (line->flaw != CLV_SAMPLE_FLAW_NO_DATE)
        check (worksheet_write_datetime (sheet, row, 1, &date, formats->date), "date");
      if (line->flaw != CLV_SAMPLE_FLAW_NO_CUSTOMER)
        {
          write_text (sheet, row, 2, customer->id);
          write_text (sheet, row, 3, customer->name);
        }
      write_text (sheet, row, 4, customer->country);
      write_text (sheet, row, 5, line->channel);
      write_text (sheet, row, 6, line->category);
      write_text (sheet, row, 7, line->product);
      write_number (sheet, row, 8, line->quantity, NULL);
      write_number (sheet, row, 9, line->unit_price, formats->money);
      write_number (sheet, row, 10, line->discount_share, formats->share);
      if (line->flaw == CLV_SAMPLE_FLAW_TEXT_AMOUNT)
        write_text (sheet, row, 11, "to be agreed");
      else
        write_number (sheet, row, 11, line->amount, formats->money);
      write_number (sheet, row, 12, line->cost, formats->money);
      write_text (sheet, row, 13, "EUR");
    }
}

static void
write_costs (lxw_workbook  *workbook,
             ClvSampleShop *shop,
             const Formats *formats)
{
  static const Column columns[] = {
    { "Month", 11 }, { "Cost type", 12 }, { "Channel", 12 }, { "Customer no.", 12 }, { "Amount", 10 },
  };
  lxw_worksheet *sheet = add_sheet (workbook, "Costs", columns, G_N_ELEMENTS (columns),
                                    shop->costs->len, formats);

  for (guint i = 0; i < shop->costs->len; i++)
    {
      const ClvSampleCost *cost = &g_array_index (shop->costs, ClvSampleCost, i);
      lxw_datetime month = {
        .year = CLV_SAMPLE_FIRST_YEAR + cost->month / 12,
        .month = cost->month % 12 + 1,
        .day = 1,
      };

      check (worksheet_write_datetime (sheet, i + 1, 0, &month, formats->month), "month");
      write_text (sheet, i + 1, 1, cost->type);
      write_text (sheet, i + 1, 2, cost->channel);
      if (cost->customer >= 0)
        write_text (sheet, i + 1, 3, g_array_index (shop->customers, ClvSampleCustomer, cost->customer).id);
      write_number (sheet, i + 1, 4, cost->amount, formats->money);
    }
}

static void
write_customers (lxw_workbook  *workbook,
                 ClvSampleShop *shop,
                 const Formats *formats)
{
  static const Column columns[] = {
    { "Customer no.", 12 }, { "Customer name", 26 }, { "Segment", 10 }, { "Account owner", 16 },
  };
  lxw_worksheet *sheet = add_sheet (workbook, "Customers", columns, G_N_ELEMENTS (columns),
                                    shop->customers->len, formats);

  for (guint i = 0; i < shop->customers->len; i++)
    {
      const ClvSampleCustomer *customer = &g_array_index (shop->customers, ClvSampleCustomer, i);

      write_text (sheet, i + 1, 0, customer->id);
      write_text (sheet, i + 1, 1, customer->name);
      write_text (sheet, i + 1, 2, customer->segment);
      write_text (sheet, i + 1, 3, customer->owner);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (ClvSampleShop) shop = NULL;
  lxw_workbook *workbook;
  Formats formats;

  if (argc != 2)
    {
      g_printerr ("Usage: clientele-make-sample FILE.xlsx\n");
      return 2;
    }
  workbook = workbook_new (argv[1]);
  if (workbook == NULL)
    check (LXW_ERROR_MEMORY_MALLOC_FAILED, argv[1]);

  /* A fixed date of making: the same sources give the same file. */
  lxw_doc_properties properties = {
    .title = (char *) "Sample orders",
    .subject = (char *) "An invented tea shop, 2023 to 2025",
    .author = (char *) "Clientele",
    .comments = (char *) "All names and figures are invented.",
    .created = 1767225600, /* 2026-01-01 00:00 UTC */
  };
  check (workbook_set_properties (workbook, &properties), "properties");

  formats.header = workbook_add_format (workbook);
  format_set_bold (formats.header);
  format_set_bottom (formats.header, LXW_BORDER_THIN);
  formats.date = workbook_add_format (workbook);
  format_set_num_format (formats.date, "yyyy-mm-dd");
  formats.month = workbook_add_format (workbook);
  format_set_num_format (formats.month, "yyyy-mm-dd");
  formats.money = workbook_add_format (workbook);
  format_set_num_format (formats.money, "#,##0.00");
  formats.share = workbook_add_format (workbook);
  format_set_num_format (formats.share, "0%");

  shop = clv_sample_shop_new (20230107);
  write_orders (workbook, shop, &formats);
  write_costs (workbook, shop, &formats);
  write_customers (workbook, shop, &formats);
  check (workbook_close (workbook), argv[1]);
  return 0;
}
