/* make-table.c - writes a large table of orders for the benchmark: make-table ROWS csv|shared|inline FILE
 *
 * Ten columns: five of text with some hundreds to two hundred thousand distinct values, two of dates, one of
 * whole numbers and two of money. As CSV, or as a workbook like those of Excel: with shared strings, or with the
 * strings in their cells. The same rows in each of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#define N_DAYS 1461 /* 2021 to 2024 */
#define FIRST_SERIAL 44197 /* 2021-01-01 as Excel counts */
#define N_PRODUCTS 4000u
#define N_CITIES 400u
#define N_CHANNELS 300u
#define N_COLUMNS 10

typedef enum
{
  TEXT_ORDER,
  TEXT_EMAIL,
  TEXT_PRODUCT,
  TEXT_CITY,
  TEXT_CHANNEL,
  N_TEXTS,
} Text;

typedef struct
{
  guint texts[N_TEXTS];
  int   order_day;
  int   delivery_day;
  guint quantity;
  guint price_cents;
  guint amount_cents;
} Row;

typedef struct
{
  guint64 state;
  guint   n_distinct[N_TEXTS];
} Generator;

/* Steele, Lea & Flood (2014): splitmix64. Our own, so that every machine measures the same file. */
static guint
next_below (Generator *self,
            guint      bound)
{
  guint64 z = (self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  z ^= z >> 31;
  return (guint) ((z >> 32) * bound >> 32);
}

static void
generator_init (Generator *self,
                guint      n_rows)
{
  self->state = 2024;
  self->n_distinct[TEXT_ORDER] = MIN (n_rows / 5 + 1, 200000);
  self->n_distinct[TEXT_EMAIL] = MIN (n_rows / 10 + 1, 100000);
  self->n_distinct[TEXT_PRODUCT] = N_PRODUCTS;
  self->n_distinct[TEXT_CITY] = N_CITIES;
  self->n_distinct[TEXT_CHANNEL] = N_CHANNELS;
}

static void
generator_next (Generator *self,
                guint      row_index,
                Row       *row)
{
  row->texts[TEXT_ORDER] = row_index / 5 % self->n_distinct[TEXT_ORDER];
  for (guint i = TEXT_EMAIL; i < N_TEXTS; i++)
    row->texts[i] = next_below (self, self->n_distinct[i]);
  row->order_day = (int) next_below (self, N_DAYS);
  row->delivery_day = row->order_day + 1 + (int) next_below (self, 10);
  row->quantity = 1 + next_below (self, 12);
  row->price_cents = 199 + row->texts[TEXT_PRODUCT] * 7919u % 14800u;
  row->amount_cents = row->quantity * row->price_cents;
}

static const char *const headers[N_COLUMNS] = {
  "Order", "E-mail", "Product", "City", "Channel", "Order date", "Delivered", "Quantity", "Price", "Amount",
};

/* Returns the length of the text. */
static int
write_text (char *to,
            Text  kind,
            guint index)
{
  switch (kind)
    {
    case TEXT_ORDER:
      return sprintf (to, "SO-%07u", index + 1000000u);
    case TEXT_EMAIL:
      return sprintf (to, "customer.%05u@example.org", index);
    case TEXT_PRODUCT:
      return sprintf (to, "Article %04u in colour %u", index, index % 7);
    case TEXT_CITY:
      return sprintf (to, "M\303\274nster %03u", index);
    case TEXT_CHANNEL:
    default:
      return sprintf (to, "Channel %03u", index);
    }
}

/* What is written: a plain file, or one part of a ZIP archive at a time. */
typedef struct
{
  FILE    *file;
  char     text[1 << 16];
  gsize    length;
  gboolean is_zip;
  z_stream stream;
  guint32  crc;
  guint64  n_in, n_out;
  GString *directory;
  guint    n_parts;
  long     header_at;
} Output;

static void
put_le (GString *to,
        guint64  value,
        guint    n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    g_string_append_c (to, (char) (value >> (8 * i) & 0xff));
}

static void
output_flush (Output  *self,
              gboolean is_last)
{
  if (!self->is_zip)
    {
      fwrite (self->text, 1, self->length, self->file);
      self->length = 0;
      return;
    }
  self->crc = (guint32) crc32 (self->crc, (Bytef *) self->text, (uInt) self->length);
  self->n_in += self->length;
  self->stream.next_in = (Bytef *) self->text;
  self->stream.avail_in = (uInt) self->length;
  for (;;)
    {
      Bytef packed[1 << 16];
      gsize n;

      self->stream.next_out = packed;
      self->stream.avail_out = sizeof packed;
      deflate (&self->stream, is_last ? Z_FINISH : Z_NO_FLUSH);
      n = sizeof packed - self->stream.avail_out;
      fwrite (packed, 1, n, self->file);
      self->n_out += n;
      if (self->stream.avail_out > 0)
        break;
    }
  self->length = 0;
}

/* Room for one more row. */
static char *
output_room (Output *self)
{
  if (self->length > sizeof self->text - 4096)
    output_flush (self, FALSE);
  return self->text + self->length;
}

static void
output_puts (Output     *self,
             const char *text)
{
  char *room = output_room (self);
  gsize length = strlen (text);

  g_assert (length <= 4096);
  memcpy (room, text, length);
  self->length += length;
}

static void
put_part_header (GString *to,
                 Output  *self)
{
  put_le (to, 20, 2);                /* version needed */
  put_le (to, 0x0800, 2);            /* names in UTF-8 */
  put_le (to, 8, 2);                 /* deflated */
  put_le (to, 0x00210000, 4);        /* 1980-01-01 */
  put_le (to, self->crc, 4);
  put_le (to, self->n_out, 4);
  put_le (to, self->n_in, 4);
}

static void
output_begin_part (Output     *self,
                   const char *name)
{
  g_autoptr (GString) header = g_string_new ("PK\003\004");

  self->crc = 0;
  self->n_in = self->n_out = 0;
  self->header_at = ftell (self->file);
  put_part_header (header, self);
  put_le (header, strlen (name), 2);
  put_le (header, 0, 2);
  g_string_append (header, name);
  fwrite (header->str, 1, header->len, self->file);
  memset (&self->stream, 0, sizeof self->stream);
  deflateInit2 (&self->stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
}

static void
output_end_part (Output     *self,
                 const char *name)
{
  g_autoptr (GString) header = g_string_new (NULL);

  output_flush (self, TRUE);
  deflateEnd (&self->stream);
  put_part_header (header, self);
  fseek (self->file, self->header_at + 4, SEEK_SET);
  fwrite (header->str, 1, header->len, self->file);
  fseek (self->file, 0, SEEK_END);
  g_string_append_len (self->directory, "PK\001\002", 4);
  put_le (self->directory, 20, 2);
  g_string_append_len (self->directory, header->str, (gssize) header->len);
  put_le (self->directory, strlen (name), 2);
  put_le (self->directory, 0, 8); /* no extra field, no comment, first disk, no attributes */
  put_le (self->directory, 0, 4);
  put_le (self->directory, (guint64) self->header_at, 4);
  g_string_append (self->directory, name);
  self->n_parts++;
}

static void
output_part (Output     *self,
             const char *name,
             const char *content)
{
  output_begin_part (self, name);
  output_puts (self, content);
  output_end_part (self, name);
}

static void
output_end_zip (Output *self)
{
  long at = ftell (self->file);
  gsize n = self->directory->len;

  g_string_append_len (self->directory, "PK\005\006\0\0\0\0", 8);
  put_le (self->directory, self->n_parts, 2);
  put_le (self->directory, self->n_parts, 2);
  put_le (self->directory, n, 4);
  put_le (self->directory, (guint64) at, 4);
  put_le (self->directory, 0, 2);
  fwrite (self->directory->str, 1, self->directory->len, self->file);
}

static void
write_csv (Output    *output,
           Generator *generator,
           guint      n_rows)
{
  static char days[N_DAYS + 11][11];
  g_autoptr (GDate) date = g_date_new_dmy (1, G_DATE_JANUARY, 2021);

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_snprintf (days[i], sizeof days[i], "%04u-%02u-%02u", (guint) g_date_get_year (date) % 10000u,
                  (guint) g_date_get_month (date) % 100u, (guint) g_date_get_day (date) % 100u);
      g_date_add_days (date, 1);
    }
  for (guint c = 0; c < N_COLUMNS; c++)
    {
      output_puts (output, headers[c]);
      output_puts (output, c + 1 < N_COLUMNS ? "," : "\n");
    }
  for (guint i = 0; i < n_rows; i++)
    {
      char *start = output_room (output), *p = start;
      Row row;

      generator_next (generator, i, &row);
      for (guint t = 0; t < N_TEXTS; t++)
        {
          p += write_text (p, t, row.texts[t]);
          *p++ = ',';
        }
      p += sprintf (p, "%s,%s,%u,%u.%02u,%u.%02u\n", days[row.order_day], days[row.delivery_day], row.quantity,
                    row.price_cents / 100, row.price_cents % 100, row.amount_cents / 100, row.amount_cents % 100);
      output->length += (gsize) (p - start);
    }
}

/* The shortest decimal, as Excel writes it. */
static int
write_cents (char *to,
             guint cents)
{
  if (cents % 100 == 0)
    return sprintf (to, "%u", cents / 100);
  return cents % 10 == 0 ? sprintf (to, "%u.%u", cents / 100, cents / 10 % 10)
                         : sprintf (to, "%u.%02u", cents / 100, cents % 100);
}

static void
write_sheet (Output    *output,
             Generator *generator,
             guint      n_rows,
             gboolean   is_shared)
{
  g_autofree char *dimension = g_strdup_printf ("<dimension ref=\"A1:J%u\"/>", n_rows + 1);
  guint first_index[N_TEXTS] = { N_COLUMNS };

  for (guint t = 1; t < N_TEXTS; t++)
    first_index[t] = first_index[t - 1] + generator->n_distinct[t - 1];
  output_puts (output, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                       "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
                       "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">");
  output_puts (output, dimension);
  output_puts (output, "<sheetData><row r=\"1\" spans=\"1:10\">");
  for (guint c = 0; c < N_COLUMNS; c++)
    {
      char *start = output_room (output);

      output->length += (gsize) (is_shared ? sprintf (start, "<c r=\"%c1\" t=\"s\"><v>%u</v></c>", 'A' + c, c)
                                           : sprintf (start, "<c r=\"%c1\" t=\"inlineStr\"><is><t>%s</t></is></c>",
                                                      'A' + c, headers[c]));
    }
  output_puts (output, "</row>");
  for (guint i = 0; i < n_rows; i++)
    {
      char *start = output_room (output), *p = start;
      Row row;

      generator_next (generator, i, &row);
      p += sprintf (p, "<row r=\"%u\" spans=\"1:10\">", i + 2);
      for (guint t = 0; t < N_TEXTS; t++)
        if (is_shared)
          p += sprintf (p, "<c r=\"%c%u\" t=\"s\"><v>%u</v></c>", 'A' + t, i + 2, first_index[t] + row.texts[t]);
        else
          {
            p += sprintf (p, "<c r=\"%c%u\" t=\"inlineStr\"><is><t>", 'A' + t, i + 2);
            p += write_text (p, t, row.texts[t]);
            p += sprintf (p, "</t></is></c>");
          }
      p += sprintf (p, "<c r=\"F%u\" s=\"1\"><v>%d</v></c><c r=\"G%u\" s=\"1\"><v>%d</v></c><c r=\"H%u\"><v>%u</v></c>"
                       "<c r=\"I%u\" s=\"2\"><v>", i + 2, FIRST_SERIAL + row.order_day, i + 2,
                    FIRST_SERIAL + row.delivery_day, i + 2, row.quantity, i + 2);
      p += write_cents (p, row.price_cents);
      p += sprintf (p, "</v></c><c r=\"J%u\" s=\"2\"><v>", i + 2);
      p += write_cents (p, row.amount_cents);
      p += sprintf (p, "</v></c></row>");
      output->length += (gsize) (p - start);
    }
  output_puts (output, "</sheetData><pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" "
                       "header=\"0.3\" footer=\"0.3\"/></worksheet>");
}

static void
write_strings (Output    *output,
               Generator *generator)
{
  output_puts (output, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                       "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
  for (guint c = 0; c < N_COLUMNS; c++)
    {
      char *start = output_room (output);

      output->length += (gsize) sprintf (start, "<si><t>%s</t></si>", headers[c]);
    }
  for (guint t = 0; t < N_TEXTS; t++)
    for (guint i = 0; i < generator->n_distinct[t]; i++)
      {
        char *start = output_room (output), *p = start;

        p += sprintf (p, "<si><t>");
        p += write_text (p, t, i);
        p += sprintf (p, "</t></si>");
        output->length += (gsize) (p - start);
      }
  output_puts (output, "</sst>");
}

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define CONTENT "application/vnd.openxmlformats-officedocument.spreadsheetml."

static void
write_workbook (Output    *output,
                Generator *generator,
                guint      n_rows,
                gboolean   is_shared)
{
  static const char sheet[] = "xl/worksheets/sheet1.xml";

  output_part (output, "[Content_Types].xml",
               "<Types xmlns=\"" PACKAGE "content-types\"><Default Extension=\"rels\" "
               "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
               "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
               "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" CONTENT "sheet.main+xml\"/>"
               "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" CONTENT "worksheet+xml\"/>"
               "<Override PartName=\"/xl/styles.xml\" ContentType=\"" CONTENT "styles+xml\"/>"
               "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"" CONTENT "sharedStrings+xml\"/></Types>");
  output_part (output, "_rels/.rels",
               "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"rId1\" Type=\"" OFFICE
               "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  output_part (output, "xl/workbook.xml",
               "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><sheets><sheet name=\"Orders\" sheetId=\"1\" "
               "r:id=\"rId1\"/></sheets></workbook>");
  output_part (output, "xl/_rels/workbook.xml.rels",
               "<Relationships xmlns=\"" PACKAGE "relationships\">"
               "<Relationship Id=\"rId1\" Type=\"" OFFICE "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
               "<Relationship Id=\"rId2\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/>"
               "<Relationship Id=\"rId3\" Type=\"" OFFICE "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
               "</Relationships>");
  output_part (output, "xl/styles.xml",
               "<styleSheet xmlns=\"" MAIN "\"><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
               "</fonts><fills count=\"1\"><fill><patternFill patternType=\"none\"/></fill></fills><borders count=\"1\">"
               "<border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf/>"
               "</cellStyleXfs><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/>"
               "<xf numFmtId=\"4\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
  output_begin_part (output, sheet);
  write_sheet (output, generator, n_rows, is_shared);
  output_end_part (output, sheet);
  output_begin_part (output, "xl/sharedStrings.xml");
  if (is_shared)
    write_strings (output, generator);
  else
    output_puts (output, "<sst xmlns=\"" MAIN "\"/>");
  output_end_part (output, "xl/sharedStrings.xml");
  output_end_zip (output);
}

int
main (int   argc,
      char *argv[])
{
  static Output output;
  Generator generator;
  guint64 n_rows;
  gboolean is_csv, failed;

  if (argc != 4 || !g_ascii_string_to_unsigned (argv[1], 10, 1, G_MAXUINT32 - 2, &n_rows, NULL))
    {
      g_printerr ("Usage: make-table ROWS csv|shared|inline FILE\n");
      return 2;
    }
  output.file = fopen (argv[3], "wb");
  if (output.file == NULL)
    return 1;
  is_csv = strcmp (argv[2], "csv") == 0;
  output.is_zip = !is_csv;
  output.directory = g_string_new (NULL);
  generator_init (&generator, (guint) n_rows);
  if (is_csv)
    {
      write_csv (&output, &generator, (guint) n_rows);
      output_flush (&output, TRUE);
    }
  else
    write_workbook (&output, &generator, (guint) n_rows, strcmp (argv[2], "shared") == 0);
  failed = ferror (output.file) != 0;
  g_string_free (output.directory, TRUE);
  return fclose (output.file) != 0 || failed ? 1 : 0;
}
