/* clv-row-mark.h - kinds of problems whose rows can be treated in another way than they are
 *
 * The ledger knows all rows of each of them (clv_ledger_get_marked()); the rules of a
 * book say which kinds to leave out, and which to count as 0.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Each is named by its kind of problem (clv-problem.h). */
typedef enum
{
  /* Rows of orders that count, and can be left out. */
  CLV_ROW_MARK_AMOUNT_FROM_PRICE,
  CLV_ROW_MARK_BROKEN_LETTER,
  CLV_ROW_MARK_CONTINUED_ORDER,
  CLV_ROW_MARK_CREDIT_NOTE,
  CLV_ROW_MARK_CUSTOMER_NAMED_INCOME,
  CLV_ROW_MARK_GIFT_CARD_REDEEMED,
  CLV_ROW_MARK_NEGATIVE_AMOUNT_OUTSIDE_CREDIT_NOTE,
  CLV_ROW_MARK_NUL_BYTE,
  CLV_ROW_MARK_ODD_DATE,
  CLV_ROW_MARK_ORDER_OF_SEVERAL_CUSTOMERS,
  CLV_ROW_MARK_ORDER_WITHOUT_LINES,
  CLV_ROW_MARK_PARTLY_REFUNDED,
  CLV_ROW_MARK_POSSIBLE_TOTAL,
  CLV_ROW_MARK_RAGGED_ROW,
  CLV_ROW_MARK_REFUND_LIST,
  CLV_ROW_MARK_REFUND_UNMATCHED,  /* under rules: clv_book_new_without() */
  CLV_ROW_MARK_ROUNDED_ID,
  CLV_ROW_MARK_SHIFTED_ROW_REPAIRED,
  CLV_ROW_MARK_TOO_MANY_FIELDS,
  CLV_ROW_MARK_UNCLEAR_REFUND,
  CLV_ROW_MARK_UNCLOSED_QUOTE,
  CLV_ROW_MARK_UNDERSIZED_AMOUNT,
  CLV_ROW_MARK_UNKNOWN_CUSTOMER,
  CLV_N_ORDER_MARKS,
  /* Costs, which can be left out. */
  CLV_ROW_MARK_COST_OF_UNKNOWN_CUSTOMER = CLV_N_ORDER_MARKS,
  /* Rows of orders that have no amount, and can count as 0. */
  CLV_ROW_MARK_ERROR_CELL,
  CLV_ROW_MARK_FORMULA_WITHOUT_VALUE,
  CLV_ROW_MARK_MISSING_AMOUNT,
  CLV_ROW_MARK_UNKNOWN_PRODUCT,
  CLV_ROW_MARK_UNREADABLE_AMOUNT,
  CLV_N_ROW_MARKS,
} ClvRowMark;

/* The bit of each. */
typedef guint64 ClvRowMarkSet;

#define CLV_ROW_MARK_BIT(mark) (G_GUINT64_CONSTANT (1) << (mark))

/* Whether rows of the kind have no amount and can count as 0; those of the others count and can be left out. */
static inline gboolean
clv_row_mark_lacks_amount (ClvRowMark mark)
{
  return mark >= CLV_ROW_MARK_ERROR_CELL;
}

const char *clv_row_mark_get_kind (ClvRowMark  mark);
int         clv_row_mark_find     (const char *kind); /* -1 if none */

G_END_DECLS
