/* clv-mapping.h - which column plays which role: guessed, shown, changed, remembered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "clv-reading.h"
#include "clv-role.h"
#include "clv-table.h"

G_BEGIN_DECLS

#define CLV_LEDGER_ERROR (clv_ledger_error_quark ())
GQuark clv_ledger_error_quark (void);

typedef enum
{
  CLV_LEDGER_ERROR_NO_ORDERS,   /* no table has what an order needs; the message says what is missing */
  CLV_LEDGER_ERROR_NO_ROWS,     /* every row is unusable */
  CLV_LEDGER_ERROR_NO_COLUMN,   /* --column names a header that no table has */
  CLV_LEDGER_ERROR_CURRENCIES,  /* several currencies and none chosen */
  CLV_LEDGER_ERROR_RATES,       /* nothing says which way exchange rates go */
  CLV_LEDGER_ERROR_CANCELLED,
} ClvLedgerError;

typedef struct
{
  ClvRole     role;
  gboolean    by_user;     /* the user, the command line or a remembered mapping said so */
  double      confidence;  /* 0 to 1; 1 when by_user */
  ClvReading *reading;     /* owned */
  char       *evidence;    /* why this role: “header “Umsatz”, all 5,009 cells are amounts” */
} ClvColumnMapping;

typedef struct
{
  ClvTable         *table;    /* owned reference */
  ClvTableKind      kind;
  gboolean          kind_by_user;
  guint             n_columns;
  ClvColumnMapping *columns;
  char             *evidence; /* why this kind */
} ClvTableMapping;

/* What makes two rows the same customer. */
typedef enum
{
  CLV_CUSTOMER_KEY_ID,      /* the customer column */
  CLV_CUSTOMER_KEY_EMAIL,   /* the e-mail, without regard to case; the id where there is none */
  CLV_CUSTOMER_KEY_ACCOUNT, /* the parent account; the id where there is none */
} ClvCustomerKey;

/* What the numbers of a column of discounts are. */
typedef enum
{
  CLV_DISCOUNT_OPEN,    /* nothing says it */
  CLV_DISCOUNT_PERCENT,
  CLV_DISCOUNT_MONEY,
  CLV_DISCOUNT_SHARE,   /* 0.1 is a tenth */
  CLV_DISCOUNT_NONE,    /* none counts */
} ClvDiscount;

/* What costs by channel are for, where nothing says it. */
typedef enum
{
  CLV_CHANNEL_COSTS_ACQUISITION,
  CLV_CHANNEL_COSTS_RETENTION,
  CLV_CHANNEL_COSTS_SERVICE,
  CLV_CHANNEL_COSTS_OTHER,
} ClvChannelCosts;

/* What people chose about findings that change what is read; 0 is what is done unless they did. */
typedef struct
{
  gboolean        swap_dates;           /* day and month of true dates that a program may have swapped */
  gboolean        merge_similar_ids;    /* of customers, that differ by zeros, capitals or blanks only */
  gboolean        keep_ids_apart;       /* that are spelt otherwise in another sheet */
  gboolean        keep_repeated_totals; /* each line of an order counts with the amount that stands there */
  gboolean        last_customer_row;    /* of several in a list of customers counts */
  gboolean        keep_totals;          /* rows that sum up others count as if they did not */
  gboolean        subtract_returned_goods; /* that name neither order nor customer, at their price */
  ClvChannelCosts channel_costs;
} ClvImportChoices;

/* Assumptions about all tables; 0 says nothing. */
typedef struct
{
  ClvDecimalMark decimal;
  ClvDateOrder   date_order;
  ClvCustomerKey customer_key;
  gint32         today;        /* a ClvDay; later dates are told. 0: nobody knows */
  ClvDiscount    discount;     /* percent or money, where columns do not say */
  const char    *currency;     /* (nullable) of several columns of one money, that in it counts */
  ClvImportChoices choices;
} ClvImportRules;

#define CLV_IMPORT_RULES_DEFAULT ((ClvImportRules) { CLV_DECIMAL_UNDECIDED, CLV_DATE_ORDER_UNDECIDED, CLV_CUSTOMER_KEY_ID, 0 })

