/* clv-csv-reader.c - reads a text file with separated columns
 *
 * The file is read once, a piece at a time, as its samples tell: cells are found
 * while the fingerprint is taken. Where a file that seems to be UTF-8 is not,
 * further down, all of its bytes are looked at, and it is read again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

#include "clv-csv-private.h"
#include "clv-text-encoding-private.h"

#define PIECE_BYTES (1u << 20)
#define HEAD_SAMPLE_BYTES (256u << 10)
#define SAMPLE_BYTES (64u << 10)
#define N_SAMPLES 3

/* Of the whole time, about this share goes into looking for the encoding, where that is necessary. */
#define SCAN_SHARE 0.15

/* The bytes of a file in some places: first its start. */
typedef struct
{
  char *bytes[N_SAMPLES];
  gsize lengths[N_SAMPLES];
  guint n;
  gboolean is_whole; /* the first sample is all there is */
} Samples;

typedef struct
{
  ClvSource      *source;
  ClvTextInput   *input;
  const ClvWork  *work;
  Samples         samples;
  ClvTextVerdict  verdict;
  double          from; /* share of the work that was done before */
} Reading;

static void
free_samples (Samples *self)
{
  for (guint i = 0; i < self->n; i++)
    g_free (self->bytes[i]);
}

static gboolean
add_sample (Samples *self,
            ClvFile *file,
            guint64  offset,
            GError **error)
{
  gsize n;

  self->bytes[self->n] = g_malloc (SAMPLE_BYTES);
  self->n++;
  if (!clv_file_read (file, offset, self->bytes[self->n - 1], SAMPLE_BYTES, &n, error))
    return FALSE;
  self->lengths[self->n - 1] = n;
  return TRUE;
}

static gboolean
take_samples (Reading *self,
              GError **error)
{
  g_autoptr (ClvByteStream) stream = self->input->open (self->input, NULL, error);
  Samples *samples = &self->samples;
  ClvFile *file = self->input->file;

  if (stream == NULL)
    return FALSE;
  samples->bytes[0] = g_malloc (HEAD_SAMPLE_BYTES);
  samples->n = 1;
  if (!stream->read (stream, samples->bytes[0], HEAD_SAMPLE_BYTES, &samples->lengths[0], error))
    return FALSE;
  samples->is_whole = samples->lengths[0] < HEAD_SAMPLE_BYTES;
  if (samples->is_whole || file == NULL)
    return TRUE;
  /* Letters of two and four bytes begin there. */
  return add_sample (samples, file, file->size / 2 & ~(guint64) 3, error) &&
         add_sample (samples, file, (file->size - MIN (file->size, SAMPLE_BYTES)) & ~(guint64) 3, error);
}

/* What the samples tell. */
static gboolean
judge_samples (Reading *self,
               GError **error)
{
  g_autoptr (ClvTextEvidence) evidence = clv_text_evidence_new ();
  const char *wish = self->source->options.encoding;

  for (guint i = 0; i < self->samples.n; i++)
    {
      if (i > 0)
        clv_text_evidence_skip (evidence);
      clv_text_evidence_add (evidence, self->samples.bytes[i], self->samples.lengths[i]);
    }
  if (self->samples.is_whole)
    clv_text_evidence_finish (evidence);
  if (wish == NULL || *wish == '\0')
    {
      clv_text_evidence_judge (evidence, &self->verdict);
      return TRUE;
    }
  if (clv_text_evidence_obey (evidence, wish, &self->verdict))
    return TRUE;
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_FAILED,
               /* Translators: the name of a text encoding, and of a file */
               _("There is no text encoding “%s”, in which “%s” was to be read. Choose another one, such as UTF-8."),
               wish, self->input->name);
  return FALSE;
}

