/* test-treatments.c - what can be done about each kind of problem, and that it is done
 *
 * Expected values by hand; each is worked out beside its table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-test-analysis.h"
#include "clv-test-tables.h"
#include "clv-test.h"

/* In alphabetical order: kinds of which no choice is known before the data are, and why. */
static const char *const without_choices[] = {
  "after-as-of",                 /* the as-of date decides, and is an assumption of its own */
  "amount-in-other-column",      /* whether that column is an amount is said where the columns get their roles */
  "amounts-in-currencies",       /* one of the currencies: the data say which there are */
  "contact-of-unknown-customer", /* no figure is made of contacts with people who never bought */
  "costs-by-column",             /* what each column is, is said where the columns get their roles */
  "customer-without-order",      /* they count in no figure already */
  "email-of-several-names",      /* look before “guest-customers” is decided, which has the choices */
  "encoding-guessed",            /* another encoding is chosen where the file is read */
  "hidden-sheet",                /* what a sheet holds is said where the sheets are recognised */
  "history-starts",              /* states where the data begin; no figure is changed by it */
  "ignored-table",               /* what a sheet holds is said where the sheets are recognised */
  "line-of-unknown-order",       /* without a day and a customer no period and nobody could have it */
  "missing-date",                /* no period could hold the row */
  "no-costs",                    /* the margin, which is an assumption, stands in for them */
  "no-rate",                     /* only people know the rate: “mixed-currencies” asks for it */
  "odd-rate",                    /* only people know the rate: “mixed-currencies” asks for it */
  "parent-cycle",                /* “parent-accounts” decides whether parents matter at all */
  "repeated-header",             /* no data: there is nothing to count in a header */
  "repeated-order-row",          /* its lines count; the row could only count the order twice */
  "returns-without-order",       /* only where a list of products says what to take off */
  "skipped-file",                /* not read: it is no spreadsheet */
  "tables-joined",               /* what a sheet holds is said where the sheets are recognised */
  "unknown-order",               /* refunds with an amount and a day count; the others say nothing to count */
  "unread-column",               /* what the column is, is said where the columns get their roles */
  "unreadable-date",             /* no period could hold the row */
  "unrelated-files",             /* which files belong together only people know: open the others */
};

static void
test_every_kind_has_choices_or_a_reason (void)
{
  guint n_without = 0;

  for (guint i = 0; i < clv_problem_kind_get_n (); i++)
    {
      const char *choices;
      const char *kind = clv_problem_kind_get (i, &choices);

      if (*choices == '\0')
        {
          g_assert_cmpuint (n_without, <, G_N_ELEMENTS (without_choices));
          g_assert_cmpstr (kind, ==, without_choices[n_without++]);
        }
    }
  g_assert_cmpuint (n_without, ==, G_N_ELEMENTS (without_choices));
}

/* Two at least, each of which an assumption makes true; rates and the currency of rows without one are for people to enter. */
static void
test_every_choice_is_made_by_an_assumption (void)
{
  for (guint i = 0; i < clv_problem_kind_get_n (); i++)
    {
      const char *choices;
      const char *kind = clv_problem_kind_get (i, &choices);
      g_auto (GStrv) ids = g_strsplit (choices, " ", -1);

      if (*choices == '\0')
        continue;
      g_assert_true (ids[1] != NULL || g_str_equal (kind, "mixed-currencies") || g_str_equal (kind, "missing-currency"));
      for (guint j = 0; ids[j] != NULL; j++)
        {
          g_autoptr (GError) error = NULL;
          ClvAssumptions assumptions;
          const char *key, *value;

          if (!clv_assumptions_for_choice (kind, ids[j], &key, &value))
            g_error ("“%s”, “%s”: no assumption does it", kind, ids[j]);
          if (value == NULL)
            continue;
          clv_assumptions_init_default (&assumptions);
          clv_assumptions_set (&assumptions, key, value, &error);
          g_assert_no_error (error);
          if (!clv_assumptions_has_choice (&assumptions, kind, ids[j]))
            g_error ("“%s”, “%s”: %s=%s does not make it so", kind, ids[j], key, value);
          for (guint k = 0; ids[k] != NULL; k++)
            g_assert_true (k == j || !clv_assumptions_has_choice (&assumptions, kind, ids[k]));
        }
    }
}

