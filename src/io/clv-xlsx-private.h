/* clv-xlsx-private.h - the parts of an Office Open XML workbook
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-cell-currency-private.h"
#include "clv-cell-value-private.h"
#include "clv-problem.h"
#include "clv-sheet-block.h"
#include "clv-source-private.h"
#include "clv-table-block.h"
#include "clv-xml-private.h"

G_BEGIN_DECLS

typedef struct
{
  char    *name;
  char    *part;
  gboolean is_hidden;
} ClvXlsxSheet;

/* The shared strings, one behind the other, as cells hold them: escapes resolved, blanks at the ends cut. */
typedef struct
{
  char    *text;
  gsize    n_bytes;
  gsize    n_allocated;
  guint32 *ends;         /* offset behind each string */
  guint32  n;
  guint32  n_ends_allocated;
  gboolean has_empty;    /* some of them are */
} ClvXlsxStrings;

typedef struct
{
  guint8 format;   /* ClvFormatClass */
  guint8 currency; /* into currencies, from 1; 0: none */
} ClvXlsxStyle;

typedef struct
{
  char      *workbook_part;
  char      *strings_part; /* NULL when there is none */
  char      *styles_part;
  gboolean   is_1904;
  GPtrArray *sheets;       /* ClvXlsxSheet, without chart sheets */

  ClvXlsxStrings strings;
  gboolean       has_all_strings;

  GArray    *styles;       /* ClvXlsxStyle by cell format */
  GPtrArray *currencies;   /* signs or codes of number formats */
} ClvXlsxBook;

/* What the workbook consists of; neither its sheets nor its strings are read yet. */
ClvXlsxBook *clv_xlsx_book_open         (ClvPackage           *package,
                                         const char           *workbook_part,
                                         const ClvWork        *work,
                                         GError              **error);
void         clv_xlsx_book_free         (ClvXlsxBook          *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvXlsxBook, clv_xlsx_book_free)
/* The part name of the workbook; NULL when the package is none. (transfer full) */
char        *clv_xlsx_find_workbook     (ClvPackage           *package);

/* Reads at least the first @n_wanted shared strings. */
gboolean     clv_xlsx_book_read_strings (ClvXlsxBook          *self,
                                         ClvPackage           *package,
                                         guint32               n_wanted,
                                         const ClvXmlProgress *progress,
                                         GError              **error);
void         clv_xlsx_strings_clear     (ClvXlsxStrings       *self);

/* Cells of a kind have the same attribute t="…". */
typedef enum
{
  CLV_XLSX_NUMBER,
  CLV_XLSX_SHARED,
  CLV_XLSX_STRING, /* of a formula, or inline */
  CLV_XLSX_BOOLEAN,
  CLV_XLSX_ERROR,
  CLV_XLSX_ISO_DATE,
} ClvXlsxType;

/* What was read of a sheet so far, whichever way. */
typedef struct
{
  const ClvXlsxBook *book;
  guint32            max_rows;      /* 0: all */

  guint32            row;           /* 1-based; 0 before the first */
  guint32            n_rows;        /* with a value */
  gboolean           has_value;     /* in the row that is open */
  gboolean           is_counting;   /* the strings are not there yet */
  guint32            n_strings;     /* of the shared ones, so many must be there */
  gboolean           is_enough;     /* the sheet goes on, but max_rows are there */
  GArray            *money;         /* ClvCellCurrency, by column */
} ClvXlsxCursor;

/* Counts a number of a sheet with currencies; if it is in another one than its column, it becomes a text in @space. */
/* Makes a percentage, or a number that its format fills up with zeros, the text that people see, in @space; TRUE if it did. */
gboolean     clv_xlsx_show              (const ClvXlsxBook    *book,
                                         guint                 style,
                                         ClvSheetCell         *cell,
                                         char                  space[CLV_CURRENCY_TEXT_BYTES]);
void         clv_xlsx_note_currency     (ClvXlsxCursor        *cursor,
                                         guint                 column,
                                         guint                 style,
                                         ClvSheetCell         *cell,
                                         char                  space[CLV_CURRENCY_TEXT_BYTES]);
/* The value of a cell from its text, which is changed. FALSE when it is empty. */
gboolean     clv_xlsx_convert           (ClvXlsxCursor        *cursor,
                                         ClvXlsxType           type,
                                         guint                 style,
                                         char                 *text,
                                         gsize                 length,
                                         ClvSheetCell         *cell);
/* Makes a number the number, or the date, that its format shows. */
void         clv_xlsx_convert_number    (const ClvXlsxBook    *book,
                                         guint                 format,
                                         double                number,
                                         ClvSheetCell         *cell);
/* FALSE when there is no such string, or it is empty. */
gboolean     clv_xlsx_convert_shared    (ClvXlsxCursor        *cursor,
                                         guint64               index,
                                         ClvSheetCell         *cell);

/* A formula that nobody has calculated. */
typedef struct
{
  guint32 row;
  guint   column;
} ClvXlsxFormula;

/* What was known of the currency of a column, in case that the row turns out to be cut. */
typedef struct
{
  guint           column;
  ClvCellCurrency was;
} ClvXlsxMoney;

/* Rows that were scanned, and wait to be handed on. */
typedef struct
{
  ClvSheetBlock *block;
  char          *space;       /* texts that do not stand in the sheet as they are */
  gsize          n_space;
  GArray        *formulas;    /* ClvXlsxFormula */
  GArray        *money;       /* ClvXlsxMoney: what the open row has changed */
  struct _ClvXlsxUsual *usual; /* what the last cell in each column was like */
} ClvXlsxRows;

/* Scans whole rows, as far as they are spelled as usual. */
ClvScanStatus clv_xlsx_rows_scan        (ClvXlsxRows          *self,
                                         ClvXlsxCursor        *cursor,
                                         const char           *bytes,
                                         gsize                 length,
                                         gsize                *n_used);

/* With options, no more than max_rows, in @source; whether that was all is told there. */
gboolean     clv_xlsx_sheet_read        (ClvPackage           *package,
                                         const ClvXlsxBook    *book,
                                         const ClvXlsxSheet   *sheet,
                                         ClvSource            *source,
                                         ClvTableBuilder      *builder,
                                         const ClvXmlProgress *progress,
                                         GError              **error);
/* How many of the shared strings the first rows of a sheet refer to. */
gboolean     clv_xlsx_sheet_count_strings (ClvPackage         *package,
                                           const ClvXlsxBook  *book,
                                           const ClvXlsxSheet *sheet,
                                           guint32             max_rows,
                                           const ClvWork      *work,
                                           guint32            *n_strings,
                                           GError            **error);

/* Takes “_x000D_” and the like back to the letters they stand for, in place. */
gsize        clv_xlsx_unescape          (char                 *text,
                                         gsize                 length);

G_END_DECLS
