/* clv-rule-problems.c - problems of the import, with what the rules do about them now
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-analysis-private.h"

#include <string.h>

/* What is done about a kind of problem when an assumption has a value. */
static const struct
{
  const char *kind, *choice, *key, *value;
} choices[] = {
  { "ambiguous-date-order", "day-first", "date-order", "dmy" },
  { "ambiguous-date-order", "month-first", "date-order", "mdy" },
  { "ambiguous-decimal-mark", "decimal-comma", "decimal", "comma" },
  { "ambiguous-decimal-mark", "decimal-point", "decimal", "point" },
  { "ambiguous-discount", "money", "discount", "money" },
  { "ambiguous-discount", "percent", "discount", "percent" },
  { "amount-before-discount", "kept", "amounts-before-discount", "keep" },
  { "amount-before-discount", "subtracted", "amounts-before-discount", "subtract" },
  { "amount-differs-from-price", "used", "contradicted-amounts", "amount" },
  { "amount-differs-from-price", "price", "contradicted-amounts", "price" },
  { "amount-differs-from-price", "left-out", "contradicted-amounts", "drop" },
  { "cancelled-or-test", "kept", "cancelled", "keep" },
  { "cancelled-or-test", "left-out", "cancelled", "drop" },
  { "cost-type-assumed", "used", "channel-costs", "acquisition" },
  { "cost-type-assumed", "retention", "channel-costs", "retention" },
  { "cost-type-assumed", "service", "channel-costs", "service" },
  { "cost-type-assumed", "other", "channel-costs", "other" },
  { "currency-conflict", "sign", "currency-conflict", "sign" },
  { "currency-conflict", "column", "currency-conflict", "column" },
  { "customer-id-merged", "used", "merged-ids", "merge" },
  { "customer-id-merged", "apart", "merged-ids", "apart" },
  { "customer-id-similar", "kept", "similar-ids", "apart" },
  { "customer-id-similar", "merged", "similar-ids", "merge" },
  { "deal-not-won", "left-out", "deals", "won" },
  { "deal-not-won", "kept", "deals", "all" },
  { "discount-in-percent", "used", "discount", "percent" },
  { "discount-in-percent", "money", "discount", "money" },
  { "exact-duplicate", "kept", "duplicates", "keep" },
  { "exact-duplicate", "left-out", "duplicates", "drop" },
  { "future-date", "kept", "future-dates", "keep" },
  { "future-date", "left-out", "future-dates", "drop" },
  { "gift-card", "kept", "gift-cards", "keep" },
  { "gift-card", "left-out", "gift-cards", "drop" },
  { "guest-customers", "id", "customer-key", "id" },
  { "guest-customers", "email", "customer-key", "email" },
  { "id-merged", "used", "merged-ids", "merge" },
  { "id-merged", "apart", "merged-ids", "apart" },
  { "missing-cost", "assumed", "missing-costs", "assume" },
  { "missing-cost", "zero", "missing-costs", "zero" },
  { "missing-customer", "kept", "missing-customers", "keep" },
  { "missing-customer", "left-out", "missing-customers", "drop" },
  { "non-customer-line", "kept", "non-customer-lines", "keep" },
  { "non-customer-line", "left-out", "non-customer-lines", "drop" },
  { "non-operational-income", "left-out", "non-operational", "drop" },
  { "non-operational-income", "kept", "non-operational", "keep" },
  { "order-total-repeated", "repaired", "repeated-totals", "share" },
  { "order-total-repeated", "kept", "repeated-totals", "keep" },
  { "outsized-amount", "kept", "outsized-amounts", "keep" },
  { "outsized-amount", "left-out", "outsized-amounts", "drop" },
  { "overlapping-sheets", "kept", "duplicates", "keep" },
  { "overlapping-sheets", "left-out", "duplicates", "drop" },
  { "parent-accounts", "id", "customer-key", "id" },
  { "parent-accounts", "account", "customer-key", "account" },
  { "positive-refund", "kept", "refunded-orders", "keep" },
  { "positive-refund", "subtracted", "refunded-orders", "subtract" },
  { "positive-refund", "negated", "refunded-orders", "negate" },
  { "rate-direction", "base-per-foreign", "rate-direction", "base-per-foreign" },
  { "rate-direction", "foreign-per-base", "rate-direction", "foreign-per-base" },
  { "refund-already-net", "ignored", "refund-column", "ignore" },
  { "refund-already-net", "used", "refund-column", "subtract" },
  { "refund-subtracted", "used", "refund-column", "subtract" },
  { "refund-subtracted", "ignored", "refund-column", "ignore" },
  { "repeated-customer", "ignored", "repeated-customers", "first" },
  { "repeated-customer", "last", "repeated-customers", "last" },
  { "repeated-order", "kept", "repeated-orders", "keep" },
  { "repeated-order", "first", "repeated-orders", "first" },
  { "repeated-order", "last", "repeated-orders", "last" },
  { "returns-without-amount", "ignored", "returns", "ignore" },
  { "returns-without-amount", "left-out", "returns", "remove" },
  { "returns-without-order", "ignored", "returned-goods", "ignore" },
  { "returns-without-order", "subtracted", "returned-goods", "subtract" },
  { "several-rates", "last", "several-rates", "last" },
  { "several-rates", "first", "several-rates", "first" },
  { "shipping-column", "kept", "shipping", "keep" },
  { "shipping-column", "subtracted", "shipping", "subtract" },
  { "shipping-column", "added", "shipping", "add" },
  { "swapped-dates", "kept", "swapped-dates", "keep" },
  { "swapped-dates", "swapped", "swapped-dates", "swap" },
  { "tax-column", "kept", "tax", "keep" },
  { "tax-column", "subtracted", "tax", "subtract" },
  { "tax-column", "added", "tax", "add" },
  { "total-differs-from-lines", "used", "order-totals", "lines" },
  { "total-differs-from-lines", "total", "order-totals", "total" },
  { "totals-row", "left-out", "totals", "drop" },
  { "totals-row", "kept", "totals", "keep" },
  { "zero-amount", "kept", "zero-amounts", "keep" },
  { "zero-amount", "left-out", "zero-amounts", "drop" },
};

