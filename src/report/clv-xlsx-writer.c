/* clv-xlsx-writer.c - cells, sheets and files through libxlsxwriter, safely
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-writer.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clv-report-file.h"
#include "clv-xlsx-check.h"
#include "clv-xlsx-text.h"

/* The library counts days from here, as Excel on Windows does. */
#define EXCEL_EPOCH_DAYS 25569
#define MAX_WIDTH 60
#define LINE_HEIGHT 15.0
/* Excel allows 409 points. */
#define MAX_LINES 25
#define MIN_WIDTH 7

struct _ClvXlsx
{
  lxw_workbook *workbook;
  char         *path;
  char         *scratch;    /* directory for the library's temporary files */
  char         *currency;
  locale_t      c_numbers;
  GHashTable   *formats;    /* style → lxw_format */
  GPtrArray    *sheets;     /* ClvXlsxSheet */
  GError       *failure;
  gboolean      constant_memory;
};

/* Numbers must be written with a point whatever the locale; only this thread is changed, only for the call. */
#define IN_C_LOCALE(self, statement)                      \
  G_STMT_START                                            \
  {                                                       \
    locale_t previous_ = uselocale ((self)->c_numbers);   \
    statement;                                            \
    uselocale (previous_);                                \
  }                                                       \
  G_STMT_END

