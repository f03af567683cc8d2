/* clv-file-kind.c - what a file is, by its first bytes
 *
 * The name of a file says what somebody hoped it to be: only its content counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-file-private.h"
#include "clv-source.h"

/* A style sheet may stand before the first table of a web page. */
#define HEAD_BYTES (16u << 10)
#define LOCK_BYTES 165

typedef struct
{
  const char *bytes; /* ends in NUL */
  gsize       length;
} Head;

typedef struct
{
  gsize       at;
  const char *bytes;
  gsize       length;
  ClvUseless  what;
} KnownMagic;

#define MAGIC(bytes) bytes, sizeof (bytes) - 1

static const KnownMagic of_no_use[] = {
  { 0, MAGIC ("%PDF-"), CLV_USELESS_PDF },
  { 0, MAGIC ("\x89PNG"), CLV_USELESS_PICTURE },
  { 0, MAGIC ("\xFF\xD8\xFF"), CLV_USELESS_PICTURE },
  { 0, MAGIC ("GIF8"), CLV_USELESS_PICTURE },
  { 0, MAGIC ("II*\0"), CLV_USELESS_PICTURE },
  { 0, MAGIC ("MM\0*"), CLV_USELESS_PICTURE },
  { 4, MAGIC ("ftyp"), CLV_USELESS_PICTURE },
  { 8, MAGIC ("WEBP"), CLV_USELESS_PICTURE },
  { 0, MAGIC ("BZh"), CLV_USELESS_COMPRESSED },
  { 0, MAGIC ("\xFD" "7zXZ"), CLV_USELESS_COMPRESSED },
  { 0, MAGIC ("7z\xBC\xAF"), CLV_USELESS_COMPRESSED },
  { 0, MAGIC ("Rar!"), CLV_USELESS_COMPRESSED },
  { 0, MAGIC ("\x28\xB5\x2F\xFD"), CLV_USELESS_COMPRESSED },
  { 0, MAGIC ("\x04\x22\x4D\x18"), CLV_USELESS_COMPRESSED },
  { 257, MAGIC ("ustar"), CLV_USELESS_COMPRESSED },
  { 0, MAGIC ("SQLite format 3"), CLV_USELESS_DATABASE },
  { 4, MAGIC ("Standard Jet DB"), CLV_USELESS_ACCESS },
  { 4, MAGIC ("Standard ACE DB"), CLV_USELESS_ACCESS },
  { 0, MAGIC ("PAR1"), CLV_USELESS_PARQUET },
  { 0, MAGIC ("ARROW1\0"), CLV_USELESS_PARQUET },
  { 0, MAGIC ("FEA1"), CLV_USELESS_PARQUET },
  { 0, MAGIC ("\x89HDF\r\n"), CLV_USELESS_PARQUET },
  { 0, MAGIC ("$FL2"), CLV_USELESS_STATISTICS },
  { 0, MAGIC ("$FL3"), CLV_USELESS_STATISTICS },
  { 0, MAGIC ("HEADER RECORD*******"), CLV_USELESS_STATISTICS },
  { 0, MAGIC ("\0\0\0\0\0\0\0\0\0\0\0\0\xC2\xEA\x81\x60\xB3\x14\x11\xCF"), CLV_USELESS_STATISTICS },
  { 0, MAGIC ("<stata_dta>"), CLV_USELESS_STATISTICS },
  { 0, MAGIC ("\x72\x02\x01\0"), CLV_USELESS_STATISTICS },
  { 0, MAGIC ("\x73\x02\x01\0"), CLV_USELESS_STATISTICS },
  { 0, MAGIC ("RDX2\n"), CLV_USELESS_STATISTICS },
  { 0, MAGIC ("RDX3\n"), CLV_USELESS_STATISTICS },
  { 0, MAGIC ("\x7F" "ELF"), CLV_USELESS_PROGRAM },
  { 0, MAGIC ("\xCF\xFA\xED\xFE"), CLV_USELESS_PROGRAM },
  { 0, MAGIC ("{\\rtf"), CLV_USELESS_DOCUMENT },
  { 0, MAGIC ("%!PS"), CLV_USELESS_DOCUMENT },
  { 0, MAGIC ("\xDB\xA5\x2D\0"), CLV_USELESS_DOCUMENT },  /* Word 2 */
  { 0, MAGIC ("\x21\x42\x44\x4E"), CLV_USELESS_MAIL },    /* Outlook’s folders */
  { 0, MAGIC ("\0\0\2\0\4\4"), CLV_USELESS_LOTUS },       /* 1-2-3 1A */
  { 0, MAGIC ("\0\0\2\0\5\4"), CLV_USELESS_LOTUS },       /* Symphony */
  { 0, MAGIC ("\0\0\2\0\6\4"), CLV_USELESS_LOTUS },       /* .wk1 */
  { 0, MAGIC ("\0\0\2\0\x20\x51"), CLV_USELESS_LOTUS },   /* Quattro Pro, .wq1 */
  { 0, MAGIC ("\0\0\2\0\x21\x51"), CLV_USELESS_LOTUS },
  { 0, MAGIC ("\0\0\2\0\1\x10"), CLV_USELESS_LOTUS },     /* .wb1 */
  { 0, MAGIC ("\0\0\2\0\2\x10"), CLV_USELESS_LOTUS },
  { 0, MAGIC ("\0\0\x1A\0\0\x10"), CLV_USELESS_LOTUS },   /* .wk3 */
  { 0, MAGIC ("\0\0\x1A\0\2\x10"), CLV_USELESS_LOTUS },   /* .wk4 */
  { 0, MAGIC ("\0\0\x1A\0\3\x10"), CLV_USELESS_LOTUS },   /* .123 */
  { 0, MAGIC ("\0\0\x1A\0\5\x10"), CLV_USELESS_LOTUS },
  { 0, MAGIC ("\xFF\0\2\0\4\4"), CLV_USELESS_LOTUS },     /* Works */
};