static void
test_kinds_are_added_to_a_list_and_taken_from_it (void)
{
  static const struct
  {
    const char *set, *then;
  } steps[] = {
    { "possible-total,odd-date", "odd-date,possible-total" },
    { "+ragged-row", "odd-date,possible-total,ragged-row" },
    { "-odd-date +nul-byte", "nul-byte,possible-total,ragged-row" },
    { "-odd-date", "nul-byte,possible-total,ragged-row" },
    { "Odd-Date, credit-note", "credit-note,odd-date" },
    { "", "" },
  };
  ClvAssumptions assumptions, restored;
  g_autofree char *none = NULL;

  clv_assumptions_init_default (&assumptions);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *value = NULL;
      g_autofree char *line = NULL;

      clv_assumptions_set (&assumptions, "leave-out", steps[i].set, &error);
      g_assert_no_error (error);
      value = clv_assumptions_dup_value (&assumptions, "leave-out");
      g_assert_cmpstr (value, ==, steps[i].then);
      line = clv_assumptions_serialise (&assumptions);
      clv_assumptions_restore (&restored, line);
      g_assert_true (clv_assumptions_equal (&assumptions, &restored));
    }
  none = clv_assumptions_dup_words (&assumptions, "leave-out");
  g_assert_cmpstr (none, ==, "None");
}

