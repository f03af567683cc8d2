/* clv-html-private.h - tables in web pages, which many programs save under the name .xls
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-cell-row-private.h"
#include "clv-source-private.h"

G_BEGIN_DECLS

/* --- letters that are written by name or number --- */

/* Appends @text with its entities as the letters they stand for. */
void           clv_html_append_text    (GString     *target,
                                        const char  *text,
                                        gsize        length);

/* --- tags and texts --- */

typedef enum
{
  CLV_HTML_TEXT,
  CLV_HTML_START,
  CLV_HTML_END,
  CLV_HTML_STYLE, /* what stands in a style sheet */
} ClvHtmlToken;

typedef struct
{
  const char *p;
  const char *end;

  /* The token at hand. */
  const char *text;       /* of TEXT and STYLE; between the name and “>” of START */
  gsize       length;
  char        name[16];   /* of START and END, in small letters; cut where it is longer */
} ClvHtmlReader;

void           clv_html_reader_init    (ClvHtmlReader *self,
                                        const char    *text,
                                        gsize          length);
/* FALSE at the end. */
gboolean       clv_html_reader_next    (ClvHtmlReader *self,
                                        ClvHtmlToken  *token);
/* Whether the tag at hand has an attribute, and appends its value (nullable). */
gboolean       clv_html_reader_get     (ClvHtmlReader *self,
                                        const char    *attribute,
                                        GString       *value);

/* --- formats of numbers, as Excel and LibreOffice leave them in a page --- */

/* A format by its code, or by the name that Excel gives it in pages and XML. */
ClvCellFormat  clv_html_new_format     (const char  *code,
                                        GPtrArray   *currencies);
/* Notes the formats of a style sheet: name of a class to ClvCellFormat. */
void           clv_html_note_formats   (GHashTable  *classes,
                                        const char  *css,
                                        gsize        length,
                                        GPtrArray   *currencies);
/* What a style says; FALSE if that is nothing. */
gboolean       clv_html_find_format    (const char    *css,
                                        gsize          length,
                                        GPtrArray     *currencies,
                                        ClvCellFormat *format);

/* --- the tables of a page --- */

typedef struct _ClvHtmlTables ClvHtmlTables;

ClvHtmlTables *clv_html_tables_new     (ClvSource     *source,
                                        const ClvWork *work);
void           clv_html_tables_free    (ClvHtmlTables *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvHtmlTables, clv_html_tables_free)
/* Reads a page; several pages may come one after another. @from and @to are shares of the whole work. */
gboolean       clv_html_tables_read    (ClvHtmlTables *self,
                                        const char    *text,
                                        gsize          length,
                                        double         from,
                                        double         to,
                                        GError       **error);
/* Gives the tables that are tables of data to the source. */
gboolean       clv_html_tables_finish  (ClvHtmlTables *self,
                                        GError       **error);

/* --- pages in files --- */

/* All of a file, or enough of it for a preview. (transfer full) */
char          *clv_html_read_bytes     (ClvSource     *source,
                                        ClvFile       *file,
                                        gsize         *length,
                                        const ClvWork *work,
                                        GError       **error);
/* Makes UTF-8 of a page. @charset (nullable) is what stands outside of it. Gives @bytes themselves where they are
 * UTF-8, and else a text that @owned frees. */
const char    *clv_html_decode         (const ClvSource *source,
                                        const char      *bytes,
                                        gsize            length,
                                        const char      *charset,
                                        gsize           *n_decoded,
                                        char           **owned,
                                        GError         **error);
gboolean       clv_html_read           (ClvSource     *source,
                                        ClvFile       *file,
                                        ClvFileKind    kind,
                                        const ClvWork *work,
                                        GError       **error);

/* --- pages in mails --- */

/* Calls @part with the content and the charset (nullable) of each page in a mail; ends when that gives FALSE. */
typedef gboolean (*ClvMhtmlPart) (const char *bytes,
                                  gsize       length,
                                  const char *charset,
                                  double      from,
                                  double      to,
                                  gpointer    user_data);
void           clv_mhtml_read          (const char  *bytes,
                                        gsize        length,
                                        ClvMhtmlPart part,
                                        gpointer     user_data);

G_END_DECLS
