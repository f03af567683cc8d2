/* clv-cli.h - the parts of clientele-report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-assumptions.h"
#include "clv-report.h"

G_BEGIN_DECLS

enum
{
  CLV_CLI_DONE = 0,
  CLV_CLI_FILES = 1, /* the files could not be used, or a result not be written */
  CLV_CLI_USAGE = 2,
};

typedef enum
{
  CLV_CLI_FORMAT_XLSX,
  CLV_CLI_FORMAT_PDF,
  CLV_CLI_FORMAT_CSV,
} ClvCliFormat;

typedef struct
{
  char        *path;
  ClvCliFormat format;
} ClvCliOutput;

typedef struct
{
  char *name;
  char *scheme; /* (nullable) for “segments” */
  char *path;
} ClvCliChart;

typedef struct
{
  ClvRole role;
  char   *header;
} ClvCliColumn;

/* What `--set decimal.COLUMN=` and `--set date-order.COLUMN=` say. */
typedef struct
{
  char          *name;
  ClvDecimalMark decimal;
  ClvDateOrder   date_order;
} ClvCliReading;

typedef struct
{
  GStrv          files;
  char          *json;        /* (nullable) “-” is standard output */
  GArray        *outputs;     /* ClvCliOutput */
  GArray        *charts;      /* ClvCliChart */
  GArray        *columns;     /* ClvCliColumn */
  GArray        *readings;    /* ClvCliReading */
  ClvSegmentRules *rules;     /* segments of people's own */
  ClvAssumptions assumptions;
  guint32        n_customers; /* in the JSON */
  gboolean       inspect;
} ClvCliOptions;

/* What the files gave. */
typedef struct
{
  GPtrArray  *sources; /* ClvSource */
  GPtrArray  *inputs;  /* ClvReportInput, one a table */
  ClvMapping *mapping;
  char       *title;
} ClvCliData;

/* -1 to go on; else the exit status, after the message or help was printed. */
int            clv_cli_options_parse (ClvCliOptions *self,
                                      int            argc,
                                      char         **argv);
void           clv_cli_options_clear (ClvCliOptions *self);

gboolean       clv_cli_data_load     (ClvCliData          *self,
                                      const ClvCliOptions *options,
                                      const ClvWork       *work);
/* FALSE after complaints, when a column that counts can be read in two ways. */
gboolean       clv_cli_data_is_clear (const ClvCliData *self);
/* FALSE after a complaint for each setting about columns that are not there. */
gboolean       clv_cli_data_uses_settings (const ClvCliData    *self,
                                           const ClvLedger     *ledger,
                                           const ClvCliOptions *options);
void           clv_cli_data_clear    (ClvCliData *self);
/* (transfer full) NULL with an error. */
ClvLedger     *clv_cli_data_build (ClvCliData    *self,
                                   const ClvWork *work,
                                   GError       **error);
/* (transfer full) */
char      *clv_cli_dup_message   (const GError        *error,
                                  const ClvLedger     *ledger,
                                  const ClvCliOptions *options);

/* Shows progress on a terminal, runs parts in threads, and is cancelled by an interrupt. */
const ClvWork *clv_cli_work_begin    (void);
void           clv_cli_work_end      (void);
/* Keeps libraries from printing to standard error in between. */
void           clv_cli_work_hush     (void);
void           clv_cli_work_unhush   (void);

int            clv_cli_inspect       (ClvCliData          *data,
                                      const ClvCliOptions *options,
                                      const ClvWork       *work);

/* Says on standard error what is in no result, and what needs a look, in two lines; nothing when there is nothing. */
void           clv_cli_tell_left_out (const ClvFindings *findings);

/* “clientele-report: message” on standard error. */
void           clv_cli_complain      (const char *format,
                                      ...) G_GNUC_PRINTF (1, 2);
/* FALSE after a complaint when standard output takes no more. */
gboolean       clv_cli_print         (const char *text,
                                      gsize       length);

G_END_DECLS
