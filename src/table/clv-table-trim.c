/* clv-table-trim.c - takes rows that are no data out of a table that is being built
 *
 * Exports repeat their header on each printed page, and sum up what is above. In doubt a row is data: what is left out
 * is missing from every figure, and a customer may be called Total Wine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-table-trim-private.h"

#include <string.h>

#include "clv-footer-private.h"
#include "clv-table-builder-private.h"

/* More rows than that at the end are no footer, whatever they look like. */
#define MAX_FOOTER_ROWS 20

static guint32
peek (const ClvTableBuilder *self,
      guint                  column,
      guint32                row)
{
  return clv_column_peek (self->columns->pdata[column], row);
}

static char *
dup_row_text (const ClvTableBuilder *self,
              guint32                row)
{
  GString *text = g_string_new (NULL);

  for (guint c = 0; c < self->columns->len; c++)
    {
      g_autofree char *cell = clv_column_dup_text (self->columns->pdata[c], peek (self, c, row));

      clv_table_append_to_note (text, cell);
    }
  return g_string_free (text, FALSE);
}

/* The code of the cell that says what the header says; CLV_CODE_EMPTY if no row does. */
static guint32
find_code (const ClvColumn *column,
           const char      *name)
{
  guint32 n = clv_column_get_n_distinct (column);

  for (guint32 code = 1; code < n; code++)
    {
      g_autofree char *text = NULL;
      g_autofree char *header = NULL;
      ClvCell cell;

      clv_column_get_cell (column, code, &cell);
      if (cell.kind == CLV_CELL_TEXT && cell.text[0] != name[0])
        continue;
      text = clv_column_dup_text (column, code);
      header = clv_table_head_dup_name (text);
      if (strcmp (header, name) == 0)
        return code;
    }
  return CLV_CODE_EMPTY;
}

/* The codes of a row that repeats @head; NULL when there cannot be any. */
static guint32 *
find_header_codes (const ClvTableBuilder *self,
                   const ClvHeadRow      *head,
                   guint                 *seed)
{
  g_autofree guint32 *codes = g_new0 (guint32, self->columns->len + 1);
  guint n_texts = 0;

  *seed = G_MAXUINT;
  for (guint c = 0; c < head->texts->len; c++)
    if (head->texts->pdata[c] != NULL && *(char *) head->texts->pdata[c] != '\0')
      {
        if (c >= self->columns->len)
          return NULL;
        n_texts++;
        if (*seed == G_MAXUINT || clv_column_get_n_distinct (self->columns->pdata[c]) <
                                    clv_column_get_n_distinct (self->columns->pdata[*seed]))
          *seed = c;
      }
  if (n_texts < 2)
    return NULL;
  /* The column with the fewest cells answers for most tables that no row repeats the header. */
  codes[*seed] = find_code (self->columns->pdata[*seed], head->texts->pdata[*seed]);
  if (codes[*seed] == CLV_CODE_EMPTY)
    return NULL;
  for (guint c = 0; c < head->texts->len; c++)
    if (head->texts->pdata[c] != NULL && *(char *) head->texts->pdata[c] != '\0' && c != *seed)
      {
        codes[c] = find_code (self->columns->pdata[c], head->texts->pdata[c]);
        if (codes[c] == CLV_CODE_EMPTY)
          return NULL;
      }
  return g_steal_pointer (&codes);
}

static void
find_repeated_headers (const ClvTableBuilder *self,
                       GArray                *trimmed)
{
  for (guint i = 0; i < self->head_rows->len; i++)
    {
      guint seed;
      g_autofree guint32 *codes = find_header_codes (self, self->head_rows->pdata[i], &seed);

      for (guint32 row = 0; codes != NULL && row < self->n_rows; row++)
        {
          ClvTrimmedRow repeated = { row, 0, CLV_TRIM_HEADER };
          gboolean is_equal = peek (self, seed, row) == codes[seed];

          for (guint c = 0; c < self->columns->len && is_equal; c++)
            is_equal = peek (self, c, row) == codes[c];
          if (is_equal)
            g_array_append_val (trimmed, repeated);
        }
    }
}

static void
tell (ClvTableBuilder *self,
      ClvProblemList  *problems,
      guint32          row,
      ClvTrimKind         kind)
{
  guint32 source_row = clv_table_get_source_row (self->table, row);
  char *text = dup_row_text (self, row);

  clv_problem_list_add (problems, kind == CLV_TRIM_HEADER ? "repeated-header" : "totals-row", "left-out", self->table->file,
                        self->table->sheet, source_row, text);
  clv_table_take_note (self->table, source_row, text);
  if (kind == CLV_TRIM_HEADER)
    self->table->n_repeated_headers++;
  else
    {
      self->table->n_totals++;
      clv_table_keep_total (self->table, self->columns, row, source_row);
    }
}

