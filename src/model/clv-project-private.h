/* clv-project-private.h - what the files of the project share
 *
 * clv-project.c            the class, its properties, and what people ask for
 * clv-project-command.c    undo and redo
 * clv-project-contents.c   what was there before a read, so that it can come back
 * clv-project-edit.c       changes of roles, kinds and readings
 * clv-project-files.c      which files are open, and what hangs on them
 * clv-project-format.c     how files are to be read: encoding, separator, header row
 * clv-project-read.c       from a file over its first rows to all of its rows, and back when that is cancelled
 * clv-project-settle.c     what people chose over the first rows, and what all rows changed by themselves
 * clv-project-slot.c       what runs next in the one slot for work, and what becomes of its result
 * clv-project-work.c       what happens in the worker thread: edits, findings
 * clv-project-work-read.c  … and reading
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-job.h"
#include "clv-project.h"
#include "clv-source.h"

G_BEGIN_DECLS

typedef enum
{
  CLV_EDIT_ROLE,
  CLV_EDIT_KIND,
  CLV_EDIT_READING,
  CLV_EDIT_FORMAT, /* how a file is read; never in the hands of run_edits() */
} ClvEditKind;

/* How one file is to be read. Never changed once it is shared; NULL is “by the evidence”. */
typedef struct
{
  gint        ref_count;
  char       *encoding;     /* (nullable) */
  char        delimiter;
  GHashTable *header_rows;  /* (nullable) (element-type utf8 guint) sheet to source row */
  gboolean    is_trusted;
  char       *password;     /* (nullable) kept as long as the file is open, and nowhere else */
  gboolean    is_converted; /* by LibreOffice, before it is read */
  char       *converted;    /* (nullable) atomic, set once: the converted file, which goes with the last reference */
} ClvFileFormat;

/* A file that could not be read. */
typedef struct
{
  char          *path, *name;
  GError        *error;
  ClvFileFormat *format; /* (nullable) how it was read in vain */
} ClvProjectFailure;

/* A change of the mapping that waits for the worker: recognising a table again reads all of its distinct cells.
 * It can be made again on other rows of the same file, where the table and the column are found by their names. */
typedef struct
{
  ClvEditKind    kind;
  guint          table, column;
  char          *file, *sheet;
  ClvRole        role;
  ClvTableKind   table_kind;
  ClvColumnType  type;
  ClvDecimalMark decimal;
  ClvDateOrder   date_order;
  char          *what;    /* header or sheet, for the label */
  gboolean       is_redo; /* what else can be made again stays */
  ClvMapping    *before; /* filled in by the worker */
  ClvMapping    *after;
} ClvEdit;

typedef struct
{
  gint           ref_count;
  ClvEdit       *edit;    /* (nullable) owned: with the mappings before and after it, except for a format */
  guint          n_reads; /* of which tables those mappings are */
  char          *what;    /* header, sheet or title */
  const char    *key;     /* interned; NULL for the mapping and for formats */
  ClvAssumptions before, after;
  /* a format */
  char          *path;
  ClvFileFormat *format_before, *format_after; /* (nullable) */
  const char    *undo_label, *redo_label; /* with %s for @what */
} ClvCommand;

typedef enum
{
  CLV_WORK_EDIT,
  CLV_WORK_READ,     /* the first rows; when that is all, everything */
  CLV_WORK_SETTLE,
  CLV_WORK_FINDINGS,
  CLV_WORK_REMEMBER,
  CLV_WORK_TASK,
} ClvWorkKind;

typedef enum
{
  CLV_READ_OPEN,  /* in place of what is open */
  CLV_READ_ADD,   /* beside it */
  CLV_READ_AGAIN, /* the same files, said to be read otherwise */
} ClvReadHow;

