/* clv-ledger-private.h - the ledger and what builds it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-ledger.h"
#include "clv-mapping-private.h"
#include "clv-pool.h"

G_BEGIN_DECLS

struct _ClvLedger
{
  gatomicrefcount ref_count;

  ClvPool         *customers;
  GPtrArray       *names;       /* char * by customer; shorter than customers, NULL where unknown */
  guint32         *id_order;
  ClvPool         *orders;
  ClvPool         *cost_channels;

  ClvLedgerRows    rows;        /* its arrays are owned */
  GPtrArray       *attributes;  /* ClvAttribute */
  GArray          *costs;       /* ClvCostRow */
  GArray          *cost_tables; /* ClvLedgerPart */
  ClvPool         *contact_channels;
  GArray          *contacts;    /* ClvContactRow */
  GArray          *rates;       /* ClvRateRow */
  GArray          *rate_tables; /* ClvRateTable */
  ClvCustomerValues *values;    /* (nullable), arrays owned */
  GArray          *parts;       /* ClvLedgerPart */
  GPtrArray       *currencies;  /* char *: those of the order rows first, then of costs */
  guint8           said[256];   /* by currency: how it is named (clv-currency-names.h) */
  guint            n_row_currencies;
  char            *currency;
  gboolean         has_goods_cost, profit_given;
  ClvProblemList  *problems;
  guint8          *non_operational; /* (nullable) by row */
  guint32         *referrer;    /* (nullable) by customer */
  guint32          n_unknown_referrers;
  guint8          *discounted;  /* (nullable) by row */
  GPtrArray       *indicators;  /* ClvIndicator */
  GArray          *marks[CLV_N_ROW_MARKS]; /* (nullable) guint32: rows, ascending */
};

/* One table of orders or lines, with the rows of other tables that complete it. */
typedef struct
{
  const ClvTableMapping *mapping;
  guint    table;              /* of the mapping: where the rows stand */
  guint32  first_row;          /* of the ledger */
  guint32  n_rows;
  guint    part;
  const ClvTableMapping *header;   /* (nullable) the orders table its rows are joined with; itself where the first
                                    * row of an order speaks for the others */
  guint32 *header_row;             /* by row; CLV_NOBODY without match */
  GArray  *members;                /* (nullable) guint: which tables the header is made of, in the order of its rows */
  const ClvTableMapping *more;     /* (nullable) a list without money that completes the orders of the header */
  guint32 *more_row;               /* by row; CLV_NOBODY without match */
  gboolean is_whole;               /* names customer and day itself */
  gboolean is_refund;              /* its amounts were given back */
  gboolean are_goods;              /* its goods came back: from whom, nobody knows */
  GPtrArray *filled_rows;          /* (nullable) guint32 *: rows of fields that the first row of an order fills */
  gboolean is_repeated;            /* every row says what its whole order came to */
  const ClvTableMapping *product;  /* (nullable) */
  guint32 *product_row;
  gboolean has_no_lines;           /* orders that stand for themselves, beside others that have lines */
  gboolean is_proved_by_prices;    /* nearly all of its amounts are quantity × unit price */
  gboolean has_discounts;          /* beside amounts that seem to be before them */
  gboolean is_orphan;              /* no date, and no orders table that has it */
} ClvFact;

typedef struct
{
  ClvLedger        *ledger;
  const ClvMapping *mapping;    /* with one column for each money */
  const ClvMapping *as_read;
  const ClvWork    *work;
  GArray           *facts;      /* ClvFact */
  guint32           n_rows;
  gboolean          has_returned_goods; /* which have a price */
  GPtrArray        *unions;     /* ClvTableMapping: tables of one shape that others are joined with */
  guint            *groups;     /* by table, while facts are looked for: the first one of its shape */
  ClvTableMapping **united_orders, **united_products; /* by group, as long: in unions, NULL where not made yet */
  GPtrArray        *join_ids;        /* borrowed while facts are found: the ids of tables that complete others */
  GPtrArray        *customers_of_rows; /* by table: customer by row (guint32 *); NULL for order tables and others without */
} ClvLedgerBuilder;

/* Writable views of the columns while building. */
#define CLV_ROWS(builder, field) ((void *) (builder)->ledger->rows.field)

/* clv-ledger-union.c */
ClvTableMapping *clv_table_mapping_unite (const GPtrArray *members);
/* The rows that are not @left_out (by row), with all that is known of the columns. (transfer full) (nullable) */
ClvTableMapping *clv_table_mapping_keep_rows (const ClvTableMapping *mapping,
                                              const guint8          *left_out);
/* clv-ledger-orders.c */
gboolean clv_fact_agrees_with       (const ClvTableMapping *lines,
                                     const ClvTableMapping *orders,
                                     const guint32         *rows,
                                     gboolean               are_alike);
void     clv_ledger_settle_orders   (ClvLedgerBuilder *self,
                                     gboolean          products_have_prices);
gboolean clv_fact_has_same_orders   (const ClvFact *a,
                                     const ClvFact *b);
