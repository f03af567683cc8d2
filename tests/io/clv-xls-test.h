/* clv-xls-test.h - Excel workbooks of the old kind, written down in a test
 *
 * Only what a test needs: records as [MS-XLS] tells them, in a container as [MS-CFB] does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-io-test.h"

G_BEGIN_DECLS

void        xls_u16          (GByteArray *bytes,
                              guint       value);
void        xls_u32          (GByteArray *bytes,
                              guint32     value);
void        xls_f64          (GByteArray *bytes,
                              double      value);
void        xls_raw          (GByteArray *bytes,
                              const char *raw,
                              gsize       length);
/* Begins a record; xls_end() knows how long it got. */
guint       xls_begin        (GByteArray *bytes,
                              guint       id);
void        xls_end          (GByteArray *bytes,
                              guint       start);
/* A record whose content is written as a string. */
void        xls_put          (GByteArray *bytes,
                              guint       id,
                              const char *content,
                              gsize       length);
void        xls_bof          (GByteArray *bytes,
                              guint       version,
                              guint       kind);
void        xls_cell         (GByteArray *bytes,
                              guint       row,
                              guint       column,
                              guint       format);
void        xls_number       (GByteArray *bytes,
                              guint       row,
                              guint       column,
                              guint       format,
                              double      value);
/* A text of Excel 97, one byte a letter. */
void        xls_label        (GByteArray *bytes,
                              guint       row,
                              guint       column,
                              const char *text);
/* Names a sheet; gives where its offset has to be written. */
guint       xls_sheet        (GByteArray *bytes,
                              const char *name,
                              guint       visibility,
                              guint       kind,
                              gboolean    is_97);
/* The sheet begins here. */
void        xls_sheet_begins (GByteArray *bytes,
                              guint       at);
void        xls_set_u32      (GByteArray *bytes,
                              gsize       at,
                              guint32     value);
/* A container with one stream. Its sectors come in this order: directory, table of small sectors, content, table, and
 * the table of tables, if the header cannot hold it. Small streams go into small sectors. (transfer full) */
GByteArray *xls_container    (const char       *name,
                              const GByteArray *stream,
                              guint             shift);
/* Reads a stream of records in a container. */
ClvSource  *xls_read         (const GByteArray *stream);
/* Cell formats 0 to 3: a number, a day (number 14), a day by a format of its own, and a time of day (number 20). */
void        xls_put_formats  (GByteArray *bytes);
/* A workbook of one sheet up to the begin of its cells. */
GByteArray *xls_begin_book   (void);
void        xls_put_header   (GByteArray *bytes,
                              guint       n_columns);
/* A result that is no number: of this kind, with this value. */
void        xls_put_result   (GByteArray *bytes,
                              guint       kind,
                              guint       value);

#define XLS_RECORD(bytes, id, ...)          \
  G_STMT_START                              \
  {                                         \
    guint start_ = xls_begin (bytes, id);   \
    __VA_ARGS__;                            \
    xls_end (bytes, start_);                \
  }                                         \
  G_STMT_END

#define XLS_PUT(bytes, id, content) xls_put (bytes, id, content, sizeof (content) - 1)

G_END_DECLS
