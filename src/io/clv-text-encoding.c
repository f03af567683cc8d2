/* clv-text-encoding.c - how the letters of a text file are stored
 *
 * The order is: a byte order mark, strict UTF-8 over the whole file, UTF-16 by
 * its NUL bytes, and only then a guess, which people are told about.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-text-encoding-private.h"

#include <string.h>

#include "clv-shift-jis-private.h"

#if CLV_HAVE_UCHARDET
#include <uchardet.h>
#endif

/* So much of the lines that are not ASCII is shown to the detector. */
#define MAX_SAMPLE_BYTES (1u << 20)

void
clv_text_scan_init (ClvTextScan *self)
{
  memset (self, 0, sizeof *self);
  self->is_utf8 = TRUE;
}

/* Notes the lead byte of a sequence; RFC 3629 bounds the byte after it. */
static void
begin_sequence (ClvTextScan *self,
                guchar       lead)
{
  self->min_next = 0x80;
  self->max_next = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF)
    self->n_expected = 1;
  else if (lead >= 0xE0 && lead <= 0xEF)
    {
      self->n_expected = 2;
      if (lead == 0xE0)
        self->min_next = 0xA0;
      else if (lead == 0xED)
        self->max_next = 0x9F;
    }
  else if (lead >= 0xF0 && lead <= 0xF4)
    {
      self->n_expected = 3;
      if (lead == 0xF0)
        self->min_next = 0x90;
      else if (lead == 0xF4)
        self->max_next = 0x8F;
    }
  else
    self->n_broken++;
}

void
clv_text_scan_update (ClvTextScan *self,
                      const char  *data,
                      gsize        length)
{
  const guchar *p = (const guchar *) data;
  gsize i = 0;

  for (gsize k = 0; self->n_bytes + k < sizeof self->bom && k < length; k++)
    self->bom[self->n_bytes + k] = p[k];

  while (i < length)
    {
      guchar c;

      if (self->n_expected == 0)
        {
          /* Eight bytes at a time while all are ASCII and none is NUL. */
          while (length - i >= 8)
            {
              guint64 word;

              memcpy (&word, p + i, 8);
              if (((word | (word - G_GUINT64_CONSTANT (0x0101010101010101))) &
                   G_GUINT64_CONSTANT (0x8080808080808080)) != 0)
                break;
              i += 8;
            }
          if (i == length)
            break;
        }
      c = p[i];
      if (self->n_expected > 0)
        {
          if (c >= self->min_next && c <= self->max_next)
            {
              self->min_next = 0x80;
              self->max_next = 0xBF;
              if (--self->n_expected == 0)
                self->n_multibyte++;
              i++;
              continue;
            }
          self->n_broken++;
          self->n_expected = 0;
        }
      if (c == 0)
        {
          if ((self->n_bytes + i) % 2 == 0)
            self->n_nul_even++;
          else
            self->n_nul_odd++;
        }
      else if (c >= 0x80)
        begin_sequence (self, c);
      i++;
    }
  self->n_bytes += length;
}

void
clv_text_scan_finish (ClvTextScan *self)
{
  if (self->n_expected > 0)
    self->n_broken++;
  self->n_expected = 0;
  self->is_utf8 = self->n_broken == 0;
}

gboolean
clv_text_scan_is_plain (const ClvTextScan *self)
{
  return self->is_utf8 && self->n_nul_even + self->n_nul_odd == 0;
}

