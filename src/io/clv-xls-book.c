/* clv-xls-book.c - what an Excel workbook before 2007 says about its sheets as a whole
 *
 * Source: [MS-XLS], and for Excel 2 to 5 the documentation of OpenOffice.org.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-source.h"
#include "clv-xls-private.h"

#define RECORD_FORMAT_2 0x001E
#define RECORD_DATEMODE 0x0022
#define RECORD_CODEPAGE 0x0042
#define RECORD_XF_2 0x0043
#define RECORD_BOUNDSHEET 0x0085
#define RECORD_SHEETHDR 0x008F
#define RECORD_XF 0x00E0
#define RECORD_SST 0x00FC
#define RECORD_XF_3 0x0243
#define RECORD_FORMAT 0x041E
#define RECORD_XF_4 0x0443

/* What follows a BOF. */
#define SUBSTREAM_WORKSHEET 0x0010
#define SUBSTREAM_WORKSPACE 0x0100

#define MAX_FORMATS 65536
#define MAX_SHEETS 65536

static void
sheet_free (gpointer data)
{
  ClvXlsSheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet);
}

static void
add_sheet (ClvXlsBook *self,
           const char *name,
           guint64     offset,
           gboolean    is_hidden)
{
  ClvXlsSheet *sheet;

  if (self->sheets->len >= MAX_SHEETS)
    return;
  sheet = g_new0 (ClvXlsSheet, 1);
  sheet->name = g_strdup (name);
  sheet->offset = offset;
  sheet->is_hidden = is_hidden;
  g_ptr_array_add (self->sheets, sheet);
}

void
clv_xls_book_free (ClvXlsBook *self)
{
  if (self->has_strings)
    clv_xls_strings_clear (&self->strings);
  if (self->has_converter)
    g_iconv_close (self->converter);
  g_clear_pointer (&self->cipher, clv_xls_cipher_free);
  g_ptr_array_unref (self->sheets);
  g_ptr_array_unref (self->currencies);
  g_hash_table_unref (self->formats);
  g_array_unref (self->cell_formats);
  clv_cfb_stream_free (self->stream);
  g_free (self);
}

/* Code pages of Windows and DOS are known by their numbers, but for these. */
static GIConv
open_converter (guint codepage)
{
  char name[16];
  GIConv converter;

  switch (codepage)
    {
    case 10000:
    case 32768:
      g_strlcpy (name, "MACINTOSH", sizeof name);
      break;
    case 1200:
      g_strlcpy (name, "UTF-16LE", sizeof name);
      break;
    case 1361:
      g_strlcpy (name, "JOHAB", sizeof name);
      break;
    case 32769:
      g_strlcpy (name, "CP1252", sizeof name);
      break;
    default:
      g_snprintf (name, sizeof name, "CP%u", codepage);
      break;
    }
  converter = g_iconv_open ("UTF-8", name);
  /* Latin-1 has a letter for each byte. */
  return converter != (GIConv) -1 ? converter : g_iconv_open ("UTF-8", "ISO-8859-1");
}

void
clv_xls_book_decode (ClvXlsBook   *self,
                     const guchar *bytes,
                     gsize         length,
                     GString      *text)
{
  g_autofree char *decoded = NULL;
  gboolean is_ascii = TRUE;
  gsize n;

  for (gsize i = 0; i < length; i++)
    is_ascii &= bytes[i] < 0x80 && bytes[i] != 0;
  if (is_ascii)
    {
      g_string_append_len (text, (const char *) bytes, (gssize) length);
      return;
    }
  if (!self->has_converter)
    {
      self->converter = open_converter (self->codepage);
      self->has_converter = TRUE;
    }
  decoded = g_convert_with_iconv ((const char *) bytes, (gssize) length, self->converter, NULL, &n, NULL);
  if (decoded == NULL)
    {
      decoded = g_utf8_make_valid ((const char *) bytes, (gssize) length);
      n = strlen (decoded);
    }
  for (gsize i = 0; i < n; i++)
    if (decoded[i] != '\0')
      g_string_append_c (text, decoded[i]);
}

ClvCellFormat
clv_xls_book_get_format (const ClvXlsBook *self,
                         guint             number)
{
  const ClvCellFormat *format = g_hash_table_lookup (self->formats, GUINT_TO_POINTER (number));

  return format != NULL ? *format : (ClvCellFormat) { .class = clv_cell_value_classify_builtin (number) };
}

