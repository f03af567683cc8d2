/* clv-workbook.c - reads what comes in a ZIP archive: XLSX and ODS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-compressed-private.h"
#include "clv-ods-private.h"
#include "clv-own-report-private.h"
#include "clv-xlsx-private.h"

/* Of more sheets a preview shows the first. */
#define MAX_PREVIEW_SHEETS 50u

/* Of the whole time, about this share goes into the shared strings. */
#define STRINGS_SHARE 0.1

static guint32
count_preview_sheets (const ClvSource   *source,
                      const ClvXlsxBook *book)
{
  return source->options.max_rows > 0 ? MIN (book->sheets->len, MAX_PREVIEW_SHEETS) : book->sheets->len;
}

/* A preview reads no more of the shared strings than its rows refer to. */
static gboolean
read_strings (ClvSource     *source,
              ClvPackage    *package,
              ClvXlsxBook   *book,
              const ClvWork *work,
              GError       **error)
{
  ClvXmlProgress progress = { .work = work, .to = STRINGS_SHARE };
  guint32 n_wanted = source->options.max_rows > 0 ? 0 : G_MAXUINT32;

  for (guint i = 0; n_wanted < G_MAXUINT32 && i < count_preview_sheets (source, book); i++)
    {
      guint32 n;

      if (!clv_xlsx_sheet_count_strings (package, book, book->sheets->pdata[i], source->options.max_rows, work, &n,
                                         error))
        return FALSE;
      n_wanted = MAX (n_wanted, n);
    }
  return clv_xlsx_book_read_strings (book, package, n_wanted, &progress, error);
}

static gboolean
read_xlsx (ClvSource     *source,
           ClvPackage    *package,
           const char    *workbook_part,
           const ClvWork *work,
           GError       **error)
{
  g_autoptr (ClvXlsxBook) book = clv_xlsx_book_open (package, workbook_part, work, error);
  guint n_sheets;

  if (book == NULL || !read_strings (source, package, book, work, error))
    return FALSE;
  n_sheets = count_preview_sheets (source, book);
  source->is_provisional = n_sheets < book->sheets->len;
  for (guint i = 0; i < n_sheets; i++)
    {
      const ClvXlsxSheet *sheet = book->sheets->pdata[i];
      g_autoptr (ClvTableBuilder) builder = clv_source_begin_table (source, sheet->name, sheet->is_hidden);
      double share = (1.0 - STRINGS_SHARE) / n_sheets;
      ClvXmlProgress progress = { .work = work,
                                  .from = STRINGS_SHARE + share * i,
                                  .to = STRINGS_SHARE + share * (i + 1) };

      if (clv_work_is_cancelled (work))
        {
          clv_source_set_cancelled (source, error);
          return FALSE;
        }
      if (!clv_xlsx_sheet_read (package, book, sheet, source, builder, &progress, error))
        return FALSE;
      clv_source_end_table (source, builder);
    }
  return TRUE;
}

/* What a package is that holds no workbook. */
static ClvUseless
find_other_kind (ClvPackage *package)
{
  g_autofree char *type = clv_package_peek_part (package, "mimetype", 100);

  if (clv_package_has_part (package, "Index/Document.iwa") || clv_package_has_part (package, "Index.zip") ||
      clv_package_has_part (package, "index.apxl"))
    return CLV_USELESS_NUMBERS;
  if (clv_package_has_part (package, "word/document.xml") || strstr (type, "opendocument.text") != NULL ||
      strstr (type, "epub") != NULL)
    return CLV_USELESS_DOCUMENT;
  if (clv_package_has_part (package, "ppt/presentation.xml") || strstr (type, "opendocument.presentation") != NULL)
    return CLV_USELESS_PRESENTATION;
  return CLV_USELESS_ARCHIVE;
}

static gboolean
read_package (ClvSource     *source,
              ClvPackage    *package,
              const ClvWork *work,
              GError       **error)
{
  g_autofree char *workbook_part = clv_xlsx_find_workbook (package);
  ClvUseless other;

  if (workbook_part != NULL && g_str_has_suffix (workbook_part, ".bin"))
    {
      clv_file_set_useless (source->name, CLV_USELESS_XLSB, error);
      return FALSE;
    }
  /* A text document or a presentation has an officeDocument too. */
  if (workbook_part != NULL && strstr (workbook_part, "word/") == NULL && strstr (workbook_part, "ppt/") == NULL)
    {
      source->format = "xlsx";
      return !clv_own_report_refuse (package, source->name, error) && read_xlsx (source, package, workbook_part, work, error);
    }
  if (clv_ods_is_spreadsheet (package))
    {
      source->format = "ods";
      return !clv_own_report_refuse (package, source->name, error) && clv_ods_read (source, package, work, error);
    }
  other = find_other_kind (package);
  /* Every document of Office has this part: here the workbook itself is missing. */
  if (other == CLV_USELESS_ARCHIVE && clv_package_has_part (package, "[Content_Types].xml"))
    {
      clv_package_set_damaged (package, "xl/workbook.xml", error);
      return FALSE;
    }
  if (other == CLV_USELESS_ARCHIVE)
    return clv_archive_read (source, package, work, error);
  clv_file_set_useless (source->name, other, error);
  return FALSE;
}

gboolean
clv_workbook_read (ClvSource     *source,
                   ClvFile       *file,
                   const ClvWork *work,
                   GError       **error)
{
  g_autoptr (ClvPackage) package = clv_package_open (file, source->options.is_trusted, error);

  if (package == NULL || !clv_source_take_sha256 (source, file, work, error) ||
      !read_package (source, package, work, error))
    return FALSE;
  if (source->tables->len == 0)
    {
      clv_source_set_no_cells (source, error);
      return FALSE;
    }
  return TRUE;
}
