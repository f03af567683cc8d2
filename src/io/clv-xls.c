/* clv-xls.c - reads Excel workbooks before 2007
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xls-private.h"

#include <glib/gi18n-lib.h>

#include "clv-ooxml-private.h"

void
clv_xls_set_damaged (const char *name,
                     const char *sheet,
                     GError    **error)
{
  if (sheet != NULL && *sheet != '\0')
    g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED,
                 /* Translators: a file name, and the name of a sheet inside it */
                 _("“%s” is damaged in its sheet “%s”. Copy or download it again, or open it in Excel or LibreOffice, "
                   "save it as .xlsx and open that."),
                 name, sheet);
  else
    g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED,
                 /* Translators: %s is a file name */
                 _("“%s” is damaged. Copy or download it again, or open it in Excel or LibreOffice, "
                   "save it as .xlsx and open that."),
                 name);
}

/* What a compound file holds that is no workbook. */
static gboolean
find_stream (ClvFile        *file,
             const ClvCfb   *container,
             ClvCfbStream **stream,
             GError        **error)
{
  *stream = clv_cfb_open_stream (container, "Workbook");
  if (*stream == NULL)
    *stream = clv_cfb_open_stream (container, "Book");
  if (*stream != NULL)
    return TRUE;
  if (clv_cfb_has (container, "WordDocument"))
    clv_file_set_useless (file->name, CLV_USELESS_DOCUMENT, error);
  else if (clv_cfb_has (container, "PowerPoint Document"))
    clv_file_set_useless (file->name, CLV_USELESS_PRESENTATION, error);
  else if (clv_cfb_has (container, "__properties_version1.0"))
    clv_file_set_useless (file->name, CLV_USELESS_MAIL, error);
  else
    clv_file_set_useless (file->name, CLV_USELESS_OFFICE, error);
  return FALSE;
}

static gboolean
read_book (ClvSource     *source,
           ClvFile       *file,
           ClvCfbStream *stream,
           const ClvWork *work,
           GError       **error)
{
  g_autoptr (ClvXlsBook) book = clv_xls_book_open (stream, file, source->options.password, error);

  if (book == NULL)
    return FALSE;
  for (guint i = 0; i < book->sheets->len; i++)
    {
      double n = book->sheets->len;

      if (!clv_xls_sheet_read (book, book->sheets->pdata[i], source, work, i / n, (i + 1) / n, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
clv_xls_read (ClvSource     *source,
              ClvFile       *file,
              ClvFileKind    kind,
              const ClvWork *work,
              GError       **error)
{
  g_autoptr (ClvCfb) container = NULL;
  ClvCfbStream *stream;

  source->format = "xls";
  if (kind == CLV_FILE_COMPOUND)
    {
      container = clv_cfb_open (file, error);
      if (container != NULL && clv_cfb_has (container, "EncryptedPackage"))
        return clv_ooxml_read (source, file, container, work, error);
      if (container == NULL || !find_stream (file, container, &stream, error))
        return FALSE;
    }
  else
    stream = clv_cfb_stream_new (file);
  if (!clv_source_take_sha256 (source, file, work, error))
    {
      clv_cfb_stream_free (stream);
      return FALSE;
    }
  if (!read_book (source, file, stream, work, error))
    return FALSE;
  if (source->tables->len == 0)
    {
      clv_source_set_no_cells (source, error);
      return FALSE;
    }
  return TRUE;
}
