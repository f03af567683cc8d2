/* clv-problem.h - what was odd in the data, by kind, with counts and rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CLV_SEVERITY_INFO,    /* told, changes nothing */
  CLV_SEVERITY_WARNING, /* look at it: figures may mean something else */
  CLV_SEVERITY_ERROR,   /* rows or cells are left out */
} ClvSeverity;

typedef struct
{
  char    *file;
  char    *sheet;
  guint32  row;  /* as a spreadsheet program shows it; 0 when it is about the whole sheet */
  char    *text; /* what stood there */
} ClvProblemExample;

/* All rows of one sheet that a problem is about. */
typedef struct
{
  char   *file, *sheet;
  GArray *rows; /* guint32, as a spreadsheet program shows them */
} ClvProblemRows;

typedef struct
{
  const char *kind;      /* interned id, “unreadable-amount” */
  const char *treatment; /* interned id: “kept” “left-out” “ignored” … */
  const char *choices;   /* interned, blank-separated ids of what else could be done; "" when nothing */
  guint32     count;
  gboolean    is_mild;   /* in these data it is to be expected: no more than CLV_SEVERITY_INFO */
  double      amount;    /* money of these rows; 0 where none is told */
  GPtrArray  *examples;  /* ClvProblemExample, the first CLV_MAX_EXAMPLES */
  GPtrArray  *marked;    /* (nullable) ClvProblemRows, until a table takes them */
} ClvProblem;

#define CLV_MAX_EXAMPLES 20

typedef struct _ClvProblemList ClvProblemList;

ClvProblemList   *clv_problem_list_new      (void);
ClvProblemList   *clv_problem_list_ref      (ClvProblemList *self);
void              clv_problem_list_unref    (ClvProblemList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvProblemList, clv_problem_list_unref)

/* Counts one more of @kind; keeps the example while there is room. @text may be NULL. */
void              clv_problem_list_add      (ClvProblemList *self,
                                             const char     *kind,
                                             const char     *treatment,
                                             const char     *file,
                                             const char     *sheet,
                                             guint32         row,
                                             const char     *text);
/* As clv_problem_list_add(), and remembers @row, however many there are: the table of the sheet knows it from then on. */
void              clv_problem_list_add_marked (ClvProblemList *self,
                                             const char     *kind,
                                             const char     *treatment,
                                             const char     *file,
                                             const char     *sheet,
                                             guint32         row,
                                             const char     *text);
/* The rows of the sheet that @problem is about, ascending, each once. They are no longer the problem's. */
GArray           *clv_problem_steal_marked  (ClvProblem     *self,
                                             const char     *file,
                                             const char     *sheet);
/* Counts @n more of @kind without an example. */
void              clv_problem_list_count    (ClvProblemList *self,
                                             const char     *kind,
                                             const char     *treatment,
                                             guint32         n);
/* TRUE when one more of @kind would be no example: its text need not be made. */
gboolean          clv_problem_list_is_full  (const ClvProblemList *self,
                                             const char           *kind,
                                             const char           *treatment);
/* What can be done about @kind in these data, where that is not the same in all; blank-separated ids. */
void              clv_problem_list_set_choices (ClvProblemList *self,
                                                const char     *kind,
                                                const char     *choices);
void              clv_problem_list_set_choices_of (ClvProblemList *self,
                                                const char     *kind,
                                                const char     *treatment,
                                                const char     *choices);
/* Says that @kind is to be expected in these data. */
void              clv_problem_list_set_mild (ClvProblemList *self,
                                             const char     *kind);
/* How much money rows of @kind are about. Nothing happens when the list does not have it. */
void              clv_problem_list_add_money (ClvProblemList *self,
                                             const char     *kind,
                                             const char     *treatment,
                                             double          amount);
/* Adds all of @other, counts summed by kind and treatment. */
void              clv_problem_list_merge    (ClvProblemList       *self,
                                             const ClvProblemList *other);
guint             clv_problem_list_get_n    (const ClvProblemList *self);
const ClvProblem *clv_problem_list_get      (const ClvProblemList *self,
                                             guint                 index);
const ClvProblem *clv_problem_list_find     (const ClvProblemList *self,
                                             const char           *kind);

/* What each kind is, for people: one table in clv-problem-kinds.c names them all. */
ClvSeverity       clv_problem_get_severity  (const ClvProblem *self);
const char       *clv_problem_get_title     (const ClvProblem *self); /* “Amounts that cannot be read” */
const char       *clv_problem_get_advice    (const ClvProblem *self); /* what happened, what to do */
const char       *clv_problem_get_treatment_text (const ClvProblem *self); /* “left out” */
/* All kinds, and what can be done about each unless the data decide that. */
guint             clv_problem_kind_get_n    (void);
const char       *clv_problem_kind_get      (guint        index,
                                             const char **choices);
const char       *clv_problem_kind_get_title (const char *kind); /* the id itself for kinds that are not known */

G_END_DECLS
