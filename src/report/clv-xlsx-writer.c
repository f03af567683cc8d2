/* clv-xlsx-writer.c - workbooks and sheets through libxlsxwriter, safely
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-writer.h"

#include <math.h>

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "clv-report-file.h"
#include "clv-xlsx-check.h"
#include "clv-xlsx-text.h"
#include "clv-xlsx-writer-private.h"

/* Height of A4 landscape between the margins, with a little left for programs whose rows are taller. */
#define PAGE_POINTS 485.0
#define MAX_WIDTH 60
#define MIN_WIDTH 7

static void
sheet_free (gpointer data)
{
  ClvXlsxSheet *sheet = data;

  g_free (sheet->name);
  g_clear_pointer (&sheet->blocks, g_array_unref);
  g_free (sheet);
}

static void
remove_scratch (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_unlink (child);
    }
  g_rmdir (path);
}

/**
 * clv_xlsx_new:
 * @path: where the library writes; the caller renames it afterwards
 * @currency: symbol or ISO code for number formats; "" when unknown
 * @constant_memory: for more cells than should be kept in memory
 *
 * Returns: (transfer full): an empty workbook; NULL with CLV_REPORT_ERROR_WRITE
 */
ClvXlsx *
clv_xlsx_new (const char *path,
              const char *currency,
              gboolean    constant_memory,
              GError    **error)
{
  ClvXlsx *self;
  lxw_workbook_options options = { 0 };
  char *scratch = g_dir_make_tmp ("clientele-XXXXXX", NULL);
  locale_t base;

  if (scratch == NULL)
    {
      clv_report_set_write_error (error, g_get_tmp_dir (), errno);
      return NULL;
    }
  self = g_new0 (ClvXlsx, 1);
  self->path = g_strdup (path);
  self->scratch = scratch;
  self->currency = g_strdup (currency);
  self->constant_memory = constant_memory;
  self->formats = g_hash_table_new (NULL, NULL);
  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  /* Only the numbers: messages and letters stay in the user's language. */
  base = duplocale (LC_GLOBAL_LOCALE);
  self->c_numbers = newlocale (LC_NUMERIC_MASK, "C", base);
  options.constant_memory = constant_memory ? LXW_TRUE : LXW_FALSE;
  options.tmpdir = scratch;
  options.use_zip64 = LXW_FALSE;
  IN_C_LOCALE (self, self->workbook = workbook_new_opt (path, &options));
  if (self->workbook == NULL)
    {
      clv_report_set_write_error (error, path, ENOMEM);
      clv_xlsx_abandon (self);
      return NULL;
    }
  return self;
}

static void
free_without_workbook (ClvXlsx *self)
{
  remove_scratch (self->scratch);
  freelocale (self->c_numbers);
  g_hash_table_unref (self->formats);
  g_ptr_array_unref (self->sheets);
  g_clear_error (&self->failure);
  g_free (self->scratch);
  g_free (self->currency);
  g_free (self->path);
  g_free (self);
}

/**
 * clv_xlsx_abandon:
 * @self: (transfer full): a workbook
 *
 * Frees the workbook and its temporary files without writing it.
 */
void
clv_xlsx_abandon (ClvXlsx *self)
{
  if (self->workbook != NULL)
    lxw_workbook_free (self->workbook);
  free_without_workbook (self);
}

/**
 * clv_xlsx_close:
 * @self: (transfer full): a workbook
 *
 * Writes the file. The library does not notice a full disk while it writes its parts, so
 * every part is read back and must be whole.
 *
 * Returns: FALSE with CLV_REPORT_ERROR_WRITE or the first failure; a broken file may stand at the
 *   path then, which the caller removes
 */
gboolean
clv_xlsx_close (ClvXlsx *self,
                GError **error)
{
  lxw_error code;
  int system_error;
  gboolean is_fine;

  if (self->failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->failure));
      clv_xlsx_abandon (self);
      return FALSE;
    }
  errno = 0;
  IN_C_LOCALE (self, code = workbook_close (self->workbook));
  system_error = errno;
  self->workbook = NULL;
  is_fine = code == LXW_NO_ERROR && clv_xlsx_is_whole (self->path);
  /* A part that stops in the middle means that its temporary file could not grow. */
  if (code == LXW_NO_ERROR || system_error == 0)
    system_error = ENOSPC;
  if (!is_fine)
    clv_report_set_write_error (error, self->path, system_error);
  free_without_workbook (self);
  return is_fine;
}

/**
 * clv_xlsx_has_failed:
 *
 * Returns: TRUE once anything went wrong; the rest need not be written then
 */
gboolean
clv_xlsx_has_failed (const ClvXlsx *self)
{
  return self->failure != NULL;
}

/**
 * clv_xlsx_fail:
 * @error: (transfer full): what went wrong
 *
 * Remembers the first failure, for clv_xlsx_close().
 */
