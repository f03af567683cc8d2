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

/* So many lines may stand above the table. */
#define MAX_LINES_ABOVE 50

/* The usual separators, and those that are taken only when none of the usual ones fits at all. */
static const char usual_delimiters[] = { ',', ';', '\t', '|' };
static const char odd_delimiters[] = { '~', '^', ':', '#', '!', '&', '*', '\\', '\x1F', '\x01' };

typedef struct
{
  char     delimiter;
  char     newline;
  char     quote;
  gboolean is_mixed;
} Way;

typedef struct
{
  guint    n_records;
  guint    usual;       /* the most frequent number of fields, at least 2 unless one column is all there is */
  double   consistency; /* share of the records that have it */
  gboolean first_is_usual;
  gboolean first_has_digit;
  guint    n_quoted;    /* fields in quotation marks */
  guint    n_misquoted; /* of these, with something behind the closing mark, or without one */
  guint    n_numeric;   /* fields that begin like a number */
  guint    n_fields;
} Count;

typedef struct
{
  const Way *way;
  guint     *histogram;
  guint      first; /* fields of the first record that is not blank */
  guint      above[MAX_LINES_ABOVE + 1]; /* fields of the first records */
  Count     *count;
} Counter;

static void
count_record (Counter *counter,
              guint    n_fields)
{
  counter->histogram[MIN (n_fields, MAX_COUNTED_FIELDS)]++;
  if (counter->count->n_records <= MAX_LINES_ABOVE)
    counter->above[counter->count->n_records] = n_fields;
  if (counter->count->n_records++ == 0)
    counter->first = n_fields;
}

static inline gboolean
is_separator (char c,
              char delimiter)
{
  return c == delimiter || (delimiter == ' ' && c == '\t');
}

static inline gboolean
is_line_end (char       c,
             const Way *way)
{
  return c == way->newline || (way->is_mixed && c == '\r');
}

/* Behind the closing mark of the field that begins at @p; NULL when there is none. */
static const char *
skip_quoted (Counter    *counter,
             const char *p,
             const char *end)
{
  const char quote = counter->way->quote;

  counter->count->n_quoted++;
  for (p++; p < end; p++)
    if (*p == quote && !(p + 1 < end && p[1] == quote && p++))
      break;
  if (p >= end)
    return NULL;
  p++;
  if (p < end && !is_separator (*p, counter->way->delimiter) && !is_line_end (*p, counter->way) && *p != '\r')
    counter->count->n_misquoted++;
  return p;
}

