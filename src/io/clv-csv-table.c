/* clv-csv-table.c - the table in a text file, block by block
 *
 * Two steps take turns, and run side by side where there is a second processor:
 * text is read and its cells are found; and the cells of what was read before
 * are put into the columns, each column by itself. The result is the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "clv-csv-private.h"

/* So much text stays near the processor while it is gone through, and the dictionaries of the columns beside it. */
#define BLOCK_BYTES (256u << 10)
/* A batch of several blocks is worth handing over to another thread. */
#define N_BATCH_BLOCKS 6
/* Columns are put together in so many parts at most. */
#define MAX_PARTS 64
#define MAX_ROWS 50000000u

typedef struct
{
  ClvCsvBlock *blocks[N_BATCH_BLOCKS];
  guint        n;
  guint32      from[N_BATCH_BLOCKS];      /* rows before these are in the table already */
  guint32      first_row[N_BATCH_BLOCKS];
} Batch;

typedef struct
{
  ClvCsvTable     *table;
  ClvTableBuilder *builder;
  ClvCsvParser    *parser;
  Batch            batches[2];
  Batch           *filled; /* its rows are in the table, its cells not yet */
  Batch           *next;
  guint            n_blocks; /* of a batch */
  guint            n_parts;

  /* Text after the last record, still in the block. */
  ClvCsvBlock     *last;
  gboolean         is_at_end; /* of the file */
  gboolean         is_done;
  gboolean         has_started;
  gsize            n_skip;
  gboolean         is_partial;
  GError          *error;
} Reading;

gboolean
clv_csv_go_on (const ClvSource *source,
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

static guint32
get_max_rows (const ClvSource *source)
{
  return source->options.is_trusted ? MAX_ROWS * 2 : MAX_ROWS;
}

static void
set_too_many_rows (const ClvSource *source,
                   GError         **error)
{
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
               /* Translators: a file name, and a number of millions */
               _("“%s” has more than %u million rows. Export the years you need, and open that."),
               source->name, get_max_rows (source) / 1000000u);
}

