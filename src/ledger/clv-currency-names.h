/* clv-currency-names.h - one name for each currency, however it is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-ledger.h"

G_BEGIN_DECLS

/* How a currency is named in the data: by a sign that others share (“$”), by its code or a sign of its own. */
typedef enum
{
  CLV_CURRENCY_SAID_BY_SIGN = 1 << 0,
  CLV_CURRENCY_SAID_BY_CODE = 1 << 1,
} ClvCurrencySaid;

/* Of a currency in a rule, with the NUL. */
#define CLV_CURRENCY_BYTES 8

/* Codes above are those of the book (clv-book-currencies.c). */
#define CLV_MAX_CURRENCIES 250

gboolean clv_currency_is_code         (const char *text);
char    *clv_currency_dup_code        (const char *written);
gboolean clv_currency_fits            (const char *written,
                                       const char *code);
gboolean clv_currency_can_be_chosen   (const char *currency);
guint8   clv_currency_intern          (GPtrArray  *currencies,
                                       guint8     *said,
                                       const char *written);
char    *clv_currency_dup_of_header   (const char *header);
gboolean clv_currency_is_header_of_rates (const char *header);
gboolean clv_currency_is_column       (const ClvColumn *column);
gboolean clv_currency_split_pair      (const char *text,
                                       char       *first,
                                       char       *second);
gboolean clv_currency_is_column_of_pairs (const ClvColumn *column);
gboolean clv_currency_is_large        (const char *code);
void     clv_currency_find_limits     (const char *currency,
                                       const char *base,
                                       double     *least,
                                       double     *most);
void     clv_currency_find_odd_limits (const char *currency,
                                       const char *base,
                                       double     *least,
                                       double     *most);
gboolean clv_currency_is_quoted_first (const char *first,
                                       const char *second);

G_END_DECLS
