/* clv-xlsx-relations.c - what goes with value, on one sheet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-xlsx-sheets.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "clv-report-private.h"
#include "clv-report-relations.h"

#define FIRST_COLUMN 1
#define N_COLUMNS 10
#define NOTE_CHARACTERS 110

static ClvXlsxStyle
style_of (ClvRelationUnit unit)
{
  switch (unit)
    {
    case CLV_RELATION_COUNT:
      return CLV_XLSX_COUNT;
    case CLV_RELATION_MONEY:
      return CLV_XLSX_MONEY;
    case CLV_RELATION_PERCENT:
      return CLV_XLSX_PERCENT;
    case CLV_RELATION_NUMBER:
      return CLV_XLSX_NUMBER;
    case CLV_RELATION_TEXT:
    default:
      return CLV_XLSX_GENERAL;
    }
}

/* Over the whole width of the page; a long one takes two lines. */
static void
write_wide (ClvXlsxSheet *sheet,
            guint         row,
            const char   *text,
            ClvXlsxStyle  style)
{
  clv_xlsx_set_height (sheet, row, g_utf8_strlen (text, -1) > NOTE_CHARACTERS ? 32 : 18);
  clv_xlsx_merged (sheet, row, FIRST_COLUMN, FIRST_COLUMN + N_COLUMNS - 1, text, style | CLV_XLSX_WRAP);
}

static void
write_row (ClvXlsxSheet          *sheet,
           guint                  at,
           const ClvRelationCard *card,
           guint                  row)
{
  const guint n = card->columns->len;

  for (guint column = 0; column < n; column++)
    {
      const ClvRelationCell *cell = clv_relation_card_get_cell (card, row, column);
      const ClvXlsxStyle style = style_of (g_array_index (card->columns, ClvRelationColumn, column).unit) | CLV_XLSX_RULED;

      if (cell->text != NULL)
        clv_xlsx_text (sheet, at, FIRST_COLUMN + column, cell->text, style | CLV_XLSX_BOLD);
      else if (g_str_equal (card->id, "mix") && column == n - 1)
        {
          g_autofree char *first = clv_xlsx_dup_cell (at, FIRST_COLUMN + 1);
          g_autofree char *last = clv_xlsx_dup_cell (at, FIRST_COLUMN + n - 2);
          g_autofree char *formula = g_strdup_printf ("=SUM(%s:%s)", first, last);

          clv_xlsx_formula (sheet, at, FIRST_COLUMN + column, formula, cell->value, style | CLV_XLSX_BOLD);
        }
      else
        clv_xlsx_number (sheet, at, FIRST_COLUMN + column, cell->value, style);
    }
}

static guint
write_card (ClvXlsxSheet          *sheet,
            guint                  row,
            const ClvRelationCard *card)
{
  const guint n = card->columns->len;

  clv_xlsx_set_height (sheet, row, 22);
  clv_xlsx_merged (sheet, row++, FIRST_COLUMN, FIRST_COLUMN + N_COLUMNS - 1, card->name, CLV_XLSX_HEADING);
  if (!card->is_known)
    {
      write_wide (sheet, row++, card->sentence, CLV_XLSX_DIM);
      return row + 1;
    }
  write_wide (sheet, row++, card->sentence, CLV_XLSX_BOLD);
  write_wide (sheet, row++, card->note, CLV_XLSX_DIM);
  clv_xlsx_set_height (sheet, row, 32);
  for (guint column = 0; column < n; column++)
    {
      const ClvRelationColumn *of = &g_array_index (card->columns, ClvRelationColumn, column);

      clv_xlsx_text (sheet, row, FIRST_COLUMN + column, of->header,
                     CLV_XLSX_HEADER | CLV_XLSX_WRAP | (of->unit != CLV_RELATION_TEXT ? CLV_XLSX_RIGHT : 0));
    }
  row++;
  for (guint i = 0; i < card->n_rows; i++)
    write_row (sheet, row + i, card, i);
  if (card->n_rows > 0)
    clv_xlsx_mark_negatives (sheet, row, FIRST_COLUMN + 1, row + card->n_rows - 1, FIRST_COLUMN + n - 1);
  return row + card->n_rows + 1;
}

/**
 * clv_xlsx_write_relations:
 *
 * A block for each question: the answer, how it was found, and its table; or which column would light it up.
 */
void
clv_xlsx_write_relations (ClvXlsxReport *report)
{
  ClvXlsxSheet *sheet = report->relations;
  g_autoptr (GPtrArray) cards = clv_report_relation_cards (report->findings, report->work);
  g_autofree char *basis = clv_report_dup_basis (report->findings);
  guint row = 4;

  if (cards == NULL)
    return;
  clv_xlsx_write_head (report, sheet, _("Relations"), basis);
  clv_xlsx_set_width (sheet, FIRST_COLUMN, 34);
  for (guint column = 1; column < N_COLUMNS; column++)
    clv_xlsx_set_width (sheet, FIRST_COLUMN + column, 13);
  for (guint known = 2; known-- > 0;)
    for (guint i = 0; i < cards->len; i++)
      if (((const ClvRelationCard *) cards->pdata[i])->is_known == (gboolean) known)
        row = write_card (sheet, row, cards->pdata[i]);
  worksheet_freeze_panes (sheet->sheet, 3, 0);
  clv_xlsx_finish_sheet (sheet, _("Relations"), -1, FALSE);
}
