/* clv-xlsx-format.c - number formats and looks of cells
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-writer.h"

#include <string.h>

#include "clv-xlsx-writer-private.h"

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
