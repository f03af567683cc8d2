/* clv-xlsx-writer.h - a safe way to write workbooks with libxlsxwriter
 *
 * The library writes broken files without a word when it meets a comma locale, a
 * NaN, invalid UTF-8, “_x0041_” or a full disk. Every cell passes through here: it
 * enters the C locale for numbers around each call, writes blanks for what is not
 * finite, cleans text, checks every return code and remembers the first failure,
 * so that callers need no error handling of their own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <xlsxwriter.h>

#include "clv-report.h"

G_BEGIN_DECLS

/* Number formats: the low bits of a style. */
enum
{
  CLV_XLSX_GENERAL,
  CLV_XLSX_TEXT,      /* kept as text even when edited */
  CLV_XLSX_COUNT,     /* 1,234 */
  CLV_XLSX_MONEY,     /* 1,234.56; the currency stands in the head of the column */
  CLV_XLSX_CURRENCY,  /* €1,234.56 */
  CLV_XLSX_CURRENCY0, /* €1,235 */
  CLV_XLSX_PERCENT,   /* 12.3 % */
  CLV_XLSX_NUMBER,    /* 1.23 */
  CLV_XLSX_NUMBER4,   /* 0.1234 */
  CLV_XLSX_DATE,      /* 2024-12-31 */
  CLV_XLSX_N_FORMATS,
  CLV_XLSX_FORMAT_MASK = 0xf,
};

/* Looks: added to the number format. */
enum
{
  CLV_XLSX_BOLD       = 1 << 4,
  CLV_XLSX_DIM        = 1 << 5,  /* grey: notes, units */
  CLV_XLSX_WRAP       = 1 << 6,
  CLV_XLSX_RIGHT      = 1 << 7,
  CLV_XLSX_CENTER     = 1 << 8,
  CLV_XLSX_HEADER     = 1 << 9,  /* white on navy */
  CLV_XLSX_TITLE      = 1 << 10, /* of a sheet */
  CLV_XLSX_HEADING    = 1 << 11, /* of a block */
  CLV_XLSX_INPUT      = 1 << 12, /* blue on pale yellow: may be changed */
  CLV_XLSX_TOTAL      = 1 << 13, /* bold with a line above */
  CLV_XLSX_RULED      = 1 << 14, /* hairline below */
  CLV_XLSX_LINK       = 1 << 15,
  CLV_XLSX_CARD_TOP   = 1 << 16, /* the three rows of a card */
  CLV_XLSX_CARD_VALUE = 1 << 17,
  CLV_XLSX_CARD_NOTE  = 1 << 18,
  CLV_XLSX_GREEN      = 1 << 19, /* the card is about profit */
  CLV_XLSX_ACCENT     = 1 << 20, /* a bar at the left edge */
  CLV_XLSX_TOP        = 1 << 21, /* at the top of a tall row */
  CLV_XLSX_GOOD       = 1 << 22,
  CLV_XLSX_BAD        = 1 << 23,
};

typedef guint ClvXlsxStyle;

typedef enum
{
  CLV_XLSX_TAB_OVERVIEW, /* blue */
  CLV_XLSX_TAB_VALUE,    /* green */
  CLV_XLSX_TAB_CHECK,    /* grey */
} ClvXlsxTab;

#define CLV_XLSX_NAVY   0x1A3A66
#define CLV_XLSX_BLUE   0x3584E4
#define CLV_XLSX_TEAL   0x0F8A72
#define CLV_XLSX_ORANGE 0xD1541C
#define CLV_XLSX_GREY   0xBCB8B3

#define CLV_XLSX_MAX_COLUMNS 64

typedef struct _ClvXlsx ClvXlsx;

/* Rows that are printed together. */
typedef struct
{
  guint  row;
  double points;
} ClvXlsxBlock;

typedef struct
{
  ClvXlsx       *book;   /* borrowed */
  lxw_worksheet *sheet;
  char          *name;
  guint16        widths[CLV_XLSX_MAX_COLUMNS]; /* characters; of what was written, or as set */
  gboolean       fixed[CLV_XLSX_MAX_COLUMNS];
  GArray        *blocks; /* (nullable) ClvXlsxBlock: what is printed on one page where it can be */
  guint          n_columns;
  guint          tall_row;   /* the row whose height is known */
  double         height;     /* of that row, in points; 0 as usual */
} ClvXlsxSheet;

/* @path: where the library writes. @constant_memory: rows must come in order, tables are not available. */
ClvXlsx      *clv_xlsx_new             (const char *path,
                                        const char *currency,
                                        gboolean    constant_memory,
                                        GError    **error);
/* Writes the file, looks whether every part of it is whole, and frees @self. */
gboolean      clv_xlsx_close           (ClvXlsx *self,
                                        GError **error);
/* Frees without writing. */
void          clv_xlsx_abandon         (ClvXlsx *self);
gboolean      clv_xlsx_has_failed      (const ClvXlsx *self);
void          clv_xlsx_fail            (ClvXlsx *self,
                                        GError  *error); /* (transfer full) */