/* Input and output of one job. The worker has it to itself while it runs. */
typedef struct
{
  ClvWorkKind     kind;

  /* input */
  char           *memory_path; /* NULL for the default */
  GPtrArray      *paths;       /* READ: (element-type filename) */
  ClvReadHow      how;         /* READ */
  guint32         max_rows;    /* READ: 0 for all */
  GHashTable     *formats;     /* READ: (element-type filename ClvFileFormat) */
  ClvMapping     *carried;     /* READ: (nullable) what was decided about these tables before */
  GPtrArray      *edits;       /* EDIT, READ, SETTLE: (element-type ClvEdit) to be made, in their order */
  guint           n_log;       /* READ, SETTLE: to which history they belong */
  ClvMapping     *shown;       /* SETTLE: what stands on screen, of the first rows */
  gboolean        of_rows_only; /* FINDINGS: nothing is to be predicted yet */
  ClvFindings    *previous;    /* FINDINGS: (nullable) whose models may serve again */
  char           *step;        /* TASK */
  ClvProjectTask  func;        /* TASK */
  gpointer        func_data;   /* TASK: borrowed from the GTask */

  /* input and output */
  GPtrArray      *sources;     /* (element-type ClvSource) */
  ClvMapping     *mapping;
  ClvAssumptions  assumptions;
  ClvLedger      *ledger;
  ClvFindings    *findings;

  /* output */
  ClvMapping     *base;        /* READ, SETTLE: the mapping without the edits */
  gboolean        is_provisional; /* READ: rows are missing */
  gboolean        is_remembered;  /* READ */
  GPtrArray      *failures;    /* READ: (nullable) (element-type ClvProjectFailure) files that could not be read */
  char           *news;        /* READ, SETTLE: (nullable) */
  GError         *error;
} ClvProjectWork;

/* Everything that a read takes the place of, so that it can come back. */
typedef struct
{
  ClvReadHow      how;         /* of the read that began here */
  ClvProjectState settled_state;
  GPtrArray      *sources;
  GHashTable     *formats;
  ClvMapping     *mapping, *base;
  guint           n_reads;
  ClvAssumptions  assumptions, settled_assumptions;
  ClvLedger      *ledger;
  ClvFindings    *preview, *findings;
  GError         *preview_error;
  GPtrArray      *undo, *redo, *settled_undo, *settled_redo;
} ClvProjectContents;

struct _ClvProject
{
  GObject parent_instance;

  char *memory_path; /* (nullable) */

  /* contents: replaced as a whole, or not at all */
  ClvProjectState settled_state; /* never READING */
  GPtrArray      *sources;       /* (nullable) (element-type ClvSource), never changed once it is here */
  GHashTable     *formats;       /* (element-type filename ClvFileFormat) with which the sources were read */
  ClvMapping     *mapping;       /* (nullable) */
  ClvMapping     *base;          /* (nullable) the mapping without the edits of the history */
  guint           n_reads;       /* of which tables the mapping is … */
  guint           last_read;     /* … and how many there were */
  guint           n_mappings;    /* how many there were: findings of another one are of other data */
  ClvAssumptions  assumptions;
  ClvLedger      *ledger;        /* (nullable) what the mapping gives */
  ClvFindings    *preview;       /* (nullable) */
  GError         *preview_error; /* (nullable) why there is none */
  ClvFindings    *findings;      /* (nullable) */
  char           *title;

  /* history (element-type ClvCommand), and how it was when the findings came */
  GPtrArray      *undo, *redo;
  GPtrArray      *settled_undo, *settled_redo;
  ClvAssumptions  settled_assumptions;
  guint           n_log;         /* how often the edits in it changed */
  GHashTable     *wanted_formats; /* (element-type filename ClvFileFormat) as the history has them */

  /* wishes, in the order in which they are served */
  GPtrArray      *edits;          /* (element-type ClvEdit) */
  GPtrArray      *late_formats;   /* (element-type ClvCommand) after these edits */
  guint           n_waiting_undos; /* of edits that are in the worker */
  GPtrArray      *read_paths;     /* (nullable) (element-type filename) */
  gboolean        read_adds;
  GHashTable     *read_formats;  /* (nullable) for these */
  gboolean        wants_again;   /* the wanted formats are not those of the sources */
  gboolean        wants_settle;
  gboolean        wants_findings;
  gboolean        confirming;     /* the coming findings are results … */
  guint           n_accepted;     /* … with that many questions that nobody answered */
  gboolean        wants_remember;
  GQueue          tasks;          /* (element-type GTask) */
  guint           preview_delay;  /* source id while changes are collected */

