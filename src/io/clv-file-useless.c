/* clv-file-useless.c - what people are told about files that cannot be read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "clv-file-private.h"
#include "clv-source.h"

/* Translators: in all of these, %s is a file name */
static char *
describe (const char *name,
          ClvUseless  what)
{
  switch (what)
    {
    case CLV_USELESS_ACCESS:
      return g_strdup_printf (_("“%s” is an Access database. Open it in Access, export the table with your orders "
                                "(External Data ▸ Excel), and open that."), name);
    case CLV_USELESS_ARCHIVE:
      return g_strdup_printf (_("“%s” is an archive or document without a spreadsheet that can be read. "
                                "Unpack it first, or save its table as .xlsx or .csv."), name);
    case CLV_USELESS_COMPRESSED:
      return g_strdup_printf (_("“%s” is compressed. Unpack it first, and open the file inside."), name);
    case CLV_USELESS_DATABASE:
      return g_strdup_printf (_("“%s” is a database, not a spreadsheet. Export its table as .csv and open that."), name);
    case CLV_USELESS_DBASE:
      return g_strdup_printf (_("“%s” is a dBase table. Open it in LibreOffice, save it as .xlsx, and open that."), name);
    case CLV_USELESS_DIF:
      return g_strdup_printf (_("“%s” is a table in the old data interchange format (DIF). Open it in Excel or LibreOffice, "
                                "save it as .xlsx, and open that."), name);
    case CLV_USELESS_DOCUMENT:
      return g_strdup_printf (_("“%s” is a text document, not a spreadsheet. Save its table as .xlsx or .csv and open that."), name);
    case CLV_USELESS_FLAT_ODS:
      return g_strdup_printf (_("“%s” is a LibreOffice spreadsheet in one piece of XML. Open it in LibreOffice, save it as .ods or .xlsx, "
                                "and open that."), name);
    case CLV_USELESS_GOOGLE_LINK:
      return g_strdup_printf (_("“%s” is only a link to a Google spreadsheet. Open it in the browser, "
                                "choose File ▸ Download ▸ Microsoft Excel (.xlsx), and open the downloaded file."), name);
    case CLV_USELESS_JSON:
      return g_strdup_printf (_("“%s” is a JSON file, not a spreadsheet. "
                                "Export the data as .xlsx or .csv from the program it comes from."), name);
    case CLV_USELESS_LOCK:
      return g_strdup_printf (_("“%s” only marks that somebody has the spreadsheet open. "
                                "Open the spreadsheet itself: it has the same name without the signs in front."), name);
    case CLV_USELESS_LOTUS:
      return g_strdup_printf (_("“%s” is a spreadsheet of Lotus 1-2-3, Works or Quattro Pro. Open it in LibreOffice, save it as .xlsx, "
                                "and open that."), name);
    case CLV_USELESS_MAIL:
      return g_strdup_printf (_("“%s” is a mail. Open it in your mail program, save the spreadsheet attached to it, and open that."), name);
    case CLV_USELESS_NUMBERS:
      return g_strdup_printf (_("“%s” is an Apple Numbers document. Open it in Numbers, choose File ▸ Export To ▸ Excel, "
                                "and open the exported file."), name);
    case CLV_USELESS_OFFICE:
      return g_strdup_printf (_("“%s” is a document of an older program, but no workbook. "
                                "Save its table as .xlsx or .csv in the program it comes from, and open that."), name);
    case CLV_USELESS_PARQUET:
      return g_strdup_printf (_("“%s” is a data file for programs (Parquet, Arrow or the like). Ask for the same data as .csv or .xlsx, "
                                "and open that."), name);
    case CLV_USELESS_PDF:
      return g_strdup_printf (_("“%s” is a PDF document, not a spreadsheet. "
                                "Export the data as .xlsx or .csv from the program it comes from."), name);
    case CLV_USELESS_PICTURE:
      return g_strdup_printf (_("“%s” is a picture or film, not a spreadsheet. Open the spreadsheet it was taken from."), name);
    case CLV_USELESS_PRESENTATION:
      return g_strdup_printf (_("“%s” is a presentation, not a spreadsheet. Open the spreadsheet that its tables come from."), name);
    case CLV_USELESS_PROGRAM:
      return g_strdup_printf (_("“%s” is a program, not a spreadsheet. Open the spreadsheet with your orders instead."), name);
    case CLV_USELESS_STATISTICS:
      return g_strdup_printf (_("“%s” is a data file of a statistics program (SPSS, SAS, Stata or R). "
                                "Export the data there as .xlsx or .csv, and open that."), name);
    case CLV_USELESS_SYLK:
      return g_strdup_printf (_("“%s” is a spreadsheet in the old symbolic link format (SYLK). Open it in Excel or LibreOffice, "
                                "save it as .xlsx, and open that."), name);
    case CLV_USELESS_XLSB:
      return g_strdup_printf (_("“%s” is a binary Excel workbook. Save it as .xlsx first "
                                "(File ▸ Save As ▸ Excel Workbook), and open that."), name);
    case CLV_USELESS_XML:
      return g_strdup_printf (_("“%s” is a web page or XML file without a table. Export the data as .xlsx or .csv from the program it comes from."), name);
    case CLV_USELESS_ZEROS:
    default:
      return g_strdup_printf (_("“%s” holds nothing but zeros: it was not saved or copied to its end. Copy or download it again."), name);
    }
}

/* LibreOffice opens these. */
static gboolean
is_convertible (ClvUseless what)
{
  return what == CLV_USELESS_DBASE ||
         what == CLV_USELESS_DIF ||
         what == CLV_USELESS_FLAT_ODS ||
         what == CLV_USELESS_LOTUS ||
         what == CLV_USELESS_NUMBERS ||
         what == CLV_USELESS_SYLK ||
         what == CLV_USELESS_XLSB;
}

void
clv_file_set_useless (const char *name,
                      ClvUseless  what,
                      GError    **error)
{
  g_autofree char *message = describe (name, what);

  g_set_error_literal (error, CLV_IO_ERROR,
                       is_convertible (what)        ? CLV_IO_ERROR_CONVERTIBLE
                       : what == CLV_USELESS_ZEROS ? CLV_IO_ERROR_DAMAGED
                                                   : CLV_IO_ERROR_WRONG_KIND,
                       message);
}

void
clv_file_set_protected (const char *name,
                        GError    **error)
{
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND,
               /* Translators: %s is a file name */
               _("“%s” is protected with a password. Remove it in Excel (File ▸ Info ▸ Protect Workbook), "
                 "save the file and open it again."),
               name);
}

void
clv_file_set_password (const char *name,
                       gboolean    is_wrong,
                       GError    **error)
{
  if (is_wrong)
    g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_PASSWORD,
                 /* Translators: %s is a file name */
                 _("That is not the password of “%s”. Mind capital and small letters, and type it again."), name);
  else
    g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_PASSWORD,
                 /* Translators: %s is a file name */
                 _("“%s” is protected with a password. Open it in the window of Clientele, which asks for the password, "
                   "or remove it in Excel (File ▸ Info ▸ Protect Workbook) and save the file."),
                 name);
}

void
clv_file_set_bomb (const char *name,
                   GError    **error)
{
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
               /* Translators: %s is a file name */
               _("“%s” would expand to many times its size, as a file made to do harm does. It was not opened. "
                 "If you trust it, save it again in Excel or LibreOffice, or export it as .csv."),
               name);
}
