/* clv-workbook.c - reads what comes in a ZIP archive: XLSX and ODS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-ods-private.h"
#include "clv-sha256-private.h"
#include "clv-xlsx-private.h"

#define PIECE_BYTES (1u << 20)

/* Of the whole time, about this share goes into the shared strings. */
#define STRINGS_SHARE 0.1

static gboolean
compute_sha256 (ClvSource     *source,
                ClvFile       *file,
                const ClvWork *work,
                GError       **error)
{
  g_autoptr (ClvSha256) sha256 = clv_sha256_new ();
  g_autofree char *piece = g_malloc (PIECE_BYTES);
  gsize n;

  for (guint64 offset = 0;; offset += n)
    {
      if (clv_work_is_cancelled (work))
        {
          clv_source_set_cancelled (source, error);
          return FALSE;
        }
      if (!clv_file_read (file, offset, piece, PIECE_BYTES, &n, error))
        return FALSE;
      if (n == 0)
        break;
      clv_sha256_update (sha256, piece, n);
    }
  source->sha256 = clv_sha256_finish (sha256);
  return TRUE;
}

static gboolean
read_xlsx (ClvSource     *source,
           ClvPackage    *package,
           const char    *workbook_part,
           const ClvWork *work,
           GError       **error)
{
  g_autoptr (ClvXlsxBook) book = clv_xlsx_book_open (package, workbook_part, work, error);

  if (book == NULL)
    return FALSE;
  for (guint i = 0; i < book->sheets->len; i++)
    {
      const ClvXlsxSheet *sheet = book->sheets->pdata[i];
      g_autoptr (ClvTableBuilder) builder = clv_table_builder_new (source->name, sheet->name);
      double share = (1.0 - STRINGS_SHARE) / book->sheets->len;
      ClvXmlProgress progress = { work, STRINGS_SHARE + share * i, STRINGS_SHARE + share * (i + 1) };
      ClvTable *table;

      if (clv_work_is_cancelled (work))
        {
          clv_source_set_cancelled (source, error);
          return FALSE;
        }
      clv_table_builder_set_hidden (builder, sheet->is_hidden);
      if (!clv_xlsx_sheet_read (package, book, sheet, source, builder, &progress, error))
        return FALSE;
      table = clv_table_builder_finish (builder, source->problems);
      if (table != NULL)
        g_ptr_array_add (source->tables, table);
    }
  return TRUE;
}

static gboolean
read_package (ClvSource     *source,
              ClvPackage    *package,
              const ClvWork *work,
              GError       **error)
{
  g_autofree char *workbook_part = clv_xlsx_find_workbook (package);

  if (workbook_part != NULL && g_str_has_suffix (workbook_part, ".bin"))
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND,
                   /* Translators: %s is a file name */
                   _("“%s” is a binary Excel workbook. Save it as .xlsx first "
                     "(File ▸ Save As ▸ Excel Workbook), and open that."),
                   source->name);
      return FALSE;
    }
  /* A text document or a presentation has an officeDocument too. */
  if (workbook_part != NULL && strstr (workbook_part, "word/") == NULL && strstr (workbook_part, "ppt/") == NULL)
    {
      source->format = "xlsx";
      return read_xlsx (source, package, workbook_part, work, error);
    }
  if (clv_ods_is_spreadsheet (package))
    {
      source->format = "ods";
      return clv_ods_read (source, package, work, error);
    }
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND,
               /* Translators: %s is a file name */
               _("“%s” is an archive or document without a spreadsheet that can be read. "
                 "Unpack it first, or save its table as .xlsx or .csv."),
               source->name);
  return FALSE;
}

gboolean
clv_workbook_read (ClvSource     *source,
                   ClvFile       *file,
                   const ClvWork *work,
                   GError       **error)
{
  g_autoptr (ClvPackage) package = clv_package_open (file, error);

  if (package == NULL || !compute_sha256 (source, file, work, error) ||
      !read_package (source, package, work, error))
    return FALSE;
  if (source->tables->len == 0)
    {
      clv_source_set_no_cells (source, error);
      return FALSE;
    }
  return TRUE;
}