typedef struct _ClvMapping ClvMapping;

/* Recognises all tables together: a details table is told from its orders table by the columns they share.
 * @tables: (element-type ClvTable) */
ClvMapping            *clv_mapping_recognise      (GPtrArray *tables);
ClvMapping            *clv_mapping_copy           (const ClvMapping *self);
/* Roles, readings and headers without the cells: enough for a report, too little for a ledger. (transfer full) */
ClvMapping            *clv_mapping_dup_outline    (const ClvMapping *self);
void                   clv_mapping_free           (ClvMapping *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClvMapping, clv_mapping_free)

guint                  clv_mapping_get_n_tables   (const ClvMapping *self);
const ClvTableMapping *clv_mapping_get_table      (const ClvMapping *self,
                                                   guint             table);
/* Column with @role, -1 if none. */
int                    clv_mapping_find_role      (const ClvMapping *self,
                                                   guint             table,
                                                   ClvRole           role);

/* A role that may not repeat is taken from the column that had it. */
void                   clv_mapping_set_role       (ClvMapping *self,
                                                   guint       table,
                                                   guint       column,
                                                   ClvRole     role);
/* Recognises the roles of the table again, for this kind. */
void                   clv_mapping_set_kind       (ClvMapping  *self,
                                                   guint        table,
                                                   ClvTableKind kind);
/* Text, number or date, with the marks as the user says. */
void                   clv_mapping_set_reading    (ClvMapping     *self,
                                                   guint           table,
                                                   guint           column,
                                                   ClvColumnType   type,
                                                   ClvDecimalMark  decimal,
                                                   ClvDateOrder    order);
/* What to take where columns do not say: `--set decimal=`, `--set date-order=`, `--set customer-key=`. */
void                   clv_mapping_assume         (ClvMapping           *self,
                                                   const ClvImportRules *rules);
/* The same for one column: `--set decimal.COLUMN=`, `--set date-order.COLUMN=`. */
gboolean               clv_mapping_assume_for_column (ClvMapping    *self,
                                                      const char    *name,
                                                      ClvDecimalMark decimal,
                                                      ClvDateOrder   order,
                                                      GError       **error);
/* `--column ROLE=HEADER`, in every table that has the header. */
gboolean               clv_mapping_set_by_header  (ClvMapping  *self,
                                                   ClvRole      role,
                                                   const char  *header,
                                                   GError     **error);

/* Whether money stands in a column for each of several currencies: then another currency is another ledger. */
gboolean               clv_mapping_has_pairs      (const ClvMapping *self);

/* What keeps these tables from giving results, in words; NULL when nothing does. (transfer full) */
char                  *clv_mapping_dup_obstacle   (const ClvMapping *self);
/* Whether figures depend on how the numbers or dates of the column are read. */
gboolean               clv_table_mapping_is_reading_used (const ClvTableMapping *self,
                                                          guint                  column);
/* Readings that no cell proves and figures depend on, each with an example. (transfer full) strv */
char                 **clv_mapping_dup_questions  (const ClvMapping *self);

/* Whether figures depend on discounts that may be percent or money. */
gboolean               clv_mapping_is_discount_open (const ClvMapping *self,
                                                     guint             table);

/* The currencies that the order tables name, most rows first, when there is more than one. (transfer full) strv */
char                 **clv_mapping_dup_currencies (const ClvMapping *self);

/* What to call results: the file with most of the sales, and how many more are used. @files: the number of its file for
 * each table. (transfer full) */
char                  *clv_mapping_dup_title      (const ClvMapping *self,
                                                   const guint      *files);

/* Same headers and sheets give the same signature; the mapping is remembered under it. (transfer full) */
char                  *clv_mapping_dup_signature  (const ClvMapping *self);
/* What the user decided, as text; restoring onto tables with the same signature. */
char                  *clv_mapping_serialise      (const ClvMapping *self);
gboolean               clv_mapping_restore        (ClvMapping *self,
                                                   const char *serialised);

G_END_DECLS