/* Rows that stay, and of which people should know. */
static void
tell_doubtful (const ClvTableBuilder *self,
               ClvProblemList        *problems,
               const GArray          *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      guint32 row = g_array_index (rows, guint32, i);
      g_autofree char *text = dup_row_text (self, row);

      clv_problem_list_add_marked (problems, "possible-total", "kept", self->table->file, self->table->sheet,
                                   clv_table_get_source_row (self->table, row), text);
    }
}

/* Rows move up over those that are taken out; where they stand in the file stays true. */
static void
remove_rows (ClvTableBuilder *self,
             const GArray    *trimmed)
{
  g_autofree guint32 *rows = g_new (guint32, trimmed->len);
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (ClvRowRun));
  guint next = 0, run = 0;
  guint32 row = 0, n_rows = 0;

  for (guint i = 0; i < trimmed->len; i++)
    rows[i] = g_array_index (trimmed, ClvTrimmedRow, i).row;
  for (guint c = 0; c < self->columns->len; c++)
    clv_column_remove_rows (self->columns->pdata[c], rows, trimmed->len);

  /* From one row that is taken out, or one start of a run, to the next. */
  while (row < self->n_rows)
    {
      guint32 end = self->n_rows;
      ClvRowRun kept = { n_rows, clv_table_get_source_row (self->table, row) };

      while (run < self->table->runs->len && g_array_index (self->table->runs, ClvRowRun, run).row <= row)
        run++;
      if (run < self->table->runs->len)
        end = MIN (end, g_array_index (self->table->runs, ClvRowRun, run).row);
      if (next < trimmed->len)
        end = MIN (end, rows[next]);
      if (end > row)
        g_array_append_val (runs, kept);
      n_rows += end - row;
      row = end;
      if (next < trimmed->len && rows[next] == row)
        {
          next++;
          row++;
        }
    }
  g_array_unref (self->table->runs);
  self->table->runs = runs;
  self->n_rows = n_rows;
  self->table->n_rows = n_rows;
}

/* Sets notes and totals below the data aside. */
static void
cut_footer (ClvTableBuilder *self,
            ClvProblemList  *problems)
{
  ClvFooter footer = { .columns = self->columns,
                       .n_rows = self->n_rows,
                       .holds_values = self->holds_values,
                       .n_judged = self->n_judged,
                       .usual_width = self->usual_width };
  ClvFooterKind kinds[MAX_FOOTER_ROWS];
  guint n = 0;

  while (footer.n_rows > 1)
    {
      ClvFooterKind kind = clv_footer_judge_last_row (&footer);

      if (kind == CLV_FOOTER_DATA)
        break;
      if (n == MAX_FOOTER_ROWS)
        return;
      kinds[n++] = kind;
      footer.n_rows--;
    }
  for (guint i = n; i-- > 0;)
    {
      guint32 row = self->n_rows - 1 - i;

      if (kinds[i] == CLV_FOOTER_TOTALS)
        tell (self, problems, row, CLV_TRIM_TOTALS);
      else
        clv_table_take_note (self->table, clv_table_get_source_row (self->table, row), dup_row_text (self, row));
    }
  self->n_rows = footer.n_rows;
  self->table->n_rows = footer.n_rows;
}

void
clv_table_take_out_rows (ClvTableBuilder *self,
                         ClvProblemList  *problems)
{
  g_autoptr (GArray) trimmed = g_array_new (FALSE, FALSE, sizeof (ClvTrimmedRow));
  g_autoptr (GArray) doubtful = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n = 0;

  self->table->n_rows = self->n_rows;
  if (self->keeps_rows)
    return;
  find_repeated_headers (self, trimmed);
  g_array_sort (trimmed, clv_trimmed_row_compare);
  /* Equal rows of the header are repeated by the same rows. */
  for (guint i = 0; i < trimmed->len; i++)
    if (n == 0 || g_array_index (trimmed, ClvTrimmedRow, i).row != g_array_index (trimmed, ClvTrimmedRow, n - 1).row)
      g_array_index (trimmed, ClvTrimmedRow, n++) = g_array_index (trimmed, ClvTrimmedRow, i);
  g_array_set_size (trimmed, n);
  clv_table_find_totals (self, trimmed, doubtful);
  tell_doubtful (self, problems, doubtful);
  g_array_sort (trimmed, clv_trimmed_row_compare);
  for (guint i = 0; i < trimmed->len; i++)
    tell (self, problems, g_array_index (trimmed, ClvTrimmedRow, i).row, g_array_index (trimmed, ClvTrimmedRow, i).kind);
  if (trimmed->len > 0)
    remove_rows (self, trimmed);
  cut_footer (self, problems);
}