/* What all of the bytes tell. */
static gboolean
judge_all (Reading *self,
           GError **error)
{
  g_autoptr (ClvByteStream) stream = self->input->open (self->input, NULL, error);
  g_autoptr (ClvTextEvidence) evidence = clv_text_evidence_new ();
  g_autofree char *piece = g_malloc (PIECE_BYTES);
  double from = self->from, share = SCAN_SHARE * (self->input->to - self->input->from);
  gsize n;

  if (stream == NULL)
    return FALSE;
  do
    {
      self->from = MAX (from, self->input->from + share * stream->get_fraction (stream));
      if (!clv_csv_go_on (self->source, self->work, self->from, error) ||
          !stream->read (stream, piece, PIECE_BYTES, &n, error))
        return FALSE;
      clv_text_evidence_add (evidence, piece, n);
    }
  while (n == PIECE_BYTES);
  clv_text_evidence_finish (evidence);
  clv_text_evidence_judge (evidence, &self->verdict);
  return TRUE;
}

/* Many control characters make no text, whatever the bytes decode to; but two of them separate columns now and then. */
static gboolean
is_binary (const char *text,
           gsize       length)
{
  gsize n_control = 0;

  for (gsize i = 0; i < length; i++)
    n_control += (guchar) text[i] < ' ' && !g_ascii_isspace (text[i]) && text[i] != '\x01' && text[i] != '\x1F' ? 1 : 0;
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

/* Cuts a sample to whole lines. */
static void
cut_to_lines (ClvCsvSample *sample,
              gboolean      keeps_start,
              gboolean      keeps_end)
{
  const char *start = sample->text, *end = sample->text + sample->length;
  const char *p;

  if (!keeps_start)
    {
      for (p = start; p < end && *p != '\n' && *p != '\r';)
        p++;
      start = p < end ? p + 1 : start;
    }
  if (!keeps_end)
    {
      for (p = end; p > start && p[-1] != '\n' && p[-1] != '\r';)
        p--;
      end = p > start ? p : end;
    }
  *sample = (ClvCsvSample) { start, (gsize) (end - start) };
}

static gboolean
detect_dialect (Reading        *self,
                ClvCsvDialect  *dialect,
                GError        **error)
{
  const char *name = self->input->name;
  gboolean prefers_tab = g_str_has_suffix (name, ".tsv") || g_str_has_suffix (name, ".tab");
  char *texts[N_SAMPLES];
  ClvCsvSample samples[N_SAMPLES];
  gboolean is_text;

  for (guint i = 0; i < self->samples.n; i++)
    {
      gsize n_skip = i == 0 ? self->verdict.n_skip : 0, n;
      guint n_broken;

      texts[i] = clv_text_decode_sample (self->samples.bytes[i] + n_skip, self->samples.lengths[i] - n_skip,
                                         self->verdict.encoding, &n, &n_broken);
      samples[i] = (ClvCsvSample) { texts[i], n };
      while (i == 0 && samples[0].length >= 3 && memcmp (samples[0].text, "\xEF\xBB\xBF", 3) == 0)
        samples[0] = (ClvCsvSample) { samples[0].text + 3, samples[0].length - 3 };
      cut_to_lines (&samples[i], i == 0, self->samples.is_whole || i + 1 == N_SAMPLES);
    }
  is_text = !is_binary (samples[0].text, samples[0].length);
  if (is_text)
    clv_csv_dialect_detect (dialect, samples, self->samples.n, prefers_tab, self->source->options.delimiter);
  else
    g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_WRONG_KIND,
                 /* Translators: %s is a file name */
                 _("“%s” is neither a spreadsheet nor a text. "
                   "Export the data as .xlsx or .csv from the program it comes from."),
                 name);
  for (guint i = 0; i < self->samples.n; i++)
    g_free (texts[i]);
  return is_text;
}

