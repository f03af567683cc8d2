/* clv-ledger-field.h - a column of an order table, or of the orders or products table that completes it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-ledger-private.h"

G_BEGIN_DECLS

typedef struct
{
  const ClvTableMapping  *mapping;
  const ClvColumnMapping *column;
  const ClvColumn        *cells;
  const guint32          *codes;
  const guint32          *rows; /* (nullable) row of the other table by row of the fact */
} ClvField;

static inline guint32
clv_field_code (const ClvField *self,
                guint32         row)
{
  if (self->rows == NULL)
    return self->codes[row];
  return self->rows[row] == CLV_NOBODY ? CLV_CODE_EMPTY : self->codes[self->rows[row]];
}

/* FALSE when no column of @mapping has @role. */
gboolean clv_field_open          (const ClvTableMapping *mapping,
                                  const guint32         *rows,
                                  ClvRole                role,
                                  ClvField              *field);
/* In the table itself, else in the orders table it is joined with. */
gboolean clv_field_open_anywhere (const ClvFact *fact,
                                  ClvRole        role,
                                  ClvField      *field);
void     clv_field_open_column   (const ClvTableMapping *mapping,
                                  guint                  column,
                                  ClvField              *field);
/* By code; NaN where empty or unreadable. (transfer full) */
double  *clv_field_numbers       (const ClvField *self);
/* Makes those of the numbers shares of the amount, 0.4, that are in percent: “40%”, 40 under “Profit %”.
 * (transfer full) (nullable): by code, which are; NULL when all are money. */
guint8  *clv_field_read_shares   (const ClvField *self,
                                  double         *numbers);
/* clv-ledger-continued.c */
const char *clv_fact_find_first_rows (ClvFact *fact);
void     clv_fact_share_amounts  (const ClvFact  *fact,
                                  const ClvField *told,
                                  double         *amount);
/* clv-ledger-discounts.c */
void     clv_fact_apply_discount (ClvLedgerBuilder *self,
                                  const ClvFact    *fact,
                                  double           *amount);
void     clv_fact_tell_discount  (ClvLedgerBuilder *self,
                                  const ClvFact    *fact);
/* Words of the two sides of an account. */
#define CLV_SIDE_WORDS "=debit|=debits|=credit|=credits|=soll|=haben|sollbetrag|habenbetrag|=debe|=haber|=debito|=credito|=dare|=avere"
/* clv-ledger-refunds.c */
double  *clv_fact_read_given_back (const ClvFact  *fact,
                                   ClvField       *field);
/* clv-ledger-prices.c */
void     clv_fact_compare_prices (ClvLedgerBuilder *self,
                                  ClvFact          *fact,
                                  const ClvField   *told,
                                  double           *amount);
/* clv-ledger-currency.c */
gboolean *clv_fact_find_foreign  (const ClvLedgerBuilder *self,
                                  const ClvFact          *fact,
                                  guint                   column);
/* clv-ledger-extras.c */
gboolean clv_fact_is_of_order    (const ClvLedgerBuilder *self,
                                  const ClvFact          *fact,
                                  const double           *extra,
                                  guint32                 least);
void     clv_fact_share_out      (const ClvLedgerBuilder *self,
                                  const ClvFact          *fact,
                                  const guint32          *group,
                                  gsize                   n_groups,
                                  double                 *extra);
/* A problem with row @row of @fact; with the cell of @field when there is one. */
void     clv_fact_tell           (ClvLedgerBuilder *self,
                                  const ClvFact    *fact,
                                  guint32           row,
                                  const ClvField   *field,
                                  const char       *kind,
                                  const char       *treatment);
/* A problem with row @row of the ledger. */
void     clv_ledger_tell         (ClvLedgerBuilder *self,
                                  guint32           row,
                                  const char       *kind,
                                  const char       *treatment,
                                  const char       *text);

G_END_DECLS
