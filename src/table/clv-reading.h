/* clv-reading.h - what the cells of a column mean, decided over all of its rows
 *
 * The rule (never per cell, never by locale): a choice is made when some cell
 * proves it, or when every possible choice gives the same values; otherwise the
 * reading is `ambiguous`, carries the likeliest choice, and people are asked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-column.h"
#include "clv-day.h"

G_BEGIN_DECLS

typedef enum
{
  CLV_TYPE_EMPTY,
  CLV_TYPE_TEXT,
  CLV_TYPE_NUMBER,
  CLV_TYPE_DATE,
} ClvColumnType;

typedef enum
{
  CLV_DECIMAL_UNDECIDED, /* true numbers, or no mark in any cell: nothing to decide */
  CLV_DECIMAL_POINT,
  CLV_DECIMAL_COMMA,
} ClvDecimalMark;

typedef enum
{
  CLV_DATE_ORDER_UNDECIDED, /* true dates: nothing to decide */
  CLV_DATE_ORDER_YMD,
  CLV_DATE_ORDER_DMY,
  CLV_DATE_ORDER_MDY,
} ClvDateOrder;

typedef struct
{
  ClvColumnType  type;
  ClvDecimalMark decimal;
  ClvDateOrder   date_order;
  gboolean       ambiguous;    /* no cell proves the decimal mark or the day order, or cells prove both orders */
  gboolean       may_be_ymd;   /* ambiguous dates whose year may come first as well */
  gboolean       may_be_swapped; /* true dates, none after the 12th, beside texts that are: day and month were swapped, perhaps */
  gboolean       is_swapped;     /* people say that they were: day and month of true dates change places */
  gboolean       identifier;   /* numbers that must stay text: leading zeros, over 15 digits, … */
  gboolean       has_time;     /* dates with a time of day */
  gboolean       whole_years;  /* dates, each a bare year such as 2024: its 1 January */
  guint32        n_filled;     /* rows that are not empty */
  guint32        n_readable;   /* of these, readable under this reading */
  double         min, max;     /* of readable numbers or days; NaN when there are none */
  char           currency[8];  /* ISO code or symbol seen in the cells; "" when none */
  char          *evidence;     /* a translated sentence with the proof: “row 12: 13/04/2024” */
} ClvReading;

ClvReading *clv_reading_decide    (const ClvColumn *column);
/* The same column read as the user says. UNDECIDED leaves that part to the evidence. */
ClvReading *clv_reading_force     (const ClvColumn *column,
                                   ClvColumnType    type,
                                   ClvDecimalMark   decimal,
                                   ClvDateOrder     date_order);
ClvReading *clv_reading_copy      (const ClvReading *self);
void        clv_reading_free      (ClvReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvReading, clv_reading_free)

/* “decimal-comma”, “day-first”, “true-dates”, “text” …: the id of the JSON. */
const char *clv_reading_to_id     (const ClvReading *self);

/* Numbers that would be days, if the column were said to hold dates: serials of Excel, or Unix time. */
gboolean    clv_reading_may_count_days (const ClvReading *self);
gboolean    clv_reading_number    (const ClvReading *self,
                                   const ClvCell    *cell,
                                   double           *number);
gboolean    clv_reading_day       (const ClvReading *self,
                                   const ClvCell    *cell,
                                   ClvDay           *day);
/* The sign (“€”, “US$”) or the code (“EUR”) written with the amount of a text; FALSE and "" when there is none. */
gboolean    clv_reading_currency  (const ClvCell    *cell,
                                   char              currency[8]);
/* By code, (array length = n_distinct): NaN / CLV_DAY_NONE where empty or unreadable. (transfer full) */
double     *clv_reading_numbers   (const ClvReading *self,
                                   const ClvColumn  *column);
ClvDay     *clv_reading_days      (const ClvReading *self,
                                   const ClvColumn  *column);

G_END_DECLS