/* Reads the file as the verdict says. @has_failed: it is not UTF-8 after all. */
static gboolean
read_as_judged (Reading   *self,
                gboolean  *has_failed,
                GError   **error)
{
  g_autoptr (ClvSha256) sha256 = clv_sha256_new ();
  g_autoptr (ClvProblemList) problems = clv_problem_list_new ();
  g_autoptr (ClvByteStream) stream = NULL;
  g_autoptr (ClvTextDecoder) decoder = NULL;
  g_autoptr (GError) local_error = NULL;
  ClvSource *source = self->source;
  ClvCsvDialect dialect;
  ClvCsvTable table = { source, &dialect, NULL, NULL, self->input->sheet, problems, self->from, self->input->to };
  ClvTable *result;

  *has_failed = FALSE;
  if (!detect_dialect (self, &dialect, error))
    return FALSE;
  stream = self->input->open (self->input, sha256, error);
  if (stream == NULL)
    return FALSE;
  table.stream = stream;
  table.decoder = decoder = clv_text_decoder_new (stream, self->verdict.encoding, self->verdict.is_clean,
                                                  self->verdict.n_skip);
  result = clv_csv_table_read (&table, self->work, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *has_failed = clv_text_decoder_has_failed (decoder);
  if (*has_failed)
    return TRUE;

  if (result != NULL)
    g_ptr_array_add (source->tables, result);
  if (self->verdict.is_guessed)
    clv_problem_list_add (source->problems, "encoding-guessed", "kept", source->name, self->input->sheet, 0,
                          self->verdict.name);
  clv_problem_list_merge (source->problems, problems);
  if (source->evidence == NULL)
    {
      source->evidence = describe (self->verdict.name, &dialect);
      source->encoding = g_strdup (self->verdict.name);
      source->delimiter = dialect.delimiter;
      source->format = dialect.delimiter == '\t' ? "tsv" : "csv";
    }
  if (self->input->hashes && !source->is_provisional)
    source->sha256 = clv_sha256_finish (sha256);
  return TRUE;
}

static gboolean
read_input (Reading *self,
            GError **error)
{
  const ClvReadOptions *options = &self->source->options;
  gboolean is_free = options->encoding == NULL || *options->encoding == '\0';
  gboolean has_failed;

  if (!take_samples (self, error) || !judge_samples (self, error))
    return FALSE;
  /* A guess is made from all there is, unless only a look at the file was asked for. */
  if (is_free && !self->verdict.is_clean && !self->samples.is_whole && options->max_rows == 0 &&
      !judge_all (self, error))
    return FALSE;
  if (!read_as_judged (self, &has_failed, error))
    return FALSE;
  if (!has_failed)
    return TRUE;
  if (is_free && !judge_all (self, error))
    return FALSE;
  self->verdict.is_clean = FALSE;
  return read_as_judged (self, &has_failed, error);
}

gboolean
clv_csv_read_input (ClvSource     *source,
                    ClvTextInput  *input,
                    const ClvWork *work,
                    GError       **error)
{
  Reading reading = { .source = source, .input = input, .work = work, .from = input->from };
  gboolean ok = read_input (&reading, error);

  free_samples (&reading.samples);
  return ok;
}

static ClvByteStream *
open_file (ClvTextInput *input,
           ClvSha256    *sha256,
           GError      **error)
{
  return clv_byte_stream_new_for_file (input->file, sha256);
}

/* A program that writes into the file while it is read leaves half of the old rows beside half of the new ones. */
static gboolean
is_as_it_was (const ClvFile     *file,
              const struct stat *before)
{
  struct stat now;

  return fstat (file->fd, &now) == 0 && (guint64) now.st_size == file->size && now.st_size == before->st_size
         && now.st_mtim.tv_sec == before->st_mtim.tv_sec && now.st_mtim.tv_nsec == before->st_mtim.tv_nsec;
}

gboolean
clv_csv_read (ClvSource     *source,
              ClvFile       *file,
              const ClvWork *work,
              GError       **error)
{
  ClvTextInput input = { .open = open_file, .file = file, .hashes = TRUE, .name = file->name, .sheet = "", .to = 1.0 };
  struct stat before = { 0 };

  if (fstat (file->fd, &before) != 0)
    before.st_size = -1;
  if (!clv_csv_read_input (source, &input, work, error))
    return FALSE;
  if (!is_as_it_was (file, &before))
    {
      g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_FAILED,
                   /* Translators: %s is a file name */
                   _("“%s” was changed by another program while it was read. Open it again when that has finished."), file->name);
      return FALSE;
    }
  if (source->tables->len == 0)
    {
      clv_source_set_no_cells (source, error);
      return FALSE;
    }
  return TRUE;
}
