/* clv-report-file.h - a file that appears whole or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char    *path;   /* as the user gave it, for messages */
  char    *target; /* the same with symbolic links resolved */
  char    *part;   /* where it is written; NULL when @target is a device or pipe, written directly */
  int      fd;     /* -1 once closed */
} ClvReportFile;

gboolean clv_report_file_begin     (ClvReportFile *self,
                                    const char    *path,
                                    GError       **error);
gboolean clv_report_file_write     (ClvReportFile *self,
                                    const char    *bytes,
                                    gsize          length,
                                    GError       **error);
gboolean clv_report_file_commit    (ClvReportFile *self,
                                    GError       **error);
void     clv_report_file_abandon   (ClvReportFile *self);

/* A CLV_REPORT_ERROR_WRITE that names @path, what the system said, and the remedy. */
void     clv_report_set_write_error (GError    **error,
                                     const char *path,
                                     int         system_error);

G_END_DECLS
