/* clv-csv-dialect.c - what separates the columns of a text file
 *
 * The right separator gives nearly every record the same number of fields.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-csv-private.h"

#define MAX_COUNTED_FIELDS 1024

typedef struct
{
  guint    n_records;
  guint    usual;       /* the most frequent number of fields, at least 2 unless one column is all there is */
  double   consistency; /* share of the records that have it */
  gboolean first_is_usual;
  gboolean has_quotes;
  guint    n_numeric;   /* fields that begin like a number */
  guint    n_fields;
} Count;

typedef struct
{
  guint   *histogram;
  guint    first; /* fields of the first record that is not blank */
  Count   *count;
} Counter;

static void
count_record (Counter *counter,
              guint    n_fields)
{
  counter->histogram[MIN (n_fields, MAX_COUNTED_FIELDS)]++;
  if (counter->count->n_records++ == 0)
    counter->first = n_fields;
}

static gboolean
is_separator (char c,
              char delimiter)
{
  return c == delimiter || (delimiter == ' ' && c == '\t');
}

static void
count_sample (Counter            *counter,
              const ClvCsvSample *sample,
              char                delimiter,
              char                newline)
{
  const char *p = sample->text, *end = p + sample->length;
  gboolean merges = delimiter == ' ';

  while (p < end)
    {
      guint n_fields = 0;
      gboolean is_blank = TRUE;

      /* One record. */
      while (p < end)
        {
          const char *start;

          if (merges)
            while (p < end && is_separator (*p, delimiter))
              p++;
          start = p;
          if (p < end && *p == '"')
            {
              counter->count->has_quotes = TRUE;
              for (p++; p < end; p++)
                if (*p == '"' && !(p + 1 < end && p[1] == '"' && p++))
                  break;
              if (p >= end)
                return; /* cut by the end of the sample */
              is_blank = FALSE;
            }
          while (p < end && *p != newline && !is_separator (*p, delimiter))
            is_blank &= g_ascii_isspace (*p++) != 0;
          if (!merges || (p > start && *start != '\r'))
            {
              n_fields++;
              counter->count->n_fields++;
              counter->count->n_numeric += start < p && (g_ascii_isdigit (*start) || *start == '-') ? 1 : 0;
            }
          if (p >= end || *p == newline)
            break;
          p++;
          is_blank = FALSE;
          if (p >= end && !merges)
            n_fields++;
        }
      p++;
      if (!is_blank && n_fields > 0)
        count_record (counter, n_fields);
    }
}

static void
count_with (Count              *count,
            const ClvCsvSample *samples,
            guint               n_samples,
            char                delimiter,
            char                newline)
{
  Counter counter = { .histogram = g_new0 (guint, MAX_COUNTED_FIELDS + 1), .count = count };

  memset (count, 0, sizeof *count);
  for (guint i = 0; i < n_samples; i++)
    count_sample (&counter, &samples[i], delimiter, newline);
  count->usual = 1;
  for (guint n = 2; n <= MAX_COUNTED_FIELDS; n++)
    if (counter.histogram[n] > 0 && counter.histogram[n] >= counter.histogram[count->usual > 1 ? count->usual : n])
      count->usual = n;
  if (count->usual > 1 && counter.histogram[1] > 4 * counter.histogram[count->usual])
    count->usual = 1;
  if (count->n_records > 0)
    count->consistency = (double) counter.histogram[count->usual] / count->n_records;
  count->first_is_usual = counter.first == count->usual;
  g_free (counter.histogram);
}

static double
rate (const Count *count)
{
  if (count->usual < 2)
    return 0.0;
  return count->consistency + (count->first_is_usual ? 0.5 : 0.0) + 0.002 * MIN (count->usual, 50);
}

static char
find_newline (const ClvCsvSample *samples,
              guint               n_samples)
{
  gsize n_feeds = 0, n_returns = 0;

  for (guint i = 0; i < n_samples; i++)
    for (gsize k = 0; k < samples[i].length; k++)
      {
        n_feeds += samples[i].text[k] == '\n' ? 1 : 0;
        n_returns += samples[i].text[k] == '\r' ? 1 : 0;
      }
  return n_feeds == 0 && n_returns > 0 ? '\r' : '\n';
}

/* Excel’s own “sep=;” line, which Excel itself does not show. */
static gboolean
find_separator_line (ClvCsvDialect      *self,
                     const ClvCsvSample *sample)
{
  const char *p = sample->text;
  gsize n = 5;
  gboolean is_quoted = sample->length > 0 && p[0] == '"';

  if (is_quoted)
    {
      p++;
      n++;
    }
  if (sample->length < n + 1 || g_ascii_strncasecmp (p, "sep=", 4) != 0)
    return FALSE;
  if (is_quoted && sample->text[n] == '"')
    n++;
  if (sample->text[n] == '\r')
    n++;
  if (n < sample->length && sample->text[n] == '\n')
    n++;
  if (sample->text[n - 1] != '\n' && sample->text[n - 1] != '\r')
    return FALSE;
  self->delimiter = p[4];
  self->n_skip = n;
  return TRUE;
}

void
clv_csv_dialect_detect (ClvCsvDialect      *self,
                        const ClvCsvSample *samples,
                        guint               n_samples,
                        gboolean            prefers_tab,
                        char                forced)
{
  static const char candidates[] = { ',', ';', '\t', '|' };
  Count best = { 0 }, count;
  double best_rate = 0.0;

  memset (self, 0, sizeof *self);
  self->quote = '"';
  self->newline = find_newline (samples, n_samples);
  if (find_separator_line (self, &samples[0]))
    {
      g_autofree ClvCsvSample *rest = g_memdup2 (samples, n_samples * sizeof *samples);

      rest[0].text += self->n_skip;
      rest[0].length -= self->n_skip;
      count_with (&best, rest, n_samples, self->delimiter, self->newline);
      self->n_fields = best.usual;
      self->has_quotes = best.has_quotes;
      return;
    }
  if (forced != '\0')
    {
      self->delimiter = forced;
      count_with (&best, samples, n_samples, forced, self->newline);
      self->n_fields = best.usual;
      self->has_quotes = best.has_quotes;
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      double candidate_rate;

      count_with (&count, samples, n_samples, candidates[i], self->newline);
      candidate_rate = rate (&count) + (prefers_tab && candidates[i] == '\t' && count.usual > 1 ? 0.5 : 0.0);
      if (candidate_rate > best_rate + 1e-9)
        {
          best = count;
          best_rate = candidate_rate;
          self->delimiter = candidates[i];
        }
    }
  /* Texts contain commas now and then; a separator stands in at least half of the records. */
  if (best.consistency < 0.5 && !(best.first_is_usual && best.usual > 2))
    self->delimiter = '\0';
  if (self->delimiter == '\0' || best.consistency < 0.8)
    {
      count_with (&count, samples, n_samples, ' ', self->newline);
      if (count.usual > 1 && count.consistency >= 0.9 && count.n_numeric * 2 > count.n_fields)
        {
          best = count;
          self->delimiter = ' ';
        }
    }
  if (self->delimiter == '\0')
    count_with (&best, samples, n_samples, '\0', self->newline);
  self->n_fields = best.usual;
  self->has_quotes = best.has_quotes;
}
