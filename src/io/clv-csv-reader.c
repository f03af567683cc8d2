/* clv-csv-reader.c - reads a text file with separated columns
 *
 * The file is read twice, a piece at a time: once to know its encoding and its
 * fingerprint, and once for the cells. A file that is not UTF-8 is decoded in
 * memory instead.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-csv-private.h"
#include "clv-sha256-private.h"
#include "clv-source-private.h"
#include "clv-text-encoding-private.h"

#define PIECE_BYTES (1u << 20)
#define MAX_RECORD_BYTES (64u << 20)
/* What is in memory anyway is taken in larger pieces. */
#define MEMORY_PIECE_BYTES (4u << 20)
#define HEAD_SAMPLE_BYTES (256u << 10)
#define SAMPLE_BYTES (64u << 10)
#define N_SAMPLES 3
/* Decoding needs the file in memory, twice. */
#define MAX_DECODED_BYTES (G_GUINT64_CONSTANT (2) << 30)

/* Of the whole time, about this share goes into the first pass, and so far is a file that had to be decoded. */
#define SCAN_SHARE 0.15
#define DECODED_SHARE 0.5

static gboolean
report_progress (const ClvSource *source,
                 const ClvWork   *work,
                 double           fraction,
                 GError         **error)
{
  g_autofree char *step = NULL;

  if (work == NULL)
    return TRUE;
  if (clv_work_is_cancelled (work))
    {
      clv_source_set_cancelled (source, error);
      return FALSE;
    }
  /* Translators: %s is a file name */
  step = g_strdup_printf (_("Reading “%s”"), source->name);
  clv_work_progress (work, step, fraction);
  return TRUE;
}

static gboolean
scan_file (ClvSource     *source,
           ClvFile       *file,
           ClvTextScan   *scan,
           const ClvWork *work,
           GError       **error)
{
  g_autoptr (ClvSha256) sha256 = clv_sha256_new ();
  g_autofree char *piece = g_malloc (PIECE_BYTES);
  gsize n;

  clv_text_scan_init (scan);
  for (guint64 offset = 0;; offset += n)
    {
      if (!report_progress (source, work, SCAN_SHARE * (double) offset / (double) file->size, error) ||
          !clv_file_read (file, offset, piece, PIECE_BYTES, &n, error))
        return FALSE;
      if (n == 0)
        break;
      clv_sha256_update (sha256, piece, n);
      clv_text_scan_update (scan, piece, n);
    }
  clv_text_scan_finish (scan);
  source->sha256 = clv_sha256_finish (sha256);
  return TRUE;
}

/* Many control characters make no text, whatever the bytes decode to. */
static gboolean
is_binary (const char *text,
           gsize       length)
{
  gsize n_control = 0;

  for (gsize i = 0; i < length; i++)
    n_control += (guchar) text[i] < ' ' && !g_ascii_isspace (text[i]) ? 1 : 0;
  return n_control * 50 > length;
}

static char *
describe (const char          *encoding,
          const ClvCsvDialect *dialect)
{
  g_autofree char *separator = NULL;

  if (dialect->delimiter == '\0' || dialect->n_fields < 2)
    /* Translators: %s is a text encoding such as UTF-8 */
    return g_strdup_printf (_("%s, one column"), encoding);
  if (dialect->delimiter == '\t')
    separator = g_strdup (_("tabs"));
  else if (dialect->delimiter == ' ')
    separator = g_strdup (_("blanks"));
  else
    separator = g_strdup_printf ("“%c”", dialect->delimiter);
  if (dialect->has_quotes)
    /* Translators: a text encoding such as UTF-8, and what separates columns */
    return g_strdup_printf (_("%s, columns separated by %s, texts in quotation marks"), encoding, separator);
  /* Translators: a text encoding such as UTF-8, and what separates columns */
  return g_strdup_printf (_("%s, columns separated by %s"), encoding, separator);
}

static gboolean
detect_dialect (ClvSource           *source,
                const ClvFile       *file,
                const ClvCsvSample  *samples,
                guint                n_samples,
                const char          *encoding,
                ClvCsvDialect       *dialect,
                GError             **error)
{
  gboolean prefers_tab = g_str_has_suffix (file->name, ".tsv") || g_str_has_suffix (file->name, ".tab");

  if (is_binary (samples[0].text, samples[0].length))
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND,
                   /* Translators: %s is a file name */
                   _("“%s” is neither a spreadsheet nor a text. "
                     "Export the data as .xlsx or .csv from the program it comes from."),
                   file->name);
      return FALSE;
    }
  clv_csv_dialect_detect (dialect, samples, n_samples, prefers_tab);
  source->evidence = describe (encoding, dialect);
  source->encoding = g_strdup (encoding);
  source->delimiter = dialect->delimiter;
  source->format = dialect->delimiter == '\t' ? "tsv" : "csv";
  return TRUE;
}