typedef struct
{
  ClvXlsBook   *book;
  ClvXlsRecords records;
  GArray       *formats;  /* guint16: number of the format by cell format */
  guint         n_formats; /* seen so far, where they have no number of their own */
  GString      *text;
  char         *name;     /* of the sheet that follows */
  const char   *password; /* (nullable) */
  gboolean      is_protected;
  gboolean      is_other_password;
} BookRun;

static void
read_format (BookRun *run)
{
  const ClvXlsRecords *records = &run->records;
  guint number = run->n_formats++;
  ClvCellFormat format;

  if (number >= MAX_FORMATS)
    return;
  g_string_truncate (run->text, 0);
  if (run->book->version == 8)
    {
      ClvXlsCursor cursor;

      if (records->length < 2)
        return;
      number = clv_bytes_u16 (records->data);
      clv_xls_cursor_init (&cursor, &run->records, 2);
      if (!clv_xls_cursor_read_text (&cursor, FALSE, run->text))
        return;
    }
  else
    {
      /* A number, or two bytes without sense, stands before the text from Excel 4 on. */
      guint n_before = run->book->version >= 4 ? 2 : 0;

      if (records->length < n_before + 1u)
        return;
      if (run->book->version == 5)
        number = clv_bytes_u16 (records->data);
      clv_xls_book_decode (run->book, records->data + n_before + 1,
                           MIN (records->data[n_before], records->length - n_before - 1u), run->text);
    }
  format = clv_cell_format_new (run->text->str, run->book->currencies);
  g_hash_table_insert (run->book->formats, GUINT_TO_POINTER (number), g_memdup2 (&format, sizeof format));
}

static void
read_cell_format (BookRun *run)
{
  const ClvXlsRecords *records = &run->records;
  guint16 format = 0;

  if (run->formats->len > G_MAXUINT16)
    return;
  if (records->id == RECORD_XF && records->length >= 4)
    format = (guint16) clv_bytes_u16 (records->data + 2);
  else if ((records->id == RECORD_XF_3 || records->id == RECORD_XF_4) && records->length >= 2)
    format = records->data[1];
  g_array_append_val (run->formats, format);
}

static void
read_bound_sheet (BookRun *run)
{
  const ClvXlsRecords *records = &run->records;
  guint64 offset;
  gboolean is_hidden;

  /* The kind tells worksheets from charts, macros and programs. */
  if (records->length < 7 || records->data[5] != 0)
    return;
  offset = clv_bytes_u32 (records->data);
  is_hidden = (records->data[4] & 3) != 0;
  g_string_truncate (run->text, 0);
  if (run->book->version == 8)
    {
      ClvXlsCursor cursor;

      clv_xls_cursor_init (&cursor, &run->records, 6);
      clv_xls_cursor_read_text (&cursor, TRUE, run->text);
    }
  else
    clv_xls_book_decode (run->book, records->data + 7, MIN (records->data[6], records->length - 7u), run->text);
  add_sheet (run->book, run->text->str, offset, is_hidden);
}

/* Excel 4 keeps the sheets of a workspace one after another, each with its name before it. */
static void
read_sheet_header (BookRun *run)
{
  const ClvXlsRecords *records = &run->records;

  g_string_truncate (run->text, 0);
  if (records->length >= 5)
    clv_xls_book_decode (run->book, records->data + 5, MIN (records->data[4], records->length - 5u), run->text);
  g_free (run->name);
  run->name = g_strdup (run->text->str);
}

/* FALSE if the workbook hides its content. */
static gboolean
read_record (BookRun *run)
{
  ClvXlsBook *book = run->book;
  const ClvXlsRecords *records = &run->records;

  switch (records->id)
    {
    case CLV_XLS_FILEPASS:
      book->cipher = clv_xls_cipher_new (records->data, records->length, book->version == 8, run->password,
                                         &run->is_other_password);
      run->is_protected = book->cipher == NULL;
      run->records.cipher = book->cipher;
      return !run->is_protected;
    case RECORD_DATEMODE:
      book->is_1904 = records->length >= 2 && clv_bytes_u16 (records->data) == 1;
      break;
    case RECORD_CODEPAGE:
      if (records->length >= 2 && !book->has_converter)
        book->codepage = clv_bytes_u16 (records->data);
      break;
    case RECORD_FORMAT_2:
    case RECORD_FORMAT:
      read_format (run);
      break;
    case RECORD_XF_2:
    case RECORD_XF_3:
    case RECORD_XF_4:
    case RECORD_XF:
      read_cell_format (run);
      break;
    case RECORD_BOUNDSHEET:
      if (book->version >= 5)
        read_bound_sheet (run);
      break;
    case RECORD_SHEETHDR:
      read_sheet_header (run);
      break;
    case RECORD_SST:
      if (!book->has_strings)
        clv_xls_strings_init (&book->strings, book->stream, book->cipher, records->offset);
      book->has_strings = TRUE;
      break;
    default:
      break;
    }
  return TRUE;
}

