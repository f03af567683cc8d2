/* clv-rule-problems.c - problems of the import, with what the rules do about them now
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-analysis-private.h"

#include <string.h>

/* What the rules make of a kind of problem; NULL when they have no say in it. */
static const char *
treatment_of (const ClvRules *rules,
              const char     *kind)
{
  const struct
  {
    const char *kind;
    gboolean    dropped;
  } choices[] = {
    { "exact-duplicate", rules->drop_duplicates },
    { "overlapping-sheets", rules->drop_duplicates },
    { "cancelled-or-test", rules->drop_cancelled },
    { "non-customer-line", rules->drop_non_customer_lines },
  };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (strcmp (choices[i].kind, kind) == 0)
      return choices[i].dropped ? "left-out" : "kept";
  if (strcmp (kind, "returns-without-amount") == 0)
    return rules->remove_returns ? "left-out" : "ignored";
  return NULL;
}

static void
add_treated (ClvProblemList   *problems,
             const ClvProblem *problem,
             const char       *treatment)
{
  for (guint32 i = 0; i < problem->count; i++)
    {
      const ClvProblemExample *example =
        i < problem->examples->len ? g_ptr_array_index (problem->examples, i) : NULL;

      clv_problem_list_add (problems, problem->kind, treatment, example != NULL ? example->file : NULL,
                            example != NULL ? example->sheet : NULL, example != NULL ? example->row : 0,
                            example != NULL ? example->text : NULL);
    }
}

static void
add_after_as_of (ClvAnalysis *self)
{
  const guint8 *left_out = clv_book_get_left_out (self->book);

  if (clv_book_get_reconciliation (self->book)->left_out[CLV_LEFT_OUT_AFTER_AS_OF].rows == 0)
    return;
  for (guint32 row = 0; row < self->rows->n; row++)
    if (left_out[row] == CLV_LEFT_OUT_AFTER_AS_OF)
      {
        const ClvLedgerPart *part = clv_ledger_get_part (self->ledger, self->rows->part[row]);
        char iso[16];

        clv_day_to_iso (self->rows->day[row], iso);
        clv_problem_list_add (self->findings->problems, "after-as-of", "left-out", part->file, part->sheet,
                              self->rows->source_row[row], iso);
      }
}

/* Rows of cost tables are not kept apart by file and line. */
static void
add_costs_after_as_of (ClvAnalysis *self)
{
  for (guint32 i = 0; i < clv_ledger_get_n_costs (self->ledger); i++)
    if (!clv_book_is_cost_used (self->book, i))
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
  gboolean changed = FALSE;

  for (guint i = 0; i < clv_problem_list_get_n (imported); i++)
    {
      const ClvProblem *problem = clv_problem_list_get (imported, i);
      const char *treatment = treatment_of (&self->assumptions->rules, problem->kind);

      changed = changed || (treatment != NULL && strcmp (treatment, problem->treatment) != 0);
    }
  /* Nearly always all is as the import left it, and a million rows need not be told one by one. */
  if (!changed)
    clv_problem_list_merge (problems, imported);
  for (guint i = 0; changed && i < clv_problem_list_get_n (imported); i++)
    {
      const ClvProblem *problem = clv_problem_list_get (imported, i);
      const char *treatment = treatment_of (&self->assumptions->rules, problem->kind);

      add_treated (problems, problem, treatment != NULL ? treatment : problem->treatment);
    }
  if (!self->customer_level)
    add_after_as_of (self);
  add_costs_after_as_of (self);
  if (!self->findings->has_profit && clv_problem_list_find (problems, "no-costs") == NULL)
    clv_problem_list_add (problems, "no-costs", "ignored", NULL, NULL, 0, NULL);
}