/* What brings rows that a problem is about into the list of a rule, or out of it: “+odd-date”, “-odd-date”. */
static gboolean
find_in_list (const char  *kind,
              const char  *choice,
              const char **key,
              const char **value)
{
  static const char *const as_found[] = { "ignored", "kept", "repaired", "used", NULL };
  const int mark = clv_row_mark_find (kind);
  const gboolean is_zero = mark >= 0 && clv_row_mark_lacks_amount (mark);
  g_autofree char *change = NULL;
  gboolean is_in;

  if (mark < 0)
    return FALSE;
  is_in = strcmp (choice, is_zero ? "zero" : "left-out") == 0;
  if (!is_in && !(is_zero ? strcmp (choice, "left-out") == 0 : g_strv_contains (as_found, choice)))
    return FALSE;
  change = g_strconcat (is_in ? "+" : "-", kind, NULL);
  *key = is_zero ? "count-as-zero" : "leave-out";
  *value = g_intern_string (change);
  return TRUE;
}

/**
 * clv_assumptions_for_choice:
 * @kind: of a problem
 * @choice: one of those of the problem
 * @key: (out): one of clv_assumptions_keys()
 * @value: (out) (nullable): what to set it to; NULL when only people know it
 *
 * Which assumption makes it so that @choice is what is done about @kind.
 *
 * Returns: FALSE when no assumption decides about it
 */
gboolean
clv_assumptions_for_choice (const char  *kind,
                            const char  *choice,
                            const char **key,
                            const char **value)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (strcmp (choices[i].kind, kind) == 0 && strcmp (choices[i].choice, choice) == 0)
      {
        *key = choices[i].key;
        *value = choices[i].value;
        return TRUE;
      }
  if (find_in_list (kind, choice, key, value))
    return TRUE;
  if (strcmp (kind, "missing-currency") == 0)
    {
      *key = "blank-currency";
      *value = strcmp (choice, "left-out") == 0 ? "drop" : choice;
      return TRUE;
    }
  if (strcmp (kind, "mixed-currencies") != 0 && strcmp (kind, "amounts-in-currencies") != 0)
    return FALSE;
  /* The choices are the currencies that there are. */
  *key = strcmp (choice, "converted") == 0 ? "rates" : "currency";
  *value = strcmp (choice, "converted") == 0 ? NULL : choice;
  return TRUE;
}

