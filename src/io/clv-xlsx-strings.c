/* clv-xlsx-strings.c - the shared strings of an Office Open XML workbook
 *
 * What the part says about their number is not believed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-xlsx-private.h"
#include "clv-xlsx-scan-private.h"

#define BYTES_ALLOWED (G_GUINT64_CONSTANT (2) << 30)
/* Offsets have 32 bits. */
#define MAX_BYTES (G_GUINT64_CONSTANT (4) << 30)
/* Excel holds 32,767 letters; of a longer text so much is kept. */
#define MAX_STRING_BYTES (1u << 20)

typedef struct
{
  ClvXlsxStrings *strings;
  guint64         max_bytes;
  guint32         n_wanted;
  gboolean        is_enough;
  gboolean        is_too_large;

  /* For expat. */
  GString        *text;
  gboolean        is_in_text;
  guint           phonetic_depth;

  /* For the scanner. */
  char           *space;
  gsize           n_space;
} StringRun;

void
clv_xlsx_strings_clear (ClvXlsxStrings *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->ends, g_free);
  *self = (ClvXlsxStrings) { 0 };
}

gsize
clv_xlsx_unescape (char *text,
                   gsize length)
{
  gsize n = 0;

  if (memmem (text, length, "_x", 2) == NULL)
    return length;
  for (gsize i = 0; i < length; i++)
    {
      gunichar letter = 0;
      gboolean is_escape = length - i >= 7 && text[i] == '_' && text[i + 1] == 'x' && text[i + 6] == '_';

      for (gsize k = 2; is_escape && k < 6; k++)
        {
          int digit = g_ascii_xdigit_value (text[i + k]);

          is_escape = digit >= 0;
          letter = letter * 16 + (gunichar) digit;
        }
      /* Half of a surrogate pair is no letter, and NUL would end the text. */
      if (!is_escape || letter == 0 || !g_unichar_validate (letter))
        {
          text[n++] = text[i];
          continue;
        }
      n += (gsize) g_unichar_to_utf8 (letter, text + n);
      i += 6;
    }
  return n;
}

static void
add_string (StringRun  *run,
            const char *text,
            gsize       length)
{
  ClvXlsxStrings *self = run->strings;
  const char *start;
  gsize n;

  if (run->is_enough)
    return;
  if (self->n_bytes + length >= run->max_bytes || self->n == G_MAXUINT32 - 1)
    {
      run->is_too_large = run->is_enough = TRUE;
      return;
    }
  if (self->text == NULL || self->n_allocated - self->n_bytes < length)
    {
      self->n_allocated = MAX (MAX (self->n_allocated * 2, self->n_bytes + length), 4096);
      self->text = g_realloc (self->text, self->n_allocated);
    }
  memcpy (self->text + self->n_bytes, text, length);
  start = self->text + self->n_bytes;
  n = clv_xlsx_unescape (self->text + self->n_bytes, length);
  clv_table_trim (&start, &n);
  if (n > MAX_STRING_BYTES)
    for (n = MAX_STRING_BYTES; n > 0 && ((guchar) start[n] & 0xC0) == 0x80;)
      n--;
  memmove (self->text + self->n_bytes, start, n);
  self->n_bytes += n;
  self->has_empty |= n == 0;

  if (self->n == self->n_ends_allocated)
    {
      self->n_ends_allocated = MAX (self->n_ends_allocated * 2, 1024);
      self->ends = g_renew (guint32, self->ends, self->n_ends_allocated);
    }
  self->ends[self->n++] = (guint32) self->n_bytes;
  run->is_enough = self->n >= run->n_wanted;
}

static void
string_start_cb (const char  *name,
                 const char **attributes,
                 gpointer     user_data)
{
  StringRun *run = user_data;

  if (strcmp (name, "si") == 0)
    g_string_truncate (run->text, 0);
  else if (strcmp (name, "rPh") == 0)
    run->phonetic_depth++;
  else if (strcmp (name, "t") == 0)
    run->is_in_text = run->phonetic_depth == 0;
}

static void
string_end_cb (const char *name,
               gpointer    user_data)
{
  StringRun *run = user_data;

  if (strcmp (name, "t") == 0)
    run->is_in_text = FALSE;
  else if (strcmp (name, "rPh") == 0)
    run->phonetic_depth -= run->phonetic_depth > 0 ? 1 : 0;
  else if (strcmp (name, "si") == 0)
    add_string (run, run->text->str, run->text->len);
}

static void
string_text_cb (const char *text,
                int         length,
                gpointer    user_data)
{
  StringRun *run = user_data;

  if (run->is_in_text)
    g_string_append_len (run->text, text, length);
}

/* One <si>. NULL when it is strange, or cut. */
static const char *
scan_string (StringRun  *run,
             const char *p)
{
  char *space = run->space;
  const char *text;
  gsize length;

  if (CLV_SCAN_IS (p, "<si/>"))
    {
      add_string (run, "", 0);
      return p + 5;
    }
  if (!CLV_SCAN_IS (p, "<si>"))
    return NULL;
  p = clv_scan_rich (p + 4, "</si>", &space, &text, &length);
  if (p != NULL)
    add_string (run, text, length);
  return p;
}

static ClvScanStatus
scan_cb (const char *bytes,
         gsize       length,
         gsize      *n_used,
         guint       slot,
         gpointer    user_data)
{
  StringRun *run = user_data;
  const char *p = bytes;

  if (run->n_space < length)
    {
      g_free (run->space);
      run->n_space = length;
      run->space = g_malloc (run->n_space);
    }
  for (;;)
    {
      const char *next;

      p = clv_scan_skip_blanks (p);
      *n_used = (gsize) (p - bytes);
      if (run->is_enough)
        return CLV_SCAN_ENOUGH;
      next = scan_string (run, p);
      if (next == NULL)
        break;
      p = next;
    }
  if (CLV_SCAN_IS (p, "</"))
    return CLV_SCAN_END;
  return strstr (p, "</si>") != NULL ? CLV_SCAN_STRANGE : CLV_SCAN_MORE;
}

gboolean
clv_xlsx_book_read_strings (ClvXlsxBook          *self,
                            ClvPackage           *package,
                            guint32               n_wanted,
                            const ClvXmlProgress *progress,
                            GError              **error)
{
  static const ClvXmlHandlers handlers = { string_start_cb, string_end_cb, string_text_cb };
  static const ClvXmlScanner scanner = { .parent = "sst", .depth = 1, .scan = scan_cb };
  StringRun run = { .strings = &self->strings, .n_wanted = n_wanted };
  ClvXmlProgress own = *progress;
  gboolean ok;

  if (self->strings_part == NULL || n_wanted == 0)
    {
      self->has_all_strings = self->strings_part == NULL;
      return TRUE;
    }
  run.max_bytes = MIN (clv_package_is_trusted (package) ? 2 * BYTES_ALLOWED : BYTES_ALLOWED, MAX_BYTES);
  run.text = g_string_new (NULL);
  /* Small pieces are for previews, which want only some of the strings. */
  own.is_enough = n_wanted < G_MAXUINT32 ? &run.is_enough : NULL;
  ok = clv_xml_parse (package, self->strings_part, &handlers, &scanner, &own, &run, error);
  g_string_free (run.text, TRUE);
  g_free (run.space);
  if (!ok)
    return FALSE;
  if (run.is_too_large)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
                   /* Translators: %s is a file name */
                   _("“%s” has more than 2 GB of texts, and was not opened. Save the sheet with the orders as .csv."),
                   clv_package_get_name (package));
      return FALSE;
    }
  self->has_all_strings = !run.is_enough;
  return TRUE;
}