void
clv_xlsx_fail (ClvXlsx *self,
               GError  *error)
{
  if (self->failure == NULL)
    self->failure = error;
  else
    g_error_free (error);
}

/**
 * clv_xlsx_check:
 * @code: what a function of the library returned
 * @what: the cell or part, for the message
 *
 * Remembers a failure: the library skips what it cannot write and goes on.
 */
void
clv_xlsx_check (ClvXlsx    *self,
                lxw_error   code,
                const char *what)
{
  if (code == LXW_NO_ERROR)
    return;
  /* Translators: a cell, what the library said */
  clv_xlsx_fail (self, g_error_new (CLV_REPORT_ERROR, CLV_REPORT_ERROR_WRITE,
                                    _("The workbook could not be made: %s: %s"), what, lxw_strerror (code)));
}

gboolean
clv_xlsx_is_constant_memory (const ClvXlsx *self)
{
  return self->constant_memory;
}

lxw_workbook *
clv_xlsx_get_workbook (ClvXlsx *self)
{
  return self->workbook;
}

/**
 * clv_xlsx_set_properties:
 * @title: shown by file managers
 * @subject: one line
 * @comments: what it was made from; who opens the workbook as data is sent there
 *
 * Fills in the properties of the document.
 */
void
clv_xlsx_set_properties (ClvXlsx    *self,
                         const char *title,
                         const char *subject,
                         const char *comments)
{
  g_autofree char *clean_title = clv_xlsx_dup_text (title);
  g_autofree char *clean_subject = clv_xlsx_dup_text (subject);
  g_autofree char *clean_comments = clv_xlsx_dup_text (comments);
  g_autofree char *author = g_strdup ("Clientele " CLV_VERSION);
  lxw_doc_properties properties = { 0 };

  properties.title = clean_title;
  properties.subject = clean_subject;
  properties.author = author;
  properties.comments = clean_comments;
  IN_C_LOCALE (self, clv_xlsx_check (self, workbook_set_properties (self->workbook, &properties), "properties"));
}

/**
 * clv_xlsx_define_name:
 * @name: ASCII letters, digits and '_', not a cell reference
 * @sheet: where the cell stands
 * @row: of the cell, from 0
 * @column: of the cell, from 0
 *
 * Gives a cell a name. Names of constants are not seen by every program, so that names always point to cells.
 */
void
clv_xlsx_define_name (ClvXlsx            *self,
                      const char         *name,
                      const ClvXlsxSheet *sheet,
                      guint               row,
                      guint               column)
{
  g_autofree char *range = clv_xlsx_dup_range (sheet, row, column, row, column);
  g_autofree char *formula = g_strconcat ("=", range, NULL);

  /* The library accepts names that Excel refuses: check them here. */
  g_assert (g_ascii_isalpha (name[0]) && strlen (name) < 64);
  for (const char *p = name; *p != '\0'; p++)
    g_assert (g_ascii_isalnum (*p) || *p == '_');
  clv_xlsx_check (self, workbook_define_name (self->workbook, name, formula), name);
}