static gboolean
has_bytes (const Head *head,
           gsize       at,
           const char *bytes,
           gsize       length)
{
  return at + length <= head->length && memcmp (head->bytes + at, bytes, length) == 0;
}

/* Whether @word stands somewhere, in letters of any case. */
static gboolean
has_word (const Head *head,
          const char *word)
{
  gsize length = strlen (word);

  for (gsize at = 0; at + length <= head->length; at++)
    if (g_ascii_strncasecmp (head->bytes + at, word, length) == 0)
      return TRUE;
  return FALSE;
}

/* Whether an element of that name begins somewhere. */
static gboolean
has_element (const Head *head,
             const char *tag)
{
  gsize length = strlen (tag);

  for (gsize at = 0; at + length < head->length; at++)
    if (head->bytes[at] == '<' && g_ascii_strncasecmp (head->bytes + at, tag, length) == 0 &&
        !g_ascii_isalnum (head->bytes[at + length]) && strchr (":-_", head->bytes[at + length]) == NULL)
      return TRUE;
  return FALSE;
}

/* A table of dBase: its kind, a date, and fields whose names and types make sense. */
static gboolean
is_dbase (const Head *head)
{
  const guchar *p = (const guchar *) head->bytes;
  guint n_header_bytes;

  if (head->length < 68 || memchr ("\x02\x03\x30\x31\x32\x43\x63\x83\x8B\xCB\xF5", p[0], 11) == NULL)
    return FALSE;
  n_header_bytes = (guint) p[8] | (guint) p[9] << 8;
  return p[2] >= 1 && p[2] <= 12 && p[3] >= 1 && p[3] <= 31 && n_header_bytes > 32 && (p[10] != 0 || p[11] != 0) &&
         (g_ascii_isalpha (p[32]) || p[32] == '_') && strchr ("CNDLMFBGPYTIVX@O+", p[43]) != NULL && p[43] != 0;
}

/* “~$orders.xlsx”: who has it open, once in bytes and once in wide letters. */
static gboolean
is_excel_lock (const Head    *head,
               const ClvFile *file)
{
  const guchar *p = (const guchar *) head->bytes;
  guint n = p[0];

  if (file->size != LOCK_BYTES || n == 0 || n > 52 || p[55] != n || p[56] != 0)
    return FALSE;
  for (guint i = n + 1; i < 54; i++)
    if (p[i] != ' ')
      return FALSE;
  return TRUE;
}

