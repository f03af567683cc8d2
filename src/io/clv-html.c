/* clv-html.c - reads web pages that hold tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-html-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-text-decoder-private.h"
#include "clv-text-encoding-private.h"

#define MAX_BYTES (G_GUINT64_CONSTANT (1) << 30)
#define PREVIEW_BYTES (4u << 20)
#define PIECE_BYTES (4u << 20)
#define CHARSET_BYTES 4096

/* --- letters --- */

/* What browsers take these names for. */
static const char *
correct_charset (const char *charset)
{
  static const struct
  {
    const char *given;
    const char *meant;
  } corrections[] = {
    { "iso-8859-1", "WINDOWS-1252" }, { "latin1", "WINDOWS-1252" },  { "us-ascii", "WINDOWS-1252" },
    { "ascii", "WINDOWS-1252" },      { "iso-8859-9", "WINDOWS-1254" }, { "gb2312", "GB18030" },
    { "gbk", "GB18030" },             { "x-gbk", "GB18030" },        { "shift_jis", "CP932" },
    { "x-sjis", "CP932" },            { "shift-jis", "CP932" },      { "ks_c_5601-1987", "CP949" },
    { "euc-kr", "CP949" },            { "tis-620", "CP874" },        { "x-mac-roman", "MACINTOSH" },
    { "unicode", "UTF-16" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (corrections); i++)
    if (g_ascii_strcasecmp (charset, corrections[i].given) == 0)
      return corrections[i].meant;
  return charset;
}

/* “charset=…” of a meta tag, or “encoding=…” of an XML declaration. (transfer full) (nullable) */
static char *
find_charset (const char *bytes,
              gsize       length)
{
  static const char *marks[] = { "charset=", "encoding=" };
  g_autofree char *head = g_ascii_strdown (bytes, (gssize) MIN (length, CHARSET_BYTES));

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *p = strstr (head, marks[i]);
      gsize n = 0;

      if (p == NULL)
        continue;
      p += strlen (marks[i]);
      while (*p == '"' || *p == '\'' || *p == ' ')
        p++;
      while (g_ascii_isalnum (p[n]) || p[n] == '-' || p[n] == '_' || p[n] == ':')
        n++;
      if (n > 0)
        return g_strndup (p, n);
    }
  return NULL;
}

static char *
convert (const char *bytes,
         gsize       length,
         const char *charset,
         gsize      *n_decoded)
{
  char *text = g_convert (bytes, (gssize) length, "UTF-8", correct_charset (charset), NULL, n_decoded, NULL);
  gsize n = 0;

  /* No text needs NUL. */
  for (gsize i = 0; text != NULL && i < *n_decoded; i++)
    if (text[i] != '\0')
      text[n++] = text[i];
  *n_decoded = n;
  return text;
}

const char *
clv_html_decode (const ClvSource *source,
                 const char      *bytes,
                 gsize            length,
                 const char      *charset,
                 gsize           *n_decoded,
                 char           **owned,
                 GError         **error)
{
  g_autoptr (ClvTextEvidence) evidence = clv_text_evidence_new ();
  g_autofree char *found = NULL;
  ClvTextVerdict verdict;
  guint n_broken;

  *owned = NULL;
  clv_text_evidence_add (evidence, bytes, length);
  clv_text_evidence_finish (evidence);
  clv_text_evidence_judge (evidence, &verdict);
  if (source->options.encoding != NULL)
    *owned = convert (bytes, length, source->options.encoding, n_decoded);
  /* What is UTF-8 through and through is nothing else, whatever it says. */
  else if (verdict.is_clean)
    {
      *n_decoded = length - verdict.n_skip;
      return bytes + verdict.n_skip;
    }
  else if (verdict.n_skip == 0)
    {
      if (charset == NULL)
        charset = found = find_charset (bytes, length);
      if (charset != NULL && g_ascii_strcasecmp (charset, "utf-8") != 0)
        *owned = convert (bytes, length, charset, n_decoded);
    }
  if (*owned == NULL)
    {
      *owned = clv_text_decode_sample (bytes + verdict.n_skip, length - verdict.n_skip, verdict.encoding, n_decoded,
                                       &n_broken);
      if (verdict.is_guessed)
        clv_problem_list_add (source->problems, "encoding-guessed", "kept", source->name, "", 0, verdict.name);
    }
  return *owned;
}

/* --- files --- */

char *
clv_html_read_bytes (ClvSource     *source,
                     ClvFile       *file,
                     gsize         *length,
                     const ClvWork *work,
                     GError       **error)
{
  guint64 wanted = file->size;
  g_autofree char *bytes = NULL;
  gsize n;

  if (source->options.max_rows > 0 && wanted > PREVIEW_BYTES)
    {
      wanted = PREVIEW_BYTES;
      source->is_provisional = TRUE;
    }
  if (wanted > MAX_BYTES)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
                   /* Translators: %s is a file name */
                   _("“%s” is too large for a file of its kind. Export the data as .csv or .xlsx, and open that."),
                   source->name);
      return NULL;
    }
  bytes = g_malloc ((gsize) wanted + 1);
  *length = 0;
  do
    {
      if (clv_work_is_cancelled (work))
        {
          clv_source_set_cancelled (source, error);
          return NULL;
        }
      if (!clv_file_read (file, *length, bytes + *length, MIN ((gsize) wanted - *length, PIECE_BYTES), &n, error))
        return NULL;
      *length += n;
    }
  while (n > 0);
  /* A preview ends with a tag, and not in the middle of a letter. */
  while (wanted < file->size && *length > 0 && bytes[*length - 1] != '>')
    (*length)--;
  bytes[*length] = '\0';
  return g_steal_pointer (&bytes);
}

typedef struct
{
  ClvSource     *source;
  ClvHtmlTables *tables;
  GError       **error;
  gboolean       is_failed;
} PageRun;

static gboolean
read_page (const char *bytes,
           gsize       length,
           const char *charset,
           double      from,
           double      to,
           gpointer    user_data)
{
  PageRun *run = user_data;
  g_autofree char *owned = NULL;
  gsize n_decoded;
  const char *text = clv_html_decode (run->source, bytes, length, charset, &n_decoded, &owned, run->error);

  run->is_failed = text == NULL || (n_decoded > 0 && !clv_html_tables_read (run->tables, text, n_decoded, from, to,
                                                                            run->error));
  return !run->is_failed;
}

gboolean
clv_html_read (ClvSource     *source,
               ClvFile       *file,
               ClvFileKind    kind,
               const ClvWork *work,
               GError       **error)
{
  g_autoptr (ClvHtmlTables) tables = clv_html_tables_new (source, work);
  PageRun run = { .source = source, .tables = tables, .error = error };
  g_autofree char *bytes = NULL;
  gsize length;

  source->format = "html";
  bytes = clv_html_read_bytes (source, file, &length, work, error);
  if (bytes == NULL)
    return FALSE;
  if (kind == CLV_FILE_MHTML)
    clv_mhtml_read (bytes, length, read_page, &run);
  else
    read_page (bytes, length, NULL, 0.0, 1.0, &run);
  if (run.is_failed || !clv_html_tables_finish (tables, error))
    return FALSE;
  return clv_source_take_sha256 (source, file, work, error);
}