gsize
clv_text_scan_utf8_bom (const ClvTextScan *self)
{
  return self->n_bytes >= 3 && memcmp (self->bom, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static const char *
find_utf16 (const ClvTextScan *scan)
{
  if (scan->n_bytes >= 2 && memcmp (scan->bom, "\xFF\xFE", 2) == 0)
    return "UTF-16LE";
  if (scan->n_bytes >= 2 && memcmp (scan->bom, "\xFE\xFF", 2) == 0)
    return "UTF-16BE";
  /* Latin letters have a NUL as their high byte, and nearly all of them on the same side. */
  if (scan->n_nul_odd * 4 >= scan->n_bytes && scan->n_nul_odd > 20 * scan->n_nul_even)
    return "UTF-16LE";
  if (scan->n_nul_even * 4 >= scan->n_bytes && scan->n_nul_even > 20 * scan->n_nul_odd)
    return "UTF-16BE";
  return NULL;
}

#if CLV_HAVE_UCHARDET
/* What the detector says about the lines that are not ASCII; NULL when it does not know. (transfer full) */
static char *
ask_detector (const char *data,
              gsize       length)
{
  uchardet_t detector = uchardet_new ();
  gsize n_shown = 0;
  char *answer;

  for (gsize i = 0; i < length && n_shown < MAX_SAMPLE_BYTES;)
    {
      gsize end = i;
      gboolean is_ascii = TRUE;

      while (end < length && data[end] != '\n' && data[end] != '\r')
        is_ascii &= (guchar) data[end++] < 0x80;
      if (!is_ascii)
        {
          uchardet_handle_data (detector, data + i, end - i);
          uchardet_handle_data (detector, "\n", 1);
          n_shown += end - i;
        }
      i = end + 1;
    }
  uchardet_data_end (detector);
  answer = g_strdup (uchardet_get_charset (detector));
  uchardet_delete (detector);
  if (*answer == '\0')
    g_clear_pointer (&answer, g_free);
  return answer;
}
#else
static char *
ask_detector (const char *data,
              gsize       length)
{
  return NULL;
}
#endif

/* Encodings that the detector recognises well. Others it gives for a few western letters. */
static const struct
{
  const char *answer;
  const char *name; /* for iconv */
  gboolean    is_multibyte;
} trusted[] = {
  { "BIG5", "BIG5", TRUE },
  { "EUC-JP", "EUC-JP", TRUE },
  { "EUC-KR", "CP949", TRUE },
  { "EUC-TW", "EUC-TW", TRUE },
  { "GB18030", "GB18030", TRUE },
  { "IBM866", "CP866", FALSE },
  { "ISO-2022-JP", "ISO-2022-JP", TRUE },
  { "ISO-8859-5", "ISO-8859-5", FALSE },
  { "ISO-8859-7", "WINDOWS-1253", FALSE },
  { "KOI8-R", "KOI8-R", FALSE },
  { "SHIFT_JIS", "CP932", TRUE },
  { "UHC", "CP949", TRUE },
  { "WINDOWS-1250", "WINDOWS-1250", FALSE },
  { "WINDOWS-1251", "WINDOWS-1251", FALSE },
  { "WINDOWS-1253", "WINDOWS-1253", FALSE },
  { "WINDOWS-1255", "WINDOWS-1255", FALSE },
  { "WINDOWS-1256", "WINDOWS-1256", FALSE },
};

static gboolean
has_only_carriage_returns (const char *data,
                           gsize       length)
{
  return memchr (data, '\r', length) != NULL && memchr (data, '\n', length) == NULL;
}

/* Western text in Windows-1252 uses the letters from 0xC0 on; bytes 0x80 to 0x9F are mostly
 * punctuation there, but nearly all accented letters in Mac Roman. */
static gboolean
looks_like_mac_roman (const char *data,
                      gsize       length)
{
  gsize n_low = 0, n_high = 0;

  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) data[i];

      n_low += c >= 0x80 && c <= 0x9F ? 1 : 0;
      n_high += c >= 0xC0 ? 1 : 0;
    }
  return n_low > n_high;
}

