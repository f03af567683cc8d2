/* clv-xlsx-private.h - the parts of an Office Open XML workbook
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-cell-value-private.h"
#include "clv-package-private.h"
#include "clv-problem.h"
#include "clv-source-private.h"
#include "clv-table-builder.h"

G_BEGIN_DECLS

typedef struct
{
  char    *name;
  char    *part;
  gboolean is_hidden;
} ClvXlsxSheet;

typedef struct
{
  char      *workbook_part;
  char      *strings_part; /* NULL when there is none */
  char      *styles_part;
  gboolean   is_1904;
  GPtrArray *sheets;       /* ClvXlsxSheet, without chart sheets */

  /* Shared strings, each ending in NUL. */
  GString   *text;
  GArray    *text_ends;    /* gsize: offset behind each string */

  GByteArray *format_classes; /* ClvFormatClass by cell format */
} ClvXlsxBook;

/* What the workbook consists of; the sheets themselves are not read yet. */
ClvXlsxBook *clv_xlsx_book_open     (ClvPackage     *package,
                                     const char     *workbook_part,
                                     const ClvWork  *work,
                                     GError        **error);
void         clv_xlsx_book_free     (ClvXlsxBook    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvXlsxBook, clv_xlsx_book_free)
/* The part name of the workbook; NULL when the package is none. (transfer full) */
char        *clv_xlsx_find_workbook (ClvPackage     *package);

gboolean     clv_xlsx_sheet_read    (ClvPackage           *package,
                                     const ClvXlsxBook    *book,
                                     const ClvXlsxSheet   *sheet,
                                     ClvSource            *source,
                                     ClvTableBuilder      *builder,
                                     const ClvXmlProgress *progress,
                                     GError              **error);

/* Takes “_x000D_” and the like back to the letters they stand for, in place. */
gsize        clv_xlsx_unescape      (char                 *text,
                                     gsize                 length);

G_END_DECLS