/* “.~lock.orders.ods#”: one line of fields, the last of them a folder. */
static gboolean
is_libreoffice_lock (const Head    *head,
                     const ClvFile *file)
{
  return file->size < 1000 && head->length > 2 && strstr (head->bytes, ",file:///") != NULL &&
         strchr (head->bytes, '\n') == NULL && head->bytes[head->length - 1] == ';';
}

static gboolean
is_zeros (const Head *head)
{
  for (gsize i = 0; i < head->length; i++)
    if (head->bytes[i] != '\0')
      return FALSE;
  return TRUE;
}

/* The records of a sheet begin with one that says so: its length, and which version of Excel. */
static gboolean
is_bare_records (const Head *head)
{
  const guchar *p = (const guchar *) head->bytes;
  guint length, kind;

  if (head->length < 8 || p[0] != 0x09 || p[3] != 0)
    return FALSE;
  length = p[2];
  kind = (guint) p[6] | (guint) p[7] << 8;
  if (p[1] == 0x00)
    return length == 4 && kind == 0x10;
  if (p[1] == 0x02 || p[1] == 0x04)
    return length == 6 && (kind == 0x10 || kind == 0x100);
  return p[1] == 0x08 && (length == 8 || length == 16) && (kind == 0x05 || kind == 0x10);
}

static gboolean
is_google_link (const Head *head)
{
  return has_word (head, "docs.google.com") || (has_word (head, "\"doc_id\"") && has_word (head, "\"resource_key\""));
}

static gboolean
is_json (const Head *head)
{
  const char *p = head->bytes, *end = p + head->length;

  while (p < end && g_ascii_isspace (*p))
    p++;
  if (p == end || (*p != '{' && *p != '['))
    return FALSE;
  for (p++; p < end && g_ascii_isspace (*p);)
    p++;
  return p < end && (*p == '"' || *p == '{');
}

/* Only after lines of a mail’s head: a text may well talk of such things. */
static gboolean
is_mhtml (const Head *head)
{
  gboolean is_mail = g_ascii_strncasecmp (head->bytes, "MIME-Version:", 13) == 0 ||
                     g_ascii_strncasecmp (head->bytes, "From:", 5) == 0 ||
                     g_ascii_strncasecmp (head->bytes, "Subject:", 8) == 0 ||
                     g_ascii_strncasecmp (head->bytes, "Date:", 5) == 0 ||
                     g_ascii_strncasecmp (head->bytes, "Content-Type:", 13) == 0;

  return is_mail && has_word (head, "MIME-Version:") &&
         (has_word (head, "multipart/related") || has_word (head, "text/html"));
}

