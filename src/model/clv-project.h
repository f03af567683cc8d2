/* clv-project.h - what the window is about: files, mapping, assumptions, findings
 *
 * Lives on the main thread. Reading, building and analysing run in one worker at a
 * time; finished objects are swapped in and announced by notify. Changing a role, a
 * reading or an assumption is a command that can be undone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "clv-findings.h"

G_BEGIN_DECLS

typedef enum
{
  CLV_PROJECT_EMPTY,    /* welcome page */
  CLV_PROJECT_READING,  /* files are being read */
  CLV_PROJECT_CONFIRM,  /* mapping is there, the user confirms it */
  CLV_PROJECT_RESULTS,  /* findings are there; may be recalculating */
} ClvProjectState;

#define CLV_TYPE_PROJECT (clv_project_get_type ())
G_DECLARE_FINAL_TYPE (ClvProject, clv_project, CLV, PROJECT, GObject)

/* How the file of a table was read. */
typedef struct
{
  const char *name;             /* of the file */
  const char *evidence;         /* of a text file, a translated sentence */
  gboolean    is_text;          /* has an encoding and a separator */
  const char *encoding;         /* as it was read; "" for workbooks */
  char        delimiter;
  guint32     header_row;       /* source row; 0 when there is no header */
  const char *wanted_encoding;  /* (nullable) what people said; NULL or 0 by the evidence */
  char        wanted_delimiter;
  guint       wanted_header_row;
} ClvProjectFormat;

/* What can be done about files that could not be read. */
typedef enum
{
  CLV_REMEDY_NONE,
  CLV_REMEDY_CONVERT,     /* LibreOffice is there and knows them */
  CLV_REMEDY_OPEN_ANYWAY, /* they are larger than is careful */
  CLV_REMEDY_PASSWORD,    /* clv_project_unlock() */
} ClvProjectRemedy;

/* Properties (all read-only, explicit notify): “state” (int), “busy” (boolean), “step” (string: “Reading orders.csv”),
 * “fraction” (double 0…1), “seconds-left” (double, -1 unknown), “title” (string), “findings” (pointer),
 * “mapping”, “preview”, “assumptions” (pointer), “can-undo”, “can-redo” (boolean), “undo-label”, “redo-label” (string,
 * “Undo change of “Margin””, NULL when there is nothing), “provisional”, “confirming” (boolean), “news” (string).
 * Construct-only: “memory-path” (string, NULL for the default), “preview-hold” (uint: first rows are not shown when all
 * rows are there within so many milliseconds).
 * Signal “failed” (GError *error): a dialog's worth of what, where, what to do; the state is as before. */
ClvProject           *clv_project_new               (void);

/* Reads @files (element-type GFile) and recognises them. A mapping remembered for these headers goes straight to results. */
void                  clv_project_open              (ClvProject *self,
                                                     GPtrArray  *files);
/* Reads more files beside those that are open. */
void                  clv_project_add               (ClvProject *self,
                                                     GPtrArray  *files);
void                  clv_project_close             (ClvProject *self);
void                  clv_project_cancel            (ClvProject *self);
ClvProjectState       clv_project_get_state         (ClvProject *self);
gboolean              clv_project_is_busy           (ClvProject *self);
const char           *clv_project_get_title         (ClvProject *self);
/* Whether @path leads to one of the files that were read: nothing is to be written there. */
gboolean              clv_project_has_file          (ClvProject *self,
                                                     const char *path);

/* Recognise and confirm. */
const ClvMapping     *clv_project_get_mapping       (ClvProject *self);
void                  clv_project_set_role          (ClvProject *self,
                                                     guint       table,
                                                     guint       column,
                                                     ClvRole     role);
void                  clv_project_set_kind          (ClvProject  *self,
                                                     guint        table,
                                                     ClvTableKind kind);
void                  clv_project_set_reading       (ClvProject     *self,
                                                     guint           table,
                                                     guint           column,
                                                     ClvColumnType   type,
                                                     ClvDecimalMark  decimal,
                                                     ClvDateOrder    order);
/* How many columns that matter are read in one of two ways without a proof or an answer. */
guint                 clv_project_get_n_questions   (ClvProject *self);
/* Only the first rows are on the confirm page, while all of them are read. Roles, kinds, readings and assumptions can be
 * changed already and stay; there is no preview before the last row. Property “provisional” notifies. */
