/* clv-xls-test.c - Excel workbooks of the old kind, written down in a test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xls-test.h"

void
xls_u16 (GByteArray *bytes,
         guint       value)
{
  guint8 two[2] = { (guint8) value, (guint8) (value >> 8) };

  g_byte_array_append (bytes, two, 2);
}

void
xls_u32 (GByteArray *bytes,
         guint32     value)
{
  xls_u16 (bytes, value & 0xFFFF);
  xls_u16 (bytes, value >> 16);
}

void
xls_f64 (GByteArray *bytes,
         double      value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  xls_u32 (bytes, (guint32) bits);
  xls_u32 (bytes, (guint32) (bits >> 32));
}

void
xls_raw (GByteArray *bytes,
         const char *raw,
         gsize       length)
{
  g_byte_array_append (bytes, (const guint8 *) raw, (guint) length);
}

guint
xls_begin (GByteArray *bytes,
           guint       id)
{
  xls_u16 (bytes, id);
  xls_u16 (bytes, 0);
  return bytes->len;
}

void
xls_end (GByteArray *bytes,
         guint       start)
{
  guint length = bytes->len - start;

  bytes->data[start - 2] = (guint8) length;
  bytes->data[start - 1] = (guint8) (length >> 8);
}

void
xls_put (GByteArray *bytes,
         guint       id,
         const char *content,
         gsize       length)
{
  XLS_RECORD (bytes, id, xls_raw (bytes, content, length));
}

void
xls_bof (GByteArray *bytes,
         guint       version,
         guint       kind)
{
  XLS_RECORD (bytes, 0x0809, (xls_u16 (bytes, version), xls_u16 (bytes, kind), xls_u32 (bytes, 0), xls_u32 (bytes, 0),
                              xls_u32 (bytes, 0)));
}

void
xls_cell (GByteArray *bytes,
          guint       row,
          guint       column,
          guint       format)
{
  xls_u16 (bytes, row);
  xls_u16 (bytes, column);
  xls_u16 (bytes, format);
}

void
xls_number (GByteArray *bytes,
            guint       row,
            guint       column,
            guint       format,
            double      value)
{
  XLS_RECORD (bytes, 0x0203, (xls_cell (bytes, row, column, format), xls_f64 (bytes, value)));
}

void
xls_label (GByteArray *bytes,
           guint       row,
           guint       column,
           const char *text)
{
  XLS_RECORD (bytes, 0x0204,
              (xls_cell (bytes, row, column, 0), xls_u16 (bytes, (guint) strlen (text)),
               xls_raw (bytes, "", 1), xls_raw (bytes, text, strlen (text))));
}

guint
xls_sheet (GByteArray *bytes,
           const char *name,
           guint       visibility,
           guint       kind,
           gboolean    is_97)
{
  guint8 head[3] = { (guint8) visibility, (guint8) kind, (guint8) strlen (name) };
  guint start = xls_begin (bytes, 0x0085);

  xls_u32 (bytes, 0);
  g_byte_array_append (bytes, head, 3);
  /* One byte a letter. */
  if (is_97)
    xls_raw (bytes, "", 1);
  xls_raw (bytes, name, strlen (name));
  xls_end (bytes, start);
  return start;
}

void
xls_sheet_begins (GByteArray *bytes,
                  guint       at)
{
  guint32 offset = bytes->len;

  for (guint i = 0; i < 4; i++)
    bytes->data[at + i] = (guint8) (offset >> 8 * i);
  xls_bof (bytes, 0x0600, 0x0010);
}

void
xls_set_u32 (GByteArray *bytes,
             gsize       at,
             guint32     value)
{
  g_assert_cmpuint (at + 4, <=, bytes->len);
  for (guint i = 0; i < 4; i++)
    bytes->data[at + i] = (guint8) (value >> 8 * i);
}

static void
xls_directory_entry (GByteArray *bytes,
                     gsize       at,
                     const char *name,
                     guint       type,
                     guint32     child,
                     guint32     start,
                     guint32     size)
{
  for (gsize i = 0; i < strlen (name); i++)
    bytes->data[at + 2 * i] = (guint8) name[i];
  bytes->data[at + 64] = (guint8) (2 * strlen (name) + 2);
  bytes->data[at + 66] = (guint8) type;
  bytes->data[at + 67] = 1;
  xls_set_u32 (bytes, at + 68, 0xFFFFFFFF);
  xls_set_u32 (bytes, at + 72, 0xFFFFFFFF);
  xls_set_u32 (bytes, at + 76, child);
  xls_set_u32 (bytes, at + 116, start);
  xls_set_u32 (bytes, at + 120, size);
}