  /* a read that is not over yet */
  ClvProjectContents *before;    /* (nullable) what comes back when it is cancelled */
  ClvMapping     *carried;       /* (nullable) what was decided about these tables before it */
  ClvReadHow      how;
  ClvProjectWork *held;          /* (nullable) first rows that are not on screen yet */
  guint           hold;          /* source id: all rows may come first */
  guint           preview_hold_ms;
  gboolean        is_provisional; /* first rows are on screen */
  ClvJob         *reader;        /* (nullable) reads all rows beside the slot */
  gint64          reader_started;
  ClvProjectWork *full;          /* (nullable) all rows, before the edits are made on them */
  GPtrArray      *failures;      /* (nullable) (element-type ClvProjectFailure) of the last read */
  ClvReadHow      failed_how;

  /* the slot */
  ClvJob         *job;            /* (nullable) */
  ClvWorkKind     job_kind;
  gboolean        superseded;     /* what it makes is not wanted any more, but something newer is */
  gboolean        given_up;       /* … and nothing is */
  GTask          *running_task;   /* (nullable) owned */
  gint64          started;
  guint           tick;
  gboolean        memory_failed;  /* said once, not after each change */
  GError         *failure;        /* (nullable) still to be told */

  /* as told by notify */
  ClvProjectState state;
  gboolean        busy;
  char           *step;
  double          fraction;
  double          fraction_base; /* what came before the present job of a read has its share of the bar */
  double          seconds_left;
  char           *undo_label, *redo_label; /* NULL when there is nothing */
  gboolean        told_confirming;
  char           *news;          /* (nullable) */
};

enum
{
  CLV_PROJECT_PROP_0,
  CLV_PROJECT_PROP_ASSUMPTIONS,
  CLV_PROJECT_PROP_BUSY,
  CLV_PROJECT_PROP_CAN_REDO,
  CLV_PROJECT_PROP_CAN_UNDO,
  CLV_PROJECT_PROP_CONFIRMING,
  CLV_PROJECT_PROP_FINDINGS,
  CLV_PROJECT_PROP_FRACTION,
  CLV_PROJECT_PROP_MAPPING,
  CLV_PROJECT_PROP_MEMORY_PATH,
  CLV_PROJECT_PROP_NEWS,
  CLV_PROJECT_PROP_PREVIEW,
  CLV_PROJECT_PROP_PREVIEW_HOLD,
  CLV_PROJECT_PROP_PROVISIONAL,
  CLV_PROJECT_PROP_REDO_LABEL,
  CLV_PROJECT_PROP_SECONDS_LEFT,
  CLV_PROJECT_PROP_STATE,
  CLV_PROJECT_PROP_STEP,
  CLV_PROJECT_PROP_TITLE,
  CLV_PROJECT_PROP_UNDO_LABEL,
  CLV_PROJECT_N_PROPS,
};

/* clv-project.c */
void            clv_project_notify          (ClvProject *self,
                                             guint       property);
void            clv_project_emit_failed     (ClvProject   *self,
                                             const GError *error);

/* clv-project-command.c */
GPtrArray      *clv_project_history_new     (void);
GPtrArray      *clv_project_history_copy    (GPtrArray *history);
ClvCommand     *clv_command_new             (const char *what);
void            clv_project_push            (ClvProject *self,
                                             ClvCommand *command);
void            clv_project_push_edit       (ClvProject *self,
                                             ClvEdit    *edit);
void            clv_project_push_assumption (ClvProject           *self,
                                             const char           *key,
                                             const ClvAssumptions *after);
void            clv_project_use_assumptions (ClvProject           *self,
                                             const ClvAssumptions *assumptions);
void            clv_project_settle          (ClvProject *self);
void            clv_project_roll_back       (ClvProject *self);
void            clv_project_clear_history   (ClvProject *self);
void            clv_project_replace_history (GPtrArray **history,
                                             GPtrArray  *other);
GPtrArray      *clv_project_dup_log         (ClvProject *self);
void            clv_project_take_log        (ClvProject *self,
                                             GPtrArray  *edits);
char           *clv_project_dup_undo_label  (ClvProject *self);
char           *clv_project_dup_redo_label  (ClvProject *self);

/* clv-project-edit.c */
gboolean        clv_project_has_no_edits    (ClvProject *self);
ClvEdit        *clv_edit_dup                (const ClvEdit *self);
void            clv_edit_free               (ClvEdit *self);

