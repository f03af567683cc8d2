/* clv-ledger.h - what the business recorded: rows of orders and costs, and whom they name
 *
 * Immutable and reference-counted. Every row of the order tables is kept with what
 * is odd about it as flags; which rows count is decided by the rules of a book
 * (clv-book.h), so that changing a rule needs no second import.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-day.h"
#include "clv-mapping.h"
#include "clv-problem.h"
#include "clv-row-mark.h"
#include "clv-work.h"

G_BEGIN_DECLS

#define CLV_NO_CURRENCY 0xff   /* a row whose currency nobody says */
#define CLV_NOBODY G_MAXUINT32 /* a row without a customer, an order or an attribute value */

typedef enum
{
  CLV_ROW_UNREADABLE    = 1 << 0, /* no readable date or amount: never used */
  CLV_ROW_DUPLICATE     = 1 << 1, /* all mapped and unmapped cells equal an earlier row of an order table */
  CLV_ROW_CANCELLED     = 1 << 2, /* status says cancelled, failed or test */
  CLV_ROW_CREDIT        = 1 << 3, /* belongs to a document flagged as a credit note (status, “C…” number) */
  CLV_ROW_NON_CUSTOMER  = 1 << 4, /* postage, fee, manual entry: not a product */
  CLV_ROW_RETURNED      = 1 << 5, /* its order number stands on a list of returns */
  CLV_ROW_NO_DATE       = 1 << 6, /* unreadable because of the date … */
  CLV_ROW_NO_AMOUNT     = 1 << 7, /* … or because of the amount */
  CLV_ROW_REFUNDED      = 1 << 8, /* status says refunded, and the amount is positive: an order, told */
  CLV_ROW_GIVEN_BACK    = 1 << 9, /* a refund mark says that all of this purchase was given back */
  CLV_ROW_FUTURE        = 1 << 10, /* dated after the day on which the data were read */
  CLV_ROW_GIFT_CARD     = 1 << 11, /* sale of a gift card */
  CLV_ROW_OUTSIZED      = 1 << 12, /* a hundred times or more what is usual, and usual when divided */
  CLV_ROW_REPEAT        = 1 << 13, /* its order stood with another amount in an earlier row … */
  CLV_ROW_REPEATED      = 1 << 14, /* … or stands so in a later one */
  CLV_ROW_NOT_WON       = 1 << 15, /* a deal that was lost, or is not closed */
} ClvRowFlags;

typedef enum
{
  CLV_COST_GOODS,
  CLV_COST_ACQUISITION,
  CLV_COST_RETENTION,
  CLV_COST_SERVICE,
  CLV_COST_OTHER,
  CLV_N_COST_TYPES,
} ClvCostType;

/* A column people can segment by: texts, and a code a row or a customer. */
typedef struct
{
  char          *id;       /* role id (“country”) or the header in lower case with '-' (“ship-mode”) */
  char          *title;    /* the header as it stands in the file */
  ClvRole        role;
  guint32        n_values;
  char         **values;   /* texts by code */
  const guint32 *by_row;      /* (nullable) code of each ledger row; CLV_NOBODY if empty */
  const guint32 *by_customer; /* (nullable) code of each customer, when it comes from a customer table */
} ClvAttribute;

/* Where rows came from, for reconciliation and examples. */
typedef struct
{
  char        *file;
  char        *sheet;
  ClvTableKind kind;
  guint32      rows_read;
  guint32      first_row;  /* ledger row of its first row; order tables only */
  /* Not among rows_read: what the table has left out already. */
  guint32      n_totals;
  guint32      n_repeated_headers;
  gboolean     profit_given; /* the goods cost of its rows was worked out from a column of profits */
  gboolean     are_returned_goods; /* that name neither order nor customer */
  gboolean     signs_win;    /* where a sign beside an amount and the column of currencies disagree, the sign is more likely */
} ClvLedgerPart;

