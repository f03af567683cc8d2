/* clv-source.h - a spreadsheet file, read: its tables, and how they were read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-problem.h"
#include "clv-table.h"
#include "clv-work.h"

G_BEGIN_DECLS

#define CLV_IO_ERROR (clv_io_error_quark ())
GQuark clv_io_error_quark (void);

typedef enum
{
  CLV_IO_ERROR_NOT_FOUND,
  CLV_IO_ERROR_NO_PERMISSION,
  CLV_IO_ERROR_EMPTY,
  CLV_IO_ERROR_WRONG_KIND,  /* a PDF, a picture, an unsupported workbook, or one hidden in an unknown way */
  CLV_IO_ERROR_DAMAGED,
  CLV_IO_ERROR_TOO_LARGE,
  CLV_IO_ERROR_CANCELLED,
  CLV_IO_ERROR_FAILED,
  CLV_IO_ERROR_CONVERTIBLE, /* a workbook that is not read here, but LibreOffice opens: clv_convert_is_possible () */
  CLV_IO_ERROR_PASSWORD,    /* there is none, or a wrong one: ClvReadOptions.password */
} ClvIoError;

/* What people say about a file where its content is read wrongly or too cautiously; zero is “by the evidence”. */
typedef struct
{
  const char *encoding;    /* (nullable) of a text file, a name that iconv knows: “windows-1252” */
  char        delimiter;   /* of a text file: ';' … */
  GHashTable *header_rows; /* (nullable) (element-type utf8 guint): sheet name to the source row of its header */
  gboolean    is_trusted;  /* “Open anyway”: the soft limits are doubled, the hard ones stay */
  guint32     max_rows;    /* a preview: each sheet is read for about so many rows; 0 reads all of them */
  const char *password;    /* (nullable) of a protected workbook; the one that Excel tries by itself is tried too */
} ClvReadOptions;

typedef struct _ClvSource ClvSource;

/* Reads @path whole. The content decides what it is, not the name. Errors name file, what was found and the remedy. */
ClvSource      *clv_source_read         (const char    *path,
                                         const ClvWork *work,
                                         GError       **error);
ClvSource      *clv_source_read_with    (const char           *path,
                                         const ClvReadOptions *options,
                                         const ClvWork        *work,
                                         GError              **error);
ClvSource      *clv_source_ref          (ClvSource *self);
void            clv_source_unref        (ClvSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvSource, clv_source_unref)

const char     *clv_source_get_path     (const ClvSource *self);
/* Both lead to one file, by links too: writing to one destroys the other. */
gboolean        clv_source_paths_are_one (const char *path,
                                          const char *other);
const char     *clv_source_get_name     (const ClvSource *self); /* display name */
/* Rows are missing, because only so many were asked for: readings of this source are provisional. */
gboolean        clv_source_is_provisional (const ClvSource *self);
const char     *clv_source_get_sha256   (const ClvSource *self); /* hex; "" while provisional */
const char     *clv_source_get_format   (const ClvSource *self); /* “csv” “tsv” “xlsx” “ods” “xls” “html” */
/* Of a text file, as it was read; "" and 0 for workbooks. */
const char     *clv_source_get_encoding  (const ClvSource *self);
char            clv_source_get_delimiter (const ClvSource *self);
/* For text files, a translated sentence: “UTF-8, columns separated by “;”, quoted”. "" for workbooks. */
const char     *clv_source_get_evidence (const ClvSource *self);
guint           clv_source_get_n_tables (const ClvSource *self);
ClvTable       *clv_source_get_table    (const ClvSource *self,
                                         guint            index);
ClvProblemList *clv_source_get_problems (const ClvSource *self);

G_END_DECLS
