/* bench-customer-list.c - sort, search and filter a million customers
 *
 * Prints for each wish how long it took until it was swapped in, and how long the main thread was kept busy.
 * Some 200 items are held as a column view does (ARCHITECTURE.md, “Why it is so”).
 *
 * Usage: bench-customer-list [CUSTOMERS]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdlib.h>

#include "clv-block-watch.h"
#include "clv-customer-list.h"
#include "clv-findings-fixture.h"

#define HELD 205

static void
finish (ClvCustomerList *list,
        const char      *what)
{
  double call_ms = clv_block_watch_elapsed_ms ();

  while (clv_customer_list_is_busy (list))
    clv_block_watch_iterate ();
  g_print ("%-28s %8.1f ms until swapped in, main thread busy for %6.2f ms (call %.2f ms), %u shown\n", what,
           clv_block_watch_elapsed_ms (), clv_block_watch_longest_ms (), call_ms,
           g_list_model_get_n_items (G_LIST_MODEL (list)));
}

static void
sort (ClvCustomerList  *list,
      ClvCustomerColumn column,
      gboolean          descending,
      const char       *what)
{
  clv_block_watch_start ();
  clv_customer_list_sort (list, column, descending);
  finish (list, what);
}

static void
search (ClvCustomerList *list,
        const char      *text,
        const char      *what)
{
  clv_block_watch_start ();
  clv_customer_list_search (list, text);
  finish (list, what);
}

int
main (int   argc,
      char *argv[])
{
  guint32 n = argc > 1 ? (guint32) strtoul (argv[1], NULL, 10) : 1000000;
  g_autoptr (ClvFindings) findings = clv_fixture_many (n);
  g_autoptr (ClvCustomerList) list = clv_customer_list_new ();
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  ClvAssumptions assumptions;
  g_autoptr (ClvFindings) other = NULL;

  clv_assumptions_init_default (&assumptions);
  assumptions.margin = 0.3;
  other = clv_fixture_again (findings, &assumptions);

  clv_block_watch_start ();
  clv_customer_list_set_findings (list, findings);
  finish (list, "first show");
  for (guint i = 0; i < MIN (HELD, n); i++)
    g_ptr_array_add (held, g_list_model_get_item (G_LIST_MODEL (list), i));

  sort (list, CLV_CUSTOMER_COLUMN_REVENUE, TRUE, "sort by revenue");
  sort (list, CLV_CUSTOMER_COLUMN_ORDERS, TRUE, "sort by orders, all equal");
  sort (list, CLV_CUSTOMER_COLUMN_LAST_DATE, FALSE, "sort by last order");
  sort (list, CLV_CUSTOMER_COLUMN_ID, TRUE, "sort by id");
  sort (list, CLV_CUSTOMER_COLUMN_NAME, FALSE, "sort by name, first time");
  sort (list, CLV_CUSTOMER_COLUMN_NAME, TRUE, "sort by name, again");
  search (list, "12", "search, first time");
  search (list, "123", "search, again");
  search (list, "", "search nothing");
  clv_block_watch_start ();
  clv_customer_list_filter (list, "country", 0);
  finish (list, "filter by country");
  clv_block_watch_start ();
  clv_customer_list_set_findings (list, other);
  finish (list, "other findings");
  return EXIT_SUCCESS;
}
