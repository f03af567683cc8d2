/* clv-source-private.h - a source while its reader fills it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-file-private.h"
#include "clv-source.h"
#include "clv-table-builder.h"

G_BEGIN_DECLS

/* What a sheet holds at most, of Excel as of LibreOffice; no table of any kind is read that has more columns. */
#define CLV_SHEET_MAX_ROWS 1048576
#define CLV_SHEET_MAX_COLUMNS 16384

struct _ClvSource
{
  gint            ref_count;
  char           *path;
  char           *name;
  char           *sha256;
  char           *evidence;
  char           *encoding;
  char            delimiter;
  const char     *format;
  gboolean        is_provisional;
  gboolean        is_packed; /* the file being read was packed in another */
  ClvReadOptions  options; /* its pointers are valid only while the source is read */
  GPtrArray      *tables; /* ClvTable */
  ClvProblemList *problems;
};

/* The readers add tables and problems, and set format, evidence, encoding, delimiter and sha256. They obey the options:
 * with max_rows they stop early, set is_provisional if anything was left unread, and give no sha256. */
gboolean clv_csv_read      (ClvSource     *source,
                            ClvFile       *file,
                            const ClvWork *work,
                            GError       **error);
gboolean clv_workbook_read (ClvSource     *source,
                            ClvFile       *file,
                            const ClvWork *work,
                            GError       **error);

/* Reads a file of that kind, by its reader. */
gboolean clv_source_read_kind (ClvSource     *self,
                               ClvFile       *file,
                               ClvFileKind    kind,
                               const ClvWork *work,
                               GError       **error);

/* A table of this source, with what people say about its header. */
ClvTableBuilder *clv_source_begin_table (const ClvSource *self,
                                         const char      *sheet,
                                         gboolean         is_hidden);
/* Adds the table to the source, unless it has no cell. */
void     clv_source_end_table     (ClvSource       *self,
                                   ClvTableBuilder *builder);
/* The fingerprint of the file; none while only some rows are wanted. */
gboolean clv_source_take_sha256   (ClvSource     *self,
                                   ClvFile       *file,
                                   const ClvWork *work,
                                   GError       **error);
/* “BC12” for row 11, column 54. (transfer full) */
char    *clv_source_name_cell     (guint32 row,
                                   guint   column);

/* The errors that more than one reader gives. */
void     clv_source_set_cancelled (const ClvSource *self,
                                   GError         **error);
void     clv_source_set_no_cells  (const ClvSource *self,
                                   GError         **error);

G_END_DECLS
