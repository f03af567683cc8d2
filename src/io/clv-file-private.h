/* clv-file-private.h - an open file, and what it is by its first bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What can be read. */
typedef enum
{
  CLV_FILE_TEXT,
  CLV_FILE_ZIP,      /* a workbook, or something else in a ZIP archive */
  CLV_FILE_GZIP,     /* something packed */
  CLV_FILE_COMPOUND, /* a workbook before 2007, or another document of that time */
  CLV_FILE_RECORDS,  /* a sheet before 1995: the records of a workbook without a container */
  CLV_FILE_XML_2003, /* a workbook as Excel 2003 writes it in XML */
  CLV_FILE_HTML,
  CLV_FILE_MHTML,    /* a web page with its pictures, as a mail */
} ClvFileKind;

/* What cannot, and has a message of its own. */
typedef enum
{
  CLV_USELESS_ACCESS,
  CLV_USELESS_ARCHIVE,
  CLV_USELESS_COMPRESSED,
  CLV_USELESS_DATABASE,
  CLV_USELESS_DBASE,
  CLV_USELESS_DIF,
  CLV_USELESS_DOCUMENT,
  CLV_USELESS_FLAT_ODS,
  CLV_USELESS_GOOGLE_LINK,
  CLV_USELESS_JSON,
  CLV_USELESS_LOCK,
  CLV_USELESS_LOTUS,
  CLV_USELESS_MAIL,
  CLV_USELESS_NUMBERS,
  CLV_USELESS_OFFICE, /* a compound file without anything known */
  CLV_USELESS_PARQUET,
  CLV_USELESS_PDF,
  CLV_USELESS_PICTURE,
  CLV_USELESS_PRESENTATION,
  CLV_USELESS_PROGRAM,
  CLV_USELESS_STATISTICS,
  CLV_USELESS_SYLK,
  CLV_USELESS_XLSB,
  CLV_USELESS_XML,
  CLV_USELESS_ZEROS,
} ClvUseless;

typedef struct
{
  int     fd;
  char   *path;
  char   *name; /* display name */
  guint64 size;
} ClvFile;

ClvFile *clv_file_open     (const char  *path,
                            GError     **error);
/* An empty file that exists only in memory. */
ClvFile *clv_file_new_in_memory (const char *name);
void     clv_file_free     (ClvFile     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvFile, clv_file_free)

/* Reads @length bytes, fewer only at the end of the file. */
gboolean clv_file_read     (ClvFile     *self,
                            guint64      offset,
                            char        *buffer,
                            gsize        length,
                            gsize       *n_read,
                            GError     **error);
/* Writes behind the last byte of a file in memory. */
gboolean clv_file_append   (ClvFile      *self,
                            gconstpointer bytes,
                            gsize         length,
                            GError      **error);
/* Looks at the first bytes. Says what the file is if it is of no use here. */
gboolean clv_file_identify (ClvFile     *self,
                            ClvFileKind *kind,
                            GError     **error);
/* An error that says what @name is, and what to do with it. */
void     clv_file_set_useless   (const char  *name,
                                 ClvUseless   what,
                                 GError     **error);
/* … that @name is protected in a way that no password opens here. */
void     clv_file_set_protected (const char  *name,
                                 GError     **error);
/* An error that says @name needs a password, or that the one given @is_wrong. */
void     clv_file_set_password  (const char  *name,
                                 gboolean     is_wrong,
                                 GError     **error);
/* An error that says the file wants far more memory than its size. */
void     clv_file_set_bomb      (const char  *name,
                                 GError     **error);

G_END_DECLS