static void
count_sample (Counter            *counter,
              const ClvCsvSample *sample)
{
  const char *p = sample->text, *end = p + sample->length;
  const char delimiter = counter->way->delimiter;
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
          if (p < end && *p == counter->way->quote)
            {
              p = skip_quoted (counter, p, end);
              if (p == NULL)
                {
                  counter->count->n_misquoted++;
                  return; /* cut by the end of the sample */
                }
              is_blank = FALSE;
            }
          while (p < end && !is_line_end (*p, counter->way) && !is_separator (*p, delimiter))
            {
              counter->count->first_has_digit |= counter->count->n_records == 0 && g_ascii_isdigit (*p);
              is_blank &= g_ascii_isspace (*p++) != 0;
            }
          if (!merges || (p > start && *start != '\r'))
            {
              n_fields++;
              counter->count->n_fields++;
              counter->count->n_numeric += start < p && (g_ascii_isdigit (*start) || *start == '-') ? 1 : 0;
            }
          if (p >= end || is_line_end (*p, counter->way))
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

/* Titles and notes above a table of few rows may be more than those, and tell nothing of its columns. */
static void
forget_lines_above (Counter *counter)
{
  Count *count = counter->count;
  guint n = 0, n_table;

  while (n < MIN (count->n_records, MAX_LINES_ABOVE + 1) && counter->above[n] == 1)
    n++;
  n_table = count->n_records - n;
  if (n == 0 || n > MAX_LINES_ABOVE || n_table < 3 || count->usual < 2 || counter->above[n] != count->usual ||
      counter->histogram[count->usual] * 10 < n_table * 9)
    return;
  count->n_records = n_table;
  counter->histogram[1] -= n;
}

static void
count_with (Count              *count,
            const ClvCsvSample *samples,
            guint               n_samples,
            const Way          *way)
{
  Counter counter = { .way = way, .histogram = g_new0 (guint, MAX_COUNTED_FIELDS + 1), .count = count };

  memset (count, 0, sizeof *count);
  for (guint i = 0; i < n_samples; i++)
    count_sample (&counter, &samples[i]);
  count->usual = 1;
  for (guint n = 2; n <= MAX_COUNTED_FIELDS; n++)
    if (counter.histogram[n] > 0 && counter.histogram[n] >= counter.histogram[count->usual > 1 ? count->usual : n])
      count->usual = n;
  forget_lines_above (&counter);
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

/* The delimiter of the usual ones that fits best, into @way; 0 when none does. */
static void
choose_usual (Way                *way,
              Count              *best,
              const ClvCsvSample *samples,
              guint               n_samples,
              gboolean            prefers_tab)
{
  double best_rate = 0.0;
  Way candidate = *way;

  memset (best, 0, sizeof *best);
  way->delimiter = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (usual_delimiters); i++)
    {
      double candidate_rate;
      Count count;

      candidate.delimiter = usual_delimiters[i];
      count_with (&count, samples, n_samples, &candidate);
      candidate_rate = rate (&count) + (prefers_tab && candidate.delimiter == '\t' && count.usual > 1 ? 0.5 : 0.0);
      if (candidate_rate > best_rate + 1e-9)
        {
          *best = count;
          best_rate = candidate_rate;
          way->delimiter = candidate.delimiter;
        }
    }
  /* Texts contain commas now and then; a separator stands in at least half of the records. */
  if (best->consistency < 0.5 && !(best->first_is_usual && best->usual > 2))
    way->delimiter = '\0';
}

/* Runs of blanks between numbers, or a sign that nobody expects and that is in each record as often, also in a header. */
static void
choose_odd (Way                *way,
            Count              *best,
            const ClvCsvSample *samples,
            guint               n_samples)
{
  Way candidate = *way;
  Count count;

  candidate.delimiter = ' ';
  count_with (&count, samples, n_samples, &candidate);
  if (count.usual > 1 && count.consistency >= 0.9 && count.n_numeric * 2 > count.n_fields)
    {
      *best = count;
      way->delimiter = ' ';
      return;
    }
  for (guint i = 0; way->delimiter == '\0' && i < G_N_ELEMENTS (odd_delimiters); i++)
    {
      candidate.delimiter = odd_delimiters[i];
      count_with (&count, samples, n_samples, &candidate);
      if (count.usual < 2 || count.n_records < 2 || count.consistency < 0.95 || !count.first_is_usual || count.first_has_digit)
        continue;
      *best = count;
      way->delimiter = candidate.delimiter;
    }
}

static void
choose (Way                *way,
        Count              *best,
        const ClvCsvSample *samples,
        guint               n_samples,
        gboolean            prefers_tab,
        char                forced)
{
  if (forced != '\0')
    {
      way->delimiter = forced;
      count_with (best, samples, n_samples, way);
      return;
    }
  choose_usual (way, best, samples, n_samples, prefers_tab);
  if (way->delimiter == '\0' || best->consistency < 0.8)
    choose_odd (way, best, samples, n_samples);
  if (way->delimiter == '\0')
    count_with (best, samples, n_samples, way);
}

/* Lines end with '\n', alone or behind '\r', or with '\r' alone; and some files were put together of both. */
static void
find_newline (Way                *way,
              guint              *n_lone_returns,
              const ClvCsvSample *samples,
              guint               n_samples)
{
  gsize n_feeds = 0, n_lone = 0;

  for (guint i = 0; i < n_samples; i++)
    for (gsize k = 0; k < samples[i].length; k++)
      {
        n_feeds += samples[i].text[k] == '\n' ? 1 : 0;
        n_lone += samples[i].text[k] == '\r' && (k + 1 == samples[i].length || samples[i].text[k + 1] != '\n') ? 1 : 0;
      }
  way->newline = n_feeds == 0 && n_lone > 0 ? '\r' : '\n';
  *n_lone_returns = n_feeds > 0 ? (guint) MIN (n_lone, G_MAXUINT) : 0;
}

/* Excel’s own “sep=;” line, which Excel itself does not show. */
static gsize
find_separator_line (const ClvCsvSample *sample,
                     char               *delimiter)
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
    return 0;
  if (is_quoted && sample->text[n] == '"')
    n++;
  if (n < sample->length && sample->text[n] == '\r')
    n++;
  if (n < sample->length && sample->text[n] == '\n')
    n++;
  if (sample->text[n - 1] != '\n' && sample->text[n - 1] != '\r')
    return 0;
  *delimiter = p[4];
  return n;
}