/* clv-project-files.c */
void            clv_project_set_findings    (ClvProject  *self,
                                             ClvFindings *findings);
void            clv_project_set_preview     (ClvProject  *self,
                                             ClvFindings *preview);
void            clv_project_set_preview_error (ClvProject   *self,
                                               const GError *error);
void            clv_project_take_mapping    (ClvProject *self,
                                             ClvMapping *mapping);
void            clv_project_drop_ledger     (ClvProject *self);
void            clv_project_set_sources     (ClvProject *self,
                                             GPtrArray  *sources);
void            clv_project_take_contents   (ClvProject     *self,
                                             ClvProjectWork *work);
void            clv_project_show_first_rows (ClvProject     *self,
                                             ClvProjectWork *work);
void            clv_project_clear_contents  (ClvProject *self);

/* clv-project-format.c */
void            clv_project_failure_free    (gpointer failure);
void            clv_project_apply_late_formats (ClvProject *self);
GHashTable     *clv_formats_new             (void);
GHashTable     *clv_formats_copy            (GHashTable *formats);
gboolean        clv_formats_equal           (GHashTable *a,
                                             GHashTable *b);
void            clv_formats_set             (GHashTable    *formats,
                                             const char    *path,
                                             ClvFileFormat *format);
const char     *clv_formats_find_path       (GHashTable      *formats,
                                             const ClvSource *source);
GPtrArray      *clv_project_dup_other_paths (ClvProject *self);
ClvFileFormat  *clv_file_format_ref         (ClvFileFormat *self);
void            clv_file_format_unref       (ClvFileFormat *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvFileFormat, clv_file_format_unref)

/* clv-project-contents.c */
void            clv_project_begin_read      (ClvProject *self,
                                             ClvReadHow  how);
void            clv_project_end_read        (ClvProject *self);
gboolean        clv_project_is_as_before    (ClvProject *self);
void            clv_project_restore         (ClvProject *self);

/* clv-project-read.c */
gboolean        clv_project_is_reading      (ClvProject *self);
gboolean        clv_project_is_read_going   (ClvProject *self);
void            clv_project_start_read      (ClvProject *self);
void            clv_project_start_again     (ClvProject *self);
void            clv_project_start_settle    (ClvProject *self);
void            clv_project_adopt_read      (ClvProject     *self,
                                             ClvProjectWork *work);
void            clv_project_adopt_settled   (ClvProject     *self,
                                             ClvProjectWork *work);
void            clv_project_want_again      (ClvProject *self);
void            clv_project_abandon_read    (ClvProject *self);
void            clv_project_stop_reader     (ClvProject *self);

/* clv-project-settle.c, in the worker */
gboolean        clv_edit_make               (ClvEdit    *self,
                                             ClvMapping *mapping);
guint           clv_project_count_questions (const ClvMapping     *mapping,
                                             const ClvAssumptions *assumptions);
char           *clv_project_dup_news        (const ClvMapping *shown,
                                             const ClvMapping *settled,
                                             GPtrArray        *edits);
int             clv_project_find_table      (const ClvMapping *mapping,
                                             const char       *file,
                                             const char       *sheet);

/* clv-project-slot.c */
void            clv_project_schedule        (ClvProject *self);
void            clv_project_want_findings   (ClvProject *self);
void            clv_project_give_up         (ClvProject *self);
void            clv_project_stop            (ClvProject *self);
void            clv_project_start           (ClvProject     *self,
                                             ClvProjectWork *work);
void            clv_project_watch           (ClvProject *self);
void            clv_project_fail            (ClvProject   *self,
                                             const GError *error);
ClvProjectWork *clv_project_work_new        (ClvProject *self,
                                             ClvWorkKind kind);

/* clv-project-work.c */
void            clv_project_work_run        (ClvJob  *job,
                                             gpointer work);
guint           clv_project_count_questions (const ClvMapping     *mapping,
                                             const ClvAssumptions *assumptions);
void            clv_project_work_free       (ClvProjectWork *self);
gboolean        clv_project_work_make_findings (ClvProjectWork *self,
                                                ClvJob         *job,
                                                double          start,
                                                GError        **error);

/* clv-project-work-read.c */
void            clv_project_work_read       (ClvProjectWork *self,
                                             ClvJob         *job);

G_END_DECLS
