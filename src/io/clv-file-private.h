/* clv-file-private.h - an open file, and what it is by its first bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CLV_FILE_TEXT,
  CLV_FILE_ZIP, /* a workbook, or something else in a ZIP archive */
} ClvFileKind;

typedef struct
{
  int     fd;
  char   *path;
  char   *name; /* display name */
  guint64 size;
} ClvFile;

ClvFile *clv_file_open     (const char  *path,
                            GError     **error);
void     clv_file_free     (ClvFile     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvFile, clv_file_free)

/* Reads @length bytes, fewer only at the end of the file. */
gboolean clv_file_read     (ClvFile     *self,
                            guint64      offset,
                            char        *buffer,
                            gsize        length,
                            gsize       *n_read,
                            GError     **error);
/* Looks at the first bytes. Says what the file is if it is of no use here. */
gboolean clv_file_identify (ClvFile     *self,
                            ClvFileKind *kind,
                            GError     **error);

G_END_DECLS
