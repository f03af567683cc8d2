/* clv-csv-private.h - reading text files with separated columns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-problem.h"
#include "clv-table-builder.h"

G_BEGIN_DECLS

typedef struct
{
  char     delimiter;   /* 0: one column; ' ': runs of blanks, also at the start of a line */
  char     newline;     /* '\n', or '\r' in files that have no other */
  guint    n_fields;    /* of a usual record; 0 when nothing is usual */
  gboolean has_quotes;
  gsize    n_skip;      /* bytes of a “sep=;” line */
} ClvCsvDialect;

/* One sample of a text file, whole lines where possible. */
typedef struct
{
  const char *text;
  gsize       length;
} ClvCsvSample;

/* The samples are UTF-8; the first is the start of the file. @prefers_tab for files named .tsv. */
void clv_csv_dialect_detect (ClvCsvDialect      *self,
                             const ClvCsvSample *samples,
                             guint               n_samples,
                             gboolean            prefers_tab);

typedef struct _ClvCsvParser ClvCsvParser;

/* Bytes that must be readable after the text given to the parser. */
#define CLV_CSV_PADDING 64

ClvCsvParser *clv_csv_parser_new   (const ClvCsvDialect *dialect,
                                    const char          *file,
                                    ClvTableBuilder     *builder,
                                    ClvProblemList      *problems);
void          clv_csv_parser_free  (ClvCsvParser        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvCsvParser, clv_csv_parser_free)
/* Parses the whole records of @text, and gives how many bytes they take. At the end of the file
 * (@is_last) that is all of them. */
gsize         clv_csv_parser_parse (ClvCsvParser        *self,
                                    const char          *text,
                                    gsize                length,
                                    gboolean             is_last);

G_END_DECLS