static void
set_record_too_long (const ClvSource *source,
                     guint32          row,
                     GError         **error)
{
  g_set_error (error, CLV_IO_ERROR, CLV_IO_ERROR_TOO_LARGE,
               /* Translators: a file name, and the number of a row */
               _("“%s” has a row of more than 16 MB, row %u, and is no table that can be read. "
                 "Export it again from the program it comes from."),
               source->name, row);
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

/* Reads text into the block, behind what the one before has left over. */
static gboolean
read_text (Reading     *self,
           ClvCsvBlock *block,
           gsize        n_wanted)
{
  ClvTextDecoder *decoder = self->table->decoder;

  clv_csv_block_reserve (block, MAX (n_wanted, BLOCK_BYTES));
  while (!self->is_at_end && n_wanted - block->length >= CLV_BLOCK_PADDING)
    {
      gsize n;

      if (!clv_text_decoder_read (decoder, block->text + block->length, n_wanted - block->length, &n, &self->error))
        return FALSE;
      block->length += n;
      self->is_at_end = clv_text_decoder_is_at_end (decoder);
    }
  memset (block->text + block->length, 0, CLV_BLOCK_PADDING);
  return !clv_text_decoder_has_failed (decoder);
}

/* What the last block did not use is the start of this one. */
static gsize
take_rest (Reading     *self,
           ClvCsvBlock *block)
{
  gsize n = self->last != NULL ? self->last->length - self->last->n_used : 0;

  if (n > 0)
    {
      clv_csv_block_reserve (block, n);
      memmove (block->text, self->last->text + self->last->n_used, n);
    }
  block->length = n;
  block->n_used = 0;
  self->last = block;
  return n;
}

/* At the start of the file, marks and a “sep=” line are no part of the table. */
static void
skip_start (Reading     *self,
            ClvCsvBlock *block)
{
  gsize n = count_byte_order_marks (block->text, block->length);

  n = MIN (n + self->table->dialect->n_skip, block->length);
  block->length -= n;
  memmove (block->text, block->text + n, block->length);
  memset (block->text + block->length, 0, CLV_BLOCK_PADDING);
  self->has_started = TRUE;
}

static gboolean
fill_block (Reading     *self,
            ClvCsvBlock *block)
{
  const ClvSource *source = self->table->source;
  gsize n_rest = take_rest (self, block), n_wanted = MAX (BLOCK_BYTES, n_rest + BLOCK_BYTES / 4);

  for (;;)
    {
      if (!read_text (self, block, n_wanted))
        return FALSE;
      if (!self->has_started)
        skip_start (self, block);
      clv_csv_parser_parse (self->parser, block, self->is_at_end);
      self->is_done = (self->is_at_end && block->n_used == block->length) || clv_csv_parser_has_enough (self->parser);
      if (clv_csv_parser_get_n_rows (self->parser) > get_max_rows (source))
        {
          set_too_many_rows (source, &self->error);
          return FALSE;
        }
      if (block->n_used > 0 || self->is_done)
        break;
      if (block->length >= (source->options.is_trusted ? 2 : 1) * CLV_CSV_MAX_RECORD_BYTES)
        {
          set_record_too_long (source, clv_csv_parser_get_n_rows (self->parser) + 1, &self->error);
          return FALSE;
        }
      n_wanted = 2 * MAX (n_wanted, block->length);
    }
  self->is_partial = block->n_used < block->length || !self->is_at_end;
  return TRUE;
}

/* Stops at an error, too. */
static void
fill_batch (Reading *self,
            Batch   *batch)
{
  batch->n = 0;
  while (batch->n < self->n_blocks && !self->is_done)
    {
      if (batch->blocks[batch->n] == NULL)
        batch->blocks[batch->n] = clv_csv_block_new ();
      if (!fill_block (self, batch->blocks[batch->n]))
        {
          self->is_done = TRUE;
          return;
        }
      batch->n++;
    }
}

static void
begin_batch (Reading *self,
             Batch   *batch)
{
  for (guint i = 0; i < batch->n; i++)
    {
      const ClvTableBlock *block = &batch->blocks[i]->block;

      batch->from[i] = clv_table_builder_take_head (self->builder, block);
      if (batch->from[i] < block->n_rows)
        batch->first_row[i] = clv_table_builder_begin_block (self->builder, block, batch->from[i]);
    }
}

static void
take_column (Reading *self,
             guint    column)
{
  const Batch *batch = self->filled;

  for (guint i = 0; i < batch->n; i++)
    {
      const ClvTableBlock *block = &batch->blocks[i]->block;

      if (batch->from[i] >= block->n_rows)
        continue;
      if (column < block->n_columns)
        clv_table_builder_take_block_column (self->builder, block, batch->from[i], batch->first_row[i], column);
      else
        clv_table_builder_take_block_extras (self->builder, block, batch->from[i], batch->first_row[i]);
    }
}

/* Part 0 reads on; the others put away what was read before. */
static void
part_cb (guint    part,
         gpointer data)
{
  Reading *self = data;
  const Batch *batch = self->filled;

  if (part == 0)
    {
      fill_batch (self, self->next);
      return;
    }
  for (guint column = part - 1; batch->n > 0 && column <= batch->blocks[0]->block.n_columns; column += self->n_parts)
    take_column (self, column);
}

static gboolean
read_batches (Reading       *self,
              const ClvWork *work,
              GError       **error)
{
  guint n_columns = CLAMP (self->table->dialect->n_fields, 1, CLV_SHEET_MAX_COLUMNS);

  /* One column more for what lies beyond. */
  self->n_parts = MIN (n_columns + 1, MAX_PARTS);
  self->n_blocks = 1;
  fill_batch (self, self->next);
  for (;;)
    {
      Batch *filled = self->next;
      double fraction = self->table->stream->get_fraction (self->table->stream);

      if (self->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&self->error));
          return FALSE;
        }
      if (clv_text_decoder_has_failed (self->table->decoder) ||
          !clv_csv_go_on (self->table->source, work, self->table->from + (self->table->to - self->table->from) * fraction, error))
        return FALSE;
      begin_batch (self, filled);
      self->next = self->filled;
      self->filled = filled;
      self->next->n = 0;
      if (filled->n == 0)
        return TRUE;
      if (work != NULL && work->run != NULL && (!self->is_done || filled->n > 1))
        {
          self->n_blocks = N_BATCH_BLOCKS;
          clv_work_run (work, part_cb, self->n_parts + 1, self);
        }
      else
        {
          for (guint part = 1; part <= self->n_parts; part++)
            part_cb (part, self);
          part_cb (0, self);
        }
    }
}

ClvTable *
clv_csv_table_read (ClvCsvTable   *table,
                    const ClvWork *work,
                    GError       **error)
{
  g_autoptr (ClvTableBuilder) builder = clv_source_begin_table (table->source, table->sheet, FALSE);
  g_autoptr (ClvCsvParser) parser = clv_csv_parser_new (table->dialect, table->source->name, table->sheet, table->decoder,
                                                        table->problems);
  Reading reading = { .table = table, .builder = builder, .parser = parser };
  ClvTable *result = NULL;

  clv_csv_parser_set_max_rows (parser, table->source->options.max_rows);
  reading.filled = &reading.batches[0];
  reading.next = &reading.batches[1];
  if (read_batches (&reading, work, error))
    {
      result = clv_table_builder_finish (builder, table->problems);
      if (result != NULL)
        clv_table_set_separator (result, table->dialect->delimiter);
      table->source->is_provisional |= reading.is_partial;
    }
  g_clear_error (&reading.error);
  for (guint i = 0; i < 2 * N_BATCH_BLOCKS; i++)
    g_clear_pointer (&reading.batches[i / N_BATCH_BLOCKS].blocks[i % N_BATCH_BLOCKS], clv_csv_block_free);
  return result;
}
