/* clv-csv-parser.c - records and fields of a text file
 *
 * The text is looked at 64 bytes at a time for the three bytes that mean
 * something (delimiter, newline, quotation mark); all others are never touched
 * one by one. A record is handed on only when it is whole, so that one with too
 * many fields can be put right first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "clv-csv-private.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* A quoted text that is longer was never closed. Looking for its end takes no longer for many of them: where one search
 * ended at a mark, the next begins there or later. */
#define MAX_QUOTED_BYTES (1u << 20)
#define MAX_FIELDS 16384
#define MAX_EXAMPLE_BYTES 200

typedef struct
{
  const char *text;
  gsize       length;
  gboolean    is_quoted; /* quotation marks are still in the text */
} Field;

struct _ClvCsvParser
{
  ClvCsvDialect    dialect;
  char            *file;
  ClvTableBuilder *builder;
  ClvProblemList  *problems;

  Field           *fields;
  guint            n_fields;
  guint            n_fields_allocated;
  GString         *unquoted;

  guint32          row;
  gboolean         has_usual_row;

  /* The scanner: bits of the special bytes in the 64 bytes from base on. */
  const char      *base;
  const char      *end;
  guint64          mask;
#ifdef __SSE2__
  __m128i          delimiters;
  __m128i          newlines;
  __m128i          quotes;
#endif
};

typedef enum
{
  RECORD_WHOLE,
  RECORD_CUT,      /* goes on after the text that is there */
  RECORD_UNCLOSED, /* a quotation mark in it is never closed */
} RecordStatus;

ClvCsvParser *
clv_csv_parser_new (const ClvCsvDialect *dialect,
                    const char          *file,
                    ClvTableBuilder     *builder,
                    ClvProblemList      *problems)
{
  /* GLib allocates on 16 bytes, which the vectors need. */
  ClvCsvParser *self = g_new0 (ClvCsvParser, 1);

  self->dialect = *dialect;
  self->file = g_strdup (file);
  self->builder = builder;
  self->problems = problems;
  self->n_fields_allocated = 64;
  self->fields = g_new (Field, self->n_fields_allocated);
  self->unquoted = g_string_new (NULL);
#ifdef __SSE2__
  self->delimiters = _mm_set1_epi8 (dialect->delimiter);
  self->newlines = _mm_set1_epi8 (dialect->newline);
  self->quotes = _mm_set1_epi8 ('"');
#endif
  return self;
}

void
clv_csv_parser_free (ClvCsvParser *self)
{
  g_free (self->file);
  g_free (self->fields);
  g_string_free (self->unquoted, TRUE);
  g_free (self);
}

static inline guint64
find_specials (const ClvCsvParser *self,
               const char         *p)
{
  guint64 mask = 0;

#ifdef __SSE2__
  for (int i = 0; i < 4; i++)
    {
      __m128i bytes = _mm_loadu_si128 ((const __m128i *) (p + 16 * i));
      __m128i hits = _mm_or_si128 (_mm_or_si128 (_mm_cmpeq_epi8 (bytes, self->delimiters),
                                                 _mm_cmpeq_epi8 (bytes, self->newlines)),
                                   _mm_cmpeq_epi8 (bytes, self->quotes));

      mask |= (guint64) (guint32) _mm_movemask_epi8 (hits) << (16 * i);
    }
#else
  for (int i = 0; i < 64; i++)
    mask |= (guint64) (p[i] == self->dialect.delimiter || p[i] == self->dialect.newline || p[i] == '"') << i;
#endif
  return mask;
}

static inline void
scan_from (ClvCsvParser *self,
           const char   *p)
{
  self->base = p;
  self->mask = p < self->end ? find_specials (self, p) : 0;
}

/* The next special byte, or the end of the text, as often as asked. */
static inline const char *
next_special (ClvCsvParser *self)
{
  const char *p;

  while (self->mask == 0)
    {
      self->base += 64;
      if (self->base >= self->end)
        {
          self->base = self->end;
          return self->end;
        }
      self->mask = find_specials (self, self->base);
    }
  p = self->base + __builtin_ctzll (self->mask);
  self->mask &= self->mask - 1;
  if (G_UNLIKELY (p >= self->end))
    {
      self->base = self->end;
      self->mask = 0;
      return self->end;
    }
  return p;
}

