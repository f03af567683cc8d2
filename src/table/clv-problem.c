/* clv-problem.c - what was odd in the data, by kind, with counts and rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-problem.h"
#include "clv-problem-kinds-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _ClvProblemList
{
  gint       ref_count;
  GPtrArray *problems; /* ClvProblem */
  GPtrArray *choices;  /* char *: what the data offer, which ends with them */
};

static void
example_free (gpointer data)
{
  ClvProblemExample *example = data;

  g_free (example->file);
  g_free (example->sheet);
  g_free (example->text);
  g_free (example);
}

static void
rows_free (gpointer data)
{
  ClvProblemRows *rows = data;

  g_free (rows->file);
  g_free (rows->sheet);
  g_clear_pointer (&rows->rows, g_array_unref);
  g_free (rows);
}

static void
problem_free (gpointer data)
{
  ClvProblem *problem = data;

  g_ptr_array_unref (problem->examples);
  g_clear_pointer (&problem->marked, g_ptr_array_unref);
  g_free (problem);
}

/**
 * clv_problem_list_new:
 *
 * Returns: (transfer full): an empty list
 */
ClvProblemList *
clv_problem_list_new (void)
{
  ClvProblemList *self = g_new0 (ClvProblemList, 1);

  self->ref_count = 1;
  self->problems = g_ptr_array_new_with_free_func (problem_free);
  self->choices = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * clv_problem_list_ref:
 *
 * Returns: (transfer full): the same list
 */
ClvProblemList *
clv_problem_list_ref (ClvProblemList *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

/**
 * clv_problem_list_unref:
 *
 * Drops a reference; the last one frees the list.
 */
void
clv_problem_list_unref (ClvProblemList *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->choices);
  g_free (self);
}

static ClvProblem *
find_or_add (ClvProblemList *self,
             const char     *kind,
             const char     *treatment)
{
  const ClvProblemKind *info;
  ClvProblem *problem;

  for (guint i = 0; i < self->problems->len; i++)
    {
      problem = self->problems->pdata[i];
      if (strcmp (problem->kind, kind) == 0 && strcmp (problem->treatment, treatment) == 0)
        return problem;
    }

  info = clv_problem_kind_find (kind);
  problem = g_new0 (ClvProblem, 1);
  problem->kind = g_intern_string (kind);
  problem->treatment = g_intern_string (treatment);
  problem->choices = info != NULL ? info->choices : "";
  problem->examples = g_ptr_array_new_with_free_func (example_free);
  g_ptr_array_add (self->problems, problem);
  return problem;
}

static void
set_choices (ClvProblemList *self,
             ClvProblem     *problem,
             const char     *choices)
{
  char *owned;

  if (strcmp (problem->choices, choices) == 0)
    return;
  owned = g_strdup (choices);
  g_ptr_array_add (self->choices, owned);
  problem->choices = owned;
}

static void
add_example (ClvProblem *problem,
             const char *file,
             const char *sheet,
             guint32     row,
             const char *text)
{
  ClvProblemExample *example = g_new0 (ClvProblemExample, 1);

  example->file = g_strdup (file);
  example->sheet = g_strdup (sheet);
  example->row = row;
  example->text = g_strdup (text);
  g_ptr_array_add (problem->examples, example);
}

/**
 * clv_problem_list_add:
 * @kind: what is odd, an id such as “ragged-row”
 * @treatment: what was done about it, an id such as “kept”
 * @file: (nullable): display name of the file
 * @sheet: (nullable): name of the sheet
 * @row: source row, or 0
 * @text: (nullable): what stood there
 *
 * Counts one more of @kind, and keeps it as an example while there are fewer than CLV_MAX_EXAMPLES.
 */
void
clv_problem_list_add (ClvProblemList *self,
                      const char     *kind,
                      const char     *treatment,
                      const char     *file,
                      const char     *sheet,
                      guint32         row,
                      const char     *text)
{
  ClvProblem *problem = find_or_add (self, kind, treatment);

  problem->count++;
  if (problem->examples->len < CLV_MAX_EXAMPLES)
    add_example (problem, file, sheet, row, text);
}

static ClvProblemRows *
find_marked (const ClvProblem *problem,
             const char       *file,
             const char       *sheet)
{
  for (guint i = problem->marked != NULL ? problem->marked->len : 0; i-- > 0;)
    {
      ClvProblemRows *rows = problem->marked->pdata[i];

      if (g_strcmp0 (rows->file, file) == 0 && g_strcmp0 (rows->sheet, sheet) == 0)
        return rows;
    }
  return NULL;
}

/**
 * clv_problem_list_add_marked:
 *
 * As clv_problem_list_add(), for what a reader finds odd about a row that a rule may leave out. Rows are remembered
 * only where there are such, four bytes each.
 */
void
clv_problem_list_add_marked (ClvProblemList *self,
                             const char     *kind,
                             const char     *treatment,
                             const char     *file,
                             const char     *sheet,
                             guint32         row,
                             const char     *text)
{
  ClvProblem *problem = find_or_add (self, kind, treatment);
  ClvProblemRows *rows = find_marked (problem, file, sheet);

  clv_problem_list_add (self, kind, treatment, file, sheet, row, text);
  if (rows == NULL)
    {
      rows = g_new0 (ClvProblemRows, 1);
      rows->file = g_strdup (file);
      rows->sheet = g_strdup (sheet);
      rows->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
      if (problem->marked == NULL)
        problem->marked = g_ptr_array_new_with_free_func (rows_free);
      g_ptr_array_add (problem->marked, rows);
    }
  g_array_append_val (rows->rows, row);
}

static int
compare_rows (const void *a,
              const void *b)
{
  const guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/**
 * clv_problem_steal_marked:
 * @file: (nullable): display name of the file
 * @sheet: (nullable): name of the sheet
 *
 * Returns: (transfer full) (nullable) (element-type guint32): the rows of the sheet that were marked, ascending and each
 *   once; NULL when there are none
 */
GArray *
clv_problem_steal_marked (ClvProblem *self,
                          const char *file,
                          const char *sheet)
{
  ClvProblemRows *rows = find_marked (self, file, sheet);
  GArray *stolen;
  guint n = 0;

  if (rows == NULL)
    return NULL;
  stolen = g_steal_pointer (&rows->rows);
  g_ptr_array_remove (self->marked, rows);
  g_array_sort (stolen, compare_rows);
  for (guint i = 0; i < stolen->len; i++)
    if (n == 0 || g_array_index (stolen, guint32, i) != g_array_index (stolen, guint32, n - 1))
      g_array_index (stolen, guint32, n++) = g_array_index (stolen, guint32, i);
  g_array_set_size (stolen, n);
  return stolen;
}

/**
 * clv_problem_list_count:
 * @kind: what is odd
 * @treatment: what was done about it
 * @n: how many more
 *
 * Counts more of @kind whose examples nobody would see.
 */
void
clv_problem_list_count (ClvProblemList *self,
                        const char     *kind,
                        const char     *treatment,
                        guint32         n)
{
  if (n > 0)
    find_or_add (self, kind, treatment)->count += n;
}

/**
 * clv_problem_list_is_full:
 *
 * Returns: TRUE when there are as many examples of @kind as are kept
 */
gboolean
clv_problem_list_is_full (const ClvProblemList *self,
                          const char           *kind,
                          const char           *treatment)
{
  for (guint i = 0; i < self->problems->len; i++)
    {
      const ClvProblem *problem = self->problems->pdata[i];

      if (strcmp (problem->kind, kind) == 0 && strcmp (problem->treatment, treatment) == 0)
        return problem->examples->len >= CLV_MAX_EXAMPLES;
    }
  return FALSE;
}

/**
 * clv_problem_list_set_choices:
 * @kind: what is odd; nothing happens when the list does not have it
 * @choices: blank-separated ids
 *
 * Says what can be done about @kind where the data decide that, such as which currency to keep.
 */
void
clv_problem_list_set_choices (ClvProblemList *self,
                              const char     *kind,
                              const char     *choices)
{
  for (guint i = 0; i < self->problems->len; i++)
    {
      ClvProblem *problem = self->problems->pdata[i];

      if (strcmp (problem->kind, kind) == 0)
        set_choices (self, problem, choices);
    }
}

/**
 * clv_problem_list_set_choices_of:
 * @kind: what is odd; nothing happens when the list does not have it so treated
 * @treatment: what was done about it
 * @choices: blank-separated ids
 *
 * As clv_problem_list_set_choices(), where what can be done depends on what was.
 */
void
clv_problem_list_set_choices_of (ClvProblemList *self,
                                 const char     *kind,
                                 const char     *treatment,
                                 const char     *choices)
{
  for (guint i = 0; i < self->problems->len; i++)
    {
      ClvProblem *problem = self->problems->pdata[i];

      if (strcmp (problem->kind, kind) == 0 && strcmp (problem->treatment, treatment) == 0)
        set_choices (self, problem, choices);
    }
}

/**
 * clv_problem_list_set_mild:
 * @kind: what is odd; nothing happens when the list does not have it
 *
 * Says that @kind is to be expected in these data, and changes nothing that people need to look at.
 */
void
clv_problem_list_set_mild (ClvProblemList *self,
                           const char     *kind)
{
  for (guint i = 0; i < self->problems->len; i++)
    {
      ClvProblem *problem = self->problems->pdata[i];

      if (strcmp (problem->kind, kind) == 0)
        problem->is_mild = TRUE;
    }
}

/**
 * clv_problem_list_add_money:
 * @kind: what is odd; nothing happens when the list does not have it so treated
 * @treatment: what was done about it
 * @amount: in the currency of the data
 *
 * Adds to the money that is at stake.
 */
void
clv_problem_list_add_money (ClvProblemList *self,
                            const char     *kind,
                            const char     *treatment,
                            double          amount)
{
  for (guint i = 0; i < self->problems->len; i++)
    {
      ClvProblem *problem = self->problems->pdata[i];

      if (strcmp (problem->kind, kind) == 0 && strcmp (problem->treatment, treatment) == 0)
        problem->amount += amount;
    }
}

/**
 * clv_problem_list_merge:
 * @other: problems to add
 *
 * Adds all of @other; counts are summed by kind and treatment.
 */
void
clv_problem_list_merge (ClvProblemList       *self,
                        const ClvProblemList *other)
{
  for (guint i = 0; i < other->problems->len; i++)
    {
      const ClvProblem *theirs = other->problems->pdata[i];
      ClvProblem *ours = find_or_add (self, theirs->kind, theirs->treatment);

      ours->count += theirs->count;
      ours->amount += theirs->amount;
      set_choices (self, ours, theirs->choices);
      ours->is_mild |= theirs->is_mild;
      for (guint j = 0; j < theirs->examples->len && ours->examples->len < CLV_MAX_EXAMPLES; j++)
        {
          const ClvProblemExample *example = theirs->examples->pdata[j];

          add_example (ours, example->file, example->sheet, example->row, example->text);
        }
    }
}

/**
 * clv_problem_list_get_n:
 *
 * Returns: number of kinds (by treatment) in the list
 */
guint
clv_problem_list_get_n (const ClvProblemList *self)
{
  return self->problems->len;
}

/**
 * clv_problem_list_get:
 * @index: 0 to clv_problem_list_get_n() - 1
 *
 * Returns: (transfer none): the problem
 */
const ClvProblem *
clv_problem_list_get (const ClvProblemList *self,
                      guint                 index)
{
  g_assert (index < self->problems->len);
  return self->problems->pdata[index];
}

/**
 * clv_problem_list_find:
 * @kind: an id
 *
 * Returns: (transfer none) (nullable): the first problem of that kind
 */
const ClvProblem *
clv_problem_list_find (const ClvProblemList *self,
                       const char           *kind)
{
  for (guint i = 0; i < self->problems->len; i++)
    {
      const ClvProblem *problem = self->problems->pdata[i];

      if (strcmp (problem->kind, kind) == 0)
        return problem;
    }
  return NULL;
}

/**
 * clv_problem_get_severity:
 *
 * Returns: how much it matters; a warning for kinds that are not known
 */
ClvSeverity
clv_problem_get_severity (const ClvProblem *self)
{
  const ClvProblemKind *info = clv_problem_kind_find (self->kind);

  if (self->is_mild)
    return CLV_SEVERITY_INFO;
  return info != NULL ? info->severity : CLV_SEVERITY_WARNING;
}

/**
 * clv_problem_get_title:
 *
 * Returns: a translated title; the id itself for kinds that are not known
 */
const char *
clv_problem_get_title (const ClvProblem *self)
{
  return clv_problem_kind_get_title (self->kind);
}

/**
 * clv_problem_kind_get_title:
 * @kind: an id such as “ragged-row”
 *
 * Returns: its translated title; the id itself for kinds that are not known
 */
const char *
clv_problem_kind_get_title (const char *kind)
{
  const ClvProblemKind *info = clv_problem_kind_find (kind);

  return info != NULL ? _(info->title) : kind;
}

/**
 * clv_problem_get_advice:
 *
 * Returns: translated sentences: what happened, what to do; the id itself for kinds that are not known
 */
const char *
clv_problem_get_advice (const ClvProblem *self)
{
  const ClvProblemKind *info = clv_problem_kind_find (self->kind);

  return info != NULL ? _(info->advice) : self->kind;
}

/**
 * clv_problem_get_treatment_text:
 *
 * Returns: what was done about it, translated; the id itself for treatments that are not known
 */
const char *
clv_problem_get_treatment_text (const ClvProblem *self)
{
  static const struct
  {
    const char *id, *text;
  } treatments[] = {
    { "account", N_("by parent account") },
    { "added", N_("added") },
    { "apart", N_("taken for different ones") },
    { "base-per-foreign", N_("multiplied") },
    { "column", N_("by the column") },
    { "assumed", N_("assumed") },
    { "converted", N_("converted") },
    { "email", N_("by e-mail address") },
    { "first", N_("the first counts") },
    { "foreign-per-base", N_("divided") },
    { "guessed", N_("guessed") },
    { "id", N_("by customer number") },
    { "ignored", N_("not used") },
    { "kept", N_("kept") },
    { "last", N_("the last counts") },
    { "left-out", N_("left out") },
    { "merged", N_("put together") },
    { "money", N_("taken for money") },
    { "negated", N_("counted as given back") },
    { "other", N_("taken for other costs") },
    { "percent", N_("taken for percent") },
    { "price", N_("the price counts") },
    { "repaired", N_("repaired") },
    { "retention", N_("taken for costs of keeping customers") },
    { "service", N_("taken for costs of service") },
    { "sign", N_("by the sign") },
    { "subtracted", N_("taken off") },
    { "swapped", N_("swapped back") },
    { "total", N_("the total counts") },
    { "used", N_("used") },
    { "zero", N_("counted as 0") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (treatments); i++)
    if (strcmp (treatments[i].id, self->treatment) == 0)
      return _(treatments[i].text);
  return self->treatment;
}
