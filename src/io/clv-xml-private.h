/* clv-xml-private.h - the parts of a package as XML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <string.h>

#include "clv-package-private.h"
#include "clv-work.h"

G_BEGIN_DECLS

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

/* Where a part stands within the work as a whole, and whether more of it is wanted. */
typedef struct
{
  const ClvWork  *work;
  double          from;
  double          to;
  const gboolean *is_enough; /* (nullable): becomes TRUE when the rest may be left unread; then pieces are small */
} ClvXmlProgress;

typedef enum
{
  CLV_SCAN_MORE,   /* the next element is not there whole */
  CLV_SCAN_END,    /* the elements have come to their end */
  CLV_SCAN_STRANGE, /* the next element is not in the usual spelling */
  CLV_SCAN_ENOUGH, /* the rest may be left unread */
} ClvScanStatus;

/* So many bytes after those that are scanned may be read, and are zero. */
#define CLV_SCAN_PADDING 64

/* Takes the content of one element without an XML parser, as long as it is spelled as programs spell it. What stands
 * before and after, and everything from the first strange spelling on, goes through the handlers. */
typedef struct
{
  const char    *parent; /* the element whose content is scanned, at @depth; 1 is the root */
  guint          depth;
  /* Takes whole elements from the start of @bytes, in UTF-8. What was found is kept in @slot, 0 or 1. */
  ClvScanStatus (*scan) (const char *bytes,
                         gsize       length,
                         gsize      *n_used,
                         guint       slot,
                         gpointer    user_data);
  /* (nullable): Takes what was found, while the bytes are still there; meanwhile the other slot may be filled. */
  void          (*take) (guint       slot,
                         gpointer    user_data);
} ClvXmlScanner;

/* The name without what stands before its colon. */
static inline const char *
clv_xml_skip_prefix (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

/* @scanner is nullable. */
gboolean    clv_xml_parse         (ClvPackage           *package,
                                   const char           *part_name,
                                   const ClvXmlHandlers *handlers,
                                   const ClvXmlScanner  *scanner,
                                   const ClvXmlProgress *progress,
                                   gpointer              user_data,
                                   GError              **error);
/* The value of an attribute, whatever its prefix; NULL if it is not there. */
const char *clv_xml_get           (const char          **attributes,
                                   const char           *name);
/* Says that the file @name has a document type, which workbooks have not. */
void        clv_xml_set_forbidden (const char           *name,
                                   GError              **error);
/* For tests: leaves everything to expat. */
void        clv_xml_set_scanning  (gboolean              scanning);

G_END_DECLS