static inline void
add_field (ClvCsvParser *self,
           const char   *start,
           const char   *end,
           gboolean      is_quoted)
{
  /* Blanks that separate may stand in rows, and at both ends of the line. */
  if (self->dialect.delimiter == ' ' && (start == end || (end == start + 1 && *start == '\r')))
    return;
  if (G_UNLIKELY (self->n_fields == self->n_fields_allocated))
    {
      self->n_fields_allocated *= 2;
      self->fields = g_renew (Field, self->fields, self->n_fields_allocated);
    }
  self->fields[self->n_fields++] = (Field) { start, (gsize) (end - start), is_quoted };
}

/* From the quotation mark that opens a field; @field_end gets the delimiter or newline behind it. */
static RecordStatus
scan_quoted (ClvCsvParser *self,
             const char   *start,
             gboolean      is_last,
             const char  **field_end)
{
  const char *close, *next;
  gboolean has_newline = FALSE, has_rest = FALSE;

  for (;;)
    {
      close = next_special (self);
      if (close == self->end)
        {
          if (!is_last && self->end - start < MAX_QUOTED_BYTES)
            return RECORD_CUT;
          return RECORD_UNCLOSED;
        }
      if (*close == self->dialect.newline)
        has_newline = TRUE;
      if (*close != '"')
        continue;
      if (close + 1 == self->end && !is_last)
        return RECORD_CUT;
      if (close + 1 == self->end || close[1] != '"')
        break;
      next_special (self); /* the second of a doubled one */
    }

  do
    next = next_special (self);
  while (next < self->end && *next == '"');
  if (next == self->end && !is_last)
    return RECORD_CUT;
  for (const char *p = close + 1; p < next; p++)
    has_rest |= *p != ' ' && *p != '\r' && *p != '\t';
  /* A text over several lines whose end is followed by letters: the marks do not belong together. */
  if (has_rest && has_newline)
    return RECORD_UNCLOSED;
  *field_end = next;
  return RECORD_WHOLE;
}

/* Some programs put a blank between the separator and the quotation mark. */
static inline gboolean
is_blank_until (const char *p,
                const char *end)
{
  while (p < end && *p == ' ')
    p++;
  return p == end;
}

/* Collects the fields from @p on, and moves it behind the record. */
static RecordStatus
scan_record (ClvCsvParser *self,
             const char  **p,
             gboolean      is_last,
             gboolean      knows_quotes)
{
  const char *field = *p;
  char delimiter = self->dialect.delimiter;

  self->n_fields = 0;
  for (;;)
    {
      const char *special = next_special (self);
      gboolean is_quoted = FALSE;

      if (special < self->end && *special == '"')
        {
          RecordStatus status;

          if (!knows_quotes || !is_blank_until (field, special))
            continue;
          field = special;
          status = scan_quoted (self, field, is_last, &special);
          if (status != RECORD_WHOLE)
            return status;
          is_quoted = TRUE;
        }
      if (special == self->end && !is_last)
        return RECORD_CUT;
      add_field (self, field, special, is_quoted);
      if (special == self->end)
        {
          *p = self->end;
          return RECORD_WHOLE;
        }
      field = special + 1;
      /* Tested in this order, for a file of one column has no delimiter. */
      if (*special != delimiter)
        {
          *p = field;
          return RECORD_WHOLE;
        }
    }
}

static gboolean
is_blank_field (const Field *field)
{
  for (gsize i = 0; i < field->length; i++)
    if (!g_ascii_isspace (field->text[i]))
      return FALSE;
  return TRUE;
}

static void
report (ClvCsvParser *self,
        const char   *kind,
        const char   *treatment,
        const char   *record,
        const char   *end)
{
  gsize length = MIN ((gsize) (end - record), MAX_EXAMPLE_BYTES);
  g_autofree char *text = g_utf8_make_valid (record, (gssize) length);

  g_strstrip (text);
  clv_problem_list_add (self->problems, kind, treatment, self->file, "", self->row, text);
}

/* “Rua do Paço, 67” without quotation marks: the part after the comma begins with a blank, as no
 * other field does. Only when joining these parts gives exactly the usual number of fields. */