/* Tells what begins with “<”. */
static gboolean
identify_markup (const Head  *head,
                 ClvFile     *file,
                 ClvFileKind *kind,
                 GError     **error)
{
  static const char *tags[] = { "<html", "<!doctype html", "<table", "<head", "<body", "<meta", "<style" };

  if (has_word (head, "urn:schemas-microsoft-com:office:spreadsheet") && has_word (head, "<?xml") &&
      !has_element (head, "<html"))
    {
      *kind = CLV_FILE_XML_2003;
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (has_element (head, tags[i]))
      {
        *kind = CLV_FILE_HTML;
        return TRUE;
      }
  if (has_word (head, "opendocument.spreadsheet"))
    clv_file_set_useless (file->name, CLV_USELESS_FLAT_ODS, error);
  else if (has_word (head, "word/2003/wordml") || has_word (head, "opendocument.text"))
    clv_file_set_useless (file->name, CLV_USELESS_DOCUMENT, error);
  else
    clv_file_set_useless (file->name, CLV_USELESS_XML, error);
  return FALSE;
}

/* Texts that hold no columns, or columns in a way of their own. */
static gboolean
identify_text (const Head  *head,
               ClvFile     *file,
               ClvFileKind *kind,
               GError     **error)
{
  const char *p = head->bytes;
  gsize length;

  while (g_ascii_isspace (*p))
    p++;
  length = (gsize) (head->bytes + head->length - p);
  if (*p == '<' && (length < 2 || p[1] == '?' || p[1] == '!' || g_ascii_isalpha (p[1])))
    {
      Head rest = { p, length };

      /* “<5” is a value, and “<name>;…” a header: markup has a tag that is known, or says that it is XML. */
      if (identify_markup (&rest, file, kind, error))
        return TRUE;
      if (g_str_has_prefix (p, "<?xml") || strstr (p, "</") != NULL || strstr (p, "/>") != NULL)
        return FALSE;
      g_clear_error (error);
    }
  if (is_mhtml (head))
    {
      *kind = CLV_FILE_MHTML;
      return TRUE;
    }
  if (is_json (head))
    clv_file_set_useless (file->name, is_google_link (head) ? CLV_USELESS_GOOGLE_LINK : CLV_USELESS_JSON, error);
  else if (is_libreoffice_lock (head, file))
    clv_file_set_useless (file->name, CLV_USELESS_LOCK, error);
  else if (g_str_has_prefix (p, "ID;P") && (strstr (p, "\nC;") != NULL || strstr (p, "\rC;") != NULL))
    clv_file_set_useless (file->name, CLV_USELESS_SYLK, error);
  else if ((g_str_has_prefix (p, "TABLE\r\n0,1\r\n") || g_str_has_prefix (p, "TABLE\n0,1\n")) &&
           strstr (p, "VECTORS") != NULL)
    clv_file_set_useless (file->name, CLV_USELESS_DIF, error);
  else
    {
      *kind = CLV_FILE_TEXT;
      return TRUE;
    }
  return FALSE;
}

/* The first letters of a text without its mark, and one byte for each of those that take two. */
static void
flatten (char  *bytes,
         gsize *length)
{
  gsize n = 0, skip = 0;
  gboolean is_wide = *length >= 2 && (memcmp (bytes, "\xFF\xFE", 2) == 0 || memcmp (bytes, "\xFE\xFF", 2) == 0);

  if (is_wide)
    skip = 2;
  else if (*length >= 3 && memcmp (bytes, "\xEF\xBB\xBF", 3) == 0)
    skip = 3;
  for (gsize i = skip; i < *length; i++)
    if (!is_wide || bytes[i] != '\0')
      bytes[n++] = bytes[i];
  bytes[n] = '\0';
  *length = n;
}

gboolean
clv_file_identify (ClvFile     *self,
                   ClvFileKind *kind,
                   GError     **error)
{
  g_autofree char *bytes = g_malloc0 (HEAD_BYTES + 1);
  Head head = { bytes, 0 };

  if (!clv_file_read (self, 0, bytes, HEAD_BYTES, &head.length, error))
    return FALSE;
  if (head.length == 0)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_EMPTY,
                   /* Translators: %s is a file name */
                   _("“%s” is empty. Export it again from the program it comes from."), self->name);
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (of_no_use); i++)
    if (has_bytes (&head, of_no_use[i].at, of_no_use[i].bytes, of_no_use[i].length))
      {
        clv_file_set_useless (self->name, of_no_use[i].what, error);
        return FALSE;
      }
  if (has_bytes (&head, 0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8))
    *kind = CLV_FILE_COMPOUND;
  else if (has_bytes (&head, 0, "PK\003\004", 4) || has_bytes (&head, 0, "PK\005\006", 4))
    *kind = CLV_FILE_ZIP;
  else if (has_bytes (&head, 0, "\x1F\x8B\x08", 3))
    *kind = CLV_FILE_GZIP;
  else if (is_bare_records (&head))
    *kind = CLV_FILE_RECORDS;
  else if (is_zeros (&head) || is_dbase (&head) || is_excel_lock (&head, self) ||
           (has_bytes (&head, 0, "MZ", 2) && memchr (head.bytes, '\0', MIN (head.length, 64)) != NULL))
    {
      clv_file_set_useless (self->name,
                            is_zeros (&head)             ? CLV_USELESS_ZEROS
                            : is_dbase (&head)           ? CLV_USELESS_DBASE
                            : is_excel_lock (&head, self) ? CLV_USELESS_LOCK
                                                         : CLV_USELESS_PROGRAM,
                            error);
      return FALSE;
    }
  else
    {
      flatten (bytes, &head.length);
      return identify_text (&head, self, kind, error);
    }
  return TRUE;
}
