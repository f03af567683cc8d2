/* clv-csv-parser.c - records and fields of a text file
 *
 * The text is looked at 64 bytes at a time for the bytes that mean something
 * (delimiter, line end, quotation mark); all others are never touched one by one.
 * Records that are as they should be go straight into the cells of a block; of
 * the others the fields are collected first, so that they can be put right.
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
#define MAX_EXAMPLE_BYTES 200
/* A block has room for so many cells, or for one record. */
#define N_BLOCK_CELLS (128u << 10)

typedef struct
{
  char    *text;
  gsize    length;
  gboolean is_quoted; /* quotation marks are still in the text */
} Field;

struct _ClvCsvParser
{
  ClvCsvDialect   dialect;
  char           *file;
  char           *sheet;
  ClvProblemList *problems;
  GArray         *marks; /* ClvTextMark, borrowed from the decoder */
  guint           next_mark;
  guint64         n_before; /* bytes of text before this block */

  Field          *fields;
  guint           n_fields;
  guint           n_fields_allocated;

  guint32         row;
  guint32         n_rows; /* that hold a cell */
  guint32         max_rows;
  gboolean        has_usual_row;

  /* While a block is parsed. */
  ClvCsvBlock    *block;
  char           *text;
  char           *end;
  const guint32  *specials;
  gsize           n_specials;
  gsize           at; /* the next of specials */
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
                    const char          *sheet,
                    ClvTextDecoder      *decoder,
                    ClvProblemList      *problems)
{
  ClvCsvParser *self = g_new0 (ClvCsvParser, 1);

  self->dialect = *dialect;
  self->file = g_strdup (file);
  self->sheet = g_strdup (sheet);
  self->marks = clv_text_decoder_get_marks (decoder);
  self->problems = problems;
  self->n_fields_allocated = 64;
  self->fields = g_new (Field, self->n_fields_allocated);
  return self;
}

void
clv_csv_parser_free (ClvCsvParser *self)
{
  g_free (self->file);
  g_free (self->sheet);
  g_free (self->fields);
  g_free (self);
}

void
clv_csv_parser_set_max_rows (ClvCsvParser *self,
                             guint32       max_rows)
{
  self->max_rows = max_rows;
}

gboolean
clv_csv_parser_has_enough (const ClvCsvParser *self)
{
  return self->max_rows > 0 && self->n_rows >= self->max_rows;
}

guint32
clv_csv_parser_get_n_rows (const ClvCsvParser *self)
{
  return self->row;
}

/* The bits of the bytes that mean something, of 64. */
static inline guint64
find_specials (const ClvCsvDialect *dialect,
               const char          *p)
{
  guint64 mask = 0;

#ifdef __SSE2__
  const __m128i delimiters = _mm_set1_epi8 (dialect->delimiter);
  const __m128i newlines = _mm_set1_epi8 (dialect->newline);
  const __m128i quotes = _mm_set1_epi8 (dialect->quote);

  for (int i = 0; i < 4; i++)
    {
      __m128i bytes = _mm_loadu_si128 ((const __m128i *) (p + 16 * i));
      __m128i hits = _mm_or_si128 (_mm_or_si128 (_mm_cmpeq_epi8 (bytes, delimiters), _mm_cmpeq_epi8 (bytes, newlines)),
                                   _mm_cmpeq_epi8 (bytes, quotes));

      if (dialect->is_mixed)
        hits = _mm_or_si128 (hits, _mm_cmpeq_epi8 (bytes, _mm_set1_epi8 ('\r')));
      mask |= (guint64) (guint32) _mm_movemask_epi8 (hits) << (16 * i);
    }
#else
  for (int i = 0; i < 64; i++)
    mask |= (guint64) (p[i] == dialect->delimiter || p[i] == dialect->newline || p[i] == dialect->quote ||
                       (dialect->is_mixed && p[i] == '\r')) << i;
#endif
  return mask;
}

static void
index_specials (ClvCsvParser *self,
                ClvCsvBlock  *block)
{
  const ClvCsvDialect dialect = self->dialect;
  guint32 *specials;
  gsize n = 0;

  if (block->n_specials_allocated < block->n_allocated)
    {
      g_free (block->specials);
      block->n_specials_allocated = block->n_allocated;
      /* Only what is written to takes memory: an eighth, as a rule. */
      block->specials = g_new (guint32, block->n_specials_allocated);
    }
  specials = block->specials;
  for (gsize base = 0; base < block->length; base += 64)
    {
      guint64 mask = find_specials (&dialect, block->text + base);

      if (G_UNLIKELY (block->length - base < 64))
        mask &= (G_GUINT64_CONSTANT (1) << (block->length - base)) - 1;
      for (; mask != 0; mask &= mask - 1)
        specials[n++] = (guint32) (base + (gsize) __builtin_ctzll (mask));
    }
  self->specials = specials;
  self->n_specials = n;
}