/* Columns of the order rows, (array length = n_rows). All borrowed from the ledger. */
typedef struct
{
  guint32        n;
  const guint32 *customer;
  const guint32 *order;    /* code of the order id; CLV_NOBODY where there is none. NULL if no table has order ids */
  const ClvDay  *day;
  const double  *amount;   /* net amount of the row; 0 where unreadable */
  const double  *cost;     /* (nullable) goods cost; NaN where unknown */
  const double  *refund;   /* (nullable) what a refund column took off the amount, >= 0 */
  const double  *told_refund; /* (nullable) what a refund column says, >= 0, also where it was not taken off */
  const double  *discount; /* (nullable) what stands as discount beside amounts that seem to be before it; 0 elsewhere */
  const double  *by_price; /* (nullable) what quantity × unit price comes to where the amount contradicts it; NaN elsewhere */
  const double  *by_total; /* (nullable) the part of its order's total where the lines add up to something else; NaN elsewhere */
  const double  *tax;      /* (nullable) of the row; 0 where nothing stands. Of a rate: what an amount holds that includes it */
  const double  *tax_beside; /* (nullable) where rates tell the tax: what comes to an amount that does not include it */
  const double  *shipping; /* (nullable) of the row; what is said of a whole order is shared out */
  const guint16 *flags;
  const guint32 *source_row;
  const guint16 *part;     /* index of the ClvLedgerPart */
  const guint8  *currency; /* (nullable) code in clv_ledger_get_row_currency(), CLV_NO_CURRENCY where nobody says; NULL when
                            * nothing is said at all */
  const guint8  *sign_currency; /* (nullable) what the sign beside the amount says, where it is not @currency */
  const double  *rate;     /* (nullable) what stands as exchange rate in the row, > 0; NaN where nothing does */
} ClvLedgerRows;

typedef struct
{
  ClvDay      day;         /* CLV_DAY_NONE when undated */
  guint32     customer;    /* CLV_NOBODY when it names none */
  guint32     channel;     /* code in clv_ledger_get_cost_channels(), CLV_NOBODY when none */
  ClvCostType type;
  double      amount;
  guint8      currency;    /* code in clv_ledger_get_row_currency(), CLV_NO_CURRENCY when nobody says */
  guint16     table;       /* index for clv_ledger_get_cost_table() */
  guint32     source_row;  /* 0: a figure of a customer, in no table of costs */
} ClvCostRow;

/* Somebody was written to, called, or visited. */
typedef struct
{
  ClvDay  day;      /* CLV_DAY_NONE when undated */
  guint32 customer;
  guint32 channel;  /* code in clv_ledger_get_contact_channel(), CLV_NOBODY when nobody says how */
} ClvContactRow;

/* What a number in a column of rates is: 1.09 beside USD, where accounts are kept in euros (the base). */
typedef enum
{
  CLV_RATE_UNKNOWN,
  CLV_RATE_BASE_PER_FOREIGN, /* one dollar is worth 1.09 euros: multiply */
  CLV_RATE_FOREIGN_PER_BASE, /* one euro buys 1.09 dollars: divide */
} ClvRateDirection;

/* A table of exchange rates, or a column of them beside orders. */
typedef struct
{
  char            *file, *sheet, *header;
  guint32          source_row;  /* of its first rate */
  gboolean         is_of_orders;
  gboolean         has_sides;   /* two columns say from which currency into which */
  guint            part;        /* of the ledger, where it is one of orders */
  guint32          first_row, n_rows; /* of the ledger, likewise */
  guint8           base;        /* code of the currency that rates are against; CLV_NO_CURRENCY when nothing says it */
  ClvRateDirection direction;   /* as its header proves it */
} ClvRateTable;

/* From @day on, one unit of @currency is worth @rate of the base, or the other way round. */
typedef struct
{
  ClvDay  day;      /* CLV_DAY_NONE: from the beginning */
  guint8  currency; /* code in clv_ledger_get_row_currency() */
  guint8  base;     /* as that of the table, unless its rows say one each */
  guint16 table;
  guint32 source_row;
  double  rate;     /* above 0 */
} ClvRateRow;

/* Figures of customer-level tables by customer; NaN where the file has none. NULL columns were not mapped. Beside orders
 * there is first_day alone: when customers were won, by a customer table. */
typedef struct
{
  const double *revenue, *orders, *cost, *acquisition_cost, *service_cost, *profit;
  const double *aov, *frequency, *retention, *lifetime, *tenure, *monthly_fee, *churned;
  const ClvDay *first_day, *last_day;
} ClvCustomerValues;

typedef struct _ClvLedger ClvLedger;

