/* clv-package-private.h - a ZIP archive that may be a workbook, and its parts as XML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <expat.h>

#include "clv-file-private.h"
#include "clv-work.h"

G_BEGIN_DECLS

typedef struct _ClvPackage ClvPackage;

ClvPackage *clv_package_open      (ClvFile        *file,
                                   GError        **error);
void        clv_package_free      (ClvPackage     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvPackage, clv_package_free)
gboolean    clv_package_has_part  (ClvPackage     *self,
                                   const char     *name);
/* The start of a part as text, for a look at it; "" if there is none. (transfer full) */
char       *clv_package_peek_part (ClvPackage     *self,
                                   const char     *name,
                                   gsize           max_length);
/* The display name of the file. */
const char *clv_package_get_name    (ClvPackage   *self);
/* Bytes read so far, unpacked, of all parts that were parsed. */
guint64     clv_package_get_n_bytes (ClvPackage   *self);
/* An error that says the file is damaged, and where. */
void        clv_package_set_damaged (ClvPackage   *self,
                                     const char   *part,
                                     GError      **error);

/* What to do with the elements of a part. Names come without their prefix. */
typedef struct
{
  void (*start) (const char  *name,
                 const char **attributes,
                 gpointer     user_data);
  void (*end)   (const char  *name,
                 gpointer     user_data);
  void (*text)  (const char  *text,
                 int          length,
                 gpointer     user_data);
} ClvXmlHandlers;

/* Where a part stands within the work as a whole. */
typedef struct
{
  const ClvWork *work;
  double         from;
  double         to;
} ClvXmlProgress;

gboolean    clv_package_parse     (ClvPackage           *self,
                                   const char           *part,
                                   const ClvXmlHandlers *handlers,
                                   const ClvXmlProgress *progress,
                                   gpointer              user_data,
                                   GError              **error);
/* The value of an attribute, whatever its prefix; NULL if it is not there. */
const char *clv_xml_get           (const char          **attributes,
                                   const char           *name);

G_END_DECLS