/* The next special byte, or the end of the text, as often as asked. */
static inline char *
next_special (ClvCsvParser *self)
{
  return self->at < self->n_specials ? self->text + self->specials[self->at++] : self->end;
}

static inline void
add_field (ClvCsvParser *self,
           char         *start,
           char         *end,
           gboolean      is_quoted)
{
  /* Blanks that separate may stand in rows, and at both ends of the line. */
  if (self->dialect.delimiter == ' ' && (start == end || (end == start + 1 && *start == '\r')))
    return;
  if (G_UNLIKELY (self->n_fields == self->n_fields_allocated))
    {
      /* One more than a sheet can have tells that there are too many. */
      if (self->n_fields > CLV_SHEET_MAX_COLUMNS)
        return;
      self->n_fields_allocated *= 2;
      self->fields = g_renew (Field, self->fields, self->n_fields_allocated);
    }
  self->fields[self->n_fields++] = (Field) { start, (gsize) (end - start), is_quoted };
}

static inline gboolean
is_line_end (const ClvCsvParser *self,
             char                c)
{
  return c == self->dialect.newline || (self->dialect.is_mixed && c == '\r');
}

/* From the quotation mark that opens a field; @field_end gets the delimiter or line end behind it. */
static RecordStatus
scan_quoted (ClvCsvParser *self,
             char         *start,
             gboolean      is_last,
             char        **field_end)
{
  const char quote = self->dialect.quote;
  char *close, *next;
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
      if (is_line_end (self, *close))
        has_newline = TRUE;
      if (*close != quote)
        continue;
      if (close + 1 == self->end && !is_last)
        return RECORD_CUT;
      if (close + 1 == self->end || close[1] != quote)
        break;
      next_special (self); /* the second of a doubled one */
    }

  do
    next = next_special (self);
  while (next < self->end && *next == quote);
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
             char        **p,
             gboolean      is_last,
             gboolean      knows_quotes)
{
  char *field = *p;
  char delimiter = self->dialect.delimiter;

  self->n_fields = 0;
  for (;;)
    {
      char *special = next_special (self);
      gboolean is_quoted = FALSE;

      if (special < self->end && *special == self->dialect.quote)
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
      /* Where some lines end with a carriage return alone, those that end with both are not two lines. */
      if (self->dialect.is_mixed && special < self->end && *special == '\r')
        {
          if (special + 1 == self->end && !is_last)
            return RECORD_CUT;
          if (special + 1 < self->end && special[1] == '\n')
            special = next_special (self);
        }
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
  clv_problem_list_add_marked (self->problems, kind, treatment, self->file, self->sheet, self->row, text);
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
  if (self->n_fields <= CLV_SHEET_MAX_COLUMNS)
    report (self, "ragged-row", "kept", record, end);
}

/* Takes the quotation marks off, in place. Letters after the closing one are kept, as Python’s csv does. */
static void
unquote (Field *field,
         char   quote)
{
  gboolean is_inside = TRUE;
  gsize n = 0;

  for (gsize i = 1; i < field->length; i++)
    {
      char c = field->text[i];

      if (c == quote && is_inside)
        {
          if (i + 1 < field->length && field->text[i + 1] == quote)
            i++;
          else
            {
              is_inside = FALSE;
              continue;
            }
        }
      field->text[n++] = c;
    }
  field->length = n;
}

/* ="0012" and '0012 tell Excel that a cell is a text as it stands, and Excel shows 0012. Names such as ’s-Hertogenbosch
 * keep their apostrophe. */
static void
take_off_text_sign (const char **text,
                    gsize       *length)
{
  const char *p = *text;
  gsize n = *length;

  if (*p == '=' && n > 2 && p[1] == '"' && memchr (p + 2, '"', n - 2) == p + n - 1)
    {
      *text += 2;
      *length -= 3;
      clv_table_trim (text, length);
    }
  else if (*p == '\'' && n > 1 && memchr (p + 1, '\'', n - 1) == NULL &&
           (g_ascii_isdigit (p[1]) || (n > 2 && (p[1] == '-' || p[1] == '+') && g_ascii_isdigit (p[2]))))
    {
      *text += 1;
      *length -= 1;
    }
}

static inline ClvBlockCell
make_cell (const ClvCsvParser *self,
           const char         *text,
           gsize               length)
{
  /* Plain letters and digits at both ends are the rule. */
  if (length > 0 && ((guchar) text[0] - 0x21u >= 0x5Fu || (guchar) text[length - 1] - 0x21u >= 0x5Fu))
    clv_table_trim (&text, &length);
  if (G_UNLIKELY (length > 1 && (*text == '=' || *text == '\'')))
    take_off_text_sign (&text, &length);
  return (ClvBlockCell) { (guint32) (text - self->text), (guint32) length };
}

/* Ends the row that was written to the block; one without a cell leaves no trace. */
static inline void
end_row (ClvCsvParser *self,
         gboolean      has_cell)
{
  if (!has_cell)
    return;
  self->block->source_rows[self->block->block.n_rows++] = self->row;
  self->n_rows++;
}

/* A line that stands in quotation marks as a whole has its fields inside. */
static void
split_wrapped (ClvCsvParser *self)
{
  const char delimiter = self->dialect.delimiter, quote = self->dialect.quote;
  Field line = self->fields[0];
  char *p = line.text, *end;

  unquote (&line, quote);
  end = line.text + line.length;
  self->n_fields = 0;
  for (;;)
    {
      char *start = p;
      gboolean is_quoted = p < end && *p == quote, is_inside = FALSE;

      for (; p < end && (is_inside || *p != delimiter); p++)
        is_inside = is_inside != (is_quoted && *p == quote);
      add_field (self, start, p, is_quoted);
      if (p++ == end)
        return;
    }
}

static void
emit_record (ClvCsvParser *self,
             const char   *record,
             const char   *end)
{
  ClvCsvBlock *block = self->block;
  guint n_columns = block->block.n_columns;
  ClvBlockCell *cells = block->cells + (gsize) block->block.n_rows * n_columns;
  gboolean is_blank = self->n_fields == 0 || (self->n_fields == 1 && is_blank_field (&self->fields[0]));
  gboolean has_cell = FALSE;

  if (is_blank)
    return;
  if (self->dialect.is_wrapped && self->n_fields == 1 && self->fields[0].is_quoted)
    split_wrapped (self);
  if (self->n_fields == self->dialect.n_fields)
    self->has_usual_row = TRUE;
  else if (self->dialect.n_fields > 1)
    mend_record (self, record, end);
  if (self->n_fields > CLV_SHEET_MAX_COLUMNS)
    {
      report (self, "too-many-fields", "kept", record, end);
      self->n_fields = CLV_SHEET_MAX_COLUMNS;
    }
  for (guint i = 0; i < self->n_fields; i++)
    {
      Field *field = &self->fields[i];
      ClvBlockCell cell;

      if (field->is_quoted)
        unquote (field, self->dialect.quote);
      cell = make_cell (self, field->text, field->length);
      has_cell |= cell.length > 0;
      if (i < n_columns)
        cells[i] = cell;
      else if (cell.length > 0)
        {
          ClvBlockExtra extra = { block->block.n_rows, i, cell };

          g_array_append_val (block->extras, extra);
        }
    }
  for (guint i = self->n_fields; i < n_columns; i++)
    cells[i] = (ClvBlockCell) { 0, 0 };
  end_row (self, has_cell);
}

/* A record as it should be: as many fields as usual, quoted as a whole or not at all, without doubled marks. FALSE when it
 * is anything else, or perhaps not all there. */
static inline gboolean
take_plain_record (ClvCsvParser *self,
                   char        **p)
{
  ClvCsvBlock *block = self->block;
  const guint n = block->block.n_columns;
  ClvBlockCell *cells = block->cells + (gsize) block->block.n_rows * n;
  const char delimiter = self->dialect.delimiter, quote = self->dialect.quote;
  const guint32 *specials = self->specials + self->at, *last = self->specials + self->n_specials;
  char *field = *p;
  guint32 filled = 0;

  for (guint i = 0; i < n; i++)
    {
      char *special, *end;

      if (G_UNLIKELY (specials == last))
        return FALSE;
      end = special = self->text + *specials++;
      if (*special == quote)
        {
          if (special != field++)
            return FALSE;
          do
            {
              if (last - specials < 2)
                return FALSE;
              end = self->text + *specials++;
            }
          while (*end != quote);
          special = self->text + *specials++;
          if ((special != end + 1 && !(i + 1 == n && special == end + 2 && end[1] == '\r')) ||
              end - field > MAX_QUOTED_BYTES)
            return FALSE;
        }
      else if (i + 1 == n && end > field && end[-1] == '\r')
        end--;
      if (*special != (i + 1 < n ? delimiter : self->dialect.newline))
        return FALSE;
      cells[i] = make_cell (self, field, (gsize) (end - field));
      filled |= cells[i].length;
      field = special + 1;
    }
  self->at = (gsize) (specials - self->specials);
  *p = field;
  self->row++;
  self->has_usual_row = TRUE;
  end_row (self, filled != 0);
  return TRUE;
}

/* Tells what the decoder had to mend up to here. */
static void
report_marks (ClvCsvParser *self,
              const char   *record,
              const char   *end,
              gboolean      is_last)
{
  static const char *const kinds[] = { [CLV_TEXT_MARK_BROKEN] = "broken-letter", [CLV_TEXT_MARK_NUL] = "nul-byte" };
  guint64 offset = self->n_before + (guint64) (end - self->text);
  gboolean is_told[G_N_ELEMENTS (kinds)] = { FALSE };

  for (; self->next_mark < self->marks->len; self->next_mark++)
    {
      const ClvTextMark *mark = &g_array_index (self->marks, ClvTextMark, self->next_mark);

      if (mark->offset >= offset && !is_last)
        break;
      /* Rows are counted, not bytes. */
      if (!is_told[mark->kind])
        report (self, kinds[mark->kind], "kept", record, end);
      is_told[mark->kind] = TRUE;
    }
  if (self->next_mark == self->marks->len)
    {
      g_array_set_size (self->marks, 0);
      self->next_mark = 0;
    }
}

static void
prepare_block (ClvCsvParser *self,
               ClvCsvBlock  *block)
{
  /* Runs of blanks, and text that nothing separates, come in records of any number of fields. */
  guint n_columns = CLAMP (self->dialect.n_fields, 1, CLV_SHEET_MAX_COLUMNS);

  if (block->block.n_columns != n_columns)
    {
      block->block.n_columns = n_columns;
      block->n_rows_allocated = MAX (N_BLOCK_CELLS / n_columns, 1);
      block->cells = g_renew (ClvBlockCell, block->cells, (gsize) block->n_rows_allocated * n_columns);
      block->source_rows = g_renew (guint32, block->source_rows, block->n_rows_allocated);
    }
  block->block.n_rows = 0;
  g_array_set_size (block->extras, 0);
  index_specials (self, block);
  self->block = block;
  self->text = block->text;
  self->end = block->text + block->length;
  self->at = 0;
}

/* One record that is not as it should be, or the last. FALSE when it is cut. */
static gboolean
take_odd_record (ClvCsvParser *self,
                 char        **p,
                 gboolean      is_last)
{
  char *record = *p;
  gsize at = self->at;
  RecordStatus status = scan_record (self, p, is_last, TRUE);

  if (status == RECORD_UNCLOSED)
    {
      self->at = at;
      *p = record;
      if (scan_record (self, p, is_last, FALSE) == RECORD_CUT)
        status = RECORD_CUT;
    }
  if (status == RECORD_CUT)
    {
      *p = record;
      return FALSE;
    }
  self->row++;
  if (status == RECORD_UNCLOSED)
    report (self, "unclosed-quote", "kept", record, *p);
  emit_record (self, record, *p);
  return TRUE;
}

void
clv_csv_parser_parse (ClvCsvParser *self,
                      ClvCsvBlock  *block,
                      gboolean      is_last)
{
  gboolean may_be_plain = self->dialect.delimiter != ' ' && self->dialect.n_fields > 0;
  char *p;

  prepare_block (self, block);
  p = self->text;
  while (p < self->end && block->block.n_rows < block->n_rows_allocated && !clv_csv_parser_has_enough (self))
    {
      char *record = p;

      if (!(may_be_plain && take_plain_record (self, &p)) && !take_odd_record (self, &p, is_last))
        break;
      if (G_UNLIKELY (self->marks->len > 0))
        report_marks (self, record, p, is_last && p == self->end);
    }
  block->n_used = (gsize) (p - self->text);
  block->block.text = block->text;
  block->block.cells = block->cells;
  block->block.source_rows = block->source_rows;
  block->block.extras = (const ClvBlockExtra *) (gpointer) block->extras->data;
  block->block.n_extras = block->extras->len;
  self->n_before += block->n_used;
}