/* The lines of a sample without the quotation marks around each; doubled ones inside are single then. NULL when there is a
 * line without. */
static char *
unwrap (const ClvCsvSample *sample,
        gsize              *length)
{
  GString *text = g_string_sized_new (sample->length);
  const char *p = sample->text, *end = p + sample->length;

  while (p < end)
    {
      const char *line_end = p;
      gsize n;

      while (line_end < end && *line_end != '\n' && *line_end != '\r')
        line_end++;
      n = (gsize) (line_end - p);
      if (n > 0 && (n < 2 || *p != '"' || line_end[-1] != '"'))
        {
          g_string_free (text, TRUE);
          return NULL;
        }
      for (const char *q = p + 1; n > 0 && q < line_end - 1; q++)
        {
          g_string_append_c (text, *q);
          if (*q == '"' && q[1] == '"')
            q++;
        }
      if (line_end < end)
        g_string_append_c (text, *line_end);
      p = line_end + 1;
    }
  *length = text->len;
  return g_string_free (text, FALSE);
}

/* Some programs put each line as a whole into quotation marks: “"A1,Ann,9.50"”. TRUE when that gives columns, at least
 * three, for a name such as “Doe, Jane” gives two. */
static gboolean
choose_unwrapped (Way                *way,
                  Count              *best,
                  const ClvCsvSample *samples,
                  guint               n_samples,
                  gboolean            prefers_tab,
                  char                forced)
{
  g_autofree ClvCsvSample *inner = g_new0 (ClvCsvSample, n_samples);
  gboolean is_wrapped = TRUE;
  Count count;

  for (guint i = 0; i < n_samples && is_wrapped; i++)
    {
      inner[i].text = unwrap (&samples[i], &inner[i].length);
      is_wrapped = inner[i].text != NULL;
    }
  if (is_wrapped)
    {
      choose (way, &count, inner, n_samples, prefers_tab, forced);
      is_wrapped = way->delimiter != '\0' && count.usual > 2 && count.first_is_usual && count.consistency >= 0.9;
      if (is_wrapped)
        *best = count;
    }
  for (guint i = 0; i < n_samples; i++)
    g_free ((char *) inner[i].text);
  return is_wrapped;
}

void
clv_csv_dialect_detect (ClvCsvDialect      *self,
                        const ClvCsvSample *all_samples,
                        guint               n_samples,
                        gboolean            prefers_tab,
                        char                forced)
{
  g_autofree ClvCsvSample *samples = g_memdup2 (all_samples, n_samples * sizeof *samples);
  Way way = { .quote = '"' }, other;
  Count best, count;
  guint n_lone_returns;
  char told = '\0';

  memset (self, 0, sizeof *self);
  find_newline (&way, &n_lone_returns, samples, n_samples);
  self->n_skip = find_separator_line (&samples[0], &told);
  samples[0].text += self->n_skip;
  samples[0].length -= self->n_skip;
  if (forced == '\0')
    forced = told;

  choose (&way, &best, samples, n_samples, prefers_tab, forced);
  if (n_lone_returns > 0)
    {
      other = way;
      other.is_mixed = TRUE;
      choose (&other, &count, samples, n_samples, prefers_tab, forced);
      if (count.usual > 1 && count.consistency > best.consistency)
        {
          way = other;
          best = count;
        }
    }
  /* Marks of the other kind, where nearly each record has some and all of them are closed. */
  if (best.n_quoted == 0)
    {
      other = way;
      other.quote = '\'';
      choose (&other, &count, samples, n_samples, prefers_tab, forced);
      if (count.n_quoted * 2 >= count.n_records && count.n_quoted >= 2 && count.n_misquoted == 0 &&
          count.consistency >= best.consistency)
        {
          way = other;
          best = count;
        }
    }
  if (best.usual < 2 && best.n_quoted >= 2 && best.n_quoted == best.n_records && best.n_misquoted == 0 && way.quote == '"')
    {
      other = way;
      self->is_wrapped = choose_unwrapped (&other, &best, samples, n_samples, prefers_tab, forced);
      if (self->is_wrapped)
        way = other;
    }
  self->delimiter = way.delimiter;
  self->newline = way.newline;
  self->quote = way.quote;
  self->is_mixed = way.is_mixed;
  self->n_fields = best.usual;
  self->has_quotes = best.n_quoted > 0;
}
