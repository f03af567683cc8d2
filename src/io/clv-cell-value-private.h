/* clv-cell-value-private.h - numbers and dates as workbooks store them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A number as Excel shows it: of the 17 digits that files have, 15 count. */
gboolean clv_cell_value_parse_number (const char *text,
                                      double     *number);
/* The same where digits, a point and an exponent are all: the end of the number, wherever that is. NULL for a number that
 * takes longer, and for what is none. */
const char *clv_cell_value_scan_number (const char *text,
                                        double     *number);
/* “2024-05-03”, “2024-05-03T08:30:00.5”: days since 1970-01-01. */
gboolean clv_cell_value_parse_iso    (const char *text,
                                      double     *days);
/* “PT08H30M00S” as a part of the day. */
gboolean clv_cell_value_parse_duration (const char *text,
                                        double     *days);

typedef enum
{
  CLV_SERIAL_DATE,
  CLV_SERIAL_NUMBER,       /* out of the calendar */
  CLV_SERIAL_29_FEB_1900,  /* the day that Excel alone knows */
} ClvSerialKind;

/* A day count of Excel to days since 1970-01-01. */
ClvSerialKind clv_cell_value_from_serial (double    serial,
                                          gboolean  is_1904,
                                          double   *days);

typedef enum
{
  CLV_FORMAT_NUMBER,
  CLV_FORMAT_DATE,
  CLV_FORMAT_TIME, /* hours or minutes, but no day */
  CLV_FORMAT_PERCENT,
  CLV_FORMAT_PADDED, /* “00000”: plus the number of digits, which numbers are filled up to with zeros */
} ClvFormatClass;

#define CLV_MAX_PADDED_DIGITS 20

ClvFormatClass clv_cell_value_classify_format  (const char *code);
ClvFormatClass clv_cell_value_classify_builtin (guint       id);
#define CLV_SHOWN_BYTES 64

/* Whether a number of that class may be shown as a text of its own. */
#define CLV_FORMAT_IS_SHOWN(format) ((format) >= CLV_FORMAT_PERCENT)

/* What a format of that class makes of a number whose meaning it changes, as if somebody had typed that: a whole number with
 * fewer digits is an id or a postcode, “00420”, and 0.4 is “40%”. Gives its length; 0 when the number stands as it is. */
gsize          clv_cell_value_show             (double number,
                                                guint  format,
                                                char   text[CLV_SHOWN_BYTES]);
/* A number with a point as a column of texts holds it: three digits behind the point might be taken for thousands, and get a
 * zero. */
void           clv_cell_value_write_plain      (double number,
                                                char   text[CLV_SHOWN_BYTES]);
/* The currency that a format code shows with a number, “[$€-407] #,##0.00” or “#,##0 "kr"”; "" when there is none. */
void           clv_cell_value_format_currency  (const char *code,
                                                char        currency[8]);

G_END_DECLS