static gboolean
is_begin (guint id)
{
  return id == CLV_XLS_BOF || id == CLV_XLS_BOF_2 || id == CLV_XLS_BOF_3 || id == CLV_XLS_BOF_4;
}

/* The version by the first record; 0 if that begins nothing. */
static guint
find_version (const ClvXlsRecords *records)
{
  if (records->length < 4)
    return 0;
  switch (records->id)
    {
    case CLV_XLS_BOF_2:
      return 2;
    case CLV_XLS_BOF_3:
      return 3;
    case CLV_XLS_BOF_4:
      return 4;
    case CLV_XLS_BOF:
      return clv_bytes_u16 (records->data) == 0x0500 ? 5 : 8;
    default:
      return 0;
    }
}

/* Reads to the end of the part that is about the whole workbook. */
static gboolean
read_globals (BookRun *run)
{
  ClvXlsBook *book = run->book;
  guint kind, depth = 1;

  if (!clv_xls_records_next (&run->records))
    return FALSE;
  book->version = find_version (&run->records);
  if (book->version == 0)
    return FALSE;
  kind = clv_bytes_u16 (run->records.data + 2);
  /* Before Excel 5 a file is a sheet, unless it is a workspace; some programs write only a sheet to this day. */
  if (kind == SUBSTREAM_WORKSHEET || (book->version < 5 && kind != SUBSTREAM_WORKSPACE))
    add_sheet (book, "", 0, FALSE);

  while (depth > 0)
    {
      guint64 at;

      if (!clv_xls_records_next (&run->records))
        return FALSE;
      at = run->records.offset;
      if (is_begin (run->records.id))
        {
          depth++;
          if (run->name != NULL && run->records.length >= 4 &&
              clv_bytes_u16 (run->records.data + 2) == SUBSTREAM_WORKSHEET)
            add_sheet (book, run->name, at, FALSE);
          g_clear_pointer (&run->name, g_free);
        }
      else if (run->records.id == CLV_XLS_EOF)
        depth--;
      else if (!read_record (run))
        return FALSE;
    }
  return TRUE;
}

ClvXlsBook *
clv_xls_book_open (ClvCfbStream *stream,
                   ClvFile       *file,
                   const char    *password,
                   GError       **error)
{
  g_autoptr (ClvXlsBook) self = g_new0 (ClvXlsBook, 1);
  BookRun run = { .book = self, .password = password };
  gboolean ok;

  self->stream = stream;
  self->codepage = 1252;
  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  self->currencies = g_ptr_array_new_with_free_func (g_free);
  self->formats = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->cell_formats = g_array_new (FALSE, FALSE, sizeof (ClvCellFormat));
  run.formats = g_array_new (FALSE, FALSE, sizeof (guint16));
  run.text = g_string_new (NULL);
  clv_xls_records_init (&run.records, stream, NULL, 0);

  ok = read_globals (&run);
  for (guint i = 0; i < run.formats->len; i++)
    {
      ClvCellFormat format = clv_xls_book_get_format (self, g_array_index (run.formats, guint16, i));

      g_array_append_val (self->cell_formats, format);
    }
  if (!ok && run.records.error != NULL)
    g_propagate_error (error, g_steal_pointer (&run.records.error));
  else if (run.is_protected && run.is_other_password)
    clv_file_set_password (file->name, password != NULL, error);
  else if (run.is_protected)
    clv_file_set_protected (file->name, error);
  else if (!ok)
    clv_xls_set_damaged (file->name, NULL, error);
  clv_xls_records_clear (&run.records);
  g_array_unref (run.formats);
  g_string_free (run.text, TRUE);
  g_free (run.name);
  return ok ? g_steal_pointer (&self) : NULL;
}