GByteArray *
xls_container (const char       *name,
               const GByteArray *stream,
               guint             shift)
{
  const guint32 end = 0xFFFFFFFE, none = 0xFFFFFFFF;
  guint32 sector = 1u << shift, per_sector = sector / 4;
  gboolean is_small = stream->len < 4096;
  guint32 n_content = (stream->len + sector - 1) / sector;
  guint32 n_others = 2 + n_content, n_fat = 1, n_difat = 0, fat_at;
  GByteArray *bytes = g_byte_array_new ();

  while (n_fat * per_sector < n_others + n_fat + n_difat)
    {
      n_fat++;
      n_difat = n_fat > 109 ? (n_fat - 109 + per_sector - 2) / (per_sector - 1) : 0;
    }
  g_byte_array_set_size (bytes, (1 + n_others + n_fat + n_difat) * sector);
  memset (bytes->data, 0, bytes->len);
  memcpy (bytes->data, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  memcpy (bytes->data + 0x18, "\x3E\0\3\0\xFE\xFF\0\0\6\0", 10);
  bytes->data[0x1A] = shift == 12 ? 4 : 3;
  bytes->data[0x1E] = (guint8) shift;
  xls_set_u32 (bytes, 0x2C, n_fat);
  xls_set_u32 (bytes, 0x30, 0);
  xls_set_u32 (bytes, 0x38, 4096);
  xls_set_u32 (bytes, 0x3C, 1);
  xls_set_u32 (bytes, 0x40, 1);
  xls_set_u32 (bytes, 0x44, n_difat > 0 ? n_others + n_fat : end);
  xls_set_u32 (bytes, 0x48, n_difat);
  for (guint i = 0; i < 109; i++)
    xls_set_u32 (bytes, 0x4C + 4 * i, i < n_fat ? n_others + i : none);
  for (guint i = 109; i < n_fat; i++)
    {
      guint32 table = (i - 109) / (per_sector - 1), entry = (i - 109) % (per_sector - 1);

      xls_set_u32 (bytes, (gsize) (1 + n_others + n_fat + table) * sector + 4 * entry, n_others + i);
    }
  for (guint32 i = 0; i < n_difat; i++)
    {
      gsize at = (gsize) (1 + n_others + n_fat + i) * sector;

      xls_set_u32 (bytes, at + sector - 4, i + 1 < n_difat ? n_others + n_fat + i + 1 : end);
      for (guint32 k = i + 1 == n_difat ? (n_fat - 109) % (per_sector - 1) : per_sector - 1; k < per_sector - 1; k++)
        xls_set_u32 (bytes, at + 4 * k, none);
    }

  fat_at = (1 + n_others) * sector;
  for (guint32 i = 0; i < n_fat * per_sector; i++)
    {
      guint32 next = none;

      if (i < 2)
        next = end;
      else if (i < n_others)
        next = i + 1 < n_others ? i + 1 : end;
      else if (i < n_others + n_fat)
        next = 0xFFFFFFFD;
      else if (i < n_others + n_fat + n_difat)
        next = 0xFFFFFFFC;
      xls_set_u32 (bytes, fat_at + 4 * (gsize) i, next);
    }
  for (guint32 i = 0; i < per_sector; i++)
    xls_set_u32 (bytes, 2 * sector + 4 * i,
                 !is_small || i >= (stream->len + 63) / 64 ? none : i + 1 < (stream->len + 63) / 64 ? i + 1 : end);
  xls_directory_entry (bytes, sector, "Root Entry", 5, 1, is_small ? 2 : end, is_small ? (stream->len + 63) / 64 * 64 : 0);
  xls_directory_entry (bytes, sector + 128, name, 2, none, is_small ? 0 : 2, stream->len);
  memcpy (bytes->data + 3 * sector, stream->data, stream->len);
  return bytes;
}

ClvSource *
xls_read (const GByteArray *stream)
{
  g_autoptr (GByteArray) container = xls_container ("Workbook", stream, 9);

  return io_test_read ("hand.xls", (const char *) container->data, (gssize) container->len);
}

void
xls_put_formats (GByteArray *bytes)
{
  static const guint formats[] = { 0, 14, 164, 20 };

  XLS_PUT (bytes, 0x041E, "\xA4\0\x0C\0\0yyyy\\-mm\\-dd");
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    XLS_RECORD (bytes, 0x00E0,
                (xls_u16 (bytes, 0), xls_u16 (bytes, formats[i]), xls_u32 (bytes, 0), xls_u32 (bytes, 0),
                 xls_u32 (bytes, 0), xls_u32 (bytes, 0)));
}

GByteArray *
xls_begin_book (void)
{
  GByteArray *bytes = g_byte_array_new ();
  guint at;

  xls_bof (bytes, 0x0600, 0x0005);
  xls_put_formats (bytes);
  at = xls_sheet (bytes, "Orders", 0, 0, TRUE);
  XLS_PUT (bytes, 0x000A, "");
  xls_sheet_begins (bytes, at);
  return bytes;
}

void
xls_put_header (GByteArray *bytes,
                guint       n_columns)
{
  for (guint c = 0; c < n_columns; c++)
    {
      g_autofree char *name = g_strdup_printf ("Name %c", 'A' + c);

      xls_label (bytes, 0, c, name);
    }
}

void
xls_put_result (GByteArray *bytes,
                guint       kind,
                guint       value)
{
  guint8 result[8] = { (guint8) kind, 0, (guint8) value, 0, 0, 0, 0xFF, 0xFF };

  g_byte_array_append (bytes, result, sizeof result);
}
