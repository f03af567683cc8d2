/* clv-source-private.h - a source while its reader fills it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-file-private.h"
#include "clv-source.h"

G_BEGIN_DECLS

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

/* The errors that more than one reader gives. */
void     clv_source_set_cancelled (const ClvSource *self,
                                   GError         **error);
void     clv_source_set_no_cells  (const ClvSource *self,
                                   GError         **error);

G_END_DECLS