/* Cuts a sample from the middle of a text to whole lines. */
static void
cut_to_lines (ClvCsvSample *sample,
              gboolean      keeps_start,
              gboolean      keeps_end)
{
  const char *start, *end;

  if (!keeps_start)
    {
      start = memchr (sample->text, '\n', sample->length);
      if (start != NULL)
        {
          sample->length -= (gsize) (start + 1 - sample->text);
          sample->text = start + 1;
        }
    }
  if (!keeps_end)
    {
      end = memrchr (sample->text, '\n', sample->length);
      if (end != NULL)
        sample->length = (gsize) (end + 1 - sample->text);
    }
}

static gboolean
sample_file (ClvFile       *file,
             gsize          start,
             char          *buffers[N_SAMPLES],
             ClvCsvSample   samples[N_SAMPLES],
             guint         *n_samples,
             GError       **error)
{
  guint64 offsets[N_SAMPLES] = { start, file->size / 2, file->size - MIN (file->size, SAMPLE_BYTES) };

  *n_samples = 0;
  for (guint i = 0; i < N_SAMPLES; i++)
    {
      gsize length = i == 0 ? HEAD_SAMPLE_BYTES : SAMPLE_BYTES, n;

      /* A file that the first sample holds whole needs no more. */
      if (i > 0 && file->size <= start + HEAD_SAMPLE_BYTES)
        break;
      buffers[i] = g_malloc (length);
      if (!clv_file_read (file, offsets[i], buffers[i], length, &n, error))
        return FALSE;
      samples[i] = (ClvCsvSample) { buffers[i], n };
      cut_to_lines (&samples[i], i == 0, offsets[i] + n >= file->size);
      (*n_samples)++;
    }
  return TRUE;
}

/* Several marks may stand at the start, when a program put one before another program’s. */
static gsize
count_byte_order_marks (const char *text,
                        gsize       length)
{
  gsize n = 0;

  while (length - n >= 3 && memcmp (text + n, "\xEF\xBB\xBF", 3) == 0)
    n += 3;
  return n;
}

static gboolean
parse_file (ClvSource     *source,
            ClvFile       *file,
            guint64        offset,
            ClvCsvParser  *parser,
            const ClvWork *work,
            GError       **error)
{
  gsize allocated = PIECE_BYTES, n_kept = 0;
  g_autofree char *piece = g_malloc (allocated + CLV_CSV_PADDING);

  for (;;)
    {
      gsize n, n_used;
      gboolean is_last;

      if (!report_progress (source, work,
                            SCAN_SHARE + (1.0 - SCAN_SHARE) * (double) offset / (double) file->size, error) ||
          !clv_file_read (file, offset, piece + n_kept, allocated - n_kept, &n, error))
        return FALSE;
      offset += n;
      is_last = n < allocated - n_kept;
      n += n_kept;
      memset (piece + n, 0, CLV_CSV_PADDING);
      n_used = clv_csv_parser_parse (parser, piece, n, is_last);
      if (is_last)
        return TRUE;
      n_kept = n - n_used;
      memmove (piece, piece + n_used, n_kept);
      if (n_used > 0)
        continue;
      if (allocated >= MAX_RECORD_BYTES)
        {
          g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
                       /* Translators: %s is a file name */
                       _("“%s” has a row of more than 64 MB, and is no table that can be read. "
                         "Export it again from the program it comes from."),
                       file->name);
          return FALSE;
        }
      allocated *= 2;
      piece = g_realloc (piece, allocated + CLV_CSV_PADDING);
    }
}

static gboolean
read_plain (ClvSource       *source,
            ClvFile         *file,
            ClvTableBuilder *builder,
            const ClvWork   *work,
            GError         **error)
{
  char *buffers[N_SAMPLES] = { NULL };
  ClvCsvSample samples[N_SAMPLES];
  ClvCsvDialect dialect;
  guint n_samples;
  char head[64];
  gsize n, n_marks = 0;
  gboolean ok;

  if (!clv_file_read (file, 0, head, sizeof head, &n, error))
    return FALSE;
  n_marks = count_byte_order_marks (head, n);
  ok = sample_file (file, n_marks, buffers, samples, &n_samples, error) &&
       detect_dialect (source, file, samples, n_samples, "UTF-8", &dialect, error);
  for (guint i = 0; i < N_SAMPLES; i++)
    g_free (buffers[i]);
  if (ok)
    {
      g_autoptr (ClvCsvParser) parser = clv_csv_parser_new (&dialect, file->name, builder, source->problems);

      ok = parse_file (source, file, n_marks + dialect.n_skip, parser, work, error);
    }
  return ok;
}

