/* clv-text-encoding.c - how the letters of a text file are stored
 *
 * The order is: a byte order mark, strict UTF-8 over the whole file, UTF-16 and
 * UTF-32 by their NUL bytes, and only then a guess, which people are told about.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-text-encoding-private.h"

#include <string.h>

/* So much of the lines that are not ASCII is looked at for a guess. */
#define MAX_GUESSED_BYTES (256u << 10)

struct _ClvTextEvidence
{
  ClvTextScan scan;
  guchar      head[4];
  guint64     n_nul[4];    /* by offset, modulo 4 */
  guint64     n_wide_even; /* line ends and blanks as UTF-16 would store them, by the side of their NUL */
  guint64     n_wide_odd;
  gboolean    has_return;
  gboolean    has_feed;
  gboolean    has_escape; /* of ISO 2022 */
  gboolean    has_gap;    /* before the next bytes */
  GString    *lines;      /* that are not ASCII */
};

void
clv_text_scan_init (ClvTextScan *self)
{
  memset (self, 0, sizeof *self);
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

  while (i < length)
    {
      guchar c;

      if (self->n_expected == 0)
        {
          /* Eight bytes at a time while all are ASCII and none is NUL, or all are. */
          while (length - i >= 8)
            {
              guint64 word;

              memcpy (&word, p + i, 8);
              if (word == 0)
                {
                  self->n_nul_even += 4;
                  self->n_nul_odd += 4;
                }
              else if (((word | (word - G_GUINT64_CONSTANT (0x0101010101010101))) &
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
}

ClvTextEvidence *
clv_text_evidence_new (void)
{
  ClvTextEvidence *self = g_new0 (ClvTextEvidence, 1);

  clv_text_scan_init (&self->scan);
  self->lines = g_string_new (NULL);
  return self;
}

void
clv_text_evidence_free (ClvTextEvidence *self)
{
  g_string_free (self->lines, TRUE);
  g_free (self);
}

static gsize
find_line_end (const char *bytes,
               gsize       length,
               gsize       from)
{
  while (from < length && bytes[from] != '\n' && bytes[from] != '\r')
    from++;
  return from;
}

static gsize
find_high (const char *bytes,
           gsize       length,
           gsize       from)
{
  for (; length - from >= 8; from += 8)
    {
      guint64 word;

      memcpy (&word, bytes + from, 8);
      if ((word & G_GUINT64_CONSTANT (0x8080808080808080)) != 0)
        break;
    }
  while (from < length && (guchar) bytes[from] < 0x80)
    from++;
  return from;
}

/* Keeps the lines that are not ASCII. One that is cut may begin in the middle of a letter. */
static void
collect_lines (ClvTextEvidence *self,
               const char      *bytes,
               gsize            length,
               gboolean         is_start)
{
  gsize at = 0, start = 0;

  if (!is_start)
    {
      at = start = find_line_end (bytes, length, 0);
      if (at == length)
        at = start = 0;
    }
  while (at < length && self->lines->len < MAX_GUESSED_BYTES)
    {
      gsize high = find_high (bytes, length, at), end;

      if (high == length)
        return;
      for (end = high; high > start && bytes[high - 1] != '\n' && bytes[high - 1] != '\r';)
        high--;
      end = find_line_end (bytes, length, end);
      g_string_append_len (self->lines, bytes + high, (gssize) MIN (end - high, MAX_GUESSED_BYTES));
      g_string_append_c (self->lines, '\n');
      at = start = end;
    }
}

/* Behind the NUL bytes in a row that begin at @from: a file may be hundreds of megabytes of nothing else. */
static gsize
find_nul_end (const char *bytes,
              gsize       length,
              gsize       from)
{
  for (; length - from >= 8; from += 8)
    {
      guint64 word;

      memcpy (&word, bytes + from, 8);
      if (word != 0)
        break;
    }
  while (from < length && bytes[from] == '\0')
    from++;
  return from;
}

static inline gboolean
is_separator (char c)
{
  return c == '\n' || c == '\r' || c == '\t' || c == ' ' || c == ',' || c == ';';
}

static void
count_nul (ClvTextEvidence *self,
           const char      *bytes,
           gsize            length)
{
  guint64 offset = self->scan.n_bytes;

  for (gsize i = 0; i < length;)
    {
      const char *nul = memchr (bytes + i, '\0', length - i);
      gsize start, end;

      if (nul == NULL)
        break;
      start = (gsize) (nul - bytes);
      end = find_nul_end (bytes, length, start);
      for (guint k = 0; k < 4; k++)
        self->n_nul[(offset + start + k) % 4] += (end - start + 3 - k) / 4;
      /* Half of a letter of two bytes: only those at both ends of the row have a neighbour. */
      if (end < length && (offset + end - 1) % 2 == 0 && is_separator (bytes[end]))
        self->n_wide_even++;
      if (start > 0 && (offset + start) % 2 == 1 && is_separator (bytes[start - 1]))
        self->n_wide_odd++;
      i = end;
    }
}

void
clv_text_evidence_skip (ClvTextEvidence *self)
{
  self->has_gap = TRUE;
  self->scan.n_expected = 0;
}

void
clv_text_evidence_add (ClvTextEvidence *self,
                       const char      *bytes,
                       gsize            length)
{
  gboolean is_start = self->scan.n_bytes == 0;

  /* The rest of a letter that was cut. */
  for (guint i = 0; self->has_gap && i < 3 && length > 0 && ((guchar) *bytes & 0xC0) == 0x80; i++)
    {
      bytes++;
      length--;
    }
  self->has_gap = FALSE;

  if (is_start)
    memcpy (self->head, bytes, MIN (length, sizeof self->head));
  count_nul (self, bytes, length);
  self->has_return = self->has_return || memchr (bytes, '\r', length) != NULL;
  self->has_feed = self->has_feed || memchr (bytes, '\n', length) != NULL;
  self->has_escape = self->has_escape || memmem (bytes, length, "\033$B", 3) != NULL;
  if (self->lines->len < MAX_GUESSED_BYTES)
    collect_lines (self, bytes, length, is_start);
  clv_text_scan_update (&self->scan, bytes, length);
}

void
clv_text_evidence_finish (ClvTextEvidence *self)
{
  clv_text_scan_finish (&self->scan);
}

static gboolean
begins_with (const ClvTextEvidence *self,
             const char            *mark,
             gsize                  length)
{
  return self->scan.n_bytes >= length && memcmp (self->head, mark, length) == 0;
}

/* UTF-16 and UTF-32, by a mark or by the side on which the NUL bytes of ASCII letters stand. */
static gboolean
judge_wide (const ClvTextEvidence *self,
            ClvTextVerdict        *verdict)
{
  const guint64 *nul = self->n_nul;
  guint64 n_quarter = self->scan.n_bytes / 4, n_even = nul[0] + nul[2], n_odd = nul[1] + nul[3];

  *verdict = (ClvTextVerdict) { .name = "UTF-32" };
  if (begins_with (self, "\xFF\xFE\0\0", 4) || begins_with (self, "\0\0\xFE\xFF", 4))
    {
      verdict->encoding = self->head[0] == 0 ? "UTF-32BE" : "UTF-32LE";
      verdict->n_skip = 4;
      return TRUE;
    }
  if (begins_with (self, "\xFF\xFE", 2) || begins_with (self, "\xFE\xFF", 2))
    {
      *verdict = (ClvTextVerdict) { .encoding = self->head[0] == 0xFF ? "UTF-16LE" : "UTF-16BE", .name = "UTF-16" };
      verdict->n_skip = 2;
      return TRUE;
    }
  if (n_even + n_odd == 0)
    return FALSE;
  /* No letter has a number above 0x10FFFF. */
  if (nul[3] * 50 >= n_quarter * 49 && nul[2] * 2 >= n_quarter && nul[0] * 4 < n_quarter)
    {
      verdict->encoding = "UTF-32LE";
      return TRUE;
    }
  if (nul[0] * 50 >= n_quarter * 49 && nul[1] * 2 >= n_quarter && nul[3] * 4 < n_quarter)
    {
      verdict->encoding = "UTF-32BE";
      return TRUE;
    }
  verdict->name = "UTF-16";
  /* The NUL bytes of separators and line ends, which are in any table, stand on one side; so do nearly all. */
  if (n_odd > 20 * n_even && (n_odd * 4 >= self->scan.n_bytes || self->n_wide_odd * 60 >= self->scan.n_bytes))
    verdict->encoding = "UTF-16LE";
  else if (n_even > 20 * n_odd && (n_even * 4 >= self->scan.n_bytes || self->n_wide_even * 60 >= self->scan.n_bytes))
    verdict->encoding = "UTF-16BE";
  return verdict->encoding != NULL;
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
    { "BIG5-HKSCS", "Big5" },
    { "CP437", "DOS (CP437)" },
    { "CP850", "DOS (CP850)" },
    { "CP852", "DOS (CP852)" },
    { "CP866", "DOS Cyrillic (CP866)" },
    { "CP874", "Thai (Windows-874)" },
    { "CP932", "Shift JIS" },
    { "CP949", "Korean (CP949)" },
    { "MACINTOSH", "Mac Roman" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (encoding, names[i].encoding) == 0)
      return names[i].name;
  if (g_str_has_prefix (encoding, "WINDOWS-"))
    {
      g_autofree char *name = g_strconcat ("Windows-", encoding + strlen ("WINDOWS-"), NULL);

      return g_intern_string (name);
    }
  return encoding;
}

void
clv_text_evidence_judge (const ClvTextEvidence *self,
                         ClvTextVerdict        *verdict)
{
  ClvTextScan scan = self->scan;
  gsize n_skip = begins_with (self, "\xEF\xBB\xBF", 3) ? 3 : 0;
  guint64 n_nul;

  if (judge_wide (self, verdict))
    return;
  /* The last letter may be cut by the end of a sample. */
  n_nul = scan.n_nul_even + scan.n_nul_odd;
  *verdict = (ClvTextVerdict) { .encoding = "UTF-8", .name = "UTF-8", .n_skip = n_skip };
  if (self->has_escape)
    {
      verdict->encoding = verdict->name = "ISO-2022-JP";
      return;
    }
  verdict->is_clean = scan.n_broken + n_nul == 0;
  if (scan.n_broken == 0)
    return;
  verdict->is_guessed = TRUE;
  /* A few broken letters among good ones: UTF-8 that was cut or glued. Other encodings look like good letters by chance, but
   * not four times out of five. */
  if (n_skip > 0 || (scan.n_multibyte >= 4 && scan.n_multibyte >= 4 * scan.n_broken))
    return;
  verdict->n_skip = 0;
  verdict->encoding = clv_text_guess (self->lines->str, self->lines->len, self->has_return && !self->has_feed);
  verdict->name = name_for_people (verdict->encoding);
}

gboolean
clv_text_evidence_obey (const ClvTextEvidence *self,
                        const char            *encoding,
                        ClvTextVerdict        *verdict)
{
  g_autofree char *name = g_ascii_strup (encoding, -1);
  ClvTextVerdict wide;
  GIConv converter;

  if (strcmp (name, "UTF8") == 0 || strcmp (name, "UTF-8") == 0 || strcmp (name, "UTF-8-SIG") == 0)
    {
      *verdict = (ClvTextVerdict) { .encoding = "UTF-8", .name = "UTF-8", .is_clean = TRUE };
      verdict->n_skip = begins_with (self, "\xEF\xBB\xBF", 3) ? 3 : 0;
      return TRUE;
    }
  /* The file says in which order the bytes stand. */
  if ((g_str_has_prefix (name, "UTF-16") || g_str_has_prefix (name, "UTF-32")) &&
      (name[6] == '\0' || strcmp (name + 6, "LE") == 0 || strcmp (name + 6, "BE") == 0))
    {
      if (judge_wide (self, &wide) && strncmp (wide.encoding, name, strlen ("UTF-16")) == 0)
        {
          *verdict = wide;
          return TRUE;
        }
      *verdict = (ClvTextVerdict) { .encoding = g_intern_string (name), .name = g_intern_string (name) };
      if (strlen (name) == strlen ("UTF-16"))
        verdict->encoding = name[4] == '1' ? "UTF-16LE" : "UTF-32LE";
      return TRUE;
    }
  converter = g_iconv_open ("UTF-8", name);
  if (converter == (GIConv) -1)
    return FALSE;
  g_iconv_close (converter);
  *verdict = (ClvTextVerdict) { .encoding = g_intern_string (name) };
  verdict->name = name_for_people (verdict->encoding);
  return TRUE;
}