static gboolean
has_sheet (ClvXlsx    *self,
           const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; i < self->sheets->len; i++)
    {
      g_autofree char *other = g_utf8_casefold (((ClvXlsxSheet *) self->sheets->pdata[i])->name, -1);

      if (strcmp (folded, other) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * clv_xlsx_add_sheet:
 * @name: made fit for Excel: 31 characters, none of []:*?/\, unique
 * @tab: its group, seen in the colour of the tab
 *
 * Returns: (transfer none): an empty sheet without grid lines
 */
ClvXlsxSheet *
clv_xlsx_add_sheet (ClvXlsx    *self,
                    const char *name,
                    ClvXlsxTab  tab)
{
  static const guint32 colours[] = { CLV_XLSX_BLUE, CLV_XLSX_TEAL, CLV_XLSX_GREY };
  ClvXlsxSheet *sheet = g_new0 (ClvXlsxSheet, 1);

  sheet->book = self;
  sheet->name = clv_xlsx_dup_sheet_name (name);
  for (guint i = 2; has_sheet (self, sheet->name); i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%.20s %u", name, i);

      g_free (sheet->name);
      sheet->name = clv_xlsx_dup_sheet_name (numbered);
    }
  sheet->sheet = workbook_add_worksheet (self->workbook, sheet->name);
  g_assert (sheet->sheet != NULL);
  worksheet_gridlines (sheet->sheet, LXW_HIDE_ALL_GRIDLINES);
  worksheet_set_tab_color (sheet->sheet, colours[tab]);
  g_ptr_array_add (self->sheets, sheet);
  return sheet;
}

/**
 * clv_xlsx_keep_together:
 *
 * From @row on a block of @points begins that is not to be torn apart. Excel ignores breaks while it fits a sheet to the
 * page, so a sheet with blocks is scaled by what its columns need instead.
 */
void
clv_xlsx_keep_together (ClvXlsxSheet *self,
                        guint         row,
                        double        points)
{
  const ClvXlsxBlock block = { row, points };

  if (self->blocks == NULL)
    self->blocks = g_array_new (FALSE, FALSE, sizeof (ClvXlsxBlock));
  g_array_append_val (self->blocks, block);
}

/* A4 landscape less margins is 276.7 mm, 1,046 pixels of 1/96 inch; a column of n characters takes 7 n + 5. */
static guint
print_scale (const ClvXlsxSheet *self)
{
  guint pixels = 0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      guint width = self->fixed[i] ? self->widths[i] : CLAMP (self->widths[i] + 2, MIN_WIDTH, MAX_WIDTH);

      pixels += self->widths[i] == 0 ? 64 : width * 7 + 5;
    }
  /* A program without the font of the workbook takes characters up to a third wider; a narrow print is better than one
   * that loses its last columns to another page. */
  return CLAMP (100 * 1046 * 72 / 100 / MAX (pixels, 1), 10, 100);
}

/* A new page where a block would not fit below those before it. */
static void
break_pages (ClvXlsxSheet *self)
{
  const double page = PAGE_POINTS * 100 / print_scale (self);
  g_autoptr (GArray) breaks = g_array_new (TRUE, TRUE, sizeof (lxw_row_t));
  double used = 0;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const ClvXlsxBlock *block = &g_array_index (self->blocks, ClvXlsxBlock, i);
      const lxw_row_t row = block->row;

      if (used > 0 && used + block->points > page)
        {
          g_array_append_val (breaks, row);
          used = 0;
        }
      used += block->points;
      /* One that is longer than a page ends somewhere on a later one. */
      if (used > page)
        used = fmod (used, page);
    }
  if (breaks->len > 0)
    clv_xlsx_check (self->book, worksheet_set_h_pagebreaks (self->sheet, (lxw_row_t *) breaks->data), self->name);
}

/**
 * clv_xlsx_finish_sheet:
 * @title: for the head of printed pages
 * @header_row: row repeated on each printed page, with all above it; -1 none
 * @on_one_page: one page in all, else one page wide
 *
 * Sets the column widths from what was written, and prepares the sheet for printing.
 */
void
clv_xlsx_finish_sheet (ClvXlsxSheet *self,
                       const char   *title,
                       int           header_row,
                       gboolean      on_one_page)
{
  g_autofree char *clean = clv_xlsx_dup_header_text (title);
  g_autofree char *header = g_strdup_printf ("&L&9&K5E5C64%s", clean);
  /* Translators: &P and &N are page number and number of pages; keep them */
  g_autofree char *footer = g_strdup_printf ("&L&9&K5E5C64%s&R&9&K5E5C64%s", _("Confidential – contains customer data"),
                                             _("Page &P of &N"));
  ClvXlsx *book = self->book;

  for (guint i = 0; i < self->n_columns; i++)
    {
      guint width = self->widths[i];

      if (width == 0)
        continue;
      if (!self->fixed[i])
        width = CLAMP (width + 2, MIN_WIDTH, MAX_WIDTH);
      IN_C_LOCALE (book, clv_xlsx_check (book, worksheet_set_column (self->sheet, i, i, width, NULL), self->name));
    }
  worksheet_set_landscape (self->sheet);
  worksheet_set_paper (self->sheet, 9); /* A4 */
  if (self->blocks != NULL)
    {
      worksheet_set_print_scale (self->sheet, print_scale (self));
      break_pages (self);
    }
  else
    worksheet_fit_to_pages (self->sheet, 1, on_one_page ? 1 : 0);
  worksheet_set_margins (self->sheet, 0.4, 0.4, 0.6, 0.6);
  /* Excel takes 255 bytes at most. */
  if (strlen (header) < 255)
    clv_xlsx_check (book, worksheet_set_header (self->sheet, header), self->name);
  if (strlen (footer) < 255)
    clv_xlsx_check (book, worksheet_set_footer (self->sheet, footer), self->name);
  if (header_row >= 0)
    clv_xlsx_check (book, worksheet_repeat_rows (self->sheet, header_row, header_row), self->name);
}

/**
 * clv_xlsx_print_side_by_side:
 * @columns: how many of the first columns stand on each page
 * @last_row: the last one that is printed
 *
 * Prints a table on two pages beside each other, as one page would make it too small to read.
 */
void
clv_xlsx_print_side_by_side (ClvXlsxSheet *self,
                             guint         columns,
                             guint         last_row)
{
  worksheet_fit_to_pages (self->sheet, 2, 0);
  clv_xlsx_check (self->book, worksheet_repeat_columns (self->sheet, 0, columns - 1), self->name);
  clv_xlsx_check (self->book, worksheet_print_area (self->sheet, 0, 0, last_row, self->n_columns - 1), self->name);
}
