/* clv-xls-private.h - the parts of an Excel workbook before 2007
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-bytes-private.h"
#include "clv-cell-row-private.h"
#include "clv-cfb-private.h"
#include "clv-source-private.h"

G_BEGIN_DECLS

/* Records that more than one file knows. */
enum
{
  CLV_XLS_BOF_2 = 0x0009,
  CLV_XLS_BOF_3 = 0x0209,
  CLV_XLS_BOF_4 = 0x0409,
  CLV_XLS_BOF = 0x0809, /* from Excel 5 on */
  CLV_XLS_EOF = 0x000A,
  CLV_XLS_CONTINUE = 0x003C,
  CLV_XLS_FILEPASS = 0x002F,
  CLV_XLS_FORMULA = 0x0006,
  CLV_XLS_FORMULA_3 = 0x0206,
  CLV_XLS_FORMULA_4 = 0x0406,
};

double           clv_xls_f64             (const guchar  *p);

/* --- what hides the records of a protected workbook --- */

typedef struct _ClvXlsCipher ClvXlsCipher;

/* From the FILEPASS record, for @password, or the one that Excel takes when people give none.
 * (nullable): NULL if there is another password, or another way of hiding; @is_known tells which. */
ClvXlsCipher *clv_xls_cipher_new     (const guchar *record,
                                      gsize         length,
                                      gboolean      is_biff8,
                                      const char   *password,
                                      gboolean     *is_known);
void          clv_xls_cipher_free    (ClvXlsCipher *self);
/* Makes the content of a record readable, in place. @offset is where it begins in the stream. */
void          clv_xls_cipher_decrypt (ClvXlsCipher *self,
                                      guint16       id,
                                      guint64       offset,
                                      guchar       *data,
                                      gsize         length);

/* --- a stream of records --- */

typedef struct
{
  ClvCfbStream *stream;  /* borrowed */
  ClvXlsCipher  *cipher;  /* borrowed, nullable */
  guint64        next;    /* where the next record begins */
  guchar        *buffer;
  guint64        buffer_at;
  gsize          n_buffered;
  guchar        *plain;   /* a record that was hidden */
  GError        *error;   /* the file could not be read */

  /* The record at hand. */
  guint16        id;
  guint16        length;
  const guchar  *data;
  guint64        offset;  /* of its head */
} ClvXlsRecords;

void          clv_xls_records_init   (ClvXlsRecords *self,
                                      ClvCfbStream *stream,
                                      ClvXlsCipher  *cipher,
                                      guint64        offset);
void          clv_xls_records_clear  (ClvXlsRecords *self);
/* FALSE where no whole record follows. */
gboolean      clv_xls_records_next   (ClvXlsRecords *self);
/* The kind of the next record, -1 where none follows. The record at hand is lost. */
int           clv_xls_records_peek   (ClvXlsRecords *self);

/* --- texts --- */

/* Reads the content of a record and of those that continue it. */
typedef struct
{
  ClvXlsRecords *records;
  const guchar  *p;
  const guchar  *end;
} ClvXlsCursor;

void          clv_xls_cursor_init    (ClvXlsCursor  *self,
                                      ClvXlsRecords *records,
                                      gsize          skip);
/* A text with its marks, as Excel has had them since 97: letters, and what may follow them. */
gboolean      clv_xls_cursor_read_text (ClvXlsCursor *self,
                                        gboolean      has_short_length,
                                        GString      *text);

/* The texts that cells share. They are read only as far as somebody asks. */
typedef struct
{
  ClvXlsRecords records;
  ClvXlsCursor  cursor;
  gboolean      has_begun;
  gboolean      has_ended;
  GString      *text;
  GArray       *ends; /* gsize: offset behind each text */
} ClvXlsStrings;

void          clv_xls_strings_init   (ClvXlsStrings *self,
                                      ClvCfbStream *stream,
                                      ClvXlsCipher  *cipher,
                                      guint64        offset);
void          clv_xls_strings_clear  (ClvXlsStrings *self);
/* Where text number @index stands; FALSE if there are fewer. */
gboolean      clv_xls_strings_get    (ClvXlsStrings *self,
                                      guint32        index,
                                      gsize         *offset,
                                      gsize         *length);

/* --- the workbook --- */

typedef struct
{
  char    *name;
  guint64  offset;
  gboolean is_hidden;
} ClvXlsSheet;

typedef struct
{
  ClvCfbStream *stream;
  ClvXlsCipher  *cipher;         /* (nullable) */
  guint          version;        /* of the records: 2 3 4 5 8 */
  GPtrArray     *sheets;         /* ClvXlsSheet, without charts and macros */
  gboolean       is_1904;
  guint          codepage;       /* of texts before version 8 */
  GIConv         converter;
  gboolean       has_converter;
  GPtrArray     *currencies;     /* (element-type utf8): those that formats show */
  GHashTable    *formats;        /* number of a format to ClvCellFormat */
  GArray        *cell_formats;   /* ClvCellFormat by number */
  gboolean       has_strings;
  ClvXlsStrings  strings;
} ClvXlsBook;

/* @file is for messages. @password is nullable. Takes @stream. */
ClvXlsBook   *clv_xls_book_open      (ClvCfbStream *stream,
                                      ClvFile       *file,
                                      const char    *password,
                                      GError       **error);
void          clv_xls_book_free      (ClvXlsBook    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvXlsBook, clv_xls_book_free)
ClvCellFormat clv_xls_book_get_format (const ClvXlsBook *self,
                                       guint             number);
/* Appends a text that is stored in the letters of the workbook. */
void          clv_xls_book_decode    (ClvXlsBook    *self,
                                      const guchar  *bytes,
                                      gsize          length,
                                      GString       *text);

/* @from and @to are shares of the whole work. */
gboolean      clv_xls_sheet_read     (ClvXlsBook        *book,
                                      const ClvXlsSheet *sheet,
                                      ClvSource         *source,
                                      const ClvWork     *work,
                                      double             from,
                                      double             to,
                                      GError           **error);

/* --- the readers --- */

/* What stands in a compound file, or a bare stream of records. */
gboolean      clv_xls_read           (ClvSource     *source,
                                      ClvFile       *file,
                                      ClvFileKind    kind,
                                      const ClvWork *work,
                                      GError       **error);
void          clv_xls_set_damaged    (const char    *name,
                                      const char    *sheet,
                                      GError       **error);

G_END_DECLS