/**
 * clv_assumptions_dup_setting:
 * @kind: of a problem
 * @choice: one of those of the problem
 *
 * Returns: (transfer full) (nullable): what to set for it, as clientele-report takes it; NULL when no assumption decides
 */
char *
clv_assumptions_dup_setting (const char *kind,
                             const char *choice)
{
  const char *key, *value;

  if (!clv_assumptions_for_choice (kind, choice, &key, &value))
    return NULL;
  return g_strconcat (key, "=", value, NULL);
}

/**
 * clv_assumptions_has_choice:
 * @kind: of a problem
 * @choice: one of those of the problem
 *
 * Returns: TRUE when @choice is what the assumptions say about @kind now
 */
gboolean
clv_assumptions_has_choice (const ClvAssumptions *self,
                            const char           *kind,
                            const char           *choice)
{
  const int mark = clv_row_mark_find (kind);
  const char *key, *value;
  g_autofree char *now = NULL;

  if (!clv_assumptions_for_choice (kind, choice, &key, &value))
    return FALSE;
  if (mark >= 0 && value != NULL && (*value == '+' || *value == '-'))
    return (*value == '+') == (((self->rules.leave_out | self->rules.count_as_zero) & CLV_ROW_MARK_BIT (mark)) != 0);
  now = clv_assumptions_dup_value (self, key);
  return value != NULL ? g_strcmp0 (now, value) == 0 : now != NULL;
}

/**
 * clv_assumptions_get_change:
 * @key: one of clv_assumptions_keys(), that has another value in @after
 * @title: (out): what to call the change, translated
 *
 * Returns: an id of what was changed: the kind of problem, where a list of kinds got or lost just one; else @key
 */
const char *
clv_assumptions_get_change (const ClvAssumptions  *before,
                            const ClvAssumptions  *after,
                            const char            *key,
                            const char           **title)
{
  const ClvRowMarkSet changed = (before->rules.leave_out ^ after->rules.leave_out)
                                | (before->rules.count_as_zero ^ after->rules.count_as_zero);
  const int mark = g_bit_nth_lsf (changed, -1);
  const char *kind;

  if (mark < 0 || changed != CLV_ROW_MARK_BIT (mark))
    {
      *title = clv_assumptions_get_title (key);
      return key;
    }
  kind = clv_row_mark_get_kind (mark);
  *title = clv_problem_kind_get_title (kind);
  return kind;
}

/* What rules make of the rows that @mark says; NULL when they are as they were found. Another kind of problem may have made
 * all rows without an amount count already. */
static const char *
treatment_of_marked (const ClvAnalysis *self,
                     ClvRowMark         mark)
{
  const guint8 *left_out = clv_book_get_left_out (self->book);
  guint32 n, n_out = 0;
  const guint32 *rows = clv_ledger_get_marked (self->ledger, mark, &n);

  if (n == 0)
    return NULL;
  if (!clv_row_mark_lacks_amount (mark))
    return self->assumptions->rules.leave_out & CLV_ROW_MARK_BIT (mark) ? "left-out" : NULL;
  for (guint32 i = 0; i < n; i++)
    n_out += left_out[rows[i]] == CLV_LEFT_OUT_UNREADABLE_AMOUNT;
  return n_out == 0 ? "zero" : NULL;
}

/* What the assumptions make of a kind of problem; NULL when they have no say in it, or leave it to the data. */
static const char *
treatment_of (const ClvAnalysis *self,
              const ClvProblem  *problem)
{
  const char *kind = problem->kind;
  const int mark = clv_row_mark_find (kind);

  if (mark >= 0 && (clv_row_mark_lacks_amount (mark) || strcmp (problem->treatment, "left-out") != 0))
    return treatment_of_marked (self, mark);
  if (strcmp (kind, "missing-currency") == 0)
    return clv_book_takes_blanks (self->book) ? "used" : "left-out";
  /* Reading leaves them out before anybody could say anything. */
  if (strcmp (kind, "totals-row") == 0)
    return self->assumptions->choices.keep_totals ? "kept" : "left-out";
  /* What importing could not use stays out, whatever the rules say. */
  if (strcmp (problem->treatment, "left-out") == 0)
    return NULL;
  /* Nor is anything done where there is nothing to choose. */
  for (guint i = 0; *problem->choices != '\0' && i < G_N_ELEMENTS (choices); i++)
    if (strcmp (choices[i].kind, kind) == 0)
      {
        g_autofree char *value = clv_assumptions_dup_value (self->assumptions, choices[i].key);

        if (value != NULL && strcmp (value, choices[i].value) == 0)
          return choices[i].choice;
      }
  return NULL;
}