gboolean              clv_project_is_provisional    (ClvProject *self);
/* One line about what all rows changed by themselves, or that what is remembered was used; NULL when nothing. Property “news” notifies. (nullable) */
const char           *clv_project_get_news          (ClvProject *self);
void                  clv_project_dismiss_news      (ClvProject *self);

/* How files are read; a change reads the file again and keeps what was decided about its columns. Undoable. */
gboolean              clv_project_get_format        (ClvProject       *self,
                                                     guint             table,
                                                     ClvProjectFormat *format);
void                  clv_project_set_encoding      (ClvProject *self,
                                                     guint       table,
                                                     const char *encoding);
void                  clv_project_set_delimiter     (ClvProject *self,
                                                     guint       table,
                                                     char        delimiter);
void                  clv_project_set_header_row    (ClvProject *self,
                                                     guint       table,
                                                     guint       row);

/* After “failed” about files: how many, what can be done, and doing it. 0 when it was about something else. */
guint                 clv_project_get_n_failures    (ClvProject *self);
gboolean              clv_project_has_failed_file   (ClvProject *self,
                                                     GFile      *file);
ClvProjectRemedy      clv_project_get_remedy        (ClvProject *self);
void                  clv_project_retry             (ClvProject *self);
const char           *clv_project_get_locked_file   (ClvProject *self,
                                                     gboolean   *was_wrong);
void                  clv_project_unlock            (ClvProject *self,
                                                     const char *password);

/* Problems and reconciliation under the present mapping, worked out in the worker after each change;
 * NULL while it runs, when the mapping has an obstacle, and after a cancel. Property “preview” notifies. (transfer none) */
const ClvFindings    *clv_project_get_preview       (ClvProject *self);
/* Why there is no preview; NULL while it is worked out. (transfer none) (nullable) */
const GError         *clv_project_get_preview_error (ClvProject *self);
/* From the confirm page to results, as soon as every row is read; remembers the mapping. */
void                  clv_project_confirm           (ClvProject *self);
/* It was confirmed, and results are to come. Property “confirming” notifies. */
gboolean              clv_project_is_confirming     (ClvProject *self);
/* From results back to the confirm page. */
void                  clv_project_revise            (ClvProject *self);

/* Results. */
ClvFindings          *clv_project_get_findings      (ClvProject *self);
const ClvAssumptions *clv_project_get_assumptions   (ClvProject *self);
/* Takes text as clv_assumptions_set(); recomputes in the worker when it is valid. Undoable. */
gboolean              clv_project_set_assumption    (ClvProject *self,
                                                     const char *key,
                                                     const char *value,
                                                     GError    **error);
/* “currency” and “rates” in one step. */
gboolean              clv_project_set_rates         (ClvProject *self,
                                                     const char *currency,
                                                     const char *rates,
                                                     GError    **error);
void                  clv_project_undo              (ClvProject *self);
void                  clv_project_redo              (ClvProject *self);
void                  clv_project_recalculate       (ClvProject *self);

/* Inputs for report and About: (transfer full) (element-type ClvProjectInput). */
typedef struct
{
  char *file, *sha256, *sheet, *how;
  guint table;
} ClvProjectInput;
GPtrArray            *clv_project_dup_inputs        (ClvProject *self);

/* Runs @func in the project's worker slot with progress and cancel, for exports; the result comes to @callback.
 * @func gets the findings (a reference is held; those of the call, or newer ones of the same data) and work; returns FALSE with error. */
typedef gboolean    (*ClvProjectTask)               (ClvFindings   *findings,
                                                     const ClvWork *work,
                                                     gpointer       data,
                                                     GError       **error);
void                  clv_project_run_async         (ClvProject         *self,
                                                     const char         *step,
                                                     ClvProjectTask      func,
                                                     gpointer            data,
                                                     GDestroyNotify      free_data,
                                                     GAsyncReadyCallback callback,
                                                     gpointer            user_data);
gboolean              clv_project_run_finish        (ClvProject   *self,
                                                     GAsyncResult *result,
                                                     GError      **error);

G_END_DECLS
