/* clv-project-private.h - what the files of the project share
 *
 * clv-project.c          the class, its properties, and what people ask for
 * clv-project-files.c    which files are open, and what hangs on them
 * clv-project-slot.c     what runs next in the one slot for work, and what becomes of its result
 * clv-project-work.c     what happens in the worker thread
 * clv-project-command.c  undo and redo
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
} ClvEditKind;

/* A change of the mapping that waits for the worker: recognising a table again reads all of its distinct cells. */
typedef struct
{
  ClvEditKind    kind;
  guint          table, column;
  ClvRole        role;
  ClvTableKind   table_kind;
  ClvColumnType  type;
  ClvDecimalMark decimal;
  ClvDateOrder   date_order;
  char          *what;   /* header or sheet, for the label */
  ClvMapping    *before; /* filled in by the worker */
  ClvMapping    *after;
} ClvEdit;

typedef struct
{
  gint           ref_count;
  gboolean       of_mapping;
  ClvEditKind    edit_kind;
  char          *what;    /* header, sheet or title */
  const char    *key;     /* interned; NULL for the mapping */
  ClvMapping    *mapping_before, *mapping_after;
  ClvAssumptions before, after;
} ClvCommand;

typedef enum
{
  CLV_WORK_EDIT,
  CLV_WORK_READ,
  CLV_WORK_FINDINGS,
  CLV_WORK_REMEMBER,
  CLV_WORK_TASK,
} ClvWorkKind;

/* Input and output of one job. The worker has it to itself while it runs. */
typedef struct
{
  ClvWorkKind     kind;

  /* input */
  char           *memory_path; /* NULL for the default */
  GPtrArray      *paths;       /* READ: (element-type filename) */
  GPtrArray      *edits;       /* EDIT: (element-type ClvEdit) */
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
  GError         *error;
} ClvProjectWork;

struct _ClvProject
{
  GObject parent_instance;

  char *memory_path; /* (nullable) */

  /* contents: replaced as a whole, or not at all */
  ClvProjectState settled_state; /* never READING */
  GPtrArray      *sources;       /* (nullable) (element-type ClvSource), never changed once it is here */
  ClvMapping     *mapping;       /* (nullable) */
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

  /* wishes, in the order in which they are served */
  GPtrArray      *edits;          /* (element-type ClvEdit) */
  guint           n_waiting_undos; /* of edits that are in the worker */
  GPtrArray      *read_paths;     /* (nullable) (element-type filename) */
  gboolean        read_adds;
  gboolean        wants_findings;
  gboolean        confirming;     /* the coming findings are results */
  gboolean        wants_remember;
  GQueue          tasks;          /* (element-type GTask) */
  guint           preview_delay;  /* source id while changes are collected */

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
  double          seconds_left;
  char           *undo_label, *redo_label; /* NULL when there is nothing */
};

enum
{
  CLV_PROJECT_PROP_0,
  CLV_PROJECT_PROP_ASSUMPTIONS,
  CLV_PROJECT_PROP_BUSY,
  CLV_PROJECT_PROP_CAN_REDO,
  CLV_PROJECT_PROP_CAN_UNDO,
  CLV_PROJECT_PROP_FINDINGS,
  CLV_PROJECT_PROP_FRACTION,
  CLV_PROJECT_PROP_MAPPING,
  CLV_PROJECT_PROP_MEMORY_PATH,
  CLV_PROJECT_PROP_PREVIEW,
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
void            clv_project_take_contents   (ClvProject     *self,
                                             ClvProjectWork *work);
void            clv_project_clear_contents  (ClvProject *self);

/* clv-project-slot.c */
void            clv_project_schedule        (ClvProject *self);
void            clv_project_want_findings   (ClvProject *self);
void            clv_project_give_up         (ClvProject *self);
void            clv_project_stop            (ClvProject *self);

/* clv-project-work.c */
void            clv_project_work_run        (ClvJob  *job,
                                             gpointer work);
void            clv_project_work_free       (ClvProjectWork *self);
void            clv_edit_free               (ClvEdit *self);

/* clv-project-command.c */
GPtrArray      *clv_project_history_new     (void);
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
char           *clv_project_dup_undo_label  (ClvProject *self);
char           *clv_project_dup_redo_label  (ClvProject *self);

G_END_DECLS
