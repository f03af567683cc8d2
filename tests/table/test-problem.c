/* test-problem.c - lists of what was odd
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-problem.h"

static void
test_counts_go_on_when_examples_are_full (void)
{
  g_autoptr (ClvProblemList) list = clv_problem_list_new ();
  const ClvProblem *problem;

  for (guint i = 0; i < 100; i++)
    clv_problem_list_add (list, "ragged-row", "kept", "a.csv", "", i + 1, "x");

  g_assert_cmpuint (clv_problem_list_get_n (list), ==, 1);
  problem = clv_problem_list_find (list, "ragged-row");
  g_assert_cmpuint (problem->count, ==, 100);
  g_assert_cmpuint (problem->examples->len, ==, CLV_MAX_EXAMPLES);
  g_assert_cmpuint (((ClvProblemExample *) problem->examples->pdata[0])->row, ==, 1);
}

static void
test_merge_sums_by_kind_and_treatment (void)
{
  g_autoptr (ClvProblemList) a = clv_problem_list_new ();
  g_autoptr (ClvProblemList) b = clv_problem_list_new ();

  clv_problem_list_add (a, "ragged-row", "kept", "a.csv", "", 1, NULL);
  clv_problem_list_add (b, "ragged-row", "kept", "b.csv", "", 2, NULL);
  clv_problem_list_add (b, "ragged-row", "left-out", "b.csv", "", 3, NULL);
  clv_problem_list_merge (a, b);

  g_assert_cmpuint (clv_problem_list_get_n (a), ==, 2);
  g_assert_cmpuint (clv_problem_list_get (a, 0)->count, ==, 2);
  g_assert_cmpuint (clv_problem_list_get (a, 0)->examples->len, ==, 2);
  g_assert_cmpuint (clv_problem_list_get (a, 1)->count, ==, 1);
}

static void
test_each_kind_is_explained (void)
{
  static const char *const kinds[] = {
    "unreadable-date", "unreadable-amount", "ambiguous-date-order", "ambiguous-decimal-mark", "missing-customer",
    "missing-date", "missing-amount", "amount-in-other-column",
    "exact-duplicate", "negative-amount-outside-credit-note", "credit-note",
    "cancelled-or-test", "non-customer-line", "zero-amount", "mixed-currencies", "returns-without-amount",
    "order-of-several-customers", "parent-cycle", "unknown-order", "unknown-product",
    "unknown-customer", "future-date", "ragged-row", "shifted-row-repaired", "unclosed-quote",
    "formula-without-value", "error-cell", "totals-row", "overlapping-sheets", "hidden-sheet", "ignored-table",
    "id-merged", "no-costs", "after-as-of", "encoding-guessed", "customer-id-merged",
    "too-many-fields", "contact-of-unknown-customer", "continued-order", "cost-of-unknown-customer", "costs-by-column",
    "customer-without-order", "email-of-several-names", "guest-customers", "line-of-unknown-order", "parent-accounts",
    "order-total-repeated", "swapped-dates", "tables-joined",
  };
  g_autoptr (ClvProblemList) list = clv_problem_list_new ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const ClvProblem *problem;

      clv_problem_list_add (list, kinds[i], "kept", NULL, NULL, 0, NULL);
      problem = clv_problem_list_find (list, kinds[i]);
      g_assert_cmpstr (clv_problem_get_title (problem), !=, kinds[i]);
      /* A sentence, told to people. */
      g_assert_cmpuint (strlen (clv_problem_get_advice (problem)), >, 40);
      g_assert_true (g_str_has_suffix (clv_problem_get_advice (problem), "."));
    }
}

static void
test_an_unknown_kind_is_its_own_title (void)
{
  g_autoptr (ClvProblemList) list = clv_problem_list_new ();
  const ClvProblem *problem;

  clv_problem_list_add (list, "something-new", "kept", NULL, NULL, 0, NULL);
  problem = clv_problem_list_get (list, 0);
  g_assert_cmpstr (clv_problem_get_title (problem), ==, "something-new");
  g_assert_cmpint (clv_problem_get_severity (problem), ==, CLV_SEVERITY_WARNING);
  g_assert_cmpstr (problem->choices, ==, "");
}

/* Rows 9, 4 and 4 of one sheet, 2 of another, in the order of reading: 25 examples would be too many, rows never are. */
static void
test_marked_rows_are_those_of_their_sheet (void)
{
  g_autoptr (ClvProblemList) list = clv_problem_list_new ();
  g_autoptr (GArray) first = NULL;
  g_autoptr (GArray) many = NULL;
  ClvProblem *problem;

  clv_problem_list_add_marked (list, "ragged-row", "kept", "a.xlsx", "one", 9, "x");
  clv_problem_list_add_marked (list, "ragged-row", "kept", "a.xlsx", "two", 2, "x");
  clv_problem_list_add_marked (list, "ragged-row", "kept", "a.xlsx", "one", 4, "x");
  clv_problem_list_add_marked (list, "ragged-row", "kept", "a.xlsx", "one", 4, "x");
  for (guint i = 0; i < 100; i++)
    clv_problem_list_add_marked (list, "ragged-row", "kept", "a.xlsx", "many", 200 - i, "x");
  problem = (ClvProblem *) clv_problem_list_find (list, "ragged-row");
  g_assert_cmpuint (problem->count, ==, 104);
  g_assert_cmpuint (problem->examples->len, ==, CLV_MAX_EXAMPLES);

  first = clv_problem_steal_marked (problem, "a.xlsx", "one");
  g_assert_cmpuint (first->len, ==, 2);
  g_assert_cmpuint (g_array_index (first, guint32, 0), ==, 4);
  g_assert_cmpuint (g_array_index (first, guint32, 1), ==, 9);
  many = clv_problem_steal_marked (problem, "a.xlsx", "many");
  g_assert_cmpuint (many->len, ==, 100);
  g_assert_cmpuint (g_array_index (many, guint32, 0), ==, 101);
  g_assert_null (clv_problem_steal_marked (problem, "a.xlsx", "one"));
  g_assert_null (clv_problem_steal_marked (problem, "b.xlsx", "two"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/problem/counts-go-on-when-examples-are-full", test_counts_go_on_when_examples_are_full);
  g_test_add_func ("/table/problem/merge-sums-by-kind-and-treatment", test_merge_sums_by_kind_and_treatment);
  g_test_add_func ("/table/problem/each-kind-is-explained", test_each_kind_is_explained);
  g_test_add_func ("/table/problem/an-unknown-kind-is-its-own-title", test_an_unknown_kind_is_its_own_title);
  g_test_add_func ("/table/problem/marked-rows-are-those-of-their-sheet", test_marked_rows_are_those_of_their_sheet);
  return g_test_run ();
}