static void
test_a_list_refuses_what_it_cannot_name (void)
{
  static const struct
  {
    const char *key, *value, *possible;
  } cases[] = {
    { "leave-out", "odd-date,nonsense", "possible-total" },
    { "leave-out", "missing-amount", "possible-total" },
    { "leave-out", "exact-duplicate", "possible-total" },
    { "count-as-zero", "odd-date", "missing-amount" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      ClvAssumptions assumptions, before;

      clv_assumptions_init_default (&assumptions);
      before = assumptions;
      g_assert_false (clv_assumptions_set (&assumptions, cases[i].key, cases[i].value, &error));
      g_assert_error (error, CLV_ANALYSIS_ERROR, CLV_ANALYSIS_ERROR_VALUE);
      g_assert_nonnull (strstr (error->message, cases[i].possible));
      g_assert_true (clv_assumptions_equal (&assumptions, &before));
    }
}

static const ClvProblem *
problem_of (const ClvFindings *findings,
            const char        *kind)
{
  return clv_problem_list_find (clv_findings_get_problems (findings), kind);
}

/* B gave 70 back in two rows of one credit note, and never bought anything; A gave back 30 of 100. */
#define REFUNDS                                                                                                       \
  "order;customer;date;amount\n1;A;2024-01-01;100\n2;A;2024-02-01;-30\n3;B;2024-01-15;-50\n3;B;2024-01-15;-20\n4;C;2024-03-01;60\n"

static void
test_refunds_without_a_purchase_can_be_left_out (void)
{
  g_autoptr (ClvFindings) kept = clv_test_analyse (REFUNDS, NULL, "");
  g_autoptr (ClvFindings) without = clv_test_analyse (REFUNDS, NULL, "leave-out=refund-unmatched");
  const ClvReconciliation *account = clv_book_get_reconciliation (clv_findings_get_book (without));

  g_assert_cmpstr (problem_of (kept, "refund-unmatched")->treatment, ==, "kept");
  g_assert_cmpstr (problem_of (kept, "refund-unmatched")->choices, ==, "kept left-out");
  g_assert_cmpuint (problem_of (kept, "refund-unmatched")->count, ==, 1);
  clv_assert_near (clv_test_metric (kept, "revenue"), 60, 1e-9);

  g_assert_cmpstr (problem_of (without, "refund-unmatched")->treatment, ==, "left-out");
  g_assert_cmpuint (problem_of (without, "refund-unmatched")->count, ==, 1);
  clv_assert_near (clv_test_metric (without, "revenue"), 130, 1e-9);
  g_assert_cmpuint (account->rows_used, ==, 3);
  g_assert_cmpuint (account->left_out[CLV_LEFT_OUT_MARKED + CLV_ROW_MARK_REFUND_UNMATCHED].rows, ==, 2);
  clv_assert_near (account->left_out[CLV_LEFT_OUT_MARKED + CLV_ROW_MARK_REFUND_UNMATCHED].amount, -70, 1e-9);
  clv_assert_near (account->amount_used - 70, account->amount_read, 1e-9);
}

/* An order of 0 is one order more, and no revenue. */
static void
test_what_is_done_is_told (void)
{
  static const char orders[] = "order;customer;date;amount\n1;A;2024-01-01;10\n2;B;2024-01-02;about ten\n3;C;1924-01-03;30\n4;D;2024-01-04;20\n";
  g_autoptr (ClvFindings) as_found = clv_test_analyse (orders, NULL, "");
  g_autoptr (ClvFindings) other_way = clv_test_analyse (orders, NULL, "leave-out=odd-date count-as-zero=unreadable-amount");

  g_assert_cmpstr (problem_of (as_found, "unreadable-amount")->treatment, ==, "left-out");
  g_assert_cmpstr (problem_of (as_found, "odd-date")->treatment, ==, "kept");
  clv_assert_near (clv_test_metric (as_found, "orders"), 3, 0);
  clv_assert_near (clv_test_metric (as_found, "revenue"), 60, 1e-9);
  g_assert_cmpstr (problem_of (other_way, "unreadable-amount")->treatment, ==, "zero");
  g_assert_cmpstr (problem_of (other_way, "unreadable-amount")->choices, ==, "left-out zero");
  g_assert_cmpstr (problem_of (other_way, "odd-date")->treatment, ==, "left-out");
  g_assert_cmpstr (problem_of (other_way, "odd-date")->choices, ==, "kept left-out");
  clv_assert_near (clv_test_metric (other_way, "orders"), 3, 0);
  clv_assert_near (clv_test_metric (other_way, "revenue"), 30, 1e-9);
}

/* A cost that nobody can read is no row of orders: there is nothing to choose. */
static void
test_problems_of_other_tables_have_no_choice (void)
{
  g_autoptr (ClvFindings) findings = clv_test_analyse ("order;customer;date;amount\n1;A;2024-01-01;10\n2;B;2024-01-02;20\n",
                                                       "date;type;cost\n2024-01-01;acquisition;10\n2024-01-02;acquisition;much\n"
                                                       "2024-01-03;acquisition;20\n2024-01-04;acquisition;5\n", "");

  g_assert_cmpstr (problem_of (findings, "unreadable-amount")->treatment, ==, "left-out");
  g_assert_cmpstr (problem_of (findings, "unreadable-amount")->choices, ==, "");
}

/* Order 4 stands for itself with 25; order 5 says nothing, and nothing can be done about it. */
static void
test_what_was_left_out_while_reading_has_no_choice (void)
{
  static const char orders[] = "order id;customer;date;total\n1;A;2024-01-01;30\n2;B;2024-01-02;20\n3;C;2024-01-03;10\n4;D;2024-01-03;25\n5;E;2024-01-03;\n";
  static const char lines[] = "order id;product;quantity;unit price\n1;Tea;3;10\n2;Tea;2;10\n3;Tea;1;10\n";
  g_autoptr (GPtrArray) tables = clv_test_tables (orders);
  g_autoptr (ClvFindings) kept = NULL;
  g_autoptr (ClvFindings) without = NULL;
  guint n_used = 0, n_left_out = 0;

  clv_test_add_table (tables, "lines.csv", "", lines);
  kept = clv_test_analyse_ledger (clv_test_ledger (tables), "");
  without = clv_test_analyse_ledger (clv_test_ledger (tables), "leave-out=order-without-lines");
  for (guint i = 0; i < clv_problem_list_get_n (clv_findings_get_problems (kept)); i++)
    {
      const ClvProblem *problem = clv_problem_list_get (clv_findings_get_problems (kept), i);

      if (!g_str_equal (problem->kind, "order-without-lines"))
        continue;
      g_assert_cmpuint (problem->count, ==, 1);
      if (g_str_equal (problem->treatment, "used"))
        n_used += g_str_equal (problem->choices, "used left-out") ? 1 : 0;
      else
        n_left_out += g_str_equal (problem->choices, "") ? 1 : 0;
    }
  g_assert_cmpuint (n_used, ==, 1);
  g_assert_cmpuint (n_left_out, ==, 1);
  clv_assert_near (clv_test_metric (kept, "revenue"), 85, 1e-9);
  /* Both are left out now, and the way back is open. */
  g_assert_cmpuint (problem_of (without, "order-without-lines")->count, ==, 2);
  g_assert_cmpstr (problem_of (without, "order-without-lines")->treatment, ==, "left-out");
  g_assert_cmpstr (problem_of (without, "order-without-lines")->choices, ==, "used left-out");
  clv_assert_near (clv_test_metric (without, "revenue"), 60, 1e-9);
}

int
main (int   argc,
      char *argv[])
{
  clv_test_speak_plainly ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/treatments/every-kind-has-choices-or-a-reason", test_every_kind_has_choices_or_a_reason);
  g_test_add_func ("/analysis/treatments/every-choice-is-made-by-an-assumption", test_every_choice_is_made_by_an_assumption);
  g_test_add_func ("/analysis/treatments/kinds-are-added-to-a-list-and-taken-from-it", test_kinds_are_added_to_a_list_and_taken_from_it);
  g_test_add_func ("/analysis/treatments/a-list-refuses-what-it-cannot-name", test_a_list_refuses_what_it_cannot_name);
  g_test_add_func ("/analysis/treatments/refunds-without-a-purchase-can-be-left-out", test_refunds_without_a_purchase_can_be_left_out);
  g_test_add_func ("/analysis/treatments/what-is-done-is-told", test_what_is_done_is_told);
  g_test_add_func ("/analysis/treatments/problems-of-other-tables-have-no-choice", test_problems_of_other_tables_have_no_choice);
  g_test_add_func ("/analysis/treatments/what-was-left-out-while-reading-has-no-choice",
                   test_what_was_left_out_while_reading_has_no_choice);
  return g_test_run ();
}
