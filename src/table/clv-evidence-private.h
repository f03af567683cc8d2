/* clv-evidence-private.h - what speaks for each possible meaning of a column
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-reading.h"

G_BEGIN_DECLS

/* Rows in favour of something, and the first cell that shows it. */
typedef struct
{
  guint32 n_rows;
  guint32 code;
} ClvProof;

/* How far the values reach under one reading. */
typedef struct
{
  guint32 n_rows;
  double  min, max;
} ClvReach;

typedef struct
{
  guint32 n_filled;

  ClvProof   true_number;
  ClvProof   true_date;
  gboolean   has_late_day; /* a true date after the 12th of its month */
  ClvProof   text; /* neither a number nor a date */

  /* Texts that are numbers. */
  ClvProof   number;
  ClvProof   plain_digits;
  ClvProof   leading_zero;
  ClvProof   long_digits;
  ClvProof   point_only;
  guint32    percents_with_point; /* of these, “12.5%” */
  ClvProof   comma_only;
  ClvProof   either_mark; /* readable both ways, with different values */
  ClvReach   with_mark[3]; /* by ClvDecimalMark; true numbers as well */

  /* Texts that are dates. */
  ClvProof   date;
  ClvProof   compact; /* also counted as number */
  ClvProof   fixed;
  ClvProof   day_only;
  ClvProof   month_only;
  ClvProof   dots;
  ClvProof   either_order;
  ClvProof   year_only;    /* 99-12-31: the year is first, and has two digits */
  ClvProof   short_years;  /* years of two digits */
  ClvProof   short_years_last; /* of these, those that cannot have the year first */
  ClvProof   short_either; /* of these, those that are another day with the year first */
  guint8     min_first, max_first, min_last, max_last; /* the ends of short dates */
  guint32    firsts, lasts; /* a bit for each such number up to 31 */
  gboolean   has_time;
  ClvReach   in_order[4];  /* by ClvDateOrder; true dates as well */

  /* Numbers that count time, if the column holds dates: true ones or texts. */
  ClvProof   serial;       /* days as Excel counts them */
  ClvProof   unix_time;    /* seconds or milliseconds since 1970 */

  /* What names a month, a quarter or a year only. */
  ClvProof   periods[CLV_N_PERIOD_KINDS];
  ClvProof   dotted_month; /* 1.2024: also counted as number */
  int        first_dotted_month;
  gboolean   dotted_month_proved; /* 01.2024, or several months: more than a number of four decimals */
  ClvProof   year;         /* whole numbers of 1900 to 2100: also counted as number or true number */

  char    currency[8];
  guint32 currency_rows;
} ClvEvidence;

void          clv_evidence_collect       (ClvEvidence       *evidence,
                                          const ClvColumn   *column);
/* In a column of nothing but whole numbers, leading zeros or too many digits make them ids. */
gboolean      clv_evidence_is_identifier (const ClvEvidence *evidence);
/* Whether no true date is after the 12th, and each text that is a date is. A program that expected the other order made
 * dates of those that fit it, with day and month swapped, and left the others as texts. */
gboolean      clv_evidence_is_swapped    (const ClvEvidence *evidence);
/* Whether every cell is a year, so that a column of dates can only mean those. */
gboolean      clv_evidence_is_years      (const ClvEvidence *evidence);
/* Whether nothing but dates, and what is neither date nor number nor period, was seen. */
gboolean      clv_evidence_is_all_dates  (const ClvEvidence *evidence);
ClvColumnType clv_evidence_choose_type   (const ClvEvidence *evidence);

G_END_DECLS