static void
sheet_free (gpointer data)
{
  ClvXlsxSheet *sheet = data;

  g_free (sheet->name);
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

static void
check_cell (ClvXlsxSheet *self,
            lxw_error     code,
            guint         row,
            guint         column)
{
  if (code != LXW_NO_ERROR)
    {
      g_autofree char *cell = clv_xlsx_dup_range (self, row, column, row, column);

      clv_xlsx_check (self->book, code, cell);
    }
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

/* “"€"#,##0.00”, the minus before the currency. */
static char *
currency_format (ClvXlsx    *self,
                 const char *digits)
{
  g_autoptr (GString) symbol = g_string_new (NULL);

  if (*self->currency != '\0')
    {
      g_string_append_c (symbol, '"');
      for (const char *p = self->currency; *p != '\0'; p++)
        if (*p != '"')
          g_string_append_c (symbol, *p);
      /* “EUR 12”, but “€12”. */
      if (g_ascii_isalpha (self->currency[strlen (self->currency) - 1]))
        g_string_append_c (symbol, ' ');
      g_string_append_c (symbol, '"');
    }
  return g_strdup_printf ("%s%s;\"−\"%s%s", symbol->str, digits, symbol->str, digits);
}

static void
set_number_format (ClvXlsx     *self,
                   lxw_format  *format,
                   ClvXlsxStyle style)
{
  g_autofree char *own = NULL;
  const char *code;

  switch (style & CLV_XLSX_FORMAT_MASK)
    {
    case CLV_XLSX_TEXT:
      code = "@";
      break;
    case CLV_XLSX_COUNT:
      code = "#,##0;\"−\"#,##0";
      break;
    case CLV_XLSX_MONEY:
      code = "#,##0.00;\"−\"#,##0.00";
      break;
    case CLV_XLSX_CURRENCY:
      code = own = currency_format (self, "#,##0.00");
      break;
    case CLV_XLSX_CURRENCY0:
      code = own = currency_format (self, "#,##0");
      break;
    case CLV_XLSX_PERCENT:
      code = "0.0%;\"−\"0.0%";
      break;
    case CLV_XLSX_NUMBER:
      code = "#,##0.00;\"−\"#,##0.00";
      break;
    case CLV_XLSX_NUMBER4:
      code = "0.0000;\"−\"0.0000";
      break;
    case CLV_XLSX_DATE:
      code = "yyyy\\-mm\\-dd";
      break;
    default:
      return;
    }
  format_set_num_format (format, code);
}

static void
set_card_look (lxw_format  *format,
               ClvXlsxStyle style)
{
  format_set_bg_color (format, 0xF4F6FA);
  format_set_indent (format, 1);
  /* A white edge leaves a gap between two cards. */
  format_set_right (format, LXW_BORDER_THICK);
  format_set_right_color (format, LXW_COLOR_WHITE);
  if (style & CLV_XLSX_CARD_TOP)
    {
      format_set_top (format, LXW_BORDER_MEDIUM);
      format_set_top_color (format, style & CLV_XLSX_GREEN ? CLV_XLSX_TEAL : CLV_XLSX_BLUE);
      format_set_font_size (format, 10);
      format_set_font_color (format, 0x5E5C64);
    }
  if (style & CLV_XLSX_CARD_VALUE)
    {
      format_set_bold (format);
      format_set_font_size (format, 17);
      format_set_font_color (format, 0x16233B);
      format_set_align (format, LXW_ALIGN_LEFT);
    }
  if (style & CLV_XLSX_CARD_NOTE)
    {
      format_set_font_size (format, 9);
      format_set_font_color (format, 0x5E5C64);
    }
}

static void
set_look (lxw_format  *format,
          ClvXlsxStyle style)
{
  format_set_align (format, style & CLV_XLSX_TOP ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
  if (style & CLV_XLSX_BOLD)
    format_set_bold (format);
  if (style & CLV_XLSX_DIM)
    format_set_font_color (format, 0x5E5C64);
  if (style & CLV_XLSX_GOOD)
    format_set_font_color (format, 0x0B6E5B);
  if (style & CLV_XLSX_BAD)
    format_set_font_color (format, 0xB0420F);
  if (style & CLV_XLSX_WRAP)
    format_set_text_wrap (format);
  if (style & CLV_XLSX_RIGHT)
    format_set_align (format, LXW_ALIGN_RIGHT);
  if (style & CLV_XLSX_CENTER)
    format_set_align (format, LXW_ALIGN_CENTER);
  /* A text beside a number must not touch it. */
  if ((style & (CLV_XLSX_RULED | CLV_XLSX_HEADER)) && !(style & (CLV_XLSX_RIGHT | CLV_XLSX_CENTER))
      && ((style & CLV_XLSX_FORMAT_MASK) == CLV_XLSX_GENERAL || (style & CLV_XLSX_FORMAT_MASK) == CLV_XLSX_TEXT))
    format_set_indent (format, 1);
  if (style & CLV_XLSX_HEADER)
    {
      format_set_bold (format);
      format_set_font_color (format, LXW_COLOR_WHITE);
      format_set_bg_color (format, CLV_XLSX_NAVY);
      format_set_text_wrap (format);
    }
  if (style & CLV_XLSX_TITLE)
    {
      format_set_bold (format);
      format_set_font_size (format, 20);
      format_set_font_color (format, CLV_XLSX_NAVY);
    }
  if (style & CLV_XLSX_HEADING)
    {
      format_set_bold (format);
      format_set_font_size (format, 13);
      format_set_font_color (format, CLV_XLSX_NAVY);
    }
  if (style & CLV_XLSX_INPUT)
    {
      format_set_font_color (format, 0x1A5FB4);
      format_set_bg_color (format, 0xFFF9E5);
      format_set_border (format, LXW_BORDER_THIN);
      format_set_border_color (format, 0xE5A50A);
    }
  if (style & CLV_XLSX_TOTAL)
    {
      format_set_bold (format);
      format_set_top (format, LXW_BORDER_THIN);
      format_set_top_color (format, CLV_XLSX_NAVY);
    }
  if (style & CLV_XLSX_RULED)
    {
      format_set_bottom (format, LXW_BORDER_HAIR);
      format_set_bottom_color (format, 0xC0BFBC);
    }
  if (style & CLV_XLSX_LINK)
    {
      format_set_font_color (format, 0x1A5FB4);
      format_set_underline (format, LXW_UNDERLINE_SINGLE);
    }
  if (style & CLV_XLSX_ACCENT)
    {
      format_set_left (format, LXW_BORDER_THICK);
      format_set_left_color (format, 0x1A5FB4);
      format_set_indent (format, 1);
    }
  if (style & (CLV_XLSX_CARD_TOP | CLV_XLSX_CARD_VALUE | CLV_XLSX_CARD_NOTE))
    set_card_look (format, style);
}

/**
 * clv_xlsx_format:
 * @style: a number format and looks
 *
 * Returns: (transfer none): the library's format; the same one for the same style
 */
lxw_format *
clv_xlsx_format (ClvXlsx     *self,
                 ClvXlsxStyle style)
{
  lxw_format *format = g_hash_table_lookup (self->formats, GUINT_TO_POINTER (style));

  if (format != NULL)
    return format;
  format = workbook_add_format (self->workbook);
  set_number_format (self, format, style);
  set_look (format, style);
  g_hash_table_insert (self->formats, GUINT_TO_POINTER (style), format);
  return format;
}

/**
 * clv_xlsx_set_properties:
 * @title: shown by file managers
 * @subject: one line
 *
 * Fills in the properties of the document.
 */
void
clv_xlsx_set_properties (ClvXlsx    *self,
                         const char *title,
                         const char *subject)
{
  g_autofree char *clean_title = clv_xlsx_dup_text (title);
  g_autofree char *clean_subject = clv_xlsx_dup_text (subject);
  g_autofree char *author = g_strdup ("Clientele " CLV_VERSION);
  lxw_doc_properties properties = { 0 };

  properties.title = clean_title;
  properties.subject = clean_subject;
  properties.author = author;
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

static void
note_width (ClvXlsxSheet *self,
            guint         column,
            guint         characters)
{
  if (column >= CLV_XLSX_MAX_COLUMNS)
    return;
  self->n_columns = MAX (self->n_columns, column + 1);
  if (!self->fixed[column] && characters > self->widths[column])
    self->widths[column] = (guint16) MIN (characters, G_MAXUINT16);
}

/**
 * clv_xlsx_set_width:
 * @column: from 0
 * @characters: instead of the width of its content
 */
void
clv_xlsx_set_width (ClvXlsxSheet *self,
                    guint         column,
                    guint         characters)
{
  g_assert (column < CLV_XLSX_MAX_COLUMNS);
  self->n_columns = MAX (self->n_columns, column + 1);
  self->widths[column] = (guint16) characters;
  self->fixed[column] = TRUE;
}

/**
 * clv_xlsx_set_height:
 * @row: from 0; not yet written when memory is constant
 * @points: its height
 */
void
clv_xlsx_set_height (ClvXlsxSheet *self,
                     guint         row,
                     double        points)
{
  if (clv_xlsx_has_failed (self->book))
    return;
  self->tall_row = row;
  self->height = points;
  check_cell (self, worksheet_set_row (self->sheet, row, points, NULL), row, 0);
}

/* Text that wraps needs a taller row: neither the library nor every viewer sees to that. */
static void
fit_height (ClvXlsxSheet *self,
            guint         row,
            guint         column,
            const char   *text)
{
  /* Letters are a little narrower than digits, and a word that does not fit leaves a gap. */
  guint width = column < CLV_XLSX_MAX_COLUMNS && self->fixed[column] ? self->widths[column] : 0;
  guint lines;
  double height;

  if (width < 4)
    return;
  lines = MIN ((clv_xlsx_text_width (text) - 1) / (width - 1) + 1, MAX_LINES);
  height = lines * LINE_HEIGHT;
  if (lines > 1 && (self->tall_row != row || self->height < height))
    clv_xlsx_set_height (self, row, height);
}

char *
clv_xlsx_dup_cell (guint row,
                   guint column)
{
  char cell[LXW_MAX_CELL_NAME_LENGTH];

  lxw_rowcol_to_cell (cell, row, (lxw_col_t) column);
  return g_strdup (cell);
}

char *
clv_xlsx_dup_range (const ClvXlsxSheet *self,
                    guint               first_row,
                    guint               first_column,
                    guint               last_row,
                    guint               last_column)
{
  char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH];
  g_auto (GStrv) parts = g_strsplit (self->name, "'", -1);
  g_autofree char *name = g_strjoinv ("''", parts);

  lxw_rowcol_to_cell_abs (first, first_row, (lxw_col_t) first_column, LXW_TRUE, LXW_TRUE);
  if (first_row == last_row && first_column == last_column)
    return g_strdup_printf ("'%s'!%s", name, first);
  lxw_rowcol_to_cell_abs (last, last_row, (lxw_col_t) last_column, LXW_TRUE, LXW_TRUE);
  return g_strdup_printf ("'%s'!%s:%s", name, first, last);
}

/**
 * clv_xlsx_text:
 * @text: (nullable): any bytes; cut at the 32,767 characters that a cell can hold
 * @style: how it looks
 *
 * Writes a text that is never taken for a number or formula.
 */
void
clv_xlsx_text (ClvXlsxSheet *self,
               guint         row,
               guint         column,
               const char   *text,
               ClvXlsxStyle  style)
{
  g_autofree char *clean = NULL;

  if (clv_xlsx_has_failed (self->book))
    return;
  if (text == NULL || *text == '\0')
    {
      clv_xlsx_blank (self, row, column, style);
      return;
    }
  clean = clv_xlsx_dup_text (text);
  if (!(style & (CLV_XLSX_WRAP | CLV_XLSX_HEADER | CLV_XLSX_TITLE | CLV_XLSX_HEADING)))
    note_width (self, column, clv_xlsx_text_width (clean));
  else if (style & CLV_XLSX_HEADER)
    note_width (self, column, clv_xlsx_longest_word (clean) + 2);
  if (style & (CLV_XLSX_WRAP | CLV_XLSX_HEADER))
    fit_height (self, row, column, clean);
  check_cell (self, worksheet_write_string (self->sheet, row, (lxw_col_t) column, clean,
                                            clv_xlsx_format (self->book, style)),
              row, column);
}

/* 15 digits are what spreadsheet programs keep: without this, the library's 16 show the noise of sums. */
static double
tidy (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_ascii_strtod (g_ascii_formatd (buffer, sizeof buffer, "%.15g", value), NULL);
}

static guint
number_width (double       value,
              ClvXlsxStyle style)
{
  guint digits = fabs (value) >= 1 ? (guint) log10 (fabs (value)) + 1 : 1;
  guint width = digits + (digits - 1) / 3 + (value < 0);

  switch (style & CLV_XLSX_FORMAT_MASK)
    {
    case CLV_XLSX_MONEY:
    case CLV_XLSX_NUMBER:
      return width + 3;
    case CLV_XLSX_CURRENCY:
      return width + 6;
    case CLV_XLSX_PERCENT:
    case CLV_XLSX_NUMBER4:
      return width + 4;
    case CLV_XLSX_DATE:
      return 10;
    default:
      return width;
    }
}

void
clv_xlsx_number (ClvXlsxSheet *self,
                 guint         row,
                 guint         column,
                 double        value,
                 ClvXlsxStyle  style)
{
  lxw_error code;

  if (clv_xlsx_has_failed (self->book))
    return;
  if (!isfinite (value))
    {
      clv_xlsx_blank (self, row, column, style);
      return;
    }
  note_width (self, column, number_width (value, style));
  IN_C_LOCALE (self->book, code = worksheet_write_number (self->sheet, row, (lxw_col_t) column, tidy (value),
                                                          clv_xlsx_format (self->book, style)));
  check_cell (self, code, row, column);
}

/**
 * clv_xlsx_day:
 * @day: a day; CLV_DAY_NONE gives a blank cell
 *
 * Writes a true date. Excel knows none before March 1900: those become text.
 */
void
clv_xlsx_day (ClvXlsxSheet *self,
              guint         row,
              guint         column,
              ClvDay        day,
              ClvXlsxStyle  style)
{
  if (day == CLV_DAY_NONE)
    {
      clv_xlsx_blank (self, row, column, style);
      return;
    }
  if ((gint64) day + EXCEL_EPOCH_DAYS < 61)
    {
      char iso[16];

      clv_day_to_iso (day, iso);
      clv_xlsx_text (self, row, column, iso, style);
      return;
    }
  clv_xlsx_number (self, row, column, (double) day + EXCEL_EPOCH_DAYS, style);
}

void
clv_xlsx_blank (ClvXlsxSheet *self,
                guint         row,
                guint         column,
                ClvXlsxStyle  style)
{
  if (clv_xlsx_has_failed (self->book))
    return;
  check_cell (self, worksheet_write_blank (self->sheet, row, (lxw_col_t) column, clv_xlsx_format (self->book, style)),
              row, column);
}

void
clv_xlsx_formula (ClvXlsxSheet *self,
                  guint         row,
                  guint         column,
                  const char   *formula,
                  double        value,
                  ClvXlsxStyle  style)
{
  lxw_format *format;
  lxw_error code;

  if (clv_xlsx_has_failed (self->book))
    return;
  format = clv_xlsx_format (self->book, style);
  if (isfinite (value))
    {
      note_width (self, column, number_width (value, style));
      IN_C_LOCALE (self->book, code = worksheet_write_formula_num (self->sheet, row, (lxw_col_t) column, formula,
                                                                   format, tidy (value)));
    }
  else
    code = worksheet_write_formula_str (self->sheet, row, (lxw_col_t) column, formula, format, "");
  check_cell (self, code, row, column);
}

void
clv_xlsx_formula_if_true (ClvXlsxSheet *self,
                          guint         row,
                          guint         column,
                          const char   *formula,
                          double        computed,
                          double        truth,
                          ClvXlsxStyle  style)
{
  gboolean agree = isfinite (computed) ? fabs (computed - truth) <= 1e-10 * MAX (fabs (truth), 1e-6)
                                       : !isfinite (truth);

  if (agree)
    clv_xlsx_formula (self, row, column, formula, truth, style);
  else
    clv_xlsx_number (self, row, column, truth, style);
}

void
clv_xlsx_merged (ClvXlsxSheet *self,
                 guint         row,
                 guint         first_column,
                 guint         last_column,
                 const char   *text,
                 ClvXlsxStyle  style)
{
  g_autofree char *clean = NULL;
  lxw_error code;

  if (clv_xlsx_has_failed (self->book))
    return;
  clean = clv_xlsx_dup_text (text);
  code = worksheet_merge_range (self->sheet, row, (lxw_col_t) first_column, row, (lxw_col_t) last_column, clean,
                                clv_xlsx_format (self->book, style));
  check_cell (self, code, row, first_column);
}

void
clv_xlsx_link (ClvXlsxSheet       *self,
               guint               row,
               guint               column,
               const ClvXlsxSheet *target,
               const char         *text,
               ClvXlsxStyle        style)
{
  g_autofree char *cell = NULL;
  g_autofree char *url = NULL;
  g_autofree char *clean = NULL;

  if (clv_xlsx_has_failed (self->book))
    return;
  cell = clv_xlsx_dup_range (target, 0, 0, 0, 0);
  url = g_strconcat ("internal:", cell, NULL);
  clean = clv_xlsx_dup_text (text);
  check_cell (self, worksheet_write_url_opt (self->sheet, row, (lxw_col_t) column, url,
                                             clv_xlsx_format (self->book, style | CLV_XLSX_LINK), clean, NULL),
              row, column);
}

void
clv_xlsx_mark_negatives (ClvXlsxSheet *self,
                         guint         first_row,
                         guint         first_column,
                         guint         last_row,
                         guint         last_column)
{
  lxw_conditional_format rule = { 0 };
  lxw_error code;

  if (clv_xlsx_has_failed (self->book))
    return;
  rule.type = LXW_CONDITIONAL_TYPE_CELL;
  rule.criteria = LXW_CONDITIONAL_CRITERIA_LESS_THAN;
  rule.value = 0;
  rule.format = clv_xlsx_format (self->book, CLV_XLSX_BAD);
  IN_C_LOCALE (self->book,
               code = worksheet_conditional_format_range (self->sheet, first_row, (lxw_col_t) first_column, last_row,
                                                          (lxw_col_t) last_column, &rule));
  check_cell (self, code, first_row, first_column);
}

void
clv_xlsx_data_bars (ClvXlsxSheet *self,
                    guint         first_row,
                    guint         column,
                    guint         last_row,
                    guint32       colour)
{
  lxw_conditional_format rule = { 0 };
  lxw_error code;

  if (clv_xlsx_has_failed (self->book))
    return;
  rule.type = LXW_CONDITIONAL_DATA_BAR;
  rule.data_bar_2010 = LXW_TRUE;
  rule.bar_solid = LXW_TRUE;
  rule.bar_color = colour;
  rule.bar_negative_color = 0xF0B59C;
  rule.bar_no_border = LXW_TRUE;
  rule.bar_axis_color = 0x77767B;
  IN_C_LOCALE (self->book,
               code = worksheet_conditional_format_range (self->sheet, first_row, (lxw_col_t) column, last_row,
                                                          (lxw_col_t) column, &rule));
  check_cell (self, code, first_row, column);
}

void
clv_xlsx_validate (ClvXlsxSheet *self,
                   guint         row,
                   guint         column,
                   double        minimum,
                   double        maximum,
                   const char   *title,
                   const char   *message)
{
  lxw_data_validation rule = { 0 };
  /* Excel takes 32 characters in the title, 255 in the message. */
  g_autofree char *short_title = g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), 32));
  g_autofree char *short_message = g_utf8_substring (message, 0, MIN (g_utf8_strlen (message, -1), 255));
  lxw_error code;

  if (clv_xlsx_has_failed (self->book))
    return;
  rule.validate = LXW_VALIDATION_TYPE_DECIMAL;
  rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
  rule.minimum_number = minimum;
  rule.maximum_number = maximum;
  rule.ignore_blank = LXW_VALIDATION_ON;
  rule.error_type = LXW_VALIDATION_ERROR_TYPE_STOP;
  rule.input_title = short_title;
  rule.input_message = short_message;
  rule.error_title = short_title;
  rule.error_message = short_message;
  IN_C_LOCALE (self->book, code = worksheet_data_validation_cell (self->sheet, row, (lxw_col_t) column, &rule));
  check_cell (self, code, row, column);
}