gboolean      clv_xlsx_is_constant_memory (const ClvXlsx *self);
lxw_workbook *clv_xlsx_get_workbook    (ClvXlsx *self);
lxw_format   *clv_xlsx_format          (ClvXlsx     *self,
                                        ClvXlsxStyle style);
void          clv_xlsx_define_name     (ClvXlsx            *self,
                                        const char         *name,
                                        const ClvXlsxSheet *sheet,
                                        guint               row,
                                        guint               column);
void          clv_xlsx_set_properties  (ClvXlsx    *self,
                                        const char *title,
                                        const char *subject,
                                        const char *comments);

/* The sheet is owned by the workbook. The name is made fit for Excel. */
ClvXlsxSheet *clv_xlsx_add_sheet       (ClvXlsx    *self,
                                        const char *name,
                                        ClvXlsxTab  tab);
/* Column widths and print set-up: A4 landscape, one page wide, @header_row repeated (-1 none). Call it last. */
void          clv_xlsx_finish_sheet    (ClvXlsxSheet *self,
                                        const char   *title,
                                        int           header_row,
                                        gboolean      on_one_page);
/* From @row on @points of height belong together: they are printed on one page, with what is before them where that has room. */
void          clv_xlsx_keep_together   (ClvXlsxSheet *self,
                                        guint         row,
                                        double        points);
/* For tables that are wider than paper: @columns from the first on stand on each of the two pages that lie side by side, and only
 * the rows up to @last_row are printed. Call it after clv_xlsx_finish_sheet(). */
void          clv_xlsx_print_side_by_side (ClvXlsxSheet *self,
                                           guint         columns,
                                           guint         last_row);
void          clv_xlsx_set_width       (ClvXlsxSheet *self,
                                        guint         column,
                                        guint         characters);
void          clv_xlsx_set_height      (ClvXlsxSheet *self,
                                        guint         row,
                                        double        points);

/* “'Value per customer'!$B$5:$B$20”; one cell when first and last are the same. (transfer full) */
char         *clv_xlsx_dup_range       (const ClvXlsxSheet *self,
                                        guint               first_row,
                                        guint               first_column,
                                        guint               last_row,
                                        guint               last_column);
/* “B5”. (transfer full) */
char         *clv_xlsx_dup_cell        (guint row,
                                        guint column);

void          clv_xlsx_text            (ClvXlsxSheet *self,
                                        guint         row,
                                        guint         column,
                                        const char   *text,
                                        ClvXlsxStyle  style);
/* A blank cell with its look when @value is not finite. */
void          clv_xlsx_number          (ClvXlsxSheet *self,
                                        guint         row,
                                        guint         column,
                                        double        value,
                                        ClvXlsxStyle  style);
void          clv_xlsx_day             (ClvXlsxSheet *self,
                                        guint         row,
                                        guint         column,
                                        ClvDay        day,
                                        ClvXlsxStyle  style);
void          clv_xlsx_blank           (ClvXlsxSheet *self,
                                        guint         row,
                                        guint         column,
                                        ClvXlsxStyle  style);
/* @value is what viewers show before they calculate; "" when it is not finite: the formula must then give "" too. */
void          clv_xlsx_formula         (ClvXlsxSheet *self,
                                        guint         row,
                                        guint         column,
                                        const char   *formula,
                                        double        value,
                                        ClvXlsxStyle  style);
/* The formula when it gives @truth, as @computed says; else the plain number: a cell never contradicts the analysis. */
void          clv_xlsx_formula_if_true (ClvXlsxSheet *self,
                                        guint         row,
                                        guint         column,
                                        const char   *formula,
                                        double        computed,
                                        double        truth,
                                        ClvXlsxStyle  style);
/* Text over several cells of one row. */
void          clv_xlsx_merged          (ClvXlsxSheet *self,
                                        guint         row,
                                        guint         first_column,
                                        guint         last_column,
                                        const char   *text,
                                        ClvXlsxStyle  style);
void          clv_xlsx_link            (ClvXlsxSheet       *self,
                                        guint               row,
                                        guint               column,
                                        const ClvXlsxSheet *target,
                                        const char         *text,
                                        ClvXlsxStyle        style);
/* Negative numbers of the range in the colour of loss. */
void          clv_xlsx_mark_negatives  (ClvXlsxSheet *self,
                                        guint         first_row,
                                        guint         first_column,
                                        guint         last_row,
                                        guint         last_column);
void          clv_xlsx_data_bars       (ClvXlsxSheet *self,
                                        guint         first_row,
                                        guint         column,
                                        guint         last_row,
                                        guint32       colour);
/* Only numbers from @minimum to @maximum may be typed in. */
void          clv_xlsx_validate        (ClvXlsxSheet *self,
                                        guint         row,
                                        guint         column,
                                        double        minimum,
                                        double        maximum,
                                        const char   *title,
                                        const char   *message);
/* Only one of these words may be chosen; @words is NULL-terminated. */
void          clv_xlsx_validate_words  (ClvXlsxSheet      *self,
                                        guint              first_row,
                                        guint              column,
                                        guint              last_row,
                                        const char *const *words);
/* Checks a return code of the library; for calls that have no function here. */
void          clv_xlsx_check           (ClvXlsx  *self,
                                        lxw_error code,
                                        const char *what);

G_END_DECLS
