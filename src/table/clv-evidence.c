/* clv-evidence.c - what speaks for each possible meaning of a column
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "clv-evidence-private.h"

#include <math.h>
#include <string.h>

#include "clv-date-text-private.h"
#include "clv-number-text-private.h"

/* This share of the filled cells makes a column one of numbers or of dates. */
#define MAJORITY 0.6

/* A double holds whole numbers of up to 15 digits; longer ones are ids and must not be rounded. */
#define MAX_NUMBER_DIGITS 15

static void
count (ClvProof *proof,
       guint32   code,
       guint32   n_rows)
{
  if (proof->n_rows == 0)
    proof->code = code;
  proof->n_rows += n_rows;
}

static void
weigh_number (ClvEvidence         *evidence,
              const ClvNumberText *number,
              guint32              code,
              guint32              n_rows)
{
  count (&evidence->number, code, n_rows);
  if (number->is_plain_digits)
    {
      count (&evidence->plain_digits, code, n_rows);
      if (number->n_digits > MAX_NUMBER_DIGITS)
        count (&evidence->long_digits, code, n_rows);
      if (number->has_leading_zero)
        count (&evidence->leading_zero, code, n_rows);
      if (number->n_digits == 8 && clv_date_text_from_compact (number->with_point) != CLV_DAY_NONE)
        count (&evidence->compact, code, n_rows);
    }
  else if (isnan (number->with_comma))
    count (&evidence->point_only, code, n_rows);
  else if (isnan (number->with_point))
    count (&evidence->comma_only, code, n_rows);
  else if (number->with_point != number->with_comma)
    count (&evidence->either_mark, code, n_rows);

  if (number->currency[0] != '\0' && (evidence->currency_rows < n_rows || evidence->currency[0] == '\0'))
    {
      memcpy (evidence->currency, number->currency, sizeof evidence->currency);
      evidence->currency_rows = n_rows;
    }
}

static void
weigh_date (ClvEvidence       *evidence,
            const ClvDateText *date,
            guint32            code,
            guint32            n_rows)
{
  count (&evidence->date, code, n_rows);
  if (date->fixed != CLV_DAY_NONE)
    count (&evidence->fixed, code, n_rows);
  else if (date->month_first == CLV_DAY_NONE)
    count (&evidence->day_only, code, n_rows);
  else if (date->day_first == CLV_DAY_NONE)
    count (&evidence->month_only, code, n_rows);
  else if (date->has_dots)
    count (&evidence->dots, code, n_rows);
  else if (date->day_first != date->month_first)
    count (&evidence->either_order, code, n_rows);
}

static void
weigh_text (ClvEvidence *evidence,
            const char *text,
            guint32     code,
            guint32     n_rows)
{
  ClvNumberText number;
  ClvDateText date;

  if (clv_number_text_is_missing (text))
    {
      evidence->n_filled -= n_rows;
      return;
    }
  if (clv_number_text_parse (text, &number))
    weigh_number (evidence, &number, code, n_rows);
  else if (clv_date_text_parse (text, &date))
    weigh_date (evidence, &date, code, n_rows);
  else
    count (&evidence->text, code, n_rows);
}

void
clv_evidence_collect (ClvEvidence     *evidence,
                      const ClvColumn *column)
{
  const guint32 *counts = clv_column_get_counts (column);
  guint32 n = clv_column_get_n_distinct (column);

  memset (evidence, 0, sizeof *evidence);
  for (guint32 code = 1; code < n; code++)
    {
      ClvCell cell;

      if (counts[code] == 0)
        continue;
      clv_column_get_cell (column, code, &cell);
      evidence->n_filled += counts[code];
      switch (cell.kind)
        {
        case CLV_CELL_TEXT:
          weigh_text (evidence, cell.text, code, counts[code]);
          break;
        case CLV_CELL_NUMBER:
          count (&evidence->true_number, code, counts[code]);
          if (clv_date_text_from_compact (cell.number) != CLV_DAY_NONE)
            count (&evidence->compact, code, counts[code]);
          if (fabs (cell.number) >= 1e15 && cell.number == floor (cell.number))
            count (&evidence->long_digits, code, counts[code]);
          break;
        case CLV_CELL_DATE:
          count (&evidence->true_date, code, counts[code]);
          break;
        case CLV_CELL_BOOLEAN:
          count (&evidence->text, code, counts[code]);
          break;
        case CLV_CELL_ERROR:
        case CLV_CELL_EMPTY:
        default:
          break;
        }
    }
}

gboolean
clv_evidence_is_identifier (const ClvEvidence *evidence)
{
  return evidence->leading_zero.n_rows + evidence->long_digits.n_rows > 0 &&
         evidence->plain_digits.n_rows == evidence->number.n_rows;
}

ClvColumnType
clv_evidence_choose_type (const ClvEvidence *evidence)
{
  guint32 n_dates = evidence->date.n_rows + evidence->true_date.n_rows;
  guint32 n_numbers = evidence->number.n_rows + evidence->true_number.n_rows;
  double majority = MAJORITY * evidence->n_filled;

  if (evidence->n_filled == 0)
    return CLV_TYPE_EMPTY;
  if (clv_evidence_is_identifier (evidence))
    return CLV_TYPE_TEXT;
  if (evidence->compact.n_rows == evidence->n_filled)
    return CLV_TYPE_DATE;
  if (n_dates >= majority)
    return CLV_TYPE_DATE;
  return n_numbers >= majority ? CLV_TYPE_NUMBER : CLV_TYPE_TEXT;
}
