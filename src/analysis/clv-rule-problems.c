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
  { "currency-conflict", "sign", "currency-conflict", "sign" },
  { "currency-conflict", "column", "currency-conflict", "column" },
  { "deal-not-won", "left-out", "deals", "won" },
  { "deal-not-won", "kept", "deals", "all" },
  { "exact-duplicate", "kept", "duplicates", "keep" },
  { "exact-duplicate", "left-out", "duplicates", "drop" },
  { "future-date", "kept", "future-dates", "keep" },
  { "future-date", "left-out", "future-dates", "drop" },
  { "gift-card", "kept", "gift-cards", "keep" },
  { "gift-card", "left-out", "gift-cards", "drop" },
  { "guest-customers", "id", "customer-key", "id" },
  { "guest-customers", "email", "customer-key", "email" },
  { "missing-cost", "assumed", "missing-costs", "assume" },
  { "missing-cost", "zero", "missing-costs", "zero" },
  { "missing-customer", "kept", "missing-customers", "keep" },
  { "missing-customer", "left-out", "missing-customers", "drop" },
  { "non-customer-line", "kept", "non-customer-lines", "keep" },
  { "non-customer-line", "left-out", "non-customer-lines", "drop" },
  { "outsized-amount", "kept", "outsized-amounts", "keep" },
  { "outsized-amount", "left-out", "outsized-amounts", "drop" },
  { "overlapping-sheets", "kept", "duplicates", "keep" },
  { "overlapping-sheets", "left-out", "duplicates", "drop" },
  { "parent-accounts", "id", "customer-key", "id" },
  { "parent-accounts", "account", "customer-key", "account" },
  { "positive-refund", "kept", "refunded-orders", "keep" },
  { "positive-refund", "subtracted", "refunded-orders", "subtract" },
  { "rate-direction", "base-per-foreign", "rate-direction", "base-per-foreign" },
  { "rate-direction", "foreign-per-base", "rate-direction", "foreign-per-base" },
  { "refund-already-net", "ignored", "refund-column", "ignore" },
  { "refund-already-net", "used", "refund-column", "subtract" },
  { "refund-subtracted", "used", "refund-column", "subtract" },
  { "refund-subtracted", "ignored", "refund-column", "ignore" },
  { "repeated-order", "kept", "repeated-orders", "keep" },
  { "repeated-order", "first", "repeated-orders", "first" },
  { "repeated-order", "last", "repeated-orders", "last" },
  { "returns-without-amount", "ignored", "returns", "ignore" },
  { "returns-without-amount", "left-out", "returns", "remove" },
  { "shipping-column", "kept", "shipping", "keep" },
  { "shipping-column", "subtracted", "shipping", "subtract" },
  { "shipping-column", "added", "shipping", "add" },
  { "tax-column", "kept", "tax", "keep" },
  { "tax-column", "subtracted", "tax", "subtract" },
  { "tax-column", "added", "tax", "add" },
  { "zero-amount", "kept", "zero-amounts", "keep" },
  { "zero-amount", "left-out", "zero-amounts", "drop" },
};

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

/* What the assumptions make of a kind of problem; NULL when they have no say in it, or leave it to the data. */
static const char *
treatment_of (const ClvAnalysis *self,
              const ClvProblem  *problem)
{
  const char *kind = problem->kind;

  if (strcmp (kind, "mixed-currencies") == 0)
    return clv_book_converts_costs (self->book) ? "converted" : "left-out";
  if (strcmp (kind, "missing-currency") == 0)
    return clv_book_takes_blanks (self->book) ? "used" : "left-out";
  /* What importing could not use stays out, whatever the rules say. */
  if (strcmp (problem->treatment, "left-out") == 0)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
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
  clv_problem_list_set_choices (problems, problem->kind, problem->choices);
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

/* Once a credit note, at its first row. */
static void
add_unmatched_refunds (ClvAnalysis *self)
{
  const guint32 *row_document = clv_book_get_row_documents (self->book);
  const ClvDocument *documents = clv_book_get_documents (self->book);

  for (guint32 row = 0; row < self->rows->n && self->totals.credit_notes > 0; row++)
    /* Money that left without a customer, such as what the shop moved to its bank, gives no purchase back. */
    if (row_document[row] != CLV_NOBODY && self->is_unmatched[row_document[row]]
        && (documents[row_document[row]].customer != CLV_NOBODY || !(self->rows->flags[row] & CLV_ROW_NON_CUSTOMER)))
      {
        const ClvLedgerPart *part = clv_ledger_get_part (self->ledger, self->rows->part[row]);
        char text[G_ASCII_DTOSTR_BUF_SIZE];

        self->is_unmatched[row_document[row]] = FALSE;
        g_ascii_formatd (text, sizeof text, "%.2f", documents[row_document[row]].amount);
        clv_problem_list_add (self->findings->problems, "refund-unmatched", "kept", part->file, part->sheet,
                              self->rows->source_row[row], text);
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