/* The money that the rows of a problem are about; where one of them is left out, it may be another one than the import tells. */
static double
money_of (const ClvAnalysis *self,
          const ClvProblem  *problem,
          const char        *treatment)
{
  const ClvReconciliation *account = clv_book_get_reconciliation (self->book);

  if (problem->amount != 0 && strcmp (problem->kind, "repeated-order") == 0
      && (strcmp (treatment, "first") == 0 || strcmp (treatment, "last") == 0))
    return account->left_out[CLV_LEFT_OUT_REPEATED_ORDER].amount;
  return problem->amount;
}

/* There is nothing to choose where a problem is not about rows of orders, or about such as importing could not use. */
static void
drop_choices (ClvAnalysis *self,
              const char  *kind)
{
  const int mark = clv_row_mark_find (kind);
  guint32 n;

  if (mark < 0 || mark == CLV_ROW_MARK_REFUND_UNMATCHED)
    return;
  clv_ledger_get_marked (self->ledger, mark, &n);
  if (n == 0)
    clv_problem_list_set_choices (self->findings->problems, kind, "");
  else if (!clv_row_mark_lacks_amount (mark) && !(self->assumptions->rules.leave_out & CLV_ROW_MARK_BIT (mark)))
    clv_problem_list_set_choices_of (self->findings->problems, kind, "left-out", "");
}

/* How many rows of goods that came back count, of one table, or of all of them; they may have no price, day or currency. */
static guint32
count_returned_goods (const ClvAnalysis       *self,
                      const ClvProblemExample *of)
{
  const guint8 *left_out = clv_book_get_left_out (self->book);
  guint32 n = 0;

  for (guint32 row = 0; row < self->rows->n; row++)
    {
      const ClvLedgerPart *part = clv_ledger_get_part (self->ledger, self->rows->part[row]);

      n += part->are_returned_goods && left_out[row] == CLV_LEFT_OUT_NO && g_strcmp0 (part->file, of->file) == 0
           && g_strcmp0 (part->sheet, of->sheet) == 0;
    }
  return n;
}

/* Those that do not count are told as what they are. */
static void
add_returned_goods (ClvAnalysis      *self,
                    const ClvProblem *problem)
{
  ClvProblemList *problems = self->findings->problems;
  guint32 n_used = 0, n_told = 0;

  for (guint i = 0; i < problem->examples->len; i++)
    {
      const ClvProblemExample *example = g_ptr_array_index (problem->examples, i);
      const guint32 n = count_returned_goods (self, example);

      n_used += n;
      n_told += n > 0;
      if (n > 0)
        clv_problem_list_add (problems, problem->kind, "subtracted", example->file, example->sheet, example->row, example->text);
    }
  n_used = MIN (n_used, problem->count);
  if (n_used > 0)
    clv_problem_list_count (problems, problem->kind, "subtracted", n_used - n_told);
  clv_problem_list_count (problems, problem->kind, "ignored", problem->count - n_used);
  clv_problem_list_set_choices (problems, problem->kind, problem->choices);
}

static void
add_treated (ClvAnalysis      *self,
             const ClvProblem *problem,
             const char       *treatment)
{
  ClvProblemList *problems = self->findings->problems;

  for (guint i = 0; i < problem->examples->len; i++)
    {
      const ClvProblemExample *example = g_ptr_array_index (problem->examples, i);

      clv_problem_list_add (problems, problem->kind, treatment, example->file, example->sheet, example->row, example->text);
    }
  clv_problem_list_count (problems, problem->kind, treatment, problem->count - problem->examples->len);
  clv_problem_list_add_money (problems, problem->kind, treatment, money_of (self, problem, treatment));
  clv_problem_list_set_choices_of (problems, problem->kind, treatment, problem->choices);
  drop_choices (self, problem->kind);
  if (problem->is_mild)
    clv_problem_list_set_mild (problems, problem->kind);
}

