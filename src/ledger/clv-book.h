/* clv-book.h - the ledger under rules: which rows count, which documents they make, and the proof that nothing is lost
 *
 * Source of every rule: the exact definitions of METRICS.md (“Rows”, “Order”, “As-of date”).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-ledger.h"

G_BEGIN_DECLS

typedef enum
{
  CLV_ORDER_KEY_ID,           /* order id together with its customer; without an id, customer and day */
  CLV_ORDER_KEY_CUSTOMER_DAY,
} ClvOrderKey;

typedef struct
{
  ClvDay      as_of;                   /* CLV_DAY_NONE: the last date of a used order row */
  ClvOrderKey order_key;
  gboolean    remove_returns;
  gboolean    drop_duplicates;
  gboolean    drop_cancelled;
  gboolean    drop_non_customer_lines;
  char        currency[8];             /* rows in other ones are left out; "" refuses mixed currencies */
} ClvRules;

#define CLV_RULES_DEFAULT ((ClvRules) { .as_of = CLV_DAY_NONE })

typedef enum
{
  CLV_LEFT_OUT_NO,
  CLV_LEFT_OUT_UNREADABLE_DATE,
  CLV_LEFT_OUT_UNREADABLE_AMOUNT,
  CLV_LEFT_OUT_AFTER_AS_OF,
  CLV_LEFT_OUT_DUPLICATE,
  CLV_LEFT_OUT_CANCELLED,
  CLV_LEFT_OUT_NON_CUSTOMER_LINE,
  CLV_LEFT_OUT_RETURNED,
  CLV_LEFT_OUT_OTHER_CURRENCY,
  CLV_N_LEFT_OUT,
} ClvLeftOut;

typedef struct
{
  guint32 rows_read, rows_used;
  double  amount_read, amount_used;
  struct { guint32 rows; double amount; } left_out[CLV_N_LEFT_OUT];
} ClvReconciliation;

typedef enum
{
  CLV_DOCUMENT_ORDER,
  CLV_DOCUMENT_CREDIT_NOTE,
} ClvDocumentKind;

/* An order or a credit note: rows with the same key. */
typedef struct
{
  guint32         customer;  /* CLV_NOBODY without one */
  ClvDay          day;       /* of its earliest row */
  ClvDocumentKind kind;
  guint32         n_rows;
  double          amount;    /* net */
} ClvDocument;

typedef struct _ClvBook ClvBook;

/* @self keeps a reference on @ledger. NULL with CLV_LEDGER_ERROR_NO_ROWS when no row is left, or when cancelled;
 * CLV_LEDGER_ERROR_CURRENCIES when amounts are in several currencies and the rules name none. */
ClvBook                 *clv_book_new                (ClvLedger      *ledger,
                                                      const ClvRules *rules,
                                                      const ClvWork  *work,
                                                      GError        **error);
void                     clv_book_free               (ClvBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvBook, clv_book_free)

ClvDay                   clv_book_get_as_of          (const ClvBook *self);
ClvDay                   clv_book_get_first_day      (const ClvBook *self); /* of used rows; CLV_DAY_NONE at customer level */
ClvDay                   clv_book_get_last_day       (const ClvBook *self);
/* A ClvLeftOut a row, (array length = n_rows). */
const guint8            *clv_book_get_left_out       (const ClvBook *self);
guint32                  clv_book_get_n_documents    (const ClvBook *self);
const ClvDocument       *clv_book_get_documents      (const ClvBook *self);
/* Document of each row, CLV_NOBODY for rows left out. */
const guint32           *clv_book_get_row_documents  (const ClvBook *self);
/* TRUE for cost rows that count (an explicit as-of date leaves later ones out). */
gboolean                 clv_book_is_cost_used       (const ClvBook *self,
                                                      guint32        cost);
const ClvReconciliation *clv_book_get_reconciliation (const ClvBook *self);
const char              *clv_left_out_to_id          (ClvLeftOut reason); /* “unreadable-amount” … */
const char              *clv_left_out_get_title      (ClvLeftOut reason);

G_END_DECLS