static gboolean
join_split_fields (ClvCsvParser *self)
{
  guint n_split = 0, n = 1;

  for (guint i = 1; i < self->n_fields; i++)
    n_split += !self->fields[i].is_quoted && self->fields[i].length > 1 && self->fields[i].text[0] == ' ' ? 1 : 0;
  if (self->n_fields - n_split != self->dialect.n_fields)
    return FALSE;
  for (guint i = 1; i < self->n_fields; i++)
    {
      const Field *field = &self->fields[i];

      if (!field->is_quoted && field->length > 1 && field->text[0] == ' ')
        self->fields[n - 1].length = (gsize) (field->text + field->length - self->fields[n - 1].text);
      else
        self->fields[n++] = *field;
    }
  self->n_fields = n;
  return TRUE;
}

static void
mend_record (ClvCsvParser *self,
             const char   *record,
             const char   *end)
{
  guint usual = self->dialect.n_fields;

  while (self->n_fields > usual && is_blank_field (&self->fields[self->n_fields - 1]))
    self->n_fields--;
  if (self->n_fields == usual || !self->has_usual_row)
    return;
  if (self->n_fields > usual && join_split_fields (self))
    {
      report (self, "shifted-row-repaired", "repaired", record, end);
      return;
    }
  if (self->n_fields <= MAX_FIELDS)
    report (self, "ragged-row", "kept", record, end);
}

/* Takes the quotation marks off. Letters after the closing one are kept, as Python’s csv does. */
static void
unquote (GString     *result,
         const Field *field)
{
  gboolean is_inside = TRUE;

  g_string_truncate (result, 0);
  for (gsize i = 1; i < field->length; i++)
    {
      char c = field->text[i];

      if (c == '"' && is_inside)
        {
          if (i + 1 < field->length && field->text[i + 1] == '"')
            i++;
          else
            {
              is_inside = FALSE;
              continue;
            }
        }
      g_string_append_c (result, c);
    }
}

static void
emit_field (ClvCsvParser *self,
            guint         column,
            const Field  *field)
{
  const char *text = field->text;
  gsize length = field->length;

  if (G_UNLIKELY (field->is_quoted))
    {
      /* Nearly always nothing but the marks at both ends. */
      if (length >= 2 && text[length - 1] == '"' && memchr (text + 1, '"', length - 2) == NULL)
        {
          text++;
          length -= 2;
        }
      else
        {
          unquote (self->unquoted, field);
          clv_table_builder_add_text (self->builder, column, self->unquoted->str, self->unquoted->len);
          return;
        }
    }
  clv_table_builder_lend_text (self->builder, column, text, length);
}

static void
emit_record (ClvCsvParser *self,
             const char   *record,
             const char   *end)
{
  gboolean is_blank = self->n_fields == 0 || (self->n_fields == 1 && is_blank_field (&self->fields[0]));

  if (is_blank)
    return;
  if (self->n_fields == self->dialect.n_fields)
    self->has_usual_row = TRUE;
  else if (self->dialect.n_fields > 1)
    mend_record (self, record, end);
  if (self->n_fields > MAX_FIELDS)
    {
      report (self, "too-many-fields", "kept", record, end);
      self->n_fields = MAX_FIELDS;
    }
  for (guint i = 0; i < self->n_fields; i++)
    emit_field (self, i, &self->fields[i]);
  clv_table_builder_end_row (self->builder, self->row);
}

static gsize
parse (ClvCsvParser *self,
       const char   *text,
       gsize         length,
       gboolean      is_last)
{
  const char *p = text;

  self->end = text + length;
  scan_from (self, p);
  while (p < self->end)
    {
      const char *record = p;
      RecordStatus status = scan_record (self, &p, is_last, TRUE);

      if (status == RECORD_CUT)
        return (gsize) (record - text);
      self->row++;
      if (status == RECORD_UNCLOSED)
        {
          scan_from (self, record);
          p = record;
          if (scan_record (self, &p, is_last, FALSE) == RECORD_CUT)
            {
              self->row--;
              return (gsize) (record - text);
            }
          report (self, "unclosed-quote", "kept", record, p);
        }
      emit_record (self, record, p);
    }
  return length;
}

gsize
clv_csv_parser_parse (ClvCsvParser *self,
                      const char   *text,
                      gsize         length,
                      gboolean      is_last)
{
  gsize n_used = parse (self, text, length, is_last);

  /* The text will not outlast this call. */
  clv_table_builder_settle (self->builder);
  return n_used;
}