/* clv-ledger-order-totals.c */
void     clv_ledger_compare_totals  (ClvLedgerBuilder *self);
/* clv-ledger-join.c */
gboolean clv_table_mapping_has_money (const ClvTableMapping *mapping,
                                      gboolean               products_have_prices);
int      clv_table_mapping_find_given_back (const ClvTableMapping *mapping);
void     clv_ledger_find_facts      (ClvLedgerBuilder *self);
void     clv_fact_clear             (ClvFact *fact);
/* clv-ledger-rows.c */
void     clv_ledger_fill_rows       (ClvLedgerBuilder *self,
                                     ClvFact          *fact);
/* clv-ledger-refunds.c */
void     clv_ledger_apply_refunds   (ClvLedgerBuilder *self,
                                     ClvFact          *fact);
/* clv-ledger-discounts.c */
void     clv_ledger_read_discounts  (ClvLedgerBuilder *self,
                                     ClvFact          *fact);
void     clv_ledger_keep_discounts  (ClvLedgerBuilder *self);
/* clv-ledger-extras.c */
void     clv_ledger_read_extras     (ClvLedgerBuilder *self,
                                     ClvFact          *fact);
/* clv-ledger-currency.c */
guint8  *clv_ledger_dup_currencies  (GPtrArray              *currencies,
                                     const ClvColumnMapping *mapping,
                                     const ClvColumn        *column);
void     clv_ledger_fill_currencies (ClvLedgerBuilder *self,
                                     ClvFact          *fact);
guint8   clv_ledger_get_told_currency (const ClvLedger *self,
                                       guint32          row);
void     clv_ledger_add_money       (ClvLedgerBuilder *self,
                                     guint32           row,
                                     const char       *kind);
void     clv_ledger_settle_currency (ClvLedgerBuilder *self);
void     clv_ledger_drop_foreign_extras (ClvLedgerBuilder *self);
/* clv-ledger-prices.c */
void     clv_ledger_settle_prices   (ClvLedgerBuilder *self);
void     clv_ledger_tell_currencies (ClvLedgerBuilder *self);
/* clv-ledger-rates.c */
void     clv_ledger_read_rates      (ClvLedgerBuilder *self);
void     clv_ledger_read_row_rates  (ClvLedgerBuilder *self);
/* clv-ledger-flags.c */
void     clv_ledger_flag_rows       (ClvLedgerBuilder *self);
void     clv_ledger_flag_duplicates (ClvLedgerBuilder *self);
/* clv-ledger-deals.c */
void     clv_fact_flag_deals        (ClvLedgerBuilder *self,
                                     const ClvFact    *fact);
/* clv-ledger-lines.c */
void     clv_ledger_flag_lines      (ClvLedgerBuilder *self);
/* clv-ledger-repeats.c */
void     clv_ledger_flag_repeats    (ClvLedgerBuilder *self);
/* clv-ledger-rounded.c */
void     clv_ledger_tell_rounded    (ClvLedgerBuilder *self);
/* clv-ledger-outsized.c */
void     clv_ledger_flag_outsized   (ClvLedgerBuilder *self);
/* clv-ledger-undersized.c */
void     clv_ledger_tell_undersized (ClvLedgerBuilder *self);
/* clv-ledger-income.c */
void     clv_ledger_find_income             (ClvLedgerBuilder *self);
/* clv-ledger-attributes.c */
void     clv_ledger_add_row_attributes      (ClvLedgerBuilder *self);
void     clv_ledger_add_customer_attributes (ClvLedgerBuilder      *self,
                                             const ClvTableMapping *mapping,
                                             const guint32         *customer_of_row);
void     clv_attribute_free                 (gpointer data);
/* clv-ledger-identity.c */
void     clv_ledger_identify        (ClvLedgerBuilder *self);
/* clv-ledger-marks.c */
void     clv_ledger_mark            (ClvLedgerBuilder *self,
                                     const char       *kind,
                                     guint32           row);
void     clv_ledger_mark_source_rows (ClvLedgerBuilder *self,
                                     const char       *kind,
                                     guint             table,
                                     const GArray     *source_rows);
void     clv_ledger_settle_marks    (ClvLedgerBuilder *self);
/* clv-ledger-unmatched.c */
void     clv_ledger_tell_unmatched  (ClvLedgerBuilder *self);
void     clv_ledger_tell_joined     (ClvLedgerBuilder *self);
void     clv_ledger_tell_unread     (ClvLedgerBuilder *self);
/* clv-ledger-shops.c */
void     clv_ledger_tell_shops      (ClvLedgerBuilder *self);
/* clv-ledger-customers.c */
/* All columns of names put together. (transfer full) */
char    *clv_table_mapping_dup_name (const ClvTableMapping *mapping,
                                     guint32                row);
void     clv_ledger_read_customers  (ClvLedgerBuilder *self);
/* clv-ledger-traits.c */
void     clv_ledger_read_traits     (ClvLedgerBuilder *self);
void     clv_indicator_free         (gpointer data);
/* clv-ledger-contacts.c */
void     clv_ledger_read_contacts   (ClvLedgerBuilder *self);
/* clv-ledger-costs.c */
void     clv_ledger_read_costs      (ClvLedgerBuilder *self);

G_END_DECLS