static const char *
guess (const char *data,
       gsize       length)
{
  g_autofree char *answer = NULL;
  const char *name = "WINDOWS-1252";

  /* Only programs of the old Mac end lines that way. */
  if (has_only_carriage_returns (data, length) && looks_like_mac_roman (data, length))
    return "MACINTOSH";
  answer = ask_detector (data, length);
  for (guint i = 0; answer != NULL && i < G_N_ELEMENTS (trusted); i++)
    if (g_ascii_strcasecmp (answer, trusted[i].answer) == 0)
      {
        if (trusted[i].is_multibyte)
          return trusted[i].name;
        name = trusted[i].name;
      }
  /* A few Japanese words among numbers are not enough for the detector. */
  return clv_shift_jis_is_likely (data, length) ? "CP932" : name;
}

/* What people call it: their program’s dialog for saving does so too. */
static const char *
name_for_people (const char *encoding)
{
  static const struct
  {
    const char *encoding;
    const char *name;
  } names[] = {
    { "CP866", "DOS Cyrillic" },          { "CP932", "Shift JIS" },
    { "CP949", "Korean (CP949)" },        { "MACINTOSH", "Mac Roman" },
    { "WINDOWS-1250", "Windows-1250" },   { "WINDOWS-1251", "Windows-1251" },
    { "WINDOWS-1252", "Windows-1252" },   { "WINDOWS-1253", "Windows-1253" },
    { "WINDOWS-1255", "Windows-1255" },   { "WINDOWS-1256", "Windows-1256" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (encoding, names[i].encoding) == 0)
      return names[i].name;
  return encoding;
}

/* Drops NUL bytes, which no text needs, in place. */
static gsize
drop_nul (char *text,
          gsize length)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    if (text[i] != '\0')
      text[n++] = text[i];
  text[n] = '\0';
  return n;
}

static char *
convert (const char *data,
         gsize       length,
         const char *encoding,
         gsize      *n_decoded)
{
  char *text = g_convert (data, (gssize) length, "UTF-8", encoding, NULL, n_decoded, NULL);

  if (text != NULL)
    *n_decoded = drop_nul (text, *n_decoded);
  return text;
}

static char *
make_valid (const char *data,
            gsize       length,
            gsize      *n_decoded)
{
  g_autofree char *copy = g_memdup2 (data, length + 1);
  gsize n = drop_nul (copy, length);
  char *text = g_utf8_make_valid (copy, (gssize) n);

  *n_decoded = strlen (text);
  return text;
}

char *
clv_text_decode (const ClvTextScan *scan,
                 const char        *data,
                 gsize              length,
                 gsize             *n_decoded,
                 const char       **encoding,
                 gboolean          *is_guessed)
{
  const char *utf16 = find_utf16 (scan);
  const char *guessed;
  gsize skip;
  char *text;

  *is_guessed = FALSE;
  if (utf16 != NULL)
    {
      skip = memcmp (scan->bom, "\xFF\xFE", 2) == 0 || memcmp (scan->bom, "\xFE\xFF", 2) == 0 ? 2 : 0;
      *encoding = "UTF-16";
      /* An odd byte at the end is half a letter. */
      text = convert (data + skip, (length - skip) & ~(gsize) 1, utf16, n_decoded);
      if (text != NULL)
        return text;
    }

  skip = clv_text_scan_utf8_bom (scan);
  *encoding = "UTF-8";
  if (scan->is_utf8)
    return make_valid (data + skip, length - skip, n_decoded);
  /* A few broken letters among many good ones: UTF-8 that was cut or glued. */
  if (skip > 0 || scan->n_multibyte > 10 * scan->n_broken)
    {
      *is_guessed = TRUE;
      return make_valid (data + skip, length - skip, n_decoded);
    }

  *is_guessed = TRUE;
  guessed = guess (data, length);
  text = convert (data, length, guessed, n_decoded);
  if (text == NULL)
    {
      guessed = "WINDOWS-1252";
      text = convert (data, length, guessed, n_decoded);
    }
  if (text == NULL)
    {
      /* Five bytes have no letter in Windows-1252, but all have one here. */
      guessed = "ISO-8859-1";
      text = convert (data, length, guessed, n_decoded);
    }
  *encoding = name_for_people (guessed);
  return text;
}