/* Rows that the rules left out for a reason which importing could not know. */
static void
add_left_out (ClvAnalysis *self,
              ClvLeftOut   reason,
              const char  *kind)
{
  const guint8 *left_out = clv_book_get_left_out (self->book);

  if (clv_book_get_reconciliation (self->book)->left_out[reason].rows == 0)
    return;
  for (guint32 row = 0; row < self->rows->n; row++)
    if (left_out[row] == reason)
      {
        const ClvLedgerPart *part = clv_ledger_get_part (self->ledger, self->rows->part[row]);
        char iso[16];

        clv_day_to_iso (self->rows->day[row], iso);
        clv_problem_list_add (self->findings->problems, kind, "left-out", part->file, part->sheet, self->rows->source_row[row],
                              iso);
      }
}

static void
add_unmatched_refund (ClvAnalysis *self,
                      const char  *treatment,
                      guint32      row,
                      double       amount)
{
  const ClvLedgerPart *part = clv_ledger_get_part (self->ledger, self->rows->part[row]);
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.2f", amount);
  clv_problem_list_add (self->findings->problems, "refund-unmatched", treatment, part->file, part->sheet,
                        self->rows->source_row[row], text);
}

/* Once a credit note, at its first row. */
static void
add_unmatched_refunds (ClvAnalysis *self)
{
  const guint32 *row_document = clv_book_get_row_documents (self->book);
  const ClvDocument *documents = clv_book_get_documents (self->book);

  for (guint32 row = 0; row < self->rows->n && self->totals.credit_notes > 0; row++)
    if (clv_analysis_is_unmatched (self, row))
      {
        self->is_unmatched[row_document[row]] = FALSE;
        add_unmatched_refund (self, "kept", row, documents[row_document[row]].amount);
      }
  for (guint i = 0; self->left_refunds != NULL && i < self->left_refunds->len; i++)
    {
      const ClvLeftRefund *refund = &g_array_index (self->left_refunds, ClvLeftRefund, i);

      if (refund->is_first)
        add_unmatched_refund (self, "left-out", refund->row, refund->amount);
    }
}

/* Rows of cost tables are not kept apart by file and line. Those in another currency are told by the import. */
static void
add_costs_after_as_of (ClvAnalysis *self)
{
  const ClvCostRow *costs = clv_ledger_get_costs (self->ledger);
  const ClvDay as_of = self->assumptions->rules.as_of;

  for (guint32 i = 0; as_of != CLV_DAY_NONE && i < clv_ledger_get_n_costs (self->ledger); i++)
    if (!clv_book_is_cost_used (self->book, i) && costs[i].day != CLV_DAY_NONE && costs[i].day > as_of)
      clv_problem_list_add (self->findings->problems, "after-as-of", "left-out", NULL, NULL, 0, NULL);
}

/**
 * clv_analysis_fill_problems:
 *
 * Takes over what importing found, and tells what the rules do about it.
 */
void
clv_analysis_fill_problems (ClvAnalysis *self)
{
  const ClvProblemList *imported = clv_ledger_get_problems (self->ledger);
  ClvProblemList *problems = self->findings->problems;

  for (guint i = 0; i < clv_problem_list_get_n (imported); i++)
    {
      const ClvProblem *problem = clv_problem_list_get (imported, i);
      const char *treatment = treatment_of (self, problem);

      /* Which rows are in another currency depends on the one that is chosen. */
      if (strcmp (problem->kind, "mixed-currencies") == 0 && strcmp (problem->treatment, "kept") == 0)
        {
          clv_book_tell_mixed (self->book, problems);
          clv_problem_list_set_choices (problems, problem->kind, problem->choices);
          continue;
        }
      if (strcmp (problem->kind, "returns-without-order") == 0 && g_strcmp0 (treatment, "subtracted") == 0)
        {
          add_returned_goods (self, problem);
          continue;
        }
      add_treated (self, problem, treatment != NULL ? treatment : problem->treatment);
    }
  if (!self->customer_level)
    {
      add_left_out (self, CLV_LEFT_OUT_AFTER_AS_OF, "after-as-of");
      add_left_out (self, CLV_LEFT_OUT_NO_RATE, "no-rate");
      add_unmatched_refunds (self);
      clv_analysis_tell_missing_costs (self);
      clv_analysis_tell_history (self);
    }
  add_costs_after_as_of (self);
  clv_book_tell_rates (self->book, problems);
  if (!self->findings->has_profit && clv_problem_list_find (problems, "no-costs") == NULL)
    clv_problem_list_add (problems, "no-costs", "ignored", NULL, NULL, 0, NULL);
}
