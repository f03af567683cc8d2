/* clv-table-marks.c - the rows of a table that its reader found odd
 *
 * Problems tell a few rows of a kind to people. Who wants to leave out such rows needs
 * all of them; they go over to the table here, since one file name may stand for
 * several files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-table-private.h"

static void
marks_clear (gpointer data)
{
  g_array_unref (((ClvTableMarks *) data)->rows);
}

/**
 * clv_table_take_marks:
 * @problems: of the reader; it forgets the rows of this sheet
 */
void
clv_table_take_marks (ClvTable       *self,
                      ClvProblemList *problems)
{
  for (guint i = 0; i < clv_problem_list_get_n (problems); i++)
    {
      ClvProblem *problem = (ClvProblem *) clv_problem_list_get (problems, i);
      ClvTableMarks marks = { problem->kind, clv_problem_steal_marked (problem, self->file, self->sheet) };

      if (marks.rows == NULL)
        continue;
      if (self->marks == NULL)
        {
          self->marks = g_array_new (FALSE, FALSE, sizeof (ClvTableMarks));
          g_array_set_clear_func (self->marks, marks_clear);
        }
      g_array_append_val (self->marks, marks);
    }
}

/**
 * clv_table_get_n_marks:
 *
 * Returns: of how many kinds of problems the table knows all rows
 */
guint
clv_table_get_n_marks (const ClvTable *self)
{
  return self->marks != NULL ? self->marks->len : 0;
}

/**
 * clv_table_get_marks:
 * @index: 0 to clv_table_get_n_marks() - 1
 * @kind: (out): of the problem
 *
 * Returns: (transfer none) (element-type guint32): source rows, ascending and each once
 */
const GArray *
clv_table_get_marks (const ClvTable *self,
                     guint           index,
                     const char    **kind)
{
  const ClvTableMarks *marks = &g_array_index (self->marks, ClvTableMarks, index);

  *kind = marks->kind;
  return marks->rows;
}
