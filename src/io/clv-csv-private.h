/* clv-csv-private.h - reading text files with separated columns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-problem.h"
#include "clv-source-private.h"
#include "clv-table-block.h"
#include "clv-text-decoder-private.h"

G_BEGIN_DECLS

typedef struct
{
  char     delimiter;   /* 0: one column; ' ': runs of blanks, also at the start of a line */
  char     newline;     /* '\n', or '\r' in files that have no other */
  char     quote;       /* '"' or '\'' */
  gboolean is_mixed;    /* lines end with '\n', and some with '\r' alone */
  guint    n_fields;    /* of a usual record; 0 when nothing is usual */
  gboolean has_quotes;
  gboolean is_wrapped;  /* each line as a whole stands in quotation marks */
  gsize    n_skip;      /* bytes of a “sep=;” line */
} ClvCsvDialect;

/* One sample of a text file, whole lines where possible. */
typedef struct
{
  const char *text;
  gsize       length;
} ClvCsvSample;

/* The samples are UTF-8; the first is the start of the file. @prefers_tab for files named .tsv. @forced: the delimiter
 * that people chose, or 0. */
void clv_csv_dialect_detect (ClvCsvDialect      *self,
                             const ClvCsvSample *samples,
                             guint               n_samples,
                             gboolean            prefers_tab,
                             char                forced);

/* A piece of the text and the cells in it. */
typedef struct
{
  ClvTableBlock  block; /* its rows belong to the members below */
  char          *text;  /* CLV_BLOCK_PADDING bytes longer than allocated */
  gsize          n_allocated;
  gsize          length;
  gsize          n_used; /* bytes of the records that are in the block */

  guint32       *specials; /* where delimiters, line ends and quotation marks are; as many as bytes at most */
  gsize          n_specials_allocated;
  ClvBlockCell  *cells;
  guint32       *source_rows;
  guint32        n_rows_allocated;
  GArray        *extras; /* ClvBlockExtra */
} ClvCsvBlock;

ClvCsvBlock *clv_csv_block_new    (void);
void         clv_csv_block_free   (ClvCsvBlock *self);
/* Makes room for a text of @n bytes; what is there stays. */
void         clv_csv_block_reserve (ClvCsvBlock *self,
                                    gsize        n);

typedef struct _ClvCsvParser ClvCsvParser;

/* A record that is longer is none. */
#define CLV_CSV_MAX_RECORD_BYTES (16u << 20)

/* @decoder says where the text was mended. */
ClvCsvParser *clv_csv_parser_new      (const ClvCsvDialect *dialect,
                                       const char          *file,
                                       const char          *sheet,
                                       ClvTextDecoder      *decoder,
                                       ClvProblemList      *problems);
void          clv_csv_parser_free     (ClvCsvParser        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvCsvParser, clv_csv_parser_free)
/* Finds the cells of whole records in the block's text, and sets its n_used. At the end of the file (@is_last), and while
 * the block has room for more cells, that is all of them. */
void          clv_csv_parser_parse    (ClvCsvParser        *self,
                                       ClvCsvBlock         *block,
                                       gboolean             is_last);
/* Stops after about so many rows. */
void          clv_csv_parser_set_max_rows (ClvCsvParser    *self,
                                           guint32          max_rows);
gboolean      clv_csv_parser_has_enough   (const ClvCsvParser *self);
/* Records so far. */
guint32       clv_csv_parser_get_n_rows (const ClvCsvParser *self);

/* How a text is read. */
typedef struct
{
  ClvSource           *source;
  const ClvCsvDialect *dialect;
  ClvByteStream       *stream;
  ClvTextDecoder      *decoder;
  const char          *sheet;
  ClvProblemList      *problems;
  double               from, to; /* its share of all the work */
} ClvCsvTable;

/* Reads the table. NULL without an error when there is no cell, or when the decoder has failed. (transfer full) */
ClvTable *clv_csv_table_read  (ClvCsvTable   *self,
                               const ClvWork *work,
                               GError       **error);

/* Tells how far the reading of a file has come, and gives FALSE with an error when nobody waits for it. */
gboolean  clv_csv_go_on       (const ClvSource *source,
                               const ClvWork   *work,
                               double           fraction,
                               GError         **error);

/* A text file, or a text packed in something else, that can be read from its start again and again. */
typedef struct _ClvTextInput ClvTextInput;
struct _ClvTextInput
{
  ClvByteStream *(*open) (ClvTextInput *self,
                          ClvSha256    *sha256, /* (nullable): gets the bytes of the file */
                          GError      **error);
  gpointer    data;     /* for open() */
  ClvFile    *file;     /* (nullable): when samples may be taken from anywhere in it */
  gboolean    is_trusted;
  gboolean    hashes;   /* open() feeds a fingerprint, which is that of the source */
  const char *name;     /* tells people and us what it is: “orders.csv” */
  const char *sheet;
  double      from, to; /* its share of all the work */
};

/* Reads one text, and adds its table to the source, unless it holds no cell. */
gboolean  clv_csv_read_input  (ClvSource     *source,
                               ClvTextInput  *input,
                               const ClvWork *work,
                               GError       **error);

G_END_DECLS