ClvLedger            *clv_ledger_build             (const ClvMapping *mapping,
                                                    const ClvWork    *work,
                                                    GError          **error);
ClvLedger            *clv_ledger_ref               (ClvLedger *self);
void                  clv_ledger_unref             (ClvLedger *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvLedger, clv_ledger_unref)

/* TRUE when customers come with their figures and there are no order rows. */
gboolean              clv_ledger_is_customer_level (const ClvLedger *self);
const ClvLedgerRows  *clv_ledger_get_rows          (const ClvLedger *self);
guint32               clv_ledger_get_n_customers   (const ClvLedger *self);
const char           *clv_ledger_get_customer_id   (const ClvLedger *self,
                                                    guint32          customer);
/* "" when no name is known. */
const char           *clv_ledger_get_customer_name (const ClvLedger *self,
                                                    guint32          customer);
/* Position of each customer when sorted by id text; ties in rankings are broken by it. */
const guint32        *clv_ledger_get_id_order      (const ClvLedger *self);
guint32               clv_ledger_get_n_orders      (const ClvLedger *self); /* distinct order id texts */
const char           *clv_ledger_get_order_id      (const ClvLedger *self,
                                                    guint32          order);
/* (nullable) By row: 1 for interest, dividends and the like, which no customer brought. */
const guint8         *clv_ledger_get_non_operational (const ClvLedger *self);
guint                 clv_ledger_get_n_attributes  (const ClvLedger *self);
const ClvAttribute   *clv_ledger_get_attribute     (const ClvLedger *self,
                                                    guint            index);
const ClvAttribute   *clv_ledger_find_attribute    (const ClvLedger *self,
                                                    const char      *id);
guint32               clv_ledger_get_n_costs       (const ClvLedger *self);
const ClvCostRow     *clv_ledger_get_costs         (const ClvLedger *self);
/* File and sheet of a table of costs. */
const ClvLedgerPart  *clv_ledger_get_cost_table    (const ClvLedger *self,
                                                    guint            index);
guint                 clv_ledger_get_n_cost_channels (const ClvLedger *self);
const char           *clv_ledger_get_cost_channel  (const ClvLedger *self,
                                                    guint            code);
guint32               clv_ledger_get_n_contacts    (const ClvLedger *self);
const ClvContactRow  *clv_ledger_get_contacts      (const ClvLedger *self); /* in the order of their sheets */
guint                 clv_ledger_get_n_contact_channels (const ClvLedger *self);
const char           *clv_ledger_get_contact_channel (const ClvLedger *self,
                                                    guint            code);
guint32               clv_ledger_get_n_rates       (const ClvLedger *self);
const ClvRateRow     *clv_ledger_get_rates         (const ClvLedger *self); /* by currency, then by day */
guint                 clv_ledger_get_n_rate_tables (const ClvLedger *self);
const ClvRateTable   *clv_ledger_get_rate_table    (const ClvLedger *self,
                                                    guint            index);
const ClvCustomerValues *clv_ledger_get_values     (const ClvLedger *self); /* NULL unless figures of customers were read */
/* Customers that stand only in a customer master; they are not counted unless they order or cost. */
gboolean              clv_ledger_has_goods_cost    (const ClvLedger *self);
gboolean              clv_ledger_profit_given      (const ClvLedger *self); /* cost = amount − profit column */
const char           *clv_ledger_get_currency      (const ClvLedger *self); /* ISO code or symbol; "" when unknown */
/* Distinct currencies of the order rows; 0 when no column tells. */
guint                 clv_ledger_get_n_row_currencies (const ClvLedger *self);
const char           *clv_ledger_get_row_currency  (const ClvLedger *self,
                                                    guint            code);
guint                 clv_ledger_get_n_parts       (const ClvLedger *self);
const ClvLedgerPart  *clv_ledger_get_part          (const ClvLedger *self,
                                                    guint            index);
/* The rows that problems of a kind are about; at CLV_ROW_MARK_COST_OF_UNKNOWN_CUSTOMER positions among the costs. (nullable) */
const guint32        *clv_ledger_get_marked        (const ClvLedger *self,
                                                    ClvRowMark          mark,
                                                    guint32         *n);
/* Everything odd that importing found. */
ClvProblemList       *clv_ledger_get_problems      (const ClvLedger *self);

G_END_DECLS