/* All bytes of a file. (transfer full) */
static char *
read_bytes (ClvSource     *source,
            ClvFile       *file,
            gsize         *length,
            const ClvWork *work,
            GError       **error)
{
  g_autofree char *bytes = g_malloc ((gsize) file->size + 1);
  gsize n, size = (gsize) file->size;

  *length = 0;
  do
    {
      if (!report_progress (source, work, SCAN_SHARE, error) ||
          !clv_file_read (file, *length, bytes + *length, MIN (size - *length, MEMORY_PIECE_BYTES), &n, error))
        return NULL;
      *length += n;
    }
  while (n > 0);
  bytes[*length] = '\0';
  return g_steal_pointer (&bytes);
}

/* The text must have CLV_CSV_PADDING bytes more. */
static gboolean
parse_memory (ClvSource     *source,
              const char    *text,
              gsize          length,
              ClvCsvParser  *parser,
              const ClvWork *work,
              GError       **error)
{
  gsize offset = 0, n_wanted = MEMORY_PIECE_BYTES;

  for (;;)
    {
      gboolean is_last = length - offset <= n_wanted;
      double done = (double) offset / (double) MAX (length, 1);
      gsize n_used;

      if (!report_progress (source, work, DECODED_SHARE + (1.0 - DECODED_SHARE) * done, error))
        return FALSE;
      n_used = clv_csv_parser_parse (parser, text + offset, is_last ? length - offset : n_wanted, is_last);
      if (is_last)
        return TRUE;
      offset += n_used;
      /* A record that is longer than the piece needs a longer one. */
      n_wanted = n_used > 0 ? MEMORY_PIECE_BYTES : n_wanted * 2;
    }
}

static gboolean
read_decoded (ClvSource         *source,
              ClvFile           *file,
              const ClvTextScan *scan,
              ClvTableBuilder   *builder,
              const ClvWork     *work,
              GError           **error)
{
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  g_autoptr (ClvCsvParser) parser = NULL;
  ClvCsvSample sample;
  ClvCsvDialect dialect;
  const char *encoding;
  gboolean is_guessed;
  gsize n, length, n_marks;

  if (file->size > MAX_DECODED_BYTES)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
                   /* Translators: %s is a file name */
                   _("“%s” is too large to be converted. Save it as “CSV UTF-8” and open that."), file->name);
      return FALSE;
    }
  bytes = read_bytes (source, file, &n, work, error);
  if (bytes == NULL)
    return FALSE;
  text = clv_text_decode (scan, bytes, n, &length, &encoding, &is_guessed);
  g_clear_pointer (&bytes, g_free);
  if (text == NULL)
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_DAMAGED,
                   /* Translators: %s is a file name */
                   _("The letters of “%s” are stored in an unknown way. Save it as “CSV UTF-8” and open that."),
                   file->name);
      return FALSE;
    }
  if (is_guessed)
    clv_problem_list_add (source->problems, "encoding-guessed", "kept", file->name, "", 0, encoding);

  text = g_realloc (text, length + CLV_CSV_PADDING);
  memset (text + length, 0, CLV_CSV_PADDING);
  n_marks = count_byte_order_marks (text, length);
  sample = (ClvCsvSample) { text + n_marks, MIN (length - n_marks, HEAD_SAMPLE_BYTES) };
  cut_to_lines (&sample, TRUE, sample.length == length - n_marks);
  if (!detect_dialect (source, file, &sample, 1, encoding, &dialect, error) ||
      !report_progress (source, work, DECODED_SHARE, error))
    return FALSE;
  parser = clv_csv_parser_new (&dialect, file->name, builder, source->problems);
  n_marks += dialect.n_skip;
  return parse_memory (source, text + n_marks, length - n_marks, parser, work, error);
}

gboolean
clv_csv_read (ClvSource     *source,
              ClvFile       *file,
              const ClvWork *work,
              GError       **error)
{
  g_autoptr (ClvTableBuilder) builder = clv_table_builder_new (file->name, "");
  ClvTextScan scan;
  ClvTable *table;

  if (!scan_file (source, file, &scan, work, error))
    return FALSE;
  if (clv_text_scan_is_plain (&scan) ? !read_plain (source, file, builder, work, error)
                                     : !read_decoded (source, file, &scan, builder, work, error))
    return FALSE;
  table = clv_table_builder_finish (builder, source->problems);
  if (table == NULL)
    {
      clv_source_set_no_cells (source, error);
      return FALSE;
    }
  g_ptr_array_add (source->tables, table);
  return TRUE;
}
